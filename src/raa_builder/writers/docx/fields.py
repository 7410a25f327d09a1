# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Word computes: numbers of captions, cross-references, the contents, page numbers; and their bookmarks.

Every field carries its result, which is right as it stands: nothing has to be updated on opening.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from raa_builder.document import Chart, Heading, Table, plain, walk
from raa_builder.writers.docx.markup import attribute, paragraph, run, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.document import CrossReference, Document
    from raa_builder.theme import Words

NO_BREAK_SPACE = "\u00a0"
REFERENCE = "CrossReference"  # id of the style of cross-references
DEEPEST = 9  # levels of headings and contents that Word knows
_PAGE_WORDS = re.compile(r"(\{pagina\}|\{pagine\})")
_PAGE_FIELDS = {"{pagina}": "PAGE", "{pagine}": "NUMPAGES"}


def field(instruction: str, result: str) -> str:
    """A field with its result, which is a run."""
    return f'<w:fldSimple w:instr=" {attribute(instruction)} ">{result}</w:fldSimple>'


def page_number(words: str) -> str:
    """The runs of a foot such as "Pagina {pagina} di {pagine}"; Word counts pages as it lays them out."""
    pieces = _PAGE_WORDS.split(words)
    return "".join(
        field(_PAGE_FIELDS[piece], run("", "1")) if piece in _PAGE_FIELDS else run("", text(piece)) for piece in pieces
    )


@dataclass(frozen=True, slots=True)
class _Target:
    """What a cross-reference can point to.

    Attributes:
        bookmark: Around the number of a caption, or around a heading.
        words: What a reference to it prints, as numbering has it.
        number: The number within these words, which Word can count again.
        switches: Asks Word for the number of a heading instead of its text.
    """

    bookmark: str
    words: str
    number: str
    switches: str


class Bookmarks:
    """The bookmarks of a document, and the fields that point to them."""

    def __init__(self, document: Document, words: Words) -> None:
        self._words = words
        self._ids = count(1)
        self._targets = _targets(document, words)
        self._contents = {heading.id: f"_Toc{100_000_001 + n}" for n, heading in enumerate(document.outline)}

    def around(self, name: str, content: str) -> str:
        """The content within a bookmark."""
        identity = next(self._ids)
        start = f'<w:bookmarkStart w:id="{identity}" w:name="{name}"/>'
        return f'{start}{content}<w:bookmarkEnd w:id="{identity}"/>'

    def heading(self, heading: Heading, content: str) -> str:
        """The runs of a heading within the bookmarks that contents and cross-references need."""
        target = self._targets.get(heading.id)
        if target:
            content = self.around(target.bookmark, content)
        entry = self._contents.get(heading.id)
        return self.around(entry, content) if entry else content

    def caption(self, label: str, block: Table | Chart) -> str:
        """The start of a caption, "Tabella 1. ", with a number that Word can count again."""
        series = re.sub(r"\W", "_", label)
        number = field(f"SEQ {series} \\* ARABIC", run("", str(block.number)))
        target = self._targets.get(block.id)
        if target:
            number = self.around(target.bookmark, number)
        return run("", text(f"{label}{NO_BREAK_SPACE}")) + number + run("", ". ")

    def reference(self, reference: CrossReference, properties: str) -> str:
        """A cross-reference: a link on its words, with a field for the number where these are the numbering's own."""
        target = self._targets[reference.target]
        if reference.text != target.words:
            words = run(properties, text(reference.text))
        else:
            label = run(properties, text(reference.text.removesuffix(target.number)))
            words = label + field(
                f"REF {target.bookmark} {target.switches}\\h \\* MERGEFORMAT", run(properties, target.number)
            )
        return f'<w:hyperlink w:anchor="{target.bookmark}" w:history="1">{words}</w:hyperlink>'

    def contents(self, title: str, outline: tuple[Heading, ...]) -> str:
        """The table of contents, one linked entry for each heading.

        Without page numbers, which a program that does not lay out pages can't know.
        """
        opening = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{DEEPEST}" \\n \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        closing = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        entries = [self._entry(heading) for heading in outline]
        entries[0] = opening + entries[0]
        entries[-1] += closing
        paragraphs = (paragraph(f"TOC{depth(heading)}", entry) for heading, entry in zip(outline, entries, strict=True))
        return (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
            f"</w:docPartObj></w:sdtPr><w:sdtContent>{paragraph('TOCHeading', run('', text(title)))}"
            f"{''.join(paragraphs)}</w:sdtContent></w:sdt>"
        )

    def _entry(self, heading: Heading) -> str:
        words = f"{run('', text(heading.number))}<w:r><w:tab/></w:r>{run('', text(plain(heading.content)))}"
        return f'<w:hyperlink w:anchor="{self._contents[heading.id]}" w:history="1">{words}</w:hyperlink>'


def depth(heading: Heading) -> int:
    """The level of a numbered heading in Word, from 1."""
    return min(heading.level - 1, DEEPEST)


def _targets(document: Document, words: Words) -> dict[str, _Target]:
    """The target of each id, with the words that numbering gives to a reference to it."""
    found = [(block, label, number) for block, label, number in _numbered(document, words) if block.id]
    return {
        block.id: _Target(
            bookmark=f"_Ref{200_000_001 + n}",
            words=f"{label}{NO_BREAK_SPACE}{number}",
            number=number,
            switches="\\r " if isinstance(block, Heading) else "",
        )
        for n, (block, label, number) in enumerate(found)
    }


def _numbered(document: Document, words: Words) -> Iterator[tuple[Heading | Table | Chart, str, str]]:
    for block in walk(document.blocks):
        match block:
            case Heading():
                yield block, words.section, block.number.rstrip(".")
            case Table():
                yield block, words.table.lower(), str(block.number)
            case Chart():
                yield block, words.figure.lower(), str(block.number)
            case _:
                continue
