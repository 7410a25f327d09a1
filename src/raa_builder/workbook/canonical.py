# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fingerprint of an issued workbook: its filled cells in, a SHA-256 out, the same wherever the cells have moved."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def fingerprint(cells: Iterable[tuple[str, str, str, str]]) -> str:
    """SHA-256, in hexadecimal, of the canonical cells of a workbook.

    Args:
        cells: Key of the sheet, code of the row, key of the column, and value as text, of every cell that people may
            fill in; empty ones do not count, and neither does their order.
    """
    lines = sorted("\t".join(cell) for cell in cells if cell[-1])
    return hashlib.sha256(unicodedata.normalize("NFC", "\n".join(lines)).encode()).hexdigest()
