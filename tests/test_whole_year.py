# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole year of the office, with the real edition of 2019 and a 2020 made from it, by the commands themselves.

One story, told once, in a folder of its own; each test holds one thing that must be true at its end.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT
from openpyxl import load_workbook
from workbooks import at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

GROWTH = Decimal("1.0625")
AMOUNTS = ("Programmato", "Impegnato", "Pagato")
SUFFIXES = ("docx", "html", "pdf")


@dataclass(frozen=True, slots=True)
class Step:
    """A command that was given: its exit code and what it printed."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Year:
    """The office's folder at the end of the year, and the commands given, by name."""

    folder: Path
    steps: dict[str, Step]


class Office:
    """Gives commands in a folder, as someone at a keyboard does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.steps: dict[str, Step] = {}

    def run(self, name: str, *words: str) -> None:
        """Give one command."""
        command = [sys.executable, "-m", "raa_builder", *words]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "RAA_DEBUG": "1"}
        environment.pop("RAA_ARCHIVE", None)
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
        )
        self.steps[name] = Step(done.returncode, done.stdout, done.stderr)


def codes(sheet: Worksheet) -> Iterator[str]:
    """The codes of a sheet's rows."""
    return (cell.value for cell in sheet["A"][3:] if isinstance(cell.value, str))


def fill(path: Path, last_year: Path) -> None:
    """Fill in what the year after grew to: every figure of 2019 by a sixteenth, allocations as they are."""
    book, old = load_workbook(path), load_workbook(last_year)
    for name in ("Finanza", "Destinatari"):
        sheet = book[name]
        for code in codes(sheet):
            previous = at(sheet, code, "Anno precedente").value
            if previous is not None and not code.endswith(".D7"):
                at(sheet, code, "Anno").value = previous if code.endswith(".F1") else grown(previous, name == "Finanza")
    fill_rows(book["Indicatori"], old["Indicatori"], ("Valore",))
    fill_rows(book["Iniziative"], old["Iniziative"], (*AMOUNTS, "N. progetti"))
    at(book["Programma"], "P13", "Valore").value = 450_000_000
    said = at(book["Testi"], "P.T03", "Testo")
    said.value = said.value.replace("oltre 190 Mln€", "{Spesa certificata var}")
    book.save(path)


def fill_rows(sheet: Worksheet, old: Worksheet, headers: tuple[str, ...]) -> None:
    """Fill in the figures of rows that were there a year ago; shares stay as they are."""
    for code in codes(old):
        for header in headers:
            value = at(old, code, header).value
            if value is not None:
                is_share = isinstance(value, float) and value < 1
                at(sheet, code, header).value = value if is_share else grown(value, header in AMOUNTS)


def grown(value: Any, cents: bool) -> Any:  # noqa: FBT001 (as short as what it says)
    """A figure a year later."""
    more = Decimal(str(value)) * GROWTH
    return float(round(more, 2)) if cents else int(more)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """The story."""
    office = Office(tmp_path_factory.mktemp("ufficio con spazi e àccenti"))
    (office.folder / "input").mkdir()
    first, second = (office.folder / "input" / f"raa-{year}.xlsx" for year in (2019, 2020))
    shutil.copy(ROOT / "input" / "raa-2019.xlsx", first)
    office.run("archive 2019", "archive", "input/raa-2019.xlsx", "--by", "Ufficio FSE", "--note", "Prima edizione")
    office.run("new", "new", "2020", "--from", "2019")
    office.run("check blank", "check", "input/raa-2020.xlsx")
    office.run("build blank", "build", "input/raa-2020.xlsx")
    fill(second, first)
    office.run("check", "check", "input/raa-2020.xlsx", "--json")
    office.run("build", "build", "input/raa-2020.xlsx")
    office.run("archive", "archive", "input/raa-2020.xlsx", "--by", "Ufficio FSE")
    office.run("archive twice", "archive", "input/raa-2020.xlsx")
    correct(second)
    office.run("correct", "archive", "input/raa-2020.xlsx", "--corrects", "r1", "--note", "Impegni dell’Asse I")
    office.run("editions", "editions", "--json")
    office.run("compare years", "compare", "2019", "2020", "--json", "--format", "docx,pdf,html")
    office.run("compare revisions", "compare", "2020:r1", "2020:r2")
    office.run("restore", "restore", "2020:r1", "-o", "di nuovo")
    office.run("restore over", "restore", "2020:r1", "-o", "di nuovo")
    office.run("verify", "verify")
    damage(office.folder)
    office.run("verify damaged", "verify", "2020")
    return Year(office.folder, office.steps)


def correct(path: Path) -> None:
    """Correct one amount, as someone does who has found a slip."""
    book = load_workbook(path)
    at(book["Finanza"], "I.F3", "Anno").value = 190_000_000
    book.save(path)


def damage(folder: Path) -> None:
    """Flip one bit of an archived document."""
    path = next((folder / "output" / "archive" / "2020" / "r1").rglob("sintesi-raa-2020.pdf"))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o644)
    path.write_bytes(content)


def test_no_command_ends_in_a_defect(year: Year) -> None:
    """Whatever happens, nobody sees a traceback."""
    for name, step in year.steps.items():
        assert step.code != 1, (name, step.err)
        assert "Traceback" not in step.err + step.out, name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("archive 2019", 0),
        ("new", 0),
        ("check blank", 3),
        ("build blank", 3),
        ("check", 0),
        ("build", 0),
        ("archive", 0),
        ("archive twice", 2),
        ("correct", 0),
        ("editions", 0),
        ("compare years", 0),
        ("compare revisions", 0),
        ("restore", 0),
        ("restore over", 4),
        ("verify", 0),
        ("verify damaged", 6),
    ],
)
def test_each_step_ends_as_it_should(year: Year, name: str, code: int) -> None:
    """What is sound goes through, what is not is refused."""
    step = year.steps[name]
    assert step.code == code, step.err or step.out


def test_the_new_workbook_holds_last_years_figures(year: Year) -> None:
    """What 2019 was is the year before of 2020, from the archive."""
    old, new = (load_workbook(year.folder / "input" / f"raa-{n}.xlsx")["Finanza"] for n in (2019, 2020))
    assert at(new, "II.F4", "Anno precedente").value == at(old, "II.F4", "Anno").value


def test_the_archive_lists_every_revision(year: Year) -> None:
    """Two of 2020, of which the second says what it corrects."""
    listed = json.loads(year.steps["editions"].out)
    text = json.dumps(listed, ensure_ascii=False)
    assert len(listed) == 3
    assert "Impegni dell’Asse I" in text
    assert "Prima edizione" in text


def test_the_comparison_of_the_years_tells_what_grew(year: Year) -> None:
    """The last revision of 2020 against 2019, in JSON and as documents; nothing of 2019 was restated."""
    said = json.loads(year.steps["compare years"].out)
    totals = {one["item"]: one for one in said["figures"]}
    assert totals["Dotazione finanziaria"]["difference"] == "0.00"
    assert Decimal(totals["Pagamenti ai beneficiari"]["change"]) == pytest.approx(GROWTH - 1, abs=Decimal("0.0001"))
    assert [one["code"] for one in said["restated"]] == []
    assert [axis["status"] for axis in said["axes"]] == ["same"] * 5
    names = sorted(path.name for path in (year.folder / "output").glob("confronto*"))
    assert names == [f"confronto-raa-2019-2020.{suffix}" for suffix in SUFFIXES]


def test_the_comparison_of_the_revisions_tells_the_correction(year: Year) -> None:
    """One figure was corrected; what depends on it changes too, and nothing else is told."""
    text = year.steps["compare revisions"].out
    assert "Confronto fra le edizioni 2020 r1 e 2020 r2" in text
    assert "190.000.000,00 €" in text
    assert "Nessuna differenza." in text
    lines = text.splitlines()
    assert sum(line.startswith("Pagamenti ai beneficiari") for line in lines) == 1  # in the chart
    assert sum(line.startswith("Impegni ") for line in lines) == 3  # in the chart, of the programme, of the axis


def test_what_is_restored_is_what_was_built(year: Year) -> None:
    """The first revision comes back to the last byte, the workbook among its files."""
    built = year.folder / "output" / "2020"
    for suffix in SUFFIXES:
        (restored,) = (year.folder / "di nuovo").rglob(f"sintesi-raa-2020.{suffix}")
        assert restored.read_bytes() == (built / restored.name).read_bytes()
    (workbook,) = (path for path in (year.folder / "di nuovo").rglob("raa-2020.xlsx"))
    assert at(load_workbook(workbook)["Finanza"], "I.F3", "Anno").value != 190_000_000


def test_a_flipped_bit_is_found_and_named(year: Year) -> None:
    """The damaged file, and no other."""
    step = year.steps["verify damaged"]
    said = step.out + step.err
    assert "sintesi-raa-2020.pdf" in said
    assert "sintesi-raa-2020.html" not in said
