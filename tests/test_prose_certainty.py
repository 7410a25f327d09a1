# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of certainty: what can mean nothing else is called wrong when it is, and what may mean another thing never."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import cycle
from typing import TYPE_CHECKING

import pytest
from officials import APART, PROGRAMME, RIGHT
from reports import axis, initiative, narrative, report

from raa_builder.cells import Cell, Entry
from raa_builder.findings import Severity
from raa_builder.model import TextSection
from raa_builder.prose import check
from raa_builder.prose.compare import read
from raa_builder.prose.marks.numbers import marks
from raa_builder.prose.passages import Passage
from raa_builder.prose.verdicts import Verdict, stands_for
from raa_builder.prose.words.names import Names

if TYPE_CHECKING:
    from raa_builder.prose.marks.numbers import Mark
    from raa_builder.prose.verdicts import Reading

CONFIRMED, WRONG, DOUBTED = Verdict.CONFIRMED, Verdict.CONTRADICTED, Verdict.DOUBTED
RESOURCES, PARTICIPANTS = TextSection.RESOURCES, TextSection.PARTICIPANTS
PLACES = [(label, section, text) for (label, section), texts in RIGHT.items() for text in texts]


@cache
def names() -> Names:
    """The names of the programme, the same for all sentences."""
    return Names(PROGRAMME)


def readings(text: str, section: TextSection, label: str | None) -> list[Reading]:
    """What becomes of the numbers of a sentence in a row of the programme or of a priority."""
    passage = Passage(Entry(text, Cell("Testi", 4, 5)), PROGRAMME.axis(label) if label else None, section)
    return read(names(), passage, marks(text))


def verdicts(text: str, section: TextSection = RESOURCES, label: str | None = "1") -> dict[str, Verdict]:
    """The verdict on each number of a sentence."""
    return {reading.mark.text: reading.verdict for reading in readings(text, section, label)}


@pytest.mark.parametrize(("label", "section", "text"), PLACES)
def test_what_is_right_is_never_called_wrong(label, section, text):
    """Amounts, shares, counts, differences, sums, other years, laws and telephones, as five officials write them."""
    assert not {reading.mark.text for reading in readings(text, section, label) if reading.verdict in {WRONG, DOUBTED}}


@pytest.mark.parametrize(
    ("label", "section", "text"), [(*place, text) for place, texts in APART.items() for text in texts]
)
def test_what_is_said_of_a_part_is_never_called_wrong(label, section, text):
    """However near its amount is to that of the whole."""
    assert not {reading.mark.text for reading in readings(text, section, label) if reading.verdict in {WRONG, DOUBTED}}


def test_most_numbers_that_are_right_are_confirmed():
    """The others are those that no row has: differences, sums of some priorities, shares of something else."""
    counted = Counter(reading.verdict for place in PLACES for reading in readings(place[2], place[1], place[0]))
    assert counted[CONFIRMED] / counted.total() > 0.6


def _mistyped(number: str, places: cycle[int]) -> str:
    """A number with one digit increased."""
    digits = [place for place, letter in enumerate(number) if letter.isdigit()]
    place = digits[next(places) % len(digits)]
    return f"{number[:place]}{int(number[place]) % 9 + 1}{number[place + 1 :]}"


def _is_same(mark: Mark, right: Reading) -> bool:
    """Whether a number mistyped is still the figure, rounded: then nobody can tell."""
    low, high = stands_for(mark)
    return right.right is not None and low <= right.right.figure.value < high


def test_one_wrong_digit_in_a_right_sentence_is_found_and_makes_nothing_else_wrong():
    """Six of ten are errors or warnings, in sentences of every sort; what passes is nearly all the same, half up."""
    counted: Counter[Verdict] = Counter()
    passed_as_other = 0
    places = cycle(range(7))
    for label, section, text in PLACES:
        for right in [one for one in readings(text, section, label) if one.verdict is CONFIRMED]:
            mark = right.mark
            if not any(map(str.isdigit, mark.text)):
                continue
            typed = f"{text[: mark.start]}{_mistyped(mark.text, places)}{text[mark.end :]}"
            again = readings(typed, section, label)
            counted.update(one.verdict for one in again if one.mark.start == mark.start)
            wrong = {one.mark.start for one in again if one.verdict in {WRONG, DOUBTED}}
            assert wrong <= {mark.start}, typed
            passed = [one.mark for one in again if one.mark.start == mark.start and one.verdict is CONFIRMED]
            passed_as_other += any(not _is_same(one, right) for one in passed)
    assert (counted[WRONG] + counted[DOUBTED]) / counted.total() > 0.6
    assert counted[CONFIRMED] / counted.total() < 0.04
    assert passed_as_other / counted.total() < 0.02


@pytest.mark.parametrize(
    ("text", "section", "label", "wrong"),
    [
        ("Gli impegni della Priorità 1 sono pari a 301,8 Mln€, quelli della Priorità 2 a 225,1 Mln€.", RESOURCES, None,
         "225,1 Mln€"),
        ("La dotazione del Programma è pari a 1.563 Mln€: 610 Mln€ per la Priorità 1, 480,6 Mln€ per la Priorità 2.",
         RESOURCES, None, "480,6 Mln€"),
        ("I partecipanti della Priorità 2 sono 79.111, quelli della Priorità 3 43.246.", PARTICIPANTS, "1", "43.246"),
        ("Gli impegni al 31 dicembre 2023 sono pari a 303,8 Mln€.", RESOURCES, "1", "303,8 Mln€"),
        ("“Imprese sostenute”: 1.250 a fronte di 2.000.", TextSection.INDICATORS, "1", "2.000"),
        ("I destinatari sono 123.131, il 53% donne.", PARTICIPANTS, "1", "123.131"),
        ("La componente femminile è pari a 78.015.", PARTICIPANTS, "1", "78.015"),
    ],
)  # fmt: skip
def test_what_can_mean_nothing_else_is_wrong(text, section, label, wrong):
    """Beside the priority that the words name, in the year that they name."""
    found = verdicts(text, section, label)
    assert found[wrong] in {WRONG, DOUBTED}
    assert sum(verdict in {WRONG, DOUBTED} for verdict in found.values()) == 1


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Gli impegni sono pari a 301,3 Mln€.", WRONG),
        ("Gli impegni sottoscritti sono pari a 301,3 Mln€.", DOUBTED),
        ("Gli impegni sottoscritti sono pari a 290 Mln€.", Verdict.NOT_FOUND),
        ("Per GOL in Lombardia gli impegni sono pari a 301,3 Mln€.", Verdict.NOT_FOUND),
    ],
)
def test_a_word_that_may_tell_of_a_part_leaves_a_doubt(text, verdict):
    """Four digits of which one is wrong are a warning then, anything else is not."""
    assert list(verdicts(text).values()) == [verdict]


def test_what_a_paragraph_is_about_goes_on():
    """A sentence after one about a call may still speak of the call; in a new paragraph it does not."""
    call = "Per l’avviso Formare la dotazione è di 50 Mln€."
    assert verdicts(f"{call} Gli impegni sono pari a 250 Mln€.")["250 Mln€"] is Verdict.NOT_FOUND
    assert verdicts(f"{call}\nGli impegni sono pari a 250 Mln€.")["250 Mln€"] is WRONG


def test_a_figure_of_last_year_is_wrong_where_its_own_thing_is_named_and_doubted_elsewhere():
    """A round number is anybody's."""
    assert verdicts("Gli uomini coinvolti nei corsi sono 30.110.", PARTICIPANTS)["30.110"] is WRONG
    assert verdicts("Sono state contattate 30.110 famiglie.", PARTICIPANTS)["30.110"] is DOUBTED
    assert verdicts("Sono state contattate 11.000 famiglie.", PARTICIPANTS)["11.000"] is Verdict.NOT_FOUND


def test_a_doubt_is_a_warning_that_leaves_the_choice():
    """The office may accept it, or write the figure."""
    (finding,) = check(report(axis("I", texts=(narrative(RESOURCES, "Gli impegni firmati sono 60,01 Mln€."),))))
    assert (finding.code, finding.severity) == ("RAA410", Severity.WARNING)
    assert "gli impegni dell’Asse I sono 60,00 Mln€" in finding.message.replace("\u00a0", " ")
    assert finding.remedy.startswith("Se è una svista scrivere")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("I pagamenti superano i 180 Mln€.", CONFIRMED),
        ("I pagamenti superano i 190 Mln€.", WRONG),
        ("I pagamenti hanno superato i 150 Mln€.", CONFIRMED),
        ("I pagamenti sfiorano i 190 Mln€.", CONFIRMED),
        ("I pagamenti sono poco più di 180 Mln€.", CONFIRMED),
        ("I pagamenti sono poco meno di 190 Mln€.", CONFIRMED),
        ("I pagamenti sono poco meno di 180 Mln€.", WRONG),
        ("I pagamenti sono appena sopra i 180 Mln€.", CONFIRMED),
        ("I pagamenti ammontano a oltre 120 Mln€.", DOUBTED),
        ("I pagamenti superano i 90 Mln€.", DOUBTED),
    ],
)
def test_what_was_passed_is_passed(text, verdict):
    """What is below the figure is no error, though it may be a doubt how far."""
    assert list(verdicts(text).values()) == [verdict]


ROW = initiative(
    "Nidi gratis", "Rette", code="1.N09", projects=38, programmed="5000000", committed="4900000", paid="4100000"
)


@pytest.mark.parametrize(
    ("description", "wrong"),
    [
        ("Finanziati 36 progetti.", ["36"]),
        ("Importo impegnato di 4,8 Mln€.", ["4,8 Mln€"]),
        ("Programmati 5 Mln€, impegnati 4,9 Mln€ e pagati 4,7 Mln€.", ["4,7 Mln€"]),
        ("Sono stati conclusi 30 progetti.", []),
        ("Importo impegnato per il FSE pari a 2,4 Mln€.", []),
        ("Programmati altri 2 Mln€ per il 2020.", []),
        ("Sono stati pagati 3,5 Mln€ al 30 giugno.", []),
        ("Le risorse programmate passano da 4 Mln€ a 5 Mln€.", []),
        ("Sono stati impegnati 1.000 euro per famiglia.", []),
        ("Pagamenti mensili di 272,72 euro.", []),
        ("Gli impegni della prima finestra sono 1,2 Mln€.", []),
        ("Doti per 500 euro programmate per ogni allievo.", []),
    ],
)
def test_a_part_of_an_initiative_is_never_called_wrong(description, wrong):
    """Only what stands beside the word of a column and no other."""
    one = axis("1", initiatives=(ROW,))
    passage = Passage(Entry(description, Cell("Iniziative", 4, 5)), one, TextSection.INITIATIVES, ROW)
    found = read(Names(report(one)), passage, marks(description))
    assert [reading.mark.text for reading in found if reading.verdict in {WRONG, DOUBTED}] == wrong


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Tra i destinatari ci sono {} {}.", WRONG),
        ("Fra i partecipanti si contano {} {}.", WRONG),
        ("Tra le persone vulnerabili figurano {} {}.", DOUBTED),
        ("Con i percorsi sono stati avviati {} {}.", DOUBTED),
    ],
)
def test_the_number_of_another_group_is_found_whatever_the_words(text, verdict):
    """All its digits are those of a group beside the one that is named: no part has them by chance."""
    people = PROGRAMME.axis("1").participants
    migrants, disabled = (f"{int(one.value):_}".replace("_", ".") for one in (people.migrants, people.disabled))
    assert verdicts(text.format(disabled, "migranti"), PARTICIPANTS)[disabled] is verdict
    assert verdicts(text.format(migrants, "persone con disabilità"), PARTICIPANTS)[migrants] is verdict
    assert verdicts(text.format(migrants, "migranti"), PARTICIPANTS)[migrants] is CONFIRMED
    assert verdicts(text.format(disabled, "persone con disabilità"), PARTICIPANTS)[disabled] is CONFIRMED


def test_the_number_of_a_group_beside_another_is_its_own():
    """Where both are named, its noun may stand after a comma, or before it."""
    people = PROGRAMME.axis("1").participants
    disabled = f"{int(people.disabled.value):_}".replace("_", ".")
    for text in ("Ai migranti si aggiungono, {}, le persone con disabilità.", "Oltre ai migranti, {} sono disabili."):
        assert verdicts(text.format(disabled), PARTICIPANTS)[disabled] is CONFIRMED
