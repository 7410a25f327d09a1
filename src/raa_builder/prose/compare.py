# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Comparing prose with figures: a passage in, each of its numbers confirmed, contradicted or not found out.

A number is confirmed when a figure of the report prints so, cut off or half up at the digits typed. It is contradicted
only where the words around it leave no doubt about the figure that it means; what is doubtful is not found, at worst.
Here a sentence is read from left to right; what numbers of other times, of indicators and of initiatives mean is told
by `years`, `indicators` and `initiatives`, what else a number may mean by `certainty`, and its verdict by `judgement`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.model import TextSection
from raa_builder.prose.certainty import Certainty, is_allocation
from raa_builder.prose.judgement import ANCHOR, judged
from raa_builder.prose.marks.numbers import Hedge, Kind
from raa_builder.prose.meanings import earlier, indicators
from raa_builder.prose.meanings.attained import of_attained
from raa_builder.prose.meanings.changes import Changes
from raa_builder.prose.meanings.figures import PEOPLE, Scope, Voice
from raa_builder.prose.meanings.initiatives import OfRow, of_projects
from raa_builder.prose.meanings.lists import shared_out
from raa_builder.prose.meanings.remainders import Remainders
from raa_builder.prose.meanings.years import OtherTimes
from raa_builder.prose.verdicts import Meaning, Reading, Verdict, stands_for
from raa_builder.prose.words import bases, context
from raa_builder.prose.words.setting import Setting
from raa_builder.prose.words.windows import numbers_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raa_builder.prose.marks.numbers import Mark
    from raa_builder.prose.meanings.figures import Known
    from raa_builder.prose.passages import Passage
    from raa_builder.prose.words.bases import Base
    from raa_builder.prose.words.context import Sentence
    from raa_builder.prose.words.names import Names
    from raa_builder.prose.words.windows import Number

_OF_GROUPS: tuple[list[Voice], ...] = ([], [Voice.PARTICIPANTS])


def read(names: Names, passage: Passage, found: list[Mark]) -> list[Reading]:
    """Every number of a passage, in which these marks were found."""
    if not any(mark.kind.is_number for mark in found):
        return []
    return [one for sentence in context.sentences(passage.text, found) for one in _read(names, passage, sentence)]


def _read(names: Names, passage: Passage, sentence: Sentence) -> Iterator[Reading]:
    numbers = numbers_of(names, sentence)
    if not numbers:
        return
    setting = Setting(names, passage, sentence)
    certainty = Certainty(names, passage, setting, numbers[0].mark)
    if passage.initiative is None:
        yield from _Reader(names, passage, sentence, setting, certainty, numbers).read()
        return
    row = OfRow(passage.initiative, setting, certainty, numbers)
    for number in numbers:
        if number.mark.kind is not Kind.PLACEHOLDER:
            yield judged(names.figures, passage.axis, setting, number.mark, row.meaning(number))


class _Reader:
    """Reads the numbers of one sentence from left to right; what was read says what follows is about."""

    def __init__(
        self,
        names: Names,
        passage: Passage,
        sentence: Sentence,
        setting: Setting,
        certainty: Certainty,
        numbers: list[Number],
    ) -> None:
        self._names = names
        self._figures = names.figures
        self._passage = passage
        self._setting = setting
        self._certainty = certainty
        self._times = OtherTimes(names, passage, setting, certainty)
        self._numbers = numbers
        self._changes = Changes(names, setting, certainty, numbers)
        self._remainders = Remainders(names, passage, setting, certainty)
        self._shared = shared_out(names, sentence.words, numbers)
        self._scope = names.scope_in(sentence.words, passage)
        self._is_of_indicators = passage.section is TextSection.INDICATORS and bool(setting.indicators)
        self._anchored = False
        self._counted: set[Voice] = set()
        self._last = Meaning()
        self._is_last_sure = True

    def read(self) -> Iterator[Reading]:
        """The readings of its numbers."""
        for place, number in enumerate(self._numbers):
            meaning = self._last = self._unless_open(place, self._meaning(place, number))
            if number.mark.kind is Kind.PLACEHOLDER:
                self._is_last_sure = True
                continue
            reading = self._read(number, meaning)
            self._is_last_sure = reading.right is not None
            yield reading

    def _unless_open(self, place: int, meaning: Meaning) -> Meaning:
        """A meaning, without certainty where a list leaves open which number is of what."""
        return meaning._replace(certain=False, likely=False) if place in self._shared.unsure else meaning

    def _read(self, number: Number, meaning: Meaning) -> Reading:
        mark = number.mark
        if self._is_other_total(number, meaning):
            meaning = meaning._replace(certain=False, likely=False)
        reading = judged(self._figures, self._passage.axis, self._setting, mark, meaning)
        if mark.kind is Kind.COUNT and not self._is_of_indicators:
            self._counted = set(meaning.voices)
            self._anchor(mark, meaning, reading)
        return reading

    def _is_other_total(self, number: Number, meaning: Meaning) -> bool:
        """Whether a count in a text of the programme is all participants of one of its parts, and may be meant so."""
        mark = number.mark
        if self._passage.axis is not None or mark.kind is not Kind.COUNT or context.names_whole(number.before):
            return False
        is_of_all = meaning.voices == (Voice.PARTICIPANTS,)
        return is_of_all and self._figures.with_participants(*stands_for(mark)) is not None

    def _anchor(self, mark: Mark, meaning: Meaning, reading: Reading) -> None:
        """All participants of a scope, typed in full, say whose shares follow; another count leaves it open."""
        is_whole = not meaning.voices or meaning.voices == (Voice.PARTICIPANTS,)
        if mark.value >= ANCHOR:
            scope = self._figures.with_participants(*stands_for(mark), first=self._scope)
            is_same = is_whole and scope is not None and scope is self._scope
            if scope is not None and mark.hedge is Hedge.NONE and (is_same or mark.scale == 1):
                self._scope, self._anchored = scope, True
                self._last = meaning._replace(voices=(Voice.PARTICIPANTS,), scope=scope)
                return
            if is_same:  # `circa 112.000 persone` of an axis that has 112.336
                return
        if is_whole and reading.right is not None and meaning.scope is not None:
            self._scope = meaning.scope
        elif is_whole or (reading.verdict is Verdict.NOT_FOUND and mark.value >= ANCHOR):
            self._scope, self._anchored, self._last = None, False, Meaning()

    # ── what a number means ──────────────────────────────────────────────────

    def _meaning(self, place: int, number: Number) -> Meaning:
        if number.kind is Kind.SHARE:
            attained = of_attained(self._names, self._passage, self._setting, number)
            if attained is not None:
                return attained
        if self._is_of_indicators:
            is_second, is_last = bool(self._last.candidates), place + 1 == len(self._numbers)
            return indicators.of_named(self._names, self._setting, number, is_second=is_second, is_last=is_last)
        loosely = indicators.of_loosely_named(self._names, self._passage, self._setting, number)
        if loosely is not None:
            return loosely
        counted = of_projects(self._names, self._setting, number) or indicators.of_shortly_named(
            self._names, self._passage, self._setting, number
        )
        if counted is not None:
            return counted
        if self._changes.tells_of(place):
            return self._changes.meaning(place, self._scope_at(place, number))
        voices, is_carried = self._voices(place, number)
        names_target = context.names_target(number.before)
        if number.kind is Kind.MONEY and (names_target or (not voices and self._last.is_target)):
            return self._times.of_target(number, voices, self._last.voices)
        return self._of_group(number, voices) or self._of_scope(place, number, voices, is_carried=is_carried)

    def _of_scope(self, place: int, number: Number, voices: list[Voice], *, is_carried: bool) -> Meaning:
        """Anywhere else, a figure of the programme or of an axis: this year's, last year's, or the difference."""
        kind, scope = number.kind, self._scope_at(place, number)
        if scope is None:
            return Meaning(voices=tuple(voices))
        if kind is Kind.COUNT and not voices and self._setting.names_vulnerable:
            vulnerable = self._figures.of(kind, scope, Voice.VULNERABLE)
            return Meaning(vulnerable, voices=(Voice.VULNERABLE,), scope=scope)
        remainder = self._remainder(place, number, scope) if kind is Kind.MONEY else None
        if remainder is not None:
            return remainder
        if context.names_increase(number.before) or context.is_difference(number.after):
            meaning = self._times.of_increase(number, voices or self._last.voices, scope)
            return meaning if voices or self._is_last_sure else Meaning(meaning.candidates)
        if self._times.is_of_year_before(number):
            return self._times.of_year_before(number, voices, scope)
        own = context.own_words(number.before) if place else number.before
        if kind is Kind.COUNT and earlier.is_earlier(own, number, self._last):
            return earlier.meaning_of(number, voices, scope)
        base = None
        if kind is Kind.SHARE:
            base, voices = self._based(place, number, voices, is_carried=is_carried)
        candidates = tuple(known for voice in voices for known in self._of_base(kind, scope, voice, base))
        meaning = Meaning(candidates, voices=tuple(voices), scope=scope, base=base)
        if is_carried and not self._is_last_sure:  # what is said of a part is said of it here, too
            return meaning
        if place in self._shared.voices:
            return self._certainty.weighed(number, meaning)
        return self._weighed(number, meaning, is_carried=is_carried)

    def _remainder(self, place: int, number: Number, scope: Scope) -> Meaning | None:
        """The difference between two steps that an amount may be: `restano da pagare 64 Mln€`."""
        own = context.own_words(number.before) if place else number.before
        return self._remainders.meaning(number, own, scope)

    def _based(
        self, place: int, number: Number, voices: list[Voice], *, is_carried: bool
    ) -> tuple[Base | None, list[Voice]]:
        """The base of a share, by the words after it, before it, or that of the share before; and what has it."""
        base = bases.base_of(self._names, number.after)
        own = context.own_words(number.before) if place else number.before
        if base is None and is_carried and self._numbers[place - 1].mark.kind is Kind.SHARE:
            return self._last.base, voices
        if base is None:
            return bases.base_before(own, voices)
        is_of_axis = not voices and base.is_total and base.voice is not None and self._names.named(own)
        if is_of_axis and context.is_shared_by(self._names.without_axes(own)):
            return base, [base.voice] if base.voice else []
        return base, voices

    def _of_base(self, kind: Kind, scope: Scope, voice: Voice, base: Base | None) -> Iterable[Known]:
        """What a number that speaks of the voice may be; a share, only of the base that is named, if one is."""
        return bases.shares(self._figures, scope, voice, base) if base else self._figures.of(kind, scope, voice)

    def _scope_at(self, place: int, number: Number) -> Scope | None:
        """The one axis that the words beside a number name, else what the sentence is about."""
        before = number.before
        if place in self._shared.labels:
            return self._figures.axes[self._shared.labels[place]]
        own = context.own_words(before) if place else before
        named = self._names.named(own)
        together = self._names.together(own, self._passage.axis) or self._names.together_after(number.head)
        if together is not None:
            return together
        following = self._names.only_axis(number.head) if self._scope is None else None
        if following or len(named) == 1:
            return self._figures.axes[following or named.pop()]
        if self._anchored:
            return self._scope
        is_programme = self._passage.axis is None and not named and self._names.names_programme(before)
        return self._figures.programme if self._scope is None and is_programme else self._scope

    def _voices(self, place: int, number: Number) -> tuple[list[Voice], bool]:
        """The voices of a number, and whether they are carried over from the number before it."""
        _, kind, before, after = number
        if place in self._shared.voices:
            return [self._shared.voices[place]], False
        paired = self._paired(place, number)
        if paired:
            return paired, False
        own = context.voices(kind, context.own_words(before) if place else before, after)
        if kind is Kind.MONEY and not own and is_allocation(self._names, before):
            return [Voice.ALLOCATION], False
        if own or not place:
            return own, False
        if context.own_words(before).strip() == "(" and not context.is_base(before):
            named = context.voices_in(before, kind)
            return named or self._inherited("", kind), not named
        return self._carried(place, number), True

    def _carried(self, place: int, number: Number) -> list[Voice]:
        """The voices of the number before, where the words between say that this one goes on with them."""
        _, kind, before, after = number
        is_of_kind = self._numbers[place - 1].mark.kind is kind
        if is_of_kind and context.is_enumeration(self._names.without_axes(before)):
            return list(self._last.voices)
        if kind is Kind.SHARE and not self._last.is_past:
            own = self._names.without_axes(context.own_words(before))
            is_of_another = is_of_kind and context.is_base(before) and context.is_enumeration(own)
            if is_of_another or context.is_another_base(before, after):
                return list(self._last.voices)
        return self._inherited(before, kind)

    def _paired(self, place: int, number: Number) -> list[Voice]:
        """The voices of the share that follows a count and is the same in another unit."""
        following = self._numbers[place + 1] if place + 1 < len(self._numbers) else None
        if following is None or number.kind is not Kind.COUNT or following.mark.kind is not Kind.SHARE:
            return []
        return [] if number.after.strip(" –-(") else context.voices(Kind.SHARE, "", following.after)

    def _inherited(self, before: str, kind: Kind) -> list[Voice]:
        """The voices of the number before, where the words between say that this one is the same in another unit."""
        is_count_of_money = kind is Kind.COUNT and not set(self._last.voices) <= set(PEOPLE)
        if self._last.is_past:
            return []
        return list(self._last.voices) if context.is_link(before) and not is_count_of_money else []

    def _of_group(self, number: Number, voices: list[Voice]) -> Meaning | None:
        """In a text of the programme, those who took part in the same thing, and the vulnerable by where they were."""
        kind, before = number.kind, number.before
        own = self._passage.section is TextSection.PARTICIPANTS and context.is_plain(number.head)
        if self._passage.axis is not None or not before.rstrip().endswith("(") or voices not in _OF_GROUPS:
            return None
        if kind is Kind.COUNT:
            group = self._figures.group(before)
            knowns = self._figures.of(kind, group, Voice.PARTICIPANTS) if group else ()
            return Meaning(knowns, own, voices=(Voice.PARTICIPANTS,), scope=group) if knowns else None
        is_vulnerable = kind is Kind.SHARE and self._setting.names_vulnerable
        known = self._figures.vulnerable_group(before) if is_vulnerable else None
        return Meaning((known,), own) if known else None

    # ── certainty ────────────────────────────────────────────────────────────

    def _weighed(self, number: Number, meaning: Meaning, *, is_carried: bool) -> Meaning:
        """A meaning with whether it is certain; the share of a group counted in full needs no more than plain words."""
        mark, before = number.mark, number.before
        is_one = len(meaning.voices) == 1
        if mark.kind is Kind.SHARE and is_one and meaning.voices[0] in PEOPLE:
            if self._is_of_group(meaning.voices[0], before):
                return meaning
            if self._anchored:
                return meaning._replace(certain=self._certainty.is_plain(mark, before, number.head))
        if mark.kind is Kind.COUNT and is_one and context.joins_groups(before, meaning.voices[0]):
            return meaning
        return self._certainty.weighed(number, meaning, goes_on=is_carried)

    def _is_of_group(self, voice: Voice, before: str) -> bool:
        """Whether a share may be one of the group counted last: `i migranti sono 17.953, il 53% donne`."""
        is_sex = voice in {Voice.MEN, Voice.WOMEN}
        return bool(self._counted - {Voice.PARTICIPANTS}) and (
            is_sex != bool(self._counted & {Voice.MEN, Voice.WOMEN}) or " di cui" in before
        )
