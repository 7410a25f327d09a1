# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Line breaking: a shaped text and a width in, lines out.

Justified text is broken for the whole paragraph at once (D. Knuth and M. Plass, "Breaking Paragraphs into Lines",
Software: Practice and Experience 11, 1981); ragged text line by line. Lengths are points.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from typing import TYPE_CHECKING

from raa_builder.writers.metrics import HYPHEN
from raa_builder.writers.pdf.hyphens import hyphenation_points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.writers.pdf.text import Shaped

NO_BREAK_SPACE = "\u00a0"
_SPACES = frozenset((" ", NO_BREAK_SPACE))
# an address breaks after these, a compound after its hyphen or dash
_AFTER = re.compile(r"(?<=\w)[-–/](?=\w)")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")
_ADDRESS_AFTER = re.compile(r"[/._@?&=-](?=[^/._@?&=\s-])")
_SHRINK, _STRETCH = 0.33, 0.5  # of a space
_HYPHEN_PENALTY, _TWO_HYPHENS_PENALTY, _EMERGENCY_PENALTY = 300.0, 60_000.0, 50_000.0
_LINE_PENALTY = 10.0
_WITHOUT_HYPHENS = 1.2  # the stretch at which a paragraph does without any
_TOLERANCES = (1.6, 3.5, inf)
_EMPTIEST = 0.45  # of the measure: what no line within tolerance falls short of
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


@dataclass(frozen=True, slots=True)
class _Break:
    """A place where a line may end: at `end`, the next one beginning at `next`."""

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
        self._text = shaped.text
        self._spans = shaped.spans
        advances: list[float] = []
        spaces: list[float] = []
        for span in shaped.spans:
            table, scale = span.face.advances, span.size / 1000
            piece = shaped.text[span.start : span.end]
            advances += [table[character] * scale for character in piece]
            space = table[" "] * scale
            spaces += [space if character in _SPACES else 0.0 for character in piece]
        self._advance = [0.0, *accumulate(advances)]
        self._space = [0.0, *accumulate(spaces)]
        self._hyphenate = hyphenate

    def justified(self, width: float) -> list[BrokenLine]:
        """Lines that fill `width`, the last one of each paragraph ragged."""
        lines: list[BrokenLine] = []
        for start, end in self._paragraphs():
            chosen = self._best(start, end, width)
            if chosen:
                lines += [self._line(first, stop, width) for first, stop in chosen]
            else:
                lines += self._ragged(start, list(self._breaks(start, end, width)), width)
        return lines

    def ragged(self, width: float) -> list[BrokenLine]:
        """Lines of natural spacing, each as full as `width` allows."""
        lines: list[BrokenLine] = []
        for start, end in self._paragraphs():
            lines += self._ragged(start, list(self._breaks(start, end, width)), width)
        return lines

    def _ragged(self, start: int, breaks: list[_Break], width: float) -> Iterator[BrokenLine]:
        first, last = start, breaks[0]
        for stop in breaks:
            if self._natural(first, stop) > width + 1e-6 and last.next > first:
                yield self._ragged_line(first, last)
                first = last.next
            last = stop
        yield self._ragged_line(first, last)

    # ── where a line may end ─────────────────────────────────────────────────

    def _paragraphs(self) -> Iterator[tuple[int, int]]:
        start = 0
        for match in re.finditer("\n", self._text):
            yield start, match.start()
            start = match.end()
        yield start, len(self._text)

    def _breaks(self, start: int, end: int, width: float, *, hyphens: bool = False) -> Iterator[_Break]:
        """All places, in order, the last of them the end of the paragraph; with `hyphens`, those within words too."""
        text = self._text
        found: dict[int, _Break] = {}
        for match in re.finditer(" +", text[start:end]):
            at, after = start + match.start(), start + match.end()
            if at > start and after < end:
                found[at] = _Break(at, after)
        for pattern, low, high in self._joints(start, end):
            for match in pattern.finditer(text, low, high):
                found.setdefault(match.end(), _Break(match.end(), match.end(), penalty=_HYPHEN_PENALTY / 2))
        if hyphens:
            found |= {at: stop for at, stop in self._hyphens(start, end) if at not in found}
        self._add_emergencies(found, start, end, width)
        yield from (found[at] for at in sorted(found))
        yield _Break(end, min(end + 1, len(text)), forced=True)

    def _joints(self, start: int, end: int) -> Iterator[tuple[re.Pattern[str], int, int]]:
        last = start
        for address in _ADDRESS.finditer(self._text, start, end):
            yield _AFTER, last, address.start()
            yield _ADDRESS_AFTER, address.start(), address.end()
            last = address.end()
        yield _AFTER, last, end

    def _hyphens(self, start: int, end: int) -> Iterator[tuple[int, _Break]]:
        for span in self._spans:
            low, high = max(start, span.start), min(end, span.end)
            if low < high:
                hyphen = span.face.width(HYPHEN, span.size)
                for at in hyphenation_points(self._text, low, high, span.language):
                    yield at, _Break(at, at, hyphen, _HYPHEN_PENALTY)

    def _add_emergencies(self, found: dict[int, _Break], start: int, end: int, width: float) -> None:
        """Breaks inside what is wider than the measure on its own: at no-break spaces, and with hyphens elsewhere."""
        ends = sorted(found)
        firsts = [start, *(found[at].next for at in ends)]
        addresses = [address.span() for address in _ADDRESS.finditer(self._text, start, end)]
        for first, last in zip(firsts, [*ends, end], strict=True):
            if self._advance[last] - self._advance[first] <= width:
                continue
            in_address = any(low <= first < high for low, high in addresses)
            hyphen = 0.0 if in_address else self._hyphen_width(first)
            for at in range(first + 1, last):
                if self._text[at] == NO_BREAK_SPACE:
                    found[at] = _Break(at, at + 1, penalty=_EMERGENCY_PENALTY / 2)
                elif self._text[at - 1] != NO_BREAK_SPACE:
                    found[at] = _Break(at, at, hyphen, _EMERGENCY_PENALTY)

    def _hyphen_width(self, at: int) -> float:
        span = next(span for span in self._spans if span.end > at)
        return span.face.width(HYPHEN, span.size)

    # ── which of them to take ────────────────────────────────────────────────

    def _best(self, start: int, end: int, width: float) -> list[tuple[int, _Break]]:
        """The best lines: without hyphens where that is good enough, else with them, as loose as it takes."""
        breaks = list(self._breaks(start, end, width))
        chosen = self._cheapest(start, breaks, width, _WITHOUT_HYPHENS)
        if not chosen and self._hyphenate:
            breaks = list(self._breaks(start, end, width, hyphens=True))
        for tolerance in _TOLERANCES:
            chosen = chosen or self._cheapest(start, breaks, width, tolerance)
        return chosen

    def _cheapest(self, start: int, breaks: list[_Break], width: float, tolerance: float) -> list[tuple[int, _Break]]:
        """The breaks of least demerits, with the start of each line; empty when none is within tolerance."""
        count = len(breaks)
        reach = [self._advance[stop.end] + stop.hyphen for stop in breaks]
        cost = [inf] * count
        origin = [-1] * count
        for index in range(-1, count - 1):
            paid = 0.0 if index < 0 else cost[index]
            if paid == inf:
                continue
            first = start if index < 0 else breaks[index].next
            low = index + 1
            if tolerance != inf:
                low = max(low, bisect_left(reach, self._advance[first] + width * _EMPTIEST))
            for following in range(min(low, count - 1), count):
                stop = breaks[following]
                demerits = self._demerits(first, stop, width, tolerance)
                if demerits is None:  # too wide: so is all that follows
                    break
                if index >= 0 and stop.hyphen and breaks[index].hyphen:
                    demerits += _TWO_HYPHENS_PENALTY
                if paid + demerits < cost[following]:
                    cost[following] = paid + demerits
                    origin[following] = index
        if cost[-1] == inf:
            return []
        chosen: list[tuple[int, _Break]] = []
        index = count - 1
        while index >= 0:
            before = origin[index]
            chosen.append((start if before < 0 else breaks[before].next, breaks[index]))
            index = before
        return chosen[::-1]

    def _demerits(self, first: int, stop: _Break, width: float, tolerance: float) -> float | None:
        """How bad a line is; infinite when too loose, `None` when too wide."""
        natural = self._natural(first, stop)
        spaces = self._space[stop.end] - self._space[first]
        slack = width - natural
        if slack < -_SHRINK * spaces - 1e-6:
            return None
        if stop.forced and slack >= 0:
            return _LINE_PENALTY
        if slack < 0:
            ratio = -slack / (_SHRINK * spaces) if spaces else 0.0
        else:
            ratio = (
                slack / (_STRETCH * spaces) if spaces else (0.0 if slack < 1 else 2 * _WIDEST_STRETCH + slack / width)
            )
        if ratio > tolerance:
            return inf
        badness = _LINE_PENALTY + 100.0 * ratio**3
        return badness * badness + stop.penalty * stop.penalty

    # ── lines ────────────────────────────────────────────────────────────────

    def _natural(self, first: int, stop: _Break) -> float:
        return self._advance[stop.end] - self._advance[first] + stop.hyphen

    def _line(self, first: int, stop: _Break, width: float) -> BrokenLine:
        natural = self._natural(first, stop)
        slack = width - natural
        spaces = self._text.count(" ", first, stop.end) + self._text.count("\u00a0", first, stop.end)
        stretch = self._space[stop.end] - self._space[first]
        loose = not spaces or (slack > 0 and (stop.forced or slack > _WIDEST_STRETCH * _STRETCH * stretch))
        extra = 0.0 if loose else slack / spaces
        return BrokenLine(first, stop.end, bool(stop.hyphen), natural, extra, stop.next > stop.end)

    def _ragged_line(self, first: int, stop: _Break) -> BrokenLine:
        return BrokenLine(first, stop.end, bool(stop.hyphen), self._natural(first, stop), 0.0, stop.next > stop.end)
