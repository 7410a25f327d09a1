# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The axes of a new programme: the argument `--axes I,II,V:AT` in, `AxisSpec`s out. Loads nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass

from raa_builder.errors import UsageError
from raa_builder.model import AxisKind
from raa_builder.workbook import layout

EXAMPLE = "Esempio: --axes I,II,III,IV,V:AT (:AT indica l'assistenza tecnica)."
_ASSISTANCE_MARK = "at"


@dataclass(frozen=True, slots=True)
class AxisSpec:
    """An axis of which only the label and the kind are known.

    Attributes:
        label: `I`, `1`, `A.1`, `Priorità 2`.
        kind: What the axis is for.
    """

    label: str
    kind: AxisKind = AxisKind.THEMATIC


def parse_axes(argument: str) -> tuple[AxisSpec, ...]:
    """The axes named by the argument of `--axes`, in its order.

    Raises:
        UsageError: A label is not valid or stands twice, a mark is not `:AT`, or there are too many axes.
    """
    axes = tuple(_axis(part) for part in argument.split(","))
    if len(axes) > layout.AXES_MAX:
        raise UsageError(f"Gli assi sono {len(axes)}: un programma ne ha al più {layout.AXES_MAX}.", EXAMPLE)
    seen: set[str] = set()
    for axis in axes:
        folded = layout.folded(axis.label)
        if folded in seen:
            raise UsageError(f"La sigla di asse «{axis.label}» compare due volte.", EXAMPLE)
        seen.add(folded)
    return axes


def _axis(part: str) -> AxisSpec:
    label, colon, mark = part.partition(":")
    label = " ".join(label.split())
    fault = layout.label_fault(label)
    if fault:
        raise UsageError(f"La sigla di asse «{label}» {fault}.", EXAMPLE)
    if colon and mark.strip().casefold() != _ASSISTANCE_MARK:
        raise UsageError(f"Dopo la sigla «{label}» può stare solo :AT, non «:{mark.strip()}».", EXAMPLE)
    return AxisSpec(label, AxisKind.TECHNICAL_ASSISTANCE if colon else AxisKind.THEMATIC)
