# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the sheets in which people add rows: a `Source` in, initiatives, indicators, texts and waivers out.

A row that holds nothing beyond what is pre-printed is no row. One without its required values is reported and left out.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from raa_builder.findings import Rules
from raa_builder.model import (
    Indicator,
    IndicatorKind,
    Initiative,
    InitiativeState,
    Narrative,
    TextSection,
    Unit,
    Waiver,
)
from raa_builder.workbook import layout
from raa_builder.workbook.layout import Kind
from raa_builder.workbook.tables import values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from raa_builder.workbook.reader.lines import YearlyFinance
    from raa_builder.workbook.tables.codes import Coded
    from raa_builder.workbook.tables.source import Source


def read_initiatives(source: Source) -> Mapping[str, list[Initiative]]:
    """The initiatives by label of their axis, in the order of the sheet."""
    result = defaultdict(list)
    for coded, filled in _filled_rows(source, layout.INITIATIVES):
        filled["state"] = InitiativeState(filled["state"])
        result[coded.label].append(Initiative(code=coded.code, cell=coded.row.place("code"), **filled))
    return result


def read_indicators(source: Source, finance: Mapping[str, YearlyFinance]) -> Mapping[str, list[Indicator]]:
    """The indicators by label of their axis, in the order of the sheet.

    The value of an indicator of certified expenditure, where it is empty, is that of the axis (`F5`).
    """
    result = defaultdict(list)
    for coded, filled in _filled_rows(source, layout.INDICATORS):
        filled["kind"], filled["unit"] = IndicatorKind(filled["kind"]), Unit(filled["unit"])
        for column in layout.INDICATORS.columns:
            if column.kind is Kind.MEASURE:
                filled[column.key] = values.measure(coded.row.typed(column.key), filled["unit"], source.found)
        if filled["kind"] is IndicatorKind.CERTIFIED and coded.row.typed("value").is_empty:
            filled["value"] = finance[coded.label].current.certified
        filled["value_cell"] = coded.row.place("value")
        result[coded.label].append(Indicator(code=coded.code, cell=coded.row.place("code"), **filled))
    return result


def read_texts(source: Source) -> Mapping[str, list[Narrative]]:
    """The texts by label of their axis, or `P`, in the order of the sheet."""
    result = defaultdict(list)
    for coded, filled in _filled_rows(source, layout.TEXTS):
        _check_length(source, coded, filled)
        filled["section"] = TextSection(filled["section"])
        filled["after"] = InitiativeState(filled["after"]) if filled["after"] else None
        result[coded.label].append(Narrative(code=coded.code, cell=coded.row.place("code"), **filled))
    return result


def read_waivers(source: Source) -> Iterator[Waiver]:
    """The findings that the office accepts, in the order of the sheet."""
    for coded, filled in _filled_rows(source, layout.WAIVERS):
        words = {key: coded.row.words(key) for key in ("rule", "place", "by")}
        words["rule"] = words["rule"].upper()
        reason = filled["reason"].text
        yield Waiver(code=coded.code, cell=coded.row.place("code"), reason=reason, day=filled["day"], **words)


def _filled_rows(source: Source, sheet: layout.Sheet) -> Iterator[tuple[Coded, dict[str, Any]]]:
    """The rows that people have begun and that hold all they must."""
    for coded in source.coded(sheet):
        coded.row.report_if_hidden()
        filled = coded.row.filled()
        if all(filled[column.key] is not None for column in sheet.columns if column.required):
            yield coded, filled


def _check_length(source: Source, coded: Coded, filled: dict[str, Any]) -> None:
    limit = layout.text_limit(filled["section"], coded.label)
    length = len(filled["text"].text)
    if length > limit:
        over = length - limit
        message = f"Il testo {coded.code} ha {length} caratteri: il limite è {limit}."
        remedy = f"Accorciarlo di {over} {'carattere' if over == 1 else 'caratteri'}."
        source.found.append(Rules.TOO_LONG.found(coded.row.place("text"), message, remedy))
