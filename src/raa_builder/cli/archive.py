# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""`archive`: an edition into the archive."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from raa_builder.cli.arguments import WORKBOOKS, add_archive
from raa_builder.cli.output import as_text, fail, say, say_findings
from raa_builder.errors import ExitCode

if TYPE_CHECKING:
    from raa_builder.cli.arguments import Commands


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    archive = commands.add_parser(
        "archive", help="archivia l'edizione, come nuova revisione del suo anno", allow_abbrev=False
    )
    archive.add_argument("workbook", metavar="FILE", nargs="+", type=Path, help=WORKBOOKS)
    archive.add_argument("--note", default="", metavar="TESTO", help="che cosa ricordare di questa revisione")
    archive.add_argument("--by", default="", metavar="NOME", help="chi la archivia")
    archive.add_argument("--corrects", type=_revision, metavar="rN", help="la revisione che questa corregge")
    archive.add_argument("--templates", type=Path, metavar="CARTELLA", help="i modelli da usare (templates)")
    archive.add_argument("--attach-data", action="store_true", help="mette nel PDF i dati aperti (PDF/A-3a)")
    archive.add_argument("--force", action="store_true", help="archivia anche se non c'è nulla di nuovo")
    add_archive(archive)
    archive.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitCode:
    """Run the command."""
    from raa_builder import pipeline  # noqa: PLC0415 (--help does without)

    remarks = pipeline.Remarks(options.by, options.note, options.corrects)
    try:
        archived = pipeline.archive(
            options.workbook,
            remarks,
            folder=options.archive,
            templates=options.templates,
            attach_data=options.attach_data,
            force=options.force,
        )
    except pipeline.BlockedError as error:
        say(as_text(error.checked))
        say("Si archiviano solo edizioni senza errori, mai una bozza.")
        return ExitCode(fail(error))
    say_findings(archived.checked)
    print(archived.revision.folder)  # noqa: T201
    return ExitCode.DONE


def _revision(text: str) -> int:
    match = re.fullmatch(r"r?([1-9]\d{0,5})", text, re.ASCII)
    if not match:
        raise argparse.ArgumentTypeError(f"«{text}» non è una revisione, per esempio r1")
    return int(match[1])
