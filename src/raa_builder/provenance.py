# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where each number printed came from, as data: what the sources workbook and the annex of the HTML are made of.

Named tuples, since there are several for each number of a summary.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from raa_builder.cells import Cell, Figure

TITLE = "Fonti"


def section_group(number: str) -> str:
    """The key of a section, by its number: `sezione-2-1`."""
    return f"sezione-{number.rstrip('.').replace('.', '-')}"


def table_group(number: int) -> str:
    """The key of a table."""
    return f"tabella-{number}"


def figure_group(number: int) -> str:
    """The key of a chart."""
    return f"figura-{number}"


class Kind(Enum):
    """How a number came into the document; the value is what people read."""

    FIGURE = "cifra"
    TYPED = "scritto nel testo"
    COUNTED = "conteggio"
    FINDING = "segnalazione"
    FIXED = "parole del modello"


class Input(NamedTuple):
    """A cell that a number came from.

    Attributes:
        cell: Where it is.
        name: The row's code and, unless it is the one that the row asks for, the column: `I.F1`, `I.N03 Impegnato`.
        code: The row's code.
        header: The column's header.
        item: What the row is of.
        value: The number typed there; `None` for a text.
        typed: The number as people type it, or a date, a year or a label; empty for any other text.
        manager: Who answers for it; empty where the workbook does not say.
    """

    cell: Cell
    name: str
    code: str
    header: str
    item: str
    value: Decimal | None
    typed: str
    manager: str


class Confirmed(NamedTuple):
    """A number typed in a text, and the figure that confirms it.

    Attributes:
        start: Where it begins in the text, as it was typed.
        end: Where it ends, with its unit.
        value: What was typed, in euros, units or as a ratio.
        step: What one unit of its last digit is worth, in the same unit.
        unit: `€`, `%`, or empty for a count.
        figure: The figure.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    unit: str
    figure: Figure


class Place(NamedTuple):
    """Where in the document a number stands.

    Attributes:
        section: Number of the section, `2.1`; empty on the cover and in the notes.
        title: Title of the section.
        group: Key of the table, figure or section, fit for an id: `tabella-1`, `sezione-2-1`.
        name: What the group is called: "Tabella 1", "Paragrafo 2.1".
        where: The place in it: "riga «I», colonna «Impegni»", "capoverso 2".
    """

    section: str
    title: str
    group: str
    name: str
    where: str


class Printed(NamedTuple):
    """A number of the document.

    Attributes:
        number: 1, 2, … in reading order.
        data: The number of its `document.Data`; 0 for one that is part of a text, in digits or in letters.
        place: Where it stands.
        kind: How it came into the document.
        text: As printed.
        value: The exact value, in euros, units or as a ratio; of a number that was typed, that of the figure which
            confirms it; `None` where there is none.
        exact: The value as people read it, all its decimals or as many as fit.
        operation: What was done: "somma di 5 valori".
        formula: The same with the names of the cells: `{I.F1} + {II.F1}`.
        rounding: How the exact value became what is printed.
        inputs: The cells that it came from; of a number that was typed, the cell of its text.
        confirming: The cells of the figure that confirms a number that was typed, where one does.
    """

    number: int
    data: int
    place: Place
    kind: Kind
    text: str
    value: Decimal | None
    exact: str
    operation: str
    formula: str
    rounding: str
    inputs: tuple[Input, ...]
    confirming: tuple[Input, ...] = ()

    @property
    def cells(self) -> tuple[Input, ...]:
        """All its cells, those that it came from first."""
        return self.inputs + self.confirming

    @property
    def managers(self) -> tuple[str, ...]:
        """Who answers for its cells, each once."""
        return tuple(dict.fromkeys(source.manager for source in self.inputs if source.manager))


class Book(NamedTuple):
    """A workbook that the document was made from, by its name and the SHA-256 of its bytes in hexadecimal digits."""

    name: str
    sha256: str


class Sources(NamedTuple):
    """Where all numbers of a document came from.

    Attributes:
        document: Title of the document.
        programme: The programme.
        day: Its reference date, which the files carry as their own.
        books: Its workbooks.
        version: Of the program.
        rows: Its numbers, in reading order.
    """

    document: str
    programme: str
    day: date
    books: tuple[Book, ...]
    version: str
    rows: tuple[Printed, ...]
