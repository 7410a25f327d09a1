# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of what the report works out of what was typed."""

from __future__ import annotations

import pytest
from reports import assistance, axis, figure, finance, initiative, people, programme, report

from raa_builder.model import Finance, InitiativeState, Participants

ONGOING, COMPLETED, PLANNED = InitiativeState.ONGOING, InitiativeState.COMPLETED, InitiativeState.PLANNED


def value(number):
    """The bare number of a figure, or `None`."""
    return None if number is None else int(number.value)


def test_the_programme_sums_its_axes_item_by_item():
    """Each amount of the programme is the sum of that amount over the axes, with their cells in the axes' order."""
    whole = report(axis("I", finance=finance(10, 8, 6, 4, 2)), assistance("V", finance=finance(5, 4, 3, 2, 1, row=9)))
    sums = whole.finance
    assert [value(getattr(sums, name)) for name in Finance.__dataclass_fields__] == [15, 12, 9, 6, 3]
    assert [str(cell) for cell in sums.allocation.cells] == ["Finanza!E4", "Finanza!E9"]


def test_an_amount_that_one_axis_lacks_is_unknown_for_the_programme_and_the_others_are_not():
    """One gap does not make the other items unknown."""
    sums = report(axis(finance=finance(10, 8, None)), axis("II", finance=finance(10, 8, 6))).finance
    assert value(sums.programmed) == 16
    assert sums.commitments is None


@pytest.mark.parametrize(
    ("counted", "whole"),
    [
        (people(3, 4), 7),
        (people(3, 4, 2), 9),
        (people(3, 4, 0), 7),
        (people(3, None), None),
        (people(None, 4, 2), None),
        (people(0, 0), 0),
    ],
)
def test_participants_are_men_women_and_where_collected_non_binary_people(counted, whole):
    """Non-binary people who are not collected leave the total known; unknown men or women do not."""
    assert value(counted.total) == whole


def test_non_binary_people_are_summed_over_the_axes_that_collect_them():
    """An axis that does not collect them adds nothing, and the total of the programme holds everyone."""
    whole = Participants.sum([people(3, 4), people(1, 1, 2)])
    assert (value(whole.non_binary), value(whole.total)) == (2, 11)
    assert Participants.sum([people(3, 4), people(1, 1)]).non_binary is None


def test_the_vulnerable_are_the_three_groups_or_unknown():
    """A group that nobody counted makes their number unknown, a group of nobody does not."""
    assert value(people(9, 9, None, 1, 2, 0).vulnerable) == 3
    assert people(9, 9, None, 1, None, 3).vulnerable is None


def test_a_programme_whose_axes_count_nobody_has_no_participants():
    """That is not a programme with zero participants."""
    assert report(assistance()).participants is None
    assert value(report(axis(participants=people(0, 0)), assistance()).participants.total) == 0


def test_only_axes_with_known_participants_are_counted():
    """Axes without participants, with none, or with an unknown number have no bar in the chart."""
    axes = (
        axis("I", participants=people(1, 2)),
        axis("II", participants=people(0, 0)),
        axis("III", participants=people(1, None)),
        assistance("V"),
    )
    assert [counted.label for counted in report(*axes).counted_axes] == ["I"]


def test_participants_by_scope_join_axes_of_the_same_scope_the_most_numerous_first():
    """Axes without a scope are left out, and equal numbers keep the order of the sheet."""
    axes = (
        axis("I", scope="formazione", participants=people(10, 10)),
        axis("II", scope="lavoro", participants=people(20, 10)),
        axis("III", scope="formazione", participants=people(10, 10)),
        axis("IV", scope=None, participants=people(99, 99)),
        axis("VI", scope="cultura", participants=people(15, 15)),
        axis("VII", scope="sport", participants=people(0, 0)),
    )
    groups = [(scope, value(part.total)) for scope, part in report(*axes).participants_by_scope]
    assert groups == [("formazione", 40), ("lavoro", 30), ("cultura", 30)]


def test_the_vulnerable_by_scope_leave_out_what_is_unknown():
    """A scope of which one axis does not know its vulnerable has no share to print."""
    axes = (
        axis("I", vulnerable_scope="casa", participants=people(9, 9, None, 1, 1, 1)),
        axis("II", vulnerable_scope="scuola", participants=people(9, 9, None, 2, 2, 2)),
        axis("III", vulnerable_scope="casa", participants=people(9, 9)),
        axis("IV", vulnerable_scope=None, participants=people(9, 9, None, 5, 5, 5)),
    )
    assert [(scope, value(part)) for scope, part in report(*axes).vulnerable_by_scope] == [("scuola", 6)]


def test_initiatives_stand_in_groups_in_the_order_of_their_first_rows():
    """Rows of a state that comes back join their group; within it they keep the order of the sheet."""
    rows = [initiative(name, state=state) for name, state in (("a", ONGOING), ("b", PLANNED), ("c", ONGOING))]
    groups = axis(initiatives=tuple(rows)).initiative_groups
    assert [(state, [one.title.text for one in group]) for state, group in groups] == [
        (ONGOING, ["a", "c"]),
        (PLANNED, ["b"]),
    ]
    assert COMPLETED not in dict(groups)


@pytest.mark.parametrize(
    ("axes", "typed", "known"),
    [((7, 5), None, 12), ((7, 5), 99, 12), ((7, None), 99, 99), ((None, None), None, None)],
)
def test_last_years_certified_expenditure_comes_from_the_axes_before_the_programme(axes, typed, known):
    """What `P14` says counts only where an axis lacks its own."""
    parts = (axis(str(n), finance_previous=Finance(certified=figure(amount))) for n, amount in enumerate(axes))
    assert value(report(*parts, certified_previous=typed).certified_previous) == known


@pytest.mark.parametrize(
    ("name", "period", "short", "acronym"),
    [
        ("POR FSE 2014-2020", "2014-2020", "POR FSE", "POR"),
        ("PR FSE+", "2021-2027", "PR FSE+", "PR"),
        ("2014-2020", "2014-2020", "2014-2020", "2014-2020"),
    ],
)
def test_the_short_name_is_the_name_without_its_period(name, period, short, acronym):
    """A name that is nothing but its period keeps it."""
    named = programme(name=name, period=period)
    assert (named.short_name, named.acronym) == (short, acronym)


def test_an_axis_is_found_by_its_label():
    """The label is the one of the sheet; an unknown one finds nothing."""
    whole = report(axis("I"), axis("A.1"))
    assert whole.axis("A.1") is whole.axes[1]
    assert whole.axis("A") is None
