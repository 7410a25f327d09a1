# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a number can mean anything else: a number, what it may mean and the words around it in, yes or no out.

To call a right number wrong is worse than to be silent. So a number is certain only where every word around it is known
to say no more than what is counted and that it is the whole; any other word may tell of a part.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from raa_builder.model import TextSection
from raa_builder.prose.marks.hedges import without_verb
from raa_builder.prose.marks.numbers import Hedge, Kind
from raa_builder.prose.meanings.figures import FINANCE, PEOPLE, Voice
from raa_builder.prose.verdicts import is_slip, stands_for
from raa_builder.prose.words import context
from raa_builder.prose.words.names import YEAR
from raa_builder.prose.words.setting import is_flow_of

if TYPE_CHECKING:
    from raa_builder.prose.marks.numbers import Mark
    from raa_builder.prose.passages import Passage
    from raa_builder.prose.verdicts import Meaning
    from raa_builder.prose.words.names import Names
    from raa_builder.prose.words.setting import Setting
    from raa_builder.prose.words.windows import Number

_BESIDE = re.compile(r"\(([^()–:,-]{1,40}?)\s*[-–:,]\s*$")
_TEN_POINTS = Decimal("0.1")
_FAR, _NEAR = 10, 3  # how many times a figure a slip for it may be
_TENTH = 10  # what is no further off than that may be a digit mistyped
_SHIFTS = (-3, -1, 1, 3)  # a comma one digit or three astray
_FEW_DIGITS = 3
_MANY = 1000  # units of the last digit: what has four digits agrees with no figure by chance
_HARDLY = Decimal("0.000001")
_SECTIONS = {TextSection.RESOURCES: frozenset(FINANCE), TextSection.PARTICIPANTS: frozenset(PEOPLE)}


class Certainty:
    """What the words of one sentence leave open about its numbers.

    Args:
        names: The names of the report.
        passage: The passage of the sentence.
        setting: What the sentence says as a whole.
        first: Its first number, with which go all words before it.
    """

    def __init__(self, names: Names, passage: Passage, setting: Setting, first: Mark) -> None:
        self._names = names
        self._passage = passage
        self._setting = setting
        self._first = first

    def weighed(self, number: Number, meaning: Meaning, *, goes_on: bool = False) -> Meaning:
        """A meaning with whether it is certain, or likely.

        Args:
            number: The number.
            meaning: What it may mean.
            goes_on: Whether it goes on with what the number before is sure to be said of.
        """
        mark, _, before, after = number
        certain = self.is_certain(mark, meaning, before, after)
        likely = not certain and self.is_likely(mark, meaning, before, after, goes_on=goes_on)
        return meaning._replace(certain=certain, likely=likely)

    def is_certain(self, mark: Mark, meaning: Meaning, before: str, after: str) -> bool:
        """Whether a number can only mean what its one voice says, in full, at the reference date."""
        if not _is_one(meaning):
            return False
        if is_allocation(self._names, before):
            return self.resembles(mark, meaning)
        head = context.head_of(after)
        if self._is_of_other(before, head) or self._is_of_part(meaning, f"{before}{head}"):
            return False
        if not (self.is_plain(mark, before, head) and self._setting.is_led_plainly) or self._setting.follows_part:
            return False
        own = self._is_own(meaning)
        if mark.kind is Kind.SHARE:
            return own and self._is_share(mark, meaning)
        if own and self.is_near(mark, meaning, before):
            return True
        return (own or context.names_whole(before)) and self.resembles(mark, meaning)

    def is_likely(self, mark: Mark, meaning: Meaning, before: str, after: str, *, goes_on: bool = False) -> bool:
        """Whether a number is its one voice's but for a digit, though some word beside it may tell of a part.

        Args:
            mark: The number.
            meaning: What it may mean.
            before: The words before it.
            after: The words after it.
            goes_on: Whether it goes on with what the number before is sure to be said of.
        """
        if not _is_one(meaning):
            return False
        head = context.head_of(after)
        if mark.kind is Kind.SHARE:
            base = meaning.base
            if base is None or not (base.voice or base.is_resources) or not (goes_on or self._is_own(meaning)):
                return False
            is_plain = self.is_plain(mark, before, "" if base.is_resources else head)
            if not (is_plain and self._setting.is_led_plainly) or self._setting.follows_part:
                return False
        elif self._is_of_sibling(mark, meaning, after):
            return not self._is_of_other(before, head)
        elif not is_slip(mark, meaning.candidates[0].figure.value):
            return False
        return not self._is_of_other(before, head) and not self._is_of_part(meaning, f"{before}{head}")

    def _is_of_sibling(self, mark: Mark, meaning: Meaning, after: str) -> bool:
        """Whether a count is, to the last of many digits, that of another group than the one that is named for it."""
        voice, scope = meaning.voices[0], meaning.scope
        if mark.kind is not Kind.COUNT or scope is None or mark.hedge is not Hedge.NONE:
            return False
        sibling = self._names.figures.sibling(mark.kind, scope, voice, *_exactly(mark))
        if sibling is None or mark.value < mark.step * _MANY:
            return False
        groups = set(context.voices_in(self._setting.words, mark.kind)) - {Voice.PARTICIPANTS, Voice.VULNERABLE}
        return groups == {voice} or context.is_count_of(after, voice)

    def is_plain(self, mark: Mark, before: str, head: str, also: frozenset[str] = frozenset()) -> bool:
        """Whether the words around a number say no more than what it counts and that it is the whole.

        Args:
            mark: The number.
            before: The words before it.
            head: The words after it that still speak of it.
            also: What else they may say.
        """
        own = before if mark is self._first else context.own_words(before)
        own = without_verb(own) if mark.hedge is not Hedge.NONE else own
        return context.is_plain(self._names.without_own(f"{own} {head}"), also)

    def is_near(self, mark: Mark, meaning: Meaning, before: str) -> bool:
        """Whether a number is of the size of the figure: nearer where it is not said to be the whole."""
        is_whole = context.names_whole(before)
        return (is_whole or mark.kind is Kind.MONEY) and is_of_size(mark, meaning, _FAR if is_whole else _NEAR)

    def _is_share(self, mark: Mark, meaning: Meaning) -> bool:
        """Whether a share is near the right one, that of the other sex, or, beside a base, that of another base."""
        base = meaning.base
        if base is not None and base.voice is None and meaning.voices[0] in FINANCE:  # a total: of what?
            return False
        if any(abs(known.figure.value - mark.value) <= _TEN_POINTS for known in meaning.candidates):
            return True
        if meaning.scope is None:
            return False
        low, high = stands_for(mark)
        if self._names.figures.sibling(mark.kind, meaning.scope, meaning.voices[0], low, high) is not None:
            return True
        others = self._names.figures.of(mark.kind, meaning.scope, meaning.voices[0]) if base else ()
        return any(low <= known.figure.value < high for known in others)

    def _is_own(self, meaning: Meaning) -> bool:
        """Whether the text is of the section where its voice is at home."""
        return meaning.voices[0] in _SECTIONS.get(self._passage.section, frozenset())

    def _is_of_other(self, before: str, head: str) -> bool:
        """Whether a number is said to be of another time, of something else, or of more than the row's axis."""
        setting = self._setting
        if setting.is_flow or setting.is_special or setting.names_other_date or is_flow_of(before):
            return True
        if self._passage.axis is not None and self._names.names_programme(f"{before}{head}"):
            return True
        return any(int(year) != self._names.year for year in YEAR.findall(before))

    def _is_of_part(self, meaning: Meaning, window: str) -> bool:
        """Whether some word tells of a part: beside the number, or, away from home, in the whole sentence."""
        if self._is_own(meaning):
            return context.is_doubtful(self._names.without_axes(window))
        return self._setting.is_doubtful

    def resembles(self, mark: Mark, meaning: Meaning) -> bool:
        """Whether a number looks like a slip for a figure: a digit off, digits exchanged or shifted, a neighbour."""
        right = meaning.candidates[0].figure.value
        low, high = stands_for(mark)
        if abs(right - mark.value) * _TENTH <= right or any(low <= right.scaleb(places) < high for places in _SHIFTS):
            return True
        if is_slip(mark, right, _FEW_DIGITS):
            return True
        scope, voice = meaning.scope, meaning.voices[0]
        return scope is not None and self._names.figures.neighbour(mark.kind, scope, voice, low, high) is not None


def _exactly(mark: Mark) -> tuple[Decimal, Decimal]:
    """The values that are a number to its last digit."""
    return mark.value, mark.value + mark.step * _HARDLY


def is_of_size(mark: Mark, meaning: Meaning, times: int = _FAR) -> bool:
    """Whether a number is at most so many times the figure that it may mean, and no less than that part of it."""
    right = meaning.candidates[0].figure.value
    return right <= mark.value * times and mark.value <= right * times


def is_allocation(names: Names, before: str) -> bool:
    """Whether the words before an amount are an axis to which it is allotted: `(Asse III – 332,5 Mln€)`."""
    beside = _BESIDE.search(before)
    return beside is not None and names.is_name(beside[1])


def _is_one(meaning: Meaning) -> bool:
    """Whether a number speaks of one thing that the report counts."""
    return len(meaning.voices) == 1 and bool(meaning.candidates) and meaning.voices != (Voice.PROJECTS,)
