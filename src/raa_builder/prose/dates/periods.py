# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Programming periods in texts: a passage in, the spans of years that are not the programme's, though said to be, out.

`POR FSE 2014-2021` and `la programmazione 2014-2021`, in a programme of 2014-2020, are such. School years, calls of
several years, the time in which expenditure counts, and other periods as a whole, 2007-2013, are not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raa_builder.findings import Rules
from raa_builder.prose.dates.datelines import last_words
from raa_builder.prose.dates.dates import Told
from raa_builder.prose.marks.numbers import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    from raa_builder.findings import Rule
    from raa_builder.model import Report
    from raa_builder.prose.marks.numbers import Mark
    from raa_builder.prose.passages import Passage

    _Span: TypeAlias = tuple[int, int]

# patterns stay texts until a text has a span of years near the programme's
# between the name of a programme and its years: `per il periodo`, `, periodo di programmazione`, ` (`
_LINK = (
    r"[\s(,–-]*(?:\b(?:(?:relativ|riferit)[oa]\sal|per\sil|del)\s)?"
    r"(?:\b(?:periodo|ciclo|settennio)(?:\sdi\sprogrammazione)?)?[\s(,:–-]*$"
)
_PROGRAMMING = (
    r"\b(?:programmazione(?:\s(?:comunitaria|europea|unitaria|FSE\+?|dei\sfondi|del\sFSE\+?|del\sPOR|del\sprogramma))?"
    r"|(?:ciclo|periodo)\sdi\sprogrammazione|settennio)[\s(]*$"
)
# the time in which expenditure counts goes on after the period; a study of a programme may cover some of its years
_OTHER = r"ammissibil|eleggibil|periodo\sdi\s(?:attuazione|spesa)|valutazion|rapporto\sdi\sricerca"
# of what a programming may be beside that of the funds
_OF_ELSE = r"\s(?:de[il]|dell\w*|di|per)\b(?!\s(?:POR|PR|PO|FSE|FESR|fond[oi]|programma|regione)\b|[’']Unione)"
_WORD = r"[\w+]+|[^\w\s]"
_JOINING = frozenset({"di", "del", "della", "dal"})
_QUOTES = (("“", "”"), ("«", "»"))
_BEFORE = 100  # characters in which the name of a programme stands
_QUOTED = 1000  # characters in which a quotation may have begun
_LEAST_YEARS = 5
_LEAST_WORDS = 3
_COUNTS_AFTER = 3  # Reg. (EU) 1303/2013, art. 65(2): expenditure counts until the third year after the period
_YEAR, _TWO_DIGITS = 4, 2
_BETWEEN = " -–—/\u00a0"


class Periods:
    """Reads the spans of years in the texts of one report.

    Args:
        report: The report; where its period is not clear (`P06`), nothing is said.
    """

    def __init__(self, report: Report) -> None:
        programme = report.programme
        self._programme = programme
        self._own = _span(programme.period.text.strip())
        self._named = f"{programme.name} {programme.full_name}"
        words = f"{self._named} {programme.fund} {programme.authority} programma".casefold()
        self._words = frozenset(re.findall(_WORD, words)) - {"e", "ed"} | _JOINING
        acronym = programme.acronym
        self._acronym = acronym.casefold() if acronym.isupper() else ""
        fund = f"{programme.fund} {programme.short_name.removeprefix(acronym)}".casefold()
        self._fund = frozenset(re.findall(_WORD, fund)) - _JOINING

    def told(self, passage: Passage, found: Sequence[Mark]) -> Iterator[Told]:
        """The spans of a passage that disagree with the period, though said to be the programme's.

        Args:
            passage: The passage.
            found: Its marks.
        """
        for mark in found:
            span = _span(mark.text) if mark.kind is Kind.YEAR and mark.text not in self._named else None
            if span is None or not self._is_near(span):
                continue
            line = passage.text[max(0, mark.start - _QUOTED) : mark.start].rpartition("\n")[2]
            before, after = line[-_BEFORE:], passage.text[mark.end : mark.end + _BEFORE]
            rule = None if _is_quoted(line) else self._rule(before, after, span)
            if rule is not None:
                yield self._told(rule, before, mark)

    def _is_near(self, span: _Span) -> bool:
        """Whether a span may be a slip for the period: it shares some years with it, and is no school year."""
        if self._own in {None, span} or span[1] <= span[0] + 1:
            return False
        return span[0] <= self._own[1] and self._own[0] <= span[1]

    def _rule(self, before: str, after: str, span: _Span) -> Rule | None:
        """The rule that a span near the period does not keep, by the words beside it."""
        own = self._own
        if own is None or re.search(_OTHER, before, re.IGNORECASE):
            return None
        shares_end = span[0] == own[0] or span[1] == own[1]
        is_within = own[0] <= span[0] and span[1] <= own[1]
        name = self._name(before)
        if name and self._is_exact(name):
            is_sure = shares_end and not is_within and span[1] != own[1] + _COUNTS_AFTER
            return Rules.PERIOD_OTHER if is_sure else Rules.PERIOD_DOUBTED
        is_likely = shares_end and not is_within and span[1] - span[0] >= _LEAST_YEARS
        is_named = self._is_like(name) or re.search(_PROGRAMMING, before, re.IGNORECASE)
        is_of_else = re.match(_OF_ELSE, after, re.IGNORECASE)
        return Rules.PERIOD_DOUBTED if is_named and is_likely and not is_of_else else None

    def _name(self, before: str) -> str:
        """The words of the programme's names with which words end, but for what links them to its years."""
        bare = re.sub(_LINK, "", before, flags=re.IGNORECASE)
        start = len(bare)
        for word in reversed(list(re.finditer(_WORD, bare))):
            if word[0].casefold() not in self._words:
                break
            start = word.start()
        return bare[start:]

    def _is_like(self, name: str) -> bool:
        """Whether words call the programme by its acronym, or as a programme of its fund."""
        words = set(re.findall(_WORD, name.casefold())) - _JOINING
        is_of_fund = not words.isdisjoint(self._fund) or len(words) >= _LEAST_WORDS
        return self._acronym in words or ("programma" in words and is_of_fund)

    def _is_exact(self, name: str) -> bool:
        """Whether a name is the programme's own, in full."""
        folded = " ".join(name.split()).casefold()
        programme = self._programme
        return folded.endswith((programme.short_name.casefold(), programme.full_name.text.casefold()))

    def _told(self, rule: Rule, before: str, mark: Mark) -> Told:
        period, words = self._programme.period, last_words(f"{before}{mark.text}")
        return Told(
            rule,
            f"Il testo dice «{words}», ma il periodo di programmazione è {period} ({period.cell}).",
            f"Scrivere {period}, o meglio il segnaposto {{P06}}; se sono altri anni, dire quali.",
        )


def _span(text: str) -> _Span | None:
    """The first and the last year of a span of years; the century of the last may be left out."""
    first, last = text[:_YEAR], text[_YEAR:].strip(_BETWEEN)
    if not (first.isdigit() and last.isdigit()) or len(last) not in {_YEAR, _TWO_DIGITS}:
        return None
    return int(first), int(f"{first[:2]}{last}" if len(last) == _TWO_DIGITS else last)


def _is_quoted(before: str) -> bool:
    """Whether words leave a quotation open: what follows is in a title that others gave."""
    return (
        any(before.count(opening) > before.count(closing) for opening, closing in _QUOTES) or before.count('"') % 2 > 0
    )
