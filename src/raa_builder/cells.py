# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a value was typed (`Cell`), and the two things typed there that a report is made of: `Figure` and `Entry`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

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


class Operation(Enum):
    """How the value of a figure came about."""

    TYPED = auto()
    SUM = auto()
    DIFFERENCE = auto()
    RATIO = auto()


class Places(NamedTuple):
    """Which rows and columns of a workbook have which names, wherever people have moved them.

    Attributes:
        codes: The code of each row that has one, by workbook, sheet and row.
        columns: The number of each column by its header in small letters, by workbook and sheet.
    """

    codes: dict[tuple[str, str, int], str]
    columns: dict[tuple[str, str], dict[str, int]]

    def named(self, code: str, header: str) -> set[tuple[str, str, int, int]]:
        """Workbook, sheet, row and column of the cells with this code and header, whatever their case."""
        wanted, column = " ".join(code.casefold().split()), " ".join(header.casefold().split())
        return {
            (book, sheet, row, self.columns[book, sheet][column])
            for (book, sheet, row), own in self.codes.items()
            if own.casefold() == wanted and column in self.columns[book, sheet]
        }

    def in_column(self, cell: Cell, header: str) -> Cell:
        """The cell with this header in the row of another, whatever the case; that other where there is none."""
        column = self.columns.get((cell.book, cell.sheet), {}).get(header.casefold())
        return replace(cell, column=column) if column else cell

    def label(self, cell: Cell) -> str:
        """Label of the axis whose row a cell is in; empty where it is of none."""
        return self.codes.get((cell.book, cell.sheet, cell.row), "").rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the report and the cells that it came from; the only number type of the model.

    Sums, differences and ratios of figures are figures whose cells are joined, in order and without repetition, so that
    each number printed can be traced to what was typed.

    Attributes:
        value: The exact value, in euros, units or as a ratio (0.57 for 57%).
        cells: The cells that the value came from; empty for a constant.
        operation: How it was made of its operands. Figures are equal when their values and cells are.
        operands: What it was made of, in order; none when it was typed.
    """

    value: Decimal
    cells: tuple[Cell, ...] = ()
    operation: Operation = field(default=Operation.TYPED, compare=False, repr=False)
    operands: tuple[Figure, ...] = field(default=(), compare=False, repr=False)

    def __add__(self, other: Figure) -> Figure:
        return Figure(self.value + other.value, _joined(self, other), Operation.SUM, (self, other))

    def __sub__(self, other: Figure) -> Figure:
        return Figure(self.value - other.value, _joined(self, other), Operation.DIFFERENCE, (self, other))

    def ratio(self, whole: Figure | None) -> Figure | None:
        """This figure as a share of `whole`: 0.57, not 57; `None` where it has no meaning (`whole` unknown or 0)."""
        if whole is None or not whole.value:
            return None
        return Figure(self.value / whole.value, _joined(self, whole), Operation.RATIO, (self, whole))

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
    value = sum((figure.value for figure in known), Decimal(0))
    return Figure(value, _joined(*known), Operation.SUM, tuple(known)) if known else None


@dataclass(frozen=True, slots=True)
class Entry:
    """A text of the report and the cell in which it was typed. Prints as its text."""

    text: str
    cell: Cell

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)
