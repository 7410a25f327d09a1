# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report and that of the year before in, findings out: past figures restated, falls, targets changed, rows gone.

Axes, and the rows of an axis, are matched by their codes; what has moved to another code, by its name. What is in only
one of the two years is said too: nothing passes for compared that was not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from raa_builder import italian
from raa_builder.checks.changes import is_cumulative, is_cumulative_line
from raa_builder.checks.copied import as_published
from raa_builder.checks.words import euro, in_book, measured, of_axis
from raa_builder.findings import Rules
from raa_builder.model import IndicatorKind, Unit
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raa_builder.cells import Cell, Figure
    from raa_builder.findings import Finding
    from raa_builder.model import Indicator, Initiative, PriorityAxis, Report

_TARGET_YEAR = layout.INDICATORS.column("target_year").header
_ACCEPT = "accettare la segnalazione nel foglio Deroghe"
_CERTIFIED = next(f".{line.number}" for line in layout.FINANCE.lines if line.key == "certified")
_OF_PROGRAMME = next(line.number for line in layout.PROGRAMME.lines if line.key == "certified_previous")


class _Past(NamedTuple):
    """One figure in three places.

    Attributes:
        code: The code of its row.
        subject: What it is, to begin a sentence with.
        unit: Its unit.
        now: This year's.
        typed: That of the year before, as this workbook has it.
        published: That of the year before, as its own edition has it.
        is_cumulative: Whether it can only grow.
    """

    code: str
    subject: str
    unit: Unit
    now: Figure | None
    typed: Figure | None
    published: Figure | None
    is_cumulative: bool = True


def against(report: Report, earlier: Report) -> Iterator[Finding]:
    """What does not follow from the edition of the year before.

    Args:
        report: The edition that is checked.
        earlier: That of the year before, of the same programme.
    """
    lacking = {layout.folded(label) for label in report.lacking}
    pairs = _pairs(report, earlier)
    yield from _programme(report, earlier)
    for now, before in pairs:
        if now is not None:
            yield from _axis(report, now, before)
    for now, before in pairs:
        if now is None and before is not None and layout.folded(before.label) not in lacking:
            yield _gone(report.axes[0].cell, italian.with_article("il", before.designation), before.cell)


def _pairs(report: Report, earlier: Report) -> list[tuple[PriorityAxis | None, PriorityAxis | None]]:
    """The axes of both years; one that bears another label now is known by its name."""
    labels = {layout.folded(axis.label): axis for axis in earlier.axes}
    own = {layout.folded(axis.label) for axis in report.axes}
    names = {layout.normalised(axis.name.text): axis for label, axis in labels.items() if label not in own}
    pairs: list[tuple[PriorityAxis | None, PriorityAxis | None]] = []
    for axis in report.axes:
        before = labels.get(layout.folded(axis.label)) or names.pop(layout.normalised(axis.name.text), None)
        pairs.append((axis, before))
    found = {before.label for _, before in pairs if before is not None}
    return pairs + [(None, axis) for axis in earlier.axes if axis.label not in found]


def _axis(report: Report, now: PriorityAxis, before: PriorityAxis | None) -> Iterator[Finding]:
    """What does not follow in one axis; of a new one, that it has a past."""
    yield from _figures(report, now, before)
    if before is not None:
        yield from as_published(now, before)
        yield from _indicators(now, before)
        yield from _initiatives(now, before)


def _programme(report: Report, earlier: Report) -> Iterator[Finding]:
    published = None if earlier.lacking else earlier.finance.certified
    typed = report.programme.certified_previous
    past = _Past(_OF_PROGRAMME, "Spesa certificata del programma", Unit.EURO, None, typed, published)
    yield from _past(past)
    if typed is not None and published is None:
        yield Rules.UNPUBLISHED.found(
            typed.cells[0],
            f"{past.subject}, anno precedente: {euro(typed)}, ma nell'edizione precedente non si ricava, perché "
            "mancano alcune righe F5.",
            f"Controllare da dove viene; se è giusta, {_ACCEPT}.",
        )
    yield from _target_n3(report, earlier)


def _target_n3(report: Report, earlier: Report) -> Iterator[Finding]:
    target, announced = report.programme.n3_target, earlier.programme.n3_target_next
    if target is not None and announced is not None and target.value != announced.value:
        yield Rules.TARGET_CHANGED.found(
            target.cells[0],
            f"Target N+3 dell'anno: {euro(target)}, ma l'edizione precedente lo annunciava di {euro(announced)} "
            f"({in_book(announced.cells)}).",
            f"Controllare le due cifre; se il target è cambiato, {_ACCEPT}.",
        )


def _figures(report: Report, now: PriorityAxis, before: PriorityAxis | None) -> Iterator[Finding]:
    money = (now.finance, now.finance_previous, before and before.finance)
    people = (now.participants, now.participants_previous, before and before.participants)
    finance = _lines(now, layout.FINANCE, Unit.EURO, money)
    participants = _lines(now, layout.PARTICIPANTS, Unit.NUMBER, people)
    for past in (*finance, *participants):
        yield from _past(past)
    is_elsewhere = report.programme.certified_previous is not None  # which stands for the rows of the axes
    wanted = [past for past in finance if not (is_elsewhere and past.code.endswith(_CERTIFIED))]
    yield from _untyped(f"{layout.FINANCE.name}, {now.designation}", wanted)
    yield from _untyped(f"{layout.PARTICIPANTS.name}, {now.designation}", participants)
    yield from _unpublished(now, before, finance)
    yield from _unpublished(now, before, participants)


def _lines(axis: PriorityAxis, sheet: layout.Sheet, unit: Unit, years: tuple[object, object, object]) -> list[_Past]:
    pasts = []
    for line in sheet.lines:
        now, typed, published = (getattr(figures, line.key, None) for figures in years)  # an axis may count none
        code, subject = f"{axis.label}.{line.number}", f"{line.item} {of_axis(axis)}"
        pasts.append(_Past(code, subject, unit, now, typed, published, is_cumulative_line(line)))
    return pasts


def _untyped(where: str, pasts: Sequence[_Past]) -> Iterator[Finding]:
    """Past figures that the edition before has and nobody has copied."""
    empty = [past for past in pasts if past.now is not None and past.typed is None and past.published is not None]
    if not empty or empty[0].now is None:
        return
    values = [f"{past.code} {measured(past.published, past.unit)}" for past in empty if past.published is not None]
    yield Rules.UNTYPED.found(
        empty[0].now.cells[0],
        f"{where}: nell'Anno precedente mancano dati che l'edizione precedente ha, e le variazioni non si stampano.",
        f"Riportarli nella colonna Anno precedente: {'; '.join(values)}.",
    )


def _unpublished(now: PriorityAxis, before: PriorityAxis | None, pasts: Sequence[_Past]) -> Iterator[Finding]:
    """Past figures that somebody typed and the edition before has not."""
    unknown = [past for past in pasts if past.typed is not None and past.published is None]
    if not unknown or unknown[0].typed is None:
        return
    listed = italian.listed([past.code for past in unknown])
    why = "non li ha" if before is not None else f"non ha {italian.with_article('il', now.designation)}"
    yield Rules.UNPUBLISHED.found(
        unknown[0].typed.cells[0],
        f"Dati dell'anno precedente che non si possono confrontare ({listed}): l'edizione precedente {why}.",
        f"Controllare da dove vengono; se sono giusti, {_ACCEPT}.",
    )


def _past(figure: _Past) -> Iterator[Finding]:
    """A past figure beside the one published; where nobody typed it, this year's beside that."""
    _, subject, unit, now, typed, published, can_only_grow = figure
    if published is None:
        return
    if typed is not None and typed.value != published.value:
        yield Rules.RESTATED.found(
            typed.cells[0],
            f"{subject}, anno precedente: {measured(typed, unit)}, ma l'edizione precedente dice "
            f"{measured(published, unit)} ({in_book(published.cells)}).",
            f"Scrivere {measured(published, unit)} o, se il dato è stato rettificato, {_ACCEPT}.",
        )
    elif typed is None and now is not None and can_only_grow and now.value < published.value:
        yield Rules.FALL_SINCE.found(
            now.cells[0],
            f"{subject}: {measured(now, unit)}, meno dell'edizione precedente, {measured(published, unit)} "
            f"({in_book(published.cells)}).",
            f"I dati sono cumulati: correggere la cifra o, se il calo è giusto, {_ACCEPT}.",
        )


# ── rows that people add ─────────────────────────────────────────────────────


def _indicators(now: PriorityAxis, before: PriorityAxis) -> Iterator[Finding]:
    by_code = {one.code: one for one in now.indicators}
    by_name = {(one.kind, layout.normalised(one.name.text)): one for one in now.indicators}
    pasts: list[_Past] = []
    for old in before.indicators:
        holder = by_code.get(old.code)
        is_same = holder is not None and _is_named_alike(holder, old)
        same = holder if is_same else by_name.get((old.kind, layout.normalised(old.name.text)))
        if holder is not None and not is_same:
            yield _other(holder, old)
        elif same is None:
            yield _gone(now.cell, f"l'indicatore {old.code} «{old.name}»", old.cell)
        if same is not None and same.unit is not old.unit:
            yield _measured_otherwise(same, old)
        elif same is not None:
            past = _value(same, old)
            pasts += [past] if _is_own(same) else []
            yield from _past(past)
            yield from _target(same, old)
    yield from _untyped(f"{layout.INDICATORS.name}, {now.designation}", pasts)
    yield from _unpublished(now, before, pasts)


def _value(now: Indicator, old: Indicator) -> _Past:
    can_only_grow = _is_own(now) and is_cumulative(now)
    return _Past(now.code, f"{now.code} «{now.name}»", now.unit, now.value, now.previous, old.value, can_only_grow)


def _is_own(indicator: Indicator) -> bool:
    """Whether the value is the indicator's own; that of certified expenditure is the axis's."""
    return indicator.kind is not IndicatorKind.CERTIFIED


def _measured_otherwise(now: Indicator, old: Indicator) -> Finding:
    return Rules.UNPUBLISHED.found(
        now.cell,
        f"Unità di {now.code} «{now.name}»: {now.unit.value}, ma nell'edizione precedente era {old.unit.value} "
        f"({in_book([old.cell])}): i valori e i target non si possono confrontare.",
        f"Rimettere l'unità di prima o, se è cambiata, {_ACCEPT}.",
    )


def _is_named_alike(one: Indicator, other: Indicator) -> bool:
    return layout.normalised(one.name.text) == layout.normalised(other.name.text)


def _other(same: Indicator, old: Indicator) -> Finding:
    return Rules.ROW_OTHER.found(
        same.name.cell,
        f"Il codice {same.code} è di «{same.name}», ma nell'edizione precedente era di «{old.name}» "
        f"({in_book([old.name.cell])}).",
        f"Ridare a ogni indicatore il suo codice o, se è cambiata solo la denominazione, {_ACCEPT}.",
    )


def _target(now: Indicator, old: Indicator) -> Iterator[Finding]:
    if old.target is not None and now.target is not None and now.target.value != old.target.value:
        yield Rules.TARGET_CHANGED.found(
            now.target.cells[0],
            f"Target di {now.code} «{now.name}»: {measured(now.target, now.unit)}, ma nell'edizione precedente era "
            f"{measured(old.target, now.unit)} ({in_book(old.target.cells)}).",
            f"Controllare le due cifre; se il target è cambiato con una modifica del programma, {_ACCEPT}.",
        )
    if None not in {old.target_year, now.target_year} and now.target_year != old.target_year:
        yield Rules.TARGET_CHANGED.found(
            now.cell,
            f"Anno target di {now.code} «{now.name}»: {now.target_year}, ma nell'edizione precedente era "
            f"{old.target_year} ({in_book([old.cell])}).",
            f"Controllare i due anni; se è cambiato con una modifica del programma, {_ACCEPT}.",
        ).in_column(_TARGET_YEAR)


def _initiatives(now: PriorityAxis, before: PriorityAxis) -> Iterator[Finding]:
    """An initiative may change its words from year to year, so its code is enough; its amounts are cumulative."""
    by_code = {one.code: one for one in now.initiatives}
    by_title = {layout.normalised(one.title.text): one for one in now.initiatives}
    for old in before.initiatives:
        title = layout.normalised(old.title.text)
        same = by_title.get(title) or by_code.get(old.code)
        if same is None:
            yield _gone(now.cell, f"l'iniziativa {old.code} «{old.title}»", old.cell)
        elif layout.normalised(same.title.text) == title:
            yield from _amounts(same, old)


def _amounts(now: Initiative, old: Initiative) -> Iterator[Finding]:
    for key in ("committed", "paid"):
        subject = f"{layout.INITIATIVES.column(key).header} di {now.code} «{now.title}»"
        yield from _past(_Past(now.code, subject, Unit.EURO, getattr(now, key), None, getattr(old, key)))


def _gone(cell: Cell, what: str, old: Cell) -> Finding:
    return Rules.ROW_GONE.found(
        cell,
        f"Nell'edizione precedente c'era {what} ({in_book([old])}), e in questa no.",
        "Se manca per una svista, rimettere la riga con il suo codice.",
    )
