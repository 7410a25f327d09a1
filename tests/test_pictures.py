# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the heads of pictures, against files that another program wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image as Pixels

from raa_builder.pictures import Kind, read_picture

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "mode", "options", "kind", "components"),
    [
        ("a.png", "RGBA", {}, Kind.PNG, 0),
        ("a.jpg", "RGB", {}, Kind.JPEG, 3),
        ("a.jpg", "L", {}, Kind.JPEG, 1),
        ("a.jpg", "RGB", {"progressive": True, "comment": "una lunga nota" * 99, "dpi": (300, 300)}, Kind.JPEG, 3),
    ],
)
def test_kind_and_size_are_read_from_the_head(tmp_path: Path, name, mode, options, kind, components):
    """Whatever the file is called, and whatever stands before the frame."""
    path = tmp_path / name
    Pixels.new(mode, (37, 23)).save(path, **options)
    path = path.rename(tmp_path / "senza-estensione")
    picture = read_picture(path)
    assert (picture.kind, picture.width, picture.height, picture.components) == (kind, 37, 23, components)
    assert picture.content == path.read_bytes()


def test_a_jpeg_for_the_press_is_refused(tmp_path: Path):
    """Archival PDF has no place for its four inks, and browsers show them wrongly."""
    Pixels.new("CMYK", (3, 2)).save(tmp_path / "a.jpg")
    with pytest.raises(ValueError, match="RGB"):
        read_picture(tmp_path / "a.jpg")


@pytest.mark.parametrize("length", [3, 10, 20, 23])
@pytest.mark.parametrize("name", ["a.png", "a.jpg"])
def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, name, length):
    """At any place of its head the reading ends, with a reason."""
    path = tmp_path / name
    Pixels.new("RGB", (3, 2)).save(path)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(ValueError, match=r"troncato|PNG o JPEG"):
        read_picture(path)


def test_another_kind_of_picture_is_refused(tmp_path: Path):
    """A GIF by the name of a PNG."""
    Pixels.new("P", (3, 2)).save(tmp_path / "a.gif")
    with pytest.raises(ValueError, match="non è un’immagine PNG o JPEG"):
        read_picture((tmp_path / "a.gif").rename(tmp_path / "a.png"))
