# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of mixed rounding: a figure rounded otherwise than elsewhere, and a series with uneven decimals."""

from __future__ import annotations

import pytest
from reports import axis, finance, narrative, people, report

from raa_builder.findings import Severity
from raa_builder.model import Rounding, TextSection
from raa_builder.prose import check

RESOURCES, PARTICIPANTS = TextSection.RESOURCES, TextSection.PARTICIPANTS
AXIS = {
    "finance": finance("332500000", "264685038.65", "210514278.08", "188797284.44", "169432363.65"),
    "participants": people(31208, 23956, None, 5830, 1492, 1245),
}


def found(text: str, section: TextSection, rounding: Rounding = Rounding.TRUNCATED) -> list[tuple[str, str]]:
    """Code and message of each finding on a text of the axis, but for numbers that nobody can check."""
    one = axis("III", texts=(narrative(section, text, code="III.T01"),), **AXIS)
    return [(one.code, one.message) for one in check(report(one, rounding=rounding)) if one.code != "RAA403"]


@pytest.mark.parametrize(
    ("text", "section", "rounding", "told"),
    [
        ("I pagamenti sono pari a 188,8 Mln€.", RESOURCES, Rounding.TRUNCATED, "«188,8 Mln€» → «188,7 Mln€»"),
        ("I pagamenti sono pari a 188,7 Mln€.", RESOURCES, Rounding.HALF_UP, "«188,7 Mln€» → «188,8 Mln€»"),
        ("Gli impegni sono pari a 210 milioni.", RESOURCES, Rounding.HALF_UP, "«210 milioni» → «211 milioni»"),
        ("I destinatari sono 55.164, il 56% M.", PARTICIPANTS, Rounding.TRUNCATED, "«56%» → «57%»"),
    ],
)
def test_a_figure_is_rounded_as_in_the_rest_of_the_summary(text, section, rounding, told):
    """Amounts in millions as the programme has it, shares half up."""
    ((code, message),) = found(text, section, rounding)
    assert code == "RAA411"
    assert told in message


@pytest.mark.parametrize(
    ("rounding", "right"), [(Rounding.HALF_UP, "188,8\u00a0Mln€"), (Rounding.TRUNCATED, "188,7\u00a0Mln€")]
)
def test_the_remedy_of_a_wrong_number_is_rounded_as_the_summary_is(rounding, right):
    """What it says to write is not found again."""
    text = "I pagamenti sono pari a {}."
    one = axis("III", texts=(narrative(RESOURCES, text.format("198,7 Mln€")),), **AXIS)
    (finding,) = check(report(one, rounding=rounding))
    assert f"sono {right}" in finding.message
    assert f"Scrivere {right}" in finding.remedy
    assert found(text.format(right), RESOURCES, rounding) == []


@pytest.mark.parametrize(
    ("text", "section", "rounding"),
    [
        ("I pagamenti sono pari a 188,7 Mln€.", RESOURCES, Rounding.TRUNCATED),
        ("I pagamenti sono pari a 188,8 Mln€.", RESOURCES, Rounding.HALF_UP),
        ("I pagamenti sono pari a oltre 188 Mln€.", RESOURCES, Rounding.HALF_UP),  # cut off on purpose
        ("I pagamenti sono pari a 188.797.284 €.", RESOURCES, Rounding.HALF_UP),  # the cents are not printed
        ("La spesa certificata è pari a 169.432.363 €.", RESOURCES, Rounding.HALF_UP),  # nor are they here
        ("I destinatari sono 55.164, il 57% M e il 43% F.", PARTICIPANTS, Rounding.TRUNCATED),
        ("Sono stati spesi 12,5 Mln€ per i corsi.", RESOURCES, Rounding.TRUNCATED),
    ],
)
def test_what_is_rounded_alike_is_left_alone(text, section, rounding):
    """So is what is said not to be exact, and what is no figure of the report."""
    assert found(text, section, rounding) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I destinatari sono 55.164, il 57% M e il 43,4% F.", "«57%» e «43,4%»"),
        ("I destinatari sono 55.164, il 57% M e il 42,4% F.", "«57%» e «42,4%»"),
        ("Con disabilità l’11%, migranti il 2,7%, altri svantaggiati il 2%.", "«11%» e «2,7%»"),
        ("Il 30% è sotto i 25 anni, il 70,2% sopra.", "«30%» e «70,2%»"),
    ],
)
def test_shares_of_one_series_have_the_same_decimals(text, told):
    """The sexes, the groups, and what makes up a whole."""
    messages = dict(found(text, PARTICIPANTS))
    assert told in messages["RAA412"]


@pytest.mark.parametrize(
    "text",
    [
        "I destinatari sono 55.164, il 56,6% M e il 43,4% F.",
        "Quasi il 57% sono maschi e il 43,4% femmine.",
        "Il 12% ha un diploma, il 30,5% dei diplomati lavora.",
        "I maschi sono il 57%. Il tasso nazionale è del 43,1%.",
    ],
)
def test_shares_of_different_things_may_differ(text):
    """And those of which one is said not to be exact."""
    assert "RAA412" not in dict(found(text, PARTICIPANTS))


def test_neither_keeps_a_summary_from_being_built():
    """A warning and a note."""
    texts = (
        narrative(RESOURCES, "I pagamenti sono pari a 188,8 Mln€."),
        narrative(PARTICIPANTS, "I destinatari sono 55.164, il 57% M e il 43,4% F."),
    )
    findings = check(report(axis("III", texts=texts, **AXIS), rounding=Rounding.TRUNCATED))
    assert {one.code: one.severity for one in findings} == {"RAA411": Severity.WARNING, "RAA412": Severity.NOTE}
