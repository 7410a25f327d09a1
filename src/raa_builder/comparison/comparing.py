# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two reports in, all that differs between them out: figures, facts, rows and texts, axis by axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.cells import Figure
from raa_builder.comparison.lines import Line, finance_lines, participant_lines
from raa_builder.comparison.matching import matched
from raa_builder.comparison.pairs import AxisPair, Comparison, Fact
from raa_builder.comparison.restating import restated
from raa_builder.comparison.rows import indicator_pairs, initiative_pairs, status, text_pairs, told_otherwise
from raa_builder.model import Unit
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.model import PriorityAxis, Programme, Report

_DATED = frozenset({"year", "reference_date"})  # each edition has its own, which is no change


def compare(before: Report, after: Report, names: tuple[str, str]) -> Comparison:
    """What differs between two editions.

    Args:
        before: The earlier edition.
        after: The later edition, or a correction.
        names: What they are called.
    """
    pairs = matched(before.axes, after.axes, lambda axis: axis.label, lambda axis: axis.name.text, code_decides=True)
    return Comparison(
        before,
        after,
        names,
        tuple(_programme_facts(before.programme, after.programme)),
        _targets(before.programme, after.programme),
        finance_lines("", "", before.finance, after.finance),
        participant_lines("", "", before.participants, after.participants),
        restated(before, after, pairs),
        tuple(_axis_pair(one, other) for one, other in pairs),
        text_pairs(before.texts, after.texts),
    )


def _programme_facts(before: Programme, after: Programme) -> Iterator[Fact]:
    dated = _DATED if before.year != after.year else frozenset()
    for line in layout.PROGRAMME.lines:
        values = (getattr(before, line.key), getattr(after, line.key))
        if line.key not in dated and not line.private and not any(isinstance(value, Figure) for value in values):
            yield from told_otherwise(line.item, *values)


def _targets(before: Programme, after: Programme) -> tuple[Line, ...]:
    lines = (
        Line(line.number, "", line.item, Unit.EURO, getattr(before, line.key), getattr(after, line.key))
        for line in layout.PROGRAMME.lines
        if line.key in {"n3_target", "n3_target_next"}
    )
    return tuple(line for line in lines if line.is_known)


def _axis_pair(before: PriorityAxis | None, after: PriorityAxis | None) -> AxisPair:
    axis = after or before
    assert axis is not None  # noqa: S101 -- a pair is never empty
    label, owner = axis.label, axis.designation
    finance = (side.finance if side else None for side in (before, after))
    participants = (side.participants if side else None for side in (before, after))
    return AxisPair(
        axis,
        status(before, after),
        tuple(_axis_facts(before, after)) if before and after else (),
        finance_lines(label, owner, *finance),
        participant_lines(label, owner, *participants),
        initiative_pairs(before.initiatives if before else (), after.initiatives if after else ()),
        indicator_pairs(before.indicators if before else (), after.indicators if after else ()),
        text_pairs(before.texts if before else (), after.texts if after else ()),
    )


def _axis_facts(before: PriorityAxis, after: PriorityAxis) -> Iterator[Fact]:
    for column in layout.AXES.columns:
        key = "label" if column.key == "axis" else column.key
        if not column.private:
            yield from told_otherwise(column.header, getattr(before, key), getattr(after, key))
