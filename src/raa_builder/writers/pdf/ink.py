# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The content stream of one page: operators as text, with marked content kept properly nested.

Text stands in one text object; a mark is opened only when the structure node changes. Every piece of text must say to
which node it belongs, or that it is an artifact. Coordinates are PDF's: points from the lower left corner.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from raa_builder.charts import Anchor, Label, Line, Rect, hatching
from raa_builder.emblem import FINE
from raa_builder.writers.pdf.seam import image_name, number
from raa_builder.writers.pdf.tree import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raa_builder.charts import Band
    from raa_builder.emblem import Contour, EmblemDrawing
    from raa_builder.writers.metrics import Face, Family
    from raa_builder.writers.pdf.boxes import Fill, Piece
    from raa_builder.writers.pdf.seam import File
    from raa_builder.writers.pdf.tree import Node

ARTIFACT = "/Artifact BMC"
_ESCAPED = frozenset(b"()\\")
_OUTLINE_WIDTH = 0.5


class Encoder(dict[int, str]):
    """Characters of one face as they stand in a string of the content stream.

    A character that the face lacks is shown as a question mark; the checks have named it before.
    """

    def __init__(self, face: Face, file: File) -> None:
        super().__init__()
        self._face = face
        self._file = file
        self._subset: dict[int, str] = {}
        self._subsets: set[str] = set()
        self._words = _Words(self)
        self._space = self[ord(" ")]

    def __missing__(self, code: int) -> str:
        character = chr(code) if self._face.has(chr(code)) else "?"
        subset, byte = self._file.encoded(self._face, character)
        self._subset[code] = subset
        self._subsets.add(subset)
        shown = f"\\{byte:03o}" if byte in _ESCAPED or not 32 <= byte < 127 else chr(byte)
        self[code] = shown
        return shown

    def runs(self, text: str) -> list[tuple[str, str]]:
        """The text as (font subset, string) pairs: one, unless the face needs more than 256 characters."""
        shown = self._space.join(map(self._words.__getitem__, text.split(" ")))
        if len(self._subsets) == 1:
            (subset,) = self._subsets
            return [(subset, shown)]
        runs: list[tuple[str, str]] = []
        for character in text:
            subset, piece = self._subset[ord(character)], self[ord(character)]
            if runs and runs[-1][0] == subset:
                runs[-1] = (subset, runs[-1][1] + piece)
            else:
                runs.append((subset, piece))
        return runs


class _Words(dict[str, str]):
    """Words as they stand in a string of the content stream, translated once."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self._encoder = encoder

    def __missing__(self, word: str) -> str:
        shown = self[word] = word.translate(self._encoder)
        return shown


class Ink:
    """Writes the content of one page.

    Args:
        file: The file, which knows the fonts.
        encoders: Encoders by face, shared by all pages.
        page: Index of the page, from 0.
        height: Its height.
    """

    def __init__(self, file: File, encoders: dict[str, Encoder], page: int, height: float) -> None:
        self._file = file
        self._encoders = encoders
        self._page = page
        self._height = height
        self._code: list[str] = []
        self._in_text = False
        self._mark: Node | str | None = None
        self._state: dict[str, object] = {}  # by operator, what it was last given
        self.nodes: list[Node] = []  # by MCID
        self.images: set[int] = set()  # numbers of the image objects shown

    def content(self) -> str:
        """The finished content stream."""
        self._close_text()
        return "\n".join(self._code)

    # ── marks ────────────────────────────────────────────────────────────────

    def _enter(self, mark: Node | str) -> None:
        """Go on in the content of a node, or in an artifact given by its opening operator."""
        if mark is self._mark:
            return
        self._leave()
        self._mark = mark
        if isinstance(mark, str):
            self._code.append(mark)
            return
        mark.attach()
        mcid = len(self.nodes)
        mark.kids.append(Mark(self._page, mcid))
        self.nodes.append(mark)
        self._code.append(f"/{mark.tag} <</MCID {mcid}>> BDC")

    def _leave(self) -> None:
        if self._mark is not None:
            self._code.append("EMC")
            self._mark = None

    def _open_text(self) -> None:
        if not self._in_text:
            self._leave()
            self._code.append("BT")
            self._in_text = True
            self._state.clear()

    def _close_text(self) -> None:
        self._leave()
        if self._in_text:
            self._code.append("ET")
            self._in_text = False

    # ── graphics ─────────────────────────────────────────────────────────────

    def fills(self, fills: Iterable[tuple[float, Fill]]) -> None:
        """Rectangles, each with the height of its slab on the page, in one artifact."""
        self._close_text()
        self._enter(ARTIFACT)
        for top, fill in fills:
            self._colour(fill.colour)
            y = self._height - top - fill.y - fill.height
            self._code.append(f"{number(fill.x)} {number(y)} {number(fill.width)} {number(fill.height)} re f")
        self._leave()
        self._state.clear()

    def graphic(self, x: float, top: float, band: Band, node: Node | str, family: Family) -> None:
        """A band of a chart, all of it content of one figure."""
        self._close_text()
        self._enter(node)
        for shape in band.shapes:
            match shape:
                case Rect():
                    self._rect(x, top, shape)
                case Line():
                    self._line(x, top, shape)
                case Label():
                    self._label(x, top, shape, family.face(bold=shape.bold))
        self._leave()
        self._state.clear()

    def emblem(self, x: float, top: float, drawing: EmblemDrawing, node: Node | str) -> None:
        """The Union emblem, filled by the nonzero winding rule, all of it content of one figure."""
        self._close_text()
        self._enter(node)
        scale = 1 / FINE
        self._code.append(f"q {scale} 0 0 {-scale} {number(x)} {number(self._height - top)} cm")
        for outline in (drawing.ground, drawing.stars, drawing.wording):
            if outline.contours:
                self._code.append(f"{_rgb(outline.fill)} rg {' '.join(map(_contour, outline.contours))} f")
        self._code.append("Q")
        self._leave()
        self._state.clear()

    def image(self, x: float, bottom: float, width: float, height: float, image: int, node: Node | str) -> None:
        """An image object, content of one figure."""
        self._close_text()
        self._enter(node)
        place = " ".join(map(number, (width, 0, 0, height, x, bottom)))
        self._code.append(f"q {place} cm /{image_name(image)} Do Q")
        self.images.add(image)
        self._leave()

    def _rect(self, x: float, top: float, rect: Rect) -> None:
        left, bottom = x + rect.x, self._height - top - rect.y - rect.height
        corner = f"{number(left)} {number(bottom)} {number(rect.width)} {number(rect.height)} re"
        if not rect.hatched:
            self._colour(rect.fill)
            self._code.append(f"{corner} f")
            return
        self._code.append(f"{_rgb(rect.fill)} RG {_OUTLINE_WIDTH} w {corner} S")
        for line in hatching(rect):
            self._line(x, top, line)

    def _line(self, x: float, top: float, line: Line) -> None:
        y1, y2 = self._height - top - line.y1, self._height - top - line.y2
        self._code.append(
            f"{_rgb(line.colour)} RG {number(line.width)} w "
            f"{number(x + line.x1)} {number(y1)} m {number(x + line.x2)} {number(y2)} l S"
        )

    def _label(self, x: float, top: float, label: Label, face: Face) -> None:
        share = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[label.anchor]
        left = x + label.x - share * face.width(label.text, label.size)
        self._code.append("BT")
        self._state.clear()
        self._colour(label.colour)
        self._move(left, self._height - top - label.y)
        self._show(label.text + " ", face, label.size)  # who takes the text out finds words apart
        self._code.append("ET")

    # ── text ─────────────────────────────────────────────────────────────────

    def line(self, x: float, y: float, pieces: Iterable[Piece], extra: float, artifact: str = "") -> None:
        """A line of text.

        Args:
            x: Its left end.
            y: Its baseline, measured downwards from the top of the page.
            pieces: Its runs.
            extra: Points added to each space.
            artifact: The opening operator of the artifact that it is, whatever its pieces say.
        """
        if not self._in_text:
            self._open_text()
        code, state = self._code, self._state
        place = f"1 0 0 1 {number(x)} {number(self._height - y)} Tm"
        for piece in pieces:
            mark = artifact or piece.node or ARTIFACT
            if mark is not self._mark:
                self._enter(mark)
            if state.get("Tw") != extra:
                state["Tw"] = extra
                code.append(f"{extra:.3f} Tw")
            if state.get("Ts") != piece.rise:
                state["Ts"] = piece.rise
                code.append(f"{number(piece.rise)} Ts")
            if state.get("rg") != piece.colour:
                self._colour(piece.colour)
            if place:
                code.append(place)
                place = ""
            self._show(piece.text, piece.face, piece.size)

    def turned(self, x: float, y: float, text: str, face: Face, size: float, colour: str) -> None:
        """A text across the page, rising at 45 degrees from (x, y), as an artifact."""
        self._close_text()
        self._enter(ARTIFACT)
        self._code.append("BT")
        self._colour(colour)
        self._code.append(f"0.7071 0.7071 -0.7071 0.7071 {number(x)} {number(y)} Tm")
        self._show(text, face, size)
        self._code.append("ET")
        self._leave()
        self._state.clear()

    def _move(self, x: float, y: float) -> None:
        self._code.append(f"1 0 0 1 {number(x)} {number(y)} Tm")

    def _show(self, text: str, face: Face, size: float) -> None:
        encoder = self._encoders.get(face.name)
        if encoder is None:
            encoder = self._encoders[face.name] = Encoder(face, self._file)
        for subset, shown in encoder.runs(text):
            if self._state.get("Tf") != (subset, size):
                self._state["Tf"] = (subset, size)
                self._code.append(f"{subset} {number(size)} Tf")
            self._code.append(f"({shown}) Tj")

    def _colour(self, colour: str) -> None:
        if self._state.get("rg") != colour:
            self._state["rg"] = colour
            self._code.append(f"{_rgb(colour)} rg")


@lru_cache(maxsize=256)
def _rgb(colour: str) -> str:
    return " ".join(number(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))


def _contour(contour: Contour) -> str:
    """A contour as operators; a quadratic curve as the cubic one that is the same."""
    x, y = contour.start
    code = [f"{x} {y} m"]
    for step in contour.steps:
        match step:
            case (end_x, end_y):
                code.append(f"{end_x} {end_y} l")
            case (near_x, near_y, end_x, end_y):
                code.append(
                    f"{(x + 2 * near_x) // 3} {(y + 2 * near_y) // 3} "
                    f"{(end_x + 2 * near_x) // 3} {(end_y + 2 * near_y) // 3} {end_x} {end_y} c"
                )
        x, y = end_x, end_y
    return " ".join([*code, "h"])
