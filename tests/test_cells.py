# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of cells and of the arithmetic of figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raa_builder.cells import Cell, Entry, Figure, Operation, Places, column_letters, total

A, B, C = (Cell("Finanza", row, 5, "raa.xlsx") for row in (4, 5, 6))
CELLS = st.builds(Cell, st.sampled_from(["Finanza", "Destinatari"]), st.integers(4, 9), st.just(5))
AMOUNTS = st.decimals(-(10**12), 10**12, places=2)
FIGURES = st.builds(Figure, AMOUNTS, st.lists(CELLS, max_size=4, unique=True).map(tuple))


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_columns_are_lettered_as_excel_does(column, letters):
    """After Z comes AA, after ZZ comes AAA."""
    assert column_letters(column) == letters


@given(st.integers(1, 16384))
def test_the_letters_of_a_column_read_back_as_its_number(column):
    """Letters are the number in base 26 without a zero."""
    back = 0
    for letter in column_letters(column):
        back = back * 26 + ord(letter) - ord("A") + 1
    assert back == column


def test_a_column_before_the_first_is_refused():
    """Column 0 names a whole row, so it has no letters."""
    with pytest.raises(ValueError, match="0"):
        column_letters(0)


def test_a_cell_prints_as_an_auditor_looks_it_up():
    """Sheet, exclamation mark, address; a whole row by its number alone."""
    assert str(Cell("Destinatari", 14, 5)) == "Destinatari!E14"
    assert str(Cell("Iniziative", 7, 0)) == "Iniziative!7"


def test_sums_and_differences_keep_the_cells_in_order_and_once():
    """Whoever checks a sum reads its addends in the order in which they were added."""
    one, two = Figure(Decimal(1), (B, A)), Figure(Decimal(2), (A, C))
    assert one + two == Figure(Decimal(3), (B, A, C))
    assert one - two == Figure(Decimal(-1), (B, A, C))
    assert one.ratio(two) == Figure(Decimal("0.5"), (B, A, C))
    assert total([one, two, one]) == Figure(Decimal(4), (B, A, C))


def test_a_figure_remembers_what_it_was_made_of():
    """The operation and its operands, in order; equality is of value and cells alone."""
    one, two = Figure(Decimal(1), (A,)), Figure(Decimal(2), (B,))
    share = one.ratio(total([one, two]))
    assert (share.operation, share.operands) == (Operation.RATIO, (one, one + two))
    assert (share.operands[1].operation, share.operands[1].operands) == (Operation.SUM, (one, two))
    assert (two - one).operation is Operation.DIFFERENCE
    assert (one.operation, one.operands) == (Operation.TYPED, ())
    assert one + two == Figure(Decimal(3), (A, B))


@given(st.lists(FIGURES, min_size=1, max_size=8))
def test_a_total_is_exact_to_the_cent_and_traces_every_addend(figures):
    """Cents are added as whole numbers are, and the cells are those of the addends, none twice."""
    whole = total(figures)
    assert whole is not None
    assert whole.value * 100 == sum(int(figure.value * 100) for figure in figures)
    assert type(whole.value) is Decimal
    assert len(set(whole.cells)) == len(whole.cells)
    assert set(whole.cells) == {cell for figure in figures for cell in figure.cells}


@given(FIGURES, FIGURES)
def test_what_is_added_can_be_taken_away_again(one, two):
    """No binary fraction creeps in: ten cents and twenty are thirty."""
    assert (one + two - two).value == one.value
    assert (Figure(Decimal("0.1")) + Figure(Decimal("0.2"))).value == Decimal("0.3")


def test_a_float_is_not_let_into_the_arithmetic():
    """A float among the figures is a defect of the program, not a rounding."""
    with pytest.raises(TypeError):
        Figure(Decimal(1)) + Figure(0.5)  # type: ignore[arg-type]


@pytest.mark.parametrize("figures", [[], [None], [Figure(Decimal(1)), None, Figure(Decimal(2))]])
def test_a_sum_with_an_unknown_addend_is_unknown(figures):
    """Unknown is not zero, and the sum of nothing is not known either."""
    assert total(figures) is None


def test_a_sum_of_zeros_is_zero():
    """Zero was typed by somebody: it is known."""
    assert total([Figure(Decimal(0), (A,)), Figure(Decimal(0), (B,))]) == Figure(Decimal(0), (A, B))


@pytest.mark.parametrize("whole", [None, Figure(Decimal(0))])
def test_a_share_of_nothing_has_no_meaning(whole):
    """Neither an unknown whole nor an empty one can be divided by."""
    assert Figure(Decimal(3)).ratio(whole) is None


def test_what_is_zero_or_empty_is_false_to_a_template():
    """A template passes over a zero and an empty text with a plain `if`."""
    assert not Figure(Decimal("0.00"))
    assert Figure(Decimal("0.01"))
    assert not Entry("", A)
    assert f"{Entry('Regione', A)}" == "Regione"


def test_a_column_is_found_by_its_header_in_the_row_of_another_cell():
    """Where the workbook has no such column, that other cell is all that can be named."""
    places = Places({}, {("raa.xlsx", "Indicatori"): {"anno target": 10}})
    key = Cell("Indicatori", 7, 1, "raa.xlsx")
    assert places.in_column(key, "Anno target") == Cell("Indicatori", 7, 10, "raa.xlsx")
    assert places.in_column(key, "Anno") is key
    assert places.in_column(A, "Anno target") is A
