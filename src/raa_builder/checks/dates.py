# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules on years and dates: a report in, findings out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder import italian
from raa_builder.cells import Cell
from raa_builder.checks.period import span_of, years_in
from raa_builder.findings import Rules
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.findings import Finding
    from raa_builder.model import Programme, Report

# Reg. (EU) 1303/2013, art. 65(2) and 136: expenditure counts until the third year after the period
_AFTER_PERIOD = 3
_TARGET_YEAR = layout.INDICATORS.column("target_year").header


def reference_date_within_year(report: Report) -> Iterator[Finding]:
    """The figures stand at a date of the year of reference."""
    programme = report.programme
    if programme.reference_date.year != programme.year:
        yield Rules.REFERENCE_YEAR.found(
            _cell(programme, "reference_date"),
            f"Data di riferimento: {italian.short_date(programme.reference_date)}, ma l'anno di riferimento è "
            f"{programme.year} ({_cell(programme, 'year')}).",
            f"Scrivere una data del {programme.year}.",
        )


def period_is_clear(report: Report) -> Iterator[Finding]:
    """The period is two years, the first before the last; the wording beside the emblem depends on it."""
    period = report.programme.period
    if span_of(report.programme) is None:
        yield Rules.PERIOD_UNCLEAR.found(
            period.cell,
            f"Periodo di programmazione: «{period}» non dice il primo e l'ultimo anno.",
            "Scriverli così: 2014-2020.",
        )


def periods_agree(report: Report) -> Iterator[Finding]:
    """The period is that of the names of the programme and of its CCI code, which begins with its first year."""
    programme, span = report.programme, span_of(report.programme)
    if span is None:
        return
    for name in (programme.name, programme.full_name):
        named = years_in(name.text)
        if named is not None and named != span:
            yield Rules.PERIODS_DIFFER.found(
                name.cell,
                f"«{name}» nomina il {named[0]}-{named[1]}, ma il periodo è {programme.period} "
                f"({programme.period.cell}).",
                "Scrivere lo stesso periodo nelle due celle.",
            )
    year = _first_year(programme)
    if year not in {None, span[0]}:
        yield Rules.PERIODS_DIFFER.found(
            programme.code.cell,
            f"Il codice CCI {programme.code} è di un programma del {year}, ma il periodo è {programme.period} "
            f"({programme.period.cell}).",
            "Controllare il codice e il periodo.",
        )


def _first_year(programme: Programme) -> int | None:
    """The year with which a CCI code begins, before the country; `None` where the code is none."""
    code = programme.code.text.strip()
    return int(code[:4]) if code[:4].isdecimal() and code[4:6].isalpha() else None


def years_within_period(report: Report) -> Iterator[Finding]:
    """The year of reference and those of the targets lie between the first year and the third after the last.

    Where the programme has no CCI code, other rules than those of the European funds say how long it goes on.
    """
    programme, span = report.programme, span_of(report.programme)
    if span is None:
        return
    is_european = _first_year(programme) is not None
    first, last = span[0], span[1] + _AFTER_PERIOD if is_european else layout.YEAR_MAX
    years = f"dal {first} al {last}" if is_european else f"dal {first} in poi"
    remedy = f"Scrivere un anno {years}, o correggere il periodo ({programme.period.cell})."
    if not first <= programme.year <= last:
        message = f"Anno di riferimento: {programme.year}, fuori dal periodo {programme.period}."
        yield Rules.OUTSIDE_PERIOD.found(_cell(programme, "year"), message, remedy)
    for axis in report.axes:
        for indicator in axis.indicators:
            year = indicator.target_year
            if year is not None and not first <= year <= last:
                message = f"Anno target di {indicator.code}: {year}, fuori dal periodo {programme.period}."
                yield Rules.OUTSIDE_PERIOD.found(indicator.cell, message, remedy).in_column(_TARGET_YEAR)


def dates_after_reference(report: Report) -> Iterator[Finding]:
    """A report is filled in and approved after the date at which its figures stand."""
    programme = report.programme
    for key, day in (("approval_date", programme.approval_date), ("deadline", programme.deadline)):
        if day is not None and day < programme.reference_date:
            item = next(line.item for line in layout.PROGRAMME.lines if line.key == key)
            yield Rules.DATE_TOO_EARLY.found(
                _cell(programme, key),
                f"{item}: {italian.short_date(day)}, prima della data di riferimento, "
                f"{italian.short_date(programme.reference_date)} ({_cell(programme, 'reference_date')}).",
                "Controllare le due date.",
            )


def _cell(programme: Programme, key: str) -> Cell:
    return programme.cells.get(key, Cell(layout.PROGRAMME.name, 1, 1, programme.period.cell.book))


RULES = (reference_date_within_year, period_is_clear, periods_agree, years_within_period, dates_after_reference)
