# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""`deposit`: an archived edition as one zip for the preservation service."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from raa_builder.cli.arguments import ARCHIVED, add_archive
from raa_builder.cli.output import say
from raa_builder.errors import ExitCode

if TYPE_CHECKING:
    import argparse

    from raa_builder.cli.arguments import Commands


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    deposit = commands.add_parser(
        "deposit", help="prepara un'edizione archiviata per il servizio di conservazione", allow_abbrev=False
    )
    deposit.add_argument("edition", metavar="EDIZIONE", help=ARCHIVED)
    deposit.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="dove scriverlo (output/deposito-raa-ANNO-rN.zip)"
    )
    deposit.add_argument("--force", action="store_true", help="sostituisce un file che esiste già")
    add_archive(deposit)
    deposit.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitCode:
    """Run the command."""
    from raa_builder import pipeline  # noqa: PLC0415 (--help does without)

    print(pipeline.deposit(options.edition, options.output, options.archive, force=options.force))  # noqa: T201
    say(
        "In metadati.txt sono vuoti i campi che spettano al protocollo o all'ufficio (registrazione, classificazione, "
        "conservazione)."
    )
    return ExitCode.DONE
