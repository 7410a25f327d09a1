# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the record: the report as JSON, and back without any loss."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import fastjsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import AMOUNTS, assistance, axis, cell, figure, indicator, initiative, narrative, needed, report
from workbooks import make_workbook

from raa_builder import model
from raa_builder.archive import record
from raa_builder.cells import Cell, Figure
from raa_builder.errors import ArchiveError
from raa_builder.model import InitiativeState, TextSection, Waiver
from raa_builder.pipeline import check, check_all

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = json.loads(record.SCHEMA.read_text(encoding="utf-8"))
# the classes of the model, by their names in the schema
CLASSES = {
    "programme": model.Programme,
    "axis": model.PriorityAxis,
    "finance": model.Finance,
    "participants": model.Participants,
    "initiative": model.Initiative,
    "indicator": model.Indicator,
    "narrative": model.Narrative,
    "waiver": model.Waiver,
}
FULL = report(
    axis(
        "Priorità 2",
        finance=replace(AMOUNTS, payments=None),
        initiatives=(initiative("Doti", "per «tutti» – 100%", InitiativeState.PLANNED, projects=7, paid="0.1"),),
        indicators=(indicator(value="0.57", target=0, priority="8.i"),),
        texts=(narrative(TextSection.INITIATIVES, "- {Impegni}\n\n=1+1", InitiativeState.STARTED),),
    ),
    assistance(),
    texts=(narrative(TextSection.PREAMBLE, "Gli assi", code="P.T01"),),
    waivers=(Waiver("D01", "RAA306", "I.F2/Anno", "Così.", "Anna", date(2020, 2, 29), cell("Deroghe")),),
    approval_date=date(2020, 5, 31),
    n3_target="234800000.00",
)


def test_a_report_comes_back_equal() -> None:
    """Figures, texts, cells, dates and what nobody typed; the second record has the same bytes."""
    again = record.load(record.dump(FULL))
    assert again == FULL
    assert record.dump(again) == record.dump(FULL)


def test_the_real_edition_comes_back_equal(edition: Path) -> None:
    """All of it, to the last cell."""
    whole = check(edition).report
    assert whole is not None
    assert record.load(record.dump(whole)) == whole


def test_cells_of_several_workbooks_still_name_their_workbook(tmp_path: Path) -> None:
    """So that a finding of next year can say which copy a number came from."""
    copies = [make_workbook(tmp_path, (label,), name=f"raa-{label}.xlsx") for label in ("I", "II")]
    whole = check_all(copies)[0].report
    assert whole is not None
    again = record.load(record.dump(whole))
    assert again == whole
    assert [str(one.cell) for one in again.axes] == [str(one.cell) for one in whole.axes]
    assert str(again.axes[1].cell).startswith("[raa-II.xlsx]")


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=2) | st.decimals(allow_nan=False, allow_infinity=False),
    st.integers(1, 1 << 20),
    st.integers(0, 16384),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=20),
)
def test_any_number_text_and_cell_comes_back_exactly(value: Decimal, row: int, column: int, words: str) -> None:
    """No digit is rounded, no character is lost."""
    place = Cell("Finanza", row, column, "raa.xlsx")
    finance = model.Finance(Figure(value, (place,)))
    again = record.load(record.dump(report(axis(finance=finance, name=words))))
    assert again.axes[0].finance == finance
    assert again.axes[0].name.text == words


@pytest.mark.parametrize("whole", [FULL, report()], ids=["full", "bare"])
def test_the_published_schema_accepts_the_record(whole: model.Report) -> None:
    """The schema is a contract with others' programs."""
    fastjsonschema.compile(SCHEMA)(json.loads(record.dump(whole)))


def test_the_published_schema_accepts_the_real_edition(edition: Path) -> None:
    """With all that an office types."""
    whole = check(edition).report
    assert whole is not None
    fastjsonschema.compile(SCHEMA)(json.loads(record.dump(whole)))


def test_the_published_schema_refuses_what_is_no_record() -> None:
    """A number that is no string could have been rounded; a lacking key is said."""
    plain = json.loads(record.dump(FULL))
    plain["axes"][0]["finance"]["allocation"]["value"] = 1e8
    with pytest.raises(fastjsonschema.JsonSchemaException, match="allocation"):
        fastjsonschema.compile(SCHEMA)(plain)
    plain = json.loads(record.dump(FULL))
    del plain["axes"][0]["finance"]
    with pytest.raises(fastjsonschema.JsonSchemaException, match="finance"):
        fastjsonschema.compile(SCHEMA)(plain)


@pytest.mark.parametrize("name", CLASSES)
def test_the_published_schema_describes_every_field_of_the_model(name: str) -> None:
    """And says in words what each class is."""
    described = SCHEMA["definitions"][name]
    assert set(described["properties"]) == {field.name for field in fields(CLASSES[name])}
    assert described["description"]


def test_a_record_without_a_field_that_came_later_is_read() -> None:
    """The archive outlives the program: a field with a default may lack."""
    plain = json.loads(record.dump(FULL))
    del plain["lacking"], plain["programme"]["contacts"]
    assert record.load(json.dumps(plain).encode()) == FULL


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda text: text[:-20], "non si possono leggere"),
        (lambda text: text.replace('"schema": 1', '"schema": 2'), "versione più recente"),
        (lambda text: text.replace('"Tematico"', '"Altro"'), "non si possono leggere"),
        (lambda text: text.replace('"100000000"', '"molto"'), "non si possono leggere"),
        (lambda text: re.sub(r'"cell": "[A-Z]+\d+"', '"cell": "qui"', text), "qui"),
        (lambda text: text.replace('"label": "V"', '"label": 5'), "non è str"),
    ],
    ids=["truncated", "newer", "unknown word", "no number", "no cell", "no text"],
)
def test_what_is_no_record_is_refused_with_a_message(spoil, words: str) -> None:
    """Never a traceback, never a guess."""
    with pytest.raises(ArchiveError, match=words):
        record.load(spoil(record.dump(FULL).decode()).encode())


def test_numbers_stand_in_plain_digits() -> None:
    """Not as 1E+8, which many a program takes for a float."""
    whole = report(axis(finance=model.Finance(Figure(Decimal("1E+8"), (cell(),)))), n3_target="0.10")
    text = record.dump(whole).decode()
    assert '"value": "100000000"' in text
    assert '"value": "0.10"' in text
    assert figure("1E+8") == record.load(text.encode()).axes[0].finance.allocation
    assert needed("x").text == "x"
