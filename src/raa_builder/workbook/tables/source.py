# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A workbook on its way to a report: its tables, the axes known so far, and the findings as they gather.

Several copies of one edition are one source: the first, and the others beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.cells import Places
from raa_builder.workbook.tables.codes import AxisName, Coded, coded_rows
from raa_builder.workbook.tables.join import joined
from raa_builder.workbook.tables.rows import Row, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.cells import Cell
    from raa_builder.findings import Finding
    from raa_builder.workbook import layout
    from raa_builder.workbook.tables.locate import Table
    from raa_builder.workbook.tables.sniff import Book


class Copy(NamedTuple):
    """One of the workbooks of an edition, and its tables by key of the sheet."""

    book: Book
    tables: dict[str, Table]


@dataclass(slots=True)
class Source:
    """Where the stages of reading take from and report to.

    Attributes:
        book: The workbook, or the first of several.
        tables: Its tables, by key of the sheet.
        found: The findings so far.
        axes: The axes by folded label, once the sheet `Assi` is read.
        others: The other copies of the same edition.
        homes: The copy in whose sheet `Assi` an axis stands, by its label.
        places: Where the rows and columns stand that were read so far.
    """

    book: Book
    tables: dict[str, Table]
    found: list[Finding]
    axes: dict[str, AxisName] = field(default_factory=dict)
    others: tuple[Copy, ...] = ()
    homes: dict[str, Copy] = field(default_factory=dict)
    places: Places = field(default_factory=lambda: Places({}, {}))

    @property
    def copies(self) -> tuple[Copy, ...]:
        """All workbooks of the edition."""
        return (Copy(self.book, self.tables), *self.others)

    def has(self, sheet: layout.Sheet) -> bool:
        """Whether any of the copies has the sheet."""
        return any(sheet.key in copy.tables for copy in self.copies)

    def rows(self, sheet: layout.Sheet, *copies: Copy) -> Iterator[Row]:
        """The rows of a sheet, of one copy after the other; none when it is missing.

        Args:
            sheet: The sheet.
            copies: The copies to look in; all of them when none is named.
        """
        for copy in copies or self.copies:
            table = copy.tables.get(sheet.key)
            if table:
                yield from rows_of(copy.book, table, self.found)

    def coded(self, sheet: layout.Sheet) -> Iterator[Coded]:
        """The rows of a sheet that have a code of their own."""
        if not self.others:
            return self._noted(coded_rows(sheet, self.rows(sheet), self.axes, self.found))
        each = (coded_rows(sheet, self.rows(sheet, copy), self.axes, self.found, unbegun=True) for copy in self.copies)
        return joined(sheet, map(self._noted, each), self.found)

    def _noted(self, rows: Iterator[Coded]) -> Iterator[Coded]:
        """The same rows, whose places are kept."""
        for coded in rows:
            row = coded.row
            name = row.table.name
            self.places.codes[row.book.name, name, row.number] = coded.code
            if (row.book.name, name) not in self.places.columns:
                headers = {row.table.sheet.column(key).header: at for key, at in row.table.columns.items()}
                self.places.columns[row.book.name, name] = {header.casefold(): at for header, at in headers.items()}
            yield coded

    def head_of(self, sheet: layout.Sheet, label: str = "") -> Cell:
        """The header of a sheet's first column, or its first cell: the place of findings on what is missing.

        Args:
            sheet: The sheet.
            label: The axis of which something is missing: its own copy is named.
        """
        book, tables = self.homes.get(label, self.copies[0])
        table = tables.get(sheet.key)
        if table is None:
            return book.cell(sheet.name, 1, 1)
        return book.cell(table.name, table.header_row, table.columns[sheet.key_column.key])
