# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Word writer."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from pathlib import Path

import documents
import docx
import pytest
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from raa_builder.document import (
    BulletList,
    Callout,
    Cover,
    CrossReference,
    Document,
    Foreign,
    Heading,
    Link,
    Paragraph,
    Table,
    Text,
    plain,
    walk,
)
from raa_builder.theme import Theme, load_theme
from raa_builder.writers.docx import write_docx

TEMPLATES = Path(__file__).parents[1] / "templates"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# the order in which the schema wants the properties of a paragraph, a run and a cell
ORDER = {
    "pPr": "pStyle keepNext keepLines widowControl numPr pBdr shd tabs suppressAutoHyphens spacing ind jc outlineLvl "
    "sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs u vertAlign lang",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "tblPr": "tblStyle tblInd tblW tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
}


@pytest.fixture(scope="module")
def theme() -> Theme:
    """The theme that ships."""
    return load_theme(TEMPLATES / "theme.toml")


@pytest.fixture(scope="module")
def rich(theme: Theme) -> bytes:
    """The file of the document that holds everything."""
    return write_docx(documents.rich(), theme)


def opened(content: bytes) -> docx.document.Document:
    """The file as python-docx reads it."""
    return docx.Document(io.BytesIO(content))


def part(content: bytes, name: str) -> etree._Element:
    """One part of the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def body(content: bytes) -> etree._Element:
    """The blocks of the document."""
    return part(content, "word/document.xml")[0]


def words(element: etree._Element) -> str:
    """What stands on the page, contents and marks of notes left out."""
    signs = {W + "t": lambda e: e.text or "", W + "br": lambda _: " ", W + "noBreakHyphen": lambda _: "\u2011",
             W + "softHyphen": lambda _: "\u00ad"}  # fmt: skip
    note = "boolean(ancestor::w:r[w:rPr/w:rStyle/@w:val='FootnoteReference'])"
    spaces = {"w": W.strip("{}")}
    return "".join(signs[item.tag](item) for item in element.iter(*signs) if not item.xpath(note, namespaces=spaces))


def expected(document: Document) -> list[str]:
    """The texts of a document in reading order, as the page has them."""
    found: list[str] = []
    for block in walk(document.blocks):
        match block:
            case Heading() | Paragraph():
                found.append(plain(block.content))
            case Table():
                found.append(f"Tabella\u00a0{block.number}. {plain(block.caption)}")
                found += [plain(cell.content) for row in block.rows for cell in row]
            case documents.Chart():
                found.append(f"Figura\u00a0{block.number}. {plain(block.caption)}")
            case _:
                pass
    return [text for text in found if text]


def paragraphs(content: bytes) -> list[str]:
    """The text of each paragraph that has any, contents left out."""
    found = (words(item) for item in body(content).iter(W + "p") if item.getparent().tag != W + "sdtContent")
    return [text for text in found if text]


def test_python_docx_opens_the_file_and_finds_the_styles_by_their_english_names(rich: bytes) -> None:
    """The package is whole and its styles are those that Word knows in any language."""
    document = opened(rich)
    names = {"heading 1", "heading 2", "toc 1", "caption", "List Bullet", "List Number", "footnote text", "Title"}
    assert names <= {style.element.name_val for style in document.styles}
    assert [item.text for item in document.paragraphs if item.style.style_id == "Heading1"] == [
        "Premessa", "L’avanzamento del POR: uno sguardo di insieme", "L’attuazione degli assi prioritari"
    ]  # fmt: skip


def test_the_text_of_the_page_is_that_of_the_document_in_the_same_order(rich: bytes) -> None:
    """No word is lost, added or moved, in paragraphs, lists, captions and cells."""
    assert paragraphs(rich) == expected(documents.rich())


def test_the_same_document_gives_the_same_bytes(theme: Theme, rich: bytes) -> None:
    """Neither the clock nor an earlier build shows in the file."""
    assert write_docx(documents.rich(), theme) == rich
    with zipfile.ZipFile(io.BytesIO(rich)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_properties_come_from_the_metadata(rich: bytes) -> None:
    """Title, author, subject, keywords, language and dates are the document's own."""
    properties = opened(rich).core_properties
    assert (properties.title, properties.author) == (documents.METADATA.title, documents.METADATA.author)
    assert (properties.language, properties.keywords) == ("it-IT", "POR FSE, RAA 2019, Fondo Sociale Europeo")
    assert properties.created.date() == properties.modified.date() == documents.METADATA.day


@pytest.mark.parametrize("name", ["document", "styles", "footnotes", "header1", "header2", "footer1"])
def test_properties_stand_in_the_order_of_the_schema(rich: bytes, name: str) -> None:
    """Word is lenient, other readers are not."""
    for kind, order in ORDER.items():
        for element in part(rich, f"word/{name}.xml").iter(W + kind):
            tags = [etree.QName(child).localname for child in element]
            assert tags == sorted(tags, key=order.split().index)


def test_headings_are_numbered_by_their_styles_and_not_in_their_text(rich: bytes) -> None:
    """Word counts: the styles of headings and the levels of the numbering name one another."""
    numbering = part(rich, "word/numbering.xml")
    levels = {style.get(W + "val"): style.getparent() for style in numbering[0].iter(W + "pStyle")}
    assert [levels[name].find(W + "lvlText").get(W + "val") for name in ("Heading1", "Heading2")] == ["%1.", "%1.%2."]
    for style in part(rich, "word/styles.xml").iter(W + "style"):
        if style.get(W + "styleId") in levels:
            assert style.find(f"{W}pPr/{W}numPr/{W}numId").get(W + "val") == "1"


def test_each_numbered_list_counts_from_one(theme: Theme) -> None:
    """Two numbered lists have two counts, each of which starts again."""
    document = documents.document(
        documents.bullets("a", "b", ordered=True), documents.paragraph("e"), documents.bullets("c", ordered=True)
    )
    content = write_docx(document, theme)
    counts = [item.get(W + "val") for item in body(content).iter(W + "numId")]
    assert counts[0] == counts[1] != counts[2]
    for item in part(content, "word/numbering.xml").iter(W + "num"):
        if item.get(W + "numId") in counts:
            assert item.find(f"{W}lvlOverride/{W}startOverride").get(W + "val") == "1"


def test_items_of_inner_lists_bear_the_style_of_their_level(rich: bytes) -> None:
    """A list within a list is a level deeper, what continues an item hangs with it."""
    styles = {item.text: item.style.name for item in opened(rich).paragraphs}
    assert styles["Dote Unica Lavoro, diretta a giovani e adulti:"] == "List Bullet"
    assert styles["occupati sospesi;"] == "List Bullet 2"
    assert styles["l’importo complessivo impegnato è pari a 143,2\u00a0Mln€;"] == "List Continue"
    assert styles["avvio;"] == "List Number 2"


def test_head_rows_are_repeated_and_no_row_splits(rich: bytes) -> None:
    """Each head row of each table says so, and only these."""
    tables = [block for block in walk(documents.rich().blocks) if isinstance(block, Table)]
    for source, table in zip(tables, body(rich).iter(W + "tbl"), strict=True):
        rows = table.findall(W + "tr")
        repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert repeated == [True] * len(source.head) + [False] * (len(rows) - len(source.head))
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_columns_fill_the_measure_and_cells_have_their_width(rich: bytes, theme: Theme) -> None:
    """Grid and cells agree, for LibreOffice reads the one and Word the other."""
    for table, landscape in zip(body(rich).iter(W + "tbl"), (False, True), strict=True):
        grid = [int(column.get(W + "w")) for column in table.find(W + "tblGrid")]
        assert sum(grid) == pytest.approx(theme.page.measure(landscape=landscape) * 20, abs=1)
        for row in table.iter(W + "tr"):
            assert sum(int(cell.get(W + "w")) for cell in row.iter(W + "tcW")) == sum(grid)


def test_figures_and_their_heads_are_set_flush_right(rich: bytes) -> None:
    """A column of figures has one right edge from head to total."""
    table = opened(rich).tables[0]
    styles = [row.cells[2].paragraphs[0].style.name for row in table.rows]
    assert [styles[0], styles[1], styles[-1]] == [
        "Tabella intestazione numero", "Tabella numero", "Tabella totale numero"
    ]  # fmt: skip
    assert table.rows[1].cells[1].paragraphs[0].style.name == "Tabella testo"


def test_column_letters_are_lighter_than_the_heads_above_them(rich: bytes) -> None:
    """Further rows of a head have a style of their own, smaller and not bold, on the same ground."""
    styles = [[cell.paragraphs[0].style for cell in row.cells[1:3]] for row in opened(rich).tables[1].rows[:2]]
    assert [style.name for style in styles[0]] == ["Tabella intestazione numero"] * 2
    assert [style.name for style in styles[1]] == ["Tabella formula numero"] * 2
    assert styles[0][0].font.bold
    assert not styles[1][0].font.bold
    assert styles[1][0].font.size < styles[0][0].font.size


def test_numbered_lists_count_in_figures_at_every_level(rich: bytes) -> None:
    """As in the other formats."""
    levels = part(rich, "word/numbering.xml").findall(f"{W}abstractNum[@{W}abstractNumId='3']/{W}lvl/{W}numFmt")
    assert {level.get(W + "val") for level in levels} == {"decimal"}


@pytest.mark.parametrize("last", [documents.paragraph("Regione"), Heading(1, documents.text("Sintesi"))])
def test_the_cover_ends_with_a_rule(theme: Theme, last: Heading | Paragraph) -> None:
    """Whatever its last line is; the rule belongs to a style."""
    document = documents.document(Cover((Heading(1, documents.text("Titolo")), last)), documents.paragraph("Fine."))
    content = opened(write_docx(document, theme))
    ruled = [item.text for item in content.paragraphs if item.style.element.find(f"{W}pPr/{W}pBdr") is not None]
    assert ruled == [plain(last.content)]


def test_a_span_that_the_eye_does_not_need_is_a_plain_grid(rich: bytes) -> None:
    """Readers walk plain grids more easily: the total's label and the head of two rows are not merged."""
    assert not list(body(rich).iter(W + "gridSpan", W + "vMerge"))


def test_a_span_that_its_first_column_cannot_hold_stays_merged(theme: Theme) -> None:
    """A long label of a total keeps the columns that it needs."""
    head = documents.head("A", "B", "C")
    row = tuple(documents.TableCell(documents.text(word)) for word in ("x", "una denominazione assai lunga " * 5, "y"))
    foot = (documents.TableCell(documents.text("Totale di tutti gli assi e di tutte le misure"), colspan=2), row[2])
    table = Table(documents.text("T"), (head,), (row,), (foot,))
    content = write_docx(documents.document(table, documents.paragraph("Fine.")), theme)
    assert [span.get(W + "val") for span in body(content).iter(W + "gridSpan")] == ["2"]


def test_cells_merged_over_rows_continue_below(theme: Theme) -> None:
    """The row head of two data rows is one cell."""
    cell = documents.TableCell
    rows = ((cell(documents.text("Asse I"), rowspan=2), cell(documents.text("a"))), (cell(documents.text("b")),))
    table = Table(documents.text("T"), (documents.head("Asse", "Voce"),), rows)
    content = write_docx(documents.document(table, documents.paragraph("Fine.")), theme)
    assert [merge.get(W + "val") for merge in body(content).iter(W + "vMerge")] == ["restart", None]
    assert paragraphs(content)[-4:] == ["Asse I", "a", "b", "Fine."]


def test_a_wide_table_turns_its_section_and_nothing_else(rich: bytes) -> None:
    """The sections before and after are upright."""
    orientations = [section.orientation for section in opened(rich).sections]
    assert orientations == [WD_ORIENTATION.PORTRAIT, WD_ORIENTATION.LANDSCAPE, WD_ORIENTATION.PORTRAIT]


def test_a_heading_that_begins_a_section_stands_at_the_top_of_its_page(rich: bytes) -> None:
    """Word keeps the space above it there, though not at the top of other pages."""
    items = opened(rich).paragraphs
    first = [after for before, after in pairwise(items) if before._p.pPr.sectPr is not None]
    assert [item.text for item in first] == ["Avanzamento finanziario", "L’attuazione degli assi prioritari"]
    headings = [item for item in items if item.style.style_id.startswith("Heading")]
    assert [item for item in headings if item.paragraph_format.space_before == 0] == first


def test_a_document_that_ends_on_a_turned_page_has_no_empty_page(theme: Theme) -> None:
    """The last section is the turned one."""
    section = documents.Section((documents.progress(), documents.paragraph("Fine.")))
    content = write_docx(documents.document(section, notes=documents.NOTES), theme)
    assert [item.orientation for item in opened(content).sections] == [WD_ORIENTATION.LANDSCAPE]


def test_the_contents_list_every_heading_and_link_to_it(rich: bytes) -> None:
    """Each entry leads to a bookmark that exists, and shows number and words of its heading."""
    contents = body(rich).find(W + "sdt")
    marks = {mark.get(W + "name") for mark in body(rich).iter(W + "bookmarkStart")}
    links = list(contents.iter(W + "hyperlink"))
    assert {link.get(W + "anchor") for link in links} <= marks
    outline = documents.rich().outline
    assert [words(link) for link in links] == [f"{item.number}{plain(item.content)}" for item in outline]


def test_fields_are_closed_and_refer_to_bookmarks_that_exist(rich: bytes) -> None:
    """Word prints an error in place of a dead reference."""
    root = body(rich)
    marks = {mark.get(W + "name") for mark in root.iter(W + "bookmarkStart")}
    codes = [item.get(W + "instr") for item in root.iter(W + "fldSimple")]
    references = [match.group(1) for code in codes if (match := re.match(r" (?:NOTE)?REF (\S+)", code))]
    assert len(references) == 4
    assert set(references) <= marks
    assert [code.strip() for code in codes if " SEQ " in code] == [
        r"SEQ Tabella \* ARABIC", r"SEQ Tabella \* ARABIC", r"SEQ Figura \* ARABIC"
    ]  # fmt: skip
    kinds = [item.get(W + "fldCharType") for item in root.iter(W + "fldChar")]
    assert kinds == ["begin", "separate", "end"]


def test_a_reference_in_words_of_its_own_is_a_link(rich: bytes) -> None:
    """Words that the template gave are not replaced by Word's."""
    links = [link for link in body(rich).iter(W + "hyperlink") if words(link) == "tabella dell’avanzamento"]
    assert len(links) == 1
    assert links[0].get(W + "anchor").startswith("_Ref")


def test_notes_are_real_footnotes(rich: bytes) -> None:
    """Each note is anchored once; a second mark refers to the first."""
    anchors = [item.get(W + "id") for item in body(rich).iter(W + "footnoteReference")]
    notes = part(rich, "word/footnotes.xml")
    assert anchors == ["1", "2"]
    assert [item.get(W + "id") for item in notes] == ["-1", "0", *anchors]
    assert words(notes[2]).strip() == "Edilizia residenziale sociale; si veda il sito del Fondo e la tabella\u00a01."
    assert any("NOTEREF" in item.get(W + "instr") for item in body(rich).iter(W + "fldSimple"))


def test_links_of_the_notes_belong_to_the_notes(rich: bytes) -> None:
    """A relation stands in the part that uses it, its address as it was."""
    relations = part(rich, "word/_rels/footnotes.xml.rels")
    assert [item.get("Target") for item in relations] == ["https://ec.europa.eu/esf/?a=1&b=2"]


@pytest.mark.parametrize(
    "href", ["http://[x", "javascript:alert(1)", "https://", "note.docx", "http://a:99999/", "\x00"]
)
def test_an_address_that_word_refuses_is_printed_as_plain_words(theme: Theme, href: str) -> None:
    """One malformed address would keep Word from opening the file."""
    document = documents.document(documents.paragraph("Si veda ", Link(href, documents.text("qui sotto")), "."))
    content = write_docx(document, theme)
    assert not list(body(content).iter(W + "hyperlink"))
    assert paragraphs(content) == ["Si veda qui sotto."]


def test_an_address_is_encoded_where_it_must_be(theme: Theme) -> None:
    """Blanks and accents are encoded, what is encoded already is kept."""
    link = Link("https://a.it/città d%20x?q=100%", documents.text("pagina della città"))
    relations = part(write_docx(documents.document(documents.paragraph(link)), theme), "word/_rels/document.xml.rels")
    targets = [item.get("Target") for item in relations if item.get("TargetMode") == "External"]
    assert targets == ["https://a.it/citt%C3%A0%20d%20x?q=100%25"]


def test_a_phrase_in_another_language_bears_a_style_of_that_language(rich: bytes) -> None:
    """Screen readers change their voice for it."""
    styled = [run for run in body(rich).iter(W + "r") if words(run) == "social housing"]
    identity = styled[0].find(f"{W}rPr/{W}rStyle").get(W + "val")
    style = next(
        item for item in part(rich, "word/styles.xml").iter(W + "style") if item.get(W + "styleId") == identity
    )
    assert style.find(f"{W}rPr/{W}lang").get(W + "val") == "en-GB"


def test_styles_combine_when_inlines_nest(theme: Theme) -> None:
    """A link within strong words in another language keeps all three."""
    link = Link("https://a.it/", documents.text("the site"))
    document = documents.document(documents.paragraph(documents.Strong((Foreign("en", (link,)),))))
    content = write_docx(document, theme)
    run = next(body(content).iter(W + "r"))
    tags = [etree.QName(item).localname for item in run.find(W + "rPr")]
    assert tags == ["rStyle", "b", "bCs"]
    name = run.find(f"{W}rPr/{W}rStyle").get(W + "val")
    (style,) = (item for item in part(content, "word/styles.xml").iter(W + "style") if item.get(W + "styleId") == name)
    assert style.find(W + "basedOn").get(W + "val") == "Hyperlink"
    assert style.find(f"{W}rPr/{W}lang").get(W + "val") == "en-GB"


def test_paragraphs_of_a_call_out_stay_together_in_one_box(rich: bytes) -> None:
    """All bear the style of the box, and all but the last keep with the next."""
    boxed = [item for item in opened(rich).paragraphs if item.style.name.startswith("Riquadro")]
    callout = next(block for block in walk(documents.rich().blocks) if isinstance(block, Callout))
    assert [item.text for item in boxed] == [
        plain(block.content) for block in walk(callout.blocks) if isinstance(block, Paragraph)
    ]
    assert [bool(item.paragraph_format.keep_with_next) for item in boxed] == [True] * (len(boxed) - 1) + [False]


def test_the_running_head_fits_its_page(rich: bytes, theme: Theme) -> None:
    """Programme left, title right at the edge of the measure, upright or turned; page numbers below."""
    upright, turned = part(rich, "word/header1.xml"), part(rich, "word/header2.xml")
    assert words(upright) == words(turned) == documents.METADATA.programme + documents.METADATA.title
    for head, landscape in ((upright, False), (turned, True)):
        (name,) = (style.get(W + "val") for style in head.iter(W + "pStyle"))
        (style,) = (item for item in part(rich, "word/styles.xml") if item.get(W + "styleId") == name)
        stops = [int(tab.get(W + "pos")) for tab in style.iter(W + "tab") if tab.get(W + "val") == "right"]
        assert stops == [round(theme.page.measure(landscape=landscape) * 20)]
    foot = part(rich, "word/footer1.xml")
    assert words(foot) == "Pagina 1 di 1"
    assert [item.get(W + "instr").strip() for item in foot.iter(W + "fldSimple")] == ["PAGE", "NUMPAGES"]


def test_a_draft_says_so_on_every_page(theme: Theme, rich: bytes) -> None:
    """Heads of the first and of all other pages bear the word."""
    draft = write_docx(documents.rich(draft=True), theme)
    for n in (1, 2, 3):
        assert "BOZZA" in words(part(draft, f"word/header{n}.xml"))
        assert "BOZZA" not in words(part(rich, f"word/header{n}.xml"))


def test_a_table_is_never_the_last_thing(theme: Theme) -> None:
    """Word wants a paragraph after the last table."""
    content = write_docx(documents.document(documents.plan()), theme)
    assert [etree.QName(item).localname for item in body(content)][-3:] == ["tbl", "p", "sectPr"]


def test_the_font_is_embedded_and_can_be_read_back(rich: bytes, theme: Theme) -> None:
    """The obfuscation of ECMA-376 undone gives the face's file."""
    table = part(rich, "word/fontTable.xml")
    key = table[0].find(W + "embedRegular").get(W + "fontKey").strip("{}").replace("-", "")
    with zipfile.ZipFile(io.BytesIO(rich)) as archive:
        font = bytearray(archive.read("word/fonts/font1.odttf"))
    mask = bytes.fromhex(key)[::-1]
    for n in range(32):
        font[n] ^= mask[n % 16]
    assert bytes(font) == theme.faces.regular.read_bytes()


def test_a_document_of_one_heading_is_whole(theme: Theme) -> None:
    """Little is enough: no cover, no contents, no notes."""
    document = opened(write_docx(documents.brief(), theme))
    assert [item.text for item in document.paragraphs] == ["Premessa", "Nessun dato."]
    assert document.element.find(f".//{qn('w:titlePg')}") is None


def legal(text: str) -> str:
    """A text as XML can hold it, white space as blanks."""
    spaced = re.sub(r"[\t\n\r]", " ", text)
    return re.sub("[\x00-\x1f\ud800-\udfff\ufffe\uffff]", "", spaced)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=40))
def test_any_text_survives_wherever_it_stands(text: str) -> None:
    """Whatever is typed in a cell of the workbook comes out of the file as it went in."""
    inlines = documents.text(text)
    document = documents.document(
        Cover((Heading(1, inlines),)),
        documents.Contents(text),
        Heading(2, inlines, id=text or "x"),
        documents.paragraph(text, Foreign(text, inlines), Link(text, inlines), CrossReference(text or "x", "q")),
        Callout((documents.paragraph(text),)),
        BulletList(((Paragraph(inlines),),)),
        Table((Text(text),), (documents.head(text),), ((documents.TableCell(inlines),),), id="t"),
        documents.paragraph("Fine."),
    )
    content = write_docx(document, load_theme(TEMPLATES / "theme.toml"))
    assert opened(content).paragraphs[-1].text == "Fine."
    assert paragraphs(content) == [legal(item) for item in expected(document) if legal(item)]
