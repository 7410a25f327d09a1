# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Annotating: a workbook in, a copy of it in which the findings are marked out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raa_builder.errors import UsageError
from raa_builder.files import need_suffix, refuse_to_replace, write_all
from raa_builder.pipeline.checking import Checked, check_all

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from raa_builder.model import Report
    from raa_builder.workbook.annotate.corrections import Remark


@dataclass(frozen=True, slots=True)
class Annotated:
    """A copy of a workbook in which its findings are marked.

    Attributes:
        path: The copy.
        checked: The workbook.
        not_carried: What the workbook holds and the copy does not, as nouns with their article.
        is_fresh: Whether the copy is a new workbook with the same data, because of that.
    """

    path: Path
    checked: Checked
    not_carried: tuple[str, ...]
    is_fresh: bool


def annotate(paths: Sequence[Path], output: Path, *, previous: Report | None = None) -> Annotated:
    """Check a workbook and write a copy of it in which the findings are marked; the workbook itself is not touched.

    Args:
        paths: The workbook; several can't be annotated at once.
        output: Where to write the copy.
        previous: The edition of the year before, to compare with.

    Raises:
        UsageError: There are several workbooks, or the copy would take the place of the workbook, or is no `.xlsx`.
        FileError: The workbook can't be read, or the copy exists already or can't be written.
        TemplateError: The theme is wrong.
    """
    from raa_builder.workbook.annotate import annotated  # noqa: PLC0415
    from raa_builder.workbook.annotate.corrections import Origin, remarks  # noqa: PLC0415
    from raa_builder.workbook.annotate.foreign import not_carried  # noqa: PLC0415

    source = _annotatable(paths, output)
    (checked,) = check_all([source], previous=previous)
    data, found = source.read_bytes(), remarks(checked.findings)
    lost = not_carried(data)
    fresh = _fresh(checked, source, lost) if lost else None
    if fresh:
        data, found, lost = fresh
    origin = Origin(source.name, lost, is_fresh=fresh is not None)
    write_all({output: annotated(data, found, origin)})
    return Annotated(output, checked, lost, origin.is_fresh)


def _annotatable(paths: Sequence[Path], output: Path) -> Path:
    """The one workbook to annotate, once it is sure that the copy takes no other file's place."""
    if len(paths) > 1:
        raise UsageError(
            "--annotate vale per un solo foglio di lavoro.", "Dare il comando una volta per ogni foglio di lavoro."
        )
    need_suffix(output, ".xlsx")
    refuse_to_replace(output, paths[0], "Dare alla copia annotata un altro nome, o spostare quel file.")
    return paths[0]


def _fresh(
    checked: Checked, source: Path, lost: tuple[str, ...]
) -> tuple[bytes, tuple[Remark, ...], tuple[str, ...]] | None:
    """A new workbook with the data of one that can't be saved anew, its findings, and what is left behind.

    `None` when the workbook does not say its year or its axes, without which there is none to fill.
    """
    from raa_builder.workbook.annotate.repoint import edition_axes, left_behind, repointed, with_notes  # noqa: PLC0415
    from raa_builder.workbook.blank import blank_workbook  # noqa: PLC0415
    from raa_builder.workbook.contents import read_contents  # noqa: PLC0415

    contents = read_contents(source)
    if contents.year is None or not contents.axes:
        return None
    data = blank_workbook(
        contents.year,
        contents.axes,
        contents=contents.typed,
        axis=contents.axis,
        among=edition_axes(contents),
        base=contents.base,
    )
    found = repointed(checked.findings, contents, data)
    return with_notes(data, contents), found, (*lost, *left_behind(contents))
