# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The theme's font family within the Word file, so that it looks the same where the family is not installed.

The faces are obfuscated as ECMA-376 part 4, 9.3 wants it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from raa_builder.writers.docx.markup import DECLARATION, NAMESPACES, attribute

if TYPE_CHECKING:
    from raa_builder.theme import Faces

_NAMESPACE = UUID("5f0e8b8a-0f6c-5d0b-9f43-6c2d8f1b7a11")  # of our own, so that the same font has the same key
_OBFUSCATED = 32


@dataclass(frozen=True, slots=True)
class EmbeddedFace:
    """A face as it goes into the file.

    Attributes:
        slot: What it is embedded as: `Regular`, `Bold`, `Italic`, `BoldItalic`.
        key: The key of its obfuscation.
        content: The obfuscated font.
    """

    slot: str
    key: UUID
    content: bytes


@lru_cache(maxsize=4)
def embedded(faces: Faces) -> tuple[EmbeddedFace, ...]:
    """The four faces of a theme, whose files have been read before (`metrics.family`)."""
    files = {"Regular": faces.regular, "Bold": faces.bold, "Italic": faces.italic, "BoldItalic": faces.bold_italic}
    return tuple(_face(slot, path.read_bytes()) for slot, path in files.items())


def _face(slot: str, font: bytes) -> EmbeddedFace:
    key = uuid5(_NAMESPACE, font.hex())
    mask = key.bytes[::-1] * 2
    head = bytes(byte ^ code for byte, code in zip(font[:_OBFUSCATED], mask, strict=True))
    return EmbeddedFace(slot, key, head + font[_OBFUSCATED:])


def font_table(faces: Faces) -> str:
    """The font table: the family, what to use in its place, and its embedded faces, related as `rIdRegular`."""
    references = "".join(
        f'<w:embed{face.slot} r:id="rId{face.slot}" w:fontKey="{{{str(face.key).upper()}}}"/>'
        for face in embedded(faces)
    )
    return (
        f'{DECLARATION}<w:fonts {NAMESPACES}><w:font w:name="{attribute(faces.family)}">'
        f'<w:altName w:val="{attribute(faces.fallback)}"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        f'<w:pitch w:val="variable"/>{references}</w:font></w:fonts>'
    )
