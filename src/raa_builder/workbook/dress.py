# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the cells of the workbook look like: named styles, and how a sheet is dressed for the screen and the printer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from openpyxl.cell.cell import MergedCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from raa_builder.cells import column_letters
from raa_builder.workbook.layout import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

INK, BLUE, TEXT_COLOUR, MUTED, LINE = "17324D", "0066CC", "1A1A1A", "595959", "C5D0DB"
MUTED_INK = "7E93A8"
WHITE, GREY, PALE = "FFFFFF", "F2F2F2", "EBF2FA"
YELLOW, ASKED = "FFFAE3", "FFE9A3"  # a cell to fill in, and one that must be
RED, AMBER, GREEN = "FBDDDD", "FFE7B8", "DFF0D8"
ON_RED, ON_AMBER, ON_GREEN = "9B1C1C", "704400", "1C5E2A"
# Arial, for which LibreOffice has a face of the same widths: the workbook looks alike in both programs
_FACE = "Arial"
_FORMATS: Final = {
    # `_)` leaves room at the right edge, as an indent would, which keeps Excel from shrinking
    Kind.AMOUNT: "#,##0.00_)",
    Kind.COUNT: "#,##0_)",
    Kind.DATE: "dd/mm/yyyy",
    Kind.YEAR: "0_)",
    Kind.MEASURE: "General",
}
# only the styles in use: each costs time whenever a workbook is read
_INPUTS = (Kind.TEXT, Kind.PROSE, Kind.CHOICE, *_FORMATS)
_COMPUTED = (Kind.TEXT, Kind.AMOUNT, Kind.COUNT, Kind.DATE)
_FIGURES = {Kind.AMOUNT, Kind.COUNT, Kind.MEASURE, Kind.YEAR}
_WIDE = 190  # characters; a wider sheet opens a little smaller

TITLE, SUBTITLE, HEADER, PRINTED, TEXT, HEADING, STATE, LINK, BIG = (
    "RAA titolo",
    "RAA sottotitolo",
    "RAA intestazione",
    "RAA prestampata",
    "RAA testo",
    "RAA paragrafo",
    "RAA esito",
    "RAA collegamento",
    "RAA stato",
)


PERCENT, PERCENT_DECIMALS, EURO, WHOLE = "0%_)", "0.00%_)", _FORMATS[Kind.AMOUNT], _FORMATS[Kind.COUNT]
_FIGURE_FORMATS = (PERCENT, PERCENT_DECIMALS, EURO, WHOLE)
_FIRST_FORMAT = 200  # number by which a file tells its own formats apart; those of cells begin at 164


def input_style(kind: Kind) -> str:
    """Name of the style of a cell that people fill in."""
    return f"RAA da compilare {kind.name.lower()}"


def computed_style(kind: Kind) -> str:
    """Name of the style of a computed cell; `kind` is that of the figures it is computed from."""
    return f"RAA calcolata {kind.name.lower()}"


def add_styles(workbook: Workbook) -> None:
    """Register every named style, and make the face the workbook's own, in whose digits widths are counted."""
    own = Font(_FACE, 10, color=TEXT_COLOUR)
    # openpyxl has no public way to say it
    workbook._fonts = IndexedList([own])  # type: ignore[attr-defined]  # noqa: SLF001
    workbook._named_styles["Normal"].font = own  # type: ignore[attr-defined]  # noqa: SLF001
    edge = Side(style="thin", color=LINE)
    frame = Border(left=edge, right=edge, top=edge, bottom=edge)
    styles = [
        _style(TITLE, Font(_FACE, 16, bold=True, color=WHITE), INK),
        _style(SUBTITLE, Font(_FACE, 10, color=TEXT_COLOUR), PALE),
        _style(HEADER, Font(_FACE, 10, bold=True, color=WHITE), INK, frame, wrap=True),
        _style(PRINTED, Font(_FACE, 10, color=TEXT_COLOUR), GREY, frame, wrap=True),
        _style(TEXT, Font(_FACE, 10, color=TEXT_COLOUR), None, frame, wrap=True),
        _style(HEADING, Font(_FACE, 10, bold=True, color=INK), None),
        _style(STATE, Font(_FACE, 10, bold=True, color=TEXT_COLOUR), GREY, frame),
        _style(LINK, Font(_FACE, 10, underline="single", color=BLUE), None, frame),
        _style(BIG, Font(_FACE, 16, bold=True, color=INK), PALE),
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
    style.alignment = Alignment(horizontal="left", vertical="top" if wrap else "center", wrap_text=wrap, indent=1)
    return style


def _entry(name: str, fill: str, kind: Kind, border: Border) -> NamedStyle:
    """Figures shrink rather than turn into ##### where a column is too narrow for them."""
    style = _style(name, Font(_FACE, 10, color=TEXT_COLOUR), fill, border, wrap=True)
    is_figure = kind in _FIGURES
    style.alignment = Alignment(
        horizontal="right" if is_figure else "left",
        vertical="top",
        wrap_text=not is_figure,
        shrink_to_fit=is_figure,
        indent=0 if is_figure else 1,
    )
    style.number_format = _FORMATS.get(kind, "@" if fill == YELLOW else "General")
    style.protection = Protection(locked=fill != YELLOW)
    return style


# ── cells ────────────────────────────────────────────────────────────────────


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


def tint(cell: Cell, fill: str, colour: str = TEXT_COLOUR, *, bold: bool = False, italic: bool = False) -> None:
    """Give one cell another ground and colour than its style."""
    cell.fill = PatternFill("solid", fgColor=fill)
    cell.font = Font(_FACE, 10, bold=bold, italic=italic, color=colour)


def align(cell: Cell, horizontal: str = "left", vertical: str = "center") -> None:
    """Align one cell otherwise than its style."""
    indent = 0 if horizontal == "center" else 1
    cell.alignment = Alignment(horizontal=horizontal, vertical=vertical, wrap_text=True, indent=indent)


def rule_above(sheet: Worksheet, row: int, columns: int) -> None:
    """A stronger line above a row, where another group begins."""
    edge = Side(style="thin", color=LINE)
    frame = Border(left=edge, right=edge, top=Side(style="medium", color=MUTED_INK), bottom=edge)
    for column in range(1, columns + 1):
        sheet.cell(row, column).border = frame


# ── colours that follow what is written ──────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks where a condition holds; `None` leaves it as it is.

    Attributes:
        fill: Its ground.
        colour: The colour of its text.
        italic: Whether its text is in italics.
        figures: Its number format.
    """

    fill: str | None = None
    colour: str | None = None
    italic: bool | None = None
    figures: str | None = None


def show_if(sheet: Worksheet, cells: str, condition: str, look: Look) -> None:
    """Give cells a look where the formula `condition`, said of the first of them, holds.

    Of several rules for the same cells the first that holds wins: LibreOffice applies no other.
    """
    font = Font(color=look.colour, italic=look.italic) if look.colour or look.italic else None
    fill = PatternFill(bgColor=look.fill) if look.fill else None
    figures = NumberFormat(_FIRST_FORMAT + _FIGURE_FORMATS.index(look.figures), look.figures) if look.figures else None
    style = DifferentialStyle(font=font, fill=fill, numFmt=figures)
    sheet.conditional_formatting.add(cells, Rule(type="expression", dxf=style, formula=[condition]))


# ── the whole sheet ──────────────────────────────────────────────────────────


def finish(
    sheet: Worksheet, widths: Sequence[int], *, header_row: int = 0, frozen_columns: int = 0, tab: str = BLUE
) -> None:
    """Widths, frozen panes, first view, printing and protection of a sheet, whose cells are already there."""
    for position, width in enumerate(widths, 1):
        sheet.column_dimensions[column_letters(position)].width = width
    sheet.sheet_properties.tabColor = tab
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 90 if sum(widths) > _WIDE else 100
    if header_row:
        sheet.freeze_panes = sheet.cell(header_row + 1, frozen_columns + 1).coordinate
        sheet.print_title_rows = f"1:{header_row}"
    _set_up_page(sheet)
    _protect(sheet)


def select(sheet: Worksheet, cell: str) -> None:
    """Open the sheet with the cursor in that cell."""
    view = sheet.sheet_view.selection[-1]
    view.activeCell = view.sqref = cell


def _set_up_page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.6
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart("&F – &A", size=8), right=_HeaderFooterPart("Pagina &P di &N", size=8)
    )


def _protect(sheet: Worksheet) -> None:
    """No password: protection is against slips, and whoever must may lift it. Rows and columns may be resized."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.autoFilter = False  # openpyxl: False allows
