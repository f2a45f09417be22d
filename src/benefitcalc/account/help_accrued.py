"""Help with rent that has accrued and is not yet payable, of a whole roll: what makes arrears technical.

It is the book arrears of :mod:`benefitcalc.account.book_arrears`, worked out for every tenancy at once. Help accrues by
the day, to the last day that has been charged, and leaves on the day on which it is payable.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np
import pandas as pd

from benefitcalc.account.days import DAY, WEEK, months_later, schedule_day, working_day_by
from benefitcalc.account.how_paid import Practice, practice
from benefitcalc.columns import Ints
from benefitcalc.money import Flag, Pence, round_half_up
from benefitcalc.periods import (
    Day,
    as_date,
    assessment_period_number,
    assessment_period_start,
    benefit_week_start,
    day_number,
)


def help_accrued(
    tenancies: pd.DataFrame,
    on: Day,
    *,
    results: pd.DataFrame | None = None,
    housing_benefit_day: Day | None = None,
    how_paid: Practice | None = None,
) -> pd.Series[int]:
    """Pence of help that accrued by the charges up to ``on`` and is payable later, a row a tenancy; ``Int64``.

    Universal Credit is what the roll knows of a managed payment, otherwise the housing costs element or the award of
    ``results`` (in the order of the tenancies), whichever is less, in assessment periods from the day of ``uc_start``.
    Housing Benefit is ``hb_weekly``, otherwise the award of ``results``, paid every four weeks;
    ``housing_benefit_day`` is any one day of the schedule. Who has neither has nothing. Missing is what cannot be
    worked out: neither flag is known, the start of Universal Credit or the amount is not, or the schedule is needed
    and nobody says it.
    """
    day, rules = as_date(on), how_paid or practice()
    n = len(tenancies)
    element_pm, uc_known = _known(results, "universal_credit.housing_costs_element", n)
    award_pm, _ = _known(results, "universal_credit.award", n)
    award_pw, award_known = _known(results, "housing_benefit.award", n)
    managed_pm, managed_known = _known(tenancies, "managed_payment", n)
    hb_pw, hb_known = _known(tenancies, "hb_weekly", n)
    uc, no_uc = _said(tenancies, "uc_flag", n)
    hb, no_hb = _said(tenancies, "hb_flag", n)
    hb, uc = hb | (hb_pw > 0), uc | (managed_pm > 0)
    by_month = _by_month(tenancies, n)
    paid_monthly = managed_known & (managed_pm > 0)
    monthly = np.where(paid_monthly, managed_pm, np.minimum(element_pm, award_pm))
    of_uc, days_known = _of_universal_credit(tenancies, monthly, day, by_month, rules)
    of_uc_known = days_known & (paid_monthly | uc_known)
    weekly = np.where(hb_known, hb_pw, award_pw)
    schedule = None if housing_benefit_day is None else as_date(housing_benefit_day)
    of_hb = _of_housing_benefit(weekly, day, by_month, schedule, rules)
    of_hb_known = (hb_known | award_known) & (schedule is not None)
    accrued = np.where(uc, of_uc, np.where(hb, of_hb, 0))
    known = np.where(uc, of_uc_known, np.where(hb, of_hb_known, no_uc & no_hb))
    return pd.Series(pd.arrays.IntegerArray(accrued, ~known), index=tenancies.index)


def _known(frame: pd.DataFrame | None, name: str, n: int) -> tuple[Pence, Flag]:
    """The pence of a column and which are known; nothing is known of a column that is not there."""
    if frame is None or name not in frame:
        return np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.bool_)
    return frame[name].fillna(0).to_numpy(np.int64), frame[name].notna().to_numpy(np.bool_)


def _said(frame: pd.DataFrame, name: str, n: int) -> tuple[Flag, Flag]:
    """Which rows say yes, and which say no."""
    if name not in frame:
        return np.zeros(n, dtype=np.bool_), np.zeros(n, dtype=np.bool_)
    flags = frame[name].astype("boolean")
    return flags.fillna(value=False).to_numpy(np.bool_), (~flags).fillna(value=False).to_numpy(np.bool_)


def _by_month(tenancies: pd.DataFrame, n: int) -> Flag:
    if "rent_per" not in tenancies:
        return np.zeros(n, dtype=np.bool_)
    return tenancies["rent_per"].isin(["month", "quarter", "year"]).to_numpy(np.bool_)


def charged_through(on: dt.date, *, by_month: bool) -> dt.date:
    """The last day that has been charged: the Sunday of the week, or the last day of the month."""
    return months_later(on.replace(day=1), 1) - DAY if by_month else benefit_week_start(on) + WEEK - DAY


def _of_universal_credit(
    tenancies: pd.DataFrame, monthly: Pence, on: dt.date, by_month: Flag, rules: Practice
) -> tuple[Pence, Flag]:
    """What of the assessment periods that are not paid yet has accrued, and whose periods are known."""
    n = len(monthly)
    accrued: Ints = np.zeros(n, dtype=np.int64)
    if "uc_start" not in tenancies:
        return accrued, np.zeros(n, dtype=np.bool_)
    starts = tenancies["uc_start"]
    known = starts.notna().to_numpy(np.bool_)
    began = np.where(known, starts.to_numpy("datetime64[D]").astype(np.int64), 0)
    day_of_month = starts.dt.day.fillna(0).to_numpy(np.int64)
    for monthly_charged in np.unique(by_month):
        through = charged_through(on, by_month=bool(monthly_charged))
        for day in np.unique(day_of_month[known]):
            rows = np.flatnonzero(known & (day_of_month == day) & (by_month == monthly_charged))
            for start, days, length in _unpaid(int(day), on, through, rules):
                there = rows[began[rows] <= day_number(start)]
                accrued[there] += round_half_up(monthly[there] * days, length)
    return accrued, known


def _unpaid(day: int, on: dt.date, through: dt.date, rules: Practice) -> Iterator[tuple[dt.date, int, int]]:
    """The assessment periods that begin on that day of a month and are payable after ``on``: the first day of each, how
    many of its days have come by ``through``, and how many it has.
    """
    cycle = dt.date(on.year - 1, 12, day)
    number = assessment_period_number(cycle, through)
    for place in range(number - 2, number + 1):
        start, following = assessment_period_start(cycle, place), assessment_period_start(cycle, place + 1)
        payday = following - DAY + DAY * rules.payday_after_period
        if (working_day_by(payday) if rules.early_before_weekend else payday) > on:
            yield start, (min(through, following - DAY) - start).days + 1, (following - start).days


def _of_housing_benefit(weekly: Pence, on: dt.date, by_month: Flag, schedule: dt.date | None, rules: Practice) -> Pence:
    """The benefit weeks since those that the last schedule paid for: each pays for the weeks that have ended."""
    if schedule is None:
        return np.zeros_like(weekly)
    apart = rules.housing_benefit_schedule
    last_paid = schedule_day(schedule, apart, on + DAY) - DAY * apart
    unpaid_from = benefit_week_start(last_paid)
    days = [(charged_through(on, by_month=by_month_) - unpaid_from).days + 1 for by_month_ in (False, True)]
    return round_half_up(weekly * np.where(by_month, days[1], days[0]), 7)
