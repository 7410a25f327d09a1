# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report: what the axis managers typed, as typed data. No input or output happens here.

Amounts are euros with cents, cumulative at the reference date; counts are persons or projects; a value that nobody
typed is `None` (unknown), which is not the same as zero. Terms follow Reg. (EU) 1303/2013 and 215/2014.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from raa_builder.cells import Cell, Entry, Figure, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date


class Rounding(Enum):
    """How amounts in millions are brought to one decimal; the value is the word in the workbook (`P11`)."""

    HALF_UP = "Arrotondati"
    TRUNCATED = "Troncati"


class AxisKind(Enum):
    """What an axis is for."""

    THEMATIC = "Tematico"
    TECHNICAL_ASSISTANCE = "Assistenza tecnica"


class InitiativeState(Enum):
    """How far an initiative has come by the reference date."""

    COMPLETED = "Realizzata"
    ONGOING = "In corso"
    STARTED = "Avviata nell'anno"
    CONCLUDED = "Conclusa nell'anno"
    PLANNED = "Programmata"


class IndicatorKind(Enum):
    """What an indicator measures; the first two make up the performance framework (Reg. (EU) 215/2014, art. 5)."""

    PERFORMANCE = "Quadro di efficacia"
    CERTIFIED = "Spesa certificata"
    RESULT = "Risultato"
    OUTPUT = "Output"


class Unit(Enum):
    """The unit of an indicator. A percentage is held as a ratio: 0.57 for 57%."""

    NUMBER = "Numero"
    EURO = "Euro"
    PERCENT = "Percentuale"


class TextSection(Enum):
    """Where a text stands in the summary."""

    PREAMBLE = "Premessa"
    OVERVIEW = "Sguardo d'insieme"
    AMENDMENTS = "Modifiche del programma"
    STRATEGY = "Strategia"
    RESOURCES = "Risorse"
    PARTICIPANTS = "Destinatari"
    INITIATIVES = "Iniziative"
    INDICATORS = "Indicatori"
    NOTES = "Note"


@dataclass(frozen=True, slots=True)
class Programme:
    """The programme and the edition: the sheet `Programma`.

    Attributes:
        code: CCI code (`P01`).
        name: Short name with the period, "POR FSE 2014-2020" (`P02`).
        full_name: "Programma Operativo Regionale cofinanziato dal Fondo Sociale Europeo" (`P03`).
        authority: The body whose programme it is, "Regione Lombardia" (`P04`).
        fund: "Fondo Sociale Europeo" (`P05`).
        period: Programming period, "2014-2020" (`P06`).
        year: Reference year of the report (`P07`).
        reference_date: Date at which the figures stand (`P08`).
        website: Address of the website where the summary is published (`P09`).
        website_section: Section of the website (`P10`).
        rounding: How amounts in millions are printed (`P11`).
        n3_target: Expenditure target "N+3" of the reference year, euros (`P12`).
        n3_target_next: The same of the following year, euros (`P13`).
        certified_previous: Expenditure certified by the year before, euros (`P14`).
        counts_participants: Whether the fund counts participants (`P15`).
        axis_noun: What an axis is called, "Asse" or "Priorità" (`P16`).
        approval_date: When the monitoring committee approved the report (`P17`).
        accessibility_contact: Whom to write to about accessibility (`P18`).
        deadline: When the workbook is due back (`P19`).
        contacts: Who helps to fill it in (`P20`).
        cells: The cell of each value, by the name of its attribute.
    """

    code: Entry
    name: Entry
    full_name: Entry
    authority: Entry
    fund: Entry
    period: Entry
    year: int
    reference_date: date
    website: Entry
    website_section: Entry | None = None
    rounding: Rounding = Rounding.HALF_UP
    n3_target: Figure | None = None
    n3_target_next: Figure | None = None
    certified_previous: Figure | None = None
    counts_participants: bool = True
    axis_noun: str = "Asse"
    approval_date: date | None = None
    accessibility_contact: Entry | None = None
    deadline: date | None = None
    contacts: Entry | None = None
    cells: Mapping[str, Cell] = field(default_factory=dict)

    @property
    def short_name(self) -> str:
        """The name without its period: "POR FSE"."""
        return self.name.text.removesuffix(self.period.text).strip() or self.name.text

    @property
    def acronym(self) -> str:
        """The first word of the name, by which running text calls the programme: "POR"."""
        return self.name.text.split()[0]


@dataclass(frozen=True, slots=True)
class Finance:
    """Financial progress of an axis, or of the programme. Euros with cents, cumulative.

    Attributes:
        allocation: Financial allocation, Union and national (`F1`).
        programmed: Put to use by calls and acts (`F2`).
        commitments: Legally binding commitments (`F3`).
        payments: Payments to beneficiaries (`F4`).
        certified: Expenditure certified to the Commission, Reg. (EU) 1303/2013, art. 126(c) (`F5`).
    """

    allocation: Figure | None = None
    programmed: Figure | None = None
    commitments: Figure | None = None
    payments: Figure | None = None
    certified: Figure | None = None

    @classmethod
    def sum(cls, parts: Iterable[Finance]) -> Finance:
        """The sum of several axes, item by item; an item that one of them lacks is unknown."""
        rows = list(parts)
        return cls(**{f.name: total(getattr(row, f.name) for row in rows) for f in fields(cls)})


@dataclass(frozen=True, slots=True)
class Participants:
    """Participants of an axis, or of the programme. Persons, cumulative.

    Attributes:
        men: (`D1`).
        women: (`D2`).
        non_binary: (`D3`); `None` means that it is not collected, and a total does without it.
        disabled: Persons with disabilities (`D4`).
        migrants: Migrants and people with a foreign background (`D5`).
        disadvantaged: Other disadvantaged persons (`D6`).
        declared_total: Total declared, only to be checked against the sum (`D7`).
    """

    men: Figure | None = None
    women: Figure | None = None
    non_binary: Figure | None = None
    disabled: Figure | None = None
    migrants: Figure | None = None
    disadvantaged: Figure | None = None
    declared_total: Figure | None = None

    @property
    def total(self) -> Figure | None:
        """All participants: men, women and, where collected, non-binary people."""
        known = total((self.men, self.women))
        return known + self.non_binary if known is not None and self.non_binary is not None else known

    @property
    def vulnerable(self) -> Figure | None:
        """Participants in a condition of vulnerability: the sum of the three groups."""
        return total((self.disabled, self.migrants, self.disadvantaged))

    @classmethod
    def sum(cls, parts: Iterable[Participants]) -> Participants:
        """The sum of several axes, row by row; non-binary people are summed over the axes that collect them."""
        rows = list(parts)
        sums = {f.name: total(getattr(row, f.name) for row in rows) for f in fields(cls)}
        sums["non_binary"] = total(row.non_binary for row in rows if row.non_binary is not None)
        return cls(**sums)


@dataclass(frozen=True, slots=True)
class Initiative:
    """An initiative of an axis: a row of the sheet `Iniziative`.

    Attributes:
        code: `I.N01`.
        state: How far it has come.
        title: Its name, printed as typed.
        description: What follows the title in the same bullet, printed as typed; may hold placeholders.
        projects: Number of projects.
        programmed: Euros.
        committed: Euros.
        paid: Euros.
        cell: Cell of the code.
    """

    code: str
    state: InitiativeState
    title: Entry
    description: Entry | None
    projects: Figure | None
    programmed: Figure | None
    committed: Figure | None
    paid: Figure | None
    cell: Cell


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator with its value and target: a row of the sheet `Indicatori`.

    Attributes:
        code: `I.K01`.
        kind: What it measures.
        priority: Investment priority, "10.iv", or `None`.
        name: Its name as typed.
        unit: Unit of value and target.
        value: Value at the reference date, in `unit`.
        target: Target, in `unit`.
        target_year: Year by which the target is due.
        previous: Value of the year before, in `unit`.
        cell: Cell of the code.
        value_cell: Cell of the value, whether or not it holds one.
    """

    code: str
    kind: IndicatorKind
    priority: Entry | None
    name: Entry
    unit: Unit
    value: Figure | None
    target: Figure | None
    target_year: int | None
    previous: Figure | None
    cell: Cell
    value_cell: Cell


@dataclass(frozen=True, slots=True)
class Narrative:
    """A text: a row of the sheet `Testi`.

    Attributes:
        code: `I.T01`, or `P.T01` for the programme's.
        section: Where it stands in the summary.
        after: For initiatives, the state whose list it follows; `None` stands before the lists.
        text: What was typed, with its placeholders.
        cell: Cell of the code.
    """

    code: str
    section: TextSection
    after: InitiativeState | None
    text: Entry
    cell: Cell


@dataclass(frozen=True, slots=True)
class PriorityAxis:
    """A priority axis and all that belongs to it.

    Attributes:
        label: `I`, `1`, `A.1`, `Priorità 2`.
        designation: How the summary names it: "Asse I"; a label that begins with the noun does not repeat it.
        objective: Thematic or policy objective, "OT 8"; `None` where there is none.
        name: "Occupazione".
        kind: What the axis is for.
        scope: What its participants took part in, a noun phrase (`Ambito`).
        vulnerable_scope: Where its vulnerable participants were supported, a noun phrase (`Ambito vulnerabili`).
        manager: Who answers for the axis.
        finance: Cumulative amounts at the reference date.
        finance_previous: The same a year before.
        participants: `None` for an axis that counts none.
        participants_previous: The same a year before.
        initiatives: In the order of the sheet.
        indicators: In the order of the sheet.
        texts: In the order of the sheet.
        cell: Cell of the label.
    """

    label: str
    designation: str
    objective: Entry | None
    name: Entry
    kind: AxisKind
    scope: Entry | None
    vulnerable_scope: Entry | None
    manager: Entry | None
    finance: Finance
    finance_previous: Finance
    participants: Participants | None
    participants_previous: Participants | None
    initiatives: tuple[Initiative, ...]
    indicators: tuple[Indicator, ...]
    texts: tuple[Narrative, ...]
    cell: Cell

    @property
    def initiative_groups(self) -> tuple[tuple[InitiativeState, tuple[Initiative, ...]], ...]:
        """The initiatives by state; the states in the order in which their first rows stand."""
        groups: dict[InitiativeState, list[Initiative]] = {}
        for initiative in self.initiatives:
            groups.setdefault(initiative.state, []).append(initiative)
        return tuple((state, tuple(group)) for state, group in groups.items())

    @property
    def is_thematic(self) -> bool:
        """True unless the axis is technical assistance."""
        return self.kind is AxisKind.THEMATIC


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that the office accepts, with its reason: a row of the sheet `Deroghe`.

    Attributes:
        code: `D01`.
        rule: Code of the rule, `RAA3xx`.
        place: The cell as typed, `Finanza!E3` or `II.D1/Anno`.
        reason: Why it is accepted.
        by: Who accepts it.
        day: When.
        cell: Cell of the code.
    """

    code: str
    rule: str
    place: str
    reason: str
    by: str
    day: date | None
    cell: Cell


@dataclass(frozen=True, slots=True)
class Report:
    """One edition of the annual report.

    Attributes:
        programme: The programme and the edition.
        axes: In the order of the sheet `Assi`.
        texts: The programme's own texts, in the order of the sheet.
        waivers: Accepted findings.
        lacking: Labels of the axes whose managers' copies were not there to be read.
    """

    programme: Programme
    axes: tuple[PriorityAxis, ...]
    texts: tuple[Narrative, ...]
    waivers: tuple[Waiver, ...]
    lacking: tuple[str, ...] = ()

    @property
    def finance(self) -> Finance:
        """The programme's amounts: the sum of its axes."""
        return Finance.sum(axis.finance for axis in self.axes)

    @property
    def finance_previous(self) -> Finance:
        """The programme's amounts of the year before."""
        return Finance.sum(axis.finance_previous for axis in self.axes)

    @property
    def certified_previous(self) -> Figure | None:
        """Expenditure certified by the year before: the sum of the axes, or what `P14` says where they lack it."""
        known = self.finance_previous.certified
        return known if known is not None else self.programme.certified_previous

    @property
    def participants(self) -> Participants | None:
        """The programme's participants: the sum of the axes that count them; `None` where none does."""
        counted = [axis.participants for axis in self.axes if axis.participants is not None]
        return Participants.sum(counted) if counted else None

    @property
    def counted_axes(self) -> tuple[PriorityAxis, ...]:
        """The axes that have participants."""
        return tuple(axis for axis in self.axes if axis.participants is not None and axis.participants.total)

    @property
    def participants_by_scope(self) -> tuple[tuple[str, Participants], ...]:
        """Participants by what they took part in, the most numerous first; axes without a scope are left out."""
        groups: dict[str, list[Participants]] = {}
        for axis in self.axes:
            if axis.scope and axis.participants is not None:
                groups.setdefault(axis.scope.text, []).append(axis.participants)
        sums = ((scope, Participants.sum(parts)) for scope, parts in groups.items())
        return tuple(
            sorted(((scope, part) for scope, part in sums if part.total), key=lambda pair: -_value(pair[1].total))
        )

    @property
    def vulnerable_by_scope(self) -> tuple[tuple[str, Figure], ...]:
        """Vulnerable participants by where they were supported, the most numerous first."""
        groups: dict[str, list[Figure | None]] = {}
        for axis in self.axes:
            if axis.vulnerable_scope and axis.participants is not None:
                groups.setdefault(axis.vulnerable_scope.text, []).append(axis.participants.vulnerable)
        sums = ((scope, total(parts)) for scope, parts in groups.items())
        return tuple(sorted(((scope, part) for scope, part in sums if part), key=lambda pair: -_value(pair[1])))

    def entries(self) -> Iterator[Entry]:
        """Every text that the summary may print."""
        yield from _entries(self.programme)
        yield from (text.text for text in self.texts)
        for axis in self.axes:
            yield from _entries(axis)
            parts: tuple[Initiative | Indicator | Narrative, ...] = (*axis.initiatives, *axis.indicators, *axis.texts)
            for part in parts:
                yield from _entries(part)

    def axis(self, label: str) -> PriorityAxis | None:
        """The axis with this label, or `None`."""
        return next((axis for axis in self.axes if axis.label == label), None)


def _entries(part: Programme | PriorityAxis | Initiative | Indicator | Narrative) -> Iterator[Entry]:
    return (value for f in fields(part) if f.name != "manager" and isinstance(value := getattr(part, f.name), Entry))


def _value(figure: Figure | None) -> Decimal:
    return figure.value if figure is not None else Decimal(0)
