# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where words may be divided at the end of a line, by the patterns of their language."""

from __future__ import annotations

import re
from functools import lru_cache

import pyphen

# a word with its elisions: dell’attuazione is divided as one word
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")
SHORTEST = 5  # letters of a word that may be divided


@lru_cache(maxsize=16)
def _patterns(language: str) -> pyphen.Pyphen | None:
    found = pyphen.language_fallback(language.replace("-", "_")) if language else None
    return pyphen.Pyphen(lang=found, left=2, right=2) if found else None


@lru_cache(maxsize=20_000)
def _positions(word: str, language: str) -> tuple[int, ...]:
    patterns = _patterns(language)
    if patterns is None or len(word) < SHORTEST or word.isupper():
        return ()
    # an apostrophe stays with what follows it: dell’ is never left alone at the end of a line
    return tuple(int(at) for at in patterns.positions(word) if word[at - 1] not in "'’" and word[at] not in "'’")


def hyphenation_points(text: str, language: str) -> tuple[int, ...]:
    """Positions in a text without spaces at which a hyphen may be put in.

    Args:
        text: A word with what is joined to it: punctuation, further words behind no-break spaces.
        language: BCP 47 tag; an empty one, or a language without patterns, has none.
    """
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    points: list[int] = []
    for match in _WORD.finditer(text):
        first = match.start()
        if not any(low <= first < high for low, high in addresses):
            points += [first + position for position in _positions(match.group(), language)]
    return tuple(points)
