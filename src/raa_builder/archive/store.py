# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The archive's folders: the files of a revision in, its folder `YEAR/rN` out, whole or not at all.

A revision is written beside the years in a folder `.in-corso-…`, flushed to disk, and renamed: a process killed at any
instant leaves the archive as it was, or with the whole new revision. One process at a time stores; what a dead one has
left is taken away by the next.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.archive.lock import BusyError, locked
from raa_builder.errors import FileError, UsageError
from raa_builder.files import fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

STAGING = ".in-corso-"
_YEAR = re.compile(r"\d{4}\Z", re.ASCII)
_REVISION = re.compile(r"r([1-9]\d*)\Z", re.ASCII)
_EDITION = re.compile(r"(\d{4})(?::r([1-9]\d*))?\Z", re.ASCII)
_NO_SPACE = "Liberare spazio e riprovare, o indicare un altro archivio con --archive."
_NO_PERMISSION = "Controllare i permessi della cartella, o indicare un altro archivio con --archive."
_REMEDIES = {
    errno.ENOSPC: _NO_SPACE,
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: _NO_SPACE,
    errno.EFBIG: _NO_SPACE,
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EROFS: "La cartella è di sola lettura: indicare un altro archivio con --archive.",
    errno.ENAMETOOLONG: "Il percorso è troppo lungo: indicare con --archive un archivio dal percorso più breve.",
    errno.ENOTDIR: "Una parte del percorso è un file, non una cartella: indicare un altro archivio con --archive.",
    errno.EEXIST: "Una parte del percorso è un file, non una cartella: indicare un altro archivio con --archive.",
}


class Revision(NamedTuple):
    """An archived edition: the year of the report, the number of the revision, from 1, and its folder."""

    year: int
    number: int
    folder: Path

    @property
    def name(self) -> str:
        """`2019:r2`, as commands take it."""
        return f"{self.year}:r{self.number}"


def edition_name(text: str) -> tuple[int, int | None] | None:
    """The year and the revision that `2019` or `2019:r2` name; `None` for anything else, as a path."""
    match = _EDITION.match(text)
    return (int(match[1]), int(match[2]) if match[2] else None) if match else None


def revisions(archive: Path, year: int | None = None) -> tuple[Revision, ...]:
    """The revisions of a year, or of all, in order.

    Raises:
        FileError: The folder can't be read.
    """
    try:
        years = [folder for folder in archive.iterdir() if _YEAR.match(folder.name) and folder.is_dir()]
        found = [
            Revision(int(folder.name), int(match[1]), one)
            for folder in years
            if year in (None, int(folder.name))
            for one in folder.iterdir()
            if (match := _REVISION.match(one.name)) and one.is_dir()
        ]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise _unreadable(archive, error) from error
    return tuple(sorted(found))


def revision(archive: Path, year: int, number: int | None = None) -> Revision:
    """One revision; the last of its year when no number is given.

    Raises:
        UsageError: There is none.
        FileError: The folder can't be read.
    """
    known = revisions(archive, year)
    if number is None and known:
        return known[-1]
    for one in known:
        if one.number == number:
            return one
    wanted = f"dell'edizione {year}" if number is None else f"della revisione {year}:r{number}"
    there = ", ".join(one.name for one in known or revisions(archive))
    raise UsageError(
        f"Nell'archivio {archive} non c'è traccia {wanted}.",
        f"Ci sono: {there}." if there else "L'archivio è vuoto: controllarne il percorso (--archive).",
    )


def fingerprint(one: Revision) -> str:
    """The SHA-512 of a revision's own list of checksums, which changes with any byte of it; empty when it has none."""
    try:
        return hashlib.sha512((one.folder / "tagmanifest-sha512.txt").read_bytes()).hexdigest()
    except OSError:
        return ""


def leftovers(archive: Path) -> tuple[Path, ...]:
    """The folders in which a revision is being written, or was when its process died."""
    try:
        return tuple(sorted(path for path in archive.iterdir() if path.name.startswith(STAGING)))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise _unreadable(archive, error) from error


def store(
    archive: Path, year: int, files: Callable[[int, Revision | None], Mapping[str, bytes]], *, wait: float = 60
) -> Revision:
    """Add a revision.

    Args:
        archive: The archive's folder, made if it is not there.
        year: The report's year.
        files: Given the number of the new revision and the one before it, the content of each file by its path below
            the revision's folder, with slashes. It is called while no other process stores anything.
        wait: For how many seconds at most to wait for another process.

    Raises:
        FileError: The archive can't be written to, or another process is storing; nothing is left behind.
    """
    try:
        with _folder(archive), locked(archive, wait) as is_alone:
            if is_alone:
                for old in leftovers(archive):
                    shutil.rmtree(old, ignore_errors=True)
            known = revisions(archive, year)
            number = known[-1].number + 1 if known else 1
            content = files(number, known[-1] if known else None)
            target = archive / str(year) / f"r{number}"
            with _folder(target.parent), _staged(archive, f"{year}-r{number}", content) as staging:
                staging.rename(target)
                _flush_folder(target.parent)
                _flush_folder(archive)
            return Revision(year, number, target)
    except BusyError as error:
        raise FileError(
            f"Un altro processo sta archiviando in {archive}.", "Attendere che abbia finito, e riprovare."
        ) from error
    except OSError as error:
        raise _unwritable(archive, error) from error


@contextmanager
def _folder(folder: Path) -> Iterator[None]:
    """Make a folder and those above it; those made that nothing was put into are taken away in the end."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        for one in reversed(missing):
            one.mkdir(exist_ok=True)
            _flush_folder(one.parent)
        yield
    finally:
        for one in missing:
            with suppress(OSError):  # it holds the revision, or something of another process
                one.rmdir()


@contextmanager
def _staged(archive: Path, name: str, content: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder with the files, all on disk, to be renamed; it is taken away if it was not."""
    staging = Path(tempfile.mkdtemp(prefix=f"{STAGING}{name}-{os.getpid()}-", dir=archive))
    try:
        for path, data in content.items():
            _write(staging / path, data)
        staging.chmod(0o777 & ~_umask())
        for folder, _, _ in os.walk(staging, topdown=False):
            _flush_folder(Path(folder))
        yield staging
    finally:
        if staging.exists():
            shutil.rmtree(staging, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Flush a folder's list of names to disk, which flushing its files does not."""
    if sys.platform == "win32":  # where folders can't be opened
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.EBADF}:  # some network file systems can't, and need not
            raise
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(archive: Path, error: OSError) -> FileError:
    if error.errno in {errno.ENOTEMPTY, errno.EEXIST} and error.filename2:
        return FileError(
            f"In {archive} un altro processo ha archiviato nello stesso momento.", "Dare di nuovo il comando."
        )
    return FileError(
        f"Nell'archivio {archive} non si può scrivere: {fault(error)}.",
        _REMEDIES.get(error.errno or 0, "Controllare la cartella, o indicare un altro archivio con --archive."),
    )


def _unreadable(archive: Path, error: OSError) -> FileError:
    return FileError(
        f"L'archivio {archive} non si può leggere: {fault(error)}.",
        _REMEDIES.get(error.errno or 0, "Controllare il percorso e i permessi della cartella (--archive)."),
    )
