# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sheet `Istruzioni`: state of the whole and of each section, five rules, legend, deadline, placeholders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.worksheet.pagebreak import Break

from raa_builder import placeholders
from raa_builder.cells import column_letters
from raa_builder.workbook import dress, layout
from raa_builder.workbook.blank.controls import count_of
from raa_builder.workbook.blank.plan import CONTROL, FIRST_ROW, TITLE_ROW, Block
from raa_builder.workbook.blank.table import colour_verdicts
from raa_builder.workbook.blank.verdicts import FINE, Level
from raa_builder.workbook.layout import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = (2, 30, 54, 12, 17, 18, 3, 58)
_SECTION, _ABOUT, _DONE, _BAR, _STATE, _RULE, _COUNTS = 2, 3, 4, 5, 6, 8, 10
_HEADERS = {_SECTION: "Sezione", _ABOUT: "Che cosa contiene", _DONE: "Compilato", _BAR: "Avanzamento", _STATE: "Esito"}
_EMPTY = "VUOTO"
_STEPS = 10
_TWO_LINES = 28  # points: what people write is seldom longer than two lines of its column
_RULES = (
    "Si scrive solo nelle celle gialle: compilate, diventano bianche. Le grigie sono prestampate o calcolate.",
    "Importi: solo il numero, in euro e con i centesimi, cumulato alla data di riferimento. Senza «€» e senza «Mln».",
    "Vuoto vuol dire che il dato non si conosce; 0 vuol dire zero. Le percentuali con il segno: 57%.",
    "Da Word o da una pagina: Incolla speciale, solo testo. I codici non si cambiano e le righe non si spostano.",
    "Prima di restituire il file, salvato in .xlsx e con il suo nome: qui accanto si deve leggere PRONTA DA INVIARE.",
)


def write_instructions(worksheet: Worksheet, year: int, blocks: Mapping[str, Block]) -> None:
    """Write the sheet; the sheets that it refers to need not be written yet."""
    width = len(_WIDTHS)
    programme = blocks[layout.PROGRAMME.key]
    dress.band(worksheet, TITLE_ROW, "", dress.TITLE, width)
    dress.put(worksheet, TITLE_ROW, _SECTION, f"Relazione di attuazione annuale {year}", dress.TITLE)
    dress.band(worksheet, TITLE_ROW + 1, "", dress.SUBTITLE, width)
    name, body = (programme.cell_of(key) for key in ("name", "authority"))
    subtitle = f'IF({name}="","",{name}&" · ")&IF({body}="","",{body}&" · ")&"Scheda di raccolta dei dati"'
    dress.formula(worksheet, TITLE_ROW + 1, _SECTION, subtitle, dress.SUBTITLE)
    worksheet.row_dimensions[TITLE_ROW].height, worksheet.row_dimensions[TITLE_ROW + 1].height = 34, 20
    _write_state(worksheet, TITLE_ROW + 3, blocks)
    row = _write_sections(worksheet, TITLE_ROW + 6, blocks)
    row = _write_axes(worksheet, row + 1, blocks)
    last = _write_legend(worksheet, row)
    _write_deadline(worksheet, row, programme)
    row = last
    worksheet.row_breaks.append(Break(id=row))
    _write_placeholders(worksheet, row + 1)
    dress.finish(worksheet, _WIDTHS, tab=dress.INK)
    worksheet.print_area = f"A1:{column_letters(width)}{worksheet.max_row}"
    for column in range(_COUNTS, _COUNTS + 4):
        worksheet.column_dimensions[column_letters(column)].hidden = True
    dress.select(worksheet, f"B{TITLE_ROW + 7}")


# ── state ────────────────────────────────────────────────────────────────────


def _write_state(worksheet: Worksheet, row: int, blocks: Mapping[str, Block]) -> None:
    dress.put(worksheet, row, _SECTION, "STATO DELLA SCHEDA", dress.HEADING)
    for column in range(_SECTION, _STATE + 1):
        dress.cell_at(worksheet, row + 1, column).style = dress.BIG
    wrong, missing, odd = (count_of(level, blocks) for level in (Level.ERROR, Level.MISSING, Level.CHECK))
    state = (
        f'IF({wrong}>0,IF({wrong}=1,"C\'È 1 ERRORE","CI SONO "&{wrong}&" ERRORI"),'
        f'IF({missing}>0,"IN COMPILAZIONE","PRONTA DA INVIARE"))'
    )
    dress.formula(worksheet, row + 1, _SECTION, state, dress.BIG)
    left = f'IF({missing}=0,"",IF({missing}=1,"manca 1 dato","mancano "&{missing}&" dati"))'
    odd_words = f'IF({odd}=0,"",IF({odd}=1,"1 riga da verificare",{odd}&" righe da verificare"))'
    both = f'{left}&IF(AND({missing}>0,{odd}>0),", ","")&{odd_words}'
    dress.formula(worksheet, row + 1, _DONE, both, dress.SUBTITLE)
    worksheet.row_dimensions[row + 1].height = 32
    first, area = f"$B${row + 1}", f"B{row + 1}:F{row + 1}"
    for words, fill, colour in (
        ("C", dress.RED, dress.ON_RED),
        ("I", dress.ASKED, dress.ON_AMBER),
        ("P", dress.GREEN, dress.ON_GREEN),
    ):
        dress.show_if(worksheet, area, f'LEFT({first},1)="{words}"', dress.Look(fill, colour))
    target = dress.put(worksheet, row + 1, _RULE, "Vai ai controlli ›", dress.LINK)
    dress.link(target, f"{layout.CONTROLS_NAME}!A1")


def _write_sections(worksheet: Worksheet, row: int, blocks: Mapping[str, Block]) -> int:
    """The sections one under the other, with the rules beside them; the first row that is free."""
    _write_headers(worksheet, row, {**_HEADERS, _RULE: "Come si compila"})
    for number, block in enumerate(blocks.values(), 1):
        sheet = block.sheet
        link = dress.put(worksheet, row + number, _SECTION, f"{number}  {sheet.name} ›", dress.LINK)
        dress.link(link, f"{sheet.name}!A{FIRST_ROW}")
        dress.align(dress.put(worksheet, row + number, _ABOUT, sheet.title, dress.TEXT))
        _write_progress(worksheet, row + number, [block.ref(CONTROL)])
        worksheet.row_dimensions[row + number].height = _TWO_LINES
    for number, rule in enumerate(_RULES, 1):
        dress.align(dress.put(worksheet, row + number, _RULE, f"{number}.  {rule}", dress.TEXT))
    last = row + len(blocks)
    colour_verdicts(worksheet, f"F{row + 1}:F{last}", f"$F{row + 1}")
    return last + 1


def _write_axes(worksheet: Worksheet, row: int, blocks: Mapping[str, Block]) -> int:
    """The axes, where there are several, over all their sheets; the first row that is free."""
    axes, finance = blocks[layout.AXES.key], blocks[layout.FINANCE.key]
    if len(axes.rows) < 2:
        return row
    _write_headers(worksheet, row, {**_HEADERS, _SECTION: "Asse", _ABOUT: "Denominazione"})
    for offset, printed in enumerate(axes.rows, 1):
        link = dress.put(worksheet, row + offset, _SECTION, f"{printed.label} ›", dress.LINK)
        dress.link(link, f"{finance.sheet.name}!A{finance.rows_of(printed.label)[0]}")
        name = f"{axes.sheet.name}!{axes.letters('name')}{FIRST_ROW + offset - 1}"
        dress.align(dress.formula(worksheet, row + offset, _ABOUT, f'IF({name}="","",{name})', dress.TEXT))
        spans = [block.ref_of(CONTROL, printed.label) for block in blocks.values() if block.sheet.per_axis]
        _write_progress(worksheet, row + offset, [span for span in spans if span])
        worksheet.row_dimensions[row + offset].height = _TWO_LINES
    last = row + len(axes.rows)
    colour_verdicts(worksheet, f"F{row + 1}:F{last}", f"$F{row + 1}")
    return last + 2


def _write_headers(worksheet: Worksheet, row: int, headers: Mapping[int, str]) -> None:
    for column, header in headers.items():
        side = "center" if column in {_DONE, _BAR, _STATE} else "left"
        dress.align(dress.put(worksheet, row, column, header, dress.HEADER), side)
    worksheet.row_dimensions[row].height = 22


def _write_progress(worksheet: Worksheet, row: int, spans: Sequence[str]) -> None:
    """How far the rows have come whose verdicts stand in these cells; the counts stand in hidden columns beside."""
    counted = (*(f"{level.value}*" for level in (Level.ERROR, Level.MISSING, Level.CHECK)), "?*")
    for column, words in enumerate(counted, _COUNTS):
        count = "+".join(f'COUNTIF({span},"{words}")' for span in spans)
        dress.formula(worksheet, row, column, count, dress.computed_style(Kind.COUNT))
    wrong, missing, odd, asked = (f"{column_letters(_COUNTS + offset)}{row}" for offset in range(len(counted)))
    done = f"({asked}-{wrong}-{missing})"
    share = f'IF({asked}=0,"–",{done}&" / "&{asked})'
    dress.align(dress.formula(worksheet, row, _DONE, share, dress.computed_style(Kind.TEXT)), "center")
    full = f"INT({_STEPS}*{done}/MAX(1,{asked}))"
    bar = f'REPT("█",{full})&REPT("░",{_STEPS}-{full})'
    cell = dress.formula(worksheet, row, _BAR, bar, dress.computed_style(Kind.TEXT))
    dress.align(cell, "center")
    dress.tint(cell, dress.GREY, dress.BLUE)
    verdict = (
        f'IF({wrong}>0,"{Level.ERROR.value}",IF({missing}>0,"{Level.MISSING.value}",'
        f'IF({odd}>0,"{Level.CHECK.value}",IF({asked}=0,"{_EMPTY}","{FINE}"))))'
    )
    dress.align(dress.formula(worksheet, row, _STATE, verdict, dress.STATE), "center")


# ── below ────────────────────────────────────────────────────────────────────


def _write_legend(worksheet: Worksheet, row: int) -> int:
    legend = (
        ("Gialla intensa", "Da compilare: il dato è obbligatorio", dress.ASKED, dress.TEXT_COLOUR),
        ("Gialla", "Da compilare, se il dato c'è", dress.YELLOW, dress.TEXT_COLOUR),
        ("Bianca", "Compilata; in corsivo i dati dell'anno precedente", dress.WHITE, dress.TEXT_COLOUR),
        ("Grigia", "Prestampata o calcolata: non si tocca", dress.GREY, dress.TEXT_COLOUR),
        (Level.ERROR.value, "Un valore da correggere", dress.RED, dress.ON_RED),
        (Level.MISSING.value, "Manca un dato", dress.ASKED, dress.ON_AMBER),
        (Level.CHECK.value, "Può essere giusto, ma è insolito", dress.AMBER, dress.ON_AMBER),
        (FINE, "Tutto a posto", dress.GREEN, dress.ON_GREEN),
    )
    dress.put(worksheet, row, _SECTION, "LEGENDA DEI COLORI", dress.HEADING)
    for offset, (word, meaning, fill, colour) in enumerate(legend, 1):
        cell = dress.put(worksheet, row + offset, _SECTION, word, dress.STATE)
        dress.tint(cell, fill, colour, bold=word.isupper())
        dress.align(dress.put(worksheet, row + offset, _ABOUT, meaning, dress.TEXT))
        worksheet.row_dimensions[row + offset].height = 16
    return row + len(legend) + 1


def _write_deadline(worksheet: Worksheet, row: int, programme: Block) -> None:
    dress.put(worksheet, row, _BAR, "SCADENZA E RECAPITI", dress.HEADING)
    for offset, (words, key, kind) in enumerate(
        (("Da restituire entro il", "deadline", Kind.DATE), ("Per chiedere aiuto", "contacts", Kind.TEXT)), 1
    ):
        place = programme.cell_of(key)
        dress.put(worksheet, row + offset, _BAR, words, dress.SUBTITLE)
        for column in (_STATE, _STATE + 1):
            dress.cell_at(worksheet, row + offset, column).style = dress.SUBTITLE
        cell = dress.formula(worksheet, row + offset, _RULE, f'IF({place}="","",{place})', dress.computed_style(kind))
        dress.align(cell)
    worksheet.row_dimensions[row + 2].height = _TWO_LINES  # an office, its telephone and its address


def _write_placeholders(worksheet: Worksheet, row: int) -> None:
    dress.put(worksheet, row, _SECTION, "SEGNAPOSTO", dress.HEADING)
    words = "Nei testi e nelle descrizioni, ciò che sta fra graffe è sostituito dal dato della scheda."
    for column in range(_ABOUT, _STATE + 1):
        dress.put(worksheet, row, column, words if column == _ABOUT else "", dress.SUBTITLE)
    worksheet.row_dimensions[row].height = 20
    for offset, (name, meaning) in enumerate(placeholders.catalogue(), 1):
        dress.put(worksheet, row + offset, _SECTION, name, dress.TEXT)
        dress.put(worksheet, row + offset, _ABOUT, meaning, dress.TEXT)
