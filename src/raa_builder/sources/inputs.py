# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report in, its cells with what was typed there out: code and header of each, what it is of, who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder import italian
from raa_builder.cells import Entry, Figure
from raa_builder.model import IndicatorKind
from raa_builder.provenance import Input
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from raa_builder.cells import Cell, Places
    from raa_builder.findings import Finding
    from raa_builder.model import Finance, Indicator, Initiative, Narrative, Participants, PriorityAxis, Report

_YEAR = next(line for line in layout.PROGRAMME.lines if line.key == "year")


def figure_inputs(report: Report) -> Mapping[Cell, Input]:
    """The number typed in each cell of a report, by cell."""
    found: dict[Cell, Input] = {}
    for source in _figures(report):
        found.setdefault(source.cell, source)
    return found


def _figures(report: Report) -> Iterator[Input]:
    for line in layout.PROGRAMME.lines:
        figure = getattr(report.programme, line.key)
        if isinstance(figure, Figure):
            yield _input(figure, line.number, layout.PROGRAMME.value_column, line.item, "")
    for axis in report.axes:
        manager = _manager(axis)
        for sheet, current, previous in (
            (layout.FINANCE, axis.finance, axis.finance_previous),
            (layout.PARTICIPANTS, axis.participants, axis.participants_previous),
        ):
            yield from _lines(axis, sheet, "current", current, manager)
            yield from _lines(axis, sheet, "previous", previous, manager)
        for initiative in axis.initiatives:
            yield from _row(initiative, layout.INITIATIVES, initiative.title.text, manager)
        for indicator in axis.indicators:
            yield from _row(indicator, layout.INDICATORS, indicator.name.text, manager)


def _manager(axis: PriorityAxis) -> str:
    """Who answers for an axis; empty where nobody was typed."""
    return axis.manager.text if axis.manager else ""


def _lines(
    axis: PriorityAxis, sheet: layout.Sheet, key: str, part: Finance | Participants | None, manager: str
) -> Iterator[Input]:
    for line in sheet.lines if part is not None else ():
        figure = getattr(part, line.key)
        if figure is not None:
            yield _input(figure, f"{axis.label}.{line.number}", sheet.column(key), line.item, manager)


def _row(row: Initiative | Indicator, sheet: layout.Sheet, item: str, manager: str) -> Iterator[Input]:
    for column in sheet.columns:
        figure = getattr(row, column.key, None)
        if isinstance(figure, Figure):
            yield _input(figure, row.code, column, item, manager)


def exact(value: Decimal) -> str:
    """A number with all its decimals, as Italians write it: `358.000.000,00`."""
    exponent = value.as_tuple().exponent
    return italian.number(value, max(0, -exponent) if isinstance(exponent, int) else 0)


def _input(figure: Figure, code: str, column: layout.Column, item: str, manager: str) -> Input:
    name = code if column.key in {"current", "value"} and item != code and _is_line(code) else f"{code} {column.header}"
    return Input(figure.cells[0], name, code, column.header, item, figure.value, exact(figure.value), manager)


def _is_line(code: str) -> bool:
    """Whether a row is a pre-printed one, whose code alone names its value, as in a placeholder."""
    number = layout.split_code(code)[1]
    return any(sheet.line(number) for sheet in (layout.PROGRAMME, layout.FINANCE, layout.PARTICIPANTS))


# ── texts ────────────────────────────────────────────────────────────────────


def text_inputs(report: Report) -> Iterator[tuple[str, Input]]:
    """Every text that the summary may print, with its cell, in the order in which the summary prints them."""
    yield from _programme_texts(report)
    yield from (_narrative(text, "") for text in report.texts)
    for axis in report.axes:
        manager = _manager(axis)
        yield axis.designation, axis_input(axis)
        for column in layout.AXES.columns:
            entry = getattr(axis, column.key, None)
            if isinstance(entry, Entry) and not column.private:
                yield entry.text, _text(entry.cell, axis.label, column, "", manager)
        yield from (_narrative(text, manager) for text in axis.texts)
        for initiative in axis.initiatives:
            yield from _texts(initiative, layout.INITIATIVES, manager)
        for indicator in axis.indicators:
            yield from _texts(indicator, layout.INDICATORS, manager)


def _programme_texts(report: Report) -> Iterator[tuple[str, Input]]:
    for line in layout.PROGRAMME.lines:
        entry = getattr(report.programme, line.key)
        if isinstance(entry, Entry) and not line.private:
            yield entry.text, _text(entry.cell, line.number, layout.PROGRAMME.value_column, line.item, "")


def _narrative(text: Narrative, manager: str) -> tuple[str, Input]:
    return text.text.text, _text(text.text.cell, text.code, layout.TEXTS.column("text"), text.section.value, manager)


def _texts(row: Initiative | Indicator, sheet: layout.Sheet, manager: str) -> Iterator[tuple[str, Input]]:
    for column in sheet.columns:
        entry = getattr(row, column.key, None)
        if isinstance(entry, Entry):
            yield entry.text, _text(entry.cell, row.code, column, "", manager)


def label_inputs(report: Report) -> Iterator[tuple[str, Input]]:
    """The labels of the axes, as they stand in tables, with their cells."""
    yield from ((axis.label, axis_input(axis)) for axis in report.axes)


def axis_input(axis: PriorityAxis) -> Input:
    """The cell of an axis's label, which begins its row."""
    return _text(axis.cell, axis.label, layout.AXES.key_column, "", _manager(axis), axis.label)


def initiative_input(initiative: Initiative, axis: PriorityAxis) -> Input:
    """The cell of an initiative's title."""
    return _text(initiative.title.cell, initiative.code, layout.INITIATIVES.column("title"), "", _manager(axis))


def date_inputs(report: Report) -> Iterator[tuple[str, Input]]:
    """The programme's dates in the forms in which the summary prints them, spaces plain, with their cells."""
    programme = report.programme
    for line in layout.PROGRAMME.lines:
        if line.kind is layout.Kind.DATE and not line.private:
            day, cell = getattr(programme, line.key), programme.cells.get(line.key)
            if day is not None and cell is not None:
                short = italian.short_date(day)
                source = _text(cell, line.number, layout.PROGRAMME.value_column, line.item, "", short)
                yield italian.long_date(day).replace(italian.NBSP, " "), source
                yield short, source


def year_inputs(report: Report, places: Places | None) -> Iterator[tuple[str, Input]]:
    """The reference year and those beside it, and the other years of targets, with their cells.

    Args:
        report: The report.
        places: Where the columns of its workbooks are; without it the year of a target is named by its row's code.
    """
    year = report.programme.year
    near = range(year - 1, year + 2)
    cell = report.programme.cells.get("year")
    if cell is not None:
        source = _text(cell, _YEAR.number, layout.PROGRAMME.value_column, _YEAR.item, "", str(year))
        yield from ((str(one), source) for one in near)
    column = layout.INDICATORS.column("target_year")
    for axis in report.axes:
        manager = _manager(axis)
        for one in axis.indicators:
            if one.target_year:
                place = places.in_column(one.cell, column.header) if places else one.cell
                typed = str(one.target_year)
                # a year beside that of the report is told from it by the words that the summary has before a target's
                before = "target al " if one.kind is IndicatorKind.RESULT else "target "
                words = f"{before}{typed}" if one.target_year in near else typed
                yield words, _text(place, one.code, column, one.name.text, manager, typed)


def finding_input(finding: Finding) -> Input:
    """The cell that a finding is of."""
    return Input(finding.cell, finding.code, finding.code, "", finding.rule.title, None, "", "")


def _text(cell: Cell, code: str, column: layout.Column, item: str, manager: str, typed: str = "") -> Input:
    """A cell that holds no figure; `typed` where what it holds is short."""
    return Input(cell, f"{code} {column.header}", code, column.header, item, None, typed, manager)
