# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a drawing is made of: rectangles, labels and lines, in bands that a writer may spread over pages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from raa_builder.theme import Pt

if TYPE_CHECKING:
    from collections.abc import Iterator

_HATCH = 3.2


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled rectangle; a hatched one is drawn as an outline and `hatching` in its colour, on the page's ground."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    hatched: bool = False


class Anchor(Enum):
    """Which point of a label stands at its x; the values are SVG's."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text; `y` is its baseline. `inside` says that it stands on a bar, not on the page's ground."""

    x: float
    y: float
    text: str
    anchor: Anchor
    size: float
    bold: bool
    colour: str
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A straight stroke."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    colour: str


Shape: TypeAlias = Rect | Label | Line


@dataclass(frozen=True, slots=True)
class Band:
    """A slice of a drawing that is never split; shapes are in the order in which they are painted."""

    height: Pt
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart. A writer that splits it over pages repeats the legend on each."""

    width: Pt
    legend: Band
    rows: tuple[Band, ...]

    @property
    def bands(self) -> tuple[Band, ...]:
        """The legend and the rows, from the top."""
        return (self.legend, *self.rows)

    @property
    def height(self) -> Pt:
        """Height of the whole."""
        return Pt(sum(band.height for band in self.bands))


def hatching(rect: Rect) -> Iterator[Line]:
    """The strokes, at 45 degrees and within its bounds, that fill a hatched rectangle."""
    offset = _HATCH / 2
    while offset < rect.width + rect.height:
        start, end = min(offset, rect.width), min(offset, rect.height)
        yield Line(
            rect.x + start, rect.y + (offset - start), rect.x + (offset - end), rect.y + end, _HATCH * 0.4, rect.fill
        )
        offset += _HATCH
