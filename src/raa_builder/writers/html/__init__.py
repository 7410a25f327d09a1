# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The HTML writer: a document and a theme in, one self-contained page out.

The page needs no network and no script: its fonts, pictures and style are within it.
"""

from raa_builder.writers.html.page import write_html

__all__ = ["write_html"]
