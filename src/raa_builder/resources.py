# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the templates are. A folder of the office wins, file by file, over the templates shipped with the program."""

from __future__ import annotations

from pathlib import Path

from raa_builder.errors import TemplateError

_HERE = Path(__file__).resolve().parent


def template_folders(named: Path | None = None) -> tuple[Path, ...]:
    """The folders in which templates are looked for, the first wins.

    Args:
        named: The folder given by `--templates`; without it, `templates` in the working folder.

    Raises:
        TemplateError: The folder named does not exist.
    """
    if named is not None and not named.is_dir():
        raise TemplateError(
            f"La cartella dei modelli {named} non esiste.", "Controllare il percorso dato a --templates."
        )
    local = named or Path("templates")
    shipped = _HERE / "_templates"
    if not shipped.is_dir():  # a checkout, where they stand at the top for everyone to see
        shipped = _HERE.parents[1] / "templates"
    return (local, shipped) if local.is_dir() else (shipped,)


def template_file(folders: tuple[Path, ...], name: str) -> Path:
    """The file of that name in the first folder that has it.

    Raises:
        TemplateError: No folder has it.
    """
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise TemplateError(f"Il modello {name} non si trova in {', '.join(map(str, folders))}.")
