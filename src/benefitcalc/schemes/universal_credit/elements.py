"""The elements of the maximum amount of Universal Credit, except for housing costs (UC Regs 2013 Part 4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np

from benefitcalc.columns import DLA, PIP, Adults, Batch, WorkCapability, disability_bits, has
from benefitcalc.columns.family import Family
from benefitcalc.money import Count, Flag, Pence, share_of
from benefitcalc.periods import PAYMENTS_A_YEAR, day_number, per_month
from benefitcalc.rates import MoneyRate, Rates, ShareRate
from benefitcalc.rules import Unit, rule

HIGHER_ADDITION = disability_bits("dla_care_highest", "pip_daily_living_enhanced")
ANY_ADDITION = DLA | PIP


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
    """A single person and a couple each have one amount; it is higher where either is 25 or over by the end of the
    assessment period.
    """
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
    """There is an amount for each child or young person who counts; it is higher for the eldest if that child was born
    before 6 April 2017.
    """
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
    """There is an addition for each disabled child: the higher one for a child on the highest rate of care or enhanced
    daily living, or who is severely sight impaired; otherwise the lower one.
    """
    return children_at_lower_rate * int(lower) + children_at_higher_rate * int(higher)


@rule(
    "Health element that each could have",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 regs 27, 36; UC Act 2025 Sch 1 para 3",
    nil=lambda inputs: (
        "the other of the couple has the higher element, and only that one is included"
        if (inputs["work_capability"] >= WorkCapability.LCW).any()
        else "this person has no limited capability for work that brings an element"
    ),
    each="adult",
)
def health_element_of_each_pm(
    *, work_capability: Count, lcw: MoneyRate, lcwra: MoneyRate, lcwra_protected: MoneyRate
) -> Pence:
    """Each person could have this health element: a saved LCW element, the LCWRA element or the protected LCWRA
    element. Where either of a couple has LCWRA, there is no LCW element beside it, and of two LCWRA elements only the
    higher is there (reg 27(4)).

    Shape ``(2, n)``.
    """
    by_capability = np.array([0, 0, int(lcw), int(lcwra), int(lcwra_protected)], dtype=np.int64)
    own = by_capability[work_capability]
    has_lcwra = work_capability >= WorkCapability.LCWRA_STANDARD
    higher_of_the_other = has_lcwra[::-1] & (~has_lcwra | (own < own[::-1]))
    return np.where(higher_of_the_other, 0, own)


def health_element_goes_to(element_of_each: Pence, carers: Flag, carer: MoneyRate) -> Flag:
    """For whom the one health element is included, if for anybody: for the person with whom it and the other's carer
    element together give most (reg 29(4); readings 1 and 2).

    Shape ``(2, n)``. Someone for whom a health element is included has no carer element. Only a saved LCW element is
    ever below the carer element; then it can be best to include no health element. The lower of two LCWRA elements is
    no choice (reg 27(4)(b)).
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
        else "nobody has a limited capability for work that brings an element"
    ),
)
def work_capability_element_pm(*, health_element_of_each_pm: Pence, carers: Flag, carer: MoneyRate) -> Pence:
    """A household has one health element. It is included for the person with whom it and the other's carer element give
    most.
    """
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
    """There is one carer element for each carer for whom no health element is included."""
    goes_to = health_element_goes_to(health_element_of_each_pm, carers, carer)
    return (carers & ~goes_to).sum(axis=0) * int(carer)


@rule(
    "Childcare charges",
    unit=Unit.PENCE_PM,
    law="UC Regs 2013 regs 32-34",
    nil=lambda inputs: (
        "the claimant must be in paid work, and of a couple both, unless one cannot care for the children"
        if inputs["charges_entered_pm"].any()
        else "no childcare charge was given"
    ),
)
def childcare_charges_pm(*, charges_entered_pm: Pence, in_work_or_unable_to_care: Flag) -> Pence:
    """Where the adults are in paid work, the charges for each child are taken by the month, each to the nearest penny,
    and added up.
    """
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
    """Universal Credit pays a percentage of the charges back, up to the maximum for one child or for two or more
    children in care.
    """
    maximum = np.where(children_in_care >= 2, int(two_or_more), int(one_child))
    return np.minimum(share_of(childcare_charges_pm, percent), maximum)


@rule("Maximum amount", unit=Unit.PENCE_PM, law="WRA 2012 s 8(2); UC (TP) Regs 2014 reg 52(2)")
def maximum_amount_pm(**elements_pm: Pence) -> Pence:
    """The maximum amount is the sum of all elements."""
    return np.sum(list(elements_pm.values()), axis=0)


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements that a maximum amount is made of, by the month; each has the shape ``(n,)``, and they stand in the
    order of the award.
    """

    standard_allowance: Pence
    child_element: Pence
    disabled_child_addition: Pence
    work_capability_element: Pence
    carer_element: Pence
    childcare_element: Pence
    housing_costs_element: Pence
    transitional_element: Pence

    def columns(self) -> dict[str, Pence]:
        """Each element by its name."""
        return {name: getattr(self, name) for name in ELEMENTS}

    def total(self) -> Pence:
        """The maximum amount."""
        return maximum_amount_pm(**{f"{name}_pm": column for name, column in self.columns().items()})

    def by_the_day(self, of_first_period: Callable[[Pence], Pence]) -> Elements:
        """The elements of a first period that is paid in part; ``of_first_period`` takes and gives the shape
        ``(e, n)``.
        """
        return Elements(*of_first_period(np.stack(list(self.columns().values()))))


ELEMENTS = tuple(part.name for part in fields(Elements))
"""The names of all elements of a maximum amount."""


def assess_standard_allowance(adults: Adults, claimants: Flag, rates: Rates) -> Pence:
    """The standard allowance of those who are in the claim."""
    aged_25 = claimants & (adults.age >= int(rates.count("uc.standard_allowance.higher_rate_age")))
    return standard_allowance_pm(
        couple=claimants[0] & claimants[1],
        either_25_or_over=aged_25[0] | aged_25[1],
        single_under_25=rates.money("uc.standard_allowance.single_under_25"),
        single_25=rates.money("uc.standard_allowance.single_25_or_over"),
        couple_under_25=rates.money("uc.standard_allowance.couple_both_under_25"),
        couple_25=rates.money("uc.standard_allowance.couple_one_or_both_25_or_over"),
    )


def assess_child_elements(batch: Batch, family: Family, rates: Rates) -> tuple[Pence, Pence]:
    """The child element, under the limit in force on its day, and the disabled child addition, which never had a limit
    (UC Regs 2013 regs 24-24B).
    """
    children, own, group = batch.children, family.own, family.group
    before_2017 = children.born < day_number(rates.date("law.children_born_before"))
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


def assess_capability_and_carer(adults: Adults, claimants: Flag, rates: Rates) -> tuple[Pence, Pence, Flag]:
    """The health element and the carer elements of those who are in the claim, and whether LCWRA is included."""
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


def assess_childcare(batch: Batch, family: Family, in_paid_work: Flag, rates: Rates) -> Pence:
    """The childcare element (regs 31-35). A charge counts until 1 September after the child's 16th
    birthday (reg 33).
    """
    adults, children, group = batch.adults, batch.children, family.group
    works = in_paid_work & adults.present
    cannot_care = (adults.work_capability != WorkCapability.NONE) | adults.carer
    single = ~adults.present[1]
    qualifies = (works[0] & (single | works[1] | cannot_care[1])) | (works[1] & cannot_care[0])
    charged = family.own & children.of_school_age & (children.childcare > 0)
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
