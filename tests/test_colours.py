# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the arithmetic of colours."""

from hypothesis import given
from hypothesis import strategies as st

from raa_builder.colours import READABLE, contrast, mix, readable, spread

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


def test_the_contrast_of_known_pairs():
    """Black on white is 21, equal colours are 1, and a pair known from WCAG's own examples is 4.54."""
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21
    assert contrast("#123456", "#123456") == 1
    assert round(contrast("#767676", "#FFFFFF"), 2) == 4.54


@given(COLOURS, COLOURS)
def test_a_colour_can_be_made_readable_on_any_ground(colour: str, ground: str):
    """Black or white always reaches 4.5, so a readable tint always exists."""
    assert contrast(readable(colour, ground), ground) >= READABLE


@given(COLOURS)
def test_a_readable_colour_is_left_alone(colour: str):
    """Nothing is mixed into a colour that can be read already."""
    if contrast(colour, "#FFFFFF") >= READABLE:
        assert readable(colour, "#FFFFFF") == colour


@given(COLOURS, COLOURS)
def test_mixing_runs_from_one_colour_to_the_other(one: str, other: str):
    """A share of nothing is the one colour, a share of all the other."""
    assert mix(one, other, 0) == one
    assert mix(one, other, 1) == other


def test_a_scale_passes_through_its_shades():
    """At even steps a scale gives its own shades, whatever their number."""
    shades = ("#000000", "#808080", "#FFFFFF")
    assert [spread(shades, place) for place in (0, 0.5, 1)] == list(shades)
    assert spread(("#123456",), 0.7) == "#123456"
