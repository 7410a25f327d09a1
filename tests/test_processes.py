# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Work beside other work gives what it would give by itself, whatever befalls the second process."""

import os
import signal
import threading

import pytest

from raa_builder.processes import beside


def test_the_result_is_that_of_the_work():
    """Even one that is larger than any pipe's buffer."""
    content = bytes(range(256)) * 10_000
    assert beside(lambda: content)() == content


def test_an_error_is_raised_here():
    """It is the very error of the work, with its traceback, and not one of the second process."""

    def fail() -> bytes:
        raise LookupError("nothing there")

    result = beside(fail)
    with pytest.raises(LookupError, match="nothing there"):
        result()


def test_a_second_process_that_dies_costs_only_time():
    """The work is then done here."""
    here = os.getpid()

    def die_elsewhere() -> bytes:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return b"done"

    assert beside(die_elsewhere)() == b"done"


def test_nothing_is_forked_while_other_threads_run():
    """A fork copies their locks, but not the threads that would open them."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert beside(lambda: str(os.getpid()).encode())() == str(os.getpid()).encode()
    finally:
        done.set()
        thread.join()
