# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parts of a SpreadsheetML package that do not depend on its rows: types, relations, looks, properties, names."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEETS = 3

_TYPES = (
    f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    + "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for number in range(1, _SHEETS + 1)
    )
    + f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/>'
    '<Override PartName="/xl/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_RELATIONS = (
    f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
_WORKBOOK_RELATIONS = (
    f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, _SHEETS + 1)
    )
    + f'<Relationship Id="rId{_SHEETS + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId{_SHEETS + 2}" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="rId{_SHEETS + 3}" Type="{_OFFICE}/theme" Target="theme/theme1.xml"/></Relationships>'
)

# the colours and the face of the workbook that people fill in
_INK, _BLUE, _TEXT, _LINE, _WHITE, _PALE = "FF17324D", "FF0066CC", "FF1A1A1A", "FFC5D0DB", "FFFFFFFF", "FFEBF2FA"


def _font(size: int, colour: str, marks: str = "") -> str:
    return f'<font>{marks}<sz val="{size}"/><color rgb="{colour}"/><name val="Arial"/><family val="2"/></font>'


def _fill(colour: str) -> str:
    return f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/></patternFill></fill>'


def _look(font: int, fill: int, border: int, alignment: str, number_format: int = 0) -> str:
    return (
        f'<xf numFmtId="{number_format}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" applyFont="1" '
        f'applyFill="1" applyBorder="1" applyNumberFormat="1" applyAlignment="1"><alignment {alignment}/></xf>'
    )


_WRAPPED = 'horizontal="left" vertical="top" wrapText="1" indent="1"'
_ONE_LINE = 'horizontal="left" vertical="center" indent="1"'
_FIGURE = 'horizontal="right" vertical="top"'
_EDGES = "".join(f'<{side} style="thin"><color rgb="{_LINE}"/></{side}>' for side in ("left", "right", "top", "bottom"))
_LOOKS = (
    _look(0, 0, 0, _ONE_LINE),
    _look(2, 2, 0, _ONE_LINE),
    _look(0, 3, 0, _ONE_LINE),
    _look(1, 2, 1, _WRAPPED),
    _look(0, 0, 1, _WRAPPED),
    _look(0, 0, 1, _FIGURE, 164),
    _look(0, 0, 1, _FIGURE, 165),
    _look(0, 0, 1, _FIGURE, 166),
    _look(0, 0, 1, _FIGURE),
    _look(3, 0, 0, _ONE_LINE),
    _look(4, 0, 1, _WRAPPED),
    _look(3, 0, 1, _WRAPPED),
)
_STYLES = (
    f'{_DECLARATION}<styleSheet xmlns="{_MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="#,##0.00_)"/>'
    '<numFmt numFmtId="165" formatCode="#,##0_)"/><numFmt numFmtId="166" formatCode="0.00####%_)"/></numFmts>'
    f'<fonts count="5">{_font(10, _TEXT)}{_font(10, _WHITE, "<b/>")}{_font(16, _WHITE, "<b/>")}'
    f"{_font(10, _INK, '<b/>')}{_font(10, _BLUE, '<u/>')}</fonts>"
    '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    f"{_fill(_INK)}{_fill(_PALE)}</fills>"
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    f"<border>{_EDGES}<diagonal/></border></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="{len(_LOOKS)}">{"".join(_LOOKS)}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)

# cells name their face and colours themselves, but the standard asks for a theme (ECMA-376, part 1, 14.2.7)
_THEME_COLOURS = {
    "dk1": _TEXT, "lt1": _WHITE, "dk2": _INK, "lt2": _PALE, "accent1": _BLUE, "accent2": _INK, "accent3": _LINE,
    "accent4": _PALE, "accent5": _TEXT, "accent6": _WHITE, "hlink": _BLUE, "folHlink": _INK,
}  # fmt: skip
_THEME_FACE = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
_THEME_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_THEME = (
    f'{_DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="raa-builder">'
    '<a:themeElements><a:clrScheme name="raa-builder">'
    + "".join(f'<a:{name}><a:srgbClr val="{colour[2:]}"/></a:{name}>' for name, colour in _THEME_COLOURS.items())
    + f'</a:clrScheme><a:fontScheme name="raa-builder"><a:majorFont>{_THEME_FACE}</a:majorFont>'
    f"<a:minorFont>{_THEME_FACE}</a:minorFont></a:fontScheme>"
    f'<a:fmtScheme name="raa-builder"><a:fillStyleLst>{_THEME_FILL * 3}</a:fillStyleLst>'
    f"<a:lnStyleLst>{f'<a:ln>{_THEME_FILL}</a:ln>' * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_THEME_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)

FIXED_PARTS = (
    ("[Content_Types].xml", _TYPES),
    ("_rels/.rels", _RELATIONS),
    ("xl/_rels/workbook.xml.rels", _WORKBOOK_RELATIONS),
    ("xl/styles.xml", _STYLES),
    ("xl/theme/theme1.xml", _THEME),
)


def core_part(title: str, day: date) -> str:
    """The properties: title and date, and no person's name."""
    stamp = f"{day:%Y-%m-%dT00:00:00Z}"
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>raa-builder</dc:creator><dc:language>it-IT</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified></cp:coreProperties>'
    )


def strings_part(texts: Sequence[str]) -> str:
    """The texts of the cells, escaped, in the order of their numbers."""
    items = "".join([f'<si><t xml:space="preserve">{text}</t></si>' for text in texts])
    return f'{_DECLARATION}<sst xmlns="{_MAIN}" uniqueCount="{len(texts)}">{items}</sst>'


def workbook_part(sheets: Sequence[str], tables: Sequence[tuple[str, str]], header_row: int) -> str:
    """The list of sheets; the filter of each table, and the rows that it prints on every page.

    Args:
        sheets: Their names.
        tables: Name of the sheet and cells of each table.
        header_row: The last of the rows to print on every page.
    """
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, 1))
    filters = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{sheets.index(name)}" hidden="1">{name}!{cells}'
        "</definedName>"
        for name, cells in tables
    )
    titles = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{sheets.index(name)}">{name}!$1:${header_row}'
        "</definedName>"
        for name, _ in tables
    )
    return (
        f'{_DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        '<bookViews><workbookView activeTab="0"/></bookViews>'
        f"<sheets>{listed}</sheets><definedNames>{filters}{titles}</definedNames></workbook>"
    )
