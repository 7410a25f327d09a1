# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules on how figures moved since the year before, within one workbook: a report in, findings out.

What is counted and paid is cumulative, so that a figure that falls is odd; an allocation is that of the plan in force,
and may be lowered. Tenfold or a tenth is odd of any figure: mostly a lost comma.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from raa_builder import italian
from raa_builder.checks.tolerance import is_in_thousands
from raa_builder.checks.words import cells, euro, measured, of_axis
from raa_builder.findings import Rules
from raa_builder.model import IndicatorKind, Unit
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raa_builder.cells import Cell, Figure
    from raa_builder.findings import Finding
    from raa_builder.model import Indicator, PriorityAxis, Report

_TENFOLD = 10
_FEW = 10  # of so few persons, tenfold says nothing
_SUMS = "le somme del programma non si possono"


class Pair(NamedTuple):
    """A figure and that of the year before.

    Attributes:
        subject: What it is, to begin a sentence with.
        before: The year before.
        now: This year.
        unit: Its unit.
        is_cumulative: Whether it can only grow.
    """

    subject: str
    before: Figure
    now: Figure
    unit: Unit
    is_cumulative: bool = True

    def shown(self, figure: Figure) -> str:
        """A figure in the unit of the pair."""
        return measured(figure, self.unit)


def falls(report: Report) -> Iterator[Finding]:
    """No cumulative figure is below that of the year before."""
    for pair in _pairs(report):
        if pair.is_cumulative and pair.now.value < pair.before.value:
            yield Rules.FALL.found(
                pair.now.cells[0],
                f"{pair.subject}: {pair.shown(pair.now)}, meno dell'anno precedente, {pair.shown(pair.before)} "
                f"({cells(pair.before)}).",
                "I dati sono cumulati: correggere la cifra o, se il calo è giusto, accettarlo nel foglio Deroghe.",
            ).beside(pair.before)


def certified_falls(report: Report) -> Iterator[Finding]:
    """Where only the programme's certified expenditure of the year before is known (`P14`), the axes reach it."""
    before, now = report.programme.certified_previous, report.finance.certified
    if report.lacking or before is None or now is None or report.finance_previous.certified is not None:
        return
    if now.value < before.value:
        yield Rules.FALL.found(
            before.cells[0],
            f"La spesa certificata del programma è {euro(now)} ({cells(now)}), meno dell'anno precedente, "
            f"{euro(before)}.",
            "I dati sono cumulati: controllare questa cella e le righe F5.",
        ).beside(now)


def jumps(report: Report) -> Iterator[Finding]:
    """No figure is ten times that of the year before, or a tenth of it; nor ten times its target."""
    for pair in _pairs(report):
        before, now = pair.before.value, pair.now.value
        few = pair.unit is Unit.NUMBER and min(before, now) < _FEW
        has_fallen = not pair.is_cumulative and now * _TENFOLD <= before  # of what is cumulative, any fall is said
        if not few and before > 0 and (now >= _TENFOLD * before or has_fallen):
            times = "al più un decimo dell'anno precedente" if has_fallen else "almeno dieci volte l'anno precedente"
            yield Rules.JUMP.found(
                pair.now.cells[0],
                f"{pair.subject}: {pair.shown(pair.now)}, {times}, {pair.shown(pair.before)} ({cells(pair.before)}).",
                "Controllare la virgola e gli zeri delle due cifre.",
            ).beside(pair.before)
    for axis in report.axes:
        for indicator in axis.indicators:
            yield from _beyond_target(indicator)
            yield from _hundredth(indicator)


def _beyond_target(indicator: Indicator) -> Iterator[Finding]:
    value, target = indicator.value, indicator.target
    if indicator.kind is IndicatorKind.CERTIFIED or value is None or target is None:  # that one is the allocation
        return
    if target.value <= 0 or value.value < _TENFOLD * target.value:
        return
    yield Rules.JUMP.found(
        value.cells[0],
        f"{indicator.code} «{indicator.name}»: {measured(value, indicator.unit)}, almeno dieci volte il target, "
        f"{measured(target, indicator.unit)} ({cells(target)}).",
        "Controllare la virgola, gli zeri e l'unità delle due cifre.",
    ).beside(target)


def _hundredth(indicator: Indicator) -> Iterator[Finding]:
    """A percentage typed without its two places, 0.86% for 86%, where that is about its target."""
    value, target = indicator.value, indicator.target
    if indicator.unit is not Unit.PERCENT or indicator.kind is IndicatorKind.CERTIFIED or not value or not target:
        return
    meant = value.value * 100
    if meant <= 1 and target.value <= 2 * meant <= 4 * target.value:
        yield Rules.JUMP.found(
            value.cells[0],
            f"{indicator.code} «{indicator.name}»: {measured(value, Unit.PERCENT)}, un centesimo di "
            f"{italian.percent_as_given(meant)}, e il target è {measured(target, Unit.PERCENT)} ({cells(target)}).",
            f"Se è {italian.percent_as_given(meant)}, scriverlo con il segno; se no, accettare la segnalazione nel "
            "foglio Deroghe.",
        )


class _Gap(NamedTuple):
    """A line that is known of the year before for some axes and not for others.

    Attributes:
        line: The line.
        lacking: The axes that lack it.
        known: Cell of one that is known, to be shown where no empty one has a neighbour in its row.
    """

    line: layout.Line
    lacking: tuple[PriorityAxis, ...]
    known: Cell


def gaps(report: Report) -> Iterator[Finding]:
    """A line of the year before is known for every axis or for none, or the programme's can't be told.

    The lines that the same axes lack are said together, at the first cell that is empty.
    """
    finance = [(axis, axis.finance_previous) for axis in report.axes]
    people = [(axis, axis.participants_previous) for axis in report.axes if axis.participants is not None]
    is_told = report.programme.certified_previous is not None
    amounts = [line for line in layout.FINANCE.lines if line.key != "certified" or not is_told]
    counts = [line for line in layout.PARTICIPANTS.lines if not line.optional]
    for sheet, lines, years in ((layout.FINANCE, amounts, finance), (layout.PARTICIPANTS, counts, people)):
        found = [gap for line in lines if (gap := _gap(line, years)) is not None]
        for lacking in dict.fromkeys(gap.lacking for gap in found):
            yield _lacking(sheet, [gap for gap in found if gap.lacking == lacking])


def _gap(line: layout.Line, years: Sequence[tuple[PriorityAxis, object]]) -> _Gap | None:
    known = [figure for _, figures in years if (figure := getattr(figures, line.key, None)) is not None]
    lacking = tuple(axis for axis, figures in years if getattr(figures, line.key, None) is None)
    return _Gap(line, lacking, known[0].cells[0]) if known and lacking else None


def _lacking(sheet: layout.Sheet, gaps: Sequence[_Gap]) -> Finding:
    """That the same axes lack some lines, at the empty cell of the first beside which this year's is filled."""
    lacking = gaps[0].lacking
    names = italian.listed([axis.designation for axis in lacking])
    items = italian.listed([gap.line.item for gap in gaps])
    manca, sums = ("manca", "la somma del programma non si può") if not gaps[1:] else ("mancano", _SUMS)
    parts = [axis.finance if sheet is layout.FINANCE else axis.participants for axis in lacking]
    beside = [now.cells[0] for gap in gaps for part in parts if (now := getattr(part, gap.line.key, None)) is not None]
    found = Rules.PREVIOUS_GAPS.found(
        beside[0] if beside else gaps[0].known,
        f"{items}, anno precedente: nel foglio {sheet.name} {manca} per {names}, e {sums} dire.",
        "Compilare anche lì, o lasciare vuota la voce per tutti.",
    )
    return found.in_column(sheet.column("previous").header) if beside else found


def is_cumulative(indicator: Indicator) -> bool:
    """Whether a value can only grow: counts and amounts, not the shares and results of the programme."""
    return indicator.kind is not IndicatorKind.RESULT and indicator.unit is not Unit.PERCENT


def is_cumulative_line(line: layout.Line) -> bool:
    """Whether what an axis has in a row can only grow: all but the allocation, which is that of the plan in force."""
    return line.key != "allocation"


def _pairs(report: Report) -> Iterator[Pair]:
    """Every figure that is known for both years."""
    for axis in report.axes:
        yield from _lines(axis, layout.FINANCE, Unit.EURO, (axis.finance_previous, axis.finance))
        yield from _lines(axis, layout.PARTICIPANTS, Unit.NUMBER, (axis.participants_previous, axis.participants))
        for one in axis.indicators:
            if one.value is not None and one.previous is not None:
                yield Pair(f"{one.code} «{one.name}»", one.previous, one.value, one.unit, is_cumulative(one))


def _lines(axis: PriorityAxis, sheet: layout.Sheet, unit: Unit, years: tuple[object, object]) -> Iterator[Pair]:
    for line in sheet.lines:
        before, now = (getattr(figures, line.key, None) for figures in years)  # an axis may count no participants
        is_amount = unit is Unit.EURO  # one in thousands is said to be that
        if before is not None and now is not None and not (is_amount and is_in_thousands(now.value, before.value)):
            yield Pair(f"{line.item} {of_axis(axis)}", before, now, unit, is_cumulative_line(line))


RULES = (falls, certified_falls, jumps, gaps)
