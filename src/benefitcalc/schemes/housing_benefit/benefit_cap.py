"""The benefit cap in Housing Benefit (WRA 2012 s 96; HB Regs 2006 regs 75A-75H)."""

from __future__ import annotations

import numpy as np

from benefitcalc.case import SPECIFIED_ACCOMMODATION
from benefitcalc.columns import AA, AFIP, DLA, PIP, Batch, Esa, has, income_mask, tenure_mask
from benefitcalc.columns.family import Family
from benefitcalc.money import Flag, Pence, not_below_zero, round_half_up
from benefitcalc.periods import PAYMENTS_A_YEAR, month_to_week, per_week
from benefitcalc.rates import MoneyRate, Rates
from benefitcalc.rules import Unit, rule
from benefitcalc.schemes.benefit_cap import COUNTED, COUNTED_UNTIL_2016, BenefitCap, limit_of_the_year

IN_SPECIFIED_ACCOMMODATION = tenure_mask(SPECIFIED_ACCOMMODATION)
"""The homes whose Housing Benefit the cap does not count."""
CARERS_ALLOWANCE = income_mask("carers_allowance")
GUARDIANS_ALLOWANCE = income_mask("guardians_allowance")
INDUSTRIAL_INJURIES = income_mask("industrial_injuries")
WAR_PENSION = income_mask("war_pension")
WORKING_TAX_CREDIT = income_mask("working_tax_credit")


@rule("Benefit cap limit a week", unit=Unit.PENCE_PW, law="HB Regs 2006 reg 75CA(1)")
def housing_benefit_cap_limit_pw(*, benefit_cap_limit_of_the_year_pa: Pence) -> Pence:
    """The weekly limit is a 52nd of the yearly limit, rounded to the nearest penny."""
    return round_half_up(benefit_cap_limit_of_the_year_pa, 52)


@rule(
    "Income that the benefit cap counts a week",
    unit=Unit.PENCE_PW,
    law="WRA 2012 s 96(10); HB Regs 2006 regs 75A, 75C, 75H",
)
def housing_benefit_capped_income_pw(
    *,
    housing_benefit_before_cap_pw: Pence,
    child_benefit_pw: Pence,
    universal_credit_pw: Pence,
    other_capped_benefits_pw: Pence,
    specified_accommodation: Flag,
) -> Pence:
    """The cap counts Housing Benefit before the cap (as nil in specified accommodation), Child Benefit and the other
    benefits that the law names.
    """
    housing_benefit = np.where(specified_accommodation, 0, housing_benefit_before_cap_pw)
    return housing_benefit + child_benefit_pw + universal_credit_pw + other_capped_benefits_pw


@rule(
    "Benefit cap reduction a week",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 reg 75D",
    nil=lambda inputs: (
        "the household is exempt"
        if not inputs["cap_tested"].any()
        else "the household counts no more than the limit"
        if (inputs["housing_benefit_capped_income_pw"] <= inputs["housing_benefit_cap_limit_pw"]).any()
        else "Housing Benefit is no more than the amount that the cap always leaves"
    ),
)
def housing_benefit_cap_reduction_pw(
    *,
    housing_benefit_capped_income_pw: Pence,
    housing_benefit_cap_limit_pw: Pence,
    housing_benefit_before_cap_pw: Pence,
    cap_tested: Flag,
    least_left: MoneyRate,
) -> Pence:
    """The cap takes off what the household counts above the limit, but always leaves the smallest amount of Housing
    Benefit.
    """
    excess = not_below_zero(housing_benefit_capped_income_pw - housing_benefit_cap_limit_pw)
    most = not_below_zero(housing_benefit_before_cap_pw - int(least_left))
    return np.where(cap_tested, np.minimum(excess, most), 0)


def exemptions_in_housing_benefit(
    batch: Batch, family: Family, rates: Rates, *, universal_credit_in_payment: Flag
) -> dict[str, Flag]:
    """The exemptions of regs 75E and 75F that hold for each household, by the contract's code.

    Entitlement to Carer's Allowance exempts a household, whether or not the allowance is paid.
    """
    adults, incomes = batch.adults, batch.incomes
    group = batch.group(incomes)
    benefits = adults.disability_benefits[0] | adults.disability_benefits[1]
    own_benefits = np.where(family.own, batch.children.disability_benefits, 0)
    paid = incomes.amount > 0

    def income_of(kind: Flag) -> Flag:
        return group.any(kind[incomes.kind] & paid)

    exemptions = {
        "armed_forces_independence_payment": has(benefits, AFIP) | family.group.any(has(own_benefits, AFIP)),
        "attendance_allowance": has(benefits, AA),
        "disability_living_allowance": has(benefits, DLA) | family.group.any(has(own_benefits, DLA)),
        "esa_support": (adults.esa == Esa.SUPPORT).any(axis=0),
        "grace_period": batch.households.benefit_cap_grace_period,
        "industrial_injuries": income_of(INDUSTRIAL_INJURIES),
        "personal_independence_payment": has(benefits, PIP) | family.group.any(has(own_benefits, PIP)),
        "universal_credit": universal_credit_in_payment,
        "war_pension": income_of(WAR_PENSION),
        "working_tax_credit": income_of(WORKING_TAX_CREDIT),
    }
    if rates["law.benefit_cap.carers_exempt"]:
        exemptions |= {
            "carers_allowance": income_of(CARERS_ALLOWANCE) | adults.carer.any(axis=0),
            "guardians_allowance": income_of(GUARDIANS_ALLOWANCE),
        }
    return exemptions


def _no_cap(households: int) -> BenefitCap:
    nothing, no = np.zeros(households, dtype=np.int64), np.zeros(households, dtype=np.bool_)
    return BenefitCap(nothing, nothing, nothing, {}, no)


def assess_housing_benefit_cap(
    batch: Batch,
    family: Family,
    rates: Rates,
    *,
    working_age: Flag,
    housing_benefit_before_cap_pw: Pence,
    child_benefit_pw: Pence,
    universal_credit_award_pm: Pence,
    universal_credit_in_payment: Flag,
) -> tuple[BenefitCap, bool]:
    """Work out the cap on Housing Benefit, and whether it had begun; it never applies under the regulations for pension
    age.
    """
    home, incomes = batch.households, batch.incomes
    began = rates.get("benefit_cap.annual.rest.single") is not None
    if not began or not working_age.any():
        return _no_cap(len(batch)), began
    couple_or_family = batch.adults.present[1] | family.responsible
    limit = housing_benefit_cap_limit_pw(
        benefit_cap_limit_of_the_year_pa=limit_of_the_year(home, couple_or_family, rates)
    )
    kinds = COUNTED if rates["law.benefit_cap.carers_exempt"] else COUNTED | COUNTED_UNTIL_2016
    weekly = per_week(incomes.amount, PAYMENTS_A_YEAR[incomes.amount_per])
    counted = housing_benefit_capped_income_pw(
        housing_benefit_before_cap_pw=housing_benefit_before_cap_pw,
        child_benefit_pw=child_benefit_pw,
        universal_credit_pw=np.where(universal_credit_in_payment, month_to_week(universal_credit_award_pm), 0),
        other_capped_benefits_pw=batch.group(incomes).sum(np.where(kinds[incomes.kind], weekly, 0)),
        specified_accommodation=IN_SPECIFIED_ACCOMMODATION[home.tenure],
    )
    exemptions = exemptions_in_housing_benefit(
        batch, family, rates, universal_credit_in_payment=universal_credit_in_payment
    )
    tested = working_age & ~np.logical_or.reduce(list(exemptions.values()))
    reduction = housing_benefit_cap_reduction_pw(
        housing_benefit_capped_income_pw=counted,
        housing_benefit_cap_limit_pw=limit,
        housing_benefit_before_cap_pw=housing_benefit_before_cap_pw,
        cap_tested=tested,
        least_left=rates.money("benefit_cap.hb_minimum_left"),
    )
    return BenefitCap(limit, counted, reduction, exemptions, tested), began
