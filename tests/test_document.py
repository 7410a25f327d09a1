# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the document: numbering, cross-references, notes, and the grid of tables."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from documents import LABELS, METADATA, bullets, paragraph, text
from hypothesis import given
from hypothesis import strategies as st

from raa_builder.cells import Cell, Figure
from raa_builder.document import (
    Abbreviation,
    BulletList,
    Callout,
    Chart,
    ChartKind,
    Cover,
    CrossReference,
    Data,
    Document,
    Emphasis,
    Heading,
    LineBreak,
    Link,
    Note,
    NoteReference,
    NumberingError,
    Scope,
    Section,
    Strong,
    Table,
    TableCell,
    Text,
    numbered,
    plain,
    walk,
)


def number(*blocks, notes=()) -> Document:
    """The blocks, numbered."""
    return numbered(METADATA, blocks, {note.id: note for note in notes}, LABELS)


def heading(level: int, words: str = "Titolo", name: str = "") -> Heading:
    """A heading of plain words."""
    return Heading(level, text(words), name)


def row(*words: str) -> tuple[TableCell, ...]:
    """A row of plain cells."""
    return tuple(TableCell(text(word)) for word in words)


def table(*body, head=None, name: str = "") -> Table:
    """A table, by default of two columns."""
    return Table(text("Titolo"), head or (row("A", "B"),), body or (row("1", "2"),), id=name)


# ── numbering ────────────────────────────────────────────────────────────────


def test_headings_are_numbered_by_level_and_the_title_is_not():
    """A chapter begins its sections anew, wherever in the tree they stand."""
    document = number(
        Cover((heading(1, "Sintesi"),)),
        heading(2, "a"),
        heading(3, "b"),
        Section((heading(3, "c"), heading(2, "d"), Callout((heading(3, "e"),)))),
    )
    assert [(plain(one.content), one.number) for one in document.outline] == [
        ("a", "1."), ("b", "1.1."), ("c", "1.2."), ("d", "2."), ("e", "2.1.")
    ]  # fmt: skip
    assert [one.id for one in document.outline] == ["sez-1", "sez-1-1", "sez-1-2", "sez-2", "sez-2-1"]


@given(st.lists(st.integers(2, 4), min_size=1, max_size=12))
def test_numbers_of_headings_are_in_order_and_unique_or_the_document_is_refused(levels):
    """Whatever the levels, the numbers rise, none stands twice, and a skipped level is the only reason to refuse."""
    skips = [level for before, level in zip([1, *levels], levels, strict=False) if level > before + 1]
    blocks = [heading(level) for level in levels]
    if skips:
        with pytest.raises(NumberingError, match="salta un livello"):
            number(*blocks)
        return
    numbers = [[int(part) for part in one.number.split(".")[:-1]] for one in number(*blocks).outline]
    assert [len(parts) + 1 for parts in numbers] == levels
    assert all(one < other for one, other in pairwise(numbers))


def test_tables_and_figures_are_counted_each_by_itself_and_the_table_of_a_figure_is_not():
    """A figure's table is the figure: it takes no number of a table."""
    chart = Chart(ChartKind.DIVIDED, table(), text("Grafico"))
    document = number(table(), Section((chart, table())), chart, BulletList(((paragraph("x"), table()),)))
    found = [(type(block), block.number) for block in walk(document.blocks) if isinstance(block, Table | Chart)]
    assert found == [(Table, 1), (Chart, 1), (Table, 2), (Chart, 2), (Table, 3)]
    assert [block.table.number for block in walk(document.blocks) if isinstance(block, Chart)] == [0, 0]


# ── cross-references ─────────────────────────────────────────────────────────


def test_a_cross_reference_prints_what_it_points_at_even_ahead_of_it():
    """Table, figure and section by their numbers; words of its own are kept."""
    references = (CrossReference("t"), CrossReference("f"), CrossReference("s"), CrossReference("t", "qui"))
    chart = Chart(ChartKind.PROGRESS, table(), text("Grafico"), "f")
    document = number(heading(2), paragraph(*references), heading(3, name="s"), table(name="z"), table(name="t"), chart)
    words = [inline.text for inline in document.blocks[1].content]
    assert words == ["tabella\u00a02", "figura\u00a01", "paragrafo\u00a01.1", "qui"]


@pytest.mark.parametrize(
    "holder",
    [
        lambda mark: replace(heading(2), content=(mark,)),
        lambda mark: Callout((paragraph(Strong((Emphasis((mark,)),))),)),
        lambda mark: BulletList(((paragraph(mark),),)),
        lambda mark: table((TableCell((mark,)), TableCell(()))),
        lambda mark: replace(table(), caption=(mark,)),
        lambda mark: replace(table(), head=((TableCell((mark,)), TableCell(())),)),
        lambda mark: replace(table(), foot=((TableCell((mark,)), TableCell(())),)),
        lambda mark: Chart(ChartKind.DIVIDED, table(), (mark,)),
        lambda mark: Cover((Section((paragraph(Link("https://x", (mark,))),)),)),
    ],
)
def test_a_reference_to_nothing_is_refused_wherever_it_stands(holder):
    """No place of the document is passed over: a dead reference would print nothing."""
    with pytest.raises(NumberingError, match="«#nulla»"):
        number(holder(CrossReference("nulla")))
    with pytest.raises(NumberingError, match="la nota «#nulla» non esiste"):
        number(holder(NoteReference("nulla")))


def test_an_id_that_stands_twice_is_refused():
    """A reference to it would point at either."""
    with pytest.raises(NumberingError, match="«t» compare due volte"):
        number(table(name="t"), heading(2, name="t"))


# ── notes ────────────────────────────────────────────────────────────────────


def test_notes_are_numbered_by_their_first_mark_and_unused_ones_are_left_out():
    """Two marks of a note share its number; a note without a mark does not print."""
    notes = [Note(name, text(name)) for name in ("muta", "b", "a")]
    document = number(
        paragraph(NoteReference("a"), NoteReference("b")), bullets("x"), paragraph(NoteReference("a")), notes=notes
    )
    assert {name: note.number for name, note in document.notes.items()} == {"a": 1, "b": 2}
    assert document.blocks[2].content == (NoteReference("a", 1),)


def test_a_note_to_which_only_a_note_refers_is_numbered_after_it():
    """It stands at the end, and its cross-references have their words; notes may even refer to each other."""
    notes = (
        Note("a", (Text("si veda "), NoteReference("c"))),
        Note("b", text("b")),
        Note("c", (CrossReference("t"), NoteReference("a"))),
    )
    document = number(paragraph(NoteReference("a"), NoteReference("b")), table(name="t"), notes=notes)
    assert {name: note.number for name, note in document.notes.items()} == {"a": 1, "b": 2, "c": 3}
    assert document.notes["c"].content == (CrossReference("t", "tabella\u00a01"), NoteReference("a", 1))
    assert document.notes["a"].content[1] == NoteReference("c", 3)


# ── tables ───────────────────────────────────────────────────────────────────


def test_cells_stand_where_spans_leave_them_room():
    """A cell that spans rows pushes those below to the right, over several rows and with spans of columns."""
    head = (
        (TableCell(text("a"), Scope.COLUMN, rowspan=2), TableCell(text("b"), Scope.COLUMN, colspan=2)),
        row("c", "d"),
    )
    body = ((TableCell(text("e"), colspan=2), TableCell(text("f"), rowspan=2)), row("g", "h"), row("i", "j", "k"))
    spanned = table(*body, head=head)
    assert [(y, x, plain(cell.content)) for y, x, cell in spanned.grid()] == [
        (0, 0, "a"), (0, 1, "b"),
        (1, 1, "c"), (1, 2, "d"),
        (2, 0, "e"), (2, 2, "f"),
        (3, 0, "g"), (3, 1, "h"),
        (4, 0, "i"), (4, 1, "j"), (4, 2, "k"),
    ]  # fmt: skip
    assert spanned.width == 3


def test_a_column_is_numeric_when_its_data_cells_hold_figures_and_nothing_else():
    """Empty cells, head and total rows have no say; one word makes the column one of words."""
    amount = TableCell((Data("1 €", Figure(Decimal(1), (Cell("Finanza", 4, 5),))),))
    word, empty = TableCell(text("x")), TableCell(())
    mixed = TableCell((Text("circa "), *amount.content))
    body = ((word, amount, amount, mixed, empty), (word, empty, word, amount, empty))
    assert table(*body, head=(row(*"ABCDE"),)).numeric_columns() == frozenset({1})
    assert replace(table(*body, head=(row(*"ABCDE"),)), foot=((word,) * 5,)).numeric_columns() == frozenset({1})


# ── words ────────────────────────────────────────────────────────────────────


def test_plain_text_is_what_would_be_read_aloud():
    """Marks of notes are silent, a line break is a space, an abbreviation is read as it stands."""
    content = (
        Strong((Text("Asse "), Emphasis(text("I")))),
        NoteReference("a", 1),
        LineBreak(),
        Abbreviation("maschi", text("M")),
        Data(" 5", None),
    )
    assert plain(content) == "Asse I M 5"
