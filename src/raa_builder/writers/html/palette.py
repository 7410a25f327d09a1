# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The theme in, the custom properties that `style.css` reads out: colours by day and by night, sizes, the page."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING

from raa_builder.colours import mix, readable
from raa_builder.writers.html.inlines import legal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from raa_builder.document import Document
    from raa_builder.theme import Colours, Page, Theme

MEASURE = 31  # width of the column in rem, which holds some 70 characters
BROAD = 40  # of tables and charts
NARROW = 21  # and of a telephone's
_NIGHT = 7.0  # coloured text on a dark ground wants more contrast than the 4.5 of the standard


def light(colours: Colours) -> dict[str, str]:
    """The colours of the page as the theme has them."""
    return {
        "ground": colours.white,
        "text": colours.text,
        "heading": colours.heading,
        "muted": colours.muted,
        "head": colours.ink,
        "on-head": colours.white,
        "bar": colours.ink,
        "pale": colours.pale,
        "hairline": colours.hairline,
    }


def dark(colours: Colours) -> dict[str, str]:
    """The colours of the page at night: the same hues on the darkened ink, each readable on the palest ground."""
    ground = readable(colours.ink, colours.white, 18)
    pale = readable(colours.ink, colours.white, 14.5)
    head = readable(mix(colours.ink, colours.white, 0.1), colours.white, _NIGHT)
    heading = readable(colours.heading, pale, _NIGHT)
    return {
        "ground": ground,
        "text": mix(colours.white, ground, 0.1),
        "heading": heading,
        "muted": readable(colours.muted, pale),
        "head": head,
        "on-head": colours.white,
        "bar": heading,
        "pale": pale,
        "hairline": mix(pale, colours.white, 0.22),
    }


def rules(document: Document, theme: Theme) -> Iterator[str]:
    """The rules that precede `style.css`."""
    yield f":root{{color-scheme:light dark;{_properties(light(theme.colours))}{_properties(_sizes(theme))}}}\n"
    yield f"@media screen and (prefers-color-scheme:dark){{:root{{{_properties(dark(theme.colours))}}}}}\n"
    yield from _pages(theme.page)
    yield from _running(document, theme)


def css_string(text: str) -> str:
    """Text as a CSS string, which is safe within a style element too."""
    return '"' + re.sub(r'[\\"<\x00-\x1f\x7f]', lambda match: f"\\{ord(match[0]):x} ", legal(text)) + '"'


def _properties(values: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in values.items())


def _sizes(theme: Theme) -> dict[str, str]:
    """Each style in multiples of the text's size, so that the reader's own size rules on screen."""
    body = theme.styles.body.size
    sizes = {
        "family": f"{css_string(theme.faces.family)},{css_string(theme.faces.fallback)},sans-serif",
        "print-size": f"{_n(body)}pt",
        "measure": f"{MEASURE}rem",
        "broad": f"{BROAD}rem",
        "narrow": f"{NARROW}rem",
    }
    for field in fields(theme.styles):
        style = getattr(theme.styles, field.name)
        name = field.name.replace("_", "-")
        sizes[f"{name}-size"] = f"{_n(style.size / body)}rem"
        sizes[f"{name}-leading"] = _n(style.leading / style.size)
        sizes[f"{name}-before"] = f"{_n(style.before / body)}rem"
        sizes[f"{name}-after"] = f"{_n(style.after / body)}rem"
    return sizes


def _pages(page: Page) -> Iterator[str]:
    margins = " ".join(f"{_n(side)}mm" for side in (page.top, page.right, page.bottom, page.left))
    yield f"@page{{size:{_n(page.width)}mm {_n(page.height)}mm;margin:{margins}}}\n"
    yield f"@page wide{{size:{_n(page.height)}mm {_n(page.width)}mm;margin:{margins}}}\n"


def _running(document: Document, theme: Theme) -> Iterator[str]:
    """Head and foot of printed pages, in browsers that know the margins' boxes (CSS Paged Media Module Level 3)."""
    size, colour = _n(theme.styles.running.size), theme.colours.muted
    type_of = f"font-family:{css_string(theme.faces.family)};font-size:{size}pt;color:{colour}"
    boxes = {
        "top-left": css_string(document.metadata.programme),
        "top-right": css_string(document.metadata.title),
        "bottom-center": _page_number(theme.words.page),
    }
    if document.draft:
        boxes["top-center"] = css_string(theme.words.draft)
    for box, content in boxes.items():
        yield f"@page{{@{box}{{content:{content};{type_of}}}}}\n"


def _page_number(words: str) -> str:
    """`Pagina {pagina} di {pagine}` as the content of a box."""
    counters = {"{pagina}": "counter(page)", "{pagine}": "counter(pages)"}
    parts = (part for part in re.split(r"(\{pagin[ae]\})", words) if part)
    return " ".join(counters.get(part) or css_string(part) for part in parts)


def _n(number: float) -> str:
    return f"{number:.4f}".rstrip("0").rstrip(".")
