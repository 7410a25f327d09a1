# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The styles part, made from the theme.

Built-in styles bear the English names by which Word knows them in any language; our own have Italian ones. Size, face
and language stand in the defaults, not in Normal, which would win over table styles.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from raa_builder.theme import Pt
from raa_builder.writers.docx.fields import DEEPEST
from raa_builder.writers.docx.markup import DECLARATION, NAMESPACES, attribute, colour, half_points, twips
from raa_builder.writers.docx.numbering import (
    BULLETS,
    HANG,
    HEADINGS,
    LIST_DEPTH,
    NUMBERS,
    heading_indent,
    in_list,
    item_indent,
    list_style,
)  # fmt: skip
from raa_builder.writers.marks import BELOW
from raa_builder.writers.metrics import family
from raa_builder.writers.tables import PADDING_X, PADDING_Y

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from raa_builder.theme import Style, Theme

TABLE = "ReportTable"
SECTION_BREAK = "SectionBreak"
FIGURE, MARKS, COVER_END = "Figure", "Marks", "End"
CALLOUT_LEFT, CALLOUT_RIGHT = 11.0, 8.5  # points, so that bar and border end on the margins
_CALLOUT_BAR, _CALLOUT_PADDING = 24, 8  # eighths of a point; points
_ABOVE_BOX, _BELOW_BOX, _BELOW_COVER = 8, 10, 12  # points
# styles that Word applies by itself, or that nobody picks: kept out of its gallery
_BEHIND = ("TOC", "Header", "Footer", "Footnote", "ListContinue", SECTION_BREAK, "Draft",
           *(f"Heading{depth}" for depth in range(4, DEEPEST + 1)))  # fmt: skip
_HAIRLINE, _RULE = 4, 12  # eighths of a point
_LETTERS = 0.85  # size of further rows of a head, where column letters and formulas stand, of the table's
_BOLD = "<w:b/><w:bCs/>"
_WHOLE_WORDS = "<w:suppressAutoHyphens/>"
_KEEP = "<w:keepNext/><w:keepLines/>"
_RIGHT = '<w:jc w:val="right"/>'
_BOTH = '<w:jc w:val="both"/>'


def styles_xml(theme: Theme, language: str, languages: Mapping[str, str]) -> str:
    """The styles part.

    Args:
        theme: The look.
        language: The language of the document.
        languages: Other languages, with the ids of their styles.
    """
    sheet = _Sheet(theme)
    groups = (sheet.text(), sheet.headings(), sheet.contents(), sheet.lists(), sheet.furniture(), sheet.cells())
    styles = "".join(style for group in groups for style in group)
    styles += "".join(_characters(theme)) + "".join(_language(tag, name) for tag, name in languages.items())
    head = _defaults(theme, language) + _LATENT
    return f"{DECLARATION}<w:styles {NAMESPACES}>{head}{styles}{_table_normal()}{_table(theme)}</w:styles>"


def table_style(role: str, *, small: bool) -> str:
    """Id of the paragraph style of cells: `Text`, `Number`, `Heading`, `Letters`, `Total`, …, `TotalNumber`."""
    return f"Table{role}{'Small' if small else ''}"


_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
    'w:defQFormat="0" w:count="376"/>'
)
_CELLS = (
    ("Text", "Tabella testo", ""),
    ("Number", "Tabella numero", _RIGHT),
    ("Heading", "Tabella intestazione", ""),
    ("HeadingNumber", "Tabella intestazione numero", _RIGHT),
    ("Letters", "Tabella formula", ""),
    ("LettersNumber", "Tabella formula numero", _RIGHT),
    ("Total", "Tabella totale", ""),
    ("TotalNumber", "Tabella totale numero", _RIGHT),
)


def _defaults(theme: Theme, language: str) -> str:
    face, tag = attribute(theme.faces.family), attribute(language)
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" '
        f'w:ascii="{face}" w:eastAsia="{face}" w:hAnsi="{face}" w:cs="{face}"/>'
        f"{_ink(theme.colours.text)}{_size(theme.styles.body)}"
        f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _ink(value: str) -> str:
    return f'<w:color w:val="{colour(value)}"/>'


def _size(style: Style, share: float = 1) -> str:
    size = half_points(style.size * share)
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _style(identity: str, name: str, paragraph: str, run: str = "", *, based: str = "Normal", follows: str = "") -> str:
    """A paragraph style. `follows` is the style of the paragraph typed after it."""
    following = f'<w:next w:val="{follows}"/>' if follows else ""
    gallery = '<w:uiPriority w:val="9"/><w:qFormat/>'
    if identity.startswith(_BEHIND):
        gallery = '<w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
        f"{following}{gallery}<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _own(style: str) -> str:
    """A style that Word does not know by its name."""
    return style.replace('w:type="paragraph"', 'w:type="paragraph" w:customStyle="1"', 1)


class _Sheet:
    """The paragraph styles of a theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.styles = theme.styles
        self.colours = theme.colours
        self.natural = family(theme.faces).regular.line_height

    def lines(self, style: Style) -> str:
        """The space around paragraphs, and their lines as a share of the face's own: larger type makes higher lines."""
        share = twips(12 * style.leading / (style.size * self.natural))
        return (
            f'<w:spacing w:before="{twips(style.before)}" w:after="{twips(style.after)}" w:line="{share}" '
            'w:lineRule="auto"/>'
        )

    def text(self) -> Iterator[str]:
        """Running text, the cover, call-outs and notes."""
        styles, colours = self.styles, self.colours
        normal = '<w:name w:val="Normal"/><w:qFormat/>'
        yield f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal">{normal}</w:style>'
        yield _style("BodyText", "Body Text", self.lines(styles.body) + _BOTH)
        title = _ink(colours.heading) + _size(styles.title)
        yield _style(
            "Title", "Title", _KEEP + _WHOLE_WORDS + self.lines(styles.title), _BOLD + title, follows="Subtitle"
        )
        subtitle = _ink(colours.ink) + _size(styles.subtitle)
        yield _style("Subtitle", "Subtitle", _WHOLE_WORDS + self.lines(styles.subtitle), subtitle, follows="BodyText")
        rule = f'<w:bottom w:val="single" w:sz="{_RULE}" w:space="8" w:color="{colour(colours.heading)}"/>'
        for based, name, style in (("Title", "Titolo", styles.title), ("Subtitle", "Sottotitolo", styles.subtitle)):
            end = f"<w:pBdr>{rule}</w:pBdr>{self.lines(replace(style, after=Pt(_BELOW_COVER)))}"
            yield _own(_style(f"{based}{COVER_END}", f"{name} a fine copertina", end, based=based, follows="BodyText"))
        boxed = replace(styles.body, before=Pt(_ABOVE_BOX), after=Pt(_BELOW_BOX))
        yield _own(_style("Callout", "Riquadro", self._box() + self.lines(boxed) + self._box_indent() + _BOTH))
        yield _style("FootnoteText", "footnote text", self.lines(styles.note), _size(styles.note))

    def _box(self) -> str:
        ink, pale = colour(self.colours.ink), colour(self.colours.pale)
        edge = f'w:val="single" w:sz="{_HAIRLINE}" w:space="{_CALLOUT_PADDING}" w:color="{pale}"'
        bar = f'w:val="single" w:sz="{_CALLOUT_BAR}" w:space="{_CALLOUT_PADDING}" w:color="{ink}"'
        return (
            f"<w:pBdr><w:top {edge}/><w:left {bar}/><w:bottom {edge}/><w:right {edge}/></w:pBdr>"
            f'<w:shd w:val="clear" w:color="auto" w:fill="{pale}"/>'
        )

    def _box_indent(self) -> str:
        return f'<w:ind w:left="{twips(CALLOUT_LEFT)}" w:right="{twips(CALLOUT_RIGHT)}"/>'

    def headings(self) -> Iterator[str]:
        """Numbered headings and captions."""
        for depth in range(1, DEEPEST + 1):
            style = self.styles.heading(depth + 1)
            paragraph = (
                f"{_KEEP}{in_list(HEADINGS, depth - 1)}{_WHOLE_WORDS}{self.lines(style)}"
                f'{heading_indent(style.size, depth)}<w:outlineLvl w:val="{depth - 1}"/>'
            )
            run = _BOLD + _ink(self.colours.heading) + _size(style)
            yield _style(f"Heading{depth}", f"heading {depth}", paragraph, run, follows="BodyText")
        caption = _KEEP + _WHOLE_WORDS + self.lines(self.styles.caption)
        run = _BOLD + _ink(self.colours.ink) + _size(self.styles.caption)
        yield _style("Caption", "caption", caption, run, follows="BodyText")

        figure = f'{_WHOLE_WORDS}<w:spacing w:before="0" w:after="{twips(self.styles.body.leading)}"/>'
        yield _own(_style(FIGURE, "Figura", figure, follows="BodyText"))
        marks = f'{_KEEP}<w:spacing w:before="0" w:after="{twips(BELOW)}"/>'
        yield _own(_style(MARKS, "Emblema e loghi", marks, follows="Subtitle"))

    def contents(self) -> Iterator[str]:
        """The table of contents. Its title is no heading, or it would be numbered and list itself."""
        title = self.styles.heading_3
        run = _BOLD + _ink(self.colours.heading) + _size(title)
        yield _style("TOCHeading", "TOC Heading", _KEEP + _WHOLE_WORDS + self.lines(title), run, follows="BodyText")
        left = 0.0
        for depth in range(1, DEEPEST + 1):
            style = self.styles.contents_1 if depth == 1 else self.styles.contents_2
            hang = style.size * (0.9 + 0.7 * depth)
            indent = f'<w:ind w:left="{twips(left + hang)}" w:hanging="{twips(hang)}"/>'
            run = (_BOLD if depth == 1 else "") + _size(style)
            yield _style(f"TOC{depth}", f"toc {depth}", _WHOLE_WORDS + self.lines(style) + indent, run)
            left += hang

    def lists(self) -> Iterator[str]:
        """Bulleted and numbered items, and what continues an item."""
        style = self.styles.bullet
        for level in range(LIST_DEPTH):
            suffix = f" {level + 1}" if level else ""
            for ordered, name, number in ((False, "List Bullet", BULLETS), (True, "List Number", NUMBERS)):
                paragraph = in_list(number, level) + self.lines(style) + item_indent(style.size, level) + _BOTH
                yield _style(list_style(level, ordered=ordered), name + suffix, paragraph, _size(style))
            indent = f'<w:ind w:left="{twips(style.size * HANG * (level + 1))}"/>'
            identity = f"ListContinue{level + 1 if level else ''}"
            yield _style(identity, "List Continue" + suffix, self.lines(style) + indent + _BOTH, _size(style))

    def furniture(self) -> Iterator[str]:
        """Running head and foot, the mark of a draft, and the paragraph that ends a section."""
        style = self.styles.running
        run = _ink(self.colours.muted) + _size(style)
        hairline = colour(self.colours.hairline)
        rule = f'<w:pBdr><w:bottom w:val="single" w:sz="{_HAIRLINE}" w:space="4" w:color="{hairline}"/></w:pBdr>'
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{twips(self.theme.page.measure())}"/></w:tabs>'
        yield _style("Header", "header", rule + tab + _WHOLE_WORDS + self.lines(style), run)
        yield _style("Footer", "footer", _WHOLE_WORDS + self.lines(style) + _RIGHT, run)
        draft = _BOLD + _ink(self.colours.heading) + _size(self.styles.subtitle)
        yield _own(
            _style("Draft", "Bozza", _WHOLE_WORDS + self.lines(self.styles.subtitle) + '<w:jc w:val="center"/>', draft)
        )
        tiny = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        yield _own(_style(SECTION_BREAK, "Fine sezione", tiny, '<w:sz w:val="2"/><w:szCs w:val="2"/>'))

    def cells(self) -> Iterator[str]:
        """The text of tables, in two sizes."""
        for small in (False, True):
            style = self.styles.table_small if small else self.styles.table
            for role, name, align in _CELLS:
                head, letters = role.startswith(("Heading", "Letters")), role.startswith("Letters")
                keep = "<w:keepNext/>" if head else ""
                run = _BOLD if role.startswith(("Heading", "Total")) else ""
                run += (_ink(self.colours.white) if head else "") + _size(style, _LETTERS if letters else 1)
                identity = table_style(role, small=small)
                label = f"{name} piccolo" if small else name
                yield _own(_style(identity, label, keep + _WHOLE_WORDS + self.lines(style) + align, run))


def _characters(theme: Theme) -> Iterator[str]:
    yield (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )
    yield _character("Strong", "Strong", _BOLD)
    yield _character("Emphasis", "Emphasis", "<w:i/><w:iCs/>")
    yield _character("Hyperlink", "Hyperlink", _ink(theme.colours.heading) + '<w:u w:val="single"/>')
    yield _character("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>')


def _character(identity: str, name: str, run: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{identity}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="20"/><w:qFormat/><w:rPr>{run}</w:rPr></w:style>'
    )


def _language(tag: str, identity: str) -> str:
    style = _character(identity, f"Lingua {tag}", f'<w:lang w:val="{tag}"/>')
    return style.replace('w:type="character"', 'w:type="character" w:customStyle="1"', 1)


def _table_normal() -> str:
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    )


def _table(theme: Theme) -> str:
    """Hairlines between rows, head on ink, total on the pale ground; no vertical rules."""
    line = f'w:val="single" w:sz="{_HAIRLINE}" w:space="0" w:color="{colour(theme.colours.hairline)}"'
    ink = f'w:val="single" w:sz="{_HAIRLINE * 2}" w:space="0" w:color="{colour(theme.colours.ink)}"'
    x, y = twips(PADDING_X), twips(PADDING_Y)
    margins = "".join(
        f'<w:{side} w:w="{w}" w:type="dxa"/>' for side, w in (("top", y), ("left", x), ("bottom", y), ("right", x))
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE}"><w:name w:val="Tabella della relazione"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="40"/><w:qFormat/><w:tblPr>'
        f"<w:tblBorders><w:top {ink}/><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom {ink}/></w:tcBorders>'
        f"{shade(theme.colours.ink)}</w:tcPr></w:tblStylePr>"
        f'<w:tblStylePr w:type="lastRow"><w:tcPr>{shade(theme.colours.pale)}</w:tcPr></w:tblStylePr></w:style>'
    )


def shade(fill: str) -> str:
    """The ground of a cell."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour(fill)}"/>'
