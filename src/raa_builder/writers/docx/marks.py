# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Union emblem and pictures in, objects of Word in line with the text out: the emblem as a group of shapes.

Lengths are English metric units (EMU), 12700 to a point; the places of outlines are those of the drawing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.emblem import FINE
from raa_builder.writers.docx.markup import attribute, colour, half_points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.emblem import Contour, EmblemDrawing, Outline
    from raa_builder.writers.marks import PlacedEmblem, PlacedImage

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_WORD = "http://schemas.microsoft.com/office/word/2010"
_EMU = 12700
_DECORATION = (
    f'<a:extLst xmlns:a="{_DRAWING}/main"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


def emblem_run(emblem: PlacedEmblem, identities: Iterator[int]) -> str:
    """A run that holds the emblem; its shapes need Word 2010.

    Args:
        emblem: The emblem.
        identities: Numbers that no other drawing of the document has.
    """
    drawing, words = emblem.drawing, attribute(emblem.block.alternative)
    parts = (("ground", drawing.ground), ("stars", drawing.stars), ("wording", drawing.wording))
    identity = next(identities)
    shapes = "".join(_shape(outline, part, drawing, next(identities)) for part, outline in parts if outline.contours)
    extent = f'cx="{_emu(drawing.width)}" cy="{_emu(drawing.height)}"'
    group = (
        f'<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/>'
        f'<a:chOff x="0" y="0"/><a:chExt {extent}/></a:xfrm></wpg:grpSpPr>{shapes}</wpg:wgp>'
    )
    inline = _inline(
        drawing.width,
        drawing.height,
        f'<wp:docPr id="{identity}" name="{words}" descr="{words}"/>',
        f'<a:graphicData uri="{_WORD}/wordprocessingGroup">{group}</a:graphicData>',
    )
    return (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        f'xmlns:wpg="{_WORD}/wordprocessingGroup" xmlns:wps="{_WORD}/wordprocessingShape">'
        f'<mc:Choice Requires="wpg">{inline}</mc:Choice></mc:AlternateContent></w:r>'
    )


def image_run(image: PlacedImage, identity: int, relation: str) -> str:
    """A run that holds a picture, raised to the middle of its row.

    Args:
        image: The picture.
        identity: A number that no other drawing of the document has.
        relation: Id of the relation to the picture's part.
    """
    alternative = attribute(image.block.alternative)
    words = f'id="{identity}" name="{alternative or attribute(image.block.path.stem)}" descr="{alternative}"'
    decoration = "" if alternative else _DECORATION
    extent = f'cx="{_emu(image.width)}" cy="{_emu(image.height)}"'
    picture = (
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {words}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic>"
    )
    graphic = f'<a:graphicData uri="{_DRAWING}/picture">{picture}</a:graphicData>'
    properties = f"<wp:docPr {words}>{decoration}</wp:docPr>"
    raised = f'<w:rPr><w:position w:val="{half_points(image.y)}"/></w:rPr>' if image.y else ""
    return f"<w:r>{raised}{_inline(image.width, image.height, properties, graphic)}</w:r>"


def _inline(width: float, height: float, properties: str, graphic: str) -> str:
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{_emu(width)}" cy="{_emu(height)}"/>{properties}<wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main">{graphic}</a:graphic></wp:inline></w:drawing>'
    )


def _shape(outline: Outline, name: str, drawing: EmblemDrawing, identity: int) -> str:
    """An outline as a shape as large as the whole emblem."""
    size = f'w="{round(drawing.width * FINE)}" h="{round(drawing.height * FINE)}"'
    extent = f'cx="{_emu(drawing.width)}" cy="{_emu(drawing.height)}"'
    return (
        f'<wps:wsp><wps:cNvPr id="{identity}" name="{name}"/><wps:cNvSpPr/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>'
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path {size}>{"".join(map(_contour, outline.contours))}'
        f'</a:path></a:pathLst></a:custGeom><a:solidFill><a:srgbClr val="{colour(outline.fill)}"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>"
    )


def _contour(contour: Contour) -> str:
    steps = "".join([_step(*step) for step in contour.steps])
    x, y = contour.start
    return f"<a:moveTo>{_point(x, y)}</a:moveTo>{steps}<a:close/>"


def _step(x: int, y: int, *end: int) -> str:
    """A straight line to a point, or a quadratic curve by a control to its end."""
    return f"<a:quadBezTo>{_point(x, y)}{_point(*end)}</a:quadBezTo>" if end else f"<a:lnTo>{_point(x, y)}</a:lnTo>"


def _point(x: int, y: int) -> str:
    return f'<a:pt x="{x}" y="{y}"/>'


def _emu(length: float) -> int:
    return round(length * _EMU)
