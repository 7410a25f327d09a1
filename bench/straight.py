# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The yardstick: one plain script from the workbook to .docx and .pdf, as a competent programmer would write it.

A workbook in, `straight.docx` and `straight.pdf` in a folder out. openpyxl reads, python-docx's ordinary API writes the
Word file, Platypus an untagged PDF. It makes the same sections, sentences, lists and tables as the product, without
checks, tags, cross-references, charts or an HTML edition. No tricks, no sabotage.

    python bench/straight.py input/raa-2019.xlsx OUTPUT_FOLDER
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor
from openpyxl import load_workbook
from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

FONTS = Path(__file__).resolve().parents[1] / "templates" / "fonts"
BLUE, INK, TEXT, PALE, HAIRLINE = "#0066CC", "#17324D", "#1A1A1A", "#EBF2FA", "#C5D0DB"
STEPS = ("Dotazione finanziaria", "Programmato", "Impegni", "Pagamenti ai beneficiari", "Spesa certificata")
VULNERABLE = ("Persone con disabilità", "Migranti", "Altre persone svantaggiate")
LEADS = {
    "Realizzata": "Le principali iniziative realizzate sono:",
    "In corso": "Le principali iniziative in corso sono:",
    "Avviata nell'anno": "Nel {year} sono state avviate le seguenti iniziative:",
    "Conclusa nell'anno": "Nel corso del {year} si sono concluse le seguenti iniziative:",
    "Programmata": "Sono, inoltre, state programmate le seguenti iniziative:",
}
Row = dict[str, Any]
Block = tuple[str, Any]

# ── reading ──────────────────────────────────────────────────────────────────


def read_sheet(sheet: Any) -> list[Row]:
    """The filled rows of a sheet as dictionaries, header to value."""
    rows = sheet.iter_rows(values_only=True)
    header = next(row for row in rows if row[0] in {"Codice", "Asse"})
    return [dict(zip(header, row, strict=True)) for row in rows if row[0]]


class Report:
    """The workbook's rows, by axis."""

    def __init__(self, path: Path) -> None:
        book = load_workbook(path, data_only=True)
        self.programme = {row["Codice"]: row["Valore"] for row in read_sheet(book["Programma"])}
        self.axes = [row for row in read_sheet(book["Assi"]) if row["Denominazione"]]
        self.finance: dict[str, dict[str, Decimal]] = defaultdict(dict)
        for row in read_sheet(book["Finanza"]):
            self.finance[row["Asse"]][row["Voce"]] = Decimal(str(row["Anno"] or 0))
        self.people: dict[str, dict[str, int]] = defaultdict(dict)
        for row in read_sheet(book["Destinatari"]):
            self.people[row["Asse"]][row["Voce"]] = row["Anno"] or 0
        self.initiatives = self.by_axis(book["Iniziative"], "Titolo")
        self.indicators = self.by_axis(book["Indicatori"], "Denominazione")
        self.texts = self.by_axis(book["Testi"], "Testo")
        self.rows = {
            row["Codice"]: row
            for group in (self.initiatives, self.indicators)
            for rows in group.values()
            for row in rows
        }

    @staticmethod
    def by_axis(sheet: Any, needed: str) -> dict[str, list[Row]]:
        """The rows that hold something in the column needed, by axis; the programme's under an empty label."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in read_sheet(sheet):
            if row[needed]:
                found[row["Asse"] or ""].append(row)
        return found

    def amount(self, axis: str, item: str) -> Decimal:
        """Euros of an axis, or of the programme for an empty label."""
        if axis:
            return self.finance[axis][item]
        return sum((rows[item] for rows in self.finance.values()), Decimal(0))

    def count(self, axis: str, item: str) -> int:
        """Persons of an axis, or of the programme for an empty label."""
        if axis:
            return self.people[axis].get(item, 0)
        return sum(rows.get(item, 0) for rows in self.people.values())

    def total(self, axis: str) -> int:
        """All participants."""
        return sum(self.count(axis, item) for item in ("Maschi", "Femmine", "Non binario"))

    def vulnerable(self, axis: str) -> int:
        """Participants of the three vulnerable groups."""
        return sum(self.count(axis, item) for item in VULNERABLE)


# ── printing ─────────────────────────────────────────────────────────────────


def number(value: Decimal | float, decimals: int = 0, mode: str = ROUND_HALF_UP) -> str:
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=mode)
    return f"{rounded:,f}".translate(str.maketrans(",.", ".,"))


def euro(value: Decimal | float) -> str:
    return f"{number(value, 2)}\u00a0€"


def mln(value: Decimal | float) -> str:
    return f"{number(Decimal(str(value)) / 1_000_000, 1, ROUND_DOWN).removesuffix(',0')}\u00a0Mln€"


def percent(part: Decimal | float, whole: Decimal | float, decimals: int = 0) -> str:
    return f"{number(Decimal(str(part)) / Decimal(str(whole)) * 100, decimals)}%" if whole else "n.d."


def fill_in(text: str, report: Report, axis: str, row: Row | None = None) -> str:
    """The text with its placeholders replaced."""

    def replace(match: re.Match[str]) -> str:
        name = match[1].removesuffix(" %")
        if row and name in row:
            return number(row[name]) if name == "N. progetti" else mln(row[name])
        if name in STEPS:
            value = report.amount(axis, name)
            return percent(value, report.amount(axis, STEPS[STEPS.index(name) - 1])) if match[1] != name else mln(value)
        if name in report.programme:
            return mln(report.programme[name])
        code, _, column = name.partition(" ")
        value = report.rows[code][column]
        return number(value) if column == "N. progetti" else mln(value)

    return re.sub(r"\{([^{}]+)\}", replace, text)


def measure(value: Decimal | float, unit: str) -> str:
    if unit == "Percentuale":
        return f"{number(value * 100, 2).rstrip('0').rstrip(',')}%"
    return mln(value) if unit == "Euro" else number(value)


# ── composing ────────────────────────────────────────────────────────────────


def compose(report: Report) -> list[Block]:
    """The blocks of the summary: a kind, and a text or the rows of a table."""
    programme = report.programme
    year, day = programme["P07"], f"{programme['P08']:%d.%m.%Y}"
    name, authority = programme["P02"], programme["P04"]
    blocks: list[Block] = [
        ("title", f"Sintesi della Relazione di attuazione annuale {year}"),
        ("subtitle", f"{name} di {authority} – dati al {day}"),
        ("h1", "1. Premessa"),
    ]
    blocks += paragraphs(
        f"Il presente documento sintetizza i principali contenuti della Relazione di attuazione annuale del"
        f" {programme['P03']} (di seguito POR FSE) di {authority} al fine di favorire un’ampia informazione e"
        f" diffusione dei dati relativi all’avanzamento degli interventi promossi da {authority} e dall’Unione europea"
        f" per la crescita e la coesione sociale. I dati sono riferiti al {day}.",
        f"Il {name} di {authority} ha una dotazione complessiva di {euro(report.amount('', STEPS[0]))}, articolata nei"
        f" seguenti Assi:",
    )
    blocks += bullets(f"Asse {axis['Asse']} “{axis['Denominazione']}”" for axis in report.axes)
    blocks += texts(report, "", "Premessa")
    blocks += [
        ("p", f"Di seguito viene presentato il piano finanziario del {name} suddiviso per Assi prioritari."),
        ("caption", f"Tabella 1. – Piano finanziario del {name}"),
        ("table", plan(report)),
    ]
    blocks += paragraphs(
        f"La sintesi della Relazione Annuale di Attuazione {year} è pubblicata nella sezione “{programme['P10']}” del"
        f" portale di {authority} dedicato al {programme['P05']} {programme['P09']}."
    )
    blocks += [
        ("h1", "2. L’avanzamento del POR: uno sguardo di insieme"),
        ("h2", f"2.1. Informazioni chiave sull’attuazione del POR al {day}"),
    ]
    for section in ("Sguardo d'insieme", "Risorse"):
        blocks += texts(report, "", section)
    blocks.append(("p", people_overview(report)))
    for axis in report.axes:
        blocks += texts(report, axis["Asse"], "Sguardo d'insieme")
    blocks += texts(report, "", "Modifiche del programma") + texts(report, "", "Note")
    blocks += [
        ("h2", "2.2. Avanzamento finanziario"),
        ("caption", f"Tabella 2. – Avanzamento finanziario al {day}"),
        ("table", progress(report)),
        ("h1", "3. L’attuazione degli Assi prioritari"),
    ]
    for position, axis in enumerate(report.axes, 1):
        blocks += chapter(report, axis, position, year)
    return blocks


def paragraphs(*sentences: str) -> list[Block]:
    return [("p", sentence) for sentence in sentences]


def bullets(items: Any) -> list[Block]:
    items = list(items)
    return [("bullet", item + (";" if index < len(items) else ".")) for index, item in enumerate(items, 1)]


def texts(report: Report, axis: str, section: str, after: str | None = None) -> list[Block]:
    rows = [row for row in report.texts[axis] if row["Sezione"] == section and row["Posizione"] == after]
    kind = "callout" if section == "Strategia" else "p"
    return [(kind, fill_in(part, report, axis)) for row in rows for part in row["Testo"].split("\n\n")]


def plan(report: Report) -> list[list[str]]:
    whole = report.amount("", STEPS[0])
    rows = [["OT", "Asse", "Denominazione", "Dotazione finanziaria", "Quota"]]
    for axis in report.axes:
        amount = report.amount(axis["Asse"], STEPS[0])
        rows.append([axis["OT"] or "", f"Asse {axis['Asse']}", axis["Denominazione"], euro(amount),
                     percent(amount, whole, 2)])  # fmt: skip
    return [*rows, ["Totale", "", "", euro(whole), "100,00%"]]


def progress(report: Report) -> list[list[str]]:
    head = ["Assi", STEPS[0]]
    for step in STEPS[1:]:
        head += [step, f"Avanzamento {step.lower()}"]
    rows = [head]
    for label in [*(axis["Asse"] for axis in report.axes), ""]:
        row = [label or "Totale", euro(report.amount(label, STEPS[0]))]
        for before, step in pairwise(STEPS):
            amount = report.amount(label, step)
            row += [euro(amount), percent(amount, report.amount(label, before))]
        rows.append(row)
    return rows


def people_overview(report: Report) -> str:
    whole, vulnerable = report.total(""), report.vulnerable("")
    scopes: dict[str, list[str]] = defaultdict(list)
    for axis in report.axes:
        if axis["Ambito"]:
            scopes[axis["Ambito"]].append(axis["Asse"])
    parts = []
    for scope, labels in scopes.items():
        total = sum(report.total(label) for label in labels)
        men, women = (
            percent(sum(report.count(label, sex) for label in labels), total) for sex in ("Maschi", "Femmine")
        )
        parts.append(f"{number(total)} a {scope}, pari al {percent(total, whole)} di cui il {men} M e il {women} F")
    supported = (
        f"{axis['Ambito vulnerabili']} ({percent(report.vulnerable(axis['Asse']), vulnerable)})"
        for axis in report.axes
        if axis["Ambito vulnerabili"]
    )
    groups = ", ".join(f"{item.lower()} {percent(report.count('', item), whole)}" for item in VULNERABLE)
    men, women = (percent(report.count("", sex), whole) for sex in ("Maschi", "Femmine"))
    return (
        f"Hanno beneficiato degli interventi {number(whole)} persone di cui il {men} maschi (M) e il {women} femmine"
        f" (F): {'; '.join(parts)}. Hanno avuto"
        f" accesso alle iniziative {number(vulnerable)} persone ({percent(vulnerable, whole)}) in condizione di"
        f" particolare vulnerabilità all’esclusione e alla discriminazione ({groups}), supportate in:"
        f" {', '.join(supported)}."
    )


def chapter(report: Report, axis: Row, position: int, year: int) -> list[Block]:
    label = axis["Asse"]
    blocks: list[Block] = [("h2", f"3.{position}. Asse {label} “{axis['Denominazione']}”")]
    blocks += texts(report, label, "Strategia")
    blocks.append(("p", resources(report, label)))
    if report.total(label):
        blocks.append(("p", participants(report, label)))
    states = dict.fromkeys(row["Stato"] for row in report.initiatives[label])
    for state in states:
        blocks.append(("p", LEADS[state].format(year=year)))
        rows = [row for row in report.initiatives[label] if row["Stato"] == state]
        blocks += bullets(initiative(report, label, row) for row in rows)
        blocks += texts(report, label, "Iniziative", state)
    return blocks + indicators(report, label, year)


def resources(report: Report, label: str) -> str:
    programmed, committed, paid = (mln(report.amount(label, step)) for step in STEPS[1:4])
    return (
        f"Per le iniziative dell’Asse {label} sono state attivate risorse per {programmed} di cui impegnati {committed}"
        f" e liquidati {paid}."
    )


def participants(report: Report, label: str) -> str:
    whole, vulnerable = report.total(label), report.vulnerable(label)
    men, women = report.count(label, "Maschi"), report.count(label, "Femmine")
    text = (
        f"Il numero dei destinatari raggiunti è pari a {number(whole)}, di cui il {percent(men, whole)} maschi"
        f" ({number(men)}) e il {percent(women, whole)} femmine ({number(women)})."
    )
    if not vulnerable:
        return text
    groups = ", ".join(
        f"{number(report.count(label, item))} – {percent(report.count(label, item), whole)} {item.lower()}"
        for item in VULNERABLE
    )
    return (
        f"{text} Le persone in condizione di vulnerabilità sono pari al {percent(vulnerable, whole)} dei destinatari"
        f" complessivi dell’Asse ({groups})."
    )


def initiative(report: Report, label: str, row: Row) -> str:
    description = row["Descrizione"] or ""
    text = row["Titolo"] + ("" if description[:1] in set(",;:.)") else " ") + description
    text = fill_in(text, report, label, row).strip()
    amount = row["Programmato"] or row["Impegnato"] or row["Pagato"]
    if amount and not re.search(r"\d", description):
        projects = f"{number(row['N. progetti'])} progetti, " if row["N. progetti"] else ""
        text += "" if "{" in description else f" ({projects}{mln(amount)})"
    return text


def indicators(report: Report, label: str, year: int) -> list[Block]:
    lines: dict[str, list[str]] = defaultdict(list)
    for row in report.indicators[label]:
        value = report.amount(label, STEPS[4]) if row["Tipo"] == "Spesa certificata" else row["Valore"]
        priority = f" sulla priorità {row['Priorità']}" if row["Priorità"] else ""
        text = f"“{row['Denominazione']}”{priority}: {measure(value, row['Unità'])}"
        if row["Target"] is not None:
            text += f" (target al {row['Anno target']} – {measure(row['Target'], row['Unità'])})"
        lines["Quadro di efficacia" if row["Tipo"] == "Spesa certificata" else row["Tipo"]].append(text)
    leads = {
        "Quadro di efficacia": f"I target del quadro di riferimento dell’efficacia dell’attuazione al {year} sono:",
        "Risultato": "Gli indicatori di risultato sono:",
        "Output": f"Gli indicatori di output specifici al {year} sono:",
    }
    blocks: list[Block] = []
    for kind, items in lines.items():
        blocks.append(("p", leads[kind]))
        blocks += bullets(items)
    return blocks


# ── Word ─────────────────────────────────────────────────────────────────────

WORD_STYLES = {"title": "Title", "subtitle": "Subtitle", "h1": "Heading 1", "h2": "Heading 2", "p": "Normal",
               "bullet": "List Bullet", "callout": "Intense Quote", "caption": "Caption"}  # fmt: skip


def write_docx(blocks: list[Block], path: Path) -> None:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(28)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Titillium Web", Pt(11)
    for name in ("Heading 1", "Heading 2"):
        document.styles[name].font.color.rgb = RGBColor.from_string(BLUE[1:])
    section.header.paragraphs[0].text = blocks[0][1]
    for kind, content in blocks:
        if kind == "table":
            word_table(document, content)
            continue
        paragraph = document.add_paragraph(content, style=WORD_STYLES[kind])
        if kind == "p":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    document.save(str(path))


def word_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Light List Accent 1")
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
            paragraph = cell.paragraphs[0]
            paragraph.runs[0].font.size = Pt(7)
            if value[:1].isdigit():
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


# ── PDF ──────────────────────────────────────────────────────────────────────


def pdf_styles() -> dict[str, ParagraphStyle]:
    for name, face in (("Titillium", "Regular"), ("Titillium-Bold", "Bold")):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"TitilliumWeb-{face}.ttf")))
    body = ParagraphStyle("p", fontName="Titillium", fontSize=11, leading=15.5, spaceAfter=6, alignment=TA_JUSTIFY,
                          textColor=colors.HexColor(TEXT))  # fmt: skip
    bold, blue = "Titillium-Bold", colors.HexColor(BLUE)
    return {
        "p": body,
        "bullet": ParagraphStyle("bullet", body, leftIndent=14, bulletIndent=2, spaceAfter=3,
                                 bulletFontName="Titillium"),
        "callout": ParagraphStyle("callout", body, backColor=colors.HexColor(PALE), borderPadding=8, leftIndent=8,
                                  rightIndent=8, spaceBefore=10, spaceAfter=14),
        "title": ParagraphStyle("title", body, fontName=bold, fontSize=24, leading=28, textColor=blue, alignment=0),
        "subtitle": ParagraphStyle("subtitle", body, fontSize=12, leading=16, alignment=0),
        "h1": ParagraphStyle("h1", body, fontName=bold, fontSize=18, leading=22, spaceBefore=24, spaceAfter=8,
                             textColor=blue, alignment=0, keepWithNext=1),
        "h2": ParagraphStyle("h2", body, fontName=bold, fontSize=14, leading=18, spaceBefore=18, spaceAfter=6,
                             textColor=blue, alignment=0, keepWithNext=1),
        "caption": ParagraphStyle("caption", body, fontName=bold, fontSize=9, leading=12, spaceBefore=10, spaceAfter=4,
                                  keepWithNext=1),
        "cell": ParagraphStyle("cell", body, fontSize=6, leading=7.5, spaceAfter=0, alignment=0),
        "head": ParagraphStyle("head", body, fontName=bold, fontSize=6, leading=7.5, spaceAfter=0, alignment=0,
                               textColor=colors.white),
        "figure": ParagraphStyle("figure", body, fontSize=6, leading=7.5, spaceAfter=0, alignment=TA_RIGHT),
    }  # fmt: skip


def write_pdf(blocks: list[Block], path: Path) -> None:
    styles = pdf_styles()
    story: list[Any] = []
    for kind, content in blocks:
        if kind == "table":
            story += [pdf_table(content, styles), Spacer(0, 8)]
        elif kind == "bullet":
            story.append(Paragraph(escape(content), styles[kind], bulletText="•"))
        else:
            story.append(Paragraph(escape(content), styles[kind]))
    template = SimpleDocTemplate(str(path), pagesize=A4, leftMargin=28 * mm, rightMargin=28 * mm, topMargin=25 * mm,
                                 bottomMargin=22 * mm, title=blocks[0][1], lang="it-IT")  # fmt: skip

    def furniture(canvas: Any, _: Any) -> None:
        canvas.setFont("Titillium", 8)
        canvas.drawString(28 * mm, 282 * mm, blocks[0][1])
        canvas.drawRightString(182 * mm, 12 * mm, f"Pagina {canvas.getPageNumber()}")

    template.build(story, onFirstPage=furniture, onLaterPages=furniture)


def pdf_table(rows: list[list[str]], styles: dict[str, ParagraphStyle]) -> Table:
    cells = [[Paragraph(value, styles["head"]) for value in rows[0]]]
    cells += [[Paragraph(value, styles["figure" if value[:1].isdigit() else "cell"]) for value in r] for r in rows[1:]]
    # amounts and names are wide, labels and percentages narrow
    weights = [max(6, *(len(row[column]) for row in rows[1:])) for column in range(len(rows[0]))]
    table = Table(cells, colWidths=[154 * mm * weight / sum(weights) for weight in weights], repeatRows=1)
    table.setStyle(TableStyle([
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor(INK)),
        ("BACKGROUND", (0, -1), (-1, -1), colors.HexColor(PALE)),
        ("LINEBELOW", (0, 0), (-1, -1), 0.25, colors.HexColor(HAIRLINE)),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]))  # fmt: skip
    return table


def main(arguments: list[str]) -> int:
    workbook, folder = map(Path, arguments)
    blocks = compose(Report(workbook))
    folder.mkdir(parents=True, exist_ok=True)
    write_docx(blocks, folder / "straight.docx")
    write_pdf(blocks, folder / "straight.pdf")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
