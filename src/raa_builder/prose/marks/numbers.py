# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The numbers of an Italian text: a text in, its marks in order out, each with its place, kind, value and last digit.

Amounts, shares and counts can be compared with figures. Years, dates, numbers of laws, labels, codes, addresses,
durations and fractions look like numbers and are set apart; so are placeholders, which the program prints itself.
"""

from __future__ import annotations

import re
from decimal import Decimal

from raa_builder import italian
from raa_builder.prose.marks.hedged import with_shared_hedges
from raa_builder.prose.marks.hedges import exactness
from raa_builder.prose.marks.kinds import Hedge, Kind, Mark
from raa_builder.prose.marks.letters import is_counted, is_of_others, marks_in_letters
from raa_builder.prose.marks.units import with_shared_units
from raa_builder.prose.words.beside import with_units_beside

__all__ = ["Hedge", "Kind", "Mark", "marks"]


def marks(text: str) -> list[Mark]:
    """Every mark of a text, in order."""
    found: list[Mark] = []
    place = 0
    while (sign := _SIGN.search(text, place)) is not None:
        match = _MARK.search(text, _two_words_back(text, place, sign.start()))
        if match is None:  # nor will there be one further on
            break
        mark = _first_year(match) or _mark(match, found)
        place = mark.end
        found.append(mark)
    return with_shared_hedges(text, with_units_beside(text, with_shared_units(text, _with_letters(text, found))))


def _with_letters(text: str, found: list[Mark]) -> list[Mark]:
    """Marks in order with those in letters among them, but for what only stands within another: `{Cento}`."""
    in_letters = list(marks_in_letters(text))
    if not in_letters:
        return found
    merged: list[Mark] = []
    for mark in sorted(found + in_letters, key=lambda mark: mark.start):
        if not merged or mark.start >= merged[-1].end:
            merged.append(mark)
    return merged


def _two_words_back(text: str, least: int, place: int) -> int:
    """Where what ends in a digit at `place` may begin: `tel. 02`, `€ 5`, `marzo 2019`."""
    for _ in range(2):
        place = max(text.rfind(" ", least, place), text.rfind("\n", least, place), least)
    return place


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# ── the pattern ──────────────────────────────────────────────────────────────

_MONTH = f"(?i:{'|'.join(italian.MONTHS)})"
_YEAR = r"(?:19|20)\d\d"
# thousands in groups of three, by dot, apostrophe or a space that does not break; by plain spaces from a million on;
# as in English, where a second separator makes it certain; or plain digits with decimals
_DIGITS = (
    r"(?:\d{1,3}(?:[.\u00a0\u202f\u2009’']\d{3})+(?!\d)(?:,\d+)?|\d{1,3}(?:\ \d{3}){2,}(?!\d)(?:,\d+)?"
    r"|\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+|\d+(?:[.,]\d+)?)"
)
_SCALE = (
    r"(?:[Mm]l[nd]|ML[ND]|Mio|M(?=\s?€)|[Mm]ilion[ei]|[Mm]iliard[oi]|[Mm]ila|[Mm]igliaia|[kK](?=\s?€))"
    r"(?![a-zà-ù])(?:\.(?=\s?[d€]))?"
)
_EURO = r"(?:€+|[Ee]uro\b|EURO?\b)"
_UNIT = r"\s?(?:[%€]|[Mm](?:l[nd]|il|io|igl|€)|ML|[Ee]uro?|[kK]€|per\s?cento)"  # how a unit begins
_MARK = re.compile(
    rf"""
      (?P<placeholder>\{{\{{|\}}\}}|\{{[^{{}}\n]*\}})
    | (?P<contact>(?:https?://|www\.)\S+|\+\d{{2}}[\d\s./-]{{6,}}\d
        |(?<![\w.,/])0\d{{1,3}}[/\s-]\d{{5,9}}(?!\d)|(?<![\w.,/])800(?P<gap>[\s.])\d{{3}}(?P=gap)\d{{3}}(?![\d.,]|{_UNIT})
        |(?:[Tt]el\.|[Tt]elefono|[Ff]ax|[Vv]erde)[\s:]*[+\d][\d\s./-]{{4,}}\d)
    | (?P<date>(?<![\w.,/])(?:0?[1-9]|[12]\d|3[01])(?P<between>[./-])(?:0?[1-9]|1[0-2])(?P=between)
          (?:\d{{4}}|\d\d)(?!\d)
        |(?:(?<![\w.,/])\d{{1,2}}[°º]?\s+|\b){_MONTH}(?:\s+\d{{4}})?\b)
    | (?P<year>(?<![\w.,/])(?:{_YEAR}\s?[-–/]\s?(?:{_YEAR}|\d\d)|{_YEAR}(?!{_UNIT}))(?![\w/]|[.,]\d))
    | (?P<act>\bC\s?\(\d{{4}}\)\s?\d+|\b[XIVL]+/\d{{3,}}(?:/\d{{4}})?
        |(?<![\w.,/])(?:\d{{1,6}}/{_YEAR}|{_YEAR}/\d{{1,5}})(?!\d))
    | (?P<code>\b(?![ae]\d[\d.,]*{_UNIT})[A-Za-z]+\d[\w/-]*|\b[A-Z]\w*[-+]\d\w*|\b\d++(?!{_UNIT})[A-Za-z]\w*)
    | (?P<apart>(?<![\w.,/])(?:
          \d{{1,9}}(?:,\d{{1,2}}|\s?[-–/]\s?\d{{1,9}}|\s(?:e|ai?)\s(?:i\s)?\d{{1,9}})?\s+(?:ann[oi]|mes[ei]|settiman[ae]|giorn[oi]|or[ae]|minuti)\b
        |\d{{1,2}}/\d{{1,2}}(?!\d)|\d{{1,3}}[-–]\d{{1,3}}(?![\d.,]|{_UNIT})|\d++[°ºª]|\d{{1,2}}\.[ivx]+\b
        |\d++(?:[.,]\d++)?\s?(?:‰|per\smille\b|punt[oi]\spercentual[ei])|\d{{1,2}}(?:\.\d{{1,2}})+(?!\d|{_UNIT}))
        |(?:^|(?<=[:;,.]\s)|(?<=\n))\d{{1,2}}\)|(?:(?<=[€%])|(?<=[€%]\s))\(\d\d?\)|[½⅓⅔¼¾])
    | (?P<number>(?P<lead>[MK]?{_EURO}\s{{0,2}})?
        (?:(?<![\w/])(?<!\d[.,])(?<!\b[A-Z]\.)|(?<=\b[ae])(?=[\d.,]+{_UNIT}))(?P<digits>{_DIGITS})
        (?:\s{{0,2}}(?P<percent>%|per\s?cento\b)
          |(?:\s{{0,2}}(?P<scale>{_SCALE}))?(?:\s{{0,2}}(?P<euro>(?:di\s)?{_EURO}))?))
    """,
    re.VERBOSE,
)
# what a mark has at least one of: where there is none, nothing need be searched
_SIGN = re.compile("[\\d{½⅓⅔¼¾]")
_SET_APART = {
    "placeholder": Kind.PLACEHOLDER,
    "contact": Kind.APART,
    "date": Kind.DATE,
    "year": Kind.YEAR,
    "act": Kind.ACT,
    "code": Kind.APART,
    "apart": Kind.APART,
}
_SCALES = {"m": 1_000_000, "k": 1000, "mila": 1000, "migliaia": 1000, "mld": 1_000_000_000, "miliard": 1_000_000_000}


def _mark(match: re.Match[str], before: list[Mark]) -> Mark:
    kind = next((kind for group, kind in _SET_APART.items() if match[group] is not None), None)
    if kind is Kind.YEAR and len(match[0]) == 4 and _follows_noun(match):
        return _plain(match, Decimal(match[0]))
    if kind is not None:
        return Mark(kind, *match.span(), match[0])
    kind = _kind(match)
    if kind is Kind.COUNT and not match["scale"]:
        kind = _named(match, before) or kind
        if not kind.is_number:
            return Mark(kind, *match.span(), match[0])
    return _numeric(match, kind)


def _first_year(match: re.Match[str]) -> Mark | None:
    """The year of what only looks like a span of years: `target al 2023 - 93%`, `2023 - 12 progetti`."""
    first, last = match[0][:_YEAR_DIGITS], match[0][_YEAR_DIGITS:].strip(" \u00a0-–/")
    if match["year"] is None or len(last) != 2:  # the century is left out
        return None
    years = int(last) - int(first[2:])
    is_span = 0 < years <= _LONGEST_SPAN or years == _NEXT_CENTURY
    if is_span and not _HAS_UNIT.match(match.string, match.end()) and not _follows_noun(match):
        return None
    return Mark(Kind.YEAR, match.start(), match.start() + _YEAR_DIGITS, first)


_YEAR_DIGITS = 4
_LONGEST_SPAN, _NEXT_CENTURY = 30, -99  # years; `1999-00`
_HAS_UNIT = re.compile(_UNIT)


def _numeric(match: re.Match[str], kind: Kind) -> Mark:
    scale = _scale(match)
    value, decimals = _value(match["digits"])
    if len(match["digits"]) > _LONGEST:
        return Mark(Kind.APART, *match.span(), match[0])
    step = scale.scaleb(-decimals)
    if decimals and scale == 1 and kind is Kind.COUNT:  # 59,154 may be 59 or 59154: nobody knows
        return Mark(Kind.UNCLEAR, *match.span(), match[0], value, step)
    exact = exactness(match.string, *match.span())
    step = exact.step(match["digits"], value * scale, step)
    return Mark(kind, *match.span(), match[0], value * scale, step, exact.hedge, scale)


_LONGEST = 24  # characters: what is longer is no figure of a programme


def _plain(match: re.Match[str], count: Decimal) -> Mark:
    return Mark(Kind.COUNT, *match.span(), match[0], count, hedge=exactness(match.string, *match.span()).hedge)


def _kind(match: re.Match[str]) -> Kind:
    """What digits count: euros, also where only `Mln` or `milioni` says so; `3 milioni di persone` are persons."""
    if match["percent"]:
        return Kind.SHARE
    scale = (match["scale"] or "").casefold()
    if match["lead"] or match["euro"] or scale.startswith(("ml", "mio")):
        return Kind.MONEY
    return (
        Kind.MONEY
        if scale and scale not in _THOUSAND_WORDS and not is_of_others(match.string, match.end())
        else Kind.COUNT
    )


_THOUSAND_WORDS = frozenset({"mila", "migliaia"})


def _scale(match: re.Match[str]) -> Decimal:
    if match["percent"]:
        return Decimal("0.01")
    lead = match["lead"] or ""
    word = (match["scale"] or (lead[0] if lead[:1] in {"M", "K"} else "")).casefold().rstrip(".oi")
    return Decimal(_SCALES.get(word, 1_000_000) if word else 1)


def _value(digits: str) -> tuple[Decimal, int]:
    """The value of digits, and how many of them are decimals."""
    comma, dot = digits.rfind(","), digits.rfind(".")
    is_english = 0 <= comma < dot or digits.count(",") > 1
    if is_english or (comma < 0 <= dot and not _THOUSANDS.fullmatch(digits)):
        plain = digits.replace(",", "")
    else:
        plain = _SPACES.sub("", digits).replace(".", "").replace(",", ".")
    return Decimal(plain), len(plain) - plain.find(".") - 1 if "." in plain else 0


_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_SPACES = re.compile(r"[\s’']")


def _follows_noun(match: re.Match[str]) -> bool:
    """Whether what looks like a year counts something: `2019 destinatari`."""
    word = _WORD.match(match.string, match.end())
    return word is not None and is_counted(word[1])


_WORD = re.compile(r"\s+(\w+)")

# ── what the words before a number say ───────────────────────────────────────

_ACTS = _words(
    "decisione decisioni decreto decreti delibera delibere deliberazione deliberazioni determinazione "
    "determinazioni regolamento regolamenti legge leggi direttiva direttive circolare circolari ordinanza reg "
    "regg dgr dd ddg dds dduo lgs dlgs l lr dpr dpcm dl dm prot protocollo cup cig cci art artt articolo articoli "
    "comma commi co"
)
_ACT_FILLERS = _words(
    "della del dell di n nn nr num ce ue cee commissione europea europeo giunta regionale regionali esecuzione "
    "delegato delegati consiglio parlamento legislativo ministeriale dirigenziale generale e in"
)
_LABELLED = _words(
    "asse assi ot op os obiettivo obiettivi priorità misura misure azione azioni lotto lotti fase fasi tab "
    "tabella tabelle fig figura figure grafico grafici sezione sezioni par paragrafo paragrafi cap capitolo "
    "capitoli allegato allegati pag pagina pagine punto punti nota § linea linee edizione versione livello "
    "livelli finestra scheda"
)
_LABEL_FILLERS = _words("n specifico specifici tematico tematici strategico")
_OTHERS = _words("under over ore età cap fono tel")
_STREETS = _words("via viale piazza piazzale corso largo vicolo")
_MAX_LABEL = 3
_FARTHEST = 60
_TOKEN = re.compile(r"§|\w+(?:\.\w)*")


def _named(match: re.Match[str], before: list[Mark]) -> Kind | None:
    """What a bare number is the number of, by the words before it; `None` for a count."""
    start = match.start()
    head = match.string[max(0, start - _FARTHEST) : start]
    if before and before[-1].kind in _CONTINUED and _continues(before[-1], match):
        return before[-1].kind
    stretch = re.split(r"[;:!?\n\d%€]|\.\s+(?=[A-Z])", head)[-1]
    words = [word.replace(".", "").casefold() for word in _TOKEN.findall(stretch)]
    if not words or (not stretch[-1].isspace() and stretch[-1] not in "(/)."):
        return None
    if _first_not_in(_ACT_FILLERS, words) in _ACTS:
        return Kind.ACT
    if len(match["digits"]) <= _MAX_LABEL and _first_not_in(_LABEL_FILLERS, words) in _LABELLED:
        return Kind.LABEL
    return Kind.APART if words[-1] in _OTHERS or _is_address(stretch) else None


_CONTINUED = frozenset({Kind.LABEL, Kind.ACT, Kind.APART})


def _first_not_in(fillers: frozenset[str], words: list[str]) -> str:
    return next((word for word in reversed(words) if word not in fillers), "")


def _is_address(stretch: str) -> bool:
    """Whether the words before a number are a street: `piazza Città di Lombardia`."""
    for word in reversed(re.findall(r"[\w’]+", stretch)):
        if word.casefold() in _STREETS:
            return True
        if not (word[0].isupper() or word in {"n", "d", "di", "del", "della", "dei"}):
            return False
    return False


def _continues(last: Mark, match: re.Match[str]) -> bool:
    """Whether a number goes on with a list: `tabelle 2 e 3`, `articolo 50(9)`, `via Roma 1, 20124 Milano`."""
    gap = match.string[last.end : match.start()]
    if last.kind is Kind.ACT and gap == "(":
        return match.string[match.end() : match.end() + 1] == ")"
    if last.kind is Kind.APART:
        return gap in {", ", " – ", " - "} and _POSTCODE.match(match.string, match.start()) is not None
    return gap in {", ", " e ", "-", "/"} and len(match["digits"]) <= _MAX_LABEL and not _follows_noun(match)


_POSTCODE = re.compile(r"\d{5}\s+[A-Z]")
