# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Layouts of other versions: a workbook in, the same workbook brought to this version's layout out, or a `FileError`.

The version stands in `_meta` and, for when that sheet is lost, in a property of the file. A workbook that says nothing
is taken for one of this version: its tables are looked for by their headers, and what is missing is found missing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from raa_builder.errors import FileError
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from openpyxl.workbook import Workbook

VERSION_PROPERTY = "raa-layout"
# LibreOffice may make 1.0 of 1
_VERSION = re.compile(r"(\d{1,6})(?:\.0)?")
_NEW_ONE = "Prendere una scheda nuova con «raa-builder new ANNO --axes …» e riportarvi i dati."

# what brings a workbook one version on, by the version that it starts from. Layout 1 is the first there is: whoever
# makes layout 2 puts the step from 1 here, which renames sheets, headers and codes in place
MIGRATIONS: Final[Mapping[int, Callable[[Workbook], None]]] = {}


def bring_up_to_date(
    path: Path,
    workbook: Workbook,
    migrations: Mapping[int, Callable[[Workbook], None]] = MIGRATIONS,
) -> None:
    """Change a workbook, in memory, from the layout that it was made with to that of this program.

    Args:
        path: Where it was read from, for messages.
        workbook: The workbook, as openpyxl loads it, with formulas or with their results.
        migrations: What brings it one version on, by the version that it starts from.

    Raises:
        FileError: Its layout is newer than this program, unknown, or so old that nothing migrates it.
    """
    written = layout_version(workbook)
    if not written:
        return
    match = _VERSION.fullmatch(written)
    current = int(layout.LAYOUT_VERSION)
    if match is None:
        raise FileError(f"{path} dice di essere nel formato «{written}», che non esiste.", _NEW_ONE)
    version = int(match[1])
    if version > current:
        raise FileError(
            f"{path} è nel formato {version}, più recente di questo programma, che arriva al formato {current}.",
            "Aggiornare raa-builder e riprovare.",
        )
    for older in range(version, current):
        if older not in migrations:
            raise FileError(f"{path} è nel vecchio formato {version}, che non si legge più.", _NEW_ONE)
        migrations[older](workbook)


def layout_version(workbook: Workbook) -> str:
    """The version that a workbook says it has; empty when it says nothing."""
    if layout.META_NAME in workbook.sheetnames:
        cells = workbook[layout.META_NAME]._cells  # noqa: SLF001 (a stray cell far away is not gone up to)
        for (row, column), cell in cells.items():
            if column == 1 and str(cell.value) == layout.META_LAYOUT and (row, 2) in cells:
                value = cells[row, 2].value
                return "" if value is None else str(value).strip()
    properties = {one.name: one.value for one in workbook.custom_doc_props.props}  # type: ignore[attr-defined]
    return str(properties.get(VERSION_PROPERTY) or "").strip()
