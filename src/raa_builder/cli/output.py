# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What commands say: findings as text on the screen, as JSON for programs; errors and progress on stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from raa_builder.findings import Severity

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
    lines = [f"{checked.name}:"]
    for heading, findings in _groups(checked):
        lines += [f"  {heading}", *(f"    {finding}" for finding in findings)]
    return "\n".join([*lines, f"  {summary(checked.findings)}"])


def _groups(checked: Checked) -> list[tuple[str, list[Finding]]]:
    """The findings by axis and sheet: those with errors first, in each the errors first, else as the workbook goes."""
    from raa_builder.workbook import layout  # noqa: PLC0415 (the checks need it, other commands do not)

    axes = {axis.label: axis.designation for axis in checked.report.axes} if checked.report else {}
    labels, sheets = ["", *axes], [sheet.name for sheet in layout.SHEETS]
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in checked.findings:
        groups.setdefault((finding.axis, finding.cell.sheet), []).append(finding)

    def rank(group: tuple[tuple[str, str], list[Finding]]) -> tuple[bool, int, int]:
        (label, sheet), findings = group
        blocks = any(finding.severity.blocks for finding in findings)
        return not blocks, _position(labels, label), _position(sheets, sheet)

    severities = list(Severity)
    return [
        (
            " · ".join(filter(None, (axes.get(label, label), sheet))).replace("\u00a0", " "),
            sorted(findings, key=lambda one: (severities.index(one.severity), one.cell.row, one.cell.column)),
        )
        for (label, sheet), findings in sorted(groups.items(), key=rank)
    ]


def _position(among: Sequence[str], one: str) -> int:
    return among.index(one) if one in among else len(among)


def summary(findings: Sequence[Finding]) -> str:
    """How many findings there are of each severity, and how many are accepted."""
    if not findings:
        return "Nessuna segnalazione."
    words = {
        "errore": ("errore", "errori"),
        "avviso": ("avviso", "avvisi"),
        "nota": ("nota", "note"),
        "accettata": ("accettata", "accettate"),
    }
    return ", ".join(f"{count} {words[word][count != 1]}" for word, count in counts(findings).items() if count) + "."


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings there are of each severity; those that the office accepts are counted apart."""
    weights = [finding.severity.value for finding in findings if finding.waiver is None]
    known = {severity.value: weights.count(severity.value) for severity in Severity}
    return known | {"accettata": len(findings) - len(weights)}


def as_json(checked: Checked) -> dict[str, object]:
    """An edition and its findings, for programs, as `schemas/segnalazioni.schema.json` describes it."""
    return {
        "workbook": checked.name,
        "workbooks": [str(path) for path in checked.paths],
        "findings": [finding.as_json() for finding in checked.findings],
        "counts": counts(checked.findings),
    }
