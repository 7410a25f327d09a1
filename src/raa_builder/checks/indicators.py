# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules on indicators: a report in, findings out.

No verdict on a target is given: the law knows one only for the ends of 2018 and of 2023 (Reg. (EU) 215/2014, art. 6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.checks.period import span_of
from raa_builder.checks.thousands import sign_of_thousands
from raa_builder.checks.tolerance import is_in_millions, same_as_printed, same_share
from raa_builder.checks.words import cells, euro, measured, of_axis
from raa_builder.findings import Rules
from raa_builder.model import IndicatorKind, Unit
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.cells import Figure
    from raa_builder.findings import Finding
    from raa_builder.model import Indicator, PriorityAxis, Report

_BEFORE = ", anno precedente"
_FRAMEWORK = {IndicatorKind.PERFORMANCE, IndicatorKind.CERTIFIED}


def certified_indicators(report: Report) -> Iterator[Finding]:
    """An indicator of certified expenditure, where typed, equals the axis's `F5`, or its share of the allocation."""
    for axis, indicator in _indicators(report):
        if indicator.kind is not IndicatorKind.CERTIFIED:
            continue
        if indicator.unit is not Unit.PERCENT:
            yield from _certified_amounts(axis, indicator)
        elif indicator.value is not None and axis.finance.certified is not None:
            yield from _certified_share(axis, indicator, indicator.value)


def _certified_amounts(axis: PriorityAxis, indicator: Indicator) -> Iterator[Finding]:
    before = axis.finance_previous.certified
    for typed, real, year in ((indicator.value, axis.finance.certified, ""), (indicator.previous, before, _BEFORE)):
        if typed is not None and real is not None and typed.value != real.value:
            yield Rules.CERTIFIED_INDICATOR.found(
                typed.cells[0],
                f"Spesa certificata {of_axis(axis)}{year}: {euro(typed)}, ma in Finanza è {euro(real)} "
                f"({cells(real)}).",
                f"Scrivere {euro(real)}." if year else "Lasciare vuota questa cella: il valore si prende da Finanza.",
            ).beside(real)


def _certified_share(axis: PriorityAxis, indicator: Indicator, typed: Figure) -> Iterator[Finding]:
    """An amount in euros can't stand in a row of percentages; a share is compared to one unit of its last digit."""
    certified = axis.finance.certified
    real = certified.ratio(axis.finance.allocation) if certified is not None else None
    if typed == certified:
        yield Rules.CERTIFIED_INDICATOR.found(
            indicator.cell,
            f"{indicator.code}: l'unità è {Unit.PERCENT.value}, ma il valore, vuoto, si prende da Finanza in euro "
            f"({cells(typed)}).",
            f"Scrivere {Unit.EURO.value} nella colonna Unità, o la percentuale nella colonna Valore.",
        )
    elif real is not None and not same_share(typed.value, real.value):
        yield Rules.CERTIFIED_INDICATOR.found(
            typed.cells[0],
            f"Spesa certificata {of_axis(axis)}: {measured(typed, Unit.PERCENT)} della dotazione, ma in Finanza è "
            f"{measured(real, Unit.PERCENT)} ({cells(real)}).",
            f"Scrivere {measured(real, Unit.PERCENT)}, o correggere le righe F1 e F5.",
        ).beside(real)


def certified_targets(report: Report) -> Iterator[Finding]:
    """The final target of certified expenditure is the allocation of the axis.

    Source: Reg. (EU) 215/2014, art. 5(2), with 1303/2013, Annex II. A milestone within the period is left alone.
    """
    for axis, indicator in _indicators(report):
        target, allocation = indicator.target, axis.finance.allocation
        if indicator.kind is not IndicatorKind.CERTIFIED or indicator.unit is Unit.PERCENT or target is None:
            continue
        if allocation is None or _is_milestone(report, indicator) or same_as_printed(target.value, allocation.value):
            continue
        in_millions = any(is_in_millions(amount.value, allocation.value) for amount in (target, allocation))
        if in_millions or sign_of_thousands(report, axis):
            continue  # said of that amount
        yield Rules.CERTIFIED_TARGET.found(
            target.cells[0],
            f"Target di spesa certificata {of_axis(axis)}: {euro(target)}, ma la dotazione è {euro(allocation)} "
            f"({cells(allocation)}){_whose(report, target)}.",
            f"Scrivere {euro(allocation)}; se il target è davvero un altro, accettare la segnalazione nel foglio "
            "Deroghe.",
        ).beside(allocation)


def _whose(report: Report, target: Figure) -> str:
    """The axis whose allocation the target is, a slip of one row."""
    for axis in report.axes:
        if axis.finance.allocation is not None and axis.finance.allocation.value == target.value:
            return f"; {euro(target)} è la dotazione {of_axis(axis)}"
    return ""


def _is_milestone(report: Report, indicator: Indicator) -> bool:
    span = span_of(report.programme)
    return indicator.target_year is not None and span is not None and indicator.target_year < span[1]


def values_and_targets(report: Report) -> Iterator[Finding]:
    """Every indicator has a value, or the summary prints "n.d."; those of the framework have a target and its year."""
    for _, indicator in _indicators(report):
        if indicator.value is None and indicator.kind is not IndicatorKind.CERTIFIED:
            yield Rules.INDICATOR_EMPTY.found(
                indicator.value_cell,
                f"L'indicatore {indicator.code} «{indicator.name}» non ha il valore: la sintesi stamperà «n.d.».",
                "Compilare la colonna Valore, o togliere la riga.",
            )
        missing, header = _missing_target(indicator)
        if missing:
            yield Rules.INDICATOR_NO_TARGET.found(
                indicator.cell,
                f"L'indicatore {indicator.code} «{indicator.name}» è del quadro di efficacia e non ha {missing}.",
                f"Compilare la colonna {header}, o correggere il Tipo.",
            ).in_column(header)


def _missing_target(indicator: Indicator) -> tuple[str, str]:
    """What is missing, and its column; both belong to the framework: Reg. (EU) 1303/2013, art. 22 and Annex II."""
    if indicator.kind in _FRAMEWORK and indicator.target is None:
        return "il target", layout.INDICATORS.column("target").header
    if indicator.kind in _FRAMEWORK and indicator.target_year is None:
        return "l'anno del target", layout.INDICATORS.column("target_year").header
    return "", ""


def indicators_twice(report: Report) -> Iterator[Finding]:
    """No indicator of an axis stands in two rows."""
    for axis in report.axes:
        seen: dict[tuple[object, ...], Indicator] = {}
        for indicator in axis.indicators:
            priority = layout.normalised(str(indicator.priority or ""))
            name = layout.normalised(indicator.name.text)
            first = seen.setdefault((indicator.kind, indicator.unit, priority, name, indicator.target_year), indicator)
            if first is not indicator:
                yield Rules.ROW_TWICE.found(
                    indicator.name.cell,
                    f"L'indicatore {indicator.code} «{indicator.name}» sta già nella riga {first.code} "
                    f"({first.name.cell}).",
                    "Tenere una sola delle due righe, o distinguere le denominazioni.",
                )


def _indicators(report: Report) -> Iterator[tuple[PriorityAxis, Indicator]]:
    return ((axis, indicator) for axis in report.axes for indicator in axis.indicators)


RULES = (certified_indicators, certified_targets, values_and_targets, indicators_twice)
