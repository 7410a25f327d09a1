# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The results of formulas, which openpyxl drops: a workbook that it saved and the one before in, the first whole out.

Without them a copy shows blanks where nothing computes (previews, Excel's protected view), and a formula in a cell to
be filled in could not be read until somebody opens the copy and saves it.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.xml.constants import REL_NS, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring

from raa_builder.zips import pack

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORKBOOK: Final = "xl/workbook.xml"
_CELL: Final = r"<c ([^>]*)>(<f[^>]*/>|<f[^>]*>[^<]*</f>)"
_WITH_RESULT: Final = re.compile(rf"{_CELL}<v[^>]*>([^<]+)</v>")
_WITHOUT: Final = re.compile(rf"{_CELL}<v\s*(?:/>|></v>)</c>")  # as openpyxl writes it
_ADDRESS: Final = re.compile(r'\br="([A-Z]+\d+)"')
_TYPE: Final = re.compile(r'\s*\bt="(\w*)"')
_TYPES: Final = frozenset({"n", "str", "b", "e"})  # of results that stand in the cell itself


def with_results(saved: bytes, before: bytes) -> bytes:
    """A workbook whose formulas have the results that they had before.

    Args:
        saved: The workbook as openpyxl saved it.
        before: The workbook that it was made of, with the same formulas; it may lack some of the sheets.
    """
    with ZipFile(io.BytesIO(before)) as archive:
        known = {name: archive.read(part).decode("utf-8", "replace") for name, part in _sheets(archive).items()}
    with ZipFile(io.BytesIO(saved)) as archive:
        names = {part: name for name, part in _sheets(archive).items()}
        members = [(name, archive.read(name)) for name in archive.namelist()]
    return pack(
        (part, _filled(data, _results(known[names[part]])) if names.get(part) in known else data)
        for part, data in members
    )


def _sheets(archive: ZipFile) -> dict[str, str]:
    """The part of each sheet, by its name; none where the package is of an unusual build."""
    if _WORKBOOK not in archive.namelist():
        return {}
    relations = get_dependents(archive, get_rels_path(_WORKBOOK))  # type: ignore[no-untyped-call]
    targets = {part.Id: part.target for part in relations}
    sheets = [one for one in fromstring(archive.read(_WORKBOOK)).iter() if one.tag == f"{{{SHEET_MAIN_NS}}}sheet"]
    parts = {str(sheet.get("name")): str(targets.get(sheet.get(f"{{{REL_NS}}}id"))) for sheet in sheets}
    return {name: part for name, part in parts.items() if part in archive.namelist()}


def _results(markup: str) -> dict[str, tuple[str, str]]:
    """The type and the result, as it is written, of each formula by its address."""
    found = {}
    for attributes, _, result in _WITH_RESULT.findall(markup):
        address, kind = _ADDRESS.search(attributes), _TYPE.search(attributes)
        if address:
            found[address[1]] = (kind[1] if kind else "n", result)
    return found


def _filled(markup: bytes, results: Mapping[str, tuple[str, str]]) -> bytes:
    def cell(match: re.Match[str]) -> str:
        attributes, formula = match.groups()
        address = _ADDRESS.search(attributes)
        kind, result = results.get(address[1] if address else "", ("", ""))
        if kind not in _TYPES:
            return match[0]
        return f'<c {_TYPE.sub("", attributes)} t="{kind}">{formula}<v>{result}</v></c>'

    return _WITHOUT.sub(cell, markup.decode()).encode()
