# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules on amounts: a report in, findings out.

The chain is allocation, programmed, commitments, payments to beneficiaries, certified expenditure. Its steps are
notions of national monitoring, measured by different systems at different days, so that one that exceeds the step
before it is pointed out and does not block. What is programmed, committed and paid may well exceed the allocation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.cells import total
from raa_builder.checks.words import cells, euro, of_axis
from raa_builder.findings import Rules
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.cells import Figure
    from raa_builder.findings import Finding
    from raa_builder.model import Finance, Report

_OVERBOOKED = ("programmed", "commitments", "payments")
_STEPS = (("programmed", "commitments"), ("commitments", "payments"), ("payments", "certified"))
_ITEM = {line.key: line.item for line in layout.FINANCE.lines}


def above_allocation(report: Report) -> Iterator[Finding]:
    """What is programmed, committed or paid may exceed the allocation, and is then worth a look."""
    for axis in report.axes:
        whole = axis.finance.allocation
        for key in _OVERBOOKED:
            part = _amount(axis.finance, key)
            if part is not None and whole is not None and part.value > whole.value:
                yield Rules.ABOVE_ALLOCATION.found(
                    part.cells[0],
                    f"{_ITEM[key]} {of_axis(axis)}: {euro(part)}, oltre la dotazione, che è {euro(whole)} "
                    f"({cells(whole)}).",
                    "Può essere giusto (overbooking): controllare che non sia una svista.",
                ).beside(whole)


def above_step_before(report: Report) -> Iterator[Finding]:
    """Commitments stay within what is programmed, payments within commitments, what is certified within payments."""
    for axis in report.axes:
        for before, key in _STEPS:
            whole, part = _amount(axis.finance, before), _amount(axis.finance, key)
            if part is not None and whole is not None and part.value > whole.value:
                yield Rules.ABOVE_STEP_BEFORE.found(
                    part.cells[0],
                    f"{_ITEM[key]} {of_axis(axis)}: {euro(part)}, oltre «{_ITEM[before]}», "
                    f"{euro(whole)} ({cells(whole)}).",
                    "Controllare le due cifre; se sono giuste, accettare la segnalazione nel foglio Deroghe.",
                ).beside(whole)


def certified_of_the_year_before(report: Report) -> Iterator[Finding]:
    """Where both are given, `P14` is the sum of last year's certified expenditure of the axes; of some, not less."""
    if report.lacking:
        return
    typed, real = report.programme.certified_previous, report.finance_previous.certified
    known = total(figure for axis in report.axes if (figure := axis.finance_previous.certified) is not None)
    if typed is None or known is None:
        return
    if real is not None and typed.value != known.value:
        words, remedy = "sommano a", "Lasciare vuota questa cella, o correggere le righe F5."
    elif real is None and typed.value < known.value:
        words, remedy = "sommano già a", "Correggere questa cella, o le righe F5 nella colonna Anno precedente."
    else:
        return
    yield Rules.CERTIFIED_PREVIOUS.found(
        typed.cells[0],
        f"Spesa certificata dell'anno precedente: {euro(typed)}, ma le righe F5 del foglio Finanza {words} "
        f"{euro(known)} ({cells(known)}).",
        remedy,
    ).beside(known)


def certified_against_n3(report: Report) -> Iterator[Finding]:
    """The programme's certified expenditure reaches the target "N+3", or Union funds are lost.

    Source: Reg. (EU) 1303/2013, art. 136.
    """
    target, real = report.programme.n3_target, report.finance.certified
    if report.lacking or target is None or real is None or real.value >= target.value:
        return
    yield Rules.N3_TARGET.found(
        target.cells[0],
        f"Il target N+3 è {euro(target)}, ma la spesa certificata del programma è {euro(real)}: mancano "
        f"{euro(target - real)}.",
        f"Controllare il target e le righe F5 ({cells(real)}); se è così, accettare la segnalazione nel foglio "
        "Deroghe.",
    ).beside(real)


def targets_n3(report: Report) -> Iterator[Finding]:
    """The targets "N+3" are cumulative: next year's is not below this year's, and none exceeds the programme."""
    now, after = report.programme.n3_target, report.programme.n3_target_next
    if now is not None and after is not None and after.value < now.value:
        yield Rules.N3_TARGETS.found(
            after.cells[0],
            f"Il target N+3 dell'anno successivo è {euro(after)}, meno di quello dell'anno, {euro(now)} "
            f"({cells(now)}).",
            "I target sono cumulati: controllare le due cifre.",
        ).beside(now)
    whole = report.finance.allocation
    if whole is None or report.lacking:
        return
    for target in (now, after):
        if target is not None and target.value > whole.value:
            yield Rules.N3_TARGETS.found(
                target.cells[0],
                f"Il target N+3 è {euro(target)}, più della dotazione del programma, {euro(whole)}.",
                "Scrivere il target in euro, con i suoi zeri e non di più.",
            ).beside(whole)


def _amount(finance: Finance, key: str) -> Figure | None:
    figure: Figure | None = getattr(finance, key)
    return figure


RULES = (
    above_allocation,
    above_step_before,
    certified_of_the_year_before,
    certified_against_n3,
    targets_n3,
)
