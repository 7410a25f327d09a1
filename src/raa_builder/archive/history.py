# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The revisions of a year as a chain: those taken away, those moved, and those made anew with checksums that fit.

Each revision's card names the fingerprint of the one before it, so that whoever alters a revision and its checksums
must alter all that follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.archive.card import card_of
from raa_builder.archive.store import Revision, fingerprint
from raa_builder.archive.verify import Damage, Kind
from raa_builder.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path


def gaps(known: Sequence[Revision], elsewhere: Iterable[Revision]) -> Iterator[tuple[Revision, Damage]]:
    """The revisions that are not there though later ones of their year are.

    Args:
        known: Those that are there.
        elsewhere: Those that are there under another name.
    """
    names = {one.name for one in (*known, *elsewhere)}
    for last in {one.year: one for one in known}.values():
        for number in range(1, last.number):
            one = Revision(last.year, number, last.folder.with_name(f"r{number}"))
            if one.name not in names:
                yield one, Damage(Kind.MISSING, f"{one.year}/r{number}", "Ci sono revisioni successive.")


def moved(archive: Path, known: Sequence[Revision]) -> Iterator[tuple[Revision, Damage]]:
    """The revisions whose folder has a name that is not theirs, which is what their cards say."""
    for folder in sorted(declaration.parent for declaration in archive.glob("*/*/bagit.txt")):
        try:
            card = card_of(Revision(0, 0, folder))
        except ArchiveError:  # no revision, or a damaged one, which is said of it
            continue
        place = archive / str(card.year) / f"r{card.revision}"
        if folder != place:
            is_copy = any(one.folder == place for one in known)
            path = (folder if is_copy else place).relative_to(archive).as_posix()
            now = folder.relative_to(archive).as_posix()
            detail = f"È una copia di {card.year}:r{card.revision}." if is_copy else f"Si chiama ora {now}."
            damage = Damage(Kind.EXTRA if is_copy else Kind.RENAMED, path, detail)
            yield Revision(card.year, card.revision, folder), damage


def rewritten(revision: Revision, known: Sequence[Revision]) -> tuple[Damage, ...]:
    """Whether a revision whose own checksums are right is another one than the next revision knew."""
    following = next((one for one in known if one[:2] == (revision.year, revision.number + 1)), None)
    if following is None:
        return ()
    try:
        previous = card_of(following).previous
    except ArchiveError:  # said of that one
        return ()
    if previous is None or previous["revision"] != revision.name or previous["sha512"] == fingerprint(revision):
        return ()
    detail = f"L'impronta della revisione non è più quella che {following.name} ricorda: è stata rifatta."
    return (Damage(Kind.ALTERED, "tagmanifest-sha512.txt", detail),)
