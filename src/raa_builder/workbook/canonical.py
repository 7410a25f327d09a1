# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people typed, by place, and its fingerprint: the same wherever the cells have moved, whatever their format.

A `Place` names a cell by sheet, code and column, a `Value` is what stands in it. In the fingerprint of an issued
workbook a copy that comes back says which workbook it was issued from.
"""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import date, time, timedelta
from decimal import Context, Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Mapping

# of numbers only `Decimal`; `date` is a `datetime` too
Value: TypeAlias = str | Decimal | bool | date | time | timedelta

CELL_MAX = 32_767  # characters; Excel calls a file with more damaged
# Excel keeps no more, and neither program writes more
_DIGITS = Context(prec=15)


class Place(NamedTuple):
    """A cell, wherever it stands.

    Attributes:
        sheet: Key of the layout's sheet.
        code: Code of the row as the layout writes it, `I.N01`; the label of the axis in the sheet `Assi`.
        column: Key of the layout's column.
    """

    sheet: str
    code: str
    column: str


def programme_place(key: str) -> Place:
    """The place of a value of the sheet `Programma`, by the key of its line."""
    number = next(line.number for line in layout.PROGRAMME.lines if line.key == key)
    return Place(layout.PROGRAMME.key, number, layout.PROGRAMME.value_column.key)


def canonical(value: Value) -> str:
    """A value as text, so that two values that mean the same are the same text: `1234.5`, `2019-12-31`, `VERO`."""
    match value:
        case bool():
            return "VERO" if value else "FALSO"
        case Decimal():
            rounded = _DIGITS.plus(value)
            return f"{rounded.normalize():f}" if rounded.is_finite() else str(rounded)
        case str():
            return unicodedata.normalize("NFC", value)
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)


def fingerprint(values: Mapping[Place, Value]) -> str:
    """SHA-256, in hexadecimal, of what stands in the cells of a workbook that people may fill in, in any order."""
    lines = sorted("\t".join((*place, text)) for place, value in values.items() if (text := canonical(value)))
    return hashlib.sha256(unicodedata.normalize("NFC", "\n".join(lines)).encode()).hexdigest()
