# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The axes as the command line names them: `--axes I,II,V:AT` or `--only II` in, `AxisSpec`s out. Nothing heavy."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from raa_builder.errors import UsageError
from raa_builder.model import AxisKind
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def axis_named(name: str, axes: Sequence[AxisSpec], noun: str = "Asse") -> AxisSpec:
    """The axis of that label, or of that name: `II`, `asse II`.

    Args:
        name: What the command line says.
        axes: The axes to choose from.
        noun: What an axis is called.

    Raises:
        UsageError: There is none.
    """
    for axis in axes:
        if layout.folded(name) == layout.folded(axis.label):
            return axis
    for axis in axes:
        if layout.normalised(name) == layout.normalised(layout.designation(noun, axis.label)):
            return axis
    labels = [axis.label for axis in axes]
    nearest = difflib.get_close_matches(name, labels, 1, cutoff=0)
    hint = f"Forse --only {_quoted(nearest[0])}? " if nearest else ""
    raise UsageError(f"L'asse «{name}» non c'è.", f"{hint}Gli assi sono: {', '.join(labels)}.")


def file_label(axis: AxisSpec, axes: Sequence[AxisSpec]) -> str:
    """The label of an axis as a part of a file's name, in characters that go through any mail: `Priorita-2`.

    Args:
        axis: The axis.
        axes: All axes of the edition: one whose label holds no letter or digit is known by its number among them.
    """
    decomposed = unicodedata.normalize("NFKD", axis.label)
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return re.sub(r"[^A-Za-z0-9.]+", "-", plain).strip("-.") or str(list(axes).index(axis) + 1)


def _quoted(label: str) -> str:
    return f'"{label}"' if " " in label else label


def _axis(part: str) -> AxisSpec:
    label, colon, mark = part.partition(":")
    label = " ".join(label.split())
    fault = layout.label_fault(label)
    if fault:
        raise UsageError(f"La sigla di asse «{label}» {fault}.", EXAMPLE)
    if colon and mark.strip().casefold() != _ASSISTANCE_MARK:
        raise UsageError(f"Dopo la sigla «{label}» può stare solo :AT, non «:{mark.strip()}».", EXAMPLE)
    return AxisSpec(label, AxisKind.TECHNICAL_ASSISTANCE if colon else AxisKind.THEMATIC)
