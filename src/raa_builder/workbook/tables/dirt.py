# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers, dates and texts as people really type them: a string in, what it can only mean out (or `None`).

An Italian workbook: the comma parts decimals and the dot thousands. The other way round is understood only where it
can't be taken for the Italian one: `1,234.56`, `1234.5`. One dot before three digits (`1.234`) is a thousand where the
field can't have three decimals, as amounts and counts; one comma before three digits (`1,234`) is then a mistake in one
of two ways, and neither is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

from raa_builder.italian import MONTHS

# ── texts ────────────────────────────────────────────────────────────────────

# marks of direction, of joining and of style, which come along with what is copied from pages of the web
_UNSEEN = ((0xAD, 0xAD), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x2069), (0xFE00, 0xFE0F),
           (0xFEFF, 0xFEFF))  # fmt: skip
_INVISIBLE = "".join(chr(code) for first, last in _UNSEEN for code in range(first, last + 1))
# what Word and web pages put in the place of plain characters: the reader sees no difference, fonts do
_TWINS = str.maketrans(
    dict.fromkeys(_INVISIBLE, "")
    | dict.fromkeys("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000", " ")
    | dict.fromkeys("\u2007\u202f", "\u00a0")
    | dict.fromkeys("\u25aa\u25e6\u25cf\uf0b7\uf0a7", "•")
    | {"\u2010": "-", "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# control characters but tab and newline, halves of surrogate pairs, and what XML can't hold
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def cleaned(text: str) -> str:
    """A text as typed, in NFC, without the escapes of Excel (`_x000D_`), control characters and outer spaces.

    Twins of plain characters (thin spaces, ligatures, soft hyphens, Word's bullets) become the plain ones.
    """
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    text = _LINE_END.sub("\n", text)
    text = _UNPRINTABLE.sub("", text).replace("\t", " ")
    if not text.isascii():
        text = text.translate(_TWINS)
    return stripped(unicodedata.normalize("NFC", text))


def stripped(text: str) -> str:
    """A text without spaces and invisible characters at its ends."""
    return text.strip().strip(_INVISIBLE).strip()


# ── numbers ──────────────────────────────────────────────────────────────────

_SCALES = {
    "mila": 3,
    "mln": 6,
    "mio": 6,
    "milione": 6,
    "milioni": 6,
    "mld": 9,
    "mrd": 9,
    "miliardo": 9,
    "miliardi": 9,
}
_EURO = r"(?:€|euro?)"
_DIGITS = r"\d(?:[\d.,' ’]*\d)?"
_NUMBER = re.compile(
    rf"(?P<sign>[-+]?)\s*{_EURO}?\s*(?P<digits>{_DIGITS})(?:,-)?\s*"
    rf"(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})?\.?\s*(?:di\s+)?(?P<unit>{_EURO}|%)?"
)
_ITALIAN = re.compile(r"\d{1,3}(?:[. '’]\d{3})+(?:,\d+)?")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
_ONE_COMMA = re.compile(r"\d+,\d+")
_ONE_DOT = re.compile(r"\d+\.\d+")
_THOUSAND = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")
_FOREIGN = str.maketrans({",": None, " ": None, "'": None, "’": None})
_NATIVE = str.maketrans({".": None, " ": None, "'": None, "’": None, ",": "."})


def number_in(text: str, decimals: int | None, *, percent: bool = False) -> Decimal | None:
    """The number that a text can only mean: `€ 1.234,56`, `317,9 Mln€`, `−5`; `None` if it is none or unclear.

    Args:
        text: What was typed.
        decimals: How many decimals the field can have; `None` for any number.
        percent: Whether the field is a percentage: `57%` is then 0.57, and elsewhere nothing.
    """
    if any(unicodedata.category(character) == "No" for character in text):
        return None  # the mark of a note, as in 59.154¹, is no digit of the number
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("\u2013", "-")
    match = _NUMBER.fullmatch(stripped(plain).casefold())
    if match is None or (match["unit"] == "%") > percent or (decimals == 0 and (match["scale"] or match["unit"])):
        return None
    scale = _SCALES.get(match["scale"] or "", 0)
    value = _unpunctuated(match["digits"], None if scale else decimals)
    if value is None or (percent and (scale or match["unit"] not in {"%", None})):
        return None
    value = value.scaleb(scale - (2 if match["unit"] == "%" else 0))
    return -value if match["sign"] == "-" else value


# patterns stay texts until a number is refused: to compile them costs every start
_LONE_DIGITS = _DIGITS.replace(" ", "")
_MARK = r"[-\u2212\u2013\u2014+()<>/*%‰]"
_MARK_BEFORE = rf"{_MARK}\s*{_EURO}?\s*$"
_MARK_AFTER = rf"^\s*{_EURO}?\s*{_MARK}"
# what makes another number of the digits beside it: a multiple, a part, a percentage, a sign
_SCALE_WORD = (
    r"\b(?:[kmx]|ml[nd]\w*|mrd|mi[lo]|m[nd]|bn|[km]eur\w*|\w*mila|mili\w*|mill\w*|mgl|migl\w*|per\s?cento|pct|cent\w*|"
    r"decin\w*|dozzin\w*|mezz[oa]|metà|terz[oi]|quart[oi]|meno|negativ\w*)\b"
)


def lone_number(text: str, decimals: int | None) -> Decimal | None:
    """The number of a text that has one only, to suggest it: 59154 for "59.154 circa".

    None where the digits may not be the number: a sign or a bracket beside them, "3 milioni e mezzo", `1e6`, `0x10`.
    """
    bare = "".join(one for one in text if not (one.isdigit() and unicodedata.category(one) == "No"))
    plain = unicodedata.normalize("NFKC", bare).casefold()
    match = re.search(_LONE_DIGITS, plain)
    if match is None:
        return None
    before, after = plain[: match.start()], plain[match.end() :]
    rest = f"{before} {after}"
    if any(one.isnumeric() for one in rest) or re.search(_SCALE_WORD, rest):
        return None
    if re.search(_MARK_BEFORE, before) or re.search(_MARK_AFTER, after):
        return None
    number = number_in(match[0], decimals)
    is_too_long = number is not None and decimals is not None and number != round(number, decimals)
    return None if is_too_long else number


def _unpunctuated(digits: str, decimals: int | None) -> Decimal | None:
    if digits.isdecimal():
        return Decimal(digits)
    thousand = _THOUSAND.fullmatch(digits)
    if thousand:
        if thousand[1] == ",":
            return None if decimals is not None else Decimal(digits.translate(_NATIVE))
        return Decimal(digits.translate(_NATIVE)) if decimals is not None else None
    if _ITALIAN.fullmatch(digits) or _ONE_COMMA.fullmatch(digits):
        return Decimal(digits.translate(_NATIVE))
    if _ENGLISH.fullmatch(digits) or _ONE_DOT.fullmatch(digits):
        return Decimal(digits.translate(_FOREIGN))
    return None


# ── dates ────────────────────────────────────────────────────────────────────

_NUMERIC_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDY_DAY = re.compile(rf"(\d{{1,2}})[°ºo]?\s+({'|'.join(MONTHS)})\s+(\d{{4}})")


def day_in(text: str) -> date | None:
    """The date that a text means, day before month: `31.12.2019`, `31 dicembre 2019`, `2019-12-31`."""
    bare = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    try:
        if match := _NUMERIC_DAY.fullmatch(bare):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := _ISO_DAY.fullmatch(bare):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _WORDY_DAY.fullmatch(bare):
            return date(int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]))
    except ValueError:  # 31 February
        return None
    return None


def day_of(value: object) -> date | None:
    """The date that stands in a cell, as a date or as a text that means one."""
    match value:
        case datetime():
            return value.date()
        case date():
            return value
        case str():
            return day_in(value)
        case _:
            return None
