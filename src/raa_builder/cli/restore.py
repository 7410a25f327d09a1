# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""`restore`: an archived edition's files back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from raa_builder.cli.arguments import ARCHIVED, add_archive
from raa_builder.errors import ExitCode

if TYPE_CHECKING:
    import argparse

    from raa_builder.cli.arguments import Commands


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    restore = commands.add_parser(
        "restore", help="riporta i file di un'edizione archiviata, verificati", allow_abbrev=False
    )
    restore.add_argument("edition", metavar="EDIZIONE", help=ARCHIVED)
    restore.add_argument("-o", "--output", type=Path, required=True, metavar="CARTELLA", help="dove metterli")
    add_archive(restore)
    restore.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitCode:
    """Run the command."""
    from raa_builder import pipeline  # noqa: PLC0415 (--help does without)

    for path in pipeline.restore(options.edition, options.output, options.archive):
        print(path)  # noqa: T201
    return ExitCode.DONE
