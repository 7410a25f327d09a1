# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page is made of: boxes in slabs, slabs on pages. Points, measured downwards from the top of slab or page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from raa_builder.charts import Band
    from raa_builder.emblem import EmblemDrawing
    from raa_builder.pictures import Picture
    from raa_builder.writers.metrics import Face
    from raa_builder.writers.pdf.text import Target
    from raa_builder.writers.pdf.tree import Node


class Piece(NamedTuple):
    """A run of text of one look within a line. `node` is `None` for an artifact."""

    text: str
    face: Face
    size: float
    colour: str
    rise: float
    node: Node | None
    target: Target | None

    @property
    def width(self) -> float:
        """Its natural width, without the space at the end of a line."""
        return self.face.width(self.text.rstrip(" "), self.size)


class TextLine(NamedTuple):
    """A line of text: its left end, its baseline, and what is added to each space."""

    x: float
    y: float
    pieces: tuple[Piece, ...]
    extra: float = 0.0


class Fill(NamedTuple):
    """A filled rectangle, always an artifact: a ground, a rule, a bar."""

    x: float
    y: float
    width: float
    height: float
    colour: str


class Anchor(NamedTuple):
    """Where an element begins that may hold no text of its own: an empty cell is tagged too."""

    node: Node


class Place(NamedTuple):
    """A target of links: a name at a height of the page; `title` and `level` make it an entry of the outline."""

    name: str
    y: float
    title: str = ""
    level: int = 0


class PageNumber(NamedTuple):
    """The number of the page on which a place stands, flush right at `x`, after a leader of dots from `x_from`."""

    x: float
    x_from: float
    y: float
    place: str
    face: Face
    size: float
    colour: str
    node: Node
    leader: str


class Graphic(NamedTuple):
    """A band of a chart, part of the figure `node`."""

    x: float
    y: float
    width: float
    band: Band
    node: Node


class Emblazoned(NamedTuple):
    """The Union emblem, the figure `node`."""

    x: float
    y: float
    drawing: EmblemDrawing
    node: Node


class Pictured(NamedTuple):
    """A picture, the figure `node`; `None` for decoration, which is an artifact."""

    x: float
    y: float
    width: float
    height: float
    picture: Picture
    node: Node | None


Box: TypeAlias = TextLine | Fill | Anchor | Place | PageNumber | Graphic | Emblazoned | Pictured


@dataclass(slots=True, eq=False)
class Slab:
    """A horizontal strip of content that is never divided.

    Attributes:
        height: Its height.
        boxes: What stands in it, in reading order.
        before: Space above it, which falls away at the top of a page.
        keep: Whether it must share the page with the slab that follows.
        notes: The footnotes that must share its page.
        repeat: Slabs to put above it when it begins a page: the head of its table.
    """

    height: float
    boxes: list[Box] = field(default_factory=list)
    before: float = 0.0
    keep: bool = False
    notes: tuple[Slab, ...] = ()
    repeat: tuple[Slab, ...] = ()


class Flow(NamedTuple):
    """A run of slabs on pages of one orientation."""

    landscape: bool
    slabs: list[Slab]


class Placed(NamedTuple):
    """A slab at its height on a page; `artifact` for the repeated head of a table."""

    y: float
    slab: Slab
    artifact: bool = False


@dataclass(slots=True, eq=False)
class Page:
    """A page with the slabs placed on it."""

    landscape: bool
    placed: list[Placed] = field(default_factory=list)
