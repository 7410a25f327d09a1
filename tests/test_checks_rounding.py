# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of how exactly figures are typed: in euros, to the cent, with the decimals of those beside them."""

from __future__ import annotations

import pytest
from reports import axis, figure, finance, indicator, initiative, report

from raa_builder.checks import check
from raa_builder.checks.tolerance import is_in_millions
from raa_builder.model import IndicatorKind, Report, Unit

ROUND, EXACT = 188_800_000, "188797284.44"
SMALL = "178.50"


def cells(whole: Report, code: str) -> list[str]:
    """The cells in which a rule finds something."""
    return [str(finding.cell) for finding in check(whole) if finding.code == code]


@pytest.mark.parametrize(
    ("amount", "allocation", "fires"),
    [("234.8", 970_474_516, True), ("1940", 970_474_516, True), ("1941", 970_474_516, False), ("0", 1, False),
     ("358", 358, True), ("9999", 9999, True), ("10000", 10_000, False), ("-1", 100, False)],
)  # fmt: skip
def test_an_amount_in_millions_is_at_most_two_millionths_of_its_allocation(amount, allocation, fires):
    """Twice the allocation, since more may be committed than there is; the allocation itself may be in millions."""
    assert is_in_millions(figure(amount).value, figure(allocation).value) is fires


def test_amounts_typed_in_millions_are_found():
    """Of the axis, of an initiative, of an indicator, of the programme; and when the whole axis is typed so."""
    spending = indicator("Spesa", kind=IndicatorKind.CERTIFIED, value=None, target="100", target_year=2023,
                         unit=Unit.EURO)  # fmt: skip
    whole = axis(
        finance=finance(100_000_000, 80_000_000, "60.5", 50_000_000, 40_000_000),
        initiatives=(initiative(programmed="4.9"),),
        indicators=(spending,),
    )
    found = cells(report(whole, n3_target="34.8"), "RAA317")
    assert found == ["Finanza!E6", "Iniziative!E4", "Indicatori!E5", "Programma!E15"]
    in_millions = axis(finance=finance(100, "80.25", "60.5", 50, 0), initiatives=(initiative(programmed=2_000_000),))
    assert [(one.code, one.cell.address) for one in check(report(in_millions))] == [
        ("RAA317", "E4"), ("RAA317", "E5"), ("RAA317", "E6"), ("RAA317", "E7"),
    ]  # fmt: skip


@pytest.mark.parametrize(("kind", "unit"), [(IndicatorKind.CERTIFIED, Unit.PERCENT), (IndicatorKind.OUTPUT, Unit.EURO)])
def test_what_is_no_part_of_the_allocation_is_not_called_in_millions(kind, unit):
    """A share of expenditure, and an amount that is no expenditure of the axis."""
    small = indicator("Spesa", kind=kind, value="0.36", target=1, unit=unit)
    assert cells(report(axis(indicators=(small,))), "RAA317") == []


def test_the_remedy_of_an_amount_in_millions_has_its_zeros():
    """So that it can be typed at once."""
    (finding,) = [one for one in check(report(n3_target="34.8")) if one.code == "RAA317"]
    assert "34.800.000,00." in finding.remedy
    assert finding.message == "Target N+3 anno di riferimento: 34,80 €, che sembra un importo in milioni.".replace(
        " €", "\u00a0€"
    )


def test_what_belongs_to_no_allocation_is_not_called_in_millions():
    """Unknown, or of a programme of which some axes are not here."""
    assert cells(report(axis(finance=finance(None, 80)), n3_target="34.8"), "RAA317") == []
    part = Report(report(n3_target="34.8").programme, (axis(),), (), (), ("II",))
    assert cells(part, "RAA317") == []


@pytest.mark.parametrize(
    ("certified", "before", "others", "fires"),
    [
        ("121602.70", None, ("88416530.98", "169432363.65"), True),
        ("121602.70", None, ("88416530.98", "111530.98"), False),
        ("121602.70", None, ("88416530.98",), False),
        ("121602.70", "98000000", (), True),
        ("121602.70", "100000", (), False),
        ("12160.27", None, ("88416530.98", "169432363.65"), False),
        ("121602699.28", "98000000", ("88416530.98", "169432363.65"), False),
        (0, "98000000", ("88416530.98", "169432363.65"), False),
        (None, "98000000", ("88416530.98", "169432363.65"), False),
    ],
)
def test_an_amount_in_thousands_is_out_of_line_and_its_thousandfold_is_not(certified, before, others, fires):
    """With last year's, or with the other axes, of which there are two at least; a small one may be real."""
    chain = (358_000_000, "317904209.91", "177966084.16", "164082630.06")
    past = finance(None, None, None, None, before, row=60)
    own = axis("I", finance=finance(*chain, certified), finance_previous=past)
    rest = (axis(f"A{n}", finance=finance(*chain, one)) for n, one in enumerate(others))
    assert cells(report(own, *rest), "RAA317") == (["Finanza!E8"] if fires else [])


def test_the_remedy_of_an_amount_in_thousands_has_its_zeros_too():
    """Beside the amount that gives it away."""
    past = finance(None, None, None, None, 98_000_000, row=60)
    own = axis(finance=finance(358_000_000, None, None, None, "121602.70"), finance_previous=past)
    (found,) = [one for one in check(report(own)) if one.code == "RAA317"]
    assert found.message.endswith("in migliaia accanto a 98.000.000,00\u00a0€ (Finanza!E64).")
    assert "121.602.700,00." in found.remedy


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
