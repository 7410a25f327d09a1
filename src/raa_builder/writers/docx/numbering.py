# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The numbering part: headings by their styles, bullets, and a fresh count for each numbered list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.writers.docx.fields import DEEPEST
from raa_builder.writers.docx.markup import DECLARATION, NAMESPACES, twips

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raa_builder.theme import Theme

HEADINGS, BULLETS, NUMBERS = 1, 2, 3
LIST_DEPTH = 5  # list styles that Word has: List Bullet to List Bullet 5
_BULLETS = "•–"
HANG = 1.3  # of the size: how far the text of an item stands from its bullet


class Lists:
    """Hands out the numbering of lists; each numbered list counts from 1 again."""

    def __init__(self) -> None:
        self.restarts: list[int] = []  # the level of each numbered list

    def start(self, *, ordered: bool, level: int) -> int:
        """The numbering of a list that begins at a level, from 0."""
        if not ordered:
            return BULLETS
        self.restarts.append(level)
        return NUMBERS + len(self.restarts)


def list_level(level: int) -> int:
    """The level of a list in Word, from 0; deeper ones look like the deepest."""
    return min(level, LIST_DEPTH - 1)


def list_style(level: int, *, ordered: bool) -> str:
    """Id of the style of items."""
    name = "ListNumber" if ordered else "ListBullet"
    return f"{name}{level + 1}" if level else name


def in_list(numbering: int, level: int) -> str:
    """The property of a paragraph that makes it an item."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>'


def item_indent(size: float, level: int) -> str:
    """The hanging indent of items at a level, from 0."""
    hang = size * HANG
    return f'<w:ind w:left="{twips(hang * (level + 1))}" w:hanging="{twips(hang)}"/>'


def heading_indent(size: float, depth: int) -> str:
    """The hanging indent of a numbered heading, wide enough for "10." and "3.30."."""
    hang = twips(size * (0.75 + 0.95 * depth))
    return f'<w:ind w:left="{hang}" w:hanging="{hang}"/>'


def numbering_xml(theme: Theme, restarts: Iterable[int]) -> str:
    """The numbering part.

    Args:
        theme: The sizes that indents follow.
        restarts: The level of each numbered list of the document.
    """
    size = theme.styles.bullet.size
    abstract = _abstract(HEADINGS, (_heading_level(theme, level) for level in range(DEEPEST)))
    abstract += _abstract(BULLETS, (_bullet_level(size, level) for level in range(DEEPEST)))
    abstract += _abstract(NUMBERS, (_number_level(size, level) for level in range(DEEPEST)))
    shared = "".join(_num(number, number) for number in (HEADINGS, BULLETS, NUMBERS))
    lists = "".join(
        _num(NUMBERS + n, NUMBERS, f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>')
        for n, level in enumerate(restarts, 1)
    )
    return f"{DECLARATION}<w:numbering {NAMESPACES}>{abstract}{shared}{lists}</w:numbering>"


def _abstract(number: int, levels: Iterable[str]) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}'
        "</w:abstractNum>"
    )


def _num(number: int, abstract: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def _level(level: int, order: str, style: str, words: str, indent: str) -> str:
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{order}"/>{style}<w:lvlText w:val="{words}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr>{indent}</w:pPr></w:lvl>'
    )


def _heading_level(theme: Theme, level: int) -> str:
    words = "".join(f"%{n + 1}." for n in range(level + 1))
    indent = heading_indent(theme.styles.heading(level + 2).size, level + 1)
    return _level(level, "decimal", f"Heading{level + 1}", words, indent)


def _bullet_level(size: float, level: int) -> str:
    style = list_style(level, ordered=False) if level < LIST_DEPTH else ""
    bullet = _BULLETS[min(level, len(_BULLETS) - 1)]
    return _level(level, "bullet", style, bullet, item_indent(size, level))


def _number_level(size: float, level: int) -> str:
    style = list_style(level, ordered=True) if level < LIST_DEPTH else ""
    return _level(level, "decimal", style, f"%{level + 1}.", item_indent(size, level))
