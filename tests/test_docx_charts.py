# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The charts of the Word file: native, with their data in a workbook, and lists and headings that stay together."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from pathlib import Path

import documents
import pytest
from lxml import etree
from openpyxl import load_workbook

from raa_builder.cells import Figure
from raa_builder.charts import Rect, describe, draw
from raa_builder.document import Chart, ChartKind, Data, Heading, Paragraph, Scope, Section, Table, TableCell, Text
from raa_builder.theme import Mm, Theme, load_theme, points
from raa_builder.writers.docx import write_docx
from raa_builder.writers.docx.chart_plot import LONGEST_ALTERNATIVE
from raa_builder.writers.docx.palette import drawing_colours
from raa_builder.writers.metrics import family

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
C15 = "{http://schemas.microsoft.com/office/drawing/2012/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
EMU = 12700
LITERAL = r'(?:"[^"]*"|\\")'  # within a number format


@pytest.fixture(scope="module")
def theme() -> Theme:
    """The theme that ships."""
    return load_theme(Path(__file__).parents[1] / "templates" / "theme.toml")


def figure(printed: str, value: str) -> TableCell:
    """A cell with a figure whose printed form need not be its value."""
    return TableCell((Data(printed, Figure(Decimal(value), ())),))


def made(kind: ChartKind, columns: tuple[str, ...], *rows: tuple[str, ...]) -> Chart:
    """A chart of rows of a name and figures such as `12,5=12480000.01`; an empty one is unknown."""
    body = tuple(
        (
            TableCell(documents.text(name), Scope.ROW),
            *(figure(*item.split("=")) if item else TableCell((Data("n.d.", None),)) for item in items),
        )
        for name, *items in rows
    )
    table = Table((), (documents.head("Asse", *columns),), body)
    return Chart(kind, table, documents.text("Avanzamento"), "fig-1")


def many(count: int) -> Chart:
    """A chart of that many axes."""
    rows = ((f"Asse {n}", f"{n + 1} Mln€={n + 1}000000.25", f"{n} Mln€={n}000000.5") for n in range(1, count + 1))
    return made(ChartKind.PROGRESS, ("Dotazione", "Impegni"), *rows)


def file_of(theme: Theme, *blocks: object) -> bytes:
    """A Word file of blocks."""
    return write_docx(documents.document(*blocks, documents.paragraph("Fine.")), theme)


def parts(content: bytes, start: str) -> list[bytes]:
    """The parts whose names start so, in the order of the package."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist() if name.startswith(start)]


def charts(content: bytes) -> list[etree._Element]:
    """The chart parts."""
    return [etree.fromstring(part) for part in parts(content, "word/charts/chart")]


def body(content: bytes) -> etree._Element:
    """The blocks of the document."""
    return etree.fromstring(parts(content, "word/document.xml")[0])[0]


def cached(element: etree._Element) -> list[str]:
    """The texts or numbers that a reference of a chart has kept."""
    return [point.findtext(C + "v") for point in element.iter(C + "pt")]


def sheets(content: bytes, *, computed: bool = False) -> list[list[tuple[object, ...]]]:
    """The rows of the sheet of each embedded workbook: its formulas, or their results."""
    books = (load_workbook(io.BytesIO(part), data_only=computed) for part in parts(content, "word/embeddings/"))
    return [list(book.active.iter_rows(values_only=True)) for book in books]


def drawings(content: bytes) -> list[etree._Element]:
    """The properties of each drawing."""
    return list(body(content).iter(WP + "docPr"))


def test_a_chart_shows_the_figures_of_its_table(theme: Theme) -> None:
    """Names, headers and exact values, in the order of the table; no table is printed beside it."""
    chart = documents.chart()
    content = file_of(theme, chart)
    (space,) = charts(content)
    columns = {cached(ser.find(C + "tx"))[0]: cached(ser.find(C + "val")) for ser in space.iter(C + "ser")}
    for x, name in enumerate(documents.STEPS, 1):
        assert columns[name] == [f"{row[x].content[0].figure.value:f}" for row in chart.table.body]
    for ser in space.iter(C + "ser"):
        assert cached(ser.find(C + "cat")) == [f"Asse\u00a0{label}" for label, *_ in documents.AXES]
    assert not list(body(content).iter(W + "tbl"))


def test_the_text_of_charts_has_the_theme_s_face(theme: Theme) -> None:
    """As the rest of the document: whoever changes the fonts of the theme in Word changes it in charts too."""
    (chart,) = charts(file_of(theme, many(3)))
    faces = {
        item.get("typeface") for item in chart.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}latin")
    }
    assert faces == {"+mn-lt"}


def test_its_workbook_opens_and_holds_the_same_numbers(theme: Theme) -> None:
    """Exact values where the figures are printed so; an unknown one is an empty cell."""
    chart = made(ChartKind.DIVIDED, ("Maschi", "Femmine"), ("I", "1.234=1234", ""), ("II", "0,5=0.5", "7=7"))
    (rows,) = sheets(file_of(theme, chart))
    assert rows == [("Asse", "Maschi", "Femmine"), ("I", 1234, None), ("II", 0.5, 7)]


@pytest.mark.parametrize(
    ("printed", "rule"), [("177,9 Mln€", "TRUNC(D2/1000000,1)"), ("178 Mln€", "ROUND(D2/1000000,1)")]
)
def test_who_corrects_an_exact_amount_corrects_bar_and_label(theme: Theme, printed: str, rule: str) -> None:
    """What the bar measures and the label shows is a formula of the exact amount, cut as the edition cuts it."""
    amounts = (f"{printed}=177966084.16", "358 Mln€=358000000")
    chart = made(ChartKind.PAIRED, ("2019", "2020"), ("Impegni", *amounts))
    content = file_of(theme, chart)
    (rows,) = sheets(content)
    assert rows[0] == ("Asse", "2019", "2020", "2019, valore esatto", "2020, valore esatto")
    assert rows[1] == ("Impegni", f"={rule}", f"={rule.replace('D2', 'E2')}", 177966084.16, 358000000)
    (results,) = sheets(content, computed=True)
    number = Decimal(printed.removesuffix(" Mln€").replace(",", "."))
    assert results[1][1:3] == (float(number), 358)
    (space,) = charts(content)
    assert [Decimal(cached(values)[0]) for values in space.iter(C + "val")] == [number, 358]


def test_references_lead_to_the_cells_that_hold_what_they_have_kept(theme: Theme) -> None:
    """Word, asked to edit the data, shows the figures of the bars, and a change reaches its bar."""
    for row in (("9=9", "4=4"), ("9,1 Mln€=9123456.78", "4 Mln€=4000000"), ("9,1 Mln€=9123456.78", "4,5 €=4.5")):
        content = file_of(theme, made(ChartKind.PROGRESS, ("Intero", "Fase"), ("I", *row), ("II", "", row[1])))
        book = load_workbook(io.BytesIO(parts(content, "word/embeddings/")[0]), data_only=True)
        (space,) = charts(content)
        formulas = list(space.iter(C + "f"))
        for formula in formulas:
            name, place = formula.text.replace("'", "").split("!")
            found = book[name][place.replace("$", "")]
            cells = [row[0] for row in found] if isinstance(found, tuple) else [found]
            assert [str(cell.value) for cell in cells if cell.value is not None] == cached(formula.getnext())
        assert len(formulas) == 2 * 3


def labels_of(space: etree._Element) -> list[str]:
    """What each label of a chart shows: its bar's number in the label's number format, as a reader in Italy sees it."""
    numbers = {
        (ser, point.get("idx")): Decimal(point.findtext(C + "v"))
        for ser in space.iter(C + "ser")
        for point in ser.find(C + "val").iter(C + "pt")
    }
    return [
        shown(numbers[label.getparent().getparent(), label.find(C + "idx").get("val")], label.find(C + "numFmt"))
        for label in space.iter(C + "dLbl")
    ]


def shown(number: Decimal, form: etree._Element) -> str:
    """A number in the few number formats that labels have."""
    assert form.get("sourceLinked") == "0"
    code = form.get("formatCode").replace("[$-410]", "")
    *conditions, code = code.split(";")
    for condition in conditions:
        sign, limit, below = re.fullmatch(r"\[([<>])([-\d.]+)\](.*)", condition).groups()
        if number < Decimal(limit) if sign == "<" else number > Decimal(limit):
            code = below
            break
    before, digits, after = re.fullmatch(rf"({LITERAL}*)(General|#,##0(?:\.0+)?|)({LITERAL}*)", code).groups()
    decimals = digits.count("0") - 1
    words = f"{number.normalize():f}" if digits == "General" else f"{number:,.{decimals}f}" if digits else ""
    literals = (re.sub(r'\\?"', lambda mark: mark.group()[1:], text) for text in (before, after))
    return words.translate(str.maketrans(",.", ".,")).join(literals)


def test_labels_are_the_figures_as_printed(theme: Theme) -> None:
    """They are the numbers of the bars in a number format, cut where the edition cuts them: nothing is typed."""
    rows = (
        ("2,7 Mln€=2773763.85", "358 Mln€=358000000"),
        ("412,55 €=412.55", "1.234,5 Mln€=1234567890"),
        ("0 Mln€=0", "1.000 Mln€=1000049999"),
        ("−5 Mln€=-5000000", '3 "Mln€"=3000000'),
    )
    for kind in ChartKind:
        chart = made(kind, ("Intero", "Fase"), *((f"Asse {n}", *row) for n, row in enumerate(rows)))
        (space,) = charts(file_of(theme, chart))
        assert labels_of(space) == [row[n].split("=")[0] for n in (0, 1) for row in rows]
        assert not ["".join(label.itertext()) for label in space.iter(C + "dLbl") if "".join(label.itertext())]
        assert {shows.get("val") for label in space.iter(C + "dLbl") for shows in label.iter(C + "showVal")} == {"1"}


@pytest.mark.parametrize("figures", [("36,89%=0.3689", "57%=0.57"), ("12,5 €=12.5", "1.000 €=1000"), ("79.854=79854",)])
def test_labels_of_any_unit_are_printed_by_their_formats(theme: Theme, figures: tuple[str, ...]) -> None:
    """Shares, amounts and counts."""
    columns = tuple(f"Colonna {n}" for n, _ in enumerate(figures))
    (space,) = charts(file_of(theme, made(ChartKind.PAIRED, columns, ("I", *figures))))
    assert labels_of(space) == [figure.split("=")[0] for figure in figures]


def test_an_edited_figure_is_printed_like_the_others(theme: Theme) -> None:
    """The label of one printed in euros among millions follows its bar too: it shows millions from then on."""
    paired = made(ChartKind.PAIRED, ("A", "B"), ("I", "2,7 Mln€=2773763.85", "412,55 €=412.55"))
    (space,) = charts(file_of(theme, paired))
    first, second = (label.find(C + "numFmt") for label in space.iter(C + "dLbl"))
    assert [shown(Decimal("3.4"), form) for form in (first, second)] == ["3,4 Mln€"] * 2
    assert shown(Decimal("0.00041255"), second) == "412,55 €"


def test_labels_have_no_lines_to_their_bars(theme: Theme) -> None:
    """LibreOffice draws them unless it is told not to."""
    (space,) = charts(file_of(theme, many(3)))
    groups = list(space.iter(C + "dLbls"))
    assert [item.get("val") for group in groups for item in group.iter(C15 + "showLeaderLines")] == ["0"] * len(groups)


def shade_of(fill: etree._Element, theme: Theme) -> str:
    """The colour of a fill, which may be named by its place in the theme."""
    (chosen,) = fill
    shades = {name: shade.strip("#") for shade, name in drawing_colours(theme).items()}
    return shades[chosen.get("val")] if chosen.tag == A + "schemeClr" else chosen.get("val")


def test_who_changes_the_theme_of_the_document_changes_its_charts(theme: Theme) -> None:
    """The shades of a chart are the theme's, by their names there."""
    (space,) = charts(file_of(theme, documents.chart()))
    fills = [ser.find(f"{C}spPr/{A}solidFill") for ser in space.iter(C + "ser")]
    assert {fill[0].tag for fill in fills} == {A + "schemeClr"}


def test_colours_are_those_of_the_other_formats(theme: Theme) -> None:
    """Each column has the shade that PDF and HTML give it."""
    for kind in ChartKind:
        chart = replace(documents.chart(), kind=kind)
        drawing = draw(chart, theme, theme.page.measure(), family(theme.faces).measure)
        wanted = [shape.fill.strip("#") for shape in drawing.legend.shapes if isinstance(shape, Rect)]
        space, *_ = charts(file_of(theme, chart))
        fills = {
            ser.find(C + "idx").get("val"): shade_of(ser.find(f"{C}spPr/{A}solidFill"), theme)
            for ser in space.iter(C + "ser")
        }
        assert [fills[str(n)] for n in range(len(wanted))] == wanted


def test_bars_run_from_the_first_axis_at_the_top_without_grid_or_scale(theme: Theme) -> None:
    """All of one scale, so that the stages are measured as the whole is."""
    (space,) = charts(file_of(theme, documents.chart()))
    assert {item.get("val") for item in space.iter(C + "barDir")} == {"bar"}
    assert not list(space.iter(C + "majorGridlines"))
    for names in space.iter(C + "catAx"):
        assert names.find(f"{C}scaling/{C}orientation").get("val") == "maxMin"
    assert {values.find(C + "delete").get("val") for values in space.iter(C + "valAx")} == {"1"}
    assert {item.get("val") for item in space.iter(C + "max")} == {"358000000.00"}


def test_stages_stand_within_the_whole(theme: Theme) -> None:
    """The whole is the thicker bar; of the stages, the longer lie below the shorter."""
    chart = made(ChartKind.PROGRESS, ("Intero", "Prima", "Seconda"), ("I", "9=9", "4=4", "6=6"))
    (space,) = charts(file_of(theme, chart))
    groups = list(space.iter(C + "barChart"))
    assert [[cached(ser.find(C + "tx"))[0] for ser in group.iter(C + "ser")] for group in groups] == [
        ["Intero"], ["Seconda", "Prima"]
    ]  # fmt: skip
    assert [ser.find(C + "order").get("val") for ser in space.iter(C + "ser")] == ["0", "1", "2"]  # Word draws by it
    whole, stages = (int(group.find(C + "gapWidth").get("val")) for group in groups)
    assert whole < stages
    assert {group.find(C + "overlap").get("val") for group in groups} == {"100"}


def test_a_stage_that_would_hide_a_shorter_one_is_an_outline(theme: Theme) -> None:
    """In the one row in which payments exceed commitments, both can be seen."""
    rows = (("I", "9=9", "6=6", "4=4"), ("II", "9=9", "2=2", "3=3"), ("III", "9=9", "5=5", "5=5"))
    (space,) = charts(file_of(theme, made(ChartKind.PROGRESS, ("Intero", "Impegni", "Pagamenti"), *rows)))
    points_of = {cached(ser.find(C + "tx"))[0]: ser.findall(C + "dPt") for ser in space.iter(C + "ser")}
    assert {name: len(found) for name, found in points_of.items()} == {"Intero": 0, "Impegni": 0, "Pagamenti": 1}
    (outline,) = points_of["Pagamenti"]
    assert outline.find(C + "idx").get("val") == "1"
    assert outline.find(f"{C}spPr/{A}noFill") is not None


def test_a_divided_bar_is_one_hundred_percent(theme: Theme) -> None:
    """The shares of its figures fill the same length in each row."""
    (space,) = charts(file_of(theme, replace(documents.chart(), kind=ChartKind.DIVIDED)))
    assert [item.get("val") for item in space.iter(C + "grouping")] == ["percentStacked"]


def test_the_chart_speaks_the_language_of_the_document(theme: Theme) -> None:
    """So does Word's spelling checker."""
    (space,) = charts(file_of(theme, documents.chart()))
    assert space.find(C + "lang").get("val") == "it-IT"


def test_the_alternative_text_tells_the_figures(theme: Theme) -> None:
    """It is that of the other formats, in full."""
    chart = replace(many(3), number=1)
    (drawing,) = drawings(file_of(theme, chart))
    assert drawing.get("descr") == describe(chart)
    assert (drawing.get("name"), drawing.get("title")) == ("Figura 1", None)


def test_the_alternative_text_of_a_large_chart_says_what_it_shows(theme: Theme) -> None:
    """Readers cut long ones off, and Word's checker objects to them."""
    (drawing,) = drawings(file_of(theme, many(10)))
    assert drawing.get("descr") == "Avanzamento. Asse 1 – Asse 10: Dotazione, Impegni."
    assert drawing.get("title") == describe(replace(many(10), number=1))  # all figures are there to be heard
    for caption in ("Avanzamento " * 18, "Avanzamento " * 40):
        chart = replace(many(10), caption=documents.text(caption.strip()))
        (drawing,) = drawings(file_of(theme, chart))
        assert len(drawing.get("descr")) <= LONGEST_ALTERNATIVE


def test_a_chart_of_thirty_axes_stands_in_pieces(theme: Theme) -> None:
    """Word breaks no chart: none is higher than a third of the page. No axis is left out, and all have one scale."""
    content = file_of(theme, many(30))
    names = [cached(next(space.iter(C + "cat"))) for space in charts(content)]
    assert list(map(len, names)) == [8, 8, 7, 7]
    assert list(chain.from_iterable(names)) == [f"Asse {n}" for n in range(1, 31)]
    assert {item.get("val") for space in charts(content) for item in space.iter(C + "max")} == {"31"}
    assert [[row[0] for row in rows[1:]] for rows in sheets(content)] == names
    page = points(Mm(theme.page.height - theme.page.top - theme.page.bottom))
    for extent in body(content).iter(WP + "extent"):
        assert int(extent.get("cy")) <= page / 3 * EMU
        assert int(extent.get("cx")) == round(theme.page.measure() * EMU)


def test_a_chart_of_ten_axes_is_one(theme: Theme) -> None:
    """It leaves no page half empty; one of eleven might."""
    assert [len(charts(file_of(theme, many(count)))) for count in (1, 10, 11)] == [1, 1, 2]


def test_a_name_of_many_lines_has_room_beside_its_bar(theme: Theme) -> None:
    """Word sets it with its middle at the bar's, at the natural distance of lines, and names every axis."""
    name = "Rafforzamento della capacità istituzionale delle amministrazioni pubbliche e promozione dell’efficienza"
    rows = ((name, *(f"{n}.000.000.000,00 €={n}000000000" for n in range(9, 4, -1))),) * 3
    (space,) = charts(content := file_of(theme, made(ChartKind.PROGRESS, documents.STEPS, *rows)))
    height = int(next(body(content).iter(WP + "extent")).get("cy")) / EMU
    place = space.find(f".//{C}plotArea/{C}layout/{C}manualLayout")
    top, area = (float(place.find(C + side).get("val")) * height for side in "yh")
    face = family(theme.faces).bold
    natural = theme.styles.chart.size * face.line_height
    lines = 4
    assert area / 3 >= lines * natural
    assert top >= 0
    assert top + area <= height
    assert {item.get("val") for item in space.iter(C + "tickLblSkip")} == {"1"}


def test_rows_are_nine_millimetres_high(theme: Theme) -> None:
    """As in the other formats: five more rows are five times that."""
    heights = [int(next(body(file_of(theme, many(n))).iter(WP + "extent")).get("cy")) for n in (3, 8)]
    assert heights[1] - heights[0] == pytest.approx(5 * points(Mm(9)) * EMU, abs=2)


def test_each_drawing_has_an_id_and_parts_of_its_own(theme: Theme) -> None:
    """No two share a number, a part or a workbook."""
    content = file_of(theme, many(30), replace(many(2), id="fig-2"), replace(documents.chart(), id="fig-3"))
    identities = [drawing.get("id") for drawing in drawings(content)]
    relations = [item.get(R + "id") for item in body(content).iter(C + "chart")]
    assert len(set(identities)) == len(set(relations)) == len(charts(content)) == len(sheets(content)) == 6
    assert len(identities) == 6


def test_a_chart_without_figures_is_its_caption(theme: Theme) -> None:
    """There is nothing to draw."""
    content = file_of(theme, made(ChartKind.PROGRESS, ("Intero",), ("I", "")))
    assert not charts(content)
    assert "Avanzamento" in "".join(body(content).itertext())


def test_a_chart_of_zeros_is_whole(theme: Theme) -> None:
    """Zero is a figure: its label is there."""
    for kind in ChartKind:
        (space,) = charts(file_of(theme, made(kind, ("Intero", "Fase"), ("I", "0=0", "0=0"))))
        assert labels_of(space) == ["0", "0"]


def test_any_name_survives(theme: Theme) -> None:
    """Quotes, ampersands and brackets of names and headers come out as they went in."""
    name = "A & <B> \"C\" 'D' [E]"
    content = file_of(theme, made(ChartKind.PROGRESS, (name, name), (name, "1=1", "2=2")))
    (space,) = charts(content)
    assert cached(next(space.iter(C + "cat"))) == [name]
    assert sheets(content)[0][1][0] == sheets(content)[0][0][1] == name
    assert name in drawings(content)[0].get("descr")


def test_the_same_chart_gives_the_same_bytes(theme: Theme) -> None:
    """The embedded workbook has no clock either."""
    assert file_of(theme, documents.chart()) == file_of(theme, documents.chart())


def test_the_theme_of_word_has_our_font_and_colours(theme: Theme) -> None:
    """Whoever adds to the document picks from the same palette."""
    part = etree.fromstring(parts(file_of(theme, documents.chart()), "word/theme/")[0])
    assert {item.get("typeface") for item in part.iter(A + "latin")} == {theme.faces.family}
    accents = [part.find(f".//{A}accent{n}/{A}srgbClr").get("val") for n in range(1, 7)]
    assert (accents[0], accents[4]) == (theme.colours.series[-1].strip("#"), theme.colours.series[0].strip("#"))


def kept(content: bytes) -> list[bool]:
    """Of each paragraph, whether it keeps with the next by itself."""
    return [item.find(f"{W}pPr/{W}keepNext") is not None for item in body(content).iter(W + "p")]


def test_no_single_item_is_left_behind(theme: Theme) -> None:
    """The first item of a list stays with the second, the last but one with the last."""
    content = file_of(theme, documents.bullets("a", "b", "c", "d", "e"))
    assert kept(content) == [True, False, False, True, False, False]
    assert kept(file_of(theme, documents.bullets("a"))) == [False, False]


def test_a_heading_turns_with_the_section_that_it_stands_above(theme: Theme) -> None:
    """It is not left alone at the foot of the upright page."""
    blocks = (
        documents.paragraph("Prima."),
        Heading(2, documents.text("Avanzamento")),
        Section((documents.progress(), Paragraph((Text("Dopo."),)))),
    )
    document = documents.document(*blocks, notes=documents.NOTES)
    words = ["".join(item.itertext()) for item in body(write_docx(document, theme)).iter(W + "p")]
    breaks = [item.find(f"{W}pPr/{W}sectPr") is not None for item in body(write_docx(document, theme)).iter(W + "p")]
    assert breaks.index(True) == words.index("Avanzamento") - 1
    assert breaks.count(True) == 1


def test_paired_bars_are_clustered_with_their_figures_at_their_ends(theme: Theme) -> None:
    """Two years are two series beneath one another, as thick as in the other formats, and can be edited in Word."""
    paired = made(ChartKind.PAIRED, ("2019", "2020"), ("Impegni", "5 €=5", "6 €=6"), ("Pagamenti", "", "3 €=3"))
    (chart,) = charts(file_of(theme, paired))
    assert chart.find(f".//{C}grouping").get("val") == "clustered"
    assert chart.find(f".//{C}overlap").get("val") == "0"
    assert [series.findtext(f"{C}tx//{C}v") for series in chart.iter(f"{C}ser")] == ["2019", "2020"]
    assert {place.get("val") for place in chart.iter(f"{C}dLblPos")} == {"outEnd"}
    step, thick = 25.5, 9
    assert int(chart.find(f".//{C}gapWidth").get("val")) == pytest.approx((step / thick - 2) * 100, abs=2)
