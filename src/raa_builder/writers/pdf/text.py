# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inlines as one string with spans: what line breaking measures and drawing prints. Lengths are points."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, assert_never

from raa_builder.document import (
    Abbreviation,
    CrossReference,
    Data,
    Emphasis,
    Foreign,
    LineBreak,
    Link,
    NoteReference,
    Strong,
    Superscript,
    Text,
    plain,
)
from raa_builder.writers.pdf.seam import pdf_text

if TYPE_CHECKING:
    from raa_builder.document import Inline, Inlines
    from raa_builder.writers.metrics import Face, Family
    from raa_builder.writers.pdf.tree import Node

# characters without width, which say where a line may end or how letters join: lines are broken here, glyphs never join
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]")
_RAISED_SIZE, _RAISED_BY = 0.68, 0.33
_NOTE = "nota"


class Look(NamedTuple):
    """How a span is set.

    Attributes:
        family: The faces to choose from.
        size: Points.
        colour: `#RRGGBB`.
        link_colour: Colour of links.
        bold: Weight.
        italic: Slope.
        rise: Points above the baseline.
    """

    family: Family
    size: float
    colour: str
    link_colour: str
    bold: bool = False
    italic: bool = False
    rise: float = 0.0

    @property
    def face(self) -> Face:
        """The face of weight and slope."""
        return self.family.face(bold=self.bold, italic=self.italic)


class Target(NamedTuple):
    """Where a link leads: an address, or the name of a place in this document; and what it is called, for listeners."""

    href: str = ""
    place: str = ""
    words: str = ""


class Span(NamedTuple):
    """A run of one look and one structure node: characters from `start` up to `end` of the paragraph's text."""

    start: int
    end: int
    face: Face
    size: float
    colour: str
    rise: float
    node: Node
    target: Target | None
    language: str


@dataclass(slots=True)
class Shaped:
    """A paragraph as one string with its spans; `notes` are the footnotes named in it, with their positions."""

    text: str = ""
    spans: list[Span] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)


def shape(content: Inlines, look: Look, node: Node, language: str) -> Shaped:
    """Inlines as shaped text.

    Args:
        content: The inlines.
        look: Look of plain text.
        node: Structure node of plain text.
        language: Language of plain text; hyphenation follows it, and foreign words are not divided.
    """
    if len(content) == 1 and isinstance(content[0], Text | Data):  # as nearly every cell of a table
        text = _visible(content[0].text)
        span = Span(0, len(text), look.face, look.size, look.colour, look.rise, node, None, language)
        return Shaped(text, [span])
    return _Shaper(language).shape(content, look, node)


class _Shaper:
    """Turns inlines into a shaped text."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._target: Target | None = None
        self._parts: list[str] = []
        self._length = 0
        self._shaped = Shaped()

    def shape(self, content: Inlines, look: Look, node: Node) -> Shaped:
        self._inlines(content, look, node)
        self._shaped.text = "".join(self._parts)
        return self._shaped

    def _inlines(self, content: Inlines, look: Look, node: Node) -> None:
        for inline in content:
            self._inline(inline, look, node)

    def _inline(self, inline: Inline, look: Look, node: Node) -> None:
        match inline:
            case Text() | Data():
                self._add(inline.text, look, node)
            case LineBreak():
                self._add("\n", look, node)
            case Strong():
                self._inlines(inline.content, look._replace(bold=True), node)
            case Emphasis():
                self._inlines(inline.content, look._replace(italic=True), node)
            case Superscript():
                self._inlines(inline.content, _raised(look), node)
            case Abbreviation():
                self._inlines(inline.content, look, node.child("Span", f"/E {pdf_text(inline.expansion)}"))
            case Foreign():
                self._foreign(inline, look, node)
            case Link():
                self._link(inline.content, look, node.child("Link"), Target(inline.href, words=plain(inline.content)))
            case CrossReference():
                link = node.child("Reference").child("Link")
                self._link((Text(inline.text),), look, link, Target(place=inline.target, words=inline.text))
            case NoteReference():
                self._shaped.notes.append((self._length, inline.note))
                mark = node.child("Reference").child("Link")
                target = Target(place=note_place(inline.note), words=f"{_NOTE} {inline.number}")
                self._link((Text(str(inline.number)),), _raised(look), mark, target)
            case _:
                assert_never(inline)

    def _foreign(self, inline: Foreign, look: Look, node: Node) -> None:
        outside, self._language = self._language, ""  # never divided: to load its patterns takes longer than the rest
        self._inlines(inline.content, look, node.child("Span", f"/Lang {pdf_text(inline.language)}"))
        self._language = outside

    def _link(self, content: Inlines, look: Look, node: Node, target: Target) -> None:
        self._target = target
        self._inlines(content, look._replace(colour=look.link_colour), node)
        self._target = None

    def _add(self, text: str, look: Look, node: Node) -> None:
        text = _visible(text)
        start, self._length = self._length, self._length + len(text)
        self._parts.append(text)
        rest = (look.face, look.size, look.colour, look.rise, node, self._target, self._language)
        spans = self._shaped.spans
        if spans and spans[-1][2:] == rest:  # a figure within its sentence
            start = spans.pop().start
        spans.append(Span(start, self._length, *rest))


def _visible(text: str) -> str:
    """The text without invisible characters, soft hyphens too: only those that the layout adds may be read as soft."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def note_place(note: str) -> str:
    """Name of the place of a footnote, to which its mark leads."""
    return f"{_NOTE}:{note}"


def _raised(look: Look) -> Look:
    return look._replace(size=look.size * _RAISED_SIZE, rise=look.size * _RAISED_BY)
