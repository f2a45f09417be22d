"""The Mondays on which a made-up ledger charges rent: the rent year of each, and the weeks without a charge."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from benefitcalc.columns import Ints
from benefitcalc.money import Flag, Pence, round_half_up
from benefitcalc.periods import day_number, from_day_number

_DAYS_OF_A_WEEK = 7


@dataclass(frozen=True)
class Weeks:
    """The weeks of a ledger, from its first day up to the day before ``end``."""

    begin: int
    end: int
    mondays: Ints
    """Day numbers."""
    rent_year: Ints
    """Of each Monday the year in whose April its rent year began."""
    free: Flag
    """Whether a rent year of 48 charges has none in that week."""
    months: Ints
    """The first days of the months."""


def weeks_before(end: dt.date, years: int) -> Weeks:
    """The 52 or 104 weeks before a Monday."""
    last = day_number(end)
    mondays = last - _DAYS_OF_A_WEEK * np.arange(52 * years, 0, -1)
    days = [from_day_number(int(monday)) for monday in mondays]
    firsts = np.arange(np.datetime64(days[0], "M"), np.datetime64(end, "M") + np.timedelta64(1, "M"))
    months = firsts.astype("datetime64[D]").astype(np.int64)
    return Weeks(
        begin=int(mondays[0]),
        end=last,
        mondays=mondays,
        rent_year=np.array([rent_year(day) for day in days]),
        free=np.array([_is_free(day) for day in days]),
        months=months[(months >= mondays[0]) & (months < last)],
    )


def first_monday_of_april(year: int) -> dt.date:
    """The day on which rents go up."""
    first = dt.date(year, 4, 1)
    return first + dt.timedelta(days=-first.weekday() % _DAYS_OF_A_WEEK)


def rent_year(day: dt.date) -> int:
    """The year in whose April the rent year of that day began."""
    return day.year if day >= first_monday_of_april(day.year) else day.year - 1


def _is_free(monday: dt.date) -> bool:
    christmas = dt.date(monday.year if monday.month > 1 else monday.year - 1, 12, 25)
    of_christmas = christmas - dt.timedelta(days=christmas.weekday())
    next_year = first_monday_of_april(rent_year(monday) + 1)
    return 0 <= (monday - of_christmas).days <= _DAYS_OF_A_WEEK or (next_year - monday).days <= 2 * _DAYS_OF_A_WEEK


def at_rents_of(amount: Pence, year: int | Ints, until: int, increases: dict[str, int]) -> Pence:
    """An amount at the rents of the rent year ``until``, as it was in an earlier one: less what rents rose by since."""
    earlier, back = amount, np.asarray(year)
    for after in range(until, int(back.min()), -1):
        if str(after) not in increases:
            raise ValueError(f"by how much rents rose in {after} is not known; known are {', '.join(increases)}")
        lower = round_half_up(earlier * 1000, 1000 + increases[str(after)])
        earlier = np.where(back < after, lower, earlier)
    return earlier
