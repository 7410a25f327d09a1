# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the sheets `Programma` and `Assi`: a `Source` in, the programme and the heads of the axes out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from raa_builder.cells import Cell, Entry
from raa_builder.findings import Rules
from raa_builder.model import AxisKind, Programme, Rounding
from raa_builder.workbook import layout
from raa_builder.workbook.codes import AxisName
from raa_builder.workbook.layout import Kind
from raa_builder.workbook.locate import cells_by_row
from raa_builder.workbook.rows import Row, required

if TYPE_CHECKING:
    from raa_builder.workbook.sniff import Book
    from raa_builder.workbook.source import Source

# ── Programma ────────────────────────────────────────────────────────────────


def read_programme(source: Source) -> Programme | None:
    """The programme; `None` without a year, which neither the sheet nor `_meta` gives.

    A required value that is missing is reported and stands as "[Ente]", the reference date as the year's last day.
    """
    typed: dict[str, Any] = {}
    cells: dict[str, Cell] = {}
    for coded in source.coded(layout.PROGRAMME):
        if coded.line:
            typed[coded.line.key] = _programme_value(source, coded.row, coded.line)
            cells[coded.line.key] = coded.row.place("value")
    _report_missing_rows(source, cells)
    edition = edition_year(source.book)
    _report_other_year(source, typed.get("year"), edition, cells)
    year = typed.get("year") or edition
    return None if year is None else Programme(**_with_defaults(source, typed, year), cells=cells)


def _programme_value(source: Source, row: Row, line: layout.Line) -> Any:  # noqa: ANN401 -- as many types as lines
    if row.is_begun:
        row.report_if_hidden()
    value = row.line_value(line, "value", line.item)
    cell = row.typed("value")
    if line.required and cell.is_empty and row.has("value"):
        source.found.append(required(cell, line.choices, line.example))
    return value


def _report_missing_rows(source: Source, cells: dict[str, Cell]) -> None:
    """Only required rows are missed: a row added to the layout later means the same as an empty one."""
    if layout.PROGRAMME.key not in source.tables:
        return
    for line in layout.PROGRAMME.lines:
        if line.required and line.key not in cells:
            message = f"Manca la riga {line.number}, «{line.item}»."
            remedy = f"Rimetterla, con il codice {line.number}."
            source.found.append(Rules.ROW_MISSING.found(source.head_of(layout.PROGRAMME), message, remedy))


def _report_other_year(source: Source, year: int | None, edition: int | None, cells: dict[str, Cell]) -> None:
    if year is not None and edition is not None and year != edition:
        message = f"L'anno di riferimento è {year}, ma la scheda è stata preparata per il {edition}."
        remedy = f"Scrivere {edition}, o usare la scheda del {year}."
        source.found.append(Rules.EDITION_YEAR.found(cells["year"], message, remedy))


def _with_defaults(source: Source, typed: dict[str, Any], year: int) -> dict[str, Any]:
    known = {key: value for key, value in typed.items() if value is not None}
    for line in layout.PROGRAMME.lines:
        if line.required and line.kind is Kind.TEXT:
            known.setdefault(line.key, Entry(f"[{line.item}]", source.head_of(layout.PROGRAMME)))
        elif line.default:
            known.setdefault(line.key, line.default)
    return {
        **known,
        "year": year,
        "reference_date": known.get("reference_date", date(year, 12, 31)),
        "rounding": Rounding(known.get("rounding", Rounding.HALF_UP.value)),
        "counts_participants": known["counts_participants"] != layout.NO,
        "axis_noun": str(known["axis_noun"]),
    }


def edition_year(book: Book) -> int | None:
    """The year for which the workbook was made, from `_meta`."""
    value = meta(book).get(layout.META_YEAR, "")
    years = {str(year): year for year in range(layout.YEAR_MIN, layout.YEAR_MAX + 1)}
    return years.get(value)


def meta(book: Book) -> dict[str, str]:
    """What the hidden sheet `_meta` says of the workbook; empty when it is not there."""
    if layout.META_NAME not in book.workbook.sheetnames:
        return {}
    rows = cells_by_row(book.workbook[layout.META_NAME]).values()
    return {str(row[1].value): str(row[2].value).strip() for row in rows if {1, 2} <= row.keys()}


# ── Assi ─────────────────────────────────────────────────────────────────────


def read_axes(source: Source, noun: str) -> dict[str, dict[str, Any]]:
    """What the sheet `Assi` says of each axis, as arguments of `PriorityAxis`, by label, in the order of the sheet.

    Fills `source.axes`. A label that is not valid is reported and used, so that its rows are not reported too.

    Args:
        source: The workbook.
        noun: What an axis is called (`P16`).
    """
    heads: dict[str, dict[str, Any]] = {}
    for row in source.rows(layout.AXES):
        label = _label(source, row)
        if label:
            heads[label] = _head(source, row, label, noun)
    if layout.AXES.key in source.tables and not 0 < len(heads) <= layout.AXES_MAX:
        message = f"Gli assi sono {len(heads)}." if heads else "Nessun asse è indicato."
        remedy = f"Un programma ha da 1 a {layout.AXES_MAX} assi: uno per riga."
        source.found.append(Rules.AXES_NUMBER.found(source.head_of(layout.AXES), message, remedy))
    return heads


def _label(source: Source, row: Row) -> str:
    """The label of a row; empty when it has none, or one that already stands above."""
    label = row.key()
    if not label:
        if row.is_begun:
            row.required(layout.AXES.key_column)
        return ""
    if layout.folded(label) in source.axes:
        message = f"L'asse «{label}» sta già in una riga più in alto."
        remedy = "Tenere una sola delle due righe, o dare all'asse un'altra sigla."
        source.found.append(Rules.CODE_TWICE.found(row.place("axis"), message, remedy))
        return ""
    fault = layout.label_fault(label)
    if fault:
        message, remedy = f"La sigla di asse «{label}» {fault}.", "Scegliere un'altra sigla: I, 1, A.1."
        source.found.append(Rules.AXIS_LABEL.found(row.place("axis"), message, remedy))
    return label


def _head(source: Source, row: Row, label: str, noun: str) -> dict[str, Any]:
    designation = layout.designation(noun, label)
    name = AxisName(label, designation, AxisKind.THEMATIC)
    row.owner = name.possessive
    row.report_if_hidden()
    typed = row.filled()
    kind = AxisKind(typed["kind"] or AxisKind.THEMATIC.value)
    source.axes[layout.folded(label)] = AxisName(label, designation, kind)
    return {
        **typed,
        "label": label,
        "designation": designation,
        "name": typed["name"] or Entry(f"[{layout.AXES.column('name').header}]", row.place("name")),
        "kind": kind,
        "cell": row.place("axis"),
    }
