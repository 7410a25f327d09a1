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
from raa_builder.prose import context
from raa_builder.prose.figures import (
    FINANCE,
    INDICATOR_KINDS,
    PEOPLE,
    Scope,
    Voice,
    increase,
    of_indicator,
    of_row,
    previous,
)
from raa_builder.prose.names import YEAR, Setting, is_flow
from raa_builder.prose.numbers import Hedge, Kind
from raa_builder.prose.verdicts import Meaning, Reading, Verdict, stands_for

if TYPE_CHECKING:
    from raa_builder.cells import Figure
    from raa_builder.model import Indicator, PriorityAxis
    from raa_builder.prose.context import Sentence
    from raa_builder.prose.names import Names
    from raa_builder.prose.numbers import Mark
    from raa_builder.prose.passages import Passage


_BESIDE = re.compile(r"\(([^()–:,-]{1,40}?)\s*[-–:,]\s*$")
_ROW_WORDS = re.compile(r"\b(?:programmat|impegn|paga|liquidat)\w*", re.IGNORECASE)
_OWN_PROJECTS = re.compile(r"\s(?:nuovi\s)?progetti\b")
_TEN_POINTS = Decimal("0.1")
_FAR, _NEAR = 10, 3  # how many times a figure a slip for it may be
_SHIFTS = (-3, -1, 1, 3)
_FEW_DIGITS = 3
_ANCHOR = 1000
_PERCENT = Decimal("0.01")
_SECTIONS = {TextSection.RESOURCES: frozenset(FINANCE), TextSection.PARTICIPANTS: frozenset(PEOPLE)}


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
            meaning = meaning._replace(certain=False)
        reading = self._verdict(mark, meaning, low, high)
        if mark.kind is Kind.COUNT:
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
        right = next((known for known in meaning.candidates if low <= known.figure.value < high), None)
        if right:
            return Reading(mark, Verdict.CONFIRMED, right)
        if meaning.certain and meaning.candidates:
            right = meaning.candidates[0]
            origin = None
            if meaning.scope and meaning.voices:
                origin = self._figures.neighbour(mark.kind, meaning.scope, meaning.voices[0], low, high)
            return Reading(mark, Verdict.CONTRADICTED, right, origin if mark.kind is not Kind.SHARE else None)
        scope = self._figures.scope(self._passage.axis)
        if (mark.kind is not Kind.SHARE or mark.step < _PERCENT) and self._figures.holds(mark.kind, scope, low, high):
            return Reading(mark, Verdict.CONFIRMED)
        return self._stale(mark, scope, low, high) or Reading(mark, Verdict.NOT_FOUND)

    def _stale(self, mark: Mark, scope: Scope, low: Decimal, high: Decimal) -> Reading | None:
        """A number that is last year's figure to the last of many digits, where nothing speaks of last year."""
        if mark.hedge is not Hedge.NONE or mark.value < mark.step * _ANCHOR or self._setting.names_other_year:
            return None
        pair = self._figures.stale(mark.kind, scope, low, high)
        return Reading(mark, Verdict.CONTRADICTED, pair[1], pair[0]) if pair else None

    def _is_other_total(self, mark: Mark, meaning: Meaning, before: str) -> bool:
        """Whether a count in a text of the programme is all participants of one of its parts, and may be meant so."""
        if self._passage.axis is not None or mark.kind is not Kind.COUNT or context.names_whole(before):
            return False
        return (
            meaning.voices == (Voice.PARTICIPANTS,) and self._figures.with_participants(*stands_for(mark)) is not None
        )

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
            return self._of_row(place, kind, before, after)
        if self._passage.section is TextSection.INDICATORS:
            indicator = self._of_indicator(kind, before)
            if indicator is not None:
                return indicator
        voices = self._voices(place, kind, before, after)
        if kind is Kind.MONEY and (context.names_target(before) or (not voices and self._last.is_target)):
            return self._of_target(mark.value, before, voices)
        group = self._of_group(kind, before, voices)
        if group is not None:
            return group
        scope = self._scope_at(before)
        if scope is None:
            return Meaning(voices=tuple(voices))
        if kind is Kind.COUNT and not voices and self._setting.names_vulnerable:
            vulnerable = self._figures.of(kind, scope, Voice.VULNERABLE)
            return Meaning(vulnerable, voices=(Voice.VULNERABLE,), scope=scope)
        if context.names_increase(before):
            return self._of_increase(kind, voices, scope)
        if str(self._names.year - 1) in YEAR.findall(before):
            knowns = tuple(known for voice in voices if (known := previous(kind, scope, voice)))
            return Meaning(knowns, certain=len(knowns) == len(voices) == 1, voices=tuple(voices), scope=scope)
        candidates = tuple(known for voice in voices for known in self._figures.of(kind, scope, voice))
        meaning = Meaning(candidates, voices=tuple(voices), scope=scope)
        return meaning._replace(certain=self._is_certain(mark, meaning, before, after))

    def _scope_at(self, before: str) -> Scope | None:
        """The one axis that the words before a number name, else what the sentence is about."""
        named = self._names.named(before)
        return self._figures.axes[next(iter(named))] if len(named) == 1 and not self._anchored else self._scope

    def _voices(self, place: int, kind: Kind, before: str, after: str) -> list[Voice]:
        """The voices of a number, or of the number with which it makes a pair: `6.006 - 3% persone con disabilità`."""
        following = self._numbers[place + 1] if place + 1 < len(self._numbers) else None
        if following and kind is Kind.COUNT and following.kind is Kind.SHARE and not after.strip(" –-("):
            paired = context.voices(Kind.SHARE, "", self._around(place + 1)[1])
            if paired:
                return paired
        own = context.voices(kind, context.own_words(before) if place else before, after)
        if kind is Kind.MONEY and not own and self._is_allocation(before):
            return [Voice.ALLOCATION]
        if own or not place:
            return own
        if context.own_words(before).strip() == "(" and not context.is_base(before):
            return context.voices_in(before, kind) or self._inherited("", kind)
        return self._inherited(before, kind)

    def _inherited(self, before: str, kind: Kind) -> list[Voice]:
        """The voices of the number before, where the words between say that this one is the same in another unit."""
        is_count_of_money = kind is Kind.COUNT and not set(self._last.voices) <= set(PEOPLE)
        return list(self._last.voices) if context.is_link(before) and not is_count_of_money else []

    def _of_row(self, place: int, kind: Kind, before: str, after: str) -> Meaning:
        """In an initiative, a number means its row's own where the word of a column stands beside it, once."""
        initiative = self._passage.initiative
        if initiative is None or kind is Kind.SHARE:
            return Meaning()
        voices = context.voices(kind, before, after)
        knowns = tuple(known for voice in voices if (known := of_row(initiative, voice)))
        window = f"{before}{context.head_of(after)}"
        doubtful = context.is_doubtful(window.replace(" nuovi ", " ")) or is_flow(window)
        beside = _ROW_WORDS.search(window) if kind is Kind.MONEY else _OWN_PROJECTS.match(after)
        alone = kind is Kind.MONEY or self._counts == 1
        certain = len(voices) == len(knowns) == 1 and beside is not None and alone and not doubtful
        return Meaning(knowns, certain and self._once(place, voices), tuple(voices))

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

    def _of_indicator(self, kind: Kind, before: str) -> Meaning | None:
        """In a text about indicators, the value or the target of the one whose name stands in the sentence."""
        named = self._setting.indicators
        if not named:
            return None
        target = context.names_target(before) or (YEAR.search(before) is not None and bool(self._last.candidates))
        knowns = [
            known
            for axis, one in named
            if INDICATOR_KINDS[one.unit] is kind
            and (known := of_indicator(one, target=target, certified=_certified(axis, one)))
        ]
        due = {self._names.year, *(one.target_year for _, one in named if target)}
        in_time = all(int(year) in due for year in YEAR.findall(before))
        return Meaning(tuple(knowns), certain=len(knowns) == 1 and len(self._numbers) <= 2 and in_time)

    def _of_target(self, value: Decimal, before: str, voices: list[Voice]) -> Meaning:
        """A target of expenditure: “N+3” of the programme, or that of the axis's indicator of certified expenditure."""
        if self._setting.names_n3:
            known = self._names.n3(before)
            if known is None:
                return Meaning(is_target=True)
            near = known.figure.value / 2 <= value <= known.figure.value * 2
            return Meaning((known,), certain=near, is_target=True)
        axis = self._passage.axis
        spoken = voices or list(self._last.voices)
        if axis is None or spoken != [Voice.CERTIFIED]:
            return Meaning(voices=tuple(spoken))
        knowns = tuple(
            known
            for one in axis.indicators
            if one.kind is IndicatorKind.CERTIFIED and (known := of_indicator(one, target=True, certified=None))
        )
        return Meaning(knowns, certain=len(knowns) == 1)

    def _of_group(self, kind: Kind, before: str, voices: list[Voice]) -> Meaning | None:
        """In a text of the programme, those who took part in the same thing, and the vulnerable by where they were."""
        own = self._passage.section is TextSection.PARTICIPANTS
        if self._passage.axis is not None or voices or not before.rstrip().endswith("("):
            return None
        if kind is Kind.COUNT:
            group = self._figures.group(before)
            knowns = self._figures.of(kind, group, Voice.PARTICIPANTS) if group else ()
            return Meaning(knowns, own, (Voice.PARTICIPANTS,), group) if knowns else None
        is_vulnerable = kind is Kind.SHARE and self._setting.names_vulnerable
        known = self._figures.vulnerable_group(before) if is_vulnerable else None
        return Meaning((known,), own) if known else None

    def _of_increase(self, kind: Kind, voices: list[Voice], scope: Scope) -> Meaning:
        spoken = voices or list(self._last.voices)
        knowns = tuple(known for voice in spoken if (known := increase(kind, scope, voice)))
        return Meaning(knowns, certain=len(knowns) == len(spoken) == 1 and self._setting.names_year_before)

    # ── certainty ────────────────────────────────────────────────────────────

    def _is_certain(self, mark: Mark, meaning: Meaning, before: str, after: str) -> bool:
        """Whether a number can only mean what its one voice says, in full, at the reference date."""
        if len(meaning.voices) != 1 or not meaning.candidates or meaning.voices == (Voice.PROJECTS,):
            return False
        if self._is_allocation(before):
            return self._resembles(mark, meaning)
        head = context.head_of(after)
        if mark.kind is Kind.SHARE and meaning.voices[0] in PEOPLE:
            if self._is_of_group(meaning.voices[0], before) or context.is_doubtful(head):
                return False
            if self._anchored:
                return True
        own = meaning.voices[0] in _SECTIONS.get(self._passage.section, frozenset())
        if self._is_of_part(before, f"{before}{head}" if own else None):
            return False
        if mark.kind is Kind.SHARE:
            return own and any(abs(known.figure.value - mark.value) <= _TEN_POINTS for known in meaning.candidates)
        if own and self._is_near(mark, meaning, before):
            return True
        return (own or context.names_whole(before)) and self._resembles(mark, meaning)

    def _is_of_part(self, before: str, window: str | None) -> bool:
        """Whether a number may be of a part, of another time, of something else; words of a part count in a window."""
        setting = self._setting
        if setting.is_flow or setting.is_special or setting.names_other_date:
            return True
        if any(int(year) != self._names.year for year in YEAR.findall(before)):
            return True
        return setting.is_doubtful if window is None else context.is_doubtful(self._names.without_axes(window))

    def _is_of_group(self, voice: Voice, before: str) -> bool:
        """Whether a share may be one of the group counted last: `i migranti sono 17.953, il 53% donne`."""
        is_sex = voice in {Voice.MEN, Voice.WOMEN}
        return bool(self._counted - {Voice.PARTICIPANTS}) and (
            is_sex != bool(self._counted & {Voice.MEN, Voice.WOMEN}) or " di cui" in before
        )

    def _is_near(self, mark: Mark, meaning: Meaning, before: str) -> bool:
        """Whether a number is of the size of the figure: nearer where it is not said to be the whole."""
        is_whole = context.names_whole(before)
        factor = _FAR if is_whole else _NEAR
        right = meaning.candidates[0].figure.value
        return (is_whole or mark.kind is Kind.MONEY) and right / factor <= mark.value <= right * factor

    def _is_allocation(self, before: str) -> bool:
        """Whether an amount stands beside an axis between parentheses: `(Asse III – 332,5 Mln€)`."""
        beside = _BESIDE.search(before)
        return beside is not None and self._names.is_name(beside[1])

    def _resembles(self, mark: Mark, meaning: Meaning) -> bool:
        """Whether a number looks like a slip for a figure: a digit off, digits exchanged or shifted, a neighbour."""
        right = meaning.candidates[0].figure.value
        low, high = stands_for(mark)
        if abs(right - mark.value) * 10 <= right or any(low <= right.scaleb(places) < high for places in _SHIFTS):
            return True
        typed, exact = (str(int(value / mark.step)) for value in (mark.value, right))
        if len(typed) == len(exact) > _FEW_DIGITS - 1:
            off = sum(one != other for one, other in zip(typed, exact, strict=True))
            if off <= 1 or (off == 2 and sorted(typed) == sorted(exact)):
                return True
        scope = meaning.scope
        return scope is not None and self._figures.neighbour(mark.kind, scope, meaning.voices[0], low, high) is not None


def _certified(axis: PriorityAxis, indicator: Indicator) -> Figure | None:
    return axis.finance.certified if indicator.kind is IndicatorKind.CERTIFIED else None
