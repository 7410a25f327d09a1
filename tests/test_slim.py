# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is taken out of a workbook before it is read is what nobody typed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from raa_builder.workbook import layout
from raa_builder.workbook.tables.slim import slimmed

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


@pytest.fixture
def book(edition: Path) -> Workbook:
    """The edition, to be changed before it is saved."""
    return load_workbook(edition)


def after(book: Workbook) -> Workbook:
    """The workbook as it is once it was saved and slimmed."""
    stream = io.BytesIO()
    book.save(stream)
    return load_workbook(io.BytesIO(slimmed(stream.getvalue(), layout.HELP_NAMES)))


def typed(book: Workbook) -> dict[tuple[str, str], object]:
    """Every value, by sheet and address."""
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        if sheet.title not in layout.HELP_NAMES
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def is_empty(sheet: Worksheet) -> bool:
    """Whether no cell has a value; merged cells stay as places."""
    return all(value is None for row in sheet.iter_rows(values_only=True) for value in row)


def test_every_value_stays_where_it_is(book: Workbook) -> None:
    """Values, formulas and their formats, on every sheet that is read."""
    finance = book[layout.FINANCE.name]
    slim = after(book)
    assert typed(slim) == typed(book)
    assert slim.sheetnames == book.sheetnames
    assert slim[finance.title]["E4"].number_format == finance["E4"].number_format


def test_what_is_never_read_goes(book: Workbook) -> None:
    """Empty cells, rules, and the contents of the sheets that only help people."""
    slim = after(book)
    for name in layout.HELP_NAMES & set(slim.sheetnames):
        assert is_empty(slim[name])
    texts = slim[layout.TEXTS.name]
    assert not texts.conditional_formatting
    assert not texts.data_validations.dataValidation
    assert len(texts._cells) == sum(name == texts.title for name, _ in typed(book))


def test_what_is_reported_stays(book: Workbook) -> None:
    """Merged cells, rows that are hidden though empty, comments on empty cells."""
    texts = book[layout.TEXTS.name]
    last = texts.max_row
    texts.row_dimensions[last].hidden = True
    texts.merge_cells(start_row=last, end_row=last, start_column=5, end_column=6)
    texts.cell(last, 7).comment = Comment("da rivedere", "io")
    slim = after(book)[texts.title]
    assert slim.row_dimensions[last].hidden
    assert [str(area) for area in slim.merged_cells.ranges] == [f"E{last}:F{last}"]
    assert slim.cell(last, 7).comment.text == "da rivedere"


def test_a_sheet_is_found_by_its_name_wherever_it_is_stored(book: Workbook) -> None:
    """Its part is named by the relation, not by its place."""
    book.move_sheet(layout.INSTRUCTIONS_NAME, offset=5)
    first = book[layout.FINANCE.name]["A3"].value
    slim = after(book)
    assert is_empty(slim[layout.INSTRUCTIONS_NAME])
    assert slim[layout.FINANCE.name]["A3"].value == first
