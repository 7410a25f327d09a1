# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of changes: of `da … a …` the first is last year's figure, the second this year's."""

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
    ("text", "section"),
    [
        ("Gli impegni passano da {} a {}.", RESOURCES),
        ("Gli impegni sono passati dai {} del 2022 ai {} del 2023.", RESOURCES),
        ("Rispetto all’anno precedente gli impegni salgono da {} a {}.", RESOURCES),
        ("Tra il 31 dicembre 2022 e il 31 dicembre 2023 gli impegni sono saliti da {} a {}.", RESOURCES),
        ("Il totale impegnato è cresciuto da {} a {} rispetto al 2022.", RESOURCES),
    ],
)
def test_an_amount_changes_from_last_year_s_to_this_year_s(text, section):
    """Both are compared, each with its own."""
    assert verdicts(text.format("180,1 Mln€", "301,8 Mln€"), section) == [CONFIRMED, CONFIRMED]
    first, second = verdicts(text.format("108,1 Mln€", "310,8 Mln€"), section)
    assert first in {WRONG, DOUBTED}
    assert second is WRONG


def test_the_unit_may_be_said_once():
    """With the second number."""
    assert verdicts("Gli impegni passano da 180,1 a 301,8 Mln€.") == [CONFIRMED, CONFIRMED]
    assert verdicts("Gli impegni passano da 180,1 a 310,8 Mln€.") == [CONFIRMED, WRONG]


def test_what_it_has_become_may_stand_first():
    """`a … dai …`."""
    assert verdicts("Gli impegni sono saliti a 301,8 Mln€ dai 180,1 Mln€ del 2022.") == [CONFIRMED, CONFIRMED]
    assert verdicts("Gli impegni sono saliti a 301,8 Mln€ dai 190,1 Mln€ del 2022.") == [CONFIRMED, WRONG]
    assert verdicts("Gli impegni salgono così a 301,8 Mln€ (dai 180,1 Mln€ del 2022).") == [CONFIRMED, CONFIRMED]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("I destinatari sono saliti da 65.370 a 132.131.", [CONFIRMED, CONFIRMED]),
        ("I destinatari sono saliti da 65.730 a 132.131.", [DOUBTED, CONFIRMED]),
        ("I destinatari sono saliti da 65.370 a 123.131.", [CONFIRMED, WRONG]),
        ("Rispetto al 2022 i destinatari sono passati da 65.730 a 132.131.", [WRONG, CONFIRMED]),
        ("Le donne passano da 35.220 a 61.204.", [CONFIRMED, WRONG]),
        ("È salita da 65.370 a 132.131 la platea raggiunta.", [CONFIRMED, CONFIRMED]),
    ],
)
def test_persons_change_too(text, verdict):
    """Of an undated change, the first is doubted at most."""
    assert verdicts(text, PARTICIPANTS) == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("I pagamenti passano dal 50% al 62% degli impegni.", [CONFIRMED, CONFIRMED]),
        ("Rispetto al 2022 i pagamenti passano dal 40% al 62% degli impegni.", [DOUBTED, CONFIRMED]),
        ("I pagamenti passano dal 50 al 72% degli impegni.", [CONFIRMED, DOUBTED]),
        ("Il tasso di pagamento è passato dal 50% al 62%.", [CONFIRMED, CONFIRMED]),
    ],
)
def test_last_year_s_shares_are_computed(text, verdict):
    """Of the amounts of that year; a doubt at worst."""
    assert verdicts(text) == verdict


@pytest.mark.parametrize(
    "text",
    [
        "Gli impegni sono passati da 110 Mln€ nel 2022 a 121,7 Mln€ nel 2023.",
        "Gli impegni sono passati da 150 Mln€ di giugno a 301,8 Mln€.",
        "Dal 2021 gli impegni sono passati da 20 Mln€ a 301,8 Mln€.",
        "Gli impegni per i giovani sono passati da 20,1 a 30,8 Mln€.",
        "Per il Piano “Giovani” gli impegni passano da 18,1 a 31,8 Mln€.",
        "La dotazione passa da 640 a 610 Mln€.",
        "Al 30 giugno 2023 i pagamenti erano saliti da 90,4 a 140 Mln€.",
        "I bandi mettono a disposizione da 5.000 a 10.000 euro.",
        "Le domande sono passate da 1.200 a 3.400.",
        "L’importo della dote è salito da 500 a 800 euro.",
        "I pagamenti annui sono passati da 50,3 a 97,5 Mln€.",
    ],
)
def test_other_changes_are_never_called_wrong(text):
    """Of one year alone, since another date, of a part, of an allocation, ranges."""
    assert not {WRONG, DOUBTED} & set(verdicts(text))
