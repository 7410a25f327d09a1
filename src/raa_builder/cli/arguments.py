# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parser of the command line: argparse in Italian, and the kinds of argument that commands share."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from raa_builder.cli.output import say
from raa_builder.errors import ExitCode

if TYPE_CHECKING:
    from raa_builder.model import Report

    Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001 (argparse has no public name for it)


WORKBOOKS = "il foglio di lavoro (.xlsx); le copie di una stessa edizione si leggono insieme"
EDITION = "un foglio di lavoro, o un'edizione archiviata: 2019 (l'ultima revisione), 2019:r1"
ARCHIVED = "2019 (l'ultima revisione) o 2019:r1"
_ITALIAN = {
    "usage: ": "uso: ",
    "options": "opzioni",
    "positional arguments": "argomenti",
    "show this help message and exit": "mostra questo aiuto",
    "the following arguments are required: %s": "mancano gli argomenti: %s",
    "unrecognized arguments: %s": "argomenti sconosciuti: %s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r non va bene; scegliere fra %(choices)s",
    "expected one argument": "serve un valore",
    "not allowed with argument %s": "non va insieme a %s",
    "expected at least one argument": "serve almeno un valore",
    "argument %(argument_name)s: %(message)s": "argomento %(argument_name)s: %(message)s",
    "invalid %(type)s value: %(value)r": "%(value)r non è un valore valido",
    "ambiguous option: %(option)s could match %(matches)s": "opzione ambigua: %(option)s può essere %(matches)s",
    "%(prog)s: error: %(message)s\n": "%(prog)s: errore: %(message)s\n",
}


class Parser(argparse.ArgumentParser):
    """A parser whose mistakes cost exit code 2 and show how the command is written."""

    def error(self, message: str) -> NoReturn:
        """Show how the command is written, say what is wrong with it, and leave."""
        self.print_usage(sys.stderr)
        say(f"errore: {message}")
        sys.exit(int(ExitCode.USAGE))


def speak_italian() -> None:
    """Give argparse Italian words: it asks gettext for them, and has no other way to be given any."""
    setattr(argparse, "_", lambda text: _ITALIAN.get(text, text))  # noqa: B010 (mypy knows no such name)


def add_previous(parser: Parser) -> None:
    """Add the options that name the edition of the year before, and the archive that may hold it."""
    parser.add_argument("--previous", metavar="EDIZIONE", help=f"l'edizione dell'anno prima, da confrontare: {EDITION}")
    add_archive(parser)


def previous_report(options: argparse.Namespace) -> Report | None:
    """The report of that edition; `None` where none is named.

    Raises:
        RaaError: It can't be read.
    """
    from raa_builder import pipeline  # noqa: PLC0415 (few commands are given one)

    return pipeline.edition_report(options.previous, options.archive) if options.previous else None


def add_archive(parser: Parser) -> None:
    """Add the option that names the archive."""
    parser.add_argument(
        "--archive",
        type=Path,
        metavar="CARTELLA",
        help="l'archivio (quello della variabile RAA_ARCHIVE, o di raa.toml, o output/archive)",
    )


def year(text: str) -> int:
    """The year of a report."""
    if not (text.isascii() and text.isdecimal() and 2000 <= int(text) <= 2100):
        raise argparse.ArgumentTypeError(f"«{text}» non è un anno, per esempio 2019")
    return int(text)
