# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plain text of a document: every word, in lines that a terminal can show, figures flush right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import documents
import generated
from hypothesis import HealthCheck, given, settings

from raa_builder.document import Heading, Paragraph, plain, walk
from raa_builder.writers.text import write_text

if TYPE_CHECKING:
    from raa_builder.document import Document
    from raa_builder.theme import Theme


def test_a_table_stands_in_columns(theme: Theme) -> None:
    """Names flush left, figures flush right, a line under the head and above the totals."""
    text = write_text(documents.document(documents.plan()), theme.words)
    caption, head, line, *rows, over, total = text.splitlines()
    assert caption == "Tabella 1. Piano finanziario del POR FSE 2014-2020"
    assert head.split("  ")[0] == "Asse"
    assert set(line) == set(over) == {"─"}
    assert {len(row) for row in (*rows, total)} == {len(line)}
    assert total.startswith("Totale")
    assert total.endswith("100,00%")


def test_headings_lists_and_notes_keep_their_numbers(theme: Theme) -> None:
    """The title is underlined, headings bear their numbers, ordered items theirs, notes stand at the end."""
    blocks = (documents.cover(), Heading(2, documents.text("Premessa")), documents.bullets("uno", "due", ordered=True))
    text = write_text(documents.document(*blocks), theme.words)
    assert "Sintesi della Relazione di attuazione annuale 2019\n═══" in text
    assert "1. Premessa\n───────────" in text
    assert "1. uno\n2. due" in text


def test_running_text_is_wrapped_and_no_space_is_unbreakable(theme: Theme) -> None:
    """Lines have 100 characters at most, in paragraphs and in lists."""
    long = "parola\u00a0unita " * 60
    text = write_text(documents.document(documents.paragraph(long), documents.bullets(long)), theme.words)
    assert "\u00a0" not in text
    assert 90 < max(map(len, text.splitlines())) <= 102
    assert text.split() == [*long.split(), "-", *long.split()]


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(document=generated.documents())
def test_no_word_is_lost(theme: Theme, document: Document) -> None:
    """Whatever the document, the words of its headings and paragraphs are there."""
    text = "".join(write_text(document, theme.words).split())
    for block in walk(document.blocks):
        if isinstance(block, Heading):
            assert "".join(plain(block.content).split()) in text
        if isinstance(block, Paragraph):
            assert all(word in text for word in plain(block.content).split())
