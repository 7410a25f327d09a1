# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of persons counted at an earlier time: last year's figures beside today's are right."""

from __future__ import annotations

import pytest
from reports import axis, people, report

from raa_builder.cells import Cell, Entry
from raa_builder.model import TextSection
from raa_builder.prose.compare import read
from raa_builder.prose.marks.numbers import marks
from raa_builder.prose.passages import Passage
from raa_builder.prose.verdicts import Verdict
from raa_builder.prose.words.names import Names

ONE = axis(
    "1",
    participants=people(31877, 34402, None, 5590, 7890, 4210, row=4),
    participants_previous=people(14203, 15911, None, 2655, 3310, 1204, row=4),
)
TWO = axis(
    "2",
    participants=people(21373, 28519, None, 6043, 7211, 3120, row=11),
    participants_previous=people(8941, 11457, None, 2718, 2905, 1180, row=11),
)
WHOLE = report(ONE, TWO)


def others(text: str, label: str | None = "2") -> list[str]:
    """The numbers of a text on persons that are not confirmed, each with its verdict: `11.475 DOUBTED`."""
    passage = Passage(Entry(text, Cell("Testi", 4, 5)), WHOLE.axis(label) if label else None, TextSection.PARTICIPANTS)
    found = read(Names(WHOLE), passage, marks(text))
    return [f"{one.mark.text} {one.verdict.name}" for one in found if one.verdict is not Verdict.CONFIRMED]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Le donne erano 11.457, oggi sono 28.519.", "2"),
        ("I destinatari, 20.398 un anno fa, sono 49.892.", "2"),
        ("I migranti sono più che raddoppiati: da 2.905 a 7.211.", "2"),
        ("Da 2.905 a 7.211 migranti in un anno.", "2"),
        ("I migranti sono 7.211, erano 2.905.", "2"),
        ("Sono 49.892 i destinatari, contro i 20.398 dell’anno precedente.", "2"),
        ("I destinatari sono 49.892, di cui 28.519 donne; erano 20.398, di cui 11.457 donne.", "2"),
        ("I partecipanti, che a fine 2022 erano 20.398 (11.457 donne), sono diventati 49.892.", "2"),
        ("66.279 destinatari contro 30.114.", "1"),
        ("I destinatari erano 50.512, ora sono 116.171.", None),
        ("Le donne sono passate da 15.911 a 34.402, gli uomini da 14.203 a 31.877.", "1"),
    ],
)
def test_last_years_persons_beside_todays_are_right(text, label):
    """Whatever words compare the two times, or none but the two figures."""
    assert others(text, label) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I destinatari sono 20.398.", ["20.398 CONTRADICTED"]),
        ("I destinatari della Priorità 2 sono 20.398, di cui 28.519 donne.", ["20.398 CONTRADICTED"]),
        ("I destinatari sono 49.892, di cui 11.457 donne.", ["11.457 CONTRADICTED"]),
        ("Le donne erano 11.475, oggi sono 28.519.", ["11.475 DOUBTED"]),
        ("Le donne erano 28.591.", ["28.591 DOUBTED"]),
        ("Le donne erano 28.519, oggi sono 11.457.", ["11.457 DOUBTED"]),
        ("Le donne erano 18.000, oggi sono 28.519.", ["18.000 NOT_FOUND"]),
    ],
)
def test_last_years_persons_in_place_of_todays_are_wrong(text, found):
    """Where nothing compares two times; a slip for a figure of either time is doubted."""
    assert others(text) == found


@pytest.mark.parametrize(
    "text", ["A fine anno le donne erano 28.519.", "Sono donne 28.519 dei 49.892 destinatari.", "Da 28.519 donne."]
)
def test_words_of_an_earlier_time_may_be_said_of_today(text):
    """Then today's figure is right."""
    assert others(text) == []
