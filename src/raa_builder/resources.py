# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the templates are, and where what is compiled of them is kept.

A folder of the office wins, file by file, over the templates shipped with the program.
"""

from __future__ import annotations

import os
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
    shipped = shipped_templates()
    return (local, shipped) if local.is_dir() else (shipped,)


def shipped_templates() -> Path:
    """The folder of the templates that came with the program."""
    installed = _HERE / "_templates"
    # in a checkout they stand at the top, for everyone to see
    return installed if installed.is_dir() else _HERE.parents[1] / "templates"


def cache_folder() -> Path | None:
    """A folder of the user's own for what can be made again; `None` where it can't be made or written to."""
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME")
    try:
        folder = (Path(base) if base else Path.home() / ".cache") / "raa-builder"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # no home, no room, no permission: then nothing is kept
        return None
    return folder if os.access(folder, os.W_OK) else None


def template_file(folders: tuple[Path, ...], name: str) -> Path:
    """The file of that name in the first folder that has it.

    Raises:
        TemplateError: No folder has it.
    """
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise TemplateError(f"Il modello {name} non si trova in {', '.join(map(str, folders))}.")
