# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of what `check` prints: groups and counts for people, JSON after its published schema for programs."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fastjsonschema
import pytest
from reports import axis, cell, report
from workbooks import at, fill, make_workbook

from raa_builder.cli import main
from raa_builder.cli.output import as_json, as_text
from raa_builder.errors import ExitCode
from raa_builder.findings import Acceptance, Finding, Rules
from raa_builder.pipeline import Checked

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

    from raa_builder.findings import Rule

SCHEMA = json.loads(resources.files("raa_builder").joinpath("schemas/segnalazioni.schema.json").read_text("utf-8"))
validate = fastjsonschema.compile(SCHEMA)


def found(rule: Rule, sheet: str, row: int, label: str) -> Finding:
    """A finding in a row of an axis."""
    return Finding(rule, cell(sheet, row), "Non va.", "Correggere.", label)


FALL, WRONG, NOTED = Rules.FALL, Rules.NOT_AN_AMOUNT, Rules.ABOVE_ALLOCATION
FINDINGS = (
    found(WRONG, "Finanza", 9, "II"),
    found(NOTED, "Finanza", 10, "II"),
    found(FALL, "Finanza", 8, "II"),
    found(Rules.ROW_HIDDEN, "Assi", 5, "II"),
    found(Rules.ROW_TWICE, "Iniziative", 4, "I"),
    found(FALL, "Finanza", 5, "I"),
    found(Rules.PERIOD_UNCLEAR, "Programma", 9, ""),
    found(WRONG, "Indicatori", 6, "IX"),
    found(Rules.DECLARED_TOTAL, "Destinatari", 4, "I").accepted(Acceptance("D01", "Anna", "In corso.", None)),
)
CHECKED = Checked((Path("raa-2019.xlsx"),), report(axis("I"), axis("II")), FINDINGS)


def test_findings_are_grouped_by_axis_and_sheet_errors_first():
    """Groups with errors before the others, the programme before the axes; in a group by weight, then by row."""
    lines = [line for line in as_text(CHECKED).splitlines() if not line.startswith("   ")]
    assert lines == [
        "raa-2019.xlsx:",
        "  Asse II · Finanza",
        "  IX · Indicatori",
        "  Programma",
        "  Asse I · Finanza",
        "  Asse I · Destinatari",
        "  Asse I · Iniziative",
        "  Asse II · Assi",
        "  2 errori, 5 avvisi, 1 nota, 1 accettata.",
    ]
    finance = [line.split()[:3] for line in as_text(CHECKED).splitlines()[2:5]]
    assert finance == [
        ["errore", "RAA202", "Finanza!E9"],
        ["avviso", "RAA307", "Finanza!E8"],
        ["nota", "RAA305", "Finanza!E10"],
    ]


def test_every_finding_is_shown_and_an_accepted_one_with_who_and_why():
    """Nothing is hidden."""
    text = as_text(CHECKED)
    assert sum("RAA" in line for line in text.splitlines()) == len(FINDINGS)
    assert "Accettata da Anna: In corso." in text


def test_all_commands_list_findings_alike(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    """By axis and sheet, with their counts: what `check` prints, `build` and `archive` say beside their own output."""

    def fallen(book: Workbook) -> None:
        at(book["Finanza"], "I.F3", "Anno").value = 40_000_000
        at(book["Testi"], "II.T02", "Testo").value = "Sono attivi 42 sportelli (e altri"

    monkeypatch.chdir(tmp_path)
    path = str(make_workbook(tmp_path, edit=fallen))
    assert main(["check", path]) == ExitCode.DONE
    listed = capsys.readouterr().out
    assert listed.splitlines()[0] == f"{path}:"
    assert {"  Asse I · Finanza", "  Asse II · Testi"} <= set(listed.splitlines())
    assert re.fullmatch(r"  \d+ avvis[io](, \d+ not[ae])?\.", listed.splitlines()[-1])
    for command, last in (("build", "fonti-raa-2019.xlsx"), ("archive", "r1")):
        assert main([command, path]) == ExitCode.DONE
        said = capsys.readouterr()
        assert said.err == listed
        assert said.out.splitlines()[-1].endswith(last)


def test_a_workbook_to_carry_over_lists_its_findings_alike(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    """`new --from` reads no report, but knows the axis of each row."""

    def odd(book: Workbook) -> None:
        book["Finanza"].row_dimensions[at(book["Finanza"], "II.F1", "Anno").row].hidden = True
        book["Assi"].row_dimensions[at(book["Assi"], "I", "Asse").row].hidden = True

    monkeypatch.chdir(tmp_path)
    path = str(make_workbook(tmp_path, edit=odd))
    assert main(["new", "2020", "--from", path]) == ExitCode.DONE
    lines = capsys.readouterr().err.splitlines()
    assert [line for line in lines if not line.startswith("   ")][:4] == [
        f"{path}:",
        "  Asse I · Assi",
        "  Asse II · Finanza",
        "  2 avvisi.",
    ]


def test_an_edition_without_findings_is_built_in_silence(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """`check` says that there are none, for nobody would else know that it has checked."""
    path = str(make_workbook(tmp_path))
    assert main(["build", path, "-o", str(tmp_path / "output"), "--formats", "html"]) == ExitCode.DONE
    assert capsys.readouterr().err == ""
    assert main(["check", path]) == ExitCode.DONE
    assert capsys.readouterr().out == f"{path}:\n  Nessuna segnalazione.\n"


def test_the_json_counts_and_follows_its_schema():
    """The counts are those of the last line."""
    result = as_json(CHECKED)
    assert result["counts"] == {"errore": 2, "avviso": 5, "nota": 1, "accettata": 1}
    validate(json.loads(json.dumps([result])))


def test_real_output_follows_the_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Of a workbook with findings of many kinds, one of them accepted, with its annotated copy."""

    def edit(book: Workbook) -> None:
        at(book["Finanza"], "I.F3", "Anno").value = "molto"
        at(book["Finanza"], "II.F3", "Anno").value = 1
        at(book["Destinatari"], "II.D7", "Anno").value = 5
        book["Iniziative"].row_dimensions[4].hidden = True
        words = {"Motivo": "In corso", "Responsabile": "Anna"}
        fill(book["Deroghe"], "D01", {"Regola": "RAA301", "Cella": "II.D7/Anno", **words})

    path = make_workbook(tmp_path, edit=edit)
    main(["check", str(path), "--json", "--annotate", str(tmp_path / "copia.xlsx")])
    (result,) = json.loads(capsys.readouterr().out)
    validate([result])
    assert {finding["axis"] for finding in result["findings"]} >= {"I", "II"}
    assert [finding["code"] for finding in result["findings"] if finding["waiver"]] == ["RAA301"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda finding: finding.pop("waiver"),
        lambda finding: finding.update(severity="grave"),
        lambda finding: finding.update(code="RAA9"),
        lambda finding: finding.update(extra=1),
        lambda finding: finding.update(waiver={"code": "D01"}),
        lambda finding: finding.update(cell="E"),
    ],
)
def test_the_schema_refuses_what_is_not_documented(spoil: Any):
    """So that it can fail."""
    result = json.loads(json.dumps(as_json(CHECKED)))
    spoil(result["findings"][0])
    with pytest.raises(fastjsonschema.JsonSchemaException):
        validate([result])
