# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""New workbooks from others: the next year's, and one axis manager's copy; in the program and at the keyboard."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from workbooks import INITIATIVES, at, fill, make_workbook

from raa_builder import pipeline
from raa_builder.cli import main
from raa_builder.errors import ExitCode, UsageError
from raa_builder.workbook import layout
from raa_builder.workbook.axes import AxisSpec, axis_named, file_label
from raa_builder.workbook.canonical import Place
from raa_builder.workbook.carry import next_year, of_axis, texts_naming
from raa_builder.workbook.contents import Contents, read_contents

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

NEXT = 2020


def annotated(book: Workbook) -> None:
    """A note on every row of a figure, a waiver, a deadline, and an indicator with the year before."""
    fill(book["Finanza"], "I.F1", {"Nota": "dedotto dal testo"})
    fill(book["Iniziative"], "I.N01", {"Nota": "sentire l'ufficio"})
    fill(book["Indicatori"], "I.K01", {"Anno precedente": 100_000})
    fill(book["Deroghe"], "D01", {"Regola": "RAA304", "Cella": "II.D1/Anno", "Motivo": "verificato"})
    fill(book["Programma"], "P17", {"Valore": date(NEXT, 6, 30)})
    fill(book["Programma"], "P19", {"Valore": date(NEXT, 3, 31)})
    fill(book["Programma"], "P14", {"Valore": 1_000_000})


@pytest.fixture
def last(tmp_path: Path) -> Contents:
    """Last year's contents."""
    return read_contents(make_workbook(tmp_path, edit=annotated))


def value(contents: Any, sheet: str, code: str, column: str) -> Any:
    """A value, or `None`."""
    return contents.get(Place(sheet, code, column))


# ── the next year ────────────────────────────────────────────────────────────


def test_figures_become_those_of_the_year_before(last: Contents):
    """Amounts, participants and the values of indicators; what stood there before goes."""
    carried = next_year(last.typed, NEXT)
    for sheet, column in (("finance", "current"), ("participants", "current"), ("indicators", "value")):
        before = {place.code: it for place, it in last.typed.items() if place.sheet == sheet and place.column == column}
        after = {place.code: it for place, it in carried.items() if place.sheet == sheet and place.column == "previous"}
        assert before
        assert before.items() <= after.items()
        assert not [place for place in carried if place.sheet == sheet and place.column == column]


def test_certified_expenditure_is_carried_where_it_was_taken_from(last: Contents):
    """An indicator of certified expenditure left empty has the value of `F5`, and so has its year before."""
    assert value(last.typed, "indicators", "I.K02", "value") is None
    carried = next_year(last.typed, NEXT)
    assert value(carried, "indicators", "I.K02", "previous") == value(last.typed, "finance", "I.F5", "current")


def test_targets_stay(last: Contents):
    """A target is of the programme, not of the year."""
    carried = next_year(last.typed, NEXT)
    assert value(carried, "indicators", "I.K01", "target") == 232_977
    assert value(carried, "indicators", "I.K01", "target_year") == 2023


def test_the_programme_moves_on_by_a_year(last: Contents):
    """Its words stay; year and date move; next year's target is this year's; dates of the old report go."""
    carried = {place.code: it for place, it in next_year(last.typed, NEXT).items() if place.sheet == "programme"}
    assert (carried["P02"], carried["P11"], carried["P15"]) == ("POR FSE 2014-2020", "Arrotondati", "Sì")
    assert (carried["P07"], carried["P08"]) == (NEXT, date(NEXT, 12, 31))
    assert carried["P12"] == last.typed[Place("programme", "P13", "value")]
    assert not {"P13", "P14", "P17", "P19"} & carried.keys()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (date(2020, 2, 29), date(2021, 2, 28)),
        (date(2020, 3, 31), date(2021, 3, 31)),
        ("31 dicembre 2019", date(2020, 12, 31)),
        ("fine anno", None),
        (Decimal(43_830), None),
    ],
)
def test_the_reference_date_moves_by_a_year(before: Any, after: date | None):
    """The like date of the next year; one that can't be read is asked for again."""
    place = Place("programme", "P08", "value")
    assert next_year({place: before}, NEXT).get(place) == after


def test_initiatives_keep_their_words_and_lose_their_amounts(last: Contents):
    """There is no column for the year before: last year's amount would look as if somebody had typed it."""
    carried = next_year(last.typed, NEXT)
    first, second = INITIATIVES
    assert value(carried, "initiatives", "I.N01", "title") == first["Titolo"]
    assert value(carried, "initiatives", "I.N01", "description") == first["Descrizione"]
    assert value(carried, "initiatives", "II.N02", "state") == second["Stato"]
    kept = {place.column for place in carried if place.sheet == "initiatives"}
    assert kept == {"state", "title", "description"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Avviata nell'anno", "In corso"),
        ("AVVIATA NELL’ANNO", "In corso"),
        ("Conclusa nell'anno", "Realizzata"),
        ("Programmata", "Programmata"),
        ("boh", "boh"),
    ],
)
def test_a_state_of_the_year_is_another_one_a_year_later(before: str, after: str):
    """What began last year is under way; the text after its list follows it."""
    values = {Place("initiatives", "I.N01", "state"): before, Place("texts", "I.T01", "after"): before}
    carried = next_year(values, NEXT)
    assert value(carried, "initiatives", "I.N01", "state") == value(carried, "texts", "I.T01", "after") == after


def test_texts_and_axes_are_carried_and_notes_and_waivers_are_not(last: Contents):
    """Notes speak of the old figures, waivers of old findings."""
    carried = next_year(last.typed, NEXT)
    for sheet in ("texts", "axes"):
        whole = {place: it for place, it in last.typed.items() if place.sheet == sheet}
        assert whole
        assert whole.items() <= carried.items()
    assert not [place for place in carried if place.column == "note" or place.sheet == "waivers"]
    assert [place for place in last.typed if place.column == "note"]


def test_texts_that_name_the_old_year_are_pointed_out():
    """As a word: 2019, but not 12019."""
    values = {
        Place("texts", "P.T01", "text"): "Nel corso del 2019 è stata approvata",
        Place("initiatives", "I.N01", "title"): "Bando 2019/2020",
        Place("initiatives", "I.N02", "note"): "2019",
        Place("texts", "I.T02", "text"): "sono 12019 persone",
        Place("axes", "I", "name"): "2019",
    }
    assert texts_naming(values, 2019) == ("P.T01", "I.N01")


def test_every_column_is_either_carried_or_left_for_a_reason():
    """A column added to the layout is asked for here: the old value must neither stay nor go by chance."""
    left = {
        ("finance", "previous"), ("participants", "previous"), ("indicators", "previous"),
        *(("initiatives", column) for column in ("projects", "programmed", "committed", "paid")),
    }  # fmt: skip
    for sheet in layout.SHEETS:
        if sheet not in {layout.PROGRAMME, layout.WAIVERS}:
            for column in sheet.columns:
                if column.is_input and column.kind is not layout.Kind.AXIS and column.key != "note":
                    place = Place(sheet.key, "I" if sheet is layout.AXES else "I.F1", column.key)
                    assert ("x" in next_year({place: "x"}, NEXT).values()) != ((sheet.key, column.key) in left), place


# ── one axis's copy ──────────────────────────────────────────────────────────


def test_a_copy_holds_the_rows_of_its_axis_and_those_of_none(last: Contents):
    """The programme and its texts must agree among the copies, so each has them."""
    copy = of_axis(last.typed, "II")
    assert {layout.split_code(place.code)[0] for place in copy if place.sheet == "finance"} == {"II"}
    assert {place.code for place in copy if place.sheet == "axes"} == {"II"}
    for sheet in ("programme", "waivers"):
        assert {place for place in last.typed if place.sheet == sheet} <= copy.keys()
    assert Place("texts", "P.T01", "text") in copy


def test_copies_make_up_the_whole(tmp_path: Path):
    """Nothing of the base is missing from all copies, and each knows its axis, the others and the base."""
    source = make_workbook(tmp_path, edit=annotated)
    whole = read_contents(source)
    together: dict[Place, Any] = {}
    for axis in whole.axes:
        issued = pipeline.new_from(2019, source, tmp_path / f"{axis.label}.xlsx", only=axis.label)
        copy = read_contents(issued.path)
        assert (copy.axis, copy.base, copy.axes) == (axis.label, whole.fingerprint, (axis,))
        assert load_workbook(issued.path)["_meta"]["B4"].value == "I,II,V"
        together |= copy.typed
    assert together == whole.typed


def test_a_copy_of_a_blank_workbook_knows_the_blank_one(tmp_path: Path):
    """Whether the base was issued before or not, the copy's fingerprint is the base's."""
    base = read_contents(pipeline.new(2021, "I,II,V:AT", tmp_path / "base.xlsx"))
    copy = read_contents(pipeline.new(2021, "I,II,V:AT", tmp_path / "copy.xlsx", only="V"))
    assert (copy.base, copy.axis) == (base.fingerprint, "V")
    carried = pipeline.new_from(NEXT, make_workbook(tmp_path), tmp_path / "next.xlsx").path
    of_next = pipeline.new_from(NEXT, make_workbook(tmp_path), tmp_path / "next-i.xlsx", only="I").path
    assert read_contents(of_next).base == read_contents(carried).fingerprint


def test_the_same_year_is_copied_as_it_is(tmp_path: Path):
    """Wrong values too, which are their manager's to mend; notes and waivers with them."""

    def spoil(book: Workbook) -> None:
        annotated(book)
        fill(book["Finanza"], "I.F2", {"Anno": "circa mille"})
        fill(book["Assi"], "I", {"Tipo": None})

    source = make_workbook(tmp_path, edit=spoil)
    carried = pipeline.new_from(2019, source, tmp_path / "copia.xlsx")
    assert read_contents(carried.path).typed == read_contents(source).typed
    assert carried.to_revise == ()


# ── names ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["Priorità 2", "priorità  2", " PRIORITÀ 2 "])
def test_an_axis_is_found_by_its_label(name: str):
    """In any case and spacing."""
    assert axis_named(name, (AxisSpec("I"), AxisSpec("Priorità 2"))) == AxisSpec("Priorità 2")


def test_an_axis_is_found_by_its_name():
    """As people say it: "Asse II"."""
    assert axis_named("asse ii", (AxisSpec("I"), AxisSpec("II"))) == AxisSpec("II")


def test_an_axis_that_is_not_there_is_refused_with_the_nearest():
    """And with those that there are."""
    with pytest.raises(UsageError) as error:
        axis_named("Priorita 3", (AxisSpec("I"), AxisSpec("Priorità 2")))
    assert 'Forse --only "Priorità 2"? Gli assi sono: I, Priorità 2.' in error.value.remedy


@pytest.mark.parametrize(
    ("label", "part"),
    [("II", "II"), ("Priorità 2", "Priorita-2"), ("A.1", "A.1"), ("<b>|?", "b"), ("=", "1"), ("..", "1"), ("第", "1")],
)
def test_labels_are_safe_in_file_names(label: str, part: str):
    """Letters, digits, hyphens and dots within: nothing that a system, a mail or a zip stumbles over."""
    assert file_label(AxisSpec(label), [AxisSpec(label), AxisSpec("X")]) == part


# ── at the keyboard ──────────────────────────────────────────────────────────


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs a command in a folder of its own, with last year's workbook in `input/`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "input").mkdir()
    make_workbook(tmp_path / "input")

    def command(*words: str) -> tuple[int, str, str]:
        try:
            code = main(words)
        except SystemExit as exit_:
            code = int(exit_.code or 0)
        captured = capsys.readouterr()
        assert "difetto" not in captured.err
        return code, captured.out.strip(), captured.err

    return command


def test_the_next_years_workbook_is_written_into_input(run: Any, tmp_path: Path):
    """Only its path goes to the output; it is read back as an edition that waits to be filled in."""
    code, out, _ = run("new", "2020", "--from", "input/raa-2019.xlsx")
    assert (code, out) == (ExitCode.DONE, "input/raa-2020.xlsx")
    checked = pipeline.check(tmp_path / out)
    assert checked.report is not None
    assert checked.report.programme.year == NEXT
    assert checked.report.finance_previous.commitments is not None
    assert {finding.code for finding in checked.findings if finding.severity.blocks} == {"RAA201"}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["2019", "--from", "input/raa-2019.xlsx", "--only", "II"], "input/raa-2019-II.xlsx"),
        (["2020", "--from", "input/raa-2019.xlsx", "--only", "asse v"], "input/raa-2020-V.xlsx"),
        (["2021", "--axes", "I,Priorità 2", "--only", "Priorità 2"], "input/raa-2021-Priorita-2.xlsx"),
    ],
)
def test_copies_have_a_name_of_their_own(run: Any, tmp_path: Path, words: list[str], name: str):
    """Year and axis; `check` finds nothing wrong with their structure."""
    code, out, _ = run("new", *words)
    assert (code, out) == (ExitCode.DONE, name)
    structure = [finding.code for finding in pipeline.check(tmp_path / name).findings if finding.code < "RAA2"]
    assert structure == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2020"], "--axes I,II,III:AT, oppure raa-builder new 2020 --from input/raa-2019.xlsx"),
        (["2020", "--only", "I"], "Servono gli assi"),
        (["2020", "--axes", "I", "--from", "input/raa-2019.xlsx"], "non va insieme a --axes"),
        (["2021", "--from", "input/raa-2019.xlsx"], "ne può nascere il foglio del 2020, non quello del 2021"),
        (["2018", "--from", "input/raa-2019.xlsx"], "Indicare il foglio di lavoro del 2017"),
        (["2019", "--from", "input/raa-2019.xlsx", "--only", "VI"], "Forse --only V?"),
        (["2019", "--from", "input/raa-2019.xlsx", "--force"], "è il foglio di lavoro di partenza"),
        (["2019", "--from", "input/raa-2019.xlsx", "--force", "-o", "input/../input/raa-2019.xlsx"], "di partenza"),
    ],
)
def test_wrong_words_cost_exit_code_2(run: Any, tmp_path: Path, words: list[str], said: str):
    """With what to write instead, and nothing is written."""
    before = (tmp_path / "input" / "raa-2019.xlsx").read_bytes()
    code, out, err = run("new", *words)
    assert (code, out) == (ExitCode.USAGE, "")
    assert said in err
    assert [path.read_bytes() for path in (tmp_path / "input").iterdir()] == [before]


def test_a_copy_of_one_axis_is_nobodys_base(run: Any):
    """The other axes would be lost in silence."""
    run("new", "2019", "--from", "input/raa-2019.xlsx", "--only", "II")
    code, _, err = run("new", "2020", "--from", "input/raa-2019-II.xlsx")
    assert code == ExitCode.USAGE
    assert "è la copia del solo asse II" in err


def test_what_would_be_lost_costs_exit_code_3_and_is_named(run: Any, tmp_path: Path):
    """A formula that nobody computed: with its cell and what to do; nothing is written."""
    path = make_workbook(tmp_path, edit=lambda book: fill(book["Finanza"], "I.F1", {"Anno": "=1+1"}), name="x.xlsx")
    code, out, err = run("new", "2020", "--from", str(path))
    assert (code, out) == (ExitCode.FINDINGS, "")
    assert "errore RAA210  Finanza!E4" in err
    assert "il nuovo foglio di lavoro non si scrive" in err
    assert not (tmp_path / "input" / "raa-2020.xlsx").exists()


def test_a_workbook_without_a_year_costs_exit_code_3(run: Any, tmp_path: Path):
    """Nobody can tell whether to move the figures."""

    def forget(book: Workbook) -> None:
        fill(book["Programma"], "P07", {"Valore": None})
        book.remove(book["_meta"])

    path = make_workbook(tmp_path, edit=forget, name="x.xlsx")
    code, _, err = run("new", "2020", "--from", str(path))
    assert code == ExitCode.FINDINGS
    assert "manca l'anno di riferimento" in err
    assert "P07" in err


def test_what_deserves_attention_is_said_and_does_not_stop(run: Any, tmp_path: Path):
    """Texts that name the old year, hidden rows, cells beside the tables."""

    def edit(book: Workbook) -> None:
        fill(book["Testi"], "I.T01", {"Testo": "Nel 2019 sono stati"})
        book["Finanza"].row_dimensions[at(book["Finanza"], "I.F1", "Anno").row].hidden = True
        book["Finanza"]["N6"] = "mio"

    path = make_workbook(tmp_path, edit=edit, name="x.xlsx")
    code, out, err = run("new", "2020", "--from", str(path))
    assert (code, out) == (ExitCode.DONE, "input/raa-2020.xlsx")
    assert "avviso RAA113  Finanza!4" in err
    assert "RAA119  Finanza!N6" in err
    assert "Nominano il 2019, e sono da rivedere: I.T01." in err


def test_an_existing_file_is_kept_unless_forced(run: Any, tmp_path: Path):
    """As with a blank workbook: exit code 4."""
    target = tmp_path / "input" / "raa-2020.xlsx"
    target.write_bytes(b"mio")
    assert run("new", "2020", "--from", "input/raa-2019.xlsx")[0] == ExitCode.FILE
    assert target.read_bytes() == b"mio"
    assert run("new", "2020", "--from", "input/raa-2019.xlsx", "--force")[0] == ExitCode.DONE
    assert read_contents(target).year == NEXT


def test_a_source_that_is_no_workbook_costs_exit_code_4(run: Any):
    """It is named, with what to do."""
    code, _, err = run("new", "2020", "--from", "input/manca.xlsx")
    assert code == ExitCode.FILE
    assert "input/manca.xlsx non esiste" in err
