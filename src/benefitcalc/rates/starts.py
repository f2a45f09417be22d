"""Which day uses which value: bases, start rules, uprating days and the year of the rates.

Universal Credit uses values by assessment periods, Housing Benefit by benefit weeks, and everything else by the
calendar (UC Act 2025 s 1(6)(d); SI 2006/213 reg 79(3)(a); SI 2006/214 reg 59(3)(a)).
"""

from __future__ import annotations

import calendar
import csv
import datetime as dt
from bisect import bisect_right
from enum import StrEnum
from functools import cache
from typing import Final

from benefitcalc.errors import RatesNotKnown
from benefitcalc.rates.files import rates_folder

_DAY = dt.timedelta(days=1)


class Basis(StrEnum):
    """What kind of day a day is when somebody asks for its rates."""

    ASSESSMENT_PERIOD = "assessment period starting on the day"
    HB_WEEKLY_RENT = "benefit week, rent paid by the week or a multiple of weeks"
    HB_OTHER_RENT = "benefit week, other rent"
    DAY = "calendar day"


class Start(StrEnum):
    """How to read the ``from`` of a value."""

    PERIODS_BEGINNING = "assessment periods beginning"
    PERIODS_ENDING = "assessment periods ending"
    BENEFIT_WEEKS = "benefit weeks"
    DAY = "day"


class Uprating(StrEnum):
    """When the next values of a file are due each year."""

    FIRST_MONDAY_FROM_6_APRIL = "first Monday on or after 6 April"
    BENEFIT_WEEKS_IN_APRIL = "benefit weeks in April"
    APRIL_1 = "1 April"
    APRIL_6 = "6 April"


def first_monday(day: dt.date) -> dt.date:
    """The first Monday on or after ``day``."""
    return day + dt.timedelta(days=-day.weekday() % 7)


def first_period_ending(day: dt.date) -> dt.date:
    """The first day of the earliest assessment period whose last day is ``day`` or later."""
    after = day + _DAY
    year, month = (after.year, after.month - 1) if after.month > 1 else (after.year - 1, 12)
    if after.day > calendar.monthrange(year, month)[1]:
        return after.replace(day=1)
    return dt.date(year, month, after.day)


def first_day_read(begins: dt.date, start: str, periods_from: dt.date | None, basis: Basis) -> dt.date:
    """The first day that uses a value which says ``from = begins``.

    ``periods_from`` is its ``assessment_periods_from``, for a value that two schemes began to use on different days.
    """
    if basis is Basis.ASSESSMENT_PERIOD:
        if periods_from is not None:
            return periods_from
        return first_period_ending(begins) if start == Start.PERIODS_ENDING else begins
    if basis is Basis.HB_WEEKLY_RENT and start == Start.BENEFIT_WEEKS:
        return first_monday(begins)
    return begins


def every_first_day_read(begins: dt.date, basis: Basis) -> set[dt.date]:
    """All days that could be the first to use a value which says ``from = begins``, whatever its start rule is."""
    return {first_day_read(begins, start, None, basis) for start in Start}


def uprating_day(rule: str, year: int, basis: Basis) -> dt.date:
    """The day of ``year`` on which values of a file with that uprating rule are due."""
    if rule == Uprating.APRIL_6:
        return dt.date(year, 4, 6)
    april_1 = dt.date(year, 4, 1)
    if rule == Uprating.APRIL_1:
        return april_1
    if rule == Uprating.BENEFIT_WEEKS_IN_APRIL and basis is not Basis.ASSESSMENT_PERIOD:
        return first_day_read(april_1, Start.BENEFIT_WEEKS, None, basis)
    return first_monday(dt.date(year, 4, 6))


def next_uprating(rule: str, checked: dt.date, basis: Basis) -> dt.date:
    """The first uprating day after ``checked``. From that day nobody knows whether the file is up to date."""
    return next(day for year in (checked.year, checked.year + 1) if (day := uprating_day(rule, year, basis)) > checked)


_COMMENCEMENT_COLUMN: Final = {
    Basis.ASSESSMENT_PERIOD: "universal_credit",
    Basis.HB_WEEKLY_RENT: "hb_weekly_rent",
    Basis.HB_OTHER_RENT: "hb_other_rent",
    Basis.DAY: "other_benefits",
}
_LAST_YEAR_BY_RULE = 2060


@cache
def commencements(basis: Basis) -> tuple[tuple[dt.date, str], ...]:
    """The first day and the name of each year of rates: first those in ``commencement.csv``, then later ones by the
    rule.
    """
    with (rates_folder() / "commencement.csv").open(encoding="utf-8", newline="") as file:
        known = [(dt.date.fromisoformat(row[_COMMENCEMENT_COLUMN[basis]]), row["year"]) for row in csv.DictReader(file)]
    later = range(known[-1][0].year + 1, _LAST_YEAR_BY_RULE)
    return (*known, *((_commencement(year, basis), f"{year}-{(year + 1) % 100:02d}") for year in later))


def _commencement(year: int, basis: Basis) -> dt.date:
    if basis in {Basis.HB_WEEKLY_RENT, Basis.HB_OTHER_RENT}:
        return uprating_day(Uprating.BENEFIT_WEEKS_IN_APRIL, year, basis)
    return uprating_day(Uprating.FIRST_MONDAY_FROM_6_APRIL, year, basis)


def first_day(basis: Basis) -> dt.date:
    """The first day of all that has rates. For Universal Credit it is the day on which it began."""
    return commencements(basis)[0][0]


@cache
def _commencement_days(basis: Basis) -> tuple[dt.date, ...]:
    return tuple(day for day, _ in commencements(basis))


def rate_year(day: dt.date, basis: Basis) -> str:
    """The year of the rates that apply on ``day``: an assessment period from 5 April 2026 uses those of
    ``"2025-26"``.
    """
    position = bisect_right(_commencement_days(basis), day)
    if position == 0:
        first = first_day(basis)
        raise RatesNotKnown("commencement", day, f"There are no rates for {day}; the first begin on {first} ({basis})")
    return commencements(basis)[position - 1][1]


def first_day_of(year: str, basis: Basis) -> dt.date:
    """The day on which the rates of ``year`` begin, ``"2026-27"``.

    Raises ``ValueError`` for text that is not such a year, and for a year without rates.
    """
    for day, name in commencements(basis):
        if name == year:
            return day
    known = [name for _, name in commencements(basis)]
    raise ValueError(f"{year!r} is not a year of rates; {known[0]} is the first, and years are written like it")
