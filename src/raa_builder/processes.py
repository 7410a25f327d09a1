# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Work in a second process: what takes long and shares nothing, beside what the first process does meanwhile.

Only an economy of time: where processes can't be forked safely, or the second one fails for whatever reason, the work
is done in this process, and its errors are raised here.
"""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def beside(work: Callable[[], bytes]) -> Callable[[], bytes]:
    """Start some work, and return a function that gives its result.

    Args:
        work: What to do. It may only compute: nothing that it changes in memory comes back.
    """
    # forking is safe from a single thread; macOS forbids it to programs that use its frameworks, Windows has none
    if sys.platform != "linux" or threading.active_count() > 1 or len(os.sched_getaffinity(0)) < 2:
        return work
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _work(work, writing)
    os.close(writing)
    return lambda: _collected(child, reading) or work()


def _work(work: Callable[[], bytes], writing: int) -> None:
    """The child: do the work, write it into the pipe, and end without any of the parent's clean-up."""
    code = 1
    try:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(work())
        code = 0
    finally:
        os._exit(code)


def _collected(child: int, reading: int) -> bytes:
    """What the child wrote; nothing when it failed."""
    with os.fdopen(reading, "rb") as pipe:
        content = pipe.read()
    _, status = os.waitpid(child, 0)
    return content if status == 0 else b""
