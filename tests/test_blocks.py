# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the way from the tree of a template to the blocks of a document."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raa_builder.cells import Cell, Figure
from raa_builder.compose.blocks import Builder
from raa_builder.compose.subset import mark_lines, parse
from raa_builder.document import (
    Abbreviation,
    Block,
    BulletList,
    Callout,
    Chart,
    ChartKind,
    Contents,
    Cover,
    CrossReference,
    Data,
    Emblem,
    Emphasis,
    Foreign,
    Heading,
    Inlines,
    Link,
    NoteReference,
    Paragraph,
    Scope,
    Section,
    Strong,
    Superscript,
    Table,
    Text,
    plain,
)
from raa_builder.errors import TemplateError

FIGURE = Figure(Decimal("1.5"), (Cell("Finanza", 4, 5),))
HEAD = '<thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
BODY = '<tbody><tr><th scope="row">x</th><td><data data-figure="0">1,5</data></td></tr></tbody>'


def built(html: str) -> tuple[Block, ...]:
    """The blocks of a source without Jinja."""
    return Builder([FIGURE]).blocks(parse(mark_lines(html, "prova.j2"), "prova.j2"))


def inlines(html: str) -> Inlines:
    """The inlines of one paragraph."""
    (paragraph,) = built(f"<p>{html}</p>")
    assert isinstance(paragraph, Paragraph)
    return paragraph.content


@pytest.mark.parametrize(
    ("html", "inline"),
    [
        ("<strong>x</strong>", Strong((Text("x"),))),
        ("<em>x</em>", Emphasis((Text("x"),))),
        ("<sup>x</sup>", Superscript((Text("x"),))),
        ('<a href="https://x.it">x</a>', Link("https://x.it", (Text("x"),))),
        ('<a href="#tab-2"></a>', CrossReference("tab-2")),
        ('<a href="#tab-2">la tabella</a>', CrossReference("tab-2", "la tabella")),
        ('<a role="doc-noteref" href="#nota"></a>', NoteReference("nota")),
        ('<abbr title="maschi">M</abbr>', Abbreviation("maschi", (Text("M"),))),
        ('<span lang="en">start-up</span>', Foreign("en", (Text("start-up"),))),
        ('<data data-figure="0" value="1.5">1,5</data>', Data("1,5", FIGURE)),
        ("<data>n.d.</data>", Data("n.d.", None)),
    ],
)
def test_each_inline_has_its_element(html, inline):
    """What the office writes in the template is what the writers get."""
    assert inlines(html) == (inline,)


@pytest.mark.parametrize(
    ("html", "block"),
    [
        ('<h2 id="a">x</h2>', Heading(2, (Text("x"),), "a")),
        ("<aside><p>x</p></aside>", Callout((Paragraph((Text("x"),)),))),
        ("<section><p>x</p></section>", Section((Paragraph((Text("x"),)),))),
        ('<header role="doc-cover"><p>x</p></header>', Cover((Paragraph((Text("x"),)),))),
        ('<section role="doc-toc">Indice</section>', Contents("Indice")),
        ('<img src="emblema" alt="Unione europea – Fondo">', Emblem(("Unione europea", "Fondo"))),
        ("<ol><li>x</li></ol>", BulletList(((Paragraph((Text("x"),)),),), ordered=True)),
    ],
)
def test_each_block_has_its_element(html, block):
    """Headings keep their id, lists know whether they are numbered."""
    assert built(html) == (block,)


def test_an_item_holds_its_text_and_then_what_stands_below_it():
    """A list within a list, and a paragraph after it."""
    (outer,) = built("<ul><li>uno <em>due</em>:<ul><li>tre</li></ul><p>quattro</p></li></ul>")
    assert isinstance(outer, BulletList)
    first, below, last = outer.items[0]
    assert [plain(block.content) for block in (first, last)] == ["uno due:", "quattro"]
    assert isinstance(below, BulletList)


# ── what holds nothing ───────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "html",
    [
        "", "<p></p>", "<p> \n </p>", "<p><strong> </strong></p>", "<p><br></p>", "<p><em><br></em> <br></p>",
        "<h2></h2>", "<ul></ul>", "<ul><li></li> <li> </li></ul>", "<section> <p></p> </section>",
        "<header role='doc-cover'></header>",
        "<aside><ul><li></li></ul></aside>", f"<table>{HEAD}<tbody></tbody></table>", f"<table>{HEAD}</table>",
        f'<figure data-chart="bar"><figcaption>x</figcaption><table>{HEAD}<tbody></tbody></table></figure>',
    ],
)  # fmt: skip
def test_what_holds_nothing_leaves_no_trace(html):
    """A section without texts in the workbook does not print an empty one."""
    assert built(html) == ()


def test_empty_inlines_leave_no_trace_either():
    """Nor does the white space around them double."""
    assert inlines("<strong></strong> uno <em> </em> due<br> ") == (Text("uno "), Text("due"))


def test_zero_is_not_nothing():
    """A paragraph of one figure stays."""
    assert len(built("<p><data>0</data></p>")) == 1


@given(st.lists(st.sampled_from(["a", " ", "\n", "\t", "<em>b</em>", "<em> c </em>", "&nbsp;"]), max_size=12))
def test_white_space_collapses_as_in_a_browser(pieces):
    """Runs of it become one space, even over elements; none stands at either end; no-break spaces are kept."""
    html = "".join(pieces)
    text = plain(inlines(f"x{html}x"))
    typed = html.replace("<em>", "").replace("</em>", "").replace("&nbsp;", "\u00a0")
    kept = typed.replace("\n", " ").replace("\t", " ")
    while "  " in kept:
        kept = kept.replace("  ", " ")
    assert text == f"x{kept}x"


def test_words_of_the_template_get_their_no_break_spaces():
    """As the officials' words do."""
    assert inlines("al 31 dicembre 2019") == (Text("al 31\u00a0dicembre\u00a02019"),)


def test_a_figure_that_ends_with_a_dot_ends_the_sentence():
    """«n.d..» would be one too many, and the next sentence keeps its own."""
    content = inlines("pari a <data>n.d.</data>. Poi <data>1</data>.")
    assert plain(content) == "pari a n.d. Poi 1."


# ── tables and figures ───────────────────────────────────────────────────────


def test_a_table_has_its_parts():
    """Caption, head, body, foot, scopes, spans, and whether it may turn to landscape."""
    foot = '<tfoot><tr><th scope="row" colspan="2">Totale</th></tr></tfoot>'
    (table,) = built(f'<table id="t" data-wide><caption>Titolo</caption>{HEAD}{BODY}{foot}</table>')
    assert isinstance(table, Table)
    assert (plain(table.caption), table.id, table.wide, table.width) == ("Titolo", "t", True, 2)
    assert [cell.scope for cell in table.head[0]] == [Scope.COLUMN, Scope.COLUMN]
    assert [cell.scope for cell in table.body[0]] == [Scope.ROW, None]
    assert table.foot[0][0].colspan == 2
    assert table.numeric_columns() == {1}


def test_a_figure_is_a_table_with_the_caption_of_the_figure():
    """The table of a figure is its accessible alternative."""
    (chart,) = built(
        f'<figure id="f" data-chart="divided"><figcaption>Titolo</figcaption><table>{HEAD}{BODY}</table></figure>'
    )
    assert isinstance(chart, Chart)
    assert (chart.kind, chart.id, plain(chart.caption)) == (ChartKind.DIVIDED, "f", "Titolo")
    assert chart.table.caption == chart.caption


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("\nsciolto", "«sciolto» sta fuori da un paragrafo"),
        ("<section>\nsciolto</section>", "riga 1: il testo «sciolto» sta fuori"),
        ("<em>x</em>", "riga 1: <em> non può stare qui"),
        ("\n<p><ul></ul></p>", "riga 2: <ul> non può stare dentro <p>"),
        ("<ul>\n<p>x</p></ul>", "riga 2: <p> non può stare in <ul>"),
        ("<ul>x<li>y</li></ul>", "riga 1: in <ul> stanno solo elementi <li>"),
        ("<p><a>x</a></p>", "<a> vuole l'attributo href"),
        ("<p><abbr>x</abbr></p>", "<abbr> vuole l'attributo title"),
        ("<p><span>x</span></p>", "<span> vuole l'attributo lang"),
        ("<table><tr><td>x</td></tr></table>", "<tr> non può stare in <table>"),
        (f"<table>{HEAD}<tbody>\n<td>x</td></tbody></table>", "riga 2: <td> non può stare in <tbody>"),
        (f"<table>{HEAD}<tbody><tr>x<td>y</td></tr></tbody></table>", "in <tr> stanno solo elementi <th> o <td>"),
        (f"<table>{BODY}</table>", "una tabella vuole <thead>"),
        ("<table><thead><tr><th>A</th></tr></thead></table>", "<th> vuole scope=col o scope=row"),
        (f"<table>{HEAD}<tbody><tr><td>x</td></tr></tbody></table>", "non hanno tutte 2 colonne"),
        (f'<table>{HEAD}<tbody><tr><td colspan="3">x</td></tr></tbody></table>', "non hanno tutte 2 colonne"),
        (f'<table>{HEAD}<tbody><tr><td rowspan="2">x</td><td>y</td></tr></tbody></table>', "non hanno tutte 2 colonne"),
        (f'<table>{HEAD}<tbody><tr><td colspan="0">x</td></tr></tbody></table>', "colspan vuole un numero, non «0»"),
        (
            f'<table>{HEAD}<tbody><tr><td colspan="due">x</td></tr></tbody></table>',
            "colspan vuole un numero, non «due»",
        ),
        ('<figure data-chart="torta"></figure>', "data-chart può essere bar o divided"),
        (f'<figure data-chart="bar"><table>{HEAD}{BODY}</table></figure>', "<figure> vuole <figcaption>"),
        ('<figure data-chart="bar"><figcaption>x</figcaption><p>y</p></figure>', "<p> non può stare in <figure>"),
        ('<aside role="doc-footnote">x</aside>', "una nota vuole un id suo"),
        ('<aside role="doc-footnote" id="a">x</aside>' * 2, "una nota vuole un id suo"),
    ],
)
def test_what_stands_where_it_may_not_is_named(html, message):
    """Nothing is passed over in silence: what would not print is an error with its line."""
    with pytest.raises(TemplateError) as caught:
        built(html)
    assert message in caught.value.message
