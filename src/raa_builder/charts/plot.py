# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of values in, a drawing out: how long each bar is, and where its figures find room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias, assert_never

from raa_builder.charts.rows import Row, Value, bar_rows, headers
from raa_builder.charts.shapes import Anchor, Band, Drawing, Label, Line, Rect
from raa_builder.colours import READABLE, contrast, spread
from raa_builder.document import ChartKind
from raa_builder.theme import Mm, Pt, points

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from decimal import Decimal

    from raa_builder.charts.shapes import Shape
    from raa_builder.document import Chart
    from raa_builder.theme import Theme

    Measure: TypeAlias = Callable[[str, float, bool], float]
    Places: TypeAlias = Mapping[int, tuple[int, float]]

ROW = points(Mm(9))
_PAD = 3.5
_SWATCH = 6.0
_GAP = 9.0
_SEPARATOR = 0.6
_THIN = 9.0  # a bar of a pair: a figure is as high
_RESERVE = 0.35  # most of the room that figures beside the longest bar take from it
_NAMES = 0.3  # most of the width that names take, unless a single word is wider


def draw(chart: Chart, theme: Theme, width: Pt, measure: Measure) -> Drawing:
    """A chart as shapes.

    Args:
        chart: The chart; foot rows of its table are not drawn.
        theme: Colours, and the type of the labels.
        width: Width of the drawing, points.
        measure: Width in points of a text at a size in points, bold or not.
    """
    plot = _Plot(chart, theme, width, measure)
    if chart.kind is ChartKind.PAIRED:
        return Drawing(width, plot.legend({}), plot.paired())
    direct = (plot.direct(reserve) for reserve in plot.reserves())
    rows = next((bands for bands in direct if bands is not None), None)
    if rows is not None:
        return Drawing(width, plot.legend({}), rows)
    places = plot.places()
    return Drawing(width, plot.legend(places), plot.beneath(places))


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the bar stands in its band: its top, its height, and the height of the innermost stage within it."""

    top: float
    height: float
    innermost: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


_TALL = _Frame(4.0, 17.5, 9.5)  # figures fit in the bar, even in its innermost stage
_FLAT = _Frame(2.5, 11.0, 4.0)  # figures stand beneath it


@dataclass(frozen=True, slots=True)
class _Piece:
    """The part of a bar that stands for one figure, and where in it a label could stand: none if `end <= start`."""

    value: Value
    fill: str
    start: float = 0.0
    end: float = 0.0
    anchor: Anchor = Anchor.END

    def label_x(self) -> float:
        return self.end - _PAD if self.anchor is Anchor.END else self.start + _PAD


@dataclass(frozen=True, slots=True)
class _Bar:
    rects: tuple[Rect, ...]
    pieces: tuple[_Piece, ...]
    end: float


class _Plot:
    """A chart being drawn: what does not change with the length of the bars."""

    def __init__(self, chart: Chart, theme: Theme, width: Pt, measure: Measure) -> None:
        self.kind = chart.kind
        self.width = width
        self.colours = theme.colours
        self.size, self.leading = theme.styles.chart.size, theme.styles.chart.leading
        self.measure = measure
        self.headers = headers(chart.table)
        self.rows = bar_rows(chart.table)
        self.columns = chart.table.width - 1
        self.known = sorted({value.column for row in self.rows for value in row.values})
        self.largest = max((value.value for row in self.rows for value in row.values), default=None)
        self.left = self.names_width()

    # the two ways to set the figures

    def reserves(self) -> Iterator[float]:
        """Widths to try to keep free at the right of the longest bar."""
        step = max(self.figure_widths().values(), default=0.0) + _GAP
        count = int((self.width - self.left) * _RESERVE / step)
        return (step * number for number in range(count + 1))

    def direct(self, reserve: float) -> tuple[Band, ...] | None:
        """The rows with their figures in the bars or beside them; `None` when there is no room for all."""
        bands: list[Band] = []
        for row in self.rows:
            bar = self.bar(row, self.width - self.left - reserve, _TALL)
            beside = [piece for piece in bar.pieces if not self.fits(piece)]
            places = list(self.flow((self.keyed_width(piece.value.text) for piece in beside), bar.end + _GAP * 0.7))
            if any(line for line, _ in places):
                return None
            inside = [self.inside(piece) for piece in bar.pieces if self.fits(piece)]
            keyed = (
                self.keyed(x, _TALL.middle, p.value.text, p.fill) for p, (_, x) in zip(beside, places, strict=True)
            )
            bands.append(self.band(row, bar, _TALL, (*inside, *chain.from_iterable(keyed))))
        return tuple(bands)

    def beneath(self, places: Places) -> tuple[Band, ...]:
        """The rows with their figures beneath the bars, each column of figures at its own place."""
        lines = 1 + max((line for line, _ in places.values()), default=0)
        extra = (lines - 1) * self.leading
        bands = []
        for row in self.rows:
            bar = self.bar(row, self.width - self.left, _FLAT)
            keyed = (
                self.keyed(x, self.beneath_middle(line), p.value.text, p.fill)
                for p in bar.pieces
                for line, x in (places[p.value.column],)
            )
            bands.append(self.band(row, bar, _FLAT, tuple(chain.from_iterable(keyed)), extra))
        return tuple(bands)

    def beneath_middle(self, line: int) -> float:
        return _FLAT.top + _FLAT.height + (line + 0.6) * self.leading

    def paired(self) -> tuple[Band, ...]:
        """The rows as groups of bars, each with its figure at its end: the room for the widest figure is kept free."""
        figures = (self.measure(v.text, self.size, False) for row in self.rows for v in row.values)  # noqa: FBT003
        room = max(self.width - self.left - max(figures, default=0.0) - 2 * _PAD, 0.0)
        group = self.columns * _THIN + (self.columns - 1) * _SEPARATOR
        height = max(ROW, group + 2 * _PAD, *(len(self.name_lines(row.name)) * self.leading for row in self.rows))
        frame = _Frame((height - group) / 2, group, _THIN)
        return tuple(
            self.band(row, self.bar(row, room, frame), frame, tuple(self.at_ends(row, room, frame)), height - ROW)
            for row in self.rows
        )

    def at_ends(self, row: Row, room: float, frame: _Frame) -> Iterator[Label]:
        """The figures of a group of bars, each at the end of its own."""
        for value in row.values:
            x = self.left + self.length(value.value, room) + _PAD
            yield self.label(x, self.top_in_group(value, frame) + _THIN / 2, value.text)

    def band(self, row: Row, bar: _Bar, frame: _Frame, figures: tuple[Shape, ...], extra: float = 0.0) -> Band:
        names = self.name_lines(row.name)
        height = ROW + max(extra, (len(names) - 2) * self.leading)
        base = Line(self.left, 0.0, self.left, height, 0.5, self.colours.hairline)
        first = max(frame.middle - (len(names) - 1) / 2 * self.leading, self.leading / 2)
        labels = (self.label(0.0, first + n * self.leading, line, bold=True) for n, line in enumerate(names))
        return Band(Pt(height), (base, *bar.rects, *labels, *figures))

    # names

    def names_width(self) -> float:
        names = [row.name for row in self.rows]
        longest = max((self.bold(name) for name in names), default=0.0)
        word = max((self.bold(word) for name in names for word in name.split(" ")), default=0.0)
        return min(max(word, min(longest, self.width * _NAMES)), self.width / 2) + 2 * _PAD

    def name_lines(self, name: str) -> list[str]:
        lines = [""]
        for word in name.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.bold(longer) > self.left - 2 * _PAD:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    # bars

    def bar(self, row: Row, room: float, frame: _Frame) -> _Bar:
        match self.kind:
            case ChartKind.PROGRESS:
                return self.nested(row, room, frame)
            case ChartKind.DIVIDED:
                return self.divided(row, room, frame)
            case ChartKind.PAIRED:
                return self.grouped(row, room, frame)
            case _:
                assert_never(self.kind)

    def nested(self, row: Row, room: float, frame: _Frame) -> _Bar:
        """The whole, and its stages within it: each thinner than the one before, the shorter over the longer."""
        ends = {value.column: self.left + self.length(value.value, room) for value in row.values}
        limit = ends.get(1, self.left + room)
        painted = sorted(row.values, key=lambda value: (value.column > 1, -ends[value.column]))
        rects = chain.from_iterable(self.stage(value, ends[value.column], limit, frame) for value in painted)
        covers = [*(ends[value.column] for value in painted[1:]), self.left][: len(painted)]
        pieces = (
            _Piece(value, self.shade(value.column), cover, min(ends[value.column], limit))
            for value, cover in zip(painted, covers, strict=True)
        )
        in_order = tuple(sorted(pieces, key=lambda piece: piece.value.column))
        return _Bar(tuple(rects), in_order, max(ends.values(), default=self.left))

    def stage(self, value: Value, end: float, limit: float, frame: _Frame) -> Iterator[Rect]:
        """One stage and, at its end, a separator of the ground's colour; what exceeds the whole is hatched."""
        if end <= self.left:
            return
        thinner = (value.column - 1) * (frame.height - frame.innermost) / max(self.columns - 1, 1)
        x, y, height, fill = self.left, frame.top + thinner / 2, frame.height - thinner, self.shade(value.column)
        yield Rect(x, y, end - x + _SEPARATOR, height, self.colours.white)
        solid = max(min(end, limit), x)
        if solid > x:
            yield Rect(x, y, solid - x, height, fill)
        if end > solid:
            yield Rect(solid, y, end - solid, height, fill, hatched=True)

    def length(self, value: Decimal, room: float) -> float:
        return room * float(value / self.largest) if self.largest else 0.0

    def divided(self, row: Row, room: float, frame: _Frame) -> _Bar:
        """One bar as long as the room, divided among the figures by their shares; none when they are all zero."""
        total = sum(value.value for value in row.values)
        rects: list[Rect] = []
        pieces: list[_Piece] = []
        x = self.left
        for value in row.values:
            end = x + (room * float(value.value / total) if total else 0.0)
            fill = self.shade(value.column)
            pieces.append(_Piece(value, fill, x, end, Anchor.START))
            if end > x:
                rects.append(Rect(x, frame.top, max(end - x - _SEPARATOR, _SEPARATOR), frame.height, fill))
            x = end
        return _Bar(tuple(rects), tuple(pieces), x)

    def grouped(self, row: Row, room: float, frame: _Frame) -> _Bar:
        """A bar for each figure, one below the other."""
        lengths = ((value, self.length(value.value, room)) for value in row.values)
        rects = tuple(
            Rect(self.left, self.top_in_group(value, frame), length, _THIN, self.shade(value.column))
            for value, length in lengths
            if length
        )
        return _Bar(rects, (), max((rect.x + rect.width for rect in rects), default=self.left))

    def top_in_group(self, value: Value, frame: _Frame) -> float:
        return frame.top + (value.column - 1) * (_THIN + _SEPARATOR)

    def shade(self, column: int) -> str:
        """The colour of a column: from the palest to the darkest, or from the strong to the light, or the reverse."""
        place = (column - 1) / max(self.columns - 1, 1)
        match self.kind:
            case ChartKind.PROGRESS:
                return spread(self.colours.series, place)
            case ChartKind.DIVIDED:
                return spread(self.colours.series, 0.75 - place / 2)
            case ChartKind.PAIRED:
                return spread(self.colours.series, 0.25 + place / 2)  # the later year is the strong one
            case _:
                assert_never(self.kind)

    # labels

    def bold(self, text: str) -> float:
        return self.measure(text, self.size, True)  # noqa: FBT003 (the signature that all writers share)

    def label(self, x: float, middle: float, text: str, *, bold: bool = False) -> Label:
        # figures and capitals are some 0.7 of the size high
        return Label(x, middle + self.size * 0.35, text, Anchor.START, self.size, bold, self.colours.text)

    def ink(self, ground: str) -> str:
        return max(self.colours.white, self.colours.text, key=lambda colour: contrast(colour, ground))

    def fits(self, piece: _Piece) -> bool:
        """Whether the figure has room, and contrast, within its piece of the bar."""
        needed = self.measure(piece.value.text, self.size, False) + 2 * _PAD  # noqa: FBT003
        return needed <= piece.end - piece.start and contrast(self.ink(piece.fill), piece.fill) >= READABLE

    def inside(self, piece: _Piece) -> Label:
        label = self.label(piece.label_x(), _TALL.middle, piece.value.text)
        return replace(label, anchor=piece.anchor, colour=self.ink(piece.fill), inside=True)

    def keyed_width(self, text: str) -> float:
        return _SWATCH + _PAD + self.measure(text, self.size, False)  # noqa: FBT003

    def keyed(self, x: float, middle: float, text: str, fill: str) -> Iterator[Shape]:
        """A text after the swatch of its shade."""
        yield Rect(x, middle - _SWATCH / 2, _SWATCH, _SWATCH, fill)
        yield self.label(x + _SWATCH + _PAD, middle, text)

    def flow(self, widths: Iterable[float], start: float) -> Iterator[tuple[int, float]]:
        """Line, from 0, and x of things of those widths, set in lines; the first line begins at `start`."""
        line, x = 0, start
        for width in widths:
            if x + width > self.width and x > self.left:
                line, x = line + 1, self.left + _PAD
            yield line, x
            x += width + _GAP

    # columns

    def figure_widths(self) -> dict[int, float]:
        """Width of the widest figure of each column, with its swatch."""
        widths = dict.fromkeys(self.known, 0.0)
        for value in chain.from_iterable(row.values for row in self.rows):
            widths[value.column] = max(widths[value.column], self.keyed_width(value.text))
        return widths

    def places(self) -> Places:
        """Line and x of each column of figures: under its header in the legend where one line holds them all."""
        figures = self.figure_widths()
        headed = [max(figures[column], self.keyed_width(self.headers.get(column, ""))) for column in self.known]
        for widths in (headed, list(figures.values())):
            places = list(self.flow(widths, self.left + _PAD))
            if not any(line for line, _ in places):
                break
        return dict(zip(self.known, places, strict=True))

    def legend(self, wanted: Places) -> Band:
        """The headers of the columns that hold figures, each with the swatch of its shade, at their places if known."""
        texts = [self.headers.get(column, "") for column in self.known]
        widths = [self.keyed_width(text) for text in texts]
        places = list(wanted.values())
        starts = [*(x - _PAD for _, x in places[1:]), self.width]
        if not places or any(line or x + w > end for (line, x), w, end in zip(places, widths, starts, strict=True)):
            places = list(self.flow(widths, self.left + _PAD))
        shapes: list[Shape] = []
        for column, text, (line, x) in zip(self.known, texts, places, strict=True):
            shapes.extend(self.keyed(x, (line + 0.5) * self.leading, text, self.shade(column)))
        lines = 1 + max((line for line, _ in places), default=-1)
        return Band(Pt(lines * self.leading + (_PAD if lines else 0.0)), tuple(shapes))
