# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The writers: a document and a theme in, the bytes of a file out. `write` is the table of formats."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from raa_builder.document import Document
    from raa_builder.theme import Theme


class Format(Enum):
    """A format of the summary; the value is the suffix of its files."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"


def write(document: Document, theme: Theme, wanted: Format) -> bytes:
    """The document as a file.

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

            return write_pdf(document, theme)
        case Format.HTML:
            from raa_builder.writers.html import write_html  # noqa: PLC0415

            return write_html(document, theme)
        case _:
            assert_never(wanted)
