# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Zip packages that are the same at any time and place: members in the order given, one date, no system's marks."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Iterable

_EPOCH = (1980, 1, 1, 0, 0, 0)


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
