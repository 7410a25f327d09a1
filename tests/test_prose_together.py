# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of axes together: the sums of those that a text names as one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from officials import PROGRAMME
from reports import narrative

from raa_builder.cells import Cell, Entry
from raa_builder.model import Rounding, TextSection
from raa_builder.prose import check
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
        ("Le cinque Priorità hanno impegnato complessivamente {}.", "759,8 Mln€", "795,8 Mln€"),
        ("Gli impegni delle 5 Priorità ammontano a {}.", "759,8 Mln€", "795,8 Mln€"),
        ("Tutte le Priorità insieme hanno impegnato {}.", "759,8 Mln€", "795,8 Mln€"),
        ("Complessivamente le Priorità 1, 2 e 3 hanno impegnato {}.", "707,1 Mln€", "770,1 Mln€"),
        ("Gli impegni delle Priorità 1 e 2 ammontano a {}.", "556,9 Mln€", "596,9 Mln€"),
        ("Sono stati impegnati {} nelle Priorità 1 e 2.", "556,9 Mln€", "565,9 Mln€"),
        ("I pagamenti delle quattro Priorità tematiche sono pari a {}.", "413,3 Mln€", "431,3 Mln€"),
        ("Le Priorità 1 e 2 hanno impegnato 556,9 Mln€ e pagato {}.", "328 Mln€", "382 Mln€"),
        ("Gli impegni delle Priorità 1 e 2 sono pari al {} del programmato.", "64%", "46%"),
    ],
)
def test_the_sum_of_the_axes_that_are_named_is_compared(text, right, wrong):
    """All of them, all that are thematic, or some."""
    assert verdicts(text.format(right), RESOURCES, None)[-1] is CONFIRMED
    assert verdicts(text.format(wrong), RESOURCES, None)[-1] in {WRONG, DOUBTED}


def test_persons_are_summed_too():
    """Whoever counts them."""
    assert verdicts("Le Priorità 1 e 2 contano complessivamente 211.242 destinatari.", PARTICIPANTS, None) == [
        CONFIRMED
    ]
    assert verdicts("Le Priorità 1 e 2 contano complessivamente 211.424 destinatari.", PARTICIPANTS, None) == [WRONG]


def test_a_text_of_an_axis_may_name_another_beside_it():
    """`insieme alla Priorità 2`: both."""
    assert verdicts("Insieme alla Priorità 2 gli impegni raggiungono 556,9 Mln€.") == [CONFIRMED]
    assert verdicts("Insieme alla Priorità 2 gli impegni raggiungono 565,9 Mln€.") == [WRONG]


@pytest.mark.parametrize(
    "text",
    [
        "Le tre Priorità maggiori hanno impegnato 700 Mln€.",
        "Le altre quattro Priorità hanno impegnato 457,9 Mln€.",
        "Le prime quattro Priorità hanno impegnato 729,8 Mln€.",
        "In due delle cinque Priorità gli impegni superano i 200 Mln€.",
        "Le Priorità 1 e 2 hanno impegnato 200 Mln€ per i giovani.",
        "Le Priorità 1 e 2 hanno impegnato ciascuna oltre 250 Mln€.",
        "Ognuna delle cinque Priorità ha impegnato almeno 22 Mln€.",
        "In media le cinque Priorità hanno impegnato 151,9 Mln€.",
        "Nel 2023 le cinque Priorità hanno impegnato 300 Mln€.",
        "Tra le Priorità 1 e 2 sono stati spostati 20 Mln€ di dotazione.",
        "Fra le cinque Priorità la dotazione maggiore è di 610 Mln€.",
        "Le Priorità 1 e 2 hanno la dotazione maggiore: 610 Mln€ e 480,5 Mln€.",
    ],
)
def test_other_axes_and_parts_of_them_are_never_called_wrong(text):
    """Some of them, each of them, one of them, what one year has added."""
    assert not {WRONG, DOUBTED} & set(verdicts(text, RESOURCES, None))


def test_a_sum_that_the_summary_does_not_print_is_rounded_as_one_likes():
    """Half up where the edition cuts off; of all axes it does print it."""
    texts = (narrative(RESOURCES, "Le Priorità 1 e 2 hanno impegnato 556,98 Mln€, le Priorità 2 e 3 405,22 Mln€."),)
    whole = replace(PROGRAMME, programme=replace(PROGRAMME.programme, rounding=Rounding.TRUNCATED), texts=texts)
    assert check(whole) == ()
