# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A figure that can't be read is reported once, not again by everything that wanted it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbooks import at, make_workbook

from raa_builder import pipeline

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook


def codes(path: Path) -> list[str]:
    """The codes of the errors and warnings of a workbook."""
    return [finding.code for finding in pipeline.check(path).findings if finding.severity.value != "nota"]


def names_commitments(book: Workbook) -> None:
    """A text of axis I that names its commitments."""
    row = at(book["Testi"], "I.T05", "Codice").row
    book["Testi"].cell(row, 3).value, book["Testi"].cell(row, 5).value = "Note", "Gli impegni sono {Impegni}."


def test_a_text_that_names_an_unreadable_figure_is_no_second_error(tmp_path: Path) -> None:
    """Who mends the figure mends the text."""

    def spoil(book: Workbook) -> None:
        names_commitments(book)
        at(book["Finanza"], "I.F3", "Anno").value = "tanti"

    path = make_workbook(tmp_path, edit=spoil)
    assert [code for code in codes(path) if code in {"RAA202", "RAA217"}] == ["RAA202"]


def test_a_text_that_names_what_nobody_typed_is_one(tmp_path: Path) -> None:
    """An error elsewhere does not hide it."""

    def spoil(book: Workbook) -> None:
        row = at(book["Testi"], "I.T05", "Codice").row
        book["Testi"].cell(row, 3).value, book["Testi"].cell(row, 5).value = "Note", "Sono {Non binario} persone."
        at(book["Destinatari"], "I.D3", "Anno").value = None
        at(book["Finanza"], "I.F3", "Anno").value = "tanti"

    assert "RAA217" in codes(make_workbook(tmp_path, edit=spoil))


def test_a_target_that_cannot_be_read_is_not_missing_too(tmp_path: Path) -> None:
    """Nor is the year by which it is due."""

    def spoil(book: Workbook) -> None:
        at(book["Indicatori"], "I.K01", "Target").value = "tanti"
        at(book["Indicatori"], "II.K01", "Anno target").value = "fra poco"

    found = pipeline.check(make_workbook(tmp_path, edit=spoil)).findings
    assert [(one.code, one.cell.address) for one in found] == [("RAA202", "I4"), ("RAA214", "J19")]
