# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the comparison of prose with figures: what is confirmed, what contradicted, and what is left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import MILLION, assistance, axis, finance, indicator, initiative, narrative, people, report

from raa_builder import italian
from raa_builder.cells import Cell, Entry
from raa_builder.model import IndicatorKind, Report, Rounding, TextSection, Unit
from raa_builder.prose import check
from raa_builder.prose.compare import read
from raa_builder.prose.marks.numbers import marks
from raa_builder.prose.passages import Passage
from raa_builder.prose.verdicts import Verdict
from raa_builder.prose.words.names import Names

CONFIRMED, CONTRADICTED, NOT_FOUND = Verdict.CONFIRMED, Verdict.CONTRADICTED, Verdict.NOT_FOUND
S = TextSection
RESOURCES, PARTICIPANTS, INDICATORS, OVERVIEW = S.RESOURCES, S.PARTICIPANTS, S.INDICATORS, S.OVERVIEW

ONE = axis(
    "I",
    name="Occupazione",
    scope="misure di politica attiva",
    vulnerable_scope="inserimento lavorativo",
    finance=finance(358 * MILLION, "317904209.91", "177966084.16", "164082630.06", "121602699.28", row=4),
    finance_previous=finance(None, None, "110250000", None, "60000000", row=4),
    participants=people(112588, 101636, None, 6006, 17953, 13520, row=4),
    participants_previous=people(60000, 50123, None, 3000, 8000, 7000, row=4),
    indicators=(
        indicator("Disoccupati", 168289, 232977, target_year=2023),
        indicator(
            "Spesa certificata",
            None,
            358 * MILLION,
            IndicatorKind.CERTIFIED,
            code="I.K02",
            unit=Unit.EURO,
            target_year=2023,
        ),
        indicator("Occupati dopo sei mesi", "0.57", "0.3", IndicatorKind.RESULT, code="I.K03", unit=Unit.PERCENT),
    ),
    initiatives=(initiative("Dote Unica Lavoro", committed=143200000),),
)
TWO = axis(
    "II",
    name="Istruzione e formazione",
    scope="interventi di rafforzamento delle competenze",
    vulnerable_scope="percorsi di istruzione",
    finance=finance("332500000", "264685038.65", "210514278.08", "188797284.44", "169432363.65", row=9),
    participants=people(33679, 25184, None, 5830, 1492, 1245, row=11),
)
THREE = assistance("V", finance=finance("32874516", "22059306.61", "22059306.61", "13701746.96", "12817015.21", row=14))
WHOLE = report(ONE, TWO, THREE, n3_target="234800000", n3_target_next="342500000", certified_previous="204000000")


GROUPS = (
    "Più della metà dei destinatari ha partecipato a misure di politica attiva (214.224, di cui il 53% M e il 47% F), "
    "gli altri al rafforzamento delle competenze (58.863, di cui il {} M e il {} F)."
)
VULNERABLE = (
    "I vulnerabili sono pari al {} dei destinatari ({} - 3% persone con disabilità, 17.953 – {} migranti, "
    "13.520 – 6% altri svantaggiati)."
)
SEXES = "I destinatari sono {}, di cui il {} maschi (112.588) e il 47% femmine ({})."


def verdicts(text: str, section: TextSection, label: str | None = None, whole: Report = WHOLE) -> list[str]:
    """The verdict on each number of a text: `177,9 Mln€ CONFIRMED`."""
    passage = Passage(Entry(text, Cell("Testi", 4, 5)), whole.axis(label) if label else None, section)
    return [f"{reading.mark.text} {reading.verdict.name}" for reading in read(Names(whole), passage, marks(text))]


def wrong(text: str, section: TextSection, label: str | None = None, whole: Report = WHOLE) -> list[str]:
    """The numbers of a text that are contradicted."""
    found = verdicts(text, section, label, whole)
    return [verdict.removesuffix(" CONTRADICTED") for verdict in found if verdict.endswith("CONTRADICTED")]


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("177,9 Mln€", CONFIRMED),  # cut off
        ("178 Mln€", CONFIRMED),  # half up
        ("177,97 Mln€", CONFIRMED),
        ("177.966.084,16 €", CONFIRMED),
        ("177.966.084 €", CONFIRMED),
        ("oltre 177 Mln€", CONFIRMED),
        ("circa 178 Mln€", CONFIRMED),
        ("circa 179 Mln€", CONFIRMED),
        ("177 milioni di euro", CONFIRMED),
        ("178,0 Mln€", CONFIRMED),  # half up at one decimal
        ("177,8 Mln€", CONTRADICTED),
        ("178,1 Mln€", CONTRADICTED),
        ("177.966.084,17 €", CONTRADICTED),
        ("oltre 178 Mln€", CONTRADICTED),
        ("circa 175 Mln€", CONTRADICTED),
        ("179 Mln€", CONTRADICTED),
        ("17,79 Mln€", CONTRADICTED),  # the comma shifted
        ("210,5 Mln€", CONTRADICTED),  # of the axis beside
        ("110,2 Mln€", CONTRADICTED),  # of the year before
    ],
)
def test_an_amount_is_confirmed_at_the_digits_typed(typed, verdict):
    """Cut off or half up; anything else contradicts, where the text can mean nothing else."""
    assert verdicts(f"Gli impegni sono pari a {typed}.", RESOURCES, "I") == [
        f"{marks(f'a {typed}.')[-1].text} {verdict.name}"
    ]


@pytest.mark.parametrize(
    ("text", "section", "label", "contradicted"),
    [
        ("Sono attivati 317,9 Mln€, di cui impegnati 177,9 Mln€ e liquidati 164 Mln€.", RESOURCES, "I", []),
        ("Sono attivati 317,9 Mln€, di cui impegnati 179,7 Mln€ e liquidati 164 Mln€.", RESOURCES, "I", ["179,7 Mln€"]),
        ("Gli impegni dell’Asse II sono pari a 210,5 Mln€.", RESOURCES, "I", []),
        ("Gli impegni dell’Asse II sono pari a 177,9 Mln€.", RESOURCES, "I", ["177,9 Mln€"]),
        ("La spesa certificata è pari a 303,8 Mln€ con un incremento di oltre 90 Mln€ rispetto al 2018.", RESOURCES,
         None, []),
        ("La spesa certificata è pari a 303,8 Mln€ con un incremento di oltre 190 Mln€ rispetto al 2018.", RESOURCES,
         None, ["190 Mln€"]),
        ("Al 31.12.2018 la spesa certificata era pari a 60 Mln€.", RESOURCES, "I", []),
        ("Al 31.12.2018 la spesa certificata era pari a 66 Mln€.", RESOURCES, "I", ["66 Mln€"]),
        ("Nel 2018 la spesa certificata era pari a 66 Mln€.", RESOURCES, "I", []),  # that of the year alone
        ("I target “N+3” al 2019 sono pari a 234,8 milioni e al 2020 a 342,5 milioni.", RESOURCES, None, []),
        ("I target “N+3” al 2019 sono pari a 243,8 milioni e al 2020 a 342,4 milioni.", RESOURCES, None,
         ["243,8 milioni", "342,4 milioni"]),
        ("Gli investimenti (Asse II – 332,5 Mln€) crescono.", OVERVIEW, "II", []),
        ("Gli investimenti (Asse II – 322,5 Mln€) crescono.", OVERVIEW, "II", ["322,5 Mln€"]),
        ("Gli impegni sono pari al 56% del programmato.", RESOURCES, "I", []),
        ("Gli impegni sono pari al 65% del programmato.", RESOURCES, "I", ["65%"]),
        # participants
        (SEXES.format("214.224", "53%", "101.636"), PARTICIPANTS, "I", []),
        (SEXES.format("214.242", "53%", "101.636"), PARTICIPANTS, "I",
         ["214.242"]),
        (SEXES.format("214.224", "57%", "101.663"), PARTICIPANTS, "I",
         ["57%", "101.663"]),
        (VULNERABLE.format("17%", "6.006", "8%"), PARTICIPANTS, "I", []),
        (VULNERABLE.format("19%", "6.600", "9%"), PARTICIPANTS, "I", ["19%", "6.600", "9%"]),
        (GROUPS.format("57%", "43%"), PARTICIPANTS, None, []),
        (GROUPS.format("53%", "47%"), PARTICIPANTS, None, ["53%", "47%"]),
        ("Hanno beneficiato degli interventi 110.123 persone.", OVERVIEW, "I", ["110.123"]),  # retyped from last year
        ("Nel 2018 i destinatari erano 110.123.", OVERVIEW, "I", []),
        # indicators
        ("• 168.289 “Disoccupati” (target 2023 = 232.977)", INDICATORS, "I", []),
        ("• 168.289 “Disoccupati” (target 2023 = 233.977)", INDICATORS, "I", ["233.977"]),
        ("• 186.289 “Disoccupati” (target 2023 = 232.977)", INDICATORS, "I", ["186.289"]),
        ("• spesa certificata pari a 121,6 Mln€ (target 2023 = 358 Mln€)", INDICATORS, "I", []),
        ("Il target dei “Disoccupati” è 233.977.", INDICATORS, "I", ["233.977"]),
        ("• spesa certificata pari a 121,6 Mln€ (target 2023 = 332,5 Mln€)", INDICATORS, "I", ["332,5 Mln€"]),
        ("“Occupati dopo sei mesi” è pari al 53% (valore target al 2023 - 30%).", INDICATORS, "I", ["53%"]),
    ],
)  # fmt: skip
def test_what_the_figures_deny_is_found(text, section, label, contradicted):
    """The sentence with the right numbers has none, the same with a slip has that one."""
    assert wrong(text, section, label) == contradicted


@pytest.mark.parametrize(
    ("text", "section", "label"),
    [
        ("Nel 2019 sono stati impegnati 120 Mln€ e pagati 95 Mln€.", RESOURCES, None),
        ("Gli impegni del solo secondo semestre sono pari a 300 Mln€.", RESOURCES, None),
        ("La quota UE della dotazione è pari a 485,2 Mln€.", RESOURCES, None),
        ("Gli impegni degli Assi I e II sono pari a 388,4 Mln€.", RESOURCES, None),
        ("Sono impegnati 143 Mln€ per Dote Unica Lavoro.", RESOURCES, "I"),
        ("Ulteriori 12,5 Mln€ saranno impegnati nel 2020.", RESOURCES, "I"),
        ("Per il “Piano lavoro” gli impegni sono pari a 170 Mln€.", RESOURCES, "I"),
        ("Il 38% dei destinatari ha meno di 25 anni.", PARTICIPANTS, None),
        ("Tra i destinatari, 120.345 sono giovani e 95.112 sono disoccupati di lunga durata.", PARTICIPANTS, None),
        ("Nel 2019 i nuovi destinatari sono stati 85.423, di cui il 55% femmine.", PARTICIPANTS, None),
        ("Il 53% dei maschi e il 40% delle femmine hanno trovato lavoro.", PARTICIPANTS, None),
        ("Le donne con figli sono 30.000, pari al 14%.", PARTICIPANTS, "I"),
        ("Il numero dei destinatari di Dote Unica Lavoro è pari a 160.000.", PARTICIPANTS, "I"),
        ("Sono stati presi in carico 173.547 destinatari.", OVERVIEW, "I"),
        ("Il bando ha una dotazione di 35,8 Mln€ e ha ricevuto domande per 70 Mln€.", OVERVIEW, "I"),
        ("L’Asse I ha impegnato complessivamente 150 Mln€ per le politiche attive.", OVERVIEW, "I"),
        ("La dotazione dell’Asse I passa da 370 Mln€ a 358 Mln€.", S.AMENDMENTS, None),
        ("Il programma ha cinque assi e 12.345 progetti.", OVERVIEW, None),
        ("Il target intermedio al 2018 era 110.000 “Disoccupati”.", INDICATORS, "I"),
        ("La dotazione del FESR è pari a 970,5 Mln€.", RESOURCES, None),
        ("Il programma ha una dotazione di 723.374.516 € di cui 361.687.258 € di quota UE.", RESOURCES, None),
        ("La dotazione di 723,3 Mln€ è cofinanziata al 50% dall’Unione europea.", RESOURCES, None),
        ("Rispetto alla dotazione gli impegni sono al 57% e i pagamenti al 50%.", RESOURCES, None),
        ("Gli impegni sono pari al 57% della dotazione.", RESOURCES, None),
        ("Il 57% della dotazione è impegnato e il 42% è certificato.", RESOURCES, None),
        ("La spesa certificata è pari al 42% della dotazione e al 83% dei pagamenti.", RESOURCES, None),
        ("I pagamenti, pari a 366,5 Mln€, sono cresciuti del 30% rispetto al 2018.", RESOURCES, None),
        (
            "Le domande di rimborso dei beneficiari ammontano a 390 Mln€, contro pagamenti per 366,5 Mln€.",
            RESOURCES,
            None,
        ),
        ("La Regione ha anticipato pagamenti pari a 20,5 Mln€ con fondi propri.", RESOURCES, None),
        ("Al 30.6.2020 gli impegni sono pari a 450 Mln€.", RESOURCES, None),
        ("Il target N+3 al 2021 è pari a 400 milioni.", RESOURCES, None),
        ("Il superamento del target N+3 è pari a 69 Mln€.", RESOURCES, None),
        (
            "Gli impegni sono pari a 177,9 Mln€, dei quali 50 Mln€ pagati nel 2019 e 114 Mln€ negli anni prima.",
            RESOURCES,
            "I",
        ),
        ("Agli impegni si aggiungono 12,3 Mln€ di risorse regionali.", RESOURCES, "I"),
        ("Sono stati attivati 12 bandi, con una dotazione media di 26 Mln€.", RESOURCES, "I"),
        ("I pagamenti ai beneficiari pubblici sono pari a 60 Mln€ e ai privati a 104 Mln€.", RESOURCES, "I"),
        ("La dotazione è passata da 370 Mln€ a 358 Mln€.", RESOURCES, "I"),
        ("Nell’Asse I, il 30% degli impegni riguarda i giovani.", RESOURCES, "I"),
        ("Gli impegni per la priorità 8.i sono pari a 90 Mln€ e per la 8.ii a 87,9 Mln€.", RESOURCES, "I"),
        ("Il 40% dei destinatari è nell’Asse I, il 12% nell’Asse II.", PARTICIPANTS, None),
        ("Le persone con disabilità inserite al lavoro sono 2.300.", PARTICIPANTS, None),
        ("Ogni 100 destinatari, 53 sono maschi.", PARTICIPANTS, None),
        ("Il 20% dei migranti proviene dall’Africa.", PARTICIPANTS, "I"),
        ("Dei 214.224 destinatari, il 30% è giovane e il 45% disoccupato da oltre 12 mesi.", PARTICIPANTS, "I"),
        ("Dei 214.224 destinatari, il 60% dei maschi ha trovato lavoro.", PARTICIPANTS, "I"),
        ("I destinatari sono 214.224, di cui il 48% femmine tra i giovani e il 46% tra gli adulti.", PARTICIPANTS, "I"),
        ("I migranti sono 17.953 (8%), di cui 9.500 donne (53%).", PARTICIPANTS, "I"),
        ("Le persone con disabilità sono 6.006, il 55% maschi.", PARTICIPANTS, "I"),
        ("Sono stati coinvolti 214.224 destinatari in 1.234 progetti, di cui il 70% conclusi.", PARTICIPANTS, "I"),
        ("I destinatari dell’Asse I sono il 78% del totale del programma.", PARTICIPANTS, "I"),
        ("Con 5 Mln€ impegnati la misura ha raggiunto 3.000 donne, pari al 60% dei destinatari.", OVERVIEW, None),
        ("La formazione (Asse I – 12 Mln€) cresce.", OVERVIEW, "I"),
        ("L’Asse I, con una dotazione pari a circa 360 Mln€, è il primo.", OVERVIEW, "I"),
        ("Nel complesso dei programmi regionali gli impegni sono pari a 180 Mln€.", OVERVIEW, "I"),
        ("Il target è stato conseguito, con 168.289 “Disoccupati”.", INDICATORS, "I"),
        ("Il target “Disoccupati” risulta conseguito (168.289 su 232.977).", INDICATORS, "I"),
        ("Il target al 2023 è stato raggiunto: 168.289 “Disoccupati”.", INDICATORS, "I"),
        ("Rispetto al target i “Disoccupati” sono 168.289.", INDICATORS, "I"),
        ("Con riferimento al target, i “Disoccupati” sono 168.289.", INDICATORS, "I"),
        ("Superato il target: 168.289 “Disoccupati”.", INDICATORS, "I"),
        ("“Disoccupati”: 232.977 è il target.", INDICATORS, "I"),
        ("Il target della spesa certificata è stato raggiunto con 121,6 Mln€.", INDICATORS, "I"),
        ("Il target N+3 è stato raggiunto con 303,8 Mln€.", RESOURCES, None),
        ("• spesa certificata pari a 121,6 Mln€, il 34% del target 2023 di 358 Mln€", INDICATORS, "I"),
        ("“Disoccupati”: 168.289, pari al 72% del target (232.977)", INDICATORS, "I"),
        ("“Occupati dopo sei mesi” è pari al 57%, 2 punti percentuali in più del 2018 (55%).", INDICATORS, "I"),
    ],
)
def test_what_may_mean_something_else_is_never_called_wrong(text, section, label):
    """Flows, parts, other programmes, one initiative, several axes: a false alarm is worse than silence."""
    assert wrong(text, section, label) == []


@pytest.mark.parametrize(
    ("description", "contradicted"),
    [
        ("con un importo programmato di 5 Mln€ e impegnato di 4,9 Mln€", []),
        ("con un importo programmato di 6 Mln€ e impegnato di 4,9 Mln€", ["6 Mln€"]),
        ("finanziati 38 progetti per un impegno di 4,8 Mln€", ["4,8 Mln€"]),
        ("finanziati 36 progetti", ["36"]),
        ("finanziati 12 progetti nel 2018 e 26 progetti nel 2019", []),
        ("di cui una quota di 2 Mln€ già impegnata", []),
        ("risorse attivate per 4,4 Mln€, oltre i {Impegnato} già impegnati", []),
        ("per l’annualità 2019/20 sono stati impegnati 2 Mln€", []),
        ("liquidati 3 Mln€", []),  # nobody typed what was paid
    ],
)
def test_an_initiative_is_compared_with_its_own_row(description, contradicted):
    """Where the word of a column stands beside a number, once, and nothing says that it is a part."""
    row = initiative("Nidi gratis", description, projects=38, programmed=5 * MILLION, committed="4900000")
    one = axis("I", initiatives=(row,))
    assert row.description
    passage = Passage(row.description, one, S.INITIATIVES, row)
    found = read(Names(report(one)), passage, marks(description))
    assert [reading.mark.text for reading in found if reading.verdict is CONTRADICTED] == contradicted


def test_a_contradiction_names_the_cell_the_value_and_the_placeholder():
    """And, where the number is the figure of something else, what that is."""
    one = axis("I", finance=ONE.finance, texts=(narrative(RESOURCES, "Gli impegni sono pari a 210,5 Mln€."),))
    (finding,) = check(report(one, TWO, rounding=Rounding.TRUNCATED))
    assert (finding.code, str(finding.cell)) == ("RAA402", "Testi!E4")
    assert finding.message.replace("\u00a0", " ") == (
        "Nel testo «210,5 Mln€», ma secondo i dati gli impegni dell’Asse I sono 177,9 Mln€ (Finanza!E6). "
        "«210,5 Mln€» è invece quanto sono gli impegni dell’Asse II (Finanza!E11)."
    )
    assert finding.remedy.replace("\u00a0", " ") == (
        "Scrivere 177,9 Mln€, o meglio il segnaposto {Impegni}; se è un altro dato, dire quale nella frase."
    )


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [("168.289", "CONFIRMED"), ("232.977", "CONFIRMED"), ("168.298", "DOUBTED"), ("150.111", "NOT_FOUND")],
)
def test_beside_a_target_that_is_attained_a_number_may_be_the_value_or_the_target(typed, verdict):
    """Either is right, what looks like a slip for one is doubted, and nothing is certain."""
    assert verdicts(f"Il target è stato conseguito con {typed} “Disoccupati”.", INDICATORS, "I") == [
        f"{typed} {verdict}"
    ]


def test_a_quotation_never_ends_within_a_number():
    """Neither does a word of it say how much more there is: not `6.051 su 5`."""
    text = narrative(OVERVIEW, "Sono 6.051 su 5.500.")
    (finding,) = check(report(axis("I", texts=(text,))))
    assert "«6.051», «5.500»" in finding.message


def test_the_placeholder_of_another_axis_has_its_code():
    """`{Impegni}` would print those of the row's axis."""
    text = narrative(RESOURCES, "Gli impegni dell’Asse II sono pari a 210,6 Mln€.")
    (finding,) = check(report(axis("I", texts=(text,)), TWO))
    assert "{II.F3}" in finding.remedy


def test_a_share_is_told_with_its_article():
    """`il 57%`, with the cells of both its terms."""
    text = narrative(PARTICIPANTS, "I destinatari sono 58.863, di cui il 53% M.", code="II.T01")
    (finding,) = check(report(axis("II", participants=TWO.participants, texts=(text,))))
    assert "i maschi dell’Asse II sono il 57% (Destinatari!E11, Destinatari!E12)" in finding.message.replace(
        "\u00a0", " "
    )
    assert "{Maschi %}" in finding.remedy


def test_numbers_that_nobody_can_check_are_one_note_for_each_cell():
    """However small; placeholders are never compared."""
    text = narrative(OVERVIEW, "Con 15.000 famiglie, 28.000 domande, 3 sedi e 9,7 Mln€, oltre a {Impegni}.")
    (finding,) = check(report(axis("I", texts=(text,))))
    assert finding.code == "RAA403"
    assert "«15.000 famiglie», «28.000 domande», «3 sedi», «9,7 Mln€»" in finding.message


@pytest.mark.parametrize(
    ("description", "told"),
    [
        ("per cui sono stati approvati e avviati 17 progetti", "«17 progetti»"),
        ("conclusi 3 progetti su 6 progetti", "«3 progetti»"),
        ("con 6 progetti in 17 sedi", "«17 sedi»"),
    ],
)
def test_counts_that_are_not_those_of_the_row_are_noted(description, told):
    """Few as they are: no number is passed over."""
    row = initiative("Nidi gratis", description, projects=6, programmed=5 * MILLION, committed="4900000")
    messages = [finding.message for finding in check(report(axis("I", initiatives=(row,))))]
    assert messages == [f"Un numero che il programma non sa confrontare con i dati: {told}."]


def test_projects_of_a_row_that_counts_none_are_noted():
    """Nobody can compare them."""
    row = initiative("Nidi gratis", "con 17 progetti", programmed=5 * MILLION, committed="4900000")
    (finding,) = check(report(axis("I", initiatives=(row,))))
    assert finding.code == "RAA403"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I destinatari sono 214.224, di cui 0,59 maschi.", "«0,59 maschi»"),
        ("Sono 112,588 uomini.", "«112,588 uomini»"),
        ("Il rapporto è di 0,59.", "«0,59»"),
        ("Ogni corso dura 2,5 moduli.", "«2,5 moduli»"),
    ],
)
def test_decimals_without_a_unit_are_noted(text, told):
    """Nobody can tell what is meant: no number is passed over."""
    one = axis("I", participants=ONE.participants, texts=(narrative(PARTICIPANTS, text),))
    messages = [finding.message for finding in check(report(one)) if finding.code == "RAA403"]
    assert messages == [f"Un numero che il programma non sa confrontare con i dati: {told}."]


@pytest.mark.parametrize(
    ("text", "contradicted"),
    [
        ("Sono 101.636 donne e 112.588 uomini.", []),
        ("Sono 112.588 donne e 101.636 uomini.", ["112.588", "101.636"]),
        ("Le femmine sono 112.588.", ["112.588"]),
        ("I migranti sono 13.520 e le altre persone svantaggiate 17.953.", ["13.520", "17.953"]),
        ("Le donne occupate sono 112.588.", []),
    ],
)
def test_groups_that_are_exchanged_are_found(text, contradicted):
    """What is the figure of the group beside is no figure of its own."""
    assert wrong(text, PARTICIPANTS, "I") == contradicted


def test_shares_of_the_sexes_that_are_exchanged_are_found():
    """However far they are from one another; of a part they may be right."""
    assert wrong("Le donne sono il 57% dei destinatari e gli uomini il 43%.", PARTICIPANTS, "II") == ["57%", "43%"]
    assert wrong("Le donne sono il 43% dei destinatari e gli uomini il 57%.", PARTICIPANTS, "II") == []
    assert wrong("Le donne occupate sono il 57% e gli uomini il 43%.", PARTICIPANTS, "II") == []


def test_the_group_of_an_exchanged_count_is_named():
    """So that the two are put right together."""
    one = axis("I", participants=ONE.participants, texts=(narrative(PARTICIPANTS, "Le femmine sono 112.588."),))
    (finding,) = check(report(one))
    assert "«112.588» è invece quanto sono i maschi dell’Asse I" in finding.message.replace("\u00a0", " ")


def test_nothing_is_said_of_the_programme_while_a_copy_is_lacking():
    """The sums would not be its own."""
    text = narrative(RESOURCES, "Gli impegni del programma sono pari a 999 Mln€.", code="P.T01")
    whole = report(axis("I"), texts=(text,))
    lacking = type(whole)(whole.programme, whole.axes, whole.texts, whole.waivers, lacking=("II",))
    assert [finding.code for finding in check(whole)] == ["RAA403"]
    assert check(lacking) == ()


def test_axes_are_known_by_any_label_and_noun():
    """`Priorità 2`, `Misura A.1`."""
    whole = report(axis("A.1", finance=ONE.finance), axis("B.2", finance=TWO.finance), axis_noun="Misura")
    assert wrong("Gli impegni della Misura B.2 sono pari a 177,9 Mln€.", RESOURCES, "A.1", whole) == ["177,9 Mln€"]
    assert wrong("Gli impegni della Misura B.2 sono pari a 210,5 Mln€.", RESOURCES, "A.1", whole) == []


voices = st.sampled_from(
    [("Gli impegni sono pari a {}", "commitments"), ("La dotazione è pari a {}", "allocation"),
     ("I pagamenti ai beneficiari ammontano a {}", "payments"), ("La spesa certificata è di {}", "certified"),
     ("Sono stati attivati {}", "programmed")]
)  # fmt: skip
cents = st.integers(10**8, 10**11).map(lambda number: Decimal(number) / 100)


@given(st.lists(cents, min_size=5, max_size=5), voices, st.sampled_from(Rounding), st.sampled_from(["Mln", "€", "€0"]))
def test_an_amount_that_the_program_prints_is_confirmed(amounts, voice, rounding, form):
    """Whatever the figures are, the sentence that states one of them as the summary would is right."""
    whole = report(axis("I", finance=finance(*map(str, amounts))))
    sentence, name = voice
    value = getattr(whole.axes[0].finance, name).value
    forms = {"Mln": italian.millions(value, rounding), "€": italian.euro(value), "€0": italian.euro(value, 0)}
    (verdict,) = verdicts(f"{sentence.format(forms[form])}.", RESOURCES, "I", whole)
    assert verdict.endswith("CONFIRMED")


@given(st.integers(0, 500_000), st.integers(1, 500_000))
def test_participants_that_the_program_prints_are_confirmed(men, women):
    """Counts and shares of the sexes, as the template has them."""
    whole = report(axis("I", participants=people(men, women)))
    total = Decimal(men + women)
    shares = [italian.with_article("il", italian.percent(part / total)) for part in (men, women)]
    counts = [italian.number(Decimal(part)) for part in (men, women)]
    text = (
        f"Il numero dei destinatari raggiunti è pari a {italian.number(total)}, "
        f"di cui {shares[0]} M ({counts[0]}) e {shares[1]} F ({counts[1]})."
    )
    assert wrong(text, PARTICIPANTS, "I", whole) == []
    assert all(verdict.endswith("CONFIRMED") for verdict in verdicts(text, PARTICIPANTS, "I", whole))


SCHOOLS = axis("I", name="Istruzione", participants=people(59154, 53182, row=4))
COURSES = axis("II", name="Competenze", participants=people(33679, 25184, row=11))
TWO_AXES = report(SCHOOLS, COURSES)  # the men of the first are, in thousands, as many as all persons of the second


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sono state coinvolte 112.336 persone, di cui 59 mila uomini e 53 mila donne.", []),
        ("Gli uomini sono 59 mila, le donne 53 mila.", []),
        ("Gli uomini sono 59 mila, le donne 35 mila.", ["35 mila NOT_FOUND"]),
        ("I destinatari sono 112 mila: 59 mila uomini e 53 mila donne.", []),
        ("Sono state coinvolte 112.336 persone, di cui 59 mila uomini e 25.184 donne.", ["25.184 CONTRADICTED"]),
    ],
)
def test_thousands_of_one_sex_do_not_turn_to_another_axis(text: str, found: list[str]) -> None:
    """A rounded number of men that is also the number of all persons elsewhere leaves the sentence with its axis."""
    told = verdicts(text, PARTICIPANTS, "I", TWO_AXES)
    assert [one for one in told if not one.endswith(" CONFIRMED")] == found
