# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The data that the public gets with the summary: a report in, a cleaned workbook and a table of figures (CSV) out.

Both are made anew from the report, so that nothing of the office's own (notes, managers, contacts, waivers, comments,
hidden sheets, names of authors) can pass: the layout says what is private. The same report gives the same bytes.
"""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from raa_builder.cells import Entry, Figure
from raa_builder.workbook import layout
from raa_builder.zips import timeless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

    from raa_builder.model import Finance, Participants, PriorityAxis, Report

Value: TypeAlias = str | int | Decimal | date | None
Record: TypeAlias = dict[str, Value]

CSV_HEADER = ("foglio", "codice", "asse", "voce", "colonna", "valore")


def public_sheets(report: Report) -> Iterator[tuple[layout.Sheet, tuple[layout.Column, ...], list[Record]]]:
    """Each sheet that may be published, its columns, and its rows by key of the column."""
    records = {
        layout.PROGRAMME.key: list(_programme(report)),
        layout.AXES.key: [_record(axis, layout.AXES, axis=axis.label) for axis in report.axes],
        layout.FINANCE.key: [row for axis in report.axes for row in _finance(axis)],
        layout.PARTICIPANTS.key: [row for axis in report.axes for row in _participants(axis)],
        layout.INITIATIVES.key: list(_rows(report, layout.INITIATIVES)),
        layout.INDICATORS.key: list(_rows(report, layout.INDICATORS)),
        layout.TEXTS.key: list(_texts(report)),
    }
    for sheet in layout.SHEETS:
        if not sheet.private:
            hidden = {layout.Kind.COMPUTED}
            columns = tuple(column for column in sheet.columns if not column.private and column.kind not in hidden)
            yield sheet, columns, records[sheet.key]


def public_csv(report: Report) -> bytes:
    """Every figure of the report, one a line: RFC 4180, UTF-8, decimal points; a ratio is 0.57 for 57%."""
    output = io.StringIO(newline="")
    writer = csv.writer(output)
    writer.writerow(CSV_HEADER)
    for sheet, columns, records in public_sheets(report):
        for record in records:
            for column in columns:
                value = record.get(column.key)
                if isinstance(value, Decimal):
                    words = record.get("item") or record.get("name") or record.get("title")
                    place = (sheet.name, record.get("code"), record.get("axis"), words)
                    writer.writerow((*place, column.header, f"{value.normalize():f}"))
    return output.getvalue().encode()


def public_workbook(report: Report) -> bytes:
    """The report as a plain workbook with the sheets, headers and codes of the one that was filled in."""
    workbook = Workbook()
    day = datetime.combine(report.programme.reference_date, time())
    workbook.properties.creator = workbook.properties.lastModifiedBy = report.programme.authority.text
    workbook.properties.title = f"{report.programme.name} {report.programme.year}"
    workbook.properties.created = workbook.properties.modified = day
    first = workbook.active
    for sheet, columns, records in public_sheets(report):
        _write(workbook.create_sheet(sheet.name), columns, records)
    if first is not None:
        workbook.remove(first)
    output = io.BytesIO()
    workbook.save(output)
    return timeless(output.getvalue(), day)


def _write(worksheet: Worksheet, columns: tuple[layout.Column, ...], records: list[Record]) -> None:
    for position, column in enumerate(columns, start=1):
        head = worksheet.cell(1, position, column.header)
        head.font = Font(bold=True)
        worksheet.column_dimensions[get_column_letter(position)].width = column.width
    for row, record in enumerate(records, start=2):
        for position, column in enumerate(columns, start=1):
            cell = worksheet.cell(row, position, record.get(column.key))
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a text that begins with "=" is a text
                cell.alignment = Alignment(wrap_text=column.kind is layout.Kind.PROSE, vertical="top")
    worksheet.freeze_panes = "A2"


# ── rows ─────────────────────────────────────────────────────────────────────


def _programme(report: Report) -> Iterator[Record]:
    for line in layout.PROGRAMME.lines:
        if not line.private:
            value = _value(getattr(report.programme, line.key))
            yield {"code": line.number, "item": line.item, "value": value}


def _finance(axis: PriorityAxis) -> Iterator[Record]:
    yield from _lines(axis, layout.FINANCE, axis.finance, axis.finance_previous)


def _participants(axis: PriorityAxis) -> Iterator[Record]:
    if axis.participants is not None:
        yield from _lines(axis, layout.PARTICIPANTS, axis.participants, axis.participants_previous)


def _lines(
    axis: PriorityAxis, sheet: layout.Sheet, now: Finance | Participants, before: Finance | Participants | None
) -> Iterator[Record]:
    for line in sheet.lines:
        yield {
            "code": f"{axis.label}.{line.number}",
            "axis": axis.label,
            "item": line.item,
            "previous": _value(getattr(before, line.key, None)),
            "current": _value(getattr(now, line.key)),
        }


def _rows(report: Report, sheet: layout.Sheet) -> Iterator[Record]:
    for axis in report.axes:
        for part in getattr(axis, sheet.key):
            yield _record(part, sheet, axis=axis.label)


def _texts(report: Report) -> Iterator[Record]:
    yield from (_record(text, layout.TEXTS, axis="") for text in report.texts)
    for axis in report.axes:
        yield from (_record(text, layout.TEXTS, axis=axis.label) for text in axis.texts)


def _record(part: object, sheet: layout.Sheet, *, axis: str) -> Record:
    """A part of the report as a row: its attributes have the names of the columns' keys."""
    record: Record = {
        column.key: _value(getattr(part, column.key))
        for column in sheet.columns
        if column.kind not in {layout.Kind.AXIS, layout.Kind.COMPUTED} and not column.private
    }
    return record | {"axis": axis}


def _value(value: object) -> Value:
    match value:
        case Figure():
            return value.value
        case Entry():
            return value.text
        case bool():
            return layout.YES if value else layout.NO
        case Enum():
            return str(value.value)
        case str() | int() | date() | None:
            return value
        case _:
            raise TypeError(value)
