# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of bags: the files of RFC 8493, judged by two BagIt implementations of others."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from typing import TYPE_CHECKING

import bagit
import bagit_utils
import pytest
from hypothesis import given
from hypothesis import strategies as st

from raa_builder.archive.bag import bag, listing, read_listing, safe_name

if TYPE_CHECKING:
    from pathlib import Path

PAYLOAD = {"documenti/a.pdf": b"%PDF", "foglio/perché sì.xlsx": b"PK" * 100, "vuoto.txt": b""}
INFO = (("Source-Organization", "Regione Esempio"), ("Internal-Sender-Description", "una nota\nsu due righe"))


def laid(folder: Path, files: dict[str, bytes]) -> Path:
    """The files on disk."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A bag on disk."""
    return laid(tmp_path / "r1", bag(PAYLOAD, {"LEGGIMI.txt": b"Ciao"}, INFO))


def test_the_library_of_congress_takes_it_for_a_bag(sample: Path) -> None:
    """`bagit`: complete, valid, of version 1.0, which is RFC 8493."""
    found = bagit.Bag(str(sample))
    assert found.validate()
    assert found.version_info == (1, 0)
    assert found.info["Source-Organization"] == "Regione Esempio"
    assert found.info["Internal-Sender-Description"] == "una nota su due righe"
    assert set(found.algorithms) == {"sha512", "sha256"}


def test_an_independent_implementation_takes_it_for_a_bag(sample: Path) -> None:
    """`bagit-utils`, written by others from the RFC."""
    report = bagit_utils.Bag(sample, load=True).validate()
    assert report.valid, [issue.message for issue in report.issues]
    assert not report.issues


@pytest.mark.parametrize("name", ["data/documenti/a.pdf", "LEGGIMI.txt", "bag-info.txt", "manifest-sha512.txt"])
def test_the_independent_implementation_sees_a_flipped_byte(sample: Path, name: str) -> None:
    """So its word is worth something."""
    content = bytearray((sample / name).read_bytes())
    content[0] ^= 1
    (sample / name).write_bytes(content)
    assert not bagit_utils.Bag(sample).validate().valid


def test_the_lists_are_those_of_sha512sum(sample: Path) -> None:
    """So that anyone can check without any program of ours."""
    if shutil.which("sha512sum") is None:
        pytest.skip("sha512sum is not installed: apt-get install coreutils")
    for name in ("manifest-sha512.txt", "tagmanifest-sha512.txt"):
        subprocess.run(["sha512sum", "-c", "--strict", "--quiet", name], cwd=sample, check=True)


def test_every_payload_file_is_listed_with_its_checksum(sample: Path) -> None:
    """In the order of the paths; Payload-Oxum says bytes and files."""
    lines = (sample / "manifest-sha512.txt").read_text(encoding="utf-8").splitlines()
    assert lines == [f"{hashlib.sha512(PAYLOAD[path]).hexdigest()}  data/{path}" for path in sorted(PAYLOAD)]
    assert "Payload-Oxum: 204.3\n" in (sample / "bag-info.txt").read_text(encoding="utf-8")


def test_the_same_files_give_the_same_bag_in_any_order() -> None:
    """To the byte."""
    assert bag(dict(reversed(PAYLOAD.items())), {}, INFO) == bag(PAYLOAD, {}, INFO)


def test_a_list_that_was_touched_is_not_canonical() -> None:
    """Not even where its checksums can still be read."""
    content = listing(PAYLOAD, "sha256")
    assert read_listing(content).is_canonical
    for touched in (content[:-1], content + b"\n", content.replace(b"  ", b" *", 1), b"", content.upper()):
        assert not read_listing(touched).is_canonical


NAMES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=300)


@given(NAMES)
def test_a_safe_name_suits_every_system(name: str) -> None:
    """No sign that Windows or a bag's list can't hold, no blank or dot at the ends, not too long; and safe it stays."""
    safe = safe_name(name)
    assert safe
    assert not set(safe) & set('<>:"/\\|?*%\r\n\0')
    assert safe == safe.strip(" ")
    assert not safe.startswith((".", "-", "~"))
    assert not safe.endswith(".")
    assert len(safe) <= 121
    assert safe_name(safe) == safe


@pytest.mark.parametrize("name", ["raa-2019.xlsx", "Città d'arte (2).xlsx", "RAA 2019 – finale.XLSX"])
def test_ordinary_names_stay(name: str) -> None:
    """With spaces, accents and dashes."""
    assert safe_name(name) == name
