# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A second process that gets ready while the first prepares its order, and then works beside it.

Only an economy of time: where processes can't be forked safely, or the second one fails for whatever reason, the work
is done in this process, and its errors are raised here.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Order = TypeVar("Order")


class Ahead(Generic[Order]):
    """One order that a second process carries out.

    Args:
        ready: Loads what the work needs, and returns the work: an order in, bytes out. Orders are pickled.
    """

    def __init__(self, ready: Callable[[], Callable[[Order], bytes]]) -> None:
        self._ready = ready
        self._child = 0
        self._ordered = False
        # forking is safe from a single thread; macOS forbids it to programs that use its frameworks, Windows has none
        if sys.platform != "linux" or threading.active_count() > 1 or len(os.sched_getaffinity(0)) < 2:
            return
        order_in, self._order = os.pipe()
        self._result, result_out = os.pipe()
        self._child = os.fork()
        if not self._child:
            os.close(self._order)
            os.close(self._result)
            _serve(ready, order_in, result_out)
        os.close(order_in)
        os.close(result_out)

    @property
    def is_there(self) -> bool:
        """Whether there is a second process; else the work is better done with what this one has already."""
        return bool(self._child)

    def start(self, order: Order) -> Callable[[], bytes]:
        """Send the order, once, and return a function that gives the result."""
        if self._child:
            self._ordered = True
            try:
                with os.fdopen(self._order, "wb") as pipe:
                    pickle.dump(order, pipe, pickle.HIGHEST_PROTOCOL)
            except BrokenPipeError:  # it has died: its result will be empty
                pass
        return lambda: self._collected() or self._ready()(order)

    def close(self) -> None:
        """Send the second process home, whether it has had no order or nobody waits for its result any more."""
        if self._child:
            if not self._ordered:
                os.close(self._order)
            os.kill(self._child, signal.SIGKILL)  # it writes no files
        self._collected()

    def _collected(self) -> bytes:
        """What the child wrote; nothing when it failed, or was never there."""
        if not self._child:
            return b""
        child, self._child = self._child, 0
        with os.fdopen(self._result, "rb") as pipe:
            content = pipe.read()
        _, status = os.waitpid(child, 0)
        return content if status == 0 else b""


def _serve(ready: Callable[[], Callable[[Order], bytes]], order_in: int, result_out: int) -> NoReturn:
    """The child: get ready, wait for the order, carry it out; end without any of the parent's clean-up."""
    code = 1
    try:
        work = ready()
        with os.fdopen(order_in, "rb") as pipe:
            order = pickle.load(pipe)  # noqa: S301 (our own parent wrote it)
        with os.fdopen(result_out, "wb") as pipe:
            pipe.write(work(order))
        code = 0
    finally:
        os._exit(code)
