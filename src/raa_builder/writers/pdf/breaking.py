# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Line breaking: a shaped text and a width in, lines out.

Justified text is broken for the whole paragraph at once (D. Knuth and M. Plass, "Breaking Paragraphs into Lines",
Software: Practice and Experience 11, 1981); ragged text line by line. Lengths are points.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import accumulate, pairwise
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.writers.metrics import HYPHEN
from raa_builder.writers.pdf.hyphens import hyphenation_points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.writers.pdf.text import Shaped

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


@dataclass(frozen=True, slots=True)
class BrokenLine:
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


class _Break(NamedTuple):
    """A place where a line may end: at `end`, the next one beginning at `next`. Light: there are thousands."""

    end: int
    next: int
    hyphen: float = 0.0
    penalty: float = 0.0
    forced: bool = False


class Breaker:
    """Breaks one text.

    Args:
        shaped: The text.
        hyphenate: Whether words may be divided.
    """

    def __init__(self, shaped: Shaped, *, hyphenate: bool) -> None:
        self._shaped = shaped
        advances: list[float] = []
        for span in shaped.spans:
            table, scale = span.face.advances, span.size / 1000
            advances += [advance * scale for advance in map(table.__getitem__, shaped.text[span.start : span.end])]
        self._advance = [0.0, *accumulate(advances)]
        self._hyphenate = hyphenate

    def justified(self, width: float) -> list[BrokenLine]:
        """Lines that fill `width`, the last one of each paragraph ragged."""
        lines: list[BrokenLine] = []
        for paragraph in self._paragraphs(width):
            chosen = _best(paragraph, hyphenate=self._hyphenate)
            if chosen:
                lines += [paragraph.filled(first, stop) for first, stop in chosen]
            else:
                lines += paragraph.ragged()
        return lines

    def ragged(self, width: float) -> list[BrokenLine]:
        """Lines of natural spacing, each as full as `width` allows."""
        return [line for paragraph in self._paragraphs(width) for line in paragraph.ragged()]

    def _paragraphs(self, width: float) -> Iterator[_Paragraph]:
        text = self._shaped.text
        start = 0
        while (end := text.find("\n", start)) >= 0:
            yield _Paragraph(self._shaped, self._advance, start, end, width)
            start = end + 1
        yield _Paragraph(self._shaped, self._advance, start, len(text), width)


class _Paragraph:
    """A text between two line breaks as a row of chunks, which spaces part, and the places inside them.

    Attributes:
        starts: Start of each chunk.
        ends: End of each chunk.
        spaces: How many spaces, no-break ones too, stand before each chunk.
        space: Width of a space.
        width: The measure.
    """

    def __init__(self, shaped: Shaped, advance: list[float], start: int, end: int, width: float) -> None:
        self.text = shaped.text
        self.advance = advance
        self.start, self.end, self.width = start, end, width
        self.space = shaped.spans[0].face.width(" ", shaped.spans[0].size) if shaped.spans else 0.0
        self._spans = shaped.spans
        self._inner: dict[tuple[int, bool], list[_Break]] = {}
        gaps = [
            (match.start(), match.end())
            for match in _SPACES.finditer(self.text, start, end)
            if match.start() > start and match.end() < end
        ]
        self.starts = [start, *(after for _, after in gaps)]
        self.ends = [*(at for at, _ in gaps), end]
        self.special = NO_BREAK_SPACE in self.text
        self.jointed = _JOINED.search(self.text, start, end) is not None
        self.spaces = list(range(len(self.starts)))
        if self.special or self.text.find("  ", start, end) >= 0:
            self.spaces = [self.count_spaces(start, at) for at in self.starts]

    def count_spaces(self, start: int, end: int) -> int:
        """Spaces between two places."""
        return self.text.count(" ", start, end) + self.text.count(NO_BREAK_SPACE, start, end)

    # ── where a line may end ─────────────────────────────────────────────────

    def end_of(self, chunk: int) -> _Break:
        """The break behind a chunk; behind the last one the paragraph ends."""
        if chunk + 1 < len(self.starts):
            return _Break(self.ends[chunk], self.starts[chunk + 1])
        return _Break(self.end, min(self.end + 1, len(self.text)), forced=True)

    def inside(self, chunk: int, *, hyphens: bool) -> list[_Break]:
        """The breaks within a chunk, in order: behind its joints, at its hyphens, and anywhere if it is too wide."""
        key = (chunk, hyphens)
        if key not in self._inner:
            self._inner[key] = self._found(self.starts[chunk], self.ends[chunk], hyphens=hyphens)
        return self._inner[key]

    def _found(self, start: int, end: int, *, hyphens: bool) -> list[_Break]:
        found: dict[int, _Break] = {}
        if self.jointed:
            for match in self._joints(start, end):
                found[match.end()] = _Break(match.end(), match.end(), penalty=_HYPHEN_PENALTY / 2)
        if hyphens:
            for at, width in self._hyphens(start, end):
                found.setdefault(at, _Break(at, at, width, _HYPHEN_PENALTY))
        if self.advance[end] - self.advance[start] > self.width:
            self._add_emergencies(found, start, end)
        return [found[at] for at in sorted(found)]

    def _joints(self, start: int, end: int) -> Iterator[re.Match[str]]:
        last = start
        for address in _ADDRESS.finditer(self.text, start, end):
            yield from _AFTER.finditer(self.text, last, address.start())
            yield from _ADDRESS_AFTER.finditer(self.text, address.start(), address.end())
            last = address.end()
        yield from _AFTER.finditer(self.text, last, end)

    def _hyphens(self, start: int, end: int) -> Iterator[tuple[int, float]]:
        for span in self._spans:
            low, high = max(start, span.start), min(end, span.end)
            if low < high:
                hyphen = span.face.width(HYPHEN, span.size)
                for at in hyphenation_points(self.text, low, high, span.language):
                    yield at, hyphen

    def _add_emergencies(self, found: dict[int, _Break], start: int, end: int) -> None:
        """Breaks inside what is wider than the measure on its own: at no-break spaces, and with hyphens elsewhere."""
        places = sorted({start, end, *found})
        for first, last in pairwise(places):
            if self.advance[last] - self.advance[first] <= self.width:
                continue
            hyphen = 0.0 if _ADDRESS.match(self.text, start, end) else self._hyphen_width(first)
            for at in range(first + 1, last):
                if self.text[at] == NO_BREAK_SPACE:
                    found[at] = _Break(at, at + 1, penalty=_EMERGENCY_PENALTY / 2)
                elif self.text[at - 1] != NO_BREAK_SPACE:
                    found[at] = _Break(at, at, hyphen, _EMERGENCY_PENALTY)

    def _hyphen_width(self, at: int) -> float:
        span = next(span for span in self._spans if span.end > at)
        return span.face.width(HYPHEN, span.size)

    # ── lines ────────────────────────────────────────────────────────────────

    def ragged(self) -> Iterator[BrokenLine]:
        """Lines of natural spacing."""
        first, last = self.start, None
        for chunk in range(len(self.starts)):
            fits = self.advance[self.ends[chunk]] - self.advance[first] <= self.width + 1e-6
            inner = [] if fits else self.inside(chunk, hyphens=False)
            for stop in (*inner, self.end_of(chunk)):
                if last and last.next > first and self.natural(first, stop) > self.width + 1e-6:
                    yield self.set(first, last, 0.0)
                    first = last.next
                last = stop
        if last:
            yield self.set(first, last, 0.0)

    def filled(self, first: int, stop: _Break) -> BrokenLine:
        """A line that fills the measure, unless it is the last one or would have to be too loose."""
        slack = self.width - self.natural(first, stop)
        spaces = self.count_spaces(first, stop.end)
        widest = _WIDEST_STRETCH * _STRETCH * spaces * self.space
        loose = not spaces or (slack > 0 and (stop.forced or slack > widest))
        return self.set(first, stop, 0.0 if loose else slack / spaces)

    def natural(self, first: int, stop: _Break) -> float:
        """Width of a line as it is."""
        return self.advance[stop.end] - self.advance[first] + stop.hyphen

    def set(self, first: int, stop: _Break, extra: float) -> BrokenLine:
        """The line."""
        return BrokenLine(
            first, stop.end, bool(stop.hyphen), self.natural(first, stop), extra, stop.next > stop.end
        )  # fmt: skip


# ── the best breaks of a paragraph ───────────────────────────────────────────


def _best(paragraph: _Paragraph, *, hyphenate: bool) -> list[tuple[int, _Break]]:
    """The best lines: without hyphens where that is good enough, else with them, as loose as it takes."""
    chosen = _cheapest(paragraph, _WITHOUT_HYPHENS, hyphens=False)
    for tolerance in _TOLERANCES:
        chosen = chosen or _cheapest(paragraph, tolerance, hyphens=hyphenate)
    return chosen


@dataclass(slots=True)
class _Way:
    """The cheapest way to a place where a line begins.

    Attributes:
        cost: Demerits so far.
        chunk: The chunk in which the place stands.
        line: Start and break of the line before it; `None` at the start.
    """

    cost: float
    chunk: int
    line: tuple[int, _Break] | None = None


def _cheapest(paragraph: _Paragraph, tolerance: float, *, hyphens: bool) -> list[tuple[int, _Break]]:
    """The lines of least demerits, each as its start and its break; none when no way is within tolerance.

    Places are worked off from the left; from each, only those are looked at that lie within reach of a line: what
    stands before them would be too loose, what stands behind them too wide.
    """
    ways: dict[int, _Way] = {paragraph.start: _Way(0.0, 0)}
    end: tuple[float, int, _Break] | None = None
    queue = [paragraph.start]
    while queue:
        first = heappop(queue)
        way = ways[first]
        after_hyphen = way.line is not None and way.line[1].hyphen > 0
        for chunk, stop, demerits in _within_reach(paragraph, first, way.chunk, tolerance, hyphens=hyphens):
            cost = way.cost + demerits + (_TWO_HYPHENS_PENALTY if after_hyphen and stop.hyphen else 0.0)
            if stop.forced:
                if end is None or cost < end[0]:
                    end = (cost, first, stop)
                continue
            known = ways.get(stop.next)
            if known is None:
                heappush(queue, stop.next)
                ways[stop.next] = _Way(cost, chunk, (first, stop))
            elif cost < known.cost:
                known.cost, known.line = cost, (first, stop)
    return _traced(ways, end) if end else []


def _within_reach(
    paragraph: _Paragraph, first: int, chunk: int, tolerance: float, *, hyphens: bool
) -> Iterator[tuple[int, _Break, float]]:
    """The places at which a line from `first` may end, each with the chunk of the next line and how bad this one is."""
    advance, width, space = paragraph.advance, paragraph.width, paragraph.space
    left = advance[first]
    full = bisect_right(advance, left + width, first)
    room = space * paragraph.count_spaces(first, full)
    low = first + 1 if tolerance == inf else bisect_left(advance, left + width - tolerance * _STRETCH * room, first + 1)
    high = bisect_right(advance, left + width + _SHRINK * (room + 2 * space), first)
    before = paragraph.spaces[chunk] + (
        paragraph.count_spaces(paragraph.starts[chunk], first) if paragraph.special else 0
    )
    last = len(paragraph.starts) - 1
    at = max(chunk, bisect_left(paragraph.ends, low))
    if paragraph.end < low:  # the last line may be as short as it likes
        at = last
    while at <= last and paragraph.starts[at] <= high:
        for stop in (*_inner(paragraph, at, low, high, hyphens=hyphens), paragraph.end_of(at)):
            if stop.end <= first:
                continue
            inside = paragraph.count_spaces(paragraph.starts[at], stop.end) if paragraph.special else 0
            spaces = space * (paragraph.spaces[at] + inside - before)
            demerits = _demerits(width - advance[stop.end] + left - stop.hyphen, spaces, stop, tolerance, width)
            if demerits is not None and demerits < inf:
                yield at + (stop.end == paragraph.ends[at]), stop, demerits
        at += 1


def _inner(paragraph: _Paragraph, chunk: int, low: int, high: int, *, hyphens: bool) -> list[_Break]:
    """The breaks inside a chunk, if any can lie within reach."""
    if (
        not hyphens
        and not paragraph.jointed
        and (paragraph.advance[paragraph.ends[chunk]] - paragraph.advance[paragraph.starts[chunk]] <= paragraph.width)
    ):
        return []
    return [stop for stop in paragraph.inside(chunk, hyphens=hyphens) if low <= stop.end <= high]


def _demerits(slack: float, spaces: float, stop: _Break, tolerance: float, width: float) -> float | None:
    """How bad a line is; infinite when too loose, `None` when too wide.

    Args:
        slack: What is left of the measure.
        spaces: Width of the spaces in the line, which give and take.
        stop: Where it ends.
        tolerance: How many times what spaces give well they may give.
        width: The measure.
    """
    if slack < 0:
        if slack < -_SHRINK * spaces - 1e-6:
            return None
        ratio = -slack / (_SHRINK * spaces) if spaces else 0.0
    elif stop.forced:
        return _LINE_PENALTY
    elif spaces:
        ratio = slack / (_STRETCH * spaces)
    else:
        ratio = 0.0 if slack < 1 else 2 * _WIDEST_STRETCH + slack / width
    if ratio > tolerance:
        return inf
    badness = _LINE_PENALTY + 100.0 * ratio**3
    return badness * badness + stop.penalty * stop.penalty


def _traced(ways: dict[int, _Way], end: tuple[float, int, _Break]) -> list[tuple[int, _Break]]:
    """The lines that lead to the end, from the first."""
    lines = [(end[1], end[2])]
    while (line := ways[lines[-1][0]].line) is not None:
        lines.append(line)
    return lines[::-1]
