# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The smallest pieces of WordprocessingML: escaped text, attributes, lengths, paragraphs. Text in, markup out.

Markup is text all the way to the package: one pass, nothing parsed, so that time and memory grow with the text alone.
"""

from __future__ import annotations

import re

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_NEXT_TEXT = '<w:t xml:space="preserve">'
LINE_BREAK = f"</w:t><w:br/>{_NEXT_TEXT}"

_ESCAPES: dict[int, str | None] = {
    # what XML 1.0 forbids is dropped: control characters, lone surrogates, two non-characters
    **dict.fromkeys((*range(0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)),
    ord("\t"): " ",
    ord("\n"): " ",
    ord("\r"): " ",
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
}
_ATTRIBUTE = _ESCAPES | {ord('"'): "&quot;"}
# Word shows the characters themselves in a fallback font, or as visible hyphens
_TEXT = _ESCAPES | {
    0x2011: f"</w:t><w:noBreakHyphen/>{_NEXT_TEXT}",
    0xAD: f"</w:t><w:softHyphen/>{_NEXT_TEXT}",
}
_BARE = {code: new for code, new in _ESCAPES.items() if new in {None, " "}}
_SPECIAL = re.compile('[\x00-\x1f&<>"\xad\u2011\ud800-\udfff\ufffe\uffff]')


def text(words: str) -> str:
    """Words as the content of `w:t`, which special characters close and open again."""
    return words.translate(_TEXT) if _SPECIAL.search(words) else words


def attribute(words: str) -> str:
    """Words as the value of an attribute, in double quotes."""
    return words.translate(_ATTRIBUTE) if _SPECIAL.search(words) else words


def bare(words: str) -> str:
    """Words without the characters that XML forbids, not escaped."""
    return words.translate(_BARE) if _SPECIAL.search(words) else words


def run(properties: str, content: str) -> str:
    """A run of text; `content` comes from `text`."""
    if not content:
        return ""
    edge = content[0] == " " or content[-1] == " " or "  " in content
    opening = _NEXT_TEXT if edge else "<w:t>"
    return f"<w:r>{properties}{opening}{content}</w:t></w:r>"


def twips(length: float) -> int:
    """Points as twentieths of a point."""
    return round(length * 20)


def half_points(size: float) -> int:
    """Points as halves."""
    return round(size * 2)


def colour(value: str) -> str:
    """`#RRGGBB` as Word writes it."""
    return value.removeprefix("#")


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph.

    Args:
        style: Id of its style.
        content: Runs.
        properties: What it has besides its style, in the order of the schema.
    """
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def spacing(before: float | None = None, after: float | None = None) -> str:
    """Space above and below a paragraph in points, where it differs from its style's."""
    values = (("before", before), ("after", after))
    attributes = "".join(f' w:{name}="{twips(value)}"' for name, value in values if value is not None)
    return f"<w:spacing{attributes}/>" if attributes else ""
