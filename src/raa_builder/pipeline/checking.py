# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checking: workbooks in, editions with their findings out; those of one programme and year are one edition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raa_builder.resources import template_file, template_folders

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from raa_builder.findings import Finding
    from raa_builder.model import Report
    from raa_builder.theme import Theme
    from raa_builder.workbook.reader import Reading

THEME = "theme.toml"
# what every font for Italian has: only other characters are looked up in it
_COMMON = frozenset(map(chr, range(32, 127))) | frozenset("\n\u00a0àèéìíîòóùúÀÈÉÌÒÙ’‘“”«»–—…•€°ºª")


@dataclass(frozen=True, slots=True)
class Checked:
    """An edition that was read and checked.

    Attributes:
        paths: Its workbook, or the copies that it was put together of.
        report: What it holds; `None` when nothing could be made of it.
        findings: What is wrong with it, what blocks the summary first, then in the order of the workbook.
    """

    paths: tuple[Path, ...]
    report: Report | None
    findings: tuple[Finding, ...]

    @property
    def name(self) -> str:
        """The workbook, or the copies, as messages name them."""
        return ", ".join(map(str, self.paths))


def check(path: Path, templates: Path | None = None) -> Checked:
    """Read one workbook and check it.

    Raises:
        FileError: It can't be read, or is not such a workbook.
        TemplateError: The theme is wrong.
    """
    return check_all([path], templates)[0]


def check_all(paths: Sequence[Path], templates: Path | None = None, *, whole: bool = False) -> tuple[Checked, ...]:
    """Read workbooks and check them, those of one programme and year as one edition.

    Args:
        paths: The workbooks.
        templates: Folder of templates that wins over the others; its theme's font must have every character.
        whole: Whether an edition must have all its axes; one that is put together of several copies must anyway.

    Raises:
        FileError: One can't be read, or is not such a workbook.
        TemplateError: The theme is wrong.
    """
    from raa_builder.workbook.reader import read_workbooks  # noqa: PLC0415

    return tuple(
        _checked(reading, templates, whole=whole or len(reading.paths) > 1) for reading in read_workbooks(paths)
    )


def _checked(reading: Reading, templates: Path | None, *, whole: bool) -> Checked:
    from raa_builder.checks import all_axes, unprintable  # noqa: PLC0415
    from raa_builder.checks import check as check_report  # noqa: PLC0415

    findings = reading.findings
    if reading.report is not None:
        findings += check_report(reading.report)
        findings += tuple(all_axes(reading.report)) if whole else ()
        if any(not _COMMON.issuperset(entry.text) for entry in reading.report.entries()):
            from raa_builder.writers.metrics import family  # noqa: PLC0415 (most texts do without)

            faces = family(theme_in(template_folders(templates)).faces)
            findings += tuple(unprintable(reading.report, faces.regular.has))
    return Checked(
        reading.paths, reading.report, tuple(sorted(findings, key=lambda finding: not finding.severity.blocks))
    )


def theme_in(folders: tuple[Path, ...]) -> Theme:
    """The theme of the first folder that has one.

    Raises:
        TemplateError: It is wrong.
    """
    from raa_builder.theme import load_theme  # noqa: PLC0415

    return load_theme(template_file(folders, THEME))
