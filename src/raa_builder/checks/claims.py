# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules on what texts say of targets: a report in, findings out.

The summary gives no verdict on targets, but officials do in their texts. One that calls targets reached speaks of
indicators that have reached theirs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raa_builder.checks.words import cells, measured
from raa_builder.findings import Rules
from raa_builder.model import IndicatorKind
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raa_builder.cells import Entry
    from raa_builder.findings import Finding
    from raa_builder.model import Indicator, PriorityAxis, Report

# patterns stay texts until a text needs them: to compile them all takes longer than to check an edition
_SENTENCE = r"(?<=[.;!?])\s+|\n"
_GOAL = r"(?:target|valor[ei] obiettivo)"
_DONE = r"(?:conseguit|raggiunt|superat)[oaie]\b"
_DOES = r"(?:consegue|conseguono|raggiung(?:e|ono)|supera(?:no)?)\b"
_VERB = rf"{_DONE}|{_DOES}"
# a year, a number of an axis or of an indicator, but no value
_NAME = r"(?<![\d.,])(?:20\d\d(?!\d)|\d{1,2}(?![\d.,%]|\s%))"
# another clause, of other things
_ELSE = r"\b(?:ma|mentre|però|invece|dove)\b"
# `i target risultano conseguiti`, `target raggiunto`; not `il target è 20, i raggiunti 10`
_IS_DONE = (
    rf"{_GOAL}(?:\s|\b(?:(?!{_ELSE})(?:\D|{_NAME}))*?\b(?:è|sono|risulta\w*|stat[oi]|già|così|tutti|\w+mente)\s){_DONE}"
)
# `ha raggiunto il target`, `supera il valore obiettivo`; not `raggiunge il 41% del target`
_REACHES = (
    rf"\b(?:{_DONE}|{_DOES})\s(?:[^\W\d]+\s){{0,3}}?(?:il|i|un|tutti|entrambi|ogni|quest[oi])\s"
    rf"(?:[^\W\d]+\s){{0,2}}?{_GOAL}\b"
)
_CLAIM = rf"\b{_IS_DONE}|{_REACHES}"
# of other targets, of some of them, or of what is still to come
_NO_CLAIM = (
    r"\bN\s?\+\s?[23]\b|\b(?:non|né|parzial\w*|quasi|ancora|entro|intermedi\w*|milestone|sar(?:à|anno)|"
    r"verr(?:à|anno)|potr(?:à|anno)|da|se|alcun\w*|part[ei]|maggior\w*|molt[ie]|un[oa]? de\w+)\b|"
    r"\b\w+ (?:dei|su) \w+ target\b"
)
# `i target`, `tutti i due target`, `ogni target`, `gli indicatori`
_EACH = (
    rf"\b(?:i|dei|ai|nei|sui|tutti|entrambi|ogni|ciascun)\s(?:\w+\s){{0,2}}?{_GOAL}\b|"
    r"\b(?:gli|degli|agli|tutti|ogni|ciascun)\s(?:\w+\s)?indicator[ei]\b"
)
# `salvo quello dei disoccupati`; not `senza eccezioni`
_EXCEPT = r"\b(?:salvo|tranne|eccetto|fuorch[ée]|a parte|(?<!senza )(?:eccezion|esclus)\w*)\b"
# whose targets are those of some indicators only: Reg. (EU) 1303/2013, annex II
_FRAMEWORK = r"\bquadr[oi]\s(?:di\sriferimento\s)?(?:dell['’]\s?|di\s)efficacia\b"
_OF_FRAMEWORK = {IndicatorKind.PERFORMANCE, IndicatorKind.CERTIFIED}
_YEAR = r"\b20\d\d\b"
_SHOWN = 80  # characters of a sentence
_FACTS = 4  # indicators of a message


def claims(report: Report) -> Iterator[Finding]:
    """A text that calls targets reached speaks of indicators that have reached theirs.

    A sentence that names an indicator is about that one; one about all of them is wrong if any falls short, save those
    that it excepts, and one about some target that it does not name only if all do. Sentences on other years, on "N+3",
    on some of the targets or on what is to come are passed over. The programme's texts speak of the axes that they
    name, or of all.
    """
    for axis in report.axes:
        for text in axis.texts:
            yield from _claims(report, text.text, [axis])
    for text in report.texts:
        yield from _claims(report, text.text, report.axes)


def _claims(report: Report, entry: Entry, axes: Sequence[PriorityAxis]) -> Iterator[Finding]:
    if "target" not in entry.text.casefold() and "obiettivo" not in entry.text.casefold():
        return
    for sentence in re.split(_SENTENCE, entry.text):
        if not _has(_VERB, sentence):
            continue
        named = [axis for axis in axes if _names(sentence, axis.designation)] if len(axes) > 1 else []
        among = [one for axis in named or axes for one in axis.indicators]
        meant = _meant(report, sentence, among)
        short = [one for one in meant if _is_short(one)]
        if short:
            yield Rules.TARGET_CLAIMED.found(
                entry.cell,
                f"La frase «{_cut(sentence)}» dice conseguiti dei target che non lo sono: {_facts(short)}.",
                "Correggere la frase, per esempio dando il valore accanto al target, o correggere i valori.",
            ).beside(*(one.value for one in short if one.value is not None))


def _meant(report: Report, sentence: str, among: Sequence[Indicator]) -> list[Indicator]:
    """The indicators whose targets a sentence calls reached for certain; none where it says no such thing."""
    said, exception = _parted(sentence)
    words = _without_names(said, among)
    if not _has(_CLAIM, words) or _has(_NO_CLAIM, words):
        return []
    excepted = _named(exception, among)
    if exception and not excepted:
        return []
    named = [one for one in _named(said, among) if _is_measured(one)]
    known = [one for one in among if _is_measured(one) and not (excepted and _is_set_aside(one, excepted))]
    if _has(_FRAMEWORK, words):
        known = [one for one in known if one.kind in _OF_FRAMEWORK]
    meant = _of_the_year(report, words, named or known)
    is_certain = bool(named) or _has(_EACH, words) or all(map(_is_short, meant))
    return meant if is_certain else []


def _is_set_aside(indicator: Indicator, excepted: Sequence[Indicator]) -> bool:
    """Whether an exception leaves an indicator out; who counts exceptions does not count in money.

    The target of certified expenditure is the whole allocation, which is reached when the programme closes.
    """
    return indicator in excepted or indicator.kind is IndicatorKind.CERTIFIED


def _parted(sentence: str) -> tuple[str, str]:
    """What a sentence says, and what it excepts: up to its end or, if nothing was said before, to the last comma."""
    found = re.search(_EXCEPT, sentence, re.IGNORECASE)
    if found is None:
        return sentence, ""
    before, after = sentence[: found.start()], sentence[found.end() :]
    if not _has(_CLAIM, before):
        for comma in reversed([one.start() for one in re.finditer(",", after)]):
            if _has(_CLAIM, before + after[comma + 1 :]):
                return before + after[comma + 1 :], after[:comma]
    return before, after


def _named(words: str, among: Sequence[Indicator]) -> list[Indicator]:
    """The indicators that some words name, by code or by name."""
    plain = layout.normalised(words)
    return [one for one in among if _names(words, one.code) or layout.normalised(one.name.text) in plain]


def _without_names(words: str, among: Sequence[Indicator]) -> str:
    """Some words without the names of indicators, which may hold years, `entro` and what else bears on a claim."""
    for name in sorted({one.name.text for one in _named(words, among)}, key=len, reverse=True):
        parts = r"\W+".join(map(re.escape, re.findall(r"\w+", name)))
        words = re.sub(rf"\b{parts}\b", "…", words, flags=re.IGNORECASE)
    return words


def _has(pattern: str, words: str) -> bool:
    return re.search(pattern, words, re.IGNORECASE) is not None


def _names(sentence: str, name: str) -> bool:
    """Whether a sentence has a name, whole: not `Asse I` in `Asse II`."""
    plain, words = " ".join(name.split()), " ".join(sentence.split())
    if plain.casefold() not in words.casefold():  # a pattern for each of thousands of names would take its time
        return False
    return _has(rf"(?<![\w.]){re.escape(plain)}(?!\w|[-.]\w)", words)


def _of_the_year(report: Report, sentence: str, among: Sequence[Indicator]) -> list[Indicator]:
    """Those whose target the sentence can mean, by the years that it names."""
    years = {int(year) for year in re.findall(_YEAR, sentence)} - {report.programme.year}
    return [one for one in among if not years or one.target_year in years]


def _is_measured(indicator: Indicator) -> bool:
    return indicator.value is not None and indicator.target is not None


def _is_short(indicator: Indicator) -> bool:
    value, target = indicator.value, indicator.target
    return value is not None and target is not None and value.value < target.value


def _facts(short: Sequence[Indicator]) -> str:
    """How far each of these fell short; of many, of the first."""
    facts = [
        f"{one.code}: {measured(one.value, one.unit)} su {measured(one.target, one.unit)} ({cells(one.value)})"
        for one in short
        if one.value is not None and one.target is not None
    ]
    if len(facts) <= _FACTS + 1:
        return "; ".join(facts)
    return f"{'; '.join(facts[:_FACTS])}; e altri {len(facts) - _FACTS}"


def _cut(sentence: str) -> str:
    words = sentence.strip()
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"


RULES = (claims,)
