# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every rule of `findings.Rules` asks, for people: the code of a rule in, a page of the rule book out.

`docs/regole.md` is made of it; the checks do without. Only what a law or a standard asks has a source.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Page(NamedTuple):
    """A rule as people read it, in Italian.

    Attributes:
        asks: What it asks, a sentence.
        example: When it fires, by an example that completes "Per esempio".
        remedy: What to do.
        source: Law, standard or convention that it comes from; empty where it is the workbook's own.
        not_seen: What it passes over, and why; empty where nothing that one would expect of it.
    """

    asks: str
    example: str
    remedy: str
    source: str = ""
    not_seen: str = ""


FAMILIES: Final = {
    "1": "Struttura del foglio di lavoro",
    "2": "Valori, segnaposto e deroghe",
    "3": "Aritmetica",
    "4": "Testi",
    "5": "Anni, date ed edizione precedente",
}
_N3: Final = "Reg. (UE) 1303/2013, art. 136"
_ELIGIBLE: Final = "Reg. (UE) 1303/2013, art. 65(2): la spesa vale fino al terzo anno dopo il periodo"
_FRAMEWORK: Final = "Reg. (UE) 1303/2013, art. 22 e allegato II; reg. (UE) 215/2014, art. 5"
_CUMULATED: Final = "I dati della relazione sono cumulati: reg. (UE) 2015/207, allegato V"
_MONITORING: Final = "Monitoraggio nazionale: programmato, impegni e pagamenti vengono da sistemi e date diversi"
_SAME_DECIMALS: Final = "Convenzione: le cifre di una stessa serie hanno gli stessi decimali"
_DEROGHE: Final = "Correggere la cifra o, se è giusta, accettare la segnalazione nel foglio Deroghe."

PAGES: Final[dict[str, Page]] = {
    # structure
    "RAA101": Page("Il foglio di lavoro ha tutti i suoi fogli.", "manca il foglio Finanza.",
                   "Riportarlo dal foglio di partenza."),
    "RAA102": Page("Ogni foglio ha le sue colonne.", "in Finanza non c'è più la colonna Anno.",
                   "Rimettere la colonna, con la sua intestazione."),
    "RAA103": Page("Di ogni tabella ce n'è una sola.", "la tabella Finanza è stata copiata in un altro foglio.",
                   "Tenerne una sola."),
    "RAA104": Page("Un codice sta in una sola riga.", "due righe hanno il codice I.N03.",
                   "Tenere una sola delle due righe, o dare all'altra un codice libero."),
    "RAA105": Page("Una riga compilata ha il suo codice.", "un'iniziativa è scritta in una riga senza codice.",
                   "Portare i dati in una riga già numerata, o scrivere un codice libero."),
    "RAA106": Page("I codici sono quelli del foglio.", "in Finanza c'è il codice I.F9.",
                   "Scrivere un codice del foglio, o cancellare la riga."),
    "RAA107": Page("Gli assi nominati sono nel foglio Assi.", "il codice VI.F1, ma l'asse VI non c'è.",
                   "Correggere la sigla, o aggiungere l'asse nel foglio Assi."),
    "RAA108": Page("La colonna Asse dice l'asse del codice.", "la riga I.N03 è attribuita all'asse II.",
                   "Scrivere l'asse del codice, o portare i dati in una riga dell'altro asse."),
    "RAA109": Page("Le righe prestampate ci sono tutte.", "manca la riga I.F3, Impegni.",
                   "Rimettere la riga con il suo codice."),
    "RAA110": Page("La sigla di un asse è un breve testo senza i segni / \\ : * e senza virgole.", "la sigla «I/II».",
                   "Scrivere un'altra sigla, di al più 20 caratteri."),
    "RAA111": Page("Un programma ha da 1 a 30 assi.", "il foglio Assi è vuoto.", "Compilare il foglio Assi."),
    "RAA112": Page("La voce è quella del codice.", "la riga I.F3 dice «Pagamenti»; vale il codice.",
                   "Rimettere la voce, e controllare che la cifra sia della riga giusta."),
    "RAA113": Page("Le righe compilate si vedono.", "la riga 12 è nascosta da un filtro; si legge lo stesso.",
                   "Mostrarla."),
    "RAA114": Page("Le celle della tabella non sono unite.", "E4 ed E5 sono una cella sola.",
                   "Dividere le celle e scrivere il valore di ognuna."),
    "RAA115": Page("I fogli in più non hanno dati della scheda.", "il foglio «Prova» non si legge.",
                   "Se contiene dati, riportarli nei fogli della scheda."),
    "RAA116": Page("Un'intestazione sta in una sola colonna.", "due colonne Anno.", "Cancellare quella in più."),
    "RAA117": Page("Le copie di una stessa edizione dicono lo stesso.",
                   "Programma!C4 è diverso nelle copie degli assi I e II.",
                   "Scrivere lo stesso valore nelle due copie, o unirle con raa-builder merge."),
    "RAA118": Page("Per la sintesi ci sono tutti gli assi.", "manca la copia dell'asse III.",
                   "Indicare insieme le copie di tutti gli assi."),
    "RAA119": Page("I dati stanno nelle colonne della scheda.", "un appunto a destra della tabella non si riporta.",
                   "Se serve, riportarlo nella colonna Nota."),
    "RAA120": Page("Le righe stanno sotto le intestazioni.", "ordinando il foglio, I.F1 è finita in cima.",
                   "Portarla sotto le intestazioni."),
    # values
    "RAA201": Page("Le celle obbligatorie sono compilate.", "gli Impegni dell'Asse I sono vuoti.",
                   "Scrivere il valore; 0 se è zero."),
    "RAA202": Page("Un importo è un numero in euro.", "«177,9 Mln€» o «circa mille».",
                   "Scrivere solo il numero, con i centesimi: 177966084,16."),
    "RAA203": Page("Un numero di persone o di progetti è intero.", "«59.154 circa».", "Scrivere 59154."),
    "RAA204": Page("Importi e conteggi sono zero o più.", "-5.", "Scrivere il valore cumulato."),
    "RAA205": Page("I valori a scelta sono quelli dell'elenco.", "lo Stato «Finita».", "Scegliere dall'elenco."),
    "RAA206": Page("Una data dice giorno, mese e anno.", "«fine dicembre».", "Scriverla per intero: 31/12/2019."),
    "RAA207": Page("Un importo ha al più due decimali.", "1234,567.", "Scrivere l'importo con i centesimi."),
    "RAA208": Page("Nessuna cella mostra un errore di Excel.", "#RIF!.", "Scrivere il valore."),
    "RAA209": Page("Nelle celle da compilare si scrivono valori.", "«=E4+E5»; si legge il risultato.",
                   "Scrivere il valore al posto della formula."),
    "RAA210": Page("Una formula ha il suo risultato.", "il file viene da un programma che non calcola.",
                   "Aprirlo e salvarlo con Excel o LibreOffice, o scrivere il valore."),
    "RAA211": Page("Un testo sta nel suo limite.", "lo Sguardo d'insieme di un asse ha 3.600 caratteri.",
                   "Accorciarlo.", "Reg. (UE) 2015/207, allegato V: 7.000 e 1.750 caratteri per i testi simili"),
    "RAA212": Page("Un numero è scritto come numero.", "«80.250.000,00» come testo; si legge 80250000.",
                   "Riscriverlo come numero."),
    "RAA213": Page("Una percentuale si capisce.", "57 può voler dire 57% o 5700%.", "Scriverla con il segno: 57%."),
    "RAA214": Page("Un anno ha quattro cifre.", "«19».", "Scrivere 2019."),
    "RAA215": Page("I destinatari di un asse tematico sono indicati.",
                   "mancano i Migranti: le somme di cui sono parte non si possono dire.",
                   "Scrivere il numero; 0 se non ce ne sono."),
    "RAA216": Page("I segnaposto sono quelli del catalogo.", "{Impengi}.", "Scrivere {Impegni}."),
    "RAA217": Page("Un segnaposto ha il suo dato.", "{Non binario}, che nessuno ha scritto.",
                   "Compilare il dato, o riscrivere la frase."),
    "RAA218": Page("Dove si chiede un testo non c'è una data, né un numero.",
                   "«10.4» che Excel ha preso per una data.",
                   "Dare alla cella il formato Testo e riscrivere."),
    "RAA219": Page("Dove i destinatari non sono previsti non ce ne sono.",
                   "un asse di assistenza tecnica ha dei Maschi; non si leggono.",
                   "Cancellarli, o correggere Tipo o P15."),
    "RAA220": Page("Ogni indicatore ha il suo valore.", "I.K01 è vuoto: la sintesi stamperà «n.d.».",
                   "Compilare la colonna Valore, o togliere la riga."),
    "RAA221": Page("Gli indicatori del quadro di efficacia e di spesa hanno target e anno.", "I.K01 non ha il target.",
                   "Compilare la colonna, o correggere il Tipo.", _FRAMEWORK),
    "RAA222": Page("Una riga dell'anno precedente è nota per tutti gli assi o per nessuno.",
                   "gli Impegni dell'anno precedente mancano solo per l'Asse V.",
                   "Compilare la riga per ogni asse, o per nessuno."),
    "RAA223": Page("La stessa iniziativa o lo stesso indicatore non stanno in due righe.",
                   "«Nidi gratis» è fra le Realizzate e fra quelle In corso, o in due righe con lo stesso importo.",
                   "Tenere una sola riga, o distinguere i titoli."),
    "RAA224": Page("Una deroga è a una regola che esiste.", "RAA399.",
                   "Copiare il codice dalla segnalazione; se questa non c'è più, svuotare la riga."),
    "RAA225": Page("Una deroga è a una regola che si può accettare.", "RAA201, cella obbligatoria vuota.",
                   "Correggere il dato, e svuotare la riga della deroga."),
    "RAA226": Page("Una deroga è a una cella che c'è.", "«Finanze!E3», o un codice che non c'è più.",
                   "Scrivere il codice e la colonna, II.D1/Anno, o la cella, Finanza!E3."),
    "RAA227": Page("Una deroga accetta una segnalazione.",
                   "la cifra è stata corretta e non c'è più nulla da accettare, o un'altra deroga la accetta già.",
                   "Svuotare la riga della deroga."),
    "RAA228": Page("Un segnaposto di variazione va nel verso che la sua frase dice.",
                   "«con un incremento di {Impegni var}», dove gli impegni sono diminuiti.",
                   "Riscrivere la frase: «con una variazione di {Impegni var}»."),
    "RAA229": Page("Una deroga nomina il codice della riga e la colonna.",
                   "«Destinatari!E17»: vale, ma se il foglio viene ordinato in E17 starà un altro dato.",
                   "Scrivere II.D7/Anno."),
    # arithmetic
    "RAA301": Page("Il totale dichiarato dei destinatari è la somma di D1, D2 e D3.",
                   "D7 è 1.000, ma 500 maschi e 600 femmine fanno 1.100. Se un addendo manca, nessun altro supera "
                   "il totale.",
                   "Correggere l'addendo o il totale, che può anche restare vuoto."),
    "RAA302": Page("La spesa certificata dell'anno precedente (P14) è la somma delle righe F5.",
                   "P14 è 205 milioni, le righe F5 sommano a 204,9. Se di un asse la riga manca, P14 non è meno "
                   "della somma degli altri.", "Lasciare vuota P14, o correggere le righe F5."),
    "RAA303": Page("Un indicatore di spesa certificata è la riga F5 del suo asse, anche dell'anno precedente, o la sua "
                   "quota della dotazione.",
                   "il Valore è 121 milioni, F5 è 121,6; o 36% dove la quota è 34% (si tollera un'unità dell'ultima "
                   "cifra).", "Lasciare vuoto il Valore: si prende da Finanza."),
    "RAA304": Page("Nessun gruppo è più numeroso dei destinatari dell'asse.",
                   "300 migranti su 250 destinatari.", "Correggere il gruppo, o i destinatari."),
    "RAA305": Page("Programmato, impegni e pagamenti stanno di solito entro la dotazione.",
                   "programmato 110, dotazione 100: può essere overbooking.", "Controllare che non sia una svista.",
                   "Convenzione: impegni e pagamenti possono superare il 100% della dotazione"),
    "RAA306": Page("Impegni entro il programmato, pagamenti entro gli impegni, spesa certificata entro i pagamenti.",
                   "pagamenti 51, impegni 50.", _DEROGHE, _MONITORING),
    "RAA307": Page("Un dato cumulato non scende sotto l'anno precedente.",
                   "impegni 49, anno precedente 50.", _DEROGHE, _CUMULATED,
                   "La dotazione, che può scendere: è quella del piano vigente."),
    "RAA308": Page("Un dato non è dieci volte l'anno precedente, né dieci volte il suo target.",
                   "1779660841 al posto di 177966084,1; o un decimo, per dotazioni, percentuali e indicatori di "
                   "risultato; o 0,86% con un target dell'80%, se è 86%.",
                   "Controllare la virgola e gli zeri.",
                   not_seen="I conteggi sotto 10: da 1 a 10 si passa facilmente."),
    "RAA309": Page("Il target finale di spesa certificata è la dotazione dell'asse.",
                   "332,5 milioni per l'Asse I, che è la dotazione dell'Asse III. Di un importo scritto in milioni si "
                   "tollera meno di un'unità della cifra scritta.",
                   "Controllare che il target sia quello dell'asse.", "Reg. (UE) 215/2014, art. 5(2)",
                   "I target intermedi, che sono una parte della dotazione."),
    "RAA310": Page("Un testo non dice conseguito un target che non lo è.",
                   "«I target risultano conseguiti», ma 41.134 è meno di 63.868.",
                   "Correggere la frase, per esempio dando il valore accanto al target, o i valori.",
                   "Il giudizio vale solo per il 2018 e il 2023: reg. (UE) 215/2014, art. 6"),
    "RAA311": Page("La spesa certificata del programma raggiunge il target N+3 dell'anno.",
                   "certificati 230 milioni, target 234,8.", _DEROGHE, _N3),
    "RAA312": Page("I target N+3 crescono, e stanno nella dotazione del programma.",
                   "il target dell'anno successivo è meno di quello dell'anno.", "Controllare le due cifre.", _N3),
    "RAA313": Page("Di un'iniziativa, l'impegnato sta nel programmato e il pagato nell'impegnato.",
                   "pagati 2,5 milioni, impegnati 1,5; o pagamenti di un'iniziativa Programmata.", _DEROGHE),
    "RAA314": Page("Le iniziative, una per una e insieme, stanno nell'importo dell'asse.",
                   "le iniziative programmano 90 milioni, l'asse 80. Di importi scritti in milioni si tollera mezza "
                   "unità per addendo.", _DEROGHE),
    "RAA315": Page("I tre gruppi vulnerabili insieme non superano i destinatari.",
                   "la sintesi direbbe che è vulnerabile il 104%.", "Contare ogni persona in un solo gruppo."),
    "RAA316": Page("Un segnaposto di variazione è positivo, o la frase parla di variazione.",
                   "«impegni {Impegni var}», che stamperebbe −5,2 Mln€.",
                   "Riscrivere la frase: «con una variazione di {Impegni var}»."),
    "RAA317": Page("Gli importi sono in euro, non in milioni o in migliaia.",
                   "234,8 al posto di 234.800.000: è in milioni ciò che è al più due milionesimi della dotazione. Un "
                   "importo è in migliaia se è circa un millesimo di quello dell'anno precedente, o se dell'importo "
                   "della riga sopra (la spesa certificata, dei pagamenti) è una quota cento volte più piccola che in "
                   "ogni altro asse. Tutto un asse è in migliaia se lo dicono gli importi dell'anno precedente, il "
                   "target di spesa certificata o le iniziative. E anche se la dotazione, al più un milione e lo 0,2% "
                   "della maggiore, è al più il 2% della minore delle altre (di un asse tematico: dei tematici), o se "
                   "gli impegni per destinatario sono meno dell'1% che negli altri assi.",
                   "Scrivere l'importo con tutti i suoi zeri o, se è davvero così piccolo, accettare la segnalazione "
                   "nel foglio Deroghe.",
                   not_seen="Un programma tutto in migliaia: nulla lo distingue da uno piccolo."),
    "RAA318": Page("Pagamenti e spesa certificata sono esatti per tutti gli assi.",
                   "188.800.000,00 per un asse, e importi con i centesimi per gli altri.",
                   "Scrivere l'importo esatto o, se è davvero tondo, accettare la segnalazione nel foglio Deroghe.",
                   _SAME_DECIMALS),
    "RAA319": Page("Le percentuali di un asse hanno gli stessi decimali.", "98% accanto a 76,38%.",
                   "Se è arrotondata, scriverla con gli stessi decimali, o arrotondare anche le altre.",
                   _SAME_DECIMALS),
    "RAA320": Page("I dati di un asse non sono quelli dell'anno precedente.",
                   "impegni, pagamenti e spesa certificata, o maschi e femmine, sono uguali al centesimo; o lo è una "
                   "sola cifra, mentre altre dell'asse sono cambiate; o il valore di un indicatore, o di tutti, mentre "
                   "i destinatari o altri valori sono cambiati.",
                   "Scrivere i dati dell'anno o, se nulla è cambiato, accettare la segnalazione nel foglio Deroghe.",
                   not_seen="Da sole, le cifre tonde e quelle sotto 10.000, che restano uguali anche per caso; la "
                   "dotazione, il programmato e i target, che di solito restano; le percentuali e gli indicatori di "
                   "risultato, che si misurano di rado."),
    "RAA321": Page("Due assi non hanno la stessa cifra nella stessa riga.",
                   "gli impegni dell'Asse II sono, al centesimo, quelli dell'Asse I.", _DEROGHE,
                   not_seen="Gli importi tondi e le cifre sotto 10.000, che si incontrano per caso."),
    "RAA322": Page("Un indicatore che conta i destinatari, o un loro gruppo, concorda con il foglio Destinatari.",
                   "«Partecipanti con disabilità» è 6.306, ma in Destinatari le persone con disabilità sono 6.051; o i "
                   "disoccupati sono più di tutti i destinatari dell'asse.",
                   "Correggere la cifra sbagliata o, se l'indicatore conta solo una parte delle persone, scriverne la "
                   "priorità d'investimento o dirlo nella denominazione.",
                   "Gli indicatori comuni: reg. (UE) 1304/2013, allegato I",
                   "I risultati, che si misurano anche su un campione."),
    "RAA323": Page("Una quota di partecipanti, o il suo target, è al più il 100%.",
                   "«Partecipanti che trovano un lavoro», 120%.",
                   "Scrivere la percentuale giusta, o correggere l'unità di misura; se è la quota di altro, dirlo "
                   "nella denominazione.", not_seen="Le quote di un valore atteso o di un target, e le variazioni."),
    # prose
    "RAA401": Page("Ogni carattere dei testi si può stampare.", "☃.", "Scrivere un altro carattere, o una parola."),
    "RAA402": Page("Un numero scritto in un testo è quello dei dati, troncato o arrotondato.",
                   "«il 53% maschi», ma i dati danno 57%.",
                   "Correggere il testo o il dato, o meglio scrivere il segnaposto, che è sempre giusto. Se la cifra è "
                   "di altro (un bando, una parte, un altro anno), dirlo accanto al numero: «per l'avviso 12», «dei "
                   "nuovi», «nel 2018»."),
    "RAA403": Page("I numeri dei testi si possono confrontare con i dati.",
                   "«173.547 destinatari», che nessuna riga contiene.",
                   "Controllarli a mano."),
    "RAA404": Page("I numeri sono scritti all'italiana.", "«227.1 Mln€» o «4,9 Mln€€».", "Scrivere 227,1 Mln€."),
    "RAA405": Page("Numeri e date hanno una sola grafia.", "«80 %» accanto a «80%».", "Scegliere una grafia."),
    "RAA406": Page("Gli assi si chiamano con la loro sigla.", "«Asse 4» per l'Asse IV.", "Scrivere Asse IV."),
    "RAA407": Page("Una frase sta in un solo posto.", "la stessa frase in due testi.", "Toglierne una."),
    "RAA408": Page("Virgolette e parentesi sono a coppie.", "«“Altre persone svantaggiate», senza virgolette finali.",
                   "Chiuderle."),
    "RAA409": Page("Non ci sono segni di troppo.", "due spazi, o «,,».", "Togliere quello in più."),
    "RAA410": Page("Un numero che somiglia a un dato è quel dato, o un altro che la frase nomina.",
                   "«gli impegni dei progetti avviati sono 177,8 Mln€», e gli impegni dell'asse sono 177,9 Mln€.",
                   "Se è una svista, correggerla; se è un altro dato, dirlo accanto al numero, o accettare la "
                   "segnalazione nel foglio Deroghe."),
    "RAA411": Page("Un numero dei testi è arrotondato come nel resto della sintesi: gli importi in milioni come dice "
                   "P11, le percentuali all'unità più vicina.",
                   "«188,8 Mln€» di 188.797.284,44 €, e la sintesi tronca: 188,7 Mln€.",
                   "Riscriverlo così o, meglio, scrivere il segnaposto."),
    "RAA412": Page("Le percentuali di una stessa serie hanno gli stessi decimali.",
                   "«il 53% maschi e il 47,2% femmine».", "Scriverle tutte con gli stessi decimali.", _SAME_DECIMALS),
    # years
    "RAA501": Page("La data di riferimento è dell'anno di riferimento.", "P08 è 31.12.2018, P07 è 2019.",
                   "Correggere la data o l'anno."),
    "RAA502": Page("L'anno di riferimento è quello per cui la scheda è stata preparata.",
                   "P07 è 2020 in una scheda del 2019.", "Rimettere l'anno, o partire con new --from."),
    "RAA503": Page("Il periodo di programmazione dice il primo e l'ultimo anno.", "«14-20».", "Scrivere 2014-2020."),
    "RAA504": Page("Gli anni stanno fra il primo del periodo e il terzo dopo l'ultimo.",
                   "un target al 2032 nel periodo 2014-2020. Senza codice CCI vale solo il primo anno.",
                   "Correggere l'anno, o il periodo.", _ELIGIBLE),
    "RAA505": Page("Nome, codice CCI e periodo del programma concordano.",
                   "«POR FSE 2014-2020» con periodo 2021-2027.", "Correggere la cella sbagliata."),
    "RAA506": Page("Approvazione e scadenza vengono dopo la data di riferimento.",
                   "approvata il 3.5.2019, dati al 31.12.2019.", "Controllare le due date."),
    "RAA507": Page("Con --previous: l'Anno precedente è l'Anno dell'edizione precedente.",
                   "121,0 milioni dove l'edizione precedente dice 120,9.", _DEROGHE),
    "RAA508": Page("Con --previous: un dato cumulato non scende sotto l'edizione precedente.",
                   "l'Anno precedente è vuoto, e gli impegni sono meno di quelli pubblicati.", _DEROGHE, _CUMULATED),
    "RAA509": Page("Con --previous: assi, iniziative e indicatori dell'edizione precedente ci sono ancora.",
                   "l'iniziativa II.N02 non c'è più, né con quel codice né con quel titolo.",
                   "Se manca per una svista, rimettere la riga."),
    "RAA510": Page("Con --previous: i target sono quelli dell'edizione precedente.",
                   "il target di I.K01 era 232.977; il target N+3 è diverso da quello annunciato (P13).", _DEROGHE),
    "RAA511": Page("Con --previous: un codice è dello stesso indicatore.",
                   "I.K02 era «Disoccupati» e ora è «Imprese».", "Ridare a ogni indicatore il suo codice."),
    "RAA512": Page("Con --previous: l'Anno precedente riporta i dati dell'edizione precedente.",
                   "la colonna è vuota, e la sintesi non può dire di quanto è cresciuta la spesa.",
                   "Riportare i dati che la segnalazione elenca, o partire da new --from."),
    "RAA513": Page("Con --previous: ogni dato dell'anno precedente si può confrontare.",
                   "l'edizione precedente non ha l'Asse VI, o un suo dato; un indicatore ha cambiato unità.", _DEROGHE),
    "RAA514": Page("La data davanti a un segnaposto è dell'anno del suo dato.",
                   "«Al 31.12.2018 gli impegni sono pari a {Impegni}» in una relazione del 2019, o «il target al 2019 "
                   "è {P13}», che è del 2020.",
                   "Aggiornare la data, o scrivere la cifra dell'altro anno al posto del segnaposto.",
                   not_seen="Le frasi che confrontano due anni."),
    "RAA515": Page("Ogni data dei testi è sul calendario.", "31/11/2019.", "Correggere il giorno o il mese."),
    "RAA516": Page("Un dato dell'anno non porta la data di un altro.",
                   "«La spesa certificata al 31.12.2018 è pari a 395 Mln€» in una relazione del 2019, se 395 milioni "
                   "sono il dato del 2019 e quello del 2018, nella colonna Anno precedente, è diverso.",
                   "Aggiornare la data, o scrivere la cifra di allora. I segnaposto del dato e della data, {P08}, si "
                   "aggiornano da soli."),
    "RAA517": Page("I dati di cui parla un testo stanno alla data di riferimento.",
                   "«I dati sono aggiornati al 31.12.2018», «la presente relazione 2018» o «nel 2018 i destinatari "
                   "sono 112.336» in una relazione del 2019; o una data del futuro, «dati al 31.12.2020»; o «target "
                   "2022 = 5.500» dove l'Anno target è il 2023.",
                   "Aggiornare la data, o meglio scrivere {P08}; se sono dati di altri, dire di chi.",
                   not_seen="Le iniziative; i dati di altri, i confronti, i fatti, le scadenze e gli atti, che hanno "
                   "le loro date."),
    "RAA518": Page("Il nome del programma porta il suo periodo.",
                   "«POR FSE 2014-2021» se il periodo è 2014-2020.", "Scrivere 2014-2020, o meglio {P06}."),
    "RAA519": Page("Il periodo di programmazione di cui parla un testo è quello del programma.",
                   "«la programmazione 2014-2021» se il periodo è 2014-2020.",
                   "Correggere gli anni, o meglio scrivere {P06}; se sono altri anni, dire quali.",
                   not_seen="Anni scolastici, periodi del tutto diversi e periodi di ammissibilità della spesa."),
}  # fmt: skip
