# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Setting text: inlines, a look and a width in, lines with their pieces out. Shared by running text and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from raa_builder.writers.metrics import SOFT_HYPHEN
from raa_builder.writers.pdf.boxes import Piece, TextLine
from raa_builder.writers.pdf.breaking import break_justified, break_ragged
from raa_builder.writers.pdf.text import shape

if TYPE_CHECKING:
    from raa_builder.document import Inlines
    from raa_builder.theme import Style
    from raa_builder.writers.pdf.breaking import BrokenLine
    from raa_builder.writers.pdf.text import Look, Shaped, Span
    from raa_builder.writers.pdf.tree import Node

_BASELINE = 0.34  # how far the middle of a line of type stands above its baseline, of the size


class SetLine(NamedTuple):
    """A line that was set: its pieces, what they measure, and the footnotes whose marks stand in it."""

    pieces: tuple[Piece, ...]
    width: float
    extra: float
    notes: tuple[str, ...]


def baseline(style: Style) -> float:
    """Distance from the top of a line to its baseline, so that type stands in the middle of its leading."""
    return style.leading / 2 + style.size * _BASELINE


def set_text(
    content: Inlines,
    look: Look,
    node: Node,
    language: str,
    width: float,
    *,
    justified: bool = False,
    hyphenate: bool = False,
) -> list[SetLine]:
    """The lines of a text.

    Args:
        content: The inlines.
        look: Look of plain text.
        node: Structure node of plain text.
        language: BCP 47 tag of plain text.
        width: The measure in points.
        justified: Whether lines fill the measure.
        hyphenate: Whether words may be divided.
    """
    shaped = shape(content, look, node, language)
    if not shaped.text:
        return []
    lines = break_justified(shaped, width, hyphenate=hyphenate) if justified else break_ragged(shaped, width)
    return [
        SetLine(_pieces(shaped, line), line.width, line.extra, _notes(shaped, line) if shaped.notes else ())
        for line in lines
    ]


def placed(line: SetLine, x: float, y: float) -> TextLine:
    """The line at a position: its left end and its baseline."""
    return TextLine(x, y, line.pieces, line.extra)


def _notes(shaped: Shaped, line: BrokenLine) -> tuple[str, ...]:
    return tuple(note for at, note in shaped.notes if line.start <= at < line.end)


def _pieces(shaped: Shaped, line: BrokenLine) -> tuple[Piece, ...]:
    """The runs of a line; the space or hyphen at its end belongs to the last one, so that readers hear whole words."""
    begin, close = line.start, line.end
    ending = SOFT_HYPHEN if line.hyphen else " " if line.closes else ""
    if len(shaped.spans) == 1:
        return (_piece(shaped.spans[0], shaped.text[begin:close] + ending),) if close > begin else ()
    pieces = []
    for span in shaped.spans:
        start, end = max(span.start, begin), min(span.end, close)
        if start < end:
            text = shaped.text[start:end]
            pieces.append(_piece(span, text + ending if end == close else text))
    return tuple(pieces)


def _piece(span: Span, text: str) -> Piece:
    return Piece(text, span.face, span.size, span.colour, span.rise, span.node, span.target)
