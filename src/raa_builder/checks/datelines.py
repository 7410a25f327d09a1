# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules on the dates that texts give to figures: a report in, findings out.

A text taken over from last year's edition keeps its dates, while its placeholders bring this year's figures.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.cells import Figure
from raa_builder.checks.texts import written
from raa_builder.findings import Rules
from raa_builder.italian import MONTHS
from raa_builder.placeholders import Unknown, parse
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from raa_builder.checks.texts import Written
    from raa_builder.findings import Finding
    from raa_builder.model import Report

# patterns stay texts until a text needs them: to compile them all takes longer than to check an edition
_SENTENCE_ENDS = r"[.;!?]\s|\n"
_MONTH = "|".join(MONTHS)
_DAY = rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-]|(?:\d{{1,2}}°?\s)?(?:{_MONTH})\s(?:del\s)?)"
_NO_SPAN = r"(?![\d/–-])"
# `al 31.12.2018`, `a fine 2018`; not `al 2018-2019`
_AT = rf"\b(?:al|a\sfine|alla\s(?:fine|data)\sdel(?:l['’]anno)?)\s{_DAY}?(?P<year>20\d\d){_NO_SPAN}"
# of a whole year, only where it opens the sentence: elsewhere it is mostly that of something else
_DURING = rf"^\s*nel\s(?:corso\sdel\s)?(?P<year_of_all>20\d\d){_NO_SPAN}"
_NOWHERE = r"(?P<year_of_all>(?!))"
# two years side by side, or a figure of its own, which the date may belong to
_OF_OTHER = (
    r"\b(?:rispetto|confront|passa|sal[eit]|cresc|increment|aument|diminu|ridu|cal[ao]|sces|scend|variaz|differenz"
    r"|ora\b|oggi|attual|adesso|finora|quest['’]anno|successiv|poi\b|rispettiv|(?:che|come|più|meno)\s(?:al?|nel)\s)"
    r"|\d\s?(?:%|€|(?:mln|mld|milion|miliard|mila|euro)\b)"
)
_GOAL = r"\b(?:target|obiettiv|milestone|previst|entro\b)|\bN\s?\+\s?[23]"
_CLAUSE = r"\b(?:che|cui|qual[ei])\b"
_DATE = (
    r"(?<![\w.,/])(?P<day>\d{1,2})(?:(?P<mark>[./])(?P<number>\d{1,2})(?P=mark)"
    rf"|°?\s(?P<name>{_MONTH})\s)(?P<year>(?:19|20)\d\d)(?!\w|[.,/]\d)"
)
# what moves every year; an allocation may well be that of an earlier one
_MOVING = {
    layout.normalised(item)
    for item in ("Destinatari", *(line.item for sheet in (layout.FINANCE, layout.PARTICIPANTS) for line in sheet.lines))
    if item != layout.FINANCE.lines[0].item
}


class _Spot(NamedTuple):
    """A placeholder in its sentence.

    Attributes:
        name: Its name.
        before: What the sentence says in front of it.
        between: Of that, what follows the placeholder before it.
    """

    name: str
    before: str
    between: str


class _Due(NamedTuple):
    """The year that a figure belongs to, and whether it is a target's."""

    year: int
    is_target: bool = False


def stale_dates(report: Report) -> Iterator[Finding]:
    """A date in front of a placeholder is of the year that its figure belongs to.

    Only dates at which figures stand are read (`al 31.12.2018`, `a fine 2018`, `nel 2018` at the beginning); where the
    sentence compares years, or has typed a figure of its own, nothing is said.
    """
    dues = _dues(report)
    for text in written(report):
        if "{" in text.entry.text and re.search(r"20\d\d", text.entry.text):
            yield from _stale(text, dues, _Due(report.programme.year))


def _stale(text: Written, dues: Mapping[int, _Due | None], usual: _Due) -> Iterator[Finding]:
    for spot in _spots(text.entry.text):
        if not re.search(r"20\d\d", spot.between):  # to look a placeholder up takes its time
            continue
        due = _due(text, spot, dues, usual)
        told = _told(text, spot, due) if due is not None else None
        if due is not None and told is not None:
            what = "è il target" if due.is_target else "è il dato"
            yield Rules.DATE_STALE.found(
                text.entry.cell,
                f"La frase dice «{told}», ma {{{spot.name}}} {what} del {due.year}.",
                "Aggiornare la data; se la frase parla davvero di un altro anno, scrivere la sua cifra al posto del "
                "segnaposto.",
            )


def _spots(text: str) -> Iterator[_Spot]:
    before = between = ""
    for piece in parse(text):
        if isinstance(piece, str):
            *ended, rest = re.split(_SENTENCE_ENDS, piece)
            before, between = (rest, rest) if ended else (before + rest, rest)
        else:
            yield _Spot(piece.name, before, between)
            before, between = f"{before}…", ""


def _due(text: Written, spot: _Spot, dues: Mapping[int, _Due | None], usual: _Due) -> _Due | None:
    """The year of a placeholder's figure; `None` where it has none, or is no figure of one year."""
    meaning = text.catalogue.look_up(spot.name)
    if isinstance(meaning, Unknown) or meaning.is_variation or not isinstance(meaning.content, Figure):
        return None
    return dues.get(id(meaning.content), usual)


def _dues(report: Report) -> dict[int, _Due | None]:
    """By its identity, the year of each figure that may be of another year than the report; `None` if it has none."""
    programme = report.programme
    dues: dict[int, _Due | None] = {
        id(programme.n3_target): _Due(programme.year, is_target=True),
        id(programme.n3_target_next): _Due(programme.year + 1, is_target=True),
        id(programme.certified_previous): _Due(programme.year - 1),
    }
    for indicator in (one for axis in report.axes for one in axis.indicators):
        year = indicator.target_year
        dues[id(indicator.target)] = _Due(year, is_target=True) if year else None
        dues[id(indicator.previous)] = _Due(programme.year - 1)
    return dues


def _told(text: Written, spot: _Spot, due: _Due) -> str | None:
    """The date nearest before a placeholder, if it is surely of its figure and of another year."""
    is_moving = layout.normalised(spot.name.rstrip(" %€")) in _MOVING and not text.is_of_initiative
    is_during = is_moving and not _has(_CLAUSE, spot.between)
    opening = _DURING if is_during and spot.between == spot.before else _NOWHERE
    dates = list(re.finditer(f"{_AT}|{opening}", spot.between, re.IGNORECASE))
    years = {int(one["year"] or one["year_of_all"]) for one in dates}
    if not dates or due.year in years or _has(_OF_OTHER, spot.between):
        return None
    has_goal = _has(_GOAL, spot.before if due.is_target else spot.between)
    return dates[-1][0].strip() if has_goal is due.is_target else None


def _has(pattern: str, words: str) -> bool:
    return re.search(pattern, words, re.IGNORECASE) is not None


def impossible_dates(report: Report) -> Iterator[Finding]:
    """Every date that a text has is one of the calendar."""
    for entry in report.entries():
        if not re.search(r"(?:19|20)\d\d", entry.text):
            continue
        for told in re.finditer(_DATE, entry.text, re.IGNORECASE):
            named = (told["name"] or "").casefold()
            month = MONTHS.index(named) + 1 if named else int(told["number"])
            if not _is_of_calendar(int(told["year"]), month, int(told["day"])):
                yield Rules.DATE_IMPOSSIBLE.found(
                    entry.cell, f"La data «{told[0]}» non esiste.", "Correggere il giorno o il mese."
                )


def _is_of_calendar(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


RULES = (stale_dates, impossible_dates)
