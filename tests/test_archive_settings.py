# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of where the archive is: what is said last and nearest wins."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT

from raa_builder.archive.settings import archive_folder
from raa_builder.errors import TemplateError

SHIPPED = ROOT / "templates"


def settings(folder: Path, text: str) -> tuple[Path, ...]:
    """Folders of templates, the first of which has these settings."""
    (folder / "raa.toml").write_text(text, encoding="utf-8")
    return (folder, SHIPPED)


def test_the_option_wins_over_the_variable_over_the_settings_over_the_default(tmp_path: Path) -> None:
    """Each where the one before says nothing."""
    folders = settings(tmp_path, f"archivio = '{tmp_path / 'impostato'}'")
    environment = {"RAA_ARCHIVE": "variabile"}
    assert archive_folder(Path("opzione"), folders, environment) == Path("opzione")
    assert archive_folder(None, folders, environment) == Path("variabile")
    assert archive_folder(None, folders, {"RAA_ARCHIVE": ""}) == tmp_path / "impostato"
    assert archive_folder(None, (SHIPPED,), {}) == Path("output/archive")


def test_a_relative_path_in_the_settings_starts_at_their_file(tmp_path: Path) -> None:
    """Wherever the command is given."""
    assert archive_folder(None, settings(tmp_path, 'archivio = "../archivio è"'), {}) == tmp_path / "../archivio è"


@pytest.mark.parametrize(
    ("text", "entry"),
    [("archivio = 7", "archivio"), ('archvio = "x"', "archvio"), ("archivio = ", "non si possono leggere")],
    ids=["no text", "misspelt", "no TOML"],
)
def test_wrong_settings_are_named(tmp_path: Path, text: str, entry: str) -> None:
    """Not passed over: the office would believe that its archive is where it is not."""
    with pytest.raises(TemplateError, match=entry) as caught:
        archive_folder(None, settings(tmp_path, text), {})
    assert "raa.toml" in caught.value.message
