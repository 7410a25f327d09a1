# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document in, each run of inlines with its place out, in reading order; the notes come last."""

from __future__ import annotations

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
    Scope,
    Section,
    Table,
    plain,
)
from raa_builder.provenance import Place, figure_group, section_group, table_group

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from raa_builder.document import Block, Document, Inlines, Labels

    Placed: TypeAlias = tuple[Place, Inlines]

_COVER = Place("", "", "copertina", "Copertina", "")
_NOTES = Place("", "", "note", "Note", "")


def places(document: Document, labels: Labels) -> Iterator[Placed]:
    """Every run of inlines of a document with its place.

    Args:
        document: The document.
        labels: What its tables, figures and sections are called.
    """
    yield from _Walk(labels).blocks(document.blocks)
    for note in sorted(document.notes.values(), key=lambda note: note.number):
        yield _NOTES._replace(where=f"nota {note.number}"), note.content


class _Walk:
    """Walks over blocks; paragraphs and lists are counted anew in each section."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._section = _COVER
        self._paragraphs = 0
        self._lists = 0

    def blocks(self, blocks: tuple[Block, ...], within: str = "") -> Iterator[Placed]:
        for block in blocks:
            yield from self._block(block, within)

    def _block(self, block: Block, within: str) -> Iterator[Placed]:
        match block:
            case Heading():
                self._begin(block)
                yield self._section._replace(where="titolo"), block.content
            case Paragraph():
                self._paragraphs += 1
                yield self._section._replace(where=f"{within}capoverso {self._paragraphs}"), block.content
            case BulletList():
                self._lists += 1
                yield from self._items(block, f"{within}elenco {self._lists}, punto ")
            case Table():
                yield from self._table(block, table_group(block.number), f"{self._labels.table} {block.number}")
            case Chart():
                name = f"{self._labels.figure} {block.number}"
                yield from self._table(block.table, figure_group(block.number), name, block.caption)
            case Callout():
                yield from self.blocks(block.blocks, "riquadro, ")
            case Cover() | Section():
                yield from self.blocks(block.blocks, within)
            case Image() | Emblem() | Contents():
                pass
            case _:
                assert_never(block)

    def _begin(self, heading: Heading) -> None:
        if heading.number:
            number = heading.number.rstrip(".")
            name = f"{self._labels.section.capitalize()} {number}"
            self._section = Place(number, plain(heading.content), section_group(number), name, "")
            self._paragraphs = self._lists = 0

    def _items(self, bullets: BulletList, point: str) -> Iterator[Placed]:
        for number, item in enumerate(bullets.items, 1):
            for block in item:
                match block:
                    case Paragraph():
                        yield self._section._replace(where=f"{point}{number}"), block.content
                    case BulletList():
                        yield from self._items(block, f"{point}{number}.")
                    case _:
                        yield from self._block(block, f"{point}{number}, ")

    def _table(self, table: Table, group: str, name: str, caption: Inlines | None = None) -> Iterator[Placed]:
        """The caption, then the cells, each with the headers of its row and column."""
        place = self._section._replace(group=group, name=name)
        own = caption is None or caption != table.caption
        if caption is not None:
            yield place._replace(where="didascalia"), caption
        if own:
            yield (
                place._replace(where="didascalia della tabella" if caption is not None else "didascalia"),
                table.caption,
            )
        columns: dict[int, list[str]] = {}
        rows = _row_names(table)
        for y, x, cell in table.grid():
            words = plain(cell.content)
            if y < len(table.head):
                for column in range(x, x + cell.colspan):
                    columns.setdefault(column, []).append(words)
                where = f"intestazione «{words}»"
            elif cell.scope is Scope.ROW:
                where = f"riga «{words}»"
            else:
                where = f"riga «{rows[y]}», colonna «{' · '.join(filter(None, columns.get(x, ())))}»"
            yield place._replace(where=where), cell.content


def _row_names(table: Table) -> dict[int, str]:
    """What each row is called: its header, wherever it stands, or its first cell."""
    names: dict[int, str] = {}
    headers: dict[int, str] = {}
    for y, _, cell in table.grid():
        words = plain(cell.content)
        names.setdefault(y, words)
        if cell.scope is Scope.ROW:
            headers.update((row, words) for row in range(y, y + cell.rowspan))
    return names | headers
