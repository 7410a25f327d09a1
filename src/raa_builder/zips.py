# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Zip packages that are the same at any time and place: members in the order given, one date, no system's marks."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_EPOCH = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_STAMP = re.compile(rb">\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<")


def pack(members: Iterable[tuple[str, bytes]], *, quick: tuple[str, ...] = ()) -> bytes:
    """A zip of the members.

    Args:
        members: Name and content of each, in the order in which they stand.
        quick: Endings of names whose content hardly gets smaller, and is compressed with less effort.
    """
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in members:
            member = ZipInfo(name, _EPOCH)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 0
            archive.writestr(member, content, compresslevel=2 if quick and name.endswith(quick) else None)
    return stream.getvalue()


def timeless(package: bytes, day: date) -> bytes:
    """An Office package without the time of its making, which libraries write into the properties and each member.

    Args:
        package: The package.
        day: The date that its properties name instead.
    """
    stamp = f">{day:%Y-%m-%dT00:00:00Z}<".encode()
    with ZipFile(io.BytesIO(package)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    return pack((name, _STAMP.sub(stamp, content) if name == _CORE else content) for name, content in members)
