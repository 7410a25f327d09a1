# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two editions compared: figures side by side, what was restated, what came and went, and texts word by word."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import (
    MILLION,
    SHIPPED,
    WORDS,
    assistance,
    axis,
    figure,
    finance,
    indicator,
    initiative,
    lines,
    narrative,
    people,
    report,
)
from test_formats import assert_same, written
from workbooks import at, make_workbook

from raa_builder.cli import main
from raa_builder.comparison import Comparison, Line, RowPair, Status, as_json, compare
from raa_builder.comparison.words import ELLIPSIS, word_diff
from raa_builder.compose import compose_from
from raa_builder.document import Chart, ChartKind, walk
from raa_builder.model import InitiativeState, TextSection, Unit
from raa_builder.pipeline.comparing import TEMPLATE
from raa_builder.writers.text import write_text

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from raa_builder.document import Document
    from raa_builder.model import PriorityAxis, Report
    from raa_builder.theme import Theme


def of_year(year: int, *axes: PriorityAxis, **changes: object) -> Report:
    """A report of a year."""
    return report(*axes, year=year, reference_date=date(year, 12, 31), **changes)


def compared(before: Report, after: Report) -> Comparison:
    """Two editions compared, by their years or, of one year, by their revisions."""
    years = before.programme.year, after.programme.year
    return compare(
        before, after, (f"{years[0]} r1", f"{years[1]} r2") if years[0] == years[1] else tuple(map(str, years))
    )


def document(comparison: Comparison) -> Document:
    """The comparison as a document."""
    context = {"report": comparison.after, "confronto": comparison}
    return compose_from(TEMPLATE, context, comparison.after, (SHIPPED,), WORDS)


def line(item: str, found: tuple[Line, ...]) -> Line:
    """The line of an item."""
    return next(one for one in found if one.item == item)


def numbers(one: Line) -> list[str | None]:
    """Both values of a line, its difference and its change."""
    values = (one.before, one.after, one.difference, one.change)
    return [None if value is None else f"{value.value.normalize():f}" for value in values]


def statuses(rows: tuple[RowPair, ...]) -> dict[str, str]:
    """What became of each row, by code."""
    return {row.code: row.status.value for row in rows}


# ── figures ──────────────────────────────────────────────────────────────────


def test_each_figure_has_two_values_a_difference_and_a_percentage() -> None:
    """Of an axis and of the programme; the difference knows the cells of both."""
    before, after = of_year(2019, axis(finance=finance(100, 80))), of_year(2020, axis(finance=finance(100, 60)))
    found = compared(before, after)
    for amounts in (found.finance, found.axes[0].finance):
        assert numbers(line("Dotazione finanziaria", amounts)) == ["100", "100", "0", "0"]
        assert numbers(line("Programmato", amounts)) == ["80", "60", "-20", "-0.25"]
    assert line("Programmato", found.axes[0].finance).difference.cells == figure(0, row=5).cells


def test_an_unknown_figure_is_not_a_zero() -> None:
    """What one edition does not know has no difference, and what was zero has no percentage."""
    before, after = of_year(2019, axis(finance=finance(0, None))), of_year(2020, axis(finance=finance(7, 9)))
    amounts = compared(before, after).axes[0].finance
    assert numbers(line("Dotazione finanziaria", amounts)) == ["0", "7", "7", None]
    assert numbers(line("Programmato", amounts)) == [None, "9", None, None]
    assert line("Programmato", amounts).is_changed
    assert not line("Impegni", amounts).is_changed


def test_percentages_differ_by_points() -> None:
    """From 57% to 60% are 3 points; nobody is told that these are 5% more."""
    shares = [indicator("Occupati", share, unit=Unit.PERCENT) for share in ("0.57", "0.60")]
    found = compared(*(of_year(2019 + n, axis(indicators=(one,))) for n, one in enumerate(shares)))
    (value,) = found.axes[0].indicators[0].lines
    assert numbers(value) == ["0.57", "0.6", "0.03", None]
    assert "| 57% | 60% | +3 punti | –" in "\n".join(lines(document(found)))


def test_figures_in_other_units_are_not_subtracted() -> None:
    """An indicator counted in heads last year and in percent now keeps both values, each in its unit."""
    one, other = indicator("Occupati", 57), indicator("Occupati", "0.6", unit=Unit.PERCENT)
    found = compared(of_year(2019, axis(indicators=(one,))), of_year(2020, axis(indicators=(other,))))
    row = found.axes[0].indicators[0]
    assert numbers(row.lines[0]) == ["57", "0.6", None, None]
    assert [(fact.item, fact.before, fact.after) for fact in row.facts] == [("Unità", "Numero", "Percentuale")]
    assert "| 57 | 60% | – | –" in "\n".join(lines(document(found)))


def test_participants_are_compared_only_where_they_are_counted() -> None:
    """A fund without participants has no lines of them; groups that nobody collects are left out."""
    assert compared(of_year(2019, assistance()), of_year(2020, assistance())).participants == ()
    found = compared(of_year(2019, axis(participants=people(1, 2))), of_year(2020, axis(participants=people(1, 4))))
    assert [one.item for one in found.participants] == ["Maschi", "Femmine", "Totale"]
    assert numbers(found.participants[-1]) == ["3", "5", "2", "0.6666666666666666666666666667"]


# ── restated figures ─────────────────────────────────────────────────────────


def test_what_the_next_edition_says_of_the_year_before_is_set_against_what_was_said() -> None:
    """Amounts, participants, indicators and the target that was announced; an empty cell states nothing."""
    before = of_year(
        2019,
        axis(finance=finance(100, 80, 60), participants=people(5, 6), indicators=(indicator(value=10),)),
        n3_target_next=50,
    )
    after = of_year(
        2020,
        axis(
            finance_previous=finance(100, 81, None),
            participants_previous=people(5, 7),
            indicators=(indicator(value=12, previous=figure(11)),),
        ),
        n3_target=51,
    )
    said = {one.code: numbers(one)[:2] for one in compared(before, after).restated}
    assert said == {"P12": ["50", "51"], "I.F2": ["80", "81"], "I.D2": ["6", "7"], "I.K01": ["10", "11"]}


def test_a_correction_restates_what_both_editions_say_of_the_year_before() -> None:
    """Of one year, `Anno precedente` is set against `Anno precedente`; of distant years nothing is."""
    one, other = (axis(finance_previous=finance(amount)) for amount in (90, 91))
    assert [numbers(line)[:2] for line in compared(of_year(2019, one), of_year(2019, other)).restated] == [["90", "91"]]
    assert compared(of_year(2017, one), of_year(2019, other)).restated == ()


# ── rows and axes ────────────────────────────────────────────────────────────


def test_rows_are_matched_by_code_and_by_title_where_codes_moved() -> None:
    """A row that moved is the same; a new thing under an old code is not what stood there before."""
    before = (
        initiative("Dote lavoro", code="I.N01"),
        initiative("Nidi gratis", code="I.N02"),
        initiative("Scuola aperta", code="I.N03"),
        initiative("Bando imprese", code="I.N04"),
    )
    after = (
        initiative("Dote lavoro", code="I.N01"),
        initiative("Sportello digitale", code="I.N02"),
        initiative("Scuola aperta a tutti", code="I.N03"),
        initiative("Nidi gratis", code="I.N05"),
    )
    found = compared(of_year(2019, axis(initiatives=before)), of_year(2020, axis(initiatives=after)))
    rows = found.axes[0].initiatives
    assert [(row.code, row.status.value) for row in rows] == [
        ("I.N01", "same"), ("I.N02", "added"), ("I.N03", "changed"), ("I.N05", "changed"), ("I.N04", "gone"),
    ]  # fmt: skip
    moved = rows[3].facts
    assert [(fact.item, fact.before, fact.after) for fact in moved] == [("Codice", "I.N02", "I.N05")]


def test_two_rows_of_one_title_are_told_apart_by_their_codes() -> None:
    """A title that stands twice names nothing."""
    twice = tuple(initiative("Bando", code=f"I.N0{n}", paid=n) for n in (1, 2))
    found = compared(of_year(2019, axis(initiatives=twice)), of_year(2020, axis(initiatives=twice[::-1])))
    assert set(statuses(found.axes[0].initiatives).values()) == {"same"}


def test_what_changes_in_a_row_is_told_column_by_column() -> None:
    """Its state as a fact, its amounts as figures, its description word by word."""
    one = initiative("Nidi gratis", "per le famiglie", InitiativeState.ONGOING, paid=10)
    other = initiative("Nidi gratis", "per tutte le famiglie", InitiativeState.COMPLETED, paid=15, projects=3)
    found = compared(of_year(2019, axis(initiatives=(one,))), of_year(2020, axis(initiatives=(other,))))
    (row,) = found.axes[0].initiatives
    assert [(fact.item, fact.before, fact.after) for fact in row.facts] == [("Stato", "In corso", "Realizzata")]
    assert {one.item: numbers(one)[:2] for one in row.lines} == {"N. progetti": [None, "3"], "Pagato": ["10", "15"]}
    assert [piece.added for piece in row.words] == ["", "tutte", ""]


def test_axes_come_go_and_change_their_labels() -> None:
    """An axis is known by its label, or by its name where the label moved; its rows then keep their codes' numbers."""
    before = of_year(2019, axis("I", name="Lavoro", initiatives=(initiative(),)), axis("II", name="Scuola"))
    renamed = axis("1", name="Lavoro", initiatives=(initiative(code="1.N01"),))
    found = compared(before, of_year(2020, renamed, axis("3", name="Salute")))
    assert [(pair.axis.label, pair.status) for pair in found.axes] == [
        ("1", Status.SAME), ("3", Status.ADDED), ("II", Status.GONE),
    ]  # fmt: skip
    assert [(fact.item, fact.before, fact.after) for fact in found.axes[0].facts] == [("Asse", "I", "1")]
    assert statuses(found.axes[0].initiatives) == {"1.N01": "same"}
    text = "\n".join(lines(document(found)))
    assert "Nell’edizione 2019 non c’è." in text
    assert "Nell’edizione 2020 non c’è." in text
    assert "| – | 100.000.000,00 € | – | –" in text


def test_equal_editions_do_not_differ() -> None:
    """Nothing is made up: an edition against itself changes nothing, and says so."""
    one = of_year(2019, axis(initiatives=(initiative(),), texts=(narrative(TextSection.NOTES, "Una nota."),)))
    found = compared(one, one)
    assert not found.is_changed
    assert not any(pair.is_changed for pair in found.axes)
    assert "Fra le due edizioni non c’è nessuna differenza." in lines(document(found))


@pytest.mark.parametrize(
    "change",
    [
        {"authority": "Altra Regione"},
        {"n3_target": 5},
    ],
)
def test_any_change_is_a_change(change: dict[str, object]) -> None:
    """Facts and figures of the programme count too."""
    assert compared(of_year(2019), of_year(2019, **change)).is_changed


# ── words ────────────────────────────────────────────────────────────────────


def marked(before: str, after: str) -> str:
    """The difference in one line: -taken away-, +added+."""
    return "".join(
        (piece.kept or f"{f'-{piece.removed}-' * bool(piece.removed)}{f'+{piece.added}+' * bool(piece.added)}")
        + piece.space
        for piece in word_diff(before, after)
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("uno due", "uno due", ""),
        ("uno  due", "uno due", ""),
        ("Sono 177,9 Mln€ in tutto.", "Sono 201,4 Mln€ in tutto.", "Sono -177,9-+201,4+ Mln€ in tutto."),
        ("pari a {Impegni %}", "pari a {Pagamenti %}", "pari a -{Impegni %}-+{Pagamenti %}+"),
        ("l’asse cresce ancora di molto", "l’asse cresce di molto", "l’asse cresce -ancora- di molto"),
        ("a b c d e f", "x b y d e f", "-a b c-+x b y+ d e f"),
        ("", "nuovo", "+nuovo+"),
        ("primo\nsecondo", "primo secondo", "-primo-+primo+ secondo"),
    ],
)
def test_words_are_kept_taken_away_or_added(before: str, after: str, expected: str) -> None:
    """Numbers and placeholders are single words; spaces count for nothing, line ends do."""
    assert marked(before, after) == expected


def test_what_is_far_from_a_change_is_left_out() -> None:
    """Of a long text stay the words around each change."""
    long = " ".join(f"parola{n}" for n in range(200))
    pieces = word_diff(long, long.replace("parola100", "altra"))
    shown = " ".join(piece.kept for piece in pieces)
    assert shown.count(ELLIPSIS) == 2
    assert len(shown.split()) < 40


def test_a_text_of_one_word_over_and_over_takes_no_time() -> None:
    """The longest text that a cell holds, with the words that make a search for what matches slowest."""
    start = perf_counter()
    pieces = word_diff("di " * 10_000, "di da " * 5_000)
    assert pieces
    assert perf_counter() - start < 5


def test_a_long_name_is_known_by_its_words() -> None:
    """The name of an indicator that fills three lines, with a word put right, is the same indicator."""
    long = "partecipanti che hanno un lavoro entro i sei mesi successivi alla fine della partecipazione " * 3
    one, other = (indicator(name) for name in (long, long.replace("sei", "dodici", 1)))
    found = compared(of_year(2019, axis(indicators=(one,))), of_year(2020, axis(indicators=(other,))))
    assert statuses(found.axes[0].indicators) == {"I.K01": "changed"}


WORDS_TO_MIX = st.lists(st.sampled_from(["uno", "due", "tre", "1,5%", "{P01}", ",", "\n"]), max_size=30)


@given(WORDS_TO_MIX, WORDS_TO_MIX)
def test_both_texts_can_be_read_from_their_difference(before: list[str], after: list[str]) -> None:
    """What was kept and taken away is the one text, what was kept and added is the other."""
    one, other = " ".join(before), " ".join(after)
    pieces = word_diff(one, other)
    if pieces and not any(ELLIPSIS in piece.kept for piece in pieces):
        assert " ".join(f"{p.kept} {p.removed}" for p in pieces).split() == one.split()
        assert " ".join(f"{p.kept} {p.added}" for p in pieces).split() == other.split()
    elif not pieces:
        assert one.split() == other.split()


# ── documents ────────────────────────────────────────────────────────────────


def test_the_words_of_a_change_say_what_they_are() -> None:
    """Whoever listens hears what was taken away and what was added; nothing depends on type or colour."""
    one, other = (narrative(TextSection.STRATEGY, f"Sono impegnati {n} milioni.") for n in ("dieci", "venti"))
    found = compared(of_year(2019, axis(texts=(one,))), of_year(2020, axis(texts=(other,))))
    assert any("Sono impegnati [tolto: dieci; aggiunto: venti] milioni." in line for line in lines(document(found)))


def test_the_years_are_drawn_beside_one_another() -> None:
    """The chart has a row for each amount and a bar for each edition."""
    found = document(compared(of_year(2019), of_year(2020)))
    (chart,) = (block for block in walk(found.blocks) if isinstance(block, Chart))
    assert chart.kind is ChartKind.PAIRED
    assert len(chart.table.body) == 5
    assert chart.table.width == 3


def test_a_correction_tells_only_what_changes() -> None:
    """Of one year, what stays is not repeated; year on year every figure stands."""
    one = axis(finance=finance(100 * MILLION, 80 * MILLION))
    other = axis(finance=finance(100 * MILLION, 70 * MILLION))
    correction = lines(document(compared(of_year(2019, one), of_year(2019, other))))
    yearly = lines(document(compared(of_year(2019, one), of_year(2020, other))))
    rows = [line for line in correction if line.startswith(("Dotazione finanziaria |", "Programmato |"))]
    assert [row.count("|") for row in rows if row.startswith("Dotazione")] == [2]  # in the chart alone
    assert sum(line.startswith("Dotazione finanziaria |") for line in yearly) == 3
    assert "Programmato | 80.000.000,00 € | 70.000.000,00 € | −10.000.000,00 € | −12,50%" in correction


def test_what_is_typed_is_text_and_nothing_else() -> None:
    """Markup and placeholders in titles and texts are printed as they were typed."""
    one = narrative(TextSection.NOTES, "prima")
    other = narrative(TextSection.NOTES, "<b>dopo</b> {Impegni} & {{ 7 * 7 }}")
    added = initiative("<script>alert(1)</script>")
    found = compared(of_year(2019, axis(texts=(one,))), of_year(2020, axis(texts=(other,), initiatives=(added,))))
    text = "\n".join(lines(document(found)))
    assert "<b>dopo</b> {Impegni} & {{ 7 * 7 }}" in text
    assert "<script>alert(1)</script>" in text


SHAPES: dict[str, tuple[tuple[PriorityAxis, ...], tuple[PriorityAxis, ...]]] = {
    "one axis": ((axis(),), (axis(),)),
    "no participants": ((axis(participants=None),), (axis(participants=None), assistance())),
    "thirty axes": (
        tuple(axis(f"A.{n}", name=f"Misura {n}") for n in range(1, 31)),
        tuple(axis(f"B.{n}", name=f"Misura {n}") for n in range(3, 33)),
    ),
    "nothing known": ((axis(finance=finance(), participants=people()),), (axis(finance=finance(), participants=None),)),
    "everything moves": (
        (axis(initiatives=(initiative("Uno"),), indicators=(indicator("A"),)), axis("II", name="Scuola")),
        (
            axis(
                initiatives=(initiative("Un’altra cosa", "nuova\n- a capo", code="I.N02", paid=7),),
                indicators=(indicator("Zeta", code="I.K09"),),
                texts=(narrative(TextSection.NOTES, "Prima riga.\n\nSeconda riga."),),
            ),
        ),
    ),
}


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("years", [(2019, 2020), (2019, 2019)], ids=["yearly", "correction"])
def test_every_format_says_the_same_of_any_two_editions(name: str, years: tuple[int, int], theme: Theme) -> None:
    """One axis or thirty, with and without participants; the text says every word of it too."""
    before, after = (of_year(year, *axes) for year, axes in zip(years, SHAPES[name], strict=True))
    whole = document(compared(before, after))
    said = assert_same(written(whole, theme))
    text = " ".join(write_text(whole, theme.words).split())
    for block in said.blocks:
        if "Indice" not in block and "Unione europea" not in block:
            assert all(word in text for word in block.split()), block


# ── the command ──────────────────────────────────────────────────────────────


def next_year(book: Workbook) -> None:
    """The workbook of 2020: commitments grow, a figure of 2019 is restated, an initiative is new."""
    at(book["Finanza"], "I.F3", "Anno").value = 70_000_000
    at(book["Finanza"], "I.F3", "Anno precedente").value = 60_500_001
    for row, cells in {"I.N03": {"Stato": "Avviata nell'anno", "Titolo": "Sportello digitale"}}.items():
        for header, value in cells.items():
            at(book["Iniziative"], row, header).value = value


def emptied(book: Workbook) -> None:
    """A workbook that blocks: the amounts of its first axis are lacking."""
    for number in range(1, 6):
        at(book["Finanza"], f"I.F{number}", "Anno").value = None


@pytest.fixture
def editions(tmp_path: Path) -> tuple[Path, Path]:
    """Workbooks of 2019 and 2020."""
    first = make_workbook(tmp_path)
    return first, make_workbook(tmp_path, name="raa-2020.xlsx", year=2020, edit=next_year)


def test_the_command_prints_the_comparison(editions: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """On the screen, the earlier year first whatever the order of the words."""
    assert main(["compare", str(editions[1]), str(editions[0])]) == 0
    out = capsys.readouterr().out
    assert "Confronto fra le edizioni 2019 e 2020" in out
    assert "60.500.000,00 €" in out
    assert "+9.500.000,00 €" in out
    assert "I.F3 Asse I, Impegni" in out
    assert "Sportello digitale" in out


def test_the_command_writes_documents(editions: tuple[Path, Path], tmp_path: Path) -> None:
    """Where it is told to, named after both editions; the same editions give the same bytes."""
    words = ["compare", *map(str, editions), "--format", "docx,pdf,html", "-o"]
    assert main([*words, str(tmp_path / "a")]) == 0
    assert main([*words, str(tmp_path / "b")]) == 0
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == [f"confronto-raa-2019-2020.{suffix}" for suffix in ("docx", "html", "pdf")]
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in names)


def test_the_command_speaks_to_programs(editions: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """Exact numbers as texts, each with its cells; keys that stay."""
    assert main(["compare", *map(str, editions), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [edition["name"] for edition in said["editions"]] == ["2019", "2020"]
    commitments = next(one for one in said["axes"][0]["figures"] if one["code"] == "I.F3")
    assert Decimal(commitments["difference"]) == 9_500_000
    assert commitments["cells"] == [["Finanza!E6"], ["Finanza!E6"]]
    assert [one["code"] for one in said["restated"] if one["code"].startswith("I.")] == [
        "I.F1", "I.F2", "I.F3", "I.F4", "I.F5",
    ]  # fmt: skip
    assert said["files"] == []


def test_the_programs_form_holds_every_difference() -> None:
    """What the comparison knows, its JSON says."""
    one, other = (narrative(TextSection.NOTES, words) for words in ("una nota", "una nota lunga"))
    found = compared(
        of_year(2019, axis(texts=(one,))), of_year(2020, axis("I", texts=(other,)), axis("II", name="Due"))
    )
    said = as_json(found)
    json.dumps(said)
    axes = said["axes"]
    assert [pair["status"] for pair in axes] == ["same", "added"]
    assert axes[0]["texts"][0]["words"][-1] == {"added": "lunga"}
    assert len(axes[0]["figures"]) == len(found.axes[0].lines)


def test_files_of_one_year_are_called_by_their_names(
    editions: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A correction that is not archived yet is told from what it corrects by the name of its file."""
    corrected = make_workbook(tmp_path, name="raa-2019-corretto.xlsx", edit=next_year)
    assert main(["compare", str(editions[0]), str(corrected)]) == 0
    assert "Confronto fra le edizioni raa-2019 e raa-2019-corretto" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("{0}", "{0}"), 2, "sono la stessa edizione"),
        (("{0}", "{1}", "--format", "odt"), 2, "«odt» non è un formato"),
        (("{0}", "nessuno.xlsx"), 4, "nessuno.xlsx"),
        (("{0}", "{0}.vuoto.xlsx"), 3, "errori impediscono"),
        (("{0}", "{1}", "--format", "html", "-o", "{0}"), 4, "non si può scrivere"),
        (("2018", "{0}", "--archive", "{0}.archivio"), 2, "2018"),
    ],
    ids=["itself", "format", "missing", "blocked", "folder", "not archived"],
)
def test_what_goes_wrong_is_said(
    editions: tuple[Path, Path], capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, said: str
) -> None:
    """Each mistake has its exit code and its words, and nothing is written."""
    first, second = editions
    make_workbook(first.parent, name=f"{first.name}.vuoto.xlsx", year=2018, edit=emptied)
    with_names = [word.format(first, second) for word in words]
    try:
        found = main(["compare", *with_names])
    except SystemExit as exit_:
        found = exit_.code
    captured = capsys.readouterr()
    assert found == code
    assert said in captured.err
    assert "difetto del programma" not in captured.err


def test_many_figures_are_kept_exactly() -> None:
    """Sums of cents stay sums of cents."""
    axes = [axis(str(n), name=f"N{n}", finance=finance("0.10", "0.20")) for n in range(1, 11)]
    more = [replace(one, finance=finance("0.20", "0.20")) for one in axes]
    found = compared(of_year(2019, *axes), of_year(2020, *more))
    assert numbers(line("Dotazione finanziaria", found.finance)) == ["1", "2", "1", "1"]
