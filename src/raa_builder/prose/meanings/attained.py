# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much of a target is attained: a share and its sentence in, the shares of targets that it may be out.

`pari al 72% del target`, `ha raggiunto il 110% del target N+3`: the value of the indicator that the sentence names, or
the expenditure certified, over its target. At worst such a share is doubted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raa_builder.model import IndicatorKind, TextSection
from raa_builder.prose.marks.numbers import Kind
from raa_builder.prose.meanings.figures import Known, Voice, of_indicator
from raa_builder.prose.verdicts import Meaning
from raa_builder.prose.words import context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.cells import Figure
    from raa_builder.model import Indicator, PriorityAxis
    from raa_builder.prose.passages import Passage
    from raa_builder.prose.words.names import Names
    from raa_builder.prose.words.setting import Setting
    from raa_builder.prose.words.windows import Number

_NOUNS = ("target", "obiettivo", "traguardo", "atteso")  # one of them stands beside such a share
_TARGET = r"(?:valore\s)?(?:target|obiettivo|traguardo|valore\satteso)\b"
_OF_TARGET = re.compile(
    rf"\s*(?:de(?:l|llo)|dell[’']|sul|sull[’']|rispetto\sal(?:l[’'])?)\s?(?:suo\s|proprio\s)?{_TARGET}"
)
_ATTAINED_BY = re.compile(
    rf"\b{_TARGET}[^,;]*\b(?:raggiunt|conseguit|realizzat|centrat)[oaie]\s(?:al|all[’']|per\sil|per\sl[’'])\s?$"
)


def of_attained(names: Names, passage: Passage, setting: Setting, number: Number) -> Meaning | None:
    """What share of a target is attained; `None` where a share is not said to be of one.

    Args:
        names: The names of the report.
        passage: The passage of the sentence.
        setting: What the sentence says as a whole.
        number: The share.
    """
    words = f"{number.before}{number.after}"
    is_beside = number.before.strip() == "(" and passage.section is TextSection.INDICATORS
    is_of_target = any(noun in words for noun in _NOUNS) and (
        _OF_TARGET.match(number.after) or _ATTAINED_BY.search(number.before)
    )
    if not (is_of_target or is_beside):
        return None
    known, years = _of_n3(names, words) if setting.names_n3 else _of_indicators(names, passage, setting, words)
    if not known:
        return None
    is_told = context.tells_of_measure(names.without_own(setting.without_indicators(words)))
    return Meaning(known, likely=bool(is_of_target) and len(known) == 1 and setting.years <= years and is_told)


def _of_n3(names: Names, words: str) -> tuple[tuple[Known, ...], set[int]]:
    """The expenditure certified of the programme over its target “N+3”, and the years of which that may be said."""
    target = names.n3(words)
    certified = names.figures.programme.finance.certified
    share = _share(certified, target._replace(words="il target N+3")) if target else None
    return ((share,) if share else ()), {names.year, names.year + 1}


def _of_indicators(names: Names, passage: Passage, setting: Setting, words: str) -> tuple[tuple[Known, ...], set[int]]:
    """The values of the indicators that are meant over their targets, and the years of which that may be said."""
    meant = list(_meant(names, passage, setting, words))
    shares = (_of_indicator(axis, one) for axis, one in meant)
    return tuple(share for share in shares if share), {names.year, *(one.target_year or names.year for _, one in meant)}


def _meant(names: Names, passage: Passage, setting: Setting, words: str) -> Iterator[tuple[PriorityAxis, Indicator]]:
    """The indicators of whose target a share is: those named, that of the expenditure certified, or named loosely."""
    axis = passage.axis
    if setting.indicators or axis is None:
        yield from setting.indicators
    elif context.voices_in(setting.words, Kind.MONEY) == [Voice.CERTIFIED]:
        yield from ((axis, one) for one in axis.indicators if one.kind is IndicatorKind.CERTIFIED)
    else:
        yield from ((axis, one) for one in names.loosely_named(axis, words, Kind.COUNT))


def _of_indicator(axis: PriorityAxis, indicator: Indicator) -> Known | None:
    certified = axis.finance.certified if indicator.kind is IndicatorKind.CERTIFIED else None
    value = of_indicator(indicator, target=False, certified=certified)
    target = of_indicator(indicator, target=True, certified=None)
    return _share(value.figure, target) if value and target else None


def _share(value: Figure | None, target: Known) -> Known | None:
    share = value.ratio(target.figure) if value else None
    if share is None:
        return None
    return Known(share, f"la quota raggiunta del {target.words.removeprefix('il ')}", is_printed=False)
