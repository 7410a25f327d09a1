# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Persons counted at an earlier time: the words beside a count in, last year's figure and this year's out.

`erano 20.398`, `contro 20.398`, `20.398 un anno fa` are of a time before, mostly a year: so last year's figure confirms
them. Which time it was such words do not say, and `erano` may be said of today, so nothing but a slip is doubted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raa_builder.prose.meanings.figures import count, previous
from raa_builder.prose.verdicts import Meaning, is_slip

if TYPE_CHECKING:
    from raa_builder.prose.meanings.figures import Scope, Voice
    from raa_builder.prose.words.windows import Number

_NEAR = 60  # characters before a number
# what leads to a number of an earlier time, and what follows one
_BEFORE = re.compile(
    r"\b(?:er(?:a|ano)|(?:risult|ammont|cont)ava(?:no)?)\b[^.;:()]*$"
    r"|\b(?:contro(?:\s(?:i|gli|le|l))?|(?:rispetto|in\sconfronto)\sa(?:i|gli|lle|ll)?|a\sfronte\sd(?:i|ei|egli|elle|ell)"
    r"|da(?:i|gli|lle|ll)?)(?:\s(?:circa|oltre|quasi|soli|sole|precedenti))?[\s’']*$"
    r"|\b(?:prima|allora|in\sprecedenza|anno\sprecedente|anno\sscorso|anno\sfa),?\s?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s(,]*(?:(?:di\s|solo\s)?un\sanno\s(?:fa|prima)|(?:l|dell|nell)[’']anno\s(?:prima|precedente|scorso))\b"
)
_OF_THEM = re.compile(r"[\s,(]*(?:di\scui|de(?:i|lle)\squali|\()")


def is_earlier(own: str, number: Number, last: Meaning) -> bool:
    """Whether the words beside a count tell of an earlier time, or of some of those counted then.

    Args:
        own: The words before it that speak of it.
        number: The count.
        last: What the number before it means.
    """
    if _BEFORE.search(own[-_NEAR:]) is not None or _AFTER.match(number.after) is not None:
        return True
    return last.is_past and _OF_THEM.match(own) is not None


def meaning_of(number: Number, voices: list[Voice], scope: Scope) -> Meaning:
    """Last year's figure of the one voice, or else this year's; likely only where the number is a slip for either."""
    voice = voices[0] if len(voices) == 1 else None
    before = previous(number.kind, scope, voice) if voice else None
    now = count(scope, voice) if voice else None
    if before is None or now is None:
        return Meaning(voices=tuple(voices), scope=scope, is_past=True)
    is_todays_slip = is_slip(number.mark, now.figure.value) and not is_slip(number.mark, before.figure.value)
    knowns = (now, before) if is_todays_slip else (before, now)
    likely = is_slip(number.mark, knowns[0].figure.value)
    return Meaning(knowns, likely=likely, voices=tuple(voices), scope=scope, is_past=True)
