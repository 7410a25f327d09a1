# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document and its report in, where each number printed came from out: the rows of `provenance`.

`places` says where in the document a number stands, `figures` how its value came about, `typed` which cell a number
within a text was written in; `sheets` makes the sources workbook of the rows.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from raa_builder.document import Data
from raa_builder.provenance import Kind, Printed, Sources
from raa_builder.sources.figures import Calculation, exact_text, rounding_words
from raa_builder.sources.inputs import figure_inputs
from raa_builder.sources.places import places
from raa_builder.sources.typed import Texts, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raa_builder.cells import Cell
    from raa_builder.document import Document, Inlines, Labels
    from raa_builder.model import Report
    from raa_builder.provenance import Book, Input, Place

_FIXED = "parole fisse della sintesi"


def sources_of(
    document: Document, report: Report, labels: Labels, books: Sequence[Book], version: str
) -> Sources:  # fmt: skip
    """Where each number of a document came from, in reading order.

    Args:
        document: The document, numbered.
        report: The report that it was composed of.
        labels: What tables, figures and sections are called.
        books: The workbooks of the report.
        version: Of the program.
    """
    metadata = document.metadata
    rows = tuple(_Rows(report).of(document, labels))
    return Sources(metadata.title, metadata.programme, metadata.day, tuple(books), version, rows)


class _Rows:
    """Makes a row of each number."""

    def __init__(self, report: Report) -> None:
        self._inputs: Mapping[Cell, Input] = figure_inputs(report)
        self._texts = Texts(report)
        self._rounding = report.programme.rounding
        self._counter = count(1)

    def of(self, document: Document, labels: Labels) -> Iterator[Printed]:
        for place, content in places(document, labels):
            yield from self._block(place, content)

    def _block(self, place: Place, content: Inlines) -> Iterator[Printed]:
        for piece in pieces(content):
            if isinstance(piece, Data):
                if piece.figure is not None:
                    yield self._figure(place, piece)
            else:
                yield from (self._typed(place, text, found) for text, found in self._texts.numbers(piece))

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

    def _typed(self, place: Place, text: str, found: Input | None) -> Printed:
        kind, words = (Kind.TYPED, f"{found.header} di {found.code}") if found else (Kind.FIXED, _FIXED)
        inputs = (found,) if found else ()
        return Printed(next(self._counter), 0, place, kind, text, None, text, words, "", "", inputs)
