# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Verification: a revision's folder in, what is damaged in it out, each file by name.

Every file is compared with both lists of checksums. A file that agrees with one of them is sound, and the other list is
what was altered. What is left is judged by `bagit`, a BagIt implementation of others (RFC 8493).
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.archive.bag import ALGORITHMS, PAYLOAD, Listing, read_listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_EMPTY = Listing({}, is_canonical=True)


class Kind(Enum):
    """What happened to a file; the value is what people read."""

    MISSING = "manca"
    EXTRA = "non c'era"
    ALTERED = "alterato"
    RENAMED = "rinominato"
    UNREADABLE = "illeggibile"
    INVALID = "non conforme"


class Damage(NamedTuple):
    """One damaged file.

    Attributes:
        kind: What happened to it.
        path: Its path below the revision's folder, with slashes.
        detail: More about it, a sentence; may be empty.
    """

    kind: Kind
    path: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.path}: {self.kind.value}. {self.detail}".rstrip()


class _File(NamedTuple):
    """A file that is there: its path as the file system has it, and its checksums; none when it can't be read."""

    path: str
    digests: Mapping[str, str]


def damages(folder: Path) -> tuple[Damage, ...]:
    """What is damaged in a revision, in the order of the paths; nothing when it is sound."""
    here = {_key(file.path): file for file in _files(folder)}
    listed = {name: _listing(folder, name) for name in _list_names()}
    found = [
        *(Damage(Kind.UNREADABLE, file.path) for file in here.values() if not file.digests),
        *_listed_files(here, listed),
        *_unlisted(here, listed),
    ]
    found += (Damage(Kind.ALTERED, name) for name, one in listed.items() if not one.is_canonical)
    once = list(dict.fromkeys(found))
    whole = sorted(_with_renamed(once, here, listed), key=lambda one: one.path)
    return tuple(whole or _others_verdict(folder))


def _list_names() -> tuple[str, ...]:
    return tuple(f"{kind}-{algorithm}.txt" for kind in ("manifest", "tagmanifest") for algorithm in ALGORITHMS)


def _listing(folder: Path, name: str) -> Listing:
    try:
        return read_listing((folder / name).read_bytes())
    except OSError:  # missing or unreadable: said of the file itself
        return _EMPTY


def _key(path: str) -> str:
    # some file systems give accents back in another encoding (NFD): that is no damage
    return unicodedata.normalize("NFC", path)


def _files(folder: Path) -> Iterator[_File]:
    for where, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(where) / name).is_symlink()]
        for name in (*names, *links):
            path = Path(where) / name
            yield _File(path.relative_to(folder).as_posix(), _digests(path))


def _digests(path: Path) -> dict[str, str]:
    hashes = {algorithm: hashlib.new(algorithm) for algorithm in ALGORITHMS}
    if path.is_symlink() or not path.is_file():  # a bag holds files, not ways to them
        return {}
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                for one in hashes.values():
                    one.update(block)
    except OSError:
        return {}
    return {algorithm: one.hexdigest() for algorithm, one in hashes.items()}


def _listed_files(here: Mapping[str, _File], listed: Mapping[str, Listing]) -> Iterator[Damage]:
    """The files that a list names and that are not there or differ; and the lists that are alone in saying so."""
    altered: set[str] = set()
    for kind in ("manifest", "tagmanifest"):
        lists = {name: one for name, one in listed.items() if name.startswith(f"{kind}-") and one.digests}
        for path in dict.fromkeys(path for one in lists.values() for path in one.digests):
            file = here.get(_key(path))
            digests = file.digests if file else {}
            against = [
                name for name, one in lists.items() if one.digests.get(path, "") != digests.get(_algorithm(name), "")
            ]
            if len(against) < len(lists):
                altered.update(against)
            elif file is None or digests:  # one that can't be read is told as such
                yield Damage(Kind.ALTERED if file else Kind.MISSING, path)
    yield from (Damage(Kind.ALTERED, name) for name in altered)


def _algorithm(name: str) -> str:
    return name.partition("-")[2].removesuffix(".txt")


def _unlisted(here: Mapping[str, _File], listed: Mapping[str, Listing]) -> Iterator[Damage]:
    """The files that no list names, and the lists that no list names when they are not there."""
    named = {_key(path) for one in listed.values() for path in one.digests}
    folded = {path.casefold(): path for path in named}
    own = {f"tagmanifest-{algorithm}.txt" for algorithm in ALGORITHMS}
    for key, file in here.items():
        if key not in named | own:
            twin = folded.get(key.casefold())
            yield Damage(Kind.EXTRA, file.path, f"Differisce solo per le maiuscole da {twin}." if twin else "")
    yield from (Damage(Kind.MISSING, name) for name in own - here.keys())


def _with_renamed(found: list[Damage], here: Mapping[str, _File], listed: Mapping[str, Listing]) -> Iterator[Damage]:
    """A file that is missing and one that is extra are one that was renamed, where the content is the same."""
    digests = {path: digest for one in listed.values() for path, digest in one.digests.items()}
    extra = {damage.path: here[_key(damage.path)] for damage in found if damage.kind is Kind.EXTRA}
    renamed = {}
    for damage in found:
        if damage.kind is Kind.MISSING:
            same = [path for path, file in extra.items() if digests.get(damage.path) in file.digests.values()]
            if same:
                alike = [path for path in same if path.casefold() == damage.path.casefold()]
                renamed[damage.path] = (alike or same)[0]
                del extra[renamed[damage.path]]
    for damage in found:
        if damage.path in renamed:
            yield Damage(Kind.RENAMED, damage.path, _new_name(damage.path, renamed[damage.path]))
        elif damage.path in extra or damage.path not in renamed.values():
            yield damage


def _new_name(old: str, new: str) -> str:
    alike = ", che ne differisce solo per le maiuscole" if old.casefold() == new.casefold() else ""
    return f"Si chiama ora {new}{alike}."


def _others_verdict(folder: Path) -> Iterator[Damage]:
    """What the library `bagit` finds wrong in a bag whose files are all as listed."""
    import logging  # noqa: PLC0415 (slow to load, as bagit is)

    import bagit  # type: ignore[import-untyped]  # noqa: PLC0415

    logging.getLogger("bagit").addHandler(logging.NullHandler())  # else it tells people, in English
    missing = [name for name in ("bagit.txt", "bag-info.txt") if not (folder / name).is_file()]
    if missing or not (folder / PAYLOAD).is_dir():
        yield Damage(Kind.MISSING, missing[0] if missing else PAYLOAD)
        return
    try:
        bagit.Bag(str(folder)).validate()
    except (bagit.BagError, OSError, ValueError) as error:
        yield Damage(Kind.INVALID, "bagit.txt", f"Non è un contenitore secondo RFC 8493: {error}.")
