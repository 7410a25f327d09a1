# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the files of a summary say: the bytes of a .docx, .pdf or .html in, its blocks and notes as texts out.

Left out is what formats show in ways of their own: contents, running heads, marks of lists, drawings of charts.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pdfs
from lxml import etree

from raa_builder.writers import Format

if TYPE_CHECKING:
    from collections.abc import Callable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says: its blocks (headings, paragraphs, items, captions, cells) and its notes, those with text."""

    blocks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def normal(self, lacking: dict[int, str]) -> Said:
        """Without differences that nobody sees: kinds of spaces, invisible characters, how accents are encoded."""
        blocks, notes = ([_normal(text, lacking) for text in texts] for texts in (self.blocks, self.notes))
        return Said([text for text in blocks if text], notes)


def _normal(text: str, lacking: dict[int, str]) -> str:
    visible = re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", unicodedata.normalize("NFC", text).translate(lacking))
    return re.sub(r"\s+", " ", visible).strip()


# ── Word ─────────────────────────────────────────────────────────────────────


def docx_said(content: bytes) -> Said:
    """The paragraphs of a Word file, headings with the numbers that Word gives them."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))[0]
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
    for contents in body.iter(W + "sdt"):
        contents.getparent().remove(contents)
    counters = [0] * 9
    blocks = [f"{_heading_number(item, counters)}{_docx_text(item)}" for item in body.iter(W + "p")]
    own = [note for note in notes if note.get(W + "type") is None]
    return Said(blocks, [_docx_note(item, note.get(W + "id")) for note in own for item in note.iter(W + "p")])


def _docx_note(paragraph: etree._Element, number: str) -> str:
    """A note with its number; one that only another note refers to follows that one and bears its own."""
    counted = paragraph.find(f".//{W}footnoteRef") is not None
    return f"{number if counted else ''} {_docx_text(paragraph)}"


def _heading_number(paragraph: etree._Element, counters: list[int]) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    match = re.fullmatch(r"Heading(\d)", style.get(W + "val") if style is not None else "")
    if not match:
        return ""
    level = int(match[1])
    counters[level - 1] += 1
    counters[level:] = [0] * (9 - level)
    return ".".join(map(str, counters[:level])) + ". "


def _docx_text(element: etree._Element) -> str:
    said = {
        W + "t": lambda item: item.text or "",
        W + "br": lambda _: " ",
        W + "tab": lambda item: " " if item.getparent().tag == W + "r" else "",
        W + "noBreakHyphen": lambda _: "\u2011",
        W + "footnoteReference": lambda item: item.get(W + "id"),
    }
    return "".join(said[item.tag](item) for item in element.iter(*said))


# ── PDF ──────────────────────────────────────────────────────────────────────

_PDF_BLOCKS = frozenset({"H1", "H2", "H3", "P", "LBody", "Caption", "TH", "TD"})
_PDF_INLINE = frozenset({"Span", "Link", "Reference"})


def pdf_said(content: bytes) -> Said:
    """The blocks of a PDF's structure."""
    said = Said()
    _read_pdf(pdfs.structure(content), said)
    return said


def _read_pdf(element: pdfs.Element, said: Said) -> None:
    own = ""
    place = len(said.blocks)
    for kid in element.kids:
        if isinstance(kid, str):
            own += kid
        elif kid.tag in _PDF_INLINE:
            own += kid.text
        elif kid.tag == "Note":
            said.notes.append(kid.text)
        elif kid.tag == "TOC":
            said.blocks.pop()  # its title
        elif kid.tag not in {"Figure", "Lbl"}:
            _read_pdf(kid, said)
    if element.tag in _PDF_BLOCKS:
        said.blocks.insert(place, own)


# ── HTML ─────────────────────────────────────────────────────────────────────


class _Page(HTMLParser):
    """Reads the text of a page: its cover and its main part."""

    _VOID = frozenset({"br", "img", "meta", "link", "hr"})
    _BLOCKS = frozenset({"h1", "h2", "h3", "p", "li", "caption", "figcaption", "th", "td"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said = Said()
        self._open: list[tuple[str, bool]] = []  # with whether what is within is left out
        self._notes = False
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or leave something out."""
        attributes = dict(attrs)
        if tag == "br":
            self._text.append(" ")
        if tag in self._VOID:
            return
        self._notes |= attributes.get("role") == "doc-endnotes"
        inside = bool(self._open) and self._open[-1][1]
        shown = inside or tag == "main" or attributes.get("class") == "cover"
        skipped = tag in {"nav", "svg", "details"} or attributes.get("class") in {"chart", "draft"}
        self._open.append((tag, shown and not skipped))
        if tag in self._BLOCKS | {"ul", "ol", "table"}:
            self._end_block()

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        if tag in self._BLOCKS:
            self._end_block()
        while self._open and self._open.pop()[0] != tag:
            pass
        self._notes &= tag != "section"

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if self._open and self._open[-1][1]:
            self._text.append(data)

    def _end_block(self) -> None:
        text = "".join(self._text).strip()
        self._text.clear()
        if text and (not self._notes or text[0].isdigit()):
            (self.said.notes if self._notes else self.said.blocks).append(text)


def html_said(content: bytes) -> Said:
    """The blocks of an HTML page."""
    page = _Page()
    page.feed(content.decode())
    page.close()
    return page.said


READERS: dict[Format, Callable[[bytes], Said]] = {Format.DOCX: docx_said, Format.PDF: pdf_said, Format.HTML: html_said}


def said(content: bytes, wanted: Format, lacking: dict[int, str] | None = None) -> Said:
    """What a file says, normalised.

    Args:
        content: The file.
        wanted: Its format.
        lacking: What a PDF shows in place of signs that its font lacks; the checks name them.
    """
    return READERS[wanted](content).normal(lacking or {})
