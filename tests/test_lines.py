# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a typed text is cut into paragraphs and lists."""

from __future__ import annotations

import pytest

from raa_builder.compose.lines import Kind, runs

P, U, N = Kind.PARAGRAPH, Kind.BULLETS, Kind.NUMBERED


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("uno\ndue", [(P, ["uno", "due"])]),
        ("uno\n\n  due ", [(P, ["uno"]), (P, ["due"])]),
        ("uno\n- due\n• tre\n–quattro", [(P, ["uno"]), (U, ["due", "tre", "quattro"])]),
        ("* uno\n◦\u00a0due\n*tre", [(U, ["uno", "due"]), (P, ["*tre"])]),
        ("- uno\n\n- due", [(U, ["uno"]), (U, ["due"])]),
        ("1. uno\n2. due\n3) tre", [(N, ["uno", "due", "tre"])]),
        ("1. uno\n3. tre", [(N, ["uno"]), (P, ["3. tre"])]),
        ("2. due\n3. tre", [(P, ["2. due", "3. tre"])]),
        ("1. uno\n\n2. due\n\ntre", [(N, ["uno", "due"]), (P, ["tre"])]),
        ("1. uno\n1. uno", [(N, ["uno"]), (N, ["uno"])]),
        ("1. uno\n\n1. uno", [(N, ["uno"]), (N, ["uno"])]),
        ("1. uno\n- due", [(N, ["uno"]), (U, ["due"])]),
        ("10.iv è una priorità", [(P, ["10.iv è una priorità"])]),
        ("2019. Un anno", [(P, ["2019. Un anno"])]),
        ("1.234 destinatari", [(P, ["1.234 destinatari"])]),
        ("uno\u00a0\u00a0due", [(P, ["uno\u00a0due"])]),
        ("", []),
    ],
)
def test_marks_and_numbers_begin_items(typed: str, wanted: list[tuple[Kind, list[str]]]) -> None:
    """Blank lines part; a number counts where it is the next of its list."""
    assert [tuple(run) for run in runs(typed)] == wanted
