# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of what is attained of a target: the share that the value of an indicator is of its target."""

from __future__ import annotations

import pytest
from officials import PROGRAMME

from raa_builder.cells import Cell, Entry
from raa_builder.model import TextSection
from raa_builder.prose.compare import read
from raa_builder.prose.marks.numbers import marks
from raa_builder.prose.passages import Passage
from raa_builder.prose.verdicts import Verdict
from raa_builder.prose.words.names import Names

CONFIRMED, DOUBTED, NOT_FOUND = Verdict.CONFIRMED, Verdict.DOUBTED, Verdict.NOT_FOUND


def first(text: str, section: TextSection = TextSection.INDICATORS, label: str | None = "1") -> Verdict:
    """The verdict on the first number of a text."""
    passage = Passage(Entry(text, Cell("Testi", 4, 5)), PROGRAMME.axis(label) if label else None, section)
    return read(Names(PROGRAMME), passage, marks(text))[0].verdict


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("“Imprese sostenute”: pari al {} del target.", "42%", "24%"),
        ("L’indicatore “Imprese sostenute” ha raggiunto il {} del target al 2029.", "42%", "110%"),
        ("Il target delle “Imprese sostenute” è raggiunto al {}.", "41,7%", "47,1%"),
        ("“Imprese sostenute”: {} del valore target.", "42%", "62%"),
    ],
)
def test_the_share_of_a_target_that_is_attained_is_computed(text, right, wrong):
    """The value beside the target; a doubt at most."""
    assert first(text.format(right)) is CONFIRMED
    assert first(text.format(wrong)) is DOUBTED


def test_the_share_of_the_target_of_expenditure_is_computed():
    """`N+3`, of the expenditure certified of the whole programme."""
    text, section = "La spesa certificata {}è pari al {} del target N+3.", TextSection.RESOURCES
    assert first(text.format("", "160%"), section, None) is CONFIRMED
    assert first(text.format("", "106%"), section, None) is DOUBTED
    assert first(text.format("del FESR ", "106%"), section, None) is NOT_FOUND


@pytest.mark.parametrize(
    "text",
    [
        "“Imprese sostenute” ha raggiunto il 125% del target intermedio.",
        "“Imprese sostenute” ha raggiunto il 125% del target 2024.",
        "Nel settore tessile le “Imprese sostenute” sono il 12% del target.",
        "Le donne sono il 54%, oltre il 108% dell’obiettivo.",
        "Le “Imprese sostenute” sono il 60% del target rivisto.",
    ],
)
def test_the_share_of_another_target_is_never_called_wrong(text):
    """Of a milestone, of a part."""
    assert first(text) is not DOUBTED
