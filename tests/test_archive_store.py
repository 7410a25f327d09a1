# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the store: a revision is there whole or not at all, whatever happens to the process, the disk or the folder.

Processes are really killed, by SIGKILL, from within, at any of the calls that storing makes.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from test_files import LIMIT, small_disk, tree, unprivileged

from raa_builder.archive.bag import bag
from raa_builder.archive.lock import is_held, locked
from raa_builder.archive.store import edition_name, leftovers, revision, revisions, store
from raa_builder.archive.verify import damages
from raa_builder.errors import ExitCode, FileError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from raa_builder.archive.store import Revision

KILLS = 300
FILES = bag({"foglio/raa è.xlsx": b"PK" * 500, "documenti/a.pdf": b"%PDF"}, {"LEGGIMI.txt": b"Ciao"}, ())
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes can't be forked here")


def files(number: int, last: Revision | None) -> dict[str, bytes]:
    """The files of any revision."""
    assert number == (last.number + 1 if last else 1)
    return FILES


def in_a_process(work: Callable[[], object]) -> int:
    """Do something in a process of its own; returns how it ended, negative for a signal."""
    child = os.fork()
    if not child:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_after(calls: int, work: Callable[[], object]) -> Callable[[], None]:
    """Work that is killed, without any warning, when it has made that many calls."""

    def count(*_: object) -> None:
        nonlocal calls
        calls -= 1
        if calls < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def killed() -> None:
        sys.setprofile(count)
        work()
        sys.setprofile(None)

    return killed


def calls_of(work: Callable[[], object]) -> int:
    """How many calls some work makes."""
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


# ── revisions ────────────────────────────────────────────────────────────────


def test_revisions_are_numbered_from_one_in_each_year(tmp_path: Path) -> None:
    """And hold what was given, to the byte; nothing else stands in the archive."""
    archive = tmp_path / "archivio"
    done = [store(archive, year, files) for year in (2019, 2020, 2019)]
    assert [one.name for one in done] == ["2019:r1", "2020:r1", "2019:r2"]
    assert [one.name for one in revisions(archive)] == ["2019:r1", "2019:r2", "2020:r1"]
    assert tree(archive / "2019" / "r2") == {str(Path(path)): content for path, content in FILES.items()}
    if sys.platform != "win32":
        assert sorted(path.name for path in archive.iterdir()) == ["2019", "2020"]


def test_the_tenth_revision_follows_the_ninth(tmp_path: Path) -> None:
    """Numbers are counted, not spelt."""
    for _ in range(11):
        store(tmp_path, 2019, files)
    assert [one.number for one in revisions(tmp_path, 2019)] == list(range(1, 12))
    assert revision(tmp_path, 2019).number == 11


def test_a_revision_taken_away_is_not_replaced_by_another(tmp_path: Path) -> None:
    """A number is never given twice while later ones are there."""
    for _ in range(3):
        store(tmp_path, 2019, files)
    (tmp_path / "2019" / "r1").rename(tmp_path / "altrove")
    assert store(tmp_path, 2019, files).name == "2019:r4"


@pytest.mark.parametrize(
    ("text", "name"),
    [("2019", (2019, None)), ("2019:r2", (2019, 2)), ("2019:r12", (2019, 12))]
    + [(text, None) for text in ("2019:2", "2019:r0", "19", "raa-2019.xlsx", "2019:r", "2019/r1", "2019:r2 ", "")],
)
def test_an_edition_is_named_by_year_and_revision(text: str, name: tuple[int, int | None] | None) -> None:
    """Anything else is a path."""
    assert edition_name(text) == name


def test_what_is_not_there_is_said_with_what_is(tmp_path: Path) -> None:
    """Exit code 2."""
    store(tmp_path, 2019, files)
    with pytest.raises(UsageError, match="2019:r2") as caught:
        revision(tmp_path, 2019, 2)
    assert "2019:r1" in caught.value.remedy
    with pytest.raises(UsageError, match="2018") as caught:
        revision(tmp_path, 2018)
    assert "2019:r1" in caught.value.remedy
    with pytest.raises(UsageError) as caught:
        revision(tmp_path / "vuoto", 2018)
    assert "--archive" in caught.value.remedy


def test_other_folders_are_no_revisions(tmp_path: Path) -> None:
    """Those of other programs, of people, and names that differ by case."""
    store(tmp_path, 2019, files)
    for name in ("2019/R1", "2019/r01", "2019/r2 (copia)", "20190/r1", "appunti/r1", "2019/rI"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "2019" / "r7").write_bytes(b"")
    assert [one.name for one in revisions(tmp_path)] == ["2019:r1"]


@pytest.mark.parametrize("name", ["con spazi e àccènti", "città’s «archivio» 100%", "a" * 200])
def test_the_archive_may_be_any_path(tmp_path: Path, name: str) -> None:
    """With spaces, accents and quotes."""
    done = store(tmp_path / name, 2019, files)
    assert damages(done.folder) == ()


# ── killed processes ─────────────────────────────────────────────────────────


@needs_fork
def test_a_process_killed_at_any_instant_leaves_the_old_state_or_the_whole_revision(tmp_path: Path) -> None:
    """Hundreds of instants; every revision that is there is sound, and what was left behind is cleaned up."""
    chance = random.Random(7)  # noqa: S311 (no secret)
    work = calls_of(lambda: store(tmp_path / "misura", 2019, files))
    outcomes = []
    for number in range(KILLS):
        archive = tmp_path / str(number % 20)  # with what was left by those before
        before = revisions(archive)
        ended = in_a_process(killed_after(chance.randrange(work), lambda: store(archive, 2019, files)))  # noqa: B023
        after = revisions(archive)
        assert ended in {-signal.SIGKILL, 0}  # it has done with fewer calls than were measured
        assert after[: len(before)] == before
        assert len(after) - len(before) in {0, 1}
        assert all(damages(one.folder) == () for one in after[len(before) :])
        assert len(leftovers(archive)) <= 1
        outcomes.append((ended != 0, len(after) > len(before), bool(leftovers(archive))))
    assert sum(killed for killed, _, _ in outcomes) > KILLS * 0.9
    # the instants were such that all happened: nothing begun, some of it written, all of it there
    assert {(True, False, False), (True, False, True), (True, True, False)} <= set(outcomes)
    for number in range(20):
        store(tmp_path / str(number), 2019, files)
        assert leftovers(tmp_path / str(number)) == ()
        assert all(damages(one.folder) == () for one in revisions(tmp_path / str(number)))


@needs_fork
def test_a_process_killed_while_it_holds_the_lock_blocks_nobody(tmp_path: Path) -> None:
    """The lock ends with its process."""

    def hold() -> None:
        with locked(tmp_path, 1):
            os.kill(os.getpid(), signal.SIGKILL)

    assert in_a_process(hold) == -signal.SIGKILL
    assert store(tmp_path, 2019, files, wait=0).name == "2019:r1"


# ── several processes ────────────────────────────────────────────────────────


@needs_fork
def test_processes_that_archive_at_once_make_a_revision_each(tmp_path: Path) -> None:
    """Eight of them, three times each: every revision is sound, none is lost."""
    children = []
    for _ in range(8):
        child = os.fork()
        if not child:
            code = 1
            try:
                for _ in range(3):
                    store(tmp_path / "a", 2019, files)
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 8
    found = revisions(tmp_path / "a")
    assert [one.number for one in found] == list(range(1, 25))
    assert all(damages(one.folder) == () for one in found)


def test_while_another_process_archives_one_is_told_so(tmp_path: Path) -> None:
    """After having waited; what the other is writing is not cleaned up."""
    (tmp_path / ".in-corso-2019-r1-1-x").mkdir()
    with locked(tmp_path, 0) as is_alone:
        assert is_alone
        assert is_held(tmp_path)
        with pytest.raises(FileError, match="Un altro processo") as caught:
            store(tmp_path, 2019, files, wait=0.1)
    assert not is_held(tmp_path)
    assert caught.value.exit_code is ExitCode.FILE
    assert "riprovare" in caught.value.remedy
    assert leftovers(tmp_path)


def test_without_locks_a_folder_that_appears_meanwhile_is_never_replaced(tmp_path: Path) -> None:
    """The last guard is the renaming itself."""

    def other_was_faster(number: int, _: Revision | None) -> dict[str, bytes]:
        theirs = tmp_path / "2019" / f"r{number}" / "loro.txt"
        theirs.parent.mkdir(parents=True)
        theirs.write_bytes(b"loro")
        return FILES

    with pytest.raises(FileError, match="nello stesso momento"):
        store(tmp_path, 2019, other_was_faster)
    assert tree(tmp_path) == {str(Path("2019", "r1", "loro.txt")): b"loro"}
    assert leftovers(tmp_path) == ()


# ── disks and folders ────────────────────────────────────────────────────────


def test_when_the_disk_fills_up_nothing_is_left_behind(tmp_path: Path) -> None:
    """Neither the new revision nor its year; exit code 4, and what to do."""
    archive = tmp_path / "archivio"
    with small_disk(), pytest.raises(FileError, match="non si può scrivere") as caught:
        store(archive, 2019, lambda *_: {**FILES, "data/grande": b"x" * (LIMIT + 1)})
    assert caught.value.exit_code is ExitCode.FILE
    assert "spazio" in caught.value.remedy
    assert list(tmp_path.iterdir()) == []
    store(archive, 2019, files)
    with small_disk(), pytest.raises(FileError):
        store(archive, 2019, lambda *_: {**FILES, "data/grande": b"x" * (LIMIT + 1)})
    assert [one.name for one in revisions(archive)] == ["2019:r1"]
    assert leftovers(archive) == ()
    assert damages(revision(archive, 2019).folder) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such permission there")
@pytest.mark.parametrize("name", ["", "archivio"], ids=["the archive", "the folder above it"])
def test_a_read_only_folder_is_refused_with_a_remedy(name: str) -> None:
    """Exit code 4; nothing is left behind."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with unprivileged(place), pytest.raises(FileError, match="non si può scrivere") as caught:
            store(place / name, 2019, files)
        assert "permessi" in caught.value.remedy
        assert caught.value.exit_code is ExitCode.FILE
        assert list(place.iterdir()) == []


@pytest.mark.parametrize("name", ["archivio", "archivio/2019"])
def test_a_file_in_the_place_of_a_folder_is_refused_with_a_remedy(tmp_path: Path, name: str) -> None:
    """And is not touched."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"mio")
    with pytest.raises(FileError) as caught:
        store(tmp_path / "archivio", 2019, files)
    assert "file" in caught.value.remedy
    assert tree(tmp_path) == {str(Path(name)): b"mio"}


def test_whatever_goes_wrong_while_the_files_are_made_leaves_nothing(tmp_path: Path) -> None:
    """Even an interruption from the keyboard."""

    def interrupted(*_: object) -> dict[str, bytes]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store(tmp_path / "a", 2019, interrupted)
    assert list(tmp_path.iterdir()) == []
