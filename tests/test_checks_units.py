# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of amounts that are not in euros: one in millions or thousands, and all those of an axis in thousands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from reports import assistance, axis, figure, finance, indicator, initiative, people, report

from raa_builder.checks import check
from raa_builder.checks.tolerance import is_in_millions
from raa_builder.model import IndicatorKind, Report, Unit

if TYPE_CHECKING:
    from raa_builder.model import PriorityAxis

# an axis in euros, and the same in thousands
EUROS = (358_000_000, "317904209.91", "177966084.16", "164082630.06", "121602699.28")
THOUSANDS = (358_000, "317904.21", "177966.08", "164082.63", "121602.70")
LAST_YEAR = (358_000_000, "290000000.00", "150000000.10", "140000000.10", "98000000.10")


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


def test_each_amount_of_an_axis_and_of_its_indicators_is_looked_at():
    """Last year's too; the value that an indicator takes from the axis is said there, once."""
    certified = finance(100_000_000, 80_000_000, 60_000_000, 50_000_000, "40.5")
    spending = indicator(
        "Spesa", kind=IndicatorKind.CERTIFIED, unit=Unit.EURO, previous=figure("30.5", "Indicatori", 9)
    )
    typed = replace(spending, value=figure("40.5", "Indicatori"))
    taken = replace(spending, value=certified.certified)
    past = finance(None, "70.25", row=60)
    whole = axis(finance=certified, finance_previous=past, indicators=(typed,))
    assert cells(report(whole), "RAA317") == ["Finanza!E61", "Finanza!E8", "Indicatori!E9", "Indicatori!E4"]
    assert cells(report(replace(whole, indicators=(taken,))), "RAA317") == [
        "Finanza!E61",
        "Finanza!E8",
        "Indicatori!E9",
    ]


def test_an_amount_in_millions_is_not_said_to_be_in_thousands_too():
    """Beside an axis whose amount is in thousands; nobody could tell which remedy to follow."""
    chain = (358_000_000, "317904209.91", "177966084.16", "164082630.06")
    rest = (axis(f"A{n}", finance=finance(*chain, one)) for n, one in enumerate(("121602.70", 88_416_530)))
    (found,) = [one for one in check(report(axis(finance=finance(*chain, "121.6")), *rest)) if one.code == "RAA317"]
    assert "in milioni" in found.message


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
        ("328165.26", None, ("88416530.98", "169432363.65"), False),
        ("82041.31", None, ("1640826.30", "1640826.31"), False),
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


# ── all the amounts of an axis ───────────────────────────────────────────────


def small(*amounts: Any, label: str = "II", **changes: Any) -> PriorityAxis:
    """An axis with these amounts, in rows of its own, without participants."""
    return axis(label, finance=finance(*amounts, row=9), **{"participants": None, **changes})


def usual(label: str = "I", allocation: int = 300_000_000, **changes: Any) -> PriorityAxis:
    """An axis in euros, half of whose money is committed."""
    return axis(label, finance=finance(allocation, *[allocation // 2 + ord(label[0])] * 2), **changes)


def said(*axes: PriorityAxis) -> list[str]:
    """What is said of each cell, without that its amounts are not exact."""
    return [f"{one.code} {one.cell}" for one in check(report(*axes)) if one.code not in {"RAA221", "RAA222"}]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (LAST_YEAR, ["RAA317 Finanza!E9"]),
        ((*LAST_YEAR[:4], None), ["RAA317 Finanza!E9"]),
        ((None, None, *LAST_YEAR[2:]), ["RAA317 Finanza!E9"]),
        ((None, None, None, None, LAST_YEAR[4]), ["RAA317 Finanza!E13"]),
        ((*LAST_YEAR[:4], "100000.10"), [f"RAA317 Finanza!E{row}" for row in (9, 10, 11, 12)]),
        (THOUSANDS, ["RAA320 Finanza!E11"]),
        ((), []),
    ],
)
def test_an_axis_a_thousandth_of_last_years_is_said_once(before, expected):
    """Not that it fell, too; where only some of its amounts are so, each is said; unknown, nothing."""
    assert said(small(*THOUSANDS, finance_previous=finance(*before, row=60))) == expected


@pytest.mark.parametrize(("factor", "fires"), [(2000, True), (2001, False), (100, True), (99, False)])
def test_a_thousandth_is_from_half_to_ten_times_of_one(factor, fires):
    """Amounts grow in a year, and hardly ever fall."""
    before = finance(*(int(float(amount)) * factor for amount in THOUSANDS), row=60)
    own = small(*(int(float(amount)) for amount in THOUSANDS), finance_previous=before)
    assert ("RAA317 Finanza!E9" in said(own)) is fires


@pytest.mark.parametrize(
    ("target", "unit", "expected"),
    [
        (358_000_000, Unit.EURO, ["RAA317 Finanza!E9"]),
        (358_000, Unit.EURO, []),
        (340_000, Unit.EURO, ["RAA309 Indicatori!E5"]),
        (340_000_000, Unit.EURO, ["RAA317 Finanza!E9"]),
        (1, Unit.PERCENT, []),
    ],
)
def test_the_target_of_certified_expenditure_gives_thousands_away(target, unit, expected):
    """Which is the allocation, or the milestone of some year: one finding, at the amounts."""
    spending = indicator("Spesa", None, target, IndicatorKind.CERTIFIED, unit=unit, target_year=2023)
    assert said(small(*THOUSANDS, indicators=(spending,))) == expected


def test_the_target_of_something_else_gives_nothing_away():
    """An amount that is not the axis's own: private money, say."""
    leverage = indicator("Capitali privati", None, 358_000_000, IndicatorKind.OUTPUT, unit=Unit.EURO)
    assert cells(report(small(*THOUSANDS, indicators=(leverage,))), "RAA317") == []


def test_an_axis_that_programmes_more_than_it_has_is_in_thousands_as_well():
    """The finding is at its first amount, the remedy has its largest."""
    spending = indicator("Spesa", None, 358_000_000, IndicatorKind.CERTIFIED, unit=Unit.EURO, target_year=2023)
    own = small(358_000, "400904.21", "177966.08", indicators=(spending,))
    (found,) = [one for one in check(report(own)) if one.code == "RAA317"]
    assert str(found.cell) == "Finanza!E9"
    assert "«Programmato» 400.904.210,00, e così gli altri." in found.remedy


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ((4_900_000, 200_000_000), ["RAA317 Finanza!E9"]),
        ((4_900_000, 28_000_000), ["RAA317 Finanza!E9"]),
        ((4_900_000, 26_000_000), ["RAA314 Iniziative!E4", "RAA314 Iniziative!E4"]),
        ((317_000_000, 904_210), ["RAA317 Finanza!E9"]),
        ((317_000_000, 904_211), ["RAA314 Iniziative!E4", "RAA314 Iniziative!E4"]),
        ((200_000_000,), ["RAA314 Iniziative!E4"]),
        ((200_000_000, 300_000), ["RAA314 Iniziative!E4"]),
        ((100_000, 200_000), []),
        ((None, None), []),
    ],
)
def test_the_initiatives_of_an_axis_give_thousands_away(amounts, expected):
    """Two of them above what the axis programmes, and all together a hundred to a thousand times that."""
    rows = tuple(initiative(f"Dote {n}", programmed=amount) for n, amount in enumerate(amounts))
    assert said(small(*THOUSANDS, initiatives=rows)) == expected


def test_the_largest_initiative_is_the_one_that_is_named():
    """It is the farthest from what the axis has."""
    rows = tuple(initiative(f"Dote {n}", code=f"I.N0{n}", programmed=n * 20_000_000) for n in (1, 2))
    (found,) = [one for one in check(report(small(*THOUSANDS, initiatives=rows))) if one.code == "RAA317"]
    assert "«Programmato» di I.N02 è 40.000.000,00" in found.message


@pytest.mark.parametrize(
    ("allocation", "others", "fires"),
    [
        (600_000, (300_000_000, 30_000_000), True),
        (600_001, (300_000_000, 30_000_000), False),
        (1_000_000, (900_000_000, 90_000_000), True),
        (1_000_001, (900_000_000, 90_000_000), False),
        (600_000, (300_000_000, 29_999_999), False),
        (600_000, (299_999_999, 30_000_000), False),
        (600_000, (300_000_000, 30_000_000, 500_000), True),
        (600_000, (300_000_000, 30_000_000, None), True),
        (0, (300_000_000, 30_000_000), False),
        (None, (300_000_000, 30_000_000), False),
        (600_000, (), False),
    ],
)
def test_an_axis_far_smaller_than_all_others_is_in_thousands(allocation, others, fires):
    """A million, a fifth of a percent of the largest and 2% of the smallest, unless that is in thousands itself."""
    axes = [usual(f"{n}", one) if one else small(label=f"{n}") for n, one in enumerate(others, 3)]
    own = small(allocation, *[allocation and allocation - 1] * 2)
    assert ("Finanza!E9" in cells(report(own, *axes), "RAA317")) is fires


def test_a_thematic_axis_is_compared_with_thematic_ones():
    """Technical assistance is small, and is compared with all."""
    others = (usual(), usual("J", 30_000_000), assistance("T", finance=finance(20_000_000, row=24)))
    assert cells(report(small(600_000, 500_000), *others), "RAA317") == ["Finanza!E9"]
    technical = assistance("V", finance=finance(600_000, 500_000, row=9))
    assert cells(report(technical, *others), "RAA317") == []


def test_several_axes_in_thousands_are_each_found():
    """Even if but one is in euros; technical assistance too."""
    help_ = assistance("V", finance=finance("32874.52", "22059.31", "22059.31", "13701.75", "12817.02", row=24))
    axes = (usual(), small(*THOUSANDS), small(227_100, 206_734, label="III"), help_)
    assert cells(report(*axes), "RAA317") == ["Finanza!E9", "Finanza!E9", "Finanza!E24"]


@pytest.mark.parametrize(
    ("counts", "fires"),
    [
        ((60_000, 60_000), True),
        ((149, 150), False),
        ((150, 151), True),
        ((0, 0), False),
        ((None, 5), False),
        ((150_000, 149_000), True),
        ((151_000, 150_000), False),
    ],
)
def test_what_a_participant_costs_gives_thousands_away(counts, fires):
    """Less than 1% of what it is in the other axes: there 150,000,073 euros for 1,000 people, 150,000 each."""
    own = small(600_000, 500_000, 450_000, participants=people(*counts, None, 0, 0, 0))
    axes = (own, usual(participants=people(500, 500)), assistance(finance=finance(20_000_000)), small(2_000_000))
    assert cells(report(*axes), "RAA317") == (["Finanza!E9"] if fires else [])


def test_what_a_participant_costs_is_not_compared_with_an_axis_as_small():
    """Which may be in thousands itself: two of them do not vouch for each other."""
    pair = [
        small(600_000, 500_000, 450_000, label=label, participants=people(60_000, 60_000)) for label in ("II", "III")
    ]
    axes = (*pair, usual(participants=people(500, 500)), small(2_000_000))
    assert cells(report(*axes), "RAA317") == ["Finanza!E9", "Finanza!E9"]


@pytest.mark.parametrize(
    "axes",
    [
        (usual("I", 900_000_000), assistance("V", finance=finance(4_500_000, 4_000_000, row=9))),
        (usual("I", 900_000_000), usual("J", 60_000_000), assistance("V", finance=finance(2_000_000, row=9))),
        (usual("I", 450_000_000), usual("J", 5_000_000), small(1_700_000), small(300_000, label="IV")),
        (usual("I", 100_000_000), small(0, 0, 0, 0, 0)),
        (usual("I", 400_000_000, participants=people(500, 500)), small(4_000_000, 3_000_000, 2_000_000, label="IX",
                                                                      participants=people(90_000, 90_000))),
        (small(*THOUSANDS),),
        (small(*THOUSANDS), small(227_100, 206_734, label="III")),
        (usual("I", 300_000_000), small(358_000, 358_000_000)),
    ],
    ids=["two axes", "0.2%", "a long tail", "not begun", "a cheap axis", "alone", "all alike", "the allocation alone"],
)  # fmt: skip
def test_a_small_axis_is_let_be(axes):
    """Technical assistance of half a percent, a measure that runs out, a campaign with many people."""
    assert cells(report(*axes), "RAA317") == []


def test_thousands_are_not_taken_for_millions():
    """Technical assistance of 3.8 million, typed 3.881: a millionfold would be more than any axis has."""
    tiny = assistance("V", finance=finance(3881, 2059, 2000, row=24))
    (found,) = [one for one in check(report(usual(), usual("J", 20_000_000), tiny)) if one.code == "RAA317"]
    assert (str(found.cell), "3.881.000,00" in found.remedy) == ("Finanza!E24", True)
    millions = assistance("V", finance=finance(38, 20, 20, row=24))
    assert cells(report(usual(), millions), "RAA317") == ["Finanza!E24", "Finanza!E25", "Finanza!E26"]


def test_the_words_say_what_gives_it_away_and_what_to_write():
    """With the cell beside which the axis looks so."""
    (found,) = [one for one in check(report(usual(), small(*THOUSANDS))) if one.code == "RAA317"]
    assert str(found).replace("\u00a0", " ") == (
        "avviso RAA317  Finanza!E9        Gli importi dell’Asse II sembrano tutti in migliaia: la dotazione è "
        "358.000,00 €, e la più piccola delle altre 300.000.000,00 € (Finanza!E4). Scriverli in euro, con tutti i loro "
        "zeri: «Dotazione finanziaria» 358.000.000,00, e così gli altri. Se sono davvero così piccoli, accettare la "
        "segnalazione nel foglio Deroghe."
    )


def test_an_axis_in_euros_is_let_be():
    """As it was published; and without last year's it says nothing, whatever it is beside."""
    assert said(usual(), small(*EUROS, finance_previous=finance(*LAST_YEAR, row=60))) == []
    assert said(usual(), small(*EUROS)) == []
