# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The closed subset of HTML that templates are written in: rendered text in, a tree of `Element` out.

Whatever stands outside the subset is an error that names the template and its line. The line comes from marks that
`mark_lines` puts into the template before it is rendered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TypeAlias

from raa_builder.errors import TemplateError

MARK = "data-at"
_VOID = frozenset({"br", "img"})
_SPAN = frozenset({"colspan", "rowspan"})
ATTRIBUTES: dict[str, frozenset[str]] = {
    "h1": frozenset(),
    "h2": frozenset(),
    "h3": frozenset(),
    "p": frozenset(),
    "ul": frozenset(),
    "ol": frozenset(),
    "li": frozenset(),
    "strong": frozenset(),
    "em": frozenset(),
    "sup": frozenset(),
    "a": frozenset({"href", "role"}),
    "br": frozenset(),
    "table": frozenset({"data-wide"}),
    "caption": frozenset(),
    "thead": frozenset(),
    "tbody": frozenset(),
    "tfoot": frozenset(),
    "tr": frozenset(),
    "th": frozenset({"scope"}) | _SPAN,
    "td": _SPAN,
    "aside": frozenset({"role"}),
    "figure": frozenset({"data-chart"}),
    "figcaption": frozenset(),
    "section": frozenset({"role"}),
    "header": frozenset({"role"}),
    "img": frozenset({"src", "alt"}),
    "data": frozenset({"value", "data-figure"}),
    "span": frozenset({"lang"}),
    "abbr": frozenset({"title"}),
}
_JINJA = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.DOTALL)
_OPENING = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>]|\Z)")


@dataclass(slots=True)
class Element:
    """An element with its children; `place` is "template, riga N"."""

    tag: str
    attributes: dict[str, str]
    place: str
    children: list[Node] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute's text; empty when it is not there."""
        return self.attributes.get(name, "")

    def elements(self, *tags: str) -> list[Element]:
        """The children that are elements with one of these tags; all of them when none is named."""
        return [child for child in self.children if isinstance(child, Element) and (not tags or child.tag in tags)]

    def wrong(self, message: str) -> TemplateError:
        """An error at this element."""
        return TemplateError(f"{self.place}: {message}.")


Node: TypeAlias = Element | str


def mark_lines(source: str, name: str) -> str:
    """A template's source with the place of each element written into it; lines and length of lines stay the same.

    Args:
        source: The template.
        name: Its name, for messages.
    """
    pieces = []
    line = 1
    for index, piece in enumerate(_JINJA.split(source)):
        pieces.append(piece if index % 2 else _marked(piece, name, line))
        line += piece.count("\n")
    return "".join(pieces)


def _marked(text: str, name: str, line: int) -> str:
    def mark(match: re.Match[str]) -> str:
        return f'{match.group()} {MARK}="{name}, riga {line + text.count(chr(10), 0, match.start())}"'

    return _OPENING.sub(mark, text)


def parse(html: str, name: str) -> Element:
    """The rendered template as a tree below an element `section`.

    Args:
        html: The rendered text.
        name: Name of the template, for messages.

    Raises:
        TemplateError: An element or attribute is outside the subset, or is not closed where it should be.
    """
    parser = _Parser(name)
    parser.feed(html)
    parser.close()
    return parser.root()


class _Parser(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self._open = [Element("section", {}, name)]

    def root(self) -> Element:
        if len(self._open) > 1:
            raise self._open[-1].wrong(f"l'elemento <{self._open[-1].tag}> non è chiuso")
        return self._open[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        element = Element(tag, attributes, attributes.pop(MARK, self._open[-1].place))
        self._check(element)
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1].tag != tag or len(self._open) == 1:
            raise self._open[-1].wrong(f"</{tag}> chiude un elemento che non è aperto qui")
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def handle_decl(self, decl: str) -> None:
        raise self._open[-1].wrong(f"«<!{decl}>» non è ammesso: il modello comincia dal suo primo elemento")

    def handle_pi(self, data: str) -> None:
        raise self._open[-1].wrong(f"«<?{data}>» non è ammesso")

    def _check(self, element: Element) -> None:
        allowed = ATTRIBUTES.get(element.tag)
        if allowed is None:
            raise element.wrong(f"l'elemento <{element.tag}> non è ammesso; sono ammessi {', '.join(ATTRIBUTES)}")
        for attribute in element.attributes:
            if attribute not in allowed and attribute != "id":
                raise element.wrong(f"l'attributo «{attribute}» non è ammesso in <{element.tag}>")
