# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The three formats say the same: the same words and numbers, block by block, in the same order.

Notes are compared by themselves; `saying` tells what is left out.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

import documents
import generated
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from saying import Said, said
from workbooks import make_workbook

from raa_builder import pipeline
from raa_builder.writers import Format, write
from raa_builder.writers.metrics import family

if TYPE_CHECKING:
    from pathlib import Path

    from raa_builder.document import Document
    from raa_builder.theme import Theme

PROGRAMMES: dict[str, tuple[tuple[str, ...], bool]] = {
    "one axis": (("Unico",), True),
    "only technical assistance": (("AT:AT",), False),
    "twelve axes": ((*(f"Priorità {n}" for n in range(1, 12)), "A.12:AT"), True),
    "no participants": (("1", "2", "3:AT"), False),
}


def assert_same(files: dict[Format, bytes], lacking: dict[int, str] | None = None) -> Said:
    """The files say the same; returns what.

    Args:
        files: The files.
        lacking: What a PDF shows in place of signs that its font lacks; the checks name them.
    """
    texts = {wanted: said(content, wanted, lacking) for wanted, content in files.items()}
    reference = texts[Format.DOCX]
    for wanted in (Format.PDF, Format.HTML):
        for part in ("blocks", "notes"):
            one, other = sorted_notes(reference, part), sorted_notes(texts[wanted], part)
            changes = difflib.unified_diff(one, other, f"docx {part}", f"{wanted.value} {part}", lineterm="", n=1)
            difference = "\n".join(changes)
            assert not difference, difference
    return reference


def sorted_notes(text: Said, part: str) -> list[str]:
    """The blocks as they stand, or the notes by number: a PDF has each at the foot of its page."""
    if part == "blocks":
        return text.blocks
    return sorted(text.notes, key=lambda note: int(re.match(r"\d+", note)[0]))


def written(document: Document, theme: Theme) -> dict[Format, bytes]:
    """The document in every format."""
    return {wanted: write(document, theme, wanted) for wanted in Format}


def built(workbook: Path, folder: Path, *, draft: bool = False) -> dict[Format, bytes]:
    """The summary of a workbook in every format."""
    made = pipeline.build([workbook], folder, list(Format), draft=draft)
    return dict(zip(Format, (path.read_bytes() for path in made.files), strict=False))


def test_the_edition_says_the_same_in_every_format(edition: Path, tmp_path: Path) -> None:
    """The real summary of 2019, to the last word."""
    text = assert_same(built(edition, tmp_path))
    assert "2.2. Avanzamento finanziario" in text.blocks
    assert any("970.474.516,00 €" in block for block in text.blocks)
    assert len(text.blocks) > 150
    assert text.notes


@pytest.mark.parametrize("name", PROGRAMMES)
def test_any_programme_says_the_same_in_every_format(name: str, tmp_path: Path) -> None:
    """Programmes of other sizes and labels, with and without participants."""
    labels, participants = PROGRAMMES[name]
    text = assert_same(built(make_workbook(tmp_path, labels, participants=participants), tmp_path))
    for label in labels:
        assert any(label.removesuffix(":AT") in block for block in text.blocks if re.match(r"3\.\d+\. ", block))


def test_a_draft_says_the_same_in_every_format(tmp_path: Path) -> None:
    """Its findings are part of the text."""
    blank = pipeline.new(2021, "I,II", tmp_path / "blank.xlsx")
    text = assert_same(built(blank, tmp_path, draft=True))
    assert any("RAA201" in block for block in text.blocks)


@pytest.mark.parametrize("name", ["rich", "hostile"])
def test_every_block_says_the_same_in_every_format(theme: Theme, name: str) -> None:
    """Lists within lists, notes in cells, long words, signs that are markup elsewhere."""
    files = written(documents.rich() if name == "rich" else generated.hostile(), theme)
    font = family(theme.faces).regular
    lacking = {ord(sign): "?" for sign in generated.LATIN + generated.SIGNS + generated.ODD if not font.has(sign)}
    assert_same(files, lacking)


@settings(max_examples=10, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(document=generated.documents())
def test_any_document_says_the_same_in_every_format(theme: Theme, document: Document) -> None:
    """Any blocks in any order."""
    assert_same(written(document, theme))
