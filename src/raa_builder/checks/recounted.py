# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules on people whom an indicator counts too: a report in, findings out.

An indicator counts people of the sheet `Destinatari` where its name is that of a row there, or begins as the names of
the common indicators do (Reg. (EU) 1304/2013, annex I). Those of one investment priority are a part of the axis's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.checks.words import cells, count, measured, of_axis
from raa_builder.findings import Rules
from raa_builder.model import IndicatorKind, Unit
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.cells import Figure
    from raa_builder.findings import Finding
    from raa_builder.model import Indicator, PriorityAxis, Report


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COUNTED = {IndicatorKind.PERFORMANCE, IndicatorKind.OUTPUT}  # results may be measured on a sample
_ANYBODY = {"partecipanti", "destinatari", "persone"}
_FILLING = {"i", "gli", "le", "numero", "n", "totale", "di", "dei", "delle", "degli", "con"} | _ANYBODY
_PARTICIPANTS = {"partecipanti", "destinatari", "disoccupati", "inattivi", "lavoratori", "migranti", "titolari"}
_TOTAL = "total"
_ROWS = {  # by the words that tell them from one another
    frozenset(layout.normalised(line.item).split()) - _FILLING: line.key
    for line in layout.PARTICIPANTS.lines
    if line.key != "declared_total"  # which only checks the sum
} | {frozenset({"uomini"}): "men", frozenset({"donne"}): "women", frozenset(): _TOTAL}
# what the names of the common indicators say beside that; a name with other words may be of people who take no part
_COMMON = _PARTICIPANTS | _words(
    "compresi comprese inclusi i gli le di del della dei delle degli e o ed in con da a per lungo periodo autonomi non "
    "che seguono un corso insegnamento formazione diploma istruzione primaria secondaria superiore inferiore post "
    "terziaria isced origine straniera minoranze comunità comunita emarginate quali rom età eta anni donne uomini "
    "coinvolti raggiunti trattati presi carico formati"
)
# how words begin that tell of a share of what was expected, or of a change: it may exceed 100%
_OF_OTHERS = tuple(sorted(_words("attes previst target obiettiv programmat preceden variazion increment aument cresc")))
_OR_OTHERS = "; se l'indicatore conta altre persone, dirlo nella denominazione o accettare la segnalazione in Deroghe."
_SUBJECTS = {
    "value": "L'indicatore",
    "target": "Il target dell'indicatore",
    "previous": "Il valore dell'anno precedente dell'indicatore",
}


def counted_alike(report: Report) -> Iterator[Finding]:
    """Of the same people, an indicator and the sheet `Destinatari` give one number; of a part of them, no more."""
    for axis, indicator in _indicators(report):
        if indicator.kind not in _COUNTED or indicator.unit is not Unit.NUMBER or not _counts_participants(indicator):
            continue
        words = _telling(indicator)
        key = _ROWS.get(words, _TOTAL)
        is_part = indicator.priority is not None or words not in _ROWS
        years = ("value", axis.participants), ("previous", axis.participants_previous)
        for measure, people in years:
            typed: Figure | None = getattr(indicator, measure)
            real: Figure | None = getattr(people, key, None)  # an axis may count nobody
            if typed is None or real is None or typed.value == real.value or (is_part and typed.value < real.value):
                continue
            whole = _whole(axis, key) if is_part else "ma le stesse persone in Destinatari sono"
            yield _differing(_subject(indicator, measure), typed, real, whole)


def _whole(axis: PriorityAxis, key: str) -> str:
    """What a part of the people may not exceed, a clause that goes on with their number."""
    if key == _TOTAL:
        return f"più dei destinatari {of_axis(axis)}, che sono"
    item = next(line.item for line in layout.PARTICIPANTS.lines if line.key == key)
    return f"ma la riga «{item}» {of_axis(axis)} in Destinatari è"


def _differing(subject: str, typed: Figure, real: Figure, whole: str) -> Finding:
    may_be_part = typed.value < real.value
    return Rules.RECOUNTED.found(
        typed.cells[0],
        f"{subject} è {count(typed)}, {whole} {count(real)} ({cells(real)}).",
        "Correggere la cifra sbagliata; se l'indicatore conta solo una parte delle persone, scriverne la priorità o "
        "dirlo nella denominazione."
        if may_be_part
        else f"Correggere la cifra sbagliata{_OR_OTHERS}",
    ).beside(real)


def shares_of_people(report: Report) -> Iterator[Finding]:
    """A share of participants, as value or target, is at most 100%."""
    for _, indicator in _indicators(report):
        if indicator.unit is not Unit.PERCENT or _head(indicator) not in _PARTICIPANTS | _ANYBODY:
            continue
        if any(word.startswith(_OF_OTHERS) for word in _telling(indicator)):
            continue
        for measure in _SUBJECTS:
            typed: Figure | None = getattr(indicator, measure)
            if typed is not None and typed.value > 1:
                yield Rules.SHARE_ABOVE_ALL.found(
                    typed.cells[0],
                    f"{_subject(indicator, measure)} è {measured(typed, Unit.PERCENT)}: una quota di persone non "
                    "supera il 100%.",
                    "Scrivere la percentuale giusta, o correggere l'unità di misura; se è la quota di altro, dirlo "
                    "nella denominazione o accettare la segnalazione in Deroghe.",
                )


def _subject(indicator: Indicator, measure: str) -> str:
    return f"{_SUBJECTS[measure]} {indicator.code} «{indicator.name}»"


def _counts_participants(indicator: Indicator) -> bool:
    head, words = _head(indicator), _telling(indicator)
    if words in _ROWS or head in {"partecipanti", "destinatari"}:
        return True
    return head in _PARTICIPANTS and all(word in _COMMON or word.isdigit() for word in words)


def _head(indicator: Indicator) -> str:
    """The first word that is more than an article or "numero di"."""
    words = layout.normalised(indicator.name.text).split()
    return next((word for word in words if word not in _FILLING or word in _ANYBODY), "")


def _telling(indicator: Indicator) -> frozenset[str]:
    return frozenset(layout.normalised(indicator.name.text).split()) - _FILLING


def _indicators(report: Report) -> Iterator[tuple[PriorityAxis, Indicator]]:
    return ((axis, indicator) for axis in report.axes for indicator in axis.indicators)


RULES = (counted_alike, shares_of_people)
