# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The wording as outlines beside the flag, in Ubuntu, one of the faces that the law permits; upright, without effects.

It stands at the right of the flag, in the middle of its height, as large as lets all of it stand there. A character
that the face lacks is shown as a question mark, as in all the formats; the alternative text has it as it is.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import TYPE_CHECKING

from raa_builder.emblem.flag import BLUE, RATIO, ground, stars
from raa_builder.emblem.glyphs import Font
from raa_builder.emblem.shapes import FINE, Contour, EmblemDrawing, Outline
from raa_builder.errors import TemplateError
from raa_builder.resources import shipped_templates, template_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raa_builder.emblem.shapes import Step

FACE = "fonts/Ubuntu-Regular.ttf"
_GAP, _ROOM = 0.3, 4.0  # of the hoist: between flag and wording, and the width that the wording may take
_LARGEST, _SMALLER = 0.34, 0.95  # of the hoist: the largest size; and each size of the one before
_LEADING, _CAPITALS, _BELOW = 1.22, 0.693, 0.19  # of the size: line height, height of capitals, depth of descenders
_MISSING = "?"


@lru_cache(maxsize=32)
def draw(wording: tuple[str, ...], hoist: float, width: float) -> EmblemDrawing:
    """The emblem with its wording.

    Args:
        wording: Its lines; a longer one is broken into several of about one width.
        hoist: Height of the flag, points.
        width: What flag and wording may take together; a flag that is wider on its own takes more.

    Raises:
        TemplateError: The font file of the wording can't be read.
    """
    left = (RATIO + _GAP) * hoist
    lines, size = _set([line for line in wording if line.strip()], hoist, min(_ROOM * hoist, width - left))
    font = _font()
    scale = size / font.units
    top = (hoist + _CAPITALS * size - (len(lines) - 1) * _LEADING * size) / 2
    contours = (
        contour
        for number, line in enumerate(lines)
        for contour in _line(line, left, top + number * _LEADING * size, scale)
    )
    letters = Outline(BLUE, tuple(contours))
    end = max((left + _width(line) * scale for line in lines), default=RATIO * hoist)
    return EmblemDrawing(end, hoist, RATIO * hoist, ground(hoist), stars(hoist), letters)


def _set(wording: Sequence[str], hoist: float, room: float) -> tuple[list[str], float]:
    """The lines and the size at which they fit into the room beside the flag, at least half the flag's height wide."""
    units = _font().units
    size = _LARGEST * hoist
    while True:
        measure = max(room, hoist / 2) * units / size
        lines = [part for line in wording for part in _balanced(line.split(), measure)]
        high = (_CAPITALS + (len(lines) - 1) * _LEADING + 2 * _BELOW) * size
        if high <= hoist and all(_width(line) <= measure for line in lines):
            return lines, size
        size *= _SMALLER


def _balanced(words: Sequence[str], measure: float) -> list[str]:
    """As few lines as the measure allows, and among those breaks the ones whose longest line is shortest."""
    lines = best = _filled(words, measure)
    while len(lines) == len(best) > 1:
        best, longest = lines, max(map(_width, lines))
        lines = _filled(words, longest - 1)
    return best


def _filled(words: Sequence[str], measure: float) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer) <= measure:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _line(text: str, left: float, baseline: float, scale: float) -> Iterator[Contour]:
    x, y, unit = left * FINE, baseline * FINE, scale * FINE
    for character in text:
        advance, contours = _character(character)
        for contour in contours:
            across, up = contour.start
            start = (round(x + across * unit), round(y - up * unit))
            yield Contour(start, tuple([_moved(step, x, y, unit) for step in contour.steps]))
        x += advance * unit


def _moved(step: Step, x: float, y: float, unit: float) -> Step:
    match step:
        case (end_x, end_y):
            return round(x + end_x * unit), round(y - end_y * unit)
        case (middle_x, middle_y, end_x, end_y):
            return (
                round(x + middle_x * unit), round(y - middle_y * unit), round(x + end_x * unit), round(y - end_y * unit)
            )  # fmt: skip


def _width(text: str) -> int:
    return sum(_character(character)[0] for character in text)


@lru_cache(maxsize=512)
def _character(character: str) -> tuple[int, tuple[Contour, ...]]:
    """Advance and outline of a character, in the units of the font."""
    try:
        glyph = _font().glyph(character) or _font().glyph(_MISSING)
        return _font().advance(glyph), _font().contours(glyph)
    except (struct.error, ValueError, IndexError) as error:
        raise _unusable(error) from error


@lru_cache(maxsize=1)
def _font() -> Font:
    try:
        return Font(template_file((shipped_templates(),), FACE).read_bytes())
    except (OSError, struct.error, ValueError) as error:
        raise _unusable(error) from error


def _unusable(error: Exception) -> TemplateError:
    return TemplateError(
        f"Il carattere {FACE}, con cui si scrive la dicitura dell’emblema, non si può usare: {error}.",
        "Reinstallare il programma.",
    )
