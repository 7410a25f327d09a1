# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Units said once: the marks of a text in, the same out, where what has no unit has that of the last of its list.

`da 180,1 a 217,4 Mln€` and `rispettivamente a 217,4, 153,4 e 120 Mln€` are amounts all; whole numbers without a unit
are so only where a word leads to them that tells of a list: they may count something of their own.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from raa_builder.prose.marks.hedges import exactness
from raa_builder.prose.marks.kinds import Kind, Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

_BARE = frozenset({Kind.UNCLEAR, Kind.COUNT})
_TIMES = frozenset({Kind.YEAR, Kind.DATE})
# between two numbers of a list, with or without the time of the first; the last of them follows no comma
_LINK = re.compile(
    r"(?:\s(?:nel|del|al|(?:di|a)\sfine)\s(?:20\d\d|\d\d?[./]\d\d?[./]20\d\d|\d\d?[°º]?\s[a-z]+\s20\d\d))?"
    r"(?:\s(?:e|ed|o|contro)(?:\s(?:a|ad|ai|al|il|i|di|per|circa|all[’']|l[’']))*|\s(?:a|ai|al|all[’']))\s?(?:circa\s)?"
)
_COMMA = re.compile(r",\s(?:a\s|il\s)?")
# what leads to the first of a list
_LEAD = re.compile(
    r"\b(?:d(?:a|ai|al|all[’'])|tra|fra|rispettivamente(?:\s(?:pari\s)?(?:a|ad|ai|al|all[’']|di|per))?)"
    r"\s?(?:(?:i|gli|il|l[’'])\s?)?$"
)
_BEFORE = 36  # characters in which such a word stands
_LEAST_THOUSANDS = 10_000  # in millions or per cent nobody has so many


def with_shared_units(text: str, marks: list[Mark]) -> list[Mark]:
    """The marks of a text, in order, each with its own unit or that of its list."""
    if len(marks) == 1 or not any(mark.kind in _BARE for mark in marks):
        return marks
    found = list(marks)
    numbers = [place for place, mark in enumerate(found) if mark.kind not in _TIMES]
    for end in range(len(numbers) - 1, 0, -1):
        last = found[numbers[end]]
        if last.kind not in {Kind.MONEY, Kind.SHARE} or found[numbers[end - 1]].kind not in _BARE:
            continue
        places = _listed(text, found, numbers, end)
        if any(found[place].kind is Kind.UNCLEAR for place in places) or _is_led(text, found, places):
            for place in places:
                found[place] = _with_unit(text, found[place], last)
    return found


def _listed(text: str, found: Sequence[Mark], numbers: Sequence[int], end: int) -> list[int]:
    """The places of the numbers without a unit that are listed before the one at `end`, nearest first."""
    listed: list[int] = []
    last = found[numbers[end]]
    for before in range(end - 1, -1, -1):
        place = numbers[before]
        mark, after = found[place], found[listed[-1]] if listed else last
        link = _COMMA if listed else _LINK
        is_bare = mark.kind in _BARE and mark.scale == 1 and (last.scale == 1 or mark.value < _LEAST_THOUSANDS)
        if not is_bare or link.fullmatch(text, mark.end, after.start) is None:
            break
        listed.append(place)
    return listed


def _is_led(text: str, found: Sequence[Mark], places: Sequence[int]) -> bool:
    """Whether a word leads to the first of some numbers that tells of a list: `da 98 a 112 Mln€`."""
    start = found[places[-1]].start if places else 0
    return _LEAD.search(text[max(0, start - _BEFORE) : start]) is not None


def _with_unit(text: str, mark: Mark, last: Mark) -> Mark:
    """A number with the unit of another."""
    step = mark.step if mark.kind is Kind.UNCLEAR else Decimal(1)
    exact = exactness(text, mark.start, mark.end)
    value, step = mark.value * last.scale, step * last.scale
    digits = mark.text if mark.kind is Kind.UNCLEAR else str(mark.value)
    return Mark(
        last.kind, mark.start, mark.end, mark.text, value, exact.step(digits, value, step), exact.hedge, last.scale
    )
