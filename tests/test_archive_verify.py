# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the verification: whatever happens to a file of a revision is found, and that file is named, no other."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_archive_bag import laid
from test_files import unprivileged

from raa_builder.archive.bag import ALGORITHMS, bag, listing
from raa_builder.archive.verify import Damage, Kind, damages

PAYLOAD = {"documenti/a.pdf": b"%PDF-1.7", "foglio/perché sì.xlsx": b"PK" * 50, "dati/vuoto.json": b""}
FILES = bag(PAYLOAD, {"LEGGIMI.txt": b"Ciao\r\n"}, (("Source-Organization", "Regione"),))
NAMES = sorted(FILES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound revision."""
    return laid(tmp_path / "r1", FILES)


def found(folder: Path) -> list[tuple[Kind, str]]:
    """What is damaged, without its details."""
    return [(damage.kind, damage.path) for damage in damages(folder)]


def test_a_sound_revision_has_no_damages(folder: Path) -> None:
    """Nor has its copy elsewhere."""
    assert damages(folder) == ()
    assert damages(Path(shutil.copytree(folder, folder.with_name("copia qui è")))) == ()


@pytest.mark.parametrize("name", NAMES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_one_flipped_bit_anywhere_is_found_and_its_file_named(folder: Path, name: str, data: st.DataObject) -> None:
    """In documents, in the readme, in the lists of checksums themselves; and no other file is blamed."""
    content = bytearray(FILES[name])
    if not content:
        return
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    (folder / name).write_bytes(content)
    assert found(folder) == [(Kind.ALTERED, name)]
    (folder / name).write_bytes(FILES[name])
    assert damages(folder) == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_file_cut_short_emptied_or_with_more_at_its_end_is_altered(folder: Path, name: str) -> None:
    """Line ends made Windows's too, as some programs do to text."""
    for content in (FILES[name][:-1], b"", FILES[name] + b"\n", FILES[name].replace(b"\n", b"\r\n")):
        if content != FILES[name]:
            (folder / name).write_bytes(content)
            assert found(folder) == [(Kind.ALTERED, name)]


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    """Any of them, the lists of checksums included."""
    (folder / name).unlink()
    assert (Kind.MISSING, name) in found(folder)
    assert {kind for kind, _ in found(folder)} == {Kind.MISSING}


@pytest.mark.parametrize("name", ["data/documenti/b.pdf", "nota.txt", "data/.DS_Store", "manifest-md5.txt"])
def test_an_extra_file_is_named(folder: Path, name: str) -> None:
    """Wherever it stands; systems' own litter too."""
    (folder / name).write_bytes(b"x")
    assert found(folder) == [(Kind.EXTRA, name)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("data/documenti/a.pdf", "data/documenti/b.pdf"),
        ("data/documenti/a.pdf", "a.pdf"),
        ("LEGGIMI.txt", "README.txt"),
        ("manifest-sha512.txt", "manifest-sha512.txt.bak"),
    ],
)
def test_a_renamed_file_is_told_from_a_missing_and_an_extra_one(folder: Path, old: str, new: str) -> None:
    """By its content."""
    (folder / old).rename(folder / new)
    assert damages(folder) == (Damage(Kind.RENAMED, old, f"Si chiama ora {new}."),)


def test_a_file_moved_and_altered_is_missing_and_extra(folder: Path) -> None:
    """There is nothing by which to know it again."""
    (folder / "data/documenti/a.pdf").unlink()
    (folder / "data/documenti/b.pdf").write_bytes(b"altro")
    assert found(folder) == [(Kind.MISSING, "data/documenti/a.pdf"), (Kind.EXTRA, "data/documenti/b.pdf")]


def _tells_case(folder: Path) -> bool:
    (folder / "caso").write_bytes(b"")
    tells = not (folder / "CASO").exists()
    (folder / "caso").unlink()
    return tells


def test_names_that_differ_only_by_case_are_told_apart(folder: Path) -> None:
    """A copy through another system may have changed them; a second file beside the first is extra."""
    if not _tells_case(folder):
        pytest.skip("this file system does not tell them apart")
    name = "data/documenti/a.pdf"
    (folder / name).rename(folder / "data/documenti/A.PDF")
    (only,) = damages(folder)
    assert (only.kind, only.path) == (Kind.RENAMED, name)
    assert "maiuscole" in only.detail
    (folder / name).write_bytes(FILES[name])
    (only,) = damages(folder)
    assert (only.kind, only.path) == (Kind.EXTRA, "data/documenti/A.PDF")
    assert f"solo per le maiuscole da {name}" in only.detail


def test_accents_in_another_encoding_are_no_damage(folder: Path) -> None:
    """Some file systems give names back decomposed; the file is the same."""
    name = "data/foglio/perché sì.xlsx"
    (folder / name).rename(folder / unicodedata.normalize("NFD", name))
    assert damages(folder) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such permission there")
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """As on a disk that fails."""
    import tempfile  # noqa: PLC0415 (pytest's folder is closed to others)

    del tmp_path
    with tempfile.TemporaryDirectory() as name:
        folder = laid(Path(name) / "r1", FILES)
        Path(name).chmod(0o755)
        (folder / "data/documenti/a.pdf").chmod(0)
        with unprivileged(Path(name) / "r1"):
            assert found(folder) == [(Kind.UNREADABLE, "data/documenti/a.pdf")]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")
def test_a_link_in_the_place_of_a_file_is_no_file(folder: Path) -> None:
    """Though it leads to the same content: a bag holds files."""
    name = "data/documenti/a.pdf"
    (folder / name).rename(folder.parent / "a.pdf")
    (folder / name).symlink_to(folder.parent / "a.pdf")
    assert found(folder) == [(Kind.UNREADABLE, name)]


def test_what_checksums_do_not_see_is_judged_after_the_rfc(folder: Path) -> None:
    """A bag whose lists were made anew, but whose declaration is wrong, is refused by the library `bagit`."""
    tags = {name: content for name, content in FILES.items() if not name.startswith(("data/", "tagmanifest"))}
    tags["bagit.txt"] = b"BagIt-Version: 9.0\nTag-File-Character-Encoding: UTF-8\n"
    laid(folder, tags | {f"tagmanifest-{one}.txt": listing(tags, one) for one in ALGORITHMS})
    (only,) = damages(folder)
    assert only.kind is Kind.INVALID
    assert "RFC 8493" in only.detail


def test_several_damages_are_all_named_in_order(folder: Path) -> None:
    """Once each."""
    (folder / "data/documenti/a.pdf").write_bytes(b"altro")
    (folder / "data/dati/vuoto.json").unlink()
    (folder / "LEGGIMI.txt").unlink()
    (folder / "nuovo.txt").write_bytes(b"nuovo")
    assert found(folder) == [
        (Kind.MISSING, "LEGGIMI.txt"),
        (Kind.MISSING, "data/dati/vuoto.json"),
        (Kind.ALTERED, "data/documenti/a.pdf"),
        (Kind.EXTRA, "nuovo.txt"),
    ]


def test_an_empty_folder_in_the_place_of_a_revision_is_damaged(tmp_path: Path) -> None:
    """As someone may make by hand."""
    (tmp_path / "r1").mkdir()
    assert {kind for kind, _ in found(tmp_path / "r1")} == {Kind.MISSING}


def test_verification_says_nothing_of_its_own(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The library logs in English, which nobody is to see."""
    (folder / "data").rename(folder / "dati")
    damages(folder)
    (folder / "dati").rename(folder / "data")
    damages(folder)
    assert capfd.readouterr() == ("", "")
