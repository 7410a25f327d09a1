# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The writers: a document and a theme in, the bytes of a file out. `write` is the table of formats."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, assert_never

from raa_builder.processes import beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from raa_builder.document import Document
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


def write_each(
    document: Document, theme: Theme, formats: Sequence[Format], attachments: tuple[Attachment, ...] = ()
) -> dict[Format, bytes]:
    """The document in several formats; the PDF, which takes longest, in a process beside the others.

    Raises:
        TemplateError: The theme's fonts can't be used.
    """
    waiting = {
        wanted: beside(partial(write, document, theme, wanted, attachments))
        for wanted in formats
        if wanted is Format.PDF and len(formats) > 1
    }
    done = {wanted: write(document, theme, wanted, attachments) for wanted in formats if wanted not in waiting}
    done |= {wanted: result() for wanted, result in waiting.items()}
    return {wanted: done[wanted] for wanted in formats}


def write(document: Document, theme: Theme, wanted: Format, attachments: tuple[Attachment, ...] = ()) -> bytes:
    """The document as a file. Attachments go into the PDF, which is then PDF/A-3a instead of PDF/A-2a.

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

            return write_html(document, theme)
        case _:
            assert_never(wanted)
