# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the bases of shares: a share is compared with that of the base that its sentence names, and of no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reports import MILLION, axis, finance, narrative, people, report

from raa_builder.cells import Cell, Entry
from raa_builder.model import TextSection
from raa_builder.prose import check
from raa_builder.prose.compare import read
from raa_builder.prose.names import Names
from raa_builder.prose.numbers import marks
from raa_builder.prose.passages import Passage
from raa_builder.prose.verdicts import Verdict

if TYPE_CHECKING:
    from raa_builder.findings import Finding

CONFIRMED, WRONG, DOUBTED, NOT_FOUND = Verdict.CONFIRMED, Verdict.CONTRADICTED, Verdict.DOUBTED, Verdict.NOT_FOUND
RESOURCES, PARTICIPANTS = TextSection.RESOURCES, TextSection.PARTICIPANTS
FINANCE = finance(358 * MILLION, "317904209.91", "177966084.16", "164082630.06", "121602699.28", row=4)
PEOPLE = people(112588, 101636, None, 6006, 17953, 13520, row=4)
ONE = axis("I", finance=FINANCE, participants=PEOPLE)
TWO = axis(
    "II",
    finance=finance("332500000", "264685038.65", "210514278.08", "188797284.44", "169432363.65", row=9),
    participants=people(33679, 25184, None, 5830, 1492, 1245, row=11),
)
WHOLE = report(ONE, TWO)


def share(text: str, section: TextSection = RESOURCES, label: str | None = "I") -> Verdict:
    """The verdict on the last number of a text."""
    passage = Passage(Entry(text, Cell("Testi", 4, 5)), WHOLE.axis(label) if label else None, section)
    return read(Names(WHOLE), passage, marks(text))[-1].verdict


def found(text: str, section: TextSection = RESOURCES) -> tuple[Finding, ...]:
    """The findings on a text of the first axis."""
    return check(report(axis("I", finance=FINANCE, participants=PEOPLE, texts=(narrative(section, text),)), TWO))


@pytest.mark.parametrize(
    ("text", "right", "of_another"),
    [
        ("Gli impegni sono pari a 177,9 Mln€, il {} del programmato.", 56, 50),
        ("Gli impegni sono il {} della dotazione.", 50, 56),
        ("I pagamenti ammontano a 164 Mln€, pari al {} degli impegni.", 92, 46),
        ("I pagamenti ammontano a 164 Mln€, pari al {} della dotazione.", 46, 92),
        ("La spesa certificata è il {} dei pagamenti.", 74, 68),
        ("La spesa certificata è il {} rispetto ai pagamenti.", 74, 68),
        ("La spesa certificata è pari al {} degli impegni.", 68, 74),
    ],
)
def test_only_the_share_of_the_base_that_is_named_is_right(text, right, of_another):
    """The share of another base is that one's, and here it is wrong."""
    assert share(text.format(f"{right}%")) is CONFIRMED
    assert share(text.format(f"{of_another}%")) is WRONG


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("I pagamenti sono il 46% della dotazione, il 52% del programmato e il 92% degli impegni.", CONFIRMED),
        ("I pagamenti sono pari al 46% della dotazione e al 46% degli impegni.", WRONG),
        ("I pagamenti sono il 46% della dotazione e il 74% dei pagamenti è certificato.", CONFIRMED),
        ("I pagamenti sono il 46% della dotazione e il 74% dei fondi statali.", NOT_FOUND),
        ("Il 50% della dotazione è impegnato.", CONFIRMED),
        ("Rispetto alla dotazione gli impegni sono al 50%.", CONFIRMED),
        ("Rispetto alla dotazione gli impegni sono al 56%.", WRONG),
        ("Rispetto agli impegni del 2018 i pagamenti sono al 90%.", NOT_FOUND),
        ("Il 56% della dotazione è stato impegnato.", WRONG),
    ],
)
def test_each_share_of_a_sentence_has_its_own_base(text, verdict):
    """What has it may be named before the first of them, or after the base."""
    assert share(text) is verdict


def test_the_finding_tells_the_share_with_its_base():
    """So that nobody puts right what is of another base."""
    (finding,) = found("Gli impegni sono il 50% del programmato.")
    assert finding.code == "RAA402"
    assert "gli impegni dell’Asse I sono il 56% del programmato" in finding.message.replace("\u00a0", " ")
    assert "{Impegni %}" in finding.remedy


def test_no_placeholder_is_offered_that_prints_the_share_of_another_base():
    """`{Impegni %}` is of the amount programmed."""
    (finding,) = found("Gli impegni sono il 56% della dotazione.")
    assert "il 50% della dotazione" in finding.message
    assert "{" not in finding.remedy


def test_rounding_is_never_advised_by_the_share_of_another_base():
    """45% is cut off from the payments' 45.8% of the allocation, not of the commitments."""
    assert {finding.code for finding in found("I pagamenti sono pari al 45% degli impegni.")} == {"RAA402"}
    assert {finding.code for finding in found("I pagamenti sono pari al 45% della dotazione.")} == {"RAA411"}


def test_a_share_far_from_that_of_its_base_is_a_doubt():
    """And no error: it is nobody's share, so the sentence may be of something else."""
    assert share("I pagamenti sono pari al 70% degli impegni.") is DOUBTED
    assert share("I pagamenti ai Comuni sono pari al 70% degli impegni.") is NOT_FOUND


@pytest.mark.parametrize(
    ("text", "section", "label"),
    [
        ("Gli impegni dell’Asse I sono il 46% degli impegni del programma.", RESOURCES, "I"),
        ("Gli impegni dell’Asse I sono il 46% del totale.", RESOURCES, "I"),
        ("Gli impegni dell’Asse I sono il 26% della dotazione del programma.", RESOURCES, "I"),
        ("I destinatari dell’Asse I sono il 78% del totale.", PARTICIPANTS, "I"),
        ("I destinatari dell’Asse I sono il 78% dei destinatari del programma.", PARTICIPANTS, "I"),
        ("I maschi sono il 53% dei destinatari.", PARTICIPANTS, "I"),
        ("I maschi sono il 53% del totale.", PARTICIPANTS, "I"),
        ("I migranti sono il 48% dei vulnerabili.", PARTICIPANTS, "I"),
        ("Le persone vulnerabili sono il 17% di tutti i destinatari.", PARTICIPANTS, "I"),
    ],
)
def test_the_share_of_a_whole_is_confirmed(text, section, label):
    """Of the programme's own, of a total, of the vulnerable."""
    assert share(text, section, label) is CONFIRMED


@pytest.mark.parametrize(
    "text",
    [
        "Gli impegni sono il 50% delle risorse regionali.",
        "Gli impegni sono il 50% della dotazione del 2018.",
        "La spesa certificata è il 203% della spesa certificata del 2018.",
        "Gli impegni sono il 50,3% degli stanziamenti.",
        "Gli impegni sono il 30% del totale.",
    ],
)
def test_the_share_of_what_the_report_does_not_tell_is_not_found(text):
    """It is neither right because it is the share of something else, nor wrong."""
    assert share(text) is NOT_FOUND
