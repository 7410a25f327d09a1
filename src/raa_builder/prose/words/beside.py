# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Units left to the amount beside: the marks of a text in, the same out, where a bare number is in millions, too.

`ha impegnato 121,9 milioni e ne ha pagati 74,7` are two amounts. Digits with decimals are one beside an amount in
millions of the same sentence, unless a noun follows, `1,8 volte`; whole ones, only after a word of money.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raa_builder.prose.marks.hedges import exactness
from raa_builder.prose.marks.kinds import Kind, Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

_MILLION = 1_000_000
_MOST = 10_000  # millions: no programme has more
_MOST_DECIMALS = 2  # three may be thousands: `59,154`
_WHOLE = re.compile(r"\d{1,4}")
_MONEY = r"(?:impegn|pag|liquid|erog|certific|programm|stanzi|spes)(?:at|ament|es)?[oaie]"
# what follows a number that counts nothing of its own
_NO_NOUN = re.compile(
    r"\s*(?:$|[.,;:()\n–]|-\s|(?:e|ed|o|nel|nell[’']|al|alla|a|dal|dalla|del|della|dell[’']|dei|delle|degli|contro|su|sul"
    rf"|rispetto|mentre|(?:in\s(?:più|meno))|(?:già\s)?{_MONEY})(?:(?<=[’'])|\b))"
)
# what leads to a whole number that is an amount: `ne ha pagati`, `i pagamenti sono`, `gli impegni i`
_LEAD = re.compile(
    rf"\b{_MONEY}\s(?:(?:sono|erano|è|a|ai|i|gli|pari|per|circa|oltre|quasi|arrivano|ammontano|certificata)\s)*$",
    re.IGNORECASE,
)
_BEFORE = 48  # characters in which such words stand
_END = re.compile(r"\n|[.!?;]\s+(?=[A-ZÀ-Ý“«\"•–-])")


def with_units_beside(text: str, marks: list[Mark]) -> list[Mark]:
    """The marks of a text, in order, the bare numbers beside amounts in millions with their unit."""
    amounts = [mark for mark in marks if mark.kind is Kind.MONEY and mark.scale == _MILLION]
    if not amounts:
        return marks
    return [
        _in_millions(text, mark) if _is_bare(text, mark) and _beside(text, mark, amounts) else mark for mark in marks
    ]


def _is_bare(text: str, mark: Mark) -> bool:
    """Whether a number is without a unit and without a noun."""
    if mark.value >= _MOST or mark.scale != 1 or _NO_NOUN.match(text, mark.end) is None:
        return False
    if mark.kind is Kind.UNCLEAR:
        return mark.decimals <= _MOST_DECIMALS
    is_whole = mark.kind is Kind.COUNT and _WHOLE.fullmatch(mark.text) is not None
    return is_whole and _LEAD.search(text[max(0, mark.start - _BEFORE) : mark.start]) is not None


def _beside(text: str, mark: Mark, amounts: Sequence[Mark]) -> bool:
    """Whether an amount stands in the sentence of a number."""
    return any(
        _END.search(text, min(mark.end, amount.end), max(mark.start, amount.start)) is None for amount in amounts
    )


def _in_millions(text: str, mark: Mark) -> Mark:
    exact = exactness(text, mark.start, mark.end)
    value, step = mark.value * _MILLION, mark.step * _MILLION
    step = exact.step(mark.text, value, step)
    return mark._replace(kind=Kind.MONEY, value=value, step=step, hedge=exact.hedge, scale=mark.scale * _MILLION)
