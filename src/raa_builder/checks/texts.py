# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules on the officials' texts: a report in, findings out. What their numbers say is read by the stage `prose`."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.cells import Figure
from raa_builder.findings import Rules
from raa_builder.placeholders import Catalogue, Unknown, parse
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from raa_builder.cells import Entry
    from raa_builder.findings import Finding
    from raa_builder.model import Report

# patterns stay texts until a text needs them: to compile them all takes longer than to check an edition
# what a sentence says of a variation, by the word that stands nearest before it
_TREND = (
    r"\b(?:(?P<rise>increment|aument|cresc|rialz|maggior)|(?P<fall>riduzion|ridott|diminu|cal[oai]\b|decrement|fless"
    r"|minor)|(?P<either>variazion|differenz|saldo|scostament))"
)
_SENTENCE_ENDS = r"[.;!?]\s|\n"


class Written(NamedTuple):
    """A text, and what its placeholders stand for.

    Attributes:
        entry: The text.
        catalogue: What its placeholders stand for.
        is_of_initiative: Whether it describes an initiative.
    """

    entry: Entry
    catalogue: Catalogue
    is_of_initiative: bool = False


def written(report: Report) -> Iterator[Written]:
    """Every text in which officials may put placeholders."""
    of_programme = Catalogue(report)
    for text in report.texts:
        yield Written(text.text, of_programme)
    for axis in report.axes:
        of_axis = Catalogue(report, axis)
        for text in axis.texts:
            yield Written(text.text, of_axis)
        for initiative in axis.initiatives:
            if initiative.description is not None:
                yield Written(initiative.description, Catalogue(report, axis, initiative), is_of_initiative=True)


def placeholders(report: Report) -> Iterator[Finding]:
    """Every placeholder of the texts is in the catalogue, and stands for a value that somebody typed.

    Those of rows that are in other copies are passed over: nothing can be said of them.
    """
    elsewhere = tuple(f"{layout.folded(label)}." for label in report.lacking)
    for text in written(report):
        if "{" not in text.entry.text:
            continue
        before = ""
        for piece in parse(text.entry.text):
            if isinstance(piece, str):
                before = re.split(_SENTENCE_ENDS, before + piece)[-1]
            elif not layout.folded(piece.name).startswith(elsewhere):
                yield from _placeholder(text, piece.name, before)


def _placeholder(text: Written, name: str, before: str) -> Iterator[Finding]:
    """What is wrong with a placeholder; `before` is what its sentence says in front of it."""
    meaning = text.catalogue.look_up(name)
    if isinstance(meaning, Unknown):
        nearest = f"Forse {{{meaning.nearest}}}? " if meaning.nearest else ""
        yield Rules.PLACEHOLDER_UNKNOWN.found(
            text.entry.cell,
            f"Il segnaposto {{{name}}} non esiste.",
            f"{nearest}L'elenco è nel foglio Istruzioni; per stampare una graffa scrivere {{{{.",
        )
    elif meaning.content is None:
        lacking = (
            "confronta due anni, e manca il dato di uno dei due" if meaning.is_variation else "indica un dato che manca"
        )
        yield Rules.PLACEHOLDER_EMPTY.found(
            text.entry.cell,
            f"Il segnaposto {{{name}}} {lacking}.",
            "Compilare il dato, o riscrivere la frase senza segnaposto.",
        )
    elif meaning.is_variation and isinstance(meaning.content, Figure):
        yield from _variation(text.entry, name, meaning.content, before)


def _variation(entry: Entry, name: str, figure: Figure, before: str) -> Iterator[Finding]:
    """A variation prints with its sign where it is negative: the words in front of it must bear that."""
    trend = _trend(before)
    falls = figure.value < 0
    if (trend == "rise" and falls) or (trend == "fall" and figure.value > 0):
        spoken, real = ("un aumento", "negativa") if falls else ("una riduzione", "positiva")
        yield Rules.VARIATION_OPPOSED.found(
            entry.cell,
            f"La frase parla di {spoken}, ma la variazione {{{name}}} è {real}.",
            f"Riscrivere la frase: «con una variazione di {{{name}}}», che vale in ogni caso.",
        )
    elif falls and trend != "either":
        yield Rules.NEGATIVE_VARIATION.found(
            entry.cell,
            f"La variazione {{{name}}} è negativa: la sintesi la stamperà con il segno meno.",
            f"Se la frase non lo regge, riscriverla: «con una variazione di {{{name}}}».",
        )


def _trend(before: str) -> str | None:
    """What a sentence says of the variation that follows: `rise`, `fall`, `either`, or nothing."""
    said = [found.lastgroup for found in re.finditer(_TREND, before, re.IGNORECASE)]
    return said[-1] if said else None


def unprintable(report: Report, has: Callable[[str], bool]) -> Iterator[Finding]:
    """Every character of the texts is one that the font can show.

    Args:
        report: The report.
        has: Whether the font has a character.
    """
    for entry in report.entries():
        for character in sorted({character for character in entry.text if character != "\n" and not has(character)}):
            name = unicodedata.name(character, f"U+{ord(character):04X}").lower()
            yield Rules.CHARACTER_LACKING.found(
                entry.cell,
                f"Il carattere «{character}» ({name}) manca nel carattere tipografico della sintesi.",
                "Scrivere un altro carattere, o una parola.",
            )


RULES = (placeholders,)
