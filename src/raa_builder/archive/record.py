# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The record: a report in, its JSON out, and the same report back. `schemas/relazione.schema.json` describes it.

Keys are the names of the model's attributes; numbers are strings, so that no program rounds them; every number and text
bears its cell. The model's classes say how they are read back, so that a field added to them needs no change here.
"""

from __future__ import annotations

import json
import re
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from raa_builder.cells import ALPHABET, Cell, Entry, Figure
from raa_builder.errors import ArchiveError
from raa_builder.model import Report

VERSION = 1
SCHEMA = Path(__file__).parents[1] / "schemas" / "relazione.schema.json"
_ADDRESS = re.compile(r"([A-Z]*)([1-9]\d*)\Z", re.ASCII)


def dump(report: Report) -> bytes:
    """The report as JSON, UTF-8; the same report gives the same bytes."""
    record = {"schema": VERSION, **_object(report)}
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def load(content: bytes) -> Report:
    """The report of a record.

    Raises:
        ArchiveError: It is no record, or a newer program's.
    """
    try:
        record = json.loads(content)
        version = record.pop("schema")
        if version > VERSION:
            raise ArchiveError(
                f"I dati della relazione sono di una versione più recente del programma (schema {version}).",
                "Aggiornare il programma.",
            )
        report: Report = _read(Report, record, among=len(_books(record)) > 1)
    except (ValueError, TypeError, KeyError, AttributeError, InvalidOperation) as error:
        raise ArchiveError(
            f"I dati archiviati della relazione non si possono leggere: {error}.",
            "Controllare l'archivio con il comando verify.",
        ) from error
    return report


# ── writing ──────────────────────────────────────────────────────────────────


def _object(part: object) -> dict[str, Any]:
    return {one.name: plain(getattr(part, one.name)) for one in fields(part)}  # type: ignore[arg-type]


def plain(value: object) -> Any:  # noqa: ANN401 (JSON)
    """Anything of the model as JSON has it."""
    match value:
        case Figure():
            return {"value": f"{value.value:f}", "cells": [plain(cell) for cell in value.cells]}
        case Entry():
            return {"text": value.text, "cell": plain(value.cell)}
        case Cell():
            return {"file": value.book, "sheet": value.sheet, "cell": value.address}
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case tuple():
            return [plain(item) for item in value]
        case Mapping():
            return {key: plain(item) for key, item in value.items()}
        case None | str() | bool() | int():
            return value
        case _:
            return _object(value)


# ── reading ──────────────────────────────────────────────────────────────────


def _books(record: object) -> set[str]:
    """The workbooks that the cells name."""
    match record:
        case {"file": str() as book, "sheet": _, "cell": _}:
            return {book}
        case dict():
            return set().union(*map(_books, record.values()))
        case list():
            return set().union(*map(_books, record))
        case _:
            return set()


def _read(wanted: Any, value: Any, *, among: bool) -> Any:  # noqa: ANN401 (types at run time, JSON)
    """A value of the type wanted.

    Args:
        wanted: The type.
        value: What stands in the record.
        among: Whether cells of several workbooks stand side by side.
    """
    if value is None and type(None) in get_args(wanted):
        return None
    origin = get_origin(wanted)
    if origin is types.UnionType:
        return _read(get_args(wanted)[0], value, among=among)
    if origin is tuple:
        return tuple(_read(get_args(wanted)[0], item, among=among) for item in value)
    if origin is Mapping:
        return {key: _read(get_args(wanted)[1], item, among=among) for key, item in value.items()}
    if wanted is Figure:
        return Figure(Decimal(value["value"]), tuple(_cell(cell, among=among) for cell in value["cells"]))
    if wanted is Cell:
        return _cell(value, among=among)
    if wanted is date:
        return date.fromisoformat(value)
    if is_dataclass(wanted):
        return _instance(wanted, value, among=among)
    if issubclass(wanted, Enum):
        return wanted(value)
    if type(value) is not wanted:
        raise TypeError(f"{value!r} non è {wanted.__name__}")
    return value


def _instance(wanted: Any, value: Mapping[str, Any], *, among: bool) -> Any:  # noqa: ANN401
    hints = _hints(wanted)
    given = {
        one.name: _read(hints[one.name], value[one.name], among=among)
        for one in fields(wanted)
        if one.name in value or (one.default is MISSING and one.default_factory is MISSING)
    }
    return wanted(**given)


@cache
def _hints(wanted: Any) -> dict[str, Any]:  # noqa: ANN401
    # names that the model imports for type checkers alone
    return get_type_hints(wanted, localns={"date": date, "Mapping": Mapping})


def _cell(value: Mapping[str, str], *, among: bool) -> Cell:
    match = _ADDRESS.match(value["cell"])
    if not match:
        raise ValueError(f"{value['cell']!r} non è una cella")
    column = 0
    for letter in match[1]:
        column = column * ALPHABET + ord(letter) - ord("A") + 1
    return Cell(value["sheet"], int(match[2]), column, value["file"], among)
