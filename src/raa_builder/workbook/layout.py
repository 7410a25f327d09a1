# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one description of the workbook: sheets, columns, pre-printed rows, codes, lists, limits and help.

The blank workbook, the reader, the checks, the catalogue of placeholders and the guide's list of fields all derive from
it, so a field is added here and nowhere else. Names of sheets, columns and codes are a contract with other tools.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import Enum, auto

from raa_builder.model import AxisKind, IndicatorKind, InitiativeState, Rounding, TextSection, Unit

LAYOUT_VERSION = "1"
PROGRAMME_LABEL = "P"
LABEL_MAX = 20
LABEL_FORBIDDEN = "/\\:,*"
AXES_MAX = 30
YEAR_MIN, YEAR_MAX = 1990, 2100


class Kind(Enum):
    """What a cell holds."""

    CODE = auto()
    AXIS = auto()
    ITEM = auto()
    TEXT = auto()
    PROSE = auto()
    AMOUNT = auto()
    COUNT = auto()
    CHOICE = auto()
    DATE = auto()
    YEAR = auto()
    MEASURE = auto()
    BY_LINE = auto()
    COMPUTED = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet.

    Attributes:
        key: Name in the code.
        header: Header in the workbook.
        kind: What its cells hold; `BY_LINE` leaves it to the pre-printed row, `MEASURE` to the row's unit.
        width: Width in characters.
        help: What to write, shown when the cell is selected.
        required: Whether a row that holds anything must hold this.
        choices: The list, for `CHOICE`.
        synonyms: Other headers by which people know the column.
        private: Whether it is the office's own and never published, not even as open data.
    """

    key: str
    header: str
    kind: Kind
    width: int = 16
    help: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    private: bool = False

    @property
    def is_input(self) -> bool:
        """Whether people fill in the column."""
        return self.kind not in {Kind.CODE, Kind.ITEM, Kind.COMPUTED}


@dataclass(frozen=True, slots=True)
class Line:
    """A pre-printed row.

    Attributes:
        key: Name in the code.
        number: End of the row's code: `F1` of `I.F1`, `P01`.
        item: What stands in the column `Voce`.
        kind: What its value holds.
        required: Whether the value must be filled in.
        help: What to write.
        choices: The list, for `CHOICE`.
        default: What an empty value means.
        example: A value as people type it, for messages and the guide.
        private: Whether it is the office's own and never published, not even as open data.
        optional: Whether an empty value is an answer, where the other rows of its kind are filled in.
    """

    key: str
    number: str
    item: str
    kind: Kind
    required: bool = False
    help: str = ""
    choices: tuple[str, ...] = ()
    default: str = ""
    example: str = ""
    private: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: a table of rows with a code in its first column.

    Attributes:
        key: Name in the code.
        name: Name of the sheet in the workbook.
        title: What stands above the table.
        columns: In their order.
        letter: Letter that begins the row's part of the code: `N` of `I.N01`; empty where the code is a label.
        lines: Pre-printed rows; none where people add rows.
        spare: Empty rows pre-printed for each axis (or for the programme) where people add rows.
        per_axis: Whether codes begin with the label of an axis.
        thematic_only: Whether technical assistance has no rows.
        programme_rows: Whether the programme has rows of its own, under the label `P`.
        private: Whether it is the office's own and never published, not even as open data.
    """

    key: str
    name: str
    title: str
    columns: tuple[Column, ...]
    letter: str = ""
    lines: tuple[Line, ...] = ()
    spare: int = 0
    per_axis: bool = True
    thematic_only: bool = False
    programme_rows: bool = False
    private: bool = False
    _by_key: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        self._by_key.update({column.key: index for index, column in enumerate(self.columns)})

    @property
    def key_column(self) -> Column:
        """The first column, which tells the rows apart: the code, or the axis."""
        return self.columns[0]

    @property
    def value_column(self) -> Column:
        """The column that a pre-printed row asks to fill in."""
        return self.column("current" if "current" in self._by_key else "value")

    def position(self, key: str) -> int:
        """Position of a column, from 0."""
        return self._by_key[key]

    def column(self, key: str) -> Column:
        """The column of that key."""
        return self.columns[self._by_key[key]]

    def line(self, number: str) -> Line | None:
        """The pre-printed row whose code ends so (`F1`), or `None`."""
        return next((line for line in self.lines if line.number == number), None)

    def code(self, label: str, number: int) -> str:
        """The code of a row that people add: `I.N01`; `D01` where codes have no label."""
        return f"{label}.{self.letter}{number:02}" if self.per_axis else f"{self.letter}{number:02}"


YES, NO = "Sì", "No"


def _values(enumeration: type[Enum]) -> tuple[str, ...]:
    return tuple(member.value for member in enumeration)


_CODE = Column("code", "Codice", Kind.CODE, 10, "Prestampato: non si cambia.")
_AXIS = Column("axis", "Asse", Kind.AXIS, 10, "La sigla dell'asse, come nel foglio Assi.")
_ITEM = Column("item", "Voce", Kind.ITEM, 34, "Prestampata: non si cambia.")
_NOTE = Column("note", "Nota", Kind.TEXT, 28, "Nota interna: non si pubblica.", private=True)

PROGRAMME = Sheet(
    "programme",
    "Programma",
    "Il programma e l'edizione",
    (_CODE, _ITEM, Column("value", "Valore", Kind.BY_LINE, 66), _NOTE),
    letter="P",
    per_axis=False,
    lines=(
        Line("code", "P01", "Codice CCI", Kind.TEXT, required=True, help="Il codice del programma nel sistema SFC.",
             example="2014IT05SFOP007"),
        Line("name", "P02", "Programma", Kind.TEXT, required=True,
             help="Il nome breve, con il periodo.", example="POR FSE 2014-2020"),
        Line("full_name", "P03", "Denominazione estesa", Kind.TEXT, required=True,
             help="Il nome per esteso, senza l'ente.",
             example="Programma Operativo Regionale cofinanziato dal Fondo Sociale Europeo"),
        Line("authority", "P04", "Ente", Kind.TEXT, required=True, help="L'amministrazione titolare.",
             example="Regione Lombardia"),
        Line("fund", "P05", "Fondo", Kind.TEXT, required=True, help="Il nome del fondo.",
             example="Fondo Sociale Europeo"),
        Line("period", "P06", "Periodo di programmazione", Kind.TEXT, required=True, help="Primo e ultimo anno.",
             example="2014-2020"),
        Line("year", "P07", "Anno di riferimento", Kind.YEAR, required=True, help="L'anno a cui si riferiscono i dati.",
             example="2019"),
        Line("reference_date", "P08", "Data di riferimento", Kind.DATE, required=True,
             help="La data a cui sono aggiornati i dati.", example="31/12/2019"),
        Line("website", "P09", "Sito web", Kind.TEXT, required=True, help="Dove si pubblica la sintesi.",
             example="www.fse.regione.lombardia.it"),
        Line("website_section", "P10", "Sezione del sito", Kind.TEXT, help="La sezione del sito in cui si pubblica."),
        Line("rounding", "P11", "Importi in milioni", Kind.CHOICE, required=True, choices=_values(Rounding),
             help="Come si portano gli importi in milioni a un decimale.", example=Rounding.HALF_UP.value),
        Line("n3_target", "P12", "Target N+3 anno di riferimento", Kind.AMOUNT,
             help="In euro: la spesa da certificare entro l'anno di riferimento."),
        Line("n3_target_next", "P13", "Target N+3 anno successivo", Kind.AMOUNT,
             help="In euro: la spesa da certificare entro l'anno successivo."),
        Line("certified_previous", "P14", "Spesa certificata anno precedente", Kind.AMOUNT,
             help="In euro, solo se manca nelle righe F5 del foglio Finanza."),
        Line("counts_participants", "P15", "Destinatari previsti", Kind.CHOICE, choices=(YES, NO), default=YES,
             help="No per i fondi che non contano i destinatari.", example=YES),
        Line("axis_noun", "P16", "Nome dell'articolazione", Kind.TEXT, default="Asse",
             help="Come si chiamano le parti del programma: Asse, Priorità, Misura.", example="Asse"),
        Line("approval_date", "P17", "Data di approvazione", Kind.DATE,
             help="Quando il comitato di sorveglianza ha approvato la relazione."),
        Line("accessibility_contact", "P18", "Contatto per l'accessibilità", Kind.TEXT,
             help="A chi scrivere se il documento non è accessibile."),
        Line("deadline", "P19", "Scadenza di compilazione", Kind.DATE, help="Entro quando restituire la scheda.",
             private=True),
        Line("contacts", "P20", "Recapiti", Kind.TEXT, help="A chi chiedere aiuto per la compilazione.",
             private=True),
    ),
)  # fmt: skip

AXES = Sheet(
    "axes",
    "Assi",
    "Gli assi del programma",
    (
        Column("axis", "Asse", Kind.AXIS, 12, "La sigla: I, II, 1, A.1. Al più 20 caratteri.", required=True),
        Column("objective", "OT", Kind.TEXT, 10, "L'obiettivo tematico o strategico: OT 8.",
               synonyms=("OP", "Obiettivo")),
        Column("name", "Denominazione", Kind.TEXT, 36, "Il nome dell'asse.", required=True),
        Column("kind", "Tipo", Kind.CHOICE, 18, "Tematico, o Assistenza tecnica.", required=True,
               choices=_values(AxisKind)),
        Column("scope", "Ambito", Kind.TEXT, 32,
               "A che cosa hanno partecipato i destinatari, senza preposizione: «misure di politica attiva»."),
        Column("vulnerable_scope", "Ambito vulnerabili", Kind.TEXT, 32,
               "Dove sono state sostenute le persone vulnerabili, senza preposizione: «inserimento lavorativo»."),
        Column("manager", "Responsabile", Kind.TEXT, 24, "Chi risponde dell'asse. Non si pubblica.", private=True),
    ),
    per_axis=False,
    spare=AXES_MAX,
)  # fmt: skip


def _yearly(kind: Kind, unit: str) -> tuple[Column, ...]:
    return (
        Column(
            "previous", "Anno precedente", kind, 20, f"{unit}, alla fine dell'anno precedente. Vuoto se non si conosce."
        ),
        Column("current", "Anno", kind, 20, f"{unit}, cumulato alla data di riferimento. Vuoto = non si sa; 0 = zero."),
        Column("variation", "Variazione", Kind.COMPUTED, 18),
        Column("control", "Controllo", Kind.COMPUTED, 30),
    )


FINANCE = Sheet(
    "finance",
    "Finanza",
    "Avanzamento finanziario: importi cumulati in euro, con i centesimi",
    (_CODE, _AXIS, _ITEM, *_yearly(Kind.AMOUNT, "Importo in euro"), _NOTE),
    letter="F",
    lines=(
        Line("allocation", "F1", "Dotazione finanziaria", Kind.AMOUNT, required=True,
             help="Dotazione dell'asse nel piano finanziario vigente."),
        Line("programmed", "F2", "Programmato", Kind.AMOUNT, required=True, help="Risorse attivate con avvisi e atti."),
        Line("commitments", "F3", "Impegni", Kind.AMOUNT, required=True, help="Impegni giuridicamente vincolanti."),
        Line("payments", "F4", "Pagamenti ai beneficiari", Kind.AMOUNT, required=True,
             help="Pagamenti erogati ai beneficiari."),
        Line("certified", "F5", "Spesa certificata", Kind.AMOUNT, required=True,
             help="Spesa certificata alla Commissione."),
    ),
)  # fmt: skip

PARTICIPANTS = Sheet(
    "participants",
    "Destinatari",
    "Destinatari: persone, cumulate",
    (_CODE, _AXIS, _ITEM, *_yearly(Kind.COUNT, "Numero di persone"), _NOTE),
    letter="D",
    lines=(
        Line("men", "D1", "Maschi", Kind.COUNT),
        Line("women", "D2", "Femmine", Kind.COUNT),
        Line("non_binary", "D3", "Non binario", Kind.COUNT, help="Vuoto se non si rileva.", optional=True),
        Line("disabled", "D4", "Persone con disabilità", Kind.COUNT),
        Line("migrants", "D5", "Migranti", Kind.COUNT),
        Line("disadvantaged", "D6", "Altre persone svantaggiate", Kind.COUNT),
        Line(
            "declared_total",
            "D7",
            "Totale dichiarato",
            Kind.COUNT,
            optional=True,
            help="Facoltativo: serve solo a controllare la somma.",
        ),
    ),
    thematic_only=True,
)

INITIATIVES = Sheet(
    "initiatives",
    "Iniziative",
    "Le iniziative",
    (
        _CODE,
        _AXIS,
        Column(
            "state", "Stato", Kind.CHOICE, 20, "Scegliere dall'elenco.", required=True, choices=_values(InitiativeState)
        ),
        Column("title", "Titolo", Kind.TEXT, 34, "Il nome dell'iniziativa: si stampa com'è scritto.", required=True),
        Column(
            "description",
            "Descrizione",
            Kind.PROSE,
            58,
            "Continua la frase del titolo. Gli importi si aggiungono da soli.",
        ),
        Column("projects", "N. progetti", Kind.COUNT, 10, "Numero di progetti."),
        Column("programmed", "Programmato", Kind.AMOUNT, 16, "In euro."),
        Column("committed", "Impegnato", Kind.AMOUNT, 16, "In euro."),
        Column("paid", "Pagato", Kind.AMOUNT, 16, "In euro."),
        _NOTE,
    ),
    letter="N",
    spare=25,
)

INDICATORS = Sheet(
    "indicators",
    "Indicatori",
    "Gli indicatori",
    (
        _CODE,
        _AXIS,
        Column(
            "kind", "Tipo", Kind.CHOICE, 22, "Scegliere dall'elenco.", required=True, choices=_values(IndicatorKind)
        ),
        Column("priority", "Priorità", Kind.TEXT, 12, "La priorità d'investimento: 10.iv."),
        Column("name", "Denominazione", Kind.TEXT, 54, "Il nome dell'indicatore.", required=True),
        Column("unit", "Unità", Kind.CHOICE, 13, "Scegliere dall'elenco.", required=True, choices=_values(Unit)),
        Column("previous", "Anno precedente", Kind.MEASURE, 16, "Il valore dell'anno precedente."),
        Column(
            "value", "Valore", Kind.MEASURE, 16, "Il valore alla data di riferimento. Le percentuali con il segno: 57%."
        ),
        Column("target", "Target", Kind.MEASURE, 16, "Il valore obiettivo, nella stessa unità."),
        Column("target_year", "Anno target", Kind.YEAR, 9, "L'anno dell'obiettivo: 2023."),
        _NOTE,
    ),
    letter="K",
    spare=15,
)

TEXTS = Sheet(
    "texts",
    "Testi",
    "I testi",
    (
        _CODE,
        _AXIS,
        Column("section", "Sezione", Kind.CHOICE, 24, "Dove va il testo.", required=True, choices=_values(TextSection)),
        Column("after", "Posizione", Kind.CHOICE, 20, "Solo per Iniziative: dopo quale elenco. Vuoto: prima.",
               choices=_values(InitiativeState)),
        Column("text", "Testo", Kind.PROSE, 100,
               "Una riga vuota separa i paragrafi; una riga che comincia con - è un punto elenco.", required=True),
        Column("length", "Caratteri", Kind.COMPUTED, 11),
        Column("limit", "Limite", Kind.COMPUTED, 10),
    ),
    letter="T",
    spare=12,
    programme_rows=True,
)  # fmt: skip

WAIVERS = Sheet(
    "waivers",
    "Deroghe",
    "Le segnalazioni che l'ufficio accetta, con il motivo",
    (
        _CODE,
        Column("rule", "Regola", Kind.TEXT, 12, "Il codice della segnalazione: RAA304.", required=True),
        Column(
            "place",
            "Cella",
            Kind.TEXT,
            22,
            "La cella, Finanza!E3, o il codice con la colonna, II.D1/Anno.",
            required=True,
        ),
        Column("reason", "Motivo", Kind.TEXT, 60, "Perché si accetta.", required=True),
        Column("by", "Responsabile", Kind.TEXT, 28, "Chi la accetta.", required=True),
        Column("day", "Data", Kind.DATE, 14, "Quando."),
    ),
    letter="D",
    per_axis=False,
    spare=20,
    private=True,
)

SHEETS = (PROGRAMME, AXES, FINANCE, PARTICIPANTS, INITIATIVES, INDICATORS, TEXTS, WAIVERS)
INSTRUCTIONS_NAME = "Istruzioni"
CONTROLS_NAME = "Controlli"
LISTS_NAME = "Elenchi"
CORRECTIONS_NAME = "Correzioni"  # of an annotated copy
# sheets that help people and hold nothing of theirs
HELP_NAMES = frozenset({INSTRUCTIONS_NAME, CONTROLS_NAME, LISTS_NAME, CORRECTIONS_NAME})
META_NAME = "_meta"

# the rows of `_meta`: key in the first column, value in the second
META_LAYOUT, META_YEAR, META_AXIS, META_BASE = "layout", "anno", "asse", "base"
META_AXES = "assi"  # of an axis manager's copy: every axis of the edition, with commas between


def text_limit(section: str, label: str) -> int:
    """How many characters a text may have. Reg. (EU) 2015/207, Annex V sets 7,000 and 1,750 for the like texts.

    Args:
        section: Value of the column `Sezione`.
        label: Label of the axis, or `P` for the programme.
    """
    if label == PROGRAMME_LABEL:
        return 7000
    return 3500 if section == TextSection.OVERVIEW.value else 1750


def label_fault(label: str) -> str:
    """What is wrong with the label of an axis, in Italian; empty when nothing is."""
    if not label.strip():
        return "è vuota"
    if any(unicodedata.category(character) == "Cc" for character in label):
        return "contiene un carattere di controllo"
    if len(label) > LABEL_MAX:
        return f"ha più di {LABEL_MAX} caratteri"
    if any(character in LABEL_FORBIDDEN for character in label):
        return f"contiene uno dei caratteri {' '.join(LABEL_FORBIDDEN)}"
    if normalised(label) == PROGRAMME_LABEL.lower():
        return f"è riservata: {PROGRAMME_LABEL} indica il programma"
    return ""


def folded(label: str) -> str:
    """A label or code as it is compared: without case and with single spaces, but with its dots."""
    return " ".join(label.casefold().split())


def split_code(code: str) -> tuple[str, str]:
    """The label and the row's part of a code, split at the last dot: `A.1.F2` is `("A.1", "F2")`."""
    label, _, number = code.rpartition(".")
    return label, number


def designation(noun: str, label: str) -> str:
    """How the summary names an axis: "Asse I"; a label that begins with the noun ("Priorità 2") does not repeat it."""
    return label if normalised(label).startswith(normalised(noun)) else f"{noun}\u00a0{label}"


_NOISE = re.compile(r"[^a-z0-9€%+]+")


def normalised(text: str) -> str:
    """A text as it is compared: no accents, case, punctuation or line breaks, single spaces."""
    bare = text.casefold()
    if not bare.isascii():
        decomposed = unicodedata.normalize("NFKD", bare)
        bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _NOISE.sub(" ", bare).strip()
