# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The names of ReportLab that are private or half public, and the behaviour that the PDF writer needs of each.

When one of these fails after an upgrade of ReportLab, `writers/pdf/seam.py` is to be mended, and nothing else.
"""

from __future__ import annotations

import inspect
import re
import zlib
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from raa_builder.writers.metrics import Face, family
from raa_builder.writers.pdf.seam import File, number, pdf_date, pdf_text

if TYPE_CHECKING:
    from raa_builder.theme import Theme

DAY = date(2019, 12, 31)


@pytest.fixture
def face(theme: Theme) -> Face:
    """A face of the theme, known to ReportLab."""
    face = family(theme.faces).regular
    pdfmetrics.registerFont(face.font)
    return face


@pytest.fixture
def canvas(face: Face) -> Any:
    """A canvas as the writer makes it."""
    return Canvas(BytesIO(), invariant=1, pdfVersion=(1, 7), initialFontName=face.name, lang="it-IT")


def needs(holder: object, name: str, of: str) -> Any:
    """An attribute that ReportLab must have, or a failure that names it."""
    if not hasattr(holder, name):
        pytest.fail(f"ReportLab no longer has {of}.{name}, which writers/pdf/seam.py relies on")
    return getattr(holder, name)


@pytest.mark.parametrize(
    "name",
    ["Reference", "idToObjectNumberAndVersion", "encrypt", "setDateFormatter", "fontMapping", "updateSignature",
     "Catalog", "Pages", "info", "signature", "objectcounter", "numberToId", "idToObject", "format"],
)  # fmt: skip
def test_the_document_behind_the_canvas_has_what_is_taken_from_it(canvas: Any, name: str) -> None:
    """`canvas._doc` and its parts."""
    needs(needs(canvas, "_doc", "Canvas"), name, "PDFDocument")


@pytest.mark.parametrize(
    "name", ["NoEncryption", "PDFIndirectObject", "PDFObject", "PDFStream", "PDFDictionary", "PDFZCompress"]
)
def test_the_object_model_has_its_classes(name: str) -> None:
    """The kinds of object that the seam makes."""
    needs(pdfdoc, name, "pdfdoc")


def test_the_options_of_the_canvas_are_known() -> None:
    """Initial font, language, version and invariance are given to the canvas; ASCII85 is switched off."""
    known = inspect.signature(Canvas.__init__).parameters
    for name in ("pageCompression", "invariant", "pdfVersion", "initialFontName", "lang"):
        assert name in known, f"ReportLab's Canvas no longer takes {name}"
    needs(rl_config, "useA85", "rl_config")


def test_an_object_may_be_written_long_after_it_has_its_number(face: Face) -> None:
    """`objectcounter`, `numberToId`, `idToObject`: our objects stand among ReportLab's, each where the table says."""
    file = File(face, DAY, "it-IT")
    ours = file.reserve(3)
    file.page("", 100, 100, {})
    for at in range(3):
        file.write(ours + at, f"<< /Late {at} >>")
    data = file.save()
    assert b"\n%d 0 obj\n<< /Late 2 >>\nendobj" % (ours + 2) in data
    table = re.search(rb"xref\n0 (\d+)\n(.*?)trailer", data, re.DOTALL)
    offsets = [int(line.split()[0]) for line in table[2].splitlines()]
    assert len(offsets) == int(table[1])
    for number_of, offset in enumerate(offsets[1:], 1):
        assert data[offset:].startswith(b"%d 0 obj" % number_of)
    assert int(re.search(rb"startxref\n(\d+)", data)[1]) == table.start()


def test_an_object_that_was_never_written_is_a_defect(face: Face) -> None:
    """A reserved number without its source would be a hole in the file."""
    file = File(face, DAY, "it-IT")
    file.page("", 100, 100, {})
    file.reserve()
    with pytest.raises(KeyError):
        file.save()


def test_entries_of_catalog_and_page_are_written_as_they_are_given(face: Face) -> None:
    """`Catalog.__NoDefault__`, `__Refs__` and those of a page: the entries stand in their dictionaries."""
    file = File(face, DAY, "it-IT")
    file.catalog_entry("MarkInfo", "<< /Marked true >>")
    file.catalog_entry("PageMode", "/UseOutlines")
    page = file.page("", 100, 100, {"Tabs": "/S", "StructParents": "0"})
    file.annotations(0, [page])
    data = file.save()
    catalog = re.search(rb"<<[^\0]*?/Type /Catalog[^\0]*?endobj", data)[0]
    assert b"/MarkInfo << /Marked true >>" in catalog
    assert b"/PageMode /UseOutlines" in catalog
    assert b"/Lang" in catalog
    written = re.search(rb"\n%d 0 obj[^\0]*?endobj" % page, data)[0]
    for entry in (b"/Type /Page", b"/Tabs /S", b"/StructParents 0", b"/Annots [%d 0 R]" % page):
        assert entry in written.replace(b"\n", b" "), f"ReportLab no longer writes {entry!r} into a page"


def test_streams_end_with_a_line_end_that_is_not_counted(face: Face) -> None:
    """`encrypt`: each stream passes it, so that its data can be terminated as archives ask (ISO 19005-2, 6.1.7.1)."""
    file = File(face, DAY, "it-IT")
    file.stream({"N": 3}, b"abc" * 50, compressed=True)
    file.page("BT ET", 100, 100, {})
    data = file.save()
    streams = list(re.finditer(rb"/Length (\d+)[^\0]*?stream\r?\n", data))
    assert len(streams) >= 2
    for stream in streams:
        end = stream.end() + int(stream[1])
        assert data[end:].startswith(b"\nendstream"), "ReportLab no longer passes streams through doc.encrypt"
    assert b"abc" * 50 in [_inflated(data, stream) for stream in streams]
    assert b"/Encrypt" not in data


def _inflated(data: bytes, stream: re.Match[bytes]) -> bytes:
    try:
        return zlib.decompress(data[stream.end() : stream.end() + int(stream[1])])
    except zlib.error:
        return b""


def test_content_is_what_was_given(face: Face) -> None:
    """`addLiteral` and `showPage`: the page's operators, and no font but those of the theme."""
    file = File(face, DAY, "it-IT")
    subset, code = file.encoded(face, "à")
    file.page(f"BT {subset} 11 Tf (\\{code:03o}) Tj ET", 100, 100, {})
    data = file.save()
    contents = [_inflated(data, stream) for stream in re.finditer(rb"/Length (\d+)[^\0]*?stream\r?\n", data)]
    assert any(f"BT {subset} 11 Tf".encode() in content for content in contents)
    assert set(re.findall(rb"/BaseFont /([\w+-]+)", data)) == {b"AAAAAA+TitilliumWeb-Regular"}


def test_a_subset_gives_each_character_a_code_of_its_own(face: Face) -> None:
    """`splitString` and `getSubsetInternalName`: one code a character, more fonts when 256 do not suffice."""
    file = File(face, DAY, "it-IT")
    shown = [chr(code) for code in range(0x21, 0x250) if face.has(chr(code))]
    codes = {file.encoded(face, character) for character in shown}
    assert len(codes) == len(shown) > 256
    assert len({subset for subset, _ in codes}) == 2
    assert all(0 <= code < 256 for _, code in codes)


def test_a_font_that_is_not_embedded_is_refused(face: Face) -> None:
    """`fontMapping`: ReportLab's own fonts must not get into the file unseen."""
    file = File(face, DAY, "it-IT")
    file.canvas.setFont("Helvetica", 10)
    file.canvas.drawString(10, 10, "x")
    file.page("", 100, 100, {})
    with pytest.raises(RuntimeError, match="Helvetica"):
        file.save()


def test_the_file_has_the_date_and_the_identity_of_its_content(face: Face) -> None:
    """`setDateFormatter` and `updateSignature`: no clock, and another ID for another content."""

    def made(content: str) -> bytes:
        file = File(face, DAY, "it-IT")
        file.page(content, 100, 100, {})
        return file.save()

    first, again, other = made("0 0 1 1 re f"), made("0 0 1 1 re f"), made("0 0 2 2 re f")
    assert first == again
    assert b"(D:20191231000000+00'00')" in first
    identities = [re.search(rb"/ID\s*\[<(\w+)>", data)[1] for data in (first, other)]
    assert identities[0] != identities[1]


def test_private_glyphs_of_the_font_are_not_characters(face: Face) -> None:
    """`face.charToGlyph`: what fonts keep under private codes is taken out, hyphens without a glyph are put in."""
    assert not [code for code in face.font.face.charToGlyph if 0xE000 <= code <= 0xF8FF or code >= 0xFFFE]
    assert face.has("\u2011")
    assert face.has("\u00ad")
    assert not face.has("\ue000")


@pytest.mark.parametrize(
    ("value", "source"), [(0.0, "0"), (-0.0001, "0"), (12.0, "12"), (1 / 3, "0.333"), (-2.5, "-2.5"), (100.0, "100")]
)
def test_numbers_are_written_short(value: float, source: str) -> None:
    """To a thousandth of a point, without exponent."""
    assert number(value) == source


def test_strings_and_dates_are_pdf_source() -> None:
    """Any text as UTF-16, a day at midnight UTC."""
    assert pdf_text("è €") == "<FEFF00E8002020AC>"
    assert pdf_date(DAY) == "D:20191231000000+00'00'"
