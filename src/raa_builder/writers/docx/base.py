# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The file around the body: settings, footnotes, and every part in its place. Markup and theme in, bytes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from raa_builder.writers.docx import page
from raa_builder.writers.docx.fonts import embedded, font_table
from raa_builder.writers.docx.markup import DECLARATION, NAMESPACES, attribute
from raa_builder.writers.docx.numbering import numbering_xml, widest_numbers
from raa_builder.writers.docx.package import FONT_TYPE, Package, relate_links
from raa_builder.writers.docx.palette import office_theme
from raa_builder.writers.docx.runs import word_language
from raa_builder.writers.docx.styles import Styles
from raa_builder.writers.docx.stylesheet import Stylesheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from raa_builder.document import Document
    from raa_builder.theme import Theme
    from raa_builder.writers.docx.body import Story

_COMPATIBILITY = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}


def assemble(story: Story, document: Document, theme: Theme) -> bytes:
    """The file of a story."""
    language = word_language(document.metadata.language)
    package = Package(f"{DECLARATION}<w:document {NAMESPACES}><w:body>{story.body}</w:body></w:document>")
    relate_links(package.main, story.links)
    furniture = page.furniture(document, theme)
    named = (story.body, story.notes, *furniture.values())
    widest = widest_numbers(document)
    styles = Stylesheet(Styles(theme, language, widest), story.languages, named)
    numbering = numbering_xml(theme, styles.ids, story.restarts, widest)
    package.add("styles.xml", CT.WML_STYLES, RT.STYLES, styles.xml(), "rIdStyles")
    package.add("theme/theme1.xml", CT.OFC_THEME, RT.THEME, office_theme(theme), "rIdTheme")
    package.add("numbering.xml", CT.WML_NUMBERING, RT.NUMBERING, numbering, "rIdNumbering")
    package.add("settings.xml", CT.WML_SETTINGS, RT.SETTINGS, _settings(language), "rIdSettings")
    notes = package.add("footnotes.xml", CT.WML_FOOTNOTES, RT.FOOTNOTES, _footnotes(story.notes), "rIdNotes")
    relate_links(notes, story.note_links)
    _add_charts(package, story)
    _add_images(package, story)
    _add_furniture(package, furniture)
    _add_fonts(package, theme)
    package.describe(document.metadata, language)
    return package.to_bytes()


def _add_charts(package: Package, story: Story) -> None:
    for n, (identity, chart) in enumerate(story.charts.items(), 1):
        part = package.add(f"charts/chart{n}.xml", CT.DML_CHART, RT.CHART, chart.markup, identity)
        name = f"embeddings/Microsoft_Excel_Worksheet{n}.xlsx"
        package.add_below(part, name, CT.SML_SHEET, RT.PACKAGE, chart.workbook, "rId1")


def _add_images(package: Package, story: Story) -> None:
    for n, (identity, picture) in enumerate(story.images.items(), 1):
        name = f"media/image{n}.{picture.kind.name.lower()}"
        package.add(name, picture.kind.value, RT.IMAGE, picture.content, identity)


def _add_furniture(package: Package, furniture: Mapping[str, str]) -> None:
    for n, (identity, markup) in enumerate(furniture.items(), 1):
        if identity == page.FOOT:
            package.add("footer1.xml", CT.WML_FOOTER, RT.FOOTER, markup, identity)
        else:
            package.add(f"header{n}.xml", CT.WML_HEADER, RT.HEADER, markup, identity)


def _add_fonts(package: Package, theme: Theme) -> None:
    table = package.add("fontTable.xml", CT.WML_FONT_TABLE, RT.FONT_TABLE, font_table(theme.faces), "rIdFonts")
    for n, face in enumerate(embedded(theme.faces), 1):
        name = f"fonts/font{n}.odttf"
        package.add_below(table, name, FONT_TYPE, RT.FONT, face.content, f"rId{face.slot}")


def _settings(language: str) -> str:
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in _COMPATIBILITY.items()
    )
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:embedTrueTypeFonts/>'
        '<w:defaultTabStop w:val="567"/><w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/>'
        '<w:hyphenationZone w:val="283"/><w:doNotHyphenateCaps/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f"<w:compat><w:doNotExpandShiftReturn/>{compatibility}</w:compat>"
        f'<w:themeFontLang w:val="{attribute(language)}"/>{_COLOUR_SCHEME}'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


_COLOUR_SCHEME = (
    '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" '
    'w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" '
    'w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
)


def _footnotes(notes: str) -> str:
    """The footnotes, after the two separators without which Word repairs the file."""
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{identity}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for identity, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return f"{DECLARATION}<w:footnotes {NAMESPACES}>{separators}{notes}</w:footnotes>"
