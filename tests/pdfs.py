# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""PDF files as their readers have them, through poppler: bytes in, structure and text out."""

from __future__ import annotations

import re
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ELEMENT = re.compile(r"(?P<tag>[A-Za-z][A-Za-z0-9]*)(?: <.*>)?(?: \((?:block|inline)\))?:?")


@dataclass(slots=True)
class Element:
    """An element of the structure tree: its type, attributes, and its content, which is texts and elements."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    kids: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its text, as it is read aloud."""
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def elements(self, *tags: str) -> Iterator[Element]:
        """The elements of some types below it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                if kid.tag in tags:
                    yield kid
                yield from kid.elements(*tags)


def run(program: str, *arguments: str, content: bytes) -> str:
    """What a program of poppler's says of a file; the file's name is put after the arguments."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.pdf"
        path.write_bytes(content)
        output = ("-",) if program == "pdftotext" else ()
        done = subprocess.run([program, *arguments, path, *output], capture_output=True, check=True)
    assert not done.stderr, done.stderr.decode()
    return done.stdout.decode("utf-8", "replace")


def structure_text(content: bytes) -> str:
    """The structure tree with its text, as `pdfinfo -struct-text` has it, without object numbers."""
    lines = run("pdfinfo", "-struct-text", content=content).splitlines()
    shown = (re.sub(r" <[^>]*>", "", line) if '"' not in line else line for line in lines)
    return "".join(f"{line}\n" for line in shown if not re.match(r"\s*Object \d", line))


def structure(content: bytes) -> Element:
    """The structure tree."""
    root = Element("")
    open_at: list[tuple[int, Element]] = [(-1, root)]
    for line in structure_text(content).splitlines():
        depth, said = len(line) - len(line.lstrip(" ")), line.strip(" ")
        while open_at[-1][0] >= depth:
            open_at.pop()
        parent = open_at[-1][1]
        if said.startswith('"'):
            parent.kids.append(said[1:-1])
        elif said.startswith("/"):
            name, _, value = said.partition(" ")
            parent.attributes[name] = value
        elif match := _ELEMENT.fullmatch(said):
            element = Element(match["tag"])
            parent.kids.append(element)
            open_at.append((depth, element))
        else:
            raise AssertionError(f"pdfinfo -struct-text: {line!r} was not understood")
    return root


def page_texts(content: bytes) -> list[str]:
    """The text of each page, its lines as they stand."""
    return run("pdftotext", "-layout", content=content).split("\f")[:-1]
