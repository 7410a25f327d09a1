# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document and its sources in; the same document, each number of its texts marked with that of its row, out."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, assert_never

from raa_builder.document import (
    Abbreviation,
    CrossReference,
    Data,
    Emphasis,
    Foreign,
    LineBreak,
    Link,
    NoteReference,
    Strong,
    Superscript,
    Text,
)
from raa_builder.sources.letters import numbers_in
from raa_builder.sources.places import changed
from raa_builder.sources.typed import leaves

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raa_builder.document import Document, Inline, Inlines, Labels
    from raa_builder.provenance import Sources


def marked(document: Document, labels: Labels, sources: Sources) -> Document:
    """A document in which each number of a text stands in a `Text` of its own, with the number of its row.

    One that stands partly within a mark-up, such as `1` and a raised `000`, is left as it is.

    Args:
        document: The document whose sources these are.
        labels: What its tables, figures and sections are called.
        sources: Its sources.
    """
    rows = (row.number for row in sources.rows if not row.data)
    return changed(document, labels, lambda _, content: _marked(content, rows))


def _marked(content: Inlines, rows: Iterator[int]) -> Inlines:
    """The inlines of one place; `rows` goes on with the numbers of its texts."""
    runs = groupby(leaves(content), key=lambda leaf: isinstance(leaf, Text))
    parts = [part for _, run in runs for part in _split([leaf for leaf in run if isinstance(leaf, Text)], rows)]
    if all(len(part) == 1 and not part[0].number for part in parts):
        return content
    return tuple(_with_texts(content, iter(parts)))


def _split(run: Sequence[Text], rows: Iterator[int]) -> Iterator[tuple[Text, ...]]:
    """Each text of a run, cut where a number begins or ends."""
    whole = "".join(text.text for text in run)
    found = [(*match.span(), next(rows)) for match in numbers_in(whole)]
    start = 0
    for text in run:
        end = start + len(text.text)
        own = [(first - start, last - start, row) for first, last, row in found if start <= first and last <= end]
        yield tuple(_cut(text.text, own))
        start = end


def _cut(text: str, numbers: Sequence[tuple[int, int, int]]) -> Iterator[Text]:
    done = 0
    for start, end, row in numbers:
        if start > done:
            yield Text(text[done:start])
        yield Text(text[start:end], row)
        done = end
    if done < len(text) or not text:
        yield Text(text[done:])


def _with_texts(content: Inlines, texts: Iterator[tuple[Text, ...]]) -> Iterator[Inline]:
    """The inlines, each text in them replaced by the next ones."""
    for inline in content:
        match inline:
            case Text():
                yield from next(texts)
            case Data() | LineBreak() | CrossReference() | NoteReference():
                yield inline
            case Strong() | Emphasis() | Superscript() | Link() | Abbreviation() | Foreign():
                yield replace(inline, content=tuple(_with_texts(inline.content, texts)))
            case _:
                assert_never(inline)
