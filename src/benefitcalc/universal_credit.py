"""Universal Credit: the award of an assessment period (WRA 2012 Part 1; UC Regs 2013), in the order of section 8.

Not covered:

- habitual residence, right to reside and immigration control (UC Regs 2013 reg 9; WRA 2012 s 4)
- prisoners, religious orders and absence abroad (UC Regs 2013 regs 11, 19)
- an under-18 without parental support, pregnant or waiting for an assessment (UC Regs 2013 reg 8)
- the relevant period before an LCWRA element is paid: enter the element from the period in which it is included
  (UC Regs 2013 reg 28)
- changes inside an assessment period: a case is the household as the whole period reads it (UC (D&A) Regs 2013 Sch 1)
- when a transitional element ends for reasons of its own, such as three assessment periods of earnings below the
  administrative threshold: it is entered (UC (TP) Regs 2014 regs 50, 56, 57)
- childcare charges paid in advance or for another assessment period: enter what counts in this one (UC Regs 2013 reg
  34A)
- capital that is disregarded, shared or notional: enter what counts (UC Regs 2013 regs 46-50, Sch 10)
- sanctions, advances and deductions for debts (UC Regs 2013 Part 8; UC (C&P) Regs 2013 Sch 6)
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np

from benefitcalc import across_periods as across_rules
from benefitcalc.benefit_cap import BenefitCap, assess_universal_credit_cap
from benefitcalc.columns import (
    AFIP,
    DLA,
    PIP,
    Adults,
    Batch,
    HouseholdsAcrossPeriods,
    Tenure,
    WorkCapability,
    disability_bits,
    has,
    income_mask,
)
from benefitcalc.earnings import Earnings, assess_earnings
from benefitcalc.family import Family
from benefitcalc.housing_costs import HousingCosts, assess_housing_costs, no_housing_costs
from benefitcalc.money import Count, Flag, Pence, not_below_zero, round_up, share_of
from benefitcalc.periods import PAYMENTS_A_YEAR, day_number, per_month
from benefitcalc.rates import MoneyRate, Rates, ShareRate
from benefitcalc.rules import Unit, rule, tracing

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
HIGHER_ADDITION = disability_bits("dla_care_highest", "pip_daily_living_enhanced")
ANY_ADDITION = DLA | PIP
UNIVERSAL_CREDIT_BEGAN = day_number(dt.date(2013, 4, 29))
"""SI 2013/983 art 3."""
FIRST_CHILD_RATE_BORN_BEFORE = day_number(dt.date(2017, 4, 6))
"""The first-child rate is kept, and the two-child limit was never applied, for children born before this day (WRWA
2016 s 14).
"""
WORK_ALLOWANCES_UNTIL_2016 = "uc.work_allowance_2013_2016"


@rule("Standard allowance", unit=Unit.PENCE_PM, law="UC Regs 2013 reg 36; WRA 2012 s 9")
def standard_allowance_pm(
    *,
    couple: Flag,
    either_25_or_over: Flag,
    single_under_25: MoneyRate,
    single_25: MoneyRate,
    couple_under_25: MoneyRate,
    couple_25: MoneyRate,
) -> Pence:
    """One amount for a single person or couple, more where either is 25 or over by the end of the assessment period."""
    for_couple = np.where(either_25_or_over, int(couple_25), int(couple_under_25))
    return np.where(couple, for_couple, np.where(either_25_or_over, int(single_25), int(single_under_25)))


@rule(
    "Child element",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 regs 24, 36; UC (TP) Regs 2014 reg 43",
    nil="no child or young person in the family",
)
def child_element_pm(
    *, children_counted: Count, eldest_born_before_6_april_2017: Flag, first_child: MoneyRate, each_child: MoneyRate
) -> Pence:
    """An amount for each child or young person who counts, more for the eldest where born before 6 April 2017."""
    extra = np.where(eldest_born_before_6_april_2017, int(first_child) - int(each_child), 0)
    return children_counted * int(each_child) + np.where(children_counted > 0, extra, 0)


@rule(
    "Disabled child addition",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 regs 24(2), 36",
    nil="no child gets DLA, PIP or is severely sight impaired",
)
def disabled_child_addition_pm(
    *, children_at_lower_rate: Count, children_at_higher_rate: Count, lower: MoneyRate, higher: MoneyRate
) -> Pence:
    """One addition for each disabled child: higher on highest care, enhanced daily living or blindness, otherwise
    lower.
    """
    return children_at_lower_rate * int(lower) + children_at_higher_rate * int(higher)


@rule(
    "Health element that each could have",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 regs 27, 36",
    nil="no limited capability that carries an element",
    each="adult",
)
def health_element_of_each_pm(
    *, work_capability: Count, lcw: MoneyRate, lcwra: MoneyRate, lcwra_protected: MoneyRate
) -> Pence:
    """The saved LCW element, the LCWRA element, or the protected LCWRA element; where either of a couple has LCWRA, no
    LCW element goes in beside it (reg 27(4)).

    Shape ``(2, n)``.
    """
    by_capability = np.array([0, 0, int(lcw), int(lcwra), int(lcwra_protected)], dtype=np.int64)
    has_lcwra = work_capability >= WorkCapability.LCWRA_STANDARD
    return np.where((has_lcwra[0] | has_lcwra[1]) & ~has_lcwra, 0, by_capability[work_capability])


def health_element_goes_to(element_of_each: Pence, carers: Flag, carer: MoneyRate) -> Flag:
    """For whom the one health element is included, if anybody, so that it and the carer element of the other together
    give most (reg 29(4); readings 1 and 2): shape ``(2, n)``.

    Someone for whom a health element is included has no carer element. Only a saved LCW element is ever below the carer
    element, so that neither's may be best.
    """
    with_carer_of_other = element_of_each + carers[::-1] * int(carer)
    best = np.maximum(with_carer_of_other[0], with_carer_of_other[1])
    worth_it = best >= (carers[0].astype(np.int64) + carers[1]) * int(carer)
    claimant = worth_it & (with_carer_of_other[0] == best) & (element_of_each[0] > 0)
    partner = worth_it & ~claimant & (with_carer_of_other[1] == best) & (element_of_each[1] > 0)
    return np.array([claimant, partner])


@rule(
    "Health element (LCW or LCWRA)",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 regs 27, 29(4), 36",
    nil=lambda inputs: (
        "the carer element is more, and one person cannot have both"
        if inputs["health_element_of_each_pm"].any()
        else "nobody has a limited capability that carries an element"
    ),
)
def work_capability_element_pm(*, health_element_of_each_pm: Pence, carers: Flag, carer: MoneyRate) -> Pence:
    """One health element for the household, for the person with whom it and the other's carer element give most."""
    goes_to = health_element_goes_to(health_element_of_each_pm, carers, carer)
    return np.where(goes_to, health_element_of_each_pm, 0).sum(axis=0)


@rule(
    "Carer element",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 regs 29, 30, 36",
    nil=lambda inputs: (
        "the carer has the health element instead"
        if inputs["carers"].any()
        else "nobody cares for a severely disabled person"
    ),
)
def carer_element_pm(*, carers: Flag, health_element_of_each_pm: Pence, carer: MoneyRate) -> Pence:
    """One for each carer for whom no health element is included."""
    goes_to = health_element_goes_to(health_element_of_each_pm, carers, carer)
    return (carers & ~goes_to).sum(axis=0) * int(carer)


@rule(
    "Childcare charges",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 regs 32-34",
    nil=lambda inputs: (
        "it needs paid work, by both of a couple unless one cannot care for the children"
        if inputs["charges_entered_pm"].any()
        else "no childcare charge was given"
    ),
)
def childcare_charges_pm(*, charges_entered_pm: Pence, in_work_or_unable_to_care: Flag) -> Pence:
    """The charges for each child by the month, each to the nearest penny, added up, where the adults are in work."""
    return np.where(in_work_or_unable_to_care, charges_entered_pm, 0)


@rule(
    "Childcare element",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 regs 31-34, 36",
    nil="no childcare charge counts",
)
def childcare_element_pm(
    *,
    childcare_charges_pm: Pence,
    children_in_care: Count,
    percent: ShareRate,
    one_child: MoneyRate,
    two_or_more: MoneyRate,
) -> Pence:
    """The percentage of the charges, up to the maximum for one child or for two or more in care."""
    maximum = np.where(children_in_care >= 2, int(two_or_more), int(one_child))
    return np.minimum(share_of(childcare_charges_pm, percent), maximum)


@rule("Transitional element", unit=Unit.PENCE_PM, law="UC (TP) Regs 2014 regs 52, 55", nil="none was entered")
def transitional_element_pm(*, transitional_element_entered: Pence) -> Pence:
    """The amount in payment for this assessment period, as entered."""
    return transitional_element_entered


@rule("Maximum amount", unit=Unit.PENCE_PM, law="WRA 2012 s 8(2); UC (TP) Regs 2014 reg 52(2)")
def maximum_amount_pm(
    *,
    standard_allowance_pm: Pence,
    child_element_pm: Pence,
    disabled_child_addition_pm: Pence,
    work_capability_element_pm: Pence,
    carer_element_pm: Pence,
    childcare_element_pm: Pence,
    housing_costs_element_pm: Pence,
    transitional_element_pm: Pence,
) -> Pence:
    """All elements together."""
    return (
        standard_allowance_pm
        + child_element_pm
        + disabled_child_addition_pm
        + work_capability_element_pm
        + carer_element_pm
        + childcare_element_pm
        + housing_costs_element_pm
        + transitional_element_pm
    )


@rule(
    "Work allowance",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 22(2)-(3); UC (TP) Regs 2014 reg 5A",
    nil="nobody is responsible for a child or has limited capability for work",
)
def work_allowance_pm(*, has_work_allowance: Flag, help_with_housing: Flag, lower: Pence, higher: Pence) -> Pence:
    """Earnings that do not count: the lower allowance with a housing costs element or temporary accommodation,
    else the higher.
    """
    return np.where(has_work_allowance, np.where(help_with_housing, lower, higher), 0)


@rule(
    "Deduction for earnings",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 reg 22(1)(b)",
    nil="earnings are no more than the work allowance",
)
def earnings_deduction_pm(*, earned_income_pm: Pence, work_allowance_pm: Pence, taper: ShareRate) -> Pence:
    """The taper's share of earnings over the work allowance, to the nearest penny."""
    return share_of(not_below_zero(earned_income_pm - work_allowance_pm), taper)


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
    """So much for each complete or part step of capital above the lower limit, where capital is within the upper one.

    A transitional capital disregard makes more than the upper limit count as that limit (UC (TP) Regs 2014 reg 51).
    """
    counted = np.where(capital_disregarded, np.minimum(capital, int(upper_limit)), capital)
    amount = round_up(not_below_zero(counted - int(lower_limit)), int(step)) * int(tariff)
    return np.where(counted > int(upper_limit), 0, amount)


@rule("Other income", unit=Unit.PENCE_PM, law="UC Regs 2013 regs 65-73", nil="no income of a kind that counts")
def unearned_income_pm(*, income_counted_in_full_pm: Pence, student_income_pm: Pence) -> Pence:
    """Income of the kinds that regulation 66 names, by the month, each to the nearest penny, in full."""
    return income_counted_in_full_pm + student_income_pm


@rule("Student income", unit=Unit.PENCE_PM, law="UC Regs 2013 reg 71", nil="no student income over the disregard")
def student_income_pm(*, student_income_entered_pm: Pence, disregard: MoneyRate) -> Pence:
    """Each person's student income less the disregard of an assessment period, added up.

    The input has the shape ``(2, n)``.
    """
    return not_below_zero(student_income_entered_pm - int(disregard)).sum(axis=0)


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
    """The maximum amount less what comes off for earnings, other income and savings."""
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
    """What is paid for the assessment period, before deductions for debts and sanctions."""
    return award_before_cap_pm - benefit_cap_reduction_pm


@dataclass(frozen=True, slots=True)
class UniversalCredit:
    """Columns of shape ``(n,)``, money by the month. ``reasons`` holds, by code, why a household is not entitled."""

    standard_allowance: Pence
    child_element: Pence
    disabled_child_addition: Pence
    work_capability_element: Pence
    carer_element: Pence
    childcare_element: Pence
    housing_costs_element: Pence
    transitional_element: Pence
    maximum_amount: Pence
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
    award_of_whole_period: Pence
    """Before the cap, and before a late re-claim leaves days of the period out."""


def _child_elements(batch: Batch, family: Family, rates: Rates) -> tuple[Pence, Pence]:
    """The child element under the limit of its day, and the disabled child addition, which never had one (UC Regs
    2013 regs 24-24B).
    """
    children, own, group = batch.children, family.own, family.group
    before_2017 = children.born < FIRST_CHILD_RATE_BORN_BEFORE
    place = group.rank(own)
    counts = own
    limit = rates.get("uc.child_limit.max_children")
    if limit is not None:
        counts = own & ((place < int(limit)) | before_2017 | children.two_child_limit_exception)
    element = child_element_pm(
        children_counted=group.count(counts),
        eldest_born_before_6_april_2017=group.count(own & before_2017 & (place == 0)) > 0,
        first_child=rates.money("uc.child_element.first_child_higher"),
        each_child=rates.money("uc.child_element.standard"),
    )
    higher = own & (has(children.disability_benefits, HIGHER_ADDITION) | children.severely_sight_impaired)
    lower = own & has(children.disability_benefits, ANY_ADDITION) & ~higher
    addition = disabled_child_addition_pm(
        children_at_lower_rate=group.count(lower),
        children_at_higher_rate=group.count(higher),
        lower=rates.money("uc.disabled_child_addition.lower"),
        higher=rates.money("uc.disabled_child_addition.higher"),
    )
    return element, addition


def _capability_and_carer(adults: Adults, claimants: Flag, rates: Rates) -> tuple[Pence, Pence, Flag]:
    """The health and carer elements, and whether LCWRA is included; of those who are in the claim."""
    carer, protected = rates.money("uc.carer_element"), rates.money("uc.lcwra_element.protected")
    of_each = health_element_of_each_pm(
        work_capability=np.where(claimants, adults.work_capability, 0),
        lcw=rates.money("uc.lcw_element"),
        lcwra=rates.get("uc.lcwra_element.new_claimant") or protected,
        lcwra_protected=protected,
    )
    carers = adults.carer & claimants
    health = work_capability_element_pm(health_element_of_each_pm=of_each, carers=carers, carer=carer)
    lcwra = health_element_goes_to(of_each, carers, carer) & (adults.work_capability >= WorkCapability.LCWRA_STANDARD)
    return (
        health,
        carer_element_pm(carers=carers, health_element_of_each_pm=of_each, carer=carer),
        lcwra[0] | lcwra[1],
    )


def _childcare(batch: Batch, family: Family, in_paid_work: Flag, rates: Rates) -> Pence:
    """The childcare element (regs 31-35). A charge counts until 1 September after the child's 16th birthday (reg
    33).
    """
    adults, children, group = batch.adults, batch.children, family.group
    works = in_paid_work & adults.present
    cannot_care = (adults.work_capability != WorkCapability.NONE) | adults.carer
    single = ~adults.present[1]
    qualifies = (works[0] & (single | works[1] | cannot_care[1])) | (works[1] & cannot_care[0])
    charged: Flag = family.own & (children.childcare > 0) & _before_september_after_16(batch)
    monthly = per_month(children.childcare, PAYMENTS_A_YEAR[children.childcare_per])
    return childcare_element_pm(
        childcare_charges_pm=childcare_charges_pm(
            charges_entered_pm=group.sum(np.where(charged, monthly, 0)), in_work_or_unable_to_care=qualifies
        ),
        children_in_care=group.count(charged),
        percent=rates.share("uc.childcare.percent"),
        one_child=rates.money("uc.childcare.max.one_child"),
        two_or_more=rates.money("uc.childcare.max.two_or_more_children"),
    )


def _before_september_after_16(batch: Batch) -> Flag:
    """Whether the whole assessment period comes before 1 September after each child's 16th birthday."""
    children = batch.children
    under_16: Flag = children.age < 16
    if under_16.all():
        return under_16
    month = children.born.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    year, month_of_year = month // 12, month % 12
    september = (year + 16 + (month_of_year >= 8)) * 12 + 8
    first_september = september.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    before: Flag = batch.households.last_day[children.household] < first_september
    return before


def _work_allowance(batch: Batch, family: Family, claimants: Flag, housing_costs_element: Pence, rates: Rates) -> Pence:
    """The work allowance of the day: two amounts since 11 April 2016, twelve before."""
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
    """The as-made table by family type; someone with a child and limited capability has the greater (reg 22(2) as
    made).
    """

    def by_type(kind: str) -> Pence:
        prefix = f"{WORK_ALLOWANCES_UNTIL_2016}.{level}"
        return np.where(couple, int(rates.money(f"{prefix}.joint_{kind}")), int(rates.money(f"{prefix}.single_{kind}")))

    amount = by_type("no_child")
    amount = np.where(responsible, np.maximum(amount, by_type("with_child")), amount)
    return np.where(limited, np.maximum(amount, by_type("lcw")), amount)


def monthly_incomes(batch: Batch) -> Pence:
    """Each income by the month, and by its days where it is paid for part of the assessment period (reg 73)."""
    incomes, across = batch.incomes, batch.across_periods
    monthly = per_month(incomes.amount, PAYMENTS_A_YEAR[incomes.amount_per])
    if across is None or not across.incomes.part_of_period.any():
        return monthly
    whole = _days_in_period(batch)[incomes.household]
    return across_rules.income_for_part_of_period_pm(
        income_pm=monthly,
        days_of_income=np.where(across.incomes.part_of_period, across.incomes.days_of_income, whole),
        days_in_period=whole,
    )


def _days_in_period(batch: Batch) -> Count:
    days: Count = batch.households.last_day - batch.households.date + 1
    return days


def _unearned_income(batch: Batch, monthly: Pence, rates: Rates) -> Pence:
    incomes, across = batch.incomes, batch.across_periods
    group = batch.group(incomes)
    student = np.where(STUDENT_INCOME[incomes.kind], monthly, 0)
    by_person = np.array([group.sum(np.where(incomes.of == person, student, 0)) for person in (0, 1)])
    if across is not None and across.adults.student_income_of_year.any():
        by_year = across_rules.student_income_of_each_period_pm(
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


def _transitional_element(
    batch: Batch,
    family: Family,
    child_benefit_pm: Pence,
    rates: Rates,
    *,
    couple: Flag,
    lcwra_included: Flag,
    rent_elsewhere: bool,
) -> Pence:
    """The one that was entered, or that of a first assessment period, or the SDP element: never two of them."""
    across, firsts = batch.across_periods, []
    if across is not None and (moved := across.households.moved_from_legacy_benefits).any():
        without = replace(across, households=across.households.replaced(moved_from_legacy_benefits=False))
        with tracing():  # its lines are not those of the award
            indicative = assess_universal_credit(
                replace(batch, across_periods=without), family, child_benefit_pm, rates, rent_elsewhere=rent_elsewhere
            )
        firsts.append((moved, _first_transitional_element(across.households, indicative)))
    if across is not None and (premium := across.households.transitional_sdp).any():
        firsts.append((premium, _sdp_element(across.households, couple, lcwra_included, rates)))
    if firsts and firsts[0][0].all():
        return firsts[0][1]
    element = transitional_element_pm(transitional_element_entered=batch.households.transitional_element_pm)
    for these, first in firsts:
        element = np.where(these, first, element)
    return element


def _first_transitional_element(before: HouseholdsAcrossPeriods, indicative: UniversalCredit) -> Pence:
    """The transitional element after a move from the benefits before (UC (TP) Regs 2014 regs 54, 55(1)).

    The indicative amount is the award of the same facts without one, after the cap; where that is nil, what is taken
    into account besides is the income above the maximum amount (ADM M7480, M7503).
    """
    taken_off = indicative.earnings_deduction + indicative.unearned_income + indicative.tariff_income
    return across_rules.initial_transitional_element_pm(
        total_legacy_amount_pm=before.total_legacy_amount_pm,
        indicative_amount_pm=indicative.award,
        excess_income_pm=not_below_zero(taken_off - indicative.maximum_amount),
    )


def _sdp_element(before: HouseholdsAcrossPeriods, couple: Flag, lcwra_included: Flag, rates: Rates) -> Pence:
    """The transitional SDP element with its additional amounts (UC (TP) Regs 2014 Schs 2, 3)."""
    element = across_rules.transitional_sdp_element_pm(
        higher_rate=before.higher_rate_before,
        lcwra_included=lcwra_included,
        higher=rates.money("uc.transitional_sdp_element.joint_higher_sdp"),
        with_lcwra=rates.money("uc.transitional_sdp_element.single_lcwra"),
        without_lcwra=rates.money("uc.transitional_sdp_element.single_not_lcwra"),
    )
    enhanced, disability = before.enhanced_disability_premium_before, before.disability_premium_before
    if not (enhanced.any() or disability.any() or before.disabled_children_before.any()):
        return element
    return element + across_rules.transitional_sdp_additional_pm(
        couple=couple,
        enhanced_disability_premium=enhanced,
        disability_premium=disability,
        disabled_children=before.disabled_children_before,
        enhanced_disability_single=rates.money("uc.transitional_sdp_additional.edp_single"),
        enhanced_disability_couple=rates.money("uc.transitional_sdp_additional.edp_couple"),
        disability_single=rates.money("uc.transitional_sdp_additional.dp_single"),
        disability_couple=rates.money("uc.transitional_sdp_additional.dp_couple"),
        each_child=rates.money("uc.transitional_sdp_additional.per_disabled_child"),
    )


@dataclass(frozen=True, slots=True)
class _FirstPeriod:
    """The days that are paid for in a first period, where a household of the batch re-claimed late (reg 22A)."""

    days_from_claim: Count
    days_in_period: Count

    @classmethod
    def of(cls, batch: Batch) -> _FirstPeriod | None:
        across, whole = batch.across_periods, _days_in_period(batch)
        if across is None or not across.households.reclaimed_late.any():
            return None
        return cls(np.where(across.households.reclaimed_late, across.households.days_from_claim, whole), whole)

    def elements(self, *elements: Pence) -> tuple[Pence, ...]:
        """The elements by the day, in the order of ``ELEMENTS``."""
        return tuple(
            across_rules.elements_of_first_period_pm(
                elements_pm=np.stack(elements),
                days_from_claim=self.days_from_claim,
                days_in_period=self.days_in_period,
            )
        )

    def deductions(self, *deductions: Pence) -> tuple[Pence, ...]:
        """The deductions by the day, in the order of ``DEDUCTIONS``."""
        return tuple(
            across_rules.deductions_of_first_period_pm(
                deductions_pm=np.stack(deductions),
                days_from_claim=self.days_from_claim,
                days_in_period=self.days_in_period,
            )
        )


def _too_young(adults: Adults, family: Family, rates: Rates) -> Flag:
    """Who is below the minimum age and meets no exception that a case can show (reg 8).

    Shape ``(2, n)``.
    """
    excepted = (adults.work_capability != WorkCapability.NONE) | adults.carer | family.responsible
    return adults.present & (adults.age < int(rates.count("uc.minimum_age"))) & ~excepted


def _claimants(adults: Adults, family: Family, rates: Rates) -> Flag:
    """Who is in the claim: where only one of a couple is too young, the other claims as a single person (reg 3(3)(a)).

    The income and capital of both still count (regs 18(2), 22(3)).
    """
    too_young = _too_young(adults, family, rates)
    return adults.present & ~(too_young & adults.present[::-1] & ~too_young[::-1])


def _conditions(batch: Batch, family: Family, claimants: Flag, rates: Rates) -> dict[str, Flag]:
    """The conditions of WRA 2012 ss 4-5 that are not met, by the contract's code: by everybody in the claim."""
    home, adults = batch.households, batch.adults
    limited = adults.work_capability != WorkCapability.NONE
    too_young = _too_young(adults, family, rates)
    disabled_student = limited & has(
        adults.disability_benefits, ANY_ADDITION | AFIP | disability_bits("attendance_allowance_")
    )
    couple = adults.present[1]
    joint = claimants[0] & claimants[1]
    older_of_mixed_couple = adults.over_pension_age & joint & ~adults.over_pension_age[::-1]
    # A couple of whom both are students is let in by the one who fosters, as a single student is (reg 14(1)(c)-(d)).
    excepted = disabled_student | older_of_mixed_couple | family.responsible | home.foster_bedroom
    excluded = adults.student & ~excepted
    return {
        "under_18": too_young[0] & (~couple | too_young[1]),
        "over_pension_age": (adults.over_pension_age | ~claimants).all(axis=0),
        "student": (excluded | ~claimants).all(axis=0),
        "capital": (home.capital > int(rates.money("uc.capital.upper_limit"))) & ~home.transitional_capital_disregard,
        "before_universal_credit": home.date < UNIVERSAL_CREDIT_BEGAN,
    }


def assess_universal_credit(
    batch: Batch, family: Family, child_benefit_pm: Pence, rates: Rates, *, rent_elsewhere: bool
) -> UniversalCredit:
    """The award of every household of ``batch``, all of one rate set; ``family`` on the ages of the assessment
    period. ``rent_elsewhere``: Housing Benefit helps with the rent of them all.
    """
    home, adults = batch.households, batch.adults
    claimants = _claimants(adults, family, rates)
    couple = claimants[0] & claimants[1]
    aged_25 = claimants & (adults.age >= 25)
    conditions = _conditions(batch, family, claimants, rates)
    allowance = standard_allowance_pm(
        couple=couple,
        either_25_or_over=aged_25[0] | aged_25[1],
        single_under_25=rates.money("uc.standard_allowance.single_under_25"),
        single_25=rates.money("uc.standard_allowance.single_25_or_over"),
        couple_under_25=rates.money("uc.standard_allowance.couple_both_under_25"),
        couple_25=rates.money("uc.standard_allowance.couple_one_or_both_25_or_over"),
    )
    children, disabled_children = _child_elements(batch, family, rates)
    health, carer, lcwra_included = _capability_and_carer(adults, claimants, rates)
    earnings: Earnings = assess_earnings(batch, claimants, rates)
    childcare = _childcare(batch, family, earnings.in_paid_work, rates)
    housing = (
        no_housing_costs(len(batch))
        if rent_elsewhere
        else assess_housing_costs(batch, family, claimants, earnings.earned_income_pm, rates)
    )
    housing_element = housing.housing_costs_element_pm
    transitional = _transitional_element(
        batch,
        family,
        child_benefit_pm,
        rates,
        couple=couple,
        lcwra_included=lcwra_included,
        rent_elsewhere=rent_elsewhere,
    )
    first_period, whole_maximum = _FirstPeriod.of(batch), None
    if first_period is not None:
        others = (children, disabled_children, health, carer, childcare, housing_element, transitional)
        whole_maximum = sum(others, allowance)
        allowance, children, disabled_children, health, carer, childcare, housing_element, transitional = (
            first_period.elements(allowance, *others)
        )
    maximum = maximum_amount_pm(
        standard_allowance_pm=allowance,
        child_element_pm=children,
        disabled_child_addition_pm=disabled_children,
        work_capability_element_pm=health,
        carer_element_pm=carer,
        childcare_element_pm=childcare,
        housing_costs_element_pm=housing_element,
        transitional_element_pm=transitional,
    )
    work_allowance = _work_allowance(batch, family, claimants, housing.housing_costs_element_pm, rates)
    deduction = earnings_deduction_pm(
        earned_income_pm=earnings.earned_income_pm, work_allowance_pm=work_allowance, taper=rates.share("uc.taper")
    )
    monthly = monthly_incomes(batch)
    unearned = _unearned_income(batch, monthly, rates)
    tariff = tariff_income_pm(
        capital=home.capital,
        lower_limit=rates.money("uc.capital.lower_limit"),
        upper_limit=rates.money("uc.capital.upper_limit"),
        step=rates.money("uc.capital.tariff_step"),
        tariff=rates.money("uc.capital.tariff_amount"),
        capital_disregarded=home.transitional_capital_disregard,
    )
    award_of_whole_period = None
    if first_period is not None and whole_maximum is not None:
        award_of_whole_period = not_below_zero(whole_maximum - deduction - unearned - tariff)
        deduction, unearned, tariff = first_period.deductions(deduction, unearned, tariff)
    met = ~np.logical_or.reduce(list(conditions.values()))
    before_cap = award_before_cap_pm(
        maximum_amount_pm=maximum,
        earnings_deduction_pm=deduction,
        unearned_income_pm=unearned,
        tariff_income_pm=tariff,
        conditions_met=met,
    )
    entitled = before_cap > 0
    cap = assess_universal_credit_cap(
        batch,
        family,
        rates,
        claimants=claimants,
        award_before_cap_pm=before_cap,
        childcare_element_pm=childcare,
        child_benefit_pm=child_benefit_pm,
        incomes_pm=monthly,
        actual_earnings_pm=earnings.actual_pm,
        carer_element_pm=carer,
        lcwra_included=lcwra_included,
    )
    award = award_pm(award_before_cap_pm=before_cap, benefit_cap_reduction_pm=cap.reduction)
    return UniversalCredit(
        standard_allowance=allowance,
        child_element=children,
        disabled_child_addition=disabled_children,
        work_capability_element=health,
        carer_element=carer,
        childcare_element=childcare,
        housing_costs_element=housing_element,
        transitional_element=transitional,
        maximum_amount=maximum,
        earned_income=earnings.earned_income_pm,
        work_allowance=work_allowance,
        earnings_deduction=deduction,
        unearned_income=unearned,
        tariff_income=tariff,
        award_before_cap=before_cap,
        benefit_cap_reduction=cap.reduction,
        award=award,
        entitled=entitled,
        reasons=conditions | {"income_too_high": met & ~entitled},
        housing=housing,
        cap=cap,
        award_of_whole_period=before_cap if award_of_whole_period is None else award_of_whole_period,
    )
