# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures with which prose is compared: a report in, its figures by scope and voice out, with their names.

A scope is the programme, an axis, or the axes whose participants took part in the same thing; a voice is what is
counted there. Each figure knows how prose calls it, and the placeholder that would print it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from raa_builder import italian
from raa_builder.model import Finance, Participants, Unit
from raa_builder.prose.marks.numbers import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.cells import Figure
    from raa_builder.model import Indicator, Initiative, PriorityAxis, Report


class Voice(Enum):
    """What a number counts; the value is how a message calls it, with its article."""

    ALLOCATION = "la dotazione"
    PROGRAMMED = "il programmato"
    COMMITMENTS = "gli impegni"
    PAYMENTS = "i pagamenti"
    CERTIFIED = "la spesa certificata"
    PARTICIPANTS = "i destinatari"
    MEN = "i maschi"
    WOMEN = "le femmine"
    DISABLED = "le persone con disabilità"
    MIGRANTS = "i migranti"
    DISADVANTAGED = "le altre persone svantaggiate"
    VULNERABLE = "le persone vulnerabili"
    PROJECTS = "i progetti"


# each with its attribute in the model, the name of its placeholder, and the end of its row's code
FINANCE = {
    Voice.ALLOCATION: ("allocation", "Dotazione finanziaria", "F1"),
    Voice.PROGRAMMED: ("programmed", "Programmato", "F2"),
    Voice.COMMITMENTS: ("commitments", "Impegni", "F3"),
    Voice.PAYMENTS: ("payments", "Pagamenti ai beneficiari", "F4"),
    Voice.CERTIFIED: ("certified", "Spesa certificata", "F5"),
}
PEOPLE = {
    Voice.PARTICIPANTS: ("total", "Destinatari", ""),
    Voice.MEN: ("men", "Maschi", "D1"),
    Voice.WOMEN: ("women", "Femmine", "D2"),
    Voice.DISABLED: ("disabled", "Persone con disabilità", "D4"),
    Voice.MIGRANTS: ("migrants", "Migranti", "D5"),
    Voice.DISADVANTAGED: ("disadvantaged", "Altre persone svantaggiate", "D6"),
    Voice.VULNERABLE: ("vulnerable", "Destinatari vulnerabili", ""),
}
# the groups of one kind, each easily typed for another
_SEXES = (Voice.MEN, Voice.WOMEN)
_FRAGILE = (Voice.DISABLED, Voice.MIGRANTS, Voice.DISADVANTAGED)
ROW = {
    Voice.PROGRAMMED: ("programmed", "Programmato"),
    Voice.COMMITMENTS: ("committed", "Impegnato"),
    Voice.PAYMENTS: ("paid", "Pagato"),
    Voice.PROJECTS: ("projects", "N. progetti"),
}


class Scope(NamedTuple):
    """What figures are of.

    Attributes:
        words: `dell’Asse I`, `del programma`; of several axes, `di «interventi di inclusione»`.
        label: The axis's label; empty for the programme; `None` where no placeholder names it.
        finance: Its amounts; nothing is known of several axes that share what their participants did.
        finance_previous: The same a year before.
        people: Its participants.
        people_previous: The same a year before.
    """

    words: str
    label: str | None
    finance: Finance
    finance_previous: Finance
    people: Participants | None
    people_previous: Participants | None


class Known(NamedTuple):
    """A figure of the report.

    Attributes:
        figure: Its exact value, and its cells.
        words: How a message calls it.
        placeholder: What prints it in a text of its own scope, if anything does.
        elsewhere: What prints it in any text, if anything does.
        label: Label of the axis in whose texts `placeholder` prints it; empty for the programme, `None` for any.
        is_printed: Whether the summary may print it, too, so that it is to be rounded alike.
    """

    figure: Figure
    words: str
    placeholder: str = ""
    elsewhere: str = ""
    label: str | None = None
    is_printed: bool = True

    def is_of(self, label: str) -> bool:
        """Whether its placeholder prints it in a text of that axis; an empty label is the programme."""
        return self.label in {None, label}

    def share(self, whole: Known | None, *, printable: bool) -> Known | None:
        """Its share of a whole; `printable` where placeholders print that share."""
        ratio = self.figure.ratio(whole.figure) if whole else None
        if ratio is None:
            return None
        own, other = (name.replace("}", " %}") if printable else "" for name in (self.placeholder, self.elsewhere))
        return Known(ratio, self.words, own, other, self.label, self.is_printed)


class Figures:
    """The figures of one report."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._known: dict[tuple[Kind, str, Voice], tuple[Known, ...]] = {}
        self._pools: dict[tuple[Kind, str], list[Decimal]] = {}
        self.axes = {axis.label: _axis_scope(axis) for axis in report.axes}

    @cached_property
    def programme(self) -> Scope:
        """The programme as a whole; empty when the copy of an axis is lacking, for then nobody knows."""
        report = self._report
        if report.lacking:
            return Scope("del programma", "", Finance(), Finance(), None, None)
        counted = [axis.participants_previous for axis in report.axes if axis.participants is not None]
        previous = Participants.sum(one or Participants() for one in counted) if counted else None
        finance_previous = replace(report.finance_previous, certified=report.certified_previous)
        return Scope("del programma", "", report.finance, finance_previous, report.participants, previous)

    @cached_property
    def groups(self) -> tuple[Scope, ...]:
        """The axes by what their participants took part in; none when the copy of an axis is lacking."""
        if self._report.lacking:
            return ()
        return tuple(
            Scope(f"di «{words}»", None, Finance(), Finance(), people, None)
            for words, people in self._report.participants_by_scope
        )

    @cached_property
    def vulnerable_groups(self) -> tuple[tuple[str, Known], ...]:
        """Where the vulnerable were supported, with their share of all the vulnerable."""
        whole = count(self.programme, Voice.VULNERABLE)
        groups = self._report.vulnerable_by_scope if whole else ()
        shares = (
            (words, Known(figure, f"le persone vulnerabili: «{words}»").share(whole, printable=False))
            for words, figure in groups
        )
        return tuple((words, share) for words, share in shares if share)

    def group(self, words: str) -> Scope | None:
        """The one group of axes that words name last, by what their participants took part in."""
        folded = words.casefold()
        found = [(place, scope) for scope in self.groups if (place := folded.rfind(_gist(scope.words))) >= 0]
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def vulnerable_group(self, words: str) -> Known | None:
        """The share of the vulnerable who were supported where words say last."""
        folded = words.casefold()
        found = [(folded.rfind(_gist(name)), known) for name, known in self.vulnerable_groups]
        place, known = max(found, key=lambda pair: pair[0], default=(-1, None))
        return known if place >= 0 else None

    def stale(self, kind: Kind, scope: Scope, low: Decimal, high: Decimal) -> Iterator[tuple[Voice, Known, Known]]:
        """The figures of the year before that a number typed may be: the voice, that figure, and this year's."""
        for voice in (*FINANCE, *PEOPLE):
            before = previous(kind, scope, voice)
            now = self.of(kind, scope, voice)
            if before and now and low <= before.figure.value < high:
                yield voice, before, now[0]

    def scope(self, axis: PriorityAxis | None) -> Scope:
        """The scope of a row: its axis, or the programme."""
        return self.axes[axis.label] if axis is not None else self.programme

    def with_participants(self, low: Decimal, high: Decimal, first: Scope | None = None) -> Scope | None:
        """The one scope that has from `low` to below `high` participants; `first` wins over others with the same."""
        fits = [scope for scope, total in self._totals if low <= total < high]
        if first in fits:
            return first
        return fits[0] if len({scope.people for scope in fits}) == 1 else None

    @cached_property
    def _totals(self) -> tuple[tuple[Scope, Decimal], ...]:
        scopes = (self.programme, *self.axes.values(), *self.groups)
        return tuple((scope, scope.people.total.value) for scope in scopes if scope.people and scope.people.total)

    def of(self, kind: Kind, scope: Scope, voice: Voice) -> tuple[Known, ...]:
        """What a number of this kind that speaks of the voice may be; the most likely first."""
        key = kind, scope.words, voice
        if key not in self._known:
            self._known[key] = tuple(self._all_of(kind, scope, voice))
        return self._known[key]

    def _all_of(self, kind: Kind, scope: Scope, voice: Voice) -> Iterator[Known]:
        if kind is Kind.SHARE:
            yield from self._shares(scope, voice)
            return
        known = amount(scope, voice) if kind is Kind.MONEY else count(scope, voice)
        if known:
            yield known

    def _shares(self, scope: Scope, voice: Voice) -> Iterator[Known]:
        """Of what comes before in the chain of the amounts; of the participants; of all the vulnerable."""
        part = amount(scope, voice) or count(scope, voice)
        if part is None:
            return
        order = list(FINANCE)
        if voice in PEOPLE:
            base = self.programme if voice is Voice.PARTICIPANTS else scope
            wholes = [count(one, Voice.PARTICIPANTS) for one in ((base,) if base is scope else (base, scope))]
            wholes += [count(self.programme, voice)] if voice is Voice.VULNERABLE else []
        elif voice is Voice.ALLOCATION:
            wholes = [amount(self.programme, voice)]
        else:
            wholes = [amount(scope, base) for base in reversed(order[: order.index(voice)])]
        for place, whole in enumerate(wholes):
            share = part.share(whole, printable=not place)
            if share:
                yield share

    def neighbour(self, kind: Kind, scope: Scope, voice: Voice, low: Decimal, high: Decimal) -> Known | None:
        """The same voice elsewhere or a year before, or a group beside it, with which a number typed agrees.

        That is where it may come from.
        """
        for other in (*self.axes.values(), self.programme):
            for known in self.of(kind, other, voice) if other is not scope else ():
                if low <= known.figure.value < high:
                    return known
        before = previous(kind, scope, voice)
        if before and low <= before.figure.value < high:
            return before
        return self.sibling(kind, scope, voice, low, high)

    def sibling(self, kind: Kind, scope: Scope, voice: Voice, low: Decimal, high: Decimal) -> Known | None:
        """The other sex, or another group of the vulnerable, with whose figure in the scope a number typed agrees."""
        groups = next((groups for groups in (_SEXES, _FRAGILE) if voice in groups), ())
        others = (known for group in groups if group is not voice for known in self.of(kind, scope, group)[:1])
        return next((known for known in others if low <= known.figure.value < high), None)

    # ── all of them ──────────────────────────────────────────────────────────

    def holds(self, kind: Kind, scope: Scope, low: Decimal, high: Decimal) -> bool:
        """Whether any figure of the scope (any of the report for the programme) lies from `low` to below `high`."""
        pool = self._pool(kind, scope.label or "")
        place = bisect_left(pool, low)
        return place < len(pool) and pool[place] < high

    def _pool(self, kind: Kind, label: str) -> list[Decimal]:
        key = (kind, label)
        if key not in self._pools:
            self._pools[key] = sorted(self._values(kind, label))
        return self._pools[key]

    def _values(self, kind: Kind, label: str) -> Iterator[Decimal]:
        scopes = [self.axes[label], self.programme] if label else [*self.axes.values(), *self.groups, self.programme]
        for scope in scopes:
            for voice in (*FINANCE, *PEOPLE):
                yield from (known.figure.value for known in self.of(kind, scope, voice))
        for axis in self._report.axes:
            if label in {"", axis.label}:
                yield from _row_values(kind, axis)
        programme = self._report.programme
        if kind is Kind.MONEY:
            targets = (programme.n3_target, programme.n3_target_next, programme.certified_previous)
            yield from (figure.value for figure in targets if figure)
        elif kind is Kind.COUNT:
            yield from (Decimal(len(self._report.axes)), Decimal(sum(axis.is_thematic for axis in self._report.axes)))


def _gist(words: str) -> str:
    """Words that name a scope, without a first noun that prose may leave out: `rafforzamento delle competenze`."""
    bare = words.casefold().strip("«»").removeprefix("di «")
    _, _, rest = bare.partition(" di ")
    return rest if " " in rest else bare


def amount(scope: Scope, voice: Voice) -> Known | None:
    """An amount of money, in euros."""
    if voice not in FINANCE:
        return None
    return _known(getattr(scope.finance, FINANCE[voice][0]), scope, voice)


def count(scope: Scope, voice: Voice) -> Known | None:
    """A number of persons."""
    return _known(getattr(scope.people, PEOPLE[voice][0]), scope, voice) if voice in PEOPLE and scope.people else None


def previous(kind: Kind, scope: Scope, voice: Voice) -> Known | None:
    """The same a year before; shares of that year are not compared."""
    if kind is Kind.MONEY and voice in FINANCE:
        figure = getattr(scope.finance_previous, FINANCE[voice][0])
    elif kind is Kind.COUNT and voice in PEOPLE and scope.people_previous:
        figure = getattr(scope.people_previous, PEOPLE[voice][0])
    else:
        return None
    return Known(figure, f"{voice.value} {scope.words} nell’anno precedente") if figure is not None else None


def increase(kind: Kind, scope: Scope, voice: Voice) -> Known | None:
    """How much more than a year before; of a share, how much more in proportion."""
    of_money = voice in FINANCE
    now = amount(scope, voice) if of_money else count(scope, voice)
    before = previous(Kind.MONEY if of_money else Kind.COUNT, scope, voice)
    if now is None or before is None or kind is (Kind.COUNT if of_money else Kind.MONEY):
        return None
    if kind is Kind.SHARE:
        growth = (now.figure - before.figure).ratio(before.figure)
        return Known(growth, f"la crescita dall’anno precedente, per {now.words},") if growth else None
    words = f"la variazione dall’anno precedente, per {now.words},"
    return Known(now.figure - before.figure, words, now.placeholder.replace("}", " var}"), label=scope.label)


def of_row(initiative: Initiative, voice: Voice) -> Known | None:
    """A figure of an initiative's own row."""
    if voice not in ROW:
        return None
    key, header = ROW[voice]
    figure = getattr(initiative, key)
    words = f"la colonna {header} della riga {initiative.code}"
    return Known(figure, words, f"{{{header}}}", f"{{{initiative.code} {header}}}") if figure is not None else None


def of_indicator(indicator: Indicator, *, target: bool, certified: Figure | None) -> Known | None:
    """The value or the target of an indicator; the value of the certified expenditure is the axis's own."""
    figure = indicator.target if target else indicator.value if indicator.value is not None else certified
    what = "Target" if target else "Valore"
    words = f"{'il target' if target else 'il valore'} dell’indicatore {indicator.code}"
    name = f"{{{indicator.code} {what}}}"
    return Known(figure, words, name, name) if figure is not None else None


INDICATOR_KINDS = {Unit.NUMBER: Kind.COUNT, Unit.EURO: Kind.MONEY, Unit.PERCENT: Kind.SHARE}


def _axis_scope(axis: PriorityAxis) -> Scope:
    words = italian.with_article("del", axis.designation)
    return Scope(words, axis.label, axis.finance, axis.finance_previous, axis.participants, axis.participants_previous)


def _known(figure: Figure | None, scope: Scope, voice: Voice) -> Known | None:
    """A figure with the placeholders that print it: by its name where it belongs, by the code of its row anywhere."""
    if figure is None:
        return None
    _, item, number = (FINANCE | PEOPLE)[voice]
    placeholder = f"{{{item}}}" if scope.label is not None else ""
    row = f"{{{scope.label}.{number}}}" if scope.label and number else ""
    is_printed = scope.label is not None or voice in PEOPLE  # of several axes, only persons
    return Known(figure, f"{voice.value} {scope.words}", placeholder, row, scope.label, is_printed)


def _row_values(kind: Kind, axis: PriorityAxis) -> Iterator[Decimal]:
    for indicator in axis.indicators:
        if INDICATOR_KINDS[indicator.unit] is kind:
            yield from _values(indicator.value, indicator.target, indicator.previous)
    for initiative in axis.initiatives:
        if kind is Kind.MONEY:
            yield from _values(initiative.programmed, initiative.committed, initiative.paid)
        elif kind is Kind.COUNT:
            yield from _values(initiative.projects)


def _values(*figures: Figure | None) -> Iterator[Decimal]:
    return (figure.value for figure in figures if figure is not None)
