# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Page breaking, as laws that hold for any document: nothing is lost, nothing stands where it should not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import documents
import generated
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from raa_builder.document import Heading, Note, NoteReference, Section, Table, TableCell, Text
from raa_builder.theme import Mm, points
from raa_builder.writers.metrics import family
from raa_builder.writers.pdf.boxes import Fill, Flow, Graphic, Page, Place, Placed, Slab, TextLine
from raa_builder.writers.pdf.flow import lay_out
from raa_builder.writers.pdf.pages import paginate
from raa_builder.writers.pdf.text import note_place
from raa_builder.writers.pdf.tree import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.document import Block, Document
    from raa_builder.theme import Theme

# to shrink a document takes minutes and rarely helps
SLOW = settings(
    max_examples=15,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def paged(document: Document, theme: Theme) -> tuple[list[Flow], list[Page]]:
    """The flows of a document and its pages."""
    flows = lay_out(document, theme, family(theme.faces), Node("Document", attached=True))
    return flows, paginate(flows, theme)


def pages_of(*blocks: Block, theme: Theme, notes: tuple[Note, ...] = ()) -> list[Page]:
    """The pages of some blocks."""
    return paged(documents.document(*blocks, notes=notes), theme)[1]


def lines(page: Page) -> list[tuple[TextLine, Placed]]:
    """The lines of a page with the slab that each stands in, in the order in which they are drawn."""
    return [(box, placed) for placed in page.placed for box in placed.slab.boxes if isinstance(box, TextLine)]


def said(line: TextLine) -> str:
    """The text of a line."""
    return "".join(piece.text for piece in line.pieces)


def element(line: TextLine, *tags: str) -> Node | None:
    """The nearest element of one of some types that a line belongs to."""
    node = next((piece.node for piece in line.pieces if piece.node is not None), None)
    while node is not None and node.tag not in tags:
        node = node.parent
    return node


def proper(page: Page, *tags: str) -> Iterator[tuple[TextLine, Node]]:
    """The lines of a page that belong to elements of some types, repeated heads left out."""
    for line, placed in lines(page):
        node = element(line, *tags)
        if node is not None and not placed.artifact:
            yield line, node


def bottom(page: Page, theme: Theme) -> float:
    """The lower edge of the text of a page."""
    height = theme.page.width if page.landscape else theme.page.height
    return points(Mm(height - theme.page.bottom))


def assert_in_order(page: Page, theme: Theme) -> None:
    """One slab below the other, none over another, all within the margins."""
    y: float = points(theme.page.top)
    for placed in page.placed:
        assert placed.y >= y - 1e-6
        y = placed.y + placed.slab.height
    assert y <= bottom(page, theme) + 1e-3


@SLOW
@given(document=generated.documents())
def test_every_slab_stands_once_in_its_order_within_the_margins(theme: Theme, document: Document) -> None:
    """Nothing is lost or doubled between pages, nothing overlaps or runs into the foot."""
    flows, pages = paged(document, theme)
    wanted = [slab for flow in flows for slab in flow.slabs]
    notes = {id(note) for slab in wanted for note in slab.notes}
    body = [placed.slab for page in pages for placed in page.placed if not placed.artifact]
    assert [slab for slab in body if id(slab) not in notes] == wanted
    assert len([slab for slab in body if id(slab) in notes]) == len(notes)
    for page in pages:
        assert_in_order(page, theme)


@SLOW
@given(document=generated.documents())
def test_no_heading_or_caption_is_the_last_on_its_page(theme: Theme, document: Document) -> None:
    """What announces something stands above it, even where the page turns to landscape."""
    for page in paged(document, theme)[1]:
        text = [line for line, _ in proper(page, "Document") if element(line, "Note") is None]
        graphics = [box for placed in page.placed for box in placed.slab.boxes if isinstance(box, Graphic)]
        last = element(text[-1], "H2", "H3", "Caption") if text else None
        assert last is None or graphics, said(text[-1])


@SLOW
@given(document=generated.documents())
def test_no_line_of_a_paragraph_stands_alone(theme: Theme, document: Document) -> None:
    """Neither the first line of a paragraph at the foot of a page nor the last at the head of the next."""
    pages = paged(document, theme)[1]
    where: dict[Node, list[int]] = {}
    for number, page in enumerate(pages):
        for _, node in proper(page, "P"):
            where.setdefault(node, []).append(number)
    for numbers in where.values():
        if len(numbers) > 1:
            assert numbers[0] == numbers[1]
            assert numbers[-1] == numbers[-2]


@SLOW
@given(document=generated.documents())
def test_a_note_stands_on_the_page_of_its_mark(theme: Theme, document: Document) -> None:
    """Nobody has to turn the page to read a note, in text and in tables."""
    marks: dict[str, int] = {}
    notes: dict[str, int] = {}
    for number, page in enumerate(paged(document, theme)[1]):
        for placed in page.placed:
            for box in placed.slab.boxes:
                if isinstance(box, Place) and box.name.startswith(note_place("")):
                    notes[box.name] = number
                elif isinstance(box, TextLine) and not placed.artifact:
                    targets = [piece.target.place for piece in box.pieces if piece.target]
                    marks |= {place: number for place in targets if place.startswith(note_place(""))}
    assert marks == notes
    assert set(notes) == {note_place(name) for name in document.notes}


@pytest.mark.parametrize("rows", [1, 11, 14, 44, 45, 90])
def test_a_total_never_stands_alone_and_heads_are_repeated(theme: Theme, rows: int) -> None:
    """Each page of a table begins with its head, said once and shown on each; the last has a row beside the total."""
    for above in range(46):
        filler = [documents.paragraph("Riga.")] * above
        seen: list[int] = []
        for page in pages_of(*filler, generated.table(rows), theme=theme):
            own = [said(line).strip() for line, _ in proper(page, "TR") if said(line).startswith(("Voce", "Totale"))]
            body = [text for text in own if text != "Voce"]
            heads = [placed for line, placed in lines(page) if said(line).strip() == "Voce"]
            assert len(heads) == (1 if body else 0)
            if body:
                assert heads[0].artifact == bool(seen)
                seen.append(len(body))
        assert sum(seen) == rows + 1
        assert all(count >= 2 for count in seen), f"{above} lines above: {seen}"


def test_notes_never_run_into_the_text_or_off_the_page(theme: Theme) -> None:
    """Wherever on the page the mark stands, there is room for the note or both go to the next."""
    note = Note("n", documents.text(" ".join(generated.SENTENCES)))
    marked = documents.paragraph("Con nota", NoteReference("n"))
    for above in range(45):
        filler = [documents.paragraph("Riga.")] * above
        for page in pages_of(*filler, marked, *filler, theme=theme, notes=(note,)):
            assert_in_order(page, theme)


@pytest.mark.parametrize("columns", [1, 2])
def test_a_row_taller_than_a_page_is_divided_between_its_lines(theme: Theme, columns: int) -> None:
    """A text that somebody pasted into a cell runs on over pages, line by line, each in its column."""
    long = TableCell((Text(" ".join(generated.SENTENCES * 60)),))
    table = Table((), (documents.head("Voce", "Testo"),), ((long,) * columns + (TableCell(()),) * (2 - columns),))
    pages = pages_of(table, theme=theme)
    printed = " ".join(said(line).strip() for page in pages for line, _ in proper(page, "TD"))
    assert printed.count(generated.SENTENCES[0][:12]) == 60 * columns
    assert len(pages) > 3
    for page in pages:
        assert max(placed.y + placed.slab.height for placed in page.placed) <= bottom(page, theme) + 1e-3
        grounds = [box for placed in page.placed for box in placed.slab.boxes if isinstance(box, Fill)]
        assert all(box.height > 0 for box in grounds)


def test_a_run_that_must_keep_together_but_is_taller_than_a_page_is_broken(theme: Theme) -> None:
    """What can't be kept is broken where the page ends, and goes on."""
    slabs = [Slab(100, keep=True) for _ in range(30)]
    pages = paginate([Flow(landscape=False, slabs=[Slab(50), *slabs])], theme)
    assert [slab for page in pages for slab in (placed.slab for placed in page.placed)][1:] == slabs
    assert [len(page.placed) for page in pages] == [1, 7, 7, 7, 7, 2]


def test_a_heading_follows_its_section_to_the_landscape_page(theme: Theme) -> None:
    """A heading outside of the section that turns is not left behind, alone on a portrait page."""
    section = Section((generated.table(3, columns=9, wide=True),))
    heading = Heading(2, documents.text("Titolo"))
    pages = pages_of(documents.paragraph("Prima."), heading, section, documents.paragraph("Dopo."), theme=theme)
    texts = [[said(line).strip() for line, _ in lines(page)] for page in pages]
    assert [page.landscape for page in pages] == [False, True, False]
    assert (texts[0], texts[1][:2], texts[2]) == (["Prima."], ["1.", "Titolo"], ["Dopo."])


def test_a_note_referred_to_twice_is_printed_once(theme: Theme) -> None:
    """Both marks lead to the same note."""
    note = Note("n", documents.text("Testo della nota."))
    mark = NoteReference("n")
    pages = pages_of(documents.paragraph("Uno", mark), documents.paragraph("due", mark), theme=theme, notes=(note,))
    printed = [said(line) for page in pages for line, _ in lines(page)]
    assert [text for text in printed if "nota" in text] == ["Testo della nota."]


def test_notes_of_cells_captions_and_other_notes_are_printed(theme: Theme) -> None:
    """A mark anywhere has its note, at the foot of its page, and the note stands where readers allow one."""
    first = Note("a", (Text("Nota del titolo."),))
    second = Note("b", (Text("Nota della cella, con rinvio"), NoteReference("c")))
    third = Note("c", (Text("Nota della nota."),))
    cell = (TableCell((Text("cella"), NoteReference("b"))),)
    table = Table((Text("Titolo"), NoteReference("a")), (documents.head("Testa"),), (cell,))
    (page,) = pages_of(table, theme=theme, notes=(first, second, third))
    notes = [(said(line), element(line, "Note")) for line, _ in proper(page, "Note")]
    assert [text for text, _ in notes if len(text) > 3] == [
        "Nota del titolo.", "Nota della cella, con rinvio3", "Nota della nota."
    ]  # fmt: skip
    assert all(node.parent.tag == "Document" for _, node in notes)


def test_no_figure_wraps_beside_the_mark_of_a_note_or_a_word_too_long(theme: Theme) -> None:
    """A cell never parts a figure, whatever stands in the cells around it."""
    figure = documents.figure("1.234.567.890,12\u00a0€")
    note = Note("n", documents.text("Nota."))
    row = (
        TableCell((Text(generated.LONG_WORD),)),
        TableCell((figure, NoteReference("n"))),
        *[TableCell((figure,))] * 2,
    )
    table = Table((), (documents.head("A", "B", "C", "D"),), (row,))
    printed = [
        said(line).strip() for page in pages_of(table, theme=theme, notes=(note,)) for line, _ in proper(page, "TD")
    ]
    assert [text for text in printed if text.startswith("1.234")] == [f"{figure.text}1", figure.text, figure.text]
