# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The package: parts and their relations in, the bytes of a .docx out. python-docx holds the parts; the zip is ours.

Its parts are deterministic, but its zip bears the clock's time: ours has one order and one date.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, cast

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import Part

from raa_builder.writers.docx.markup import DECLARATION, bare
from raa_builder.zips import pack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docx.opc.rel import Relationships

    from raa_builder.document import Metadata

FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_LONGEST_PROPERTY = 255


class Package:
    """A Word package in the making, around its main part.

    Attributes:
        main: The document; other parts are related to it.
    """

    def __init__(self, document: str) -> None:
        self._package = OpcPackage()
        self.main = Part(PackURI("/word/document.xml"), CT.WML_DOCUMENT_MAIN, document.encode())
        self._package.load_rel(RT.OFFICE_DOCUMENT, self.main, "rId1")

    def add(self, name: str, content_type: str, relation: str, content: str | bytes, identity: str) -> Part:
        """Add a part that the document refers to.

        Args:
            name: Its name below `/word/`.
            content_type: Its type.
            relation: How the document is related to it.
            content: Markup, or bytes.
            identity: Id of the relation.
        """
        return self.add_below(self.main, name, content_type, relation, content, identity)

    def add_below(
        self, owner: Part, name: str, content_type: str, relation: str, content: str | bytes, identity: str
    ) -> Part:
        """Add a part that another part refers to."""
        blob = content.encode() if isinstance(content, str) else content
        part = Part(PackURI(f"/word/{name}"), content_type, blob)
        owner.load_rel(relation, part, identity)
        return part

    def describe(self, metadata: Metadata, language: str) -> None:
        """Set the core properties; the document is as old as its data."""
        day = datetime.combine(metadata.day, time(), UTC).replace(tzinfo=None)
        properties = self._package.core_properties
        properties.title = _property(metadata.title)
        properties.author = properties.last_modified_by = _property(metadata.author)
        properties.subject = _property(metadata.subject)
        properties.keywords = _property(", ".join(metadata.keywords))
        properties.language = _property(language)
        properties.created = properties.modified = day
        properties.revision = 1

    def to_bytes(self) -> bytes:
        """The file."""
        return pack(self._members(), quick=(".odttf",))  # outlines hardly get smaller, and take their time

    def _members(self) -> Iterator[tuple[str, bytes]]:
        parts = list(self._package.iter_parts())
        yield CONTENT_TYPES_URI.membername, _content_types(parts).encode()
        yield PACKAGE_URI.rels_uri.membername, _relations(self._package.rels)
        for part in parts:
            yield part.partname.membername, part.blob
            if part.rels:
                yield part.partname.rels_uri.membername, _relations(part.rels)


def relate_links(part: Part, links: Mapping[str, str]) -> None:
    """Relate a part to addresses outside the package.

    Args:
        part: The part that holds the links.
        links: Addresses with the ids of their relations.
    """
    for address, identity in links.items():
        part.load_rel(RT.HYPERLINK, address, identity, is_external=True)


def _property(words: str) -> str:
    return bare(words)[:_LONGEST_PROPERTY]


def _relations(relations: Relationships) -> bytes:
    return cast("bytes", relations.xml)  # python-docx annotates it as text


def _content_types(parts: list[Part]) -> str:
    fonts = f'<Default Extension="odttf" ContentType="{FONT_TYPE}"/>'
    overrides = "".join(
        f'<Override PartName="{part.partname}" ContentType="{part.content_type}"/>'
        for part in parts
        if part.content_type != FONT_TYPE
    )
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{CT.OPC_RELATIONSHIPS}"/>'
        f'<Default Extension="xml" ContentType="{CT.XML}"/>{fonts}{overrides}</Types>'
    )
