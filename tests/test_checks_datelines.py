# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the dates in texts: those of last year in front of this year's figures, and those of no calendar."""

from __future__ import annotations

import pytest
from reports import axis, figure, indicator, initiative, narrative, report

from raa_builder.checks import check
from raa_builder.model import Report, TextSection

TARGETS = {"n3_target": 30_000_000, "n3_target_next": 70_000_000, "certified_previous": 20_000_000}


def told(whole: Report, code: str) -> list[str]:
    """What a rule finds."""
    return [finding.message for finding in check(whole) if finding.code == code]


def of_axis(text: str) -> Report:
    """A report whose axis says it."""
    rows = (indicator(value=10, target=20, target_year=2023, previous=figure(9, "Indicatori", 9)),)
    return report(axis(indicators=rows, texts=(narrative(TextSection.NOTES, text),)), **TARGETS)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Al 31.12.2018 sono stati attivati investimenti per {Programmato}, il {Programmato %}.", ["Al 31.12.2018"]),
        ("Al 31.12.2019 sono stati attivati investimenti per {Programmato}.", []),
        ("Al 31 dicembre 2018 gli impegni sono pari a {Impegni}.", ["Al 31 dicembre 2018"]),
        ("A fine 2018 gli impegni dell’Asse sono pari a {I.F3}.", ["A fine 2018"]),
        ("Nel 2018 sono stati coinvolti {Destinatari} destinatari.", ["Nel 2018"]),
        ("Nel 2018 la dotazione è stata portata a {Dotazione finanziaria}.", []),
        ("Nel 2018 è partito il bando che ha coinvolto {Destinatari} destinatari.", []),
        ("Gli impegni dei bandi nati nel 2018 sono {Impegni}.", []),
        ("Il target “N+3” al 2018 è pari a {P12}, quello al 2019 a {P13}.", ["al 2018", "al 2019"]),
        ("Il target “N+3” al 2019 è pari a {P12}, quello al 2020 a {P13}.", []),
        ("I target al 2019 e al 2020 sono {P12} e {P13}.", []),
        ("Al 31.12.2019 il target N+3 dell’anno che viene è {P13}.", ["Al 31.12.2019"]),
        ("Al 31.12.2018 erano certificati {P14}.", []),
        ("Al 31.12.2017 erano certificati {P14}.", ["Al 31.12.2017"]),
        ("Il valore al 2019 è {I.K01 Valore}, il target al 2023 è {I.K01 Target}.", []),
        ("Il valore al 2018 è {I.K01 Valore}, il target al 2020 è {I.K01 Target}.", ["al 2018", "al 2020"]),
        ("Il valore al 2018 è {I.K01 Anno precedente}.", []),
        ("Al 31.12.2018 gli impegni erano 40 Mln€, {Impegni} nell’anno.", []),
        ("Rispetto al 31.12.2018 gli impegni sono {Impegni}.", []),
        ("Gli impegni sono passati da quelli al 31.12.2018 a {Impegni}.", []),
        ("Superato il target intermedio al 2018, i disoccupati sono {I.K01 Valore}.", []),
        ("Al 2018-2019 gli impegni sono {Impegni}.", []),
        ("Si chiude al 31.12.2018. Gli impegni sono {Impegni}.", []),
        ("Al 31.12.2018 la differenza è di {Impegni var}.", []),
        ("Al 31.12.2018 il sito è {P09}, e poi {Impengi}.", []),
    ],
)
def test_a_date_before_a_placeholder_is_of_the_year_of_its_figure(text, dates):
    """Of a target that of the target, of what was certified before the year before; the unsure is not said."""
    found = told(of_axis(text), "RAA514")
    assert [message.partition("«")[2].partition("»")[0] for message in found] == dates


def test_the_year_of_the_figure_is_said():
    """So that it is plain which of the two is to be changed."""
    (message,) = told(of_axis("Il target “N+3” al 2019 è pari a {P13}."), "RAA514")
    assert message == "La frase dice «al 2019», ma {P13} è il target del 2020."


def test_an_initiative_may_have_begun_in_another_year():
    """What it has paid at a date is of that date, though."""
    for words, fires in (("Nel 2018 per {Programmato}", 0), ("liquidati al 31.12.2018 {Pagato}", 1)):
        row = initiative(description=words, programmed=4_000_000, paid=4_000_000)
        assert len(told(report(axis(initiatives=(row,))), "RAA514")) == fires


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Approvata il 31/11/2019.", ["31/11/2019"]),
        ("Approvata il 31.6.2019 e il 29/2/2019.", ["31.6.2019", "29/2/2019"]),
        ("Approvata il 12.31.2019.", ["12.31.2019"]),
        ("Approvata il 31 Novembre 2019.", ["31 Novembre 2019"]),
        ("Approvata il 29/2/2020, il 31.12.2019 e il 1° giugno 2019.", []),
        ("Atto 1.31.11.2019, versione 31/11/2019.4, 31.11/2019.", []),
    ],
)
def test_a_date_is_one_of_the_calendar(text, dates):
    """In every text; what only looks like a date is left alone."""
    assert told(of_axis(text), "RAA515") == [f"La data «{date}» non esiste." for date in dates]
