# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether two cells say the same: their kind and what was typed in each in, yes or no out.

Programs that open and save a workbook, and people who paste into it, change how a value is written without changing
what it says: an apostrophe, a no-break space, an amount written as text. None of these is a change.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from raa_builder.workbook import layout
from raa_builder.workbook.layout import Kind
from raa_builder.workbook.tables.dirt import cleaned, day_of, number_in

if TYPE_CHECKING:
    from datetime import date

    from raa_builder.workbook.canonical import Place

_HALF_CENT = Decimal("0.005")
_DECIMALS = {Kind.AMOUNT: 2, Kind.COUNT: 0, Kind.YEAR: 0}
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`′", "'") | {"\u00a0": " "})
_SPACES = re.compile(r" +")
_SHEETS = {sheet.key: sheet for sheet in layout.SHEETS}
Said: TypeAlias = "Decimal | date | str"


def sheet_of(place: Place) -> layout.Sheet:
    """The sheet of a place."""
    return _SHEETS[place.sheet]


def kind_at(place: Place) -> Kind:
    """What the cell at a place holds; for values of indicators it is `MEASURE`, whatever their unit."""
    sheet = sheet_of(place)
    column = sheet.column(place.column)
    line = sheet.line(layout.split_code(place.code)[1])
    return line.kind if column.kind is Kind.BY_LINE and line else column.kind


def alike(kind: Kind, one: object, other: object) -> bool:
    """Whether two values of one kind of cell say the same; `None` and an empty text are both an empty cell.

    Amounts may differ by half a cent, which is less than anybody types; every other number must be equal, or ratios
    such as 0.570 and 0.574 would pass for the same.
    """
    first, second = said(kind, one), said(kind, other)
    if kind is Kind.AMOUNT and isinstance(first, Decimal) and isinstance(second, Decimal):
        return abs(first - second) <= _HALF_CENT
    return type(first) is type(second) and first == second


def said(kind: Kind, value: object) -> Said:
    """What a cell says, however it is written; a text where it is none of what its kind of cell holds."""
    match kind:
        case Kind.AMOUNT | Kind.COUNT | Kind.YEAR | Kind.MEASURE:
            number = _number(kind, value)
            return _text(value) if number is None else number
        case Kind.DATE:
            return day_of(value) or _text(value)
        case Kind.CHOICE:
            return layout.normalised(_text(value))
        case _:
            return _text(value)


def _number(kind: Kind, value: object) -> Decimal | None:
    match value:
        case bool():
            return None
        case Decimal():
            return value
        case int() | float():
            return Decimal(repr(value))
        case str():
            return number_in(value, _DECIMALS.get(kind), percent=kind is Kind.MEASURE)
        case _:
            return None


def _text(value: object) -> str:
    if value is None:
        return ""
    text = f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
    return _SPACES.sub(" ", cleaned(text).translate(_APOSTROPHES))
