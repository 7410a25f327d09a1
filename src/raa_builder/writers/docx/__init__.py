# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Word writer: a document and a theme in, the bytes of a .docx out.

`runs` writes inlines and `fields` what Word computes, `table` tables, `notes` footnotes, `chart` and its fellows native
charts, `marks` emblem and logos, `body` all blocks in their order. From the theme, `styles` makes the styles that
`stylesheet` chooses from, `palette` their colours, `numbering` and `page` what their names say. `base` puts all parts
together, `package` into one file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.writers.docx.base import assemble
from raa_builder.writers.docx.body import write_story

if TYPE_CHECKING:
    from raa_builder.document import Document
    from raa_builder.theme import Theme

__all__ = ["write_docx"]


def write_docx(document: Document, theme: Theme) -> bytes:
    """The document as a Word file; the same document and theme give the same bytes.

    Raises:
        TemplateError: A font file of the theme can't be used.
    """
    return assemble(write_story(document, theme), document, theme)
