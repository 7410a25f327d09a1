# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of where templates are looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reports import SHIPPED

from raa_builder.errors import ExitCode, TemplateError
from raa_builder.resources import cache_folder, template_file, template_folders

if TYPE_CHECKING:
    from pathlib import Path


def test_the_shipped_templates_are_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Without templates of its own, an office gets those of the program, complete."""
    monkeypatch.chdir(tmp_path)
    folders = template_folders()
    assert [folder.samefile(SHIPPED) for folder in folders] == [True]
    assert template_file(folders, "sintesi.html.j2").is_file()
    assert template_file(folders, "theme.toml").is_file()


def test_templates_in_the_working_folder_come_before_the_shipped_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A folder `templates` wins, file by file: what it lacks is taken from the program."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "theme.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    folders = template_folders()
    assert template_file(folders, "theme.toml").resolve() == tmp_path / "templates" / "theme.toml"
    assert template_file(folders, "sintesi.html.j2").samefile(SHIPPED / "sintesi.html.j2")


def test_a_folder_that_is_named_comes_before_that_of_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """`--templates` says which templates are meant, so the working folder has no say."""
    for name in ("templates", "altri"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "theme.toml").write_text(name, encoding="utf-8")
    (tmp_path / "templates" / "sintesi.html.j2").write_text("qui", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    folders = template_folders(tmp_path / "altri")
    assert template_file(folders, "theme.toml").read_text(encoding="utf-8") == "altri"
    assert template_file(folders, "sintesi.html.j2").samefile(SHIPPED / "sintesi.html.j2")


def test_a_folder_that_is_named_must_exist(tmp_path: Path):
    """A slip in the path does not silently give the shipped templates."""
    with pytest.raises(TemplateError, match="altrove non esiste") as caught:
        template_folders(tmp_path / "altrove")
    assert caught.value.exit_code is ExitCode.TEMPLATE
    assert "--templates" in caught.value.remedy


def test_a_template_that_nobody_has_is_named_with_the_folders(tmp_path: Path):
    """So that one sees where it was looked for."""
    with pytest.raises(TemplateError) as caught:
        template_file((tmp_path, SHIPPED), "nulla.j2")
    assert all(word in caught.value.message for word in ("nulla.j2", str(tmp_path), str(SHIPPED)))


def test_what_can_be_made_again_is_kept_in_a_folder_of_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Where it can't be made, nothing is kept, and nothing fails."""
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = cache_folder()
    assert folder is not None
    assert folder.is_dir()
    assert folder.is_relative_to(tmp_path)
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert cache_folder() is None
