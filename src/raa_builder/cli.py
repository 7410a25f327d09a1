# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line: arguments in, exit code out, nothing else."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from raa_builder import __version__
from raa_builder.errors import ExitCode, RaaError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raa_builder.findings import Finding
    from raa_builder.pipeline import Annotated, Checked

_COLLECT_EVERY = 100_000  # objects: a command is short, and what it builds stays
_WORKBOOKS = "il foglio di lavoro (.xlsx); le copie di una stessa edizione si leggono insieme"
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
        return int(_run(options))
    except RaaError as error:
        return _fail(error)
    except KeyboardInterrupt:
        _say("Interrotto: nessun file è stato scritto.")
        return 130
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 (else the interpreter complains on exit)
        return int(ExitCode.DONE)
    except Exception as error:  # noqa: BLE001 (the last door: a defect must not show a traceback)
        return _defect(error)


# ── commands ─────────────────────────────────────────────────────────────────


def _run(options: argparse.Namespace) -> ExitCode:
    match options.command:
        case "new":
            return _new(options)
        case "check":
            return _check(options)
        case "merge":
            return _merge(options)
        case _:
            return _build(options)


def _new(options: argparse.Namespace) -> ExitCode:
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
        carried = pipeline.new_from(options.year, options.source, **place)
    except pipeline.UncarriedError as error:
        _say_findings(error.findings)
        return ExitCode(_fail(error))
    _say_findings(carried.findings)
    if carried.to_revise:
        _say(f"Nominano il {carried.year}, e sono da rivedere: {', '.join(carried.to_revise)}.")
    print(carried.path)  # noqa: T201
    return ExitCode.DONE


def _check(options: argparse.Namespace) -> ExitCode:
    from raa_builder import pipeline  # noqa: PLC0415

    copy = pipeline.annotate(options.workbook, options.annotate) if options.annotate else None
    checked = (copy.checked,) if copy else pipeline.check_all(options.workbook)
    if options.json:
        import json  # noqa: PLC0415 (only programs ask for it)

        results = [_as_json(one) | (_copy_as_json(copy) if copy else {}) for one in checked]
        print(json.dumps(results, ensure_ascii=False, indent=2))  # noqa: T201
    else:
        for one in checked:
            print(_as_text(one))  # noqa: T201
        if copy:
            print(_copy_as_text(copy))  # noqa: T201
    blocked = any(finding.severity.blocks for one in checked for finding in one.findings)
    return ExitCode.FINDINGS if blocked else ExitCode.DONE


def _merge(options: argparse.Namespace) -> ExitCode:
    from raa_builder import pipeline  # noqa: PLC0415

    merging = pipeline.merge(options.copies, options.base, options.output, options.accept, force=options.force)
    if options.json:
        import json  # noqa: PLC0415 (only programs ask for it)

        print(json.dumps(merging.as_json(), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        print(merging.as_text())  # noqa: T201
    return ExitCode.DONE if merging.path else ExitCode.FINDINGS


def _build(options: argparse.Namespace) -> ExitCode:
    from raa_builder import pipeline  # noqa: PLC0415

    try:
        built = pipeline.build(
            options.workbook,
            options.output,
            options.formats,
            templates=options.templates,
            draft=options.draft,
            attach_data=options.attach_data,
        )
    except pipeline.BlockedError as error:
        _say(_as_text(error.checked))
        return ExitCode(_fail(error))
    for finding in built.findings:
        _say(str(finding))
    for path in built.files:
        print(path)  # noqa: T201
    return ExitCode.DONE


# ── output ───────────────────────────────────────────────────────────────────


def _as_text(checked: Checked) -> str:
    lines = [f"{checked.name}:", *(f"  {finding}" for finding in checked.findings), f"  {_summary(checked.findings)}"]
    return "\n".join(lines)


def _summary(findings: Sequence[Finding]) -> str:
    if not findings:
        return "Nessuna segnalazione."
    words = {"errore": ("errore", "errori"), "avviso": ("avviso", "avvisi"), "nota": ("nota", "note")}
    counts = {word: sum(finding.severity.value == word for finding in findings) for word in words}
    return ", ".join(f"{count} {words[word][count != 1]}" for word, count in counts.items() if count) + "."


def _as_json(checked: Checked) -> dict[str, object]:
    return {
        "workbook": checked.name,
        "workbooks": [str(path) for path in checked.paths],
        "findings": [finding.as_json() for finding in checked.findings],
    }


def _say_findings(findings: Sequence[Finding]) -> None:
    for finding in findings:
        _say(str(finding))


def _copy_as_text(copy: Annotated) -> str:
    lines = [f"Copia annotata: {copy.path}"]
    if copy.not_carried:
        kind = "una scheda nuova con gli stessi dati" if copy.is_fresh else "incompleta"
        lines.append(f"  È {kind}, perché non si è potuto riportare:")
        lines += (f"  - {lost}" for lost in copy.not_carried)
    return "\n".join(lines)


def _copy_as_json(copy: Annotated) -> dict[str, object]:
    return {"annotated": str(copy.path), "fresh": copy.is_fresh, "not_carried": list(copy.not_carried)}


def _say(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201


def _fail(error: RaaError) -> int:
    _say(f"errore: {error.message}")
    if error.remedy:
        _say(f"        {error.remedy}")
    return int(error.exit_code)


def _defect(error: Exception) -> int:
    import traceback  # noqa: PLC0415 (only defects need it)

    if os.environ.get("RAA_DEBUG"):
        traceback.print_exception(error)
    frame = traceback.extract_tb(error.__traceback__)[-1]
    _say(f"errore: difetto del programma ({type(error).__name__} in {Path(frame.filename).name}, riga {frame.lineno}).")
    _say(
        "        Nessun file è stato scritto. Segnalarlo ai manutentori del progetto, con il comando che è stato dato."
    )
    return int(ExitCode.DEFECT)


# ── arguments ────────────────────────────────────────────────────────────────


class _Parser(argparse.ArgumentParser):
    """A parser whose mistakes cost exit code 2 and show how the command is written."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        _say(f"errore: {message}")
        sys.exit(int(ExitCode.USAGE))


def _parser() -> argparse.ArgumentParser:
    # argparse asks gettext for its words, and has no other way to be given Italian ones
    setattr(argparse, "_", lambda text: _ITALIAN.get(text, text))  # noqa: B010 (mypy knows no such name)
    parser = _Parser(
        prog="raa-builder",
        description="Dal foglio di lavoro dei responsabili di asse alla sintesi della Relazione di attuazione annuale.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"raa-builder {__version__}", help="mostra la versione")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMANDO")
    _add_new(commands)
    _add_check(commands)
    _add_merge(commands)
    _add_build(commands)
    return parser


def _add_new(commands: argparse._SubParsersAction[_Parser]) -> None:
    new = commands.add_parser("new", help="scrive un foglio di lavoro da compilare", allow_abbrev=False)
    new.add_argument("year", metavar="ANNO", type=_year, help="anno di riferimento, per esempio 2019")
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
        help="il foglio di lavoro da cui partire: dell'anno prima, le cui cifre diventano l'anno precedente, o dello "
        "stesso anno, che resta com'è",
    )
    new.add_argument("--only", default="", metavar="ASSE", help="scrive la copia per il responsabile di un solo asse")
    new.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="dove scriverlo (input/raa-ANNO.xlsx, o raa-ANNO-ASSE.xlsx)"
    )
    new.add_argument("--force", action="store_true", help="sostituisce un file che esiste già")


def _add_check(commands: argparse._SubParsersAction[_Parser]) -> None:
    check = commands.add_parser("check", help="legge e controlla un foglio di lavoro", allow_abbrev=False)
    check.add_argument("workbook", metavar="FILE", nargs="+", type=Path, help=_WORKBOOKS)
    check.add_argument(
        "--annotate", type=Path, metavar="COPIA", help="scrive una copia del foglio, con le segnalazioni nelle celle"
    )
    check.add_argument("--json", action="store_true", help="scrive le segnalazioni in JSON")


def _add_merge(commands: argparse._SubParsersAction[_Parser]) -> None:
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


def _add_build(commands: argparse._SubParsersAction[_Parser]) -> None:
    build = commands.add_parser("build", help="controlla e scrive la sintesi", allow_abbrev=False)
    build.add_argument("workbook", metavar="FILE", nargs="+", type=Path, help=_WORKBOOKS)
    build.add_argument("-o", "--output", type=Path, default=Path("output"), metavar="CARTELLA", help="(output)")
    build.add_argument(
        "--formats", type=_formats, default="docx,pdf,html", metavar="FORMATI", help="quali, fra docx,pdf,html (tutti)"
    )
    build.add_argument("--templates", type=Path, metavar="CARTELLA", help="i modelli da usare (templates)")
    build.add_argument(
        "--attach-data", action="store_true", help="mette nel PDF i dati aperti, in CSV e in Excel (PDF/A-3a)"
    )
    build.add_argument("--draft", action="store_true", help="scrive una bozza anche se ci sono errori")


def _year(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 2000 <= int(text) <= 2100):
        raise argparse.ArgumentTypeError(f"«{text}» non è un anno, per esempio 2019")
    return int(text)


def _formats(text: str) -> tuple[object, ...]:
    from raa_builder.writers import Format  # noqa: PLC0415

    known = {wanted.value: wanted for wanted in Format}
    names = [name.strip().lower() for name in text.split(",")]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise argparse.ArgumentTypeError(f"«{unknown[0]}» non è un formato; sono {', '.join(known)}")
    return tuple(dict.fromkeys(known[name] for name in names))
