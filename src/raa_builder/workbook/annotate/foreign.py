# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What would be lost if a workbook were saved anew: the bytes of an `.xlsx` in, the names of such things out.

openpyxl keeps cells, formats, tables, notes, charts and pictures, and drops the rest without a word. So everything in
the package that is not known to be kept counts as lost: parts of the zip, elements of a sheet, shapes of a drawing, and
whatever openpyxl warns of while loading.
"""

from __future__ import annotations

import io
import re
import warnings
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.xml.functions import fromstring, iterparse

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBERED = r"\d*\.xml"
# what openpyxl writes again, and what carries nothing of people's: settings of a printer, thumbnails, order of formulas
_KEPT_PARTS: Final = re.compile(
    rf"""\[content_types\]\.xml | .*\.rels | docprops/(?:app|core|custom)\.xml | docprops/thumbnail\..*
    | xl/(?:workbook|styles|sharedstrings|calcchain)\.xml | xl/theme/.*
    | xl/(?:worksheets|chartsheets)/sheet{_NUMBERED} | xl/tables/.*\.xml
    | xl/comments/?\w*\.xml | xl/persons/.* | xl/drawings/drawing{_NUMBERED} | xl/drawings/\w*\.vml
    | xl/media/.*\.(?:png|jpe?g|gif) | xl/charts/(?:chart|style|colors){_NUMBERED}
    | xl/externallinks/.*\.xml | xl/pivot(?:tables|cache)/.*\.xml | xl/printersettings/.*""",
    re.VERBOSE,
)
_PARTS: Final = (
    ("xl/threadedcomments/", "le conversazioni nei commenti"),
    ("xl/slicer", "i filtri dei dati"),
    ("xl/timeline", "le sequenze temporali"),
    ("xl/ctrlprops/", "le caselle di controllo e gli altri controlli"),
    ("xl/featurepropertybag/", "le caselle di controllo e gli altri controlli"),
    ("xl/activex/", "i controlli ActiveX"),
    ("xl/embeddings/", "gli oggetti incorporati"),
    ("xl/vba", "le macro"),
    ("xl/macrosheets/", "le macro"),
    ("xl/diagrams/", "gli elementi SmartArt"),
    ("xl/charts/", "i grafici di tipo nuovo"),
    ("xl/media/", "le immagini in formati particolari"),
    ("xl/connections.xml", "i collegamenti a dati esterni"),
    ("xl/querytables/", "i collegamenti a dati esterni"),
    ("xl/metadata.xml", "le formule a matrice dinamica"),
    ("xl/richdata/", "i tipi di dati collegati"),
    ("customxml/", "i dati XML aggiunti da altri programmi"),
    ("docmetadata/", "l'etichetta di riservatezza"),
)

_KEPT_ELEMENTS: Final = re.compile(
    """sheetPr | dimension | sheetViews | sheetFormatPr | sheetCalcPr | cols | sheetData | sheetProtection | autoFilter
    | sortState | mergeCells | phoneticPr | conditionalFormatting | dataValidations | hyperlinks | printOptions
    | pageMargins | pageSetup | headerFooter | rowBreaks | colBreaks | drawing | legacyDrawing | tableParts
    | scenarios""",
    re.VERBOSE,
)
_ELEMENTS: Final = {
    "protectedRanges": "gli intervalli modificabili con password",
    "ignoredErrors": "gli avvisi di Excel che sono stati nascosti",
    "customSheetViews": "le visualizzazioni personalizzate",
    "customWorkbookViews": "le visualizzazioni personalizzate",
    "fileSharing": "la richiesta di aprire in sola lettura",
    "legacyDrawingHF": "le immagini nelle intestazioni di stampa",
    "picture": "lo sfondo di un foglio",
    "controls": "le caselle di controllo e gli altri controlli",
    "AlternateContent": "le caselle di controllo e gli altri controlli",
    "oleObjects": "gli oggetti incorporati",
}
_LOST_FROM_WORKBOOK: Final = ("customWorkbookViews", "fileSharing")

# extensions of a sheet, by the element that each holds
_EXTENSIONS: Final = {
    "dataValidations": "gli elenchi a discesa presi da altri fogli",
    "conditionalFormattings": "le formattazioni condizionali estese",
    "sparklineGroups": "i grafici sparkline",
    "slicerList": "i filtri dei dati",
    "timelineRefs": "le sequenze temporali",
    "ignoredErrors": "gli avvisi di Excel che sono stati nascosti",
    "protectedRanges": "gli intervalli modificabili con password",
}
_HARMLESS_EXTENSIONS: Final = frozenset({"PLV"})  # how Excel for the Mac last showed the page

_SHAPES: Final = "le caselle di testo e le forme"
_DRAWN: Final = {
    "sp": _SHAPES,
    "cxnSp": _SHAPES,
    "grpSp": _SHAPES,
    "contentPart": _SHAPES,
    "AlternateContent": _SHAPES,
    "userShapes": _SHAPES,
    "srcRect": "i ritagli e le descrizioni delle immagini",
}
_NO_DESCRIPTIONS: Final = ("", "Picture")  # the second is what openpyxl writes
_CONTROLS: Final = re.compile(rb'ObjectType="(?!Note")')
# said already by what is found above, or of nothing that people made
_KNOWN_WARNINGS: Final = ("extension is not supported", "no default style", "DrawingML support is incomplete")


def not_carried(data: bytes) -> tuple[str, ...]:
    """What a workbook holds that saving it anew would lose: Italian nouns with their article, each once.

    Args:
        data: The workbook, which the reader has already found sound.
    """
    with ZipFile(io.BytesIO(data)) as archive:
        lost = [words for name in archive.namelist() if not name.endswith("/") for words in _in_part(archive, name)]
    return tuple(dict.fromkeys([*lost, *_warned(data)]))


def _in_part(archive: ZipFile, name: str) -> Iterator[str]:
    try:
        yield from _found(archive, name)
    except SyntaxError:  # of the markup: those of both parsers are of this kind
        yield f"la parte «{name}»"


def _found(archive: ZipFile, name: str) -> Iterator[str]:
    low = name.lower()
    if not _KEPT_PARTS.fullmatch(low):
        yield next((words for start, words in _PARTS if low.startswith(start)), f"la parte «{name}»")
    elif low.startswith("xl/worksheets/sheet"):
        yield from _in_sheet(archive, name)
    elif low.startswith(("xl/drawings/drawing", "xl/charts/chart")):
        yield from _in_drawing(archive.read(name))
    elif low.endswith(".vml") and _CONTROLS.search(archive.read(name)):
        yield _ELEMENTS["controls"]
    elif low == "xl/workbook.xml":
        tags = {_local(child.tag) for child in fromstring(archive.read(name))}
        yield from (_ELEMENTS[tag] for tag in _LOST_FROM_WORKBOOK if tag in tags)


def _in_sheet(archive: ZipFile, name: str) -> Iterator[str]:
    """The elements right below the root; cells are dropped as they pass, since a sheet may have a million of them."""
    depth = 0
    with archive.open(name) as part:
        for event, element in iterparse(part, events=("start", "end")):
            depth += 1 if event == "start" else -1
            if event == "start":
                continue
            if depth == 1:
                yield from _element_words(element)
            if depth <= 3 and _local(element.tag) in {"row", "c"}:
                element.clear()


def _element_words(element: object) -> Iterator[str]:
    tag = _local(element.tag)  # type: ignore[attr-defined]  # lxml's or the standard library's
    if tag == "extLst":
        for extension in element:  # type: ignore[attr-defined]
            for held in extension:
                known = _local(held.tag)
                if known not in _HARMLESS_EXTENSIONS:
                    yield _EXTENSIONS.get(known, f"l'estensione «{known}» di un foglio")
    elif not _KEPT_ELEMENTS.fullmatch(tag):
        yield _ELEMENTS.get(tag, f"l'elemento «{tag}» di un foglio")


def _in_drawing(markup: bytes) -> Iterator[str]:
    for element in fromstring(markup).iter():
        tag = _local(element.tag)
        if tag == "srcRect" and not element.attrib:
            continue
        if tag in _DRAWN and not (tag == "AlternateContent" and _is_chart_style(element)):
            yield _DRAWN[tag]
        elif tag == "cNvPr" and element.get("descr", "") not in _NO_DESCRIPTIONS:
            yield _DRAWN["srcRect"]


def _is_chart_style(element: object) -> bool:
    """Every chart of Excel says its style twice, for old and new versions."""
    return any(_local(inner.tag) == "style" for inner in element.iter())  # type: ignore[attr-defined]


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _warned(data: bytes) -> Iterator[str]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            load_workbook(io.BytesIO(data), rich_text=True)
        except Exception as error:  # noqa: BLE001 (openpyxl lets any error of its parsers through)
            yield f"ciò che non si riesce a rileggere ({error})"
    for warning in caught:
        words = str(warning.message)
        if not any(known in words for known in _KNOWN_WARNINGS):
            yield f"ciò che Excel o un altro programma ha scritto in modo inatteso ({words})"
