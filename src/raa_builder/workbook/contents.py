# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people typed in a workbook: a path in, every filled cell by its `Place` out, raw, and what could not be read.

Unlike the reader, this makes no report: wrong values stand as they were typed, so that they can be compared, merged and
carried over. Texts are freed of what a cell can't show (`dirt.cleaned`), numbers are `Decimal`, a date without time is
a `date`, a formula is its stored result. It takes only the columns that people fill in, notes included.

Names: `Place` and `Value` are those of `canonical`; `Contents.values` holds the filled cells and `Contents.rows` every
row that has a code, filled or not. A finding that blocks means that something typed is not among the values.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.findings import Finding, Rules
from raa_builder.workbook import layout
from raa_builder.workbook.axes import AxisSpec
from raa_builder.workbook.canonical import CELL_MAX, Place, Value, fingerprint, programme_place
from raa_builder.workbook.layout import Kind
from raa_builder.workbook.tables.codes import coded_rows
from raa_builder.workbook.tables.dirt import cleaned
from raa_builder.workbook.tables.heads import read_axes, read_programme
from raa_builder.workbook.tables.locate import find_tables, missing_sheets
from raa_builder.workbook.tables.sniff import open_workbook
from raa_builder.workbook.tables.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from raa_builder.cells import Cell
    from raa_builder.workbook.tables.rows import Row
    from raa_builder.workbook.tables.sniff import Book

__all__ = ["Content", "Contents", "Place", "Value", "input_columns", "read_contents"]

_SHOWN = 5
_OUR_NOTES = "— raa-builder"  # as those of an annotated copy begin


class Content(NamedTuple):
    """What stands in one cell.

    Attributes:
        value: As typed; never an empty text.
        cell: Where, with the file's name.
    """

    value: Value
    cell: Cell


@dataclass(frozen=True, slots=True)
class Contents:
    """What people typed in a workbook.

    Attributes:
        path: The workbook.
        year: Reference year, as typed or as the workbook was made for; `None` when neither is known.
        code: Codice CCI (`P01`); empty when not filled in.
        name: Name of the programme (`P02`); empty when not filled in.
        noun: What an axis is called (`P16`).
        axis: Label of the axis for whose manager the copy was issued; empty when it is for all.
        base: Fingerprint of the workbook that it was issued from; empty when unknown.
        layout: Version of the layout that it was made with; empty when unknown.
        axes: The axes in the order of the sheet, labels as typed.
        values: The filled cells, in the order of the workbook.
        rows: The first cell of each row that has a code, by key of the sheet and code.
        findings: What is wrong with the structure, and the cells that can't be read, in the order of the workbook.
    """

    path: Path
    year: int | None
    code: str
    name: str
    noun: str
    axis: str
    base: str
    layout: str
    axes: tuple[AxisSpec, ...]
    values: dict[Place, Content]
    rows: dict[tuple[str, str], Cell]
    findings: tuple[Finding, ...]

    @property
    def typed(self) -> dict[Place, Value]:
        """The values without their cells."""
        return {place: content.value for place, content in self.values.items()}

    @property
    def fingerprint(self) -> str:
        """The fingerprint of what is typed now; copies issued from this workbook hold it as their `base`."""
        return fingerprint(self.typed)


def read_contents(path: Path) -> Contents:
    """Read what people typed in a workbook.

    Raises:
        FileError: The file can't be read, or is not such a workbook.
    """
    book = open_workbook(path)
    source = Source(book, *find_tables(book))
    year, noun, axes = _heads(source)
    gathered = _Gathered({}, {})
    for sheet in layout.SHEETS:
        _gather(source, sheet, gathered)
        source.found += _outside(source, sheet)

    def programme(key: str) -> str:
        content = gathered.values.get(programme_place(key))
        return str(content.value) if content else ""

    return Contents(
        path=path,
        year=year,
        code=programme("code"),
        name=programme("name"),
        noun=noun,
        axis=book.meta.get(layout.META_AXIS, ""),
        base=book.meta.get(layout.META_BASE, ""),
        layout=book.meta.get(layout.META_LAYOUT, ""),
        axes=axes,
        values=gathered.values,
        rows=gathered.rows,
        findings=_ordered(book, source.found),
    )


def input_columns(sheet: layout.Sheet) -> tuple[layout.Column, ...]:
    """The columns of a sheet that people fill in; the axis is pre-printed."""
    return tuple(column for column in sheet.columns if column.is_input and column.kind is not Kind.AXIS)


# ── programme and axes ───────────────────────────────────────────────────────


def _heads(source: Source) -> tuple[int | None, str, tuple[AxisSpec, ...]]:
    """The year, the noun for axes, and the axes, as the reader takes them; what they lack is no concern here."""
    reading = Source(source.book, source.tables, [])
    programme = read_programme(reading)
    noun = programme.axis_noun if programme else layout.AXES.key_column.header
    heads = read_axes(reading, noun)
    source.axes |= reading.axes
    counted = programme.counts_participants if programme else True
    source.found += (finding for finding in reading.found if _is_structural(finding))
    source.found += missing_sheets(source.book, source.tables, participants=counted)
    axes = tuple(AxisSpec(label, head["kind"]) for label, head in heads.items())
    return programme.year if programme else None, noun, axes


def _is_structural(finding: Finding) -> bool:
    """A row that is not there holds nothing to lose; a year that contradicts the workbook's is no mere value."""
    is_structural = finding.code.startswith("RAA1") and finding.rule is not Rules.ROW_MISSING
    return is_structural or finding.rule is Rules.EDITION_YEAR


# ── cells ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Gathered:
    values: dict[Place, Content]
    rows: dict[tuple[str, str], Cell]


def _gather(source: Source, sheet: layout.Sheet, gathered: _Gathered) -> None:
    """Add the rows of a sheet, also those in which nobody wrote, and what is typed in them."""
    columns = input_columns(sheet)
    for code, row in _coded(source, sheet):
        gathered.rows[sheet.key, code] = row.place(sheet.key_column.key)
        if row.is_begun:
            row.report_if_hidden()
        for column in columns:
            value = _value(source, row, column)
            if value is not None:
                gathered.values[Place(sheet.key, code, column.key)] = Content(value, row.place(column.key))


def _coded(source: Source, sheet: layout.Sheet) -> Iterator[tuple[str, Row]]:
    rows = source.rows(sheet, source.copies[0])
    if sheet is not layout.AXES:
        coded = coded_rows(sheet, rows, source.axes, source.found, unbegun=True)
        yield from ((one.code, one.row) for one in coded)
        return
    seen: set[str] = set()
    for row in rows:
        folded = layout.folded(row.key())
        if not folded and row.is_begun:
            row.required(sheet.key_column)
        if folded in source.axes and folded not in seen:
            seen.add(folded)
            row.owner = source.axes[folded].possessive
            yield source.axes[folded].label, row


def _value(source: Source, row: Row, column: layout.Column) -> Value | None:
    if not row.has(column.key):
        return None
    typed = row.typed(column.key)
    value = _plain(typed.value)
    if isinstance(value, str) and len(value) > CELL_MAX:
        message = f"{typed.subject}: il testo ha {len(value)} caratteri, più dei {CELL_MAX} che una cella può avere."
        source.found.append(Rules.TOO_LONG.found(typed.cell, message, "Accorciarlo."))
    return value


def _plain(value: object) -> Value | None:
    """What openpyxl gives as a `Value`; `None` when empty, or already reported as unreadable."""
    match value:
        case bool() | time() | timedelta():
            return value
        case int() | float():
            number = Decimal(repr(value))
            return number if number.is_finite() else repr(value)
        case datetime():
            return value.date() if value.time() == time() else value
        case date():
            return value
        case str():
            return cleaned(value) or None
        case _:
            return None


# ── what stands elsewhere ────────────────────────────────────────────────────


def _outside(source: Source, sheet: layout.Sheet) -> Iterator[Finding]:
    """A note on what people added beside a table, or as comments: it is theirs, and no place of ours."""
    table = source.tables.get(sheet.key)
    if table is None:
        return
    here = (other for other in source.tables.values() if other.worksheet is table.worksheet)
    ours = {column for other in here for column in other.columns.values()}
    places = [
        source.book.cell(table.name, row, column)
        for row, cells in table.rows.items()
        for column, cell in cells.items()
        if column not in ours and cell.data_type != "f"
    ]
    places += [
        source.book.cell(table.name, *position)
        for position, cell in table.worksheet._cells.items()  # noqa: SLF001 (see `locate.cells_by_row`)
        if cell.comment is not None and not cell.comment.text.lstrip().startswith(_OUR_NOTES)
    ]
    if places:
        shown = ", ".join(place.address for place in places[:_SHOWN]) + (" …" if len(places) > _SHOWN else "")
        message = f"Commenti, o celle fuori dalle colonne della scheda: {shown}."
        yield Rules.CELL_OUTSIDE.found(places[0], message, "Se servono, riportarli nella colonna Nota.")


def _ordered(book: Book, found: list[Finding]) -> tuple[Finding, ...]:
    order = {name: position for position, name in enumerate(book.workbook.sheetnames)}

    def place(finding: Finding) -> tuple[int, str, int, int]:
        cell = finding.cell
        return order.get(cell.sheet, len(order)), cell.sheet, cell.row, cell.column

    return tuple(sorted(dict.fromkeys(found), key=place))
