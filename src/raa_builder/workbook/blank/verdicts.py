# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the column `Controllo` says: the place of a row in, its formula out, from one list of checks for each sheet.

It helps people while they write; the program checks everything again by itself. The first check of a list that holds
is the one said, so errors stand before what is missing, and what is missing before what looks odd.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from raa_builder.model import IndicatorKind, TextSection, Unit
from raa_builder.workbook import layout
from raa_builder.workbook.blank import across
from raa_builder.workbook.blank.conditions import (
    Condition,
    Place,
    above,
    any_filled,
    beyond_cents,
    blank,
    braces,
    broken,
    chosen,
    empty,
    fractions,
    list_name,
    named_in_texts,
    negative,
    no_year,
    not_a_year,
    not_listed,
    not_numbers,
    too_large,
    too_precise,
    unfilled_placeholder,
    unlisted,
    words_among,
)
from raa_builder.workbook.layout import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FINE: Final = "OK"
_PERCENT_CLEAR = "1.5"


class Level(Enum):
    """How much a verdict matters; the value is the word that it begins with."""

    ERROR = "ERRORE"
    MISSING = "DA COMPILARE"
    CHECK = "VERIFICARE"
    NOTE = "NOTA"


@dataclass(frozen=True, slots=True)
class Check:
    """Something to see to in a row.

    Attributes:
        level: How much it matters.
        words: What is the matter, as the column says it; empty where the level says it all.
        remedy: What to do.
        when: The condition as a formula, empty for rows that it does not concern. It may rely on those before it.
        first: Key of the column to go to.
        last: Of several columns side by side, the last; empty where there is but one.
    """

    level: Level
    words: str
    remedy: str
    when: Condition
    first: str
    last: str = ""

    @property
    def message(self) -> str:
        """What the column says."""
        return f"{self.level.value}: {self.words}" if self.words else self.level.value

    def asks_for(self, sheet: layout.Sheet, column: layout.Column) -> bool:
        """Whether the column is the one to go to, or among those to go to and required."""
        keys = [one.key for one in sheet.columns]
        among = keys[keys.index(self.first) : keys.index(self.last or self.first) + 1]
        return column.key == self.first or (column.required and column.key in among)


def verdict(place: Place) -> str:
    """The formula of a row's `Controllo`, without "=": empty where nothing is asked or begun."""
    block = place.block
    result = f'IF({_begun(place)},"{FINE}","")' if block.sheet.lines else f'"{FINE}"'
    for check in reversed(CHECKS[block.sheet.key]):
        condition = check.when(place)
        if condition:
            result = f'IF({condition},"{check.message}",{result})'
    if block.sheet.lines or block.sheet is layout.AXES:
        return result
    return f'IF({_begun(place)},{result},"")'


def _begun(place: Place) -> str:
    sheet = place.block.sheet
    if sheet.lines:
        return f"NOT({blank(place.cell(sheet.value_column.key))})"
    own = typed_columns(sheet)
    return any_filled(place.across(own[0], own[-1]))


def typed_columns(sheet: layout.Sheet) -> tuple[str, ...]:
    """Keys of the columns that people fill in, side by side in every sheet without pre-printed rows."""
    return tuple(column.key for column in sheet.columns if column.is_input and column.kind is not Kind.AXIS)


# ── Programma ────────────────────────────────────────────────────────────────


def _of_kind(condition: Callable[[str], str], *kinds: Kind) -> Condition:
    return lambda place: condition(place.cell("value")) if place.holds(*kinds) else ""


def _of_line(condition: Callable[[Place], str], key: str) -> Condition:
    return lambda place: condition(place) if place.printed.line and place.printed.line.key == key else ""


def _required_line(place: Place) -> str:
    return blank(place.cell("value")) if place.printed.line and place.printed.line.required else ""


def _line_unlisted(place: Place) -> str:
    line = place.printed.line
    return unlisted(place.cell("value"), list_name(place.block.sheet, line.number)) if line and line.choices else ""


def _other_edition(place: Place) -> str:
    """`_meta` holds the year as a text, so the cell is made one too."""
    return f'{place.cell("value")}&""<>VLOOKUP("{layout.META_YEAR}",{layout.META_NAME}!A1:B20,2,FALSE)'


def _other_year(place: Place) -> str:
    year = place.blocks[layout.PROGRAMME.key].cell_of("year")
    return f"IF(ISNUMBER({year}),YEAR({place.cell('value')})<>{year},FALSE)"


def _amount_named(place: Place) -> str:
    """Of amounts only: what else may stay empty has a default, which a placeholder prints."""
    return named_in_texts(place, "value", place.printed.code) if place.holds(Kind.AMOUNT) else ""


_FIGURES = "Scrivere solo il numero, in euro: 1234,56. Senza «€», «Mln» o altre parole."
_COUNTS = "Scrivere solo il numero, senza parole: 1234."
_NO_ERRORS = "Scrivere il valore al posto della formula, o cancellare la cella."
_LIST = "Scegliere un valore dall'elenco della cella."
_CUMULATED = "I valori sono cumulati: scrivere zero o più."
_CENTS = "Scrivere l'importo con due decimali."
_SMALLER = "Controllare le cifre: la somma supera diecimila miliardi."
_NOT_LESS = "I dati sono cumulati: se il calo è giusto, l'ufficio lo accetta nel foglio Deroghe."
_IN_MILLIONS = "Scrivere l'importo in euro, con tutti i suoi zeri."
_COMMA = "Controllare la virgola e gli zeri delle due cifre."
_STALE = "Scrivere i dati dell'anno, se non sono rimasti gli stessi."
_COPIED = "Controllare che la cifra non sia stata copiata dall'altro asse."
_N3 = "Controllare il target, in euro, e le righe F1 e F5 del foglio Finanza."
_CLOSE = "Chiudere ogni graffa aperta; i nomi dei segnaposto sono nel foglio Istruzioni."


def _broken_check(first: str, last: str) -> Check:
    return Check(Level.ERROR, "valore di errore", _NO_ERRORS, broken(first, last), first, last)


_PROGRAMME = (
    _broken_check("value", "value"),
    Check(Level.ERROR, "non è una data", "Scrivere giorno, mese e anno: 31/12/2019.",
          _of_kind(words_among, Kind.DATE), "value"),
    Check(Level.ERROR, "non è un anno", "Scrivere l'anno con quattro cifre.",
          _of_kind(lambda cell: f"IF({words_among(cell)},TRUE,{no_year(cell)})", Kind.YEAR), "value"),
    Check(Level.ERROR, "non è un numero", _FIGURES, _of_kind(words_among, Kind.AMOUNT), "value"),
    Check(Level.ERROR, "negativo", _CUMULATED, _of_kind(lambda cell: f"{cell}<0", Kind.AMOUNT), "value"),
    Check(Level.ERROR, "più di due decimali", _CENTS, _of_kind(too_precise, Kind.AMOUNT), "value"),
    Check(Level.ERROR, "non è nell'elenco", _LIST, _line_unlisted, "value"),
    Check(Level.MISSING, "", "Compilare la cella: il dato è obbligatorio.", _required_line, "value"),
    Check(Level.MISSING, "il dato di un segnaposto", "Compilare la cella: un testo la nomina fra graffe.",
          _amount_named, "value"),
    Check(Level.ERROR, "anno diverso da quello della scheda", "Rimettere l'anno per cui la scheda è stata preparata.",
          _of_line(_other_edition, "year"), "value"),
    Check(Level.ERROR, "fuori dall'anno di riferimento", "Scrivere una data dell'anno di riferimento (P07).",
          _of_line(_other_year, "reference_date"), "value"),
    Check(Level.ERROR, "diversa dalla somma delle righe F5", "Lasciare vuota la cella, o correggere le righe F5.",
          _of_line(across.other_certified, "certified_previous"), "value"),
    Check(Level.CHECK, "sembra in milioni", _IN_MILLIONS, across.programme_in_millions, "value"),
    Check(Level.CHECK, "più della spesa certificata", _N3, across.target_missed, "value"),
    Check(Level.CHECK, "più della dotazione del programma", _N3, across.target_too_high, "value"),
    Check(Level.CHECK, "meno del target dell'anno", "I target N+3 sono cumulati: controllare P12 e P13.",
          across.target_falls, "value"),
    Check(Level.CHECK, "prima della data di riferimento", "Controllare la data, e la riga P08.",
          across.before_reference, "value"),
)  # fmt: skip

_AXES = (
    _broken_check("objective", "manager"),
    Check(Level.ERROR, "Tipo non in elenco", _LIST, not_listed("kind"), "kind"),
    Check(Level.MISSING, "Denominazione e Tipo", "Compilare la denominazione e il tipo di ogni asse.",
          empty("name", "kind"), "name", "kind"),
)  # fmt: skip

# ── Finanza e Destinatari ────────────────────────────────────────────────────


def _figures(remedy: str) -> tuple[Check, ...]:
    return (
        _broken_check("previous", "current"),
        Check(Level.ERROR, "non è un numero", remedy, not_numbers("previous", "current"), "previous", "current"),
        Check(Level.ERROR, "negativo", _CUMULATED, negative("previous", "current"), "previous", "current"),
        Check(Level.ERROR, "troppo grande", _SMALLER, too_large("previous", "current"), "previous", "current"),
    )


_SPENT, _PEOPLE = ("F3", "F4", "F5"), ("D1", "D2", "D3", "D4", "D5", "D6")
_LESS = Check(Level.CHECK, "meno dell'anno precedente", _NOT_LESS, across.less_than_before, "current")
_SAME_AXIS = Check(Level.CHECK, "uguale a un altro asse", _COPIED, across.as_other_axis, "current")
_FINANCE = (
    *_figures(_FIGURES),
    Check(Level.ERROR, "più di due decimali", _CENTS, beyond_cents("previous", "current"), "previous",
          "current"),
    Check(Level.MISSING, "", "Compilare la colonna Anno: scrivere 0 se l'importo è zero.", empty("current"),
          "current"),
    Check(Level.CHECK, "sembra in migliaia", _IN_MILLIONS, across.in_thousands, "current"),
    Check(Level.CHECK, "importi in migliaia, rispetto agli altri", "Scrivere in euro tutte le righe, da F1 a F5.",
          across.axis_in_thousands, "current"),
    Check(Level.CHECK, "sembra in milioni", _IN_MILLIONS, across.in_millions, "previous", "current"),
    Check(Level.CHECK, "più del programmato", "Controllare Impegni e Programmato.", above("F2", "F3"), "current"),
    Check(Level.CHECK, "più degli impegni", "Controllare Pagamenti e Impegni.", above("F3", "F4"), "current"),
    Check(Level.CHECK, "più dei pagamenti", "Controllare Spesa certificata e Pagamenti.", above("F4", "F5"),
          "current"),
    _LESS,
    Check(Level.CHECK, "un salto dall'anno precedente", _COMMA, across.jump(), "previous", "current"),
    Check(Level.CHECK, "F3, F4 e F5 come l'anno precedente", _STALE, across.as_last_year(*_SPENT), "current"),
    Check(Level.CHECK, "come l'anno precedente", _STALE, across.stayed(_SPENT, _SPENT), "current"),
    _SAME_AXIS,
    Check(Level.NOTE, "oltre la dotazione", "Può essere giusto (overbooking): controllare che non sia una svista.",
          above("F1", "F2", "F3", "F4"), "current"),
)  # fmt: skip


def _uncounted(place: Place) -> str:
    return f'TRIM({place.blocks[layout.PROGRAMME.key].cell_of("counts_participants")})="{layout.NO}"'


def _unexpected(place: Place) -> str:
    return f"AND({_uncounted(place)},COUNTA({place.across('previous', 'current')})>0)"


def _gap(place: Place) -> str:
    if place.printed.line is None or place.printed.line.optional:
        return ""
    return f"IF({_uncounted(place)},FALSE,{blank(place.cell('current'))})"


_PARTICIPANTS = (
    Check(Level.CHECK, "destinatari non previsti (P15)", "Cancellarli, o scrivere Sì nella riga P15 di Programma.",
          _unexpected, "previous", "current"),
    *_figures(_COUNTS),
    Check(Level.ERROR, "non è un numero intero", _COUNTS, fractions("previous", "current"), "previous", "current"),
    Check(Level.ERROR, "diverso dalla somma", "Correggere D1, D2, D3 o il totale; il totale può restare vuoto.",
          across.other_total, "current"),
    Check(Level.ERROR, "più di tutti i destinatari", "Correggere il gruppo, o le righe D1, D2 e D3.",
          across.group_above_total, "current"),
    Check(Level.MISSING, "", "Compilare la colonna Anno: scrivere 0 se non ce ne sono.", _gap, "current"),
    Check(Level.CHECK, "i tre gruppi superano i destinatari", "Contare ogni persona in un solo gruppo, o correggere.",
          across.vulnerable_above_total, "current"),
    _LESS,
    Check(Level.CHECK, "un salto dall'anno precedente", _COMMA, across.jump(across.FEW), "previous", "current"),
    Check(Level.CHECK, "D1 e D2 come l'anno precedente", _STALE, across.as_last_year("D1", "D2"), "current"),
    Check(Level.CHECK, "come l'anno precedente", _STALE, across.stayed(_PEOPLE, ("D1", "D2")), "current"),
    _SAME_AXIS,
)  # fmt: skip

# ── the sheets in which people add rows ──────────────────────────────────────


def _after_elsewhere(place: Place) -> str:
    return f"AND(NOT({blank(place.cell('after'))}),NOT({chosen(place, 'section', TextSection.INITIATIVES)}))"


def _too_long(place: Place) -> str:
    return f"LEN({place.cell('text')})>{place.cell('limit')}"


_MEASURES = ("previous", "value", "target")
_OWN_FIGURES = tuple(column for column in layout.INITIATIVES.columns if column.kind in {Kind.AMOUNT, Kind.COUNT})


def _percent_unclear(place: Place) -> str:
    cells = place.across(_MEASURES[0], _MEASURES[-1])
    above, below = (f'COUNTIF({cells},"{sign}{_PERCENT_CLEAR}")' for sign in (">", "<-"))
    return f"AND({chosen(place, 'unit', Unit.PERCENT)},{above}+{below}>0)"


def _other_fault(place: Place) -> str:
    """Amounts and numbers; of a percentage even a fall may be a result."""
    cells = place.across(_MEASURES[0], _MEASURES[-1])
    asked = f"OR({chosen(place, 'unit', Unit.EURO)},{chosen(place, 'unit', Unit.NUMBER)})"
    return f'IF({asked},OR(COUNTIF({cells},"<0")>0,{too_precise(cells)}),FALSE)'


def _without_value(place: Place) -> str:
    return f"AND({blank(place.cell('value'))},NOT({chosen(place, 'kind', IndicatorKind.CERTIFIED)}))"


def _figures_named(place: Place) -> str:
    named = (named_in_texts(place, one.key, f"{place.printed.code} {one.header}") for one in _OWN_FIGURES)
    return f"OR({','.join(named)})"


_INITIATIVES = (
    _broken_check("state", "paid"),
    Check(Level.ERROR, "non è un numero", _FIGURES, not_numbers("projects", "paid"), "projects", "paid"),
    Check(Level.ERROR, "negativo", _CUMULATED, negative("projects", "paid"), "projects", "paid"),
    Check(Level.ERROR, "progetti: non è un numero intero", _COUNTS, fractions("projects", "projects"), "projects"),
    Check(Level.ERROR, "più di due decimali", _CENTS, beyond_cents("programmed", "paid"), "programmed", "paid"),
    Check(Level.ERROR, "troppo grande", _SMALLER, too_large("projects", "paid"), "projects", "paid"),
    Check(Level.ERROR, "Stato non in elenco", _LIST, not_listed("state"), "state"),
    Check(Level.MISSING, "Stato e Titolo", "Compilare Stato e Titolo delle righe cominciate, o svuotare la riga.",
          empty("state", "title"), "state", "title"),
    Check(Level.MISSING, "il dato di un segnaposto", "Compilare la colonna nominata fra graffe nella descrizione.",
          unfilled_placeholder("description", _OWN_FIGURES), "description"),
    Check(Level.MISSING, "un dato che i testi nominano", "Compilare la colonna che un testo nomina fra graffe.",
          _figures_named, "projects", "paid"),
    Check(Level.CHECK, "graffe non chiuse", _CLOSE, braces("description"), "description"),
    Check(Level.CHECK, "sembra in milioni", _IN_MILLIONS, across.initiative_in_millions, "programmed", "paid"),
    Check(Level.CHECK, "importi in disordine", "L'impegnato sta nel programmato, e il pagato nell'impegnato.",
          across.out_of_order, "programmed", "paid"),
    Check(Level.CHECK, "pagamenti di un'iniziativa Programmata", "Correggere lo Stato, o il Pagato.",
          across.paid_in_advance, "paid"),
    Check(Level.CHECK, "oltre l'importo dell'asse", "Controllare gli importi delle iniziative e il foglio Finanza.",
          across.above_axis, "programmed", "paid"),
)  # fmt: skip

_INDICATORS = (
    _broken_check("kind", "target_year"),
    Check(Level.ERROR, "non è un numero", "Scrivere solo il numero; le percentuali con il segno: 57%.",
          not_numbers(_MEASURES[0], "target_year"), _MEASURES[0], "target_year"),
    Check(Level.ERROR, "percentuale ambigua", "Scrivere le percentuali con il segno: 57%.", _percent_unclear,
          _MEASURES[0], _MEASURES[-1]),
    Check(Level.ERROR, "valore non valido", "Scrivere un valore positivo, con al più due decimali.", _other_fault,
          _MEASURES[0], _MEASURES[-1]),
    Check(Level.ERROR, "troppo grande", _SMALLER, too_large(_MEASURES[0], _MEASURES[-1]), _MEASURES[0],
          _MEASURES[-1]),
    Check(Level.ERROR, "Anno target: non è un anno", "Scrivere l'anno con quattro cifre.", not_a_year("target_year"),
          "target_year"),
    Check(Level.ERROR, "Tipo non in elenco", _LIST, not_listed("kind"), "kind"),
    Check(Level.ERROR, "Unità non in elenco", _LIST, not_listed("unit"), "unit"),
    Check(Level.ERROR, "diverso da F5 in Finanza", "Lasciare vuoto il Valore: si prende dalla riga F5.",
          across.other_certified_value, "value"),
    Check(Level.MISSING, "Tipo, Denominazione e Unità",
          "Compilare Tipo, Denominazione e Unità delle righe cominciate, o svuotare la riga.",
          empty("kind", "name", "unit"), "kind", "unit"),
    Check(Level.MISSING, "Valore", "Scrivere il valore: altrimenti la sintesi stamperà «n.d.».",
          _without_value, "value"),
    Check(Level.CHECK, "target diverso dalla dotazione",
          "Il target della spesa certificata è la riga F1 dell'asse.", across.other_target, "target"),
    Check(Level.CHECK, "meno dell'anno precedente", _NOT_LESS, across.fallen, "value"),
    Check(Level.CHECK, "dieci volte l'anno precedente, o il target", _COMMA, across.indicator_jump, _MEASURES[0],
          _MEASURES[-1]),
    Check(Level.CHECK, "come l'anno precedente", _STALE, across.value_stayed, "value"),
)  # fmt: skip

_TEXTS = (
    _broken_check("section", "text"),
    Check(Level.ERROR, "Sezione non in elenco", _LIST, not_listed("section"), "section"),
    Check(Level.ERROR, "Posizione non in elenco", _LIST, not_listed("after"), "after"),
    Check(Level.ERROR, "troppo lungo", "Accorciare il testo: il limite è nell'ultima colonna.", _too_long, "text"),
    Check(Level.MISSING, "Sezione e Testo", "Compilare Sezione e Testo delle righe cominciate, o svuotare la riga.",
          empty("section", "text"), "section", "text"),
    Check(Level.CHECK, "Posizione senza Iniziative", "La Posizione serve solo ai testi della sezione Iniziative.",
          _after_elsewhere, "after"),
    Check(Level.CHECK, "graffe non chiuse", _CLOSE, braces("text"), "text"),
)  # fmt: skip

_WAIVERS = (
    _broken_check("rule", "day"),
    Check(Level.ERROR, "non è una data", "Scrivere giorno, mese e anno: 31/12/2019.", not_numbers("day", "day"),
          "day"),
    Check(Level.MISSING, "tutte le colonne meno la Data", "Compilare la riga cominciata, o svuotarla.",
          empty("rule", "place", "reason", "by"), "rule", "by"),
)  # fmt: skip

CHECKS: Final[Mapping[str, tuple[Check, ...]]] = {
    layout.PROGRAMME.key: _PROGRAMME,
    layout.AXES.key: _AXES,
    layout.FINANCE.key: _FINANCE,
    layout.PARTICIPANTS.key: _PARTICIPANTS,
    layout.INITIATIVES.key: _INITIATIVES,
    layout.INDICATORS.key: _INDICATORS,
    layout.TEXTS.key: _TEXTS,
    layout.WAIVERS.key: _WAIVERS,
}
