# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The numbering part: headings by their styles, bullets, and a fresh count for each numbered list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from raa_builder.writers.docx.fields import DEEPEST
from raa_builder.writers.docx.markup import DECLARATION, NAMESPACES, twips

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from raa_builder.theme import Theme

HEADINGS, BULLETS, NUMBERS, BOXED_BULLETS, BOXED_NUMBERS = 1, 2, 3, 4, 5
_OF_LISTS = (BULLETS, NUMBERS, BOXED_BULLETS, BOXED_NUMBERS)
_SHARED = 5  # numberings that styles name; those of single lists come after them
LIST_DEPTH = 5  # list styles that Word has: List Bullet to List Bullet 5
CALLOUT_LEFT = 11.0  # points, so that the bar of a call-out ends on the margin
_BULLETS = "•–"
_HANG = 1.3  # of the size: how far the text of an item stands from its bullet


class Lists:
    """Hands out the numbering of lists; each numbered list counts from 1 again.

    Attributes:
        restarts: Of each numbered list, the numbering that it is one of and its level.
    """

    def __init__(self) -> None:
        self.restarts: list[tuple[int, int]] = []

    def start(self, *, ordered: bool, level: int, boxed: bool) -> int:
        """The numbering of a list that begins at a level, from 0, within a call-out or outside."""
        if not ordered:
            return BOXED_BULLETS if boxed else BULLETS
        self.restarts.append((BOXED_NUMBERS if boxed else NUMBERS, level))
        return _SHARED + len(self.restarts)


def list_level(level: int) -> int:
    """The level of a list in Word, from 0; deeper ones look like the deepest."""
    return min(level, LIST_DEPTH - 1)


def list_style(level: int, *, ordered: bool) -> str:
    """Id of the style of items."""
    name = "ListNumber" if ordered else "ListBullet"
    return f"{name}{level + 1}" if level else name


def continued_style(level: int) -> str:
    """Id of the style of what continues an item."""
    return f"ListContinue{level + 1 if level else ''}"


def in_callout(style: str) -> str:
    """Id of a style of lists within a call-out."""
    return f"Callout{style}"


def in_list(numbering: int, level: int) -> str:
    """The property of a paragraph that makes it an item."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>'


def item_indent(size: float, level: int, left: float = 0) -> str:
    """The hanging indent of items at a level, from 0; `left` of the list in points."""
    hang = size * _HANG
    return f'<w:ind w:left="{twips(left + hang * (level + 1))}" w:hanging="{twips(hang)}"/>'


def continued_indent(size: float, level: int, left: float = 0) -> str:
    """The indent of what continues an item."""
    return f'<w:ind w:left="{twips(left + size * _HANG * (level + 1))}"/>'


def heading_indent(size: float, depth: int) -> str:
    """The hanging indent of a numbered heading, wide enough for "10." and "3.30."."""
    hang = twips(size * (0.75 + 0.95 * depth))
    return f'<w:ind w:left="{hang}" w:hanging="{hang}"/>'


def numbering_xml(theme: Theme, styles: Container[str], restarts: Iterable[tuple[int, int]]) -> str:
    """The numbering part.

    Args:
        theme: The sizes that indents follow.
        styles: The ids of the document's styles, which alone can be tied to levels.
        restarts: Of each numbered list, the numbering that it is one of and its level.
    """
    levels = {
        HEADINGS: [_heading_level(theme, level) for level in range(DEEPEST)],
        **{number: list(_list_levels(theme.styles.bullet.size, number)) for number in _OF_LISTS},
    }
    abstract = "".join(_abstract(number, (level.markup(styles) for level in of)) for number, of in levels.items())
    shared = "".join(_num(number, number) for number in levels)
    lists = "".join(
        _num(_SHARED + n, kind, f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>')
        for n, (kind, level) in enumerate(restarts, 1)
    )
    return f"{DECLARATION}<w:numbering {NAMESPACES}>{abstract}{shared}{lists}</w:numbering>"


def _abstract(number: int, levels: Iterable[str]) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}'
        "</w:abstractNum>"
    )


def _num(number: int, abstract: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


class _Level(NamedTuple):
    """A level of a numbering: how it counts, what it prints, where its text stands, and the style tied to it."""

    level: int
    order: str
    words: str
    indent: str
    style: str

    def markup(self, styles: Container[str]) -> str:
        """The level, tied to its style if the document has it."""
        style = f'<w:pStyle w:val="{self.style}"/>' if self.style in styles else ""
        return (
            f'<w:lvl w:ilvl="{self.level}"><w:start w:val="1"/><w:numFmt w:val="{self.order}"/>{style}'
            f'<w:lvlText w:val="{self.words}"/><w:lvlJc w:val="left"/><w:pPr>{self.indent}</w:pPr></w:lvl>'
        )


def _heading_level(theme: Theme, level: int) -> _Level:
    words = "".join(f"%{n + 1}." for n in range(level + 1))
    indent = heading_indent(theme.styles.heading(level + 2).size, level + 1)
    return _Level(level, "decimal", words, indent, f"Heading{level + 1}")


def _list_levels(size: float, number: int) -> Iterator[_Level]:
    ordered, boxed = number in {NUMBERS, BOXED_NUMBERS}, number in {BOXED_BULLETS, BOXED_NUMBERS}
    for level in range(DEEPEST):
        words = f"%{level + 1}." if ordered else _BULLETS[min(level, len(_BULLETS) - 1)]
        style = list_style(level, ordered=ordered)
        indent = item_indent(size, level, CALLOUT_LEFT if boxed else 0)
        yield _Level(level, "decimal" if ordered else "bullet", words, indent, in_callout(style) if boxed else style)
