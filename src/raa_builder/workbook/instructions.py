# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sheet `Istruzioni`: state of each section, how to fill in, legend, deadline, placeholders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder import placeholders
from raa_builder.workbook import dress, layout
from raa_builder.workbook.controls import FINE, FIRST_VERDICT, TO_FILL, WRONG, colour_verdicts
from raa_builder.workbook.layout import Kind
from raa_builder.workbook.plan import FIRST_ROW, TITLE_ROW, Block

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = (34, 104, 22)
_RULES = (
    "Si scrive solo nelle celle gialle. Le celle grigie sono prestampate o calcolate.",
    "Vuoto vuol dire che il dato non si conosce; 0 vuol dire zero.",
    "Importi: solo il numero, in euro e con i centesimi, cumulato alla data di riferimento. Senza «€» e senza «Mln».",
    "Percentuali: con il segno, 57%.",
    "I codici della prima colonna non si cambiano e le righe non si spostano da un foglio all'altro.",
    "Da Word o da una pagina: Incolla speciale, solo testo.",
    "Testi: una riga vuota separa i paragrafi; una riga che comincia con - è un punto elenco.",
    "I colori e la colonna Controllo aiutano mentre si scrive; il foglio Controlli riassume.",
    "Salvare in formato .xlsx e restituire il file con il suo nome.",
)


def write_instructions(worksheet: Worksheet, year: int, blocks: dict[str, Block]) -> None:
    """Write the sheet; the sheets that it refers to need not be written yet."""
    dress.band(worksheet, TITLE_ROW, f"Relazione di attuazione annuale {year}", dress.TITLE, len(_WIDTHS))
    dress.band(worksheet, TITLE_ROW + 1, "Scheda di raccolta dei dati per la sintesi", dress.SUBTITLE, len(_WIDTHS))
    row = _write_state(worksheet, TITLE_ROW + 3, blocks)
    row = _write_rules(worksheet, row + 1)
    row = _write_legend(worksheet, row + 1)
    row = _write_deadline(worksheet, row + 1, blocks[layout.PROGRAMME.key])
    _write_placeholders(worksheet, row + 1)
    worksheet.row_dimensions[TITLE_ROW].height = 28
    dress.finish(worksheet, _WIDTHS)


def _write_state(worksheet: Worksheet, row: int, blocks: dict[str, Block]) -> int:
    dress.put(worksheet, row, 1, "A che punto è la scheda", dress.HEADING)
    verdicts = f"{layout.CONTROLS_NAME}!B{FIRST_VERDICT}:B{FIRST_VERDICT + len(blocks) - 1}"
    state = (
        f'IF(COUNTIF({verdicts},"{WRONG}")>0,"CI SONO ERRORI",'
        f'IF(COUNTIF({verdicts},"{TO_FILL}")>0,"{TO_FILL}","PRONTA DA INVIARE"))'
    )
    dress.formula(worksheet, row, 3, state, dress.STATE)
    first = row + 1
    for offset, block in enumerate(blocks.values()):
        dress.link(
            dress.put(worksheet, first + offset, 1, block.sheet.name, dress.LINK), f"{block.sheet.name}!A{FIRST_ROW}"
        )
        dress.put(worksheet, first + offset, 2, block.sheet.title, dress.TEXT)
        verdict = f"{layout.CONTROLS_NAME}!B{FIRST_VERDICT + offset}"
        dress.formula(worksheet, first + offset, 3, verdict, dress.STATE)
    last = first + len(blocks) - 1
    colour_verdicts(worksheet, f"C{first}", f"C{first}:C{last}")
    return last + 1


def _write_rules(worksheet: Worksheet, row: int) -> int:
    dress.put(worksheet, row, 1, "Come si compila", dress.HEADING)
    for number, rule in enumerate(_RULES, 1):
        dress.put(worksheet, row + number, 1, f"{number}.", dress.TEXT)
        dress.put(worksheet, row + number, 2, rule, dress.TEXT)
    return row + len(_RULES) + 1


def _write_legend(worksheet: Worksheet, row: int) -> int:
    legend = (
        ("Gialla", "Cella da compilare", dress.SAMPLE),
        ("Grigia", "Cella prestampata o calcolata: non si tocca", dress.PRINTED),
        (WRONG, "Qualcosa da correggere", dress.STATE),
        (TO_FILL, "Manca un dato obbligatorio", dress.STATE),
        (FINE, "Tutto a posto", dress.STATE),
    )
    dress.put(worksheet, row, 1, "Legenda", dress.HEADING)
    for offset, (word, meaning, style) in enumerate(legend, 1):
        dress.put(worksheet, row + offset, 1, word, style)
        dress.put(worksheet, row + offset, 2, meaning, dress.TEXT)
    last = row + len(legend)
    colour_verdicts(worksheet, f"A{row + 1}", f"A{row + 1}:A{last}")
    return last + 1


def _write_deadline(worksheet: Worksheet, row: int, programme: Block) -> int:
    dress.put(worksheet, row, 1, "Scadenza e recapiti", dress.HEADING)
    for offset, (words, key, kind) in enumerate(
        (("Da restituire entro il", "deadline", Kind.DATE), ("Per chiedere aiuto", "contacts", Kind.TEXT)), 1
    ):
        place = programme.cell_of(key)
        dress.put(worksheet, row + offset, 1, words, dress.TEXT)
        dress.formula(worksheet, row + offset, 2, f'IF({place}="","",{place})', dress.computed_style(kind))
    return row + 3


def _write_placeholders(worksheet: Worksheet, row: int) -> None:
    dress.put(worksheet, row, 1, "Segnaposto", dress.HEADING)
    words = "Nei testi e nelle descrizioni, ciò che sta fra graffe è sostituito dal dato della scheda."
    dress.put(worksheet, row + 1, 2, words, dress.TEXT)
    for offset, (name, meaning) in enumerate(placeholders.catalogue(), 2):
        dress.put(worksheet, row + offset, 1, name, dress.TEXT)
        dress.put(worksheet, row + offset, 2, meaning, dress.TEXT)
