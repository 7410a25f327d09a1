# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A figure and what was printed of it in, words for people out: how it was computed and how it was rounded."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, assert_never

from raa_builder import italian
from raa_builder.cells import Operation
from raa_builder.model import Rounding
from raa_builder.provenance import Input
from raa_builder.sources.inputs import exact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from raa_builder.cells import Cell, Figure
    from raa_builder.provenance import Confirmed

DIVIDED = "/"
_DIGITS = re.compile(f"{italian.MINUS}?\\d[\\d.]*(?:,(\\d+))?")
_PLAIN = str.maketrans({".": None, ",": ".", italian.MINUS: "-"})
_MOST_DECIMALS = 10


class Calculation:
    """How the value of a figure came about.

    Args:
        figure: The figure.
        known: What was typed in each cell.
    """

    def __init__(self, figure: Figure, known: Mapping[Cell, Input]) -> None:
        self._figure = figure
        self._known = known

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The cells that the figure came from."""
        return tuple(map(self._input, self._figure.cells))

    @property
    def words(self) -> str:
        """What was done, in Italian: "somma di 5 valori"."""
        match self._figure.operation:
            case Operation.TYPED:
                return "valore digitato"
            case Operation.SUM:
                count = sum(1 for _ in _addends(self._figure))
                return f"somma di {count} valori" if count > 1 else "valore digitato"
            case Operation.DIFFERENCE:
                return "differenza"
            case Operation.RATIO:
                return "quota (rapporto)"
            case operation:
                assert_never(operation)

    @property
    def formula(self) -> str:
        """The calculation with the names of cells between braces, as in a placeholder: `{I.F1} + {II.F1}`."""
        return self._formula(self._figure)

    def _formula(self, figure: Figure) -> str:
        match figure.operation:
            case Operation.TYPED:
                names = [f"{{{self._input(cell).name}}}" for cell in figure.cells]
                return "; ".join(names) or exact(figure.value)
            case Operation.SUM:
                return " + ".join(map(self._formula, _addends(figure)))
            case Operation.DIFFERENCE:
                whole, part = figure.operands
                return f"{self._formula(whole)} {italian.MINUS} {self._operand(part)}"
            case Operation.RATIO:
                part, whole = figure.operands
                return f"{self._operand(part)} {DIVIDED} {self._operand(whole)}"
            case operation:
                assert_never(operation)

    def _operand(self, figure: Figure) -> str:
        formula = self._formula(figure)
        return formula if formula.count("{") < 2 else f"({formula})"

    def _input(self, cell: Cell) -> Input:
        """What was typed in a cell; one that no row of the report claims is named by its address."""
        return self._known.get(cell) or Input(cell, str(cell), "", "", "", None, "", "")


def _addends(figure: Figure) -> Iterator[Figure]:
    """What a figure is the sum of, sums within it opened."""
    if figure.operation is Operation.SUM:
        for operand in figure.operands:
            yield from _addends(operand)
    else:
        yield figure


# ── what is printed of it ────────────────────────────────────────────────────


def scale_of(text: str) -> Decimal:
    """What one of what is printed is worth: a million of `829,3 Mln€`, a hundredth of `57%`."""
    if "Mln" in text:
        return Decimal(1_000_000)
    return Decimal("0.01") if "%" in text else Decimal(1)


def printed_value(text: str) -> tuple[Decimal, int]:
    """The number that is printed, in its own scale, and its decimals.

    Raises:
        ValueError: The text holds no number.
    """
    match = _DIGITS.search(text)
    if match is None:
        raise ValueError(text)
    return Decimal(match[0].translate(_PLAIN)), len(match[1] or "")


def rounding_words(text: str, value: Decimal, millions: Rounding) -> str:
    """How the exact value became what is printed: "esatto", "arrotondato a 1 decimale", "troncato a 1 decimale".

    Args:
        text: What is printed.
        value: The exact value.
        millions: How the edition rounds amounts in millions.
    """
    scale = scale_of(text)
    printed, decimals = printed_value(text)
    scaled = value / scale
    if printed == scaled:
        return "esatto"
    if "Mln" in text:
        decimals = max(decimals, 1)  # a final ",0" is not printed
    step = Decimal(1).scaleb(-decimals)
    words = {Rounding.HALF_UP: "arrotondato", Rounding.TRUNCATED: "troncato"}
    how = millions if "Mln" in text else Rounding.HALF_UP
    if scaled.quantize(step, ROUND_DOWN if how is Rounding.TRUNCATED else ROUND_HALF_UP) == printed:
        unit = f"a {decimals} {'decimale' if decimals == 1 else 'decimali'}" if decimals else "all’unità"
        return f"{words[how]} {unit}"
    return "troncato alle prime due cifre"


def typed_rounding(typed: Confirmed, millions: Rounding) -> str:
    """How the exact value of a figure became what somebody typed: "esatto", "troncato alle cifre scritte".

    Args:
        typed: What was typed, and the figure.
        millions: How the edition rounds amounts in millions.
    """
    exact = typed.figure.value
    if typed.value == exact:
        return "esatto"
    down, half_up = (
        (exact / typed.step).quantize(Decimal(1), mode) * typed.step for mode in (ROUND_DOWN, ROUND_HALF_UP)
    )
    if typed.value not in {down, half_up}:
        return "approssimato"
    is_cut = typed.value == down and (down != half_up or (typed.unit == "€" and millions is Rounding.TRUNCATED))
    return f"{'troncato' if is_cut else 'arrotondato'} alle cifre scritte"


def exact_text(value: Decimal, text: str) -> str:
    """The exact value as people read it, in the unit of what is printed; after ten decimals it is cut, and shows it."""
    if "€" in text:
        return italian.euro(value)
    unit = "%" if "%" in text else ""
    shown = (value * 100 if unit else value).normalize()
    decimals = max(0, -_exponent(shown))
    if decimals <= _MOST_DECIMALS:
        return f"{italian.number(shown, decimals)}{unit}"
    return f"{italian.number(shown, _MOST_DECIMALS, Rounding.TRUNCATED)}…{unit}"


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
