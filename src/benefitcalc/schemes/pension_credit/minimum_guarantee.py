"""The appropriate minimum guarantee of Pension Credit: the standard amount and its additions (SPC Act 2002 s 2(3); SPC
Regs 2002 reg 6).
"""

from __future__ import annotations

import numpy as np

from benefitcalc.columns import Batch, disability_bits, has, income_mask
from benefitcalc.columns.family import Family
from benefitcalc.money import Count, Flag, Pence
from benefitcalc.periods import day_number
from benefitcalc.rates import MoneyRate, Rates
from benefitcalc.rules import Unit, rule
from benefitcalc.schemes.disability import (
    CHILD_DISABILITY,
    carers,
    for_severe_disability,
    severe_disability,
    why_no_severe_disability,
)

SEVERELY_DISABLED_CHILD = disability_bits("dla_care_highest", "pip_daily_living_enhanced")
_TAX_CREDIT_PAID = "a tax credit is paid for the children"
TAX_CREDITS = income_mask("child_tax_credit", "working_tax_credit")
STANDARD_MINIMUM_GUARANTEE = "pension_credit.minimum_guarantee.single"


@rule("Standard minimum guarantee", unit=Unit.PENCE_PW, law="SPC Act 2002 s 2(4); SPC Regs 2002 reg 6(1)")
def standard_minimum_guarantee_pw(*, couple: Flag, for_single: MoneyRate, for_couple: MoneyRate) -> Pence:
    """There is one amount for a single person and one for a couple."""
    return np.where(couple, int(for_couple), int(for_single))


@rule(
    "Severe disability addition",
    unit=Unit.PENCE_PW,
    law="SPC Regs 2002 reg 6(4)-(5), Sch I",
    nil=why_no_severe_disability,
)
def severe_disability_addition_pw(
    *,
    severely_disabled: Count,
    with_a_paid_carer: Count,
    other_adult_in_the_home: Flag,
    for_one: MoneyRate,
    for_both: MoneyRate,
) -> Pence:
    """There is one addition for a severely disabled person for whom nobody gets a carer's benefit, and two for a couple
    if that is so for both; there is none where another adult lives in the home.
    """
    people = severely_disabled - with_a_paid_carer
    return for_severe_disability(people, other_adult_in_the_home, int(for_one), for_both)


@rule(
    "Carer addition",
    unit=Unit.PENCE_PW,
    law="SPC Regs 2002 reg 6(6)(a), Sch I",
    nil="neither is entitled to Carer's Allowance",
)
def carer_addition_pw(*, carers: Count, each_carer: MoneyRate) -> Pence:
    """There is one addition for each of claimant and partner who is entitled to Carer's Allowance, whether or not it is
    paid.
    """
    return carers * int(each_carer)


@rule(
    "Additions for children",
    unit=Unit.PENCE_PW,
    law="SPC Regs 2002 reg 6(6)(d), Sch IIA",
    nil=lambda inputs: (
        _TAX_CREDIT_PAID if inputs["children_counted"].any() else "no child or young person in the family"
    ),
)
def child_additions_pw(
    *,
    children_counted: Count,
    eldest_born_before_6_april_2017: Flag,
    tax_credit_in_payment: Flag,
    first_child: MoneyRate,
    each_child: MoneyRate,
) -> Pence:
    """There is an addition for each child or young person, however many there are; it is higher for the eldest if born
    before 6 April 2017.
    """
    extra = np.where(eldest_born_before_6_april_2017, int(first_child) - int(each_child), 0)
    return np.where(tax_credit_in_payment, 0, children_counted * int(each_child) + extra)


@rule(
    "Additions for disabled children",
    unit=Unit.PENCE_PW,
    law="SPC Regs 2002 reg 6(6)(d), Sch IIA",
    nil=lambda inputs: (
        _TAX_CREDIT_PAID
        if (inputs["children_at_lower_rate"] + inputs["children_at_higher_rate"]).any()
        else "no child gets DLA, PIP or is severely sight impaired"
    ),
)
def disabled_child_additions_pw(
    *,
    children_at_lower_rate: Count,
    children_at_higher_rate: Count,
    tax_credit_in_payment: Flag,
    lower: MoneyRate,
    higher: MoneyRate,
) -> Pence:
    """There is an addition for each disabled child: the higher one for a child on the highest rate of care or enhanced
    daily living, or who is severely sight impaired; otherwise the lower one.
    """
    additions = children_at_lower_rate * int(lower) + children_at_higher_rate * int(higher)
    return np.where(tax_credit_in_payment, 0, additions)


@rule("Appropriate minimum guarantee", unit=Unit.PENCE_PW, law="SPC Act 2002 s 2(3); SPC Regs 2002 reg 6")
def appropriate_minimum_guarantee_pw(
    *,
    standard_minimum_guarantee_pw: Pence,
    severe_disability_addition_pw: Pence,
    carer_addition_pw: Pence,
    child_additions_pw: Pence,
    disabled_child_additions_pw: Pence,
) -> Pence:
    """The standard minimum guarantee and all additions are added up."""
    return (
        standard_minimum_guarantee_pw
        + severe_disability_addition_pw
        + carer_addition_pw
        + child_additions_pw
        + disabled_child_additions_pw
    )


def assess_minimum_guarantee(batch: Batch, family: Family, rates: Rates) -> Pence:
    """The guarantee of every household, with every addition."""
    couple = batch.adults.present[1]
    children, disabled_children = _additions_for_children(batch, family, rates)
    severely = severe_disability(batch, family, rates)
    return appropriate_minimum_guarantee_pw(
        standard_minimum_guarantee_pw=standard_minimum_guarantee_pw(
            couple=couple,
            for_single=rates.money(STANDARD_MINIMUM_GUARANTEE),
            for_couple=rates.money("pension_credit.minimum_guarantee.couple"),
        ),
        severe_disability_addition_pw=severe_disability_addition_pw(
            severely_disabled=severely.people,
            with_a_paid_carer=severely.with_a_paid_carer,
            other_adult_in_the_home=severely.other_adult_in_the_home,
            for_one=rates.money("pension_credit.severe_disability.single"),
            for_both=rates.money("pension_credit.severe_disability.couple_both"),
        ),
        carer_addition_pw=carer_addition_pw(
            carers=carers(batch).sum(axis=0), each_carer=rates.money("pension_credit.carer_addition")
        ),
        child_additions_pw=children,
        disabled_child_additions_pw=disabled_children,
    )


def _additions_for_children(batch: Batch, family: Family, rates: Rates) -> tuple[Pence, Pence]:
    """The additions for children: since 1 February 2019, and never beside a tax credit (reg 6(11)). The two-child limit
    does not apply to them.
    """
    if rates.get("pension_credit.addition.child") is None:
        nothing = np.zeros(len(batch), dtype=np.int64)
        return nothing, nothing
    children, incomes, group = batch.children, batch.incomes, family.group
    tax_credit = batch.group(incomes).any(TAX_CREDITS[incomes.kind] & (incomes.amount > 0))
    own = family.own
    before_2017 = children.born < day_number(rates.date("law.children_born_before"))
    eldest_before_2017 = own & before_2017 & (group.rank(own) == 0)
    additions = child_additions_pw(
        children_counted=group.count(own),
        eldest_born_before_6_april_2017=group.any(eldest_before_2017),
        tax_credit_in_payment=tax_credit,
        first_child=rates.money("pension_credit.addition.child_first_born_before_2017_04_06"),
        each_child=rates.money("pension_credit.addition.child"),
    )
    higher = has(children.disability_benefits, SEVERELY_DISABLED_CHILD) | children.severely_sight_impaired
    disabled = disabled_child_additions_pw(
        children_at_lower_rate=group.count(own & has(children.disability_benefits, CHILD_DISABILITY) & ~higher),
        children_at_higher_rate=group.count(own & higher),
        tax_credit_in_payment=tax_credit,
        lower=rates.money("pension_credit.addition.disabled_child_lower"),
        higher=rates.money("pension_credit.addition.disabled_child_higher"),
    )
    return additions, disabled
