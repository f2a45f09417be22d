"""The weeks charged in each month of a forecast, and the rent and service charges of it."""

from __future__ import annotations

import datetime as dt

import numpy as np
import numpy.typing as npt

from benefitcalc.columns import Batch, Ints
from benefitcalc.money import Count, Pence
from benefitcalc.periods import WEEKS
from benefitcalc.portfolio.forecast.plan import Plan
from benefitcalc.portfolio.rents import RentLevels
from benefitcalc.portfolio.weeks import MOST_FREE_WEEKS, by_the_week, is_free, part_of_month, part_of_week


def _free_weeks(batch: Batch) -> Count:
    home = batch.households
    return np.minimum(home.rent_free_periods * WEEKS[home.rent_per], MOST_FREE_WEEKS)


def weeks_charged(batch: Batch, plan: Plan) -> npt.NDArray[np.int8]:
    """How many weeks of each month have rent to pay, shape ``(months, n)``."""
    return plan.months.weeks_charged[:, _free_weeks(batch)].astype(np.int8)


def weeks_charged_later(batch: Batch, plan: Plan, risen: Count, months: Ints, rows: Ints) -> Count:
    """For each of those months and rows, how many weeks with rent to pay come after a rise inside the month; ``risen``
    is how many rises each rent had had by the first Monday.
    """
    weeks = np.zeros(len(rows), dtype=np.int64)
    free = _free_weeks(batch)
    for month in np.unique(months):
        at = np.flatnonzero(months == month)
        here = rows[at]
        for monday in plan.months.mondays[month]:
            after = plan.calendar.risen(monday)[here] > risen[month, here]
            weeks[at] += after & ~_free_on(monday, free[here])
    return weeks


def _free_on(monday: dt.date, free: Count) -> npt.NDArray[np.bool_]:
    table = np.array([is_free(monday, weeks) for weeks in range(MOST_FREE_WEEKS + 1)])
    which: npt.NDArray[np.bool_] = table[free]
    return which


def rent_charged(batch: Batch, plan: Plan, levels: RentLevels) -> npt.NDArray[np.int32]:
    """Rent and service charges of each month, shape ``(months, n)``: of every Monday that is charged, or of the first
    of the month, each at the rent of its day.
    """
    home, charges = batch.households, batch.service_charges
    every = np.arange(len(batch))
    charged = _charged(levels.rent, home.rent_per, home.rent_free_periods, every, plan)
    if len(charges):
        household = charges.household
        more = _charged(levels.service_charges, charges.amount_per, charges.rent_free_periods, household, plan)
        for month, amounts in enumerate(more):
            charged[month] += batch.group(charges).sum(amounts)
    return charged.astype(np.int32)


def _charged(levels: Pence, per: Count, free_periods: Count, household: Ints, plan: Plan) -> Pence:
    """What is charged in each month of amounts that have those levels, of those households."""
    months = plan.months
    found = np.zeros((len(months), len(per)), dtype=np.int64)
    free = np.minimum(free_periods * WEEKS[per], MOST_FREE_WEEKS)
    weekly = by_the_week(per)
    places = np.arange(len(per))
    moves = "rents" in plan.changes

    def of(day: dt.date) -> Pence:
        risen = plan.calendar.risen(day)[household] if moves else 0
        amount: Pence = levels[risen, places]
        return amount

    for month, (start, mondays) in enumerate(zip(months.starts, months.mondays, strict=True)):
        first, last = of(mondays[0]), of(mondays[-1])
        if ((WEEKS[per] <= 1) & (first == last))[weekly].all():
            found[month] = np.where(weekly, first * months.weeks_charged[month, free], 0)
        else:
            for monday in mondays:
                found[month] += np.where(weekly & ~_free_on(monday, free), part_of_week(of(monday), per, monday), 0)
        if not weekly.all():
            found[month] += np.where(weekly, 0, part_of_month(of(start), per, start))
    return found
