# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that are not the workbook."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl.workbook import Workbook
from workbooks import make_workbook

from raa_builder.errors import ExitCode, FileError
from raa_builder.workbook.tables.sniff import open_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def _zip(parts: dict[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return output.getvalue()


def _changed(data: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    return _zip(parts)


_TYPES = {"[Content_Types].xml": b"<Types/>"}
_OTHERS = {
    "empty": (b"", "è vuoto"),
    "text": (b"Codice;Valore\n", "non è una cartella di lavoro"),
    "html": (b"<html><table>", "non è una cartella di lavoro"),
    "password": (_OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "xls": (_OLE + "Workbook".encode("utf-16-le"), "vecchio formato"),
    "ods": (_zip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "LibreOffice"),
    "zip": (_zip({"a.txt": b"a"}), "archivio zip"),
    "docx": (_zip({**_TYPES, "word/document.xml": b"<w/>"}), "documento di Word"),
    "xlsb": (_zip({**_TYPES, "xl/workbook.bin": b"x"}), "binario"),
    "truncated": (_zip(_TYPES)[:40], "incompleto"),
    "no workbook": (_zip(_TYPES), "danneggiato"),
    "many entries": (_zip({**_TYPES, **{f"x{n}": b"" for n in range(2001)}}), "troppo grande"),
    "bomb": (_zip({**_TYPES, "xl/sheet.xml": b" " * 30_000_000}), "troppo grande"),
}


@pytest.mark.parametrize("kind", _OTHERS)
def test_other_files_are_named_for_what_they_are(tmp_path: Path, kind: str):
    """Each file that is no workbook is refused with exit code 4, its own words, and a remedy."""
    data, words = _OTHERS[kind]
    path = tmp_path / "raa-2019.xlsx"
    path.write_bytes(data)
    with pytest.raises(FileError, match=words) as error:
        open_workbook(path)
    assert error.value.exit_code is ExitCode.FILE
    assert "raa-2019.xlsx" in error.value.message
    assert error.value.remedy


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path):
    """A path that leads nowhere, or to a folder, is said to."""
    with pytest.raises(FileError, match="non esiste"):
        open_workbook(tmp_path / "no.xlsx")
    with pytest.raises(FileError, match="cartella"):
        open_workbook(tmp_path)
    with pytest.raises(FileError, match="non si può leggere"):
        open_workbook(tmp_path / ("n" * 300))


def _doctype(parts: dict[str, bytes]) -> None:
    sheet = parts["xl/worksheets/sheet2.xml"]
    parts["xl/worksheets/sheet2.xml"] = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + sheet


def _strict(parts: dict[str, bytes]) -> None:
    main = parts["xl/workbook.xml"]
    parts["xl/workbook.xml"] = main.replace(
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    )


def _broken(parts: dict[str, bytes]) -> None:
    parts["xl/worksheets/sheet2.xml"] = parts["xl/worksheets/sheet2.xml"][:-100]


def _no_styles(parts: dict[str, bytes]) -> None:
    parts["xl/styles.xml"] = b"<styleSheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'/>"


def _not_a_number(parts: dict[str, bytes]) -> None:
    sheet = parts["xl/worksheets/sheet4.xml"]
    parts["xl/worksheets/sheet4.xml"] = sheet.replace(b"<v>100000000</v>", b"<v>NaN</v>")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_doctype, "sicurezza"),
        (_strict, "Strict"),
        (_broken, "danneggiato"),
        (_no_styles, "danneggiato"),
        (_not_a_number, "danneggiato"),
    ],
)
def test_spoilt_workbooks_are_refused(tmp_path: Path, change: Callable[[dict[str, bytes]], object], words: str):
    """A workbook with a part that is broken, strict or dangerous is refused, whatever openpyxl makes of it."""
    path = make_workbook(tmp_path)
    path.write_bytes(_changed(path.read_bytes(), change))
    with pytest.raises(FileError, match=words):
        open_workbook(path)


def test_another_workbook_is_refused(tmp_path: Path):
    """A workbook with no `_meta` and fewer than three known sheets is another one; three sheets make it known."""
    book = Workbook()
    book.create_sheet("Finanza")
    book.create_sheet("ASSI ")
    path = tmp_path / "altro.xlsx"
    book.save(path)
    with pytest.raises(FileError, match="non è una scheda"):
        open_workbook(path)
    book.create_sheet("Testi")
    book.save(path)
    assert open_workbook(path).name == "altro.xlsx"
