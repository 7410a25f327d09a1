# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of placeholders: how a text is cut, and what each name stands for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import assistance, axis, finance, indicator, initiative, people, report

from raa_builder.model import Report, Unit
from raa_builder.placeholders import Catalogue, Form, Placeholder, Unknown, Value, catalogue, parse

ROW = initiative(code="I.N03", projects=7, programmed=600_000, committed=500_000)
AXES = (
    axis(
        "I",
        finance=finance(1000, 800, 400, 100, 50),
        participants=people(30, 70, None, 5, 10, 10, 100),
        initiatives=(ROW,),
        indicators=(
            indicator(value="0.57", target="0.3", code="I.K01", unit=Unit.PERCENT),
            indicator(value=12, code="I.K02"),
            indicator(value=9_000_000, code="I.K03", unit=Unit.EURO),
        ),
    ),
    axis("III", finance=finance(500, 300, 200, 150, None), participants=people(40, 60)),
    axis("A", finance=finance(6, 7, 8, 9, 10), participants=None),
    axis("A.1", finance=finance(1, 2, 3, 4, 5), participants=None),
    axis("Priorità 2", initiatives=(initiative(code="Priorità 2.N01", paid=77),)),
    assistance("V"),
)
REPORT: Report = report(*AXES, n3_target=900, accessibility_contact="urp@esempio.it")


def meaning(name: str, label: str = "I", row: object = None) -> tuple[object, Form] | str:
    """What a name stands for as a plain number or text and its form; for an unknown name, the nearest one."""
    found = Catalogue(REPORT, REPORT.axis(label), row).look_up(name)
    if isinstance(found, Unknown):
        return found.nearest
    content = found.content
    return (None if content is None else getattr(content, "value", str(content))), found.form


# ── cutting a text ───────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("niente", ["niente"]),
        ("a {Impegni} b", ["a ", Placeholder("Impegni"), " b"]),
        ("{ Impegni   % }", [Placeholder("Impegni %")]),
        ("{a}{b}", [Placeholder("a"), Placeholder("b")]),
        ("{{Impegni}}", ["{", "Impegni", "}"]),
        ("{{{Impegni}}}", ["{", Placeholder("Impegni"), "}"]),
        ("aperta { e mai chiusa", ["aperta { e mai chiusa"]),
        ("sola } chiusa", ["sola } chiusa"]),
        ("{su due\nrighe}", ["{su due\nrighe}"]),
        ("{}", [Placeholder("")]),
        ("{% if x %}", [Placeholder("% if x %")]),
    ],
)
def test_a_text_is_cut_at_its_braces(text, pieces):
    """Doubled braces stand for one, and a brace without its fellow on the line is plain text."""
    assert list(parse(text)) == pieces


@given(st.text(alphabet="a{} \n", max_size=30))
def test_a_text_whose_braces_are_doubled_prints_as_typed(text):
    """Doubling is all that an official needs to know to print any brace."""
    doubled = text.replace("{", "{{").replace("}", "}}")
    pieces = list(parse(doubled))
    assert not any(isinstance(piece, Placeholder) for piece in pieces)
    assert "".join(map(str, pieces)) == text


@given(st.text(alphabet="a1 %€.", max_size=20))
def test_a_text_without_braces_is_one_piece(text):
    """Nothing is cut or trimmed."""
    assert "".join(parse(text)) == text  # type: ignore[arg-type]


# ── looking up ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "stands_for"),
    [
        ("Dotazione finanziaria", (1000, Form.MILLIONS)),
        ("Impegni", (400, Form.MILLIONS)),
        ("Impegni €", (400, Form.EURO)),
        ("Programmato %", (800 / 1000, Form.PERCENT)),
        ("Impegni %", (400 / 800, Form.PERCENT)),
        ("Pagamenti ai beneficiari %", (100 / 400, Form.PERCENT)),
        ("Spesa certificata %", (50 / 100, Form.PERCENT)),
        ("Destinatari", (100, Form.COUNT)),
        ("Maschi", (30, Form.COUNT)),
        ("Maschi %", (pytest.approx(0.3), Form.PERCENT)),
        ("Non binario", (None, Form.COUNT)),
        ("Destinatari vulnerabili", (25, Form.COUNT)),
        ("Destinatari vulnerabili %", (0.25, Form.PERCENT)),
        ("III.F3", (200, Form.MILLIONS)),
        ("III.F3 €", (200, Form.EURO)),
        ("III.F5", (None, Form.MILLIONS)),
        ("III.D1", (40, Form.COUNT)),
        ("III.D1 %", (pytest.approx(0.4), Form.PERCENT)),
        ("A.1.F4", (4, Form.MILLIONS)),
        ("A.F4", (9, Form.MILLIONS)),
        ("A.1.D1", (None, Form.COUNT)),
        ("V.D1", (None, Form.COUNT)),
        ("Priorità 2.F1", (100_000_000, Form.MILLIONS)),
        ("Priorità 2.N01 Pagato", (77, Form.MILLIONS)),
        ("I.N03 Impegnato", (500_000, Form.MILLIONS)),
        ("I.N03 Impegnato €", (500_000, Form.EURO)),
        ("I.N03 N. progetti", (7, Form.COUNT)),
        ("I.N03 Pagato", (None, Form.MILLIONS)),
        ("I.K01 Valore", (pytest.approx(0.57), Form.PERCENT_AS_GIVEN)),
        ("I.K01 Target", (pytest.approx(0.3), Form.PERCENT_AS_GIVEN)),
        ("I.K02 Valore", (12, Form.AS_GIVEN)),
        ("I.K03 Valore", (9_000_000, Form.MILLIONS)),
        ("P12", (900, Form.MILLIONS)),
        ("P12 €", (900, Form.EURO)),
        ("P18", ("urp@esempio.it", Form.AS_GIVEN)),
    ],
)  # fmt: skip
def test_a_name_stands_for_what_the_guide_says(name, stands_for):
    """The names of workbook.md: items, shares of the step before, rows of any sheet by their codes."""
    found = meaning(name)
    assert isinstance(found, tuple)
    content, form = found
    assert (content if content is None or isinstance(content, str) else float(content), form) == stands_for


@pytest.mark.parametrize(
    "name", ["impegni", "IMPEGNI", "spesa  certificata €", "iii.f3", "priorità  2.f1", "i.n03 impegnato", "p12"]
)
def test_case_and_spaces_do_not_matter(name):
    """People type as they can."""
    assert isinstance(meaning(name), tuple)


def test_a_text_of_the_programme_speaks_of_the_programme():
    """Without an axis an item is the sum of all; a share of the participants is that of the programme's."""
    whole = Catalogue(report(AXES[0], axis("II", finance=finance(1, 1, 600, 1, 1), participants=people(50, 50))))
    found = [whole.look_up(name) for name in ("Impegni", "Destinatari", "Maschi %")]
    assert [float(value.content.value) for value in found if isinstance(value, Value) and value.content] == [
        1000,
        200,
        0.4,
    ]


def test_destinatari_in_percent_is_the_share_of_the_axis_in_the_programme():
    """Any other share is one of the axis's own participants, which for all of them would always be 100%."""
    assert Catalogue(report(AXES[0], AXES[1]), AXES[0]).look_up("Destinatari %").content.value == pytest.approx(0.5)


def test_in_the_description_of_an_initiative_its_own_row_comes_first():
    """«Programmato» is a column of the row and an item of the axis: the row is nearer; its projects have no share."""
    assert meaning("Programmato", row=ROW) == (600_000, Form.MILLIONS)
    assert meaning("N. progetti", row=ROW) == (7, Form.COUNT)
    assert meaning("Impegni", row=ROW) == (400, Form.MILLIONS)
    assert meaning("Programmato") == (800, Form.MILLIONS)
    assert meaning("Impegnato %", row=ROW) == "Impegnato"


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("Impengi", "Impegni"),
        ("Maschi €", "Maschi %"),
        ("impegn %", "Impegni %"),
        ("DESTINATARI VULNERABLI", "Destinatari vulnerabili"),
        ("III.F9", "III.F3"),
        ("I.N03 Impegnati", "I.N03 Impegnato"),
        ("I.N99 Impegnato", "I.N03 Impegnato"),
        ("P12 %", "P12"),
        ("xyzzy", ""),
        ("", ""),
    ],
)
def test_an_unknown_name_comes_with_the_nearest_one(name, nearest):
    """It helps who mistyped, and says nothing when nothing is near."""
    assert meaning(name) == nearest


@given(st.text(max_size=30))
def test_whatever_stands_between_braces_is_looked_up_and_never_evaluated(name):
    """Any text has an answer: a value or that it is not known."""
    assert isinstance(Catalogue(REPORT, AXES[0], ROW).look_up(name), Value | Unknown)


@pytest.mark.parametrize(
    "name", ["__class__", "report.programme", "axis", "F3", "I.F3.__init__", ".F3", "I.", "P12.cells", "P11 %"]
)
def test_names_of_the_program_are_not_names_of_the_catalogue(name):
    """Only what the catalogue lists can be reached."""
    assert isinstance(meaning(name), str)


@pytest.mark.parametrize("example", [example for example, _ in catalogue()])
def test_each_entry_of_the_catalogue_can_be_typed_as_it_stands(example):
    """The workbook shows these to the officials."""
    (piece,) = parse(example)
    assert isinstance(piece, Placeholder)
    assert isinstance(meaning(piece.name, row=ROW), tuple)


def test_the_catalogue_explains_each_name():
    """Names with braces on the left, words for people on the right."""
    assert [name for name, words in catalogue() if name[0] + name[-1] != "{}" or not words] == []


@pytest.mark.parametrize(("name", "printed"), [("P07", "2019"), ("P08", "31\u00a0dicembre\u00a02019"), ("P16", "Asse")])
def test_any_row_of_the_programme_can_be_named(name, printed):
    """Years, dates and defaults print as the summary prints them."""
    assert str(Catalogue(REPORT, AXES[0], ROW).look_up(name).content) == printed


# ── variations ───────────────────────────────────────────────────────────────

LAST = axis(
    "I",
    finance=finance(1000, 800, 400, 100, 50),
    finance_previous=finance(1000, 600, 320, 125, None, row=60),
    participants=people(30, 70, None, 5, 10, 10, 100),
    participants_previous=people(20, 60, None, 5, 10, None, row=60),
)
OTHER = axis("III", finance=finance(500, 300, 200, 150, 30), finance_previous=finance(500, 300, 80, row=70))


def varied(name: str, label: str = "I", whole: Report | None = None) -> tuple[object, Form] | None:
    """The plain number and the form of a variation; `None` for an unknown name."""
    whole = whole or report(LAST, OTHER)
    found = Catalogue(whole, whole.axis(label)).look_up(name)
    if isinstance(found, Unknown):
        return None
    assert found.is_variation
    return (None if found.content is None else str(found.content.value)), found.form


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Impegni var", ("80", Form.MILLIONS)),
        ("impegni VAR", ("80", Form.MILLIONS)),
        ("Impegni var €", ("80", Form.EURO)),
        ("Impegni var %", ("0.25", Form.PERCENT)),
        ("I.F3 var", ("80", Form.MILLIONS)),
        ("III.F3 var %", ("1.5", Form.PERCENT)),
        ("Pagamenti ai beneficiari var", ("-25", Form.MILLIONS)),
        ("Spesa certificata var", (None, Form.MILLIONS)),
        ("Maschi var", ("10", Form.COUNT)),
        ("Destinatari var", ("20", Form.COUNT)),
        ("Destinatari var %", ("0.25", Form.PERCENT)),
        ("Destinatari vulnerabili var", (None, Form.COUNT)),
        ("I.D2 var", ("10", Form.COUNT)),
        ("Maschi var €", None),
        ("I.K01 Valore var", None),
        ("P12 var", None),
        ("var", None),
        ("Impegni %  var", None),
    ],
)
def test_a_variation_is_the_difference_from_the_year_before(name, expected):
    """Of any item or row of Finanza and Destinatari; unknown where either year is."""
    assert varied(name) == expected


def test_the_programmes_variation_is_that_of_its_axes():
    """What one axis does not say of the year before is unknown for all; `P14` speaks for certified expenditure."""
    assert varied("Impegni var", "") == ("200", Form.MILLIONS)
    assert varied("Destinatari var", "") == (None, Form.COUNT)
    assert varied("Spesa certificata var", "") == (None, Form.MILLIONS)
    whole = report(LAST, OTHER, certified_previous=60)
    assert varied("Spesa certificata var", "", whole) == ("20", Form.MILLIONS)
    assert varied("Spesa certificata var %", "", whole)[0].startswith("0.333")


def test_a_variation_knows_the_cells_of_both_years():
    """So that its number can be traced."""
    found = Catalogue(report(LAST, OTHER), LAST).look_up("Impegni var %")
    assert [str(cell) for cell in found.content.cells] == ["Finanza!E6", "Finanza!E62"]
