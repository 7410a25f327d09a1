# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages: the properties of sections, running heads and feet. Theme and metadata in, markup out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.theme import points
from raa_builder.writers.docx.fields import page_number
from raa_builder.writers.docx.markup import DECLARATION, NAMESPACES, paragraph, run, text, twips
from raa_builder.writers.docx.styles import WIDE_HEADER

if TYPE_CHECKING:
    from raa_builder.document import Document
    from raa_builder.theme import Mm, Theme

HEAD, WIDE_HEAD, FIRST_HEAD, FOOT = "rIdHead", "rIdWideHead", "rIdFirstHead", "rIdFoot"


def section_properties(theme: Theme, *, landscape: bool, bare_head: bool) -> str:
    """The properties of a section.

    Args:
        theme: The portrait page, and the lines of running heads and feet, which stand in the middle of its margins.
        landscape: Whether its pages are turned.
        bare_head: Whether its first page, which has the cover, goes without the running head.
    """
    page, line = theme.page, theme.styles.running.leading
    width, height = _twips(page.width), _twips(page.height)
    head, foot = (twips((points(margin) - line) / 2) for margin in (page.top, page.bottom))
    size = f'w:w="{height}" w:h="{width}" w:orient="landscape"' if landscape else f'w:w="{width}" w:h="{height}"'
    references = (
        f'<w:headerReference w:type="default" r:id="{WIDE_HEAD if landscape else HEAD}"/>'
        f'<w:headerReference w:type="first" r:id="{FIRST_HEAD}"/>'
        f'<w:footerReference w:type="default" r:id="{FOOT}"/><w:footerReference w:type="first" r:id="{FOOT}"/>'
    )
    margins = (
        f'w:top="{_twips(page.top)}" w:right="{_twips(page.right)}" w:bottom="{_twips(page.bottom)}" '
        f'w:left="{_twips(page.left)}" w:header="{head}" w:footer="{foot}" w:gutter="0"'
    )
    first = "<w:titlePg/>" if bare_head else ""
    return f"<w:sectPr>{references}<w:pgSz {size}/><w:pgMar {margins}/>{first}</w:sectPr>"


def _twips(length: Mm) -> int:
    return twips(points(length))


def furniture(document: Document, theme: Theme) -> dict[str, str]:
    """Running heads and the foot, by the ids of their relationships."""
    metadata = document.metadata
    words = f"{run('', text(metadata.programme))}<w:r><w:tab/></w:r>{run('', text(metadata.title))}"
    draft = paragraph("Draft", run("", text(theme.words.draft))) if document.draft else ""
    return {
        HEAD: _part("hdr", draft + paragraph("Header", words)),
        WIDE_HEAD: _part("hdr", draft + paragraph(WIDE_HEADER, words)),
        FIRST_HEAD: _part("hdr", draft or paragraph("Normal", "")),
        FOOT: _part("ftr", paragraph("Footer", page_number(theme.words.page))),
    }


def _part(root: str, content: str) -> str:
    return f"{DECLARATION}<w:{root} {NAMESPACES}>{content}</w:{root}>"
