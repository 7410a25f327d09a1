# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The blocks of a document as the body of a Word document. `write_story` goes once through the document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count, zip_longest
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
    Text,
    plain,
)  # fmt: skip
from raa_builder.writers.docx import numbering
from raa_builder.writers.docx.chart import NativeChart, native_charts
from raa_builder.writers.docx.fields import NO_BREAK_SPACE, Bookmarks, depth
from raa_builder.writers.docx.marks import emblem_run, image_run
from raa_builder.writers.docx.markup import paragraph, spacing, twips
from raa_builder.writers.docx.notes import footnotes
from raa_builder.writers.docx.page import section_properties
from raa_builder.writers.docx.runs import Languages, Notes, Runs, word_language
from raa_builder.writers.docx.styles import CALLOUT, COVER_END, FIGURE, MARKS, PICTURE, SECTION_BREAK, below_table
from raa_builder.writers.docx.table import TableLook, table_xml
from raa_builder.writers.marks import PlacedEmblem, mark_row, marks_of, place_emblem, place_image
from raa_builder.writers.metrics import family
from raa_builder.writers.tables import fit, section_is_landscape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from raa_builder.document import Block, Document, Inlines
    from raa_builder.pictures import Picture
    from raa_builder.theme import Theme
    from raa_builder.writers.marks import Mark

_KEPT = ("Heading", "Caption")  # styles that keep with the next paragraph
_KEEP = "<w:keepNext/>"


@dataclass(frozen=True, slots=True)
class Story:
    """A document as markup, with what the parts around it must provide.

    Attributes:
        body: The content of `w:body`.
        notes: The footnotes.
        links: Outgoing addresses of the body with the ids of their relationships.
        note_links: Those of the footnotes.
        languages: Languages, each with the id of the style that it is based on, and the ids of their own.
        restarts: Of each numbered list, the numbering that it is one of and its level.
        charts: The native charts, with the ids of their relationships.
        images: The pictures, with the ids of their relationships.
    """

    body: str
    notes: str
    links: Mapping[str, str]
    note_links: Mapping[str, str]
    languages: Mapping[tuple[str, str], str]
    restarts: tuple[tuple[int, int], ...]
    charts: Mapping[str, NativeChart]
    images: Mapping[str, Picture]


def write_story(document: Document, theme: Theme) -> Story:
    """The body and the footnotes of a document.

    Raises:
        TemplateError: A font file of the theme can't be used.
    """
    bookmarks = Bookmarks(document, theme.words)
    languages = Languages(document.metadata.language)
    marks = Notes(bookmarks)
    runs = Runs(bookmarks, languages, marks)
    writer = _BodyWriter(document, theme, bookmarks, runs)
    body = writer.write()
    note_runs = Runs(bookmarks, languages, marks, in_notes=True)
    notes = footnotes(document.notes, marks, note_runs)
    restarts = tuple(writer.lists.restarts)
    return Story(body, notes, runs.links, note_runs.links, languages.used, restarts, writer.charts, writer.images)


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph.

    Attributes:
        content: Its inlines.
        level: The level of its list, from 0; -1 outside lists.
        number: The numbering that it counts in; 0 unless it begins an item.
        ordered: Whether its list is numbered.
        keep: What keeps it with the next paragraph.
    """

    content: Inlines
    level: int = -1
    number: int = 0
    ordered: bool = False
    keep: str = ""


class _BodyWriter:
    """Writes blocks in order; knows the page that it stands on and whether a table has just ended."""

    def __init__(self, document: Document, theme: Theme, bookmarks: Bookmarks, runs: Runs) -> None:
        self.document = document
        self.theme = theme
        self.bookmarks = bookmarks
        self.runs = runs
        self.family = family(theme.faces)
        self.tables = TableLook(theme)
        self.lists = numbering.Lists()
        self.charts: dict[str, NativeChart] = {}
        self.images: dict[str, Picture] = {}
        self.drawings = count(1)  # ids of drawings, each of its own
        self.out: list[str] = []
        self.settled = 0  # how much of it nothing that follows can draw along to its page
        self.landscape = False  # the page that the blocks want
        self.page_is_landscape = False  # the page of the section that is open
        self.sections = 0
        self.below_table = False

    def write(self) -> str:
        self.blocks(self.document.blocks)
        if self.below_table or not self.out:  # Word wants a paragraph there
            self.out.append(paragraph(SECTION_BREAK, ""))
        self.out.append(self.section())
        return "".join(self.out)

    def blocks(self, blocks: tuple[Block, ...]) -> None:
        for block, following in zip_longest(blocks, blocks[1:]):
            if isinstance(block, Paragraph) and isinstance(following, BulletList):
                self.running_text((block,), _KEEP)  # the words that open a list stay with it
            else:
                self.block(block)

    def block(self, block: Block) -> None:
        match block:
            case Heading():
                self.heading(block)
            case Paragraph() | BulletList():
                self.running_text((block,))
            case Table():
                self.table(block)
            case Chart():
                self.chart(block)
            case Callout():
                self.callout(block)
            case Image():
                self.paragraph(PICTURE, self.mark(place_image(block, self.measure())))
            case Emblem():
                self.paragraph(PICTURE, self.mark(place_emblem(block, self.measure())))
            case Cover():
                self.cover(block)
            case Contents():
                if self.document.outline:
                    self.add(self.bookmarks.contents(block.title, self.document.outline))
            case Section():
                self.turned(block.blocks, section_is_landscape(block, self.theme, self.family))
            case _:
                assert_never(block)

    # ── pages ────────────────────────────────────────────────────────────────

    def turned(self, blocks: tuple[Block, ...], landscape: bool) -> None:  # noqa: FBT001 (what the page is)
        before, self.landscape = self.landscape, self.landscape or landscape
        self.blocks(blocks)
        self.landscape = before

    def add(self, markup: str, *, keep: bool = False) -> None:
        """Add a block, on a page of the orientation that it wants; headings before it turn with it.

        Args:
            markup: The block.
            keep: Whether it belongs on the page of what follows.
        """
        if self.landscape != self.page_is_landscape:
            if self.settled:
                self.end_section()
            self.page_is_landscape = self.landscape
        self.out.append(markup)
        if not keep:
            self.settled = len(self.out)
        self.below_table = False

    def end_section(self) -> None:
        """End the section after the last block that can't be drawn along, with its last paragraph if it has one."""
        last = self.out[self.settled - 1]
        if last.startswith("<w:p>"):
            self.out[self.settled - 1] = last.replace("</w:pPr>", f"{self.section()}</w:pPr>", 1)
        else:
            self.out.insert(self.settled, paragraph(SECTION_BREAK, "", self.section()))

    def begins_section(self) -> bool:
        """Whether the block that comes next is the first of a section."""
        return self.landscape != self.page_is_landscape and 0 < self.settled == len(self.out)

    def section(self) -> str:
        """The properties of the section that ends here."""
        self.sections += 1
        has_cover = any(isinstance(block, Cover) for block in self.document.blocks[:1])
        bare_head = has_cover and self.sections == 1
        return section_properties(self.theme, landscape=self.page_is_landscape, bare_head=bare_head)

    # ── paragraphs ───────────────────────────────────────────────────────────

    def paragraph(self, style: str, content: str, direct: str = "") -> None:
        """Add a paragraph; `direct` is what it has besides its style, in the order of the schema."""
        if self.below_table:
            style = below_table(style)
        elif self.begins_section() and style.startswith("Heading"):
            direct += spacing(before=0)  # as at the top of other pages, where Word takes the space away itself
        self.add(paragraph(style, content, direct), keep=direct.startswith(_KEEP) or style.startswith(_KEPT))

    def heading(self, heading: Heading) -> None:
        content = self.bookmarks.heading(heading, self.runs.write(heading.content))
        self.paragraph("Title" if heading.level == 1 else f"Heading{depth(heading)}", content)

    def running_text(self, blocks: tuple[Block, ...], keep: str = "") -> None:
        for line in self.lines(blocks):
            if isinstance(line, _Line):
                self.line(line, keep or line.keep)
            else:
                self.block(line)

    def line(self, line: _Line, keep: str, *, boxed: bool = False) -> None:
        """A paragraph of running text, or of a call-out."""
        level = numbering.list_level(line.level)
        # a numbered list counts anew: the one thing that its style can't say
        item = numbering.in_list(line.number, level) if line.ordered and line.number else ""
        style = _style(line, level)
        if boxed:
            style = CALLOUT if line.level < 0 else numbering.in_callout(style)
        self.paragraph(style, self.runs.write(line.content), keep + item)

    def lines(self, blocks: tuple[Block, ...], level: int = -1, *, boxed: bool = False) -> Iterator[_Line | Block]:
        """The paragraphs of running text and of lists, one after the other; other blocks as they are."""
        for block in blocks:
            match block:
                case Paragraph():
                    if _says(block):  # an empty paragraph would be one more thing to delete
                        yield _Line(block.content, level)
                case BulletList():
                    yield from self.items(block, level + 1, boxed=boxed)
                case _:
                    yield block

    def items(self, block: BulletList, level: int, *, boxed: bool) -> Iterator[_Line | Block]:
        number = self.lists.start(ordered=block.ordered, level=numbering.list_level(level), boxed=boxed)
        last = len(block.items) - 1
        for n, item in enumerate(block.items):
            rest = item
            lines: list[_Line | Block] = []
            if item and isinstance(item[0], Paragraph) and _says(item[0]):
                lines.append(_Line(item[0].content, level, number, block.ordered))
                rest = item[1:]
            lines += self.lines(rest, level, boxed=boxed)
            if n < last and n in {0, last - 1}:
                _keep_last(lines)  # no single item is left behind
            yield from lines

    def callout(self, callout: Callout) -> None:
        lines = list(self.lines(callout.blocks, boxed=True))
        for line, following in zip_longest(lines, lines[1:]):
            if isinstance(line, _Line):
                self.line(line, _KEEP if following else "", boxed=True)
            else:
                self.block(line)

    # ── the rest ─────────────────────────────────────────────────────────────

    def table(self, table: Table) -> None:
        """A table below its caption; one that needs more room than its section gives turns the page for itself."""
        fitted = fit(table, self.theme, self.family, landscape=self.landscape)
        before, self.landscape = self.landscape, fitted.landscape
        self.caption(self.theme.words.table, table, table.caption)
        title = f"{self.theme.words.table}{NO_BREAK_SPACE}{table.number}. {plain(table.caption)}"
        self.add(table_xml(table, fitted, self.tables, self.runs, title))
        self.below_table = True
        self.landscape = before

    def chart(self, chart: Chart) -> None:
        """A native chart below its caption; of many rows, in pieces that share their scale."""
        self.caption(self.theme.words.figure, chart, chart.caption)
        own = word_language(self.document.metadata.language)
        for picture in native_charts(chart, self.theme, self.family, own, landscape=self.landscape):
            relation = f"rIdChart{len(self.charts) + 1}"
            self.charts[relation] = picture
            self.paragraph(FIGURE, f"<w:r>{picture.drawing(next(self.drawings), relation)}</w:r>")

    def caption(self, label: str, block: Table | Chart, caption: Inlines) -> None:
        self.paragraph("Caption", self.bookmarks.caption(label, block) + self.runs.write(caption))

    def cover(self, cover: Cover) -> None:
        """The head of the first page: emblem and logos in a row, title and what stands with it, a thin rule below."""
        marks, rest = marks_of(cover)
        if marks:
            self.marks(mark_row(marks, self.measure()))
        last = len(rest) - 1
        for n, block in enumerate(rest):
            end = COVER_END if n == last else ""
            match block:
                case Heading():
                    self.paragraph(f"Title{end}", self.bookmarks.heading(block, self.runs.write(block.content)))
                case Paragraph():
                    self.paragraph(f"Subtitle{end}", self.runs.write(block.content))
                case _:
                    self.block(block)

    def marks(self, row: tuple[Mark, ...]) -> None:
        """A row of marks, each at a tab stop: emblems on their left side, logos on their right."""
        runs, stops = "", ""
        for mark in sorted(row, key=lambda mark: mark.x):
            if mark.x or not isinstance(mark, PlacedEmblem):
                side, place = ("left", mark.x) if isinstance(mark, PlacedEmblem) else ("right", mark.x + mark.width)
                stops += f'<w:tab w:val="{side}" w:pos="{twips(place)}"/>'
                runs += "<w:r><w:tab/></w:r>"
            runs += self.mark(mark)
        self.add(paragraph(MARKS, runs, f"<w:tabs>{stops}</w:tabs>" if stops else ""), keep=True)

    def mark(self, mark: Mark) -> str:
        """The emblem or a picture as a run; the same picture stands in the file once."""
        if isinstance(mark, PlacedEmblem):
            return emblem_run(mark, self.drawings)
        known = (relation for relation, picture in self.images.items() if picture == mark.picture)
        relation = next(known, f"rIdImage{len(self.images) + 1}")
        self.images[relation] = mark.picture
        return image_run(mark, next(self.drawings), relation)

    def measure(self) -> float:
        return self.theme.page.measure(landscape=self.landscape)


def _says(block: Paragraph) -> bool:
    """Whether a paragraph holds more than blanks."""
    return any(not isinstance(inline, Text) or inline.text.strip() for inline in block.content)


def _keep_last(lines: list[_Line | Block]) -> None:
    """Keep the last of these paragraphs with the next one."""
    if lines and isinstance(lines[-1], _Line):
        lines[-1] = replace(lines[-1], keep=_KEEP)


def _style(line: _Line, level: int) -> str:
    if line.level < 0:
        return "BodyText"
    if line.number:
        return numbering.list_style(level, ordered=line.ordered)
    return numbering.continued_style(level)
