"""The days of a rent account: rent years and their weeks, days that come again, and paydays."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection, Iterator
from functools import lru_cache

DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@lru_cache(maxsize=4096)
def rent_year_start(day: dt.date, weekday: int = 0) -> dt.date:
    """The first day of the rent year that holds ``day``: the first Monday in April, or the first other ``weekday`` on
    which the landlord charges.
    """
    first = dt.date(day.year, 4, 1)
    first += DAY * ((weekday - first.weekday()) % 7)
    return first if first <= day else rent_year_start(dt.date(day.year - 1, 12, 31), weekday)


def weeks_of_rent_year(start: dt.date) -> int:
    """How many weeks a rent year has: 52 or 53. With Mondays it has 53 in 2019/20, 2024/25, 2030/31 and 2035/36."""
    following = rent_year_start(start + 54 * WEEK, start.weekday())
    return (following - start).days // 7


def rent_free_weeks(start: dt.date, weeks: int, when: str | Collection[dt.date]) -> frozenset[dt.date]:
    """The first days of the weeks without a charge of the rent year that begins on ``start``.

    ``when`` is ``"april"`` for its last weeks, ``"christmas"`` for the weeks from that of 25 December on, or the days
    themselves (each stands for the week that it is in).
    """
    if not isinstance(when, str):
        whole = {start + (day - start) // WEEK * WEEK for day in when}
        return frozenset(day for day in whole if start <= day < start + WEEK * weeks_of_rent_year(start))
    christmas = (dt.date(start.year, 12, 25) - start) // WEEK
    first = christmas if when == "christmas" else weeks_of_rent_year(start) - weeks
    return frozenset(start + WEEK * (first + place) for place in range(weeks))


def again(first: dt.date, every: str, last: dt.date) -> Iterator[dt.date]:
    """``first`` and the days after it, every ``week``, ``fortnight``, ``four_weeks`` or ``month``, up to ``last``.

    A month that has no such day has its last day in its place.
    """
    weeks = {"week": 1, "fortnight": 2, "four_weeks": 4}.get(every)
    place, day = 0, first
    while day <= last:
        yield day
        place += 1
        day = first + WEEK * weeks * place if weeks else months_later(first, place)


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def schedule_day(any_one: dt.date, apart: int, not_before: dt.date) -> dt.date:
    """The first day of a schedule of every ``apart`` days on or after ``not_before``; ``any_one`` is one of them."""
    return not_before + DAY * ((any_one - not_before).days % apart)


def working_day_by(day: dt.date, holidays: Collection[dt.date] = ()) -> dt.date:
    """``day``, or the last day before it that is no Saturday, Sunday or bank holiday."""
    while day.weekday() >= 5 or day in holidays:
        day -= DAY
    return day


def in_words(day: dt.date) -> str:
    """``"Mon 12 Jan 2026"``."""
    return f"{day:%a %-d %b %Y}"
