# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading workbooks: paths in, a `Report` and every finding out for each edition.

Workbooks of one programme and year are copies of one edition, and are read as if they were one.

Reading never stops at the first fault. What can't be understood is reported and left out of the report, so that a draft
can be built of the rest: required texts that are missing stand as "[Ente]", a row without its required values is left
out. Such findings block the final summary.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.model import PriorityAxis, Report
from raa_builder.workbook import layout
from raa_builder.workbook.reader.lines import read_finance, read_participants
from raa_builder.workbook.reader.lists import read_indicators, read_initiatives, read_texts, read_waivers
from raa_builder.workbook.tables.heads import read_axes, read_programme
from raa_builder.workbook.tables.locate import find_tables, missing_sheets
from raa_builder.workbook.tables.sniff import open_workbook
from raa_builder.workbook.tables.source import Copy, Source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from raa_builder.cells import Places
    from raa_builder.findings import Finding
    from raa_builder.workbook.tables.sniff import Book


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one edition.

    Attributes:
        paths: Its workbooks.
        report: The report; `None` when nothing can be made of the workbook, for want of axes or of the year.
        findings: What is wrong, in the order of the workbook.
        places: Where its rows and columns stand.
    """

    paths: tuple[Path, ...]
    report: Report | None
    findings: tuple[Finding, ...]
    places: Places


def read_workbook(path: Path) -> Reading:
    """Read a workbook that was filled in.

    Raises:
        FileError: The file can't be read, or is not such a workbook.
    """
    return _read({path: open_workbook(path)})


def read_workbooks(paths: Sequence[Path]) -> tuple[Reading, ...]:
    """Read several workbooks, those of one programme and year together, in the order of their first ones.

    Raises:
        FileError: A file can't be read, or is not such a workbook.
    """
    books = {path: open_workbook(path) for path in paths}
    if len(books) == 1:
        return (_read(books),)
    editions: dict[object, dict[Path, Book]] = {}
    for path, edition in _editions(books).items():
        editions.setdefault(edition, {})[path] = books[path]
    return tuple(_read(edition) for edition in editions.values())


class _Edition(NamedTuple):
    """What copies of one edition have in common: the year for which they were made, and the programme."""

    year: int
    code: str
    name: str = ""


def _editions(books: dict[Path, Book]) -> dict[Path, object]:
    """The edition of each workbook; one that nobody can tell is by itself."""
    known = {path: _edition(book) for path, book in books.items()}
    return {path: _home(path, books, known) for path in books}


def _edition(book: Book) -> _Edition | None:
    source = Source(book, find_tables(book)[0], [])
    programme = read_programme(source)
    if programme is None:
        return None
    given = [
        layout.normalised(entry.text) if entry.cell in programme.cells.values() else ""
        for entry in (programme.code, programme.name)
    ]
    return _Edition(book.year or programme.year, *given)


def _home(path: Path, books: dict[Path, Book], known: dict[Path, _Edition | None]) -> object:
    """Whose copy a workbook is. One that lost its code goes with those of its year, that of its base or name first.

    It is then read beside them, and the cell that was emptied is reported, instead of making an edition of its own.
    """
    own = known[path]
    if own is None:
        return path
    if own.code:
        return own._replace(name="")
    coded = {other: one for other, one in known.items() if one and one.code and one.year == own.year}
    base = books[path].meta.get(layout.META_BASE)
    kin = [one for other, one in coded.items() if base and books[other].meta.get(layout.META_BASE) == base]
    kin = kin or [one for one in coded.values() if not own.name or one.name == own.name]
    homes = {one._replace(name="") for one in kin}
    return homes.pop() if len(homes) == 1 else own


def _read(books: dict[Path, Book]) -> Reading:
    """Read the copies of one edition, the whole workbooks first, then those of the axes in their order."""
    _tell_apart(books)
    first, *others = sorted(books.values(), key=lambda book: (book.axis, book.name))
    tables, found = find_tables(first)
    source = Source(first, tables, found)
    for book in others:
        tables, found = find_tables(book)
        source.others += (Copy(book, tables),)
        source.found += found
    report = _report(source)
    order = {
        (copy.book.name, name): (position, within)
        for position, copy in enumerate(source.copies)
        for within, name in enumerate(copy.book.workbook.sheetnames)
    }

    def place(finding: Finding) -> tuple[tuple[int, int], str, int, int]:
        cell = finding.cell
        return order.get((cell.book, cell.sheet), (len(order), 0)), cell.sheet, cell.row, cell.column

    return Reading(tuple(books), report, tuple(sorted(source.found, key=place)), source.places)


def _tell_apart(books: dict[Path, Book]) -> None:
    """Cells of several workbooks name theirs, with its folder where two files have one name."""
    names = [path.name for path in books]
    for path, book in books.items():
        book.is_among_others = len(books) > 1
        if names.count(path.name) > 1:
            book.name = str(path)


def _report(source: Source) -> Report | None:
    """Read every sheet, even when no report can come of it: all findings are to be shown at once."""
    programme = read_programme(source)
    noun = programme.axis_noun if programme else layout.AXES.key_column.header
    counted = programme.counts_participants if programme else True
    heads = read_axes(source, noun)
    for copy in source.copies:
        source.found += missing_sheets(*copy, participants=counted)
    finance = read_finance(source)
    participants = read_participants(source, counted=counted)
    initiatives, indicators = read_initiatives(source), read_indicators(source, finance)
    texts, waivers = read_texts(source), tuple(read_waivers(source))
    if programme is None or not heads:
        return None
    axes = tuple(
        PriorityAxis(
            **head,
            finance=finance[label].current,
            finance_previous=finance[label].previous,
            participants=participants[label].current,
            participants_previous=participants[label].previous,
            initiatives=tuple(initiatives.get(label, ())),
            indicators=tuple(indicators.get(label, ())),
            texts=tuple(texts.get(label, ())),
        )
        for label, head in heads.items()
    )
    lacking = _lacking(source)
    return Report(programme, axes, tuple(texts.get(layout.PROGRAMME_LABEL, ())), waivers, lacking)


def _lacking(source: Source) -> tuple[str, ...]:
    """The axes of the edition of which no copy is there; a whole workbook says itself which there are."""
    labels = [
        label for book, _ in source.copies if book.axis for label in book.meta.get(layout.META_AXES, "").split(",")
    ]
    return tuple(dict.fromkeys(label for label in labels if label and layout.folded(label) not in source.axes))
