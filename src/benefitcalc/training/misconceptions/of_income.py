"""Misconceptions about income in Universal Credit: earnings, work allowance, taper, other income, savings."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from benefitcalc.case import Case, Period
from benefitcalc.money import round_half_up, share_of
from benefitcalc.periods import PAYMENTS_A_YEAR
from benefitcalc.rates import Basis
from benefitcalc.training.misconceptions.ways import (
    misconception,
    no,
    nothing,
    rates,
    with_adults,
    with_rates,
    yes,
)
from benefitcalc.training.working import Working

_DEDUCTION = "earnings_deduction_pm"
_EARNED = ("earned_income_pm",)
_TARIFF = "tariff_income_pm"


def with_jobs(case: Case, **fields: Any) -> Case | None:
    """The case with those fields in every job, each a value or a function of the job; None where nobody has one."""

    def change(person: Any) -> Any:
        if person.employment is None:
            return person
        new = {name: value(person.employment) if callable(value) else value for name, value in fields.items()}
        return person.model_copy(update={"employment": person.employment.model_copy(update=new)})

    return with_adults(case, change) if any(person.employment for person in case.adults) else None


def paid_gross(case: Case) -> Case | None:
    """The case with gross pay as if it were net."""
    return with_jobs(case, net=lambda job: job.gross or job.net, gross=None, pension_contribution=None)


def paid_on_average(case: Case) -> Case | None:
    """The case without the paydays of the period."""
    return with_jobs(case, paid_on=None)


def _earned(working: Working, case: Case | None) -> Working | None:
    """The earnings that Universal Credit counts in another case, and everything else as in this one."""
    return None if case is None else working.with_figures_of(working.with_case(case), *_EARNED)


# --- Earnings ---------------------------------------------------------------------------------------------------------


@misconception
def gross_for_net(working: Working) -> Working | None:
    """Pay before tax, National Insurance and pension contributions."""
    return _earned(working, paid_gross(working.case))


@misconception
def pension_contribution_left_in(working: Working) -> Working | None:
    """Pay after tax, without its pension contributions taken off."""
    return _earned(working, with_jobs(working.case, pension_contribution=None))


@misconception
def paydays_averaged(working: Working) -> Working | None:
    """A yearly average of pay, though the paydays of the period count."""
    return _earned(working, paid_on_average(working.case))


@misconception
def one_payday_a_month(working: Working) -> Working | None:
    """One payment of four weeks' pay in every period."""
    if not _paid(working.case, Period.FOUR_WEEKS):
        return None
    case = with_jobs(working.case, net=_monthly("net"), gross=_monthly("gross"), paid_on=None)
    return _earned(working, case)


def _paid(case: Case, *periods: Period) -> bool:
    """Whether any pay comes in one of those periods."""
    pays = (pay for one in case.adults if one.employment for pay in (one.employment.net, one.employment.gross))
    return any(pay and pay.per in periods for pay in pays)


def _monthly(name: str) -> Any:
    def change(job: Any) -> Any:
        pay = getattr(job, name)
        return pay.model_copy(update={"per": Period.MONTH}) if pay and pay.per is Period.FOUR_WEEKS else pay

    return change


@misconception
def four_weeks_of_pay(working: Working) -> Working | None:
    """Four weeks of pay in a month."""
    if not _paid(working.case, Period.WEEK, Period.FORTNIGHT):
        return None

    def change(name: str) -> Any:
        def four(job: Any) -> Any:
            pay = getattr(job, name)
            if not pay or pay.per not in {Period.WEEK, Period.FORTNIGHT}:
                return pay
            return pay.model_copy(update={"amount": pay.amount * 4 // pay.per.weeks, "per": Period.MONTH})

        return four

    return _earned(working, with_jobs(working.case, net=change("net"), gross=change("gross"), paid_on=None))


@misconception
def minimum_income_floor_forgotten(working: Working) -> Working | None:
    """The actual profit, though a minimum income floor applies."""
    case = working.case
    if not any(person.self_employment and person.self_employment.minimum_income_floor for person in case.adults):
        return None

    def change(person: Any) -> Any:
        trade = person.self_employment
        return person.model_copy(
            update={"self_employment": trade and trade.model_copy(update={"minimum_income_floor": False})}
        )

    return _earned(working, with_adults(case, change))


@misconception
def partners_earnings_left_out(working: Working) -> Working | None:
    """The claimant's earnings alone."""
    partner = working.case.partner
    if partner is None:
        return None
    alone = partner.model_copy(update={"employment": None, "self_employment": None})
    return _earned(working, working.case.model_copy(update={"partner": alone}))


# --- Work allowance and taper -----------------------------------------------------------------------------------------


@misconception
def no_work_allowance(working: Working) -> Working:
    """The taper on all earnings."""
    return working.with_inputs(_DEDUCTION, work_allowance_pm=nothing).with_outcome(
        "work_allowance_pm", is_=lambda value, *_: np.zeros_like(value)
    )


@misconception
def work_allowance_of_the_other_kind(working: Working) -> Working:
    """The higher work allowance for the lower, or the lower for the higher."""
    return working.with_inputs("work_allowance_pm", help_with_housing=lambda inputs, _: ~inputs["help_with_housing"])


@misconception
def work_allowance_for_everyone(working: Working) -> Working:
    """A work allowance without a child or limited capability for work."""
    return working.with_inputs("work_allowance_pm", has_work_allowance=yes)


@misconception
def work_allowance_after_the_taper(working: Working) -> Working:
    """The taper on all earnings first, and then the work allowance off."""
    return working.with_outcome(
        _DEDUCTION,
        is_=lambda _value, inputs, _: np.maximum(
            share_of(inputs["earned_income_pm"], inputs["taper"]) - inputs["work_allowance_pm"], 0
        ),
    )


def _taper(working: Working, percent: int) -> Working | None:
    if rates(working, Basis.ASSESSMENT_PERIOD).get("uc.taper") == Fraction(percent, 100):
        return None
    return with_rates(working, {"uc.taper": f"{percent}%"})


@misconception
def taper_of_63_percent(working: Working) -> Working | None:
    """The taper of 63% that ended in November 2021."""
    return _taper(working, 63)


@misconception
def taper_of_65_percent(working: Working) -> Working | None:
    """Housing Benefit's taper, or Universal Credit's until 2017."""
    return _taper(working, 65)


@misconception
def share_that_is_kept(working: Working) -> Working:
    """The share that is kept taken off instead of the taper."""
    return working.with_inputs(_DEDUCTION, taper=lambda inputs, _: 1 - Fraction(inputs["taper"]))


@misconception
def earnings_in_full(working: Working) -> Working:
    """All earnings above the work allowance taken off."""
    return working.with_inputs(_DEDUCTION, taper=Fraction(1))


# --- Other income and savings -----------------------------------------------------------------------------------------


@misconception
def other_income_tapered(working: Working) -> Working:
    """The taper on other income, which comes off in full."""

    def is_(value: Any, *_: Any) -> Any:
        return share_of(value, rates(working, Basis.ASSESSMENT_PERIOD).share("uc.taper"))

    return working.with_outcome("unearned_income_pm", is_=is_)


@misconception
def disregarded_income_counted(working: Working) -> Working | None:
    """Income that Universal Credit leaves out, such as child maintenance, counted as other income."""
    incomes = working.case.incomes
    left_out = [income for income in incomes if income.kind not in _EARNINGS | _COUNTED_ALREADY]
    if not left_out:
        return None
    more = sum(_a_month(income) for income in left_out)
    return working.with_outcome("unearned_income_pm", is_=lambda value, *_: value + more)


_EARNINGS = {"statutory_sick_pay", "statutory_maternity_pay"}
_COUNTED_ALREADY = {
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
    "student_income",
    "insurance",
    "other_taxable",
    "severe_disablement_allowance",
    "incapacity_benefit",
    "child_benefit",
}


def _a_month(income: Any) -> int:
    payments = PAYMENTS_A_YEAR[list(Period).index(income.per)]
    return int(round_half_up(np.array([income.amount * payments]), 12)[0])


@misconception
def child_benefit_as_income(working: Working) -> Working:
    """Child Benefit counted as other income."""
    return working.with_outcome(
        "unearned_income_pm", is_=lambda value, _inputs, so_far: value + so_far["child_benefit_for_the_cap_pm"]
    )


@misconception
def other_income_in_four_weeks(working: Working) -> Working | None:
    """Four weeks of other income in a month."""
    weekly = [income for income in working.case.incomes if income.per is Period.WEEK]
    if not weekly:
        return None
    four = tuple(
        income.model_copy(update={"amount": income.amount * 4, "per": Period.MONTH}) if income in weekly else income
        for income in working.case.incomes
    )
    other = working.with_case(working.case.model_copy(update={"incomes": four}))
    return working.with_figures_of(other, "unearned_income_pm", "other_income_pw")


@misconception
def other_income_left_out(working: Working) -> Working:
    """No other income counted."""
    return working.with_outcome("unearned_income_pm", "other_income_pw", is_=lambda value, *_: np.zeros_like(value))


@misconception
def carers_allowance_left_out(working: Working) -> Working | None:
    """Carer's Allowance not counted as other income."""
    kept = tuple(income for income in working.case.incomes if income.kind != "carers_allowance")
    if len(kept) == len(working.case.incomes):
        return None
    other = working.with_case(working.case.model_copy(update={"incomes": kept}))
    return working.with_figures_of(other, "unearned_income_pm", "other_income_pw")


def _tariff(working: Working, **inputs: Any) -> Working:
    return working.with_inputs(_TARIFF, **inputs)


@misconception
def tariff_of_a_pound(working: Working) -> Working:
    """Income from savings of £1 for each £250, the weekly amount, as if it were monthly."""
    return _tariff(working, tariff=100)


@misconception
def tariff_of_pension_age(working: Working) -> Working:
    """Income from savings of £1 for each £500, as at pension age."""
    return working.with_inputs(_TARIFF, "housing_benefit_tariff_income_pw", tariff=100, step=50000)


@misconception
def tariff_from_the_first_pound(working: Working) -> Working:
    """Income from all savings, with nothing left out."""
    return working.with_inputs(_TARIFF, "housing_benefit_tariff_income_pw", lower_limit=0)


@misconception
def tariff_without_part_steps(working: Working) -> Working:
    """Only complete steps of savings counted."""
    return working.with_inputs(
        _TARIFF,
        "housing_benefit_tariff_income_pw",
        capital=lambda inputs, _: _complete(inputs["capital"], inputs["lower_limit"], inputs["step"]),
    )


def _complete(capital: Any, lower: Any, step: Any) -> Any:
    above = np.maximum(capital - int(np.max(lower)), 0)
    return np.where(above > 0, int(np.max(lower)) + above // int(np.max(step)) * int(np.max(step)), capital)


@misconception
def no_tariff_income(working: Working) -> Working:
    """No income from savings."""
    return working.with_outcome(_TARIFF, "housing_benefit_tariff_income_pw", is_=lambda value, *_: np.zeros_like(value))


@misconception
def award_with_savings_above_the_limit(working: Working) -> Working:
    """An award though savings are above the limit."""
    if working.case.capital <= int(rates(working, Basis.ASSESSMENT_PERIOD).money("uc.capital.upper_limit")):
        return working
    working = working.with_inputs("award_before_cap_pm", conditions_met=yes)
    return working.with_inputs(_TARIFF, "housing_benefit_tariff_income_pw", upper_limit=10**12).with_inputs(
        "housing_benefit_before_cap_pw", capital_too_high=no
    )
