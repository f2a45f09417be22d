"""Income other than earnings in Universal Credit: income that counts in full, student income and income from savings.
Each counts for its days in the assessment period (UC Regs 2013 regs 65-73).
"""

from __future__ import annotations

import datetime as dt

import numpy as np

from benefitcalc.columns import Batch, income_mask
from benefitcalc.money import Count, Flag, Pence, not_below_zero, round_half_up, round_up
from benefitcalc.periods import (
    PAYMENTS_A_YEAR,
    assessment_period_end,
    assessment_period_number,
    assessment_period_start,
    for_days,
    per_month,
)
from benefitcalc.rates import MoneyRate, Rates
from benefitcalc.rules import Unit, rule

COUNTED_IN_FULL = income_mask(
    "state_pension",
    "occupational_pension",
    "new_style_jsa",
    "new_style_esa",
    "carers_allowance",
    "maternity_allowance",
    "industrial_injuries",
    "widowed_parents_allowance",
    "widows_pension",
    "bereavement_allowance",
    "spousal_maintenance",
    "insurance",
    "other_taxable",
    "severe_disablement_allowance",
    "incapacity_benefit",
)
STUDENT_INCOME = income_mask("student_income")


@rule("Other income", unit=Unit.PENCE_PM, law="UC Regs 2013 regs 65-73", nil="no income of a kind that counts")
def unearned_income_pm(*, income_counted_in_full_pm: Pence, student_income_pm: Pence) -> Pence:
    """Income of the kinds that regulation 66 names counts in full, each taken by the month to the nearest penny."""
    return income_counted_in_full_pm + student_income_pm


@rule("Student income", unit=Unit.PENCE_PM, law="UC Regs 2013 reg 71", nil="no student income over the disregard")
def student_income_pm(*, student_income_entered_pm: Pence, disregard: MoneyRate) -> Pence:
    """From each person's student income comes off the disregard of an assessment period; what is left of both is added
    up.

    The input has the shape ``(2, n)``.
    """
    return not_below_zero(student_income_entered_pm - int(disregard)).sum(axis=0)


@rule(
    "Student income of each assessment period",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 regs 68-71",
    nil=lambda inputs: (
        "it does not count in this period: the course has ended or not begun, or the long vacation has begun or begins "
        "in the period"
        if inputs["student_income_of_year"].any()
        else "no course year was given"
    ),
    each="adult",
)
def student_income_of_each_period_pm(
    *, student_income_of_year: Pence, periods_of_course_year: Count, counts_in_this_period: Flag
) -> Pence:
    """The student income of a course year is spread in equal parts over the assessment periods in which it counts.

    Shape ``(2, n)``.
    """
    each = round_half_up(student_income_of_year, np.maximum(periods_of_course_year, 1))
    return np.where(counts_in_this_period, each, 0)


@rule(
    "Income from savings (tariff income)",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 72",
    nil=lambda inputs: (
        "savings are above the limit, so that there is no award"
        if (inputs["capital"] > int(inputs["upper_limit"])).any()
        else "savings are no more than the lower limit"
    ),
)
def tariff_income_pm(
    *,
    capital: Pence,
    lower_limit: MoneyRate,
    upper_limit: MoneyRate,
    step: MoneyRate,
    tariff: MoneyRate,
    capital_disregarded: Flag,
) -> Pence:
    """Each complete or part step of savings above the lower limit counts as a fixed income, unless savings are above
    the upper limit.

    A transitional capital disregard makes more than the upper limit count as that limit (UC (TP) Regs 2014 reg 51).
    """
    counted = np.where(capital_disregarded, np.minimum(capital, int(upper_limit)), capital)
    amount = round_up(not_below_zero(counted - int(lower_limit)), int(step)) * int(tariff)
    return np.where(counted > int(upper_limit), 0, amount)


@rule(
    "Income by its days in the assessment period",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 73(2A)",
    nil="no day of the income falls into the period",
    each="income",
)
def income_for_part_of_period_pm(*, income_pm: Pence, days_of_income: Count, days_in_period: Count) -> Pence:
    """Where an income is paid for a part of the assessment period, the monthly income is taken by the day for the days
    of that part; otherwise all of it counts.

    Shape ``(incomes,)``.
    """
    return np.where(days_of_income == days_in_period, income_pm, for_days(income_pm, days_of_income))


def days_of_income(period: dt.date, *, first_day: dt.date | None = None, last_day: dt.date | None = None) -> int:
    """For how many days of the assessment period that begins on ``period`` an income is paid (UC Regs 2013 reg 73(2A)).

    ``first_day`` and ``last_day`` are the first and the last day for which it is paid; None where it began before the
    period, or goes on after it.
    """
    end = assessment_period_end(period)
    return max((min(last_day or end, end) - max(first_day or period, period)).days + 1, 0)


def periods_of_course_year(
    *, first_period: dt.date, year_begins: dt.date, year_ends: dt.date, long_vacation_begins: dt.date | None = None
) -> tuple[dt.date, ...]:
    """The first days of the assessment periods in which the student income of a course year counts (UC Regs 2013 reg
    68).

    ``first_period`` is the first day of an assessment period that begins no later than the year. ``year_ends`` is the
    last day of the course, or of the long vacation; a last year has no long vacation. Student income counts in the
    period in which the year begins and in those that follow. It does not count in a period in which the long vacation
    begins, in a period that falls into the vacation, or in the period in which the course ends.
    """
    if not first_period <= year_begins <= (long_vacation_begins or year_begins) <= year_ends:
        raise ValueError("give first_period, year_begins, long_vacation_begins and year_ends in the order of time")
    first, after = (
        assessment_period_number(first_period, year_begins),
        assessment_period_number(first_period, long_vacation_begins or year_ends),
    )
    return tuple(assessment_period_start(first_period, number) for number in range(first, max(after, first + 1)))


def monthly_incomes(batch: Batch) -> Pence:
    """Each income by the month, and where it is paid for part of the assessment period by its days (reg 73)."""
    incomes, across = batch.incomes, batch.across_periods
    monthly = per_month(incomes.amount, PAYMENTS_A_YEAR[incomes.amount_per])
    if across is None or not across.incomes.part_of_period.any():
        return monthly
    whole = batch.households.days_in_period[incomes.household]
    return income_for_part_of_period_pm(
        income_pm=monthly,
        days_of_income=np.where(across.incomes.part_of_period, across.incomes.days_of_income, whole),
        days_in_period=whole,
    )


def assess_unearned_income(batch: Batch, monthly: Pence, rates: Rates) -> Pence:
    """Work out the other income of every household; ``monthly`` has the income of each row of incomes
    (:func:`monthly_incomes`).
    """
    incomes, across = batch.incomes, batch.across_periods
    group = batch.group(incomes)
    student = np.where(STUDENT_INCOME[incomes.kind], monthly, 0)
    by_person = np.array([group.sum(np.where(incomes.of == person, student, 0)) for person in (0, 1)])
    if across is not None and across.adults.student_income_of_year.any():
        by_year = student_income_of_each_period_pm(
            student_income_of_year=across.adults.student_income_of_year,
            periods_of_course_year=across.adults.periods_of_course_year,
            counts_in_this_period=across.adults.student_income_counts,
        )
        by_person = by_person + by_year if by_person.any() else by_year
    return unearned_income_pm(
        income_counted_in_full_pm=group.sum(np.where(COUNTED_IN_FULL[incomes.kind], monthly, 0)),
        student_income_pm=student_income_pm(
            student_income_entered_pm=by_person, disregard=rates.money("law.student_income_disregard")
        ),
    )


def assess_tariff_income(batch: Batch, rates: Rates) -> Pence:
    """Income from savings of every household."""
    return tariff_income_pm(
        capital=batch.households.capital,
        lower_limit=rates.money("uc.capital.lower_limit"),
        upper_limit=rates.money("uc.capital.upper_limit"),
        step=rates.money("uc.capital.tariff_step"),
        tariff=rates.money("uc.capital.tariff_amount"),
        capital_disregarded=batch.households.transitional_capital_disregard,
    )
