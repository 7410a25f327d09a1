# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the glossary: abbreviations and foreign words of the officials' texts are marked, the rest is as typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import SHIPPED

from raa_builder.compose.glossary import Glossary, load_glossary
from raa_builder.errors import ExitCode, TemplateError

if TYPE_CHECKING:
    from pathlib import Path

GLOSSARY = Glossary(
    {"OI": "Organismo Intermedio", "a.f.": "anno formativo", "P&S": "a < b"}, {"en": ["start up", "up"]}
)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("l’OI è", 'l’<abbr title="Organismo Intermedio">OI</abbr> è'),
        ("NOI, OIL, oi", "NOI, OIL, oi"),
        ("(a.f. 2019)", '(<abbr title="anno formativo">a.f.</abbr> 2019)'),
        ("una start up", 'una <span lang="en">start up</span>'),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("P&S", '<abbr title="a &lt; b">P&amp;S</abbr>'),
        ("https://a.it/OI/up, OI", 'https://a.it/OI/up, <abbr title="Organismo Intermedio">OI</abbr>'),
        ("OI@esempio.it e www.OI.it", "OI@esempio.it e www.OI.it"),
        ("", ""),
    ],
)
def test_whole_words_are_marked(text: str, marked: str):
    """As they are typed, the longest first; a word within another is left alone."""
    assert str(GLOSSARY.marked(text)) == marked


@given(st.text(alphabet="OI a.f&<>PSstrup'\"", max_size=40))
def test_marks_change_nothing_that_is_read(text: str):
    """Without its marks the text is what was typed."""
    marked = GLOSSARY.marked(f"x {text} x")
    assert marked.striptags() == " ".join(f"x {text} x".split())


def test_an_empty_glossary_marks_nothing():
    """An office may do without."""
    assert str(Glossary({}, {}).marked("OI & co")) == "OI &amp; co"


def test_the_shipped_glossary_can_be_read():
    """And knows the abbreviations of the field."""
    assert "Organismo Intermedio" in load_glossary((SHIPPED,)).marked("OI")


@pytest.mark.parametrize(
    "source",
    [
        "[sigle", "sigle = 1", "[sigle]\nOI = 1", "[straniere]\nen = 'up'", "[straniere]\nen = [1]",
        "[straniere]\nen = ['']", "[sigle]\n'' = 'vuota'",
    ],
)  # fmt: skip
def test_a_glossary_that_is_not_as_it_should_be_is_named(tmp_path: Path, source: str):
    """Before any document is written."""
    (tmp_path / "sigle.toml").write_text(source, encoding="utf-8")
    with pytest.raises(TemplateError, match=r"sigle\.toml") as caught:
        load_glossary((tmp_path, SHIPPED))
    assert caught.value.exit_code is ExitCode.TEMPLATE
