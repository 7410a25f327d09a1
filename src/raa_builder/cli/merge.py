# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""`merge`: the copies that came back, in one workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from raa_builder.errors import ExitCode

if TYPE_CHECKING:
    import argparse

    from raa_builder.cli.arguments import Commands


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    merge = commands.add_parser("merge", help="unisce le copie compilate dai responsabili", allow_abbrev=False)
    merge.add_argument("copies", metavar="COPIA", nargs="+", type=Path, help="una copia compilata (.xlsx)")
    merge.add_argument(
        "--base", required=True, type=Path, metavar="BASE", help="il foglio di lavoro da cui le copie sono nate"
    )
    merge.add_argument("-o", "--output", required=True, type=Path, metavar="FILE", help="dove scrivere l'unione")
    merge.add_argument(
        "--accept",
        action="append",
        default=[],
        metavar="CODICE=COPIA",
        help="decide un conflitto, una cella svuotata o una riga tolta: vale quella copia, o la base per lasciare "
        "com'è. CODICE è una riga, I.F3, o una cella, I.F3/Anno; si può ripetere",
    )
    merge.add_argument("--json", action="store_true", help="scrive il resoconto in JSON")
    merge.add_argument("--force", action="store_true", help="sostituisce un file che esiste già")
    merge.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitCode:
    """Run the command."""
    from raa_builder import pipeline  # noqa: PLC0415

    merging = pipeline.merge(options.copies, options.base, options.output, options.accept, force=options.force)
    if options.json:
        import json  # noqa: PLC0415 (only programs ask for it)

        print(json.dumps(merging.as_json(), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        print(merging.as_text())  # noqa: T201
    return ExitCode.DONE if merging.path else ExitCode.FINDINGS
