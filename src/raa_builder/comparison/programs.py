# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A comparison in, a dictionary for programs out; its keys are stable, its numbers exact and written as texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.comparison.pairs import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raa_builder.cells import Figure
    from raa_builder.comparison.lines import Line
    from raa_builder.comparison.pairs import AxisPair, Comparison, Fact, RowPair
    from raa_builder.model import Report


def as_json(comparison: Comparison) -> dict[str, object]:
    """The comparison for programs: every figure with its cells, and what changed of everything else."""
    reports = (comparison.before, comparison.after)
    return {
        "editions": [_edition(name, report) for name, report in zip(comparison.names, reports, strict=True)],
        "changed": comparison.is_changed,
        "facts": [_fact(fact) for fact in comparison.facts],
        "figures": [_line(line) for line in (*comparison.finance, *comparison.participants, *comparison.targets)],
        "restated": [_line(line) for line in comparison.restated],
        "texts": _rows(comparison.texts),
        "axes": [_axis(axis) for axis in comparison.axes],
    }


def _edition(name: str, report: Report) -> dict[str, object]:
    programme = report.programme
    day = programme.reference_date.isoformat()
    return {"name": name, "programme": programme.code.text, "year": programme.year, "reference_date": day}


def _axis(pair: AxisPair) -> dict[str, object]:
    return {
        "axis": pair.axis.label,
        "name": pair.axis.name.text,
        "status": pair.status.value,
        "facts": [_fact(fact) for fact in pair.facts],
        "figures": [_line(line) for line in (*pair.finance, *pair.participants)],
        "initiatives": _rows(pair.initiatives),
        "indicators": _rows(pair.indicators),
        "texts": _rows(pair.texts),
    }


def _rows(rows: Iterable[RowPair]) -> list[dict[str, object]]:
    """The rows that have figures or that changed."""
    return [_row(row) for row in rows if row.lines or row.status is not Status.SAME]


def _row(row: RowPair) -> dict[str, object]:
    return {
        "code": row.code,
        "name": row.name,
        "status": row.status.value,
        "facts": [_fact(fact) for fact in row.facts],
        "figures": [_line(line) for line in row.lines],
        "words": [
            {name: words for name in ("kept", "removed", "added") if (words := getattr(piece, name))}
            for piece in row.words
        ],
    }


def _fact(fact: Fact) -> dict[str, str]:
    return {"item": fact.item, "before": fact.before, "after": fact.after}


def _line(line: Line) -> dict[str, object]:
    return {
        "code": line.code,
        "owner": line.owner.replace("\u00a0", " "),
        "item": line.item,
        "unit": line.unit.value,
        "before": _number(line.before),
        "after": _number(line.after),
        "difference": _number(line.difference),
        "change": _number(line.change),
        "cells": [
            [str(cell) for cell in figure.cells] if figure is not None else [] for figure in (line.before, line.after)
        ],
    }


def _number(figure: Figure | None) -> str | None:
    return None if figure is None else f"{figure.value:f}"
