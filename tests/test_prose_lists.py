# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of lists: which number is of which thing, in turn."""

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
    ("text", "section", "label", "right", "wrong"),
    [
        ("Gli impegni e i pagamenti ammontano rispettivamente a {} e {} Mln€.", RESOURCES, "1", ("301,8", "188"),
         ("301,8", "198")),
        ("Gli impegni e i pagamenti ammontano a {} Mln€ e {} Mln€ rispettivamente.", RESOURCES, "1",
         ("301,8", "188"), ("301,8", "178")),
        ("Programmato e impegni sono pari, rispettivamente, a {} e a {} Mln€.", RESOURCES, "1", ("455,3", "301,8"),
         ("455,3", "310,8")),
        ("Gli uomini e le donne sono rispettivamente {} e {}.", PARTICIPANTS, "1", ("61.204", "70.815"),
         ("61.204", "78.015")),
        ("Uomini e donne sono rispettivamente il {} e il {}.", PARTICIPANTS, "1", ("46%", "54%"), ("46%", "45%")),
        ("Le Priorità 1 e 2 hanno impegnato rispettivamente {} e {} Mln€.", RESOURCES, None, ("301,8", "255,1"),
         ("301,8", "225,1")),
        ("Le Priorità 1 e 2 contano rispettivamente {} e {} destinatari.", PARTICIPANTS, None, ("132.131", "79.111"),
         ("132.131", "71.911")),
    ],
)  # fmt: skip
def test_each_number_is_of_its_own_thing(text, section, label, right, wrong):
    """In the order in which they are named."""
    assert verdicts(text.format(*right), section, label) == [CONFIRMED, CONFIRMED]
    first, second = verdicts(text.format(*wrong), section, label)
    assert first is CONFIRMED
    assert second in {WRONG, DOUBTED}


def test_numbers_that_are_exchanged_are_both_wrong():
    """However right each of them were in the other's place."""
    assert verdicts("Gli impegni e i pagamenti ammontano rispettivamente a 188 e 301,8 Mln€.") == [WRONG, WRONG]
    assert verdicts("Gli uomini e le donne sono rispettivamente 70.815 e 61.204.", PARTICIPANTS) == [WRONG, WRONG]


def test_what_says_the_same_again_stands_between():
    """`301,8 Mln€ (66%) e 188 Mln€ (62%)`."""
    text = "Gli impegni e i pagamenti ammontano rispettivamente a 301,8 Mln€ (66%) e {} Mln€ (62%)."
    assert verdicts(text.format("188")) == [CONFIRMED] * 4
    assert verdicts(text.format("198"))[2] is WRONG


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Gli impegni e i pagamenti per i giovani ammontano rispettivamente a 30 e 18 Mln€.", "1"),
        ("Gli impegni sono rispettivamente 20 Mln€ per i corsi e 30 Mln€ per le doti.", "1"),
        ("Gli impegni nel 2022 e nel 2023 sono stati rispettivamente pari a 100 e 121,7 Mln€.", "1"),
        ("Gli impegni e i pagamenti dei due avvisi sono rispettivamente pari a 300 e 180 Mln€.", "1"),
        ("Le Priorità 1 e 2 hanno impegnato rispettivamente 20 e 15 Mln€ per i giovani.", None),
        ("Le Priorità 1 e 2 hanno impegnato 20 e 15 Mln€.", None),
        ("Programmato, impegni e pagamenti sono rispettivamente pari a 300 e 180 Mln€.", "1"),
    ],
)
def test_what_a_list_leaves_open_is_never_called_wrong(text, label):
    """Things of another length, of a part, or numbers that no word shares out."""
    assert not {WRONG, DOUBTED} & set(verdicts(text, RESOURCES, label))


def test_what_stands_before_a_list_is_as_sure_as_ever():
    """Whatever is told in turn of its parts."""
    text = "Gli impegni sono pari a {} Mln€, di cui rispettivamente 20 e 30 Mln€ per i corsi e per le doti."
    assert verdicts(text.format("301,8"))[0] is CONFIRMED
    assert verdicts(text.format("310,8"))[0] is WRONG


def test_what_names_its_axes_itself_is_no_list():
    """Each sum is of the axes before it."""
    text = "Le Priorità 1 e 2 hanno impegnato 556,9 Mln€, le Priorità 2 e 3 {} Mln€."
    assert verdicts(text.format("405,2"), RESOURCES, None) == [CONFIRMED, CONFIRMED]
    assert verdicts(text.format("452,2"), RESOURCES, None)[1] in {WRONG, DOUBTED, NOT_FOUND}
