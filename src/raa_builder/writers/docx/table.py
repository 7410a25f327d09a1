# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table of the document as a Word table of fixed widths, whose look comes from styles."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, count, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from raa_builder.document import Scope, plain
from raa_builder.writers.docx.markup import attribute, paragraph, twips
from raa_builder.writers.docx.palette import Tints
from raa_builder.writers.docx.styles import TABLE, table_style
from raa_builder.writers.metrics import family
from raa_builder.writers.tables import PADDING_X

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.document import Row, Table, TableCell
    from raa_builder.theme import Theme
    from raa_builder.writers.docx.runs import Runs
    from raa_builder.writers.tables import Fit

_ROW = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_HEAD_ROW = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_KEEP = "<w:keepNext/>"
_BEGUN, _CONTINUED = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
_END = "</w:p></w:tc>"
_SHORT = 12  # rows


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place of the grid: a cell, or what a cell above or to the left leaves empty."""

    column: int
    cell: TableCell
    columns: int = 1
    merge: str = ""
    empty: bool = False


@dataclass(frozen=True, slots=True)
class _RowLook:
    """What the cells of a row have in common: the role of their style, their ground, what keeps it with the next."""

    role: str
    ground: str
    keep: str


class TableLook:
    """What all tables of a document have in common: faces, the smaller type, the grounds of heads and totals."""

    def __init__(self, theme: Theme) -> None:
        tints = Tints(theme)
        self.family = family(theme.faces)
        self.small = theme.styles.table_small
        self.head, self.foot = tints.ground(theme.colours.ink), tints.ground(theme.colours.pale)


def table_xml(table: Table, fit: Fit, look: TableLook, runs: Runs, title: str) -> str:
    """The table.

    Args:
        table: The table.
        fit: Its type size and column widths.
        look: What all tables have in common.
        runs: Writes the text of cells.
        title: What the table is, for those who can't see it.
    """
    return "".join(_TableWriter(table, fit, look, runs).write(title))


class _TableWriter:
    def __init__(self, table: Table, fit: Fit, look: TableLook, runs: Runs) -> None:
        self.table = table
        self.fit = fit
        self.common = look
        self.runs = runs
        self.edges = [0, *(twips(edge) for edge in accumulate(fit.widths))]
        self.small = fit.style == look.small
        self.numeric = table.numeric_columns()
        self.head = len(table.head)
        self.first_foot = self.head + len(table.body)
        self.last = self.first_foot + len(table.foot) - 1
        self.openings: dict[tuple[_RowLook, int], list[str]] = {}  # of plain rows, which have them in common

    def write(self, title: str) -> Iterator[str]:
        yield f"<w:tbl>{self.properties(title)}<w:tblGrid>"
        yield from (f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(self.edges))
        yield "</w:tblGrid>"
        plain = all(cell.colspan == cell.rowspan == 1 for row in self.table.rows for cell in row)
        rows = map(self.plain_row, count(), self.table.rows) if plain else map(self.row, count(), self.slots())
        for y, cells in enumerate(rows):
            yield _HEAD_ROW if y < self.head else _ROW
            yield cells
            yield "</w:tr>"
        yield "</w:tbl>"

    def properties(self, title: str) -> str:
        headed = all(row and row[0].scope is Scope.ROW for row in self.table.body)
        total, first = bool(self.table.foot), headed and bool(self.table.body)
        bits = 0x0620 | 0x0040 * total | 0x0080 * first
        columns = "; ".join(filter(None, (plain(cell.content) for cell in self.table.head[0])))
        return (
            f'<w:tblPr><w:tblStyle w:val="{TABLE}"/><w:tblW w:w="{self.edges[-1]}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{bits:04X}" w:firstRow="1" w:lastRow="{total:d}" '
            f'w:firstColumn="{first:d}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{attribute(title)}"/><w:tblDescription w:val="{attribute(columns)}"/></w:tblPr>'
        )

    def slots(self) -> list[list[_Slot]]:
        """What stands in each row, in the order of columns."""
        rows: list[list[_Slot]] = [[] for _ in self.table.rows]
        for y, x, cell in self.table.grid():
            for row, slots in zip(rows[y : y + cell.rowspan], self.spanned(y, x, cell), strict=False):
                row.extend(slots)
        for row in rows:
            row.sort(key=attrgetter("column"))
        return rows

    def spanned(self, y: int, x: int, cell: TableCell) -> Iterator[list[_Slot]]:
        """What a cell that spans takes of each row, from its own down.

        Readers walk a plain grid more easily than merged cells, and Word's checker asks for one: a span that the eye
        does not need is given up.
        """
        plain_down = y < self.head
        plain_across = cell.colspan > 1 and y >= self.head and self.holds(x, cell, bold=y >= self.first_foot)
        width = 1 if plain_across else cell.colspan
        for down in range(cell.rowspan):
            merge = "" if plain_down or cell.rowspan == 1 else _CONTINUED if down else _BEGUN
            slots = [_Slot(x, cell, width, merge, empty=down > 0)]
            slots += (_Slot(x + n, cell, 1, merge, empty=True) for n in range(width, cell.colspan))
            yield slots

    def holds(self, column: int, cell: TableCell, *, bold: bool) -> bool:
        """Whether a column holds the text of a cell on one line."""
        face = self.common.family.face(bold=bold or cell.scope is not None)
        room = (self.edges[column + 1] - self.edges[column]) / 20 - 2 * PADDING_X
        return face.width(plain(cell.content), self.fit.style.size) <= room

    def plain_row(self, y: int, cells: Row) -> str:
        """The cells of a row in which none spans."""
        look = self.look(y)
        kind = look, len(cells)
        openings = self.openings.get(kind)
        if openings is None:
            openings = self.openings[kind] = [self.opening(look, _Slot(x, cell)) for x, cell in enumerate(cells)]
        write = self.runs.write
        return "".join([f"{start}{write(cell.content)}{_END}" for start, cell in zip(openings, cells, strict=True)])

    def row(self, y: int, slots: list[_Slot]) -> str:
        """The cells of a row."""
        look = self.look(y)
        return "".join([self.cell(look, slot) for slot in slots])

    def cell(self, row: _RowLook, slot: _Slot) -> str:
        content = "" if slot.empty else self.runs.write(slot.cell.content)
        return f"{self.opening(row, slot)}{content}{_END}"

    def opening(self, row: _RowLook, slot: _Slot) -> str:
        """A cell up to its text."""
        columns = len(self.edges) - 1
        right = min(slot.column + slot.columns, columns)
        width = self.edges[right] - self.edges[min(slot.column, columns)]
        span = f'<w:gridSpan w:val="{slot.columns}"/>' if slot.columns > 1 else ""
        role = row.role
        if slot.column in self.numeric:
            role = "Number" if role == "Text" else f"{role}Number"
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{slot.merge}{row.ground}'
        text_style = table_style(role, small=self.small)
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text_style, '', row.keep).removesuffix('</w:p>')}"

    def look(self, y: int) -> _RowLook:
        """The look of a row. The table style grounds the first and the last row only.

        A short table stays whole; of a long one, the last data row stays with the totals, and these together.
        """
        together = 0 if self.last < _SHORT else self.first_foot - 1
        keep = _KEEP if together <= y < self.last else ""
        if y < self.head:
            return _RowLook("Letters", self.common.head, keep) if y else _RowLook("Heading", "", keep)
        if y >= self.first_foot:
            return _RowLook("Total", self.common.foot if y < self.last else "", keep)
        return _RowLook("Text", "", keep)
