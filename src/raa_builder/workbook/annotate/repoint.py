# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings and notes moved to a fresh copy: those of the workbook that came back in, on the cells of the new one out.

A cell is found again by the code of its row and its column, wherever people had moved them. What has no place in the
fresh copy (a row without code, a sheet of theirs) keeps its old address, as one of the workbook that came back.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

from openpyxl import load_workbook
from openpyxl.comments import Comment

from raa_builder.cells import Cell
from raa_builder.findings import Rules
from raa_builder.workbook import layout
from raa_builder.workbook.annotate.corrections import Remark
from raa_builder.workbook.tables.locate import find_tables
from raa_builder.workbook.tables.sniff import Book, open_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from raa_builder.findings import Finding
    from raa_builder.workbook.contents import Contents
    from raa_builder.workbook.tables.locate import Table

_OURS = frozenset(
    {layout.INSTRUCTIONS_NAME, layout.CONTROLS_NAME, layout.LISTS_NAME, layout.META_NAME}
)  # fmt: skip
# a row that they are said of, unless it is among those with a code, was not taken over
_OF_ROWS = frozenset(
    {
        Rules.CODE_TWICE,
        Rules.CODE_MISSING,
        Rules.CODE_UNKNOWN,
        Rules.AXIS_UNKNOWN,
        Rules.AXIS_OTHER,
        Rules.AXIS_LABEL,
        Rules.ROW_ABOVE,
        Rules.REQUIRED,
    }
)
_OF_NOTHING_TYPED = frozenset(
    {
        Rules.SHEET_MISSING,
        Rules.COLUMN_MISSING,
        Rules.ROW_MISSING,
        Rules.AXES_NUMBER,
        Rules.AXES_LACKING,
        Rules.EDITION_YEAR,
    }
)
_SHOWN = 8
_BUILT_IN = "_xlnm."  # names of Excel's own: print areas, filters
_BY_HAND = "eventuali formule e formati messi a mano, e i commenti fuori dalle celle della scheda"


class _Spot(NamedTuple):
    """A cell by what it means; `code` is empty for the header, `column` for the whole row."""

    sheet: str
    code: str
    column: str


def repointed(findings: Sequence[Finding], returned: Contents, fresh: bytes) -> tuple[Remark, ...]:
    """The findings as remarks on the cells of the fresh copy.

    Args:
        findings: What the checks found in the workbook that came back.
        returned: What it holds; where something could not be taken over, that is remarked on too.
        fresh: The copy.
    """
    said = {(finding.code, finding.cell) for finding in findings}
    lost = [one for one in returned.findings if one.severity.blocks and (one.code, one.cell) not in said]
    spots = _spots(find_tables(open_workbook(returned.path))[0], returned.rows)
    places = _places(returned.path, fresh)

    def place(cell: Cell) -> Cell | None:
        return places.get(_spot(spots, cell))

    return tuple(
        Remark(finding, place(finding.cell), tuple(found for cell in finding.others if (found := place(cell))))
        for finding in (*findings, *lost)
    )


def with_notes(fresh: bytes, returned: Contents) -> bytes:
    """The fresh copy with the notes that people had written on cells which it has too."""
    tables = find_tables(open_workbook(returned.path))[0]
    spots, places = _spots(tables, returned.rows), _places(returned.path, fresh)
    notes = {
        places.get(_spot(spots, Cell(table.name, row, column))): cell.comment
        for table in tables.values()
        for (row, column), cell in table.worksheet._cells.items()  # noqa: SLF001 (see `locate.cells_by_row`)
        if cell.comment
    }
    workbook = load_workbook(io.BytesIO(fresh))
    for place, note in notes.items():
        if place is not None:
            workbook[place.sheet].cell(place.row, place.column).comment = Comment(note.text, note.author)
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()


def left_behind(returned: Contents) -> tuple[str, ...]:
    """What a fresh copy leaves behind, besides what no copy could carry: nouns with their article, data first."""
    book = open_workbook(returned.path)
    tables = find_tables(book)[0]
    read = {table.name for table in tables.values()} | _OURS
    sheets = (f"il foglio «{name}»" for name in book.workbook.sheetnames if name not in read)
    lost = (*_unread(returned), *_beside(tables), *sheets, *_names(book.workbook), _BY_HAND)
    return tuple(dict.fromkeys(lost))


def _unread(returned: Contents) -> Iterator[str]:
    """The rows and cells with data that are not among the contents."""
    carried = {(cell.sheet, cell.row) for cell in returned.rows.values()}
    for finding in returned.findings:
        if not finding.severity.blocks or finding.rule in _OF_NOTHING_TYPED:
            continue
        cell = finding.cell
        if finding.rule in _OF_ROWS and (cell.sheet, cell.row) not in carried:
            yield f"la riga {cell.row} del foglio {cell.sheet}"
        elif finding.rule is Rules.TOO_LONG:
            yield f"la fine del testo della cella {cell.address} del foglio {cell.sheet}"
        else:
            yield f"ciò che è scritto nella cella {cell.address} del foglio {cell.sheet}"


def _beside(tables: Mapping[str, Table]) -> Iterator[str]:
    """The values beside the tables, as one noun; formulas there are said of every copy."""
    for table in tables.values():
        here = (other for other in tables.values() if other.worksheet is table.worksheet)
        ours = {column for other in here for column in other.columns.values()}
        found = [
            cell.coordinate
            for cells in table.rows.values()
            for column, cell in cells.items()
            if column not in ours and cell.data_type != "f"
        ]
        if found:
            shown = ", ".join(found[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")
            yield f"i valori accanto alla tabella del foglio {table.name}: {shown}"


def _names(workbook: Workbook) -> Iterator[str]:
    """The names that people have given to cells; ours are of the lists."""
    for scope in (workbook.defined_names, *(sheet.defined_names for sheet in workbook.worksheets)):
        for name, defined in scope.items():
            is_ours = defined.value.lstrip("$'").startswith(layout.LISTS_NAME)
            if not (is_ours or defined.hidden or name.startswith(_BUILT_IN)):
                yield f"il nome «{name}» dato a celle"


def edition_axes(returned: Contents) -> tuple[str, ...]:
    """The labels of all axes of the edition, which the copy of one axis's manager names; none in a whole workbook."""
    labels = open_workbook(returned.path).meta.get(layout.META_AXES, "")
    return tuple(labels.split(",")) if labels else ()


class _Spots(NamedTuple):
    """What the rows and columns of each worksheet mean, by its name."""

    sheets: dict[str, str]
    rows: dict[tuple[str, int], str]
    columns: dict[tuple[str, int], str]


def _spots(tables: Mapping[str, Table], rows: Mapping[tuple[str, str], Cell]) -> _Spots:
    codes = {(cell.sheet, cell.row): code for (_, code), cell in rows.items()}
    codes |= {(table.name, table.header_row): "" for table in tables.values()}
    columns = {(table.name, number): key for table in tables.values() for key, number in table.columns.items()}
    return _Spots({table.name: key for key, table in tables.items()}, codes, columns)


def _spot(spots: _Spots, cell: Cell) -> _Spot | None:
    code = spots.rows.get((cell.sheet, cell.row))
    column = spots.columns.get((cell.sheet, cell.column), "")
    if code is None or (cell.column and not column):
        return None
    return _Spot(spots.sheets[cell.sheet], code, column)


def _places(path: Path, fresh: bytes) -> dict[_Spot | None, Cell]:
    """Every cell of the fresh copy by what it means."""
    book = Book(path, fresh, load_workbook(io.BytesIO(fresh)))
    places: dict[_Spot | None, Cell] = {}
    for key, table in find_tables(book)[0].items():
        first = table.columns[table.sheet.key_column.key]
        codes = {row: str(cells[first].value) for row, cells in table.rows.items() if first in cells}
        for row, code in {table.header_row: "", **codes}.items():
            for name, column in {"": 0, **table.columns}.items():
                places[_Spot(key, code, name)] = Cell(table.name, row, column, path.name)
    return places
