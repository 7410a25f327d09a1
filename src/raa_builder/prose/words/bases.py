# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a share is said to be a share of: the words after it in, its base and the shares of that base out.

A base that is named rules out the shares of every other: of `il 50% del programmato` nobody may say that it is right
because the commitments are half of the allocation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.prose.marks.numbers import Kind
from raa_builder.prose.meanings.figures import FINANCE, PEOPLE, Voice, amount, count
from raa_builder.prose.words import context
from raa_builder.prose.words.names import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.prose.meanings.figures import Figures, Known, Scope
    from raa_builder.prose.words.names import Names

_TOTAL = re.compile(r"\b(?:totale|complessiv[oaie]|tutt[oaie])\b")
_COMPARES = re.compile(r"\s*rispetto\b")  # with another time, where it names nothing that is counted
_FRONTED = re.compile(
    r"\W*(?:[Rr]ispetto|[Ii]n\srapporto|[Ss]u[il]?|[Ss]ull[ae]?|[Ss]ugli|[Dd](?:el|ei|egli|ella|elle))\b"
)
_AGAINST = re.compile(r"\s(?:giuridicamente\svincolanti\s)?(?:su[il]?|sull[ae]|sugli|rispetto\sa(?:l|lla|gli|i))\s")
_RESOURCES = frozenset(
    {"risorse", "finanziarie", "disponibili", "assegnate", "complessive", "complessivamente", "il", "la", "l", "per"}
    | {"a", "al", "ai", "alla", "all", "d", "del", "dell", "della"}
)
_OF = {"il": "del", "gli": "degli", "i": "dei", "la": "della", "le": "delle"}
_GROUPS = frozenset({Voice.DISABLED, Voice.MIGRANTS, Voice.DISADVANTAGED})


class Base(NamedTuple):
    """The base of a share.

    Attributes:
        voice: What it counts; `None` for what the report does not count, or for a total that is not said of what.
        is_total: Whether it is said to be the whole: `del totale`, `della dotazione del programma`.
        is_resources: Whether it is “the resources”: the allocation, or what was programmed of it.
    """

    voice: Voice | None
    is_total: bool
    is_resources: bool = False

    @property
    def words(self) -> str:
        """Its name as a message has it, `del programmato`; empty for a bare total."""
        named = Voice.ALLOCATION if self.is_resources else self.voice
        article, _, noun = named.value.partition(" ") if named else ("", "", "")
        return f"{_OF[article]} {noun}" if noun else ""


def base_of(names: Names, after: str) -> Base | None:
    """The base that the words after a share name; `None` where they name none, or only an axis or the programme."""
    words = context.after_base(after)
    if words is None:
        return None
    if any(int(year) != names.year for year in YEAR.findall(words)):
        return Base(None, is_total=False)
    words = context.before_verb(words)
    voices = context.voices_in(words, Kind.SHARE)
    of_all = names.names_programme(after) or _TOTAL.search(words) is not None
    if voices:
        return Base(voices[0], of_all)
    bare = names.without_own(words)
    if _is_resources(bare):
        return Base(None, is_total=False, is_resources=True)
    if _TOTAL.search(bare) is None and (_COMPARES.match(after) or context.is_preposition(bare)):
        return None
    return Base(None, _TOTAL.search(bare) is not None and context.is_plain(bare))


def _is_resources(words: str) -> bool:
    """Whether words are “the resources”, without saying of what: `risorse disponibili`."""
    found = words.casefold().replace("’", " ").replace("'", " ").split()
    return "risorse" in found and _RESOURCES.issuperset(found)


def base_before(before: str, voices: list[Voice]) -> tuple[Base | None, list[Voice]]:
    """The base that words before a share name, and what has the share: `rispetto alla dotazione gli impegni sono al`.

    Args:
        before: The words.
        voices: What they name.
    """
    if len(voices) != 2:
        return None, voices
    if voices[0] is Voice.PARTICIPANTS:  # `i destinatari sono in prevalenza donne (54%)`
        return Base(voices[0], is_total=False), voices[1:]
    if _FRONTED.match(before):
        return Base(voices[0], _TOTAL.search(before) is not None), voices[1:]
    if _AGAINST.fullmatch(context.between_voices(before)):
        return Base(voices[1], _TOTAL.search(before) is not None), voices[:1]
    return None, voices


def shares(figures: Figures, scope: Scope, voice: Voice, base: Base) -> Iterator[Known]:
    """The shares that a voice of a scope has of a base; none where the report cannot tell."""
    part = amount(scope, voice) or count(scope, voice)
    usual = next(iter(figures.of(Kind.SHARE, scope, voice)), None)
    for whole in _wholes(figures, scope, voice, base):
        share = part.share(whole, printable=True) if part else None
        if share:
            is_printed = usual is not None and share.figure == usual.figure
            yield share if is_printed else share._replace(placeholder="", elsewhere="")


def _wholes(figures: Figures, scope: Scope, voice: Voice, base: Base) -> Iterator[Known | None]:
    """The figures that a base may be, the most likely first."""
    programme = figures.programme
    known = amount if voice in FINANCE else count
    if base.is_resources and voice in FINANCE:
        of_all = (Voice.ALLOCATION, Voice.PROGRAMMED)
        yield from (amount(scope, one) for one in of_all[: None if voice is not Voice.PROGRAMMED else 1])
    elif base.voice is None:
        if base.is_total and voice in PEOPLE and voice is not Voice.PARTICIPANTS:
            yield count(scope, Voice.PARTICIPANTS)
            yield count(programme, Voice.PARTICIPANTS)
        if base.is_total and scope is not programme:
            yield known(programme, voice)
    elif base.voice is voice:
        yield known(programme, voice) if scope is not programme else None
    elif _has_base(voice, base.voice):
        yield known(scope, base.voice)
        if base.is_total or voice is Voice.VULNERABLE:
            yield known(programme, base.voice)


def _has_base(voice: Voice, base: Voice) -> bool:
    """Whether the report tells what share of a base a voice is; of the men, who knows how many are migrants."""
    if voice in FINANCE:
        return base in FINANCE
    return base is Voice.PARTICIPANTS or (base is Voice.VULNERABLE and voice in _GROUPS)
