# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows of a blank workbook: a sheet and the axes in, the pre-printed rows and their places out. Loads no Excel."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from raa_builder.cells import column_letters
from raa_builder.model import AxisKind
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from raa_builder.workbook.axes import AxisSpec

TITLE_ROW, HEADER_ROW, FIRST_ROW = 1, 3, 4
_HIGHEST = 1000  # codes have at most three digits
CONTROL = "control"


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A pre-printed row.

    Attributes:
        code: Its code; the label in the sheet of the axes.
        label: Label of its axis; empty for the programme.
        line: What it asks for; `None` where people add rows.
    """

    code: str
    label: str
    line: layout.Line | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """The table of a sheet, from `FIRST_ROW` down."""

    sheet: layout.Sheet
    rows: tuple[PrintedRow, ...]

    @property
    def last_row(self) -> int:
        """Number of the last row; one empty row stands in a table without any."""
        return FIRST_ROW + max(len(self.rows), 1) - 1

    @property
    def last_column(self) -> str:
        """Letters of the last column."""
        return column_letters(self.width)

    @property
    def has_own_control(self) -> bool:
        """Whether the layout has a column `Controllo`; else it stands to the right of the layout's columns."""
        return any(column.key == CONTROL for column in self.sheet.columns)

    @property
    def width(self) -> int:
        """Number of columns, `Controllo` included."""
        return len(self.sheet.columns) + (0 if self.has_own_control else 1)

    def letters(self, key: str) -> str:
        """Letters of the column of that key."""
        if key == CONTROL and not self.has_own_control:
            return column_letters(self.width)
        return column_letters(self.sheet.position(key) + 1)

    def row_of(self, code: str) -> int:
        """Number of the row with that code."""
        return FIRST_ROW + next(index for index, row in enumerate(self.rows) if row.code == code)

    def rows_of(self, label: str) -> list[int]:
        """Numbers of the rows of an axis, which stand together."""
        return [row for row, printed in enumerate(self.rows, FIRST_ROW) if printed.label == label]

    def ref_of(self, key: str, label: str) -> str:
        """The cells of a column in the rows of an axis, for formulas of other sheets; empty where it has none."""
        rows, letters = self.rows_of(label), self.letters(key)
        return f"{self.sheet.name}!{letters}{rows[0]}:{letters}{rows[-1]}" if rows else ""

    def span(self, key: str) -> str:
        """The cells of a column, for formulas within the sheet: `E4:E28`."""
        letters = self.letters(key)
        return f"{letters}{FIRST_ROW}:{letters}{self.last_row}"

    def ref(self, key: str) -> str:
        """The cells of a column, for formulas of other sheets: `Finanza!E4:E28`."""
        return f"{self.sheet.name}!{self.span(key)}"

    def cell_of(self, line_key: str) -> str:
        """The value of a pre-printed row, for formulas of other sheets: `Programma!C22`."""
        index = next(index for index, row in enumerate(self.rows) if row.line and row.line.key == line_key)
        return f"{self.sheet.name}!{self.letters(self.sheet.value_column.key)}{FIRST_ROW + index}"


def plan(axes: Sequence[AxisSpec], asked: Iterable[tuple[str, str]] = ()) -> dict[str, Block]:
    """The tables of a programme with these axes, by key of the sheet, in the order of the workbook.

    Args:
        axes: The axes, in their order.
        asked: Rows that must be there beside the usual ones: key of the sheet and code, in the order of the workbook.
    """
    numbers: dict[tuple[str, str], list[str]] = {}
    for key, code in asked:
        label, number = layout.split_code(code)
        numbers.setdefault((key, label), []).append(number)
    return {sheet.key: Block(sheet, tuple(_rows(sheet, axes, numbers))) for sheet in layout.SHEETS}


def _rows(
    sheet: layout.Sheet, axes: Sequence[AxisSpec], asked: Mapping[tuple[str, str], Sequence[str]]
) -> Iterator[PrintedRow]:
    if sheet is layout.AXES:
        yield from (PrintedRow(axis.label, axis.label) for axis in axes)
    elif not sheet.per_axis:
        yield from _rows_of(sheet, "", asked.get((sheet.key, ""), ()))
    else:
        if sheet.programme_rows:
            label = layout.PROGRAMME_LABEL
            yield from _rows_of(sheet, label, asked.get((sheet.key, label), ()))
        for axis in axes:
            own = asked.get((sheet.key, axis.label), ())
            if axis.kind is AxisKind.THEMATIC or not sheet.thematic_only or own:
                yield from _rows_of(sheet, axis.label, own)


def _rows_of(sheet: layout.Sheet, label: str, asked: Sequence[str]) -> Iterator[PrintedRow]:
    axis = "" if label == layout.PROGRAMME_LABEL else label
    for line in sheet.lines:
        yield PrintedRow(f"{label}.{line.number}" if label else line.number, axis, line)
    if not sheet.lines:
        for number in _numbers(sheet.spare, [int(number.removeprefix(sheet.letter)) for number in asked]):
            yield PrintedRow(sheet.code(label, number), axis)


def _numbers(spare: int, asked: Sequence[int]) -> list[int]:
    """The numbers of the rows: the usual ones, those asked for, and always some that are free.

    They go up, unless people have put their rows in another order, which the summary follows.
    """
    numbers = {*range(1, spare + 1), *asked}
    free = (number for number in range(1, _HIGHEST) if number not in numbers)
    numbers |= set(islice(free, max(0, spare // 3 - (len(numbers) - len(asked)))))
    first = [] if list(asked) == sorted(asked) else list(asked)
    return first + sorted(numbers.difference(first))
