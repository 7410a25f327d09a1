# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Waivers: findings and the sheet `Deroghe` in; the findings out, those accepted marked so, with what is amiss there.

A finding is accepted by the code of its rule and by its cell, `Finanza!E3`, or by the code of its row and the column,
`II.D1/Anno`, which still holds when the sheet is sorted. An accepted finding is shown with who accepts it and why.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.findings import Acceptance, Rule, Rules
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raa_builder.cells import Cell, Places
    from raa_builder.findings import Finding
    from raa_builder.model import Report, Waiver

_ADDRESS = re.compile(
    r"(?:\[(?P<book>[^\]]+)\])?'?(?P<sheet>[^'!]+)'?!\$?(?P<column>[A-Z]{0,3})\$?(?P<row>[1-9]\d*)", re.IGNORECASE
)
_SHEETS = frozenset(layout.normalised(sheet.name) for sheet in layout.SHEETS)


def with_waivers(report: Report, findings: Sequence[Finding], places: Places) -> tuple[Finding, ...]:
    """The findings, those that the office accepts marked so, and then what is wrong with the waivers themselves.

    Args:
        report: The report, whose waivers they are.
        findings: Every finding on it.
        places: Which row and column of the workbook has which code and header.
    """
    if not report.waivers:
        return tuple(findings)
    rules = {rule.code: rule for rule in vars(Rules).values() if isinstance(rule, Rule)}
    result = list(findings)
    wrong: list[Finding] = []
    for waiver in report.waivers:
        rule = rules.get(waiver.rule)
        if rule is None or not rule.waivable:
            wrong.append(_unknown_rule(waiver) if rule is None else _refused(waiver, rule))
            continue
        place = _place(waiver, places)
        matching = [at for at, one in enumerate(result) if one.rule is rule and place.holds(one.cell)]
        for at in matching:
            if result[at].waiver is None:
                result[at] = result[at].accepted(Acceptance(waiver.code, waiver.by, waiver.reason, waiver.day))
        if not matching and not report.lacking:  # else it may be of a copy that is not here
            wrong.append(_idle(waiver) if place.is_known else _nowhere(waiver))
    return (*result, *wrong)


class _Place(NamedTuple):
    """The cells that a waiver names.

    Attributes:
        named: Workbook, sheet, row and column of those that it names by code and column.
        book: The workbook that it names by an address; empty is any.
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
        same = self.address == cell.address and self.book in {"", cell.book}
        return same and self.sheet == layout.normalised(cell.sheet)


def _place(waiver: Waiver, places: Places) -> _Place:
    match = _ADDRESS.fullmatch(waiver.place)
    if match is None:
        code, _, header = waiver.place.rpartition("/")
        named = places.named(code, header)
        return _Place(named, "", "", "", bool(named))
    sheet = layout.normalised(match["sheet"])
    known = {layout.normalised(name) for _, name in places.columns} | _SHEETS
    address = f"{match['column']}{match['row']}".upper()
    return _Place(set(), match["book"] or "", sheet, address, sheet in known)


def _unknown_rule(waiver: Waiver) -> Finding:
    return Rules.WAIVER_RULE.found(
        waiver.cell,
        f"La deroga {waiver.code} è alla regola «{waiver.rule}», che non esiste.",
        "Scrivere il codice come sta nella segnalazione: RAA307.",
    )


def _refused(waiver: Waiver, rule: Rule) -> Finding:
    return Rules.WAIVER_REFUSED.found(
        waiver.cell,
        f"La deroga {waiver.code} non vale: {rule.code}, «{rule.title}», non si può accettare.",
        "Correggere il dato segnalato, e svuotare la riga della deroga.",
    )


def _nowhere(waiver: Waiver) -> Finding:
    return Rules.WAIVER_PLACE.found(
        waiver.cell,
        f"La deroga {waiver.code} è alla cella «{waiver.place}», che nel foglio di lavoro non c'è.",
        "Scrivere la cella come sta nella segnalazione, Finanza!E3, o il codice e la colonna, II.D1/Anno.",
    )


def _idle(waiver: Waiver) -> Finding:
    return Rules.WAIVER_IDLE.found(
        waiver.cell,
        f"La deroga {waiver.code} non serve: nella cella {waiver.place} la regola {waiver.rule} non segnala nulla.",
        "Se la cifra è stata corretta, svuotare la riga della deroga; altrimenti controllare regola e cella.",
    )
