# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people typed in a workbook, by place, and writing it into another one."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment
from workbooks import at, fill, make_workbook

from raa_builder.cells import Cell
from raa_builder.cli import main
from raa_builder.errors import ExitCode
from raa_builder.model import AxisKind
from raa_builder.workbook import layout
from raa_builder.workbook.axes import AxisSpec, parse_axes
from raa_builder.workbook.blank import blank_workbook, issued
from raa_builder.workbook.canonical import CELL_MAX, Place, canonical, fingerprint
from raa_builder.workbook.contents import Contents, input_columns, read_contents
from raa_builder.workbook.reader import read_workbook
from raa_builder.workbook.tables.dirt import cleaned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from raa_builder.workbook.canonical import Value

AXES = (AxisSpec("I"), AxisSpec("A.1"), AxisSpec("Priorità 2", AxisKind.TECHNICAL_ASSISTANCE))


def contents_of(folder: Path, edit: Callable[[Workbook], object] | None = None, **options: Any) -> Contents:
    """What the made-up workbook holds after an edit."""
    return read_contents(make_workbook(folder, edit=edit, **options))


def codes(contents: Contents) -> list[tuple[str, str]]:
    """The findings: code and cell."""
    return [(finding.code, str(finding.cell)) for finding in contents.findings]


# ── reading ──────────────────────────────────────────────────────────────────


def test_the_edition_is_read_by_place(edition: Path):
    """Each filled cell stands under its sheet, code and column, with its value as typed and the cell it is in."""
    contents = read_contents(edition)
    assert contents.findings == ()
    assert (contents.year, contents.code, contents.name) == (2019, "2014IT05SFOP007", "POR FSE 2014-2020")
    assert [axis.label for axis in contents.axes] == ["I", "II", "III", "IV", "V"]
    assert contents.axes[-1].kind is AxisKind.TECHNICAL_ASSISTANCE
    assert (contents.axis, contents.layout, contents.noun) == ("", layout.LAYOUT_VERSION, "Asse")
    programmed = contents.values[Place("finance", "I.F2", "current")]
    assert programmed.value == Decimal("317904209.91")
    assert (programmed.cell.sheet, programmed.cell.book) == ("Finanza", "raa-2019.xlsx")
    assert contents.values[Place("programme", "P08", "value")].value == date(2019, 12, 31)
    assert contents.values[Place("programme", "P12", "note")].value == "dedotto dal testo pubblicato: 234,8 milioni"


def test_every_cell_that_people_fill_in_is_read_and_no_other(tmp_path: Path):
    """Notes are among them; codes, the column Asse of the rows and computed cells are not."""

    def write_everywhere(book: Workbook) -> None:
        for sheet in layout.SHEETS:
            for column in input_columns(sheet):
                book[sheet.name].cell(4, sheet.position(column.key) + 1).value = f"qui {column.key}"

    contents = contents_of(tmp_path, write_everywhere)
    for sheet in layout.SHEETS:
        code = "I" if sheet is layout.AXES else next(code for key, code in contents.rows if key == sheet.key)
        wanted = {Place(sheet.key, code, column.key): f"qui {column.key}" for column in input_columns(sheet)}
        assert {place: value for place, value in contents.typed.items() if place[:2] == (sheet.key, code)} == wanted


def test_codes_are_spelt_as_the_layout_does(tmp_path: Path):
    """Whoever types `i.n1` means `I.N01`, wherever the row stands."""

    def retype(book: Workbook) -> None:
        at(book["Iniziative"], "I.N01", "Codice").value = " i.n1 "
        book["Finanza"].move_range("A4:H8", rows=40)

    before, after = contents_of(tmp_path), contents_of(tmp_path, retype)
    assert after.typed == before.typed
    assert after.values[Place("finance", "I.F1", "current")].cell == Cell("Finanza", 44, 5, "raa-2019.xlsx")


def test_wrong_values_stand_as_they_were_typed(tmp_path: Path):
    """A merge compares what people typed, and whoever gets it back must find it again."""
    typed = {"I.F2": "circa mille", "I.F3": "1.234,56 €", "I.F4": -5, "I.F5": True}

    def spoil(book: Workbook) -> None:
        for code, value in typed.items():
            fill(book["Finanza"], code, {"Anno": value})

    contents = contents_of(tmp_path, spoil)
    assert {code: contents.values[Place("finance", code, "current")].value for code in typed} == typed
    assert contents.findings == ()


def test_what_is_only_missing_is_no_finding(tmp_path: Path):
    """An edition that people have just begun can be copied, merged and carried over."""
    path = tmp_path / "raa.xlsx"
    path.write_bytes(blank_workbook(2021, AXES))
    contents = read_contents(path)
    assert contents.findings == ()
    assert contents.typed == dict(issued(2021, AXES))
    assert contents.base == contents.fingerprint


def test_empty_rows_are_told_from_rows_that_are_gone(tmp_path: Path):
    """An empty row is there with its place; one that somebody deleted is not."""

    def delete(book: Workbook) -> None:
        fill(book["Iniziative"], "I.N03", {"Asse": None, "Codice": None})

    contents = contents_of(tmp_path, delete)
    assert contents.rows["initiatives", "I.N04"].row == 7
    assert ("initiatives", "I.N03") not in contents.rows
    assert not [place for place in contents.values if place.code == "I.N04"]


def test_an_empty_row_never_hides_a_filled_one(tmp_path: Path):
    """Of two rows of one code of which one is empty, the filled one is meant, in whatever order they stand."""

    def move_down(book: Workbook) -> None:
        sheet = book["Iniziative"]
        fill(sheet, "I.N25", {"Stato": "In corso", "Titolo": "Spostata", "Codice": "I.N01"})
        for column in range(3, 11):
            sheet.cell(4, column).value = None

    contents = contents_of(tmp_path, move_down)
    assert contents.values[Place("initiatives", "I.N01", "title")].value == "Spostata"
    assert contents.findings == ()


def _retyped(code: str | None) -> Callable[[Workbook], object]:
    """A third initiative under another code."""
    return lambda book: fill(book["Iniziative"], "I.N03", {"Titolo": "Terza", "Codice": code})


def _put(sheet: str, code: str, header: str, value: object) -> Callable[[Workbook], object]:
    return lambda book: fill(book[sheet], code, {header: value})


def _lengthen(book: Workbook) -> None:
    at(book["Testi"], "I.T01", "Testo")._value = "a" * 33_000  # which openpyxl's setter would cut


def _without_axes(book: Workbook) -> None:
    for row in book["Assi"].iter_rows(min_row=4):
        for cell in row:
            cell.value = None


@pytest.mark.parametrize(
    ("edit", "finding"),
    [
        pytest.param(_retyped("I.N02"), ("RAA104", "Iniziative!A6"), id="codice ripetuto"),
        pytest.param(_retyped(None), ("RAA105", "Iniziative!A6"), id="senza codice"),
        pytest.param(_retyped("XX.N03"), ("RAA107", "Iniziative!A6"), id="asse sconosciuto"),
        pytest.param(lambda book: book.remove(book["Testi"]), ("RAA101", "Testi!A1"), id="senza foglio"),
        pytest.param(_put("Finanza", "I.F1", "Anno", "#N/D"), ("RAA208", "Finanza!E4"), id="errore di Excel"),
        pytest.param(_put("Finanza", "I.F1", "Anno", "=1+1"), ("RAA210", "Finanza!E4"), id="formula non calcolata"),
        pytest.param(_put("Programma", "P07", "Valore", 2018), ("RAA502", "Programma!C10"), id="altro anno"),
        pytest.param(_lengthen, ("RAA211", "Testi!E16"), id="testo troppo lungo"),
        pytest.param(_put("Assi", "II", "Asse", None), ("RAA201", "Assi!A5"), id="asse senza sigla"),
        pytest.param(_without_axes, ("RAA111", "Assi!A3"), id="senza assi"),
    ],
)
def test_what_would_be_lost_is_a_finding_that_blocks(tmp_path: Path, edit: Any, finding: tuple[str, str]):
    """Whoever passes the contents on must not pass them on without a word."""
    findings = contents_of(tmp_path, edit).findings
    assert finding in [(one.code, str(one.cell)) for one in findings if one.severity.blocks]


def test_the_result_of_a_formula_is_its_value(tmp_path: Path):
    """With a warning, as when the report is read."""
    path = make_workbook(tmp_path, edit=lambda book: fill(book["Finanza"], "I.F2", {"Anno": "=40+2"}))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, re.sub(rb"<f>40\+2</f><v ?(?:/>|></v>)", b"<f>40+2</f><v>42</v>", content))
    contents = read_contents(path)
    assert contents.values[Place("finance", "I.F2", "current")].value == 42
    assert codes(contents) == [("RAA209", "Finanza!E5")]


def test_what_stands_beside_the_tables_is_pointed_out(tmp_path: Path):
    """Comments and added columns are no part of the workbook, but they are somebody's."""

    def add(book: Workbook) -> None:
        book["Finanza"]["M5"] = "chiedere a Rossi"
        at(book["Finanza"], "I.F1", "Anno").comment = Comment("da verificare", "Rossi")

    contents = contents_of(tmp_path, add)
    (finding,) = contents.findings
    assert finding.code == "RAA119"
    assert not finding.severity.blocks
    assert "M5, E4" in finding.message


def test_the_notes_of_an_annotated_copy_are_nobodys(tmp_path: Path):
    """The copy that a manager sends back after `check --annotate` is read like the one before; its notes are ours."""
    path = make_workbook(tmp_path, edit=_put("Finanza", "I.F2", "Anno", "circa mille"))
    assert main(["check", str(path), "--annotate", str(tmp_path / "annotata.xlsx")]) == ExitCode.FINDINGS
    annotated = read_contents(tmp_path / "annotata.xlsx")
    assert annotated.typed == read_contents(path).typed
    assert "RAA119" not in [code for code, _ in codes(annotated)]


# ── fingerprints ─────────────────────────────────────────────────────────────


def test_the_fingerprint_is_that_of_what_is_typed(tmp_path: Path):
    """It does not change when rows move or numbers are written otherwise; it does with any value or place."""
    values = {Place("finance", "I.F1", "current"): Decimal(5), Place("texts", "I.T01", "text"): "caffè"}
    same = {Place("texts", "I.T01", "text"): "caffe\u0300", Place("finance", "I.F1", "current"): Decimal("5.00")}
    assert fingerprint(values) == fingerprint(same)
    assert fingerprint(values) != fingerprint(values | {Place("finance", "I.F1", "current"): Decimal("5.01")})
    assert fingerprint(values) != fingerprint(values | {Place("finance", "I.F2", "current"): Decimal(0)})
    moved = contents_of(tmp_path, lambda book: book["Finanza"].move_range("A4:H8", rows=40))
    assert moved.fingerprint == contents_of(tmp_path).fingerprint


def test_a_float_has_the_text_of_the_number_that_people_see():
    """0.1 + 0.2 is 0.3: neither Excel nor openpyxl keeps more than 15 digits."""
    assert canonical(Decimal(repr(0.1 + 0.2))) == canonical(Decimal("0.3")) == "0.3"
    assert canonical(Decimal("970474516.00")) == "970474516"


# ── writing ──────────────────────────────────────────────────────────────────

_EXCEL_ERROR = re.compile(r"#[A-Za-z/0#!?]+")
texts = (
    (st.text(max_size=60) | st.sampled_from(["=1+1", "_x0041_", "_x005F_x0041_", "+39 02", "1.234,56", "a\x0bb\n\nc"]))
    .map(cleaned)
    .filter(lambda text: text and not _EXCEL_ERROR.fullmatch(text.strip()))
)
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
values = st.one_of(
    texts,
    st.decimals(-(10**12), 10**12, places=2),
    st.booleans(),
    days,
    st.builds(datetime.combine, days, st.times().map(lambda at: at.replace(microsecond=0, second=1))),
    st.times().map(lambda at: at.replace(microsecond=0)),
    st.integers(1, 10**6).map(lambda seconds: timedelta(seconds=seconds)),
)
rows = [("axes", "A.1"), ("finance", "I.F5"), ("participants", "Priorità 2.D7"), ("initiatives", "A.1.N40"),
        ("indicators", "I.K01"), ("texts", "P.T13"), ("texts", "Priorità 2.T02"), ("waivers", "D99"),
        ("programme", "P03")]  # fmt: skip
SHEETS = {sheet.key: sheet for sheet in layout.SHEETS}
places = st.sampled_from(rows).flatmap(
    lambda row: st.sampled_from(input_columns(SHEETS[row[0]])).map(lambda column: Place(*row, column.key))
)


@settings(max_examples=12, phases=(Phase.explicit, Phase.generate))  # a workbook takes long to shrink
@given(st.dictionaries(places, values, min_size=10, max_size=25))
def test_any_value_survives_being_written_anywhere(tmp_path_factory: pytest.TempPathFactory, typed: dict[Place, Value]):
    """What is filled into a workbook is read back the same, whatever the cell is for; nothing becomes a formula."""
    data = blank_workbook(2021, AXES, contents=typed)
    path = tmp_path_factory.getbasetemp() / "any.xlsx"
    path.write_bytes(data)
    contents = read_contents(path)
    assert contents.typed == typed
    assert contents.base == contents.fingerprint == fingerprint(typed)


def test_a_filled_workbook_gives_the_same_report(edition: Path, tmp_path: Path):
    """The real edition, written anew, is read as the same figures and texts, each at its own cell."""
    contents = read_contents(edition)
    path = tmp_path / edition.name
    path.write_bytes(blank_workbook(2019, contents.axes, contents=contents.typed))
    assert read_contents(path).typed == contents.typed
    before, after = read_workbook(edition), read_workbook(path)
    assert (after.report, after.findings) == (before.report, before.findings)


def test_a_text_longer_than_a_cell_is_cut_visibly():
    """Excel would call the file damaged; `read_contents` has reported such a text before."""
    place = Place("texts", "I.T01", "text")
    book = load_workbook(io.BytesIO(blank_workbook(2021, AXES, contents={place: "a" * 40_000})))
    text = at(book["Testi"], "I.T01", "Testo").value
    assert len(text) == CELL_MAX
    assert text.endswith("a […]")


def test_what_has_no_cell_is_refused():
    """A value for an axis that is not there is never left out in silence."""
    with pytest.raises(ValueError, match=r"X\.F1"):
        blank_workbook(2021, AXES, contents={Place("finance", "X.F1", "current"): Decimal(1)})


def test_rows_are_added_where_they_are_needed():
    """An axis with 40 initiatives has 40 rows and some to spare, in order, with what a row of that sheet has."""
    contents: dict[Place, Value] = {Place("initiatives", f"I.N{n:02}", "title"): f"Titolo {n}" for n in range(1, 41)}
    book = load_workbook(io.BytesIO(blank_workbook(2021, AXES, contents=contents)))
    numbers = [cell.value for cell in book["Iniziative"]["A"][3:] if str(cell.value).startswith("I.")]
    assert numbers == [f"I.N{n:02}" for n in range(1, 49)]
    last = at(book["Iniziative"], "I.N48", "Titolo")
    assert not last.protection.locked
    assert any(last.coordinate in rule for rule in book["Iniziative"].data_validations.dataValidation)


def test_rows_keep_the_order_that_people_gave_them():
    """The summary prints initiatives in the order of the rows, not of their codes."""
    order = ["I.N03", "I.N01", "I.N02"]
    contents: dict[Place, Value] = {Place("initiatives", code, "title"): code for code in order}
    book = load_workbook(io.BytesIO(blank_workbook(2021, parse_axes("I"), contents=contents)))
    assert [cell.value for cell in book["Iniziative"]["A"][3:8]] == [*order, "I.N04", "I.N05"]


def test_the_same_contents_give_the_same_bytes(edition: Path):
    """At any time: the date in the file's properties is that of the report."""
    contents = read_contents(edition)
    first = blank_workbook(2019, contents.axes, contents=contents.typed)
    assert first == blank_workbook(2019, contents.axes, contents=contents.typed)
    assert load_workbook(io.BytesIO(first)).properties.created == datetime(2019, 12, 31)  # noqa: DTZ001


def test_times_and_dates_stay_what_they_are_in_cells_of_text():
    """In a cell with the format of a text a date would come back as a number, in one of a date a number as a date."""
    contents: dict[Place, Value] = {
        Place("texts", "I.T01", "text"): date(2021, 3, 4),
        Place("texts", "I.T02", "text"): time(12, 30),
        Place("programme", "P08", "value"): Decimal(44_196),
    }
    book = load_workbook(io.BytesIO(blank_workbook(2021, AXES, contents=contents)))
    assert at(book["Testi"], "I.T01", "Testo").value == datetime(2021, 3, 4)  # noqa: DTZ001
    assert at(book["Testi"], "I.T02", "Testo").value == time(12, 30)
    assert at(book["Programma"], "P08", "Valore").value == 44_196
