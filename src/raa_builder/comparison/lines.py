# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures of two editions side by side: amounts in euros, counts in persons or projects, percentages as ratios."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raa_builder.model import Participants, Unit
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.cells import Figure
    from raa_builder.model import Finance

_NOT_COMPARED = frozenset({"declared_total"})  # only checks a sum
TOTAL = "Totale"


@dataclass(frozen=True, slots=True)
class Line:
    """A figure in two editions.

    Attributes:
        code: Its row, `I.F3`; empty for a sum.
        owner: What it is a figure of: "Asse I", "I.N03 Dote lavoro"; empty for the programme.
        item: What it measures, as the workbook says: "Impegni".
        unit: Its unit.
        before: In the earlier edition, `None` where unknown.
        after: In the later edition, `None` where unknown.
        unit_before: Its unit in the earlier edition where that was another one.
    """

    code: str
    owner: str
    item: str
    unit: Unit
    before: Figure | None
    after: Figure | None
    unit_before: Unit | None = None

    @property
    def difference(self) -> Figure | None:
        """The later figure less the earlier one; `None` where one is unknown or they have no unit in common."""
        if self.before is None or self.after is None or self.unit_before:
            return None
        return self.after - self.before

    @property
    def change(self) -> Figure | None:
        """The difference as a share of the earlier figure: 0.04 for 4%; `None` where that has no meaning.

        Percentages have a difference in points, and no share of a share.
        """
        difference = self.difference
        return None if difference is None or self.unit is Unit.PERCENT else difference.ratio(self.before)

    @property
    def is_known(self) -> bool:
        """Whether an edition says it."""
        return self.before is not None or self.after is not None

    @property
    def is_changed(self) -> bool:
        """Whether the editions say something else."""
        before, after = (figure.value if figure is not None else None for figure in (self.before, self.after))
        return before != after or self.unit_before is not None


def finance_lines(
    label: str, owner: str, before: Finance | None, after: Finance | None
) -> tuple[Line, ...]:  # fmt: skip
    """The amounts of an axis, or of the programme, item by item.

    Args:
        label: Label of the axis; empty for the programme.
        owner: How the axis is called.
        before: In the earlier edition; `None` when it had no such axis.
        after: In the later edition, likewise.
    """
    return tuple(_lines(layout.FINANCE, Unit.EURO, label, owner, (before, after)))


def participant_lines(
    label: str, owner: str, before: Participants | None, after: Participants | None
) -> tuple[Line, ...]:  # fmt: skip
    """The participants that one of the editions counts, group by group, and how many they are; see `finance_lines`."""
    groups = tuple(
        line for line in _lines(layout.PARTICIPANTS, Unit.NUMBER, label, owner, (before, after)) if line.is_known
    )
    one, other = (people.total if people is not None else None for people in (before, after))
    return (*groups, Line("", owner, TOTAL, Unit.NUMBER, one, other)) if groups else ()


def _lines(
    sheet: layout.Sheet, unit: Unit, label: str, owner: str, values: tuple[Finance | Participants | None, ...]
) -> Iterator[Line]:
    for line in sheet.lines:
        if line.key not in _NOT_COMPARED:
            before, after = (getattr(value, line.key) if value is not None else None for value in values)
            yield Line(f"{label}.{line.number}" if label else "", owner, line.item, unit, before, after)
