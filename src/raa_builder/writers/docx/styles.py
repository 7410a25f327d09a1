# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The styles of Word documents, made from the theme. `stylesheet` chooses among them.

Built-in styles bear the English names by which Word knows them in any language; our own have Italian ones. Size, face
and language stand in the defaults, not in Normal, which would win over table styles. Colours of the theme are named as
such, so that whoever changes the theme in Word changes them all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from raa_builder.colours import mix
from raa_builder.theme import Pt
from raa_builder.writers.docx.fields import DEEPEST, REFERENCE
from raa_builder.writers.docx.markup import attribute, half_points, twips
from raa_builder.writers.docx.numbering import (
    BOXED_BULLETS,
    BOXED_NUMBERS,
    BOXED_REST,
    BULLETS,
    CALLOUT_LEFT,
    HEADINGS,
    LIST_DEPTH,
    NUMBERS,
    boxed_indent,
    continued_indent,
    continued_style,
    in_callout,
    in_list,
    item_indent,
    list_style,
    number_indent,
)  # fmt: skip
from raa_builder.writers.docx.palette import Tints
from raa_builder.writers.marks import BELOW
from raa_builder.writers.metrics import family
from raa_builder.writers.tables import PADDING_X, PADDING_Y

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from raa_builder.theme import Style, Theme

TABLE = "ReportTable"
SECTION_BREAK = "SectionBreak"
FIGURE, PICTURE, MARKS, COVER_END, WIDE_HEADER = "Figure", "Picture", "Marks", "End", "HeaderWide"
CALLOUT = "Callout"
_PLAIN = "DefaultParagraphFont"
CALLOUT_RIGHT = 8.5  # points, so that the border ends on the margin
_CALLOUT_BAR, _CALLOUT_PADDING = 24, 8  # eighths of a point; points
_BELOW_COVER, _CONTENTS_INDENT = 12, 16  # points
_BELOW_TABLE = "BelowTable"  # how the ids of styles begin that differ by standing there
# what may stand below a table without space above of its own, by its name there
_SPACELESS = {
    "BodyText": "Corpo testo",
    PICTURE: "Immagine",
    "ListBullet": "Punto elenco",
    "ListNumber": "Numero elenco",
    "ListContinue": "Elenco continua",
}
# the styles that Word's gallery offers, in this order: what the office writes with
_OFFERED = ("BodyText", "Heading1", "Heading2", "Heading3", "ListBullet", "ListBullet2", "ListNumber", CALLOUT,
            "Caption", "Strong", "Emphasis", REFERENCE, "Title", "Subtitle")  # fmt: skip
_HAIRLINE, _RULE = 4, 12  # eighths of a point
_LETTERS = 0.85  # size of further rows of a head, where column letters and formulas stand, of the table's
_BOLD = "<w:b/><w:bCs/>"
_WHOLE_WORDS = "<w:suppressAutoHyphens/>"
_KEEP = "<w:keepNext/><w:keepLines/>"
_RIGHT = '<w:jc w:val="right"/>'
_BOTH = '<w:jc w:val="both"/>'


class Entry(NamedTuple):
    """A style: its id, its markup, and the ids of those that it names."""

    identity: str
    markup: str
    needs: tuple[str, ...] = ()


def table_style(role: str, *, small: bool) -> str:
    """Id of the paragraph style of cells: `Text`, `Number`, `Heading`, `Letters`, `Total`, …, `TotalNumber`."""
    return f"Table{role}{'Small' if small else ''}"


def below_table(style: str) -> str:
    """Id of the style that stands for one where it follows a table, whose rows leave no space below them."""
    return f"{_BELOW_TABLE}{style}" if style in _SPACELESS else style


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


def _size(style: Style, share: float = 1) -> str:
    size = half_points(style.size * share)
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _gallery(identity: str) -> str:
    """Whether and where the gallery offers a style; the rest Word applies by itself, or nobody picks."""
    if identity in _OFFERED:
        return f'<w:uiPriority w:val="{_OFFERED.index(identity) + 1}"/><w:qFormat/>'
    return '<w:uiPriority w:val="99"/><w:unhideWhenUsed/>'


def _style(
    identity: str,
    name: str,
    paragraph: str,
    run: str = "",
    *,
    based: str = "Normal",
    follows: str = "",
    own: bool = False,
) -> Entry:
    """A paragraph style.

    Args:
        identity: Its id.
        name: Its name.
        paragraph: What its paragraphs have.
        run: What their text has.
        based: Id of the style that it differs from.
        follows: Id of the style of the paragraph typed after it; its own unless given.
        own: Whether Word does not know it by its name.
    """
    kind = 'w:type="paragraph" w:customStyle="1"' if own else 'w:type="paragraph"'
    following = f'<w:next w:val="{follows}"/>' if follows else ""
    markup = (
        f'<w:style {kind} w:styleId="{identity}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
        f"{following}{_gallery(identity)}<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )
    return Entry(identity, markup, tuple(filter(None, (based, follows))))


class Styles:
    """All styles that a document may use."""

    def __init__(self, theme: Theme, language: str, widest: Sequence[str]) -> None:
        self.theme = theme
        self.widest = widest  # of the numbers of headings at each depth
        self.language = language
        self.styles = theme.styles
        self.colours = theme.colours
        self.tints = Tints(theme)
        self.family = family(theme.faces)
        self.natural = self.family.regular.line_height

    def entries(self, languages: Mapping[tuple[str, str], str]) -> Iterator[Entry]:
        """The styles in their order; `languages` as of a story."""
        groups = (self.text(), self.headings(), self.contents(), self.lists(), self.callouts(), self.furniture())
        for group in (*groups, self.cells(), self.characters(), self.tables()):
            yield from group
        for (tag, based), identity in languages.items():
            name = f"Lingua {tag} {based}".rstrip()
            yield _character(identity, name, f'<w:lang w:val="{tag}"/>', based=based or _PLAIN, own=True)

    def defaults(self) -> str:
        """What all text and paragraphs have that no style says otherwise of."""
        face, tag = attribute(self.theme.faces.family), attribute(self.language)
        return (
            f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" '
            f'w:ascii="{face}" w:eastAsia="{face}" w:hAnsi="{face}" w:cs="{face}"/>'
            f"{self.tints.ink(self.colours.text)}{_size(self.styles.body)}"
            f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
            "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
        )

    # ── pieces ───────────────────────────────────────────────────────────────

    def lines(self, style: Style) -> str:
        """The space around paragraphs, and their lines as a share of the face's own: larger type makes higher lines."""
        share = twips(12 * style.leading / (style.size * self.natural))
        return (
            f'<w:spacing w:before="{twips(style.before)}" w:after="{twips(style.after)}" w:line="{share}" '
            'w:lineRule="auto"/>'
        )

    # ── styles of paragraphs ─────────────────────────────────────────────────

    def text(self) -> Iterator[Entry]:
        """Running text, the cover and notes."""
        styles, colours = self.styles, self.colours
        normal = '<w:name w:val="Normal"/><w:qFormat/>'
        yield Entry("Normal", f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal">{normal}</w:style>')
        yield _style("BodyText", "Body Text", self.lines(styles.body) + _BOTH)
        title = _BOLD + self.tints.ink(colours.heading) + _size(styles.title)
        yield _style("Title", "Title", _KEEP + _WHOLE_WORDS + self.lines(styles.title), title, follows="Subtitle")
        subtitle = self.tints.ink(colours.ink) + _size(styles.subtitle)
        yield _style("Subtitle", "Subtitle", _WHOLE_WORDS + self.lines(styles.subtitle), subtitle, follows="BodyText")
        rule = f"<w:bottom {self.tints.rule(colours.heading, _RULE, 8)}/>"
        for based, name, style in (("Title", "Titolo", styles.title), ("Subtitle", "Sottotitolo", styles.subtitle)):
            end = f"<w:pBdr>{rule}</w:pBdr>{self.lines(replace(style, after=Pt(_BELOW_COVER)))}"
            label = f"{name} a fine copertina"
            yield _style(f"{based}{COVER_END}", label, end, based=based, follows="BodyText", own=True)
        yield _style("FootnoteText", "footnote text", self.lines(styles.note), _size(styles.note))
        for based, name in _SPACELESS.items():
            space = f'<w:spacing w:before="{twips(styles.body.leading)}"/>'
            yield _style(below_table(based), f"{name} dopo tabella", space, based=based, follows=based, own=True)

    def headings(self) -> Iterator[Entry]:
        """Numbered headings and captions."""
        for depth in range(1, DEEPEST + 1):
            style = self.styles.heading(depth + 1)
            level = f'<w:outlineLvl w:val="{depth - 1}"/>'
            paragraph = _KEEP + in_list(HEADINGS, depth - 1) + _WHOLE_WORDS + self.lines(style) + level
            run = _BOLD + self.tints.ink(self.colours.heading) + _size(style)
            yield _style(f"Heading{depth}", f"heading {depth}", paragraph, run, follows="BodyText")
        caption = _KEEP + _WHOLE_WORDS + self.lines(self.styles.caption)
        run = _BOLD + self.tints.ink(self.colours.ink) + _size(self.styles.caption)
        yield _style("Caption", "caption", caption, run, follows="BodyText")

        around = twips(self.styles.body.after)
        figure = f'{_WHOLE_WORDS}<w:spacing w:before="0" w:after="{twips(self.styles.body.leading)}"/>'
        yield _style(FIGURE, "Figura", figure, follows="BodyText", own=True)
        picture = f'{_WHOLE_WORDS}<w:spacing w:before="{around}" w:after="{around}"/>'
        yield _style(PICTURE, "Immagine", picture, follows="BodyText", own=True)
        marks = f'{_KEEP}<w:spacing w:before="0" w:after="{twips(BELOW)}"/>'
        yield _style(MARKS, "Emblema e loghi", marks, follows="Subtitle", own=True)

    def contents(self) -> Iterator[Entry]:
        """The table of contents. Its title is no heading, or it would be numbered and list itself."""
        title = self.styles.heading_3
        run = _BOLD + self.tints.ink(self.colours.heading) + _size(title)
        yield _style("TOCHeading", "TOC Heading", _KEEP + _WHOLE_WORDS + self.lines(title), run, follows="BodyText")
        for depth, widest in enumerate(self.widest, 1):
            style = self.styles.contents_1 if depth == 1 else self.styles.contents_2
            left = 0 if depth == 1 else _CONTENTS_INDENT
            indent = number_indent(widest, style, self.family.face(bold=depth == 1), left)
            run = (_BOLD if depth == 1 else "") + _size(style)
            yield _style(f"TOC{depth}", f"toc {depth}", _WHOLE_WORDS + self.lines(style) + indent, run)

    def lists(self) -> Iterator[Entry]:
        """Bulleted and numbered items, and what continues an item."""
        style, lines = self.styles.bullet, self.lines(self.styles.bullet)
        for level in range(LIST_DEPTH):
            nth = f" {level + 1}" if level else ""
            for ordered, name, number in ((False, "List Bullet", BULLETS), (True, "List Number", NUMBERS)):
                paragraph = in_list(number, level) + lines + item_indent(self.theme, level) + _BOTH
                yield _style(list_style(level, ordered=ordered), name + nth, paragraph, _size(style))
            rest = lines + continued_indent(self.theme, level) + _BOTH
            yield _style(continued_style(level), f"List Continue{nth}", rest, _size(style))

    def callouts(self) -> Iterator[Entry]:
        """Call-outs, and lists in them."""
        style = self.styles.callout
        frame = f'<w:ind w:left="{twips(CALLOUT_LEFT)}" w:right="{twips(CALLOUT_RIGHT)}"/>'
        box = self._box() + self.lines(style) + frame + _BOTH
        yield _style(CALLOUT, "Riquadro", box, _size(style), own=True)
        for level in range(LIST_DEPTH):
            kinds = (
                (list_style(level, ordered=False), "punto elenco", BOXED_BULLETS),
                (list_style(level, ordered=True), "numero elenco", BOXED_NUMBERS),
                (continued_style(level), "elenco continua", BOXED_REST),
            )
            for identity, name, number in kinds:
                label = f"Riquadro {name} {level + 1}" if level else f"Riquadro {name}"
                item = in_list(number, level) + self.lines(self.styles.bullet) + boxed_indent(self.theme, level)
                yield _style(in_callout(identity), label, item, _size(self.styles.bullet), based=CALLOUT, own=True)

    def _box(self) -> str:
        edge = self.tints.rule(self.colours.pale, _HAIRLINE, _CALLOUT_PADDING)
        bar = self.tints.rule(self.colours.ink, _CALLOUT_BAR, _CALLOUT_PADDING)
        sides = f"<w:top {edge}/><w:left {bar}/><w:bottom {edge}/><w:right {edge}/>"
        return f"<w:pBdr>{sides}</w:pBdr>{self.tints.ground(self.colours.pale)}"

    def furniture(self) -> Iterator[Entry]:
        """Running head and foot, the mark of a draft, and the paragraph that ends a section."""
        style = self.styles.running
        run = self.tints.ink(self.colours.muted) + _size(style)
        rule = f"<w:pBdr><w:bottom {self.tints.rule(self.colours.hairline, _HAIRLINE, 4)}/></w:pBdr>"
        upright, turned = (twips(self.theme.page.measure(landscape=wide)) for wide in (False, True))
        tab, wide_tab = (f'<w:tab w:val="right" w:pos="{edge}"/>' for edge in (upright, turned))
        head = f"{rule}<w:tabs>{tab}</w:tabs>{_WHOLE_WORDS}{self.lines(style)}"
        yield _style("Header", "header", head, run)
        wide = f'<w:tabs><w:tab w:val="clear" w:pos="{upright}"/>{wide_tab}</w:tabs>'
        yield _style(WIDE_HEADER, "Intestazione orizzontale", wide, based="Header", own=True)
        yield _style("Footer", "footer", _WHOLE_WORDS + self.lines(style) + _RIGHT, run)
        draft = _BOLD + self.tints.ink(self.colours.heading) + _size(self.styles.subtitle)
        centred = _WHOLE_WORDS + self.lines(self.styles.subtitle) + '<w:jc w:val="center"/>'
        yield _style("Draft", "Bozza", centred, draft, own=True)
        tiny = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        yield _style(SECTION_BREAK, "Fine sezione", tiny, '<w:sz w:val="2"/><w:szCs w:val="2"/>', own=True)

    def cells(self) -> Iterator[Entry]:
        """The text of tables, in two sizes."""
        for small in (False, True):
            style = self.styles.table_small if small else self.styles.table
            for role, name, align in _CELLS:
                head, letters = role.startswith(("Heading", "Letters")), role.startswith("Letters")
                keep = "<w:keepNext/>" if head else ""
                run = _BOLD if role.startswith(("Heading", "Total")) else ""
                run += (self.tints.ink(self.colours.white) if head else "") + _size(style, _LETTERS if letters else 1)
                identity = table_style(role, small=small)
                label = f"{name} piccolo" if small else name
                yield _style(identity, label, keep + _WHOLE_WORDS + self.lines(style) + align, run, own=True)

    # ── styles of characters and tables ──────────────────────────────────────

    def characters(self) -> Iterator[Entry]:
        """Emphasis, links and references."""
        name = '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
        default = f'<w:style w:type="character" w:default="1" w:styleId="{_PLAIN}">{name}</w:style>'
        yield Entry(_PLAIN, default)
        link = self.tints.link(self.colours.heading)
        yield _character("Strong", "Strong", _BOLD)
        yield _character("Emphasis", "Emphasis", "<w:i/><w:iCs/>")
        yield _character("Hyperlink", "Hyperlink", link + '<w:u w:val="single"/>')
        yield _character(REFERENCE, "Rimando", link, own=True)
        yield _character("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>')

    def tables(self) -> Iterator[Entry]:
        """Hairlines between rows, head on ink, total on the pale ground; no vertical rules.

        Every other row has a ground too for those who ask Word for it; the tables written here don't.
        """
        plain = (
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
            '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        )
        yield Entry("TableNormal", plain)
        line = self.tints.rule(self.colours.hairline, _HAIRLINE)
        ink = self.tints.rule(self.colours.ink, _HAIRLINE * 2)
        band = mix(self.colours.pale, self.colours.white, 0.5)
        x, y = twips(PADDING_X), twips(PADDING_Y)
        margins = "".join(
            f'<w:{side} w:w="{w}" w:type="dxa"/>' for side, w in (("top", y), ("left", x), ("bottom", y), ("right", x))
        )
        report = (
            f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE}"><w:name w:val="Tabella della relazione"/>'
            '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="40"/><w:qFormat/><w:tblPr>'
            f"<w:tblBorders><w:top {ink}/><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
            f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
            f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom {ink}/></w:tcBorders>'
            f'{self.tints.ground(self.colours.ink)}<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
            f'<w:tblStylePr w:type="band2Horz"><w:tcPr>{self.tints.ground(band)}</w:tcPr></w:tblStylePr>'
            f'<w:tblStylePr w:type="lastRow"><w:tcPr>{self.tints.ground(self.colours.pale)}</w:tcPr></w:tblStylePr>'
            "</w:style>"
        )
        yield Entry(TABLE, report, ("TableNormal",))


def _character(identity: str, name: str, run: str, *, based: str = _PLAIN, own: bool = False) -> Entry:
    kind = 'w:type="character" w:customStyle="1"' if own else 'w:type="character"'
    markup = (
        f'<w:style {kind} w:styleId="{identity}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
        f"{_gallery(identity)}<w:rPr>{run}</w:rPr></w:style>"
    )
    return Entry(identity, markup, (based,))
