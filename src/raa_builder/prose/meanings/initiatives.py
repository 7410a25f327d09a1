# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The numbers in the texts of an initiative: a sentence of a title or a description in, what each may mean out.

A number is its row's own only where the word of a column stands beside it, once in the sentence; an initiative has
calls, windows and rounds of its own, with amounts of which no column tells.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from raa_builder.prose.certainty import is_of_size
from raa_builder.prose.marks.numbers import Kind
from raa_builder.prose.meanings.figures import Voice, of_row
from raa_builder.prose.verdicts import Meaning, is_slip
from raa_builder.prose.words import context
from raa_builder.prose.words.setting import is_flow

if TYPE_CHECKING:
    from raa_builder.model import Initiative
    from raa_builder.prose.certainty import Certainty
    from raa_builder.prose.words.names import Names
    from raa_builder.prose.words.setting import Setting
    from raa_builder.prose.words.windows import Number

_ROW_WORDS = re.compile(r"\b(?:programmat|impegn|paga|liquidat)\w*", re.IGNORECASE)
_OWN_PROJECTS = re.compile(r"\s(?:nuovi\s)?progetti\b")


def of_projects(names: Names, setting: Setting, number: Number) -> Meaning | None:
    """The projects of the one initiative of which the sentence of a number has the title; at worst it is a doubt.

    Args:
        names: The names of the report.
        setting: What the sentence says as a whole.
        number: The number.
    """
    if number.kind is not Kind.COUNT or _OWN_PROJECTS.match(number.after) is None:
        return None
    titled = names.titled(setting.words)
    rows = [row for several in titled.values() for row in several]
    known = of_row(rows[0], Voice.PROJECTS) if len(rows) == 1 else None
    if known is None:
        return None
    meaning = Meaning((known,), voices=(Voice.PROJECTS,))
    window = f"{number.before}{number.head}".casefold()
    for title in titled:
        window = window.replace(title, " ")
    is_open = setting.is_flow or setting.names_other_date or setting.names_other_year or context.is_doubtful(window)
    is_plain = context.is_plain(names.without_own(window), context.ROW_WORDS)
    return meaning._replace(likely=not is_open and is_plain and is_of_size(number.mark, meaning))


class OfRow:
    """What the numbers of one sentence say of an initiative's row.

    Args:
        initiative: The initiative.
        setting: What the sentence says as a whole.
        certainty: What its words leave open.
        numbers: Its numbers.
    """

    def __init__(self, initiative: Initiative, setting: Setting, certainty: Certainty, numbers: list[Number]) -> None:
        self._initiative = initiative
        self._setting = setting
        self._certainty = certainty
        self._numbers = numbers

    def meaning(self, number: Number) -> Meaning:
        """A number means its row's own where the word of a column stands beside it, once."""
        mark, kind, before, after = number
        if kind is Kind.SHARE:
            return Meaning()
        voices = context.voices(kind, before, after)
        knowns = tuple(known for voice in voices if (known := of_row(self._initiative, voice)))
        meaning = Meaning(knowns, voices=tuple(voices))
        is_one = len(voices) == len(knowns) == 1 and self._is_beside(number)
        if not is_one or not self._is_told_once(mark.kind, voices[0]) or self._setting.names_other_date:
            return meaning
        is_plain = self._certainty.is_plain(mark, before, number.head, context.ROW_WORDS)
        is_near = is_plain and is_of_size(mark, meaning)
        return meaning._replace(certain=is_near, likely=not is_near and is_slip(mark, knowns[0].figure.value))

    def _is_beside(self, number: Number) -> bool:
        """Whether the word of a column stands beside a number, and none that tells of a part."""
        _, kind, before, after = number
        window = f"{before}{number.head}"
        if context.is_doubtful(window.replace(" nuovi ", " ")) or is_flow(window):
            return False
        if kind is Kind.MONEY:
            return _ROW_WORDS.search(window) is not None
        return self._counts == 1 and _OWN_PROJECTS.match(after) is not None

    @cached_property
    def _counts(self) -> int:
        return sum(number.mark.kind is Kind.COUNT for number in self._numbers)

    def _is_told_once(self, kind: Kind, voice: Voice) -> bool:
        """Whether no other number of the sentence speaks of the same voice."""
        return self._told[kind, voice] == 1

    @cached_property
    def _told(self) -> Counter[tuple[Kind, Voice]]:
        """How many numbers of each kind speak of each voice."""
        return Counter(
            (mark.kind, voice)
            for mark, _, before, after in self._numbers
            if mark.kind.is_number
            for voice in context.voices(mark.kind, before, after)
        )
