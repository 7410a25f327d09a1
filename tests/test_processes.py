# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A second process gives what the first would give by itself, whatever befalls it."""

import os
import signal
import threading

import pytest

from raa_builder.processes import Ahead

HERE = os.getpid()


def test_the_result_is_that_of_the_work():
    """Even where order and result are larger than any pipe's buffer."""
    order = bytes(range(256)) * 10_000
    assert Ahead(lambda: lambda content: content[::-1]).start(order)() == order[::-1]


def test_an_error_is_raised_here():
    """It is the very error of the work, and not one of the second process."""

    def fail(order: str) -> bytes:
        raise LookupError(order)

    result = Ahead(lambda: fail).start("nothing there")
    with pytest.raises(LookupError, match="nothing there"):
        result()


@pytest.mark.parametrize("when", ["getting ready", "at work"])
def test_a_second_process_that_dies_costs_only_time(when):
    """The work is then done here."""

    def die_elsewhere(now: str) -> None:
        if now == when and os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)

    def ready():
        die_elsewhere("getting ready")
        return work

    def work(order: bytes) -> bytes:
        die_elsewhere("at work")
        return order

    assert Ahead(ready).start(b"done" * 100_000)() == b"done" * 100_000


@pytest.mark.parametrize("ordered", [False, True])
def test_one_that_is_no_longer_needed_goes_home(ordered):
    """With an order or without, it ends, and leaves neither a process nor a pipe behind."""
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 (of a process, not of a disk)
    ahead = Ahead(lambda: lambda order: order)
    child = ahead._child
    if ordered:
        ahead.start(b"result that nobody waits for")
    ahead.close()
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_nothing_is_forked_while_other_threads_run():
    """A fork copies their locks, but not the threads that would open them."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        ahead = Ahead(lambda: lambda _: str(os.getpid()).encode())
        assert ahead.start(None)() == str(HERE).encode()
    finally:
        done.set()
        thread.join()
