# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of two editions in pairs: what each says otherwise, its figures side by side, its words told apart."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from raa_builder.cells import Entry, Figure
from raa_builder.comparison.lines import Line
from raa_builder.comparison.matching import matched
from raa_builder.comparison.pairs import Fact, RowPair, Status
from raa_builder.comparison.words import Piece, word_diff
from raa_builder.italian import short_date
from raa_builder.model import Indicator, Initiative, Narrative, Unit
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Row: TypeAlias = Initiative | Indicator | Narrative
_FIGURES = {"projects": Unit.NUMBER, "programmed": Unit.EURO, "committed": Unit.EURO, "paid": Unit.EURO}


def initiative_pairs(before: Sequence[Initiative], after: Sequence[Initiative]) -> tuple[RowPair, ...]:
    """The initiatives of an axis."""
    return tuple(_initiative(*pair) for pair in matched(before, after, row_number, lambda row: row.title.text))


def indicator_pairs(before: Sequence[Indicator], after: Sequence[Indicator]) -> tuple[RowPair, ...]:
    """The indicators of an axis."""
    return tuple(_indicator(*pair) for pair in matched(before, after, row_number, lambda row: row.name.text))


def text_pairs(before: Sequence[Narrative], after: Sequence[Narrative]) -> tuple[RowPair, ...]:
    """The texts of an axis, or of the programme; those of one code are the same text, however much it was rewritten."""
    pairs = matched(before, after, row_number, lambda row: row.text.text, code_decides=True)
    return tuple(_text(*pair) for pair in pairs)


def row_number(row: Row) -> str:
    """The code without its axis, which may have another label now: `N03` of `I.N03`."""
    return layout.split_code(row.code)[1]


def _initiative(before: Initiative | None, after: Initiative | None) -> RowPair:
    row = after or before
    assert row is not None  # noqa: S101 -- a pair is never empty
    headers = {column.key: column.header for column in layout.INITIATIVES.columns}
    lines = (
        Line(row.code, row.title.text, headers[key], unit, getattr(before, key, None), getattr(after, key, None))
        for key, unit in _FIGURES.items()
    )
    facts = tuple(_facts(layout.INITIATIVES, before, after, "description"))
    words = (one.description.text if one and one.description else "" for one in (before, after))
    return _pair(row.code, row.title.text, status(before, after), facts, lines, word_diff(*words))


def _indicator(before: Indicator | None, after: Indicator | None) -> RowPair:
    row = after or before
    assert row is not None  # noqa: S101 -- a pair is never empty
    headers = {column.key: column.header for column in layout.INDICATORS.columns}
    other = before.unit if before and after and before.unit is not after.unit else None
    lines = (
        Line(
            row.code,
            row.name.text,
            headers[key],
            row.unit,
            getattr(before, key, None),
            getattr(after, key, None),
            other,
        )
        for key in ("value", "target")
    )
    return _pair(row.code, row.name.text, status(before, after), tuple(_facts(layout.INDICATORS, before, after)), lines)


def _text(before: Narrative | None, after: Narrative | None) -> RowPair:
    row = after or before
    assert row is not None  # noqa: S101 -- a pair is never empty
    words = word_diff(*(one.text.text if one else "" for one in (before, after)))
    facts = tuple(_facts(layout.TEXTS, before, after, "text"))
    return _pair(row.code, row.section.value, status(before, after), facts, words=words)


def _pair(
    code: str,
    name: str,
    became: Status,
    facts: tuple[Fact, ...],
    lines: Iterable[Line] = (),
    words: tuple[Piece, ...] = (),
) -> RowPair:
    known = tuple(line for line in lines if line.is_known)
    changed = bool(facts or words) or any(line.is_changed for line in known)
    return RowPair(code, name, Status.CHANGED if became is Status.SAME and changed else became, facts, known, words)


def _facts(sheet: layout.Sheet, before: Row | None, after: Row | None, apart: str = "") -> Iterator[Fact]:
    """What a row says otherwise in its columns; figures, and the column of running text, are told apart."""
    if before is None or after is None:
        return
    names = {field.name for field in fields(after)} - {apart}
    for column in sheet.columns:
        if column.key == "code" and row_number(before) == row_number(after):
            continue  # only its axis has another label
        if column.key in names:
            values = (getattr(before, column.key), getattr(after, column.key))
            if not any(isinstance(value, Figure) for value in values):
                yield from told_otherwise(column.header, *values)


def status(before: object, after: object) -> Status:
    """What became of something that may be in one edition only."""
    if before is None:
        return Status.ADDED
    return Status.SAME if after is not None else Status.GONE


def told_otherwise(item: str, before: object, after: object) -> Iterator[Fact]:
    """A fact, where the editions say something else."""
    words = (_words(before), _words(after))
    if words[0] != words[1]:
        yield Fact(item, *words)


def _words(value: object) -> str:
    """A value as the workbook has it."""
    match value:
        case None:
            return ""
        case bool():
            return layout.YES if value else layout.NO
        case date():
            return short_date(value)
        case Enum():
            return str(value.value)
        case Entry():
            return value.text
        case _:
            return str(value)
