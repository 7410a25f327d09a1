# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers within texts: a report and a run of printed text in, each number in it with the cell it was typed in out.

A document does not keep where its words came from, so a number is recognised by the words around it: those of the cell
stand around it in print too, up to the ends of the text or a placeholder. Texts that are alike are told apart by their
order. What is in no cell are the fixed words of the templates.
"""

from __future__ import annotations

import re
from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, assert_never

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

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raa_builder.cells import Places
    from raa_builder.document import Inlines
    from raa_builder.findings import Finding
    from raa_builder.model import Report
    from raa_builder.provenance import Input

_NUMBER = re.compile(r"\d+(?:[.,/:]\d+)*")
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
    for part in _flat(content):
        if isinstance(part, str):
            run.append(part)
            continue
        yield from _run(run)
        run = []
        if part is not None:
            yield part
    yield from _run(run)


def _run(parts: list[str]) -> Iterator[str]:
    text = _SPACES.sub(" ", "".join(parts))
    if _NUMBER.search(text):
        yield text


def _flat(content: Inlines) -> Iterator[Data | str | None]:
    """Text, figures, and `None` for what parts two runs."""
    for inline in content:
        match inline:
            case Text():
                yield inline.text
            case Data():
                yield inline
            case LineBreak() | CrossReference():
                yield None
            case NoteReference():
                pass
            case Strong() | Emphasis() | Superscript() | Link() | Abbreviation() | Foreign():
                yield from _flat(inline.content)
            case _:
                assert_never(inline)


def numbers(run: str) -> list[str]:
    """The numbers of a run of text, in order."""
    return _NUMBER.findall(run)


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


class Texts:
    """The numbers typed in the texts of a report, by the words around them.

    Args:
        report: The report.
        places: Where the columns of its workbooks are.
    """

    def __init__(self, report: Report, places: Places | None = None) -> None:
        self._whole: dict[tuple[str, str, str], deque[Input]] = {}
        self._alone: dict[str, deque[Input]] = {}
        self._cut: dict[str, dict[tuple[str, str], deque[Input]]] = {}
        self._lengths: dict[str, dict[tuple[int, int], None]] = {}  # of these, so that none need be tried in vain
        for text, source in text_inputs(report):
            self._add(text, source)
        for words, source in chain(date_inputs(report), year_inputs(report, places)):
            self._add_line(words, source, is_known=True)
        self._labels = dict(label_inputs(report))  # where nothing else stands beside them, as in a table

    def numbers(self, run: str) -> Iterator[tuple[str, Input | None]]:
        """Each number of a run of printed text, with the cell in which it was typed, if it was."""
        label = self._labels.get(run)
        for match in _NUMBER.finditer(run):
            if label:
                yield match[0], label
                continue
            before, after = run[max(0, match.start() - _AROUND) : match.start()], run[match.end() :][:_AROUND]
            found = self._whole.get((match[0], before, after)) or self._nearest(match[0], before, after)
            yield match[0], None if found is None else found.popleft() if len(found) > 1 else found[0]

    def _nearest(self, number: str, before: str, after: str) -> deque[Input] | None:
        """The cell that has most of the words around a number."""
        known = self._cut.get(number, {})
        for left, right in sorted(self._lengths.get(number, ()), key=sum, reverse=True):
            found = known.get((before[len(before) - left :], after[:right])) if left <= len(before) else None
            if found:
                return found
        return None if (before + after).strip(_ENDS) else self._alone.get(number)

    def _add(self, text: str, source: Input) -> None:
        for line in text.split("\n"):
            first, *others = _between(line)
            words = first.lstrip(_MARKS)
            item = _ITEM.match(words)
            if item:  # the number of an item is printed as it is typed, or as the list has it
                self._keep(item, 1, words, source)
            for piece in (words[item.end() :] if item else words, *others):
                self._add_line(piece, source)

    def _add_line(self, text: str, source: Input, *, is_known: bool = False) -> None:
        """The numbers of a line; one that is all of it is recognised only where it stands alone, unless known."""
        text = text.rstrip(_ENDS)
        for match in _NUMBER.finditer(text):
            if is_known or match[0] != text.strip():
                self._keep(match, 0, text, source)
            else:
                self._alone.setdefault(match[0], deque()).append(source)

    def _keep(self, match: re.Match[str], group: int, text: str, source: Input) -> None:
        """Keep the cell of a number with the words around it."""
        number, start, end = match[group], match.start(group), match.end(group)
        before, after = text[max(0, start - _AROUND) : start], text[end:][:_AROUND]
        if len(before) == len(after) == _AROUND:
            self._whole.setdefault((number, before, after), deque()).append(source)
        else:
            self._cut.setdefault(number, {}).setdefault((before, after), deque()).append(source)
            self._lengths.setdefault(number, {})[len(before), len(after)] = None


def _between(line: str) -> list[str]:
    """The texts between the placeholders of a line, spaces plain; a brace that was typed twice is one."""
    texts = [""]
    for piece in parse(line):
        if isinstance(piece, str):
            texts[-1] += piece
        else:
            texts.append("")
    return [" ".join(text.split()) for text in texts]
