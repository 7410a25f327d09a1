# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of what is left to do: the differences between two steps."""

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

CONFIRMED, WRONG, DOUBTED, NOT_FOUND = Verdict.CONFIRMED, Verdict.CONTRADICTED, Verdict.DOUBTED, Verdict.NOT_FOUND
RESOURCES, PARTICIPANTS = TextSection.RESOURCES, TextSection.PARTICIPANTS


def verdicts(text: str, section: TextSection = RESOURCES, label: str | None = "1") -> list[Verdict]:
    """The verdict on each number of a text."""
    passage = Passage(Entry(text, Cell("Testi", 4, 5)), PROGRAMME.axis(label) if label else None, section)
    return [reading.verdict for reading in read(Names(PROGRAMME), passage, marks(text))]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Restano da pagare {}.", "113,8 Mln€", "131,8 Mln€"),
        ("Le risorse non ancora impegnate sono {}.", "153,4 Mln€", "135,4 Mln€"),
        ("Le risorse non ancora impegnate sono {}.", "308,1 Mln€", "318,1 Mln€"),
        ("Sono ancora da certificare {}.", "67,5 Mln€", "57,5 Mln€"),
        ("Rimangono da programmare {} della dotazione.", "154,6 Mln€", "145,6 Mln€"),
        ("Gli impegni non ancora pagati sono pari a {}.", "113,8 Mln€", "118,3 Mln€"),
        ("Le risorse programmate ma non impegnate valgono {}.", "153,4 Mln€", "193,4 Mln€"),
        ("La differenza tra impegni e pagamenti è di {}.", "113,8 Mln€", "118,3 Mln€"),
    ],
)
def test_a_difference_between_two_steps_is_right_or_doubted(text, right, wrong):
    """Of whichever steps the words leave open."""
    assert verdicts(text.format(right)) == [CONFIRMED]
    assert verdicts(text.format(wrong)) == [DOUBTED]


def test_of_the_steps_that_are_named_it_is_the_only_difference():
    """What is not yet committed of the allocation is no remainder of the programmed."""
    assert verdicts("Restano da impegnare 308,1 Mln€ della dotazione.") == [CONFIRMED]
    assert verdicts("Restano da impegnare 153,4 Mln€ della dotazione.") == [DOUBTED]


@pytest.mark.parametrize(
    "text",
    [
        "Restano da pagare 12 Mln€ ai Comuni.",
        "Per l’avviso “Formare” restano da pagare 12 Mln€.",
        "Restano da certificare 12 Mln€ di spesa già rendicontata.",
        "Entro giugno restano da pagare 20 Mln€.",
        "Nel 2022 restavano da pagare 89 Mln€.",
        "Al 31 dicembre 2022 restavano da pagare 80 Mln€.",
        "Saranno da impegnare 20 Mln€ nel 2024.",
        "La spesa da certificare è pari a 110 Mln€.",
        "La differenza tra i due avvisi è di 3 Mln€.",
        "Restano da pagare 20 Mln€ nei primi mesi dell’anno prossimo.",
    ],
)
def test_what_is_left_of_something_else_is_never_called_wrong(text):
    """Of a call, of a group, by some date."""
    assert not {WRONG, DOUBTED} & set(verdicts(text))
