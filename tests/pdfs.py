# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""PDF files as their readers have them: bytes in, structure and text out.

`structure` reads the bytes by itself, in milliseconds; `structure_text` asks poppler, which takes seconds a page.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_KID = re.compile(r"/Type /MCR /Pg (\d+) 0 R /MCID (\d+)|/Type /OBJR /Pg \d+ 0 R /Obj \d+ 0 R|(\d+) 0 R")
_ATTRIBUTE = re.compile(r"(/Scope|/ColSpan|/RowSpan|/ListNumbering) (/?\w+)")
_CONTENT = re.compile(
    rb"/\w+ <</MCID (?P<mcid>\d+)>> BDC|(?P<artifact>/Artifact)[^\n]*? B[MD]C|(?P<end>EMC)"
    rb"|(?P<font>/\S+) [\d.]+ Tf|\((?P<text>(?:\\[^\0]|[^\\)])*)\) Tj"
)


@dataclass(slots=True)
class Element:
    """An element of the structure tree: its type, attributes, and its content, which is texts and elements."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    kids: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its text, as it is read aloud."""
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def elements(self, *tags: str) -> Iterator[Element]:
        """The elements of some types below it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                if kid.tag in tags:
                    yield kid
                yield from kid.elements(*tags)


def structure(content: bytes) -> Element:
    """The element of the whole document; soft hyphens are taken out."""
    return _Reader(content).root()


class _Reader:
    """Reads a file whose objects stand in the open, as ReportLab writes them."""

    def __init__(self, content: bytes) -> None:
        start = int(re.search(rb"startxref\s+(\d+)", content)[1])
        self._content = content
        entries = re.findall(rb"(\d{10}) \d{5} [nf]", content[start:])
        self._offsets = {index: int(offset) for index, offset in enumerate(entries)}
        self._texts: dict[int, dict[int, str]] = {}
        self._fonts: dict[bytes, dict[int, str]] = {}

    def root(self) -> Element:
        trailer = self._content[self._content.rindex(b"trailer") :]
        catalog = self._object(int(re.search(rb"/Root (\d+) 0 R", trailer)[1]))
        tree = self._object(int(re.search(rb"/StructTreeRoot (\d+) 0 R", catalog)[1]))
        return self._element(int(re.search(rb"/K \[(\d+) 0 R\]", tree)[1]))

    def _object(self, number: int) -> bytes:
        start = self._offsets[number]
        return self._content[start : self._content.index(b"endobj", start)]

    def _stream(self, number: int) -> bytes:
        start = self._offsets[number]
        opening = re.compile(rb"stream\r?\n").search(self._content, start)
        length = int(re.search(rb"/Length (\d+)", self._content[start : opening.start()])[1])
        return zlib.decompress(self._content[opening.end() : opening.end() + length])

    def _element(self, number: int) -> Element:
        source = self._object(number).decode("ascii")
        head, _, kids = source.rpartition("/K [")
        element = Element(re.search(r"/S /(\w+)", head)[1], dict(_ATTRIBUTE.findall(head)))
        for page, mcid, child in _KID.findall(kids):
            if child:
                element.kids.append(self._element(int(child)))
            elif page:
                element.kids.append(self._page(int(page)).get(int(mcid), ""))
        return element

    def _page(self, number: int) -> dict[int, str]:
        """The text of each marked content of a page."""
        if number not in self._texts:
            page = self._object(number)
            self._read_fonts(page)
            content = self._stream(int(re.search(rb"/Contents (\d+) 0 R", page)[1]))
            self._texts[number] = self._marked(content)
        return self._texts[number]

    def _marked(self, content: bytes) -> dict[int, str]:
        texts: dict[int, str] = {}
        mark: int | None = None
        codes: dict[int, str] = {}
        for match in _CONTENT.finditer(content):
            if match["mcid"]:
                mark = int(match["mcid"])
            elif match["artifact"] or match["end"]:
                mark = None
            elif match["font"]:
                codes = self._fonts[match["font"]]
            elif mark is not None:
                shown = re.sub(rb"\\(\d{3})", lambda octal: bytes([int(octal[1], 8)]), match["text"])
                texts[mark] = texts.get(mark, "") + "".join(codes[byte] for byte in shown).replace("\u00ad", "")
            else:
                assert match["text"] is not None
        return texts

    def _read_fonts(self, page: bytes) -> None:
        if self._fonts:
            return
        named = self._object(int(re.search(rb"/Font (\d+) 0 R", page)[1]))
        for name, number in re.findall(rb"(/\S+) (\d+) 0 R", named):
            unicode = self._stream(int(re.search(rb"/ToUnicode (\d+) 0 R", self._object(int(number)))[1]))
            pairs = re.findall(rb"<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]{4,})>", unicode)
            self._fonts[name] = {
                int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs
            }


def fills(content: bytes) -> list[tuple[float, float]]:
    """Left edge and width of each filled rectangle of all pages."""
    found: list[tuple[float, float]] = []
    for stream in re.finditer(rb"/Length (\d+)[^>]*>>\s*stream\r?\n", content):
        packed = content[stream.end() : stream.end() + int(stream[1])]
        if packed[:1] == b"\x78":  # deflated
            rectangles = re.findall(rb"([\d.]+) [\d.]+ ([\d.]+) [\d.]+ re f", zlib.decompress(packed))
            found += [(float(left), float(width)) for left, width in rectangles]
    return found


# ── poppler ──────────────────────────────────────────────────────────────────


def run(program: str, *arguments: str, content: bytes) -> str:
    """What a program of poppler's says of a file; the file's name is put after the arguments."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.pdf"
        path.write_bytes(content)
        output = ("-",) if program == "pdftotext" else ()
        done = subprocess.run([program, *arguments, path, *output], capture_output=True, check=True)
    assert not done.stderr, done.stderr.decode()
    return done.stdout.decode("utf-8", "replace")


def structure_text(content: bytes) -> str:
    """The structure tree with its text, as `pdfinfo -struct-text` has it, without object numbers and ids."""
    lines = run("pdfinfo", "-struct-text", content=content).splitlines()
    shown = (line if line.strip().startswith('"') else re.sub(r" <[^>]*>", "", line) for line in lines)
    return "".join(f"{line}\n" for line in shown if not re.match(r"\s*Object \d", line))


def page_texts(content: bytes) -> list[str]:
    """The text of each page, its lines as they stand."""
    return run("pdftotext", "-layout", content=content).split("\f")[:-1]
