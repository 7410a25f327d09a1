# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the cells of the workbook look like: named styles, and how a sheet is dressed for the screen and the printer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from openpyxl.cell.cell import MergedCell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from raa_builder.workbook.layout import Kind

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.formatting.rule import Rule
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_NAVY, _BLUE, _TEXT, _LINE = "17324D", "0066CC", "1A1A1A", "C5D0DB"
YELLOW, GREY, PALE, RED, GREEN = "FFF8DC", "F2F2F2", "EBF2FA", "FBDDDD", "E0F0DA"
_FACE = "Calibri"
_FORMATS: Final = {
    Kind.AMOUNT: "#,##0.00",
    Kind.COUNT: "#,##0",
    Kind.DATE: "dd/mm/yyyy",
    Kind.YEAR: "0",
    Kind.MEASURE: "General",
}
# only the styles in use: each costs time whenever a workbook is read
_INPUTS = (Kind.TEXT, Kind.PROSE, Kind.CHOICE, *_FORMATS)
_COMPUTED = (Kind.TEXT, Kind.AMOUNT, Kind.COUNT, Kind.DATE)
_FIGURES = {Kind.AMOUNT, Kind.COUNT, Kind.MEASURE, Kind.YEAR}

TITLE, SUBTITLE, HEADER, PRINTED, TEXT, HEADING, STATE, LINK, SAMPLE = (
    "RAA titolo",
    "RAA sottotitolo",
    "RAA intestazione",
    "RAA prestampata",
    "RAA testo",
    "RAA paragrafo",
    "RAA esito",
    "RAA collegamento",
    "RAA legenda",
)


def input_style(kind: Kind) -> str:
    """Name of the style of a cell that people fill in."""
    return f"RAA da compilare {kind.name.lower()}"


def computed_style(kind: Kind) -> str:
    """Name of the style of a computed cell; `kind` is that of the figures it is computed from."""
    return f"RAA calcolata {kind.name.lower()}"


def add_styles(workbook: Workbook) -> None:
    """Register every named style."""
    edge = Side(style="thin", color=_LINE)
    frame = Border(left=edge, right=edge, top=edge, bottom=edge)
    styles = [
        _style(TITLE, Font(_FACE, 16, bold=True, color="FFFFFF"), _NAVY),
        _style(SUBTITLE, Font(_FACE, 10, color=_TEXT), PALE),
        _style(HEADER, Font(_FACE, 10, bold=True, color="FFFFFF"), _NAVY, frame, wrap=True),
        _style(PRINTED, Font(_FACE, 10, color=_TEXT), GREY, frame, wrap=True),
        _style(TEXT, Font(_FACE, 10, color=_TEXT), None, frame, wrap=True),
        _style(HEADING, Font(_FACE, 12, bold=True, color=_NAVY), None),
        _style(STATE, Font(_FACE, 10, bold=True, color=_TEXT), GREY, frame),
        _style(LINK, Font(_FACE, 10, underline="single", color=_BLUE), None, frame),
        _style(SAMPLE, Font(_FACE, 10, color=_TEXT), YELLOW, frame),
    ]
    styles += [_entry(input_style(kind), YELLOW, kind, frame) for kind in _INPUTS]
    styles += [_entry(computed_style(kind), GREY, kind, frame) for kind in _COMPUTED]
    for style in styles:
        workbook.add_named_style(style)


def _style(name: str, font: Font, fill: str | None, border: Border | None = None, *, wrap: bool = False) -> NamedStyle:
    style = NamedStyle(name)
    style.font = font
    if fill:
        style.fill = PatternFill("solid", fgColor=fill)
    if border:
        style.border = border
    style.alignment = Alignment(horizontal="left", vertical="top" if wrap else "center", wrap_text=wrap)
    return style


def _entry(name: str, fill: str, kind: Kind, border: Border) -> NamedStyle:
    style = _style(name, Font(_FACE, 10, color=_TEXT), fill, border, wrap=True)
    style.alignment = Alignment(
        horizontal="right" if kind in _FIGURES else "left", vertical="top", wrap_text=kind not in _FIGURES
    )
    style.number_format = _FORMATS.get(kind, "@" if fill == YELLOW else "General")
    style.protection = Protection(locked=fill != YELLOW)
    return style


def band(sheet: Worksheet, row: int, text: str, style: str, columns: int) -> None:
    """A band over the whole table; cells are not merged, since merged cells break sorting and reading."""
    for column in range(1, columns + 1):
        sheet.cell(row, column).style = style
    put(sheet, row, 1, text, style)


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell at that place; this workbook merges none."""
    cell = sheet.cell(row, column)
    assert not isinstance(cell, MergedCell)  # noqa: S101 -- narrows the type for the reader and for mypy
    return cell


def put(sheet: Worksheet, row: int, column: int, text: str, style: str) -> Cell:
    """Write a text as a text, even one that begins like a formula."""
    cell = cell_at(sheet, row, column)
    cell.value = text or None
    if text:
        cell.data_type = "s"
    cell.style = style
    return cell


def formula(sheet: Worksheet, row: int, column: int, expression: str, style: str) -> Cell:
    """Write a formula, without its result: the program that opens the workbook computes it."""
    cell = cell_at(sheet, row, column)
    cell.value = f"={expression}"
    cell.style = style
    return cell


def link(cell: Cell, target: str) -> None:
    """Make a cell lead to another place of the workbook, `Finanza!A4`."""
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target)
    cell.style = LINK


def colour_if(condition: str, colour: str) -> Rule:
    """A conditional format: that ground where the formula `condition` holds."""
    rule: Rule = FormulaRule([condition], fill=PatternFill(bgColor=colour))  # type: ignore[no-untyped-call]
    return rule


def finish(sheet: Worksheet, widths: tuple[int, ...], *, header_row: int = 0, frozen_columns: int = 0) -> None:
    """Widths, frozen panes, printing and protection of a sheet, whose cells are already there."""
    for column, width in enumerate(widths):
        sheet.column_dimensions[chr(ord("A") + column)].width = width
    sheet.sheet_view.showGridLines = False
    if header_row:
        sheet.freeze_panes = sheet.cell(header_row + 1, frozen_columns + 1).coordinate
        sheet.print_title_rows = f"1:{header_row}"
    _set_up_page(sheet)
    _protect(sheet)


def _set_up_page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart("&F – &A"), right=_HeaderFooterPart("Pagina &P di &N")
    )


def _protect(sheet: Worksheet) -> None:
    """No password: protection is against slips, and whoever must may lift it. Rows and columns may be resized."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
