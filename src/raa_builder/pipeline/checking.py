# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checking: workbooks in, editions with their findings out; those of one programme and year are one edition."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from raa_builder.errors import FindingsError, UsageError
from raa_builder.findings import Severity
from raa_builder.resources import template_file, template_folders

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from raa_builder.cells import Cell, Places
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
        findings: What is wrong with it, the errors first, then warnings and notes; those that the office accepts
            are among the notes.
        named: What its axes are called, by their labels, where no report says it.
    """

    paths: tuple[Path, ...]
    report: Report | None
    findings: tuple[Finding, ...]
    named: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The workbook, or the copies, as messages name them."""
        return ", ".join(map(str, self.paths))

    @property
    def axes(self) -> Mapping[str, str]:
        """What its axes are called, by their labels, in the order of the workbook."""
        return {axis.label: axis.designation for axis in self.report.axes} if self.report else self.named


def check(path: Path, templates: Path | None = None) -> Checked:
    """Read one workbook and check it.

    Raises:
        FileError: It can't be read, or is not such a workbook.
        TemplateError: The theme is wrong.
    """
    return check_all([path], templates)[0]


def check_all(
    paths: Sequence[Path],
    templates: Path | None = None,
    *,
    whole: bool = False,
    previous: Report | None = None,
) -> tuple[Checked, ...]:
    """Read workbooks and check them, those of one programme and year as one edition.

    Args:
        paths: The workbooks.
        templates: Folder of templates that wins over the others; its theme's font must have every character.
        whole: Whether an edition must have all its axes; one that is put together of several copies must anyway.
        previous: The edition of the year before, to compare with (`edition_report`).

    Raises:
        UsageError: The edition of the year before is that of no workbook here.
        FileError: A workbook can't be read, or is none.
        TemplateError: The theme is wrong.
    """
    return check_readings(read(paths), templates, whole=whole, previous=previous)


def read(paths: Sequence[Path]) -> tuple[Reading, ...]:
    """Read workbooks, those of one programme and year together.

    Raises:
        FileError: A workbook can't be read, or is none.
    """
    from raa_builder.workbook.reader import read_workbooks  # noqa: PLC0415

    return read_workbooks(paths)


def check_readings(
    readings: tuple[Reading, ...], templates: Path | None, *, whole: bool, previous: Report | None
) -> tuple[Checked, ...]:
    """As `check_all`, of workbooks that were read."""
    if previous is not None and not any(_follows(reading.report, previous) for reading in readings):
        raise UsageError(
            f"L'edizione {previous.programme.year} del programma {previous.programme.code} non è quella dell'anno "
            "prima.",
            "Dare a --previous l'edizione dell'anno precedente dello stesso programma (righe P01 e P07).",
        )
    return tuple(_checked(reading, templates, previous, whole=whole or len(reading.paths) > 1) for reading in readings)


def edition_report(edition: str | Path, archive: Path | None = None) -> Report:
    """The report of an edition: that of a workbook, or, where no file has this name, that of an archived one.

    Args:
        edition: A path, `2019` or `2019:r2`.
        archive: The archive; by default the one that is set.

    Raises:
        FindingsError: Nothing can be made of the workbook.
        UsageError: The archive has no such edition.
        FileError: It can't be read.
    """
    from raa_builder.pipeline.archived import archived_report  # noqa: PLC0415

    report = archived_report(edition, archive)
    if report is None:
        from raa_builder.workbook.reader import read_workbook  # noqa: PLC0415

        report = read_workbook(Path(edition)).report
    if report is None:
        raise FindingsError(
            f"{edition}: mancano l'anno o gli assi, e non se ne ricava un'edizione.",
            "Controllarlo da solo, con raa-builder check, e correggerlo.",
        )
    return report


def _follows(report: Report | None, earlier: Report) -> bool:
    """Whether a report is of the same programme and the year after; one of which nothing could be made is of none."""
    if report is None:
        return False
    own, other = report.programme, earlier.programme
    return own.year == other.year + 1 and own.code.text.casefold() == other.code.text.casefold()


def _checked(reading: Reading, templates: Path | None, earlier: Report | None, *, whole: bool) -> Checked:
    findings = reading.findings
    if reading.report is not None:
        findings += _without_echoes(reading, _placed(_found(reading.report, templates, whole=whole), reading.places))
        if earlier is not None and _follows(reading.report, earlier):
            from raa_builder.checks.previous import against  # noqa: PLC0415 (only --previous needs it)

            findings += _placed(against(reading.report, earlier), reading.places)
        findings = _waived(reading.report, findings, reading.places)
    findings = _with_axes(reading, findings)
    weights = list(Severity)
    ordered = sorted(findings, key=lambda finding: weights.index(finding.severity))
    return Checked(reading.paths, reading.report, tuple(ordered))


def _found(report: Report, templates: Path | None, *, whole: bool) -> tuple[Finding, ...]:
    """What is wrong with a report as a whole."""
    from raa_builder.checks import all_axes, unprintable  # noqa: PLC0415
    from raa_builder.checks import check as check_report  # noqa: PLC0415
    from raa_builder.prose import check as check_prose  # noqa: PLC0415

    findings = check_report(report)
    findings += check_prose(report)
    findings += tuple(all_axes(report)) if whole else ()
    if any(not _COMMON.issuperset(entry.text) for entry in report.entries()):
        from raa_builder.writers.metrics import family  # noqa: PLC0415 (most texts do without)

        faces = family(theme_in(template_folders(templates)).faces)
        findings += tuple(unprintable(report, faces.regular.has))
    return findings


def _without_echoes(reading: Reading, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What the checks found, but for what only repeats an error of the reading."""
    if reading.report is None or not any(finding.severity.blocks for finding in reading.findings):
        return found
    from raa_builder.checks.echoes import without_echoes  # noqa: PLC0415 (a good workbook has none)

    return without_echoes(reading.report, found, reading.findings, reading.places)


def _placed(findings: Iterable[Finding], places: Places) -> tuple[Finding, ...]:
    """The findings, each at the column that it means."""
    return tuple(finding.placed(places) for finding in findings)


def _waived(report: Report, findings: tuple[Finding, ...], places: Places) -> tuple[Finding, ...]:
    """The findings, those that the office accepts marked so."""
    if not report.waivers:
        return findings
    from raa_builder.checks.waivers import with_waivers  # noqa: PLC0415 (most workbooks have none)

    return with_waivers(report, findings, places)


def _with_axes(reading: Reading, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings, each with the axis of its row; in the sheet of the axes the row is the axis."""
    from raa_builder.workbook.layout import PROGRAMME_LABEL  # noqa: PLC0415 (the reader has it already)

    axes = reading.report.axes if reading.report else ()
    heads = {(axis.cell.book, axis.cell.sheet, axis.cell.row): axis.label for axis in axes}

    def label(cell: Cell) -> str:
        own = heads.get((cell.book, cell.sheet, cell.row)) or reading.places.label(cell)
        return "" if own == PROGRAMME_LABEL else own

    return tuple(replace(finding, axis=label(finding.cell)) for finding in findings)


def theme_in(folders: tuple[Path, ...]) -> Theme:
    """The theme of the first folder that has one.

    Raises:
        TemplateError: It is wrong.
    """
    from raa_builder.theme import load_theme  # noqa: PLC0415

    return load_theme(template_file(folders, THEME))
