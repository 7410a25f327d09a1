# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a row says beside other rows: its place in, a condition of Excel out, without "=".

These are the rules of `checks`, in as much as a formula can say them; where it can't be as exact, it is silent. They
rely on the conditions before them: a figure that they compare is a number, or empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from raa_builder.model import IndicatorKind, InitiativeState, Unit
from raa_builder.workbook import layout
from raa_builder.workbook.blank.conditions import LARGEST, before, chosen
from raa_builder.workbook.blank.plan import FIRST_ROW

if TYPE_CHECKING:
    from raa_builder.workbook.blank.conditions import Condition, Place
    from raa_builder.workbook.blank.plan import Block

FEW: Final = 10  # of so few persons, tenfold says nothing
_TENFOLD = 10
_SMALL = 10_000  # euros or participants: no allocation is less, and two axes may have a smaller figure in common
_HALF_UNIT = 50_000  # euros, of amounts in tenths of a million
_HALF_CENT: Final = "0.005"  # what amounts with cents may be apart in Excel's binary numbers
_OF_AXIS = {"programmed": "F2", "committed": "F3", "paid": "F4"}
_ITEMS = {line.key: line.item for line in layout.FINANCE.lines}


# ── amounts and participants ─────────────────────────────────────────────────


def less_than_before(place: Place) -> str:
    """Whether a figure fell; an allocation is that of the plan in force, and may be lowered."""
    return "" if place.is_line("F1") else before("previous", "current")(place)


def jump(few: int = 0) -> Condition:
    """Whether the figure is ten times that of the year before; of an allocation, which may fall, or a tenth."""

    def tenfold(place: Place) -> str:
        before, now = place.cell("previous"), place.cell("current")
        grown = f"AND({before}>0,{before}>={few},{now}>={_TENFOLD}*{before})"
        if place.is_line("F1"):
            grown = f"OR({grown},AND({now}>0,{now}*{_TENFOLD}<={before}))"
        return f"IF(COUNT({place.across('previous', 'current')})=2,{grown},FALSE)"

    return tenfold


def in_millions(place: Place) -> str:
    """Whether an amount of an axis is a millionth of its allocation."""
    amounts = (place.cell("previous"), place.cell("current"))
    whole = place.sibling("F1")
    return f"IF(ISNUMBER({whole}),OR({','.join(_a_millionth(one, whole) for one in amounts)}),FALSE)"


def _a_millionth(amount: str, whole: str) -> str:
    """Of twice the whole, for more may be committed than there is; the whole may itself be in millions."""
    return f"AND({amount}>0,{amount}<=2*IF({whole}<{_SMALL},{whole},{whole}/1000000))"


def in_thousands(place: Place) -> str:
    """Whether an amount is about a thousandth of last year's."""
    before, now = place.cell("previous"), place.cell("current")
    return f"AND(COUNT({place.across('previous', 'current')})=2,{now}>0,{before}<=2000*{now},{now}*100<={before})"


def axis_in_thousands(place: Place) -> str:
    """Whether the allocation, and all else, is at most a million, 0.2% of the largest, 2% of all that are not so."""
    if not place.is_line("F1"):
        return ""
    own, block, item = place.cell("current"), place.block, _ITEMS["allocation"]
    rows = [row for row, printed in enumerate(block.rows, FIRST_ROW) if printed.line and printed.line.item == item]
    letters = block.letters("current")
    most = f"MAX({','.join(f'{letters}{row}' for row in rows)})"
    is_thousandth = f"{own}>0,{own}<=1000000,{most}<{LARGEST},{own}*1000<=2*{most},{own}*1000000>2*{most}"
    is_whole = f"MAX({own}:{place.sibling('F5')})<=2*{own}"
    items, figures = block.ref("item"), block.ref("current")
    between = f'">"&ROUND({most}/500,0),{figures},"<"&ROUND({own}*50,0)'
    wrong = f'AND({is_thousandth},{is_whole},COUNTIFS({items},"{item}",{figures},{between})=0)'
    return f"IFERROR({wrong},FALSE)"  # of another row


def as_last_year(*lines: str) -> Condition:
    """Whether the row is the first of these and all of them, side by side, are as in the year before."""

    def unmoved(place: Place) -> str:
        if not place.is_line(lines[0]):
            return ""
        before, now = _years(place, place.block, lines)
        known = f"COUNT({before},{now})={2 * len(lines)}"
        return f"IF(AND({known},SUM({now})>0),SUMPRODUCT(--({before}<>{now}))=0,FALSE)"

    return unmoved


def stayed(lines: tuple[str, ...], moving: tuple[str, ...]) -> Condition:
    """Whether the row, if it is one of the lines, is as in the year before while one of the moving ones is not."""

    def unmoved(place: Place) -> str:
        if not place.is_line(*lines):
            return ""
        same = _same(place.cell("previous"), place.cell("current"))
        return f"IF({same},{_moved(place, place.block, moving)},FALSE)"

    return unmoved


def _same(before: str, now: str) -> str:
    """Whether two figures are one, and neither small nor round."""
    return f"AND(ISNUMBER({before}),{now}={before},{now}>={_SMALL},ROUND({now},-3)<>{now})"


def _moved(place: Place, block: Block, lines: tuple[str, ...]) -> str:
    """Whether any of these rows of the axis, side by side, is known for both years and not the same."""
    before, now = _years(place, block, lines)
    return f"IFERROR(SUMPRODUCT(ISNUMBER({before})*ISNUMBER({now})*({before}<>{now}))>0,FALSE)"


def _years(place: Place, block: Block, lines: tuple[str, ...]) -> tuple[str, str]:
    """The cells of rows of the axis that stand side by side, in the year before and now."""
    first, last = (block.row_of(f"{place.printed.label}.{number}") for number in (lines[0], lines[-1]))
    sheet = "" if block is place.block else f"{block.sheet.name}!"
    before, now = (f"{sheet}{block.letters(key)}{first}:{block.letters(key)}{last}" for key in ("previous", "current"))
    return before, now


def as_other_axis(place: Place) -> str:
    """Whether another axis has the same figure in the same row, unless it is round or small."""
    line, now = place.printed.line, place.cell("current")
    if line is None or line.optional:
        return ""
    items, figures = (place.block.ref(key) for key in ("item", "current"))
    same = f'COUNTIFS({items},"{line.item}",{figures},{now})>1'
    return f"IF(AND(ISNUMBER({now}),{now}>={_SMALL},ROUND({now},-3)<>{now}),{same},FALSE)"


def other_total(place: Place) -> str:
    """Whether the declared total of participants is not the sum of its parts."""
    if not place.is_line("D7"):
        return ""
    first, second, third = (place.sibling(number) for number in ("D1", "D2", "D3"))
    typed = place.cell("current")
    return f'IF(AND({typed}<>"",COUNT({first},{second})=2),{typed}<>SUM({first},{second},{third}),FALSE)'


def group_above_total(place: Place) -> str:
    """Whether a vulnerable group is larger than the participants."""
    if not place.is_line("D4", "D5", "D6"):
        return ""
    first, second, third = (place.sibling(number) for number in ("D1", "D2", "D3"))
    return f"IF(COUNT({first},{second})=2,{place.cell('current')}>SUM({first},{second},{third}),FALSE)"


def vulnerable_above_total(place: Place) -> str:
    """Whether the three vulnerable groups together are more than the participants."""
    if not place.is_line("D4"):
        return ""
    men, women, others, first, last = (place.sibling(number) for number in ("D1", "D2", "D3", "D4", "D6"))
    known = f"AND(COUNT({men},{women})=2,COUNT({first}:{last})=3)"
    return f"IF({known},SUM({first}:{last})>SUM({men},{women},{others}),FALSE)"


# ── the programme ────────────────────────────────────────────────────────────


def _whole_programme() -> str:
    """Whether the workbook has all axes, and is no copy of one: `_meta` says of which, and an empty cell reads as 0."""
    axis = f'VLOOKUP("{layout.META_AXIS}",{layout.META_NAME}!A1:B20,2,FALSE)'
    return f'OR({axis}="",{axis}=0)'


def _of_axes(place: Place, key: str) -> tuple[str, str]:
    """Whether every axis has this year's amount, and their sum."""
    known, whole = _sum(place, key, "current")
    return f"AND({_whole_programme()},{known})", whole


def _sum(place: Place, key: str, year: str) -> tuple[str, str]:
    """Whether every axis of the workbook has an amount in a column, and the sum of these."""
    finance = place.blocks[layout.FINANCE.key]
    rows = sum(row.line is not None and row.line.key == key for row in finance.rows)
    items, figures = finance.ref("item"), finance.ref(year)
    return f'COUNTIFS({items},"{_ITEMS[key]}",{figures},">=0")={rows}', f'SUMIF({items},"{_ITEMS[key]}",{figures})'


def _against(place: Place, key: str, wrong: str) -> str:
    """A condition on the row's amount and the sum of the axes, which is `{}` in it."""
    known, whole = _of_axes(place, key)
    return f'IF(AND({place.cell("value")}<>"",{known}),{wrong.replace("{}", whole)},FALSE)'


def other_certified(place: Place) -> str:
    """Whether last year's certified expenditure is not the sum of the axes.

    Only where every axis says its own: a sum with an unknown addend is unknown, and a copy has but one of them.
    """
    known, whole = _sum(place, "certified", "previous")
    typed = place.cell("value")
    return f'IF(AND({typed}<>"",{_whole_programme()},{known}),ABS({typed}-{whole})>{_HALF_CENT},FALSE)'


def programme_in_millions(place: Place) -> str:
    """Whether an amount of the programme is a millionth of its allocation."""
    if place.printed.line is None or place.printed.line.kind is not layout.Kind.AMOUNT:
        return ""
    return _against(place, "allocation", _a_millionth(place.cell("value"), "{}"))


def target_missed(place: Place) -> str:
    """Whether what the axes have certified falls short of the target "N+3" of the year."""
    return _against(place, "certified", f"{{}}<{place.cell('value')}") if _is(place, "n3_target") else ""


def target_too_high(place: Place) -> str:
    """Whether a target "N+3" is more than the programme has."""
    is_target = _is(place, "n3_target", "n3_target_next")
    return _against(place, "allocation", f"{{}}<{place.cell('value')}") if is_target else ""


def target_falls(place: Place) -> str:
    """Whether the target "N+3" of the year after is less than that of the year."""
    if not _is(place, "n3_target_next"):
        return ""
    now, after = place.blocks[layout.PROGRAMME.key].cell_of("n3_target"), place.cell("value")
    return f"IF(AND(ISNUMBER({now}),ISNUMBER({after})),{after}<{now},FALSE)"


def before_reference(place: Place) -> str:
    """Whether a day that comes after the reference date comes before it."""
    if not _is(place, "approval_date", "deadline"):
        return ""
    reference, day = place.blocks[layout.PROGRAMME.key].cell_of("reference_date"), place.cell("value")
    return f"IF(AND(ISNUMBER({reference}),ISNUMBER({day})),{day}<{reference},FALSE)"


def _is(place: Place, *keys: str) -> bool:
    return place.printed.line is not None and place.printed.line.key in keys


# ── initiatives ──────────────────────────────────────────────────────────────


def out_of_order(place: Place) -> str:
    """Whether an initiative commits more than is programmed, or pays more than is committed."""
    programmed, committed, paid = (place.cell(key) for key in _OF_AXIS)
    pairs = ((programmed, committed, ""), (committed, paid, ""), (programmed, paid, f',{committed}=""'))
    return f"OR({','.join(f'AND(COUNT({one},{two})=2,{two}>{one}{more})' for one, two, more in pairs)})"


def paid_in_advance(place: Place) -> str:
    """Whether an initiative that is only planned has payments."""
    return f"AND({chosen(place, 'state', InitiativeState.PLANNED)},{place.cell('paid')}>0)"


def above_axis(place: Place) -> str:
    """Whether an initiative, or those down to it, exceed the amount of their axis; rounded ones by more than that."""
    first = place.block.rows_of(place.printed.label)[0]
    return f"OR({','.join(_above(place, key, first) for key in _OF_AXIS)})"


def _above(place: Place, key: str, first: int) -> str:
    own, whole = place.cell(key), _amount(place, _OF_AXIS[key])
    down = f"{place.block.letters(key)}{first}:{own}"
    return f"AND(ISNUMBER({own}),ISNUMBER({whole}),OR({own}>{whole},SUM({down})-{_HALF_UNIT}*COUNT({down})>{whole}))"


def initiative_in_millions(place: Place) -> str:
    """Whether an amount of an initiative is a millionth of the allocation of its axis."""
    whole = _amount(place, "F1")
    return f"IF(ISNUMBER({whole}),OR({','.join(_a_millionth(place.cell(key), whole) for key in _OF_AXIS)}),FALSE)"


def _amount(place: Place, number: str) -> str:
    """An amount of the axis of the row, for formulas of other sheets."""
    finance = place.blocks[layout.FINANCE.key]
    return f"{finance.sheet.name}!{finance.letters('current')}{finance.row_of(f'{place.printed.label}.{number}')}"


# ── indicators ───────────────────────────────────────────────────────────────


def other_certified_value(place: Place) -> str:
    """Whether the value of an indicator of certified expenditure is not the axis's."""
    real, typed = _amount(place, "F5"), place.cell("value")
    asked = f'AND({chosen(place, "kind", IndicatorKind.CERTIFIED)},{typed}<>"",ISNUMBER({real}))'
    return f"IF({asked},ABS({typed}-{real})>{_HALF_CENT},FALSE)"


def other_target(place: Place) -> str:
    """Whether the final target of certified expenditure, in euros, is not the allocation of the axis."""
    target, whole, year = place.cell("target"), _amount(place, "F1"), place.cell("target_year")
    period = place.blocks[layout.PROGRAMME.key].cell_of("period")
    last = f"IFERROR(VALUE(RIGHT(TRIM({period}),4)),0)"
    certified = chosen(place, "kind", IndicatorKind.CERTIFIED)
    euros = f"NOT({chosen(place, 'unit', Unit.PERCENT)})"
    final = f'OR({year}="",{year}>={last})'
    asked = f"AND({certified},{euros},ISNUMBER({target}),ISNUMBER({whole}),{final})"
    return f"IF({asked},ABS({target}-{whole})>={_unit(target)},FALSE)"


def _unit(amount: str) -> str:
    """The unit to which an amount was rounded, by its zeros."""
    result = _HALF_CENT
    for zeros in (3, 4, 5):
        result = f"IF(ROUND({amount},-{zeros})={amount},{10**zeros},{result})"
    return result


def fallen(place: Place) -> str:
    """Whether a value that can only grow is below that of the year before: no result, and no share."""
    before, now = place.cell("previous"), place.cell("value")
    grows = f"NOT(OR({chosen(place, 'kind', IndicatorKind.RESULT)},{chosen(place, 'unit', Unit.PERCENT)}))"
    return f"IF(AND(ISNUMBER({before}),ISNUMBER({now}),{grows}),{now}<{before},FALSE)"


def indicator_jump(place: Place) -> str:
    """Whether a value is ten times that of the year before, unless of few, or ten times its target."""
    before, now, target = (place.cell(key) for key in ("previous", "value", "target"))
    many = f"OR({before}>={FEW},NOT({chosen(place, 'unit', Unit.NUMBER)}))"
    of_before = f"AND(ISNUMBER({before}),{before}>0,{many},{now}>={_TENFOLD}*{before})"
    certified = chosen(place, "kind", IndicatorKind.CERTIFIED)
    of_target = f"AND(ISNUMBER({target}),{target}>0,NOT({certified}),{now}>={_TENFOLD}*{target})"
    return f"IF(ISNUMBER({now}),OR({of_before},{of_target}),FALSE)"


def value_stayed(place: Place) -> str:
    """Whether a value that is counted from the first year on is as in the year before, while the axis's people are not.

    Results, and shares, may be measured once in a programme; certified expenditure is the axis's.
    """
    people = place.blocks[layout.PARTICIPANTS.key]
    if not people.rows_of(place.printed.label):
        return ""
    kinds = ",".join(chosen(place, "kind", kind) for kind in (IndicatorKind.RESULT, IndicatorKind.CERTIFIED))
    grows = f"NOT(OR({kinds},{chosen(place, 'unit', Unit.PERCENT)}))"
    same = _same(place.cell("previous"), place.cell("value"))
    return f"IF(AND({same},{grows}),{_moved(place, people, ('D1', 'D2'))},FALSE)"
