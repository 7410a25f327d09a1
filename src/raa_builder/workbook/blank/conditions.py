# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the formulas of the workbook ask of a row: its place in, a condition of Excel out, without "=".

They use functions that every language of Excel and LibreOffice computes alike, never `TEXT()`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from enum import Enum

    from raa_builder.workbook.blank.plan import Block, PrintedRow
    from raa_builder.workbook.layout import Kind

_CENT, LARGEST = "0.000001", "10000000000000"  # as the reader holds them: noise beyond cents, the largest amount
_NOISE = (" ", "€", ".")  # what the name of a placeholder may have more or less of


@dataclass(frozen=True, slots=True)
class Place:
    """Where a formula stands: a row of a table, among all the tables.

    Attributes:
        blocks: The tables, by key of their sheet.
        block: The table of the row.
        row: Number of the row.
        printed: What is printed in it.
    """

    blocks: Mapping[str, Block]
    block: Block
    row: int
    printed: PrintedRow

    def cell(self, key: str) -> str:
        """The cell of a column in this row: `E4`."""
        return f"{self.block.letters(key)}{self.row}"

    def across(self, first: str, last: str) -> str:
        """The cells of neighbouring columns in this row: `D4:E4`."""
        return f"{self.cell(first)}:{self.cell(last)}"

    def sibling(self, number: str) -> str:
        """The value of another pre-printed row of the same axis: `E4`, for `F1`."""
        row = self.block.row_of(f"{self.printed.label}.{number}")
        return f"{self.block.letters(self.block.sheet.value_column.key)}{row}"

    def is_line(self, *numbers: str) -> bool:
        """Whether the row is one of these pre-printed ones."""
        return self.printed.line is not None and self.printed.line.number in numbers

    def holds(self, *kinds: Kind) -> bool:
        """Whether the value of the pre-printed row is of one of these kinds."""
        return self.printed.line is not None and self.printed.line.kind in kinds


Condition: TypeAlias = Callable[[Place], str]


def list_name(sheet: layout.Sheet, field: str) -> str:
    """The defined name of a list: `elenco_iniziative_stato`."""
    return f"elenco_{layout.normalised(f'{sheet.name} {field}').replace(' ', '_')}"


def broken(first: str, last: str) -> Condition:
    """Whether any of the cells holds an error of Excel."""
    return lambda place: f"SUMPRODUCT(--ISERROR({place.across(first, last)}))>0"


def not_numbers(first: str, last: str) -> Condition:
    """Whether any of the cells holds anything but a number."""
    return lambda place: words_among(place.across(first, last))


def words_among(cells: str) -> str:
    """As `not_numbers`, of cells."""
    return f"COUNTA({cells})>COUNT({cells})"


def negative(first: str, last: str) -> Condition:
    """Whether any of the cells is below zero."""
    return lambda place: f'COUNTIF({place.across(first, last)},"<0")>0'


def fractions(first: str, last: str) -> Condition:
    """Whether any of the cells, all numbers, has decimals."""
    return lambda place: f"SUMPRODUCT(--({place.across(first, last)}<>INT({place.across(first, last)})))>0"


def beyond_cents(first: str, last: str) -> Condition:
    """Whether any of the cells, all numbers, has more than two decimals."""
    return lambda place: too_precise(place.across(first, last))


def too_precise(cells: str) -> str:
    """As `beyond_cents`, of cells."""
    return f"SUMPRODUCT(--(ABS({cells}-ROUND({cells},2))>{_CENT}))>0"


def too_large(first: str, last: str) -> Condition:
    """Whether any of the cells is larger than an amount can be."""
    return lambda place: f'COUNTIF({place.across(first, last)},">={LARGEST}")>0'


def not_listed(key: str) -> Condition:
    """Whether the cell holds a word that is not in the list of its column."""
    return lambda place: unlisted(place.cell(key), list_name(place.block.sheet, place.block.sheet.column(key).header))


def unlisted(cell: str, name: str) -> str:
    """As `not_listed`, of a cell and the name of its list; Word's apostrophes and spaces at the ends are forgiven."""
    return f"""IF({blank(cell)},FALSE,COUNTIF({name},TRIM(SUBSTITUTE({cell},"’","'")))=0)"""


def empty(*keys: str) -> Condition:
    """Whether any of the cells is empty."""
    return lambda place: "OR(" + ",".join(blank(place.cell(key)) for key in keys) + ")"


def blank(cell: str) -> str:
    """Whether the cell holds nothing that can be seen."""
    return f'TRIM({cell})=""'


def chosen(place: Place, key: str, choice: Enum) -> str:
    """Whether the cell holds this word of the list of its column."""
    return f'TRIM({place.cell(key)})="{choice.value}"'


def any_filled(cells: str) -> str:
    """Whether any of the cells holds something that can be seen, were it an error of Excel."""
    return f"IF(SUMPRODUCT(--ISERROR({cells}))>0,TRUE,SUMPRODUCT(--(LEN(TRIM({cells}))>0))>0)"


def not_a_year(key: str) -> Condition:
    """Whether the cell, a number, is no year."""
    return lambda place: no_year(place.cell(key))


def no_year(cell: str) -> str:
    """As `not_a_year`, of a cell."""
    return f'IF({cell}="",FALSE,OR({cell}<{layout.YEAR_MIN},{cell}>{layout.YEAR_MAX},{cell}<>INT({cell})))'


def unfilled_placeholder(key: str, columns: Sequence[layout.Column]) -> Condition:
    """Whether the text has, between braces, the header of a column that is empty in its row: `{Programmato €}`."""

    def named_and_empty(place: Place) -> str:
        bare = f'LOWER(SUBSTITUTE({place.cell(key)},"{{{{",""))'  # two braces stand for one, and name nothing
        for noise in _NOISE:
            bare = f'SUBSTITUTE({bare},"{noise}","")'
        asked = (f"AND({blank(place.cell(one.key))},{_holds(bare, _placeholder(one))})" for one in columns)
        return f"OR({','.join(asked)})"

    return named_and_empty


def named_in_texts(place: Place, key: str, name: str) -> str:
    """Whether the cell is empty, and a text of the sheet `Testi` has its name between braces: `{I.N03 Impegnato}`."""
    texts = place.blocks[layout.TEXTS.key].ref("text")
    return f'IF({blank(place.cell(key))},COUNTIF({texts},"*{{{name}*}}*")>0,FALSE)'


def _placeholder(column: layout.Column) -> str:
    bare = column.header.lower()
    for noise in _NOISE:
        bare = bare.replace(noise, "")
    return f"{{{bare}}}"


def _holds(text: str, words: str) -> str:
    """`SEARCH` would take some characters for wildcards, by a setting of the document."""
    return f'LEN(SUBSTITUTE({text},"{words}",""))<LEN({text})'


def braces(key: str) -> Condition:
    """Whether the text opens more braces than it closes, or fewer."""

    def open_or_closed(place: Place) -> str:
        cell = place.cell(key)
        return f'LEN(SUBSTITUTE({cell},"{{",""))<>LEN(SUBSTITUTE({cell},"}}",""))'

    return open_or_closed


def before(key: str, now: str) -> Condition:
    """Whether the figure of now is below that of the year before."""
    return lambda place: (
        f"AND(ISNUMBER({place.cell(key)}),ISNUMBER({place.cell(now)}),{place.cell(now)}<{place.cell(key)})"
    )


def above(number: str, *lines: str) -> Condition:
    """Whether the row, if it is one of the lines, exceeds another of its axis."""

    def exceeds(place: Place) -> str:
        if not place.is_line(*lines):
            return ""
        other = place.sibling(number)
        return f"IF(ISNUMBER({other}),{place.cell('current')}>{other},FALSE)"

    return exceeds
