"""Misconceptions about other adults in the home: contributions in Universal Credit, deductions in Housing Benefit."""

from __future__ import annotations

import numpy as np

from benefitcalc.case import Case, NonDependant, Tenure
from benefitcalc.money import format_pounds
from benefitcalc.periods import assessment_period_end, month_to_week, week_to_month
from benefitcalc.rates import Basis
from benefitcalc.training.misconceptions.ways import (
    misconception,
    rates,
    rent_in_universal_credit,
    whole,
    with_adults,
    with_other_adults,
    with_rates,
)
from benefitcalc.training.working import Working

CONTRIBUTIONS, DEDUCTIONS = "housing_cost_contributions_pm", "non_dependant_deductions_pw"


def _couples(case: Case) -> int:
    return sum(adult.couple_with is not None for adult in case.non_dependants) // 2


def _as_if(working: Working, case: Case) -> Working:
    """The contributions and deductions of another household."""
    return working.with_figures_of(working.with_case(case), CONTRIBUTIONS, DEDUCTIONS)


@misconception
def housing_benefit_bands_in_universal_credit(working: Working) -> Working | None:
    """Housing Benefit's deductions by income, in Universal Credit."""
    case = working.case
    if not case.non_dependants or not rent_in_universal_credit(working):
        return None
    facts = case.universal_credit.model_copy(update={"claimed": False})
    other = Working(case.model_copy(update={"universal_credit": facts}), working.book)
    weekly = other.figures().get("non_dependant_deductions", 0)
    monthly = int(week_to_month(whole(weekly))[0])
    return working.with_outcome(CONTRIBUTIONS, is_=lambda value, *_: np.full_like(value, monthly))


@misconception
def flat_amount_in_housing_benefit(working: Working) -> Working | None:
    """Universal Credit's flat amount for each adult, in Housing Benefit."""
    case = working.case
    if not case.non_dependants or "non_dependant_deductions" not in working.figures():
        return None
    young = with_adults(case, lambda one: one.model_copy(update={"over_pension_age": False}))
    home = case.tenancy.model_copy(update={"tenure": Tenure.SOCIAL_RENT})
    facts = case.universal_credit.model_copy(update={"claimed": True})
    other = Working(young.model_copy(update={"tenancy": home, "universal_credit": facts}), working.book)
    monthly = other.figures().get("housing_cost_contributions", 0)
    weekly = int(month_to_week(whole(monthly))[0])
    return working.with_outcome(DEDUCTIONS, is_=lambda value, *_: np.full_like(value, weekly))


@misconception
def each_of_a_couple_in_housing_benefit(working: Working) -> Working | None:
    """A deduction for each of a couple of other adults, in Housing Benefit."""
    if not _couples(working.case):
        return None
    other = working.with_case(with_other_adults(working.case, couple_with=None))
    return working.with_figures_of(other, DEDUCTIONS)


@misconception
def one_for_a_couple_in_universal_credit(working: Working) -> Working | None:
    """One contribution for a couple of other adults, in Universal Credit."""
    couples = _couples(working.case)
    if not couples:
        return None
    return working.with_inputs(
        "housing_cost_contributions_pm",
        adults_who_would_contribute=lambda inputs, _: np.maximum(inputs["adults_who_would_contribute"] - couples, 0),
    )


@misconception
def couple_of_other_adults_shares_in_universal_credit(working: Working) -> Working | None:
    """One room for a couple of other adults, in Universal Credit."""
    couples = _couples(working.case)
    if not couples or not rent_in_universal_credit(working):
        return None
    return working.with_outcome("bedrooms_for_adults", is_=lambda value, *_: value - couples)


@misconception
def couple_of_other_adults_apart_in_housing_benefit(working: Working) -> Working | None:
    """Two rooms for a couple of other adults, in Housing Benefit."""
    couples = _couples(working.case)
    if not couples or rent_in_universal_credit(working):
        return None
    return working.with_outcome("bedrooms_for_adults", is_=lambda value, *_: value + couples)


@misconception
def under_21_contributes(working: Working) -> Working | None:
    """A contribution for an adult under 21, in Universal Credit."""
    case = working.case
    adults = tuple(
        adult.model_copy(update={"age": 21, "born": None}) if _age(working, adult) in {18, 19, 20} else adult
        for adult in case.non_dependants
    )
    return (
        None if adults == case.non_dependants else _as_if(working, case.model_copy(update={"non_dependants": adults}))
    )


def _age(working: Working, adult: NonDependant) -> int:
    day = working.case.date
    return adult.age_on(assessment_period_end(day), day)


@misconception
def exempt_adult_contributes(working: Working) -> Working | None:
    """An amount for an adult of whom the law expects none."""
    case = working.case
    nobody = {
        "disability_benefits": (),
        "benefits": (),
        "student": False,
        "responsible_for_child_under_5": False,
        "armed_forces_away": False,
        "prisoner": False,
    }
    return _as_if(working, with_other_adults(case, **nobody)) if case.non_dependants else None


@misconception
def exempt_renter_forgotten(working: Working) -> Working | None:
    """An amount for other adults, though claimant or partner is severely sight impaired or has a care benefit."""
    case = working.case
    if not case.non_dependants:
        return None
    well = {"severely_sight_impaired": False, "disability_benefits": ()}
    return _as_if(working, with_adults(case, lambda one: one.model_copy(update=well)))


@misconception
def no_deduction_for_other_adults(working: Working) -> Working:
    """Nothing comes off for other adults."""
    return working.with_outcome(CONTRIBUTIONS, DEDUCTIONS, is_=lambda value, *_: np.zeros_like(value))


@misconception
def one_amount_for_all_other_adults(working: Working) -> Working:
    """One contribution, however many other adults there are."""
    return working.with_inputs(
        CONTRIBUTIONS,
        adults_who_would_contribute=lambda inputs, _: np.minimum(inputs["adults_who_would_contribute"], 1),
    )


@misconception
def highest_band_for_every_other_adult(working: Working) -> Working | None:
    """The highest deduction, though the adult does not work or the income is known."""
    if rent_in_universal_credit(working):
        return None
    band = "hb.non_dependant.deduction.band_"
    highest = format_pounds(int(rates(working, Basis.HB_WEEKLY_RENT).money(f"{band}6")))
    return with_rates(working, {f"{band}{number}": highest for number in range(1, 6)})


@misconception
def lowest_band_for_every_other_adult(working: Working) -> Working:
    """The lowest deduction, whatever the adult earns."""
    return working.with_inputs(
        "non_dependant_deduction_pw",
        in_remunerative_work=lambda inputs, _: np.zeros_like(inputs["in_remunerative_work"]),
    )
