# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A chart's drawing in, inline SVG out. One unit is one point of the theme; the page scales it to its column."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from raa_builder.charts import Label, Line, Rect, hatching
from raa_builder.writers.html.inlines import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.charts import Drawing, Shape


def svg(drawing: Drawing, name: str, ground: str) -> Iterator[str]:
    """The drawing as an element of that class, hidden from assistive technology: whoever places it describes it.

    Each band is a picture of its own, so that paper breaks between them. What is on the page's ground, or of its
    colour, has a class, so that the page can turn it over in dark mode.
    """
    yield f'<div class="{name}" aria-hidden="true">\n'
    for band in drawing.bands:
        yield f'<svg viewBox="0 0 {_n(drawing.width)} {_n(band.height)}">'
        yield from (_shape(shape, ground) for shape in band.shapes)
        yield "</svg>\n"
    yield "</div>\n"


def _shape(shape: Shape, ground: str) -> str:
    match shape:
        case Rect(hatched=True):
            return _hatched(shape)
        case Rect():
            name = ' class="ground"' if shape.fill == ground else ""
            return f'<rect{name} {_box(shape)} fill="{shape.fill}"/>'
        case Label():
            return _label(shape)
        case Line():
            return (
                f'<path d="M{_n(shape.x1)} {_n(shape.y1)}L{_n(shape.x2)} {_n(shape.y2)}" class="line" '
                f'stroke="{shape.colour}" stroke-width="{_n(shape.width)}"/>'
            )
        case _:
            assert_never(shape)


def _hatched(rect: Rect) -> str:
    strokes = "".join(f"M{_n(s.x1)} {_n(s.y1)}L{_n(s.x2)} {_n(s.y2)}" for s in hatching(rect))
    return f'<g stroke="{rect.fill}"><rect {_box(rect)} fill="none" stroke-width=".7"/><path d="{strokes}"/></g>'


def _label(label: Label) -> str:
    place = "inside" if label.inside else "outside"
    weight = ' font-weight="700"' if label.bold else ""
    return (
        f'<text class="{place}" x="{_n(label.x)}" y="{_n(label.y)}" text-anchor="{label.anchor.value}" '
        f'font-size="{_n(label.size)}" fill="{label.colour}"{weight}>{escape(label.text)}</text>'
    )


def _box(rect: Rect) -> str:
    return f'x="{_n(rect.x)}" y="{_n(rect.y)}" width="{_n(rect.width)}" height="{_n(rect.height)}"'


def _n(length: float) -> str:
    return f"{length:.2f}".rstrip("0").rstrip(".")
