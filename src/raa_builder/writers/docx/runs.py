# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inlines as runs. One `Runs` writes one part (the body, the footnotes), whose outgoing links it collects."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, assert_never
from urllib.parse import quote

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
)  # fmt: skip
from raa_builder.writers.docx.fields import REFERENCE
from raa_builder.writers.docx.fields import field as word_field
from raa_builder.writers.docx.markup import LINE_BREAK, run, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.document import Inlines
    from raa_builder.writers.docx.fields import Bookmarks

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z")
# what Word's own checker takes: one address with a host, or one mailbox; it refuses a file for a single wrong one
_ADDRESS = re.compile(
    r"(https?://[\w.-]+(:\d{1,4})?([/?#][^\s\[\]]*)?|mailto:[^\s@/:\[\]]+@[\w.-]+(\?[^\s\[\]]*)?)\Z", re.ASCII
)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_URL_SAFE = "%/:?#@!$&'()*+,;=~"
_REGIONS = {"it": "it-IT", "en": "en-GB", "fr": "fr-FR", "de": "de-DE", "es": "es-ES", "la": "la-Latn"}


def word_language(tag: str) -> str:
    """A BCP 47 tag as Word knows it, which wants a region: `en` is `en-GB`."""
    return _REGIONS.get(tag.lower(), tag)


class Languages:
    """The languages that a document changes to; each has a character style."""

    def __init__(self, own: str) -> None:
        self.own = word_language(own)
        self.used: dict[tuple[str, str], str] = {}

    def style(self, tag: str, based: str) -> str:
        """Id of the style of a language, which is based on another one unless that is nothing.

        For the document's own language, and for what is no language, it is this other one.
        """
        language = word_language(tag)
        if language.lower() == self.own.lower() or not _TAG.match(language):
            return based
        return self.used.setdefault((language, based), f"Language{len(self.used) + 1}")


@dataclass(frozen=True, slots=True)
class _Look:
    """What surrounds a run."""

    strong: bool = False
    emphasis: bool = False
    raised: bool = False
    link: str = ""  # id of the style of what it links to
    language: str = ""

    @property
    def style(self) -> str:
        """Id of the style that says most of it, whatever the language."""
        return self.link or ("Strong" if self.strong else "Emphasis" if self.emphasis else "")


_PLAIN = _Look()
NOTE_MARK = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'


@cache
def _properties(look: _Look, style: str) -> str:
    """The properties of a run: one style, and directly what a second style would say."""
    properties = (
        f'<w:rStyle w:val="{style}"/>' if style else "",
        "<w:b/><w:bCs/>" if look.strong and look.style != "Strong" else "",
        "<w:i/><w:iCs/>" if look.emphasis and look.style != "Emphasis" else "",
        '<w:vertAlign w:val="superscript"/>' if look.raised else "",
    )
    return f"<w:rPr>{''.join(properties)}</w:rPr>" if any(properties) else ""


class Notes:
    """The marks of footnotes. Word numbers a note at its mark; a second mark of the same note refers to the first."""

    def __init__(self, bookmarks: Bookmarks) -> None:
        self._bookmarks = bookmarks
        self._marked: dict[str, str] = {}

    def is_anchored(self, note: str) -> bool:
        """Whether a note has a mark in the text, so that Word shows it."""
        return note in self._marked

    def mark(self, reference: NoteReference, *, may_anchor: bool) -> str:
        """The mark; a note can't be anchored within a note."""
        first = self._marked.get(reference.note)
        number = run(NOTE_MARK, str(reference.number))
        if first:
            return word_field(f"NOTEREF {first} \\f \\h", number)
        if not may_anchor:
            return number
        name = self._marked[reference.note] = f"_Ref{300_000_000 + reference.number}"
        return self._bookmarks.around(name, f'<w:r>{NOTE_MARK}<w:footnoteReference w:id="{reference.number}"/></w:r>')


class Runs:
    """Writes the inlines of one part.

    Attributes:
        links: Addresses outside the document, with the ids of their relationships.
    """

    def __init__(self, bookmarks: Bookmarks, languages: Languages, notes: Notes, *, in_notes: bool = False) -> None:
        self.links: dict[str, str] = {}
        self._bookmarks = bookmarks
        self._languages = languages
        self._notes = notes
        self._in_notes = in_notes

    def write(self, content: Inlines) -> str:
        """The runs of inlines; neighbours that look alike are one run."""
        if len(content) == 1 and isinstance(content[0], Text | Data):
            return run("", text(content[0].text))
        return self._runs(content, _PLAIN)

    def _runs(self, content: Inlines, look: _Look) -> str:
        grouped = groupby(self._pieces(content, look), key=itemgetter(0))
        return "".join(
            "".join(markup for _, markup in pieces)
            if look is None
            else run(self._properties(look), "".join(words for _, words in pieces))
            for look, pieces in grouped
        )

    def _pieces(self, content: Inlines, look: _Look) -> Iterator[tuple[_Look | None, str]]:
        """Text with its look, and finished markup, which has none."""
        for inline in content:
            match inline:
                case Text() | Data():
                    yield look, text(inline.text)
                case LineBreak():
                    yield look, LINE_BREAK
                case Strong():
                    yield from self._pieces(inline.content, replace(look, strong=True))
                case Emphasis():
                    yield from self._pieces(inline.content, replace(look, emphasis=True))
                case Superscript():
                    yield from self._pieces(inline.content, replace(look, raised=True))
                case Abbreviation():
                    yield from self._pieces(inline.content, look)
                case Foreign():
                    yield from self._pieces(inline.content, replace(look, language=inline.language))
                case Link():
                    yield from self._link(inline, look)
                case CrossReference():
                    yield None, self._bookmarks.reference(inline, self._properties(replace(look, link=REFERENCE)))
                case NoteReference():
                    yield None, self._notes.mark(inline, may_anchor=not self._in_notes)
                case _:
                    assert_never(inline)

    def _properties(self, look: _Look) -> str:
        return _properties(look, self._languages.style(look.language, look.style) if look.language else look.style)

    def _link(self, link: Link, look: _Look) -> Iterator[tuple[_Look | None, str]]:
        address = address_of(link.href)
        if not address:
            yield from self._pieces(link.content, look)
            return
        identity = self.links.setdefault(address, f"rIdLink{len(self.links) + 1}")
        words = self._runs(link.content, replace(look, link="Hyperlink"))
        yield None, f'<w:hyperlink r:id="{identity}" w:history="1">{words}</w:hyperlink>'


def address_of(href: str) -> str:
    """The address as Word takes it, or nothing: Word refuses to open a file for one malformed address."""
    address = quote(_STRAY_PERCENT.sub("%25", href.strip()), safe=_URL_SAFE, errors="replace")
    return address if _ADDRESS.match(address) else ""
