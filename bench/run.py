# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A workbook in, a table of ratios out: `raa-builder build`, all formats, against `straight.py`, in pairs in one run.

Whole processes take turns, and each round swaps who goes first; medians of the rounds' ratios are printed, with times
and peak memory. Trust the ratios: times depend on the machine and on what else it does.

    python bench/run.py [WORKBOOK] [--rounds 9] [--times 100]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
EDITIONS = 10
AGAIN = f"""
import contextlib, io, sys, time
from {{module}} import main
def edition():
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        if main(sys.argv[1:]):
            sys.exit(1)
edition()
started = time.perf_counter()
for _ in range({EDITIONS}):
    edition()
print((time.perf_counter() - started) / {EDITIONS})
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """One measurement: wall time in seconds, peak resident memory in MiB."""

    seconds: float
    peak: float


def environment() -> dict[str, str]:
    """The caller's environment, with the checkout importable and compiled modules kept, as in an installation."""
    paths = [str(ROOT / "src"), str(BENCH), os.environ.get("PYTHONPATH", "")]
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}


def measure(command: list[str]) -> Sample:
    """A whole process, start to end."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, env=environment())
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(command)}: exit {process.returncode}\n{said.read().decode(errors='replace')}")
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Sample(seconds, usage.ru_maxrss / unit)


def measure_again(module: str, arguments: list[str]) -> Sample:
    """One more edition in a process that has already made one: mean of a few, without start-up."""
    command = [sys.executable, "-c", AGAIN.format(module=module), *arguments]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, env=environment()).stdout
    return Sample(float(printed), 0)


def compare(title: str, ours: Callable[[], Sample], theirs: Callable[[], Sample], rounds: int) -> None:
    """Runs the two in turn and prints one line."""
    pairs = []
    ours(), theirs()  # compile modules, warm the disk cache
    for number in range(rounds):
        if number % 2:
            first = ours()
            pairs.append((first, theirs()))
        else:
            other = theirs()
            pairs.append((ours(), other))
    ratio = median(a.seconds / b.seconds for a, b in pairs)
    columns = [f"{ratio:6.2f}"]
    for side in zip(*pairs, strict=True):
        peak = max(sample.peak for sample in side)
        columns.append(f"{median(s.seconds for s in side) * 1000:9.0f} ms {f'{peak:5.0f} MiB' if peak else '':>9}")
    print(f"{title:<42} {'   '.join(columns)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("workbook", nargs="?", type=Path, default=ROOT / "input" / "raa-2019.xlsx")
    parser.add_argument("--rounds", type=int, default=9, help="pairs for each line (9)")
    parser.add_argument("--times", type=int, default=1, help="multiply the content of the workbook (1)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workbook, python = options.workbook, sys.executable
        if options.times > 1:
            workbook = Path(folder) / options.workbook.name
            measure([python, str(BENCH / "multiply.py"), str(options.workbook), str(options.times), str(workbook)])
        build, straight = ["build", str(workbook), "-o", folder], [str(workbook), folder]
        builder = [python, "-m", "raa_builder"]
        print(f"{'':<42} {'ratio':>6}   {'raa-builder':>22}   {'straight (or bare)':>22}")
        compare(
            f"build, {options.times} times the content / straight",
            lambda: measure([*builder, *build]),
            lambda: measure([python, str(BENCH / "straight.py"), *straight]),
            options.rounds,
        )
        if options.times > 1:
            return
        compare(
            "one more edition, running process",
            lambda: measure_again("raa_builder.cli", build),
            lambda: measure_again("straight", straight),
            options.rounds,
        )
        compare(
            "check / bare interpreter",
            lambda: measure([*builder, "check", str(workbook)]),
            lambda: measure([python, "-c", "pass"]),
            options.rounds,
        )


if __name__ == "__main__":
    main()
