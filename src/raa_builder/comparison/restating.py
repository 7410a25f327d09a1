# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a later edition says of the year before against what was said then: the figures that were restated."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from raa_builder.comparison.lines import TOTAL, Line, finance_lines, participant_lines
from raa_builder.comparison.matching import matched
from raa_builder.model import Participants, PriorityAxis, Unit
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raa_builder.model import Report

Pairs = tuple[tuple[PriorityAxis | None, PriorityAxis | None], ...]


def restated(before: Report, after: Report, pairs: Pairs) -> tuple[Line, ...]:
    """The figures of a past year that the later edition states otherwise; what it leaves empty is not stated.

    Of the edition of the year after, `Anno precedente` is set against `Anno` of the earlier one. Of an edition of the
    same year, both state `Anno precedente`. Of other years there is nothing to set against.

    Args:
        before: The earlier edition.
        after: The later edition.
        pairs: Their axes.
    """
    years = after.programme.year - before.programme.year
    if years not in {0, 1}:
        return ()
    lines = chain(_programme(before, after, years), *(_axis(*pair, years) for pair in pairs))
    return tuple(line for line in lines if line.after is not None and line.is_changed)


def _programme(before: Report, after: Report, years: int) -> Iterator[Line]:
    one, other = before.programme, after.programme
    items = {line.key: line for line in layout.PROGRAMME.lines}
    if years:  # else the targets are figures like the others
        target = items["n3_target"]
        yield Line(target.number, "", target.item, Unit.EURO, one.n3_target_next, other.n3_target)
    if after.finance_previous.certified is None:
        certified = items["certified_previous"]
        known = before.finance.certified if years else before.certified_previous
        yield Line(certified.number, "", certified.item, Unit.EURO, known, other.certified_previous)


def _axis(before: PriorityAxis | None, after: PriorityAxis | None, years: int) -> Iterator[Line]:
    if before is None or after is None:
        return
    finance = before.finance if years else before.finance_previous
    people = before.participants if years else before.participants_previous
    label, owner = after.label, after.designation
    yield from finance_lines(label, owner, finance, after.finance_previous)
    yield from _without_total(participant_lines(label, owner, people or Participants(), after.participants_previous))
    yield from _indicators(before, after, years)


def _without_total(lines: Iterable[Line]) -> Iterator[Line]:
    return (line for line in lines if line.item != TOTAL)


def _indicators(before: PriorityAxis, after: PriorityAxis, years: int) -> Iterator[Line]:
    rows = matched(
        before.indicators, after.indicators, lambda row: layout.split_code(row.code)[1], lambda row: row.name.text
    )
    for one, other in rows:
        if one is not None and other is not None and one.unit is other.unit:
            known = one.value if years else one.previous
            owner = f"{after.designation}, {other.code}"
            yield Line(other.code, owner, other.name.text, other.unit, known, other.previous)
