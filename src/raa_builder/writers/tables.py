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

from raa_builder.document import NoteReference, Section, Strong, Table, Text, plain
from raa_builder.theme import Pt, Style, Theme

if TYPE_CHECKING:
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
    for style in (theme.styles.table, theme.styles.table_small):
        least, most = _column_extents(table, style, family)
        if sum(least) <= measure:
            return Fit(style, _distributed(least, most, measure), landscape)
    if table.wide and not landscape:
        return fit(table, theme, family, landscape=True)
    return Fit(theme.styles.table_small, _squeezed(least, measure), landscape)


def section_is_landscape(section: Section, theme: Theme, family: Family) -> bool:
    """Whether a section holds a wide table that needs a landscape page."""
    tables = (block for block in section.blocks if isinstance(block, Table) and block.wide)
    return any(fit(table, theme, family).landscape for table in tables)


def _column_extents(table: Table, style: Style, family: Family) -> tuple[list[float], list[float]]:
    """Of each column the least width (its widest word) and the most (its longest line)."""
    count = table.width
    least = [0.0] * count
    most = [0.0] * count
    frame = 2 * PADDING_X + _SLACK
    space = family.measure(" ", style.size, bold=False)
    first_foot = len(table.head) + len(table.body)
    for y, x, cell in table.grid():
        bold = y >= first_foot or y < len(table.head) or any(isinstance(inline, Strong) for inline in cell.content)
        words = _BREAKS.split(_with_marks(cell.content))
        widths = [family.measure(word, style.size, bold) for word in words]
        columns = range(x, min(x + cell.colspan, count))
        share = 1 / len(columns)
        for column in columns:
            least[column] = max(least[column], (max(widths) + frame) * share)
            most[column] = max(most[column], (sum(widths) + space * (len(words) - 1) + frame) * share)
    return least, most


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
