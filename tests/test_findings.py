# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of findings and of the rule book."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from raa_builder.cells import Cell
from raa_builder.findings import Acceptance, Rule, Rules, Severity, blocking

RULES = [value for value in vars(Rules).values() if isinstance(value, Rule)]
PLACE = Cell("Destinatari", 14, 5, "raa-2019.xlsx")


def test_no_code_is_given_to_two_rules():
    """A waiver names a rule by its code, so a code is one rule for ever."""
    assert [code for code, times in Counter(rule.code for rule in RULES).items() if times > 1] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_has_a_code_of_a_known_family_and_a_title(rule):
    """The hundreds say what a rule is about: structure, values, arithmetic, prose, years."""
    assert re.fullmatch(r"RAA[1-5]\d\d", rule.code)
    assert rule.title == rule.title.strip()
    assert rule.title[0].islower()


def test_a_finding_prints_as_one_line_that_a_person_can_act_on():
    """The line is the one that commands.md shows, to the letter."""
    finding = Rules.NOT_A_COUNT.found(
        PLACE, "Maschi dell'Asse II: «59.154 circa» non è un numero intero.", "Scrivere 59154."
    )
    assert str(finding) == (
        "errore RAA203  Destinatari!E14   Maschi dell'Asse II: «59.154 circa» non è un numero intero. Scrivere 59154."
    )


def test_the_messages_of_several_findings_stand_in_one_column():
    """Severity and place are padded, so that a list of findings reads as a table."""
    rules = (Rules.NOT_A_COUNT, Rules.PARTICIPANTS_UNKNOWN, Rule("RAA999", Severity.NOTE, "prova"))
    places = (PLACE, Cell("Assi", 4, 1), Cell("Finanza", 10, 5))
    found = [str(rule.found(place, "Manca.", "")) for rule, place in zip(rules, places, strict=True)]
    assert len({line.index("Manca.") for line in found}) == 1
    assert not any(line.endswith(" ") for line in found)


def test_only_errors_block():
    """Warnings and notes are shown, and the summary is built."""
    rules = [Rule("RAA999", severity, "prova") for severity in Severity]
    found = [rule.found(PLACE, "", "") for rule in rules]
    assert [finding.severity for finding in blocking(found)] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("code", "severity", "may_be", "waivable"),
    [
        ("RAA199", Severity.ERROR, True, False),
        ("RAA199", Severity.NOTE, True, False),
        ("RAA299", Severity.WARNING, True, True),
        ("RAA299", Severity.WARNING, False, False),
        ("RAA399", Severity.ERROR, True, True),
        ("RAA499", Severity.ERROR, True, False),
    ],
)
def test_warnings_and_arithmetic_can_be_accepted(code, severity, may_be, waivable):
    """Unless the rule itself forbids it."""
    assert Rule(code, severity, "prova", may_be).waivable is waivable


def test_no_error_but_those_of_arithmetic_can_be_accepted():
    """What blocks because a number of a text contradicts the data, or because a cell can't be read, is to be mended."""
    errors = [rule.code for rule in RULES if rule.severity is Severity.ERROR and rule.waivable]
    assert errors == ["RAA301", "RAA302", "RAA303", "RAA304"]


def test_an_accepted_finding_says_who_and_why_and_weighs_as_a_note():
    """What to do gives way to who accepts it; what the rule would weigh is kept for programs."""
    found = Rules.DECLARED_TOTAL.found(PLACE, "Non torna.", "Correggere.")
    accepted = found.accepted(Acceptance("D01", "Anna", "In corso.", date(2020, 5, 3)))
    assert not blocking([accepted])
    assert str(accepted).endswith("Non torna. Accettata da Anna il 03/05/2020: In corso.")
    assert (found.as_json()["waiver"], accepted.as_json()["severity"]) == (None, "nota")
