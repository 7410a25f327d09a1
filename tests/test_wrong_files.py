# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every kind of wrong file that a manager may send: each is refused with its own words, and none does harm."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, NamedTuple

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from workbooks import fill, make_workbook

from raa_builder import cli, pipeline
from raa_builder.errors import ExitCode, FileError
from raa_builder.workbook import layout
from raa_builder.workbook.reader import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Parts = dict[str, bytes]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_SHEET = "xl/worksheets/sheet4.xml"
_MOST_MEMORY = 200_000  # KiB


class Wrong(NamedTuple):
    """A wrong file: what it is made of, and what is said of it."""

    make: Callable[[bytes], bytes]
    words: str


def _zip(parts: Parts) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return output.getvalue()


def _parts(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _with(**changed: bytes) -> Callable[[bytes], bytes]:
    """The good workbook with parts added or replaced, `__` standing for a slash in their names."""
    names = {
        name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"): data for name, data in changed.items()
    }
    return lambda good: _zip({**_parts(good), **names})


def _changed(part: str, old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(good: bytes) -> bytes:
        parts = _parts(good)
        assert old in parts[part], part
        return _zip({**parts, part: parts[part].replace(old, new, 1)})

    return change


def _edited(edit: Callable[[Workbook], object]) -> Callable[[bytes], bytes]:
    def change(good: bytes) -> bytes:
        book = load_workbook(io.BytesIO(good))
        edit(book)
        output = io.BytesIO()
        book.save(output)
        return output.getvalue()

    return change


def _is(data: bytes) -> Callable[[bytes], bytes]:
    return lambda _good: data


def _without(part: str) -> Callable[[bytes], bytes]:
    return lambda good: _zip({name: content for name, content in _parts(good).items() if name != part})


def _flipped(good: bytes) -> bytes:
    """One byte of a compressed part changed on the way."""
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        middle = archive.getinfo(_SHEET).header_offset + 300
    return good[:middle] + bytes([good[middle] ^ 0xFF]) + good[middle + 1 :]


def _encrypted(good: bytes) -> bytes:
    """A zip that says that its first part is encrypted."""
    data = bytearray(_zip(_parts(good)))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02", 0, data.index(b"PK\x01\x02") + 4) + 8] |= 1
    return bytes(data)


def _another(_good: bytes) -> bytes:
    book = Workbook()
    book.active.append(["Fornitore", "Fattura", "Importo"])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def _version(version: str) -> Callable[[bytes], bytes]:
    def edit(book: Workbook) -> None:
        for row in book["_meta"].iter_rows(max_col=2):
            if row[0].value == layout.META_LAYOUT:
                row[1].value = version

    return _edited(edit)


_TYPES = {"[Content_Types].xml": b"<Types/>"}
_ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_CELLS = b"<sheetData><row>" + b"<c/>" * 5_900_000 + b"</row></sheetData>"
_ROWS = b"<sheetData>" + b'<row ht="9"/>' * 1_800_000 + b"</sheetData>"

WRONG = {
    # other formats
    "old Excel (.xls)": Wrong(_is(_OLE + "Workbook".encode("utf-16-le")), "vecchio formato di Excel"),
    "old Word (.doc)": Wrong(_is(_OLE + "WordDocument".encode("utf-16-le")), r"documento di Word \(\.doc\)"),
    "with a password": Wrong(_is(_OLE + "EncryptedPackage".encode("utf-16-le")), "password di apertura"),
    "binary (.xlsb)": Wrong(_with(xl__workbook_bin=b"x"), "formato binario"),
    "with macros (.xlsm)": Wrong(_with(xl__vbaProject_bin=b"x"), "contiene macro"),
    "with the type of macros": Wrong(
        _changed("[Content_Types].xml", b"officedocument.spreadsheetml", b"ms-excel.sheet.macroEnabled.main"),
        "contiene macro",
    ),
    "LibreOffice (.ods)": Wrong(_is(_zip({"mimetype": b"application/vnd.oasis.opendocument"})), "LibreOffice"),
    "Strict Open XML": Wrong(_changed("xl/workbook.xml", _MAIN, _STRICT), "Strict"),
    "text (.csv)": Wrong(_is("Codice;Valore\nI.F1;1.234,5 €\n".encode()), r"testo \(\.csv\)"),
    "text in the old encoding": Wrong(_is("Priorità;è\n".encode("cp1252")), r"testo \(\.csv\)"),
    "text in UTF-16": Wrong(_is("Codice;Valore".encode("utf-16")), r"testo \(\.csv\)"),
    "web page saved as Excel": Wrong(_is(b"\xef\xbb\xbf \r\n<HTML><table><tr>"), "pagina web"),
    "XML 2003": Wrong(_is(b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com">'), "XML 2003"),
    "PDF": Wrong(_is(b"%PDF-1.7\n%\xe2\xe3"), "un PDF"),
    "rich text": Wrong(_is(b"{\\rtf1\\ansi"), r"\.rtf"),
    "Word renamed": Wrong(_is(_zip({**_TYPES, "word/document.xml": b"<w/>"})), "documento di Word"),
    "slides renamed": Wrong(_is(_zip({**_TYPES, "ppt/presentation.xml": b"<p/>"})), "presentazione"),
    "plain zip": Wrong(_is(_zip({"a.txt": b"a"})), "archivio zip"),
    "gzip": Wrong(_is(b"\x1f\x8b\x08\0"), "archivio compresso"),
    "anything": Wrong(_is(b"\0\1\2\3"), "altro tipo, o rovinato"),
    # other contents
    "another workbook": Wrong(_another, "non è una scheda"),
    "newer layout": Wrong(_version("99"), "più recente di questo programma"),
    "older layout": Wrong(_version("0"), "vecchio formato 0"),
    "unknown layout": Wrong(_version("bozza"), "«bozza», che non esiste"),
    # damage
    "empty": Wrong(_is(b""), "è vuoto"),
    "truncated": Wrong(lambda good: good[: len(good) // 2], "incompleto"),
    "beginning only": Wrong(lambda good: good[:30], "incompleto"),
    "no end of the directory": Wrong(lambda good: good[:-22], "incompleto"),
    "byte changed": Wrong(_flipped, f"la parte {_SHEET} non si legge"),
    "encrypted zip": Wrong(_encrypted, "protetto da password"),
    "no workbook part": Wrong(_is(_zip(_TYPES)), "danneggiato"),
    "sheet part missing": Wrong(_without(_SHEET), "manca la parte .*sheet4.xml"),
    "relations missing": Wrong(_without("xl/_rels/workbook.xml.rels"), "danneggiato"),
    "styles missing": Wrong(_with(xl__styles_xml=b"<styleSheet xmlns='%s'/>" % _MAIN), "danneggiato"),
    "style out of bounds": Wrong(_changed(_SHEET, b' s="', b' s="9999'), "danneggiato"),
    "XML cut short": Wrong(_changed(_SHEET, b"</sheetData>", b""), "danneggiato"),
    "XML of another kind": Wrong(_with(xl__worksheets__sheet4_xml=b"ciao"), "danneggiato"),
    "not a number": Wrong(_changed(_SHEET, b"<v>100000000</v>", b"<v>NaN</v>"), "danneggiato"),
    "text number out of bounds": Wrong(_changed(_SHEET, b't="n"><v>1000', b't="s"><v>1000'), "danneggiato"),
    "unknown attribute value": Wrong(_changed(_SHEET, b'state="frozen"', b'state="qualsiasi"'), "danneggiato"),
    # harm
    "zip bomb": Wrong(_with(xl__worksheets__sheet99_xml=b" " * 210_000_000), "troppo grande"),
    "bomb beside the sheets": Wrong(_with(xl__media__image1_xml=b"\0" * 210_000_000), "troppo grande"),
    "bomb of empty cells": Wrong(_with(xl__worksheets__sheet4_xml=_CELLS), "troppo grande"),
    "bomb of rows": Wrong(_with(xl__worksheets__sheet4_xml=_ROWS), "troppo grande"),
    "too many parts": Wrong(_with(**{f"x{number}": b"" for number in range(2001)}), "troppo grande"),
    "XML bomb": Wrong(_changed(_SHEET, b"<worksheet", _ENTITIES + b"<worksheet"), "per sicurezza"),
    "XML bomb in the styles": Wrong(_changed("xl/styles.xml", b"<style", _ENTITIES + b"<style"), "per sicurezza"),
    "file from elsewhere": Wrong(
        _changed(_SHEET, b"<worksheet", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///e">]><worksheet'), "per sicurezza"
    ),
    "XML in UTF-16": Wrong(_with(xl__worksheets__sheet4_xml="<worksheet/>".encode("utf-16")), "per sicurezza"),
}  # fmt: skip


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A workbook without fault."""
    return make_workbook(tmp_path_factory.mktemp("good")).read_bytes()


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_file_is_refused_in_its_own_words(tmp_path: Path, good: bytes, kind: str):
    """What is no workbook of ours, damaged or harmful is named, with a remedy, as exit code 4."""
    path = tmp_path / "raa-2019.xlsx"
    path.write_bytes(WRONG[kind].make(good))
    with pytest.raises(FileError, match=WRONG[kind].words) as caught:
        read_workbook(path)
    assert caught.value.exit_code is ExitCode.FILE
    assert "raa-2019.xlsx" in caught.value.message
    assert caught.value.remedy.endswith(".")


def test_the_words_are_those_of_people(tmp_path: Path, good: bytes, capsys: pytest.CaptureFixture[str]):
    """On the console a wrong file is two lines of Italian, and no traceback."""
    path = tmp_path / "raa-2019.xlsx"
    path.write_bytes(good[: len(good) // 2])
    assert cli.main(["check", str(path)]) == 4
    said = capsys.readouterr()
    assert said.out == ""
    assert "incompleto" in said.err
    assert "Traceback" not in said.err


def test_a_good_file_and_a_wrong_one_are_both_refused(tmp_path: Path, good: bytes):
    """Of several workbooks one that is wrong stops the command: half an edition helps nobody."""
    (tmp_path / "a.xlsx").write_bytes(good)
    (tmp_path / "b.xlsx").write_bytes(b"")
    with pytest.raises(FileError, match=r"b\.xlsx"):
        pipeline.check_all([tmp_path / "a.xlsx", tmp_path / "b.xlsx"])


# ── paths ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["~$raa-2019.xlsx", ".~lock.raa-2019.xlsx#"])
def test_the_file_of_a_lock_is_known_by_its_name(tmp_path: Path, name: str):
    """Excel and LibreOffice lay a small file beside a workbook that is open; it may not even be readable."""
    with pytest.raises(FileError, match="file di blocco"):
        read_workbook(tmp_path / name)


def test_paths_that_lead_to_no_file(tmp_path: Path):
    """A missing file, a folder, a name that can't be, a path too long, a pipe: each in its words."""
    os.mkfifo(tmp_path / "pipe.xlsx")
    for path, words in (
        (tmp_path / "no.xlsx", "non esiste"),
        (tmp_path, "è una cartella"),
        (tmp_path / "file.xlsx" / "x.xlsx", "non esiste"),
        (tmp_path / ("n" * 300), "percorso è troppo lungo"),
        (tmp_path / "a\0b", "nome non è valido"),
        (tmp_path / "pipe.xlsx", "non è un file"),
    ):
        with pytest.raises(FileError, match=words) as caught:
            read_workbook(path)
        assert caught.value.remedy


def test_a_file_that_may_not_be_read(tmp_path: Path, good: bytes):
    """As when Excel holds it open on Windows: the words say to close it."""
    path = tmp_path / "raa-2019.xlsx"
    path.write_bytes(good)
    path.chmod(0)
    try:
        os.seteuid(65534 if os.geteuid() == 0 else os.geteuid())  # root may read everything
        with pytest.raises(FileError, match="permesso") as caught:
            read_workbook(path)
    finally:
        os.seteuid(os.getuid())
    assert "chiuderlo" in caught.value.remedy


# ── memory ───────────────────────────────────────────────────────────────────

_READ = """
import sys
from pathlib import Path
from raa_builder.errors import FileError
from raa_builder.workbook.reader import read_workbook
try:
    reading = read_workbook(Path(sys.argv[1]))
    print(len(reading.findings))
except FileError as error:
    print(error.message)
status = Path("/proc/self/status").read_text()  # what resource tells includes the process that started this one
print(status.partition("VmHWM:")[2].split()[0])
"""


def _peak(path: Path) -> tuple[str, int]:
    """What reading says, and the most memory that it took, KiB."""
    done = subprocess.run([sys.executable, "-c", _READ, str(path)], check=True, capture_output=True, text=True)
    said, peak = done.stdout.splitlines()
    return said, int(peak)


@pytest.mark.parametrize("kind", ["zip bomb", "bomb of empty cells", "bomb of rows", "XML bomb"])
def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, good: bytes, kind: str):
    """No bomb takes more than 200 MB of memory."""
    path = tmp_path / "raa-2019.xlsx"
    path.write_bytes(WRONG[kind].make(good))
    said, peak = _peak(path)
    assert WRONG[kind].words in said
    assert peak < _MOST_MEMORY


def test_a_column_coloured_to_its_end_is_read(tmp_path: Path, good: bytes):
    """A million formatted cells that hold nothing are passed over, and what stands above them is read."""
    parts = _parts(good)
    rows = b"".join(b'<row r="%d" spans="1:9"><c r="A%d" s="1"/></row>' % (row, row) for row in range(300, 1_048_577))
    parts[_SHEET] = parts[_SHEET].replace(b"</sheetData>", rows + b"</sheetData>")
    path = tmp_path / "raa-2019.xlsx"
    path.write_bytes(_zip(parts))
    said, peak = _peak(path)
    assert said == "0"
    assert peak < 2 * _MOST_MEMORY


def test_a_workbook_in_an_unusual_coat_is_read(tmp_path: Path, good: bytes):
    """Parts in another order, not compressed, with a comment and a preamble of the zip: it is the same workbook."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as archive:
        archive.comment = b"inviato per posta"
        for name, content in sorted(_parts(good).items(), reverse=True):
            archive.writestr(name, content)
    path = tmp_path / "raa-2019.xlsx"
    path.write_bytes(output.getvalue())
    assert read_workbook(path).findings == ()


def test_fixed_findings_are_no_reason_to_refuse(tmp_path: Path):
    """A workbook of ours with a sheet that is gone is a workbook with a finding, not a wrong file."""

    def spoil(book: Workbook) -> None:
        book.remove(book["Deroghe"])
        fill(book["Finanza"], "I.F1", {"Anno": "n.d."})

    codes = [finding.code for finding in read_workbook(make_workbook(tmp_path, edit=spoil)).findings]
    assert codes == ["RAA202", "RAA101"]
