# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The passages of a report: a report in, every text that is printed as prose out, with the row in which it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from raa_builder.model import TextSection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.cells import Entry
    from raa_builder.model import Initiative, PriorityAxis, Report


class Passage(NamedTuple):
    """A narrative cell.

    Attributes:
        entry: What was typed, and where.
        axis: The axis of its row; `None` for the programme's own texts.
        section: Where it stands in the summary.
        initiative: The initiative of which it is the title or the description, if it is one.
    """

    entry: Entry
    axis: PriorityAxis | None
    section: TextSection
    initiative: Initiative | None = None

    @property
    def text(self) -> str:
        """What was typed."""
        return self.entry.text


def all_passages(report: Report) -> Iterator[Passage]:
    """Every narrative cell in the order of the workbook's rows: the programme's, then axis by axis."""
    for text in report.texts:
        yield Passage(text.text, None, text.section)
    for axis in report.axes:
        for text in axis.texts:
            yield Passage(text.text, axis, text.section)
        for initiative in axis.initiatives:
            yield Passage(initiative.title, axis, TextSection.INITIATIVES, initiative)
            if initiative.description is not None:
                yield Passage(initiative.description, axis, TextSection.INITIATIVES, initiative)
