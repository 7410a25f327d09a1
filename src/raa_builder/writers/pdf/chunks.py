# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A text between two line breaks as a row of chunks, which spaces part: where lines may end, and what they measure.

Chunks are measured word by word, and what stands inside them is looked at only in the few at which a line could end.
Lengths are points; a distance is that from the start of the text if it stood on one line.
"""

from __future__ import annotations

from itertools import accumulate, chain, repeat
from math import inf
from operator import add
from typing import TYPE_CHECKING, TypeAlias

from raa_builder.writers.pdf.hyphens import SHORTEST
from raa_builder.writers.pdf.inside import NO_BREAK_SPACE, stops_inside

if TYPE_CHECKING:
    from raa_builder.writers.pdf.inside import Part
    from raa_builder.writers.pdf.text import Shaped

# A place where a line may end, the next one beginning: its end, the start of the next line; the width of the hyphen
# that is added, the demerits; the distance of the end, that of the start of the next line; how many spaces stand before
# the end. A plain tuple, as there are thousands.
Stop: TypeAlias = tuple[int, int, float, float, float, float, int]


class Chunks:
    """The chunks of a text.

    Args:
        shaped: The text.
        start: First character of the part that is to be broken.
        end: One past its last.
        width: The measure; a chunk that is wider may be broken anywhere.

    Attributes:
        ends: End of each chunk.
        edges: Distance of the end of each chunk.
        stops: The stop behind each chunk.
        space: Width of a space.
    """

    def __init__(self, shaped: Shaped, start: int, end: int, width: float) -> None:
        self.text = shaped.text
        self.start, self.end, self.width = start, end, width
        self._spans = [span for span in shaped.spans if span.start < end and span.end > start]
        self.space = self._spans[0].face.words(self._spans[0].size)[" "] if self._spans else 0.0
        self._starts, self._lefts = [start], [0.0]
        self.ends: list[int] = []
        self.edges: list[float] = []
        words = self.text[start:end].split(" ")
        if len(self._spans) == 1 and all(words):
            self._measure_plain(words)
        else:
            self._measure()
        self.stops = self._stops()

    def _measure_plain(self, words: list[str]) -> None:
        """Take each word for a chunk: most texts are of one look, with a space between words."""
        (span,) = self._spans
        widths = map(span.face.words(span.size).__getitem__, words)
        distances = list(accumulate(chain.from_iterable(zip(widths, repeat(self.space)))))
        places = list(accumulate(chain.from_iterable(zip(map(len, words), repeat(1))), initial=self.start))
        self._starts, self.ends = places[:-1:2], places[1::2]
        self._lefts, self.edges = [0.0, *distances[1:-1:2]], distances[::2]

    def _measure(self) -> None:
        """Find the chunks; spaces before the first and behind the last one belong to them."""
        at, x, begun = self.start, 0.0, False
        starts, lefts, ends, edges = self._starts, self._lefts, self.ends, self.edges
        for span in self._spans:
            widths = span.face.words(span.size)
            space = widths[" "]
            *words, last = self.text[max(self.start, span.start) : min(self.end, span.end)].split(" ")
            for word in words:
                if word or begun:
                    at += len(word)
                    x += widths[word]
                    ends.append(at)
                    edges.append(x)
                    at += 1
                    x += space
                    starts.append(at)
                    lefts.append(x)
                    begun = False
                    continue
                at += 1
                x += space
                if ends:
                    starts[-1], lefts[-1] = at, x
            if last:
                at += len(last)
                x += widths[last]
                begun = True
        if begun or not ends:
            ends.append(at)
            edges.append(x)
        else:
            starts.pop()
            lefts.pop()
            ends[-1], edges[-1] = at, x

    # ── behind chunks ────────────────────────────────────────────────────────

    def begin(self) -> Stop:
        """The start of the text, as the stop before its first line."""
        return (self.start, self.start, 0.0, 0.0, 0.0, 0.0, 0)

    def _stops(self) -> list[Stop]:
        afters = chain(self._starts[1:], (min(self.end + 1, len(self.text)),))
        lefts = chain(self._lefts[1:], self.edges[-1:])
        return list(zip(self.ends, afters, repeat(0.0), repeat(0.0), self.edges, lefts, self._counts()))

    def _counts(self) -> list[int]:
        """How many spaces stand before the end of each chunk, no-break ones too."""
        if NO_BREAK_SPACE not in self.text and self.text.find("  ", self.start, self.end) < 0:
            return list(range(len(self.ends)))
        begins = [self.start, *self.ends[:-1]]
        counts = (accumulate(map(self.text.count, repeat(kind), begins, self.ends)) for kind in (" ", NO_BREAK_SPACE))
        return list(map(add, *counts))

    # ── inside chunks ────────────────────────────────────────────────────────

    def inner(self, chunk: int, spaces: int, *, hyphens: bool) -> list[Stop]:
        """The stops within a chunk, in order.

        Args:
            chunk: Its index.
            spaces: How many spaces stand before its end.
            hyphens: Whether words may be divided.
        """
        start, left = self._starts[chunk], self._lefts[chunk]
        measure = self.width if self.edges[chunk] - left > self.width else inf
        if self.ends[chunk] - start < SHORTEST and measure == inf:
            return []
        return [
            (start + end, start + after, hyphen, demerits, left + edge, left + begin, spaces - behind)
            for end, after, hyphen, demerits, edge, begin, behind in stops_inside(
                self._parts(start, self.ends[chunk]), measure, hyphens
            )
        ]

    def _parts(self, start: int, end: int) -> tuple[Part, ...]:
        """What stands between two places, by spans."""
        if len(self._spans) == 1:
            (span,) = self._spans
            return ((self.text[start:end], span.face, span.size, span.language),)
        return tuple(
            (self.text[max(start, span.start) : min(end, span.end)], span.face, span.size, span.language)
            for span in self._spans
            if span.start < end and span.end > start
        )
