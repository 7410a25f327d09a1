# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the numbers about indicators that a text does not call by their whole names."""

from __future__ import annotations

import pytest
from officials import PROGRAMME

from raa_builder.cells import Cell, Entry
from raa_builder.model import TextSection
from raa_builder.prose.compare import read
from raa_builder.prose.names import Names
from raa_builder.prose.numbers import marks
from raa_builder.prose.passages import Passage
from raa_builder.prose.verdicts import Verdict

CONFIRMED, DOUBTED, NOT_FOUND = Verdict.CONFIRMED, Verdict.DOUBTED, Verdict.NOT_FOUND
INDICATORS = TextSection.INDICATORS


def first(text: str, section: TextSection = INDICATORS, label: str = "1") -> Verdict:
    """The verdict on the first number of a text."""
    passage = Passage(Entry(text, Cell("Testi", 4, 5)), PROGRAMME.axis(label), section)
    return read(Names(PROGRAMME), passage, marks(text))[0].verdict


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Il {} dei partecipanti ha ottenuto un lavoro.", INDICATORS),
        ("Il {} dei partecipanti ha ottenuto un lavoro.", TextSection.PARTICIPANTS),
        ("Ha ottenuto un lavoro il {} dei partecipanti.", INDICATORS),
        ("I partecipanti che hanno ottenuto un lavoro sono il {}.", INDICATORS),
    ],
)
def test_a_share_is_that_of_the_indicator_whose_name_says_about_the_same(text, section):
    """Its own is right, any other is doubted: the words may still mean something else."""
    assert first(text.format("41%"), section) is CONFIRMED
    assert first(text.format("54%"), section) is DOUBTED


@pytest.mark.parametrize(
    "text",
    [
        "Il 72% dei partecipanti ai tirocini ha ottenuto un lavoro.",
        "Il 72% dei partecipanti laureati ha ottenuto un lavoro.",
        "Il 38% dei partecipanti ha ottenuto un lavoro stabile.",
        "Nel 2022 il 38% dei partecipanti ha ottenuto un lavoro.",
        "Il 20% dei partecipanti ha ottenuto una borsa.",
        "Con GOL in Lombardia il 72% dei partecipanti ha ottenuto un lavoro.",
    ],
)
def test_a_share_of_some_of_them_or_of_another_thing_is_left_alone(text):
    """One word more than the name has may tell of a part."""
    assert first(text) is NOT_FOUND


def test_the_value_of_one_year_alone_is_no_value_of_the_indicator():
    """It is cumulative; only what looks like a slip is doubted."""
    assert first("Le imprese sostenute nel 2023 sono 700.") is NOT_FOUND
    assert first("Le imprese sostenute nel 2023 sono 1.520.") is DOUBTED
    assert first("Le imprese sostenute sono 1.520.") is Verdict.CONTRADICTED
