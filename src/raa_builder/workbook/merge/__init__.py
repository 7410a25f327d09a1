# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Three-way merge: a base and the copies that came back in, what the merged workbook holds and an account out.

Rows are told apart by their codes, wherever they have moved. What one copy changed is applied once, and so is what
several changed alike; nothing else is guessed. Whatever would lose something waits for a decision: two copies that
differ, a cell emptied, a row taken away. What a copy changed outside its own axis is told and not applied.

A copy is compared with the base that it was made from. Where that is another one, nobody can tell what the copy changed
from what the base did since: only cells and rows that are empty in the base are then filled, values that differ wait
for a decision, and what the copy lacks is left as it is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from itertools import combinations
from typing import TYPE_CHECKING

from raa_builder.errors import FileError, UsageError
from raa_builder.findings import blocking
from raa_builder.model import AxisKind
from raa_builder.workbook import layout
from raa_builder.workbook.alike import alike
from raa_builder.workbook.axes import AxisSpec
from raa_builder.workbook.canonical import Place
from raa_builder.workbook.layout import Kind
from raa_builder.workbook.merge.changes import Change, Deed, Row, Spelling, Version, changes_of, is_known, same
from raa_builder.workbook.merge.decisions import Decisions
from raa_builder.workbook.merge.order import in_order, moved, rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from raa_builder.workbook.canonical import Value
    from raa_builder.workbook.contents import Content, Contents

__all__ = ["Merged", "Outcome", "Status", "Version", "is_blocked", "merge"]

_SAME_EDITION = "Si uniscono le copie di una stessa edizione: indicarne la base giusta con --base."


class Status(Enum):
    """What came of a change; the value is the Italian word for it."""

    APPLIED = "applicata"
    NOT_APPLIED = "non applicata"
    ASKED = "da confermare"
    CONFLICT = "in conflitto"

    @property
    def is_open(self) -> bool:
        """Whether somebody must decide."""
        return self in {Status.ASKED, Status.CONFLICT}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A change and what came of it."""

    change: Change
    status: Status


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge.

    Attributes:
        year: Reference year of the base.
        values: What the merged workbook holds, by place.
        axes: Its axes, in order.
        outcomes: Every change of every copy, by copy and place.
        strangers: Names of the copies made from another base.
        moved: Names of the sheets whose rows a copy has in another order, by name of the copy; the base's order counts.
    """

    year: int
    values: dict[Place, Content]
    axes: tuple[AxisSpec, ...]
    outcomes: tuple[Outcome, ...]
    strangers: tuple[str, ...]
    moved: dict[str, tuple[str, ...]]

    @property
    def typed(self) -> dict[Place, Value]:
        """The values without the cells that they came from."""
        return {place: content.value for place, content in self.values.items()}

    @property
    def open(self) -> tuple[Outcome, ...]:
        """The changes about which somebody must decide."""
        return tuple(outcome for outcome in self.outcomes if outcome.status.is_open)


def merge(base: Version, copies: Sequence[Version], accepted: Sequence[str] = ()) -> Merged:
    """Merge copies into their base.

    Args:
        base: What the copies were made from.
        copies: What came back; their order does not matter.
        accepted: Decisions, `CODE=COPY` or `CODE/COLUMN=COPY`: whose change counts at that row or cell. The base's
            name instead of a copy's leaves what the base holds.

    Raises:
        FileError: A copy is of another programme or year, or the base says no year.
        UsageError: The base is the copy of one axis, or a decision names a workbook that is not there, or nothing that
            was changed.
    """
    year = _year(base)
    decisions = Decisions(base, copies, accepted)
    copies = sorted(copies, key=lambda copy: copy.name)
    for copy in copies:
        _refuse_other_edition(base, copy)
    spelling = Spelling(base.contents)
    changes = [change for copy in copies for change in changes_of(base.contents, copy, spelling)]
    decisions.check(changes)
    by_row: dict[Row, list[Change]] = defaultdict(list)
    for change in changes:
        by_row[change.row].append(change)
    outcomes = [outcome for several in by_row.values() for outcome in _settled_row(several, decisions)]
    outcomes.sort(key=lambda outcome: (outcome.change.copy, rank(outcome.change.place, base.contents)))
    values = _applied(base.contents, outcomes)
    return Merged(
        year,
        values,
        _axes(base.contents.axes, values),
        tuple(outcomes),
        tuple(copy.name for copy in copies if not is_known(base.contents, copy.contents)),
        {copy.name: sheets for copy in copies if (sheets := _moved(base.contents, copy.contents, spelling))},
    )


def is_blocked(versions: Iterable[Version]) -> bool:
    """Whether something in the workbooks can't be read, so that a merge would lose it."""
    return any(blocking(version.contents.findings) for version in versions)


def _year(base: Version) -> int:
    contents = base.contents
    if contents.axis:
        fault = f"è la copia del solo asse {contents.axis}"
        raise UsageError(f"{base.name} {fault}.", "Indicare come base il foglio di lavoro con tutti gli assi.")
    if contents.year is None:
        raise FileError(f"{base.name}: manca l'anno di riferimento.", "Scriverlo nella riga P07.")
    return contents.year


def _moved(base: Contents, copy: Contents, spelling: Spelling) -> tuple[str, ...]:
    rows = spelling.rows(base).keys() & spelling.rows(copy).keys()
    return tuple(moved(spelling.places(base), spelling.places(copy), rows))


def _refuse_other_edition(base: Version, copy: Version) -> None:
    """A copy made from the base is of its edition, whatever was typed there since."""
    ours, theirs = base.contents, copy.contents
    if is_known(ours, theirs):
        return
    if None not in {ours.year, theirs.year} and ours.year != theirs.year:
        raise FileError(f"{copy.name} è del {theirs.year}, {base.name} del {ours.year}.", _SAME_EDITION)
    if ours.code and theirs.code and not alike(Kind.TEXT, ours.code, theirs.code):
        fault = f"è di un altro programma: il suo codice CCI è «{theirs.code}», quello della base «{ours.code}»"
        raise FileError(f"{copy.name} {fault}.", _SAME_EDITION)


# ── what comes of the changes ────────────────────────────────────────────────


def _settled_row(changes: Sequence[Change], decisions: Decisions) -> Iterator[Outcome]:
    """What comes of the changes to one row. A row that one takes away and another writes in is a conflict."""
    removals = [change for change in changes if change.deed is Deed.REMOVED]
    others = [change for change in changes if change.deed is not Deed.REMOVED]
    chosen = decisions.at(changes[0].place._replace(column=""))
    asking = [change for change in removals if not change.is_weak]
    against = [change for change in others if not change.is_weak]
    if any(change.copy == chosen for change in removals):
        yield from (Outcome(change, Status.APPLIED) for change in removals)
        yield from (Outcome(change, Status.NOT_APPLIED) for change in others)
    elif asking and chosen is None:
        status = Status.CONFLICT if against else Status.ASKED
        yield from (Outcome(change, Status.NOT_APPLIED if change.is_weak else status) for change in changes)
    else:
        yield from (Outcome(change, Status.NOT_APPLIED) for change in removals)
        yield from _settled_cells(others, decisions)


def _settled_cells(changes: Iterable[Change], decisions: Decisions) -> Iterator[Outcome]:
    """What comes of the changes to one row that stays, cell by cell; a row that was added is settled as a whole."""
    by_place: dict[Place, list[Change]] = defaultdict(list)
    for change in changes:
        by_place[change.place].append(change)
    for place, several in by_place.items():
        yield from _settled(several, decisions.at(place), decisions.base)


def _settled(changes: Sequence[Change], chosen: str | None, base: str) -> Iterator[Outcome]:
    """What comes of the changes to one cell, or of several rows added with one code."""
    strong = [change for change in changes if not change.is_weak]
    winners = [change for change in changes if change.copy == chosen]
    if winners or chosen == base or not strong:
        status = Status.APPLIED
    elif not all(_agree(one, other) for one, other in combinations(strong, 2)):
        status = Status.CONFLICT
    else:
        winners, status = strong, Status.ASKED if all(change.is_doubtful for change in strong) else Status.APPLIED
    for change in changes:
        if status is Status.CONFLICT:
            yield Outcome(change, Status.NOT_APPLIED if change.is_weak else status)
        else:
            agrees = bool(winners) and _agree(change, winners[0])
            yield Outcome(change, status if agrees else Status.NOT_APPLIED)


def _agree(one: Change, other: Change) -> bool:
    """Whether two changes of one place leave the same behind."""
    first, second = ({edit.place.column: edit.new for edit in change.edits if edit.new} for change in (one, other))
    keys = first.keys() | second.keys()
    return all(same(one.place._replace(column=key), first.get(key), second.get(key), first, second) for key in keys)


# ── the merged workbook ──────────────────────────────────────────────────────


def _applied(base: Contents, outcomes: Iterable[Outcome]) -> dict[Place, Content]:
    """The base's values with every change that applies, in order; of equal ones that of the first copy counts."""
    applied = [outcome.change for outcome in outcomes if outcome.status is Status.APPLIED]
    edits = {edit.place: edit.new for change in reversed(applied) for edit in change.edits}
    values = {**base.values, **edits}
    return {place: content for place in in_order(values, base) if (content := values[place])}


def _axes(axes: Sequence[AxisSpec], values: Mapping[Place, Content]) -> tuple[AxisSpec, ...]:
    """The axes of the merged workbook: the base's, then those that copies added; their kinds as `Assi` says.

    An axis goes only when nothing of it is left.
    """
    known = {axis.label: axis.kind for axis in axes}
    named = {place.code for place in values if place.sheet == layout.AXES.key}
    used = named | {layout.split_code(place.code)[0] for place in values}
    result = []
    for label in (*(label for label in known if label in used), *sorted(named - known.keys())):
        typed = values.get(Place(layout.AXES.key, label, "kind"))
        said = (kind for kind in AxisKind if typed and alike(Kind.CHOICE, kind.value, typed.value))
        result.append(AxisSpec(label, next(said, known.get(label, AxisKind.THEMATIC))))
    return tuple(result)
