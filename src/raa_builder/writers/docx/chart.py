# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A chart of the document as native Word charts: the chart in, DrawingML and the workbook of its data out.

What Word can't draw is drawn as closely as it can: it knows two thicknesses of bars in one chart, so the whole is the
thick one and all stages have the same, thinner one; what exceeds the whole shows by running on beyond it, and a stage
that would hide a shorter one is an outline. Bars and labels stand where `raa_builder.charts` puts them for PDF and
HTML. Lengths are points.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil
from typing import TYPE_CHECKING

from raa_builder.theme import points
from raa_builder.writers.docx.chart_data import DataSheet, sheet_name
from raa_builder.writers.docx.chart_plot import Plot
from raa_builder.writers.docx.markup import DECLARATION, attribute, colour
from raa_builder.writers.docx.palette import drawing_colours

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from raa_builder.charts.rows import Value
    from raa_builder.document import Chart
    from raa_builder.theme import Page, Theme
    from raa_builder.writers.docx.chart_plot import LabelPlace
    from raa_builder.writers.metrics import Family

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_NAMESPACES = (
    f'xmlns:c="{_DRAWING}/chart" xmlns:a="{_DRAWING}/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_EMU = 12700
_FIRST, _SECOND = (111, 112), (211, 212)  # axes of the whole and of the stages: names, values
_NOT_SHOWN = "".join(f'<c:{name} val="0"/>' for name in ("showCatName", "showSerName", "showPercent", "showBubbleSize"))
# lines from labels to their bars, which Word knows since 2013
_NO_LEADERS = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
    '<c15:showLeaderLines val="0"/></c:ext></c:extLst>'
)
_HIGH = 0.4  # of the page
_SEPARATOR, _OUTLINE = 6350, 19050  # EMU
_TIGHT = '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'


@dataclass(frozen=True, slots=True)
class NativeChart:
    """One chart of Word.

    Attributes:
        name: What it is called among the objects of the document.
        alternative: Its alternative text.
        full_words: All its figures in words, where the alternative text has no room for them.
        width: Its width.
        height: Its height.
        markup: The chart part.
        workbook: The workbook with its data.
    """

    name: str
    alternative: str
    full_words: str
    width: float
    height: float
    markup: str
    workbook: bytes

    def drawing(self, identity: int, relation: str) -> str:
        """The object that shows it in a run.

        Args:
            identity: A number that no other drawing of the document has.
            relation: Id of the relation to the chart part.
        """
        extent = f'cx="{_emu(self.width)}" cy="{_emu(self.height)}"'
        title = f' title="{attribute(self.full_words)}"' if self.full_words else ""
        return (
            f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" '
            f'distR="0"><wp:extent {extent}/><wp:docPr id="{identity}" name="{attribute(self.name)}" '
            f'descr="{attribute(self.alternative)}"{title}/><wp:cNvGraphicFramePr/>'
            f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/chart">'
            f'<c:chart xmlns:c="{_DRAWING}/chart" r:id="{relation}"/>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing>"
        )


def native_charts(chart: Chart, theme: Theme, family: Family, language: str, *, landscape: bool) -> list[NativeChart]:
    """A chart as one native chart, or as several of about the same height when it is high.

    Word never breaks a chart: a high one would leave much of the page before it empty.

    Args:
        chart: The chart; foot rows of its table are not drawn.
        theme: Page, colours and type.
        family: The font.
        language: The language of the document, as Word knows it.
        landscape: Whether it stands on a turned page.
    """
    plot = Plot(chart, theme, family, theme.page.measure(landscape=landscape))
    if not plot.headers:
        return []
    ends = list(accumulate(_pieces(plot, _text_height(theme.page, landscape=landscape))))
    return [_native_chart(plot, language, start, end) for start, end in pairwise((0, *ends))]


def _pieces(plot: Plot, page: float) -> Iterator[int]:
    """How many rows stand in each piece: all in one, or as many as a third of the page holds, evenly."""
    count = len(plot.rows)
    is_high = plot.top + count * plot.step > _HIGH * page
    pieces = ceil(count / max(int((page / 3 - plot.top) / plot.step), 1)) if is_high else 1
    yield from (count // pieces + (n < count % pieces) for n in range(pieces))


def _native_chart(plot: Plot, language: str, start: int, end: int) -> NativeChart:
    """The native chart of the rows from `start` up to `end`."""
    words = plot.theme.words
    sheet = DataSheet(sheet_name(words.chart_data), plot.corner, plot.headers, plot.rows[start:end], plot.numbers)
    height = plot.top + (end - start) * plot.step
    markup = _Markup(plot, sheet, plot.labels(start, end), height, language).write()
    name = f"{words.figure} {plot.chart.number}" + (f", {start + 1}–{end}" if end - start < len(plot.rows) else "")
    alternative, full = plot.alternative(start, end), plot.full_words(start, end)
    rest = full if full != alternative else ""
    return NativeChart(name, alternative, rest, plot.width, height, markup, sheet.to_bytes())


def _text_height(page: Page, *, landscape: bool) -> float:
    return points(page.width if landscape else page.height) - points(page.top) - points(page.bottom)


class _Markup:
    """Writes one chart part."""

    def __init__(
        self, plot: Plot, sheet: DataSheet, figures: Sequence[Mapping[int, LabelPlace]], height: float, language: str
    ) -> None:
        self.plot = plot
        self.theme = plot.theme
        self.names = drawing_colours(plot.theme)
        self.language = attribute(language)
        self.sheet = sheet
        self.figures = figures
        columns = list(plot.headers)
        self.stages = self.by_length(columns[1:]) if plot.is_progress else []
        self.drawn = [*columns[:1], *self.stages] if plot.is_progress else columns
        self.outlined = frozenset(self.hiding())
        self.height = height

    def write(self) -> str:
        """The part."""
        plot = self.plot
        area = self.layout(plot.left, plot.top + plot.middle - plot.step / 2, plot.room, len(self.figures) * plot.step)
        text = self.text(self.theme.colours.text)
        return (
            f'{DECLARATION}<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/><c:lang val="{self.language}"/>'
            '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
            f"<c:plotArea>{area}{self.groups()}<c:spPr><a:noFill/></c:spPr></c:plotArea>{self.legend()}"
            '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
            f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:txPr>{text}</c:txPr>"
            '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
        )

    # ── groups of bars and their axes ────────────────────────────────────────

    def groups(self) -> str:
        """The bars: the whole on the first axes, the stages on the second, or all on the first."""
        columns = list(self.plot.headers)
        most = f"{self.plot.largest or 1:f}"
        if self.plot.is_paired:
            return self.group(columns, "clustered", _FIRST, self.plot.thick, len(columns)) + self.axes(_FIRST, most)
        if not self.plot.is_progress:
            return self.group(columns, "percentStacked", _FIRST, self.plot.thick) + self.axes(_FIRST, "1")
        bars, axes = self.group(columns[:1], "clustered", _FIRST, self.plot.thick), self.axes(_FIRST, most)
        if self.stages:
            bars += self.group(self.stages, "clustered", _SECOND, self.plot.thin)
            axes += self.axes(_SECOND, most, deleted=True)
        return bars + axes

    def by_length(self, columns: list[int]) -> list[int]:
        """Columns, the longest bars first: the later are drawn over the earlier."""
        values = [value for row in self.sheet.rows for value in row.values]
        return sorted(columns, key=lambda column: -sum(value.value for value in values if value.column == column))

    def hiding(self) -> Iterator[tuple[int, int]]:
        """Row and column of each stage that is longer than one drawn before it, which it would hide."""
        for n, row in enumerate(self.sheet.rows):
            values = {value.column: value.value for value in row.values}
            drawn = [column for column in self.stages if column in values]
            shortest = [min(values[column] for column in drawn[: at + 1]) for at in range(len(drawn))]
            yield from ((n, column) for column, least in zip(drawn, shortest, strict=True) if values[column] > least)

    def group(
        self, columns: list[int], grouping: str, axes: tuple[int, int], thickness: float, beneath: int = 1
    ) -> str:  # fmt: skip
        """Bars of that thickness, as many beneath one another in a row, or all over one another."""
        gap = max(0, min(round((self.plot.step / thickness - beneath) * 100), 500))
        overlap = 100 if beneath == 1 else 0
        return (
            f'<c:barChart><c:barDir val="bar"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>'
            f"{''.join(map(self.series, columns))}"
            f'<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/>{_axis_ids(axes)}</c:barChart>'
        )

    def axes(self, axes: tuple[int, int], most: str, *, deleted: bool = False) -> str:
        """The axis of the names, from top to bottom, and that of the values, which is not shown."""
        names, values = axes
        ticks = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        line = f'<c:spPr><a:ln w="{_SEPARATOR}">{self.fill(self.theme.colours.hairline)}</a:ln></c:spPr>'
        text = self.text(self.theme.colours.text, bold=True)
        return (
            f'<c:catAx><c:axId val="{names}"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
            f'<c:delete val="{deleted:d}"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>{ticks}'
            f'<c:tickLblPos val="low"/>{line}<c:txPr>{text}</c:txPr><c:crossAx val="{values}"/>'
            '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="50"/>'
            '<c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
            f'<c:valAx><c:axId val="{values}"/><c:scaling><c:orientation val="minMax"/><c:max val="{most}"/>'
            '<c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="t"/>'
            f'<c:numFmt formatCode="General" sourceLinked="0"/>{ticks}<c:tickLblPos val="none"/>'
            f'<c:crossAx val="{names}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
        )

    # ── series and labels ────────────────────────────────────────────────────

    def series(self, column: int) -> str:
        place = list(self.plot.headers).index(column)
        names = _strings(row.name for row in self.sheet.rows)
        head = _strings((self.plot.headers[column],))
        edge = f'<a:ln w="{_SEPARATOR}">{self.fill(self.theme.colours.white)}</a:ln>'
        return (
            f'<c:ser><c:idx val="{place}"/><c:order val="{self.drawn.index(column)}"/>'
            f"<c:tx>{_string_reference(self.sheet.header(column), head)}</c:tx>"
            f'<c:spPr>{self.fill(self.plot.fills[column])}{edge}</c:spPr><c:invertIfNegative val="0"/>'
            f"{self.outlines(column)}{self.labels(column)}<c:cat>{_string_reference(self.sheet.names(), names)}</c:cat>"
            f"<c:val><c:numRef><c:f>{_formula(self.sheet.values(column))}</c:f><c:numCache>"
            f"<c:formatCode>{self.plot.numbers.cell_format}</c:formatCode>{self.numbers(column)}</c:numCache></c:numRef>"
            "</c:val></c:ser>"
        )

    def outlines(self, column: int) -> str:
        line = f'<a:ln w="{_OUTLINE}">{self.fill(self.plot.fills[column])}</a:ln>'
        return "".join(
            f'<c:dPt><c:idx val="{n}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
            f"<c:spPr><a:noFill/>{line}</c:spPr></c:dPt>"
            for n in range(len(self.sheet.rows))
            if (n, column) in self.outlined
        )

    def numbers(self, column: int) -> str:
        return _points(
            len(self.sheet.rows), ((n, f"{self.plot.numbers.plotted(value):f}") for n, value in self.column(column))
        )

    def column(self, column: int) -> Iterator[tuple[int, Value]]:
        """The figures of a column that are known, with their rows from 0."""
        for n, row in enumerate(self.sheet.rows):
            yield from ((n, value) for value in row.values if value.column == column)

    def labels(self, column: int) -> str:
        shown = "".join(self.label(n, value, self.figures[n][column]) for n, value in self.column(column))
        return f"<c:dLbls>{shown}{_shown(value=False, key=False)}{_NO_LEADERS}</c:dLbls>"

    def label(self, row: int, value: Value, figure: LabelPlace) -> str:
        """The figure as printed, on its bar or, with the swatch of its shade, beside or beneath it."""
        label = figure.label
        inside = label.inside or self.plot.is_paired
        ink = self.theme.colours.text if (row, value.column) in self.outlined else label.colour
        offset = "" if inside else f"{_share('x', figure.dx / self.plot.width)}{_share('y', figure.dy / self.height)}"
        layout = f"<c:layout><c:manualLayout>{offset}</c:manualLayout></c:layout>" if offset else "<c:layout/>"
        form = attribute(self.plot.numbers.label_format(value))
        place = "outEnd" if self.plot.is_paired else "inEnd" if inside and self.plot.is_progress else "inBase"
        return (
            f'<c:dLbl><c:idx val="{row}"/>{layout}<c:numFmt formatCode="{form}" sourceLinked="0"/>'
            f"<c:spPr><a:noFill/></c:spPr><c:txPr>{self.text(ink, _TIGHT)}</c:txPr>"
            f'<c:dLblPos val="{place}"/>{_shown(value=True, key=not inside)}</c:dLbl>'
        )

    # ── legend, text, places ─────────────────────────────────────────────────

    def legend(self) -> str:
        plot = self.plot
        if not plot.top:
            return ""
        place = self.layout(plot.left, 0, plot.legend_width, plot.top, target="")
        text = self.text(self.theme.colours.text)
        return f'<c:legend><c:legendPos val="t"/>{place}<c:overlay val="0"/><c:txPr>{text}</c:txPr></c:legend>'

    def layout(self, x: float, y: float, width: float, height: float, target: str = "inner") -> str:
        """A place within the chart."""
        inner = f'<c:layoutTarget val="{target}"/>' if target else ""
        shares = (x / self.plot.width, y / self.height, width / self.plot.width, height / self.height)
        values = "".join(_share(name, share) for name, share in zip("xywh", shares, strict=True))
        modes = '<c:xMode val="edge"/><c:yMode val="edge"/>'
        return f"<c:layout><c:manualLayout>{inner}{modes}{values}</c:manualLayout></c:layout>"

    def text(self, ink: str, body: str = "<a:bodyPr/>", *, bold: bool = False) -> str:
        """The properties of text."""
        size = round(self.theme.styles.chart.size * 100)
        return (
            f'{body}<a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="{bold:d}">{self.fill(ink)}'
            f'<a:latin typeface="+mn-lt"/><a:cs typeface="+mn-cs"/></a:defRPr></a:pPr>'
            f'<a:endParaRPr lang="{self.language}"/></a:p>'
        )

    def fill(self, shade: str) -> str:
        """A fill by the theme's name of the colour, where it has one."""
        name = self.names.get(shade)
        chosen = f'<a:schemeClr val="{name}"/>' if name else f'<a:srgbClr val="{colour(shade)}"/>'
        return f"<a:solidFill>{chosen}</a:solidFill>"


def _axis_ids(axes: tuple[int, int]) -> str:
    return "".join(f'<c:axId val="{axis}"/>' for axis in axes)


def _shown(*, value: bool, key: bool) -> str:
    """What a label shows: its figure or nothing, and the swatch of its series or none."""
    return f'<c:showLegendKey val="{key:d}"/><c:showVal val="{value:d}"/>{_NOT_SHOWN}'


def _share(name: str, share: float) -> str:
    return f'<c:{name} val="{share:.5f}"/>'


def _formula(reference: str) -> str:
    return attribute(reference)


def _string_reference(reference: str, cache: str) -> str:
    return f"<c:strRef><c:f>{_formula(reference)}</c:f><c:strCache>{cache}</c:strCache></c:strRef>"


def _strings(texts: Iterable[str]) -> str:
    known = list(texts)
    return _points(len(known), enumerate(known))


def _points(count: int, texts: Iterable[tuple[int, str]]) -> str:
    values = "".join(f'<c:pt idx="{n}"><c:v>{attribute(words)}</c:v></c:pt>' for n, words in texts)
    return f'<c:ptCount val="{count}"/>{values}'


def _emu(length: float) -> int:
    return round(length * _EMU)
