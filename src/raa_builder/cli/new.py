# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""`new`: a workbook to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from raa_builder.cli.arguments import add_archive, year
from raa_builder.cli.output import fail, say, say_findings
from raa_builder.errors import ExitCode, UsageError

if TYPE_CHECKING:
    import argparse

    from raa_builder.cli.arguments import Commands


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    new = commands.add_parser("new", help="scrive un foglio di lavoro da compilare", allow_abbrev=False)
    new.add_argument("year", metavar="ANNO", type=year, help="anno di riferimento, per esempio 2019")
    origin = new.add_mutually_exclusive_group()
    origin.add_argument(
        "--axes",
        metavar="ASSI",
        help="le sigle degli assi fra virgole; :AT segna l'assistenza tecnica. Esempio: --axes I,II,III,IV,V:AT",
    )
    origin.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="EDIZIONE",
        help="il foglio di lavoro, o l'edizione archiviata (2019, 2019:r1), da cui partire: dell'anno prima, le cui "
        "cifre diventano l'anno precedente, o dello stesso anno, che resta com'è",
    )
    new.add_argument("--only", default="", metavar="ASSE", help="scrive la copia per il responsabile di un solo asse")
    new.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="dove scriverlo (input/raa-ANNO.xlsx, o raa-ANNO-ASSE.xlsx)"
    )
    new.add_argument("--force", action="store_true", help="sostituisce un file che esiste già")
    add_archive(new)
    new.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitCode:
    """Run the command."""
    from raa_builder import pipeline  # noqa: PLC0415 (--help does without)

    place = {"output": options.output, "only": options.only, "force": options.force}
    if options.axes is not None:
        print(pipeline.new(options.year, options.axes, **place))  # noqa: T201
        return ExitCode.DONE
    if options.source is None:
        raise UsageError(
            "Servono gli assi del programma, o il foglio di lavoro da cui partire.",
            f"Per esempio: raa-builder new {options.year} --axes I,II,III:AT, "
            f"oppure raa-builder new {options.year} --from input/raa-{options.year - 1}.xlsx",
        )
    try:
        carried = pipeline.new_from(options.year, options.source, archive=options.archive, **place)
    except pipeline.UncarriedError as error:
        say_findings(error.checked)
        return ExitCode(fail(error))
    say_findings(carried.checked)
    if carried.to_revise:
        say(f"Nominano il {carried.year}, e sono da rivedere: {', '.join(carried.to_revise)}.")
    print(carried.path)  # noqa: T201
    return ExitCode.DONE
