# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Archiving: the workbooks of an edition in, its next revision in the archive out."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.errors import FileError, UsageError
from raa_builder.files import write_all
from raa_builder.findings import blocking
from raa_builder.resources import template_folders

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from raa_builder.archive.card import Card
    from raa_builder.archive.store import Revision
    from raa_builder.findings import Finding
    from raa_builder.model import Report
    from raa_builder.pipeline.checking import Checked

WORKBOOKS = "foglio"
TEMPLATES = "modelli"
DOCUMENTS = "documenti"
RECORD = "dati/relazione.json"


class Remarks(NamedTuple):
    """What is said of an edition when it is archived.

    Attributes:
        by: Who archives it.
        note: Anything.
        corrects: Number of the revision that it corrects.
    """

    by: str = ""
    note: str = ""
    corrects: int | None = None


class Archived(NamedTuple):
    """An edition that was archived: its revision, and the edition with the findings that did not block it."""

    revision: Revision
    checked: Checked


def archive(
    paths: Sequence[Path],
    remarks: Remarks = Remarks(),  # noqa: B008 (a named tuple can't be changed)
    *,
    folder: Path | None = None,
    templates: Path | None = None,
    attach_data: bool = False,
    force: bool = False,
    now: datetime | None = None,
) -> Archived:
    """Build an edition and store it as the next revision.

    Args:
        paths: The workbook, or the copies of one edition.
        remarks: Who, why, and what it corrects.
        folder: The archive; by default the one that is set (`archive.settings`).
        templates: Folder of templates that wins over the others.
        attach_data: As in `build`.
        force: Whether to store it though the last revision has the same workbooks and templates.
        now: The time to write down.

    Raises:
        UsageError: There are several editions, nothing is new, or the revision to correct is not there.
        BlockedError: The workbook has findings that block it.
        FileError: A file can't be read or written; nothing is left behind.
        TemplateError: A template, the theme or the settings are wrong.
    """
    from raa_builder.archive.settings import archive_folder  # noqa: PLC0415
    from raa_builder.archive.store import store  # noqa: PLC0415

    folders = template_folders(templates)
    place = archive_folder(folder, folders)
    sources = _sources(paths, folders)
    report, checked = _checked(paths, templates)
    content = {**sources, **_built(sources, attach_data=attach_data), **_data(report, checked.findings)}
    _refuse_change(paths, sources)
    edition = _Edition(report, paths, remarks, {"attach_data": attach_data}, force, now)
    revision = store(place, report.programme.year, lambda number, last: _bag(edition, content, number, last))
    return Archived(revision, checked)


class _Edition(NamedTuple):
    """What is to be archived, without its files."""

    report: Report
    paths: Sequence[Path]
    remarks: Remarks
    options: dict[str, bool]
    force: bool
    now: datetime | None


def _checked(paths: Sequence[Path], templates: Path | None) -> tuple[Report, Checked]:
    """The report of the one edition, which nothing blocks, and the edition with its findings."""
    from raa_builder.pipeline.building import BlockedError  # noqa: PLC0415
    from raa_builder.pipeline.checking import check_all  # noqa: PLC0415

    checked = check_all(paths, templates, whole=True)
    if len(checked) > 1:
        raise UsageError(
            f"I fogli di lavoro sono di {len(checked)} edizioni: {'; '.join(one.name for one in checked)}.",
            "Archiviarne una alla volta.",
        )
    (one,) = checked
    if one.report is None or blocking(one.findings):
        raise BlockedError(one)
    return one.report, one


def _sources(paths: Sequence[Path], folders: tuple[Path, ...]) -> dict[str, bytes]:
    """The workbooks and the templates, as they stand now, by their paths in the payload."""
    from raa_builder.archive.snapshot import refuse_outsiders, templates, workbooks  # noqa: PLC0415
    from raa_builder.pipeline.checking import theme_in  # noqa: PLC0415

    theme = theme_in(folders)
    faces = (theme.faces.regular, theme.faces.bold, theme.faces.italic, theme.faces.bold_italic)
    refuse_outsiders((*faces, theme.logo) if theme.logo else faces, folders)
    return {f"{WORKBOOKS}/{name}": content for name, content in workbooks(paths).items()} | {
        f"{TEMPLATES}/{name}": content for name, content in templates(folders).items()
    }


def _refuse_change(paths: Sequence[Path], sources: Mapping[str, bytes]) -> None:
    """Make sure that what was read and checked is what is archived: someone may have saved it meanwhile."""
    from raa_builder.archive.snapshot import workbooks  # noqa: PLC0415

    for name, content in workbooks(paths).items():
        if sources[f"{WORKBOOKS}/{name}"] != content:
            raise FileError(
                f"Il foglio di lavoro {name} è cambiato mentre si archiviava.", "Salvarlo, chiuderlo e riprovare."
            )


def _built(sources: Mapping[str, bytes], *, attach_data: bool) -> dict[str, bytes]:
    """The documents, built from copies of the sources as the archive holds them."""
    with _work_folder() as work:
        write_all({work / path: content for path, content in sources.items()})
        names = [path for path in sources if path.startswith(f"{WORKBOOKS}/")]
        return documents([work / name for name in names], work / TEMPLATES, attach_data=attach_data)


def documents(paths: Sequence[Path], templates: Path, *, attach_data: bool) -> dict[str, bytes]:
    """All that `build` writes of an edition, in every format, by its path in the payload.

    Raises:
        RaaError: As `build` does.
    """
    from raa_builder.pipeline.building import build  # noqa: PLC0415
    from raa_builder.writers import Format  # noqa: PLC0415

    with _work_folder() as output:
        built = build(paths, output, tuple(Format), templates=templates, attach_data=attach_data)
        return {f"{DOCUMENTS}/{path.name}": path.read_bytes() for path in built.files}


@contextmanager
def _work_folder() -> Iterator[Path]:
    """A folder for what is not to stay; that it can't be written to is said as such, since nobody asked for it."""
    try:
        with tempfile.TemporaryDirectory(prefix="raa-") as work:
            yield Path(work)
    except (FileError, OSError) as error:
        reason = error.message if isinstance(error, FileError) else str(error)
        raise FileError(
            f"Nella cartella temporanea non si può lavorare: {reason}",
            "Liberare spazio su quel disco, o indicare un'altra cartella nella variabile TMPDIR (su Windows TEMP).",
        ) from error


def _data(report: Report, findings: tuple[Finding, ...]) -> dict[str, bytes]:
    """The report and the findings, for programs."""
    import json  # noqa: PLC0415 (only programs' files need it)

    from raa_builder.archive import record  # noqa: PLC0415

    said = {"findings": [finding.as_json() for finding in findings], "waivers": record.plain(report.waivers)}
    text = json.dumps(said, ensure_ascii=False, indent=1)
    return {
        RECORD: record.dump(report),
        "dati/relazione.schema.json": record.SCHEMA.read_bytes(),
        "dati/segnalazioni.json": f"{text}\n".encode(),
    }


# ── the bag ──────────────────────────────────────────────────────────────────


def _bag(edition: _Edition, content: dict[str, bytes], number: int, last: Revision | None) -> dict[str, bytes]:
    """The files of the revision, once it is known which one it is."""
    from raa_builder.archive import card as cards  # noqa: PLC0415
    from raa_builder.archive.bag import bag  # noqa: PLC0415
    from raa_builder.archive.readme import README, TEMPLATE, readme  # noqa: PLC0415

    card = _card(edition, content, number, last)
    if last:
        _refuse_strangers(card, last)
        if not edition.force:
            _refuse_again(content, last)
    payload = {**content, cards.CARD: cards.dump(card)}
    sizes = {f"data/{path}": len(data) for path, data in sorted(payload.items())}
    text = readme(content[f"{TEMPLATES}/{TEMPLATE}"], card, sizes)
    return bag(payload, {README: text}, _info(card))


def _card(edition: _Edition, content: Mapping[str, bytes], number: int, last: Revision | None) -> Card:
    from datetime import datetime  # noqa: PLC0415 (only here)

    from raa_builder.archive.card import Card, installed, programme_of  # noqa: PLC0415
    from raa_builder.archive.store import fingerprint  # noqa: PLC0415

    by, note, corrects = edition.remarks
    if corrects is not None and not 1 <= corrects < number:
        raise UsageError(
            f"Non c'è una revisione r{corrects} da correggere.",
            f"L'ultima revisione del {edition.report.programme.year} è r{number - 1}."
            if last
            else "Questa è la prima del suo anno: togliere --corrects.",
        )
    names = [path.removeprefix(f"{WORKBOOKS}/") for path in content if path.startswith(f"{WORKBOOKS}/")]
    return Card(
        year=edition.report.programme.year,
        revision=number,
        created=(edition.now or datetime.now().astimezone()).isoformat(timespec="seconds"),
        by=" ".join(by.split()),
        note=" ".join(note.split()),
        corrects=corrects,
        previous={"revision": last.name, "sha512": fingerprint(last)} if last else None,
        programme=programme_of(edition.report),
        workbooks=dict(zip(names, (path.name for path in edition.paths), strict=True)),
        options=edition.options,
        made_with=installed(),
    )


def _refuse_strangers(card: Card, last: Revision) -> None:
    from raa_builder.archive.card import card_of  # noqa: PLC0415

    known = card_of(last).programme
    if known["code"] != card.programme["code"]:
        raise UsageError(
            f"{last.name} è di un altro programma: {known['name']} ({known['code']}), non {card.programme['name']} "
            f"({card.programme['code']}).",
            "Dare a ogni programma il suo archivio, con --archive.",
        )


def _refuse_again(content: Mapping[str, bytes], last: Revision) -> None:
    """Make sure that the workbooks or the templates are not, to the byte, those of the last revision."""
    folders = (f"{WORKBOOKS}/", f"{TEMPLATES}/")
    data = last.folder / "data"
    now = {path: content[path] for path in content if path.startswith(folders)}
    there = {path.relative_to(data).as_posix(): path for path in data.rglob("*") if path.is_file()}
    same = now.keys() == {path for path in there if path.startswith(folders)}
    if same and all(there[path].read_bytes() == data for path, data in now.items()):
        raise UsageError(
            f"Non c'è nulla di nuovo da archiviare: {last.name} ha lo stesso foglio di lavoro e gli stessi modelli.",
            "Per archiviarla di nuovo, per esempio con una nuova versione del programma, aggiungere --force.",
        )


def _info(card: Card) -> tuple[tuple[str, str], ...]:
    """What `bag-info.txt` says, with the labels that RFC 8493 reserves (2.2.2)."""
    kind = f"corregge r{card.corrects}" if card.corrects else ""
    return (
        ("Source-Organization", card.programme["authority"]),
        ("Contact-Name", card.by),
        ("External-Description", f"Relazione di attuazione annuale {card.year}, {card.programme['name']}"),
        ("External-Identifier", f"{card.programme['code']}-RAA-{card.year}-r{card.revision}"),
        ("Bagging-Date", card.created[:10]),
        ("Bag-Group-Identifier", f"{card.programme['code']}-RAA-{card.year}"),
        ("Internal-Sender-Identifier", f"r{card.revision}{f', {kind}' if kind else ''}"),
        ("Internal-Sender-Description", card.note),
        ("Bag-Software-Agent", f"raa-builder {card.program}"),
    )
