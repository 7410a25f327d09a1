# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an auditor does with the files alone: finds each number in the sources, and recomputes it from the cells."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from openpyxl import load_workbook
from saying import said
from workbooks import at, make_workbook

from raa_builder import pipeline
from raa_builder.writers import Format

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

NUMBER = re.compile(r"\d+(?:[.,/:]\d+)*")
NUMBERING = re.compile(r"^(?:\d+\.)+ |\b(?:tabella|figura|paragrafo) \d+(?:\.\d+)*", re.IGNORECASE)
SCALES = {"Mln": Fraction(1_000_000), "%": Fraction(1, 100)}
TRUNCATED = "troncato alle prime due cifre"


class Row(NamedTuple):
    """A row of the sheet `Numeri`, as far as an auditor needs it."""

    where: str
    text: str
    exact: Any
    kind: str
    formula: str
    rounding: str


def audited(workbooks: list[Path], folder: Path) -> tuple[dict[Format, list[str]], list[Row], dict[str, Fraction]]:
    """The texts of the files, the rows of their sources, and what stands in the cells of each name."""
    *files, sources = pipeline.build(workbooks, folder, list(Format)).files
    raw = {path.name: load_workbook(path, data_only=True) for path in workbooks}
    book = load_workbook(sources)
    rows = [
        Row(f"{line[2]}, {line[3]}", line[4], line[5], line[6], line[8] or "", line[9] or "")
        for line in book["Numeri"].iter_rows(min_row=4, values_only=True)
    ]
    names = {}
    for place, file, _, _, _, _, name, *_ in book["Celle"].iter_rows(min_row=4, values_only=True):
        sheet, address = place.split("!")
        if name:
            assert name not in names
            names[name] = Fraction(str(raw[file][sheet][address].value))
    return {wanted: _texts(path, wanted) for wanted, path in zip(Format, files, strict=True)}, rows, names


def _texts(path: Path, wanted: Format) -> list[str]:
    """The blocks and notes of a file without what the numbering prints, marks of notes included."""
    all_said = said(path.read_bytes(), wanted)
    marks = "|".join(str(number) for number in range(1, len(all_said.notes) + 1)) or "$"
    marks_of_notes = re.compile(rf"(?<=\.)(?:{marks})(?!\d)")
    blocks = [marks_of_notes.sub("", NUMBERING.sub("", text)) for text in all_said.blocks]
    return blocks + [re.sub(r"^\d+ ", "", text) for text in all_said.notes]


def assert_recomputed(row: Row, names: dict[str, Fraction]) -> None:
    """The formula gives the exact value, and the exact value what is printed."""
    values: list[Fraction] = []

    def named(match: re.Match[str]) -> str:
        values.append(names[match[0]])
        return f"values[{len(values) - 1}]"

    expression = re.sub(r"\{[^}]*\}", named, row.formula).replace("−", "-")
    value = Fraction(eval(expression, {"values": values}))  # noqa: S307 (a formula of names, signs and brackets)
    assert abs(value - Fraction(str(row.exact))) < Fraction(1, 10**6)
    printed = re.search(r"−?\d[\d.]*(?:,\d+)?", row.text)[0].replace(".", "").replace(",", ".").replace("−", "-")
    scale = next((scale for unit, scale in SCALES.items() if unit in row.text), Fraction(1))
    decimals = len(printed.partition(".")[2]) or ("Mln" in row.text)  # a final ",0" is not printed
    digits = len(printed) - 2 if row.rounding == TRUNCATED else -decimals
    assert abs(value / scale - Fraction(printed)) < Fraction(10) ** digits


def three_genders(book: Workbook) -> None:
    """Participants of a third gender, and a fall told in a text."""
    for label in ("Priorità 1", "A.2"):
        at(book["Destinatari"], f"{label}.D3", "Anno").value = 12
    at(book["Finanza"], "A.2.F3", "Anno").value = 81_234_567.89
    at(
        book["Testi"], "A.2.T02", "Testo"
    ).value = "Variano di {Impegni var} ({Impegni var %}), {Programmato var €}; 1. uno"


def copies(folder: Path) -> list[Path]:
    """The copies of three axis managers."""
    base = make_workbook(folder)
    paths = [folder / f"raa-2019-{label}.xlsx" for label in ("I", "II", "V")]
    for path, label in zip(paths, ("I", "II", "V"), strict=True):
        pipeline.new_from(2019, base, path, only=label)
    return paths


@pytest.mark.parametrize("which", ["edition", "one", "genders", "copies"])
def test_every_number_of_the_three_files_can_be_recomputed(which: str, edition: Path, tmp_path: Path) -> None:
    """From the sources workbook and the workbooks that it names, with nothing of the program but its files."""
    workbooks = {
        "edition": lambda: [edition],
        "one": lambda: [make_workbook(tmp_path, ("1",))],
        "genders": lambda: [make_workbook(tmp_path, ("Priorità 1", "A.2", "V:AT"), edit=three_genders)],
        "copies": lambda: copies(tmp_path),
    }[which]()
    texts, rows, names = audited(workbooks, tmp_path / "output")
    drawn = re.compile("Figura .*(?:riga|intestazione) «")
    shown = Counter(number for row in rows if not drawn.match(row.where) for number in NUMBER.findall(row.text))
    for wanted, blocks in texts.items():
        assert Counter(number for text in blocks for number in NUMBER.findall(text)) == shown, wanted
    for row in rows:
        if row.kind == "cifra":
            assert_recomputed(row, names)
