# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules on amounts that are not in euros: a report in, findings out.

One in millions is too small for its allocation. One in thousands may be real, as when a programme begins: it must be
out of line, and a thousandfold of it in line. Whether all of an axis are in thousands, `thousands` says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from raa_builder import italian
from raa_builder.checks.thousands import sign_of_thousands
from raa_builder.checks.tolerance import MILLION, THOUSAND, is_in_millions, is_in_thousands
from raa_builder.checks.words import cells, euro, of_axis
from raa_builder.findings import Rules
from raa_builder.model import IndicatorKind, Unit
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from raa_builder.cells import Figure
    from raa_builder.findings import Finding
    from raa_builder.model import Finance, PriorityAxis, Programme, Report

_OF_PROGRAMME = [line for line in layout.PROGRAMME.lines if line.kind is layout.Kind.AMOUNT]
_OF_INITIATIVES = [column for column in layout.INITIATIVES.columns if column.kind is layout.Kind.AMOUNT]
_MEASURES = ("previous", "value", "target")

_OUT_OF_LINE = 100
_ENOUGH = 2  # other axes, to know what is usual
_ACCEPT = "accettare la segnalazione nel foglio Deroghe"


class _Amount(NamedTuple):
    """An amount, and what it is, to begin a sentence with."""

    subject: str
    figure: Figure


def not_in_euros(report: Report) -> Iterator[Finding]:
    """Every amount is in euros: none is in millions or thousands, nor are all of an axis."""
    for axis in report.axes:
        if sign := sign_of_thousands(report, axis):
            yield _all_in_thousands(axis, sign)
        else:
            yield from _in_millions(axis.finance.allocation, _amounts(axis))
            yield from _in_thousands(report, axis)
    if not report.lacking:
        yield from _in_millions(report.finance.allocation, _of_programme(report.programme))


def _all_in_thousands(axis: PriorityAxis, sign: str) -> Finding:
    amounts = [(line, one) for line in layout.FINANCE.lines if (one := getattr(axis.finance, line.key)) is not None]
    line, most = max(amounts, key=lambda one: one[1].value)
    return Rules.IN_MILLIONS.found(
        amounts[0][1].cells[0],
        f"Gli importi {of_axis(axis)} sembrano tutti in migliaia: {sign}.",
        f"Scriverli in euro, con tutti i loro zeri: «{line.item}» {italian.number(most.value * THOUSAND, 2)}, e così "
        f"gli altri. Se sono davvero così piccoli, {_ACCEPT}.",
    )


def _in_millions(allocation: Figure | None, amounts: Iterator[_Amount]) -> Iterator[Finding]:
    if allocation is None:
        return
    for subject, figure in amounts:
        if is_in_millions(figure.value, allocation.value):
            yield Rules.IN_MILLIONS.found(
                figure.cells[0],
                f"{subject}: {euro(figure)}, che sembra un importo in milioni.",
                f"Scriverlo in euro, con tutti i suoi zeri: {italian.number(figure.value * MILLION, 2)}. Se è "
                f"davvero così piccolo, {_ACCEPT}.",
            )


def _in_thousands(report: Report, axis: PriorityAxis) -> Iterator[Finding]:
    """Of last year's, or of what its step is in every other axis; one in millions is said to be that."""
    whole = axis.finance.allocation
    for line in layout.FINANCE.lines:
        amount: Figure | None = getattr(axis.finance, line.key)
        if amount is None or (whole is not None and is_in_millions(amount.value, whole.value)):
            continue
        if beside := _last_year(axis, line, amount) or _step_of_others(report, axis, line):
            yield Rules.IN_MILLIONS.found(
                amount.cells[0],
                f"{line.item} {of_axis(axis)}: {euro(amount)}, che sembra un importo in migliaia accanto a "
                f"{euro(beside)} ({cells(beside)}).",
                f"Scriverlo in euro, con tutti i suoi zeri: {italian.number(amount.value * THOUSAND, 2)}. Se è "
                f"davvero così piccolo, {_ACCEPT}.",
            )


def _last_year(axis: PriorityAxis, line: layout.Line, amount: Figure) -> Figure | None:
    """Last year's amount, where this is about a thousandth of it."""
    before: Figure | None = getattr(axis.finance_previous, line.key)
    return before if before and is_in_thousands(amount.value, before.value) else None


def _step_of_others(report: Report, axis: PriorityAxis, line: layout.Line) -> Figure | None:
    """The step before in the chain, where this is less than 1% of what it is in every other axis, and there are two."""
    place = layout.FINANCE.lines.index(line)
    if place == 0:
        return None
    key = layout.FINANCE.lines[place - 1].key
    whole: Figure | None = getattr(axis.finance, key)
    others = [share for one in report.axes if one is not axis and (share := _share(one.finance, line.key, key))]
    own = _share(axis.finance, line.key, key)
    if whole is None or own is None or len(others) < _ENOUGH:
        return None
    return whole if own * _OUT_OF_LINE < min(others) / 2 and min(others) / 2 <= own * THOUSAND <= 1 else None


def _share(finance: Finance, key: str, of: str) -> Decimal | None:
    part, whole = getattr(finance, key), getattr(finance, of)
    return part.value / whole.value if part and whole else None


def _amounts(axis: PriorityAxis) -> Iterator[_Amount]:
    for finance, year in ((axis.finance_previous, ", anno precedente"), (axis.finance, "")):
        for line in layout.FINANCE.lines:
            if (amount := getattr(finance, line.key)) is not None:
                yield _Amount(f"{line.item} {of_axis(axis)}{year}", amount)
    for initiative in axis.initiatives:
        for column in _OF_INITIATIVES:
            if (amount := getattr(initiative, column.key)) is not None:
                yield _Amount(f"{column.header} di {initiative.code}", amount)
    for indicator in axis.indicators:
        if indicator.kind is IndicatorKind.CERTIFIED and indicator.unit is Unit.EURO:
            for key in _MEASURES:
                amount = getattr(indicator, key)
                if amount is not None and amount != axis.finance.certified:  # whose cell the value may be
                    yield _Amount(f"{layout.INDICATORS.column(key).header} di {indicator.code}", amount)


def _of_programme(programme: Programme) -> Iterator[_Amount]:
    for line in _OF_PROGRAMME:
        if (amount := getattr(programme, line.key)) is not None:
            yield _Amount(line.item, amount)


RULES = (not_in_euros,)
