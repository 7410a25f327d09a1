# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The numbers of other times: a number and its sentence in; last year's figures, the difference, the targets out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.model import IndicatorKind
from raa_builder.prose.marks.numbers import Kind
from raa_builder.prose.meanings.figures import Voice, increase, of_indicator, previous
from raa_builder.prose.verdicts import Meaning, is_slip
from raa_builder.prose.words import context
from raa_builder.prose.words.names import YEAR
from raa_builder.prose.words.setting import is_flow_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raa_builder.prose.certainty import Certainty
    from raa_builder.prose.meanings.figures import Scope
    from raa_builder.prose.passages import Passage
    from raa_builder.prose.words.names import Names
    from raa_builder.prose.words.setting import Setting
    from raa_builder.prose.words.windows import Number


class OtherTimes:
    """What the numbers of one sentence mean that are not of the date of reference.

    Args:
        names: The names of the report.
        passage: The passage of the sentence.
        setting: What the sentence says as a whole.
        certainty: What its words leave open.
    """

    def __init__(self, names: Names, passage: Passage, setting: Setting, certainty: Certainty) -> None:
        self._names = names
        self._passage = passage
        self._setting = setting
        self._certainty = certainty

    def is_of_year_before(self, number: Number) -> bool:
        """Whether the year that stands nearest to a number, first after it, is the one before that of reference."""
        inside, closed, outside = number.before.partition(")")
        own = outside if closed and "(" not in inside else number.before  # not `(9,8 nel 2022), pagati`
        years = YEAR.findall(number.head) or YEAR.findall(own)
        return str(self._names.year - 1) in years

    def of_year_before(self, number: Number, voices: Sequence[Voice], scope: Scope) -> Meaning:
        """Last year's figures of these voices; certain only where nothing tells of what that year alone has added."""
        mark, _, before, after = number
        knowns = tuple(known for voice in voices if (known := previous(mark.kind, scope, voice)))
        meaning = Meaning(knowns, voices=tuple(voices), scope=scope, is_past=True)
        if self._setting.names_odd_date:
            return meaning._replace(candidates=())
        if len(knowns) != 1 or len(voices) != 1:
            return meaning
        is_plain = self._certainty.is_plain(mark, before, number.head, context.PAST_WORDS)
        if self._setting.is_flow or is_flow_of(f"{before}{after}"):
            return meaning._replace(likely=is_plain and is_slip(mark, knowns[0].figure.value))
        return meaning._replace(certain=is_plain and self._certainty.is_near(mark, meaning, before))

    def of_increase(self, number: Number, voices: Sequence[Voice], scope: Scope) -> Meaning:
        """How much more there is of these voices than a year before."""
        mark, before = number.mark, number.before
        knowns = tuple(known for voice in voices if (known := increase(mark.kind, scope, voice)))
        is_one = len(knowns) == len(voices) == 1 and self._setting.compares_years
        is_plain = is_one and self._certainty.is_plain(mark, before, number.head, context.INCREASE_WORDS)
        is_whole = is_plain and not (self._setting.is_special or self._setting.follows_part)
        if mark.kind is Kind.SHARE:  # it may be meant in points
            return Meaning(knowns, likely=is_whole and context.is_growth(before, number.after))
        return Meaning(knowns, certain=is_whole)

    def of_target(self, number: Number, voices: Sequence[Voice], spoken: Sequence[Voice]) -> Meaning:
        """A target of expenditure: “N+3” of the programme, or that of the axis's indicator of certified expenditure.

        Args:
            number: The amount.
            voices: The voices that the words beside it name.
            spoken: Those of the number before it.
        """
        before, figures, axis = number.before, self._names.figures, self._passage.axis
        is_open = context.names_target(before) and not context.announces_target(before)
        certified = figures.of(Kind.MONEY, figures.scope(axis), Voice.CERTIFIED) if is_open else ()
        if self._setting.names_n3:
            known = self._names.n3(before)
            if known is None:
                return Meaning(is_target=True)
            near = known.figure.value / 2 <= number.mark.value <= known.figure.value * 2
            is_certain = near and not certified and self._is_plain_target(number)
            return Meaning((known, *certified), certain=is_certain, is_target=True)
        told = tuple(voices or spoken)
        if axis is None or told != (Voice.CERTIFIED,):
            return Meaning(voices=told)
        knowns = tuple(
            known
            for one in axis.indicators
            if one.kind is IndicatorKind.CERTIFIED and (known := of_indicator(one, target=True, certified=None))
        )
        is_certain = len(knowns) == 1 and not certified and self._is_plain_target(number)
        return Meaning((*knowns, *certified), certain=is_certain)

    def _is_plain_target(self, number: Number) -> bool:
        since = context.since_target(number.before)
        return self._certainty.is_plain(number.mark, since, number.head, context.TARGET_WORDS)
