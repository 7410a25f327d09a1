# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Italian numbers, amounts, dates, small words and spacing. Text and Decimals in, text out.

Spaces between a number and its unit, "Asse" and its label, a day and its month are no-break spaces (U+00A0).
"""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from raa_builder.model import Rounding

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

NBSP = "\u00a0"
MINUS = "\u2212"
_MILLION = Decimal(1_000_000)
MONTHS = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
    "novembre", "dicembre",
)  # fmt: skip

# ── numbers ──────────────────────────────────────────────────────────────────


def number(value: Decimal, decimals: int = 0, rounding: Rounding = Rounding.HALF_UP) -> str:
    """A number with dots for thousands and a decimal comma: `1.234,50`.

    Args:
        value: The exact value.
        decimals: Digits after the comma.
        rounding: Half up, or cut off.
    """
    mode = ROUND_DOWN if rounding is Rounding.TRUNCATED else ROUND_HALF_UP
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=mode)
    if not rounded:
        rounded = abs(rounded)  # no "-0"
    return f"{rounded:,f}".translate(str.maketrans(",.-", f".,{MINUS}"))


def euro(value: Decimal, decimals: int = 2) -> str:
    """An amount in euros: `1.234.567,89 €`."""
    return f"{number(value, decimals)}{NBSP}€"


def millions(value: Decimal, rounding: Rounding) -> str:
    """An amount in millions with at most one decimal: `829,3 Mln€`, `358 Mln€`; in euros where that would be 0.

    Args:
        value: The amount in euros.
        rounding: As the edition has it (`P11`).
    """
    amount = number(value / _MILLION, 1, rounding).removesuffix(",0")
    return euro(value, needed_decimals([value])) if value and amount == "0" else f"{amount}{NBSP}Mln€"


def percent(ratio: Decimal, decimals: int = 0) -> str:
    """A ratio as a percentage, half up, the sign attached: 0.3689 is `36,89%` with two decimals.

    What is not nothing does not print as `0%`: it gets up to two decimals, `0,3%`.
    """
    digits = number(ratio * 100, decimals)
    while ratio and decimals < 2 and not digits.strip("0,"):
        decimals += 1
        digits = number(ratio * 100, decimals)
    return f"{digits}%"


def percent_as_given(ratio: Decimal) -> str:
    """A ratio as a percentage with the decimals that it has, at most two: 0.57 is `57%`, 0.7638 is `76,38%`."""
    digits = number(ratio * 100, 2)
    return f"{digits.rstrip('0').rstrip(',')}%"


def points(ratio: Decimal) -> str:
    """A difference of percentages in points: 0.03 is `3 punti`, 0.01 is `1 punto`."""
    size = as_given(ratio * 100)
    return f"{size}{NBSP}{plural(ratio * 100, 'punto', 'punti')}"


def signed(value: Decimal, form: Callable[[Decimal], str]) -> str:
    """A difference with its sign, `+1.234,50 €` or `−3`; what prints as nothing has none.

    Args:
        value: The difference.
        form: How its size is printed.
    """
    size = form(abs(value))
    return size if not any(digit in size for digit in "123456789") else f"{'+' if value > 0 else MINUS}{size}"


def as_given(value: Decimal) -> str:
    """A number with the decimals that it has, at most two: `35`, `1.234,5`."""
    digits = number(value, 2)
    return digits.rstrip("0").rstrip(",")


def needed_decimals(values: Sequence[Decimal]) -> int:
    """2 when one of the amounts has cents, else 0, so that a column of amounts is printed alike."""
    return 2 if any(value != value.to_integral_value() for value in values) else 0


def floor_to_lead(value: Decimal) -> str:
    """A count cut to its two leading digits, for "più di 79.000": 79,854 is `79.000`, 321 is `320`, 12 is `12`."""
    whole = int(value)
    step = 10 ** max(0, len(str(whole)) - 2)
    return number(Decimal(whole // step * step))


_CARDINALS = (
    "zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici",
    "tredici", "quattordici", "quindici", "sedici", "diciassette", "diciotto", "diciannove", "venti",
)  # fmt: skip


def in_letters(count: int) -> str:
    """A small count in letters, `quattro`; from 21 on in digits."""
    return _CARDINALS[count] if 0 <= count < len(_CARDINALS) else number(Decimal(count))


_TENS = ("venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta")
_PARTS = (
    "uno?|due|tr[eé]|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici"
    "|diciassette|diciotto|diciannove|venti?|(?:trent|quarant|cinquant|sessant|settant|ottant|novant)a?|cento?|mila|mille"
)
_GREAT = r"(?:milion[ei]|miliard[oi])(?:\s+e\s+mezzo)?"
# the pattern of a cardinal in letters: `due`, `centoventimila`, `un milione e mezzo`; not `un` alone, an article. The
# parts of a word are not asked whether they go together: such words are no others
CARDINAL = rf"(?=[cdmnoqstuvCDMNOQSTUV])(?i:(?!uno?\b|mila)(?:{_PARTS})+(?<!nt)(?:\s+{_GREAT})?|un\s+{_GREAT})\b"
_POWERS = {"milion": 1_000_000, "miliard": 1_000_000_000}


def from_letters(words: str) -> int:
    """The value of a cardinal in letters: `ventitré` is 23, `centomila` 100000, `due milioni e mezzo` 2500000.

    Raises:
        ValueError: The words are no cardinal.
    """
    try:
        return _from_letters(*words.casefold().replace("é", "e").split())
    except KeyError:
        raise ValueError(words) from None


def _from_letters(word: str, *great: str) -> int:
    power = _POWERS[great[0][:-1]] if great else 1
    head, mila, tail = word.partition("mila")
    thousands = _below_1000(head) if mila else 1 if word.startswith("mille") else 0
    rest = tail if mila else word.removeprefix("mille")
    value = thousands * 1000 + (_below_1000(rest) if rest or not thousands else 0)
    return value * power + (power // 2 if len(great) > 1 else 0)


def _below_1000(word: str) -> int:
    small = _below_100()
    head, cent, tail = word.rpartition("cent")
    if not cent:
        return small[word]
    rest = tail if tail in small else tail.removeprefix("o")
    return (small[head] if head else 1) * 100 + (small[rest] if rest else 0)


@cache
def _below_100() -> dict[str, int]:
    """The cardinals from 1 to 99: tens lose their vowel before `uno` and `otto`, and `uno` its own in compounds."""
    small = {word: value for value, word in enumerate(_CARDINALS) if value} | {"un": 1}
    for ten, word in enumerate(_TENS, 2):
        small[word] = ten * 10
        for unit in ("un", *_CARDINALS[1:10]):
            small[(word[:-1] if unit[0] in "uo" else word) + unit] = ten * 10 + small[unit]
    return small


# ── dates ────────────────────────────────────────────────────────────────────


def long_date(day: date) -> str:
    """`31 dicembre 2019`; the first of a month is `1º`."""
    ordinal = "1º" if day.day == 1 else str(day.day)
    return f"{ordinal}{NBSP}{MONTHS[day.month - 1]}{NBSP}{day.year}"


def short_date(day: date) -> str:
    """`31.12.2019`."""
    return f"{day:%d.%m.%Y}"


# ── small words ──────────────────────────────────────────────────────────────

_VOWELS = frozenset("aeiouàèéìòóù")
_HARD = re.compile(r"(?:s[^aeiouàèéìòóù]|z|gn|ps|pn|x|y|i[aeiou])", re.IGNORECASE)
# numbers read with a first vowel: otto…, undici, uno, un milione
_ELIDED_NUMBER = re.compile(r"8|11(?!\d)|1(?![\d.])|1(?:\.\d{3}){2,3}(?![\d.])")
_ACRONYM_MAX = 6
# nouns in -a by which programmes, bodies and parts of them are called, and which are masculine
_MASCULINE_IN_A = frozenset({"programma", "tema", "sistema"})
_FEMININE_ENDINGS = ("a", "tà", "gione", "sione", "zione")
_FEMININE_PLURALS = ("e", "tà", "gioni", "sioni", "zioni")

# bodies that call themselves without an article: "gli interventi di Regione Lombardia"
_WITHOUT_ARTICLE = frozenset({"regione"})
_PLAIN = {"il": "", "al": "a ", "del": "di ", "dal": "da ", "nel": "in ", "sul": "su "}

_LINKS = frozenset({"di", "del", "della", "dei", "delle", "per"})  # what follows them stays as it is in the plural

_ARTICLES = {
    # before a hard consonant, before a vowel, masculine, feminine
    "il": ("lo ", "l’", "il ", "la "),
    "al": ("allo ", "all’", "al ", "alla "),
    "del": ("dello ", "dell’", "del ", "della "),
    "dal": ("dallo ", "dall’", "dal ", "dalla "),
    "nel": ("nello ", "nell’", "nel ", "nella "),
    "sul": ("sullo ", "sull’", "sul ", "sulla "),
}


def with_article(preposition: str, text: str) -> str:
    """A number or a noun with its articulated preposition: `al 57%`, `all’86%`, `del POR`, `della Strategia`.

    Args:
        preposition: `il`, `al`, `del`, `dal`, `nel` or `sul`.
        text: What follows. A number is masculine; of a noun, the gender is taken from its first word.
    """
    hard, vowel, masculine, feminine = _ARTICLES[preposition]
    if text[:1].isdigit():
        if _ELIDED_NUMBER.match(text):
            return vowel + text
        return (hard if text[0] == "0" else masculine) + text
    first = next(iter(text.split()), "")
    if first.casefold() in _WITHOUT_ARTICLE:
        return _PLAIN[preposition] + text
    if first[:1].casefold() in _VOWELS:
        return vowel + text
    if _is_feminine(first):
        return feminine + text
    return (hard if _is_hard(first) else masculine) + text


def _is_acronym(word: str) -> bool:
    return word.isupper() and 1 < len(word) <= _ACRONYM_MAX  # a longer one is a word in capitals


def _is_hard(word: str) -> bool:
    """Whether a word takes `lo`; an acronym does not, since it is read letter by letter: `il PSR`."""
    return not _is_acronym(word) and _HARD.match(word) is not None


def _is_feminine(noun: str) -> bool:
    """Whether a noun takes `la`, by its ending; acronyms and the Greek nouns in -a do not."""
    word = noun.casefold()
    return word.endswith(_FEMININE_ENDINGS) and word not in _MASCULINE_IN_A and not _is_acronym(noun)


def with_plural_article(preposition: str, text: str) -> str:
    """A plural noun with its articulated preposition: `degli Assi`, `delle Misure`; `dei`, `ai` or `i`."""
    hard, masculine, feminine = {
        "i": ("gli", "i", "le"),
        "dei": ("degli", "dei", "delle"),
        "ai": ("agli", "ai", "alle"),
    }[preposition]
    first = next(iter(text.split()), "")
    if first.casefold().endswith(_FEMININE_PLURALS):
        return f"{feminine} {text}"
    return f"{hard if first[:1].casefold() in _VOWELS or _is_hard(first) else masculine} {text}"


def indefinite(text: str) -> str:
    """A noun with its indefinite article: `un Asse`, `una Misura`."""
    first = next(iter(text.split()), "")
    if _is_feminine(first):
        return f"un’{text}" if first[:1].casefold() in _VOWELS else f"una {text}"
    return f"{'uno' if _is_hard(first) else 'un'} {text}"


def plural_of(noun: str) -> str:
    """The plural of what a part of a programme is called: `Assi`, `Priorità`, `Aree tematiche`, `Linee di azione`."""
    words = noun.split()
    head = list(takewhile(lambda word: word.casefold() not in _LINKS, words))
    return " ".join([*map(_plural_word, head), *words[len(head) :]])


def _plural_word(word: str) -> str:
    if word.endswith("a"):
        stem = word[:-1] + ("h" if word.endswith(("ca", "ga")) else "")
        return stem + ("e" if _is_feminine(word) else "i")
    if word.endswith("io"):
        return word[:-1]
    return word[:-1] + "i" if word.endswith(("e", "o")) else word


def within(text: str) -> str:
    """A noun phrase as the place of an action: `nell’accesso`; `attraverso percorsi` where it may be a plural."""
    first = next(iter(text.split()), "")
    return with_article("nel", text) if first.endswith(("o", "a", "à")) else f"attraverso {text}"


def to(text: str) -> str:
    """The plain preposition `a`, which is `ad` before a vowel: `ad interventi`, `a misure`."""
    return f"{'ad' if text[:1].casefold() in _VOWELS else 'a'} {text}"


def plural(count: int | Decimal, one: str, many: str) -> str:
    """`one` for a count of 1, else `many`."""
    return one if count == 1 else many


def listed(items: Sequence[str]) -> str:
    """Items as a phrase: `a, b e c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} e {items[-1]}"


def first_cells(addresses: Sequence[str], most: int) -> str:
    """Cells as a phrase, of many the first: `Finanza!E3, Finanza!E4 e altre 5 celle`; never all but one."""
    if len(addresses) <= most + 1:
        return ", ".join(addresses)
    return f"{', '.join(addresses[:most])} e altre {len(addresses) - most} celle"


# ── spacing ──────────────────────────────────────────────────────────────────


def _after(*words: str) -> str:
    """A pattern for the space behind one of the words."""
    behind = "|".join(r"(?<=\b" + re.escape(word) + " )" for word in words)
    return f"(?:{behind})"


_MONTH = "|".join(MONTHS)
# a space, what stands before it (with the space), what stands after it
_GLUE = re.compile(
    " (?:"
    r"(?<=\d )(?=€|Mln|Mld|mln|[Mm]ila\b|milion|miliard|euro\b|%)"
    r"|(?<=€ )(?=\d)"
    rf"|(?<=[\dº] )(?=(?:{_MONTH})\b)"
    rf"|{_after(*MONTHS)}(?=\d{{4}}\b)"
    rf"|{_after('n.', 'art.', 'artt.', 'pag.', 'fig.', 'tab.')}(?=\d)"
    rf"|{_after('Asse', 'Assi', 'OT', 'OP', 'fase')}(?=[IVX]+\b|\d)"
    ")"
)


def no_break(text: str) -> str:
    """The text with no-break spaces where Italian typography wants them: `31 dicembre`, `5 Mln€`, `Asse IV`."""
    return _GLUE.sub(NBSP, text)
