# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Heights of rows whose texts a program wrote."""

from __future__ import annotations

import io
import re
import zipfile

from raa_builder.workbook import layout
from raa_builder.workbook.axes import AxisSpec
from raa_builder.workbook.blank import blank_workbook
from raa_builder.workbook.canonical import Place

TEXTS = {1: "Breve.", 2: "parola " * 60, 3: "riga\n" * 6, 4: "parola " * 1000}


def heights() -> dict[int, tuple[float, bool]]:
    """Height of each row of Testi that has one, and whether it is marked as set by hand."""
    contents = {Place("texts", f"P.T{number:02}", "text"): text for number, text in TEXTS.items()}
    data = blank_workbook(2021, (AxisSpec("I"),), contents=contents)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.read(f"xl/worksheets/sheet{2 + layout.SHEETS.index(layout.TEXTS)}.xml").decode()
    rows = re.findall(r'<row r="(\d+)"([^>]*)>', part)
    found = {int(row): (re.search(r'ht="([\d.]+)"', rest), "customHeight" in rest) for row, rest in rows}
    return {row: (float(height[1]), by_hand) for row, (height, by_hand) in found.items() if height and row > 3}


def test_rows_are_as_high_as_their_texts():
    """A short text needs no height, a long one as many lines as it takes, none more than Excel allows."""
    found = {row - 3: height for row, (height, _) in heights().items()}
    assert sorted(found) == [2, 3, 4]
    assert 4 * 12 < found[2] < 5 * 14
    assert 7 * 12 < found[3] < 8 * 14
    assert found[4] == 409


def test_rows_go_on_adapting_to_what_is_typed():
    """A height marked as set by hand would stay when the text grows."""
    assert not any(by_hand for _, by_hand in heights().values())
