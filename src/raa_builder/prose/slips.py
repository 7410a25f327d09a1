# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Slips of the pen: a passage in, what is miswritten in it out, as what was typed and what to type instead.

None of them is an error: the summary can be printed, only less well.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.prose.numbers import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.model import PriorityAxis, Programme
    from raa_builder.prose.numbers import Mark


class Slip(NamedTuple):
    """Something miswritten: what was typed, and what to type instead (empty where that is for the writer to say)."""

    typed: str
    instead: str = ""

    def __str__(self) -> str:
        return f"«{self.typed}» → «{self.instead}»" if self.instead else f"«{self.typed}»"


# ── numbers ──────────────────────────────────────────────────────────────────

_DECIMAL_DOT = re.compile(r"(?<![\d.,])(\d+)\.(\d{1,2})(?!\d)")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
_LETTER = re.compile(r"[A-Za-zÀ-ÿ]")


def miswritten(text: str, marks: list[Mark]) -> Iterator[Slip]:
    """Numbers that are no Italian numbers: `227.1 Mln€`, `4,9 Mln€€`, `a1,9 Mln€`, `1,234,567.89 €`."""
    for mark in marks:
        if not mark.kind.is_number:
            continue
        right = _ENGLISH.sub(lambda match: match[0].translate(_SWAPPED), mark.text)
        right = _DECIMAL_DOT.sub(r"\1,\2", re.sub("€{2,}", "€", right)) if mark.scale != 1 or "€" in right else right
        if mark.text[0].isdigit() and mark.start and _LETTER.match(text[mark.start - 1]):
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


def axis_mention(programme: Programme) -> re.Pattern[str]:
    """What finds an axis called by a number: `Asse 4`, `Asse IV`."""
    noun = re.escape(programme.axis_noun)
    return re.compile(rf"\b({noun}|{noun.lower()})\s(\d{{1,2}}|[IVXL]+)(?![\w%€]|[.,]\d|\s?(?:Mln|€))")


def misnamed(text: str, mention: re.Pattern[str], axes: tuple[PriorityAxis, ...]) -> Iterator[Slip]:
    """Axes called otherwise than they are: `Asse 4` of the axis `IV`."""
    labels = {axis.label for axis in axes}
    by_number = {number: axis.label for axis in axes if (number := _number(axis.label))}
    for match in mention.finditer(text):
        label = by_number.get(_number(match[2]) or 0)
        if match[2] not in labels and label is not None:
            yield Slip(match[0], f"{match[1]} {label}")


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
_AROUND = 24


def unpaired(text: str) -> Iterator[Slip]:
    """Quotation marks, parentheses and braces that are opened and not closed, or closed and not opened.

    A doubled brace prints one, and stands for itself.
    """
    open_signs: list[tuple[str, int]] = []
    for match in _SIGNS.finditer(text):
        sign = match[0]
        is_straight_end = sign == '"' and any(opened == '"' for opened, _ in open_signs)
        if len(sign) > 1:
            continue
        if sign in _PAIRS or (sign == '"' and not is_straight_end):
            open_signs.append((sign, match.start()))
        elif open_signs and open_signs[-1][0] == _CLOSING.get(sign, '"'):
            open_signs.pop()
        else:
            yield Slip(_excerpt(text, match.start()))
    yield from (Slip(_excerpt(text, place)) for _, place in open_signs)


def _excerpt(text: str, place: int) -> str:
    """The words around a place, whole."""
    start, end = max(0, place - _AROUND), min(len(text), place + _AROUND)
    words = text[start:end]
    words = words if start == 0 else words.partition(" ")[2] or words
    words = words if end == len(text) else words.rpartition(" ")[0] or words
    return " ".join(words.split())


_DOUBLED = re.compile(
    r"(?P<gap>(?<=\S)[ \u00a0]{2,}(?=\S))|(?P<space>(?<=[\w)”»])[ \u00a0]+(?=[,;.](?:\s|$)))"
    r"|[,;:]{2,}|,\.|\.,|(?<!\.)\.\.(?!\.)|[’']{2,}|![!]+|\?\?+"
)
# without one of these nothing is doubled: far faster to tell than by the pattern
_DOUBLES = (
    "  ",
    "\u00a0",
    " ,",
    " ;",
    " .",
    ",,",
    ";;",
    "::",
    ",;",
    ";,",
    ",.",
    ".,",
    "..",
    "’’",
    "''",
    "’'",
    "'’",
    "!!",
    "??",
)
_MEANT_TWICE = frozenset({"via", "man", "mano", "così", "poco", "passo", "quasi", "piano"})


def doubled(text: str) -> Iterator[Slip]:
    """Spaces, signs and words typed twice, and spaces before a comma or a full stop."""
    if any(double in text for double in _DOUBLES):
        yield from (_single(text, match) for match in _DOUBLED.finditer(text))
    words = text.split()
    for first, second in pairwise(words):
        if first == second.rstrip(",;.:)") and first.isalpha() and len(first) > 1 and first not in _MEANT_TWICE:
            yield Slip(f"{first} {first}", first)


def _single(text: str, match: re.Match[str]) -> Slip:
    """What is doubled with the words that it stands between, and the same words without it."""
    single = " " if match["gap"] else "" if match["space"] else match[0][-1]
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
