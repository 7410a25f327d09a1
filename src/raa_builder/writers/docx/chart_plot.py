# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the bars and labels of a Word chart stand: a chart in, lengths in points and its description in words out.

`raa_builder.charts` places everything for PDF and HTML; here its shapes are read as what Word wants to know.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from raa_builder.charts import Label, Line, Rect, describe, draw
from raa_builder.charts.rows import bar_rows, headers
from raa_builder.document import ChartKind, plain
from raa_builder.writers.docx.chart_numbers import ChartNumbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raa_builder.charts import Band
    from raa_builder.charts.rows import Row, Value
    from raa_builder.document import Chart
    from raa_builder.theme import Pt, Theme
    from raa_builder.writers.metrics import Family

LONGEST_ALTERNATIVE = 250  # characters: Word's checker asks for less than that


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """The label of a figure.

    Attributes:
        label: Text, colour, and whether it stands on its bar.
        dx: How far right of the bar's beginning it stands, its swatch included, when it does not stand on the bar.
        dy: How far below the bar's middle.
    """

    label: Label
    dx: float
    dy: float


class Plot:
    """A chart: where its bars and labels stand.

    Attributes:
        rows: All its rows.
        headers: The header of each column that holds figures, by its number, from 1.
        corner: The header of the names.
        fills: The colour of each column.
        width: Width of the whole.
        left: Where the bars begin.
        room: Width of the longest bar.
        top: Height of the legend.
        legend_width: Width of the legend.
        step: Height of a row.
        middle: How far below the top of its row a bar has its middle.
        thick: Height of the whole's bar.
        thin: Height of the bars of its stages.
        numbers: Its figures as numbers.
        largest: What the longest bar measures; zero when there is none.
    """

    def __init__(self, chart: Chart, theme: Theme, family: Family, width: Pt) -> None:
        drawing = draw(chart, theme, width, family.measure)
        self.chart, self.theme, self.width = chart, theme, width
        self.rows = bar_rows(chart.table)
        self._bands = drawing.rows
        columns = headers(chart.table)
        known = sorted({value.column for row in self.rows for value in row.values})
        self.headers = {column: columns.get(column, "") for column in known}
        self.corner = columns.get(0, "")
        swatches = (shape.fill for shape in drawing.legend.shapes if isinstance(shape, Rect))
        self.fills = dict(zip(known, swatches, strict=True))
        self.top: float = drawing.legend.height
        ends = (
            shape.x + family.measure(shape.text, shape.size, bold=False)
            for shape in drawing.legend.shapes
            if isinstance(shape, Label)
        )
        self.step: float = max((band.height for band in drawing.rows), default=0.0) or 1.0
        bars = list(chain.from_iterable(map(self._bars, self._bands)))
        self.left = next((shape.x1 for band in self._bands for shape in band.shapes if isinstance(shape, Line)), 0.0)
        self.legend_width = min(max(ends, default=0.0) + 3 * len(known), width) - self.left
        self.room = max((bar.x + bar.width for bar in bars), default=width) - self.left
        self.thick = max((bar.height for bar in bars), default=self.step / 2)
        inner = [bar.height for bar in bars if bar.height < self.thick]
        self.thin = (max(inner) + min(inner)) / 2 if inner else self.thick
        self._set = self.step / 2 if self.is_paired else next((bar.y + bar.height / 2 for bar in bars), self.step / 2)
        names = self._names_height(family)
        self.middle = max(self._set, names / 2)
        self.step = self.middle + max(self.step - self._set, names / 2)
        self.numbers = ChartNumbers(self.rows)
        figures = chain.from_iterable(row.values for row in self.rows)
        self.largest = max(map(self.numbers.plotted, figures), default=Decimal(0))

    @property
    def is_progress(self) -> bool:
        """Whether bars show stages within a whole."""
        return self.chart.kind is ChartKind.PROGRESS

    @property
    def is_paired(self) -> bool:
        """Whether each figure of a row has a bar of its own."""
        return self.chart.kind is ChartKind.PAIRED

    def _bars(self, band: Band) -> Iterator[Rect]:
        """The bars of a row, which stand before its labels; what separates them is left out."""
        for shape in band.shapes:
            if isinstance(shape, Label):
                return
            if isinstance(shape, Rect) and shape.fill != self.theme.colours.white:
                yield shape

    def _names_height(self, family: Family) -> float:
        """Height of the longest name: Word sets its lines at their natural distance, its middle at the bar's."""
        labels = ([shape for shape in band.shapes if isinstance(shape, Label) and shape.bold] for band in self._bands)
        return max((len(lines) * lines[0].size * family.bold.line_height for lines in labels if lines), default=0.0)

    def full_words(self, start: int, end: int) -> str:
        """Some rows in words with all their figures, as the other formats have them."""
        table = self.chart.table
        return describe(replace(self.chart, table=replace(table, body=table.body[start:end])))

    def alternative(self, start: int, end: int) -> str:
        """Some rows in words with all their figures; of many, what they show: readers cut long descriptions off."""
        full = self.full_words(start, end)
        if len(full) <= LONGEST_ALTERNATIVE:
            return full
        caption = plain(self.chart.caption).rstrip(".")
        names = " – ".join(dict.fromkeys(row.name for row in (self.rows[start:end][0], self.rows[start:end][-1])))
        words = f"{caption}. {names}: {', '.join(self.headers.values())}."
        return words if len(words) <= LONGEST_ALTERNATIVE else f"{words[: LONGEST_ALTERNATIVE - 1]}…"

    def labels(self, start: int, end: int) -> list[dict[int, LabelPlace]]:
        """The label of each figure of some rows, by column."""
        pairs = zip(self.rows[start:end], self._bands[start:end], strict=True)
        return [self._row_labels(row, band) for row, band in pairs]

    def _row_labels(self, row: Row, band: Band) -> dict[int, LabelPlace]:
        printed = list(_printed(band))
        found: dict[int, LabelPlace] = {}
        for value, base in zip(row.values, self._bases(row.values), strict=True):
            label, x = printed.pop(next(n for n, (label, _) in enumerate(printed) if label.text == value.text))
            found[value.column] = LabelPlace(label, x - base, label.y - label.size * 0.35 - self._set)
        return found

    def _bases(self, values: Iterable[Value]) -> Iterator[float]:
        """Where the bar of each figure begins."""
        total: Decimal | int = 0 if self.is_progress else sum(value.value for value in values)
        done: Decimal | int = 0
        for value in values:
            yield self.left + (self.room * float(done / total) if total else 0.0)
            done += value.value


def _printed(band: Band) -> Iterator[tuple[Label, float]]:
    """The labels of figures in a row, and where each begins; a swatch belongs to the label after it."""
    swatch: Rect | None = None
    for shape in band.shapes:
        if isinstance(shape, Label) and not shape.bold:
            yield shape, swatch.x if swatch and not shape.inside else shape.x
        swatch = shape if isinstance(shape, Rect) else None
