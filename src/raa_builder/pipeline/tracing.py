# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tracing: a summary and its report in, where each number printed came from out, and the page that shows it."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from raa_builder import __version__, prose
from raa_builder.prose.marks.numbers import Kind
from raa_builder.prose.verdicts import Verdict
from raa_builder.provenance import Book, Confirmed
from raa_builder.sources import sources_of
from raa_builder.sources.marking import marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from raa_builder.cells import Cell, Places
    from raa_builder.document import Document, Labels
    from raa_builder.findings import Finding
    from raa_builder.model import Report
    from raa_builder.prose import Text
    from raa_builder.provenance import Sources

_UNITS = {Kind.MONEY: "€", Kind.SHARE: "%"}

__all__ = ["confirmed", "marked", "sources"]


def sources(
    document: Document,
    report: Report,
    labels: Labels,
    paths: Sequence[Path],
    places: Places | None,
    findings: Sequence[Finding],
) -> Sources:
    """Where each number of a summary came from.

    Args:
        document: The summary.
        report: The report that it was composed of.
        labels: What tables, figures and sections are called.
        paths: The workbooks of the report.
        places: Where their columns are.
        findings: Those that the summary, a draft, lists.
    """
    names = [path.name for path in paths]
    books = [
        Book(path.name if names.count(path.name) == 1 else str(path), sha256(path.read_bytes()).hexdigest())
        for path in paths
    ]
    return sources_of(document, report, labels, books, __version__, places, findings, confirmed=confirmed(report))


def confirmed(report: Report) -> dict[Cell, tuple[Confirmed, ...]]:
    """The numbers of each narrative cell that a figure of the report confirms; cells without any are left out."""
    texts = ((text.passage.entry.cell, tuple(_confirmed(text))) for text in prose.read(report))
    return {cell: found for cell, found in texts if found}


def _confirmed(text: Text) -> Iterator[Confirmed]:
    for reading in text.readings:
        if reading.verdict is Verdict.CONFIRMED and reading.right is not None:
            mark = reading.mark
            unit = _UNITS.get(mark.kind, "")
            yield Confirmed(mark.start, mark.end, mark.value, mark.step, unit, reading.right.figure)
