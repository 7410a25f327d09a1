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
from raa_builder.prose.marks.numbers import marks
from raa_builder.prose.passages import Passage
from raa_builder.prose.verdicts import Verdict
from raa_builder.prose.words.names import Names

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


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Gli impegni, pari al 56% del programmato, sono il {} della dotazione.", 50, 46),
        ("I pagamenti, pari al 92% degli impegni, sono il {} della dotazione.", 46, 92),
        ("Gli impegni, pari a 177,9 Mln€, sono il {} della dotazione.", 50, 56),
        ("La spesa certificata (121,6 Mln€) corrisponde al {} dei pagamenti.", 74, 34),
        ("La spesa certificata (121,6 Mln€) corrisponde al 74% dei pagamenti e al {} della dotazione.", 34, 74),
        ("Risultano impegnati 177,9 Mln€, ossia il {} di quanto programmato.", 56, 50),
        ("Il tasso di impegno sulla dotazione è pari al {}.", 50, 56),
        ("L’avanzamento degli impegni sul programmato è del {}.", 56, 50),
        ("Delle risorse programmate risulta impegnato il {}.", 56, 65),
        ("Della dotazione complessiva è stato impegnato il {}.", 50, 56),
        ("Gli impegni coprono il {} della dotazione.", 50, 94),
        ("Il livello degli impegni ha raggiunto il {} della dotazione.", 50, 90),
    ],
)
def test_a_share_is_read_with_the_base_that_is_its_own_however_it_is_worded(text, right, wrong):
    """Whatever other share or amount the sentence has."""
    assert share(text.format(f"{right}%")) is CONFIRMED
    assert share(text.format(f"{wrong}%")) in {WRONG, DOUBTED}


@pytest.mark.parametrize(
    ("share_of", "verdict"), [("50%", CONFIRMED), ("56%", CONFIRMED), ("73,5%", DOUBTED), ("5,6%", DOUBTED)]
)
def test_the_resources_are_the_allocation_or_what_was_programmed_of_it(share_of, verdict):
    """Either may be meant, and nothing else."""
    assert share(f"Impegnato il {share_of} delle risorse.") is verdict
    assert share(f"Risulta impegnato il {share_of} delle risorse disponibili.") is verdict


@pytest.mark.parametrize(
    "text",
    [
        "È stato impegnato il 90% delle risorse dell’avviso.",
        "È stato impegnato il 90% delle risorse destinate ai giovani.",
        "Impegnato il 95% delle risorse stanziate per il 2020.",
        "Impegnato il 95% delle risorse del 2019.",
        "Della dotazione dell’avviso è stato impegnato il 90%.",
        "Degli impegni il 35% riguarda la formazione.",
        "La capacità di impegno è pari al 50% e quella di spesa al 31% della dotazione.",
        "Gli impegni per i giovani sono pari a 41,2 Mln€, il 12% della dotazione.",
        "Gli impegni per i giovani, pari a 41,2 Mln€, sono il 12% della dotazione.",
        "A fine 2018 gli impegni erano 110,2 Mln€ (31% della dotazione).",
        "Nel 2018 gli impegni erano pari a 110,2 Mln€, il 31% della dotazione.",
    ],
)
def test_the_share_of_a_part_or_of_another_year_is_not_found(text):
    """However plain its own words are: it goes on with what stands before it."""
    assert share(text) is NOT_FOUND


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("L’Asse I ha impegnato il 50% della propria dotazione, l’Asse II il 63%.", CONFIRMED),
        ("L’Asse I ha impegnato il 50% della propria dotazione, l’Asse II il 36%.", DOUBTED),
        ("L’Asse I assorbe il 52% della dotazione complessiva, l’Asse II il 48%.", CONFIRMED),
        ("L’Asse I assorbe il 52% della dotazione complessiva, l’Asse II il 84%.", DOUBTED),
        ("L’Asse I assorbe il 25% della dotazione complessiva.", DOUBTED),
    ],
)
def test_a_share_of_the_axis_beside_has_the_base_of_the_one_before(text, verdict):
    """What an axis has of the programme's allocation is its own allocation."""
    assert share(text, label=None) is verdict


def test_of_one_group_or_another_nobody_knows_the_share():
    """Some are of both."""
    assert share("Il 3% dei destinatari ha una disabilità.", PARTICIPANTS) is CONFIRMED
    assert share("Il 9% dei destinatari ha una disabilità.", PARTICIPANTS) is WRONG
    assert share("Il 9% dei destinatari ha una disabilità o è migrante.", PARTICIPANTS) is NOT_FOUND


def test_a_group_named_after_the_participants_is_one_of_them():
    """`I destinatari sono in prevalenza maschi (53%)`."""
    assert share("I destinatari sono in prevalenza maschi (53%).", PARTICIPANTS) is CONFIRMED
    assert share("I destinatari sono in prevalenza maschi (63%).", PARTICIPANTS) in {WRONG, DOUBTED}


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Il 92% degli impegni è stato liquidato e il {} dei pagamenti certificato.", 74, 34),
        ("Il 92% degli impegni liquidato, il {} dei pagamenti già certificato.", 74, 34),
        ("È impegnato il 56% del programmato e liquidato il {} degli impegni.", 92, 46),
        ("Il {} della dotazione impegnato.", 50, 56),
    ],
)
def test_where_the_verb_is_left_out_the_participle_tells_of_its_base(text, right, wrong):
    """`dei pagamenti certificato` is certified, as it does not agree with the payments."""
    assert share(text.format(f"{right}%")) is CONFIRMED
    assert share(text.format(f"{wrong}%")) is not CONFIRMED


@pytest.mark.parametrize("text", ["Gli impegni sono il {} della dotazione.", "Gli impegni sono il {} del programmato."])
def test_a_participle_that_is_the_base_tells_nothing_of_it(text):
    """Of `il 56% del programmato` the commitments are told before."""
    assert share(text.format("56%" if "programmato" in text else "50%")) is CONFIRMED


def test_one_man_stands_for_all():
    """`il 53% dei destinatari è maschio` is a share of the men."""
    assert share("Il 53% dei destinatari è maschio.", PARTICIPANTS) is CONFIRMED
    assert share("Il 57% dei destinatari è maschio.", PARTICIPANTS) is WRONG
    assert share("Il 53% dei destinatari è femmina.", PARTICIPANTS) is WRONG


def test_a_share_of_the_total_goes_on_with_the_count_before_it():
    """`le donne, 101.636, sono il 47% del totale` is a share of the women."""
    text = "Le donne, 101.636, sono il {} del totale."
    assert share(text.format("47%"), PARTICIPANTS) is CONFIRMED
    assert share(text.format("47,4%"), PARTICIPANTS) is CONFIRMED
    assert share(text.format("51,7%"), PARTICIPANTS) is WRONG
    assert share("I destinatari, 214.224, sono il 78% del totale.", PARTICIPANTS) is CONFIRMED
