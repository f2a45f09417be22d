"""The applicable amount of Housing Benefit: what the law says a household needs in a week (HB Regs 2006 reg 22, Sch 3;
HB (SPC) Regs 2006 reg 22, Sch 3).

It is made of a personal allowance, an allowance for each child, premiums, and the component of Employment and Support
Allowance. Working age and pension age have regulations of their own (those for pension age are the "SPC" regulations).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benefitcalc.columns import (
    AFIP,
    Batch,
    Esa,
    WorkCapability,
    disability_bits,
    has,
)
from benefitcalc.columns.family import Family
from benefitcalc.money import Count, Flag, Pence, round_half_up
from benefitcalc.periods import day_number
from benefitcalc.rates import MoneyRate, Rates
from benefitcalc.rules import Unit, rule
from benefitcalc.schemes.disability import (
    ANY_DISABILITY,
    CHILD_DISABILITY,
    carers,
    for_severe_disability,
    incapable,
    severe_disability,
    why_no_severe_disability,
)
from benefitcalc.schemes.housing_benefit.rent_weeks import EVERY_WEEK, RentWeeks

ENHANCED_DISABILITY = disability_bits("dla_care_highest", "pip_daily_living_enhanced") | AFIP
_PENSION_AGE = "hb.pension_age.personal_allowance"
_WORKING_AGE = "hb.working_age.personal_allowance"
ADULT_AGE, HIGHER_RATE_AGE = f"{_WORKING_AGE}.adult_age", f"{_WORKING_AGE}.higher_rate_age"


@rule(
    "Personal allowance (working age)",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 Sch 3 para 1",
    nil="the regulations for pension age apply",
)
def working_age_allowance_pw(
    *,
    working_age: Flag,
    couple: Flag,
    lone_parent: Flag,
    claimant_25_or_over: Flag,
    either_18_or_over: Flag,
    main_phase_esa: Flag,
    single_under_25: MoneyRate,
    single_main_phase_esa: MoneyRate,
    single_25_or_over: MoneyRate,
    lone_parent_under_18: MoneyRate,
    lone_parent_18_or_over: MoneyRate,
    couple_both_under_18: MoneyRate,
    couple_18_or_over: MoneyRate,
) -> Pence:
    """There is one amount for a single person, a lone parent and a couple, by age; a claimant in the main phase of
    Employment and Support Allowance has the higher amount at any age.
    """
    under_25 = np.where(main_phase_esa, int(single_main_phase_esa), int(single_under_25))
    for_single = np.where(claimant_25_or_over, int(single_25_or_over), under_25)
    for_lone_parent = np.where(either_18_or_over, int(lone_parent_18_or_over), int(lone_parent_under_18))
    for_couple = np.where(either_18_or_over | main_phase_esa, int(couple_18_or_over), int(couple_both_under_18))
    amount = np.where(couple, for_couple, np.where(lone_parent, for_lone_parent, for_single))
    return np.where(working_age, amount, 0)


@rule(
    "Personal allowance (pension age)",
    unit=Unit.PENCE_PW,
    law="HB (SPC) Regs 2006 Sch 3 para 1",
    nil="the regulations for working age apply",
)
def pension_age_allowance_pw(
    *,
    pension_age: Flag,
    couple: Flag,
    higher_rate: Flag,
    single_lower: MoneyRate,
    single_higher: MoneyRate,
    couple_lower: MoneyRate,
    couple_higher: MoneyRate,
) -> Pence:
    """There is one amount for a single person and one for a couple. It is higher where either reached pension age
    before 1 April 2021; until that day it was higher from the age of 65.
    """
    for_couple = np.where(higher_rate, int(couple_higher), int(couple_lower))
    for_single = np.where(higher_rate, int(single_higher), int(single_lower))
    return np.where(pension_age, np.where(couple, for_couple, for_single), 0)


@rule(
    "Allowances for children",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 Sch 3 para 2; HB (SPC) Regs 2006 Sch 3 para 2",
    nil="no child or young person in the family",
)
def child_allowances_pw(*, children_counted: Count, each_child: MoneyRate) -> Pence:
    """There is an allowance for each child or young person who counts. From 6 April 2017 to 5 April 2026 the first two
    count, and others who were born before or are excepted.
    """
    return children_counted * int(each_child)


@rule(
    "Family premium",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 Sch 3 para 3; HB (SPC) Regs 2006 Sch 3 para 3",
    nil=lambda inputs: (
        "it closed on 1 May 2016, and no protection was entered"
        if inputs["responsible_for_a_child"].any()
        else "no child or young person in the family"
    ),
)
def family_premium_pw(*, responsible_for_a_child: Flag, open_or_protected: Flag, family_premium: MoneyRate) -> Pence:
    """There is one premium for a family with a child; since 1 May 2016 only a family that has had it ever since still
    has it.
    """
    return np.where(responsible_for_a_child & open_or_protected, int(family_premium), 0)


@rule(
    "Disability premium",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 Sch 3 paras 12, 13",
    nil=lambda inputs: (
        "the claimant has limited capability for work, which brings a component instead"
        if inputs["disabled"].any()
        else "nobody under pension age has a disability benefit or is severely sight impaired"
    ),
)
def disability_premium_pw(
    *, disabled: Flag, claimant_limited: Flag, couple: Flag, for_single: MoneyRate, for_couple: MoneyRate
) -> Pence:
    """There is one premium for a household of working age in which the claimant or partner is disabled."""
    return np.where(disabled & ~claimant_limited, np.where(couple, int(for_couple), int(for_single)), 0)


@rule(
    "Enhanced disability premium",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 Sch 3 para 15",
    nil="no adult of working age has a disability benefit at its highest rate or limited capability for work-related "
    "activity",
)
def enhanced_disability_premium_pw(
    *, severely_limited: Flag, couple: Flag, for_single: MoneyRate, for_couple: MoneyRate
) -> Pence:
    """There is one premium for a household of working age in which the claimant or partner has the highest rate of care
    or enhanced daily living, or limited capability for work-related activity.
    """
    return np.where(severely_limited, np.where(couple, int(for_couple), int(for_single)), 0)


@rule(
    "Enhanced disability premium for children",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 Sch 3 para 15; HB (SPC) Regs 2006 Sch 3 para 7",
    nil="no child has a disability benefit at its highest rate",
)
def enhanced_disability_premium_for_children_pw(*, severely_disabled_children: Count, each_child: MoneyRate) -> Pence:
    """There is one premium for each child on the highest rate of care or enhanced daily living."""
    return severely_disabled_children * int(each_child)


@rule(
    "Severe disability premium",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 Sch 3 para 14; HB (SPC) Regs 2006 Sch 3 para 6",
    nil=why_no_severe_disability,
)
def severe_disability_premium_pw(
    *,
    severely_disabled: Count,
    with_a_paid_carer: Count,
    other_adult_in_the_home: Flag,
    couple: Flag,
    for_single: MoneyRate,
    for_one_of_couple: MoneyRate,
    for_both: MoneyRate,
) -> Pence:
    """There is one premium for a severely disabled person for whom nobody gets a carer's benefit, and two for a couple
    if that is so for both; there is none where another adult lives in the home.
    """
    for_one = np.where(couple, int(for_one_of_couple), int(for_single))
    return for_severe_disability(severely_disabled - with_a_paid_carer, other_adult_in_the_home, for_one, for_both)


@rule(
    "Disabled child premium",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 Sch 3 para 16; HB (SPC) Regs 2006 Sch 3 para 8",
    nil="no child gets DLA, PIP or is severely sight impaired",
)
def disabled_child_premium_pw(*, disabled_children: Count, each_child: MoneyRate) -> Pence:
    """There is one premium for each disabled child, whether or not there is an allowance for the child."""
    return disabled_children * int(each_child)


@rule(
    "Carer premium",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 Sch 3 para 17; HB (SPC) Regs 2006 Sch 3 para 9",
    nil="neither is entitled to Carer's Allowance",
)
def carer_premium_pw(*, carers: Count, each_carer: MoneyRate) -> Pence:
    """There is one premium for each of claimant and partner who is entitled to Carer's Allowance, whether or not it is
    paid.
    """
    return carers * int(each_carer)


@rule(
    "Component of Employment and Support Allowance",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 Sch 3 paras 21-24",
    nil=lambda inputs: (
        "there is a disability premium"
        if (inputs["support_group"] | inputs["work_related_group"]).any()
        else "nobody is in a group of Employment and Support Allowance that brings a component"
    ),
)
def esa_component_pw(
    *,
    support_group: Flag,
    work_related_group: Flag,
    disability_premium_pw: Pence,
    support: MoneyRate,
    work_related: MoneyRate,
) -> Pence:
    """A household has one component: the support component, or the work-related activity component of those who have
    kept it.
    """
    component = np.where(support_group, int(support), np.where(work_related_group, int(work_related), 0))
    return np.where(disability_premium_pw > 0, 0, component)


@rule(
    "Applicable amount",
    unit=Unit.PENCE_PW,
    law="HB Regs 2006 regs 22, 81; HB (SPC) Regs 2006 regs 22, 62",
)
def applicable_amount_pw(
    *,
    working_age_allowance_pw: Pence,
    pension_age_allowance_pw: Pence,
    child_allowances_pw: Pence,
    family_premium_pw: Pence,
    disability_premium_pw: Pence,
    enhanced_disability_premium_pw: Pence,
    enhanced_disability_premium_for_children_pw: Pence,
    severe_disability_premium_pw: Pence,
    disabled_child_premium_pw: Pence,
    carer_premium_pw: Pence,
    esa_component_pw: Pence,
    weeks_in_the_rent_year: Count,
    weeks_with_rent_to_pay: Count,
) -> Pence:
    """The allowances, premiums and the component are added up. Where the rent has free weeks, the sum is multiplied by
    the weeks of the year and divided by the weeks with rent to pay.
    """
    weekly = (
        working_age_allowance_pw
        + pension_age_allowance_pw
        + child_allowances_pw
        + family_premium_pw
        + disability_premium_pw
        + enhanced_disability_premium_pw
        + enhanced_disability_premium_for_children_pw
        + severe_disability_premium_pw
        + disabled_child_premium_pw
        + carer_premium_pw
        + esa_component_pw
    )
    return round_half_up(weekly * weeks_in_the_rent_year, weeks_with_rent_to_pay)


@dataclass(frozen=True, slots=True)
class ApplicableAmount:
    """Columns of shape ``(n,)``. Who is disabled or a carer also decides the earnings disregards."""

    total: Pence
    disability_premium: Flag
    severe_disability_premium: Flag
    component: Flag


def _working_age_allowance(batch: Batch, family: Family, working_age: Flag, rates: Rates) -> Pence:
    adults = batch.adults
    aged_18 = adults.present & (adults.age_on_date >= int(rates.count(ADULT_AGE)))
    return working_age_allowance_pw(
        working_age=working_age,
        couple=adults.present[1],
        lone_parent=family.responsible & ~adults.present[1],
        claimant_25_or_over=adults.age_on_date[0] >= int(rates.count(HIGHER_RATE_AGE)),
        either_18_or_over=aged_18[0] | aged_18[1],
        main_phase_esa=adults.esa[0] != Esa.NONE,
        single_under_25=rates.money(f"{_WORKING_AGE}.single_under_25"),
        single_main_phase_esa=rates.money(f"{_WORKING_AGE}.single_main_phase_esa"),
        single_25_or_over=rates.money(f"{_WORKING_AGE}.single_25_or_over"),
        lone_parent_under_18=rates.money(f"{_WORKING_AGE}.lone_parent_under_18"),
        lone_parent_18_or_over=rates.money(f"{_WORKING_AGE}.lone_parent_18_or_over"),
        couple_both_under_18=rates.money(f"{_WORKING_AGE}.couple_both_under_18"),
        couple_18_or_over=rates.money(f"{_WORKING_AGE}.couple_one_or_both_18_or_over"),
    )


def _pension_age_allowance(batch: Batch, pension_age: Flag, rates: Rates) -> Pence:
    """The allowance: since 1 April 2021 by whether pension age was reached before that day, until then by the age of
    65.

    From April 2020 nobody could have reached pension age and be under 65.
    """
    adults = batch.adults
    single_higher = rates.money(f"{_PENSION_AGE}.single_reached_before_2021_04")
    couple_higher = rates.money(f"{_PENSION_AGE}.couple_reached_before_2021_04")
    if rates.get(f"{_PENSION_AGE}.single_reached_on_or_after_2021_04") is not None:
        cohort = day_number(rates.date(f"{_PENSION_AGE}.reached_before"))
        earlier = adults.over_pension_age & (adults.pension_age < cohort)
        higher = earlier[0] | earlier[1] | batch.households.pension_age_before_april_2021
        single_lower = rates.money(f"{_PENSION_AGE}.single_reached_on_or_after_2021_04")
        couple_lower = rates.money(f"{_PENSION_AGE}.couple_both_reached_on_or_after_2021_04")
    else:
        aged_65 = adults.present & (adults.age_on_date >= int(rates.count(f"{_PENSION_AGE}.higher_rate_age")))
        higher = aged_65[0] | aged_65[1]
        single_lower = rates.get(f"{_PENSION_AGE}.single_under_65") or single_higher
        couple_lower = rates.get(f"{_PENSION_AGE}.couple_both_under_65") or couple_higher
    return pension_age_allowance_pw(
        pension_age=pension_age,
        couple=adults.present[1],
        higher_rate=higher,
        single_lower=single_lower,
        single_higher=single_higher,
        couple_lower=couple_lower,
        couple_higher=couple_higher,
    )


def _child_allowances(batch: Batch, family: Family, rates: Rates) -> Pence:
    """The allowances under the limit in force on the day, which is worded as Universal Credit's limit is (readings 4
    and 5).
    """
    children, counts = batch.children, family.own
    limit = rates.get("hb.child_limit.max_children")
    if limit is not None:
        before_2017 = children.born < day_number(rates.date("law.children_born_before"))
        within = family.group.rank(family.own) < int(limit)
        counts = family.own & (within | before_2017 | children.two_child_limit_exception)
    return child_allowances_pw(
        children_counted=family.group.count(counts), each_child=rates.money("hb.personal_allowance.dependent_child")
    )


def _disability_premium(batch: Batch, working_age: Flag, rates: Rates) -> Pence:
    """The premium, by the benefits of claimant or partner under pension age (reading 25). There is none where the
    claimant has limited capability for work, which brings a component instead.
    """
    adults = batch.adults
    qualifies = has(adults.disability_benefits, ANY_DISABILITY) | adults.severely_sight_impaired | incapable(batch)
    qualifies &= ~adults.over_pension_age
    limited = (adults.work_capability[0] != WorkCapability.NONE) | (adults.esa[0] != Esa.NONE)
    return disability_premium_pw(
        disabled=working_age & (qualifies[0] | qualifies[1]),
        claimant_limited=limited,
        couple=adults.present[1],
        for_single=rates.money("hb.premium.disability_single"),
        for_couple=rates.money("hb.premium.disability_couple"),
    )


def assess_applicable_amount(
    batch: Batch,
    family: Family,
    rates: Rates,
    *,
    pension_age: Flag,
    weeks: RentWeeks = EVERY_WEEK,
    keeps_family_premium: bool = True,
) -> ApplicableAmount:
    """Work out the applicable amount of every household, under the regulations for its age; ``family`` holds the ages
    of the date.

    ``keeps_family_premium`` is False where nobody keeps the closed premium, as in Council Tax Reduction.
    """
    adults, children, own, group = batch.adults, batch.children, family.own, family.group
    couple, working_age = adults.present[1], ~pension_age
    nothing = np.zeros(len(batch), dtype=np.int64)
    working = _working_age_allowance(batch, family, working_age, rates) if working_age.any() else nothing
    pension = _pension_age_allowance(batch, pension_age, rates) if pension_age.any() else nothing
    open_to_all = batch.households.date < day_number(rates.date("hb.premium.family.closed_to_new_from"))
    protected = (batch.households.family_premium_protection & keeps_family_premium) | open_to_all
    disability = enhanced = component = nothing
    if working_age.any():
        lcwra = (adults.work_capability >= WorkCapability.LCWRA_STANDARD) | (adults.esa == Esa.SUPPORT)
        highest = has(adults.disability_benefits, ENHANCED_DISABILITY) & ~adults.over_pension_age
        saved = adults.work_capability == WorkCapability.LCW
        if rates["law.housing_benefit.work_related_component"]:
            saved = np.ones_like(saved)
        saved &= adults.esa == Esa.WORK_RELATED_ACTIVITY
        disability = _disability_premium(batch, working_age, rates)
        enhanced = enhanced_disability_premium_pw(
            severely_limited=working_age & ((lcwra & ~adults.over_pension_age) | highest).any(axis=0),
            couple=couple,
            for_single=rates.money("hb.premium.enhanced_disability_single"),
            for_couple=rates.money("hb.premium.enhanced_disability_couple"),
        )
        component = esa_component_pw(
            support_group=working_age & lcwra.any(axis=0),
            work_related_group=working_age & saved.any(axis=0),
            disability_premium_pw=disability,
            support=rates.money("hb.component.support"),
            work_related=rates.money("hb.component.work_related_activity"),
        )
    severely = severe_disability(batch, family, rates)
    severe = severe_disability_premium_pw(
        severely_disabled=severely.people,
        with_a_paid_carer=severely.with_a_paid_carer,
        other_adult_in_the_home=severely.other_adult_in_the_home,
        couple=couple,
        for_single=rates.money("hb.premium.severe_disability_single"),
        for_one_of_couple=rates.money("hb.premium.severe_disability_couple_one"),
        for_both=rates.money("hb.premium.severe_disability_couple_both"),
    )
    blind = children.severely_sight_impaired
    total = applicable_amount_pw(
        working_age_allowance_pw=working,
        pension_age_allowance_pw=pension,
        child_allowances_pw=_child_allowances(batch, family, rates),
        family_premium_pw=family_premium_pw(
            responsible_for_a_child=family.responsible,
            open_or_protected=protected,
            family_premium=rates.money("hb.premium.family"),
        ),
        disability_premium_pw=disability,
        enhanced_disability_premium_pw=enhanced,
        enhanced_disability_premium_for_children_pw=enhanced_disability_premium_for_children_pw(
            severely_disabled_children=group.count(own & has(children.disability_benefits, ENHANCED_DISABILITY)),
            each_child=rates.money("hb.premium.enhanced_disability_child"),
        ),
        severe_disability_premium_pw=severe,
        disabled_child_premium_pw=disabled_child_premium_pw(
            disabled_children=group.count(own & (has(children.disability_benefits, CHILD_DISABILITY) | blind)),
            each_child=rates.money("hb.premium.disabled_child"),
        ),
        carer_premium_pw=carer_premium_pw(carers=carers(batch).sum(axis=0), each_carer=rates.money("hb.premium.carer")),
        esa_component_pw=component,
        weeks_in_the_rent_year=weeks.in_year,
        weeks_with_rent_to_pay=weeks.charged,
    )
    return ApplicableAmount(total, disability > 0, severe > 0, component > 0)
