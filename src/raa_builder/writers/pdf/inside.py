# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a chunk of text without spaces may be broken: its parts in, the stops inside out. Lengths are points."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from math import inf
from typing import TYPE_CHECKING, TypeAlias

from raa_builder.writers.metrics import HYPHEN, Face
from raa_builder.writers.pdf.hyphens import SHORTEST, hyphenation_points

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_BREAK_SPACE = "\u00a0"
# an address breaks after these, a compound after its hyphen or dash
_AFTER = re.compile(r"(?<=\w)[-–/](?=\w)")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")
_ADDRESS_AFTER = re.compile(r"[/._@?&=-](?=[^/._@?&=\s-])")
_HYPHEN, _JOINT, _EMERGENCY = 300.0**2, 150.0**2, 50_000.0**2  # demerits

Part: TypeAlias = tuple[str, Face, float, str]  # a text, its face, size and language
# as `chunks.Stop`, from the start of the chunk; last, how many no-break spaces stand behind the end
Inside: TypeAlias = tuple[int, int, float, float, float, float, int]
_Found: TypeAlias = dict[int, tuple[int, float, float]]  # by end: start of the next line, hyphen, demerits


@lru_cache(maxsize=20_000)
def stops_inside(parts: tuple[Part, ...], measure: float, hyphens: bool) -> tuple[Inside, ...]:  # noqa: FBT001 (a key)
    """The stops within a chunk, in order: behind joints, at hyphens, and anywhere if it is wider than the measure.

    Args:
        parts: Its text, part by part.
        measure: Width of a line, if the chunk is wider; infinite else.
        hyphens: Whether words may be divided.
    """
    text = "".join(part[0] for part in parts)
    found: _Found = {at: (at, hyphen, _HYPHEN) for at, hyphen in _hyphens(parts)} if hyphens else {}
    found |= {match.end(): (match.end(), 0.0, _JOINT) for match in _joints(text)}
    if not found and measure == inf:
        return ()
    advances = (map(face.scaled(size).__getitem__, words) for words, face, size, _ in parts)
    distance = list(accumulate(chain.from_iterable(advances), initial=0.0))
    if measure < inf:
        _add_emergencies(found, text, parts, distance, measure)
    return tuple(
        (at, after, hyphen, demerits, distance[at], distance[after], text.count(NO_BREAK_SPACE, at))
        for at, (after, hyphen, demerits) in sorted(found.items())
    )


def _hyphens(parts: tuple[Part, ...]) -> Iterator[tuple[int, float]]:
    """Where words may be divided, and the widths of the hyphens."""
    start = 0
    for text, face, size, language in parts:
        if len(text) >= SHORTEST:
            for point in hyphenation_points(text, language):
                yield start + point, face.width(HYPHEN, size)
        start += len(text)


def _joints(text: str) -> Iterator[re.Match[str]]:
    last = 0
    for address in _ADDRESS.finditer(text):
        yield from _AFTER.finditer(text, last, address.start())
        yield from _ADDRESS_AFTER.finditer(text, address.start(), address.end())
        last = address.end()
    yield from _AFTER.finditer(text, last)


def _add_emergencies(
    found: _Found, text: str, parts: tuple[Part, ...], distance: list[float], measure: float
) -> None:  # fmt: skip
    """Stops inside what is wider than the measure on its own: at no-break spaces, and with hyphens elsewhere."""
    hyphen = 0.0 if _ADDRESS.match(text) else max(face.width(HYPHEN, size) for _, face, size, _ in parts)
    for first, last in pairwise([0, *sorted(found), len(text)]):
        if distance[last] - distance[first] <= measure:
            continue
        for at in range(first + 1, last):
            if text[at] == NO_BREAK_SPACE:
                if at + 1 < len(text):  # behind it there is something to begin a line
                    found[at] = (at + 1, 0.0, _EMERGENCY / 4)
            elif text[at - 1] != NO_BREAK_SPACE:
                found[at] = (at, hyphen, _EMERGENCY)
