# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the numbers of a page came from: `provenance.Sources` in; links, hints and the annex out.

A number is a link to its row in the annex, described by a hint that shows while the pointer or the focus is on it. The
hint needs no script. Only pages for the office have any of this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.provenance import TITLE, section_group
from raa_builder.writers.html.inlines import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.document import Data, Text
    from raa_builder.provenance import Input, Place, Printed, Sources

ANNEX_ID = "fonti"
_HINT_CELLS = 6  # what a hint names of many cells; the annex has them all
_HEADERS = ("N.", "Posizione", "Testo stampato", "Valore esatto", "Come si ottiene", "Celle")
_MANAGER = "Responsabile"


class Annex:
    """The sources of one page.

    Args:
        sources: The sources; `None` for a page for the public, which shows nothing of them.
    """

    def __init__(self, sources: Sources | None) -> None:
        self._sources = sources
        self._figures = {row.data: row for row in sources.rows if row.data} if sources else {}
        self._typed = {row.number: row for row in sources.rows if not row.data} if sources else {}
        self._groups: dict[str, list[Printed]] = {}
        for row in sources.rows if sources else ():
            self._groups.setdefault(row.place.group, []).append(row)
        self._shown: set[int] = set()
        self._linked: set[str] = set()

    def figure(self, data: Data, printed: str) -> str:
        """A figure as a link with its hint.

        Args:
            data: The figure.
            printed: Its markup.
        """
        return self._number(self._figures.get(data.number), printed)

    def typed(self, text: Text, printed: str) -> str:
        """A number of a text as a link with its hint.

        Args:
            text: The number, which bears that of its row.
            printed: Its markup.
        """
        return self._number(self._typed.get(text.number), printed)

    def _number(self, row: Printed | None, printed: str) -> str:
        if row is None:
            return printed
        place, hint = f' id="{_number_id(row)}"', f' id="{_hint_id(row)}"'
        if row.number in self._shown:  # a chart and its table share a caption
            place = hint = ""
        self._shown.add(row.number)
        return (
            f'<span class="source"><a{place} href="#{_row_id(row)}" aria-describedby="{_hint_id(row)}">{printed}</a>'
            f'<span{hint} class="hint" role="tooltip">{escape(_hint(row))}</span></span>'
        )

    def link(self, group: str) -> str:
        """The link from a section, a table or a chart to its part of the annex; none where it has no numbers."""
        rows = self._groups.get(group)
        if not rows:
            return ""
        self._linked.add(group)
        name = escape(f"{TITLE}: {_lower(rows[0].place.name)}")
        return f'<p class="to-sources"><a id="{_link_id(group)}" href="#{_group_id(group)}">{name}</a></p>\n'

    def contents(self) -> str:
        """The entry of the annex in the contents."""
        return f'<li><a href="#{ANNEX_ID}"><span>{TITLE}</span></a></li>\n' if self._sources else ""

    def section(self) -> Iterator[str]:
        """The annex: a table for each section, table and chart, after all that leads to it.

        Its columns name who answers for the cells only where the workbook does.
        """
        if self._sources is None:
            return
        yield f'<section class="sources" aria-labelledby="{ANNEX_ID}">\n<h2 id="{ANNEX_ID}">{TITLE}</h2>\n'
        for book in self._sources.books:
            yield f"<p>{escape(book.name)} · SHA-256 <code>{book.sha256}</code></p>\n"
        yield f"<p>raa-builder {escape(self._sources.version)}</p>\n"
        managed = any(row.managers for row in self._sources.rows)
        for group, rows in self._groups.items():
            yield from self._table(group, rows, managed=managed)
        yield "</section>\n"

    def _table(self, group: str, rows: list[Printed], *, managed: bool) -> Iterator[str]:
        name = _group_id(group)
        label = f"{name}-nome"
        title = escape(_title(rows[0].place))
        if group in self._linked:
            title = f'<a href="#{_link_id(group)}" role="doc-backlink">{title}</a>'
        headers = (*_HEADERS, _MANAGER) if managed else _HEADERS
        head = "".join(f'<th scope="col">{header}</th>' for header in headers)
        yield f'<div id="{name}" class="table wide" role="region" aria-labelledby="{label}" tabindex="0"><table>\n'
        yield f'<caption><span id="{label}">{title}</span></caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n'
        yield from (_row(row, managed=managed, back=row.number in self._shown) for row in rows)
        yield "</tbody></table></div>\n"


def _row(row: Printed, *, managed: bool, back: bool) -> str:
    """A row of the annex; its number leads `back` where the page shows it."""
    number = str(row.number)
    if back:
        number = f'<a href="#{_number_id(row)}" role="doc-backlink">{number}</a>'
    how = "<br>".join(map(escape, filter(None, (_operation(row), row.formula))))
    cells = "<br>".join(escape(_source(source)) for source in row.cells)
    texts = (row.place.where, row.text, row.exact)
    written = "".join(f"<td>{escape(text)}</td>" for text in texts)
    managers = f"<td>{escape(', '.join(row.managers))}</td>" if managed else ""
    return (
        f'<tr id="{_row_id(row)}"><th scope="row">{number}</th>{written}<td>{how}</td><td>{cells}</td>{managers}</tr>\n'
    )


def _source(source: Input) -> str:
    """A cell and what was typed there: `Finanza!E4 (I.F1, Anno) = 358.000.000,00`."""
    column = ", ".join(filter(None, (source.code, source.header)))
    named = f"{source.cell} ({column})" if column else f"{source.cell}"
    return f"{named} = {source.typed}" if source.typed else named


def _hint(row: Printed) -> str:
    """What the hint of a number says: its exact value, how it was computed, its cells, and who answers for them."""
    exact = row.exact if row.value is not None else ""
    named = f"{_MANAGER}: {', '.join(row.managers)}" if row.managers else ""
    return " · ".join(filter(None, (exact, _operation(row), _cells(row), named)))


def _cells(row: Printed) -> str:
    cells = [str(source.cell) for source in row.cells[:_HINT_CELLS]]
    more = len(row.cells) - len(cells)
    return ", ".join(cells) + (f" e {more} {'altra cella' if more == 1 else 'altre celle'}" if more else "")


def _operation(row: Printed) -> str:
    """What was done: `somma di 5 valori, troncato a 1 decimale`."""
    return ", ".join(filter(None, (row.operation, row.rounding)))


def _title(place: Place) -> str:
    """What a table of the annex is called: a section with its title, all else by its name alone."""
    is_section = place.title and place.group == section_group(place.section)
    return f"{place.name}. {place.title}" if is_section else place.name


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _number_id(row: Printed) -> str:
    return f"numero-{row.number}"


def _hint_id(row: Printed) -> str:
    return f"celle-{row.number}"


def _row_id(row: Printed) -> str:
    return f"fonte-{row.number}"


def _group_id(group: str) -> str:
    return f"fonti-{group}"


def _link_id(group: str) -> str:
    return f"da-{group}"
