# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document in, the faces of the family that its page needs out, and their style rules."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, assert_never

from raa_builder.document import (
    Abbreviation,
    BulletList,
    Callout,
    Chart,
    Contents,
    Cover,
    CrossReference,
    Data,
    Emblem,
    Emphasis,
    Foreign,
    Heading,
    Image,
    LineBreak,
    Link,
    NoteReference,
    Paragraph,
    Section,
    Strong,
    Superscript,
    Table,
    Text,
    walk,
)
from raa_builder.errors import TemplateError
from raa_builder.writers.html.pictures import data_address
from raa_builder.writers.html.woff import woff

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from raa_builder.document import Block, Document, Inlines
    from raa_builder.theme import Faces


class Face(NamedTuple):
    """A face of the family."""

    bold: bool = False
    italic: bool = False


def used_faces(document: Document) -> list[Face]:
    """The faces that the page needs, in a fixed order: regular and bold always, for labels and headings are bold."""
    pieces = chain(
        chain.from_iterable(_pieces(block) for block in walk(document.blocks)),
        ((note.content, Face()) for note in document.notes.values()),
    )
    found = {Face(), Face(bold=True)}
    for content, face in pieces:
        found.update(_inner(content, face))
    return sorted(found)


def _pieces(block: Block) -> Iterator[tuple[Inlines, Face]]:
    """The inlines of a block, each with the face that its place gives it."""
    match block:
        case Heading():
            yield block.content, Face(bold=True)
        case Paragraph():
            yield block.content, Face()
        case Table():
            yield from _cells(block)
        case Chart():
            yield block.caption, Face(bold=True)
            yield from _cells(block.table)
        case BulletList() | Callout() | Cover() | Section() | Contents() | Image() | Emblem():
            pass
        case _:
            assert_never(block)


def _cells(table: Table) -> Iterator[tuple[Inlines, Face]]:
    yield table.caption, Face(bold=True)
    for row in table.rows:
        bold = row in table.foot
        yield from ((cell.content, Face(bold=bold or cell.scope is not None)) for cell in row)


def _inner(content: Inlines, face: Face) -> Iterator[Face]:
    for inline in content:
        match inline:
            case Strong():
                inner = face._replace(bold=True)
            case Emphasis():
                inner = face._replace(italic=True)
            case Superscript() | Link() | Abbreviation() | Foreign():
                inner = face
            case Text() | Data() | CrossReference() | LineBreak() | NoteReference():
                continue
            case _:
                assert_never(inline)
        yield inner
        yield from _inner(inline.content, inner)


def face_rules(faces: Faces, used: list[Face], family: str) -> Iterator[str]:
    """The `@font-face` rules of the faces used, the fonts within them.

    Args:
        faces: The files of the theme.
        used: The faces wanted.
        family: The name of the family as a CSS string.

    Raises:
        TemplateError: A font can't be read.
    """
    files = {
        Face(): faces.regular,
        Face(bold=True): faces.bold,
        Face(italic=True): faces.italic,
        Face(bold=True, italic=True): faces.bold_italic,
    }
    for face in used:
        weight, style = 700 if face.bold else 400, "italic" if face.italic else "normal"
        yield (
            f"@font-face{{font-family:{family};font-weight:{weight};font-style:{style};font-display:swap;"
            f'src:url("{data_address("font/woff", _woff(files[face]))}") format("woff")}}\n'
        )


def _woff(path: Path) -> bytes:
    try:
        return woff(path.read_bytes())
    except (OSError, ValueError) as error:
        raise TemplateError(
            f"Il carattere {path} non si può usare: {error}.", "Serve un file TrueType (.ttf) o OpenType (.otf)."
        ) from error
