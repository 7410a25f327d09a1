# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A typed text in, its paragraphs and lists out: a blank line parts them, a mark or a number begins an item."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

_GAP = re.compile("\u00a0{2,}")  # what pages of the web and Word put where they want more room
# other marks that people and Word put before the items of a list count where a space sets them off
_BULLET = re.compile(r"\s*[-•–—*◦▪](?:\s+|$)|\s*[-•–]\s*")
_NUMBER = re.compile(r"\s*(\d{1,2})[.)]\s+")


class Kind(Enum):
    """What a run of lines is; the value is its HTML element."""

    PARAGRAPH = "p"
    BULLETS = "ul"
    NUMBERED = "ol"


class Run(NamedTuple):
    """Lines that belong together: those of a paragraph, or the items of a list without their marks."""

    kind: Kind
    lines: list[str]


def runs(text: str) -> list[Run]:
    """The runs of a text.

    Lines that begin with 1., 2. and so on are a numbered list, even over blank lines, whose numbers the page makes
    again; others that begin with a number are text.
    """
    found: list[Run] = []
    is_new = True
    for line in _GAP.sub("\u00a0", text).split("\n"):
        if not line.strip():
            is_new = True
            continue
        number = _NUMBER.match(line)
        is_next = number is not None and int(number[1]) == _next_number(found)
        kind = Kind.BULLETS if _BULLET.match(line) else Kind.PARAGRAPH
        if number and (is_next or int(number[1]) == 1):
            kind = Kind.NUMBERED
        if not is_next and (is_new or found[-1].kind is not kind or kind is Kind.NUMBERED):
            found.append(Run(kind, []))
        found[-1].lines.append(_without_mark(line, kind))
        is_new = False
    return found


def _next_number(found: list[Run]) -> int:
    """The number with which a list that has begun would go on; 0 when there is none."""
    return len(found[-1].lines) + 1 if found and found[-1].kind is Kind.NUMBERED else 0


def _without_mark(line: str, kind: Kind) -> str:
    match kind:
        case Kind.PARAGRAPH:
            return line.strip()
        case Kind.BULLETS:
            return _BULLET.sub("", line, count=1)
        case Kind.NUMBERED:
            return _NUMBER.sub("", line, count=1)
