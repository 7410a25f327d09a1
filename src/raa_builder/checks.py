# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The checks: a report in, findings out. Each rule is one small function, listed in `CHECKS`.

What can be said of a single cell is found by the reader; here stands what takes the whole report.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from raa_builder import italian
from raa_builder.findings import Rules
from raa_builder.model import IndicatorKind
from raa_builder.placeholders import Catalogue, Placeholder, Unknown, parse
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from raa_builder.cells import Entry, Figure
    from raa_builder.findings import Finding
    from raa_builder.model import Participants, PriorityAxis, Report


def check(report: Report) -> tuple[Finding, ...]:
    """Every finding of every rule, in the order of the rules."""
    return tuple(finding for rule in CHECKS for finding in rule(report))


def declared_totals(report: Report) -> Iterator[Finding]:
    """A declared total of participants is the sum of its parts."""
    for axis, people in _counted(report):
        declared, real = people.declared_total, people.total
        if declared is not None and real is not None and declared.value != real.value:
            yield Rules.DECLARED_TOTAL.found(
                declared.cells[0],
                f"Totale dichiarato {_of(axis)}: {_count(declared)}, ma gli addendi sommano a {_count(real)} "
                f"({_cells(real)}).",
                "Correggere l'addendo sbagliato o il totale; il totale si può anche lasciare vuoto.",
            )


def groups_within_total(report: Report) -> Iterator[Finding]:
    """No vulnerable group is larger than the participants of its axis."""
    for axis, people in _counted(report):
        whole = people.total
        for line in layout.PARTICIPANTS.lines:
            group: Figure | None = getattr(people, line.key)
            if line.key == "declared_total" or group is None or whole is None or group.value <= whole.value:
                continue
            yield Rules.GROUP_ABOVE_TOTAL.found(
                group.cells[0],
                f"{line.item} {_of(axis)}: {_count(group)}, più dei destinatari, che sono {_count(whole)} "
                f"({_cells(whole)}).",
                f"Scrivere al più {_count(whole)}, o correggere i destinatari.",
            )


def certified_of_the_year_before(report: Report) -> Iterator[Finding]:
    """Where both are given, `P14` is the sum of last year's certified expenditure of the axes, when all are there."""
    if report.lacking:
        return
    typed, real = report.programme.certified_previous, report.finance_previous.certified
    if typed is not None and real is not None and typed.value != real.value:
        yield Rules.CERTIFIED_PREVIOUS.found(
            typed.cells[0],
            f"Spesa certificata dell'anno precedente: {_euro(typed)}, ma le righe F5 del foglio Finanza sommano a "
            f"{_euro(real)} ({_cells(real)}).",
            "Lasciare vuota questa cella, o correggere le righe F5.",
        )


def certified_indicators(report: Report) -> Iterator[Finding]:
    """An indicator of certified expenditure, where typed, equals the axis's `F5`."""
    for axis in report.axes:
        real = axis.finance.certified
        for indicator in axis.indicators:
            typed = indicator.value
            if (
                indicator.kind is not IndicatorKind.CERTIFIED
                or typed is None
                or real is None
                or typed.value == real.value
            ):
                continue
            yield Rules.CERTIFIED_INDICATOR.found(
                typed.cells[0],
                f"Spesa certificata {_of(axis)}: {_euro(typed)}, ma in Finanza {_euro(real)} ({_cells(real)}).",
                "Lasciare vuota questa cella: il valore si prende da Finanza.",
            )


def indicator_values(report: Report) -> Iterator[Finding]:
    """Every indicator has a value, or the summary prints "n.d." in its place."""
    for axis in report.axes:
        for indicator in axis.indicators:
            if indicator.value is None and indicator.kind is not IndicatorKind.CERTIFIED:
                yield Rules.INDICATOR_EMPTY.found(
                    indicator.cell,
                    f"L'indicatore {indicator.code} «{indicator.name}» non ha il valore: la sintesi stamperà «n.d.».",
                    "Compilare la colonna Valore, o togliere la riga.",
                )


def reference_date_within_year(report: Report) -> Iterator[Finding]:
    """The figures stand at a date of the year of reference."""
    programme = report.programme
    if programme.reference_date.year != programme.year:
        yield Rules.REFERENCE_YEAR.found(
            programme.cells["reference_date"],
            f"Data di riferimento: {italian.short_date(programme.reference_date)}, ma l'anno di riferimento è "
            f"{programme.year} ({programme.cells['year']}).",
            f"Scrivere una data del {programme.year}.",
        )


def placeholders(report: Report) -> Iterator[Finding]:
    """Every placeholder of the texts is in the catalogue, and stands for a value that somebody typed."""
    elsewhere = tuple(f"{layout.folded(label)}." for label in report.lacking)
    for text in report.texts:
        yield from _placeholders(text.text, Catalogue(report), elsewhere)
    for axis in report.axes:
        for text in axis.texts:
            yield from _placeholders(text.text, Catalogue(report, axis), elsewhere)
        for initiative in axis.initiatives:
            if initiative.description is not None:
                yield from _placeholders(initiative.description, Catalogue(report, axis, initiative), elsewhere)


def _placeholders(entry: Entry, catalogue: Catalogue, elsewhere: tuple[str, ...]) -> Iterator[Finding]:
    """Those of rows that begin as `elsewhere` says are in other copies: nothing can be said of them."""
    for piece in parse(entry.text):
        if not isinstance(piece, Placeholder) or layout.folded(piece.name).startswith(elsewhere):
            continue
        meaning = catalogue.look_up(piece.name)
        if isinstance(meaning, Unknown):
            nearest = f"Forse {{{meaning.nearest}}}? " if meaning.nearest else ""
            yield Rules.PLACEHOLDER_UNKNOWN.found(
                entry.cell,
                f"Il segnaposto {{{piece.name}}} non esiste.",
                f"{nearest}L'elenco è nel foglio Istruzioni; per stampare una graffa scrivere {{{{.",
            )
        elif meaning.content is None:
            yield Rules.PLACEHOLDER_EMPTY.found(
                entry.cell,
                f"Il segnaposto {{{piece.name}}} indica un dato che manca.",
                "Compilare il dato, o riscrivere la frase senza segnaposto.",
            )


def unprintable(report: Report, has: Callable[[str], bool]) -> Iterator[Finding]:
    """Every character of the texts is one that the font can show.

    Args:
        report: The report.
        has: Whether the font has a character.
    """
    for entry in report.entries():
        for character in sorted({character for character in entry.text if character != "\n" and not has(character)}):
            name = unicodedata.name(character, f"U+{ord(character):04X}").lower()
            yield Rules.CHARACTER_LACKING.found(
                entry.cell,
                f"Il carattere «{character}» ({name}) manca nel carattere tipografico della sintesi.",
                "Scrivere un altro carattere, o una parola.",
            )


def all_axes(report: Report) -> Iterator[Finding]:
    """Every axis is there. Asked of what is to be published, and of copies that were put together; not of one alone."""
    if report.lacking:
        one = len(report.lacking) == 1
        yield Rules.AXES_LACKING.found(
            report.axes[0].cell,
            f"{'Manca la copia dell’asse' if one else 'Mancano le copie degli assi'} {italian.listed(report.lacking)}: "
            "la sintesi non parlerebbe di tutto il programma.",
            "Indicare insieme le copie di tutti gli assi.",
        )


CHECKS: tuple[Callable[[Report], Iterator[Finding]], ...] = (
    declared_totals,
    groups_within_total,
    certified_of_the_year_before,
    certified_indicators,
    indicator_values,
    reference_date_within_year,
    placeholders,
)


def _counted(report: Report) -> Iterator[tuple[PriorityAxis, Participants]]:
    return ((axis, axis.participants) for axis in report.axes if axis.participants is not None)


def _of(axis: PriorityAxis) -> str:
    return italian.with_article("del", axis.designation)


def _count(figure: Figure) -> str:
    return italian.number(figure.value)


def _euro(figure: Figure) -> str:
    return italian.euro(figure.value)


def _cells(figure: Figure) -> str:
    return ", ".join(map(str, figure.cells))
