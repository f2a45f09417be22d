"""Who is severely disabled, incapable of work or a carer. Housing Benefit, Pension Credit and Council Tax Reduction ask
this in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from benefitcalc.columns import (
    AA,
    AFIP,
    DLA,
    DLA_CARE_MIDDLE_OR_HIGHEST,
    PIP,
    PIP_DAILY_LIVING,
    Batch,
    Esa,
    has,
    income_mask,
)
from benefitcalc.columns.family import Family, adults_of_the_childrens_table
from benefitcalc.money import Count, Flag, Pence
from benefitcalc.rates import MoneyRate, Rates

SEVERE_DISABILITY = DLA_CARE_MIDDLE_OR_HIGHEST | AA | PIP_DAILY_LIVING | AFIP
ANY_DISABILITY = DLA | PIP | AA | AFIP
CHILD_DISABILITY = DLA | PIP
CARERS_ALLOWANCE = income_mask("carers_allowance")
INCAPACITY = income_mask("incapacity_benefit", "severe_disablement_allowance")
"""Any incapacity benefit is the long-term one by 2013, because new claims ended in October 2008."""


def why_no_severe_disability(inputs: Mapping[str, Any]) -> str:
    """Which condition of the premium, or of Pension Credit's addition, the household does not meet."""
    if not inputs["severely_disabled"].any():
        return "the claimant must get a care benefit, and of a couple both must"
    if inputs["other_adult_in_the_home"].any():
        return "another adult lives in the home who is not severely disabled"
    return "somebody gets a carer's benefit or element for the severely disabled person"


def for_severe_disability(people: Count, other_adult: Flag, for_one: Pence | int, for_both: MoneyRate) -> Pence:
    """The amount for one person or for both of a couple; there is none where another adult lives in the home."""
    return np.where(other_adult, 0, np.where(people == 2, int(for_both), people * for_one))


@dataclass(frozen=True, slots=True)
class SevereDisability:
    """How many of claimant and partner are severely disabled so that it can count (of a couple both or neither), how
    many of those have a paid carer, and whether another adult lives with them, so that nothing is paid. Shape ``(n,)``.
    """

    people: Count
    with_a_paid_carer: Count
    other_adult_in_the_home: Flag


def severe_disability(batch: Batch, family: Family, rates: Rates) -> SevereDisability:
    """Who is severely disabled (SI 2006/213 Sch 3 para 14; SI 2006/214 Sch 3 para 6; SI 2002/1792 Sch 1 para 1).

    A partner who is severely sight impaired and has no care benefit is left out: the claimant is then treated as
    single.
    """
    adults, others, children = batch.adults, batch.non_dependants, batch.children
    gets_care = has(adults.disability_benefits, SEVERE_DISABILITY)
    cared_for = adults.has_paid_carer
    other_adult = batch.group(others).any(
        (others.age_on_date >= int(rates.count("law.severe_disability.adult_in_the_home_from_age")))
        & ~(has(others.disability_benefits, SEVERE_DISABILITY) | others.severely_sight_impaired)
    )
    grown_up = adults_of_the_childrens_table(family, batch)
    if grown_up.any():
        in_need = has(children.disability_benefits, SEVERE_DISABILITY) | children.severely_sight_impaired
        other_adult |= family.group.any(grown_up & ~in_need)
    as_single = ~adults.present[1] | (adults.severely_sight_impaired[1] & ~gets_care[1])
    counts = np.array([gets_care[0] & (as_single | gets_care[1]), gets_care[0] & gets_care[1] & ~as_single])
    return SevereDisability(counts.sum(axis=0), (counts & cared_for).sum(axis=0), other_adult)


def has_severe_disability_premium(batch: Batch, family: Family, rates: Rates) -> Flag:
    """Whether the applicable amount has a severe disability premium, for one person or for both."""
    severely = severe_disability(batch, family, rates)
    return (severely.people > severely.with_a_paid_carer) & ~severely.other_adult_in_the_home


def incapable(batch: Batch) -> Flag:
    """Who gets incapacity benefit or severe disablement allowance.

    Shape ``(2, n)``.
    """
    incomes = batch.incomes
    group, paid = batch.group(incomes), INCAPACITY[incomes.kind] & (incomes.amount > 0)
    if not paid.any():
        return np.zeros((2, len(batch)), dtype=np.bool_)
    return np.array([group.any(paid & (incomes.of == person)) for person in (0, 1)])


def sick_or_disabled(batch: Batch) -> Flag:
    """Who gets a disability benefit of any rate, incapacity benefit, severe disablement allowance or main phase ESA, or
    is certified as severely sight impaired; shape ``(2, n)``.
    """
    adults = batch.adults
    benefit = has(adults.disability_benefits, ANY_DISABILITY) | (adults.esa != Esa.NONE) | incapable(batch)
    return benefit | adults.severely_sight_impaired


def carers(batch: Batch) -> Flag:
    """Who is entitled to Carer's Allowance, whether it is paid or there is underlying entitlement only; shape
    ``(2, n)``.
    """
    incomes, group = batch.incomes, batch.group(batch.incomes)
    paid = CARERS_ALLOWANCE[incomes.kind] & (incomes.amount > 0)
    return batch.adults.carer | np.array([group.any(paid & (incomes.of == person)) for person in (0, 1)])
