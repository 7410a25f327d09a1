# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a number of a text is: its kind, whether it is said to be exact, and its mark with place and value."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple


class Kind(Enum):
    """What a mark is."""

    MONEY = auto()
    SHARE = auto()
    COUNT = auto()
    YEAR = auto()
    DATE = auto()
    ACT = auto()
    LABEL = auto()
    APART = auto()
    UNCLEAR = auto()
    PLACEHOLDER = auto()

    @property
    def is_number(self) -> bool:
        """Whether marks of this kind can be compared with figures."""
        return self in _COMPARED


_COMPARED = frozenset({Kind.MONEY, Kind.SHARE, Kind.COUNT})


class Hedge(Enum):
    """What stands beside a number to say that it is not exact."""

    NONE = auto()
    OVER = auto()
    ABOUT = auto()
    UNDER = auto()


class Mark(NamedTuple):
    """Something written in digits, a number in letters, or a placeholder.

    Attributes:
        kind: What it is.
        start: Where it begins in the text.
        end: Where it ends.
        text: What was typed.
        value: Euros, a ratio (0.57 for 57%), or a count; 0 for what is set apart.
        step: What one unit of the last digit typed is worth, in the same unit.
        hedge: Whether it is said to be exact.
        scale: What its digits are multiplied by: 1000000 for `Mln€`, 0.01 for `%`.
        slack: How much further off it may be, because its hedge is that of a number before it and need not reach it.
    """

    kind: Kind
    start: int
    end: int
    text: str
    value: Decimal = Decimal(0)
    step: Decimal = Decimal(1)
    hedge: Hedge = Hedge.NONE
    scale: Decimal = Decimal(1)
    slack: Decimal = Decimal(0)

    @property
    def decimals(self) -> int:
        """How many digits after the comma count: none of `circa 100`, one of `4,9 Mln€`."""
        exponent = (self.step / self.scale).normalize().as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0
