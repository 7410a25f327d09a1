# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people type, turned into values."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from raa_builder.cells import Cell
from raa_builder.model import InitiativeState, Unit
from raa_builder.workbook.tables import values
from raa_builder.workbook.tables.values import Typed

if TYPE_CHECKING:
    from raa_builder.findings import Finding

_PLACE = Cell("Finanza", 4, 5, "raa-2019.xlsx")


def _typed(value: object, number_format: str = "", *, is_required: bool = False) -> Typed:
    return Typed(value, _PLACE, "Impegni dell'Asse I", number_format, is_required)


def _codes(found: list[Finding]) -> list[str]:
    return [finding.code for finding in found]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.234,56", "1234.56"),
        ("€ 1.234", "1234"),
        ("€\u00a01.234.567,8", "1234567.8"),
        ("1\u202f234", "1234"),
        ("1'234,50", "1234.5"),
        ("1234,5 euro", "1234.5"),
        ("+12", "12"),
        ("12,-", "12"),
        ("317,9 Mln€", "317900000"),
        ("317,9 Mln. di €", "317900000"),
        ("1,234 mln", "1234000"),
        ("2 milioni di euro", "2000000"),
        ("880 Mila€", "880000"),
        ("1,234.56", "1234.56"),
        ("1234.5", "1234.5"),
        ("1.234", "1234"),
        ("1 234", "1234"),
        ("1,234", None),
        ("1.23.4", None),
        ("12 %", None),
        ("n.d.", None),
        ("-", None),
        ("1,2,3", None),
        ("1.234 mln", None),
        ("10 + 5", None),
        ("dieci", None),
    ],
)
def test_amounts_typed_as_text(typed: str, amount: str | None):
    """A text that can only mean one amount is understood with a warning; any other is an error, never a guess."""
    found: list[Finding] = []
    figure = values.amount(_typed(typed), found)
    assert _codes(found) == ["RAA212" if amount else "RAA202"]
    assert figure is None if amount is None else figure.value == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "amount", "codes"),
    [
        (None, None, []),
        (0, "0", []),
        (0.1 + 0.2, "0.30", []),
        (970474516.0000001, "970474516.00", []),
        (317904209.91, "317904209.91", []),
        (1.005, None, ["RAA207"]),
        ("0,123", None, ["RAA207"]),
        (-5, None, ["RAA204"]),
        ("\u22125", None, ["RAA204"]),
        (True, None, ["RAA202"]),
        (1e300, None, ["RAA202"]),
        (datetime(1913, 9, 8), None, ["RAA202"]),  # noqa: DTZ001
        (time(12, 0), None, ["RAA202"]),
    ],
)
def test_amounts_of_other_kinds(typed: object, amount: str | None, codes: list[str]):
    """Floats are read to the cent; dates and truth values are no amounts; one fault gives one finding."""
    found: list[Finding] = []
    figure = values.amount(_typed(typed), found)
    assert _codes(found) == codes
    assert figure is None if amount is None else figure.value == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "count", "codes"),
    [
        (59154.0, "59154", []),
        ("59.154", "59154", ["RAA212"]),
        (1.5, None, ["RAA203"]),
        ("1,5", None, ["RAA203"]),
        ("59 mila", None, ["RAA203"]),
        ("3 €", None, ["RAA203"]),
        (-1, None, ["RAA204"]),
    ],
)
def test_counts(typed: object, count: str | None, codes: list[str]):
    """Counts are whole, not negative, and bear no unit and no rounding."""
    found: list[Finding] = []
    figure = values.count(_typed(typed), found)
    assert _codes(found) == codes
    assert figure is None if count is None else figure.value == Decimal(count)


@pytest.mark.parametrize(
    ("typed", "ratio", "codes"),
    [
        (0.7638, "0.7638", []),
        (1.2, "1.2", []),
        ("57%", "0.57", ["RAA212"]),
        ("76,38 %", "0.7638", ["RAA212"]),
        ("0,57", "0.57", ["RAA212"]),
        ("200%", "2", ["RAA212"]),
        (57, None, ["RAA213"]),
        ("57", None, ["RAA213"]),
        ("1.234%", None, ["RAA202"]),
        ("57 €", None, ["RAA202"]),
    ],
)
def test_percentages(typed: object, ratio: str | None, codes: list[str]):
    """A ratio is a percentage; a number above 1.5 without its sign may be either."""
    found: list[Finding] = []
    figure = values.measure(_typed(typed), Unit.PERCENT, found)
    assert _codes(found) == codes
    assert figure is None if ratio is None else figure.value == Decimal(ratio)


def test_both_readings_of_a_percentage_are_offered():
    """The finding on 57 names 57% and 5700%."""
    found: list[Finding] = []
    values.measure(_typed(57), Unit.PERCENT, found)
    assert "57%" in found[0].remedy
    assert "5700%" in found[0].remedy


def test_a_finding_says_what_was_found_and_what_to_write():
    """The message names the value, the axis and what was typed; the remedy gives the number."""
    found: list[Finding] = []
    values.count(Typed("59.154 circa", _PLACE, "Maschi dell'Asse II"), found)
    assert found[0].message == "Maschi dell'Asse II: «59.154 circa» non è un numero intero."
    assert found[0].remedy == "Scrivere 59154."


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("59.154 circa", "59154"),
        ("circa € 1.234,50", "1234,5"),
        ("59154¹", "59154"),
        ("1234 famiglie dell'Emilia", "1234"),
        ("317,9 Mln€ circa", None),
        ("10 M€", None),
        ("10M€", None),
        ("1.234 mln", None),
        ("3 milioni e mezzo", None),
        ("1 mld e 200 mln", None),
        ("1.500,00 k€", None),
        ("1.500 (in migliaia)", None),
        ("5 per mille", None),
        ("(1.234,00)", None),
        ("1.234,00-", None),
        ("-5 circa", None),
        ("\u2212 € 5 circa", None),
        ("meno 5", None),
        ("12 % circa", None),
        ("1e6", None),
        ("0x10", None),
        ("3½", None),
        ("2019: 500", None),
        ("10 + 5", None),
        ("1,5678 circa", None),
        ("dieci", None),
    ],
)
def test_a_number_is_suggested_only_where_no_other_can_be_meant(typed: str, wanted: str | None):
    """Beside a sign, a bracket, other digits or a word of scale, the digits alone would be a wrong number."""
    found: list[Finding] = []
    values.amount(_typed(typed), found)
    assert [finding.remedy for finding in found] == [
        f"Scrivere {wanted}." if wanted else "Scrivere solo il numero, per intero."
    ]


def test_half_a_person_is_not_suggested():
    """What is suggested for a count can be written there."""
    found: list[Finding] = []
    values.count(_typed("12,5 circa"), found)
    assert [finding.remedy for finding in found] == ["Scrivere solo il numero, per intero."]


@pytest.mark.parametrize("typed", ["57 per cento", "circa 57", "circa 57%"])
def test_a_percentage_is_never_suggested_without_its_sign(typed: str):
    """57 would be refused in its turn: the remedy asks for the sign."""
    found: list[Finding] = []
    values.measure(_typed(typed), Unit.PERCENT, found)
    assert [(finding.code, "57%" in finding.remedy) for finding in found] == [("RAA202", True)]


@pytest.mark.parametrize("typed", ["n.d.", "-"])
def test_a_required_amount_that_nobody_knows_is_not_to_be_emptied(typed: str):
    """An empty cell would be the next error where the amount is required; elsewhere it is an answer."""
    required: list[Finding] = []
    optional: list[Finding] = []
    values.amount(_typed(typed, is_required=True), required)
    values.amount(_typed(typed), optional)
    assert [finding.remedy for finding in required] == ["Scrivere l'importo; 0 se è zero."]
    assert "Lasciare vuota" in optional[0].remedy


@pytest.mark.parametrize(
    ("number_format", "codes"),
    [
        ('"mgl" #,##0', ["RAA202"]),
        ('#,##0 "(in migl.)"', ["RAA202"]),
        ('#,##0.0" mln"', ["RAA202"]),
        ('#,##0, "mgl"', []),
        ("#,##0.00 €", []),
    ],
)
def test_an_amount_is_what_its_cell_shows(number_format: str, codes: list[str]):
    """A format that says thousands or millions without dividing shows another amount than the one stored."""
    found: list[Finding] = []
    values.amount(_typed(5000, number_format), found)
    assert _codes(found) == codes


@pytest.mark.parametrize(
    ("typed", "number_format", "codes"),
    [
        (1.4, '0.0" %"', ["RAA213"]),
        (0.57, "0\\%", ["RAA213"]),
        (0, '0" %"', []),
        (1.4, "0%", []),
        (0.57, '0.0%" circa"', []),
        ("57%", '0" %"', ["RAA212"]),
    ],
)
def test_a_percentage_is_what_its_cell_shows(typed: object, number_format: str, codes: list[str]):
    """A sign that is only shown, and does not multiply, makes 1.4 look like 1.4% while it means 140%."""
    found: list[Finding] = []
    values.measure(_typed(typed, number_format), Unit.PERCENT, found)
    assert _codes(found) == codes


@pytest.mark.parametrize(
    ("typed", "codes"),
    [(12.345, ["RAA207"]), (-3.5, ["RAA204"]), ("\u22123", ["RAA204"]), (12.34, []), (168_289, []), (0, [])],
)
def test_indicators_in_numbers(typed: object, codes: list[str]):
    """They print with two decimals at most, and count what was reached: zero or more."""
    found: list[Finding] = []
    figure = values.measure(_typed(typed), Unit.NUMBER, found)
    assert _codes(found) == codes
    assert (figure is None) == bool(codes)


def test_a_number_turned_into_a_date_is_given_back():
    """5000 in a cell with the format of a date comes back as 1913: the remedy says which number it was."""
    found: list[Finding] = []
    values.amount(_typed(datetime(1913, 9, 8)), found)  # noqa: DTZ001
    assert "5000" in found[0].remedy


@pytest.mark.parametrize(
    ("typed", "day", "codes"),
    [
        (datetime(2019, 12, 31), date(2019, 12, 31), []),  # noqa: DTZ001
        ("31.12.2019", date(2019, 12, 31), ["RAA212"]),
        ("5/6/2019", date(2019, 6, 5), ["RAA212"]),
        ("1º marzo 2019", date(2019, 3, 1), ["RAA212"]),
        ("31\u00a0Dicembre 2019", date(2019, 12, 31), ["RAA212"]),
        ("2019-12-31", date(2019, 12, 31), ["RAA212"]),
        ("31/2/2019", None, ["RAA206"]),
        ("31/12/19", None, ["RAA206"]),
        (datetime(219, 12, 31), None, ["RAA206"]),  # noqa: DTZ001
        (43830, None, ["RAA206"]),
        (False, None, ["RAA206"]),
    ],
)
def test_dates(typed: object, day: date | None, codes: list[str]):
    """Dates are read day first; two-digit years, impossible days and bare numbers are reported."""
    found: list[Finding] = []
    assert values.day(_typed(typed), found) == day
    assert _codes(found) == codes


def test_a_bare_number_that_may_be_a_date_is_offered_as_one():
    """43830 is 31 December 2019 to Excel: the remedy writes it."""
    found: list[Finding] = []
    values.day(_typed(43830), found)
    assert found[0].remedy == "Scrivere 31/12/2019."


@pytest.mark.parametrize(
    ("typed", "year", "codes"),
    [(2023, 2023, []), (2023.0, 2023, []), ("2023", 2023, ["RAA212"]), (23, None, ["RAA214"]), (True, None, ["RAA214"]),
     ("entro 2023", None, ["RAA214"]), (datetime(2023, 12, 31), None, ["RAA214"])],  # noqa: DTZ001
)  # fmt: skip
def test_years(typed: object, year: int | None, codes: list[str]):
    """A year has four digits; as text it is understood with a warning."""
    found: list[Finding] = []
    assert values.year(_typed(typed), found) == year
    assert _codes(found) == codes


@pytest.mark.parametrize(
    "typed", ["conclusa nell’anno", "Conclusa nell'anno ", "CONCLUSA NELL´ANNO", "Conclusa\u00a0nell`anno"]
)
def test_choices_are_compared_without_apostrophes_and_case(typed: str):
    """However the apostrophe was typed, it is the same state."""
    found: list[Finding] = []
    states = [state.value for state in InitiativeState]
    assert values.choice(_typed(typed), states, found) == InitiativeState.CONCLUDED.value
    assert found == []


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("  una\u00a0prova ", "una\u00a0prova"),
        ("a_x000D_\nb\r\nc_x0007_", "a\nb\nc"),
        ("riga\x0briga", "riga\nriga"),
        ("x_xD800_y", "xy"),
        ("_x005F_x000D_", "_x000D_"),
        ("perche\u0301 «sì»", "perché «sì»"),
        ("{{ x }} <b>&amp;</b>", "{{ x }} <b>&amp;</b>"),
        (2020, "2020"),
        (8.0, "8"),
    ],
)
def test_texts_are_read_as_typed(typed: object, text: str):
    """Escapes of Excel, control characters and outer spaces go; all the rest stays."""
    found: list[Finding] = []
    entry = values.text(_typed(typed), found)
    assert entry is not None
    assert (entry.text, entry.cell, found) == (text, _PLACE, [])


@pytest.mark.parametrize("typed", [True, 10.1, datetime(2020, 5, 1)])  # noqa: DTZ001
def test_what_excel_turned_into_something_else_is_no_text(typed: object):
    """A priority "10.1" that Excel made a number or a date is reported, for nobody knows how it was typed."""
    found: list[Finding] = []
    assert values.text(_typed(typed), found) is None
    assert _codes(found) == ["RAA218"]
