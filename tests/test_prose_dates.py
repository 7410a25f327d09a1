# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of dates in typed texts: those that disagree with the report are found, and every other date is left alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from time import process_time

import pytest
from conftest import ROOT
from published import PUBLISHED, published
from reports import MILLION, axis, finance, initiative, narrative, people, report

from raa_builder import prose
from raa_builder.findings import Finding, Severity
from raa_builder.model import Report, TextSection
from raa_builder.workbook.reader import read_workbook

DATES = {"RAA516", "RAA517", "RAA518", "RAA519"}


@cache
def edition() -> Report:
    """The 2019 edition, in which nobody has typed a figure of 2018."""
    whole = read_workbook(ROOT / "input" / "raa-2019.xlsx").report
    assert whole is not None
    return whole


@cache
def of_2019() -> Report:
    """Two axes with the figures of both years: 205 Mln€ certified at the end of 2018, 395 Mln€ a year later."""
    one = axis(
        finance=finance(600 * MILLION, 520_400_000, 317_900_000, 280_100_000, 255_300_000),
        finance_previous=finance(600 * MILLION, 440_700_000, 250_600_000, 190_200_000, 130_900_000, row=30),
        participants=people(112_588, 101_636, None, 6_006, 17_953, 13_520),
        participants_previous=people(80_000, 71_245, None, 4_100, 12_300, 9_800, row=30),
    )
    two = axis(
        "II",
        scope="interventi di inclusione attiva",
        finance=finance(370 * MILLION, 308_900_000, 249_700_000, 201_700_000, 139_700_000, row=9),
        finance_previous=finance(360 * MILLION, 300_100_000, 200_300_000, 120_500_000, 74_100_000, row=39),
        participants=people(59_154, 53_182, None, 6_051, 11_597, 16_160, row=11),
        participants_previous=people(50_000, 48_000, None, 5_200, 10_100, 14_000, row=39),
    )
    return report(one, two, n3_target=234_800_000, n3_target_next=342_500_000)


@cache
def of_2023() -> Report:
    """A programme of 2021-2027 in its third year, with priorities."""
    one = axis(
        "1",
        designation="Priorità\u00a01",
        finance=finance(300 * MILLION, 150_200_000, 99_700_000, 61_400_000, 48_300_000),
        finance_previous=finance(300 * MILLION, 88_100_000, 41_900_000, 22_600_000, 9_800_000, row=30),
        participants=people(23_411, 25_036, None, 1_003, 4_417, 2_290),
        participants_previous=people(8_120, 9_033, None, 400, 1_500, 800, row=30),
    )
    return report(
        one,
        code="2021IT05SFPR008",
        name="PR FSE+ 2021-2027",
        full_name="Programma Regionale cofinanziato dal Fondo Sociale Europeo Plus",
        fund="Fondo Sociale Europeo Plus",
        period="2021-2027",
        year=2023,
        reference_date=date(2023, 12, 31),
        axis_noun="Priorità",
    )


def with_text(whole: Report, text: str, label: str | None = None, section: TextSection = TextSection.NOTES) -> Report:
    """A report whose only text is this, of the programme or of an axis."""
    row = narrative(section, text)
    axes = tuple(replace(one, texts=(row,) if one.label == label else (), initiatives=()) for one in whole.axes)
    return replace(whole, texts=() if label else (row,), axes=axes)


def found(whole: Report, text: str, label: str | None = None) -> list[Finding]:
    """What the rules on dates find in a text."""
    return [finding for finding in prose.check(with_text(whole, text, label)) if finding.code in DATES]


DATA_OF_2018 = (
    "I dati del presente rapporto sono aggiornati al 31.12.2018.",
    "I dati fisici e finanziari, se non diversamente indicato, sono aggiornati al 31 dicembre 2018.",
    "I dati sono aggiornati al 31/12/2018",
    "I dati della presente sintesi si riferiscono alla fine del 2018.",
    "Tutti gli importi sono cumulati al 31.12.2018.",
    "Tabella 2. Avanzamento finanziario del POR al 31.12.2018",
    "Informazioni chiave sull’attuazione del POR al 31.12.2018",
    "Stato di attuazione del programma a fine 2018",
    "Situazione a dicembre 2018:",
    "Di seguito i principali risultati (dati al 31.12.2020).",
    "I dati sono aggiornati al 31.12.2020.",
    "Rispetto al 2018 i destinatari sono in crescita nel 2019 (dati al 31.12.2020).",
    "La data di riferimento dei dati è il 31.12.2018.",
    "La presente relazione 2018 riporta le informazioni sull’attuazione.",
    "La presente Relazione di attuazione annuale 2018 illustra l’andamento del Programma.",
    "Le tabelle riportano i dati al 31.12.2018.",
    "I dati, aggiornati al 31.12.2018, mostrano un buon avanzamento.",
    "Di seguito si riporta lo stato di attuazione al 31.12.2018.",
)

FIGURES_OF_2019 = (
    "La spesa certificata al 31.12.2018 è pari a 395 Mln€.",
    (
        "La spesa certificata cumulata al 31/12/2018, calcolata sulla base dei conti annuali e delle "
        "domande di pagamento presentate alla Commissione Europea, è pari a 395,04 Mln€ con un incremento "
        "di oltre 190 Mln€ rispetto al 2017."
    ),
    (
        "Al 31.12.2018 sono stati attivati investimenti per 829,3 Mln€ che rappresentano circa l’85% "
        "rispetto alla dotazione di 970,4 Mln€."
    ),
    "Nel 2018 i destinatari sono stati complessivamente 112.336.",
    "I pagamenti ai beneficiari ammontano a 481,8 Mln€ (al 31.12.2018).",
    "La spesa certificata al 31.12.2020 è pari a 395 Mln€.",
    "Al 31.12.2018:\n• gli impegni sono pari a 567,6 Mln€;\n• i pagamenti a 481,8 Mln€",
    "Al 31.12.2018 risultano:\n- impegni per 567,6 Mln€;\n- pagamenti per 481,8 Mln€",
    "Al 31.12.2018 la situazione è la seguente:\n• impegni per 567,6 Mln€;",
)

PERIODS = (
    "Gli Assi delineano la strategia del POR FSE 2014-2021.",
    "Piano finanziario del POR FSE 2014/2021 suddiviso per Assi",
    "Il Programma Operativo Regionale FSE 2014-2021 di Regione Lombardia ha una dotazione di 970,4 Mln€.",
    "Nella programmazione 2014-2021 il Fondo Sociale Europeo sostiene quattro Assi.",
    "Il periodo di programmazione 2013-2020 volge al termine.",
    "Il POR FSE (2014 – 2022) sostiene l’occupazione.",
    "Il POR FSE per il periodo 2014-21 sostiene l’occupazione.",
    ("Il Programma Operativo Regionale cofinanziato dal Fondo Sociale Europeo 2014-2021 sostiene l’occupazione."),
    "Il POR 2014-2021 sostiene l’occupazione.",
    "Il Programma FSE 2014-2021 sostiene l’occupazione.",
    "Nella programmazione 2014-2021 del Fondo Sociale Europeo gli Assi sono cinque.",
)

TARGETS = (
    (
        "Tali valori hanno consentito il superamento dei target di spesa “N+3” al 2018 pari a 234,8 milioni "
        "e al 2020 di 342,5 milioni."
    ),
    "Il target N+3 al 2021 è pari a 342,5 milioni.",
)

RIGHT = (
    "Al 31.12.2019 sono stati attivati investimenti per 829,3 Mln€.",
    ("La spesa certificata al 31.12.2019 è pari a 395 Mln€ con un incremento di oltre 190 Mln€ rispetto al 2018."),
    "Rispetto al 2018 la spesa certificata è cresciuta di 190 Mln€.",
    "Rispetto al 31.12.2018 i destinatari salgono a 112.336.",
    "I destinatari nel 2018 erano 98.000, nel 2019 112.336.",
    "Dal 31.12.2018 al 31.12.2019 la spesa certificata è passata da 205 a 395 Mln€.",
    "La spesa certificata era di 205 Mln€ al 31.12.2018 ed è di 395 Mln€ al 31.12.2019.",
    "La spesa certificata, che al 31.12.2018 era pari a 205 Mln€, è ora di 395 Mln€.",
    "La spesa certificata è passata da 205 Mln€ al 31.12.2018 a 395 Mln€.",
    "La misura, avviata nel 2016, è proseguita nel 2019.",
    "L’avviso è stato approvato con DGR del 31.12.2018 e ha raggiunto 112.336 destinatari.",
    "L’avviso, approvato con decreto n. 1234 del 12/11/2018, finanzia 32 progetti.",
    "Le attività si concluderanno entro il 31.12.2020.",
    "I progetti saranno conclusi al 31.12.2020.",
    "Con la programmazione 2007-2013 sono stati finanziati i primi percorsi.",
    "La programmazione 2021-2027 terrà conto di questi risultati.",
    "Il POR FSE 2007-2013 si è chiuso nel 2015.",
    "Il PR FSE+ 2021-2027 è in fase di negoziato.",
    "Per l’anno scolastico 2018/2019 sono stati finanziati i percorsi.",
    "Percorsi a.s. 2018-2019 e a.f. 2019/2020.",
    "Per l’annualità 2019/20 sono stati attivati 880 mila€.",
    "Nidi Gratis 2018-2019 e 2019-2020.",
    "A marzo 2020 l’emergenza sanitaria ha reso necessario riprogrammare le risorse.",
    "Nel 2020 sarà avviata la fase III.",
    "Il target N+3 al 2020 è pari a 342,5 milioni.",
    (
        "Tali valori hanno consentito il superamento dei target di spesa “N+3” al 2019 pari a 234,8 milioni "
        "e al 2020 di 342,5 milioni."
    ),
    "I target intermedi al 31.12.2018 del quadro di efficacia sono stati conseguiti.",
    "I dati al 31.12.2018 hanno consentito l’attribuzione della riserva di efficacia.",
    "Il target al 2023 è pari a 232.977 disoccupati.",
    "I dati Istat aggiornati al 31.12.2018 indicano un tasso di occupazione in crescita.",
    "Secondo i dati dell’Eurostat al 2018 la Lombardia è fra le prime regioni.",
    "I dati sulla popolazione residente sono aggiornati al 31.12.2018.",
    "I dati sull’abbandono scolastico in Lombardia sono aggiornati al 31.12.2018.",
    "I dati occupazionali sono aggiornati al 31.12.2018.",
    "Rispetto ai dati al 31.12.2018 si registra un incremento.",
    "I dati al 31.12.2018 della precedente relazione erano provvisori.",
    "I dati al 31.12.2018 sono stati trasmessi alla Commissione nel 2019.",
    "Confronto fra la situazione al 31.12.2018 e quella al 31.12.2019.",
    "Avanzamento finanziario al 31.12.2018 e al 31.12.2019",
    "La relazione sull’attuazione al 31.12.2018 è stata approvata dal Comitato di sorveglianza.",
    "Il Comitato ha esaminato lo stato di attuazione al 31.12.2018.",
    "La sintesi della RAA 2018 è stata pubblicata a giugno 2019.",
    "La valutazione si basa su dati al 31.12.2018.",
    "L’elenco delle operazioni, con dati aggiornati al 31.12.2020, è sul portale.",
    "I dati sono aggiornati al 31.12.2019.",
    "I dati di monitoraggio sono disponibili al 30.4.2020.",
    "I dati del presente rapporto si riferiscono anche ad operazioni parzialmente realizzate.",
    "Nel periodo 2014-2018 sono stati attivati investimenti.",
    "Nel periodo 2014-2023 le spese sono ammissibili.",
    "Il periodo di ammissibilità della spesa del POR FSE 2014-2023 termina fra quattro anni.",
    "La programmazione 2014-2020 entra nel vivo.",
    "Gli Assi delineano la strategia di intervento del POR FSE 2014-2020.",
    "Piano finanziario del POR FSE 2014-20 suddiviso per Assi",
    "Il POR FSE 2014/2020 e il POR FESR 2014-2020 sono complementari.",
    "Il POR FSE 2014–2020 sostiene l’occupazione.",
    "Il PSR 2014-2022 è stato prorogato.",
    "Il Programma Regionale di Sviluppo 2018-2023 orienta gli interventi.",
    "Il Piano triennale 2018-2020 e il Piano regionale 2014-2021 per la disabilità.",
    "La programmazione triennale 2018-2020 dell’offerta formativa.",
    "Il rapporto “Valutazione del POR FSE 2014-2018” è pubblicato sul sito.",
    "Progetto “Lombardia Europa 2020 – essere competitivi in Europa”.",
    ("Nel corso del 2019 è stata approvata la modifica del POR con Decisione della CE C(2019)3048 del 30 aprile 2019."),
    "Il modello (d.g.r. n. 2732/2019) consiste in due tipologie di servizi.",
    "Nel 2018 è stata avviata la misura, che ha coinvolto 112.336 destinatari.",
    "I progetti avviati nel 2018 hanno coinvolto 112.336 destinatari.",
    "L’Asse II, i cui avvisi si sono chiusi al 31.12.2018, ha raggiunto 112.336 destinatari.",
    "Al 31.12.2018 si è chiusa la prima fase, e i destinatari sono 112.336.",
    "Al 31.12.2018 la dotazione è pari a 970,4 Mln€.",
    "Con il regolamento (UE) 2020/558 la spesa certificata è pari a 395 Mln€.",
    "Dal 2014 sono stati raggiunti 112.336 destinatari.",
    "Operatori formati anche in relazione ad EXPO 2015.",
    "Tra il 2018 e il 2019 i destinatari sono diventati 112.336.",
    "Superati i 98.000 destinatari del 2018, nel 2019 se ne contano 112.336.",
    "Il target N+3 al 2018 era pari a 140,2 milioni, quello al 2019 a 234,8 milioni.",
    "Il target N+3 è pari a 234,8 milioni al 2019.",
    "Al 31.12.2019 risultano:\n- impegni per 567,6 Mln€;",
    "Atti approvati al 31.12.2018:\n• avviso per 567,6 Mln€;",
    "I dati sono aggiornati al 31.12.2018 per l’indicatore sui sei mesi successivi.",
    "Dati al 31.12.2018: 98.000 destinatari.\nDati al 31.12.2019: 112.336 destinatari.",
    "La situazione al 31.12.2018, di ritardo, è stata recuperata.",
    "La riprogrammazione si è basata sui dati al 31.12.2018.",
    "Sulla base dei dati al 31.12.2018 è stata proposta una riprogrammazione.",
    "Per l’abbandono scolastico i dati sono aggiornati al 31.12.2018.",
    "Il programma 2014-2021 di edilizia residenziale è regionale.",
    "Il Programma regionale 2014-2021 per la disabilità integra il POR.",
    "La programmazione 2014-2021 della rete ospedaliera è di altri.",
    "Garanzia Giovani 2014-2018 ha preceduto il POR FSE 2014-2020.",
    "Il PON IOG 2014-2021 è complementare.",
)

MORE_RIGHT = (
    "A partire dal 31.12.2018 le domande si presentano on line.",
    "L’importo certificato al 31.12.2018, pari a 204,9 Mln€, ha superato il target N+3.",
    "Gli impegni assunti fino al 31.12.2018 riguardano 12 avvisi, quelli del 2019 altri 8.",
    "Nel 2018 il numero dei destinatari aveva già superato quota 98.000.",
    "I destinatari sono 112.336, con una crescita del 14% sul dato al 31.12.2018.",
    "A fine 2018 si è concluso il negoziato; la dotazione è di 970,4 Mln€.",
    "Il target di 5.500 persone al 31.12.2018 era stato superato.",
    "La verifica di efficacia si è svolta sui dati al 31.12.2018.",
    "In base ai dati al 31.12.2018, la Commissione ha assegnato la riserva di efficacia.",
    "L’Asse II ha raggiunto 112.336 destinatari, contro i 98.000 a fine 2018.",
    "Dei 112.336 destinatari, 98.000 erano già stati raggiunti al 31.12.2018.",
    "Sono 112.336 i destinatari raggiunti, di cui 14.336 dopo il 31.12.2018.",
    "Il tasso di disoccupazione al 31.12.2018 era pari al 6%.",
    "Il bilancio al 31.12.2018 di Finlombarda è stato approvato.",
    "La misura resterà aperta fino al 31.12.2020.",
    "Con la proroga al 31.12.2020 dei termini, i progetti potranno concludersi.",
    "Le spese sono ammissibili fino al 31.12.2023.",
    "Il POR FSE 2014-2020 resta in vigore fino al 31.12.2023.",
    "Il negoziato sulla programmazione 2021-2027 è stato avviato nel 2019.",
    "Durante il 2018 si sono tenuti due comitati.",
    "Nel 2018 i destinatari dell’Asse II erano 98.000 e nel 2019 sono diventati 112.336.",
    "Al 31.12.2018 l’Asse II contava 98.000 destinatari.",
    "Il quadro finanziario 2014-2020 dell’Unione ammonta a mille miliardi.",
    "Il periodo contabile va dal 1° luglio 2018 al 30 giugno 2019.",
    "Conti annuali chiusi al 30 giugno 2018.",
    "La domanda di pagamento finale al 30.6.2018 comprendeva 25 Mln€ di spesa.",
    "I dati dell’indagine sono riferiti ai partecipanti usciti nel 2018.",
    "I dati di placement, riferiti ai destinatari usciti al 31.12.2018, mostrano un buon esito.",
    "I dati relativi agli esiti occupazionali sono rilevati al 31.12.2018.",
    "L’attuazione, avviata a fine 2015, è a regime.",
    "Nel triennio 2017-2019 sono stati attivati 829,3 Mln€.",
    "Nel periodo 2015-2019 i destinatari sono stati 112.336.",
    "Tra il 31.12.2018 e il 31.12.2019 gli impegni sono passati da 450 a 567,6 Mln€.",
    "Dal 2014 al 31.12.2019 i destinatari sono 112.336.",
    "Come previsto nella RAA 2018, la spesa certificata è pari a 395 Mln€.",
    "Nell’anno scolastico 2018/2019 hanno partecipato 112.336 destinatari.",
    "Nella primavera del 2020 la spesa certificata era pari a 395 Mln€.",
    "Il Programma di Sviluppo Rurale 2014-2022 e il FEAMP 2014-2020.",
    "La Strategia Europa 2020 e il POR FSE 2014-2020.",
    "Il POR FSE 2014-2020 (già POR FSE 2007-2013) ...",
    "Il rapporto annuale di valutazione 2018 del POR FSE 2014-2020.",
    "I beneficiari al 31.12.2018 erano 120, oggi 150.",
)

MORE_WRONG = (
    "I valori riportati sono aggiornati al 31 dicembre 2018.",
    "I dati finanziari del Programma sono aggiornati al 31.12.2018 e si riferiscono a tutti gli Assi.",
    "Lo stato di avanzamento del Programma al 31 dicembre 2018",
    "Le informazioni contenute nella presente sintesi si riferiscono al 31.12.2018.",
    "Al 31.12.2018 gli impegni ammontano complessivamente a 567,6 Mln€.",
    ("Gli impegni giuridicamente vincolanti al 31/12/2018 ammontano a 567,6 Mln€ e i pagamenti a 481,8 Mln€."),
    "Alla fine del 2018 i pagamenti ai beneficiari hanno raggiunto 481,8 Mln€.",
    "Sono stati certificati 395 Mln€ al 31.12.2018.",
    "Complessivamente al 31.12.2018 sono stati raggiunti 385.423 destinatari.",
    "Al 31.12.2018 hanno beneficiato degli interventi 385.423 persone di cui il 53% maschi (M).",
    "Sono stati impegnati, al 31.12.2018, 567,6 Mln€.",
    "Il Programma, al 31.12.2018, ha certificato spese per 395 Mln€.",
    "Con una spesa certificata di 395 Mln€ al 31.12.2018 il Programma procede.",
    "Il POR FSE Lombardia 2014-2021 è articolato in Assi.",
    "La dotazione del POR FSE 2014-2022 è di 970,4 Mln€.",
    "Nel corso del 2018 sono stati raggiunti complessivamente 385.423 destinatari.",
    "Al termine del 2018 la spesa certificata è pari a 395,04 Mln€.",
    "A dicembre 2018 la spesa certificata cumulata è di 395 Mln€.",
)


RIGHT_BESIDE_2018 = (
    "La spesa certificata al 31.12.2018 era pari a 205 Mln€.",
    "Al 31.12.2018 la spesa certificata era pari a 205 Mln€, al 31.12.2019 a 395 Mln€.",
    "Al 31.12.2018 i destinatari erano 98.000.",
    "Al 31.12.2018 i destinatari erano 98.000; oggi sono 112.336.",
    "Al 31.12.2018 la spesa certificata era inferiore a 395 Mln€.",
    "Al 31.12.2018 la dotazione era pari a 960 Mln€.",
    "A fine 2018 mancavano 190 Mln€ per arrivare a 395 Mln€ di spesa certificata.",
    "Al 30.6.2019 la spesa certificata è pari a 395 Mln€.",
    "Al 31.3.2020 la spesa certificata resta pari a 395 Mln€.",
)

RIGHT_IN_2023 = (
    "I dati sono aggiornati al 31.12.2023.",
    "La spesa certificata al 31/12/2022 era pari a 9,8 Mln€.",
    "Il PR FSE+ 2021-2027 sostiene l’occupazione.",
    "Il POR FSE 2014-2020 si è concluso nel 2023.",
    "La programmazione 2014-2020 ha finanziato i primi percorsi.",
    "Il CSR 2023-2027 e la programmazione 2023-2027 della PAC.",
    "Il PNRR 2021-2026 finanzia il programma GOL.",
    "Nel periodo 2021-2023 sono stati raggiunti 48.447 destinatari.",
    "Rispetto al 2022 i destinatari salgono a 48.447.",
    "La programmazione 2028-2034 è in discussione.",
    "Il target al 2029 è pari a 3.000 persone.",
    "Il target intermedio al 2024 è pari a 1.250 persone.",
    "Le spese sono ammissibili nel periodo 2021-2029.",
)

WRONG_IN_2023 = (
    "I dati sono aggiornati al 31.12.2022.",
    "La spesa certificata al 31/12/2022 è pari a 48,3 Mln€.",
    "A dicembre 2022 i destinatari raggiunti sono 48.447.",
    "Nel 2022 i destinatari sono stati complessivamente 48.447.",
    "Il PR FSE+ 2021-2026 sostiene l’occupazione.",
    "Il PR FSE+ 2020-2027 sostiene l’occupazione.",
    "La programmazione 2021-2028 è in corso.",
    "Dati al 31.12.2024.",
)

MEASURES = (
    "Nel 2018 i disoccupati raggiunti sono 168.289.",
    (
        "I target del quadro di riferimento dell’efficacia dell’attuazione al 2018 risultano così "
        "conseguiti:\n• 168.289 “Disoccupati” (target finale 2023 = 232.977);"
    ),
    ("I target al 31.12.2018 risultano così conseguiti:\n• 168.289 “Disoccupati” (target finale 2023 = 232.977);"),
    "L’indicatore “Disoccupati” al 31.12.2018 è pari a 168.289 (target 2023 = 232.977).",
    "I target al 2020 risultano così conseguiti:\n• 168.289 “Disoccupati” (target finale 2023 = 232.977);",
)

RIGHT_MEASURES = (
    (
        "I target intermedi al 2018 del quadro di riferimento risultano così conseguiti:\n• 168.289 "
        "“Disoccupati” (target finale 2023 = 232.977);"
    ),
    "I target al 2019 risultano così conseguiti:\n• 168.289 “Disoccupati” (target finale 2023 = 232.977);",
    "I target al 2023 sono i seguenti:\n• 232.977 “Disoccupati”;",
    "Superato il target intermedio al 2018, i “Disoccupati” sono 168.289.",
    "L’indicatore “Disoccupati” al 31.12.2018 era pari a 120.010 (target 2023 = 232.977).",
)


@pytest.mark.parametrize("text", DATA_OF_2018)
def test_the_date_of_all_data_is_that_of_reference(text: str):
    """Last year's, or one of a time when nobody can have known the data; in words or in figures."""
    (finding,) = found(edition(), text)
    assert finding.code == "RAA517"
    assert finding.severity is Severity.WARNING
    assert "{P08}" in finding.remedy or "{P07}" in finding.remedy


@pytest.mark.parametrize("text", FIGURES_OF_2019)
def test_a_figure_of_this_year_beside_another_date_is_doubted_where_that_years_is_unknown(text: str):
    """In the text of the programme, that of an axis too; the date counts once, with its first number."""
    (finding,) = found(edition(), text)
    assert finding.code == "RAA517"
    assert "31.12.2019 (Programma!C11)" in finding.message
    assert "Anno precedente" in finding.remedy


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("II", "Nel 2018 i destinatari sono stati complessivamente 112.336."),
        ("II", "Al 31 dicembre 2018 sono stati raggiunti 112.336 destinatari."),
        ("II", "A fine 2018 i destinatari raggiunti sono 112.336, di cui il 53% M (59.154) e il 47% F (53.182)."),
        ("I", "Gli impegni dell’Asse I sono pari a 177,9 Mln€ al 31.12.2018."),
    ],
)
def test_an_axis_has_its_own_figures(label: str, text: str):
    """With the placeholder that prints them there."""
    (finding,) = found(edition(), text, label)
    assert finding.code == "RAA517"
    assert "{P08} e {" in finding.remedy


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("La spesa certificata al 31.12.2018 è pari a 395 Mln€.", "RAA516"),
        ("Al 31.12.2018 la spesa certificata cumulata ammonta a 395 Mln€.", "RAA516"),
        ("Alla data del 31 dicembre 2018 i pagamenti erogati sono pari a 481,8 Mln€.", "RAA516"),
        ("A fine 2017 la spesa certificata è pari a 395 Mln€.", "RAA516"),
        ("Al 31.12.2018 gli impegni dell’Asse II sono pari a 249,7 Mln€ e i pagamenti a 201,7 Mln€.", "RAA516"),
        ("Al 31.12.2018 i destinatari dell’Asse II sono 112.336.", "RAA516"),
        ("Nel corso del 2018 i destinatari dell’Asse II sono stati 112.336.", "RAA517"),
        ("Al 31.12.2018 i percorsi di inclusione hanno coinvolto 112.336 destinatari.", "RAA517"),
        ("Al 31.12.2020 la spesa certificata è pari a 395 Mln€.", "RAA517"),
    ],
)
def test_it_is_an_error_only_where_the_figure_of_that_date_is_known_and_every_word_is_plain(text: str, code: str):
    """Else the wording leaves a doubt; no other rule speaks of the same number."""
    numbers = [one for one in prose.check(with_text(of_2019(), text)) if one.code in DATES | {"RAA402", "RAA410"}]
    assert [one.code for one in numbers] == [code]


def test_what_is_found_says_both_figures_and_their_cells():
    """So that whoever reads it sees at once which of the two to change."""
    (finding,) = found(of_2019(), "La spesa certificata al 31.12.2018 è pari a 395 Mln€.")
    assert finding.severity is Severity.ERROR
    assert finding.message == (
        "Il testo dice «al 31.12.2018», ma «395 Mln€» è la spesa certificata del programma (Finanza!E8, Finanza!E13) "
        "alla data di riferimento, 31.12.2019 (Programma!C11). Un anno prima: 205\u00a0Mln€ (Finanza!E34, Finanza!E43)."
    )
    assert finding.remedy == (
        "Aggiornare la data, o meglio scrivere i segnaposto {P08} e {Spesa certificata}; se la frase parla davvero di "
        "un'altra data, scrivere la cifra di allora."
    )


@pytest.mark.parametrize("text", TARGETS)
def test_a_target_of_expenditure_is_of_its_year(text: str):
    """Of this year or of the next."""
    (finding,) = found(edition(), text)
    assert "è il target N+3 del 20" in finding.message


@pytest.mark.parametrize("text", MEASURES)
def test_the_value_of_an_indicator_is_of_this_year(text: str):
    """Also in the list below the sentence that has the date."""
    whole = with_text(edition(), text, "I", TextSection.INDICATORS)
    (finding,) = (one for one in prose.check(whole) if one.code in DATES)
    assert "{I.K01 Valore}" in finding.remedy


@pytest.mark.parametrize("text", RIGHT_MEASURES)
def test_milestones_targets_and_values_of_their_years_are_left_alone(text: str):
    """Those of 2018 are spoken of in 2019 too."""
    assert not DATES & {one.code for one in prose.check(with_text(edition(), text, "I", TextSection.INDICATORS))}


@pytest.mark.parametrize("text", PERIODS)
def test_the_period_of_the_programme_is_that_of_its_sheet(text: str):
    """An error beside its name in full, a warning elsewhere; with the cell of the period."""
    (finding,) = found(edition(), text)
    is_named = re.search(r"POR FSE|cofinanziato", text) is not None
    assert finding.code == ("RAA518" if is_named else "RAA519")
    assert "2014-2020 (Programma!C9)" in finding.message
    assert "{P06}" in finding.remedy


@pytest.mark.parametrize("text", RIGHT + MORE_RIGHT)
def test_a_right_date_is_left_alone(text: str):
    """Comparisons, history, acts, terms, school years, other people's data; whether or not last year is known."""
    assert found(edition(), text) == []
    assert found(of_2019(), text) == []


@pytest.mark.parametrize("text", MORE_WRONG)
def test_wrong_dates_are_found_in_sentences_that_the_rules_were_not_made_with(text: str):
    """As `MORE_RIGHT` are left alone; both were written after the rules."""
    assert len(found(edition(), text)) == 1


@pytest.mark.parametrize("text", RIGHT_BESIDE_2018)
def test_figures_of_the_year_before_have_its_date(text: str):
    """And what happened then is said in the past."""
    assert found(of_2019(), text) == []
    assert found(of_2019(), text, "II") == []


@pytest.mark.parametrize("text", RIGHT_IN_2023)
def test_a_right_date_of_another_edition_is_left_alone(text: str):
    """In 2023, in the period 2021-2027."""
    assert found(of_2023(), text) == []


@pytest.mark.parametrize("text", WRONG_IN_2023)
def test_a_wrong_date_of_another_edition_is_found(text: str):
    """Nothing is made for 2019."""
    assert len(found(of_2023(), text)) == 1


@pytest.mark.parametrize("spelling", ["31.12.2018", "31/12/2018", "31-12-2018", "31.12.18", "31 dicembre 2018"])
def test_a_date_is_a_date_however_it_is_written(spelling: str):
    """Of the data, and of a figure."""
    assert len(found(edition(), f"I dati sono aggiornati al {spelling}.")) == 1
    assert len(found(of_2019(), f"La spesa certificata al {spelling} è pari a 395 Mln€.")) == 1


@pytest.mark.parametrize("at", ["a fine 2018", "alla fine del 2018", "alla fine dell’anno 2018", "a dicembre 2018"])
def test_an_end_of_a_year_is_a_date(at: str):
    """So is its last month."""
    assert len(found(edition(), f"I dati sono aggiornati {at}.")) == 1
    assert len(found(of_2019(), f"La spesa certificata {at} è pari a 395 Mln€.")) == 1


def test_what_had_not_moved_has_both_dates():
    """Once it is typed in the column of the year before."""
    text = "Al 31.12.2018 gli impegni dell’Asse I sono pari a 60 Mln€."
    still = axis(finance_previous=finance(100 * MILLION, 80 * MILLION, 60 * MILLION, 45 * MILLION, 30 * MILLION))
    assert found(report(still), text) == []
    assert found(report(axis()), text) == []  # two digits say nothing where nobody knows
    moved = axis(finance_previous=finance(100 * MILLION, 80 * MILLION, 50 * MILLION, 45 * MILLION, 30 * MILLION))
    assert [one.code for one in found(report(moved), text)] == ["RAA516"]


def test_what_can_be_known_depends_on_when_the_summary_is_written():
    """Until the deadline or the approval, at the least until the autumn of the year after."""
    text = "I dati sono aggiornati al 30.11.2020."
    assert len(found(report(), text)) == 1
    assert found(report(deadline=date(2020, 12, 15)), text) == []
    assert found(report(approval_date=date(2021, 1, 15)), text) == []


def test_an_initiative_has_its_own_dates():
    """It may have ended before; but the programme's period is the same there."""
    row = initiative(description="dati al 31.12.2018, liquidati al 31.12.2018 4 Mln€", paid=4 * MILLION)
    assert not DATES & {one.code for one in prose.check(report(axis(initiatives=(row,))))}
    row = initiative(title="Percorsi del POR FSE 2014-2021")
    assert "RAA518" in {one.code for one in prose.check(report(axis(initiatives=(row,))))}


def test_a_period_that_is_not_clear_is_compared_with_nothing():
    """Another rule asks for it."""
    assert found(report(period="14-20", name="POR FSE"), "Il POR FSE 2014-2021 sostiene l’occupazione.") == []


def test_a_period_typed_in_the_name_of_the_programme_is_known():
    """Whether the two cells agree, another rule says."""
    extended = report(period="2014-2022", name="PSR 2014-2020")
    assert found(extended, "Il PSR 2014-2020 è stato prorogato.") == []


def test_the_edition_and_the_published_sentences_have_no_wrong_date():
    """Word for word."""
    for whole in (edition(), published(edition())):
        assert not DATES & {one.code for one in prose.check(whole)}


def _dates_of(text: str) -> list[str]:
    """A published text with each of its dates of reference put back by a year, one at a time."""
    return [f"{text[: one.start(1)]}2018{text[one.end(1) :]}" for one in re.finditer(r"[Aa]l 31.12.(2019)", text)]


def test_each_date_of_the_published_sentences_that_is_last_years_is_found():
    """The classic error: the text is carried over and one date is not changed."""
    whole = published(edition())
    carried = [text for section in PUBLISHED.values() for one in section.values() for text in _dates_of(one)]
    assert len(carried) == 2
    for text in carried:
        assert [one.code for one in found(whole, text)] == ["RAA517"]


@pytest.mark.parametrize("end", [". ", ", ", "; "])
def test_many_dates_are_read_in_linear_time(end: str):
    """Four times the text takes no more than some five times as long, be it sentences or one that never ends."""
    sentence = f"Al 31.12.2018 la spesa certificata è pari a 395 Mln€, al 31.12.2018 il POR FSE 2014-2021{end}"

    def seconds(times: int) -> float:
        whole = with_text(of_2019(), sentence * times)
        start = process_time()
        assert prose.check(whole)
        return process_time() - start

    short = min(seconds(50) for _ in range(3))
    assert min(seconds(200) for _ in range(3)) < 6 * short + 0.05
