# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The blank workbook."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from workbooks import at

from raa_builder.errors import UsageError
from raa_builder.model import AxisKind
from raa_builder.workbook import layout
from raa_builder.workbook.axes import AxisSpec, parse_axes
from raa_builder.workbook.blank import blank_workbook
from raa_builder.workbook.reader import read_workbook

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook


@pytest.fixture(scope="module")
def blank() -> Workbook:
    """A blank workbook with three axes, opened again."""
    return load_workbook(io.BytesIO(blank_workbook(2019, parse_axes("I,A.1,Priorità 2:AT"))))


def test_axes_are_parsed():
    """The argument of --axes names the axes in order, and `:AT` marks technical assistance."""
    assert parse_axes("I, Priorità  2 ,V:AT") == (
        AxisSpec("I"),
        AxisSpec("Priorità 2"),
        AxisSpec("V", AxisKind.TECHNICAL_ASSISTANCE),
    )


@pytest.mark.parametrize(
    ("argument", "fault"),
    [
        ("", "è vuota"),
        ("I,,II", "è vuota"),
        ("I,i", "due volte"),
        ("P", "riservata"),
        ("I:XX", ":AT"),
        ("I/II", "contiene"),
        ("x" * 21, "più di 20"),
        ("I\x07I", "controllo"),
        (",".join(str(number) for number in range(31)), "al più 30"),
    ],
)
def test_wrong_axes_are_refused(argument: str, fault: str):
    """Whatever is wrong with --axes, the message says it and the remedy gives an example."""
    with pytest.raises(UsageError, match=fault) as error:
        parse_axes(argument)
    assert "--axes I,II" in error.value.remedy


def test_sheets_stand_in_the_order_of_the_contract(blank: Workbook):
    """The sheets are those of the layout, in order, and the lists and `_meta` are hidden."""
    names = [sheet.name for sheet in layout.SHEETS]
    assert blank.sheetnames == ["Istruzioni", *names, "Controlli", "Elenchi", "_meta"]
    hidden = [sheet.title for sheet in blank.worksheets if sheet.sheet_state == "hidden"]
    assert hidden == ["Elenchi", "_meta"]


def test_headers_are_those_of_the_layout(blank: Workbook):
    """Each table has the headers of the layout, in order, from column A."""
    for sheet in layout.SHEETS:
        headers = [cell.value for cell in blank[sheet.name][3]]
        assert headers == [column.header for column in sheet.columns]


def test_rows_are_pre_printed_for_each_axis(blank: Workbook):
    """Finance has rows for every axis, participants for thematic ones, texts for the programme too."""
    codes = {sheet.key: [cell.value for cell in blank[sheet.name]["A"][3:]] for sheet in layout.SHEETS}
    assert codes["finance"] == [f"{label}.F{n}" for label in ("I", "A.1", "Priorità 2") for n in range(1, 6)]
    assert codes["participants"] == [f"{label}.D{n}" for label in ("I", "A.1") for n in range(1, 8)]
    assert codes["texts"][:13] == [*(f"P.T{n:02}" for n in range(1, 13)), "I.T01"]
    assert codes["axes"] == ["I", "A.1", "Priorità 2"]


def test_only_what_people_fill_in_is_unlocked(blank: Workbook):
    """Sheets are protected without password; input cells are unlocked, codes and computed cells are locked."""
    for sheet in layout.SHEETS:
        worksheet = blank[sheet.name]
        assert worksheet.protection.sheet
        assert worksheet.protection.password is None
        for column, cell in zip(sheet.columns, worksheet[4], strict=True):
            assert cell.protection.locked == (not column.is_input or column.kind is layout.Kind.AXIS), column.header


def test_drop_downs_go_through_defined_names(blank: Workbook):
    """Each list is a defined name, whose cells hold the choices of the layout."""
    rules = blank["Iniziative"].data_validations.dataValidation
    name = next(rule.formula1 for rule in rules if rule.type == "list" and "C4" in rule)
    sheet, area = next(blank.defined_names[name].destinations)
    assert [cell.value for (cell,) in blank[sheet][area]] == list(layout.INITIATIVES.column("state").choices)
    assert {
        rule.formula1 for sheet in blank for rule in sheet.data_validations.dataValidation if rule.type == "list"
    } == set(blank.defined_names) - {"_xlnm.Print_Area"}


def test_help_fits_excels_limits(blank: Workbook):
    """Titles of messages have at most 32 characters and messages 255, beyond which Excel calls the file damaged."""
    rules = [rule for sheet in blank for rule in sheet.data_validations.dataValidation]
    assert any(rule.prompt for rule in rules)
    for rule in rules:
        assert len(rule.promptTitle or "") <= 32
        assert len(rule.errorTitle or "") <= 32
        assert max(len(rule.prompt or ""), len(rule.error or "")) <= 255


def test_no_formula_uses_text_or_a_stored_result(blank: Workbook):
    """`TEXT()` depends on the language of Excel; no other function of the formulas does."""
    formulas = [cell.value for sheet in blank for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(formulas) > 50
    assert not [formula for formula in formulas if "TEXT(" in formula.replace("ISTEXT(", "")]


def test_a_label_like_a_formula_stays_a_text():
    """A label that begins with "=" is printed, not computed."""
    book = load_workbook(io.BytesIO(blank_workbook(2019, (AxisSpec("=1+1"),))))
    assert at(book["Assi"], "=1+1", "Asse").data_type == "s"


def test_a_blank_workbook_reads_back(tmp_path):
    """Of a blank workbook, only what is required is missing: 9 values of the programme, names, amounts."""
    path = tmp_path / "raa-2019.xlsx"
    path.write_bytes(blank_workbook(2019, parse_axes("I,V:AT")))
    reading = read_workbook(path)
    assert reading.report is not None
    assert reading.report.programme.year == 2019
    assert [axis.label for axis in reading.report.axes] == ["I", "V"]
    missing = [str(finding.cell) for finding in reading.findings if finding.code == "RAA201"]
    assert missing[:2] == ["Programma!C4", "Programma!C5"]
    assert missing[9:] == ["Assi!C4", "Assi!C5", *(f"Finanza!E{row}" for row in range(4, 14))]
    assert {finding.code for finding in reading.findings} == {"RAA201", "RAA215"}
