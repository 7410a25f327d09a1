# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""`check`: what is wrong in workbooks, and a copy in which it is marked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from raa_builder.cli.arguments import WORKBOOKS, add_previous, previous_report
from raa_builder.cli.output import as_json, as_text
from raa_builder.errors import ExitCode

if TYPE_CHECKING:
    import argparse

    from raa_builder.cli.arguments import Commands
    from raa_builder.pipeline import Annotated


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    check = commands.add_parser("check", help="legge e controlla un foglio di lavoro", allow_abbrev=False)
    check.add_argument("workbook", metavar="FILE", nargs="+", type=Path, help=WORKBOOKS)
    check.add_argument(
        "--annotate", type=Path, metavar="COPIA", help="scrive una copia del foglio, con le segnalazioni nelle celle"
    )
    add_previous(check)
    check.add_argument("--json", action="store_true", help="scrive le segnalazioni in JSON")
    check.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitCode:
    """Run the command."""
    from raa_builder import pipeline  # noqa: PLC0415

    given, previous = options.workbook, previous_report(options)
    copy = pipeline.annotate(given, options.annotate, previous=previous) if options.annotate else None
    checked = (copy.checked,) if copy else pipeline.check_all(given, previous=previous)
    if options.json:
        import json  # noqa: PLC0415 (only programs ask for it)

        results = [as_json(one) | (_copy_as_json(copy) if copy else {}) for one in checked]
        print(json.dumps(results, ensure_ascii=False, indent=2))  # noqa: T201
    else:
        for one in checked:
            print(as_text(one))  # noqa: T201
        if copy:
            print(_copy_as_text(copy))  # noqa: T201
    blocked = any(finding.severity.blocks for one in checked for finding in one.findings)
    return ExitCode.FINDINGS if blocked else ExitCode.DONE


def _copy_as_text(copy: Annotated) -> str:
    lines = [f"Copia annotata: {copy.path}"]
    if copy.not_carried:
        kind = "una scheda nuova" if copy.is_fresh else "incompleta"
        lines.append(f"  È {kind}: del file ricevuto non si è potuto riportare:")
        lines += (f"  - {lost}" for lost in copy.not_carried)
    return "\n".join(lines)


def _copy_as_json(copy: Annotated) -> dict[str, object]:
    return {"annotated": str(copy.path), "fresh": copy.is_fresh, "not_carried": list(copy.not_carried)}
