# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a sentence as a whole says of the numbers in it: the sentence in, the times, parts and names that it has out."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from raa_builder.prose.marks.hedges import without_verb
from raa_builder.prose.marks.numbers import Kind
from raa_builder.prose.verdicts import stands_for
from raa_builder.prose.words import context
from raa_builder.prose.words.names import YEAR, folded_date

if TYPE_CHECKING:
    from decimal import Decimal

    from raa_builder.model import Indicator, PriorityAxis
    from raa_builder.prose.marks.numbers import Mark
    from raa_builder.prose.meanings.figures import Known
    from raa_builder.prose.passages import Passage
    from raa_builder.prose.words.context import Sentence
    from raa_builder.prose.words.names import Names

_NEAR_BEFORE = 300
_FLOW = re.compile(
    r"\b(?:[Nn]el(?:\scorso\sdel|\ssolo)?|[Dd]urante\sil|[Nn](?:el\scorso\sd)?ell[’']anno)\s(?:20\d\d|di\sriferimento)\b"
    r"|\b(?:[Nn]ell|[Dd]urante\sl|[Nn]el\scorso\sdell)[’']anno\b"
)
_OF_YEAR = re.compile(r"(?<!bre)(?<!fine)\s[Dd]el\s20\d\d\b")
_NEAR_TODAY = 40  # characters
_TODAY = re.compile(r"\b(?:oggi|ora|adesso|attualmente)\b[^\d.,;:]*$", re.IGNORECASE)


class Setting:
    """What a sentence as a whole says of the numbers in it; each answer is worked out once.

    Args:
        names: The names of the report.
        passage: The passage of the sentence.
        sentence: The sentence.
    """

    def __init__(self, names: Names, passage: Passage, sentence: Sentence) -> None:
        self._names = names
        self._passage = passage
        self._marks = sentence.marks
        self.words = sentence.words
        text, start = sentence.text, sentence.start
        self._lead = text[start : sentence.marks[0].start]
        self._start = start
        self._told: dict[tuple[Kind, Decimal], bool] = {}  # a sentence may repeat a number a thousand times
        self._before = text[max(text.rfind("\n", 0, start + 1) + 1, start - _NEAR_BEFORE) : start]

    @cached_property
    def is_doubtful(self) -> bool:
        """Whether some word of it tells of a part."""
        return context.is_doubtful(self._names.without_axes(self.words))

    @cached_property
    def is_led_plainly(self) -> bool:
        """Whether the words before its first number say nothing of a part."""
        return context.is_plain(self._names.without_own(without_verb(self._lead)))

    @cached_property
    def follows_part(self) -> bool:
        """Whether what stands before it in its paragraph names something with a name of its own, or a part."""
        return self._names.names_part(self._before)

    @cached_property
    def is_flow(self) -> bool:
        """Whether it tells of what happened within the year, where figures are cumulative."""
        return is_flow(self.words)

    @cached_property
    def is_special(self) -> bool:
        """Whether it names something with a name of its own, which is not the name of an axis."""
        return self._names.names_special(self.words)

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that it names."""
        return frozenset(map(int, YEAR.findall(self.words)))

    @cached_property
    def names_year_before(self) -> bool:
        """Whether it names the year before the year of reference."""
        return str(self._names.year - 1) in self.words

    @cached_property
    def names_other_year(self) -> bool:
        """Whether it speaks of the year before, or of a difference from it."""
        return self.names_year_before or context.names_other_year(self.words)

    @cached_property
    def compares_years(self) -> bool:
        """Whether it compares with the year before that of reference, by its number or as such."""
        return self.names_year_before or (context.names_year_before(self.words) and not YEAR.search(self.words))

    @cached_property
    def names_other_date(self) -> bool:
        """Whether it names a date other than that of the figures."""
        dates = [mark.text for mark in self._marks if mark.kind is Kind.DATE]
        return any(folded_date(date) not in self._names.dates for date in dates)

    @cached_property
    def names_odd_date(self) -> bool:
        """Whether it names a date that is neither that of the figures nor the same a year before."""
        dates = [mark.text for mark in self._marks if mark.kind is Kind.DATE]
        return any(folded_date(date) not in self._names.dates | self._names.dates_before for date in dates)

    def tells(self, known: Known, beside: Mark) -> bool:
        """Whether another number of it than one is a figure of today, and this one is not said to be: `oggi sono`."""
        place = beside.start - self._start
        if _TODAY.search(self.words[max(0, place - _NEAR_TODAY) : place]) is not None:
            return False
        key = beside.kind, known.figure.value
        if key not in self._told:
            ranges = (stands_for(one) for one in self._marks if one.kind is beside.kind)
            self._told[key] = any(low <= known.figure.value < high for low, high in ranges)
        return self._told[key]

    @cached_property
    def names_n3(self) -> bool:
        """Whether it speaks of the expenditure targets “N+3”."""
        return "N+3" in self.words

    @cached_property
    def names_vulnerable(self) -> bool:
        """Whether it speaks of the vulnerable."""
        return "vulnerab" in self.words

    @cached_property
    def indicators(self) -> list[tuple[PriorityAxis, Indicator]]:
        """The indicators whose names stand in it; of several with one name, those of the priority that stands in it."""
        words = _plain(self.words)
        axes = (self._passage.axis,) if self._passage.axis else self._names.axes
        named = [(axis, one) for axis in axes for one in axis.indicators if _plain(one.name.text) in words]
        labels = {mark.text for mark in self._marks}
        return [pair for pair in named if pair[1].priority and pair[1].priority.text in labels] or named

    def names_indicator(self, words: str) -> bool:
        """Whether one of its indicators is named among these of its words."""
        plain = _plain(words)
        return any(_plain(one.name.text) in plain for _, one in self.indicators)

    def without_indicators(self, words: str) -> str:
        """Words, in small letters, without the names of its indicators."""
        plain = _plain(words)
        for _, one in self.indicators:
            plain = plain.replace(_plain(one.name.text), " ")
        return f" {plain} "


def is_flow(words: str) -> bool:
    """Whether words tell of what happened within the year: `nel 2019`, `nel corso dell’anno`."""
    return _FLOW.search(words) is not None


def is_flow_of(words: str) -> bool:
    """Whether words before a number tell of what a year has added: `gli impegni del 2019`."""
    return is_flow(words) or _OF_YEAR.search(words) is not None


def _plain(words: str) -> str:
    return " ".join(words.replace("'", "’").casefold().split())
