# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers within texts, in digits and in letters: a text in, the place of each out.

In letters every cardinal counts, `due`, `centoventimila`, `un milione e mezzo`; not `un` alone, which is an article,
nor what only tells of a size, as `centinaia` does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from raa_builder import italian

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = re.compile(
    r"\d+(?:[.,/:]\d+)*"
    r"|\b[pP]er\s+(?:cento|mille)\b"  # a unit, no number
    rf"|\b{italian.CARDINAL}"
)


def numbers_in(text: str) -> Iterator[re.Match[str]]:
    """The numbers of a text, in order."""
    return (match for match in _MARK.finditer(text) if match[0][0] not in "pP")
