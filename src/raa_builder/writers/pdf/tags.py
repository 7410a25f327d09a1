# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The structure tree as PDF objects: elements, parent tree and role map (ISO 32000-1, 14.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.writers.pdf.drawing import annotation_source
from raa_builder.writers.pdf.seam import number
from raa_builder.writers.pdf.tree import Annotated, Mark, Node

if TYPE_CHECKING:
    from raa_builder.writers.pdf.drawing import Links
    from raa_builder.writers.pdf.seam import File

_ROLES = "<< /Aside /Sect >>"


def write_tags(file: File, root: Node, marked: list[list[Node]], links: Links) -> None:
    """Write the structure tree, and the annotations that belong to it.

    Args:
        file: The file, all its pages drawn.
        root: The document's element.
        marked: By page, the node of each MCID.
        links: The link annotations.
    """
    pages = [file.page_number_of(index) for index in range(len(marked))]
    _Tags(file, pages).write(root, marked, links)


class _Tags:
    def __init__(self, file: File, pages: list[int]) -> None:
        self._file = file
        self._pages = pages

    def write(self, root: Node, marked: list[list[Node]], links: Links) -> None:
        nodes = _descendants(root)
        top = self._file.reserve()
        tree, first = self._file.reserve(), self._file.reserve(len(nodes))
        for place, node in enumerate(nodes, first):
            node.number = place
        self._write_annotations(links, first_key=len(marked))
        for node in nodes:
            self._file.write(node.number, self._element(node, node.parent.number if node.parent else top))
        entries = [
            f"{index} [{' '.join([f'{node.number} 0 R' for node in on_page])}]"
            for index, on_page in enumerate(marked)
            if on_page
        ]
        entries += [
            f"{len(marked) + index} {node.number} 0 R" for index, (node, _, _) in enumerate(links.annotations)
        ]  # fmt: skip
        self._file.write(tree, f"<< /Nums [{' '.join(entries)}] >>")
        self._file.write(
            top,
            f"<< /Type /StructTreeRoot /K [{root.number} 0 R] /ParentTree {tree} 0 R "
            f"/ParentTreeNextKey {len(marked) + len(links.annotations)} /RoleMap {_ROLES} >>",
        )
        self._file.catalog_entry("StructTreeRoot", f"{top} 0 R")
        self._file.catalog_entry("MarkInfo", "<< /Marked true >>")

    def _element(self, node: Node, parent: int) -> str:
        kids = " ".join([self._kid(kid) for kid in node.kids])
        bounds = f"/A << /O /Layout /BBox [{' '.join(map(number, node.bounds))}] >>" if node.bounds else ""
        return f"<< /Type /StructElem /S /{node.tag} /P {parent} 0 R {node.attributes} {bounds} /K [{kids}] >>"

    def _kid(self, kid: Node | Mark | Annotated) -> str:
        match kid:
            case Mark():
                return f"<< /Type /MCR /Pg {self._pages[kid.page]} 0 R /MCID {kid.mcid} >>"
            case Node():
                return f"{kid.number} 0 R"
            case Annotated():
                return f"<< /Type /OBJR /Pg {self._pages[kid.page]} 0 R /Obj {kid.number} 0 R >>"

    def _write_annotations(self, links: Links, first_key: int) -> None:
        by_page: dict[int, list[int]] = {}
        for index, (_, annotated, area) in enumerate(links.annotations):
            annotated.number = self._file.reserve()
            place = links.places.get(area.target.place)
            destination = (self._pages[place[0]], place[1]) if place else None
            page = self._pages[annotated.page]
            self._file.write(annotated.number, annotation_source(area, first_key + index, page, destination))
            by_page.setdefault(annotated.page, []).append(annotated.number)
        for page_index, numbers in by_page.items():
            self._file.annotations(page_index, numbers)


def _descendants(root: Node) -> list[Node]:
    """The node and all below it that were attached, parents before children."""
    found = [root]
    for node in found:
        found += [kid for kid in node.kids if isinstance(kid, Node)]
    return found
