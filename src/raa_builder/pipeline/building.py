# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Building: workbooks in, the summary of each edition in every format out, and the workbook of its sources."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.errors import FindingsError, UsageError
from raa_builder.files import write_all
from raa_builder.findings import blocking
from raa_builder.pipeline.checking import Checked, check_readings, read, theme_in
from raa_builder.processes import Ahead
from raa_builder.resources import template_folders

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from raa_builder.cells import Places
    from raa_builder.document import Document
    from raa_builder.findings import Finding
    from raa_builder.model import Report
    from raa_builder.provenance import Sources
    from raa_builder.theme import Theme
    from raa_builder.workbook.reader import Reading
    from raa_builder.writers import Attachment, Format


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: of each edition its documents, then its sources; and the editions with their findings."""

    files: tuple[Path, ...]
    checked: tuple[Checked, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all editions, which did not block them."""
        return tuple(finding for one in self.checked for finding in one.findings)


def build(  # noqa: PLR0913 (the options of the command)
    paths: Sequence[Path],
    output: Path,
    formats: Sequence[Format],
    *,
    templates: Path | None = None,
    draft: bool = False,
    attach_data: bool = False,
    previous: Report | None = None,
    show_sources: bool = False,
) -> Built:
    """Build the summary of each edition, in every format, and the workbook of its sources, or nothing at all.

    Args:
        paths: The workbooks; the copies of one edition are put together.
        output: Folder in which a folder for the year is made.
        formats: The formats to write.
        templates: Folder of templates that wins over the others.
        draft: Whether to build in spite of blocking findings, as a draft.
        attach_data: Whether the PDF carries the report's figures and a cleaned workbook.
        previous: The edition of the year before, to check against (`edition_report`).
        show_sources: Whether the HTML says of each number where it came from, for the office's own use.

    Raises:
        UsageError: Two programmes have the same year, or the edition of the year before is of another one.
        FindingsError: A workbook has findings that block it.
        FileError: A file can't be read or written.
        TemplateError: A template or the theme is wrong.
    """
    options = _Options(templates, draft, attach_data, show_sources)
    ahead = _ahead(paths, formats, options)
    try:
        readings = read(paths)
        waiting = _started(ahead, readings, options)
        checked = check_readings(readings, templates, whole=True, previous=previous)
        files: dict[Path, bytes] = {}
        for reading, one in zip(readings, checked, strict=True):
            if one.report is None or (blocking(one.findings) and not draft):
                raise BlockedError(one)
            job = _Job(one.report, one.findings if draft else (), one.paths, options, reading.places)
            year = one.report.programme.year
            written = {output / str(year) / name: data for name, data in _files(job, formats, waiting).items()}
            if files.keys() & written.keys():
                raise UsageError(
                    f"Due programmi hanno una relazione del {year}: {one.name} è di {one.report.programme.name}.",
                    "Costruirne uno alla volta, ognuno nella sua cartella (-o); se sono copie dello stesso programma, "
                    "scrivere lo stesso codice CCI nella riga P01.",
                )
            files |= written
    finally:
        if ahead:
            ahead.close()
    write_all(files)
    return Built(tuple(files), checked)


class BlockedError(FindingsError):
    """A workbook has findings that block the summary; `checked` holds them."""

    def __init__(self, checked: Checked) -> None:
        count = len(blocking(checked.findings))
        super().__init__(
            f"{checked.name}: {'un errore impedisce' if count == 1 else f'{count} errori impediscono'} la sintesi.",
            "Correggere il foglio di lavoro, o costruire una bozza con --draft.",
        )
        self.checked = checked


class _Options(NamedTuple):
    """The options of `build` that bear on each edition."""

    templates: Path | None
    draft: bool
    attach_data: bool
    show_sources: bool


@dataclass(frozen=True, slots=True)
class _Job:
    """What the summary of one edition is made of."""

    report: Report
    findings: tuple[Finding, ...]  # which only a draft shows
    paths: tuple[Path, ...]
    options: _Options
    places: Places | None = None  # which only the sources name

    def name(self, kind: str, suffix: str) -> str:
        """The name of a file: `sintesi-raa-2019.pdf`, `fonti-raa-2019-bozza.xlsx`."""
        return f"{kind}-raa-{self.report.programme.year}{'-bozza' if self.options.draft else ''}.{suffix}"


def _ahead(paths: Sequence[Path], formats: Sequence[Format], options: _Options) -> Ahead[_Job] | None:
    """A second process that gets ready to write the documents, while this one reads the workbook.

    A draft, which shows the findings, would have to wait for them.
    """
    elsewhere = _elsewhere(formats, options)
    pays = elsewhere and len(formats) > 1 and len(paths) == 1 and not options.draft
    return Ahead(lambda: _writer(elsewhere)) if pays else None


def _elsewhere(formats: Sequence[Format], options: _Options) -> tuple[Format, ...]:
    """The formats that a second process writes: all but for the page that shows the sources, which this one makes."""
    from raa_builder.writers import Format  # noqa: PLC0415

    return tuple(wanted for wanted in formats if wanted is not Format.HTML or not options.show_sources)


def _writer(formats: tuple[Format, ...]) -> Callable[[_Job], bytes]:
    """Writes these formats of a job, and returns them pickled; all that it needs is loaded."""
    from importlib import import_module  # noqa: PLC0415

    import raa_builder.compose  # noqa: F401, PLC0415

    for wanted in formats:
        import_module(f"raa_builder.writers.{wanted.value}")

    def written(job: _Job) -> bytes:
        document, theme = _document(job)
        return pickle.dumps({wanted: _written(job, document, theme, wanted) for wanted in formats})

    return written


def _started(ahead: Ahead[_Job] | None, readings: tuple[Reading, ...], options: _Options) -> Callable[[], bytes] | None:
    """What the second process is at work on while this one checks: if all is in vain, its work is thrown away."""
    reading = readings[0]
    if ahead is None or not ahead.is_there or reading.report is None:
        return None
    return ahead.start(_Job(reading.report, (), reading.paths, options))


def _files(job: _Job, formats: Sequence[Format], waiting: Callable[[], bytes] | None) -> dict[str, bytes]:
    """The files of one edition by name, in memory; some of them a second process is at work on."""
    from raa_builder.pipeline import tracing  # noqa: PLC0415 (while the other process is at work)
    from raa_builder.sources.sheets import sources_workbook  # noqa: PLC0415 (likewise)

    document, theme = _document(job)
    sources = tracing.sources(document, job.report, theme.words.labels, job.paths, job.places, job.findings)
    shown = sources if job.options.show_sources else None
    here = [wanted for wanted in formats if waiting is None or wanted not in _elsewhere(formats, job.options)]
    files = {wanted: _written(job, document, theme, wanted, shown) for wanted in here}
    workbook = sources_workbook(sources)
    if waiting:
        files |= pickle.loads(waiting())  # noqa: S301 (our own process wrote it)
    return {job.name("sintesi", wanted.value): files[wanted] for wanted in formats} | {
        job.name("fonti", "xlsx"): workbook
    }


def _written(job: _Job, document: Document, theme: Theme, wanted: Format, sources: Sources | None = None) -> bytes:
    from raa_builder.writers import Format, write  # noqa: PLC0415

    if sources is not None and wanted is Format.HTML:
        from raa_builder.pipeline.tracing import marked  # noqa: PLC0415 (only the office's own page shows them)

        document = marked(document, theme.words.labels, sources)
    attachments = _open_data(job.report) if job.options.attach_data and wanted is Format.PDF else ()
    return write(document, theme, wanted, attachments, sources)


def _document(job: _Job) -> tuple[Document, Theme]:
    """The summary of a report, and the theme in which it is set."""
    from raa_builder.compose import compose  # noqa: PLC0415

    folders = template_folders(job.options.templates)
    theme = theme_in(folders)
    document = compose(
        job.report, folders, theme.words, logo=theme.logo, draft=job.options.draft, findings=job.findings
    )  # fmt: skip
    return document, theme


def _open_data(report: Report) -> tuple[Attachment, ...]:
    """The data that travel inside the PDF: figures for programs, a workbook for people."""
    from raa_builder.workbook.public import public_csv, public_workbook  # noqa: PLC0415
    from raa_builder.writers import Attachment  # noqa: PLC0415

    year = report.programme.year
    workbook_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return (
        Attachment(f"dati-raa-{year}.csv", "text/csv", "Le cifre della relazione", "Data", public_csv(report)),
        Attachment(
            f"dati-raa-{year}.xlsx",
            workbook_type,
            "I dati della relazione, foglio per foglio",
            "Source",
            public_workbook(report),
        ),
    )
