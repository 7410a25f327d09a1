# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Union emblem: its wording in, coloured outlines out, the same for every format.

`flag` has the geometry of the law, `glyphs` reads letters from a font file, `lettering` sets the wording beside the
flag. Lengths are points, the places of outlines `FINE` parts of one; y runs downwards from the top of the flag.
"""

from raa_builder.emblem.flag import BLUE, BORDER, RATIO, YELLOW
from raa_builder.emblem.lettering import draw
from raa_builder.emblem.shapes import FINE, Contour, EmblemDrawing, Outline

__all__ = ["BLUE", "BORDER", "FINE", "RATIO", "YELLOW", "Contour", "EmblemDrawing", "Outline", "draw"]
