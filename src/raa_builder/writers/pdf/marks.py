# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Union emblem and pictures: marks in, slabs of boxes and image objects out."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from raa_builder.errors import TemplateError
from raa_builder.pictures import Kind
from raa_builder.writers.marks import PlacedEmblem
from raa_builder.writers.pdf.boxes import Emblazoned, Pictured, Slab
from raa_builder.writers.pdf.seam import pdf_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raa_builder.pictures import Picture
    from raa_builder.writers.marks import Mark
    from raa_builder.writers.pdf.seam import File
    from raa_builder.writers.pdf.tree import Node


def mark_slab(marks: Iterable[Mark], left: float, node: Node) -> Slab:
    """The marks of one row, each a figure with its alternative text; decoration is none.

    Args:
        marks: The marks, placed in their row.
        left: Left end of the row.
        node: The element that they belong to.
    """
    slab = Slab(0.0)
    for mark in marks:
        alternative = mark.block.alternative
        figure = node.child("Figure", f"/Alt {pdf_text(alternative)}") if alternative else None
        if isinstance(mark, PlacedEmblem):
            height = mark.drawing.height
            slab.boxes.append(Emblazoned(left + mark.x, mark.y, mark.drawing, figure or node.child("Figure")))
        else:
            height = mark.height
            slab.boxes.append(Pictured(left + mark.x, mark.y, mark.width, height, mark.picture, figure))
        slab.height = max(slab.height, mark.y + height)
    return slab


def embed(file: File, picture: Picture) -> int:
    """The picture as an image object, in sRGB or grey (ISO 19005-2, 6.2.4.3), and its number.

    Where it is transparent it becomes white, as the page.

    Raises:
        TemplateError: The picture is damaged.
    """
    if picture.kind is Kind.JPEG:  # as it is: PDF readers decode it themselves
        grey = picture.components == 1
        return file.image(picture.width, picture.height, picture.content, grey=grey, jpeg=True)
    from PIL import Image  # noqa: PLC0415 (only documents with a PNG need it, and it is slow to load)

    try:
        with Image.open(BytesIO(picture.content)) as opened:
            whole = opened.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise TemplateError(f"Un’immagine PNG non si può usare: {error}.", "Salvarla di nuovo, più piccola.") from error
    ground = Image.new("RGBA", whole.size, "#FFFFFF")
    flat = Image.alpha_composite(ground, whole).convert("RGB")
    return file.image(picture.width, picture.height, flat.tobytes(), grey=False, jpeg=False)
