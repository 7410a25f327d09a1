# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The contract of the workbook: names of sheets, columns and codes, to the letter. Other tools rely on them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raa_builder.model import AxisKind, IndicatorKind, InitiativeState, Rounding, TextSection, Unit
from raa_builder.workbook import layout

COLUMNS = {
    "Programma": "Codice · Voce · Valore · Nota",
    "Assi": "Asse · OT · Denominazione · Tipo · Ambito · Ambito vulnerabili · Responsabile",
    "Finanza": "Codice · Asse · Voce · Anno precedente · Anno · Variazione · Controllo · Nota",
    "Destinatari": "Codice · Asse · Voce · Anno precedente · Anno · Variazione · Controllo · Nota",
    "Iniziative": (
        "Codice · Asse · Stato · Titolo · Descrizione · N. progetti · Programmato · Impegnato · Pagato · Nota"
    ),
    "Indicatori": (
        "Codice · Asse · Tipo · Priorità · Denominazione · Unità · Anno precedente · Valore · Target · Anno target · "
        "Nota"
    ),
    "Testi": "Codice · Asse · Sezione · Posizione · Testo · Caratteri · Limite",
    "Deroghe": "Codice · Regola · Cella · Motivo · Responsabile · Data",
}
LINES = {
    "Programma": (
        "P01 Codice CCI · P02 Programma · P03 Denominazione estesa · P04 Ente · P05 Fondo · "
        "P06 Periodo di programmazione · P07 Anno di riferimento · P08 Data di riferimento · P09 Sito web · "
        "P10 Sezione del sito · P11 Importi in milioni · P12 Target N+3 anno di riferimento · "
        "P13 Target N+3 anno successivo · P14 Spesa certificata anno precedente · P15 Destinatari previsti · "
        "P16 Nome dell'articolazione · P17 Data di approvazione · P18 Contatto per l'accessibilità · "
        "P19 Scadenza di compilazione · P20 Recapiti"
    ),
    "Finanza": (
        "F1 Dotazione finanziaria · F2 Programmato · F3 Impegni · F4 Pagamenti ai beneficiari · F5 Spesa certificata"
    ),
    "Destinatari": (
        "D1 Maschi · D2 Femmine · D3 Non binario · D4 Persone con disabilità · D5 Migranti · "
        "D6 Altre persone svantaggiate · D7 Totale dichiarato"
    ),
}
LISTS = {
    ("Assi", "Tipo"): (AxisKind, "Tematico · Assistenza tecnica"),
    ("Iniziative", "Stato"): (
        InitiativeState, "Realizzata · In corso · Avviata nell'anno · Conclusa nell'anno · Programmata",
    ),
    ("Indicatori", "Tipo"): (IndicatorKind, "Quadro di efficacia · Spesa certificata · Risultato · Output"),
    ("Indicatori", "Unità"): (Unit, "Numero · Euro · Percentuale"),
    ("Testi", "Sezione"): (
        TextSection,
        ("Premessa · Sguardo d'insieme · Modifiche del programma · Strategia · Risorse · Destinatari · Iniziative · "
        "Indicatori · Note"),
    ),
}  # fmt: skip
SHEETS = {sheet.name: sheet for sheet in layout.SHEETS}


def test_the_sheets_have_their_names_and_columns_in_order():
    """Columns may be added at the right, never renamed or moved."""
    found = {sheet.name: " · ".join(column.header for column in sheet.columns) for sheet in layout.SHEETS}
    assert found == COLUMNS
    other = (layout.INSTRUCTIONS_NAME, layout.CONTROLS_NAME, layout.LISTS_NAME, layout.META_NAME)
    assert other == ("Istruzioni", "Controlli", "Elenchi", "_meta")


def test_the_rows_that_are_printed_beforehand_have_their_codes():
    """A code means the same row for ever."""
    found = {
        sheet.name: " · ".join(f"{line.number} {line.item}" for line in sheet.lines)
        for sheet in layout.SHEETS
        if sheet.lines
    }
    assert found == LINES


@pytest.mark.parametrize("place", LISTS, ids=" ".join)
def test_the_lists_hold_the_words_of_the_model(place):
    """What can be chosen is what the report knows, word by word."""
    sheet, header = place
    kind, words = LISTS[place]
    column = next(column for column in SHEETS[sheet].columns if column.header == header)
    assert " · ".join(column.choices) == words
    assert [member.value for member in kind] == words.split(" · ")


def test_texts_may_follow_the_list_of_any_state():
    """`Posizione` names a state of the initiatives."""
    assert layout.TEXTS.column("after").choices == layout.INITIATIVES.column("state").choices


def test_what_must_be_filled_in():
    """Every amount of an axis and the heads of the programme; participants may be unknown."""
    required = {name: [line.number for line in SHEETS[name].lines if line.required] for name in LINES}
    assert required["Programma"] == ["P01", "P02", "P03", "P04", "P05", "P06", "P07", "P08", "P09", "P11"]
    assert required["Finanza"] == ["F1", "F2", "F3", "F4", "F5"]
    assert required["Destinatari"] == []
    assert layout.PROGRAMME.line("P11").choices == tuple(rounding.value for rounding in Rounding)
    assert (layout.PROGRAMME.line("P15").default, layout.PROGRAMME.line("P16").default) == ("Sì", "Asse")


def test_codes_of_rows_that_people_add():
    """Label, letter and two digits; waivers have no label."""
    sheets = (layout.INITIATIVES, layout.INDICATORS, layout.TEXTS)
    assert [sheet.code("A.1", 3) for sheet in sheets] == ["A.1.N03", "A.1.K03", "A.1.T03"]
    assert layout.WAIVERS.code("", 1) == "D01"


def test_keys_are_unique_so_that_a_field_is_found_by_its_own():
    """Two columns or rows of one name in the code would overwrite each other in silence."""
    for sheet in layout.SHEETS:
        for keys in ([column.key for column in sheet.columns], [line.key for line in sheet.lines]):
            assert len(set(keys)) == len(keys)


# ── labels and codes ─────────────────────────────────────────────────────────


@pytest.mark.parametrize("label", ["I", "1", "A.1", "Priorità 2", "P1", "PP", "x" * 20, "Asse (nuovo)"])
def test_any_short_text_labels_an_axis(label):
    """Roman numerals, numbers, words."""
    assert layout.label_fault(label) == ""


@pytest.mark.parametrize(
    ("label", "fault"),
    [
        ("", "vuota"), ("  ", "vuota"), ("x" * 21, "più di 20"), ("P", "riservata"), (" p ", "riservata"),
        ("a\nb", "controllo"), ("a/b", "/"), ("a\\b", "\\"), ("a:b", ":"), ("a,b", ","), ("a*b", "*"),
    ],
)  # fmt: skip
def test_what_cannot_label_an_axis_is_said(label, fault):
    """The message names what is wrong, so that it can be mended."""
    assert fault in layout.label_fault(label)


@given(st.text(alphabet="AI1. à", min_size=1, max_size=20), st.sampled_from(["F1", "D7", "N03", "K12", "T01"]))
def test_a_code_splits_at_its_last_dot(label, number):
    """A label may hold dots, the row's part never does."""
    assert layout.split_code(f"{label}.{number}") == (label, number)


def test_a_code_without_a_dot_has_no_label():
    """`P01` is a row of the programme."""
    assert layout.split_code("P01") == ("", "P01")


@pytest.mark.parametrize(
    ("noun", "label", "name"),
    [
        ("Asse", "I", "Asse\u00a0I"),
        ("Asse", "Asse I", "Asse I"),
        ("Priorità", "PRIORITA' 2", "PRIORITA' 2"),
        ("Misura", "1.1", "Misura\u00a01.1"),
    ],
)
def test_a_label_that_begins_with_the_noun_does_not_repeat_it(noun, label, name):
    """No «Priorità Priorità 2», however it is typed."""
    assert layout.designation(noun, label) == name


@given(st.text(max_size=30))
def test_a_text_is_compared_without_case_accents_and_stops(text):
    """To bring a text to the form in which it is compared changes nothing the second time."""
    bare = layout.normalised(text)
    assert layout.normalised(bare) == bare
    assert layout.normalised("  N. Progetti\n") == "n progetti"
    assert layout.normalised("Priorità") == layout.normalised("PRIORITA'")


@pytest.mark.parametrize(
    ("section", "label", "limit"),
    [
        (TextSection.OVERVIEW, "I", 3500), (TextSection.STRATEGY, "I", 1750),
        (TextSection.OVERVIEW, "P", 7000), (TextSection.NOTES, "P", 7000),
    ],
)  # fmt: skip
def test_texts_have_a_limit(section, label, limit):
    """An overview may be longer than the rest, the programme's texts longer still."""
    assert layout.text_limit(section.value, label) == limit
