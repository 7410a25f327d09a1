# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What all tests share: the theme, the 2019 edition, golden files, and the programs that some of them call.

Where `RAA_CI` is set, as in `.ci/run`, a test that would skip fails instead, and golden files can't be refreshed.
"""

from __future__ import annotations

import difflib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from raa_builder.theme import Theme, load_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
IN_CI = bool(os.environ.get("RAA_CI"))

# the same examples each time: a test that fails now and then tells nobody anything
settings.register_profile("raa", derandomize=True, deadline=None, database=None)
settings.load_profile("raa")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one option that writes golden files anew."""
    parser.addoption("--refresh-golden", action="store_true", help="write tests/golden anew from what is produced now")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to refresh golden files where they are to be checked."""
    if IN_CI and config.getoption("--refresh-golden"):
        raise pytest.UsageError("--refresh-golden: golden files are not refreshed in CI (RAA_CI is set)")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped test into a failed one in CI."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, which RAA_CI forbids: {_reason(report.longrepr)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn a skipped module into a failed one in CI."""
    report = yield
    if IN_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped, which RAA_CI forbids: {_reason(report.longrepr)}"
    return report


def _reason(representation: object) -> object:
    return representation[2] if isinstance(representation, tuple) else representation


# ── programs ─────────────────────────────────────────────────────────────────


def needed(program: str, package: str) -> str:
    """The path of a program, without which the test is skipped."""
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"{program} is not installed: apt-get install {package}")
    return path


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice, the nearest thing to Word that a test can call."""
    return needed("soffice", "libreoffice-writer libreoffice-calc")


@pytest.fixture(scope="session")
def poppler() -> None:
    """Poppler's programs, which read a PDF as its users' readers do."""
    for program in ("pdfinfo", "pdftotext"):
        needed(program, "poppler-utils")


# ── what is tested ───────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def theme() -> Theme:
    """The theme that ships."""
    return load_theme(ROOT / "templates" / "theme.toml")


@pytest.fixture(scope="session")
def edition() -> Path:
    """The workbook of the real edition."""
    return ROOT / "input" / "raa-2019.xlsx"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the golden file of that name, or writes it anew with `--refresh-golden`."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--refresh-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        wanted = path.read_text(encoding="utf-8").splitlines()
        changes = difflib.unified_diff(wanted, text.splitlines(), f"golden/{name}", "now", lineterm="", n=2)
        difference = "\n".join(changes)
        assert not difference, f"{difference}\n\nIf the change is meant: pytest --refresh-golden"

    return compare
