"""Amounts of Universal Credit and Housing Benefit that need facts of more than one period.

A case is one household in one period, and these rules say what goes into it from the periods before: surplus earnings,
income for part of a period, student income by the period, the first period of a late re-claim, the transitional element
and the transitional SDP element, the periods after a death, and Housing Benefit that goes on after the award.

The functions below the rules are for one household: pounds in (``Decimal("317.82")``, ``"317.82"``, or ``317``) and
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
from benefitcalc.universal_credit import student_income_pm

Amount: TypeAlias = Decimal | int | str
"""Pounds."""

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
    "Income for part of the assessment period",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 73(2A)",
    nil="no day of the income falls into the period",
)
def income_for_part_of_period_pm(*, income_pm: Pence, days_of_income: Count, days_in_period: Count) -> Pence:
    """The monthly income by the day, for its days; all of it where it is paid for the whole period."""
    return np.where(days_of_income == days_in_period, income_pm, _for_days(income_pm, days_of_income))


@rule(
    "Student income of each assessment period",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 regs 69-71",
    nil="no loan or grant counts",
)
def student_income_of_each_period_pm(*, student_income_of_year: Pence, periods_counted: Count) -> Pence:
    """The student income of a course year, in equal parts over the assessment periods in which it counts."""
    return round_half_up(student_income_of_year, periods_counted)


@rule(
    "Amount for the first period of a late re-claim",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 22A",
    nil="the amount of a whole period is nil",
)
def first_period_of_reclaim_pm(*, amount_pm: Pence, days_from_claim: Count, days_in_period: Count) -> Pence:
    """An element, or a deduction for income, by the day, from the claim to the end of the assessment period."""
    return np.where(days_from_claim == days_in_period, amount_pm, _for_days(amount_pm, days_from_claim))


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
    enhanced_disability_premium: Flag,
    disability_premium: Flag,
    disabled_children: Count,
    for_enhanced_disability: MoneyRate,
    for_disability: MoneyRate,
    for_each_child: MoneyRate,
) -> Pence:
    """An amount for each premium that was in the old award, and one for each disabled child."""
    enhanced = np.where(enhanced_disability_premium, int(for_enhanced_disability), 0)
    return enhanced + np.where(disability_premium, int(for_disability), 0) + disabled_children * int(for_each_child)


@rule(
    "Extended payment of Housing Benefit",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 regs 72, 73; HB (SPC) Regs 2006 reg 53",
    nil="there was no Housing Benefit before, and there is none now",
)
def extended_payment_pw(*, award_before_pw: Pence, award_now_pw: Pence) -> Pence:
    """The award of the last week before the qualifying benefit ended, or that of the week itself where it is more."""
    return np.maximum(award_before_pw, award_now_pw)


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
class StudentIncome:
    """First days of the ``periods`` that count; ``each``: what a case enters; ``counted``: that less the disregard."""

    periods: tuple[dt.date, ...]
    each: Decimal
    counted: Decimal


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


def income_for_part_of_period(
    income: Amount, *, period: dt.date, first_day: dt.date | None = None, last_day: dt.date | None = None
) -> Decimal:
    """What counts of a monthly income in the assessment period that begins on ``period`` (UC Regs 2013 reg 73(2A)).

    ``first_day`` and ``last_day`` are those for which the income is paid; None where it goes on that way.
    """
    if first_day is not None and last_day is not None and last_day < first_day:
        raise ValueError(f"the income's last day {last_day} is before its first, {first_day}")
    end = assessment_period_end(period)
    counted = (min(last_day or end, end) - max(first_day or period, period)).days + 1
    return _one(
        income_for_part_of_period_pm(
            income_pm=_row(income),
            days_of_income=_number(max(counted, 0)),
            days_in_period=_number((end - period).days + 1),
        )
    )


def student_income(
    year_amount: Amount,
    *,
    first_period: dt.date,
    year_begins: dt.date,
    year_ends: dt.date,
    long_vacation_begins: dt.date | None = None,
    book: RateBook | None = None,
) -> StudentIncome:
    """Student income of a course year by the assessment period (UC Regs 2013 regs 68-71).

    ``year_amount`` is the loan or grant that counts; ``first_period`` the first day of an assessment period, not after
    the year begins. ``year_ends`` is the last day of the course, or of the long vacation, which has no beginning in a
    last year. It counts in the period in which the year begins and in those that follow, but not in one in which the
    long vacation begins, that falls into it, or in which the course ends.
    """
    if not first_period <= year_begins <= (long_vacation_begins or year_begins) <= year_ends:
        raise ValueError("give first_period, year_begins, long_vacation_begins and year_ends in the order of time")
    first, after = _place(first_period, year_begins), _place(first_period, long_vacation_begins or year_ends)
    periods = tuple(assessment_period_start(first_period, place) for place in range(first, max(after, first + 1)))
    rates = (rate_book() if book is None else book).on(periods[0], Basis.ASSESSMENT_PERIOD)
    each = student_income_of_each_period_pm(
        student_income_of_year=_row(year_amount), periods_counted=_number(len(periods))
    )
    counted = student_income_pm(
        student_income_entered_pm=np.stack([each, _number(0)]), disregard=rates.money("law.student_income_disregard")
    )
    return StudentIncome(periods, _one(each), _one(counted))


def first_period_of_reclaim(
    amount: Amount, *, period: dt.date, claimed: dt.date, job_ended: dt.date, good_reason: bool = False
) -> Decimal:
    """An element, or the deduction for income, in the first period of a re-claim (UC Regs 2013 reg 22A).

    ``period`` is the first day of the assessment period, in the old award's cycle, that holds the claim. It is paid
    whole where the claim is within 7 days of the end of the job, or later with good reason; else from the claim.
    """
    end = assessment_period_end(period)
    if not period <= claimed <= end:
        raise ValueError(f"claimed {claimed} is not in the assessment period from {period} to {end}")
    whole = good_reason or (claimed - job_ended).days <= DAYS_TO_RECLAIM
    return _one(
        first_period_of_reclaim_pm(
            amount_pm=_row(amount),
            days_from_claim=_number((end - (period if whole else claimed)).days + 1),
            days_in_period=_number((end - period).days + 1),
        )
    )


def initial_transitional_element(
    total_legacy_amount: Amount, indicative_amount: Amount, *, excess_income: Amount = 0
) -> Decimal:
    """The transitional element of the first assessment period, in pounds a month (UC (TP) Regs 2014 reg 55(1)).

    Both amounts are of the migration day, by the month, and capped as regulations 53 and 54 say; Housing Benefit for
    specified or temporary accommodation that goes on is left out. ``excess_income`` is by how much income was more than
    the maximum amount, where the indicative amount is nil.
    """
    return _one(
        initial_transitional_element_pm(
            total_legacy_amount_pm=_row(total_legacy_amount),
            indicative_amount_pm=_row(indicative_amount),
            excess_income_pm=_row(excess_income),
        )
    )


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


def transitional_sdp_element(
    *,
    period: dt.date,
    lcwra_included: bool,
    couple: bool = False,
    higher_rate: bool = False,
    enhanced_disability_premium: bool = False,
    disability_premium: bool = False,
    disabled_children: int = 0,
    book: RateBook | None = None,
) -> Decimal:
    """The transitional SDP element of a first assessment period, with its additional amounts (UC (TP) Regs 2014 Schs 2,
    3), in pounds a month. Afterwards it goes down as a transitional element does.

    ``higher_rate`` is the severe disability premium's for a couple; the others say what else the old award had.
    RatesNotKnown before 27 January 2021, and for additional amounts before 14 February 2024.
    """
    if (higher_rate and not couple) or disabled_children < 0:
        raise ValueError("higher_rate is for a couple, and disabled_children 0 or more")
    rates = (rate_book() if book is None else book).on(period, Basis.ASSESSMENT_PERIOD)
    element = transitional_sdp_element_pm(
        higher_rate=np.array([higher_rate]),
        lcwra_included=np.array([lcwra_included]),
        higher=rates.money("uc.transitional_sdp_element.joint_higher_sdp"),
        with_lcwra=rates.money("uc.transitional_sdp_element.single_lcwra"),
        without_lcwra=rates.money("uc.transitional_sdp_element.single_not_lcwra"),
    )
    if not (enhanced_disability_premium or disability_premium or disabled_children):
        return _one(element)
    who = "couple" if couple else "single"
    additional = transitional_sdp_additional_pm(
        enhanced_disability_premium=np.array([enhanced_disability_premium]),
        disability_premium=np.array([disability_premium]),
        disabled_children=_number(disabled_children),
        for_enhanced_disability=rates.money(f"uc.transitional_sdp_additional.edp_{who}"),
        for_disability=rates.money(f"uc.transitional_sdp_additional.dp_{who}"),
        for_each_child=rates.money("uc.transitional_sdp_additional.per_disabled_child"),
    )
    return _one(element + additional)


def counted_until_after_death(died: dt.date, *, first_period: dt.date) -> dt.date:
    """The last day of the assessment periods in which the household is still as it was before a partner, child, person
    cared for or non-dependant died: that of the death, and the next two (UC Regs 2013 reg 37).

    ``first_period`` is the first day of one of the award's assessment periods.
    """
    return assessment_period_start(first_period, _place(first_period, died) + PERIODS_AFTER_A_DEATH) - _DAY


def extended_payment(*, qualifying_benefit_ended: dt.date, award_before: Amount, award_now: Amount = 0) -> RunOn:
    """Housing Benefit for the four benefit weeks after the one in which a qualifying benefit ended with work (HB Regs
    2006 regs 72-73D; HB (SPC) Regs 2006 reg 53).

    ``qualifying_benefit_ended`` is the first day without it. Awards are by the week, before the benefit cap: of the
    last week before, and of each of the four as it would be without this. The conditions (26 weeks on the benefit,
    work for 5 weeks or more) are taken to be met, and the rent to be owed throughout.
    """
    weekly = extended_payment_pw(award_before_pw=_row(award_before), award_now_pw=_row(award_now))
    first = benefit_week_start(qualifying_benefit_ended) + _WEEK
    return RunOn(first, first + EXTENDED_WEEKS * _WEEK - _DAY, _one(weekly), _one(weekly * EXTENDED_WEEKS))


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


def _place(first_period: dt.date, day: dt.date) -> int:
    """How many assessment periods after that of ``first_period`` the one that holds ``day`` comes."""
    months = (day.year - first_period.year) * 12 + day.month - first_period.month
    return months if assessment_period_start(first_period, months) <= day else months - 1
