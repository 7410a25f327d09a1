# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings: what is wrong in a workbook, as data. They are collected and shown all at once; none stops the reading."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raa_builder.cells import Cell


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
        title: What the rule asks, as a short Italian noun phrase.
    """

    code: str
    severity: Severity
    title: str

    def found(self, cell: Cell, message: str, remedy: str) -> Finding:
        """A finding of this rule at `cell`.

        Args:
            cell: Where it is.
            message: What is wrong and what was found, a full Italian sentence.
            remedy: What to write or do instead, a full Italian sentence.
        """
        return Finding(self, cell, message, remedy)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, at one cell."""

    rule: Rule
    cell: Cell
    message: str
    remedy: str

    @property
    def code(self) -> str:
        """The stable code of the rule."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """The severity of the rule."""
        return self.rule.severity

    def as_json(self) -> dict[str, str]:
        """The finding for programs; the keys are stable."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "file": self.cell.book,
            "sheet": self.cell.sheet,
            "cell": self.cell.address,
            "message": self.message,
            "remedy": self.remedy,
        }

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
    TOO_PRECISE = Rule("RAA207", Severity.ERROR, "importo con più di due decimali")
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
    # arithmetic that the report itself needs
    DECLARED_TOTAL = Rule("RAA301", Severity.ERROR, "totale dichiarato diverso dalla somma")
    CERTIFIED_PREVIOUS = Rule("RAA302", Severity.ERROR, "spesa certificata dell'anno precedente discorde")
    CERTIFIED_INDICATOR = Rule("RAA303", Severity.ERROR, "indicatore di spesa certificata discorde")
    GROUP_ABOVE_TOTAL = Rule("RAA304", Severity.ERROR, "gruppo più numeroso dei destinatari")
    # prose
    CHARACTER_LACKING = Rule("RAA401", Severity.ERROR, "carattere che non si può stampare")
    # years and dates
    REFERENCE_YEAR = Rule("RAA501", Severity.ERROR, "data fuori dall'anno di riferimento")
    EDITION_YEAR = Rule("RAA502", Severity.ERROR, "anno diverso da quello del modello")
