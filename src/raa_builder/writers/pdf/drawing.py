# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drawing: pages of slabs onto a file, with their marks, links, outline and running heads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never

from raa_builder.document import Cover
from raa_builder.theme import points
from raa_builder.writers.pdf.boxes import (
    Anchor,
    Emblazoned,
    Fill,
    Graphic,
    PageNumber,
    Pictured,
    Piece,
    Place,
    TextLine,
)
from raa_builder.writers.pdf.ink import ARTIFACT, Encoder, Ink
from raa_builder.writers.pdf.marks import embed
from raa_builder.writers.pdf.seam import number, pdf_text
from raa_builder.writers.pdf.setting import baseline
from raa_builder.writers.pdf.tree import Annotated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.document import Document
    from raa_builder.pictures import Picture
    from raa_builder.theme import Theme
    from raa_builder.writers.metrics import Face, Family
    from raa_builder.writers.pdf.boxes import Box, Page, Placed
    from raa_builder.writers.pdf.seam import File
    from raa_builder.writers.pdf.text import Target
    from raa_builder.writers.pdf.tree import Node

_HEADER = "/Artifact <</Type /Pagination /Subtype /Header>> BDC"
_FOOTER = "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"
_HAIRLINE = 0.5
_RUNNING_GAP = 4.0
_DRAFT_SIZE, _DRAFT_COLOUR = 96.0, "#ECEFF2"
_LINK_DEPTH = 0.25  # how far a link's rectangle goes below the baseline, of the size
_UNDERLINE_DEPTH, _UNDERLINE = 0.1, 0.05  # how far below the baseline, and how thick


@dataclass(slots=True, eq=False)
class _LinkArea:
    """The rectangles of one link on one page: left, bottom, right, top."""

    target: Target
    rectangles: list[tuple[float, float, float, float]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Links:
    """The annotations of the document, written once every page has its number."""

    places: dict[str, tuple[int, float]] = field(default_factory=dict)
    annotations: list[tuple[Node, Annotated, _LinkArea]] = field(default_factory=list)


class Painter:
    """Draws the pages of one document.

    Args:
        file: The file that is drawn on.
        theme: Page, colours and words.
        family: The font.
        document: What the running head and the draft's mark say; a cover does without a running head.
    """

    def __init__(self, file: File, theme: Theme, family: Family, document: Document) -> None:
        self._file = file
        self._theme = theme
        self._family = family
        self._metadata = document.metadata
        self._draft = document.draft
        self._has_cover = isinstance(next(iter(document.blocks), None), Cover)
        self._encoders: dict[str, Encoder] = {}
        self._images: dict[Picture, int] = {}
        self.links = Links()
        self.marked: list[list[Node]] = []  # by page, the node of each MCID

    def paint(self, pages: list[Page]) -> None:
        """Draw every page; each is let go of once it is drawn."""
        self._find_places(pages)
        count = len(pages)
        for index in range(count):
            page, pages[index] = pages[index], pages[index].__class__(pages[index].landscape)
            self._page(page, index, count)

    def _size(self, page: Page) -> tuple[float, float]:
        width, height = points(self._theme.page.width), points(self._theme.page.height)
        return (height, width) if page.landscape else (width, height)

    def _find_places(self, pages: list[Page]) -> None:
        for index, page in enumerate(pages):
            height = self._size(page)[1]
            for placed in page.placed:
                for box in placed.slab.boxes:
                    if isinstance(box, Place) and not placed.artifact:
                        self.links.places[box.name] = (index, height - placed.y - box.y)

    # ── a page ───────────────────────────────────────────────────────────────

    def _page(self, page: Page, index: int, count: int) -> None:
        width, height = self._size(page)
        ink = Ink(self._file, self._encoders, index, height)
        areas: dict[Node, _LinkArea] = {}
        if self._draft:
            self._watermark(ink, width, height)
        fills = [(placed.y, box) for placed in page.placed for box in placed.slab.boxes if isinstance(box, Fill)]
        headed = index > 0 or not self._has_cover
        ink.fills([*fills, (0.0, self._running_rule(width))] if headed else fills)
        if headed:
            self._running_head(ink, width)
        for placed in page.placed:
            for box in placed.slab.boxes:
                self._box(box, placed, ink, areas, height)
        if lines := [line for area in areas.values() for line in self._underlines(area, height)]:
            ink.fills(lines)
        self._running_foot(ink, width, height, index + 1, count)
        entries = {"StructParents": str(index), "Tabs": "/S"} if ink.nodes else {"Tabs": "/S"}
        self._file.page(ink.content(), width, height, entries, sorted(ink.images))
        self.marked.append(ink.nodes)
        for node, area in areas.items():
            annotated = Annotated(index)
            node.kids.append(annotated)
            self.links.annotations.append((node, annotated, area))

    def _box(self, box: Box, placed: Placed, ink: Ink, areas: dict[Node, _LinkArea], height: float) -> None:
        artifact = ARTIFACT if placed.artifact else ""
        match box:
            case TextLine():
                ink.line(box.x, placed.y + box.y, box.pieces, box.extra, artifact)
                if not artifact:
                    _note_links(box, placed.y, height, areas)
            case Anchor():
                if not artifact:
                    box.node.attach()
            case Place():
                if box.title:
                    self._outline(box, height - placed.y - box.y)
            case PageNumber():
                self._page_reference(box, placed.y, ink, areas, height)
            case Graphic():
                ink.graphic(box.x, placed.y + box.y, box.band, artifact or box.node, self._family)
                if not artifact:
                    _set_bounds(box.node, box.x, height - placed.y - box.y, box.width, box.band.height)
            case Emblazoned():
                ink.emblem(box.x, placed.y + box.y, box.drawing, box.node)
                _set_bounds(box.node, box.x, height - placed.y - box.y, box.drawing.width, box.drawing.height)
            case Pictured():
                self._picture(box, height - placed.y - box.y, ink)
            case Fill():
                pass
            case _:
                assert_never(box)

    def _underlines(self, area: _LinkArea, height: float) -> Iterator[tuple[float, Fill]]:
        """What marks links that lead out of the document, besides their colour."""
        if area.target.href:
            for left, bottom, right, top in area.rectangles:
                size = top - bottom
                y = height - bottom - size * (_LINK_DEPTH - _UNDERLINE_DEPTH)
                yield 0.0, Fill(left, y, right - left, size * _UNDERLINE, self._theme.colours.heading)

    def _picture(self, box: Pictured, top: float, ink: Ink) -> None:
        """A picture whose upper edge is at that height of the page; its data stand in the file once."""
        if box.picture not in self._images:
            self._images[box.picture] = embed(self._file, box.picture)
        ink.image(box.x, top - box.height, box.width, box.height, self._images[box.picture], box.node or ARTIFACT)
        if box.node is not None:
            _set_bounds(box.node, box.x, top, box.width, box.height)

    def _outline(self, place: Place, top: float) -> None:
        self._file.canvas.bookmarkPage(place.name, fit="XYZ", left=0, top=top)
        self._file.canvas.addOutlineEntry(place.title, place.name, place.level - 1)

    def _page_reference(
        self, box: PageNumber, top: float, ink: Ink, areas: dict[Node, _LinkArea], height: float
    ) -> None:
        text = str(self.links.places[box.place][0] + 1)
        width = box.face.width(text, box.size)
        left = box.x - width
        step = box.face.width(box.leader, box.size)
        dots = int((left - box.size / 2 - box.x_from) / step)
        if dots > 0:
            leader = _artifact(box.leader * dots, box.face, box.size, self._theme.colours.muted)
            ink.line(left - box.size / 2 - dots * step, top + box.y, (leader,), 0.0, ARTIFACT)
        number_piece = Piece(text, box.face, box.size, box.colour, 0.0, box.node, None)
        ink.line(left, top + box.y, (number_piece,), 0.0)
        areas[box.node].rectangles.append(_rectangle(left, height - top - box.y, width, box.size))

    # ── running head and foot ────────────────────────────────────────────────

    def _running_rule(self, width: float) -> Fill:
        page, style = self._theme.page, self._theme.styles.running
        y = points(page.top) / 2 + style.leading / 2 + _RUNNING_GAP
        left = points(page.left)
        return Fill(left, y, width - left - points(page.right), _HAIRLINE, self._theme.colours.hairline)

    def _running_head(self, ink: Ink, width: float) -> None:
        page, style = self._theme.page, self._theme.styles.running
        y = points(page.top) / 2 - style.leading / 2 + baseline(style)
        self._running(ink, points(page.left), y, self._metadata.programme, _HEADER, share=0.0)
        self._running(ink, width - points(page.right), y, self._metadata.title, _HEADER, share=1.0)

    def _running_foot(self, ink: Ink, width: float, height: float, page_number: int, count: int) -> None:
        page, style = self._theme.page, self._theme.styles.running
        y = height - points(page.bottom) / 2 - style.leading / 2 + baseline(style)
        text = self._theme.words.page.format(pagina=page_number, pagine=count)
        self._running(ink, width - points(page.right), y, text, _FOOTER, share=1.0)

    def _running(self, ink: Ink, x: float, y: float, text: str, mark: str, *, share: float) -> None:
        """A running text, `share` of its width to the left of `x`."""
        size, face = self._theme.styles.running.size, self._family.regular
        piece = _artifact(text, face, size, self._theme.colours.muted)
        ink.line(x - share * piece.width, y, (piece,), 0.0, mark)

    def _watermark(self, ink: Ink, width: float, height: float) -> None:
        text, face = self._theme.words.draft, self._family.bold
        half = face.width(text, _DRAFT_SIZE) / 2 * 0.7071
        ink.turned(width / 2 - half, height / 2 - half, text, face, _DRAFT_SIZE, _DRAFT_COLOUR)


def _artifact(text: str, face: Face, size: float, colour: str) -> Piece:
    return Piece(text, face, size, colour, 0.0, None, None)


def _note_links(line: TextLine, top: float, height: float, areas: dict[Node, _LinkArea]) -> None:
    """Keep the rectangle of each piece of a line that leads somewhere."""
    for piece in line.pieces:
        if piece.target is not None:
            break
    else:
        return
    x, y = line.x, height - top - line.y
    for piece in line.pieces:
        width = piece.width + line.extra * (piece.text.count(" ") + piece.text.count("\u00a0"))
        if piece.target is not None and piece.node is not None:
            area = areas.setdefault(piece.node, _LinkArea(piece.target))
            area.rectangles.append(_rectangle(x, y + piece.rise, width, piece.size))
        x += width


def _rectangle(x: float, y: float, width: float, size: float) -> tuple[float, float, float, float]:
    return (x, y - size * _LINK_DEPTH, x + width, y + size * (1 - _LINK_DEPTH))


def _set_bounds(node: Node, x: float, top: float, width: float, height: float) -> None:
    """The bounding box of a figure: that of its boxes on the page on which it begins."""
    bounds = node.bounds
    left, bottom, right, high = x, top - height, x + width, top
    node.bounds = (left, min(bottom, bounds[1]), right, max(high, bounds[3])) if bounds else (left, bottom, right, high)


def annotation_source(area: _LinkArea, key: int, page: int, destination: tuple[int, float] | None) -> str:
    """A link annotation as PDF source (ISO 32000-1, 12.5.6.5).

    Args:
        area: Its rectangles and where it leads.
        key: Its key in the parent tree.
        page: Object number of its page.
        destination: Object number of the page that it leads to and the height there, for a link within the document.
    """
    left = min(rectangle[0] for rectangle in area.rectangles)
    bottom = min(rectangle[1] for rectangle in area.rectangles)
    right = max(rectangle[2] for rectangle in area.rectangles)
    top = max(rectangle[3] for rectangle in area.rectangles)
    quads = " ".join(
        " ".join(map(number, (x1, y2, x2, y2, x1, y1, x2, y1))) for x1, y1, x2, y2 in area.rectangles
    )  # fmt: skip
    if destination is None:
        action = f"/A << /S /URI /URI ({_uri(area.target.href)}) >>"
    else:
        action = f"/Dest [{destination[0]} 0 R /XYZ null {number(destination[1])} null]"
    return (
        f"<< /Type /Annot /Subtype /Link /Rect [{' '.join(map(number, (left, bottom, right, top)))}] "
        f"/QuadPoints [{quads}] /Border [0 0 0] /F 4 /P {page} 0 R /StructParent {key} "
        f"/Contents {pdf_text(area.target.words or area.target.href)} {action} >>"
    )


def _uri(href: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 (only documents with links need it)

    safe = quote(href, safe="%/:?#[]@!$&'*+,;=~-._")
    return safe.replace("\\", "%5C").replace("(", "%28").replace(")", "%29")
