# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a table fits a page: type size, column widths and orientation, decided once for PDF and Word.

A column is never narrower than its widest unbreakable word, so that no figure wraps. What does not fit is set smaller,
and then, for a table marked as wide, its whole section turns to landscape. Lengths are points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raa_builder.document import Data, NoteReference, Section, Strong, Table, Text, plain
from raa_builder.theme import Pt, Style, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raa_builder.document import Inlines
    from raa_builder.writers.metrics import Family

PADDING_X = 4.0
PADDING_Y = 2.5
_SLACK = 1.0  # other programs' rounding of widths
_BREAKS = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table is set.

    Attributes:
        style: The type: of tables, or the smaller one.
        widths: Width of each column, padding included; their sum is the measure.
        landscape: Whether the table asks for a landscape page.
    """

    style: Style
    widths: tuple[Pt, ...]
    landscape: bool


def fit(table: Table, theme: Theme, family: Family, *, landscape: bool = False) -> Fit:
    """How to set a table between the margins of a page.

    Args:
        table: The table.
        theme: Page, margins and styles.
        family: The font.
        landscape: Whether the page is a landscape one.
    """
    measure = theme.page.measure(landscape=landscape)
    extents = _Extents(table, family)
    for style in (theme.styles.table, theme.styles.table_small):
        least, most = extents.at(style.size)
        if sum(least) <= measure:
            return Fit(style, _distributed(least, most, measure), landscape)
    if table.wide and not landscape:
        return fit(table, theme, family, landscape=True)
    return Fit(theme.styles.table_small, _squeezed(least, measure), landscape)


def section_is_landscape(section: Section, theme: Theme, family: Family) -> bool:
    """Whether a section holds a wide table that needs a landscape page."""
    tables = (block for block in section.blocks if isinstance(block, Table) and block.wide)
    return any(fit(table, theme, family).landscape for table in tables)


class _Extents:
    """How wide the words and the lines of each column are, measured once for all sizes of type."""

    def __init__(self, table: Table, family: Family) -> None:
        self.columns = table.width
        self.words: dict[tuple[int, int], float] = {}  # of a column and a span: the widest word at 1 point
        self.lines: dict[tuple[int, int], float] = {}  # likewise the widest line
        first_body, first_foot = len(table.head), len(table.head) + len(table.body)
        for y, x, cell in table.grid():
            words, strong = _words(cell.content)
            face = family.bold if strong or not first_body <= y < first_foot else family.regular
            if len(words) == 1:
                word = line = face.width(words[0], 1)
            else:
                widths = [face.width(word, 1) for word in words]
                word, line = max(widths), sum(widths) + (len(words) - 1) * face.width(" ", 1)
            place = x, cell.colspan
            if word > self.words.get(place, -1):
                self.words[place] = word
            if line > self.lines.get(place, -1):
                self.lines[place] = line
            if y >= first_foot and cell.colspan > 1:  # "Totale" stands in the first of its columns, and needs no more
                self.words[x, 1] = max(word, self.words.get((x, 1), -1))

    def at(self, size: float) -> tuple[list[float], list[float]]:
        """Of each column, at a size, the least width (its widest word) and the most (its widest line)."""
        return self._widths(self.words, size), self._widths(self.lines, size)

    def _widths(self, widest: Mapping[tuple[int, int], float], size: float) -> list[float]:
        widths = [0.0] * self.columns
        for (x, span), width in widest.items():
            columns = range(x, min(x + span, self.columns))
            for column in columns:
                share = (width * size + 2 * PADDING_X + _SLACK) / len(columns)
                widths[column] = max(widths[column], share)
        return widths


def _words(content: Inlines) -> tuple[list[str], bool]:
    """The words of a cell, and whether any is strong."""
    if len(content) == 1 and isinstance(content[0], Text | Data):  # as most cells
        return _BREAKS.split(content[0].text), False
    return _BREAKS.split(_with_marks(content)), any(isinstance(inline, Strong) for inline in content)


def _with_marks(content: Inlines) -> str:
    """The text with the marks of its notes at full size, wider than they are: nothing may part them from their word."""
    marks = (Text(str(inline.number)) if isinstance(inline, NoteReference) else inline for inline in content)
    return plain(tuple(marks))


def _squeezed(least: list[float], measure: float) -> tuple[Pt, ...]:
    """Widths that fill the measure when the words are too wide for it: only the widest columns give way."""
    widths = sorted(least)
    for index, width in enumerate(widths):
        most = (measure - sum(widths[:index])) / (len(widths) - index)
        if width > most:
            return tuple(Pt(min(width, most)) for width in least)
    return tuple(map(Pt, least))


def _distributed(least: list[float], most: list[float], measure: float) -> tuple[Pt, ...]:
    """Widths that fill the measure: what is left over goes where the text is longest."""
    wanted = [high - low for low, high in zip(least, most, strict=True)]
    spare = measure - sum(least)
    if sum(wanted) <= spare:
        rest = (spare - sum(wanted)) / sum(most)
        return tuple(Pt(high + high * rest) for high in most)
    share = spare / sum(wanted)
    return tuple(Pt(low + want * share) for low, want in zip(least, wanted, strict=True))
