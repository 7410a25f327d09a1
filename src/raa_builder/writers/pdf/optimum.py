# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The best lines of a paragraph: chunks in, the stops at which its lines end out.

After D. Knuth and M. Plass, "Breaking Paragraphs into Lines", Software: Practice and Experience 11, 1981: a line is bad
as the cube of what its spaces give or take, and the sum over the paragraph is least. Lengths are points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from heapq import heappop, heappush
from math import inf
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from raa_builder.writers.pdf.chunks import Chunks, Stop

SHRINK, STRETCH = 0.33, 0.5  # of a space
WIDEST_STRETCH = 3.5  # a looser line is left ragged
_TWO_HYPHENS_PENALTY = 60_000.0
_LINE_PENALTY = 10.0
_WITHOUT_HYPHENS = 1.2  # the stretch at which a paragraph does without any
_TOLERANCES = (1.6, 3.5, inf)


# the best way known to a stop: the demerits of its lines, the end of the line before (-1 at the start of the text), the
# stop, the chunk in which the next line begins; a plain tuple, as there are thousands
_Way: TypeAlias = tuple[float, int, "Stop", int]


def best_stops(chunks: Chunks, *, hyphenate: bool) -> list[Stop]:
    """Where the lines end: without hyphens where that is good enough, else with them, as loose as it takes.

    Returns:
        The stops, before them the start of the paragraph; none if there is no way at all.
    """
    search = _Search(chunks, hyphens=False)
    stops = search.cheapest(_WITHOUT_HYPHENS)
    if not stops and hyphenate:
        search = _Search(chunks, hyphens=True)
    for tolerance in _TOLERANCES:
        stops = stops or search.cheapest(tolerance)
    return stops


class _Search:
    """The search for the lines of least demerits."""

    def __init__(self, chunks: Chunks, *, hyphens: bool) -> None:
        self._chunks = chunks
        self._hyphens = hyphens
        self._behind = chunks.stops
        self._shrink, self._stretch = SHRINK * chunks.space, STRETCH * chunks.space
        self._stops: list[list[Stop]] = [[]] * len(chunks.ends)  # by chunk, once it was looked at

    def cheapest(self, tolerance: float) -> list[Stop]:
        """The stops of the lines of least demerits; none when no way is within tolerance.

        The cheapest way so far is always the next to be followed (E. W. Dijkstra, "A note on two problems in connexion
        with graphs", 1959), so that most are never followed to the end.
        """
        start, end = self._chunks.start, self._chunks.end
        ways: dict[int, _Way] = {start: (0.0, -1, self._chunks.begin(), 0)}
        agenda = [(0.0, start)]
        while agenda:
            cost, at = heappop(agenda)
            if at == end:
                return _traced(ways, end)
            if cost == ways[at][0]:  # else a cheaper way was followed already
                self._go_on(ways, agenda, at, tolerance)
        return []

    def _go_on(self, ways: dict[int, _Way], agenda: list[tuple[float, int]], at: int, tolerance: float) -> None:
        """From a stop, try the lines that begin behind it: each that may be set leads to a further stop.

        Only the chunks within reach of a line are looked at. A line wider than the measure takes from its spaces, a
        narrower one gives them more.
        """
        chunks, shrink, stretch = self._chunks, self._shrink, self._stretch
        so_far, _, (origin, after, hyphened, _, _, left, count), first = ways[at]
        begun = count + after - origin  # spaces before the line
        reach = left + chunks.width
        final, behind = chunks.end, chunks.ends
        nearest, loosest = self._window(first, reach, begun, tolerance)
        for chunk in range(nearest, len(behind)):
            for stop in self._stops[chunk] or self._look_at(chunk):
                end, _, hyphen, demerits, edge, _, count = stop
                slack = reach - edge - hyphen
                if slack > loosest and end != final:
                    continue
                spaces = count - begun
                if slack < 0:
                    if slack < -shrink * spaces - 1e-6:
                        if hyphen:
                            continue
                        return  # what follows is wider still
                    ratio = -slack / (shrink * spaces) if spaces else 0.0
                elif end == final:
                    ratio = 0.0
                elif spaces:
                    ratio = slack / (stretch * spaces)
                else:
                    ratio = 0.0 if slack < 1 else 2 * WIDEST_STRETCH + slack / chunks.width
                if ratio > tolerance or end <= after:
                    continue
                badness = _LINE_PENALTY + 100.0 * ratio * ratio * ratio
                cost = so_far + badness * badness + demerits
                if hyphen and hyphened:
                    cost += _TWO_HYPHENS_PENALTY
                known = ways.get(end)
                if known is None or cost < known[0]:
                    ways[end] = cost, at, stop, chunk + (end == behind[chunk])
                    heappush(agenda, (cost, end))

    def _window(self, first: int, reach: float, begun: int, tolerance: float) -> tuple[int, float]:
        """The first chunk that is not too near to end a line, the last one never being so, and the most slack."""
        if tolerance == inf:
            return first, inf
        edges, last = self._chunks.edges, len(self._behind) - 1
        full = bisect_right(edges, reach, first, last)
        loosest = tolerance * self._stretch * (self._behind[full][-1] - begun) or 1.0
        return bisect_left(edges, reach - loosest, first, last), loosest

    def _look_at(self, chunk: int) -> list[Stop]:
        """The stops within a chunk and the one behind it."""
        behind = self._behind[chunk]
        stops = self._stops[chunk] = self._chunks.inner(chunk, behind[-1], hyphens=self._hyphens)
        stops.append(behind)
        return stops


def _traced(ways: dict[int, _Way], end: int) -> list[Stop]:
    """The stops that lead to the end, from the first."""
    stops = []
    while end >= 0:
        _, origin, stop, _ = ways[end]
        stops.append(stop)
        end = origin
    return stops[::-1]
