# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures of a Word chart as numbers: its rows in; what its bars measure, formulas and number formats out.

A label of Word is the number of its bar in a number format, so that it follows when somebody edits the figure. So the
bars measure what is printed: of `177,9 Mln€` 177.9, which the workbook of the chart computes from the exact amount.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import chain, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raa_builder.charts.rows import Row, Value

# LibreOffice writes the number in Italian by this, Word as the reader's Windows does, whatever stands here
_ITALIAN = "[$-410]"
_PRINTED = re.compile(r"(\D*?)([−-]?\d{1,3}(?:\.\d{3})+|[−-]?\d+)(?:,(\d+))?(\D*)")
_MODES = {"ROUND": ROUND_HALF_UP, "TRUNC": ROUND_DOWN}  # by the functions of Excel that do the same
_ONE, _MILLION, _HUNDREDTH = Decimal(1), Decimal(1_000_000), Decimal("0.01")
_GROUPED_FROM = 1000
_NEAR = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class _Form:
    """A figure as printed: its number, how many decimals it shows, and what stands before and after it."""

    number: Decimal
    decimals: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Step:
    """How the exact value becomes what is printed: divided by the scale, and cut by a rule to so many decimals."""

    scale: Decimal
    rule: str
    decimals: int

    def of(self, value: Decimal) -> Decimal:
        return (value / self.scale).quantize(_ONE.scaleb(-self.decimals), rounding=_MODES[self.rule])


class ChartNumbers:
    """The numbers of a chart.

    Attributes:
        is_exact: Whether its bars measure the exact values, so that nothing is to be computed.
        cell_format: The number format of what the bars measure.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        values = list(chain.from_iterable(row.values for row in rows))
        self._forms = {value.text: form for value in values if (form := _form(value.text))}
        self._step = _best_step(values, self._forms)
        derived = [self._forms[value.text] for value in values if self._is_derived(value)]
        self._trims = any(form.decimals < self._step.decimals for form in derived)
        units = Counter((form.before, form.after) for form in derived)
        self._usual = units.most_common(1)[0][0] if units else ("", "")
        self.is_exact = all(self.plotted(value) == value.value for value in values)
        self.cell_format = _digits(self._step.decimals if derived else 2)

    def plotted(self, value: Value) -> Decimal:
        """What the bar of a figure measures."""
        return self._forms[value.text].number if self._is_derived(value) else value.value / self._step.scale

    def formula(self, value: Value, cell: str) -> str:
        """How the workbook computes that from the exact value in a cell."""
        scaled = cell if self._step.scale == _ONE else f"{cell}/{self._step.scale:f}"
        return f"{self._step.rule}({scaled},{self._step.decimals})" if self._is_derived(value) else scaled

    def label_format(self, value: Value) -> str:
        """The number format that prints what a bar measures as the figure is printed.

        A figure printed unlike the others, such as `412,55 €` among millions, is printed so while it is what it is.
        """
        if self._is_derived(value):
            form = self._forms[value.text]
            return _ITALIAN + self._format(form.number, form.decimals, form.before, form.after)
        usual = _ITALIAN + self._format(Decimal(0), self._step.decimals, *self._usual)
        number = self.plotted(value)
        low, high = number * (1 - _NEAR), number * (1 + _NEAR)
        return f"[<{low:f}]{usual};[>{high:f}]{usual};{_literal(value.text)}"

    def _is_derived(self, value: Value) -> bool:
        form = self._forms.get(value.text)
        return form is not None and form.number == self._step.of(value.value)

    def _format(self, number: Decimal, decimals: int, before: str, after: str) -> str:
        digits = "General" if self._trims and number < _GROUPED_FROM else _digits(decimals)
        return f"{_literal(before)}{digits}{_literal(after)}"


def _form(printed: str) -> _Form | None:
    found = _PRINTED.fullmatch(printed)
    if found is None:
        return None
    before, whole, decimals, after = found.groups(default="")
    digits = whole.replace(".", "").replace("−", "-")
    return _Form(Decimal(f"{digits}.{decimals}" if decimals else digits), len(decimals), before, after)


def _best_step(values: list[Value], forms: dict[str, _Form]) -> _Step:
    """The step that explains the most figures, the likeliest of several."""
    known = [(value.value, forms[value.text].number) for value in values if value.text in forms]
    return max(_steps(forms), key=lambda step: sum(step.of(value) == number for value, number in known))


def _steps(forms: dict[str, _Form]) -> Iterator[_Step]:
    """The steps that may be, the likeliest first: figures may all be zero or whole, so their unit counts."""
    decimals = sorted({form.decimals for form in forms.values()}) or [0]
    units = "".join(form.after for form in forms.values())
    if "Mln" in units:
        yield from (_Step(_MILLION, rule, places) for rule, places in product(_MODES, (1, *decimals)))
    if "%" in units:
        yield from (_Step(_HUNDREDTH, rule, places) for rule, places in product(_MODES, decimals))
    yield from (_Step(_ONE, rule, places) for rule, places in product(_MODES, decimals))


def _digits(decimals: int) -> str:
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def _literal(words: str) -> str:
    """Words within a number format; a quotation mark can't stand in quotation marks there."""
    parts = (f'"{part}"' if part else "" for part in words.split('"'))
    return r"\"".join(parts)
