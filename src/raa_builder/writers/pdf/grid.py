# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables: a table and its fit in, slabs out, one for each row (rows that share a cell make one slab)."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.document import Scope
from raa_builder.theme import Mm, points
from raa_builder.writers.pdf.boxes import Anchor, Box, Fill, Slab, TextLine
from raa_builder.writers.pdf.setting import SetLine, baseline, placed, set_text
from raa_builder.writers.pdf.text import Look
from raa_builder.writers.tables import PADDING_X, PADDING_Y

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from raa_builder.document import Table, TableCell
    from raa_builder.theme import Theme
    from raa_builder.writers.metrics import Family
    from raa_builder.writers.pdf.tree import Node
    from raa_builder.writers.tables import Fit

_HAIRLINE = 0.5
_KEPT_WHOLE = 12  # a table of so few rows, and of no more than half a page, is never divided
_TALLEST = 0.6  # of a page: a taller row is divided between its lines
_LETTERS = 0.85  # size of further rows of the head, where column letters and formulas stand, of the table's
_SCOPES = {Scope.COLUMN: "Column", Scope.ROW: "Row"}


class _Placed(NamedTuple):
    """A cell that was set: where it stands in the grid and its lines."""

    row: int
    column: int
    cell: TableCell
    node: Node
    lines: list[SetLine]
    size: float


class Grid:
    """Sets one table.

    Args:
        table: The table.
        fit: Its type and column widths.
        left: Its left edge on the page, points.
        theme: Colours and language.
        family: The font.
        node: The structure node of the table.
    """

    def __init__(self, table: Table, fit: Fit, left: float, theme: Theme, family: Family, node: Node) -> None:
        self._table = table
        self._fit = fit
        self._theme = theme
        self._family = family
        self._edges = [left]
        for width in fit.widths:
            self._edges.append(self._edges[-1] + width)
        self._numeric = table.numeric_columns()
        self._looks: dict[tuple[bool, bool, bool], Look] = {}
        self._language = theme.words.language
        page = theme.page
        self._head = len(table.head)
        self._foot = self._head + len(table.body)
        self._count = self._foot + len(table.foot)
        self._most = points(Mm((page.width if fit.landscape else page.height) - page.top - page.bottom))
        self._cells = self._set_cells(node)
        self._heights = self._row_heights()

    def slabs(self, note: Callable[[str], list[Slab]]) -> list[Slab]:
        """The rows as slabs; the head is repeated above rows that begin a page, the totals never stand alone on one.

        Args:
            note: The slabs of the footnote of that name; none when it stands already elsewhere.
        """
        groups = self._groups()
        by_row: dict[int, list[_Placed]] = {}
        for cell in self._cells:
            by_row.setdefault(cell.row, []).append(cell)
        slabs = [self._slab(first, last, by_row) for first, last in groups]
        for slab, (first, last) in zip(slabs, groups, strict=True):
            slab.notes = tuple(self._notes(by_row, first, last, note))
        whole = self._count <= _KEPT_WHOLE and sum(self._heights) <= self._most / 2
        heads = tuple(slab for slab, (first, _) in zip(slabs, groups, strict=True) if first < self._head)
        for slab, (first, last) in zip(slabs, groups, strict=True):
            ends = first <= self._head or last >= self._foot - 1
            slab.keep = ends or whole
            if first >= self._head:
                slab.repeat = heads
        slabs[-1].keep = False
        return [piece for slab in slabs for piece in self._pieces(slab)]

    def _notes(
        self, by_row: dict[int, list[_Placed]], first: int, last: int, note: Callable[[str], list[Slab]]
    ) -> Iterator[Slab]:
        """The footnotes whose marks stand in the rows from `first` to `last`."""
        for row in range(first, last + 1):
            for cell in by_row.get(row, ()):
                for line in cell.lines:
                    for name in line.notes:
                        yield from note(name)

    def _groups(self) -> list[tuple[int, int]]:
        """First and last row of each slab: rows joined by a cell over several of them stay together."""
        groups: list[tuple[int, int]] = []
        reach = -1
        for row in range(self._count):
            spans = (
                [cell.row + cell.cell.rowspan - 1 for cell in self._cells if cell.row == row] if self._spans else [row]
            )
            if groups and row <= reach:
                groups[-1] = (groups[-1][0], row)
            else:
                groups.append((row, row))
            reach = max(reach, min(max(spans, default=row), self._count - 1))
        return groups

    # ── setting ──────────────────────────────────────────────────────────────

    def _set_cells(self, node: Node) -> list[_Placed]:
        body = node.child("TBody")
        head = node.child("THead") if self._table.body else body  # a head and nothing below it is just rows
        foot = node.child("TFoot") if self._table.body else body
        rows: dict[int, Node] = {}
        cells = []
        self._spans = False
        for y, x, cell in self._table.grid():
            self._spans |= cell.rowspan > 1
            if y not in rows:
                rows[y] = (head if y < self._head else foot if y >= self._foot else body).child("TR")
            cells.append(self._set_cell(y, x, cell, rows[y]))
        return cells

    def _set_cell(self, y: int, x: int, cell: TableCell, row: Node) -> _Placed:
        node = row.child("TH" if cell.scope else "TD", _attributes(cell.scope, cell.colspan, cell.rowspan))
        look = self._look(y)
        width = self._edges[min(x + cell.colspan, len(self._fit.widths))] - self._edges[x] - 2 * PADDING_X
        lines = set_text(cell.content, look, node, self._language, width)
        return _Placed(y, x, cell, node, lines, look.size)

    def _look(self, row: int) -> Look:
        kind = row == 0, row < self._head, row >= self._foot
        if kind not in self._looks:
            first, head, foot = kind
            colours = self._theme.colours
            size = self._fit.style.size * (_LETTERS if head and not first else 1.0)
            text, link = (colours.white, colours.white) if head else (colours.text, colours.heading)
            self._looks[kind] = Look(self._family, size, text, link, bold=first or foot)
        return self._looks[kind]

    def _row_heights(self) -> list[float]:
        least = self._fit.style.leading + 2 * PADDING_Y
        heights = [least] * self._count
        for cell in self._cells:
            needed = len(cell.lines) * self._leading(cell) + 2 * PADDING_Y
            end = min(cell.row + cell.cell.rowspan, self._count)
            missing = needed - sum(heights[cell.row : end])
            if missing > 0:
                heights[end - 1] += missing
        return heights

    def _leading(self, cell: _Placed) -> float:
        return self._fit.style.leading * cell.size / self._fit.style.size

    # ── drawing ──────────────────────────────────────────────────────────────

    def _slab(self, first: int, last: int, by_row: dict[int, list[_Placed]]) -> Slab:
        height = sum(self._heights[first : last + 1])
        boxes: list[Box] = [self._ground(first, height)] if self._ground_colour(first) else []
        top = 0.0
        for row in range(first, last + 1):
            for cell in by_row.get(row, ()):
                boxes += self._cell_boxes(cell, top)
            top += self._heights[row]
            if row >= self._head:
                boxes.append(self._rule(top))
        return Slab(height, boxes)

    def _pieces(self, slab: Slab) -> list[Slab]:
        """The slab, or its lines one by one when it would hardly fit a page."""
        if slab.height <= self._most * _TALLEST:
            return [slab]
        leading = self._fit.style.leading
        cuts = [PADDING_Y + leading * line for line in range(1, int((slab.height - 2 * PADDING_Y) / leading))]
        bounds = list(pairwise([0.0, *cuts, slab.height]))
        pieces = [Slab(high - low, repeat=slab.repeat) for low, high in bounds]
        for box in slab.boxes:
            if isinstance(box, TextLine):
                line = min(int((box.y - PADDING_Y) / leading), len(cuts))
                pieces[line].boxes.append(box._replace(y=box.y - bounds[line][0]))
            elif isinstance(box, Fill):
                for piece, (low, high) in zip(pieces, bounds, strict=True):
                    piece.boxes += _clipped(box, low, high)
            else:
                pieces[0].boxes.append(box)
        pieces[0].notes, pieces[-1].keep = slab.notes, slab.keep
        return pieces

    def _ground_colour(self, row: int) -> str:
        if row < self._head:
            return self._theme.colours.ink
        return self._theme.colours.pale if row >= self._foot else ""

    def _ground(self, row: int, height: float) -> Fill:
        return Fill(self._edges[0], 0, self._edges[-1] - self._edges[0], height, self._ground_colour(row))

    def _rule(self, y: float) -> Fill:
        width = self._edges[-1] - self._edges[0]
        return Fill(self._edges[0], y - _HAIRLINE, width, _HAIRLINE, self._theme.colours.hairline)

    def _cell_boxes(self, cell: _Placed, top: float) -> list[Box]:
        boxes: list[Box] = [Anchor(cell.node)]
        height = sum(self._heights[cell.row : cell.row + cell.cell.rowspan])
        leading = self._leading(cell)
        on_the_floor = height - PADDING_Y - len(cell.lines) * leading  # where names of columns stand
        y = top + (on_the_floor if cell.row < self._head else PADDING_Y)
        left = self._edges[cell.column] + PADDING_X
        right = self._edges[min(cell.column + cell.cell.colspan, len(self._fit.widths))] - PADDING_X
        flush_right = cell.column in self._numeric
        at = y + baseline(self._fit.style) * leading / self._fit.style.leading
        for line in cell.lines:
            boxes.append(placed(line, right - line.width if flush_right else left, at))
            at += leading
        return boxes


def _clipped(fill: Fill, low: float, high: float) -> list[Box]:
    """What of a rectangle stands between two heights, measured from the first of them."""
    top, bottom = max(fill.y, low), min(fill.y + fill.height, high)
    return [fill._replace(y=top - low, height=bottom - top)] if bottom > top else []


@lru_cache(maxsize=128)
def _attributes(scope: Scope | None, colspan: int, rowspan: int) -> str:
    """The table attributes of a cell (ISO 32000-1, 14.8.5.7)."""
    entries = [f"/Scope /{_SCOPES[scope]}"] if scope else []
    if colspan > 1:
        entries.append(f"/ColSpan {colspan}")
    if rowspan > 1:
        entries.append(f"/RowSpan {rowspan}")
    return f"/A << /O /Table {' '.join(entries)} >>" if entries else ""
