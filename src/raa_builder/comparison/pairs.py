# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two editions side by side, as data: what became of each figure, row, text and axis."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from raa_builder.comparison.lines import Line
    from raa_builder.comparison.words import Piece
    from raa_builder.model import PriorityAxis, Report


class Status(Enum):
    """What became of a row, a text or an axis; the value stands in the JSON."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is no figure, under its name in the workbook; empty where an edition says nothing."""

    item: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowPair:
    """An initiative, an indicator or a text in two editions.

    Attributes:
        code: Its code in the later edition, or in the earlier one when it is gone.
        name: Its title or name; the section of a text.
        status: What became of it.
        facts: What is said otherwise, its code too where it moved.
        lines: Its figures that an edition knows.
        words: Its description or text, word by word, where that changed; all of it where the row is new or gone.
    """

    code: str
    name: str
    status: Status
    facts: tuple[Fact, ...]
    lines: tuple[Line, ...]
    words: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the editions do not say the same."""
        return self.status is not Status.SAME


@dataclass(frozen=True, slots=True)
class AxisPair:
    """An axis in two editions.

    Attributes:
        axis: As it is in the later edition, or in the earlier one when it is gone.
        status: What became of it.
        facts: What is said otherwise of the axis itself.
        finance: Its amounts.
        participants: Its participants; empty where none are counted.
        initiatives: In the order of the later edition, those that are gone at the end.
        indicators: Likewise.
        texts: Likewise.
    """

    axis: PriorityAxis
    status: Status
    facts: tuple[Fact, ...]
    finance: tuple[Line, ...]
    participants: tuple[Line, ...]
    initiatives: tuple[RowPair, ...]
    indicators: tuple[RowPair, ...]
    texts: tuple[RowPair, ...]

    @property
    def rows(self) -> tuple[RowPair, ...]:
        """Its initiatives, indicators and texts."""
        return (*self.initiatives, *self.indicators, *self.texts)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All its figures, those of its rows too."""
        return (*self.finance, *self.participants, *chain.from_iterable(row.lines for row in self.rows))

    @property
    def is_changed(self) -> bool:
        """Whether anything of it is said otherwise."""
        said = self.status is not Status.SAME or any(line.is_changed for line in self.lines)
        return said or bool(self.facts) or any(row.is_changed for row in self.rows)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions compared.

    Attributes:
        before: The earlier edition.
        after: The later edition.
        names: What they are called: "2019" and "2020", or "2019 r1" and "2019 r2".
        facts: What is said otherwise of the programme.
        targets: The programme's own figures: the targets of expenditure "N+3".
        finance: The programme's amounts.
        participants: The programme's participants; empty where none are counted.
        restated: Figures of a year that has passed and that the later edition states otherwise.
        axes: In the order of the later edition, those that are gone at the end.
        texts: The programme's own texts.
    """

    before: Report
    after: Report
    names: tuple[str, str]
    facts: tuple[Fact, ...]
    targets: tuple[Line, ...]
    finance: tuple[Line, ...]
    participants: tuple[Line, ...]
    restated: tuple[Line, ...]
    axes: tuple[AxisPair, ...]
    texts: tuple[RowPair, ...]

    @property
    def is_correction(self) -> bool:
        """Whether both are editions of the same year, so that what did not change needs no telling."""
        return self.before.programme.year == self.after.programme.year

    @property
    def restates(self) -> bool:
        """Whether the later edition states figures that the earlier one states too: `restated` tells something."""
        return self.after.programme.year - self.before.programme.year in {0, 1}

    @property
    def rows(self) -> tuple[RowPair, ...]:
        """All initiatives, indicators and texts."""
        return (*self.texts, *chain.from_iterable(axis.rows for axis in self.axes))

    @property
    def lines(self) -> tuple[Line, ...]:
        """All figures, the programme's first."""
        own = (*self.finance, *self.participants, *self.targets)
        return (*own, *chain.from_iterable(axis.lines for axis in self.axes))

    @property
    def is_changed(self) -> bool:
        """Whether the editions differ at all."""
        parts = (self.facts, self.restated)
        said = any(parts) or any(line.is_changed for line in self.lines)
        return said or any(row.is_changed for row in self.rows) or any(axis.is_changed for axis in self.axes)
