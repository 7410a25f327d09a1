# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes what in `docs/` is made: `campi.md` and `regole.md` from the code, the pictures from the 2019 edition.

    python docs/make.py            all of it (needs LibreOffice and poppler)
    python docs/make.py --pages    the pages only

`img/impronta.txt` holds a fingerprint of what the pictures show; a test compares it, so that they are never stale.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import fields, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from raa_builder.cells import Figure
from raa_builder.comparison import compare
from raa_builder.compose import compose, compose_from
from raa_builder.findings import Rule, Rules
from raa_builder.pipeline import check
from raa_builder.pipeline.comparing import TEMPLATE as COMPARISON
from raa_builder.placeholders import catalogue
from raa_builder.resources import template_file, template_folders
from raa_builder.rulebook import FAMILIES, PAGES
from raa_builder.theme import load_theme
from raa_builder.workbook import layout
from raa_builder.writers import Format, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.document import Document
    from raa_builder.model import Finance, Report

DOCS = Path(__file__).resolve().parent
WORKBOOK = DOCS.parent / "input" / "raa-2019.xlsx"
TEMPLATES = DOCS.parent / "templates"
IMAGES = DOCS / "img"
_DPI = "72"
# what the pictures show of the workbook's help: slips, and a figure of the year before
_SLIPS = (
    ("Finanza", "D4", 350_000_000),
    ("Finanza", "D5", 250_000_000),
    ("Finanza", "E6", "177,9 Mln€"),
    ("Finanza", "E11", None),
    ("Finanza", "E17", 288_797_284.44),
    ("Destinatari", "E24", 55_000),
    ("Testi", "E7", None),
)
# pictures of the workbook, and words of the page that each shows
_SHEETS = {
    "foglio-istruzioni": "Istruzioni",
    "foglio-finanza": "I.F1",
    "foglio-testi": "P.T01",
    "foglio-controlli": "I controlli",
}


def fields_page() -> str:
    """The page that lists every sheet, column, pre-printed row and placeholder."""
    return "\n".join(_fields()) + "\n"


def _fields() -> Iterator[str]:
    yield "<!-- Pagina generata da docs/make.py: non modificarla a mano. -->\n"
    yield "# I campi del foglio di lavoro\n"
    for sheet in layout.SHEETS:
        yield f"## {sheet.name}\n"
        yield f"{sheet.title}.\n"
        yield "| Colonna | Che cosa scrivere | Obbligatoria |\n|---|---|---|"
        for column in sheet.columns:
            choices = f" Valori: {', '.join(column.choices)}." if column.choices else ""
            yield f"| {column.header} | {column.help}{choices} | {'sì' if column.required else ''} |"
        yield ""
        if sheet.lines:
            yield "| Codice | Voce | Che cosa scrivere | Obbligatoria |\n|---|---|---|---|"
            for line in sheet.lines:
                example = f" Esempio: {line.example}." if line.example else ""
                choices = f" Valori: {', '.join(line.choices)}." if line.choices else ""
                default = f" Se vuota: {line.default}." if line.default else ""
                words = f"{line.help}{choices}{example}{default}".strip()
                yield f"| {line.number} | {line.item} | {words} | {'sì' if line.required else ''} |"
            yield ""
    yield "## Segnaposto\n"
    yield "Nei testi e nelle descrizioni delle iniziative si possono scrivere fra graffe:\n"
    yield "| Segnaposto | Che cosa stampa |\n|---|---|"
    for name, words in catalogue():
        yield f"| `{name}` | {words} |"


def rules_page() -> str:
    """The page that describes every rule."""
    return "\n".join(_rules()) + "\n"


def _rules() -> Iterator[str]:
    yield "<!-- Pagina generata da docs/make.py: non modificarla a mano. -->\n"
    yield "# Le regole\n"
    yield "Ogni segnalazione porta il codice della sua regola, che non cambia mai. Un **errore** impedisce la sintesi;"
    yield "un **avviso** e una **nota** no. L'ufficio può accettare, nel foglio *Deroghe*, le segnalazioni delle regole"
    yield "che ammettono deroga: restano nell'elenco, con chi le accetta e perché, e non impediscono più la sintesi.\n"
    rules = sorted((rule for rule in vars(Rules).values() if isinstance(rule, Rule)), key=lambda rule: rule.code)
    for family, name in FAMILIES.items():
        own = [rule for rule in rules if rule.code[3] == family]
        yield f"## {name}\n"
        yield "| Regola | Gravità | Che cosa segnala | Deroga |\n|---|---|---|---|"
        for rule in own:
            waivable = "sì" if rule.waivable else "no"
            yield f"| [{rule.code}](#{rule.code.lower()}) | {rule.severity.value} | {rule.title} | {waivable} |"
        yield ""
        for rule in own:
            yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    page = PAGES[rule.code]
    yield f"### {rule.code}\n"
    waivable = "ammette deroga" if rule.waivable else "non ammette deroga"
    yield f"{page.asks} *({rule.severity.value}; {waivable})*\n"
    yield f"- **Scatta**, per esempio: {page.example}"
    yield f"- **Rimedio**: {page.remedy}"
    if page.not_seen:
        yield f"- **Non guarda**: {page.not_seen}"
    if page.source:
        yield f"- **Fonte**: {page.source}."
    yield ""


def report() -> Report:
    """The 2019 edition."""
    checked = check(WORKBOOK)
    if checked.report is None:
        raise SystemExit(f"{WORKBOOK}: nothing to compose")
    return checked.report


def edition() -> Document:
    """The 2019 edition, composed with the templates of the checkout."""
    return compose(report(), (TEMPLATES,), load_theme(TEMPLATES / "theme.toml").words)


def comparison() -> Document:
    """The 2019 edition beside one of 2020 that is made up for the picture."""
    before = report()
    after = _year_later(before)
    context = {"report": after, "confronto": compare(before, after, ("2019", "2020"))}
    return compose_from(COMPARISON, context, after, (TEMPLATES,), load_theme(TEMPLATES / "theme.toml").words)


def _year_later(edition: Report) -> Report:
    """An edition of the next year: the later a step, the more it has grown; a cent of the first axis was restated."""
    old = edition.programme
    day = old.reference_date + timedelta(days=366)
    programme = replace(old, year=day.year, reference_date=day, n3_target=old.n3_target_next, n3_target_next=None)
    first, *others = (replace(one, finance=_grown(one.finance), finance_previous=one.finance) for one in edition.axes)
    restated = replace(first.finance_previous, payments=first.finance_previous.payments + Figure(Decimal("0.01")))
    return replace(edition, programme=programme, axes=(replace(first, finance_previous=restated), *others))


def _grown(finance: Finance) -> Finance:
    amounts = [getattr(finance, field.name) for field in fields(finance)]
    more = (
        Figure((a.value * (1 + step * Decimal("0.03"))).quantize(Decimal("0.01"))) for step, a in enumerate(amounts)
    )
    return replace(finance, **{field.name: amount for field, amount in zip(fields(finance), more, strict=True)})


def fingerprint(document: Document) -> str:
    """What the pictures show: the document, the comparison, and the theme in which they are set."""
    theme = (TEMPLATES / "theme.toml").read_text(encoding="utf-8")
    return hashlib.sha256(f"{document.blocks!r}{comparison().blocks!r}{theme}".encode()).hexdigest()


def pictures(document: Document) -> None:
    """Pages of the PDF and a sheet of the workbook, as PNG."""
    from openpyxl import load_workbook  # noqa: PLC0415 (only the pictures need them)
    from PIL import Image  # noqa: PLC0415

    theme = load_theme(template_file(template_folders(TEMPLATES), "theme.toml"))
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name, shown, numbers in (("pagine", document, (1, 5)), ("confronto", comparison(), (1, 2))):
            (work / f"{name}.pdf").write_bytes(write(shown, theme, Format.PDF))
            opened = [Image.open(_page(work, work / f"{name}.pdf", page)) for page in numbers]
            sheet = Image.new("RGB", (sum(i.width for i in opened) + 24, max(i.height for i in opened)), "#C5D0DB")
            left = 0
            for image in opened:
                sheet.paste(image, (left, 0))
                left += image.width + 24
            sheet.save(IMAGES / f"{name}.png", optimize=True)
        workbook = load_workbook(WORKBOOK)
        for sheet, cell, value in _SLIPS:
            workbook[sheet][cell].value = value
        workbook.save(work / "foglio.xlsx")
        profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
        convert = ["--headless", "--convert-to", "pdf", "--outdir", folder, str(work / "foglio.xlsx")]
        command = ["soffice", profile, *convert]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "LC_ALL": "it_IT.UTF-8"})
        for name, words in _SHEETS.items():
            page = _page_with(work / "foglio.pdf", words)
            shutil.copy(_page(work, work / "foglio.pdf", page), IMAGES / f"{name}.png")
    (IMAGES / "impronta.txt").write_text(fingerprint(document) + "\n", encoding="utf-8")


def _page(work: Path, pdf: Path, page: int) -> Path:
    target = work / f"{pdf.stem}-{page}"
    command = ["pdftoppm", "-r", _DPI, "-f", str(page), "-l", str(page), "-singlefile", "-png", str(pdf), str(target)]
    subprocess.run(command, check=True)
    return target.with_suffix(".png")


def _page_with(pdf: Path, words: str) -> int:
    """The first page that holds the words."""
    text = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    return next((number for number, page in enumerate(text.split("\f"), start=1) if words in page), 1)


def main() -> None:
    """Make the pages and, unless told otherwise, the pictures."""
    (DOCS / "campi.md").write_text(fields_page(), encoding="utf-8")
    (DOCS / "regole.md").write_text(rules_page(), encoding="utf-8")
    if "--pages" not in sys.argv:
        pictures(edition())


if __name__ == "__main__":
    main()
