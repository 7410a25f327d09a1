# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of how exactly figures are typed: in euros, to the cent, with the decimals of those beside them."""

from __future__ import annotations

import pytest
from reports import axis, finance, indicator, report

from raa_builder.checks import check
from raa_builder.model import IndicatorKind, Report, Unit

ROUND, EXACT = 188_800_000, "188797284.44"


def cells(whole: Report, code: str) -> list[str]:
    """The cells in which a rule finds something."""
    return [str(finding.cell) for finding in check(whole) if finding.code == code]


@pytest.mark.parametrize(
    ("value", "kind", "fires"),
    [
        ("0.0086", IndicatorKind.RESULT, True),
        ("0.86", IndicatorKind.RESULT, False),
        ("0.0039", IndicatorKind.RESULT, False),
        ("0.08", IndicatorKind.RESULT, False),
        (0, IndicatorKind.RESULT, False),
        ("0.0086", IndicatorKind.CERTIFIED, False),
    ],
)
def test_a_percentage_a_hundredth_of_what_its_target_is_like_is_found(value, kind, fires):
    """0.86% where 86% was meant; a share that has just begun is no slip."""
    row = indicator("Tasso", value, "0.8", kind, unit=Unit.PERCENT, target_year=2023)
    assert cells(report(axis(indicators=(row,))), "RAA308") == (["Indicatori!E4"] if fires else [])


@pytest.mark.parametrize(
    ("payments", "fires"),
    [
        ((ROUND, EXACT), ["Finanza!E7"]),
        ((EXACT, EXACT), []),
        ((ROUND, ROUND), []),
        ((ROUND, ROUND, EXACT), []),
        ((ROUND, EXACT, ROUND, "123456.5"), ["Finanza!E7"] * 2),
        ((ROUND, "1234.5"), []),
        ((0, EXACT), []),
        ((None, EXACT), []),
        ((188_790_000, EXACT), []),
        ((ROUND, 188_797_000), []),
    ],
)
def test_a_rounded_payment_stands_out_among_exact_ones(payments, fires):
    """Unless most of them are rounded; to a tenth of a million, for less may be by chance."""
    axes = (axis(str(n), finance=finance(900_000_000, 800_000_000, 700_000_000, one)) for n, one in enumerate(payments))
    assert cells(report(*axes), "RAA318") == fires


def test_what_is_programmed_or_committed_may_be_round():
    """Calls are launched, and contracts made, for round amounts."""
    exact = axis("II", finance=finance(900_000_000, "700000000.44", "600000000.44"))
    assert cells(report(axis("I", finance=finance(900_000_000, 800_000_000, 700_000_000)), exact), "RAA318") == []


@pytest.mark.parametrize(
    ("values", "fires"),
    [
        (("0.7638", "0.98"), ["Indicatori!E4"]),
        (("0.7638", "0.4124"), []),
        (("0.76", "0.98"), []),
        (("0.7638", "1"), []),
        (("0.7638", "0"), []),
        (("0.7638", None), []),
        (("0.7638",), []),
    ],
)
def test_the_shares_of_an_axis_have_the_same_decimals(values, fires):
    """All and nothing are exact with none; what is missing is not compared."""
    rows = tuple(
        indicator(f"Tasso {n}", value=value, kind=IndicatorKind.RESULT, unit=Unit.PERCENT)
        for n, value in enumerate(values)
    )
    assert cells(report(axis(indicators=rows)), "RAA319") == fires
    apart = (axis(str(n), indicators=(row,)) for n, row in enumerate(rows))
    assert cells(report(*apart), "RAA319") == []
