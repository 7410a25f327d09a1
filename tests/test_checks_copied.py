# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of figures that were left or copied: last year's, and those of the axis beside."""

from __future__ import annotations

import pytest
from reports import axis, finance, people, report

from raa_builder.checks import check
from raa_builder.model import Finance, Report

OLD = (100_000_000, 80_000_000, "60500000.10", 50_000_000, "40750000.10")


def cells(whole: Report, code: str) -> list[str]:
    """The cells in which a rule finds something."""
    return [str(finding.cell) for finding in check(whole) if finding.code == code]


@pytest.mark.parametrize(
    ("now", "fires"),
    [
        (OLD, True),
        ((*OLD[:4], "40750000.11"), False),
        ((*OLD[:2], "60500000.11", *OLD[3:]), False),
        ((110_000_000, 90_000_000, *OLD[2:]), True),
        ((*OLD[:4], None), False),
    ],
)
def test_an_axis_whose_amounts_are_last_years_is_found(now, fires):
    """Commitments, payments and certified expenditure together; the plan may change or not."""
    whole = axis(finance=finance(*now), finance_previous=finance(*OLD, row=60))
    assert cells(report(whole), "RAA320") == (["Finanza!E6"] if fires else [])


def test_the_rows_that_have_not_moved_are_named():
    """With the cells of last year's figures, so that the two can be looked at side by side."""
    whole = axis(finance=finance(*OLD), finance_previous=finance(*OLD, row=60))
    (found,) = [one for one in check(report(whole)) if one.code == "RAA320"]
    assert found.message.startswith("Impegni, Pagamenti ai beneficiari e Spesa certificata dell’Asse\u00a0I: le cifre")
    assert found.message.endswith("(Finanza!E62, Finanza!E63, Finanza!E64).")


def test_nothing_is_last_years_where_nothing_was():
    """An axis that has not begun, and one of which last year is unknown."""
    none = finance(100_000_000, 80_000_000, 0, 0, 0)
    assert cells(report(axis(finance=none, finance_previous=none)), "RAA320") == []
    assert cells(report(axis(finance=finance(*OLD), finance_previous=Finance())), "RAA320") == []


@pytest.mark.parametrize(("men", "women", "fires"), [(530, 470, True), (531, 470, False), (0, 0, False)])
def test_participants_that_are_last_years_are_found(men, women, fires):
    """Men and women both the same."""
    before = people(530, 470, row=60) if men else people(0, 0, row=60)
    whole = axis(participants=people(men, women), participants_previous=before)
    assert cells(report(whole), "RAA320") == (["Destinatari!E4"] if fires else [])
    assert cells(report(axis(participants=people(men, women), participants_previous=None)), "RAA320") == []


@pytest.mark.parametrize(
    ("amount", "fires"),
    [("60500000.10", True), (60_500_001, True), (60_500_000, False), (9_999, False), (0, False), (None, False)],
)
def test_the_amount_of_another_axis_is_found(amount, fires):
    """To the cent; round and small amounts meet by chance."""
    axes = [axis(label, finance=finance(100_000_000, 80_000_000, amount)) for label in ("I", "II")]
    assert cells(report(*axes), "RAA321") == (["Finanza!E6"] if fires else [])


@pytest.mark.parametrize(("count", "fires"), [(10_001, True), (9_999, False), (11_000, False)])
def test_the_participants_of_another_axis_are_found(count, fires):
    """The declared total is left to the sum."""
    axes = [axis(label, participants=people(count, n, None, 0, 0, 0)) for n, label in enumerate(("I", "II"), 500)]
    assert cells(report(*axes), "RAA321") == (["Destinatari!E4"] if fires else [])


def test_the_axis_that_has_the_figure_first_is_named():
    """With its cell, and every later one is found."""
    axes = [axis(label, finance=finance(100_000_000, "80000000.10")) for label in ("I", "II", "III")]
    found = [finding for finding in check(report(*axes)) if finding.code == "RAA321"]
    assert len(found) == 2
    assert all("la stessa cifra dell’Asse\u00a0I (Finanza!E5)" in finding.message for finding in found)
