# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The flag as the law constructs it: a hoist in, outlines out.

The construction is that of Reg. (EU) 821/2014, Annex II, and of Reg. (EU) 2021/1060, Annex IX.
"""

from __future__ import annotations

from math import cos, pi, sin, sqrt

from raa_builder.emblem.shapes import FINE, Contour, Outline

BLUE, YELLOW = "#003399", "#FFCC00"
RATIO = 1.5  # the fly to the hoist
BORDER = 1 / 25  # of the hoist: the white border on a coloured ground
_CIRCLE, _STAR = 1 / 3, 1 / 18  # of the hoist: radius of the circle of stars, and of the circle around each star
_HOURS = 12
_INNER = (3 - sqrt(5)) / 2  # of a star's radius: where the sides of a regular pentagram cross


def ground(hoist: float) -> Outline:
    """The blue rectangle, half as wide again as high."""
    fly, height = round(RATIO * hoist * FINE), round(hoist * FINE)
    return Outline(BLUE, (Contour((0, 0), ((fly, 0), (fly, height), (0, height))),))


def stars(hoist: float) -> Outline:
    """Twelve stars where a clock has its hours, each with one point upwards."""
    unit = hoist * FINE
    centres = (_around(RATIO / 2 * unit, unit / 2, _CIRCLE * unit, hour / _HOURS) for hour in range(_HOURS))
    return Outline(YELLOW, tuple(_star(x, y, _STAR * unit) for x, y in centres))


def _star(x: float, y: float, radius: float) -> Contour:
    """A five-pointed star as one line around it, so that nothing overlaps."""
    corners = (_around(x, y, radius * (_INNER if n % 2 else 1.0), n / 10) for n in range(10))
    first, *rest = ((round(across), round(down)) for across, down in corners)
    return Contour(first, tuple(rest))


def _around(x: float, y: float, radius: float, turn: float) -> tuple[float, float]:
    """A point of a circle, from its top clockwise by a share of a full turn."""
    angle = 2 * pi * turn
    return x + radius * sin(angle), y - radius * cos(angle)
