# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""`editions`: what is archived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.cli.arguments import add_archive
from raa_builder.errors import ExitCode

if TYPE_CHECKING:
    import argparse

    from raa_builder.archive.card import Card
    from raa_builder.archive.store import Revision
    from raa_builder.cli.arguments import Commands

_HEAD = ("Edizione", "Archiviata il", "Impronta", "Da", "Nota")


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    editions = commands.add_parser("editions", help="elenca le edizioni archiviate", allow_abbrev=False)
    editions.add_argument("--json", action="store_true", help="scrive l'elenco in JSON")
    add_archive(editions)
    editions.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitCode:
    """Run the command."""
    from raa_builder import pipeline  # noqa: PLC0415 (--help does without)

    found = pipeline.editions(options.archive)
    if options.json:
        import json  # noqa: PLC0415 (only programs ask for it)

        print(json.dumps([_as_json(*one) for one in found], ensure_ascii=False, indent=2))  # noqa: T201
        return ExitCode.DONE
    rows = [_HEAD, *(_row(*one) for one in found)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows if found else ():
        print("  ".join(f"{text:<{width}}" for text, width in zip(row, widths, strict=True)).rstrip())  # noqa: T201
    if not found:
        print("L'archivio è vuoto.")  # noqa: T201
    return ExitCode.DONE


def _row(revision: Revision, card: Card, fingerprint: str) -> tuple[str, ...]:
    day = f"{card.created[8:10]}/{card.created[5:7]}/{card.created[:4]} {card.created[11:16]}"
    words = (f"Corregge r{card.corrects}." if card.corrects else "", card.note)
    return (revision.name, day, fingerprint[:12], card.by or "–", " ".join(filter(None, words)))


def _as_json(revision: Revision, card: Card, fingerprint: str) -> dict[str, object]:
    return {
        "year": revision.year,
        "revision": revision.number,
        "created": card.created,
        "fingerprint": fingerprint,
        "note": card.note,
        "by": card.by,
        "corrects": card.corrects,
        "programme": card.programme,
        "workbooks": list(card.workbooks.values()),
        "made_with": card.made_with,
        "folder": str(revision.folder),
    }
