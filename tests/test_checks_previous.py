# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the comparison with the edition of the year before: by its own rules, and through the commands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from reports import axis, figure, finance, indicator, initiative, people, report
from workbooks import at, make_workbook

from raa_builder import pipeline
from raa_builder.checks.previous import against
from raa_builder.cli import main
from raa_builder.errors import ExitCode, FindingsError, UsageError
from raa_builder.model import Finance, IndicatorKind

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from raa_builder.model import PriorityAxis, Report


def found(now: PriorityAxis, before: PriorityAxis) -> list[str]:
    """The codes of what one axis does not follow from the other."""
    return [finding.code for finding in against(report(now), report(before))]


def test_the_same_report_follows_from_itself():
    """Nothing has changed, so nothing is found."""
    whole = axis(
        indicators=(indicator(target=20, target_year=2023), indicator("Altro", code="I.K02")),
        initiatives=(initiative(committed=5, paid=4),),
    )
    assert found(whole, whole) == []


@pytest.mark.parametrize(
    ("typed", "now", "published", "codes"),
    [
        (50, 60, 50, []),
        ("50.01", 60, 50, ["RAA507"]),
        (50, 40, 50, []),
        (None, 50, 50, []),
        (None, "49.99", 50, ["RAA508"]),
        (None, None, 50, []),
        (50, None, 51, ["RAA507"]),
        (50, 60, None, []),
    ],
)
def test_past_amounts_are_those_published(typed, now, published, codes):
    """A restated one is flagged; a fall is said here only where nobody typed the year before."""
    own = axis(finance=finance(100, 90, now), finance_previous=Finance(commitments=figure(typed)))
    assert found(own, axis(finance=finance(100, 90, published))) == codes


def test_both_cells_are_named():
    """That of this workbook is the finding's; that of the other is named with its file."""
    own = axis(finance_previous=Finance(payments=figure(49_000_000, row=70)))
    (finding,) = against(report(own), report(axis()))
    assert str(finding.cell) == "Finanza!E70"
    assert "[raa-2019.xlsx]Finanza!E7" in finding.message
    assert "50.000.000,00" in finding.remedy


def test_participants_are_compared_line_by_line():
    """An axis that counts none is not compared."""
    before = axis(participants=people(500, 400, None, 30, 80, 60))
    assert found(axis(participants=people(530, 399, None, 30, 80, 59)), before) == ["RAA508", "RAA508"]
    assert found(axis(participants_previous=people(500, 401, row=60)), before) == ["RAA507"]
    assert found(axis(participants=None), before) == []


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"value": figure(11, "Indicatori")}, []),
        ({"value": figure(9, "Indicatori")}, ["RAA508"]),
        ({"previous": figure(9, "Indicatori")}, ["RAA507"]),
        ({"target": figure(30, "Indicatori")}, ["RAA510"]),
        ({"target_year": 2022}, ["RAA510"]),
        ({"target": None, "target_year": None}, []),
        ({"code": "I.K09"}, []),
        ({"kind": IndicatorKind.RESULT, "value": figure(9, "Indicatori")}, []),
    ],
)
def test_indicators_keep_their_past_and_their_targets(changes, codes):
    """One that moved to another code is known by its name; a result may fall."""
    old = indicator(target=20, target_year=2023)
    assert found(axis(indicators=(replace(old, **changes),)), axis(indicators=(old,))) == codes


def test_an_indicator_whose_code_is_now_of_another_is_pointed_out():
    """And compared with the row that bears its name, if there is one."""
    old = axis(indicators=(indicator("Disoccupati", 10),))
    assert found(axis(indicators=(indicator("Imprese", 5),)), old) == ["RAA511"]
    moved = axis(indicators=(indicator("Imprese", 5), indicator("Disoccupati", 9, code="I.K02")))
    assert found(moved, old) == ["RAA511", "RAA508"]


def test_rows_and_axes_that_are_gone_are_noted():
    """By code or by name they would have been found; an axis whose copy is not here is not gone."""
    old = axis(initiatives=(initiative("Dote", paid=5),), indicators=(indicator(),))
    assert found(axis(), old) == ["RAA509", "RAA509"]
    assert found(axis(initiatives=(initiative("Altro nome", paid=1),), indicators=(indicator(),)), old) == []
    assert found(axis(initiatives=(initiative("DOTE", paid=4, code="I.N07"),), indicators=(indicator(),)), old) == [
        "RAA508"
    ]
    gone = against(report(axis("I")), report(axis("I"), axis("II")))
    assert ["l’Asse\u00a0II" in finding.message for finding in gone] == [True]
    assert list(against(replace(report(axis("I")), lacking=("II",)), report(axis("I"), axis("II")))) == []


def test_the_programmes_own_figures_are_compared():
    """`P14` with last year's certified expenditure, the target "N+3" with the one announced."""
    before = report(n3_target_next=342_500_000)

    def codes(whole: Report) -> list[str]:
        return [finding.code for finding in against(whole, before)]

    assert codes(report(certified_previous=40_000_000, n3_target=342_500_000)) == []
    assert codes(report(certified_previous=41_000_000, n3_target=342_400_000)) == ["RAA507", "RAA510"]


# ── the commands ─────────────────────────────────────────────────────────────


def test_the_workbook_carried_over_follows_from_the_edition_before(tmp_path: Path):
    """As `new --from` makes it, nothing is restated; a past figure that somebody retypes is found."""
    before = make_workbook(tmp_path, name="raa-2019.xlsx")
    after = pipeline.new_from(2020, before, tmp_path / "raa-2020.xlsx").path
    earlier = pipeline.edition_report(before)
    (checked,) = pipeline.check_all([after], previous=earlier)
    assert not {finding.code for finding in checked.findings} & {"RAA507", "RAA508", "RAA509", "RAA510", "RAA511"}

    from openpyxl import load_workbook  # noqa: PLC0415

    book: Workbook = load_workbook(after)
    at(book["Finanza"], "II.F3", "Anno precedente").value = 121_000_001
    book.save(after)
    (checked,) = pipeline.check_all([after], previous=earlier)
    restated = [finding for finding in checked.findings if finding.code == "RAA507"]
    assert [(str(finding.cell), finding.axis) for finding in restated] == [("Finanza!D11", "II")]
    assert "[raa-2019.xlsx]Finanza!E11" in restated[0].message


def test_another_year_or_programme_is_refused(tmp_path: Path):
    """An edition that is not the one before would make everything look restated."""
    path = make_workbook(tmp_path)
    with pytest.raises(UsageError, match="2019"):
        pipeline.check_all([path], previous=pipeline.edition_report(path))

    def renamed(book: Workbook) -> None:
        at(book["Programma"], "P01", "Valore").value = "2014IT05SFOP001"

    other = make_workbook(tmp_path, name="altro.xlsx", year=2018, edit=renamed)
    with pytest.raises(UsageError, match="2014IT05SFOP001"):
        pipeline.check_all([path], previous=pipeline.edition_report(other))


def test_an_edition_of_which_nothing_can_be_made_is_said_so(tmp_path: Path):
    """Without its axes there is nothing to compare with; the remedy is to check it by itself."""

    def emptied(book: Workbook) -> None:
        for row in book["Assi"].iter_rows(min_row=4, max_col=1):
            row[0].value = None

    broken = make_workbook(tmp_path, name="raa-2018.xlsx", year=2018, edit=emptied)
    with pytest.raises(FindingsError, match=r"raa-2018\.xlsx"):
        pipeline.edition_report(broken)


def test_the_commands_take_a_workbook_or_an_archived_edition(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """`check --previous` says what is restated, whether the edition before is a file or stands in the archive."""
    before = make_workbook(tmp_path, name="raa-2018.xlsx", year=2018)
    path = str(make_workbook(tmp_path, name="raa-2019.xlsx"))
    assert main(["check", path, "--previous", str(before)]) == ExitCode.DONE
    by_path = capsys.readouterr().out
    assert by_path.count("RAA507") == 15
    archive = str(tmp_path / "archivio")
    assert main(["archive", str(before), "--archive", archive]) == ExitCode.DONE
    capsys.readouterr()
    assert main(["check", path, "--previous", "2018", "--archive", archive]) == ExitCode.DONE
    assert capsys.readouterr().out == by_path
    assert main(["check", path, "--previous", path]) == ExitCode.USAGE
    assert "P07" in capsys.readouterr().err
