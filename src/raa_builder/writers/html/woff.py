# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A TrueType font in, the same font as WOFF 1.0 out: its tables, compressed one by one (W3C, 13 December 2012)."""

from __future__ import annotations

import struct
import zlib

_HEADER = struct.Struct(">4s4sIHHIHHIIIII")
_ENTRY = struct.Struct(">4sIIII")
_SFNT_ENTRY = struct.Struct(">4sIII")
_SFNT_HEADER = 12


def woff(font: bytes) -> bytes:
    """The font as WOFF; the same bytes give the same bytes with the same zlib.

    Raises:
        ValueError: The bytes are not a single TrueType or OpenType font.
    """
    tables = _tables(font)
    directory: list[bytes] = []
    data: list[bytes] = []
    offset = _HEADER.size + _ENTRY.size * len(tables)
    for tag, checksum, table in tables:
        packed = min(zlib.compress(table), table, key=len)
        directory.append(_ENTRY.pack(tag, offset, len(packed), len(table), checksum))
        data.append(_padded(packed))
        offset += len(data[-1])
    size = _SFNT_HEADER + _SFNT_ENTRY.size * len(tables) + sum(len(_padded(table)) for _, _, table in tables)
    header = _HEADER.pack(b"wOFF", font[:4], offset, len(tables), 0, size, 1, 0, 0, 0, 0, 0, 0)
    return b"".join((header, *directory, *data))


def _tables(font: bytes) -> list[tuple[bytes, int, bytes]]:
    """Tag, checksum and bytes of each table, in the order of their tags."""
    if font[:4] not in {b"\0\1\0\0", b"OTTO", b"true"}:
        raise ValueError("not a single TrueType or OpenType font")
    try:
        count = struct.unpack_from(">H", font, 4)[0]
        entries = sorted(_SFNT_ENTRY.unpack_from(font, _SFNT_HEADER + _SFNT_ENTRY.size * i) for i in range(count))
    except struct.error as error:
        raise ValueError("the directory of the font is cut off") from error
    if any(offset + length > len(font) for _, _, offset, length in entries):
        raise ValueError("a table of the font is cut off")
    return [(tag, checksum, font[offset : offset + length]) for tag, checksum, offset, length in entries]


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % 4)
