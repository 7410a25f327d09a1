# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""`build`: the summary, in every format."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from raa_builder.cli.arguments import WORKBOOKS, add_previous, previous_report
from raa_builder.cli.output import as_text, fail, say, say_findings
from raa_builder.errors import ExitCode

if TYPE_CHECKING:
    from raa_builder.cli.arguments import Commands


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    build = commands.add_parser("build", help="controlla e scrive la sintesi", allow_abbrev=False)
    build.add_argument("workbook", metavar="FILE", nargs="+", type=Path, help=WORKBOOKS)
    build.add_argument("-o", "--output", type=Path, default=Path("output"), metavar="CARTELLA", help="(output)")
    build.add_argument(
        "--formats", type=_formats, default="docx,pdf,html", metavar="FORMATI", help="quali, fra docx,pdf,html (tutti)"
    )
    build.add_argument("--templates", type=Path, metavar="CARTELLA", help="i modelli da usare (templates)")
    build.add_argument(
        "--attach-data", action="store_true", help="mette nel PDF i dati aperti, in CSV e in Excel (PDF/A-3a)"
    )
    add_previous(build)
    build.add_argument(
        "--sources", action="store_true", help="nella pagina HTML mostra le celle di ogni numero: per l'ufficio"
    )
    build.add_argument("--draft", action="store_true", help="scrive una bozza anche se ci sono errori")
    build.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitCode:
    """Run the command."""
    from raa_builder import pipeline  # noqa: PLC0415

    try:
        built = pipeline.build(
            options.workbook,
            options.output,
            options.formats,
            templates=options.templates,
            draft=options.draft,
            attach_data=options.attach_data,
            show_sources=options.sources,
            previous=previous_report(options),
        )
    except pipeline.BlockedError as error:
        say(as_text(error.checked))
        return ExitCode(fail(error))
    for one in built.checked:
        say_findings(one)
    for path in built.files:
        print(path)  # noqa: T201
    return ExitCode.DONE


def _formats(text: str) -> tuple[object, ...]:
    from raa_builder.writers import Format  # noqa: PLC0415

    known = {wanted.value: wanted for wanted in Format}
    names = [name.strip().lower() for name in text.split(",")]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise argparse.ArgumentTypeError(f"«{unknown[0]}» non è un formato; sono {', '.join(known)}")
    return tuple(dict.fromkeys(known[name] for name in names))
