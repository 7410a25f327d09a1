# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What commands say: findings as text on the screen, as JSON for programs; errors and progress on stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raa_builder.errors import RaaError
    from raa_builder.findings import Finding
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


def say_findings(findings: Sequence[Finding]) -> None:
    """Say the findings, a line each."""
    for finding in findings:
        say(str(finding))


def as_text(checked: Checked) -> str:
    """An edition and its findings, for the screen."""
    lines = [f"{checked.name}:", *(f"  {finding}" for finding in checked.findings), f"  {summary(checked.findings)}"]
    return "\n".join(lines)


def summary(findings: Sequence[Finding]) -> str:
    """How many findings there are of each severity."""
    if not findings:
        return "Nessuna segnalazione."
    words = {"errore": ("errore", "errori"), "avviso": ("avviso", "avvisi"), "nota": ("nota", "note")}
    counts = {word: sum(finding.severity.value == word for finding in findings) for word in words}
    return ", ".join(f"{count} {words[word][count != 1]}" for word, count in counts.items() if count) + "."


def as_json(checked: Checked) -> dict[str, object]:
    """An edition and its findings, for programs."""
    return {
        "workbook": checked.name,
        "workbooks": [str(path) for path in checked.paths],
        "findings": [finding.as_json() for finding in checked.findings],
    }
