# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several axes that a text speaks of as one: words in, the axes that they name together and the sums of these out.

`gli Assi I e II`, `i cinque Assi` where there are five, `tutti gli Assi`, `i quattro Assi tematici`; in a text of an
axis also `insieme all’Asse II`. Where one of them lacks a figure, so does the sum.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raa_builder import italian
from raa_builder.model import Finance, Participants
from raa_builder.prose.meanings.figures import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from raa_builder.model import PriorityAxis, Report
    from raa_builder.prose.meanings.figures import Figures

_ARTICLE = (
    r"\b(?:[Tt]utt[ei]\s(?:e\s)?(?:(?:gli|i|le)\s)?"
    r"|(?:[Ii]|[Gg]li|[Ll]e|(?:[Dd]e|[Nn]e|[Ss]u|[Aa]|[Dd]a)(?:i|gli|lle))\s)"
)
_EVERY = r"\b[Tt]utt[ei]\s(?:gli|i|le)\s"
_WITH = re.compile(r"\b[Ii]nsieme\sa(?:l|gli|i|lla|lle|ll[’'])\s?$")


def pattern(report: Report) -> str:
    """The pattern of words that name all axes, or all that are thematic, as one; found nowhere where there is one."""
    if len(report.axes) == 1:
        return "(?!)"
    nouns = "|".join(map(re.escape, plurals(report)))
    every, thematic = (_numbered(len(axes)) for axes in (report.axes, _thematic(report.axes)))
    return (
        rf"(?P<thematic>(?:{_ARTICLE}{thematic}|{_EVERY})(?:{nouns})\stematic(?:i|he)\b)"
        rf"|(?P<all>(?:{_ARTICLE}{every}|{_EVERY})(?:{nouns})\b(?!\stematic))"
    )


def plurals(report: Report) -> tuple[str, str]:
    """What several axes are called, with and without a capital."""
    noun = italian.plural_of(report.programme.axis_noun)
    return noun, noun.lower()


def _numbered(count: int) -> str:
    return rf"(?:{italian.in_letters(count)}|{count})\s(?:(?:le|gli|i)\s)?"


def _thematic(axes: Iterable[PriorityAxis]) -> list[PriorityAxis]:
    return [axis for axis in axes if axis.is_thematic]


class Together:
    """The axes of a report that words name as one.

    Args:
        report: The report.
        figures: Its figures.
    """

    def __init__(self, report: Report, figures: Figures) -> None:
        self._figures = figures
        self._axes = {axis.label: axis for axis in report.axes}
        self._noun = report.programme.axis_noun
        self._scopes: dict[frozenset[str], Scope] = {}

    def scope(self, mention: re.Match[str], labels: Iterable[str], own: str) -> Scope | None:
        """The sums of the axes that a mention names as one; `None` where it names one axis.

        Args:
            mention: Where axes are named.
            labels: The labels in it.
            own: Label of the axis in whose text it stands; empty for the programme's.
        """
        named = self._named(mention, labels, own)
        if len(named) < 2:
            return None
        if len(named) == len(self._axes):
            return self._figures.programme
        if named not in self._scopes:
            self._scopes[named] = self._sum([axis for axis in self._axes.values() if axis.label in named])
        return self._scopes[named]

    def _named(self, mention: re.Match[str], labels: Iterable[str], own: str) -> frozenset[str]:
        groups = mention.groupdict()
        if groups.get("all"):
            return frozenset(self._axes)
        if groups.get("thematic"):
            return frozenset(axis.label for axis in _thematic(self._axes.values()))
        is_with_own = own and _WITH.search(mention.string, 0, mention.start())
        return frozenset([*labels, own] if is_with_own else labels)

    def _sum(self, axes: Sequence[PriorityAxis]) -> Scope:
        names = [axis.designation.replace("\u00a0", " ").removeprefix(f"{self._noun} ") for axis in axes]
        counted = [axis for axis in axes if axis.participants is not None]
        noun = italian.with_plural_article("dei", italian.plural_of(self._noun))
        return Scope(
            f"{noun} {italian.listed(names)}",
            None,
            Finance.sum(axis.finance for axis in axes),
            Finance.sum(axis.finance_previous for axis in axes),
            _people(axis.participants for axis in counted),
            _people(axis.participants_previous or Participants() for axis in counted),
        )


def _people(counted: Iterable[Participants | None]) -> Participants | None:
    """The participants of those that count any."""
    known = [one for one in counted if one is not None]
    return Participants.sum(known) if known else None
