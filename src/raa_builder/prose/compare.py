# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Comparing prose with figures: a passage in, each of its numbers confirmed, contradicted or not found out.

A number is confirmed when a figure of the report prints so, cut off or half up at the digits typed. It is contradicted
only where the words around it leave no doubt about the figure that it means; what is doubtful is not found, at worst.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from raa_builder.model import IndicatorKind, TextSection
from raa_builder.prose import bases, context
from raa_builder.prose.certainty import Certainty, is_allocation, is_of_size
from raa_builder.prose.figures import (
    INDICATOR_KINDS,
    PEOPLE,
    Scope,
    Voice,
    increase,
    of_indicator,
    of_row,
    previous,
)
from raa_builder.prose.names import YEAR, Setting, is_flow, is_flow_of
from raa_builder.prose.numbers import Hedge, Kind
from raa_builder.prose.verdicts import Meaning, Reading, Verdict, is_slip, stands_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raa_builder.cells import Figure
    from raa_builder.model import Indicator, PriorityAxis
    from raa_builder.prose.bases import Base
    from raa_builder.prose.context import Sentence
    from raa_builder.prose.figures import Known
    from raa_builder.prose.names import Names
    from raa_builder.prose.numbers import Mark
    from raa_builder.prose.passages import Passage


_ROW_WORDS = re.compile(r"\b(?:programmat|impegn|paga|liquidat)\w*", re.IGNORECASE)
_OWN_PROJECTS = re.compile(r"\s(?:nuovi\s)?progetti\b")
_ANCHOR = 1000  # a smaller number, or one with fewer digits, may be anybody's
_TWO_DIGITS = 100  # units of the last digit: what has fewer than three digits agrees with some figure by chance
_HARDLY = Decimal("0.000001")  # of a unit of the last digit: only the figure itself
_PERCENT = Decimal("0.01")
_OF_GROUPS: tuple[list[Voice], ...] = ([], [Voice.PARTICIPANTS])


def read(names: Names, passage: Passage, found: list[Mark]) -> list[Reading]:
    """Every number of a passage, in which these marks were found."""
    if not any(mark.kind.is_number for mark in found):
        return []
    sentences = context.sentences(passage.text, found)
    return [reading for sentence in sentences for reading in _Reader(names, passage, sentence).read()]


class _Reader:
    """Reads the numbers of one sentence from left to right; what was read says what follows is about."""

    def __init__(self, names: Names, passage: Passage, sentence: Sentence) -> None:
        self._names = names
        self._figures = names.figures
        self._passage = passage
        self._sentence = sentence
        self._setting = Setting(names, passage, sentence)
        self._numbers = [mark for mark in sentence.marks if mark.kind.is_number or mark.kind is Kind.PLACEHOLDER]
        self._certainty = Certainty(
            names, passage, self._setting, self._numbers[0] if self._numbers else sentence.marks[0]
        )
        self._scope = names.scope_in(sentence.words, passage)
        self._anchored = False
        self._counted: set[Voice] = set()
        self._last = Meaning()

    def read(self) -> list[Reading]:
        """The readings of its numbers."""
        return [reading for place in range(len(self._numbers)) if (reading := self._read(place)) is not None]

    def _read(self, place: int) -> Reading | None:
        mark = self._numbers[place]
        before, after = self._around(place)
        meaning = self._meaning(place, before, after)
        self._last = meaning
        if mark.kind is Kind.PLACEHOLDER:
            return None
        low, high = stands_for(mark)
        if self._is_other_total(mark, meaning, before):
            meaning = meaning._replace(certain=False, likely=False)
        reading = self._verdict(mark, meaning, low, high)
        if mark.kind is Kind.COUNT and not self._is_of_indicators:
            self._counted = set(meaning.voices)
            self._anchor(mark, meaning, reading)
        return reading

    def _around(self, place: int) -> tuple[str, str]:
        """The words between the number before and this one, and between this one and the next."""
        text, mark = self._passage.text, self._numbers[place]
        start = self._numbers[place - 1].end if place else self._sentence.start
        end = self._numbers[place + 1].start if place + 1 < len(self._numbers) else self._sentence.end
        return text[start : mark.start], text[mark.end : end]

    def _verdict(self, mark: Mark, meaning: Meaning, low: Decimal, high: Decimal) -> Reading:
        voice = meaning.voices[0] if len(meaning.voices) == 1 else None
        right = next((known for known in meaning.candidates if low <= known.figure.value < high), None)
        if right:
            return Reading(mark, Verdict.CONFIRMED, right, voice=voice)
        if (meaning.certain or meaning.likely) and meaning.candidates:
            verdict = Verdict.CONTRADICTED if meaning.certain else Verdict.DOUBTED
            origin = self._origin(mark, meaning, low, high)
            return Reading(mark, verdict, meaning.candidates[0], origin, voice, meaning.base)
        scope = self._figures.scope(self._passage.axis)
        if not (meaning.base and meaning.voices) and self._holds(mark, scope, low, high):
            return Reading(mark, Verdict.CONFIRMED, voice=voice)
        return self._stale(mark, meaning, scope, low, high) or Reading(mark, Verdict.NOT_FOUND, voice=voice)

    def _origin(self, mark: Mark, meaning: Meaning, low: Decimal, high: Decimal) -> Known | None:
        """Where a wrong number may come from."""
        if mark.kind is Kind.SHARE or not meaning.scope or not meaning.voices:
            return None
        return self._figures.neighbour(mark.kind, meaning.scope, meaning.voices[0], low, high)

    def _holds(self, mark: Mark, scope: Scope, low: Decimal, high: Decimal) -> bool:
        """Whether some figure or other prints so; the coarser a number, the less that says, and of `5%` nothing."""
        if mark.value < mark.step * _TWO_DIGITS:
            low, high = mark.value, mark.value + mark.step * _HARDLY
        return (mark.kind is not Kind.SHARE or mark.step < _PERCENT) and self._figures.holds(
            mark.kind, scope, low, high
        )

    def _stale(self, mark: Mark, meaning: Meaning, scope: Scope, low: Decimal, high: Decimal) -> Reading | None:
        """A number that is last year's figure to the last of many digits, where nothing speaks of last year."""
        if mark.hedge is not Hedge.NONE or mark.value < mark.step * _ANCHOR or self._setting.names_other_year:
            return None
        is_round = mark.value % (mark.step * _ANCHOR) == 0  # then it is anybody's
        for voice, before, now in self._figures.stale(mark.kind, scope, low, high):
            is_named = meaning.voices == (voice,)
            if is_named or not (meaning.voices or is_round):
                verdict = Verdict.CONTRADICTED if is_named and not is_round else Verdict.DOUBTED
                return Reading(mark, verdict, now, before, voice)
        return None

    def _is_other_total(self, mark: Mark, meaning: Meaning, before: str) -> bool:
        """Whether a count in a text of the programme is all participants of one of its parts, and may be meant so."""
        if self._passage.axis is not None or mark.kind is not Kind.COUNT or context.names_whole(before):
            return False
        is_of_all = meaning.voices == (Voice.PARTICIPANTS,)
        return is_of_all and self._figures.with_participants(*stands_for(mark)) is not None

    def _anchor(self, mark: Mark, meaning: Meaning, reading: Reading) -> None:
        """All participants of a scope, typed in full, say whose shares follow; another count leaves it open."""
        if mark.value >= _ANCHOR and mark.hedge is Hedge.NONE:
            scope = self._figures.with_participants(*stands_for(mark), first=self._scope)
            if scope is not None:
                self._scope, self._anchored = scope, True
                self._last = meaning._replace(voices=(Voice.PARTICIPANTS,), scope=scope)
                return
        is_whole = not meaning.voices or meaning.voices == (Voice.PARTICIPANTS,)
        if is_whole and reading.right is not None and meaning.scope is not None:
            self._scope = meaning.scope
        elif is_whole or (reading.verdict is Verdict.NOT_FOUND and mark.value >= _ANCHOR):
            self._scope, self._anchored, self._last = None, False, Meaning()

    # ── what a number means ──────────────────────────────────────────────────

    def _meaning(self, place: int, before: str, after: str) -> Meaning:
        mark = self._numbers[place]
        kind = Kind.MONEY if mark.kind is Kind.PLACEHOLDER else mark.kind
        if self._passage.initiative is not None:
            return self._of_row(place, before, after)
        if self._is_of_indicators:
            indicator = self._of_indicator(place, kind, before, after)
            if indicator is not None:
                return indicator
        voices = self._voices(place, kind, before, after)
        if kind is Kind.MONEY and (context.names_target(before) or (not voices and self._last.is_target)):
            return self._of_target(mark, before, after, voices)
        return self._of_group(kind, before, after, voices) or self._of_scope(place, kind, voices, before, after)

    def _of_scope(self, place: int, kind: Kind, voices: list[Voice], before: str, after: str) -> Meaning:
        """Anywhere else, a figure of the programme or of an axis: this year's, last year's, or the difference."""
        mark, scope = self._numbers[place], self._scope_at(place, before, after)
        if scope is None:
            return Meaning(voices=tuple(voices))
        if kind is Kind.COUNT and not voices and self._setting.names_vulnerable:
            vulnerable = self._figures.of(kind, scope, Voice.VULNERABLE)
            return Meaning(vulnerable, voices=(Voice.VULNERABLE,), scope=scope)
        if context.names_increase(before):
            return self._of_increase(mark, voices, scope, before, after)
        if self._is_of_year_before(before, after):
            return self._of_year_before(mark, voices, scope, before, after)
        base = bases.base_of(self._names, after) if kind is Kind.SHARE else None
        if kind is Kind.SHARE and base is None and (base := bases.base_before(before, voices)):
            voices = voices[1:]
        candidates = tuple(known for voice in voices for known in self._of_base(kind, scope, voice, base))
        return self._judged(mark, Meaning(candidates, voices=tuple(voices), scope=scope, base=base), before, after)

    def _of_base(self, kind: Kind, scope: Scope, voice: Voice, base: Base | None) -> Iterable[Known]:
        """What a number that speaks of the voice may be; a share, only of the base that is named, if one is."""
        return bases.shares(self._figures, scope, voice, base) if base else self._figures.of(kind, scope, voice)

    def _is_of_year_before(self, before: str, after: str) -> bool:
        """Whether the year that stands nearest to a number, first after it, is the one before that of reference."""
        years = YEAR.findall(context.head_of(after)) or YEAR.findall(before)
        return str(self._names.year - 1) in years

    def _of_year_before(self, mark: Mark, voices: list[Voice], scope: Scope, before: str, after: str) -> Meaning:
        knowns = tuple(known for voice in voices if (known := previous(mark.kind, scope, voice)))
        meaning = Meaning(knowns, voices=tuple(voices), scope=scope)
        if len(knowns) != 1 or len(voices) != 1 or self._setting.is_flow or is_flow_of(f"{before}{after}"):
            return meaning
        is_plain = self._certainty.is_plain(mark, before, context.head_of(after), context.PAST_WORDS)
        return meaning._replace(certain=is_plain and self._certainty.is_near(mark, meaning, before))

    def _scope_at(self, place: int, before: str, after: str) -> Scope | None:
        """The one axis that the words beside a number name, else what the sentence is about."""
        named = self._names.named(context.own_words(before) if place else before)
        following = self._names.only_axis(context.head_of(after)) if self._scope is None else None
        if following or len(named) == 1:
            return self._figures.axes[following or named.pop()]
        if self._anchored:
            return self._scope
        is_programme = self._passage.axis is None and not named and self._names.names_programme(before)
        return self._figures.programme if self._scope is None and is_programme else self._scope

    def _voices(self, place: int, kind: Kind, before: str, after: str) -> list[Voice]:
        """The voices of a number, or of the number with which it makes a pair: `6.006 - 3% persone con disabilità`."""
        following = self._numbers[place + 1] if place + 1 < len(self._numbers) else None
        if following and kind is Kind.COUNT and following.kind is Kind.SHARE and not after.strip(" –-("):
            paired = context.voices(Kind.SHARE, "", self._around(place + 1)[1])
            if paired:
                return paired
        own = context.voices(kind, context.own_words(before) if place else before, after)
        if kind is Kind.MONEY and not own and is_allocation(self._names, before):
            return [Voice.ALLOCATION]
        if own or not place:
            return own
        if context.own_words(before).strip() == "(" and not context.is_base(before):
            return context.voices_in(before, kind) or self._inherited("", kind)
        if self._numbers[place - 1].kind is kind:
            is_next = context.is_enumeration(self._names.without_axes(before))
            if is_next or (kind is Kind.SHARE and context.is_another_base(before, after)):
                return list(self._last.voices)
        return self._inherited(before, kind)

    def _inherited(self, before: str, kind: Kind) -> list[Voice]:
        """The voices of the number before, where the words between say that this one is the same in another unit."""
        is_count_of_money = kind is Kind.COUNT and not set(self._last.voices) <= set(PEOPLE)
        return list(self._last.voices) if context.is_link(before) and not is_count_of_money else []

    def _of_row(self, place: int, before: str, after: str) -> Meaning:
        """In an initiative, a number means its row's own where the word of a column stands beside it, once."""
        initiative, mark = self._passage.initiative, self._numbers[place]
        kind = Kind.MONEY if mark.kind is Kind.PLACEHOLDER else mark.kind
        if initiative is None or kind is Kind.SHARE:
            return Meaning()
        voices = context.voices(kind, before, after)
        knowns = tuple(known for voice in voices if (known := of_row(initiative, voice)))
        window = f"{before}{context.head_of(after)}"
        doubtful = context.is_doubtful(window.replace(" nuovi ", " ")) or is_flow(window)
        beside = _ROW_WORDS.search(window) if kind is Kind.MONEY else _OWN_PROJECTS.match(after)
        alone = kind is Kind.MONEY or self._counts == 1
        certain = len(voices) == len(knowns) == 1 and beside is not None and alone and not doubtful
        meaning = Meaning(knowns, voices=tuple(voices))
        if not certain or not self._once(place, voices) or self._setting.names_other_date:
            return meaning
        is_plain = self._certainty.is_plain(mark, before, context.head_of(after), context.ROW_WORDS)
        is_near = is_plain and is_of_size(mark, meaning)
        return meaning._replace(certain=is_near, likely=not is_near and is_slip(mark, knowns[0].figure.value))

    @cached_property
    def _counts(self) -> int:
        return sum(mark.kind is Kind.COUNT for mark in self._numbers)

    def _once(self, place: int, voices: list[Voice]) -> bool:
        """Whether no other number of the sentence speaks of the same voice."""
        kind = self._numbers[place].kind
        return self._spoken[kind, voices[0]] == 1

    @cached_property
    def _spoken(self) -> Counter[tuple[Kind, Voice]]:
        """How many numbers of each kind speak of each voice."""
        told = ((mark.kind, self._around(place)) for place, mark in enumerate(self._numbers) if mark.kind.is_number)
        return Counter((kind, voice) for kind, around in told for voice in context.voices(kind, *around))

    @cached_property
    def _is_of_indicators(self) -> bool:
        """Whether the sentence is of a text about indicators, and names one."""
        return self._passage.section is TextSection.INDICATORS and bool(self._setting.indicators)

    def _of_indicator(self, place: int, kind: Kind, before: str, after: str) -> Meaning | None:
        """In a text about indicators, the value or the target of the one whose name stands in the sentence."""
        named = self._setting.indicators
        if not named:
            return None
        is_second = bool(self._last.candidates)
        target = context.names_target(before) or (is_second and context.is_against(before))
        knowns = self._of_named(kind, target=target)
        words = f"{self._setting.without_indicators(before)}{context.head_of(self._setting.without_indicators(after))}"
        is_told = context.tells_of_measure(self._names.without_own(words))
        if self._may_be_either(place, before, after):
            either = (*self._of_named(kind, target=not target), *knowns)
            return _of_either(self._numbers[place], either, is_told=is_told)
        due = {self._names.year, *(one.target_year for _, one in named if target)}
        in_time = all(int(year) in due for year in YEAR.findall(words))
        is_own = target if is_second else self._setting.names_indicator(f"{before}{after}")
        is_one = len(knowns) == 1 and in_time and is_own and not context.ends_in_sign(before)
        return Meaning(tuple(knowns), certain=is_one and is_told)

    def _of_named(self, kind: Kind, *, target: bool) -> list[Known]:
        """The values, or the targets, of the indicators whose names stand in the sentence."""
        return [
            known
            for axis, one in self._setting.indicators
            if INDICATOR_KINDS[one.unit] is kind
            and (known := of_indicator(one, target=target, certified=_certified(axis, one)))
        ]

    def _may_be_either(self, place: int, before: str, after: str) -> bool:
        """Whether a number beside words that name a target may be the value: `il target è raggiunto, con 51.050`."""
        if context.names_target(before):
            return not context.announces_target(before)
        is_last = place + 1 == len(self._numbers)
        return is_last and context.names_target(context.head_of(after))

    def _of_target(self, mark: Mark, before: str, after: str, voices: list[Voice]) -> Meaning:
        """A target of expenditure: “N+3” of the programme, or that of the axis's indicator of certified expenditure."""
        is_plain = self._certainty.is_plain(
            mark, context.since_target(before), context.head_of(after), context.TARGET_WORDS
        )
        scope = self._figures.scope(self._passage.axis)
        is_open = context.names_target(before) and not context.announces_target(before)
        certified = self._figures.of(Kind.MONEY, scope, Voice.CERTIFIED) if is_open else ()
        if self._setting.names_n3:
            known = self._names.n3(before)
            if known is None:
                return Meaning(is_target=True)
            near = known.figure.value / 2 <= mark.value <= known.figure.value * 2
            return Meaning((known, *certified), certain=near and is_plain and not certified, is_target=True)
        axis = self._passage.axis
        spoken = voices or list(self._last.voices)
        if axis is None or spoken != [Voice.CERTIFIED]:
            return Meaning(voices=tuple(spoken))
        knowns = tuple(
            known
            for one in axis.indicators
            if one.kind is IndicatorKind.CERTIFIED and (known := of_indicator(one, target=True, certified=None))
        )
        return Meaning((*knowns, *certified), certain=len(knowns) == 1 and is_plain and not certified)

    def _of_group(self, kind: Kind, before: str, after: str, voices: list[Voice]) -> Meaning | None:
        """In a text of the programme, those who took part in the same thing, and the vulnerable by where they were."""
        own = self._passage.section is TextSection.PARTICIPANTS and context.is_plain(context.head_of(after))
        if self._passage.axis is not None or not before.rstrip().endswith("(") or voices not in _OF_GROUPS:
            return None
        if kind is Kind.COUNT:
            group = self._figures.group(before)
            knowns = self._figures.of(kind, group, Voice.PARTICIPANTS) if group else ()
            return Meaning(knowns, own, voices=(Voice.PARTICIPANTS,), scope=group) if knowns else None
        is_vulnerable = kind is Kind.SHARE and self._setting.names_vulnerable
        known = self._figures.vulnerable_group(before) if is_vulnerable else None
        return Meaning((known,), own) if known else None

    def _of_increase(self, mark: Mark, voices: list[Voice], scope: Scope, before: str, after: str) -> Meaning:
        spoken = voices or list(self._last.voices)
        knowns = tuple(known for voice in spoken if (known := increase(mark.kind, scope, voice)))
        is_one = len(knowns) == len(spoken) == 1 and self._setting.names_year_before
        is_plain = is_one and self._certainty.is_plain(mark, before, context.head_of(after), context.INCREASE_WORDS)
        return Meaning(knowns, certain=is_plain)

    # ── certainty ────────────────────────────────────────────────────────────

    def _judged(self, mark: Mark, meaning: Meaning, before: str, after: str) -> Meaning:
        """A meaning with whether it is certain; the share of a group counted in full needs no more than plain words."""
        if mark.kind is Kind.SHARE and len(meaning.voices) == 1 and meaning.voices[0] in PEOPLE:
            if self._is_of_group(meaning.voices[0], before):
                return meaning
            if self._anchored:
                is_plain = self._certainty.is_plain(mark, before, context.head_of(after))
                return meaning._replace(certain=is_plain)
        if mark.kind is Kind.COUNT and len(meaning.voices) == 1 and context.joins_groups(before, meaning.voices[0]):
            return meaning
        certain = self._certainty.is_certain(mark, meaning, before, after)
        likely = not certain and self._certainty.is_likely(mark, meaning, before, after)
        return meaning._replace(certain=certain, likely=likely)

    def _is_of_group(self, voice: Voice, before: str) -> bool:
        """Whether a share may be one of the group counted last: `i migranti sono 17.953, il 53% donne`."""
        is_sex = voice in {Voice.MEN, Voice.WOMEN}
        return bool(self._counted - {Voice.PARTICIPANTS}) and (
            is_sex != bool(self._counted & {Voice.MEN, Voice.WOMEN}) or " di cui" in before
        )


def _certified(axis: PriorityAxis, indicator: Indicator) -> Figure | None:
    return axis.finance.certified if indicator.kind is IndicatorKind.CERTIFIED else None


def _of_either(mark: Mark, knowns: tuple[Known, ...], *, is_told: bool) -> Meaning:
    """What may be the value or the target; at worst, where the words tell of no more, it is a slip for one of them."""
    slips = [known for known in knowns if is_slip(mark, known.figure.value)]
    return Meaning(tuple(dict.fromkeys([*slips, *knowns])), likely=is_told and len(slips) == 1)
