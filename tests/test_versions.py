# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workbooks of other layouts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from workbooks import make_workbook

from raa_builder.errors import ExitCode, FileError
from raa_builder.workbook import layout
from raa_builder.workbook.reader import read_workbook
from raa_builder.workbook.tables.versions import MIGRATIONS, bring_up_to_date, layout_version

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

NEWER = str(int(layout.LAYOUT_VERSION) + 1)


def set_version(book: Workbook, version: object) -> None:
    """Say in `_meta` that a workbook is of that layout."""
    row = next(row for row in book["_meta"].iter_rows() if row[0].value == layout.META_LAYOUT)
    row[1].value = version


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    """A workbook of this version."""
    return load_workbook(make_workbook(tmp_path))


@pytest.mark.parametrize(
    ("version", "said", "remedy"),
    [
        (NEWER, f"formato {NEWER}, più recente", "Aggiornare raa-builder"),
        (0, "vecchio formato 0", "raa-builder new"),
        ("1 bis", "formato «1 bis», che non esiste", "raa-builder new"),
    ],
)
def test_a_layout_that_is_not_known_is_refused(tmp_path: Path, version: object, said: str, remedy: str):
    """Whoever reads it is told whether to renew the program or the workbook; exit code 4."""
    path = make_workbook(tmp_path, edit=lambda book: set_version(book, version))
    with pytest.raises(FileError) as error:
        read_workbook(path)
    assert said in error.value.message
    assert remedy in error.value.remedy
    assert error.value.exit_code is ExitCode.FILE


def test_the_version_outlives_its_sheet(tmp_path: Path):
    """It stands in a property of the file, too: a workbook without `_meta` is still refused where it is newer."""

    def strip(book: Workbook) -> None:
        book.remove(book["_meta"])
        book.custom_doc_props["raa-layout"].value = NEWER

    with pytest.raises(FileError, match="più recente"):
        read_workbook(make_workbook(tmp_path, edit=strip))


@pytest.mark.parametrize("version", [layout.LAYOUT_VERSION, int(layout.LAYOUT_VERSION), 1.0, " 1 "])
def test_this_version_is_read_however_a_program_wrote_it(tmp_path: Path, version: object):
    """LibreOffice may make a number of it."""
    assert read_workbook(make_workbook(tmp_path, edit=lambda book: set_version(book, version))).findings == ()


def test_a_workbook_that_says_nothing_is_taken_for_this_version(tmp_path: Path):
    """Its tables are found by their headers."""

    def strip(book: Workbook) -> None:
        book.remove(book["_meta"])
        del book.custom_doc_props["raa-layout"]

    path = make_workbook(tmp_path, edit=strip)
    assert layout_version(load_workbook(path)) == ""
    assert read_workbook(path).findings == ()


def test_an_older_layout_is_brought_up_step_by_step(book: Workbook):
    """Each version is brought to the next one, up to this one and no further."""
    set_version(book, 0)
    book["Assi"].title = "Priorità"

    def rename(older: Workbook) -> None:
        older["Priorità"].title = "Assi"

    bring_up_to_date(Path("vecchio.xlsx"), book, {0: rename, int(layout.LAYOUT_VERSION): pytest.fail})
    assert "Assi" in book.sheetnames


def test_there_is_a_step_from_every_older_layout():
    """A version that was once issued can always be read; version 1 is the first."""
    assert sorted(MIGRATIONS) == list(range(1, int(layout.LAYOUT_VERSION)))
