# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the prose: a report in; its texts with what became of their numbers, and the findings on them, out.

`passages` lists the texts and `marks` finds their numbers, in digits and in letters. `compare` reads a text sentence by
sentence: `words` tells what these speak of, `meanings` what a number may then mean, `certainty` how sure that is, and
`judgement` gives the `verdicts`. `dates` finds the years that disagree, `rounding` and `slips` what is written
otherwise than the rest of the summary or miswritten. Here, in the words of `wording`, all this becomes findings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from raa_builder.findings import Rules
from raa_builder.prose import compare, rounding, slips, wording
from raa_builder.prose.dates.dates import Dates
from raa_builder.prose.dates.periods import Periods
from raa_builder.prose.dates.targets import TargetYears
from raa_builder.prose.marks.numbers import Kind, marks
from raa_builder.prose.passages import all_passages
from raa_builder.prose.verdicts import Verdict
from raa_builder.prose.words import context
from raa_builder.prose.words.names import Names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raa_builder.findings import Finding, Rule
    from raa_builder.model import Report
    from raa_builder.prose.marks.numbers import Mark
    from raa_builder.prose.passages import Passage
    from raa_builder.prose.slips import Slip
    from raa_builder.prose.verdicts import Reading


_MILLION = 1_000_000
_DIGITS = 100  # units of the last digit: what has fewer than three digits agrees with some figure by chance


class Text(NamedTuple):
    """A text that was read.

    Attributes:
        passage: The text, with the place where it stands.
        marks: Its numbers, dates and placeholders, in order.
        readings: What became of its numbers.
    """

    passage: Passage
    marks: list[Mark]
    readings: list[Reading]


def read(report: Report, names: Names | None = None) -> tuple[Text, ...]:
    """Every text of a report, read.

    Args:
        report: The report.
        names: Its names, where they are known already.
    """
    names = names or Names(report)
    marked = ((passage, marks(passage.text)) for passage in all_passages(report))
    return tuple(Text(passage, found, compare.read(names, passage, found)) for passage, found in marked)


def check(report: Report) -> tuple[Finding, ...]:
    """Every finding on the texts of a report, text by text."""
    names = Names(report)
    texts = read(report, names)
    return (
        *_numbers(report, names, texts),
        *_slips(report, names, texts),
        *_typed_twice(text.passage for text in texts),
    )


def _numbers(report: Report, names: Names, texts: Iterable[Text]) -> Iterator[Finding]:
    dates, periods, targets = Dates(report, names), Periods(report), TargetYears(report, names)
    rounded = report.programme.rounding
    for passage, found, readings in texts:
        cell = passage.entry.cell
        dated = (*dates.told(passage, found, readings), *targets.told(passage, found, readings))
        disagreements = [*dated, *periods.told(passage, found)]
        yield from (one.rule.found(cell, one.message, one.remedy) for one in disagreements)
        misdated = {one.number for one in disagreements}  # of these the date is wrong, not the number
        others = [one for one in readings if one.mark not in misdated or one.verdict is Verdict.CONFIRMED]
        for reading in _with(Verdict.CONTRADICTED, others):
            yield Rules.PROSE_CONTRADICTED.found(cell, *wording.contradicted(reading, passage, rounded))
        for reading in _with(Verdict.DOUBTED, others):
            yield Rules.PROSE_DOUBTED.found(cell, *wording.doubted(reading, passage, rounded))
        yield from _listed(Rules.ROUNDED_OTHERWISE, passage, rounding.otherwise(others, rounded))
        yield from _listed(Rules.SHARES_UNEVEN, passage, rounding.series(passage.text, found, others))
        unknown = _unknown(names, passage, found, others)
        if unknown and not (report.lacking and passage.axis is None):  # the figures of the programme are not all there
            lost = [wording.quoted(mark, passage.text) for mark in unknown]
            yield Rules.PROSE_NOT_FOUND.found(cell, *wording.not_found(lost))


def _unknown(names: Names, passage: Passage, found: list[Mark], readings: Iterable[Reading]) -> list[Mark]:
    """The numbers of a passage that nobody can compare, in order; among them those without a unit."""
    lost = [one.mark for one in _with(Verdict.NOT_FOUND, readings)]
    unclear = [mark for mark in found if mark.kind is Kind.UNCLEAR and not _is_amount(names, passage, mark)]
    return sorted([*lost, *unclear], key=lambda mark: mark.start)


def _is_amount(names: Names, passage: Passage, mark: Mark) -> bool:
    """Whether digits with decimals, of nothing that is told, are some amount in millions."""
    if context.counts_people(passage.text[mark.end : mark.end + wording.CONTEXT]) or mark.value < mark.step * _DIGITS:
        return False
    scope = names.figures.scope(passage.axis)
    low, high = (value * _MILLION for value in (mark.value - mark.step / 2, mark.value + mark.step))
    return names.figures.holds(Kind.MONEY, scope, low, high)


def _with(verdict: Verdict, readings: Iterable[Reading]) -> Iterator[Reading]:
    return (reading for reading in readings if reading.verdict is verdict)


def _slips(report: Report, names: Names, texts: Iterable[Text]) -> Iterator[Finding]:
    dates = slips.spellings({mark.text for text in texts for mark in text.marks if mark.kind is Kind.DATE})
    mention, numbered = slips.axis_mention(report.programme), slips.by_number(report.axes)
    for passage, found, _ in texts:
        text = passage.text
        miswritten = list(slips.miswritten(text, found))
        yield from _listed(Rules.NUMBER_MISWRITTEN, passage, miswritten)
        bad = {slip.typed for slip in miswritten}
        unlike = (slip for slip in slips.unlike(found, dates) if not any(slip.typed in typed for typed in bad))
        yield from _listed(Rules.SPELLING_OTHER, passage, unlike)
        yield from _listed(Rules.AXIS_MISNAMED, passage, slips.misnamed(text, mention, numbered, names))
        yield from _listed(Rules.UNPAIRED, passage, slips.unpaired(text))
        yield from _listed(Rules.DOUBLED, passage, slips.doubled(text))


def _listed(rule: Rule, passage: Passage, found: Iterable[Slip]) -> Iterator[Finding]:
    """One finding for all slips of a kind in a cell."""
    several = list(dict.fromkeys(found))
    if several:
        yield rule.found(passage.entry.cell, *wording.slipped(rule, several))


def _typed_twice(texts: Iterable[Passage]) -> Iterator[Finding]:
    """A long sentence stands once in the report; the cell of the second is found."""
    first: dict[str, Passage] = {}
    for passage in texts:
        for folded, words in slips.long_sentences(passage.text):
            if folded in first:
                yield _twice(passage, first[folded], words)
            first.setdefault(folded, passage)


def _twice(passage: Passage, other: Passage, words: str) -> Finding:
    where = "in questa stessa cella" if other is passage else f"in {other.entry.cell}"
    return Rules.TEXT_TWICE.found(
        passage.entry.cell,
        f"La frase «{words}…» è già {where}.",
        "Toglierla da una parte, se non è ripetuta di proposito.",
    )
