# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of what goes into a revision from elsewhere: workbooks as received, templates as they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from test_archive_bag import laid

from raa_builder.archive.snapshot import refuse_outsiders, templates, workbooks
from raa_builder.errors import FileError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


def test_of_each_template_the_first_folder_that_has_it_wins(tmp_path: Path) -> None:
    """As when the documents are built."""
    ours = laid(tmp_path / "nostri", {"theme.toml": b"nostro", "loghi/città.png": b"PNG"})
    shipped = laid(tmp_path / "serie", {"theme.toml": b"di serie", "fonts/a.ttf": b"TTF"})
    assert templates((ours, shipped)) == {"theme.toml": b"nostro", "loghi/città.png": b"PNG", "fonts/a.ttf": b"TTF"}


def test_what_is_no_template_is_left_out(tmp_path: Path) -> None:
    """Systems' litter, lock files, and the settings, which are of the place and not of the edition."""
    litter = {".DS_Store": b"", ".git/config": b"", "~$sintesi.docx": b"", "__MACOSX/a": b"", "raa.toml": b""}
    assert templates((laid(tmp_path, {"theme.toml": b"x", **litter}),)) == {"theme.toml": b"x"}


def test_a_template_whose_name_not_every_system_takes_is_refused(tmp_path: Path) -> None:
    """With a name that would do: renamed in silence, the template that names it would not find it."""
    with pytest.raises(UsageError, match="100%") as caught:
        templates((laid(tmp_path, {"logo 100%.png": b"x"}),))
    assert "logo 100_.png" in caught.value.remedy


def test_files_of_the_theme_stand_inside_the_folders(tmp_path: Path) -> None:
    """Else they would not be archived."""
    folder = laid(tmp_path / "modelli", {"a.ttf": b""})
    refuse_outsiders([folder / "a.ttf", folder / "x" / ".." / "a.ttf"], (folder,))
    with pytest.raises(UsageError, match=r"b\.ttf"):
        refuse_outsiders([folder / ".." / "b.ttf"], (folder,))


def test_workbooks_keep_their_names_and_their_order(tmp_path: Path) -> None:
    """Only what some system does not take is replaced."""
    laid(tmp_path, {"b/Città 2.xlsx": b"due", "a/uno?.xlsx": b"uno"})
    found = workbooks([tmp_path / "b" / "Città 2.xlsx", tmp_path / "a" / "uno?.xlsx"])
    assert list(found.items()) == [("Città 2.xlsx", b"due"), ("uno_.xlsx", b"uno")]


def test_workbooks_of_one_name_are_refused_whatever_their_case(tmp_path: Path) -> None:
    """One would take the other's place."""
    laid(tmp_path, {"b/raa.xlsx": b"due", "a/RAA.xlsx": b"uno"})
    with pytest.raises(UsageError, match=r"raa\.xlsx|RAA\.xlsx"):
        workbooks([tmp_path / "b" / "raa.xlsx", tmp_path / "a" / "RAA.xlsx"])


def test_a_workbook_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """With what to do."""
    with pytest.raises(FileError, match=r"manca\.xlsx") as caught:
        workbooks([tmp_path / "manca.xlsx"])
    assert caught.value.remedy
