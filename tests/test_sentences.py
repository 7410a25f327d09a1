# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the shipped template: its sentences agree with what the report holds, whatever that is."""

from __future__ import annotations

import re
from datetime import date

import pytest
from reports import (
    MILLION,
    assistance,
    axis,
    composed,
    finance,
    indicator,
    initiative,
    lines,
    narrative,
    people,
    prose,
    report,
)

from raa_builder.document import BulletList, Callout, Chart, Contents, Cover, Data, Table, walk
from raa_builder.model import IndicatorKind, InitiativeState, Participants, PriorityAxis, Rounding, TextSection, Unit

STATES = InitiativeState


def paragraph(text: str, start: str) -> str:
    """The paragraph that begins so."""
    return next(line for line in text.split("\n") if line.startswith(start))


# ── axes ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("axes", "noun", "made_of", "chapter"),
    [
        ([axis()], "Asse", "articolata in un Asse prioritario:", "L’attuazione dell’Asse prioritario"),
        (
            [axis("I"), assistance()],
            "Asse",
            "articolata in un Asse prioritario, oltre ad un Asse di “Assistenza tecnica”:",
            "L’attuazione degli Assi prioritari",
        ),
        (
            [axis("I"), axis("II"), assistance("V"), assistance("VI")],
            "Asse",
            "articolata in due Assi prioritari, oltre a due Assi di “Assistenza tecnica”:",
            "L’attuazione degli Assi prioritari",
        ),
        ([axis("I"), axis("II")], "Asse", "articolata in due Assi prioritari:", "L’attuazione degli Assi prioritari"),
        (
            [assistance()],
            "Asse",
            "articolata in un Asse di “Assistenza tecnica”:",
            "L’attuazione dell’Asse prioritario",
        ),
        (
            [assistance("V"), assistance("VI")],
            "Asse",
            "articolata in due Assi di “Assistenza tecnica”:",
            "L’attuazione degli Assi prioritari",
        ),
        (
            [axis("1"), assistance("2")],
            "Priorità",
            "articolata in una Priorità, oltre ad una Priorità di “Assistenza tecnica”:",
            "L’attuazione delle Priorità",
        ),
        (
            [axis("1"), axis("2"), axis("3")],
            "Area tematica",
            "articolata in tre Aree tematiche:",
            "L’attuazione delle Aree tematiche",
        ),
    ],
)
def test_what_the_programme_is_made_of(axes: list[PriorityAxis], noun: str, made_of: str, chapter: str):
    """One axis or several, with technical assistance or nothing but it, under any name."""
    text = prose(report(*axes, axis_noun=noun))
    assert made_of in text
    assert chapter in text.split("\n")


def test_thirty_axes_are_counted_in_digits():
    """From twenty-one on, letters would be hard to read."""
    text = prose(report(*(axis(str(number)) for number in range(1, 31))))
    assert "articolata in 30 Assi prioritari:" in text
    assert text.count("Per le iniziative dell’Asse ") == 30


def test_the_chapter_of_technical_assistance_speaks_of_assignments():
    """Not of initiatives for participants."""
    text = prose(report(assistance(finance=finance(100 * MILLION, 80 * MILLION, 60 * MILLION, 0, 0))))
    assert "Sono stati attivati incarichi per un impegno complessivo pari a 60 Mln€." in text
    assert "destinatari" not in text
    assert not any(
        isinstance(block, Chart) and block.id == "fig-destinatari"
        for block in walk(composed(report(assistance())).blocks)
    )


# ── money ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("target", "following", "sentence"),
    [
        (
            30,
            35,
            (
                "Tali valori hanno consentito il superamento dei target di spesa “N+3” al 2019, pari a 30 Mln€, e al "
                "2020, pari a 35 Mln€."
            ),
        ),
        (
            30,
            50,
            (
                "Tali valori hanno consentito il superamento del target di spesa “N+3” al 2019, pari a 30 Mln€; "
                "quello al 2020 è pari a 50 Mln€."
            ),
        ),
        (30, None, "Tali valori hanno consentito il superamento del target di spesa “N+3” al 2019, pari a 30 Mln€."),
        (50, 60, "Il target di spesa “N+3” al 2019 è pari a 50 Mln€; quello al 2020 è pari a 60 Mln€."),
        (50, None, "Il target di spesa “N+3” al 2019 è pari a 50 Mln€."),
        (40, None, "Il target di spesa “N+3” al 2019 è pari a 40 Mln€."),
    ],
)
def test_the_targets_of_expenditure_are_exceeded_or_stated(target: int, following: int | None, sentence: str):
    """40 millions are certified: what is above a target is said to exceed it, nothing is said of falling short."""
    text = prose(report(n3_target=target * MILLION, n3_target_next=following and following * MILLION))
    assert paragraph(text, "Al 31 dicembre 2019").endswith(f" è pari a 40 Mln€. {sentence}")


def test_without_targets_nothing_is_said_of_them():
    """Nor of last year's expenditure where nobody typed it."""
    assert paragraph(prose(report()), "Al 31 dicembre").endswith("è pari a 40 Mln€.")


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (10, "è pari a 40 Mln€, con un incremento di 30 Mln€ rispetto al 2018."),
        (50, "è pari a 40 Mln€, con una riduzione di 10 Mln€ rispetto al 2018."),
        (40, "è pari a 40 Mln€."),
    ],
)
def test_certified_expenditure_is_compared_with_the_year_before(before: int, words: str):
    """More, less, or the same."""
    assert paragraph(prose(report(certified_previous=before * MILLION)), "Al 31 dicembre").endswith(words)


@pytest.mark.parametrize(
    ("amounts", "sentence"),
    [
        ((100, 80, 60, 50), "sono state attivate risorse per 80 Mln€, di cui impegnati 60 Mln€ e liquidati 50 Mln€."),
        ((100, 80, 60, 0), "sono state attivate risorse per 80 Mln€, di cui impegnati 60 Mln€."),
        ((100, 80, 0, 0), "sono state attivate risorse per 80 Mln€."),
    ],
)
def test_an_axis_that_has_not_paid_yet_does_not_speak_of_payments(amounts: tuple[int, ...], sentence: str):
    """A new axis has programmed, perhaps committed, and no more."""
    whole = report(axis(finance=finance(*(amount * MILLION for amount in amounts), 0)))
    assert f"Per le iniziative dell’Asse I {sentence}" in prose(whole)


def test_the_note_says_how_millions_are_brought_to_one_decimal():
    """And they are."""
    amounts = finance(99_960_000, 80 * MILLION, 60 * MILLION, 50 * MILLION, 40 * MILLION)
    printed = {rounding: prose(report(axis(finance=amounts), rounding=rounding)) for rounding in Rounding}
    assert "sono troncati alla prima cifra" in printed[Rounding.TRUNCATED]
    assert "della dotazione di 99,9 Mln€" in printed[Rounding.TRUNCATED]
    assert "sono arrotondati alla prima cifra" in printed[Rounding.HALF_UP]
    assert "della dotazione di 100 Mln€" in printed[Rounding.HALF_UP]


def test_the_total_row_of_the_table_is_the_sum_with_its_own_percentages():
    """Each percentage is of the step before, also in the total; a share of nothing is a dash."""
    whole = report(axis("I"), axis("II", finance=finance(100 * MILLION, 40 * MILLION, 0, 0, 0)))
    found = lines(composed(whole))
    assert (
        "Totale | 200.000.000,00 € | 120.000.000,00 € | 60% | 60.000.000,00 € | 50% | 50.000.000,00 € | 83% | "
        "40.000.000,00 € | 80%"
    ) in found
    assert "II | 100.000.000,00 € | 40.000.000,00 € | 40% | 0,00 € | 0% | 0,00 € | – | 0,00 € | –" in found


def test_every_figure_of_the_tables_can_be_traced():
    """Each printed number of a complete report carries the cells that it came from."""
    tables = [block for block in walk(composed(report(axis("I"), axis("II"))).blocks) if isinstance(block, Table)]
    cells = [cell for table in tables for row in table.rows for cell in row]
    printed = [cell.content[0] for cell in cells if cell.is_number]
    assert len(printed) > 20
    assert all(isinstance(data, Data) and data.figure is not None and data.figure.cells for data in printed)


# ── participants ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("counted", "overall", "of_the_axis"),
    [
        (
            people(59, 41),
            (
                "Hanno beneficiato degli interventi 100 persone, di cui il 59% maschi (M) e il 41% femmine (F). Tutti "
                "i destinatari hanno partecipato a misure di politica attiva."
            ),
            "Il numero dei destinatari raggiunti è pari a 100, di cui il 59% M (59) e il 41% F (41).",
        ),
        (
            people(0, 400),
            (
                "Hanno beneficiato degli interventi 400 persone, di cui il 100% femmine (F). Tutti i destinatari hanno "
                "partecipato a misure di politica attiva."
            ),
            "Il numero dei destinatari raggiunti è pari a 400, di cui il 100% F (400).",
        ),
        (
            people(80, 11, 9),
            "100 persone, di cui l’80% maschi (M), l’11% femmine (F) e il 9% persone non binarie (NB).",
            "Il numero dei destinatari raggiunti è pari a 100, di cui l’80% M (80), l’11% F (11) e il 9% NB (9).",
        ),
        (people(1, 0), "Ha beneficiato degli interventi una persona.", "È stato raggiunto un destinatario."),
    ],
)
def test_participants_by_sex(counted: Participants, overall: str, of_the_axis: str):
    """A sex of which there is nobody is not named, and one person is not several."""
    text = prose(report(axis(participants=counted)))
    assert overall in text
    assert of_the_axis in text.split("\n")


def test_one_participant_is_spoken_of_in_the_singular():
    """Also where the person is vulnerable."""
    text = prose(report(axis(participants=people(0, 1, None, 0, 1, 0))))
    assert paragraph(text, "Ha beneficiato") == (
        "Ha beneficiato degli interventi una persona. Ha avuto accesso alle iniziative 1 persona (100%) in condizione "
        "di particolare vulnerabilità all’esclusione e alla discriminazione (migranti 100%), supportata "
        "nell’inserimento lavorativo."
    )


@pytest.mark.parametrize("counted", [people(0, 0), people(5, None), people(None, None), None])
def test_without_known_participants_nothing_is_said_of_them(counted: Participants | None):
    """Neither sentence nor chart, whether there are none, their number is unknown, or the fund counts none."""
    document = composed(report(axis(participants=counted)))
    text = "\n".join(lines(document))
    assert "beneficiato" not in text
    assert "destinatari" not in text.lower()
    assert "n.d." not in text
    assert [block.id for block in walk(document.blocks) if isinstance(block, Chart)] == ["fig-avanzamento"]


WORK, SCHOOL, CARE = "lavoro", "istruzione", "cura"
HALF = people(50, 50)


@pytest.mark.parametrize(
    ("axes", "sentence"),
    [
        (
            [(WORK, people(60, 60)), (SCHOOL, people(40, 40))],
            (
                "Più della metà dei destinatari è stata coinvolta in lavoro (120, pari al 60% del totale, di cui il "
                "50% M e il 50% F), mentre i restanti hanno partecipato ad istruzione (80, pari al 40% del totale, di "
                "cui il 50% M e il 50% F)."
            ),
        ),
        (
            [(WORK, HALF), (SCHOOL, HALF)],
            (
                "I destinatari hanno partecipato a lavoro (100, pari al 50% del totale, di cui il 50% M e il 50% F) e "
                "ad istruzione (100, pari al 50% del totale, di cui il 50% M e il 50% F)."
            ),
        ),
        (
            [(WORK, HALF), (SCHOOL, HALF), (CARE, people(0, 25))],
            (
                "I destinatari hanno partecipato a lavoro (100, pari al 44% del totale, di cui il 50% M e il 50% F), "
                "ad istruzione (100, pari al 44% del totale, di cui il 50% M e il 50% F) e a cura (25, pari all’11% "
                "del totale, di cui il 100% F)."
            ),
        ),
        (
            [(WORK, people(150, 0)), (SCHOOL, people(40, 0)), (None, people(10, 0))],
            (
                "Più della metà dei destinatari è stata coinvolta in lavoro (150, pari al 75% del totale, di cui il "
                "100% M), mentre altri hanno partecipato ad istruzione (40, pari al 20% del totale, di cui il 100% M)."
            ),
        ),
        (
            [(WORK, people(8, 0)), (None, people(92, 0))],
            "Una parte dei destinatari ha partecipato a lavoro (8, pari all’8% del totale, di cui il 100% M).",
        ),
        (
            [(WORK, people(81, 0)), (None, people(19, 0))],
            (
                "Più della metà dei destinatari è stata coinvolta in lavoro (81, pari all’81% del totale, di cui il "
                "100% M)."
            ),
        ),
        ([(WORK, HALF), (WORK, HALF)], "Tutti i destinatari hanno partecipato a lavoro."),
        ([(None, HALF), (None, HALF)], ""),
    ],
)
def test_participants_by_what_they_took_part_in(axes: list[tuple[str | None, Participants]], sentence: str):
    """More than half, exactly half, less; one scope, several, or none for some of the axes."""
    parts = (axis(str(n), scope=scope, participants=counted) for n, (scope, counted) in enumerate(axes))
    _, rest = re.split(r" \([MF]\)\.", paragraph(prose(report(*parts)), "Hanno beneficiato"), maxsplit=1)
    assert rest.strip() == sentence


@pytest.mark.parametrize(
    ("groups", "overall", "of_the_axis"),
    [
        (
            (30, 80, 60),
            (
                "Hanno avuto accesso alle iniziative 170 persone (17%) in condizione di particolare vulnerabilità "
                "all’esclusione e alla discriminazione (persone con disabilità 3%, migranti 8%, altre persone "
                "svantaggiate 6%), supportate nell’inserimento lavorativo."
            ),
            (
                "sono pari al 17% dei destinatari complessivi dell’Asse (30 – 3% persone con disabilità, 80 – 8% "
                "migranti, 60 – 6% altri svantaggiati)."
            ),
        ),
        (
            (0, 80, 0),
            (
                "80 persone (8%) in condizione di particolare vulnerabilità all’esclusione e alla discriminazione "
                "(migranti 8%), supportate nell’inserimento lavorativo."
            ),
            "sono pari all’8% dei destinatari complessivi dell’Asse (80 – 8% migranti).",
        ),
        ((0, 0, 0), "", ""),
        ((1, None, 1), "", ""),
    ],
)
def test_the_vulnerable(groups: tuple[int | None, ...], overall: str, of_the_axis: str):
    """A group of nobody is not named; where there are none, or their number is unknown, nothing is said."""
    text = prose(report(axis(participants=people(530, 470, None, *groups))))
    assert overall in text
    assert of_the_axis in text
    assert ("vulnerabilità" in text) is bool(overall)


def test_the_vulnerable_by_where_they_were_supported():
    """The most numerous first, each with its share."""
    axes = (
        axis("I", vulnerable_scope="accesso alla casa", participants=people(500, 500, None, 10, 10, 10)),
        axis("II", vulnerable_scope="percorsi di istruzione", participants=people(500, 500, None, 30, 30, 10)),
    )
    assert "supportate attraverso percorsi di istruzione (70%) e nell’accesso alla casa (30%)." in prose(report(*axes))


# ── initiatives ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("state", "one", "two"),
    [
        (STATES.COMPLETED, "La principale iniziativa realizzata è:", "Le principali iniziative realizzate sono:"),
        (STATES.ONGOING, "La principale iniziativa in corso è:", "Le principali iniziative in corso sono:"),
        (
            STATES.STARTED,
            "Nel 2019 è stata avviata la seguente iniziativa:",
            "Nel 2019 sono state avviate le seguenti iniziative:",
        ),
        (
            STATES.CONCLUDED,
            "Nel corso del 2019 si è conclusa l’iniziativa:",
            "Nel corso del 2019 si sono concluse le iniziative:",
        ),
        (
            STATES.PLANNED,
            "È stata programmata una nuova progettualità:",
            "Sono state programmate due nuove progettualità:",
        ),
    ],
)
def test_one_initiative_is_not_several(state: InitiativeState, one: str, two: str):
    """The words before each list agree with its length."""
    rows = (initiative("Prima", state=state), initiative("Seconda", state=state))
    assert f"\n{one}\nPrima.\n" in prose(report(axis(initiatives=rows[:1]))) + "\n"
    assert f"\n{two}\nPrima;\nSeconda.\n" in prose(report(axis(initiatives=rows))) + "\n"


def test_each_state_has_its_list_in_the_order_of_the_sheet():
    """And the lists after the first read more lightly."""
    rows = tuple(initiative(state.name, state=state) for state in reversed(STATES))
    found = [line for line in prose(report(axis(initiatives=rows))).split("\n") if line.endswith(":")][-5:]
    assert found == [
        "È stata programmata una nuova progettualità:",
        "Nel corso del 2019 si è conclusa l’iniziativa:",
        "Nel 2019 è stata avviata la seguente iniziativa:",
        "L’iniziativa in corso è:",
        "L’iniziativa realizzata è:",
    ]


@pytest.mark.parametrize(
    ("description", "amounts", "printed"),
    [
        (None, {}, "Dote."),
        (None, {"programmed": 5 * MILLION}, "Dote (5 Mln€)."),
        (None, {"projects": 1, "programmed": 5 * MILLION}, "Dote (1 progetto, 5 Mln€)."),
        (None, {"projects": 7, "committed": 5 * MILLION}, "Dote (7 progetti, 5 Mln€ impegnati)."),
        (
            "per tutti",
            {"programmed": 6 * MILLION, "committed": 5 * MILLION, "paid": 45_000},
            "Dote per tutti (6 Mln€ programmati, 5 Mln€ impegnati, 45.000 € pagati).",
        ),
        ("per tutti", {"programmed": 0, "projects": 0}, "Dote per tutti."),
        ("per tutti.", {"programmed": 5 * MILLION}, "Dote per tutti (5 Mln€)."),
        ("per tutti;", {}, "Dote per tutti;"),
        (
            "dal 2016 al 2019, per 18-29 anni, d.g.r. n. 12/2016",
            {"projects": 7},
            "Dote dal 2016 al 2019, per 18-29 anni, d.g.r. n. 12/2016 (7 progetti).",
        ),
        ("da 5 Mln€", {"programmed": 6 * MILLION}, "Dote da 5 Mln€."),
        ("per 40 scuole", {"programmed": 6 * MILLION}, "Dote per 40 scuole."),
        ("da {Programmato}", {"programmed": 6 * MILLION, "paid": 9}, "Dote da 6 Mln€."),
        (", {N. progetti} progetti", {"projects": 7}, "Dote, 7 progetti."),
    ],
)  # fmt: skip
def test_amounts_are_added_to_a_description_that_names_none(
    description: str | None, amounts: dict[str, int], printed: str
):
    """A description with figures of its own, typed or by placeholder, is left alone; years and acts are no figures."""
    assert printed in prose(report(axis(initiatives=(initiative("Dote", description, **amounts),)))).split("\n")


def test_no_text_about_initiatives_is_lost():
    """Before the lists, after its own list, and at the end where the list that it follows does not exist."""
    texts = (
        narrative(TextSection.INITIATIVES, "dopo le programmate", STATES.PLANNED),
        narrative(TextSection.INITIATIVES, "dopo le realizzate", STATES.COMPLETED),
        narrative(TextSection.INITIATIVES, "prima"),
    )
    rows = (initiative("Dote"), initiative("Nidi", state=STATES.ONGOING))
    found = prose(report(axis(texts=texts, initiatives=rows))).split("\n")
    order = ["prima", "Dote.", "dopo le realizzate", "Nidi.", "dopo le programmate"]
    assert [line for line in found if line in order] == order


# ── indicators ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("row", "printed"),
    [
        (indicator("Disoccupati", 1234), "1.234 “Disoccupati”."),
        (indicator("Disoccupati", 1234, 5000, target_year=2023), "1.234 “Disoccupati” (target 2023 = 5.000)."),
        (indicator("Disoccupati", 1234, 0), "1.234 “Disoccupati” (target = 0)."),
        (
            indicator("x", 40 * MILLION, 90 * MILLION, IndicatorKind.CERTIFIED, unit=Unit.EURO),
            "spesa certificata pari a 40 Mln€ (target = 90 Mln€).",
        ),
        (
            indicator(
                "Occupati", "0.8", "0.3", IndicatorKind.RESULT, unit=Unit.PERCENT, target_year=2023, priority="8.i"
            ),
            "L’indicatore di risultato sulla priorità 8.i “Occupati” è pari all’80% (valore target al 2023: 30%).",
        ),
        (
            indicator("Occupati", 8, kind=IndicatorKind.RESULT),
            "L’indicatore di risultato “Occupati” è pari a 8.",
        ),
    ],
)
def test_an_indicator_states_its_value_beside_its_target(row, printed: str):
    """No verdict, and no target where there is none."""
    assert printed in prose(report(axis(indicators=(row,)))).split("\n")


# ── texts ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("section", TextSection)
def test_a_text_of_any_section_is_printed_once_for_the_axis(section: TextSection):
    """No section of an axis is forgotten; those of the programme alone are not an axis's."""
    programme_only = {TextSection.PREAMBLE, TextSection.AMENDMENTS}
    text = prose(report(axis(texts=(narrative(section, "parole dell’ufficio"),))))
    assert text.count("parole dell’ufficio") == (0 if section in programme_only else 1)


@pytest.mark.parametrize(
    "section",
    [
        TextSection.PREAMBLE, TextSection.OVERVIEW, TextSection.RESOURCES, TextSection.PARTICIPANTS,
        TextSection.AMENDMENTS, TextSection.NOTES,
    ],
)  # fmt: skip
def test_a_text_of_the_programme_is_printed_once(section: TextSection):
    """In its place of the first two chapters."""
    text = prose(report(texts=(narrative(section, "parole dell’ufficio"),)))
    assert text.count("parole dell’ufficio") == 1


@pytest.mark.parametrize(
    ("section", "sentence"),
    [
        (TextSection.RESOURCES, "sono state attivate risorse"),
        (TextSection.PARTICIPANTS, "Il numero dei destinatari raggiunti"),
        (TextSection.INDICATORS, "“Disoccupati”"),
    ],
)
def test_a_text_of_the_office_replaces_the_standard_sentences(section: TextSection, sentence: str):
    """Both would say the same twice."""
    rows = (indicator("Disoccupati"),)
    assert sentence in prose(report(axis(indicators=rows)))
    assert sentence not in prose(report(axis(indicators=rows, texts=(narrative(section, "parole"),))))


def test_the_order_of_the_texts_of_the_overview():
    """The programme's own, then each axis's, then amendments and notes."""
    elsewhere = {TextSection.PREAMBLE, TextSection.STRATEGY, TextSection.INITIATIVES, TextSection.INDICATORS}
    sections = [section for section in reversed(TextSection) if section not in elsewhere]
    texts = tuple(narrative(section, f"programma {section.value}") for section in sections)
    axes = (axis(label, texts=(narrative(TextSection.OVERVIEW, f"asse {label}"),)) for label in ("I", "II"))
    found = prose(report(*axes, texts=texts)).split("\n")
    wanted = [
        "programma Sguardo d'insieme", "programma Risorse", "programma Destinatari", "asse I", "asse II",
        "programma Modifiche del programma", "programma Note",
    ]  # fmt: skip
    assert [line for line in found if line in wanted] == wanted


def test_the_strategy_of_an_axis_stands_in_a_call_out():
    """An axis without one has no empty call-out."""
    with_one = axis(texts=(narrative(TextSection.STRATEGY, "La strategia."),))
    found = [block for block in walk(composed(report(with_one, axis("II"))).blocks) if isinstance(block, Callout)]
    assert len(found) == 1


# ── what may be missing ──────────────────────────────────────────────────────


def test_a_complete_report_prints_nothing_as_not_available():
    """All that may stay empty, empty: the published summary has no «n.d.»."""
    rows = (initiative("Dote"),)
    whole = report(
        axis(objective=None, initiatives=rows, indicators=(indicator(),)), assistance(), website_section=None
    )
    assert "n.d." not in prose(whole)
    zero = finance(100 * MILLION, 0, 0, 0, 0)
    assert "n.d." not in prose(report(axis(finance=zero), assistance(finance=zero)))


def test_a_missing_amount_is_not_available_in_a_draft():
    """It blocks the final summary; in a draft each place of it says so, and a sentence ends with one dot."""
    text = prose(report(axis(finance=finance(100 * MILLION))), draft=True)
    assert "sono state attivate risorse per n.d." in text
    assert "n.d.." not in text
    assert "None" not in text


def test_what_the_programme_may_leave_out():
    """Section of the site, approval and contact are named where they were typed."""
    bare = prose(report())
    assert "è pubblicata nel portale di Regione Esempio dedicato al Fondo Sociale Europeo" in bare
    assert "comitato" not in bare
    full = prose(
        report(website_section="Controlli", approval_date=date(2020, 6, 1), accessibility_contact="urp@esempio.it")
    )
    assert "è pubblicata nella sezione “Controlli” del portale di Regione Esempio" in full
    assert "ha approvato la relazione il 1º giugno 2020." in full
    assert "Per segnalare difficoltà di accesso al documento: urp@esempio.it." in full


def test_the_column_of_objectives_goes_when_no_axis_has_one():
    """And the total row spans one column less."""
    plans = {
        bool(objective): next(
            block
            for block in walk(composed(report(axis(objective=objective))).blocks)
            if isinstance(block, Table) and block.id == "tab-piano"
        )
        for objective in ("OT 8", None)
    }
    assert (plans[True].width, plans[False].width) == (5, 4)


def test_the_document_begins_with_its_cover_and_contents_and_ends_its_lists():
    """Every list of the template closes its items."""
    document = composed(report(axis("I"), axis("II")))
    assert [type(block) for block in document.blocks[:2]] == [Cover, Contents]
    for block in walk(document.blocks):
        if isinstance(block, BulletList):
            ends = [lines_of[-1] for lines_of in _items(block)]
            assert ends == [";"] * (len(ends) - 1) + ["."]


def _items(block: BulletList) -> list[str]:
    return ["".join(getattr(inline, "text", "") for inline in item[0].content) for item in block.items]
