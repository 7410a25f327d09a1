# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers typed in texts, in digits and in letters: their rows, and what the office's page shows of them."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from documents import document, figure, paragraph, text
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from reports import WORDS, axis, composed, initiative, narrative, report
from test_html import THEME, Page
from workbooks import at, make_workbook

from raa_builder import pipeline
from raa_builder.cells import Figure
from raa_builder.document import CrossReference, Heading, LineBreak, Link, Strong, Text, plain
from raa_builder.model import InitiativeState, Rounding, TextSection
from raa_builder.pipeline import tracing
from raa_builder.provenance import Confirmed, Kind
from raa_builder.sources import sources_of
from raa_builder.sources.figures import typed_rounding
from raa_builder.sources.inputs import text_inputs
from raa_builder.sources.letters import numbers_in
from raa_builder.sources.marking import marked
from raa_builder.sources.places import places
from raa_builder.sources.sheets import sources_workbook
from raa_builder.writers import Format
from raa_builder.writers.html import write_html

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from raa_builder.document import Document
    from raa_builder.model import Report
    from raa_builder.provenance import Printed, Sources

PEOPLE = "I destinatari dell’Asse I sono {0} persone, in 42 comuni."


def edited(folder: Path, words: str, code: str = "I.T02") -> Path:
    """A workbook in which one text says this, typed by Anna Rossi."""

    def edit(book: Workbook) -> None:
        at(book["Assi"], "I", "Responsabile").value = "Anna Rossi"
        at(book["Testi"], code, "Testo").value = words

    return make_workbook(folder, edit=edit)


def checked(path: Path) -> Report:
    """The report of a workbook."""
    found = pipeline.check(path).report
    assert found is not None
    return found


def traced(path: Path) -> tuple[Document, Sources]:
    """The summary of a workbook and its sources, with what the reader of the prose confirms."""
    whole = checked(path)
    made = composed(whole)
    return made, sources_of(made, whole, WORDS.labels, (), "1", confirmed=tracing.confirmed(whole))


def rows_of(path: Path, code: str = "I.T02") -> dict[str, Printed]:
    """The rows of the numbers of one text, by what is printed."""
    return {row.text: row for row in traced(path)[1].rows if row.inputs and row.inputs[0].code == code}


def participants(folder: Path) -> Figure:
    """All participants of axis I in the workbook."""
    people = checked(make_workbook(folder)).axes[0].participants
    assert people is not None
    assert people.total is not None
    return people.total


# ── in letters ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("tre iniziative, oltre centomila persone", ["tre", "centomila"]),
        ("Due: ventuno, ventitré, quarantotto, mille", ["Due", "ventuno", "ventitré", "quarantotto", "mille"]),
        ("un milione e mezzo di euro, due miliardi", ["un milione e mezzo", "due miliardi"]),
        ("centotré, duemilatré, milletré", ["centotré", "duemilatré", "milletré"]),
        ("duecentotremilaquattrocentoundici o centottanta", ["duecentotremilaquattrocentoundici", "centottanta"]),
        ("il 5 per cento, il cinque per cento, il 3 per mille", ["5", "cinque", "3"]),
        ("un asse, uno sportello, agli interventi, attività, il centro", []),
        ("centinaia di accenti, trecentesimo, quarantenni, undicesimo", []),
        ("3 milioni, 1.234,56, 31/12/2019", ["3", "1.234,56", "31/12/2019"]),
    ],
)  # fmt: skip
def test_numbers_are_found_in_digits_and_in_letters(words: str, found: list[str]) -> None:
    """Every cardinal; no article, no ordinal, no word that only holds one, no unit."""
    assert [match[0] for match in numbers_in(words)] == found


UNITS = [
    "zero",
    "uno",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
]
TENS = ["venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"]


def spelled(number: int) -> str:
    """A number below a million as Italians spell it; nothing for 0."""
    if number < 20:
        return UNITS[number] if number else ""
    if number < 100:
        tens, unit = TENS[number // 10 - 2], number % 10
        return f"{tens[:-1] if unit in {1, 8} else tens}{'tré' if unit == 3 else spelled(unit)}"
    if number < 1000:
        return f"{spelled(number // 100) if number >= 200 else ''}cento{spelled(number % 100)}"
    thousands = f"{spelled(number // 1000).replace('é', 'e')}mila" if number >= 2000 else "mille"
    return f"{thousands}{spelled(number % 1000)}"


@settings(max_examples=300)
@given(st.integers(2, 999_999))
def test_any_number_in_letters_is_found_whole(number: int) -> None:
    """From two to almost a million."""
    word = spelled(number)
    assert [match[0] for match in numbers_in(f"Oltre {word} persone")] == [word]


def test_a_number_in_letters_has_the_row_of_its_text(tmp_path: Path) -> None:
    """As one in digits has: the cell of the text, and who answers for it."""
    rows = rows_of(edited(tmp_path, "Sono attive tre iniziative per oltre centomila famiglie, in due lotti."))
    assert list(rows) == ["tre", "centomila", "due"]
    assert {(row.kind, row.inputs[0].cell.sheet, row.managers) for row in rows.values()} == {
        (Kind.TYPED, "Testi", ("Anna Rossi",))
    }


def test_what_the_fixed_words_count_names_the_rows_that_were_counted(tmp_path: Path) -> None:
    """How many axes there are of a kind, how many initiatives are to come: in letters, with a row for each."""
    _, sources = traced(make_workbook(tmp_path, ("A.1", "A.2", "A.3", "T:AT")))
    (row,) = [row for row in sources.rows if row.kind is Kind.COUNTED]
    assert (row.text, row.value, row.operation) == ("tre", 3, "conteggio di 3 righe")
    assert [source.code for source in row.inputs] == ["A.1", "A.2", "A.3"]
    calls = tuple(
        initiative(f"Avviso {name}", code=f"I.N0{n}", state=InitiativeState.PLANNED) for n, name in enumerate("AB", 1)
    )
    whole = report(axis(initiatives=calls))
    rows = sources_of(composed(whole), whole, WORDS.labels, (), "1").rows
    (row,) = [row for row in rows if row.kind is Kind.COUNTED]
    assert (row.text, [source.code for source in row.inputs]) == ("due", ["I.N01", "I.N02"])


def test_the_initiatives_to_come_are_those_of_the_section() -> None:
    """Not as many that are done, nor those of an axis whose name begins alike."""
    states = (InitiativeState.COMPLETED, InitiativeState.PLANNED)
    axes = [
        axis(label, initiatives=tuple(
            initiative(f"Avviso {label}{n}", code=f"{label}.N0{n}", state=states[n > 2]) for n in range(1, 5)
        ))
        for label in ("I", "II")
    ]  # fmt: skip
    whole = report(*axes)
    rows = sources_of(composed(whole), whole, WORDS.labels, (), "1").rows
    counted = [[source.code for source in row.inputs] for row in rows if row.kind is Kind.COUNTED]
    assert counted == [["I", "II"], ["I.N03", "I.N04"], ["II.N03", "II.N04"]]


# ── what confirms them ───────────────────────────────────────────────────────


def test_a_number_that_is_confirmed_names_the_cells_of_its_figure(tmp_path: Path) -> None:
    """Its own cell first; the formula of the figure, its exact value, and how it became what was typed."""
    total = participants(tmp_path)
    rows = rows_of(edited(tmp_path, PEOPLE.format(total.value)))
    row = rows[str(total.value)]
    assert (row.kind, row.value, row.rounding) == (Kind.TYPED, total.value, "esatto")
    assert row.operation == "Testo di I.T02, confermato dai dati"
    assert row.formula == "{I.D1} + {I.D2}"
    assert [str(source.cell) for source in row.confirming] == list(map(str, total.cells))
    assert [source.cell.sheet for source in row.inputs] == ["Testi"]
    assert (rows["42"].value, rows["42"].confirming, rows["42"].formula) == (None, (), "")


def test_who_answers_for_a_text_is_not_who_answers_for_the_figure(tmp_path: Path) -> None:
    """A text of the programme has no manager, though the figure that confirms a number of it has one."""
    total = participants(tmp_path)
    path = edited(tmp_path, PEOPLE.format(total.value), "P.T01")
    row = rows_of(path, "P.T01")[str(total.value)]
    assert row.confirming
    assert row.confirming[0].manager == "Anna Rossi"
    assert row.managers == ()


def test_who_answers_is_no_source(tmp_path: Path) -> None:
    """The name of a manager is not printed, so that a number in it was not typed for the summary."""
    texts = [text for text, _ in text_inputs(checked(edited(tmp_path, "Due lotti.")))]
    assert "Due lotti." in texts
    assert "Anna Rossi" not in texts


def test_a_wrong_number_is_confirmed_by_nothing(tmp_path: Path) -> None:
    """Only what the figures bear out names them."""
    total = participants(tmp_path)
    rows = rows_of(edited(tmp_path, PEOPLE.format(total.value + 1)))
    assert rows[str(total.value + 1)].confirming == ()


@pytest.mark.parametrize(
    "lead",
    ["", "{{3}} e {Destinatari} e {I.N01 Impegnato}: ", "- primo 7\n- secondo 9\n\n", "1. primo\n2. secondo\n"],
)
def test_a_confirmed_number_is_found_wherever_it_stands_in_its_text(tmp_path: Path, lead: str) -> None:
    """Placeholders, braces, lists and their numbers before it do not put it off."""
    total = participants(tmp_path)
    _, sources = traced(edited(tmp_path, lead + PEOPLE.format(total.value)))
    assert [row.text for row in sources.rows if row.confirming] == [str(total.value)]


def test_a_confirmed_amount_may_have_its_unit_before_it(tmp_path: Path) -> None:
    """The row is that of the number, wherever its unit stands."""
    rows = rows_of(edited(tmp_path, "Gli impegni dell’Asse I sono pari a € 60.500.000,00."))
    assert [str(source.cell) for source in rows["60.500.000,00"].confirming] == ["Finanza!E6"]


@pytest.mark.parametrize(
    ("value", "step", "unit", "exact", "millions", "words"),
    [
        ("829300000", "100000", "€", "829372248.87", Rounding.TRUNCATED, "troncato alle cifre scritte"),
        ("829400000", "100000", "€", "829372248.87", Rounding.TRUNCATED, "arrotondato alle cifre scritte"),
        ("829300000", "100000", "€", "829310000", Rounding.TRUNCATED, "troncato alle cifre scritte"),
        ("829300000", "100000", "€", "829310000", Rounding.HALF_UP, "arrotondato alle cifre scritte"),
        ("0.57", "0.01", "%", "0.5682", Rounding.TRUNCATED, "arrotondato alle cifre scritte"),
        ("0.57", "0.01", "%", "0.5701", Rounding.TRUNCATED, "arrotondato alle cifre scritte"),
        ("79000", "1000", "", "79854", Rounding.HALF_UP, "troncato alle cifre scritte"),
        ("80000", "1000", "", "78854", Rounding.HALF_UP, "approssimato"),
        ("5", "1", "", "5", Rounding.HALF_UP, "esatto"),
    ],
)
def test_how_a_figure_became_what_was_typed(
    value: str, step: str, unit: str, exact: str, millions: Rounding, words: str
) -> None:
    """By the digits that were typed; where cut and rounded are one, as the edition rounds amounts."""
    typed = Confirmed(0, 1, Decimal(value), Decimal(step), unit, Figure(Decimal(exact)))
    assert typed_rounding(typed, millions) == words


def test_the_workbook_lists_a_confirmed_number_at_the_cells_of_its_figure(tmp_path: Path) -> None:
    """So that whoever changes the figure finds the text that repeats it."""
    total = participants(tmp_path)
    path = edited(tmp_path, PEOPLE.format(total.value))
    files = pipeline.build([path], tmp_path / "output", [Format.HTML]).files
    book = load_workbook(io.BytesIO(files[-1].read_bytes()))
    (line,) = [line for line in book["Numeri"].values if "confermato" in str(line[7])]
    assert line[4:7] == (str(total.value), int(total.value), "scritto nel testo")
    assert line[8:10] == ("{I.D1} + {I.D2}", "esatto")
    assert line[10].split(", ")[1:] == list(map(str, total.cells))
    listed = {row[0]: str(row[8]).split(", ") for row in list(book["Celle"].values)[3:]}
    assert all(str(line[0]) in listed[cell] for cell in line[10].split(", "))


# ── the page ─────────────────────────────────────────────────────────────────


def page_of(made: Document, sources: Sources) -> Page:
    """The page for the office."""
    return Page(write_html(marked(made, WORDS.labels, sources), THEME, sources))


def test_a_number_of_a_text_shows_its_cell_who_typed_it_and_what_confirms_it(tmp_path: Path) -> None:
    """While the pointer or the focus is on it; its link leads to its row, and the row back."""
    total = participants(tmp_path)
    made, sources = traced(edited(tmp_path, PEOPLE.format(total.value)))
    page = page_of(made, sources)
    (row,) = [row for row in sources.rows if row.confirming]
    cells = ", ".join(str(source.cell) for source in row.cells)
    words = f"{row.exact} · Testo di I.T02, confermato dai dati, esatto · {cells} · Responsabile: Anna Rossi"
    assert words in page.text()
    assert f"Testo di I.T02 · {row.inputs[0].cell} · Responsabile: Anna Rossi" in page.text()  # of the 42
    assert "42 · Testo" not in page.text()  # of which nothing more is known than what is printed
    (link,) = [item for item in page.all("a") if item.get("id") == f"numero-{row.number}"]
    assert (link["href"], link["aria-describedby"]) == (f"#fonte-{row.number}", f"celle-{row.number}")
    assert f"#numero-{row.number}" in {item["href"] for item in page.all("a") if item.get("role") == "doc-backlink"}


def test_every_number_of_the_page_shows_where_it_came_from(edition: Path) -> None:
    """Of the real edition, in digits and in letters, wherever it stands; each leads to a row and is led back to."""
    made, sources = traced(edition)
    page = page_of(made, sources)
    shown = [item["id"] for item in page.all("a") if item.get("id", "").startswith("numero-")]
    assert shown == [f"numero-{row.number}" for row in sources.rows]
    assert {row.kind for row in sources.rows} == {Kind.FIGURE, Kind.TYPED, Kind.COUNTED}


def test_marks_change_nothing_that_is_said(edition: Path) -> None:
    """The document says the same at the same places, and its tables keep their shape."""
    made, sources = traced(edition)
    said = [(place, plain(content)) for place, content in places(made, WORDS.labels)]
    shown = marked(made, WORDS.labels, sources)
    assert [(place, plain(content)) for place, content in places(shown, WORDS.labels)] == said
    assert write_html(shown, THEME) == write_html(made, THEME)


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (text("Sono 12 e 7."), [("Sono ", 0), ("12", 1), (" e ", 0), ("7", 2), (".", 0)]),
        ((Strong(text("12")), Text(" e 7")), [("12", 1), (" e ", 0), ("7", 2)]),
        ((Text("Sono 1"), Strong(text("2")), Text(" o 7")), [("Sono 1", 0), ("2", 0), (" o ", 0), ("7", 2)]),
        ((Text("12"), LineBreak(), Text("7")), [("12", 1), ("7", 2)]),
        ((Text("12"), figure("5,0"), Text("7")), [("12", 1), ("7", 3)]),
        ((Text("due  volte"), CrossReference("sez-1"), Text("12")), [("due", 1), ("  volte", 0), ("12", 2)]),
    ],
)
def test_a_number_is_marked_where_it_stands(content: tuple[object, ...], texts: list[tuple[str, int]]) -> None:
    """Within marked-up words too; one that is partly so keeps its row, and nothing after it is put off."""
    made = document(Heading(2, text("Titolo"), "sez-1"), paragraph(*content))
    whole = report(axis())
    sources = sources_of(made, whole, WORDS.labels, (), "1")
    found: list[tuple[str, int]] = []

    def gather(part: object) -> None:
        if isinstance(part, Text):
            found.append((part.text, part.number))
        for inner in getattr(part, "content", ()):
            gather(inner)

    gather(marked(made, WORDS.labels, sources).blocks[1])
    assert found == texts


def test_a_number_within_a_link_has_no_link_of_its_own() -> None:
    """No link stands within another; its row does not lead back to what is not there."""
    made = document(Heading(2, text("Titolo")), paragraph(Link("https://example.org", text("Avviso 5")), Text(" e 6")))
    sources = sources_of(made, report(axis()), WORDS.labels, (), "1")
    page = page_of(made, sources)
    assert [item["id"] for item in page.all("a") if item.get("id", "").startswith("numero-")] == ["numero-2"]
    assert "#numero-1" not in {item["href"] for item in page.all("a")}
    assert [item["id"] for item in page.all("tr") if "id" in item] == ["fonte-1", "fonte-2"]


def test_a_hint_that_leaves_out_cells_says_how_many() -> None:
    """In the singular too; the annex has them all."""
    for count, words in ((7, "e 1 altra cella"), (9, "e 3 altre celle")):
        whole = report(*(axis(f"P{number}") for number in range(1, count + 1)))
        made = composed(whole)
        page = page_of(made, sources_of(made, whole, WORDS.labels, (), "1"))
        assert re.search(f"conteggio di {count} righe, esatto · [^·]* {words}", page.text())


def test_the_formats_without_sources_are_the_same_with_the_option(edition: Path, tmp_path: Path) -> None:
    """Only the page shows them, also where one process writes all."""
    for formats in ([Format.DOCX], list(Format)):
        public = pipeline.build([edition], tmp_path / "public", formats).files
        office = pipeline.build([edition], tmp_path / "office", formats, show_sources=True).files
        pairs = [(one, other) for one, other in zip(public, office, strict=True) if one.suffix != ".html"]
        assert all(one.read_bytes() == other.read_bytes() for one, other in pairs)


def test_the_sources_workbook_can_be_read_whatever_the_numbers_are() -> None:
    """Numbers in letters are texts where nothing confirms them, values where something does or they were counted."""
    words = narrative(TextSection.NOTES, "In due lotti, per trentatremila famiglie.")
    whole = report(axis(texts=(words,)), axis("II"), axis("III"))
    book = load_workbook(io.BytesIO(sources_workbook(sources_of(composed(whole), whole, WORDS.labels, (), "1"))))
    values = {line[4]: line[5] for line in list(book["Numeri"].values)[3:]}
    assert (values["due"], values["trentatremila"], values["tre"]) == ("due", "trentatremila", 3)
