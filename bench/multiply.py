# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A workbook and N in, a workbook of N times its content out: more axes, and more rows in each.

Axes are copied as often as a programme may have them (30); within each, initiatives, indicators and texts are repeated
so that axes times rows make N. Copies stand in new rows below the tables, with codes of their own.

    python bench/multiply.py input/raa-2019.xlsx 100 OUTPUT.xlsx
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

AXES_MAX = 30
PER_AXIS = ("Finanza", "Destinatari")
REPEATED = {"Iniziative": "N", "Indicatori": "K", "Testi": "T"}
PROGRAMME_LABEL = "P"


class Table:
    """The table of a sheet: where its columns are, and its filled rows."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        head = next(row for row in sheet.iter_rows() if row[0].value in {"Codice", "Asse"})
        self.headers = [cell.value for cell in head]
        self.rows = [
            dict(zip(self.headers, (cell.value for cell in row), strict=True))
            for row in sheet.iter_rows(min_row=head[0].row + 1)
            if row[0].value
        ]
        self.end = sheet.max_row

    def add(self, row: dict[str, Any]) -> None:
        """Writes a row below the table; formulas, which belong to their row, are left out."""
        self.end += 1
        for column, header in enumerate(self.headers, 1):
            value = row[header]
            if value is not None and not str(value).startswith("="):
                self.sheet.cell(self.end, column, value)


def factors(times: int, axes: int) -> tuple[int, int]:
    """How many copies of the axes, and of the rows within one: their product is `times`."""
    spread = max(d for d in range(1, max(1, AXES_MAX // axes) + 1) if times % d == 0)
    return spread, times // spread


def multiply(source: Path, times: int, target: Path) -> None:
    """Writes the workbook of `times` times the content of `source`."""
    book = load_workbook(source)
    axes = Table(book["Assi"])
    filled = [row for row in axes.rows if row["Denominazione"]]
    spread, inner = factors(times, len(filled))
    copies = {row["Asse"]: [row["Asse"], *(f"{row['Asse']}-{n}" for n in range(2, spread + 1))] for row in filled}
    spare = [row for row in range(2, axes.sheet.max_row + 1) if axes.sheet.cell(row, 1).value is None]
    axes.end = (spare[0] if spare else axes.sheet.max_row + 1) - 1
    for row in filled:
        for label in copies[row["Asse"]][1:]:
            axes.add(row | {"Asse": label})
    for name in PER_AXIS:
        copy_lines(Table(book[name]), copies)
    for name, letter in REPEATED.items():
        repeat_rows(Table(book[name]), letter, copies, inner, times)
    book.save(target)


def copy_lines(table: Table, copies: dict[str, list[str]]) -> None:
    """The pre-printed rows of each axis, for each of its copies."""
    for row in table.rows:
        for label in copies[row["Asse"]][1:]:
            table.add(row | {"Codice": f"{label}.{row['Codice'].rpartition('.')[2]}", "Asse": label})


def repeat_rows(table: Table, letter: str, copies: dict[str, list[str]], inner: int, times: int) -> None:
    """The rows that people add, again and again for each copy of their axis; the programme's `times` times."""
    needed = "Testo" if letter == "T" else "Stato" if letter == "N" else "Tipo"
    for original in [*copies, PROGRAMME_LABEL]:
        filled = [r for r in table.rows if r["Codice"].rpartition(".")[0] == original and r[needed]]
        used = sum(r["Codice"].rpartition(".")[0] == original for r in table.rows)
        for label in copies.get(original, [PROGRAMME_LABEL]):
            first = label == original
            number = used if first else 0
            repeats = times if original == PROGRAMME_LABEL else inner
            for row in filled * (repeats - first):
                number += 1
                axis = None if original == PROGRAMME_LABEL else label
                table.add(row | {"Codice": f"{label}.{letter}{number:02}", "Asse": axis})


if __name__ == "__main__":
    multiply(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
