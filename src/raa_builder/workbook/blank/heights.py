# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Heights for rows of long texts: a worksheet and a table of the plan in, rows as high as Excel would make them out.

Excel and LibreOffice fit a row to what people type into it, but not to what a program wrote there. The heights are
those of a first look: they are not marked as set by hand, so that the row goes on adapting to what is typed.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from openpyxl.worksheet.dimensions import RowDimension

from raa_builder.workbook.blank.plan import FIRST_ROW, Block
from raa_builder.workbook.canonical import Place, Value
from raa_builder.workbook.layout import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.worksheet.worksheet import Worksheet

# points; the last is Excel's limit
_LINE, _PADDING, _HIGHEST = 12.75, 4.0, 409.0
# a column's width counts digits; letters of running text are narrower
_LETTERS = 1.15
_WRAPPED = {Kind.TEXT, Kind.PROSE, Kind.CHOICE, Kind.BY_LINE}


class _FittedRow(RowDimension):
    """A row whose height is no decision of anybody's."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 (openpyxl's name: it marks every height as set by hand)
        return False


def fit_rows(worksheet: Worksheet, block: Block, contents: Mapping[Place, Value]) -> None:
    """Make each row as high as its longest text, up to the most that Excel allows.

    Args:
        worksheet: The sheet, whose columns have their widths.
        block: Its table.
        contents: What stands in the cells of the workbook.
    """
    columns = [column for column in block.sheet.columns if column.is_input and column.kind in _WRAPPED]
    for row, printed in enumerate(block.rows, FIRST_ROW):
        texts = ((contents.get(Place(block.sheet.key, printed.code, one.key)), one.width) for one in columns)
        lines = max((_lines(text, width) for text, width in texts if isinstance(text, str)), default=1)
        if lines > 1:
            height = min(_HIGHEST, lines * _LINE + _PADDING)
            worksheet.row_dimensions[row] = _FittedRow(worksheet, index=row, ht=height)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column of that width, in characters."""
    return sum(max(1, len(textwrap.wrap(part, int(width * _LETTERS)))) for part in text.split("\n"))
