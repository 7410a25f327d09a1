# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Union emblem and pictures in, inline SVG and `data:` addresses out.

Sizes are in rem, one of which is the size of the text, so that a reader who enlarges the text enlarges them with it.
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from raa_builder.emblem import BORDER, FINE
from raa_builder.writers.html.inlines import escape

if TYPE_CHECKING:
    from raa_builder.emblem import Contour, Outline
    from raa_builder.writers.marks import PlacedEmblem, PlacedImage


def emblem_svg(emblem: PlacedEmblem, rem: float) -> str:
    """The emblem with its wording; its white border shows on a coloured ground, and there the wording turns white.

    Args:
        emblem: The emblem.
        rem: Points of the theme in one rem.
    """
    drawing = emblem.drawing
    edge = round(BORDER * drawing.height * FINE)
    width, height, flag = (round(length * FINE) for length in (drawing.width, drawing.height, drawing.flag))
    border = f'<path fill="#fff" d="M{-edge} {-edge}H{flag + edge}V{height + edge}H{-edge}Z"/>'
    return (
        f'<svg class="emblem" role="img" aria-label="{escape(emblem.block.alternative)}" '
        f'viewBox="0 0 {width} {height}" '
        f'style="width:{_n(drawing.width / rem)}rem">{border}'
        f"{_path(drawing.ground)}{_path(drawing.stars)}{_path(drawing.wording, 'wording')}</svg>\n"
    )


def image_html(image: PlacedImage, rem: float) -> str:
    """The picture, held by the page itself."""
    address = data_address(image.picture.kind.value, image.picture.content)
    size = f"width:{_n(image.width / rem)}rem;aspect-ratio:{image.picture.width}/{image.picture.height}"
    return f'<img src="{address}" alt="{escape(image.block.alternative)}" style="{size}">\n'


def data_address(kind: str, content: bytes) -> str:
    """Bytes of a media type as a `data:` address."""
    return f"data:{kind};base64,{b64encode(content).decode('ascii')}"


def _path(outline: Outline, name: str = "") -> str:
    named = f' class="{name}"' if name else ""
    return f'<path{named} fill="{outline.fill}" d="{"".join(map(_contour, outline.contours))}"/>'


def _contour(contour: Contour) -> str:
    steps = "".join([f"L{s[0]} {s[1]}" if len(s) == 2 else f"Q{s[0]} {s[1]} {s[2]} {s[3]}" for s in contour.steps])
    return f"M{contour.start[0]} {contour.start[1]}{steps}Z"


def _n(length: float) -> str:
    return f"{length:.3f}".rstrip("0").rstrip(".")
