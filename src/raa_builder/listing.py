# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings in, the list of them that people read out: by axis and sheet, errors first, and their counts at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.findings import Severity
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raa_builder.findings import Finding

_WORDS = {
    "errore": ("errore", "errori"),
    "avviso": ("avviso", "avvisi"),
    "nota": ("nota", "note"),
    "accettata": ("accettata", "accettate"),
}


def listed(findings: Sequence[Finding], axes: Mapping[str, str]) -> Iterator[str]:
    """The lines of a list of findings: a heading for each group, a line for each finding, the counts.

    Args:
        findings: The findings.
        axes: What each axis is called, by its label, in the order of the workbook.
    """
    for heading, group in _groups(findings, axes):
        yield heading
        yield from (f"  {finding}" for finding in group)
    yield summary(findings)


def _groups(findings: Sequence[Finding], axes: Mapping[str, str]) -> list[tuple[str, list[Finding]]]:
    """The findings by axis and sheet: those with errors first, in each the errors first, else as the workbook goes."""
    labels, sheets = ["", *axes], [sheet.name for sheet in layout.SHEETS]
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.axis, finding.cell.sheet), []).append(finding)

    def rank(group: tuple[tuple[str, str], list[Finding]]) -> tuple[bool, int, int]:
        (label, sheet), own = group
        blocks = any(finding.severity.blocks for finding in own)
        return not blocks, _position(labels, label), _position(sheets, sheet)

    severities = list(Severity)
    return [
        (
            " · ".join(filter(None, (axes.get(label, label), sheet))).replace("\u00a0", " "),
            sorted(own, key=lambda one: (severities.index(one.severity), one.cell.row, one.cell.column)),
        )
        for (label, sheet), own in sorted(groups.items(), key=rank)
    ]


def _position(among: Sequence[str], one: str) -> int:
    return among.index(one) if one in among else len(among)


def summary(findings: Sequence[Finding]) -> str:
    """How many findings there are of each severity, and how many are accepted."""
    if not findings:
        return "Nessuna segnalazione."
    return ", ".join(f"{count} {_WORDS[word][count != 1]}" for word, count in counts(findings).items() if count) + "."


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings there are of each severity; those that the office accepts are counted apart."""
    weights = [finding.severity.value for finding in findings if finding.waiver is None]
    known = {severity.value: weights.count(severity.value) for severity in Severity}
    return known | {"accettata": len(findings) - len(weights)}
