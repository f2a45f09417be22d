"""Dates and ages of whole columns: what :mod:`benefitcalc.periods` and :mod:`benefitcalc.case.ages` say of one date.

Days are day numbers. They lie in the years that :data:`FIRST_YEAR` and :data:`LAST_YEAR` bound, which is wider than the
years that a case can have; a day outside is taken for the nearest one inside.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np

from benefitcalc.columns.table import Ints
from benefitcalc.money import Count, Flag
from benefitcalc.periods import WEEKS, assessment_period_end, day_number, from_day_number
from benefitcalc.rates.pension_age import pension_age_days

FIRST_YEAR, LAST_YEAR = 1750, 2250
EARLIEST, LATEST = day_number(dt.date(FIRST_YEAR, 1, 1)), day_number(dt.date(LAST_YEAR, 12, 31))


class _Calendar(NamedTuple):
    """Of each day from the first to the last: its month, counted from the first one, and its day of the month; and of
    each month: its first day, and how many days it has.
    """

    month: Ints
    day: Ints
    first: Ints
    length: Ints


@cache
def _calendar() -> _Calendar:
    days = np.arange(EARLIEST, LATEST + 1).astype("datetime64[D]")
    month = days.astype("datetime64[M]")
    every = np.arange(month[0], month[-1] + np.timedelta64(2, "M"))
    first = every.astype("datetime64[D]").astype(np.int64)
    return _Calendar(
        month=(month - month[0]).astype(np.int64),
        day=(days - month.astype("datetime64[D]")).astype(np.int64) + 1,
        first=first[:-1],
        length=first[1:] - first[:-1],
    )


def _place(days: Ints) -> Ints:
    return np.clip(days, EARLIEST, LATEST) - EARLIEST


def completed_years(born: Ints, on: Ints) -> Count:
    """The age in completed years, as :func:`benefitcalc.periods.completed_years` has it."""
    calendar = _calendar()
    at, then = _place(born), _place(on)
    months = calendar.month[then] - calendar.month[at]
    return (months - (calendar.day[then] < calendar.day[at])) // 12


def _same_day(days: Ints, years: int | Count) -> tuple[Ints, Ints]:
    """The month so many years from the one of each day, and the day of the month."""
    calendar = _calendar()
    at = _place(days)
    month = calendar.month[at] + 12 * years
    return np.clip(month, 0, len(calendar.first) - 1), calendar.day[at]


def years_later(days: Ints, years: int | Count) -> Ints:
    """The same day so many years later, or earlier for fewer than none; 29 February becomes 1 March in a year without
    that day.
    """
    month, day = _same_day(days, years)
    return _calendar().first[month] + day - 1


def born_of_age(on: Ints, age: Count) -> Ints:
    """The birth date of someone with that age and a birthday on the day (contract, reading 2); on 29 February the
    28th, where the year of birth had no such day.
    """
    month, day = _same_day(on, -age)
    calendar = _calendar()
    return calendar.first[month] + np.minimum(day, calendar.length[month]) - 1


def first_september_after(born: Ints, birthday: int) -> Ints:
    """1 September following that birthday. Someone born on 1 September waits a year for it."""
    calendar = _calendar()
    month = calendar.month[_place(born)]
    year = month // 12 + birthday + (month % 12 >= 8)
    return calendar.first[np.minimum(year * 12 + 8, len(calendar.first) - 1)]


class Standings(NamedTuple):
    """How each scheme counts each young person, as :class:`benefitcalc.case.ages.Standing` says it of one."""

    in_universal_credit: Flag
    on_date: Flag
    in_pension_credit: Flag
    of_school_age: Flag


def standings(born: Ints, date: Ints, last_day: Ints, *, in_education: Flag) -> Standings:
    """How each scheme counts those born on these days (contract, reading 22)."""
    all_of_school_age = np.ones(len(born), dtype=np.bool_)
    found = Standings(*(all_of_school_age.copy() for _ in Standings._fields))
    older = np.flatnonzero(last_day - born >= 16 * 365)  # the others are under 16, whatever the calendar says
    if len(older):
        born, date, last_day, in_education = born[older], date[older], last_day[older], in_education[older]
        at_16, at_19 = first_september_after(born, 16), first_september_after(born, 19)
        found.in_universal_credit[older] = (last_day < at_16) | (in_education & (last_day < at_19))
        found.on_date[older] = (date < at_16) | (in_education & (date < years_later(born, 20)))
        found.in_pension_credit[older] = (date < at_16) | (in_education & (date < at_19))
        found.of_school_age[older] = last_day < at_16
    return found


def last_days(dates: Ints) -> Ints:
    """The last day of the assessment period that begins on each day."""
    return of_each_day(lambda days: np.array([_last_day(day) for day in days.tolist()]), dates)


def _last_day(day: int) -> int:
    return day_number(assessment_period_end(from_day_number(day)))


def pension_ages(born: Ints) -> Ints:
    """The day on which each person reaches the qualifying age for Pension Credit."""
    return of_each_day(pension_age_days, born)


def of_each_day(function: Callable[[Ints], Ints], days: Ints) -> Ints:
    """``function`` of each day, worked out once for each day that there is."""
    days = np.minimum(np.maximum(days, EARLIEST), LATEST)
    if len(days) <= 1:  # a household on its own: nothing can be spared, and looking for it takes longest
        return function(days) if len(days) else days
    first = int(days.min())
    there = np.flatnonzero(np.bincount(days - first)) if days.max() > first else np.zeros(1, dtype=np.int64)
    if len(there) == 1:
        return np.full(len(days), function(there + first)[0])
    found = np.zeros(there[-1] + 1, dtype=np.int64)
    found[there] = function(there + first)
    return found[days - first]


def paydays(first: Ints, last: Ints, payday: Ints, per: Count) -> tuple[Ints, Ints]:
    """The first and the last payday from ``first`` to ``last``, where ``payday`` is any one of them and pay comes by
    the week, fortnight or four weeks (:class:`~benefitcalc.periods.Per`).
    """
    apart = 7 * np.maximum(WEEKS[per], 1)
    return first + (payday - first) % apart, last - (last - payday) % apart
