# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""`verify`: whether the archive is as it was left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.cli.arguments import add_archive, year
from raa_builder.cli.output import say
from raa_builder.errors import ExitCode

if TYPE_CHECKING:
    import argparse

    from raa_builder.cli.arguments import Commands
    from raa_builder.pipeline import Verified

_REMEDY = "Rimettere la cartella della revisione dalla copia di sicurezza, intera."


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    verify = commands.add_parser("verify", help="controlla ogni byte dell'archivio", allow_abbrev=False)
    verify.add_argument("year", metavar="ANNO", nargs="?", type=year, help="di un solo anno (tutti)")
    verify.add_argument("--json", action="store_true", help="scrive l'esito in JSON")
    add_archive(verify)
    verify.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitCode:
    """Run the command; each revision is told as soon as it is verified."""
    from raa_builder import pipeline  # noqa: PLC0415 (--help does without)

    results = []
    for one in pipeline.verify(options.year, options.archive):
        results.append(one)
        if not options.json:
            print(_as_text(one), flush=True)  # noqa: T201
    if options.json:
        import json  # noqa: PLC0415 (only programs ask for it)

        print(json.dumps([_as_json(one) for one in results], ensure_ascii=False, indent=2))  # noqa: T201
    elif not results:
        print("L'archivio è vuoto.")  # noqa: T201
    for path in pipeline.unfinished(options.archive):
        say(f"Resto di un'archiviazione interrotta, che la prossima toglie: {path}")
    damaged = any(one.damages for one in results)
    if damaged:
        say(f"errore: l'archivio è danneggiato.\n        {_REMEDY}")
    return ExitCode.ARCHIVE if damaged else ExitCode.DONE


def _as_text(one: Verified) -> str:
    if one.damages:
        return "\n".join((f"{one.revision.name}  DANNEGGIATA", *(f"  {damage}" for damage in one.damages)))
    words = {
        "same": "si ricostruisce identica",
        "different": f"ricostruendola cambiano {one.reason}",
        "failed": f"non si ricostruisce: {one.reason}",
        "skipped": "non ricostruita",
    }
    return f"{one.revision.name}  integra; {words[one.rebuilt.value]}"


def _as_json(one: Verified) -> dict[str, object]:
    return {
        "year": one.revision.year,
        "revision": one.revision.number,
        "sound": not one.damages,
        "damages": [
            {"kind": damage.kind.name.lower(), "path": damage.path, "detail": damage.detail} for damage in one.damages
        ],
        "rebuilt": one.rebuilt.value,
        "reason": one.reason,
        "program": one.card.program if one.card else None,
    }
