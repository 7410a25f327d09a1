# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the slips of the pen: each is found, told with its remedy, and what is right is left alone."""

from __future__ import annotations

import pytest
from reports import axis, initiative, narrative, report

from raa_builder.findings import Severity
from raa_builder.model import TextSection
from raa_builder.prose import check

NOTES = TextSection.NOTES


def found(*texts: str, **changes: str) -> list[tuple[str, str]]:
    """Code and message of each finding on texts of Asse IV, but for numbers that nobody can check."""
    rows = tuple(narrative(NOTES, text, code=f"IV.T{number:02}") for number, text in enumerate(texts, 1))
    findings = check(report(axis("I"), axis("II"), axis("III"), axis("IV", texts=rows), **changes))
    return [(finding.code, finding.message) for finding in findings if finding.code != "RAA403"]


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("Con 227.1 Mln€ di target.", "RAA404", "«227.1 Mln€» → «227,1 Mln€»"),
        ("Con 4,9 Mln€€ di risorse.", "RAA404", "«4,9 Mln€€» → «4,9 Mln€»"),
        ("Risorse pari a1,9 Mln€ in tutto.", "RAA404", "«a1,9 Mln€» → «a 1,9 Mln€»"),
        ("In tutto 1,234,567.89 € di spese.", "RAA404", "«1,234,567.89 €» → «1.234.567,89 €»"),
        ("Una quota del 57.3% di spese.", "RAA404", "«57.3%» → «57,3%»"),
        ("In tutto 4,9 € € di spese.", "RAA404", "«4,9 € €» → «4,9 €»"),
        ("In tutto € 4,9 Mln€ di spese.", "RAA404", "«€ 4,9 Mln€» → «4,9 Mln€»"),
        ("In tutto 12.34.567 euro di spese.", "RAA404", "«12.34.567 euro»"),
        ("Una quota dell’80 % di spese.", "RAA405", "«80 %» → «80%»"),
        ("Circa 100 Mln € di spese.", "RAA405", "«100 Mln €» → «100 Mln€»"),
        ("Circa 100 mln di euro di spese.", "RAA405", "«100 mln di euro» → «100 Mln€»"),
        ("Circa 880 Mila€ di spese.", "RAA405", "«880 Mila€» → «880 mila€»"),
        ("Dal 31.12.2019, o dal 31/12/2019, cambia.", "RAA405", "«31/12/2019» → «31.12.2019»"),
        ("La strategia dell’Asse 4 cambia.", "RAA406", "«Asse 4» → «Asse IV»"),
        ("La strategia dell’asse 4 cambia.", "RAA406", "«asse 4» → «asse IV»"),
        ("Le strategie degli Assi 1 e 4.", "RAA406", "«Assi 1 e 4» → «Assi I e IV»"),
        ("La strategia dell’ASSE 4 cambia.", "RAA406", "«ASSE 4» → «ASSE IV»"),
        ("La strategia dell’asse iv cambia.", "RAA406", "«asse iv» → «asse IV»"),
        ('Il progetto “Lombardia Europa" è concluso.', "RAA408", '«Il progetto “Lombardia Europa" è»'),
        ("Il progetto «Lombardia “Europa» è concluso.", "RAA408", "“Europa"),
        ("Il progetto “Lombardia Europa è concluso.", "RAA408", "“Lombardia Europa"),
        ("Il progetto (di cui sopra è concluso.", "RAA408", "(di cui sopra"),
        ("Il progetto di cui sopra) è concluso.", "RAA408", "sopra)"),
        ("Il progetto {Impegni e basta.", "RAA408", "{Impegni"),
        ("Il progetto Impegni} {{ e basta.", "RAA408", "Impegni}"),
        ('Sollievo a situazioni di fragilità economica."', "RAA408", 'economica."'),
        ("Il progetto «(di cui sopra» è concluso.", "RAA408", "(di cui"),
        ("Il progetto  è concluso.", "RAA409", "«progetto  è» → «progetto è»"),
        ("Il progetto , concluso, resta.", "RAA409", "«progetto ,» → «progetto,»"),
        ("Il progetto è concluso,, e resta.", "RAA409", "«concluso,,» → «concluso,»"),
        ("Il progetto è concluso,: resta.", "RAA409", "«concluso,:» → «concluso:»"),
        ("Il progetto è concluso.. Resta.", "RAA409", "«concluso..» → «concluso.»"),
        ("La strategia punta sull’'investimento.", "RAA409", "sull’'investimento."),
        ("Il progetto ( concluso) resta.", "RAA409", "«( concluso)» → «(concluso)»"),
        ("Il progetto è in corso a a Milano.", "RAA409", "«a a» → «a»"),
        ("Finanziati 32 32 progetti.", "RAA409", "«32 32» → «32»"),
        ("La strategia di di investimento.", "RAA409", "«di di» → «di»"),
    ],
)
def test_a_slip_is_found_and_told(text, code, told):
    """As what was typed and what to type."""
    ((own, message),) = set(found(text))
    assert own == code
    assert told in message


@pytest.mark.parametrize(
    "text",
    [
        "La strategia dell’Asse IV, degli Assi I e III e dell’asse II.",
        "Il 57%, l’86,5%, 5 Mln€, 880 mila€, 1.234,56 € e 38 progetti.",
        "Il 5\u00a0Mln€ con lo spazio che non va a capo.",
        "Dal 31.12.2019 e dal 31 dicembre 2019.",
        "Dal 31/12/2018, una data scritta in un modo solo.",
        "Un elenco: 1) il primo; 2) il secondo (con a) e b)).",
        '“Progetto (A)” e «Progetto “B”» e "Progetto C".',
        "E così via... via via, così così, man mano.",
        "- un punto\n- un altro punto.\n\n  Rientrato.",
        "Il decreto n. 3017/2015, art. 5, c. 2.",
        "Il valore {Impegni} , no: {{graffe}}.".replace(" ,", ","),
        "Industria 4.0 e la fase 2.1.",
        "L’Asse 7 di un altro programma.",
        "L’Asse 4 del PON Inclusione, e il bando «Asse 4 – Accoglienza» di altri.",
        "Il progetto «Voglia d’estate» (n. 3).",
        "Il sito è http://www.regione.it/a(b)c, s.r.l., ecc., e così via.",
        'Uno schermo da 24" per ogni aula.',
        "L’aliquota del 5 per mille, dagli anni ’90, un po’ di tutto.",
        "Gli assi vi contribuiscono, e gli assi i cui fondi restano.",
        "Le lettere a) e b), il punto ii) e la nota (1).",
    ],
)
def test_what_is_right_is_left_alone(text):
    """Good Italian typography has no finding."""
    assert found(text) == []


def test_no_slip_is_an_error():
    """None keeps a summary from being built."""
    text = "Il “progetto  dell’Asse 4 ha 227.1 Mln€, l’80 % , con con 100 Mln €."
    findings = check(report(axis("IV", texts=(narrative(NOTES, text),))))
    assert {finding.code for finding in findings} >= {"RAA404", "RAA405", "RAA406", "RAA408", "RAA409"}
    assert all(finding.severity is not Severity.ERROR for finding in findings)


LONG = "È stato avviato il finanziamento di percorsi innovativi in risposta alle difficoltà di molte famiglie lombarde"


def test_a_sentence_typed_twice_is_found_once_with_its_first_cell():
    """In another cell or in the same one; short ones and different ones may return."""
    assert [code for code, _ in found(f"{LONG}.", f"Prima. {LONG}. Poi.")] == ["RAA407"]
    assert "in Testi!E4" in found(f"{LONG}.", f"{LONG}.")[0][1]
    assert "in questa stessa cella" in found(f"{LONG}. {LONG}.")[0][1]
    assert found("Breve frase.", "Breve frase.", f"{LONG}.", f"{LONG} e bergamasche.") == []


def test_titles_and_descriptions_are_read_too():
    """Each with the cell in which it was typed."""
    row = initiative("Nidi  gratis", "(con 4,9 Mln€€", code="IV.N01")
    findings = check(report(axis("IV", initiatives=(row,))))
    assert {finding.code for finding in findings} >= {"RAA404", "RAA408", "RAA409"}
    assert {finding.cell.sheet for finding in findings} == {"Iniziative"}


def test_an_axis_may_be_called_as_its_programme_calls_it():
    """`Priorità 2` of labels in Roman figures; nothing where labels are words."""
    assert [code for code, _ in found("La Priorità 4 cambia.", axis_noun="Priorità")] == ["RAA406"]
    one = axis("Verde", texts=(narrative(NOTES, "L’Asse 4 cambia."),))
    assert check(report(one)) == ()
