# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What commands say: findings as text on the screen, as JSON for programs; errors and progress on stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from raa_builder.errors import RaaError
    from raa_builder.pipeline import Checked


def say(text: str) -> None:
    """Say something to people, on stderr."""
    print(text, file=sys.stderr)  # noqa: T201


def fail(error: RaaError) -> int:
    """Say what went wrong and what to do; returns the exit code."""
    say(f"errore: {error.message}")
    if error.remedy:
        say(f"        {error.remedy}")
    return int(error.exit_code)


def say_findings(checked: Checked) -> None:
    """Say the findings of an edition, on stderr; nothing where there are none."""
    if checked.findings:
        say(as_text(checked))


def as_text(checked: Checked) -> str:
    """An edition and its findings, for the screen: by axis and sheet, errors first, with their counts at the end."""
    from raa_builder.listing import listed  # noqa: PLC0415 (--help does without)

    return "\n".join((f"{checked.name}:", *(f"  {line}" for line in listed(checked.findings, checked.axes))))


def as_json(checked: Checked) -> dict[str, object]:
    """An edition and its findings, for programs, as `schemas/segnalazioni.schema.json` describes it."""
    from raa_builder.listing import counts  # noqa: PLC0415 (--help does without)

    return {
        "workbook": checked.name,
        "workbooks": [str(path) for path in checked.paths],
        "findings": [finding.as_json() for finding in checked.findings],
        "counts": counts(checked.findings),
    }
