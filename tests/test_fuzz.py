# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workbooks that nobody would think of: any value in any cell, any damage to any byte.

Two laws. Reading ends in a report and findings, or in a `FileError`, and in nothing else. And no figure changes in
silence: one that the report holds is the number that stands in its cell, or there is a finding at that cell.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from workbooks import FINANCE, INDICATORS, INITIATIVES, PARTICIPANTS, PROGRAMME, TEXTS

from raa_builder.cells import Cell, Figure
from raa_builder.checks import check
from raa_builder.errors import FileError
from raa_builder.workbook import layout
from raa_builder.workbook.layout import Kind
from raa_builder.workbook.reader import Reading, _read, read_workbook
from raa_builder.workbook.tables.sniff import Book

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

NAME = "raa-2019.xlsx"
_NUMBERS = {Kind.AMOUNT, Kind.COUNT, Kind.MEASURE}
_NOISE = Decimal("0.000001")
# hypothesis would run every example anew to find the smallest; a failure here is small as it is
_FAST = {"suppress_health_check": list(HealthCheck), "report_multiple_bugs": False}


class Place(NamedTuple):
    """A cell that people fill in, and what it should hold."""

    sheet: str
    row: int
    column: int
    kind: Kind


class Value(NamedTuple):
    """What is typed, and the number that it means to whoever reads it; `None` where that is for the reader to say."""

    typed: object
    meaning: Decimal | None = None


# ── a small workbook ─────────────────────────────────────────────────────────


def _rows(sheet: layout.Sheet) -> Iterator[tuple[str, layout.Line | None, dict[str, Any]]]:
    """Code, line and cells by header of each row of the workbook: one axis, without any dress."""
    match sheet:
        case layout.PROGRAMME:
            values = {**PROGRAMME, "P07": 2019, "P08": datetime(2019, 12, 31), "P15": "Sì"}  # noqa: DTZ001
            yield from ((line.number, line, {"Valore": values.get(line.number)}) for line in sheet.lines)
        case layout.AXES:
            yield "I", None, {"Denominazione": "Occupazione", "Tipo": "Tematico", "OT": "OT 8"}
        case layout.FINANCE | layout.PARTICIPANTS:
            amounts = {**FINANCE, **PARTICIPANTS}
            for line in sheet.lines:
                yield f"I.{line.number}", line, {"Anno": amounts.get(line.number), "Anno precedente": 7}
        case layout.INITIATIVES | layout.INDICATORS | layout.TEXTS:
            rows = {"N": INITIATIVES, "K": INDICATORS, "T": TEXTS}[sheet.letter]
            yield from ((sheet.code("I", number), None, row) for number, row in enumerate(rows, 1))


def _small() -> tuple[Workbook, list[Place]]:
    book = Workbook()
    meta = book.active
    meta.title, meta.sheet_state = layout.META_NAME, "hidden"
    meta.append([layout.META_YEAR, "2019"])
    places = []
    for sheet in layout.SHEETS:
        page = book.create_sheet(sheet.name)
        page.append([column.header for column in sheet.columns])
        for row, (code, line, cells) in enumerate(_rows(sheet), 2):
            page.append([cells.get(column.header) for column in sheet.columns])
            page.cell(row, 1).value = code
            for number, column in enumerate(sheet.columns, 1):
                kind = line.kind if line and column.kind is Kind.BY_LINE else column.kind
                if column.is_input and kind is not Kind.AXIS:
                    places.append(Place(sheet.name, row, number, kind))
    return book, places


BOOK, PLACES = _small()


def _saved(book: Workbook) -> bytes:
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


GOOD = _saved(BOOK)


def _figures(part: object) -> Iterator[Figure]:
    """Every figure that was read of one cell, wherever in the report."""
    if isinstance(part, Figure):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from _figures(item)
    elif is_dataclass(part) and not isinstance(part, Cell):
        for field in fields(part):
            yield from _figures(getattr(part, field.name))


def _read_figures(reading: Reading) -> dict[tuple[str, int, int], Decimal]:
    return {
        (cell.sheet, cell.row, cell.column): figure.value
        for figure in _figures(reading.report)
        for cell in figure.cells
    }


# ── values ───────────────────────────────────────────────────────────────────

_LETTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
_SCRAPS = st.sampled_from(
    [
        *"0123456789.,-+ €%'’\u00a0\u202f\u200b",
        "mln",
        "Mln€",
        "milioni",
        "mila",
        "euro",
        "n.d.",
        "#N/D",
        "1.234",
        "_x000D_",
    ]
)
_TEXTS = st.text(_LETTERS, max_size=12) | st.lists(_SCRAPS, max_size=6).map("".join)
_JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.decimals(0, 10**9, places=2).map(float),
    st.datetimes(),
    st.times(),
    _TEXTS,
    _TEXTS,
).map(Value)


def _grouped(digits: str, mark: str) -> str:
    return f"{int(digits):,}".replace(",", mark)


@st.composite
def _renderings(draw: st.DrawFn) -> Value:
    """An amount as people write it, that can mean one thing only."""
    cents = draw(st.integers(0, 10**12))
    whole, rest = str(cents // 100), f"{cents % 100:02}"
    mark = draw(st.sampled_from([".", " ", "\u00a0", "'", ""]))
    italian, english = f"{_grouped(whole, mark)},{rest}", f"{_grouped(whole, ',')}.{rest}"
    number = draw(st.sampled_from([italian, italian, english]))
    around = draw(st.sampled_from(["{}", "€ {}", "{} €", "{}\u00a0€", "€{}", "{} euro", " {} ", "+{}", "\u200b{}"]))
    return Value(around.format(number), Decimal(cents) / 100)


_EDITS = st.lists(st.tuples(st.sampled_from(PLACES), _JUNK | _renderings()), min_size=1, max_size=16)


def _in_memory(edits: dict[Place, Value]) -> Reading:
    """Read the small workbook with other values in some cells, which are put back."""
    before = {}
    for place, value in edits.items():
        cell = BOOK[place.sheet].cell(place.row, place.column)
        before[place] = cell.value, cell.number_format
        cell.value = value.typed
        if isinstance(value.typed, str):
            cell.data_type = "s"  # a text that begins with an equals sign is a text
    try:
        reading = _read({Path(NAME): Book(Path(NAME), b"", BOOK)})
        if reading.report is not None:
            check(reading.report)
        return reading
    finally:
        for place, (value, number_format) in before.items():
            cell = BOOK[place.sheet].cell(place.row, place.column)
            cell.value, cell.number_format = value, number_format


SOUND = _read_figures(_in_memory({}))


def _judge(edits: dict[Place, Value], reading: Reading) -> None:
    """Hold what was read against what was typed."""
    assert reading.report is not None
    figures = _read_figures(reading)
    cells = {(finding.cell.sheet, finding.cell.row, finding.cell.column) for finding in reading.findings}
    rows = {place[:2] for place in cells}
    for place, value in edits.items():
        if place.kind in _NUMBERS:
            _judge_number(place, value, figures.get(place[:3]), reported=place[:3] in cells, dropped=place[:2] in rows)
    touched = {place[:3] for place in edits}
    rows |= {place[:2] for place in edits}  # another unit makes another figure
    for place, figure in SOUND.items():
        if place not in touched and place[:2] not in rows:
            assert figures.get(place) == figure, place


def _judge_number(place: Place, value: Value, figure: Decimal | None, *, reported: bool, dropped: bool) -> None:
    typed = value.typed
    is_number = isinstance(typed, int | float) and not isinstance(typed, bool)
    if figure is None:
        assert reported or dropped or _is_blank(typed), (place, typed)
    elif is_number:
        assert abs(figure - Decimal(repr(typed))) <= _NOISE * max(1, abs(figure)), (place, typed, figure)
    else:
        assert isinstance(typed, str), (place, typed, figure)
        assert reported, (place, typed, figure)
    if value.meaning is not None and figure is not None:
        assert figure == value.meaning, (place, typed, figure)
    if value.meaning is not None and place.kind is Kind.AMOUNT and not dropped:
        assert figure == value.meaning, (place, typed, "was not read")


def _is_blank(typed: object) -> bool:
    """Whether people see nothing; an escaped line end is one."""
    text = str("" if typed is None else typed).replace("_x000D_", "")
    return not any(character.isprintable() and not character.isspace() for character in text)


@settings(max_examples=1200, **_FAST)
@given(edits=_EDITS)
def test_any_value_in_any_cell_is_read_or_reported(edits: list[tuple[Place, Value]]):
    """Whatever stands in the cells, a figure of the report is the one in its cell, or a finding names the cell."""
    chosen = dict(edits)
    _judge(chosen, _in_memory(chosen))


@settings(max_examples=80, **_FAST)
@given(edits=_EDITS)
def test_values_survive_the_way_through_a_file(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[Place, Value]]
):
    """The same through a file that is saved and opened, where formulas are formulas."""
    book, _ = _small()
    chosen = dict(edits)
    for place, value in chosen.items():
        book[place.sheet].cell(place.row, place.column).value = value.typed
    path = tmp_path_factory.getbasetemp() / NAME
    path.write_bytes(_saved(book))
    _judge(chosen, read_workbook(path))


# ── bytes ────────────────────────────────────────────────────────────────────


@st.composite
def _damages(draw: st.DrawFn) -> tuple[str, float, float, int]:
    """A kind of damage, where it begins and how long it is (as shares of the whole), and a byte."""
    kind = draw(st.sampled_from(["flip", "cut", "drop", "double", "move", "fill"]))
    share = st.floats(0, 1, exclude_max=True)
    return kind, draw(share), draw(share) ** 4, draw(st.integers(1, 255))


def _damaged(data: bytes, damage: tuple[str, float, float, int]) -> bytes:
    kind, begin, length, byte = damage
    start = int(len(data) * begin)
    end = min(len(data), start + 1 + int(len(data) * length))
    piece = data[start:end]
    match kind:
        case "flip":
            return data[:start] + bytes([data[start] ^ byte]) + data[start + 1 :]
        case "cut":
            return data[:start]
        case "drop":
            return data[:start] + data[end:]
        case "double":
            return data[:end] + piece + data[end:]
        case "move":
            return data[:start] + data[end:] + piece
        case _:
            return data[:start] + bytes([byte]) * len(piece) + data[end:]


def _outcome(path: Path, data: bytes) -> Reading | None:
    """What reading these bytes gives; `None` where they are refused."""
    path.write_bytes(data)
    try:
        reading = read_workbook(path)
    except FileError:
        return None
    if reading.report is not None:
        check(reading.report)
    return reading


@settings(max_examples=1200, **_FAST)
@given(damages=st.lists(_damages(), min_size=1, max_size=3))
def test_damaged_bytes_are_refused_or_do_not_matter(
    tmp_path_factory: pytest.TempPathFactory, damages: list[tuple[str, float, float, int]]
):
    """A file damaged on its way is refused, or has findings, or is read as if nothing had happened."""
    data = GOOD
    for damage in damages:
        data = _damaged(data, damage) if data else data
    reading = _outcome(tmp_path_factory.getbasetemp() / NAME, data)
    if reading is not None and not reading.findings:
        assert _read_figures(reading) == SOUND


with zipfile.ZipFile(io.BytesIO(GOOD)) as _archive:
    PARTS = {name: _archive.read(name) for name in _archive.namelist()}


@settings(max_examples=400, **_FAST)
@given(
    name=st.sampled_from([name for name in PARTS if not name.startswith("docProps")]),
    damages=st.lists(_damages(), min_size=1, max_size=2),
)
def test_damaged_parts_do_no_harm(
    tmp_path_factory: pytest.TempPathFactory, name: str, damages: list[tuple[str, float, float, int]]
):
    """A part that another program wrote wrongly, inside a sound zip, is refused or read; nothing breaks."""
    content = PARTS[name]
    for damage in damages:
        content = _damaged(content, damage) if content else content
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for part, data in {**PARTS, name: content}.items():
            archive.writestr(part, data)
    _outcome(tmp_path_factory.getbasetemp() / NAME, output.getvalue())


def test_the_small_workbook_is_sound():
    """What is fuzzed has no findings of its own, and holds figures to lose."""
    reading = _in_memory({})
    assert [finding.code for finding in reading.findings] == []
    assert len(SOUND) > 25
    assert sum(place.kind in _NUMBERS for place in PLACES) > 40
