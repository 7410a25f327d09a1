# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A lock on the archive that one process holds at a time, and that ends with its process, however it ends."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FILE = ".blocco"
_POLL = 0.05
_TAKEN = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}


class BusyError(Exception):
    """Another process has held the lock all the time."""


@contextmanager
def locked(folder: Path, wait: float) -> Iterator[bool]:
    """Hold the lock of a folder.

    Args:
        folder: The folder; on Windows a file `.blocco` in it is locked, elsewhere the folder itself.
        wait: For how many seconds at most to wait for another process.

    Yields:
        Whether the lock is held; false where the file system knows no locks, as on some network drives.

    Raises:
        BusyError: The other process is not done.
        OSError: The folder can't be opened.
    """
    handle = _open(folder)
    try:
        deadline = time.monotonic() + wait
        while not (held := _take(handle)):
            if held is None:
                break
            if time.monotonic() > deadline:
                raise BusyError
            time.sleep(_POLL)
        yield bool(held)
    finally:
        os.close(handle)  # which gives the lock back


def is_held(folder: Path) -> bool:
    """Whether another process is storing in the folder now; false where this can't be told."""
    try:
        handle = _open(folder)
    except OSError:  # a read-only archive on Windows: nobody writes to it
        return False
    try:
        return _take(handle) is False
    finally:
        os.close(handle)


def _open(folder: Path) -> int:
    if sys.platform == "win32":
        return os.open(folder / _FILE, os.O_RDWR | os.O_CREAT)
    return os.open(folder, os.O_RDONLY)


def _take(handle: int) -> bool | None:
    """Try to take the lock; `None` where there are no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 (only Windows has it)

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 (Windows has none)

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return False if error.errno in _TAKEN else None
    return True
