# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people decided about changes: the words of `--accept` in, the name of the workbook that counts out."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from raa_builder.errors import UsageError
from raa_builder.workbook import layout
from raa_builder.workbook.alike import sheet_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from raa_builder.workbook.canonical import Place
    from raa_builder.workbook.merge.changes import Change, Version

_HOW = "Si scrive CODICE=COPIA, o CODICE/COLONNA=COPIA: --accept I.F3/Anno=raa-2019-I.xlsx."


class Decisions:
    """The workbook that counts, by folded code and name of a column (empty for a whole row)."""

    def __init__(self, base: Version, copies: Sequence[Version], accepted: Sequence[str]) -> None:
        self.base = base.name
        self._names = [base.name, *(copy.name for copy in copies)]
        self._chosen: dict[tuple[str, str], str] = {}
        self._said: dict[tuple[str, str], str] = {}  # as it was typed
        for argument in accepted:
            what, name = self._parsed(argument)
            if self._chosen.setdefault(what, name) != name:
                raise UsageError(f"--accept {argument}: la stessa cosa è già decisa in un altro modo.", _HOW)

    def at(self, place: Place) -> str | None:
        """The name of the workbook that counts at a cell, or at a whole row; `None` where nothing is decided."""
        code = layout.folded(place.code)
        return next((self._chosen[code, name] for name in _names(place) if (code, name) in self._chosen), None)

    def check(self, changes: Sequence[Change]) -> None:
        """Refuse a decision about what the chosen workbook did not change.

        Raises:
            UsageError: There is such a decision.
        """
        for (code, column), name in self._chosen.items():
            row = [change for change in changes if layout.folded(change.place.code) == code]
            copies = sorted({change.copy for change in row if column in _names(change.place)})
            said = self._said[code, column]
            if not copies:
                whole = any(change.deed.is_of_row for change in row)
                fault = "la riga si decide tutta insieme, senza colonna" if whole else "nessuna copia ha cambiato nulla"
                raise UsageError(f"--accept {said}: {fault}.", _HOW)
            if name not in {self.base, *copies}:
                raise UsageError(f"--accept {said}: {name} non l'ha cambiato.", f"L'ha fatto {', '.join(copies)}.")

    def _parsed(self, argument: str) -> tuple[tuple[str, str], str]:
        fits = list(self._readings(argument))
        if len({name for _, name in fits}) != 1:
            fault = "più file hanno questo nome: scriverne il percorso" if fits else self._lack(argument)
            raise UsageError(f"--accept {argument}: {fault}.", f"{_HOW} I file sono: {', '.join(self._names)}.")
        what, name = fits[0]
        code, _, column = what.partition("/")
        place = layout.folded(code), layout.normalised(column)
        self._said[place] = what
        return place, name

    def _lack(self, argument: str) -> str:
        """What is wrong with a decision that can't be read."""
        what, _, name = argument.rpartition("=")
        if not name:
            return "manca il nome di una delle copie"
        is_known = name in {*self._names, *(PurePath(known).name for known in self._names)}
        return "manca il codice" if is_known and not what else f"«{name}» non è una delle copie"

    def _readings(self, argument: str) -> Iterator[tuple[str, str]]:
        """The ways to read a decision: codes and names of files may both hold "=", and files may share a name."""
        exact = [name for name in self._names if argument.endswith(f"={name}")]
        for name in exact or self._names:
            spelling = name if exact else PurePath(name).name
            what = argument.removesuffix(f"={spelling}")
            if what not in {"", argument}:
                yield what, name


def _names(place: Place) -> tuple[str, ...]:
    """The names that a decision may give the column of a place: its header, its key, none at all for the row."""
    if not place.column:
        return ("",)
    return layout.normalised(sheet_of(place).column(place.column).header), layout.normalised(place.column), ""
