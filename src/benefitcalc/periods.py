"""Weeks, months and years; assessment periods and benefit weeks; ages on a day.

Only this module writes ``x 52 / 12``. In columns a day is a number of days since 1970-01-01.
"""

from __future__ import annotations

import calendar
import datetime as dt
from functools import lru_cache
from typing import TypeAlias

import numpy as np

from benefitcalc.money import Count, Pence, round_half_up

EPOCH = dt.date(1970, 1, 1)
DayNumber: TypeAlias = Count
"""Days since 1970-01-01."""


Day: TypeAlias = dt.date | np.datetime64 | str
"""Anything that :func:`as_date` reads. A ``datetime`` and a pandas ``Timestamp`` are dates too."""


class Per:
    """How often somebody pays an amount. Columns hold these codes."""

    WEEK = 0
    FORTNIGHT = 1
    FOUR_WEEKS = 2
    MONTH = 3
    QUARTER = 4
    YEAR = 5


PAYMENTS_A_YEAR: Count = np.array([52, 26, 13, 12, 4, 1], dtype=np.int64)
"""How many payments a year has, by :class:`Per`. The law takes a year to have 52 weeks, whatever the calendar says (SI
2013/376 Sch 4 para 7(3A), reg 73(2)).
"""
WEEKS: Count = np.array([1, 2, 4, 0, 0, 0], dtype=np.int64)
"""How many weeks the period has; 0 where it is not counted in weeks."""


def per_month(amount: Pence, payments_a_year: Count) -> Pence:
    """The monthly equivalent, to the nearest penny (SI 2013/376 Sch 4 para 7, reg 73(2), reg 6(1))."""
    return round_half_up(amount * payments_a_year, 12)


def per_week(amount: Pence, payments_a_year: Count, *, of: int = 1) -> Pence:
    """The weekly equivalent, to the nearest penny (SI 2006/213 reg 80(2), reg 33; SI 2006/214 reg 61(2)).

    ``amount`` is in pence, or in an ``of``-th part of a penny.
    """
    return round_half_up(amount * payments_a_year, 52 * of)


def month_to_week(amount_pm: Pence) -> Pence:
    """A monthly amount shown by the week: ``x 12 / 52``, to the nearest penny."""
    return round_half_up(amount_pm * 12, 52)


def week_to_month(amount_pw: Pence) -> Pence:
    """A weekly amount by the month: ``x 52 / 12``, to the nearest penny."""
    return round_half_up(amount_pw * 52, 12)


def as_date(day: Day) -> dt.date:
    """The date of a ``date``, a ``datetime``, a pandas ``Timestamp``, a numpy ``datetime64`` or ISO text.

    Raises ``ValueError`` for text that is not a day, and ``TypeError`` for anything else.
    """
    if type(day) is dt.date:
        return day
    if isinstance(day, dt.datetime) and day == day:  # noqa: PLR0124  NaT is no day
        return day.date()
    if isinstance(day, np.datetime64) and not np.isnat(day):
        return from_day_number(int(day.astype("datetime64[D]").astype(np.int64)))
    if isinstance(day, str):
        try:
            return dt.date.fromisoformat(day)
        except ValueError:
            raise ValueError(f"{day!r} is not a day; write YYYY-MM-DD, such as 2026-06-01") from None
    raise TypeError(f"{day!r} is not a date; give a date, a datetime, a Timestamp or text such as 2026-06-01")


def day_number(day: dt.date) -> int:
    """How many days the date is after 1970-01-01."""
    return (day - EPOCH).days


def from_day_number(number: int) -> dt.date:
    """The date of that day number."""
    return EPOCH + dt.timedelta(days=int(number))


def assessment_period_start(first: dt.date, index: int) -> dt.date:
    """The first day of the assessment period that begins ``index`` months after the one of ``first`` (SI 2013/376
    reg 21).

    Where the first period began on the 31st, each begins on the last day of its month. Where it began on the 29th or
    30th, the one of February begins on the 27th, or in a leap year on the 28th.
    """
    months = first.year * 12 + first.month - 1 + index
    year, month = divmod(months, 12)
    month += 1
    last = calendar.monthrange(year, month)[1]
    if first.day == 31:
        return dt.date(year, month, last)
    if month == 2 and first.day > 28:
        return dt.date(year, month, last - 1)
    return dt.date(year, month, first.day)


@lru_cache(maxsize=8192)
def assessment_period_end(start: dt.date) -> dt.date:
    """Last day of the assessment period that begins on ``start``."""
    return assessment_period_start(start, 1) - dt.timedelta(days=1)


def assessment_period_number(first_period: dt.date, day: dt.date) -> int:
    """How many assessment periods after the one of ``first_period`` the one that holds ``day`` comes."""
    months = (day.year - first_period.year) * 12 + day.month - first_period.month
    return months if assessment_period_start(first_period, months) <= day else months - 1


def for_days(amount_pm: Pence, days: Count) -> Pence:
    """A monthly amount for so many days, rounded once: days × (amount × 12 ÷ 365)."""
    return round_half_up(days * amount_pm * 12, 365)


def benefit_week_start(day: dt.date) -> dt.date:
    """The Monday of the benefit week that contains ``day`` (SI 2006/213 reg 2)."""
    return day - dt.timedelta(days=day.weekday())


def completed_years(born: dt.date, on: dt.date) -> int:
    """The age in completed years. Someone born on 29 February has a birthday on 1 March in years without that day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def years_later(day: dt.date, years: int) -> dt.date:
    """The same day ``years`` later; 29 February becomes 1 March in a year without that day."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 3, 1)


def first_payday_from(day: dt.date, payday: dt.date, weeks: int) -> dt.date:
    """The first payday on ``day`` or after it: pay comes every so many ``weeks``, and ``payday`` is any one of them."""
    return day + dt.timedelta(days=(payday - day).days % (7 * weeks))


def last_payday_by(day: dt.date, payday: dt.date, weeks: int) -> dt.date:
    """The last payday on ``day`` or before it."""
    return day - dt.timedelta(days=(day - payday).days % (7 * weeks))


def first_september_after(born: dt.date, birthday: int) -> dt.date:
    """1 September following that birthday. Someone born on 1 September waits a year for it."""
    day = years_later(born, birthday)
    return dt.date(day.year + (day >= dt.date(day.year, 9, 1)), 9, 1)
