# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing what people typed into a cell: a `Value` in, a cell that reads back as the same value out.

Openpyxl would make a formula of a text that begins with "=", an error of "#N/A", would refuse control characters, cut
long texts in silence; and whether a number is a date is known only by the format of its cell.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl.styles.numbers import is_date_format

from raa_builder.workbook.canonical import CELL_MAX, Value

if TYPE_CHECKING:
    from openpyxl.cell import Cell

CUT_MARK = " […]"
# what XML, or Excel, does not hold in a text
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads `_x0041_` as the character of that number: its underscore is written as a character by number, too
_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write_value(cell: Cell, value: Value | None, style: str) -> None:
    """Write a value into a cell and give it a style.

    Args:
        cell: Where.
        value: What; `None` for nothing. Of a text longer than a cell can hold, what fits, with a mark at its end.
        style: Name of the style; a date stays a date, and a number a number, whatever its format.
    """
    if isinstance(value, str):
        cell.value = _writable(value)
        cell.data_type = "s"
    else:
        cell.value = value
    cell.style = style
    own = _own_format(value, cell.number_format)
    if own:
        cell.number_format = own


def _writable(text: str) -> str:
    text = _LIKE_ESCAPE.sub("_x005F_", _ILLEGAL.sub("", text))
    return text if len(text) <= CELL_MAX else text[: CELL_MAX - len(CUT_MARK)] + CUT_MARK


def _own_format(value: Value | None, usual: str) -> str:
    """The format without which a value would come back as another kind; empty where the usual one will do."""
    match value:
        case time():
            return "hh:mm:ss"
        case timedelta():
            return "[h]:mm:ss"
        case date() if not is_date_format(usual):
            return "dd/mm/yyyy hh:mm" if isinstance(value, datetime) else "dd/mm/yyyy"
        case Decimal() if is_date_format(usual):
            return "General"
        case _:
            return ""
