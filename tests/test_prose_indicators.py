# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the numbers about indicators that a text does not call by their whole names."""

from __future__ import annotations

import pytest
from officials import PROGRAMME
from reports import axis, indicator, initiative, report

from raa_builder.cells import Cell, Entry
from raa_builder.model import TextSection
from raa_builder.prose.compare import read
from raa_builder.prose.marks.numbers import marks
from raa_builder.prose.passages import Passage
from raa_builder.prose.verdicts import Verdict
from raa_builder.prose.words.names import Names

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


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Sono state sostenute 1.250 imprese.", CONFIRMED),
        ("Sono state sostenute 1.520 imprese.", DOUBTED),
        ("Le imprese sostenute sono 1.205.", DOUBTED),
        ("Sono 700 le imprese sostenute nel 2023.", NOT_FOUND),
        ("Sono state sostenute 400 imprese tessili.", NOT_FOUND),
        ("Sono state sostenute 13 imprese.", NOT_FOUND),
        ("Le imprese sostenute contano 1.400 persone.", NOT_FOUND),
        ("Le imprese sostenute dagli avvisi sono 1.100.", NOT_FOUND),
    ],
)
def test_a_count_is_that_of_the_indicator_whose_name_says_about_the_same(text, verdict):
    """Outside the section of the indicators, too; a doubt at most."""
    assert first(text, TextSection.OVERVIEW) is verdict


COUNTED = axis(
    "V",
    indicators=(
        indicator("Numero di progetti implementati per il sostegno della gestione", 35, None, code="V.K01"),
        indicator("Numero di valutazioni e studi", 7, None, code="V.K02"),
        indicator("Numero di progetti di comunicazione implementati per far conoscere il programma", 28, None,
                  code="V.K03"),
        indicator("Pubbliche amministrazioni coinvolte per il miglioramento", 915, None, code="V.K04"),
    ),
    initiatives=(
        initiative("Lombardia Plus Linea Smart", code="V.N01", projects=29),
        initiative("Lombardia Plus", code="V.N02", projects=12),
        initiative("Quartieri in rete", code="V.N03"),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "right", "wrong", "verdict"),
    [
        ("Sono stati realizzati {} studi e valutazioni.", "7", "17", DOUBTED),
        ("Sono stati realizzati {} valutazioni e studi.", "7", "9", DOUBTED),
        ("Sono stati realizzati {} studi.", "7", "17", NOT_FOUND),
        ("Sono stati implementati {} progetti di comunicazione.", "28", "82", DOUBTED),
        ("I progetti di comunicazione sono {}.", "28", "38", DOUBTED),
        ("Nel 2019 sono stati implementati {} progetti di comunicazione.", "28", "18", NOT_FOUND),
        ("Le pubbliche amministrazioni coinvolte sono {}.", "915", "951", DOUBTED),
        ("Sono {} pubbliche amministrazioni lombarde.", "915", "951", NOT_FOUND),
        ("Lombardia Plus Linea Smart: finanziati {} progetti.", "29", "39", DOUBTED),
        ("Lombardia Plus Linea Smart ha finanziato {} progetti con 2 Mln€.", "29", "92", DOUBTED),
        ("Lombardia Plus finanzia {} progetti.", "12", "22", DOUBTED),
        ("Lombardia Plus finanzia {} progetti innovativi.", "12", "22", NOT_FOUND),
        ("Nel 2019 Lombardia Plus ha finanziato {} progetti.", "12", "6", NOT_FOUND),
        ("Lombardia Plus e Lombardia Plus Linea Smart: finanziati {} progetti.", "29", "41", NOT_FOUND),
        ("Quartieri in rete: finanziati {} progetti.", "29", "36", NOT_FOUND),
    ],
)
def test_small_counts_are_those_of_the_indicator_or_of_the_initiative_that_is_named(text, right, wrong, verdict):
    """A doubt at most; what nobody can compare is noted, small as it is."""
    whole = report(COUNTED)

    def read_first(count: str) -> Verdict:
        passage = Passage(Entry(text.format(count), Cell("Testi", 4, 5)), COUNTED, TextSection.OVERVIEW)
        return next(one.verdict for one in read(Names(whole), passage, marks(passage.text)) if one.mark.text == count)

    assert read_first(right) is CONFIRMED
    assert read_first(wrong) is verdict
