"""Misconceptions about Housing Benefit and Pension Credit by the week."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from benefitcalc.case import Tenure
from benefitcalc.money import share_of
from benefitcalc.rates import Basis
from benefitcalc.training.misconceptions.ways import misconception, nothing, rates, with_adults
from benefitcalc.training.working import Working

_TAPER = "taper_reduction_pw"


@misconception
def universal_credit_taper_in_housing_benefit(working: Working) -> Working:
    """55% in place of 65%."""
    return working.with_inputs(_TAPER, taper=Fraction(55, 100))


@misconception
def taper_on_all_income(working: Working) -> Working:
    """The taper on all income, not on what is above the applicable amount."""
    return working.with_inputs(_TAPER, applicable_amount_pw=nothing)


@misconception
def income_above_needs_in_full(working: Working) -> Working:
    """All income above the applicable amount taken off."""
    return working.with_inputs(_TAPER, taper=Fraction(1))


@misconception
def family_premium_for_all(working: Working) -> Working:
    """The family premium, which no new claim has had since May 2016."""
    return working.with_inputs("family_premium_pw", open_or_protected=np.array([True]))


@misconception
def child_benefit_as_income_in_housing_benefit(working: Working) -> Working:
    """Child Benefit counted as income."""
    return working.with_outcome(
        "other_income_pw",
        is_=lambda value, inputs, so_far: np.where(inputs["full_help"], value, value + so_far["child_benefit_pw"]),
    )


@misconception
def earnings_disregard_forgotten(working: Working) -> Working:
    """Net earnings without any disregard."""
    return working.with_outcome(
        "earnings_disregard_pw", "additional_disregard_pw", is_=lambda value, *_: np.zeros_like(value)
    )


@misconception
def gross_for_net_in_housing_benefit(working: Working) -> Working | None:
    """Pay before tax, National Insurance and pension contributions."""
    case = working.case
    if not any(person.employment and person.employment.gross for person in case.adults):
        return None

    def change(person: Any) -> Any:
        job = person.employment
        if job is None or job.gross is None:
            return person
        new = {"net": job.gross, "gross": None, "pension_contribution": None}
        return person.model_copy(update={"employment": job.model_copy(update=new)})

    return working.with_figures_of(working.with_case(with_adults(case, change)), "net_earnings_pw")


@misconception
def full_help_though_income_counts(working: Working) -> Working:
    """The most that can be paid, though no benefit brings full help."""
    return working.with_outcome(_TAPER, is_=lambda value, *_: np.zeros_like(value))


@misconception
def allowance_after_the_taper(working: Working) -> Working | None:
    """The Local Housing Allowance held against the rent after the deduction for income."""
    if working.case.tenancy.tenure is not Tenure.PRIVATE_RENT:
        return None

    def is_(value: Any, inputs: Mapping[str, Any], so_far: Mapping[str, Any]) -> Any:
        rent = so_far["tenants_share_pw"] - so_far["non_dependant_deductions_pw"] - inputs["taper_reduction_pw"]
        limited = np.minimum(np.maximum(rent, 0), so_far["local_housing_allowance_pw"])
        return np.where(inputs["capital_too_high"], value, limited)

    return working.with_outcome("housing_benefit_before_cap_pw", is_=is_)


@misconception
def working_age_tariff_at_pension_age(working: Working) -> Working:
    """£1 for each £250 above £6,000, at pension age."""
    book = rates(working, Basis.HB_WEEKLY_RENT)
    return working.with_inputs(
        "housing_benefit_tariff_income_pw",
        lower_limit=int(book.money("hb.capital.working_age.lower_limit")),
        step=int(book.money("hb.capital.working_age.tariff_step")),
    )


@misconception
def universal_credit_tariff_in_housing_benefit(working: Working) -> Working:
    """£4.35 for each step of savings, the monthly amount of Universal Credit, as if it were weekly."""
    return working.with_inputs("housing_benefit_tariff_income_pw", tariff=435)


@misconception
def savings_credit_forgotten(working: Working) -> Working:
    """Savings credit left out."""
    return working.with_outcome("savings_credit_pw", is_=lambda value, *_: np.zeros_like(value))


@misconception
def guarantee_credit_tapered(working: Working) -> Working:
    """A share of the gap up to the minimum guarantee, which guarantee credit fills."""
    return working.with_outcome("guarantee_credit_pw", is_=lambda value, *_: share_of(value, Fraction(65, 100)))
