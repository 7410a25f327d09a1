# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What says that a number is not exact: the words beside it in, its hedge and what its last digit is worth out.

`oltre` and `poco più di` are above, `meno di` and `sfiorano` below, `circa` either; a round number that was passed
(`superano i 300 Mln€`) may be passed by far, if by less than as much again.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from raa_builder.prose.marks.kinds import Hedge

_BEFORE = 36  # characters in which a hedge stands
_HEDGES = (
    (Hedge.OVER, ("non meno di", "non inferiore a", "non inferiori a", "non sotto", "poco più di", "appena sopra")),
    (Hedge.UNDER, ("poco meno di", "non più di", "non oltre", "non superiore a", "non superiori a", "appena sotto")),
    (Hedge.ABOUT, ("più o meno", "circa", "quasi", "all’incirca", "intorno a", "attorno a", "vicino a", "vicini a")),
    (Hedge.UNDER, ("meno di", "inferiore a", "inferiori a", "sotto", "prossimo a", "prossimi a", "al massimo")),
    (Hedge.OVER, ("oltre", "più di", "superiore a", "superiori a", "maggiore di", "almeno", "sopra")),
)
_ARTICLES = re.compile(r"(?:\s(?:i|il|gli|le|la|un|€)|\s?l’|ll’|\s(?:a|d))?[il]?\s*$")
# what was passed, or is about to be: `superano i`, `hanno superato quota`, `sfiora il`; not `superano di`
_VERB = re.compile(
    r"\b(?P<not>non\s(?:ha\s|hanno\s)?(?:ancora\s)?)?(?:(?P<passed>super|oltrepass)|sfior|rasent|avvicin)(?:a|ano|ato|ata|ati|ate|ando|ava|avano|erebbe)\s(?:ormai\s|già\s|anche\s)?"
    r"(?:quota\s|(?:la\ssoglia|il\stetto)\sd(?:i\s|e(?:i\s|gli\s|lle\s|l\s|ll’)))?(?:a?i\s|il\s|a?gli\s|a?l?le\s|a?l?la\s|al\s|(?:al)?l’|€\s)*$"
)
_BEGUN = ("super", "sfior", "oltrepass", "rasent", "avvicin")
_CIRCA_AFTER = re.compile(r"\s+circa\b")


class Exactness(NamedTuple):
    """How exact a number is said to be.

    Attributes:
        hedge: Whether it is, or on which side it is not.
        is_far: Whether it may be no more than what was passed, by far.
    """

    hedge: Hedge
    is_far: bool = False

    def step(self, digits: str, value: Decimal, step: Decimal) -> Decimal:
        """What one unit of the last digit that counts is worth.

        Args:
            digits: The digits, as typed.
            value: What they are worth.
            step: What the last of them is worth.
        """
        if self.hedge is Hedge.NONE:
            return step
        coarse = _coarse(digits) * step
        if self.hedge is Hedge.ABOUT:
            return max(step, min(coarse, value / 10))
        return max(step, coarse, value if self.is_far else step)


def exactness(text: str, start: int, end: int) -> Exactness:
    """How exact the number from `start` to `end` of a text is said to be."""
    before = text[max(0, start - _BEFORE) : start].replace("'", "’").replace("\u00a0", " ").casefold()
    bare = _ARTICLES.sub("", before)
    whole = before.rstrip()
    for hedge, words in _HEDGES:
        if bare.endswith(words) or whole.endswith(words):
            return Exactness(hedge)
    verb = _VERB.search(before) if any(begun in before for begun in _BEGUN) else None
    if verb:
        is_over = verb["passed"] is not None and verb["not"] is None
        return Exactness(Hedge.OVER if is_over else Hedge.UNDER, is_far=is_over)
    return Exactness(Hedge.ABOUT if _CIRCA_AFTER.match(text, end) else Hedge.NONE)


def without_verb(before: str) -> str:
    """Words before a number without the verb that says that it was passed, or nearly: `I pagamenti superano i`."""
    return _VERB.sub("", before.replace("'", "’"))


def _coarse(digits: str) -> Decimal:
    """How many units of the last digit the last that is not 0 is worth: in `79.000` the 9, a thousand."""
    bare = re.sub(r"\D", "", digits)
    return Decimal(1).scaleb(min(len(bare) - len(bare.rstrip("0")), len(bare) - 1))
