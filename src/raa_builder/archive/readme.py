# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""`LEGGIMI.txt`: the card and the files of a revision in, what people read of it out. Its words stand in a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raa_builder.archive.card import Card

README = "LEGGIMI.txt"
TEMPLATE = "leggimi.txt.j2"


def readme(template: bytes, card: Card, sizes: Mapping[str, int]) -> bytes:
    """The text.

    Args:
        template: The office's or the program's `leggimi.txt.j2`.
        card: What the edition is.
        sizes: The bytes of each file of the payload, by its path in the bag.

    Raises:
        TemplateError: The template is wrong.
    """
    from jinja2 import StrictUndefined  # noqa: PLC0415 (slow to load, and of use only here)
    from jinja2 import TemplateError as JinjaError  # noqa: PLC0415
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415

    environment = SandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    try:
        text = environment.from_string(template.decode()).render(scheda=card, file=dict(sizes))
    except (JinjaError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        raise TemplateError(f"{TEMPLATE}: {error}.") from error
    return text.replace("\n", "\r\n").encode()  # which old programs on Windows show as lines, too
