# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes from one workbook into another: last year's contents in, those of the new year out; or one axis's share.

Into the new year go the programme, the axes, the codes and all that is told in words. A figure goes where the new
workbook asks for that of the year before; where it does not, it is left out, since last year's amount in this year's
cell would look as if somebody had typed it: initiatives keep title, description and state and lose their amounts. So do
notes, which speak of the old figures, waivers, and the dates of approval and delivery.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from raa_builder.model import IndicatorKind, InitiativeState
from raa_builder.workbook import layout
from raa_builder.workbook.canonical import Place, Value, programme_place
from raa_builder.workbook.layout import Kind
from raa_builder.workbook.tables.dirt import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

_WORDS = {Kind.TEXT, Kind.PROSE, Kind.CHOICE}
# by sheet and column, where a value goes; in sheets with words, these beside the words
_FIGURES: Final = {
    (layout.FINANCE.key, "current"): "previous",
    (layout.PARTICIPANTS.key, "current"): "previous",
    (layout.INDICATORS.key, "value"): "previous",
    (layout.INDICATORS.key, "target"): "target",
    (layout.INDICATORS.key, "target_year"): "target_year",
}
# a state that names the year is another one a year later
_NEXT_STATES: Final = {
    InitiativeState.STARTED.value: InitiativeState.ONGOING.value,
    InitiativeState.CONCLUDED.value: InitiativeState.COMPLETED.value,
}
_CERTIFIED_LINE = next(line.number for line in layout.FINANCE.lines if line.key == "certified")


def next_year(values: Mapping[Place, Value], year: int) -> dict[Place, Value]:
    """The contents with which the next year's workbook begins.

    Args:
        values: Last year's contents.
        year: The new year.
    """
    result = dict(_programme(values, year))
    for place, value in values.items():
        if place.sheet not in {layout.PROGRAMME.key, layout.WAIVERS.key}:
            column = _target(place)
            if column:
                result[place._replace(column=column)] = _next_state(place, value)
    return result | dict(_certified(values))


def of_axis(values: Mapping[Place, Value], label: str) -> dict[Place, Value]:
    """What the copy of an axis's manager holds: the rows of the axis, and those that belong to no axis.

    Args:
        values: The contents of the whole workbook.
        label: The axis, as the codes spell it.
    """
    return {place: value for place, value in values.items() if _label(place) in {label, layout.PROGRAMME_LABEL, ""}}


def texts_naming(values: Mapping[Place, Value], year: int) -> tuple[str, ...]:
    """The codes of the rows whose words, to be printed, name a year."""
    named = re.compile(rf"\b{year}\b")
    found = (
        place.code
        for place, value in values.items()
        if place.sheet in {layout.INITIATIVES.key, layout.TEXTS.key} and place.column != "note"
        if isinstance(value, str) and named.search(value)
    )
    return tuple(dict.fromkeys(found))


def _label(place: Place) -> str:
    sheet = next(sheet for sheet in layout.SHEETS if sheet.key == place.sheet)
    if sheet is layout.AXES:
        return place.code
    return layout.split_code(place.code)[0] if sheet.per_axis else ""


def _target(place: Place) -> str:
    """The column into which a value goes; empty when it stays behind."""
    sheet = next(sheet for sheet in layout.SHEETS if sheet.key == place.sheet)
    is_told = sheet.column(place.column).kind in _WORDS and place.column != "note"
    return place.column if is_told else _FIGURES.get((place.sheet, place.column), "")


def _next_state(place: Place, value: Value) -> Value:
    if (place.sheet, place.column) not in {(layout.INITIATIVES.key, "state"), (layout.TEXTS.key, "after")}:
        return value
    known = {layout.normalised(state): following for state, following in _NEXT_STATES.items()}
    return known.get(layout.normalised(str(value)), value)


def _certified(values: Mapping[Place, Value]) -> Iterator[tuple[Place, Value]]:
    """An indicator of certified expenditure whose value is empty has that of its axis."""
    for place, value in values.items():
        if place.sheet == layout.INDICATORS.key and place.column == "kind":
            own = place._replace(column="value")
            axis = Place(layout.FINANCE.key, f"{_label(place)}.{_CERTIFIED_LINE}", "current")
            is_certified = layout.normalised(str(value)) == layout.normalised(IndicatorKind.CERTIFIED.value)
            if is_certified and own not in values and axis in values:
                yield place._replace(column="previous"), values[axis]


# ── the programme ────────────────────────────────────────────────────────────


def _programme(values: Mapping[Place, Value], year: int) -> Iterator[tuple[Place, Value]]:
    """Words stay, the target of the year to come becomes that of the year, the date moves on."""
    for line in layout.PROGRAMME.lines:
        place = programme_place(line.key)
        match line.key:
            case "year":
                yield place, Decimal(year)
            case "reference_date":
                day = day_of(values.get(place))
                if day:
                    yield place, _a_year_later(day)
            case "n3_target":
                following = values.get(programme_place("n3_target_next"))
                if following is not None:
                    yield place, following
            case _ if line.kind in _WORDS and place in values:
                yield place, values[place]


def _a_year_later(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)
