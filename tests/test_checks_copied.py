# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of figures that were left or copied: last year's, and those of the axis beside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from reports import axis, figure, finance, indicator, people, report

from raa_builder.checks import check
from raa_builder.checks.copied import as_published
from raa_builder.checks.previous import against
from raa_builder.model import Finance, IndicatorKind, Report, Unit

if TYPE_CHECKING:
    from reports import Number

    from raa_builder.findings import Finding
    from raa_builder.model import Indicator, PriorityAxis

OLD = (100_000_000, 80_000_000, "60500000.10", 50_000_000, "40750000.10")


def cells(whole: Report, code: str) -> list[str]:
    """The cells in which a rule finds something."""
    return [str(finding.cell) for finding in check(whole) if finding.code == code]


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (OLD, ["Finanza!E6"]),
        ((*OLD[:4], "40750000.11"), ["Finanza!E6"]),
        ((*OLD[:2], "60500000.11", *OLD[3:]), ["Finanza!E8"]),
        ((*OLD[:2], "60500000.11", 50_000_000, "40750000.11"), []),
        ((110_000_000, 90_000_000, *OLD[2:]), ["Finanza!E6"]),
        ((*OLD[:4], None), []),
    ],
)
def test_an_axis_whose_amounts_are_last_years_is_found(now, found):
    """Commitments, payments and certified expenditure together; or one of them, exact, while another moved."""
    whole = axis(finance=finance(*now), finance_previous=finance(*OLD, row=60))
    assert cells(report(whole), "RAA320") == found


def test_a_plan_may_stand_still_while_the_rest_moves():
    """A year without calls; and small counts of persons may; a declared total is left to the sum."""
    before = finance("100000000.10", "80000000.10", "60500000.10", row=60)
    moved = axis(finance=finance("100000000.10", "80000000.10", "60500000.11"), finance_previous=before)
    assert cells(report(moved), "RAA320") == []
    few = axis(participants=people(530, 480), participants_previous=people(530, 470, row=60))
    assert cells(report(few), "RAA320") == []
    total = (None, None, None, None, 55_164)
    whole = axis(participants=people(31_208, 23_956, *total), participants_previous=people(31_207, 23_957, *total))
    assert cells(report(whole), "RAA320") == []


def test_a_single_count_of_last_year_is_found():
    """While the amounts moved, or another count did; its message says where last year's is."""
    counts = axis(participants=people(31_208, 24_000), participants_previous=people(31_208, 23_956, row=60))
    (found,) = [one for one in check(report(counts)) if one.code == "RAA320"]
    assert found.message == (
        "Maschi dell’Asse\u00a0I: 31.208, la stessa cifra dell'anno precedente (Destinatari!E60), mentre altre "
        "sono cambiate."
    )


def test_the_rows_that_have_not_moved_are_named():
    """With the cells of last year's figures, so that the two can be looked at side by side."""
    whole = axis(finance=finance(*OLD), finance_previous=finance(*OLD, row=60))
    (found,) = [one for one in check(report(whole)) if one.code == "RAA320"]
    assert found.message.startswith("Impegni, Pagamenti ai beneficiari e Spesa certificata dell’Asse\u00a0I: le cifre")
    assert found.message.endswith("(Finanza!E62, Finanza!E63, Finanza!E64).")


def test_a_figure_of_the_edition_before_is_found_where_nobody_typed_it():
    """Once: what was typed is compared within the workbook; and an axis that has not moved at all is let be."""
    before = axis(finance=finance(*OLD, row=60))
    now = axis(finance=finance(*OLD[:3], 55_000_000, "40750000.10"))
    (found, other) = list(as_published(now, before))
    assert (found.code, str(found.cell), str(other.cell)) == ("RAA320", "Finanza!E6", "Finanza!E8")
    assert "dell'anno precedente ([raa-2019.xlsx]Finanza!E62)" in found.message
    assert list(as_published(before, before)) == []
    assert list(as_published(replace(now, finance_previous=before.finance), before)) == []
    assert [one.code for one in against(report(now), report(before)) if one.code == "RAA320"] == ["RAA320"] * 2


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


def counted(*years: tuple[Number, Number], **changes: Any) -> tuple[Indicator, ...]:
    """Indicators with these values, and those of the year before."""
    return tuple(
        indicator(f"Indicatore {n}", now, code=f"I.K0{n}", previous=figure(before, "Indicatori", 60), **changes)
        for n, (now, before) in enumerate(years, 1)
    )


@pytest.mark.parametrize(
    ("values", "people_before", "expected"),
    [
        (((41_134, 41_134),), 460, ["Indicatori!E4"]),
        (((41_134, 41_134),), 470, []),
        (((41_134, 41_134),), None, []),
        (((41_134, 41_134), (915, 900)), None, ["Indicatori!E4"]),
        (((41_135, 41_134), (915, 900)), 460, []),
        (((10_001, 10_001), (915, 900)), 460, ["Indicatori!E4"]),
        (((9_999, 9_999), (915, 900)), 460, []),
        (((41_000, 41_000), (915, 900)), 460, []),
        (((915, 915), (100, 100)), 460, ["Indicatori!E4"]),
        (((915, 915), (99, 99)), 460, []),
        (((915, 915), (100, 100), (41, 40)), 460, []),
        (((915, 915), (100, 100), (0, 40)), 460, []),
        (((915, 915),), 460, []),
        (((915, 915), (100, 100)), None, []),
        (((None, 41_134), (915, 900)), 460, []),
        (((41_134, None), (915, 900)), 460, []),
        (((0, 0), (0, 0)), 460, []),
    ],
)
def test_the_value_of_an_indicator_of_last_year_is_found(values, people_before, expected):
    """A large one by itself, or all of an axis; while its people, or its other values, are not those of last year."""
    before = None if people_before is None else people(530, people_before, row=60)
    whole = axis(indicators=counted(*values), participants_previous=before)
    found = cells(report(whole), "RAA320")
    assert [one for one in found if one.startswith("Indicatori")] == expected


@pytest.mark.parametrize(
    "what",
    [
        {"kind": IndicatorKind.RESULT},
        {"kind": IndicatorKind.CERTIFIED, "unit": Unit.EURO},
        {"unit": Unit.PERCENT},
    ],
)
def test_what_may_well_be_measured_once_is_let_be(what):
    """Results, by a survey at the end; certified expenditure is the axis's own, which is compared there."""
    rows = counted((41_134, 41_134), (50_001, 50_001), **what)
    whole = axis(
        indicators=rows,
        participants_previous=people(530, 460, row=60),
        finance=finance(),
    )
    assert cells(report(whole), "RAA320") == []


def test_a_target_and_what_is_programmed_may_stay():
    """A target mostly does, and so does the plan of a year without calls."""
    row = indicator("Disoccupati", 41_135, 63_868, previous=figure(41_134, "Indicatori", 60))
    before = finance(100_000_000, "80000000.10", "60500000.10", row=60)
    now = finance(100_000_000, "80000000.10", "60500000.11")
    assert cells(report(axis(indicators=(row,), finance=now, finance_previous=before)), "RAA320") == []


def test_the_words_name_the_indicators_and_last_years_cells():
    """So that the two can be looked at side by side."""
    before = people(530, 460, row=60)
    (one,) = check_of(axis(indicators=counted((41_134, 41_134)), participants_previous=before))
    assert one.message.replace("\u00a0", " ") == (
        "I.K01 «Indicatore 1»: 41.134, lo stesso valore dell'anno precedente (Indicatori!E60), mentre altri dati "
        "dell’Asse I sono cambiati."
    )
    (all_,) = check_of(axis(indicators=counted((915, 915), (3_458, 3_458)), participants_previous=before))
    assert all_.message.replace("\u00a0", " ") == (
        "I.K01 e I.K02: i valori sono quelli dell'anno precedente (Indicatori!E60, Indicatori!E60), mentre i "
        "destinatari dell’Asse I sono cambiati."
    )


def check_of(whole: PriorityAxis) -> list[Finding]:
    """What is said of figures that are last year's."""
    return [one for one in check(report(whole)) if one.code == "RAA320"]


def test_the_value_of_the_edition_before_is_found_where_nobody_typed_it():
    """Of the same indicator, by its code and name; what was typed is compared within the workbook."""
    before = axis(indicators=(indicator("Disoccupati", 41_134), indicator("Inattivi", 50_001, code="I.K02")))
    now = axis(indicators=(indicator("Disoccupati", 41_134), indicator("Occupati", 50_001, code="I.K02")),
               participants=people(540, 480))  # fmt: skip
    (found,) = as_published(now, before)
    assert (str(found.cell), "([raa-2019.xlsx]Indicatori!E4)" in found.message) == ("Indicatori!E4", True)
    known = replace(now, participants=people(530, 470), participants_previous=people(530, 460))
    assert [str(one.cell) for one in as_published(known, before)] == ["Indicatori!E4"]
    still = replace(now, participants=people(530, 470))
    assert list(as_published(still, before)) == []
    row = indicator("Disoccupati", 41_134, previous=figure(41_134, "Indicatori", 60))
    assert list(as_published(replace(now, indicators=(row,)), before)) == []


def test_participants_of_the_edition_before_are_compared_where_nobody_typed_them():
    """Once: what was typed is compared within the workbook."""
    before = axis(participants=people(31_208, 23_956, row=60))
    now = axis(participants=people(31_208, 24_000))
    (found,) = as_published(now, before)
    assert (str(found.cell), "([raa-2019.xlsx]Destinatari!E60)" in found.message) == ("Destinatari!E4", True)
    assert list(as_published(replace(now, participants_previous=before.participants), before)) == []


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
    totals = [axis(label, participants=people(n, n, None, 0, 0, 0, count)) for n, label in enumerate(("I", "II"), 500)]
    assert cells(report(*totals), "RAA321") == []


def test_the_axis_that_has_the_figure_first_is_named():
    """With its cell, and every later one is found."""
    axes = [axis(label, finance=finance(100_000_000, "80000000.10")) for label in ("I", "II", "III")]
    found = [finding for finding in check(report(*axes)) if finding.code == "RAA321"]
    assert len(found) == 2
    assert all("la stessa cifra dell’Asse\u00a0I (Finanza!E5)" in finding.message for finding in found)
