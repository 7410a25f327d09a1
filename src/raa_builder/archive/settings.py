# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the archive is: what the command, the environment and the office's `raa.toml` say in, its folder out."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from raa_builder.errors import TemplateError
from raa_builder.resources import template_file

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTINGS = "raa.toml"
VARIABLE = "RAA_ARCHIVE"
_DEFAULT = Path("output/archive")


def archive_folder(named: Path | None, folders: tuple[Path, ...], environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of the archive: what `--archive` says, else `RAA_ARCHIVE`, else `raa.toml`, else `output/archive`.

    Args:
        named: What `--archive` says.
        folders: The folders of templates; in `raa.toml` a relative path starts at the file itself.
        environment: The process's variables.

    Raises:
        TemplateError: `raa.toml` is wrong.
    """
    if named is not None:
        return named
    if environment.get(VARIABLE):
        return Path(environment[VARIABLE]).expanduser()
    return _setting(template_file(folders, SETTINGS)) or _DEFAULT


def _setting(path: Path) -> Path | None:
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TemplateError(f"Le impostazioni {path} non si possono leggere: {error}.") from error
    unknown = settings.keys() - {"archivio"}
    value = settings.get("archivio", "")
    if unknown or not isinstance(value, str):
        entry = min(unknown, default="archivio")
        problem = "è sconosciuta" if unknown else "serve un percorso fra virgolette"
        raise TemplateError(
            f"Le impostazioni {path}, voce «{entry}»: {problem}.",
            'L\'unica voce è archivio, per esempio: archivio = "/dati/archivio-raa".',
        )
    return path.parent / Path(value).expanduser() if value else None
