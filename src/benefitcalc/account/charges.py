"""What a landlord charges and when: by the week, fortnight or four weeks in advance, or by the month, with the weeks of
the year that have no charge.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from benefitcalc.account.days import DAY, WEEK, again, rent_free_weeks, rent_year_start, schedule_day
from benefitcalc.case import Tenancy
from benefitcalc.case.parts import Rent
from benefitcalc.periods import PAYMENTS_A_YEAR, Per


@dataclass(frozen=True, slots=True)
class Charging:
    """When a landlord charges."""

    weekday: int = 0
    """The day of weekly charges: 0 for Monday. Rent years begin with the first such day in April."""
    day_of_month: int = 1
    """The day of monthly charges."""
    rent_free: str | Collection[dt.date] = "april"
    """Where weeks without a charge fall: ``"april"``, ``"christmas"``, or days in those weeks."""


@dataclass(frozen=True, slots=True)
class Charge:
    """One charge, in advance for its days. A week without a charge is a charge of nothing."""

    day: dt.date
    through: dt.date
    """The last day that it is for."""
    rent: int
    """Pence of rent."""
    services: int
    """Pence of service charges."""
    free: bool
    """Whether it is a week of the year without a charge."""
    week_53: bool
    """Whether it is the 53rd week of a rent year."""

    @property
    def amount(self) -> int:
        return self.rent + self.services

    @property
    def days(self) -> int:
        return (self.through - self.day).days + 1


def problems_with_charges(tenancy: Tenancy) -> Iterator[str]:
    """What keeps the charges of a tenancy from being put on an account."""
    per = tenancy.rent.per
    if per.name not in {"WEEK", "FORTNIGHT", "FOUR_WEEKS", "MONTH"}:
        yield f"tenancy.rent.per is {per.value}; give week, fortnight, four_weeks or month"
    for place, charge in enumerate(tenancy.service_charges):
        if (charge.per, charge.rent_free_weeks) != (per, tenancy.rent.rent_free_weeks):
            said = f"{charge.per.value} with {charge.rent_free_weeks} rent-free weeks"
            yield (
                f"tenancy.service_charges[{place}] is by the {said}; an account needs it as the rent is charged: by "
                f"the {per.value} with {tenancy.rent.rent_free_weeks}"
            )


def charges(
    tenancy: Tenancy, rents: Mapping[dt.date, int], charging: Charging, first: dt.date, last: dt.date
) -> list[Charge]:
    """The charges from the last one on or before ``first`` up to ``last``; ``rents`` has new rents by day."""
    services = sum(charge.amount for charge in tenancy.service_charges)
    found = []
    for day, through in _slots(tenancy.rent, charging, first, last):
        begun = [amount for begins, amount in rents.items() if begins <= day]
        rent = begun[-1] if begun else tenancy.rent.amount
        free = day in _free(tenancy.rent, charging, day)
        week_53 = tenancy.rent.per.weeks == 1 and (day - rent_year_start(day, charging.weekday)).days == 52 * 7
        found.append(Charge(day, through, 0 if free else rent, 0 if free else services, free, week_53))
    return found


def _slots(rent: Rent, charging: Charging, first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    weeks = rent.per.weeks
    if weeks is None:
        months = list(again(dt.date(first.year - 1, 12, charging.day_of_month), "month", last + 62 * DAY))
        slots = [(day, following - DAY) for day, following in pairwise(months)]
    else:
        anchor = rent_year_start(first, charging.weekday)
        day = schedule_day(anchor, 7 * weeks, first - DAY * (7 * weeks - 1))
        slots = []
        while day <= last:
            slots.append((day, day + WEEK * weeks - DAY))
            day += WEEK * weeks
    return ((day, through) for day, through in slots if through >= first and day <= last)


def _free(rent: Rent, charging: Charging, day: dt.date) -> frozenset[dt.date]:
    """The first days of the weeks without a charge in that rent year."""
    if not rent.rent_free_weeks or rent.per.weeks is None:
        return frozenset()
    start = rent_year_start(day, charging.weekday)
    return rent_free_weeks(start, rent.rent_free_weeks, charging.rent_free)


def payments_a_year(rent: Rent) -> int:
    """How many charges Universal Credit takes a year to have: 52, 26, 13 or 12, less those without a charge (UC Regs
    2013 Sch 4 para 7).
    """
    all_of_them = int(PAYMENTS_A_YEAR[getattr(Per, rent.per.name)])
    weeks = rent.per.weeks
    return all_of_them - (rent.rent_free_weeks // weeks if weeks else 0)
