# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The theme: `theme.toml` as typed data, one for Word, PDF and HTML. Lengths are points unless typed `Mm`."""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, NewType, TypeVar

from raa_builder.document import Labels
from raa_builder.errors import TemplateError

if TYPE_CHECKING:
    from pathlib import Path

Pt = NewType("Pt", float)
Mm = NewType("Mm", float)

_POINTS_PER_MM = 72 / 25.4
_ITEM_INDENT = 1.5  # of the size of items
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")
_PAGE_FIELD = re.compile(r"\{pagin[ae]\}")
T = TypeVar("T")


def _entry(italian: str) -> Any:  # noqa: ANN401 (as dataclasses.field)
    """A field of the theme and the name that it has in the file, which the office reads."""
    return field(metadata={"italian": italian})


def points(length: Mm) -> Pt:
    """A length in points."""
    return Pt(length * _POINTS_PER_MM)


@dataclass(frozen=True, slots=True)
class Page:
    """The page, portrait, and its margins."""

    width: Mm = _entry("larghezza")
    height: Mm = _entry("altezza")
    left: Mm = _entry("margine_sinistro")
    right: Mm = _entry("margine_destro")
    top: Mm = _entry("margine_superiore")
    bottom: Mm = _entry("margine_inferiore")

    def measure(self, *, landscape: bool = False) -> Pt:
        """Width of the text between the margins."""
        width = self.height if landscape else self.width
        return points(Mm(width - self.left - self.right))


@dataclass(frozen=True, slots=True)
class Faces:
    """The font family: its name, a fallback's, and the files of its four faces."""

    family: str = _entry("famiglia")
    fallback: str = _entry("riserva")
    regular: Path = _entry("normale")
    bold: Path = _entry("grassetto")
    italic: Path = _entry("corsivo")
    bold_italic: Path = _entry("grassetto_corsivo")


@dataclass(frozen=True, slots=True)
class Style:
    """Type of a kind of text, in points: size, line height, space above and below."""

    size: Pt
    leading: Pt
    before: Pt
    after: Pt


@dataclass(frozen=True, slots=True)
class Styles:
    """The style of each kind of text."""

    title: Style = _entry("titolo")
    subtitle: Style = _entry("sottotitolo")
    heading_1: Style = _entry("titolo_1")
    heading_2: Style = _entry("titolo_2")
    heading_3: Style = _entry("titolo_3")
    body: Style = _entry("testo")
    bullet: Style = _entry("elenco")
    callout: Style = _entry("riquadro")
    table: Style = _entry("tabella")
    table_small: Style = _entry("tabella_minima")
    caption: Style = _entry("didascalia")
    note: Style = _entry("nota")
    contents_1: Style = _entry("indice_1")
    contents_2: Style = _entry("indice_2")
    running: Style = _entry("testatina")
    chart: Style = _entry("grafico")

    @property
    def item_indent(self) -> Pt:
        """How far the text of an item stands from the left edge of its bullet or number: "10." has room."""
        return Pt(self.bullet.size * _ITEM_INDENT)

    def heading(self, level: int) -> Style:
        """The style of a heading: level 2 of the document is the first numbered one."""
        return {2: self.heading_1, 3: self.heading_2}.get(level, self.heading_3)


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours as `#RRGGBB`; `serie` are the shades of charts, from the whole to its last stage."""

    heading: str = _entry("titoli")
    ink: str = _entry("intestazioni")
    text: str = _entry("testo")
    pale: str = _entry("fondo")
    hairline: str = _entry("filetti")
    white: str = _entry("bianco")
    muted: str = _entry("tenue")
    series: tuple[str, ...] = _entry("serie")


@dataclass(frozen=True, slots=True)
class Words:
    """The words that the writers print of their own, and the language of the documents."""

    language: str = _entry("lingua")
    table: str = _entry("tabella")
    figure: str = _entry("figura")
    section: str = _entry("paragrafo")
    page: str = _entry("pagina")
    draft: str = _entry("bozza")
    chart_data: str = _entry("dati_del_grafico")
    skip: str = _entry("salta_al_contenuto")
    notes: str = _entry("note")

    @property
    def labels(self) -> Labels:
        """The words that numbering needs."""
        return Labels(self.table, self.figure, self.section)


@dataclass(frozen=True, slots=True)
class Theme:
    """The look of the documents; `logo` is the PNG or JPEG file of the publishing body's, if it has one."""

    page: Page = _entry("pagina")
    faces: Faces = _entry("carattere")
    styles: Styles = _entry("stili")
    colours: Colours = _entry("colori")
    words: Words = _entry("parole")
    logo: Path | None = None


def load_theme(path: Path) -> Theme:
    """The theme of a file, complete and checked.

    Raises:
        TemplateError: The file can't be read, is not TOML, lacks an entry or holds a wrong one; the message names it.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TemplateError(f"Il tema {path} non si può leggere: {error}.") from error
    return _ThemeReader(path, raw).theme()


class _ThemeReader:
    """Turns the tables of the file into the theme, naming each entry that is missing or wrong."""

    def __init__(self, path: Path, raw: dict[str, Any]) -> None:
        self.path = path
        self.raw = raw

    def theme(self) -> Theme:
        return Theme(
            page=self.page(),
            faces=self.table("carattere", Faces, self.face),
            styles=self.table("stili", Styles, self.style),
            colours=self.table("colori", Colours, self.colour),
            words=self.table("parole", Words, self.word),
            logo=self.logo(),
        )

    def page(self) -> Page:
        page = self.table("pagina", Page, self.length)
        if page.left + page.right >= page.width or page.top + page.bottom >= min(page.width, page.height):
            raise self.wrong("pagina", "i margini non lasciano posto al testo")
        return page

    def logo(self) -> Path | None:
        """The only table that may be left out."""
        if "logo" not in self.raw:
            return None
        table = self.raw["logo"]
        if not isinstance(table, dict) or "file" not in table:
            raise self.wrong("logo.file", "la voce manca")
        return self.file("logo.file", table["file"])

    def table(self, name: str, kind: type[T], convert: Any) -> T:  # noqa: ANN401 (one converter per table)
        table = self.raw.get(name)
        if not isinstance(table, dict):
            raise self.wrong(name, "la tabella manca")
        values = {}
        for wanted in fields(kind):  # type: ignore[arg-type]
            italian = wanted.metadata["italian"]
            if italian not in table:
                raise self.wrong(f"{name}.{italian}", "la voce manca")
            values[wanted.name] = convert(f"{name}.{italian}", table[italian])
        return kind(**values)

    def wrong(self, entry: str, message: str) -> TemplateError:
        return TemplateError(f"Il tema {self.path}, voce «{entry}»: {message}.", "Confrontare con il tema di serie.")

    def number(self, entry: str, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
            raise self.wrong(entry, f"«{value}» non è un numero positivo")
        return float(value)

    def length(self, entry: str, value: object) -> Mm:
        return Mm(self.number(entry, value))

    def style(self, entry: str, value: object) -> Style:
        if not isinstance(value, list) or len(value) != len(fields(Style)):
            raise self.wrong(entry, "servono quattro numeri: corpo, interlinea, spazio prima, spazio dopo")
        style = Style(*(Pt(self.number(entry, item)) for item in value))
        if not style.size or not style.leading:
            raise self.wrong(entry, "corpo e interlinea non possono essere zero")
        return style

    def colour(self, entry: str, value: object) -> str | tuple[str, ...]:
        if entry.endswith(".serie"):
            return self.shades(entry, value)
        return self.shade(entry, value)

    def shades(self, entry: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not value:
            raise self.wrong(entry, "serve un elenco di colori")
        return tuple(self.shade(entry, item) for item in value)

    def shade(self, entry: str, value: object) -> str:
        if not isinstance(value, str) or not _COLOUR.match(value):
            raise self.wrong(entry, f"«{value}» non è un colore come #0066CC")
        return value.upper()

    def word(self, entry: str, value: object) -> str:
        if not isinstance(value, str) or not value:
            raise self.wrong(entry, "serve un testo")
        if entry == "parole.pagina" and set("{}") & set(_PAGE_FIELD.sub("", value)):
            raise self.wrong(entry, "fra graffe possono stare solo {pagina} e {pagine}")
        return value

    def face(self, entry: str, value: object) -> str | Path:
        name = self.word(entry, value)
        if entry.endswith((".famiglia", ".riserva")):
            return name
        return self.file(entry, name)

    def file(self, entry: str, value: object) -> Path:
        path = self.path.parent / self.word(entry, value)
        if not path.is_file():
            raise self.wrong(entry, f"il file {path} non esiste")
        return path
