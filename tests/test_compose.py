# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the composition: errors that name template and line, the sandbox, and texts that are printed as typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import axis, composed, entry, finance, indicator, initiative, lines, narrative, prose, report

from raa_builder.document import Abbreviation, Callout, Data, Inline, Paragraph, Strong, Text, walk
from raa_builder.errors import ExitCode, TemplateError
from raa_builder.findings import Acceptance, Rules
from raa_builder.model import IndicatorKind, TextSection

if TYPE_CHECKING:
    from pathlib import Path

    from raa_builder.document import Document

TITLE = "<h1>Titolo</h1>\n"


def office(folder: Path, **templates: str) -> Path:
    """A folder of the office with these templates, `sintesi` being the main one."""
    for name, source in templates.items():
        (folder / f"{name}.html.j2").write_text(source, encoding="utf-8")
    return folder


def words(folder: Path, sintesi: str, **others: str) -> str:
    """What the templates print for the usual report, after the title."""
    text = prose(report(), office(folder, sintesi=TITLE + sintesi, **others))
    return text.removeprefix("Titolo\n")


def figures(document: Document) -> list[Data]:
    """The figures of the paragraphs."""
    found: list[Inline] = []
    for block in walk(document.blocks):
        if isinstance(block, Paragraph):
            found += block.content
    return [inline for inline in found if isinstance(inline, Data)]


# ── errors of templates ──────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{% if x %}", "riga 2: "),
        ("\n{{ 1 +* 2 }}", "riga 3: "),
        ("\n\n<p>{{ assente }}</p>", "riga 4: "),
        ("<p>{{ report.assente }}</p>", "riga 2: "),
        ("<p>{{ report.programme.name.assente.ancora }}</p>", "riga 2: "),
        ("{% set x =\n 1 %}\n<p>{{ assente }}</p>", "riga 4: "),
        ("<p>{{ 1 | assente }}</p>", "riga 2: "),
        ("<p>{{ 1 / 0 }}</p>", "riga 2: "),
        ("<p>{{ none.x }}</p>", "riga 2: "),
        ("<p>{{ 'x' | euro }}</p>", "riga 2: "),
        ("<p>{{ testi(report, 'Sezione che non esiste') }}</p>", "riga 2: "),
        ("{#\n#}\n{% set x =\n1 %}<p>\n<div>x</div></p>", "riga 6: l'elemento <div>"),
        ("{% macro m() %}\n<b>x</b>{% endmacro %}\n<p>{{ m() }}</p>", "riga 3: l'elemento <b>"),
        ("{% for n in [1] %}\n{% set x %}\n<b>x</b>{% endset %}<p>{{ x }}</p>{% endfor %}", "riga 4: l'elemento <b>"),
        ("\n<p>non chiuso", "riga 3: l'elemento <p> non è chiuso"),
        ('<p><a href="#nulla"></a></p>', "il rimando «#nulla» non trova il suo oggetto"),
        ('<p><a role="doc-noteref" href="#nulla"></a></p>', "la nota «#nulla» non esiste"),
        ("<h3>x</h3>", "il titolo «x» salta un livello"),
        ("<h1>un altro</h1>", "serve un solo <h1>"),
    ],
)
def test_an_error_names_the_template_and_its_line(tmp_path: Path, source: str, message: str):
    """Whatever is wrong in a template, from a slip of syntax to a dead reference."""
    with pytest.raises(TemplateError, match=rf"^sintesi\.html\.j2(, |: ){re.escape(message)}") as caught:
        composed(report(), office(tmp_path, sintesi=TITLE + source))
    assert caught.value.exit_code is ExitCode.TEMPLATE


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("\n<div>x</div>", 2),
        ("{% set x =\n\n1 %}\n<p>{{ assente }}</p>", 4),
        ("\n{% if %}", 2),
        ("{# uno\ndue #}<p><em>x</p>", 2),
    ],
)
def test_an_error_in_an_included_template_names_that_one(tmp_path: Path, part: str, line: int):
    """Its own line, not that of the template which includes it."""
    with pytest.raises(TemplateError, match=rf"^parte\.html\.j2, riga {line}: "):
        words(tmp_path, "\n\n{% include 'parte.html.j2' %}", parte=part)


def test_an_included_template_may_have_any_name(tmp_path: Path):
    """Its errors are named all the same."""
    (tmp_path / "parte.html").write_text("\n<p>{{ assente }}</p>", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"^parte\.html, riga 2: "):
        words(tmp_path, "{% include 'parte.html' %}")


@pytest.mark.parametrize("name", ["manca.html.j2", "../../etc/passwd", "/etc/passwd"])
def test_an_included_template_must_stand_in_a_folder_of_templates(tmp_path: Path, name: str):
    """One that is not there is named; nothing outside the folders is read."""
    with pytest.raises(TemplateError, match=re.escape(name.lstrip("./"))):
        words(tmp_path, f"{{% include '{name}' %}}")


def test_a_template_that_is_not_utf_8_is_named(tmp_path: Path):
    """An editor may have saved it otherwise."""
    (tmp_path / "sintesi.html.j2").write_bytes("<h1>Attività</h1>".encode("latin-1"))
    with pytest.raises(TemplateError, match=r"sintesi\.html\.j2 non si può leggere"):
        composed(report(), tmp_path)


@pytest.mark.parametrize(
    "source",
    [
        "{{ report.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ report.finance.__init__.__globals__ }}",
        "{{ testi.__func__.__globals__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ (report | attr('__class__')) }}",
        "{{ '{0.__class__}'.format(report) }}",
        "{% for n in range(10 ** 9) %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include 'sintesi.html.j2' %}",
    ],
)
def test_a_template_cannot_reach_into_the_program(tmp_path: Path, source: str):
    """Templates run in a sandbox, and one that never ends is an error of its own."""
    with pytest.raises(TemplateError, match=r"^sintesi\.html\.j2, riga 2: "):
        words(tmp_path, f"<p>{source}</p>")


# ── the office's own templates ───────────────────────────────────────────────


def test_templates_of_the_office_win_file_by_file(tmp_path: Path):
    """What its folder holds is taken from there, what it lacks from the program."""
    (tmp_path / "sigle.toml").write_text('[sigle]\nOccupazione = "lavoro"\n', encoding="utf-8")
    text = narrative(TextSection.STRATEGY, "Occupazione")
    document = composed(report(axis(texts=(text,))), tmp_path)
    (callout,) = (block for block in walk(document.blocks) if isinstance(block, Callout))
    assert callout.blocks == (Paragraph((Abbreviation("lavoro", (Text("Occupazione"),)),)),)
    assert "Premessa" in "\n".join(lines(document))


def test_the_main_template_may_be_the_offices(tmp_path: Path):
    """Its words are printed, and its figures keep their cells."""
    folder = office(tmp_path, sintesi=TITLE + "<p>{{ report.finance.commitments | mln }}</p>")
    document = composed(report(), folder)
    assert lines(document) == ["Titolo", "60 Mln€"]
    (printed,) = figures(document)
    assert printed.figure is not None
    assert [str(cell) for cell in printed.figure.cells] == ["Finanza!E6"]


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("{{ report.axes[0].finance.payments | euro }}", "50.000.000,00 €"),
        ("{{ quota(report.finance.commitments, report.finance.programmed) | percento(2) }}", "75,00%"),
        ("{{ quota(report.finance.commitments, none) | percento }}", "n.d."),
        ("{{ quota(report.finance.commitments, none) | percento(0, '–') }}", "–"),
        ("{{ report.participants.total | intero | al }}", "al 1.000"),
        ("{{ report.participants.disabled | oltre }}", "30"),
        ("{{ report.participants.vulnerable | oltre }}", "170"),
        ("{{ report.participants.women | oltre }}", "470"),
        ("{{ ['a', '<b>'] | elenco }}", "a e <b>"),
        ("{{ 3 | lettere }} {{ 1 | plurale('progetto', 'progetti') }}", "tre progetto"),
        ("{{ report.programme.authority | dal | maiuscola }}", "Da Regione Esempio"),
        ("{{ '<b>' | del }}", "del <b>"),
    ],
)
def test_the_filters_print_as_the_head_of_the_template_says(tmp_path: Path, source: str, printed: str):
    """Each in its Italian form; what is not markup is printed as it stands."""
    assert words(tmp_path, f"<p>{source}</p>") == printed


# ── texts of the workbook ────────────────────────────────────────────────────

EVIL = [
    "<b>grassetto</b>", "<script>alert(1)</script>", "{{ 7 * 7 }}", "{% for x in y %}", "{# niente #}", "&amp; & &lt;",
    "\"virgolette\" 'apici'", "</p></section>", "<!-- x -->", "<![CDATA[x]]>", "<?x?>", "{{ report.__class__ }}",
    "\\n \\", "%s %(x)s {0} {x}", '<data data-figure="0">9</data>', "&#39; &nbsp; &#x0;",
]  # fmt: skip
TYPED = st.one_of(
    st.sampled_from(EVIL),
    st.text("<>&\"'{}%#/! ab1=;-\\", max_size=30),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=30),
)


def plain_spaces(text: str) -> str:
    """White space as single spaces."""
    return " ".join(text.split())


@given(TYPED)
def test_what_officials_type_is_printed_as_typed_and_never_run(typed: str):
    """Names, titles and texts may hold anything that looks like HTML or Jinja: it is text, wherever it stands."""
    marked = f"x{typed}x"
    doubled = marked.replace("{", "{{").replace("}", "}}")
    whole = report(
        axis(
            name=marked,
            objective=marked,
            scope=marked,
            vulnerable_scope=marked,
            texts=tuple(narrative(section, doubled) for section in (TextSection.STRATEGY, TextSection.NOTES)),
            initiatives=(initiative(marked, doubled),),
            indicators=(indicator(marked), indicator(marked, kind=IndicatorKind.RESULT, priority=marked)),
        ),
        texts=(narrative(TextSection.PREAMBLE, doubled),),
        authority=marked,
        fund=marked,
        full_name=marked,
        website=marked,
        website_section=marked,
        accessibility_contact=marked,
    )
    text = plain_spaces(prose(whole))
    wanted = plain_spaces(marked)
    assert text.count(wanted) >= 20


def test_an_unknown_placeholder_is_printed_with_its_braces():
    """In a draft one sees what was typed; nothing is evaluated."""
    typed = "{Impengi} e {7 * 7} e {% x %} e {report.programme}"
    assert typed in prose(report(texts=(narrative(TextSection.PREAMBLE, typed),)), draft=True)


def test_placeholders_are_printed_as_figures_with_their_cells():
    """Of the row's axis in its texts, of the programme in the programme's."""
    texts = (narrative(TextSection.NOTES, "Impegni {Impegni}, {Impegni €}, {Impegni %}, {Maschi}, {Maschi %}."),)
    whole = report(axis("I", texts=texts), axis("II"), texts=texts)
    text = prose(whole)
    assert "Impegni 60 Mln€, 60.000.000,00 €, 75%, 530, 53%." in text
    assert "Impegni 120 Mln€, 120.000.000,00 €, 75%, 1.060, 53%." in text
    assert any(
        [str(cell) for cell in printed.figure.cells] == ["Destinatari!E4", "Destinatari!E5"]
        for printed in figures(composed(whole))
        if printed.figure and printed.text == "53%"
    )


def test_a_text_is_cut_into_paragraphs_and_lists():
    """A blank line parts paragraphs, a dash or a bullet begins an item, other line ends are kept."""
    typed = "uno\nstesso\n\ndue\n- tre\n• quattro\n– cinque\nsei\n* sette\n◦\u00a0\u00a0otto\n*nove\u00a0\u00a0dieci"
    document = composed(report(texts=(narrative(TextSection.PREAMBLE, typed),)))
    found = lines(document)
    start = found.index("uno stesso")
    assert found[start : start + 9] == [
        "uno stesso", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "*nove dieci"
    ]  # fmt: skip


def test_the_title_of_an_initiative_is_printed_strong():
    """And its description follows as typed."""
    (paragraph,) = (
        block
        for block in walk(composed(report(axis(initiatives=(initiative("Dote", ", per tutti"),)))).blocks)
        if isinstance(block, Paragraph) and block.content and isinstance(block.content[0], Strong)
    )
    assert "".join(getattr(inline, "text", "") for inline in paragraph.content[1:]) == ", per tutti."


# ── what the document says of itself ─────────────────────────────────────────


def test_the_document_carries_title_programme_and_date():
    """The date is the reference date, so that the same report gives the same bytes."""
    metadata = composed(report()).metadata
    assert (metadata.title, metadata.programme, metadata.author, metadata.language) == (
        "Sintesi della Relazione di attuazione annuale 2019",
        "POR FSE 2014-2020",
        "Regione Esempio",
        "it-IT",
    )
    assert metadata.day.isoformat() == "2019-12-31"


def test_only_a_draft_lists_its_findings():
    """With rule, cell and remedy; the published summary never does."""
    finding = Rules.REQUIRED.found(entry("x").cell, "Impegni: manca.", "Scrivere l'importo.")
    whole = report(axis(finance=finance(100, 80)))
    assert "errore RAA201, Testi!E4: Impegni: manca. Scrivere l'importo." in prose(
        whole, draft=True, findings=(finding,)
    )
    accepted = finding.accepted(Acceptance("D01", "Anna Rossi", "Verificato", None))
    assert "accettata RAA201, Testi!E4" in prose(whole, draft=True, findings=(accepted,))
    assert "RAA201" not in prose(whole, findings=(finding,))
    assert composed(whole, draft=True).draft
