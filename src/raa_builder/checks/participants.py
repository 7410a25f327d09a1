# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules on participants: a report in, findings out. A sum with an unknown addend is unknown, and can't be wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.checks.words import cells, count, of_axis
from raa_builder.findings import Rules
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.cells import Figure
    from raa_builder.findings import Finding
    from raa_builder.model import Participants, PriorityAxis, Report

_SEXES = ("men", "women", "non_binary")
_GROUPS = ("disabled", "migrants", "disadvantaged")


def declared_totals(report: Report) -> Iterator[Finding]:
    """A declared total of participants is the sum of its parts; while a part is missing, none exceeds it."""
    for axis, people in _counted(report):
        declared, real = people.declared_total, people.total
        if declared is None:
            continue
        if real is None:
            yield from _beyond_declared(axis, people, declared)
        elif declared.value != real.value:
            yield Rules.DECLARED_TOTAL.found(
                declared.cells[0],
                f"Totale dichiarato {of_axis(axis)}: {count(declared)}, ma gli addendi sommano a {count(real)} "
                f"({cells(real)}){_whose(axis, declared)}.",
                "Correggere l'addendo sbagliato o il totale; il totale si può anche lasciare vuoto.",
            ).beside(real)


def _beyond_declared(axis: PriorityAxis, people: Participants, declared: Figure) -> Iterator[Finding]:
    for line in layout.PARTICIPANTS.lines:
        part: Figure | None = getattr(people, line.key) if line.key in _SEXES else None
        if part is not None and part.value > declared.value:
            yield Rules.DECLARED_TOTAL.found(
                declared.cells[0],
                f"Totale dichiarato {of_axis(axis)}: {count(declared)}, ma «{line.item}» da solo è {count(part)} "
                f"({cells(part)}).",
                "Correggere l'addendo o il totale; il totale si può anche lasciare vuoto.",
            ).beside(part)


def _whose(axis: PriorityAxis, declared: Figure) -> str:
    """That a total is last year's, retyped."""
    before = axis.participants_previous
    old = (before.declared_total or before.total) if before else None
    return f"; {count(declared)} è il totale dell'anno precedente" if old and old.value == declared.value else ""


def groups_within_total(report: Report) -> Iterator[Finding]:
    """No vulnerable group is larger than the participants of its axis, or than their declared total."""
    for axis, people in _counted(report):
        whole = people.total if people.total is not None else people.declared_total
        for line in layout.PARTICIPANTS.lines:
            group: Figure | None = getattr(people, line.key) if line.key in _GROUPS else None
            if group is None or whole is None or group.value <= whole.value:
                continue
            yield Rules.GROUP_ABOVE_TOTAL.found(
                group.cells[0],
                f"{line.item} {of_axis(axis)}: {count(group)}, più dei destinatari, che sono {count(whole)} "
                f"({cells(whole)}).",
                f"Scrivere al più {count(whole)}, o correggere i destinatari.",
            ).beside(whole)


def vulnerable_within_total(report: Report) -> Iterator[Finding]:
    """The three vulnerable groups together are no more than the participants, or the summary would say over 100%."""
    for axis, people in _counted(report):
        whole, vulnerable = people.total, people.vulnerable
        if whole is None or vulnerable is None or vulnerable.value <= whole.value:
            continue
        if any(figure.value > whole.value for figure in _groups(people)):
            continue  # said of the group
        yield Rules.VULNERABLE_ABOVE_TOTAL.found(
            vulnerable.cells[0],
            f"Le persone vulnerabili {of_axis(axis)} sono {count(vulnerable)} ({cells(vulnerable)}), più dei "
            f"destinatari, che sono {count(whole)}: la sintesi ne direbbe una quota oltre il 100%.",
            "Contare ogni persona in un solo gruppo, o correggere le cifre.",
        ).beside(vulnerable, whole)


def _groups(people: Participants) -> Iterator[Figure]:
    return (figure for key in _GROUPS if (figure := getattr(people, key)) is not None)


def _counted(report: Report) -> Iterator[tuple[PriorityAxis, Participants]]:
    return ((axis, axis.participants) for axis in report.axes if axis.participants is not None)


RULES = (declared_totals, groups_within_total, vulnerable_within_total)
