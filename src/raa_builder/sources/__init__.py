# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document and its report in, where each number printed came from out: the rows of `provenance`.

`places` says where in the document a number stands, `letters` finds it within a text, `inputs` what was typed in each
cell, `figures` how a figure's value came about, `typed` which cell a number within a text was written in, `counted`
which rows the fixed words count; `sheets` makes the sources workbook of the rows (a `package`), `marking` the document
whose page shows them.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING

from raa_builder.document import Data
from raa_builder.provenance import Kind, Printed, Sources
from raa_builder.sources.counted import Counts
from raa_builder.sources.figures import Calculation, exact_text, rounding_words, typed_rounding
from raa_builder.sources.inputs import figure_inputs, finding_input
from raa_builder.sources.places import places as runs_of
from raa_builder.sources.typed import Listed, Texts, numbers, pieces
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raa_builder.cells import Cell, Places
    from raa_builder.document import Document, Inlines, Labels
    from raa_builder.findings import Finding
    from raa_builder.model import Report
    from raa_builder.provenance import Book, Confirmed, Input, Place
    from raa_builder.sources.typed import Found, Typed

_FIXED = "parole fisse della sintesi"
_CONFIRMED = "confermato dai dati"


def sources_of(  # noqa: PLR0913 (all that the rows are made of)
    document: Document,
    report: Report,
    labels: Labels,
    books: Sequence[Book],
    version: str,
    places: Places | None = None,
    findings: Sequence[Finding] = (),
    *,
    confirmed: Mapping[Cell, Sequence[Confirmed]] | None = None,
) -> Sources:
    """Where each number of a document came from, in reading order.

    Args:
        document: The document, numbered.
        report: The report that it was composed of.
        labels: What tables, figures and sections are called.
        books: The workbooks of the report.
        version: Of the program.
        places: Where the columns of the workbooks are.
        findings: Those that the document, a draft, lists.
        confirmed: The numbers of the report's texts that its figures confirm, by cell.
    """
    metadata = document.metadata
    rows = _Rows(report, Texts(report, places, confirmed), Listed(findings))
    listed = tuple(rows.of(document, labels))
    return Sources(metadata.title, metadata.programme, metadata.day, tuple(books), version, listed)


class _Rows:
    """Makes a row of each number."""

    def __init__(self, report: Report, texts: Texts, listed: Listed) -> None:
        self._inputs: Mapping[Cell, Input] = figure_inputs(report)
        self._texts = texts
        self._listed = listed
        self._counts = Counts(report)
        self._year = report.programme.year
        self._year_cell = report.programme.cells.get("year")
        self._rounding = report.programme.rounding
        self._counter = count(1)

    def of(self, document: Document, labels: Labels) -> Iterator[Printed]:
        for place, content in runs_of(document, labels):
            yield from self._block(place, content)

    def _block(self, place: Place, content: Inlines) -> Iterator[Printed]:
        for piece in pieces(content):
            if isinstance(piece, Data):
                if piece.figure is not None:
                    yield self._figure(place, piece)
            elif finding := self._listed.found(piece):
                yield from (self._reported(place, text, finding) for text in numbers(piece))
            else:
                yield from (self._found(place, found) for found in self._texts.numbers(piece))

    def _figure(self, place: Place, data: Data) -> Printed:
        assert data.figure is not None  # noqa: S101 -- narrows the type
        figure = data.figure
        calculation = Calculation(figure, self._inputs)
        return Printed(
            next(self._counter),
            data.number,
            place,
            Kind.FIGURE,
            data.text,
            figure.value,
            exact_text(figure.value, data.text),
            calculation.words,
            calculation.formula,
            rounding_words(data.text, figure.value, self._rounding),
            calculation.inputs,
        )

    def _found(self, place: Place, found: Found) -> Printed:
        if found.typed is not None:
            return self._typed(place, found.text, found.typed)
        rows = self._counts.rows(found, place)
        return self._counted(place, found.text, rows) if rows else self._text(place, found.text, Kind.FIXED, _FIXED, ())

    def _counted(self, place: Place, text: str, rows: tuple[Input, ...]) -> Printed:
        words = f"conteggio di {len(rows)} righe"
        row = self._text(place, text, Kind.COUNTED, words, rows)
        return row._replace(value=Decimal(len(rows)), exact=str(len(rows)), rounding="esatto")

    def _typed(self, place: Place, text: str, typed: Typed) -> Printed:
        source = typed.source
        words = self._beside(int(text)) if source.cell == self._year_cell else f"{source.header} di"
        row = self._text(place, text, Kind.TYPED, f"{words} {source.code}", (source,))
        return row if typed.confirmed is None else self._confirmed(row, typed.confirmed)

    def _confirmed(self, row: Printed, confirmed: Confirmed) -> Printed:
        """A number that was typed, with the figure that confirms it beside its own cell."""
        figure = confirmed.figure
        calculation = Calculation(figure, self._inputs)
        return row._replace(
            value=figure.value,
            exact=exact_text(figure.value, confirmed.unit),
            operation=f"{row.operation}, {_CONFIRMED}",
            formula=calculation.formula,
            rounding=typed_rounding(confirmed, self._rounding),
            confirming=calculation.inputs,
        )

    def _beside(self, year: int) -> str:
        """How a year is told from the one that was typed, which the summary prints without its being there."""
        words = {self._year - 1: "anno prima di", self._year + 1: "anno dopo"}
        return words.get(year, f"{layout.PROGRAMME.value_column.header} di")

    def _reported(self, place: Place, text: str, finding: Finding) -> Printed:
        source = self._inputs.get(finding.cell) or finding_input(finding)
        return self._text(place, text, Kind.FINDING, f"segnalazione {finding.code}", (source,))

    def _text(self, place: Place, text: str, kind: Kind, words: str, inputs: tuple[Input, ...]) -> Printed:
        return Printed(next(self._counter), 0, place, kind, text, None, text, words, "", "", inputs)
