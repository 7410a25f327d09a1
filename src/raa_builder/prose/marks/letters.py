# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers in letters: a text in, the marks of those that count something out.

A small one counts only where a noun beside it says so, `cinque assi`; from a hundred on, or with `milioni`, `euro` or
`per cento`, each does.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from raa_builder import italian
from raa_builder.prose.marks.hedges import exactness
from raa_builder.prose.marks.kinds import Kind, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

# most words are passed over by how they begin
_NUMBER = re.compile(
    rf"\b(?=[cdmnopqstuvCDMNOPQSTUV])(?:(?:per|Per)\s(?:cento|mille)\b|(?<![.@/-])(?P<digits>(?!Mille|Cento\b){italian.CARDINAL})(?!\.\w)"
    r"(?:\s(?P<percent>per\s?cento)\b|(?P<euro>\s(?:di\s)?(?:euro\b|€))|(?=\s(?P<noun>\w+)(?:\s(?P<next>\w+))?))?)"
)
_COUNTED = frozenset(
    {"destinatari", "partecipanti", "persone", "maschi", "femmine", "uomini", "donne", "migranti", "disoccupati"}
    | {"giovani", "famiglie", "domande", "progetti", "iniziative", "interventi", "operazioni", "assi", "priorità"}
    | {"indicatori", "enti", "imprese", "comuni"}
)
_OF_OTHERS = re.compile(r"\s+di\s+(?!euro|€)")
_THOUSANDS = ("mila", "mille")
_MILLION = Decimal(1_000_000)
_PERCENT = Decimal("0.01")
_ALWAYS = 100  # from here on, a number in letters counts, whatever stands beside it


def is_counted(noun: str) -> bool:
    """Whether a noun is one of what reports count."""
    return noun.casefold() in _COUNTED


def is_of_others(text: str, end: int) -> bool:
    """Whether what a number counts is no money, though in millions: `3 milioni di persone`."""
    return _OF_OTHERS.match(text, end) is not None


def marks_in_letters(text: str) -> Iterator[Mark]:
    """The numbers in letters of a text that count something, in order."""
    return (mark for match in _NUMBER.finditer(text) if match["digits"] and (mark := _mark(match)))


def _mark(match: re.Match[str]) -> Mark | None:
    """A number in letters; `centomila` and `due milioni` are as exact as their last word. `None` for what is none."""
    words = match["digits"].split()
    try:
        count = Decimal(italian.from_letters(match["digits"]))
    except ValueError:  # a slip, `duetre`
        return None
    kind = _kind(match, is_great=len(words) > 1)
    if kind is Kind.COUNT and count < _ALWAYS and not (count > 1 and any(map(is_counted, _nouns(match)))):
        return None
    start, end = match.start(), match.end() if kind is not Kind.COUNT or len(words) > 1 else match.end("digits")
    value = count * _PERCENT if kind is Kind.SHARE else count
    scale = _PERCENT if kind is Kind.SHARE else _scale(words)
    last = scale / 10 if words[-1].endswith("mezzo") else scale
    exact = exactness(match.string, start, end)
    step = max(last * (1000 if words[0].endswith(_THOUSANDS) else 1), exact.step(str(int(value / last)), value, last))
    return Mark(kind, start, end, match.string[start:end], value, step, exact.hedge, scale)


def _scale(words: list[str]) -> Decimal:
    if len(words) == 1:
        return Decimal(1)
    return _MILLION if words[1].casefold().startswith("milion") else _MILLION * 1000


def _kind(match: re.Match[str], *, is_great: bool) -> Kind:
    if match["percent"]:
        return Kind.SHARE
    if match["euro"]:
        return Kind.MONEY
    return Kind.MONEY if is_great and not is_of_others(match.string, match.end()) else Kind.COUNT


def _nouns(match: re.Match[str]) -> Iterator[str]:
    return (match[group] or "" for group in ("noun", "next"))
