# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The blank workbook."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from workbooks import at

from raa_builder.colours import READABLE, contrast
from raa_builder.errors import UsageError
from raa_builder.model import AxisKind
from raa_builder.workbook import dress, layout
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
    """Each table has the headers of the layout, in order, from column A; `Controllo` follows if not among them."""
    for sheet in layout.SHEETS:
        headers = [cell.value for cell in blank[sheet.name][3]]
        own = [column.header for column in sheet.columns]
        assert headers == (own if "Controllo" in own else [*own, "Controllo"])


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
        assert worksheet.protection.formatColumns is worksheet.protection.formatRows is False
        for column, cell in zip(sheet.columns, worksheet[4], strict=False):
            assert cell.protection.locked == (not column.is_input or column.kind is layout.Kind.AXIS), column.header
        assert all(cell.protection.locked for cell in worksheet[4][len(sheet.columns) :])


def test_drop_downs_go_through_defined_names(blank: Workbook):
    """Each list is a defined name, whose cells hold the choices of the layout."""
    rules = blank["Iniziative"].data_validations.dataValidation
    name = next(rule.formula1 for rule in rules if rule.type == "list" and "C4" in rule)
    sheet, area = next(blank.defined_names[name].destinations)
    assert [cell.value for (cell,) in blank[sheet][area]] == list(layout.INITIATIVES.column("state").choices)
    assert {
        rule.formula1 for sheet in blank for rule in sheet.data_validations.dataValidation if rule.type == "list"
    } == set(blank.defined_names)


def test_help_fits_excels_limits(blank: Workbook):
    """Titles of messages have at most 32 characters and messages 255, beyond which Excel calls the file damaged."""
    rules = [rule for sheet in blank for rule in sheet.data_validations.dataValidation]
    assert any(rule.prompt for rule in rules)
    for rule in rules:
        assert rule.errorTitle or rule.type is None
        assert len(rule.promptTitle or "") <= 32
        assert len(rule.errorTitle or "") <= 32
        assert max(len(rule.prompt or ""), len(rule.error or "")) <= 255


def test_no_formula_uses_text_or_a_stored_result(blank: Workbook):
    """`TEXT()` depends on the language of Excel; no other function of the formulas does."""
    formulas = [cell.value for sheet in blank for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(formulas) > 50
    assert max(map(len, formulas)) < 8192
    assert not [formula for formula in formulas if "TEXT(" in formula.replace("ISTEXT(", "")]


def test_every_row_has_its_control_and_every_check_its_line(blank: Workbook):
    """Each pre-printed row says how it stands, and each thing that it can say has a line in `Controlli`."""
    lines = {(row[0].value, row[3].value): row for row in blank["Controlli"].iter_rows(min_row=7)}
    for sheet in layout.SHEETS:
        rows = list(blank[sheet.name].iter_rows(min_row=3))
        column = [cell.value for cell in rows[0]].index("Controllo")
        for row in rows[1:]:
            assert row[column].data_type == "f"
            said = {text for text in re.findall('"([^"]+)"', row[column].value) if re.match("ERR|DA C|VERI|NOTA", text)}
            for message in said:
                (line,) = [
                    line for (name, count), line in lines.items() if name == sheet.name and f'"{message}"' in count
                ]
                assert "HYPERLINK(" in line[4].value
                assert line[5].data_type == "f"


def test_names_and_contacts_have_room_for_two_lines(blank: Workbook):
    """The first sheet repeats what people write elsewhere, in rows that no program makes higher by itself."""
    sheet = blank["Istruzioni"]
    repeated = [
        cell
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and re.match(r'=IF\((?:Assi|Programma)![A-Z]+\d+="","",[^&]+\)$', cell.value)
    ]
    assert len(repeated) >= len(blank["Assi"]["A"][3:]) + 1
    for cell in repeated:
        assert cell.alignment.wrap_text or cell.is_date
        assert sheet.row_dimensions[cell.row].height >= 28 or "/" in cell.number_format


def test_links_lead_within_the_workbook(blank: Workbook):
    """A link is a location: as an address LibreOffice would make a path of it."""
    links = [cell.hyperlink for sheet in blank for row in sheet for cell in row if cell.hyperlink]
    assert {link.location.partition("!")[0] for link in links} == set(blank.sheetnames) - {"Elenchi", "_meta"}
    assert not [link for link in links if link.target]


def test_the_length_of_a_text_is_limited_by_its_row(blank: Workbook):
    """A text that is too long is warned of while typing, not refused: whoever pasted it would lose it."""
    (rule,) = [rule for rule in blank["Testi"].data_validations.dataValidation if rule.type == "textLength"]
    assert (rule.formula1, rule.errorStyle, str(rule.sqref).split(":")[0]) == ("$G4", "warning", "E4")


def test_each_row_of_finance_has_its_own_help(blank: Workbook):
    """The help of a pre-printed row says what the row is, under its name."""
    rules = blank["Finanza"].data_validations.dataValidation
    (rule,) = [rule for rule in rules if "E9" in rule]
    assert rule.promptTitle == "Dotazione finanziaria"
    assert "piano finanziario" in rule.prompt


@pytest.mark.parametrize("ground", ["YELLOW", "ASKED", "RED", "AMBER", "GREEN", "GREY", "PALE", "WHITE"])
def test_every_text_can_be_read_on_its_ground(ground: str):
    """Every pair of text and ground has a contrast of at least 4.5."""
    texts = {
        "RED": (dress.ON_RED, dress.TEXT_COLOUR),
        "AMBER": (dress.ON_AMBER,),
        "ASKED": (dress.ON_AMBER, dress.TEXT_COLOUR),
        "GREEN": (dress.ON_GREEN,),
        "GREY": (dress.TEXT_COLOUR, dress.BLUE, dress.ON_GREEN),
        "PALE": (dress.TEXT_COLOUR, dress.BLUE, dress.INK),
        "WHITE": (dress.TEXT_COLOUR, dress.BLUE, dress.INK, dress.MUTED),
    }
    for text in texts.get(ground, (dress.TEXT_COLOUR,)):
        assert contrast(f"#{text}", f"#{getattr(dress, ground)}") >= READABLE
    assert contrast(f"#{dress.WHITE}", f"#{dress.INK}") >= READABLE


def test_sheets_are_set_up_for_the_screen_and_the_printer(blank: Workbook):
    """Headers stay in view and on every page, a page is as wide as the table, the cursor waits in the first cell."""
    assert blank.active.title == "Istruzioni"
    for sheet in layout.SHEETS:
        worksheet = blank[sheet.name]
        assert worksheet.freeze_panes.endswith("4")
        assert worksheet.print_title_rows == "$1:$3"
        assert (worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight) == (1, 0)
        assert worksheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P di &N" in worksheet.oddFooter.right.text
        assert not worksheet[worksheet.sheet_view.selection[-1].activeCell].protection.locked
        assert not worksheet.merged_cells.ranges


@pytest.mark.parametrize("labels", ["Priorità 2", ",".join(str(number) for number in range(1, 31))])
def test_a_programme_of_any_size_has_its_workbook(labels: str):
    """One axis, or thirty: each row's formulas are of its own row and axis."""
    book = load_workbook(io.BytesIO(blank_workbook(2019, parse_axes(labels))))
    last = labels.rsplit(",", maxsplit=1)[-1]
    cell, first = at(book["Finanza"], f"{last}.F2", "Controllo"), at(book["Finanza"], f"{last}.F1", "Anno")
    assert f"E{cell.row}>{first.coordinate}" in cell.value
    certified = at(book["Finanza"], f"{last}.F5", "Anno").coordinate
    assert f"Finanza!{certified}" in at(book["Indicatori"], f"{last}.K01", "Controllo").value


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
