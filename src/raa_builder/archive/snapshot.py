# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes into a revision from elsewhere, as it stood: workbooks and templates in, their bytes by path out."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from raa_builder.archive.bag import safe_name
from raa_builder.archive.settings import SETTINGS
from raa_builder.errors import FileError, UsageError
from raa_builder.files import fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def workbooks(paths: Sequence[Path]) -> dict[str, bytes]:
    """The workbooks by the names that they get in the archive, in the order given.

    Raises:
        UsageError: Two of them have the same name, or names that differ only by case.
        FileError: One can't be read.
    """
    found: dict[str, bytes] = {}
    for path in paths:
        name = safe_name(path.name)
        if name.casefold() in map(str.casefold, found):
            raise UsageError(
                f"Due fogli di lavoro si chiamano {name} (fra maiuscole e minuscole non si distingue).",
                "Dare a uno di essi un altro nome.",
            )
        found[name] = _read(path)
    return found


def templates(folders: tuple[Path, ...]) -> dict[str, bytes]:
    """The templates, theme and fonts that are used: each from the first folder that has it, by its path there.

    Raises:
        UsageError: A file's name does not suit every file system.
        FileError: One can't be read.
    """
    found: dict[str, bytes] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            name = unicodedata.normalize("NFC", path.relative_to(folder).as_posix())
            if path.is_file() and name not in (*found, SETTINGS) and not _is_hidden(name.split("/")):
                _check_name(path, name.split("/"))
                found[name] = _read(path)
    return found


def refuse_outsiders(files: Iterable[Path], folders: tuple[Path, ...]) -> None:
    """Make sure that files which the theme names stand in the folders of templates, else they would not be archived.

    Raises:
        UsageError: One stands elsewhere.
    """
    inside = [folder.resolve() for folder in folders]
    for file in files:
        if not any(file.resolve().is_relative_to(folder) for folder in inside):
            raise UsageError(
                f"Il tema usa il file {file}, che sta fuori dalla cartella dei modelli e non si archivierebbe.",
                "Copiarlo nella cartella dei modelli, e correggere il percorso in theme.toml.",
            )


def _is_hidden(parts: Sequence[str]) -> bool:
    return any(part.startswith((".", "~$", "__")) for part in parts)


def _check_name(path: Path, parts: Sequence[str]) -> None:
    wrong = [part for part in parts if safe_name(part) != part]
    if wrong:
        raise UsageError(
            f"Il modello {path} ha un nome che non si conserva su ogni sistema: «{wrong[0]}».",
            f"Chiamarlo per esempio {safe_name(wrong[0])}.",
        )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileError(
            f"Il file {path} non si può leggere: {fault(error)}.", "Controllare il percorso e i permessi."
        ) from error
