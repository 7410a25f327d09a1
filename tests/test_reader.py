# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a workbook that was filled in."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl.worksheet.formula import ArrayFormula
from workbooks import FINANCE, PARTICIPANTS, at, fill, make_workbook

from raa_builder.cells import Cell
from raa_builder.model import IndicatorKind, InitiativeState, Rounding, TextSection, Unit
from raa_builder.workbook import layout
from raa_builder.workbook.reader import Reading, read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.workbook import Workbook


def _read(folder: Path, edit: Callable[[Workbook], object] | None = None, **options: Any) -> Reading:
    return read_workbook(make_workbook(folder, edit=edit, **options))


def _codes(reading: Reading) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.cell)) for finding in reading.findings]


def _put(sheet: str, code: str, header: str, value: object) -> Callable[[Workbook], object]:
    return lambda book: fill(book[sheet], code, {header: value})


# ── what is read ─────────────────────────────────────────────────────────────


def test_what_was_written_is_read(tmp_path: Path):
    """A complete workbook has no findings, and each sheet reaches the report with the cells of its figures."""
    reading = _read(tmp_path)
    assert reading.findings == ()
    report = reading.report
    assert report is not None
    programme = report.programme
    assert (programme.name.text, programme.year, programme.reference_date) == (
        "POR FSE 2014-2020",
        2019,
        date(2019, 12, 31),
    )
    assert programme.rounding is Rounding.HALF_UP
    assert programme.cells["n3_target"] == Cell("Programma", 15, 3, "raa-2019.xlsx")
    first, _, assistance = report.axes
    assert (first.designation, first.objective.text, first.scope.text) == (
        "Asse\u00a0I",
        "OT 8",
        "misure di politica attiva",
    )
    assert first.finance.programmed.value == Decimal("80250000.00")
    assert first.finance.programmed.cells == (Cell("Finanza", 5, 5, "raa-2019.xlsx"),)
    assert first.finance_previous.allocation.value == 90_000_000
    assert first.participants.total.value == 1000
    assert first.participants_previous is None
    assert assistance.participants is None
    assert report.finance.allocation.value == 600_000_000


def test_lists_keep_the_order_of_their_rows(tmp_path: Path):
    """Initiatives, indicators and texts come with their codes, choices and order; empty rows are no rows."""
    axis = _read(tmp_path).report.axes[0]
    assert [(item.code, item.state) for item in axis.initiatives] == [
        ("I.N01", InitiativeState.COMPLETED),
        ("I.N02", InitiativeState.ONGOING),
    ]
    assert axis.initiatives[1].programmed.value == Decimal("2000000.50")
    assert [(item.kind, item.unit) for item in axis.indicators][2] == (IndicatorKind.RESULT, Unit.PERCENT)
    assert [item.section for item in axis.texts] == [TextSection.STRATEGY, TextSection.OVERVIEW]


def test_certified_expenditure_comes_from_the_finance_of_the_axis(tmp_path: Path):
    """An indicator of certified expenditure without a value has that of `F5`, with its cell."""
    axis = _read(tmp_path).report.axes[0]
    assert axis.indicators[1].value == axis.finance.certified


@pytest.mark.parametrize(
    "labels",
    [("I",), (*(f"{n}" for n in range(1, 12)), "Priorità 12:AT"), ("Priorità 2", "A.1"), ("=1", "A.F1", "ß à")],
)
def test_any_axes_will_do(tmp_path: Path, labels: tuple[str, ...]):
    """From one axis to twelve, whatever their labels, all rows find their axis."""
    reading = _read(tmp_path, labels=labels)
    assert reading.findings == ()
    assert [axis.label for axis in reading.report.axes] == [label.removesuffix(":AT") for label in labels]
    assert all(len(axis.initiatives) == 2 and len(axis.texts) == 2 for axis in reading.report.axes)
    last = reading.report.axes[-1]
    assert last.finance.allocation.value == 100_000_000 * len(labels)


def test_a_label_that_begins_with_the_noun_does_not_repeat_it(tmp_path: Path):
    """With `P16` Priorità, "Priorità 2" is called so and "A" is "Priorità A"."""
    reading = _read(tmp_path, _put("Programma", "P16", "Valore", "Priorità"), labels=("Priorità 2", "A"))
    assert [axis.designation for axis in reading.report.axes] == ["Priorità 2", "Priorità\u00a0A"]


def test_a_fund_without_participants_has_none(tmp_path: Path):
    """With `P15` No, the sheet of participants may be missing altogether."""
    reading = _read(tmp_path, lambda book: book.remove(book["Destinatari"]), participants=False)
    assert reading.findings == ()
    assert reading.report.participants is None


def test_participants_that_nobody_asked_for_are_reported(tmp_path: Path):
    """With `P15` No, participants typed all the same are not read, and that is said once for each axis."""
    reading = _read(tmp_path, _put("Destinatari", "I.D2", "Anno", 5), participants=False)
    assert _codes(reading) == [("RAA219", "Destinatari!E5")]


def test_an_axis_without_participants_is_a_warning(tmp_path: Path):
    """An axis whose rows are all empty counts no participants, and that is worth a word."""

    def empty(book: Workbook) -> None:
        for number in PARTICIPANTS:
            fill(book["Destinatari"], f"II.{number}", {"Anno": None})

    reading = _read(tmp_path, empty)
    assert _codes(reading) == [("RAA215", "Destinatari!E11")]
    assert reading.report.axes[1].participants is None


def test_waivers_are_read(tmp_path: Path):
    """A row of `Deroghe` comes with its reason and day."""
    row = {
        "Regola": "raa304",
        "Cella": "II.D4/Anno",
        "Motivo": "Dato  verificato",
        "Responsabile": "AdG",
        "Data": date(2020, 5, 1),
    }
    waiver = _read(tmp_path, _put_all("Deroghe", "D01", row)).report.waivers[0]
    assert (waiver.rule, waiver.place, waiver.reason, waiver.day) == (
        "RAA304",
        "II.D4/Anno",
        "Dato  verificato",
        date(2020, 5, 1),
    )


def _put_all(sheet: str, code: str, row: dict[str, Any]) -> Callable[[Workbook], object]:
    return lambda book: fill(book[sheet], code, row)


# ── where it stands ──────────────────────────────────────────────────────────


def test_tables_are_found_wherever_they_moved(tmp_path: Path):
    """Inserted rows and columns, swapped columns, renamed and reordered sheets change nothing but the addresses."""

    def move(book: Workbook) -> None:
        book["Finanza"].insert_rows(1, 4)
        book["Finanza"].insert_cols(1, 2)
        book["Destinatari"].title = "Persone"
        book["Iniziative"].insert_cols(4)
        book["Testi"].move_range("E3:E90", cols=10)
        book.move_sheet("Indicatori", -5)
        for cell in book["Indicatori"][3]:
            cell.value = f"  {cell.value.upper()}\n"

    before, after = _read(tmp_path), _read(tmp_path, move)
    assert after.findings == ()
    assert _values(after) == _values(before)
    assert after.report.axes[0].finance.allocation.cells == (Cell("Finanza", 8, 7, "raa-2019.xlsx"),)


def _values(reading: Reading) -> list[object]:
    axes = reading.report.axes
    return [
        [figure.value for axis in axes for figure in (axis.finance.certified, axis.finance_previous.payments)],
        [axis.participants.women.value for axis in axes if axis.participants],
        [str(item.title) for axis in axes for item in axis.initiatives],
        [item.target.value for axis in axes for item in axis.indicators],
        [str(item.text) for axis in axes for item in axis.texts],
    ]


def test_rows_sorted_otherwise_are_the_same_rows(tmp_path: Path):
    """The code, not the position, says which row is which."""

    def swap(book: Workbook) -> None:
        first, second = book["Finanza"][4], book["Finanza"][5]
        for one, other in zip(first, second, strict=True):
            one.value, other.value = other.value, one.value

    assert _read(tmp_path, swap).report.axes[0].finance.allocation.value == 100_000_000


def test_a_row_typed_below_the_table_is_read_or_reported(tmp_path: Path):
    """Below the pre-printed rows, a row with a code is read, and one without is reported."""

    def add(book: Workbook) -> None:
        for row, code in ((200, "I.N26"), (201, None)):
            book["Iniziative"].cell(row, 1).value = code
            book["Iniziative"].cell(row, 3).value = "In corso"
            book["Iniziative"].cell(row, 4).value = "Nuova"

    reading = _read(tmp_path, add)
    assert _codes(reading) == [("RAA105", "Iniziative!A201")]
    assert reading.report.axes[0].initiatives[-1].code == "I.N26"


@pytest.mark.parametrize(
    ("sheet", "labels", "row", "cells", "wanted"),
    [
        ("Iniziative", ("X", "XI"), 200, {"C": "In corso", "D": "Nuova"}, "del tipo X.N26."),
        ("Iniziative", ("X", "XI"), 200, {"B": "xi", "C": "In corso", "D": "Nuova"}, "del tipo XI.N26."),
        ("Finanza", ("X",), 200, {"E": 5}, "in una riga già numerata."),
    ],
)
def test_a_code_that_is_proposed_is_free(
    tmp_path: Path, sheet: str, labels: tuple[str, ...], row: int, cells: dict[str, object], wanted: str
):
    """The code is of the row's axis, or of the first there is, and stands in no other row; none where all do."""

    def add(book: Workbook) -> None:
        for column, value in cells.items():
            book[sheet][f"{column}{row}"].value = value

    (finding,) = _read(tmp_path, add, labels=labels).findings
    assert finding.code == "RAA105"
    assert finding.remedy.endswith(wanted)


def test_no_empty_code_is_proposed_where_every_one_stands_in_a_row(tmp_path: Path):
    """A thousandth text of the programme goes in a row that there is, or goes."""

    def add(book: Workbook) -> None:
        for number in range(1, 1001):
            book["Testi"].cell(300 + number, 1).value = f"P.T{number:02}"
        book["Testi"].cell(1300, 3).value = "Premessa"
        book["Testi"].cell(1300, 5).value = "Un testo."

    (finding,) = (one for one in _read(tmp_path, add).findings if one.code == "RAA106")
    assert "P.T1000" in finding.message
    assert finding.remedy == "Portare i dati in una riga già numerata, o cancellare la riga."


def test_an_indicator_knows_the_cell_of_its_value(tmp_path: Path):
    """Empty or not, findings on the value can point at it."""
    reading = _read(tmp_path, _put("Indicatori", "I.K01", "Valore", None))
    assert [str(one.value_cell) for one in reading.report.axes[0].indicators] == [
        f"Indicatori!H{row}" for row in (4, 5, 6)
    ]


@pytest.mark.parametrize(("over", "words"), [(1, "di 1 carattere."), (2, "di 2 caratteri.")])
def test_a_text_too_long_says_by_how_much(tmp_path: Path, over: int, words: str):
    """One character is in the singular."""
    text = "a" * (layout.text_limit("Strategia", "I") + over)
    (finding,) = _read(tmp_path, _put("Testi", "I.T01", "Testo", text)).findings
    assert (finding.code, finding.remedy) == ("RAA211", f"Accorciarlo {words}")


def test_a_required_amount_that_nobody_knows_is_not_to_be_emptied(tmp_path: Path):
    """The year must be there; the year before may stay empty."""
    edits = {"Anno": "n.d.", "Anno precedente": "n.d."}
    reading = _read(tmp_path, lambda book: fill(book["Finanza"], "I.F3", edits))
    remedies = {str(finding.cell): finding.remedy for finding in reading.findings}
    assert remedies["Finanza!E6"] == "Scrivere l'importo; 0 se è zero."
    assert remedies["Finanza!D6"].startswith("Lasciare vuota la cella")


def test_a_stray_cell_far_away_costs_nothing(tmp_path: Path):
    """One formatted cell in the last row and column does not make the reading go through a million rows."""

    def stray(book: Workbook) -> None:
        book["Finanza"]["XFD1048576"].number_format = "0.00"

    assert _read(tmp_path, stray).findings == ()


def test_two_candidates_for_a_table_are_an_error(tmp_path: Path):
    """A duplicated sheet is reported at the copy; the original is read."""

    def duplicate(book: Workbook) -> None:
        book.copy_worksheet(book["Finanza"])

    reading = _read(tmp_path, duplicate)
    assert _codes(reading) == [("RAA103", "Finanza Copy!A3")]
    assert reading.report.axes[0].finance.allocation.cells[0].sheet == "Finanza"


def test_structure_that_is_missing_is_reported(tmp_path: Path):
    """Missing sheets, columns and rows, repeated columns, merged cells and foreign sheets: each at its place, once."""

    def spoil(book: Workbook) -> None:
        book["Deroghe"].sheet_state = "hidden"
        book.remove(book["Testi"])
        book["Finanza"].delete_rows(6)
        book["Destinatari"]["H3"].value = "Anno"
        book["Iniziative"]["H3"].value = None
        book["Indicatori"].merge_cells("C4:D4")
        book.create_sheet("Appunti")["A1"] = "telefonare"

    reading = _read(tmp_path, spoil)
    assert _codes(reading) == [
        ("RAA109", "Finanza!A3"),
        ("RAA116", "Destinatari!H3"),
        ("RAA102", "Iniziative!A3"),
        ("RAA114", "Indicatori!C4"),
        ("RAA101", "Deroghe!A1"),
        ("RAA115", "Appunti!A1"),
        ("RAA101", "Testi!A1"),
    ]
    assert reading.report is not None


def test_codes_that_are_wrong_are_reported(tmp_path: Path):
    """Unknown and repeated codes, unknown axes, and the pre-printed rows that are then missing: all at once."""

    def spoil(book: Workbook) -> None:
        finance = book["Finanza"]
        finance["A4"], finance["A5"], finance["A7"] = "I.F9", "I.F3", "X.F4"
        finance["B8"] = "VII"
        book["Programma"]["A23"] = "P99"

    assert _codes(_read(tmp_path, spoil)) == [
        ("RAA106", "Programma!A23"),
        ("RAA109", "Finanza!A3"),
        ("RAA109", "Finanza!A3"),
        ("RAA109", "Finanza!A3"),
        ("RAA106", "Finanza!A4"),
        ("RAA112", "Finanza!C5"),
        ("RAA104", "Finanza!A6"),
        ("RAA107", "Finanza!A7"),
        ("RAA107", "Finanza!B8"),
    ]


def test_axes_that_are_wrong_are_reported(tmp_path: Path):
    """A label that stands twice, or can't be one, or is missing, is reported at its cell."""

    def spoil(book: Workbook) -> None:
        axes = book["Assi"]
        for row, label in ((7, "i"), (8, "A/B"), (9, None)):
            axes.cell(row, 1).value = label
            axes.cell(row, 3).value = "Occupazione"
            axes.cell(row, 4).value = "Assistenza tecnica"

    codes = _codes(_read(tmp_path, spoil))
    assert codes[:3] == [("RAA104", "Assi!A7"), ("RAA110", "Assi!A8"), ("RAA201", "Assi!A9")]
    assert set(codes[3:]) == {("RAA109", "Finanza!A3")}


def test_an_axis_that_contradicts_its_code(tmp_path: Path):
    """The column `Asse` may be empty or say the designation, but not another axis; items must be the code's."""

    def spoil(book: Workbook) -> None:
        finance = book["Finanza"]
        finance["B4"], finance["B5"], finance["B6"], finance["C9"] = None, "Asse I", "II", "Impegni"
        book["Testi"]["B4"] = "I"

    assert _codes(_read(tmp_path, spoil)) == [
        ("RAA108", "Finanza!B6"),
        ("RAA112", "Finanza!C9"),
        ("RAA108", "Testi!B4"),
    ]


def test_hidden_rows_are_read_with_a_warning(tmp_path: Path):
    """A hidden row with data is read and reported as a whole row; a hidden empty one is nothing."""

    def hide(book: Workbook) -> None:
        book["Finanza"].row_dimensions[4].hidden = True
        book["Iniziative"].row_dimensions[20].hidden = True

    reading = _read(tmp_path, hide)
    assert _codes(reading) == [("RAA113", "Finanza!4")]
    assert reading.report.axes[0].finance.allocation.value == 100_000_000


def test_a_workbook_of_another_year_is_reported(tmp_path: Path):
    """A year that is not that of the issued workbook is an error at its cell."""
    reading = _read(tmp_path, _put("Programma", "P07", "Valore", 2018))
    assert _codes(reading) == [("RAA502", "Programma!C10")]
    assert reading.report.programme.year == 2018


def test_without_axes_there_is_no_report(tmp_path: Path):
    """Nothing can be made of a workbook without axes; that is said once, not for each row."""

    def empty(book: Workbook) -> None:
        for row in book["Assi"].iter_rows(min_row=4):
            for cell in row:
                cell.value = None

    reading = _read(tmp_path, empty)
    assert reading.report is None
    assert _codes(reading) == [("RAA111", "Assi!A3")]


def test_required_values_that_are_missing(tmp_path: Path):
    """A begun row must hold what is required; the report goes on without it."""

    def spoil(book: Workbook) -> None:
        fill(book["Programma"], "P04", {"Valore": "  "})
        fill(book["Finanza"], "I.F5", {"Anno": None})
        fill(book["Iniziative"], "I.N02", {"Titolo": None})
        fill(book["Iniziative"], "I.N07", {"Nota": "da completare"})

    reading = _read(tmp_path, spoil)
    assert _codes(reading) == [
        ("RAA201", "Programma!C7"),
        ("RAA201", "Finanza!E8"),
        ("RAA201", "Iniziative!D5"),
        ("RAA201", "Iniziative!C10"),
        ("RAA201", "Iniziative!D10"),
    ]
    assert reading.report.programme.authority.text == "[Ente]"
    assert [item.code for item in reading.report.axes[0].initiatives] == ["I.N01"]


# ── what people type ─────────────────────────────────────────────────────────


def test_every_bad_cell_is_found_at_once(tmp_path: Path):
    """One reading finds each kind of bad cell, in the order of the workbook."""

    def spoil(book: Workbook) -> None:
        fill(book["Programma"], "P08", {"Valore": "fine anno"})
        fill(book["Programma"], "P11", {"Valore": "A caso"})
        fill(book["Finanza"], "I.F1", {"Anno": -1})
        fill(book["Finanza"], "I.F2", {"Anno": "molto"})
        fill(book["Finanza"], "I.F3", {"Anno": 10.123})
        fill(book["Finanza"], "I.F4", {"Anno": "#N/D"})
        fill(book["Finanza"], "I.F5", {"Anno": "=1+1"})
        fill(book["Destinatari"], "I.D1", {"Anno": 1.5})
        fill(book["Destinatari"], "II.D1", {"Anno": "59.154 circa"})
        fill(book["Iniziative"], "I.N01", {"Titolo": True})
        fill(book["Indicatori"], "I.K03", {"Valore": 57, "Anno target": 23})
        fill(book["Testi"], "I.T01", {"Testo": "x" * 1751})

    assert _codes(_read(tmp_path, spoil)) == [
        ("RAA206", "Programma!C11"),
        ("RAA205", "Programma!C14"),
        ("RAA204", "Finanza!E4"),
        ("RAA202", "Finanza!E5"),
        ("RAA207", "Finanza!E6"),
        ("RAA208", "Finanza!E7"),
        ("RAA210", "Finanza!E8"),
        ("RAA203", "Destinatari!E4"),
        ("RAA203", "Destinatari!E11"),
        ("RAA218", "Iniziative!D4"),
        ("RAA213", "Indicatori!H6"),
        ("RAA214", "Indicatori!J6"),
        ("RAA211", "Testi!E16"),
    ]


def test_a_finding_says_what_was_found_and_what_to_write(tmp_path: Path):
    """The message names the value, the axis and what was typed; the remedy gives the number."""
    finding = _read(tmp_path, _put("Destinatari", "II.D1", "Anno", "59.154 circa")).findings[0]
    assert finding.message == "Maschi dell'Asse II: «59.154 circa» non è un numero intero."
    assert finding.remedy == "Scrivere 59154."


def test_a_text_that_begins_like_a_formula_stays_a_text(tmp_path: Path):
    """Typed as text, "=A1" is the text."""

    def put(book: Workbook) -> None:
        cell = at(book["Iniziative"], "I.N01", "Titolo")
        cell.value, cell.data_type = "=A1", "s"

    reading = _read(tmp_path, put)
    assert reading.findings == ()
    assert reading.report.axes[0].initiatives[0].title.text == "=A1"


def test_the_stored_result_of_a_formula_is_read_with_a_warning(tmp_path: Path):
    """A formula in an input cell is read by its result; one that nobody computed is an error, of any sort."""

    def put(book: Workbook) -> None:
        fill(book["Finanza"], "I.F1", {"Anno": "=10+5"})
        fill(book["Finanza"], "I.F2", {"Anno": ArrayFormula("E5", "=SUM(D4:D5)")})

    path = make_workbook(tmp_path, edit=put)
    _store_result(path, b"10+5", b"15")
    reading = read_workbook(path)
    assert _codes(reading) == [("RAA209", "Finanza!E4"), ("RAA210", "Finanza!E5")]
    assert reading.report.axes[0].finance.allocation.value == 15


def _store_result(path: Path, formula: bytes, result: bytes) -> None:
    """Write what Excel would store beside a formula, which openpyxl does not."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    pattern = re.compile(b"<f>" + re.escape(formula) + b"</f><v ?(?:/>|></v>)")
    assert any(pattern.search(content) for content in parts.values())
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, pattern.sub(b"<f>" + formula + b"</f><v>" + result + b"</v>", content))


def test_all_figures_of_the_finance_are_read(tmp_path: Path):
    """Each line of the layout reaches the attribute of its name."""
    finance = _read(tmp_path).report.axes[0].finance
    values = [finance.allocation, finance.programmed, finance.commitments, finance.payments, finance.certified]
    assert [figure.value / 1_000_000 for figure in values] == [Decimal(str(value)) for value in FINANCE.values()]


def test_a_gap_among_participants_is_pointed_out(tmp_path):
    """An empty row among filled ones makes sums unknown, so it is a warning at its cell; what is optional is not."""

    def empty(workbook):
        sheet = workbook["Destinatari"]
        fill(sheet, "I.D2", {"Anno": None})
        fill(sheet, "I.D3", {"Anno": None})

    reading = read_workbook(make_workbook(tmp_path, edit=empty))
    found = [(finding.code, finding.message) for finding in reading.findings if finding.cell.sheet == "Destinatari"]
    assert [code for code, _ in found] == ["RAA215"]
    assert found[0][1].startswith("Femmine dell'Asse I")
