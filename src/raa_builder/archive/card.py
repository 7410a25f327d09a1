# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The card of an archived edition, `data/edizione.json`: what it is, who archived it and when, and what made it."""

from __future__ import annotations

import json
import platform
import zlib
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, NamedTuple

from raa_builder import __version__
from raa_builder.errors import ArchiveError
from raa_builder.files import fault

if TYPE_CHECKING:
    from raa_builder.archive.store import Revision
    from raa_builder.model import Report

VERSION = 1
CARD = "edizione.json"
PROGRAM = "raa-builder"
# the packages that documents are made with
PACKAGES = ("bagit", "defusedxml", "Jinja2", "openpyxl", "pillow", "pyphen", "python-docx", "reportlab")


class Card(NamedTuple):
    """What an archived edition is; the attributes are the keys of the JSON.

    Attributes:
        year: Year of the report.
        revision: Number of the revision, from 1.
        created: When it was archived, ISO 8601 with its offset.
        by: Who archived it; empty where nobody said so.
        note: What was said of it; may be empty.
        corrects: Number of the revision that it corrects; `None` when it corrects none.
        previous: The revision before it in this archive and the SHA-512 of its list of checksums; `None` for the first.
        programme: Code (CCI), name and authority of the programme.
        workbooks: The workbooks as received: their names here by the names that they had.
        options: The options of `build` with which the documents were made.
        made_with: Version of the program, of Python, of zlib and of each package.
    """

    year: int
    revision: int
    created: str
    by: str
    note: str
    corrects: int | None
    previous: dict[str, str] | None
    programme: dict[str, str]
    workbooks: dict[str, str]
    options: dict[str, bool]
    made_with: dict[str, str]

    @property
    def program(self) -> str:
        """The version of the program that made the documents."""
        return self.made_with.get(PROGRAM, "")


def programme_of(report: Report) -> dict[str, str]:
    """What a card says of the programme."""
    programme = report.programme
    return {"code": programme.code.text, "name": programme.name.text, "authority": programme.authority.text}


def installed() -> dict[str, str]:
    """The versions installed of all that makes the bytes of the documents."""
    packages = {name: _version(name) for name in PACKAGES}
    return {PROGRAM: __version__, "Python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION, **packages}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # put beside the program without its metadata
        return ""


def dump(card: Card) -> bytes:
    """The card as JSON, UTF-8."""
    record = {"schema": VERSION, **card._asdict()}
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def load(content: bytes) -> Card:
    """The card of an edition.

    Raises:
        ArchiveError: It is no card.
    """
    try:
        record: dict[str, Any] = json.loads(content)
        return Card(**{name: record[name] for name in Card._fields})
    except (ValueError, TypeError, KeyError) as error:
        raise ArchiveError(f"La scheda {CARD} non si può leggere: {error}.") from error


def card_of(revision: Revision) -> Card:
    """The card of a revision.

    Raises:
        ArchiveError: It is not there, or can't be read.
    """
    path = revision.folder / "data" / CARD
    try:
        return load(path.read_bytes())
    except OSError as error:
        raise ArchiveError(
            f"{revision.name}: la scheda {path} non si può leggere: {fault(error)}.",
            f"Controllare l'edizione: raa-builder verify {revision.year}.",
        ) from error
    except ArchiveError as error:
        raise ArchiveError(
            f"{revision.name}: {error.message}", f"Controllare l'edizione: raa-builder verify {revision.year}."
        ) from error
