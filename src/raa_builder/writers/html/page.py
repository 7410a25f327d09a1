# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page: head, cover, contents, main text, notes, foot; its style and its fonts within it."""

from __future__ import annotations

from itertools import chain, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from raa_builder.document import Contents, Cover
from raa_builder.writers.html.annex import Annex
from raa_builder.writers.html.blocks import BlockWriter
from raa_builder.writers.html.faces import face_rules, used_faces
from raa_builder.writers.html.inlines import escape
from raa_builder.writers.html.palette import css_string, rules
from raa_builder.writers.metrics import family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.document import Document
    from raa_builder.provenance import Sources
    from raa_builder.theme import Theme

_STYLE = Path(__file__).with_name("style.css")
_SOURCES_STYLE = Path(__file__).with_name("annex.css")
_MAIN_ID = "contenuto"


def write_html(document: Document, theme: Theme, sources: Sources | None = None) -> bytes:
    """The document as one page, UTF-8, that needs neither network nor script (HTML5, WCAG 2.1 AA).

    Args:
        document: The document.
        theme: Its look.
        sources: Where its numbers came from, shown at each of them and in an annex; `None` shows nothing of it.

    Raises:
        TemplateError: A font or a picture can't be read.
    """
    pieces = chain(
        (f'<!DOCTYPE html>\n<html lang="{escape(document.metadata.language)}">\n',),
        _head(document, theme, with_sources=sources is not None),
        _body(document, theme, Annex(sources)),
        ("</html>\n",),
    )
    return "".join(pieces).encode()


def _head(document: Document, theme: Theme, *, with_sources: bool) -> Iterator[str]:
    metadata = document.metadata
    yield '<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{escape(metadata.title)}</title>\n"
    described = {
        "description": metadata.subject,
        "author": metadata.author,
        "keywords": ", ".join(metadata.keywords),
        "dcterms.date": metadata.day.isoformat(),
        "generator": "raa-builder",
    }
    yield from (f'<meta name="{name}" content="{escape(text)}">\n' for name, text in described.items() if text)
    yield "<style>\n"
    yield from face_rules(theme.faces, used_faces(document), css_string(theme.faces.family))
    yield from rules(document, theme)
    yield _STYLE.read_text(encoding="utf-8")
    if with_sources:
        yield _SOURCES_STYLE.read_text(encoding="utf-8")
    yield "</style>\n</head>\n"


def _body(document: Document, theme: Theme, annex: Annex) -> Iterator[str]:
    """Covers at the head of the document, and the contents after them, stand outside the main text."""
    covers = tuple(takewhile(lambda block: isinstance(block, Cover), document.blocks))
    rest = document.blocks[len(covers) :]
    writer = BlockWriter(document, theme, family(theme.faces), annex)
    yield f'<body>\n<a class="skip" href="#{_MAIN_ID}">{escape(theme.words.skip)}</a>\n'
    if document.draft:
        yield f'<p class="draft" role="note">{escape(theme.words.draft)}</p>\n'
    yield '<div class="page">\n'
    yield from writer.blocks(covers)
    match rest:
        case (Contents() as contents, *_):
            yield from writer.contents(contents)
            rest = rest[1:]
        case _:
            pass
    yield f'<main id="{_MAIN_ID}" tabindex="-1">\n'
    yield from writer.blocks(rest)
    yield from writer.notes()
    yield from annex.section()
    yield "</main>\n"
    yield f"<footer><p>{escape(document.metadata.author)} · {escape(document.metadata.title)}</p></footer>\n"
    yield "</div>\n</body>\n"
