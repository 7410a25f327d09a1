# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pipeline from workbook to files: all or nothing, the same bytes, and what the workbook says is printed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from openpyxl import load_workbook
from saying import said
from workbooks import at, make_workbook

from raa_builder import pipeline
from raa_builder.errors import ExitCode, FileError, TemplateError, UsageError
from raa_builder.findings import Severity, blocking
from raa_builder.writers import Format

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.workbook import Workbook

ALL = tuple(Format)
TWELVE = (*(f"Priorità {n}" for n in range(1, 12)), "A.12:AT")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def texts(workbook: Path, folder: Path, wanted: Format = Format.DOCX) -> list[str]:
    """The blocks of the summary of a workbook, in one format."""
    built = pipeline.build([workbook], folder, [wanted])
    return said(built.files[0].read_bytes(), wanted).blocks


def edited(workbook: Path, target: Path, edit: Callable[[Workbook], object]) -> Path:
    """A copy of a workbook with something changed."""
    book = load_workbook(workbook)
    edit(book)
    book.save(target)
    return target


# ── the same bytes ───────────────────────────────────────────────────────────


def test_the_same_workbook_gives_the_same_bytes_anywhere_and_at_any_time(edition: Path, tmp_path: Path) -> None:
    """Neither hash seed, time zone, language, working folder nor an earlier build shows in the files."""
    pipeline.build([edition], tmp_path / "here", ALL)
    wanted = tree(tmp_path / "here")
    pipeline.build([edition], tmp_path / "again", ALL)
    assert tree(tmp_path / "again") == wanted
    for number, (seed, zone) in enumerate((("0", "Pacific/Kiritimati"), ("4242", "America/Adak"))):
        folder = tmp_path / f"other-{number}"
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C", "XDG_CACHE_HOME": str(folder)}
        environment["PYTHONPATH"] = str(Path(pipeline.__file__).parents[2])
        command = [sys.executable, "-m", "raa_builder", "build", str(edition), "-o", "output", "--templates"]
        subprocess.run(
            [*command, str(ROOT / "templates")], cwd=folder, env=environment, check=True, capture_output=True
        )
        assert tree(folder / "output") == wanted


# ── all or nothing ───────────────────────────────────────────────────────────


def test_a_build_that_fails_leaves_the_files_of_the_last_one_as_they_were(edition: Path, tmp_path: Path) -> None:
    """A template that breaks, in the last line it prints, harms nothing."""
    output = tmp_path / "output"
    pipeline.build([edition], output, ALL)
    before = tree(output)
    templates = tmp_path / "templates"
    templates.mkdir()
    source = (ROOT / "templates" / "sintesi.html.j2").read_text(encoding="utf-8")
    (templates / "sintesi.html.j2").write_text(f"{source}\n<p>{{{{ non_esiste.mai }}}}</p>\n", encoding="utf-8")
    with pytest.raises(TemplateError, match="riga") as caught:
        pipeline.build([edition], output, ALL, templates=templates)
    assert "sintesi.html.j2" in caught.value.message
    assert tree(output) == before


def test_one_file_that_cannot_be_written_keeps_the_others_from_being_replaced(edition: Path, tmp_path: Path) -> None:
    """A folder stands where the Word file should go: the PDF and the page stay as they were."""
    folder = tmp_path / "2019"
    (folder / "sintesi-raa-2019.docx").mkdir(parents=True)
    (folder / "sintesi-raa-2019.pdf").write_bytes(b"vecchio")
    with pytest.raises(FileError, match=r"sintesi-raa-2019\.docx"):
        pipeline.build([edition], tmp_path, ALL)
    assert tree(tmp_path) == {os.path.join("2019", "sintesi-raa-2019.pdf"): b"vecchio"}  # noqa: PTH118


def test_of_two_workbooks_one_with_errors_nothing_is_written(edition: Path, tmp_path: Path) -> None:
    """Several editions are one build."""
    blank = pipeline.new(2021, "I,II", tmp_path / "blank.xlsx")
    with pytest.raises(pipeline.BlockedError) as caught:
        pipeline.build([edition, blank], tmp_path / "output", ALL)
    assert caught.value.exit_code is ExitCode.FINDINGS
    assert caught.value.checked.paths == (blank,)
    assert not (tmp_path / "output").exists()


def test_several_editions_are_built_at_once(edition: Path, tmp_path: Path) -> None:
    """Each in the folder of its year."""
    other = make_workbook(tmp_path, name="raa-2021.xlsx", year=2021)
    built = pipeline.build([edition, other], tmp_path / "output", [Format.HTML])
    assert [path.relative_to(tmp_path / "output").as_posix() for path in built.files] == [
        "2019/sintesi-raa-2019.html",
        "2019/fonti-raa-2019.xlsx",
        "2021/sintesi-raa-2021.html",
        "2021/fonti-raa-2021.xlsx",
    ]


def test_two_workbooks_of_one_year_are_a_mistake(edition: Path, tmp_path: Path) -> None:
    """One would overwrite the other."""
    other = make_workbook(tmp_path)
    with pytest.raises(UsageError, match="2019"):
        pipeline.build([edition, other], tmp_path / "output", ALL)
    assert not (tmp_path / "output").exists()


# ── what the workbook says ───────────────────────────────────────────────────


def test_a_row_deleted_from_the_workbook_is_gone_from_every_format(edition: Path, tmp_path: Path) -> None:
    """An initiative that is taken out leaves no trace, and nothing else changes."""
    book = load_workbook(edition)
    sheet = book["Iniziative"]
    title = at(sheet, "II.N01", "Titolo").value or at(sheet, "II.N01", "Descrizione").value
    row = at(sheet, "II.N01", "Codice").row
    without = edited(edition, tmp_path / "raa.xlsx", lambda book: book["Iniziative"].delete_rows(row))
    for wanted in ALL:
        before = texts(edition, tmp_path / "before", wanted)
        after = texts(without, tmp_path / "after", wanted)
        gone = [text for text in before if text not in after]
        assert any(title[:25] in text for text in gone)
        assert len(gone) <= 2  # the one after it may now be the last of its list
        assert not any(title[:25] in text for text in after)


def test_a_row_that_a_text_refers_to_cannot_vanish_unseen(edition: Path, tmp_path: Path) -> None:
    """Once the initiative is gone, the sentence that cites it is an error at its cell."""
    book = load_workbook(edition)
    row = at(book["Iniziative"], "I.N03", "Codice").row
    without = edited(edition, tmp_path / "raa.xlsx", lambda book: book["Iniziative"].delete_rows(row))
    (finding,) = blocking(pipeline.check(without).findings)
    assert (finding.code, finding.cell.sheet) == ("RAA216", "Testi")
    assert "{I.N03 Programmato}" in finding.message


def test_a_number_changed_in_the_workbook_is_changed_wherever_it_counts(edition: Path, tmp_path: Path) -> None:
    """A cent more of allocation shows in the axis's row and in the total."""

    def one_cent_more(book: Workbook) -> None:
        at(book["Finanza"], "I.F1", "Anno").value = 358_000_000.01

    changed = edited(edition, tmp_path / "raa.xlsx", one_cent_more)
    for wanted in ALL:
        blocks = texts(changed, tmp_path / wanted.value, wanted)
        assert blocks.count("358.000.000,01 €") == 2
        assert blocks.count("970.474.516,01 €") == 2
        assert "358.000.000,00 €" not in blocks


@pytest.mark.parametrize("wanted", ALL)
def test_a_programme_of_one_axis_is_told_in_the_singular(wanted: Format, tmp_path: Path) -> None:
    """One axis, one row, and a total that is its own."""
    blocks = texts(make_workbook(tmp_path, ("Unico",)), tmp_path, wanted)
    assert any(re.fullmatch(r"3\.1\. Asse Unico “Occupazione 1”", block) for block in blocks)
    assert not any(block.startswith("3.2.") for block in blocks)
    assert blocks.count("100,00%") == 2
    assert not any("Assi prioritari, oltre" in block for block in blocks)


@pytest.mark.parametrize("wanted", ALL)
def test_twelve_axes_of_any_label_each_have_their_chapter(wanted: Format, tmp_path: Path) -> None:
    """Labels are the office's own; none is told twice, none is left out."""
    blocks = texts(make_workbook(tmp_path, TWELVE), tmp_path, wanted)
    chapters = [block for block in blocks if re.match(r"3\.\d+\. ", block)]
    assert len(chapters) == 12
    for number, (label, chapter) in enumerate(zip(TWELVE, chapters, strict=True), 1):
        assert chapter.startswith(f"3.{number}. ")
        assert f"{label.removesuffix(':AT')} “Occupazione {number}”" in chapter
    total = 100_000_000 * sum(range(1, 13))
    assert f"{total:,}".replace(",", ".") in " ".join(blocks)


@pytest.mark.parametrize("wanted", ALL)
def test_a_fund_without_participants_says_nothing_of_them(wanted: Format, tmp_path: Path) -> None:
    """Neither sentences nor a chart, nor a "n.d." in their place."""
    text = " ".join(texts(make_workbook(tmp_path, ("A", "B"), participants=False), tmp_path, wanted))
    assert "destinatari" not in text.casefold()
    assert "n.d." not in text
    assert "Hanno beneficiato" not in text
    assert "Impegni" in text


# ── drafts ───────────────────────────────────────────────────────────────────


def test_a_draft_says_so_and_lists_what_is_to_be_mended(tmp_path: Path) -> None:
    """It is built in spite of errors, under a name of its own."""
    blank = pipeline.new(2021, "I,II:AT", tmp_path / "blank.xlsx")
    built = pipeline.build([blank], tmp_path / "output", ALL, draft=True)
    *documents, sources = built.files
    assert [path.name for path in documents] == [f"sintesi-raa-2021-bozza.{wanted.value}" for wanted in ALL]
    assert sources.name == "fonti-raa-2021-bozza.xlsx"
    errors = [finding for finding in built.findings if finding.severity is Severity.ERROR]
    assert errors
    for wanted, path in zip(ALL, documents, strict=True):
        text = "\n".join(said(path.read_bytes(), wanted).blocks)
        assert "Segnalazioni" in text
        for finding in errors:
            assert f"{finding.code}, {finding.cell}" in text


def test_no_draft_of_a_sound_workbook_lists_errors(edition: Path, tmp_path: Path) -> None:
    """A draft of the edition has the text of the edition."""
    final = texts(edition, tmp_path)
    built = pipeline.build([edition], tmp_path, [Format.DOCX], draft=True)
    draft = said(built.files[0].read_bytes(), Format.DOCX).blocks
    assert draft[: len(final)] == final
    assert not any(re.match("errore RAA", block) for block in draft)


# ── new and check ────────────────────────────────────────────────────────────


def test_a_new_workbook_is_read_back_with_its_axes(tmp_path: Path) -> None:
    """What is issued is what is understood, with errors for what is still to fill in."""
    checked = pipeline.check(pipeline.new(2021, "I,Priorità 2,AT:AT", tmp_path / "raa.xlsx"))
    assert checked.report is not None
    assert [axis.label for axis in checked.report.axes] == ["I", "Priorità 2", "AT"]
    assert checked.report.programme.year == 2021
    assert {finding.code for finding in checked.findings if finding.severity.blocks} == {"RAA201"}


def test_a_workbook_that_exists_is_not_replaced_unless_forced(tmp_path: Path) -> None:
    """Hours of typing may stand in it."""
    path = tmp_path / "raa.xlsx"
    path.write_bytes(b"ore di lavoro")
    with pytest.raises(FileError, match="esiste già"):
        pipeline.new(2021, "I", path)
    assert path.read_bytes() == b"ore di lavoro"
    pipeline.new(2021, "I", path, force=True)
    assert path.read_bytes().startswith(b"PK")


def test_errors_come_before_what_does_not_block(tmp_path: Path) -> None:
    """Whoever reads the list from its top mends first what must be mended."""

    def spoil(book: Workbook) -> None:
        at(book["Finanza"], "I.F2", "Anno").value = "80.250.000,00"
        at(book["Finanza"], "II.F5", "Anno").value = "molto"

    checked = pipeline.check(make_workbook(tmp_path, edit=spoil))
    kinds = [finding.severity.blocks for finding in checked.findings]
    assert kinds == sorted(kinds, reverse=True)
    assert set(kinds) == {True, False}


def test_every_name_of_the_pipeline_is_where_it_is_said_to_be() -> None:
    """Its modules are loaded when a name is asked for, so that a wrong one would be noticed late."""
    for name in pipeline.__all__:
        assert getattr(pipeline, name).__module__.startswith("raa_builder.pipeline.")
    with pytest.raises(AttributeError, match="nothing_like_it"):
        pipeline.nothing_like_it  # noqa: B018


def test_what_is_missing_is_found_at_the_column_that_lacks_it_wherever_people_moved_it(tmp_path: Path) -> None:
    """An empty cell has no figure that knows its place, and the workbook knows where its columns stand."""

    def empty(book: Workbook) -> None:
        sheet = book["Indicatori"]
        at(sheet, "I.K01", "Anno target").value = None
        at(sheet, "II.K01", "Target").value = None

    def swap(book: Workbook) -> None:
        empty(book)
        for row in book["Indicatori"].iter_rows(min_row=3, min_col=10, max_col=11):
            row[0].value, row[1].value = row[1].value, row[0].value

    for edit, column in ((empty, "J"), (swap, "K")):
        found = pipeline.check(make_workbook(tmp_path, edit=edit)).findings
        assert [(one.code, one.cell.address) for one in found] == [("RAA221", f"{column}4"), ("RAA221", "I19")]
