# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line, as someone at a keyboard or a script meets it: words in, exit code and Italian messages out."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pdfs
import pytest
from conftest import ROOT
from saying import said
from workbooks import at, make_workbook

from raa_builder.cli import main
from raa_builder.errors import ExitCode
from raa_builder.writers import Format

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook


class Outcome:
    """What a command returned and printed."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        for text in (out, err):
            assert "Traceback" not in text
            assert "difetto del programma" not in text


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    """Runs a command in this process."""

    def command(*words: str | Path) -> Outcome:
        try:
            code = main([str(word) for word in words])
        except SystemExit as exit_:
            code = exit_.code
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return command


def spoiled(book: Workbook) -> None:
    """One amount that is none, and a count with a decimal."""
    at(book["Finanza"], "I.F2", "Anno").value = "circa mille"
    at(book["Destinatari"], "II.D2", "Anno").value = 10.5


# ── build ────────────────────────────────────────────────────────────────────


def test_build_writes_every_format_and_prints_the_paths(run, edition: Path, tmp_path: Path) -> None:
    """The paths alone go to the output, so that a script can read them."""
    done = run("build", edition, "-o", tmp_path)
    assert done.code == ExitCode.DONE
    paths = [Path(line) for line in done.out.splitlines()]
    documents = [f"sintesi-raa-2019.{suffix}" for suffix in ("docx", "pdf", "html")]
    assert [path.name for path in paths] == [*documents, "fonti-raa-2019.xlsx"]
    assert all(path.parent == tmp_path / "2019" for path in paths)
    docx, pdf, html, _ = (path.read_bytes() for path in paths)
    assert docx.startswith(b"PK")
    assert pdf.startswith(b"%PDF-1.7")
    assert html.startswith(b"<!")


@pytest.mark.parametrize(("formats", "suffixes"), [("html", ["html"]), ("PDF, docx,pdf", ["docx", "pdf"])])
def test_build_writes_the_formats_asked_for(run, edition: Path, tmp_path: Path, formats: str, suffixes: list) -> None:
    """In any case and order, each once, and no other; the sources always."""
    assert run("build", edition, "-o", tmp_path, "--formats", formats).code == ExitCode.DONE
    assert sorted(path.suffix[1:] for path in (tmp_path / "2019").iterdir()) == [*suffixes, "xlsx"]


def test_build_uses_the_templates_of_the_office(run, edition: Path, tmp_path: Path) -> None:
    """A template of one's own wins, the theme that ships serves for what it lacks."""
    templates = tmp_path / "modelli"
    templates.mkdir()
    own = "<header role='doc-cover'><h1>{{ report.programme.short_name }}</h1></header><p>Parole nostre.</p>"
    (templates / "sintesi.html.j2").write_text(own, encoding="utf-8")
    assert run("build", edition, "-o", tmp_path, "--templates", templates).code == ExitCode.DONE
    for wanted in Format:
        content = (tmp_path / "2019" / f"sintesi-raa-2019.{wanted.value}").read_bytes()
        assert said(content, wanted).blocks == ["POR FSE", "Parole nostre."]


def test_templates_in_the_working_folder_are_found_without_being_named(
    run, edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The office edits `templates/sintesi.html.j2` and runs the command beside it."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "sintesi.html.j2").write_text("<h1>Nostro</h1>", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("build", edition, "--formats", "html").code == ExitCode.DONE
    content = (tmp_path / "output" / "2019" / "sintesi-raa-2019.html").read_bytes()
    assert said(content, Format.HTML).blocks == ["Nostro"]


def test_build_with_errors_says_them_all_and_writes_nothing(run, tmp_path: Path) -> None:
    """Exit code 3; each finding names its sheet and cell and says what to write."""
    workbook = make_workbook(tmp_path, edit=spoiled)
    done = run("build", workbook, "-o", tmp_path / "output")
    assert done.code == ExitCode.FINDINGS
    assert done.out == ""
    lines = [line.strip() for line in done.err.splitlines()]
    errors = [line for line in lines if line.startswith("errore RAA")]
    assert [line.split()[:3] for line in errors] == [
        ["errore", "RAA202", f"Finanza!{column_of('Finanza', workbook, 'I.F2')}"],
        ["errore", "RAA203", f"Destinatari!{column_of('Destinatari', workbook, 'II.D2')}"],
    ]
    assert "circa mille" in done.err
    assert "2 errori impediscono" in done.err
    assert "--draft" in done.err
    assert not (tmp_path / "output").exists()


def column_of(sheet: str, workbook: Path, code: str) -> str:
    """The address of a row's cell in the column `Anno`."""
    from openpyxl import load_workbook  # noqa: PLC0415 (the command under test does without in some tests)

    return at(load_workbook(workbook)[sheet], code, "Anno").coordinate


def test_a_draft_is_built_in_spite_of_errors_and_marked_in_each_format(run, tmp_path: Path) -> None:
    """«BOZZA» stands across the pages, in Word's header, in a banner; the errors stand at the end."""
    workbook = make_workbook(tmp_path, edit=spoiled)
    done = run("build", workbook, "-o", tmp_path, "--draft")
    assert done.code == ExitCode.DONE
    names = [Path(line).name for line in done.out.splitlines()]
    documents = [f"sintesi-raa-2019-bozza.{wanted.value}" for wanted in (Format.DOCX, Format.PDF, Format.HTML)]
    assert names == [*documents, "fonti-raa-2019-bozza.xlsx"]
    files = {wanted: (tmp_path / "2019" / f"sintesi-raa-2019-bozza.{wanted.value}").read_bytes() for wanted in Format}
    with zipfile.ZipFile(io.BytesIO(files[Format.DOCX])) as archive:
        headers = [archive.read(name).decode() for name in archive.namelist() if name.startswith("word/header")]
    assert headers
    assert all("BOZZA" in header for header in headers)
    assert "BOZZA" in files[Format.HTML].decode().split("<main")[0]
    for wanted, content in files.items():
        listed = [block for block in said(content, wanted).blocks if block.startswith("errore RAA20")]
        assert len(listed) == 2
    assert "RAA202" in done.err


@pytest.mark.usefixtures("poppler")
def test_each_page_of_a_draft_is_marked(run, tmp_path: Path) -> None:
    """Also the landscape ones; a final edition has no such mark."""
    workbook = make_workbook(tmp_path)
    run("build", workbook, "-o", tmp_path, "--draft", "--formats", "pdf")
    run("build", workbook, "-o", tmp_path, "--formats", "pdf")
    draft, final = (tmp_path / "2019" / f"sintesi-raa-2019{kind}.pdf" for kind in ("-bozza", ""))
    # poppler tells the letters, which rise across the page, as pieces of BO, ZZ and A
    assert all(re.search(r"(?m)(^|\s)ZZ(\s|$)", page) for page in pdfs.page_texts(draft.read_bytes()))
    assert not any("ZZ" in page for page in pdfs.page_texts(final.read_bytes()))


# ── check ────────────────────────────────────────────────────────────────────


def test_check_says_what_is_wrong_on_the_output(run, tmp_path: Path) -> None:
    """One line a finding, a count at the end, exit code 3."""
    done = run("check", make_workbook(tmp_path, edit=spoiled))
    assert done.code == ExitCode.FINDINGS
    assert done.out.count("errore RAA20") == 2
    assert done.out.strip().endswith("2 errori.")
    assert done.err == ""


def test_check_of_a_sound_workbook_says_so(run, tmp_path: Path) -> None:
    """Exit code 0."""
    done = run("check", make_workbook(tmp_path))
    assert done.code == ExitCode.DONE
    assert "Nessuna segnalazione." in done.out


def test_check_speaks_json(run, tmp_path: Path) -> None:
    """The keys are stable, the text is UTF-8, nothing else is printed."""
    sound = make_workbook(tmp_path, name="sana.xlsx")
    wrong = make_workbook(tmp_path, name="guasta.xlsx", year=2020, edit=spoiled)
    done = run("check", sound, wrong, "--json")
    assert done.code == ExitCode.FINDINGS
    first, second = json.loads(done.out)
    none = {"errore": 0, "avviso": 0, "nota": 0, "accettata": 0}
    assert first == {"workbook": str(sound), "workbooks": [str(sound)], "findings": [], "counts": none}
    assert second["workbook"] == str(wrong)
    assert [set(finding) for finding in second["findings"]] == [
        {"code", "severity", "axis", "file", "sheet", "cell", "message", "remedy", "waiver"}
    ] * 2
    finding = second["findings"][0]
    assert (finding["code"], finding["severity"], finding["sheet"]) == ("RAA202", "errore", "Finanza")
    assert finding["cell"] == column_of("Finanza", wrong, "I.F2")
    assert "«circa mille»" in finding["message"]
    assert finding["file"] == "guasta.xlsx"
    assert finding["remedy"]


# ── new ──────────────────────────────────────────────────────────────────────


def test_new_writes_a_workbook_into_input(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name has the year; the command says where it is."""
    monkeypatch.chdir(tmp_path)
    done = run("new", "2021", "--axes", "I,II,AT:AT")
    assert done.code == ExitCode.DONE
    assert Path(done.out.strip()) == Path("input") / "raa-2021.xlsx"
    assert (tmp_path / "input" / "raa-2021.xlsx").read_bytes().startswith(b"PK")


def test_new_never_replaces_a_workbook_unless_forced(run, tmp_path: Path) -> None:
    """Exit code 4 and the way out; with --force it is replaced."""
    path = tmp_path / "raa.xlsx"
    path.write_bytes(b"ore di lavoro")
    done = run("new", "2021", "--axes", "I", "-o", path)
    assert done.code == ExitCode.FILE
    assert "--force" in done.err
    assert path.read_bytes() == b"ore di lavoro"
    assert run("new", "2021", "--axes", "I", "-o", path, "--force").code == ExitCode.DONE
    assert path.read_bytes().startswith(b"PK")


# ── mistakes ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "COMANDO"),
        (["fai"], "fai"),
        (["build"], "FILE"),
        (["check"], "FILE"),
        (["new", "2021"], "--axes"),
        (["new", "1999", "--axes", "I"], "1999"),
        (["new", "2101", "--axes", "I"], "2101"),
        (["new", "duemila", "--axes", "I"], "duemila"),
        (["new", "２０２１", "--axes", "I"], "２０２１"),
        (["new", "2021", "--axes", ""], "--axes"),
        (["new", "2021", "--axes", "I,I"], "I"),
        (["new", "2021", "--axes", "I/II"], "I/II"),
        (["new", "2021", "--axes", "P"], "P"),
        (["new", "2021", "--axes", ",".join(map(str, range(1, 32)))], "31"),
        (["build", "x.xlsx", "--formats", "odt"], "odt"),
        (["build", "x.xlsx", "--formats", ""], "formato"),
        (["build", "x.xlsx", "--bozza"], "--bozza"),
        (["check", "x.xlsx", "--jso"], "--jso"),
    ],
)  # fmt: skip
def test_wrong_words_cost_exit_code_2_and_are_named(run, words: list[str], said: str) -> None:
    """In Italian, with how the command is written."""
    done = run(*words)
    assert done.code == ExitCode.USAGE
    assert "errore: " in done.err
    assert said in done.err
    assert done.out == ""
    for english in ("error:", "usage:", "argument ", "invalid", "required", "choose"):
        assert english not in done.err


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "garbage", "other", "text", "truncated", "encrypted"])
def test_a_file_that_is_no_workbook_costs_exit_code_4_and_is_named(
    run, edition: Path, tmp_path: Path, kind: str, command: str
) -> None:
    """Whatever it is, the message names it and says what to do."""
    path = tmp_path / "file.xlsx"
    match kind:
        case "folder":
            path.mkdir()
        case "empty":
            path.write_bytes(b"")
        case "garbage":
            path.write_bytes(os.urandom(5000))
        case "other":
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("word/document.xml", "<a/>")
        case "text":
            path.write_text("Asse;Importo\nI;12\n", encoding="utf-8")
        case "truncated":
            path.write_bytes(edition.read_bytes()[:20_000])
        case "encrypted":
            path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(4096))
    done = run(command, path)
    assert done.code == ExitCode.FILE
    assert str(path) in done.err
    assert len(done.err.splitlines()) >= 2
    assert done.out == ""


def test_an_output_folder_that_is_a_file_costs_exit_code_4(run, edition: Path, tmp_path: Path) -> None:
    """And the file is left alone."""
    target = tmp_path / "output"
    target.write_text("sono un file", encoding="utf-8")
    done = run("build", edition, "-o", target)
    assert done.code == ExitCode.FILE
    assert "-o" in done.err
    assert target.read_text(encoding="utf-8") == "sono un file"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("<h2>{{ report.niente }}</h2>", "riga 1"),
        ("<p>uno</p>\n<p>{% if %}</p>", "riga 2"),
        ("<p>uno</p>\n\n<script>x</script>", "riga 3"),
        ("<p>{{ 1 | euri }}</p>", "euri"),
        ("<p>{{ report.__class__ }}</p>", "sintesi.html.j2"),
        ("<h1>T</h1><p><a href='#tab-9'></a></p>", "tab-9"),
        ("<h1>T</h1><h2 id='a'>Due</h2><h3 id='a'>Tre</h3>", "«a»"),
        ("testo sciolto", "testo sciolto"),
        ("{% include '../segreti' %}", "segreti"),
    ],
)  # fmt: skip
def test_a_template_that_is_wrong_costs_exit_code_5_and_its_line_is_named(
    run, edition: Path, tmp_path: Path, template: str, said: str
) -> None:
    """The office can mend it without a programmer; nothing is written."""
    templates = tmp_path / "modelli"
    templates.mkdir()
    (templates / "sintesi.html.j2").write_text(template, encoding="utf-8")
    done = run("build", edition, "-o", tmp_path / "output", "--templates", templates)
    assert done.code == ExitCode.TEMPLATE
    assert said in done.err
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("kind", ["missing", "font", "theme"])
def test_a_theme_that_is_wrong_costs_exit_code_5(run, edition: Path, tmp_path: Path, kind: str) -> None:
    """A folder that is not there, a font that is none, a theme that lacks an entry."""
    templates = tmp_path / "modelli"
    if kind != "missing":
        shutil.copytree(ROOT / "templates", templates)
    if kind == "font":
        (templates / "fonts" / "TitilliumWeb-Bold.ttf").write_bytes(b"non sono un carattere")
    if kind == "theme":
        (templates / "theme.toml").write_text("[pagina]\nlarghezza = 210\n", encoding="utf-8")
    done = run("build", edition, "-o", tmp_path / "output", "--templates", templates)
    assert done.code == ExitCode.TEMPLATE
    assert str(templates) in done.err
    assert not (tmp_path / "output").exists()


# ── the process ──────────────────────────────────────────────────────────────


def process(*words: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own."""
    command = [sys.executable, "-m", "raa_builder", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, **options)


def test_the_module_is_the_command() -> None:
    """`python -m raa_builder` gives its version and its exit code to the shell."""
    done = process("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("raa-builder ")
    assert process("fai").returncode == 2


@pytest.mark.parametrize("words", [["--help"], ["new", "--help"], ["check", "--help"], ["build", "--help"]])
def test_help_is_in_italian(run, words: list[str]) -> None:
    """From the first word to the last."""
    done = run(*words)
    assert done.code == 0
    assert done.out.startswith("uso: raa-builder")
    for english in ("usage", "options:", "positional", "show this"):
        assert english not in done.out


def test_messages_are_printed_where_the_terminal_knows_no_accents(tmp_path: Path) -> None:
    """A console of another encoding shows the message all the same."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = process("check", make_workbook(tmp_path, edit=spoiled), env=environment)
    assert done.returncode == ExitCode.FINDINGS
    assert "RAA202" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    """`raa-builder check … | head -0`."""
    workbook = make_workbook(tmp_path)
    command = f"'{sys.executable}' -m raa_builder check '{workbook}' | true"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""
