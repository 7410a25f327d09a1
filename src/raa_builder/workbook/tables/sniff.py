# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening a workbook that came back: a path in, a `Book` out, or a `FileError` that says what the file is instead.

The bytes are looked at before openpyxl sees them, since it gives the same error for a password, an old format and a
broken file, and would unpack a bomb. What openpyxl still refuses becomes a `FileError` too.
"""

from __future__ import annotations

import errno
import io
import re
import warnings
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn

from openpyxl import load_workbook

from raa_builder.cells import Cell
from raa_builder.errors import FileError
from raa_builder.workbook import layout
from raa_builder.workbook.tables.locate import cells_by_row
from raa_builder.workbook.tables.slim import SHEETS, count_cells, slimmed
from raa_builder.workbook.tables.versions import bring_up_to_date

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

# our workbooks unzip to 0.1-0.2 MB
_MAX_FILE = 100_000_000
_MAX_UNZIPPED = 200_000_000
_MAX_ENTRIES = 2000
_MAX_RATIO, _RATIO_FROM = 100, 25_000_000
_MAX_CELLS, _MANY_CELLS = 2_500_000, 150_000
_KNOWN_SHEETS = 3

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_CHUNK = 1 << 20
_ENCRYPTED = 0x1
_RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_TARGET = re.compile(rb"""\bTarget\s*=\s*["']([^"']*)""")
_SAVE_AS = "Aprirlo con Excel o LibreOffice, salvarlo come «Cartella di lavoro di Excel (.xlsx)» e riprovare."
_COPY_AGAIN = "Farsi rimandare il file o riprendere l'ultima copia buona."
_OUR_FILE = "Indicare il file .xlsx creato con «raa-builder new»."

# what a file that is no zip begins with, what it then is, and what to do
_BEGINNINGS: tuple[tuple[tuple[bytes, ...], str, str], ...] = (
    ((b"%pdf",), "un PDF", _OUR_FILE),
    ((b"{\\rtf",), "un documento di testo (.rtf)", _OUR_FILE),
    (
        (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta"),
        "una pagina web con il nome di un file di Excel",
        _SAVE_AS,
    ),
    ((b"<?xml", b"<workbook"), "un file XML, forse del vecchio formato «Foglio di calcolo XML 2003»", _SAVE_AS),
    ((b"7z\xbc\xaf", b"rar!", b"\x1f\x8b"), "un archivio compresso", "Estrarne il file .xlsx e indicare quello."),
)


class Book:
    """A workbook that can be read.

    Attributes:
        name: File name, without folder, unless several of one reading share it.
        workbook: With formulas as formulas.
        is_among_others: Whether it is read together with others, so that its cells must name it.
    """

    def __init__(self, path: Path, data: bytes, workbook: Workbook) -> None:
        self.name = path.name
        self.workbook = workbook
        self.is_among_others = False
        self._path = path
        self._data = data
        self._results: Workbook | None = None

    def cell(self, sheet: str, row: int, column: int) -> Cell:
        """The place of a cell; column 0 is the whole row."""
        return Cell(sheet, row, column, self.name, self.is_among_others)

    @cached_property
    def meta(self) -> dict[str, str]:
        """What the hidden sheet `_meta` says of the workbook; empty when it is not there."""
        if layout.META_NAME not in self.workbook.sheetnames:
            return {}
        rows = cells_by_row(self.workbook[layout.META_NAME]).values()
        return {str(row[1].value): str(row[2].value).strip() for row in rows if {1, 2} <= row.keys()}

    @property
    def axis(self) -> str:
        """Label of the axis for whose manager it was issued; empty when it is a whole workbook."""
        return self.meta.get(layout.META_AXIS, "")

    @property
    def year(self) -> int | None:
        """The year for which it was made."""
        years = {str(year): year for year in range(layout.YEAR_MIN, layout.YEAR_MAX + 1)}
        return years.get(self.meta.get(layout.META_YEAR, ""))

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
    _refuse_lock(path)
    data = _bytes(path)
    _refuse_other_kinds(path, data)
    _unpack(path, data)
    data = slimmed(data, layout.HELP_NAMES)
    workbook = _load(path, data)
    _refuse_other_workbooks(path, workbook)
    return Book(path, data, workbook)


def _refuse_lock(path: Path) -> None:
    """The file beside a workbook that is open says who has opened it; on Windows it can't even be read."""
    if path.name.startswith(("~$", ".~lock.")):
        raise FileError(
            f"{path} è il file di blocco che Excel o LibreOffice crea mentre la cartella di lavoro è aperta.",
            "Indicare il file con lo stesso nome senza «~$».",
        )


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise FileError(f"{path} è una cartella, non un file.", "Indicare il file .xlsx.")
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise FileError(f"{path} non è un file.", "Indicare il file .xlsx.")
        if path.stat().st_size > _MAX_FILE:
            _too_big(path)
        return path.read_bytes()
    except FileNotFoundError:
        raise FileError(f"Il file {path} non esiste.", "Controllare il nome e la cartella.") from None
    except PermissionError:
        raise FileError(
            f"Non si ha il permesso di leggere {path}.",
            "Se è aperto in Excel, salvarlo e chiuderlo; altrimenti chiederne l'accesso a chi lo tiene.",
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        too_long = isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG
        reason = "il percorso è troppo lungo" if too_long else "il disco o la rete non risponde, o il nome non è valido"
        remedy = "Copiarlo in una cartella dal percorso più breve." if too_long else "Copiarlo in un'altra cartella."
        raise FileError(f"Il file {path} non si può leggere: {reason}.", remedy) from error


def _refuse_other_kinds(path: Path, data: bytes) -> None:
    if not data:
        raise FileError(f"Il file {path} è vuoto.", _COPY_AGAIN)
    if data.startswith(_OLE):
        _refuse_ole(path, data)
    if not data.startswith(_ZIP):
        kind, remedy = _kind_of(data)
        raise FileError(f"{path} non è una cartella di lavoro .xlsx: è {kind}.", remedy)


def _kind_of(data: bytes) -> tuple[str, str]:
    """What the bytes are that are no zip, and what to do."""
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for beginnings, kind, remedy in _BEGINNINGS:
        if start.startswith(beginnings):
            return kind, remedy
    if start.startswith(_UTF_16) or (b"\0" not in start and _is_text(start)):
        return "un file di testo (.csv)", _SAVE_AS
    return "un file di un altro tipo, o rovinato", _COPY_AGAIN


def _is_text(data: bytes) -> bool:
    return all(byte >= 0x20 or byte in b"\t\r\n" for byte in data)


def _refuse_ole(path: Path, data: bytes) -> NoReturn:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise FileError(
            f"{path} è protetto da una password di apertura.",
            "Aprirlo in Excel, togliere la password (File > Informazioni > Proteggi cartella di lavoro) e salvarlo.",
        )
    if "WordDocument".encode("utf-16-le") in data:
        raise FileError(f"{path} è un documento di Word (.doc), non una cartella di lavoro.", _OUR_FILE)
    raise FileError(f"{path} è nel vecchio formato di Excel (.xls) o di un altro programma.", _SAVE_AS)


@dataclass(slots=True)
class _Unpacked:
    """What was counted while the parts of a zip were unpacked, piece by piece: the sizes that it declares may lie."""

    packed: int
    size: int = 0
    cells: int = 0
    full: int = 0

    def add(self, piece: bytes, *, is_sheet: bool) -> None:
        """Count a piece."""
        self.size += len(piece)
        if is_sheet:
            begun, full = count_cells(piece)
            self.cells += begun
            self.full += full

    @property
    def is_too_much(self) -> bool:
        """Whether it can't be what somebody typed: too large, or too much of the same."""
        is_inflated = self.size > _MAX_RATIO * self.packed
        if self.size > _MAX_UNZIPPED or self.full > _MAX_CELLS:
            return True
        return is_inflated and (self.size > _RATIO_FROM or self.cells > _MANY_CELLS)


def _unpack(path: Path, data: bytes) -> None:
    """Look at every part, and refuse what is another program's, damaged or harmful."""
    part = ""
    counted = _Unpacked(len(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {entry.filename for entry in archive.infolist()}
            _refuse_other_zips(path, names)
            if len(archive.infolist()) > _MAX_ENTRIES:
                _too_big(path)
            for entry in archive.infolist():
                part = entry.filename
                if entry.flag_bits & _ENCRYPTED:
                    raise FileError(f"{path} è un archivio protetto da password.", _SAVE_AS)
                _scan(path, archive, entry, counted)
            _refuse_without_sheets(path, archive, names)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        if not part:
            raise FileError(
                f"{path} è incompleto: ne manca la fine, come dopo una copia interrotta.", _COPY_AGAIN
            ) from error
        raise FileError(f"{path} è danneggiato: la parte {part} non si legge.", _COPY_AGAIN) from error


def _refuse_other_zips(path: Path, names: set[str]) -> None:
    if "[Content_Types].xml" not in names:
        kind = "un foglio di LibreOffice (.ods)" if "mimetype" in names else "un archivio zip"
        raise FileError(f"{path} è {kind}, non una cartella di lavoro .xlsx.", _SAVE_AS)
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        kind = "un documento di Word" if "word/document.xml" in names else "una presentazione"
        raise FileError(f"{path} è {kind}, non una cartella di lavoro .xlsx.", _OUR_FILE)
    if any(name.endswith("workbook.bin") for name in names):
        raise FileError(f"{path} è nel formato binario di Excel (.xlsb).", _SAVE_AS)
    if any(name.endswith("vbaProject.bin") for name in names):
        raise FileError(f"{path} contiene macro (.xlsm): non si apre per sicurezza.", _SAVE_AS)


def _scan(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, counted: _Unpacked) -> None:
    is_markup = not entry.filename.startswith("xl/media/")  # any name but a picture's may be read as XML
    is_sheet = entry.filename.startswith(SHEETS)
    tail = b""
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            counted.add(chunk, is_sheet=is_sheet)
            if counted.is_too_much:
                _too_big(path)
            if is_markup:
                _refuse_doctype(path, tail + chunk)
                tail = chunk[-16:]
            if entry.filename == "xl/workbook.xml":
                _refuse_strict(path, chunk)
            if entry.filename == "[Content_Types].xml":
                _refuse_macros(path, chunk)


def _refuse_without_sheets(path: Path, archive: zipfile.ZipFile, names: set[str]) -> None:
    """A sheet whose part is gone would be passed over in silence."""
    if _RELATIONSHIPS not in names:
        return
    for relationship in _RELATIONSHIP.findall(archive.read(_RELATIONSHIPS)):
        target = _TARGET.search(relationship)
        if b'/worksheet"' not in relationship.replace(b"'", b'"') or target is None:
            continue
        name = target[1].decode("utf-8", "replace")
        if (name.removeprefix("/") if name.startswith("/") else f"xl/{name.removeprefix('./')}") not in names:
            raise FileError(f"{path} è danneggiato: manca la parte {name}, cioè un intero foglio.", _COPY_AGAIN)


def _refuse_doctype(path: Path, markup: bytes) -> None:
    # a part in UTF-16 would hide the word; Excel and LibreOffice write UTF-8
    if b"<!DOCTYPE" in markup or b"<!ENTITY" in markup or markup.startswith(_UTF_16):
        raise FileError(
            f"{path} contiene definizioni che un file di Excel non ha: non si apre per sicurezza.", _SAVE_AS
        )


def _refuse_strict(path: Path, markup: bytes) -> None:
    if b"purl.oclc.org/ooxml" in markup:
        raise FileError(
            f"{path} è salvato come «Cartella di lavoro Open XML Strict», che non si può leggere.", _SAVE_AS
        )


def _refuse_macros(path: Path, markup: bytes) -> None:
    if b"macroEnabled.main" in markup:
        raise FileError(f"{path} contiene macro (.xlsm): non si apre per sicurezza.", _SAVE_AS)


def _too_big(path: Path) -> NoReturn:
    raise FileError(
        f"{path} è troppo grande per essere una scheda: contiene troppe righe formattate, o immagini.",
        "Copiare i dati, come soli valori, nella scheda ricevuta.",
    )


def _load(path: Path, data: bytes, *, results: bool = False) -> Workbook:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it does not keep; nothing is saved here
            workbook = load_workbook(io.BytesIO(data), data_only=results, keep_links=False)
    except MemoryError:
        _too_big(path)
    except Exception as error:  # openpyxl lets any error of its parsers through: KeyError, IndexError, ParseError…
        raise FileError(f"{path} è danneggiato: non si riesce a leggerlo.", _SAVE_AS) from error
    bring_up_to_date(path, workbook)
    return workbook


def _refuse_other_workbooks(path: Path, workbook: Workbook) -> None:
    names = {layout.normalised(name) for name in workbook.sheetnames}
    known = sum(layout.normalised(sheet.name) in names for sheet in layout.SHEETS)
    if layout.META_NAME not in workbook.sheetnames and known < _KNOWN_SHEETS:
        raise FileError(
            f"{path} non è una scheda di raccolta dei dati: non ne ha i fogli.",
            _OUR_FILE,
        )
