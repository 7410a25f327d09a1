# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules on the officials' texts: a report in, findings out. What their numbers say is read by the stage `prose`."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.cells import Figure
from raa_builder.checks.words import cells, measured
from raa_builder.findings import Rules
from raa_builder.placeholders import Catalogue, Placeholder, Unknown, Value, parse
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from raa_builder.cells import Entry
    from raa_builder.findings import Finding
    from raa_builder.model import Indicator, Report

# patterns stay texts until a text needs them: to compile them all takes longer than to check an edition
_SENTENCE = r"(?<=[.;!?])\s+|\n"
_TARGET = r"\btarget\b|\bvalor[ei] obiettivo\b"
_CLAIM = r"\b(?:consegu|raggiun|super)(?:it|t|at)[oaie]\b"
# of other targets, or of what is still to come
_NO_CLAIM = (
    r"\bN\s?\+\s?[23]\b|\b(?:non|né|parzial\w*|quasi|ancora|entro|intermedi\w*|milestone|sar(?:à|anno)|"
    r"verr(?:à|anno)|potr(?:à|anno)|da)\b"
)
_EACH = r"\b(?:i|tutti|entrambi|valori|gli)\b"
_YEAR = r"\b20\d\d\b"
_SIGNED = r"\bvariazion|\bdifferenz|\bsaldo\b"


class _Text(NamedTuple):
    """A text, and what its placeholders stand for."""

    entry: Entry
    catalogue: Catalogue


def _texts(report: Report) -> Iterator[_Text]:
    for text in report.texts:
        yield _Text(text.text, Catalogue(report))
    for axis in report.axes:
        for text in axis.texts:
            yield _Text(text.text, Catalogue(report, axis))
        for initiative in axis.initiatives:
            if initiative.description is not None:
                yield _Text(initiative.description, Catalogue(report, axis, initiative))


def placeholders(report: Report) -> Iterator[Finding]:
    """Every placeholder of the texts is in the catalogue, and stands for a value that somebody typed.

    Those of rows that are in other copies are passed over: nothing can be said of them.
    """
    elsewhere = tuple(f"{layout.folded(label)}." for label in report.lacking)
    for text in _texts(report):
        if "{" not in text.entry.text:
            continue
        for piece in parse(text.entry.text):
            if isinstance(piece, Placeholder) and not layout.folded(piece.name).startswith(elsewhere):
                yield from _placeholder(text, piece.name)


def _placeholder(text: _Text, name: str) -> Iterator[Finding]:
    meaning = text.catalogue.look_up(name)
    if isinstance(meaning, Unknown):
        nearest = f"Forse {{{meaning.nearest}}}? " if meaning.nearest else ""
        yield Rules.PLACEHOLDER_UNKNOWN.found(
            text.entry.cell,
            f"Il segnaposto {{{name}}} non esiste.",
            f"{nearest}L'elenco è nel foglio Istruzioni; per stampare una graffa scrivere {{{{.",
        )
    elif meaning.content is None:
        yield Rules.PLACEHOLDER_EMPTY.found(
            text.entry.cell,
            f"Il segnaposto {{{name}}} indica un dato che manca.",
            "Compilare il dato, o riscrivere la frase senza segnaposto.",
        )
    elif _is_negative(meaning) and not _has(_SIGNED, text.entry.text):
        yield Rules.NEGATIVE_VARIATION.found(
            text.entry.cell,
            f"La variazione {{{name}}} è negativa: la sintesi la stamperà con il segno meno.",
            f"Se la frase parla di un aumento, riscriverla: «con una variazione di {{{name}}}».",
        )


def _has(pattern: str, words: str) -> bool:
    return re.search(pattern, words, re.IGNORECASE) is not None


def _is_negative(meaning: Value) -> bool:
    content = meaning.content
    return meaning.is_variation and isinstance(content, Figure) and content.value < 0


def claims(report: Report) -> Iterator[Finding]:
    """A text that calls targets reached speaks of indicators that have reached theirs.

    A sentence that names an indicator is about that one; one about all of them is wrong if any falls short, and one
    about some target that it does not name only if all do. Sentences on other years, on "N+3" or on what is to come
    are passed over.
    """
    for axis in report.axes:
        measured_ones = [one for one in axis.indicators if one.value is not None and one.target is not None]
        for text in axis.texts:
            words = text.text.text
            if "target" not in words.casefold() and "obiettivo" not in words.casefold():
                continue
            for sentence in re.split(_SENTENCE, words):
                if _has(_TARGET, sentence) and _has(_CLAIM, sentence) and not _has(_NO_CLAIM, sentence):
                    yield from _claim(report, text.text, sentence, measured_ones)


def _claim(report: Report, entry: Entry, sentence: str, among: Sequence[Indicator]) -> Iterator[Finding]:
    words = layout.normalised(sentence)
    named = [one for one in among if layout.normalised(one.name.text) in words]
    meant = _of_the_year(report, sentence, named or among)
    short = [one for one in meant if _is_short(one)]
    if not short or not (named or _has(_EACH, sentence) or len(short) == len(meant)):
        return
    facts = "; ".join(
        f"{one.code}: {measured(one.value, one.unit)} su {measured(one.target, one.unit)} ({cells(one.value)})"
        for one in short
        if one.value is not None and one.target is not None
    )
    yield Rules.TARGET_CLAIMED.found(
        entry.cell,
        f"La frase «{_cut(sentence)}» dice conseguiti dei target che non lo sono: {facts}.",
        "Correggere la frase o i valori.",
    )


def _of_the_year(report: Report, sentence: str, among: Sequence[Indicator]) -> list[Indicator]:
    """Those whose target the sentence can mean, by the years that it names."""
    years = {int(year) for year in re.findall(_YEAR, sentence)} - {report.programme.year}
    return [one for one in among if not years or one.target_year in years]


def _is_short(indicator: Indicator) -> bool:
    value, target = indicator.value, indicator.target
    return value is not None and target is not None and value.value < target.value


def _cut(sentence: str) -> str:
    words = sentence.strip()
    return words if len(words) <= 80 else f"{words[:79]}…"


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


RULES = (placeholders, claims)
