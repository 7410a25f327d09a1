# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The annotated copy: a workbook and its findings in, the same workbook with its wrong cells marked out.

Each wrong cell gets a colour and a note that says what is wrong and what to write; the other cells that a finding
speaks of get a lighter one, by a conditional format alone, and a note that leads to it. The note names its lines in the
sheet `Correzioni`, which keeps in a hidden column the ground that the cell had: so all this is taken away again,
wherever the cell has moved, when the copy comes back and is annotated anew.
"""

from __future__ import annotations

import io
import re
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.properties import CalcProperties

from raa_builder.errors import FileError
from raa_builder.findings import Severity
from raa_builder.workbook.annotate import corrections
from raa_builder.workbook.annotate.corrections import COLOURS, SEE, Correction, Remark, ground_of
from raa_builder.workbook.annotate.results import with_results
from raa_builder.workbook.tables.dirt import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.cell import Cell as ExcelCell
    from openpyxl.styles.fills import Fill
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from raa_builder.cells import Cell
    from raa_builder.findings import Finding
    from raa_builder.workbook.annotate.corrections import Origin

_NOTE_BEGIN, _NOTE_END = "— raa-builder, foglio Correzioni, n.", "— fine —"
_SEE_BEGIN: Final = "— raa-builder, vedi il foglio Correzioni, n."
_NOTE: Final = re.compile(rf"\n*{_NOTE_BEGIN} (\d+).*?\n{_NOTE_END}", re.DOTALL)
_SEE: Final = re.compile(rf"\n*{_SEE_BEGIN} \d+.*?\n{_NOTE_END}", re.DOTALL)
_AUTHOR: Final = "raa-builder"
_MARK: Final = f'N("{_AUTHOR}")=0'  # true in every language of Excel and LibreOffice, and typed by nobody
_NOTE_WIDTH, _LINE_HEIGHT, _LINE_LENGTH = 340, 17, 50  # pixels, pixels, characters
_NOTE_HEIGHTS: Final = (90, 560)
_FIRST_COLUMNS: Final = 40
_ORDER: Final = tuple(Severity)
_SAVE_AGAIN: Final = "Aprirlo con Excel o LibreOffice, salvarlo con un altro nome e riprovare."


def annotated(data: bytes, found: Sequence[Remark], origin: Origin) -> bytes:
    """A workbook with its wrong cells marked, and the sheet `Correzioni` before all others.

    Args:
        data: The workbook: an `.xlsx`, which the reader has found sound.
        found: What is wrong with it, in the order in which it is to be listed.
        origin: What it is a copy of, to be said on the sheet.

    Raises:
        FileError: openpyxl can read the workbook's cells, but not the whole of it.
    """
    with _openpyxl(origin.name):
        workbook = load_workbook(io.BytesIO(data), rich_text=True)
    _prepare(workbook)
    listed = [_located(workbook, number, remark) for number, remark in enumerate(found, 1)]
    corrections.write(workbook, listed, _mark(workbook, listed), origin)
    output = io.BytesIO()
    with _openpyxl(origin.name):
        workbook.save(output)
    return with_results(output.getvalue(), data)


@contextmanager
def _openpyxl(name: str) -> Iterator[None]:
    """Openpyxl warns of what it does not keep, which `foreign` says, and lets any error of its parsers through."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Exception as error:
        raise FileError(f"{name} non si può annotare ({error}).", _SAVE_AGAIN) from error


def _prepare(workbook: Workbook) -> None:
    _clear(workbook)
    workbook.template = False  # nor is the copy of a model one
    if workbook.calculation is None:
        workbook.calculation = CalcProperties()
    workbook.calculation.fullCalcOnLoad = True


# ── where ────────────────────────────────────────────────────────────────────


def _located(workbook: Workbook, number: int, remark: Remark) -> Correction:
    """The cell that a remark is on; none in a sheet that is not there, or not shown."""
    place = remark.place
    sheet = next((sheet for sheet in workbook.worksheets if place and sheet.title == place.sheet), None)
    if place is None or sheet is None or sheet.sheet_state != "visible":
        return Correction(number, remark.finding, remark.finding.cell.address, None, is_here=place is not None)
    cell = _anchor(sheet, place.row, place.column or _first_filled(sheet, place.row))
    others = tuple(_shown(workbook, remark.others))
    return Correction(number, remark.finding, place.address, cell, is_here=True, others=others)


def _shown(workbook: Workbook, cells: Sequence[Cell]) -> Iterator[ExcelCell]:
    """Those cells that people can see."""
    sheets = {sheet.title: sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"}
    return (
        _anchor(sheets[cell.sheet], cell.row, cell.column) for cell in cells if cell.sheet in sheets and cell.column
    )


def _first_filled(sheet: Worksheet, row: int) -> int:
    """Where a finding on a whole row is noted."""
    columns = range(1, _FIRST_COLUMNS + 1)
    return next((column for column in columns if sheet.cell(row, column).value is not None), 1)


def _anchor(sheet: Worksheet, row: int, column: int) -> ExcelCell:
    """The cell, or that which stands for the merged cells it is among: only that can hold a note."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, MergedCell):
        return cell
    area = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
    return _anchor(sheet, area.min_row, area.min_col)


# ── marks ────────────────────────────────────────────────────────────────────


def _mark(workbook: Workbook, listed: Sequence[Correction]) -> dict[int, Fill]:
    """Colour each cell by the worst that is said of it, with one note for all.

    Returns:
        The ground that each had, by the number of the first correction on it.
    """
    before: dict[int, Fill] = {}
    colours: dict[str, dict[str, list[str]]] = {}
    for cell, several in _by_cell(listed):
        before[several[0].number] = ground_of(cell)
        colour = COLOURS[min((one.finding.severity for one in several), key=_ORDER.index)]
        cell.fill = PatternFill("solid", fgColor=colour)
        cell.comment = _note(cell.comment, several)
        colours.setdefault(several[0].sheet, {}).setdefault(colour, []).append(cell.coordinate)
    for cell, several in _by_other_cell(listed):
        cell.comment = _leading(cell.comment, several)
        colours.setdefault(str(cell.parent.title), {}).setdefault(SEE, []).append(cell.coordinate)
    for name, addresses in colours.items():
        _set_rules(workbook[name], addresses)
    return before


def _by_cell(listed: Sequence[Correction]) -> list[tuple[ExcelCell, list[Correction]]]:
    cells: dict[tuple[str, str], tuple[ExcelCell, list[Correction]]] = {}
    for one in listed:
        if one.cell is not None:
            cells.setdefault((one.cell.parent.title, one.cell.coordinate), (one.cell, []))[1].append(one)
    return list(cells.values())


def _by_other_cell(listed: Sequence[Correction]) -> list[tuple[ExcelCell, list[Correction]]]:
    """The other cells that findings speak of, unless they have a correction of their own."""
    wrong = {(one.cell.parent.title, one.cell.coordinate) for one in listed if one.cell is not None}
    cells: dict[tuple[str, str], tuple[ExcelCell, list[Correction]]] = {}
    for one in listed:
        for cell in one.others:
            place = (cell.parent.title, cell.coordinate)
            if place not in wrong:
                cells.setdefault(place, (cell, []))[1].append(one)
    return list(cells.values())


def _leading(before: Comment | None, several: Sequence[Correction]) -> Comment:
    """A note that leads to the corrections that speak of a cell."""
    numbers = ", ".join(str(one.number) for one in several)
    lines = (f"{one.finding.code} in {one.sheet}!{one.address}: {cleaned(one.finding.message)}" for one in several)
    return _below(before, "\n".join([f"{_SEE_BEGIN} {numbers}", *lines, _NOTE_END]))


def _note(before: Comment | None, several: Sequence[Correction]) -> Comment:
    """A note, below what people had written in theirs."""
    numbers = ", ".join(str(one.number) for one in several)
    parts = [f"{_NOTE_BEGIN} {numbers}", *(_words(one.finding) for one in several), _NOTE_END]
    return _below(before, "\n".join(parts))


def _below(before: Comment | None, text: str) -> Comment:
    author = _AUTHOR
    if before is not None and before.text.strip():
        text = f"{before.text.rstrip()}\n\n{text}"
        author = before.author or _AUTHOR
    return Comment(text, author, height=_height(text), width=_NOTE_WIDTH)


def _words(finding: Finding) -> str:
    heading = f"{corrections.gravity(finding)} {finding.code}"
    return "\n".join(cleaned(line) for line in (heading, finding.message, f"→ {finding.remedy}") if line.strip("→ "))


def _height(text: str) -> int:
    lines = sum(1 + len(line) // _LINE_LENGTH for line in text.split("\n"))
    least, most = _NOTE_HEIGHTS
    return min(max(least, (lines + 1) * _LINE_HEIGHT), most)


def _set_rules(sheet: Worksheet, colours: dict[str, list[str]]) -> None:
    """Conditional formats that come before the sheet's own, which would cover the colours; without any, ours go."""
    others = [
        (cells, rule)
        for cells in sheet.conditional_formatting
        for rule in cells.rules
        if not any(_AUTHOR in part for part in rule.formula)
    ]
    sheet.conditional_formatting = ConditionalFormattingList()
    for colour, addresses in colours.items():
        rule = FormulaRule([_MARK], fill=PatternFill(bgColor=colour))  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add(" ".join(addresses), rule)
    for _, rule in others:
        rule.priority += len(colours)
    for cells, rule in others:
        sheet.conditional_formatting.add(cells, rule)


# ── marks of an earlier time ─────────────────────────────────────────────────


def _clear(workbook: Workbook) -> None:
    """Take away the marks and the sheet of an earlier annotation; what people wrote in the notes stays."""
    grounds = corrections.grounds(workbook)
    for sheet in workbook.worksheets:
        for cell, number in list(_noted(sheet)):
            cell.fill = grounds.by_number.get(number) or _own_ground(workbook, cell)
            _unnote(cell)
        for cell in list(_led(sheet)):
            _unnote(cell)
        _set_rules(sheet, {})
    for (name, address), ground in grounds.by_place.items():
        if name in workbook.sheetnames and _is_ours(workbook[name][address]):  # people have deleted its note
            workbook[name][address].fill = ground
    corrections.remove(workbook)


def _is_ours(cell: ExcelCell) -> bool:
    ground = ground_of(cell)
    return isinstance(ground, PatternFill) and str(ground.fgColor.rgb)[-6:] in COLOURS.values()


def _noted(sheet: Worksheet) -> Iterator[tuple[ExcelCell, int]]:
    for cell in sheet._cells.values():  # noqa: SLF001 (see `locate.cells_by_row`)
        match = _NOTE.search(cell.comment.text) if cell.comment else None
        if match and not isinstance(cell, MergedCell):
            yield cell, int(match[1])


def _led(sheet: Worksheet) -> Iterator[ExcelCell]:
    """The cells whose notes lead to a correction; their own ground was left as it was."""
    for cell in sheet._cells.values():  # noqa: SLF001 (see `locate.cells_by_row`)
        if cell.comment and _SEE.search(cell.comment.text) and not isinstance(cell, MergedCell):
            yield cell


def _unnote(cell: ExcelCell) -> None:
    before = cell.comment
    assert before is not None  # noqa: S101 -- only cells with a note come here
    text = _SEE.sub("", _NOTE.sub("", before.text))
    cell.comment = Comment(text, before.author, height=_height(text), width=_NOTE_WIDTH) if text.strip() else None


def _own_ground(workbook: Workbook, cell: ExcelCell) -> Fill:
    """The ground of the cell's named style: where `Correzioni` was deleted nothing else is known."""
    style = corrections.styles(workbook).get(cell.style)
    return style.fill if style else PatternFill()
