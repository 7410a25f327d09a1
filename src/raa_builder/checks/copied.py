# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules on figures that were left or copied from elsewhere: a report in, findings out.

An axis whose figures are those of last year has moved nothing, a single one of them, or the value of an indicator, has
stood still among others that move, and two axes with one amount to the cent have met by chance: all of these happen
more often by a slip.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from raa_builder import italian
from raa_builder.checks.changes import is_cumulative
from raa_builder.checks.tolerance import printed_unit
from raa_builder.checks.words import cells, in_book, measured, of_axis
from raa_builder.findings import Rules
from raa_builder.model import Finance, IndicatorKind, Unit
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from decimal import Decimal
    from typing import TypeAlias

    from raa_builder.cells import Figure
    from raa_builder.findings import Finding
    from raa_builder.model import Indicator, PriorityAxis, Report

    _Own: TypeAlias = tuple[PriorityAxis, Figure]
    _Values: TypeAlias = Sequence[tuple[Indicator, Figure, Figure]]

# what moves every year as long as an axis is alive
_MOVING = (
    (layout.FINANCE, "finance", ("commitments", "payments", "certified"), Unit.EURO),
    (layout.PARTICIPANTS, "participants", ("men", "women"), Unit.NUMBER),
)
# what may stand still while an axis is alive: a year without calls; the declared total is left to the sum
_STILL = {"allocation", "programmed", "declared_total"}
_COMPARED = ((layout.FINANCE, "finance", Unit.EURO), (layout.PARTICIPANTS, "participants", Unit.NUMBER))
_BY_CHANCE = 10_000  # euros or participants: below, two axes may well have the same
_SEVERAL, _FEW = 2, 100  # values of indicators that are together no chance, unless they are of so few


def as_last_year(report: Report) -> Iterator[Finding]:
    """The figures of an axis are not those of the year before: not all, nor a single one while others moved."""
    for axis in report.axes:
        yield from _indicators(axis, axis.indicators, cells)
        for sheet, name, keys, unit in _MOVING:
            now, before = _known(axis, name, keys), _known(axis, f"{name}_previous", keys)
            if len(now) == len(keys) and any(now) and [one.value for one in now] == [one.value for one in before]:
                items = italian.listed([line.item for line in sheet.lines if line.key in keys])
                yield _unmoved(f"{items} {of_axis(axis)}", now, before)
            else:
                yield from _alone(axis, sheet, name, unit, cells)


def _unmoved(subject: str, now: Sequence[Figure], before: Sequence[Figure]) -> Finding:
    return Rules.AS_LAST_YEAR.found(
        now[0].cells[0],
        f"{subject}: le cifre sono quelle dell'anno precedente ({', '.join(map(cells, before))}).",
        "Scrivere i dati dell'anno; se nulla è cambiato, accettare la segnalazione nel foglio Deroghe.",
    )


def as_published(now: PriorityAxis, before: PriorityAxis) -> Iterator[Finding]:
    """No figure of an axis stands still since the edition of the year before, where nobody typed that year's."""
    finance = before.finance if now.finance_previous == Finance() else Finance()
    people = before.participants if now.participants_previous is None else None
    published = replace(now, finance_previous=finance, participants_previous=people)
    for sheet, name, _, unit in _MOVING:
        yield from _alone(published, sheet, name, unit, _in_its_book)
    values = {_identity(one): one.value for one in before.indicators}
    untyped = [replace(one, previous=values.get(_identity(one))) for one in now.indicators if one.previous is None]
    moving = replace(now, participants_previous=now.participants_previous or before.participants)
    yield from _indicators(moving, untyped, _in_its_book)


def _identity(indicator: Indicator) -> tuple[object, ...]:
    """What makes an indicator the same in two editions."""
    return indicator.code, indicator.kind, indicator.unit, layout.normalised(indicator.name.text)


def _in_its_book(figure: Figure) -> str:
    return in_book(figure.cells)


def _alone(
    axis: PriorityAxis, sheet: layout.Sheet, name: str, unit: Unit, where: Callable[[Figure], str]
) -> Iterator[Finding]:
    """Figures of a sheet that stand still, to the cent, while others of the axis move."""
    if not _moves(axis):
        return
    for line in sheet.lines:
        for now, before in _both_years(axis, name, line.key):
            if now.value == before.value and _tells(now.value):
                yield Rules.AS_LAST_YEAR.found(
                    now.cells[0],
                    f"{line.item} {of_axis(axis)}: {measured(now, unit)}, la stessa cifra dell'anno precedente "
                    f"({where(before)}), mentre altre sono cambiate.",
                    "Scrivere il dato dell'anno; se non è cambiato, accettare la segnalazione nel foglio Deroghe.",
                )


def _indicators(axis: PriorityAxis, among: Iterable[Indicator], where: Callable[[Figure], str]) -> Iterator[Finding]:
    """Values that stand still while participants or other values move: a large one, or all of them.

    Only of what is counted from the first year on: results, and shares, may be measured once in a programme, and
    certified expenditure is the axis's.
    """
    counted = [
        (one, one.value, one.previous)
        for one in among
        if is_cumulative(one)
        and one.kind is not IndicatorKind.CERTIFIED
        and one.value is not None
        and one.previous is not None
    ]
    still = [(one, now, before) for one, now, before in counted if now.value == before.value]
    has_people_moved = any(
        now.value != before.value for key in ("men", "women") for now, before in _both_years(axis, "participants", key)
    )
    if len(still) == len(counted) and has_people_moved and sum(now.value >= _FEW for _, now, _ in still) >= _SEVERAL:
        yield _all_still(axis, still, where)
    elif has_people_moved or len(still) < len(counted):
        yield from (_one_still(axis, *one, where) for one in still if _tells(one[1].value))


def _one_still(
    axis: PriorityAxis, indicator: Indicator, now: Figure, before: Figure, where: Callable[[Figure], str]
) -> Finding:
    return Rules.AS_LAST_YEAR.found(
        now.cells[0],
        f"{indicator.code} «{indicator.name}»: {measured(now, indicator.unit)}, lo stesso valore dell'anno precedente "
        f"({where(before)}), mentre altri dati {of_axis(axis)} sono cambiati.",
        "Scrivere il valore dell'anno; se non è cambiato, accettare la segnalazione nel foglio Deroghe.",
    )


def _all_still(axis: PriorityAxis, still: _Values, where: Callable[[Figure], str]) -> Finding:
    codes = italian.listed([one.code for one, _, _ in still])
    return Rules.AS_LAST_YEAR.found(
        still[0][1].cells[0],
        f"{codes}: i valori sono quelli dell'anno precedente ({', '.join(where(before) for _, _, before in still)}), "
        f"mentre i destinatari {of_axis(axis)} sono cambiati.",
        "Scrivere i valori dell'anno; se non sono cambiati, accettare la segnalazione nel foglio Deroghe.",
    )


def _moves(axis: PriorityAxis) -> bool:
    """Whether any figure that is counted or paid is another than that of the year before."""
    return any(
        now.value != before.value
        for sheet, name, *_ in _MOVING
        for line in sheet.lines
        for now, before in _both_years(axis, name, line.key)
    )


def _both_years(axis: PriorityAxis, name: str, key: str) -> list[tuple[Figure, Figure]]:
    """What an axis has in a row, and had the year before; none where one is unknown or may well stand still."""
    if key in _STILL:
        return []
    now, before = (_known(axis, part, (key,)) for part in (name, f"{name}_previous"))
    return list(zip(now, before, strict=False))


def _tells(amount: Decimal) -> bool:
    """Whether a figure that stands in two places says something: round and small ones meet by chance."""
    return amount >= _BY_CHANCE and not printed_unit(amount)


def _known(axis: PriorityAxis, name: str, keys: tuple[str, ...]) -> list[Figure]:
    """The figures that a part of an axis has in these rows; one that counts no participants has none."""
    part = getattr(axis, name)
    return [figure for key in keys if (figure := getattr(part, key, None)) is not None]


def as_other_axis(report: Report) -> Iterator[Finding]:
    """No figure, unless round or small, stands in the same row of two axes."""
    for sheet, name, unit in _COMPARED:
        for line in sheet.lines:
            if line.optional:
                continue
            for (axis, figure), (other, same) in _twins(report, name, line.key):
                yield Rules.AS_OTHER_AXIS.found(
                    figure.cells[0],
                    f"{line.item} {of_axis(axis)}: {measured(figure, unit)}, la stessa cifra {of_axis(other)} "
                    f"({cells(same)}).",
                    "Controllare che non sia stata copiata; se è giusta, accettare la segnalazione nel foglio Deroghe.",
                )


def _twins(report: Report, name: str, key: str) -> Iterator[tuple[_Own, _Own]]:
    """What an axis has in a row, and the first axis that has the same there."""
    first: dict[Decimal, _Own] = {}
    for axis in report.axes:
        for figure in _known(axis, name, (key,)):
            if _tells(figure.value):
                other = first.setdefault(figure.value, (axis, figure))
                if other[0] is not axis:
                    yield (axis, figure), other


RULES = (as_last_year, as_other_axis)
