# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The errors that stop a command, each with its exit code. What can be passed over is a finding instead."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command returns to the shell. Listed in the README, never renumbered."""

    DONE = 0
    DEFECT = 1
    USAGE = 2
    FINDINGS = 3
    FILE = 4
    TEMPLATE = 5
    ARCHIVE = 6


class RaaError(Exception):
    """An error that the person at the keyboard can mend.

    Args:
        message: What is wrong, in Italian, naming the file or argument.
        remedy: What to do about it, in Italian; printed on a line of its own.
    """

    exit_code = ExitCode.DEFECT

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class UsageError(RaaError):
    """The command's words are wrong."""

    exit_code = ExitCode.USAGE


class FindingsError(RaaError):
    """The report has findings that block it."""

    exit_code = ExitCode.FINDINGS


class FileError(RaaError):
    """A file can't be read or written, or is not what it should be."""

    exit_code = ExitCode.FILE


class TemplateError(RaaError):
    """A template, or the theme beside it, is wrong."""

    exit_code = ExitCode.TEMPLATE


class ArchiveError(RaaError):
    """An archived edition is damaged."""

    exit_code = ExitCode.ARCHIVE
