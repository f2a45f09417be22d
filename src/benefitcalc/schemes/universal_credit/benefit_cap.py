"""The benefit cap in Universal Credit (WRA 2012 s 96; UC Regs 2013 Part 7)."""

from __future__ import annotations

import numpy as np

from benefitcalc.columns import AA, AFIP, DLA, PIP, Batch, Esa, has, income_mask
from benefitcalc.columns.family import Family
from benefitcalc.money import Flag, Pence, not_below_zero, round_half_up
from benefitcalc.rates import MoneyRate, Rates
from benefitcalc.rules import Unit, rule
from benefitcalc.schemes.benefit_cap import COUNTED, COUNTED_UNTIL_2016, BenefitCap, limit_of_the_year

CARERS_ALLOWANCE = income_mask("carers_allowance")
GUARDIANS_ALLOWANCE = income_mask("guardians_allowance")
INDUSTRIAL_INJURIES = income_mask("industrial_injuries")
WAR_PENSION = income_mask("war_pension")


@rule("Benefit cap limit", unit=Unit.PENCE_PM, law="UC Regs 2013 reg 80A(1)")
def benefit_cap_limit_pm(*, benefit_cap_limit_of_the_year_pa: Pence) -> Pence:
    """The monthly limit is a twelfth of the yearly limit, rounded to the nearest penny."""
    return round_half_up(benefit_cap_limit_of_the_year_pa, 12)


@rule("Benefit cap limit until November 2016", unit=Unit.PENCE_PM, law="UC Regs 2013 reg 79")
def benefit_cap_limit_until_2016_pm(*, couple_or_family: Flag, family: MoneyRate, single: MoneyRate) -> Pence:
    """The regulations as made set a monthly limit, which is higher for a couple and for anyone with a child."""
    return np.where(couple_or_family, int(family), int(single))


@rule("Income that the benefit cap counts", unit=Unit.PENCE_PM, law="WRA 2012 s 96(10); UC Regs 2013 reg 80")
def capped_income_pm(
    *, award_before_cap_pm: Pence, child_benefit_for_the_cap_pm: Pence, other_capped_benefits_pm: Pence
) -> Pence:
    """The cap counts Universal Credit before the cap, Child Benefit and the other benefits that the law names; it
    counts Housing Benefit as nil.
    """
    return award_before_cap_pm + child_benefit_for_the_cap_pm + other_capped_benefits_pm


@rule(
    "Benefit cap reduction",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 81",
    nil=lambda inputs: (
        "the household counts no more than the limit and the childcare element together"
        if inputs["cap_tested"].any()
        else "the household is exempt"
    ),
)
def benefit_cap_reduction_pm(
    *,
    capped_income_pm: Pence,
    benefit_cap_limit_pm: Pence,
    childcare_element_pm: Pence,
    award_before_cap_pm: Pence,
    cap_tested: Flag,
) -> Pence:
    """The cap takes off what the household counts above the limit, less the whole childcare element, and never more
    than the award.
    """
    excess = not_below_zero(capped_income_pm - benefit_cap_limit_pm - childcare_element_pm)
    return np.where(cap_tested, np.minimum(excess, award_before_cap_pm), 0)


def exemptions_in_universal_credit(
    batch: Batch,
    family: Family,
    rates: Rates,
    *,
    claimants: Flag,
    actual_earnings_pm: Pence,
    carer_element_pm: Pence,
    lcwra_included: Flag,
) -> dict[str, Flag]:
    """The exemptions of regs 82 and 83 that hold for each household, by the contract's code.

    ``claimants`` says who is in the claim, shape ``(2, n)``. A disability benefit of a partner outside the claim
    exempts nobody.
    """
    adults, children, incomes = batch.adults, batch.children, batch.incomes
    group = batch.group(incomes)
    of_each = np.where(claimants, adults.disability_benefits, 0)
    benefits = of_each[0] | of_each[1]
    own_benefits = np.where(family.own, children.disability_benefits, 0)

    def child_has(bits: int) -> Flag:
        return family.group.any(has(own_benefits, bits))

    def income_of(kind: Flag) -> Flag:
        return group.any(kind[incomes.kind] & (incomes.amount > 0))

    exemptions = {
        "armed_forces_independence_payment": has(benefits, AFIP),
        "attendance_allowance": has(benefits, AA),
        "disability_living_allowance": has(benefits, DLA) | child_has(DLA),
        "earnings": actual_earnings_pm >= int(rates.money("benefit_cap.uc_earnings_threshold")),
        "esa_support": (claimants & (adults.esa == Esa.SUPPORT)).any(axis=0),
        "grace_period": batch.households.benefit_cap_grace_period,
        "industrial_injuries": income_of(INDUSTRIAL_INJURIES),
        "lcwra_element": lcwra_included,
        "personal_independence_payment": has(benefits, PIP) | child_has(PIP),
        "war_pension": income_of(WAR_PENSION),
    }
    if rates["law.benefit_cap.carers_exempt"]:
        exemptions |= {
            "carer_element": carer_element_pm > 0,
            "carers_allowance": income_of(CARERS_ALLOWANCE),
            "guardians_allowance": income_of(GUARDIANS_ALLOWANCE),
        }
    return exemptions


def assess_universal_credit_cap(
    batch: Batch,
    family: Family,
    rates: Rates,
    *,
    claimants: Flag,
    award_before_cap_pm: Pence,
    childcare_element_pm: Pence,
    child_benefit_pm: Pence,
    incomes_pm: Pence,
    actual_earnings_pm: Pence,
    carer_element_pm: Pence,
    lcwra_included: Flag,
) -> BenefitCap:
    """The cap on a Universal Credit award; ``incomes_pm`` as Universal Credit takes them into account (reg 80(4))."""
    home, incomes = batch.households, batch.incomes
    couple_or_family = (claimants[0] & claimants[1]) | family.responsible
    if rates.get("benefit_cap.monthly_until_november_2016.single") is None:
        limit = benefit_cap_limit_pm(benefit_cap_limit_of_the_year_pa=limit_of_the_year(home, couple_or_family, rates))
    else:
        limit = benefit_cap_limit_until_2016_pm(
            couple_or_family=couple_or_family,
            family=rates.money("benefit_cap.monthly_until_november_2016.couple_or_family"),
            single=rates.money("benefit_cap.monthly_until_november_2016.single"),
        )
    kinds = COUNTED if rates["law.benefit_cap.carers_exempt"] else COUNTED | COUNTED_UNTIL_2016
    counted = capped_income_pm(
        award_before_cap_pm=award_before_cap_pm,
        child_benefit_for_the_cap_pm=child_benefit_pm,
        other_capped_benefits_pm=batch.group(incomes).sum(np.where(kinds[incomes.kind], incomes_pm, 0)),
    )
    exemptions = exemptions_in_universal_credit(
        batch,
        family,
        rates,
        claimants=claimants,
        actual_earnings_pm=actual_earnings_pm,
        carer_element_pm=carer_element_pm,
        lcwra_included=lcwra_included,
    )
    exempt = np.logical_or.reduce(list(exemptions.values()))
    reduction = benefit_cap_reduction_pm(
        capped_income_pm=counted,
        benefit_cap_limit_pm=limit,
        childcare_element_pm=childcare_element_pm,
        award_before_cap_pm=award_before_cap_pm,
        cap_tested=~exempt,
    )
    return BenefitCap(limit, counted, reduction, exemptions, ~exempt)


def threshold_in_doubt(actual_earnings_pm: Pence, rates: Rates, *, living_wage: Pence) -> Flag:
    """Earnings between the threshold of the uprating day and the one by the minimum wage in force (readings 11), since
    it is so many hours at that wage. ``living_wage`` is the National Living Wage of an hour on each household's date.
    """
    hours = rates.get("benefit_cap.uc_earnings_threshold.hours")
    if hours is None:
        return np.zeros(len(actual_earnings_pm), dtype=np.bool_)
    by_formula = living_wage * int(hours) * 52 // 12 // 100 * 100
    at_least_old = actual_earnings_pm >= int(rates.money("benefit_cap.uc_earnings_threshold"))
    return at_least_old & (actual_earnings_pm < by_formula)
