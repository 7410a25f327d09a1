# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A workbook on its way to a report: its tables, the axes known so far, and the findings as they gather."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from raa_builder.cells import Cell
from raa_builder.workbook.codes import AxisName, Coded, coded_rows
from raa_builder.workbook.rows import Row, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.findings import Finding
    from raa_builder.workbook import layout
    from raa_builder.workbook.locate import Table
    from raa_builder.workbook.sniff import Book


@dataclass(slots=True)
class Source:
    """Where the stages of reading take from and report to.

    Attributes:
        book: The workbook.
        tables: Its tables, by key of the sheet.
        found: The findings so far.
        axes: The axes by folded label, once the sheet `Assi` is read.
    """

    book: Book
    tables: dict[str, Table]
    found: list[Finding]
    axes: dict[str, AxisName] = field(default_factory=dict)

    def rows(self, sheet: layout.Sheet) -> Iterator[Row]:
        """The rows of a sheet; none when it is missing."""
        table = self.tables.get(sheet.key)
        if table:
            yield from rows_of(self.book, table, self.found)

    def coded(self, sheet: layout.Sheet) -> Iterator[Coded]:
        """The rows of a sheet that have a code of their own."""
        return coded_rows(sheet, self.rows(sheet), self.axes, self.found)

    def head_of(self, sheet: layout.Sheet) -> Cell:
        """The header of a sheet's first column, or its first cell: the place of findings on what is missing."""
        table = self.tables.get(sheet.key)
        if table is None:
            return Cell(sheet.name, 1, 1, self.book.name)
        return Cell(table.name, table.header_row, table.columns[sheet.key_column.key], self.book.name)
