# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Provenance: every number printed has its row, its cells and its calculation; the public page shows none of it."""

from __future__ import annotations

import ast
import csv
import hashlib
import io
import operator
import re
import subprocess
import time
import zipfile
from dataclasses import fields, is_dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from documents import document, figure, paragraph, plan, text
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator
from openxml_audit.errors import FileFormat
from reports import WORDS, axis, composed, initiative, narrative, report
from test_html import THEME, Page
from workbooks import at, make_workbook

from raa_builder import pipeline
from raa_builder.cells import Cell, Figure
from raa_builder.document import BulletList, Chart, ChartKind, CrossReference, Data, Heading, Link, Table, walk
from raa_builder.document import plain as plain_text
from raa_builder.model import Rounding, TextSection
from raa_builder.provenance import Book, Kind, Place, Printed, Sources
from raa_builder.sources import sources_of
from raa_builder.sources.figures import rounding_words
from raa_builder.sources.marking import marked
from raa_builder.sources.places import places
from raa_builder.sources.sheets import CELL_COLUMNS, NUMBER_COLUMNS, sources_workbook
from raa_builder.sources.typed import Texts
from raa_builder.writers import Format, write
from raa_builder.writers.html import write_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.workbook import Workbook

    from raa_builder.document import Document

BOOK = Book("raa-2019.xlsx", "ab" * 32)
NUMBER = re.compile(r"\d+(?:[.,/:]\d+)*")


def traced(workbook: Path) -> tuple[Document, Sources]:
    """The document of a workbook and its sources."""
    report = pipeline.check(workbook).report
    assert report is not None
    made = composed(report)
    return made, sources_of(made, report, WORDS.labels, (BOOK,), "1.0")


@pytest.fixture(scope="module")
def edition_sources() -> tuple[Document, Sources]:
    """The real edition and its sources."""
    return traced(Path(__file__).parents[1] / "input" / "raa-2019.xlsx")


def figures_in(part: object) -> Iterator[Data]:
    """Every figure within a part of a document, in the order in which its attributes hold them."""
    if isinstance(part, Data):
        if part.figure is not None:
            yield part
    elif isinstance(part, tuple):
        yield from chain.from_iterable(map(figures_in, part))
    elif is_dataclass(part):
        yield from chain.from_iterable(figures_in(getattr(part, field.name)) for field in fields(part))


def printed_figures(made: Document) -> list[Data]:
    """Every figure of a document in reading order; the caption that a chart shares with its table counts once."""
    found: list[Data] = []
    for block in walk(made.blocks):
        match block:
            case Heading():
                found += figures_in(block.content)
            case Table():
                found += figures_in((block.caption, block.head, block.body, block.foot))
            case Chart():
                found += figures_in((block.caption, block.table.head, block.table.body, block.table.foot))
            case BulletList():
                pass  # its items are walked over
            case _:
                found += figures_in(getattr(block, "content", ()))
    notes = sorted(made.notes.values(), key=lambda note: note.number)
    return found + list(figures_in(tuple(note.content for note in notes)))


# ── a row for each number ────────────────────────────────────────────────────


def assert_complete(made: Document, sources: Sources) -> None:
    """Every figure has one row, in order, with its text, its value and its cells."""
    figures = printed_figures(made)
    rows = [row for row in sources.rows if row.kind is Kind.FIGURE]
    assert [row.data for row in rows] == list(range(1, len(figures) + 1)) == [data.number for data in figures]
    assert [(row.text, row.value) for row in rows] == [(data.text, data.figure.value) for data in figures]
    assert [[source.cell for source in row.inputs] for row in rows] == [list(data.figure.cells) for data in figures]
    assert [row.number for row in sources.rows] == list(range(1, len(sources.rows) + 1))


def test_every_figure_of_the_edition_has_one_row_in_order(edition_sources: tuple[Document, Sources]) -> None:
    """None is left out, none stands twice."""
    assert_complete(*edition_sources)
    assert len(printed_figures(edition_sources[0])) > 250


def test_every_number_of_the_edition_has_a_row(edition_sources: tuple[Document, Sources]) -> None:
    """Those within texts too; each is found in the cell that its row names, and none is of unknown origin."""
    made, sources = edition_sources
    wanted: list[str] = []
    for _, content in places(made, WORDS.labels):
        kept = tuple(inline for inline in content if not isinstance(inline, CrossReference))
        wanted += NUMBER.findall(plain_text(kept))
    rows = [NUMBER.findall(row.text) for row in sources.rows]
    assert list(chain.from_iterable(rows)) == wanted
    assert not [row for row in sources.rows if row.kind is Kind.FIXED]
    assert [row.text for row in sources.rows if row.kind is Kind.COUNTED] == ["quattro", "due"]
    book = load_workbook(Path(__file__).parents[1] / "input" / "raa-2019.xlsx")
    for row in sources.rows:
        if row.kind is Kind.TYPED and row.inputs[0].cell.sheet in {"Testi", "Iniziative", "Assi"}:
            cell = row.inputs[0].cell
            assert row.text in str(book[cell.sheet][cell.address].value)


def test_sentences_that_are_alike_are_told_apart_by_their_order(tmp_path: Path) -> None:
    """The number of each axis's text is traced to that axis's row."""

    def same_text(book: Workbook) -> None:
        for label in ("I", "II"):
            at(book["Testi"], f"{label}.T02", "Testo").value = "Sono attivi 42 sportelli, uno ogni 7 comuni."

    _, sources = traced(make_workbook(tmp_path, edit=same_text))
    rows = [row for row in sources.rows if row.text in {"42", "7"} and row.kind is Kind.TYPED]
    codes = [(row.text, row.inputs[0].code) for row in rows]
    assert codes == [("42", "I.T02"), ("7", "I.T02"), ("42", "II.T02"), ("7", "II.T02")]


def test_the_number_of_an_axis_is_that_of_its_label(tmp_path: Path) -> None:
    """Of an axis called 2, in its title and in the tables."""
    _, sources = traced(make_workbook(tmp_path, ("1", "2", "A.3:AT")))
    rows = [row for row in sources.rows if row.kind is not Kind.FIGURE and row.text in {"1", "2", "3"}]
    assert {(row.text, row.inputs[0].code) for row in rows if row.place.where.startswith("riga «Asse")} == {
        ("1", "1"), ("2", "2"), ("3", "A.3"),
    }  # fmt: skip
    assert {row.text for row in sources.rows if row.kind is Kind.FIXED} == {"3"}  # of "N+3"


def test_a_year_beside_that_of_the_report_says_so(tmp_path: Path) -> None:
    """The cell says 2019 where the summary prints the year before, or the year after."""
    _, sources = traced(make_workbook(tmp_path))
    words = {row.text: row.operation for row in sources.rows if row.inputs and row.inputs[0].code == "P07"}
    assert words == {"2018": "anno prima di P07", "2019": "Valore di P07", "2020": "anno dopo P07"}


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Elenco:\n1. primo con 44 imprese\n2. secondo con 55", ["44", "55"]),
        ("1. Così comincia un capoverso di 7 parole", ["7"]),
        ("3. Così comincia un capoverso di 7 parole", ["3", "7"]),
        ("Una graffa {{8}} si scrive due volte", ["8", "due"]),
        ("42", ["42"]),
        ("Nell'anno\n12\nimprese, e \u00a0 altre 7", ["12", "7"]),
        ("{Impegni}7{Impegni}", ["7"]),
        ("Nel «2019», il 3°: art.3 c.2, d.g.r. n.1234/2019, COVID-19", ["2019", "3", "3", "2", "1234/2019", "19"]),
    ],
)
def test_a_number_is_traced_however_its_text_is_set(typed: str, wanted: list[str]) -> None:
    """As an item of a list, beside placeholders and braces, or alone."""
    whole = report(axis(texts=(narrative(TextSection.NOTES, typed),)))
    rows = sources_of(composed(whole), whole, WORDS.labels, (), "1").rows
    assert [row.text for row in rows if row.inputs and row.inputs[0].code == "I.T01"] == wanted


def test_many_texts_that_begin_alike_take_no_longer_each() -> None:
    """Of four thousand that begin with the year, each is found among the others at once."""
    count = 4_000
    texts = [f"Nel 2019 {number} comuni hanno aderito" for number in range(count)]
    rows = tuple(initiative("Bando", text, code=f"I.N{number:04}") for number, text in enumerate(texts))
    begun = time.process_time()
    known = Texts(report(axis(initiatives=rows)))
    found = [next(known.numbers(f"Bando: {text};")).typed for text in texts]
    assert [one.source.code for one in found if one] == [row.code for row in rows]
    assert time.process_time() - begun < 4


def test_a_number_of_the_template_says_so(tmp_path: Path) -> None:
    """What nobody typed is of the fixed words, and has no cell."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "sintesi.html.j2").write_text("<h1>Sintesi</h1><p>Art. 111, nel {{ report.programme.year }}.</p>")
    report = pipeline.check(make_workbook(tmp_path)).report
    made = composed(report, folder)
    law, year = sources_of(made, report, WORDS.labels, (), "1").rows
    assert (law.text, law.kind, law.inputs) == ("111", Kind.FIXED, ())
    assert (year.text, year.kind, year.inputs[0].code) == ("2019", Kind.TYPED, "P07")


def test_a_place_is_told_by_section_table_row_and_column(edition_sources: tuple[Document, Sources]) -> None:
    """As a reader would say it; items and paragraphs are counted in their section."""
    rows = {(row.place.name, row.place.where): row for row in edition_sources[1].rows}
    total = rows["Tabella 2", "riga «Totale», colonna «Avanzamento programmato · C = B/A»"]
    assert total.text == "85%"
    assert (total.place.section, total.place.title) == ("2.2", "Avanzamento finanziario")
    assert rows["Figura 2", "riga «Asse\u00a0I», colonna «Programmato»"].text == "317,9\u00a0Mln€"
    assert rows["Tabella 1", "riga «Asse\u00a0II», colonna «OT»"].text == "9"  # which stands before the header
    assert any(re.fullmatch(r"elenco \d+, punto \d+", where) for name, where in rows if name == "Paragrafo 3.1")


def test_the_caption_of_a_chart_is_numbered_once() -> None:
    """The table of a chart bears the same caption: its figures have the same numbers."""
    caption = (figure("5,0"),)
    made = document(Chart(ChartKind.PROGRESS, replace(plan(), caption=caption, id=""), caption))
    (chart,) = made.blocks
    assert isinstance(chart, Chart)
    assert chart.caption[0].number == chart.table.caption[0].number == 1
    assert [data.number for data in printed_figures(made)] == list(range(1, 14))


# ── values ───────────────────────────────────────────────────────────────────

_OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Div: operator.truediv}


def recomputed(row: Printed) -> Decimal:
    """The value of a row's formula, from what was typed in its cells."""
    values = {source.name: source.value for source in row.inputs}
    names = list(values)
    expression = re.sub(r"\{([^}]*)\}", lambda match: f"x{names.index(match[1])}", row.formula).replace("−", "-")
    return _evaluated(ast.parse(expression, mode="eval").body, [values[name] for name in names])


def _evaluated(node: ast.expr, values: list[Decimal | None]) -> Decimal:
    match node:
        case ast.BinOp(left, operation, right):
            return _OPERATORS[type(operation)](_evaluated(left, values), _evaluated(right, values))
        case ast.Name(name):
            return values[int(name[1:])]
    raise AssertionError(ast.dump(node))


def assert_recomputed(sources: Sources, workbook: Path) -> None:
    """The formula of each row gives its value, its cells hold what the row says, and its text is its value rounded."""
    book = load_workbook(workbook, data_only=True)
    for row in sources.rows:
        if row.kind is not Kind.FIGURE:
            continue
        assert recomputed(row) == row.value
        assert_rounded(row.text, row.value, row.rounding)
        for source in row.inputs:
            typed = book[source.cell.sheet][source.cell.address].value
            assert Decimal(repr(typed)) == source.value
            head = book[source.cell.sheet].cell(3, source.cell.column).value
            assert str(head).startswith(source.header)


def assert_rounded(printed: str, value: Decimal, words: str) -> None:
    """What is printed is the value under the rounding that is told, and no other."""
    digits = re.search(r"−?\d[\d.]*(?:,\d+)?", printed)[0].replace(".", "").replace(",", ".").replace("−", "-")
    scaled = value / (1_000_000 if "Mln" in printed else Decimal("0.01") if "%" in printed else 1)
    if words == "esatto":
        assert Decimal(digits) == scaled
    elif words == "troncato alle prime due cifre":
        assert str(int(scaled)).startswith(digits[:2])
        assert set(digits[2:]) == {"0"}
        assert len(str(int(scaled))) == len(digits)
    else:
        how, places_ = re.fullmatch(r"(arrotondato|troncato) (?:a (\d) decimal[ei]|all’unità)", words).groups()
        mode = ROUND_HALF_UP if how == "arrotondato" else ROUND_DOWN
        assert scaled.quantize(Decimal(1).scaleb(-int(places_ or 0)), mode) == Decimal(digits)


def test_the_edition_can_be_recomputed_from_its_cells(edition_sources: tuple[Document, Sources], edition: Path) -> None:
    """Every figure, from what stands in the workbook."""
    assert_recomputed(edition_sources[1], edition)


def test_a_variation_is_a_difference_from_the_year_before(tmp_path: Path) -> None:
    """With its sign, and as a share of what was there; the cells of both years are named by their columns."""

    def varied(book: Workbook) -> None:
        at(book["Finanza"], "I.F3", "Anno").value = 40_000_000
        at(book["Testi"], "I.T02", "Testo").value = "Gli impegni variano di {Impegni var €}, cioè {Impegni var %}."

    workbook = make_workbook(tmp_path, edit=varied)
    _, sources = traced(workbook)
    assert_recomputed(sources, workbook)
    rows = {row.formula: row for row in sources.rows}
    amount = rows["{I.F3} − {I.F3 Anno precedente}"]
    assert (amount.text, amount.operation) == ("−14.450.000,00\u00a0€", "differenza")
    assert rows["({I.F3} − {I.F3 Anno precedente}) / {I.F3 Anno precedente}"].text == "−27%"


amounts = st.decimals(0, 999_999_999, places=2)
counts = st.integers(0, 999_999)
cells_of_an_axis = st.tuples(st.lists(amounts, min_size=5, max_size=5), st.lists(counts, min_size=6, max_size=6))


@settings(max_examples=10, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck))
@given(st.lists(cells_of_an_axis, min_size=1, max_size=4), st.sampled_from(list(Rounding)))
@example([(5 * [Decimal("0.01")], 6 * [1])], Rounding.TRUNCATED)
def test_any_report_can_be_recomputed_from_its_cells(
    tmp_path_factory: pytest.TempPathFactory, axes: list[tuple[list[Decimal], list[int]]], rounding: Rounding
) -> None:
    """Whatever is typed, each figure has its row, and the formula of the row gives its value."""
    labels = [f"Priorità {n}" for n in range(1, len(axes) + 1)]

    def fill(book: Workbook) -> None:
        at(book["Programma"], "P11", "Valore").value = rounding.value
        for label, (amounts_, people) in zip(labels, axes, strict=True):
            for number, amount in enumerate(amounts_, 1):
                at(book["Finanza"], f"{label}.F{number}", "Anno").value = float(amount)
            for number, persons in enumerate(people, 1):
                at(book["Destinatari"], f"{label}.D{number}", "Anno").value = persons

    workbook = make_workbook(tmp_path_factory.mktemp("any"), labels, edit=fill)
    made, sources = traced(workbook)
    assert_complete(made, sources)
    assert_recomputed(sources, workbook)


@pytest.mark.parametrize(
    ("printed", "value", "millions", "words"),
    [
        ("829,3\u00a0Mln€", "829372248.87", Rounding.TRUNCATED, "troncato a 1 decimale"),
        ("829,4\u00a0Mln€", "829372248.87", Rounding.HALF_UP, "arrotondato a 1 decimale"),
        ("358\u00a0Mln€", "358000000", Rounding.TRUNCATED, "esatto"),
        ("358\u00a0Mln€", "358049999", Rounding.HALF_UP, "arrotondato a 1 decimale"),
        ("57%", "0.57", Rounding.HALF_UP, "esatto"),
        ("57%", "0.5721", Rounding.HALF_UP, "arrotondato all’unità"),
        ("36,89%", "0.368891", Rounding.HALF_UP, "arrotondato a 2 decimali"),
        ("79.000", "79854", Rounding.HALF_UP, "troncato alle prime due cifre"),
        ("12,30\u00a0€", "12.3", Rounding.HALF_UP, "esatto"),
    ],
)
def test_a_rounding_is_told_as_it_was_done(printed: str, value: str, millions: Rounding, words: str) -> None:
    """The words follow from what is printed and what it was printed of."""
    assert rounding_words(printed, Decimal(value), millions) == words
    assert_rounded(printed, Decimal(value), words)


def test_the_manager_of_an_axis_answers_for_its_cells(tmp_path: Path) -> None:
    """A total names the managers of all its axes, each once; the programme's cells have none."""

    def named(book: Workbook) -> None:
        at(book["Assi"], "I", "Responsabile").value = "Anna Rossi"
        at(book["Assi"], "II", "Responsabile").value = "Bruno Bianchi"

    _, sources = traced(make_workbook(tmp_path, edit=named))
    managers = {row.formula: row.managers for row in sources.rows}
    assert managers["{I.F1}"] == ("Anna Rossi",)
    assert managers["{I.F1} + {II.F1} + {V.F1}"] == ("Anna Rossi", "Bruno Bianchi")
    assert managers["{P12}"] == ()


# ── the workbook ─────────────────────────────────────────────────────────────


def opened(content: bytes) -> Workbook:
    """A sources workbook as a program reads it."""
    return load_workbook(io.BytesIO(content))


def test_the_workbook_lists_every_number_and_every_cell(edition_sources: tuple[Document, Sources]) -> None:
    """A row for each number with its value as a number, a row for each of its cells; filter on, headers frozen."""
    sources = edition_sources[1]
    book = opened(sources_workbook(sources))
    assert book.sheetnames == ["Fonti", "Numeri", "Celle"]
    numbers, cells = book["Numeri"], book["Celle"]
    for sheet, columns in ((numbers, NUMBER_COLUMNS), (cells, CELL_COLUMNS)):
        assert [cell.value for cell in sheet[3]] == [column.header for column in columns]
        assert sheet.freeze_panes == "B4"
        assert sheet.auto_filter.ref == f"A3:L{sheet.max_row}".replace("L", sheet.cell(3, len(columns)).column_letter)
        assert sheet.print_title_rows == "$1:$3"
    assert numbers.max_row - 3 == len(sources.rows)
    lines = {line[0]: line for line in cells.iter_rows(min_row=4, values_only=True)}
    assert cells.max_row - 3 == len(lines) == len({source.cell for row in sources.rows for source in row.cells})
    for row in sources.rows:
        for source in row.cells:
            line = lines[str(source.cell)]
            assert line[1:4] == (source.cell.book, source.code, source.header)
            assert line[5] == (source.typed or "(testo)" if source.value is None else float(source.value))
            assert str(row.number) in line[8].split(", ")
    for row, line in zip(sources.rows, numbers.iter_rows(min_row=4, values_only=True), strict=True):
        assert line[0] == row.number
        assert line[4] == row.text
        assert line[5] == (row.text if row.value is None else pytest.approx(float(row.value), rel=1e-12))
        assert (line[8] or "") == row.formula
        assert (line[10] or "").count("!") == len(row.cells)
        assert (line[12] or "") == (BOOK.sha256[:12] if row.inputs else "")


def test_numbers_and_cells_lead_to_each_other(edition_sources: tuple[Document, Sources]) -> None:
    """From a number to the first of its cells, from a cell to the first of its numbers."""
    book = opened(sources_workbook(edition_sources[1]))
    numbers, cells = book["Numeri"], book["Celle"]
    for line in numbers.iter_rows(min_row=4):
        sheet, address = line[0].hyperlink.location.replace("'", "").split("!")
        assert sheet == "Celle"
        assert cells[address].value == line[10].value.split(", ")[0]
    for line in cells.iter_rows(min_row=4):
        sheet, address = line[0].hyperlink.location.replace("'", "").split("!")
        assert sheet == "Numeri"
        assert str(numbers[address].value) == line[8].value.split(", ")[0]


def test_the_cells_stand_in_the_order_of_the_workbook(edition_sources: tuple[Document, Sources]) -> None:
    """Sheet by sheet, as people leaf through it."""
    cells = opened(sources_workbook(edition_sources[1]))["Celle"]
    sheets = [value.split("!")[0] for (value,) in cells.iter_rows(min_row=4, max_col=1, values_only=True)]
    assert list(dict.fromkeys(sheets)) == [
        "Programma", "Assi", "Finanza", "Destinatari", "Iniziative", "Indicatori", "Testi",
    ]  # fmt: skip


def test_the_workbook_is_valid(edition_sources: tuple[Document, Sources], tmp_path: Path) -> None:
    """For openxml-audit, which knows the rules of Microsoft's Open XML SDK."""
    path = tmp_path / "fonti.xlsx"
    path.write_bytes(sources_workbook(edition_sources[1]))
    assert list(map(str, OpenXmlValidator(file_format=FileFormat.OFFICE_2010).validate(path).errors)) == []


def test_the_cover_names_the_workbook_by_its_hash(edition_sources: tuple[Document, Sources]) -> None:
    """Whoever doubts can tell whether it was this very file."""
    cover = opened(sources_workbook(edition_sources[1]))["Fonti"]
    lines = {line[0]: line[1] for line in cover.iter_rows(values_only=True)}
    assert lines["Foglio di lavoro"] == BOOK.name
    assert lines["Impronta SHA-256"] == BOOK.sha256
    assert lines["Scritto da"] == "raa-builder 1.0"


def test_the_same_sources_give_the_same_bytes(edition_sources: tuple[Document, Sources], edition: Path) -> None:
    """Made anew from the workbook, with no date but the report's."""
    content = sources_workbook(edition_sources[1])
    assert sources_workbook(traced(edition)[1]) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"2019-12-31T00:00:00Z" in archive.read("docProps/core.xml")
        assert not any(b'TargetMode="External"' in archive.read(name) for name in archive.namelist())


@settings(max_examples=50)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_survives_in_the_workbook(words: str, name: str) -> None:
    """Signs of markup and formulas are text; only what XML cannot hold is dropped."""
    place = Place("", "", "copertina", "Copertina", words)
    row = Printed(1, 0, place, Kind.FIXED, "5", None, "5", name, "", "", ())
    sources = Sources("Sintesi", name, document().metadata.day, (Book(words, "0"),), "1", (row,))
    line = next(opened(sources_workbook(sources))["Numeri"].iter_rows(min_row=4, values_only=True))
    dropped = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
    for wanted, found in ((words, line[3]), (name, line[7])):
        assert (found or "").replace("\r\n", "\n").replace("\r", "\n") == dropped.sub("", wanted).replace(
            "\r\n", "\n"
        ).replace("\r", "\n")


def test_libreoffice_opens_the_workbook(
    edition_sources: tuple[Document, Sources], soffice: str, tmp_path: Path
) -> None:
    """Its second sheet, saved as text, has every row with what is printed."""
    path = tmp_path / "fonti.xlsx"
    path.write_bytes(sources_workbook(edition_sources[1]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    wanted = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
    command = [soffice, profile, "--headless", "--convert-to", wanted, "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    (saved,) = tmp_path.glob("*.csv")
    lines = list(csv.reader(io.StringIO(saved.read_text(encoding="utf-8"))))
    assert [line[4] for line in lines[3:]] == [row.text for row in edition_sources[1].rows]


# ── the page ─────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def page_with_sources(edition_sources: tuple[Document, Sources]) -> Page:
    """The page of the edition for the office."""
    made, sources = edition_sources
    return Page(write_html(marked(made, WORDS.labels, sources), THEME, sources))


def test_the_public_page_shows_nothing_of_the_sources(edition_sources: tuple[Document, Sources]) -> None:
    """No cell, no link, no style of them; other formats never show them."""
    made, sources = edition_sources
    public = write(made, THEME, Format.HTML)
    for trace in (b"Finanza!", b"fonti", b"fonte-", b"numero-", b"hint", b"tooltip", BOOK.sha256.encode()):
        assert trace not in public
    assert len(write(made, THEME, Format.HTML, (), sources)) > len(public)
    assert write(made, THEME, Format.DOCX, (), sources) == write(made, THEME, Format.DOCX)


def test_the_page_with_sources_is_whole(page_with_sources: Page) -> None:
    """Every id stands once, every link and every description has its target, and no script is needed."""
    elements = [attributes for _, attributes in page_with_sources.elements]
    ids = [attributes["id"] for attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [attributes["href"][1:] for attributes in page_with_sources.all("a") if attributes["href"][0] == "#"]
    named = [item[name] for item in elements for name in ("aria-labelledby", "aria-describedby") if name in item]
    assert set(links + named) <= set(ids)
    assert page_with_sources.all("script") == []
    assert not any("title" in attributes for tag, attributes in page_with_sources.elements if tag != "abbr")


def test_each_number_leads_to_its_row_and_back(
    page_with_sources: Page, edition_sources: tuple[Document, Sources]
) -> None:
    """A link that takes the focus, described by a hint that names the cells; in the annex a row with a link back."""
    rows = {f"numero-{row.number}": row for row in edition_sources[1].rows}
    links = [item for item in page_with_sources.all("a") if item.get("id", "").startswith("numero-")]
    assert [link["id"] for link in links] == list(rows)
    for link in links:
        number = rows[link["id"]].number
        assert (link["href"], link["aria-describedby"]) == (f"#fonte-{number}", f"celle-{number}")
    hints = [item.get("id") for item in page_with_sources.all("span") if item.get("role") == "tooltip"]
    assert [hint for hint in hints if hint] == [f"celle-{row.number}" for row in rows.values()]
    back = [item["href"] for item in page_with_sources.all("a") if item.get("role") == "doc-backlink"]
    assert set(back) >= {f"#{name}" for name in rows}
    hint = "829.372.248,87\u00a0€ · somma di 5 valori, troncato a 1 decimale · Finanza!E5, Finanza!E10"
    assert hint in page_with_sources.text()


def test_each_section_and_table_leads_to_its_part_of_the_annex(page_with_sources: Page) -> None:
    """And so does the list of contents."""
    links = {item["href"] for item in page_with_sources.all("a")}
    wanted = {"#fonti", "#fonti-sezione-1", "#fonti-sezione-2-1", "#fonti-tabella-1", "#fonti-tabella-2"}
    assert wanted | {"#fonti-figura-1", "#fonti-figura-2", "#fonti-sezione-3-5"} <= links
    assert page_with_sources.text("nav").endswith("Fonti")


def test_the_annex_leads_back_to_what_it_is_of(page_with_sources: Page) -> None:
    """The title of each of its tables is a link to the section, table or chart whose numbers it lists."""
    back = {item["href"] for item in page_with_sources.all("a") if item.get("role") == "doc-backlink"}
    assert {"#da-sezione-2-1", "#da-tabella-1", "#da-figura-2"} <= back
    links = {item["id"]: item["href"] for item in page_with_sources.all("a") if item.get("id", "").startswith("da-")}
    assert all(href == f"#fonti-{name.removeprefix('da-')}" for name, href in links.items())
    assert {f"#{name}" for name in links} <= back


def test_a_table_of_the_annex_bears_the_name_of_what_it_is_of(page_with_sources: Page) -> None:
    """A section with its title; a table or a chart by its number, not by the title of a section that has the same."""
    titles = page_with_sources.text("caption")
    assert "Paragrafo 1. Premessa" in titles
    assert "Tabella 1. Premessa" not in titles
    assert "Paragrafo 3.5. Asse" in titles


def test_the_annex_names_who_answers_only_where_the_workbook_does(page_with_sources: Page, tmp_path: Path) -> None:
    """An empty column would say nothing."""
    assert "Responsabile" not in page_with_sources.text()

    def named(book: Workbook) -> None:
        at(book["Assi"], "I", "Responsabile").value = "Anna Rossi"

    made, sources = traced(make_workbook(tmp_path, edit=named))
    page = Page(write_html(made, THEME, sources))
    assert "Responsabile" in page.text()
    assert "Anna Rossi" in page.text()


def test_a_figure_within_a_link_has_no_link_of_its_own() -> None:
    """No link stands within another; its row is in the annex all the same."""
    made = document(Heading(2, text("Titolo")), paragraph(Link("https://example.org", (figure("5,0"),)), figure("6,0")))
    place = Place("1", "Titolo", "sezione-1", "Paragrafo 1", "")
    rows = tuple(Printed(n, n, place, Kind.FIGURE, "5,0", Decimal(5), "5", "", "", "", ()) for n in (1, 2))
    sources = Sources("Sintesi", "POR", made.metadata.day, (), "1", rows)
    whole = Page(write_html(made, THEME, sources))
    assert [item["id"] for item in whole.all("a") if item.get("id", "").startswith("numero-")] == ["numero-2"]


# ── build ────────────────────────────────────────────────────────────────────


def build(workbooks: list[Path], folder: Path, **options: bool) -> pipeline.Built:
    """Build the page only."""
    return pipeline.build(workbooks, folder, [Format.HTML], **options)


def test_build_writes_the_sources_beside_the_summary(edition: Path, tmp_path: Path) -> None:
    """Always, with the workbook's own hash; a draft's has the draft's name."""
    *_, path = build([edition], tmp_path).files
    assert path == tmp_path / "2019" / "fonti-raa-2019.xlsx"
    words = [cell.value for row in opened(path.read_bytes())["Fonti"].iter_rows() for cell in row]
    assert hashlib.sha256(edition.read_bytes()).hexdigest() in words
    assert build([edition], tmp_path, draft=True).files[-1].name == "fonti-raa-2019-bozza.xlsx"


def test_the_year_of_a_target_is_in_its_own_cell(tmp_path: Path) -> None:
    """Wherever its column stands: the cell that the sources name holds the year."""

    def moved(book: Workbook) -> None:
        book["Indicatori"].move_range("J3:J60", cols=8)

    path = make_workbook(tmp_path, edit=moved)
    lines = list(opened(build([path], tmp_path / "output").files[-1].read_bytes())["Numeri"].values)[3:]
    named = [line[10] for line in lines if line[7].startswith("Anno target")]
    sheet = load_workbook(path)["Indicatori"]
    assert len(named) == 9
    assert {sheet[place.removeprefix("Indicatori!")].value for place in named} == {2023}


@pytest.mark.parametrize("year", [2018, 2019, 2020, 2023])
def test_the_year_of_a_target_is_no_year_of_the_report(tmp_path: Path, year: int) -> None:
    """Though the report is of that year, or of the one beside it; values of results say it in other words."""

    def due(book: Workbook) -> None:
        for row in book["Indicatori"].iter_rows(min_row=4, max_row=60):
            if row[9].value == 2023:
                row[9].value = year

    _, sources = traced(make_workbook(tmp_path, edit=due))
    named = [row for row in sources.rows if row.inputs and row.inputs[0].header == "Anno target"]
    assert len(named) == 9
    assert {row.text for row in named} == {str(year)}
    assert len({row.inputs[0].code for row in named}) == 9


def test_the_findings_that_a_draft_lists_name_their_cells(tmp_path: Path) -> None:
    """Their numbers are neither the template's nor those of a text that happens to be alike."""

    def spoiled(book: Workbook) -> None:
        at(book["Finanza"], "I.F3", "Anno").value = 6_000_000
        at(book["Finanza"], "II.F3", "Anno").value = 7_000_000
        at(book["Testi"], "I.T02", "Testo").value = "Impegni 7.000.000,00 €, meno dell'anno precedente."

    path = make_workbook(tmp_path, edit=spoiled)
    lines = list(opened(build([path], tmp_path / "output", draft=True).files[-1].read_bytes())["Numeri"].values)[3:]
    listed = [line for line in lines if line[1].endswith("Segnalazioni")]
    assert {line[6] for line in listed} == {"segnalazione"}
    falls = {line[10] for line in listed if line[7] == "segnalazione RAA307"}
    assert falls == {"Finanza!E6", "Finanza!E11"}
    assert {"6.000.000,00", "7.000.000,00"} <= {line[4] for line in listed}


def test_the_page_shows_sources_only_when_asked(edition: Path, tmp_path: Path) -> None:
    """The option adds the annex; without it the page is that of the document alone."""
    plain_page = build([edition], tmp_path / "public").files[0].read_text(encoding="utf-8")
    shown = build([edition], tmp_path / "office", show_sources=True).files[0].read_text(encoding="utf-8")
    assert 'id="fonti"' not in plain_page
    assert 'id="fonti"' in shown


def test_the_sources_of_several_copies_name_their_files(tmp_path: Path) -> None:
    """Each cell with the file that it stands in, each file with its hash."""
    base = make_workbook(tmp_path)
    paths = [tmp_path / f"raa-2019-{label}.xlsx" for label in ("I", "II", "V")]
    for path, label in zip(paths, ("I", "II", "V"), strict=True):
        pipeline.new_from(2019, base, path, only=label)
    book = opened(build(paths, tmp_path / "output").files[-1].read_bytes())
    files = {line[1] for line in book["Celle"].iter_rows(min_row=4, values_only=True)}
    assert files == {path.name for path in paths}
    words = [cell.value for row in book["Fonti"].iter_rows() for cell in row]
    assert {hashlib.sha256(path.read_bytes()).hexdigest() for path in paths} <= set(words)


def test_a_constant_and_a_figure_of_unknown_cells_are_named_as_they_can_be(tmp_path: Path) -> None:
    """A cell that no row of the report claims is named by its address; a constant by its value."""
    report = pipeline.check(make_workbook(tmp_path)).report
    share = Figure(Decimal(1), (Cell("Altro", 9, 2),)).ratio(Figure(Decimal(4)))
    made = document(paragraph(Data("25%", share)))
    (row,) = sources_of(made, report, WORDS.labels, (), "1").rows
    assert (row.formula, row.exact, row.rounding) == ("{Altro!B9} / 4", "25%", "esatto")
