# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a cell takes: drop-downs, limits of figures, dates and lengths, and the help shown when the cell is selected.

Pasting goes round all of it, so the column `Controllo` and the program look again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation

from raa_builder.workbook import layout
from raa_builder.workbook.blank.conditions import list_name
from raa_builder.workbook.blank.plan import FIRST_ROW, Block
from raa_builder.workbook.layout import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

_TITLE_MAX, _WORDS_MAX = 32, 255  # beyond them Excel calls the file damaged
_REMEDIES = {
    Kind.AMOUNT: "Scrivere solo il numero, in euro: 1234,56.",
    Kind.COUNT: "Scrivere un numero intero, senza testo: 1234.",
    Kind.DATE: "Scrivere una data: 31/12/2019.",
    Kind.YEAR: "Scrivere l'anno con quattro cifre.",
    Kind.MEASURE: "Scrivere un numero; le percentuali con il segno: 57%.",
}


def add_entry_checks(worksheet: Worksheet, block: Block) -> None:
    """The validations and the help of a table."""
    for column in block.sheet.columns:
        if not column.is_input or column.kind is Kind.AXIS:
            continue
        if block.sheet.lines and column is block.sheet.value_column:
            for line, cells in _cells_by_line(block, column):
                name = list_name(block.sheet, line.number)
                help_text = " ".join(words for words in (line.help, column.help) if words)
                rule = _list_validation(name) if line.choices else _validation(line.kind)
                _add(worksheet, rule, cells, line.item, help_text)
        else:
            _add(worksheet, _column_rule(block, column), block.span(column.key), column.header, column.help)


def _cells_by_line(block: Block, column: layout.Column) -> Iterator[tuple[layout.Line, str]]:
    letters = block.letters(column.key)
    for line in block.sheet.lines:
        rows = [row for row, printed in enumerate(block.rows, FIRST_ROW) if printed.line is line]
        if rows:
            yield line, " ".join(f"{letters}{row}" for row in rows)


def _column_rule(block: Block, column: layout.Column) -> DataValidation:
    if column.choices:
        return _list_validation(list_name(block.sheet, column.header))
    if column.kind is Kind.PROSE and "limit" in {other.key for other in block.sheet.columns}:
        return _length_validation(f"${block.letters('limit')}{FIRST_ROW}")
    return _validation(column.kind)


def _add(worksheet: Worksheet, rule: DataValidation, cells: str, title: str, help_text: str) -> None:
    if help_text:
        rule.promptTitle = title if len(title) <= _TITLE_MAX else f"{title[: _TITLE_MAX - 1]}…"
        rule.prompt, rule.showInputMessage = help_text, True
    if rule.type is None and not help_text:
        return
    if len(help_text) > _WORDS_MAX:
        raise ValueError(help_text)
    rule.sqref = MultiCellRange(cells)
    worksheet.add_data_validation(rule)


def _list_validation(name: str) -> DataValidation:
    rule = DataValidation(type="list", formula1=name, allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "Valore fuori elenco", "Scegliere un valore dall'elenco."
    return rule


def _length_validation(limit: str) -> DataValidation:
    """A warning: whoever pasted a long text should not lose it."""
    rule = DataValidation(type="textLength", operator="lessThanOrEqual", formula1=limit, allow_blank=True)
    rule.showErrorMessage, rule.errorStyle = True, "warning"
    rule.errorTitle = "Testo troppo lungo"
    rule.error = "Il testo supera il limite della riga: andrà accorciato prima della consegna."
    return rule


def _validation(kind: Kind) -> DataValidation:
    match kind:
        case Kind.AMOUNT:
            rule = DataValidation(type="decimal", operator="between", formula1="0", formula2="9999999999999.99")
        case Kind.COUNT:
            rule = DataValidation(type="whole", operator="between", formula1="0", formula2="9999999999999")
        case Kind.MEASURE:
            rule = DataValidation(type="decimal", operator="between", formula1="-1E+15", formula2="1E+15")
        case Kind.YEAR:
            rule = DataValidation(type="whole", formula1=str(layout.YEAR_MIN), formula2=str(layout.YEAR_MAX))
        case Kind.DATE:
            first, last = f"DATE({layout.YEAR_MIN},1,1)", f"DATE({layout.YEAR_MAX},12,31)"
            rule = DataValidation(type="date", formula1=first, formula2=last)
        case _:
            return DataValidation(allow_blank=True)
    rule.allow_blank = rule.showErrorMessage = True
    rule.errorTitle, rule.error = "Valore non valido", _REMEDIES[kind]
    return rule
