# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two texts in, their differences word by word out, as someone would mark them on paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# a placeholder, a word or a number with what is inside it, or a sign; and the space after it
_WORD = re.compile(r"(\{[^{}\n]*\}|\w+(?:[.,’'/-]\w+)*%?|[^\w\s])(\s*)")
_BRIDGE = 2  # words that stay between two changes and are told with them, so that a sentence is not cut to pieces
_CONTEXT = 14  # words shown on each side of a change
ELLIPSIS = "[…]"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: kept, or taken away and put in its place; line ends are those of the text.

    Attributes:
        kept: Words of both texts.
        removed: Words of the earlier text only.
        added: Words of the later text only.
        space: What stands between this run and the next: a space, a line end, or nothing.
    """

    kept: str = ""
    removed: str = ""
    added: str = ""
    space: str = ""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word and the space after it; words are the same whatever their spaces, but not whatever their line ends."""

    text: str
    space: str

    @property
    def key(self) -> str:
        return self.text + "\n" * ("\n" in self.space)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of the earlier and of the later text that stand at the same place."""

    before: Sequence[_Word]
    after: Sequence[_Word]
    same: bool


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """The words kept, taken away and added; nothing when no word differs.

    Stretches that stay are cut to the words next to a change.
    """
    runs = _bridged(_runs(_words(before), _words(after)))
    if all(run.same for run in runs):
        return ()
    last = len(runs) - 1
    return tuple(_piece(run, first=at == 0, last=at == last) for at, run in enumerate(runs))


def _words(text: str) -> list[_Word]:
    return [_Word(*found) for found in _WORD.findall(text.strip())]


def _runs(before: list[_Word], after: list[_Word]) -> list[_Run]:
    # words that stand everywhere only lengthen what others match: without that, a text of one word takes minutes
    matcher = SequenceMatcher(None, [word.key for word in before], [word.key for word in after], autojunk=True)
    return [
        _Run(before[i1:i2], after[j1:j2], same=tag == "equal") for tag, i1, i2, j1, j2 in matcher.get_opcodes()
    ]  # fmt: skip


def _bridged(runs: list[_Run]) -> list[_Run]:
    """The runs, with changes that only a word or two keep apart put together."""
    joined: list[_Run] = []
    for at, run in enumerate(runs):
        is_bridge = run.same and 0 < at < len(runs) - 1 and len(run.after) <= _BRIDGE and not _ends_line(run.after)
        if joined and not joined[-1].same and (is_bridge or not run.same):
            last = joined.pop()
            joined.append(_Run([*last.before, *run.before], [*last.after, *run.after], same=False))
        else:
            joined.append(run)
    return joined


def _ends_line(words: Sequence[_Word]) -> bool:
    return any("\n" in word.space for word in words)


def _piece(run: _Run, *, first: bool, last: bool) -> Piece:
    space = (run.after or run.before)[-1].space
    if not run.same:
        return Piece(removed=_text(run.before).rstrip(), added=_text(run.after).rstrip(), space=space)
    return Piece(kept="".join(_shown(run.after, first=first, last=last)).rstrip(), space=space)


def _shown(words: Sequence[_Word], *, first: bool, last: bool) -> Iterator[str]:
    """Words that stay, those far from a change left out."""
    start, end = (0 if first else _CONTEXT), (0 if last else _CONTEXT)
    if len(words) <= start + end + _CONTEXT:
        yield _text(words)
        return
    yield _text(words[:start])
    yield f"{ELLIPSIS} "
    yield _text(words[len(words) - end :])


def _text(words: Sequence[_Word]) -> str:
    return "".join(word.text + word.space for word in words)
