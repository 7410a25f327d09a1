# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether all the amounts of an axis are in thousands: a report and an axis in, what gives it away out.

They agree with each other, so that only what stands beside them tells: last year's amounts, the target and the
initiatives of the axis, and the other axes. Small axes are real, of half a percent of a programme and less, so none is
judged by its size before a million euros and a fifth of a percent of the largest, and then only with a second sign.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder import italian
from raa_builder.checks.tolerance import MILLION, THOUSAND, is_in_thousands
from raa_builder.checks.words import cells, euro
from raa_builder.model import IndicatorKind
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal
    from typing import TypeAlias

    from raa_builder.cells import Figure
    from raa_builder.model import PriorityAxis, Report

    _Own: TypeAlias = tuple[PriorityAxis, Figure]  # an axis and its allocation

_STEP_OF_AXIS = {"programmed": "programmed", "committed": "commitments", "paid": "payments"}
_OUT_OF_LINE = 100
_APART = 50  # times; so far from the next no axis is by itself
_ENOUGH = 2  # amounts that say the same


def sign_of_thousands(report: Report, axis: PriorityAxis) -> str:
    """What gives away that all the amounts of an axis are in thousands, a clause; empty where nothing does."""
    of_year = _beside_last_year(axis)
    if of_year:
        return of_year
    amounts = [one.value for line in layout.FINANCE.lines if (one := getattr(axis.finance, line.key))]
    allocation = axis.finance.allocation
    if not allocation or max(amounts) > 2 * allocation.value:
        return ""  # the allocation alone is wrong, which other rules say
    return _beside_target(axis, allocation) or _beside_initiatives(axis) or _beside_axes(report, axis, allocation)


def _beside_last_year(axis: PriorityAxis) -> str:
    """Every amount that was something last year is about a thousandth of it, and there are two."""
    pairs = [
        (line, now, before)
        for line in layout.FINANCE.lines
        if (now := getattr(axis.finance, line.key)) is not None and (before := getattr(axis.finance_previous, line.key))
    ]
    if len(pairs) < _ENOUGH or not all(is_in_thousands(now.value, before.value) for _, now, before in pairs):
        return ""
    line, now, before = pairs[0]
    return f"«{line.item}» è {euro(now)}, e l'anno precedente era {euro(before)} ({cells(before)})"


def _beside_target(axis: PriorityAxis, allocation: Figure) -> str:
    """The target of certified expenditure, which is the allocation, or a part of it by some year, is in euros."""
    for one in axis.indicators:
        is_certified = one.kind is IndicatorKind.CERTIFIED  # of a share, the target is no thousandfold of an amount
        if is_certified and one.target and is_in_thousands(allocation.value, one.target.value):
            return (
                f"la dotazione è {euro(allocation)}, e il target di {one.code} {euro(one.target)} ({cells(one.target)})"
            )
    return ""


def _beside_initiatives(axis: PriorityAxis) -> str:
    """Two initiatives are each above the amount of their axis, and all together a hundredfold to a thousandfold."""
    for key, step in _STEP_OF_AXIS.items():
        whole: Figure | None = getattr(axis.finance, step)
        parts: list[tuple[str, Figure]] = [(one.code, part) for one in axis.initiatives if (part := getattr(one, key))]
        if not whole or not _OUT_OF_LINE * whole.value < sum(part.value for _, part in parts) <= THOUSAND * whole.value:
            continue
        above = [(code, part) for code, part in parts if part.value > whole.value]
        if len(above) >= _ENOUGH:
            code, most = max(above, key=lambda one: one[1].value)
            header = layout.INITIATIVES.column(key).header
            return f"«{header}» di {code} è {euro(most)} ({cells(most)}), e in Finanza è {euro(whole)} ({cells(whole)})"
    return ""


def _beside_axes(report: Report, axis: PriorityAxis, allocation: Figure) -> str:
    """The allocation is at most a million and 0.2% of the largest; also 2% of the smallest, or little for its people.

    A thematic axis is compared with thematic ones, since technical assistance is small.
    """
    others: list[_Own] = [(one, own) for one in report.axes if one is not axis and (own := one.finance.allocation)]
    most = max((own.value for _, own in others), default=allocation.value)
    is_small = allocation.value <= MILLION and allocation.value * THOUSAND <= 2 * most
    if not is_small or allocation.value * MILLION <= 2 * most:  # in millions, that would be in line
        return ""
    usual = [(one, own) for one, own in others if own.value * THOUSAND > 2 * most]
    thematic = [(one, own) for one, own in usual if one.is_thematic] if axis.is_thematic else []
    least = min((own for _, own in thematic or usual), key=lambda own: own.value, default=None)
    if least is not None and allocation.value * _APART <= least.value:
        return f"la dotazione è {euro(allocation)}, e la più piccola delle altre {euro(least)} ({cells(least)})"
    return _beside_participants(axis, [one for one, _ in usual])


def _beside_participants(axis: PriorityAxis, others: Iterable[PriorityAxis]) -> str:
    """What is committed for a participant is less than 1% of what it is elsewhere, and its thousandfold is not."""
    own = _cost(axis)
    least = min((cost for one in others if (cost := _cost(one))), default=None)
    if own is None or least is None or not own * _OUT_OF_LINE < least <= own * THOUSAND * _OUT_OF_LINE:
        return ""
    own_words, least_words = (italian.euro(cost) for cost in (own, least))
    return f"gli impegni sono {own_words} per ogni destinatario, e altrove almeno {least_words}"


def _cost(axis: PriorityAxis) -> Decimal | None:
    """What is committed for each participant; `None` where either is nothing or unknown."""
    people = axis.participants.total if axis.participants else None
    return axis.finance.commitments.value / people.value if people and axis.finance.commitments else None
