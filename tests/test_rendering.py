# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Word file as LibreOffice shows it, beside our PDF: block by block and row by row, the same in the same order.

Left out is what cannot agree: page numbers of the contents, running heads, labels of charts. White space, hyphens and
invisible characters are no difference, since lines end elsewhere.
"""

from __future__ import annotations

import difflib
import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import documents
import generated
import pdfs
import pytest
from office import Office
from workbooks import make_workbook

from raa_builder import pipeline
from raa_builder.writers import Format, write
from raa_builder.writers.metrics import family

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from raa_builder.theme import Theme

THIRTY = (*(f"A.{n}" for n in range(1, 29)), "Misura 29", "AT:AT")
NAMES = ("edition", "one", "thirty", "rich", "hostile", "draft")
ROW = r"<w:tr><w:trPr><w:cantSplit/></w:trPr>(?:(?!</w:tr>).)*</w:tr>"
PLANTED = {  # what goes wrong in the Word file, and what then differs
    "a digit": (r"227\.100\.000,00", "227.100.000,01", "227.100.000,01"),
    "two rows": (f"({ROW})({ROW})", r"\2\1", "AsseII | Inclusione"),
    "a word": ("Premessa</w:t>(?=(?:(?!</w:p>).)*</w:p><w:p><w:pPr><w:pStyle w:val=.BodyText)", "Premesse</w:t>",
               "1.Premesse"),
    "a mark": (r'(.*)<w:numId w:val="8"/>', r'\1<w:numId w:val="2"/>', "•concessione"),
    "a note": (r"<w:t>cumulati</w:t>", "<w:t>annuali</w:t>", "annuali"),
}  # fmt: skip
_INLINE = frozenset({"Span", "Link", "Reference", "Lbl"})
_BLOCKS = frozenset({"H1", "H2", "H3", "P", "LBody", "Caption"})
_TEXT = re.compile(r'( *)"(.*)"\Z', re.DOTALL)
_ELEMENT = re.compile(r"( *)(\w+)(?: \((?:block|inline)\))?:?\Z")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a PDF shows, in reading order: its blocks, a row of a table as one, and its notes by number."""

    blocks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def squeezed(text: str, lacking: dict[int, None]) -> str:
    """A text without what differs from line to line and from font to font."""
    plain = unicodedata.normalize("NFC", text).translate(lacking)
    return re.sub("[\\s\u00ad\u200b-\u200f\u2010\u2011\u2060\ufeff-]", "", plain)


def shown(root: pdfs.Element, lacking: dict[int, None]) -> Shown:
    """What a structure tree shows."""
    found = Shown()
    _read(root, found, lacking)
    found.notes.sort(key=lambda note: int(re.match(r"\d*", note)[0] or 0))
    return Shown([block for block in found.blocks if block], found.notes)


def _read(element: pdfs.Element, found: Shown, lacking: dict[int, None], label: str = "") -> None:
    own, place = "", len(found.blocks)
    for kid in element.kids:
        if isinstance(kid, str):
            own += kid
        elif kid.tag in _INLINE:
            own += kid.text
        elif kid.tag == "Note":
            found.notes.extend(squeezed(note.text, lacking) for note in list(kid.elements("P")) or [kid])
        elif kid.tag == "TR":
            cells = (squeezed(cell.text, lacking) for cell in kid.elements("TH", "TD"))
            found.blocks.append(" | ".join(cell for cell in cells if cell))
        elif kid.tag == "TOC":
            found.blocks.pop()  # its title
        elif kid.tag != "Figure":
            _read(kid, found, lacking, label=own if element.tag == "LI" else "")
    if element.tag in _BLOCKS and squeezed(own, lacking):
        found.blocks.insert(place, squeezed(label + own, lacking))


def structure(content: bytes) -> pdfs.Element:
    """The structure of a PDF that LibreOffice made, with the text that stands on its pages."""
    root = pdfs.Element("Root")
    open_elements = [(-1, root)]
    for line in pdfs.run("pdfinfo", "-struct-text", content=content).split("\n"):
        text, tag = _TEXT.match(line), _ELEMENT.match(line)
        match = text or tag
        if match is None:
            continue
        while open_elements[-1][0] >= len(match[1]):
            open_elements.pop()
        kid = text[2] if text else pdfs.Element(match[2])
        open_elements[-1][1].kids.append(kid)
        if isinstance(kid, pdfs.Element):
            open_elements.append((len(match[1]), kid))
    return root


def differences(one: Shown, other: Shown) -> str:
    """How two differ, as a person reads it."""
    parts = ((one.blocks, other.blocks, "blocks"), (one.notes, other.notes, "notes"))
    changes = (difflib.unified_diff(a, b, f"pdf {part}", f"word {part}", lineterm="", n=1) for a, b, part in parts)
    return "\n".join(line for part in changes for line in part)


def spoiled(word: bytes, old: str, new: str) -> bytes:
    """A Word file in whose text the first match of a pattern is replaced."""
    source, target = zipfile.ZipFile(io.BytesIO(word)), io.BytesIO()
    with source, zipfile.ZipFile(target, "w") as changed:
        for name in source.namelist():
            content = source.read(name)
            if name in {"word/document.xml", "word/footnotes.xml"}:
                content = re.sub(old, new, content.decode(), count=1, flags=re.DOTALL).encode()
            changed.writestr(name, content)
    return target.getvalue()


# ── what is shown ────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Pair:
    """The PDF of a report, and the one that LibreOffice makes of its Word file."""

    ours: bytes
    theirs: bytes


def written(theme: Theme, folder: Path, edition: Path) -> Iterator[tuple[str, bytes, bytes]]:
    """The reports: name, Word file, PDF."""
    workbooks = {"edition": edition, "one": make_workbook(folder, ("Unico",), name="one.xlsx")}
    workbooks["thirty"] = make_workbook(folder, THIRTY, name="thirty.xlsx")
    for name, workbook in workbooks.items():
        word, pdf = pipeline.build([workbook], folder / name, [Format.DOCX, Format.PDF]).files[:2]
        yield name, word.read_bytes(), pdf.read_bytes()
    rich = documents.rich()
    word, pdf = (write(rich, theme, wanted) for wanted in (Format.DOCX, Format.PDF))
    yield from ((name, spoiled(word, old, new), pdf) for name, (old, new, _) in PLANTED.items())
    made = {"rich": rich, "hostile": generated.hostile(), "draft": documents.rich(draft=True)}
    for name, document in made.items():
        yield name, write(document, theme, Format.DOCX), write(document, theme, Format.PDF)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the reports stand."""
    return tmp_path_factory.mktemp("rendering")


@pytest.fixture(scope="module")
def office(soffice: str, folder: Path) -> Office:
    """LibreOffice, with its profile."""
    return Office(soffice, folder)


@pytest.fixture(scope="module")
def pairs(office: Office, poppler: None, theme: Theme, folder: Path, edition: Path) -> dict[str, Pair]:  # noqa: ARG001 (what reads them)
    """All reports, rendered in one go: most of the time is LibreOffice's start."""
    ours: dict[str, bytes] = {}
    for name, word, pdf in written(theme, folder, edition):
        (folder / f"{name}.docx").write_bytes(word)
        ours[name] = pdf
    office.pdfs([folder / f"{name}.docx" for name in ours], folder)
    return {name: Pair(pdf, (folder / f"{name}.pdf").read_bytes()) for name, pdf in ours.items()}


@pytest.fixture(scope="module")
def lacking(theme: Theme) -> dict[int, None]:
    """Signs that the font lacks, and what our PDF shows in their place: LibreOffice takes them from other fonts."""
    font = family(theme.faces).regular
    signs = generated.LATIN + generated.SIGNS + generated.ODD
    return dict.fromkeys(map(ord, ["?", *(sign for sign in signs if not font.has(sign))]))


# ── tests ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", NAMES)
def test_word_shows_what_the_pdf_shows(pairs: dict[str, Pair], lacking: dict[int, None], name: str) -> None:
    """The same headings with their numbers, paragraphs, items with their marks, call-outs, captions, rows, notes."""
    ours = shown(pdfs.structure(pairs[name].ours), lacking)
    theirs = shown(structure(pairs[name].theirs), lacking)
    assert len(ours.blocks) > 20
    assert ours.notes
    difference = differences(ours, theirs)
    assert not difference, difference


@pytest.mark.parametrize("name", PLANTED)
def test_what_is_planted_is_found(pairs: dict[str, Pair], lacking: dict[int, None], name: str) -> None:
    """A changed figure, word, mark or note, and rows that changed places, so that silence means something."""
    ours = shown(pdfs.structure(pairs[name].ours), lacking)
    theirs = shown(structure(pairs[name].theirs), lacking)
    changes = [line for line in differences(ours, theirs).splitlines()[2:] if line[0] in "+-"]
    assert 1 <= len(changes) <= 4, changes
    assert any(PLANTED[name][2] in line for line in changes if line[0] == "+")


def test_the_head_of_a_table_stands_on_each_of_its_pages(pairs: dict[str, Pair]) -> None:
    """Thirty rows of the financial plan take two pages, as in the PDF."""
    for content in (pairs["thirty"].ours, pairs["thirty"].theirs):
        pages = pdfs.page_texts(content)
        rows = [n for n, page in enumerate(pages) if re.search(r"^ *OT \d+ +Asse ", page, re.MULTILINE)]
        heads = [n for n, page in enumerate(pages) if re.search(r"^ *OT +Asse +Denominazione", page, re.MULTILINE)]
        assert len(rows) > 1
        assert rows == heads


# ── fields ───────────────────────────────────────────────────────────────────


def without_pages(text: str) -> list[str]:
    """Lines without the page numbers that LibreOffice puts behind entries of the contents, which Word leaves out."""
    return [re.sub(r"\s+", " ", re.sub(r"\t\d+\Z", "", line)) for line in text.splitlines()]


@pytest.mark.parametrize("name", ["edition", "rich"])
def test_updating_every_field_changes_nothing(office: Office, pairs: dict[str, Pair], folder: Path, name: str) -> None:
    """F9 finds the contents, the numbers of captions and all cross-references as they are."""
    assert name in pairs
    before, after = office.updated(folder / f"{name}.docx")
    assert len(before) > 1000
    assert without_pages(after) == without_pages(before)


def test_an_update_is_one(office: Office, theme: Theme, folder: Path) -> None:
    """A heading changed behind the contents' back reaches them, so that the test before can fail."""
    heading = r"(?<=<w:t>)Premessa(?=</w:t></w:r><w:bookmarkEnd)"
    path = folder / "changed.docx"
    path.write_bytes(spoiled(write(documents.rich(), theme, Format.DOCX), heading, "Introduzione"))
    before, after = office.updated(path)
    assert before.count("Introduzione") == 1
    assert after.count("Introduzione") == 2
