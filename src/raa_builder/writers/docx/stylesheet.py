# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The styles part: the styles that a document uses, and those that its editors reach for. Markup in, markup out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raa_builder.writers.docx.markup import DECLARATION, NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from raa_builder.writers.docx.styles import Styles

# what the office will want when it writes on, whether the document has it yet or not
_FOR_EDITORS = ("Normal", "BodyText", "Heading1", "Heading2", "Heading3", "TOC1", "TOC2", "TOC3", "ListBullet",
                "ListBullet2", "ListNumber", "Strong", "Emphasis", "Hyperlink", "DefaultParagraphFont",
                "TableNormal")  # fmt: skip
_NAMED = re.compile(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"')
_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
    'w:defQFormat="0" w:count="376"/>'
)


class Stylesheet:
    """The styles of a document.

    Attributes:
        ids: Those that it has.
    """

    def __init__(self, styles: Styles, languages: Mapping[tuple[str, str], str], parts: Iterable[str]) -> None:
        """Choose the styles.

        Args:
            styles: Those to choose from.
            languages: As of a story.
            parts: The markup of all parts that name styles.
        """
        self._styles = styles
        known = {entry.identity: entry for entry in styles.entries(languages)}
        wanted = {*_FOR_EDITORS, *(name for part in parts for name in _NAMED.findall(part))}
        chosen: set[str] = set()
        while wanted:
            chosen |= wanted
            wanted = {need for name in wanted for need in known[name].needs} - chosen
        self._chosen = [entry.markup for name, entry in known.items() if name in chosen]
        self.ids = frozenset(chosen)

    def xml(self) -> str:
        """The part."""
        head = self._styles.defaults() + _LATENT
        return f"{DECLARATION}<w:styles {NAMESPACES}>{head}{''.join(self._chosen)}</w:styles>"
