# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pipeline: calls the stages in order. The doors' only import; paths and options in, files and findings out.

The stages are imported where they are used: they bring openpyxl, lxml and ReportLab with them, which a command that
does without them should not wait for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raa_builder.errors import FileError, FindingsError, UsageError
from raa_builder.files import write_all
from raa_builder.findings import blocking
from raa_builder.resources import template_file, template_folders

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from raa_builder.findings import Finding
    from raa_builder.model import Report
    from raa_builder.writers import Format

THEME = "theme.toml"


@dataclass(frozen=True, slots=True)
class Checked:
    """A workbook that was read and checked.

    Attributes:
        path: The workbook.
        report: What it holds; `None` when nothing could be made of it.
        findings: What is wrong with it, in the order of the workbook.
    """

    path: Path
    report: Report | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """An edition that was built: the files, and the findings that did not block it."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]


def new(year: int, axes: str, output: Path, *, force: bool = False) -> Path:
    """Write a blank workbook.

    Args:
        year: Reference year.
        axes: Labels of the axes, `I,II,V:AT`.
        output: Where to write it.
        force: Whether an existing file may be replaced.

    Raises:
        UsageError: The axes are wrong.
        FileError: The file exists, or can't be written.
    """
    from raa_builder.workbook.axes import parse_axes  # noqa: PLC0415
    from raa_builder.workbook.blank import blank_workbook  # noqa: PLC0415

    specifications = parse_axes(axes)
    if output.exists() and not force:
        raise FileError(f"Il file {output} esiste già.", "Indicare un altro nome con -o, o aggiungere --force.")
    write_all({output: blank_workbook(year, specifications)})
    return output


def check(path: Path) -> Checked:
    """Read a workbook and check it.

    Raises:
        FileError: It can't be read, or is not such a workbook.
    """
    from raa_builder.checks import check as check_report  # noqa: PLC0415
    from raa_builder.workbook.reader import read_workbook  # noqa: PLC0415

    reading = read_workbook(path)
    findings = reading.findings
    if reading.report is not None:
        findings += check_report(reading.report)
    return Checked(path, reading.report, tuple(sorted(findings, key=lambda finding: not finding.severity.blocks)))


def build(
    paths: Sequence[Path],
    output: Path,
    formats: Sequence[Format],
    *,
    templates: Path | None = None,
    draft: bool = False,
) -> Built:
    """Build the summary of each workbook, in every format, or nothing at all.

    Args:
        paths: One workbook for each edition.
        output: Folder in which a folder for the year is made.
        formats: The formats to write.
        templates: Folder of templates that wins over the others.
        draft: Whether to build in spite of blocking findings, as a draft.

    Raises:
        UsageError: Two workbooks are of the same year.
        FindingsError: A workbook has findings that block it.
        FileError: A file can't be read or written.
        TemplateError: A template or the theme is wrong.
    """
    checked = [check(path) for path in paths]
    findings = tuple(finding for one in checked for finding in one.findings)
    files: dict[Path, bytes] = {}
    for one in checked:
        if one.report is None or (blocking(one.findings) and not draft):
            raise BlockedError(one)
        written = _written(one.report, one.findings, output, formats, templates=templates, draft=draft)
        if files.keys() & written.keys():
            raise UsageError(
                f"Due file sono della stessa edizione {one.report.programme.year}.", "Indicare un solo file per anno."
            )
        files |= written
    write_all(files)
    return Built(tuple(files), findings)


class BlockedError(FindingsError):
    """A workbook has findings that block the summary; `checked` holds them."""

    def __init__(self, checked: Checked) -> None:
        count = len(blocking(checked.findings))
        super().__init__(
            f"{checked.path}: {'un errore impedisce' if count == 1 else f'{count} errori impediscono'} la sintesi.",
            "Correggere il foglio di lavoro, o costruire una bozza con --draft.",
        )
        self.checked = checked


def _written(
    report: Report,
    findings: Sequence[Finding],
    output: Path,
    formats: Sequence[Format],
    *,
    templates: Path | None,
    draft: bool,
) -> dict[Path, bytes]:
    """The files of one edition, in memory."""
    from raa_builder.compose import compose  # noqa: PLC0415
    from raa_builder.theme import load_theme  # noqa: PLC0415
    from raa_builder.writers import write  # noqa: PLC0415

    folders = template_folders(templates)
    theme = load_theme(template_file(folders, THEME))
    document = compose(report, folders, theme.words, draft=draft, findings=findings)
    year = report.programme.year
    stem = output / str(year) / f"sintesi-raa-{year}{'-bozza' if draft else ''}"
    return {stem.with_name(f"{stem.name}.{wanted.value}"): write(document, theme, wanted) for wanted in formats}
