# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Placeholders in the officials' texts: `{Impegni}`, `{III.F3}`, `{I.N03 Impegnato}`.

A placeholder is looked up by name in a fixed catalogue made from the layout of the workbook; nothing is ever evaluated.
`parse` cuts a text, `Catalogue.look_up` finds what a name stands for, `catalogue` lists the names for people.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from raa_builder import italian
from raa_builder.cells import Cell, Entry, Figure
from raa_builder.model import Participants, Unit
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.model import Finance, Indicator, Initiative, PriorityAxis, Report


class Form(Enum):
    """How the figure of a placeholder is printed."""

    MILLIONS = auto()
    EURO = auto()
    PERCENT = auto()
    PERCENT_AS_GIVEN = auto()
    COUNT = auto()
    AS_GIVEN = auto()


class Placeholder(NamedTuple):
    """A name between braces, as typed."""

    name: str


class Value(NamedTuple):
    """What a placeholder stands for.

    Attributes:
        content: The figure or text; `None` where nobody has typed it.
        form: How it is printed.
        is_variation: Whether it is a difference from the year before, which prints with its sign where it is negative.
    """

    content: Figure | Entry | None
    form: Form
    is_variation: bool = False


class Unknown(NamedTuple):
    """A name that is not in the catalogue, and the nearest one that is (or an empty text)."""

    nearest: str


_NOWHERE = Cell(layout.PROGRAMME.name, 0, 0)  # a default that nobody typed
_PIECE = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}")


def parse(text: str) -> Iterator[str | Placeholder]:
    """The pieces of a text in order: plain text, and placeholders. `{{` and `}}` stand for a brace."""
    end = 0
    for match in _PIECE.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        name = match.group(1)
        yield match.group()[0] if name is None else Placeholder(" ".join(name.split()))
        end = match.end()
    if end < len(text):
        yield text[end:]


# the share of an amount is taken of the step before it
_STEP_BEFORE = {
    "programmed": "allocation",
    "commitments": "programmed",
    "payments": "commitments",
    "certified": "payments",
}
_ALL, _VULNERABLE = "Destinatari", "Destinatari vulnerabili"
_VARIATION = "var"  # after an item or a code: the difference from the year before
_VARIED = next(line.item for line in layout.FINANCE.lines if line.key == "commitments")
_ITEMS = {
    sheet.key: {layout.normalised(line.item): line for line in sheet.lines}
    for sheet in (layout.FINANCE, layout.PARTICIPANTS)
}
_ROW_KINDS = {layout.Kind.AMOUNT, layout.Kind.COUNT}
_ROW = {column.header: column.key for column in layout.INITIATIVES.columns if column.kind in _ROW_KINDS}
_INDICATOR_ROW = {
    column.header: column.key for column in layout.INDICATORS.columns if column.kind is layout.Kind.MEASURE
}  # fmt: skip


def catalogue() -> tuple[tuple[str, str], ...]:
    """Every kind of placeholder with what it prints, in Italian, for the workbook and the guide."""
    rows = []
    for line in layout.FINANCE.lines:
        rows += [
            (f"{{{line.item}}}", f"{line.item}, in milioni"),
            (f"{{{line.item} €}}", f"{line.item}, con i centesimi"),
            (f"{{{line.item} %}}", f"{line.item}, in percentuale sul passo precedente"),
        ]
    for item in (_ALL, *(line.item for line in layout.PARTICIPANTS.lines), _VULNERABLE):
        rows += [(f"{{{item}}}", f"{item}: numero"), (f"{{{item} %}}", f"{item}: quota sul totale")]
    rows += [
        (f"{{{_VARIED} {_VARIATION}}}", "differenza dall'anno precedente (di ogni voce)"),
        (f"{{{_VARIED} {_VARIATION} %}}", "la stessa differenza, in percentuale"),
    ]
    rows += [(f"{{{header}}}", f"{header} della stessa riga (nelle Iniziative)") for header in _ROW]
    rows += [
        ("{III.F3}", "la riga con quel codice di Finanza o Destinatari"),
        ("{I.N03 Impegnato}", "la colonna di quella riga delle Iniziative"),
        ("{I.K01 Valore}", "la colonna di quella riga degli Indicatori"),
        ("{P12}", "la riga con quel codice del foglio Programma"),
    ]
    return tuple(rows)


class Catalogue:
    """What placeholders stand for in one report, seen from one place of it.

    Args:
        report: The report.
        axis: The axis of the row in which the text stands; `None` for the programme's.
        initiative: The initiative whose description the text is, if it is one.
    """

    def __init__(self, report: Report, axis: PriorityAxis | None = None, initiative: Initiative | None = None) -> None:
        self._report = report
        self._axis = axis
        self._initiative = initiative
        self._finance = (axis or report).finance

    @cached_property
    def _allocation(self) -> Figure | None:
        """The programme's allocation."""
        return self._report.finance.allocation

    @cached_property
    def _people(self) -> Figure | None:
        """The programme's participants."""
        people = self._report.participants
        return people.total if people else None

    def look_up(self, name: str) -> Value | Unknown:
        """What the placeholder `name` stands for, whatever its case and spaces, and the accents of an item."""
        bare, form = _suffix(name)
        varied, _, last = bare.rpartition(" ")
        if varied and last.casefold() == _VARIATION:
            return self._variation(varied, form) or Unknown(self._nearest(name))
        return (
            self._own_row(bare, form)
            or self._item(bare, form)
            or self._row(bare, form)
            or Unknown(self._nearest(name))
        )  # fmt: skip

    def _variation(self, name: str, form: str) -> Value | None:
        """How much an item, or a row of `Finanza` or `Destinatari`, has grown since the year before."""
        now, before = self._amount_of(name), self._a_year_before()._amount_of(name)  # noqa: SLF001 (of the same class)
        if now is None or before is None or (form == "€" and now.form is Form.COUNT):
            return None
        printed = Form.PERCENT if form == "%" else Form.EURO if form else now.form
        if not isinstance(now.content, Figure) or not isinstance(before.content, Figure):
            return Value(None, printed, is_variation=True)
        difference = now.content - before.content
        return Value(difference.ratio(before.content) if form == "%" else difference, printed, is_variation=True)

    def _amount_of(self, name: str) -> Value | None:
        axis, number, header = self._axis_of(name)
        row = self._line_row(axis, number, "") if axis is not None and not header else None
        return self._item(name, "") or row

    def _a_year_before(self) -> Catalogue:
        """The same place of the report, with the figures of the year before."""
        axes = {axis.label: _a_year_before(axis) for axis in self._report.axes}
        earlier = Catalogue(replace(self._report, axes=tuple(axes.values())), self._axis and axes[self._axis.label])
        if self._axis is None:
            earlier._finance = replace(earlier._finance, certified=self._report.certified_previous)
        return earlier

    def _own_row(self, name: str, form: str) -> Value | None:
        return _initiative_value(self._initiative, name, form) if self._initiative is not None else None

    def _item(self, name: str, form: str) -> Value | None:
        place = self._axis or self._report
        line = _by_item(layout.FINANCE, name)
        if line:
            return _finance_value(self._finance, line.key, form, self._allocation)
        return self._participants_item(place.participants, name, form)

    def _participants_item(self, participants: Participants | None, name: str, form: str) -> Value | None:
        if layout.normalised(name) == layout.normalised(_ALL):
            return _count(participants.total if participants else None, self._people, form)
        own = participants.total if participants else None
        if layout.normalised(name) == layout.normalised(_VULNERABLE):
            return _count(participants.vulnerable if participants else None, own, form)
        line = _by_item(layout.PARTICIPANTS, name)
        return _count(getattr(participants, line.key) if participants else None, own, form) if line else None

    def _row(self, name: str, form: str) -> Value | None:
        axis, number, header = self._axis_of(name)
        if axis is None:
            return self._programme_row(name, form)
        if not header:
            return self._line_row(axis, number, form)
        wanted = layout.folded(f"{axis.label}.{number}")
        for initiative in axis.initiatives:
            if layout.folded(initiative.code) == wanted:
                return _initiative_value(initiative, header, form)
        for indicator in axis.indicators:
            if layout.folded(indicator.code) == wanted:
                return _indicator_value(indicator, header)
        return None

    def _programme_row(self, code: str, form: str) -> Value | None:
        line = layout.PROGRAMME.line(code.upper())
        if line is None:
            return None
        programme = self._report.programme
        content = getattr(programme, line.key)
        if line.kind is layout.Kind.AMOUNT:
            return _amount(content, form)
        if form:
            return None
        if content is not None and not isinstance(content, Entry):
            content = Entry(_words(content), programme.cells.get(line.key, _NOWHERE))
        return Value(content, Form.AS_GIVEN)

    def _line_row(self, axis: PriorityAxis, number: str, form: str) -> Value | None:
        finance = layout.FINANCE.line(number)
        if finance:
            return _finance_value(axis.finance, finance.key, form, self._allocation)
        line = layout.PARTICIPANTS.line(number)
        if line is None:
            return None
        people = axis.participants
        return _count(getattr(people, line.key) if people else None, people.total if people else None, form)

    def _axis_of(self, name: str) -> tuple[PriorityAxis | None, str, str]:
        """The axis of the row that a name names, the end of the row's code, and the column.

        A label may hold spaces and dots, so the axes are asked, the longest label first: `A.1.F2` is a row of `A.1`.
        """
        wanted = layout.folded(name)
        for axis in sorted(self._report.axes, key=lambda axis: -len(axis.label)):
            label = f"{layout.folded(axis.label)}."
            if wanted.startswith(label):
                number, _, header = wanted.removeprefix(label).partition(" ")
                return axis, number.upper(), header
        return None, "", ""

    def _nearest(self, name: str) -> str:
        import difflib  # noqa: PLC0415 (only mistakes need it)

        known = {layout.folded(example.strip("{}")): example.strip("{}") for example, _ in catalogue()}
        return next((known[near] for near in difflib.get_close_matches(layout.folded(name), known, n=1)), "")


def _a_year_before(axis: PriorityAxis) -> PriorityAxis:
    """An axis with the figures of the year before; people counted now and not then are unknown, not none."""
    people = axis.participants_previous
    if axis.participants is not None and people is None:
        people = Participants()
    return replace(axis, finance=axis.finance_previous, participants=people)


def _words(content: object) -> str:
    """A value of the sheet `Programma` that is neither a text nor an amount, as it is printed."""
    match content:
        case date():
            return italian.long_date(content)
        case Enum():
            return str(content.value)
        case bool():
            return layout.YES if content else layout.NO
        case _:
            return str(content)


def _suffix(name: str) -> tuple[str, str]:
    for suffix in ("€", "%"):
        if name.endswith(suffix):
            return name.removesuffix(suffix).rstrip(), suffix
    return name, ""


def _by_item(sheet: layout.Sheet, name: str) -> layout.Line | None:
    return _ITEMS[sheet.key].get(layout.normalised(name))


def _finance_value(finance: Finance, key: str, form: str, allocation: Figure | None) -> Value:
    figure: Figure | None = getattr(finance, key)
    if form == "%":
        before = _STEP_BEFORE.get(key)
        whole = getattr(finance, before) if before else allocation
        return Value(figure.ratio(whole) if figure is not None else None, Form.PERCENT)
    return Value(figure, Form.EURO if form else Form.MILLIONS)


def _amount(figure: Figure | None, form: str) -> Value | None:
    """An amount that is no part of another: a share of it is not a placeholder."""
    return None if form == "%" else Value(figure, Form.EURO if form else Form.MILLIONS)


def _count(figure: Figure | None, whole: Figure | None, form: str) -> Value | None:
    if form == "€":
        return None
    if form == "%":
        return Value(figure.ratio(whole) if figure is not None else None, Form.PERCENT)
    return Value(figure, Form.COUNT)


def _initiative_value(initiative: Initiative, header: str, form: str) -> Value | None:
    key = _header_key(_ROW, header)
    if key is None:
        return None
    figure = getattr(initiative, key)
    if key == "projects":
        return Value(figure, Form.COUNT) if not form else None
    return _amount(figure, form)


def _indicator_value(indicator: Indicator, header: str) -> Value | None:
    key = _header_key(_INDICATOR_ROW, header)
    if key is None:
        return None
    forms = {Unit.NUMBER: Form.AS_GIVEN, Unit.EURO: Form.MILLIONS, Unit.PERCENT: Form.PERCENT_AS_GIVEN}
    return Value(getattr(indicator, key), forms[indicator.unit])


def _header_key(headers: dict[str, str], header: str) -> str | None:
    wanted = layout.normalised(header)
    return next((key for name, key in headers.items() if layout.normalised(name) == wanted), None)
