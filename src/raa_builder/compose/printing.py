# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What templates call: filters that print figures, Italian grammar, and the officials' texts with their placeholders.

Filters return markup. A figure becomes `<data>`, numbered so that the document keeps it with the cells it came from.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from raa_builder import italian
from raa_builder.cells import Entry, Figure
from raa_builder.compose.lines import Kind, runs
from raa_builder.model import Indicator, Initiative, InitiativeState, PriorityAxis, Report, TextSection, Unit
from raa_builder.placeholders import Catalogue, Form, Placeholder, Unknown, Value, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from decimal import Decimal

    from raa_builder.compose.glossary import Glossary
    from raa_builder.model import Narrative

MISSING = "n.d."
_CLOSED = tuple(".;:!?…")
_JOINS_WITHOUT_SPACE = tuple(",;:.)")
# what looks like a figure but is none: years, ranges of years, dates, numbers of acts
_NO_FIGURE = re.compile(
    r"\b(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)?\d\d)?\b"
    r"|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"
    r"|\bn\.\s*\d+(?:/\d+)?"
    r"|\b\d+\s*[-–]\s*\d+\s+anni\b"
)
_EXACT: dict[Unit, Callable[[Decimal], str]] = {
    Unit.EURO: italian.euro,
    Unit.NUMBER: italian.as_given,
    Unit.PERCENT: italian.percent_as_given,
}
_DIFFERENCE = _EXACT | {Unit.PERCENT: italian.points}


class Printer:
    """The filters and functions of the templates, for one report.

    Attributes:
        figures: The figures printed so far; `data-figure` is an index into them.
    """

    def __init__(self, report: Report, glossary: Glossary) -> None:
        self.figures: list[Figure | None] = []
        self._report = report
        self._glossary = glossary

    def filters(self) -> dict[str, Callable[..., object]]:
        """The filters by their names in the templates."""
        return {
            "euro": self.euro,
            "mln": self.millions,
            "intero": self.count,
            "numero": self.as_given,
            "percento": self.percent,
            "esatto": self.exact,
            "scarto": self.difference,
            "variazione": self.change,
            "valore": self.measure,
            "data": italian.long_date,
            "data_breve": italian.short_date,
            "oltre": self.floor,
            "scritto": lambda entry: self._glossary.marked(str(entry)),
            "lettere": _in_letters,
            "plurale": _plural,
            "plurale_di": italian.plural_of,
            "un": italian.indefinite,
            "a": italian.to,
            "in_ambito": italian.within,
            **{name: _with_article(name) for name in ("il", "al", "del", "dal", "nel", "sul")},
            **{name: _with_plural_article(name) for name in ("i", "dei", "ai")},
            "elenco": _listed,
            "chiudi": _closed,
            "con": _with_addition,
            "maiuscola": _upper_first,
            "a_capo": _broken,
        }

    def functions(self) -> dict[str, Callable[..., object]]:
        """The functions by their names in the templates."""
        return {
            "testi": self.texts,
            "testi_senza_elenco": self.unplaced_texts,
            "voce": self.initiative,
            "nomina_cifre": names_figures,
            "decimali": _needed_decimals,
            "quota": _ratio,
        }

    # ── figures ──────────────────────────────────────────────────────────────

    def euro(self, figure: Figure | None, decimals: int = 2) -> Markup:
        """`1.234.567,89 €`."""
        return self._data(figure, lambda value: italian.euro(value, decimals))

    def millions(self, figure: Figure | None) -> Markup:
        """`829,3 Mln€`, rounded as the edition says."""
        return self._data(figure, lambda value: italian.millions(value, self._report.programme.rounding))

    def count(self, figure: Figure | None) -> Markup:
        """`385.423`."""
        return self._data(figure, italian.number)

    def as_given(self, figure: Figure | None) -> Markup:
        """A number with the decimals that it has, at most two."""
        return self._data(figure, italian.as_given)

    def percent(self, ratio: Figure | None, decimals: int = 0, without: str = MISSING) -> Markup:
        """`36,89%` of a ratio; `without` stands for one that has no meaning, such as a share of nothing."""
        return self._data(ratio, lambda value: italian.percent(value, decimals), without)

    def floor(self, figure: Figure | None) -> Markup:
        """A count cut to two digits: `più di 79.000`; an exact one stands alone."""
        printed = self._data(figure, italian.floor_to_lead)
        exact = figure is None or italian.number(figure.value) == italian.floor_to_lead(figure.value)
        return printed if exact else Markup("più di ") + printed

    def exact(self, figure: Figure | None, unit: Unit) -> Markup:
        """A figure in its unit, amounts in euros with cents."""
        return self._data(figure, _EXACT[unit])

    def difference(self, figure: Figure | None, unit: Unit) -> Markup:
        """A difference with its sign; of percentages in points: `+3 punti`."""
        return self._data(figure, lambda value: italian.signed(value, _DIFFERENCE[unit]))

    def change(self, ratio: Figure | None, without: str = MISSING) -> Markup:
        """A ratio as a percentage with its sign and two decimals: `+4,15%`; see `percent`."""
        return self._data(ratio, lambda value: italian.signed(value, lambda size: italian.percent(size, 2)), without)

    def measure(self, figure: Figure | None, indicator: Indicator) -> Markup:
        """A value of an indicator in its unit."""
        forms = {Unit.NUMBER: self.as_given, Unit.EURO: self.millions, Unit.PERCENT: self._percent_as_given}
        return forms[indicator.unit](figure)

    def _percent_as_given(self, ratio: Figure | None) -> Markup:
        return self._data(ratio, italian.percent_as_given)

    def _data(self, figure: Figure | None, form: Callable[[Decimal], str], missing: str = MISSING) -> Markup:
        self.figures.append(figure)
        text = missing if figure is None else form(figure.value)
        value = "" if figure is None else f' value="{figure.value.normalize():f}"'
        return Markup('<data{} data-figure="{}">{}</data>').format(Markup(value), len(self.figures) - 1, text)  # noqa: S704 (a Decimal)

    # ── the officials' texts ─────────────────────────────────────────────────

    def texts(
        self, owner: PriorityAxis | Report, section: str, after: InitiativeState | None = None
    ) -> tuple[Markup, ...]:
        """The texts of a section as paragraphs and lists, in the order of the sheet.

        Args:
            owner: The axis, or the report for the programme's own.
            section: Value of `Sezione`.
            after: For initiatives, the state whose list the texts follow; `None` takes those before the lists.
        """
        wanted = TextSection(section)
        axis = owner if isinstance(owner, PriorityAxis) else None
        chosen = (text for text in owner.texts if text.section is wanted and text.after is after)
        return tuple(self._narrative(text, axis) for text in chosen)

    def unplaced_texts(self, axis: PriorityAxis) -> tuple[Markup, ...]:
        """The texts that follow a list which the axis does not have: they stand after all lists, so none is lost."""
        states = {state for state, _ in axis.initiative_groups}
        lost = (text for text in axis.texts if text.after is not None and text.after not in states)
        return tuple(self._narrative(text, axis) for text in lost if text.section is TextSection.INITIATIVES)

    def initiative(self, initiative: Initiative, axis: PriorityAxis) -> Markup:
        """Title and description of an initiative, as typed."""
        title = Markup("<strong>{}</strong>").format(self._glossary.marked(initiative.title.text))
        if not initiative.description:
            return title
        description = initiative.description.text
        space = "" if description.startswith(_JOINS_WITHOUT_SPACE) else " "
        return title + space + self._line(description, Catalogue(self._report, axis, initiative))

    def _narrative(self, narrative: Narrative, axis: PriorityAxis | None) -> Markup:
        catalogue = Catalogue(self._report, axis)
        return Markup().join(
            Markup("<p>{}</p>").format(Markup("<br>").join(self._lines(run.lines, catalogue)))
            if run.kind is Kind.PARAGRAPH
            else _list(run.kind, self._lines(run.lines, catalogue))
            for run in runs(narrative.text.text)
        )

    def _lines(self, lines: Iterable[str], catalogue: Catalogue) -> list[Markup]:
        return [self._line(line, catalogue) for line in lines]

    def _line(self, text: str, catalogue: Catalogue) -> Markup:
        return Markup().join(
            self._glossary.marked(piece) if isinstance(piece, str) else self._placeholder(piece, catalogue)
            for piece in parse(text)
        )

    def _placeholder(self, placeholder: Placeholder, catalogue: Catalogue) -> Markup:
        match catalogue.look_up(placeholder.name):
            case Unknown():
                return escape(f"{{{placeholder.name}}}")
            case Value(content, form):
                return escape(content.text) if isinstance(content, Entry) else self._formed(content, form)

    def _formed(self, figure: Figure | None, form: Form) -> Markup:
        forms: dict[Form, Callable[[Figure | None], Markup]] = {
            Form.MILLIONS: self.millions,
            Form.EURO: self.euro,
            Form.PERCENT: self.percent,
            Form.PERCENT_AS_GIVEN: self._percent_as_given,
            Form.COUNT: self.count,
            Form.AS_GIVEN: self.as_given,
        }
        return forms[form](figure)


def _list(kind: Kind, items: Iterable[Markup]) -> Markup:
    content = Markup().join(Markup("<li>{}</li>").format(item) for item in items)
    return Markup("<{0}>{1}</{0}>").format(kind.value, content)


def names_figures(initiative: Initiative) -> bool:
    """Whether a description names a figure of its own, so that the amounts of its row are not added to it."""
    if not initiative.description:
        return False
    pieces = list(parse(initiative.description.text))
    words = "".join(piece for piece in pieces if isinstance(piece, str))
    has_placeholder = any(isinstance(piece, Placeholder) for piece in pieces)
    return has_placeholder or any(character.isdigit() for character in _NO_FIGURE.sub("", words))


# ── grammar over markup ──────────────────────────────────────────────────────


def _text(value: object) -> str:
    return Markup(value).striptags() if isinstance(value, Markup) else str(value)  # noqa: S704 (already markup)


def _prefixed(value: object, with_words: str, text: str) -> Markup:
    """`value` with the words that grammar put before its text."""
    return escape(with_words.removesuffix(text)) + escape(value)


def _with_article(preposition: str) -> Callable[[object], Markup]:
    def with_article(value: object) -> Markup:
        return _prefixed(value, italian.with_article(preposition, _text(value)), _text(value))

    return with_article


def _with_plural_article(preposition: str) -> Callable[[str], str]:
    def with_plural_article(value: str) -> str:
        return italian.with_plural_article(preposition, value)

    return with_plural_article


def _number(count: Figure | int) -> int:
    return int(count.value) if isinstance(count, Figure) else count


def _in_letters(count: Figure | int) -> str:
    return italian.in_letters(_number(count))


def _plural(count: Figure | int, one: str, many: str) -> str:
    return italian.plural(_number(count), one, many)


def _listed(items: Sequence[object]) -> Markup:
    return Markup(italian.listed([str(escape(item)) for item in items]))  # noqa: S704 (escaped item by item)


def _closed(value: Markup, last: bool) -> Markup:  # noqa: FBT001 (called from templates with loop.last)
    """The item of a list with `;` at its end, or `.` when it is the last, unless it is already closed."""
    text = _text(value).rstrip()
    return value if text.endswith(_CLOSED) else Markup(str(value).rstrip()) + ("." if last else ";")  # noqa: S704 (markup)


def _with_addition(value: Markup, addition: str) -> Markup:
    """A sentence with an addition, before which it is not closed: `per tutti.` and ` (5 Mln€)`."""
    return Markup(str(value).rstrip().rstrip(".;,")) + addition if addition else value  # noqa: S704 (already markup)


def _upper_first(value: object) -> Markup:
    """The text with a capital at its start, for a word that begins a sentence."""
    text = str(escape(value))
    return Markup(text[:1].upper() + text[1:])  # noqa: S704 (escaped)


def _broken(text: str) -> Markup:
    """A text as typed, each of its lines on a line of its own; of the space at its end a space or a line end stays."""
    return Markup("<br>").join(re.split(r"\s*\n\s*", text))


def _needed_decimals(figures: Iterable[Figure | None]) -> int:
    return italian.needed_decimals([figure.value for figure in figures if figure is not None])


def _ratio(part: Figure | None, whole: Figure | None) -> Figure | None:
    return part.ratio(whole) if part is not None else None
