# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Issuing workbooks: a year and axes, or another workbook, in; a workbook to fill in, or one axis's copy, out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from raa_builder.errors import FindingsError, UsageError
from raa_builder.files import need_suffix, refuse_to_replace, write_all
from raa_builder.findings import blocking

if TYPE_CHECKING:
    from raa_builder.pipeline.checking import Checked
    from raa_builder.workbook.axes import AxisSpec
    from raa_builder.workbook.canonical import Place, Value
    from raa_builder.workbook.contents import Contents

_REMEDY = "Indicare un altro nome con -o, o aggiungere --force."


def new(year: int, axes: str, output: Path | None = None, *, only: str = "", force: bool = False) -> Path:
    """Write a blank workbook.

    Args:
        year: Reference year.
        axes: Labels of the axes, `I,II,V:AT`.
        output: Where to write it; by default `input/raa-YEAR.xlsx`, with the axis's label where there is one.
        only: Label of the axis for whose manager the copy is; empty for the whole workbook.
        force: Whether an existing file may be replaced.

    Raises:
        UsageError: The axes are wrong.
        FileError: The file exists, or can't be written.
    """
    from raa_builder.workbook.axes import parse_axes  # noqa: PLC0415
    from raa_builder.workbook.blank import issued  # noqa: PLC0415

    specifications = parse_axes(axes)
    return _issue(_Issue(year, specifications, dict(issued(year, specifications))), output, only, force=force)


@dataclass(frozen=True, slots=True)
class Carried:
    """A workbook that was made from another one.

    Attributes:
        path: The new workbook.
        checked: The old one, with what the official should know of it.
        year: The year of the old one.
        to_revise: The codes of the texts that name that year, where it is over.
    """

    path: Path
    checked: Checked
    year: int
    to_revise: tuple[str, ...]


def new_from(
    year: int,
    edition: str | Path,
    output: Path | None = None,
    *,
    only: str = "",
    force: bool = False,
    archive: Path | None = None,
) -> Carried:
    """Write a workbook with what another one holds: of the year before, carried over; of the same year, as it is.

    Args:
        year: Reference year.
        edition: The other workbook, or the name of an archived edition; it is not touched.
        output: As in `new`.
        only: As in `new`.
        force: As in `new`.
        archive: The archive; by default the one that is set.

    Raises:
        UsageError: The workbook is of another year, is the copy of one axis, or lacks the axis asked for.
        ArchiveError: The archived edition is damaged.
        UncarriedError: Something in it can't be read, and would be lost.
        FileError: A file can't be read or written.
    """
    from raa_builder.workbook.axes import axis_named  # noqa: PLC0415
    from raa_builder.workbook.carry import next_year, of_axis, texts_naming  # noqa: PLC0415
    from raa_builder.workbook.contents import read_contents  # noqa: PLC0415

    source = _whole(edition, archive)
    contents = read_contents(source)
    if contents.axis:
        raise UsageError(
            f"{source} è la copia del solo asse {contents.axis}.", "Indicare il foglio di lavoro con tutti gli assi."
        )
    checked = _checked(contents)
    if blocking(checked.findings) or contents.year is None:
        raise UncarriedError(checked)
    if year not in {contents.year, contents.year + 1}:
        raise UsageError(
            f"{source} è del {contents.year}: ne può nascere il foglio del {contents.year + 1}, non quello del {year}.",
            f"Indicare il foglio di lavoro del {year - 1}, o cominciarne uno nuovo con --axes.",
        )
    is_next = year > contents.year
    values = next_year(contents.typed, year) if is_next else contents.typed
    path = _issue(_Issue(year, contents.axes, values, contents.noun, source), output, only, force=force)
    if only:
        values = of_axis(values, axis_named(only, contents.axes, contents.noun).label)
    return Carried(path, checked, contents.year, texts_naming(values, contents.year) if is_next else ())


def _checked(contents: Contents) -> Checked:
    """A workbook of which only the contents were read, each of its findings with the axis of its row."""
    from raa_builder.pipeline.checking import Checked  # noqa: PLC0415 (a blank workbook has nothing to check)
    from raa_builder.workbook import layout  # noqa: PLC0415

    labels = {
        (cell.sheet, cell.row): code if sheet == layout.AXES.key else layout.split_code(code)[0]
        for (sheet, code), cell in contents.rows.items()
    }
    named = {axis.label: layout.designation(contents.noun, axis.label) for axis in contents.axes}
    findings = (
        replace(one, axis=label if (label := labels.get((one.cell.sheet, one.cell.row), "")) in named else "")
        for one in contents.findings
    )
    return Checked((contents.path,), None, tuple(findings), named)


def _whole(edition: str | Path, archive: Path | None) -> Path:
    """The one workbook of an edition."""
    from raa_builder.pipeline.archived import edition_workbooks  # noqa: PLC0415

    paths = edition_workbooks(edition, archive)
    if len(paths) > 1:
        raise UsageError(
            f"L'edizione {edition} è archiviata in {len(paths)} copie, una per asse.",
            f"Riprenderle con restore, riunirle con merge, e indicare il foglio riunito: {paths[0].parent}",
        )
    return paths[0]


class UncarriedError(FindingsError):
    """A workbook can't be carried over without losing something; `checked` has the findings that say what."""

    def __init__(self, checked: Checked) -> None:
        blocks = bool(blocking(checked.findings))
        super().__init__(
            f"{checked.name}: ciò che è segnalato andrebbe perso, e il nuovo foglio di lavoro non si scrive."
            if blocks
            else f"{checked.name}: manca l'anno di riferimento, e non si sa di quale anno sia.",
            "Correggere il foglio di lavoro e riprovare." if blocks else "Scriverlo nella riga P07.",
        )
        self.checked = checked


@dataclass(frozen=True, slots=True)
class _Issue:
    """A whole workbook to issue; `source` is the one that it is made from."""

    year: int
    axes: tuple[AxisSpec, ...]
    values: dict[Place, Value]
    noun: str = "Asse"
    source: Path | None = None


def _issue(issue: _Issue, output: Path | None, only: str, *, force: bool) -> Path:
    """Write the workbook, or the copy of one axis, which knows by a fingerprint what it is a copy of."""
    from raa_builder.workbook.axes import axis_named, file_label  # noqa: PLC0415
    from raa_builder.workbook.blank import blank_workbook  # noqa: PLC0415
    from raa_builder.workbook.canonical import fingerprint  # noqa: PLC0415
    from raa_builder.workbook.carry import of_axis  # noqa: PLC0415

    axis = axis_named(only, issue.axes, issue.noun) if only else None
    mark = f"-{file_label(axis, issue.axes)}" if axis else ""
    path = output or Path("input") / f"raa-{issue.year}{mark}.xlsx"
    need_suffix(path, ".xlsx")
    refuse_to_replace(path, issue.source, _REMEDY, force=force)
    base = fingerprint(issue.values)
    if axis:
        labels = [one.label for one in issue.axes]
        values = of_axis(issue.values, axis.label)
        data = blank_workbook(issue.year, [axis], contents=values, axis=axis.label, among=labels, base=base)
    else:
        data = blank_workbook(issue.year, issue.axes, contents=issue.values, base=base)
    write_all({path: data})
    return path
