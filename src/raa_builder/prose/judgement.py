# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The verdict on a number: the number and what it may mean in, its reading out."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from raa_builder.prose.marks.numbers import Hedge, Kind
from raa_builder.prose.verdicts import Reading, Verdict, stands_for

if TYPE_CHECKING:
    from raa_builder.model import PriorityAxis
    from raa_builder.prose.marks.numbers import Mark
    from raa_builder.prose.meanings.figures import Figures, Known, Scope
    from raa_builder.prose.verdicts import Meaning
    from raa_builder.prose.words.setting import Setting

ANCHOR = 1000  # a smaller number, or one with fewer digits, may be anybody's
_TWO_DIGITS = 100  # units of the last digit: what has fewer than three digits agrees with some figure by chance
_HARDLY = Decimal("0.000001")  # of a unit of the last digit: only the figure itself
_PERCENT = Decimal("0.01")


def judged(figures: Figures, axis: PriorityAxis | None, setting: Setting, mark: Mark, meaning: Meaning) -> Reading:
    """What the figures say of a number, given what it may mean.

    Args:
        figures: The figures of the report.
        axis: The axis of the number's row; `None` for the programme's own texts.
        setting: What its sentence says as a whole.
        mark: The number.
        meaning: What it may mean.
    """
    low, high = stands_for(mark)
    voice = meaning.voices[0] if len(meaning.voices) == 1 else None
    right = next((known for known in meaning.candidates if low <= known.figure.value < high), None)
    if right:
        return Reading(mark, Verdict.CONFIRMED, right, voice=voice)
    if (meaning.certain or meaning.likely) and meaning.candidates:
        is_sure = meaning.certain and not _is_beyond(mark, meaning.candidates[0], low, high)
        verdict = Verdict.CONTRADICTED if is_sure else Verdict.DOUBTED
        origin = _origin(figures, mark, meaning)
        return Reading(mark, verdict, meaning.candidates[0], origin, voice, meaning.base)
    scope = figures.scope(axis)
    if not (meaning.base and meaning.voices) and _is_held(figures, mark, scope):
        return Reading(mark, Verdict.CONFIRMED, voice=voice)
    return _stale(figures, setting, mark, meaning, scope) or Reading(mark, Verdict.NOT_FOUND, voice=voice)


def _is_beyond(mark: Mark, right: Known, low: Decimal, high: Decimal) -> bool:
    """Whether a figure lies on the side of a number on which it is said to, if further off: it is `oltre` that, too."""
    value = right.figure.value
    return (mark.hedge is Hedge.OVER and value >= high) or (mark.hedge is Hedge.UNDER and value < low)


def _origin(figures: Figures, mark: Mark, meaning: Meaning) -> Known | None:
    """Where a wrong number may come from."""
    if mark.kind is Kind.SHARE or not meaning.scope or not meaning.voices:
        return None
    return figures.neighbour(mark.kind, meaning.scope, meaning.voices[0], *stands_for(mark))


def _is_held(figures: Figures, mark: Mark, scope: Scope) -> bool:
    """Whether some figure or other prints so; the coarser a number, the less that says, and of `5%` nothing."""
    low, high = stands_for(mark)
    if mark.value < mark.step * _TWO_DIGITS:
        low, high = mark.value, mark.value + mark.step * _HARDLY
    return (mark.kind is not Kind.SHARE or mark.step < _PERCENT) and figures.holds(mark.kind, scope, low, high)


def _stale(figures: Figures, setting: Setting, mark: Mark, meaning: Meaning, scope: Scope) -> Reading | None:
    """A number that is last year's figure to the last of many digits: right where its sentence has today's, too.

    A sentence that speaks of the year before, or of a difference, without today's figure says nothing of it.
    """
    if mark.hedge is not Hedge.NONE or mark.value < mark.step * ANCHOR:
        return None
    is_round = mark.value % (mark.step * ANCHOR) == 0  # then it is anybody's
    for voice, before, now in figures.stale(mark.kind, scope, *stands_for(mark)):
        is_named = meaning.voices == (voice,)
        if not (is_named or not (meaning.voices or is_round)):
            continue
        if meaning.is_past or setting.tells(now, mark):
            return Reading(mark, Verdict.CONFIRMED, before, voice=voice)
        if not setting.names_other_year:
            verdict = Verdict.CONTRADICTED if is_named and not is_round else Verdict.DOUBTED
            return Reading(mark, verdict, now, before, voice)
    return None
