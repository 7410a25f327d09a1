# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A TrueType font in, the outlines and advances of single characters out, in units of the font, y upwards.

Reads what the few letters of a wording need (ISO/IEC 14496-22: cmap 4, hmtx, loca, glyf with composite glyphs) and no
more: no kerning, no hinting.
"""

from __future__ import annotations

import struct
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.emblem.shapes import Contour

if TYPE_CHECKING:
    from raa_builder.emblem.shapes import Step

_ON, _SHORT_X, _SHORT_Y, _REPEAT, _SAME_X, _SAME_Y = 1, 2, 4, 8, 16, 32  # flags of a point
_WORDS, _OFFSETS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 1, 2, 8, 32, 64, 128  # flags of a component


class _Place(NamedTuple):
    """A point of a contour, on the curve or a control of it."""

    x: int
    y: int
    on: bool


class Font:
    """A font file.

    Args:
        data: Its bytes.

    Attributes:
        units: Units of the em.

    Raises:
        ValueError: It is not a TrueType font, or uses what is not read here; from the methods too.
        struct.error: It is cut off; from the methods too.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        (count,) = struct.unpack_from(">H", data, 4)
        entries = (struct.unpack_from(">4s4xII", data, 12 + 16 * n) for n in range(count))
        self._tables: dict[bytes, int] = {tag: offset for tag, offset, _ in entries}
        if missing := {b"cmap", b"head", b"hhea", b"hmtx", b"loca", b"glyf"} - self._tables.keys():
            raise ValueError(f"mancano le tavole {', '.join(sorted(tag.decode() for tag in missing))}")
        (self.units,) = self._read(">H", b"head", 18)
        (self._long,) = self._read(">h", b"head", 50)
        (self._metrics,) = self._read(">H", b"hhea", 34)
        self._segments = self._character_map()

    def _read(self, form: str, table: bytes, offset: int) -> tuple[int, ...]:
        return struct.unpack_from(form, self._data, self._tables[table] + offset)

    def _character_map(self) -> tuple[int, int]:
        """Place, within `cmap`, and number of the segments that map the characters of the basic plane."""
        (count,) = self._read(">H", b"cmap", 2)
        for n in range(count):
            platform, encoding, offset = self._read(">HHI", b"cmap", 4 + 8 * n)
            (form,) = self._read(">H", b"cmap", offset)
            if form == 4 and (platform == 0 or (platform, encoding) == (3, 1)):
                return offset + 14, self._read(">H", b"cmap", offset + 6)[0] // 2
        raise ValueError("manca la tavola dei caratteri Unicode")

    def glyph(self, character: str) -> int:
        """The glyph of a character; 0 where the font has none."""
        start, count = self._segments
        code = ord(character)
        ends = self._read(f">{count}H", b"cmap", start)
        index = next((n for n, end in enumerate(ends) if code <= end), None)
        if index is None:
            return 0
        starts = start + 2 * count + 2 + 2 * index
        ranges = starts + 4 * count
        (first,) = self._read(">H", b"cmap", starts)
        (delta,) = self._read(">h", b"cmap", starts + 2 * count)
        (reach,) = self._read(">H", b"cmap", ranges)
        if code < first:
            return 0
        if not reach:
            return (code + delta) & 0xFFFF
        (glyph,) = self._read(">H", b"cmap", ranges + reach + 2 * (code - first))
        return (glyph + delta) & 0xFFFF if glyph else 0

    def advance(self, glyph: int) -> int:
        """How far the next glyph stands from this one."""
        return self._read(">H", b"hmtx", 4 * min(glyph, self._metrics - 1))[0]

    def contours(self, glyph: int) -> tuple[Contour, ...]:
        """The outline of a glyph; empty for a space."""
        return tuple(_contour(places) for places in self._places(glyph) if len(places) > 1)

    def _places(self, glyph: int) -> list[list[_Place]]:
        size, form = (4, ">II") if self._long else (2, ">HH")
        first, last = self._read(form, b"loca", size * glyph)
        unit = 1 if self._long else 2
        if first == last:
            return []
        at = self._tables[b"glyf"] + first * unit
        (count,) = struct.unpack_from(">h", self._data, at)
        return self._simple(at + 10, count) if count >= 0 else self._composite(at + 10)

    def _simple(self, at: int, count: int) -> list[list[_Place]]:
        ends = struct.unpack_from(f">{count}H", self._data, at)
        at += 2 * count
        (instructions,) = struct.unpack_from(">H", self._data, at)
        at += 2 + instructions
        total = ends[-1] + 1 if ends else 0
        flags: list[int] = []
        while len(flags) < total:
            flag, at = self._data[at], at + 1
            repeats = self._data[at] if flag & _REPEAT else 0
            at += 1 if flag & _REPEAT else 0
            flags += [flag] * (1 + repeats)
        xs, at = self._coordinates(at, flags, _SHORT_X, _SAME_X)
        ys, _ = self._coordinates(at, flags, _SHORT_Y, _SAME_Y)
        places = [_Place(x, y, bool(flag & _ON)) for x, y, flag in zip(xs, ys, flags, strict=False)]
        return [places[start:end] for start, end in pairwise((0, *(end + 1 for end in ends)))]

    def _coordinates(self, at: int, flags: list[int], short: int, same: int) -> tuple[list[int], int]:
        values: list[int] = []
        value = 0
        for flag in flags:
            if flag & short:
                value += self._data[at] if flag & same else -self._data[at]
                at += 1
            elif not flag & same:
                value += struct.unpack_from(">h", self._data, at)[0]
                at += 2
            values.append(value)
        return values, at

    def _composite(self, at: int) -> list[list[_Place]]:
        """The glyphs that one is put together from, as a letter and its accent, each moved to its place."""
        found: list[list[_Place]] = []
        flags = _MORE
        while flags & _MORE:
            flags, part = struct.unpack_from(">HH", self._data, at)
            if not flags & _OFFSETS:
                raise ValueError("un glifo composto è agganciato per punti")
            form = ">hh" if flags & _WORDS else ">bb"
            dx, dy = struct.unpack_from(form, self._data, at + 4)
            at += 4 + struct.calcsize(form)
            form = ">h" if flags & _SCALE else ">hh" if flags & _TWO_SCALES else ">hhhh" if flags & _MATRIX else ">"
            xx, xy, yx, yy = _matrix(struct.unpack_from(form, self._data, at))
            at += struct.calcsize(form)
            found += [
                [_Place(round(xx * p.x + yx * p.y) + dx, round(xy * p.x + yy * p.y) + dy, p.on) for p in places]
                for places in self._places(part)
            ]
        return found


@cache
def _matrix(numbers: tuple[int, ...]) -> tuple[float, float, float, float]:
    """The transformation of a component, from none, one, two or four numbers of 14 binary decimals."""
    shares = [number / 0x4000 for number in numbers]
    match shares:
        case [scale]:
            return scale, 0.0, 0.0, scale
        case [across, up]:
            return across, 0.0, 0.0, up
        case [xx, xy, yx, yy]:
            return xx, xy, yx, yy
        case _:
            return 1.0, 0.0, 0.0, 1.0


def _contour(places: list[_Place]) -> Contour:
    """The contour through places, with the points on the curve that are left out between two controls."""
    whole: list[_Place] = []
    for place, following in pairwise([*places, places[0]]):
        whole.append(place)
        if not place.on and not following.on:
            whole.append(_Place((place.x + following.x) // 2, (place.y + following.y) // 2, on=True))
    first = next(n for n, place in enumerate(whole) if place.on)
    turned = [*whole[first + 1 :], *whole[: first + 1]]
    steps: list[Step] = []
    control: _Place | None = None
    for place in turned:
        if not place.on:
            control = place
            continue
        steps.append((place.x, place.y) if control is None else (control.x, control.y, place.x, place.y))
        control = None
    return Contour((whole[first].x, whole[first].y), tuple(steps))
