# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the checks: each rule fires where it should, names the cell, and is silent elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from reports import assistance, axis, figure, finance, indicator, initiative, narrative, needed, people, report

from raa_builder.checks import CHECKS, all_axes, check, unprintable
from raa_builder.checks.tolerance import of_sum, printed_unit, same_as_printed, same_share
from raa_builder.findings import Finding, Rule, Rules, Severity
from raa_builder.model import Finance, IndicatorKind, InitiativeState, Report, TextSection, Unit
from raa_builder.workbook.blank.verdicts import CHECKS as VERDICTS
from raa_builder.workbook.blank.verdicts import Level

CERTIFIED, RESULT = IndicatorKind.CERTIFIED, IndicatorKind.RESULT
MILLION = 1_000_000


def mln(*amounts: int | str | None) -> tuple[str | None, ...]:
    """Amounts in euros, of amounts in millions."""
    return tuple(None if amount is None else str(Decimal(amount) * MILLION) for amount in amounts)


AMOUNTS = finance(*mln(1000, 800, 600, 500, 400))


def found(whole: Report) -> list[tuple[str, str]]:
    """Code and cell of each finding."""
    return [(finding.code, str(finding.cell)) for finding in check(whole)]


def test_a_sound_report_has_no_findings():
    """With every kind of row, and with all that may stay empty left empty."""
    sound = axis(
        participants=people(5, 5, None, 8, 0, 1, 10),
        indicators=(
            indicator("Spesa", kind=CERTIFIED, value=40_000_000, target=100_000_000, target_year=2023),
            indicator(value=7, target=70, target_year=2023),
        ),
        initiatives=(initiative(description="Da {Programmato}", programmed=MILLION), initiative()),
        texts=(narrative(TextSection.STRATEGY, "Impegni {Impegni %}, {{graffe}}."),),
    )
    assert found(report(sound, assistance(), certified_previous=9_000_000)) == []


@pytest.mark.parametrize(
    ("counts", "fires"),
    [
        ((5, 5, None, None, None, None, 11), True),
        ((5, 5, None, None, None, None, 9), True),
        ((5, 5, 1, None, None, None, 11), False),
        ((5, None, None, None, None, None, 11), False),
        ((5, 5), False),
    ],
)
def test_a_declared_total_must_be_the_sum(counts, fires):
    """A total that can't be worked out can't be wrong."""
    assert found(report(axis(participants=people(*counts)))) == ([("RAA301", "Destinatari!E10")] if fires else [])


@pytest.mark.parametrize(
    ("counts", "cells"),
    [
        ((5, 5, None, 11, 0, 0), ["Destinatari!E7"]),
        ((5, 5, None, 10, 0, 0), []),
        ((5, 5, None, 11, 12, 13), ["Destinatari!E7", "Destinatari!E8", "Destinatari!E9"]),
        ((5, None, None, 99), []),
        ((0, 0, None, 1, 0, 0), ["Destinatari!E7"]),
    ],
)
def test_no_group_is_larger_than_the_participants(counts, cells):
    """Each group for itself: a person may belong to several."""
    assert found(report(axis(participants=people(*counts)))) == [("RAA304", cell) for cell in cells]


@pytest.mark.parametrize(
    ("axes", "typed", "fires"),
    [
        ((30, 40), 70, False),
        ((30, 40), 71, True),
        ((None, None), 71, False),
        ((30, None), 30, False),
        ((30, None), 29, True),
    ],
)
def test_last_years_certified_expenditure_agrees_with_the_axes(axes, typed, fires):
    """Where an axis lacks its own, the programme's is no less than that of the others."""
    amounts = finance(*mln(1000, 800, 600, 500, 50))
    before = [Finance(certified=figure(*mln(one))) for one in axes]
    parts = [axis(str(n), finance=amounts, finance_previous=one) for n, one in enumerate(before)]
    expected = [("RAA302", "Programma!E15")] if fires else []
    assert [one for one in found(report(*parts, certified_previous=mln(typed)[0])) if one[0] != "RAA222"] == expected


@pytest.mark.parametrize(
    ("value", "kind", "fires"),
    [(400, CERTIFIED, False), (401, CERTIFIED, True), (None, CERTIFIED, False), (401, RESULT, False)],
)
def test_an_indicator_of_certified_expenditure_agrees_with_the_amounts(value, kind, fires):
    """Only that kind of indicator is compared, and only where it was typed."""
    row = indicator(value=mln(value)[0], target=1000 * MILLION, kind=kind, target_year=2023)
    assert found(report(axis(finance=AMOUNTS, indicators=(row,)))) == ([("RAA303", "Indicatori!E4")] if fires else [])


@pytest.mark.parametrize(
    ("day", "fires"), [(date(2019, 1, 1), False), (date(2019, 12, 31), False), (date(2020, 1, 1), True)]
)
def test_the_reference_date_is_of_the_reference_year(day, fires):
    """The finding stands at the date, and names the cell of the year."""
    assert found(report(reference_date=day)) == ([("RAA501", "Programma!C11")] if fires else [])


TEXT_PLACES = [
    lambda text: report(texts=(narrative(TextSection.PREAMBLE, text),)),
    lambda text: report(axis(texts=(narrative(TextSection.NOTES, text),))),
    lambda text: report(axis(initiatives=(initiative(description=text),))),
]


@pytest.mark.parametrize("place", TEXT_PLACES, ids=["programme", "axis", "initiative"])
@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("{Impegni} {Maschi %}", []),
        ("{Impengi}", ["RAA216"]),
        ("{Non binario}", ["RAA217"]),
        ("{Impengi} {Non binario} {x}", ["RAA216", "RAA217", "RAA216"]),
        ("{{Impengi}}", []),
        ("{ aperta", []),
    ],
)
def test_placeholders_are_looked_up_in_every_text(place, text, codes):
    """Unknown ones and those of a value that nobody typed are found wherever officials write."""
    assert [code for code, _ in found(place(text))] == codes


def test_the_columns_of_its_row_are_known_only_to_an_initiative():
    """`{N. progetti}` means nothing in a text of the axis."""
    assert found(report(axis(initiatives=(initiative(description="{N. progetti}", projects=1),)))) == []
    assert found(report(axis(texts=(narrative(TextSection.NOTES, "{N. progetti}"),)))) == [("RAA216", "Testi!E4")]


def test_an_unknown_placeholder_comes_with_the_nearest_name():
    """The remedy says what to type instead, and how to print a brace."""
    (finding,) = check(report(texts=(narrative(TextSection.NOTES, "{Impengi}"),)))
    assert "{Impengi}" in finding.message
    assert finding.remedy.startswith("Forse {Impegni}?")
    assert "{{" in finding.remedy


def test_findings_tell_the_whole_story():
    """What was found, what it should be, the cells to compare, and the axis by its name."""
    (finding,) = check(report(axis("II", participants=people(500, 600, None, None, None, None, 1000))))
    assert finding.message == (
        "Totale dichiarato dell’Asse\u00a0II: 1.000, ma gli addendi sommano a 1.100 (Destinatari!E4, Destinatari!E5)."
    )


def test_characters_that_the_font_lacks_are_found_once_in_each_text():
    """Line breaks are no characters to print; each lacking one is named, with its place."""
    whole = report(axis(texts=(narrative(TextSection.NOTES, "a\n☃b☃ 中"),)))
    found_here = list(unprintable(whole, lambda character: character.isascii() or character in "àèì’"))
    assert [(finding.code, str(finding.cell)) for finding in found_here] == [("RAA401", "Testi!E4")] * 2
    assert "snowman" in found_here[0].message
    assert list(unprintable(whole, lambda _: True)) == []


def test_an_indicator_without_a_value_is_pointed_out():
    """A result that nobody entered is a warning at its row; certified expenditure is asked for in Finanza."""
    certified = indicator("Spesa", value=None, target=100_000_000, kind=CERTIFIED, target_year=2023)
    rows = (indicator(value=None, kind=RESULT), certified)
    assert [code for code, _ in found(report(axis(indicators=rows)))] == ["RAA220"]


# ── the chain of amounts ─────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ((100, 100, 100, 100, 100), []),
        ((100, 101, 90, 80, 70), [("RAA305", "Finanza!E5")]),
        ((100, 120, 110, 105, 100), [("RAA305", f"Finanza!E{row}") for row in (5, 6, 7)]),
        ((100, 90, "90.01", 80, 70), [("RAA306", "Finanza!E6")]),
        ((100, 90, 80, 81, 70), [("RAA306", "Finanza!E7")]),
        ((100, 90, 80, 70, 71), [("RAA306", "Finanza!E8")]),
        ((None, 90, None, 95, None), []),
        ((1, 0, 0, 0, 0), []),
    ],
)
def test_each_step_of_the_chain_stays_within_the_one_before(amounts, expected):
    """Equal is right, a cent more is not; overbooking is only a note, and what is unknown is not compared."""
    assert found(report(axis(finance=finance(*mln(*amounts))))) == expected


@pytest.mark.parametrize(("typed", "fires"), [(40, False), (41, True), (None, False)])
def test_certified_expenditure_reaches_the_target_n3(typed, fires):
    """The finding says how much is missing."""
    whole = report(axis(finance=finance(*mln(100, 80, 60, 50, 40))), n3_target=mln(typed)[0])
    assert found(whole) == ([("RAA311", "Programma!E15")] if fires else [])
    unknown = report(axis(finance=finance(*mln(100, 80, 60, 50, None))), n3_target=mln(typed)[0])
    assert found(unknown) == []


@pytest.mark.parametrize(
    ("now", "after", "times"), [(30, 30, 0), (30, 29, 1), (None, 29, 0), (30, 100, 0), (30, 101, 1), (None, None, 0)]
)
def test_the_targets_n3_grow_within_the_allocation(now, after, times):
    """Next year's is not below this year's, and none is above what the programme has."""
    targets = dict(zip(("n3_target", "n3_target_next"), mln(now, after), strict=True))
    whole = report(axis(finance=finance(*mln(100, 80, 60, 50, 40))), **targets)
    assert [code for code, _ in found(whole)] == ["RAA312"] * times


def test_what_concerns_the_whole_programme_waits_for_every_axis():
    """A report of which an axis's copy is lacking is not told that its sum falls short."""
    part = Report(report(n3_target=90_000_000).programme, (axis(),), (), (), ("II",))
    assert found(part) == []
    assert [finding.code for finding in all_axes(part)] == ["RAA118"]
    assert list(all_axes(report())) == []


# ── participants ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("groups", "expected"),
    [((4, 3, 3), []), ((4, 4, 3), ["RAA315"]), ((4, 4, None), []), ((11, 0, 0), ["RAA304"]), ((0, 0, 0), [])],
)
def test_the_vulnerable_together_are_no_more_than_the_participants(groups, expected):
    """A share over 100% would be printed; one group too large is said of that group alone."""
    assert [code for code, _ in found(report(axis(participants=people(5, 5, None, *groups))))] == expected


# ── from year to year ────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("before", "now", "codes"),
    [(50, 50, []), (50, "49.99", ["RAA307"]), (6, 59, []), (6, 60, ["RAA308"]), (None, 60, []), (0, 60, [])],
)
def test_amounts_neither_fall_nor_grow_tenfold(before, now, codes):
    """At the edge: equal is no fall, less than tenfold no jump; from nothing anything may come."""
    earlier = Finance(commitments=figure(*mln(before), row=60))
    whole = axis(finance=finance(*mln(100, 90, now)), finance_previous=earlier)
    assert found(report(whole)) == [(code, "Finanza!E6") for code in codes]


@pytest.mark.parametrize(
    ("before", "now", "codes"), [(5, 5, []), (5, 4, ["RAA307"]), (9, 500, []), (10, 99, []), (10, 100, ["RAA308"])]
)
def test_participants_neither_fall_nor_grow_tenfold(before, now, codes):
    """Of fewer than ten persons, tenfold says nothing."""
    whole = axis(participants=people(now, 500), participants_previous=people(before, 499, row=60))
    assert found(report(whole)) == [(code, "Destinatari!E4") for code in codes]


@pytest.mark.parametrize(
    ("kind", "unit", "before", "value", "target", "codes"),
    [
        (IndicatorKind.OUTPUT, Unit.NUMBER, 50, 49, None, ["RAA307"]),
        (IndicatorKind.OUTPUT, Unit.NUMBER, 50, 50, 6, []),
        (IndicatorKind.OUTPUT, Unit.NUMBER, None, 60, 6, ["RAA308"]),
        (IndicatorKind.OUTPUT, Unit.NUMBER, None, 60, 0, []),
        (IndicatorKind.RESULT, Unit.PERCENT, "0.6", "0.5", "0.8", []),
        (IndicatorKind.RESULT, Unit.PERCENT, "0.05", "0.5", None, ["RAA308"]),
        (IndicatorKind.RESULT, Unit.PERCENT, "0.5", "0.05", None, ["RAA308"]),
        (IndicatorKind.RESULT, Unit.PERCENT, "0.5", "0.06", None, []),
        (IndicatorKind.RESULT, Unit.NUMBER, 50, 49, None, []),
        (IndicatorKind.OUTPUT, Unit.NUMBER, 50, None, None, ["RAA220"]),
    ],
)
def test_indicators_that_are_cumulative_neither_fall_nor_jump(kind, unit, before, value, target, codes):
    """Shares and results may fall, but not tenfold; no value is ten times its target."""
    row = indicator(value=value, target=target, kind=kind, unit=unit, previous=figure(before, "Indicatori", 9))
    assert [code for code, _ in found(report(axis(indicators=(row,))))] == codes


def test_the_axes_reach_the_certified_expenditure_of_the_year_before():
    """Where only the programme's is known (`P14`)."""
    assert found(report(certified_previous=40_000_000)) == []
    assert found(report(certified_previous=40_000_001)) == [("RAA307", "Programma!E15")]


def test_a_line_of_the_year_before_is_known_for_all_axes_or_for_none():
    """Else the programme's sum is unknown; what `P14` says need not be said by the axes."""
    one = axis("I", finance_previous=Finance(commitments=figure(5_000_000), certified=figure(39_000_000)))
    assert [code for code, _ in found(report(one, axis("II")))] == ["RAA308", "RAA222"]
    assert [code for code, _ in found(report(one, axis("II"), certified_previous=50_000_000))] == ["RAA308", "RAA222"]
    counted = axis("I", participants_previous=people(500, 400, None, 30, 80, 60))
    assert [code for code, _ in found(report(counted, axis("II"), assistance()))] == ["RAA222"]


def test_a_gap_of_the_year_before_is_at_the_cell_that_is_empty():
    """The lines that the same axes lack are one note, at the first of them; others have their own."""
    before = Finance(commitments=figure(5_000_000), payments=figure(4_000_000), certified=figure(3_900_000))
    one, two = axis("I", finance_previous=before), axis("II", finance_previous=replace(before, payments=None))
    three = axis("III", finance=finance(*mln(100, 80, 60, 50, 40), row=30))
    notes = [one for one in check(report(one, two, three)) if one.code == "RAA222"]
    assert [(str(note.cell), note.header) for note in notes] == [
        ("Finanza!E32", "Anno precedente"),
        (str(two.finance.payments.cells[0]), "Anno precedente"),
    ]
    assert notes[0].message.startswith("Impegni e Spesa certificata, anno precedente: nel foglio Finanza mancano per ")
    assert notes[1].message.startswith("Pagamenti ai beneficiari, anno precedente: nel foglio Finanza manca per ")


# ── indicators ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("target", "year", "fires"),
    [
        (358_000_000, 2023, False),
        (332_500_000, 2023, True),
        (332_500_000, None, True),
        (53_000_000, 2018, False),
        (None, 2023, False),
    ],
)
def test_the_final_target_of_certified_expenditure_is_the_allocation(target, year, fires):
    """A milestone within the period is none; a target from the axis beside it is named with that axis."""
    row = indicator("Spesa", kind=CERTIFIED, value=None, target=target, target_year=year, unit=Unit.EURO)
    whole = report(
        axis("I", finance=finance(358_000_000), indicators=(row,)), axis("III", finance=finance(332_500_000))
    )
    wrong = [finding for finding in check(whole) if finding.code == "RAA309"]
    assert [str(finding.cell) for finding in wrong] == (["Indicatori!E5"] if fires else [])
    assert all("è la dotazione dell’Asse\u00a0III" in finding.message for finding in wrong)


@pytest.mark.parametrize(
    ("typed", "exact", "same"),
    [
        ("358000000", "358000000", True),
        ("227100000", "227149999.99", True),
        ("227100000", "227199999.99", True),
        ("227100000", "227200000", False),
        ("227100000", "227000000.01", True),
        ("227100001", "227100002", False),
        ("0", "1", False),
    ],
)
def test_an_amount_typed_in_millions_is_the_exact_one_to_its_unit(typed, exact, same):
    """It may have been rounded or cut off; one typed to the euro is compared to the cent."""
    assert same_as_printed(Decimal(typed), Decimal(exact)) is same


def test_rounded_addends_may_exceed_their_sum_by_half_a_unit_each():
    """And exact ones by nothing."""
    assert [printed_unit(Decimal(amount)) for amount in ("4900000", "4930000", "4931000", "4931500", "0")] == [
        100_000, 10_000, 1_000, 0, 0
    ]  # fmt: skip
    assert of_sum([Decimal(4_900_000), Decimal(200_000), Decimal("1.5")]) == 100_000


@pytest.mark.parametrize(
    ("typed", "exact", "same"),
    [("0.57", "0.5799", True), ("0.57", "0.56", True), ("0.57", "0.5801", False), ("0.5", "0.509", True),
     ("0.3397", "0.33966", True), ("0.3397", "0.3395", False), ("1", "0.99", True)],
)  # fmt: skip
def test_a_share_is_the_exact_one_to_one_unit_of_its_last_digit(typed, exact, same):
    """As on official tables, whose terms are themselves rounded."""
    assert same_share(Decimal(typed), Decimal(exact)) is same


@pytest.mark.parametrize(("value", "cells"), [("0.34", []), ("0.33", []), ("0.36", ["Indicatori!E4"]), (None, [])])
def test_certified_expenditure_as_a_share_is_that_of_the_allocation(value, cells):
    """34% of 1,000 certified as 340."""
    row = indicator("Spesa", kind=CERTIFIED, value=value, target="1", target_year=2023, unit=Unit.PERCENT)
    whole = report(axis(finance=finance(*mln(1000, 800, 600, 500, 340)), indicators=(row,)))
    assert found(whole) == [("RAA303", place) for place in cells]


def test_where_nothing_is_certified_its_share_is_nothing():
    """An amount of 0 is known, and no reason to be silent."""
    row = indicator("Spesa", kind=CERTIFIED, value="0.34", target="1", target_year=2023, unit=Unit.PERCENT)
    whole = report(axis(finance=finance(*mln(1000, 800, 600, 500, 0)), indicators=(row,)))
    assert found(whole) == [("RAA303", "Indicatori!E4")]


def test_an_amount_does_not_stand_in_a_row_of_percentages():
    """An empty value is taken from Finanza, in euros: the unit is then wrong."""
    money = finance(*mln(1000, 800, 600, 500, 340))
    row = indicator("Spesa", kind=CERTIFIED, target="1", target_year=2023, unit=Unit.PERCENT, value=None)
    taken = report(axis(finance=money, indicators=(replace(row, value=money.certified),)))
    assert ("RAA303", "Indicatori!A4") in found(taken)


@pytest.mark.parametrize(
    ("kind", "target", "year", "fires"),
    [(IndicatorKind.PERFORMANCE, 10, 2023, False), (IndicatorKind.PERFORMANCE, 10, None, True),
     (IndicatorKind.PERFORMANCE, None, None, True), (RESULT, None, None, False), (RESULT, 10, None, False)],
)  # fmt: skip
def test_indicators_of_the_framework_have_a_target_and_its_year(kind, target, year, fires):
    """The law asks it of those alone, so it is a note."""
    row = indicator(target=target, kind=kind, target_year=year)
    assert found(report(axis(indicators=(row,)))) == ([("RAA221", "Indicatori!A4")] if fires else [])


def test_no_indicator_and_no_initiative_stands_twice():
    """Were it with other capitals, or in two states; what is told apart by its words is not the same."""
    twice = (indicator("Disoccupati", kind=RESULT), indicator("DISOCCUPATI ", kind=RESULT, code="I.K02"))
    assert [code for code, _ in found(report(axis(indicators=twice)))] == ["RAA223"]
    apart = (indicator("Disoccupati", kind=RESULT), indicator("Disoccupati", kind=IndicatorKind.OUTPUT))
    assert found(report(axis(indicators=apart))) == []
    states = (initiative("Dote"), initiative("Dote", state=InitiativeState.ONGOING, code="I.N02"))
    (finding,) = check(report(axis(initiatives=states)))
    assert (finding.code, "in stato «Realizzata»" in finding.message) == ("RAA223", True)
    assert found(report(axis(initiatives=(initiative("Dote", "fase I"), initiative("Dote", "fase II"))))) == []


@pytest.mark.parametrize(
    ("other", "amounts", "fires"),
    [
        ("Nidi  gratis 2018-2019", {"programmed": 5}, True),
        ("«NIDI gratis» 2018 – 2019", {"programmed": 6, "committed": 4}, True),
        ("Nidi gratis 2018-2019", {"programmed": 6, "committed": 3}, False),
        ("Nidi gratis 2018-2019", {"paid": 0}, False),
        ("Nidi gratis 2019-2020", {"programmed": 5}, False),
    ],
)
def test_an_initiative_is_not_counted_twice_under_other_words(other, amounts, fires):
    """The same title, however it is spelt, with the same amount."""
    rows = (
        initiative("Nidi gratis 2018-2019", "per le famiglie", programmed=5 * MILLION, committed=4 * MILLION, paid=0),
        initiative(other, "a Milano", code="I.N02", **{key: one * MILLION for key, one in amounts.items()}),
    )
    codes = [code for code, _ in found(report(axis(initiatives=rows)))]
    assert codes == (["RAA223"] if fires else [])


def test_an_initiative_in_two_states_is_found_whatever_its_words():
    """Phases of it have titles of their own."""
    rows = (initiative("Dote", "fase I"), initiative("Dote", "fase II", state=InitiativeState.ONGOING, code="I.N02"))
    assert [code for code, _ in found(report(axis(initiatives=rows)))] == ["RAA223"]


# ── initiatives ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("amounts", "times"),
    [
        ({"programmed": 5, "committed": 5, "paid": 5}, 0),
        ({"programmed": 5, "committed": 6}, 1),
        ({"committed": 5, "paid": 6}, 1),
        ({"programmed": 5, "paid": 6}, 1),
        ({"programmed": 3, "committed": 4, "paid": 5}, 2),
        ({"paid": 5}, 0),
        ({}, 0),
    ],
)
def test_the_amounts_of_an_initiative_are_in_order(amounts, times):
    """Each beside the nearest before it that is known."""
    in_euros = {key: amount * MILLION for key, amount in amounts.items()}
    assert [code for code, _ in found(report(axis(initiatives=(initiative(**in_euros),))))] == ["RAA313"] * times


def test_nothing_is_paid_of_an_initiative_that_is_only_planned():
    """Its state is wrong, or the amount."""
    planned = InitiativeState.PLANNED
    assert found(report(axis(initiatives=(initiative(state=planned, programmed=9 * MILLION, paid=0),)))) == []
    paid = report(axis(initiatives=(initiative(state=planned, programmed=9 * MILLION, paid=MILLION),)))
    assert [code for code, _ in found(paid)] == ["RAA313"]


@pytest.mark.parametrize(
    ("amounts", "times"),
    [
        ((80_000_000,), 0),
        ((80_000_001,), 1),
        ((40_000_000, 40_000_000), 0),
        ((40_000_000, 40_100_000), 0),
        ((40_000_000, 40_200_000), 1),
        ((40_000_001, 40_000_001), 1),
        ((90_000_000, 90_000_000), 2),
        ((None, 1_000_000), 0),
    ],
)
def test_initiatives_stay_within_the_amounts_of_their_axis(amounts, times):
    """One by one and together; a sum of amounts known in millions may exceed it by half a unit each."""
    rows = tuple(initiative(f"Dote {n}", programmed=amount) for n, amount in enumerate(amounts))
    assert [code for code, _ in found(report(axis(initiatives=rows)))] == ["RAA314"] * times
    assert found(report(axis(finance=finance(100_000_000), initiatives=rows))) == []


# ── years and dates ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("period", "codes"),
    [("2014-2020", []), ("2014 – 2020", []), ("dal 2014 al 2020", []), ("2014/2020", []), ("2014", ["RAA503"]),
     ("2020-2014", ["RAA503"]), ("14-20", ["RAA503"]), ("2021-2027", ["RAA505", "RAA505", "RAA504"])],
)  # fmt: skip
def test_the_period_is_clear_and_agrees_with_name_code_and_year(period, codes):
    """2014-2020 stands in the name, 2014 begins the CCI code, 2019 is the year."""
    assert [code for code, _ in found(report(period=period))] == codes


@pytest.mark.parametrize(("year", "fires"), [(2014, False), (2023, False), (2013, True), (2024, True), (None, False)])
def test_targets_are_due_within_the_period_and_three_years(year, fires):
    """Expenditure counts until the third year after the period."""
    row = indicator(kind=RESULT, target=20, target_year=year)
    assert found(report(axis(indicators=(row,)))) == ([("RAA504", "Indicatori!A4")] if fires else [])


@pytest.mark.parametrize(("day", "fires"), [(date(2019, 12, 31), False), (date(2019, 12, 30), True), (None, False)])
def test_a_report_is_approved_and_asked_for_after_its_reference_date(day, fires):
    """On the day itself at the earliest."""
    assert [code for code, _ in found(report(approval_date=day))] == (["RAA506"] if fires else [])
    assert [code for code, _ in found(report(deadline=day))] == (["RAA506"] if fires else [])


# ── texts ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("con un incremento di {Impegni var}", "RAA228"), ("una crescita del {Impegni var %}", "RAA228"),
        ("Aumentano i progetti. Gli impegni sono {Impegni var} sul 2018", "RAA316"),
        ("con una riduzione di {Impegni var}", "RAA316"), ("con una variazione di {Impegni var}", None),
        ("dopo l'aumento del 2018, con una variazione di {Impegni var}", None),
        ("una variazione, e cioè un calo; con un aumento di {Impegni var}", "RAA228"), ("sono {Impegni}", None),
        ("con un incremento di {Pagamenti ai beneficiari var}", None), ("{Pagamenti ai beneficiari var} in più", None),
        ("in calo di {Pagamenti ai beneficiari var}", "RAA228"),
    ],
)  # fmt: skip
def test_a_variation_goes_where_its_sentence_says(text, code):
    """An increase that is none is wrong; one that is negative prints with its sign, which not every sentence bears."""
    before = Finance(commitments=figure(70_000_000, row=60), payments=figure(45_000_000, row=61))
    whole = report(axis(finance_previous=before, texts=(narrative(TextSection.NOTES, text),)))
    fired = [(one, cell) for one, cell in found(whole) if one in {"RAA316", "RAA228"}]
    assert fired == ([(code, "Testi!E4")] if code else [])


def test_a_placeholder_of_two_years_says_that_one_of_them_is_missing():
    """Its own year may well be there."""
    whole = report(axis(finance_previous=Finance(), texts=(narrative(TextSection.NOTES, "{Impegni var}"),)))
    (lacking,) = [finding for finding in check(whole) if finding.rule == Rules.PLACEHOLDER_EMPTY]
    assert "manca il dato di uno dei due" in lacking.message


@pytest.mark.parametrize(("part", "fires"), [("men", False), ("women", True)])
def test_a_part_of_the_participants_does_not_exceed_their_declared_total(part, fires):
    """While the other part is missing there is no sum, but 12 women are no part of 11 participants."""
    men, women = (11, None) if part == "men" else (None, 12)
    counts = people(men, women, None, None, None, 12, 11)
    expected = [("RAA301", "Destinatari!E10")] if fires else []
    assert found(report(axis(participants=counts))) == [*expected, ("RAA304", "Destinatari!E9")]


def test_a_total_retyped_from_last_year_is_told_so():
    """Whoever sees where it came from mends it at once."""
    whole = axis(participants=people(600, 500, None, 0, 0, 0, 1000),
                 participants_previous=people(500, 500, None, 0, 0, 0, row=60))  # fmt: skip
    (finding,) = [one for one in check(report(whole)) if one.code == "RAA301"]
    assert finding.message.endswith("; 1.000 è il totale dell'anno precedente.")


def test_an_allocation_may_be_lowered_but_not_to_a_tenth():
    """A plan is amended; a comma is lost."""
    before = Finance(allocation=figure(360_000_000, row=60))
    assert found(report(axis(finance=finance(358_000_000), finance_previous=before))) == []
    assert found(report(axis(finance=finance(36_000_000), finance_previous=before))) == [("RAA308", "Finanza!E4")]


def test_last_years_certified_expenditure_of_an_indicator_agrees_with_the_amounts():
    """Its column `Anno precedente` is that of `F5`."""
    row = indicator("Spesa", kind=CERTIFIED, value=None, target=1000 * MILLION, target_year=2023,
                    previous=figure(390 * MILLION, "Indicatori", 7))  # fmt: skip
    for certified, expected in ((390, []), (391, [("RAA303", "Indicatori!E7")]), (None, [])):
        whole = axis(finance=AMOUNTS, finance_previous=Finance(certified=figure(*mln(certified))), indicators=(row,))
        assert found(report(whole)) == expected


def test_a_programme_without_a_cci_code_may_go_on():
    """How long expenditure counts after the period is a rule of the European funds."""
    row = indicator(kind=RESULT, target=20, target_year=2029)
    national = replace(report().programme, code=needed("PSC Esempio", "Programma"))
    assert found(Report(national, (axis(indicators=(row,)),), (), ())) == []
    early = replace(row, target_year=2013)
    assert [code for code, _ in found(Report(national, (axis(indicators=(early,)),), (), ()))] == ["RAA504"]


def test_every_rule_survives_a_report_that_knows_nothing():
    """All that may be missing is missing, and nothing is found but that."""
    empty = axis(finance=Finance(), participants=None, indicators=(indicator(value=None, kind=RESULT),))
    assert [code for code, _ in found(report(empty, assistance(finance=Finance())))] == ["RAA220"]
    assert len(CHECKS) == len(set(CHECKS))
    assert all(isinstance(finding, Finding) for finding in check(report(axis(participants=people()))))


LIVE = {
    "più del programmato": Rules.ABOVE_STEP_BEFORE,
    "più degli impegni": Rules.ABOVE_STEP_BEFORE,
    "più dei pagamenti": Rules.ABOVE_STEP_BEFORE,
    "meno dell'anno precedente": Rules.FALL,
    "oltre la dotazione": Rules.ABOVE_ALLOCATION,
    "diverso dalla somma": Rules.DECLARED_TOTAL,
    "più di tutti i destinatari": Rules.GROUP_ABOVE_TOTAL,
    "diversa dalla somma delle righe F5": Rules.CERTIFIED_PREVIOUS,
    "diverso da F5 in Finanza": Rules.CERTIFIED_INDICATOR,
    "fuori dall'anno di riferimento": Rules.REFERENCE_YEAR,
    "sembra in milioni": Rules.IN_MILLIONS,
    "più della spesa certificata": Rules.N3_TARGET,
    "più della dotazione del programma": Rules.N3_TARGETS,
    "meno del target dell'anno": Rules.N3_TARGETS,
    "prima della data di riferimento": Rules.DATE_TOO_EARLY,
    "un salto dall'anno precedente": Rules.JUMP,
    "dieci volte l'anno precedente, o il target": Rules.JUMP,
    "F3, F4 e F5 come l'anno precedente": Rules.AS_LAST_YEAR,
    "D1 e D2 come l'anno precedente": Rules.AS_LAST_YEAR,
    "uguale a un altro asse": Rules.AS_OTHER_AXIS,
    "i tre gruppi superano i destinatari": Rules.VULNERABLE_ABOVE_TOTAL,
    "importi in disordine": Rules.INITIATIVE_CHAIN,
    "pagamenti di un'iniziativa Programmata": Rules.INITIATIVE_CHAIN,
    "oltre l'importo dell'asse": Rules.INITIATIVE_ABOVE_AXIS,
    "target diverso dalla dotazione": Rules.CERTIFIED_TARGET,
}


@pytest.mark.parametrize(("words", "rule"), LIVE.items())
def test_the_workbooks_own_verdicts_weigh_as_the_rules_do(words: str, rule: Rule):
    """What the column Controllo calls an error blocks; what it asks to verify is a warning; its notes are notes."""
    weights = {Level.ERROR: Severity.ERROR, Level.CHECK: Severity.WARNING, Level.NOTE: Severity.NOTE}
    levels = {one.level for checks in VERDICTS.values() for one in checks if one.words == words}
    assert [weights[level] for level in levels] == [rule.severity]


def test_a_code_that_is_no_cci_code_says_no_period():
    """It begins with a year and a country: `2014IT…`."""
    assert found(
        Report(replace(report().programme, code=needed("2021IT05SFPR001", "Programma")), (axis(),), (), ())
    ) == [("RAA505", "Programma!E4")]
    assert found(Report(replace(report().programme, code=needed("1234-567", "Programma")), (axis(),), (), ())) == []
