# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Line breaking: a shaped text and a width in, lines out.

Justified text is broken for the whole paragraph at once (D. Knuth and M. Plass, "Breaking Paragraphs into Lines",
Software: Practice and Experience 11, 1981); ragged text line by line. Lengths are points.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate, chain, pairwise, repeat
from math import inf
from operator import gt, itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from raa_builder.writers.metrics import HYPHEN
from raa_builder.writers.pdf.hyphens import SHORTEST, hyphenation_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from raa_builder.writers.pdf.text import Shaped, Span

NO_BREAK_SPACE = "\u00a0"
# an address breaks after these, a compound after its hyphen or dash
_SPACES = re.compile(" +")
_AFTER = re.compile(r"(?<=\w)[-–/](?=\w)")
_JOINED = re.compile(r"[-–/@]|www\.")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")
_ADDRESS_AFTER = re.compile(r"[/._@?&=-](?=[^/._@?&=\s-])")
_SHRINK, _STRETCH = 0.33, 0.5  # of a space
_HYPHEN_PENALTY, _TWO_HYPHENS_PENALTY, _EMERGENCY_PENALTY = 300.0, 60_000.0, 50_000.0
_LINE_PENALTY = 10.0
_WITHOUT_HYPHENS = 1.2  # the stretch at which a paragraph does without any
_TOLERANCES = (1.6, 3.5, inf)
_WIDEST_STRETCH = 3.5  # a looser line is left ragged


class BrokenLine(NamedTuple):
    """A line: characters from `start` up to `end`.

    Attributes:
        start: First character.
        end: One past the last that is measured; a space that ends the line comes after it.
        hyphen: Whether a hyphen is added at the end.
        width: Natural width.
        extra: Points to add to each space so that the line fills the measure; 0 for a ragged line.
        closes: Whether the line ends at a space, which stays in the text for those who listen to it.
    """

    start: int
    end: int
    hyphen: bool
    width: float
    extra: float
    closes: bool


# a place where a line may end, the next one beginning: its end, the start of the next, the width of the hyphen that is
# added, the penalty; a plain tuple, as there are thousands
_Break: TypeAlias = tuple[int, int, float, float]


class Breaker:
    """Breaks one text.

    Args:
        shaped: The text.
        hyphenate: Whether words may be divided.

    Attributes:
        advance: Distance of each character, and of the end, from the start of the text if it stood on one line.
    """

    def __init__(self, shaped: Shaped, *, hyphenate: bool) -> None:
        self._shaped = shaped
        text = shaped.text
        advances = [map(span.face.scaled(span.size).__getitem__, text[span.start : span.end]) for span in shaped.spans]
        self.advance = list(accumulate(chain(*advances), initial=0.0))
        self._hyphenate = hyphenate

    def justified(self, width: float) -> list[BrokenLine]:
        """Lines that fill `width`, the last one of each paragraph ragged."""
        lines: list[BrokenLine] = []
        for start, end in self._paragraphs():
            if self.advance[end] - self.advance[start] <= width:
                lines.append(self._whole(start, end))
                continue
            paragraph = _Paragraph(self._shaped, self.advance, start, end, width)
            lines += _best(paragraph, hyphenate=self._hyphenate) or paragraph.ragged()
        return lines

    def ragged(self, width: float) -> list[BrokenLine]:
        """Lines of natural spacing, each as full as `width` allows."""
        lines: list[BrokenLine] = []
        for start, end in self._paragraphs():
            if self.advance[end] - self.advance[start] <= width:
                lines.append(self._whole(start, end))
            else:
                lines += _Paragraph(self._shaped, self.advance, start, end, width).ragged()
        return lines

    def _whole(self, start: int, end: int) -> BrokenLine:
        """A paragraph that fits one line."""
        closes = end < len(self._shaped.text)
        return BrokenLine(start, end, False, self.advance[end] - self.advance[start], 0.0, closes)  # noqa: FBT003

    def _paragraphs(self) -> Iterator[tuple[int, int]]:
        """Start and end of each stretch of text between line breaks."""
        text = self._shaped.text
        start = 0
        while (end := text.find("\n", start)) >= 0:
            yield start, end
            start = end + 1
        yield start, len(text)


class _Paragraph:
    """A text between two line breaks as a row of chunks, which spaces part, and the places inside them.

    Attributes:
        starts: Start of each chunk.
        ends: End of each chunk.
        space: Width of a space.
        width: The measure.
    """

    def __init__(self, shaped: Shaped, advance: list[float], start: int, end: int, width: float) -> None:
        self.text = shaped.text
        self.advance = advance
        self.start, self.end, self.width = start, end, width
        self.space = shaped.spans[0].face.width(" ", shaped.spans[0].size) if shaped.spans else 0.0
        self._spans = shaped.spans
        gaps = [match.span() for match in _SPACES.finditer(self.text, start, end)]
        if gaps and gaps[0][0] == start:
            del gaps[0]
        if gaps and gaps[-1][1] == end:
            del gaps[-1]
        self.starts = [start, *map(itemgetter(1), gaps)]
        self.ends = [*map(itemgetter(0), gaps), end]
        self._jointed = _JOINED.search(self.text, start, end) is not None

    def count_spaces(self, start: int, end: int) -> int:
        """Spaces between two places, no-break ones too."""
        return self.text.count(" ", start, end) + self.text.count(NO_BREAK_SPACE, start, end)

    # ── where a line may end ─────────────────────────────────────────────────

    def breaks(self, *, hyphens: bool) -> list[_Break]:
        """All breaks in order: the spaces, the breaks inside words, and last the end of the paragraph."""
        nexts = [*self.starts[1:], min(self.end + 1, len(self.text))]
        breaks = list(zip(self.ends, nexts, repeat(0.0), repeat(0.0)))
        inner = self._inside(self.starts, self.ends, hyphens=hyphens)
        return sorted([*breaks, *inner.values()]) if inner else breaks

    def spaces_before(self, ends: Sequence[int], nexts: Sequence[int]) -> tuple[list[int], list[int]]:
        """How many spaces stand before the end of the line at each break, and before the start of the next line."""
        if NO_BREAK_SPACE in self.text or self.text.find("  ", self.start, self.end) >= 0:
            places = [self.start, *chain.from_iterable(zip(ends, nexts, strict=True))]
            counts = list(accumulate(self.count_spaces(last, at) for last, at in pairwise(places)))
            return counts[::2], counts[1::2]
        after = list(accumulate(map(gt, nexts, ends)))
        return [0, *after[:-1]], after

    def _inside(self, starts: list[int], ends: list[int], *, hyphens: bool) -> dict[int, _Break]:
        """The breaks within chunks, by their place: behind joints, at hyphens, and anywhere in a chunk too wide."""
        found = self._hyphens(starts, ends) if hyphens else {}
        if self._jointed:
            for match in self._joints(starts[0], ends[-1]):
                found[match.end()] = (match.end(), match.end(), 0.0, _HYPHEN_PENALTY / 2)
        for start, end in zip(starts, ends, strict=True):
            if self.advance[end] - self.advance[start] > self.width:
                self._add_emergencies(found, start, end)
        return found

    def _joints(self, start: int, end: int) -> Iterator[re.Match[str]]:
        last = start
        for address in _ADDRESS.finditer(self.text, start, end):
            yield from _AFTER.finditer(self.text, last, address.start())
            yield from _ADDRESS_AFTER.finditer(self.text, address.start(), address.end())
            last = address.end()
        yield from _AFTER.finditer(self.text, last, end)

    def _hyphens(self, starts: list[int], ends: list[int]) -> dict[int, _Break]:
        found: dict[int, _Break] = {}
        for span in self._spans:
            hyphen = span.face.width(HYPHEN, span.size)
            for start, end in _within(span, starts, ends):
                if end - start >= SHORTEST:
                    for point in hyphenation_points(self.text[start:end], span.language):
                        found[start + point] = (start + point, start + point, hyphen, _HYPHEN_PENALTY)
        return found

    def _add_emergencies(self, found: dict[int, _Break], start: int, end: int) -> None:
        """Breaks inside what is wider than the measure on its own: at no-break spaces, and with hyphens elsewhere."""
        places = [start, *sorted(at for at in found if start < at < end), end]
        for first, last in pairwise(places):
            if self.advance[last] - self.advance[first] <= self.width:
                continue
            hyphen = 0.0 if _ADDRESS.match(self.text, start, end) else self._hyphen_width(first)
            for at in range(first + 1, last):
                if self.text[at] == NO_BREAK_SPACE:
                    if at + 1 < end:  # behind it there is something to begin a line
                        found[at] = (at, at + 1, 0.0, _EMERGENCY_PENALTY / 2)
                elif self.text[at - 1] != NO_BREAK_SPACE:
                    found[at] = (at, at, hyphen, _EMERGENCY_PENALTY)

    def _hyphen_width(self, at: int) -> float:
        span = next(span for span in self._spans if span.end > at)
        return span.face.width(HYPHEN, span.size)

    # ── lines ────────────────────────────────────────────────────────────────

    def ragged(self) -> Iterator[BrokenLine]:
        """Lines of natural spacing."""
        first, last = self.start, None
        nexts = [*self.starts[1:], min(self.end + 1, len(self.text))]
        for start, end, after in zip(self.starts, self.ends, nexts, strict=True):
            fits = self.advance[end] - self.advance[first] <= self.width + 1e-6
            inner = {} if fits else self._inside([start], [end], hyphens=False)
            for stop in (*sorted(inner.values()), (end, after, 0.0, 0.0)):
                if last and last[1] > first and self.natural(first, stop) > self.width + 1e-6:
                    yield self.set(first, last, 0.0)
                    first = last[1]
                last = stop
        if last:
            yield self.set(first, last, 0.0)

    def filled(self, first: int, stop: _Break) -> BrokenLine:
        """A line that fills the measure, unless it is the last one or would have to be too loose."""
        slack = self.width - self.natural(first, stop)
        spaces = self.count_spaces(first, stop[0])
        widest = _WIDEST_STRETCH * _STRETCH * spaces * self.space
        loose = not spaces or (slack > 0 and (stop[0] == self.end or slack > widest))
        return self.set(first, stop, 0.0 if loose else slack / spaces)

    def natural(self, first: int, stop: _Break) -> float:
        """Width of a line as it is."""
        return self.advance[stop[0]] - self.advance[first] + stop[2]

    def set(self, first: int, stop: _Break, extra: float) -> BrokenLine:
        """The line."""
        end, after, hyphen, _ = stop
        return BrokenLine(first, end, bool(hyphen), self.natural(first, stop), extra, after > end)


def _within(span: Span, starts: list[int], ends: list[int]) -> Iterable[tuple[int, int]]:
    """What of each chunk stands in a span."""
    chunks = zip(starts, ends, strict=True)
    if span.start <= starts[0] and ends[-1] <= span.end:
        return chunks
    clipped = ((max(start, span.start), min(end, span.end)) for start, end in chunks)
    return [(start, end) for start, end in clipped if start < end]


# ── the best breaks of a paragraph ───────────────────────────────────────────


def _best(paragraph: _Paragraph, *, hyphenate: bool) -> list[BrokenLine]:
    """The best lines: without hyphens where that is good enough, else with them, as loose as it takes."""
    search = _Search(paragraph, hyphens=False)
    lines = search.cheapest(_WITHOUT_HYPHENS)
    if not lines and hyphenate:
        search = _Search(paragraph, hyphens=True)
    for tolerance in _TOLERANCES:
        lines = lines or search.cheapest(tolerance)
    return lines


class _Search:
    """The search for the lines of least demerits, over the breaks of a paragraph in columns.

    Break 0 is the start of the paragraph, the last one its end.
    """

    def __init__(self, paragraph: _Paragraph, *, hyphens: bool) -> None:
        start = paragraph.start
        self._paragraph = paragraph
        self._breaks = [(start, start, 0.0, 0.0), *paragraph.breaks(hyphens=hyphens)]
        self._ends, self._nexts, self._hyphens, self._penalties = zip(*self._breaks, strict=True)
        advance = paragraph.advance
        self._edges = [advance[end] for end in self._ends]
        self._before_end, self._before_next = paragraph.spaces_before(self._ends, self._nexts)
        self._last = len(self._breaks) - 1

    def cheapest(self, tolerance: float) -> list[BrokenLine]:
        """The lines of least demerits; none when no way is within tolerance.

        Breaks are worked off from the left; from each, only those are looked at that lie within reach of a line.
        """
        costs = [0.0, *repeat(inf, self._last)]
        origins = [0] * len(costs)
        for first in range(self._last):
            if costs[first] < inf:
                for stop, demerits in self._lines_from(first, tolerance):
                    cost = costs[first] + demerits
                    if cost < costs[stop]:
                        costs[stop], origins[stop] = cost, first
        return self._traced(origins) if costs[-1] < inf else []

    def _lines_from(self, first: int, tolerance: float) -> list[tuple[int, float]]:
        """The breaks at which a line that begins behind break `first` may end, each with how bad the line is.

        A line wider than the measure takes from its spaces, a narrower one gives them more.
        """
        paragraph, edges, hyphens, before_end = self._paragraph, self._edges, self._hyphens, self._before_end
        before, space, hyphened = self._before_next[first], paragraph.space, hyphens[first]
        reach = paragraph.advance[self._nexts[first]] + paragraph.width
        found = []
        for stop in range(self._nearest(first, reach, tolerance), self._last + 1):
            hyphen = hyphens[stop]
            slack = reach - edges[stop] - hyphen
            spaces = space * (before_end[stop] - before)
            if slack < -_SHRINK * spaces - 1e-6:
                if hyphen:
                    continue
                break  # what follows is wider still
            if slack >= 0 and stop == self._last:
                found.append((stop, _LINE_PENALTY))
                continue
            if spaces:
                ratio = slack / (_STRETCH * spaces) if slack > 0 else -slack / (_SHRINK * spaces)
            else:
                ratio = 0.0 if slack < 1 else 2 * _WIDEST_STRETCH + slack / paragraph.width
            if ratio <= tolerance:
                badness = _LINE_PENALTY + 100.0 * ratio**3
                demerits = badness * badness + self._penalties[stop] ** 2
                found.append((stop, demerits + _TWO_HYPHENS_PENALTY if hyphen and hyphened else demerits))
        return found

    def _nearest(self, first: int, reach: float, tolerance: float) -> int:
        """The first break behind `first` that is not too near for a line; the last one never is."""
        after = first + 1
        if tolerance == inf:
            return after
        full = bisect_right(self._edges, reach, after, self._last)
        room = self._paragraph.space * (self._before_end[full] - self._before_next[first])
        return min(bisect_left(self._edges, reach - tolerance * _STRETCH * room, after), self._last)

    def _traced(self, origins: list[int]) -> list[BrokenLine]:
        """The lines that lead to the end, from the first."""
        lines = []
        stop = self._last
        while stop:
            first = origins[stop]
            lines.append(self._paragraph.filled(self._nexts[first], self._breaks[stop]))
            stop = first
        return lines[::-1]
