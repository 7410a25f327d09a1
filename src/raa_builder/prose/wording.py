# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""How findings on prose are worded: readings and slips in, Italian messages and remedies out."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from raa_builder import italian
from raa_builder.findings import Rules
from raa_builder.prose.marks.numbers import Kind
from raa_builder.prose.words.context import head_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raa_builder.findings import Rule
    from raa_builder.model import Rounding
    from raa_builder.prose.marks.numbers import Mark
    from raa_builder.prose.meanings.figures import Known
    from raa_builder.prose.passages import Passage
    from raa_builder.prose.slips import Slip
    from raa_builder.prose.verdicts import Reading

_CELLS_SHOWN = 4
CONTEXT = 40  # characters after a number that tell of what it is
_WORDS_SHOWN = 2
_SMALL_WORD = 3
_MILLION = 1_000_000
_REMEDIES = {
    Rules.NUMBER_MISWRITTEN: "Riscriverlo così.",
    Rules.SPELLING_OTHER: "Per avere una sola grafia in tutta la sintesi, riscriverlo così.",
    Rules.AXIS_MISNAMED: "Usare la sigla del foglio Assi.",
    Rules.UNPAIRED: "Chiudere o togliere il segno che manca di compagno.",
    Rules.DOUBLED: "Togliere ciò che è di troppo.",
    Rules.ROUNDED_OTHERWISE: "Riscriverlo così, come nelle tabelle e nelle frasi della sintesi, o usare il segnaposto.",
    Rules.SHARES_UNEVEN: "Scriverle con gli stessi decimali.",
}
_MESSAGES = {
    Rules.NUMBER_MISWRITTEN: "Numero scritto male",
    Rules.SPELLING_OTHER: "Grafia diversa da quella della sintesi",
    Rules.AXIS_MISNAMED: "Asse chiamato con un'altra sigla",
    Rules.UNPAIRED: "Virgolette o parentesi aperte e non chiuse, o chiuse e non aperte",
    Rules.DOUBLED: "Spazi, segni o parole di troppo",
    Rules.ROUNDED_OTHERWISE: "Numero arrotondato diversamente dal resto della sintesi",
    Rules.SHARES_UNEVEN: "Percentuali di una stessa serie con decimali diversi",
}


def contradicted(reading: Reading, passage: Passage, rounding: Rounding) -> tuple[str, str]:
    """Message and remedy of a number that is not what the figure says, rounded as the edition has it."""
    told, better = _against(reading, passage, "ma", rounding)
    return told, f"Scrivere {better}; se è un altro dato, dire quale nella frase."


def doubted(reading: Reading, passage: Passage, rounding: Rounding) -> tuple[str, str]:
    """Message and remedy of a number that looks like a slip for a figure, in a sentence that may speak of another."""
    told, better = _against(reading, passage, "forse una svista:", rounding)
    return told, f"Se è una svista scrivere {better}; se è un altro dato, lasciarlo com'è."


def _against(reading: Reading, passage: Passage, link: str, rounding: Rounding) -> tuple[str, str]:
    """What is typed against what the figure says, and what to type instead."""
    mark, right = reading.mark, reading.right
    if right is None:
        raise ValueError(mark)
    origin = f" «{mark.text}» è invece quanto {_its(reading.origin)}." if reading.origin else ""
    message = (
        f"Nel testo {quoted(mark, passage.text)}, {link} secondo i dati {right.words} "
        f"{_are(right.words)} {_told(reading, right, rounding)} ({_cells(right)}).{origin}"
    )
    label = passage.axis.label if passage.axis else ""
    placeholder = right.placeholder if right.is_of(label) else right.elsewhere
    better = f", o meglio il segnaposto {placeholder}" if placeholder else ""
    return message, f"{printed(mark, right, rounding)}{better}"


def _told(reading: Reading, known: Known, rounding: Rounding) -> str:
    """The right figure in a sentence: a share with its article and with the base typed, `il 57% degli impegni`."""
    told = printed(reading.mark, known, rounding)
    if reading.mark.kind is not Kind.SHARE:
        return told
    base = f" {reading.base.words}" if reading.base and reading.base.words else ""
    return f"{italian.with_article('il', told)}{base}"


def _its(known: Known | None) -> str:
    return f"{_are(known.words)} {known.words} ({_cells(known)})" if known else ""


def _are(words: str) -> str:
    return "sono" if words.startswith(("gli ", "i ", "le ")) else "è"


def not_found(lost: Sequence[str]) -> tuple[str, str]:
    """Message and remedy of the numbers of one text that nothing in it tells how to compare."""
    one = len(lost) == 1
    return (
        f"{'Un numero' if one else 'Numeri'} che il programma non sa confrontare con i dati: {', '.join(lost)}.",
        f"Controllar{'lo' if one else 'li'} a mano.",
    )


def slipped(rule: Rule, found: Sequence[Slip]) -> tuple[str, str]:
    """Message and remedy of the slips of one kind in one text."""
    return f"{_MESSAGES[rule]}: {'; '.join(map(str, found))}.", _REMEDIES[rule]


def quoted(mark: Mark, text: str) -> str:
    """A number between quotation marks, a count with the next words, which say of what: `«173.547 destinatari»`."""
    if mark.kind not in {Kind.COUNT, Kind.UNCLEAR}:
        return f"«{mark.text}»"
    after = head_of(text[mark.end : mark.end + CONTEXT].partition("\n")[0])
    words = after.split()[:_WORDS_SHOWN] if after[:1].isspace() else []
    words = list(takewhile(str.isalpha, words))  # not `6.051 su 5.500`
    while words and len(words[-1]) <= _SMALL_WORD and words[-1].islower():  # not `173.547 destinatari tra`
        words.pop()
    return f"«{' '.join([mark.text, *words])}»"


def printed(mark: Mark, known: Known, rounding: Rounding) -> str:
    """The right figure with the unit and the digits of a number typed, as the summary would print it.

    Args:
        mark: The number typed.
        known: The right figure.
        rounding: How the edition prints amounts in millions (`P11`).
    """
    value, places = known.figure.value / mark.scale, mark.decimals
    digits = italian.number(value, places)
    if mark.kind is Kind.SHARE:
        return f"{digits}%"
    if mark.kind is Kind.COUNT:
        return digits if mark.scale == 1 else italian.number(known.figure.value)
    if mark.scale == _MILLION:
        return f"{italian.number(value, max(1, places), rounding).removesuffix(',0')}\u00a0Mln€"
    return italian.euro(
        known.figure.value, places if mark.scale == 1 else italian.needed_decimals([known.figure.value])
    )


def _cells(known: Known) -> str:
    return italian.first_cells(list(map(str, known.figure.cells)), _CELLS_SHOWN)
