# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of a chart in, its rows as values and its description in words out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raa_builder.document import Data, plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from raa_builder.document import Chart, Table, TableCell


@dataclass(frozen=True, slots=True)
class Value:
    """A figure of a row: as printed, its value (never below zero) and the column it stands in, from 1."""

    text: str
    value: Decimal
    column: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table, to be drawn as one bar."""

    name: str
    values: tuple[Value, ...]


def bar_rows(table: Table) -> tuple[Row, ...]:
    """The body rows, each with the figures that are known."""
    first, last = len(table.head), len(table.head) + len(table.body)
    names: dict[int, str] = dict.fromkeys(range(first, last), "")
    values: dict[int, list[Value]] = {y: [] for y in names}
    for y, x, cell in table.grid():
        if y not in names:
            continue
        value = _value(cell)
        if x == 0:
            names[y] = plain(cell.content)
        elif value is not None:
            values[y].append(Value(plain(cell.content), value, x))
    return tuple(Row(name, tuple(values[y])) for y, name in names.items())


def _value(cell: TableCell) -> Decimal | None:
    figures = (inline.figure for inline in cell.content if isinstance(inline, Data))
    known = next((figure.value for figure in figures if figure is not None), None)
    return None if known is None else max(known, known * 0)


def headers(table: Table) -> dict[int, str]:
    """The texts of the first head row, by column."""
    return {x: plain(cell.content) for y, x, cell in table.grid() if y == 0}


def describe(chart: Chart) -> str:
    """The chart in words, as its alternative text: the caption, then each row's name and figures with their headers."""
    columns = headers(chart.table)
    rows = (_described(row, columns) for row in bar_rows(chart.table))
    return f"{plain(chart.caption).rstrip('.')}. {'; '.join(rows)}."


def _described(row: Row, columns: Mapping[int, str]) -> str:
    figures = ", ".join(f"{columns.get(value.column, '')} {value.text}".strip() for value in row.values)
    return f"{row.name}: {figures}" if figures else row.name
