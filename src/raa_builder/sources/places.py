# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document in, each run of inlines with its place out, in reading order; the notes come last.

The same walk changes what stands there.
"""

from __future__ import annotations

from dataclasses import replace
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
    from collections.abc import Callable, Iterable
    from typing import TypeAlias

    from raa_builder.document import Block, Document, Inlines, Labels, Row

    Change: TypeAlias = Callable[[Place, Inlines], Inlines]

_COVER = Place("", "", "copertina", "Copertina", "")
_NOTES = Place("", "", "note", "Note", "")


def places(document: Document, labels: Labels) -> list[tuple[Place, Inlines]]:
    """Every run of inlines of a document with its place.

    Args:
        document: The document.
        labels: What its tables, figures and sections are called.
    """
    found: list[tuple[Place, Inlines]] = []

    def keep(place: Place, content: Inlines) -> Inlines:
        found.append((place, content))
        return content

    changed(document, labels, keep)
    return found


def changed(document: Document, labels: Labels, change: Change) -> Document:
    """A document with other inlines at each of its places.

    Args:
        document: The document.
        labels: What its tables, figures and sections are called.
        change: The inlines for those of a place; called once for each, in reading order.
    """
    blocks = _Walk(labels, change).blocks(document.blocks)
    notes = sorted(document.notes.items(), key=lambda named: named[1].number)
    return replace(
        document,
        blocks=blocks,
        notes={
            name: replace(note, content=change(_NOTES._replace(where=f"nota {note.number}"), note.content))
            for name, note in notes
        },
    )


class _Walk:
    """Walks over blocks; paragraphs and lists are counted anew in each section."""

    def __init__(self, labels: Labels, change: Change) -> None:
        self._labels = labels
        self._change = change
        self._section = _COVER
        self._paragraphs = 0
        self._lists = 0

    def blocks(self, blocks: Iterable[Block], within: str = "") -> tuple[Block, ...]:
        return tuple([self._block(block, within) for block in blocks])

    def _block(self, block: Block, within: str) -> Block:
        match block:
            case Heading():
                self._begin(block)
                return replace(block, content=self._here("titolo", block.content))
            case Paragraph():
                self._paragraphs += 1
                return Paragraph(self._here(f"{within}capoverso {self._paragraphs}", block.content))
            case BulletList():
                self._lists += 1
                return self._list(block, f"{within}elenco {self._lists}, punto ")
            case Table():
                place = self._of(table_group(block.number), f"{self._labels.table} {block.number}")
                caption = self._change(place._replace(where="didascalia"), block.caption)
                return self._table(replace(block, caption=caption), place)
            case Chart():
                return self._chart(block)
            case Callout():
                return Callout(self.blocks(block.blocks, "riquadro, "))
            case Cover() | Section():
                return replace(block, blocks=self.blocks(block.blocks, within))
            case Image() | Emblem() | Contents():
                return block
            case _:
                assert_never(block)

    def _here(self, where: str, content: Inlines) -> Inlines:
        return self._change(self._section._replace(where=where), content)

    def _of(self, group: str, name: str) -> Place:
        return self._section._replace(group=group, name=name)

    def _begin(self, heading: Heading) -> None:
        if heading.number:
            number = heading.number.rstrip(".")
            name = f"{self._labels.section.capitalize()} {number}"
            self._section = Place(number, plain(heading.content), section_group(number), name, "")
            self._paragraphs = self._lists = 0

    def _list(self, bullets: BulletList, point: str) -> BulletList:
        items = enumerate(bullets.items, 1)
        return replace(bullets, items=tuple([self._item(item, f"{point}{number}") for number, item in items]))

    def _item(self, item: tuple[Block, ...], point: str) -> tuple[Block, ...]:
        return tuple([self._of_item(block, point) for block in item])

    def _of_item(self, block: Block, point: str) -> Block:
        match block:
            case Paragraph():
                return Paragraph(self._here(point, block.content))
            case BulletList():
                return self._list(block, f"{point}.")
            case _:
                return self._block(block, f"{point}, ")

    def _chart(self, chart: Chart) -> Chart:
        """A chart and its table; a caption that they share counts once."""
        place = self._of(figure_group(chart.number), f"{self._labels.figure} {chart.number}")
        own = caption = self._change(place._replace(where="didascalia"), chart.caption)
        if chart.table.caption != chart.caption:
            own = self._change(place._replace(where="didascalia della tabella"), chart.table.caption)
        return replace(chart, caption=caption, table=self._table(replace(chart.table, caption=own), place))

    def _table(self, table: Table, place: Place) -> Table:
        """The cells of a table, each with the headers of its row and column."""
        columns: dict[int, list[str]] = {}
        names = _row_names(table)
        contents = []
        for y, x, cell in table.grid():
            words = plain(cell.content)
            if y < len(table.head):
                for column in range(x, x + cell.colspan):
                    columns.setdefault(column, []).append(words)
                where = f"intestazione «{words}»"
            elif cell.scope is Scope.ROW:
                where = f"riga «{words}»"
            else:
                where = f"riga «{names[y]}», colonna «{' · '.join(filter(None, columns.get(x, ())))}»"
            contents.append(self._change(place._replace(where=where), cell.content))
        return _with_contents(table, contents)


def _with_contents(table: Table, contents: Iterable[Inlines]) -> Table:
    """A table with other contents of its cells, in reading order; one that stays the same is not made anew."""
    given = iter(contents)

    def rows(part: tuple[Row, ...]) -> tuple[Row, ...]:
        pairs = [[(cell, next(given)) for cell in row] for row in part]
        return tuple(
            tuple([cell if new is cell.content else replace(cell, content=new) for cell, new in row]) for row in pairs
        )

    return replace(table, head=rows(table.head), body=rows(table.body), foot=rows(table.foot))


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
