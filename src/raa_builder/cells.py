# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a value was typed (`Cell`), and the two things typed there that a report is made of: `Figure` and `Entry`."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ALPHABET = 26


def column_letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA.

    Raises:
        ValueError: `column` is less than 1.
    """
    if column < 1:
        raise ValueError(column)
    letters = ""
    while column:
        column, rest = divmod(column - 1, ALPHABET)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """The place of one cell: the key by which an auditor finds it again.

    Attributes:
        sheet: Name of the sheet as it stands in the workbook.
        row: Row number, from 1.
        column: Column number, from 1; 0 names the whole row.
        book: File name of the workbook, without folder.
        among_books: Whether cells of several workbooks stand side by side, so that the book must be named.
    """

    sheet: str
    row: int
    column: int
    book: str = ""
    among_books: bool = field(default=False, compare=False)

    @property
    def address(self) -> str:
        """The address within the sheet, as Excel writes it: `E14`."""
        return f"{column_letters(self.column)}{self.row}" if self.column else str(self.row)

    def __str__(self) -> str:
        return f"{f'[{self.book}]' if self.among_books else ''}{self.sheet}!{self.address}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the report and the cells that it came from; the only number type of the model.

    Sums, differences and ratios of figures are figures whose cells are joined, in order and without repetition, so that
    each number printed can be traced to what was typed.

    Attributes:
        value: The exact value, in euros, units or as a ratio (0.57 for 57%).
        cells: The cells that the value came from; empty for a constant.
    """

    value: Decimal
    cells: tuple[Cell, ...] = ()

    def __add__(self, other: Figure) -> Figure:
        return Figure(self.value + other.value, _joined(self, other))

    def __sub__(self, other: Figure) -> Figure:
        return Figure(self.value - other.value, _joined(self, other))

    def ratio(self, whole: Figure | None) -> Figure | None:
        """This figure as a share of `whole`: 0.57, not 57; `None` where it has no meaning (`whole` unknown or 0)."""
        if whole is None or not whole.value:
            return None
        return Figure(self.value / whole.value, _joined(self, whole))

    def __bool__(self) -> bool:
        """True unless the value is zero, so that templates can pass over what is not there."""
        return bool(self.value)


def _joined(*figures: Figure) -> tuple[Cell, ...]:
    return tuple(dict.fromkeys(cell for figure in figures for cell in figure.cells))


def total(figures: Iterable[Figure | None]) -> Figure | None:
    """The sum of figures; `None` when one of them is unknown, since a sum with an unknown addend is unknown."""
    known: list[Figure] = []
    for figure in figures:
        if figure is None:
            return None
        known.append(figure)
    return Figure(sum((figure.value for figure in known), Decimal(0)), _joined(*known)) if known else None


@dataclass(frozen=True, slots=True)
class Entry:
    """A text of the report and the cell in which it was typed. Prints as its text."""

    text: str
    cell: Cell

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)
