# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Word file before an independent judge: openxml-audit, which knows the rules of Microsoft's Open XML SDK."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import documents
import generated
import pytest
from openxml_audit import OpenXmlValidator
from openxml_audit.errors import FileFormat
from workbooks import make_workbook

from raa_builder import pipeline
from raa_builder.writers import Format
from raa_builder.writers.docx import write_docx

if TYPE_CHECKING:
    from pathlib import Path

    from raa_builder.theme import Theme

THIRTY = (*(f"A.{n}" for n in range(1, 29)), "Misura 29", "AT:AT")


@pytest.fixture(scope="module")
def validator() -> OpenXmlValidator:
    """The validator for the strictest of Word's versions that offices still use."""
    return OpenXmlValidator(file_format=FileFormat.OFFICE_2010)


def faults(validator: OpenXmlValidator, path: Path) -> list[str]:
    """What the validator finds, one line each."""
    return [str(error) for error in validator.validate(path).errors]


def built(workbook: Path, folder: Path) -> Path:
    """The Word file of a workbook."""
    return pipeline.build([workbook], folder, [Format.DOCX]).files[0]


def test_the_edition_is_valid(validator: OpenXmlValidator, edition: Path, tmp_path: Path) -> None:
    """The summary of 2019 breaks no rule."""
    assert faults(validator, built(edition, tmp_path)) == []


@pytest.mark.parametrize("labels", [("1",), THIRTY])
def test_any_programme_is_valid(validator: OpenXmlValidator, labels: tuple[str, ...], tmp_path: Path) -> None:
    """From one axis to thirty, whatever their labels."""
    assert faults(validator, built(make_workbook(tmp_path, labels), tmp_path)) == []


def test_a_comparison_is_valid(validator: OpenXmlValidator, edition: Path, tmp_path: Path) -> None:
    """Paired bars are charts like the others."""
    compared = pipeline.compare(str(edition), str(make_workbook(tmp_path, year=2020)))
    assert faults(validator, compared.write(tmp_path, [Format.DOCX])[0]) == []


@pytest.mark.parametrize("name", ["rich", "draft", "hostile", "brief", "long"])
def test_any_text_is_valid(validator: OpenXmlValidator, theme: Theme, name: str, tmp_path: Path) -> None:
    """Every block, a draft, hostile text, hardly anything, three hundred pages."""
    made = {
        "rich": documents.rich(),
        "draft": documents.rich(draft=True),
        "hostile": generated.hostile(),
        "brief": documents.brief(),
        "long": generated.long(150),
    }
    path = tmp_path / f"{name}.docx"
    path.write_bytes(write_docx(made[name], theme))
    assert faults(validator, path) == []


def test_what_is_wrong_is_seen(validator: OpenXmlValidator, theme: Theme, tmp_path: Path) -> None:
    """A property that stands out of its order is found, so that silence means something."""
    path = tmp_path / "spoiled.docx"
    source = zipfile.ZipFile(io.BytesIO(write_docx(documents.rich(), theme)))
    with source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:tblGrid>", b"<w:tblGrid/><w:tblGrid>", 1)
            target.writestr(name, content)
    assert faults(validator, path) != []
