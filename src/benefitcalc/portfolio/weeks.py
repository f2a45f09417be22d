"""The months of a forecast and the weeks charged in them.

A month of a forecast is a month of the calendar, from the first that begins on the day of the stock or after it. So
April to March has the Mondays of one rent year, 52 or 53 of them, and a year's rent ties to what is charged. A week
belongs to the month in which its Monday lies. Universal Credit's assessment periods begin on days that rent rolls do
not know: each is taken to be the month.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from benefitcalc.columns import Ints
from benefitcalc.money import Count, Flag
from benefitcalc.periods import PAYMENTS_A_YEAR, WEEKS, day_number, from_day_number
from benefitcalc.portfolio.growth import growth
from benefitcalc.rates.starts import first_monday

_WEEK = dt.timedelta(days=7)
MOST_FREE_WEEKS = 12
"""No landlord leaves more weeks of a year without a charge."""


@dataclass(frozen=True)
class Months:
    """So many months in a row."""

    first: dt.date
    """The first day of the first month."""
    count: int

    def __len__(self) -> int:
        return self.count

    @cached_property
    def starts(self) -> tuple[dt.date, ...]:
        """The first day of each month."""
        return tuple(_month_later(self.first, place) for place in range(self.count))

    @cached_property
    def ends(self) -> tuple[dt.date, ...]:
        """The last day of each month."""
        return tuple(_month_later(start, 1) - dt.timedelta(days=1) for start in self.starts)

    @property
    def last(self) -> dt.date:
        """The last day of the last month."""
        return self.ends[-1]

    @cached_property
    def mondays(self) -> tuple[tuple[dt.date, ...], ...]:
        """The Mondays of each month, four or five."""
        return tuple(
            tuple(from_day_number(day) for day in range(day_number(first_monday(start)), day_number(end) + 1, 7))
            for start, end in zip(self.starts, self.ends, strict=True)
        )

    @cached_property
    def weeks_charged(self) -> Count:
        """How many weeks are charged in each month, shape ``(months, MOST_FREE_WEEKS + 1)``: by how many weeks of the
        rent year are free.
        """
        return np.array(
            [
                [sum(not is_free(monday, free) for monday in mondays) for free in range(MOST_FREE_WEEKS + 1)]
                for mondays in self.mondays
            ],
            dtype=np.int64,
        )


def months_from(day: dt.date, count: int) -> Months:
    """So many months, from the first that begins on ``day`` or after it."""
    return Months(day if day.day == 1 else _month_later(day.replace(day=1), 1), count)


def _month_later(first: dt.date, months: int) -> dt.date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return dt.date(year, month + 1, 1)


def rent_year(day: dt.date) -> int:
    """The year of the April in which the rent year of ``day`` began, on its first Monday."""
    return day.year if day >= first_monday(dt.date(day.year, 4, 1)) else day.year - 1


@cache
def free_mondays(year: int, weeks: int) -> frozenset[dt.date]:
    """The Mondays of the weeks without a charge, in the rent year that begins in April ``year``."""
    at_christmas = min(weeks, int(growth()["rent_free_weeks"]["at_christmas"]))
    christmas = dt.date(year, 12, 25)
    monday = christmas - dt.timedelta(days=christmas.weekday())
    next_year = first_monday(dt.date(year + 1, 4, 1))
    at_the_end = weeks - at_christmas
    return frozenset(
        [monday + place * _WEEK for place in range(at_christmas)]
        + [next_year - (place + 1) * _WEEK for place in range(at_the_end)]
    )


def is_free(monday: dt.date, weeks: int) -> bool:
    """Whether the week of that Monday has no charge, where so many weeks of a rent year have none."""
    return bool(weeks) and monday in free_mondays(rent_year(monday), weeks)


def by_the_week(per: Count) -> Flag:
    """Whether amounts for these periods are charged by the week or by several weeks."""
    weekly: Flag = WEEKS[per] > 0
    return weekly


def part_of_week(amount: Ints, per: Count, monday: dt.date) -> Ints:
    """The part of an amount for a week, a fortnight or four weeks that falls on the week of ``monday``.

    The parts of a whole charge sum to it: of £9.99 for a fortnight one week has £4.99 and the other £5.00.
    """
    place, weeks = day_number(monday) // 7, np.maximum(WEEKS[per], 1)
    part: Ints = amount * (place % weeks + 1) // weeks - amount * (place % weeks) // weeks
    return part


def part_of_month(amount: Ints, per: Count, start: dt.date) -> Ints:
    """The part of an amount for a month, a quarter or a year that falls on the month of ``start``; the parts of a whole
    charge sum to it.
    """
    months = 12 // np.minimum(PAYMENTS_A_YEAR[per], 12)
    place = start.month - 1
    part: Ints = amount * (place % months + 1) // months - amount * (place % months) // months
    return part


def days(dates: Sequence[dt.date]) -> Ints:
    """Day numbers of those dates."""
    return np.array([day_number(day) for day in dates], dtype=np.int64)
