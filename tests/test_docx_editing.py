# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What someone finds who goes on working with the Word file: styles, fields, outline, notes, nothing to mend."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import documents
import generated
import pytest
from lxml import etree

from raa_builder import pipeline
from raa_builder.document import BulletList, Callout, Heading, Note, NoteReference, Paragraph, Strong, Text
from raa_builder.writers import Format
from raa_builder.writers.docx import write_docx
from raa_builder.writers.metrics import family

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from raa_builder.theme import Theme

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACES = {"w": W.strip("{}")}
NAMES = ("edition", "rich", "hostile", "draft")
# what may stand in the text besides a style, since no style could say it
DIRECT = {
    # what a paragraph keeps to, the count of a numbered list, the space above a heading that begins a section (which
    # Word takes away on other pages), places of logos, sections
    "pPr": {"pStyle", "keepNext", "numPr", "spacing", "tabs", "sectPr"},
    # what is said beside a character style, since a run has but one; raised text; a logo's height in its row
    "rPr": {"rStyle", "b", "bCs", "i", "iCs", "lang", "vertAlign", "position"},
    # widths and merges; the ground of further head and total rows, where table styles know one of each
    "tcPr": {"tcW", "gridSpan", "vMerge", "shd"},
    "tblPr": {"tblStyle", "tblW", "tblLayout", "tblLook", "tblCaption", "tblDescription"},
}


STYLED = ("pStyle", "rStyle", "tblStyle")
# what the office will write with, whether it is in the document yet or not
EDITORS = {
    "Normal", "BodyText", "Heading1", "Heading2", "Heading3", "TOC1", "TOC2", "TOC3", "ListBullet", "ListBullet2",
    "ListNumber", "Strong", "Emphasis", "Hyperlink", "DefaultParagraphFont", "TableNormal",
}  # fmt: skip


@pytest.fixture(scope="module")
def files(theme: Theme, edition: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The Word files that are looked at."""
    built = pipeline.build([edition], tmp_path_factory.mktemp("editing"), [Format.DOCX]).files[0].read_bytes()
    made = {"rich": documents.rich(), "hostile": generated.hostile(), "draft": documents.rich(draft=True)}
    return {"edition": built} | {name: write_docx(document, theme) for name, document in made.items()}


@pytest.fixture(params=NAMES)
def content(files: dict[str, bytes], request: pytest.FixtureRequest) -> bytes:
    """Each file in turn."""
    return files[request.param]


def part(content: bytes, name: str) -> etree._Element:
    """One part of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(f"word/{name}.xml"))


def stories(content: bytes) -> list[etree._Element]:
    """The parts in which text stands."""
    return [part(content, name) for name in ("document", "footnotes", "header1", "header2", "header3", "footer1")]


def style_of(paragraph: etree._Element) -> str:
    """Id of the style of a paragraph."""
    return paragraph.find(f"{W}pPr/{W}pStyle").get(W + "val")


def words(element: etree._Element) -> str:
    """The text of an element, a tab for each tab."""
    found = element.xpath(".//w:t | .//w:r/w:tab", namespaces=SPACES)
    return "".join("\t" if item.tag == W + "tab" else item.text or "" for item in found)


def fields(root: etree._Element, kind: str) -> Iterator[tuple[list[str], str]]:
    """The words of each instruction of a kind, and its result."""
    for field in root.iter(W + "fldSimple"):
        instruction = field.get(W + "instr").split()
        if instruction[0] == kind:
            yield instruction[1:], words(field)


def marked(root: etree._Element) -> dict[str, list[etree._Element]]:
    """The runs within each bookmark."""
    found: dict[str, list[etree._Element]] = {}
    for start in root.iter(W + "bookmarkStart"):
        runs = found.setdefault(start.get(W + "name"), [])
        for item in start.itersiblings():
            if item.tag == W + "bookmarkEnd" and item.get(W + "id") == start.get(W + "id"):
                break
            runs.append(item)
    return found


# ── styles ───────────────────────────────────────────────────────────────────


def test_the_look_is_in_the_styles(content: bytes) -> None:
    """No face, size, colour, alignment or border stands in the text: whoever changes a style changes the document."""
    for root in stories(content)[:2]:
        for kind, allowed in DIRECT.items():
            found = {etree.QName(item).localname for properties in root.iter(W + kind) for item in properties}
            assert found <= allowed, kind
        for bold in root.xpath(".//w:r/w:rPr[w:b or w:i]", namespaces=SPACES):
            assert bold.find(W + "rStyle") is not None


def test_space_is_in_the_styles_too(content: bytes) -> None:
    """Only a heading that begins a section has its own: none above, as at the top of any other page."""
    body = part(content, "document")[0]
    spaced = [item for item in body.iter(W + "p") if item.find(f"{W}pPr/{W}spacing") is not None]
    assert all(dict(item.find(f"{W}pPr/{W}spacing").attrib) == {W + "before": "0"} for item in spaced)
    assert all(style_of(item).startswith("Heading") for item in spaced)
    assert all(item.getprevious().find(f".//{W}sectPr") is not None for item in spaced)


def test_only_numbered_lists_have_a_numbering_of_their_own(content: bytes) -> None:
    """Bullets and headings have that of their styles."""
    for item in part(content, "document")[0].iter(W + "p"):
        if item.find(f"{W}pPr/{W}numPr") is not None:
            assert "ListNumber" in style_of(item)


def test_below_a_table_text_keeps_its_distance(theme: Theme) -> None:
    """By a style that differs from the usual one in this alone, and that no list of styles shows first."""
    table = generated.table(2)
    document = documents.document(table, documents.paragraph("a"), table, documents.bullets("b", "c"), table)
    content = write_docx(document, theme)
    found = [style_of(item) for item in part(content, "document")[0].findall(W + "p") if words(item) in {*"abc"}]
    assert found == ["BelowTableBodyText", "BelowTableListBullet", "ListBullet"]
    (style,) = (item for item in part(content, "styles") if item.get(W + "styleId") == found[0])
    assert style.find(W + "basedOn").get(W + "val") == style.find(W + "next").get(W + "val") == "BodyText"
    assert dict(style.find(f"{W}pPr/{W}spacing").attrib) == {W + "before": str(round(theme.styles.body.leading * 20))}


def test_the_file_has_the_styles_that_it_uses_and_those_that_its_editors_need(content: bytes) -> None:
    """No catalogue to choose the wrong one from: nothing is there that neither the text nor a style names."""
    styles = list(part(content, "styles").iter(W + "style"))
    named = {item.get(W + "val") for root in stories(content) for tag in STYLED for item in root.iter(W + tag)}
    named |= {item.get(W + "val") for style in styles for tag in ("basedOn", "next") for item in style.iter(W + tag)}
    assert {style.get(W + "styleId") for style in styles} - named <= EDITORS
    assert {style.get(W + "styleId") for style in styles} >= EDITORS


def test_a_call_out_keeps_its_sides_whatever_lists_it_holds(theme: Theme) -> None:
    """Word closes a box where the edge of its text changes: every item of every level begins at the same one."""
    inner = BulletList(((documents.paragraph("c"), documents.bullets("d", ordered=True), documents.paragraph("e")),))
    callout = Callout(
        (
            documents.paragraph("a"),
            BulletList(((documents.paragraph("b"), inner),)),
        )
    )
    content = write_docx(documents.document(callout, documents.paragraph("Fine.")), theme)
    styles = {style.get(W + "styleId"): style for style in part(content, "styles").iter(W + "style")}
    used = [styles[style_of(item)] for item in part(content, "document")[0].findall(W + "p")[:5]]
    indents = [style.find(f"{W}pPr/{W}ind") for style in used]
    assert len({int(indent.get(W + "left")) - int(indent.get(W + "hanging", "0")) for indent in indents}) == 1
    assert len({indent.get(W + "left") for indent in indents}) == 4
    assert all(style.find(f"{W}pPr/{W}numPr") is not None for style in used[1:])


def test_each_style_has_the_size_that_the_theme_gives_it(theme: Theme) -> None:
    """Also where the theme as it comes gives two styles the same."""
    sizes = {"body": 10, "callout": 13, "bullet": 12, "note": 7, "caption": 8}
    kinds = {name: replace(getattr(theme.styles, name), size=size) for name, size in sizes.items()}
    content = write_docx(documents.rich(), replace(theme, styles=replace(theme.styles, **kinds)))
    found = {
        style.get(W + "styleId"): style.find(f"{W}rPr/{W}sz") for style in part(content, "styles").iter(W + "style")
    }
    named = {"Callout": 13, "ListBullet": 12, "CalloutListBullet": 12, "FootnoteText": 7, "Caption": 8}
    assert {name: int(found[name].get(W + "val")) / 2 for name in named} == named
    assert int(part(content, "styles").find(f".//{W}docDefaults//{W}sz").get(W + "val")) / 2 == sizes["body"]


def test_numbers_of_two_digits_have_room(theme: Theme) -> None:
    """Before the text of items and of headings, so that Word's tab does not leap to its next stop."""
    headings = [Heading(2, documents.text(f"Titolo {n}")) for n in range(1, 12)]
    document = documents.document(*headings, documents.bullets(*"abcdefghijkl", ordered=True), documents.paragraph("z"))
    levels = {
        style.get(W + "val"): int(style.getparent().find(f"{W}pPr/{W}ind").get(W + "hanging")) / 20
        for style in part(write_docx(document, theme), "numbering").iter(W + "pStyle")
    }
    faces, styles = family(theme.faces), theme.styles
    assert levels["ListNumber"] > faces.regular.width("12.", styles.bullet.size) + 1
    assert levels["Heading1"] > faces.bold.width("11.", styles.heading_1.size) + 1


def test_the_gallery_offers_what_the_office_writes_with(content: bytes) -> None:
    """In an order of its own: text and headings first; not the cells of tables, nor what Word applies by itself."""
    offered = {
        int(style.find(W + "uiPriority").get(W + "val")): style.get(W + "styleId")
        for style in part(content, "styles").iter(W + "style")
        if style.find(W + "qFormat") is not None and style.find(W + "uiPriority") is not None
    }
    assert [offered[n] for n in sorted(offered)][:4] == ["BodyText", "Heading1", "Heading2", "Heading3"]
    assert not [name for name in offered.values() if name.startswith(("TOC", "Language", "TableText", "Footnote"))]


def test_a_section_ends_with_its_last_words(content: bytes) -> None:
    """No empty paragraph is needed but after a table."""
    for ending in part(content, "document")[0].iter(W + "sectPr"):
        paragraph = ending.getparent().getparent()
        if paragraph.tag == W + "p" and not words(paragraph):
            assert paragraph.getprevious().tag == W + "tbl" or paragraph.find(f".//{W}drawing") is not None


def test_levels_are_tied_to_styles_that_the_file_has(content: bytes) -> None:
    """And these styles name the numbering of their levels."""
    styles = {style.get(W + "styleId"): style for style in part(content, "styles").iter(W + "style")}
    for abstract in part(content, "numbering").iter(W + "abstractNum"):
        for tied in abstract.iter(W + "pStyle"):
            numbering = styles[tied.get(W + "val")].find(f"{W}pPr/{W}numPr")
            assert numbering.find(W + "numId").get(W + "val") == abstract.get(W + "abstractNumId")
            assert numbering.find(W + "ilvl").get(W + "val") == tied.getparent().get(W + "ilvl")


def test_colours_of_styles_follow_the_theme(content: bytes, theme: Theme) -> None:
    """Whoever changes the theme's colours in Word changes those of text, grounds and borders."""
    colours = theme.colours
    for shade in (colours.heading, colours.ink, colours.text, colours.pale, colours.white):
        for item in part(content, "styles").xpath(f".//*[@*='{shade.removeprefix('#')}']"):
            assert item.get(W + "themeFill" if item.tag == W + "shd" else W + "themeColor")


def test_every_style_that_is_used_is_defined(content: bytes) -> None:
    """And every paragraph has one."""
    known = {style.get(W + "styleId") for style in part(content, "styles").iter(W + "style")}
    for root in stories(content):
        used = {item.get(W + "val") for tag in STYLED for item in root.iter(W + tag)}
        assert used <= known
        own = root.xpath(".//w:p[not(parent::w:footnote[@w:type])]", namespaces=SPACES)
        assert all(item.find(f"{W}pPr/{W}pStyle") is not None for item in own)


def test_the_navigation_pane_shows_the_headings_and_nothing_else(content: bytes) -> None:
    """Outline levels stand in the styles of headings, one below the other."""
    levels = {
        style.get(W + "styleId"): int(level.get(W + "val"))
        for style in part(content, "styles").iter(W + "style")
        for level in style.iter(W + "outlineLvl")
    }
    assert levels == {f"Heading{n}": n - 1 for n in range(1, len(levels) + 1)}
    assert len(levels) >= 3
    assert not list(part(content, "document").iter(W + "outlineLvl"))


def test_nothing_empty_stands_between_blocks(files: dict[str, bytes]) -> None:
    """Space is in the styles: an empty paragraph only ends a section."""
    for name in ("edition", "rich", "draft"):
        body = part(files[name], "document")[0]
        empty = [item for item in body.findall(W + "p") if not words(item) and item.find(f".//{W}drawing") is None]
        assert {style_of(item) for item in empty} <= {"SectionBreak"}
        assert len(empty) <= 2


@pytest.mark.parametrize("name", ["edition", "rich", "draft"])
def test_tabs_and_blanks_lay_nothing_out(files: dict[str, bytes], name: str) -> None:
    """Tabs part numbers from entries of the contents, the two sides of running heads, marks on the cover."""
    for root in stories(files[name]):
        for paragraph in root.iter(W + "p"):
            text = words(paragraph)
            assert "  " not in text
            assert "\t" not in text or style_of(paragraph).startswith(("TOC", "Header", "Marks"))


def test_paragraphs_that_say_nothing_leave_no_trace(theme: Theme) -> None:
    """Neither in running text nor in lists nor in call-outs."""
    blank, said = Paragraph((Text(" "),)), documents.paragraph("uno")
    listed = BulletList(((blank,), (said,), (Paragraph(()),)))
    document = documents.document(Heading(2, documents.text("Titolo")), blank, listed, Callout((blank, said)), said)
    texts = [words(item) for item in part(write_docx(document, theme), "document").iter(W + "p")]
    assert texts == ["Titolo", "uno", "uno", "uno"]


def test_space_between_items_is_the_same_in_a_call_out(theme: Theme) -> None:
    """Items stand closer to one another than paragraphs do."""
    callout = Callout((documents.paragraph("a"), documents.bullets("b", "c"), documents.paragraph("d")))
    content = write_docx(documents.document(callout, documents.paragraph("Fine.")), theme)
    styles = {style.get(W + "styleId"): style for style in part(content, "styles").iter(W + "style")}
    boxed = [styles[style_of(item)] for item in part(content, "document")[0].findall(W + "p")[:4]]
    after = [style.find(f"{W}pPr/{W}spacing").get(W + "after") for style in boxed]
    outer, inner = (str(round(style.after * 20)) for style in (theme.styles.callout, theme.styles.bullet))
    assert after == [outer, inner, inner, outer]
    assert {style.find(W + "basedOn").get(W + "val") for style in boxed[1:3]} == {"Callout"}


# ── fields ───────────────────────────────────────────────────────────────────


def test_updating_a_reference_leaves_its_look(content: bytes) -> None:
    """Word gives the number of a caption the look of the caption's text unless told to merge."""
    for instruction, _ in fields(part(content, "document"), "REF"):
        assert instruction[-2:] == ["\\*", "MERGEFORMAT"]


def test_numbers_of_captions_are_what_word_counts(content: bytes) -> None:
    """Each series counts from 1."""
    counted: Counter[str] = Counter()
    for (series, *_), result in fields(part(content, "document"), "SEQ"):
        counted[series] += 1
        assert result == str(counted[series])
    assert counted


def test_references_print_what_their_bookmarks_hold(files: dict[str, bytes]) -> None:
    """The number of a caption, or that of a heading without its last stop."""
    for name in ("edition", "rich"):
        document = part(files[name], "document")
        numbers = heading_numbers(document)
        within = marked(document)
        found = [field for root in stories(files[name]) for field in fields(root, "REF")]
        assert found
        for (target, *switches), result in found:
            runs = within[target]
            wanted = numbers[target] if r"\r" in switches else "".join(map(words, runs))
            assert result == wanted


def heading_numbers(document: etree._Element) -> dict[str, str]:
    """The number that Word gives to the paragraph of each bookmark of a heading."""
    found: dict[str, str] = {}
    counters = [0] * 9
    for paragraph in document.iter(W + "p"):
        match = re.fullmatch(r"Heading(\d)", style_of(paragraph))
        if match:
            level = int(match[1])
            counters[level - 1] += 1
            counters[level:] = [0] * (9 - level)
            number = ".".join(map(str, counters[:level]))
            found |= dict.fromkeys((mark.get(W + "name") for mark in paragraph.iter(W + "bookmarkStart")), number)
    return found


def test_second_marks_of_a_note_print_its_number(files: dict[str, bytes]) -> None:
    """Their field leads to the bookmark around the first mark."""
    document = part(files["rich"], "document")
    within = marked(document)
    found = list(fields(document, "NOTEREF"))
    assert found
    for (target, *_), result in found:
        (anchor,) = (item for run in within[target] for item in run.iter(W + "footnoteReference"))
        assert result == anchor.get(W + "id")


def test_the_contents_are_what_word_would_collect(content: bytes) -> None:
    """Every heading, in order, with its number, a tab and its text; the field asks for all levels."""
    document = part(content, "document")
    (instruction,) = (item.text for item in document.iter(W + "instrText"))
    assert instruction.split()[:3] == ["TOC", r"\o", '"1-9"']
    numbers = heading_numbers(document)
    headings = [item for item in document.iter(W + "p") if style_of(item).startswith("Heading")]
    wanted = [f"{numbers[item.find(f'.//{W}bookmarkStart').get(W + 'name')]}.\t{words(item)}" for item in headings]
    entries = [words(item) for item in document.iter(W + "p") if re.match(r"TOC\d", style_of(item))]
    assert [re.sub(r"\d+\Z", "", entry) for entry in entries] == [re.sub(r"\d+\Z", "", entry) for entry in wanted]


def test_nothing_asks_when_the_file_is_opened(content: bytes) -> None:
    """Word 2013's own mode, no prompt to update fields, the language said once."""
    settings = part(content, "settings")
    modes = [item.get(W + "val") for item in settings.iter(W + "compatSetting") if item.get(W + "name") ==
             "compatibilityMode"]  # fmt: skip
    assert modes == ["15"]
    assert not list(settings.iter(W + "updateFields", W + "documentProtection"))
    assert settings.find(W + "themeFontLang").get(W + "val") == "it-IT"
    assert part(content, "styles").find(f"{W}docDefaults//{W}lang").get(W + "val") == "it-IT"


# ── notes ────────────────────────────────────────────────────────────────────


def test_a_note_that_only_a_note_refers_to_stands_below_that(theme: Theme) -> None:
    """Word shows no footnote without a mark in the text; each such note is shown once, with its number."""
    notes = (
        Note("a", (Text("prima "), NoteReference("c"))),
        Note("b", (Text("seconda "), Strong((NoteReference("c"),)))),
        Note("c", (Text("terza "), NoteReference("d"))),
        Note("d", documents.text("quarta")),
    )
    blocks = (documents.paragraph("testo", NoteReference("a"), " e ", NoteReference("b")),)
    footnotes = part(write_docx(documents.document(*blocks, notes=notes), theme), "footnotes")
    shown = {
        note.get(W + "id"): [words(item) for item in note.iter(W + "p")]
        for note in footnotes
        if note.get(W + "type") is None
    }
    assert shown == {"1": [" prima 3", "3 terza 4", "4 quarta"], "2": [" seconda 3"]}
