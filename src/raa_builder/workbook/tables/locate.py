# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finding the tables of a workbook by their headers: a `Book` in, `Table`s and findings out.

People rename sheets, insert rows and columns, move tables. So every visible sheet is searched for rows of headers, and
a table reaches down to the last value, wherever its borders were. Of two candidates for one table none is chosen in
silence.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from raa_builder.cells import Cell, column_letters
from raa_builder.findings import Finding, Rules
from raa_builder.workbook import layout
from raa_builder.workbook.layout import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.cell import Cell as ExcelCell
    from openpyxl.worksheet.worksheet import Worksheet

    from raa_builder.workbook.tables.sniff import Book

Grid: TypeAlias = "dict[int, dict[int, ExcelCell]]"

_HEADER_ROWS = 40
_LONGEST_HEADER = 60
_FEWEST_HEADERS = 3


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the workbook.

    Attributes:
        sheet: What it is.
        worksheet: Where it stands.
        header_row: Row of its headers.
        headers: What stands in that row, by column number.
        columns: Number of each column found, by key.
        rows: Its rows below the headers that hold anything, top down: row number, and cells by column number.
        above: The same of what stands above the headers, up to another table.
    """

    sheet: layout.Sheet
    worksheet: Worksheet
    header_row: int
    headers: dict[int, ExcelCell]
    columns: dict[str, int]
    rows: Grid
    above: Grid

    @property
    def name(self) -> str:
        """Name of the worksheet as it is in this workbook."""
        return self.worksheet.title


def find_tables(book: Book) -> tuple[dict[str, Table], list[Finding]]:
    """The tables by key of their sheet, and what is wrong with their structure."""
    found: list[Finding] = []
    candidates: dict[str, list[Table]] = {}
    hidden: list[Table] = []
    for worksheet in book.workbook.worksheets:
        tables = _tables_in(worksheet)
        if worksheet.sheet_state != "visible":
            hidden += tables
            continue
        for table in tables:
            candidates.setdefault(table.sheet.key, []).append(table)
        if not tables:
            found += _ignored(book, worksheet)
    chosen = {key: _chosen(several) for key, several in candidates.items()}
    for key, several in candidates.items():
        found += _repeated(book, chosen[key], [*several, *(table for table in hidden if table.sheet.key == key)])
    for table in chosen.values():
        found += [*_missing_columns(book, table), *_merged(book, table), *_above(book, table)]
    return chosen, found


def missing_sheets(book: Book, tables: dict[str, Table], *, participants: bool) -> Iterator[Finding]:
    """A finding for each sheet that is not there; that of participants only where the fund counts them."""
    for sheet in layout.SHEETS:
        if sheet.key in tables or (sheet is layout.PARTICIPANTS and not participants):
            continue
        hidden = any(
            layout.normalised(name) == layout.normalised(sheet.name) and book.workbook[name].sheet_state != "visible"
            for name in book.workbook.sheetnames
        )
        columns = ", ".join(column.header for column in sheet.columns)
        yield Rules.SHEET_MISSING.found(
            book.cell(sheet.name, 1, 1),
            f"Il foglio {sheet.name} {'è nascosto' if hidden else 'non si trova'}.",
            "Mostrarlo e salvare." if hidden else f"Rimetterlo, con le intestazioni: {columns}.",
        )


def cells_by_row(worksheet: Worksheet) -> Grid:
    """The cells that hold a value, by row and column.

    Goes through the cells that exist: one stray format in the last row of a sheet would make openpyxl's own iteration
    create a million rows.
    """
    grid: Grid = {}
    for (row, column), cell in worksheet._cells.items():  # noqa: SLF001
        if cell.value is not None:
            grid.setdefault(row, {})[column] = cell
    return {row: grid[row] for row in sorted(grid)}


# ── candidates ───────────────────────────────────────────────────────────────

_HEADERS = {
    sheet.key: {
        layout.normalised(header): column.key
        for column in sheet.columns
        for header in (column.header, *column.synonyms)
    }
    for sheet in layout.SHEETS
}  # fmt: skip


def _tables_in(worksheet: Worksheet) -> list[Table]:
    """The tables of a worksheet, top down, each down to the next one."""
    if worksheet.title in {layout.LISTS_NAME, layout.META_NAME, layout.CORRECTIONS_NAME}:
        return []
    grid = cells_by_row(worksheet)
    heads = list(_heads_in(worksheet, grid))
    starts = [row for row, _, _ in heads]
    tables = []
    for index, (row, sheet, columns) in enumerate(heads):
        before, after = max(starts[:index], default=0), min(starts[index + 1 :], default=math.inf)
        below = {number: cells for number, cells in grid.items() if row < number < after}
        above = {number: cells for number, cells in grid.items() if before < number < row}
        tables.append(Table(sheet, worksheet, row, grid[row], columns, below, above))
    return tables


def _heads_in(worksheet: Worksheet, grid: Grid) -> Iterator[tuple[int, layout.Sheet, dict[str, int]]]:
    """The rows of headers: row number, what the table is, and the number of each column by its key."""
    for row, cells in grid.items():
        if row > _HEADER_ROWS:
            break
        words = [(str(cell.value), column) for column, cell in cells.items() if _is_header(cell)]
        if len(words) < _FEWEST_HEADERS:
            continue
        headers = [(layout.normalised(word), column) for word, column in words]
        sheet = _sheet_of(headers, worksheet, grid, row)
        if sheet:
            columns = {
                _HEADERS[sheet.key][header]: column
                for header, column in sorted(headers, key=_by_column)
                if header in _HEADERS[sheet.key]
            }
            yield row, sheet, columns


def _is_header(cell: ExcelCell) -> bool:
    return isinstance(cell.value, str) and len(cell.value) <= _LONGEST_HEADER and cell.data_type != "f"


def _by_column(header: tuple[str, int]) -> int:
    return -header[1]  # of two equal headers the left one stays in the dictionary


def _sheet_of(headers: list[tuple[str, int]], worksheet: Worksheet, grid: Grid, row: int) -> layout.Sheet | None:
    """Which table has these headers: the key, two thirds of them all, and codes (or the sheet's name) that agree."""
    names = {header for header, _ in headers}
    best: tuple[int, layout.Sheet] | None = None
    for sheet in layout.SHEETS:
        if layout.normalised(sheet.key_column.header) not in names:
            continue
        count = len({_HEADERS[sheet.key][name] for name in names if name in _HEADERS[sheet.key]})
        key_column = next(column for header, column in headers if header == layout.normalised(sheet.key_column.header))
        agrees = 3 * count >= 2 * len(sheet.columns) and _codes_agree(sheet, worksheet, grid, (row, key_column))
        if agrees and (best is None or count > best[0]):
            best = count, sheet
    return best[1] if best else None


def _codes_agree(sheet: layout.Sheet, worksheet: Worksheet, grid: Grid, key: tuple[int, int]) -> bool:
    """Whether most codes are of the sheet: those of Finanza and Destinatari, whose headers are the same, tell them."""
    if not sheet.letter:
        return True
    codes = (str(cells[key[1]].value).strip() for row, cells in grid.items() if row > key[0] and key[1] in cells)
    marks = Counter((bool(found[1]), found[2].upper()) for code in codes if (found := _CODE.fullmatch(code)))
    if not marks:
        return layout.normalised(worksheet.title).startswith(layout.normalised(sheet.name))
    return marks.most_common(1)[0][0] == (sheet.per_axis, sheet.letter)


_CODE = re.compile(r"(?:.*(\.))?([A-Za-z])\d{1,3}", re.DOTALL)


def _chosen(several: list[Table]) -> Table:
    """The candidate to go on with, so that its other faults are found too; the edition is blocked anyway."""
    named = [table for table in several if layout.normalised(table.name) == layout.normalised(table.sheet.name)]
    return (named or several)[0]


# ── findings ─────────────────────────────────────────────────────────────────


def _repeated(book: Book, chosen: Table, several: list[Table]) -> Iterator[Finding]:
    for table in several:
        if table is not chosen:
            is_hidden = table.worksheet.sheet_state != "visible"
            yield Rules.TABLE_TWICE.found(
                _place(book, table),
                f"La tabella {table.sheet.name} sta anche nel foglio {chosen.name}, alla riga {chosen.header_row}.",
                f"Tenerne una sola: il foglio {table.name} è nascosto." if is_hidden else "Tenerne una sola.",
            )


def _above(book: Book, table: Table) -> Iterator[Finding]:
    """Rows sorted together with their headers, or moved over them: a code of the table stands above it."""
    key = table.columns[table.sheet.key_column.key]
    for row, cells in table.above.items():
        code = _CODE.fullmatch(str(cells[key].value).strip()) if key in cells and table.sheet.letter else None
        if code and (bool(code[1]), code[2].upper()) == (table.sheet.per_axis, table.sheet.letter):
            yield Rules.ROW_ABOVE.found(
                book.cell(table.name, row, key),
                f"La riga {code[0]} sta sopra le intestazioni della tabella {table.sheet.name}: non si legge.",
                f"Portarla sotto la riga {table.header_row}.",
            )


def _place(book: Book, table: Table, key: str = "") -> Cell:
    column = table.columns[key or table.sheet.key_column.key]
    return book.cell(table.name, table.header_row, column)


def _ignored(book: Book, worksheet: Worksheet) -> Iterator[Finding]:
    if worksheet.title not in {*layout.HELP_NAMES, layout.META_NAME} and cells_by_row(worksheet):
        if layout.normalised(worksheet.title) in {layout.normalised(sheet.name) for sheet in layout.SHEETS}:
            return  # reported as missing
        yield Rules.SHEET_UNREADABLE.found(
            book.cell(worksheet.title, 1, 1),
            f"Il foglio {worksheet.title} non è uno di quelli della scheda: non si legge.",
            "Toglierlo, o riportare i suoi dati nei fogli della scheda.",
        )


def _missing_columns(book: Book, table: Table) -> Iterator[Finding]:
    for column in table.sheet.columns:
        if column.key not in table.columns and column.kind is not Kind.COMPUTED and column.key != "note":
            yield Rules.COLUMN_MISSING.found(
                _place(book, table),
                f"Nella tabella {table.sheet.name} manca la colonna «{column.header}».",
                f"Rimettere l'intestazione «{column.header}» sopra i suoi dati.",
            )
    yield from _repeated_columns(book, table)


def _repeated_columns(book: Book, table: Table) -> Iterator[Finding]:
    for column, cell in table.headers.items():
        key = _HEADERS[table.sheet.key].get(layout.normalised(str(cell.value)))
        if key and table.columns[key] != column:
            yield Rules.COLUMN_TWICE.found(
                book.cell(table.name, table.header_row, column),
                f"L'intestazione «{cell.value}» sta anche nella colonna {column_letters(table.columns[key])}.",
                "Tenere una sola delle due colonne.",
            )


def _merged(book: Book, table: Table) -> Iterator[Finding]:
    """Merged cells hide what stood in all but the first of them."""
    first, last = min(table.columns.values()), max(table.columns.values())
    bottom = max(table.rows, default=table.header_row)
    for area in table.worksheet.merged_cells.ranges:
        if area.max_row >= table.header_row and area.min_row <= bottom:
            if area.min_col > last or area.max_col < first:
                continue
            yield Rules.CELL_MERGED.found(
                book.cell(table.name, area.min_row, area.min_col),
                f"Le celle {area.coord} sono unite: della tabella si legge solo la prima.",
                "Dividerle e riempirle una per una.",
            )
