# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Abbreviations and foreign words of the officials' texts, from `sigle.toml`: plain text in, markup out."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from raa_builder.errors import TemplateError
from raa_builder.resources import template_file

if TYPE_CHECKING:
    from pathlib import Path

FILE = "sigle.toml"
_ADDRESS = r"(?:https?://|www\.)\S+|\S+@\S+"  # what stands in one is no word


class Glossary:
    """Marks the words that it knows.

    Args:
        abbreviations: What each abbreviation stands for.
        foreign: Foreign words and phrases by language, a BCP 47 tag.
    """

    def __init__(self, abbreviations: dict[str, str], foreign: dict[str, list[str]]) -> None:
        marks = {
            words: Markup('<span lang="{}">{}</span>').format(tag, words) for tag in foreign for words in foreign[tag]
        }
        marks |= {
            short: Markup('<abbr title="{}">{}</abbr>').format(full, short) for short, full in abbreviations.items()
        }
        self._marks = marks
        longest_first = sorted(marks, key=len, reverse=True)
        known = "|".join(map(re.escape, longest_first))
        self._words = re.compile(rf"({_ADDRESS}|(?<!\w)(?:{known})(?!\w))") if marks else None

    def marked(self, text: str) -> Markup:
        """The text, escaped, with its abbreviations and foreign words marked."""
        if self._words is None:
            return escape(text)
        pieces = self._words.split(text)
        return Markup().join(self._marks.get(piece) or escape(piece) for piece in pieces)


def load_glossary(folders: tuple[Path, ...]) -> Glossary:
    """The glossary of the office, or the one shipped with the program.

    Raises:
        TemplateError: The file can't be read, or is not made as it should be.
    """
    path = template_file(folders, FILE)
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TemplateError(f"Il file {path} non si può leggere: {error}.") from error
    short, foreign = raw.get("sigle", {}), raw.get("straniere", {})
    if not _is_abbreviations(short) or not _is_foreign(foreign):
        raise TemplateError(
            f"Il file {path} non è fatto come dovrebbe.",
            'Nella tabella [sigle] scrivere SIGLA = "per esteso"; in [straniere] lingua = ["parola", …].',
        )
    return Glossary(short, foreign)


def _is_abbreviations(table: object) -> bool:
    return isinstance(table, dict) and all(_is_word(word) for pair in table.items() for word in pair)


def _is_foreign(table: object) -> bool:
    return isinstance(table, dict) and all(
        isinstance(words, list) and all(map(_is_word, words)) for words in table.values()
    )


def _is_word(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
