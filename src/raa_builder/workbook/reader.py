# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a workbook: a path in, a `Report` and every finding out.

Reading never stops at the first fault. What can't be understood is reported and left out of the report, so that a draft
can be built of the rest: required texts that are missing stand as "[Ente]", a row without its required values is left
out. Such findings block the final summary.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raa_builder.model import PriorityAxis, Report
from raa_builder.workbook import layout
from raa_builder.workbook.heads import read_axes, read_programme
from raa_builder.workbook.lines import read_finance, read_participants
from raa_builder.workbook.lists import read_indicators, read_initiatives, read_texts, read_waivers
from raa_builder.workbook.locate import find_tables, missing_sheets
from raa_builder.workbook.sniff import open_workbook
from raa_builder.workbook.source import Source

if TYPE_CHECKING:
    from pathlib import Path

    from raa_builder.findings import Finding


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read.

    Attributes:
        report: The report; `None` when nothing can be made of the workbook, for want of axes or of the year.
        findings: What is wrong, in the order of the workbook.
    """

    report: Report | None
    findings: tuple[Finding, ...]


def read_workbook(path: Path) -> Reading:
    """Read a workbook that was filled in.

    Raises:
        FileError: The file can't be read, or is not such a workbook.
    """
    book = open_workbook(path)
    source = Source(book, *find_tables(book))
    report = _report(source)
    order = {name: position for position, name in enumerate(book.workbook.sheetnames)}

    def place(finding: Finding) -> tuple[int, str, int, int]:
        cell = finding.cell
        return order.get(cell.sheet, len(order)), cell.sheet, cell.row, cell.column

    return Reading(report, tuple(sorted(source.found, key=place)))


def _report(source: Source) -> Report | None:
    """Read every sheet, even when no report can come of it: all findings are to be shown at once."""
    programme = read_programme(source)
    noun = programme.axis_noun if programme else layout.AXES.key_column.header
    counted = programme.counts_participants if programme else True
    heads = read_axes(source, noun)
    source.found += missing_sheets(source.book, source.tables, participants=counted)
    finance = read_finance(source)
    participants = read_participants(source, counted=counted)
    initiatives, indicators = read_initiatives(source), read_indicators(source, finance)
    texts, waivers = read_texts(source), tuple(read_waivers(source))
    if programme is None or not heads:
        return None
    axes = tuple(
        PriorityAxis(
            **head,
            finance=finance[label].current,
            finance_previous=finance[label].previous,
            participants=participants[label].current,
            participants_previous=participants[label].previous,
            initiatives=tuple(initiatives.get(label, ())),
            indicators=tuple(indicators.get(label, ())),
            texts=tuple(texts.get(label, ())),
        )
        for label, head in heads.items()
    )
    return Report(programme, axes, tuple(texts.get(layout.PROGRAMME_LABEL, ())), waivers)
