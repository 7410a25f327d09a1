# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pipeline: calls the stages in order. The doors' only import; paths and options in, files and findings out.

The stages are imported where they are used: they bring openpyxl, lxml and ReportLab with them, which a command that
does without them should not wait for.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from raa_builder.errors import FileError, FindingsError, UsageError
from raa_builder.files import write_all
from raa_builder.findings import blocking
from raa_builder.processes import Ahead
from raa_builder.resources import template_file, template_folders

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from raa_builder.document import Document
    from raa_builder.findings import Finding
    from raa_builder.model import Report
    from raa_builder.theme import Theme
    from raa_builder.workbook.annotate.corrections import Remark
    from raa_builder.workbook.axes import AxisSpec
    from raa_builder.workbook.canonical import Place, Value
    from raa_builder.workbook.merge import Merged, Version
    from raa_builder.workbook.reader import Reading
    from raa_builder.writers import Attachment, Format

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


@dataclass(frozen=True, slots=True)
class Annotated:
    """A copy of a workbook in which its findings are marked.

    Attributes:
        path: The copy.
        checked: The workbook.
        not_carried: What the workbook holds and the copy does not, as nouns with their article.
        is_fresh: Whether the copy is a new workbook with the same data, because of that.
    """

    path: Path
    checked: Checked
    not_carried: tuple[str, ...]
    is_fresh: bool


@dataclass(frozen=True, slots=True)
class Built:
    """An edition that was built: the files, and the findings that did not block it."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]


def new(year: int, axes: str, output: Path | None = None, *, only: str = "", force: bool = False) -> Path:
    """Write a blank workbook.

    Args:
        year: Reference year.
        axes: Labels of the axes, `I,II,V:AT`.
        output: Where to write it; by default `input/raa-YEAR.xlsx`, with the axis's label where there is one.
        only: Label of the axis for whose manager the copy is; empty for the whole workbook.
        force: Whether an existing file may be replaced.

    Raises:
        UsageError: The axes are wrong.
        FileError: The file exists, or can't be written.
    """
    from raa_builder.workbook.axes import parse_axes  # noqa: PLC0415
    from raa_builder.workbook.blank import issued  # noqa: PLC0415

    specifications = parse_axes(axes)
    return _issue(_Issue(year, specifications, dict(issued(year, specifications))), output, only, force=force)


@dataclass(frozen=True, slots=True)
class Carried:
    """A workbook that was made from another one.

    Attributes:
        path: The new workbook.
        findings: What the official should know of the old one.
        year: The year of the old one.
        to_revise: The codes of the texts that name that year, where it is over.
    """

    path: Path
    findings: tuple[Finding, ...]
    year: int
    to_revise: tuple[str, ...]


def new_from(year: int, source: Path, output: Path | None = None, *, only: str = "", force: bool = False) -> Carried:
    """Write a workbook with what another one holds: of the year before, carried over; of the same year, as it is.

    Args:
        year: Reference year.
        source: The other workbook; it is not touched.
        output: As in `new`.
        only: As in `new`.
        force: As in `new`.

    Raises:
        UsageError: The workbook is of another year, is the copy of one axis, or lacks the axis asked for.
        UncarriedError: Something in it can't be read, and would be lost.
        FileError: A file can't be read or written.
    """
    from raa_builder.workbook.carry import next_year, texts_naming  # noqa: PLC0415
    from raa_builder.workbook.contents import read_contents  # noqa: PLC0415

    contents = read_contents(source)
    if contents.axis:
        raise UsageError(
            f"{source} è la copia del solo asse {contents.axis}.", "Indicare il foglio di lavoro con tutti gli assi."
        )
    if blocking(contents.findings) or contents.year is None:
        raise UncarriedError(source, contents.findings)
    if year not in {contents.year, contents.year + 1}:
        raise UsageError(
            f"{source} è del {contents.year}: ne può nascere il foglio del {contents.year + 1}, non quello del {year}.",
            f"Indicare il foglio di lavoro del {year - 1}, o cominciarne uno nuovo con --axes.",
        )
    is_next = year > contents.year
    values = next_year(contents.typed, year) if is_next else contents.typed
    path = _issue(_Issue(year, contents.axes, values, contents.noun, source), output, only, force=force)
    return Carried(path, contents.findings, contents.year, texts_naming(values, contents.year) if is_next else ())


class UncarriedError(FindingsError):
    """A workbook can't be carried over without losing something; `findings` say what."""

    def __init__(self, source: Path, findings: tuple[Finding, ...]) -> None:
        super().__init__(
            f"{source}: ciò che è segnalato andrebbe perso, e il nuovo foglio di lavoro non si scrive."
            if blocking(findings)
            else f"{source}: manca l'anno di riferimento, e non si sa di quale anno sia.",
            "Correggere il foglio di lavoro e riprovare." if blocking(findings) else "Scriverlo nella riga P07.",
        )
        self.findings = findings


@dataclass(frozen=True, slots=True)
class _Issue:
    """A whole workbook to issue; `source` is the one that it is made from."""

    year: int
    axes: tuple[AxisSpec, ...]
    values: dict[Place, Value]
    noun: str = "Asse"
    source: Path | None = None


def _issue(issue: _Issue, output: Path | None, only: str, *, force: bool) -> Path:
    """Write the workbook, or the copy of one axis, which knows by a fingerprint what it is a copy of."""
    from raa_builder.workbook.axes import axis_named, file_label  # noqa: PLC0415
    from raa_builder.workbook.blank import blank_workbook  # noqa: PLC0415
    from raa_builder.workbook.canonical import fingerprint  # noqa: PLC0415
    from raa_builder.workbook.carry import of_axis  # noqa: PLC0415

    axis = axis_named(only, issue.axes, issue.noun) if only else None
    mark = f"-{file_label(axis, issue.axes)}" if axis else ""
    path = output or Path("input") / f"raa-{issue.year}{mark}.xlsx"
    _refuse_to_replace(path, issue.source, force=force)
    base = fingerprint(issue.values)
    if axis:
        labels = [one.label for one in issue.axes]
        values = of_axis(issue.values, axis.label)
        data = blank_workbook(issue.year, [axis], contents=values, axis=axis.label, among=labels, base=base)
    else:
        data = blank_workbook(issue.year, issue.axes, contents=issue.values, base=base)
    write_all({path: data})
    return path


def _refuse_to_replace(path: Path, source: Path | None, *, force: bool) -> None:
    try:
        is_there = path.exists()
    except OSError:
        return  # a name too long, or a folder that is closed: said when it is written
    if is_there and source and path.samefile(source):
        raise UsageError(f"{path} è il foglio di lavoro di partenza.", "Indicare un altro nome con -o.")
    if is_there and not force:
        raise FileError(f"Il file {path} esiste già.", "Indicare un altro nome con -o, o aggiungere --force.")


@dataclass(frozen=True, slots=True)
class Merging:
    """Copies that were merged into their base.

    Attributes:
        base: The base.
        copies: The copies, as they were given.
        merged: What came of every change.
        path: The merged workbook; `None` when it was not written, since something must be decided or corrected first.
    """

    base: Version
    copies: tuple[Version, ...]
    merged: Merged
    path: Path | None

    def as_text(self) -> str:
        """The account for people."""
        from raa_builder.workbook.merge.account import as_text  # noqa: PLC0415

        done = f"Foglio di lavoro unito: {self.path}" if self.path else "Il foglio di lavoro unito non è stato scritto."
        return f"{as_text(self.merged, self.base, self.copies)}\n{done}"

    def as_json(self) -> dict[str, object]:
        """The account for programs."""
        from raa_builder.workbook.merge.account import as_json  # noqa: PLC0415

        return as_json(self.merged, self.base, self.copies, str(self.path) if self.path else None)


def merge(
    copies: Sequence[Path], base: Path, output: Path, accepted: Sequence[str] = (), *, force: bool = False
) -> Merging:
    """Merge copies into their base, and write the result if nothing is left to decide or to correct.

    Args:
        copies: What came back.
        base: What they were made from.
        output: Where to write the result; none of them.
        accepted: Decisions, `CODE=COPY` or `CODE/COLUMN=COPY`.
        force: Whether an existing file may be replaced.

    Raises:
        UsageError: A file is named twice, the base is the copy of one axis, or a decision decides nothing.
        FileError: A file can't be read or written, exists already, or is of another edition.
    """
    from raa_builder.workbook.blank import blank_workbook  # noqa: PLC0415
    from raa_builder.workbook.contents import read_contents  # noqa: PLC0415
    from raa_builder.workbook.merge import Version, is_blocked  # noqa: PLC0415
    from raa_builder.workbook.merge import merge as merge_versions  # noqa: PLC0415

    _refuse_twice((base, *copies))
    for path in (base, *copies):
        _refuse_to_replace(output, path, force=force)
    first, *others = (Version(str(path), read_contents(path)) for path in (base, *copies))
    merged = merge_versions(first, others, accepted)
    if merged.open or is_blocked((first, *others)):
        return Merging(first, tuple(others), merged, None)
    write_all({output: blank_workbook(merged.year, merged.axes, contents=merged.typed)})
    return Merging(first, tuple(others), merged, output)


def _refuse_twice(paths: Sequence[Path]) -> None:
    """A file that is named twice would be told of twice, and a decision could not name it."""
    seen: set[Path] = set()
    for path in paths:
        if path.resolve() in seen:
            raise UsageError(f"{path} è indicato due volte.", "Indicare ogni copia una volta, e la base con --base.")
        seen.add(path.resolve())


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

            faces = family(_theme(template_folders(templates)).faces)
            findings += tuple(unprintable(reading.report, faces.regular.has))
    return Checked(
        reading.paths, reading.report, tuple(sorted(findings, key=lambda finding: not finding.severity.blocks))
    )


def annotate(paths: Sequence[Path], output: Path) -> Annotated:
    """Check a workbook and write a copy of it in which the findings are marked; the workbook itself is not touched.

    Args:
        paths: The workbook; several can't be annotated at once.
        output: Where to write the copy.

    Raises:
        UsageError: There are several workbooks, or the copy would take the place of the workbook, or is no `.xlsx`.
        FileError: The workbook can't be read, or the copy exists already or can't be written.
        TemplateError: The theme is wrong.
    """
    from raa_builder.workbook.annotate import annotated  # noqa: PLC0415
    from raa_builder.workbook.annotate.corrections import Origin, remarks  # noqa: PLC0415
    from raa_builder.workbook.annotate.foreign import not_carried  # noqa: PLC0415

    source = _annotatable(paths, output)
    checked = check(source)
    data, found = source.read_bytes(), remarks(checked.findings)
    lost = not_carried(data)
    fresh = _fresh(checked, source, lost) if lost else None
    if fresh:
        data, found, lost = fresh
    origin = Origin(source.name, lost, is_fresh=fresh is not None)
    write_all({output: annotated(data, found, origin)})
    return Annotated(output, checked, lost, origin.is_fresh)


def _annotatable(paths: Sequence[Path], output: Path) -> Path:
    """The one workbook to annotate, once it is sure that the copy takes no other file's place."""
    if len(paths) > 1:
        raise UsageError(
            "--annotate vale per un solo foglio di lavoro.", "Dare il comando una volta per ogni foglio di lavoro."
        )
    if output.suffix.lower() != ".xlsx":
        raise UsageError(f"La copia annotata {output} non è un file .xlsx.", f"Chiamarla {output.stem}.xlsx.")
    _refuse_occupied(output, paths[0])
    return paths[0]


def _refuse_occupied(output: Path, source: Path) -> None:
    try:
        if not output.exists():
            return
        is_source = output.samefile(source)
    except OSError:
        return  # a name too long, a closed folder, no such workbook: said when it is read, or the copy written
    if is_source:
        raise UsageError(f"{output} è il foglio di lavoro stesso.", "Dare alla copia annotata un altro nome.")
    raise FileError(f"{output} esiste già.", "Dare alla copia annotata un altro nome, o spostare quel file.")


def _fresh(
    checked: Checked, source: Path, lost: tuple[str, ...]
) -> tuple[bytes, tuple[Remark, ...], tuple[str, ...]] | None:
    """A new workbook with the data of one that can't be saved anew, its findings, and what is left behind.

    `None` when the workbook does not say its year or its axes, without which there is none to fill.
    """
    from raa_builder.workbook.annotate.repoint import edition_axes, left_behind, repointed, with_notes  # noqa: PLC0415
    from raa_builder.workbook.blank import blank_workbook  # noqa: PLC0415
    from raa_builder.workbook.contents import read_contents  # noqa: PLC0415

    contents = read_contents(source)
    if contents.year is None or not contents.axes:
        return None
    data = blank_workbook(
        contents.year,
        contents.axes,
        contents=contents.typed,
        axis=contents.axis,
        among=edition_axes(contents),
        base=contents.base,
    )
    found = repointed(checked.findings, contents, data)
    return with_notes(data, contents), found, (*lost, *left_behind(contents))


def build(
    paths: Sequence[Path],
    output: Path,
    formats: Sequence[Format],
    *,
    templates: Path | None = None,
    draft: bool = False,
    attach_data: bool = False,
) -> Built:
    """Build the summary of each edition, in every format, or nothing at all.

    Args:
        paths: The workbooks; the copies of one edition are put together.
        output: Folder in which a folder for the year is made.
        formats: The formats to write.
        templates: Folder of templates that wins over the others.
        draft: Whether to build in spite of blocking findings, as a draft.
        attach_data: Whether the PDF carries the report's figures and a cleaned workbook.

    Raises:
        UsageError: Two programmes have the same year.
        FindingsError: A workbook has findings that block it.
        FileError: A file can't be read or written.
        TemplateError: A template or the theme is wrong.
    """
    ahead = _ahead(paths, formats)
    try:
        checked = check_all(paths, templates, whole=True)
        files: dict[Path, bytes] = {}
        for one in checked:
            if one.report is None or (blocking(one.findings) and not draft):
                raise BlockedError(one)
            job = _Job(one.report, one.findings, templates, draft, attach_data)
            stem = _stem(output, one.report.programme.year, draft=draft)
            contents = _contents(job, formats, ahead)
            written = {stem.with_name(f"{stem.name}.{wanted.value}"): contents[wanted] for wanted in formats}
            if files.keys() & written.keys():
                year = one.report.programme.year
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
    return Built(tuple(files), tuple(finding for one in checked for finding in one.findings))


class BlockedError(FindingsError):
    """A workbook has findings that block the summary; `checked` holds them."""

    def __init__(self, checked: Checked) -> None:
        count = len(blocking(checked.findings))
        super().__init__(
            f"{checked.name}: {'un errore impedisce' if count == 1 else f'{count} errori impediscono'} la sintesi.",
            "Correggere il foglio di lavoro, o costruire una bozza con --draft.",
        )
        self.checked = checked


@dataclass(frozen=True, slots=True)
class _Job:
    """What the summary of one edition is made of."""

    report: Report
    findings: tuple[Finding, ...]
    templates: Path | None
    draft: bool
    attach_data: bool


def _ahead(paths: Sequence[Path], formats: Sequence[Format]) -> Ahead[_Job] | None:
    """A second process that gets ready to write the PDF, which takes longest, while this one reads the workbook."""
    from raa_builder.writers import Format  # noqa: PLC0415

    return Ahead(_pdf_writer) if Format.PDF in formats and len(formats) > 1 and len(paths) == 1 else None


def _pdf_writer() -> Callable[[_Job], bytes]:
    """Writes the PDF of a job; all that it needs is loaded."""
    import raa_builder.compose  # noqa: PLC0415
    import raa_builder.writers.pdf  # noqa: F401, PLC0415
    from raa_builder.writers import Format  # noqa: PLC0415

    return lambda job: _contents(job, (Format.PDF,), None)[Format.PDF]


def _contents(job: _Job, formats: Sequence[Format], ahead: Ahead[_Job] | None) -> dict[Format, bytes]:
    """The files of one edition, in memory; what a second process can do is done there."""
    from raa_builder.writers import Format, write  # noqa: PLC0415

    waiting = {Format.PDF: ahead.start(job)} if ahead else {}
    document, theme = _document(job)
    attachments = _open_data(job.report) if job.attach_data else ()
    here = {wanted: write(document, theme, wanted, attachments) for wanted in formats if wanted not in waiting}
    return here | {wanted: result() for wanted, result in waiting.items()}


def _document(job: _Job) -> tuple[Document, Theme]:
    """The summary of a report, and the theme in which it is set."""
    from raa_builder.compose import compose  # noqa: PLC0415

    folders = template_folders(job.templates)
    theme = _theme(folders)
    document = compose(
        job.report, folders, theme.words, logo=theme.logo, draft=job.draft, findings=job.findings
    )  # fmt: skip
    return document, theme


def _stem(output: Path, year: int, *, draft: bool) -> Path:
    """The path of the summary, without its suffix."""
    return output / str(year) / f"sintesi-raa-{year}{'-bozza' if draft else ''}"


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


def _theme(folders: tuple[Path, ...]) -> Theme:
    from raa_builder.theme import load_theme  # noqa: PLC0415

    return load_theme(template_file(folders, THEME))
