# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings: what is wrong in a workbook, as data. They are collected and shown all at once; none stops the reading."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from raa_builder.cells import Cell, Figure, Places


class Severity(Enum):
    """How much a finding matters; the value is the Italian word printed before it."""

    ERROR = "errore"
    WARNING = "avviso"
    NOTE = "nota"

    @property
    def blocks(self) -> bool:
        """Whether a finding of this severity keeps the summary from being built."""
        return self is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the rule book.

    Attributes:
        code: Stable code: `RAA1xx` structure, `2xx` values, `3xx` arithmetic, `4xx` prose, `5xx` years. Never reused.
        severity: Severity of its findings.
        title: What the rule asks, as a short Italian noun phrase; the whole of it stands in `rulebook`.
        may_be_waived: False where the office may not accept its findings, though `waivable` would allow it.
    """

    code: str
    severity: Severity
    title: str
    may_be_waived: bool = True

    @property
    def waivable(self) -> bool:
        """Whether the office may accept its findings: warnings and what concerns arithmetic, unless said otherwise."""
        return self.may_be_waived and (self.severity is Severity.WARNING or self.code.startswith("RAA3"))

    def found(self, cell: Cell, message: str, remedy: str) -> Finding:
        """A finding of this rule at `cell`.

        Args:
            cell: Where it is.
            message: What is wrong and what was found, a full Italian sentence.
            remedy: What to write or do instead, a full Italian sentence.
        """
        return Finding(self, cell, message, remedy)


class Acceptance(NamedTuple):
    """That the office accepts a finding: a row of the sheet `Deroghe`.

    Attributes:
        code: Code of the row, `D01`.
        by: Who accepts it.
        reason: Why.
        day: When; `None` where nobody typed it.
    """

    code: str
    by: str
    reason: str
    day: date | None

    def __str__(self) -> str:
        when = f" il {self.day:%d/%m/%Y}" if self.day else ""
        return f"Accettata da {self.by}{when}: {self.reason.rstrip('.')}."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, at one cell.

    Attributes:
        rule: The rule that is not kept.
        cell: Where.
        message: What is wrong and what was found, a full Italian sentence.
        remedy: What to write or do instead; once it is accepted, by whom and why.
        axis: Label of the axis whose row it is in; empty for the programme's and where the row is of none.
        waiver: The office's acceptance; a finding so accepted is still shown, and weighs as a note.
        header: Header of the column that is meant, where the report knows only the row: an empty cell has no figure.
        others: The other cells that it speaks of, which an annotated copy marks too.
    """

    rule: Rule
    cell: Cell
    message: str
    remedy: str
    axis: str = ""
    waiver: Acceptance | None = None
    header: str = ""
    others: tuple[Cell, ...] = ()

    @property
    def code(self) -> str:
        """The stable code of the rule."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """The severity of the rule, unless the finding is accepted."""
        return Severity.NOTE if self.waiver else self.rule.severity

    def in_column(self, header: str) -> Finding:
        """The finding, meant for another column of its row; where that stands, `placed` finds out."""
        return replace(self, header=header)

    def beside(self, *figures: Figure) -> Finding:
        """The finding, with the cells of the figures that its own was compared with."""
        cells = dict.fromkeys(cell for figure in figures for cell in figure.cells)
        return replace(self, others=tuple(cell for cell in cells if cell != self.cell))

    def placed(self, places: Places) -> Finding:
        """The finding at the column that it means, where the workbook has it."""
        return replace(self, cell=places.in_column(self.cell, self.header)) if self.header else self

    def accepted(self, waiver: Acceptance) -> Finding:
        """The finding, accepted; what to do about it gives way to who accepts it and why."""
        return replace(self, remedy=str(waiver), waiver=waiver)

    def as_json(self) -> dict[str, object]:
        """The finding for programs, as `schemas/segnalazioni.schema.json` describes it; the keys are stable."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "axis": self.axis,
            "file": self.cell.book,
            "sheet": self.cell.sheet,
            "cell": self.cell.address,
            "message": self.message,
            "remedy": self.remedy,
            "waiver": self._waiver_as_json(),
        }

    def _waiver_as_json(self) -> dict[str, str | None] | None:
        if self.waiver is None:
            return None
        code, by, reason, day = self.waiver
        date = day.isoformat() if day else None
        return {"code": code, "by": by, "reason": reason, "date": date, "severity": self.rule.severity.value}

    def __str__(self) -> str:
        return f"{self.severity.value:<6} {self.code}  {self.cell!s:<17} {self.message} {self.remedy}".rstrip()


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that keep the summary from being built."""
    return [finding for finding in findings if finding.severity.blocks]


class Rules:
    """The rule book: every rule, by name. A code appears here once and is never given to another rule."""

    # structure
    SHEET_MISSING = Rule("RAA101", Severity.ERROR, "foglio mancante")
    COLUMN_MISSING = Rule("RAA102", Severity.ERROR, "colonna mancante")
    TABLE_TWICE = Rule("RAA103", Severity.ERROR, "due tabelle per lo stesso foglio")
    CODE_TWICE = Rule("RAA104", Severity.ERROR, "codice ripetuto")
    CODE_MISSING = Rule("RAA105", Severity.ERROR, "riga compilata senza codice")
    CODE_UNKNOWN = Rule("RAA106", Severity.ERROR, "codice sconosciuto")
    AXIS_UNKNOWN = Rule("RAA107", Severity.ERROR, "asse sconosciuto")
    AXIS_OTHER = Rule("RAA108", Severity.ERROR, "asse diverso da quello del codice")
    ROW_MISSING = Rule("RAA109", Severity.ERROR, "riga prestampata mancante")
    AXIS_LABEL = Rule("RAA110", Severity.ERROR, "sigla di asse non valida")
    AXES_NUMBER = Rule("RAA111", Severity.ERROR, "numero di assi")
    ITEM_OTHER = Rule("RAA112", Severity.WARNING, "voce diversa da quella del codice")
    ROW_HIDDEN = Rule("RAA113", Severity.WARNING, "riga nascosta o filtrata")
    CELL_MERGED = Rule("RAA114", Severity.ERROR, "celle unite")
    SHEET_UNREADABLE = Rule("RAA115", Severity.WARNING, "foglio ignorato")
    COLUMN_TWICE = Rule("RAA116", Severity.ERROR, "colonna ripetuta")
    CELL_OUTSIDE = Rule("RAA119", Severity.NOTE, "dato fuori dalle colonne della scheda")
    COPIES_DIFFER = Rule("RAA117", Severity.ERROR, "copie discordi")
    AXES_LACKING = Rule("RAA118", Severity.ERROR, "assi mancanti")
    ROW_ABOVE = Rule("RAA120", Severity.ERROR, "riga sopra le intestazioni")
    # values
    REQUIRED = Rule("RAA201", Severity.ERROR, "cella obbligatoria vuota")
    NOT_AN_AMOUNT = Rule("RAA202", Severity.ERROR, "importo non valido")
    NOT_A_COUNT = Rule("RAA203", Severity.ERROR, "numero intero non valido")
    NEGATIVE = Rule("RAA204", Severity.ERROR, "valore negativo")
    NOT_IN_LIST = Rule("RAA205", Severity.ERROR, "valore fuori elenco")
    NOT_A_DATE = Rule("RAA206", Severity.ERROR, "data non valida")
    TOO_PRECISE = Rule("RAA207", Severity.ERROR, "importo o valore con più di due decimali")
    ERROR_VALUE = Rule("RAA208", Severity.ERROR, "valore di errore di Excel")
    FORMULA = Rule("RAA209", Severity.WARNING, "formula in una cella da compilare")
    FORMULA_UNCALCULATED = Rule("RAA210", Severity.ERROR, "formula non calcolata")
    TOO_LONG = Rule("RAA211", Severity.ERROR, "testo troppo lungo")
    NUMBER_AS_TEXT = Rule("RAA212", Severity.WARNING, "numero scritto come testo")
    PERCENT_UNCLEAR = Rule("RAA213", Severity.ERROR, "percentuale ambigua")
    NOT_A_YEAR = Rule("RAA214", Severity.ERROR, "anno non valido")
    PARTICIPANTS_UNKNOWN = Rule("RAA215", Severity.WARNING, "destinatari non indicati")
    PLACEHOLDER_UNKNOWN = Rule("RAA216", Severity.ERROR, "segnaposto sconosciuto")
    PLACEHOLDER_EMPTY = Rule("RAA217", Severity.ERROR, "segnaposto di un dato mancante")
    NOT_A_TEXT = Rule("RAA218", Severity.ERROR, "testo non valido")
    PARTICIPANTS_UNEXPECTED = Rule("RAA219", Severity.WARNING, "destinatari indicati ma non previsti")
    INDICATOR_EMPTY = Rule("RAA220", Severity.WARNING, "indicatore senza valore")
    INDICATOR_NO_TARGET = Rule("RAA221", Severity.NOTE, "indicatore senza target o senza anno del target")
    PREVIOUS_GAPS = Rule("RAA222", Severity.NOTE, "anno precedente incompleto")
    ROW_TWICE = Rule("RAA223", Severity.WARNING, "la stessa cosa in due righe")
    WAIVER_RULE = Rule("RAA224", Severity.WARNING, "deroga a una regola sconosciuta", may_be_waived=False)
    WAIVER_REFUSED = Rule("RAA225", Severity.WARNING, "deroga non ammessa", may_be_waived=False)
    WAIVER_PLACE = Rule("RAA226", Severity.WARNING, "deroga di una cella sconosciuta", may_be_waived=False)
    WAIVER_IDLE = Rule("RAA227", Severity.NOTE, "deroga senza segnalazione")
    VARIATION_OPPOSED = Rule("RAA228", Severity.ERROR, "variazione contraria alla frase")
    WAIVER_ADDRESS = Rule("RAA229", Severity.NOTE, "deroga a una cella, e non alla sua riga")
    # arithmetic that the report itself needs
    DECLARED_TOTAL = Rule("RAA301", Severity.ERROR, "totale dichiarato diverso dalla somma")
    CERTIFIED_PREVIOUS = Rule("RAA302", Severity.ERROR, "spesa certificata dell'anno precedente discorde")
    CERTIFIED_INDICATOR = Rule("RAA303", Severity.ERROR, "indicatore di spesa certificata discorde")
    GROUP_ABOVE_TOTAL = Rule("RAA304", Severity.ERROR, "gruppo più numeroso dei destinatari")
    ABOVE_ALLOCATION = Rule("RAA305", Severity.NOTE, "importo oltre la dotazione")
    ABOVE_STEP_BEFORE = Rule("RAA306", Severity.WARNING, "importo oltre il passo precedente")
    FALL = Rule("RAA307", Severity.WARNING, "dato cumulato in calo")
    JUMP = Rule("RAA308", Severity.WARNING, "salto insolito")
    CERTIFIED_TARGET = Rule("RAA309", Severity.WARNING, "target di spesa certificata diverso dalla dotazione")
    TARGET_CLAIMED = Rule("RAA310", Severity.WARNING, "target detto conseguito, ma non lo è")
    N3_TARGET = Rule("RAA311", Severity.WARNING, "spesa certificata sotto il target N+3")
    N3_TARGETS = Rule("RAA312", Severity.WARNING, "target N+3 discordi")
    INITIATIVE_CHAIN = Rule("RAA313", Severity.WARNING, "importi di un'iniziativa in disordine")
    INITIATIVE_ABOVE_AXIS = Rule("RAA314", Severity.WARNING, "iniziative oltre l'importo dell'asse")
    VULNERABLE_ABOVE_TOTAL = Rule("RAA315", Severity.WARNING, "persone vulnerabili più dei destinatari")
    NEGATIVE_VARIATION = Rule("RAA316", Severity.WARNING, "segnaposto di una variazione negativa")
    IN_MILLIONS = Rule("RAA317", Severity.WARNING, "importo che sembra in milioni o in migliaia")
    ROUNDED = Rule("RAA318", Severity.WARNING, "importo arrotondato fra importi esatti")
    DECIMALS_DIFFER = Rule("RAA319", Severity.NOTE, "percentuali con decimali diversi")
    AS_LAST_YEAR = Rule("RAA320", Severity.WARNING, "dati uguali a quelli dell'anno precedente")
    AS_OTHER_AXIS = Rule("RAA321", Severity.WARNING, "cifra uguale a quella di un altro asse")
    RECOUNTED = Rule("RAA322", Severity.WARNING, "indicatore e destinatari discordi")
    SHARE_ABOVE_ALL = Rule("RAA323", Severity.WARNING, "quota di persone oltre il 100%")
    # prose
    CHARACTER_LACKING = Rule("RAA401", Severity.ERROR, "carattere che non si può stampare")
    PROSE_CONTRADICTED = Rule("RAA402", Severity.ERROR, "numero del testo diverso dal dato")
    PROSE_NOT_FOUND = Rule("RAA403", Severity.NOTE, "numeri del testo che non si possono confrontare")
    NUMBER_MISWRITTEN = Rule("RAA404", Severity.WARNING, "numero scritto male in un testo")
    SPELLING_OTHER = Rule("RAA405", Severity.NOTE, "numero o data con un'altra grafia")
    AXIS_MISNAMED = Rule("RAA406", Severity.WARNING, "sigla diversa da quella del foglio Assi")
    TEXT_TWICE = Rule("RAA407", Severity.WARNING, "frase scritta due volte")
    UNPAIRED = Rule("RAA408", Severity.WARNING, "virgolette o parentesi non chiuse")
    DOUBLED = Rule("RAA409", Severity.NOTE, "spazio, segno o parola di troppo")
    PROSE_DOUBTED = Rule("RAA410", Severity.WARNING, "numero del testo che somiglia al dato")
    ROUNDED_OTHERWISE = Rule("RAA411", Severity.WARNING, "numero del testo arrotondato in un altro modo")
    SHARES_UNEVEN = Rule("RAA412", Severity.NOTE, "percentuali di una serie con decimali diversi")
    # years and dates
    REFERENCE_YEAR = Rule("RAA501", Severity.ERROR, "data fuori dall'anno di riferimento")
    EDITION_YEAR = Rule("RAA502", Severity.ERROR, "anno diverso da quello del modello")
    PERIOD_UNCLEAR = Rule("RAA503", Severity.WARNING, "periodo di programmazione non chiaro")
    OUTSIDE_PERIOD = Rule("RAA504", Severity.WARNING, "anno fuori dal periodo di programmazione")
    PERIODS_DIFFER = Rule("RAA505", Severity.WARNING, "periodi di programmazione discordi")
    DATE_TOO_EARLY = Rule("RAA506", Severity.WARNING, "data precedente alla data di riferimento")
    RESTATED = Rule("RAA507", Severity.WARNING, "dato dell'anno precedente diverso da quello pubblicato")
    FALL_SINCE = Rule("RAA508", Severity.WARNING, "dato cumulato in calo dall'edizione precedente")
    ROW_GONE = Rule("RAA509", Severity.NOTE, "riga dell'edizione precedente che non c'è più")
    TARGET_CHANGED = Rule("RAA510", Severity.WARNING, "target diverso da quello dell'edizione precedente")
    ROW_OTHER = Rule("RAA511", Severity.WARNING, "codice che nell'edizione precedente era di altro")
    UNTYPED = Rule("RAA512", Severity.NOTE, "dato dell'anno precedente che c'è solo nell'edizione precedente")
    UNPUBLISHED = Rule("RAA513", Severity.WARNING, "dato che non si può confrontare con l'edizione precedente")
    DATE_STALE = Rule("RAA514", Severity.WARNING, "data del testo di un altro anno")
    DATE_IMPOSSIBLE = Rule("RAA515", Severity.WARNING, "data che non esiste")
    FIGURE_MISDATED = Rule("RAA516", Severity.ERROR, "dato dell'anno con la data di un altro")
    DATE_OTHER = Rule("RAA517", Severity.WARNING, "data del testo diversa da quella di riferimento")
    PERIOD_OTHER = Rule("RAA518", Severity.ERROR, "programma nominato con un altro periodo")
    PERIOD_DOUBTED = Rule("RAA519", Severity.WARNING, "periodo del testo che somiglia a quello del programma")
