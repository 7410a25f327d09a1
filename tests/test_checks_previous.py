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
from raa_builder.model import Finance, IndicatorKind, Unit

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from raa_builder.findings import Finding
    from raa_builder.model import PriorityAxis, Report


def differences(now: Report, before: Report) -> list[Finding]:
    """What does not follow from the edition before, but for past figures that nobody has copied."""
    return [finding for finding in against(now, before) if finding.code != "RAA512"]


def found(now: PriorityAxis, before: PriorityAxis) -> list[str]:
    """The codes of what one axis does not follow from the other."""
    return [finding.code for finding in differences(report(now), report(before))]


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
        (50, 60, None, ["RAA513"]),
    ],
)
def test_past_amounts_are_those_published(typed, now, published, codes):
    """A restated one is flagged; a fall is said here only where nobody typed the year before."""
    own = axis(finance=finance(100, 90, now), finance_previous=Finance(commitments=figure(typed)))
    assert found(own, axis(finance=finance(100, 90, published))) == codes


def test_both_cells_are_named():
    """That of this workbook is the finding's; that of the other is named with its file."""
    own = axis(finance_previous=Finance(payments=figure(49_000_000, row=70)))
    (finding,) = differences(report(own), report(axis()))
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
    both = report(axis("I"), axis("II", name="Inclusione"))
    gone = differences(report(axis("I")), both)
    assert ["l’Asse\u00a0II" in finding.message for finding in gone] == [True]
    assert differences(replace(report(axis("I")), lacking=("II",)), both) == []


def test_an_allocation_may_be_lowered():
    """It is that of the plan in force, and not cumulative."""
    now = axis(finance=finance(90, 90, 60, 50, 40))
    assert found(now, axis(finance=finance(100, 90, 60, 50, 40))) == []


def test_an_axis_that_bears_another_label_is_known_by_its_name():
    """Its figures and rows are compared as if it had kept the label."""
    old = axis("I", indicators=(indicator("Disoccupati", 10),))
    now = axis(
        "1", finance=finance(100_000_000, 80_000_000, 59_000_000), indicators=(indicator(value=9, code="1.K01"),)
    )
    (fall, other) = differences(report(now), report(old))
    assert (fall.code, other.code) == ("RAA508", "RAA508")
    assert "Impegni dell’Asse\u00a01: 59.000.000,00" in fall.message
    assert "1.K01" in other.message
    assert found(axis("1", name="Inclusione"), old) == ["RAA509"]


# ── what is in one of the two years only ─────────────────────────────────────


def test_past_figures_that_nobody_copied_are_listed_with_their_values():
    """One note for each sheet of an axis, with what is to be typed where; what was typed is not in it."""
    own = axis(finance_previous=finance(100_000_000, 80_000_000), participants_previous=people(530, 470))
    notes = [finding for finding in against(report(own), report(axis())) if finding.code == "RAA512"]
    assert [str(finding.cell) for finding in notes] == ["Finanza!E6", "Destinatari!E7"]
    assert notes[0].message.startswith("Finanza, Asse\u00a0I: nell'Anno precedente mancano dati")
    assert "I.F3 60.000.000,00\u00a0€; I.F4 50.000.000,00\u00a0€; I.F5" in notes[0].remedy
    assert "I.D4 30; I.D5 80; I.D6 60" in notes[1].remedy
    whole = axis(finance_previous=axis().finance, participants_previous=axis().participants)
    assert list(against(report(whole), report(axis()))) == []


def test_the_programmes_past_expenditure_stands_for_that_of_the_axes():
    """Where `P14` says it, the rows F5 may be empty."""
    own = axis(finance_previous=finance(100_000_000, 80_000_000, 60_000_000, 50_000_000))
    own = replace(own, participants_previous=own.participants)
    assert [finding.code for finding in against(report(own), report(axis()))] == ["RAA512"]
    assert list(against(report(own, certified_previous=40_000_000), report(axis()))) == []


def test_past_values_of_indicators_are_asked_for_too():
    """But not of certified expenditure, which is that of Finanza."""
    old = axis(indicators=(indicator(), indicator("Spesa", 5, kind=IndicatorKind.CERTIFIED, code="I.K02")))
    notes = [finding for finding in against(report(old), report(old)) if "Indicatori" in finding.message]
    assert ["I.K01 10" in note.remedy and "I.K02" not in note.remedy for note in notes] == [True]


def test_a_past_that_was_never_published_is_pointed_out():
    """Of an axis that the edition before has not, and of a figure that it lacks: neither passes for compared."""
    new = axis("VI", name="Nuovo", finance_previous=finance(1, 2))
    whole = axis(finance_previous=axis().finance, participants_previous=axis().participants)
    (finding,) = against(report(whole, new), report(axis()))
    assert (finding.code, str(finding.cell)) == ("RAA513", "Finanza!E4")
    assert "VI.F1 e VI.F2" in finding.message
    assert "non ha l’Asse\u00a0VI" in finding.message
    broken = axis(finance=finance(100_000_000, 80_000_000, None, 50_000_000, 40_000_000))
    (finding,) = against(report(whole), report(broken))
    assert (finding.code, str(finding.cell)) == ("RAA513", "Finanza!E6")
    (finding,) = differences(report(axis(), certified_previous=5), report(axis(finance=finance(1, 1, 1, 1))))
    assert finding.code == "RAA513"
    assert "righe F5" in finding.message


def test_an_indicator_in_another_unit_is_not_compared_and_said_to_be():
    """57 and 57% are not the same thing."""
    old = indicator(value=57, target=80)
    assert found(axis(indicators=(replace(old, unit=Unit.PERCENT),)), axis(indicators=(old,))) == ["RAA513"]


def test_the_programmes_own_figures_are_compared():
    """`P14` with last year's certified expenditure, the target "N+3" with the one announced."""
    before = report(n3_target_next=342_500_000)

    def codes(whole: Report) -> list[str]:
        return [finding.code for finding in differences(whole, before)]

    assert codes(report(certified_previous=40_000_000, n3_target=342_500_000)) == []
    assert codes(report(certified_previous=41_000_000, n3_target=342_400_000)) == ["RAA507", "RAA510"]


# ── the commands ─────────────────────────────────────────────────────────────


def test_the_workbook_carried_over_follows_from_the_edition_before(tmp_path: Path):
    """As `new --from` makes it, nothing is restated; a past figure that somebody retypes is found."""
    before = make_workbook(tmp_path, name="raa-2019.xlsx")
    after = pipeline.new_from(2020, before, tmp_path / "raa-2020.xlsx").path
    earlier = pipeline.edition_report(before)
    (checked,) = pipeline.check_all([after], previous=earlier)
    assert not {finding.code for finding in checked.findings} & {
        "RAA507",
        "RAA508",
        "RAA509",
        "RAA510",
        "RAA511",
        "RAA512",
        "RAA513",
    }

    from openpyxl import load_workbook  # noqa: PLC0415

    book: Workbook = load_workbook(after)
    at(book["Finanza"], "II.F3", "Anno precedente").value = 121_000_001
    book.save(after)
    (checked,) = pipeline.check_all([after], previous=earlier)
    restated = [finding for finding in checked.findings if finding.code == "RAA507"]
    assert [(str(finding.cell), finding.axis) for finding in restated] == [("Finanza!D11", "II")]
    assert "[raa-2019.xlsx]Finanza!E11" in restated[0].message


def test_a_target_year_that_changed_is_found_in_its_column(tmp_path: Path):
    """Of a year the report knows only the row: the workbook says where its column stands."""
    before = make_workbook(tmp_path, name="raa-2019.xlsx")

    def postponed(book: Workbook) -> None:
        at(book["Indicatori"], "I.K01", "Anno target").value = 2024

    after = make_workbook(tmp_path, name="raa-2020.xlsx", year=2020, edit=postponed)
    (checked,) = pipeline.check_all([after], previous=pipeline.edition_report(before))
    changed = [str(finding.cell) for finding in checked.findings if finding.code == "RAA510"]
    assert changed == ["Programma!C15", "Indicatori!J4"]  # the target “N+3” is not the one announced either


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
