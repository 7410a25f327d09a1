# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the names in a text stand for: a report in, its axes, titles and targets by the words that name them out."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from raa_builder import italian
from raa_builder.model import Unit
from raa_builder.prose.meanings import together
from raa_builder.prose.meanings.figures import INDICATOR_KINDS, Figures, Known
from raa_builder.prose.meanings.together import Together
from raa_builder.prose.words import context

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from raa_builder.model import Indicator, Initiative, PriorityAxis, Report
    from raa_builder.prose.marks.numbers import Kind
    from raa_builder.prose.meanings.figures import Scope
    from raa_builder.prose.passages import Passage

YEAR = re.compile(r"(?<![-–/\w])20\d\d(?![-–/]?\d)")
_LEAST_TITLE = 6
_NEAR_COUNT = 40  # characters
# funds and programmes of which a text may speak beside its own
_PROGRAMMES = frozenset(
    {"FSE", "FESR", "FEASR", "FEAMP", "FAMI", "FSC", "IOG", "YEI", "POC", "PON", "PSR", "PNRR", "GOL"}
)
_QUOTED = re.compile(r"[“«\"]([^“”«»\"]+)[”»\"]")
_ACRONYM = re.compile(r"\b[A-Z]{3,5}\b")
_WORD = re.compile(r"\w+")
_STEM = 5  # letters
_LEAST_STEMS = 2
_LINKING = frozenset(
    {"della", "delle", "degli", "dello", "dalla", "dalle", "nella", "nelle", "negli", "hanno", "quota", "numero"}
)
# where the name of an indicator goes on with when and where
_CALLING = re.compile(r"(?:numero\s(?:di|dei|delle|degli)\s)?(?P<calling>\w{5,}(?:\s\w{1,4})*\s\w{5,})\b")
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
        self._plurals = together.plurals(report)
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
        together = self.together(words, passage.axis)
        if together is not None or not named:
            return together or self.figures.scope(passage.axis)
        return self.figures.axes[named.pop()] if len(named) == 1 else None

    def named(self, words: str) -> set[str]:
        """The labels of the axes that words name."""
        return set(self.in_order(words))

    def in_order(self, words: str) -> list[str]:
        """The labels of the axes that words name, in order, each once."""
        found = (self._label.findall(match["labels"]) for match in self._mention.finditer(words))
        return list(dict.fromkeys(label for labels in found for label in labels))

    def together(self, words: str, axis: PriorityAxis | None) -> Scope | None:
        """The axes that words name as one, once; `None` where they name one, or several one by one.

        Args:
            words: The words.
            axis: The axis in whose text they stand; `None` for the programme's.
        """
        if not self.names_several(words):
            return None
        mentions = [*islice(self._mention.finditer(words), 2), *islice(self._every.finditer(words), 2)]
        if len(mentions) != 1:
            return None
        return self._together.scope(mentions[0], self._label.findall(mentions[0][0]), axis.label if axis else "")

    def names_several(self, words: str) -> bool:
        """Whether words may name several axes."""
        return any(noun in words for noun in self._plurals)

    @cached_property
    def _every(self) -> re.Pattern[str]:
        return re.compile(together.pattern(self._report))

    @cached_property
    def _together(self) -> Together:
        return Together(self._report, self.figures)

    def together_after(self, head: str) -> Scope | None:
        """The axes that the words after a number name as one, with nothing but a preposition: `negli Assi I e II`."""
        is_of_axes = self.names_several(head) and context.is_preposition(self.without_axes(head))
        return self.together(head, None) if is_of_axes else None

    def counts_axes(self, words: str, start: int, end: int) -> bool:
        """Whether a number of words from `start` to `end` only says how many axes there are: `i cinque Assi`."""
        near = words[max(0, start - _NEAR_COUNT) : end + _NEAR_COUNT]
        place = min(start, _NEAR_COUNT)
        every = self._every.finditer(near) if self.names_several(near[place:]) else ()
        return any(match.start() <= place < match.end() for match in every)

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
        return self._bare.sub("", self._mention.sub("", self._without_all(words)))

    def without_own(self, words: str) -> str:
        """Words without what the programme and its axes are called."""
        return self._own.sub(" ", self._mention.sub(" ", self._without_all(words)))

    def without_name(self, words: str, indicator: Indicator) -> str:
        """Words without those of an indicator's name, and without what `without_own` leaves out."""
        known = stems(indicator.name.text)
        bare = self.without_own(words).split()
        return " ".join(word for word in bare if not (own := stems(word)) or not own <= known)

    def _without_all(self, words: str) -> str:
        return self._every.sub(" ", words) if self.names_several(words) else words

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
        return next(self._named_titles(words.casefold()), None) is not None

    def titled(self, words: str) -> dict[str, list[Initiative]]:
        """The initiatives that words name, by their titles in small letters; of titles that begin alike, the longest.

        Args:
            words: The words.
        """
        found: dict[int, str] = {}
        for place, title in self._named_titles(words.casefold()):
            found[place] = max(title, found.get(place, ""), key=len)
        return {title: self._titles[_first_word(title)][title] for title in found.values()}

    def _named_titles(self, folded: str) -> Iterator[tuple[int, str]]:
        """The titles in words in small letters, each with its place."""
        return (
            (begun.start(), title)
            for begun in _WORD.finditer(folded)
            for title in self._titles.get(begun[0], ())
            if folded.startswith(title, begun.start())
        )

    @cached_property
    def _titles(self) -> dict[str, dict[str, list[Initiative]]]:
        """The titles of initiatives by their first word: thousands of rows have thousands of them."""
        titles: dict[str, dict[str, list[Initiative]]] = {}
        for initiative in (initiative for axis in self._report.axes for initiative in axis.initiatives):
            title = initiative.title.text.casefold()
            begun = _WORD.search(title)
            if begun and len(title) >= _LEAST_TITLE:
                titles.setdefault(begun[0], {}).setdefault(title[begun.start() :], []).append(initiative)
        return titles

    def names_part(self, words: str) -> bool:
        """Whether words are about one call, one initiative, or something else with a name of its own."""
        return self.names_special(words) or context.names_part(self.without_own(words))

    def names_special(self, words: str) -> bool:
        """Whether words name something with a name of its own, which is not the name of an axis."""
        quoted = {match[1].casefold() for match in _QUOTED.finditer(words)}
        return not quoted <= self.quotable or self.names_other(words) or self.names_title(words)

    def loosely_named(self, axis: PriorityAxis, words: str, kind: Kind) -> list[Indicator]:
        """The indicators of an axis of whose names words say the beginning: `ha ottenuto una qualifica`.

        Args:
            axis: The axis.
            words: The words.
            kind: The kind of number that values of the indicators are.
        """
        told = stems(words)
        by_stem = self._indicators.get(axis.label, {})
        found = (one for stem in told & by_stem.keys() for begun, one in by_stem[stem] if begun <= told)
        return [one for one in found if INDICATOR_KINDS[one.unit] is kind]

    def shortly_named(self, axis: PriorityAxis, words: str) -> list[Indicator]:
        """The indicators of an axis that count what words say as their names begin: `progetti di comunicazione`.

        Args:
            axis: The axis.
            words: The words.
        """
        folded = words.casefold()
        by_stem = self._callings.get(axis.label, {})
        return [one for stem in stems(words) & by_stem.keys() for calling, one in by_stem[stem] if calling in folded]

    @cached_property
    def _callings(self) -> dict[str, dict[str, list[tuple[str, Indicator]]]]:
        """The indicators that count something, by axis and first stem, with their names up to the second long word."""
        found: dict[str, dict[str, list[tuple[str, Indicator]]]] = {}
        for axis in self._report.axes:
            for one in axis.indicators:
                calling = _CALLING.match(one.name.text.casefold()) if one.unit is Unit.NUMBER else None
                for name in _either_way(calling["calling"]) if calling else ():
                    for stem in stems(name.partition(" ")[0]):
                        found.setdefault(axis.label, {}).setdefault(stem, []).append((name, one))
        return found

    @cached_property
    def _indicators(self) -> dict[str, dict[str, list[tuple[frozenset[str], Indicator]]]]:
        """The indicators by axis and by the rarest stem of their names, so that few are looked at."""
        found: dict[str, dict[str, list[tuple[frozenset[str], Indicator]]]] = {}
        for axis in self._report.axes:
            named = [(stems(_NAME_ENDS.split(one.name.text)[0]), one) for one in axis.indicators]
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


def _either_way(name: str) -> set[str]:
    """A name and, where it is of two things, the same the other way round: `studi e valutazioni`."""
    return {name, " e ".join(reversed(name.split(" e ")))}


def _first_word(title: str) -> str:
    begun = _WORD.match(title)
    return begun[0] if begun else ""


def stems(words: str) -> frozenset[str]:
    """The long words among words by how they begin, so that `ottenuto` and `ottengono` are one."""
    found = _WORD.findall(words.casefold())
    return frozenset(word[:_STEM] for word in found if len(word) >= _STEM and word not in _LINKING)


def _year_before(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)


def _spellings(day: date) -> frozenset[str]:
    """A date, folded, as it may be written: in digits, in words, as its month."""
    in_words = italian.long_date(day)
    return frozenset(map(folded_date, (italian.short_date(day), in_words, in_words.partition("\u00a0")[2])))


def folded_date(date: str) -> str:
    """A date by which others are told apart: `31.12.2019`, `31/12/19` and `31-12-2019` are one."""
    parts = re.findall(r"\w+", date.casefold().replace("°", "").replace("º", ""))
    return " ".join(part.lstrip("0").removeprefix("20") for part in parts)
