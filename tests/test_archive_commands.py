# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The archive as an office meets it: archive, editions, verify, restore, deposit, and editions named by their year."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import bagit
import bagit_utils
import pytest
from conftest import ROOT
from test_cli import Outcome
from test_files import small_disk, tree
from workbooks import at, make_workbook

from raa_builder import __version__
from raa_builder.archive import record
from raa_builder.archive.bag import ALGORITHMS, bag, listing
from raa_builder.archive.card import CARD, PACKAGES, dump, installed, load
from raa_builder.archive.store import store
from raa_builder.cli import main
from raa_builder.errors import ExitCode
from raa_builder.pipeline import Remarks, archive

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.workbook import Workbook

    from raa_builder.archive.store import Revision

    Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder of its own, whose archive is set by the environment."""
    (tmp_path / "lavoro").mkdir()
    monkeypatch.chdir(tmp_path / "lavoro")
    monkeypatch.setenv("RAA_ARCHIVE", str(tmp_path / "archivio è qui"))

    def command(*words: str | Path) -> Outcome:
        try:
            code = main([str(word) for word in words])
        except SystemExit as exit_:
            code = exit_.code
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return command


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the archive is."""
    return tmp_path / "archivio è qui"


def corrected(book: Workbook) -> None:
    """Another amount."""
    at(book["Finanza"], "I.F4", "Anno").value = 49_000_000


@pytest.fixture(scope="session")
def two_revisions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with an edition and its correction."""
    folder = tmp_path_factory.mktemp("archivio")
    archive([make_workbook(folder)], Remarks(by="Anna Rossi"), folder=folder / "archivio")
    remarks = Remarks(note="Pagamenti", corrects=1)
    archive([make_workbook(folder, edit=corrected)], remarks, folder=folder / "archivio")
    return folder / "archivio"


@pytest.fixture
def filled(two_revisions: Path, place: Path) -> Path:
    """The archive, with an edition and its correction."""
    return Path(shutil.copytree(two_revisions, place))


# ── archive ──────────────────────────────────────────────────────────────────


def test_an_edition_is_archived_with_all_that_it_is_made_of(run: Run, place: Path, tmp_path: Path) -> None:
    """The workbook as received, the documents that `build` writes, data, templates, and a text that tells people."""
    workbook = make_workbook(tmp_path, name="Città d'arte 2019.xlsx")
    done = run("archive", workbook, "--note", "Approvata dal CdS", "--by", "Anna Rossi")
    assert done.code == ExitCode.DONE
    folder = place / "2019" / "r1"
    assert done.out == f"{folder}\n"
    data = folder / "data"
    assert (data / "foglio" / workbook.name).read_bytes() == workbook.read_bytes()
    assert run("build", workbook, "-o", tmp_path / "output").code == ExitCode.DONE
    assert tree(data / "documenti") == tree(tmp_path / "output" / "2019")
    for name in ("theme.toml", "sintesi.html.j2", "fonts/TitilliumWeb-Regular.ttf"):
        assert (data / "modelli" / name).read_bytes() == (ROOT / "templates" / name).read_bytes()
    report = record.load((data / "dati" / "relazione.json").read_bytes())
    assert report.programme.code.text == "2014IT05SFOP099"
    assert json.loads((data / "dati" / "segnalazioni.json").read_bytes()) == {"findings": [], "waivers": []}
    card = json.loads((data / "edizione.json").read_bytes())
    assert (card["year"], card["revision"], card["by"], card["note"]) == (2019, 1, "Anna Rossi", "Approvata dal CdS")
    assert card["made_with"] == installed()
    text = (folder / "LEGGIMI.txt").read_bytes().decode()
    for words in (
        "POR FSE 2014-2020",
        "Anna Rossi",
        "Approvata dal CdS",
        "restore 2019:r1",
        "data/foglio/Città d'arte",
    ):
        assert words in text


def test_an_archived_edition_is_a_bag_for_others(run: Run, place: Path, edition: Path) -> None:
    """The real edition, judged by two BagIt implementations, neither of them ours."""
    run("archive", edition)
    folder = place / "2019" / "r1"
    assert bagit.Bag(str(folder)).validate()
    report = bagit_utils.Bag(folder, load=True).validate()
    assert report.valid, [issue.message for issue in report.issues]


def test_a_correction_says_what_it_corrects(run: Run, place: Path, tmp_path: Path) -> None:
    """The revision that it corrects stays as it was."""
    run("archive", make_workbook(tmp_path))
    before = tree(place / "2019" / "r1")
    done = run("archive", make_workbook(tmp_path, edit=corrected), "--corrects", "r1", "--note", "Pagamenti")
    assert done.code == ExitCode.DONE
    assert tree(place / "2019" / "r1") == before
    assert "r2, corregge r1" in (place / "2019" / "r2" / "LEGGIMI.txt").read_text(encoding="utf-8")
    second = json.loads((place / "2019" / "r2" / "data" / "edizione.json").read_bytes())
    assert second["corrects"] == 1
    assert second["previous"]["revision"] == "2019:r1"


@pytest.mark.parametrize("wanted", ["r1", "r9"])
def test_a_correction_of_nothing_is_refused(run: Run, place: Path, tmp_path: Path, wanted: str) -> None:
    """Exit code 2; nothing is archived."""
    done = run("archive", make_workbook(tmp_path), "--corrects", wanted)
    assert done.code == ExitCode.USAGE
    assert f"revisione {wanted}" in done.err
    assert not place.exists()


def test_the_same_edition_is_not_archived_twice_unless_forced(run: Run, place: Path, tmp_path: Path) -> None:
    """The templates count too."""
    workbook = make_workbook(tmp_path)
    run("archive", workbook)
    again = run("archive", workbook)
    assert again.code == ExitCode.USAGE
    assert "2019:r1 ha lo stesso foglio" in again.err
    assert "--force" in again.err
    assert run("archive", workbook, "--force").code == ExitCode.DONE
    Path("templates").mkdir()
    Path("templates/sigle.toml").write_text("", encoding="utf-8")
    assert run("archive", workbook).code == ExitCode.DONE
    assert sorted(path.name for path in (place / "2019").iterdir()) == ["r1", "r2", "r3"]
    assert (place / "2019" / "r3" / "data" / "modelli" / "sigle.toml").read_bytes() == b""


def test_an_edition_with_errors_is_never_archived(run: Run, place: Path, tmp_path: Path) -> None:
    """Nor is there an option for drafts. Exit code 3, all findings said."""

    def spoil(book: Workbook) -> None:
        at(book["Finanza"], "I.F2", "Anno").value = "circa mille"

    workbook = make_workbook(tmp_path, edit=spoil)
    done = run("archive", workbook)
    assert done.code == ExitCode.FINDINGS
    assert "RAA202" in done.err
    assert "mai una bozza" in done.err
    assert run("archive", workbook, "--draft").code == ExitCode.USAGE
    assert not place.exists()


def test_the_copies_of_an_edition_are_archived_together(run: Run, place: Path, tmp_path: Path) -> None:
    """Each as received; the edition rebuilds from them."""
    copies = [make_workbook(tmp_path, (label,), name=f"raa-{label}.xlsx") for label in ("I", "II")]
    assert run("archive", *copies).code == ExitCode.DONE
    names = {path.name for path in (place / "2019" / "r1" / "data" / "foglio").iterdir()}
    assert names == {path.name for path in copies}
    assert "si ricostruisce identica" in run("verify").out
    done = run("new", 2020, "--from", "2019")
    assert done.code == ExitCode.USAGE
    assert "merge" in done.err


def test_copies_whose_names_differ_only_by_case_are_refused(run: Run, place: Path, tmp_path: Path) -> None:
    """On Windows one would replace the other."""
    (tmp_path / "a").mkdir()
    first = make_workbook(tmp_path, ("I",), name="raa.xlsx")
    second = make_workbook(tmp_path / "a", ("II",), name="RAA.xlsx")
    done = run("archive", first, second)
    assert done.code == ExitCode.USAGE
    assert "maiuscole" in done.err
    assert not place.exists()


def test_two_editions_at_once_and_another_programme_are_refused(run: Run, place: Path, tmp_path: Path) -> None:
    """An archive is of one programme, and a revision of one edition."""
    first = make_workbook(tmp_path)
    second = make_workbook(tmp_path, name="raa-2020.xlsx", year=2020)
    assert run("archive", first, second).code == ExitCode.USAGE
    assert not place.exists()
    run("archive", first)

    def another(book: Workbook) -> None:
        at(book["Programma"], "P01", "Valore").value = "2014IT16RFOP012"

    done = run("archive", make_workbook(tmp_path, edit=another))
    assert done.code == ExitCode.USAGE
    assert "altro programma" in done.err


def test_a_theme_that_uses_a_file_from_elsewhere_is_refused(run: Run, place: Path, tmp_path: Path) -> None:
    """It would not be archived, and the edition could not be built again."""
    Path("templates").mkdir()
    for path in (ROOT / "templates").rglob("*.[to]*"):
        target = Path("templates") / path.relative_to(ROOT / "templates")
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())
    Path("logo.png").write_bytes((ROOT / "tests" / "logo.png").read_bytes())
    with Path("templates/theme.toml").open("a", encoding="utf-8") as theme:
        theme.write('\n[logo]\nfile = "../logo.png"\n')
    done = run("archive", make_workbook(tmp_path))
    assert done.code == ExitCode.USAGE
    assert "logo.png" in done.err
    assert "theme.toml" in done.err
    assert not place.exists()


def test_a_full_disk_is_said_and_nothing_is_left(run: Run, place: Path, tmp_path: Path) -> None:
    """Exit code 4."""
    workbook = make_workbook(tmp_path)
    with small_disk():
        done = run("archive", workbook)
    assert done.code == ExitCode.FILE
    assert "temporanea" in done.err
    assert "spazio" in done.err
    assert not place.exists()


# ── editions and verify ──────────────────────────────────────────────────────


@pytest.mark.usefixtures("filled")
def test_editions_lists_what_is_archived(run: Run) -> None:
    """For people and for programs."""
    lines = run("editions").out.splitlines()
    assert [line.split()[0] for line in lines] == ["Edizione", "2019:r1", "2019:r2"]
    assert "Anna Rossi" in lines[1]
    assert "Corregge r1. Pagamenti" in lines[2]
    first, second = json.loads(run("editions", "--json").out)
    assert first["fingerprint"].startswith(re.findall(r"\b[0-9a-f]{12}\b", lines[1])[0])
    assert (first["corrects"], second["corrects"], second["note"]) == (None, 1, "Pagamenti")
    what = {"year", "revision", "created", "note", "by", "corrects", "programme", "workbooks"}
    assert set(first) == what | {"fingerprint", "made_with", "folder"}


def test_an_archive_that_is_not_there_is_said(run: Run) -> None:
    """A mistyped path must not pass for an empty archive."""
    for words in (("editions",), ("verify",), ("restore", "2019", "-o", "x"), ("deposit", "2019")):
        done = run(*words)
        assert done.code == ExitCode.FILE
        assert "non esiste" in done.err
        assert "--archive" in done.err


def test_a_sound_archive_is_verified_and_rebuilt(run: Run, place: Path, tmp_path: Path, edition: Path) -> None:
    """Wherever it was moved to."""
    run("archive", edition)
    run("archive", make_workbook(tmp_path, name="raa-2020.xlsx", year=2020), "--attach-data", "--archive", place)
    moved = place.rename(tmp_path / "spostato")
    done = run("verify", "--archive", moved)
    assert done.code == ExitCode.DONE
    assert done.out.splitlines() == [f"{name}  integra; si ricostruisce identica" for name in ("2019:r1", "2020:r1")]
    only = json.loads(run("verify", "2020", "--json", "--archive", moved).out)
    assert only == [
        {
            "year": 2020,
            "revision": 1,
            "sound": True,
            "damages": [],
            "rebuilt": "same",
            "reason": "",
            "program": __version__,
        }
    ]


def test_every_damaged_file_is_named(run: Run, filled: Path) -> None:
    """Exit code 6; the sound revision is said to be so."""
    data = filled / "2019" / "r1" / "data"
    (data / "documenti" / "sintesi-raa-2019.pdf").write_bytes(b"%PDF")
    (data / "foglio" / "raa-2019.xlsx").rename(data / "foglio" / "vecchio.xlsx")
    done = run("verify")
    assert done.code == ExitCode.ARCHIVE
    assert done.out.splitlines() == [
        "2019:r1  DANNEGGIATA",
        "  data/documenti/sintesi-raa-2019.pdf: alterato.",
        "  data/foglio/raa-2019.xlsx: rinominato. Si chiama ora data/foglio/vecchio.xlsx.",
        "2019:r2  integra; si ricostruisce identica",
    ]
    first, second = json.loads(run("verify", "--json").out)
    assert (first["sound"], second["sound"]) == (False, True)
    assert [damage["kind"] for damage in first["damages"]] == ["altered", "renamed"]


def test_a_revision_taken_away_is_missed(run: Run, filled: Path, tmp_path: Path) -> None:
    """The later ones tell that there was one."""
    (filled / "2019" / "r1").rename(tmp_path / "r1")
    done = run("verify")
    assert done.code == ExitCode.ARCHIVE
    assert "2019/r1: manca" in done.out


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("2019/r2", "2019/R2", ("2019/r2: rinominato. Si chiama ora 2019/R2.",)),
        ("2019/r2", "2019/r7", ("2019/r2: rinominato. Si chiama ora 2019/r7.",)),
        (
            "2019",
            "2018",
            ("2019/r1: rinominato. Si chiama ora 2018/r1.", "2019/r2: rinominato. Si chiama ora 2018/r2."),
        ),
    ],
    ids=["by case", "another number", "another year"],
)
def test_a_revision_under_another_name_is_told_from_a_missing_one(
    run: Run, filled: Path, old: str, new: str, words: tuple[str, ...]
) -> None:
    """Its card says which one it is; it is verified in no other way."""
    (filled / old).rename(filled / new)
    done = run("verify")
    assert done.code == ExitCode.ARCHIVE
    damages = tuple(line.strip() for line in done.out.splitlines() if line.startswith("  "))
    assert damages == words


def test_a_copy_of_a_revision_is_extra(run: Run, filled: Path) -> None:
    """As people make before they touch something."""
    shutil.copytree(filled / "2019" / "r1", filled / "2019" / "r1 (copia)")
    done = run("verify", "2019")
    assert done.code == ExitCode.ARCHIVE
    assert "2019/r1 (copia): non c'era. È una copia di 2019:r1." in done.out
    assert done.out.count("DANNEGGIATA") == 1


def test_a_wrong_template_of_the_readme_is_named(run: Run, place: Path, tmp_path: Path) -> None:
    """Exit code 5; nothing is archived."""
    Path("templates").mkdir()
    Path("templates/leggimi.txt.j2").write_text("{{ scheda.anno }}", encoding="utf-8")
    done = run("archive", make_workbook(tmp_path))
    assert done.code == ExitCode.TEMPLATE
    assert "leggimi.txt.j2" in done.err
    assert not place.exists()


def test_a_revision_made_anew_with_its_checksums_is_found_out(run: Run, filled: Path) -> None:
    """The next revision remembers what it was."""
    folder = filled / "2019" / "r1"
    page = folder / "data" / "documenti" / "sintesi-raa-2019.html"
    page.write_bytes(page.read_bytes().replace(b"Occupazione", b"Occupazioni"))  # of the same length
    for kind in ("manifest", "tagmanifest"):
        everything = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        own = {
            name
            for name in everything
            if name.startswith("data/") == (kind == "manifest") and "tagmanifest" not in name
        }
        for one in ALGORITHMS:
            files = {name: everything[name].read_bytes() for name in own}
            (folder / f"{kind}-{one}.txt").write_bytes(listing(files, one))
    assert bagit.Bag(str(folder)).validate()
    done = run("verify")
    assert done.code == ExitCode.ARCHIVE
    assert "2019:r1  DANNEGGIATA" in done.out


def test_what_a_killed_process_left_is_said_and_is_no_damage(run: Run, place: Path, tmp_path: Path) -> None:
    """And is gone after the next `archive`."""
    run("archive", make_workbook(tmp_path))
    (place / ".in-corso-2019-r2-99999-x").mkdir()
    done = run("verify")
    assert done.code == ExitCode.DONE
    assert ".in-corso-2019-r2-99999-x" in done.err
    run("archive", make_workbook(tmp_path, edit=corrected))
    assert not list(place.glob(".in-corso*"))


def test_an_edition_of_another_version_is_sound_though_it_is_built_otherwise(run: Run, filled: Path) -> None:
    """That alone is no damage: which version made it is said."""

    def by_an_older_version(number: int, last: Revision | None) -> dict[str, bytes]:
        assert last
        payload = {path.relative_to(last.folder / "data").as_posix(): path for path in last.folder.rglob("data/**/*.*")}
        content = {path: file.read_bytes() for path, file in payload.items() if file.is_file()}
        content["documenti/sintesi-raa-2019.html"] += b"\n"
        made_with = {**installed(), "raa-builder": "0.0.9"}
        card = load(content[CARD])._replace(revision=number, previous=None, made_with=made_with)
        return bag({**content, CARD: dump(card)}, {}, ())

    store(filled, 2019, by_an_older_version)
    done = run("verify")
    assert done.code == ExitCode.DONE
    (line,) = (line for line in done.out.splitlines() if line.startswith("2019:r3"))
    assert "integra" in line
    assert "sintesi-raa-2019.html" in line
    assert f"raa-builder 0.0.9 (ora {__version__})" in line
    third = json.loads(run("verify", "--json").out)[2]
    assert (third["sound"], third["rebuilt"], third["program"]) == (True, "different", "0.0.9")


# ── restore, deposit, new ────────────────────────────────────────────────────


def test_an_edition_is_restored_as_it_was(run: Run, filled: Path, tmp_path: Path) -> None:
    """The last revision, or the one named; nothing that is there is replaced."""
    for words, name in (("2019:r1", "r1"), ("2019", "r2")):
        done = run("restore", words, "-o", tmp_path / name)
        assert done.code == ExitCode.DONE
        assert tree(tmp_path / name) == tree(filled / "2019" / name / "data")
    assert (tmp_path / "r1" / "foglio" / "raa-2019.xlsx").read_bytes() == make_workbook(tmp_path).read_bytes()
    (tmp_path / "pieno" / "foglio").mkdir(parents=True)
    (tmp_path / "pieno" / "foglio" / "raa-2019.xlsx").write_bytes(b"mio")
    refused = run("restore", "2019", "-o", tmp_path / "pieno")
    assert refused.code == ExitCode.FILE
    assert tree(tmp_path / "pieno") == {str(Path("foglio", "raa-2019.xlsx")): b"mio"}


@pytest.mark.parametrize(
    "words",
    [("restore", "2019", "-o", "x"), ("deposit", "2019"), ("new", "2020", "--from", "2019")],
    ids=lambda w: w[0],
)
def test_a_damaged_edition_is_not_given_out(run: Run, filled: Path, words: tuple[str, ...]) -> None:
    """Exit code 6; nothing is written."""
    (filled / "2019" / "r2" / "data" / "modelli" / "theme.toml").unlink()
    done = run(*words)
    assert done.code == ExitCode.ARCHIVE
    assert "theme.toml: manca" in done.err
    assert "verify 2019" in done.err
    assert list(Path().iterdir()) == []


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("name", ["raa-2019.xlsx", "2019:2", "r1", "duemila"])
def test_what_names_no_edition_is_refused(run: Run, name: str) -> None:
    """Exit code 2, with an example."""
    for words in (("restore", name, "-o", "x"), ("deposit", name)):
        done = run(*words)
        assert done.code == ExitCode.USAGE
        assert "2019:r1" in done.err


@pytest.mark.usefixtures("filled")
def test_a_deposit_is_written_once(run: Run) -> None:
    """Under the name of its revision; it is replaced only when told so."""
    done = run("deposit", "2019")
    path = Path("output/deposito-raa-2019-r2.zip")
    assert (done.code, done.out) == (ExitCode.DONE, f"{path}\n")
    assert "protocollo" in done.err
    content = path.read_bytes()
    with zipfile.ZipFile(path) as opened:
        assert {"metadati.xml", "metadati.txt", "raa-2019-r2/bagit.txt"} <= set(opened.namelist())
    assert run("deposit", "2019").code == ExitCode.FILE
    assert run("deposit", "2019", "--force").code == ExitCode.DONE
    assert path.read_bytes() == content


def test_next_years_workbook_comes_from_the_archive(run: Run, tmp_path: Path) -> None:
    """By year or by revision; a file of that name goes first."""
    workbook = make_workbook(tmp_path)
    run("archive", workbook)
    assert run("new", 2020, "--from", workbook, "-o", "a.xlsx").code == ExitCode.DONE
    for number, edition in enumerate(("2019", "2019:r1")):
        assert run("new", 2020, "--from", edition, "-o", f"b{number}.xlsx").code == ExitCode.DONE
        assert Path(f"b{number}.xlsx").read_bytes() == Path("a.xlsx").read_bytes()
    missing = run("new", 2020, "--from", "2018")
    assert missing.code == ExitCode.USAGE
    assert "2019:r1" in missing.err


def test_the_card_names_every_package_that_the_program_needs() -> None:
    """A new dependency must not be forgotten."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[^\w-]", one)[0].lower() for one in project["dependencies"]}
    assert needed == {name.lower() for name in PACKAGES}
