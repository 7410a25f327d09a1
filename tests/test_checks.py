# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the checks: each rule fires where it should, names the cell, and is silent elsewhere."""

from __future__ import annotations

from datetime import date

import pytest
from reports import assistance, axis, finance, indicator, initiative, narrative, people, report

from raa_builder.checks import check, unprintable
from raa_builder.model import Finance, IndicatorKind, Report, TextSection

CERTIFIED, RESULT = IndicatorKind.CERTIFIED, IndicatorKind.RESULT
AMOUNTS = finance(1000, 800, 600, 500, 400)


def found(whole: Report) -> list[tuple[str, str]]:
    """Code and cell of each finding."""
    return [(finding.code, str(finding.cell)) for finding in check(whole)]


def test_a_sound_report_has_no_findings():
    """With every kind of row, and with all that may stay empty left empty."""
    sound = axis(
        participants=people(5, 5, None, 10, 0, 1, 10),
        indicators=(indicator(kind=CERTIFIED, value=40_000_000), indicator(value=7)),
        initiatives=(initiative(description="Da {Programmato}", programmed=1), initiative()),
        texts=(narrative(TextSection.STRATEGY, "Impegni {Impegni %}, {{graffe}}."),),
    )
    assert found(report(sound, assistance(), certified_previous=9)) == []


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
        ((5, 5, None, 10, 10, 10), []),
        ((5, 5, None, 11, 12, 13), ["Destinatari!E7", "Destinatari!E8", "Destinatari!E9"]),
        ((5, None, None, 99), []),
        ((0, 0, None, 1), ["Destinatari!E7"]),
    ],
)
def test_no_group_is_larger_than_the_participants(counts, cells):
    """Each group for itself: a person may belong to several."""
    assert found(report(axis(participants=people(*counts)))) == [("RAA304", cell) for cell in cells]


@pytest.mark.parametrize(("axes", "typed", "fires"), [((3, 4), 7, False), ((3, 4), 8, True), ((3, None), 8, False)])
def test_last_years_certified_expenditure_agrees_with_the_axes(axes, typed, fires):
    """Where an axis lacks its own, the programme's can't be compared."""
    parts = [
        axis(str(n), finance_previous=Finance(certified=one))
        for n, one in enumerate(finance(amount).allocation for amount in axes)
    ]
    expected = [("RAA302", "Programma!E15")] if fires else []
    assert found(report(*parts, certified_previous=typed)) == expected


@pytest.mark.parametrize(
    ("value", "kind", "fires"),
    [(400, CERTIFIED, False), (401, CERTIFIED, True), (None, CERTIFIED, False), (401, RESULT, False)],
)
def test_an_indicator_of_certified_expenditure_agrees_with_the_amounts(value, kind, fires):
    """Only that kind of indicator is compared, and only where it was typed."""
    whole = report(axis(finance=AMOUNTS, indicators=(indicator(value=value, kind=kind),)))
    assert found(whole) == ([("RAA303", "Indicatori!E4")] if fires else [])


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
    rows = (indicator(value=None, kind=IndicatorKind.RESULT), indicator(value=None, kind=IndicatorKind.CERTIFIED))
    assert [code for code, _ in found(report(axis(indicators=rows)))] == ["RAA220"]
