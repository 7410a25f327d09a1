# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the charts' geometry: what is drawn for a table, and that it can be read."""

from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raa_builder.cells import Figure
from raa_builder.charts import Anchor, Band, Drawing, Label, Rect, describe, draw, hatching
from raa_builder.charts.plot import ROW
from raa_builder.colours import READABLE, contrast
from raa_builder.document import Chart, ChartKind, Data, Row, Scope, Table, TableCell, Text
from raa_builder.theme import Pt, load_theme

THEME = load_theme(Path(__file__).parents[1] / "templates" / "theme.toml")
SERIES = THEME.colours.series
WIDTH = Pt(436.0)
HEADERS = ("Asse", "Dotazione", "Programmato", "Impegni", "Pagamenti", "Spesa certificata")

Values = tuple[int | None, ...]
VALUES = st.one_of(st.none(), st.just(0), st.integers(0, 10**9))
ROWS = st.lists(st.tuples(*[VALUES] * 5), min_size=1, max_size=12)


def measure(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 (the shape that charts call)
    """Width of a text in a face of which every character is as wide."""
    return len(text) * size * (0.55 if bold else 0.5)


def cell(value: int | None) -> TableCell:
    """A figure as printed, or one that is unknown."""
    return TableCell((Data(f"{value:,} €", Figure(Decimal(value))) if value is not None else Data("n.d.", None),))


def row(name: str, *values: int | None) -> Row:
    """A row of a chart's table."""
    return TableCell((Text(name),), Scope.ROW), *map(cell, values)


def chart(kind: ChartKind, *rows: Row, foot: tuple[Row, ...] = ()) -> Chart:
    """A chart of rows."""
    head = tuple(TableCell((Text(words),), Scope.COLUMN) for words in HEADERS[: len(rows[0])])
    return Chart(kind, Table((), (head,), rows, foot), (Text("Avanzamento per asse."),), number=1)


def drawn(kind: ChartKind, *rows: Values, width: Pt = WIDTH) -> Drawing:
    """The drawing of rows of values."""
    return draw(chart(kind, *(row(f"Asse {n}", *values) for n, values in enumerate(rows))), THEME, width, measure)


def rects(band: Band) -> list[Rect]:
    """The bars of a band: not its separators, nor its swatches."""
    found = [shape for shape in band.shapes if isinstance(shape, Rect)]
    return [rect for rect in found if rect.fill != THEME.colours.white and rect.width != rect.height]


def texts(band: Band) -> list[Label]:
    """The figures of a band, without the name of its row."""
    return [shape for shape in band.shapes if isinstance(shape, Label) and not shape.bold]


def extent(label: Label) -> tuple[float, float]:
    """Where a label begins and ends."""
    width = measure(label.text, label.size, label.bold)
    return (label.x - width, label.x) if label.anchor is Anchor.END else (label.x, label.x + width)


def test_a_stage_is_as_long_as_its_share_of_the_largest_figure():
    """All bars of a chart share one scale, set by the largest figure of all."""
    first, second = drawn(ChartKind.PROGRESS, (100, 80), (50, 10)).rows
    whole, stage = rects(first)
    other_whole, other_stage = rects(second)
    assert stage.width / whole.width == pytest.approx(0.8)
    assert other_whole.width / whole.width == pytest.approx(0.5)
    assert other_stage.width / whole.width == pytest.approx(0.1)


def test_the_longer_stage_is_painted_first():
    """Whatever the order of the figures, no stage hides a shorter one."""
    (band,) = drawn(ChartKind.PROGRESS, (100, 20, 90, 40)).rows
    whole, *stages = [rect.width for rect in rects(band)]
    assert whole > stages[0]
    assert stages == sorted(stages, reverse=True)


def test_equal_stages_stay_visible():
    """Stages of equal length differ in height, the later within the earlier."""
    (band,) = drawn(ChartKind.PROGRESS, (100, 100, 100, 100, 100)).rows
    heights = [rect.height for rect in rects(band)]
    assert heights == sorted(set(heights), reverse=True)
    assert len(heights) == 5


def test_what_exceeds_the_whole_is_hatched():
    """Payments above the allocation run on hatched from where the allocation ends."""
    (band,) = drawn(ChartKind.PROGRESS, (100, 150)).rows
    whole, solid, beyond = rects(band)
    assert (whole.hatched, solid.hatched, beyond.hatched) == (False, False, True)
    assert solid.width == pytest.approx(whole.width)
    assert beyond.x == pytest.approx(whole.x + whole.width)
    assert beyond.width / whole.width == pytest.approx(0.5)


def test_a_whole_of_zero_is_exceeded_by_everything():
    """With an allocation of zero all that was paid is hatched; an unknown one is exceeded by nothing."""
    zero, unknown = drawn(ChartKind.PROGRESS, (0, 50), (None, 50)).rows
    assert [rect.hatched for rect in rects(zero)] == [True]
    assert [rect.hatched for rect in rects(unknown)] == [False]


def test_a_row_without_figures_keeps_its_name_and_says_nothing():
    """Unknown figures draw no bar and no label."""
    band = drawn(ChartKind.DIVIDED, (1, 2), (None, None)).rows[1]
    assert [shape.text for shape in band.shapes if isinstance(shape, Label)] == ["Asse 1"]
    assert rects(band) == []


def test_a_divided_bar_is_divided_by_shares_and_fills_its_room():
    """Every row is as long as the others, divided in proportion to its own figures."""
    first, second = drawn(ChartKind.DIVIDED, (1_000_000, 3_000_000), (2_000, 2_000)).rows
    assert rects(first)[1].width / rects(first)[0].width == pytest.approx(3, rel=0.02)
    assert rects(second)[1].width == pytest.approx(rects(second)[0].width)
    assert rects(first)[-1].x + rects(first)[-1].width == pytest.approx(rects(second)[-1].x + rects(second)[-1].width)


def test_paired_bars_stand_one_below_the_other_on_one_scale():
    """Each figure has a bar of its own, its label at its end; the later one is darker, and keeps its place alone."""
    both, alone = drawn(ChartKind.PAIRED, (100, 80), (None, 50)).rows
    first, second = rects(both)
    (third,) = rects(alone)
    assert second.width / first.width == pytest.approx(0.8)
    assert third.width / first.width == pytest.approx(0.5)
    assert first.y + first.height <= second.y == third.y
    assert contrast(second.fill, "#FFFFFF") > contrast(first.fill, "#FFFFFF")
    assert [label.x > bar.x + bar.width for label, bar in zip(texts(both), (first, second), strict=True)] == [True] * 2


def test_a_divided_bar_of_zeros_is_not_drawn():
    """A total of zero has no shares; its figures stand all the same."""
    band = drawn(ChartKind.DIVIDED, (0, 0)).rows[0]
    assert rects(band) == []
    assert [label.text for label in texts(band)] == ["0 €", "0 €"]


def test_a_column_that_nobody_knows_is_not_in_the_legend():
    """The legend names only the columns that hold a figure."""
    drawing = drawn(ChartKind.DIVIDED, (1, 2, None), (3, 4, None))
    assert [label.text for label in texts(drawing.legend)] == ["Dotazione", "Programmato"]


def test_each_column_keeps_its_shade():
    """The swatch of a column in the legend has the colour of its part of the bars, dark for the last stage."""
    drawing = drawn(ChartKind.PROGRESS, (100, 80, 60, 40, 20))
    swatches = [shape.fill for shape in drawing.legend.shapes if isinstance(shape, Rect)]
    assert swatches == list(SERIES)
    assert [rect.fill for rect in rects(drawing.rows[0])] == swatches


def test_foot_rows_are_not_drawn():
    """A total would dwarf the rows that it sums up."""
    table = chart(ChartKind.PROGRESS, row("I", 1, 1), foot=(row("Totale", 9, 9),))
    assert len(draw(table, THEME, WIDTH, measure).rows) == 1


def test_a_row_of_the_usual_chart_is_nine_millimetres_high():
    """Five figures in millions need no more, in however many rows."""
    rows = [row(f"Asse {n}", *(TABLE_ROW)) for n in range(30)]
    drawing = draw(chart(ChartKind.PROGRESS, *rows), THEME, WIDTH, measure)
    assert [band.height for band in drawing.rows] == [ROW] * 30
    assert drawing.height == pytest.approx(sum(band.height for band in drawing.bands))


TABLE_ROW = (358, 317, 177, 164, 121)


def test_an_empty_table_is_an_empty_drawing():
    """A chart without rows draws nothing and does not fail."""
    head = (TableCell((Text("Asse"),), Scope.COLUMN), TableCell((Text("Dotazione"),), Scope.COLUMN))
    drawing = draw(Chart(ChartKind.PROGRESS, Table((), (head,), ()), ()), THEME, WIDTH, measure)
    assert drawing.rows == ()
    assert drawing.height == 0


@settings(deadline=None)
@given(st.sampled_from(ChartKind), ROWS, st.sampled_from([Pt(231.0), WIDTH, Pt(680.0)]))
def test_every_figure_is_printed_once(kind: ChartKind, rows: list[Values], width: Pt):
    """Whatever the figures and the width, none is left out and none invented."""
    for band, values in zip(drawn(kind, *rows, width=width).rows, rows, strict=True):
        printed = Counter(label.text for label in texts(band))
        assert printed == Counter(f"{value:,} €" for value in values if value is not None)


@settings(deadline=None)
@given(st.sampled_from(ChartKind), ROWS, st.sampled_from([Pt(231.0), WIDTH, Pt(680.0)]))
def test_labels_stay_within_the_drawing_and_apart(kind: ChartKind, rows: list[Values], width: Pt):
    """No label leaves the drawing, and no two of a line overlap."""
    for band in drawn(kind, *rows, width=width).bands:
        lines: dict[float, list[tuple[float, float]]] = {}
        for label in (shape for shape in band.shapes if isinstance(shape, Label)):
            assert extent(label)[0] >= -0.01
            assert extent(label)[1] <= width + 0.01
            assert 0 < label.y <= band.height
            lines.setdefault(round(label.y, 1), []).append(extent(label))
        for extents in lines.values():
            ordered = sorted(extents)
            assert all(end <= start for (_, end), (start, _) in pairwise(ordered))


@settings(deadline=None)
@given(st.sampled_from(ChartKind), st.lists(st.tuples(VALUES, VALUES, VALUES), min_size=1, max_size=6))
def test_a_label_on_a_bar_can_be_read(kind: ChartKind, rows: list[Values]):
    """A label inside a bar stands on one colour only, solid, with a contrast of 4.5 at least."""
    for band in drawn(kind, *rows, width=Pt(680.0)).rows:
        painted = [shape for shape in band.shapes if isinstance(shape, Rect)]
        for label in (label for label in texts(band) if label.inside):
            start, end = extent(label)
            under = [rect for rect in painted if rect.x < end and start < rect.x + rect.width]
            ground = under[-1]
            assert ground.x <= start
            assert end <= ground.x + ground.width
            assert not ground.hatched
            assert contrast(label.colour, ground.fill) >= READABLE


def test_hatching_stays_within_its_rectangle():
    """No stroke leaves the rectangle that it fills, and each runs at 45 degrees."""
    rect = Rect(10, 20, 37, 11, "#0066CC", hatched=True)
    strokes = list(hatching(rect))
    assert len(strokes) > 5
    for stroke in strokes:
        assert {10 <= x <= 47 for x in (stroke.x1, stroke.x2)} == {True}
        assert {20 <= y <= 31 for y in (stroke.y1, stroke.y2)} == {True}
        assert stroke.x1 - stroke.x2 == pytest.approx(stroke.y2 - stroke.y1)


def test_the_description_says_what_the_table_says():
    """The alternative text is the caption, the names, the headers and the figures as printed, and no more."""
    words = describe(chart(ChartKind.PROGRESS, row("Asse I", 358, 317), row("Asse II", None, None)))
    assert words == "Avanzamento per asse. Asse I: Dotazione 358 €, Programmato 317 €; Asse II."
