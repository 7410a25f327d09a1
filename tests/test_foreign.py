# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of what a workbook is found to hold that saving it anew would lose."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import DataBarRule, IconSetRule
from openpyxl.worksheet.table import Table
from PIL import Image as Picture
from workbooks import make_workbook

from raa_builder.workbook.annotate.foreign import not_carried

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"
X14 = 'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'


def planted(data: bytes, *, parts: dict[str, str] | None = None, **edits: tuple[str, str]) -> bytes:
    """A workbook with more parts, and with some text put before another in those it has.

    Args:
        data: The workbook.
        parts: Content of each new part.
        edits: By the part's stem (`sheet1`): before what, and what.
    """
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(output, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            stem, _, ending = name.rpartition("/")[2].rpartition(".")
            before, insertion = edits.get(stem, ("", "")) if ending != "rels" else ("", "")
            if before:
                assert before.encode() in content
                content = content.replace(before.encode(), (insertion + before).encode(), 1)
            new.writestr(name, content)
        for name, text in (parts or {}).items():
            new.writestr(name, text)
    return output.getvalue()


def picture() -> Image:
    """A small PNG."""
    stream = io.BytesIO()
    Picture.new("RGB", (8, 8), "#0066CC").save(stream, "PNG")
    return Image(stream)


def saved(edit: Callable[[Workbook], object] = lambda _: None) -> bytes:
    """A workbook of one sheet."""
    workbook = Workbook()
    workbook.active["A1"] = 3
    edit(workbook)
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/threadedComments/threadedComment1.xml", "le conversazioni nei commenti"),
        ("xl/slicers/slicer1.xml", "i filtri dei dati"),
        ("xl/slicerCaches/slicerCache1.xml", "i filtri dei dati"),
        ("xl/ctrlProps/ctrlProp1.xml", "le caselle di controllo e gli altri controlli"),
        ("xl/featurePropertyBag/featurePropertyBag.xml", "le caselle di controllo e gli altri controlli"),
        ("xl/vbaProject.bin", "le macro"),
        ("xl/diagrams/data1.xml", "gli elementi SmartArt"),
        ("xl/charts/chartEx1.xml", "i grafici di tipo nuovo"),
        ("xl/media/image1.emf", "le immagini in formati particolari"),
        ("xl/connections.xml", "i collegamenti a dati esterni"),
        ("xl/metadata.xml", "le formule a matrice dinamica"),
        ("customXml/item1.xml", "i dati XML aggiunti da altri programmi"),
        ("docMetadata/LabelInfo.xml", "l'etichetta di riservatezza"),
        ("xl/avvenire/cosa1.xml", "la parte «xl/avvenire/cosa1.xml»"),
    ],
)
def test_a_part_that_would_be_dropped_is_named(part: str, words: str):
    """Also one that nobody has heard of yet."""
    assert not_carried(planted(saved(), parts={part: "<x/>"})) == (words,)


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ('<protectedRanges><protectedRange sqref="A1" name="x"/></protectedRanges>', "gli intervalli modificabili"),
        ('<ignoredErrors><ignoredError sqref="A1" numberStoredAsText="1"/></ignoredErrors>', "gli avvisi di Excel"),
        ("<customSheetViews/>", "le visualizzazioni personalizzate"),
        ('<picture xmlns:r="r" r:id="rId1"/>', "lo sfondo di un foglio"),
        ('<legacyDrawingHF xmlns:r="r" r:id="rId1"/>', "le immagini nelle intestazioni"),
        ('<mc:AlternateContent xmlns:mc="mc"><controls/></mc:AlternateContent>', "le caselle di controllo"),
        ('<novita a="1"/>', "l'elemento «novita» di un foglio"),
        (f'<extLst><ext uri="{{CCE6A557}}" {X14}><x14:dataValidations/></ext></extLst>', "gli elenchi a discesa"),
        (f'<extLst><ext uri="{{78C0D931}}" {X14}><x14:conditionalFormattings/></ext></extLst>', "le formattazioni"),
        (f'<extLst><ext uri="{{05C60535}}" {X14}><x14:sparklineGroups/></ext></extLst>', "i grafici sparkline"),
        (f'<extLst><ext uri="{{A8765BA9}}" {X14}><x14:slicerList/></ext></extLst>', "i filtri dei dati"),
        ('<extLst><ext uri="{0}"><nuova/></ext></extLst>', "l'estensione «nuova» di un foglio"),
        ("<headerFooter><oddHeader>&amp;&amp;&amp;L&amp;</oddHeader></headerFooter>", "ciò che Excel"),
    ],
)
def test_an_element_of_a_sheet_that_would_be_dropped_is_named(markup: str, words: str):
    """Whatever is not known to be kept, and what openpyxl warns of."""
    (found,) = not_carried(planted(saved(), sheet1=("</worksheet>", markup)))
    assert found.startswith(words)


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ('<fileSharing readOnlyRecommended="1"/>', "la richiesta di aprire in sola lettura"),
        ("<customWorkbookViews/>", "le visualizzazioni personalizzate"),
    ],
)
def test_a_setting_of_the_workbook_that_would_be_dropped_is_named(markup: str, words: str):
    """What Excel writes by itself is not."""
    assert not_carried(planted(saved(), workbook=("<sheets>", markup))) == (words,)


@pytest.mark.parametrize("shape", ["sp", "grpSp", "cxnSp"])
def test_text_boxes_and_shapes_are_found_beside_a_picture(shape: str):
    """The picture itself is kept."""
    data = saved(lambda book: book.active.add_image(picture(), "C3"))
    assert not_carried(data) == ()
    place = "<from><col>1</col><colOff>0</colOff><row>1</row><rowOff>0</rowOff></from>"
    anchor = f'<oneCellAnchor>{place}<ext cx="9" cy="9"/><{shape}/><clientData/></oneCellAnchor>'
    assert not_carried(planted(data, drawing1=("</wsDr>", anchor))) == ("le caselle di testo e le forme",)


def test_the_description_of_a_picture_is_missed():
    """It is what those who do not see the picture have of it."""
    data = saved(lambda book: book.active.add_image(picture(), "C3"))
    described = planted(data, drawing1=('Picture"', "Il logo: "))
    assert not_carried(described) == ("i ritagli e le descrizioni delle immagini",)


def test_a_check_box_of_the_old_kind_is_found():
    """It stands among the shapes of the notes."""
    data = saved(lambda book: setattr(book.active["A1"], "comment", Comment("nota", "io")))
    assert not_carried(data) == ()
    names = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"'
    box = f'<v:shape {names}><x:ClientData ObjectType="Checkbox"/></v:shape>'
    assert not_carried(planted(data, commentsDrawing1=("</xml>", box))) == (
        "le caselle di controllo e gli altri controlli",
    )


def test_a_part_that_is_broken_is_named():
    """Nothing refers to it, so that openpyxl never looks at it."""
    found = not_carried(planted(saved(), parts={"xl/drawings/drawing9.xml": "<wsDr>"}))
    assert found == ("la parte «xl/drawings/drawing9.xml»",)


def test_what_is_found_several_times_is_named_once():
    """On two sheets."""
    data = saved(lambda book: book.create_sheet("due"))
    markup = ("</worksheet>", "<customSheetViews/>")
    assert len(not_carried(planted(data, sheet1=markup, sheet2=markup))) == 1


def ordinary(workbook: Workbook) -> None:
    """What people put into workbooks and openpyxl keeps."""
    sheet = workbook.active
    for row in (("Voce", "Euro"), ("a", 1), ("b", 2)):
        sheet.append(row)
    sheet.add_table(Table(displayName="Elenco", ref="A2:B4"))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=3, max_row=4))
    sheet.add_chart(chart, "D2")
    sheet.add_image(picture(), "D20")
    sheet["A3"].comment = Comment("nota", "io")
    sheet["B5"] = "=SUM(B3:B4)"
    sheet.conditional_formatting.add("B3:B4", DataBarRule("min", None, "max", None, "0066CC"))
    sheet.conditional_formatting.add("B3:B4", IconSetRule("3Arrows", "percent", [0, 33, 67]))
    sheet.merge_cells("F1:G1")
    workbook.create_chartsheet("Grafico").add_chart(BarChart())


def test_what_is_kept_is_not_named():
    """Tables, charts, pictures, notes, formulas, conditional formats, merged cells."""
    assert not_carried(saved(ordinary)) == ()


def test_what_programs_add_of_themselves_is_not_named():
    """A printer's settings, the order of formulas, an empty list of persons, how a Mac showed the page."""
    parts = {
        "xl/printerSettings/printerSettings1.bin": "x",
        "xl/calcChain.xml": "<calcChain/>",
        "xl/persons/person.xml": "<personList/>",
        "docProps/thumbnail.jpeg": "x",
    }
    mac = '<extLst><ext xmlns:mx="mx" uri="{64002731-A6B0-56B0-2670-7721B7C09600}"><mx:PLV Mode="0"/></ext></extLst>'
    assert not_carried(planted(saved(), parts=parts, sheet1=("</worksheet>", mac))) == ()


def test_nothing_is_missed_of_our_own_workbook(tmp_path: Path):
    """Neither of one that was filled in and saved."""
    path = make_workbook(tmp_path)
    assert not_carried(path.read_bytes()) == ()
    again = io.BytesIO()
    load_workbook(path).save(again)
    assert not_carried(again.getvalue()) == ()


def test_a_workbook_that_cannot_be_read_whole_says_so():
    """Such as one with a note that openpyxl stumbles on: its cells can be read for all that."""
    data = saved(lambda book: setattr(book.active["A1"], "comment", Comment("nota", "io")))
    broken = planted(data, comment1=("</comments>", "<commentList><comment/></commentList>"))
    (words,) = not_carried(broken)
    assert words.startswith("ciò che non si riesce a rileggere")
