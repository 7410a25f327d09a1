# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a number of a sentence speaks of: the words around it in, the voices that they name out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.prose.figures import FINANCE, PEOPLE, Voice
from raa_builder.prose.numbers import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.prose.numbers import Mark


class Sentence(NamedTuple):
    """A sentence of a text, or an item of a list, with the marks in it; their places are those of the text."""

    text: str
    start: int
    end: int
    marks: list[Mark]

    @property
    def words(self) -> str:
        """Its words."""
        return self.text[self.start : self.end]


_END = re.compile(r"\n+|(?<=[.!?;])\s+(?=[A-ZÀ-Ý“«\"•–-])")


def sentences(text: str, marks: list[Mark]) -> Iterator[Sentence]:
    """The sentences of a text that hold marks."""
    start, place = 0, 0
    for end in (*(match.start() for match in _END.finditer(text)), len(text)):
        first = place
        while place < len(marks) and marks[place].start < end:
            place += 1
        if place > first:
            yield Sentence(text, start, end, marks[first:place])
        start = end


# ── voices ───────────────────────────────────────────────────────────────────

_VOICES = re.compile(
    r"""(?P<none>[Dd]omand[ae]\sdi\s(?:pagamento|rimborso)|[Aa]ltri\sdestinatari)
    |(?P<ALLOCATION>\b[Dd]otazion[ei]\b)
    |(?P<PROGRAMMED>\b[Pp]rogrammat[oaie]\b|\b[Aa]ttivat[oaie]\b)
    |(?P<COMMITMENTS>\b[Ii]mpegn(?:[oi]|at[oaie])\b)
    |(?P<PAYMENTS>\b[Pp]aga(?:ment[oi]|t[oaie])\b|\b[Ll]iquidat[oaie]\b|\b[Ee]rogat[oaie]\b)
    |(?P<CERTIFIED>\b[Ss]pes[ae]\scertificat[ae]\b|\bcertificat[oaie]\b)
    |(?P<DISADVANTAGED>\b[Aa]ltr[ie]\s(?:persone\s|soggetti\s)?svantaggiat[ie]\b)
    |(?P<DISABLED>\bcon\sdisabilit[àa]\b|\bdisabili\b)
    |(?P<MIGRANTS>\b[Mm]igrant[ie]\b)
    |(?P<VULNERABLE>\b[Vv]ulnerab\w+)
    |(?P<MEN>\b[Mm]aschi\b|\b[Uu]omini\b|\bM\b)
    |(?P<WOMEN>\b[Ff]emmine\b|\b[Dd]onne\b|\bF\b)
    |(?P<PARTICIPANTS>\b[Dd]estinatari\b|\b[Pp]artecipanti\b|\b[Hh]anno\sbeneficiato\b)
    |(?P<PROJECTS>\b[Pp]rogetti\b)""",
    re.VERBOSE,
)
_FITTING = {
    Kind.MONEY: frozenset(FINANCE),
    Kind.COUNT: frozenset({*PEOPLE, Voice.PROJECTS}),
    Kind.SHARE: frozenset({*FINANCE, *PEOPLE}),
}
# where the words after a number cease to speak of it
_BREAK = re.compile(r"[,;:.()“”«»–{]|\s(?:e|ed|mentre|di\scui|rispetto|nonché|oltre)\s")
# after a share, these name what it is a share of
_BASE = re.compile(r"\s*(?:de[il]|degli|delle|della|dell['’]|sul|sulla|rispetto|su)\b")
# between two numbers, these say the same thing of both: `6.006 - 3%`, `112.336, pari al 29%`, `il 53% (112.588)`
_LINK = re.compile(r"[\s(,–-]*(?:pari\s(?:a|al|all['’]))?(?:il|l['’])?\s*(?:circa\s)?(?:il\s|l['’])?")
_APPOSITION = re.compile(r".*\bche\s(?:rappresent|corrispond|equival)\w*\s\D*", re.DOTALL)


def voices_in(words: str, kind: Kind) -> list[Voice]:
    """The voices that words name and that a number of this kind can count, in order, each once."""
    found = (Voice[match.lastgroup] for match in _VOICES.finditer(words) if match.lastgroup not in {None, "none"})
    return [voice for voice in dict.fromkeys(found) if voice in _FITTING[kind]]


def voices(kind: Kind, before: str, after: str) -> list[Voice]:
    """The voices of a number: of a count or a share by the words after it, else before it; of money by both.

    Args:
        kind: Kind of the number.
        before: The words between the number before, or the start of the sentence, and this one.
        after: The words between this number and the next, or the end of the sentence.
    """
    head = head_of(after)
    following = [] if kind is Kind.SHARE and _BASE.match(head) else voices_in(head, kind)
    if kind is Kind.MONEY:
        return list(dict.fromkeys([*voices_in(before, kind), *following]))
    preceding = voices_in(before, kind)
    if following and not (following[0] is Voice.PARTICIPANTS and len(preceding) == 1):
        return following[:1]
    return preceding[-1:] if kind is Kind.COUNT else preceding


def head_of(after: str) -> str:
    """The words after a number that still speak of it."""
    broken = _BREAK.search(after)
    return after[: broken.start()] if broken else after


def own_words(before: str) -> str:
    """The words between two numbers without those at their start that still speak of the first."""
    broken = _BREAK.search(before)
    return before[broken.start() :] if broken else before


def is_base(after: str) -> bool:
    """Whether the words after a share say what it is a share of: `dei destinatari`."""
    return _BASE.match(after) is not None


def is_link(between: str) -> bool:
    """Whether words between two numbers say that the second is the first in another unit."""
    return _LINK.fullmatch(between) is not None or _APPOSITION.fullmatch(between) is not None


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# ── doubts ───────────────────────────────────────────────────────────────────

# words of a part, of one initiative or of a flow: what is said there is not said of the whole
_DOUBTS = _words(
    "iniziativa bando bandi avviso avvisi misura progetto intervento operazione quota quote nuovo nuova nuovi "
    "nuove ultimo ultima ultimi ultime questi queste quali media ogni annualità annuo annui semestre trimestre "
    "entro previsto previsti previste restante restanti non ammessi ammesse presentati metà alcuni alcune parte "
    "tra fra giovani adulti minori anziani disoccupati occupati pubblici privati comuni imprese enti scuole "
    "famiglie passa passata passato passate passati porta portata priorità azione obiettivo linea programmi"
)
_DOUBTFUL = ("ulterior", "residu", "ciascun", "rispettiv", "singol")  # how such words begin
_PLAIN_WORD = re.compile(r"[^\W\d_]{3,}")
_TARGET = re.compile(r"\btarget\b|\bvalore\sobiettivo\b|\bN\+3\b", re.IGNORECASE)
_INCREASE = re.compile(
    r"\b(?:increment\w*|aument\w*|crescita|variazione|differenza|in\spiù|cresciut\w+)\b", re.IGNORECASE
)
_BEFORE = re.compile(r"\bprecedente\b|\bscorso\b|\bprima\b")
_WHOLE = re.compile(
    r"\b(?:complessiv\w*|totale|totali|cumulat\w*|ammont\w*\sa|(?:è|sono|risulta\w*)\spari\sa|numero\sde\w+\s\w+\s\w+\s(?:è|pari))"
)


def is_doubtful(words: str) -> bool:
    """Whether words speak of a part, so that a number among them need not be the whole's."""
    found = _PLAIN_WORD.findall(words.casefold())
    return any(word in _DOUBTS or word.startswith(_DOUBTFUL) for word in found)


def names_target(words: str) -> bool:
    """Whether words announce a target."""
    return _TARGET.search(words) is not None


def names_increase(words: str) -> bool:
    """Whether words announce a difference between years."""
    return _INCREASE.search(words) is not None


def names_other_year(words: str) -> bool:
    """Whether words speak of the year before, or of a difference from it."""
    return _BEFORE.search(words) is not None or names_increase(words)


def names_whole(words: str) -> bool:
    """Whether words say that a number is the whole: `è pari a`, `complessivo`, `ammonta a`."""
    return _WHOLE.search(words) is not None
