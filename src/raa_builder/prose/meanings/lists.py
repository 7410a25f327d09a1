# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of things and their numbers: the numbers of a sentence in, what each is the number of, in turn, out.

`gli impegni e i pagamenti ammontano rispettivamente a 217,4 e 153,4 Mln€`, `gli Assi I e II hanno … rispettivamente`.
Where the two lists differ in length nobody knows, nor, without that word, whether a second number is of the second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from raa_builder.prose.meanings.figures import Voice
from raa_builder.prose.words import context

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raa_builder.prose.words.names import Names
    from raa_builder.prose.words.windows import Number

_IN_TURN = "rispettivamente"
_SEXES = frozenset({Voice.MEN, Voice.WOMEN})


class Shared(NamedTuple):
    """What the numbers of a sentence are of, by their place in it.

    Attributes:
        voices: What they count.
        labels: The axes of which they are.
        unsure: The numbers that may also be of something else.
    """

    voices: dict[int, Voice]
    labels: dict[int, str]
    unsure: frozenset[int] = frozenset()


def shared_out(names: Names, words: str, numbers: Sequence[Number]) -> Shared:
    """What the numbers of a sentence are of, in turn.

    Args:
        names: The names of the report.
        words: The sentence.
        numbers: Its numbers.
    """
    is_told = _IN_TURN in words
    if len(numbers) < 2 or not (is_told or names.names_several(words)):
        return Shared({}, {}, _open(numbers) if is_told else frozenset())
    start = 0
    while start < len(numbers) - 1:
        run = _run(numbers, start)
        if len(run) > 1 and (not is_told or _is_told_of(numbers, run)):
            shared = _of_run(names, numbers, run)
            if shared:
                return shared if is_told else shared._replace(unsure=frozenset(run))
        start = max(run[-1], start + 1)
    return Shared({}, {}, _open(numbers) if is_told else frozenset())


def _open(numbers: Sequence[Number]) -> frozenset[int]:
    """The places of the numbers that may be of a list of which nobody knows more: from `rispettivamente` on, or all."""
    first = next((place for place, number in enumerate(numbers) if _IN_TURN in number.before), 0)
    return frozenset(range(first, len(numbers)))


def _run(numbers: Sequence[Number], start: int) -> list[int]:
    """The places of the numbers of one kind that are listed from one on, without those that say the same again."""
    run, kind = [start], numbers[start].mark.kind
    for place in range(start + 1, len(numbers)):
        number = numbers[place]
        if number.mark.kind is not kind and number.before.strip() == "(":
            continue
        between = number.before.removeprefix(")")
        if number.mark.kind is not kind or not context.is_enumeration(between):
            break
        run.append(place)
    return run


def _is_told_of(numbers: Sequence[Number], run: Sequence[int]) -> bool:
    """Whether `rispettivamente` stands before the first of some numbers, or behind the last."""
    return _IN_TURN in numbers[run[0]].before or _IN_TURN in numbers[run[-1]].after


def _of_run(names: Names, numbers: Sequence[Number], run: Sequence[int]) -> Shared | None:
    """What listed numbers are of: as many things, or as many axes, named before the first."""
    first, last = numbers[run[0]], numbers[run[-1]]
    labels = names.in_order(first.before)
    voices = context.voices_in(first.before, first.mark.kind)
    if voices[:1] == [Voice.PARTICIPANTS] and _SEXES.issuperset(voices[1:]):
        voices = voices[1:] or voices
    if len(voices) == len(run) and len(labels) < 2:
        return Shared(dict(zip(run, voices, strict=True)), {})
    voices = voices or context.voices_in(last.head, first.mark.kind)
    if len(labels) == len(run) and len(voices) == 1:
        return Shared(dict.fromkeys(run, voices[0]), dict(zip(run, labels, strict=True)))
    return None
