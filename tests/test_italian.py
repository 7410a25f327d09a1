# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of Italian numbers, dates, small words and spacing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raa_builder import italian
from raa_builder.model import Rounding

HALF_UP, TRUNCATED = Rounding.HALF_UP, Rounding.TRUNCATED

# ── numbers ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        ("0", 0, "0"), ("999", 0, "999"), ("1000", 0, "1.000"), ("1234567.891", 2, "1.234.567,89"),
        ("0.5", 0, "1"), ("1.5", 0, "2"), ("2.5", 0, "3"), ("-1234.5", 1, "−1.234,5"), ("-0.4", 0, "0"),
    ],
)  # fmt: skip
def test_numbers_have_dots_for_thousands_and_a_decimal_comma(value, decimals, printed):
    """Halves go up, never to the even neighbour, and there is no minus before a zero."""
    assert italian.number(Decimal(value), decimals) == printed


@given(st.integers(-(10**15), 10**15), st.integers(0, 4))
def test_a_printed_number_reads_back_as_itself(units, decimals):
    """Nothing is lost of a number that has no more decimals than are printed."""
    value = Decimal(units).scaleb(-decimals)
    assert Decimal(italian.number(value, decimals).translate(str.maketrans(",−", ".-", "."))) == value


@pytest.mark.parametrize(
    ("euros", "rounded", "truncated"),
    [
        ("829372248.87", "829,4 Mln€", "829,3 Mln€"),
        ("358000000", "358 Mln€", "358 Mln€"),
        ("10050000", "10,1 Mln€", "10 Mln€"),
        ("999950000", "1.000 Mln€", "999,9 Mln€"),
        ("1234567890", "1.234,6 Mln€", "1.234,5 Mln€"),
        ("0", "0 Mln€", "0 Mln€"),
        ("60000", "0,1 Mln€", "60.000 €"),
        ("45000.5", "45.000,50 €", "45.000,50 €"),
    ],
)
def test_millions_have_one_decimal_rounded_or_cut_off_as_the_edition_says(euros, rounded, truncated):
    """A decimal that is zero is not printed, and what is not zero is not printed as zero."""
    printed = [italian.millions(Decimal(euros), rounding).replace("\u00a0", " ") for rounding in (HALF_UP, TRUNCATED)]
    assert printed == [rounded, truncated]


@given(st.decimals(10**5, 10**12, places=2))
def test_truncated_millions_never_say_more_than_there_is(euros):
    """Cutting off is by less than a tenth of a million, half up is off by at most half of one."""
    cut, rounded = (
        Decimal(italian.millions(euros, rounding).split("\u00a0")[0].replace(".", "").replace(",", ".")) * 1_000_000
        for rounding in (TRUNCATED, HALF_UP)
    )
    assert 0 <= euros - cut < 100_000
    assert abs(euros - rounded) <= 50_000


@pytest.mark.parametrize(
    ("ratio", "decimals", "printed"),
    [
        ("0.285", 0, "29%"), ("0.125", 0, "13%"), ("0.145", 0, "15%"), ("0.575", 0, "58%"), ("1.005", 1, "100,5%"),
        ("0.36895", 2, "36,90%"), ("1", 2, "100,00%"), ("0.004", 0, "0,4%"),
        ("0.00001", 0, "0,00%"), ("1.2345", 0, "123%"),
    ],
)  # fmt: skip
def test_percentages_are_rounded_half_up_where_a_binary_number_would_fall_short(ratio, decimals, printed):
    """28,5% is 29%: as a float it would be 28,499…; the sign stands close to the number."""
    assert italian.percent(Decimal(ratio), decimals) == printed


@pytest.mark.parametrize(
    ("ratio", "printed"), [("0.57", "57%"), ("0.7638", "76,38%"), ("0.805", "80,5%"), ("1", "100%"), ("0", "0%")]
)
def test_a_percentage_as_given_has_the_decimals_that_it_has(ratio, printed):
    """Zeros after the comma are not printed, those before it are."""
    assert italian.percent_as_given(Decimal(ratio)) == printed


@pytest.mark.parametrize(
    ("value", "printed"), [("35", "35"), ("1200", "1.200"), ("1234.50", "1.234,5"), ("0.25", "0,25")]
)
def test_a_number_as_given_has_the_decimals_that_it_has(value, printed):
    """A hundred is not cut down to 1."""
    assert italian.as_given(Decimal(value)) == printed


def test_amounts_of_a_column_have_cents_when_one_of_them_does():
    """A column is printed alike."""
    assert italian.needed_decimals([Decimal(5), Decimal("7.00")]) == 0
    assert italian.needed_decimals([Decimal(5), Decimal("7.01")]) == 2
    assert italian.euro(Decimal("1234567.8")) == "1.234.567,80\u00a0€"


@pytest.mark.parametrize(
    ("count", "printed"),
    [
        ("79854", "79.000"),
        ("321", "320"),
        ("12", "12"),
        ("7", "7"),
        ("0", "0"),
        ("100", "100"),
        ("1999999", "1.900.000"),
    ],
)
def test_a_count_is_cut_to_its_two_leading_digits(count, printed):
    """«Più di 79.000» must be true, so it is cut, not rounded."""
    assert italian.floor_to_lead(Decimal(count)) == printed


def test_counts_to_twenty_are_written_in_letters():
    """From twenty-one on, and below zero, digits are easier to read."""
    assert [italian.in_letters(count) for count in (0, 1, 3, 20, 21, 1000, -1)] == [
        "zero", "uno", "tre", "venti", "21", "1.000", "−1"
    ]  # fmt: skip


# ── dates ────────────────────────────────────────────────────────────────────


def test_dates_are_written_out_with_the_first_as_an_ordinal():
    """The parts of a date do not part at the end of a line."""
    assert italian.long_date(date(2019, 12, 31)) == "31\u00a0dicembre\u00a02019"
    assert italian.long_date(date(2020, 5, 1)) == "1º\u00a0maggio\u00a02020"
    assert italian.short_date(date(2020, 5, 1)) == "01.05.2020"


# ── small words ──────────────────────────────────────────────────────────────


def _begins_with_a_vowel(number: int) -> bool:
    """Whether a number from 1 on, read aloud, begins with a vowel: uno, otto, undici, ottanta, un milione."""
    groups = f"{number:,}".split(",")
    lead = int(groups[0])
    if lead == 1:
        return len(groups) != 2  # «mille», but «uno», «un milione», «un miliardo»
    return lead in {8, 11} or 80 <= lead < 90 or 800 <= lead < 900


def _to(number: int, end: str = "") -> tuple[str, str]:
    """A number with its preposition as it is printed, and as it should be."""
    printed = italian.number(Decimal(number)) + end
    wanted = "allo " if not number else "all’" if _begins_with_a_vowel(number) else "al "
    return italian.with_article("al", printed), wanted + printed


def test_the_preposition_before_every_small_number_agrees_with_how_it_is_read():
    """«allo 0», «all’8», «all’11», «al 18», «al 110», «al 1.000»: every number as it is said."""
    wrong = [pair for number in range(12_000) for pair in [_to(number)] if pair[0] != pair[1]]
    assert wrong == []


@given(st.integers(0, 10**12 - 1), st.sampled_from(["", "%", "\u00a0Mln€", ",5%"]))
def test_the_preposition_before_a_large_number_agrees_with_how_it_is_read(number, end):
    """«all’1.000.000», an article before «un milione»; a unit or decimals behind it change nothing."""
    printed, wanted = _to(number, end)
    assert printed == wanted


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("POR FSE", "del POR FSE"),
        ("Programma Operativo", "del Programma Operativo"),
        ("Fondo Sociale Europeo", "del Fondo Sociale Europeo"),
        ("Asse I", "dell’Asse I"),
        ("Priorità 2", "della Priorità 2"),
        ("Misura 1", "della Misura 1"),
        ("Strategia regionale", "della Strategia regionale"),
        ("Autorità di gestione", "dell’Autorità di gestione"),
        ("Sviluppo rurale", "dello Sviluppo rurale"),
        ("Sistema informativo", "del Sistema informativo"),
        ("Provincia autonoma", "della Provincia autonoma"),
        ("Città metropolitana", "della Città metropolitana"),
        ("Comunità montana", "della Comunità montana"),
        ("Direzione generale", "della Direzione generale"),
        ("Regione Lombardia", "di Regione Lombardia"),
        ("OI Comune di Milano", "dell’OI Comune di Milano"),
        ("FEAMPA", "del FEAMPA"),
        ("PROVINCIA AUTONOMA", "della PROVINCIA AUTONOMA"),
        ("PSR 2014-2022", "del PSR 2014-2022"),
        ("PNRR", "del PNRR"),
        ("-5%", "del -5%"),
        ("", "del "),
    ],
)
def test_the_preposition_before_a_noun_agrees_with_it(text, printed):
    """Gender and first sound of the noun; an acronym is read letter by letter, a region has no article."""
    assert italian.with_article("del", text) == printed


def test_a_region_takes_the_plain_preposition():
    """«Regione Lombardia» calls itself without an article, whatever the preposition."""
    printed = [italian.with_article(word, "Regione X") for word in ("il", "al", "del", "dal", "nel", "sul")]
    assert printed == ["Regione X", "a Regione X", "di Regione X", "da Regione X", "in Regione X", "su Regione X"]


@pytest.mark.parametrize(
    ("noun", "plural", "of_the", "to_the", "one"),
    [
        ("Asse", "Assi", "degli Assi", "agli Assi", "un Asse"),
        ("Priorità", "Priorità", "delle Priorità", "alle Priorità", "una Priorità"),
        ("Misura", "Misure", "delle Misure", "alle Misure", "una Misura"),
        ("Azione", "Azioni", "delle Azioni", "alle Azioni", "un’Azione"),
        ("Sezione", "Sezioni", "delle Sezioni", "alle Sezioni", "una Sezione"),
        ("Obiettivo", "Obiettivi", "degli Obiettivi", "agli Obiettivi", "un Obiettivo"),
        ("Programma", "Programmi", "dei Programmi", "ai Programmi", "un Programma"),
        ("Asse prioritario", "Assi prioritari", "degli Assi prioritari", "agli Assi prioritari", "un Asse prioritario"),
        ("Area tematica", "Aree tematiche", "delle Aree tematiche", "alle Aree tematiche", "un’Area tematica"),
        ("Linea di azione", "Linee di azione", "delle Linee di azione", "alle Linee di azione", "una Linea di azione"),
        ("Strategia", "Strategie", "delle Strategie", "alle Strategie", "una Strategia"),
    ],
)
def test_what_the_parts_of_a_programme_are_called_has_a_plural_and_articles(noun, plural, of_the, to_the, one):
    """An office may call them as it likes; the sentences agree."""
    assert italian.plural_of(noun) == plural
    assert italian.with_plural_article("dei", plural) == of_the
    assert italian.with_plural_article("ai", plural) == to_the
    assert italian.indefinite(noun) == one


@pytest.mark.parametrize(
    ("scope", "place", "towards"),
    [
        ("accesso ai servizi", "nell’accesso ai servizi", "ad accesso ai servizi"),
        ("inserimento lavorativo", "nell’inserimento lavorativo", "ad inserimento lavorativo"),
        ("percorsi di formazione", "attraverso percorsi di formazione", "a percorsi di formazione"),
        ("misure attive", "attraverso misure attive", "a misure attive"),
        ("scuola", "nella scuola", "a scuola"),
    ],
)
def test_a_scope_becomes_the_place_or_the_aim_of_an_action(scope, place, towards):
    """What may be a plural is not forced into a singular."""
    assert italian.within(scope) == place
    assert italian.to(scope) == towards


def test_items_are_joined_by_commas_and_a_last_and():
    """None, one, two and three items."""
    assert [italian.listed(list("abc")[:count]) for count in range(4)] == ["", "a", "a e b", "a, b e c"]


def test_of_many_cells_the_first_are_named_and_the_others_counted():
    """A single one more takes no more room than its count would."""
    cells = ["F!E3", "F!E4", "F!E5", "F!E6"]
    assert italian.first_cells(cells[:1], 2) == "F!E3"
    assert italian.first_cells(cells[:3], 2) == "F!E3, F!E4, F!E5"
    assert italian.first_cells(cells, 2) == "F!E3, F!E4 e altre 2 celle"
    assert [italian.plural(count, "uno", "molti") for count in (0, 1, Decimal(1), 2)] == [
        "molti",
        "uno",
        "uno",
        "molti",
    ]


# ── spacing ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "31~dicembre~2019", "1º~maggio~2020", "5~Mln€", "1.234,50~€", "€~970", "880~mila€", "57~%", "5~milioni di euro",
        "Asse~IV", "Assi~I e III", "OT~8", "art.~50", "n.~1303/2013", "gli 8 percorsi", "dicembre e gennaio",
    ],
)  # fmt: skip
def test_spaces_that_must_not_break_are_glued_and_no_others(text):
    """A tilde stands for a space that does not break."""
    assert italian.no_break(text.replace("~", " ")) == text.replace("~", "\u00a0")


@given(st.text(alphabet="Ase IV31dicembr2019 €%n.Mlni\u00a0", max_size=40))
def test_gluing_changes_nothing_but_spaces_and_does_so_once(text):
    """The words stay as typed, and a text that is already glued stays as it is."""
    glued = italian.no_break(text)
    assert glued.replace("\u00a0", " ") == text.replace("\u00a0", " ")
    assert italian.no_break(glued) == glued
