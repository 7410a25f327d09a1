# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Years of targets that disagree with the sheet's: a passage with what became of its numbers in, what is wrong out.

`target finale 2022 = 232.977` is the target of an indicator with the year of none. A year is that of a target where it
stands beside the word, `target al 2022`, or beside its number; `il target fissato nel 2014` is not, nor are milestones,
which have years of their own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raa_builder import italian
from raa_builder.findings import Rules
from raa_builder.model import Unit
from raa_builder.prose import wording
from raa_builder.prose.dates import datelines
from raa_builder.prose.dates.dates import Told
from raa_builder.prose.marks.numbers import Kind
from raa_builder.prose.meanings.figures import INDICATOR_KINDS
from raa_builder.prose.verdicts import stands_for
from raa_builder.prose.words import context

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raa_builder.model import Indicator, Report
    from raa_builder.prose.marks.numbers import Mark
    from raa_builder.prose.passages import Passage
    from raa_builder.prose.verdicts import Reading
    from raa_builder.prose.words.context import Sentence
    from raa_builder.prose.words.names import Names

# patterns stay texts until a text needs them
_TARGET = r"\b(?:target|traguardo|valore\s(?:obiettivo|atteso))\b"
# what may stand between the word and its year, or the name of the indicator and the year
_OF_YEAR = (
    r"(?:^|\s)(?:(?:(?:fissat|previst|stabilit|attes)[oi]\s)?(?:al|per\sil|entro\sil|a\sfine|alla\sfine\sdel|all['’]anno"
    r"|entro\sla\sfine\sdel)|del(?:l['’]anno)?|finale)?\s?[(=:]?\s?$"
)
_TO_NUMBER = r"[\s(,:)]*(?:(?:è|era)\s)?(?:(?:pari|fissato|previsto)\s)?(?:(?:a|ad|al|di|in)\s)?[=:–-]?\s?$"
# `33.364, il target del 2025`, `33.364 (target 2025)`
_FROM_NUMBER = r"[\s,(–-]*(?:(?:è|sono|cioè|ossia)\s)?(?:(?:il|come|del|al)\s)?$"
_NAMELY = r",\s(?=(?:pari|cioè|ossia)\b)"
_CLOSES = r"\s*(?:$|[,.;)])"
_OTHER = r"\b(?:intermedi|milestone|N\s?\+\s?[23]|rimast|invariat|anche\b|già\b|preceden|modific|rivist|era\b|erano\b)"
_TIMES = frozenset({Kind.YEAR, Kind.DATE})
_LEAST = 100  # units of the last digit: what has fewer digits is some target by chance


class TargetYears:
    """Reads the years that the texts of one report give targets.

    Args:
        report: The report.
        names: Its names.
    """

    def __init__(self, report: Report, names: Names) -> None:
        self._names = names
        self._year = report.programme.year
        self._indicators = {axis.label: axis.indicators for axis in report.axes}

    def told(self, passage: Passage, found: list[Mark], readings: Sequence[Reading]) -> list[Told]:
        """The disagreements of a passage.

        Args:
            passage: The passage.
            found: Its marks.
            readings: What became of its numbers.
        """
        is_dated = any(mark.kind in _TIMES for mark in found)
        if not is_dated or re.search(_TARGET, passage.text, re.IGNORECASE) is None:
            return []
        by_place = {reading.mark.start: reading for reading in readings}
        return [
            told
            for sentence in context.sentences(passage.text, found)
            for mark in sentence.marks
            if (reading := by_place.get(mark.start)) and (told := self._told(passage, sentence, reading))
        ]

    def _told(self, passage: Passage, sentence: Sentence, reading: Reading) -> Told | None:
        if re.search(_OTHER, sentence.text[sentence.start : sentence.end], re.IGNORECASE):
            return None
        meant = list(self._meant(passage, reading))
        at = self._year_of(sentence, reading.mark, meant[0]) if meant else None
        day = datelines.day_of(at) if at else None
        if at is None or day is None or any(one.target_year in {None, day.year} for one in meant):
            return None
        return _wording(passage, reading.mark, at, meant[0])

    def _meant(self, passage: Passage, reading: Reading) -> Iterator[Indicator]:
        """The indicators whose target a number is; one of few digits, only where the words say that it is a target."""
        number, right = reading.mark, reading.right
        low, high = stands_for(number)
        axes = [self._indicators[passage.axis.label]] if passage.axis else self._indicators.values()
        for one in (one for indicators in axes for one in indicators):
            target = one.target
            if target is None or INDICATOR_KINDS[one.unit] is not number.kind or not low <= target.value < high:
                continue
            is_exact = one.unit is not Unit.PERCENT and number.value >= number.step * _LEAST
            if right.figure is target if right else is_exact:
                yield one

    def _year_of(self, sentence: Sentence, number: Mark, indicator: Indicator) -> Mark | None:
        """The year that the words give a target, before its number or after it."""
        text, marks = sentence.text, sentence.marks
        place = marks.index(number)
        start = marks[place - 1].end if place else sentence.start
        if place and marks[place - 1].kind in _TIMES:
            year = marks[place - 1]
            start = marks[place - 2].end if place > 1 else sentence.start
            if self._is_of_target(text[start : year.start], text[year.end : number.start], indicator):
                return year
        following = marks[place + 1] if place + 1 < len(marks) else None
        if following is None or following.kind not in _TIMES:
            return None
        if not re.match(_CLOSES, text[following.end : sentence.end]):
            return None
        before, between = text[start : number.start], text[number.end : following.start]
        is_own = self._is_target_after(between, indicator) or (
            self._is_to_come(following) and self._is_due(before, between, indicator)
        )
        return following if is_own else None

    def _is_to_come(self, mark: Mark) -> bool:
        day = datelines.day_of(mark)
        return day is not None and day.year > self._year

    def _is_due(self, before: str, between: str, indicator: Indicator) -> bool:
        """Whether a target is said to be due in a year to come: `un target di 5.500 persone al 2024`."""
        names = list(re.finditer(_TARGET, before, re.IGNORECASE))
        tail = re.search(_OF_YEAR, between)
        own = f"{before[names[-1].end() :]} {between[: tail.start()]}" if names and tail else ","
        return "," not in own and context.tells_of_measure(self._names.without_name(own, indicator))

    def _is_target_after(self, between: str, indicator: Indicator) -> bool:
        """Whether what stands between a number and a year says that they are a target and its year."""
        names = list(re.finditer(_TARGET, between, re.IGNORECASE))
        if not names:
            return False
        lead = f"{self._names.without_name(between[: names[0].start()], indicator)} "
        is_led = re.fullmatch(_FROM_NUMBER, lead) is not None
        return is_led and re.match(_OF_YEAR, between[names[-1].end() :]) is not None

    def _is_of_target(self, before: str, after: str, indicator: Indicator) -> bool:
        """Whether a year between the word and the number of a target is its year, and nothing else is said."""
        names = list(re.finditer(_TARGET, before, re.IGNORECASE))
        if not names:
            return False
        own = before[names[-1].end() :]
        tail = re.search(_OF_YEAR, own)
        if tail is None or not context.tells_of_measure(self._names.without_name(own[: tail.start()], indicator)):
            return False
        return re.fullmatch(_TO_NUMBER, after) is not None or (
            "," not in re.sub(_NAMELY, " ", after)
            and context.tells_of_measure(self._names.without_name(after, indicator))
        )


def _wording(passage: Passage, number: Mark, at: Mark, indicator: Indicator) -> Told:
    target = indicator.target
    cells = italian.first_cells(list(map(str, target.cells)), 1) if target else ""
    return Told(
        Rules.DATE_OTHER,
        f"Il testo dà al target {wording.quoted(number, passage.text)} l'anno {at.text}, ma quello dell'indicatore "
        f"{indicator.code} ({cells}) è del {indicator.target_year} (stessa riga, colonna Anno target).",
        f"Scrivere {indicator.target_year}, o correggere l'anno nel foglio Indicatori.",
        number,
    )
