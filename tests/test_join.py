# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several copies of one edition, given together: what one programme's managers send back is one report."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from workbooks import at, fill, make_workbook

from raa_builder import cli, pipeline
from raa_builder.cells import Cell
from raa_builder.errors import UsageError
from raa_builder.workbook import layout
from raa_builder.workbook.reader import Reading, read_workbook, read_workbooks
from raa_builder.workbook.tables.join import in_order
from raa_builder.writers import Format

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.workbook import Workbook

LABELS = ("I", "II", "V:AT")


def _copies(
    folder: Path, labels: tuple[str, ...] = LABELS, edit: Callable[[Workbook, str], object] = lambda *_: None
) -> list[Path]:
    """One copy for each axis, as `new --only` issues them, filled in by its manager."""
    return [make_copy(folder, label, labels, edit) for label in labels]


def make_copy(folder: Path, label: str, labels: tuple[str, ...], edit: Callable[[Workbook, str], object]) -> Path:
    """The copy of one axis, filled in."""
    bare = [one.removesuffix(":AT") for one in labels]
    own = label.removesuffix(":AT")

    def issue(book: Workbook) -> None:
        issued = {layout.META_AXIS: own, layout.META_AXES: ",".join(bare)}
        rows = {row[0].value: row[1] for row in book["_meta"].iter_rows(max_col=2)}
        for key, value in issued.items():
            cell = rows.get(key)
            if cell is None:
                book["_meta"].append([key, value])
            else:
                cell.value = value
        edit(book, own)

    return make_workbook(folder, (label,), name=f"raa-2019-{own}.xlsx", edit=issue)


def _only(label: str, sheet: str, code: str, cells: dict[str, Any]) -> Callable[[Workbook, str], object]:
    """An edit of one of the copies."""
    return lambda book, own: fill(book[sheet], code, cells) if own == label else None


def _one(paths: list[Path]) -> Reading:
    (reading,) = read_workbooks(paths)
    return reading


def _codes(reading: Reading) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.cell)) for finding in reading.findings]


# ── what is joined ───────────────────────────────────────────────────────────


def test_copies_of_all_axes_are_one_report(tmp_path: Path):
    """The axes of all copies make one report without findings, and each figure names the file that it came from."""
    reading = _one(_copies(tmp_path))
    assert reading.findings == ()
    report = reading.report
    assert [axis.label for axis in report.axes] == ["I", "II", "V"]
    assert report.finance.allocation.value == 300_000_000
    assert [cell.book for cell in report.finance.allocation.cells] == [
        f"raa-2019-{label}.xlsx" for label in ("I", "II", "V")
    ]
    assert [len(axis.initiatives) for axis in report.axes] == [2, 2, 2]
    assert len(report.texts) == 1
    assert report.lacking == ()


def test_the_order_of_the_copies_does_not_matter(tmp_path: Path):
    """However they are named on the command line, the report is the same."""
    paths = _copies(tmp_path)
    first = _one(paths).report
    assert all(_one(list(order)).report == first for order in itertools.permutations(paths))


@pytest.mark.parametrize(
    ("sheets", "assistance", "wanted"),
    [
        ([["X"], ["II"], ["IX"], ["V"], ["I"]], {"V"}, ["I", "II", "IX", "X", "V"]),
        ([["10"], ["2"], ["1"]], set(), ["1", "2", "10"]),
        ([["Priorità 10"], ["Priorità 9"]], set(), ["Priorità 9", "Priorità 10"]),
        ([["D"], ["C"], ["A"], ["B"]], set(), ["A", "B", "C", "D"]),
        ([["A.10"], ["A.2"]], set(), ["A.2", "A.10"]),
        ([["I"], ["AT"], ["V"]], {"AT"}, ["I", "V", "AT"]),
        ([["II"], ["V", "I", "II"], ["I"]], set(), ["V", "I", "II"]),
    ],
)
def test_axes_stand_in_their_natural_order(sheets: list[list[str]], assistance: set[str], wanted: list[str]):
    """Numerals by their value, assistance last, unless one workbook that holds all axes says otherwise."""
    assert in_order(sheets, assistance) == wanted


def test_equal_workbooks_are_one(tmp_path: Path):
    """A whole workbook given twice, or with the copy of one axis that says the same, is read once."""
    whole = make_workbook(tmp_path)
    again = make_workbook(tmp_path, name="copia.xlsx")
    reading = _one([whole, again])
    assert reading.findings == ()
    assert reading.report == read_workbook(again).report  # the first by name


def test_rows_that_one_copy_holds_are_added(tmp_path: Path):
    """A manager's further initiative stands in the report, and what a value looks like is no difference."""

    def edit(book: Workbook, own: str) -> None:
        if own == "II":
            fill(book["Iniziative"], "II.N09", {"Stato": "In corso", "Titolo": "Nuova"})
            fill(book["Programma"], "P12", {"Valore": 34_800_000.0})
            fill(book["Programma"], "P04", {"Valore": "Regione\u00a0 Esempio ", "Nota": "verificato"})

    reading = _one(_copies(tmp_path, edit=edit))
    assert reading.findings == ()
    assert [item.code for item in reading.report.axes[1].initiatives] == ["II.N01", "II.N02", "II.N09"]


# ── where they differ ────────────────────────────────────────────────────────


def test_programmes_must_agree(tmp_path: Path):
    """A line of `Programma` that differs is an error at its cell, which names the other cell with its file."""
    reading = _one(_copies(tmp_path, edit=_only("II", "Programma", "P12", {"Valore": 5})))
    assert _codes(reading) == [("RAA117", "[raa-2019-II.xlsx]Programma!C15")]
    assert reading.findings[0].message == (
        "Valore di P12: «5», ma nella cella [raa-2019-I.xlsx]Programma!C15 «34800000»."
    )


def test_two_waivers_in_one_row_are_told_apart(tmp_path: Path):
    """Each manager began with the first row: they need not agree, one of them takes another row."""

    def waive(book: Workbook, own: str) -> None:
        fill(
            book["Deroghe"], "D01", {"Regola": "RAA304", "Cella": f"{own}.D1/Anno", "Motivo": "m", "Responsabile": "r"}
        )

    found = _one(_copies(tmp_path, edit=waive)).findings
    assert {finding.code for finding in found} == {"RAA117"}
    assert all("in un'altra riga" in finding.remedy for finding in found)


@pytest.mark.parametrize("label", ["I", "II"])
def test_a_waiver_of_one_copy_is_a_waiver_of_the_edition(tmp_path: Path, label: str):
    """The same row, empty in the other copies, contradicts nothing; it is still read when a later copy has it."""
    cells = {"Regola": "RAA304", "Cella": f"{label}.D1/Anno", "Motivo": "m", "Responsabile": "r"}
    reading = _one(_copies(tmp_path, edit=_only(label, "Deroghe", "D01", cells)))
    assert _codes(reading) == []
    assert reading.report is not None
    assert [waiver.code for waiver in reading.report.waivers] == ["D01"]


@pytest.mark.parametrize("text", ["Gli assi sono altri.", None])
def test_texts_of_the_programme_must_agree(tmp_path: Path, text: str | None):
    """A text of the programme that one copy changed, or emptied, is an error."""
    cells = {"Testo": text} | ({} if text else {"Sezione": None})
    reading = _one(_copies(tmp_path, edit=_only("II", "Testi", "P.T01", cells)))
    assert {code for code, _ in _codes(reading)} == {"RAA117"}
    assert reading.findings[-1].cell == at_cell(tmp_path, "raa-2019-II.xlsx", "Testi", "P.T01", "Testo")


def at_cell(folder: Path, name: str, sheet: str, code: str, header: str) -> Cell:
    """The place of a cell in a file, by code and header."""
    cell = at(load_workbook(folder / name)[sheet], code, header)
    return Cell(sheet, cell.row, cell.column, name)


def test_two_whole_workbooks_that_differ_name_each_cell(tmp_path: Path):
    """Nobody knows which of two figures is right: both cells are named, with their files; so is one that is empty."""
    whole = make_workbook(tmp_path)

    def change(book: Workbook) -> None:
        fill(book["Finanza"], "II.F3", {"Anno": 7})
        fill(book["Iniziative"], "I.N02", {"N. progetti": None})
        fill(book["Assi"], "I", {"OT": "OT 99"})
        fill(book["Indicatori"], "I.K01", {"Nota": "le note non contano"})

    other = make_workbook(tmp_path, name="altra.xlsx", edit=change)
    found = {finding.cell.sheet: finding for finding in _one([other, whole]).findings}
    assert {finding.code for finding in found.values()} == {"RAA117"}
    assert found.keys() == {"Assi", "Finanza", "Iniziative"}
    assert "[altra.xlsx]Finanza!E11 «7»" in found["Finanza"].message
    assert str(found["Finanza"].cell) == "[raa-2019.xlsx]Finanza!E11"
    assert "«38»" in found["Iniziative"].message
    assert "niente" in found["Iniziative"].message


def test_a_row_of_another_axis_does_not_slip_in(tmp_path: Path):
    """What the manager of one axis writes for another is reported, not read."""

    def edit(book: Workbook, own: str) -> None:
        if own == "II":
            at(book["Iniziative"], "II.N09", "Codice").value = "I.N09"
            fill(book["Iniziative"], "I.N09", {"Asse": None, "Stato": "In corso", "Titolo": "Nuova"})

    reading = _one(_copies(tmp_path, edit=edit))
    assert [code for code, _ in _codes(reading)] == ["RAA108"]
    assert reading.findings[0].message == "La riga I.N09 è dell'Asse I, ma questa è la copia dell'asse II."
    assert len(reading.report.axes[0].initiatives) == 2


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path):
    """Two files called alike, in two folders, differ by their paths in every message."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    first = make_workbook(tmp_path / "a")
    second = make_workbook(tmp_path / "b", edit=lambda book: fill(book["Programma"], "P12", {"Valore": 5}))
    assert _codes(_one([first, second])) == [("RAA117", f"[{second}]Programma!C15")]


def test_what_is_missing_is_missed_in_its_own_copy(tmp_path: Path):
    """A row that is gone is named in the copy of its axis, not in the first."""

    def edit(book: Workbook, own: str) -> None:
        if own == "II":
            book["Finanza"].delete_rows(6)

    reading = _one(_copies(tmp_path, edit=edit))
    assert _codes(reading) == [("RAA109", "[raa-2019-II.xlsx]Finanza!A3")]


# ── editions and axes ────────────────────────────────────────────────────────


def test_editions_are_told_apart(tmp_path: Path):
    """Workbooks of two years, and of two programmes, are each an edition by itself."""
    first, later = make_workbook(tmp_path), make_workbook(tmp_path, name="raa-2020.xlsx", year=2020)
    other = make_workbook(
        tmp_path, name="altro.xlsx", edit=lambda book: fill(book["Programma"], "P01", {"Valore": "2014IT05SFOP100"})
    )
    readings = read_workbooks([first, later, other])
    assert [reading.paths for reading in readings] == [(first,), (later,), (other,)]
    assert all(reading.findings == () for reading in readings)
    with pytest.raises(UsageError, match="Due programmi"):
        pipeline.build([first, later, other], tmp_path / "output", [Format.HTML])


@pytest.mark.parametrize("cells", [("P01",), ("P01", "P02")])
def test_a_copy_that_lost_its_code_is_still_a_copy(tmp_path: Path, cells: tuple[str, ...]):
    """It is read beside the others of its year, and the cell that was emptied is named."""

    def edit(book: Workbook, own: str) -> None:
        for code in cells if own == "II" else ():
            fill(book["Programma"], code, {"Valore": None})

    reading = _one(_copies(tmp_path, edit=edit))
    wanted = {"P01": "C4", "P02": "C5"}
    assert _codes(reading) == [("RAA117", f"[raa-2019-II.xlsx]Programma!{wanted[code]}") for code in cells]
    assert [axis.label for axis in reading.report.axes] == ["I", "II", "V"]


def test_a_copy_without_code_of_another_programme_is_by_itself(tmp_path: Path):
    """What neither base nor name says to be of an edition is not put into it."""

    def strange(book: Workbook) -> None:
        fill(book["Programma"], "P01", {"Valore": None})
        fill(book["Programma"], "P02", {"Valore": "PR FESR 2014-2020"})
        next(row for row in book["_meta"].iter_rows() if row[0].value == layout.META_BASE)[1].value = "altra"

    first, other = make_workbook(tmp_path), make_workbook(tmp_path, name="altro.xlsx", edit=strange)
    assert [reading.paths for reading in read_workbooks([first, other])] == [(first,), (other,)]


def test_a_copy_alone_can_be_checked_but_not_published(tmp_path: Path):
    """Its manager checks a copy without noise; the office can't publish one axis for the whole, except as a draft."""
    copy = _copies(tmp_path)[1]
    assert pipeline.check(copy).findings == ()
    with pytest.raises(pipeline.BlockedError) as caught:
        pipeline.build([copy], tmp_path / "output", [Format.HTML])
    (finding,) = caught.value.checked.findings
    assert finding.code == "RAA118"
    assert "di Asse\u00a0I e Asse\u00a0V" in finding.message
    assert pipeline.build([copy], tmp_path / "output", [Format.HTML], draft=True).files


def test_a_forgotten_copy_is_missed(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Copies that are put together must be all of them, and so says `check`, naming those that lack."""
    paths = _copies(tmp_path)
    assert cli.main(["check", *map(str, paths[:2])]) == 3
    assert "Manca la copia dell'Asse\u00a0V" in capsys.readouterr().out.replace("’", "'")
    assert cli.main(["check", *map(str, paths)]) == 0


def test_a_copy_alone_is_not_held_to_what_other_copies_say(tmp_path: Path):
    """A placeholder of another axis, and the programme's total, are judged once all copies are there."""

    def edit(book: Workbook, own: str) -> None:
        fill(book["Programma"], "P14", {"Valore": 3 * 36_675_000})
        if own == "I":
            fill(book["Testi"], "I.T02", {"Testo": "Come {II.F3} e {V.F9}."})

    paths = _copies(tmp_path, edit=edit)
    assert pipeline.check(paths[0]).findings == ()
    (checked,) = pipeline.check_all(paths)
    assert [finding.code for finding in checked.findings] == ["RAA216"]


def test_programs_are_told_of_which_file_a_finding_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """The JSON of joined copies is one edition, lists its workbooks, and each finding has its file."""
    paths = _copies(tmp_path, edit=_only("II", "Finanza", "II.F1", {"Anno": "molto"}))
    assert cli.main(["check", "--json", *map(str, paths)]) == 3
    (edition,) = json.loads(capsys.readouterr().out)
    assert edition["workbooks"] == [str(path) for path in paths]
    assert [(item["file"], item["cell"]) for item in edition["findings"]] == [("raa-2019-II.xlsx", "E4")]


def test_joined_copies_are_built_into_one_summary(tmp_path: Path):
    """The summary of the copies is, but for the names of the files, that of the whole workbook."""
    built = pipeline.build(_copies(tmp_path), tmp_path / "output", [Format.HTML])
    assert [path.name for path in built.files] == ["sintesi-raa-2019.html", "fonti-raa-2019.xlsx"]
    text = built.files[0].read_text(encoding="utf-8")
    assert all(f"Asse\u00a0{label}" in text for label in ("I", "II", "V"))


def test_cells_of_one_workbook_do_not_name_it(tmp_path: Path):
    """With one file nothing changes: a finding names sheet and cell."""
    path = make_workbook(tmp_path, edit=lambda book: fill(book["Finanza"], "I.F1", {"Anno": "molto"}))
    assert _codes(read_workbooks([path])[0]) == [("RAA202", "Finanza!E4")]
