# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dates that disagree with the report's: a passage with what became of its numbers in, what is dated wrongly out.

A text taken over from last year's edition keeps its dates. Two things show it: the date of all data (`dati aggiornati
al 31.12.2018`), and a figure of this year beside the date of another (`al 31.12.2018 la spesa certificata è pari a
395 Mln€`). Texts rightly speak of other dates too: they compare, tell what happened, set terms, cite acts. So a date
counts only where it stands as one of data, and the words around it are known to say no more than that.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from raa_builder import italian
from raa_builder.findings import Rules
from raa_builder.prose import wording
from raa_builder.prose.dates import datelines
from raa_builder.prose.marks.numbers import Kind
from raa_builder.prose.meanings.figures import Known, Voice, previous
from raa_builder.prose.verdicts import stands_for
from raa_builder.prose.words import context

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raa_builder.findings import Rule
    from raa_builder.model import Indicator, Report
    from raa_builder.prose.dates.datelines import Dated, Line
    from raa_builder.prose.marks.numbers import Mark
    from raa_builder.prose.meanings.figures import Scope
    from raa_builder.prose.passages import Passage
    from raa_builder.prose.verdicts import Reading
    from raa_builder.prose.words.context import Sentence
    from raa_builder.prose.words.names import Names


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# patterns stay texts until a text has a date of another year; this one: `la presente relazione 2018`
_THIS = (
    r"\b(?:[Pp]resente|[Qq]uest[oa])\s(?:[Rr]elazione|[Ss]intesi|[Rr]apporto|RAA|[Ee]dizione)"
    r"(?:\s(?:[Aa]nnuale|di\s[Aa]ttuazione|della\sRAA|della\s[Rr]elazione))*"
    r"(?:\s(?:relativ|riferit)[oa]\sal(?:l['’]anno)?|\s(?:dell|per\sl)['’]anno|\sdel)?\s$"
)
_DATA = (
    r"\b(?:dat[oi]|cifre|valori|informazioni|importi|numeri|figur[ae]|tabell[ae]|situazione|avanzamento|attuazione"
    r"|data\sdi\sriferimento)\b"
)
_IS_SAID = r"\b(?:sono|è|risultano|riferi\w+|aggiornat[oaie])\b"
_CLOSES = (
    r"\s*(?:$|[.;:)\]]|[–—-]\s|(?:evidenzia|mostra|conferma|indica|registra|attesta|fotografa)(?:no)?\b"
    r"|(?:è|sono)\s(?:il|la|i|le)\sseguent[ei])"
)
_GOES_ON = r"\s*(?:,|ed?\s)"
_CLAUSE = r"[(;:–—]|\.\s"
# two times side by side, a goal, what is to come: the date may belong to any of them
_OTHER_TIME = (
    r"\b(?:rispett[oi]\b|confront|passa|sal[eit]|cresc|increment|aument|diminu|ridu|cal[ao]\b|sces|scend|variaz"
    r"|differenz|infer|super|maggior|minor|ora\b|oggi|attual|adesso|finora|quest['’]anno|successiv|poi\b|rispettiv"
    r"|preceden|scors|avev|(?:che|come|più|meno)\s(?:al?|nel)\s|target|obiettiv|milestone|intermedi|previs|entro\b"
    r"|scaden|sar[àa]|dovr|potr|vers[oi]\b|contro\b|ancora\b|invariat)|\bN\s?\+\s?[23]|[+−]"
)
_N3 = r"\bN\s?\+\s?3\b"
_TO_TARGET = r"[\s(]*(?:(?:è|era)\s)?(?:(?:pari\s)?(?:a|ad)\s|di\s|[:=–-]\s?)?"
_MILESTONE = r"\b(?:intermedi|milestone|previst|fissat|rispett|confront|preceden|entro\b|era\b|erano\b)"
# other people's data, or what was said of ours elsewhere
_OTHER_SOURCE = (
    r"\b(?:font[ei]|istat|eurostat|inps|inail|anpal|inapp|isfol|miur|ocse|unioncamere|popolazion|resident|valuta"
    r"|indagin|rilevazion|censiment|campion|studi[oa]?\b|ricerc|comitato|audit|efficacia|riserva|elenc|portale|sito\b|criteri|graduatori|registr[oi]\b|pian[oi]\b|era\b"
    r"|erano\b|hanno\b)"
)
# what happened: its date is not that of the figure that follows
_EVENT = (
    r"\b(?:che|cui|quali|avviat|avvia\b|apert|chius|conclus|termin|scad|pubblic|approv|adott|istitui|nat[oaie]\b|partit"
    r"|inizia|stipul|firm|sottoscri|entra|nomin|modific|pres[oaie]\b|finanziat|e\s|ed\s|ma\b|mentre\b|quando\b|dopo\b"
    r"|prima\b|dal\b)|[;:]"
)
_OF_DATES = _words(
    "nell corso anno durante fino sino termine chiusura tutto esercizio giorno erano era ammontava ammontavano solo "
    "risultava risultavano raggiungeva raggiungevano già cumulata por regione presi prese carico dati dato situazione "
    "seguente seguenti si registrano registra"
) | frozenset(italian.MONTHS)
# what a sentence may say between the word `dati` and their date
_OF_DATA = _OF_DATES | _words(
    "presente presenti questa questo documento rapporto relazione sintesi edizione riportati riportate contenuti "
    "contenute esposti esposte indicati indicate forniti fornite elaborati raccolti utilizzati qui seguito seguenti "
    "tabella tabelle figura figure testo pagine capitolo capitoli fisici fisico procedurali procedurale monitoraggio "
    "stato sistema informativo informazioni cifre valori salvo diversa indicazione se non diversamente indicato "
    "specificato ogni ciascun ciascuno assi tutti tutte aggiornati aggiornate aggiornata aggiornato riferiti riferite "
    "riferita riferito riferiscono riferisce fanno fa riferimento relativi relative relativo relativa rilevati "
    "rilevate registrati estratti estratte consolidati validati provvisori definitivi disponibili recenti ultimi "
    "certificati sintetici principali si anche operazioni attuazione avanzamento situazione progetti indicatori "
    "operativo cumulati cumulate risultano tratti tratte illustrati illustrate riporta riportano presenta presentano "
    "informazione chiave progresso mostra mostrano dalle dagli dai dal sull"
)
_WRITTEN_BY = (9, 30)  # month and day of the year after by which a summary is surely written
_CELLS_SHOWN = 4
_LONGEST = 1500  # characters: what is longer is no sentence in which a date has its place
_LEAST = 100  # units of the last digit: what has fewer digits agrees with some figure by chance
_EXACT = 1000


class Told(NamedTuple):
    """A disagreement.

    Attributes:
        rule: The rule that is not kept.
        message: What is wrong, an Italian sentence.
        remedy: What to write instead, likewise.
        number: The number that is dated wrongly; `None` where it is the date of all data.
    """

    rule: Rule
    message: str
    remedy: str
    number: Mark | None = None


class Dates:
    """Reads the dates of the texts of one report.

    Args:
        report: The report.
        names: Its names.
    """

    def __init__(self, report: Report, names: Names) -> None:
        programme = report.programme
        self._names = names
        self._year = programme.year
        self._rounding = programme.rounding
        known = (day for day in (programme.approval_date, programme.deadline) if day is not None)
        self._written = max((date(programme.year + 1, *_WRITTEN_BY), *known))
        cell = programme.cells.get("reference_date")
        indicators = (one for axis in report.axes for one in axis.indicators)
        self._indicators = {id(one.value): one for one in indicators if one.value is not None}
        self._reference = f"{italian.short_date(programme.reference_date)}{f' ({cell})' if cell else ''}"

    def told(self, passage: Passage, found: list[Mark], readings: Sequence[Reading]) -> list[Told]:
        """The disagreements of a passage: of each date that of the number that it is said of, or of all data.

        Args:
            passage: The passage; an initiative has a history of its own, and its dates with it.
            found: Its marks.
            readings: What became of its numbers.
        """
        if passage.initiative is not None or all(self._other_year(mark) is None for mark in found):
            return []
        by_place = {reading.mark.start: reading for reading in readings}
        sentences = list(context.sentences(passage.text, found))
        return [
            told
            for sentence, following in zip_longest(sentences, sentences[1:])
            if sentence.end - sentence.start <= _LONGEST
            for mark in sentence.marks
            if (told := self._told(passage, sentence, following, mark, by_place)) is not None
        ]

    def _other_year(self, mark: Mark) -> int | None:
        """The year of a date, if it is an earlier one, or the date of a time when the summary was long written."""
        day = datelines.day_of(mark)
        return day.year if day is not None and (day.year < self._year or day > self._written) else None

    def _told(
        self,
        passage: Passage,
        sentence: Sentence,
        following: Sentence | None,
        mark: Mark,
        readings: Mapping[int, Reading],
    ) -> Told | None:
        year = self._other_year(mark)
        if year is None:
            return None
        line = datelines.line_of(sentence, mark, year)
        if line is None:
            return self._of_edition(sentence, mark)
        dated = datelines.dated(line, following)
        reading = readings.get(dated.number.start) if dated else None
        told = self._of_number(passage, line, dated, reading) if dated and reading else None
        return told or (self._of_data(line) if self._is_of_data(line, dated) else None)

    # ── the date of all data ─────────────────────────────────────────────────

    def _of_edition(self, sentence: Sentence, mark: Mark) -> Told | None:
        """That the summary itself is said to be of another year."""
        before = sentence.text[sentence.start : mark.start]
        named = re.search(_THIS, before) if "resent" in before or "uest" in before else None
        if named is None:
            return None
        words = datelines.spaced(f"{named[0]}{mark.text}")
        return Told(
            Rules.DATE_OTHER,
            f"Il testo dice «{words}», ma l'anno di riferimento è il {self._year}.",
            f"Scrivere {self._year}, o meglio il segnaposto {{P07}}.",
        )

    def _of_data(self, line: Line) -> Told:
        return Told(
            Rules.DATE_OTHER,
            f"Il testo dice «{datelines.last_words(_clause(line))}», ma la data di riferimento è {self._reference}.",
            "Aggiornare la data, o meglio scrivere il segnaposto {P08}; se sono dati di altri, o di un'altra "
            "relazione, dire quali.",
        )

    def _is_of_data(self, line: Line, dated: Dated | None) -> bool:
        """Whether a date is that of the programme's data, and its clause tells of nothing else."""
        sentence, is_to_come = line.sentence, line.year > self._year
        if line.is_flow or (not is_to_come and datelines.other_times(sentence, line.mark)):
            return False
        clause, after = _clause(line), sentence.text[line.mark.end : sentence.end]
        words = clause if is_to_come else sentence.words  # with data that nobody can have, nothing is compared
        if not _has(_DATA, clause) or self._names.names_other(words):
            return False
        if _has(_OTHER_TIME, words) or _has(_OTHER_SOURCE, words):
            return False
        is_said = _has(_IS_SAID, clause)
        closes = re.match(_CLOSES, after) or (is_said and re.match(_GOES_ON, after))
        tells = closes and (is_said or dated is None)  # a figure of that date, if it is not of this year, is history
        return bool(tells) and context.is_plain(self._names.without_own(clause), _OF_DATA)

    # ── the date of a figure ─────────────────────────────────────────────────

    def _of_number(self, passage: Passage, line: Line, dated: Dated, reading: Reading) -> Told | None:
        """That what a number means is not of its date; a share may be the same in two years."""
        if dated.number.kind is Kind.SHARE:
            return None
        if _has(_N3, line.sentence.words):
            return self._of_target(passage, line, dated)
        indicator = self._indicators.get(id(reading.right.figure)) if reading.right else None
        if indicator is not None and reading.right is not None:
            return self._of_indicator(passage, line, dated, reading.right, indicator)
        return self._of_voice(passage, line, dated, reading.voice) if reading.voice else None

    def _of_target(self, passage: Passage, line: Line, dated: Dated) -> Told | None:
        """That an expenditure target is said to be of a year that is neither this nor the next."""
        number, years = dated.number, (self._year, self._year + 1)
        if line.year in years or not re.fullmatch(_TO_TARGET, dated.between):
            return None
        knowns = [(year, known) for year in years if (known := self._names.n3(str(year))) and _prints(number, known)]
        if number.kind is not Kind.MONEY or len(knowns) != 1:
            return None
        ((year, known),) = knowns
        return Told(
            Rules.DATE_OTHER,
            f"Il testo dice «{line.words}», ma {wording.quoted(number, passage.text)} è il target N+3 del {year} "
            f"({_cells(known)}).",
            f"Scrivere {year}, e meglio ancora il segnaposto {known.placeholder} al posto della cifra.",
            number,
        )

    def _of_indicator(
        self, passage: Passage, line: Line, dated: Dated, now: Known, indicator: Indicator
    ) -> Told | None:
        """That the value of an indicator is said to be of another year."""
        number = dated.number
        words = self._names.without_name(datelines.spaced(dated.words), indicator)
        is_short = line.is_flow and number.value < number.step * _EXACT  # a whole year may add as many
        if is_short or not context.tells_of_measure(words) or _has(_MILESTONE, words):
            return None
        before = Known(indicator.previous, "") if indicator.previous is not None else None
        if _prints(number, before) if before else number.value < number.step * _EXACT:
            return None
        return Told(Rules.DATE_OTHER, *self._wording(passage, line, number, now, before), number)

    def _of_voice(self, passage: Passage, line: Line, dated: Dated, voice: Voice) -> Told | None:
        """That a figure of this year is said to be of another."""
        number = dated.number
        if _has(_OTHER_TIME, dated.words):
            return None
        is_plain = context.is_plain(self._names.without_own(dated.words), _OF_DATES)
        own = self._names.scope_in(line.sentence.words, passage)
        if own is None or not (is_plain or _begins(line, dated)):
            return None
        scope, now = self._of_this_year(number, voice, own, passage)
        if scope is None or now is None:
            return None
        before = previous(number.kind, scope, voice)
        if any(one is not None and _prints(number, one) for one in (before, previous(number.kind, own, voice))):
            return None
        if before is None and not _tells(number, voice, line):
            return None
        is_past = line.year < self._year
        is_sure = is_plain and is_past and before is not None and scope is own and not line.is_flow
        rule = Rules.FIGURE_MISDATED if is_sure else Rules.DATE_OTHER
        return Told(rule, *self._wording(passage, line, number, now, before), number)

    def _of_this_year(
        self, number: Mark, voice: Voice, own: Scope, passage: Passage
    ) -> tuple[Scope | None, Known | None]:
        """The figure that a number is, with its scope: its own or, in a text of the programme, that of a part."""
        figures = self._names.figures
        is_of_all = passage.axis is None and own is figures.programme and number.value >= number.step * _EXACT
        for scope in (own, *((*figures.axes.values(), *figures.groups) if is_of_all else ())):
            for known in figures.of(number.kind, scope, voice):
                if _prints(number, known):
                    return scope, known
        return None, None

    def _wording(self, passage: Passage, line: Line, number: Mark, now: Known, before: Known | None) -> tuple[str, str]:
        are = "sono" if now.words.startswith(("gli ", "i ", "le ")) else "è"
        then = (
            f" Un anno prima: {wording.printed(number, before, self._rounding)} ({_cells(before)})." if before else ""
        )
        placeholder = now.placeholder if now.is_of(passage.axis.label if passage.axis else "") else now.elsewhere
        better = f", o meglio scrivere i segnaposto {{P08}} e {placeholder}" if placeholder else ""
        same = "" if before else " Se era questa anche allora, scriverla nella colonna Anno precedente."
        message = (
            f"Il testo dice «{line.words}», ma {wording.quoted(number, passage.text)} {are} {now.words} "
            f"({_cells(now)}) alla data di riferimento, {self._reference}.{then}"
        )
        told = f"Aggiornare la data{better}; se la frase parla davvero di un'altra data, scrivere la cifra di allora."
        return message, f"{told}{same}"


def _clause(line: Line) -> str:
    """What the clause says up to a date, and the date."""
    return re.split(_CLAUSE, line.sentence.text[line.sentence.start : line.mark.end])[-1]


def _begins(line: Line, dated: Dated) -> bool:
    """Whether a date begins a sentence that goes on to one exact figure, whatever words it uses."""
    is_exact = dated.number.value >= dated.number.step * _EXACT
    return is_exact and dated.opens and not line.is_flow and not _has(_EVENT, dated.between)


def _tells(number: Mark, voice: Voice, line: Line) -> bool:
    """Whether a number says anything of its date where nobody knows what it was then; allocations mostly stay."""
    least = _EXACT if line.is_flow else _LEAST
    return voice is not Voice.ALLOCATION and number.value >= number.step * least


def _prints(number: Mark, known: Known) -> bool:
    low, high = stands_for(number)
    return low <= known.figure.value < high


def _has(pattern: str, words: str) -> bool:
    return re.search(pattern, words, re.IGNORECASE) is not None


def _cells(known: Known) -> str:
    return italian.first_cells(list(map(str, known.figure.cells)), _CELLS_SHOWN)
