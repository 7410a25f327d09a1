# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Large workbooks in, a table of reading times out: up to 20,000 rows a sheet, and a stray cell at the far end.

Initiatives, indicators and texts are valid rows of 30 axes; amounts and participants have as many rows beyond their
own, which are findings. Each size is read in a process of its own; time is the processor's. A column says how much
longer the next size takes: 2 is linear. Below, the 2019 edition as it is and with a blank formatted cell in the last
row and column.

    python bench/read.py [--rows 20000]
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from run import ROOT, environment

sys.path.insert(0, str(ROOT / "src"))
from raa_builder.workbook import layout
from raa_builder.workbook.reader import read_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    Row = list[str | int]

EDITION = ROOT / "input" / "raa-2019.xlsx"
AXES = [str(number) for number in range(1, layout.AXES_MAX + 1)]
LAST_CELL = "XFD1048576"


def rows(sheet: layout.Sheet, count: int) -> Iterator[Row]:
    """So many rows of a sheet, the pre-printed ones first."""
    if sheet is layout.AXES:
        yield from ([label, "", f"Asse {label}", sheet.column("kind").choices[0]] for label in AXES)
        return
    if sheet is layout.PROGRAMME:
        yield from ([line.number, line.item, line.example] for line in sheet.lines)
        return
    own = [(label, line) for label in AXES for line in sheet.lines]
    yield from ([f"{label}.{line.number}", label, line.item, 1000, 1000] for label, line in own)
    for number in range(count):
        label = AXES[number % len(AXES)]
        if sheet is layout.INITIATIVES:
            yield [sheet.code(label, number // len(AXES) + 1), label, "In corso", f"Titolo {number}", "una descrizione",
                   number, 1000 + number, 900, 800]  # fmt: skip
        elif sheet is layout.INDICATORS:
            yield [sheet.code(label, number // len(AXES) + 1), label, "Output", "10.i", f"Nome {number}", "Numero", "",
                   number, 2 * number, 2023]  # fmt: skip
        elif sheet is layout.TEXTS:
            yield [sheet.code(label, number // len(AXES) + 1), label, "Note", "", f"Un testo, il numero {number}."]
        else:
            yield [f"{label}.{sheet.letter}{number + 100}", label, "Voce", number, number]


def workbook(path: Path, count: int) -> None:
    book = Workbook(write_only=True)
    for sheet in layout.SHEETS:
        page = book.create_sheet(sheet.name)
        page.append([column.header for column in sheet.columns])
        for row in rows(sheet, 0 if sheet is layout.WAIVERS else count):
            page.append(row)
    book.save(path)


def stray(path: Path) -> None:
    book = load_workbook(EDITION)
    book[layout.FINANCE.name][LAST_CELL].fill = PatternFill("solid", "FFFF00")
    book.save(path)


def once(path: str) -> None:
    started = time.process_time()
    findings = len(read_workbook(Path(path)).findings)
    print(json.dumps([time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, findings]))


def measure(path: Path) -> tuple[float, float, int]:
    """Seconds, peak MiB, findings."""
    command = [sys.executable, __file__, "--once", str(path)]
    output = subprocess.run(command, check=True, capture_output=True, text=True, env=environment()).stdout
    seconds, peak, findings = json.loads(output)
    return seconds, peak / (1024**2 if sys.platform == "darwin" else 1024), findings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=20_000, help="rows of each sheet (20000)")
    parser.add_argument("--once", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        once(options.once)
        return
    before = 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "raa.xlsx")
        for count in (options.rows // 4, options.rows // 2, options.rows):
            workbook(path, count)
            seconds, peak, findings = measure(path)
            growth = f"x{seconds / before:4.2f}" if before else ""
            print(f"{f'{count:,} rows a sheet':<34} {seconds:7.2f} s {peak:6.0f} MiB {findings:7,} findings {growth}")
            before = seconds
        stray(path)
        for name, file in (("the edition", EDITION), (f"the edition, {LAST_CELL} coloured", path)):
            seconds, peak, findings = measure(file)
            print(f"{name:<34} {seconds:7.2f} s {peak:6.0f} MiB {findings:7,} findings")


if __name__ == "__main__":
    main()
