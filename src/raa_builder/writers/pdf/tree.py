# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The structure tree of a tagged PDF (ISO 32000-1, 14.7): what a screen reader walks through.

A node takes its place among its parent's kids when its first content is drawn, so that the order of the tree is the
reading order. Marks are the pieces of content, one for each part of a node on each page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias


class Mark(NamedTuple):
    """A piece of marked content: page index, from 0, and its number on that page (MCID)."""

    page: int
    mcid: int


@dataclass(slots=True, eq=False)
class Annotated:
    """The link annotation that belongs to a node on one page; `number` is its object's, once it has one."""

    page: int
    number: int = 0


@dataclass(slots=True, eq=False)
class Node:
    """A structure element.

    Attributes:
        tag: Its type: `P`, `H2`, `TD` …
        parent: The element that it belongs to; `None` for the root.
        attributes: Further entries of its dictionary as PDF source, such as `/Lang (en)`.
        kids: Its content and child elements in reading order.
        attached: Whether it stands among its parent's kids.
        bounds: Its bounding box on the page, left, bottom, right, top, for a figure.
        number: Number of its object, once it has one.
    """

    tag: str
    parent: Node | None = None
    attributes: str = ""
    kids: list[Kid] = field(default_factory=list)
    attached: bool = False
    bounds: tuple[float, float, float, float] | None = None
    number: int = 0

    def child(self, tag: str, attributes: str = "") -> Node:
        """A new element below this one, not yet attached."""
        return Node(tag, self, attributes)

    def attach(self) -> None:
        """Take the place in reading order, once."""
        if not self.attached:
            self.attached = True
            if self.parent is not None:
                self.parent.attach()
                self.parent.kids.append(self)


Kid: TypeAlias = Node | Mark | Annotated
