# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the HTML writer: one page that is whole, safe, accessible and always the same."""

import re
import struct
import subprocess
import sys
import zlib
from base64 import b64decode
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raa_builder.cells import Figure
from raa_builder.colours import READABLE, contrast
from raa_builder.document import (
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
    Document,
    Emphasis,
    Foreign,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Metadata,
    Note,
    NoteReference,
    Paragraph,
    Scope,
    Section,
    Strong,
    Superscript,
    Table,
    TableCell,
    Text,
    numbered,
)
from raa_builder.errors import TemplateError
from raa_builder.theme import load_theme
from raa_builder.writers.html import write_html
from raa_builder.writers.html.inlines import InlineWriter
from raa_builder.writers.html.palette import css_string, dark, light
from raa_builder.writers.html.woff import woff

ROOT = Path(__file__).parents[1]
THEME = load_theme(ROOT / "templates" / "theme.toml")
METADATA = Metadata(
    title="Sintesi 2019",
    programme="POR FSE 2014-2020",
    author="Regione Lombardia",
    subject="Sintesi «per i cittadini»",
    keywords=("POR", "FSE"),
    language="it-IT",
    day=date(2019, 12, 31),
)
VOID = {"br", "img", "meta"}
PNG = Path(__file__).with_name("logo.png").read_bytes()


class Page(HTMLParser):
    """A page as a test reads it; fails where an element is not closed in its turn."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.pieces: list[tuple[str, str]] = []
        self.feed(content.decode())
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and wait for its end."""
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute stands twice on <{tag}>"
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element of a drawing that holds nothing."""
        assert "svg" in self.stack, f"<{tag}/> has no meaning outside SVG"
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last; the cells of a table stand apart."""
        assert self.stack.pop() == tag
        if tag in {"td", "th", "caption"}:
            self.pieces.append((" ".join(self.stack), " "))

    def handle_data(self, data: str) -> None:
        """Note a piece of text and where it stands."""
        self.pieces.append((" ".join(self.stack), data))

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of each element of that name."""
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self, within: str = "main") -> str:
        """The text within an element, drawings left out, white space collapsed."""
        inside = (data for path, data in self.pieces if within in path.split() and "svg" not in path.split())
        return re.sub(r"[ \t\n]+", " ", "".join(inside)).strip()


def text(words: str) -> Inlines:
    """Plain words as inlines."""
    return (Text(words),)


def paragraph(*content: Inline) -> Paragraph:
    """A paragraph."""
    return Paragraph(content)


def document(*blocks: Block, notes: dict[str, Note] | None = None, draft: bool = False) -> Document:
    """Blocks as a numbered document."""
    return numbered(METADATA, blocks, notes or {}, THEME.words.labels, draft=draft)


def page(*blocks: Block, notes: dict[str, Note] | None = None, draft: bool = False) -> Page:
    """The page of blocks."""
    return Page(write_html(document(*blocks, notes=notes, draft=draft), THEME))


def amount(printed: str, value: str) -> TableCell:
    """A cell that holds a figure."""
    return TableCell((Data(printed, Figure(Decimal(value))),))


def table(words: str = "Piano", name: str = "tab") -> Table:
    """A table of two columns, a head, a row and a total."""
    head = tuple(TableCell(text(header), Scope.COLUMN) for header in ("Asse", "Dotazione"))
    body = ((TableCell(text("Asse I"), Scope.ROW), amount("358,0 Mln€", "358000000.00")),)
    foot = ((TableCell(text("Totale"), Scope.ROW), amount("970,4 Mln€", "970474516.00")),)
    return Table(text(words), (head,), body, foot, id=name)


def chart() -> Chart:
    """A chart of that table."""
    return Chart(ChartKind.PROGRESS, replace(table(name=""), caption=()), text("Avanzamento"), id="fig")


def everything() -> tuple[Block, ...]:
    """One of each block and inline."""
    inlines = (
        Text("Testo "),
        Data("829,3 Mln€", Figure(Decimal("829372248.87"))),
        Data("n.d.", None),
        Strong(text("forte")),
        Emphasis(text("enfasi")),
        Superscript(text("o")),
        Link("https://example.org/?a=1&b=2", text("sito")),
        CrossReference("tab"),
        Abbreviation("Programma Operativo", text("POR")),
        Foreign("en", text("governance")),
        LineBreak(),
        NoteReference("n"),
    )
    return (
        Cover((Paragraph(text("Regione Lombardia")), Heading(1, text("Sintesi 2019")))),
        Contents("Indice"),
        Section((Heading(2, text("Premessa")), Paragraph(inlines), table())),
        Section((Heading(2, text("Quadro")), Heading(3, (*text("Finanza"), NoteReference("n"))), chart())),
        Heading(3, text("Destinatari")),
        Heading(2, text("Assi")),
        Callout((paragraph(Text("Strategia")),)),
        BulletList(((paragraph(Text("uno;")), BulletList(((paragraph(Text("due.")),),), ordered=True)),)),
    )


NOTES = {"n": Note("n", text("La nota."))}


def test_the_page_is_well_formed_and_says_what_it_is():
    """Every element is closed in its turn, and the head carries language, title, author, date and description."""
    whole = page(*everything(), notes=NOTES)
    assert whole.all("html") == [{"lang": "it-IT"}]
    assert whole.text("title") == "Sintesi 2019"
    meta = {attributes.get("name"): attributes.get("content") for attributes in whole.all("meta")}
    assert meta["author"] == "Regione Lombardia"
    assert meta["dcterms.date"] == "2019-12-31"
    assert meta["description"] == "Sintesi «per i cittadini»"
    assert meta["keywords"] == "POR, FSE"


def test_the_text_of_the_document_stands_in_its_order():
    """The numbers of headings, tables and figures are printed as text, and nothing is left out."""
    whole = page(*everything(), notes=NOTES)
    assert whole.text() == (
        "1. Premessa Testo 829,3 Mln€n.d.forteenfasiositotabella\u00a01PORgovernance1 "
        "Tabella 1. Piano Asse Dotazione Asse I 358,0 Mln€ Totale 970,4 Mln€ "
        "2. Quadro 2.1. Finanza1 Figura 1. Avanzamento Dati del grafico "
        "Asse Dotazione Asse I 358,0 Mln€ Totale 970,4 Mln€ "
        "2.2. Destinatari 3. Assi Strategia uno; due. Note 1 La nota."
    )
    assert whole.text("nav") == "Indice 1. Premessa 2. Quadro 2.1. Finanza 2.2. Destinatari 3. Assi"
    assert whole.text("header") == "Regione Lombardia Sintesi 2019"


def test_ids_are_unique_and_every_inner_link_has_its_target():
    """Contents, cross-references, marks of notes and labels lead to elements that exist once."""
    whole = page(*everything(), notes=NOTES)
    ids = [attributes["id"] for _, attributes in whole.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [attributes["href"][1:] for attributes in whole.all("a") if attributes["href"].startswith("#")]
    labels = [attributes["aria-labelledby"] for _, attributes in whole.elements if "aria-labelledby" in attributes]
    assert len(links) > 8
    assert set(links + labels) <= set(ids)


def test_the_page_needs_nothing_from_outside():
    """No script, no style sheet, no font and no picture is fetched, and no element has an event of its own."""
    content = write_html(document(*everything(), notes=NOTES), THEME).decode()
    whole = Page(content.encode())
    assert {tag for tag, _ in whole.elements} & {"script", "link", "iframe", "object", "embed", "base"} == set()
    assert all(address.startswith('"data:') for address in re.findall(r"url\(([^)]*)\)", content))
    assert "@import" not in content
    assert not any(name.startswith("on") for _, attributes in whole.elements for name in attributes)
    assert all(attributes["src"].startswith("data:") for attributes in whole.all("img"))


def test_a_table_says_what_its_cells_are():
    """Header cells carry their scope, the caption names the region, and figures are flush right with their header."""
    whole = page(table())
    assert [attributes.get("scope") for attributes in whole.all("th")] == ["col", "col", "row", "row"]
    assert [attributes.get("class") for attributes in whole.all("td")] == ["right figure"] * 2
    assert [attributes.get("class") for attributes in whole.all("th")] == [None, "right", None, None]
    region = next(attributes for attributes in whole.all("div") if attributes.get("role") == "region")
    assert region["tabindex"] == "0"
    assert region["id"] == "tab"
    assert region["aria-labelledby"] in {attributes.get("id") for attributes in whole.all("span")}
    assert {"thead", "tbody", "tfoot", "caption"} <= {tag for tag, _ in whole.elements}


def test_spans_of_cells_are_kept():
    """A cell over two columns or rows is one, and the cells after it keep their columns."""
    head = ((TableCell(text("Asse"), Scope.COLUMN, rowspan=2), TableCell(text("Importi"), Scope.COLUMN, colspan=2)),
            (TableCell(text("A"), Scope.COLUMN), TableCell(text("B"), Scope.COLUMN)))  # fmt: skip
    body = ((TableCell(text("I"), Scope.ROW), amount("1", "1"), amount("2", "2")),)
    whole = page(Table(text("Prova"), head, body))
    first, second, *letters, _ = whole.all("th")
    assert first["rowspan"] == "2"
    assert second["colspan"] == "2"
    assert [attributes.get("class") for attributes in letters] == ["right", "right"]


def test_a_chart_has_a_description_and_its_table():
    """The drawings are hidden from assistive technology; the words and the table stand for them."""
    whole = page(chart())
    picture = next(attributes for attributes in whole.all("div") if attributes.get("role") == "img")
    assert picture["aria-label"] == "Avanzamento. Asse I: Dotazione 358,0 Mln€."
    drawings = [attributes for attributes in whole.all("div") if attributes.get("class") in {"broad", "narrow"}]
    assert [drawing["aria-hidden"] for drawing in drawings] == ["true", "true"]
    assert whole.text("details") == "Dati del grafico Asse Dotazione Asse I 358,0 Mln€ Totale 970,4 Mln€"
    assert whole.text("summary") == "Dati del grafico"


def test_figures_keep_their_exact_value():
    """A figure is a data element of its value, an unknown one is plain text."""
    whole = page(paragraph(Data("829,3", Figure(Decimal("829372248.87"))), Data("0,0", Figure(Decimal("0E+3")))))
    assert [attributes["value"] for attributes in whole.all("data")] == ["829372248.87", "0"]
    assert page(paragraph(Data("n.d.", None))).all("data") == []


def test_a_note_leads_back_to_its_first_mark():
    """A note referred to twice has one id for its mark, and reads its number before its text."""
    whole = page(paragraph(NoteReference("n"), NoteReference("n")), notes=NOTES)
    marks = [attributes for attributes in whole.all("a") if attributes.get("role") == "doc-noteref"]
    assert [mark.get("id") for mark in marks] == ["rif-nota-1", None]
    back = next(attributes for attributes in whole.all("a") if attributes.get("role") == "doc-backlink")
    assert back["href"] == "#rif-nota-1"
    assert whole.text() == "11 Note 1 La nota."


def test_a_heading_with_a_note_has_no_mark_in_the_contents():
    """The contents hold no link within a link, and no mark of a note."""
    whole = page(Contents("Indice"), Heading(2, (Text("Uno"), NoteReference("n"))), notes=NOTES)
    assert whole.text("nav") == "Indice 1. Uno"


def test_a_draft_says_so_and_a_final_page_does_not():
    """The theme's word stands at the head of a draft, on paper on every page."""
    draft = write_html(document(table(), draft=True), THEME).decode()
    final = write_html(document(table()), THEME).decode()
    assert f'role="note">{THEME.words.draft}</p>' in draft
    assert f'@top-center{{content:"{THEME.words.draft}"' in draft
    assert THEME.words.draft not in final


def test_an_address_that_would_run_a_script_is_not_linked():
    """Addresses come from a workbook: only web, mail and telephone are linked, the text always stands."""
    hostile = (
        "javascript:alert(1)",
        " java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "http://[",
    )
    for address in hostile:
        whole = page(paragraph(Link(address, text("sito"))))
        assert "sito" in whole.text()
        assert not [attributes for attributes in whole.all("a") if attributes.get("class") != "skip"]
    whole = page(paragraph(Link("mailto:a@example.org", text("posta"))))
    assert whole.all("a")[-1]["href"] == "mailto:a@example.org"


@settings(deadline=None)
@given(st.text())
def test_any_text_survives(words: str):
    """What is typed is read back as it was, but for the characters that HTML cannot hold."""
    whole = Page(f"<p>{InlineWriter().linked(text(words))}</p>".encode())
    legal = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef]", "", words)
    legal = "".join(character for character in legal if ord(character) & 0xFFFE != 0xFFFE)
    assert "".join(data for _, data in whole.pieces) == legal


HOSTILE = "<script>\"&'</style>\ud800\x00 {{ }} ]]> -->"
CLEAN = "<script>\"&'</style> {{ }} ]]> -->"


def test_markup_in_any_place_of_the_document_is_text():
    """Text in titles, attributes, cells, drawings, notes and the head never becomes markup."""
    words = text(HOSTILE)
    hostile_table = Table(
        words, ((TableCell(words, Scope.COLUMN),) * 2,), ((TableCell(words, Scope.ROW), amount(HOSTILE, "1")),)
    )
    blocks = (
        Contents(HOSTILE),
        Heading(2, words),
        paragraph(Abbreviation(HOSTILE, words), Foreign(HOSTILE, words), NoteReference("n")),
        hostile_table,
        Chart(ChartKind.DIVIDED, hostile_table, words),
    )
    metadata = replace(METADATA, title=HOSTILE, subject=HOSTILE, author=HOSTILE, programme=HOSTILE, language=HOSTILE)
    made = numbered(metadata, blocks, {"n": Note("n", words)}, THEME.words.labels, draft=True)
    whole = Page(write_html(made, THEME))
    assert whole.all("script") == []
    assert len(whole.all("style")) == 1
    assert whole.text("title") == CLEAN
    assert whole.all("abbr")[0]["title"] == CLEAN
    assert whole.text("h2").count(CLEAN) == 2


def test_a_css_string_can_close_neither_itself_nor_its_style_element():
    """A name in the theme stays a name."""
    assert css_string('a"b\\c</style>\n') == '"a\\22 b\\5c c\\3c /style>\\a "'


def test_a_picture_named_in_full_is_within_the_page(tmp_path: Path):
    """The bytes of the file stand in the page."""
    file = tmp_path / "logo.png"
    file.write_bytes(PNG)
    image = page(Image(file, "Logo")).all("img")[0]
    assert image["alt"] == "Logo"
    assert b64decode(image["src"].removeprefix("data:image/png;base64,")) == PNG


def test_a_picture_that_cannot_be_read_is_an_error_that_names_it(tmp_path: Path):
    """A missing file, or one of a kind that not every format can hold, stops with its name."""
    (tmp_path / "logo.tiff").write_bytes(b"II*\0")
    for name in ("manca.png", "logo.tiff"):
        with pytest.raises(TemplateError, match=re.escape(name)):
            page(Image(tmp_path / name, "Logo"))


def faces(content: str) -> list[tuple[str, str]]:
    """Weight and style of the fonts within a page."""
    return re.findall(r"@font-face{[^}]*font-weight:(\d+);font-style:(\w+)", content)


def test_only_the_faces_used_are_within_the_page():
    """Regular and bold always, italic where something is stressed, bold italic where that stands in bold."""
    plain_page = write_html(document(paragraph(Text("testo"))), THEME).decode()
    assert faces(plain_page) == [("400", "normal"), ("700", "normal")]
    stressed = write_html(document(paragraph(Emphasis(text("sì")))), THEME).decode()
    assert faces(stressed) == [("400", "normal"), ("400", "italic"), ("700", "normal")]
    both = write_html(document(Heading(2, (Emphasis(text("sì")),))), THEME).decode()
    assert faces(both) == [("400", "normal"), ("700", "normal"), ("700", "italic")]


def unpacked(content: bytes) -> dict[bytes, bytes]:
    """The tables of a WOFF font."""
    assert struct.unpack_from(">I", content, 8)[0] == len(content)
    tables = {}
    for n in range(struct.unpack_from(">H", content, 12)[0]):
        tag, offset, packed, size, _ = struct.unpack_from(">4sIIII", content, 44 + 20 * n)
        assert offset % 4 == 0
        data = content[offset : offset + packed]
        tables[tag] = zlib.decompress(data) if packed < size else data
        assert len(tables[tag]) == size
    return tables


def test_a_font_is_the_same_font_when_unpacked():
    """Each table of the WOFF is that of the TrueType file, in less room."""
    font = THEME.faces.regular.read_bytes()
    packed = woff(font)
    assert len(packed) < len(font)
    tables = unpacked(packed)
    for n in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _, offset, size = struct.unpack_from(">4sIII", font, 12 + 16 * n)
        assert tables.pop(tag) == font[offset : offset + size]
    assert tables == {}


@pytest.mark.parametrize("content", [b"", b"ttcf" + bytes(40), b"\0\1\0\0\0\x09", b"not a font"])
def test_what_is_not_a_font_is_refused(content: bytes):
    """Collections, cut files and other files are an error, not a broken page."""
    with pytest.raises(ValueError, match="font"):
        woff(content)


def test_every_pair_of_text_and_ground_can_be_read():
    """By day and by night each text has a contrast of 4.5 at least with each ground that it stands on."""
    for colours in (light(THEME.colours), dark(THEME.colours)):
        for ink in ("text", "heading", "muted"):
            for ground in ("ground", "pale"):
                assert contrast(colours[ink], colours[ground]) >= READABLE, (ink, ground)
        assert contrast(colours["on-head"], colours["head"]) >= READABLE


@settings(deadline=None)
@given(st.integers(0, 0xFFFFFF).map("#{:06X}".format))
def test_the_night_is_readable_whatever_the_theme(colour: str):
    """An office that picks other colours gets a readable dark page too."""
    colours = dark(replace(THEME.colours, heading=colour, ink=colour, muted=colour))
    for ink in ("text", "heading", "muted"):
        for ground in ("ground", "pale"):
            assert contrast(colours[ink], colours[ground]) >= READABLE
    assert contrast(colours["on-head"], colours["head"]) >= READABLE


def test_the_style_uses_only_what_the_theme_gives():
    """Every custom property that the style sheet reads is defined."""
    content = write_html(document(table()), THEME).decode()
    defined = set(re.findall(r"[{;](--[\w-]+):", content))
    assert set(re.findall(r"var\((--[\w-]+)\)", content)) <= defined


PROGRAM = """
import hashlib, sys
sys.path.insert(0, {tests!r})
import test_html
made = test_html.document(*test_html.everything(), notes=test_html.NOTES)
print(hashlib.sha256(test_html.write_html(made, test_html.THEME)).hexdigest())
"""


def test_the_same_document_gives_the_same_bytes():
    """Neither the seed of hashes nor the process changes the page."""
    program = PROGRAM.format(tests=str(Path(__file__).parent))
    sums = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(sums) == 1
