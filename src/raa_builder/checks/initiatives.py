# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules on initiatives: a report in, findings out. What a row does not say is not compared."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from raa_builder.cells import total
from raa_builder.checks.thousands import sign_of_thousands
from raa_builder.checks.tolerance import is_in_millions, of_sum
from raa_builder.checks.words import cells, euro, of_axis
from raa_builder.findings import Rules
from raa_builder.model import InitiativeState
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from raa_builder.cells import Figure
    from raa_builder.findings import Finding
    from raa_builder.model import Initiative, PriorityAxis, Report

_AMOUNTS = ("programmed", "committed", "paid")
_HEADER = {key: layout.INITIATIVES.column(key).header for key in _AMOUNTS}
_STEP_OF_AXIS = {"programmed": "programmed", "committed": "commitments", "paid": "payments"}
_DOUBT = "Controllare le cifre; se sono giuste, accettare la segnalazione nel foglio Deroghe."


def chains(report: Report) -> Iterator[Finding]:
    """No initiative commits more than is programmed or pays more than is committed; nothing of a plan is paid."""
    for axis in report.axes:
        for initiative in axis.initiatives:
            yield from _chain(initiative)
            paid = initiative.paid
            if initiative.state is InitiativeState.PLANNED and paid:
                yield Rules.INITIATIVE_CHAIN.found(
                    paid.cells[0],
                    f"L'iniziativa {initiative.code} è «{InitiativeState.PLANNED.value}», ma ne risultano pagati "
                    f"{euro(paid)}.",
                    "Correggere lo Stato o il Pagato.",
                )


def _chain(initiative: Initiative) -> Iterator[Finding]:
    """Each amount beside the nearest one before it that the row has."""
    known = [(key, figure) for key in _AMOUNTS if (figure := getattr(initiative, key)) is not None]
    for (before, whole), (key, part) in pairwise(known):
        if part.value > whole.value:
            yield Rules.INITIATIVE_CHAIN.found(
                part.cells[0],
                f"{_HEADER[key]} di {initiative.code}: {euro(part)}, oltre «{_HEADER[before]}», "
                f"{euro(whole)} ({cells(whole)}).",
                _DOUBT,
            ).beside(whole)


def within_the_axis(report: Report) -> Iterator[Finding]:
    """No initiative, and not all of them together, exceeds the same step of its axis, unless that is not in euros."""
    for axis in report.axes:
        if sign_of_thousands(report, axis):
            continue
        for key in _AMOUNTS:
            whole: Figure | None = getattr(axis.finance, _STEP_OF_AXIS[key])
            allocation = axis.finance.allocation
            if whole is None or (allocation is not None and is_in_millions(whole.value, allocation.value)):
                continue
            yield from _within(axis, key, whole)


def _within(axis: PriorityAxis, key: str, whole: Figure) -> Iterator[Finding]:
    parts = [(one, figure) for one in axis.initiatives if (figure := getattr(one, key)) is not None]
    above = [(one, figure) for one, figure in parts if figure.value > whole.value]
    limit = f"l'importo {of_axis(axis)}, {euro(whole)} ({cells(whole)})"
    for initiative, figure in above:
        yield Rules.INITIATIVE_ABOVE_AXIS.found(
            figure.cells[0], f"{_HEADER[key]} di {initiative.code}: {euro(figure)}, oltre {limit}.", _DOUBT
        ).beside(whole)
    together = total(figure for _, figure in parts)
    if above or together is None:
        return
    if together.value - of_sum(figure.value for _, figure in parts) > whole.value:
        yield Rules.INITIATIVE_ABOVE_AXIS.found(
            together.cells[0],
            f"{_HEADER[key]}: le iniziative sommano a {euro(together)} ({cells(together)}), oltre {limit}.",
            _DOUBT,
        ).beside(together, whole)


def initiatives_twice(report: Report) -> Iterator[Finding]:
    """No initiative of an axis stands in two rows: with one title, and one amount, the same words or two states."""
    for axis in report.axes:
        seen: dict[str, list[Initiative]] = {}
        for initiative in axis.initiatives:
            alike = seen.setdefault(layout.normalised(initiative.title.text), [])
            first = next((one for one in alike if _is_same(one, initiative)), None)
            alike.append(initiative)
            if first is not None:
                states = "" if first.state is initiative.state else f", fra quelle in stato «{first.state.value}»"
                yield Rules.ROW_TWICE.found(
                    initiative.title.cell,
                    f"L'iniziativa {initiative.code} «{initiative.title}» sta già nella riga {first.code}{states} "
                    f"({first.title.cell}).",
                    "Tenere una sola delle due righe, o distinguere i titoli.",
                )


def _is_same(one: Initiative, other: Initiative) -> bool:
    """Whether two rows of one title are of one initiative, and not of two phases or strands of it."""
    words, other_words = (layout.normalised(str(row.description or "")) for row in (one, other))
    has_amount = any((amount := _value(one, key)) and amount == _value(other, key) for key in _AMOUNTS)
    return has_amount or words == other_words or one.state is not other.state


def _value(initiative: Initiative, key: str) -> Decimal | None:
    figure: Figure | None = getattr(initiative, key)
    return figure.value if figure is not None else None


RULES = (chains, within_the_axis, initiatives_twice)
