# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table in, HTML out: header cells with their scope, figures flush right, a region that scrolls where it must."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.writers.html.inlines import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.document import Row, Table, TableCell
    from raa_builder.writers.html.inlines import InlineWriter


def table_html(table: Table, label: str, name: str, inlines: InlineWriter) -> Iterator[str]:
    """The table within a region that can be scrolled by keyboard.

    Args:
        table: The table.
        label: What stands before the caption, "Tabella 1."; empty for none.
        name: Id of the element that names the region: made here when the table has a caption, else one of the page.
        inlines: Writes the text of cells.
    """
    place = f' id="{escape(table.id)}"' if table.id else ""
    kind = "table wide" if table.wide else "table"
    yield f'<div{place} class="{kind}" role="region" aria-labelledby="{escape(name)}" tabindex="0"><table>'
    if table.caption or label:
        number = f'<span class="number">{escape(label)}</span> ' if label else ""
        yield f'<caption><span id="{escape(name)}">{number}{inlines.linked(table.caption)}</span></caption>\n'
    parts = ("thead", table.head), ("tbody", table.body), ("tfoot", table.foot)
    columns = _columns(table)
    figures = table.numeric_columns()
    for part, rows in parts:
        if rows:
            yield f"<{part}>"
            for row in rows:
                yield _row(row, [next(columns) for _ in row], figures, inlines)
            yield f"</{part}>"
    yield "</table></div>\n"


def _columns(table: Table) -> Iterator[int]:
    """The column, from 0, of each cell in reading order."""
    return (x for _, x, _ in table.grid())


def _row(row: Row, columns: list[int], figures: frozenset[int], inlines: InlineWriter) -> str:
    cells = (_cell(cell, inlines, right=x in figures) for cell, x in zip(row, columns, strict=True))
    return f"<tr>{''.join(cells)}</tr>\n"


def _cell(cell: TableCell, inlines: InlineWriter, *, right: bool) -> str:
    tag = "td" if cell.scope is None else "th"
    attributes = [tag]
    if cell.scope is not None:
        attributes.append(f'scope="{cell.scope.value}"')
    if cell.colspan > 1:
        attributes.append(f'colspan="{cell.colspan}"')
    if cell.rowspan > 1:
        attributes.append(f'rowspan="{cell.rowspan}"')
    names = " ".join(name for name, on in (("right", right and cell.colspan == 1), ("figure", cell.is_number)) if on)
    if names:
        attributes.append(f'class="{names}"')
    return f"<{' '.join(attributes)}>{inlines.linked(cell.content)}</{tag}>"
