# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line: arguments in, exit code out, nothing else. A module for each command."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from raa_builder import __version__
from raa_builder.cli import archive, build, check, compare, deposit, editions, merge, new, restore, verify
from raa_builder.cli.arguments import Parser, speak_italian
from raa_builder.cli.output import fail, say
from raa_builder.errors import ExitCode, RaaError

if TYPE_CHECKING:
    from collections.abc import Sequence

_COLLECT_EVERY = 100_000  # objects: a command is short, and what it builds stays


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: The command's words; those of the process when left out.

    Returns:
        The exit code, one of `ExitCode`; 130 when interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    gc.set_threshold(_COLLECT_EVERY)
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except RaaError as error:
        return fail(error)
    except KeyboardInterrupt:
        say("Interrotto: nessun file è stato scritto.")
        return 130
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 (else the interpreter complains on exit)
        return int(ExitCode.DONE)
    except Exception as error:  # noqa: BLE001 (the last door: a defect must not show a traceback)
        return _defect(error)


def _parser() -> Parser:
    speak_italian()
    parser = Parser(
        prog="raa-builder",
        description="Dal foglio di lavoro dei responsabili di asse alla sintesi della Relazione di attuazione annuale.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"raa-builder {__version__}", help="mostra la versione")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMANDO")
    for command in (new, check, merge, build, archive, editions, verify, compare, restore, deposit):
        command.add(commands)
    return parser


def _defect(error: Exception) -> int:
    import traceback  # noqa: PLC0415 (only defects need it)

    if os.environ.get("RAA_DEBUG"):
        traceback.print_exception(error)
    frame = traceback.extract_tb(error.__traceback__)[-1]
    say(f"errore: difetto del programma ({type(error).__name__} in {Path(frame.filename).name}, riga {frame.lineno}).")
    say("        Nessun file è stato scritto. Segnalarlo ai manutentori del progetto, con il comando che è stato dato.")
    return int(ExitCode.DEFECT)
