# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of numbers in letters: their values, and which of them count something."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_sources_typed import spelled

from raa_builder import italian
from raa_builder.prose.marks.letters import marks_in_letters


@settings(max_examples=300)
@given(st.integers(2, 999_999))
def test_any_number_is_read_as_it_is_spelled(number):
    """From two to almost a million."""
    assert re.fullmatch(italian.CARDINAL, spelled(number))
    assert italian.from_letters(spelled(number)) == number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("un milione", 1_000_000),
        ("un milione e mezzo", 1_500_000),
        ("duecento milioni", 200_000_000),
        ("Due Miliardi e mezzo", 2_500_000_000),
        ("trentun", 31),
        ("centouno", 101),
        ("centuno", 101),
        ("centotto", 108),
        ("centottanta", 180),
    ],
)
def test_great_numbers_and_variants_are_read(words, value):
    """With half of what is counted, and with vowels that may fall."""
    assert italian.from_letters(words) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Centomila famiglie e duecento progetti.", [100_000, 200]),
        ("In due anni, con tre azioni e quattro progetti.", [4]),
        ("Il cento per cento di cinque comuni.", [Decimal(1), 5]),
        ("Sono trecento euro al mese per mille famiglie, il due per mille.", [300]),
        ("Un aiuto, uno sportello, un milione di euro.", [1_000_000]),
    ],
)
def test_small_numbers_count_only_beside_what_is_counted(text, values):
    """From a hundred on, each does; `per mille` is a unit."""
    assert [mark.value for mark in marks_in_letters(text)] == values
