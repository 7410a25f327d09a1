# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a copy changed: the base and the copy in, changes out, each of a cell or of a whole row.

A row that was added or taken away is one change, since half a row says nothing; a row that people add is taken away too
where all its cells were emptied, for a protected sheet lets nobody delete it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from raa_builder.model import Unit
from raa_builder.workbook import layout
from raa_builder.workbook.alike import alike, kind_at, sheet_of
from raa_builder.workbook.canonical import Place
from raa_builder.workbook.layout import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from raa_builder.cells import Cell
    from raa_builder.workbook.contents import Content, Contents

Row: TypeAlias = "tuple[str, str]"  # key of a sheet, code of a row as the base spells it
Cells: TypeAlias = "Mapping[str, Content]"  # of one row, by key of the column


class Deed(Enum):
    """What a copy did at a place; the value is the Italian word for it."""

    FILLED = "compilata"
    CHANGED = "cambiata"
    EMPTIED = "svuotata"
    ADDED = "riga aggiunta"
    REMOVED = "riga tolta"

    @property
    def loses(self) -> bool:
        """Whether something that the base holds would be lost."""
        return self in {Deed.EMPTIED, Deed.REMOVED}

    @property
    def is_of_row(self) -> bool:
        """Whether it is done to a row as a whole."""
        return self in {Deed.ADDED, Deed.REMOVED}


@dataclass(frozen=True, slots=True)
class Version:
    """A workbook under the name that it has on the command line."""

    name: str
    contents: Contents


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell before and after: in the base and in the copy; `None` where it is empty."""

    place: Place
    old: Content | None
    new: Content | None

    @property
    def latest(self) -> Content:
        """What the copy holds; what the base held, where the copy's cell is empty."""
        content = self.new or self.old
        if content is None:
            raise ValueError(self.place)
        return content


@dataclass(frozen=True, slots=True)
class Change:
    """What one copy did to a cell, or to a row as a whole.

    Attributes:
        copy: Name of the copy.
        place: The cell; `column` is empty for a whole row.
        deed: What was done.
        edits: The cells concerned: one, or those of the row.
        cell: Where to look: the cell or row in the copy; in the base where the copy lacks the row.
        foreign: Whether it lies outside the axis that the copy was issued for.
        known: Whether the copy was made from this very base.
    """

    copy: str
    place: Place
    deed: Deed
    edits: tuple[Edit, ...]
    cell: Cell
    foreign: bool
    known: bool

    @property
    def row(self) -> Row:
        """The row that it concerns."""
        return self.place.sheet, self.place.code

    @property
    def is_weak(self) -> bool:
        """Whether it is only told, unless somebody accepts it."""
        return self.foreign or (not self.known and self.deed.loses)

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody must confirm it."""
        return self.deed.loses or (not self.known and self.deed is Deed.CHANGED)


# ── comparing ────────────────────────────────────────────────────────────────


class Spelling:
    """Codes as the base spells them: a label of an axis may be typed in another case in the copy's `Assi`."""

    def __init__(self, base: Contents) -> None:
        self._labels = {layout.folded(axis.label): axis.label for axis in base.axes}

    def of(self, sheet: str, code: str) -> str:
        """The code of a row, or the label of an axis."""
        if sheet == layout.AXES.key:
            return self._labels.get(layout.folded(code), code)
        label, number = layout.split_code(code)
        return f"{self._labels.get(layout.folded(label), label)}.{number}" if label else code

    def rows(self, contents: Contents) -> dict[Row, dict[str, Content]]:
        """What each row holds, by key of the column; rows that hold nothing are not there."""
        rows: dict[Row, dict[str, Content]] = defaultdict(dict)
        for place, content in contents.values.items():
            rows[place.sheet, self.of(place.sheet, place.code)][place.column] = content
        return rows

    def places(self, contents: Contents) -> dict[Row, Cell]:
        """Where each row begins, also those that hold nothing."""
        return {(sheet, self.of(sheet, code)): cell for (sheet, code), cell in contents.rows.items()}


def changes_of(base: Contents, copy: Version, spelling: Spelling) -> Iterator[Change]:
    """What a copy did, row by row."""
    before, after = spelling.rows(base), spelling.rows(copy.contents)
    places, columns = spelling.places(copy.contents), _columns(copy.contents)
    known = is_known(base, copy.contents)
    for row in dict.fromkeys((*before, *after)):
        foreign = bool(copy.contents.axis) and _owner(row) != layout.folded(copy.contents.axis)
        start = places.get(row)
        if start is None and foreign:
            continue  # a copy issued for one axis holds only its rows
        for deed, edits in _deeds(row, before.get(row, {}), after.get(row, {}), is_there=start is not None):
            column = "" if deed.is_of_row else edits[0].place.column
            cell = _where(deed, edits[0], start, columns)
            yield Change(copy.name, Place(*row, column), deed, edits, cell, foreign, known)


def is_known(base: Contents, copy: Contents) -> bool:
    """Whether a copy was made from this very base."""
    return copy.base == base.fingerprint


def _owner(row: Row) -> str:
    """The axis that a row belongs to, folded; `p`, or nothing, is the programme."""
    sheet, code = row
    return layout.folded(code if sheet == layout.AXES.key else layout.split_code(code)[0])


def _columns(contents: Contents) -> dict[tuple[str, str], int]:
    """The number of each column of a workbook that holds anything, by keys of sheet and column."""
    return {(place.sheet, place.column): content.cell.column for place, content in contents.values.items()}


def _where(deed: Deed, edit: Edit, start: Cell | None, columns: Mapping[tuple[str, str], int]) -> Cell:
    """The cell in the copy, even one that is now empty; where the copy lacks the row, the row in the base."""
    cell = edit.latest.cell
    if deed.is_of_row:
        return replace(start or cell, column=0)
    if edit.new:
        return cell
    return replace(start or cell, column=columns.get((edit.place.sheet, edit.place.column), cell.column))


def _deeds(row: Row, before: Cells, after: Cells, *, is_there: bool) -> Iterator[tuple[Deed, tuple[Edit, ...]]]:
    """What was done to a row: to the whole of it, or to its cells one by one."""
    sheet = sheet_of(Place(*row, ""))
    keys = [column.key for column in sheet.columns if column.key in before or column.key in after]
    edits = [Edit(Place(*row, key), before.get(key), after.get(key)) for key in keys]
    if not sheet.lines and not before:
        yield Deed.ADDED, tuple(edits)
    elif not after and not (sheet.lines and is_there):
        yield Deed.REMOVED, tuple(edits)
    else:
        for edit in edits:
            if not same(edit.place, edit.old, edit.new, before, after):
                yield _deed(edit), (edit,)


def _deed(edit: Edit) -> Deed:
    if edit.old is None:
        return Deed.FILLED
    return Deed.EMPTIED if edit.new is None else Deed.CHANGED


def same(place: Place, one: Content | None, other: Content | None, *rows: Cells) -> bool:
    """Whether two contents of a place say the same; an indicator's values are amounts where its row says so."""
    kind = kind_at(place)
    units = {row["unit"].value for row in rows if "unit" in row} if kind is Kind.MEASURE else set()
    if units == {Unit.EURO.value}:
        kind = Kind.AMOUNT
    return alike(kind, one and one.value, other and other.value)
