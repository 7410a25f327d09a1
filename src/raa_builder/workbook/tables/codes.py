# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which row is which: the rows of a table in, rows with their axis and code out, and findings on those without.

The code is the key of a row, wherever the row has moved. A row with data and no code, a code that stands twice or that
nothing knows, and an axis that contradicts its code are reported; none of them is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raa_builder import italian
from raa_builder.findings import Finding, Rules
from raa_builder.workbook import layout
from raa_builder.workbook.layout import PROGRAMME_LABEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raa_builder.cells import Cell
    from raa_builder.model import AxisKind
    from raa_builder.workbook.tables.rows import Row

_NUMBER = re.compile(r"([A-Z])(\d{1,3})")
_LAST_NUMBER = 999


@dataclass(frozen=True, slots=True)
class AxisName:
    """What is known of an axis before its rows are read.

    Attributes:
        label: As typed in `Assi`.
        designation: "Asse I".
        kind: What the axis is for.
    """

    label: str
    designation: str
    kind: AxisKind

    @property
    def possessive(self) -> str:
        """Of the axis, as messages say it, in plain characters: `dell'Asse I`."""
        return italian.with_article("del", self.designation).replace("’", "'").replace(italian.NBSP, " ")


@dataclass(frozen=True, slots=True)
class Coded:
    """A row whose code is known.

    Attributes:
        row: The row.
        label: Label of its axis, as in `Assi`; `P` for the programme's rows, empty in sheets without axes.
        code: Its code, as the layout writes it: `I.N01`.
        line: What it asks for, where rows are pre-printed.
    """

    row: Row
    label: str
    code: str
    line: layout.Line | None


def coded_rows(
    sheet: layout.Sheet,
    rows: Iterable[Row],
    axes: dict[str, AxisName],
    found: list[Finding],
    *,
    unbegun: bool = False,
) -> Iterator[Coded]:
    """The rows of a sheet that have a code of their own; where people add rows, those that they have begun.

    Args:
        sheet: What the table is.
        rows: Its rows.
        axes: The axes, by folded label.
        found: Where findings go.
        unbegun: Whether rows that nobody has begun are wanted too; nothing is found wrong with them.
    """
    seen: dict[str, Row] = {}
    blanks: list[Coded] = []
    free = _FreeCodes(sheet, axes)
    for row in rows:
        blank = not sheet.lines and not row.is_begun
        if blank and not unbegun:
            continue
        coded = _coded(sheet, row, free, [] if blank else found)
        if coded is None:
            continue
        if blank:
            blanks.append(coded)
            continue
        first = seen.setdefault(coded.code, row)
        if first is not row:
            message = f"Il codice {coded.code} sta già nella riga {first.number}."
            found.append(Rules.CODE_TWICE.found(_key_place(row), message, "Tenere una sola delle due righe."))
        else:
            yield coded
    yield from (coded for coded in blanks if coded.code not in seen)


def _coded(sheet: layout.Sheet, row: Row, free: _FreeCodes, found: list[Finding]) -> Coded | None:
    typed, axes = row.key(), free.axes
    if not typed:
        if row.is_begun and row.typed(sheet.key_column.key).is_empty:
            found.append(_without_code(row, free))
        return None
    label, number = layout.split_code(typed)
    match = _NUMBER.fullmatch(number.strip().upper())
    line = sheet.line(number.strip().upper())
    if match is None or match[1] != sheet.letter or (sheet.lines and line is None) or bool(label) != sheet.per_axis:
        found.append(_unknown(sheet, row, typed, free))
        return None
    known = _label(sheet, label, axes)
    if known is None and not axes:
        return None  # said once, of the sheet `Assi`
    if known is None:
        found.append(_axis_unknown(_key_place(row), label, axes, f"il codice {typed}"))
        return None
    code = _canonical(sheet, known, line, int(match[2]))
    row.owner = f"di {code}"
    if sheet.per_axis:
        if row.is_begun and _is_foreign(row, known):
            found.append(_of_another_copy(row, axes[layout.folded(known)], code))
            return None
        found += _axis_faults(row, known, code, axes)
    return Coded(row, known, code, line)


def _label(sheet: layout.Sheet, label: str, axes: dict[str, AxisName]) -> str | None:
    """The label as it stands in `Assi`; `None` when it does not."""
    if not sheet.per_axis:
        return ""
    if sheet.programme_rows and layout.folded(label) == layout.folded(PROGRAMME_LABEL):
        return PROGRAMME_LABEL
    axis = axes.get(layout.folded(label))
    return axis.label if axis else None


def _canonical(sheet: layout.Sheet, label: str, line: layout.Line | None, number: int) -> str:
    if line is None:
        return sheet.code(label, number)
    return f"{label}.{line.number}" if label else line.number


def _axis_faults(row: Row, label: str, code: str, axes: dict[str, AxisName]) -> Iterator[Finding]:
    """The column `Asse` may be empty, since the code says it; what it says must agree."""
    typed = row.words("axis") if row.has("axis") else ""
    if not typed or layout.folded(typed) == layout.folded(label):
        return
    own = axes.get(layout.folded(label))
    if own and layout.normalised(typed) == layout.normalised(own.designation):
        return
    if layout.folded(typed) not in axes:
        yield _axis_unknown(row.place("axis"), typed, axes, f"la riga {code}")
        return
    right = "Lasciare vuota la cella" if label == PROGRAMME_LABEL else f"Scrivere {label}"
    message = f"La riga {code} è nella colonna Asse attribuita a «{typed}»."
    remedy = f"{right}, o portare i dati in una riga dell'asse {axes[layout.folded(typed)].label}."
    yield Rules.AXIS_OTHER.found(row.place("axis"), message, remedy)


def _is_foreign(row: Row, label: str) -> bool:
    """Whether the row is of another axis than the one for whose manager its workbook was issued."""
    return label != PROGRAMME_LABEL and layout.folded(label) != layout.folded(row.copy_of or label)


def _of_another_copy(row: Row, axis: AxisName, code: str) -> Finding:
    message = f"La riga {code} è {axis.possessive}, ma questa è la copia dell'asse {row.copy_of}."
    remedy = f"Portarla nella copia {axis.possessive}, o cancellarla."
    return Rules.AXIS_OTHER.found(_key_place(row), message, remedy)


def _key_place(row: Row) -> Cell:
    return row.place(row.table.sheet.key_column.key)


def _without_code(row: Row, free: _FreeCodes) -> Finding:
    message = f"La riga {row.number} del foglio {row.table.name} è compilata ma non ha un codice."
    code = free.of(row)
    writing = f", o scrivere un codice libero, del tipo {code}" if code else ""
    remedy = f"Portare i dati in una riga già numerata{writing}."
    return Rules.CODE_MISSING.found(_key_place(row), message, remedy)


def _unknown(sheet: layout.Sheet, row: Row, typed: str, free: _FreeCodes) -> Finding:
    if sheet.lines:
        ends = f"{sheet.lines[0].number} a {sheet.lines[-1].number}"
        remedy = f"I codici vanno da {ends}" + (", dopo la sigla dell'asse e un punto." if sheet.per_axis else ".")
    else:
        code = free.of(row)
        writing = f"Scrivere un codice libero, del tipo {code}" if code else "Portare i dati in una riga già numerata"
        remedy = f"{writing}, o cancellare la riga."
    return Rules.CODE_UNKNOWN.found(_key_place(row), f"Il codice «{typed}» non è del foglio {sheet.name}.", remedy)


class _FreeCodes:
    """The codes that the rows of a sheet have left free, one for each table and axis: thousands may ask for them.

    Args:
        sheet: What the rows are of.
        axes: The axes, by folded label.
    """

    def __init__(self, sheet: layout.Sheet, axes: dict[str, AxisName]) -> None:
        self.axes = axes
        self._sheet = sheet
        self._known: dict[tuple[int, str], str] = {}

    def of(self, row: Row) -> str:
        """The first code of the row's axis that stands nowhere in its table; empty where every one does."""
        label = _likely_label(self._sheet, row, self.axes)
        place = row.table.header_row, label  # which tells the tables of a sheet apart
        if place not in self._known:
            self._known[place] = self._first(row, label)
        return self._known[place]

    def _first(self, row: Row, label: str) -> str:
        sheet = self._sheet
        prefix = f"{label}." if sheet.per_axis else ""
        codes = (f"{prefix}{line.number}" for line in sheet.lines) if sheet.lines else _numbered(sheet, label)
        taken = {_spelled(code) for code in row.table_codes()}
        return next((code for code in codes if _spelled(code) not in taken), "")


def _likely_label(sheet: layout.Sheet, row: Row, axes: dict[str, AxisName]) -> str:
    """The axis that the row says in its own column, that of the copy, or the first of the workbook."""
    said = layout.folded(str(row.raw("axis") or "")) if sheet.per_axis else ""
    if said in axes:
        return axes[said].label
    first = next((axis.label for axis in axes.values()), "I")
    return PROGRAMME_LABEL if sheet.programme_rows and not row.copy_of else row.copy_of or first


def _numbered(sheet: layout.Sheet, label: str) -> Iterator[str]:
    return (sheet.code(label, number) for number in range(1, _LAST_NUMBER + 1))


def _spelled(code: str) -> tuple[str, str]:
    """A code in one spelling, to compare: `i.n1` is `I.N01`."""
    label, number = layout.split_code(code)
    match = _NUMBER.fullmatch(number.strip().upper())
    return layout.folded(label), f"{match[1]}{int(match[2])}" if match else number


def _axis_unknown(place: Cell, label: str, axes: dict[str, AxisName], whose: str) -> Finding:
    known = ", ".join(axis.label for axis in axes.values())
    message = f"L'asse «{label}», a cui rimanda {whose}, non è nel foglio {layout.AXES.name}."
    return Rules.AXIS_UNKNOWN.found(place, message, f"Gli assi sono: {known}.")
