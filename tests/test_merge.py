# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Merging: what came back from the axis managers becomes one workbook, and nothing is lost or decided in silence."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from workbooks import at, make_workbook

from raa_builder.cells import Cell
from raa_builder.cli import main
from raa_builder.errors import ExitCode, UsageError
from raa_builder.model import AxisKind
from raa_builder.workbook import layout
from raa_builder.workbook.alike import alike
from raa_builder.workbook.axes import AxisSpec
from raa_builder.workbook.canonical import Place
from raa_builder.workbook.contents import Content, Contents, read_contents
from raa_builder.workbook.layout import Kind
from raa_builder.workbook.merge import Merged, Status, Version, merge
from raa_builder.workbook.merge.account import as_json, as_text
from raa_builder.workbook.merge.changes import Deed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from raa_builder.workbook.canonical import Value

AXES = (AxisSpec("I"), AxisSpec("II"), AxisSpec("V", AxisKind.TECHNICAL_ASSISTANCE))
F3, F4 = Place("finance", "I.F3", "current"), Place("finance", "I.F4", "current")
TITLE, PAID = Place("initiatives", "I.N01", "title"), Place("initiatives", "I.N01", "paid")
NEW_TITLE, NEW_PAID = Place("initiatives", "I.N02", "title"), Place("initiatives", "I.N02", "paid")
BASE: dict[Place, Value] = {
    Place("programme", "P07", "value"): Decimal(2019),
    **{Place("axes", axis.label, "kind"): axis.kind.value for axis in AXES},
    F3: Decimal(100),
    TITLE: "Dote lavoro",
    PAID: Decimal(5),
}


def contents(values: Mapping[Place, Value], name: str = "base.xlsx", *, base: str = "", axis: str = "") -> Contents:
    """A workbook that holds these values, and the rows of every axis, or of one."""
    rows: dict[tuple[str, str], Cell] = {}
    codes = [(place.sheet, place.code) for place in values]
    codes += [("finance", f"{spec.label}.F{n}") for spec in AXES for n in range(1, 6) if axis in {"", spec.label}]
    codes += [
        ("initiatives", f"{spec.label}.N{n:02}") for spec in AXES for n in range(1, 6) if axis in {"", spec.label}
    ]
    for number, (sheet, code) in enumerate(sorted(set(codes)), 4):
        rows[sheet, code] = Cell(sheet, number, 1, name)
    sheets = {sheet.key: sheet for sheet in layout.SHEETS}
    filled = {
        place: Content(
            value, Cell(place.sheet, rows[place[:2]].row, sheets[place.sheet].position(place.column) + 1, name)
        )
        for place, value in values.items()
    }
    return Contents(Path(name), 2019, "CCI", "POR", "Asse", axis, base, "1", AXES, filled, rows, ())


BASE_VERSION = Version("base.xlsx", contents(BASE))


def copy(name: str, changed: Mapping[Place, Value | None], *, axis: str = "", stranger: bool = False) -> Version:
    """The base with some cells changed; `None` empties one."""
    values = {place: value for place, value in {**BASE, **changed}.items() if value is not None}
    base = "another" if stranger else BASE_VERSION.contents.fingerprint
    return Version(name, contents(values, name, base=base, axis=axis))


def without(version: Version, code: str) -> Version:
    """The version without a row."""
    own = version.contents
    values = {place: content.value for place, content in own.values.items() if place.code != code}
    made = contents(values, version.name, base=own.base, axis=own.axis)
    for key in [key for key in made.rows if key[1] == code]:
        del made.rows[key]
    return Version(version.name, made)


def merged(*copies: Version, accept: Sequence[str] = ()) -> Merged:
    """The copies merged into the base."""
    return merge(BASE_VERSION, copies, accept)


def values(result: Merged) -> dict[Place, Value]:
    """What the merged workbook holds, without the cells that it came from."""
    return {place: content.value for place, content in result.values.items()}


def outcomes(result: Merged) -> list[tuple[str, Deed, Status]]:
    """What was done in which copy, and what came of it."""
    return [(outcome.change.copy, outcome.change.deed, outcome.status) for outcome in result.outcomes]


# ── the rules ────────────────────────────────────────────────────────────────


def test_a_change_of_one_copy_is_applied():
    """What one copy changed or filled in is taken, the rest stays as in the base."""
    result = merged(copy("a", {F3: Decimal(120), F4: Decimal(80)}), copy("b", {}))
    assert values(result) == {**BASE, F3: Decimal(120), F4: Decimal(80)}
    assert outcomes(result) == [("a", Deed.CHANGED, Status.APPLIED), ("a", Deed.FILLED, Status.APPLIED)]


def test_the_same_change_twice_is_applied_once():
    """Two copies that say the same, however they write it, are no conflict."""
    title = "Dote per l'impiego"
    result = merged(
        copy("a", {F3: Decimal(120), TITLE: title}), copy("b", {F3: "€ 120,00", TITLE: "Dote per l’impiego"})
    )
    assert values(result) == {**BASE, F3: Decimal(120), TITLE: title}
    assert not result.open


def test_two_different_changes_are_a_conflict():
    """Both are told with their cells and values, and the base's value stays until somebody decides."""
    result = merged(copy("a", {F3: Decimal(120)}), copy("b", {F3: Decimal(130)}))
    assert outcomes(result) == [("a", Deed.CHANGED, Status.CONFLICT), ("b", Deed.CHANGED, Status.CONFLICT)]
    assert [outcome.change.edits[0].new.value for outcome in result.open] == [Decimal(120), Decimal(130)]
    assert [outcome.change.cell.book for outcome in result.open] == ["a", "b"]
    assert values(result) == BASE


@pytest.mark.parametrize(("choice", "value"), [("a", 120), ("b", 130), ("base.xlsx", 100)])
@pytest.mark.parametrize("where", ["I.F3", "i.f3/anno", "I.F3/Anno"])
def test_a_decision_settles_a_conflict(where: str, choice: str, value: int):
    """The copy named counts, and the base's name leaves what the base holds; the code in any case."""
    copies = copy("a", {F3: Decimal(120)}), copy("b", {F3: Decimal(130)})
    result = merged(*copies, accept=[f"{where}={choice}"])
    assert values(result) == {**BASE, F3: Decimal(value)}
    assert not result.open


def test_an_emptied_cell_is_asked_about():
    """A value that a copy took away stays until somebody confirms."""
    emptied = copy("a", {F3: None})
    assert outcomes(merged(emptied)) == [("a", Deed.EMPTIED, Status.ASKED)]
    assert values(merged(emptied)) == BASE
    assert F3 not in values(merged(emptied, accept=["I.F3=a"]))
    assert values(merged(emptied, accept=["I.F3=base.xlsx"])) == BASE


@pytest.mark.parametrize("gone", [without(copy("a", {}), "I.N01"), copy("a", {TITLE: None, PAID: None})])
def test_a_row_taken_away_is_asked_about(gone: Version):
    """Whether the row is not there or all its cells are empty: one question for the whole row."""
    assert outcomes(merged(gone)) == [("a", Deed.REMOVED, Status.ASKED)]
    assert values(merged(gone)) == BASE
    accepted = merged(gone, accept=["I.N01=a"])
    assert not {TITLE, PAID} & values(accepted).keys()
    assert not accepted.open


def test_a_row_that_one_takes_away_and_another_changes_is_a_conflict():
    """The decision is about the row; who keeps it keeps what others wrote elsewhere in it."""
    copies = without(copy("a", {}), "I.N01"), copy("b", {PAID: Decimal(6)}), copy("c", {TITLE: "Dote"})
    assert {status for _, _, status in outcomes(merged(*copies))} == {Status.CONFLICT}
    assert values(merged(*copies, accept=["I.N01=b"])) == {**BASE, PAID: Decimal(6), TITLE: "Dote"}
    assert not {TITLE, PAID} & values(merged(*copies, accept=["I.N01=a"])).keys()


def test_a_pre_printed_row_that_is_missing_and_empty_is_nothing():
    """A copy may lack rows that hold nothing in the base."""
    assert not merged(without(copy("a", {}), "I.F5")).outcomes


def test_an_added_row_is_applied_as_a_whole():
    """A row that the base leaves empty, filled in by one copy, is one change."""
    added = {NEW_TITLE: "Nidi gratis", NEW_PAID: Decimal(7)}
    result = merged(copy("a", added), copy("b", dict(added)))
    assert outcomes(result) == [("a", Deed.ADDED, Status.APPLIED), ("b", Deed.ADDED, Status.APPLIED)]
    assert values(result) == {**BASE, **added}


def test_the_same_new_code_twice_with_different_contents_is_a_conflict():
    """Halves of two rows are never put together, not even where they fill different cells."""
    copies = copy("a", {NEW_TITLE: "Nidi gratis"}), copy("b", {NEW_TITLE: "Nidi gratis", NEW_PAID: Decimal(7)})
    assert {status for _, _, status in outcomes(merged(*copies))} == {Status.CONFLICT}
    assert NEW_PAID not in values(merged(*copies, accept=["I.N02=a"]))
    assert values(merged(*copies, accept=["I.N02=b"]))[NEW_PAID] == Decimal(7)


def test_a_copy_issued_for_one_axis_changes_only_that_axis():
    """What it changed elsewhere, in another axis or the programme, is told and not applied, unless accepted."""
    site = Place("programme", "P09", "value")
    foreign = copy("a", {Place("finance", "II.F3", "current"): Decimal(9), F3: Decimal(120), site: "www"}, axis="II")
    result = merged(foreign)
    assert values(result) == {**BASE, Place("finance", "II.F3", "current"): Decimal(9)}
    told = [outcome.change.place for outcome in result.outcomes if outcome.status is Status.NOT_APPLIED]
    assert told == [site, F3]
    assert not result.open
    assert values(merged(foreign, accept=["I.F3=a"]))[F3] == Decimal(120)


def test_a_foreign_change_is_no_conflict():
    """The axis's own manager is right; the other's change is told."""
    result = merged(copy("a", {F3: Decimal(120)}, axis="I"), copy("b", {F3: Decimal(130)}, axis="II"))
    assert [status for _, _, status in outcomes(result)] == [Status.APPLIED, Status.NOT_APPLIED]
    assert values(result)[F3] == Decimal(120)


def test_rows_that_a_copy_was_not_issued_with_are_not_taken_away():
    """A copy for axis II has no rows of axis I, which says nothing about them."""
    own = copy("a", {}, axis="II")
    for code in ("I.N01", "I.F3", "I.F4", "P07", "I", "V"):
        own = without(own, code)
    assert not merged(own).outcomes


def test_of_a_copy_of_another_base_only_what_is_certain_is_taken():
    """What is empty in the base is filled; what differs is asked about; what the copy lacks stays."""
    stranger = copy("a", {F3: Decimal(120), F4: Decimal(80), PAID: None, NEW_TITLE: "Nidi"}, stranger=True)
    result = merged(stranger)
    assert result.strangers == ("a",)
    assert values(result) == {**BASE, F4: Decimal(80), NEW_TITLE: "Nidi"}
    assert [outcome.change.place for outcome in result.open] == [F3]
    accepted = merged(stranger, accept=["I.F3=a", "I.N01/Pagato=a"])
    assert values(accepted)[F3] == Decimal(120)
    assert PAID not in values(accepted)
    assert not accepted.open


def test_an_axis_added_in_a_copy_is_an_axis_of_the_result():
    """After the base's axes, of the kind that `Assi` says there; a kind that was changed counts too."""
    kinds = {Place("axes", "VI", "kind"): "Assistenza tecnica", Place("axes", "V", "kind"): "Tematico"}
    result = merged(copy("a", kinds))
    assert result.axes == (*AXES[:2], AxisSpec("V"), AxisSpec("VI", AxisKind.TECHNICAL_ASSISTANCE))


def test_labels_are_compared_whatever_their_case():
    """A copy whose `Assi` says "i" for "I" changes the rows of axis I."""
    lower = {(place._replace(code=place.code.replace("I.", "i."))): value for place, value in BASE.items()}
    version = Version(
        "a",
        contents(
            {**lower, Place("finance", "i.F3", "current"): Decimal(1)}, "a", base=BASE_VERSION.contents.fingerprint
        ),
    )
    assert values(merged(version)) == {**BASE, F3: Decimal(1)}


# ── decisions ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("accept", "fault"),
    [
        ("I.F3=zeta", "«zeta» non è una delle copie"),
        ("=a", "manca il codice"),
        ("I.F9=a", "nessuna copia"),
        ("I.F3/Nota=a", "nessuna copia"),
        ("I.N02/Titolo=a", "tutta insieme"),
        ("I.F4=b", "non l'ha cambiato"),
    ],
)
def test_a_decision_that_decides_nothing_is_refused(accept: str, fault: str):
    """A slip in a code or a name must not pass for a decision."""
    copies = copy("a", {F3: Decimal(120), F4: Decimal(1), NEW_TITLE: "Nidi"}), copy("b", {F3: Decimal(130)})
    with pytest.raises(UsageError, match=fault):
        merged(*copies, accept=[accept])


def test_contradictory_decisions_are_refused():
    """One place can't be decided in two ways, but a cell may be decided against its row."""
    copies = copy("a", {F3: Decimal(120)}), copy("b", {F3: Decimal(130)})
    with pytest.raises(UsageError, match="già decisa"):
        merged(*copies, accept=["I.F3=a", "I.F3=b"])
    assert values(merged(*copies, accept=["I.F3=a", "I.F3/Anno=b"]))[F3] == Decimal(130)


def test_files_of_one_name_are_told_apart_by_their_paths():
    """The name alone is enough where it is the only one."""
    copies = (
        copy("x/a.xlsx", {F3: Decimal(120)}),
        copy("y/a.xlsx", {F3: Decimal(130)}),
        copy("y/c.xlsx", {F4: Decimal(1)}),
    )
    with pytest.raises(UsageError, match="percorso"):
        merged(*copies, accept=["I.F3=a.xlsx"])
    assert values(merged(*copies, accept=["I.F3=y/a.xlsx", "I.F4=c.xlsx"]))[F3] == Decimal(130)


# ── what counts as the same ──────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (Kind.AMOUNT, Decimal("1234.5"), "€ 1.234,50"),
        (Kind.AMOUNT, Decimal("0.1"), Decimal("0.105")),
        (Kind.COUNT, Decimal(59154), "59.154"),
        (Kind.MEASURE, Decimal("0.57"), "57%"),
        (Kind.TEXT, "l'Asse I", "l’Asse\u00a0I"),
        (Kind.PROSE, "perche\u0301", "perché"),
        (Kind.TEXT, Decimal(8), "8"),
        (Kind.CHOICE, "In corso", "in  CORSO"),
        (Kind.TEXT, None, ""),
        (Kind.AMOUNT, None, "  "),
    ],
)
def test_the_same_said_in_two_ways(kind: Kind, one: Value | None, other: Value | None):
    """How a value is written, or saved by another program, is no change."""
    assert alike(kind, one, other)
    assert alike(kind, other, one)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (Kind.AMOUNT, Decimal("0.10"), Decimal("0.11")),
        (Kind.MEASURE, Decimal("0.570"), Decimal("0.574")),
        (Kind.COUNT, Decimal(0), None),
        (Kind.AMOUNT, Decimal(0), ""),
        (Kind.TEXT, "Dote", "dote"),
        (Kind.PROSE, "uno\ndue", "uno due"),
        (Kind.AMOUNT, Decimal(1000), "circa 1000"),
    ],
)
def test_what_is_not_the_same(kind: Kind, one: Value | None, other: Value | None):
    """Zero is not empty, ratios are compared exactly, lines and capitals of a text count."""
    assert not alike(kind, one, other)
    assert not alike(kind, other, one)


# ── order ────────────────────────────────────────────────────────────────────


def rows_of(result: Merged) -> list[str]:
    """The codes of the initiatives, in the order in which they are written."""
    return list(dict.fromkeys(place.code for place in result.values if place.sheet == "initiatives"))


def with_titles(name: str, codes: Sequence[str], *, base: str = "") -> Version:
    """A workbook whose initiatives stand in this order."""
    made = contents({Place("initiatives", code, "title"): code for code in codes}, name, base=base)
    at = {code: Cell("initiatives", row, 1, name) for row, code in enumerate(codes, 4)}
    rows = {key: at.get(key[1], cell) for key, cell in made.rows.items()}
    return Version(name, replace(made, rows=rows))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["I.N01", "I.N03"], ["I.N01", "I.N02", "I.N03"]),
        (["I.N03", "I.N01"], ["I.N03", "I.N01", "I.N02"]),
    ],
)
def test_an_added_row_stands_where_its_number_puts_it(before: list[str], after: list[str]):
    """Last, where the base's own rows are in an order that somebody chose."""
    base = with_titles("base.xlsx", before)
    added = with_titles("a", [*before, "I.N02"], base=base.contents.fingerprint)
    assert rows_of(merge(base, [added])) == after


def test_rows_in_another_order_are_told():
    """The summary follows the order of the rows, so that nobody should lose it unawares."""
    base = with_titles("base.xlsx", ["I.N01", "I.N02", "I.N03"])
    moved = with_titles("a", ["I.N02", "I.N01", "I.N03"], base=base.contents.fingerprint)
    result = merge(base, [moved])
    assert not result.outcomes
    assert result.moved == {"a": ("Iniziative",)}
    assert rows_of(result) == ["I.N01", "I.N02", "I.N03"]
    assert "in un ordine diverso" in as_text(result, base, [moved])


# ── the account ──────────────────────────────────────────────────────────────


def test_long_texts_are_shown_where_they_begin_to_differ():
    """Two versions of one text that look the same say nothing."""
    start = "In materia di politiche per l'occupazione, il programma sostiene "
    versions = copy("a", {TITLE: f"{start}le dote"}), copy("b", {TITLE: f"{start}i nidi"})
    text = as_text(merged(*versions), BASE_VERSION, versions)
    assert "sostiene le dote»" in text.split("Da decidere")[1]
    assert "sostiene i nidi»" in text.split("Da decidere")[1]


def test_what_a_copy_of_another_base_lacks_is_told_in_one_line():
    """It may lack much; the account for programs has it all."""
    several = {Place("finance", f"{axis.label}.F{n}", "current"): Decimal(n) for axis in AXES for n in range(1, 6)}
    base = Version("base.xlsx", contents(several))
    stranger = Version("a", contents({}, "a", base="another"))
    result = merge(base, [stranger])
    (line,) = (line for line in as_text(result, base, [stranger]).splitlines() if "resta la base" in line)
    assert line.endswith("V.F5/Anno.") or "e altre 7 (tutte con --json)" in line
    (told,) = as_json(result, base, [stranger], None)["copies"]
    assert len(told["changes"]) == 15


# ── laws ─────────────────────────────────────────────────────────────────────

PLACES = [F3, F4, TITLE, PAID, NEW_TITLE, NEW_PAID, *(Place("finance", f"II.F{n}", "current") for n in range(1, 6))]
VALUES = st.sampled_from(PLACES).flatmap(
    lambda place: st.tuples(
        st.just(place),
        st.none()
        | (st.sampled_from(["Uno", "Due", "Tre"]) if place.column == "title" else st.integers(0, 3).map(Decimal)),
    )
)
EDITS = st.lists(VALUES, max_size=6).map(dict)


@given(st.lists(st.booleans(), min_size=1, max_size=4))
def test_unchanged_copies_give_the_base(strangers: list[bool]):
    """Whether they were made from this base or not."""
    result = merged(*(copy(str(index), {}, stranger=stranger) for index, stranger in enumerate(strangers)))
    assert values(result) == BASE
    assert not result.outcomes


@given(st.dictionaries(st.sampled_from([F3, F4, *PLACES[6:]]), st.integers(1, 9).map(Decimal)), st.randoms())
def test_disjoint_changes_are_all_applied(changed: dict[Place, Decimal], random):
    """Each change in a copy of its own, in any order of the copies."""
    copies = [copy(str(index), {place: value}) for index, (place, value) in enumerate(changed.items())]
    random.shuffle(copies)
    result = merged(*copies)
    assert values(result) == {**BASE, **changed}
    assert not result.open


@given(st.lists(st.tuples(EDITS, st.sampled_from(["", "I", "II"]), st.booleans()), max_size=4), st.randoms())
def test_the_order_of_copies_does_not_matter(several: list[tuple], random):
    """The same result and the same account, conflicts, foreign changes and strangers included."""
    copies = [
        copy(str(index), edits, axis=axis, stranger=stranger) for index, (edits, axis, stranger) in enumerate(several)
    ]
    first = merged(*copies)
    random.shuffle(copies)
    assert merged(*copies) == first


@given(st.lists(EDITS, min_size=1, max_size=3))
def test_nothing_is_lost_in_silence(several: list[dict]):
    """Every difference of every copy is told, and a value of the base goes only by a change that was accepted."""
    copies = [copy(str(index), edits) for index, edits in enumerate(several)]
    result = merged(*copies)
    told = {(outcome.change.copy, edit.place) for outcome in result.outcomes for edit in outcome.change.edits}
    for version in copies:
        own = {place: content.value for place, content in version.contents.values.items()}
        for place in {**own, **BASE}:
            assert own.get(place) == BASE.get(place) or (version.name, place) in told
    assert BASE.keys() <= values(result).keys()


# ── at the keyboard ──────────────────────────────────────────────────────────

SAME_BASE = ("new", "2019", "--from", "base.xlsx")


class Office:
    """A folder with a base, in which commands are given."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        make_workbook(folder, name="base.xlsx")

    def run(self, *words: str) -> tuple[int, str, str]:
        """Exit code, output and errors of a command."""
        self._capsys.readouterr()
        code = main(list(words))
        said = self._capsys.readouterr()
        assert "Traceback" not in said.err
        return code, said.out, said.err

    def merge(self, *words: str) -> tuple[int, str, str]:
        """Merge into `unita.xlsx`, with the base."""
        return self.run("merge", *words, "--base", "base.xlsx", "-o", "unita.xlsx")

    def copy(self, name: str, *edits: tuple[str, str, str, object], only: str = "") -> str:
        """A copy of the base, filled in: sheet, code, header, value."""
        only_ = ("--only", only) if only else ()
        assert self.run(*SAME_BASE, *only_, "-o", name)[0] == ExitCode.DONE
        book = load_workbook(self.folder / name)
        for sheet, code, header, value in edits:
            at(book[sheet], code, header).value = value
        book.save(self.folder / name)
        return name

    def typed(self, name: str) -> dict[Place, Value]:
        """What a workbook holds."""
        return read_contents(self.folder / name).typed


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Office:
    """A folder with a base."""
    monkeypatch.chdir(tmp_path)
    return Office(tmp_path, capsys)


def test_the_copies_of_axis_managers_become_one_workbook(office: Office):
    """Each manager's figures and rows are in it; it is a workbook without findings, and the base is as it was."""
    before = (office.folder / "base.xlsx").read_bytes()
    first = office.copy("I.xlsx", ("Finanza", "I.F3", "Anno", 61_000_000), only="I")
    new_row = ("Iniziative", "II.N09", "Titolo", "Nuova dote"), ("Iniziative", "II.N09", "Stato", "In corso")
    second = office.copy("II.xlsx", *new_row, only="II")
    code, said, _ = office.merge(first, second)
    assert code == ExitCode.DONE, said
    assert office.typed("unita.xlsx") == {
        **office.typed("base.xlsx"),
        F3: Decimal(61_000_000),
        Place("initiatives", "II.N09", "title"): "Nuova dote",
        Place("initiatives", "II.N09", "state"): "In corso",
    }
    assert office.run("check", "unita.xlsx")[0] == ExitCode.DONE
    assert (office.folder / "base.xlsx").read_bytes() == before
    assert said.splitlines()[:2] == [
        "I.xlsx (asse I): 1 applicata.",
        "  applicata      Finanza!E6  I.F3/Anno  Impegni: da «60500000» a «61000000».",
    ]
    assert said.endswith("In tutto: 2 applicate.\nFoglio di lavoro unito: unita.xlsx\n")


def test_copies_that_nobody_changed_give_the_base(office: Office):
    """The merged workbook holds what the base holds, and is a base for the next round."""
    assert office.merge(office.copy("I.xlsx", only="I"), office.copy("tutto.xlsx"))[0] == ExitCode.DONE
    assert office.typed("unita.xlsx") == office.typed("base.xlsx")
    assert read_contents(office.folder / "unita.xlsx").base == read_contents(office.folder / "base.xlsx").fingerprint


def test_a_conflict_is_told_with_the_answers_that_settle_it(office: Office):
    """Exit code 3 and no file; an answer, copied from the account, settles it."""
    edit = ("Finanza", "I.F3", "Anno")
    copies = office.copy("uno.xlsx", (*edit, 1)), office.copy("due.xlsx", (*edit, 2))
    code, said, _ = office.merge(*copies)
    assert code == ExitCode.FINDINGS
    assert not (office.folder / "unita.xlsx").exists()
    assert "uno.xlsx: 1 in conflitto." in said
    assert "non è stato scritto" in said
    answers = dict(re.findall(r"^    (--accept .+?) {2,}(.+)$", said, re.MULTILINE))
    assert list(answers.values()) == ["Anno «2» (Finanza!E6)", "Anno «1» (Finanza!E6)", "lascia «60500000»"]
    assert office.merge(*copies, *shlex.split(next(iter(answers))))[0] == ExitCode.DONE
    assert office.typed("unita.xlsx")[F3] == Decimal(2)


def test_the_account_for_programs_has_stable_keys(office: Office):
    """Every change with its cell, code, old and new values, whether the file was written or not."""
    edits = ("Finanza", "I.F3", "Anno", 1.5), ("Programma", "P09", "Valore", "www.altro.it")
    code, said, _ = office.merge(office.copy("I.xlsx", *edits, only="I"), "--json")
    account = json.loads(said)
    assert code == ExitCode.DONE
    assert account.pop("counts") == {"applied": 1, "not_applied": 1, "asked": 0, "conflict": 0}
    (told,) = account.pop("copies")
    assert account == {"base": "base.xlsx", "output": "unita.xlsx", "findings": []}
    foreign, change = told.pop("changes")
    assert told == {"copy": "I.xlsx", "axis": "I", "same_base": True, "moved": [], "findings": []}
    assert (foreign["code"], foreign["foreign"], foreign["status"]) == ("P09", True, "not_applied")
    assert change == {
        "status": "applied",
        "change": "changed",
        "code": "I.F3",
        "column": "Anno",
        "file": "I.xlsx",
        "sheet": "Finanza",
        "cell": "E6",
        "foreign": False,
        "edits": [
            {
                "column": "Anno",
                "old": {"file": "base.xlsx", "sheet": "Finanza", "cell": "E6", "value": "60500000"},
                "new": {"file": "I.xlsx", "sheet": "Finanza", "cell": "E6", "value": "1.5"},
            }
        ],
    }


def test_a_code_that_stands_twice_stops_the_merge(office: Office):
    """What can't be read would be lost: the finding is told, and nothing is written."""
    name = office.copy("tutto.xlsx", ("Iniziative", "I.N02", "Codice", "I.N01"))
    code, said, _ = office.merge(name)
    assert code == ExitCode.FINDINGS
    assert "errore RAA104  Iniziative!A5" in said
    assert "andrebbe perso" in said
    assert not (office.folder / "unita.xlsx").exists()


def test_a_copy_of_the_file_itself_is_of_another_base_once_the_base_has_changed(office: Office):
    """The base that ships with a made-up workbook was blank: of its plain copy only what is certain is taken."""
    shutil.copy("base.xlsx", "copia.xlsx")
    book = load_workbook("copia.xlsx")
    at(book["Finanza"], "I.F3", "Anno").value = 1
    at(book["Finanza"], "I.F3", "Nota").value = "provvisorio"
    book.save("copia.xlsx")
    code, said, _ = office.merge("copia.xlsx")
    assert code == ExitCode.FINDINGS
    assert "Non è nata da questa base" in said
    assert "copia.xlsx: 1 applicata, 1 da confermare." in said


@pytest.mark.parametrize(
    ("words", "code", "fault"),
    [
        (("I.xlsx", "--base", "base.xlsx", "-o", "base.xlsx", "--force"), ExitCode.USAGE, "di partenza"),
        (("I.xlsx", "--base", "base.xlsx", "-o", "I.xlsx", "--force"), ExitCode.USAGE, "di partenza"),
        (("I.xlsx", "--base", "base.xlsx", "-o", "altro.xlsx"), ExitCode.FILE, "esiste già"),
        (("I.xlsx", "./I.xlsx", "--base", "base.xlsx", "-o", "u.xlsx"), ExitCode.USAGE, "due volte"),
        (("base.xlsx", "--base", "base.xlsx", "-o", "u.xlsx"), ExitCode.USAGE, "due volte"),
        (("base.xlsx", "--base", "I.xlsx", "-o", "u.xlsx"), ExitCode.USAGE, "del solo asse I"),
        (("altro.xlsx", "--base", "base.xlsx", "-o", "u.xlsx"), ExitCode.FILE, "altro.xlsx è del 2020"),
        (("cci.xlsx", "--base", "base.xlsx", "-o", "u.xlsx"), ExitCode.FILE, "di un altro programma"),
        (("manca.xlsx", "--base", "base.xlsx", "-o", "u.xlsx"), ExitCode.FILE, "non esiste"),
        (("I.xlsx", "--base", "base.xlsx", "-o", "u.xlsx", "--accept", "I.F3=I"), ExitCode.USAGE, "«I» non è una"),
    ],
)
def test_files_that_do_not_fit_are_refused(office: Office, words: tuple[str, ...], code: ExitCode, fault: str):
    """No file is replaced unasked, none of the sources ever, and only copies of one edition are merged."""
    office.copy("I.xlsx", only="I")
    make_workbook(office.folder, name="altro.xlsx", year=2020)
    make_workbook(office.folder, name="cci.xlsx", edit=lambda book: setattr(book["Programma"]["C4"], "value", "X"))
    before = {path.name: path.read_bytes() for path in office.folder.iterdir()}
    done, _, said = office.run("merge", *words)
    assert done == code
    assert fault in said
    assert {path.name: path.read_bytes() for path in office.folder.iterdir()} == before


def test_a_copy_saved_by_libreoffice_is_unchanged(office: Office, soffice: str):
    """What another program does to a file when it saves it is no change of what people typed."""
    office.copy("copia.xlsx")
    profile = (office.folder / "profile").as_uri()
    convert = ("--headless", "--convert-to", "xlsx", "--outdir", "salvata", "copia.xlsx")
    subprocess.run([soffice, f"-env:UserInstallation={profile}", *convert], check=True, capture_output=True)
    code, said, _ = office.merge("salvata/copia.xlsx")
    assert (code, said.splitlines()[0]) == (ExitCode.DONE, "salvata/copia.xlsx: nessuna modifica.")
