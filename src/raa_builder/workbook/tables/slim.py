# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking out of a workbook what its reader has no use for: the bytes of an `.xlsx` in, those of a smaller one out.

What goes are empty formatted cells and rows, rules of colouring and entry, links, and what stands in sheets never
read. Openpyxl needs most of its time for these, and half a minute and a gigabyte where whole columns were coloured.
Rows that are hidden stay, since that is reported.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

SHEETS = "xl/worksheets/"
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_EMPTY_CELL = re.compile(rb"<c(?: [^<>]*)?(?:/>|></c>)")
_EMPTY_ROW = re.compile(rb"<row(?: [^<>]*)?(?:/>|>\s*</row>)")
_RULES = re.compile(rb"<(conditionalFormatting|dataValidations|hyperlinks)[ >].*?</\1>", re.DOTALL)
_CONTENT = re.compile(rb"<sheetData>.*</sheetData>", re.DOTALL)
_SHEET = re.compile(r"<sheet [^<>]*>")
_RELATION = re.compile(r"<Relationship [^<>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')


def count_cells(markup: bytes) -> tuple[int, int]:
    """How many rows and cells begin in a piece of a sheet, and how many values end there."""
    begun = markup.count(b"<c ") + markup.count(b"<c>") + markup.count(b"<c/>") + markup.count(b"<row")
    return begun, markup.count(b"</v>") + markup.count(b"</is>")


def slimmed(data: bytes, unread: Collection[str]) -> bytes:
    """The workbook with what its reader needs; every part that is not a sheet as it is.

    Args:
        data: The workbook, a zip that was found sound.
        unread: Names of sheets that are left without content.
    """
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(output, "w") as slim:
        emptied = _parts(archive, unread)
        for entry in archive.infolist():
            content = archive.read(entry)
            if entry.filename in emptied:
                content = _CONTENT.sub(b"<sheetData/>", content)
            if entry.filename.startswith(SHEETS):
                content = _RULES.sub(b"", _EMPTY_ROW.sub(_kept, _EMPTY_CELL.sub(b"", content)))
            slim.writestr(entry.filename, content)
    return output.getvalue()


def _kept(row: re.Match[bytes]) -> bytes:
    return row[0] if b" hidden=" in row[0] else b""


def _parts(archive: zipfile.ZipFile, unread: Collection[str]) -> set[str]:
    """In which parts the sheets of some names stand."""
    if not {_BOOK, _RELATIONS} <= set(archive.namelist()):
        return set()
    book, relations = (archive.read(part).decode("utf-8", "replace") for part in (_BOOK, _RELATIONS))
    sheets = [dict(_ATTRIBUTE.findall(tag)) for tag in _SHEET.findall(book)]
    wanted = {sheet.get("r:id") for sheet in sheets if sheet.get("name") in unread}
    targets = [dict(_ATTRIBUTE.findall(tag)) for tag in _RELATION.findall(relations)]
    found = [one.get("Target", "").removeprefix("/xl/") for one in targets if one.get("Id") in wanted]
    return {f"xl/{target}" for target in found}
