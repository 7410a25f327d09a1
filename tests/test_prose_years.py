# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the numbers of other times: last year's figures, and how much more there is than then."""

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

CONFIRMED, WRONG, DOUBTED = Verdict.CONFIRMED, Verdict.CONTRADICTED, Verdict.DOUBTED
RESOURCES, PARTICIPANTS = TextSection.RESOURCES, TextSection.PARTICIPANTS


def last(text: str, section: TextSection = RESOURCES, label: str | None = "1") -> Verdict:
    """The verdict on the last number of a text."""
    passage = Passage(Entry(text, Cell("Testi", 4, 5)), PROGRAMME.axis(label) if label else None, section)
    return read(Names(PROGRAMME), passage, marks(text))[-1].verdict


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Gli impegni sono aumentati di {} rispetto al 2022.", "121,7 Mln€", "112,7 Mln€"),
        ("Rispetto al 2022 gli impegni crescono di {}.", "121,7 Mln€", "112,7 Mln€"),
        ("Rispetto all’anno precedente gli impegni sono cresciuti di {}.", "121,7 Mln€", "112,7 Mln€"),
        ("Gli impegni sono 301,8 Mln€, {} in più rispetto al 2022.", "121,7 Mln€", "112,7 Mln€"),
        ("Gli impegni sono cresciuti del {} rispetto al 2022.", "68%", "86%"),
        ("I pagamenti sono cresciuti del {} rispetto al 2022.", "107,8%", "180%"),
        ("Al 31 dicembre 2022 gli impegni ammontavano a {}.", "180,1 Mln€", "108,1 Mln€"),
    ],
)
def test_what_is_compared_with_the_year_before_is_computed(text, right, wrong):
    """In euros and in proportion."""
    assert last(text.format(right)) is CONFIRMED
    assert last(text.format(wrong)) in {WRONG, DOUBTED}


def test_persons_are_compared_with_the_year_before_too():
    """How many more there are."""
    text = "I destinatari sono aumentati di {} unità rispetto al 2022."
    assert last(text.format("66.761"), PARTICIPANTS) is CONFIRMED
    assert last(text.format("67.661"), PARTICIPANTS) is WRONG


@pytest.mark.parametrize(
    "text",
    [
        "Al 30 giugno 2022 gli impegni erano pari a 108,1 Mln€.",
        "Gli impegni sono 301,8 Mln€, 153,4 Mln€ in meno del programmato.",
        "Gli impegni della Priorità 1 sono 46,7 Mln€ in più di quelli della Priorità 2.",
        "Gli impegni sono cresciuti di 200 Mln€ rispetto al 2021.",
        "Gli impegni per i giovani sono pari a 20 Mln€, con un incremento di 12 Mln€ rispetto al 2022.",
        "Gli impegni per i giovani sono pari a 20 Mln€ e sono cresciuti del 30% rispetto al 2022.",
        "Rispetto al 2022 gli impegni sono aumentati del 20% della dotazione.",
        "Rispetto al 2022 è aumentato il tasso di impegno (66%).",
        "Rispetto al 2022 gli impegni per i giovani crescono di 20 Mln€.",
    ],
)
def test_other_differences_and_other_dates_are_never_called_wrong(text):
    """Between two things, of a part, of half a year."""
    assert last(text) not in {WRONG, DOUBTED}


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("Nel 2022 gli impegni erano pari a {}.", "108,1 Mln€", "180,1 Mln€"),
        ("Nel 2022 gli impegni erano pari a {}.", "181,1 Mln€", "180,1 Mln€"),
    ],
)
def test_what_a_year_has_added_is_doubted_where_it_is_a_slip_for_its_end(text, wrong, right):
    """`nel 2022` may tell of the year alone, but seldom with all its digits but one."""
    assert last(text.format(wrong)) is DOUBTED
    assert last(text.format(right)) is CONFIRMED
    assert last(text.format("71,9 Mln€")) is Verdict.NOT_FOUND
