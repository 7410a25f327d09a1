# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the years of targets in typed texts. In the 2019 edition every target is of 2023."""

from __future__ import annotations

import pytest
from test_prose_dates import edition, with_text

from raa_builder import prose
from raa_builder.findings import Severity
from raa_builder.model import TextSection

WRONG = (
    ("I", "• 168.289 “Disoccupati” (target finale 2022 = 232.977);"),
    ("I", "Il target dei disoccupati al 2020 è pari a 232.977."),
    ("I", "I disoccupati sono 168.289; il target 2024 è di 232.977."),
    ("I", "I disoccupati sono 168.289, su un target di 232.977 (target 2024)."),
    ("II", "Il target al 2022 per i partecipanti con disabilità è di 5.500."),
    ("II", "Il target dei nuclei famigliari con figli al 2024 è 33.364."),
    ("II", "I 51.050 nuclei superano il target del 2025, pari a 33.364."),
    ("II", "• spesa certificata pari a 88,4 Mln€ (target 2022 = 227,1 Mln€)."),
    ("II", "33.364 è il target del 2024."),
    ("II", "Il valore atteso al 31.12.2024 è pari a 33.364 nuclei famigliari con figli."),
    ("I", "Il valore obiettivo 2025 dei disoccupati, pari a 232.977, è lontano."),
    ("II", "Altre persone svantaggiate: 16.160 su un target di 30.675 al 2024."),
    ("IV", "Le pubbliche amministrazioni coinvolte sono 915 (target al 2024: 895)."),
    ("II", "Per i nuclei il valore obiettivo fissato per il 2024 è 33.364."),
)
RIGHT = (
    ("I", "• 168.289 “Disoccupati” (target finale 2023 = 232.977);"),
    ("I", "Il target dei disoccupati al 31.12.2023 è pari a 232.977."),
    ("I", "Il target dei disoccupati, fissato nel 2014, è pari a 232.977."),
    ("I", "Il target fissato nel 2014 è pari a 232.977."),
    ("I", "Nel 2018 è stato rivisto il target, ora pari a 232.977."),
    ("I", "Il target intermedio al 2018 era di 93.191 disoccupati."),
    ("I", "Il target del 2018 (93.191 disoccupati) era già stato superato a fine 2017."),
    ("II", "Il target di 5.500 persone al 31.12.2018 era stato superato."),
    ("II", "Nel 2019 è stato superato il target di 5.500 partecipanti con disabilità."),
    ("II", "Il target al 2023, approvato nel 2018, è di 33.364 nuclei."),
    ("II", "A fine 2019 i nuclei sono 51.050, contro un target di 33.364 al 2023."),
    ("II", "Superato il target di 5.500 persone al 31.12.2018."),
    ("II", "Nel 2018 il target di 33.364 nuclei è stato superato."),
    ("II", "Il target 2018 e il target 2023 sono stati superati: 33.364 nuclei."),
)


def of_targets(label: str, text: str):
    """What is found on the years of targets in a text on indicators."""
    whole = with_text(edition(), text, label, TextSection.INDICATORS)
    return [one for one in prose.check(whole) if "Anno target" in one.message]


@pytest.mark.parametrize(("label", "text"), WRONG)
def test_a_target_is_of_the_year_of_its_row(label: str, text: str):
    """Whether the year stands before the number or after it; it is doubted, with row and column of the year."""
    (finding,) = of_targets(label, text)
    assert (finding.code, finding.severity) == ("RAA517", Severity.WARNING)
    assert "(Indicatori!I" in finding.message
    assert "2023" in finding.remedy


@pytest.mark.parametrize(("label", "text"), RIGHT)
def test_other_years_in_the_sentence_are_left_alone(label: str, text: str):
    """When a target was set or reached, milestones, and its own year."""
    assert of_targets(label, text) == []


def test_in_a_text_of_the_programme_the_number_says_which_target_is_meant():
    """One of many digits is that of one axis."""
    whole = with_text(edition(), "Per i disoccupati dell’Asse I il target al 2022 è 232.977.", None)
    (finding,) = (one for one in prose.check(whole) if "Anno target" in one.message)
    assert "I.K01" in finding.message
