# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""The account of a merge: what came of it in, Italian text for people or a dictionary for programs out."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import PurePath
from typing import TYPE_CHECKING, assert_never

from raa_builder.workbook import layout
from raa_builder.workbook.alike import sheet_of
from raa_builder.workbook.canonical import Place, canonical
from raa_builder.workbook.merge import Status, is_blocked
from raa_builder.workbook.merge.changes import Deed
from raa_builder.workbook.tables.values import plain, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from raa_builder.workbook.contents import Content
    from raa_builder.workbook.merge import Merged, Outcome, Version
    from raa_builder.workbook.merge.changes import Change, Edit

_COUNTED = {
    Status.APPLIED: ("applicata", "applicate"),
    Status.NOT_APPLIED: ("non applicata", "non applicate"),
    Status.ASKED: ("da confermare", "da confermare"),
    Status.CONFLICT: ("in conflitto", "in conflitto"),
}
_LEAD = 12  # characters shown before the first difference of long texts
_LONG = 40
_SHOWN = 8
_STRANGER = (
    "Non è nata da questa base: si prende ciò che è certo, il resto si chiede. Se la base è stata cambiata dopo averne "
    "mandato le copie, indicare con --base quella di allora."
)
_FAULTS = "Prima vanno corretti gli errori: qualcosa che vi è scritto non si può leggere, e andrebbe perso."


# ── for people ───────────────────────────────────────────────────────────────


def as_text(merged: Merged, base: Version, copies: Sequence[Version]) -> str:
    """The account, copy by copy, and what somebody must decide.

    Args:
        merged: What came of the merge.
        base: The base.
        copies: The copies, in the order in which they are to be told of.
    """
    lines = list(_of_base(base))
    for copy in copies:
        lines += _of_copy(merged, copy)
    names = _short_names([base.name, *(copy.name for copy in copies)])
    lines += _questions([outcome.change for outcome in merged.open], base.name, names)
    lines += [f"In tutto: {_counted(merged.outcomes)}."]
    if is_blocked((base, *copies)):
        lines.append(_FAULTS)
    return "\n".join(lines)


def _of_base(base: Version) -> Iterator[str]:
    if base.contents.findings:
        yield f"{base.name} (la base):"
        yield from (f"  {finding}" for finding in base.contents.findings)
        yield ""


def _of_copy(merged: Merged, copy: Version) -> Iterator[str]:
    own = [outcome for outcome in merged.outcomes if outcome.change.copy == copy.name]
    lacking = [_code(outcome.change.place) for outcome in own if _is_lacking(outcome)]
    axis = f" (asse {copy.contents.axis})" if copy.contents.axis else ""
    yield f"{copy.name}{axis}: {_counted(own)}."
    if copy.name in merged.strangers:
        yield f"  {_STRANGER}"
    if copy.name in merged.moved:
        sheets = ", ".join(merged.moved[copy.name])
        yield f"  Le righe stanno in un ordine diverso da quello della base, che resta ({sheets})."
    yield from (f"  {finding}" for finding in copy.contents.findings)
    yield from _rows([_line(outcome, copy) for outcome in own if not _is_lacking(outcome)])
    if lacking:
        yield f"  non applicata  Dove la copia è vuota resta la base: {_listed(lacking)}."
    yield ""


def _is_lacking(outcome: Outcome) -> bool:
    """Whether a copy of another base lacks something, perhaps only because its own base did."""
    change = outcome.change
    return outcome.status is Status.NOT_APPLIED and not change.known and change.deed.loses


def _listed(codes: Sequence[str]) -> str:
    rest = len(codes) - _SHOWN
    return ", ".join(codes[:_SHOWN]) + (f" e altre {rest} (tutte con --json)" if rest > 0 else "")


def _line(outcome: Outcome, copy: Version) -> tuple[str, ...]:
    change = outcome.change
    said = f"{_words(change)}{_reason(outcome, copy)}"
    return outcome.status.value, str(change.cell), _code(change.place), said


def _rows(lines: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Lines whose parts stand one under the other; the status is as wide in all copies."""
    widths = [max(map(len, parts)) for parts in zip(*lines, strict=True)]
    for status, cell, code, said in lines:
        yield f"  {status:<14} {cell:<{widths[1]}}  {code:<{widths[2]}}  {said}"


def _counted(outcomes: Sequence[Outcome]) -> str:
    places = {(outcome.status, outcome.change.place) for outcome in outcomes}  # copies may differ about one
    counts = Counter(status for status, _ in places)
    words = [f"{counts[status]} {forms[counts[status] != 1]}" for status, forms in _COUNTED.items() if counts[status]]
    return ", ".join(words) or "nessuna modifica"


def _code(place: Place) -> str:
    """How a place is named to `--accept`: `I.F3/Anno`."""
    return f"{place.code}/{_header(place)}" if place.column else place.code


def _header(place: Place) -> str:
    return sheet_of(place).column(place.column).header


def _words(change: Change) -> str:
    """What was done: `Impegni: da «100» a «120».`."""
    line = sheet_of(change.place).line(layout.split_code(change.place.code)[1])
    edit = change.edits[0]
    old, new = _shown([edit.old, edit.new])
    match change.deed:
        case Deed.FILLED:
            done = f"da vuota a {new}"
        case Deed.CHANGED:
            done = f"da {old} a {new}"
        case Deed.EMPTIED:
            done = f"svuotata, c'era {old}"
        case Deed.ADDED:
            done = f"riga aggiunta, {_row(change.edits)}"
        case Deed.REMOVED:
            done = f"riga tolta, c'era {_row(change.edits)}"
        case _:
            assert_never(change.deed)
    return f"{line.item}: {done}." if line else f"{done}."


def _row(edits: Iterable[Edit]) -> str:
    return ", ".join(f"{_header(edit.place)} {_shown([edit.latest])[0]}" for edit in edits)


def _reason(outcome: Outcome, copy: Version) -> str:
    """Why a change was not applied, where it does not go without saying."""
    change = outcome.change
    if outcome.status is not Status.NOT_APPLIED:
        return ""
    if change.foreign:
        return f" È fuori dall'asse {copy.contents.axis}, per cui la copia è stata preparata."
    return " Si è deciso altrimenti."


def _shown(contents: Sequence[Content | None]) -> list[str]:
    """Contents as people see them; of long texts the part where they begin to differ."""
    texts = [content.value for content in contents if content and isinstance(content.value, str)]
    first = 0
    if len(texts) > 1 and max(map(len, texts)) > _LONG:
        first = max(_first_difference(texts) - _LEAD, 0)
    result = []
    for content in contents:
        value = content.value if content else None
        if isinstance(value, str) and first:
            value = f"…{value[first:]}"
        result.append(
            "niente" if value is None else f"«{plain(value)}»" if isinstance(value, Decimal) else shown(value)
        )
    return result


def _first_difference(texts: Sequence[str]) -> int:
    """How many characters several texts have in common at their beginning."""
    columns = enumerate(zip(*texts, strict=False))
    return next((index for index, column in columns if len(set(column)) > 1), min(map(len, texts)))


# ── what must be decided ─────────────────────────────────────────────────────


def _questions(changes: Sequence[Change], base: str, names: dict[str, str]) -> Iterator[str]:
    """Each question with its answers, ready to be added to the command."""
    questions = _grouped(changes)
    if questions:
        yield f"Da decidere: {len(questions)}. Per ciascuna, aggiungere al comando una delle risposte;"
        yield "con il solo codice della riga, senza colonna, la risposta vale per tutte le celle della riga."
    for place, several in questions.items():
        yield f"  {sheet_of(place).name} {_code(place)}"
        answers = {f'--accept "{_code(place)}={names[name]}"': said for name, said in _answers(several, base).items()}
        width = max(map(len, answers))
        yield from (f"    {accept:<{width}}  {said}" for accept, said in answers.items())
        if all(change.deed is Deed.ADDED for change in several):
            yield "    Se sono due cose diverse: dare a una, nella sua copia, un altro codice libero."
    if questions:
        yield ""


def _grouped(changes: Sequence[Change]) -> dict[Place, list[Change]]:
    """The questions: one for each cell, and one for each row that somebody takes away."""
    removed = {change.row for change in changes if change.deed is Deed.REMOVED}
    grouped = defaultdict(list)
    for change in changes:
        grouped[Place(*change.row, "") if change.row in removed else change.place].append(change)
    return grouped


def _answers(changes: Sequence[Change], base: str) -> dict[str, str]:
    """What each copy says, and the base, by their names."""
    answers: dict[str, str] = {}
    edits = [change.edits[0] for change in changes]
    old, new = edits[0].old, [edit.new for edit in edits]
    for change, shown_new in zip(changes, _shown(new if len(new) > 1 else [*new, old]), strict=False):
        said = f"{_answer(change, shown_new)} ({change.cell})"
        answers[change.copy] = f"{answers[change.copy]}, {said}" if change.copy in answers else said
    deeds = {change.deed for change in changes}
    if Deed.REMOVED in deeds:
        return {**answers, base: "tiene la riga com'è"}
    return {**answers, base: "non aggiunge la riga" if Deed.ADDED in deeds else f"lascia {_shown([old, *new])[0]}"}


def _answer(change: Change, new: str) -> str:
    match change.deed:
        case Deed.EMPTIED:
            return f"svuota {_header(change.place)}"
        case Deed.REMOVED:
            return "toglie la riga"
        case Deed.ADDED:
            return _row(change.edits)
        case Deed.FILLED | Deed.CHANGED:
            return f"{_header(change.place)} {new}"
        case _:
            assert_never(change.deed)


def _short_names(names: Sequence[str]) -> dict[str, str]:
    """The name of each file without its folder, where no other has the same."""
    counts = Counter(PurePath(name).name for name in names)
    return {name: PurePath(name).name if counts[PurePath(name).name] == 1 else name for name in names}


# ── for programs ─────────────────────────────────────────────────────────────


def as_json(merged: Merged, base: Version, copies: Sequence[Version], output: str | None) -> dict[str, object]:
    """The account with stable keys, which the README lists; values as text, numbers with a decimal point.

    Args:
        merged: What came of the merge.
        base: The base.
        copies: The copies, in the order in which they are to be told of.
        output: The merged workbook; `None` when it was not written.
    """
    counts = Counter(outcome.status for outcome in merged.outcomes)
    return {
        "base": base.name,
        "output": output,
        "counts": {status.name.lower(): counts[status] for status in Status},
        "findings": [finding.as_json() for finding in base.contents.findings],
        "copies": [
            {
                "copy": copy.name,
                "axis": copy.contents.axis or None,
                "same_base": copy.name not in merged.strangers,
                "moved": list(merged.moved.get(copy.name, ())),
                "findings": [finding.as_json() for finding in copy.contents.findings],
                "changes": [_change(outcome) for outcome in merged.outcomes if outcome.change.copy == copy.name],
            }
            for copy in copies
        ],
    }


def _change(outcome: Outcome) -> dict[str, object]:
    change = outcome.change
    return {
        "status": outcome.status.name.lower(),
        "change": change.deed.name.lower(),
        "code": change.place.code,
        "column": _header(change.place) if change.place.column else None,
        "file": change.cell.book,
        "sheet": change.cell.sheet,
        "cell": change.cell.address,
        "foreign": change.foreign,
        "edits": [
            {"column": _header(edit.place), "old": _side(edit.old), "new": _side(edit.new)} for edit in change.edits
        ],
    }


def _side(content: Content | None) -> dict[str, str] | None:
    if content is None:
        return None
    cell = content.cell
    return {"file": cell.book, "sheet": cell.sheet, "cell": cell.address, "value": canonical(content.value)}
