# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changes from one number to another: the numbers of a sentence in, last year's figure and this year's out.

`gli impegni passano da 180,1 a 217,4 Mln€`: the first is last year's, the second this year's. Without a date it may be
of another time, and what happened `nel 2022` and `nel 2023` may be what each year alone has added: then only what looks
like a slip is doubted, as it is for an allocation, which changes when it is decided.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raa_builder.prose.marks.numbers import Kind
from raa_builder.prose.meanings.figures import FINANCE, PEOPLE, Voice, previous
from raa_builder.prose.verdicts import Meaning, is_slip
from raa_builder.prose.words import bases, context

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raa_builder.prose.certainty import Certainty
    from raa_builder.prose.meanings.figures import Figures, Known, Scope
    from raa_builder.prose.words.names import Names
    from raa_builder.prose.words.setting import Setting
    from raa_builder.prose.words.windows import Number

_VERB = re.compile(r"\b(?:pass|sal|scend|sces|cresc|aument|diminu|ridott|cal|port|increment|balz)\w*\b", re.IGNORECASE)
_HEDGED = r"\s?(?:(?:circa|oltre|quasi|attuali)\s)?$"
_FROM = re.compile(rf"\bd(?:a|ai|agli|al|alla|alle|all[’']){_HEDGED}")
_TO = re.compile(rf"\b(?:a|ai|agli|al|alla|alle|all[’']){_HEDGED}")
_WORDS = frozenset(
    {"fine", "anno", "precedente", "scorso", "prima", "attuali", "attuale", "quota", "tasso", "così", "quindi", "poi"}
    | {"circa", "oltre", "quasi", "persone", "unità", "corrente", "tra", "fra", "platea", "confronto"}
    | {f"{stem}{ending}" for stem in ("raddoppiat", "triplicat") for ending in "oaie"}
)


class Changes:
    """The changes of which one sentence tells.

    Args:
        names: The names of the report.
        setting: What the sentence says as a whole.
        certainty: What its words leave open.
        numbers: Its numbers.
    """

    def __init__(self, names: Names, setting: Setting, certainty: Certainty, numbers: Sequence[Number]) -> None:
        self._names = names
        self._setting = setting
        self._certainty = certainty
        self._numbers = numbers
        self._ends = dict(self._pairs()) if len(numbers) > 1 and "da" in setting.words else {}
        self._starts = {end: start for start, end in self._ends.items()}

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """The places of what was before and of what it has become."""
        for place in range(len(self._numbers) - 1):
            first, second = self._numbers[place : place + 2]
            if first.mark.kind is not second.mark.kind or not _VERB.search(first.before):
                continue
            if _FROM.search(first.before) and _TO.search(second.before) and self._is_plain(_TO.sub("", second.before)):
                yield place, place + 1
            elif _TO.search(first.before) and _FROM.search(second.before) and self._is_plain(second.before):
                yield place + 1, place

    def _is_plain(self, between: str) -> bool:
        return context.is_plain(self._names.without_own(between), _WORDS)

    def tells_of(self, place: int) -> bool:
        """Whether a number is one of a change."""
        return place in self._ends or place in self._starts

    def meaning(self, place: int, scope: Scope | None) -> Meaning:
        """What a number of a change means.

        Args:
            place: Its place in the sentence.
            scope: What the sentence is about.
        """
        start = self._starts.get(place, place)
        lead = self._numbers[min(start, self._ends[start])]
        voices = self._voices(lead, self._numbers[max(start, self._ends[start])])
        if scope is None:
            return Meaning(voices=voices)
        number, figures = self._numbers[place], self._names.figures
        base, told = None, list(voices)
        if number.kind is Kind.SHARE:
            base = bases.base_of(self._names, self._numbers[max(start, self._ends[start])].after)
            base, told = (base, told) if base else bases.base_before(lead.before, told)
        is_past = place in self._ends
        if is_past:
            knowns = tuple(
                one for voice in told or (*FINANCE, *PEOPLE) for one in before(figures, number.kind, scope, voice)
            )
        elif base:
            knowns = tuple(one for voice in told for one in bases.shares(figures, scope, voice, base))
        else:
            knowns = tuple(one for voice in told for one in figures.of(number.kind, scope, voice))
        meaning = Meaning(knowns, voices=tuple(told), scope=scope, is_past=is_past, base=base)
        return self._weighed(place, lead, meaning)

    def _voices(self, lead: Number, last: Number) -> tuple[Voice, ...]:
        kind = lead.mark.kind
        return tuple(context.voices_in(lead.before, kind) or context.voices_in(last.head, kind))

    def _weighed(self, place: int, lead: Number, meaning: Meaning) -> Meaning:
        """A meaning with whether it is certain: of the year before that the sentence names, or of this one."""
        number, setting = self._numbers[place], self._setting
        is_one = len(meaning.voices) == 1 and bool(meaning.candidates)
        is_open = setting.is_special or setting.names_odd_date or setting.follows_part or self._names_other_year()
        words = _VERB.sub(" ", lead.before)
        if not is_one or is_open or not self._is_plain(f"{words} {number.head}"):
            return meaning
        voice, mark = meaning.voices[0], number.mark
        is_dated = not meaning.is_past or setting.compares_years
        if mark.kind is Kind.SHARE:
            return meaning._replace(likely=is_dated and self._is_near_share(number, meaning))
        if voice is Voice.ALLOCATION:
            return meaning
        is_sure = is_dated and not setting.is_flow
        if is_sure and self._certainty.is_near(mark, meaning, "") and mark.kind is Kind.MONEY:
            return meaning._replace(certain=True)
        right = meaning.candidates[0].figure.value
        resembles = is_slip(mark, right) or (not setting.is_flow and self._certainty.resembles(mark, meaning))
        return meaning._replace(certain=is_sure and resembles, likely=not is_sure and resembles)

    def _names_other_year(self) -> bool:
        return not self._setting.years <= {self._names.year, self._names.year - 1}

    def _is_near_share(self, number: Number, meaning: Meaning) -> bool:
        """Whether a share is of a base that is named, or one of the persons; and of the size of that meant."""
        is_told = meaning.base is not None or meaning.voices[0] in PEOPLE
        return is_told and any(
            abs(known.figure.value - number.mark.value) <= number.mark.value for known in meaning.candidates
        )


def before(figures: Figures, kind: Kind, scope: Scope, voice: Voice) -> tuple[Known, ...]:
    """Last year's figure of a voice; of a share, all that it may be one of."""
    if kind is not Kind.SHARE:
        known = previous(kind, scope, voice)
        return (known,) if known else ()
    if voice in {Voice.ALLOCATION, Voice.PARTICIPANTS}:  # these have a share of the whole programme
        return ()
    words = f"{scope.words} nell’anno precedente"
    past = scope._replace(words=words, label=None, finance=scope.finance_previous, people=scope.people_previous)
    return figures.of(kind, past, voice)[: 1 if voice is Voice.VULNERABLE else None]
