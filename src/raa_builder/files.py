# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing files so that nothing is ever half written: bytes go to a temporary file beside, which is then renamed."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from raa_builder.errors import FileError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

# why a file can't be written or read, as people say it
_FAULTS = {
    errno.ENOSPC: "il disco è pieno",
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: "lo spazio concesso è esaurito",
    errno.EACCES: "manca il permesso, o il file è aperto in un altro programma",
    errno.EPERM: "manca il permesso, o il file è aperto in un altro programma",
    errno.EROFS: "la cartella è di sola lettura",
    errno.ENAMETOOLONG: "il percorso è troppo lungo",
    errno.ENOTDIR: "una parte del percorso è un file, non una cartella",
    errno.EEXIST: "al posto della cartella c'è un file",
    errno.EISDIR: "al posto del file c'è una cartella",
    errno.ENOENT: "il file o la cartella non esiste",
    errno.EFBIG: "il file è troppo grande",
    errno.EIO: "il disco o la rete non risponde",
}
_REMEDIES = {
    errno.ENOSPC: "Il disco è pieno: liberare spazio e riprovare.",
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: "Lo spazio concesso è esaurito: liberarne e riprovare.",
    errno.EACCES: "Controllare i permessi della cartella e chiudere il file se è aperto in un altro programma.",
    errno.EPERM: "Controllare i permessi della cartella e chiudere il file se è aperto in un altro programma.",
    errno.EROFS: "La cartella è di sola lettura: indicarne un'altra con -o.",
    errno.ENAMETOOLONG: "Il percorso è troppo lungo: indicarne uno più breve con -o.",
    errno.ENOTDIR: "Una parte del percorso è un file, non una cartella: indicarne un altro con -o.",
    errno.EEXIST: "Al posto della cartella c'è un file: spostarlo, o indicare un'altra cartella con -o.",
    errno.EISDIR: "Al posto del file c'è una cartella: indicare un altro nome con -o.",
}


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write several files: every one is complete on disk before the first takes its place.

    Args:
        files: Content of each file by its path; missing folders are made.

    Raises:
        FileError: A file can't be written; those that stood there before are untouched.
    """
    staged: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, content in files.items():
            if path.is_dir():  # which the renaming would find only after it has replaced the files before
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if path.exists():
                path.open("r+b").close()  # nor may it be locked by another program, as Word does on Windows
            path.parent.mkdir(parents=True, exist_ok=True)
            staged.append((_staged(path, content), path))
        for temporary, path in staged:
            temporary.replace(path)
    except OSError as error:
        remedy = _REMEDIES.get(error.errno or 0, "Controllare la cartella, o indicarne un'altra con -o.")
        raise FileError(f"Il file {path} non si può scrivere: {fault(error)}.", remedy) from error
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def fault(error: OSError) -> str:
    """Why the system refused, in Italian; in its own words where it says something rare."""
    return _FAULTS.get(error.errno or 0) or error.strerror or str(error)


def need_suffix(path: Path, suffix: str) -> None:
    """Make sure that a file is named as what it is.

    Raises:
        UsageError: Its name ends otherwise.
    """
    if path.suffix.lower() != suffix:
        raise UsageError(f"{path} non è il nome di un file {suffix}.", f"Chiamarlo {path.stem or 'raa'}{suffix}.")


def refuse_to_replace(path: Path, source: Path | None, remedy: str, *, force: bool = False) -> None:
    """Make sure that a new file takes the place of no other one.

    Args:
        path: Where it is to be written.
        source: What it is made from, which is never replaced; `None` when it is made from nothing.
        remedy: What to do when something stands there.
        force: Whether another file may be replaced.

    Raises:
        UsageError: It is the source.
        FileError: Something stands there.
    """
    try:
        is_there = path.exists()
        is_source = is_there and source is not None and path.samefile(source)
    except OSError:
        return  # a name too long, a closed folder, no such source: said when it is read or written
    if is_source:
        raise UsageError(f"{path} è il foglio di lavoro di partenza.", "Indicare un altro nome.")
    if is_there and path.is_dir():
        raise FileError(f"{path} è una cartella.", "Indicare il nome di un file.")
    if is_there and not force:
        raise FileError(f"Il file {path} esiste già.", remedy)


def _staged(path: Path, content: bytes) -> Path:
    """A temporary file beside `path` that holds its content, flushed to disk."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}-", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
    except BaseException:  # an interruption too leaves nothing behind
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
