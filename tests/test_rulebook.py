# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the rule book: every rule has its page, and every page says what people need."""

from __future__ import annotations

import pytest

from raa_builder.findings import Rule, Rules
from raa_builder.rulebook import FAMILIES, PAGES

CODES = sorted(value.code for value in vars(Rules).values() if isinstance(value, Rule))


def test_every_rule_has_a_page_and_every_page_a_rule():
    """A rule that nobody can look up is no rule."""
    assert sorted(PAGES) == CODES
    assert {code[3] for code in CODES} == set(FAMILIES)


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_what_is_asked_when_it_fires_and_what_to_do(code: str):
    """Full sentences; the source, where there is one, takes its full stop from the page."""
    page = PAGES[code]
    assert page.asks[0].isupper()
    assert page.remedy[0].isupper()
    assert all(words.endswith(".") and words.strip() == words for words in (page.asks, page.example, page.remedy))
    assert not page.source.endswith(".")
    assert not page.not_seen or (page.not_seen[0].isupper() and page.not_seen.endswith("."))
