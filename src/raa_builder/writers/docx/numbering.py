# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The numbering part: headings by their styles, bullets, and a fresh count for each numbered list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from raa_builder.writers.docx.fields import DEEPEST, NO_BREAK_SPACE, depth
from raa_builder.writers.docx.markup import DECLARATION, NAMESPACES, attribute, twips
from raa_builder.writers.metrics import family

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from raa_builder.document import Document
    from raa_builder.theme import Style, Theme
    from raa_builder.writers.metrics import Face

HEADINGS, BULLETS, NUMBERS, BOXED_BULLETS, BOXED_NUMBERS, BOXED_REST = 1, 2, 3, 4, 5, 6
_ORDERED, _BOXED = (NUMBERS, BOXED_NUMBERS), (BOXED_BULLETS, BOXED_NUMBERS, BOXED_REST)
_SHARED = 6  # numberings that styles name; those of single lists come after them
LIST_DEPTH = 5  # list styles that Word has: List Bullet to List Bullet 5
CALLOUT_LEFT = 11.0  # points, so that the bar of a call-out ends on the margin
_BULLETS = "•–"
_MARK = 0x5AA00000  # by which Word tells our numberings from others when documents are pasted into one another


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


def item_indent(theme: Theme, level: int) -> str:
    """The hanging indent of items at a level, from 0."""
    hang = theme.styles.item_indent
    return f'<w:ind w:left="{twips(hang * (level + 1))}" w:hanging="{twips(hang)}"/>'


def continued_indent(theme: Theme, level: int) -> str:
    """The indent of what continues an item."""
    return f'<w:ind w:left="{twips(theme.styles.item_indent * (level + 1))}"/>'


def boxed_indent(theme: Theme, level: int) -> str:
    """The indent of items in a call-out and of what continues them.

    All hang from the edge of the call-out's text: Word closes a box where this edge changes.
    """
    hang = theme.styles.item_indent * (level + 1)
    return f'<w:ind w:left="{twips(CALLOUT_LEFT + hang)}" w:hanging="{twips(hang)}"/>'


def widest_numbers(document: Document) -> tuple[str, ...]:
    """The widest number of headings at each depth, from 1; of a depth that the document does not reach, the first."""
    widest = ["1." * level for level in range(1, DEEPEST + 1)]
    for heading in document.outline:
        at = depth(heading) - 1
        widest[at] = max(widest[at], heading.number, key=len)
    return tuple(widest)


def number_indent(number: str, style: Style, face: Face, left: float = 0) -> str:
    """The hanging indent of what begins with numbers up to this one and a blank.

    Args:
        number: The widest.
        style: Its type.
        face: Its face.
        left: Where numbers stand, in points.
    """
    hang = face.width(f"{number} ", style.size)
    return f'<w:ind w:left="{twips(left + hang)}" w:hanging="{twips(hang)}"/>'


def numbering_xml(
    theme: Theme, styles: Container[str], restarts: Iterable[tuple[int, int]], widest: Sequence[str]
) -> str:
    """The numbering part.

    Args:
        theme: The sizes that indents follow.
        styles: The ids of the document's styles, which alone can be tied to levels.
        restarts: Of each numbered list, the numbering that it is one of and its level.
        widest: The widest number of headings at each depth.
    """
    levels = {
        HEADINGS: [_heading_level(theme, level, widest[level]) for level in range(DEEPEST)],
        **{number: list(_list_levels(theme, number)) for number in (BULLETS, NUMBERS, *_BOXED)},
    }
    abstract = "".join(_abstract(number, (level.markup(styles) for level in of)) for number, of in levels.items())
    shared = "".join(_num(number, number) for number in levels)
    lists = "".join(
        _num(_SHARED + n, kind, f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>')
        for n, (kind, level) in enumerate(restarts, 1)
    )
    return f"{DECLARATION}<w:numbering {NAMESPACES}>{abstract}{shared}{lists}</w:numbering>"


def _abstract(number: int, levels: Iterable[str]) -> str:
    mark = f"{_MARK + number:08X}"
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{mark}"/><w:multiLevelType w:val="multilevel"/>'
        f'<w:tmpl w:val="{mark}"/>{"".join(levels)}</w:abstractNum>'
    )


def _num(number: int, abstract: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


class _Level(NamedTuple):
    """A level of a numbering.

    Attributes:
        level: The level, from 0.
        order: How it counts.
        words: What it prints, `%1` being its number.
        style: Id of the style tied to it.
        indent: Where its paragraphs stand.
        face: The face of its bullet, or none for that of the text.
    """

    level: int
    order: str
    words: str
    style: str
    indent: str
    face: str = ""

    def markup(self, styles: Container[str]) -> str:
        """The level, tied to its style if the document has it."""
        style = f'<w:pStyle w:val="{self.style}"/>' if self.style in styles else ""
        face = f'<w:rPr><w:rFonts w:ascii="{self.face}" w:hAnsi="{self.face}" w:hint="default"/></w:rPr>'
        return (
            f'<w:lvl w:ilvl="{self.level}"><w:start w:val="1"/><w:numFmt w:val="{self.order}"/>{style}'
            f'<w:lvlText w:val="{self.words}"/><w:lvlJc w:val="left"/><w:pPr>{self.indent}</w:pPr>'
            f"{face if self.face else ''}</w:lvl>"
        )


def _heading_level(theme: Theme, level: int, widest: str) -> _Level:
    words = "".join(f"%{n + 1}." for n in range(level + 1))
    indent = number_indent(widest, theme.styles.heading(level + 2), family(theme.faces).bold)
    return _Level(level, "decimal", words, f"Heading{level + 1}", indent)


def _list_levels(theme: Theme, number: int) -> Iterator[_Level]:
    ordered, boxed, rest = number in _ORDERED, number in _BOXED, number == BOXED_REST
    face = "" if ordered or rest else attribute(theme.faces.family)
    for level in range(DEEPEST):
        words = f"%{level + 1}." if ordered else "" if rest else _BULLETS[min(level, len(_BULLETS) - 1)]
        style = continued_style(level) if rest else list_style(level, ordered=ordered)
        inner = boxed and level > 0  # blanks put its bullet or number below the text of the level above
        order = "decimal" if ordered else "none" if rest or inner else "bullet"
        blanks = _blanks(theme, level) if inner and not rest else ""
        indent = boxed_indent(theme, level) if boxed else item_indent(theme, level)
        yield _Level(level, order, blanks + words, in_callout(style) if boxed else style, indent, face=face)


def _blanks(theme: Theme, level: int) -> str:
    """As many blanks as the text of items at the level above is indented."""
    styles = theme.styles
    blank = family(theme.faces).regular.width(NO_BREAK_SPACE, styles.bullet.size)
    return NO_BREAK_SPACE * round(styles.item_indent * level / blank)
