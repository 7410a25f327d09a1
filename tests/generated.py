# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents that nobody wrote: strategies for texts and documents, a hostile one, one of any length."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from documents import bullets, document, figure, head, paragraph, text
from hypothesis import strategies as st

from raa_builder.document import (
    Abbreviation,
    BulletList,
    Callout,
    Chart,
    ChartKind,
    Contents,
    Cover,
    Emphasis,
    Foreign,
    Heading,
    LineBreak,
    Link,
    Note,
    NoteReference,
    Paragraph,
    Scope,
    Section,
    Strong,
    Superscript,
    Table,
    TableCell,
    Text,
)

if TYPE_CHECKING:
    from raa_builder.document import Block, Document, Inline, Inlines, Row

# every character that the font shows and that an official may type, and some that it lacks
LATIN = "".join(chr(code) for code in (*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x180)))
SIGNS = "–—‘’“”„•…‰‹›€™−≤≥≠≈∞°\u2011"
INVISIBLE = "\u00ad\u200b\u2060\ufeff"
ODD = "→✓◦▪\ue000\uf0b7😀中ж"
LONG_WORD = "precipitevolissimevolmente" * 12
ADDRESS = "https://www.fse.regione.lombardia.it/wps/portal/PROUE/FSE/controlli-monitoraggio_valutazione?id=42&anno=2019"
SENTENCES = (
    "Il programma promuove il rilancio delle dinamiche occupazionali dell’area metropolitana.",
    "Gli investimenti attivati sono pari a 829,3\u00a0Mln€ rispetto ad una dotazione di 970.474.516,00\u00a0€.",
    "Nel corso dell’anno sono state avviate le procedure di selezione dei soggetti attuatori;",
    "La spesa certificata al 31\u00a0dicembre\u00a02019 consente il superamento del target “N+3”.",
)

words = st.text(st.sampled_from("abcdefilmnoprstuvz" + "àèéìòù’'-/0123456789,."), min_size=1, max_size=24)
texts = st.lists(
    words | st.sampled_from([*SENTENCES, ADDRESS, LONG_WORD, "31\u00a0dicembre\u00a02019"]), min_size=1, max_size=40
).map(" ".join)

# ── strategies ───────────────────────────────────────────────────────────────


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of any blocks in any order, with notes."""
    counter = count(1)
    notes: list[Note] = []
    blocks: list[Block] = [Cover((Heading(1, text("Sintesi")),)), Contents("Indice"), Heading(2, text("Primo titolo"))]
    for _ in range(draw(st.integers(4, 16))):
        blocks += _blocks(draw, counter, notes)
    return document(*blocks, paragraph("Fine."), notes=tuple(notes))


def _blocks(draw: st.DrawFn, counter: count[int], notes: list[Note]) -> list[Block]:
    kind = draw(st.sampled_from(("heading", "text", "text", "list", "callout", "table", "chart", "wide")))
    match kind:
        case "heading":
            level = draw(st.sampled_from((2, 3, 3)))
            return [Heading(level, text(f"Titolo {next(counter)} {draw(words)}")), Paragraph(_content(draw, notes))]
        case "list":
            return [_list(draw)]
        case "callout":
            return [Callout((Paragraph(text(draw(texts))), _list(draw), Paragraph(text(draw(texts)))))]
        case "table":
            return [table(draw(st.integers(1, 60)), note=_note(draw, notes))]
        case "chart":
            return [Chart(draw(st.sampled_from(ChartKind)), table(draw(st.integers(1, 30))), text("Grafico"))]
        case "wide":
            wide = table(draw(st.integers(1, 40)), columns=9, wide=True)
            return [Section((Heading(3, text(f"Sezione {next(counter)}")), wide, Paragraph(text(draw(texts)))))]
        case _:
            return [Paragraph(_content(draw, notes))]


def _content(draw: st.DrawFn, notes: list[Note]) -> Inlines:
    note = _note(draw, notes)
    return (Text(draw(texts)), *([note] if note else []), Text(" " + draw(texts)))


def _note(draw: st.DrawFn, notes: list[Note]) -> NoteReference | None:
    if not draw(st.booleans()):
        return None
    notes.append(Note(f"nota-{len(notes) + 1}", text(draw(st.sampled_from(SENTENCES)))))
    return NoteReference(notes[-1].id)


def _list(draw: st.DrawFn) -> BulletList:
    items = draw(st.lists(texts, min_size=1, max_size=12))
    nested = bullets(*draw(st.lists(words, min_size=1, max_size=4)), ordered=draw(st.booleans()))
    first, *rest = (paragraph(item) for item in items)
    return BulletList(((first, nested), *((item,) for item in rest)))


def table(rows: int, columns: int = 3, *, note: NoteReference | None = None, wide: bool = False) -> Table:
    """A table of amounts with a total, its first row perhaps with a note."""
    body = tuple(_row(f"Voce\u00a0{row}", columns, note if row == 1 else None) for row in range(1, rows + 1))
    names = head("Voce", *(f"Colonna {column}" for column in range(1, columns + 1)))
    return Table(text("Tavola"), (names,), body, (_row("Totale", columns),), wide=wide)


def _row(name: str, columns: int, note: NoteReference | None = None) -> Row:
    label: tuple[Inline, ...] = (Text(name), note) if note else (Text(name),)
    amount = TableCell((figure("1.234.567.890,12\u00a0€"),))
    return (TableCell(label, Scope.ROW), *[amount] * columns)


# ── made by hand ─────────────────────────────────────────────────────────────


def hostile() -> Document:
    """What people type by mistake and templates make of it."""
    marks = tuple(NoteReference(f"nota-{n}") for n in range(1, 31))
    notes = tuple(Note(f"nota-{n}", (Text(f"Nota {n}: {ADDRESS} "), NoteReference("nota-31"))) for n in range(1, 31))
    empty = TableCell(())
    cells = (
        (TableCell(text("Con nota"), Scope.ROW), TableCell((figure("1.234,00\u00a0€"), marks[0])), empty),
        (empty, empty, TableCell((Text("nota in una cella"), marks[1], Text(" e un’altra"), marks[2]))),
        (TableCell(text(LONG_WORD), Scope.ROW), TableCell(text(ADDRESS)), TableCell(text(f"{SENTENCES[1]} " * 60))),
    )
    listed = BulletList(
        (
            (paragraph("voce con nota", marks[3], ":"), bullets("uno", "due"), bullets("1", "2", ordered=True)),
            (paragraph("voce", marks[4]), BulletList(((paragraph("dentro", marks[5]), bullets("più dentro")),))),
            (bullets("elenco senza parole proprie"),),
        ),
        ordered=True,
    )
    inlines = paragraph(
        Strong((Emphasis((Link(ADDRESS, text(ADDRESS)),)), marks[6])), LineBreak(), LineBreak(),
        Foreign("en", (Abbreviation("European Social Fund", text("ESF")),)), Superscript(text("2")),
        Link("mailto:a@b.it?subject=(x)\\y", text("posta")), Link("javascript:alert(1)", text("collegamento")),
    )  # fmt: skip
    return document(
        Cover((Heading(1, text(LONG_WORD)), paragraph(ADDRESS, marks[7]))),
        Contents("Indice"),
        Heading(2, (Text("Titolo con nota"), marks[8])),
        Heading(3, text("")),
        *(paragraph(f"{kind} {' '.join(kind)}") for kind in (LATIN, SIGNS, f"a{INVISIBLE}b{INVISIBLE}c", ODD)),
        paragraph("<p>{{ 7 * 7 }}</p> & {Impegni} ' \" \\ ( ) %s {0} </w:t>]]>"),
        inlines,
        paragraph(f"{LONG_WORD} {ADDRESS} " * 5),
        paragraph("31\u00a0dicembre\u00a0" * 60),
        paragraph(" "),
        listed,
        bullets(*(f"voce numero {n};" for n in range(1, 201))),
        Callout((listed, paragraph("Nota nel riquadro", marks[9], "."))),
        Table((Text("Celle vuote e note"), marks[10]), (head("A", "B", "C"),), cells, (cells[0],)),
        Table(text("Solo intestazione"), (head("Una sola colonna"),), ()),
        Chart(ChartKind.PROGRESS, table(1), text("Un asse")),
        Chart(ChartKind.DIVIDED, table(45), text("Molti assi")),
        Section((Heading(3, text("Larga")), table(50, 9, wide=True), paragraph("Dopo", *marks[11:], "."))),
        notes=(*notes, Note("nota-31", text("Nota di una nota."))),
    )


def long(chapters: int) -> Document:
    """A document of two pages a chapter, one of them landscape; loosely filled, for veraPDF looks at every glyph."""
    notes = []
    blocks: list[Block] = [Cover((Heading(1, text("Relazione lunga")),)), Contents("Indice")]
    for chapter in range(1, chapters + 1):
        notes.append(Note(f"nota-{chapter}", text(f"Nota {chapter}.")))
        blocks += [
            Heading(2, text(f"Capitolo {chapter}")),
            paragraph(SENTENCES[0], NoteReference(f"nota-{chapter}")),
            Section((Heading(3, text("Voci")), table(1, columns=9, wide=True))),
        ]
        if chapter % 20 == 0:
            blocks += [Callout((bullets(*SENTENCES),)), table(chapter % 60 + 1, columns=2)]
    return document(*blocks, notes=tuple(notes))
