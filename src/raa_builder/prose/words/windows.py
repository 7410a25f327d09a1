# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words beside numbers: a sentence in, its numbers with what stands before and after each out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from raa_builder.prose.marks.numbers import Kind
from raa_builder.prose.words.context import head_of

if TYPE_CHECKING:
    from raa_builder.prose.marks.numbers import Mark
    from raa_builder.prose.words.context import Sentence
    from raa_builder.prose.words.names import Names


class Number(NamedTuple):
    """A number of a sentence, or a placeholder that prints one, and the words that stand beside it.

    Attributes:
        mark: The number.
        kind: Its kind; a placeholder counts as an amount of money.
        before: The words between the number before, or the start of the sentence, and this one.
        after: The words between this number and the next, or the end of the sentence.
    """

    mark: Mark
    kind: Kind
    before: str
    after: str

    @property
    def head(self) -> str:
        """The words after it that still speak of it."""
        return head_of(self.after)


def numbers_of(names: Names, sentence: Sentence) -> list[Number]:
    """The numbers of a sentence in order, with the placeholders among them; not how many axes there are of it.

    Args:
        names: The names of the report.
        sentence: The sentence.
    """
    text = sentence.text
    marks = [mark for mark in sentence.marks if mark.kind.is_number or mark.kind is Kind.PLACEHOLDER]
    marks = [mark for mark in marks if mark.kind is not Kind.COUNT or not names.counts_axes(text, mark.start, mark.end)]
    ends = [sentence.start, *(mark.end for mark in marks)]
    starts = [*(mark.start for mark in marks[1:]), sentence.end]
    return [
        Number(
            mark,
            Kind.MONEY if mark.kind is Kind.PLACEHOLDER else mark.kind,
            text[end : mark.start],
            text[mark.end : start],
        )
        for mark, end, start in zip(marks, ends, starts, strict=False)  # the last end is that of no number's words
    ]
