# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bags after RFC 8493 (BagIt 1.0): the payload and the tags of one in, all its files out; and its lists read again.

Laid out here, since the library `bagit` writes version 0.97, which is not RFC 8493's; it judges our bags in `verify`.
There are two lists of checksums, SHA-512 and SHA-256, so that a damaged list can be told from a damaged file.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ALGORITHMS = ("sha256", "sha512")
PAYLOAD = "data/"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_LINE = re.compile(r"(?P<digest>[0-9a-f]+)  (?P<path>[^\r\n]+)\Z")
# a name must suit every file system, and bags' programs, which read %, * and blanks at the ends in ways of their own
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*%]|^[ .~-]+|[ .]+\Z')
_LONGEST = 120


class Listing(NamedTuple):
    """A list of checksums.

    Attributes:
        digests: The checksum of each file by its path in the bag.
        is_canonical: Whether it is to the byte what this program would write of these checksums.
    """

    digests: dict[str, str]
    is_canonical: bool


def safe_name(name: str) -> str:
    """A file name that every file system and every BagIt program takes, as near to the given one as may be."""
    clean = _UNSAFE.sub("_", unicodedata.normalize("NFC", name)) or "_"
    stem, dot, suffix = clean.rpartition(".")
    return f"{stem[: _LONGEST - len(suffix)]}{dot}{suffix}" if dot else clean[:_LONGEST]


def bag(payload: Mapping[str, bytes], tags: Mapping[str, bytes], info: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """All the files of a bag.

    Args:
        payload: Content of each file by its path below `data/`.
        tags: Further files that stand beside `data/`.
        info: Labels and values of `bag-info.txt`; those that the payload determines are added.
    """
    data = {f"{PAYLOAD}{path}": content for path, content in sorted(payload.items())}
    size = f"{sum(map(len, data.values()))}.{len(data)}"
    lines = [f"{label}: {' '.join(value.split())}\n" for label, value in (*info, ("Payload-Oxum", size)) if value]
    beside = {
        **tags,
        "bag-info.txt": "".join(lines).encode(),
        "bagit.txt": DECLARATION,
        **{f"manifest-{algorithm}.txt": listing(data, algorithm) for algorithm in ALGORITHMS},
    }
    lists = {f"tagmanifest-{algorithm}.txt": listing(beside, algorithm) for algorithm in ALGORITHMS}
    return data | beside | lists


def listing(files: Mapping[str, bytes], algorithm: str) -> bytes:
    """The list of checksums of some files, as `sha512sum` writes and reads it."""
    return _written({path: hashlib.new(algorithm, content).hexdigest() for path, content in files.items()})


def read_listing(content: bytes) -> Listing:
    """Read a list of checksums; lines that are none are passed over, and the list is then not canonical."""
    matches = (_LINE.match(line) for line in content.decode("utf-8", "replace").split("\n"))
    digests = {match["path"]: match["digest"] for match in matches if match}
    return Listing(digests, bool(digests) and _written(digests) == content)


def _written(digests: Mapping[str, str]) -> bytes:
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items())).encode()
