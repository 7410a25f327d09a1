# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sample documents for the tests of the writers: `rich` holds every block and every inline, `plain` hardly anything."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from raa_builder.cells import Cell, Figure
from raa_builder.document import (
    Abbreviation,
    Block,
    BulletList,
    Callout,
    Chart,
    ChartKind,
    Contents,
    Cover,
    CrossReference,
    Data,
    Document,
    Emblem,
    Emphasis,
    Foreign,
    Heading,
    Image,
    Inline,
    Inlines,
    Labels,
    LineBreak,
    Link,
    Metadata,
    Note,
    NoteReference,
    Paragraph,
    Row,
    Scope,
    Section,
    Strong,
    Superscript,
    Table,
    TableCell,
    Text,
    numbered,
)

LOGO = Path(__file__).with_name("logo.png")
LABELS = Labels("Tabella", "Figura", "paragrafo")
METADATA = Metadata(
    title="Sintesi della Relazione di attuazione annuale 2019",
    programme="POR FSE 2014-2020",
    author="Regione Lombardia",
    subject="Sintesi per i cittadini della relazione di attuazione",
    keywords=("POR FSE", "RAA 2019", "Fondo Sociale Europeo"),
    language="it-IT",
    day=date(2019, 12, 31),
)
AXES = (
    ("I", "Occupazione", "358.000.000,00", "317.904.209,91", "177.966.084,16", "164.082.630,06", "121.602.699,28"),
    ("II", "Inclusione sociale e lotta alla povertà", "227.100.000,00", "206.734.476,19", "146.651.578,95",
     "111.509.724,24", "88.416.530,98"),
    ("III", "Istruzione e formazione", "332.500.000,00", "264.685.038,65", "210.514.278,08", "188.797.284,44",
     "169.432.363,65"),
    ("IV", "Capacità istituzionale e amministrativa", "20.000.000,00", "17.989.217,51", "10.418.954,68",
     "3.754.009,42", "2.773.763,85"),
    ("V", "Assistenza tecnica", "32.874.516,00", "22.059.306,61", "22.059.306,61", "13.701.746,96", "12.817.015,21"),
)  # fmt: skip
TOTAL = ("970.474.516,00", "829.372.248,87", "567.610.202,48", "481.845.395,12", "395.042.372,97")
STEPS = ("Dotazione finanziaria", "Programmato", "Impegni", "Pagamenti ai beneficiari", "Spesa certificata")


def text(words: str) -> Inlines:
    """Plain words as inlines."""
    return (Text(words),)


def paragraph(*content: Inline | str) -> Paragraph:
    """A paragraph; words stand for plain text."""
    return Paragraph(tuple(Text(item) if isinstance(item, str) else item for item in content))


def bullets(*items: str, ordered: bool = False) -> BulletList:
    """A list of plain items."""
    return BulletList(tuple((paragraph(item),) for item in items), ordered=ordered)


def figure(printed: str, row: int = 4) -> Data:
    """A figure as printed, in euros or as a percentage."""
    digits = printed.replace(".", "").replace(",", ".").rstrip("€%\u00a0 Mln")
    return Data(printed, Figure(Decimal(digits), (Cell("Finanza", row, 5),)))


def document(*blocks: Block, notes: tuple[Note, ...] = (), draft: bool = False) -> Document:
    """A numbered document of blocks."""
    return numbered(METADATA, blocks, {note.id: note for note in notes}, LABELS, draft=draft)


def head(*words: str) -> Row:
    """A row of column heads."""
    return tuple(TableCell(text(word), Scope.COLUMN) for word in words)


def plan() -> Table:
    """A table that fits a portrait page, with words and figures and a total."""
    rows = tuple(
        (
            TableCell(text(f"Asse\u00a0{label}"), Scope.ROW),
            TableCell(text(name)),
            TableCell((figure(f"{amounts[0]}\u00a0€"),)),
            TableCell((figure(f"{share}%"),)),
        )
        for (label, name, *amounts), share in zip(AXES, ("36,89", "23,40", "34,26", "2,06", "3,39"), strict=True)
    )
    total = (
        TableCell(text("Totale"), Scope.ROW, colspan=2),
        TableCell((figure(f"{TOTAL[0]}\u00a0€"),)),
        TableCell((figure("100,00%"),)),
    )
    columns = head("Asse", "Denominazione", "Dotazione finanziaria", "Quota")
    return Table(text("Piano finanziario del POR FSE 2014-2020"), (columns,), rows, (total,), id="tab-1")


def progress() -> Table:
    """A wide table of two head rows, which turns its section to landscape."""
    columns: list[str] = []
    letters: list[str] = []
    for n, step in enumerate(STEPS):
        columns += [step] if n == 0 else [step, f"Avanzamento {step.lower()}"]
        letters += ["A"] if n == 0 else ["BDFH"[n - 1], ("C = B/A", "E = D/B", "G = F/D", "I = H/F")[n - 1]]
    rows = tuple(_progress_row(f"Asse\u00a0{label}", tuple(amounts)) for label, _, *amounts in AXES)
    caption = (Text("Avanzamento finanziario del programma al 31\u00a0dicembre\u00a02019"), NoteReference("nota-2"))
    first = (TableCell(text("Assi"), Scope.COLUMN, rowspan=2), *head(*columns))
    return Table(caption, (first, head(*letters)), rows, (_progress_row("Totale", TOTAL),), id="tab-2", wide=True)


def _progress_row(label: str, amounts: tuple[str, ...]) -> Row:
    cells = [TableCell(text(label), Scope.ROW)]
    for n, amount in enumerate(amounts):
        cells.append(TableCell((figure(f"{amount}\u00a0€"),)))
        if n:
            cells.append(TableCell((figure(f"{80 + n}%"),)))
    return tuple(cells)


def chart() -> Chart:
    """A chart of progress and the table that it draws."""
    rows = tuple(
        (
            TableCell(text(f"Asse\u00a0{label}"), Scope.ROW),
            *(TableCell((figure(f"{amount}\u00a0€"),)) for amount in amounts),
        )
        for label, _, *amounts in AXES
    )
    return Chart(
        ChartKind.PROGRESS,
        Table(text("Avanzamento per asse"), (head("Asse", *STEPS),), rows),
        text("Avanzamento degli assi, in euro"),
        id="fig-1",
    )


def cover() -> Cover:
    """The head of the first page."""
    return Cover(
        (
            Emblem(("Unione europea", "Fondo Sociale Europeo")),
            Image(LOGO, ""),
            Paragraph(text("Programma Operativo Regionale cofinanziato dal Fondo Sociale Europeo 2014-2020")),
            Heading(1, text("Sintesi della Relazione di attuazione annuale 2019")),
            Paragraph(text("Regione Lombardia · dati al 31\u00a0dicembre\u00a02019")),
        )
    )


def opening() -> Section:
    """Section 1: running text with every inline, a list and a table."""
    every = paragraph(
        "Il ",
        Abbreviation("Programma Operativo Regionale", text("POR")),
        " ha una dotazione di ",
        Strong((figure("970.474.516,00\u00a0€"),)),
        ", come mostra la ",
        CrossReference("tab-1"),
        "; per ",
        Emphasis((Text("alcuni "), Strong(text("assi")))),
        " si veda il ",
        CrossReference("sez-2-1"),
        " e la ",
        CrossReference("fig-1"),
        ". Il ",
        Foreign("en", text("social housing")),
        NoteReference("nota-1"),
        " è al 1",
        Superscript(text("o")),
        " posto,",
        LineBreak(),
        "come si legge nel ",
        Link("https://www.fse.regione.lombardia.it/", text("portale del Fondo Sociale Europeo")),
        " (\u201cpari\u2011opportunità\u201d & <altro>).",
    )
    return Section(
        (
            Heading(2, text("Premessa")),
            paragraph(
                "Il presente documento sintetizza i principali contenuti della Relazione di attuazione annuale del "
                "Programma Operativo Regionale cofinanziato dal Fondo Sociale Europeo di Regione Lombardia al fine di "
                "favorire un’ampia informazione e diffusione dei dati relativi all’avanzamento degli interventi "
                "promossi da Regione Lombardia e dall’Unione europea per la crescita e la coesione sociale."
            ),
            every,
            bullets(*(f"Asse\u00a0{label} “{name}”;" for label, name, *_ in AXES)),
            paragraph("Di seguito viene presentato il piano finanziario suddiviso per assi prioritari."),
            plan(),
            paragraph("La sintesi è pubblicata nella sezione “Controlli, monitoraggio, valutazione” del portale."),
        )
    )


def overview() -> tuple[Block, ...]:
    """Section 2: two subsections, the second with the wide table and the chart."""
    return (
        Heading(2, text("L’avanzamento del POR: uno sguardo di insieme")),
        Heading(3, text("Informazioni chiave sull’attuazione del POR al 31.12.2019")),
        paragraph(
            "Al 31.12.2019 sono stati attivati investimenti per ",
            figure("829,3\u00a0Mln€"),
            " rispetto alla dotazione; l’importo complessivo degli impegni giuridicamente vincolanti è pari a ",
            figure("567,6\u00a0Mln€"),
            ", come mostra la ",
            CrossReference("tab-2", "tabella dell’avanzamento"),
            ".",
        ),
        Section((Heading(3, text("Avanzamento finanziario")), progress(), chart())),
    )


def axis() -> tuple[Block, ...]:
    """Section 3: a call-out and lists within lists."""
    nested = BulletList(
        (
            (
                paragraph("Dote Unica Lavoro, diretta a giovani e adulti:"),
                bullets("disoccupati;", "occupati sospesi;"),
                paragraph("l’importo complessivo impegnato è pari a 143,2\u00a0Mln€;"),
            ),
            (paragraph("Azioni di rete per il lavoro, in tre fasi:"), bullets("avvio;", "attuazione;", ordered=True)),
        )
    )
    return (
        Heading(2, text("L’attuazione degli assi prioritari")),
        Heading(3, (Text("Asse\u00a0I “"), Emphasis(text("Occupazione")), Text("”"))),
        Callout(
            (
                paragraph(
                    "Le priorità di investimento individuate sono volte a promuovere il rilancio delle dinamiche "
                    "occupazionali soprattutto con riferimento alle categorie più vulnerabili, quali:"
                ),
                bullets(
                    "i giovani, le donne e i disoccupati di lunga durata, per i quali sono attivati percorsi di "
                    "orientamento, formazione e inserimento lavorativo;",
                    "i lavoratori coinvolti in situazioni di crisi aziendali.",
                ),
                paragraph("Rispondono ai bisogni del territorio in termini di rilevanza sociale ed economica."),
            )
        ),
        paragraph("Le principali iniziative realizzate sono:"),
        nested,
        paragraph("Le procedure si sono svolte in quest’ordine", NoteReference("nota-1"), ":"),
        bullets("pubblicazione dell’avviso;", "istruttoria delle domande;", "concessione.", ordered=True),
        Image(LOGO, "Logo di Regione Lombardia"),
        paragraph("I dati del presente rapporto si riferiscono anche ad operazioni parzialmente realizzate."),
    )


NOTES = (
    Note(
        "nota-1",
        (
            Text("Edilizia residenziale sociale; si veda "),
            Link("https://ec.europa.eu/esf/?a=1&b=2", text("il sito del Fondo")),
            Text(" e la "),
            CrossReference("tab-1"),
            Text("."),
        ),
    ),
    Note("nota-2", (Text("Importi "), Emphasis(text("cumulati")), Text(" dall’avvio del programma."))),
)


def rich(*, draft: bool = False) -> Document:
    """A document with every block and every inline."""
    return document(cover(), Contents("Indice"), opening(), *overview(), *axis(), notes=NOTES, draft=draft)


def brief() -> Document:
    """A document of one heading and one paragraph."""
    return document(Heading(2, text("Premessa")), paragraph("Nessun dato."))
