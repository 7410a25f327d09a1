# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The seam with ReportLab: every name of it that is private or only half public stands here, and a test holds each.

ReportLab gives us fonts and their subsets, compressed streams, the outline and the file; it knows nothing of tags.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from raa_builder.writers.metrics import Face

PRODUCER = "raa-builder"


class _Terminated(bytes):
    """Stream data with a line end before `endstream` that is not counted (ISO 19005-2, 6.1.7.1)."""

    __slots__ = ()

    def __len__(self) -> int:
        return super().__len__() - 1


class _StreamEnds(pdfdoc.NoEncryption):
    """Stands where ReportLab has its encryption, which sees every stream last, and strings only when it is one."""

    def encode(self, t: bytes | str) -> bytes:
        """The stream's data with its line end."""
        data = t if isinstance(t, bytes) else t.encode("latin-1")
        return _Terminated(data + b"\n")


class _Source(pdfdoc.PDFObject):
    """A value given as PDF source; a page wants its annotations and images as objects of ReportLab's."""

    def __init__(self, source: str) -> None:
        self._source = source.encode("ascii")

    def format(self, document: object) -> bytes:  # noqa: ARG002 (ReportLab's signature)
        return self._source


class File:
    """A PDF file under construction.

    Args:
        face: The face that ReportLab takes for its own initial font.
        day: The date that the file carries as its own.
        language: BCP 47 tag of the text.
    """

    def __init__(self, face: Face, day: date, language: str) -> None:
        pdfmetrics.registerFont(face.font)
        rl_config.useA85 = 0
        initial: Any = face.name  # the stubs take it for a size
        self.canvas = Canvas(
            BytesIO(), pageCompression=1, invariant=1, pdfVersion=(1, 7), initialFontName=initial, lang=language
        )
        self._document: Any = self.canvas._doc  # type: ignore[attr-defined] # noqa: SLF001 (the seam)
        self._document.encrypt = _StreamEnds()
        self._document.setDateFormatter(lambda *_: pdf_date(day))
        self._document.format = self._assembled
        self._faces: dict[str, Face] = {face.name: face}
        self._sources: dict[int, bytes] = {}  # of our own objects, by number

    # ── fonts ────────────────────────────────────────────────────────────────

    def encoded(self, face: Face, character: str) -> tuple[str, int]:
        """The name of the font subset that holds a character, and its code in it."""
        self._faces[face.name] = face
        ((subset, code),) = face.font.splitString(character, self._document)
        return face.font.getSubsetInternalName(subset, self._document), code[0]

    # ── objects ──────────────────────────────────────────────────────────────

    def reserve(self, count: int = 1) -> int:
        """The number of a new indirect object whose source is written later; of `count` objects, the first's."""
        first = int(self._document.objectcounter) + 1
        self._document.objectcounter += count
        return first

    def write(self, number: int, source: str) -> None:
        """Write a reserved object, given as PDF source in ASCII."""
        self._sources[number] = b"%d 0 obj\n%s\nendobj\n" % (number, source.encode("ascii"))

    def stream(self, entries: dict[str, object], content: bytes, *, compressed: bool) -> int:
        """A new stream object, and its number."""
        stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), content)
        if compressed:
            stream.filters = [pdfdoc.PDFZCompress]
        reference = self._document.Reference(stream)
        return int(self._document.idToObjectNumberAndVersion[reference.name][0])

    def image(self, width: int, height: int, content: bytes, *, grey: bool, jpeg: bool) -> int:
        """A new image object, and its number.

        Args:
            width: Pixels.
            height: Pixels.
            content: A JPEG, or a byte for each colour of each pixel, row by row.
            grey: Whether it is grey, else sRGB.
            jpeg: Whether the content is a JPEG.
        """
        entries: dict[str, object] = {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": width,
            "Height": height,
            "ColorSpace": "/DeviceGray" if grey else "/DeviceRGB",
            "BitsPerComponent": 8,
        }
        if jpeg:
            entries["Filter"] = "/DCTDecode"
        return self.stream(entries, content, compressed=not jpeg)

    def catalog_entry(self, key: str, source: str) -> None:
        """An entry of the catalog as PDF source."""
        catalog = self._document.Catalog
        if key not in catalog.__NoDefault__:
            catalog.__NoDefault__ = [*catalog.__NoDefault__, key]
        catalog.__Refs__ = [name for name in catalog.__Refs__ if name != key]
        setattr(catalog, key, source)

    # ── pages ────────────────────────────────────────────────────────────────

    def page(
        self, content: str, width: float, height: float, entries: dict[str, str], images: Iterable[int] = ()
    ) -> int:
        """A page with its content stream; returns the number of its object.

        Args:
            content: The content stream, ASCII.
            width: Points.
            height: Points.
            entries: Further entries of the page's dictionary as PDF source.
            images: Numbers of the image objects that it shows, by the names that `image_name` gives them.
        """
        self.canvas.setPageSize((width, height))
        self.canvas.addLiteral(content)
        self._document.updateSignature(content.encode("ascii"))
        self.canvas.showPage()
        page = self._document.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, *entries]
        for key, value in entries.items():
            setattr(page, key, value)
        page.XObjects = {image_name(image): _Source(f"{image} 0 R") for image in images}
        return self.page_number_of(len(self._document.Pages.pages) - 1)

    def page_number_of(self, index: int) -> int:
        """Object number of a page, by its index from 0."""
        return int(self._document.idToObjectNumberAndVersion[f"Page{index + 1}"][0])

    def annotations(self, index: int, numbers: list[int]) -> None:
        """Give a page its annotations, by their object numbers."""
        page = self._document.Pages.pages[index]
        page.Annots = _Source(f"[{' '.join(f'{number} 0 R' for number in numbers)}]")

    def save(self) -> bytes:
        """The file.

        Raises:
            RuntimeError: A font that is not embedded got into it.
        """
        foreign = set(self._document.fontMapping) - set(self._faces)
        if foreign:
            raise RuntimeError(f"fonts not embedded: {', '.join(sorted(foreign))}")
        data: bytes = self.canvas.getpdfdata()  # type: ignore[no-untyped-call]
        for face in self._faces.values():
            face.font.state.pop(self._document, None)
        return data

    def _assembled(self) -> bytes:
        """The file, in place of ReportLab's `PDFDocument.format`, which is slow with thousands of objects.

        Raises:
            KeyError: An object was reserved and never written.
        """
        document = self._document
        document.encrypt.prepare(document)
        parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        offsets, offset, number = [], len(parts[0]), 0
        while number < document.objectcounter:  # fonts come into being while others are written
            number += 1
            source = self._sources.get(number) or self._theirs(document.numberToId[number])
            parts.append(source)
            offsets.append(b"%010d 00000 n \n" % offset)
            offset += len(source)
        identity = document.signature.hexdigest()
        root, info = self._reference(document.Catalog), self._reference(document.info)
        trailer = f"<< /Size {number + 1} /Root {root} /Info {info} /ID [<{identity}> <{identity}>] >>"
        end = f"trailer\n{trailer}\nstartxref\n{offset}\n%%EOF\n"
        table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (number + 1, b"".join(offsets))
        return b"".join((*parts, table, end.encode("ascii")))

    def _theirs(self, name: str) -> bytes:
        """An object of ReportLab's."""
        source: bytes = pdfdoc.PDFIndirectObject(name, self._document.idToObject[name]).format(self._document)
        return source

    def _reference(self, thing: pdfdoc.PDFObject) -> str:
        """A reference to an object of ReportLab's."""
        reference: bytes = self._document.Reference(thing).format(self._document)
        return reference.decode("ascii")


def image_name(number: int) -> str:
    """By which name a content stream shows an image object."""
    return f"Im{number}"


# ── PDF source ───────────────────────────────────────────────────────────────


def pdf_text(text: str) -> str:
    """A text string as PDF source: UTF-16 in hexadecimal."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def pdf_date(day: date) -> str:
    """A date as PDF writes it, at midnight UTC."""
    return f"D:{day:%Y%m%d}000000+00'00'"


@lru_cache(maxsize=50_000)
def number(value: float) -> str:
    """A number as PDF source, to a thousandth of a point."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
