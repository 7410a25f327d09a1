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
from raa_builder.workbook.layout import Kind
from raa_builder.workbook.tables.codes import AxisName
from raa_builder.workbook.tables.join import differences, in_order
from raa_builder.workbook.tables.rows import Row, required

if TYPE_CHECKING:
    from raa_builder.workbook.tables.source import Source

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
    edition = source.book.year
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
    if not source.has(layout.PROGRAMME):
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


# ── Assi ─────────────────────────────────────────────────────────────────────


def read_axes(source: Source, noun: str) -> dict[str, dict[str, Any]]:
    """What the sheet `Assi` says of each axis, as arguments of `PriorityAxis`, by label, in the order of the sheet.

    Fills `source.axes`. A label that is not valid is reported and used, so that its rows are not reported too.

    Args:
        source: The workbook.
        noun: What an axis is called (`P16`).
    """
    heads: dict[str, dict[str, Any]] = {}
    rows: dict[str, Row] = {}
    for row in source.rows(layout.AXES):
        label = _label(source, row, rows)
        if label:
            rows[layout.folded(label)] = row
            heads[label] = _head(source, row, label, noun)
    if source.others:
        heads = _in_order(source, heads)
    if source.has(layout.AXES) and not 0 < len(heads) <= layout.AXES_MAX:
        message = f"Gli assi sono {len(heads)}." if heads else "Nessun asse è indicato."
        remedy = f"Un programma ha da 1 a {layout.AXES_MAX} assi: uno per riga."
        source.found.append(Rules.AXES_NUMBER.found(source.head_of(layout.AXES), message, remedy))
    return heads


def _in_order(source: Source, heads: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The axes of several copies in their order; `source.axes` too, which other sheets go by."""
    sheets: dict[str, list[str]] = {}
    for label in heads:
        sheets.setdefault(source.homes[label].book.name, []).append(label)
    assistance = {label for label, head in heads.items() if head["kind"] is AxisKind.TECHNICAL_ASSISTANCE}
    labels = in_order(list(sheets.values()), assistance)
    source.axes = {layout.folded(label): source.axes[layout.folded(label)] for label in labels}
    return {label: heads[label] for label in labels}


def _label(source: Source, row: Row, above: dict[str, Row]) -> str:
    """The label of a row; empty when it has none, or one that already stands above."""
    label = row.key()
    if not label:
        if row.is_begun:
            row.required(layout.AXES.key_column)
        return ""
    first = above.get(layout.folded(label))
    if first is not None and first.book is not row.book:
        row.owner = source.axes[layout.folded(label)].possessive
        source.found += differences(first, row)
        return ""
    if first is not None:
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
    source.homes[label] = next(copy for copy in source.copies if copy.book is row.book)
    return {
        **typed,
        "label": label,
        "designation": designation,
        "name": typed["name"] or Entry(f"[{layout.AXES.column('name').header}]", row.place("name")),
        "kind": kind,
        "cell": row.place("axis"),
    }
