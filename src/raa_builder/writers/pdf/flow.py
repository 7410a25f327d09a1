# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Block layout: a document, a theme and a font in, flows of slabs out. Pure: nothing is drawn here."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple, assert_never

from raa_builder.charts import describe, draw
from raa_builder.document import (
    Block,
    BulletList,
    Callout,
    Chart,
    Contents,
    Cover,
    Document,
    Emblem,
    Heading,
    Image,
    Inlines,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
    plain,
)
from raa_builder.theme import Pt, Style, Theme, points
from raa_builder.writers.marks import BELOW, Mark, mark_row, marks_of, place_emblem, place_image
from raa_builder.writers.pdf.boxes import Anchor, Box, Fill, Flow, Graphic, PageNumber, Place, Slab
from raa_builder.writers.pdf.grid import Grid
from raa_builder.writers.pdf.marks import mark_slab
from raa_builder.writers.pdf.seam import pdf_text
from raa_builder.writers.pdf.setting import SetLine, baseline, placed, set_text
from raa_builder.writers.pdf.text import Look, Target, note_place
from raa_builder.writers.tables import fit, section_is_landscape

if TYPE_CHECKING:
    from raa_builder.writers.metrics import Family
    from raa_builder.writers.pdf.tree import Node

_BULLETS = ("•", "–")
_CALLOUT_BAR, _CALLOUT_PADDING = 3.0, 8.0
_COVER_RULE = 1.5
_CONTENTS_INDENT = 16.0
_LEADER = " ."
_NOTE_PARENTS = frozenset({"Document", "Sect", "Aside", "LBody"})  # a note in a table is read after it


class _Column(NamedTuple):
    """Where blocks are set: left edge and width, the depth of lists, and whether on the ground of a call-out."""

    left: float
    width: float
    depth: int = 0
    boxed: bool = False


def lay_out(document: Document, theme: Theme, family: Family, root: Node) -> list[Flow]:
    """The flows of a document: runs of slabs, each run on pages of one orientation.

    Args:
        document: The document.
        theme: Its look.
        family: The font.
        root: The root of the structure tree, which the slabs' nodes stand below.
    """
    layout = _Layout(document, theme, family)
    layout.blocks(document.blocks, root, layout.column())
    return [flow for flow in layout.flows if flow.slabs]


class _Layout:
    def __init__(self, document: Document, theme: Theme, family: Family) -> None:
        self.document = document
        self.theme = theme
        self.family = family
        self.flows = [Flow(landscape=False, slabs=[])]
        self._space = 0.0  # below the last block, to be taken together with the space above the next
        self._noted: set[str] = set()
        self._to_read: list[Node] = []  # footnotes whose marks stand in the block that is being set

    def column(self) -> _Column:
        return _Column(points(self.theme.page.left), self.theme.page.measure(landscape=self.flows[-1].landscape))

    # ── slabs ────────────────────────────────────────────────────────────────

    def add(self, slabs: list[Slab], before: float, after: float) -> None:
        """Add the slabs of a block; of the spaces below one block and above the next the larger counts.

        Its footnotes are read after it, though they stand at the foot of the page.
        """
        if slabs:
            slabs[-1].boxes += map(Anchor, self._to_read)
            self._to_read.clear()
            slabs[0].before += max(before, self._space)
            self.flows[-1].slabs.extend(slabs)
            self._space = after

    def look(self, style: Style, colour: str = "", *, bold: bool = False) -> Look:
        colours = self.theme.colours
        return Look(self.family, style.size, colour or colours.text, colours.heading, bold=bold)

    def text(self, content: Inlines, look: Look, node: Node, width: float, *, justified: bool = False) -> list[SetLine]:
        language = self.theme.words.language
        return set_text(content, look, node, language, width, justified=justified, hyphenate=justified)

    def lines(self, lines: list[SetLine], style: Style, left: float, node: Node) -> list[Slab]:
        """A slab for each line; the first two and the last two keep together."""
        y = baseline(style)
        slabs = [Slab(style.leading, [placed(line, left, y)]) for line in lines]
        for slab, line in zip(slabs, lines, strict=True):
            if line.notes:
                slab.notes = tuple(below for note in line.notes for below in self.note(note, node))
        if len(slabs) > 1:
            slabs[0].keep = slabs[-2].keep = True
        return slabs

    # ── blocks ───────────────────────────────────────────────────────────────

    def blocks(self, blocks: tuple[Block, ...], node: Node, column: _Column) -> None:
        for block, following in zip_longest(blocks, blocks[1:]):
            self.block(block, node, column)
            if isinstance(block, Paragraph) and isinstance(following, BulletList):
                self.flows[-1].slabs[-1].keep = True  # the words that open a list stay with it

    def block(self, block: Block, node: Node, column: _Column) -> None:
        match block:
            case Heading():
                self.heading(block, node, column)
            case Paragraph():
                self.paragraph(block.content, node.child("P"), column)
            case BulletList():
                self.bullets(block, node, column)
            case Table():
                self.table(block, node, column)
            case Callout():
                self.callout(block, node, column)
            case Chart():
                self.chart(block, node, column)
            case Image():
                self.mark(place_image(block, column.width), node, column)
            case Emblem():
                self.mark(place_emblem(block, column.width), node, column)
            case Cover():
                self.cover(block, node, column)
            case Contents():
                self.contents(block, node, column)
            case Section():
                self.section(block, node, column)
            case _:
                assert_never(block)

    def section(self, section: Section, node: Node, column: _Column) -> None:
        """A section; one whose table asks for it stands on landscape pages of its own."""
        below = node.child("Sect")
        turns = section_is_landscape(section, self.theme, self.family) and not self.flows[-1].landscape
        if not turns:
            self.blocks(section.blocks, below, column)
            return
        self.turn(landscape=True)
        self.blocks(section.blocks, below, self.column())
        self.turn(landscape=False)

    def turn(self, *, landscape: bool) -> None:
        ended = self.flows[-1].slabs
        first = next((at for at in range(len(ended), 0, -1) if not ended[at - 1].keep), 0)
        self.flows.append(Flow(landscape=landscape, slabs=ended[first:]))  # a heading follows what it stands above
        del ended[first:]
        self._space = 0.0

    def heading(self, heading: Heading, node: Node, column: _Column) -> None:
        """A heading, whose text hangs from its number."""
        style = self.theme.styles.heading(heading.level)
        below = node.child(f"H{heading.level}")
        look = self.look(style, self.theme.colours.heading, bold=True)
        number, lines, hang = self.numbered(heading, look, below, column.width)
        slabs = self.lines(lines, style, column.left + hang, below) or [Slab(style.leading)]
        slabs[0].boxes[:0] = [placed(line, column.left, baseline(style)) for line in number]
        for slab in slabs:
            slab.keep = True
        title = f"{heading.number} {plain(heading.content)}".strip()
        slabs[0].boxes.insert(0, Place(heading.id, 0, title, heading.level - 1))
        self.add(slabs, style.before, style.after)

    def numbered(
        self, heading: Heading, look: Look, node: Node, width: float
    ) -> tuple[list[SetLine], list[SetLine], float]:
        """The line of a heading's number, the lines of its text, and how far these hang to the right of it."""
        number = f"{heading.number} " if heading.number else ""
        hang = look.face.width(number, look.size)
        begun = self.text((Text(number),), look, node, width)
        return begun, self.text(heading.content, look, node, width - hang), hang

    def paragraph(self, content: Inlines, node: Node, column: _Column) -> None:
        styles = self.theme.styles
        style = styles.bullet if column.depth else styles.callout if column.boxed else styles.body
        lines = self.text(content, self.look(style), node, column.width, justified=True)
        self.add(self.lines(lines, style, column.left, node), style.before, style.after)

    def mark(self, mark: Mark, node: Node, column: _Column) -> None:
        space = self.theme.styles.body.after
        self.add([mark_slab([mark], column.left, node)], space, space)

    def bullets(self, block: BulletList, node: Node, column: _Column) -> None:
        numbering = "/Decimal" if block.ordered else "/Disc"
        below = node.child("L", f"/A << /O /List /ListNumbering {numbering} >>")
        bullet = _BULLETS[min(column.depth, len(_BULLETS) - 1)]
        count = len(block.items)
        for index, item in enumerate(block.items, start=1):
            self.item(item, below.child("LI"), f"{index}." if block.ordered else bullet, column)
            if count > 1 and index in {1, count - 1}:
                self.flows[-1].slabs[-1].keep = True  # no single item is left behind

    def item(self, item: tuple[Block, ...], node: Node, label: str, column: _Column) -> None:
        style = self.theme.styles.bullet
        indent = self.theme.styles.item_indent
        inner = _Column(column.left + indent, column.width - indent, column.depth + 1, column.boxed)
        body = node.child("LBody")
        first, rest = (item[0].content, item[1:]) if isinstance(item[0], Paragraph) else ((), item)
        lines = self.text(first, self.look(style), body, inner.width, justified=True)
        slabs = self.lines(lines, style, inner.left, body) or [Slab(style.leading, keep=True)]
        (mark,) = self.text((Text(label + " "),), self.look(style), node.child("Lbl"), inner.width)
        slabs[0].boxes.insert(0, placed(mark, column.left, baseline(style)))
        self.add(slabs, style.before, style.after)
        self.blocks(rest, body, inner)

    def callout(self, block: Callout, node: Node, column: _Column) -> None:
        """The blocks on a pale ground with a bar at the left; the ground runs on over pages."""
        outer, self.flows = self.flows, [Flow(landscape=self.flows[-1].landscape, slabs=[])]
        space, self._space = self._space, 0.0
        padding = _CALLOUT_PADDING
        left = column.left + _CALLOUT_BAR + padding
        inner = _Column(left, column.width - _CALLOUT_BAR - 2 * padding, column.depth, boxed=True)
        self.blocks(block.blocks, node.child("Aside"), inner)
        inside = self.flows[-1].slabs
        self.flows, self._space = outer, space
        if not inside:
            return
        top, bottom = Slab(padding, keep=True), Slab(padding)
        inside[0].before = 0
        inside[-1].keep = True
        for slab in inside:
            _grow(slab, slab.before)
        slabs = [top, *inside, bottom]
        for slab in slabs:
            ground = Fill(column.left, 0, column.width, slab.height, self.theme.colours.pale)
            bar = Fill(column.left, 0, _CALLOUT_BAR, slab.height, self.theme.colours.ink)
            slab.boxes[:0] = [ground, bar]
        style = self.theme.styles.callout
        self.add(slabs, style.before, style.after)

    def cover(self, cover: Cover, node: Node, column: _Column) -> None:
        """The head of the first page: emblem and logos in a row, the lines of the cover, a rule."""
        styles, colours = self.theme.styles, self.theme.colours
        below = node.child("Sect")
        marks, rest = marks_of(cover)
        if marks:
            row = mark_slab(mark_row(marks, column.width), column.left, below)
            row.keep = True
            self.add([row], 0, BELOW)
        for block in rest:
            if isinstance(block, Heading):
                heading = below.child("H1")
                look = self.look(styles.title, colours.heading, bold=True)
                slabs = self.lines(
                    self.text(block.content, look, heading, column.width), styles.title, column.left, heading
                )
                self.add(slabs, styles.title.before, styles.title.after)
            elif isinstance(block, Paragraph):
                paragraph = below.child("P")
                look = self.look(styles.subtitle, colours.ink)
                lines = self.text(block.content, look, paragraph, column.width)
                self.add(
                    self.lines(lines, styles.subtitle, column.left, paragraph),
                    styles.subtitle.before,
                    styles.subtitle.after,
                )
            else:
                self.block(block, below, column)
        rule = Fill(column.left, 0, column.width, _COVER_RULE, colours.heading)
        self.add([Slab(_COVER_RULE, [rule])], 8, 14)

    # ── contents ─────────────────────────────────────────────────────────────

    def contents(self, contents: Contents, node: Node, column: _Column) -> None:
        styles = self.theme.styles
        title = node.child("P")
        look = self.look(styles.heading_3, self.theme.colours.heading, bold=True)
        slabs = self.lines(
            self.text((Text(contents.title),), look, title, column.width), styles.heading_3, column.left, title
        )
        for slab in slabs:
            slab.keep = True
        self.add(slabs, styles.heading_3.before, styles.heading_3.after)
        toc = node.child("TOC")
        for heading in self.document.outline:
            self.contents_entry(heading, toc.child("TOCI"), column)

    def contents_entry(self, heading: Heading, node: Node, column: _Column) -> None:
        top = heading.level <= 2
        style = self.theme.styles.contents_1 if top else self.theme.styles.contents_2
        left = column.left + (0 if top else _CONTENTS_INDENT)
        link = node.child("Reference").child("Link")
        width = column.left + column.width - left
        room = 3 * style.size
        number, lines, hang = self.numbered(heading, self.look(style, bold=top), link, width - room)
        target = Target(place=heading.id, words=f"{heading.number} {plain(heading.content)}")
        slabs = self.lines([_linked(line, target) for line in lines], style, left + hang, link) or [Slab(style.leading)]
        slabs[0].boxes[:0] = [placed(_linked(line, target), left, baseline(style)) for line in number]
        end = left + hang + (lines[-1].width if lines else 0)
        face = self.family.face(bold=top)
        slabs[-1].boxes.append(
            PageNumber(
                left + width, end + style.size / 2, baseline(style), heading.id, face, style.size,
                self.theme.colours.text, link, _LEADER,
            )
        )  # fmt: skip
        self.add(slabs, style.before, style.after)

    # ── tables and charts ────────────────────────────────────────────────────

    def caption(self, word: str, number: int, content: Inlines, node: Node, column: _Column) -> list[Slab]:
        style = self.theme.styles.caption
        full: Inlines = (Strong((Text(f"{word}\u00a0{number}. "),)), *content)
        lines = self.text(full, self.look(style, self.theme.colours.ink, bold=True), node, column.width)
        slabs = self.lines(lines, style, column.left, node)
        for slab in slabs:
            slab.keep = True
        return slabs

    def table(self, table: Table, node: Node, column: _Column) -> None:
        below = node.child("Table")
        style = self.theme.styles.caption
        slabs = self.caption(self.theme.words.table, table.number, table.caption, below.child("Caption"), column)
        slabs[0].boxes.insert(0, Place(table.id, 0))
        slabs[-1].height += style.after
        how = fit(table, self.theme, self.family, landscape=self.flows[-1].landscape)
        grid = Grid(table, how, column.left, self.theme, self.family, below)
        slabs += grid.slabs(lambda name: self.note(name, below))
        self.add(slabs, style.before, self.theme.styles.body.leading)

    def chart(self, chart: Chart, node: Node, column: _Column) -> None:
        """A caption and the drawing below it; one of many rows is split, its legend repeated."""
        style = self.theme.styles.caption
        slabs = self.caption(self.theme.words.figure, chart.number, chart.caption, node.child("P"), column)
        slabs[0].boxes.insert(0, Place(chart.id, 0))
        slabs[-1].height += style.after
        figure = node.child("Figure", f"/Alt {pdf_text(describe(chart))}")
        drawing = draw(chart, self.theme, Pt(column.width), self.family.measure)
        bands = [Slab(band.height, [Graphic(column.left, 0, column.width, band, figure)]) for band in drawing.bands]
        for slab in bands[1:]:
            slab.repeat = (bands[0],)
        bands[0].keep = True
        if len(bands) > 2:
            bands[1].keep = bands[-2].keep = True
        self.add([*slabs, *bands], style.before, self.theme.styles.body.leading)

    # ── notes ────────────────────────────────────────────────────────────────

    def note(self, name: str, node: Node) -> list[Slab]:
        """The footnote, at its first mark, with those that it refers to."""
        if name in self._noted:
            return []
        self._noted.add(name)
        note = self.document.notes[name]
        style = self.theme.styles.note
        while node.parent is not None and node.tag not in _NOTE_PARENTS:
            node = node.parent
        below = node.child("Note", f"/ID <{note.id.encode().hex()}>")
        self._to_read.append(below)
        column = self.column()
        (label,) = self.text((Text(f"{note.number} "),), self.look(style), below.child("Lbl"), column.width)
        lines = self.text(note.content, self.look(style), below, column.width - label.width - 2)
        slabs = self.lines(lines, style, column.left + label.width + 2, below)
        slabs = slabs or [Slab(style.leading)]
        slabs[0].boxes[:0] = [Place(note_place(note.id), 0), placed(label, column.left, baseline(style))]
        return [*slabs, *(further for slab in slabs for further in slab.notes)]


def _grow(slab: Slab, by: float) -> None:
    """Turn the space above a slab into part of it, so that a ground covers it."""
    slab.boxes = [_lowered(box, by) for box in slab.boxes]
    slab.height += by
    slab.before = 0.0


def _lowered(box: Box, by: float) -> Box:
    return box if isinstance(box, Anchor) else box._replace(y=box.y + by)


def _linked(line: SetLine, target: Target) -> SetLine:
    """The line with every piece leading to a place."""
    return line._replace(pieces=tuple(piece._replace(target=target) for piece in line.pieces))
