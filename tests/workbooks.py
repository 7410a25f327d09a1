# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workbooks for the tests: a made-up programme with any axes in, the path of its filled-in workbook out."""

from __future__ import annotations

import functools
import io
from datetime import date
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from raa_builder.model import AxisKind
from raa_builder.workbook import layout
from raa_builder.workbook.axes import AxisSpec
from raa_builder.workbook.blank import blank_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

YEAR = 2019
PROGRAMME = {
    "P01": "2014IT05SFOP099",
    "P02": "POR FSE 2014-2020",
    "P03": "Programma Operativo Regionale cofinanziato dal Fondo Sociale Europeo",
    "P04": "Regione Esempio",
    "P05": "Fondo Sociale Europeo",
    "P06": "2014-2020",
    "P08": date(YEAR, 12, 31),
    "P09": "www.fse.regione.esempio.it",
    "P10": "Controlli, monitoraggio, valutazione",
    "P11": "Arrotondati",
    "P12": 34_800_000,
    "P13": 42_500_000,
}
# of the axis's size: allocation, programmed, commitments, payments, certified
FINANCE = {"F1": 100.0, "F2": 80.25, "F3": 60.5, "F4": 50.0, "F5": 40.75}
PARTICIPANTS = {"D1": 530, "D2": 470, "D4": 30, "D5": 80, "D6": 60}
INITIATIVES: tuple[dict[str, Any], ...] = (
    {"Stato": "Realizzata", "Titolo": "Dote lavoro", "Descrizione": "per chi cerca un impiego", "Impegnato": 1_500_000},
    {"Stato": "In corso", "Titolo": "Nidi gratis", "N. progetti": 38, "Programmato": 2_000_000.5},
)
INDICATORS: tuple[dict[str, Any], ...] = (
    {"Tipo": "Quadro di efficacia", "Denominazione": "Famiglie", "Unità": "Numero", "Valore": 168_289,
     "Target": 232_977, "Anno target": 2023},
    {"Tipo": "Spesa certificata", "Denominazione": "Spesa certificata", "Unità": "Euro", "Anno target": 2023},
    {"Tipo": "Risultato", "Priorità": "8.i", "Denominazione": "Occupati dopo sei mesi", "Unità": "Percentuale",
     "Valore": 0.57, "Target": 0.3, "Anno target": 2023},
)  # fmt: skip
TEXTS: tuple[dict[str, Any], ...] = (
    {"Sezione": "Strategia", "Testo": "Le priorità promuovono l'occupazione."},
    {"Sezione": "Sguardo d'insieme", "Testo": "In questo asse sono impegnati {Impegni}."},
)
PROGRAMME_TEXTS: tuple[dict[str, Any], ...] = ({"Sezione": "Premessa", "Testo": "Gli assi delineano la strategia."},)


def make_workbook(
    folder: Path,
    labels: Sequence[str] = ("I", "II", "V:AT"),
    *,
    name: str = "raa-2019.xlsx",
    participants: bool = True,
    year: int = YEAR,
    edit: Callable[[Workbook], object] | None = None,
) -> Path:
    """A complete workbook without findings.

    Args:
        folder: Where to write it.
        labels: Labels of the axes; `:AT` marks technical assistance.
        name: Name of the file.
        participants: Whether the fund counts participants.
        year: Reference year.
        edit: Applied before saving, to spoil or to change it.
    """
    path = folder / name
    data = _filled(tuple(labels), year, participants)
    if edit is None:
        path.write_bytes(data)
    else:
        workbook = load_workbook(io.BytesIO(data))
        edit(workbook)
        workbook.save(path)
    return path


@functools.cache
def _filled(labels: tuple[str, ...], year: int, participants: bool) -> bytes:  # noqa: FBT001 -- a cache has no use for names
    axes = tuple(_axis(label) for label in labels)
    workbook = load_workbook(io.BytesIO(blank_workbook(year, axes)))
    _fill_programme(workbook, year, participants=participants)
    for position, axis in enumerate(axes, 1):
        _fill_axis(workbook, axis, position, participants=participants)
    for number, text in enumerate(PROGRAMME_TEXTS, 1):
        fill(workbook["Testi"], f"P.T{number:02}", text)
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()


def fill(sheet: Worksheet, code: str, cells: dict[str, Any]) -> None:
    """Write into the row of that code, by header."""
    for header, value in cells.items():
        at(sheet, code, header).value = value


def at(sheet: Worksheet, code: str, header: str) -> Any:
    """The cell of a row and a column."""
    row = next(cell.row for cell in sheet["A"] if cell.value == code)
    column = next(cell.column for cell in sheet[3] if cell.value == header)
    return sheet.cell(row, column)


def _axis(label: str) -> AxisSpec:
    assistance = label.endswith(":AT")
    return AxisSpec(label.removesuffix(":AT"), AxisKind.TECHNICAL_ASSISTANCE if assistance else AxisKind.THEMATIC)


def _fill_programme(workbook: Workbook, year: int, *, participants: bool) -> None:
    values = {**PROGRAMME, "P08": date(year, 12, 31), "P15": "Sì" if participants else "No"}
    for code, value in values.items():
        fill(workbook["Programma"], code, {"Valore": value})


def _fill_axis(workbook: Workbook, axis: AxisSpec, position: int, *, participants: bool) -> None:
    label, thematic = axis.label, axis.kind is AxisKind.THEMATIC
    fill(
        workbook["Assi"],
        label,
        {"OT": f"OT {7 + position}", "Denominazione": f"Occupazione {position}"}
        | ({"Ambito": "misure di politica attiva", "Ambito vulnerabili": "inserimento lavorativo"} if thematic else {}),
    )
    for number, value in FINANCE.items():
        cells = {"Anno": value * position * 1_000_000, "Anno precedente": value * position * 900_000}
        fill(workbook["Finanza"], f"{label}.{number}", cells)
    if thematic and participants:
        for number, value in PARTICIPANTS.items():
            fill(workbook["Destinatari"], f"{label}.{number}", {"Anno": value * position})
    target = {"Target": FINANCE["F1"] * position * 1_000_000}  # of certified expenditure: the allocation
    for sheet, letter, rows in ((layout.INITIATIVES, "N", INITIATIVES), (layout.INDICATORS, "K", INDICATORS)):
        for number, row in enumerate(rows, 1):
            own = target if row.get("Tipo") == "Spesa certificata" else {}
            fill(workbook[sheet.name], f"{label}.{letter}{number:02}", row | own)
    for number, text in enumerate(TEXTS, 1):
        fill(workbook["Testi"], f"{label}.T{number:02}", text)
