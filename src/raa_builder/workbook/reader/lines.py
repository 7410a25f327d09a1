# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the sheets `Finanza` and `Destinatari`: a `Source` in, each axis's pre-printed figures out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from raa_builder.findings import Rules
from raa_builder.model import AxisKind, Finance, Participants
from raa_builder.workbook import layout
from raa_builder.workbook.tables.rows import required

if TYPE_CHECKING:
    from raa_builder.cells import Figure
    from raa_builder.workbook.tables.codes import AxisName
    from raa_builder.workbook.tables.rows import Row
    from raa_builder.workbook.tables.source import Source

Figures: TypeAlias = "dict[str, Figure | None]"
_YEARS = ("current", "previous")


@dataclass(frozen=True, slots=True)
class YearlyFinance:
    """Amounts of an axis, this year and the year before."""

    current: Finance
    previous: Finance


@dataclass(frozen=True, slots=True)
class YearlyParticipants:
    """Participants of an axis, this year and the year before; `None` where it counts none."""

    current: Participants | None
    previous: Participants | None


def read_finance(source: Source) -> dict[str, YearlyFinance]:
    """The amounts of each axis, by label."""
    rows = _rows_by_line(source, layout.FINANCE)
    result = {}
    for axis in source.axes.values():
        current, previous = _figures(source, layout.FINANCE, axis, rows)
        result[axis.label] = YearlyFinance(Finance(**current), Finance(**previous))
    return result


def read_participants(source: Source, *, counted: bool) -> dict[str, YearlyParticipants]:
    """The participants of each axis, by label.

    Args:
        source: The workbook.
        counted: Whether the fund counts participants (`P15`).
    """
    rows = _rows_by_line(source, layout.PARTICIPANTS)
    result = {}
    for axis in source.axes.values():
        if not counted or axis.kind is AxisKind.TECHNICAL_ASSISTANCE:
            _report_unexpected(source, axis, rows, counted=counted)
            result[axis.label] = YearlyParticipants(None, None)
        else:
            result[axis.label] = _participants(source, axis, rows)
    return result


def _participants(source: Source, axis: AxisName, rows: dict[tuple[str, str], Row]) -> YearlyParticipants:
    """An axis all of whose rows are empty counts none, which is worth a word: it may have been forgotten."""
    current, previous = _figures(source, layout.PARTICIPANTS, axis, rows)
    own = [row for (label, _), row in rows.items() if label == axis.label]
    begun = {year: any(not row.typed(year).is_empty for row in own) for year in _YEARS}
    if own and not begun["current"]:
        message = f"I destinatari {axis.possessive} non sono indicati: la sintesi non ne parlerà."
        remedy = "Compilare le righe; scrivere 0 se non ce ne sono."
        source.found.append(Rules.PARTICIPANTS_UNKNOWN.found(own[0].place("current"), message, remedy))
    if begun["current"]:
        _report_gaps(source, axis, rows)
    return YearlyParticipants(
        Participants(**current) if begun["current"] else None,
        Participants(**previous) if begun["previous"] else None,
    )


def _report_gaps(source: Source, axis: AxisName, rows: dict[tuple[str, str], Row]) -> None:
    """Rows left empty among rows that are filled in: a sum with an unknown addend is unknown."""
    for line in layout.PARTICIPANTS.lines:
        row = rows.get((axis.label, line.key))
        if row and not line.optional and row.typed("current").is_empty:
            message = (
                f"{line.item} {axis.possessive}: il numero manca, e la sintesi non può dire le somme di cui è parte."
            )
            place = row.place("current")
            source.found.append(
                Rules.PARTICIPANTS_UNKNOWN.found(place, message, "Scrivere il numero; 0 se non ce ne sono.")
            )


def _report_unexpected(source: Source, axis: AxisName, rows: dict[tuple[str, str], Row], *, counted: bool) -> None:
    begun = [(row, year) for (label, _), row in rows.items() if label == axis.label for year in _YEARS]
    places = [row.place(year) for row, year in begun if row.holds(year)]
    if places:
        reason = "l'asse è di assistenza tecnica" if counted else "secondo la riga P15 il fondo non li prevede"
        message = f"I destinatari {axis.possessive} non si leggono: {reason}."
        remedy = "Cancellarli, o correggere il Tipo dell'asse." if counted else "Cancellarli, o scrivere Sì in P15."
        source.found.append(Rules.PARTICIPANTS_UNEXPECTED.found(places[0], message, remedy))


def _rows_by_line(source: Source, sheet: layout.Sheet) -> dict[tuple[str, str], Row]:
    """The pre-printed rows of a sheet, by label of the axis and key of the line."""
    return {(coded.label, coded.line.key): coded.row for coded in source.coded(sheet) if coded.line}


def _figures(
    source: Source, sheet: layout.Sheet, axis: AxisName, rows: dict[tuple[str, str], Row]
) -> tuple[Figures, Figures]:
    """The figures of an axis by key of the line, this year's and the year before's."""
    current: Figures = {}
    previous: Figures = {}
    for line in sheet.lines:
        row = rows.get((axis.label, line.key))
        if row:
            current[line.key], previous[line.key] = _line_figures(source, row, line, axis)
        elif source.has(sheet):
            code = f"{axis.label}.{line.number}"
            message = f"Manca la riga {code}, «{line.item}»."
            remedy = f"Rimetterla, con il codice {code}."
            source.found.append(Rules.ROW_MISSING.found(source.head_of(sheet, axis.label), message, remedy))
    return current, previous


def _line_figures(source: Source, row: Row, line: layout.Line, axis: AxisName) -> tuple[Figure | None, Figure | None]:
    if row.is_begun:
        row.report_if_hidden()
    subject = f"{line.item} {axis.possessive}"
    current = row.line_value(line, "current", subject)
    previous = row.line_value(line, "previous", f"{subject}, anno precedente")
    typed = row.typed("current")
    if line.required and typed.is_empty and row.has("current"):
        source.found.append(required(typed, example=line.example))
    _check_item(source, row, line)
    return current, previous


def _check_item(source: Source, row: Row, line: layout.Line) -> None:
    item = row.words("item") if row.has("item") else ""
    if item and layout.normalised(item) != layout.normalised(line.item):
        message = f"La voce è «{item}», ma il codice {row.key()} è di «{line.item}»: vale il codice."
        remedy = f"Scrivere «{line.item}», e controllare che la cifra sia della riga giusta."
        source.found.append(Rules.ITEM_OTHER.found(row.place("item"), message, remedy))
