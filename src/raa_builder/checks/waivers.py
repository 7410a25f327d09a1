# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Waivers: findings and the sheet `Deroghe` in; the findings out, those accepted marked so, with what is amiss there.

A finding is accepted by the code of its rule and by its cell, `Finanza!E3`, or by the code of its row and the column,
`II.D1/Anno`, which still holds when the sheet is sorted; of an address, which would follow whatever comes to stand
there, that name is said. An accepted finding is shown with who accepts it and why.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from raa_builder import italian
from raa_builder.findings import Acceptance, Rule, Rules, Severity
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raa_builder.cells import Cell, Places
    from raa_builder.findings import Finding
    from raa_builder.model import Report, Waiver

_ADDRESS = re.compile(
    r"(?:\[(?P<book>[^\]]+)\])?'?(?P<sheet>[^'!]+)'?!\$?(?P<column>[A-Z]{0,3})\$?(?P<row>[1-9]\d*)", re.IGNORECASE
)
_RULE, _CELL = (layout.WAIVERS.column(key).header for key in ("rule", "place"))
_OF_PLACE = {Rules.WAIVER_PLACE, Rules.WAIVER_IDLE}
_SHOWN = 3


def with_waivers(report: Report, findings: Sequence[Finding], places: Places) -> tuple[Finding, ...]:
    """The findings, those that the office accepts marked so, and then what is wrong with the waivers themselves.

    Args:
        report: The report, whose waivers they are.
        findings: Every finding on it.
        places: Which row and column of the workbook has which code and header.
    """
    rules = {_bare(rule.code): rule for rule in vars(Rules).values() if isinstance(rule, Rule)}
    result = list(findings)
    wrong: list[Finding] = []
    meant = [(waiver, rules.get(_bare(waiver.rule))) for waiver in report.waivers]
    outcomes = [_apply(waiver, rule, result, places) if rule else _unknown_rule(waiver) for waiver, rule in meant]
    for outcome in outcomes:  # what nobody accepts is known once all are read
        fault = _missed(outcome, result, places) if isinstance(outcome, _Missed) else outcome
        if fault is not None and not (fault.rule in _OF_PLACE and report.lacking):  # else of a copy that is not here
            wrong.append(fault.placed(places))
    return (*result, *wrong)


def _bare(code: str) -> str:
    """A code as people type it, `RAA 301`."""
    return re.sub(r"[\s.-]", "", code).upper()


class _Missed(NamedTuple):
    """A waiver that names no finding of its rule, and the cells that it names."""

    waiver: Waiver
    rule: Rule
    place: _Place


def _apply(waiver: Waiver, rule: Rule, findings: list[Finding], places: Places) -> Finding | _Missed | None:
    """Accept the findings that a waiver names; what is wrong with it, or that there are none."""
    if not rule.waivable:
        return _refused(waiver, rule)
    place = _place(waiver, places)
    of_rule = [at for at, one in enumerate(findings) if one.rule is rule]
    matching = [at for at in of_rule if place.holds(findings[at].cell)]
    fresh = [at for at in matching if findings[at].waiver is None]
    for at in fresh:
        findings[at] = findings[at].accepted(Acceptance(waiver.code, waiver.by, waiver.reason, waiver.day))
    if fresh:
        return _by_address(waiver, findings[fresh[0]].cell, places) if place.address else None
    if matching:
        return _repeated(waiver, findings[matching[0]])
    return _Missed(waiver, rule, place)


def _missed(missed: _Missed, findings: Sequence[Finding], places: Places) -> Finding:
    """What is wrong with a waiver that names no finding, with those of its rule that are left."""
    waiver, rule, place = missed
    left = (one.cell for one in findings if one.rule is rule and one.waiver is None)
    others = [f"{cell} ({name})" if (name := _name(cell, places)) else str(cell) for cell in left]
    return _idle(waiver, others) if place.is_known else _nowhere(waiver, others, places)


class _Place(NamedTuple):
    """The cells that a waiver names.

    Attributes:
        named: Workbook, sheet, row and column of those that it names by code and column.
        book: The workbook of an address: the waiver's own, unless another is named; the copies of other axes have
            other rows there.
        sheet: The sheet, normalised.
        address: The address within it, `E3`.
        is_known: Whether the workbook has such a row and column, or such a sheet.
    """

    named: set[tuple[str, str, int, int]]
    book: str
    sheet: str
    address: str
    is_known: bool

    def holds(self, cell: Cell) -> bool:
        """Whether it names the cell."""
        if not self.address:
            return (cell.book, cell.sheet, cell.row, cell.column) in self.named
        own = (self.book, self.sheet, self.address)
        return own == (cell.book, layout.normalised(cell.sheet), cell.address)


def _place(waiver: Waiver, places: Places) -> _Place:
    match = _ADDRESS.fullmatch(waiver.place)
    if match is None:
        code, _, header = waiver.place.rpartition("/")
        named = places.named(code, header)
        return _Place(named, "", "", "", bool(named))
    sheet = layout.normalised(match["sheet"])
    known = {layout.normalised(name) for _, name in places.columns}
    address = f"{match['column']}{match['row']}".upper()
    return _Place(set(), match["book"] or waiver.cell.book, sheet, address, sheet in known)


def _unknown_rule(waiver: Waiver) -> Finding:
    return Rules.WAIVER_RULE.found(
        waiver.cell,
        f"La deroga {waiver.code} è alla regola «{waiver.rule}», che non esiste.",
        "Copiarne il codice dalla segnalazione, lettere e cifre; se la segnalazione non c'è più, svuotare la riga.",
    ).in_column(_RULE)


def _refused(waiver: Waiver, rule: Rule) -> Finding:
    is_note = rule.severity is Severity.NOTE
    return Rules.WAIVER_REFUSED.found(
        waiver.cell,
        f"La deroga {waiver.code} non vale: {rule.code}, «{rule.title}», non si può accettare.",
        "Una nota non impedisce la sintesi: svuotare la riga della deroga."
        if is_note
        else "Correggere il dato segnalato, e svuotare la riga della deroga.",
    ).in_column(_RULE)


def _by_address(waiver: Waiver, cell: Cell, places: Places) -> Finding | None:
    """That an address will be another row's once the sheet is sorted; nothing where the row has no code."""
    name = _name(cell, places)
    if not name:
        return None
    return Rules.WAIVER_ADDRESS.found(
        waiver.cell,
        f"La deroga {waiver.code} è alla cella {waiver.place}, dove ora sta {name}: se il foglio viene ordinato, vi "
        "starà un altro dato, e la deroga varrebbe per quello.",
        f"Scrivere {name}, che resta della sua riga.",
    ).in_column(_CELL)


def _name(cell: Cell, places: Places) -> str:
    """A cell by the code of its row and its column, `II.D1/Anno`; empty where it has none."""
    code = places.codes.get((cell.book, cell.sheet, cell.row))
    columns = places.columns.get((cell.book, cell.sheet), {})
    header = next((header for header, column in columns.items() if column == cell.column), None)
    return f"{code}/{header.capitalize()}" if code and header else ""


def _nowhere(waiver: Waiver, others: Sequence[str], places: Places) -> Finding:
    has_code = waiver.place.casefold() in {code.casefold() for code in places.codes.values()}
    remedy = (
        "Aggiungere la colonna dopo una barra, come in II.D1/Anno."
        if has_code
        else "Scrivere il codice e la colonna, II.D1/Anno, o la cella come sta nella segnalazione, Finanza!E3."
    )
    return Rules.WAIVER_PLACE.found(
        waiver.cell,
        f"La deroga {waiver.code} è alla cella «{waiver.place}», che nel foglio di lavoro non c'è.",
        f"{remedy}{_elsewhere(waiver, others)}",
    ).in_column(_CELL)


def _idle(waiver: Waiver, others: Sequence[str]) -> Finding:
    return Rules.WAIVER_IDLE.found(
        waiver.cell,
        f"La deroga {waiver.code} non serve: nella cella {waiver.place} la regola {waiver.rule} non segnala nulla.",
        "Se la cifra è stata corretta, svuotare la riga della deroga; altrimenti controllare regola e cella."
        f"{_elsewhere(waiver, others)}",
    ).in_column(_CELL)


def _elsewhere(waiver: Waiver, others: Sequence[str]) -> str:
    """Where the rule does find something that nobody has accepted."""
    return f" {waiver.rule} segnala {italian.first_cells(others, _SHOWN)}." if others else ""


def _repeated(waiver: Waiver, found: Finding) -> Finding:
    by = found.waiver.code if found.waiver else ""
    return Rules.WAIVER_IDLE.found(
        waiver.cell,
        f"La deroga {waiver.code} non serve: {found.code} in {found.cell} è già accettata con {by}.",
        "Tenere una sola delle due righe, e svuotare l'altra.",
    )
