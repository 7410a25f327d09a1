# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the emblem is made of: filled outlines of straight lines and quadratic curves.

The points of outlines are whole hundredths of a point: finer than any printer, and short to write.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

FINE = 100  # to a point
Point: TypeAlias = tuple[int, int]
Step: TypeAlias = Point | tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Contour:
    """A closed line.

    Attributes:
        start: Where it begins.
        steps: Each leads on to a point: straight, `(x, y)`, or in a quadratic curve, `(control x, control y, x, y)`.
    """

    start: Point
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """Contours filled with one colour, `#RRGGBB`; those within others are holes, by either rule of filling."""

    fill: str
    contours: tuple[Contour, ...]


@dataclass(frozen=True, slots=True)
class EmblemDrawing:
    """The emblem with its wording; the flag stands in the upper left corner and is as high as the whole.

    Attributes:
        width: Width of flag and wording, points.
        height: Height of the flag, its hoist, points.
        flag: Width of the flag, its fly, points.
        ground: The blue rectangle.
        stars: The circle of stars, painted on it.
        wording: The letters beside it.
    """

    width: float
    height: float
    flag: float
    ground: Outline
    stars: Outline
    wording: Outline
