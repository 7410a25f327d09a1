# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the recognition of numbers: what is an amount, a share or a count, and what only looks like one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raa_builder import italian
from raa_builder.model import Rounding
from raa_builder.prose.marks.numbers import Hedge, Kind, marks
from raa_builder.prose.verdicts import stands_for

MONEY, SHARE, COUNT = Kind.MONEY, Kind.SHARE, Kind.COUNT


@pytest.mark.parametrize(
    ("text", "kind", "value", "step"),
    [
        ("1.234.567,89 €", MONEY, "1234567.89", "0.01"),
        ("€ 970.474.516,00", MONEY, "970474516", "0.01"),
        ("€ 1.234", MONEY, "1234", "1"),
        ("euro 500", MONEY, "500", "1"),
        ("500 euro", MONEY, "500", "1"),
        ("1 234 567 €", MONEY, "1234567", "1"),
        ("1’234’567 €", MONEY, "1234567", "1"),
        ("358.000.000,00\u00a0€", MONEY, "358000000", "0.01"),
        ("1,234,567.89 €", MONEY, "1234567.89", "0.01"),
        ("177,9 Mln€", MONEY, "177900000", "100000"),
        ("177,9\u00a0Mln€", MONEY, "177900000", "100000"),
        ("395,04 Mln€", MONEY, "395040000", "10000"),
        ("227.1 Mln€", MONEY, "227100000", "100000"),
        ("4,9 Mln€€", MONEY, "4900000", "100000"),
        ("risorse pari a1,9Mln€.", MONEY, "1900000", "100000"),
        ("100 Mln €", MONEY, "100000000", "1000000"),
        ("2 Mln di euro", MONEY, "2000000", "1000000"),
        ("oltre i 10 Mln già impegnati", MONEY, "10000000", "10000000"),
        ("234,8 milioni", MONEY, "234800000", "100000"),
        ("10 milioni di €", MONEY, "10000000", "1000000"),
        ("€ 177,9 milioni", MONEY, "177900000", "100000"),
        ("1,2 miliardi di euro", MONEY, "1200000000", "100000000"),
        ("3 Mld€", MONEY, "3000000000", "1000000000"),
        ("5 M€", MONEY, "5000000", "1000000"),
        ("M€ 5", MONEY, "5000000", "1000000"),
        ("20 k€", MONEY, "20000", "1000"),
        ("880 mila€", MONEY, "880000", "1000"),
        ("880 Mila€", MONEY, "880000", "1000"),
        ("880mila euro", MONEY, "880000", "1000"),
        ("301.877 migliaia di euro", MONEY, "301877000", "1000"),
        ("5 migliaia di persone", COUNT, "5000", "1000"),
        ("un milione di euro", MONEY, "1000000", "1000000"),
        ("due milioni e mezzo di euro", MONEY, "2500000", "100000"),
        ("57%", SHARE, "0.57", "0.01"),
        ("57,3 %", SHARE, "0.573", "0.001"),
        ("36,89%", SHARE, "0.3689", "0.0001"),
        ("57 per cento", SHARE, "0.57", "0.01"),
        ("57 percento", SHARE, "0.57", "0.01"),
        ("l’85%", SHARE, "0.85", "0.01"),
        ("Misura 57%", SHARE, "0.57", "0.01"),
        ("59.154", COUNT, "59154", "1"),
        ("59154", COUNT, "59154", "1"),
        ("(112.588)", COUNT, "112588", "1"),
        ("(target 2023 =63.868)", COUNT, "63868", "1"),
        ("1.234.567 persone", COUNT, "1234567", "1"),
        ("79 mila", COUNT, "79000", "1000"),
        ("3 milioni di persone", COUNT, "3000000", "1000000"),
        ("38 progetti", COUNT, "38", "1"),
        ("n. 38 progetti", COUNT, "38", "1"),
        ("la legge finanzia 38 progetti", COUNT, "38", "1"),
        ("Asse 4, 38 progetti", COUNT, "38", "1"),
        ("2019 destinatari", COUNT, "2019", "1"),
        ("cinque assi", COUNT, "5", "1"),
        ("quattro nuovi progetti", COUNT, "4", "1"),
        ("ventuno iniziative", COUNT, "21", "1"),
        ("ventitré iniziative", COUNT, "23", "1"),
        ("trentotto progetti", COUNT, "38", "1"),
        ("centomila famiglie", COUNT, "100000", "1000"),
        ("più di mille", COUNT, "1000", "1000"),
        ("duecento progetti", COUNT, "200", "1"),
        ("oltre duecento progetti", COUNT, "200", "100"),
        ("duecentoquattordicimila persone", COUNT, "214000", "1000"),
        ("un milione e mezzo di euro", MONEY, "1500000", "100000"),
        ("trecentomila euro", MONEY, "300000", "1000"),
        ("due milioni di persone", COUNT, "2000000", "1000000"),
        ("il cinquanta per cento", SHARE, "0.5", "0.01"),
    ],
)
def test_a_number_is_read_with_its_unit_and_its_digits(text, kind, value, step):
    """Whatever way officials write it, its value is in euros, as a ratio or as a count."""
    (mark,) = [mark for mark in marks(text) if mark.kind.is_number]
    assert (mark.kind, mark.value, mark.step) == (kind, Decimal(value), Decimal(step))
    assert text[mark.start : mark.end] == mark.text


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("target al 2023 - 93%", SHARE, "0.93"),
        ("target al 2023 – 83 %", SHARE, "0.83"),
        ("target al 2023 - 40 per cento", SHARE, "0.4"),
        ("target 2023 - 58 Mln€", MONEY, "58000000"),
        ("target al 2023 - 12", COUNT, "12"),
        ("target al 2023 - 95", COUNT, "95"),
        ("target al 2023 - 35 progetti", COUNT, "35"),
        ("target 2023 - 2.500", COUNT, "2500"),
    ],
)
def test_a_number_after_a_year_and_a_dash_is_no_end_of_a_period(text, kind, value):
    """Where it has a unit or a noun, or is none that a span of years can end with."""
    year, number = marks(text)
    assert (year.kind, year.text) == (Kind.YEAR, "2023")
    assert (number.kind, number.value) == (kind, Decimal(value))


@pytest.mark.parametrize("text", ["2014-20", "2014 - 20", "2019/20", "2014-2020", "1999-00", "2021 – 27"])
def test_a_span_of_years_may_leave_its_century_out(text):
    """It is one mark, and no number."""
    (mark,) = marks(f"Nel periodo {text} si va avanti.")
    assert (mark.kind, mark.text) == (Kind.YEAR, text)


@pytest.mark.parametrize(
    "text",
    [
        "31/12/2019", "31.12.2019", "31-12-19", "31 dicembre 2019", "1° aprile 2019", "1º gennaio", "dicembre 2018",
        "il 2019", "nel 2018", "2014-2020", "2018/19", "2019/2020", "EXPO 2015", "Europa 2020", "(2023)",
        "Decisione C(2014) 10098", "Decisione della CE C(2019)3048", "d.g.r. n. 3017/2015", "DGR n. 3017", "DGR X/3017",
        "Reg. (UE) 1303/2013", "regolamento (UE) n. 1304/2013", "Reg. 2015/207", "art. 136", "artt. 65 e 131",
        "legge 68/99", "l.r. 22/2006", "d.lgs. 106/2018", "decreto n. 8524", "Prot. n. 123456",
        "Asse IV", "Asse 4", "Assi I e III",
        "OT 8", "obiettivo specifico 9.3", "10.iv", "priorità 11.i", "azione 9.1.1",
        "tabella 2", "tabelle 2 e 3", "sezione 2.1", "§ 3.1", "fase 2", "Fase III", "Lotto 1", "Industria 4.0",
        "1) sviluppo", "in due lotti: 1) sviluppo; 2) archivi", "2014IT05SFOP007", "CUP E41B19000100009", "N+3",
        "Covid-19", "15-29 anni", "0-3 anni", "24 mesi", "tra i 15 e i 29 anni", "under 30", "over 50", "ore 14.30",
        "1/3", "½", "12 punti percentuali", "2ª edizione", "tel. 02 6765 1234", "+39 02 67651234", "via Roma 12",
        "piazza Città di Lombardia 1, 20124 Milano", "www.regione.it/2019/123", "{Impegni}", "{I.N03 Programmato}",
        "art. 50(9)", "02/67651", "02 67651234", "800 318 318", "800.318.318", "un punto percentuale", "5 per mille",
        "3,25 ‰", "1 punto percentuale", "9" * 30,
        "il cinque per mille", "{Cento}", "www.duecento.it", "via dei Mille",
        "due tipologie di servizi", "sei mesi", "un terzo", "tre direttrici", "59,154 persone",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_number_is_set_apart(text):
    """Years, dates, laws, labels, codes, addresses, durations, fractions, placeholders: never compared."""
    assert [mark for mark in marks(text) if mark.kind.is_number] == []


@pytest.mark.parametrize(
    ("text", "hedge", "step"),
    [
        ("oltre 79.000 persone", Hedge.OVER, "1000"),
        ("più di 79.854 persone", Hedge.OVER, "1"),
        ("oltre 190 Mln€", Hedge.OVER, "10000000"),
        ("oltre i 15 mila", Hedge.OVER, "1000"),
        ("circa l’85%", Hedge.ABOUT, "0.01"),
        ("quasi 400 mila", Hedge.ABOUT, "40000"),
        ("385.423 circa", Hedge.ABOUT, "1"),
        ("meno di 500 progetti", Hedge.UNDER, "100"),
        ("superano i 120 Mln€", Hedge.OVER, "120000000"),
        ("hanno superato i 120 Mln€", Hedge.OVER, "120000000"),
        ("ha ormai superato quota 79.000", Hedge.OVER, "79000"),
        ("non superano i 180 Mln€", Hedge.UNDER, "10000000"),
        ("non hanno ancora superato i 180 Mln€", Hedge.UNDER, "10000000"),
        ("supera il 40%", Hedge.OVER, "0.40"),
        ("sfiorano i 190 Mln€", Hedge.UNDER, "10000000"),
        ("sfiora il 50%", Hedge.UNDER, "0.1"),
        ("rasentano i 190 Mln€", Hedge.UNDER, "10000000"),
        ("si avvicinano ai 190 Mln€", Hedge.UNDER, "10000000"),
        ("si avvicina al 50%", Hedge.UNDER, "0.1"),
        ("poco meno di 190 Mln€", Hedge.UNDER, "10000000"),
        ("poco più di 300 Mln€", Hedge.OVER, "100000000"),
        ("appena sopra i 300 Mln€", Hedge.OVER, "100000000"),
        ("non meno di 300 Mln€", Hedge.OVER, "100000000"),
        ("supera di 20 Mln€", Hedge.NONE, "1000000"),
        ("supera del 60%", Hedge.NONE, "0.01"),
        ("supera il target di 20 Mln€", Hedge.NONE, "1000000"),
        ("pari a 500 progetti", Hedge.NONE, "1"),
    ],
)
def test_a_hedge_says_how_far_a_number_may_be(text, hedge, step):
    """Beside such a word, the last digit is the last that is not 0, and no more than a tenth of the number."""
    (mark,) = marks(text)
    assert (mark.hedge, mark.step) == (hedge, Decimal(step))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("passano da 180,1 a 217,4 Mln€", [(MONEY, "180100000"), (MONEY, "217400000")]),
        ("passano da 98 a 112 Mln€", [(MONEY, "98000000"), (MONEY, "112000000")]),
        (
            "rispettivamente a 217,4, 153,4 e 120 Mln€",
            [(MONEY, "217400000"), (MONEY, "153400000"), (MONEY, "120000000")],
        ),
        ("sale da 180,1 nel 2022 a 217,4 milioni di euro", [(MONEY, "180100000"), (MONEY, "217400000")]),
        ("dal 45 al 53%", [(SHARE, "0.45"), (SHARE, "0.53")]),
        ("da 98.000 a 112.336", [(COUNT, "98000"), (COUNT, "112336")]),
        ("12 progetti e 5 Mln€", [(COUNT, "12"), (MONEY, "5000000")]),
        ("sono 1.200 e il 53%", [(COUNT, "1200"), (SHARE, "0.53")]),
        ("Priorità 1 e 2 Mln€", [(MONEY, "2000000")]),
        ("dai 65.370 ai 132.131 e il 54%", [(COUNT, "65370"), (COUNT, "132131"), (SHARE, "0.54")]),
    ],
)
def test_a_list_of_numbers_says_its_unit_once(text, found):
    """At its last number; what counts something of its own keeps that."""
    assert [(mark.kind, mark.value) for mark in marks(text) if mark.kind.is_number] == [
        (kind, Decimal(value)) for kind, value in found
    ]


def test_a_note_beside_an_amount_is_no_number():
    """`188 Mln€ (1)`; a number of persons between parentheses is one."""
    numbers = [
        mark.text
        for mark in marks("I pagamenti sono 188 Mln€ (1), il 62% (2), di 15 donne (7).")
        if mark.kind.is_number
    ]
    assert numbers == ["188 Mln€", "62%", "15", "7"]


def test_marks_stand_in_order_and_do_not_overlap():
    """Also where letters, dates and amounts stand close together."""
    text = "Al 31.12.2019 cinque assi, 829,3 Mln€ (85%) e 38 progetti; {Impegni} nel 2019, tre iniziative."
    found = marks(text)
    assert [mark.text for mark in found] == [
        "31.12.2019", "cinque", "829,3 Mln€", "85%", "38", "{Impegni}", "2019", "tre",
    ]  # fmt: skip
    assert all(first.end <= second.start for first, second in pairwise(found))


amounts = st.decimals(min_value=1, max_value=10**11, places=2)


@given(amounts, st.sampled_from(Rounding))
def test_an_amount_that_the_summary_prints_stands_for_its_figure(value, rounding):
    """In millions and in euros, cut off or rounded."""
    for text in (italian.millions(value, rounding), italian.euro(value), italian.euro(value, 0)):
        (mark,) = marks(f"pari a {text}.")
        low, high = stands_for(mark)
        assert mark.kind is MONEY
        assert low <= value < high


@given(st.decimals(min_value="0.0001", max_value=2, places=6), st.integers(0, 2))
def test_a_share_that_the_summary_prints_stands_for_its_figure(ratio, decimals):
    """Half up, at any digits."""
    (mark,) = marks(f"il {italian.percent(ratio, decimals)} del totale")
    low, high = stands_for(mark)
    assert mark.kind is SHARE
    assert low <= ratio < high


@given(st.integers(0, 10**8))
def test_a_count_that_the_summary_prints_stands_for_its_figure(count):
    """Exactly, and cut to its leading digits beside `più di`."""
    for text in (f"sono {italian.number(Decimal(count))}", f"più di {italian.floor_to_lead(Decimal(count))}"):
        (mark,) = marks(f"{text} persone")
        low, high = stands_for(mark)
        assert low <= count < high


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_date_that_the_summary_prints_is_no_number(day):
    """Long or short."""
    for text in (italian.long_date(day), italian.short_date(day)):
        assert [mark.kind for mark in marks(f"al {text} sono")] == [Kind.DATE]


@given(st.text(alphabet="0123456789.,€% Mlniadze/-()IVX{}’'\n", max_size=60))
def test_any_text_is_read(text):
    """Whatever is typed, marks lie within it, in order."""
    found = marks(text)
    assert all(text[mark.start : mark.end] == mark.text for mark in found)
    assert [mark.start for mark in found] == sorted(mark.start for mark in found)
