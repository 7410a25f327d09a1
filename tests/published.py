# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sentences of the published 2019 summary, word for word with their slips, as officials would have typed them.

`PUBLISHED` has them by axis (`None` is the programme) and section; `published` puts them into the 2019 edition.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from raa_builder.cells import Cell, Entry
from raa_builder.model import Narrative, TextSection

if TYPE_CHECKING:
    from raa_builder.model import Report

PUBLISHED: dict[str | None, dict[TextSection, str]] = {
    None: {
        TextSection.PREAMBLE: (
            "Il Programma Operativo Regionale FSE 2014-2020 di Regione Lombardia ha una dotazione complessiva"
            " di € 970.474.516,00, articolata in quattro Assi Prioritari, oltre ad un Asse di “Assistenza "
            "Tecnica”:\n"
            "• Asse I “Occupazione”;\n"
            "• Asse II “Inclusione sociale e lotta alla povertà”;"
        ),
        TextSection.RESOURCES: (
            "Al 31.12.2019 sono stati attivati investimenti per 829,3 Mln€ che rappresentato circa l’85% "
            "rispetto alla dotazione di 970,4 Mln€. L’importo complessivo degli impegni giuridicamente "
            "vincolanti assunti nei confronti dei beneficiari è pari a 567,6 Mln€ e i pagamenti erogati a "
            "481,8 Mln€. La spesa certificata cumulata al 31/12/2019, calcolata sulla base dei conti annuali "
            "e delle domande di pagamento presentate alla Commissione Europea, è pari a 395,04 Mln€ con un "
            "incremento di oltre 190 Mln€ rispetto al 2018. Tali valori hanno consentito il superamento dei "
            "target di spesa “N+3” al 2019 pari a 234,8 milioni e al 2020 di 342,5 milioni."
        ),
        TextSection.PARTICIPANTS: (
            "Hanno beneficiato degli interventi 385.423 persone di cui il 53% maschi (M) e il 47% femmine "
            "(F). Più della metà dei destinatari è stato coinvolto in misure di politica attiva del lavoro "
            "(214.224 pari al 56% del totale, di cui il 53% M e il 47% F), mentre i restanti hanno "
            "partecipato ad interventi di inclusione attiva (112.336 pari al 29% di cui il 53% M e il 47% F) "
            "e di rafforzamento delle competenze (58.863 pari al 15% di cui il 53% M e il 47% F). Hanno avuto"
            " accesso alle iniziative più di 79.000 persone (21%) in condizione di particolare vulnerabilità "
            "all’esclusione e alla discriminazione (persone con disabilità 5%, migranti 8%, altre persone "
            "svantaggiate 8%), la prevalenza delle quali supportate nell’inserimento lavorativo (47%), "
            "attraverso percorsi di inclusione attiva (42%) o nell’accesso all’istruzione e formazione (11%)."
        ),
        TextSection.AMENDMENTS: (
            "Nel corso del 2019 è stata approvata la modifica del POR con Decisione della CE C(2019)3048 del "
            "30 aprile 2019 che ha comportato un aggiornamento della strategia di intervento dell’Asse 4 "
            "lasciando invariata la dotazione dei singoli Assi."
        ),
    },
    "I": {
        TextSection.OVERVIEW: (
            "In materia di politiche per l’occupazione (Asse I - 358 Mln€), si è conclusa la seconda fase. "
            "Sono stati presi in carico cumulativamente 173.547 destinatari tra Dote Unica Lavoro e Azioni di"
            " rete per il lavoro. Tra le altre iniziative in corso nel 2019 si annoverano anche il bando "
            "Lombardia Plus – Linea cultura (5 Mln€ programmati). Infine, nel 2019 sono stati avviati 6 "
            "progetti a valere sulla misura."
        ),
        TextSection.RESOURCES: (
            "Per le iniziative dell’Asse I sono state attivate risorse pari a 317,9 Mln€ di cui risultano "
            "impegnati 177,9 Mln€ e liquidati 164 Mln€."
        ),
        TextSection.PARTICIPANTS: (
            "Il numero dei destinatari raggiunti è pari a 214.224, di cui il 53% maschi (112.588) e il 47% "
            "femmine (101.636). Le persone in condizione di vulnerabilità sono pari al 17% dei destinatari "
            "complessivi dell’Asse (6.006 - 3% persone con disabilità, 17.953 – 8% migranti, 13.520 – 6% "
            "altri svantaggiati)"
        ),
        TextSection.INDICATORS: (
            "I target del quadro di riferimento dell’efficacia dell’attuazione al 2019 risultano così "
            "conseguiti:\n"
            "• 168.289 “Disoccupati” (target finale 2023 = 232.977);\n"
            "• spesa certificata pari a 121,6 Mln€ (target finale 332,5 Mln€)\n"
            "\n"
            "L’indicatore di risultato “Partecipanti che hanno un lavoro, anche autonomo, entro i sei mesi "
            "successivi alla fine della loro partecipazione all'intervento” è pari al 57% (valore target al "
            "2023 - 30%)."
        ),
        TextSection.INITIATIVES: (
            "Infine, sono stati aggiornati i criteri di programmazione e le risorse dell’iniziativa Azioni a "
            "sostegno dello smartworking in Lombardia con un importo di risorse programmate pari  9 Mln €."
        ),
    },
    "II": {
        TextSection.OVERVIEW: (
            "L’attenzione alle fragilità in ambito sociale trova riscontro negli investimenti promossi da "
            "Regione Lombardia (Asse II - 227,1 Mln€) su tre direttrici di intervento: servizi per l’infanzia"
            " 0-3 anni. Il modello di intervento (d.g.r. n. 2732/2019) consiste in due tipologie di servizi. "
            "Sono stati finanziati 32 nuovi progetti per il consolidamento. L’OI Comune di Milano ha "
            "realizzato 33 progetti rivolti a persone in particolare difficoltà economica."
        ),
        TextSection.RESOURCES: (
            "Per le iniziative dell’Asse II sono state attivate risorse per 206,7 Mln€, impegnati 146,6 Mln€ "
            "e liquidati 111,5 Mln€."
        ),
        TextSection.PARTICIPANTS: (
            "Sono stati raggiunti 112.336 destinatari, di cui il 53% M (59.154) e il 47% F (53.182). Le "
            "persone vulnerabili sono pari al 30% dei destinatari dell’Asse (6.051 - 5% persone con "
            "disabilità, 11.597 – 10% migranti, 16.160 – 14% altri svantaggiati)."
        ),
        TextSection.INDICATORS: (
            "I target al 2019 risultano così conseguiti:\n"
            "• 6.051 “Partecipanti con disabilità” (target 2023 = 5.500);\n"
            "• 16.160 “Altre persone svantaggiate (target 2023 = 30.675);\n"
            "• 51.050 “Nuclei famigliari con figli” (target 2023 = 33.364);\n"
            "• spesa certificata pari a 88,4 Mln€ (target 2023 = 227.1 Mln€).\n"
            "\n"
            "L’indicatore di risultato “Partecipanti svantaggiati impegnati nella ricerca di un lavoro, in un"
            " percorso di istruzione e formazione, nell’acquisizione di una qualifica, in un’occupazione, "
            "anche autonoma, al momento della conclusione della loro partecipazione all’intervento” è pari a "
            "86% (valore target al 2023 - 80%)."
        ),
    },
    "III": {
        TextSection.OVERVIEW: (
            "Gli investimenti per il capitale umano (Asse III - 332,5 Mln€) potenziano il sistema (Istruzione"
            " e Formazione Professionale per complessivi 206 Mln€, percorsi di Istruzione e Formazione "
            "Tecnica Superiore - 10,5 Mln€ e percorsi degli Istituti Tecnici Superiori - 29,3 Mln€). Nel 2019"
            " nell’ambito dell’iniziativa “Lombardia Plus Linea Smart” sono stati finanziati 29 nuovi "
            "progetti per 2 Mln€."
        ),
        TextSection.RESOURCES: (
            "Per le iniziative dell’Asse III sono stati attivati 264,6 Mln€ di cui impegnati 210 Mln€ e "
            "liquidati 188,8 Mln€."
        ),
        TextSection.PARTICIPANTS: (
            "Il numero dei destinatari raggiunti è pari a 55.164, di cui il 57% M (31.208) e il 43% F "
            "(23.956). Le persone in condizione di vulnerabilità sono pari al 16% (5.830 - 11% persone con "
            "disabilità, 1.492 – 3% migranti, 1.245 – 2% altri svantaggiati)."
        ),
        TextSection.INDICATORS: (
            "I target del quadro risultano così conseguiti:\n"
            "• 41.134 “Titolari di un diploma di istruzione primaria o secondaria inferiore” (target 2023 "
            "=63.868);\n"
            "• spesa certificata pari a 169,4 Mln€ (target 2023 = 332,5 Mln€).\n"
            "\n"
            "L’indicatore di risultato sulla priorità 10.i “Partecipanti che ottengono una qualifica alla "
            "fine della loro partecipazione all'intervento” è pari al 76,38% (valore target al 2023 - 85%). "
            "Indicatori di risultato sulla priorità 10.iv: “Partecipanti che ottengono una qualifica alla "
            "fine della loro partecipazione all'intervento” è pari a 41,24% (valore target al 2023 - 80%); "
            "“Partecipanti che completano il percorso di formazione” è pari al 98% (valore target al 2023 - "
            "90%)."
        ),
    },
    "IV": {
        TextSection.OVERVIEW: (
            "Nel quadro degli interventi per il rafforzamento della capacità amministrativa (Asse IV – 20 "
            "Mln€) sono proseguiti i percorsi “Progettazione, modellizzazione e start up di Servizi Europa "
            "d'Area Vasta (SEAV) nei contesti lombardi: essere competitivi in Europa” (2 Mln€)."
        ),
        TextSection.RESOURCES: (
            "Per le iniziative dell’Asse IV sono state attivate risorse per 17,9 Mln€ di cui impegnati 10,4 "
            "Mln€ e liquidati 3,7 Mln€."
        ),
        TextSection.PARTICIPANTS: (
            "ll numero dei destinatari raggiunti è pari a 3.699, di cui il 67% M (2.471) e il 33% F (1.228)."
        ),
        TextSection.NOTES: (
            "Nel corso del 2019 si è conclusa l’iniziativa Piano di Empowerment del personale diretto ai CPI "
            "del territorio regionale (1,2 Mln€)"
        ),
        TextSection.INDICATORS: (
            "• 915 “pubbliche amministrazioni coinvolte per il miglioramento della capacità amministrativa” "
            "(Target 2023 = 895).\n"
            "• 3.458 “operatori di polizia locale partecipanti ad iniziative di training sul tema sicurezza e"
            " prevenzione anche in relazione ad EXPO 2015” (Target 2023 = 3.300)\n"
            "• spesa certificata pari a 2,7 Mln€ (target 2023 = 20 Mln€).\n"
            "\n"
            "L’indicatore di risultato sulla priorità 11.i Numero di Pubbliche amministrazioni beneficiarie "
            "che al termine dell'intervento hanno migliorato la propria capacità amministrativa, è pari al "
            "100% (target al 2023 – 80 %)."
        ),
    },
    "V": {
        TextSection.RESOURCES: (
            "Sono stati attivati incarichi per un impegno complessivo pari a 22 Mln€ di cui pagati 13,7 Mln€."
            " La spesa certificata è pari a 12,8 Mln€."
        ),
        TextSection.INDICATORS: (
            "• 35 numero di progetti implementati per il sostegno e il rafforzamento delle attività di "
            "programmazione, gestione, sorveglianza e controllo del POR;\n"
            "• 7 numero di valutazioni e studi;\n"
            "• 28 numero di progetti di comunicazione implementati."
        ),
    },
}


def published(edition: Report) -> Report:
    """The edition with the published sentences instead of its own; the cell of each is of the sheet `Testi`."""
    axes = tuple(replace(axis, texts=_texts(axis.label, 100 * place)) for place, axis in enumerate(edition.axes, 1))
    return replace(edition, texts=_texts(None, 4), axes=axes)


def _texts(label: str | None, first: int) -> tuple[Narrative, ...]:
    return tuple(
        Narrative(
            f"{label or 'P'}.T{row - first + 1:02}",
            section,
            None,
            Entry(text, Cell("Testi", row, 5)),
            Cell("Testi", row, 1),
        )
        for row, (section, text) in enumerate(PUBLISHED[label].items(), first)
    )
