# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The theme's font family: how wide text is, in points. Read once from the font files and kept."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfbase.ttfonts import TTFError, TTFont

from raa_builder.errors import TemplateError

if TYPE_CHECKING:
    from pathlib import Path

    from raa_builder.theme import Faces

HYPHEN, NO_BREAK_HYPHEN, SOFT_HYPHEN = "-", "\u2011", "\u00ad"
_UNITS = 1000
_MOST_WORDS = 50_000  # kept at one size
# glyphs that fonts keep under codes that mean nothing to others, and that archival PDF forbids (ISO 19005-2, 6.2.11.7)
_NOT_CHARACTERS = re.compile("[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]")


class _Advances(dict[str, float]):
    """Advance of each character in thousandths of the size, looked up once."""

    def __init__(self, font: TTFont) -> None:
        super().__init__()
        self._of = font.face.charWidths
        self._default = font.face.defaultWidth

    def __missing__(self, character: str) -> float:
        advance = self[character] = float(self._of.get(ord(character), self._default))
        return advance


class _Scaled(dict[str, float]):
    """Advance of each character in points at one size, looked up once."""

    def __init__(self, advances: _Advances, size: float) -> None:
        super().__init__()
        self._advances = advances
        self._scale = size / _UNITS

    def __missing__(self, character: str) -> float:
        advance = self[character] = self._advances[character] * self._scale
        return advance


class _Words(dict[str, float]):
    """Width of each word in points at one size; a long report repeats its words."""

    def __init__(self, scaled: dict[str, float]) -> None:
        super().__init__()
        self._scaled = scaled

    def __missing__(self, word: str) -> float:
        if len(self) >= _MOST_WORDS:
            self.clear()
        width = self[word] = sum(map(self._scaled.__getitem__, word), 0.0)
        return width


class Face:
    """One face of the family.

    Attributes:
        name: A name of its own, by which ReportLab knows the font.
        font: ReportLab's font, which also makes the subset that a PDF embeds.
        advances: Advance of each character, in thousandths of the size.
    """

    __slots__ = ("_scaled", "_words", "advances", "font", "name")

    def __init__(self, name: str, path: Path) -> None:
        try:
            font = TTFont(name, str(path))
        except (TTFError, OSError) as error:
            raise TemplateError(
                f"Il carattere {path} non si può usare: {error}.",
                "Serve un file TrueType (.ttf) con i contorni quadratici.",
            ) from error
        characters = font.face.charToGlyph
        for code in [code for code in characters if _NOT_CHARACTERS.match(chr(code))]:
            del characters[code]
        for alias in (NO_BREAK_HYPHEN, SOFT_HYPHEN):
            if ord(alias) not in characters and ord(HYPHEN) in characters:
                characters[ord(alias)] = characters[ord(HYPHEN)]
                font.face.charWidths[ord(alias)] = font.face.charWidths[ord(HYPHEN)]
        self.name = name
        self.font = font
        self.advances = _Advances(font)
        self._scaled: dict[float, _Scaled] = {}
        self._words: dict[float, _Words] = {}

    def scaled(self, size: float) -> dict[str, float]:
        """Advance of each character in points at `size` points; filled as it is asked."""
        scaled = self._scaled.get(size)
        if scaled is None:
            scaled = self._scaled[size] = _Scaled(self.advances, size)
        return scaled

    def words(self, size: float) -> dict[str, float]:
        """Width of each word in points at `size` points; filled as it is asked."""
        words = self._words.get(size)
        if words is None:
            words = self._words[size] = _Words(self.scaled(size))
        return words

    def width(self, text: str, size: float) -> float:
        """Width of a text in points at `size` points."""
        return sum(map(self.advances.__getitem__, text)) * size / _UNITS

    @property
    def line_height(self) -> float:
        """Height of a line of the face's own making, in sizes of type."""
        return float(self.font.face.ascent - self.font.face.descent) / _UNITS

    def has(self, character: str) -> bool:
        """Whether the face can show the character."""
        return ord(character) in self.font.face.charToGlyph


class Family(NamedTuple):
    """The four faces of the family."""

    regular: Face
    bold: Face
    italic: Face
    bold_italic: Face

    def face(self, *, bold: bool = False, italic: bool = False) -> Face:
        """The face of that weight and slope."""
        if italic:
            return self.bold_italic if bold else self.italic
        return self.bold if bold else self.regular

    def measure(self, text: str, size: float, bold: bool) -> float:  # noqa: FBT001 (the shape that charts call)
        """Width of a text in points."""
        return (self.bold if bold else self.regular).width(text, size)


@lru_cache(maxsize=4)
def family(faces: Faces) -> Family:
    """The family of a theme, parsed once.

    Raises:
        TemplateError: A font file is not a usable TrueType font; the message names it.
    """
    name = faces.family.replace(" ", "")
    return Family(
        Face(f"{name}-Regular", faces.regular),
        Face(f"{name}-Bold", faces.bold),
        Face(f"{name}-Italic", faces.italic),
        Face(f"{name}-BoldItalic", faces.bold_italic),
    )
