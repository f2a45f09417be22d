"""Facts that hardly go together, or that lie far outside the usual. The figures take them as entered, and a warning
says what would fit.

A household that cannot exist at all is refused when the case is read. The limits of amounts here are not law: they lie
far above what a household on these benefits has, so that they find a wrong period or a slipped decimal point.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np

from benefitcalc.assessment.outcome import Outcome, anybody, weekly
from benefitcalc.case import IncomeKind
from benefitcalc.columns import (
    AA,
    AFIP,
    DLA_CARE,
    INCOME_KINDS,
    NON_DEPENDANT_BENEFIT_BITS,
    PIP_DAILY_LIVING,
    Country,
    Ints,
    Tenure,
    has,
)
from benefitcalc.columns.dates import LATEST, years_later
from benefitcalc.money import Flag

YOUNGEST_PARENT = 12
HOURS_OF_WORK, HOURS_EXPECTED, REMUNERATIVE = 100_00, 35_00, 16_00
"""Hundredths of hours a week; no minimum income floor takes more than those expected (UC Regs 2013 reg 88(1))."""
RENT, PAY, INCOME, CHILDCARE = 1_000_00, 3_000_00, 1_000_00, 700_00
"""Pence a week: rent with service charges; one job or trade; one other income; one child's childcare."""
COUNCIL_TAX = 8_000_00
NEAR_LONDON = frozenset({"London", "South East", "East Of England"})
CARE = DLA_CARE | PIP_DAILY_LIVING | AA | AFIP
OF_CHILDREN = frozenset(
    {
        IncomeKind.CHILD_BENEFIT,
        IncomeKind.CHILD_TAX_CREDIT,
        IncomeKind.CHILD_MAINTENANCE,
        IncomeKind.GUARDIANS_ALLOWANCE,
        IncomeKind.SCOTTISH_CHILD_PAYMENT,
        IncomeKind.WIDOWED_PARENTS_ALLOWANCE,
    }
)
OF_THE_BEREAVED = frozenset(
    {IncomeKind.WIDOWED_PARENTS_ALLOWANCE, IncomeKind.WIDOWS_PENSION, IncomeKind.BEREAVEMENT_ALLOWANCE}
)
"""Benefits that nobody gets who lives with a partner (SSCBA 1992 ss 38, 39A, 39B)."""
OF_WORKING_AGE = frozenset(
    {
        IncomeKind.NEW_STYLE_JSA,
        IncomeKind.NEW_STYLE_ESA,
        IncomeKind.INCOME_BASED_JSA,
        IncomeKind.INCOME_RELATED_ESA,
        IncomeKind.INCAPACITY_BENEFIT,
    }
)
ONE_AT_A_TIME = OF_WORKING_AGE | {
    IncomeKind.STATE_PENSION,
    IncomeKind.CARERS_ALLOWANCE,
    IncomeKind.MATERNITY_ALLOWANCE,
    IncomeKind.SEVERE_DISABLEMENT_ALLOWANCE,
    IncomeKind.INCOME_SUPPORT,
    IncomeKind.CHILD_BENEFIT,
    IncomeKind.WIDOWED_PARENTS_ALLOWANCE,
    IncomeKind.BEREAVEMENT_ALLOWANCE,
}


# --- Ages -------------------------------------------------------------------------------------------------------------


def _child_age(seen: Outcome) -> Flag:
    """A child is older than every adult who could be the parent, or less than 12 years younger than the
    oldest of them.
    """
    of_adults, of_others = seen.births_of_adults[0], seen.births_of_others[0]
    eldest = np.where(seen.adults.present, of_adults, LATEST).min(axis=0)
    eldest_other = np.full(len(eldest), LATEST)
    np.minimum.at(eldest_other, seen.others.household, of_others)
    home, own = seen.children.household, seen.own_children
    parent = np.where(own, eldest[home], eldest_other[home])
    _, last = seen.births_of_children
    return seen.any_child((parent < LATEST) & (years_later(parent, YOUNGEST_PARENT) > last))


def _over_pension_age(seen: Outcome) -> Flag:
    """The case puts someone on one side of pension age, and every birth date of that age is on the other."""
    first, last = (day <= seen.homes.date for day in seen.pension_age)
    return anybody(seen.adults.over_pension_age_said & np.where(seen.over, ~first, last))


def _before(cohort: Ints, days: Ints, seen: Outcome) -> Flag:
    """Whether anybody of the claim reached pension age before that day."""
    return anybody(seen.adults.present & (days < cohort))


def _pension_age_by_2016(seen: Outcome) -> Flag:
    """The case says that somebody had reached pension age by then, or that nobody had, and the ages say otherwise."""
    cohort = seen.day("pension_credit.savings_credit.reached_spa_before")
    could, must = _before(cohort, seen.pension_age[0], seen), _before(cohort, seen.pension_age_of_men[1], seen)
    told = seen.homes.says_who_reached_pension_age_before_6_april_2016
    otherwise: Flag = np.where(seen.homes.reached_pension_age_before_6_april_2016, ~could, must)
    return told & seen.any_over & otherwise


def _pension_age_by_2021(seen: Outcome) -> Flag:
    cohort = seen.day("hb.pension_age.personal_allowance.reached_before")
    could = _before(cohort, seen.pension_age[0], seen)
    return seen.homes.pension_age_before_april_2021 & seen.any_over & ~could


def _working_age_benefit(seen: Outcome) -> Flag:
    """Someone who is surely over pension age has a benefit that ends at pension age."""
    has_one = seen.paid(OF_WORKING_AGE) | (seen.adults.esa != 0)
    return anybody(has_one & seen.over & (seen.pension_age[1] <= seen.homes.date))


def _attendance_allowance(seen: Outcome) -> Flag:
    """Someone under pension age has Attendance Allowance; it can only mean Constant Attendance Allowance, which is
    entered so.
    """
    may_be_over = np.where(seen.adults.over_pension_age_said, seen.over, seen.pension_age[0] <= seen.homes.date)
    of_adults = anybody(has(seen.adults.disability_benefits, AA) & ~may_be_over)
    with_it = has(seen.children.disability_benefits, AA)
    if not with_it.any():
        return of_adults
    child_may_be = seen.pension_age_of_children <= seen.spread(seen.homes.date, seen.children)
    return of_adults | seen.any_child(with_it & ~child_may_be)


def _other_may_be_over(seen: Outcome) -> Flag:
    return seen.pension_age_of_others <= seen.spread(seen.homes.date, seen.others)


def _attendance_allowance_of_another(seen: Outcome) -> Flag:
    return seen.any_other(has(seen.others.disability_benefits, AA) & ~_other_may_be_over(seen))


def _non_dependant_pension_credit(seen: Outcome) -> Flag:
    """A non-dependant under pension age has Pension Credit; it can be the claim of a partner who is over
    pension age.
    """
    may_be_over = _other_may_be_over(seen)
    old_enough = may_be_over | may_be_over[seen.others.couple_with]
    return seen.any_other(has(seen.others.benefits, NON_DEPENDANT_BENEFIT_BITS["pension_credit"]) & ~old_enough)


# --- The home ---------------------------------------------------------------------------------------------------------


def _charges(seen: Outcome) -> Flag:
    charges = seen.batch.service_charges
    return (seen.homes.rent != 0) | seen.batch.group(charges).any(charges.amount != 0)


def _no_rent(seen: Outcome) -> Flag:
    rented = (seen.homes.tenure != Tenure.OWNER_OCCUPIER) & (seen.homes.tenure != Tenure.NO_HOUSING_COSTS)
    return rented & ~_charges(seen)


def _greater_london(seen: Outcome) -> Flag:
    return seen.homes.greater_london & (seen.homes.brma != 0) & ~np.isin(seen.region, list(NEAR_LONDON))


def _child_of_nobody(seen: Outcome) -> Flag:
    return seen.any_child(~seen.own_children) & ~_anybody_else(seen)


def _anybody_else(seen: Outcome) -> Flag:
    return seen.any_other(np.ones(len(seen.others), dtype=np.bool_))


def _non_dependants_child(seen: Outcome) -> Flag:
    """A non-dependant is responsible for a child under 5 who is not entered, so that the child has no bedroom."""
    young = seen.any_child(~seen.own_children & (seen.children.age_on_date < 5))
    return seen.any_other(seen.others.responsible_for_child_under_5) & ~young


def _rent_amount(seen: Outcome) -> Flag:
    charges = seen.batch.service_charges
    of_charges = seen.batch.group(charges).sum(weekly(charges.amount, charges.amount_per))
    return weekly(seen.homes.rent, seen.homes.rent_per) + of_charges > RENT


# --- Work and money ---------------------------------------------------------------------------------------------------


def _carers_allowance(seen: Outcome) -> Flag:
    """Universal Credit counts Carer's Allowance as income, without the carer element that goes with it."""
    not_said = anybody(seen.paid({IncomeKind.CARERS_ALLOWANCE}) & ~seen.adults.carer)
    return seen.by_month & not_said


def _no_child(seen: Outcome) -> Flag:
    return seen.any_paid(OF_CHILDREN) & ~seen.any_child(seen.own_children)


def _scottish_payment(seen: Outcome) -> Flag:
    return (seen.homes.country != Country.SCOTLAND) & seen.any_paid({IncomeKind.SCOTTISH_CHILD_PAYMENT})


def _entered_twice(seen: Outcome) -> Flag:
    incomes = seen.batch.incomes
    one_at_a_time = np.isin(incomes.kind, [INCOME_KINDS[kind.value] for kind in ONE_AT_A_TIME])
    rows = np.flatnonzero(one_at_a_time & (incomes.amount != 0))
    which = np.sort((incomes.household[rows] * 2 + incomes.of[rows]) * len(INCOME_KINDS) + incomes.kind[rows])
    twice = which[1:][which[1:] == which[:-1]] // (2 * len(INCOME_KINDS))
    found = np.zeros(len(seen.batch), dtype=np.bool_)
    found[twice] = True
    return found


def _jobseeker(seen: Outcome) -> Flag:
    """Someone has New Style JSA and 16 hours of work, or New Style JSA and Employment and Support Allowance."""
    busy = seen.paid({IncomeKind.NEW_STYLE_ESA}) | (seen.hours >= REMUNERATIVE)
    return anybody(seen.paid({IncomeKind.NEW_STYLE_JSA}) & busy)


def _income_amount(seen: Outcome) -> Flag:
    incomes = seen.batch.incomes
    return seen.batch.group(incomes).any(weekly(incomes.amount, incomes.amount_per) > INCOME)


def _works_without_earnings(seen: Outcome) -> Flag:
    without = has(seen.others.benefits, NON_DEPENDANT_BENEFIT_BITS["universal_credit_no_earnings"])
    return seen.any_other(seen.others.works_16_hours & without)


def _paid_carer(seen: Outcome) -> Flag:
    """Someone has a paid carer but no care benefit; a carer's benefit is paid only for someone with a care benefit."""
    return anybody(seen.adults.has_paid_carer & ~has(seen.adults.disability_benefits, CARE))


def _expected_hours(seen: Outcome) -> Flag:
    return anybody(seen.adults.minimum_income_floor & (seen.adults.expected_hours > HOURS_EXPECTED))


def _pay_amount(seen: Outcome) -> Flag:
    pay = weekly(seen.adults.pay, seen.adults.pay_per)
    profit = weekly(seen.adults.profit, seen.adults.profit_per)
    return anybody((pay > PAY) | (profit > PAY))


def _childcare(seen: Outcome) -> Flag:
    return seen.any_child(weekly(seen.children.childcare, seen.children.childcare_per) > CHILDCARE)


Test: TypeAlias = Callable[[Outcome], Flag]

UNLIKELY: Mapping[str, Test] = {
    "child_age_unlikely": _child_age,
    "over_pension_age_unlikely": _over_pension_age,
    "pension_age_before_2016_unlikely": _pension_age_by_2016,
    "pension_age_before_2021_unlikely": _pension_age_by_2021,
    "working_age_benefit_over_pension_age": _working_age_benefit,
    "attendance_allowance_under_pension_age": _attendance_allowance,
    "child_of_nobody": _child_of_nobody,
    "paid_carer_without_benefit": _paid_carer,
    "hours_unlikely": lambda seen: anybody(seen.hours > HOURS_OF_WORK),
    "expected_hours_unlikely": _expected_hours,
    "pay_unlikely": _pay_amount,
    "childcare_unlikely": _childcare,
    # Of other adults.
    "non_dependant_pension_credit_under_pension_age": _non_dependant_pension_credit,
    "non_dependant_attendance_allowance_under_pension_age": _attendance_allowance_of_another,
    "non_dependant_works_without_earnings": _works_without_earnings,
    "child_of_non_dependant_missing": _non_dependants_child,
    # Of incomes.
    "carers_allowance_without_carer": _carers_allowance,
    "bereavement_benefit_of_couple": lambda seen: seen.couple & seen.any_paid(OF_THE_BEREAVED),
    "income_without_child": _no_child,
    "scottish_payment_elsewhere": _scottish_payment,
    "income_entered_twice": _entered_twice,
    "jobseeker_unlikely": _jobseeker,
    "income_unlikely": _income_amount,
    # Of the home.
    "rent_without_housing_costs": lambda seen: (seen.homes.tenure == Tenure.NO_HOUSING_COSTS) & _charges(seen),
    "rent_of_owner": lambda seen: (seen.homes.tenure == Tenure.OWNER_OCCUPIER) & (seen.homes.rent != 0),
    "no_rent_entered": _no_rent,
    "greater_london_unlikely": _greater_london,
    "rent_unlikely": _rent_amount,
    "council_tax_unlikely": lambda seen: seen.homes.council_tax_pa > COUNCIL_TAX,
}
"""Each warning of something unlikely, with the test that finds its households."""
