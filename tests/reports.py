# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reports for the tests, built from the model without a workbook: `report(axis("I"), …)` with sensible defaults.

A number or a text stands for the `Figure` or `Entry` that it would be; `None` is what nobody typed. Each value has a
cell of its own, so that a test can tell where a printed figure came from.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from raa_builder.cells import Cell, Entry, Figure
from raa_builder.compose import compose
from raa_builder.document import Chart, Document, Heading, Note, Paragraph, Row, Table, TableCell, plain, walk
from raa_builder.model import (
    AxisKind,
    Finance,
    Indicator,
    IndicatorKind,
    Initiative,
    InitiativeState,
    Narrative,
    Participants,
    PriorityAxis,
    Programme,
    Report,
    TextSection,
    Unit,
    Waiver,
)
from raa_builder.theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

SHIPPED = Path(__file__).resolve().parents[1] / "templates"
WORDS = load_theme(SHIPPED / "theme.toml").words
BOOK = "raa-2019.xlsx"
MILLION = 1_000_000
Number = int | str | None


def cell(sheet: str = "Finanza", row: int = 4, column: int = 5) -> Cell:
    """A cell of the workbook."""
    return Cell(sheet, row, column, BOOK)


def figure(value: Number, sheet: str = "Finanza", row: int = 4) -> Figure | None:
    """A number as it was typed."""
    return None if value is None else Figure(Decimal(value), (cell(sheet, row),))


def entry(text: str | None, sheet: str = "Testi", row: int = 4) -> Entry | None:
    """A text as it was typed."""
    return None if text is None else Entry(text, cell(sheet, row))


def needed(text: str, sheet: str = "Testi", row: int = 4) -> Entry:
    """A text that is never missing."""
    return Entry(text, cell(sheet, row))


def finance(*amounts: Number, row: int = 4) -> Finance:
    """Allocation, programmed, commitments, payments and certified, in euros; what is left out is unknown."""
    padded = (*amounts, None, None, None, None, None)[:5]
    return Finance(*(figure(amount, "Finanza", row + line) for line, amount in enumerate(padded)))


def people(*counts: Number, row: int = 4) -> Participants:
    """Men, women, non-binary, disabled, migrants, disadvantaged and the declared total; what is left out is unknown."""
    padded = (*counts, None, None, None, None, None, None, None)[:7]
    return Participants(*(figure(count, "Destinatari", row + line) for line, count in enumerate(padded)))


AMOUNTS = finance(100 * MILLION, 80 * MILLION, 60 * MILLION, 50 * MILLION, 40 * MILLION)
PEOPLE = people(530, 470, None, 30, 80, 60)


def axis(label: str = "I", **changes: Any) -> PriorityAxis:
    """A thematic axis with amounts and participants, without texts, initiatives and indicators."""
    given = {name: entry(changes.pop(name)) for name in ("objective", "scope", "vulnerable_scope") if name in changes}
    base = PriorityAxis(
        label=label,
        designation=f"Asse\u00a0{label}",
        objective=entry("OT 8", "Assi"),
        name=needed(changes.pop("name", "Occupazione"), "Assi"),
        kind=AxisKind.THEMATIC,
        scope=entry("misure di politica attiva", "Assi"),
        vulnerable_scope=entry("inserimento lavorativo", "Assi"),
        manager=None,
        finance=AMOUNTS,
        finance_previous=Finance(),
        participants=PEOPLE,
        participants_previous=None,
        initiatives=(),
        indicators=(),
        texts=(),
        cell=cell("Assi"),
    )
    return replace(base, **given, **changes)


def assistance(label: str = "V", **changes: Any) -> PriorityAxis:
    """An axis of technical assistance, which counts no participants."""
    bare: dict[str, Any] = {"objective": None, "scope": None, "vulnerable_scope": None, "participants": None}
    return axis(label, **{"name": "Assistenza tecnica", "kind": AxisKind.TECHNICAL_ASSISTANCE, **bare, **changes})


def initiative(
    title: str = "Dote lavoro",
    description: str | None = None,
    state: InitiativeState = InitiativeState.COMPLETED,
    *,
    code: str = "I.N01",
    **amounts: Number,
) -> Initiative:
    """An initiative; `projects`, `programmed`, `committed` and `paid` are unknown unless given."""
    names = ("projects", "programmed", "committed", "paid")
    figures = {name: figure(amounts.get(name), "Iniziative") for name in names}
    place = cell("Iniziative", column=1)
    return Initiative(code, state, needed(title, "Iniziative"), entry(description, "Iniziative"), **figures, cell=place)


def indicator(
    name: str = "Disoccupati",
    value: Number = 10,
    target: Number = None,
    kind: IndicatorKind = IndicatorKind.PERFORMANCE,
    **changes: Any,
) -> Indicator:
    """An indicator in numbers, without a target."""
    base = Indicator(
        code="I.K01",
        kind=kind,
        priority=entry(changes.pop("priority", None)),
        name=needed(name, "Indicatori"),
        unit=Unit.NUMBER,
        value=figure(value, "Indicatori"),
        target=figure(target, "Indicatori", 5),
        target_year=None,
        previous=None,
        cell=cell("Indicatori", column=1),
        value_cell=cell("Indicatori"),
    )
    return replace(base, **changes)


def narrative(section: TextSection, text: str, after: InitiativeState | None = None, code: str = "I.T01") -> Narrative:
    """A row of the sheet `Testi`."""
    return Narrative(code, section, after, needed(text, "Testi"), cell("Testi", column=1))


def programme(**changes: Any) -> Programme:
    """A programme of 2019 without targets."""
    texts = ("name", "full_name", "authority", "fund", "period", "website", "website_section", "accessibility_contact")
    amounts = ("n3_target", "n3_target_next", "certified_previous")
    typed = {name: entry(value, "Programma") if name in texts else value for name, value in changes.items()}
    typed |= {name: figure(changes[name], "Programma", 15) for name in amounts if name in changes}
    base = Programme(
        code=needed("2014IT05SFOP099", "Programma"),
        name=needed("POR FSE 2014-2020", "Programma"),
        full_name=needed("Programma Operativo Regionale cofinanziato dal Fondo Sociale Europeo", "Programma"),
        authority=needed("Regione Esempio", "Programma"),
        fund=needed("Fondo Sociale Europeo", "Programma"),
        period=needed("2014-2020", "Programma"),
        year=2019,
        reference_date=date(2019, 12, 31),
        website=needed("www.fse.regione.esempio.it", "Programma"),
        cells={"reference_date": cell("Programma", 11, 3), "year": cell("Programma", 10, 3)},
    )
    return replace(base, **typed)


def report(
    *axes: PriorityAxis, texts: tuple[Narrative, ...] = (), waivers: tuple[Waiver, ...] = (), **changes: Any
) -> Report:
    """A report with these axes (one thematic axis when none is given); the rest are changes of its programme."""
    return Report(programme(**changes), axes or (axis(),), texts, waivers)


def composed(whole: Report, folder: Path | None = None, **options: Any) -> Document:
    """The document of a report, with the shipped templates or a folder that wins over them."""
    return compose(whole, (folder, SHIPPED) if folder else (SHIPPED,), WORDS, **options)


def lines(document: Document) -> list[str]:
    """The text of each paragraph, heading and table row in reading order, then the notes; spaces are plain."""
    notes = (plain(note.content) for note in document.notes.values() if isinstance(note, Note))
    return [line.replace("\u00a0", " ") for line in (*_lines(document), *notes)]


def _lines(document: Document) -> Iterator[str]:
    for block in walk(document.blocks):
        match block:
            case Heading() | Paragraph():
                yield plain(block.content)
            case Table():
                yield plain(block.caption)
                yield from map(_row, block.rows)
            case Chart():
                yield plain(block.caption)
                yield from map(_row, block.table.rows)
            case _:
                pass


def _row(row: Row | tuple[TableCell, ...]) -> str:
    return " | ".join(plain(cell.content) for cell in row)


def prose(whole: Report, folder: Path | None = None, **options: Any) -> str:
    """The text of the summary of a report, a block on each line."""
    return "\n".join(lines(composed(whole, folder, **options)))
