# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A law of the checks: a right report has no finding, and one changed figure is found unless the report is right again.

A report is drawn as plain numbers. What makes it right is said here a second time, in the terms of the domain and
without the rules' own code: a changed figure that leaves it right can't be found by anybody, for another programme
could have typed just these figures. So the two must agree on every change.
"""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports import axis, figure, finance, indicator, initiative, people, report

from raa_builder.checks import check
from raa_builder.model import AxisKind, IndicatorKind, InitiativeState, Report

FINANCE = ("allocation", "programmed", "commitments", "payments", "certified")
PEOPLE = ("men", "women", "disabled", "migrants", "disadvantaged", "declared")
Numbers = dict[str, int]
labels = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="/\\:,*."), min_size=1,
                 max_size=8)  # fmt: skip


def euros(low: int, high: int) -> st.SearchStrategy[int]:
    """Amounts typed to the euro: one that ends in zeros may have been rounded, and is compared with a tolerance."""
    return st.integers(low // 10, max(low // 10, high // 10 - 1)).map(lambda tens: tens * 10 + 1)


@st.composite
def right(draw: st.DrawFn) -> dict[str, Any]:
    """The numbers of a right report: of the programme, and of 1 to 12 axes with or without participants."""
    names = draw(st.lists(labels, min_size=1, max_size=12, unique_by=str.casefold))
    axes = {name: _right_axis(draw) for name in names}
    certified = sum(numbers["certified"] for numbers in axes.values())
    after = sum(numbers["allocation"] for numbers in axes.values())
    return {"axes": axes, "n3": draw(st.integers(0, certified)), "n3_next": draw(st.integers(certified, after))}


def _right_axis(draw: st.DrawFn) -> Numbers:
    numbers: Numbers = {}
    ceiling = 10**9
    for key in FINANCE:
        ceiling = numbers[key] = draw(euros(max(1000, ceiling // 2), ceiling))
        numbers[f"{key}_before"] = draw(euros(ceiling // 2, ceiling))
    numbers["target_certified"] = numbers["allocation"]
    ceiling = numbers["commitments"]
    for key in ("one_programmed", "one_committed", "one_paid"):
        ceiling = numbers[key] = draw(euros(0, min(ceiling, numbers["payments"])))
    numbers["target"] = draw(st.integers(10, 10_000))
    numbers["value"] = draw(st.integers(5, numbers["target"]))
    numbers["value_before"] = draw(st.integers(numbers["value"] // 2, numbers["value"]))
    if draw(st.booleans()):
        numbers |= _right_people(draw)
    return numbers


def _right_people(draw: st.DrawFn) -> Numbers:
    counts = {key: draw(st.integers(10, 10_000)) for key in ("men", "women")}
    counts["declared"] = left = counts["men"] + counts["women"]
    for key in ("disabled", "migrants", "disadvantaged"):
        counts[key] = draw(st.integers(0, left))
        left -= counts[key]
    return counts | {f"{key}_before": draw(st.integers((count + 1) // 2, count)) for key, count in counts.items()}


def is_right(numbers: dict[str, Any]) -> bool:
    """Whether the numbers are those of a right report."""
    axes = numbers["axes"].values()
    allocated, certified = (sum(one[key] for one in axes) for key in ("allocation", "certified"))
    return numbers["n3"] <= certified and numbers["n3"] <= numbers["n3_next"] <= allocated and all(map(_is_right, axes))


def _is_right(one: Numbers) -> bool:
    chain = [one[key] for key in FINANCE]
    own = [one[key] for key in ("one_programmed", "one_committed", "one_paid")]
    return (
        chain == sorted(chain, reverse=True)
        and all(one[f"{key}_before"] <= one[key] < 10 * one[f"{key}_before"] for key in FINANCE)
        and one["target_certified"] == one["allocation"]
        and own == sorted(own, reverse=True)
        and all(part <= whole for part, whole in zip(own, chain[1:4], strict=True))
        and _grew(one, "value")
        and (one["target"] == 0 or one["value"] < 10 * one["target"])
        and ("men" not in one or _people_right(one))
    )


def _people_right(one: Numbers) -> bool:
    whole = one["men"] + one["women"]
    vulnerable = one["disabled"] + one["migrants"] + one["disadvantaged"]
    return one["declared"] == whole and vulnerable <= whole and all(_grew(one, key) for key in PEOPLE)


def _grew(one: Numbers, key: str) -> bool:
    """Not fallen, and not tenfold unless there were few."""
    before, now = one[f"{key}_before"], one[key]
    return before <= now and (before < 10 or now < 10 * before)


def reported(numbers: dict[str, Any]) -> Report:
    """The report that has these numbers."""
    axes = [_axis(label, one) for label, one in numbers["axes"].items()]
    return report(*axes, n3_target=numbers["n3"], n3_target_next=numbers["n3_next"])


def _axis(label: str, one: Numbers) -> Any:
    def counted(suffix: str) -> Any:
        men, women, disabled, migrants, others, declared = (one[f"{key}{suffix}"] for key in PEOPLE)
        return people(men, women, None, disabled, migrants, others, declared)

    certified = indicator("Spesa", None, one["target_certified"], IndicatorKind.CERTIFIED, target_year=2023)
    persons = indicator("Persone", one["value"], one["target"], target_year=2023, code="K02",
                        previous=figure(one["value_before"], "Indicatori", 9))  # fmt: skip
    amounts = {key: one[f"one_{key}"] for key in ("programmed", "committed", "paid")}
    return axis(
        label,
        kind=AxisKind.THEMATIC if "men" in one else AxisKind.TECHNICAL_ASSISTANCE,
        finance=finance(*(one[key] for key in FINANCE)),
        finance_previous=finance(*(one[f"{key}_before"] for key in FINANCE)),
        participants=counted("") if "men" in one else None,
        participants_previous=counted("_before") if "men" in one else None,
        indicators=(certified, persons),
        initiatives=(initiative(state=InitiativeState.ONGOING, **amounts),),
    )


def codes(numbers: dict[str, Any]) -> set[str]:
    """The rules that find something."""
    return {finding.code for finding in check(reported(numbers))}


lenient = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


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
            is_count = key in {"n3", "n3_next"} or key.removesuffix("_before") in {*PEOPLE, "value", "target"}
            unit, old = (1 if is_count else 10), place[key]
            for new in (old - unit, old + unit, old * 10 + 1 - is_count, random.randrange(0, 3 * old + 9, unit)):
                place[key] = max(0, new) if is_count else max(0, new) // 10 * 10 + 1
                assert (codes(numbers) == set()) is is_right(numbers), (key, old, place[key])
            place[key] = old


def test_one_cent_is_found_where_two_figures_must_agree():
    """The target of certified expenditure typed to the cent, a total of participants off by one person."""
    off = indicator("Spesa", None, "100000000.01", IndicatorKind.CERTIFIED, target_year=2023)
    assert [finding.code for finding in check(report(axis(indicators=(off,))))] == ["RAA309"]
    wrong = axis(participants=people(530, 470, None, 30, 80, 60, 1001))
    assert [finding.code for finding in check(report(wrong))] == ["RAA301"]
