# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A picture's file in, its kind and size out, read from its head; the picture itself is not decoded."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})  # markers of the frames that every reader decodes
_OTHER_FRAMES = frozenset({0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)})
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers that no length follows


class Kind(Enum):
    """The kinds of picture that every format can hold; the value is the media type."""

    PNG = "image/png"
    JPEG = "image/jpeg"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture.

    Attributes:
        kind: PNG or JPEG.
        width: Pixels.
        height: Pixels.
        components: Of a JPEG's colours: 1 for grey, 3 for colours; 0 for a PNG.
        content: The bytes of the file.
    """

    kind: Kind
    width: int
    height: int
    components: int
    content: bytes


def read_picture(path: Path) -> Picture:
    """The picture of a file.

    Raises:
        OSError: The file can't be read.
        ValueError: It is no PNG or JPEG that every format can hold; the message, in Italian, says why.
    """
    content = path.read_bytes()
    try:
        picture = _png(content) if content.startswith(_PNG) else _jpeg(content)
    except struct.error as error:
        raise ValueError("il file è troncato") from error
    if not picture.width or not picture.height:
        raise ValueError("l’immagine è vuota")
    return picture


def _png(content: bytes) -> Picture:
    name, width, height = struct.unpack_from(">4sII", content, len(_PNG) + 4)
    if name != b"IHDR":
        raise ValueError("il file PNG è guasto")
    return Picture(Kind.PNG, width, height, 0, content)


def _jpeg(content: bytes) -> Picture:
    """A JPEG (ITU-T T.81, annex B); its size stands in the head of its frame, after segments of any length."""
    if not content.startswith(_JPEG):
        raise ValueError("non è un’immagine PNG o JPEG")
    at = 2
    while True:
        mark, marker = struct.unpack_from(">BB", content, at)
        if mark != 0xFF:
            raise ValueError("il file JPEG è guasto")
        if marker == 0xFF or marker in _ALONE:  # padding, or nothing within
            at += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAMES:
            depth, height, width, components = struct.unpack_from(">BHHB", content, at + 4)
            if depth != 8 or components not in {1, 3}:
                raise ValueError("è un JPEG in quadricromia o a più di 8 bit: salvarlo in RGB a 8 bit")
            return Picture(Kind.JPEG, width, height, components, content)
        if marker in _OTHER_FRAMES:
            raise ValueError("è un JPEG di un tipo che pochi programmi leggono: salvarlo di nuovo")
        (length,) = struct.unpack_from(">H", content, at + 2)
        at += 2 + length
