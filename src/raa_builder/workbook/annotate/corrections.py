# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sheet `Correzioni` of an annotated copy: corrections in, one row for each, with a link to its cell.

A hidden last column keeps, for each coloured cell, its address and as ground of its own the ground that the cell had.
"""

from __future__ import annotations

import textwrap
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from openpyxl.styles import PatternFill
from openpyxl.utils import quote_sheetname
from openpyxl.workbook import Workbook

from raa_builder import listing
from raa_builder.findings import Severity
from raa_builder.workbook import dress, layout
from raa_builder.workbook.tables.dirt import cleaned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.cell import Cell as ExcelCell
    from openpyxl.cell import MergedCell
    from openpyxl.styles import NamedStyle
    from openpyxl.styles.fills import Fill
    from openpyxl.worksheet.worksheet import Worksheet

    from raa_builder.cells import Cell
    from raa_builder.findings import Finding

# grounds of text in near black; each severity is also said in words, in the note and on the sheet
COLOURS: Final = {Severity.ERROR: "F7B9B4", Severity.WARNING: "FFC46B", Severity.NOTE: "C3D2E0"}

SEE: Final = "E6DDF4"  # of the other cells that a finding speaks of

_TITLE: Final = "Correzioni"
_HEADERS: Final = ("N.", "Gravità", "Foglio", "Cella", "Regola", "Che cosa non va", "Che cosa fare")
_WIDTHS: Final = (6, 13, 16, 13, 11, 62, 62)
_GROUND: Final = len(_HEADERS) + 1
_NOTICE_LENGTH: Final = 190  # characters in the width of the table
_FILLED: Final = 1.1  # of a column's width in digits, how many letters fit
_LINE, _PADDING, _HEADER_HEIGHT = 13.5, 7, 20  # points
_HOW_TO: Final = (
    "Un errore impedisce la sintesi; un avviso o una nota no. Le celle da rivedere sono colorate, e la loro nota dice "
    "che cosa fare: la colonna Cella porta là. In viola chiaro sono le altre celle di cui si parla. Corretto il file, "
    "salvarlo e rimandarlo così com'è: questo foglio e le note non si leggono."
)


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding and where its cell is in the copy; `None` when the copy does not have it.

    Attributes:
        finding: The finding.
        place: Its cell.
        others: The other cells that it speaks of, those that the copy has.
    """

    finding: Finding
    place: Cell | None
    others: tuple[Cell, ...] = ()


def remarks(findings: Sequence[Finding]) -> tuple[Remark, ...]:
    """The findings of a workbook, as remarks on the workbook itself."""
    return tuple(Remark(finding, finding.cell, finding.others) for finding in findings)


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of the sheet.

    Attributes:
        number: Its number, from 1.
        finding: What is wrong.
        address: Address of its cell, or the number of a row.
        cell: The cell to go to; `None` where there is none to show.
        is_here: Whether the address is one of this workbook, not of that which came back.
        others: The other cells that the finding speaks of.
    """

    number: int
    finding: Finding
    address: str
    cell: ExcelCell | None
    is_here: bool
    others: tuple[ExcelCell, ...] = ()

    @property
    def sheet(self) -> str:
        """Name of its sheet."""
        return str(self.cell.parent.title) if self.cell is not None else self.finding.cell.sheet


@dataclass(frozen=True, slots=True)
class Origin:
    """What the copy is a copy of.

    Attributes:
        name: File name of the workbook that came back.
        not_carried: What it held and the copy does not, as nouns with their article.
        is_fresh: Whether the copy is a new workbook, with the data that could be taken over.
    """

    name: str
    not_carried: tuple[str, ...] = ()
    is_fresh: bool = False


@dataclass(frozen=True, slots=True)
class Grounds:
    """What cells looked like before they were coloured, as an earlier `Correzioni` keeps it.

    Attributes:
        by_number: By the number of the correction, which the cell's note names.
        by_place: By sheet and address.
    """

    by_number: dict[int, Fill] = field(default_factory=dict)
    by_place: dict[tuple[str, str], Fill] = field(default_factory=dict)


def write(workbook: Workbook, listed: Sequence[Correction], before: Mapping[int, Fill], origin: Origin) -> None:
    """Add the sheet before all others, and show it first.

    Args:
        workbook: Without such a sheet.
        listed: The corrections, in their order.
        before: The ground that a coloured cell had, by the number of the first correction on it.
        origin: What the workbook is a copy of.
    """
    _add_styles(workbook)
    sheet = workbook.create_sheet(layout.CORRECTIONS_NAME, 0)
    row = _write_head(sheet, listed, origin)
    for position, header in enumerate(_HEADERS, 1):
        dress.align(dress.put(sheet, row, position, header, dress.HEADER), "center" if position == 1 else "left")
    for correction in listed:
        _write_row(sheet, row + correction.number, correction)
        if correction.number in before:
            _keep_ground(sheet, row + correction.number, correction, before[correction.number])
    _finish(sheet, row, row + len(listed))
    _show_first(workbook)


def grounds(workbook: Workbook) -> Grounds:
    """The grounds that an earlier sheet keeps; none without such a sheet."""
    kept = Grounds()
    if not _has_ours(workbook):
        return kept
    for row in workbook[layout.CORRECTIONS_NAME].iter_rows(max_col=_GROUND):
        sheet, _, address = str(row[-1].value or "").rpartition("!")
        if sheet and isinstance(row[0].value, (int, float)):
            kept.by_number[int(row[0].value)] = kept.by_place[sheet, address] = ground_of(row[-1])
    return kept


def ground_of(cell: ExcelCell | MergedCell) -> Fill:
    """The ground of a cell, to be given to others."""
    ground: Fill = copy(cell.fill)  # type: ignore[assignment]  # openpyxl hides it behind a proxy
    return ground


def remove(workbook: Workbook) -> None:
    """Take an earlier sheet away; one that people have made under this name stays."""
    if _has_ours(workbook):
        workbook.remove(workbook[layout.CORRECTIONS_NAME])


def gravity(finding: Finding) -> str:
    """The word that the copy prints for the severity of a finding; what the office accepts is called so."""
    return ("accettata" if finding.waiver else finding.severity.value).upper()


def _has_ours(workbook: Workbook) -> bool:
    return layout.CORRECTIONS_NAME in workbook.sheetnames and str(
        workbook[layout.CORRECTIONS_NAME]["A1"].value
    ).startswith(_TITLE)


def styles(workbook: Workbook) -> dict[str, NamedStyle]:
    """The named styles of a workbook, of which openpyxl itself gives only the names."""
    return {style.name: style for style in workbook._named_styles}  # type: ignore[attr-defined]  # noqa: SLF001


def _add_styles(workbook: Workbook) -> None:
    """The styles that the workbook lacks, since another program may have dropped those that it did not use."""
    palette = Workbook()
    dress.add_styles(palette)
    for name, style in styles(palette).items():
        if name not in workbook.named_styles:
            workbook.add_named_style(style)


# ── the sheet ────────────────────────────────────────────────────────────────


def _write_head(sheet: Worksheet, listed: Sequence[Correction], origin: Origin) -> int:
    """Title and notices; gives the row for the headers."""
    width = len(_HEADERS)
    findings = [correction.finding for correction in listed]
    summary = listing.summary(findings).rstrip(".") if findings else "nulla da correggere"
    dress.band(sheet, 1, cleaned(f"{_TITLE} · {origin.name}: {summary}"), dress.TITLE, width)
    sheet.row_dimensions[1].height = 28
    row = _notice(sheet, 2, _HOW_TO)
    if origin.not_carried:
        row = _notice(sheet, row, _losses(origin), COLOURS[Severity.WARNING])
    return row


def _losses(origin: Origin) -> str:
    lost = "; ".join(origin.not_carried)
    if not origin.is_fresh:
        return f"IN QUESTA COPIA MANCANO, di ciò che è in {origin.name}: {lost}. Correggere là, e non qui."
    return (
        f"QUESTA È UNA SCHEDA NUOVA con ciò che si è potuto prendere da {origin.name}, che resta com'era. Di quel file "
        f"MANCANO: {lost}. Le righe nominate qui sotto possono avere un altro numero."
    )


def _notice(sheet: Worksheet, row: int, words: str, colour: str = "") -> int:
    """A notice on as many rows as it takes; gives the row after it."""
    for line in textwrap.wrap(cleaned(words), _NOTICE_LENGTH):
        dress.band(sheet, row, line, dress.SUBTITLE, len(_HEADERS))
        if colour:
            for column in range(1, len(_HEADERS) + 1):
                sheet.cell(row, column).fill = PatternFill("solid", fgColor=colour)
        row += 1
    return row


def _write_row(sheet: Worksheet, row: int, correction: Correction) -> None:
    finding = correction.finding
    address = correction.address if correction.is_here else f"{correction.address} del file ricevuto"
    number = dress.cell_at(sheet, row, 1)
    number.value, number.style = correction.number, dress.TEXT
    severity = dress.put(sheet, row, 2, gravity(finding), dress.TEXT)
    dress.tint(severity, COLOURS[finding.severity], bold=True)
    texts = {3: correction.sheet, 4: address, 5: finding.code, 6: finding.message, 7: finding.remedy}
    for column, text in texts.items():
        dress.put(sheet, row, column, cleaned(text), dress.TEXT)
    if correction.cell is not None:
        target = f"{quote_sheetname(correction.cell.parent.title)}!{correction.cell.coordinate}"
        dress.link(dress.cell_at(sheet, row, 4), target)
    _set_height(sheet, row)


def _set_height(sheet: Worksheet, row: int) -> None:
    """Room for the longest text of a row, whose cells are centred; programs do not measure by themselves."""
    lines = 1
    for column, width in enumerate(_WIDTHS, 1):
        cell = dress.cell_at(sheet, row, column)
        dress.align(cell, "center" if column == 1 else "left")
        lines = max(lines, len(textwrap.wrap(str(cell.value or ""), int(width * _FILLED))))
    sheet.row_dimensions[row].height = lines * _LINE + _PADDING


def _keep_ground(sheet: Worksheet, row: int, correction: Correction, ground: Fill) -> None:
    assert correction.cell is not None  # noqa: S101 -- only coloured cells have a ground to keep
    place = f"{correction.cell.parent.title}!{correction.cell.coordinate}"
    dress.put(sheet, row, _GROUND, place, dress.TEXT).fill = ground


def _finish(sheet: Worksheet, header_row: int, last_row: int) -> None:
    dress.finish(sheet, _WIDTHS, header_row=header_row, tab=COLOURS[Severity.ERROR])
    sheet.row_dimensions[header_row].height = _HEADER_HEIGHT
    last = dress.cell_at(sheet, header_row, len(_HEADERS)).column_letter
    sheet.print_area = f"A1:{last}{last_row}"
    sheet.auto_filter.ref = f"A{header_row}:{last}{last_row}"
    sheet.protection.autoFilter = False  # allowed
    sheet.column_dimensions[dress.cell_at(sheet, header_row, _GROUND).column_letter].hidden = True


def _show_first(workbook: Workbook) -> None:
    """Only this sheet is selected: what is typed goes to all selected sheets at once."""
    workbook.active = 0
    for sheet in workbook.worksheets:
        sheet.sheet_view.tabSelected = sheet.title == layout.CORRECTIONS_NAME
