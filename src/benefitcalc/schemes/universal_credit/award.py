"""The award of Universal Credit for an assessment period, in the order of WRA 2012 s 8 (UC Regs 2013)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np

from benefitcalc.columns import Batch, Tenure, WorkCapability
from benefitcalc.columns.family import Family
from benefitcalc.money import Flag, Pence, not_below_zero, share_of
from benefitcalc.periods import assessment_period_number, assessment_period_start
from benefitcalc.rates import Basis, RateBook, Rates, ShareRate, first_day, rate_book
from benefitcalc.rules import Unit, rule, tracing
from benefitcalc.schemes.benefit_cap import BenefitCap
from benefitcalc.schemes.universal_credit.benefit_cap import assess_universal_credit_cap
from benefitcalc.schemes.universal_credit.claimants import claimants_of, conditions_not_met
from benefitcalc.schemes.universal_credit.earnings import Earnings, assess_earnings
from benefitcalc.schemes.universal_credit.elements import (
    ELEMENTS,
    Elements,
    assess_capability_and_carer,
    assess_child_elements,
    assess_childcare,
    assess_standard_allowance,
)
from benefitcalc.schemes.universal_credit.housing_costs import HousingCosts, assess_housing_costs, no_housing_costs
from benefitcalc.schemes.universal_credit.income import assess_tariff_income, assess_unearned_income, monthly_incomes
from benefitcalc.schemes.universal_credit.late_reclaim import FirstPeriod
from benefitcalc.schemes.universal_credit.transitional_protection import assess_transitional_element

WORK_ALLOWANCES_UNTIL_2016 = "uc.work_allowance_2013_2016"


@rule(
    "Work allowance",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 22(2)-(3); UC (TP) Regs 2014 reg 5A",
    nil="nobody is responsible for a child or has limited capability for work",
)
def work_allowance_pm(*, has_work_allowance: Flag, help_with_housing: Flag, lower: Pence, higher: Pence) -> Pence:
    """A household with a child, or with limited capability for work, keeps this much of its earnings before any comes
    off: the lower allowance if its award has a housing costs element or it lives in temporary accommodation, otherwise
    the higher.
    """
    return np.where(has_work_allowance, np.where(help_with_housing, lower, higher), 0)


@rule(
    "Deduction for earnings",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 22(1)(b)",
    nil="earnings are no more than the work allowance",
)
def earnings_deduction_pm(*, earned_income_pm: Pence, work_allowance_pm: Pence, taper: ShareRate) -> Pence:
    """The taper is applied to the earnings above the work allowance, and the result is rounded to the nearest penny."""
    return share_of(not_below_zero(earned_income_pm - work_allowance_pm), taper)


@rule(
    "Universal Credit before the benefit cap",
    unit=Unit.PENCE_PM,
    law="WRA 2012 s 8(1); UC Regs 2013 reg 17",
    nil=lambda inputs: (
        "income takes away the whole amount"
        if inputs["conditions_met"].all()
        else "a condition of entitlement is not met"
    ),
)
def award_before_cap_pm(
    *,
    maximum_amount_pm: Pence,
    earnings_deduction_pm: Pence,
    unearned_income_pm: Pence,
    tariff_income_pm: Pence,
    conditions_met: Flag,
) -> Pence:
    """The award before the cap is the maximum amount less the deductions for earnings, other income and savings."""
    left = not_below_zero(maximum_amount_pm - earnings_deduction_pm - unearned_income_pm - tariff_income_pm)
    return np.where(conditions_met, left, 0)


@rule(
    "Universal Credit",
    unit=Unit.PENCE_PM,
    law="WRA 2012 s 8; UC Regs 2013 reg 81",
    nil=lambda inputs: (
        "the benefit cap takes away the whole amount"
        if inputs["award_before_cap_pm"].any()
        else "nothing is left before the benefit cap"
    ),
)
def award_pm(*, award_before_cap_pm: Pence, benefit_cap_reduction_pm: Pence) -> Pence:
    """Universal Credit pays this amount for the assessment period, before deductions for debts and sanctions."""
    return award_before_cap_pm - benefit_cap_reduction_pm


@dataclass(frozen=True, slots=True)
class Maximum:
    """What an award is made of before income comes off: the elements as they are paid, and those of a whole period."""

    elements: Elements
    of_whole_period: Elements
    amount: Pence
    housing: HousingCosts
    lcwra_included: Flag


@dataclass(frozen=True, slots=True)
class TakenOff:
    """What comes off the maximum amount in a month, and the incomes that it comes off for."""

    work_allowance: Pence
    earnings: Pence
    unearned: Pence
    tariff: Pence
    incomes_pm: Pence

    def total(self) -> Pence:
        """Everything that comes off."""
        return self.earnings + self.unearned + self.tariff


@dataclass(frozen=True, slots=True)
class UniversalCredit:
    """Columns of shape ``(n,)``, money by the month. ``reasons`` holds, by code, why a household is not entitled."""

    elements: Elements
    maximum_amount: Pence
    actual_earnings: Pence
    """What was earned, before a minimum income floor: the benefit cap's threshold is tested on it."""
    earned_income: Pence
    work_allowance: Pence
    earnings_deduction: Pence
    unearned_income: Pence
    tariff_income: Pence
    award_before_cap: Pence
    benefit_cap_reduction: Pence
    award: Pence
    entitled: Flag
    reasons: dict[str, Flag]
    housing: HousingCosts
    cap: BenefitCap
    payday_not_known: Flag
    """Whether somebody's pay by the week, fortnight or four weeks was taken as the yearly average of a month."""
    award_of_whole_period: Pence
    """The award before the cap, for the whole period: a late re-claim has not yet left days out."""

    def amount(self, name: str) -> Pence:
        """The amount of that name, which is one of the award or one of its elements."""
        column: Pence = getattr(self.elements if name in ELEMENTS else self, name)
        return column


def _work_allowance(batch: Batch, family: Family, claimants: Flag, housing_costs_element: Pence, rates: Rates) -> Pence:
    """The work allowance of the day: the law has two amounts since 11 April 2016 and had twelve before."""
    adults, tenure = batch.adults, batch.households.tenure
    limited = (claimants & (adults.work_capability != WorkCapability.NONE)).any(axis=0)
    help_with_housing = (housing_costs_element > 0) | (tenure == Tenure.TEMPORARY_ACCOMMODATION)
    if rates.get("uc.work_allowance.lower") is None:
        couple, family_now = claimants[0] & claimants[1], family.responsible
        return work_allowance_pm(
            has_work_allowance=np.ones(len(batch), dtype=np.bool_),
            help_with_housing=help_with_housing,
            lower=_allowance_until_2016("lower", couple, family_now, limited, rates),
            higher=_allowance_until_2016("higher", couple, family_now, limited, rates),
        )
    return work_allowance_pm(
        has_work_allowance=family.responsible | limited,
        help_with_housing=help_with_housing,
        lower=rates.money("uc.work_allowance.lower"),  # type: ignore[arg-type]
        higher=rates.money("uc.work_allowance.higher"),  # type: ignore[arg-type]
    )


def _allowance_until_2016(level: str, couple: Flag, responsible: Flag, limited: Flag, rates: Rates) -> Pence:
    """The allowance of the regulations as made, by family type; someone with a child and limited capability for work
    has the greater (reg 22(2) as made).
    """

    def by_type(kind: str) -> Pence:
        prefix = f"{WORK_ALLOWANCES_UNTIL_2016}.{level}"
        return np.where(couple, int(rates.money(f"{prefix}.joint_{kind}")), int(rates.money(f"{prefix}.single_{kind}")))

    amount = by_type("no_child")
    amount = np.where(responsible, np.maximum(amount, by_type("with_child")), amount)
    return np.where(limited, np.maximum(amount, by_type("lcw")), amount)


def _indicative_amounts(
    batch: Batch, family: Family, child_benefit_pm: Pence, rates: Rates, *, rent_elsewhere: bool
) -> tuple[Pence, Pence]:
    """The indicative amount: the award after the cap. Where it is nil, the income above the maximum amount is taken
    into account too (ADM M7480, M7503).
    """
    batch = replace(batch, adults=batch.adults.replaced(payday_known=False))
    with tracing():  # its lines are not those of the award
        found = assess_universal_credit(batch, family, child_benefit_pm, rates, rent_elsewhere=rent_elsewhere)
    taken_off = found.earnings_deduction + found.unearned_income + found.tariff_income
    return found.award, not_below_zero(taken_off - found.maximum_amount)


def assess_elements(
    batch: Batch,
    family: Family,
    claimants: Flag,
    earnings: Earnings,
    child_benefit_pm: Pence,
    rates: Rates,
    *,
    first_period: FirstPeriod | None,
    rent_elsewhere: bool,
) -> Maximum:
    """Every element of the award, and the maximum amount that they make."""
    children, disabled_children = assess_child_elements(batch, family, rates)
    health, carer, lcwra_included = assess_capability_and_carer(batch.adults, claimants, rates)
    housing = (
        no_housing_costs(len(batch))
        if rent_elsewhere
        else assess_housing_costs(batch, family, claimants, earnings.earned_income_pm, rates)
    )
    whole = Elements(
        standard_allowance=assess_standard_allowance(batch.adults, claimants, rates),
        child_element=children,
        disabled_child_addition=disabled_children,
        work_capability_element=health,
        carer_element=carer,
        childcare_element=assess_childcare(batch, family, earnings.in_paid_work, rates),
        housing_costs_element=housing.housing_costs_element_pm,
        transitional_element=assess_transitional_element(
            batch,
            rates,
            couple=claimants[0] & claimants[1],
            lcwra_included=lcwra_included,
            indicative_amounts=lambda without: _indicative_amounts(
                without, family, child_benefit_pm, rates, rent_elsewhere=rent_elsewhere
            ),
        ),
    )
    paid = whole if first_period is None else whole.by_the_day(first_period.elements)
    return Maximum(paid, whole, paid.total(), housing, lcwra_included)


def _taken_off(
    batch: Batch, family: Family, claimants: Flag, earnings: Earnings, maximum: Maximum, rates: Rates
) -> TakenOff:
    """What comes off for earnings, other income and savings in a whole period."""
    work_allowance = _work_allowance(batch, family, claimants, maximum.housing.housing_costs_element_pm, rates)
    deduction = earnings_deduction_pm(
        earned_income_pm=earnings.earned_income_pm, work_allowance_pm=work_allowance, taper=rates.share("uc.taper")
    )
    monthly = monthly_incomes(batch)
    unearned = assess_unearned_income(batch, monthly, rates)
    return TakenOff(work_allowance, deduction, unearned, assess_tariff_income(batch, rates), monthly)


def assess_universal_credit(
    batch: Batch, family: Family, child_benefit_pm: Pence, rates: Rates, *, rent_elsewhere: bool
) -> UniversalCredit:
    """Work out the award of every household of ``batch``; all of them have one rate set.

    ``family`` holds the ages of the assessment period. ``rent_elsewhere`` says that Housing Benefit helps with the rent
    of all these households.
    """
    claimants = claimants_of(batch.adults, family, rates)
    conditions = conditions_not_met(batch, family, claimants, rates)
    met = ~np.logical_or.reduce(list(conditions.values()))
    earnings = assess_earnings(batch, claimants, rates)
    first_period = FirstPeriod.of(batch)
    maximum = assess_elements(
        batch,
        family,
        claimants,
        earnings,
        child_benefit_pm,
        rates,
        first_period=first_period,
        rent_elsewhere=rent_elsewhere,
    )
    taken_off = of_whole_period = _taken_off(batch, family, claimants, earnings, maximum, rates)
    if first_period is not None:
        paid = first_period.deductions(taken_off.earnings, taken_off.unearned, taken_off.tariff)
        taken_off = replace(taken_off, earnings=paid[0], unearned=paid[1], tariff=paid[2])
    before_cap = award_before_cap_pm(
        maximum_amount_pm=maximum.amount,
        earnings_deduction_pm=taken_off.earnings,
        unearned_income_pm=taken_off.unearned,
        tariff_income_pm=taken_off.tariff,
        conditions_met=met,
    )
    entitled = before_cap > 0
    cap = assess_universal_credit_cap(
        batch,
        family,
        rates,
        claimants=claimants,
        award_before_cap_pm=before_cap,
        childcare_element_pm=maximum.elements.childcare_element,
        child_benefit_pm=child_benefit_pm,
        incomes_pm=taken_off.incomes_pm,
        actual_earnings_pm=earnings.actual_pm,
        carer_element_pm=maximum.elements.carer_element,
        lcwra_included=maximum.lcwra_included,
    )
    return UniversalCredit(
        elements=maximum.elements,
        maximum_amount=maximum.amount,
        actual_earnings=earnings.actual_pm,
        earned_income=earnings.earned_income_pm,
        work_allowance=taken_off.work_allowance,
        earnings_deduction=taken_off.earnings,
        unearned_income=taken_off.unearned,
        tariff_income=taken_off.tariff,
        award_before_cap=before_cap,
        benefit_cap_reduction=cap.reduction,
        award=award_pm(award_before_cap_pm=before_cap, benefit_cap_reduction_pm=cap.reduction),
        entitled=entitled,
        reasons=conditions | {"income_too_high": met & ~entitled},
        housing=maximum.housing,
        cap=cap,
        payday_not_known=earnings.payday_not_known,
        award_of_whole_period=(
            before_cap
            if first_period is None
            else not_below_zero(
                np.sum(list(maximum.of_whole_period.columns().values()), axis=0) - of_whole_period.total()
            )
        ),
    )


def counted_until_after_death(died: dt.date, *, first_period: dt.date, book: RateBook | None = None) -> dt.date:
    """The last day of the assessment periods in which the household is still as it was before a partner, child, person
    cared for or non-dependant died: that of the death, and the next two (UC Regs 2013 reg 37).

    ``first_period`` is the first day of one of the award's assessment periods.
    """
    day = max(first_period, first_day(Basis.ASSESSMENT_PERIOD))
    rates = (rate_book() if book is None else book).on(day, Basis.ASSESSMENT_PERIOD)
    number = assessment_period_number(first_period, died) + 1 + rates.count("uc.run_on_after_death.periods")
    return assessment_period_start(first_period, number) - dt.timedelta(days=1)
