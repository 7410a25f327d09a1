# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The PDF writer: a document and a theme in, the bytes of a tagged, archival file out.

`flow` lays blocks out in slabs (`text`, `breaking`, `setting` and `grid` set what stands in them), `pages` breaks them
into pages: so far all is pure and every page number is known. `drawing` paints the pages (`ink` writes operators),
`tags` writes the structure tree (`tree`), `conformance` the metadata; `seam` is where ReportLab is touched.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from raa_builder.writers.metrics import family
from raa_builder.writers.pdf.conformance import attach, conform
from raa_builder.writers.pdf.drawing import Painter
from raa_builder.writers.pdf.flow import lay_out
from raa_builder.writers.pdf.pages import paginate
from raa_builder.writers.pdf.seam import File
from raa_builder.writers.pdf.tags import write_tags
from raa_builder.writers.pdf.tree import Node

if TYPE_CHECKING:
    from raa_builder.document import Document
    from raa_builder.theme import Theme
    from raa_builder.writers import Attachment


def write_pdf(document: Document, theme: Theme, attachments: tuple[Attachment, ...] = ()) -> bytes:
    """The document as a PDF that claims PDF/UA-1 and PDF/A-2a; with attachments, PDF/UA-1 and PDF/A-3a.

    Raises:
        TemplateError: A font of the theme can't be used.
    """
    collecting = gc.isenabled()
    gc.disable()  # thousands of small lasting objects: collecting among them only costs time
    try:
        return _written(document, theme, attachments)
    finally:
        if collecting:
            gc.enable()


def _written(document: Document, theme: Theme, attachments: tuple[Attachment, ...]) -> bytes:
    faces = family(theme.faces)
    root = Node("Document", attached=True)
    pages = paginate(lay_out(document, theme, faces, root), theme)
    file = File(faces.regular, document.metadata.day, document.metadata.language)
    painter = Painter(file, theme, faces, document)
    painter.paint(pages)
    write_tags(file, root, painter.marked, painter.links)
    conform(file, document.metadata, part=3 if attachments else 2)
    attach(file, attachments, document.metadata.day)
    return file.save()
