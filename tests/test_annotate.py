# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the annotated copy: what it shows, what it keeps, and how it comes back."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from test_foreign import picture, planted
from workbooks import at, fill, make_workbook

from raa_builder import listing, pipeline
from raa_builder.cells import Cell
from raa_builder.cli import main
from raa_builder.colours import READABLE, contrast
from raa_builder.errors import ExitCode, FileError, UsageError
from raa_builder.findings import Rules, Severity
from raa_builder.workbook.annotate import annotated
from raa_builder.workbook.annotate.corrections import COLOURS, SEE, Origin, remarks
from raa_builder.workbook.layout import CORRECTIONS_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

TEXT = "#1A1A1A"
LABELS = ("I", "II")


def spoil(book: Workbook) -> None:
    """An error, a warning on a whole row, a cell with two errors, a sheet that is gone, a note of the manager's."""
    at(book["Finanza"], "I.F3", "Anno").value = "circa mille"
    at(book["Finanza"], "I.F4", "Anno").value = None
    at(book["Finanza"], "II.F3", "Anno").comment = Comment("Da chiedere a Rossi", "Bianchi")
    at(book["Finanza"], "II.F3", "Anno").value = -5
    at(book["Testi"], "I.T01", "Testo").value = "Ecco {Impegnii} e ☃"
    book["Iniziative"].row_dimensions[at(book["Iniziative"], "I.N01", "Codice").row].hidden = True
    del book["Deroghe"]


def annotate(path: Path, name: str = "copia.xlsx") -> Path:
    """The annotated copy of a workbook."""
    return pipeline.annotate([path], path.with_name(name)).path


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """A workbook with mistakes, and its annotated copy."""
    path = make_workbook(tmp_path_factory.mktemp("annotate"), LABELS, edit=spoil)
    return path.read_bytes(), annotate(path).read_bytes()


@pytest.fixture
def returned(made: tuple[bytes, bytes], tmp_path: Path) -> Path:
    """A workbook with mistakes."""
    path = tmp_path / "raa-2019.xlsx"
    path.write_bytes(made[0])
    return path


@pytest.fixture
def copy(made: tuple[bytes, bytes], tmp_path: Path) -> Path:
    """Its annotated copy."""
    path = tmp_path / "copia.xlsx"
    path.write_bytes(made[1])
    return path


@pytest.fixture
def copied(copy: Path) -> Workbook:
    """Its annotated copy, open."""
    return load_workbook(copy)


def listed(workbook: Workbook) -> Iterator[dict[str, Any]]:
    """The rows of `Correzioni`, cells by header."""
    sheet = workbook[CORRECTIONS_NAME]
    head = next(row for row in sheet.iter_rows() if row[0].value == "N.")
    for row in sheet.iter_rows(min_row=head[0].row + 1):
        yield {header.value: cell for header, cell in zip(head, row, strict=True) if header.value}


def ground(cell: Any) -> str:
    """The colour of a cell's ground."""
    return cell.fill.fgColor.rgb[-6:]


def look(cell: Any) -> str:
    """All of a cell's ground."""
    return repr(cell.fill)


def marks(workbook: Workbook) -> set[str]:
    """The notes of the annotation, and its conditional formats."""
    notes = {
        f"{sheet.title}!{cell.coordinate}"
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment and "raa-builder" in cell.comment.text
    }
    return notes | {f"{sheet.title}: {rule.formula}" for sheet in workbook.worksheets for rule in ours(sheet)}


def ours(sheet: Worksheet) -> list[Any]:
    """The conditional formats that the annotation adds."""
    rules = [rule for cells in sheet.conditional_formatting for rule in cells.rules]
    return [rule for rule in rules if any("raa-builder" in part for part in rule.formula)]


# ── what it shows ────────────────────────────────────────────────────────────


def test_what_the_office_accepts_is_called_so(tmp_path: Path):
    """In the sheet, in its counts and in the note of the cell; it is among neither the errors nor the notes."""

    def edit(book: Workbook) -> None:
        at(book["Destinatari"], "II.D7", "Anno").value = 5
        words = {"Regola": "RAA301", "Cella": "II.D7/Anno", "Motivo": "Conteggio in corso", "Responsabile": "Rossi"}
        fill(book["Deroghe"], "D01", words)

    path = make_workbook(tmp_path, edit=edit)
    findings = pipeline.check(path).findings
    book = load_workbook(annotate(path))
    (row,) = (row for row in listed(book) if row["Regola"].value == "RAA301")
    assert row["Gravità"].value == "ACCETTATA"
    assert book[CORRECTIONS_NAME]["A1"].value.endswith(f": {listing.summary(findings).rstrip('.')}")
    assert "1 accettata" in book[CORRECTIONS_NAME]["A1"].value
    assert "ACCETTATA RAA301" in at(book["Destinatari"], "II.D7", "Anno").comment.text


def test_the_other_cells_of_a_finding_lead_to_it(tmp_path: Path):
    """Lighter, and with a note that names the correction; all of it goes when the copy comes back mended."""

    def edit(book: Workbook) -> None:
        at(book["Destinatari"], "II.D7", "Anno").value = 5
        at(book["Destinatari"], "II.D1", "Anno").comment = Comment("Da chiedere a Rossi", "Bianchi")

    copy = annotate(make_workbook(tmp_path, edit=edit))
    book = load_workbook(copy)
    (number,) = (row["N."].value for row in listed(book) if row["Regola"].value == "RAA301")
    other = at(book["Destinatari"], "II.D1", "Anno")
    assert other.comment.text.startswith("Da chiedere a Rossi\n")
    assert f"vedi il foglio Correzioni, n. {number}" in other.comment.text
    assert "RAA301 in Destinatari!E17" in other.comment.text
    (areas,) = (cells.sqref for cells in book["Destinatari"].conditional_formatting for rule in cells.rules
                if rule in ours(book["Destinatari"]) and rule.dxf.fill.bgColor.rgb[-6:] == SEE)  # fmt: skip
    assert other.coordinate in areas
    at(book["Destinatari"], "II.D7", "Anno").value = None
    book.save(copy)
    again = load_workbook(annotate(copy, "di nuovo.xlsx"))
    assert at(again["Destinatari"], "II.D1", "Anno").comment.text == "Da chiedere a Rossi"
    assert not ours(again["Destinatari"])


def test_each_wrong_cell_is_coloured_and_says_what_to_write(returned: Path, copied: Workbook):
    """Every finding stands in the note of its cell, with severity, code, message and remedy."""
    findings = pipeline.check(returned).findings
    on_cells = [one for one in findings if one.cell.column and one.cell.sheet in copied.sheetnames]
    assert len(on_cells) >= 5
    for finding in on_cells:
        cell = copied[finding.cell.sheet].cell(finding.cell.row, finding.cell.column)
        assert ground(cell) in {COLOURS[severity] for severity in Severity}
        for words in (finding.severity.value.upper(), finding.code, finding.message, finding.remedy):
            assert words in cell.comment.text


def test_a_cell_with_several_findings_has_one_note_and_the_worst_colour(tmp_path: Path):
    """Both are in it, and it names both rows of the list."""
    data = make_workbook(tmp_path, LABELS).read_bytes()
    place = Cell("Finanza", 5, 5)
    found = remarks([Rules.FORMULA.found(place, "Prima.", "Così."), Rules.NEGATIVE.found(place, "Seconda.", "Colà.")])
    path = tmp_path / "copia.xlsx"
    path.write_bytes(annotated(data, found, Origin("raa-2019.xlsx")))
    cell = load_workbook(path)["Finanza"]["E5"]
    assert ground(cell) == COLOURS[Severity.ERROR]
    assert "Prima." in cell.comment.text
    assert "Seconda." in cell.comment.text
    assert "n. 1, 2" in cell.comment.text


def test_the_colour_is_not_covered_by_the_sheets_own_formats(copied: Workbook):
    """A conditional format paints over a cell's ground: ours is of the same colour, and comes before all others."""
    sheet = copied["Finanza"]
    (rule,) = ours(sheet)
    others = [rule for cells in sheet.conditional_formatting for rule in cells.rules]
    assert rule.priority == min(other.priority for other in others)
    assert len({other.priority for other in others}) == len(others)
    assert rule.dxf.fill.bgColor.rgb[-6:] == COLOURS[Severity.ERROR]
    (cells,) = [cells for cells in sheet.conditional_formatting if rule in cells.rules]
    assert at(sheet, "I.F3", "Anno").coordinate in cells.sqref


def test_a_note_is_large_enough_for_its_text(copy: Path):
    """Openpyxl's usual box shows four short lines; longer texts get a taller one."""
    with zipfile.ZipFile(copy) as archive:
        drawings = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".vml")]
    boxes = [tuple(map(int, box)) for text in drawings for box in re.findall(r"width:(\d+)px;height:(\d+)px", text)]
    assert len(boxes) >= 5
    assert min(boxes) >= (300, 90)
    assert max(height for _, height in boxes) >= 180, "the cell with two errors"


def test_the_managers_own_note_stays_above_ours(copied: Workbook):
    """With their name as its author."""
    note = at(copied["Finanza"], "II.F3", "Anno").comment
    assert note.text.startswith("Da chiedere a Rossi\n")
    assert "negativo" in note.text
    assert note.author == "Bianchi"


def test_the_first_sheet_lists_every_finding(returned: Path, copied: Workbook):
    """In the order of `check`, with severity in words, sheet, cell, code, message and remedy; it is shown first."""
    assert copied.sheetnames[0] == CORRECTIONS_NAME
    assert copied.active.title == CORRECTIONS_NAME
    assert [sheet.title for sheet in copied.worksheets if sheet.sheet_view.tabSelected] == [CORRECTIONS_NAME]
    rows = [
        [cell.value for cell in row.values()] for row in listed(copied)
    ]  # fmt: skip
    assert rows == [
        [number, one.severity.value.upper(), one.cell.sheet, one.cell.address, one.code, one.message, one.remedy]
        for number, one in enumerate(pipeline.check(returned).findings, 1)
    ]


def test_each_line_leads_to_its_cell(copied: Workbook):
    """By a place within the workbook, which other programs keep; a whole row's is where its text begins."""
    links = {row["Regola"].value: row["Cella"].hyperlink for row in listed(copied)}
    assert links["RAA201"].location == f"'Finanza'!{at(copied['Finanza'], 'I.F4', 'Anno').coordinate}"
    assert links["RAA201"].target is None
    assert links["RAA113"].location == f"'Iniziative'!{at(copied['Iniziative'], 'I.N01', 'Codice').coordinate}"
    assert links["RAA101"] is None, "a sheet that is missing can't be gone to"


def test_the_list_can_be_filtered_printed_and_not_be_spoilt(copied: Workbook):
    """Frozen and repeated headers, one page wide, protected without a password but for the filter."""
    sheet = copied[CORRECTIONS_NAME]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "N.")
    assert sheet.freeze_panes == f"A{head + 1}"
    assert sheet.auto_filter.ref.startswith(f"A{head}:G")
    assert sheet.print_title_rows == f"$1:${head}"
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert not sheet.protection.autoFilter
    assert all(row["Che cosa fare"].alignment.wrap_text for row in listed(copied))


def test_a_sound_workbook_says_that_nothing_is_to_be_done(tmp_path: Path):
    """The list is there, and empty."""
    workbook = load_workbook(annotate(make_workbook(tmp_path, LABELS)))
    assert workbook[CORRECTIONS_NAME]["A1"].value.endswith("nulla da correggere")
    assert list(listed(workbook)) == []
    assert marks(workbook) == set()


def test_the_colours_can_be_read_upon():
    """Text in near black has at least 4.5:1 on each."""
    assert all(contrast(f"#{colour}", TEXT) >= READABLE for colour in (*COLOURS.values(), SEE))
    assert len(set(COLOURS.values())) == len(Severity)


def test_what_the_finding_shows_may_hold_anything(tmp_path: Path):
    """Control characters can't stand in a workbook, and a text that begins with "=" is none."""
    path = tmp_path / "copia.xlsx"
    found = remarks([Rules.NOT_AN_AMOUNT.found(Cell("Finanza", 5, 5), "=1+1 \x0b\x01 <b>", "Scrivere\u20281.")])
    path.write_bytes(annotated(make_workbook(tmp_path, LABELS).read_bytes(), found, Origin("=a.xlsx")))
    workbook = load_workbook(path)
    (row,) = listed(workbook)
    assert row["Che cosa non va"].data_type == "s"
    assert row["Che cosa non va"].value.startswith("=1+1")
    assert "<b>" in workbook["Finanza"]["E5"].comment.text


def test_nothing_is_marked_in_a_hidden_sheet(tmp_path: Path):
    """Nobody could follow the link: the remedy is to show it."""
    path = make_workbook(tmp_path, LABELS, edit=lambda book: setattr(book["Testi"], "sheet_state", "hidden"))
    workbook = load_workbook(annotate(path))
    (row,) = [row for row in listed(workbook) if row["Foglio"].value == "Testi"]
    assert row["Cella"].hyperlink is None
    assert workbook["Testi"]["A1"].comment is None


def test_a_merged_cell_is_marked_where_it_can_be(tmp_path: Path):
    """A note can only stand in the first of merged cells."""
    path = make_workbook(tmp_path, LABELS, edit=lambda book: book["Finanza"].merge_cells("E5:E6"))
    workbook = load_workbook(annotate(path))
    assert "RAA114" in workbook["Finanza"]["E5"].comment.text


# ── what it keeps ────────────────────────────────────────────────────────────


def test_the_workbook_itself_is_not_touched(returned: Path):
    """Not one byte of it."""
    before = returned.read_bytes()
    annotate(returned)
    assert returned.read_bytes() == before


def test_nothing_of_the_managers_is_lost(tmp_path: Path):
    """Their sheets, pictures, formulas, partly bold texts, formats, notes, validations and protection."""

    def theirs(book: Workbook) -> None:
        spoil(book)
        book.create_sheet("Appunti")["B2"] = "=SUM(A1:A9)"
        book["Appunti"].add_image(picture(), "D2")
        at(book["Finanza"], "I.F1", "Anno").value = "=40*1000"
        cell = at(book["Testi"], "II.T01", "Testo")
        cell.value = CellRichText("Molto ", TextBlock(InlineFont(b=True), "importante"))
        at(book["Finanza"], "I.F3", "Anno").number_format = "#,##0.000"

    returned = make_workbook(tmp_path, LABELS, edit=theirs)
    before, after = load_workbook(returned, rich_text=True), load_workbook(annotate(returned), rich_text=True)
    assert after.sheetnames == [CORRECTIONS_NAME, *before.sheetnames]
    assert len(after["Appunti"]._images) == 1
    for sheet in before.worksheets:
        other = after[sheet.title]
        assert other.protection.sheet == sheet.protection.sheet
        assert len(other.data_validations.dataValidation) == len(sheet.data_validations.dataValidation)
        for row in sheet.iter_rows():
            for cell in row:
                twin = other[cell.coordinate]
                assert twin.value == cell.value
                for kept in ("number_format", "font", "border", "alignment", "protection", "style"):
                    assert repr(getattr(twin, kept)) == repr(getattr(cell, kept))
                assert look(twin) == look(cell) or ground(twin) in COLOURS.values()
    assert str(at(after["Testi"], "II.T01", "Testo").value) == "Molto importante"
    assert [block.font.b for block in at(after["Testi"], "II.T01", "Testo").value if isinstance(block, TextBlock)]


def test_formulas_keep_their_results(tmp_path: Path):
    """Of every kind, so that the copy can be read, and looked at, before anybody opens and saves it."""
    results = {"B1": ("n", "40000.5"), "B2": ("str", "tre &amp; due"), "B3": ("b", "1"), "B4": ("e", "#N/A")}

    def formulas(book: Workbook) -> None:
        sheet = book.create_sheet("Appunti", 0)
        for address in (*results, "B5"):
            sheet[address] = '=IF(A1="<a>",1,"")'
        at(book["Finanza"], "I.F1", "Anno").value = "=4*10"

    path = make_workbook(tmp_path, LABELS, edit=formulas)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    for address, (kind, value) in results.items():
        sheet = re.sub(
            rf'(<c r="{address}")(.*?)<v ?/?>(</v>)?</c>', rf'\1 t="{kind}"\2<v>{value}</v></c>', sheet, count=1
        )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (parts | {"xl/worksheets/sheet1.xml": sheet}).items():
            archive.writestr(name, re.sub(r"(<f>4\*10</f>)<v ?/?>(</v>)?", r"\1<v>40</v>", text))
    copy = annotate(path)
    values = load_workbook(copy, data_only=True)
    assert [values["Appunti"][address].value for address in (*results, "B5")] == [
        40000.5, "tre & due", True, "#N/A", None
    ]  # fmt: skip
    assert load_workbook(copy)["Appunti"]["B2"].value == '=IF(A1="<a>",1,"")'
    assert at(values["Finanza"], "I.F1", "Anno").value == 40
    assert [one.code for one in pipeline.check(copy).findings] == [one.code for one in pipeline.check(path).findings]
    assert "RAA209" in at(load_workbook(copy)["Finanza"], "I.F1", "Anno").comment.text


def test_formulas_are_computed_anew_when_the_copy_is_opened(copied: Workbook):
    """Whatever results they have."""
    assert copied.calculation.fullCalcOnLoad


# ── how it comes back ────────────────────────────────────────────────────────


def test_the_copy_has_the_same_findings_as_the_workbook(returned: Path, copy: Path):
    """The sheet `Correzioni` is neither reported nor read."""
    before, after = pipeline.check(returned), pipeline.check(copy)
    assert [str(one) for one in after.findings] == [str(one) for one in before.findings]


def test_what_was_corrected_is_no_longer_marked(returned: Path, copied: Workbook, tmp_path: Path):
    """Annotated again, the copy has its grounds back, marks only for what is still wrong, and one list."""
    original = load_workbook(returned)
    at(copied["Finanza"], "I.F3", "Anno").value = 60_500_000
    copied.save(tmp_path / "corretta.xlsx")
    again = load_workbook(annotate(tmp_path / "corretta.xlsx", "seconda.xlsx"))
    corrected = at(again["Finanza"], "I.F3", "Anno")
    assert corrected.comment is None
    assert look(corrected) == look(at(original["Finanza"], "I.F3", "Anno"))
    assert ground(at(again["Finanza"], "I.F4", "Anno")) == COLOURS[Severity.ERROR]
    assert at(again["Finanza"], "I.F4", "Anno").comment.text.count("raa-builder") == 1
    assert again.sheetnames.count(CORRECTIONS_NAME) == 1
    assert len(ours(again["Finanza"])) == 1
    assert not any(name.startswith(f"{CORRECTIONS_NAME}1") for name in again.sheetnames)


def corrected(workbook: Workbook) -> None:
    """Mend everything that `spoil` did."""
    for code, amount in {"I.F3": 60_500_000, "I.F4": 50_000_000, "II.F3": 121_000_000}.items():
        at(workbook["Finanza"], code, "Anno").value = amount
    at(workbook["Testi"], "I.T01", "Testo").value = "Ecco {Impegni}."
    workbook["Iniziative"].row_dimensions[at(workbook["Iniziative"], "I.N01", "Codice").row].hidden = False


def test_a_corrected_copy_loses_every_mark_wherever_its_cells_have_moved(
    returned: Path, copied: Workbook, tmp_path: Path
):
    """A row that moved down takes its note with it, by which its ground is found again; their own note stays."""
    corrected(copied)
    sheet = copied["Finanza"]
    row = at(sheet, "II.F3", "Codice").row
    sheet.move_range(f"A{row}:H{row}", rows=40)
    copied.save(tmp_path / "corretta.xlsx")
    again = load_workbook(annotate(tmp_path / "corretta.xlsx", "seconda.xlsx"))
    assert {mark for mark in marks(again) if not mark.startswith("Finanza: ")} == set()
    moved = at(again["Finanza"], "II.F3", "Anno")
    assert moved.comment.text == "Da chiedere a Rossi"
    original = load_workbook(returned)
    assert look(moved) == look(at(original["Finanza"], "II.F3", "Anno"))
    assert all(ground(cell) not in COLOURS.values() for row in again["Finanza"].iter_rows() for cell in row)


def test_a_deleted_note_does_not_leave_the_colour_behind(copied: Workbook, tmp_path: Path):
    """The list knows the cell."""
    corrected(copied)
    at(copied["Finanza"], "I.F3", "Anno").comment = None
    copied.save(tmp_path / "corretta.xlsx")
    again = load_workbook(annotate(tmp_path / "corretta.xlsx", "seconda.xlsx"))
    assert ground(at(again["Finanza"], "I.F3", "Anno")) not in COLOURS.values()


def test_a_deleted_list_does_not_leave_the_colours_behind(returned: Path, copied: Workbook, tmp_path: Path):
    """The cells then get the ground of their style."""
    corrected(copied)
    del copied[CORRECTIONS_NAME]
    copied.save(tmp_path / "corretta.xlsx")
    again = load_workbook(annotate(tmp_path / "corretta.xlsx", "seconda.xlsx"))
    assert marks(again) == set()
    assert look(at(again["Finanza"], "I.F3", "Anno")) == look(at(load_workbook(returned)["Finanza"], "I.F3", "Anno"))


def test_a_ground_that_people_gave_a_cell_comes_back(tmp_path: Path):
    """It is kept in the list, not guessed from the style."""

    def pink(book: Workbook) -> None:
        spoil(book)
        at(book["Finanza"], "I.F3", "Anno").fill = PatternFill("lightGrid", fgColor="FF00FF", bgColor="00FF00")

    returned = make_workbook(tmp_path, LABELS, edit=pink)
    workbook = load_workbook(annotate(returned))
    corrected(workbook)
    workbook.save(tmp_path / "corretta.xlsx")
    again = load_workbook(annotate(tmp_path / "corretta.xlsx", "seconda.xlsx"))
    assert look(at(again["Finanza"], "I.F3", "Anno")) == look(at(load_workbook(returned)["Finanza"], "I.F3", "Anno"))


def test_what_people_add_to_our_note_stays(copied: Workbook, tmp_path: Path):
    """Below it, as above."""
    corrected(copied)
    cell = at(copied["Finanza"], "I.F3", "Anno")
    cell.comment = Comment(f"{cell.comment.text}\nfatto, Bianchi", "Bianchi")
    copied.save(tmp_path / "corretta.xlsx")
    again = load_workbook(annotate(tmp_path / "corretta.xlsx", "seconda.xlsx"))
    assert at(again["Finanza"], "I.F3", "Anno").comment.text.strip() == "fatto, Bianchi"


def test_all_this_survives_libreoffice(returned: Path, copy: Path, tmp_path: Path, soffice: str):
    """Saved there, the copy has its list, links, notes and colours, and loses them when annotated again."""
    saved = tmp_path / "salvata"
    command = [
        soffice,
        f"-env:UserInstallation={(tmp_path / 'profilo').as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    subprocess.run([*command, "--outdir", saved, copy], check=True, capture_output=True)
    workbook = load_workbook(saved / copy.name)
    assert [row["Regola"].value for row in listed(workbook)] == [
        finding.code for finding in pipeline.check(returned).findings
    ]
    links = {row["Regola"].value: row["Cella"].hyperlink for row in listed(workbook)}
    assert "Finanza" in links["RAA201"].location
    assert ground(at(workbook["Finanza"], "I.F4", "Anno")) == COLOURS[Severity.ERROR]
    corrected(workbook)
    workbook.save(tmp_path / "corretta.xlsx")
    again = load_workbook(annotate(tmp_path / "corretta.xlsx", "seconda.xlsx"))
    assert marks(again) == set()
    assert all(ground(cell) not in COLOURS.values() for row in again["Finanza"].iter_rows() for cell in row)


# ── a workbook that can't be saved anew ──────────────────────────────────────


@pytest.fixture(scope="session")
def replaced(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, pipeline.Annotated]:
    """A workbook with mistakes, rows that have moved, a sheet and a check box of the manager's, and its copy."""

    def edit(book: Workbook) -> None:
        spoil(book)
        sheet = book["Finanza"]
        sheet.move_range("A3:H30", rows=5, cols=2)
        sheet.title = "Soldi"
        sheet["G40"] = 77
        book.create_sheet("Appunti")["A1"] = "miei"

    path = make_workbook(tmp_path_factory.mktemp("replaced"), LABELS, edit=edit, name="tornata.xlsx")
    path.write_bytes(planted(path.read_bytes(), parts={"xl/ctrlProps/ctrlProp1.xml": "<x/>"}))
    return path.read_bytes(), pipeline.annotate([path], path.with_name("copia.xlsx"))


@pytest.fixture
def foreign(replaced: tuple[bytes, pipeline.Annotated], tmp_path: Path) -> Path:
    """The workbook that could not be saved anew."""
    path = tmp_path / "tornata.xlsx"
    path.write_bytes(replaced[0])
    return path


@pytest.fixture
def fresh(replaced: tuple[bytes, pipeline.Annotated]) -> Workbook:
    """Its copy, open."""
    return load_workbook(replaced[1].path)


def test_a_workbook_that_would_lose_something_is_filled_anew(
    replaced: tuple[bytes, pipeline.Annotated], fresh: Workbook
):
    """The copy has the same data, wrong ones too, and the workbook stays as it was."""
    before, copy = replaced
    assert copy.is_fresh
    assert copy.checked.paths[0].read_bytes() == before
    assert "Soldi" not in fresh.sheetnames
    assert at(fresh["Finanza"], "II.F1", "Anno").value == 200_000_000
    assert at(fresh["Finanza"], "I.F3", "Anno").value == "circa mille"
    assert at(fresh["Testi"], "I.T01", "Testo").value == "Ecco {Impegnii} e ☃"


def test_findings_are_shown_on_the_cells_of_the_new_workbook(fresh: Workbook):
    """They are found again by code and column; what has no place there keeps its address, and says whose it is."""
    for code, rule in (("I.F3", "RAA202"), ("I.F4", "RAA201"), ("II.F3", "RAA204")):
        cell = at(fresh["Finanza"], code, "Anno")
        assert rule in cell.comment.text
        (row,) = [row for row in listed(fresh) if row["Regola"].value == rule]
        assert row["Cella"].value == cell.coordinate
        assert row["Cella"].hyperlink.location == f"'Finanza'!{cell.coordinate}"
    (lost,) = [row for row in listed(fresh) if row["Regola"].value == "RAA105"]
    assert (lost["Foglio"].value, lost["Cella"].value) == ("Soldi", "C40 del file ricevuto")
    assert lost["Cella"].hyperlink is None


def test_notes_move_to_the_new_workbook(fresh: Workbook):
    """Those on its cells: of a conversation in the comments, its text stays this way."""
    note = at(fresh["Finanza"], "II.F3", "Anno").comment
    assert note.text.startswith("Da chiedere a Rossi\n")
    assert note.author == "Bianchi"


def test_what_is_left_behind_is_said_on_the_sheet_and_on_the_console(
    foreign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """What could not be carried, and the sheets of theirs."""
    code = main(["check", str(foreign), "--annotate", str(tmp_path / "copia.xlsx")])
    printed = capsys.readouterr().out
    assert code == ExitCode.FINDINGS
    rows = load_workbook(tmp_path / "copia.xlsx")[CORRECTIONS_NAME].iter_rows(max_row=8, max_col=1, values_only=True)
    sheet = " ".join(str(row[0]) for row in rows)
    for words in ("le caselle di controllo e gli altri controlli", "il foglio «Appunti»"):
        assert words in printed
        assert words in sheet
    assert "SCHEDA NUOVA" in sheet
    assert "scheda nuova" in printed


def lose(book: Workbook) -> None:
    """Data that has no place in a new workbook: each is to be said."""
    amounts, initiatives = book["Finanza"], book["Iniziative"]
    initiatives["A130"], initiatives["D130"], initiatives["G130"] = None, "Senza codice", 500
    initiatives["A131"], initiatives["C131"], initiatives["D131"] = "IX.N01", "In corso", "Di un altro asse"
    initiatives["A132"], initiatives["C132"], initiatives["D132"] = "I.N01", "In corso", "Doppia"
    at(amounts, "I.F2", "Codice").value = "I.F9"
    at(amounts, "I.F3", "Anno").value = "#N/A"
    at(amounts, "I.F3", "Anno").data_type = "e"
    at(amounts, "II.F3", "Anno").value = "=1+1"
    at(initiatives, "I.N02", "Asse").value = "II"
    amounts["N5"] = 77
    book.defined_names["mio"] = DefinedName("mio", attr_text="Finanza!$E$4")


def test_every_row_and_cell_with_data_that_is_lost_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Rows without a code of their own, cells that can't be read, what stands beside a table, names of cells."""
    path = make_workbook(tmp_path, LABELS, edit=lose)
    path.write_bytes(planted(path.read_bytes(), parts={"xl/ctrlProps/ctrlProp1.xml": "<x/>"}))
    assert main(["check", str(path), "--annotate", str(tmp_path / "copia.xlsx")]) == ExitCode.FINDINGS
    printed = capsys.readouterr().out
    assert {line.removeprefix("  - ") for line in printed.splitlines() if line.startswith("  - ")} == {
        "le caselle di controllo e gli altri controlli",
        *(f"la riga {row} del foglio Iniziative" for row in (130, 131, 132)),
        "la riga 5 del foglio Finanza",
        *(f"ciò che è scritto nella cella {cell}" for cell in ("E6 del foglio Finanza", "E11 del foglio Finanza")),
        "ciò che è scritto nella cella B5 del foglio Iniziative",
        "i valori accanto alla tabella del foglio Finanza: N5",
        "il nome «mio» dato a celle",
        "eventuali formule e formati messi a mano, e i commenti fuori dalle celle della scheda",
    }
    sheet = load_workbook(tmp_path / "copia.xlsx")[CORRECTIONS_NAME]
    said = " ".join(str(sheet.cell(row, 1).value) for row in range(1, 12))
    assert "la riga 130 del foglio Iniziative" in said
    assert "stessi dati" not in printed + said


def test_a_workbook_whose_data_is_all_carried_names_none(tmp_path: Path):
    """Only what no copy carries is then said, and that formulas and formats made by hand are not."""
    path = make_workbook(tmp_path, LABELS)
    path.write_bytes(planted(path.read_bytes(), parts={"xl/ctrlProps/ctrlProp1.xml": "<x/>"}))
    lost = pipeline.annotate([path], tmp_path / "copia.xlsx").not_carried
    assert [words.split()[0] for words in lost] == ["le", "eventuali"]


def test_the_new_workbook_has_no_loss_of_its_own(replaced: tuple[bytes, pipeline.Annotated], tmp_path: Path):
    """Given back, it is annotated as it is."""
    second = pipeline.annotate([replaced[1].path], tmp_path / "seconda.xlsx")
    assert (second.is_fresh, second.not_carried) == (False, ())


def test_without_axes_there_is_no_new_workbook_to_fill(tmp_path: Path):
    """The copy is then of the workbook itself, and says what it lacks."""
    path = make_workbook(tmp_path, LABELS, edit=lambda book: book.remove(book["Assi"]))
    path.write_bytes(planted(path.read_bytes(), parts={"customXml/item1.xml": "<x/>"}))
    copy = pipeline.annotate([path], tmp_path / "copia.xlsx")
    assert not copy.is_fresh
    assert copy.not_carried == ("i dati XML aggiunti da altri programmi",)
    assert "IN QUESTA COPIA MANCANO" in str(load_workbook(copy.path)[CORRECTIONS_NAME]["A4"].value)


# ── the command ──────────────────────────────────────────────────────────────


def test_the_command_says_where_the_copy_is(returned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """And has the exit code of the findings."""
    copy = tmp_path / "nuova" / "copia.xlsx"
    assert main(["check", str(returned), "--annotate", str(copy)]) == ExitCode.FINDINGS
    assert f"Copia annotata: {copy}" in capsys.readouterr().out
    assert copy.exists()


def test_programs_get_it_as_json(returned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Stable keys beside those of `check`."""
    copy = tmp_path / "copia.xlsx"
    main(["check", str(returned), "--annotate", str(copy), "--json"])
    (result,) = json.loads(capsys.readouterr().out)
    assert (result["annotated"], result["fresh"], result["not_carried"]) == (str(copy), False, [])
    assert result["findings"]


def test_the_copy_never_takes_the_place_of_another_file(returned: Path, tmp_path: Path):
    """Of the workbook, under any of its names, or of a file that is there."""
    linked = tmp_path / "altro.xlsx"
    linked.symlink_to(returned)
    for path in (returned, tmp_path / "." / returned.name, linked):
        with pytest.raises(UsageError, match="foglio di lavoro di partenza"):
            pipeline.annotate([returned], path)
    other = tmp_path / "vecchia.xlsx"
    other.write_bytes(b"vecchia")
    with pytest.raises(FileError, match="esiste già"):
        pipeline.annotate([returned], other)
    assert other.read_bytes() == b"vecchia"


def test_a_copy_that_cannot_be_written_says_why(returned: Path, tmp_path: Path):
    """A name too long, a file in the place of a folder."""
    (tmp_path / "file").write_text("x")
    for path in (tmp_path / f"{'a' * 300}.xlsx", tmp_path / "file" / "copia.xlsx"):
        with pytest.raises(FileError, match="non si può scrivere"):
            pipeline.annotate([returned], path)


def test_only_one_workbook_is_annotated_at_a_time(returned: Path, tmp_path: Path):
    """Each manager gets their own back."""
    other = tmp_path / "altro.xlsx"
    shutil.copy(returned, other)
    with pytest.raises(UsageError, match="un solo foglio di lavoro"):
        pipeline.annotate([returned, other], tmp_path / "copia.xlsx")


def test_the_copy_is_called_as_excel_expects(returned: Path, tmp_path: Path):
    """With another ending Excel would not open it."""
    with pytest.raises(UsageError, match="xlsx"):
        pipeline.annotate([returned], tmp_path / "copia.xls")


def test_a_file_that_is_no_workbook_is_not_annotated(tmp_path: Path):
    """Nothing is written."""
    path = tmp_path / "a.xlsx"
    path.write_text("ciao")
    with pytest.raises(FileError):
        pipeline.annotate([path], tmp_path / "copia.xlsx")
    assert not (tmp_path / "copia.xlsx").exists()
