# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""LibreOffice at work on Word files: files in, the PDFs that it makes of them out, or their text after an update.

It works in a profile of its own, so that it disturbs no other LibreOffice and nothing of the user's disturbs it.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
_SECONDS = 300
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Update"/></library:library>
"""
# what F9 does in Word after Ctrl+A: every field, every index; the text is kept before and after
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Update" script:language="StarBasic">
Sub All(path)
  Dim opening(0) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "Hidden" : opening(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(path), "_blank", 0, opening())
  Keep document, path &amp; ".before.txt"
  document.TextFields.refresh()
  For n = 0 To document.DocumentIndexes.Count - 1
    document.DocumentIndexes.getByIndex(n).update()
  Next
  document.refresh()
  Keep document, path &amp; ".after.txt"
  document.close(True)
End Sub
Sub Keep(document, path)
  Dim saving(1) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName" : saving(0).Value = "Text (encoded)"
  saving(1).Name = "FilterOptions" : saving(1).Value = "UTF8"
  document.storeToURL(ConvertToURL(path), saving())
End Sub
</script:module>
"""


class Office:
    """LibreOffice.

    Args:
        program: Its path.
        folder: Where its profile is kept.
    """

    def __init__(self, program: str, folder: Path) -> None:
        self._program = program
        self._profile = folder / "profile"

    def pdfs(self, files: Sequence[Path], folder: Path) -> None:
        """Put a tagged PDF of each file into a folder."""
        self._run("--convert-to", _TAGGED, "--outdir", str(folder), *map(str, files))

    def updated(self, file: Path) -> tuple[str, str]:
        """The text of a file as it is opened, and after all fields and indexes were updated."""
        library = self._profile / "user" / "basic" / "Standard"
        if not library.is_dir():
            self._run("--terminate_after_init")  # makes the profile
        library.mkdir(parents=True, exist_ok=True)
        (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
        (library / "Update.xba").write_text(_MODULE, encoding="utf-8")
        self._run(f'macro:///Standard.Update.All("{file}")')
        before, after = (file.with_name(f"{file.name}.{when}.txt") for when in ("before", "after"))
        return before.read_text(encoding="utf-8-sig"), after.read_text(encoding="utf-8-sig")

    def _run(self, *arguments: str) -> None:
        command = [self._program, f"-env:UserInstallation={self._profile.as_uri()}", "--headless", *arguments]
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
