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
    from collections.abc import Iterator

    from raa_builder.document import Inlines
    from raa_builder.model import Report
    from raa_builder.provenance import Input

_NUMBER = re.compile(r"\d+(?:[.,/:]\d+)*")
_AROUND = 16  # characters before and after
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
    text = "".join(parts).replace("\u00a0", " ")
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
            case LineBreak():
                yield " "
            case CrossReference():
                yield None
            case NoteReference():
                pass
            case Strong() | Emphasis() | Superscript() | Link() | Abbreviation() | Foreign():
                yield from _flat(inline.content)
            case _:
                assert_never(inline)


# ── the workbook's side ──────────────────────────────────────────────────────


class Texts:
    """The numbers typed in the texts of a report, by the words around them."""

    def __init__(self, report: Report) -> None:
        self._whole: dict[tuple[str, str, str], deque[Input]] = {}
        self._cut: dict[str, dict[tuple[str, str], deque[Input]]] = {}
        for text, source in text_inputs(report):
            self._add(text, source)
        for words, source in chain(date_inputs(report), year_inputs(report)):
            self._add_line(words, source, alone=True)
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
        fitting = [key for key in known if before.endswith(key[0]) and after.startswith(key[1])]
        return known[max(fitting, key=lambda key: len(key[0]) + len(key[1]))] if fitting else None

    def _add(self, text: str, source: Input) -> None:
        for line in text.split("\n"):
            for piece in parse(line):
                if isinstance(piece, str):
                    self._add_line(" ".join(piece.split()).lstrip(_MARKS), source)

    def _add_line(self, text: str, source: Input, *, alone: bool = False) -> None:
        """The numbers of a line; one that is all of it says too little to be recognised by, unless told otherwise."""
        text = text.rstrip(_ENDS)
        for match in _NUMBER.finditer(text):
            before, after = text[max(0, match.start() - _AROUND) : match.start()], text[match.end() :][:_AROUND]
            if len(before) == len(after) == _AROUND:
                self._whole.setdefault((match[0], before, after), deque()).append(source)
            elif before or after or alone:
                self._cut.setdefault(match[0], {}).setdefault((before, after), deque()).append(source)
