# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Arithmetic of colours: `#RRGGBB` in, contrasts and `#RRGGBB` out. Contrast is that of WCAG 2.1, from 1 to 21."""

from __future__ import annotations

from functools import lru_cache

READABLE = 4.5  # WCAG 2.1, success criterion 1.4.3, level AA
_STEPS = 20


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """The colour with a share, from 0 to 1, of the other in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(mine + (its - mine) * share):02X}" for mine, its in pairs)


@lru_cache(maxsize=1024)
def readable(colour: str, ground: str, ratio: float = READABLE) -> str:
    """The colour, mixed with as little white or black as gives it that contrast with the ground.

    Args:
        colour: The colour wished for.
        ground: What it is set on.
        ratio: The least contrast; where even white or black falls short of it, that one is returned.
    """
    end = max("#FFFFFF", "#000000", key=lambda extreme: contrast(extreme, ground))
    tints = (mix(colour, end, step / _STEPS) for step in range(_STEPS + 1))
    return next((tint for tint in tints if contrast(tint, ground) >= ratio), end)


def spread(shades: tuple[str, ...], position: float) -> str:
    """The colour at a position, from 0 to 1, on the scale that runs evenly through the shades."""
    place = position * (len(shades) - 1)
    below = min(int(place), len(shades) - 1)
    above = min(below + 1, len(shades) - 1)
    return mix(shades[below], shades[above], place - below)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
