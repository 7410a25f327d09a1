# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the numbers that leave their unit to the amount beside."""

from __future__ import annotations

from decimal import Decimal

import pytest
from officials import PROGRAMME
from reports import assistance, finance, narrative, report

from raa_builder.cells import Cell, Entry
from raa_builder.model import TextSection
from raa_builder.prose import check
from raa_builder.prose.compare import read
from raa_builder.prose.marks.numbers import Kind, marks
from raa_builder.prose.passages import Passage
from raa_builder.prose.verdicts import Verdict
from raa_builder.prose.words.names import Names


def verdicts(text: str) -> list[Verdict]:
    """The verdict on each number of a text on resources."""
    passage = Passage(Entry(text, Cell("Testi", 4, 5)), PROGRAMME.axis("1"), TextSection.RESOURCES)
    return [reading.verdict for reading in read(Names(PROGRAMME), passage, marks(text))]


def lost(text: str) -> str:
    """What nobody can compare in a text of an axis with 210,5 million committed and 188,7 paid."""
    money = finance("332500000", "264685038.65", "210514278.08", "188797284.44", "169432363.65")
    one = assistance("V", finance=money, texts=(narrative(TextSection.RESOURCES, text, code="V.T01"),))
    return " ".join(finding.message for finding in check(report(one)) if finding.code == "RAA403")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("La Priorità ha impegnato 121,9 milioni e ne ha pagati {}.", "74,7"),
        ("Impegnati 121,9 Mln€, pagati {} (al netto delle rettifiche).", "74,7"),
        ("Gli impegni sono 121,9 milioni, i pagamenti sono {}.", "74"),
        ("Ne ha impegnati {}, mentre la Priorità 2 è ferma a 99,4 milioni.", "121,9"),
        ("Dei 121,9 milioni impegnati, {} già pagati.", "74,7"),
    ],
)
def test_a_bare_number_has_the_unit_of_the_amount_beside(text, value):
    """Before it or after it, in the same sentence."""
    (mark,) = (mark for mark in marks(text.format(value)) if mark.text == value)
    assert (mark.kind, mark.value) == (Kind.MONEY, Decimal(value.replace(",", ".")) * 1_000_000)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Gli impegni sono 121,9 milioni, {} volte quelli del 2022.", "2,1"),
        ("Gli impegni sono 121,9 milioni; in media {} corsi.", "2,1"),
        ("Gli impegni sono 121,9 milioni. I pagamenti sono {}.", "74,7"),
        ("Gli impegni sono 121.900.000 euro e il rapporto è {}.", "2,1"),
        ("Gli impegni sono 121,9 milioni per {} progetti.", "74"),
        ("Gli impegni sono 121,9 milioni; le femmine sono {}.", "59,154"),
    ],
)
def test_a_number_of_something_else_keeps_its_own(text, value):
    """A noun after it says of what it is; the amount of another sentence says nothing."""
    (mark,) = (mark for mark in marks(text.format(value)) if mark.text == value)
    assert mark.kind in {Kind.UNCLEAR, Kind.COUNT}


def test_such_an_amount_is_compared():
    """What is right is confirmed, what is wrong is at least doubted."""
    text = "Gli impegni sono pari a 301,8 Mln€, i pagamenti a {}."
    assert verdicts(text.format("188")) == [Verdict.CONFIRMED] * 2
    assert verdicts(text.format("188,0"))[1] is Verdict.CONFIRMED
    assert verdicts(text.format("198,0"))[1] in {Verdict.CONTRADICTED, Verdict.DOUBTED}


def test_a_bare_number_with_decimals_is_never_passed_over():
    """With no amount beside it is noted, unless an amount of the axis is just so in millions."""
    assert "«198,7»" in lost("I pagamenti sono arrivati a 198,7.")
    assert lost("I pagamenti sono arrivati a 188,7.") == ""
    assert "«1,8 volte" in lost("Gli impegni sono 1,8 volte quelli di allora.")
    assert lost("I percorsi durano 2,5 anni.") == ""
