# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Large documents in, a table of times and ratios out: our writers against plain python-docx and plain Platypus.

A table of 10,000 rows and a report of 500 sections as .docx; as PDF, the text and tables of the 2019 edition over and
over, some 340 pages. Ours are numbered, styled, fitted to the page, and tagged; theirs are made by the libraries'
ordinary calls, unstyled or untagged. Each is written at half and at full size, each time in a process of its own; the
two sides take turns, and medians are printed. Time is the processor's, for writing alone. A column says how much longer
the full size takes: 2 is linear.

    python bench/scale.py [--rounds 3]
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from statistics import median
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import docx
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph as PlatypusParagraph
from reportlab.platypus import SimpleDocTemplate
from reportlab.platypus import Table as PlatypusTable
from run import ROOT, Sample, environment

sys.path.insert(0, str(ROOT / "src"))
from raa_builder.compose import compose
from raa_builder.document import (
    BulletList,
    Callout,
    Chart,
    Data,
    Document,
    Heading,
    Labels,
    Metadata,
    Paragraph,
    Scope,
    Section,
    Table,
    TableCell,
    Text,
    numbered,
    plain,
)  # fmt: skip
from raa_builder.resources import template_folders
from raa_builder.theme import load_theme
from raa_builder.workbook.reader import read_workbook
from raa_builder.writers import Format, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from raa_builder.document import Block

TABLE_ROWS, SECTIONS, EDITIONS = 10_000, 500, 40
EDITION = ROOT / "input" / "raa-2019.xlsx"
TEXT = (
    "Il programma sostiene gli interventi per l’occupazione, l’inclusione sociale, l’istruzione e la formazione; le "
    "risorse impegnate dai beneficiari nelle iniziative avviate durante l’anno di riferimento sono in crescita e le "
    "procedure amministrative si concludono"
)
WORDS = TEXT.split(" ")
THEME = load_theme(ROOT / "templates" / "theme.toml")

# ── documents ────────────────────────────────────────────────────────────────


def amount(row: int, column: int) -> TableCell:
    return TableCell((Data(f"{10**6 + (row * 7919 + column * 104_729) % 10**7:,}\u00a0€".replace(",", "."), None),))


def table(rows: int, columns: int) -> Table:
    head = tuple(TableCell((Text(f"Colonna {n}"),), Scope.COLUMN) for n in range(columns))
    body = (
        (TableCell((Text(f"Voce {row}"),), Scope.ROW), *(amount(row, column) for column in range(columns - 1)))
        for row in range(rows)
    )
    return Table((Text("Importi"),), (head,), tuple(body))


def words(start: int, length: int) -> Paragraph:
    """A paragraph of so many words, which differ with `start`."""
    return Paragraph((Text(" ".join(WORDS[(start + n * (1 + start % 7)) % len(WORDS)] for n in range(length)) + "."),))


def sections(count: int) -> Iterator[Block]:
    for n in range(count):
        yield Heading(2 if n % 10 == 0 else 3, (Text(f"Sezione {n + 1}"),))
        yield from (words(n + 3 * k, 70) for k in range(5))
        yield BulletList(tuple((words(n + 5 * k, 15),) for k in range(4)))
        yield table(6, 4)
        yield words(n, 40)


def document(*blocks: Block) -> Document:
    metadata = Metadata("Prova", "Programma", "Ente", "Prova", (), "it-IT", date(2019, 12, 31))
    return numbered(metadata, blocks, {}, Labels("Tabella", "Figura", "paragrafo"))


def of_table(rows: int) -> Document:
    return document(table(rows, 8), Paragraph((Text("Fine."),)))


def of_sections(count: int) -> Document:
    return document(*sections(count))


def of_editions(count: int) -> Document:
    """The edition's sections, so many times; charts and emblem are left out, as Platypus has no like of them."""
    report = read_workbook(EDITION).report
    if report is None:
        raise SystemExit(f"{EDITION} can't be read")
    edition = compose(report, template_folders(None), THEME.words)
    kept = tuple(_without_drawings(block) for block in edition.blocks if isinstance(block, Section))
    return replace(edition, blocks=kept * count)


def _without_drawings(block: Block) -> Block:
    if isinstance(block, Section | Callout):
        kept = (_without_drawings(inner) for inner in block.blocks if not isinstance(inner, Chart))
        return replace(block, blocks=tuple(kept))
    return block


# ── writers ──────────────────────────────────────────────────────────────────


def ours(suffix: str) -> Callable[[Document], bytes]:
    return lambda content: write(content, THEME, Format(suffix))


def plain_docx(content: Document) -> bytes:
    target = docx.Document()
    for block in content.blocks:
        match block:
            case Heading():
                target.add_heading(plain(block.content), block.level - 1)
            case Paragraph():
                target.add_paragraph(plain(block.content))
            case BulletList():
                for item in block.items:
                    target.add_paragraph(plain(item[0].content), style="List Bullet")
            case Table():
                rows = list(block.rows)
                grid = target.add_table(len(rows), len(rows[0]))
                for row, line in zip(rows, grid.rows, strict=True):
                    for cell, place in zip(row, line.cells, strict=True):
                        place.text = plain(cell.content)
    stream = io.BytesIO()
    target.save(stream)
    return stream.getvalue()


def flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Section | Callout):
            yield from flat(block.blocks)
        else:
            yield block


def platypus(content: Document) -> bytes:
    pdfmetrics.registerFont(TTFont("face", str(THEME.faces.regular)))
    body = ParagraphStyle("body", fontName="face", fontSize=11, leading=15.5, spaceAfter=6, alignment=TA_JUSTIFY)
    head = ParagraphStyle("head", body, fontSize=16, leading=20, spaceBefore=18, keepWithNext=1)
    bullet = ParagraphStyle("bullet", body, leftIndent=14)
    cells = ParagraphStyle("cell", fontName="face", fontSize=9, leading=12)
    story: list[object] = []
    for block in flat(content.blocks):
        match block:
            case Heading():
                story.append(PlatypusParagraph(escape(plain(block.content)), head))
            case Paragraph():
                story.append(PlatypusParagraph(escape(plain(block.content)), body))
            case BulletList():
                texts = (escape(plain(item[0].content)) for item in block.items)
                story.extend(PlatypusParagraph(text, bullet, bulletText="•") for text in texts)
            case Table():
                rows = [[PlatypusParagraph(escape(plain(cell.content)), cells) for cell in row] for row in block.rows]
                story.append(PlatypusTable([row + [""] * (block.width - len(row)) for row in rows], repeatRows=1))
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4, leftMargin=79, rightMargin=79, topMargin=71, bottomMargin=62).build(story)
    return stream.getvalue()


# ── measuring ────────────────────────────────────────────────────────────────

CASES: dict[str, tuple[str, int, Callable[[int], Document], Callable[[Document], bytes], str]] = {
    "table": ("rows of 8 cells as .docx / python-docx", TABLE_ROWS, of_table, plain_docx, "docx"),
    "sections": ("sections as .docx / python-docx", SECTIONS, of_sections, plain_docx, "docx"),
    "pages": ("editions as tagged PDF / Platypus", EDITIONS, of_editions, platypus, "pdf"),
}


def once(case: str, side: str, size: int) -> None:
    """Writes one document and prints seconds and peak MiB."""
    _, _, make, theirs, suffix = CASES[case]
    writer = ours(suffix) if side == "ours" else theirs
    writer(make(1))  # loads modules and fonts
    content = make(size)
    started = time.process_time()
    writer(content)
    seconds = time.process_time() - started
    unit = 1024**2 if sys.platform == "darwin" else 1024
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit]))


def sample(case: str, side: str, size: int) -> Sample:
    command = [sys.executable, __file__, "--once", case, side, str(size)]
    return Sample(
        *json.loads(subprocess.run(command, check=True, capture_output=True, text=True, env=environment()).stdout)
    )


def compare(case: str, rounds: int) -> None:
    """Prints a line for half and one for full size."""
    title, full, *_ = CASES[case]
    halves: dict[str, float] = {}
    for size in (full // 2, full):
        pairs = []
        for number in range(rounds):
            order = ("ours", "theirs") if number % 2 else ("theirs", "ours")
            pairs.append({side: sample(case, side, size) for side in order})
        columns = [f"{median(pair['ours'].seconds / pair['theirs'].seconds for pair in pairs):6.2f}"]
        for side in ("ours", "theirs"):
            seconds = median(pair[side].seconds for pair in pairs)
            growth = f"x{seconds / halves[side]:4.2f}" if side in halves else ""
            halves[side] = seconds
            columns.append(f"{seconds:7.2f} s {max(pair[side].peak for pair in pairs):5.0f} MiB {growth:>6}")
        print(f"{f'{size:,} {title}':<48} {'   '.join(columns)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, help="pairs for each line (3)")
    parser.add_argument("--once", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        case, side, size = options.once
        once(case, side, int(size))
        return
    print(f"{'':<48} {'ratio':>6}   {'raa-builder':>25}   {'plain library':>25}")
    for case in CASES:
        compare(case, options.rounds)


if __name__ == "__main__":
    main()
