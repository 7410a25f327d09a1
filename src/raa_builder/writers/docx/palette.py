# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Word's theme part, from our theme: the font and the colours that Word offers to whoever edits the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.colours import spread
from raa_builder.writers.docx.markup import DECLARATION, attribute, colour

if TYPE_CHECKING:
    from raa_builder.theme import Theme

_ACCENTS = 6
_FLAT = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINES = "".join(f'<a:ln w="{width}">{_FLAT}</a:ln>' for width in (6350, 12700, 19050))
_NO_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
# what the schema wants of every theme: three fills, lines, effects and grounds, from the subtle to the intense
_FORMATS = (
    f'<a:fmtScheme name="Office"><a:fillStyleLst>{_FLAT * 3}</a:fillStyleLst><a:lnStyleLst>{_LINES}</a:lnStyleLst>'
    f"<a:effectStyleLst>{_NO_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FLAT * 3}</a:bgFillStyleLst>"
    "</a:fmtScheme>"
)


def office_theme(theme: Theme) -> str:
    """The theme part: text and grounds, six accents from the strongest shade of charts to the palest, links."""
    colours = theme.colours
    shades = {"dk1": colours.text, "lt1": colours.white, "dk2": colours.ink, "lt2": colours.pale}
    shades |= {f"accent{n + 1}": spread(colours.series, 1 - n / (_ACCENTS - 1)) for n in range(_ACCENTS)}
    shades |= {"hlink": colours.heading, "folHlink": colours.heading}
    scheme = "".join(f'<a:{name}><a:srgbClr val="{colour(shade)}"/></a:{name}>' for name, shade in shades.items())
    face = attribute(theme.faces.family)
    font = f'<a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/>'
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{face}">'
        f'<a:themeElements><a:clrScheme name="{face}">{scheme}</a:clrScheme><a:fontScheme name="{face}">'
        f"<a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>{_FORMATS}"
        "</a:themeElements></a:theme>"
    )
