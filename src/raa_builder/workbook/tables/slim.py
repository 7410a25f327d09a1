# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking empty formatted cells out of a workbook: the bytes of an `.xlsx` in, those of a smaller one out.

Who colours whole columns leaves a million cells that hold nothing, on which openpyxl would spend half a minute and a
gigabyte. The reader has no use for them. Rows that are hidden stay, since that is reported.
"""

from __future__ import annotations

import io
import re
import zipfile

SHEETS = "xl/worksheets/"
_EMPTY_CELL = re.compile(rb"<c(?: [^<>]*)?(?:/>|></c>)")
_EMPTY_ROW = re.compile(rb"<row(?: [^<>]*)?(?:/>|>\s*</row>)")


def count_cells(markup: bytes) -> tuple[int, int]:
    """How many rows and cells begin in a piece of a sheet, and how many values end there."""
    begun = markup.count(b"<c ") + markup.count(b"<c>") + markup.count(b"<c/>") + markup.count(b"<row")
    return begun, markup.count(b"</v>") + markup.count(b"</is>")


def without_empty_cells(data: bytes) -> bytes:
    """The workbook without empty cells and rows; every other part as it is."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(output, "w") as slim:
        for entry in archive.infolist():
            content = archive.read(entry)
            if entry.filename.startswith(SHEETS):
                content = _EMPTY_ROW.sub(_kept, _EMPTY_CELL.sub(b"", content))
            slim.writestr(entry.filename, content)
    return output.getvalue()


def _kept(row: re.Match[bytes]) -> bytes:
    return row[0] if b" hidden=" in row[0] else b""
