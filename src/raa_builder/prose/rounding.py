# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mixed rounding: the readings of a passage in, the numbers rounded otherwise than the rest of the summary out.

Sure cases only: figures that the summary prints too, and percentages that are parts of one whole. What is said not to
be exact (`oltre`, `circa`) is cut off on purpose.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from raa_builder import italian
from raa_builder.model import Rounding
from raa_builder.prose.marks.numbers import Hedge, Kind
from raa_builder.prose.meanings.figures import FINANCE, Voice
from raa_builder.prose.slips import Slip
from raa_builder.prose.verdicts import Verdict
from raa_builder.prose.words.context import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from raa_builder.prose.marks.numbers import Mark
    from raa_builder.prose.verdicts import Reading

_MILLION = 1_000_000
# what is counted beside one another
_SERIES = (
    frozenset({Voice.MEN, Voice.WOMEN}),
    frozenset({Voice.DISABLED, Voice.MIGRANTS, Voice.DISADVANTAGED}),
    frozenset(FINANCE),
)


def otherwise(readings: Iterable[Reading], rounding: Rounding) -> Iterator[Slip]:
    """Numbers that are right, but print otherwise in the rest of the summary: `188,8 Mln€` where it cuts off to 188,7.

    Args:
        readings: The readings of a passage.
        rounding: How the edition prints amounts in millions (`P11`); shares it always rounds half up.
    """
    for mark, verdict, right, *_ in readings:
        if verdict is not Verdict.CONFIRMED or right is None or not right.is_printed or mark.hedge is not Hedge.NONE:
            continue
        if mark.kind is Kind.SHARE or (mark.kind is Kind.MONEY and mark.scale >= _MILLION):
            mode = Rounding.HALF_UP if mark.kind is Kind.SHARE else rounding
            digits = italian.number(right.figure.value / mark.scale, mark.decimals, mode)
            typed = italian.number(mark.value / mark.scale, mark.decimals)
            if digits != typed and typed in mark.text:
                yield Slip(mark.text, mark.text.replace(typed, digits))


def series(text: str, marks: list[Mark], readings: Sequence[Reading]) -> Iterator[Slip]:
    """Percentages of one series, in one sentence, with different decimals: `il 53% M e il 47,2% F`."""
    shares = [mark for mark in marks if mark.kind is Kind.SHARE and mark.hedge is Hedge.NONE]
    if len({mark.decimals for mark in shares}) <= 1:
        return
    voices = {reading.mark.start: reading.voice for reading in readings}
    for sentence in sentences(text, shares):
        for first, second in pairwise(sentence.marks):
            if first.decimals != second.decimals and _are_of_one_series(first, second, voices):
                yield Slip(f"{first.text}» e «{second.text}")


def _are_of_one_series(first: Mark, second: Mark, voices: dict[int, Voice | None]) -> bool:
    """Whether two shares are of the same sort of group, or make up a whole together."""
    named = {voices.get(first.start), voices.get(second.start)}
    if any(named <= one for one in _SERIES):
        return True
    return abs(first.value + second.value - 1) <= (first.step + second.step) / 2
