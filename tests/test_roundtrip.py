# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workbook through LibreOffice: saved again, and by way of .ods; and what its own formulas say of its mistakes."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from workbooks import at, fill, make_workbook

from raa_builder.pipeline import check
from raa_builder.workbook import layout
from raa_builder.workbook.axes import parse_axes
from raa_builder.workbook.blank import blank_workbook
from raa_builder.workbook.reader import read_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

LABELS = ("I", "A.1", "Priorità 2", "10", "V:AT")
EDITION, MADE, DIRTY, WRONG = "raa-2019.xlsx", "generata.xlsx", "sporca.xlsx", "sbagliata.xlsx"
STRANGE, COPY, BROKEN = "strana.xlsx", "copia.xlsx", "rotta.xlsx"
HARMLESS, UNCOUNTED, ASSISTANCE, BLANK = "innocua.xlsx", "senza-destinatari.xlsx", "sola-assistenza.xlsx", "vuota.xlsx"
WAYS = ("xlsx", "ods")


UNFILLED = "DA COMPILARE: il dato di un segnaposto"


class Mistake(NamedTuple):
    """A mistake to plant: where, what, and what the workbook and the program say of it (no rule: of another cell)."""

    sheet: str
    code: str
    header: str
    value: Any
    verdict: str
    rule: str


MISTAKES = (
    Mistake("Programma", "P04", "Valore", None, "DA COMPILARE", "RAA201"),
    Mistake("Programma", "P05", "Valore", " ", "DA COMPILARE", "RAA201"),
    Mistake("Programma", "P07", "Valore", 2018, "ERRORE: anno diverso da quello della scheda", "RAA502"),
    Mistake("Programma", "P08", "Valore", date(2019, 12, 31), "ERRORE: fuori dall'anno di riferimento", "RAA501"),
    Mistake("Programma", "P11", "Valore", "Tagliati", "ERRORE: non è nell'elenco", "RAA205"),
    Mistake("Programma", "P12", "Valore", -1, "ERRORE: negativo", "RAA204"),
    Mistake("Programma", "P14", "Valore", 5, "ERRORE: diversa dalla somma delle righe F5", "RAA302"),
    Mistake("Programma", "P17", "Valore", "a giugno", "ERRORE: non è una data", "RAA206"),
    Mistake("Assi", "I", "Denominazione", None, "DA COMPILARE: Denominazione e Tipo", "RAA201"),
    Mistake("Assi", "A.1", "Tipo", "Altro", "ERRORE: Tipo non in elenco", "RAA205"),
    Mistake("Finanza", "I.F1", "Anno", None, "DA COMPILARE", "RAA201"),
    Mistake("Finanza", "I.F2", "Anno", "circa 80", "ERRORE: non è un numero", "RAA202"),
    Mistake("Finanza", "A.1.F3", "Anno precedente", -5, "ERRORE: negativo", "RAA204"),
    Mistake("Finanza", "A.1.F4", "Anno", 10.125, "ERRORE: più di due decimali", "RAA207"),
    Mistake("Finanza", "10.F1", "Anno", 10**13, "ERRORE: troppo grande", "RAA202"),
    Mistake("Finanza", "10.F2", "Anno", "#N/A", "ERRORE: valore di errore", "RAA208"),
    Mistake("Destinatari", "I.D1", "Anno", 1.5, "ERRORE: non è un numero intero", "RAA203"),
    Mistake("Destinatari", "A.1.D5", "Anno", 10**6, "ERRORE: più di tutti i destinatari", "RAA304"),
    Mistake("Destinatari", "A.1.D7", "Anno", 7, "ERRORE: diverso dalla somma", "RAA301"),
    Mistake("Destinatari", "Priorità 2.D2", "Anno", None, "DA COMPILARE", "RAA215"),
    Mistake("Iniziative", "I.N01", "Titolo", None, "DA COMPILARE: Stato e Titolo", "RAA201"),
    Mistake("Iniziative", "I.N02", "Stato", "Finita", "ERRORE: Stato non in elenco", "RAA205"),
    Mistake("Iniziative", "A.1.N01", "N. progetti", 2.5, "ERRORE: progetti: non è un numero intero", "RAA203"),
    Mistake("Iniziative", "A.1.N02", "Pagato", "molto", "ERRORE: non è un numero", "RAA202"),
    Mistake("Iniziative", "Priorità 2.N02", "Descrizione", "per { impegnato €}", UNFILLED, "RAA217"),
    Mistake("Iniziative", "10.N01", "Descrizione", "in {N. progetti} e {Impegnato}", UNFILLED, "RAA217"),
    Mistake("Iniziative", "V.N02", "Impegnato", None, "DA COMPILARE: un dato che i testi nominano", ""),
    Mistake("Programma", "P13", "Valore", None, UNFILLED, ""),
    Mistake("Iniziative", "10.N02", "Titolo", "  ", "DA COMPILARE: Stato e Titolo", "RAA201"),
    Mistake("Iniziative", "V.N01", "Programmato", "molti", "ERRORE: non è un numero", "RAA202"),
    Mistake("Indicatori", "I.K01", "Anno target", 23, "ERRORE: Anno target: non è un anno", "RAA214"),
    Mistake("Indicatori", "I.K02", "Valore", 5, "ERRORE: diverso da F5 in Finanza", "RAA303"),
    Mistake("Indicatori", "I.K03", "Valore", 57, "ERRORE: percentuale ambigua", "RAA213"),
    Mistake("Indicatori", "A.1.K01", "Valore", None, "DA COMPILARE: Valore", "RAA220"),
    Mistake("Indicatori", "10.K01", "Target", -5, "ERRORE: valore non valido", "RAA204"),
    Mistake("Indicatori", "10.K02", "Target", 10.125, "ERRORE: valore non valido", "RAA207"),
    Mistake("Indicatori", "Priorità 2.K01", "Anno precedente", 1.234, "ERRORE: valore non valido", "RAA207"),
    Mistake("Indicatori", "A.1.K03", "Unità", None, "DA COMPILARE: Tipo, Denominazione e Unità", "RAA201"),
    Mistake("Testi", "I.T01", "Testo", "è " * 900, "ERRORE: troppo lungo", "RAA211"),
    Mistake("Testi", "I.T02", "Sezione", None, "DA COMPILARE: Sezione e Testo", "RAA201"),
    Mistake("Testi", "A.1.T02", "Sezione", "Varie", "ERRORE: Sezione non in elenco", "RAA205"),
    Mistake("Deroghe", "D01", "Regola", "RAA304", "DA COMPILARE: tutte le colonne meno la Data", "RAA201"),
)
ODD = (
    ("Finanza", "Priorità 2.F3", "Anno", 250e6, "VERIFICARE: più del programmato"),
    ("Finanza", "Priorità 2.F4", "Anno", 260e6, "VERIFICARE: più degli impegni"),
    ("Finanza", "Priorità 2.F5", "Anno", 270e6, "VERIFICARE: più dei pagamenti"),
    ("Finanza", "V.F2", "Anno precedente", 410e6, "VERIFICARE: meno dell'anno precedente"),
    ("Finanza", "V.F1", "Anno precedente", 5e9, "VERIFICARE: un salto dall'anno precedente"),
    ("Finanza", "V.F5", "Anno precedente", 1e6, "VERIFICARE: un salto dall'anno precedente"),
    ("Finanza", "V.F4", "Anno precedente", 249.5, "VERIFICARE: sembra in milioni"),
    ("Destinatari", "10.D2", "Anno precedente", 15, "VERIFICARE: un salto dall'anno precedente"),
    ("Destinatari", "10.D4", "Anno", 3500, "VERIFICARE: i tre gruppi superano i destinatari"),
    ("Programma", "P19", "Valore", date(2019, 12, 30), "VERIFICARE: prima della data di riferimento"),
    ("Iniziative", "A.1.N03", "Pagato", 1.5, "VERIFICARE: sembra in milioni"),
    ("Iniziative", "A.1.N04", "Impegnato", 2e6, "VERIFICARE: importi in disordine"),
    ("Iniziative", "A.1.N05", "Pagato", 1e6, "VERIFICARE: pagamenti di un'iniziativa Programmata"),
    ("Iniziative", "A.1.N06", "Programmato", 161e6, "VERIFICARE: oltre l'importo dell'asse"),
    ("Indicatori", "V.K02", "Target", 400e6, "VERIFICARE: target diverso dalla dotazione"),
    ("Indicatori", "V.K01", "Anno precedente", 170_000, "VERIFICARE: meno dell'anno precedente"),
    ("Indicatori", "V.K03", "Target", 0.05, "VERIFICARE: dieci volte l'anno precedente, o il target"),
    ("Finanza", "10.F3", "Anno", 0, "VERIFICARE: meno dell'anno precedente"),
    ("Iniziative", "Priorità 2.N01", "Descrizione", "per {Impegnato", "VERIFICARE: graffe non chiuse"),
    ("Testi", "Priorità 2.T01", "Posizione", "In corso", "VERIFICARE: Posizione senza Iniziative"),
)


# what the program takes as it is meant, and the formulas must not call a mistake
FORGIVEN = (
    ("Programma", "P11", "Valore", "arrotondati "),
    ("Programma", "P15", "Valore", "Sì "),
    ("Assi", "I", "Tipo", "tematico "),
    ("Iniziative", "I.N01", "Stato", "Avviata nell’anno"),
    ("Iniziative", "I.N01", "Descrizione", "per {Impegnato}, {{programmato}} e {Programmato var}"),
    ("Iniziative", "I.N20", "Titolo", "   "),
    ("Indicatori", "I.K02", "Tipo", " spesa certificata"),
    ("Indicatori", "I.K03", "Anno precedente", 0.12345),
    ("Testi", "A.1.T09", "Testo", " "),
)


# in the base of the rows of `ODD` that nobody has begun
BEGUN = (
    ("A.1.N03", {"Stato": "In corso", "Titolo": "Terza"}),
    ("A.1.N04", {"Stato": "In corso", "Titolo": "Quarta", "Programmato": 1e6}),
    ("A.1.N05", {"Stato": "Programmata", "Titolo": "Quinta", "Programmato": 2e6}),
    ("A.1.N06", {"Stato": "In corso", "Titolo": "Sesta"}),
)
# a programme that is right on each of its axes, and whose targets, dates and copies are odd
STRANGE_ODD = (
    ("Programma", "P12", "Valore", 500e6, "VERIFICARE: più della spesa certificata"),
    ("Programma", "P13", "Valore", 450e6, "VERIFICARE: meno del target dell'anno"),
    ("Programma", "P14", "Valore", 205, "VERIFICARE: sembra in milioni"),
    ("Finanza", "I.F3", "Anno precedente", 60.5e6, "VERIFICARE: F3, F4 e F5 come l'anno precedente"),
    ("Finanza", "A.1.F2", "Anno", 80_250_000.5, "VERIFICARE: uguale a un altro asse"),
    ("Destinatari", "I.D1", "Anno precedente", 530, "VERIFICARE: D1 e D2 come l'anno precedente"),
    ("Finanza", "V.F4", "Anno precedente", 149_999_999.5, "VERIFICARE: come l'anno precedente"),
    ("Finanza", "V.F5", "Anno", 122_250, "VERIFICARE: sembra in migliaia"),
    ("Finanza", "9.F1", "Anno", 400_000, "VERIFICARE: importi in migliaia, rispetto agli altri"),
    ("Destinatari", "9.D1", "Anno precedente", 21_201, "VERIFICARE: come l'anno precedente"),
    ("Indicatori", "9.K01", "Anno precedente", 168_289, "VERIFICARE: come l'anno precedente"),
)


def estrange(workbook: Workbook) -> None:
    """Copy last year's figures, and another axis's; leave the rows `F5` of the year before to `P14`; type thousands."""
    for number, value in (("F4", 50e6), ("F5", 40.75e6)):
        at(workbook["Finanza"], f"I.{number}", "Anno precedente").value = value
    for number in ("F2", "F5"):
        at(workbook["Finanza"], f"A.1.{number}", "Anno precedente").value = None
    at(workbook["Finanza"], "I.F2", "Anno").value = 80_250_000.5
    at(workbook["Destinatari"], "I.D2", "Anno precedente").value = 470
    at(workbook["Finanza"], "V.F4", "Anno").value = 149_999_999.5
    for number, value in (("F1", 400_000), ("F2", 321_000), ("F3", 242_000), ("F4", 200_000), ("F5", 163_000)):
        fill(workbook["Finanza"], f"9.{number}", {"Anno": value, "Anno precedente": None})
    fill(workbook["Destinatari"], "9.D1", {"Anno": 21_201})
    fill(workbook["Destinatari"], "9.D2", {"Anno precedente": 1800})
    fill(workbook["Indicatori"], "9.K02", {"Target": 400_000})
    fill(workbook["Iniziative"], "9.N01", {"Impegnato": 1500})
    fill(workbook["Iniziative"], "9.N02", {"Programmato": 2000})
    for sheet, code, header, value, _ in STRANGE_ODD:
        at(workbook[sheet], code, header).value = value


def cut_off(workbook: Workbook) -> None:
    """Make it the copy of one axis's manager, with the targets of a programme of two."""
    for row in workbook["_meta"].iter_rows(max_col=2):
        if row[0].value in {layout.META_AXIS, layout.META_AXES}:
            row[1].value = "I" if row[0].value == layout.META_AXIS else "I,II"
    fill(workbook["Programma"], "P12", {"Valore": 300e6})
    fill(workbook["Programma"], "P13", {"Valore": 350e6})
    fill(workbook["Programma"], "P14", {"Valore": 120})


def break_up(workbook: Workbook) -> None:
    """Leave an error of Excel in one row of each table of figures, and last year's figure in the row beside."""
    for sheet, code, beside, value in (
        ("Finanza", "I.F3", "I.F4", 50_000_001),
        ("Finanza", "II.F1", "II.F2", 1),
        ("Destinatari", "I.D1", "I.D2", 47_001),
        ("Destinatari", "II.D6", "II.D5", 16_001),
    ):
        cell = at(workbook[sheet], code, "Anno")
        cell.value, cell.data_type = "#N/A", "e"
        fill(workbook[sheet], beside, {"Anno": value, "Anno precedente": value})
    fill(workbook["Indicatori"], "I.K01", {"Anno precedente": 168_289})


def forgive(workbook: Workbook) -> None:
    """Type carelessly, but so that everybody understands."""
    for sheet, code, header, value in FORGIVEN:
        at(workbook[sheet], code, header).value = value


def spoil(workbook: Workbook) -> None:
    """Plant every mistake, each in a row of its own."""
    for mistake in MISTAKES:
        cell = at(workbook[mistake.sheet], mistake.code, mistake.header)
        cell.value = mistake.value
        if mistake.value == "#N/A":
            cell.data_type = "e"
    at(workbook["Testi"], "V.T01", "Testo").value = "Con {v.n02 impegnato €} e {P13}."
    for code, cells in BEGUN:
        fill(workbook["Iniziative"], code, cells)
    for sheet, code, header, value, _ in ODD:
        at(workbook[sheet], code, header).value = value


def soil(workbook: Workbook) -> None:
    """Type as people do: what must come back as it is, however odd."""
    fill(workbook["Finanza"], "I.F1", {"Anno": "100.000.000,00", "Nota": " con spazi  in mezzo "})
    fill(workbook["Finanza"], "I.F2", {"Anno": 80250000.1, "Anno precedente": "n.d."})
    fill(workbook["Finanza"], "A.1.F1", {"Anno": "€\u00a0200.000.000"})
    fill(workbook["Destinatari"], "I.D1", {"Anno": "530 circa"})
    fill(workbook["Programma"], "P08", {"Valore": "31.12.2019"})
    fill(
        workbook["Iniziative"],
        "I.N03",
        {"Stato": "in corso", "Titolo": "L’“asilo” – €, ½, à: <b>&amp;</b>", "Pagato": 0},
    )
    fill(workbook["Indicatori"], "I.K03", {"Valore": "57%", "Target": 0.1234})
    fill(workbook["Testi"], "I.T03", {"Sezione": "Note", "Testo": "Prima riga.\n\n- uno\n- due\n\nUltima {Impegni %}."})
    fill(workbook["Testi"], "P.T02", {"Sezione": "Note", "Testo": "Un testo lungo. " * 400})
    fill(
        workbook["Deroghe"], "D01", {"Regola": "RAA304", "Cella": "Finanza!E3", "Motivo": "così", "Responsabile": "A."}
    )
    workbook["Iniziative"].row_dimensions[5].hidden = True


class Office:
    """LibreOffice with a profile of its own."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program = program
        self._profile = f"-env:UserInstallation={(folder / 'profilo').as_uri()}"

    def convert(self, files: list[Path], extension: str, folder: Path) -> list[Path]:
        """The files in another format, in a folder, under their names."""
        command = [self._program, self._profile, "--headless", "--convert-to", extension, "--outdir", str(folder)]
        subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)
        written = [folder / f"{file.stem}.{extension}" for file in files]
        assert all(file.exists() for file in written)
        return written


@pytest.fixture(scope="module")
def saved(soffice: str, edition: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Path]]:
    """Each workbook as it was made, and as LibreOffice saved it, by way and name."""
    root = tmp_path_factory.mktemp("giro")
    folders = {name: root / name for name in ("prima", *WAYS, "per-ods")}
    for folder in folders.values():
        folder.mkdir()
    shutil.copy(edition, folders["prima"] / EDITION)
    make_workbook(folders["prima"], LABELS, name=MADE)
    make_workbook(folders["prima"], LABELS, name=DIRTY, edit=soil)
    make_workbook(folders["prima"], LABELS, name=WRONG, edit=spoil)
    make_workbook(folders["prima"], LABELS, name=HARMLESS, edit=forgive)
    make_workbook(folders["prima"], ("I", "A.1", "V:AT", "9"), name=STRANGE, edit=estrange)
    make_workbook(folders["prima"], ("I",), name=COPY, edit=cut_off)
    make_workbook(folders["prima"], ("I", "II"), name=BROKEN, edit=break_up)
    make_workbook(folders["prima"], ("I", "II"), name=UNCOUNTED, participants=False)
    make_workbook(folders["prima"], ("V:AT",), name=ASSISTANCE)
    (folders["prima"] / BLANK).write_bytes(blank_workbook(2019, parse_axes(",".join(map(str, range(1, 31))))))
    office = Office(soffice, root)
    files = sorted(folders["prima"].iterdir())
    office.convert(files, "xlsx", folders["xlsx"])
    office.convert(office.convert(files, "ods", folders["per-ods"]), "xlsx", folders["ods"])
    return {way: {file.name: folders[way] / file.name for file in files} for way in ("prima", *WAYS)}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", [EDITION, MADE, DIRTY, WRONG, UNCOUNTED, ASSISTANCE, BLANK])
def test_what_libreoffice_saves_is_the_same_report(saved: dict[str, dict[str, Path]], name: str, way: str):
    """Every figure, text and cell of the report comes back, and every finding, in order."""
    before, after = read_workbook(saved["prima"][name]), read_workbook(saved[way][name])
    assert after.report == before.report
    # LibreOffice saves an error value as a formula that gives it: of that cell alone there is one more thing to say
    of_errors = {finding.cell for finding in before.findings if finding.code == "RAA208"}
    added = [finding for finding in after.findings if finding.code == "RAA209" and finding.cell in of_errors]
    assert len(added) == len(of_errors) == (name == WRONG)
    assert [finding for finding in after.findings if finding not in added] == list(before.findings)


def test_the_workbooks_that_are_compared_are_not_empty(saved: dict[str, dict[str, Path]]):
    """The dirty one is dirty, the made one has nothing to report."""
    assert not read_workbook(saved["prima"][MADE]).findings
    codes = {finding.code for finding in read_workbook(saved["prima"][DIRTY]).findings}
    assert codes >= {"RAA202", "RAA203", "RAA212", "RAA113"}


@pytest.mark.parametrize("way", WAYS)
def test_what_guides_people_survives(saved: dict[str, dict[str, Path]], way: str):
    """Drop-downs, help, protection and conditional colours are still there."""
    before, after = (load_workbook(saved[key][MADE]) for key in ("prima", way))
    for sheet in before.worksheets:
        own, its = sheet, after[sheet.title]
        assert its.protection.sheet == own.protection.sheet
        assert its.sheet_state == own.sheet_state
        assert _validated(its) == _validated(own)
        assert bool(its.conditional_formatting) == bool(own.conditional_formatting)


def _validated(sheet: Any) -> set[tuple[str, str | None, str | None]]:
    """Each cell with a validation, its kind and its help."""
    return {
        (coordinate, rule.type if rule.type != "none" else None, rule.prompt)
        for rule in sheet.data_validations.dataValidation
        for area in rule.sqref.ranges
        for row in area.rows
        for coordinate in (f"{row_cell[0]}:{row_cell[1]}" for row_cell in row)
    }


# ── the formulas ─────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def computed(saved: dict[str, dict[str, Path]]) -> dict[str, Workbook]:
    """The workbooks with what LibreOffice computed."""
    return {name: load_workbook(path, data_only=True) for name, path in saved["xlsx"].items()}


def _levels(workbook: Workbook) -> Counter[str]:
    """How many rows say what in their column `Controllo`, by the word that it begins with."""
    said: Counter[str] = Counter()
    for sheet in layout.SHEETS:
        rows = list(workbook[sheet.name].iter_rows(min_row=3, values_only=True))
        column = rows[0].index("Controllo")
        said.update(row[column].partition(":")[0] for row in rows[1:] if row[column])
    return said


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: f"{mistake.code} {mistake.header}")
def test_the_workbook_and_the_program_see_the_same_mistakes(
    saved: dict[str, dict[str, Path]], computed: dict[str, Workbook], mistake: Mistake
):
    """What `Controllo` says in a row is what the program finds in that row."""
    cell = at(computed[WRONG][mistake.sheet], mistake.code, "Controllo")
    assert cell.value == mistake.verdict
    found = {
        finding.code
        for finding in check(saved["prima"][WRONG]).findings
        if (finding.cell.sheet, finding.cell.row) == (mistake.sheet, cell.row)
    }
    if mistake.rule:
        assert mistake.rule in found
    else:  # the program says it of the text in which the placeholder stands
        text = at(computed[WRONG]["Testi"], "V.T01", "Testo").coordinate
        said = [one.message for one in check(saved["prima"][WRONG]).findings if str(one.cell) == f"Testi!{text}"]
        assert any(mistake.code.casefold() in words.casefold() for words in said)


ODDITIES = [*((WRONG, *one) for one in ODD), *((STRANGE, *one) for one in STRANGE_ODD)]


@pytest.mark.parametrize(("name", "sheet", "code", "header", "value", "verdict"), ODDITIES)
def test_the_workbook_points_out_what_is_odd(
    computed: dict[str, Workbook], name: str, sheet: str, code: str, header: str, value: Any, verdict: str
):
    """What may be right is to be looked at, and is no error."""
    typed = at(computed[name][sheet], code, header).value
    assert (typed.date() if isinstance(typed, datetime) else typed) == value
    assert at(computed[name][sheet], code, "Controllo").value == verdict


@pytest.mark.parametrize(("name", "sheet", "code", "verdict"), [(one[0], one[1], one[2], one[5]) for one in ODDITIES])
def test_the_program_finds_what_the_workbook_points_out(
    saved: dict[str, dict[str, Path]], computed: dict[str, Workbook], name: str, sheet: str, code: str, verdict: str
):
    """In the same row, as a warning; braces and positions are its own advice."""
    row = at(computed[name][sheet], code, "Controllo").row
    codes = {one.code for one in check(saved["prima"][name]).findings if (one.cell.sheet, one.cell.row) == (sheet, row)}
    assert codes & {f"RAA{number}" for number in (306, 307, 308, 309, 311, 312, 313, 314, 315, 317, 320, 321, 506)} or (
        "graffe" in verdict or "Posizione" in verdict
    )


def test_an_error_of_excel_is_said_in_its_row_alone(computed: dict[str, Workbook]):
    """The rows that compare themselves with it have a verdict all the same."""
    sheets = [computed[BROKEN][name] for name in ("Finanza", "Destinatari", "Indicatori")]
    codes = [(sheet, cell.value) for sheet in sheets for cell in sheet["A"][3:] if cell.value]
    said = {code: at(sheet, code, "Controllo").value for sheet, code in codes}
    broken = {code for code, verdict in said.items() if verdict == "ERRORE: valore di errore"}
    assert broken == {"I.F3", "II.F1", "I.D1", "II.D6"}
    assert not [verdict for verdict in said.values() if str(verdict).startswith("#")]


def test_what_the_program_forgives_is_no_mistake(saved: dict[str, dict[str, Path]]):
    """A curly apostrophe, capitals, spaces around a choice or alone in a cell: nothing that stops the summary."""
    assert not [finding for finding in check(saved["prima"][HARMLESS]).findings if finding.severity.blocks]


def test_the_copy_of_an_axis_is_not_asked_for_the_sums_of_the_programme(
    saved: dict[str, dict[str, Path]], computed: dict[str, Workbook]
):
    """What one axis certified need not reach the targets of the programme, nor be all that was certified before."""
    assert [at(computed[COPY]["Programma"], f"P{n}", "Controllo").value for n in (12, 13, 14)] == ["OK"] * 3
    assert not [one for one in check(saved["prima"][COPY]).findings if one.cell.sheet == "Programma"]


@pytest.mark.parametrize("name", [EDITION, MADE, HARMLESS])
def test_a_workbook_without_findings_is_ready(computed: dict[str, Workbook], name: str):
    """No row has anything but `OK`, and the first sheet says so of each section and of the whole."""
    workbook = computed[name]
    assert set(_levels(workbook)) == {"OK"}
    assert workbook["Istruzioni"]["B5"].value == "PRONTA DA INVIARE"
    assert [workbook["Istruzioni"].cell(row, 6).value for row in range(8, 16)] == [*["OK"] * 7, "VUOTO"]


@pytest.mark.parametrize("name", [UNCOUNTED, ASSISTANCE])
def test_participants_that_are_not_counted_are_not_asked_for(computed: dict[str, Workbook], name: str):
    """Where the fund counts none, or all is technical assistance, the workbook is ready without them."""
    sheet = computed[name]["Istruzioni"]
    assert sheet["B5"].value == "PRONTA DA INVIARE"
    assert (sheet["B11"].value, sheet["F11"].value) == ("4  Destinatari ›", "VUOTO")


def test_a_blank_workbook_asks_for_what_is_required(computed: dict[str, Workbook]):
    """Every required cell is to be filled in, and counted, for each of thirty axes."""
    workbook = computed[BLANK]
    required = 9 + 30 + 30 * 5 + 30 * 5  # programme, axes, amounts, participants
    assert _levels(workbook) == {"DA COMPILARE": required, "OK": 1}
    assert workbook["Istruzioni"]["B5"].value == "IN COMPILAZIONE"
    assert workbook["Istruzioni"]["D5"].value == f"mancano {required} dati"
    assert [workbook["Istruzioni"].cell(row, 4).value for row in range(18, 48)] == ["0 / 10"] * 30


def test_the_first_sheet_sums_up(computed: dict[str, Workbook]):
    """The state, the progress and the verdict of each section follow the columns `Controllo`."""
    sheet, counts = computed[WRONG]["Istruzioni"], _levels(computed[WRONG])
    assert counts["ERRORE"] >= 20
    assert sheet["B5"].value == f"CI SONO {counts['ERRORE']} ERRORI"
    assert sheet["D5"].value == f"mancano {counts['DA COMPILARE']} dati, {counts['VERIFICARE']} righe da verificare"
    verdicts = {sheet.cell(row, 2).value.split()[1]: sheet.cell(row, 6).value for row in range(8, 16)}
    assert verdicts == {
        **dict.fromkeys(("Programma", "Assi", "Finanza", "Destinatari", "Iniziative", "Indicatori", "Testi"), "ERRORE"),
        "Deroghe": "DA COMPILARE",
    }
    assert (sheet["D15"].value, sheet["E15"].value) == ("0 / 1", "░" * 10)


def test_each_check_leads_to_its_cell(computed: dict[str, Workbook]):
    """`Controlli` has the verdict, the number of rows, the first cell and the remedy of each check."""
    rows = list(computed[WRONG]["Controlli"].iter_rows(min_row=7, values_only=True))
    wrong = {row[:2]: row[2:] for row in rows if row[2] != "OK"}
    negative = ("ERRORE", 1, "Finanza!D11:E11", "I valori sono cumulati: scrivere zero o più.")
    assert wrong["Finanza", "Negativo"] == negative
    assert wrong["Programma", "Non è una data"][2] == "Programma!C20"
    assert all(remedy and place for _, _, place, remedy in wrong.values())
    for mistake in MISTAKES:
        of_kind = [place for (sheet, _), (_, _, place, _) in wrong.items() if sheet == mistake.sheet]
        cell = at(computed[WRONG][mistake.sheet], mistake.code, mistake.header)
        first = [other for other in MISTAKES if (other.sheet, other.verdict) == (mistake.sheet, mistake.verdict)]
        if _row(computed[WRONG], mistake) == min(_row(computed[WRONG], other) for other in first):
            assert any(cell.column in _columns(place) for place in of_kind if _is_of(place, cell.row)), mistake
    counts = _levels(computed[WRONG])
    for level in ("ERRORE", "DA COMPILARE", "VERIFICARE", "NOTA"):
        assert sum(number for verdict, number, _, _ in wrong.values() if verdict == level) == counts[level]
    assert not any(row[4] or row[5] for row in rows if row[2] == "OK")


def _row(workbook: Workbook, mistake: Mistake) -> int:
    return int(at(workbook[mistake.sheet], mistake.code, mistake.header).row)


def _columns(place: str) -> range:
    first, _, last, _ = range_boundaries(place.partition("!")[2])
    return range(first, last + 1)


def _is_of(place: str, row: int) -> bool:
    return range_boundaries(place.partition("!")[2])[1] == row
