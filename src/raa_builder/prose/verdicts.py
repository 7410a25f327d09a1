# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What becomes of a number: its verdict, what it may mean, and the values that it stands for as it is typed."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.prose.marks.numbers import Hedge

if TYPE_CHECKING:
    from raa_builder.prose.marks.numbers import Mark
    from raa_builder.prose.meanings.figures import Known, Scope, Voice
    from raa_builder.prose.words.bases import Base


class Verdict(Enum):
    """What the report's figures say of a number."""

    CONFIRMED = auto()
    CONTRADICTED = auto()
    DOUBTED = auto()
    NOT_FOUND = auto()


class Reading(NamedTuple):
    """A number of a passage and what became of it.

    Attributes:
        mark: The number.
        verdict: What the figures say of it.
        right: The figure that it means, where that is certain.
        origin: The other figure that it is, when it is contradicted or doubted.
        voice: What it counts, where the words around it name one thing.
        base: What it is said to be a share of.
    """

    mark: Mark
    verdict: Verdict
    right: Known | None = None
    origin: Known | None = None
    voice: Voice | None = None
    base: Base | None = None


class Meaning(NamedTuple):
    """What a number may mean, and whether it can mean nothing else; `likely` where some word may tell of a part.

    A number `is_past` when it is one of the year before.
    """

    candidates: tuple[Known, ...] = ()
    certain: bool = False
    likely: bool = False
    voices: tuple[Voice, ...] = ()
    scope: Scope | None = None
    is_target: bool = False
    is_past: bool = False
    base: Base | None = None


def stands_for(mark: Mark) -> tuple[Decimal, Decimal]:
    """The values, from the first to below the second, that print as a number does.

    Cut off or half up at its last digit; `oltre` is cut off, `circa` may be one unit of its last digit off.
    """
    value, step, slack = mark.value, mark.step, mark.slack
    match mark.hedge:
        case Hedge.NONE:
            return value - step / 2, value + step
        case Hedge.OVER:
            return value - slack / 2, value + step
        case Hedge.UNDER:
            return value - step, value + max(slack, _LEAST)
        case Hedge.ABOUT:
            return value - step * 3 / 2, value + step * 2


_LEAST = Decimal("1e-9")
_SURE_DIGITS = 4


def is_slip(mark: Mark, right: Decimal, least: int = _SURE_DIGITS) -> bool:
    """Whether a number of so many digits or more is a figure but for one digit, or for two exchanged."""
    typed, half = str(int(mark.value / mark.step)), Decimal("0.5")
    return any(_are_alike(typed, str(int(right / mark.step + more)), least) for more in (0, half))  # or half up


def _are_alike(typed: str, exact: str, least: int) -> bool:
    """Whether so many digits or more are others but for one, or for two exchanged."""
    if len(typed) != len(exact) or len(typed) < least:
        return False
    off = sum(one != other for one, other in zip(typed, exact, strict=True))
    return off <= 1 or (off == 2 and sorted(typed) == sorted(exact))
