# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inlines in, HTML out. Everything typed is escaped here, and what HTML cannot hold is dropped."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, assert_never
from urllib.parse import urlsplit

from raa_builder.document import (
    Abbreviation,
    CrossReference,
    Data,
    Emphasis,
    Foreign,
    LineBreak,
    Link,
    NoteReference,
    Strong,
    Superscript,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from raa_builder.document import Inline, Inlines

# controls, lone surrogates and noncharacters: https://html.spec.whatwg.org/multipage/syntax.html#text-2
_ILLEGAL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr((plane << 16) | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
# an address comes from a workbook: one that would run a script is printed, not linked
_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})


def legal(text: str) -> str:
    """The text without what HTML cannot hold."""
    return _ILLEGAL.sub("", text)


def escape(text: str) -> str:
    """Text for an element or a quoted attribute."""
    return html.escape(legal(text))


class InlineWriter:
    """Writes inlines; remembers which notes were referred to, so that each note leads back to its first mark.

    Args:
        figure: Makes more of a figure than its markup, which it is given, where a link may stand.
        typed: The same of a number of a text that has a row among the sources.
        seen: The notes that were referred to so far.
    """

    def __init__(
        self,
        figure: Callable[[Data, str], str] | None = None,
        typed: Callable[[Text, str], str] | None = None,
        seen: set[int] | None = None,
    ) -> None:
        self._seen: set[int] = set() if seen is None else seen
        self._figure = figure
        self._typed = typed
        self._in_link = InlineWriter(seen=self._seen) if figure or typed else self  # no link stands within another

    def linked(self, content: Inlines) -> str:
        """The inlines with their links and marks of notes."""
        return "".join(self._inline(inline, linked=True) for inline in content)

    def unlinked(self, content: Inlines) -> str:
        """The inlines without links and marks of notes, to stand within a link."""
        return "".join(self._inline(inline, linked=False) for inline in content)

    def _inline(self, inline: Inline, *, linked: bool) -> str:
        match inline:
            case Text():
                text = escape(inline.text)
                return self._typed(inline, text) if inline.number and self._typed and linked else text
            case Data():
                return self._figure(inline, _data(inline)) if self._figure and linked else _data(inline)
            case LineBreak():
                return "<br>"
            case CrossReference():
                text = escape(inline.text)
                return f'<a href="#{escape(inline.target)}">{text}</a>' if linked else text
            case NoteReference():
                return self._mark(inline) if linked else ""
            case Strong() | Emphasis() | Superscript() | Link() | Abbreviation() | Foreign():
                writer = self._in_link if isinstance(inline, Link) else self
                content = writer.linked(inline.content) if linked else self.unlinked(inline.content)
                return _wrapped(inline, content, linked=linked)
            case _:
                assert_never(inline)

    def _mark(self, mark: NoteReference) -> str:
        number = mark.number
        place = "" if number in self._seen else f' id="{mark_id(number)}"'
        self._seen.add(number)
        return f'<sup><a{place} href="#{note_id(number)}" role="doc-noteref">{number}</a></sup>'


def note_id(number: int) -> str:
    """The id of a note."""
    return f"nota-{number}"


def mark_id(number: int) -> str:
    """The id of the first mark of a note."""
    return f"rif-nota-{number}"


def _data(data: Data) -> str:
    text = escape(data.text)
    return f'<data value="{data.figure.value:f}">{text}</data>' if data.figure is not None else text


def _wrapped(
    inline: Strong | Emphasis | Superscript | Link | Abbreviation | Foreign, content: str, *, linked: bool
) -> str:
    match inline:
        case Strong():
            return f"<strong>{content}</strong>"
        case Emphasis():
            return f"<em>{content}</em>"
        case Superscript():
            return f"<sup>{content}</sup>"
        case Link():
            return f'<a href="{escape(inline.href)}">{content}</a>' if linked and _is_safe(inline.href) else content
        case Abbreviation():
            return f'<abbr title="{escape(inline.expansion)}">{content}</abbr>'
        case Foreign():
            return f'<span lang="{escape(inline.language)}">{content}</span>'
        case _:
            assert_never(inline)


def _is_safe(address: str) -> bool:
    try:
        return urlsplit(legal(address).strip()).scheme.lower() in _SCHEMES
    except ValueError:
        return False
