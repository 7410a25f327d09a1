# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows of a blank workbook: a sheet and the axes in, the pre-printed rows and their places out. Loads no Excel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raa_builder.cells import column_letters
from raa_builder.model import AxisKind
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raa_builder.workbook.axes import AxisSpec

TITLE_ROW, HEADER_ROW, FIRST_ROW = 1, 3, 4


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
        return column_letters(len(self.sheet.columns))

    def letters(self, key: str) -> str:
        """Letters of the column of that key."""
        return column_letters(self.sheet.position(key) + 1)

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


def plan(axes: Sequence[AxisSpec]) -> dict[str, Block]:
    """The tables of a programme with these axes, by key of the sheet, in the order of the workbook."""
    return {sheet.key: Block(sheet, tuple(_rows(sheet, axes))) for sheet in layout.SHEETS}


def _rows(sheet: layout.Sheet, axes: Sequence[AxisSpec]) -> Iterator[PrintedRow]:
    if sheet is layout.AXES:
        yield from (PrintedRow(axis.label, axis.label) for axis in axes)
    elif not sheet.per_axis:
        yield from _rows_of(sheet, "")
    else:
        if sheet.programme_rows:
            yield from _rows_of(sheet, layout.PROGRAMME_LABEL)
        for axis in axes:
            if axis.kind is AxisKind.THEMATIC or not sheet.thematic_only:
                yield from _rows_of(sheet, axis.label)


def _rows_of(sheet: layout.Sheet, label: str) -> Iterator[PrintedRow]:
    axis = "" if label == layout.PROGRAMME_LABEL else label
    for line in sheet.lines:
        yield PrintedRow(f"{label}.{line.number}" if label else line.number, axis, line)
    for number in range(1, sheet.spare + 1):
        yield PrintedRow(sheet.code(label, number), axis)
