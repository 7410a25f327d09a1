# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers within texts: a report and a run of printed text in, each number in it with the cell it was typed in out.

A document does not keep where its words came from, so a number is recognised by the words around it: those of the cell
stand around it in print too, up to the ends of the text or a placeholder. Texts that are alike are told apart by their
order. What is in no cell are the fixed words of the templates, and what these count.
"""

from __future__ import annotations

import re
from collections import deque
from itertools import chain, repeat
from typing import TYPE_CHECKING, NamedTuple, assert_never

from raa_builder.document import (
    Abbreviation,
    CrossReference,
    Data,
    Emphasis,
    Foreign,
    LineBreak,
    Link,
    NoteReference,
    Strong,
    Superscript,
    Text,
)
from raa_builder.placeholders import parse
from raa_builder.sources.inputs import date_inputs, label_inputs, text_inputs, year_inputs
from raa_builder.sources.letters import numbers_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from raa_builder.cells import Cell, Places
    from raa_builder.document import Inlines
    from raa_builder.findings import Finding
    from raa_builder.model import Report
    from raa_builder.provenance import Confirmed, Input

_BRACED = re.compile(r"\{\{|\}\}|\{[^{}\n]*\}")  # a placeholder, or a brace that was typed twice
_CODE = re.compile(r"\bRAA\d{3}\b")  # of a rule
_AROUND = 16  # characters before and after
_SPACES = re.compile(r"\s+")
_ITEM = re.compile(r"(\d{1,2})[.)]\s+")  # of a numbered list
_MARKS = "-•–—*◦▪ "  # of lists
_ENDS = " .;,"  # what the composition may take away from the end of a text

# ── the document's side ──────────────────────────────────────────────────────


def pieces(content: Inlines) -> Iterator[Data | str]:
    """Figures, and the runs of text between them, spaces plain; what the numbering prints is neither."""
    run: list[str] = []
    for leaf in leaves(content):
        if isinstance(leaf, Text):
            run.append(leaf.text)
            continue
        yield from _run(run)
        run = []
        if leaf is not None:
            yield leaf
    yield from _run(run)


def _run(parts: list[str]) -> Iterator[str]:
    text = _SPACES.sub(" ", "".join(parts))
    if next(numbers_in(text), None):
        yield text


def leaves(content: Inlines) -> Iterator[Text | Data | None]:
    """Texts, figures, and `None` for what else parts two runs."""
    for inline in content:
        match inline:
            case Text() | Data():
                yield inline
            case LineBreak() | CrossReference():
                yield None
            case NoteReference():
                pass
            case Strong() | Emphasis() | Superscript() | Link() | Abbreviation() | Foreign():
                yield from leaves(inline.content)
            case _:
                assert_never(inline)


def numbers(run: str) -> list[str]:
    """The numbers of a run of text, in order."""
    return [match[0] for match in numbers_in(run)]


class Listed:
    """The findings that a draft lists: a run of its text in, the finding that the run tells of out.

    Args:
        findings: In the order of the list.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._waiting: dict[str, deque[Finding]] = {}
        for finding in findings:
            self._waiting.setdefault(finding.code, deque()).append(finding)

    def found(self, run: str) -> Finding | None:
        """The next finding whose code and words stand in a run, if they do."""
        code = _CODE.search(run) if self._waiting else None
        waiting = self._waiting.get(code[0]) if code else None
        if not waiting or _plain(waiting[0].message) not in _plain(run):
            return None
        return waiting.popleft()


def _plain(words: str) -> str:
    return " ".join(words.split())


# ── the workbook's side ──────────────────────────────────────────────────────


class Typed(NamedTuple):
    """A number that somebody typed: the cell, and what confirms it, if something does."""

    source: Input
    confirmed: Confirmed | None = None


class Found(NamedTuple):
    """A number of a run of printed text, the words after it, and the cell in which it was typed, if it was."""

    text: str
    after: str
    typed: Typed | None


class Texts:
    """The numbers typed in the texts of a report, by the words around them.

    Args:
        report: The report.
        places: Where the columns of its workbooks are.
        confirmed: The numbers of its texts that figures confirm, by cell.
    """

    def __init__(
        self,
        report: Report,
        places: Places | None = None,
        confirmed: Mapping[Cell, Sequence[Confirmed]] | None = None,
    ) -> None:
        self._whole: dict[tuple[str, str, str], deque[Typed]] = {}
        self._alone: dict[str, deque[Typed]] = {}
        self._cut: dict[str, dict[tuple[str, str], deque[Typed]]] = {}
        self._lengths: dict[str, dict[tuple[int, int], None]] = {}  # of these, so that none need be tried in vain
        for text, source in text_inputs(report):
            self._add(text, _typed(text, source, (confirmed or {}).get(source.cell, ())))
        for words, source in chain(date_inputs(report), year_inputs(report, places)):
            self._add_line(words, repeat(Typed(source)), is_known=True)
        # where nothing else stands beside them, as in a table
        self._labels = {label: Typed(source) for label, source in label_inputs(report)}

    def numbers(self, run: str) -> Iterator[Found]:
        """Each number of a run of printed text, with the cell in which it was typed, if it was."""
        label = self._labels.get(run)
        for match in numbers_in(run):
            number, after = match[0], run[match.end() :][:_AROUND]
            yield Found(number, after, label or self._typed(number, run[: match.start()][-_AROUND:], after))

    def _typed(self, number: str, before: str, after: str) -> Typed | None:
        """What was typed with these words around it; of several that are alike, the next."""
        found = self._whole.get((number, before, after)) or self._nearest(number, before, after)
        return None if found is None else found.popleft() if len(found) > 1 else found[0]

    def _nearest(self, number: str, before: str, after: str) -> deque[Typed] | None:
        """The cell that has most of the words around a number."""
        known = self._cut.get(number, {})
        for left, right in sorted(self._lengths.get(number, ()), key=sum, reverse=True):
            found = known.get((before[len(before) - left :], after[:right])) if left <= len(before) else None
            if found:
                return found
        return None if (before + after).strip(_ENDS) else self._alone.get(number)

    def _add(self, text: str, typed: Iterator[Typed]) -> None:
        """The numbers of a text; `typed` has one for each of them."""
        for line in text.split("\n"):
            first, *others = _between(line)
            words = first.lstrip(_MARKS)
            item = _ITEM.match(words)
            if item:  # the number of an item is printed as it is typed, or as the list has it
                self._keep(item, 1, words, next(typed))
            for piece in (words[item.end() :] if item else words, *others):
                self._add_line(piece, typed)

    def _add_line(self, text: str, typed: Iterator[Typed], *, is_known: bool = False) -> None:
        """The numbers of a line; one that is all of it is recognised only where it stands alone, unless known."""
        text = text.rstrip(_ENDS)
        for match, one in zip(numbers_in(text), typed, strict=False):
            if is_known or match[0] != text.strip():
                self._keep(match, 0, text, one)
            else:
                self._alone.setdefault(match[0], deque()).append(one)

    def _keep(self, match: re.Match[str], group: int, text: str, one: Typed) -> None:
        """Keep the cell of a number with the words around it."""
        number, start, end = match[group], match.start(group), match.end(group)
        before, after = text[max(0, start - _AROUND) : start], text[end:][:_AROUND]
        if len(before) == len(after) == _AROUND:
            self._whole.setdefault((number, before, after), deque()).append(one)
        else:
            self._cut.setdefault(number, {}).setdefault((before, after), deque()).append(one)
            self._lengths.setdefault(number, {})[len(before), len(after)] = None


def _typed(text: str, source: Input, confirmed: Sequence[Confirmed]) -> Iterator[Typed]:
    """What was typed in a cell: each number of the text with the figure that confirms it, if one does."""
    if not confirmed:
        return repeat(Typed(source))
    plain = _BRACED.sub(lambda match: "\0" * len(match[0]), text)
    starts = (match.start() for match in numbers_in(plain))
    return (Typed(source, next((one for one in confirmed if one.start <= start < one.end), None)) for start in starts)


def _between(line: str) -> list[str]:
    """The texts between the placeholders of a line, spaces plain; a brace that was typed twice is one."""
    texts = [""]
    for piece in parse(line):
        if isinstance(piece, str):
            texts[-1] += piece
        else:
            texts.append("")
    return [" ".join(text.split()) for text in texts]
