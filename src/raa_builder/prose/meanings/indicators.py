# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The numbers about indicators: a sentence in, the values and the targets that its numbers may be out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raa_builder.model import IndicatorKind
from raa_builder.prose.certainty import is_of_size
from raa_builder.prose.marks.numbers import Kind
from raa_builder.prose.meanings.figures import INDICATOR_KINDS, Known, of_indicator
from raa_builder.prose.verdicts import Meaning, is_slip
from raa_builder.prose.words import context
from raa_builder.prose.words.names import YEAR, stems

if TYPE_CHECKING:
    from raa_builder.cells import Figure
    from raa_builder.model import Indicator, PriorityAxis
    from raa_builder.prose.marks.numbers import Mark
    from raa_builder.prose.passages import Passage
    from raa_builder.prose.words.names import Names
    from raa_builder.prose.words.setting import Setting
    from raa_builder.prose.words.windows import Number

_CLAUSE_END = re.compile(r"[.,;:()]|\d")
_DONE = frozenset({"realizzati", "realizzate", "prodotti", "prodotte", "svolti", "svolte", "effettuati", "effettuate"})
_FEW_DIGITS = 2  # of a small count: a slip in one of them is still one
_NEAR = 3  # times its value: what is farther off is hardly meant for it


def of_named(names: Names, setting: Setting, number: Number, *, is_second: bool, is_last: bool) -> Meaning:
    """The value or the target of the indicators of which a sentence gives the name.

    Args:
        names: The names of the report.
        setting: What the sentence says as a whole.
        number: The number.
        is_second: Whether the number before it is of the indicator, too.
        is_last: Whether no other number follows in the sentence.
    """
    mark, kind, before, after = number
    target = context.names_target(before) or (is_second and context.is_against(before))
    knowns = _figures(setting, kind, target=target)
    words = f"{setting.without_indicators(before)}{context.head_of(setting.without_indicators(after))}"
    is_told = context.tells_of_measure(names.without_own(words))
    if _may_be_either(number, is_last=is_last):
        return _of_either(mark, (*_figures(setting, kind, target=not target), *knowns), is_told=is_told)
    due = {names.year, *(one.target_year for _, one in setting.indicators if target)}
    in_time = all(int(year) in due for year in YEAR.findall(words))
    is_own = target if is_second else setting.names_indicator(f"{before}{after}")
    is_one = len(knowns) == 1 and in_time and is_own and not context.ends_in_sign(before)
    is_flow = setting.is_flow and not target
    is_slip_of_one = is_one and is_flow and is_told and is_slip(mark, knowns[0].figure.value)
    return Meaning(knowns, certain=is_one and is_told and not is_flow, likely=is_slip_of_one)


def of_loosely_named(names: Names, passage: Passage, setting: Setting, number: Number) -> Meaning | None:
    """The value of the indicators of which the words beside a number say about the name; at worst it is a doubt.

    Args:
        names: The names of the report.
        passage: The passage of the sentence.
        setting: What the sentence says as a whole.
        number: The number, a share or a count.
    """
    axis, before = passage.axis, context.own_words(number.before)
    words = f"{before} {number.head}"
    if axis is None or number.kind is Kind.MONEY or context.names_target(words):
        return None
    named = names.loosely_named(axis, words, number.kind)
    knowns = tuple(known for one in named if (known := of_indicator(one, target=False, certified=None)))
    if not knowns:
        return None
    is_open = setting.is_flow or setting.is_special or setting.names_other_year or setting.follows_part
    if len(knowns) > 1 or is_open or YEAR.search(words):
        return Meaning(knowns)
    told = stems(named[0].name.text)
    rest = " ".join(word for word in names.without_own(words).split() if not stems(word) <= told or not stems(word))
    is_of_it = number.kind is Kind.SHARE or _counts_it(number, Meaning(knowns), told)
    return Meaning(knowns, likely=is_of_it and context.is_plain(rest))


def of_shortly_named(names: Names, passage: Passage, setting: Setting, number: Number) -> Meaning | None:
    """The value of the one indicator of which the words after a count say how its name begins; at worst it is a doubt.

    The name goes on: only what is a slip is doubted, for of those whom the rest leaves out there may be more.

    Args:
        names: The names of the report.
        passage: The passage of the sentence.
        setting: What the sentence says as a whole.
        number: The count.
    """
    axis, head = passage.axis, _CLAUSE_END.split(number.after)[0]
    if axis is None or number.kind is not Kind.COUNT or context.names_target(number.before):
        return None
    before = context.own_words(number.before)
    named = names.shortly_named(axis, head) or names.shortly_named(axis, before)
    known = of_indicator(named[0], target=False, certified=None) if len(named) == 1 else None
    if known is None:
        return None
    is_open = setting.is_flow or setting.is_special or setting.names_other_year or setting.follows_part
    told = stems(named[0].name.text)
    words = names.without_own(f"{before} {head}").split()
    rest = " ".join(word for word in words if not stems(word) or not stems(word) <= told)
    meaning = Meaning((known,))
    is_whole = told <= stems(f"{before} {head}") and is_of_size(number.mark, meaning, _NEAR)
    is_its = is_whole or is_slip(number.mark, known.figure.value, _FEW_DIGITS)
    return meaning._replace(likely=is_its and not is_open and context.is_plain(rest, _DONE))


def _counts_it(number: Number, meaning: Meaning, told: frozenset[str]) -> bool:
    """Whether a count is of what the name of an indicator says, and of its size."""
    noun = stems(next(iter(number.head.split()), ""))
    return noun <= told and is_of_size(number.mark, meaning, _NEAR)


def _figures(setting: Setting, kind: Kind, *, target: bool) -> tuple[Known, ...]:
    """The values, or the targets, of the indicators whose names stand in the sentence."""
    return tuple(
        known
        for axis, one in setting.indicators
        if INDICATOR_KINDS[one.unit] is kind
        and (known := of_indicator(one, target=target, certified=_certified(axis, one)))
    )


def _certified(axis: PriorityAxis, indicator: Indicator) -> Figure | None:
    return axis.finance.certified if indicator.kind is IndicatorKind.CERTIFIED else None


def _may_be_either(number: Number, *, is_last: bool) -> bool:
    """Whether a number beside words that name a target may be the value: `il target è raggiunto, con 51.050`."""
    if context.names_target(number.before):
        return not context.announces_target(number.before)
    return is_last and context.names_target(number.head)


def _of_either(mark: Mark, knowns: tuple[Known, ...], *, is_told: bool) -> Meaning:
    """What may be the value or the target; at worst, where the words tell of no more, it is a slip for one of them."""
    slips = [known for known in knowns if is_slip(mark, known.figure.value)]
    return Meaning(tuple(dict.fromkeys([*slips, *knowns])), likely=is_told and len(slips) == 1)
