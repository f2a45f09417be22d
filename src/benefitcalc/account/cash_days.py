"""In which weeks the money of a forecast's months arrives: Universal Credit on each tenancy's payday, Housing Benefit
by its schedule, and tenants' payments.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from benefitcalc.account.days import DAY, WEEK, schedule_day, working_day_by
from benefitcalc.account.how_paid import Practice
from benefitcalc.columns import Ints
from benefitcalc.periods import assessment_period_start

MONTHS_BEFORE = 2
"""How many months before a forecast may still pay inside it."""


@dataclass(frozen=True)
class Weeks:
    """The weeks of a forecast, Monday to Sunday, and its months with their Mondays."""

    starts: tuple[dt.date, ...]
    """The first day of each month of the forecast."""
    last: dt.date
    """The last day of the last month."""

    @cached_property
    def first_monday(self) -> dt.date:
        """The Monday of the first week, in which the first month begins."""
        return self.starts[0] - DAY * self.starts[0].weekday()

    @cached_property
    def mondays(self) -> list[dt.date]:
        """The Monday of each week."""
        count = (self.last - self.first_monday).days // 7 + 1
        return [self.first_monday + WEEK * place for place in range(count)]

    def week_of(self, day: dt.date) -> int:
        """The place of the week that holds a day; below 0, or at the count or above, where none does."""
        return (day - self.first_monday).days // 7

    def charged_in(self, month: int) -> list[int]:
        """The places of the weeks whose Monday is in that month."""
        start = self.starts[month]
        end = self.starts[month + 1] if month + 1 < len(self.starts) else self.last + DAY
        first = start + DAY * (-start.weekday() % 7)
        return [self.week_of(first + WEEK * place) for place in range((end - first + 6 * DAY) // WEEK)]


def period_days(labels: pd.DataFrame) -> tuple[Ints, int]:
    """The day of the month on which each tenancy's assessment periods begin, shape ``(n,)``; and of how many the roll
    does not say it (``uc_start``): theirs are spread evenly over the month.
    """
    spread = 1 + np.arange(len(labels), dtype=np.int64) % 28
    if "uc_start" not in labels:
        return spread, len(labels)
    known = labels["uc_start"].notna().to_numpy(np.bool_)
    days = labels["uc_start"].dt.day.fillna(1).to_numpy(np.int64)
    return np.where(known, days, spread), int((~known).sum())


def payday_weeks(weeks: Weeks, day_of_period: Ints, practice: Practice) -> Ints:
    """The week in which Universal Credit is paid for each month and tenancy, shape ``(MONTHS_BEFORE + months, n)``: the
    months before the forecast come first. Weeks outside it have -1.
    """
    first = weeks.starts[0]
    count = len(weeks.mondays)
    found = np.full((MONTHS_BEFORE + len(weeks.starts), 32), -1, dtype=np.int64)
    for day in range(1, 32):
        cycle = dt.date(first.year - 1, 12, day)
        ahead = (first.year - cycle.year) * 12 + first.month - 12
        for row in range(len(found)):
            ends = assessment_period_start(cycle, ahead + row - MONTHS_BEFORE + 1) - DAY
            payday = ends + DAY * practice.payday_after_period
            week = weeks.week_of(working_day_by(payday) if practice.early_before_weekend else payday)
            found[row, day] = week if 0 <= week < count else -1
    by_tenancy: Ints = found[:, day_of_period]
    return by_tenancy


def schedule_weeks(weeks: Weeks, any_day: dt.date, practice: Practice) -> Iterator[tuple[int, range]]:
    """For each schedule of Housing Benefit in the forecast its week, and the places of the weeks that it pays for;
    those below 0 came before the forecast.
    """
    apart = practice.housing_benefit_schedule
    day = schedule_day(any_day, apart, weeks.starts[0])
    while day <= weeks.last:
        week = weeks.week_of(day)
        yield week, range(week - apart // 7, week)
        day += DAY * apart


def spread_over(totals: Ints, places: list[int], count: int) -> Ints:
    """A month's totals over its weeks, as evenly as whole pence allow: shape ``(..., count)`` of ``(...)``."""
    found = np.zeros((*totals.shape, count), dtype=np.int64)
    so_far = np.zeros_like(totals)
    for number, place in enumerate(places, 1):
        upto = totals * number // len(places)
        found[..., place] += upto - so_far
        so_far = upto
    return found


@dataclass(frozen=True)
class InOrder:
    """Tenancies in the order of the weeks in which they are paid; those paid in none are left out."""

    rows: Ints
    begins: Ints
    """Where each week begins in ``rows``."""
    weeks: Ints
    """The places of these weeks."""

    @classmethod
    def of(cls, week: Ints) -> InOrder:
        """From the week of each tenancy, shape ``(n,)``; -1 for none."""
        rows = np.argsort(week, kind="stable")
        rows = rows[np.searchsorted(week[rows], 0) :]
        begins = np.flatnonzero(np.diff(week[rows], prepend=-1))
        return cls(rows, begins, week[rows][begins])


def gather(amounts: Ints, paid: InOrder, count: int) -> Ints:
    """The totals by week of amounts of shape ``(..., n)``: shape ``(..., count)``."""
    found = np.zeros((*amounts.shape[:-1], count), dtype=np.int64)
    if len(paid.rows):
        found[..., paid.weeks] = np.add.reduceat(amounts[..., paid.rows], paid.begins, axis=-1)
    return found
