# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the Union emblem and the body's logo: geometry and wording of the law, places on the cover, all formats.

The law: Reg. (EU) 821/2014, Annex II; Reg. (EU) 2021/1060, Annex IX.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from itertools import pairwise
from math import atan2, degrees, dist, hypot
from typing import TYPE_CHECKING

import pytest
from documents import document, paragraph
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pixels
from PIL import ImageDraw, ImageFont
from reports import SHIPPED, composed, report

from raa_builder.document import Cover, Emblem, Image, walk
from raa_builder.emblem import BLUE, FINE, YELLOW, draw
from raa_builder.emblem.glyphs import Font
from raa_builder.errors import TemplateError
from raa_builder.theme import Theme, load_theme
from raa_builder.writers import Format, write
from raa_builder.writers.marks import PlacedEmblem, PlacedImage, mark_row

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from raa_builder.document import Document
    from raa_builder.emblem import Contour

HOIST, MEASURE = 90.0, 437.0
WORDING = ("Unione europea", "Fondo Sociale Europeo")
UBUNTU = SHIPPED / "fonts" / "Ubuntu-Regular.ttf"
CLOSE = 2 / FINE  # points: what rounding may change
LATIN = st.text(st.characters(categories=("Lu", "Ll", "Nd"), max_codepoint=0x17F), min_size=1)


def corners(contour: Contour) -> list[tuple[float, float]]:
    """Where the steps of a contour end, its start first."""
    return [contour.start, *((step[-2], step[-1]) for step in contour.steps)]


def box(contours: Iterable[Contour]) -> tuple[int, int, int, int]:
    """Least and greatest x and y: left, top, right and bottom of a drawing."""
    xs, ys = zip(*(point for contour in contours for point in corners(contour)), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def logo(folder: Path, width: int, height: int, name: str = "logo.png") -> Path:
    """A picture, half of it transparent."""
    picture = Pixels.new("RGBA", (width, height), (0, 0, 0, 0))
    picture.paste((0, 130, 60, 255), (0, 0, max(width // 2, 1), height))
    picture.save(folder / name)
    return folder / name


def cover(*images: Image) -> Document:
    """A document whose cover has the emblem and logos."""
    return document(Cover((Emblem(WORDING), *images, paragraph("Regione Esempio"))))


# ── geometry ─────────────────────────────────────────────────────────────────


def test_the_flag_is_blue_and_half_as_wide_again_as_high():
    """A rectangle of 3 to 2 in #003399."""
    flag = draw(WORDING, HOIST, MEASURE)
    assert box(flag.ground.contours) == (0, 0, 135 * FINE, 90 * FINE)
    assert (flag.flag, flag.height, flag.ground.fill) == (HOIST * 1.5, HOIST, BLUE) == (135.0, 90.0, "#003399")


def test_twelve_stars_stand_where_a_clock_has_its_hours():
    """On a circle of a third of the hoist around the middle of the flag, thirty degrees apart."""
    stars = draw(WORDING, HOIST, MEASURE).stars
    assert (stars.fill, len(stars.contours)) == (YELLOW, 12) == ("#FFCC00", 12)
    hours = []
    for star in stars.contours:
        tips = corners(star)[::2]
        x, y = (sum(places) / 5 / FINE for places in zip(*tips, strict=True))
        assert hypot(x - 67.5, y - 45) == pytest.approx(HOIST / 3, abs=CLOSE)
        hours.append(round(degrees(atan2(x - 67.5, 45 - y)), 1) % 360)
    assert sorted(hours) == [30 * hour for hour in range(12)]


def test_each_star_is_a_regular_pentagram_with_one_point_upwards():
    """Its points lie on a circle of an eighteenth of the hoist; its sides are straight from point to point."""
    for star in draw(WORDING, HOIST, MEASURE).stars.contours:
        outline = [(x / FINE, y / FINE) for x, y in corners(star)]
        assert len(outline) == 10
        tips = outline[::2]
        middle = tuple(sum(values) / 5 for values in zip(*tips, strict=True))
        assert [dist(tip, middle) for tip in tips] == pytest.approx([HOIST / 18] * 5, abs=CLOSE)
        top = min(outline, key=lambda point: point[1])
        assert top == pytest.approx((middle[0], middle[1] - HOIST / 18), abs=CLOSE)
        for n in range(0, 10, 2):
            side = [outline[(n + step) % 10] for step in (0, 1, 3, 4)]
            assert dist(side[0], side[3]) == pytest.approx(sum(dist(*pair) for pair in pairwise(side)), abs=CLOSE)


# ── lettering ────────────────────────────────────────────────────────────────


@given(wording=st.lists(LATIN, min_size=1, max_size=4).map(tuple), width=st.floats(60, 600))
def test_any_wording_stands_beside_the_flag_within_its_height(wording, width):
    """However long it is: it is broken into lines, and set smaller where that is not enough."""
    flag = draw(wording, HOIST, width)
    left, top, right, bottom = (place / FINE for place in box(flag.wording.contours))
    assert left > flag.flag
    assert top > -HOIST * 0.1
    assert bottom < HOIST * 1.1
    assert right <= flag.width + 5
    assert flag.width <= max(width, HOIST * 2.3) + 1e-6


@given(character=st.characters(categories=("Lu", "Ll", "Nd"), max_codepoint=0x17F))
def test_each_letter_has_the_shape_that_freetype_finds_in_the_font(character):
    """Accents of composite glyphs too: the bounds are those of an independent reader, at a pixel for each unit."""
    font = Font(UBUNTU.read_bytes())
    face = ImageFont.truetype(str(UBUNTU), font.units)
    sheet = Pixels.new("L", (2 * font.units, 2 * font.units))
    ImageDraw.Draw(sheet).text((font.units / 2, font.units), character, fill=255, font=face, anchor="ls")
    left, top, right, bottom = box(font.contours(font.glyph(character)))
    place = (left + font.units / 2, font.units - bottom, right + font.units / 2, font.units - top)
    assert sheet.getbbox() == pytest.approx(place, abs=2)
    assert font.advance(font.glyph(character)) == pytest.approx(face.getlength(character), abs=1)


def test_a_character_that_the_face_lacks_is_a_question_mark():
    """As in all the formats; the alternative text has it as it was typed."""
    assert draw(("Fondo 漢",), HOIST, MEASURE) == draw(("Fondo ?",), HOIST, MEASURE)
    assert Emblem(("Fondo 漢",)).alternative == "Fondo 漢"


def test_the_face_of_the_wording_comes_with_its_licence():
    """Ubuntu is one of the faces that the law permits."""
    assert "UBUNTU FONT LICENCE Version 1.0" in (SHIPPED / "fonts" / "UFL.txt").read_text(encoding="utf-8")


# ── from the template ────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("period", "wording"),
    [
        ("2014-2020", ("Unione europea", "Fondo & altro")),
        ("2007-2013", ("Unione europea", "Fondo & altro")),
        ("2021-2027", ("Cofinanziato dall’Unione europea",)),
        ("2028-2034", ("Cofinanziato dall’Unione europea",)),
    ],
)
def test_the_wording_is_that_of_the_period(period, wording):
    """The Union in full and the fund until 2020, "Cofinanziato dall’Unione europea" since; first on the cover."""
    first = composed(report(period=period, fund="Fondo & altro")).blocks[0]
    assert isinstance(first, Cover)
    assert first.blocks[0] == Emblem(wording)


def test_the_logo_is_that_of_the_theme_and_leaves_no_trace_without_one(tmp_path):
    """Its alternative text is the name of the body."""
    path = logo(tmp_path, 60, 40)
    images = [block for block in walk(composed(report(), logo=path).blocks) if isinstance(block, Image)]
    assert images == [Image(path, "Regione Esempio")]
    assert not any(isinstance(block, Image) for block in walk(composed(report()).blocks))


@pytest.mark.parametrize(
    ("image", "message"),
    [
        ('<img src="manca.png" alt="x">', "«manca.png» non si trova"),
        ('<img src="../fuori.png" alt="x">', "«../fuori.png» non si trova"),
        ('<img src="testo.png" alt="x">', "non è un’immagine PNG o JPEG"),
        ('<img src="emblema" alt=" – ">', "dicitura"),
    ],
)
def test_an_image_that_cannot_be_used_is_an_error_that_names_its_line(tmp_path, image, message):
    """Missing, outside the folders of templates, of another kind, or an emblem without wording."""
    templates = tmp_path / "templates"
    templates.mkdir()
    logo(tmp_path, 6, 4, "fuori.png")
    (templates / "testo.png").write_text("<svg/>")
    (templates / "sintesi.html.j2").write_text(f"<h1>x</h1>\n\n{image}\n", encoding="utf-8")
    with pytest.raises(TemplateError, match=re.escape(message)) as caught:
        composed(report(), templates)
    assert "sintesi.html.j2, riga 3" in caught.value.message


def test_an_image_of_the_templates_stands_in_the_document(tmp_path):
    """By its path; an empty alternative text marks it as decoration."""
    path = logo(tmp_path, 6, 4, "foto.png")
    (tmp_path / "sintesi.html.j2").write_text('<h1>x</h1><img src="foto.png" alt="">', encoding="utf-8")
    assert composed(report(), tmp_path).blocks[1] == Image(path, "")


def test_the_theme_names_the_logo_or_none(tmp_path):
    """The table may be left out; a file that does not exist is an error that names the entry."""
    source = (SHIPPED / "theme.toml").read_text(encoding="utf-8").replace('"fonts/', f'"{SHIPPED}/fonts/')
    theme = tmp_path / "theme.toml"
    theme.write_text(source, encoding="utf-8")
    assert load_theme(theme).logo is None
    theme.write_text(f'{source}\n[logo]\nfile = "logo.png"\n', encoding="utf-8")
    with pytest.raises(TemplateError, match=re.escape("«logo.file»")):
        load_theme(theme)
    path = logo(tmp_path, 6, 4)
    assert load_theme(theme).logo == path
    theme.write_text(f"{source}\n[logo]\n", encoding="utf-8")
    with pytest.raises(TemplateError, match=re.escape("«logo.file»")):
        load_theme(theme)


# ── on the page ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", [(60, 60), (600, 10), (10, 600), (300, 200), (3000, 40), (1, 1)])
@pytest.mark.parametrize("measure", [200.0, MEASURE])
def test_no_logo_is_larger_than_the_flag(tmp_path, size, measure):
    """Neither higher nor of a larger area, at the right end of the row, in its middle, and in its own proportions."""
    path = logo(tmp_path, *size)
    emblem, image = mark_row((Emblem(WORDING), Image(path, "Ente")), measure)
    assert isinstance(emblem, PlacedEmblem)
    assert isinstance(image, PlacedImage)
    hoist = emblem.drawing.height
    assert image.height <= hoist
    assert image.width * image.height <= emblem.drawing.flag * hoist * 1.000001
    assert image.width / image.height == pytest.approx(size[0] / size[1])
    assert image.x + image.width == pytest.approx(measure)
    assert image.y * 2 + image.height == pytest.approx(hoist)
    assert image.x > emblem.drawing.flag


def test_several_logos_share_what_the_emblem_leaves(tmp_path):
    """From left to right in the order of the template, none over another."""
    images = [Image(logo(tmp_path, 900, 100, f"{n}.png"), f"Ente {n}") for n in range(3)]
    emblem, *rest = mark_row((Emblem(WORDING), *images), MEASURE)
    assert [mark.block for mark in rest] == images
    end = emblem.drawing.width
    for mark in rest:
        assert mark.x >= end
        end = mark.x + mark.width
    assert end == pytest.approx(MEASURE)


# ── in every format ──────────────────────────────────────────────────────────


def test_html_has_the_emblem_as_a_picture_with_its_wording(theme: Theme, tmp_path):
    """Inline SVG, named; the logo within the page."""
    page = write(cover(Image(logo(tmp_path, 60, 40), "Regione “Esempio”")), theme, Format.HTML).decode()
    svg = re.search(r"<svg class=\"emblem\".*?</svg>", page)[0]
    assert 'role="img" aria-label="Unione europea – Fondo Sociale Europeo"' in svg
    assert re.findall(r'<path[^>]*fill="([^"]*)"', svg) == ["#fff", BLUE, YELLOW, BLUE]
    assert re.search(r'<img src="data:image/png;base64,[^"]+" alt="Regione “Esempio”"', page)


def test_pdf_has_the_emblem_as_a_figure_with_its_wording(theme: Theme, tmp_path):
    """Filled outlines on the page, no picture; the logo is one image, flattened on white, shown twice."""
    path = logo(tmp_path, 60, 40)
    content = write(cover(Image(path, "Ente"), Image(path, "Ente")), theme, Format.PDF)
    for words in ("Unione europea – Fondo Sociale Europeo", "Ente"):
        source = f"/S /Figure /P \\d+ 0 R /Alt <FEFF{words.encode('utf-16-be').hex().upper()}> /A << /O /Layout /BBox"
        assert re.search(source.encode(), content)
    starts = (match.end() for match in re.finditer(rb"\bstream\r?\n", content))
    streams = [zlib.decompressobj().decompress(content[start:]) for start in starts if content[start] == 0x78]
    drawn = next(stream for stream in streams if b"/Figure <</MCID 0>> BDC" in stream)
    assert drawn.index(b"0 0.2 0.6 rg") < drawn.index(b"1 0.8 0 rg")
    assert drawn.count(b" Do Q") == 2
    assert content.count(b"/Subtype /Image") == 1
    pixels = b"\x00\x82\x3c" * 30 + b"\xff\xff\xff" * 30
    assert pixels * 40 in streams


@pytest.mark.parametrize(("mode", "space"), [("RGB", b"/DeviceRGB"), ("L", b"/DeviceGray")])
def test_a_jpeg_goes_into_the_pdf_as_it_is(theme: Theme, tmp_path, mode, space):
    """PDF readers decode it themselves."""
    path = tmp_path / "logo.jpg"
    Pixels.new(mode, (30, 20), 99).save(path)
    content = write(cover(Image(path, "Ente")), theme, Format.PDF)
    assert path.read_bytes() in content
    assert b"/ColorSpace " + space in content


def test_a_png_that_is_cut_off_is_an_error_that_says_so(theme: Theme, tmp_path):
    """Its head may be whole."""
    path = logo(tmp_path, 60, 40)
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises(TemplateError, match="PNG"):
        write(cover(Image(path, "Ente")), theme, Format.PDF)


def test_word_has_the_emblem_as_a_group_of_shapes_with_its_wording(theme: Theme, tmp_path):
    """Vector, in line with the text; the logo is a picture, in the file once; each object has an id of its own."""
    path = logo(tmp_path, 60, 40)
    content = write(cover(Image(path, "Ente"), Image(path, "")), theme, Format.DOCX)
    with zipfile.ZipFile(BytesIO(content)) as file:
        body = file.read("word/document.xml").decode()
        assert [name for name in file.namelist() if "media" in name] == ["word/media/image1.png"]
        assert file.read("word/media/image1.png") == path.read_bytes()
    assert 'descr="Unione europea – Fondo Sociale Europeo"' in body
    assert re.findall(r'<wps:wsp>.*?srgbClr val="(\w+)"', body) == ["003399", "FFCC00", "003399"]
    ids = re.findall(r'<(?:wp:docPr|wps:cNvPr) id="(\d+)"', body)
    assert len(ids) == len(set(ids)) == 6
    assert body.count("adec:decorative ") == 1
