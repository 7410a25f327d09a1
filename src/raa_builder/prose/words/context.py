# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a number of a sentence speaks of: the words around it in, the voices that they name out."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.prose.marks.numbers import Kind
from raa_builder.prose.meanings.figures import FINANCE, PEOPLE, Voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.prose.marks.numbers import Mark


class Sentence(NamedTuple):
    """A sentence of a text, or an item of a list, with the marks in it; their places are those of the text."""

    text: str
    start: int
    end: int
    marks: list[Mark]

    @property
    def words(self) -> str:
        """Its words."""
        return self.text[self.start : self.end]


_END = re.compile(r"\n+|(?<=[.!?;])\s+(?=[A-ZÀ-Ý“«\"•–-])")


def sentences(text: str, marks: list[Mark]) -> Iterator[Sentence]:
    """The sentences of a text that hold marks."""
    start, place = 0, 0
    for end in (*(match.start() for match in _END.finditer(text)), len(text)):
        first = place
        while place < len(marks) and marks[place].start < end:
            place += 1
        if place > first:
            yield Sentence(text, start, end, marks[first:place])
        start = end


# ── voices ───────────────────────────────────────────────────────────────────

_VOICES = re.compile(
    r"""(?P<none>[Dd]omand[ae]\sdi\s(?:pagamento|rimborso)|[Aa]ltri\sdestinatari)
    |(?P<ALLOCATION>\b[Dd]otazion[ei]\b)
    |(?P<PROGRAMMED>\b[Pp]rogrammat[oaie]\b|\b[Aa]ttivat[oaie]\b)
    |(?P<COMMITMENTS>\b[Ii]mpegn(?:[oi]|at[oaie])\b)
    |(?P<PAYMENTS>\b[Pp]aga(?:ment[oi]|t[oaie])\b|\b[Ll]iquidat[oaie]\b|\b[Ee]rogat[oaie]\b)
    |(?P<CERTIFIED>\b[Ss]pes[ae]\scertificat[ae]\b|\bcertificat[oaie]\b)
    |(?P<DISADVANTAGED>\b[Aa]ltr[ie]\s(?:persone\s|soggetti\s)?svantaggiat[ie]\b)
    |(?P<DISABLED>\b[Cc]on\sdisabilit[àa]\b|\bdisabili\b|\buna\sdisabilità\b(?!\scertificat))
    |(?P<MIGRANTS>\b[Mm]igrant[ie]\b)
    |(?P<VULNERABLE>\b[Vv]ulnerab\w+)
    |(?P<MEN>\b[Mm]asch(?:io?|il\w+)\b|\b[Uu]om(?:o|ini)\b|\bM\b)
    |(?P<WOMEN>\b[Ff]emmin(?:[ea]|il\w+)\b|\b[Dd]onn[ae]\b|\bF\b)
    |(?P<PARTICIPANTS>\b[Dd]estinatari\b|\b[Pp]artecipanti\b|\b[Hh]anno\s(?:beneficiato|partecipato)\b)
    |(?P<PROJECTS>\b[Pp]rogetti\b)""",
    re.VERBOSE,
)
_FITTING = {
    Kind.MONEY: frozenset(FINANCE),
    Kind.COUNT: frozenset({*PEOPLE, Voice.PROJECTS}),
    Kind.SHARE: frozenset({*FINANCE, *PEOPLE}),
}
# where the words after a number cease to speak of it
_BREAK = re.compile(r"[.,](?!\d)|[;:()“”«»–{]|\s(?:e|ed|mentre|di\scui|rispetto|nonché|oltre)\s")
# after a share, these name what it is a share of
_BASE = re.compile(
    r"\s*(?:de[il]|degli|delle|della|dell(?=['’])|di(?=\s(?:tutt|quanto))|su[il]|sulla|sull(?=['’])|sugli|sulle|rispetto|su)\b"
)
# what agrees with the share, and not with its base, is told of it where the verb is left out
_TOLD = re.compile(r"\s(?:già\s|poi\s)?(?=(?:programm|attiv|impegn|pag|liquid|erog|certific)ato\s*$)")
_IS = re.compile(r"\s(?:è|sono|risulta|risultano|ha|hanno)\s(?:stat[oaie]\s)?")
# between two numbers, these say the same thing of both: `6.006 - 3%`, `112.336, pari al 29%`, `il 53% (112.588)`
_LINK = re.compile(
    r"[\s(,–-]*(?:(?:ossia|cioè|ovvero)\s)?(?:(?:pari|corrispondent[ei])\s(?:a|al|all['’]))?(?:il|l['’])?\s*(?:circa\s)?"
    r"(?:il\s|l['’])?"
)
_SIGNS_OF_MORE = frozenset("()[]{}%€+−")
_SIGNS_WITHIN = frozenset("([]{}%€+−;:")
_OR = re.compile(r"\so\s")
_APPOSITION = re.compile(r".*\bche\s(?:rappresent|corrispond|equival)\w*\s\D*", re.DOTALL)


def voices_in(words: str, kind: Kind) -> list[Voice]:
    """The voices that words name and that a number of this kind can count, in order, each once."""
    found = (Voice[match.lastgroup] for match in _VOICES.finditer(words) if match.lastgroup not in {None, "none"})
    return [voice for voice in dict.fromkeys(found) if voice in _FITTING[kind]]


def between_voices(words: str) -> str:
    """What stands between the first two things that words name: ` sugli ` of `i pagamenti sugli impegni`."""
    named = list(islice(_VOICES.finditer(words), 2))
    return words[named[0].end() : named[1].start()] if len(named) > 1 else ""


def voices(kind: Kind, before: str, after: str) -> list[Voice]:
    """The voices of a number: of a count or a share by the words after it, else before it; of money by both.

    Args:
        kind: Kind of the number.
        before: The words between the number before, or the start of the sentence, and this one.
        after: The words between this number and the next, or the end of the sentence.
    """
    head = head_of(after)
    following = _told_of_base(head) if kind is Kind.SHARE and _BASE.match(head) else voices_in(head, kind)
    if kind is Kind.MONEY:
        return list(dict.fromkeys([*voices_in(before, kind), *following]))
    preceding = voices_in(before, kind)
    if len(following) > 1 and _OR.search(head):  # either of them, or both
        return following
    if following and not (following[0] is Voice.PARTICIPANTS and len(preceding) == 1):
        return following[:1]
    return preceding[-1:] if kind is Kind.COUNT else preceding


def _told_of_base(head: str) -> list[Voice]:
    """The voices that words after a share tell of its base: `della dotazione è impegnato`, `degli impegni pagato`."""
    told = _IS.search(head) or _TOLD.search(head)
    if told and told.re is _TOLD and not voices_in(head[: told.start()], Kind.SHARE):
        return []
    return voices_in(head[told.end() :], Kind.SHARE) if told else []


def is_another_base(between: str, after: str) -> bool:
    """Whether a share goes on with what the number before is said of: `pari al 92% degli impegni, sono il 46% della…`.

    Args:
        between: The words between the two.
        after: The words after the share, where its base stands.
    """
    base = before_verb(after_base(after) or "")
    is_of_one = len(voices_in(base, Kind.SHARE)) == 1 or base.strip() == "totale"
    own = own_words(between)
    return is_of_one and _SIGNS_WITHIN.isdisjoint(own) and _has_only(_SMALL_WORDS | _GOING_ON, own)


def counts_people(after: str) -> bool:
    """Whether the words after a number are the persons that it counts: `59,154 femmine`."""
    return not PEOPLE.keys().isdisjoint(voices_in(head_of(after), Kind.COUNT))


def is_count_of(after: str, voice: Voice) -> bool:
    """Whether the words after a count say at once what it counts: `6.051 persone con disabilità`."""
    named = _VOICES.search(head_of(after))
    return named is not None and named.lastgroup == voice.name and _has_only(_PLAIN, after[: named.start()])


def joins_groups(before: str, voice: Voice) -> bool:
    """Whether words before a count name several groups, of which it may be the sum: `disabili e migranti sono`."""
    groups = set(voices_in(before, Kind.COUNT)) - {Voice.PARTICIPANTS}
    return voice in groups and len(groups) > 1


def head_of(after: str) -> str:
    """The words after a number that still speak of it."""
    broken = _BREAK.search(after)
    return after[: broken.start()] if broken else after


def own_words(before: str) -> str:
    """The words between two numbers without those at their start that still speak of the first."""
    broken = _BREAK.search(before)
    return before[broken.start() :] if broken else before


def is_base(after: str) -> bool:
    """Whether the words after a share say what it is a share of: `dei destinatari`."""
    return _BASE.match(after) is not None


def after_base(after: str) -> str | None:
    """The words after a share with which it says of what it is one, without their preposition; `None` without any."""
    base = _BASE.match(after)
    return head_of(after[base.end() :]) if base else None


def is_shared_by(words: str) -> bool:
    """Whether words between an axis and a share say no more than that the axis has it: `assorbe il`, `pesa per il`."""
    return _SIGNS_OF_MORE.isdisjoint(words) and _has_only(_SMALL_WORDS | _SHARING, words)


def before_verb(words: str) -> str:
    """Words up to what is told of them: `dotazione` of `dotazione è impegnato`."""
    told = _IS.search(words)
    return words[: told.start()] if told else words


def is_link(between: str) -> bool:
    """Whether words between two numbers say that the second is the first in another unit."""
    return _LINK.fullmatch(between) is not None or _APPOSITION.fullmatch(between) is not None


def is_enumeration(between: str) -> bool:
    """Whether words between two numbers, without the names of axes, only go on to the next: `, quelli della`."""
    return _SIGNS_OF_MORE.isdisjoint(between) and _has_only(_SMALL_WORDS, between)


def is_preposition(words: str) -> bool:
    """Whether words are nothing but a preposition, with its article: `nella`, `per l’`."""
    return _SIGNS_OF_MORE.isdisjoint(words) and _has_only(_SMALL_WORDS, words)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# ── doubts ───────────────────────────────────────────────────────────────────

# words that say of a number no more than that it is the whole: where any other stands beside it, it may be a part's
_PLAIN = _words(
    "a ad al allo alla ai agli alle all con da dal dallo dalla dai dagli dalle dall di del dello della dei degli "
    "delle dell e ed i il in la le lo gli l un uno una nel nello nella nei negli nelle nell per su sul sulla sui si "
    "che cui ne tale tali è sono ha hanno stato stata stati state risulta risultano ammonta ammontano pari attesta "
    "attestano raggiunge raggiungono raggiunto raggiunta raggiunti raggiunte corrisponde corrispondono corrispondente "
    "corrispondenti rappresenta rappresentano rappresentato costituisce costituiscono equivale equivalgono conta "
    "contano vale valgono assunto assunti assunta assunte coinvolto coinvolta coinvolti coinvolte invece mentre "
    "inoltre infine complessivo complessiva complessivi complessive complessivamente totale totali tutto cumulato "
    "cumulata cumulati cumulate cumulativo cumulativi cumulativamente numero importo importi ammontare valore risorsa "
    "risorse somma spesa spese investimento investimenti iniziative interventi persone genere sesso condizione "
    "particolare vulnerabilità finanziaria finanziarie finanziario finanziari giuridicamente vincolanti confronti "
    "beneficiari rispetto oltre circa quasi più meno poco almeno percento cento percentuale avanzamento tasso "
    "incidenza rapporto euro milioni data riferimento fine calcolata base conti annuali presentate commissione "
    "europea programma asse attuazione avuto accesso esclusione discriminazione incarichi quello quella quelli quelle "
    "livello capacità componente prevalenza prevale prevalgono coprono copre dispone dispongono fronte ossia cioè "
    "insieme congiuntamente rispettivamente appena ci figurano rientrano compaiono annoverano registrano "
    "ovvero assorbe raccoglie concentra pesa pesano quanto propria proprio proprie propri vi o d n"
)
# words of a part, of one initiative or of a flow: what is said there is not said of the whole
_DOUBTS = _words(
    "iniziativa bando bandi avviso avvisi misura progetto intervento operazione quota quote nuovo nuova nuovi "
    "nuove ultimo ultima ultimi ultime questi queste quali media ogni annualità annuo annui semestre trimestre "
    "entro previsto previsti previste restante restanti non ammessi ammesse presentati metà alcuni alcune parte "
    "tra fra giovani adulti minori anziani disoccupati occupati pubblici privati comuni imprese enti scuole "
    "famiglie passa passata passato passate passati porta portata priorità azione obiettivo linea programmi"
)
_PARTS = _words("avviso avvisi bando bandi iniziativa misura progetto linea fondo piano")
# how such words begin
_DOUBTFUL = ("ulterior", "residu", "ciascun", "rispettiv", "singol", "tematic", "esclu", "netto")
_SHARED_OUT = "rispettivamente"  # which number is of what, others ask
_LONG_DATE = re.compile(r"\b\d{1,2}[°º]?\s[a-z]+\s20\d\d\b")  # whether it is that of the figures, others ask
_EACH_WORD = re.compile(r"\w+")
_PLAIN_WORD = re.compile(r"[^\W\d_]{3,}")
_TARGET = re.compile(r"\btarget\b|\bvalore\sobiettivo\b|\bN\+3\b", re.IGNORECASE)
# what leaves no doubt that the number after it is the target, and what may lead to the value instead
_ANNOUNCING = _words("a ad al alla di del della pari finale finali previsto previsti fissato fissati da")
_ATTAINED = re.compile(
    r"\b(?:raggiun|consegu|super|centrat|rispett|realizzat|oltre|sopra|sotto|soddisfa|confront|riferiment)"
    r"|\b(?:a[il]|sul|sui|col|dal|dai|con\si?l?)\s(?:valore\s)?(?:target|obiettivo)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"[\s,(]*(?:su|contro|a\sfronte\sd[ei]l?l?[ai]?|rispetto\sa[il]?)\s(?:circa\s)?")
_INCREASE = _words("incremento incrementi variazione differenza riduzione calo manca mancano resta restano")
_INCREASING = ("increment", "aument", "cresc", "ridott", "diminu", "calat", "sces", "residu")  # how such words begin
_COMPARING = ("inferior", "superior", "maggior", "minor", "super", "ecced")  # before `di`: `inferiori di`, `supera del`
_SMALL_WORDS = _words(
    "a ad al alla all ai alle agli d da dal dalla dall del della dell dei delle degli e ed i il l la le lo gli nel "
    "nella nell per quella quelle quelli quello sul sulla sull"
)
_SHARING = _words(
    "assorbe rappresenta raccoglie concentra pesa costituisce riceve ha detiene vale è assorbono rappresentano "
    "raccolgono concentrano pesano costituiscono ricevono hanno detengono valgono sono insieme circa oltre quasi"
)
_GOING_ON = _words(
    "è sono pari rappresenta rappresentano corrisponde corrispondono equivale equivalgono costituisce costituiscono "
    "copre coprono raggiunge raggiungono ossia cioè ovvero anche inoltre circa oltre quasi"
)
_SIGNS = frozenset({"+", "−"})
_DIVIDING = frozenset(",;:")
_IN_MORE = re.compile(r"\s(?:circa\s)?in\s(?:più|meno)\b")
_BY = re.compile(r"\bdel(?:\s|l['’])(?:circa\s|oltre\sil\s)?$")
_AMONG = re.compile(r"\b(?:[Tt]|[Ff])ra\s(?:i|tutti\si)\s(?:destinatari|partecipanti)\b")
_YEAR_BEFORE = re.compile(r"\banno\s(?:precedente|scorso)\b|\bscorso\sanno\b")
_BEFORE = re.compile(r"\bprecedent[ei]\b|\bscors[oi]\b|\bprima\b")
INCREASE_WORDS = _words(
    "incremento aumento crescita un aumenta aumentano aumentato aumentata aumentati aumentate cresce crescono "
    "cresciuto cresciuta cresciuti cresciute anno precedente unità"
)
ROW_WORDS = _words(
    "progetti nuovi finanziati finanziato finanzia finanziano ammessi approvati corso realizzazione uno stanziamento "
    "contributo importo euro"
)
PAST_WORDS = _words("era erano ammontava ammontavano risultava risultavano")
TARGET_WORDS = _words("target obiettivo previsto previsti finale finali traguardo")
_MEASURE_WORDS = _words(
    "indicatore indicatori risultato risultati output realizzazione quadro riferimento efficacia priorità conseguito "
    "conseguiti i ii iii iv v vi vii viii ix x xi certificata così fronte contro"
)
_WHOLE = re.compile(
    r"\b(?:complessiv\w*|totale|totali|cumulat\w*|ammont\w*\sa|(?:è|sono|risulta\w*)\spari\sa|numero\sde\w+\s\w+\s\w+\s(?:è|pari))"
)


def is_doubtful(words: str) -> bool:
    """Whether words speak of a part, so that a number among them need not be the whole's."""
    found = _PLAIN_WORD.findall(_AMONG.sub(" ", words).casefold())
    return any(word in _DOUBTS or (word.startswith(_DOUBTFUL) and word != _SHARED_OUT) for word in found)


def names_part(words: str) -> bool:
    """Whether words are about one call, one initiative or the like."""
    return not _PARTS.isdisjoint(_EACH_WORD.findall(words.casefold()))


def is_plain(words: str, also: frozenset[str] = frozenset()) -> bool:
    """Whether words say of a number only what it counts and that it is the whole, without a word more.

    Args:
        words: The words around the number.
        also: What else they may say.
    """
    bare = _VOICES.sub(lambda match: match[0] if match["PROJECTS"] else " ", _AMONG.sub(" ", words))
    return _has_only(_PLAIN | also if also else _PLAIN, bare)


def tells_of_measure(words: str) -> bool:
    """Whether words say of a number only that it is the value or the target of an indicator, without a word more."""
    return _has_only(_PLAIN | TARGET_WORDS | _MEASURE_WORDS, words)


def _has_only(known: frozenset[str], words: str) -> bool:
    bare = _LONG_DATE.sub(" ", words.casefold())
    return all(word in known or word.isdigit() for word in _EACH_WORD.findall(bare))


def names_target(words: str) -> bool:
    """Whether words announce a target."""
    return _TARGET.search(words) is not None


def since_target(words: str) -> str:
    """Words from the last on that announces a target; all of them where none does."""
    starts = [match.start() for match in _TARGET.finditer(words)]
    return words[starts[-1] :] if starts else words


def announces_target(words: str) -> bool:
    """Whether the number after words that name a target is the target: `target 2029 =`, but not `target raggiunto:`."""
    names = list(_TARGET.finditer(words))
    since = words[names[-1].end() :] if names else ""
    is_divided = not _DIVIDING.isdisjoint(since)
    if not is_divided and _has_only(_ANNOUNCING, since):
        return True
    return "," not in since and ";" not in since and _ATTAINED.search(words) is None


def is_against(between: str) -> bool:
    """Whether words between two numbers set the second, a target, against the first: `1.250 su 3.000`."""
    return _AGAINST.fullmatch(between) is not None


def names_increase(words: str) -> bool:
    """Whether words announce a difference between years."""
    if ends_in_sign(words):
        return True
    found = _EACH_WORD.findall(words.casefold())
    return any(word in _INCREASE or word.startswith(_INCREASING) for word in found) or any(
        (second in {"di", "del"} and first.startswith(_COMPARING)) or (first == "in" and second in {"più", "meno"})
        for first, second in pairwise(found)
    )


def is_difference(after: str) -> bool:
    """Whether the words after a number say that it is more or less than another: `190 Mln€ in più`."""
    return _IN_MORE.match(after) is not None


def is_growth(before: str, after: str) -> bool:
    """Whether a share is by how much something has grown, and not its share of something else: `cresciuti del 68%`."""
    return _BY.search(before) is not None and not voices_in(after_base(after) or "", Kind.SHARE)


def ends_in_sign(words: str) -> bool:
    """Whether words end in the sign of a difference: `+5 Mln€`."""
    return words[-1:] in _SIGNS


def names_year_before(words: str) -> bool:
    """Whether words speak of the year before as such: `rispetto all’anno precedente`."""
    return _YEAR_BEFORE.search(words) is not None


def names_other_year(words: str) -> bool:
    """Whether words speak of the year before, or of a difference from it."""
    return _BEFORE.search(words) is not None or names_increase(words)


def names_whole(words: str) -> bool:
    """Whether words say that a number is the whole: `è pari a`, `complessivo`, `ammonta a`."""
    return _WHOLE.search(words) is not None
