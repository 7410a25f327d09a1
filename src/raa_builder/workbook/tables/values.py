# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was typed in a cell turned into a value: a `Typed` in, a figure, text, date or choice out, and findings.

Every function returns `None` for an empty cell and for one that it had to report. Dirt that can mean one thing only is
understood and reported as a warning; what can mean two things is an error, never a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900, from_excel, to_excel

from raa_builder.cells import Cell, Entry, Figure
from raa_builder.findings import Finding, Rule, Rules
from raa_builder.model import Unit
from raa_builder.workbook import layout
from raa_builder.workbook.tables.dirt import cleaned, day_in, lone_number, number_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_CENT = Decimal("0.01")
_NOISE = Decimal("0.000001")
_LARGEST = Decimal(10) ** 13
_PERCENT_CLEAR = Decimal("1.5")
_SHOWN = 40
_FOUR_DIGITS = re.compile(r"\d{4}")
# a format that multiplies, or that says a multiple in words without dividing, as a comma after the last digit does
_MULTIPLE = re.compile(r'%|mln|mld|mio\b|milion|miliard|mila\b|migliai|mgl|migl\b|"\s*[mk]\b', re.IGNORECASE)
# a sign of percentage that is only shown, as in 0.0" %" and 0\%
_LITERAL_PERCENT = re.compile(r'"[^"]*%[^"]*"|\\%')
_DIVIDES = re.compile(r"[0#?],+(?![0#?,])")
_FIRST_SERIAL, _LAST_SERIAL = 30_000, 80_000
# exact: more than these a field can't have, so one dot before three digits parts thousands
_AMOUNT_DECIMALS, _COUNT_DECIMALS = 2, 0


class Unreadable:
    """Stands for a value that was already reported: an error of Excel, a formula without its result."""


UNREADABLE: Final = Unreadable()


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a cell.

    Attributes:
        value: As openpyxl gives it, formulas replaced by their results; `None` when empty.
        cell: Where.
        subject: What it is, to begin a sentence with: "Maschi dell'Asse II".
        number_format: How Excel shows a number in this cell.
        is_required: Whether the cell may not be left empty.
    """

    value: object
    cell: Cell
    subject: str
    number_format: str = ""
    is_required: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nobody typed anything."""
        return self.value is None

    def finding(self, rule: Rule, fault: str, remedy: str) -> Finding:
        """A finding on what was typed: `Maschi dell'Asse II: «59.154 circa» non è un numero intero.`."""
        return rule.found(self.cell, f"{self.subject}: {shown(self.value)} {fault}.", remedy)


def shown(value: object) -> str:
    """A value as people see it, cut to one short line, between guillemets."""
    match value:
        case bool():
            text = "VERO" if value else "FALSO"
        case datetime() | date():
            text = f"{value:%d/%m/%Y}"
        case int() | float():
            text = plain(Decimal(repr(value)))
        case _:
            text = " ".join(str(value).split())
    return f"«{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}»"


def plain(value: Decimal) -> str:
    """A number as one types it in Italy: `59154`, `1234,5`."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


# ── figures ──────────────────────────────────────────────────────────────────


def amount(typed: Typed, found: list[Finding]) -> Figure | None:
    """An amount in euros, at most two decimals, not negative."""
    read = _Numbers(Rules.NOT_AN_AMOUNT, "non è un importo", _AMOUNT_DECIMALS)
    figure = _checked(typed, found, read, _amount_fault)
    return None if figure is None else Figure(figure.value.quantize(_CENT, ROUND_HALF_UP), figure.cells)


def count(typed: Typed, found: list[Finding]) -> Figure | None:
    """A whole number of persons or projects, not negative."""
    figure = _checked(
        typed, found, _Numbers(Rules.NOT_A_COUNT, "non è un numero intero", _COUNT_DECIMALS), _count_fault
    )
    return None if figure is None else Figure(figure.value.to_integral_value(), figure.cells)


def measure(typed: Typed, unit: Unit, found: list[Finding]) -> Figure | None:
    """A value of an indicator, in its unit; a percentage as a ratio: 0.57 is 57%, and "57%" says so itself."""
    match unit:
        case Unit.EURO:
            return amount(typed, found)
        case Unit.PERCENT:
            read = _Numbers(Rules.NOT_AN_AMOUNT, "non è una percentuale", None, percent=True)
            return _checked(typed, found, read, _percent_fault)
        case Unit.NUMBER:
            read = _Numbers(Rules.NOT_AN_AMOUNT, "non è un numero", _AMOUNT_DECIMALS)
            return _checked(typed, found, read, _amount_fault)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What numbers a field takes: the rule and the words for what is none, and how many decimals it can have."""

    rule: Rule
    fault: str
    decimals: int | None
    percent: bool = False


def _checked(
    typed: Typed, found: list[Finding], field: _Numbers, fault_of: Callable[[Typed, Decimal], Finding | None]
) -> Figure | None:
    """The number of a cell, if it is right for its field; what is wrong outranks how it was written."""
    own: list[Finding] = []
    value = _number(typed, own, field)
    fault = None if value is None else fault_of(typed, value)
    found += own if fault is None else [fault]
    return None if value is None or fault is not None else Figure(value, (typed.cell,))


def _amount_fault(typed: Typed, value: Decimal) -> Finding | None:
    cents = value.quantize(_CENT, ROUND_HALF_UP)
    if value >= 0 and abs(value - cents) > _NOISE:
        remedy = f"Scriverlo con due decimali: {plain(cents)}, se l'arrotondamento va bene."
        return typed.finding(Rules.TOO_PRECISE, "ha più di due decimali", remedy)
    return _negative_fault(typed, value)


def _count_fault(typed: Typed, value: Decimal) -> Finding | None:
    if value != value.to_integral_value():
        return typed.finding(Rules.NOT_A_COUNT, "non è un numero intero", "Scrivere un numero senza decimali.")
    return _negative_fault(typed, value)


def _negative_fault(typed: Typed, value: Decimal) -> Finding | None:
    if value < 0:
        return typed.finding(Rules.NEGATIVE, "è negativo", "Scrivere il valore cumulato, zero o più.")
    return None


def _percent_fault(typed: Typed, value: Decimal) -> Finding | None:
    """A bare number above 1.5 may be either, whatever the format of its cell; so may one shown with an idle "%"."""
    signed = isinstance(typed.value, str) and typed.value.rstrip().endswith("%")
    idle = bool(value) and not isinstance(typed.value, str) and _LITERAL_PERCENT.search(typed.number_format)
    if signed or (abs(value) <= _PERCENT_CLEAR and not idle):
        return None
    small, large = f"{plain(value)}%", f"{plain(value * 100)}%"
    remedy = f"Scrivere {small}; se è davvero {large}, scriverlo come testo, con un apostrofo davanti: '{large}."
    return typed.finding(Rules.PERCENT_UNCLEAR, f"può voler dire {small} o {large}", remedy)


def _number(typed: Typed, found: list[Finding], field: _Numbers) -> Decimal | None:
    """A number, from a number or from a text that can only mean one."""
    rule, fault = field.rule, field.fault
    match typed.value:
        case None | Unreadable():
            return None
        case bool():
            found.append(typed.finding(rule, fault, "Scrivere un numero."))
            return None
        case int() | float():
            if not field.percent and _is_shown_otherwise(typed.number_format):
                found.append(_shown_otherwise(typed, field))
                return None
            return _in_range(typed, Decimal(repr(typed.value)), found, rule)
        case datetime() | time() | timedelta():
            found.append(typed.finding(rule, f"è una data o un'ora, e {fault}", _serial_remedy(typed.value)))
            return None
    text = cleaned(str(typed.value))
    value = number_in(text, field.decimals, percent=field.percent)
    if value is None:
        found.append(typed.finding(rule, fault, _suggestion(typed, text, field)))
        return None
    written = f"{plain(value * 100)}%" if field.percent else plain(value)
    warning = f"è scritto come testo; si legge {written}"
    found.append(typed.finding(Rules.NUMBER_AS_TEXT, warning, f"Scrivere {written}."))
    return _in_range(typed, value, found, rule)


def _is_shown_otherwise(number_format: str) -> bool:
    return bool(_MULTIPLE.search(number_format)) and ("%" in number_format or not _DIVIDES.search(number_format))


def _shown_otherwise(typed: Typed, field: _Numbers) -> Finding:
    """A number that Excel shows as 12% or as 317,9 Mln€: whoever typed it may have meant what is shown."""
    fault = "è in una cella che lo mostra come percentuale, o in migliaia o milioni"
    remedy = "Dare alla cella il formato Numero e riscrivere il valore per intero."
    return typed.finding(field.rule, fault, remedy)


def _in_range(typed: Typed, value: Decimal, found: list[Finding], rule: Rule) -> Decimal | None:
    if abs(value) < _LARGEST:
        return value
    found.append(typed.finding(rule, "è troppo grande", "Controllare il numero di cifre."))
    return None


def _serial_remedy(value: datetime | time | timedelta) -> str:
    """A number in a cell with the format of a date comes back as a date: say which number it would be."""
    number = to_excel(value) if isinstance(value, datetime) else None  # type: ignore[no-untyped-call]
    hint = f": forse è {plain(Decimal(repr(number)))}" if number is not None else ""
    return f"Dare alla cella il formato Numero e riscrivere il valore{hint}."


def _suggestion(typed: Typed, text: str, field: _Numbers) -> str:
    if layout.normalised(text) in {"", "n d", "nd", "n a", "na", "non disponibile", "non noto"}:
        if typed.is_required:
            return "Scrivere l'importo; 0 se è zero."
        return "Lasciare vuota la cella se il dato non si conosce; scrivere 0 se è zero."
    if field.percent:
        return "Scrivere solo il numero con il segno di percentuale, come in 57%."
    number = lone_number(text, field.decimals)
    return f"Scrivere {plain(number)}." if number is not None else "Scrivere solo il numero, per intero."


# ── years and dates ──────────────────────────────────────────────────────────


def year(typed: Typed, found: list[Finding]) -> int | None:
    """A year with four digits."""
    value = typed.value
    if value is None or isinstance(value, Unreadable):
        return None
    if isinstance(value, datetime):
        found.append(typed.finding(Rules.NOT_A_YEAR, "non è un anno", f"Scrivere {_year_meant(value)}."))
        return None
    if isinstance(value, str) and _FOUR_DIGITS.fullmatch(cleaned(value)):
        value = cleaned(value)
        warning = f"è scritto come testo; si legge {int(value)}"
        found.append(typed.finding(Rules.NUMBER_AS_TEXT, warning, f"Scrivere {int(value)}."))
        value = int(value)
    if isinstance(value, (int, float)) and layout.YEAR_MIN <= value <= layout.YEAR_MAX and value == int(value):
        return int(value)
    remedy = f"Scrivere un anno con quattro cifre, dal {layout.YEAR_MIN} al {layout.YEAR_MAX}."
    found.append(typed.finding(Rules.NOT_A_YEAR, "non è un anno", remedy))
    return None


def _year_meant(value: datetime) -> int:
    """2019 typed in a cell with the format of a date comes back as a day of 1905."""
    serial = int(to_excel(value))  # type: ignore[no-untyped-call]
    return serial if layout.YEAR_MIN <= serial <= layout.YEAR_MAX else value.year


def day(typed: Typed, found: list[Finding], epoch: datetime = CALENDAR_WINDOWS_1900) -> date | None:
    """A date.

    Args:
        typed: What was typed.
        found: Where findings go.
        epoch: From which day the workbook counts, for numbers that may be dates.
    """
    match typed.value:
        case None | Unreadable():
            return None
        case datetime():
            return _in_years(typed, typed.value.date(), found)
        case bool() | time() | timedelta():
            guess = None
        case int() | float():
            guess = _serial_day(typed.value, epoch)
        case _:
            read = day_in(cleaned(str(typed.value)))
            if read is not None and _in_years(typed, read, found) is None:
                return None
            if read is not None:
                warning = f"è una data scritta come testo; si legge {read:%d/%m/%Y}"
                found.append(typed.finding(Rules.NUMBER_AS_TEXT, warning, f"Scrivere {read:%d/%m/%Y}."))
                return read
            guess = None
    remedy = f"Scrivere {guess:%d/%m/%Y}." if guess else "Scrivere giorno, mese e anno: 31/12/2019."
    found.append(typed.finding(Rules.NOT_A_DATE, "non è una data", remedy))
    return None


def _in_years(typed: Typed, value: date, found: list[Finding]) -> date | None:
    if layout.YEAR_MIN <= value.year <= layout.YEAR_MAX:
        return value
    remedy = f"Scrivere una data dal {layout.YEAR_MIN} al {layout.YEAR_MAX}."
    found.append(typed.finding(Rules.NOT_A_DATE, "ha un anno fuori dal possibile", remedy))
    return None


def _serial_day(value: float, epoch: datetime) -> date | None:
    converted = from_excel(value, epoch) if _FIRST_SERIAL < value < _LAST_SERIAL else None
    return converted.date() if isinstance(converted, datetime) else None


# ── texts and choices ────────────────────────────────────────────────────────


def text(typed: Typed, found: list[Finding]) -> Entry | None:
    """A text as typed, without what can't be printed. A whole number is a text too, as in `OT` 8."""
    match typed.value:
        case None | Unreadable():
            return None
        case str():
            return Entry(cleaned(typed.value), typed.cell)
        case bool():
            pass
        case int():
            return Entry(str(typed.value), typed.cell)
        case float() if typed.value.is_integer():
            return Entry(str(int(typed.value)), typed.cell)
    remedy = "Dare alla cella il formato Testo e riscrivere."
    found.append(typed.finding(Rules.NOT_A_TEXT, "è stato letto da Excel come data o numero, non come testo", remedy))
    return None


def choice(typed: Typed, choices: Sequence[str], found: list[Finding]) -> str | None:
    """One of a list, whatever its case, accents, apostrophes and spaces."""
    if typed.value is None or isinstance(typed.value, Unreadable):
        return None
    wanted = layout.normalised(cleaned(str(typed.value)))
    for candidate in choices:
        if layout.normalised(candidate) == wanted:
            return candidate
    remedy = f"Scegliere fra: {', '.join(choices)}."
    found.append(typed.finding(Rules.NOT_IN_LIST, "non è nell'elenco", remedy))
    return None
