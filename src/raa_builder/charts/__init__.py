# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Charts: the table of a chart in, positioned shapes or words out, for every format that draws them itself.

Lengths are points, y runs downwards from the top of a band, colours are `#RRGGBB`. The words and figures printed are
those of the table, as they stand in it; a share or a length is all that is computed. No figure is ever left out: what
finds no room in its bar stands beside it, with a swatch; where that does not do for all, all stand beneath their bars.
"""

from raa_builder.charts.plot import draw
from raa_builder.charts.rows import describe
from raa_builder.charts.shapes import Anchor, Band, Drawing, Label, Line, Rect, Shape, hatching

__all__ = ["Anchor", "Band", "Drawing", "Label", "Line", "Rect", "Shape", "describe", "draw", "hatching"]
