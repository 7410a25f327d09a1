# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Page breaking: flows of slabs in, pages out.

Slabs that keep together move together; footnotes share the page of their mark; what begins a page in the midst of a
table has the table's head repeated above it. A run that is taller than a page is broken where it must be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder.theme import Mm, Theme, points
from raa_builder.writers.pdf.boxes import Fill, Flow, Page, Placed, Slab

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NOTES_GAP, _NOTES_RULE = 10.0, 0.5
_NOTES_RULE_SHARE = 0.3


def paginate(flows: Iterable[Flow], theme: Theme) -> list[Page]:
    """The pages of a document, in order.

    Args:
        flows: Slabs by orientation; each flow begins a page.
        theme: Page and margins.
    """
    pages: list[Page] = []
    for flow in flows:
        pages += _Paginator(flow.landscape, theme).pages(flow.slabs)
    return pages


class _Paginator:
    def __init__(self, landscape: bool, theme: Theme) -> None:  # noqa: FBT001 (an attribute of the flow)
        page = theme.page
        self._landscape = landscape
        self._top = points(page.top)
        self._bottom = points(Mm((page.width if landscape else page.height) - page.bottom))
        self._rule = Fill(
            points(page.left),
            _NOTES_GAP / 2,
            page.measure(landscape=landscape) * _NOTES_RULE_SHARE,
            _NOTES_RULE,
            theme.colours.hairline,
        )
        self._done: list[Page] = []
        self._begin()

    def pages(self, slabs: list[Slab]) -> list[Page]:
        for run in _runs(slabs):
            self._place_run(run)
        self._finish()
        return self._done

    def _begin(self) -> None:
        self._page = Page(self._landscape)
        self._y: float = self._top
        self._notes: list[Slab] = []
        self._notes_height = 0.0

    def _finish(self) -> None:
        """Set the footnotes at the foot of the page and close it."""
        if self._notes:
            y = self._bottom - self._notes_height
            self._page.placed.append(Placed(y, Slab(_NOTES_GAP, [self._rule]), artifact=True))
            y += _NOTES_GAP
            for note in self._notes:
                self._page.placed.append(Placed(y, note))
                y += note.height
        if self._page.placed:
            self._done.append(self._page)

    def _place_run(self, run: list[Slab]) -> None:
        fresh = not self._page.placed
        if not fresh and not self._fits(run, self._y):
            self._turn()
        for slab in run:
            if self._page.placed and not self._fits([slab], self._y):
                self._turn()
            self._place(slab)

    def _turn(self) -> None:
        self._finish()
        self._begin()

    def _place(self, slab: Slab) -> None:
        if self._page.placed:
            self._y += slab.before
        else:
            for head in slab.repeat:
                self._page.placed.append(Placed(self._y, head, artifact=True))
                self._y += head.height
        self._page.placed.append(Placed(self._y, slab))
        self._y += slab.height
        if slab.notes:
            self._notes_height += self._height_of_notes(slab.notes)
            self._notes += slab.notes

    def _fits(self, run: list[Slab], y: float) -> bool:
        height = sum(slab.before + slab.height for slab in run)
        notes = [note for slab in run for note in slab.notes]
        return y + height + self._notes_height + self._height_of_notes(tuple(notes)) <= self._bottom + 1e-6

    def _height_of_notes(self, notes: tuple[Slab, ...]) -> float:
        gap = _NOTES_GAP if notes and not self._notes else 0.0
        return gap + sum(note.height for note in notes)


def _runs(slabs: list[Slab]) -> Iterator[list[Slab]]:
    """The slabs in runs that keep together."""
    run: list[Slab] = []
    for slab in slabs:
        run.append(slab)
        if not slab.keep:
            yield run
            run = []
    if run:
        yield run
