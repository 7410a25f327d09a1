# SPDX-FileCopyrightText: raa-builder contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far figures may lie apart that were typed as some page prints them: amounts in, a tolerance in euros out.

On official tables a sum of printed figures may differ by half a printed unit for each of them, and a printed share by
one unit of its last digit. Amounts known only in millions are typed with their zeros, so the zeros tell the unit.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

THOUSAND, MILLION = 1_000, 1_000_000
LARGEST_UNIT = Decimal(100_000)
_UNITS = (LARGEST_UNIT, Decimal(10_000), Decimal(1_000))  # 0.1, 0.01 and 0.001 Mln€
_LEAST_ALLOCATION = 10_000  # euros; no programme in millions is so large, no axis in euros so small


def printed_unit(amount: Decimal) -> Decimal:
    """The unit to which an amount in euros is printed; 0 for one that was typed to the euro or the cent."""
    return next((unit for unit in _UNITS if amount and not amount % unit), Decimal(0))


def of_sum(addends: Iterable[Decimal]) -> Decimal:
    """How far the sum of printed amounts may lie above the exact one: half a unit for each."""
    return sum((printed_unit(addend) / 2 for addend in addends), Decimal(0))


def same_as_printed(typed: Decimal, exact: Decimal) -> bool:
    """Whether an amount that may have been rounded, or cut off, is the exact one: less than a unit apart."""
    return typed == exact or abs(typed - exact) < printed_unit(typed)


def same_share(typed: Decimal, exact: Decimal) -> bool:
    """Whether a ratio that was typed as a percentage is the exact one, to one unit of its last digit.

    0.57 was typed as 57%, so its last digit is a percent; a share typed as 0.5 is one of 50%.
    """
    exponent = typed.normalize().as_tuple().exponent
    assert isinstance(exponent, int)  # noqa: S101 -- else it is no number
    return abs(typed - exact) <= Decimal(1).scaleb(min(exponent, -2))


def is_in_millions(amount: Decimal, allocation: Decimal) -> bool:
    """Whether an amount that should be in euros looks like one in millions.

    Nothing of an axis is a millionth of its allocation, or of twice that, where more is committed than there is. An
    allocation may itself be in millions.
    """
    whole = allocation if allocation < _LEAST_ALLOCATION else allocation / MILLION
    return 0 < amount <= 2 * whole


def is_in_thousands(amount: Decimal, before: Decimal) -> bool:
    """Whether an amount that should be in euros looks like one in thousands, beside that of the year before.

    Its thousandfold may be as low as half of that, and tenfold at most.
    """
    return 0 < before <= 2 * THOUSAND * amount and amount * THOUSAND <= 10 * before
