# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The programming period: what officials typed in, its first and last year out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from raa_builder.model import Programme

_YEARS = r"(?<!\d)((?:19|20)\d\d)\s*(?:[-–—/]|al?)\s*((?:19|20)\d\d)(?!\d)"


def span_of(programme: Programme) -> tuple[int, int] | None:
    """First and last year of the period (`P06`); `None` where it does not say them."""
    return years_in(programme.period.text)


def years_in(text: str) -> tuple[int, int] | None:
    """The first pair of years that a text names, `2014-2020`; `None` without one, or when the last is not the later."""
    match = re.search(_YEARS, text)
    first, last = (int(match[1]), int(match[2])) if match else (0, 0)
    return (first, last) if first < last else None
