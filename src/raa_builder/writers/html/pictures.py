# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""A picture's file in, the `data:` address that holds it out."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from raa_builder.errors import TemplateError

_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}


def picture_address(source: str) -> str:
    """The picture as a `data:` address.

    Raises:
        TemplateError: The file can't be read, or is of a kind that not all browsers show.
    """
    path = Path(source)
    kind = _TYPES.get(path.suffix.lower())
    if kind is None:
        raise TemplateError(f"L'immagine {path} non è di un tipo ammesso.", f"Tipi ammessi: {', '.join(_TYPES)}.")
    try:
        return data_address(kind, path.read_bytes())
    except OSError as error:
        raise TemplateError(f"L'immagine {path} non si può leggere: {error}.") from error


def data_address(kind: str, content: bytes) -> str:
    """Bytes of a media type as a `data:` address."""
    return f"data:{kind};base64,{b64encode(content).decode('ascii')}"
