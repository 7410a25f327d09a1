# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Merging: the copies that came back and their base in, one workbook, or what must be decided first, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raa_builder.errors import UsageError
from raa_builder.files import need_suffix, refuse_to_replace, write_all

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from raa_builder.workbook.merge import Merged, Version

_REMEDY = "Indicare un altro nome con -o, o aggiungere --force."


@dataclass(frozen=True, slots=True)
class Merging:
    """Copies that were merged into their base.

    Attributes:
        base: The base.
        copies: The copies, as they were given.
        merged: What came of every change.
        path: The merged workbook; `None` when it was not written, since something must be decided or corrected first.
    """

    base: Version
    copies: tuple[Version, ...]
    merged: Merged
    path: Path | None

    def as_text(self) -> str:
        """The account for people."""
        from raa_builder.workbook.merge.account import as_text  # noqa: PLC0415

        done = f"Foglio di lavoro unito: {self.path}" if self.path else "Il foglio di lavoro unito non è stato scritto."
        return f"{as_text(self.merged, self.base, self.copies)}\n{done}"

    def as_json(self) -> dict[str, object]:
        """The account for programs."""
        from raa_builder.workbook.merge.account import as_json  # noqa: PLC0415

        return as_json(self.merged, self.base, self.copies, str(self.path) if self.path else None)


def merge(
    copies: Sequence[Path], base: Path, output: Path, accepted: Sequence[str] = (), *, force: bool = False
) -> Merging:
    """Merge copies into their base, and write the result if nothing is left to decide or to correct.

    Args:
        copies: What came back.
        base: What they were made from.
        output: Where to write the result; none of them.
        accepted: Decisions, `CODE=COPY` or `CODE/COLUMN=COPY`.
        force: Whether an existing file may be replaced.

    Raises:
        UsageError: A file is named twice, the base is the copy of one axis, or a decision decides nothing.
        FileError: A file can't be read or written, exists already, or is of another edition.
    """
    from raa_builder.workbook.blank import blank_workbook  # noqa: PLC0415
    from raa_builder.workbook.contents import read_contents  # noqa: PLC0415
    from raa_builder.workbook.merge import Version, is_blocked  # noqa: PLC0415
    from raa_builder.workbook.merge import merge as merge_versions  # noqa: PLC0415

    need_suffix(output, ".xlsx")
    _refuse_twice((base, *copies))
    for path in (base, *copies):
        refuse_to_replace(output, path, _REMEDY, force=force)
    first, *others = (Version(str(path), read_contents(path)) for path in (base, *copies))
    merged = merge_versions(first, others, accepted)
    if merged.open or is_blocked((first, *others)):
        return Merging(first, tuple(others), merged, None)
    write_all({output: blank_workbook(merged.year, merged.axes, contents=merged.typed)})
    return Merging(first, tuple(others), merged, output)


def _refuse_twice(paths: Sequence[Path]) -> None:
    """A file that is named twice would be told of twice, and a decision could not name it."""
    seen: set[Path] = set()
    for path in paths:
        if path.resolve() in seen:
            raise UsageError(f"{path} è indicato due volte.", "Indicare ogni copia una volta, e la base con --base.")
        seen.add(path.resolve())
