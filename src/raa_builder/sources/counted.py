# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers that the templates count: a report in, the rows that were counted out, by the number and the words beside it.

The fixed sentences say in letters how many axes there are of each kind, and how many initiatives of one state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder import italian
from raa_builder.model import InitiativeState
from raa_builder.sources.inputs import axis_input, initiative_input

if TYPE_CHECKING:
    from raa_builder.model import PriorityAxis, Report
    from raa_builder.provenance import Input, Place
    from raa_builder.sources.typed import Found


class Counts:
    """What is counted in one report."""

    def __init__(self, report: Report) -> None:
        self._axes = sorted(report.axes, key=lambda axis: -len(axis.designation))
        self._noun = italian.plural_of(report.programme.axis_noun).casefold()
        kinds = ([axis for axis in report.axes if axis.is_thematic is wanted] for wanted in (True, False))
        self._kinds = [tuple(map(axis_input, axes)) for axes in kinds]

    def rows(self, found: Found, place: Place) -> tuple[Input, ...]:
        """The cells of the rows that a number counts; none where it counts nothing that is known.

        Args:
            found: A number of the fixed words.
            place: Where it stands: of the initiatives, those of the axis of the section are counted.
        """
        if found.after.strip().casefold().startswith(self._noun):
            groups = self._kinds
        else:
            groups = _initiatives(self._axis_of(place))
        return next((rows for rows in groups if italian.in_letters(len(rows)) == found.text.casefold()), ())

    def _axis_of(self, place: Place) -> PriorityAxis | None:
        """The axis with whose name the title of a section begins, the longest first: `Asse II` before `Asse I`."""
        return next((axis for axis in self._axes if place.title.startswith(axis.designation)), None)


def _initiatives(axis: PriorityAxis | None) -> list[tuple[Input, ...]]:
    """The initiatives of an axis by state; first those to come, which the sentences count."""
    if axis is None:
        return []
    groups = sorted(axis.initiative_groups, key=lambda group: group[0] is not InitiativeState.PLANNED)
    return [tuple(initiative_input(one, axis) for one in listed) for _, listed in groups]
