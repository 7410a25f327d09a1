# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Footnotes: the notes of a document in, the footnotes of Word out. Written after the body, which has anchored them.

Word shows no footnote that only another one refers to: such a note stands, with its number, below the first that does.
"""

from __future__ import annotations

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
)  # fmt: skip
from raa_builder.writers.docx.markup import paragraph, run
from raa_builder.writers.docx.runs import NOTE_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from raa_builder.document import Inlines, Note
    from raa_builder.writers.docx.runs import Notes, Runs

_OWN_NUMBER = f"<w:r>{NOTE_MARK}<w:footnoteRef/></w:r>"


def footnotes(notes: Mapping[str, Note], marks: Notes, runs: Runs) -> str:
    """The footnotes of a document.

    Args:
        notes: The notes by id.
        marks: Their marks in the text.
        runs: Writes their inlines.
    """
    below = _below(notes, marks)
    shown = (note for note in notes.values() if marks.is_anchored(note.id))
    return "".join(
        f'<w:footnote w:id="{note.number}">{"".join(_paragraphs(note, _OWN_NUMBER, below, runs))}</w:footnote>'
        for note in shown
    )


def _below(notes: Mapping[str, Note], marks: Notes) -> dict[str, list[Note]]:
    """The notes that have no mark in the text, by the note below which they stand."""
    below: dict[str, list[Note]] = {}
    placed: set[str] = set()
    for note in notes.values():
        for name in _named(note.content):
            if name not in placed and not marks.is_anchored(name):
                placed.add(name)
                below.setdefault(note.id, []).append(notes[name])
    return below


def _paragraphs(note: Note, number: str, below: Mapping[str, list[Note]], runs: Runs) -> Iterator[str]:
    yield paragraph("FootnoteText", f"{number}{run('', ' ')}{runs.write(note.content)}")
    for further in below.get(note.id, ()):
        yield from _paragraphs(further, run(NOTE_MARK, str(further.number)), below, runs)


def _named(content: Inlines) -> Iterator[str]:
    """The notes that inlines refer to."""
    for inline in content:
        match inline:
            case NoteReference():
                yield inline.note
            case Strong() | Emphasis() | Superscript() | Link() | Abbreviation() | Foreign():
                yield from _named(inline.content)
            case Text() | Data() | CrossReference() | LineBreak():
                pass
            case _:
                assert_never(inline)
