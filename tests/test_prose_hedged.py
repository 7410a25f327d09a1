# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of hedges that are said once: `circa 59.000 uomini e 53.000 donne`."""

from __future__ import annotations

import pytest
from reports import axis, finance, people, report

from raa_builder.cells import Cell, Entry
from raa_builder.model import TextSection
from raa_builder.prose.compare import read
from raa_builder.prose.marks.numbers import marks
from raa_builder.prose.passages import Passage
from raa_builder.prose.verdicts import Verdict
from raa_builder.prose.words.names import Names

ONE = axis(
    "I",
    finance=finance("227101457", "206685424.82", "146650000", "111520000", "88400000", row=4),
    participants=people(59154, 53182, None, 6006, 17953, 13520, row=4),
)
WHOLE = report(ONE)
PARTICIPANTS, RESOURCES = TextSection.PARTICIPANTS, TextSection.RESOURCES


def others(text: str, section: TextSection = PARTICIPANTS) -> list[str]:
    """The numbers of a text that are not confirmed."""
    passage = Passage(Entry(text, Cell("Testi", 4, 5)), ONE, section)
    found = read(Names(WHOLE), passage, marks(text))
    return [one.mark.text for one in found if one.verdict is not Verdict.CONFIRMED]


@pytest.mark.parametrize(
    "text",
    [
        "Circa 59.000 uomini e 53.000 donne.",
        "Sono circa 112.000: 59.000 uomini e 53.000 donne.",
        "Circa 59.150 uomini e 53.180 donne.",
        "Oltre 17.900 migranti e 6.000 persone con disabilità.",
        "Oltre 17.900 migranti, 13.500 altre persone svantaggiate e 6.000 persone con disabilità.",
        "Circa 112.000 destinatari, di cui 37.500 vulnerabili.",
        "Oltre 50 mila uomini e 50 mila donne.",
        "Più di 59 mila uomini e 53 mila donne.",
        "Quasi 60.000 uomini e 54.000 donne.",
        "Meno di 18.000 migranti e 14.000 altre persone svantaggiate.",
    ],
)
def test_a_hedge_reaches_the_round_numbers_of_its_list(text):
    """Each is about so many, or over, or under."""
    assert others(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Circa 59.000 uomini e 35.000 donne.", ["35.000"]),
        ("Circa 59.000 uomini e 53.128 donne.", ["53.128"]),
        ("Circa 59.000 uomini, mentre le donne sono 53.000.", ["53.000"]),
        ("Circa 59.150 uomini e 53.810 donne.", ["53.810"]),
        ("Oltre 17.900 migranti e 6.600 persone con disabilità.", ["6.600"]),
        ("Gli uomini sono circa 59.000. Le donne sono 53.000.", ["53.000"]),
    ],
)
def test_what_is_too_far_off_or_not_of_the_list_is_not_confirmed(text, found):
    """A number that is not round is exact, and so is that of another clause."""
    assert others(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Circa 146 milioni impegnati e 110 milioni pagati.", []),
        ("Circa 147 milioni impegnati e 112 milioni pagati.", []),
        ("Oltre 140 milioni impegnati e 100 milioni pagati.", []),
        ("Circa 147 milioni impegnati e 121 milioni pagati.", ["121 milioni"]),
        ("Circa 147 milioni impegnati e 115,5 milioni pagati.", ["115,5 milioni"]),
    ],
)
def test_amounts_share_a_hedge_too(text, found):
    """In millions every number is round to some digit."""
    assert others(text, RESOURCES) == found


def test_a_shared_hedge_need_not_reach_the_number():
    """`oltre 110 mila e 53 mila` may be half up, as a number without a hedge."""
    (_, second) = marks("Oltre 59.000 uomini e 50.000 donne.")
    assert (second.slack, second.step) == (1, 10000)
