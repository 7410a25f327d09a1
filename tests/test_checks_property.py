# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A law of the checks: a right report has no finding, and one changed figure is found unless the report is right again.

A report is drawn as plain numbers, of a first year or of a later one, with amounts to the euro or rounded ones, with
shares of any decimals. What makes it right is said here a second time, in the terms of the domain and without the
rules' own code: a changed figure that leaves it right can't be found by anybody, for another programme could have typed
just these figures. So the two must agree on every change, either way. What both might leave out shows where every
figure is made much larger and much smaller: those that go unseen are listed, each with its reason.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports import axis, figure, finance, indicator, initiative, people, report

from raa_builder.checks import all_axes, check
from raa_builder.model import AxisKind, IndicatorKind, InitiativeState, Report, Unit

if TYPE_CHECKING:
    from raa_builder.model import Indicator

FINANCE = ("allocation", "programmed", "commitments", "payments", "certified")
MOVING = ("commitments", "payments", "certified")
GROUPS = ("disabled", "migrants", "disadvantaged")
PEOPLE = ("men", "women", "non_binary", *GROUPS, "declared")
STEPS = ("programmed", "committed", "paid")
OF_PROGRAMME = ("n3", "n3_next", "certified_before")
SMALL = 10_000  # below, two axes may have the same figure; and no allocation is so small
WHOLE = 10_000  # of shares, in hundredths of a percent
LARGEST_UNIT = 100_000  # euros; what an amount in millions, typed with its zeros, is rounded to
RATE_TARGET = 8_000
Numbers = dict[str, int]
labels = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="/\\:,*."), min_size=1,
                 max_size=8)  # fmt: skip


def euros(low: int, high: int, own: int) -> st.SearchStrategy[int]:
    """Amounts typed to the euro, whose last digits are an axis's own: one that two axes share is odd."""
    return st.integers(low // 1000, max(low // 1000, high // 1000 - 1)).map(lambda some: some * 1000 + own * 10 + 1)


@st.composite
def right(draw: st.DrawFn, most: int = 12) -> dict[str, Any]:
    """The numbers of a right report: of the programme, and of 1 to so many axes with or without participants."""
    names = draw(st.lists(labels, min_size=1, max_size=most, unique_by=str.casefold))
    rounded = draw(st.sampled_from(([], [], ["payments"], ["certified"], ["payments", "certified"])))
    has_past = draw(st.booleans())
    axes = {name: _right_axis(draw, number, rounded) for number, name in enumerate(names, 1)}
    certified, allocated = (sum(one[key] for one in axes.values()) for key in ("certified", "allocation"))
    numbers: dict[str, Any] = {
        "axes": axes,
        "n3": draw(st.integers(allocated // 100_000, certified)),
        "n3_next": draw(st.integers(certified, allocated)),
        "certified_before": sum(one["certified_before"] for one in axes.values()),
    }
    return numbers if has_past else _without_past(numbers)


def _without_past(numbers: dict[str, Any]) -> dict[str, Any]:
    """The same in the first year of a programme."""
    axes = {name: _of_now(one) for name, one in numbers["axes"].items()}
    return {**_of_now(numbers), "axes": axes}


def _of_now(numbers: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in numbers.items() if not key.endswith("_before")}


def _right_axis(draw: st.DrawFn, own: int, rounded: list[str]) -> Numbers:
    numbers: Numbers = {}
    ceiling = 10**9
    for key in FINANCE:
        amount = draw(euros(ceiling // 2, ceiling, own))
        ceiling = numbers[key] = amount - amount % LARGEST_UNIT if key in rounded else amount
        numbers[f"{key}_before"] = draw(euros(ceiling // 2, ceiling, own))
    numbers["target_certified"] = numbers["allocation"]
    unit = draw(st.sampled_from((1, 10, 100)))  # 55.12%, 55.1%, 55%
    numbers["share"] = numbers["certified"] * WHOLE // numbers["allocation"] // unit * unit
    numbers["rate"] = draw(st.integers(41, 99)) * 100 + (57 if numbers["share"] % 100 else 0)
    for name in ("one", "two"):
        ceiling = numbers["payments"] // 2
        for key in STEPS:
            ceiling = numbers[f"{name}_{key}"] = draw(euros(3000, ceiling, own))
    for name, least in (("value", 5), ("other", 20_000)):
        numbers[f"{name}_target"] = draw(st.integers(2 * least, 200 * least))
        numbers[name] = draw(st.integers(least, numbers[f"{name}_target"]))
        numbers[f"{name}_before"] = draw(st.integers((numbers[name] + 1) // 2, numbers[name] - 1))
    numbers["target_year"] = draw(st.integers(2014, 2023))
    if draw(st.booleans()):
        numbers |= _right_people(draw)
    return numbers


def _right_people(draw: st.DrawFn) -> Numbers:
    sexes = ("men", "women", "non_binary") if draw(st.booleans()) else ("men", "women")
    most = draw(st.sampled_from((9_000, 900_000)))
    counts = {key: draw(st.integers(10, most)) for key in sexes}
    counts["declared"] = left = sum(counts.values())
    for key in GROUPS:
        counts[key] = draw(st.integers(0, left))
        left -= counts[key]
    before = {f"{key}_before": draw(st.integers((count + 1) // 2, max(count - 1, 0))) if count > 1 else count
              for key, count in counts.items()}  # fmt: skip
    return counts | before | {"women_again": counts["women"]}


# ── what is right ────────────────────────────────────────────────────────────


def is_right(numbers: dict[str, Any]) -> bool:
    """Whether the numbers are those of a right report."""
    axes = list(numbers["axes"].values())
    allocated, certified = (sum(one[key] for one in axes) for key in ("allocation", "certified"))
    return (
        numbers["n3"] <= certified
        and numbers["n3"] <= numbers["n3_next"] <= allocated
        and all(_in_euros(numbers[key], allocated) for key in OF_PROGRAMME if key in numbers)
        and ("certified_before" not in numbers or numbers["certified_before"] == _of_past(axes))
        and all(map(_is_right, axes))
        and all(_apart([one[key] for one in axes if key in one]) for key in (*FINANCE, *PEOPLE[:-1]))
        and all(_alike([one[key] for one in axes]) for key in ("payments", "certified"))
        and all(_in_line(axes, *steps) for steps in pairwise(FINANCE))
    )


def _of_past(axes: list[Numbers]) -> int:
    return sum(one["certified_before"] for one in axes)


def _unit(amount: int) -> int:
    """To what an amount is rounded, by its zeros: a tenth of a million at most, and a thousand at least."""
    return next((unit for unit in (LARGEST_UNIT, 10_000, 1_000) if amount and amount % unit == 0), 0)


def _is_telling(figure: int) -> bool:
    """Neither small nor round: such figures meet by chance."""
    return figure >= SMALL and not _unit(figure)


def _apart(figures: list[int]) -> bool:
    """No two axes have the same figure."""
    telling = list(filter(_is_telling, figures))
    return len(telling) == len(set(telling))


def _alike(figures: list[int]) -> bool:
    """All amounts that are paid bill by bill are exact, or at least more are rounded than are exact."""
    rounded = [one for one in figures if _unit(one) == LARGEST_UNIT]
    exact = [one for one in figures if one > LARGEST_UNIT and not _unit(one)]
    return not exact or len(rounded) > len(exact) or not rounded


def _in_line(axes: list[Numbers], whole: str, part: str) -> bool:
    """No share is a thousandth of what it is in all others, of which it takes two to know; else it is in thousands."""
    shares = [Fraction(one[part], one[whole]) if one[part] and one[whole] else None for one in axes]
    for number, own in enumerate(shares):
        least = min(others, default=Fraction()) / 2 if len(others := _known(shares, number)) > 1 else Fraction()
        if own is not None and own * 100 < least <= own * 1000 <= 1:
            return False
    return True


def _known(shares: list[Fraction | None], but: int) -> list[Fraction]:
    return [one for number, one in enumerate(shares) if one is not None and number != but]


def _in_euros(amount: int, allocation: int) -> bool:
    """Not the millionth of what it may be, which is the allocation or, where more is committed, twice as much."""
    return allocation >= SMALL and (amount == 0 or amount * 10**6 > 2 * allocation)


def _is_right(one: Numbers) -> bool:
    has_past = "allocation_before" in one
    return (
        _amounts_right(one)
        and (not has_past or _past_amounts_right(one))
        and _initiatives_right(one)
        and _indicators_right(one)
        and (not has_past or _past_values_right(one))
        and ("men" not in one or _people_right(one))
        and ("men_before" not in one or _past_people_right(one))
    )


def _amounts_right(one: Numbers) -> bool:
    chain = [one[key] for key in FINANCE]
    return chain == sorted(chain, reverse=True) and all(_in_euros(one[key], one["allocation"]) for key in FINANCE)


def _past_amounts_right(one: Numbers) -> bool:
    now, before = ([one[f"{key}{year}"] for key in MOVING] for year in ("", "_before"))
    return (
        all(one[f"{key}_before"] <= one[key] for key in FINANCE[1:])
        and all(one[key] < 10 * was for key in FINANCE if (was := one[f"{key}_before"]))  # else it has begun
        and one["allocation_before"] < 10 * one["allocation"]
        and now != before
        and not any(map(_is_kept, now, before))
        and all(_in_euros(one[f"{key}_before"], one["allocation"]) for key in FINANCE)
    )


def _initiatives_right(one: Numbers) -> bool:
    rows = [[one[f"{name}_{key}"] for key in STEPS] for name in ("one", "two")]
    wholes = [one[key] for key in FINANCE[1:4]]
    return (
        all(row == sorted(row, reverse=True) for row in rows)
        and all(_within(parts, whole) for *parts, whole in zip(*rows, wholes, strict=True))
        and all(_in_euros(amount, one["allocation"]) for row in rows for amount in row)
    )


def _within(parts: list[int], whole: int) -> bool:
    """Each, and all together but for half a unit of those that are rounded."""
    return max(parts) <= whole and 2 * sum(parts) - sum(map(_unit, parts)) <= 2 * whole


def _indicators_right(one: Numbers) -> bool:
    target, allocation = one["target_certified"], one["allocation"]
    return (
        (target == allocation or abs(target - allocation) < _unit(target))
        and abs(one["share"] * allocation - one["certified"] * WHOLE) <= _unit_of_share(one["share"]) * allocation
        and _same_decimals(one["share"], one["rate"])
        and _is_likely(one["rate"])
        and all(one[key] < 10 * one[f"{key}_target"] or not one[f"{key}_target"] for key in ("value", "other"))
        and 2014 <= one["target_year"] <= 2023
    )


def _unit_of_share(share: int) -> int:
    """A unit of its last digit."""
    return next(unit for unit in (100, 10, 1) if share % unit == 0)


def _same_decimals(*shares: int) -> bool:
    """With decimals or without; nothing and all need none."""
    return len({share % 100 == 0 for share in shares if 0 < share < WHOLE}) < 2


def _is_likely(rate: int) -> bool:
    """Not more than all; nor a percentage without its two places, a hundredth of about the target."""
    return rate <= WHOLE and not (rate * 100 <= WHOLE and RATE_TARGET <= 200 * rate <= 4 * RATE_TARGET)


def _past_values_right(one: Numbers) -> bool:
    """Grown, and not kept while the other value or people have moved; both may be, where nothing has."""
    kept = [key for key in ("value", "other") if one[key] == one[f"{key}_before"]]
    has_people_moved = "men" in one and any(one[key] != one[f"{key}_before"] for key in ("men", "women"))
    all_kept = has_people_moved and len(kept) == 2 and min(one[key] for key in kept) >= 100
    one_kept = (has_people_moved or len(kept) < 2) and any(_is_telling(one[key]) for key in kept)
    return all(_grew(one, key) for key in ("value", "other")) and not all_kept and not one_kept


def _people_right(one: Numbers) -> bool:
    whole = sum(one[key] for key in PEOPLE[:3] if key in one)
    agree = one["declared"] == whole and one["women_again"] == one["women"]
    return agree and sum(one[key] for key in GROUPS) <= whole


def _past_people_right(one: Numbers) -> bool:
    counted = [key for key in PEOPLE if key in one]
    same = all(one[key] == one[f"{key}_before"] for key in ("men", "women")) and one["men"] + one["women"] > 0
    return (
        all(_grew(one, key) for key in counted)
        and not same
        and not any(_is_kept(one[key], one[f"{key}_before"]) for key in counted if key != "declared")
    )


def _is_kept(now: int, before: int) -> bool:
    """Exactly that of the year before."""
    return now == before and _is_telling(now)


def _grew(one: Numbers, key: str) -> bool:
    """Not fallen, and not tenfold unless there were few."""
    before, now = one[f"{key}_before"], one[key]
    return before <= now and (before < 10 or now < 10 * before)


# ── the report ───────────────────────────────────────────────────────────────


def reported(numbers: dict[str, Any]) -> Report:
    """The report that has these numbers."""
    axes = [_axis(label, one) for label, one in numbers["axes"].items()]
    return report(
        *axes,
        n3_target=numbers["n3"],
        n3_target_next=numbers["n3_next"],
        certified_previous=numbers.get("certified_before"),
    )


def _axis(label: str, one: Numbers) -> Any:
    def counted(suffix: str) -> Any:
        men, women, other, *groups = (one.get(f"{key}{suffix}") for key in PEOPLE)
        return people(men, women, other, *groups)

    initiatives = (
        initiative(name, state=InitiativeState.ONGOING, **{key: one[f"{name}_{key}"] for key in STEPS})
        for name in ("one", "two")
    )
    return axis(
        label,
        kind=AxisKind.THEMATIC if "men" in one else AxisKind.TECHNICAL_ASSISTANCE,
        finance=finance(*(one[key] for key in FINANCE)),
        finance_previous=finance(*(one.get(f"{key}_before") for key in FINANCE)),
        participants=counted("") if "men" in one else None,
        participants_previous=counted("_before") if "men_before" in one else None,
        indicators=_indicators(one),
        initiatives=tuple(initiatives),
    )


def _indicators(one: Numbers) -> tuple[Indicator, ...]:
    amount = indicator("Spesa", None, one["target_certified"], IndicatorKind.CERTIFIED, target_year=2023,
                       unit=Unit.EURO)  # fmt: skip
    share = indicator("Quota", _ratio(one["share"]), None, IndicatorKind.CERTIFIED, target_year=2023, code="K03",
                      unit=Unit.PERCENT)  # fmt: skip
    rate = indicator("Partecipanti", _ratio(one["rate"]), _ratio(RATE_TARGET), IndicatorKind.RESULT, target_year=2023,
                     code="K04", unit=Unit.PERCENT)  # fmt: skip
    counted = (
        indicator(key, one[key], one[f"{key}_target"], target_year=one["target_year"], code=f"K{number:02}",
                  previous=figure(one.get(f"{key}_before"), "Indicatori", 9))
        for number, key in enumerate(("value", "other"), 5)
    )  # fmt: skip
    women = indicator("Donne", one.get("women_again"), kind=IndicatorKind.OUTPUT, code="K07")
    return (amount, share, rate, *counted, *((women,) if "women_again" in one else ()))


def _ratio(share: int) -> str:
    return str(Decimal(share) / WHOLE)


def codes(numbers: dict[str, Any]) -> set[str]:
    """The rules that find something; that a target is missing is no fault of a figure."""
    return {finding.code for finding in check(reported(numbers))} - {"RAA221"}


# ── the law ──────────────────────────────────────────────────────────────────

lenient = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@lenient
@given(right())
def test_a_report_built_to_be_right_has_no_finding(numbers):
    """Whatever its axes are called, how many there are, and whether they have participants, or a past."""
    assert is_right(numbers)
    assert codes(numbers) == set()


@lenient
@given(right(most=5), st.integers(0, 2**32).map(Random))  # whose numbers lie evenly, as slips do
def test_one_changed_figure_is_found_or_leaves_the_report_right(numbers, random):
    """Each figure of an axis and of the programme: a slip, a lost comma, rounded, kept, copied, anything."""
    own, other = (random.choice([*numbers["axes"].values()]) for _ in range(2))
    for place in (own, numbers):
        for key in sorted(set(place) - {"axes"}):
            old = place[key]
            for new in sorted(_slips(place, key, other, random)):
                place[key] = max(0, new)
                assert (codes(numbers) == set()) is is_right(numbers), (key, old, place[key])
            place[key] = old


def _slips(place: dict[str, Any], key: str, other: Numbers, random: Random) -> set[int]:
    """What a figure may become by a slip."""
    old = place[key]
    slips = {old - 1, old + 1, old * 10, old // 1000, random.randrange(0, 3 * old + 9)}
    if "share" in key or "rate" in key:
        return slips | {old // 100 * 100, old // 10 * 10, old // 100}
    beside = place if "axes" in place else other
    return slips | {old // LARGEST_UNIT * LARGEST_UNIT, old // 1000 * 1000, place.get(f"{key}_before", 0),
                    beside.get(key, 0)}  # fmt: skip


@lenient
@given(right(), st.integers(0, 2**32).map(Random))
def test_an_axis_in_thousands_is_found(numbers, random):
    """All its amounts, those of last year and of its initiatives too, beside the other axes; or its own past."""
    label = random.choice([*numbers["axes"]])
    one = numbers["axes"][label]
    amounts = [key for key in one if key.removesuffix("_before") in FINANCE or key.split("_")[0] in {"one", "two"}]
    past = [key for key in amounts if key.endswith("_before")]
    for among in ([*amounts, "target_certified"], [key for key in amounts if key not in past]):
        spoilt = {**one, **{key: one[key] // 1000 for key in among}}
        is_known = len(numbers["axes"]) > 1 or "target_certified" not in among or (past and past[0] not in among)
        found = codes({**numbers, "axes": {**numbers["axes"], label: spoilt}})
        assert ("RAA317" in found) is bool(is_known), found


SOUND: Numbers = {
    "allocation": 900_000_001, "programmed": 800_000_001, "commitments": 700_000_001, "payments": 600_000_001,
    "certified": 500_000_001, "allocation_before": 890_000_001, "programmed_before": 790_000_001,
    "commitments_before": 690_000_001, "payments_before": 590_000_001, "certified_before": 490_000_001,
    "target_certified": 900_000_001, "share": 5555, "rate": 6057,
    "one_programmed": 300_000_001, "one_committed": 200_000_001, "one_paid": 100_000_001,
    "two_programmed": 300_000_001, "two_committed": 200_000_001, "two_paid": 100_000_001,
    "value_target": 900, "target_year": 2023, "value": 700, "value_before": 600,
    "other_target": 90_000, "other": 70_000, "other_before": 60_000,
    "men": 50_001, "women": 40_001, "non_binary": 9_001, "disabled": 30_001, "migrants": 20_001,
    "disadvantaged": 10_001, "declared": 99_003, "men_before": 49_001, "women_before": 39_001,
    "non_binary_before": 8_001, "disabled_before": 29_001, "migrants_before": 19_001, "disadvantaged_before": 9_001,
    "declared_before": 98_001, "women_again": 40_001,
}  # fmt: skip
PROGRAMME: Numbers = {"n3": 400_000_001, "n3_next": 800_000_001, "certified_before": 490_000_001}
# what no other figure bounds: what is paid, or due, may be little; a target much; and a result may be any share
UNSEEN = {
    *((f"{name}_paid", "a twentieth") for name in ("one", "two")),
    *((f"{name}_target", "twentyfold") for name in ("value", "other")),
    ("programme n3", "a twentieth"),
    ("rate", "a twentieth"),
}


@pytest.mark.parametrize("key", [*SOUND, *(f"programme {key}" for key in PROGRAMME)])
@pytest.mark.parametrize("way", ["twentyfold", "a twentieth"])
def test_only_what_nothing_bounds_may_be_anything(key: str, way: str):
    """Twentyfold and a twentieth of each figure are found, whatever the second account of what is right leaves out."""
    numbers: dict[str, Any] = {"axes": {"I": dict(SOUND)}, **PROGRAMME}
    assert codes(numbers) == set()
    place = numbers if key.startswith("programme ") else numbers["axes"]["I"]
    name = key.removeprefix("programme ")
    place[name] = place[name] * 20 if way == "twentyfold" else place[name] // 20 // 100 * 100 + 57
    assert (codes(numbers) == set()) is ((key, way) in UNSEEN)


def test_findings_call_an_axis_as_the_programme_does():
    """No message or remedy says `asse` where the programme has priorities, whatever figure is wrong."""
    said = set()
    for key, old in SOUND.items():
        for new in (old * 20, old // 20, old + 1, SOUND.get(f"{key}_before", 0)):
            whole = reported({"axes": {"I": {**SOUND, key: new}, "II": dict(SOUND)}, **PROGRAMME})
            axes = tuple(replace(one, designation=f"Priorità {one.label}") for one in whole.axes)
            noun = replace(whole.programme, axis_noun="Priorità")
            lacking = replace(whole, axes=axes, programme=noun, lacking=("III",))
            found = (*check(replace(lacking, lacking=())), *all_axes(lacking))
            said |= {f"{one.message} {one.remedy}" for one in found}
    assert len(said) > 100
    assert any("la copia della Priorità\u00a0III:" in words for words in said)
    assert not [words for words in said if re.search(r"\bass[ei]\b", words, re.IGNORECASE)]


def test_one_cent_is_found_where_two_figures_must_agree():
    """The target of certified expenditure typed to the cent, a total of participants off by one person."""
    off = indicator("Spesa", None, "100000000.01", IndicatorKind.CERTIFIED, target_year=2023)
    assert [finding.code for finding in check(report(axis(indicators=(off,))))] == ["RAA309"]
    wrong = axis(participants=people(530, 470, None, 30, 80, 60, 1001))
    assert [finding.code for finding in check(report(wrong))] == ["RAA301"]
