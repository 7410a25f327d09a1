# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Blocks in, pieces of HTML out, in reading order. Ids are those of the blocks, or made of their numbers."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, assert_never

from raa_builder.charts import describe, draw
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
)
from raa_builder.provenance import figure_group, section_group, table_group
from raa_builder.theme import Pt
from raa_builder.writers.html.inlines import InlineWriter, escape, mark_id, note_id
from raa_builder.writers.html.palette import BROAD, NARROW
from raa_builder.writers.html.pictures import emblem_svg, image_html
from raa_builder.writers.html.svg import svg
from raa_builder.writers.html.tables import table_html
from raa_builder.writers.marks import PlacedEmblem, mark_row, marks_of, place_emblem, place_image
from raa_builder.writers.tables import section_is_landscape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.document import Block, Document
    from raa_builder.theme import Theme
    from raa_builder.writers.html.annex import Annex
    from raa_builder.writers.marks import Mark
    from raa_builder.writers.metrics import Family

NOTES_ID = "note"
_CONTENTS_ID = "indice"


class BlockWriter:
    """Writes the blocks of one document."""

    def __init__(self, document: Document, theme: Theme, family: Family, annex: Annex) -> None:
        self._document = document
        self._theme = theme
        self._family = family
        self._annex = annex
        self._inlines = InlineWriter(annex.figure, annex.typed)

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        """Several blocks, one after the other."""
        return chain.from_iterable(map(self.block, blocks))

    def block(self, block: Block) -> Iterator[str]:
        """One block and all that it holds."""
        match block:
            case Heading():
                yield self._heading(block)
                yield self._annex.link(section_group(block.number))
            case Paragraph():
                yield f"<p>{self._inlines.linked(block.content)}</p>\n"
            case BulletList():
                yield from self._list(block)
            case Table():
                label = f"{self._theme.words.table} {block.number}."
                yield from table_html(block, label, f"didascalia-tabella-{block.number}", self._inlines)
                yield self._annex.link(table_group(block.number))
            case Chart():
                yield from self._chart(block)
            case Image():
                yield self._mark(place_image(block, self._theme.page.measure()))
            case Emblem():
                yield self._mark(place_emblem(block, self._theme.page.measure()))
            case Contents():
                yield from self.contents(block)
            case Cover():
                yield from self._cover(block)
            case Callout() | Section():
                yield from self._container(block)
            case _:
                assert_never(block)

    def _heading(self, heading: Heading) -> str:
        tag = f"h{min(heading.level, 6)}"
        place = f' id="{escape(heading.id)}"' if heading.id else ""
        number = f'<span class="number">{escape(heading.number)}</span> ' if heading.number else ""
        return f"<{tag}{place}>{number}{self._inlines.linked(heading.content)}</{tag}>\n"

    def _list(self, bullets: BulletList) -> Iterator[str]:
        tag = "ol" if bullets.ordered else "ul"
        yield f"<{tag}>\n"
        for item in bullets.items:
            yield "<li>"
            match item:
                case (Paragraph() as first, *rest):
                    yield self._inlines.linked(first.content)
                    yield from self.blocks(tuple(rest))
                case _:
                    yield from self.blocks(item)
            yield "</li>\n"
        yield f"</{tag}>\n"

    def _cover(self, cover: Cover) -> Iterator[str]:
        """The head of the page, the emblem and the logos in a row of their own."""
        marks, rest = marks_of(cover)
        yield '<header class="cover">\n'
        if marks:
            yield '<div class="marks">\n'
            yield from map(self._mark, mark_row(marks, self._theme.page.measure()))
            yield "</div>\n"
        yield from self.blocks(rest)
        yield "</header>\n"

    def _mark(self, mark: Mark) -> str:
        size = self._theme.styles.body.size
        return emblem_svg(mark, size) if isinstance(mark, PlacedEmblem) else image_html(mark, size)

    def _container(self, block: Callout | Section) -> Iterator[str]:
        match block:
            case Callout():
                start, end = '<aside class="callout" role="note">', "</aside>"
            case Section():
                wide = section_is_landscape(block, self._theme, self._family)
                start, end = '<section class="wide">' if wide else "<section>", "</section>"
            case _:
                assert_never(block)
        yield f"{start}\n"
        yield from self.blocks(block.blocks)
        yield f"{end}\n"

    # charts

    def _chart(self, chart: Chart) -> Iterator[str]:
        """The figure: caption, the drawing at two widths, of which the page shows one, and the table."""
        place = f' id="{escape(chart.id)}"' if chart.id else ""
        name = f"didascalia-figura-{chart.number}"
        label = f'<span class="number">{escape(self._theme.words.figure)} {chart.number}.</span>'
        yield f'<figure{place}>\n<figcaption id="{name}">{label} {self._inlines.linked(chart.caption)}</figcaption>\n'
        yield f'<div class="chart" role="img" aria-label="{escape(describe(chart))}">'
        yield from self._drawing(chart, BROAD, "broad")
        yield from self._drawing(chart, NARROW, "narrow")
        yield f"</div>\n<details><summary>{escape(self._theme.words.chart_data)}</summary>\n"
        inner = f"dati-figura-{chart.number}" if chart.table.caption else name
        yield from table_html(chart.table, "", inner, self._inlines)
        yield "</details>\n</figure>\n"
        yield self._annex.link(figure_group(chart.number))

    def _drawing(self, chart: Chart, width: float, name: str) -> Iterator[str]:
        units = Pt(width * self._theme.styles.body.size)
        drawing = draw(chart, self._theme, units, self._family.measure)
        return svg(drawing, name, self._theme.colours.white)

    # the lists of the whole document

    def contents(self, contents: Contents) -> Iterator[str]:
        """The table of contents: lists nested as the headings are."""
        yield f'<nav aria-labelledby="{_CONTENTS_ID}">\n<h2 id="{_CONTENTS_ID}">{escape(contents.title)}</h2>\n'
        depth = 1
        for heading in self._document.outline:
            yield "</li>\n" if heading.level <= depth else ""
            yield "\n<ol>" * (heading.level - depth) + "</ol></li>\n" * (depth - heading.level)
            depth = heading.level
            number, text = escape(heading.number), self._inlines.unlinked(heading.content)
            yield f'<li><a href="#{escape(heading.id)}"><span class="number">{number}</span> <span>{text}</span></a>'
        yield from _closing(depth, self._annex.contents())

    def notes(self) -> Iterator[str]:
        """The footnotes, each led by its number, which leads back to its mark."""
        notes = sorted(self._document.notes.values(), key=lambda note: note.number)
        if not notes:
            return
        title = escape(self._theme.words.notes)
        yield f'<section class="notes" role="doc-endnotes" aria-labelledby="{NOTES_ID}">\n'
        yield f'<h2 id="{NOTES_ID}">{title}</h2>\n<ol>\n'
        for note in notes:
            back = f'<a href="#{mark_id(note.number)}" role="doc-backlink">{note.number}</a>'
            yield f'<li id="{note_id(note.number)}">{back} {self._inlines.linked(note.content)}</li>\n'
        yield "</ol>\n</section>\n"


def _closing(depth: int, last: str) -> Iterator[str]:
    """The end of lists as deep as headings are, the last entry of the outermost one, the end of the contents."""
    yield "</li></ol>" * (depth - 2) + ("</li>" + last + "</ol>" if depth > 1 else f"<ol>{last}</ol>" if last else "")
    yield "</nav>\n"
