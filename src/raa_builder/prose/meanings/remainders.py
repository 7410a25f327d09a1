# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is left to do: an amount and its sentence in, the differences between two steps that it may be out.

`restano da pagare 64 Mln€` is what is committed and not yet paid, or programmed, or allotted and not yet paid; so is
`le risorse non ancora impegnate`, of another step. A sentence seldom says which, so at worst the amount is doubted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raa_builder.prose.marks.numbers import Kind
from raa_builder.prose.meanings.figures import FINANCE, Known, Voice, amount
from raa_builder.prose.verdicts import Meaning
from raa_builder.prose.words import context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.prose.certainty import Certainty
    from raa_builder.prose.meanings.figures import Scope
    from raa_builder.prose.passages import Passage
    from raa_builder.prose.words.names import Names
    from raa_builder.prose.words.setting import Setting
    from raa_builder.prose.words.windows import Number

_LEFT = re.compile(
    r"\b(?:da|per)\s(?P<to>programm|attiv|impegn|pag|liquid|erog|certific)are\b"
    r"|\bnon\s(?:ancora\s)?(?:risulta(?:no)?\s)?(?:(?:è|sono)\s)?(?:stat[oaie]\s)?(?:ancora\s)?"
    r"(?P<not>programm|attiv|impegn|pag|liquid|erog|certific)at[oaie]\b"
)
_VOICES = {
    "programm": Voice.PROGRAMMED,
    "attiv": Voice.PROGRAMMED,
    "impegn": Voice.COMMITMENTS,
    "pag": Voice.PAYMENTS,
    "liquid": Voice.PAYMENTS,
    "erog": Voice.PAYMENTS,
    "certific": Voice.CERTIFIED,
}
_DIFFERENCE = re.compile(
    r"\b(?:[Dd]ifferenza|[Ss]carto|[Dd]ivario)\s(?:tra|fra)\b|\b(?:[Tt]ra|[Ff]ra)\b.*\bdifferenza\b"
)
_NOUNS = ("ifferenza", "carto", "ivario")
_STILL = re.compile(r"\b(?:rest|riman|manc|residu|ancora)\w*", re.IGNORECASE)
_WORDS = frozenset(
    {"restano", "resta", "rimangono", "rimane", "mancano", "manca", "residuano", "ancora", "non", "da", "tra", "fra"}
    | {"programmare", "attivare", "impegnare", "pagare", "liquidare", "erogare", "certificare", "differenza", "scarto"}
    | {"divario", "disponibili", "somme", "ma"}
)


class Remainders:
    """What the amounts of one sentence mean that are left to do.

    Args:
        names: The names of the report.
        passage: The passage of the sentence.
        setting: What the sentence says as a whole.
        certainty: What its words leave open.
    """

    def __init__(self, names: Names, passage: Passage, setting: Setting, certainty: Certainty) -> None:
        self._names = names
        self._passage = passage
        self._setting = setting
        self._certainty = certainty

    def meaning(self, number: Number, own: str, scope: Scope) -> Meaning | None:
        """The difference between two steps of which the words beside an amount tell; `None` where they tell of none.

        Args:
            number: The amount.
            own: The words before it that speak of it.
            scope: What the sentence is about.
        """
        words = f"{own} {number.head}"
        left = _LEFT.search(words) if "da " in words or "non " in words or "per " in words else None
        if not (left or (any(noun in words for noun in _NOUNS) and _DIFFERENCE.search(words))):
            return None
        voices = context.voices_in(words, Kind.MONEY)
        is_told = left is None or _STILL.search(words) is not None
        if left:
            step = _VOICES[left["to"] or left["not"]]
            named = [voice for voice in voices if voice is not step]
            is_told = is_told or (left["not"] is not None and bool(named))
            knowns = tuple(_left(scope, step, named))
        else:
            knowns = tuple(_between(scope, voices)) if len(voices) > 1 else ()
        return Meaning(knowns, likely=is_told and self._is_whole(number, words), scope=scope)

    def _is_whole(self, number: Number, words: str) -> bool:
        """Whether nothing tells that an amount is of a part, of another time or of another thing."""
        setting = self._setting
        if setting.is_flow or setting.is_special or setting.names_other_date or setting.follows_part:
            return False
        if self._passage.axis is not None and self._names.names_programme(words):
            return False
        is_of_today = setting.years <= {self._names.year}
        return is_of_today and self._certainty.is_plain(number.mark, number.before, number.head, _WORDS)


def _left(scope: Scope, step: Voice, named: list[Voice]) -> Iterator[Known]:
    """What was to be done, less what is done: of the step that is named, else of each before it, nearest first."""
    order = list(FINANCE)
    earlier = [voice for voice in reversed(order[: order.index(step)]) if voice in named or not named]
    return (known for base in earlier for known in _between(scope, [base, step]))


def _between(scope: Scope, voices: list[Voice]) -> Iterator[Known]:
    """The difference between the first two of several steps, the greater less the smaller."""
    first, second = (amount(scope, voice) for voice in voices[:2])
    if first is None or second is None:
        return
    more, less = (first, second) if first.figure.value >= second.figure.value else (second, first)
    words = f"la differenza fra {voices[0].value} e {voices[1].value} {scope.words}"
    yield Known(more.figure - less.figure, words, is_printed=False)
