# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workbook within a Word chart: the rows of a chart in, the bytes of a small .xlsx out.

It holds what Word shows at "Edit data": names in the first column, then what the bars measure and their labels show.
Where that is not the exact value (`177,9 Mln€`), it is a formula, and the exact values stand in columns after it:
whoever corrects one of them there corrects bar and label. Written by hand, so that the same chart gives the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from raa_builder.cells import column_letters
from raa_builder.writers.docx.markup import DECLARATION, attribute
from raa_builder.zips import pack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from raa_builder.charts.rows import Row, Value
    from raa_builder.writers.docx.chart_numbers import ChartNumbers

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_EXACT = "valore esatto"
_EXACT_FORMAT = "#,##0.00"


@dataclass(frozen=True, slots=True)
class DataSheet:
    """The sheet of a chart.

    Attributes:
        name: Its name.
        corner: The header of the names.
        headers: The header of each column of figures, by its number in the document's table, from 1.
        rows: The rows of the chart.
        numbers: Its figures as numbers.
    """

    name: str
    corner: str
    headers: dict[int, str]
    rows: tuple[Row, ...]
    numbers: ChartNumbers

    def names(self) -> str:
        """The range of the names, as a formula."""
        return self._range(1, 2, len(self.rows) + 1)

    def header(self, column: int) -> str:
        """The cell of a column's header."""
        return self._range(self._place(column), 1, 1)

    def values(self, column: int) -> str:
        """The range of what a column's bars measure."""
        return self._range(self._place(column), 2, len(self.rows) + 1)

    def _place(self, column: int) -> int:
        return list(self.headers).index(column) + 2

    def _range(self, column: int, first: int, last: int) -> str:
        letters = column_letters(column)
        start = f"'{self.name}'!${letters}${first}"
        return start if first == last else f"{start}:${letters}${last}"

    def to_bytes(self) -> bytes:
        """The workbook."""
        return pack(
            (name, f"{DECLARATION}{content}".encode())
            for name, content in (
                ("[Content_Types].xml", _content_types()),
                ("_rels/.rels", _relations(("officeDocument", "xl/workbook.xml"))),
                ("xl/workbook.xml", self._workbook()),
                (
                    "xl/_rels/workbook.xml.rels",
                    _relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
                ),
                ("xl/styles.xml", _styles(self.numbers.cell_format)),
                ("xl/worksheets/sheet1.xml", self._sheet()),
            )
        )

    def _workbook(self) -> str:
        return (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
            f'<sheet name="{attribute(self.name)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
        )

    def _sheet(self) -> str:
        rows = "".join(f'<row r="{y}">{"".join(cells)}</row>' for y, cells in enumerate(self._rows(), 1))
        return (
            f'<worksheet xmlns="{_MAIN}"><cols><col min="1" max="{len(self._heads())}" width="24" '
            f'customWidth="1"/></cols><sheetData>{rows}</sheetData></worksheet>'
        )

    def _heads(self) -> list[str]:
        exact = () if self.numbers.is_exact else (f"{head}, {_EXACT}" for head in self.headers.values())
        return [self.corner, *self.headers.values(), *exact]

    def _rows(self) -> Iterator[Iterator[str]]:
        yield (_text(x, 1, head) for x, head in enumerate(self._heads(), 1))
        for y, row in enumerate(self.rows, 2):
            yield chain((_text(1, y, row.name),), self._measures(y, row.values), self._exact_values(y, row.values))

    def _measures(self, y: int, values: tuple[Value, ...]) -> Iterator[str]:
        for value in values:
            place = self._place(value.column)
            exact = f"{column_letters(place + len(self.headers))}{y}"
            formula = "" if self.numbers.is_exact else self.numbers.formula(value, exact)
            yield _number(place, y, self.numbers.plotted(value), formula)

    def _exact_values(self, y: int, values: tuple[Value, ...]) -> Iterator[str]:
        if not self.numbers.is_exact:
            yield from (_exact(self._place(value.column) + len(self.headers), y, value.value) for value in values)


def sheet_name(words: str) -> str:
    """Words as the name of a sheet: without what Excel forbids there."""
    return _NOT_IN_NAMES.sub(" ", words)[:_LONGEST_NAME].strip() or "1"


def _text(column: int, row: int, words: str) -> str:
    place = f"{column_letters(column)}{row}"
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{attribute(words)}</t></is></c>'


def _number(column: int, row: int, value: Decimal, formula: str) -> str:
    computed = f"<f>{attribute(formula)}</f>" if formula else ""
    return f'<c r="{column_letters(column)}{row}" s="1">{computed}<v>{value:f}</v></c>'


def _exact(column: int, row: int, value: Decimal) -> str:
    return f'<c r="{column_letters(column)}{row}" s="2"><v>{value:f}</v></c>'


def _styles(cell_format: str) -> str:
    """A style sheet of three formats, for words, measures and exact values; the rest is what Excel wants to find."""
    font = '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    fills = (
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
    )
    borders = '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    plain = 'fontId="0" fillId="0" borderId="0"'
    own = (f'<xf numFmtId="{n}" {plain} xfId="0" applyNumberFormat="1"/>' for n in (164, 165))
    formats = (
        f'<numFmt numFmtId="164" formatCode="{cell_format}"/><numFmt numFmtId="165" formatCode="{_EXACT_FORMAT}"/>'
    )
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="2">{formats}</numFmts>{font}{fills}{borders}'
        f'<cellStyleXfs count="1"><xf numFmtId="0" {plain}/></cellStyleXfs>'
        f'<cellXfs count="3"><xf numFmtId="0" {plain} xfId="0"/>{"".join(own)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _content_types() -> str:
    parts = (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("styles", "styles"))
    overrides = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in parts
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
