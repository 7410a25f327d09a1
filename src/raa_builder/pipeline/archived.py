# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is archived: an edition's name in (`2019`, `2019:r2`), its workbooks, its report, its files or a verdict out."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.errors import ArchiveError, FileError, RaaError
from raa_builder.files import fault, refuse_to_replace, write_all
from raa_builder.resources import template_folders

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raa_builder.archive.card import Card
    from raa_builder.archive.store import Revision
    from raa_builder.archive.verify import Damage
    from raa_builder.model import Report

_FORCE = "Indicare un altro nome con -o, o aggiungere --force."


class Rebuilt(Enum):
    """Whether an archived edition can be built again to the same bytes; the value stands in the JSON."""

    SAME = "same"
    DIFFERENT = "different"
    FAILED = "failed"
    SKIPPED = "skipped"


class Verified(NamedTuple):
    """A revision that was verified.

    Attributes:
        revision: Which one.
        card: What it is; `None` when its card can't be read.
        damages: What is damaged; nothing when it is sound.
        rebuilt: Whether the installed version builds the same documents; a damaged one is not tried.
        reason: What differs, or why it can't be built; empty when all is the same.
    """

    revision: Revision
    card: Card | None
    damages: tuple[Damage, ...]
    rebuilt: Rebuilt
    reason: str


def archive_place(folder: Path | None = None) -> Path:
    """The folder of the archive: the one named, or the one that is set.

    Raises:
        TemplateError: The settings are wrong.
    """
    from raa_builder.archive.settings import archive_folder  # noqa: PLC0415

    return archive_folder(folder, template_folders())


# ── what other commands take ─────────────────────────────────────────────────


def edition_workbooks(edition: str | Path, folder: Path | None = None) -> tuple[Path, ...]:
    """The workbooks of an edition: a path stands for itself; `2019` and `2019:r2` for those in the archive.

    Args:
        edition: A path, or an edition's name where no file has that name.
        folder: The archive; by default the one that is set.

    Raises:
        UsageError: The archive has no such edition.
        ArchiveError: It is damaged.
        FileError: The archive can't be read.
    """
    found = _archived(edition, folder)
    if found is None:
        return (Path(edition),)
    from raa_builder.archive.card import card_of  # noqa: PLC0415

    _refuse_damaged(found)
    return tuple(found.folder / "data" / "foglio" / name for name in card_of(found).workbooks)


def archived_report(edition: str | Path, folder: Path | None = None) -> Report | None:
    """The report of an archived edition, as it was when it was archived; `None` when `edition` is a path.

    Raises:
        UsageError: The archive has no such edition.
        ArchiveError: It is damaged.
        FileError: The archive can't be read.
    """
    found = _archived(edition, folder)
    if found is None:
        return None
    _refuse_damaged(found)
    return _report(found)


def _archived(edition: str | Path, folder: Path | None) -> Revision | None:
    from raa_builder.archive.store import edition_name, revision  # noqa: PLC0415

    name = edition_name(str(edition))
    if name is None or Path(edition).is_file():
        return None
    return revision(archive_place(folder), *name)


def _report(revision: Revision) -> Report:
    from raa_builder.archive import record  # noqa: PLC0415

    path = revision.folder / "data" / "dati" / "relazione.json"
    try:
        return record.load(path.read_bytes())
    except OSError as error:  # a sound bag, but of another program
        raise ArchiveError(f"{revision.name}: {path} non si può leggere: {fault(error)}.") from error


def _refuse_damaged(revision: Revision) -> None:
    from raa_builder.archive.verify import damages  # noqa: PLC0415

    found = damages(revision.folder)
    if found:
        count = f"{len(found)} file" if len(found) > 1 else "un file"
        raise ArchiveError(
            f"L'edizione archiviata {revision.name} è danneggiata ({count}): {found[0]}",
            f"Vedere tutti i danni con raa-builder verify {revision.year}, e rimettere la cartella {revision.folder} "
            "dalla copia di sicurezza.",
        )


# ── commands of the archive ──────────────────────────────────────────────────


def editions(folder: Path | None = None) -> tuple[tuple[Revision, Card, str], ...]:
    """What is archived: each revision, its card, and its fingerprint (SHA-512).

    Raises:
        FileError: The archive can't be read.
        ArchiveError: A card can't be read.
    """
    from raa_builder.archive.card import card_of  # noqa: PLC0415
    from raa_builder.archive.store import fingerprint, revisions  # noqa: PLC0415

    return tuple((one, card_of(one), fingerprint(one)) for one in revisions(_there(folder)))


def verify(year: int | None = None, folder: Path | None = None, *, rebuild: bool = True) -> Iterator[Verified]:
    """Verify each revision, of a year or of all: its bytes, its form, and that it can be built again.

    Args:
        year: Of which year; all by default.
        folder: The archive; by default the one that is set.
        rebuild: Whether to build each sound edition again.

    Raises:
        UsageError: There is none of that year.
        FileError: The archive can't be read.
    """
    from raa_builder.archive.history import gaps, moved, rewritten  # noqa: PLC0415
    from raa_builder.archive.store import revision, revisions  # noqa: PLC0415
    from raa_builder.archive.verify import damages  # noqa: PLC0415

    place = _there(folder)
    known = revisions(place, year)
    strays = {one: damage for one, damage in moved(place, known) if year in (None, one.year)}
    if year is not None and not strays:
        revision(place, year)  # which says that there is none
    elsewhere = {one.folder for one in strays}
    whole = tuple(one for one in known if one.folder not in elsewhere)
    for one, damage in (*gaps(whole, strays), *strays.items()):
        yield Verified(one, _card(one), (damage,), Rebuilt.SKIPPED, "")
    for one in whole:
        found = damages(one.folder) or rewritten(one, whole)
        card = _card(one)
        rebuilt, reason = _rebuilt(one, card) if rebuild and card and not found else (Rebuilt.SKIPPED, "")
        yield Verified(one, card, found, rebuilt, reason)


def unfinished(folder: Path | None = None) -> tuple[Path, ...]:
    """What a killed process has left in the archive; the next `archive` takes it away.

    Raises:
        FileError: The archive can't be read.
    """
    from raa_builder.archive.lock import is_held  # noqa: PLC0415
    from raa_builder.archive.store import leftovers  # noqa: PLC0415

    place = archive_place(folder)
    left = leftovers(place)
    return () if not left or is_held(place) else left


def restore(edition: str, output: Path, folder: Path | None = None) -> tuple[Path, ...]:
    """Write the files of an archived edition into a folder, once they are known to be sound.

    Args:
        edition: `2019` or `2019:r2`.
        output: The folder, made if it is not there; no file in it is replaced.
        folder: The archive; by default the one that is set.

    Raises:
        UsageError: It names no edition.
        ArchiveError: The edition is damaged; nothing is written.
        FileError: A file is there already, or can't be written; nothing is written.
    """
    found = _named(edition, folder)
    data = found.folder / "data"
    files = {output / path.relative_to(data): path for path in sorted(data.rglob("*")) if path.is_file()}
    for path in files:
        refuse_to_replace(path, None, "Indicare con -o una cartella nuova: restore non sostituisce nulla.")
    write_all({path: source.read_bytes() for path, source in files.items()})
    return tuple(files)


def deposit(edition: str, output: Path | None = None, folder: Path | None = None, *, force: bool = False) -> Path:
    """Write an archived edition as one zip for the preservation service.

    Args:
        edition: `2019` or `2019:r2`.
        output: The zip; by default `output/deposito-raa-YEAR-rN.zip`.
        folder: The archive; by default the one that is set.
        force: Whether an existing file may be replaced.

    Raises:
        UsageError: It names no edition.
        ArchiveError: The edition is damaged; nothing is written.
        FileError: The file is there already, or can't be written.
    """
    from raa_builder.archive import deposit as deposits  # noqa: PLC0415
    from raa_builder.archive.card import card_of  # noqa: PLC0415

    found = _named(edition, folder)
    card, programme = card_of(found), _report(found).programme
    path = output or Path("output") / f"deposito-{deposits.name_of(card)}.zip"
    refuse_to_replace(path, None, _FORCE, force=force)
    keywords = tuple(
        dict.fromkeys((programme.name.text, programme.fund.text, programme.authority.text, str(card.year)))
    )
    write_all({path: deposits.deposit(found.folder, card, keywords)})
    return path


def _named(edition: str, folder: Path | None) -> Revision:
    """The revision of that name, sound."""
    from raa_builder.archive.store import edition_name, revision  # noqa: PLC0415
    from raa_builder.errors import UsageError  # noqa: PLC0415

    name = edition_name(edition)
    if name is None:
        raise UsageError(f"«{edition}» non è un'edizione archiviata.", "Scrivere l'anno, o anno e revisione: 2019:r1.")
    found = revision(_there(folder), *name)
    _refuse_damaged(found)
    return found


def _there(folder: Path | None) -> Path:
    """The archive's folder, which must be there."""
    place = archive_place(folder)
    if not place.is_dir():
        raise FileError(
            f"L'archivio {place} non esiste.",
            "Indicarlo con --archive, con la variabile RAA_ARCHIVE o nel file raa.toml; archive lo crea.",
        )
    return place


def _card(revision: Revision) -> Card | None:
    from raa_builder.archive.card import card_of  # noqa: PLC0415

    try:
        return card_of(revision)
    except ArchiveError:  # which the damages tell
        return None


# ── building again ───────────────────────────────────────────────────────────


def _rebuilt(revision: Revision, card: Card) -> tuple[Rebuilt, str]:
    """Whether the installed version makes the same documents, and if not, what differs."""
    from raa_builder.pipeline.archiving import DOCUMENTS, TEMPLATES, WORKBOOKS, documents  # noqa: PLC0415

    data = revision.folder / "data"
    try:
        now = documents(
            [data / WORKBOOKS / name for name in card.workbooks],
            data / TEMPLATES,
            attach_data=card.options.get("attach_data", False),
        )
    except RaaError as error:
        return Rebuilt.FAILED, f"{error.message} {_versions(card)}"
    there = {f"{DOCUMENTS}/{path.name}": path.read_bytes() for path in (data / DOCUMENTS).glob("*")}
    other = sorted(path for path in there.keys() | now.keys() if there.get(path) != now.get(path))
    if not other:
        return Rebuilt.SAME, ""
    return Rebuilt.DIFFERENT, f"{_listed([path.rpartition('/')[2] for path in other])}. {_versions(card)}"


def _versions(card: Card) -> str:
    """With what the documents were made, where that differs from what is installed."""
    from raa_builder.archive.card import installed  # noqa: PLC0415

    now = installed()
    other = [
        f"{name} {version} (ora {now[name]})" for name, version in card.made_with.items() if now.get(name) != version
    ]
    if other:
        return f"Fatta con {_listed(other)}."
    return f"Fatta con raa-builder {card.program}, come quello installato: è cambiato qualcosa che non si registra."


def _listed(words: Sequence[str]) -> str:
    return " e ".join(filter(None, (", ".join(words[:-1]), words[-1])))
