# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules on rounded figures: a report in, findings out.

Amounts are asked for with cents. One that is rounded among exact ones, or a share with fewer decimals than those beside
it, prints as a figure that it is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from raa_builder import italian
from raa_builder.checks.tolerance import LARGEST_UNIT, printed_unit
from raa_builder.checks.words import cells, euro, measured, of_axis
from raa_builder.findings import Rules
from raa_builder.model import Unit
from raa_builder.workbook import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from raa_builder.cells import Figure
    from raa_builder.findings import Finding
    from raa_builder.model import Report

# what is programmed or committed may well be round; what was paid bill by bill is not
_EXACT = [line for line in layout.FINANCE.lines if line.key in {"payments", "certified"}]


def rounded_among_exact(report: Report) -> Iterator[Finding]:
    """What was paid or certified is exact for every axis, or for few: the table prints all to the cent."""
    for line in _EXACT:
        known = [(axis, figure) for axis in report.axes if (figure := getattr(axis.finance, line.key))]
        rounded = [one for one in known if printed_unit(one[1].value) == LARGEST_UNIT]
        exact = [figure for _, figure in known if figure.value > LARGEST_UNIT and not printed_unit(figure.value)]
        if len(exact) < max(1, len(rounded)):
            continue
        for axis, figure in rounded:
            yield Rules.ROUNDED.found(
                figure.cells[0],
                f"{line.item} {of_axis(axis)}: {euro(figure)}, un importo tondo accanto a importi esatti "
                f"({cells(exact[0])}).",
                "Scrivere l'importo esatto, con i centesimi; se è questo, accettare la segnalazione nel foglio "
                "Deroghe.",
            )


def unlike_decimals(report: Report) -> Iterator[Finding]:
    """The shares that an axis prints side by side have the same decimals; nothing and all have none to have."""
    for axis in report.axes:
        shares = [
            (one.code, one.value)
            for one in axis.indicators
            if one.unit is Unit.PERCENT and one.value is not None and 0 < one.value.value < 1
        ]
        most = max((share for _, share in shares), key=_decimals, default=None)
        for code, share in shares:
            if most is not None and _decimals(share) < _decimals(most):
                yield Rules.DECIMALS_DIFFER.found(
                    share.cells[0],
                    f"{code}: {measured(share, Unit.PERCENT)}, con meno decimali di "
                    f"{measured(most, Unit.PERCENT)} ({cells(most)}).",
                    "Se è arrotondata, scriverla con gli stessi decimali, o arrotondare anche l'altra.",
                )


def _decimals(share: Figure) -> int:
    """2 of a percentage that has any, else 0: the last zero of `76,30%` leaves no trace in a cell."""
    return italian.needed_decimals([share.value * 100])


RULES = (rounded_among_exact, unlike_decimals)
