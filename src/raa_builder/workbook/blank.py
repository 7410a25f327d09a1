# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The blank workbook: a year and the axes in, the bytes of an `.xlsx` out. Everything in it derives from `layout`."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName

from raa_builder.cells import column_letters
from raa_builder.workbook import dress, layout
from raa_builder.workbook.canonical import fingerprint
from raa_builder.workbook.controls import (
    add_choice_check,
    add_entry_check,
    computed,
    list_name,
    mark_controls,
    write_controls,
)
from raa_builder.workbook.instructions import write_instructions
from raa_builder.workbook.layout import Kind
from raa_builder.workbook.plan import FIRST_ROW, HEADER_ROW, TITLE_ROW, Block, PrintedRow, plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from raa_builder.workbook.axes import AxisSpec

_FROZEN = {layout.AXES.key: 1, layout.PROGRAMME.key: 2, layout.WAIVERS.key: 1}
_FROZEN_BY_ITEM = 3
VERSION_PROPERTY = "raa-layout"


def blank_workbook(year: int, axes: Sequence[AxisSpec]) -> bytes:
    """A workbook to fill in for a new programme.

    Args:
        year: Reference year of the report.
        axes: The axes, in their order; labels are valid and differ (`parse_axes` sees to it).
    """
    blocks = plan(axes)
    workbook = Workbook()
    dress.add_styles(workbook)
    instructions = workbook.active
    if instructions is None:  # openpyxl: only a workbook whose sheets were removed has none
        raise AssertionError
    instructions.title = layout.INSTRUCTIONS_NAME
    prefilled = dict(_prefilled(year, axes))
    for block in blocks.values():
        _write_table(workbook.create_sheet(block.sheet.name), block, prefilled)
    write_controls(workbook.create_sheet(layout.CONTROLS_NAME), blocks)
    write_instructions(instructions, year, blocks)
    _write_lists(workbook)
    _write_meta(workbook, year, prefilled)
    workbook.custom_doc_props.append(  # type: ignore[attr-defined]  # missing in the stubs
        StringProperty(name=VERSION_PROPERTY, value=layout.LAYOUT_VERSION)
    )
    workbook.properties.title = f"Relazione di attuazione annuale {year}: scheda di raccolta dei dati"
    workbook.properties.creator = "raa-builder"
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()


def _prefilled(year: int, axes: Sequence[AxisSpec]) -> Iterator[tuple[tuple[str, str, str], str | int]]:
    """What is known before anybody writes, by key of the sheet, code and key of the column."""
    by_key = {line.key: line.number for line in layout.PROGRAMME.lines}
    yield (layout.PROGRAMME.key, by_key["year"], "value"), year
    for axis in axes:
        yield (layout.AXES.key, axis.label, "kind"), axis.kind.value


def _write_table(worksheet: Worksheet, block: Block, prefilled: dict[tuple[str, str, str], str | int]) -> None:
    sheet = block.sheet
    width = len(sheet.columns)
    dress.band(worksheet, TITLE_ROW, sheet.title, dress.TITLE, width)
    dress.band(worksheet, TITLE_ROW + 1, _hint(sheet), dress.SUBTITLE, width)
    for position, column in enumerate(sheet.columns, 1):
        dress.put(worksheet, HEADER_ROW, position, column.header, dress.HEADER)
    for row, printed in enumerate(block.rows, FIRST_ROW):
        _write_row(worksheet, row, block, printed, prefilled)
    for column in sheet.columns:
        add_entry_check(worksheet, block, column)
    mark_controls(worksheet, block)
    worksheet.row_dimensions[TITLE_ROW].height, worksheet.row_dimensions[HEADER_ROW].height = 28, 20
    dress.finish(
        worksheet,
        tuple(column.width for column in sheet.columns),
        header_row=HEADER_ROW,
        frozen_columns=_FROZEN.get(sheet.key, _FROZEN_BY_ITEM if sheet.lines else 2),
    )
    worksheet.print_area = f"A1:{block.last_column}{block.last_row}"


def _hint(sheet: layout.Sheet) -> str:
    if sheet.spare and sheet is not layout.AXES:
        return "Una riga per voce, nelle righe già numerate: quelle che avanzano restano vuote."
    return "Si scrive solo nelle celle gialle. Vuoto = non si sa; 0 = zero."


def _write_row(
    worksheet: Worksheet,
    row: int,
    block: Block,
    printed: PrintedRow,
    prefilled: dict[tuple[str, str, str], str | int],
) -> None:
    for position, column in enumerate(block.sheet.columns, 1):
        kind = _kind(column, printed.line)
        match kind:
            case Kind.CODE:
                dress.put(worksheet, row, position, printed.code, dress.PRINTED)
            case Kind.AXIS:
                dress.put(worksheet, row, position, printed.label, dress.PRINTED)
            case Kind.ITEM:
                dress.put(worksheet, row, position, printed.line.item if printed.line else "", dress.PRINTED)
            case Kind.COMPUTED:
                expression, of_kind = computed(block, column, row, printed)
                dress.formula(worksheet, row, position, expression, dress.computed_style(of_kind))
            case _:
                cell = worksheet.cell(row, position)
                cell.value = prefilled.get((block.sheet.key, printed.code, column.key))
                cell.style = dress.input_style(kind)
    if printed.line and printed.line.choices:
        add_choice_check(worksheet, block, row, printed.line)


def _kind(column: layout.Column, line: layout.Line | None) -> Kind:
    return line.kind if column.kind is Kind.BY_LINE and line else column.kind


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


def _write_meta(workbook: Workbook, year: int, prefilled: dict[tuple[str, str, str], str | int]) -> None:
    worksheet = workbook.create_sheet(layout.META_NAME)
    worksheet.sheet_state = "hidden"
    rows = (
        (layout.META_LAYOUT, layout.LAYOUT_VERSION),
        (layout.META_YEAR, str(year)),
        (layout.META_AXIS, ""),
        (layout.META_BASE, fingerprint((*place, str(value)) for place, value in prefilled.items())),
    )
    for row, (key, value) in enumerate(rows, 1):
        dress.put(worksheet, row, 1, key, dress.TEXT)
        dress.put(worksheet, row, 2, value, dress.TEXT)
    worksheet.protection.sheet = True
