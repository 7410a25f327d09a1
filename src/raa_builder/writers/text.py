# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document in, plain text for a terminal out: the same words, tables in columns, no pictures.

A chart is written as the table that it draws; contents and cover pictures, which a terminal has no use for, are left
out.
"""

from __future__ import annotations

import textwrap
from itertools import chain
from typing import TYPE_CHECKING, assert_never

from raa_builder.document import (
    BulletList,
    Callout,
    Chart,
    Contents,
    Cover,
    Emblem,
    Heading,
    Image,
    Paragraph,
    Section,
    Table,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raa_builder.document import Block, Document
    from raa_builder.theme import Words

_WIDTH = 100
_NAMES = 40  # most characters of the first column of a table
_GAP = "  "
_RULES = {1: "═", 2: "─"}  # under the title and the first level of headings


def write_text(document: Document, words: Words) -> str:
    """The document as text, its lines at most 100 characters long where its tables are no wider."""
    blocks = (line for block in document.blocks for line in _block(block, words))
    notes = (f"{note.number} {plain(note.content)}" for note in document.notes.values())
    return "\n".join(chain(blocks, *(_wrapped(note) for note in notes))).replace("\u00a0", " ").strip("\n") + "\n"


def _block(block: Block, words: Words) -> Iterator[str]:
    match block:
        case Heading():
            yield from _heading(block)
        case Paragraph():
            yield from _wrapped(plain(block.content))
            yield ""
        case BulletList():
            yield from _list(block, words)
            yield ""
        case Table():
            number = f"{words.table} {block.number}. " if block.number else ""
            yield from _captioned(f"{number}{plain(block.caption)}", block)
        case Chart():
            yield from _captioned(f"{words.figure} {block.number}. {plain(block.caption)}", block.table)
        case Cover() | Section() | Callout():
            yield from chain.from_iterable(_block(inner, words) for inner in block.blocks)
        case Image() | Emblem() | Contents():
            pass
        case _:
            assert_never(block)


def _heading(heading: Heading) -> Iterator[str]:
    lines = list(_wrapped(f"{heading.number} {plain(heading.content)}".strip()))
    yield ""
    yield from lines
    if heading.level in _RULES:
        yield _RULES[heading.level] * max(map(len, lines))
    yield ""


def _list(block: BulletList, words: Words) -> Iterator[str]:
    for number, item in enumerate(block.items, start=1):
        mark = f"{number}. " if block.ordered else "- "
        lines = [line for inner in item for line in _block(inner, words) if line]
        yield from (f"{mark if at == 0 else ' ' * len(mark)}{line}" for at, line in enumerate(lines))


def _wrapped(text: str, width: int = _WIDTH) -> Iterator[str]:
    yield from textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]


# ── tables ───────────────────────────────────────────────────────────────────


def _captioned(caption: str, table: Table) -> Iterator[str]:
    yield from _wrapped(caption)
    yield from _table(table)
    yield ""


def _table(table: Table) -> Iterator[str]:
    """The rows in columns, figures flush right, a line under the head and over the totals."""
    rows = _rows(table)
    figures = table.numeric_columns()
    widths = [max((len(line) for row in rows for line in row[x]), default=0) for x in range(table.width)]
    edges = {len(table.head), len(rows) - len(table.foot)} - {len(rows)}
    for y, row in enumerate(rows):
        if y in edges:
            yield "─" * (sum(widths) + len(_GAP) * (len(widths) - 1))
        yield from _lines(row, widths, figures)


def _rows(table: Table) -> list[list[list[str]]]:
    """Each row's cells as lines of text; a cell of several rows or columns stands in the first of them."""
    rows = [[[""] for _ in range(table.width)] for _ in table.rows]
    for y, x, cell in table.grid():
        width = _NAMES if x == 0 else _WIDTH
        rows[y][x] = list(_wrapped(plain(cell.content), width))
    return rows


def _lines(row: Sequence[Sequence[str]], widths: Sequence[int], figures: frozenset[int]) -> Iterator[str]:
    for at in range(max(map(len, row))):
        cells = (lines[at] if at < len(lines) else "" for lines in row)
        placed = (
            cell.rjust(width) if x in figures else cell.ljust(width)
            for x, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        yield _GAP.join(placed).rstrip()
