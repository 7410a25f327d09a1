# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Slips of the pen: a passage in, what is miswritten in it out, as what was typed and what to type instead.

None of them is an error: the summary can be printed, only less well.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

from raa_builder import italian
from raa_builder.prose.marks.numbers import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.model import PriorityAxis, Programme
    from raa_builder.prose.marks.numbers import Mark
    from raa_builder.prose.words.names import Names


class Slip(NamedTuple):
    """Something miswritten: what was typed, and what to type instead (empty where that is for the writer to say)."""

    typed: str
    instead: str = ""

    def __str__(self) -> str:
        return f"«{self.typed}» → «{self.instead}»" if self.instead else f"«{self.typed}»"


# ── numbers ──────────────────────────────────────────────────────────────────

_DECIMAL_DOT = re.compile(r"(?<![\d.,])(\d+)\.(\d{1,2})(?!\d)")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
# dots in the wrong places: `12.34.567 €`, `1.234.56 €`; what has only one dot and up to two digits is a decimal number
_UNGROUPED = re.compile(
    r"(?<![\w.,/])(?P<digits>\d{1,15}(?:[.,]\d{1,15}){1,9})\s?(?:€|[Ee]uro\b|[Mm]l[nd]|[Mm]ilion|%)"
)
_GROUPED = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+|\d+\.\d\d?|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,})$"
_SECOND_EURO = re.compile(r"\s{1,2}€")
_EURO_TWICE = re.compile(r"€.*€$")
_LETTER = re.compile(r"[A-Za-zÀ-ÿ]")


def miswritten(text: str, marks: list[Mark]) -> Iterator[Slip]:
    """Numbers that are no Italian numbers: `227.1 Mln€`, `4,9 Mln€€`, `a1,9 Mln€`, `1,234,567.89 €`."""
    yield from (Slip(match[0]) for match in _UNGROUPED.finditer(text) if not re.match(_GROUPED, match["digits"]))
    for mark in marks:
        if not mark.kind.is_number:
            continue
        right = _ENGLISH.sub(lambda match: match[0].translate(_SWAPPED), mark.text)
        right = _DECIMAL_DOT.sub(r"\1,\2", re.sub("€{2,}", "€", right)) if mark.scale != 1 or "€" in right else right
        second = _SECOND_EURO.match(text, mark.end) if "€" in right else None
        if second or _EURO_TWICE.match(right):
            yield Slip(f"{mark.text}{second[0] if second else ''}", right.removeprefix("€").lstrip())
        elif mark.text[0].isdigit() and mark.start and _LETTER.match(text[mark.start - 1]):
            yield Slip(text[mark.start - 1 : mark.end], f"{text[mark.start - 1]} {right}")
        elif right != mark.text:
            yield Slip(mark.text, right)


_SWAPPED = str.maketrans(",.", ".,")
# the summary prints `57%`, `5 Mln€` and `880 mila€`
_SPACED_PERCENT = re.compile(r"\s+%$")
_MILLIONS = re.compile(r"(?<=\d)\s*(?:[Mm]ln|MLN|Mio)\.?\s*(?:di\s)?(?:€|[Ee]uro|EUR)$")


def unlike(marks: list[Mark], dates: dict[str, str]) -> Iterator[Slip]:
    """Numbers and dates in another spelling than the summary's: `80 %`, `100 Mln €`, `31/12/2019` beside `31.12.2019`.

    Args:
        marks: The marks of a passage.
        dates: Of each date that is spelt in several ways, the spelling to keep.
    """
    for mark in marks:
        right = mark.text.replace("\u00a0", " ")
        if mark.kind is Kind.SHARE:
            right = _SPACED_PERCENT.sub("%", right)
        elif mark.kind is Kind.MONEY:
            right = _MILLIONS.sub(" Mln€", right).replace("Mila", "mila")
        elif mark.kind is Kind.DATE:
            right = dates.get(right, right)
        if right != mark.text.replace("\u00a0", " "):
            yield Slip(mark.text, right)


_DATE = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2((?:\d\d)?\d\d)")


def spellings(dates: set[str]) -> dict[str, str]:
    """Of dates in figures, each spelling that is not the summary's (`31.12.2019`) where another one stands too."""
    by_day: dict[tuple[str, ...], set[str]] = {}
    for date in dates:
        match = _DATE.fullmatch(date)
        if match:
            by_day.setdefault((match[1].zfill(2), match[3].zfill(2), match[4][-2:]), set()).add(date)
    return {
        date: f"{day}.{month}.20{year}"
        for (day, month, year), same in by_day.items()
        for date in same
        if len(same) > 1 and date != f"{day}.{month}.20{year}"
    }


# ── axes ─────────────────────────────────────────────────────────────────────

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_NUMBER = r"(?:\d{1,2}|[IVXL]+|ii|iii|iv|vii|viii|ix)"
_ONE_NUMBER = re.compile(_NUMBER)
_WINDOW = 40


def axis_mention(programme: Programme) -> re.Pattern[str]:
    """What finds axes called by numbers: `Asse 4`, `Asse IV`, `Assi 1 e 4`."""
    nouns = (programme.axis_noun, italian.plural_of(programme.axis_noun))
    spelt = "|".join(re.escape(word) for noun in nouns for word in (noun, noun.lower(), noun.upper()))
    return re.compile(
        rf"\b(?:{spelt})\s(?:n\.\s?)?(?P<numbers>{_NUMBER}(?:(?:,\s|\se\s){_NUMBER})*)"
        r"(?![\w%€]|[.,]\d|\s?(?:Mln|€))"
    )


def by_number(axes: tuple[PriorityAxis, ...]) -> dict[int, str]:
    """The labels of axes that are numbers, by these."""
    return {number: axis.label for axis in axes if (number := _number(axis.label))}


def misnamed(text: str, mention: re.Pattern[str], numbered: dict[int, str], names: Names) -> Iterator[Slip]:
    """Axes called otherwise than they are, `Asse 4` of the axis `IV`, but not in quotations, nor those of others."""
    labels = set(names.figures.axes)

    def named(match: re.Match[str]) -> str:
        return match[0] if match[0] in labels else numbered.get(_number(match[0].upper()) or 0, match[0])

    for match in mention.finditer(text):
        start, end = match.span("numbers")
        right = _ONE_NUMBER.sub(named, match["numbers"])
        after = text[end : end + _WINDOW]
        if right != match["numbers"] and not names.names_other(after) and not _is_quoted(text, match.start()):
            yield Slip(match[0], f"{text[match.start() : start]}{right}")


def _is_quoted(text: str, place: int) -> bool:
    """Whether a place is between quotation marks, in a title that others gave."""
    before = text[text.rfind("\n", 0, place) + 1 : place]
    after = text[place:].partition("\n")[0]
    return any(
        before.count(opening) > before.count(closing) and after.count(closing) > after.count(opening)
        for opening, closing in (("“", "”"), ("«", "»"))
    )


def _number(label: str) -> int | None:
    """The number that a label is, in Arabic or Roman figures."""
    if label.isdigit():
        return int(label)
    if not label or not set(label) <= set(_ROMAN):
        return None
    values = [_ROMAN[letter] for letter in label]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


# ── signs ────────────────────────────────────────────────────────────────────

_PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_SIGNS = re.compile(r"(?:(?:^|(?<=[\s;:,(]))(?:\d{1,2}|[a-z]|[ivx]{1,4})\))|\{\{|\}\}|[()\[\]{}“”«»\"]", re.MULTILINE)
_AROUND = 24  # characters before and after
_QUOTES = frozenset('“«"')


class _Open(NamedTuple):
    """A sign that waits for its fellow; `ended` where what looks like the number of an item may be it: `(n. 3)`."""

    sign: str
    place: int
    ended: bool = False


class _Waiting:
    """The signs that wait for their fellows, the last opened first to be closed."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._counted: Counter[str] = Counter()

    def has(self, sign: str) -> bool:
        """Whether such a sign waits."""
        return self._counted[sign] > 0

    def open(self, sign: str, place: int) -> None:
        """A sign that opens."""
        self._open.append(_Open(sign, place))
        self._counted[sign] += 1

    def item(self) -> None:
        """A parenthesis that numbers an item, `1)`, or closes the last one opened."""
        if self._open and self._open[-1].sign == "(":
            self._open[-1] = self._open[-1]._replace(ended=True)

    def close(self, opening: str, place: int) -> Iterator[int]:
        """The places of the signs without a fellow that come to light when one closes; a pair of unlike ones is one."""
        last = self._open[-1].sign if self._open else ""
        if self.has(opening):
            while (one := self._pop()).sign != opening:
                if not one.ended:
                    yield one.place
        elif opening in _QUOTES and last in _QUOTES:
            yield self._pop().place
        else:
            yield place

    def left(self) -> Iterator[int]:
        """The places of those that nothing closed; a straight quotation mark within another is that one's fellow."""
        before = ""
        for one in self._open:
            if not one.ended and not (one.sign == '"' and before in _QUOTES):
                yield one.place
            before = one.sign

    def _pop(self) -> _Open:
        one = self._open.pop()
        self._counted[one.sign] -= 1
        return one


def unpaired(text: str) -> Iterator[Slip]:
    """Quotation marks, parentheses and braces that are opened and not closed, or closed and not opened.

    A doubled brace prints one, and stands for itself; neither inches, `24"`, nor the numbers of items, `1)`, are any.
    """
    waiting = _Waiting()
    for match in _SIGNS.finditer(text):
        sign, place = match[0], match.start()
        if len(sign) > 1:
            waiting.item()
        elif sign in _PAIRS or (sign == '"' and not waiting.has(sign)):
            if sign != '"' or not text[place - 1 : place].isdigit():
                waiting.open(sign, place)
        else:
            yield from (Slip(_excerpt(text, one)) for one in waiting.close(_CLOSING.get(sign, '"'), place))
    yield from (Slip(_excerpt(text, place)) for place in waiting.left())


def _excerpt(text: str, place: int) -> str:
    """The words around a place, whole."""
    start, end = max(0, place - _AROUND), min(len(text), place + _AROUND)
    words = text[start:end]
    words = words if start == 0 else words.partition(" ")[2] or words
    words = words if end == len(text) else words.rpartition(" ")[0] or words
    return " ".join(words.split())


# a text until it is needed, since to compile it takes longer than to look for doubles
_DOUBLED = (
    r"(?P<gap>(?<=\S)[ \u00a0]{2,}(?=\S))|(?P<space>(?<=[\w)”»])[ \u00a0]+(?=[,;.](?:\s|$)))"
    r"|(?P<within>(?<=\s[(“«])[ \u00a0]+(?=\S)|(?<=[^\s•–-])[ \u00a0]+(?=[)”»]))"
    r"|[,;:]{2,}|,\.|(?<=[a-zà-ù]{6})\.,|(?<!\.)\.\.(?!\.)|[’']{2,}|!!+|\?\?+"
)
# without one of these nothing is doubled: far faster to tell than by the pattern
_DOUBLES = (
    "( ", "“ ", "« ", " )", " ”", " »", "  ", "\u00a0", " ,", " ;", " .", *map("".join, product(",;:", repeat=2)), ",.",
    ".,", "..", *map("".join, product("’'", repeat=2)), "!!", "??",
)  # fmt: skip
_MEANT_TWICE = frozenset({"via", "man", "mano", "così", "poco", "passo", "quasi", "piano"})


def doubled(text: str) -> Iterator[Slip]:
    """Spaces, signs and words typed twice, and spaces before a comma or a full stop."""
    if any(double in text for double in _DOUBLES):
        yield from (_single(text, match) for match in re.finditer(_DOUBLED, text))
    words = text.split()
    for first, second in pairwise(words):
        if first == second.rstrip(",;.:)") and _is_doubled(first, second):
            yield Slip(f"{first} {first}", first)


def _is_doubled(first: str, second: str) -> bool:
    """Whether a word, or a number of several digits, is not meant to stand twice; a letter alone may end an item."""
    if first in _MEANT_TWICE or not (first.isalpha() or first.isdigit()):
        return False
    return len(first) > 1 or (first == second and first.isalpha())


def _single(text: str, match: re.Match[str]) -> Slip:
    """What is doubled with the words that it stands between, and the same words without it."""
    single = " " if match["gap"] else "" if match["space"] or match["within"] else match[0][-1]
    start = text.rfind(" ", 0, match.start()) + 1
    end = text.find(" ", match.end())
    before, after = text[start : match.start()], text[match.end() : end if end >= 0 else len(text)]
    return Slip(f"{before}{match[0]}{after}", f"{before}{single}{after}")


# ── text typed twice ─────────────────────────────────────────────────────────

_SENTENCE = re.compile(r"[^.;!?\n]+")
_LEAST_WORDS = 10


def long_sentences(text: str) -> Iterator[tuple[str, str]]:
    """Each sentence of ten words and more: folded, to be told apart by, and its first words as typed."""
    for match in _SENTENCE.finditer(text):
        words = match[0].split()
        if len(words) >= _LEAST_WORDS:
            yield " ".join(words).casefold().replace("'", "’"), " ".join(words[:6])
