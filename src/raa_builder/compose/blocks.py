# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the tree of a rendered template to the blocks of a document. What holds nothing leaves no trace."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from raa_builder import italian
from raa_builder.compose.subset import Element
from raa_builder.document import (
    WORDING_BREAK,
    Abbreviation,
    Block,
    BulletList,
    Callout,
    Chart,
    ChartKind,
    Contents,
    Cover,
    CrossReference,
    Data,
    Emblem,
    Emphasis,
    Foreign,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Note,
    NoteReference,
    Paragraph,
    Row,
    Scope,
    Section,
    Strong,
    Superscript,
    Table,
    TableCell,
    Text,
    plain,
)
from raa_builder.pictures import read_picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raa_builder.cells import Figure
    from raa_builder.compose.subset import Node

_SPACE = re.compile(r"[ \t\n\r\f]+")
_INLINE = frozenset({"strong", "em", "sup", "a", "br", "data", "span", "abbr"})


class Builder:
    """Builds blocks, and collects footnotes on the way.

    Args:
        figures: The figures that the filters printed, by the number that they wrote into `data-figure`.
        folders: Where pictures are looked for.
        logo: The picture that `<img src="logo">` stands for; without one that element leaves no trace.
    """

    def __init__(
        self, figures: Sequence[Figure | None], folders: Sequence[Path] = (), logo: Path | None = None
    ) -> None:
        self._figures = figures
        self._folders = folders
        self._logo = logo
        self.notes: dict[str, Note] = {}

    def blocks(self, parent: Element) -> tuple[Block, ...]:
        """The blocks below an element.

        Raises:
            TemplateError: Text stands outside a block, or an element where it may not.
        """
        found: list[Block] = []
        for child in parent.children:
            if isinstance(child, Element):
                found.extend(self._block(child))
            elif child.strip(" \t\n\r\f"):
                raise parent.wrong(f"il testo «{child.strip()[:40]}» sta fuori da un paragrafo")
        return tuple(found)

    def _block(self, element: Element) -> tuple[Block, ...]:
        match element.tag:
            case "h1" | "h2" | "h3":
                content = self.inlines(element)
                return (Heading(int(element.tag[1]), content, element.get("id")),) if content else ()
            case "p":
                content = self.inlines(element)
                return (Paragraph(content),) if content else ()
            case "ul" | "ol":
                return self._list(element)
            case "table":
                return self._table(element)
            case "figure":
                return self._chart(element)
            case "img":
                return self._image(element)
            case "aside":
                return self._aside(element)
            case "header" | "section":
                return self._section(element)
            case _:
                raise element.wrong(f"<{element.tag}> non può stare qui")

    def _image(self, element: Element) -> tuple[Block, ...]:
        """The Union emblem, the logo of the theme, or a picture of the template folders."""
        match element.get("src"):
            case "emblema":
                wording = tuple(line for line in map(str.strip, element.get("alt").split(WORDING_BREAK)) if line)
                if not wording:
                    raise element.wrong("l’emblema vuole in alt la sua dicitura")
                return (Emblem(wording),)
            case "logo":
                path = self._logo
            case source:
                path = self._picture_file(element, source)
        return (_checked(element, path),) if path is not None else ()

    def _picture_file(self, element: Element, source: str) -> Path:
        relative = Path(source)
        if not relative.is_absolute() and ".." not in relative.parts:
            for folder in self._folders:
                if (folder / relative).is_file():
                    return folder / relative
        raise element.wrong(f"l’immagine «{source}» non si trova in {', '.join(map(str, self._folders))}")

    def _aside(self, element: Element) -> tuple[Block, ...]:
        if element.get("role") == "doc-footnote":
            if not element.get("id") or element.get("id") in self.notes:
                raise element.wrong("una nota vuole un id suo")
            self.notes[element.get("id")] = Note(element.get("id"), self.inlines(element))
            return ()
        blocks = self.blocks(element)
        return (Callout(blocks),) if blocks else ()

    def _section(self, element: Element) -> tuple[Block, ...]:
        if element.get("role") == "doc-toc":
            return (Contents(plain(self.inlines(element))),)
        blocks = self.blocks(element)
        if not blocks:
            return ()
        return (Cover(blocks),) if element.get("role") == "doc-cover" else (Section(blocks),)

    def _list(self, element: Element) -> tuple[Block, ...]:
        items = []
        for child in _only(element, "li"):
            item = self._item(child)
            if item:
                items.append(item)
        return (BulletList(tuple(items), ordered=element.tag == "ol"),) if items else ()

    def _item(self, element: Element) -> tuple[Block, ...]:
        """An item: its own text first, as a paragraph, then lists or further paragraphs."""
        text = [child for child in element.children if isinstance(child, str) or child.tag in _INLINE]
        rest = [child for child in element.children if isinstance(child, Element) and child.tag not in _INLINE]
        content = self._collapsed(text, element)
        below = self.blocks(replace(element, children=list(rest)))
        return ((Paragraph(content),) if content else ()) + below

    # ── tables and charts ────────────────────────────────────────────────────

    def _table(self, element: Element) -> tuple[Block, ...]:
        _only(element, "caption", "thead", "tbody", "tfoot")
        head, body, foot = (self._rows(element, part) for part in ("thead", "tbody", "tfoot"))
        if not body:
            return ()
        if not head:
            raise element.wrong("una tabella vuole <thead>")
        captions = element.elements("caption")
        table = Table(
            self.inlines(captions[0]) if captions else (),
            head,
            body,
            foot,
            id=element.get("id"),
            wide="data-wide" in element.attributes,
        )
        widths = {y: 0 for y, _ in enumerate(table.rows)}
        for y, _, cell in table.grid():
            for row in range(y, y + cell.rowspan):
                widths[row] = widths.get(row, 0) + cell.colspan
        if set(widths.values()) != {table.width}:
            raise element.wrong(f"le righe della tabella non hanno tutte {table.width} colonne")
        return (table,)

    def _rows(self, table: Element, part: str) -> tuple[Row, ...]:
        groups = (_only(group, "tr") for group in table.elements(part))
        rows = (_only(row, "th", "td") for group in groups for row in group)
        return tuple(tuple(self._cell(cell) for cell in row) for row in rows)

    def _cell(self, element: Element) -> TableCell:
        scope = None
        if element.tag == "th":
            if element.get("scope") not in {"col", "row"}:
                raise element.wrong("<th> vuole scope=col o scope=row")
            scope = Scope(element.get("scope"))
        return TableCell(self.inlines(element), scope, self._span(element, "colspan"), self._span(element, "rowspan"))

    def _span(self, element: Element, name: str) -> int:
        text = element.get(name) or "1"
        if not text.isdecimal() or not int(text):
            raise element.wrong(f"{name} vuole un numero, non «{text}»")
        return int(text)

    def _chart(self, element: Element) -> tuple[Block, ...]:
        kinds = {kind.value: kind for kind in ChartKind}
        kind = kinds.get(element.get("data-chart"))
        if kind is None:
            raise element.wrong(f"data-chart può essere {' o '.join(kinds)}")
        _only(element, "table", "figcaption")
        tables = [block for table in element.elements("table") for block in self._table(table)]
        captions = element.elements("figcaption")
        if not captions:
            raise element.wrong("<figure> vuole <figcaption>")
        if not tables or not isinstance(tables[0], Table):
            return ()
        caption = self.inlines(captions[0])
        return (Chart(kind, replace(tables[0], caption=caption), caption, element.get("id")),)

    # ── inlines ──────────────────────────────────────────────────────────────

    def inlines(self, element: Element) -> Inlines:
        """The inlines below an element, white space collapsed and trimmed.

        Raises:
            TemplateError: A block stands among them, or an inline is incomplete.
        """
        return self._collapsed(element.children, element)

    def _collapsed(self, nodes: Sequence[Node], parent: Element) -> Inlines:
        return _trimmed(_Inlines(self._figures, parent).read(nodes))


def _checked(element: Element, path: Path) -> Image:
    try:
        read_picture(path)
    except (OSError, ValueError) as error:
        raise element.wrong(f"l’immagine {path} non si può usare: {error}") from error
    return Image(path, element.get("alt"))


def _only(element: Element, *tags: str) -> list[Element]:
    """The elements below one that holds nothing but these, so that nothing is passed over in silence."""
    for child in element.children:
        if isinstance(child, Element) and child.tag not in tags:
            raise child.wrong(f"<{child.tag}> non può stare in <{element.tag}>")
        if isinstance(child, str) and child.strip():
            raise element.wrong(f"in <{element.tag}> stanno solo elementi {' o '.join(f'<{tag}>' for tag in tags)}")
    return element.elements()


class _Inlines:
    """Reads inlines; a run of white space, even over elements, becomes one space."""

    def __init__(self, figures: Sequence[Figure | None], parent: Element) -> None:
        self._figures = figures
        self._parent = parent
        self._after_space = True
        self._after_dot = False  # of a figure that ends with one, "n.d.", which also ends the sentence

    def read(self, nodes: Sequence[Node]) -> Inlines:
        found: list[Inline] = []
        for node in nodes:
            if isinstance(node, Element):
                inline = self._inline(node)
                if not _is_empty(inline):
                    found.append(inline)
            else:
                text = self._text(node)
                if text:
                    found.append(Text(text))
        return tuple(found)

    def _text(self, text: str) -> str:
        text = _SPACE.sub(" ", text)
        if self._after_dot:
            text = text.removeprefix(".")
        self._after_dot = False
        if self._after_space:
            text = text.removeprefix(" ")
        if text:
            self._after_space = text.endswith(" ")
        return italian.no_break(text)

    def _inline(self, element: Element) -> Inline:
        match element.tag:
            case "br":
                self._after_space = True
                return LineBreak()
            case "strong":
                return Strong(self.read(element.children))
            case "em":
                return Emphasis(self.read(element.children))
            case "sup":
                return Superscript(self.read(element.children))
            case "span":
                return Foreign(self._needed(element, "lang"), self.read(element.children))
            case "abbr":
                return Abbreviation(self._needed(element, "title"), self.read(element.children))
            case "data":
                return self._data(element)
            case "a":
                return self._anchor(element)
            case _:
                raise element.wrong(f"<{element.tag}> non può stare dentro <{self._parent.tag}>")

    def _data(self, element: Element) -> Data:
        self._after_space = False
        number = element.get("data-figure")
        text = "".join(child for child in element.children if isinstance(child, str))
        self._after_dot = text.endswith(".")
        return Data(text, self._figures[int(number)] if number.isdecimal() else None)

    def _anchor(self, element: Element) -> Inline:
        href = self._needed(element, "href")
        if element.get("role") == "doc-noteref":
            return NoteReference(href.removeprefix("#"))
        if href.startswith("#"):
            self._after_space = False
            return CrossReference(href.removeprefix("#"), plain(self.read(element.children)))
        return Link(href, self.read(element.children))

    def _needed(self, element: Element, attribute: str) -> str:
        value = element.get(attribute)
        if not value:
            raise element.wrong(f"<{element.tag}> vuole l'attributo {attribute}")
        return value


def _is_empty(inline: Inline) -> bool:
    match inline:
        case Text():
            return not inline.text
        case Strong() | Emphasis() | Superscript() | Link() | Abbreviation() | Foreign():
            return not inline.content
        case _:
            return False


def _trimmed(content: Inlines) -> Inlines:
    """The inlines without the space and the line breaks at their end, and without what is left empty."""
    kept = list(content)
    while kept:
        last = kept.pop()
        match last:
            case LineBreak():
                continue
            case Text():
                trimmed: Inline = Text(last.text.rstrip(" "))
            case Strong() | Emphasis() | Superscript() | Link() | Abbreviation() | Foreign():
                trimmed = replace(last, content=_trimmed(last.content))
            case _:
                trimmed = last
        if not _is_empty(trimmed):
            return (*kept, trimmed)
    return ()
