# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The checks: a report in, findings out. Each rule is one small function; a module for each family lists its own.

What can be said of a single cell is found by the reader; here stands what takes the whole report. `previous` compares
with the edition of the year before, `waivers` says which findings the office accepts, and `rulebook` describes every
rule for people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder import italian
from raa_builder.checks import (
    changes,
    claims,
    copied,
    datelines,
    dates,
    finance,
    indicators,
    initiatives,
    participants,
    recounted,
    rounding,
    texts,
    units,
)
from raa_builder.checks.texts import unprintable
from raa_builder.findings import Rules
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.findings import Finding
    from raa_builder.model import Report

__all__ = ["CHECKS", "all_axes", "check", "unprintable"]

CHECKS = (
    *participants.RULES,
    *finance.RULES,
    *changes.RULES,
    *copied.RULES,
    *units.RULES,
    *rounding.RULES,
    *initiatives.RULES,
    *indicators.RULES,
    *recounted.RULES,
    *dates.RULES,
    *datelines.RULES,
    *texts.RULES,
    *claims.RULES,
)


def check(report: Report) -> tuple[Finding, ...]:
    """Every finding of every rule, in the order of the rules."""
    return tuple(finding for rule in CHECKS for finding in rule(report))


def all_axes(report: Report) -> Iterator[Finding]:
    """Every axis is there. Asked of what is to be published, and of copies that were put together; not of one alone."""
    if report.lacking:
        noun = report.programme.axis_noun
        names = [layout.designation(noun, label) for label in report.lacking]
        copies = (
            f"Mancano le copie di {italian.listed(names)}"
            if len(names) > 1
            else f"Manca la copia {italian.with_article('del', names[0])}"
        )
        yield Rules.AXES_LACKING.found(
            report.axes[0].cell,
            f"{copies}: la sintesi non parlerebbe di tutto il programma.",
            f"Indicare insieme le copie di ogni {noun}.",
        )
