# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of two editions in, pairs of what is the same thing in both out.

A code is a row's identity, which `new --from` carries over; but people move rows, and write another thing where one
stood before. So a code counts where the names are alike, and a name where the code has moved.
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Generic, TypeVar

from raa_builder.workbook.layout import normalised

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ALIKE = 0.6  # share of the characters; unrelated titles share about a third
_SHORT = 200  # characters; longer names are compared by their words, since letters then match anywhere

Row = TypeVar("Row")


def matched(
    before: Sequence[Row],
    after: Sequence[Row],
    code: Callable[[Row], str],
    name: Callable[[Row], str],
    *,
    code_decides: bool = False,
) -> tuple[tuple[Row | None, Row | None], ...]:
    """The rows in pairs, in the order of the later edition; those that are gone stand at the end.

    Args:
        before: Rows of the earlier edition.
        after: Rows of the later edition.
        code: The code of a row, without its axis.
        name: Its title, name or text.
        code_decides: Whether rows of one code are the same thing however much their names differ.
    """
    pairing = _Pairing(before, after)
    pairing.pair(lambda row: (code(row), normalised(name(row))))
    pairing.pair(lambda row: normalised(name(row)))
    pairing.pair(code, lambda one, other: code_decides or _alike(name(one), name(other)))
    return pairing.pairs()


def _alike(one: str, other: str) -> bool:
    names = (normalised(one), normalised(other))
    parts = names if max(map(len, names)) < _SHORT else tuple(name.split() for name in names)
    return SequenceMatcher(None, *parts).ratio() >= _ALIKE


class _Pairing(Generic[Row]):
    """Pairs rows key by key; what is paired once stays so."""

    def __init__(self, before: Sequence[Row], after: Sequence[Row]) -> None:
        self._before, self._after = list(before), list(after)
        self._found: dict[int, int] = {}  # place in the later edition → place in the earlier one

    def pair(self, key: Callable[[Row], object], agree: Callable[[Row, Row], bool] = lambda _, __: True) -> None:
        """Pair what has the same key, which nothing else has, and agrees."""
        places = self._unique([n for n in range(len(self._before)) if n not in self._found.values()], self._before, key)
        wanted = self._unique([n for n in range(len(self._after)) if n not in self._found], self._after, key)
        for value, place in wanted.items():
            other = places.get(value)
            if other is not None and agree(self._before[other], self._after[place]):
                self._found[place] = other

    def _unique(self, places: list[int], rows: list[Row], key: Callable[[Row], object]) -> dict[object, int]:
        keys = {place: key(rows[place]) for place in places}
        counts = Counter(keys.values())
        return {value: place for place, value in keys.items() if counts[value] == 1}

    def pairs(self) -> tuple[tuple[Row | None, Row | None], ...]:
        """The pairs; a row without another stands alone."""
        kept = [(self._before[self._found[n]] if n in self._found else None, row) for n, row in enumerate(self._after)]
        gone = [(row, None) for n, row in enumerate(self._before) if n not in self._found.values()]
        return (*kept, *gone)
