# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hedges said once: the marks of a text in, the same out, where round numbers share the hedge before their list.

In `circa 59.000 uomini e 53.000 donne` both are about so many. The second need not be, so it may be exact, too; a
number that is not round is exact, and so is one before which another clause begins.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raa_builder.prose.marks.hedges import Exactness
from raa_builder.prose.marks.kinds import Hedge, Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

# what goes on with a list: `, `, ` e `, `: `, ` di cui `
_GOES_ON = re.compile(r"[,:(]\s|\s(?:e|ed|o|di\scui)\s")
# what begins another clause, or says of what follows that it is exact, or a target
_ELSE = re.compile(
    r"[.;!?]\s|[\n–]|\b(?:mentre|invece|però|ma|esattamente|precisamente|pari|target|obiettivo|previst\w+|attes\w+)\b",
    re.IGNORECASE,
)
_FARTHEST = 60  # characters between two numbers of a list


def with_shared_hedges(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks of a text, in order, each with its own hedge or that of its list."""
    found = list(marks[:1])
    for mark in marks[1:]:
        found.append(_hedged(text, mark, found[-1]))
    return found


def _hedged(text: str, mark: Mark, last: Mark) -> Mark:
    """A number with the hedge of the one before it, where it shares that."""
    if last.hedge is Hedge.NONE or mark.hedge is not Hedge.NONE or mark.kind is not last.kind:
        return mark
    between = text[last.end : mark.start]
    if len(between) > _FARTHEST or _GOES_ON.search(between) is None or _ELSE.search(between) is not None:
        return mark
    step = Exactness(last.hedge).step(_digits(mark), mark.value, mark.step)
    is_round = step > mark.step or mark.scale > 1
    return mark._replace(hedge=last.hedge, step=step, slack=mark.step) if is_round else mark


def _digits(mark: Mark) -> str:
    """The digits of a number in units of the last of them."""
    return str(int(mark.value / mark.step))
