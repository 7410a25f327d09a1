# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the names in a text stand for: a report in, its axes, titles and targets by the words that name them out."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from raa_builder import italian
from raa_builder.model import Unit
from raa_builder.prose import context
from raa_builder.prose.figures import Figures, Known
from raa_builder.prose.numbers import Kind

if TYPE_CHECKING:
    from datetime import date

    from raa_builder.model import Indicator, PriorityAxis, Report
    from raa_builder.prose.context import Sentence
    from raa_builder.prose.figures import Scope
    from raa_builder.prose.passages import Passage

YEAR = re.compile(r"(?<![-–/\w])20\d\d(?![-–/]?\d)")
_LEAST_TITLE = 6
_NEAR_BEFORE = 300
# funds and programmes of which a text may speak beside its own
_PROGRAMMES = frozenset(
    {"FSE", "FESR", "FEASR", "FEAMP", "FAMI", "FSC", "IOG", "YEI", "POC", "PON", "PSR", "PNRR", "GOL"}
)
_FLOW = re.compile(
    r"\b(?:[Nn]el(?:\scorso\sdel|\ssolo)?|[Dd]urante\sil|[Nn](?:el\scorso\sd)?ell[’']anno)\s(?:20\d\d|di\sriferimento)\b"
    r"|\b(?:[Nn]ell|[Dd]urante\sl|[Nn]el\scorso\sdell)[’']anno\b"
)
_OF_YEAR = re.compile(r"(?<!bre)(?<!fine)\s[Dd]el\s20\d\d\b")
_QUOTED = re.compile(r"[“«\"]([^“”«»\"]+)[”»\"]")
_ACRONYM = re.compile(r"\b[A-Z]{3,5}\b")
_WORD = re.compile(r"\w+")
_STEM = 5  # letters
_LEAST_STEMS = 2
_LINKING = frozenset(
    {"della", "delle", "degli", "dello", "dalla", "dalle", "nella", "nelle", "negli", "hanno", "quota"}
)
# where the name of an indicator goes on with when and where
_NAME_ENDS = re.compile(r"[,(]|\s(?:entro|alla\sfine|al\smomento|al\stermine)\b")


class Names:
    """The names of one report and the figures that they stand for.

    Attributes:
        figures: The figures.
        dates: The date of the figures, folded, in each of its spellings.
        dates_before: The same, a year before.
        quotable: The names, in small letters, that may stand between quotation marks in a sentence about the whole.
    """

    def __init__(self, report: Report) -> None:
        self.figures = Figures(report)
        self._report = report
        labels = "|".join(sorted((re.escape(axis.label) for axis in report.axes), key=len, reverse=True))
        noun = report.programme.axis_noun
        nouns = "|".join(map(re.escape, (noun, italian.plural_of(noun), noun.upper(), noun.lower())))
        self._mention = re.compile(
            rf"\b(?:{nouns})\s"
            rf"(?P<labels>(?:{labels})(?:(?:,\s|\se\s)(?:{labels}))*)(?!\w)"
        )
        # alone, it is that of the row, as long as nothing follows that tells which it is: `della Priorità è pari a`
        self._bare = re.compile(
            rf"\b(?:(?:[Dd]ell|[Aa]ll|[Nn]ell|[Ll])(?:a\s|o\s|[’'])|(?:[Dd]el|[Aa]l|[Nn]el|[Ii]l)\s)"
            rf"{noun[:1].upper()}{re.escape(noun[1:])}(?=\s*(?:[.,;:(]|$)|\s(?:è|ha|sono|ammonta|dispone|raggiunge)\b)"
        )
        own = f"{report.programme.name} {report.programme.full_name} {report.programme.fund}"
        self._others = _PROGRAMMES - set(re.findall(r"\w+", own))
        day = report.programme.reference_date
        self.dates = _spellings(day)
        self.dates_before = _spellings(_year_before(day))
        self.quotable = {axis.name.text.casefold() for axis in report.axes} | {"n+3"}
        self._label = re.compile(rf"(?<!\w)(?:{labels})(?!\w)")

    def scope_in(self, words: str, passage: Passage) -> Scope | None:
        """The scope of a sentence: the one axis that it names, or that of its row; `None` where it names several."""
        named = self.named(words)
        if not named:
            return self.figures.scope(passage.axis)
        return self.figures.axes[named.pop()] if len(named) == 1 else None

    def named(self, words: str) -> set[str]:
        """The labels of the axes that words name."""
        return {label for match in self._mention.finditer(words) for label in self._label.findall(match["labels"])}

    def only_axis(self, words: str) -> str | None:
        """Label of the one axis that words name with nothing but a preposition: `per la Priorità 1`."""
        named = self.named(words)
        is_bare = len(named) == 1 and context.is_preposition(self.without_axes(words))
        return named.pop() if is_bare else None

    def is_name(self, words: str) -> bool:
        """Whether words are the name of an axis, and nothing else."""
        return self._mention.fullmatch(words) is not None

    def without_axes(self, words: str) -> str:
        """Words without the names of axes, whose noun may be a word that else tells of a part: `Misura 2`."""
        return self._bare.sub("", self._mention.sub("", words))

    def without_own(self, words: str) -> str:
        """Words without what the programme and its axes are called."""
        return self._own.sub(" ", self._mention.sub(" ", words))

    @cached_property
    def _own(self) -> re.Pattern[str]:
        programme = self._report.programme
        names = {programme.full_name.text, programme.name.text, programme.short_name, programme.period.text}
        names |= {f"di {programme.authority.text}", programme.acronym, programme.axis_noun}
        for axis in self._report.axes:
            names |= {axis.name.text, *(scope.text for scope in (axis.scope, axis.vulnerable_scope) if scope)}
        longest_first = sorted(names - {""}, key=lambda name: (-len(name), name))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)

    def names_programme(self, words: str) -> bool:
        """Whether words speak of something of the programme: `della dotazione del POR`."""
        return self._of_programme.search(words) is not None

    @cached_property
    def _of_programme(self) -> re.Pattern[str]:
        return re.compile(rf"\bdel\s(?:[Pp]rogramma|{re.escape(self._report.programme.acronym)})\b")

    def names_other(self, words: str) -> bool:
        """Whether words speak of another fund or programme."""
        return not self._others.isdisjoint(_ACRONYM.findall(words))

    def names_title(self, words: str) -> bool:
        """Whether words name an initiative of the report, so that a number among them may be its own."""
        folded = words.casefold()
        return any(
            folded.startswith(title, begun.start())
            for begun in _WORD.finditer(folded)
            for title in self._titles.get(begun[0], ())
        )

    @cached_property
    def _titles(self) -> dict[str, set[str]]:
        """The titles of initiatives by their first word: thousands of rows have thousands of them."""
        titles: dict[str, set[str]] = {}
        for initiative in (initiative for axis in self._report.axes for initiative in axis.initiatives):
            title = initiative.title.text.casefold()
            begun = _WORD.search(title)
            if begun and len(title) >= _LEAST_TITLE:
                titles.setdefault(begun[0], set()).add(title[begun.start() :])
        return titles

    def names_part(self, words: str) -> bool:
        """Whether words are about one call, one initiative, or something else with a name of its own."""
        return self.names_special(words) or context.names_part(self.without_own(words))

    def names_special(self, words: str) -> bool:
        """Whether words name something with a name of its own, which is not the name of an axis."""
        quoted = {match[1].casefold() for match in _QUOTED.finditer(words)}
        return not quoted <= self.quotable or self.names_other(words) or self.names_title(words)

    def loosely_named(self, axis: PriorityAxis, words: str) -> list[Indicator]:
        """The indicators in percent of an axis of whose names words say the beginning: `ha ottenuto una qualifica`."""
        told = stems(words)
        by_stem = self._indicators.get(axis.label, {})
        return [one for stem in told & by_stem.keys() for begun, one in by_stem[stem] if begun <= told]

    @cached_property
    def _indicators(self) -> dict[str, dict[str, list[tuple[frozenset[str], Indicator]]]]:
        """The indicators in percent by axis and by the rarest stem of their names, so that few are looked at."""
        found: dict[str, dict[str, list[tuple[frozenset[str], Indicator]]]] = {}
        for axis in self._report.axes:
            named = [
                (stems(_NAME_ENDS.split(one.name.text)[0]), one) for one in axis.indicators if one.unit is Unit.PERCENT
            ]
            often = Counter(stem for begun, _ in named for stem in begun)
            for begun, one in named:
                if len(begun) >= _LEAST_STEMS:
                    rarest = min(begun, key=lambda stem: (often[stem], stem))
                    found.setdefault(axis.label, {}).setdefault(rarest, []).append((begun, one))
        return found

    @property
    def axes(self) -> tuple[PriorityAxis, ...]:
        """The axes of the report."""
        return self._report.axes

    @property
    def year(self) -> int:
        """Year of reference."""
        return self._report.programme.year

    def n3(self, words: str) -> Known | None:
        """The expenditure target “N+3” of the year that words name last, by default that of reference."""
        year = int((YEAR.findall(words) or [self.year])[-1])
        if year not in {self.year, self.year + 1}:
            return None
        is_next = year > self.year
        programme = self._report.programme
        figure = programme.n3_target_next if is_next else programme.n3_target
        code = "P13" if is_next else "P12"
        name = f"{{{code}}}"
        return Known(figure, f"la riga {code} del foglio Programma", name, name) if figure is not None else None


class Setting:
    """What a sentence as a whole says of the numbers in it; each answer is worked out once.

    Args:
        names: The names of the report.
        passage: The passage of the sentence.
        sentence: The sentence.
    """

    def __init__(self, names: Names, passage: Passage, sentence: Sentence) -> None:
        self._names = names
        self._passage = passage
        self._marks = sentence.marks
        self.words = sentence.words
        text, start = sentence.text, sentence.start
        self._lead = text[start : sentence.marks[0].start]
        self._before = text[max(text.rfind("\n", 0, start + 1) + 1, start - _NEAR_BEFORE) : start]

    @cached_property
    def is_doubtful(self) -> bool:
        """Whether some word of it tells of a part."""
        return context.is_doubtful(self._names.without_axes(self.words))

    @cached_property
    def is_led_plainly(self) -> bool:
        """Whether the words before its first number say nothing of a part."""
        return context.is_plain(self._names.without_own(self._lead))

    @cached_property
    def follows_part(self) -> bool:
        """Whether what stands before it in its paragraph names something with a name of its own, or a part."""
        return self._names.names_part(self._before)

    @cached_property
    def is_flow(self) -> bool:
        """Whether it tells of what happened within the year, where figures are cumulative."""
        return is_flow(self.words)

    @cached_property
    def is_special(self) -> bool:
        """Whether it names something with a name of its own, which is not the name of an axis."""
        return self._names.names_special(self.words)

    @cached_property
    def names_year_before(self) -> bool:
        """Whether it names the year before the year of reference."""
        return str(self._names.year - 1) in self.words

    @cached_property
    def names_other_year(self) -> bool:
        """Whether it speaks of the year before, or of a difference from it."""
        return self.names_year_before or context.names_other_year(self.words)

    @cached_property
    def compares_years(self) -> bool:
        """Whether it compares with the year before that of reference, by its number or as such."""
        return self.names_year_before or (context.names_year_before(self.words) and not YEAR.search(self.words))

    @cached_property
    def names_other_date(self) -> bool:
        """Whether it names a date other than that of the figures."""
        dates = [mark.text for mark in self._marks if mark.kind is Kind.DATE]
        return any(_folded_date(date) not in self._names.dates for date in dates)

    @cached_property
    def names_odd_date(self) -> bool:
        """Whether it names a date that is neither that of the figures nor the same a year before."""
        dates = [mark.text for mark in self._marks if mark.kind is Kind.DATE]
        return any(_folded_date(date) not in self._names.dates | self._names.dates_before for date in dates)

    @cached_property
    def names_n3(self) -> bool:
        """Whether it speaks of the expenditure targets “N+3”."""
        return "N+3" in self.words

    @cached_property
    def names_vulnerable(self) -> bool:
        """Whether it speaks of the vulnerable."""
        return "vulnerab" in self.words

    @cached_property
    def indicators(self) -> list[tuple[PriorityAxis, Indicator]]:
        """The indicators whose names stand in it; of several with one name, those of the priority that stands in it."""
        words = _plain(self.words)
        axes = (self._passage.axis,) if self._passage.axis else self._names.axes
        named = [(axis, one) for axis in axes for one in axis.indicators if _plain(one.name.text) in words]
        labels = {mark.text for mark in self._marks}
        return [pair for pair in named if pair[1].priority and pair[1].priority.text in labels] or named

    def names_indicator(self, words: str) -> bool:
        """Whether one of its indicators is named among these of its words."""
        plain = _plain(words)
        return any(_plain(one.name.text) in plain for _, one in self.indicators)

    def without_indicators(self, words: str) -> str:
        """Words, in small letters, without the names of its indicators."""
        plain = _plain(words)
        for _, one in self.indicators:
            plain = plain.replace(_plain(one.name.text), " ")
        return f" {plain} "


def stems(words: str) -> frozenset[str]:
    """The long words among words by how they begin, so that `ottenuto` and `ottengono` are one."""
    found = _WORD.findall(words.casefold())
    return frozenset(word[:_STEM] for word in found if len(word) >= _STEM and word not in _LINKING)


def is_flow(words: str) -> bool:
    """Whether words tell of what happened within the year: `nel 2019`, `nel corso dell’anno`."""
    return _FLOW.search(words) is not None


def is_flow_of(words: str) -> bool:
    """Whether words before a number tell of what a year has added: `gli impegni del 2019`."""
    return is_flow(words) or _OF_YEAR.search(words) is not None


def _year_before(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)


def _spellings(day: date) -> frozenset[str]:
    """A date, folded, as it may be written: in digits, in words, as its month."""
    in_words = italian.long_date(day)
    return frozenset(map(_folded_date, (italian.short_date(day), in_words, in_words.partition("\u00a0")[2])))


def _folded_date(date: str) -> str:
    """A date by which others are told apart: `31.12.2019`, `31/12/19` and `31-12-2019` are one."""
    parts = re.findall(r"\w+", date.casefold().replace("°", "").replace("º", ""))
    return " ".join(part.lstrip("0").removeprefix("20") for part in parts)


def _plain(words: str) -> str:
    return " ".join(words.replace("'", "’").casefold().split())
