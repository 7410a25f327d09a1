# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""How findings name axes, figures and cells: parts of a report in, Italian words out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder import italian
from raa_builder.model import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raa_builder.cells import Cell, Figure
    from raa_builder.model import PriorityAxis


def of_axis(axis: PriorityAxis) -> str:
    """`dell’Asse II`."""
    return italian.with_article("del", axis.designation)


def count(figure: Figure) -> str:
    """`1.234`."""
    return italian.as_given(figure.value)


def euro(figure: Figure) -> str:
    """`1.234,50 €`."""
    return italian.euro(figure.value)


def measured(figure: Figure, unit: Unit) -> str:
    """A value of an indicator, in its unit."""
    forms = {Unit.NUMBER: italian.as_given, Unit.EURO: italian.euro, Unit.PERCENT: italian.percent_as_given}
    return forms[unit](figure.value)


def cells(figure: Figure) -> str:
    """The cells that a figure came from: `Finanza!E4, Finanza!E9`."""
    return ", ".join(map(str, figure.cells))


def in_book(cells: Iterable[Cell]) -> str:
    """Cells of another workbook than the one that is checked: `[raa-2018.xlsx]Finanza!E4`."""
    return ", ".join(f"[{cell.book}]{cell.sheet}!{cell.address}" for cell in cells)
