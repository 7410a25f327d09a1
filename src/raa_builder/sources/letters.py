# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers within texts, in digits and in letters: a text in, the place of each out.

In letters every cardinal counts, `due`, `centoventimila`, `un milione e mezzo`; not `un` alone, which is an article,
nor what only tells of a size, as `centinaia` does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNIT = "due|tre|quattro|cinque|sei|sette|otto|nove"
_TEENS = "dieci|undici|dodici|tredici|quattordici|quindici|sedici|diciassette|diciotto|diciannove"
_ENDING = "due|tr[eé]|quattro|cinque|sei|sette|nove"  # after a full vowel, which falls before `uno` and `otto`
_TENS = (
    f"vent(?:i(?:{_ENDING})?|uno?|otto)|(?:trent|quarant|cinquant|sessant|settant|ottant|novant)"
    f"(?:a(?:{_ENDING})?|uno?|otto)"
)
_SMALL = f"(?:{_TENS}|{_TEENS}|uno?|{_UNIT})"
_HUNDREDS = f"(?:{_UNIT})?cent(?:o(?:{_SMALL})?|{_SMALL})"
_BELOW_1000 = f"(?:{_HUNDREDS}|{_TENS}|{_TEENS}|{_UNIT})"
_WHOLE = f"(?:(?:{_BELOW_1000}mila|mille)(?:{_HUNDREDS}|{_SMALL})?|{_BELOW_1000})"
_GREAT = r"(?:milion[ei]|miliard[oi])(?:\s+e\s+mezzo)?"
# how they begin: most words are passed over by it
_BEGUN = "d(?:[uo]|i[ce])|tre|qu[ai]|c[ei]n|se|ott|nov|ven|mil|un"
_MARK = re.compile(
    r"\d+(?:[.,/:]\d+)*"
    r"|\b[pP]er\s+(?:cento|mille)\b"  # a unit, no number
    rf"|\b(?=[cdmnoqstuvCDMNOQSTUV])(?=(?i:{_BEGUN}))(?i:{_WHOLE}(?:\s+{_GREAT})?|un\s+{_GREAT})\b"
)


def numbers_in(text: str) -> Iterator[re.Match[str]]:
    """The numbers of a text, in order."""
    return (match for match in _MARK.finditer(text) if match[0][0] not in "pP")
