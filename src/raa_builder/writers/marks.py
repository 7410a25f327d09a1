# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""How large the Union emblem and pictures stand on the page: blocks in, sizes and places in points out.

On the cover the emblem stands at the left of a row and logos at its right end, none of them larger than the flag,
neither in height nor in area (Reg. (EU) 821/2014, Annex II; Reg. (EU) 2021/1060, Annex IX).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING, TypeAlias

from raa_builder.document import Emblem, Image
from raa_builder.emblem import RATIO, draw
from raa_builder.errors import TemplateError
from raa_builder.pictures import read_picture
from raa_builder.theme import Mm, points

if TYPE_CHECKING:
    from pathlib import Path

    from raa_builder.document import Block, Cover
    from raa_builder.emblem import EmblemDrawing
    from raa_builder.pictures import Picture

HOIST = points(Mm(14))
BELOW = 14.0  # points, below the row on the cover
_GAP = points(Mm(8))  # at least, between two marks
_PIXEL = 72 / 150  # of a picture in the text: 150 to the inch
_TALLEST = points(Mm(90))


@dataclass(frozen=True, slots=True)
class PlacedEmblem:
    """The emblem in its row; x from the left of the row, y from its top."""

    block: Emblem
    drawing: EmblemDrawing
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """A picture in its row."""

    block: Image
    picture: Picture
    width: float
    height: float
    x: float = 0.0
    y: float = 0.0


Mark: TypeAlias = PlacedEmblem | PlacedImage


def marks_of(cover: Cover) -> tuple[tuple[Emblem | Image, ...], tuple[Block, ...]]:
    """The emblem and the logos at the head of a cover, and the blocks that follow them."""
    first = next((n for n, block in enumerate(cover.blocks) if not isinstance(block, Emblem | Image)), None)
    marks = tuple(block for block in cover.blocks[:first] if isinstance(block, Emblem | Image))
    return marks, cover.blocks[len(marks) :]


def mark_row(marks: tuple[Emblem | Image, ...], measure: float) -> tuple[Mark, ...]:
    """Emblem and logos in a row as high as the flag, each in the middle of its height.

    Args:
        marks: What stands in the row, in reading order.
        measure: Width of the row.

    Raises:
        TemplateError: A picture, or the font of the wording, can't be read.
    """
    emblems: list[PlacedEmblem] = []
    left = 0.0
    for emblem in (mark for mark in marks if isinstance(mark, Emblem)):
        emblems.append(replace(place_emblem(emblem, measure), x=left))
        left += emblems[-1].drawing.width + _GAP
    logos = [mark for mark in marks if isinstance(mark, Image)]
    hoist, right = _hoist(measure), measure
    room = max((measure - left - _GAP * (len(logos) - 1)) / max(len(logos), 1), hoist / 2)
    images: list[PlacedImage] = []
    for logo in reversed(logos):
        image = _bounded(logo, hoist, room)
        images.insert(0, replace(image, x=right - image.width, y=(hoist - image.height) / 2))
        right -= image.width + _GAP
    return tuple(emblems.pop(0) if isinstance(mark, Emblem) else images.pop(0) for mark in marks)


def place_emblem(emblem: Emblem, measure: float) -> PlacedEmblem:
    """The emblem on its own, at the left."""
    return PlacedEmblem(emblem, draw(emblem.wording, _hoist(measure), measure))


def place_image(image: Image, measure: float) -> PlacedImage:
    """A picture within the text, in its own size where it has the room.

    Raises:
        TemplateError: Its file can't be read.
    """
    whole = _picture(image.path)
    scale = min(_PIXEL, measure / whole.width, _TALLEST / whole.height)
    return PlacedImage(image, whole, whole.width * scale, whole.height * scale)


def _bounded(image: Image, hoist: float, room: float) -> PlacedImage:
    """A logo neither higher than the flag, nor of a larger area, nor wider than its room."""
    whole = _picture(image.path)
    ratio = whole.width / whole.height
    height = min(hoist, hoist * sqrt(RATIO / ratio), room / ratio)
    return PlacedImage(image, whole, height * ratio, height)


def _picture(path: Path) -> Picture:
    try:
        return read_picture(path)
    except (OSError, ValueError) as error:
        raise TemplateError(f"L’immagine {path} non si può usare: {error}.") from error


def _hoist(measure: float) -> float:
    return min(HOIST, measure / RATIO)
