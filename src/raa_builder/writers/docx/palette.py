# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Word's theme part, from our theme: the font and the colours that Word offers to whoever edits the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.colours import spread
from raa_builder.writers.docx.markup import DECLARATION, attribute, colour

if TYPE_CHECKING:
    from raa_builder.theme import Theme

# where the shades of charts are taken from their scale; the sixth accent lies between the first two
_ACCENTS = (1.0, 0.75, 0.5, 0.25, 0.0, 0.875)
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
    shades = _shades(theme).items()
    scheme = "".join(f'<a:{name}><a:srgbClr val="{colour(shade)}"/></a:{name}>' for name, shade in shades)
    face = attribute(theme.faces.family)
    font = f'<a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface="{face}"/>'
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{face}">'
        f'<a:themeElements><a:clrScheme name="{face}">{scheme}</a:clrScheme><a:fontScheme name="{face}">'
        f"<a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>{_FORMATS}"
        "</a:themeElements></a:theme>"
    )


def drawing_colours(theme: Theme) -> dict[str, str]:
    """By colour, its name in drawings and charts, which follow the theme when somebody changes it."""
    names = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
    shades = reversed(_shades(theme).items())  # of two names for one colour the first counts
    return {shade: names.get(name, name) for name, shade in shades}


class Tints:
    """The colours of text, grounds and borders, as Word writes them: those of the theme follow it too."""

    def __init__(self, theme: Theme) -> None:
        names = {"tx1": "text1", "bg1": "background1", "tx2": "text2", "bg2": "background2"}
        self._names = {shade: names.get(name, name) for shade, name in drawing_colours(theme).items()}

    def ink(self, shade: str) -> str:
        """The colour of text."""
        return f'<w:color w:val="{colour(shade)}"{self._theme("themeColor", shade)}/>'

    def link(self, shade: str) -> str:
        """The colour of links, which have one of their own in the theme."""
        return f'<w:color w:val="{colour(shade)}" w:themeColor="hyperlink"/>'

    def ground(self, shade: str) -> str:
        """The ground of a paragraph or a cell."""
        return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour(shade)}"{self._theme("themeFill", shade)}/>'

    def rule(self, shade: str, width: int, space: int = 0) -> str:
        """The attributes of a border: width in eighths of a point, distance from the text in points."""
        theme = self._theme("themeColor", shade)
        return f'w:val="single" w:sz="{width}" w:space="{space}" w:color="{colour(shade)}"{theme}'

    def _theme(self, attribute: str, shade: str) -> str:
        name = self._names.get(shade)
        return f' w:{attribute}="{name}"' if name else ""


def _shades(theme: Theme) -> dict[str, str]:
    colours = theme.colours
    shades = {"dk1": colours.text, "lt1": colours.white, "dk2": colours.ink, "lt2": colours.pale}
    shades |= {f"accent{n}": spread(colours.series, place) for n, place in enumerate(_ACCENTS, 1)}
    return shades | {"hlink": colours.heading, "folHlink": colours.heading}
