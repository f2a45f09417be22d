"""The lines of a rent account, and where it stands at the end of a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from benefitcalc.account.book_arrears import Parts

KINDS = {
    "rent": "Rent",
    "service_charge": "Service charges",
    "universal_credit": "Universal Credit, paid to the landlord",
    "tenant": "Universal Credit, passed on by the tenant",
    "housing_benefit": "Housing Benefit",
    "run_on": "Run-on of Housing Benefit",
    "deduction": "Deduction for arrears",
    "plan": "Plan",
    "share": "Tenant's own share",
}
"""The kinds of line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A charge or a payment, in pence. ``balance`` is that before it, plus ``debit``, less ``credit``."""

    day: dt.date
    kind: str
    what: str
    debit: int
    credit: int
    balance: int
    cause: str


@dataclass(frozen=True, slots=True)
class Position:
    """Where the account stands at the end of a day, in pence: ``balance`` is ``book_arrears`` plus the real arrears,
    whose parts :mod:`benefitcalc.account.book_arrears` tells. Below nothing is a credit.
    """

    day: dt.date
    balance: int
    book_arrears: int
    parts: Parts

    @property
    def real_arrears(self) -> int:
        return self.parts.real


@dataclass(frozen=True, slots=True)
class Year:
    """A rent year of an account, or the part of it that the account has: from its first day to its last, in pence.
    ``change`` is what each part of the real arrears went up by.
    """

    first: dt.date
    last: dt.date
    opening: int
    debits: int
    credits: int
    closing: int
    book_change: int
    change: Parts
