# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows of a table: `Table`s in, `Row`s out, whose cells are asked for by the key of their column.

Formulas are replaced by their stored results on the way; formulas, errors of Excel and hidden rows are reported here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from raa_builder.findings import Finding, Rules
from raa_builder.workbook.layout import Column, Kind
from raa_builder.workbook.tables import values
from raa_builder.workbook.tables.dirt import cleaned
from raa_builder.workbook.tables.values import UNREADABLE, Typed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from openpyxl.cell import Cell as ExcelCell

    from raa_builder.cells import Cell, Entry, Figure
    from raa_builder.workbook.layout import Line
    from raa_builder.workbook.tables.locate import Table
    from raa_builder.workbook.tables.sniff import Book

_EXCEL_ERROR = re.compile(
    r"#(?:N/[AD]|VALUE!|VALORE!|REF!|RIF!|NAME\?|NOME\?|DIV/0!|NUM!|NULL!|NULLO!|#+)", re.IGNORECASE
)
_PRINTED = {Kind.CODE, Kind.AXIS, Kind.ITEM}


class Row:
    """A row of a table.

    Attributes:
        number: Row number in the worksheet.
        table: Its table.
        is_begun: Whether the row holds anything beyond what is pre-printed.
        book: Its workbook.
        owner: Whose the values of the row are, for messages: "di I.N03", "dell'Asse II".
    """

    def __init__(self, book: Book, table: Table, number: int, own: tuple[str, ...], found: list[Finding]) -> None:
        self.number = number
        self.table = table
        self.owner = f"(riga {number})"
        self.book = book
        self._cells = table.rows[number]
        self._found = found
        self._typed: dict[str, Typed] = {}
        self.is_begun = any(self.holds(key) for key in own)

    def place(self, key: str) -> Cell:
        """The cell of a column; the whole row where the column is missing."""
        return self.book.cell(self.table.name, self.number, self.table.columns.get(key, 0))

    def has(self, key: str) -> bool:
        """Whether the table has the column."""
        return key in self.table.columns

    @property
    def copy_of(self) -> str:
        """Label of the axis for whose manager the workbook was issued; empty when it is a whole one."""
        return self.book.axis

    def report_if_hidden(self) -> None:
        """Hidden rows are read like the others, but whoever hid them may not know."""
        if self.table.worksheet.row_dimensions[self.number].hidden:
            message = f"La riga {self.number} del foglio {self.table.name} è nascosta o filtrata: si legge lo stesso."
            self._found.append(
                Rules.ROW_HIDDEN.found(self.book.cell(self.table.name, self.number, 0), message, "Mostrarla.")
            )

    def key(self) -> str:
        """The code, or the label of the axis, that the row begins with; empty when there is none."""
        return self.words(self.table.sheet.key_column.key)

    def table_codes(self) -> Iterator[str]:
        """What stands in the first column of all rows of its table, as typed; no finding is made."""
        column = self.table.columns.get(self.table.sheet.key_column.key)
        return (str(cells[column].value) for cells in self.table.rows.values() if column in cells)

    def words(self, key: str) -> str:
        """A short text on one line; empty when there is none."""
        entry = self.text(key)
        return " ".join(entry.text.split()) if entry else ""

    # ── values ──

    def typed(self, key: str, subject: str = "", *, is_required: bool = False) -> Typed:
        """What stands in a cell; what can't be read at all is reported once."""
        known = self._typed.get(key)
        if known is None:
            column = self.table.sheet.column(key)
            words = subject or f"{column.header} {self.owner}"
            known = self._typed[key] = Typed(
                self._value(key, words), self.place(key), words, self._format(key), is_required or column.required
            )
        return known

    def value(self, column: Column) -> Any:  # noqa: ANN401 -- the model's attributes are of many types
        """The value of a cell, by the kind of its column."""
        return self._by_kind(column.kind, self.typed(column.key), column.choices)

    def filled(self) -> dict[str, Any]:
        """The value of each column that people fill in, by key; required ones that are empty are reported.

        Left out are the column `Asse`, notes, and measures, whose unit another column says.
        """
        columns = [
            column
            for column in self.table.sheet.columns
            if column.is_input and column.kind not in {Kind.AXIS, Kind.MEASURE} and column.key != "note"
        ]
        for column in columns:
            self.required(column)
        return {column.key: self.value(column) for column in columns}

    def line_value(self, line: Line, key: str, subject: str) -> Any:  # noqa: ANN401
        """The value of a cell of a pre-printed row, by the kind of the line; the year before is never required."""
        typed = self.typed(key, subject, is_required=line.required and key != "previous")
        return self._by_kind(line.kind, typed, line.choices)

    def text(self, key: str) -> Entry | None:
        """The text of a cell."""
        return values.text(self.typed(key), self._found)

    def required(self, column: Column) -> None:
        """Report a required cell that is empty."""
        typed = self.typed(column.key)
        if column.required and typed.is_empty and self.has(column.key):
            self._found.append(required(typed, column.choices))

    def _by_kind(self, kind: Kind, typed: Typed, choices: tuple[str, ...]) -> Figure | Entry | date | int | str | None:
        match kind:
            case Kind.AMOUNT:
                return values.amount(typed, self._found)
            case Kind.COUNT:
                return values.count(typed, self._found)
            case Kind.YEAR:
                return values.year(typed, self._found)
            case Kind.DATE:
                return values.day(typed, self._found, self.book.workbook.epoch)
            case Kind.CHOICE:
                return values.choice(typed, choices, self._found)
            case _:
                return values.text(typed, self._found)

    # ── what stands in the cell ──

    def _cell(self, key: str) -> ExcelCell | None:
        column = self.table.columns.get(key)
        return self._cells.get(column) if column else None

    def holds(self, key: str) -> bool:
        """Whether somebody typed anything in a cell; no finding is made."""
        cell = self._cell(key)
        return cell is not None and (not isinstance(cell.value, str) or bool(cleaned(cell.value)))

    def _format(self, key: str) -> str:
        cell = self._cell(key)
        shows = cell is not None and (isinstance(cell.value, int | float) or cell.data_type == "f")
        return cell.number_format if cell is not None and shows else ""

    def raw(self, key: str) -> object:
        """What stands in a cell, a formula's result in its place; no finding is made."""
        cell = self._cell(key)
        if cell is None or not self.holds(key):
            return None
        value: object = cell.value
        return self.book.result(self.table.name, cell.row, cell.column) if cell.data_type == "f" else value

    def _value(self, key: str, subject: str) -> object:
        cell = self._cell(key)
        if cell is None or not self.holds(key):
            return None
        value: object = cell.value
        if cell.data_type == "f":
            value = self._result(cell, key, subject)
        if isinstance(value, str) and _EXCEL_ERROR.fullmatch(value.strip()):
            message = f"{subject}: la cella contiene l'errore {value.strip()}."
            self._found.append(Rules.ERROR_VALUE.found(self.place(key), message, "Scrivere il valore."))
            return UNREADABLE
        return value

    def _result(self, cell: ExcelCell, key: str, subject: str) -> object:
        result = self.book.result(self.table.name, cell.row, cell.column)
        if result is None:
            message = f"{subject}: la formula non è stata calcolata, o non dà risultato."
            remedy = "Aprire il file con Excel o LibreOffice, salvarlo e rimandarlo; oppure scrivere il valore."
            self._found.append(Rules.FORMULA_UNCALCULATED.found(self.place(key), message, remedy))
            return UNREADABLE
        elsewhere = " che dipende da un altro file" if "[" in str(cell.value) else ""
        message = f"{subject}: la cella contiene una formula{elsewhere}; si legge il risultato, {values.shown(result)}."
        self._found.append(Rules.FORMULA.found(self.place(key), message, "Scrivere il valore al posto della formula."))
        return result


def required(typed: Typed, choices: tuple[str, ...] = (), example: str = "") -> Finding:
    """The finding of a required cell that is empty."""
    remedy = "Scrivere il valore."
    if choices:
        remedy = f"Scegliere fra: {', '.join(choices)}."
    elif example:
        remedy = f"Scrivere il valore, come in questo esempio: {example}."
    return Rules.REQUIRED.found(typed.cell, f"{typed.subject}: la cella è vuota, ma il dato è obbligatorio.", remedy)


def rows_of(book: Book, table: Table, found: list[Finding]) -> Iterator[Row]:
    """The rows of a table that hold anything in its columns, top down."""
    columns = set(table.columns.values())
    fields = (column for column in table.sheet.columns if column.is_input and column.kind not in _PRINTED)
    own = tuple(column.key for column in fields if column.key in table.columns)
    for number, cells in table.rows.items():
        if not columns.isdisjoint(cells):
            yield Row(book, table, number, own, found)
