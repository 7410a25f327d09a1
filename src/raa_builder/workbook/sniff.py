# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening a workbook that came back: a path in, a `Book` out, or a `FileError` that says what the file is instead.

The bytes are looked at before openpyxl sees them, since it gives the same error for a password, an old format and a
broken file, and would unpack a bomb. What openpyxl still refuses becomes a `FileError` too.
"""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from typing import TYPE_CHECKING, NoReturn

from openpyxl import load_workbook

from raa_builder.errors import FileError
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

# our workbooks unzip to 0.1-0.2 MB
_MAX_FILE = 100_000_000
_MAX_UNZIPPED = 200_000_000
_MAX_ENTRIES = 2000
_MAX_RATIO, _RATIO_FROM = 100, 25_000_000
_KNOWN_SHEETS = 3

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_CHUNK = 1 << 20
_SAVE_AS = "Aprirlo con Excel o LibreOffice, salvarlo come «Cartella di lavoro di Excel (.xlsx)» e riprovare."
_COPY_AGAIN = "Farsi rimandare il file o riprendere l'ultima copia buona."


class Book:
    """A workbook that can be read.

    Attributes:
        name: File name, without folder.
        workbook: With formulas as formulas.
    """

    def __init__(self, path: Path, data: bytes, workbook: Workbook) -> None:
        self.name = path.name
        self.workbook = workbook
        self._path = path
        self._data = data
        self._results: Workbook | None = None

    def result(self, sheet: str, row: int, column: int) -> object:
        """The stored result of a formula, or `None`. The first call loads the workbook once more."""
        if self._results is None:
            self._results = _load(self._path, self._data, results=True)
        value: object = self._results[sheet].cell(row, column).value
        return value


def open_workbook(path: Path) -> Book:
    """Open a workbook made by this program.

    Raises:
        FileError: The file can't be read, is of another kind, may harm, or is another workbook altogether.
    """
    data = _bytes(path)
    _refuse_other_kinds(path, data)
    _refuse_harmful(path, data)
    workbook = _load(path, data)
    _refuse_other_workbooks(path, workbook)
    return Book(path, data, workbook)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise FileError(f"{path} è una cartella, non un file.", "Indicare il file .xlsx.")
        if path.stat().st_size > _MAX_FILE:
            _too_big(path)
        return path.read_bytes()
    except FileNotFoundError:
        raise FileError(f"Il file {path} non esiste.", "Controllare il nome e la cartella.") from None
    except PermissionError:
        raise FileError(
            f"Non si ha il permesso di leggere {path}.", "Chiuderlo, se è aperto altrove, o chiederne l'accesso."
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        raise FileError(f"Il file {path} non si può leggere ({error}).", "Copiarlo in un'altra cartella.") from error


def _refuse_other_kinds(path: Path, data: bytes) -> None:
    if not data:
        raise FileError(f"Il file {path} è vuoto.", _COPY_AGAIN)
    if path.name.startswith("~$"):
        raise FileError(
            f"{path} è il file di blocco che Excel crea mentre la cartella di lavoro è aperta.",
            "Indicare il file con lo stesso nome senza «~$».",
        )
    if data.startswith(_OLE):
        _refuse_ole(path, data)
    if not data.startswith(_ZIP):
        raise FileError(f"{path} non è una cartella di lavoro .xlsx.", _SAVE_AS)


def _refuse_ole(path: Path, data: bytes) -> NoReturn:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise FileError(
            f"{path} è protetto da una password di apertura.",
            "Aprirlo in Excel, togliere la password (File > Informazioni > Proteggi cartella di lavoro) e salvarlo.",
        )
    raise FileError(f"{path} è nel vecchio formato di Excel (.xls) o di un altro programma.", _SAVE_AS)


def _refuse_harmful(path: Path, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {entry.filename for entry in archive.infolist()}
            _refuse_other_zips(path, names)
            if len(archive.infolist()) > _MAX_ENTRIES:
                _too_big(path)
            _scan_parts(path, archive, len(data))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise FileError(f"{path} è danneggiato ({error}).", _COPY_AGAIN) from error


def _refuse_other_zips(path: Path, names: set[str]) -> None:
    if "[Content_Types].xml" not in names:
        kind = "un foglio di LibreOffice (.ods)" if "mimetype" in names else "un archivio zip"
        raise FileError(f"{path} è {kind}, non una cartella di lavoro .xlsx.", _SAVE_AS)
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        kind = "un documento di Word" if "word/document.xml" in names else "una presentazione"
        raise FileError(f"{path} è {kind}, non una cartella di lavoro .xlsx.", "Indicare il file .xlsx.")
    if any(name.endswith("workbook.bin") for name in names):
        raise FileError(f"{path} è nel formato binario di Excel (.xlsb).", _SAVE_AS)


def _scan_parts(path: Path, archive: zipfile.ZipFile, packed: int) -> None:
    """Unpack each part piece by piece, counting: the sizes that a zip declares may lie."""
    unpacked = 0
    for entry in archive.infolist():
        is_markup = not entry.filename.startswith("xl/media/")  # any name but a picture's may be read as XML
        tail = b""
        with archive.open(entry) as part:
            while chunk := part.read(_CHUNK):
                unpacked += len(chunk)
                if unpacked > _MAX_UNZIPPED or (unpacked > _RATIO_FROM and unpacked > _MAX_RATIO * packed):
                    _too_big(path)
                if is_markup:
                    _refuse_doctype(path, tail + chunk)
                    tail = chunk[-16:]
                if entry.filename == "xl/workbook.xml":
                    _refuse_strict(path, chunk)


def _refuse_doctype(path: Path, markup: bytes) -> None:
    # a part in UTF-16 would hide the word; Excel and LibreOffice write UTF-8
    if b"<!DOCTYPE" in markup or b"<!ENTITY" in markup or markup.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileError(
            f"{path} contiene definizioni che un file di Excel non ha: non si apre per sicurezza.", _SAVE_AS
        )


def _refuse_strict(path: Path, markup: bytes) -> None:
    if b"purl.oclc.org/ooxml" in markup:
        raise FileError(
            f"{path} è salvato come «Cartella di lavoro Open XML Strict», che non si può leggere.", _SAVE_AS
        )


def _too_big(path: Path) -> NoReturn:
    raise FileError(
        f"{path} è troppo grande per essere una scheda: contiene troppe righe formattate, o immagini.",
        "Copiare i dati, come soli valori, nella scheda ricevuta.",
    )


def _load(path: Path, data: bytes, *, results: bool = False) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it does not keep; nothing is saved here
            return load_workbook(io.BytesIO(data), data_only=results, keep_links=False)
    except MemoryError:
        _too_big(path)
    except Exception as error:  # openpyxl lets any error of its parsers through: KeyError, IndexError, ParseError…
        raise FileError(f"{path} è danneggiato: non si riesce a leggerlo ({error}).", _SAVE_AS) from error


def _refuse_other_workbooks(path: Path, workbook: Workbook) -> None:
    names = {layout.normalised(name) for name in workbook.sheetnames}
    known = sum(layout.normalised(sheet.name) in names for sheet in layout.SHEETS)
    if layout.META_NAME not in workbook.sheetnames and known < _KNOWN_SHEETS:
        raise FileError(
            f"{path} non è una scheda di raccolta dei dati: non ne ha i fogli.",
            "Indicare il file creato con «raa-builder new».",
        )
