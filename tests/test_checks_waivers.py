# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of waivers: what the office accepts is shown with its reason and no longer blocks; what is amiss is found."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from test_join import make_copy
from workbooks import at, fill, make_workbook

from raa_builder import pipeline
from raa_builder.findings import Severity, blocking
from raa_builder.pipeline import check, check_all

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from raa_builder.findings import Finding

WORDS = {"Motivo": "Conteggio in corso", "Responsabile": "Anna Rossi"}


def findings_with(folder: Path, rule: str, place: str, **more: Any) -> tuple[Finding, ...]:
    """The findings of a workbook whose declared total of Asse II is wrong (RAA301), with one waiver."""

    def edit(book: Workbook) -> None:
        at(book["Destinatari"], "II.D7", "Anno").value = 5
        fill(book["Deroghe"], "D01", {"Regola": rule, "Cella": place, **WORDS, **more})

    return check(make_workbook(folder, edit=edit)).findings


@pytest.mark.parametrize(
    "place",
    ["Destinatari!E17", "destinatari!$E$17", "'Destinatari'!E17", "[raa-2019.xlsx]Destinatari!E17", "II.D7/Anno",
     "ii.d7/anno"],
)  # fmt: skip
def test_a_finding_is_accepted_by_its_cell_or_by_code_and_column(tmp_path: Path, place: str):
    """However people write the address; it is shown with who and why, weighs as a note, and blocks no more."""
    finding, *_ = findings_with(tmp_path, "RAA301", place, Data=date(2020, 5, 3))
    assert finding.code == "RAA301"
    assert finding.remedy == "Accettata da Anna Rossi il 03/05/2020: Conteggio in corso."
    assert finding.severity is Severity.NOTE
    assert not blocking([finding])
    assert finding.as_json()["waiver"] == {
        "code": "D01",
        "by": "Anna Rossi",
        "reason": "Conteggio in corso",
        "date": "2020-05-03",
        "severity": "errore",
    }


@pytest.mark.parametrize(
    ("rule", "place", "code"),
    [
        ("RAA399", "Destinatari!E17", "RAA224"),
        ("301", "Destinatari!E17", "RAA224"),
        ("RAA201", "Destinatari!E17", "RAA225"),
        ("RAA402", "Destinatari!E17", "RAA225"),
        ("RAA403", "Destinatari!E17", "RAA225"),
        ("RAA305", "Finanza!E4", "RAA227"),
        ("RAA301", "II.D1/Anno", "RAA227"),
        ("RAA301", "Destinatario!E17", "RAA226"),
        ("RAA301", "IX.D7/Anno", "RAA226"),
        ("RAA301", "II.D7/Valore", "RAA226"),
        ("RAA301", "II.D7", "RAA226"),
        ("RAA301", "qui", "RAA226"),
        ("RAA301", "[altro.xlsx]Destinatari!E17", "RAA227"),
    ],
)
def test_a_waiver_that_does_nothing_is_found(tmp_path: Path, rule: str, place: str, code: str):
    """An unknown rule, one that can't be accepted, a cell not there, nothing to accept; the error still blocks."""
    codes = {finding.code: finding for finding in findings_with(tmp_path, rule, place)}
    assert set(codes) == {"RAA301", code}
    assert codes["RAA301"].severity is Severity.ERROR
    assert str(codes[code].cell) == ("Deroghe!B4" if code in {"RAA224", "RAA225"} else "Deroghe!C4")
    assert not codes[code].severity.blocks


@pytest.mark.parametrize(
    ("rule", "remedy"),
    [
        ("RAA201", "Correggere il dato segnalato, e svuotare la riga della deroga."),
        ("RAA403", "Una nota non impedisce la sintesi: svuotare la riga della deroga."),
    ],
)
def test_a_waiver_that_is_refused_says_what_to_do_instead(tmp_path: Path, rule: str, remedy: str):
    """A note asks for nothing; what else can't be accepted is to be mended."""
    assert [one.remedy for one in findings_with(tmp_path, rule, "II.D7/Anno") if one.code == "RAA225"] == [remedy]


@pytest.mark.parametrize(
    ("place", "remedy"),
    [
        ("II.D7", "Aggiungere la colonna dopo una barra, come in II.D1/Anno."),
        ("qui", "Scrivere il codice e la colonna, II.D1/Anno, o la cella come sta nella segnalazione, Finanza!E3."),
    ],
)
def test_a_waiver_of_no_cell_is_told_how_to_name_one(tmp_path: Path, place: str, remedy: str):
    """A code alone lacks but its column."""
    (found,) = [one for one in findings_with(tmp_path, "RAA301", place) if one.code == "RAA226"]
    assert found.remedy.startswith(remedy)


def test_a_sheet_is_known_by_the_name_that_it_has(tmp_path: Path):
    """Whoever renamed it sees that name in the findings."""

    def edit(book: Workbook) -> None:
        book["Finanza"].title = "Finanza 2019"
        for code, sheet in (("D01", "Finanza 2019"), ("D02", "Finanza")):
            fill(book["Deroghe"], code, {"Regola": "RAA305", "Cella": f"'{sheet}'!E4", **WORDS})

    found = [(one.code, str(one.cell)) for one in check(make_workbook(tmp_path, edit=edit)).findings]
    assert found == [("RAA226", "Deroghe!C5"), ("RAA227", "Deroghe!C4")]


@pytest.mark.parametrize("rule", ["raa301", "RAA 301", "RAA-301", " RAA301 "])
def test_the_code_of_a_rule_is_read_as_people_type_it(tmp_path: Path, rule: str):
    """Small letters and spaces change nothing."""
    (finding,) = findings_with(tmp_path, rule, "II.D7/Anno")
    assert finding.waiver is not None


@pytest.mark.parametrize("place", ["II.D1/Anno", "IX.D7/Anno", "II.D7"])
def test_a_waiver_that_misses_its_cell_is_told_where_the_rule_fires(tmp_path: Path, place: str):
    """So that whoever typed the address sees the right one."""
    remedies = [one.remedy for one in findings_with(tmp_path, "RAA301", place) if one.cell.sheet == "Deroghe"]
    assert [remedy.endswith("RAA301 segnala Destinatari!E17 (II.D7/Anno).") for remedy in remedies] == [True]


def test_what_is_already_accepted_is_no_place_to_go_to(tmp_path: Path):
    """The remedy names the findings that nobody has accepted, in whatever order the rows stand."""

    def edit(book: Workbook) -> None:
        for axis in ("I", "II"):
            at(book["Destinatari"], f"{axis}.D7", "Anno").value = 5
        for code, place in (("D01", "II.D1/Anno"), ("D02", "I.D7/Anno")):
            fill(book["Deroghe"], code, {"Regola": "RAA301", "Cella": place, **WORDS})

    (idle,) = [one for one in check(make_workbook(tmp_path, edit=edit)).findings if one.code == "RAA227"]
    assert idle.remedy.endswith(" RAA301 segnala Destinatari!E17 (II.D7/Anno).")


def test_an_unknown_rule_is_told_no_code_that_may_be_copied(tmp_path: Path):
    """An example would be typed as it stands."""
    (found,) = [one for one in findings_with(tmp_path, "RAA399", "II.D7/Anno") if one.code == "RAA224"]
    assert "RAA" not in found.remedy


def test_a_waiver_of_a_row_in_another_copy_is_let_be(tmp_path: Path):
    """The copy of one axis carries the programme's waivers, and whether they serve is seen when all are together."""

    def edit(book: Workbook, own: str) -> None:
        for code, place in (("D01", "II.D7/Anno"), ("D02", f"{own}.D1/Anno")):
            fill(book["Deroghe"], code, {"Regola": "RAA301", "Cella": place, **WORDS})

    assert check(make_copy(tmp_path, "I", ("I", "II"), edit)).findings == ()


def test_an_address_is_of_the_waivers_own_copy(tmp_path: Path):
    """In the copies of two axes it is a row of each, and nobody accepted the other's finding."""

    def edit(book: Workbook, own: str) -> None:
        at(book["Destinatari"], f"{own}.D7", "Anno").value = 5
        fill(book["Deroghe"], "D01", {"Regola": "RAA301", "Cella": "Destinatari!E10", **WORDS})

    paths = [make_copy(tmp_path, label, ("I", "II"), edit) for label in ("I", "II")]
    (checked,) = check_all(paths)
    wrong = [one for one in checked.findings if one.code == "RAA301"]
    assert [(one.axis, one.cell.address, one.waiver is not None) for one in wrong] == [
        ("II", "E10", False),
        ("I", "E10", True),
    ]


def test_a_second_waiver_of_one_finding_is_found(tmp_path: Path):
    """The first one holds, and the second says which that is."""

    def edit(book: Workbook) -> None:
        at(book["Destinatari"], "II.D7", "Anno").value = 5
        fill(book["Deroghe"], "D01", {"Regola": "RAA301", "Cella": "II.D7/Anno", **WORDS})
        fill(
            book["Deroghe"], "D02", {"Regola": "RAA301", "Cella": "Destinatari!E17", "Motivo": "x", "Responsabile": "B"}
        )

    accepted, idle = check(make_workbook(tmp_path, edit=edit)).findings
    assert accepted.waiver is not None
    assert accepted.waiver.code == "D01"
    assert (idle.code, str(idle.cell)) == ("RAA227", "Deroghe!A5")
    assert "già accettata con D01" in idle.message


@pytest.mark.parametrize("column", ["Motivo", "Responsabile"])
def test_a_waiver_without_reason_or_name_is_none(tmp_path: Path, column: str):
    """Both are asked for, as required cells are."""
    codes = [finding.code for finding in findings_with(tmp_path, "RAA301", "II.D7/Anno", **{column: None})]
    assert sorted(codes) == ["RAA201", "RAA301"]


@pytest.mark.parametrize(
    ("rule", "place", "name"),
    [
        ("RAA301", "Destinatari!E17", "II.D7/Anno"),
        ("RAA301", "[raa-2019.xlsx]destinatari!$e$17", "II.D7/Anno"),
        ("RAA301", "II.D7/Anno", ""),
        ("RAA301", "ii.d7/ANNO", ""),
    ],
)
def test_a_waiver_by_an_address_is_told_the_name_that_stays(tmp_path: Path, rule: str, place: str, name: str):
    """It holds, and a note says which row it is of: whoever sorts the sheet would accept another finding."""
    finding, *told = findings_with(tmp_path, rule, place)
    assert finding.waiver is not None
    assert [(one.code, one.severity, str(one.cell)) for one in told] == (
        [("RAA229", Severity.NOTE, "Deroghe!C4")] if name else []
    )
    assert all(f"dove ora sta {name}" in one.message and one.remedy.startswith(f"Scrivere {name},") for one in told)


def test_the_name_that_stays_accepts_the_same_finding(tmp_path: Path):
    """Of a column whose header has more than one word, in a sheet whose rows people add."""

    def edit(book: Workbook) -> None:
        fill(book["Indicatori"], "II.K01", {"Anno target": 2040, "Anno precedente": 170_000})
        for number, (rule, place) in enumerate((("RAA504", "Indicatori!J19"), ("RAA307", "Indicatori!H19")), 1):
            fill(book["Deroghe"], f"D{number:02}", {"Regola": rule, "Cella": place, **WORDS})

    findings = check(make_workbook(tmp_path, edit=edit)).findings
    names = [one.remedy.split(",")[0].removeprefix("Scrivere ") for one in findings if one.code == "RAA229"]
    assert names == ["II.K01/Anno target", "II.K01/Valore"]

    def again(book: Workbook) -> None:
        edit(book)
        for number, name in enumerate(names, 1):
            fill(book["Deroghe"], f"D{number:02}", {"Cella": name})

    assert [one.waiver is not None for one in check(make_workbook(tmp_path, edit=again)).findings] == [True, True]


def test_a_waiver_by_code_holds_when_the_sheet_is_sorted(tmp_path: Path):
    """The rows of an axis change places; the address of the cell is another, the waiver is the same."""

    def edit(book: Workbook) -> None:
        sheet = book["Destinatari"]
        at(sheet, "II.D7", "Anno").value = 5
        fill(book["Deroghe"], "D01", {"Regola": "RAA301", "Cella": "II.D7/Anno", **WORDS})
        first, last = (at(sheet, code, "Codice").row for code in ("II.D1", "II.D7"))
        for column in range(1, 9):
            one, other = sheet.cell(first, column), sheet.cell(last, column)
            one.value, other.value = other.value, one.value

    (finding,) = check(make_workbook(tmp_path, edit=edit)).findings
    assert (finding.code, finding.cell.address) == ("RAA301", "E11")
    assert finding.waiver is not None


def test_one_waiver_is_enough_for_the_summary(tmp_path: Path):
    """The accepted error no longer blocks the build, and is still said."""
    findings_with(tmp_path, "RAA301", "II.D7/Anno")
    built = pipeline.build([tmp_path / "raa-2019.xlsx"], tmp_path, [])
    assert [finding.waiver is not None for finding in built.findings] == [True]


def test_the_annotated_copy_says_who_accepts_it(tmp_path: Path):
    """As a note at its cell and in the list."""
    from openpyxl import load_workbook  # noqa: PLC0415

    findings_with(tmp_path, "RAA301", "II.D7/Anno")
    pipeline.annotate([tmp_path / "raa-2019.xlsx"], tmp_path / "copia.xlsx")
    copy = load_workbook(tmp_path / "copia.xlsx")
    note = at(copy["Destinatari"], "II.D7", "Anno").comment.text
    assert "ACCETTATA RAA301" in note
    assert "Accettata da Anna Rossi: Conteggio in corso." in note
    assert any("Accettata da Anna Rossi" in str(cell.value) for row in copy["Correzioni"].iter_rows() for cell in row)
