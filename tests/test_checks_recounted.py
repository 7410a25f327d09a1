# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of people whom an indicator counts too. The axis has 1,000 participants: 530 men, 470 women; 30 disabled."""

from __future__ import annotations

import pytest
from reports import assistance, axis, figure, indicator, people, report

from raa_builder.checks import check
from raa_builder.model import IndicatorKind, Unit

CODES = {"RAA322", "RAA323"}
OTHERS = "; se l'indicatore conta altre persone, dirlo nella denominazione o accettare la segnalazione in Deroghe"
PART = "; se l'indicatore conta solo una parte delle persone, scriverne la priorità o dirlo nella denominazione"


def codes(*rows, **changes):
    """What the two rules find in an axis with these indicators."""
    return [found.code for found in check(report(axis(indicators=rows, **changes))) if found.code in CODES]


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Partecipanti", 1000),
        ("Numero di partecipanti", 1000),
        ("Totale dei destinatari", 1000),
        ("Maschi", 530),
        ("Uomini", 530),
        ("Partecipanti donne", 470),
        ("i partecipanti con disabilità", 30),
        ("Persone con Disabilita'", 30),
        ("Partecipanti migranti", 80),
        ("Altre persone svantaggiate", 60),
    ],
)
def test_the_same_people_are_one_number_in_both_sheets(name, right):
    """One more and one less are found, whatever articles the name has; of one investment priority less is right."""
    assert codes(indicator(name, right)) == []
    assert codes(indicator(name, right + 1)) == ["RAA322"]
    assert codes(indicator(name, right - 1)) == ["RAA322"]
    assert codes(indicator(name, right - 1, priority="8.i")) == []
    assert codes(indicator(name, right + 1, priority="8.i")) == ["RAA322"]


@pytest.mark.parametrize(
    "name",
    [
        "Disoccupati, compresi i disoccupati di lungo periodo",
        "Inattivi",
        "Lavoratori, compresi i lavoratori autonomi",
        "I titolari di un diploma di istruzione primaria (ISCED 1)",
        "Migranti, partecipanti di origine straniera, minoranze",
        "Partecipanti con disabilità di età inferiore a 25 anni",
    ],
)
def test_a_part_of_the_participants_is_no_more_than_all(name):
    """As many as all is possible, and fewer is usual; one more is found."""
    assert codes(indicator(name, 999)) == []
    assert codes(indicator(name, 1000)) == []
    assert codes(indicator(name, 1001)) == ["RAA322"]


@pytest.mark.parametrize(
    "name",
    [
        "Nuclei famigliari con figli",
        "Imprese",
        "Persone raggiunte dalla campagna",
        "Progetti",
        "Disoccupati iscritti ai centri per l'impiego",
        "Lavoratori delle imprese beneficiarie",
        "Migranti residenti in regione",
    ],
)
def test_what_is_not_counted_among_the_participants_may_be_any_number(name):
    """Families, enterprises, the public of a campaign."""
    assert codes(indicator(name, 50_000)) == []


def test_results_and_other_units_are_left_alone():
    """A result is often that of a sample; amounts and shares are no persons."""
    assert codes(indicator("Partecipanti", 5000, kind=IndicatorKind.RESULT)) == []
    assert codes(indicator("Partecipanti", 5000, unit=Unit.EURO)) == []
    assert codes(indicator("Partecipanti", 3000, kind=IndicatorKind.OUTPUT)) == ["RAA322"]


def test_the_year_before_is_compared_with_its_own():
    """Its cell is that of last year's value."""
    row = indicator("Partecipanti con disabilità", 30, previous=figure(26, "Indicatori", 9))
    before = people(500, 400, None, 25, 70, 50, row=60)
    (found,) = (
        one for one in check(report(axis(indicators=(row,), participants_previous=before))) if one.code in CODES
    )
    assert str(found.cell) == "Indicatori!E9"
    assert found.message == (
        "Il valore dell'anno precedente dell'indicatore I.K01 «Partecipanti con disabilità» è 26, ma le stesse persone "
        "in Destinatari sono 25 (Destinatari!E63)."
    )


@pytest.mark.parametrize(
    ("row", "words", "remedy"),
    [
        (
            indicator("Partecipanti con disabilità", 29),
            "è 29, ma le stesse persone in Destinatari sono 30 (Destinatari!E7).",
            f"Correggere la cifra sbagliata{PART}.",
        ),
        (
            indicator("Partecipanti con disabilità", 31),
            "è 31, ma le stesse persone in Destinatari sono 30 (Destinatari!E7).",
            f"Correggere la cifra sbagliata{OTHERS}.",
        ),
        (
            indicator("Partecipanti con disabilità", 31, priority="9.i"),
            "è 31, ma la riga «Persone con disabilità» dell’Asse I in Destinatari è 30 (Destinatari!E7).",
            f"Correggere la cifra sbagliata{OTHERS}.",
        ),
        (
            indicator("Partecipanti con disabilità grave", 1001),
            "è 1.001, più dei destinatari dell’Asse I, che sono 1.000 (Destinatari!E4, Destinatari!E5).",
            f"Correggere la cifra sbagliata{OTHERS}.",
        ),
    ],
)
def test_the_words_say_whom_the_number_was_compared_with(row, words, remedy):
    """The same people, all of whom they are a part; that it counts but some of them is no way out of too many."""
    (found,) = (one for one in check(report(axis(indicators=(row,)))) if one.code in CODES)
    assert found.message.replace("\u00a0", " ") == f"L'indicatore I.K01 «{row.name}» {words}"
    assert found.remedy == remedy


def test_people_that_nobody_counted_contradict_nothing():
    """A count that is missing, an axis without participants, an indicator without a value."""
    assert codes(indicator("Partecipanti con disabilità", 40), participants=people(530, 470)) == []
    assert codes(indicator("Disoccupati", 4000), participants=people(530, None)) == []
    assert codes(indicator("Partecipanti", None)) == []
    technical = assistance(indicators=(indicator("Partecipanti", 12),))
    assert not CODES & {found.code for found in check(report(axis(), technical))}


@pytest.mark.parametrize(("share", "found"), [("0.57", []), ("1", []), ("1.0001", ["RAA323"]), ("1.2", ["RAA323"])])
def test_a_share_of_participants_is_at_most_all(share, found):
    """As value, as target, and as last year's value."""
    percent = {"kind": IndicatorKind.RESULT, "unit": Unit.PERCENT}
    name = "Partecipanti che hanno un lavoro entro sei mesi"
    assert codes(indicator(name, share, **percent)) == found
    assert codes(indicator(name, "0.5", share, **percent)) == found
    assert codes(indicator(name, "0.5", previous=figure(share, "Indicatori"), **percent)) == found
    assert codes(indicator("Persone soddisfatte", share, **percent)) == found
    assert codes(indicator("Disoccupati che trovano un lavoro", share, **percent)) == found


@pytest.mark.parametrize(
    "name",
    ["Partecipanti raggiunti rispetto al valore atteso", "Destinatari sul target", "Variazione dei partecipanti"],
)
def test_a_share_of_what_was_expected_may_exceed_all(name):
    """So may an increase."""
    assert codes(indicator(name, "1.12", kind=IndicatorKind.RESULT, unit=Unit.PERCENT)) == []


def test_a_target_beyond_all_is_called_the_target():
    """At its own cell, so that nobody looks for it among the values."""
    row = indicator("Partecipanti occupati", "0.5", "1.3", IndicatorKind.RESULT, unit=Unit.PERCENT)
    (found,) = (one for one in check(report(axis(indicators=(row,)))) if one.code in CODES)
    assert (str(found.cell), found.message.split(":")[0]) == (
        "Indicatori!E5",
        "Il target dell'indicatore I.K01 «Partecipanti occupati» è 130%",
    )


def test_a_share_of_money_may_exceed_all():
    """Commitments go beyond the allocation, and so may an indicator of them."""
    row = indicator("Impegni sulla dotazione", "1.2", kind=IndicatorKind.PERFORMANCE, unit=Unit.PERCENT)
    assert codes(row) == []
