# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the theme: the shipped one is complete and legible, and each wrong entry of a file is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from reports import SHIPPED

from raa_builder.colours import READABLE, contrast
from raa_builder.document import Labels
from raa_builder.errors import ExitCode, TemplateError
from raa_builder.theme import Mm, load_theme, points

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = (SHIPPED / "theme.toml").read_text(encoding="utf-8")
THEME = load_theme(SHIPPED / "theme.toml")


def edited(folder: Path, old: str, new: str) -> Path:
    """A copy of the shipped theme with one change; its fonts are those shipped."""
    source = SOURCE.replace('"fonts/', f'"{SHIPPED.as_posix()}/fonts/')
    assert source.count(old) == 1
    path = folder / "theme.toml"
    path.write_text(source.replace(old, new), encoding="utf-8")
    return path


# ── the shipped theme ────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("text", "white"), ("heading", "white"), ("ink", "white"), ("muted", "white"),
        ("text", "pale"), ("heading", "pale"), ("ink", "pale"), ("white", "ink"), ("white", "heading"),
    ],
)  # fmt: skip
def test_every_pair_of_text_and_ground_can_be_read(ink, ground):
    """At least 4.5 to 1, WCAG 2.1, success criterion 1.4.3."""
    colours = THEME.colours
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= READABLE


def test_the_shades_of_charts_run_from_light_to_dark():
    """So the stages can be told apart without seeing colours."""
    darkness = [contrast(shade, THEME.colours.white) for shade in THEME.colours.series]
    assert darkness == sorted(darkness)
    assert len(set(darkness)) == len(darkness)


def test_the_theme_is_the_one_that_was_agreed():
    """A4, Titillium Web, 11 points on 15.5, headings of 18, 14 and 11.5."""
    page, styles = THEME.page, THEME.styles
    assert (page.width, page.height, page.left, page.right, page.top, page.bottom) == (210, 297, 28, 28, 25, 22)
    assert (styles.body.size, styles.body.leading) == (11, 15.5)
    assert [styles.heading(level).size for level in (2, 3, 4)] == [18, 14, 11.5]
    assert THEME.faces.family == "Titillium Web"
    assert THEME.words.labels == Labels("Tabella", "Figura", "paragrafo")


def test_lengths_are_points_unless_typed_otherwise():
    """An inch is 72 points; the measure is what the margins leave, of the long side in landscape."""
    assert points(Mm(25.4)) == 72
    assert THEME.page.measure() == pytest.approx(points(Mm(210 - 56)))
    assert THEME.page.measure(landscape=True) == pytest.approx(points(Mm(297 - 56)))


# ── a theme of the office ────────────────────────────────────────────────────


def test_a_changed_theme_is_read(tmp_path: Path):
    """Whole numbers will do for lengths, and colours may be typed in small letters."""
    path = edited(tmp_path, 'titoli = "#0066CC"', 'titoli = "#aa0000"')
    assert load_theme(path).colours.heading == "#AA0000"


@pytest.mark.parametrize("entry", re.findall(r"^(\w+) =", SOURCE, re.MULTILINE))
def test_each_entry_that_is_missing_is_named(tmp_path: Path, entry: str):
    """Every line of the theme is needed, and the message says which one is not there."""
    line = next(line for line in SOURCE.splitlines() if line.startswith(f"{entry} ="))
    old = line.replace('"fonts/', f'"{SHIPPED.as_posix()}/fonts/')
    with pytest.raises(TemplateError, match=rf"«\w+\.{entry}»: la voce manca") as caught:
        load_theme(edited(tmp_path, f"\n{old}\n", "\n"))
    assert caught.value.exit_code is ExitCode.TEMPLATE
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("old", "new", "entry"),
    [
        ("larghezza = 210", 'larghezza = "210"', "pagina.larghezza"),
        ("larghezza = 210", "larghezza = -1", "pagina.larghezza"),
        ("larghezza = 210", "larghezza = true", "pagina.larghezza"),
        ("larghezza = 210", "larghezza = nan", "pagina.larghezza"),
        ("larghezza = 210", "larghezza = inf", "pagina.larghezza"),
        ("larghezza = 210", "larghezza = 50", "pagina"),
        ("margine_superiore = 25", "margine_superiore = 280", "pagina"),
        ("testo = [11, 15.5, 6, 6]", "testo = [11, 15.5]", "stili.testo"),
        ("testo = [11, 15.5, 6, 6]", "testo = 11", "stili.testo"),
        ("testo = [11, 15.5, 6, 6]", 'testo = [11, 15.5, 6, "6"]', "stili.testo"),
        ("testo = [11, 15.5, 6, 6]", "testo = [0, 15.5, 6, 6]", "stili.testo"),
        ('titoli = "#0066CC"', 'titoli = "blu"', "colori.titoli"),
        ('titoli = "#0066CC"', 'titoli = "#06C"', "colori.titoli"),
        ('titoli = "#0066CC"', 'titoli = ["#0066CC"]', "colori.titoli"),
        ('serie = ["#D5E3F2",', 'serie = ["azzurro",', "colori.serie"),
        ('serie = ["#D5E3F2", "#9CC3EB", "#5B9BDB", "#0066CC", "#17324D"]', 'serie = "#D5E3F2"', "colori.serie"),
        ('serie = ["#D5E3F2", "#9CC3EB", "#5B9BDB", "#0066CC", "#17324D"]', "serie = []", "colori.serie"),
        ('lingua = "it-IT"', 'lingua = ""', "parole.lingua"),
        ('tabella = "Tabella"', "tabella = 1", "parole.tabella"),
        ('"Pagina {pagina} di {pagine}"', '"Pagina {numero}"', "parole.pagina"),
        ('"Pagina {pagina} di {pagine}"', '"Pagina {pagina"', "parole.pagina"),
        ("TitilliumWeb-Bold.ttf", "Manca.ttf", "carattere.grassetto"),
        ("[stili]", "[stile]", "stili"),
    ],
)
def test_each_wrong_entry_is_named(tmp_path: Path, old: str, new: str, entry: str):
    """Whatever an office may mistype is found before a document is written, with its place in the file."""
    with pytest.raises(TemplateError, match=rf"theme\.toml, voce «{re.escape(entry)}»"):
        load_theme(edited(tmp_path, old, new))


@pytest.mark.parametrize("content", [b"pagina = [", b"\xff\xfe", None])
def test_a_file_that_is_no_theme_is_named(tmp_path: Path, content: bytes | None):
    """Not TOML, not UTF-8, not there."""
    path = tmp_path / "theme.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TemplateError, match=r"theme\.toml non si può leggere"):
        load_theme(path)
