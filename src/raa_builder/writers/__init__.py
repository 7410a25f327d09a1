# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The writers: a document and a theme in, the bytes of a file out. `write` is the table of formats."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from raa_builder.document import Document
    from raa_builder.provenance import Sources
    from raa_builder.theme import Theme


class Format(Enum):
    """A format of the summary; the value is the suffix of its files."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the PDF.

    Attributes:
        name: Its file name.
        media_type: `text/csv` and the like.
        description: What it is, in Italian, for those who open the list of attachments.
        relation: What it is to the document (ISO 19005-3, AFRelationship): `Data` or `Source`.
        content: Its bytes.
    """

    name: str
    media_type: str
    description: str
    relation: str
    content: bytes


def write(
    document: Document,
    theme: Theme,
    wanted: Format,
    attachments: tuple[Attachment, ...] = (),
    sources: Sources | None = None,
) -> bytes:
    """The document as a file. Attachments go into the PDF, which is then PDF/A-3a instead of PDF/A-2a.

    Only the HTML shows sources; a page for the public is made without.

    The same document and theme give the same bytes. Each writer is imported only when it is used, for they are slow to
    load.

    Raises:
        TemplateError: The theme's fonts can't be used.
    """
    match wanted:
        case Format.DOCX:
            from raa_builder.writers.docx import write_docx  # noqa: PLC0415

            return write_docx(document, theme)
        case Format.PDF:
            from raa_builder.writers.pdf import write_pdf  # noqa: PLC0415

            return write_pdf(document, theme, attachments)
        case Format.HTML:
            from raa_builder.writers.html import write_html  # noqa: PLC0415

            return write_html(document, theme, sources)
        case _:
            assert_never(wanted)
