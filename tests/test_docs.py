# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The generated parts of `docs/` are fresh."""

import importlib.util
from pathlib import Path

DOCS = Path(__file__).resolve().parents[1] / "docs"
_spec = importlib.util.spec_from_file_location("docs_make", DOCS / "make.py")
assert _spec is not None
assert _spec.loader is not None
make = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(make)


def test_the_list_of_fields_is_that_of_the_layout():
    """`campi.md` is what `docs/make.py` would write now."""
    assert (DOCS / "campi.md").read_text(encoding="utf-8") == make.fields_page(), "run python docs/make.py --pages"


def test_the_rule_book_is_that_of_the_code():
    """`regole.md` is what `docs/make.py` would write now."""
    assert (DOCS / "regole.md").read_text(encoding="utf-8") == make.rules_page(), "run python docs/make.py --pages"


def test_the_pictures_show_the_edition_as_it_is_now():
    """The fingerprint beside the pictures is that of the edition and theme of this checkout."""
    written = (DOCS / "img" / "impronta.txt").read_text(encoding="utf-8").strip()
    assert written == make.fingerprint(make.edition()), "run python docs/make.py"
