# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows of provenance in, the sources workbook out (ECMA-376, SpreadsheetML), the same bytes for the same rows.

Three sheets: what it is, a row for each number printed, a row for each cell that numbers came from. The XML is written
as text, which is many times as fast as cell by cell through openpyxl; the looks are those of the workbook.
"""

from __future__ import annotations

import html
import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from raa_builder.cells import column_letters
from raa_builder.provenance import TITLE, Kind
from raa_builder.sources.package import FIXED_PARTS, core_part, strings_part, workbook_part
from raa_builder.workbook import layout
from raa_builder.zips import pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from raa_builder.cells import Cell
    from raa_builder.provenance import Input, Sources

# styles by their position in `xl/styles.xml`
PLAIN, BAND, SUBTITLE, HEADER, TEXT, AMOUNT, COUNT, PERCENT, GENERAL, HEADING, LINK, CODE = range(12)
NUMBERS, CELLS = "Numeri", "Celle"
_SUBTITLES = {
    NUMBERS: "Una riga per ogni numero stampato, nell’ordine di lettura.",
    CELLS: "Una riga per ogni cella da cui viene un numero; l’ultima colonna dice quali, come nel foglio Numeri.",
}
_HEADER_ROW = 3
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile(f"[&<>]|{_ILLEGAL.pattern}")
_LETTERS = tuple(map(column_letters, range(1, 27)))
_MOST = 32_767  # characters of a cell, in Excel
_LINE = 12.8  # points, of a line in a row
_TALLEST = 409.5  # points, of a row, in Excel
_PADDING = 2  # characters of a column that its text does not reach
_NARROW = 1.1  # letters in the room of a digit, by which columns are measured
_MOST_LINKS = 65_530  # of a sheet, in Excel
_SCREEN = 190  # characters: what is wider is shown smaller
_HASH_DIGITS = 12  # of a hash in a row; the cover has them all
_BELOW = f"A{_HEADER_ROW + 1}"
_CORNER = f"B{_HEADER_ROW + 1}"
_PANE = (
    f'<pane xSplit="1" ySplit="{_HEADER_ROW}" topLeftCell="{_CORNER}" activePane="bottomRight" state="frozen"/>'
    f'<selection pane="topRight" activeCell="B1" sqref="B1"/>'
    f'<selection pane="bottomLeft" activeCell="{_BELOW}" sqref="{_BELOW}"/>'
    f'<selection pane="bottomRight" activeCell="{_CORNER}" sqref="{_CORNER}"/>'
)
_A3, _A4 = 8, 9  # ECMA-376, part 1, 18.3.1.63: as wide as the tables are, they can't be read on a smaller page
_PAGE = (
    '<printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" '
    'footer="0.3"/><pageSetup paperSize="{}" orientation="{}" fitToWidth="1" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;L&amp;8&amp;F – &amp;A&amp;R&amp;8Pagina &amp;P di &amp;N</oddFooter></headerFooter>"
)


class Figure(NamedTuple):
    """A number in a cell and its style."""

    value: Decimal | int
    style: int


class Link(NamedTuple):
    """A text or a number that leads to another sheet.

    Attributes:
        shown: What the cell holds.
        row: Position, from 0, of the row that it leads to.
    """

    shown: str | int
    row: int


Value: TypeAlias = str | Figure | Link


class Column(NamedTuple):
    """A column of the sheet: its header and its width in characters."""

    header: str
    width: int


NUMBER_COLUMNS = (
    Column("N.", 6), Column("Paragrafo", 34), Column("Dove", 14), Column("Posizione", 28), Column("Testo stampato", 18),
    Column("Valore esatto", 20), Column("Natura", 19), Column("Come si ottiene", 20), Column("Formula", 34),
    Column("Arrotondamento", 18), Column("Celle", 33), Column("Responsabile", 18), Column("Impronta", 15),
)  # fmt: skip
CELL_COLUMNS = (
    Column("Cella", 18), Column("File", 22), Column("Codice", 12), Column("Colonna", 17), Column("Voce", 40),
    Column("Valore digitato", 20), Column("Segnaposto", 24), Column("Responsabile", 20), Column("Numeri", 40),
)  # fmt: skip


def sources_workbook(sources: Sources) -> bytes:
    """The workbook that says of each number printed where it came from."""
    uses = _uses(sources)
    numbers, cells = list(_number_rows(sources, uses)), list(_cell_rows(uses))
    strings = _Strings()
    sheets = (
        _cover(sources, strings),
        _table(NUMBERS, NUMBER_COLUMNS, numbers, strings, CELLS),
        _table(CELLS, CELL_COLUMNS, cells, strings, NUMBERS),
    )
    tables = ((NUMBERS, NUMBER_COLUMNS, len(numbers)), (CELLS, CELL_COLUMNS, len(cells)))
    ranges = [(name, _span(columns, rows)) for name, columns, rows in tables]
    parts = [
        *FIXED_PARTS,
        ("xl/sharedStrings.xml", strings.part()),
        ("docProps/core.xml", core_part(f"{TITLE} – {sources.document}", sources.day)),
        ("xl/workbook.xml", workbook_part((TITLE, NUMBERS, CELLS), ranges, _HEADER_ROW)),
        *((f"xl/worksheets/sheet{number}.xml", sheet) for number, sheet in enumerate(sheets, 1)),
    ]
    return pack(((name, content.encode()) for name, content in parts), quick=(".xml",))


def _span(columns: Sequence[Column], rows: int) -> str:
    return f"$A${_HEADER_ROW}:${column_letters(len(columns))}${_HEADER_ROW + rows}"


# ── rows ─────────────────────────────────────────────────────────────────────


def _uses(sources: Sources) -> dict[Cell, tuple[Input, list[int]]]:
    """Each cell that numbers came from with these numbers, in the order of the workbooks, their sheets and rows."""
    uses: dict[Cell, tuple[Input, list[int]]] = {}
    for row in sources.rows:
        for source in row.cells:
            uses.setdefault(source.cell, (source, []))[1].append(row.number)
    books = {book.name: position for position, book in enumerate(sources.books)}
    sheets = {sheet.name: position for position, sheet in enumerate(layout.SHEETS)}

    def place(cell: Cell) -> tuple[int, int, Cell]:
        return books.get(cell.book, len(books)), sheets.get(cell.sheet, len(sheets)), cell

    return {cell: uses[cell] for cell in sorted(uses, key=place)}


def _number_rows(sources: Sources, uses: Iterable[Cell]) -> Iterator[tuple[Value, ...]]:
    positions = {cell: position for position, cell in enumerate(uses)}
    hashes = {book.name: book.sha256[:_HASH_DIGITS] for book in sources.books}
    for row in sources.rows:
        place = row.place
        cells = [source.cell for source in row.cells]
        yield (
            Link(row.number, positions[cells[0]]) if cells else Figure(row.number, COUNT),
            f"{place.section} {place.title}".strip() or place.name,
            place.name,
            place.where,
            row.text,
            row.text if row.value is None else Figure(row.value, _format(row.exact, row.value)),
            row.kind.value,
            row.operation,
            row.formula,
            row.rounding,
            ", ".join(map(str, cells)),
            ", ".join(row.managers),
            ", ".join(dict.fromkeys(hashes[cell.book] for cell in cells if cell.book in hashes)),
        )


def _cell_rows(uses: Mapping[Cell, tuple[Input, list[int]]]) -> Iterator[tuple[Value, ...]]:
    """A row for each cell with the numbers that came from it, which are numbered as their rows are."""
    for cell, (source, numbers) in uses.items():
        yield (
            Link(f"{cell.sheet}!{cell.address}", numbers[0] - 1),
            cell.book,
            source.code,
            source.header,
            source.item,
            source.typed or "(testo)" if source.value is None else Figure(source.value, _typed_format(source)),
            "" if source.value is None else f"{{{source.name}}}",
            source.manager,
            ", ".join(map(str, numbers)),
        )


def _format(exact: str, value: Decimal) -> int:
    """The style of a number: as people read it, an amount with its cents and a share as a percentage."""
    if "€" in exact:
        return AMOUNT
    if "%" in exact:
        return PERCENT
    return COUNT if value == value.to_integral_value() else GENERAL


def _typed_format(source: Input) -> int:
    """The style of what was typed: amounts have two decimals, counts none."""
    assert source.value is not None  # noqa: S101 -- narrows the type
    exponent = source.value.as_tuple().exponent
    return COUNT if exponent == 0 else AMOUNT if exponent == -2 and abs(source.value) > 1 else GENERAL


def _height(values: Sequence[Value], rooms: Sequence[int]) -> float:
    """How tall a row is, in points: not all programs measure the rows of a file that they open."""
    lines = [_lines(value, room) for value, room in zip(values, rooms, strict=True) if isinstance(value, str)]
    return min(_LINE * max(lines) + 2, _TALLEST)


def _rooms(widths: Iterable[int]) -> list[int]:
    """How many letters stand in a line of each column."""
    return [int((width - _PADDING) * _NARROW) for width in widths]


def _lines(text: str, room: int) -> int:
    """How many lines a text takes where so many letters stand in one."""
    if len(text) <= room:
        return 1
    lines, filled = 1, 0
    for word in text.split():
        if filled and filled + 1 + len(word) > room:
            lines, filled = lines + 1, 0
        over, filled = divmod(filled + bool(filled) + len(word), room + 1)
        lines += over
    return lines


class _Strings(dict[str, int]):
    """The texts of the cells, each kept once: a text in, its position out."""

    def __missing__(self, text: str) -> int:
        self[text] = position = len(self)
        return position

    def cell(self, text: str, style: int = TEXT) -> str:
        """A cell of text, however it begins, from its style on."""
        return f'" s="{style}" t="s"><v>{self[text]}</v></c>' if text else f'" s="{style}"/>'

    def part(self) -> str:
        """The part that holds the texts."""
        return strings_part([_legal(text) for text in self])


def _legal(text: str) -> str:
    """A text without what XML cannot hold, escaped, and no longer than Excel takes."""
    if len(text) > _MOST:
        text = f"{text[: _MOST - 1]}…"
    return html.escape(_ILLEGAL.sub("", text), quote=False) if _SPECIAL.search(text) else text


# ── sheets ───────────────────────────────────────────────────────────────────


def _table(
    name: str, columns: Sequence[Column], rows: Sequence[Sequence[Value]], strings: _Strings, linked: str
) -> str:
    """A sheet with its bands, frozen headers, a filter, links to the other sheet, and the page that it prints on."""
    empty = [""] * (len(columns) - 1)
    head = (
        _row(1, (strings.cell(words, BAND) for words in (f"{TITLE} · {name}", *empty)), 30),
        _row(2, (strings.cell(words, SUBTITLE) for words in (_SUBTITLES[name], *empty)), 20),
        _row(_HEADER_ROW, (strings.cell(column.header, HEADER) for column in columns), 30),
    )
    rooms = _rooms(column.width for column in columns)
    body = (
        _row(number, [_cell(value, strings) for value in values], _height(values, rooms))
        for number, values in enumerate(rows, _HEADER_ROW + 1)
    )
    filtered = f'<autoFilter ref="{_span(columns, len(rows)).replace("$", "")}"/>'
    tail = f"{filtered}{_links(rows, linked)}{_PAGE.format(_A3, 'landscape')}"
    return _sheet([column.width for column in columns], _PANE, chain(head, body), tail)


def _cell(value: Value, strings: _Strings) -> str:
    if isinstance(value, str):
        return strings.cell(value)
    if isinstance(value, Figure):
        return f'" s="{value.style}"><v>{value.value}</v></c>'
    if isinstance(value.shown, str):
        return strings.cell(value.shown, LINK)
    return f'" s="{LINK}"><v>{value.shown}</v></c>'


def _links(rows: Sequence[Sequence[Value]], sheet: str) -> str:
    """The links of a table to the rows of another sheet."""
    links = [
        f'<hyperlink ref="{letters}{number}" location="\'{sheet}\'!A{value.row + _HEADER_ROW + 1}" display="{sheet}"/>'
        for number, values in enumerate(rows, _HEADER_ROW + 1)
        for letters, value in zip(_LETTERS, values, strict=False)
        if isinstance(value, Link)
    ]
    return f"<hyperlinks>{''.join(links[:_MOST_LINKS])}</hyperlinks>" if links else ""


# the texts of a row of the first sheet with their styles, and its height in points; 0 leaves it to the program
_CoverRow: TypeAlias = tuple[list[tuple[str, int]], float]
_COVER_WIDTHS = (30, 82)
_MEANINGS = {
    Kind.FIGURE: "calcolati o ripresi dalle celle: la formula li rifà",
    Kind.TYPED: "scritti a mano in un testo, o in una data: la prima cella è quella del testo; una formula, con altre "
    "celle, è della cifra che li conferma",
    Kind.COUNTED: "contati dal programma: le celle sono nelle righe contate",
    Kind.FINDING: "nelle segnalazioni di una bozza: la cella è quella segnalata",
    Kind.FIXED: "nelle parole fisse del modello",
}
_CONTENTS = (
    (NUMBERS, "una riga per numero: dove sta, che cosa è stampato, il valore esatto, come si ottiene"),
    (CELLS, "una riga per cella: che cosa vi è scritto, chi ne risponde, quali numeri ne vengono"),
)
_LEGEND = (
    ("{I.F1}", "il valore della riga con quel codice, come nei segnaposto dei testi"),
    ("{I.F5 Anno precedente}", "la colonna indicata di quella riga"),
    ("{I.F2} / ({I.F1} + {II.F1})", "somma, differenza (−) e rapporto (/), sui valori digitati"),
    ("Impronta", f"di ogni riga: le prime {_HASH_DIGITS} cifre di quella del foglio di lavoro, che è qui sopra"),
)


def _cover(sources: Sources, strings: _Strings) -> str:
    rows = list(_cover_rows(sources))
    lines = (
        _row(number, [strings.cell(*cell) for cell in cells], height) for number, (cells, height) in enumerate(rows, 1)
    )
    links = "".join(
        f'<hyperlink ref="A{number}" location="\'{name}\'!A{_HEADER_ROW + 1}" display="{name}"/>'
        for number, (cells, _) in enumerate(rows, 1)
        for name in (NUMBERS, CELLS)
        if cells and cells[0] == (name, LINK)
    )
    tail = f"<hyperlinks>{links}</hyperlinks>{_PAGE.format(_A4, 'portrait')}"
    return _sheet(_COVER_WIDTHS, '<selection activeCell="A1" sqref="A1"/>', lines, tail)


def _cover_rows(sources: Sources) -> Iterator[_CoverRow]:
    """The rows of the first sheet: what it is of, how many numbers there are, how to read the rest."""
    yield [(TITLE, BAND), ("", BAND)], 30
    yield [("Da dove viene ogni numero della sintesi. Uso interno: nomina chi ha compilato.", SUBTITLE),
           ("", SUBTITLE)], 20  # fmt: skip
    yield [], 0
    yield from _pairs(("Documento", sources.document), ("Programma", sources.programme))
    for book in sources.books:
        yield from _pairs(("Foglio di lavoro", book.name), ("Impronta SHA-256", book.sha256))
    yield from _pairs(("Scritto da", f"raa-builder {sources.version}"))
    yield from _heading("Numeri stampati", f"{len(sources.rows)}")
    counts = {kind: sum(row.kind is kind for row in sources.rows) for kind in Kind}
    yield from _pairs(*((kind.value, f"{counts[kind]} · {_MEANINGS[kind]}") for kind in Kind if counts[kind]))
    yield from _heading("I fogli")
    yield from (([(name, LINK), (words, TEXT)], 0) for name, words in _CONTENTS)
    yield from _heading("Leggere una riga")
    yield from _pairs(*_LEGEND)


def _heading(words: str, beside: str = "") -> Iterator[_CoverRow]:
    yield [], 0
    yield [(words, HEADING), (beside, PLAIN)], 0


def _pairs(*pairs: tuple[str, str]) -> Iterator[_CoverRow]:
    rooms = _rooms(_COVER_WIDTHS)
    yield from (([(name, CODE), (words, TEXT)], _height((name, words), rooms)) for name, words in pairs)


def _row(number: int, cells: Iterable[str], height: float = 0) -> str:
    written = "".join([f'<c r="{letters}{number}{cell}' for letters, cell in zip(_LETTERS, cells, strict=False)])
    tall = f' ht="{height}" customHeight="1"' if height else ""
    return f'<row r="{number}"{tall}>{written}</row>'


def _sheet(widths: Sequence[int], view: str, rows: Iterable[str], tail: str) -> str:
    columns = "".join(
        f'<col min="{column}" max="{column}" width="{width}" customWidth="1"/>'
        for column, width in enumerate(widths, 1)
    )
    zoom = ' zoomScale="90"' if sum(widths) > _SCREEN else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetPr><tabColor rgb="FF0066CC"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView showGridLines="0"{zoom} workbookViewId="0">{view}</sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{"".join(rows)}</sheetData>{tail}'
        "</worksheet>"
    )
