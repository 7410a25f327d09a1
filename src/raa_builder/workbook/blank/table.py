# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drawing the tables that people fill in: a worksheet, a table of the plan and what is known already in, cells out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from raa_builder.model import TextSection, Unit
from raa_builder.workbook import dress, layout
from raa_builder.workbook.blank.conditions import Place
from raa_builder.workbook.blank.entries import add_entry_checks
from raa_builder.workbook.blank.filling import write_value
from raa_builder.workbook.blank.plan import CONTROL, FIRST_ROW, HEADER_ROW, TITLE_ROW, Block
from raa_builder.workbook.blank.verdicts import CHECKS, FINE, Level, typed_columns, verdict
from raa_builder.workbook.canonical import Place as Typed
from raa_builder.workbook.dress import Look
from raa_builder.workbook.layout import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from openpyxl.worksheet.worksheet import Worksheet

    from raa_builder.workbook.canonical import Value

_FROZEN = {layout.AXES.key: 1, layout.PROGRAMME.key: 2, layout.WAIVERS.key: 1}
_FROZEN_BY_ITEM, _FROZEN_BY_AXIS = 3, 2
_CONTROL_HEADER = layout.FINANCE.column(CONTROL).header
_FIGURES = {Kind.AMOUNT, Kind.COUNT, Kind.MEASURE, Kind.YEAR}
_HINTS = {
    layout.PROGRAMME.key: "Le righe gialle più intense sono obbligatorie. Ogni cella spiega che cosa scrivere.",
    layout.AXES.key: "Una riga per asse. L'ambito si scrive senza preposizione: «misure di politica attiva».",
    layout.FINANCE.key: "Euro con i centesimi, cumulati alla data di riferimento. Vuoto = non si sa; 0 = zero.",
    layout.PARTICIPANTS.key: "Persone, cumulate alla data di riferimento. Vuoto = non si sa; 0 = zero.",
    layout.INITIATIVES.key: "Una riga per iniziativa, nelle righe già numerate: quelle che avanzano restano vuote. "
    "Per stampare solo le altre: filtro della colonna Controllo, senza le vuote.",
    layout.INDICATORS.key: "Una riga per indicatore; le percentuali con il segno, 57%. Le righe che avanzano restano "
    "vuote: per non stamparle, filtro della colonna Controllo.",
    layout.TEXTS.key: "Una riga per testo. Una riga vuota separa i paragrafi; una riga che comincia con - è un punto "
    "elenco (nella cella si va a capo con Alt+Invio).",
    layout.WAIVERS.key: "Solo per le segnalazioni del programma che l'ufficio accetta: una riga ciascuna.",
}


def write_table(
    worksheet: Worksheet, block: Block, blocks: Mapping[str, Block], prefilled: Mapping[Typed, Value]
) -> None:
    """Write the sheet of a table.

    Args:
        worksheet: Where.
        block: The table.
        blocks: All the tables, by key of their sheet, to which formulas refer.
        prefilled: What stands in the cells already.
    """
    sheet = block.sheet
    _write_head(worksheet, block, blocks)
    for row, printed in enumerate(block.rows, FIRST_ROW):
        _write_row(worksheet, Place(blocks, block, row, printed), prefilled)
        if sheet.per_axis and row > FIRST_ROW and printed.label != block.rows[row - FIRST_ROW - 1].label:
            dress.rule_above(worksheet, row, block.width)
    add_entry_checks(worksheet, block)
    _colour(worksheet, block)
    dress.finish(
        worksheet,
        _widths(block),
        header_row=HEADER_ROW,
        frozen_columns=_FROZEN.get(sheet.key, _FROZEN_BY_ITEM if sheet.lines else _FROZEN_BY_AXIS),
        tab=dress.LINE if sheet.private else dress.BLUE,
    )
    dress.select(worksheet, f"{block.letters(_first_input(sheet))}{FIRST_ROW}")
    worksheet.print_area = f"A1:{block.last_column}{block.last_row}"
    if sheet.per_axis:
        worksheet.auto_filter.ref = f"A{HEADER_ROW}:{block.last_column}{block.last_row}"


def _widths(block: Block) -> list[int]:
    """Widths of the columns in characters: those of the layout, wider where codes, labels or verdicts are long."""
    codes, labels = (max(map(len, words), default=0) + 3 for words in _printed(block))
    control = max(len(check.message) for check in CHECKS[block.sheet.key]) + 1
    least = {Kind.CODE: codes, Kind.AXIS: labels}
    widths = [max(column.width, least.get(column.kind, 0)) for column in block.sheet.columns]
    if not block.has_own_control:
        return [*widths, control]
    position = block.sheet.position(CONTROL)
    return [*widths[:position], max(widths[position], control), *widths[position + 1 :]]


def _printed(block: Block) -> tuple[list[str], list[str]]:
    return [printed.code for printed in block.rows], [printed.label for printed in block.rows]


def _first_input(sheet: layout.Sheet) -> str:
    return sheet.value_column.key if sheet.lines else typed_columns(sheet)[0]


def _hint(block: Block, blocks: Mapping[str, Block]) -> str:
    """The hint as a formula: where years stand side by side, it says which they are."""
    words = f'"{_HINTS[block.sheet.key]}"'
    if all(column.key != "previous" for column in block.sheet.columns):
        return words
    year, now = blocks[layout.PROGRAMME.key].cell_of("year"), block.sheet.value_column.header
    return f'IF(ISNUMBER({year}),"{now} = "&{year}&"; Anno precedente = "&({year}-1)&". ","")&{words}'


def _write_head(worksheet: Worksheet, block: Block, blocks: Mapping[str, Block]) -> None:
    dress.band(worksheet, TITLE_ROW, block.sheet.title, dress.TITLE, block.width)
    dress.band(worksheet, TITLE_ROW + 1, "", dress.SUBTITLE, block.width)
    back = dress.put(worksheet, TITLE_ROW + 1, 1, "‹ Indice", dress.SUBTITLE)
    dress.link(back, f"{layout.INSTRUCTIONS_NAME}!A1")
    dress.tint(back, dress.PALE, dress.BLUE)
    dress.formula(worksheet, TITLE_ROW + 1, 2, _hint(block, blocks), dress.SUBTITLE)
    for position, column in enumerate(block.sheet.columns, 1):
        side = "right" if column.kind in _FIGURES or column.key == "variation" else "left"
        dress.align(dress.put(worksheet, HEADER_ROW, position, column.header, dress.HEADER), side)
    if not block.has_own_control:
        dress.align(dress.put(worksheet, HEADER_ROW, block.width, _CONTROL_HEADER, dress.HEADER))
    heights = {TITLE_ROW: 30, TITLE_ROW + 1: 20, HEADER_ROW: 30}
    for row, height in heights.items():
        worksheet.row_dimensions[row].height = height


def _write_row(worksheet: Worksheet, place: Place, prefilled: Mapping[Typed, Value]) -> None:
    block, row, printed = place.block, place.row, place.printed
    for position, column in enumerate(block.sheet.columns, 1):
        kind = _kind(column, printed.line)
        match kind:
            case Kind.CODE:
                dress.put(worksheet, row, position, printed.code, dress.PRINTED)
            case Kind.AXIS:
                dress.put(worksheet, row, position, printed.label, dress.PRINTED)
            case Kind.ITEM:
                dress.put(worksheet, row, position, printed.line.item if printed.line else "", dress.PRINTED)
            case Kind.COMPUTED:
                expression, of_kind = _computed(place, column)
                dress.formula(worksheet, row, position, expression, dress.computed_style(of_kind))
            case _:
                cell = dress.cell_at(worksheet, row, position)
                value = prefilled.get(Typed(block.sheet.key, printed.code, column.key))
                write_value(cell, value, dress.input_style(kind))
                if column.kind is Kind.BY_LINE:
                    dress.align(cell, vertical="top")
    if not block.has_own_control:
        dress.formula(worksheet, row, block.width, verdict(place), dress.computed_style(Kind.TEXT))


def _kind(column: layout.Column, line: layout.Line | None) -> Kind:
    return line.kind if column.kind is Kind.BY_LINE and line else column.kind


def _computed(place: Place, column: layout.Column) -> tuple[str, Kind]:
    """The formula of a computed cell, without "=", and the kind of figure that it shows."""
    match column.key:
        case "variation":
            before, now = place.cell("previous"), place.cell("current")
            return f'IF(COUNT({before},{now})=2,{now}-{before},"")', place.block.sheet.column("current").kind
        case "control":
            return verdict(place), Kind.TEXT
        case "length":
            return f'IF({place.cell("text")}="","",LEN({place.cell("text")}))', Kind.COUNT
        case "limit":
            return _limit(place.cell("section"), place.printed.label), Kind.COUNT
        case _:
            raise ValueError(column.key)


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


# ── colours ──────────────────────────────────────────────────────────────────


def _colour(worksheet: Worksheet, block: Block) -> None:
    """Colours over the words: what is filled in turns white, and meaning is never by colour alone."""
    control = f"${block.letters(CONTROL)}{FIRST_ROW}"
    for columns in _alike(block, control):
        cells = " ".join(block.span(column.key) for column in columns)
        for condition, look in _looks(block, columns[0], control):
            dress.show_if(worksheet, cells, condition, look)
    colour_verdicts(worksheet, block.span(CONTROL), control, calm=True)


def _alike(block: Block, control: str) -> Iterable[list[layout.Column]]:
    """The columns to be filled in, those of the same looks together: each rule costs time whenever the file is read."""
    groups: dict[tuple[tuple[str, Look], ...], list[layout.Column]] = {}
    for column in block.sheet.columns:
        if column.is_input and column.kind is not Kind.AXIS:
            own = f"({block.letters(column.key)}{FIRST_ROW}"
            looks = ((when.replace(own, "("), look) for when, look in _looks(block, column, control))
            groups.setdefault(tuple(looks), []).append(column)
    return groups.values()


def _looks(block: Block, column: layout.Column, control: str) -> Iterator[tuple[str, Look]]:
    cell = f"{block.letters(column.key)}{FIRST_ROW}"
    is_value = bool(block.sheet.lines) and column is block.sheet.value_column
    if is_value:
        yield _begins(control, Level.ERROR.value), Look(dress.RED)
    elif column.kind in _FIGURES | {Kind.DATE}:
        yield f"ISTEXT({cell})", Look(dress.RED)
    missing = (check for check in CHECKS[block.sheet.key] if check.level is Level.MISSING)
    asked = [f'{control}="{check.message}"' for check in missing if check.asks_for(block.sheet, column)]
    if asked:
        yield f"AND(ISBLANK({cell}),OR({','.join(asked)}))", Look(dress.ASKED)
    filled = Look(dress.WHITE, dress.MUTED, italic=True) if column.key == "previous" else Look(dress.WHITE)
    if column.kind is Kind.MEASURE:
        unit = f"${block.letters('unit')}{FIRST_ROW}"
        yield from ((when, replace(filled, figures=code)) for when, code in _formats(cell, unit))
    yield f"NOT(ISBLANK({cell}))", filled


def _begins(cell: str, word: str) -> str:
    return f'LEFT({cell},{len(word)})="{word}"'


def _formats(cell: str, unit: str) -> Iterator[tuple[str, str]]:
    """Each measure as its unit is read, with no more decimals than it has: conditions and number formats."""
    is_percent, is_euro, is_number = (f'{unit}="{one.value}"' for one in (Unit.PERCENT, Unit.EURO, Unit.NUMBER))
    points = f"ROUND({cell}*100,6)=ROUND({cell}*100,0)"
    yield f"IF(ISNUMBER({cell}),AND({is_percent},{points}),FALSE)", dress.PERCENT
    yield f"AND(ISNUMBER({cell}),{is_percent})", dress.PERCENT_DECIMALS
    yield f"AND(ISNUMBER({cell}),{is_euro})", dress.EURO
    yield f"IF(ISNUMBER({cell}),AND({is_number},({cell})=INT({cell})),FALSE)", dress.WHOLE


def colour_verdicts(worksheet: Worksheet, cells: str, first: str, *, calm: bool = False) -> None:
    """Colours over verdicts, by the word that they begin with.

    Args:
        worksheet: Where.
        cells: The verdicts.
        first: The first of them.
        calm: Whether what is fine has no ground, where it is said in every row.
    """
    for word, look in (
        (Level.ERROR.value, Look(dress.RED, dress.ON_RED)),
        (Level.MISSING.value, Look(dress.ASKED, dress.ON_AMBER)),
        (Level.CHECK.value, Look(dress.AMBER, dress.ON_AMBER)),
        (Level.NOTE.value, Look(dress.PALE, dress.INK)),
        (FINE, Look(None if calm else dress.GREEN, dress.ON_GREEN)),
    ):
        dress.show_if(worksheet, cells, _begins(first, word), look)
