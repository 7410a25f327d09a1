# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workbook to fill in: a year, the axes and what is known already in, the bytes of an `.xlsx` out.

Everything in it derives from `layout`. The same input gives the same bytes.
"""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection

from raa_builder.cells import column_letters
from raa_builder.workbook import dress, layout
from raa_builder.workbook.blank.conditions import list_name
from raa_builder.workbook.blank.controls import write_controls
from raa_builder.workbook.blank.heights import fit_rows
from raa_builder.workbook.blank.instructions import write_instructions
from raa_builder.workbook.blank.plan import Block, plan
from raa_builder.workbook.blank.table import write_table
from raa_builder.workbook.canonical import Place, fingerprint, programme_place
from raa_builder.workbook.layout import Kind
from raa_builder.workbook.tables.versions import VERSION_PROPERTY
from raa_builder.zips import timeless

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raa_builder.workbook.axes import AxisSpec
    from raa_builder.workbook.canonical import Value


def blank_workbook(
    year: int,
    axes: Sequence[AxisSpec],
    *,
    contents: Mapping[Place, Value] | None = None,
    axis: str = "",
    among: Sequence[str] = (),
    base: str = "",
) -> bytes:
    """A workbook to fill in, blank or with what is known already.

    Args:
        year: Reference year of the report.
        axes: The axes, in their order; labels are valid and differ (`parse_axes` sees to it).
        contents: What stands in its cells, and nothing else, rows in the order of the workbook; rows are added where
            it needs them. By default what is known of any workbook (`issued`). A text that is longer than a cell can
            hold is cut, and marked (`read_contents` reports it).
        axis: Label of the axis for whose manager the copy is; `axes` and `contents` then hold no other.
        among: Of such a copy, the labels of all axes of the edition, in their order.
        base: Fingerprint of the workbook that it is a copy of; by default that of its own contents.

    Raises:
        ValueError: A place of `contents` is none of a workbook with these axes.
    """
    prefilled = dict(issued(year, axes)) if contents is None else contents
    blocks = plan(axes, _rows_asked(prefilled))
    _refuse_lost(prefilled, blocks)
    workbook = Workbook()
    workbook.security = WorkbookProtection(lockStructure=True)  # sheets stay, under their names; no password
    dress.add_styles(workbook)
    instructions = workbook.active
    if instructions is None:  # openpyxl: only a workbook whose sheets were removed has none
        raise AssertionError
    instructions.title = layout.INSTRUCTIONS_NAME
    for block in blocks.values():
        worksheet = workbook.create_sheet(block.sheet.name)
        write_table(worksheet, block, blocks, prefilled)
        fit_rows(worksheet, block, prefilled)
    write_controls(workbook.create_sheet(layout.CONTROLS_NAME), blocks)
    write_instructions(instructions, year, blocks)
    _write_lists(workbook)
    meta = {
        layout.META_LAYOUT: layout.LAYOUT_VERSION,
        layout.META_YEAR: str(year),
        layout.META_AXIS: axis,
        layout.META_AXES: ",".join(among),
        layout.META_BASE: base or fingerprint(prefilled),
    }
    _write_meta(workbook, meta)
    return _saved(workbook, year)


def _saved(workbook: Workbook, year: int) -> bytes:
    workbook.custom_doc_props.append(  # type: ignore[attr-defined]  # missing in the stubs
        StringProperty(name=VERSION_PROPERTY, value=layout.LAYOUT_VERSION)
    )
    workbook.properties.title = f"Relazione di attuazione annuale {year}: scheda di raccolta dei dati"
    workbook.properties.creator = "raa-builder"
    workbook.properties.language = "it-IT"
    output = io.BytesIO()
    workbook.save(output)
    return timeless(output.getvalue(), date(year, 12, 31))


def issued(year: int, axes: Sequence[AxisSpec]) -> Iterator[tuple[Place, Value]]:
    """What stands in a blank workbook before anybody writes."""
    yield programme_place("year"), Decimal(year)
    for axis in axes:
        yield Place(layout.AXES.key, axis.label, "kind"), axis.kind.value


def _rows_asked(prefilled: Mapping[Place, Value]) -> Iterator[tuple[str, str]]:
    rows = dict.fromkeys((place.sheet, place.code) for place in prefilled)
    return (row for row in rows if row[0] != layout.AXES.key)


def _refuse_lost(prefilled: Mapping[Place, Value], blocks: Mapping[str, Block]) -> None:
    """Nothing that was given is left out in silence."""
    there = {
        Place(block.sheet.key, printed.code, column.key)
        for block in blocks.values()
        for printed in block.rows
        for column in block.sheet.columns
        if column.is_input and column.kind is not Kind.AXIS
    }
    lost = prefilled.keys() - there
    if lost:
        raise ValueError(sorted(lost))


def _write_lists(workbook: Workbook) -> None:
    """The lists of the drop-downs, each under a defined name: Excel would re-save direct references as extensions."""
    worksheet = workbook.create_sheet(layout.LISTS_NAME)
    worksheet.sheet_state = "hidden"
    for position, (name, choices) in enumerate(_lists(), 1):
        worksheet.cell(1, position, name)
        for row, choice in enumerate(choices, 2):
            worksheet.cell(row, position, choice)
        letters = column_letters(position)
        target = f"{layout.LISTS_NAME}!${letters}$2:${letters}${len(choices) + 1}"
        workbook.defined_names[name] = DefinedName(name, attr_text=target)
    worksheet.protection.sheet = True


def _lists() -> Iterator[tuple[str, tuple[str, ...]]]:
    for sheet in layout.SHEETS:
        yield from ((list_name(sheet, column.header), column.choices) for column in sheet.columns if column.choices)
        yield from ((list_name(sheet, line.number), line.choices) for line in sheet.lines if line.choices)


def _write_meta(workbook: Workbook, meta: Mapping[str, str]) -> None:
    worksheet = workbook.create_sheet(layout.META_NAME)
    worksheet.sheet_state = "hidden"
    for row, (key, value) in enumerate(meta.items(), 1):
        dress.put(worksheet, row, 1, key, dress.TEXT)
        dress.put(worksheet, row, 2, value, dress.TEXT)
    worksheet.protection.sheet = True
