# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The structure of the PDF as a screen reader walks through it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import documents
import generated
import pdfs
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from raa_builder.document import BulletList, Callout, Heading, Paragraph, Table, plain, walk
from raa_builder.writers.pdf import write_pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from raa_builder.document import Document, Inlines
    from raa_builder.theme import Theme

pytestmark = pytest.mark.usefixtures("poppler")


@pytest.fixture(scope="module")
def rich(theme: Theme) -> bytes:
    """The file of the document that holds everything."""
    return write_pdf(documents.rich(), theme)


def read_aloud(content: Inlines) -> str:
    """The text of inlines with the numbers of their notes; ReportLab writes a no-break space as a space."""
    marks = (documents.Text(str(i.number)) if isinstance(i, documents.NoteReference) else i for i in content)
    return plain(tuple(marks)).replace("\u00a0", " ")


def test_the_structure_of_the_sample_is_as_it_was(rich: bytes, golden: Callable[[str, str], None]) -> None:
    """Every element, attribute and text of a document that holds every block, as poppler prints them."""
    seen = pdfs.structure_text(rich)
    golden("sample-struct.txt", seen)
    texts = (line.strip() for line in seen.splitlines())
    assert "".join(text[1:-1] for text in texts if text.startswith('"')) == pdfs.structure(rich).text


@settings(
    max_examples=12, phases=(Phase.generate,), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(document=generated.documents())
def test_what_is_read_aloud_is_the_text_of_the_document(theme: Theme, document: Document) -> None:
    """Paragraphs, headings and cells come back letter by letter, however they were broken into lines and pages."""
    root = pdfs.structure(write_pdf(document, theme))
    blocks = list(walk(document.blocks))
    written = [read_aloud(block.content) for block in blocks if isinstance(block, Heading) and block.level > 1]
    spoken = [element.text.partition(" ")[2] for element in root.elements("H2", "H3")]
    assert spoken == written
    in_lists = {id(item[0]) for block in blocks if isinstance(block, BulletList) for item in block.items}
    running = [block for block in blocks if isinstance(block, Paragraph) and id(block) not in in_lists]
    captions = ("Figura", "Indice")
    spoken = [element.text for element in root.elements("P") if not element.text.startswith(captions)]
    assert spoken == [read_aloud(block.content) for block in running]
    tables = [block for block in blocks if isinstance(block, Table)]
    cells = [read_aloud(cell.content) for table in tables for row in table.rows for cell in row]
    assert [element.text for element in root.elements("TH", "TD")] == cells
    assert len(list(root.elements("LI"))) == sum(len(block.items) for block in blocks if isinstance(block, BulletList))
    assert len(list(root.elements("Aside"))) == sum(isinstance(block, Callout) for block in blocks)
    assert len(list(root.elements("Note"))) == len(document.notes)


def test_a_footnote_is_read_right_after_the_block_that_refers_to_it(rich: bytes) -> None:
    """It stands at the foot of the page, but nobody listening should have to wait for that."""

    def pairs(element: pdfs.Element) -> Iterator[tuple[pdfs.Element, pdfs.Element]]:
        kids = [kid for kid in element.kids if isinstance(kid, pdfs.Element)]
        yield from ((before, note) for before, note in pairwise(kids) if note.tag == "Note")
        for kid in kids:
            yield from pairs(kid)

    found = list(pairs(pdfs.structure(rich)))
    assert len(found) == len(documents.rich().notes)
    for block, note in found:
        number = next(note.elements("Lbl")).text.strip()
        assert number in [mark.text for mark in block.elements("Link")]


def test_links_say_in_words_where_they_lead(rich: bytes) -> None:
    """Some screen readers announce it: the heading with its number, "tabella 1", "nota 2", a link's own words."""
    found = re.findall(rb"/Subtype /Link .*?/Contents <FEFF([0-9A-F]*)>", rich)
    said = [bytes.fromhex(text.decode()).decode("utf-16-be").replace("\u00a0", " ") for text in found]
    assert said[:2] == ["1. Premessa", "2. L’avanzamento del POR: uno sguardo di insieme"]
    assert {"tabella 1", "paragrafo 2.1", "figura 1", "nota 2", "portale del Fondo Sociale Europeo"} <= set(said)


def test_links_out_of_the_document_are_known_without_their_colour(rich: bytes) -> None:
    """They are underlined, as in Word and HTML, over the whole of their width."""
    quads = re.findall(rb"/QuadPoints \[([^\]]*)\][^>]*>?[^>]*/S /URI", rich)
    drawn = pdfs.fills(rich)
    assert quads
    for quad in quads:
        numbers = [float(number) for number in quad.split()]
        for left, right in zip(numbers[::8], numbers[2::8], strict=True):
            assert any(pytest.approx((left, right), abs=0.01) == (x, x + width) for x, width in drawn)


def test_headings_never_skip_a_level(rich: bytes) -> None:
    """One title, and below each heading the next level at most."""
    levels = [int(element.tag[1]) for element in pdfs.structure(rich).elements("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(lower <= upper + 1 for upper, lower in pairwise(levels))


def test_header_cells_say_what_they_are_the_header_of(rich: bytes) -> None:
    """Column heads have the scope of their column, row heads of their row; spans are said."""
    first, second = pdfs.structure(rich).elements("Table")
    (row,) = next(first.elements("THead")).elements("TR")
    assert {cell.attributes["/Scope"] for cell in row.elements("TH")} == {"/Column"}
    assert [cell.attributes for cell in next(first.elements("TFoot")).elements("TH")] == [
        {"/Scope": "/Row", "/ColSpan": "2"}
    ]
    assert next(second.elements("TH")).attributes == {"/Scope": "/Column", "/RowSpan": "2"}


def test_a_repeated_head_is_shown_and_not_read_again(theme: Theme) -> None:
    """A table over two pages shows its head on each and has it once in its structure."""
    content = write_pdf(documents.document(generated.table(50, columns=1)), theme)
    assert sum("Colonna 1" in page for page in pdfs.page_texts(content)) == 2
    assert pdfs.structure(content).text.count("Colonna 1") == 1


def test_running_heads_and_page_numbers_are_not_read(theme: Theme) -> None:
    """What stands on each page is an artifact; so is the mark of a draft."""
    document = documents.rich(draft=True)
    content = write_pdf(document, theme)
    pages = pdfs.page_texts(content)
    assert all(f"Pagina {n} di {len(pages)}" in page for n, page in enumerate(pages, 1))
    text = pdfs.structure(content).text
    assert "Pagina 1 di" not in text
    assert theme.words.draft not in text


def test_the_contents_name_the_pages_on_which_headings_stand(theme: Theme) -> None:
    """Each entry leads to its page."""
    content = write_pdf(generated.long(5), theme)
    pages = pdfs.page_texts(content)
    for entry in pdfs.structure(content).elements("TOCI"):
        (link,) = entry.elements("Link")
        title, number = link.kids
        assert title.split(" ", 1)[1] in pages[int(number) - 1]


def test_an_empty_cell_is_tagged(theme: Theme) -> None:
    """A reader that counts cells finds each in its column."""
    row = (documents.TableCell(()), documents.TableCell(documents.text("x")), documents.TableCell(()))
    content = write_pdf(documents.document(Table((), (documents.head("A", "B", "C"),), (row,))), theme)
    assert [cell.text for cell in pdfs.structure(content).elements("TD")] == ["", "x", ""]
