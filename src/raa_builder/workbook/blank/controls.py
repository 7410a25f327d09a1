# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sheet `Controlli`: one row for each check of each table, its live verdict, where to go and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.workbook import dress, layout
from raa_builder.workbook.blank.plan import CONTROL, FIRST_ROW, TITLE_ROW, Block
from raa_builder.workbook.blank.table import colour_verdicts
from raa_builder.workbook.blank.verdicts import CHECKS, FINE, Check, Level
from raa_builder.workbook.layout import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openpyxl.worksheet.worksheet import Worksheet

_HEADERS = ("Foglio", "Che cosa si cerca", "Esito", "Righe", "Dove", "Che cosa fare")
_WIDTHS = (17, 46, 19, 10, 24, 62)
_COUNTED = ((Level.ERROR, "Errori"), (Level.MISSING, "Da compilare"), (Level.CHECK, "Da verificare"))
_HEADER_ROW = TITLE_ROW + 5
_FIRST = _HEADER_ROW + 1


def write_controls(worksheet: Worksheet, blocks: Mapping[str, Block]) -> None:
    """Write the sheet; the tables that it refers to need not be written yet."""
    rows = list(_rows(blocks))
    dress.band(worksheet, TITLE_ROW, "I controlli", dress.TITLE, len(_HEADERS))
    dress.band(worksheet, TITLE_ROW + 1, "", dress.SUBTITLE, len(_HEADERS))
    back = dress.put(worksheet, TITLE_ROW + 1, 1, "‹ Indice", dress.SUBTITLE)
    dress.link(back, f"{layout.INSTRUCTIONS_NAME}!A1")
    dress.tint(back, dress.PALE, dress.BLUE)
    hint = "Si aggiornano da soli mentre si compila. La verifica completa la fa il programma, alla consegna."
    dress.put(worksheet, TITLE_ROW + 1, 2, hint, dress.SUBTITLE)
    _write_counts(worksheet, len(rows))
    for column, header in enumerate(_HEADERS, 1):
        dress.align(dress.put(worksheet, _HEADER_ROW, column, header, dress.HEADER))
    for row, (block, check) in enumerate(rows, _FIRST):
        _write_check(worksheet, row, block, check)
        if check is CHECKS[block.sheet.key][0]:
            dress.rule_above(worksheet, row, len(_HEADERS))
    _dress(worksheet, _FIRST + len(rows) - 1)


def count_of(level: Level, blocks: Mapping[str, Block]) -> str:
    """How many rows of all the tables have a verdict of that level, for formulas of other sheets."""
    return _count_of(level, sum(1 for _ in _rows(blocks)), f"{layout.CONTROLS_NAME}!")


def _count_of(level: Level, rows: int, prefix: str = "") -> str:
    last = _FIRST + rows - 1
    return f'SUMIF({prefix}C{_FIRST}:C{last},"{level.value}",{prefix}D{_FIRST}:D{last})'


def _rows(blocks: Mapping[str, Block]) -> Iterator[tuple[Block, Check]]:
    for block in blocks.values():
        yield from ((block, check) for check in CHECKS[block.sheet.key])


def _write_counts(worksheet: Worksheet, rows: int) -> None:
    for column, (level, words) in enumerate(_COUNTED, 1):
        dress.formula(worksheet, TITLE_ROW + 3, column, f'"{words}: "&{_count_of(level, rows)}', dress.STATE)
    worksheet.row_dimensions[TITLE_ROW + 2].height = worksheet.row_dimensions[TITLE_ROW + 4].height = 8
    worksheet.row_dimensions[TITLE_ROW + 3].height = 26


def _write_check(worksheet: Worksheet, row: int, block: Block, check: Check) -> None:
    name, cells = block.sheet.name, block.ref(CONTROL)
    cell = dress.put(worksheet, row, 1, name, dress.TEXT)
    if check is CHECKS[block.sheet.key][0]:
        dress.link(cell, f"{name}!A{FIRST_ROW}")
    dress.put(worksheet, row, 2, _words(check), dress.TEXT)
    dress.formula(worksheet, row, 3, f'IF(D{row}>0,"{check.level.value}","{FINE}")', dress.STATE)
    count = dress.formula(worksheet, row, 4, f'COUNTIF({cells},"{check.message}")', dress.computed_style(Kind.COUNT))
    count.number_format = "#,##0_);;"
    place = _place(block, check)
    dress.formula(worksheet, row, 5, f'IF(D{row}=0,"",HYPERLINK("#"&{place},{place}))', dress.LINK)
    dress.formula(worksheet, row, 6, f'IF(D{row}=0,"","{check.remedy}")', dress.TEXT)


def _place(block: Block, check: Check) -> str:
    """The first row that says so: its cell, or the cells among which the wrong one is."""
    row = f'(MATCH("{check.message}",{block.ref(CONTROL)},0)+{FIRST_ROW - 1})'
    place = f'"{block.sheet.name}!{block.letters(check.first)}"&{row}'
    return f'{place}&":{block.letters(check.last)}"&{row}' if check.last not in {"", check.first} else place


def _words(check: Check) -> str:
    if check.level is Level.MISSING:
        return f"Righe in cui manca: {check.words}" if check.words else "Righe in cui manca il dato"
    return check.words[0].upper() + check.words[1:]


def _dress(worksheet: Worksheet, last: int) -> None:
    colour_verdicts(worksheet, f"C{_FIRST}:C{last}", f"$C{_FIRST}", calm=True)
    fine = dress.Look(colour=dress.MUTED)
    dress.show_if(worksheet, f"B{_FIRST}:B{last}", f'$C{_FIRST}="{FINE}"', fine)
    for row, height in {TITLE_ROW: 30, TITLE_ROW + 1: 20, _HEADER_ROW: 24}.items():
        worksheet.row_dimensions[row].height = height
    dress.finish(worksheet, _WIDTHS, header_row=_HEADER_ROW, tab=dress.INK)
    dress.select(worksheet, f"A{_FIRST}")
    worksheet.auto_filter.ref = f"A{_HEADER_ROW}:F{last}"
