# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The document: blocks and inlines, the contract between the composition and every writer.

A closed set: a writer that meets a block it does not know does not type-check (`typing.assert_never`). Numbers of
headings, tables, figures and notes are made here, once (`numbered`), so that all formats print the same. A document
holds text and figures, no fonts, sizes or positions.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias, assert_never

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from raa_builder.cells import Figure

# ── inlines ──────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text; white space is already collapsed.

    `number` is that of its row among the sources, for a number on a page that shows where each came from; else 0.
    """

    text: str
    number: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Data:
    """A figure as printed, with the exact value and the cells that it came from; `figure` is `None` where unknown.

    `number` is set once numbered: 1, 2, … in reading order, for those that have a figure.
    """

    text: str
    figure: Figure | None
    number: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong importance: bold."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stress: italic."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Superscript:
    """Raised text, as in "1º"."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an address outside the document."""

    href: str
    content: Inlines


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A reference to a table, figure or heading of this document: `text` is "tabella 2" once numbered."""

    target: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation and what it stands for."""

    expansion: str
    content: Inlines


@dataclass(frozen=True, slots=True)
class Foreign:
    """A phrase in another language, a BCP 47 tag such as `en`."""

    language: str
    content: Inlines


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The mark of a footnote; `number` is set once numbered, from 1."""

    note: str
    number: int = 0


Inline: TypeAlias = (
    Text
    | Data
    | Strong
    | Emphasis
    | Superscript
    | Link
    | CrossReference
    | Abbreviation
    | Foreign
    | LineBreak
    | NoteReference
)
Inlines: TypeAlias = tuple[Inline, ...]

# ── blocks ───────────────────────────────────────────────────────────────────

WORDING_BREAK = " – "  # between the lines of the emblem's wording, where it stands in one


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 is the title, on the cover, without number; level 2 is numbered "1.", level 3 "2.1."."""

    level: int
    content: Inlines
    id: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list; each item is a run of blocks, the first of which is a paragraph. `ordered` numbers the items."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False


class Scope(Enum):
    """Which cells a header cell is the header of."""

    COLUMN = "col"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table; `scope` is set on header cells, spans count columns and rows, from 1."""

    content: Inlines
    scope: Scope | None = None
    colspan: int = 1
    rowspan: int = 1

    @property
    def is_number(self) -> bool:
        """Whether the cell holds one figure and nothing else but the mark of a note."""
        if len(self.content) == 1:
            return isinstance(self.content[0], Data)
        content = [inline for inline in self.content if not isinstance(inline, NoteReference)]
        return len(content) == 1 and isinstance(content[0], Data)


Row: TypeAlias = tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: head rows are repeated on each page, foot rows (the totals) never stand alone on one.

    Attributes:
        caption: Inlines of the caption, without "Tabella 1.".
        head: Header rows, at least one.
        body: Data rows.
        foot: Total rows.
        id: Target of cross-references.
        number: 1, 2, … in the order of the document; 0 for the table of a chart, which has none.
        wide: The table may turn its section to a landscape page when it does not fit.
    """

    caption: Inlines
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    foot: tuple[Row, ...] = ()
    id: str = ""
    number: int = 0
    wide: bool = False

    @property
    def rows(self) -> Iterator[Row]:
        """All rows, from head to foot."""
        return chain(self.head, self.body, self.foot)

    @property
    def width(self) -> int:
        """Number of columns."""
        return sum(cell.colspan for cell in self.head[0])

    def grid(self) -> Iterator[tuple[int, int, TableCell]]:
        """Each cell with the row and the column, from 0, in which its upper left corner stands."""
        taken: set[tuple[int, int]] = set()
        for y, row in enumerate(self.rows):
            if not taken and all(cell.colspan == 1 == cell.rowspan for cell in row):
                yield from ((y, x, cell) for x, cell in enumerate(row))
                continue
            taken = {place for place in taken if place[0] >= y}
            x = 0
            for cell in row:
                while (y, x) in taken:
                    x += 1
                yield y, x, cell
                taken.update((y + dy, x + dx) for dy in range(cell.rowspan) for dx in range(cell.colspan))
                x += cell.colspan

    def numeric_columns(self) -> frozenset[int]:
        """The columns, from 0, whose data cells hold figures: they are set flush right."""
        first = len(self.head)
        last = first + len(self.body)
        words: set[int] = set()
        figures: set[int] = set()
        for y, x, cell in self.grid():
            if first <= y < last and cell.content and x not in words:
                (figures if cell.is_number else words).add(x)
        return frozenset(figures - words)


@dataclass(frozen=True, slots=True)
class Callout:
    """Text set apart on a pale ground, such as the strategy of an axis."""

    blocks: tuple[Block, ...]


class ChartKind(Enum):
    """How the table of a figure is drawn.

    `PROGRESS`: a row is a bar; its first figure is the whole, the others are stages within it.
    `DIVIDED`: a row is a bar of 100%, divided among its figures.
    `PAIRED`: a row is a group of bars, one for each figure, such as those of two years.
    """

    PROGRESS = "bar"
    DIVIDED = "divided"
    PAIRED = "paired"


@dataclass(frozen=True, slots=True)
class Chart:
    """A table to be looked at: a caption, the table that holds the figures, and how it is drawn."""

    kind: ChartKind
    table: Table
    caption: Inlines
    id: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, a PNG or JPEG file, with its alternative text; an empty one marks it as decoration."""

    path: Path
    alternative: str


@dataclass(frozen=True, slots=True)
class Emblem:
    """The emblem of the European Union with the wording beside it, line by line."""

    wording: tuple[str, ...]

    @property
    def alternative(self) -> str:
        """The wording in one line, as its alternative text: no words are added to what everyone sees."""
        return WORDING_BREAK.join(self.wording)


@dataclass(frozen=True, slots=True)
class Cover:
    """The block at the head of the first page: programme, title, date."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The place of the table of contents; its entries are `Document.outline`."""

    title: str


@dataclass(frozen=True, slots=True)
class Section:
    """A run of blocks that belong together; one that holds a wide table turns to landscape as a whole."""

    blocks: tuple[Block, ...]


Block: TypeAlias = (
    Heading | Paragraph | BulletList | Table | Callout | Chart | Image | Emblem | Cover | Contents | Section
)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote."""

    id: str
    content: Inlines
    number: int = 0


# ── the whole ────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Labels:
    """The words that numbering prints, from the theme: "Tabella", "Figura", "paragrafo"."""

    table: str
    figure: str
    section: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the document says of itself.

    Attributes:
        title: The title of the cover, as plain text.
        programme: The programme, which stands at the left of the running head.
        author: The body that publishes it.
        subject: One line on the content.
        keywords: For search engines and archives.
        language: BCP 47 tag of the text.
        day: The reference date; the files carry it as their own, so that the same input gives the same bytes.
    """

    title: str
    programme: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    language: str
    day: date


@dataclass(frozen=True, slots=True)
class Document:
    """A numbered document, ready for the writers. Made by `numbered`.

    Attributes:
        metadata: What the document says of itself.
        blocks: The content, in reading order.
        notes: Footnotes by id.
        draft: Whether each page must say that it is a draft.
    """

    metadata: Metadata
    blocks: tuple[Block, ...]
    notes: Mapping[str, Note] = field(default_factory=dict)
    draft: bool = False

    @property
    def outline(self) -> tuple[Heading, ...]:
        """The numbered headings, in reading order."""
        return tuple(block for block in walk(self.blocks) if isinstance(block, Heading) and block.level > 1)


class NumberingError(ValueError):
    """A reference has no target, an id stands twice, or a heading skips a level."""


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block in reading order, parents before children; the table of a chart is part of its chart."""
    for block in blocks:
        yield block
        match block:
            case Cover() | Section() | Callout():
                yield from walk(block.blocks)
            case BulletList():
                for item in block.items:
                    yield from walk(item)
            case Heading() | Paragraph() | Table() | Chart() | Image() | Emblem() | Contents():
                pass
            case _:
                assert_never(block)


def plain(content: Inlines) -> str:
    """The text of inlines, as someone would read it aloud; marks of notes are left out."""
    return "".join(_plain(inline) for inline in content)


def _plain(inline: Inline) -> str:
    match inline:
        case Text() | Data() | CrossReference():
            return inline.text
        case Strong() | Emphasis() | Superscript() | Link() | Abbreviation() | Foreign():
            return plain(inline.content)
        case LineBreak():
            return " "
        case NoteReference():
            return ""
        case _:
            assert_never(inline)


def numbered(
    metadata: Metadata, blocks: tuple[Block, ...], notes: Mapping[str, Note], labels: Labels, *, draft: bool = False
) -> Document:
    """Number headings, tables, figures and notes, and give cross-references their words.

    Args:
        metadata: What the document says of itself.
        blocks: The content, not yet numbered.
        notes: Footnotes by id, not yet numbered.
        labels: The words before the numbers.
        draft: Whether the document is a draft.

    Raises:
        NumberingError: A reference has no target, an id stands twice, or a heading skips a level.
    """
    counted = _Numbering(labels).blocks(blocks)
    resolver = _Resolution(_targets(counted, labels), notes)
    resolved = resolver.blocks(counted)
    return Document(metadata, resolved, resolver.numbered_notes(), draft)


class _Numbering:
    """First pass: numbers of headings, tables and figures."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.headings: list[int] = []
        self.tables = 0
        self.figures = 0

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self.block(block) for block in blocks)

    def block(self, block: Block) -> Block:
        match block:
            case Heading():
                return self.heading(block)
            case Table():
                self.tables += 1
                return replace(block, number=self.tables)
            case Chart():
                self.figures += 1
                return replace(block, number=self.figures)
            case Cover() | Section() | Callout():
                return replace(block, blocks=self.blocks(block.blocks))
            case BulletList():
                return replace(block, items=tuple(self.blocks(item) for item in block.items))
            case Paragraph() | Image() | Emblem() | Contents():
                return block
            case _:
                assert_never(block)

    def heading(self, heading: Heading) -> Heading:
        depth = heading.level - 1
        if not depth:
            return heading
        if depth > len(self.headings) + 1:
            raise NumberingError(f"il titolo «{plain(heading.content)}» salta un livello")
        self.headings = self.headings[:depth]
        if len(self.headings) < depth:
            self.headings.append(0)
        self.headings[-1] += 1
        number = ".".join(map(str, self.headings)) + "."
        return replace(heading, number=number, id=heading.id or f"sez-{number.strip('.').replace('.', '-')}")


def _targets(blocks: tuple[Block, ...], labels: Labels) -> dict[str, str]:
    """What a cross-reference to each id prints."""
    targets: dict[str, str] = {}
    for block in walk(blocks):
        match block:
            case Heading():
                words = f"{labels.section}\u00a0{block.number.rstrip('.')}"
            case Table():
                words = f"{labels.table.lower()}\u00a0{block.number}"
            case Chart():
                words = f"{labels.figure.lower()}\u00a0{block.number}"
            case _:
                continue
        if block.id in targets:
            raise NumberingError(f"l'identificatore «{block.id}» compare due volte")
        if block.id:
            targets[block.id] = words
    return targets


class _Resolution:
    """Second pass: the words of cross-references, the numbers of notes in the order of their marks, and of figures."""

    def __init__(self, targets: dict[str, str], notes: Mapping[str, Note]) -> None:
        self.targets = targets
        self.notes = notes
        self.order: dict[str, int] = {}
        self.figures = 0

    def numbered_notes(self) -> dict[str, Note]:
        """The notes that are referred to, those that only another note refers to among them."""
        done: dict[str, Note] = {}
        while len(done) < len(self.order):
            name, number = list(self.order.items())[len(done)]
            done[name] = replace(self.notes[name], number=number, content=self.inlines(self.notes[name].content))
        return done

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self.block(block) for block in blocks)

    def block(self, block: Block) -> Block:
        match block:
            case Heading() | Paragraph():
                return replace(block, content=self.inlines(block.content))
            case Table():
                return self.table(block)
            case Chart():
                return self.chart(block)
            case Cover() | Section() | Callout():
                return replace(block, blocks=self.blocks(block.blocks))
            case BulletList():
                return replace(block, items=tuple(self.blocks(item) for item in block.items))
            case Image() | Emblem() | Contents():
                return block
            case _:
                assert_never(block)

    def chart(self, chart: Chart) -> Chart:
        """The table of a chart has the caption of the chart, whose figures are numbered once."""
        is_shared = chart.table.caption == chart.caption
        caption = self.inlines(chart.caption)
        table = self.table(replace(chart.table, caption=()) if is_shared else chart.table)
        return replace(chart, caption=caption, table=replace(table, caption=caption) if is_shared else table)

    def table(self, table: Table) -> Table:
        return replace(
            table,
            caption=self.inlines(table.caption),
            head=self.rows(table.head),
            body=self.rows(table.body),
            foot=self.rows(table.foot),
        )

    def rows(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(tuple(replace(cell, content=self.inlines(cell.content)) for cell in row) for row in rows)

    def inlines(self, content: Inlines) -> Inlines:
        return tuple(self.inline(inline) for inline in content)

    def inline(self, inline: Inline) -> Inline:
        match inline:
            case CrossReference():
                if inline.target not in self.targets:
                    raise NumberingError(f"il rimando «#{inline.target}» non trova il suo oggetto")
                return inline if inline.text else replace(inline, text=self.targets[inline.target])
            case NoteReference():
                if inline.note not in self.notes:
                    raise NumberingError(f"la nota «#{inline.note}» non esiste")
                return replace(inline, number=self.order.setdefault(inline.note, len(self.order) + 1))
            case Strong() | Emphasis() | Superscript() | Link() | Abbreviation() | Foreign():
                return replace(inline, content=self.inlines(inline.content))
            case Data():
                if inline.figure is None:
                    return inline
                self.figures += 1
                return Data(inline.text, inline.figure, self.figures)
            case Text() | LineBreak():
                return inline
            case _:
                assert_never(inline)
