# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Line breaking: a shaped text and a width in, lines out. Lengths are points.

Justified text is broken for the whole paragraph at once (`optimum`); ragged text line by line.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.writers.pdf.chunks import Chunks
from raa_builder.writers.pdf.optimum import STRETCH, WIDEST_STRETCH, best_stops

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.writers.pdf.chunks import Stop
    from raa_builder.writers.pdf.text import Shaped


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


def break_justified(shaped: Shaped, width: float, *, hyphenate: bool) -> list[BrokenLine]:
    """Lines that fill a measure, the last one of each paragraph ragged.

    Args:
        shaped: The text.
        width: The measure.
        hyphenate: Whether words may be divided.
    """
    lines: list[BrokenLine] = []
    for chunks in _paragraphs(shaped, width):
        if chunks.edges[-1] <= width:
            lines.append(_whole(chunks))
            continue
        stops = best_stops(chunks, hyphenate=hyphenate)
        lines += (_filled(chunks, before, stop) for before, stop in pairwise(stops)) if stops else _ragged(chunks)
    return lines


def break_ragged(shaped: Shaped, width: float) -> list[BrokenLine]:
    """Lines of natural spacing, each as full as the measure allows."""
    text = shaped.text
    natural = sum(span.face.width(text[span.start : span.end], span.size) for span in shaped.spans)
    if natural <= width and "\n" not in text:  # nearly every cell of a table
        return [BrokenLine(0, len(text), False, natural, 0.0, False)]  # noqa: FBT003
    lines: list[BrokenLine] = []
    for chunks in _paragraphs(shaped, width):
        if chunks.edges[-1] <= width:
            lines.append(_whole(chunks))
        else:
            lines += _ragged(chunks)
    return lines


def _paragraphs(shaped: Shaped, width: float) -> Iterator[Chunks]:
    """The stretches of text between line breaks."""
    text = shaped.text
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield Chunks(shaped, start, end, width)
        start = end + 1
    yield Chunks(shaped, start, len(text), width)


def _whole(chunks: Chunks) -> BrokenLine:
    """A paragraph that fits one line."""
    closes = chunks.end < len(chunks.text)
    return BrokenLine(chunks.start, chunks.end, False, chunks.edges[-1], 0.0, closes)  # noqa: FBT003


def _ragged(chunks: Chunks) -> Iterator[BrokenLine]:
    """Lines of natural spacing."""
    most = chunks.width + 1e-6
    before, last = chunks.begin(), None
    for chunk, behind in enumerate(chunks.stops):
        fits = behind[4] - before[5] <= most
        inner = [] if fits else chunks.inner(chunk, behind[-1], hyphens=False)
        for stop in (*inner, behind):
            if last and last[1] > before[1] and _natural(before, stop) > most:
                yield _line(before, last, 0.0)
                before = last
            last = stop
    if last:
        yield _line(before, last, 0.0)


def _filled(chunks: Chunks, before: Stop, stop: Stop) -> BrokenLine:
    """A line that fills the measure, unless it is the last one or would have to be too loose."""
    slack = chunks.width - _natural(before, stop)
    spaces = stop[-1] - (before[-1] + before[1] - before[0])
    widest = WIDEST_STRETCH * STRETCH * spaces * chunks.space
    loose = not spaces or (slack > 0 and (stop[0] == chunks.end or slack > widest))
    return _line(before, stop, 0.0 if loose else slack / spaces)


def _natural(before: Stop, stop: Stop) -> float:
    """Width of the line between two stops as it is."""
    return stop[4] - before[5] + stop[2]


def _line(before: Stop, stop: Stop, extra: float) -> BrokenLine:
    end, after, hyphen, *_ = stop
    return BrokenLine(before[1], end, bool(hyphen), _natural(before, stop), extra, after > end)
