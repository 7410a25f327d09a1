# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of what texts say of targets: a target called reached is reached, and a right sentence is left alone."""

from __future__ import annotations

import pytest
from reports import axis, indicator, narrative, report

from raa_builder.checks import check
from raa_builder.model import IndicatorKind, Report, TextSection


def claimed(whole: Report) -> list[str]:
    """The cells of the texts that claim too much."""
    return [str(finding.cell) for finding in check(whole) if finding.code == "RAA310"]


SHORT = indicator("Disoccupati", value=10, target=20, target_year=2023)
REACHED = indicator("Imprese", value=20, target=20, target_year=2023, code="I.K02")


@pytest.mark.parametrize(
    ("text", "rows", "fires"),
    [
        ("I target risultano così conseguiti.", (SHORT, REACHED), True),
        ("I target risultano così conseguiti.", (REACHED,), False),
        ("Tutti i target al 2023 sono stati raggiunti.", (SHORT, REACHED), True),
        ("Tutti i target al 2018 sono stati raggiunti.", (SHORT, REACHED), False),
        ("Il target dell’indicatore Disoccupati è stato superato.", (SHORT, REACHED), True),
        ("Il target dell’indicatore Imprese è stato superato.", (SHORT, REACHED), False),
        ("Il target è stato superato.", (SHORT, REACHED), False),
        ("Il target è stato superato.", (SHORT,), True),
        ("I target non sono ancora conseguiti.", (SHORT,), False),
        ("Il target sarà raggiunto nel 2023.", (SHORT,), False),
        ("Superato il target N+3.", (SHORT,), False),
        ("I destinatari raggiunti sono 10. Il target è 20.", (SHORT,), False),
        ("I target risultano conseguiti.", (indicator(value=None, target=20, kind=IndicatorKind.CERTIFIED),), False),
        ("Il target di I.K01 è stato conseguito.", (SHORT, REACHED), True),
        ("I target dell’Asse 1 al 31 dicembre sono stati conseguiti.", (SHORT, REACHED), True),
        ("Il target di I.K02 è stato conseguito.", (SHORT, REACHED), False),
        ("L’indicatore Disoccupati supera il valore target.", (SHORT, REACHED), True),
        ("Gli indicatori hanno raggiunto i target previsti.", (SHORT, REACHED), True),
        ("Tutti i target, a fine 2023, risultano pienamente conseguiti.", (SHORT, REACHED), True),
        ("I Disoccupati raggiunti sono 10 a fronte di un target di 20.", (SHORT, REACHED), False),
        ("Per i Disoccupati è stato raggiunto il 50% del target.", (SHORT, REACHED), False),
        ("Superata la metà del target dei Disoccupati.", (SHORT, REACHED), False),
        ("Ha raggiunto un valore inferiore al target.", (SHORT,), False),
        ("Alcuni dei target risultano conseguiti.", (SHORT, REACHED), False),
        ("Uno dei due target è stato conseguito.", (SHORT, REACHED), False),
        ("Con i bandi avviati, il target delle Imprese è stato superato.", (SHORT, REACHED), False),
        ("Il target degli operatori è stato superato, con gli interventi avviati.", (SHORT, REACHED), False),
    ],
)  # fmt: skip
def test_a_target_called_reached_is_reached(text, rows, fires):
    """A sentence speaks of the indicator that it names, of all, or of the only one; what is not certain is not said."""
    whole = report(axis(indicators=rows, texts=(narrative(TextSection.INDICATORS, text),)))
    assert claimed(whole) == (["Testi!E4"] if fires else [])


LONG = indicator(
    "Titolari di un diploma di istruzione primaria o secondaria inferiore, non occupati entro il 2015",
    value=41_134, target=63_868, target_year=2023, code="I.K03",
)  # fmt: skip
FAR = "ha seguito le iniziative che l’Asse ha avviato nel corso degli anni per la formazione e l’istruzione"


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        (f"Il target relativo ai {LONG.name.text.lower()} risulta pienamente conseguito.", True),
        (f"Il target di “{LONG.name}” risulta conseguito.", True),
        (f"Il target di “{LONG.name}” non risulta conseguito.", False),
        (f"Il target relativo a chi {FAR} risulta pienamente conseguito.", False),
        (f"I target fissati per chi {FAR} risultano conseguiti.", True),
        ("I target sono ambiziosi, mentre le famiglie sono state tutte raggiunte.", False),
    ],
)  # fmt: skip
def test_a_claim_is_as_long_as_its_sentence(text, fires):
    """The name of an indicator doesn't count, nor what it says of years and of what is not."""
    whole = report(axis(indicators=(LONG, REACHED), texts=(narrative(TextSection.INDICATORS, text),)))
    assert claimed(whole) == (["Testi!E4"] if fires else [])


@pytest.mark.parametrize("marker", ["salvo", "tranne", "eccetto", "fuorché", "a parte", "ad eccezione di", "escluso"])
@pytest.mark.parametrize(
    ("excepted", "fires"), [("quello sui disoccupati (10 su 20)", False), ("quello sulle imprese", True)]
)
def test_the_target_that_is_excepted_is_not_claimed(marker, excepted, fires):
    """Wherever the exception stands; one of another target helps nothing."""
    for text in (
        f"Tutti i target sono stati conseguiti, {marker} {excepted}.",
        f"Tutti i target, {marker} {excepted}, sono stati conseguiti.",
        f"{marker.capitalize()} {excepted}, tutti i target sono stati conseguiti.",
    ):
        whole = report(axis(indicators=(SHORT, REACHED), texts=(narrative(TextSection.INDICATORS, text),)))
        assert claimed(whole) == (["Testi!E4"] if fires else []), text


def test_who_excepts_a_target_does_not_speak_of_expenditure():
    """Its target is the whole allocation; without an exception, or where it is named, it is one of all."""
    spent = indicator("Spesa certificata", 40, 100, IndicatorKind.CERTIFIED, target_year=2023, code="I.K03")
    for text, fires in (
        ("Tutti i target sono stati conseguiti, salvo quello sui disoccupati.", False),
        ("Il target della spesa certificata è stato conseguito, salvo quello sui disoccupati.", True),
        ("Tutti i target sono stati conseguiti.", True),
    ):
        rows = (SHORT, REACHED, spent) if "salvo" in text else (REACHED, spent)
        whole = report(axis(indicators=rows, texts=(narrative(TextSection.INDICATORS, text),)))
        assert claimed(whole) == (["Testi!E4"] if fires else []), text


def test_an_exception_is_understood_or_nothing_is_said():
    """One that names no indicator may mean any; `senza eccezioni` is none."""
    for text, fires in (
        ("Tutti i target sono stati conseguiti, salvo quello sugli adulti.", False),
        ("Tutti i target, senza eccezioni, sono stati conseguiti.", True),
    ):
        whole = report(axis(indicators=(SHORT, REACHED), texts=(narrative(TextSection.INDICATORS, text),)))
        assert claimed(whole) == (["Testi!E4"] if fires else []), text


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("I target risultano conseguiti.", True),
        ("I target risultano conseguiti in tutti gli assi.", True),
        ("I target dell’Asse\u00a0I risultano conseguiti.", True),
        ("I target dell’Asse II risultano conseguiti.", False),
    ],
)
def test_a_text_of_the_programme_speaks_of_the_axes_that_it_names(text, fires):
    """Of all of them where it names none; Asse I is not Asse II."""
    axes = (axis("I", indicators=(SHORT,)), axis("II", indicators=(REACHED,)))
    assert claimed(report(*axes, texts=(narrative(TextSection.NOTES, text),))) == (["Testi!E4"] if fires else [])


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "I.K01: 10 su 20 (Indicatori!E4)."),
        (5, "; I.K04: 10 su 20 (Indicatori!E4); I.K05: 10 su 20 (Indicatori!E4)."),
        (7, "; I.K04: 10 su 20 (Indicatori!E4); e altri 3."),
    ],
)
def test_the_indicators_that_fall_short_are_named_with_their_figures(count, told):
    """Of many the first four; a single one more takes no more room than its count would."""
    rows = tuple(indicator(f"Persone {n}", value=10, target=20, code=f"I.K{n:02}") for n in range(1, count + 1))
    texts = (narrative(TextSection.INDICATORS, "I target risultano conseguiti."),)
    (finding,) = [one for one in check(report(axis(indicators=rows, texts=texts))) if one.code == "RAA310"]
    assert finding.message.endswith(told)


@pytest.mark.parametrize("more", [49, 50])
def test_a_long_sentence_is_cut_in_the_message(more):
    """To eighty characters, the last of which says so."""
    sentence = f"I target risultano conseguiti {'a' * more}."
    texts = (narrative(TextSection.INDICATORS, sentence),)
    (finding,) = [one for one in check(report(axis(indicators=(SHORT,), texts=texts))) if one.code == "RAA310"]
    quoted = finding.message.partition("«")[2].partition("»")[0]
    assert len(quoted) == 80
    assert quoted.endswith("…") is (len(sentence) > 80)


@pytest.mark.parametrize("frame", ["quadro di efficacia", "quadro di riferimento dell’efficacia dell’attuazione"])
def test_the_framework_of_performance_has_no_results(frame):
    """What is said of its targets is said of its indicators, and of the expenditure certified."""
    result = indicator("Partecipanti occupati", value=10, target=20, kind=IndicatorKind.RESULT, code="I.K03")
    text = narrative(TextSection.INDICATORS, f"I target del {frame} sono stati conseguiti.")
    assert claimed(report(axis(indicators=(REACHED, result), texts=(text,)))) == []
    (found,) = (one for one in check(report(axis(indicators=(SHORT, result), texts=(text,)))) if one.code == "RAA310")
    assert "I.K01" in found.message
    assert "I.K03" not in found.message
