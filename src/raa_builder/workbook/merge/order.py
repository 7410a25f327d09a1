# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The order of rows: places in, the same in order out; where the rows of a base and of a copy stand, and what moved.

The summary follows the order of the rows that people add, so the base's order is kept. Rows that are new to it stand
where their numbers put them, or last, where the base's own rows are not in the order of their numbers.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from raa_builder.workbook import layout
from raa_builder.workbook.alike import sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from raa_builder.cells import Cell
    from raa_builder.workbook.canonical import Place
    from raa_builder.workbook.contents import Contents
    from raa_builder.workbook.merge.changes import Row

Group: TypeAlias = "tuple[str, str]"  # key of a sheet, label of the axis whose rows they are


def rank(place: Place, base: Contents) -> tuple[int, int, str, int]:
    """Where a place stands among others in an account: as in the base, rows that it lacks last."""
    sheet = sheet_of(place)
    row = base.rows.get((place.sheet, place.code))
    column = sheet.position(place.column) if place.column else 0
    return layout.SHEETS.index(sheet), row.row if row else sys.maxsize, place.code, column


def in_order(places: Iterable[Place], base: Contents) -> list[Place]:
    """Places in the order in which their rows are to stand."""
    groups = _groups({(place.sheet, place.code) for place in base.values}, base.rows)
    own = {
        group
        for group, rows in groups.items()
        if any(_number(row) > _number(following) for row, following in pairwise(rows))
    }
    at = {row: index for rows in groups.values() for index, row in enumerate(rows)}

    def key(place: Place) -> tuple[int, str, int, int, int]:
        sheet = sheet_of(place)
        row = place.sheet, place.code
        group = _group(row)
        index = at.get(row, sys.maxsize) if group in own else 0
        return layout.SHEETS.index(sheet), group[1], index, _number(row), sheet.position(place.column)

    return sorted(places, key=key)


def moved(base: Mapping[Row, Cell], copy: Mapping[Row, Cell], rows: Iterable[Row]) -> Iterator[str]:
    """The names of the sheets in which a copy has its rows in another order than the base.

    Args:
        base: Where each row stands in the base.
        copy: Where each row stands in the copy, its codes spelt as the base does.
        rows: The rows that hold anything in both.
    """
    common = [row for row in rows if row in base and row in copy]
    before, after = _groups(common, base), _groups(common, copy)
    for sheet in layout.SHEETS:
        if not sheet.lines and any(before[group] != after[group] for group in before if group[0] == sheet.key):
            yield sheet.name


def _groups(rows: Iterable[Row], places: Mapping[Row, Cell]) -> dict[Group, list[Row]]:
    """The rows of each axis in each sheet, top down."""
    groups: dict[Group, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (places[row].row, row)):
        groups[_group(row)].append(row)
    return groups


def _group(row: Row) -> Group:
    return row[0], "" if row[0] == layout.AXES.key else layout.split_code(row[1])[0]


def _number(row: Row) -> int:
    """The number at the end of a code; labels of axes have none."""
    return 0 if row[0] == layout.AXES.key else int(layout.split_code(row[1])[1][1:])
