# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dates at which something stands: a sentence in, its dates out, with what they are said of.

`al 31.12.2018`, `a fine 2018` and, where it opens a sentence, `nel 2018` are such; `dal 31.12.2018`, `entro il 2018`
and `con DGR del 31.12.2018` are not.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from raa_builder import italian
from raa_builder.prose.marks.numbers import Kind
from raa_builder.prose.words import context

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raa_builder.prose.marks.numbers import Mark
    from raa_builder.prose.words.context import Sentence

# patterns stay texts until a text has a date of another year
_AT = (
    r"(?:\b[FfSs]ino\s)?\b[Aa]l?(?:la)?(?:\s(?:fine|termine|data|chiusura|tutto))?(?:\s(?:anno|di\sriferimento))?"
    r"(?:\s(?:il|di|del|mese\sdi|dell['’](?:anno|esercizio)))?\s$"
)
# of a whole year, only where it opens the sentence: elsewhere it is mostly that of something else
_DURING = r"^\W*(?:[Nn]el(?:\scorso\sdel|\ssolo)?(?:l['’]anno)?|[Dd]urante\s(?:il|l['’]anno))\s$"
# `data di riferimento: 31.12.2018`
_IS = r"\b[Dd]ata\sdi\sriferimento(?:\sdei\sdati)?(?::|\s(?:è|era)(?:\sil)?|\s\(?)\s?$"
# the last words of the patterns above, without an article: far faster to tell by than they
_LEADING = frozenset({
    "a", "al", "alla", "anno", "chiusura", "data", "dati:", "del", "di", "esercizio", "fine", "il", "nel",
    "riferimento", "riferimento:", "solo", "termine", "tutto", "è", "era", "",
})  # fmt: skip
_BULLETS = frozenset("•–-*")
_ITEM = "•–-* \u00a0\n“«("
_TIMES = frozenset({Kind.DATE, Kind.YEAR})
_NUMBERS = frozenset({Kind.MONEY, Kind.SHARE, Kind.COUNT, Kind.PLACEHOLDER})
_ADDING = " con un"  # what follows a figure so is another: `con un incremento di`
_QUOTED = 6  # words
_TWO_DIGITS = 2
_LAST_SAFE_DAY = 28


class Line(NamedTuple):
    """A date, with the words that say that something stands at it.

    Attributes:
        sentence: The sentence in which it stands.
        mark: The date.
        year: Its year.
        start: Where these words begin.
        words: They and the date, as typed.
        is_flow: Whether they are of a whole year: `nel 2018`.
    """

    sentence: Sentence
    mark: Mark
    year: int
    start: int
    words: str
    is_flow: bool


class Dated(NamedTuple):
    """The number that a date is said of.

    Attributes:
        number: The number.
        words: What stands around both, as far as it speaks of them.
        between: Of that, what stands between them.
        opens: Whether the date begins the sentence, and the number follows it.
    """

    number: Mark
    words: str
    between: str
    opens: bool


def day_of(mark: Mark) -> date | None:
    """The last day, or nearly, that a mark may mean, which may be a month or a year; `None` for what is no date."""
    if mark.kind not in _TIMES:
        return None
    *others, year = re.findall(r"[^\W_º]+", mark.text.casefold())
    if not year.isdigit() or (mark.kind is Kind.YEAR and others):
        return None
    month = others[-1] if others else "12"
    number = int(month) if month.isdigit() else italian.MONTHS.index(month) + 1
    full = int(year) + (2000 if len(year) == _TWO_DIGITS else 0)
    try:
        return date(full, number, int(others[0]) if others[1:] else _LAST_SAFE_DAY)
    except ValueError:
        return None


def other_times(sentence: Sentence, but: Mark) -> list[Mark]:
    """The dates and years of a sentence, spans of years among them, but for one."""
    return [mark for mark in sentence.marks if mark.kind in _TIMES and mark.start != but.start]


def line_of(sentence: Sentence, at: Mark, year: int) -> Line | None:
    """The words with which a date says that something stands at it; `None` where it tells of something else."""
    before = sentence.text[sentence.start : at.start]
    last = re.split(r"[\s'’(]", before.rstrip())[-1].casefold()
    if last not in _LEADING:
        return None
    state = re.search(_AT, before) or re.search(_IS, before)
    line = state or re.search(_DURING, before)
    if line is None:
        return None
    start = sentence.start + line.start()
    words = spaced(sentence.text[start : at.end]).lstrip(_ITEM)
    return Line(sentence, at, year, start, words, is_flow=state is None)


def dated(line: Line, following: Sentence | None) -> Dated | None:
    """The number that a date is said of: the one before it where no break parts them, else the one after it.

    `None` where there is none, or where another date stands beside it.

    Args:
        line: The date.
        following: The sentence after its own: the date of a heading is that of the first item below it.
    """
    sentence = line.sentence
    numbers = [mark for mark in sentence.marks if mark.kind in _NUMBERS]
    before = [mark for mark in numbers if mark.end <= line.start]
    after = [mark for mark in numbers if mark.start >= line.mark.end]
    found = _before(sentence, line, before) if before else None
    if found is None and after and after[0].kind is not Kind.PLACEHOLDER:
        found = _after(sentence, line, before, after)
    return found if numbers or following is None else _item(line, following)


def _item(line: Line, following: Sentence) -> Dated | None:
    """The number of the first item below a heading: `al 31.12.2018:` and, in the next line, `• impegni: 177,9 Mln€`."""
    heading = line.sentence
    is_list = heading.words.rstrip().endswith(":") and following.words.lstrip()[:1] in _BULLETS
    number = next((mark for mark in following.marks if mark.kind in _NUMBERS), None)
    if not is_list or following.start != heading.end or number is None or number.kind is Kind.PLACEHOLDER:
        return None
    item = following.text[following.start : number.start]
    head = context.head_of(following.text[number.end : following.end])
    has_other = other_times(heading, line.mark) or _has_other(following, line.mark, following.start, number.end)
    return None if has_other else Dated(number, f"{heading.words} {item} {head}", item, opens=False)


def _before(sentence: Sentence, line: Line, before: Sequence[Mark]) -> Dated | None:
    """The number before a date: `395 Mln€ al 31.12.2018`, `395 Mln€ (al 31.12.2018)`."""
    text, number = sentence.text, before[-1]
    between = text[number.end : line.start]
    is_near = between.strip() == "(" or len(context.head_of(between)) == len(between)
    if not is_near or number.kind is Kind.PLACEHOLDER:
        return None
    start = _own_start(sentence, before[:-1], number.start)
    found = Dated(number, f"{text[start : number.start]} {between}", between, opens=False)
    return None if _has_other(sentence, line.mark, start, line.mark.end) else found


def _after(sentence: Sentence, line: Line, before: Sequence[Mark], after: Sequence[Mark]) -> Dated | None:
    """The number after a date: `al 31.12.2018 la spesa certificata è pari a 395 Mln€`."""
    text, number = sentence.text, after[0]
    start = _own_start(sentence, before, number.start)
    if start > line.start:  # it speaks of the number before
        return None
    head = context.head_of(text[number.end : after[1].start if after[1:] else sentence.end]).partition(_ADDING)[0]
    if _has_other(sentence, line.mark, start, number.end + len(head)):
        return None
    opens = not text[sentence.start : line.start].strip(_ITEM)
    words = f"{text[start : number.start]} {head}"
    return Dated(number, words, text[line.mark.end : number.start], opens)


def _own_start(sentence: Sentence, before: Sequence[Mark], end: int) -> int:
    """Where the words before a place begin that do not speak of the number before it."""
    if not before:
        return sentence.start
    return before[-1].end + len(context.head_of(sentence.text[before[-1].end : end]))


def _has_other(sentence: Sentence, but: Mark, start: int, end: int) -> bool:
    return any(start <= mark.start < end for mark in other_times(sentence, but))


def spaced(words: str) -> str:
    """Words with single spaces."""
    return " ".join(words.split())


def last_words(words: str) -> str:
    """The last few words of a text, as a message quotes them."""
    told = words.strip(_ITEM).split()
    return f"{'…' if len(told) > _QUOTED else ''}{' '.join(told[-_QUOTED:])}"
