# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A law of the checks: a right report has no finding, and one changed figure is found unless the report is right again.

A report is drawn as plain numbers. What makes it right is said here a second time, in the terms of the domain and
without the rules' own code: a changed figure that leaves it right can't be found by anybody, for another programme
could have typed just these figures. So the two must agree on every change, either way. What both might leave out shows
where every figure is made much larger and much smaller: none may go unseen both times.
"""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports import axis, figure, finance, indicator, initiative, people, report

from raa_builder.checks import check
from raa_builder.model import AxisKind, IndicatorKind, InitiativeState, Report, Unit

FINANCE = ("allocation", "programmed", "commitments", "payments", "certified")
MOVING = ("commitments", "payments", "certified")
GROUPS = ("disabled", "migrants", "disadvantaged")
PEOPLE = ("men", "women", "non_binary", *GROUPS, "declared")
STEPS = ("programmed", "committed", "paid")
OF_CERTIFIED = ("certified", "certified_before")
OF_PROGRAMME = ("n3", "n3_next", "certified_before")
COUNTS = {*PEOPLE, "value", "target", "target_year", "share"}
SMALL = 10_000  # below, two axes may have the same figure; and no allocation is so small
Numbers = dict[str, int]
labels = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="/\\:,*."), min_size=1,
                 max_size=8)  # fmt: skip


def euros(low: int, high: int, own: int) -> st.SearchStrategy[int]:
    """Amounts typed to the euro, whose last digits are an axis's own.

    One that ends in zeros may have been rounded, and is compared with a tolerance; one that two axes share is odd.
    """
    return st.integers(low // 1000, max(low // 1000, high // 1000 - 1)).map(lambda some: some * 1000 + own * 10 + 1)


@st.composite
def right(draw: st.DrawFn) -> dict[str, Any]:
    """The numbers of a right report: of the programme, and of 1 to 12 axes with or without participants."""
    names = draw(st.lists(labels, min_size=1, max_size=12, unique_by=str.casefold))
    axes = {name: _right_axis(draw, number) for number, name in enumerate(names, 1)}
    certified, allocated = (sum(one[key] for one in axes.values()) for key in ("certified", "allocation"))
    return {
        "axes": axes,
        "n3": draw(st.integers(allocated // 100_000, certified)),
        "n3_next": draw(st.integers(certified, allocated)),
        "certified_before": sum(one["certified_before"] for one in axes.values()),
    }


def _right_axis(draw: st.DrawFn, own: int) -> Numbers:
    numbers: Numbers = {}
    ceiling = 10**9
    for key in FINANCE:
        ceiling = numbers[key] = draw(euros(ceiling // 2, ceiling, own))
        numbers[f"{key}_before"] = draw(euros(ceiling // 2, ceiling, own))
    numbers["target_certified"] = numbers["allocation"]
    numbers["share"] = numbers["certified"] * 100 // numbers["allocation"]
    for name in ("one", "two"):
        ceiling = numbers["payments"] // 2
        for key in STEPS:
            ceiling = numbers[f"{name}_{key}"] = draw(euros(3000, ceiling, own))
    numbers["target"] = draw(st.integers(10, 10_000))
    numbers["target_year"] = draw(st.integers(2014, 2023))
    numbers["value"] = draw(st.integers(5, numbers["target"]))
    numbers["value_before"] = draw(st.integers((numbers["value"] + 1) // 2, numbers["value"]))
    if draw(st.booleans()):
        numbers |= _right_people(draw)
    return numbers


def _right_people(draw: st.DrawFn) -> Numbers:
    sexes = ("men", "women", "non_binary") if draw(st.booleans()) else ("men", "women")
    counts = {key: draw(st.integers(10, 9_000)) for key in sexes}
    counts["declared"] = left = sum(counts.values())
    for key in GROUPS:
        counts[key] = draw(st.integers(0, left))
        left -= counts[key]
    before = {f"{key}_before": draw(st.integers((count + 1) // 2, count)) for key, count in counts.items()}
    before["men_before"] = counts["men"] - 1  # something has moved
    return counts | before


def is_right(numbers: dict[str, Any]) -> bool:
    """Whether the numbers are those of a right report."""
    axes = list(numbers["axes"].values())
    allocated, certified, before = (sum(one[key] for one in axes) for key in ("allocation", *OF_CERTIFIED))
    return (
        numbers["n3"] <= certified
        and numbers["n3"] <= numbers["n3_next"] <= allocated
        and numbers["certified_before"] == before
        and all(_in_euros(numbers[key], allocated) for key in OF_PROGRAMME)
        and all(map(_is_right, axes))
        and all(_apart([one[key] for one in axes if key in one]) for key in (*FINANCE, *PEOPLE[:-1]))
    )


def _apart(figures: list[int]) -> bool:
    """No two axes have the same figure, unless it is small or round."""
    telling = [one for one in figures if one >= SMALL and one % 1000]
    return len(telling) == len(set(telling))


def _in_euros(amount: int, allocation: int) -> bool:
    """Not the millionth of what it may be, which is the allocation or, where more is committed, twice as much."""
    return allocation >= SMALL and (amount == 0 or amount * 10**6 > 2 * allocation)


def _is_right(one: Numbers) -> bool:
    return (
        _amounts_right(one)
        and _initiatives_right(one)
        and _indicators_right(one)
        and ("men" not in one or _people_right(one))
    )


def _amounts_right(one: Numbers) -> bool:
    chain = [one[key] for key in FINANCE]
    now, before = ([one[f"{key}{year}"] for key in MOVING] for year in ("", "_before"))
    return (
        chain == sorted(chain, reverse=True)
        and all(one[f"{key}_before"] <= one[key] for key in FINANCE[1:])
        and all(one[key] < 10 * one[f"{key}_before"] for key in FINANCE)
        and one["allocation_before"] < 10 * one["allocation"]
        and now != before
        and not any(map(_is_kept, now, before))
        and all(_in_euros(one[f"{key}{year}"], one["allocation"]) for key in FINANCE for year in ("", "_before"))
    )


def _initiatives_right(one: Numbers) -> bool:
    rows = [[one[f"{name}_{key}"] for key in STEPS] for name in ("one", "two")]
    wholes = [one[key] for key in FINANCE[1:4]]
    return (
        all(row == sorted(row, reverse=True) for row in rows)
        and all(sum(parts) <= whole for *parts, whole in zip(*rows, wholes, strict=True))
        and all(_in_euros(amount, one["allocation"]) for row in rows for amount in row)
    )


def _indicators_right(one: Numbers) -> bool:
    return (
        one["target_certified"] == one["allocation"]
        and abs(one["share"] * one["allocation"] - one["certified"] * 100) <= one["allocation"]  # one point
        and _grew(one, "value")
        and (one["target"] == 0 or one["value"] < 10 * one["target"])
        and 2014 <= one["target_year"] <= 2023
    )


def _people_right(one: Numbers) -> bool:
    counted = [key for key in PEOPLE if key in one]
    whole = sum(one[key] for key in PEOPLE[:3] if key in one)
    same = all(one[key] == one[f"{key}_before"] for key in ("men", "women")) and one["men"] + one["women"] > 0
    return (
        one["declared"] == whole
        and sum(one[key] for key in GROUPS) <= whole
        and all(_grew(one, key) for key in counted)
        and not same
        and not any(_is_kept(one[key], one[f"{key}_before"]) for key in counted if key != "declared")
    )


def _is_kept(now: int, before: int) -> bool:
    """Exactly that of the year before, unless it is small or round."""
    return now == before >= SMALL and now % 1000 != 0


def _grew(one: Numbers, key: str) -> bool:
    """Not fallen, and not tenfold unless there were few."""
    before, now = one[f"{key}_before"], one[key]
    return before <= now and (before < 10 or now < 10 * before)


def reported(numbers: dict[str, Any]) -> Report:
    """The report that has these numbers."""
    axes = [_axis(label, one) for label, one in numbers["axes"].items()]
    return report(
        *axes,
        n3_target=numbers["n3"],
        n3_target_next=numbers["n3_next"],
        certified_previous=numbers["certified_before"],
    )


def _axis(label: str, one: Numbers) -> Any:
    def counted(suffix: str) -> Any:
        men, women, other, *groups = (one.get(f"{key}{suffix}") for key in PEOPLE)
        return people(men, women, other, *groups)

    certified = indicator("Spesa", None, one["target_certified"], IndicatorKind.CERTIFIED, target_year=2023)
    share = indicator("Quota", f"{one['share'] / 100:.2f}", None, IndicatorKind.CERTIFIED, target_year=2023, code="K03",
                      unit=Unit.PERCENT)  # fmt: skip
    persons = indicator("Persone", one["value"], one["target"], target_year=one["target_year"], code="K02",
                        previous=figure(one["value_before"], "Indicatori", 9))  # fmt: skip
    initiatives = (
        initiative(name, state=InitiativeState.ONGOING, **{key: one[f"{name}_{key}"] for key in STEPS})
        for name in ("one", "two")
    )
    return axis(
        label,
        kind=AxisKind.THEMATIC if "men" in one else AxisKind.TECHNICAL_ASSISTANCE,
        finance=finance(*(one[key] for key in FINANCE)),
        finance_previous=finance(*(one[f"{key}_before"] for key in FINANCE)),
        participants=counted("") if "men" in one else None,
        participants_previous=counted("_before") if "men" in one else None,
        indicators=(certified, persons, share),
        initiatives=tuple(initiatives),
    )


def codes(numbers: dict[str, Any]) -> set[str]:
    """The rules that find something; that a target is missing is no fault of a figure."""
    return {finding.code for finding in check(reported(numbers))} - {"RAA221"}


lenient = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@lenient
@given(right())
def test_a_report_built_to_be_right_has_no_finding(numbers):
    """Whatever its axes are called, how many there are, and whether they count participants."""
    assert is_right(numbers)
    assert codes(numbers) == set()


@lenient
@given(right(), st.integers(0, 2**32).map(Random))  # whose numbers lie evenly, as slips do
def test_one_changed_figure_is_found_or_leaves_the_report_right(numbers, random):
    """Each figure of an axis and of the programme: a small slip either way, a lost comma, anything."""
    for place in (random.choice([*numbers["axes"].values()]), numbers):
        for key in sorted(set(place) - {"axes"}):
            unit, old = (1 if is_count(place, key) else 10), place[key]
            for new in (old - unit, old + unit, old * 10 + (unit > 1), random.randrange(0, 3 * old + 9, unit)):
                place[key] = max(0, new) if unit == 1 else max(0, new) // 10 * 10 + 1
                assert (codes(numbers) == set()) is is_right(numbers), (key, old, place[key])
            place[key] = old


def is_count(place: dict[str, Any], key: str) -> bool:
    """Whether a figure may be any number; amounts of an axis end in 1, so that none is taken for a rounded one."""
    return "axes" in place or key.removesuffix("_before") in COUNTS


SOUND: Numbers = {
    "allocation": 900_000_001, "programmed": 800_000_001, "commitments": 700_000_001, "payments": 600_000_001,
    "certified": 500_000_001, "allocation_before": 890_000_001, "programmed_before": 790_000_001,
    "commitments_before": 690_000_001, "payments_before": 590_000_001, "certified_before": 490_000_001,
    "target_certified": 900_000_001, "share": 55,
    "one_programmed": 300_000_001, "one_committed": 200_000_001, "one_paid": 100_000_001,
    "two_programmed": 300_000_001, "two_committed": 200_000_001, "two_paid": 100_000_001,
    "target": 900, "target_year": 2023, "value": 700, "value_before": 600,
    "men": 500, "women": 400, "non_binary": 90, "disabled": 300, "migrants": 200, "disadvantaged": 100, "declared": 990,
    "men_before": 490, "women_before": 390, "non_binary_before": 80, "disabled_before": 290, "migrants_before": 190,
    "disadvantaged_before": 90, "declared_before": 980,
}  # fmt: skip
PROGRAMME: Numbers = {"n3": 400_000_001, "n3_next": 800_000_001, "certified_before": 490_000_001}


@pytest.mark.parametrize("key", [*SOUND, *(f"programme {key}" for key in PROGRAMME)])
def test_no_figure_may_be_anything(key: str):
    """Twentyfold or a twentieth of each is found, whatever the second account of what is right leaves out too."""
    seen = set()
    for wrong in (lambda old: old * 20, lambda old: old // 200 * 10 + 1 if old > 2 * SMALL else old // 20):
        numbers: dict[str, Any] = {"axes": {"I": dict(SOUND)}, **PROGRAMME}
        assert codes(numbers) == set()
        place = numbers if key.startswith("programme ") else numbers["axes"]["I"]
        name = key.removeprefix("programme ")
        place[name] = wrong(place[name])
        seen |= codes(numbers)
    assert seen


def test_one_cent_is_found_where_two_figures_must_agree():
    """The target of certified expenditure typed to the cent, a total of participants off by one person."""
    off = indicator("Spesa", None, "100000000.01", IndicatorKind.CERTIFIED, target_year=2023)
    assert [finding.code for finding in check(report(axis(indicators=(off,))))] == ["RAA309"]
    wrong = axis(participants=people(530, 470, None, 30, 80, 60, 1001))
    assert [finding.code for finding in check(report(wrong))] == ["RAA301"]
