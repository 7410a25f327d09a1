# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a workbook checks by itself: formulas beside the figures, validations, and the verdicts of `Controlli`.

Formulas use functions that every language of Excel and LibreOffice computes alike, never `TEXT()`. They help people
while they write; the program checks everything again by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.worksheet.datavalidation import DataValidation

from raa_builder.model import TextSection
from raa_builder.workbook import dress, layout
from raa_builder.workbook.layout import Kind
from raa_builder.workbook.plan import FIRST_ROW, HEADER_ROW, TITLE_ROW, Block, PrintedRow

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TO_FILL, WRONG, FINE = "DA COMPILARE", "ERRORE", "OK"
_TITLE_MAX = 32
_REMEDIES = {
    Kind.AMOUNT: "Scrivere solo il numero, in euro: 1234,56.",
    Kind.COUNT: "Scrivere un numero intero, senza testo: 1234.",
    Kind.DATE: "Scrivere una data: 31/12/2019.",
    Kind.YEAR: "Scrivere l'anno con quattro cifre.",
    Kind.MEASURE: "Scrivere un numero; le percentuali con il segno: 57%.",
}
_FIGURES = (Kind.AMOUNT, Kind.COUNT, Kind.MEASURE, Kind.YEAR, Kind.DATE)

# ── the computed columns ─────────────────────────────────────────────────────


def computed(block: Block, column: layout.Column, row: int, printed: PrintedRow) -> tuple[str, Kind]:
    """The formula of a computed cell, without "=", and the kind of figure that it shows."""
    match column.key:
        case "variation":
            before, now = f"{block.letters('previous')}{row}", f"{block.letters('current')}{row}"
            return f'IF(AND(ISNUMBER({before}),ISNUMBER({now})),{now}-{before},"")', block.sheet.column("current").kind
        case "control":
            return _control(block, row, printed), Kind.TEXT
        case "length":
            text = f"{block.letters('text')}{row}"
            return f'IF({text}="","",LEN({text}))', Kind.COUNT
        case "limit":
            return _limit(f"{block.letters('section')}{row}", printed.label), Kind.COUNT
        case _:
            raise ValueError(column.key)


def _control(block: Block, row: int, printed: PrintedRow) -> str:
    """Errors first, then what is missing, then what looks odd: a cumulative figure below the year before."""
    before, now = f"{block.letters('previous')}{row}", f"{block.letters('current')}{row}"
    whole = block.sheet.column("current").kind is Kind.COUNT
    result = f'IF(AND(ISNUMBER({before}),{now}<{before}),"Verificare: meno dell\'anno precedente","{FINE}")'
    empty = TO_FILL if printed.line and printed.line.required else ""
    result = f'IF({now}="","{empty}",{result})'
    for cell in (before, now):
        if whole:
            result = f'IF(IF(ISNUMBER({cell}),{cell}<>INT({cell}),FALSE),"{WRONG}: non è un numero intero",{result})'
        result = f'IF(IF(ISNUMBER({cell}),{cell}<0,FALSE),"{WRONG}: negativo",{result})'
        result = f'IF(ISTEXT({cell}),"{WRONG}: non è un numero",{result})'
    return result


def _limit(section: str, label: str) -> str:
    """The limit by section; programme rows have one for all."""
    label = label or layout.PROGRAMME_LABEL
    limits = {member.value: layout.text_limit(member.value, label) for member in TextSection}
    usual = min(limits.values())
    result = str(usual)
    for name, limit in limits.items():
        if limit != usual:
            result = f'IF({section}="{name}",{limit},{result})'
    return result


def mark_controls(worksheet: Worksheet, block: Block) -> None:
    """Colours over the words of the computed columns: meaning is never by colour alone."""
    keys = {column.key for column in block.sheet.columns}
    if "control" in keys:
        cell = f"{block.letters('control')}{FIRST_ROW}"
        for word, fill in ((WRONG, dress.RED), (TO_FILL, dress.YELLOW), ("Verificare", dress.YELLOW)):
            rule = dress.colour_if(f'LEFT({cell},{len(word)})="{word}"', fill)
            worksheet.conditional_formatting.add(block.span("control"), rule)
    if "limit" in keys:
        length, limit = f"{block.letters('length')}{FIRST_ROW}", f"{block.letters('limit')}{FIRST_ROW}"
        rule = dress.colour_if(f"AND(ISNUMBER({length}),{length}>{limit})", dress.RED)
        worksheet.conditional_formatting.add(block.span("length"), rule)


# ── validations ──────────────────────────────────────────────────────────────


def list_name(sheet: layout.Sheet, field: str) -> str:
    """The defined name of a list: `elenco_iniziative_stato`."""
    return f"elenco_{layout.normalised(f'{sheet.name} {field}').replace(' ', '_')}"


def add_entry_check(worksheet: Worksheet, block: Block, column: layout.Column) -> None:
    """The validation and the help of a column; of each pre-printed row, where what it holds depends on the row."""
    if column.kind is Kind.BY_LINE:
        for row, printed in enumerate(block.rows, FIRST_ROW):
            if printed.line and not printed.line.choices:
                place = f"{block.letters(column.key)}{row}"
                _add(worksheet, _validation(printed.line.kind), place, _title(printed.line), printed.line.help)
    elif column.is_input and column.kind is not Kind.AXIS:
        rule = _list_validation(list_name(block.sheet, column.header)) if column.choices else _validation(column.kind)
        _add(worksheet, rule, block.span(column.key), column.header, column.help)


def add_choice_check(worksheet: Worksheet, block: Block, row: int, line: layout.Line) -> None:
    """The drop-down of a pre-printed row."""
    rule = _list_validation(list_name(block.sheet, line.number))
    _add(worksheet, rule, f"{block.letters(block.sheet.value_column.key)}{row}", _title(line), line.help)


def _title(line: layout.Line) -> str:
    """The item, or the code where it is longer than Excel allows."""
    return line.item if len(line.item) <= _TITLE_MAX else line.number


def _add(worksheet: Worksheet, rule: DataValidation, cells: str, title: str, help_text: str) -> None:
    if help_text:
        rule.promptTitle, rule.prompt, rule.showInputMessage = title, help_text, True
    if rule.type is None and not help_text:
        return
    rule.add(cells)
    worksheet.add_data_validation(rule)


def _list_validation(name: str) -> DataValidation:
    rule = DataValidation(type="list", formula1=name, allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "Valore fuori elenco", "Scegliere un valore dall'elenco."
    return rule


def _validation(kind: Kind) -> DataValidation:
    match kind:
        case Kind.AMOUNT:
            rule = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0")
        case Kind.COUNT:
            rule = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0")
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


# ── the sheet of verdicts ────────────────────────────────────────────────────

_HEADERS = ("Foglio", "Esito", "Da correggere", "Da compilare", "Che cosa fare")
_WIDTHS = (24, 18, 16, 16, 80)
FIRST_VERDICT = HEADER_ROW + 1


def write_controls(worksheet: Worksheet, blocks: dict[str, Block]) -> None:
    """The sheet `Controlli`: a live verdict for each sheet, with a link to it and what to do."""
    dress.band(worksheet, TITLE_ROW, "I controlli", dress.TITLE, len(_HEADERS))
    hint = "Si aggiornano da soli mentre si compila. La verifica completa la fa il programma, alla consegna."
    dress.band(worksheet, TITLE_ROW + 1, hint, dress.SUBTITLE, len(_HEADERS))
    for column, header in enumerate(_HEADERS, 1):
        dress.put(worksheet, HEADER_ROW, column, header, dress.HEADER)
    for row, block in enumerate(blocks.values(), FIRST_VERDICT):
        dress.link(dress.put(worksheet, row, 1, block.sheet.name, dress.LINK), f"{block.sheet.name}!A{FIRST_ROW}")
        verdict = f'IF(C{row}>0,"{WRONG}",IF(D{row}>0,"{TO_FILL}","{FINE}"))'
        dress.formula(worksheet, row, 2, verdict, dress.STATE)
        dress.formula(worksheet, row, 3, _wrong(block), dress.computed_style(Kind.COUNT))
        dress.formula(worksheet, row, 4, _missing(block), dress.computed_style(Kind.COUNT))
        remedy = f'IF(C{row}>0,"{_remedy(block.sheet)}",IF(D{row}>0,"{_MISSING}",""))'
        dress.formula(worksheet, row, 5, remedy, dress.TEXT)
    last = FIRST_VERDICT + len(blocks) - 1
    colour_verdicts(worksheet, f"B{FIRST_VERDICT}", f"B{FIRST_VERDICT}:B{last}")
    worksheet.row_dimensions[TITLE_ROW].height = 28
    dress.finish(worksheet, _WIDTHS, header_row=HEADER_ROW)


def colour_verdicts(worksheet: Worksheet, first: str, cells: str) -> None:
    """Colours over verdicts; `first` is the first of `cells`."""
    for word, colour in ((WRONG, dress.RED), (TO_FILL, dress.YELLOW), (FINE, dress.GREEN)):
        worksheet.conditional_formatting.add(cells, dress.colour_if(f'{first}="{word}"', colour))


_MISSING = "Compilare le celle obbligatorie delle righe cominciate."


def _remedy(sheet: layout.Sheet) -> str:
    if "control" in {column.key for column in sheet.columns}:
        return "Correggere le righe segnate ERRORE nella colonna Controllo."
    if sheet is layout.TEXTS:
        return "Accorciare i testi più lunghi del loro limite."
    return "Scrivere numeri e date senza parole: correggere le celle che contengono testo."


def _wrong(block: Block) -> str:
    """How many cells of a sheet are wrong."""
    columns = block.sheet.columns
    keys = {column.key for column in columns}
    if "control" in keys:
        return f'COUNTIF({block.ref("control")},"{WRONG}*")'
    if "limit" in keys:
        return f"SUMPRODUCT(--(LEN({block.ref('text')})>{block.ref('limit')}))"
    letters = block.letters(block.sheet.value_column.key) if block.sheet.lines else ""
    cells = [
        f"{block.sheet.name}!{letters}{row}"
        for row, printed in enumerate(block.rows, FIRST_ROW)
        if printed.line and printed.line.kind in _FIGURES
    ] or [block.ref(column.key) for column in columns if column.kind in _FIGURES]
    return "+".join(f"SUMPRODUCT(--ISTEXT({cell}))" for cell in cells) or "0"


def _missing(block: Block) -> str:
    """How many required cells of a sheet are empty: of all rows, or of those that people have begun."""
    sheet = block.sheet
    if "control" in {column.key for column in sheet.columns}:
        return f'COUNTIF({block.ref("control")},"{TO_FILL}")'
    if sheet.lines:
        letters = block.letters(sheet.value_column.key)
        rows = [row for row, printed in enumerate(block.rows, FIRST_ROW) if printed.line and printed.line.required]
        return "+".join(f"COUNTBLANK({sheet.name}!{letters}{row})" for row in rows)
    begun = "&".join(_own_spans(block))
    required = [block.ref(column.key) for column in sheet.columns if column.required]
    return "+".join(f'SUMPRODUCT(({begun}<>"")*({cells}=""))' for cells in required)


def _own_spans(block: Block) -> list[str]:
    """The cells in which people write: what makes a row begun. In the sheet of the axes every row is."""
    if block.sheet is layout.AXES:
        return [block.ref(block.sheet.key_column.key)]
    return [block.ref(column.key) for column in block.sheet.columns if column.is_input and column.kind is not Kind.AXIS]
