# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""`compare`: what differs between two editions, on the screen and as documents."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from raa_builder.cli.arguments import EDITION, add_archive
from raa_builder.cli.output import as_text, fail, say
from raa_builder.errors import ExitCode

if TYPE_CHECKING:
    from raa_builder.cli.arguments import Commands
    from raa_builder.pipeline import Compared

_TEXT = "text"


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    compare = commands.add_parser("compare", help="confronta due edizioni", allow_abbrev=False)
    compare.add_argument("before", metavar="EDIZIONE", help=EDITION)
    compare.add_argument("after", metavar="EDIZIONE", help="l'altra edizione, di un altro anno o la sua correzione")
    compare.add_argument(
        "--format",
        type=_formats,
        default=_TEXT,
        metavar="FORMATI",
        help="quali, fra text (a schermo), docx, pdf, html (text)",
    )
    compare.add_argument("-o", "--output", type=Path, default=Path("output"), metavar="CARTELLA", help="(output)")
    compare.add_argument("--templates", type=Path, metavar="CARTELLA", help="i modelli da usare (templates)")
    compare.add_argument("--json", action="store_true", help="scrive il confronto in JSON, al posto del testo")
    add_archive(compare)
    compare.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitCode:
    """Run the command."""
    from raa_builder import pipeline  # noqa: PLC0415 (--help does without)

    try:
        compared = pipeline.compare(
            options.before, options.after, folder=options.archive, templates=options.templates
        )  # fmt: skip
    except pipeline.BlockedError as error:
        say(as_text(error.checked))
        return ExitCode(fail(error))
    is_text = _TEXT in options.format
    wanted = [one for one in options.format if one != _TEXT]
    files = compared.write(options.output, wanted) if wanted else ()
    if options.json:
        _print_json(compared, files)
    else:
        if is_text:
            print(compared.as_text(), end="")  # noqa: T201
        for path in files:
            print(path)  # noqa: T201
    return ExitCode.DONE


def _print_json(compared: Compared, files: tuple[Path, ...]) -> None:
    import json  # noqa: PLC0415 (only programs ask for it)

    said = compared.as_json() | {"files": [str(path) for path in files]}
    print(json.dumps(said, ensure_ascii=False, indent=2))  # noqa: T201


def _formats(text: str) -> tuple[object, ...]:
    from raa_builder.writers import Format  # noqa: PLC0415

    known: dict[str, object] = {_TEXT: _TEXT} | {wanted.value: wanted for wanted in Format}
    names = [name.strip().lower() for name in text.split(",")]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise argparse.ArgumentTypeError(f"«{unknown[0]}» non è un formato; sono {', '.join(known)}")
    return tuple(dict.fromkeys(known[name] for name in names))
