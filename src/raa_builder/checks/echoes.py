# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings that only repeat an error of the reading: both sorts in, the checks' own out.

A figure that could not be read is missing from the report too. Whoever mends the one cell mends all that it emptied, so
neither the texts that name it nor the indicator whose value it is are reported besides.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from raa_builder.cells import Figure
from raa_builder.checks.texts import placeholders
from raa_builder.findings import Rules
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raa_builder.cells import Cell, Places
    from raa_builder.findings import Finding
    from raa_builder.model import Finance, Indicator, Initiative, Participants, PriorityAxis, Report

    Row = TypeVar("Row", Finance, Participants, Initiative, Indicator)

# what they find is that a cell is empty
_OF_CELLS = {Rules.INDICATOR_EMPTY, Rules.INDICATOR_NO_TARGET}
_SOME = Figure(Decimal(1))
_KINDS = {layout.Kind.AMOUNT, layout.Kind.COUNT, layout.Kind.MEASURE}
_OF_INITIATIVES = {column.key for column in layout.INITIATIVES.columns if column.kind in _KINDS}
_OF_INDICATORS = {column.key for column in layout.INDICATORS.columns if column.kind in _KINDS}


def without_echoes(
    report: Report, found: tuple[Finding, ...], read: Iterable[Finding], places: Places
) -> tuple[Finding, ...]:
    """The findings of the checks, but for placeholders and indicators that lack what the reading already reported.

    Args:
        report: The report.
        found: What the checks found.
        read: What the reading found.
        places: Where the rows of the workbook stand.
    """
    faulty = {finding.cell for finding in read if finding.severity.blocks}
    if not faulty:
        return found
    codes = {places.codes.get((cell.book, cell.sheet, cell.row), "") for cell in faulty}
    real = set(placeholders(_mended(report, codes)))
    return tuple(finding for finding in found if not _is_echo(finding, faulty, real))


def _is_echo(finding: Finding, faulty: set[Cell], real: set[Finding]) -> bool:
    if finding.rule in _OF_CELLS:
        return finding.cell in faulty
    return finding.rule is Rules.PLACEHOLDER_EMPTY and finding not in real


def _mended(report: Report, codes: set[str]) -> Report:
    """The report as if the rows with these codes had been read: what is still missing, nobody has typed."""
    programme = report.programme
    amounts: dict[str, Any] = {
        line.key: _SOME
        for line in layout.PROGRAMME.lines
        if line.kind is layout.Kind.AMOUNT and line.number in codes and getattr(programme, line.key) is None
    }
    axes = tuple(_mended_axis(axis, codes) for axis in report.axes)
    return replace(report, programme=replace(programme, **amounts), axes=axes)


def _mended_axis(axis: PriorityAxis, codes: set[str]) -> PriorityAxis:
    lines = {
        sheet.key: {line.key for line in sheet.lines if f"{axis.label}.{line.number}" in codes}
        for sheet in (layout.FINANCE, layout.PARTICIPANTS)
    }
    people = lines[layout.PARTICIPANTS.key]
    return replace(
        axis,
        finance=_filled(axis.finance, lines[layout.FINANCE.key]),
        finance_previous=_filled(axis.finance_previous, lines[layout.FINANCE.key]),
        participants=axis.participants and _filled(axis.participants, people),
        participants_previous=axis.participants_previous and _filled(axis.participants_previous, people),
        initiatives=tuple(_filled(one, _OF_INITIATIVES) if one.code in codes else one for one in axis.initiatives),
        indicators=tuple(_filled(one, _OF_INDICATORS) if one.code in codes else one for one in axis.indicators),
    )


def _filled(row: Row, keys: set[str]) -> Row:
    """The row, with any figure in the place of each of these that is missing."""
    missing: dict[str, Any] = {key: _SOME for key in keys if getattr(row, key) is None}
    return replace(row, **missing)
