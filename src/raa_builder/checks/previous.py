# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report and that of the year before in, findings out: past figures restated, falls, targets changed, rows gone.

Axes, and the rows of an axis, are matched by their codes; a row that has moved to another code, by its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from raa_builder import italian
from raa_builder.checks.changes import is_cumulative
from raa_builder.checks.words import euro, in_book, measured, of_axis
from raa_builder.findings import Rules
from raa_builder.model import IndicatorKind, Unit
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.cells import Cell, Figure
    from raa_builder.findings import Finding
    from raa_builder.model import Indicator, Initiative, PriorityAxis, Report

_ACCEPT = "accettare la segnalazione nel foglio Deroghe"


class _Past(NamedTuple):
    """One figure in three places.

    Attributes:
        subject: What it is, to begin a sentence with.
        unit: Its unit.
        now: This year's.
        typed: That of the year before, as this workbook has it.
        published: That of the year before, as its own edition has it.
        grows: Whether it is cumulative.
    """

    subject: str
    unit: Unit
    now: Figure | None
    typed: Figure | None
    published: Figure | None
    grows: bool = True


def against(report: Report, earlier: Report) -> Iterator[Finding]:
    """What does not follow from the edition of the year before.

    Args:
        report: The edition that is checked.
        earlier: That of the year before, of the same programme.
    """
    axes = {layout.folded(axis.label): axis for axis in report.axes}
    lacking = {layout.folded(label) for label in report.lacking}
    yield from _programme(report, earlier)
    for before in earlier.axes:
        now = axes.get(layout.folded(before.label))
        if now is not None:
            yield from _figures(now, before)
            yield from _indicators(now, before)
            yield from _initiatives(now, before)
        elif layout.folded(before.label) not in lacking:
            yield _gone(report.axes[0].cell, italian.with_article("il", before.designation), before.cell)


def _programme(report: Report, earlier: Report) -> Iterator[Finding]:
    published = None if earlier.lacking else earlier.finance.certified
    typed = report.programme.certified_previous
    yield from _past(_Past("Spesa certificata del programma", Unit.EURO, None, typed, published))
    target, announced = report.programme.n3_target, earlier.programme.n3_target_next
    if target is not None and announced is not None and target.value != announced.value:
        yield Rules.TARGET_CHANGED.found(
            target.cells[0],
            f"Target N+3 dell'anno: {euro(target)}, ma l'edizione precedente lo annunciava di {euro(announced)} "
            f"({in_book(announced.cells)}).",
            f"Controllare le due cifre; se il target è cambiato, {_ACCEPT}.",
        )


def _figures(now: PriorityAxis, before: PriorityAxis) -> Iterator[Finding]:
    for line in layout.FINANCE.lines:
        own = (getattr(finance, line.key) for finance in (now.finance, now.finance_previous, before.finance))
        yield from _past(_Past(f"{line.item} {of_axis(now)}", Unit.EURO, *own))
    people = (now.participants, now.participants_previous, before.participants)
    for line in layout.PARTICIPANTS.lines:
        own = (getattr(counted, line.key, None) for counted in people)  # an axis may count none
        yield from _past(_Past(f"{line.item} {of_axis(now)}", Unit.NUMBER, *own))


def _past(figure: _Past) -> Iterator[Finding]:
    """A past figure beside the one published; where nobody typed it, this year's beside that."""
    subject, unit, now, typed, published, grows = figure
    if published is None:
        return
    if typed is not None and typed.value != published.value:
        yield Rules.RESTATED.found(
            typed.cells[0],
            f"{subject}, anno precedente: {measured(typed, unit)}, ma l'edizione precedente dice "
            f"{measured(published, unit)} ({in_book(published.cells)}).",
            f"Scrivere {measured(published, unit)} o, se il dato è stato rettificato, {_ACCEPT}.",
        )
    elif typed is None and now is not None and grows and now.value < published.value:
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
    for old in before.indicators:
        same = by_code.get(old.code)
        if same is None or not _is_named_alike(same, old):
            named = by_name.get((old.kind, layout.normalised(old.name.text)))
            if same is not None:
                yield _other(same, old)
            elif named is None:
                yield _gone(now.cell, f"l'indicatore {old.code} «{old.name}»", old.cell)
            same = named
        if same is not None and same.unit is old.unit:
            subject = f"{same.code} «{same.name}»"
            grows = is_cumulative(same) and same.kind is not IndicatorKind.CERTIFIED  # whose value is that of F5
            yield from _past(_Past(subject, same.unit, same.value, same.previous, old.value, grows))
            yield from _target(same, old)


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
        )


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
        yield from _past(_Past(subject, Unit.EURO, getattr(now, key), None, getattr(old, key)))


def _gone(cell: Cell, what: str, old: Cell) -> Finding:
    return Rules.ROW_GONE.found(
        cell,
        f"Nell'edizione precedente c'era {what} ({in_book([old])}), e in questa no.",
        "Se manca per una svista, rimettere la riga con il suo codice.",
    )
