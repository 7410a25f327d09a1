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
    from raa_builder.writers.pdf.seam import File, RawObject

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
        self._objects: dict[Node, tuple[RawObject, int]] = {}

    def write(self, root: Node, marked: list[list[Node]], links: Links) -> None:
        top, top_number = self._file.raw()
        for node in _descendants(root):
            self._objects[node] = self._file.raw()
        self._write_annotations(links, first_key=len(marked))
        for node, (raw, _) in self._objects.items():
            parent = self._objects[node.parent][1] if node.parent is not None else top_number
            raw.source = self._element(node, parent).encode("ascii")
        entries = [
            f"{index} [{' '.join(f'{self._objects[node][1]} 0 R' for node in nodes)}]"
            for index, nodes in enumerate(marked)
            if nodes
        ]
        entries += [
            f"{len(marked) + index} {self._objects[node][1]} 0 R"
            for index, (node, _, _) in enumerate(links.annotations)
        ]
        tree, tree_number = self._file.raw()
        tree.source = f"<< /Nums [{' '.join(entries)}] >>".encode("ascii")
        top.source = (
            f"<< /Type /StructTreeRoot /K [{self._objects[root][1]} 0 R] /ParentTree {tree_number} 0 R "
            f"/ParentTreeNextKey {len(marked) + len(links.annotations)} /RoleMap {_ROLES} >>"
        ).encode("ascii")
        self._file.catalog_entry("StructTreeRoot", f"{top_number} 0 R")
        self._file.catalog_entry("MarkInfo", "<< /Marked true >>")

    def _element(self, node: Node, parent: int) -> str:
        kids = " ".join(self._kid(kid) for kid in node.kids)
        bounds = f"/A << /O /Layout /BBox [{' '.join(map(number, node.bounds))}] >>" if node.bounds else ""
        return f"<< /Type /StructElem /S /{node.tag} /P {parent} 0 R {node.attributes} {bounds} /K [{kids}] >>"

    def _kid(self, kid: Node | Mark | Annotated) -> str:
        match kid:
            case Mark():
                return f"<< /Type /MCR /Pg {self._pages[kid.page]} 0 R /MCID {kid.mcid} >>"
            case Node():
                return f"{self._objects[kid][1]} 0 R"
            case Annotated():
                return f"<< /Type /OBJR /Pg {self._pages[kid.page]} 0 R /Obj {kid.number} 0 R >>"

    def _write_annotations(self, links: Links, first_key: int) -> None:
        by_page: dict[int, list[int]] = {}
        for index, (_, annotated, area) in enumerate(links.annotations):
            raw, annotated.number = self._file.raw()
            place = links.places.get(area.target.place)
            destination = (self._pages[place[0]], place[1]) if place else None
            page = self._pages[annotated.page]
            raw.source = annotation_source(area, first_key + index, page, destination).encode("ascii")
            by_page.setdefault(annotated.page, []).append(annotated.number)
        for page_index, numbers in by_page.items():
            self._file.annotations(page_index, numbers)


def _descendants(root: Node) -> list[Node]:
    """The node and all below it that were attached, parents before children."""
    found = [root]
    for node in found:
        found += [kid for kid in node.kids if isinstance(kid, Node)]
    return found
