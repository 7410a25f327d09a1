# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Comparing: two editions in, what differs between them out, as text, as documents, or for programs."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.errors import UsageError
from raa_builder.files import write_all
from raa_builder.findings import blocking
from raa_builder.pipeline.building import BlockedError
from raa_builder.pipeline.checking import check, theme_in
from raa_builder.resources import template_folders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raa_builder.comparison import Comparison
    from raa_builder.document import Document
    from raa_builder.model import Report
    from raa_builder.theme import Theme
    from raa_builder.writers import Format

TEMPLATE = "confronto.html.j2"


class Compared:
    """Two editions that were compared.

    Args:
        comparison: What differs.
        stem: Name of its files, without suffix.
        templates: Folder of templates that wins over the others.

    Attributes:
        comparison: What differs.
    """

    def __init__(self, comparison: Comparison, stem: str, templates: Path | None = None) -> None:
        self.comparison = comparison
        self._stem = stem
        self._folders = template_folders(templates)

    def as_text(self) -> str:
        """The comparison for the screen.

        Raises:
            TemplateError: A template or the theme is wrong.
        """
        from raa_builder.writers.text import write_text  # noqa: PLC0415

        return write_text(self._document, self._theme.words)

    def as_json(self) -> dict[str, object]:
        """The comparison for programs."""
        from raa_builder.comparison import as_json  # noqa: PLC0415

        return as_json(self.comparison)

    def write(self, output: Path, formats: Sequence[Format]) -> tuple[Path, ...]:
        """Write the comparison as documents, all of them or none.

        Args:
            output: The folder.
            formats: The formats.

        Raises:
            FileError: A file can't be written.
            TemplateError: A template or the theme is wrong.
        """
        from raa_builder.writers import write  # noqa: PLC0415

        files = {
            output / f"{self._stem}.{wanted.value}": write(self._document, self._theme, wanted) for wanted in formats
        }
        write_all(files)
        return tuple(files)

    @cached_property
    def _theme(self) -> Theme:
        return theme_in(self._folders)

    @cached_property
    def _document(self) -> Document:
        from raa_builder.compose import compose_from  # noqa: PLC0415

        report = self.comparison.after
        context = {"report": report, "confronto": self.comparison}
        return compose_from(TEMPLATE, context, report, self._folders, self._theme.words, logo=self._theme.logo)


def compare(before: str, after: str, *, folder: Path | None = None, templates: Path | None = None) -> Compared:
    """Compare two editions; of two years the earlier one is the first, whatever their order.

    Args:
        before: An edition: a workbook, or `2019` or `2019:r2` in the archive.
        after: Another one.
        folder: The archive; by default the one that is set.
        templates: Folder of templates that wins over the others.

    Raises:
        UsageError: Both are the same edition, or the archive has no such edition.
        BlockedError: A workbook has findings that block it.
        FileError: A file can't be read.
        ArchiveError: An archived edition is damaged.
        TemplateError: The theme is wrong.
    """
    from raa_builder.comparison import compare as compare_reports  # noqa: PLC0415

    one, other = (_edition(name, folder, templates) for name in (before, after))
    if one.identity == other.identity:
        raise UsageError(f"{before} e {after} sono la stessa edizione.", "Indicare due edizioni diverse.")
    first, second = sorted((one, other), key=lambda edition: edition.report.programme.year)  # a stable sort
    names = _names(first, second)
    marks = "-".join(re.sub(r"[^\w.]+", "-", name) for name in names)
    return Compared(compare_reports(first.report, second.report, names), f"confronto-raa-{marks}", templates)


class _Edition(NamedTuple):
    """An edition: the file or the revision that it is, how it is called among those of its year, and what it holds."""

    identity: str
    mark: str
    report: Report


def _edition(name: str, folder: Path | None, templates: Path | None) -> _Edition:
    from raa_builder.archive.store import edition_name, revision  # noqa: PLC0415
    from raa_builder.pipeline.archived import archive_place, archived_report  # noqa: PLC0415

    report = archived_report(name, folder)
    wanted = edition_name(name)
    if report is not None and wanted is not None:
        found = revision(archive_place(folder), *wanted)
        return _Edition(found.name, f"{found.year} r{found.number}", report)
    checked = check(Path(name), templates)
    if checked.report is None or blocking(checked.findings):
        raise BlockedError(checked)
    return _Edition(str(Path(name).resolve()), Path(name).stem, checked.report)


def _names(first: _Edition, second: _Edition) -> tuple[str, str]:
    """What two editions are called: by their years, else by their revisions or files, else by their whole paths."""
    years = first.report.programme.year, second.report.programme.year
    if years[0] != years[1]:
        return str(years[0]), str(years[1])
    return (first.mark, second.mark) if first.mark != second.mark else (first.identity, second.identity)
