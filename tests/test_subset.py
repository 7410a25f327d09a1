# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the closed subset of HTML: what is outside it is refused, with the template and the line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raa_builder.compose.subset import ATTRIBUTES, MARK, Element, mark_lines, parse
from raa_builder.errors import ExitCode, TemplateError

NAME = "sintesi.html.j2"
PIECES = [
    "<p>",
    "</p>",
    "<a href='x'>",
    "{{ x }}",
    "{% if x %}",
    "{#\n\n<p>\n#}",
    "{{ {\n} }}",
    "\n",
    "a < b",
    "<br/>",
    " ",
    "<em",
]


def tree(source: str) -> Element:
    """The tree of a source without Jinja, with its lines marked."""
    return parse(mark_lines(source, NAME), NAME)


def names(element: Element) -> list[object]:
    """The tags below an element as nested lists, texts as they are."""
    return [child if isinstance(child, str) else [child.tag, *names(child)] for child in element.children]


@pytest.mark.parametrize(
    "tag",
    ["div", "b", "i", "u", "font", "h4", "h6", "script", "style", "iframe", "svg", "object", "form", "html", "x-y"],
)
def test_an_element_outside_the_subset_is_named_with_its_line(tag):
    """Whoever edits the template is told where, and what is allowed."""
    with pytest.raises(
        TemplateError, match=rf"{NAME}, riga 3: l'elemento <{tag}> non è ammesso; sono ammessi h1"
    ) as caught:
        tree(f"<p>uno</p>\n\n<section><{tag}>x</{tag}></section>")
    assert caught.value.exit_code is ExitCode.TEMPLATE


@pytest.mark.parametrize("attribute", ["style", "class", "onclick", "href", "data-x", "hidden"])
def test_an_attribute_outside_the_subset_is_named_with_its_line(attribute):
    """Looks belong to the theme, and nothing runs."""
    with pytest.raises(TemplateError, match=rf"riga 2: l'attributo «{attribute}» non è ammesso in <p>"):
        tree(f"\n<p {attribute}='x'>uno</p>")


@pytest.mark.parametrize("tag", ATTRIBUTES)
def test_every_element_of_the_subset_takes_its_attributes_and_an_id(tag):
    """The list is the contract with who edits templates."""
    attributes = " ".join(f'{name}="x"' for name in (*ATTRIBUTES[tag], "id"))
    (element,) = tree(f"<{tag} {attributes}/>").elements()
    assert element.tag == tag
    assert set(element.attributes) == {*ATTRIBUTES[tag], "id"}
    assert element.place == f"{NAME}, riga 1"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("<p>\n<em>x</p>", "riga 2: </p> chiude un elemento che non è aperto qui"),
        ("<p>x</em></p>", "riga 1: </em> chiude"),
        ("</p>", "</p> chiude"),
        ("<section>\n<p>x", "riga 2: l'elemento <p> non è chiuso"),
        ("<section>\n", "riga 1: l'elemento <section> non è chiuso"),
        ("<!DOCTYPE html><p>x</p>", "DOCTYPE html>» non è ammesso"),
        ("<?xml version='1.0'?>", "non è ammesso"),
    ],
)
def test_what_is_not_closed_where_it_should_be_is_named(source, message):
    """A browser would guess; here it is an error."""
    with pytest.raises(TemplateError, match=re.escape(message)):
        tree(source)


def test_what_is_right_becomes_a_tree():
    """Comments vanish, characters are read, a line break has no end, capitals do not matter."""
    found = names(tree("<!-- no --><P>1 &lt; 2 &amp; <Em>tre</Em><br>quattro<br/></P>"))
    assert found == [["p", "1 < 2 & ", ["em", "tre"], ["br"], "quattro", ["br"]]]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_marks_change_neither_lines_nor_anything_else(source):
    """Without its marks the source is what it was, so what Jinja says of a line holds."""
    marked = mark_lines(source, NAME)
    assert re.sub(rf' {MARK}="[^"]*"', "", marked) == source
    assert marked.count("\n") == source.count("\n")


@given(st.lists(st.sampled_from(["\n", "{#\n\n#}", "{% set x =\n 1 %}", "{{ x\n}}", "<p>y</p>"]), max_size=12))
def test_an_element_is_marked_with_the_line_on_which_it_stands(pieces):
    """Also after instructions that run over several lines."""
    source = "".join(pieces) + "<h2>qui</h2>"
    line = source.count("\n") + 1
    assert f'<h2 {MARK}="{NAME}, riga {line}">' in mark_lines(source, NAME)


def test_what_stands_inside_an_instruction_is_not_marked():
    """A mark there would change what Jinja reads."""
    source = '{{ "<p>" }}{# <p> #}{% set x = "<em>" %}'
    assert mark_lines(source, NAME) == source
