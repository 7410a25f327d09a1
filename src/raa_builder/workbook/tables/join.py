# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several copies of one edition read as one workbook: the rows of each in, every row once out, and where they differ.

A row that two copies hold must say the same in both, the empty cells too: which of them is right, nobody can tell from
the copies alone (with the workbook that they were issued from, `merge` can). Notes do not count, they are not read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raa_builder.findings import Rules
from raa_builder.workbook.alike import alike
from raa_builder.workbook.layout import WAIVERS, Kind
from raa_builder.workbook.tables.values import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from raa_builder.findings import Finding
    from raa_builder.workbook import layout
    from raa_builder.workbook.tables.codes import Coded
    from raa_builder.workbook.tables.rows import Row

_REMEDY = "Scrivere lo stesso nelle due copie, o unirle con «raa-builder merge»."
_OTHER_ROW = "Se sono due deroghe diverse, scriverne una in un'altra riga del foglio, per esempio l'ultima libera."
_WORD = re.compile(r"\d+|[^\W\d]+")
_ROMAN = re.compile(r"(?=.)M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def joined(sheet: layout.Sheet, copies: Iterable[Iterable[Coded]], found: list[Finding]) -> Iterator[Coded]:
    """The rows of several copies, each code once, in the order of the copies.

    Args:
        sheet: What the rows are of.
        copies: The rows of each copy, those that nobody has begun included.
        found: Where findings go.
    """
    rows: dict[str, Coded] = {}
    for copy in copies:
        for coded in copy:
            first = rows.setdefault(coded.code, coded)
            if first is not coded:
                if sheet is not WAIVERS or first.row.is_begun == coded.row.is_begun:  # one copy's own is no difference
                    found += differences(first.row, coded.row, coded.line)
                if coded.row.is_begun and not first.row.is_begun:
                    rows[coded.code] = coded
    yield from (coded for coded in rows.values() if sheet.lines or coded.row.is_begun)


def differences(first: Row, second: Row, line: layout.Line | None = None) -> Iterator[Finding]:
    """A finding for each cell of the second row that says something else than the first, which has the same code.

    Args:
        first: A row.
        second: The row of another copy.
        line: What they ask for, where rows are pre-printed.
    """
    remedy = _OTHER_ROW if second.table.sheet is WAIVERS else _REMEDY
    for column in second.table.sheet.columns:
        if not column.is_input or column.kind is Kind.AXIS or column.key == "note":
            continue
        kind = line.kind if line and column.kind is Kind.BY_LINE else column.kind
        there, here = first.raw(column.key), second.raw(column.key)
        if not alike(kind, there, here):
            message = f"{column.header} {second.owner}: {_said(here)}, ma nella cella {first.place(column.key)} "
            yield Rules.COPIES_DIFFER.found(second.place(column.key), f"{message}{_said(there)}.", remedy)


def _said(value: object) -> str:
    return "niente" if value is None else shown(value)


# ── axes ─────────────────────────────────────────────────────────────────────


def in_order(sheets: Sequence[Sequence[str]], assistance: Collection[str]) -> list[str]:
    """The labels of all axes in the order in which the summary has them, whatever the order of the copies.

    That is the order of the one workbook that holds them all, if there is one. Copies of single axes say nothing of it:
    then I, II, IX, X or 1, 2, 10, and technical assistance last.

    Args:
        sheets: Labels in each workbook, in the order of its sheet `Assi`.
        assistance: Those of technical assistance.
    """
    labels = list(dict.fromkeys(label for sheet in sheets for label in sheet))
    whole = next((sheet for sheet in sheets if len(sheet) == len(labels)), None)
    if whole is not None:
        return list(whole)
    roman = all(_ROMAN.fullmatch(_last_word(label)) for label in labels if label not in assistance)
    return sorted(labels, key=lambda label: (label in assistance, _rank(label, roman=roman), label))


def _rank(label: str, *, roman: bool) -> tuple[tuple[int, str], ...]:
    words = [(int(word), "") if word.isdecimal() else (0, word.casefold()) for word in _WORD.findall(label)]
    if roman and _ROMAN.fullmatch(_last_word(label)):
        words[-1] = (_number(_last_word(label)), "")
    return tuple(words)


def _last_word(label: str) -> str:
    return next(reversed(_WORD.findall(label.upper())), "")


def _number(roman: str) -> int:
    """The value of a Roman numeral: a digit before a larger one is taken away."""
    digits = [_ROMAN_DIGITS[letter] for letter in roman]
    pairs = zip(digits, [*digits[1:], 0], strict=True)
    return sum(-digit if digit < following else digit for digit, following in pairs)
