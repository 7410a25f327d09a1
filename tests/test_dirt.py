# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dirt of real life, planted in a good workbook: read rightly where it is certain, else a finding at its cell.

Each row of the tables is one kind of dirt, by a name that says what somebody did. Addresses are those of the layout's
columns; a dirt that moves cells names the address where they end.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.formula import ArrayFormula
from workbooks import at, fill, make_workbook

from raa_builder.workbook.reader import Reading, read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.workbook import Workbook

Edit = "Callable[[Workbook], object]"
NBSP, THIN, ZERO, MINUS = "\u00a0", "\u202f", "\u200b", "\u2212"
FINANCE = ("Finanza", "I.F3", "Anno", "Finanza!E6")
PEOPLE = ("Destinatari", "I.D2", "Anno", "Destinatari!E5")
RATIO = ("Indicatori", "I.K03", "Valore", "Indicatori!H6")
DAY = ("Programma", "P08", "Valore", "Programma!C11")
YEAR = ("Indicatori", "I.K01", "Anno target", "Indicatori!J4")
TITLE = ("Iniziative", "I.N01", "Titolo", "Iniziative!D4")
CHOICE = ("Iniziative", "I.N01", "Stato", "Iniziative!C4")
Target = tuple[str, str, str, str]


def _typed(value: object, number_format: str = "") -> Callable[[Workbook, Target], None]:
    """Somebody typed a value, in a cell of that format."""

    def put(book: Workbook, target: Target) -> None:
        cell = at(book[target[0]], target[1], target[2])
        cell.value = value
        if number_format:
            cell.number_format = number_format

    return put


# what is typed, where, the code of its finding ("" for none), and what is read (`None` for nothing)
TYPED: dict[str, tuple[Target, Callable[[Workbook, Target], None], str, object]] = {
    "a whole number": (FINANCE, _typed(1234), "", "1234.00"),
    "the noise of a sum in floating point": (FINANCE, _typed(0.1 + 0.2), "", "0.30"),
    "an amount as Italian text": (FINANCE, _typed("1.234,56"), "RAA212", "1234.56"),
    "an amount as English text": (FINANCE, _typed("1,234.56"), "RAA212", "1234.56"),
    "an amount with a euro sign before": (FINANCE, _typed("€ 1.234,56"), "RAA212", "1234.56"),
    "an amount with a euro sign after": (FINANCE, _typed(f"1.234,56{NBSP}€"), "RAA212", "1234.56"),
    "an amount in words of euro": (FINANCE, _typed("1.234,56 euro"), "RAA212", "1234.56"),
    "an amount in millions": (FINANCE, _typed("317,9 Mln€"), "RAA212", "317900000.00"),
    "an amount in milliards": (FINANCE, _typed("1,2 miliardi di euro"), "RAA212", "1200000000.00"),
    "an amount with no-break spaces": (FINANCE, _typed(f"1{NBSP}234{NBSP}567,89"), "RAA212", "1234567.89"),
    "an amount with narrow spaces": (FINANCE, _typed(f"1{THIN}234,50"), "RAA212", "1234.50"),
    "an amount with apostrophes": (FINANCE, _typed("1'234,50"), "RAA212", "1234.50"),
    "an amount with a zero-width space at its end": (FINANCE, _typed(f"1234{ZERO}"), "RAA212", "1234.00"),
    "an amount with a byte order mark": (FINANCE, _typed("\ufeff1234"), "RAA212", "1234.00"),
    "an amount in full-width digits": (FINANCE, _typed("１２３４"), "RAA212", "1234.00"),
    "an amount with a dash for the cents": (FINANCE, _typed("1.234,-"), "RAA212", "1234.00"),
    "one comma before three digits": (FINANCE, _typed("1,234"), "RAA202", None),
    "commas and dots at random": (FINANCE, _typed("1.23,4.5"), "RAA202", None),
    "the mark of a note after the digits": (FINANCE, _typed("59154¹"), "RAA202", None),
    "a zero-width space within the digits": (FINANCE, _typed(f"12{ZERO}34"), "RAA212", "1234.00"),
    "an amount with a word": (FINANCE, _typed("1234 circa"), "RAA202", None),
    "a sum typed as text": (FINANCE, _typed("10 + 5"), "RAA202", None),
    "not available": (FINANCE, _typed("n.d."), "RAA202", None),
    "a dash for nothing": (FINANCE, _typed("-"), "RAA202", None),
    "spaces only": (FINANCE, _typed("   "), "RAA201", None),
    "zero-width characters only": (FINANCE, _typed(f"{ZERO}\ufeff"), "RAA201", None),
    "a negative amount": (FINANCE, _typed(-5), "RAA204", None),
    "the minus sign of typographers": (FINANCE, _typed(f"{MINUS}5"), "RAA204", None),
    "an accountant's negative": (FINANCE, _typed("(1.234,00)"), "RAA202", None),
    "three decimals": (FINANCE, _typed(10.123), "RAA207", None),
    "an impossibly large amount": (FINANCE, _typed(1e300), "RAA202", None),
    "an amount in percent": (FINANCE, _typed("12 %"), "RAA202", None),
    "an amount shown as a percentage": (FINANCE, _typed(0.12, "0.00%"), "RAA202", None),
    "an amount shown as millions": (FINANCE, _typed(317.9, '#,##0.0" Mln€"'), "RAA202", None),
    "an amount shown as thousands": (FINANCE, _typed(317, '#,##0 "(in migl.)"'), "RAA202", None),
    "an amount shown as the millions it is": (FINANCE, _typed(317_900_000, '#,##0.0,," Mln€"'), "", "317900000.00"),
    "an amount in the format of a date": (FINANCE, _typed(5000, "dd/mm/yyyy"), "RAA202", None),
    "a time": (FINANCE, _typed(time(12, 30)), "RAA202", None),
    "true": (FINANCE, _typed(True), "RAA202", None),  # noqa: FBT003
    "an error of Excel": (FINANCE, _typed("#N/A"), "RAA208", None),
    "an error of Excel typed in Italian": (FINANCE, _typed("#RIF!"), "RAA208", None),
    "a cell too narrow, copied": (FINANCE, _typed("########"), "RAA208", None),
    "a formula that nobody calculated": (FINANCE, _typed("=1+1"), "RAA210", None),
    "an array formula": (FINANCE, _typed(ArrayFormula("E6", "=SUM(D4:D5)")), "RAA210", None),
    "an amount with an escaped line end": (FINANCE, _typed("1234_x000D_"), "RAA212", "1234.00"),
    "persons as Italian text": (PEOPLE, _typed("59.154"), "RAA212", "59154"),
    "persons as text with a space": (PEOPLE, _typed("59 154"), "RAA212", "59154"),
    "half a person": (PEOPLE, _typed(1.5), "RAA203", None),
    "persons as an English thousand": (PEOPLE, _typed(59.154), "RAA203", None),
    "persons in thousands": (PEOPLE, _typed("59 mila"), "RAA203", None),
    "persons, about": (PEOPLE, _typed("59.154 circa"), "RAA203", None),
    "persons with a unit": (PEOPLE, _typed("59154 persone"), "RAA203", None),
    "a ratio": (RATIO, _typed(0.57), "", "0.57"),
    "a percentage as a ratio in its format": (RATIO, _typed(0.57, "0%"), "", "0.57"),
    "a percentage as text": (RATIO, _typed("57%"), "RAA212", "0.57"),
    "a percentage with decimals and a space": (RATIO, _typed(f"57,4{NBSP}%"), "RAA212", "0.574"),
    "a percentage without its sign": (RATIO, _typed(57), "RAA213", None),
    "57 in the format of a percentage": (RATIO, _typed(57, "0%"), "RAA213", None),
    "57 with a sign that does not multiply": (RATIO, _typed(57, '0" %"'), "RAA213", None),
    "a percentage shown with a sign that does not multiply": (RATIO, _typed(1.4, '0.0" %"'), "RAA213", None),
    "a date": (DAY, _typed(date(2019, 12, 30)), "", date(2019, 12, 30)),
    "a date with its hour": (DAY, _typed(datetime(2019, 12, 30, 9, 15)), "", date(2019, 12, 30)),  # noqa: DTZ001
    "a date as text with dots": (DAY, _typed("30.12.2019"), "RAA212", date(2019, 12, 30)),
    "a date as text in words": (DAY, _typed("30 dicembre 2019"), "RAA212", date(2019, 12, 30)),
    "a date as programs write it": (DAY, _typed("2019-12-30"), "RAA212", date(2019, 12, 30)),
    "a date that does not exist": (DAY, _typed("31/11/2019"), "RAA206", None),
    "a date with a two-digit year": (DAY, _typed("31/12/19"), "RAA206", None),
    "a date without its format": (DAY, _typed(43829, "General"), "RAA206", None),
    "a date of another century": (DAY, _typed("31/12/1019"), "RAA206", None),
    "a year as text": (YEAR, _typed("2023"), "RAA212", 2023),
    "a year in the format of a date": (YEAR, _typed(2023, "dd/mm/yyyy"), "RAA214", None),
    "a year with two digits": (YEAR, _typed(23), "RAA214", None),
    "a title in rich text": (
        TITLE, _typed(CellRichText("Dote ", TextBlock(InlineFont(b=True), "lavoro"))), "", "Dote lavoro",
    ),
    "a title with Word's soft line break": (TITLE, _typed("Dote_x000B_lavoro"), "", "Dote\nlavoro"),
    "a title with soft hyphens": (TITLE, _typed("Dote la\u00advoro"), "", "Dote lavoro"),
    "a title with a decomposed accent": (TITLE, _typed("Citta\u0300"), "", "Città"),
    "a title that is a number": (TITLE, _typed(2020), "", "2020"),
    "a title that Excel made a date": (TITLE, _typed(date(2020, 5, 1)), "RAA218", None),
    "a title that is an error": (TITLE, _typed("#NOME?"), "RAA208", None),
    "a choice with another apostrophe and case": (CHOICE, _typed("CONCLUSA NELL’ANNO "), "", "Conclusa nell'anno"),
    "a choice that is not in the list": (CHOICE, _typed("Finita"), "RAA205", None),
}  # fmt: skip


def _read(folder: Path, edit: Callable[[Workbook], object] | None = None, **options: Any) -> Reading:
    return read_workbook(make_workbook(folder, edit=edit, **options))


def _value(reading: Reading, target: Target) -> object:
    """What was read of a cell."""
    axis = reading.report.axes[0]
    initiatives = {item.code: item for item in axis.initiatives}
    match target:
        case ("Finanza", *_):
            return axis.finance.commitments and axis.finance.commitments.value
        case ("Destinatari", *_):
            return axis.participants.women and axis.participants.women.value
        case ("Indicatori", "I.K03", *_):
            return axis.indicators[2].value and axis.indicators[2].value.value
        case ("Indicatori", *_):
            return axis.indicators[0].target_year
        case ("Programma", *_):
            return reading.report.programme.reference_date
        case (_, _, "Stato", _):
            return initiatives["I.N01"].state.value if "I.N01" in initiatives else None
        case _:
            return initiatives["I.N01"].title.text if "I.N01" in initiatives else None


@pytest.mark.parametrize("dirt", TYPED)
def test_what_people_type(tmp_path: Path, dirt: str):
    """Each value is read, or read with a warning, or reported; the finding is at its cell, and says what to do."""
    target, put, code, wanted = TYPED[dirt]
    reading = _read(tmp_path, lambda book: put(book, target), labels=("I",))
    found = [finding for finding in reading.findings if str(finding.cell) == target[3]]
    assert [finding.code for finding in found] == ([code] if code else [])
    assert all(finding.message and finding.remedy for finding in found)
    read = _value(reading, target)
    if wanted is None and target is DAY:
        assert read == date(2019, 12, 31)  # the last day of the year, until it is mended
    elif isinstance(read, Decimal):
        assert str(read) == wanted
    else:
        assert read == wanted


# ── formulas ─────────────────────────────────────────────────────────────────


def _stored(path: Path, formula: str, result: str, kind: str = "n") -> Path:
    """Write what Excel would store beside a formula, which openpyxl does not."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    pattern = re.compile(r'<c r="(\w+)"([^>]*?)(?: t="\w+")?>\s*<f>' + re.escape(formula) + r"</f><v ?(?:/>|></v>)")
    assert any(pattern.search(content) for content in parts.values())
    stored = rf'<c r="\1"\2 t="{kind}"><f>{formula}</f><v>{result}</v>'
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, pattern.sub(stored, content))
    return path


@pytest.mark.parametrize(
    ("formula", "result", "kind", "codes", "value", "words"),
    [
        ("10+5", "15", "n", ["RAA209"], "15.00", "«15»"),
        ("[1]Foglio1!A1", "15.5", "n", ["RAA209"], "15.50", "un altro file"),
        ("A1&amp;A2", "1.234,5", "str", ["RAA209", "RAA212"], "1234.50", "formula"),
        ("1/0", "#DIV/0!", "e", ["RAA208", "RAA209"], None, "#DIV/0!"),
        ("A1=A1", "1", "b", ["RAA202", "RAA209"], None, "VERO"),
        ("A1&amp;A1", "", "str", ["RAA210"], None, "non è stata calcolata"),
    ],
)
def test_formulas_that_were_calculated(
    tmp_path: Path, formula: str, result: str, kind: str, codes: list[str], value: str | None, words: str
):
    """The stored result is read, with a warning; an error, a truth value or nothing is not."""
    plain = formula.replace("&amp;", "&")
    path = make_workbook(tmp_path, ("I",), edit=lambda book: fill(book["Finanza"], "I.F3", {"Anno": f"={plain}"}))
    reading = read_workbook(_stored(path, formula, result, kind))
    assert sorted((finding.code, str(finding.cell)) for finding in reading.findings) == [
        (code, "Finanza!E6") for code in codes
    ]
    figure = reading.report.axes[0].finance.commitments
    assert (figure and str(figure.value)) == value
    assert any(words in finding.message for finding in reading.findings)


@pytest.mark.parametrize(
    ("target", "number_format", "codes"),
    [
        (FINANCE, '0.0" mln"', {"RAA202", "RAA209"}),
        (RATIO, '0.0" %"', {"RAA209", "RAA213"}),
        (FINANCE, "#,##0.00", {"RAA209"}),
    ],
)
def test_the_result_of_a_formula_is_what_its_cell_shows(
    tmp_path: Path, target: Target, number_format: str, codes: set[str]
):
    """The format of a cell counts for what a formula gives as for what is typed."""
    path = make_workbook(tmp_path, ("I",), edit=lambda book: _typed("=1.4+0", number_format)(book, target))
    reading = read_workbook(_stored(path, "1.4+0", "1.4"))
    assert {finding.code for finding in reading.findings if str(finding.cell) == target[3]} == codes


# ── structure ────────────────────────────────────────────────────────────────


def _swap(book: Workbook) -> None:
    sheet = book["Iniziative"]
    for one, other in zip(sheet[4], sheet[5], strict=True):
        one.value, other.value = other.value, one.value


def _sorted_with_headers(book: Workbook) -> None:
    """The headers were taken for a row, and sorted down among the others."""
    sheet = book["Iniziative"]
    head, row = [[cell.value for cell in sheet[number]] for number in (3, 4)]
    for column, (one, other) in enumerate(zip(head, row, strict=True), 1):
        sheet.cell(3, column).value, sheet.cell(4, column).value = other, one


def _stacked(book: Workbook) -> None:
    """One table was copied below another, its own sheet thrown away."""
    rows = [[cell.value for cell in row] for row in book["Destinatari"].iter_rows(min_row=3)]
    for offset, row in enumerate(rows):
        for column, value in enumerate(row, 1):
            book["Finanza"].cell(22 + offset, column).value = value
    book.remove(book["Destinatari"])


def _hidden_original(book: Workbook) -> None:
    book.copy_worksheet(book["Finanza"])
    book["Finanza"].sheet_state = "hidden"


def _at(sheet: str, address: str, value: object) -> Callable[[Workbook], None]:
    def put(book: Workbook) -> None:
        book[sheet][address].value = value

    return put


def _both(*edits: Callable[[Workbook], object]) -> Callable[[Workbook], None]:
    def every(book: Workbook) -> None:
        for edit in edits:
            edit(book)

    return every


def _below(row: int, cells: dict[str, object]) -> Callable[[Workbook], None]:
    def put(book: Workbook) -> None:
        for column, value in cells.items():
            book["Iniziative"][f"{column}{row}"].value = value

    return put


def _date_1904(book: Workbook) -> None:
    book.epoch = CALENDAR_MAC_1904
    fill(book["Programma"], "P08", {"Valore": date(2019, 12, 31)})


NEW = {"C": "In corso", "D": "Nuova"}
STRUCTURE: dict[str, tuple[Callable[[Workbook], object], list[tuple[str, str]]]] = {
    "headers moved down": (lambda book: book["Finanza"].insert_rows(1, 5), []),
    "a column inserted": (lambda book: book["Finanza"].insert_cols(4), []),
    "a row inserted in the table": (lambda book: book["Finanza"].insert_rows(7), []),
    "a sheet renamed": (lambda book: setattr(book["Finanza"], "title", "Dati finanziari"), []),
    "sheets in another order": (lambda book: book.move_sheet("Testi", -6), []),
    "headers in capitals with line ends": (
        _both(_at("Finanza", "E3", "ANNO\n"), _at("Finanza", "D3", "Anno\nprecedente")), [],
    ),
    "rows sorted": (_swap, []),
    "a row with a code below the table": (_below(300, {"A": "I.N40", **NEW}), []),
    "a code in small letters with spaces": (_at("Iniziative", "A4", " i.n01 "), []),
    "a code without its zero": (_at("Iniziative", "A4", "I.N1"), []),
    "comments": (lambda book: setattr(book["Finanza"]["E4"], "comment", Comment("da verificare", "AdG")), []),
    "a format in the last row and column": (
        lambda book: setattr(book["Finanza"]["XFD1048576"], "number_format", "0"), [],
    ),
    "a remark beside the table": (_at("Finanza", "K6", "verificato"), []),
    "merged cells outside the table": (lambda book: book["Finanza"].merge_cells("K5:L6"), []),
    "dates counted from 1904": (_date_1904, []),
    "rows below the table without a code": (_below(300, NEW), [("RAA105", "Iniziative!A300")]),
    "a total below the table": (_at("Finanza", "E30", 5), [("RAA105", "Finanza!A30")]),
    "a code twice": (_at("Iniziative", "A5", "I.N01"), [("RAA104", "Iniziative!A5")]),
    "a code of another sheet": (_at("Iniziative", "A5", "I.K01"), [("RAA106", "Iniziative!A5")]),
    "an axis that does not exist": (_at("Iniziative", "A5", "IX.N02"), [("RAA107", "Iniziative!A5")]),
    "an axis that contradicts the code": (_at("Iniziative", "B5", "II"), [("RAA108", "Iniziative!B5")]),
    "a pre-printed row deleted": (lambda book: book["Finanza"].delete_rows(8), [("RAA109", "Finanza!A3")]),
    "an item that is another's": (_at("Finanza", "C6", "Pagamenti ai beneficiari"), [("RAA112", "Finanza!C6")]),
    "a hidden row": (
        lambda book: setattr(book["Finanza"].row_dimensions[6], "hidden", True), [("RAA113", "Finanza!6")],
    ),
    "merged cells": (
        lambda book: book["Finanza"].merge_cells("E6:E7"),
        [("RAA114", "Finanza!E6"), ("RAA201", "Finanza!E7")],
    ),
    "a sheet of one's own": (lambda book: book.create_sheet("Appunti").append(["x"]), [("RAA115", "Appunti!A1")]),
    "a header twice": (_at("Finanza", "J3", "Anno"), [("RAA116", "Finanza!J3")]),
    "a header renamed": (_at("Finanza", "E3", "Quest'anno"), [("RAA102", "Finanza!A3")]),
    "a sheet duplicated": (lambda book: book.copy_worksheet(book["Finanza"]), [("RAA103", "Finanza Copy!A3")]),
    "a sheet duplicated, and the first hidden": (_hidden_original, [("RAA103", "Finanza!A3")]),
    "a sheet hidden": (lambda book: setattr(book["Testi"], "sheet_state", "hidden"), [("RAA101", "Testi!A1")]),
    "a sheet deleted": (lambda book: book.remove(book["Deroghe"]), [("RAA101", "Deroghe!A1")]),
    "a row sorted above the headers": (_sorted_with_headers, [("RAA120", "Iniziative!A3")]),
    "one table below another": (_stacked, []),
    "an axis twice": (_at("Assi", "A5", "I"), [("RAA104", "Assi!A5")]),
    "an axis that can be none": (_at("Assi", "A30", "A/B"), [("RAA110", "Assi!A30")]),
    "another year": (lambda book: fill(book["Programma"], "P07", {"Valore": 2018}), [("RAA502", "Programma!C10")]),
}  # fmt: skip


@pytest.mark.parametrize("dirt", STRUCTURE)
def test_what_people_do_to_the_sheets(tmp_path: Path, dirt: str):
    """What is moved is found; what is lost, doubled or hidden is reported at its place."""
    edit, wanted = STRUCTURE[dirt]
    reading = _read(tmp_path, edit)
    codes = [(finding.code, str(finding.cell)) for finding in reading.findings]
    assert codes[: len(wanted)] == wanted or set(wanted) <= set(codes)
    if not wanted:
        assert codes == []
        assert _figures(reading) == _figures(_read(tmp_path, name="gut.xlsx"))


def _figures(reading: Reading) -> list[object]:
    return [
        (figure.allocation.value, figure.commitments.value, figure.certified.value)
        for figure in (axis.finance for axis in reading.report.axes)
    ] + [axis.participants.total.value for axis in reading.report.axes if axis.participants]


def test_kinds_of_dirt_are_many():
    """The issue asks for sixty."""
    assert len(TYPED) + len(STRUCTURE) >= 60


def test_a_workbook_saved_again_is_the_same(tmp_path: Path):
    """Loaded and saved by another program, with its filters, a workbook is read as before."""
    path = make_workbook(tmp_path)
    book = load_workbook(io.BytesIO(path.read_bytes()))
    book["Finanza"].auto_filter.ref = "A3:H18"
    book.save(tmp_path / "again.xlsx")
    again = read_workbook(tmp_path / "again.xlsx")
    assert again.findings == ()
    assert _figures(again) == _figures(read_workbook(path))
