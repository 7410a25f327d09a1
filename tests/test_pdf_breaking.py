# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Line breaking, as laws that hold for any text and measure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import generated
import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from raa_builder.document import Emphasis, Inlines, Strong, Text
from raa_builder.writers.metrics import SOFT_HYPHEN, Family, family
from raa_builder.writers.pdf.breaking import BrokenLine, break_justified, break_ragged
from raa_builder.writers.pdf.setting import set_text
from raa_builder.writers.pdf.text import Look, Shaped, shape
from raa_builder.writers.pdf.tree import Node

if TYPE_CHECKING:
    from raa_builder.theme import Theme

NBSP = "\u00a0"
SHRINK, STRETCH = 0.33, 1.75  # of a space: the most that a justified line gives or takes
WIDTHS = st.floats(60, 440)
ITALIAN = pyphen.Pyphen(lang="it_IT", left=2, right=2)


@pytest.fixture(scope="module")
def faces(theme: Theme) -> Family:
    """The theme's font."""
    return family(theme.faces)


def look(faces: Family) -> Look:
    """Running text of 11 points."""
    return Look(faces, 11.0, "#000000", "#000000")


def shaped(content: Inlines | str, faces: Family) -> Shaped:
    """A shaped text."""
    inlines = (Text(content),) if isinstance(content, str) else content
    return shape(inlines, look(faces), Node("P"), "it-IT")


def broken(content: str, faces: Family, width: float) -> tuple[str, list[BrokenLine]]:
    """The text and its justified, hyphenated lines."""
    text = shaped(content, faces)
    return text.text, break_justified(text, width, hyphenate=True)


def mixed(text: str) -> Inlines:
    """The text with every third word bold and every third italic."""
    kinds = (Text, lambda word: Strong((Text(word),)), lambda word: Emphasis((Text(word),)))
    return tuple(kinds[n % 3](word) for n, word in enumerate(re.split(r"(?<= )", text)))


@given(text=generated.texts, width=WIDTHS, justified=st.booleans())
def test_the_lines_put_together_are_the_text(faces: Family, text: str, width: float, *, justified: bool) -> None:
    """What is printed and read aloud is what was typed: no letter lost, none doubled, no words glued."""
    lines = set_text(mixed(text), look(faces), Node("P"), "it-IT", width, justified=justified, hyphenate=justified)
    printed = "".join(piece.text for line in lines for piece in line.pieces).replace(SOFT_HYPHEN, "")
    assert printed.replace(NBSP, " ") == text.replace(NBSP, " ")


@given(text=generated.texts, width=WIDTHS, hyphenate=st.booleans())
def test_no_line_is_wider_than_the_measure(faces: Family, text: str, width: float, *, hyphenate: bool) -> None:
    """Ragged or justified, even a word of three hundred letters stays between the margins."""
    content = shaped(text, faces)
    for line in break_ragged(content, width):
        assert line.width <= width + 1e-3
    for line in break_justified(content, width, hyphenate=hyphenate):
        spaces = len(re.findall(f"[ {NBSP}]", text[line.start : line.end]))
        assert line.width + line.extra * spaces <= width + 1e-3


@given(text=generated.texts, width=WIDTHS)
def test_a_justified_line_fills_the_measure_or_is_left_ragged(faces: Family, text: str, width: float) -> None:
    """Spaces give a third of their width at most and take less than twice of it; only the last line is kept."""
    _, lines = broken(text, faces, width)
    space = faces.regular.width(" ", 11.0)
    for line in lines[:-1]:
        spaces = len(re.findall(f"[ {NBSP}]", text[line.start : line.end]))
        assert -SHRINK * space - 1e-6 <= line.extra <= STRETCH * space + 1e-6
        if line.extra:
            assert line.width + line.extra * spaces == pytest.approx(width)
        elif spaces:
            slack = width - line.width
            assert abs(slack) < 1e-6 or slack > STRETCH * space * spaces - 1e-6
    assert lines[-1].extra <= 0


@given(text=generated.texts, width=st.floats(150, 440))
def test_a_no_break_space_never_ends_or_begins_a_line(faces: Family, text: str, width: float) -> None:
    """`31 dicembre 2019` stays together, as does an amount and its unit."""
    text, lines = broken(text, faces, width)
    for line in lines[:-1]:
        assert NBSP not in (text[line.end - 1], text[line.end])


@given(text=generated.texts, width=st.floats(200, 440))
def test_a_word_is_divided_only_where_its_language_allows_it(faces: Family, text: str, width: float) -> None:
    """Hyphens stand at the points of pyphen's Italian patterns, or in a word that is wider than the measure."""
    text, lines = broken(text, faces, width)
    for line in lines:
        if not line.hyphen:
            continue
        before = re.search(r"[^\W\d_]*(?:['’][^\W\d_]+)*$", text[: line.end])[0]
        after = re.match(r"[^\W\d_]*(?:['’][^\W\d_]+)*", text[line.end :])[0]
        chunk = re.search(r"\S*$", text[: line.end])[0] + re.match(r"\S*", text[line.end :])[0]
        too_wide = faces.regular.width(chunk, 11.0) > width
        assert too_wide or len(before) in ITALIAN.positions(before + after), (before, after)


@pytest.mark.parametrize("address", [generated.ADDRESS, "rosa.bianchi@fse.esempio.it", "www.regione.lombardia.it"])
@pytest.mark.parametrize("width", [30, 70, 120, 333])
def test_an_address_is_never_hyphenated(faces: Family, address: str, width: float) -> None:
    """A hyphen put into an address would be taken for part of it; it breaks after its own signs."""
    text, lines = broken(f"Si veda {address} per ogni notizia.", faces, width)
    inside = [line for line in lines if text.index(address) < line.end < text.index(address) + len(address)]
    assert not [line for line in inside if line.hyphen]
    if width >= 120:
        assert all(text[line.end - 1] in "/._@?&=-" for line in inside)


@pytest.mark.parametrize("width", range(3, 80))
def test_an_absurdly_narrow_measure_still_gives_all_of_the_text(faces: Family, width: int) -> None:
    """A column too narrow for a letter loses nothing and comes to an end."""
    text = f"a{NBSP}b precipitevolissimevolmente 1.234,00{NBSP}€"
    content = shaped(text, faces)
    for lines in (break_justified(content, width, hyphenate=True), break_ragged(content, width)):
        printed = "".join(text[line.start : line.end] for line in lines)
        assert re.sub(r"\s", "", printed) == re.sub(r"\s", "", text)
        assert lines[-1].end == len(text)
        assert not [line for line in lines if NBSP in (text[line.start], text[line.end - 1])]


def test_a_line_break_ends_a_line_and_reads_as_a_space(faces: Family) -> None:
    """The words on either side are not glued together for those who listen."""
    lines = set_text((Text("posto,\ncome"),), look(faces), Node("P"), "it-IT", 300)
    assert ["".join(piece.text for piece in line.pieces) for line in lines] == ["posto, ", "come"]


def test_a_foreign_phrase_is_not_hyphenated_by_italian_rules(faces: Family) -> None:
    """A language without patterns is left whole."""
    long = "Donaudampfschifffahrtsgesellschaft " * 6
    text = shape((Text(long.strip()),), look(faces), Node("P"), "xx")
    assert not any(line.hyphen for line in break_justified(text, 250, hyphenate=True))
