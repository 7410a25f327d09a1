# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules on how exactly figures were typed: a report in, findings out.

Amounts are asked for in euros, with cents. One in millions or thousands, one rounded among exact ones or a share with
fewer decimals than those beside it prints as a figure that it is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from raa_builder import italian
from raa_builder.checks.tolerance import LARGEST_UNIT, MILLION, is_in_millions, printed_unit
from raa_builder.checks.words import cells, euro, measured, of_axis
from raa_builder.findings import Rules
from raa_builder.model import IndicatorKind, Unit
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from raa_builder.cells import Figure
    from raa_builder.findings import Finding
    from raa_builder.model import Finance, PriorityAxis, Programme, Report

# what is programmed or committed may well be round; what was paid bill by bill is not
_EXACT = [line for line in layout.FINANCE.lines if line.key in {"payments", "certified"}]
_OF_PROGRAMME = [line for line in layout.PROGRAMME.lines if line.kind is layout.Kind.AMOUNT]
_OF_INITIATIVES = [column for column in layout.INITIATIVES.columns if column.kind is layout.Kind.AMOUNT]
_MEASURES = ("previous", "value", "target")


_THOUSAND = 1_000
_OUT_OF_LINE = 100
_ENOUGH = 2  # other axes, to know what is usual


class _Amount(NamedTuple):
    """An amount, and what it is, to begin a sentence with."""

    subject: str
    figure: Figure


def in_millions(report: Report) -> Iterator[Finding]:
    """Every amount is in euros: none is a millionth of the allocation that it belongs to."""
    for axis in report.axes:
        yield from _in_millions(axis.finance.allocation, _amounts(axis))
    if not report.lacking:
        yield from _in_millions(report.finance.allocation, _of_programme(report.programme))


def _in_millions(allocation: Figure | None, amounts: Iterator[_Amount]) -> Iterator[Finding]:
    if allocation is None:
        return
    for subject, figure in amounts:
        if is_in_millions(figure.value, allocation.value):
            yield Rules.IN_MILLIONS.found(
                figure.cells[0],
                f"{subject}: {euro(figure)}, che sembra un importo in milioni.",
                f"Scriverlo in euro, con tutti i suoi zeri: {italian.number(figure.value * MILLION, 2)}. Se è "
                "davvero così piccolo, accettare la segnalazione nel foglio Deroghe.",
            )


def in_thousands(report: Report) -> Iterator[Finding]:
    """No amount of an axis is a thousandth of last year's, or of what its step is in every other axis.

    A small amount may be real, as when a programme begins: it must be out of line, and a thousandfold of it in line.
    """
    for axis in report.axes:
        for line in layout.FINANCE.lines:
            amount: Figure | None = getattr(axis.finance, line.key)
            if amount and (beside := _last_year(axis, line, amount) or _step_of_others(report, axis, line)):
                yield Rules.IN_MILLIONS.found(
                    amount.cells[0],
                    f"{line.item} {of_axis(axis)}: {euro(amount)}, che sembra un importo in migliaia accanto a "
                    f"{euro(beside)} ({cells(beside)}).",
                    f"Scriverlo in euro, con tutti i suoi zeri: {italian.number(amount.value * _THOUSAND, 2)}. Se è "
                    "davvero così piccolo, accettare la segnalazione nel foglio Deroghe.",
                )


def _last_year(axis: PriorityAxis, line: layout.Line, amount: Figure) -> Figure | None:
    """Last year's amount, where this is about a thousandth of it."""
    before: Figure | None = getattr(axis.finance_previous, line.key)
    meant = amount.value * _THOUSAND
    return before if before and before.value / 2 <= meant <= 10 * before.value else None


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
    return whole if own * _OUT_OF_LINE < min(others) / 2 and min(others) / 2 <= own * _THOUSAND <= 1 else None


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


def rounded_among_exact(report: Report) -> Iterator[Finding]:
    """What was paid or certified is exact for every axis, or for few: the table prints all to the cent."""
    for line in _EXACT:
        known = [(axis, figure) for axis in report.axes if (figure := getattr(axis.finance, line.key))]
        rounded = [one for one in known if printed_unit(one[1].value) == LARGEST_UNIT]
        exact = [figure for _, figure in known if figure.value > LARGEST_UNIT and not printed_unit(figure.value)]
        if len(exact) < max(1, len(rounded)):
            continue
        for axis, figure in rounded:
            yield Rules.ROUNDED.found(
                figure.cells[0],
                f"{line.item} {of_axis(axis)}: {euro(figure)}, un importo tondo accanto a importi esatti "
                f"({cells(exact[0])}).",
                "Scrivere l'importo esatto, con i centesimi; se è questo, accettare la segnalazione nel foglio "
                "Deroghe.",
            )


def unlike_decimals(report: Report) -> Iterator[Finding]:
    """The shares that an axis prints side by side have the same decimals; nothing and all have none to have."""
    for axis in report.axes:
        shares = [
            (one.code, one.value)
            for one in axis.indicators
            if one.unit is Unit.PERCENT and one.value is not None and 0 < one.value.value < 1
        ]
        most = max((share for _, share in shares), key=_decimals, default=None)
        for code, share in shares:
            if most is not None and _decimals(share) < _decimals(most):
                yield Rules.DECIMALS_DIFFER.found(
                    share.cells[0],
                    f"{code}: {measured(share, Unit.PERCENT)}, con meno decimali di "
                    f"{measured(most, Unit.PERCENT)} ({cells(most)}).",
                    "Se è arrotondata, scriverla con gli stessi decimali, o arrotondare anche l'altra.",
                )


def _decimals(share: Figure) -> int:
    """2 of a percentage that has any, else 0: the last zero of `76,30%` leaves no trace in a cell."""
    return italian.needed_decimals([share.value * 100])


RULES = (in_millions, in_thousands, rounded_among_exact, unlike_decimals)
