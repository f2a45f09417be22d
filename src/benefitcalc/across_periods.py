"""Amounts of Universal Credit and Housing Benefit that need facts of more than one period.

A case is one household in one period. The rules here say what goes into it from the periods before: income for part of
the period, student income by the course year, the first period of a late re-claim, the first transitional element and
the transitional SDP element are worked out with an assessment, from its :class:`~benefitcalc.circumstances
.Circumstances`. The functions below the rules give the days and periods that go with them, and what is found before an
assessment is made: surplus earnings, what is left of a transitional element, the periods after a death, and Housing
Benefit that runs on.

Those that ask for money are for one household: pounds in (``Decimal("317.82")``, ``"317.82"``, or ``317``) and
``Decimal`` pounds out, by the same rules on columns of one row. They raise ``ValueError`` for what is no money or
for dates out of order, and :class:`~benefitcalc.errors.RatesNotKnown` where the law's amount for the day is not known.
``book`` replaces the law's rates, for what-if work.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

import numpy as np
from pydantic import TypeAdapter

from benefitcalc import case
from benefitcalc.money import Count, Flag, Pence, not_below_zero, pounds, round_half_up
from benefitcalc.periods import assessment_period_end, assessment_period_start, benefit_week_start
from benefitcalc.rates import Basis, MoneyRate, RateBook, ShareRate, rate_book
from benefitcalc.rules import Unit, rule

Amount: TypeAlias = Decimal | int | str
"""Pounds."""

ELEMENTS = (
    "standard_allowance",
    "child_element",
    "disabled_child_addition",
    "work_capability_element",
    "carer_element",
    "childcare_element",
    "housing_costs_element",
    "transitional_element",
)
"""Everything that a maximum amount is made of."""
DEDUCTIONS = ("earnings", "other income", "savings")
"""Everything that comes off it."""
ERODING = (
    "standard_allowance",
    "child_element",
    "disabled_child_addition",
    "work_capability_element",
    "carer_element",
    "housing_costs_element",
)
"""Elements whose increase comes off the transitional element: every one but childcare."""
SURPLUS_MONTHS = 6
"""A claim more than this after the old award has no surplus earnings (UC Regs 2013 reg 54A(1)(a))."""
DAYS_TO_RECLAIM = 7
"""A claim within so many days of the end of a job has a whole first period (UC Regs 2013 reg 22A)."""
PERIODS_AFTER_A_DEATH = 3
"""The assessment period of the death and the next two (UC Regs 2013 reg 37)."""
EXTENDED_WEEKS = 4
RUN_ON_WEEKS = 2
RUN_ON_BEGAN = dt.date(2018, 4, 11)
"""SI 2018/65 reg 6."""
HOUSING_EXCEPTED_FROM = dt.date(2025, 6, 1)
"""The day of UC (TP) Regs 2014 reg 55(5A), read of the assessment periods that begin on it or later."""

_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(weeks=1)
_POUNDS: TypeAdapter[int] = TypeAdapter(case.Pence)


# --- Rules ------------------------------------------------------------------------------------------------------------


@rule(
    "Earnings at which no Universal Credit is left",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 54A(6)",
    nil="other income alone is as much as the maximum amount, and there is no work allowance",
)
def nil_award_threshold_pm(
    *, maximum_amount_pm: Pence, unearned_income_pm: Pence, work_allowance_pm: Pence, taper: ShareRate
) -> Pence:
    """The maximum amount less other income, divided by the taper, and the work allowance."""
    left = not_below_zero(maximum_amount_pm - unearned_income_pm)
    return round_half_up(left * taper.denominator, taper.numerator) + work_allowance_pm


@rule("Threshold of surplus earnings", unit=Unit.PENCE_PM, law="UC Regs 2013 reg 54A(6); SI 2015/345 reg 5")
def relevant_threshold_pm(*, nil_award_threshold_pm: Pence, de_minimis: MoneyRate) -> Pence:
    """The earnings at which no award is left, and the amount above them that is ignored."""
    return nil_award_threshold_pm + int(de_minimis)


@rule(
    "Surplus earnings",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 54A(3)",
    nil="the month's earnings, with what was left of the surplus, are no more than the threshold",
)
def surplus_earnings_pm(*, surplus_before_pm: Pence, earned_income_pm: Pence, relevant_threshold_pm: Pence) -> Pence:
    """The earnings of a month, with the surplus that counted in it, above the threshold."""
    return not_below_zero(surplus_before_pm + earned_income_pm - relevant_threshold_pm)


def _for_days(amount_pm: Pence, days: Count) -> Pence:
    """A monthly amount for so many days, rounded once: days × (amount × 12 ÷ 365)."""
    return round_half_up(days * amount_pm * 12, 365)


@rule(
    "Income by its days in the assessment period",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 73(2A)",
    nil="no day of the income falls into the period",
    each="income",
)
def income_for_part_of_period_pm(*, income_pm: Pence, days_of_income: Count, days_in_period: Count) -> Pence:
    """The monthly income by the day, for its days; all of it where it is paid for the whole period.

    Shape ``(incomes,)``.
    """
    return np.where(days_of_income == days_in_period, income_pm, _for_days(income_pm, days_of_income))


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
    """The student income of a course year, in equal parts over the assessment periods in which it counts.

    Shape ``(2, n)``.
    """
    each = round_half_up(student_income_of_year, np.maximum(periods_of_course_year, 1))
    return np.where(counts_in_this_period, each, 0)


@rule(
    "First period of a late re-claim",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 22A(2)",
    nil="the amount of a whole period is nil",
    each="element",
)
def elements_of_first_period_pm(*, elements_pm: Pence, days_from_claim: Count, days_in_period: Count) -> Pence:
    """Each element by the day, from the claim to the end of the assessment period.

    The elements, and the value, have the shape ``(e, n)``, in the order of :data:`ELEMENTS`.
    """
    return np.where(days_from_claim == days_in_period, elements_pm, _for_days(elements_pm, days_from_claim))


@rule(
    "First period of a late re-claim",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 22A(2)",
    nil="the deduction of a whole period is nil",
    each="deduction",
)
def deductions_of_first_period_pm(*, deductions_pm: Pence, days_from_claim: Count, days_in_period: Count) -> Pence:
    """The deduction for all income by the day, from the claim to the end of the assessment period; each kind of income
    has what it adds to it.

    The deductions, and the value, have the shape ``(d, n)``, in the order of :data:`DEDUCTIONS`.
    """
    up_to = np.cumsum(deductions_pm, axis=0)
    by_the_day = np.where(days_from_claim == days_in_period, up_to, _for_days(up_to, days_from_claim))
    return np.diff(by_the_day, axis=0, prepend=0)


@rule(
    "First transitional element",
    unit=Unit.PENCE_PM,
    law="UC (TP) Regs 2014 reg 55(1)",
    nil="Universal Credit is no less than the benefits before it",
)
def initial_transitional_element_pm(
    *, total_legacy_amount_pm: Pence, indicative_amount_pm: Pence, excess_income_pm: Pence
) -> Pence:
    """The benefits before the move less the Universal Credit of that day; where none would be left, those benefits and
    the income above the maximum amount.
    """
    less = not_below_zero(total_legacy_amount_pm - indicative_amount_pm)
    return np.where(indicative_amount_pm > 0, less, total_legacy_amount_pm + excess_income_pm)


@rule(
    "Increase in the other elements",
    unit=Unit.PENCE_PM,
    law="UC (TP) Regs 2014 reg 55(3)-(5)",
    nil="no other element went up",
)
def increase_in_elements_pm(*, elements_before_pm: Pence, elements_now_pm: Pence) -> Pence:
    """What each element but childcare went up by since the assessment period before, added up; one that went down
    makes up for nothing.

    The inputs have the shape ``(e, n)``, with the elements of :data:`ERODING` in order.
    """
    return not_below_zero(elements_now_pm - elements_before_pm).sum(axis=0)


@rule(
    "Transitional element that is left",
    unit=Unit.PENCE_PM,
    law="UC (TP) Regs 2014 reg 55(2)-(3)",
    nil="increases in other elements have used it up, and it does not come back",
)
def transitional_element_left_pm(*, transitional_element_before_pm: Pence, increase_in_elements_pm: Pence) -> Pence:
    """That of the assessment period before, less the increase in the other elements."""
    return not_below_zero(transitional_element_before_pm - increase_in_elements_pm)


@rule("Transitional SDP element", unit=Unit.PENCE_PM, law="UC (TP) Regs 2014 Sch 2 para 5")
def transitional_sdp_element_pm(
    *, higher_rate: Flag, lcwra_included: Flag, higher: MoneyRate, with_lcwra: MoneyRate, without_lcwra: MoneyRate
) -> Pence:
    """One amount for a couple at the higher rate of the premium; for all others less where LCWRA is included."""
    return np.where(higher_rate, int(higher), np.where(lcwra_included, int(with_lcwra), int(without_lcwra)))


@rule(
    "Additional amounts of the transitional SDP element",
    unit=Unit.PENCE_PM,
    law="UC (TP) Regs 2014 Sch 3 para 5",
    nil="no enhanced disability premium, disability premium or disabled child",
)
def transitional_sdp_additional_pm(
    *,
    couple: Flag,
    enhanced_disability_premium: Flag,
    disability_premium: Flag,
    disabled_children: Count,
    enhanced_disability_single: MoneyRate,
    enhanced_disability_couple: MoneyRate,
    disability_single: MoneyRate,
    disability_couple: MoneyRate,
    each_child: MoneyRate,
) -> Pence:
    """An amount for each premium that was in the old award, more for a couple, and one for each disabled child."""
    enhanced = np.where(couple, int(enhanced_disability_couple), int(enhanced_disability_single))
    disability = np.where(couple, int(disability_couple), int(disability_single))
    premiums = np.where(enhanced_disability_premium, enhanced, 0) + np.where(disability_premium, disability, 0)
    return premiums + disabled_children * int(each_child)


@rule(
    "Housing Benefit for two weeks after the move to Universal Credit",
    unit=Unit.PENCE,
    law="UC (TP) Regs 2014 reg 8A",
    nil="there was no Housing Benefit before the move",
)
def two_week_run_on_of_housing_benefit(*, award_before_pw: Pence) -> Pence:
    """Two weeks at the rate of the award before the move."""
    return award_before_pw * RUN_ON_WEEKS


# --- For one household ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SurplusEarnings:
    """Pounds a month. ``surplus`` is earned income of the claim, besides that claim's own earnings."""

    nil_award_threshold: Decimal
    relevant_threshold: Decimal
    surplus: Decimal


@dataclass(frozen=True, slots=True)
class RunOn:
    """Housing Benefit that goes on: first and last day, pounds a week and in all."""

    first_day: dt.date
    last_day: dt.date
    weekly: Decimal
    total: Decimal


def surplus_earnings(
    *,
    month: dt.date,
    award_ended: dt.date,
    claimed: dt.date,
    earned_income: Amount,
    maximum_amount: Amount,
    unearned_income: Amount = 0,
    work_allowance: Amount = 0,
    surplus_before: Amount = 0,
    book: RateBook | None = None,
) -> SurplusEarnings:
    """What a claim takes over after an award that earnings ended (UC Regs 2013 reg 54A).

    ``award_ended`` is the first day without the old award. The amounts are those of ``month`` (its first day): the last
    of the old award for the first claim since, and for each further one that of the claim before, whose surplus is
    ``surplus_before``. A new couple adds both surpluses. Earnings are without the minimum income floor. Nil six months
    after the award. Not for someone entitled since, or a recent victim of domestic abuse. RatesNotKnown for claims
    before 11 April 2018, and from 1 April 2027, for which the threshold is not set.
    """
    if claimed < award_ended:
        raise ValueError(f"claimed {claimed} is before the old award ended, on {award_ended}")
    book = rate_book() if book is None else book
    nil_award = nil_award_threshold_pm(
        maximum_amount_pm=_row(maximum_amount),
        unearned_income_pm=_row(unearned_income),
        work_allowance_pm=_row(work_allowance),
        taper=book.on(month, Basis.ASSESSMENT_PERIOD).share("uc.taper"),
    )
    de_minimis = book.on(claimed, Basis.DAY).money("uc.surplus_earnings.de_minimis")
    threshold = relevant_threshold_pm(nil_award_threshold_pm=nil_award, de_minimis=de_minimis)
    surplus = surplus_earnings_pm(
        surplus_before_pm=_row(surplus_before), earned_income_pm=_row(earned_income), relevant_threshold_pm=threshold
    )
    in_time = claimed < assessment_period_start(award_ended, SURPLUS_MONTHS)
    return SurplusEarnings(_one(nil_award), _one(threshold), _one(surplus) if in_time else pounds(0))


def days_of_income(period: dt.date, *, first_day: dt.date | None = None, last_day: dt.date | None = None) -> int:
    """For how many days of the assessment period from ``period`` an income is paid (UC Regs 2013 reg 73(2A)).

    ``first_day`` and ``last_day`` are those for which it is paid; None where it goes on that way.
    """
    end = assessment_period_end(period)
    return max((min(last_day or end, end) - max(first_day or period, period)).days + 1, 0)


def periods_of_course_year(
    *, first_period: dt.date, year_begins: dt.date, year_ends: dt.date, long_vacation_begins: dt.date | None = None
) -> tuple[dt.date, ...]:
    """First days of the assessment periods in which student income of a course year counts (UC Regs 2013 reg 68).

    ``first_period`` is the first day of an assessment period, not after the year begins. ``year_ends`` is the last day
    of the course, or of the long vacation, which has no beginning in a last year. It counts in the period in which the
    year begins and in those that follow, but not in one in which the long vacation begins, that falls into it, or in
    which the course ends.
    """
    if not first_period <= year_begins <= (long_vacation_begins or year_begins) <= year_ends:
        raise ValueError("give first_period, year_begins, long_vacation_begins and year_ends in the order of time")
    first, after = place(first_period, year_begins), place(first_period, long_vacation_begins or year_ends)
    return tuple(assessment_period_start(first_period, number) for number in range(first, max(after, first + 1)))


def days_from_claim(period: dt.date, *, claimed: dt.date, job_ended: dt.date, good_reason: bool = False) -> int:
    """The days of the first period of a re-claim that are paid for (UC Regs 2013 reg 22A).

    ``period`` is the first day of the assessment period, in the old award's cycle, that holds the claim. It is paid
    whole where the claim is within 7 days of the end of the job, or later with good reason; else from the claim.
    """
    whole = good_reason or (claimed - job_ended).days <= DAYS_TO_RECLAIM
    return (assessment_period_end(period) - (period if whole else claimed)).days + 1


def extended_weeks(qualifying_benefit_ended: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the four benefit weeks after the one in which a qualifying benefit ended with work (HB Regs
    2006 regs 72-73E; HB (SPC) Regs 2006 reg 53).

    ``qualifying_benefit_ended`` is the first day without it.
    """
    first = benefit_week_start(qualifying_benefit_ended) + _WEEK
    return first, first + EXTENDED_WEEKS * _WEEK - _DAY


def transitional_element_left(
    before: Amount,
    elements_before: Mapping[str, Amount],
    elements_now: Mapping[str, Amount],
    *,
    period: dt.date,
    housing_benefit_ended: dt.date | None = None,
) -> Decimal:
    """The transitional element, or SDP element, of the assessment period that begins on ``period``, after that of the
    one before it (UC (TP) Regs 2014 reg 55).

    Elements are by the names of :data:`ERODING`; one that is not named is nil, childcare is not asked for.
    ``housing_benefit_ended`` is the last day of Housing Benefit for specified or temporary accommodation: a housing
    costs element that comes less than a month after it takes nothing away (reg 55(5A), from 1 June 2025).
    """
    if unknown := sorted({*elements_before, *elements_now} - {*ERODING}):
        raise ValueError(f"{', '.join(unknown)}: not among {', '.join(ERODING)}")
    was = np.stack([_row(elements_before.get(name, 0)) for name in ERODING])
    now = np.stack([_row(elements_now.get(name, 0)) for name in ERODING])
    housing = ERODING.index("housing_costs_element")
    if housing_benefit_ended is not None and period >= HOUSING_EXCEPTED_FROM and not was[housing].any():
        within_a_month = period < assessment_period_start(housing_benefit_ended, 1)
        was[housing] = np.where(within_a_month, now[housing], was[housing])
    return _one(
        transitional_element_left_pm(
            transitional_element_before_pm=_row(before),
            increase_in_elements_pm=increase_in_elements_pm(elements_before_pm=was, elements_now_pm=now),
        )
    )


def counted_until_after_death(died: dt.date, *, first_period: dt.date) -> dt.date:
    """The last day of the assessment periods in which the household is still as it was before a partner, child, person
    cared for or non-dependant died: that of the death, and the next two (UC Regs 2013 reg 37).

    ``first_period`` is the first day of one of the award's assessment periods.
    """
    return assessment_period_start(first_period, place(first_period, died) + PERIODS_AFTER_A_DEATH) - _DAY


def two_week_run_on(*, universal_credit_began: dt.date, award_before: Amount) -> RunOn | None:
    """Housing Benefit for two weeks from the first day of Universal Credit, not counted in it and not recovered.

    ``award_before`` is by the week (UC (TP) Regs 2014 regs 8, 8A). None before 11 April 2018. In specified and
    temporary accommodation Housing Benefit goes on instead.
    """
    if universal_credit_began < RUN_ON_BEGAN:
        return None
    weekly = _row(award_before)
    total = two_week_run_on_of_housing_benefit(award_before_pw=weekly)
    last = universal_credit_began + RUN_ON_WEEKS * _WEEK - _DAY
    return RunOn(universal_credit_began, last, _one(weekly), _one(total))


def _row(amount: Amount) -> Pence:
    return _number(_POUNDS.validate_python(amount))


def _number(value: int) -> Count:
    return np.array([value], dtype=np.int64)


def _one(column: Pence) -> Decimal:
    return pounds(int(column[0]))


def place(first_period: dt.date, day: dt.date) -> int:
    """How many assessment periods after that of ``first_period`` the one that holds ``day`` comes."""
    months = (day.year - first_period.year) * 12 + day.month - first_period.month
    return months if assessment_period_start(first_period, months) <= day else months - 1
