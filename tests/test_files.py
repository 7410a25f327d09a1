# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of writing files: all of them or none, and nothing half written."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from raa_builder.errors import ExitCode, FileError
from raa_builder.files import write_all

LIMIT = 4096
NOBODY = 65534


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def small_disk():
    """Files of more than `LIMIT` bytes can't be written, as when a disk is full."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def unprivileged(folder: Path):
    """The folder is read-only, and so it is even where the tests are run by root, who may write anywhere."""
    root = os.geteuid() == 0
    folder.chmod(0o500)
    if root:
        os.chown(folder, NOBODY, -1)
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o700)


def test_files_are_written_with_their_folders_and_replace_what_stood_there(tmp_path: Path):
    """Every file holds what was given, and nothing else is left behind."""
    (tmp_path / "a.txt").write_bytes(b"vecchio e lungo")
    write_all({tmp_path / "a.txt": b"nuovo", tmp_path / "x" / "y" / "b.txt": b""})
    assert tree(tmp_path) == {"a.txt": b"nuovo", os.path.join("x", "y", "b.txt"): b""}  # noqa: PTH118


def test_a_file_has_the_permissions_of_any_other(tmp_path: Path):
    """Colleagues can read it: a temporary file alone would be private."""
    (tmp_path / "plain").write_bytes(b"")
    write_all({tmp_path / "ours": b""})
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_when_the_disk_fills_up_every_old_file_is_untouched(tmp_path: Path):
    """The second file can't be written: the first keeps its old content, and no temporary file is left."""
    (tmp_path / "a.txt").write_bytes(b"vecchio")
    (tmp_path / "b.txt").write_bytes(b"vecchio")
    with small_disk(), pytest.raises(FileError, match=r"b\.txt non si può scrivere") as caught:
        write_all({tmp_path / "a.txt": b"nuovo", tmp_path / "b.txt": b"n" * (LIMIT + 1)})
    assert tree(tmp_path) == {"a.txt": b"vecchio", "b.txt": b"vecchio"}
    assert caught.value.exit_code is ExitCode.FILE
    assert caught.value.remedy


def test_a_folder_in_the_place_of_a_file_stops_all_files(tmp_path: Path):
    """Even the files that could take their places do not."""
    (tmp_path / "a.txt").write_bytes(b"vecchio")
    (tmp_path / "b.txt").mkdir()
    with pytest.raises(FileError, match=r"b\.txt non si può scrivere") as caught:
        write_all({tmp_path / "a.txt": b"nuovo", tmp_path / "b.txt": b"nuovo"})
    assert tree(tmp_path) == {"a.txt": b"vecchio"}
    assert "cartella" in caught.value.remedy


@pytest.mark.parametrize("name", ["piano/2019/a.txt", "piano/a.txt"])
def test_a_file_in_the_place_of_a_folder_is_named_with_its_remedy(tmp_path: Path, name: str):
    """The file that stood there is not touched."""
    (tmp_path / "piano").write_bytes(b"vecchio")
    with pytest.raises(FileError, match=r"a\.txt non si può scrivere") as caught:
        write_all({tmp_path / name: b"nuovo"})
    assert "un file" in caught.value.remedy
    assert tree(tmp_path) == {"piano": b"vecchio"}


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such permission there")
def test_a_read_only_folder_is_refused_with_a_remedy():
    """The message names the file and speaks of permissions."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with unprivileged(folder), pytest.raises(FileError, match=r"a\.txt non si può scrivere") as caught:
            write_all({folder / "a.txt": b"nuovo"})
        assert "permessi" in caught.value.remedy
        assert tree(folder) == {}


def test_a_path_that_is_too_long_says_so(tmp_path: Path):
    """The name of the temporary file is short whatever the name of the file."""
    write_all({tmp_path / ("à" * 100): b"x"})
    with pytest.raises(FileError) as caught:
        write_all({tmp_path / ("x" * 300): b"x"})
    assert "lungo" in caught.value.remedy
    assert list(tree(tmp_path)) == ["à" * 100]
