"""Facts that nobody has stated, that are taken one way, and that would change an amount. Each has a warning.

Savings credit of people of whom nobody knows when they reached pension age has its own warning among the columns of its
rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from benefitcalc.assessment.outcome import Outcome, anybody
from benefitcalc.assessment.which_schemes import MIXED_AGE_COUPLES
from benefitcalc.case import IncomeKind
from benefitcalc.circumstances.effect import before_1996
from benefitcalc.columns import (
    AA,
    AFIP,
    DLA_CARE,
    NON_DEPENDANT_BENEFIT_BITS,
    PIP_DAILY_LIVING,
    Tenure,
    WorkCapability,
    has,
)
from benefitcalc.columns.dates import years_later
from benefitcalc.money import Flag

FAMILY_PREMIUM_CLOSED = "hb.premium.family.closed_to_new_from"
"""Before this day every household with a child has the family premium; from this day only those who keep it."""
YOUNGEST_TENANT = 16
ESA = frozenset({IncomeKind.NEW_STYLE_ESA, IncomeKind.INCOME_RELATED_ESA})
EXEMPTING = NON_DEPENDANT_BENEFIT_BITS["pension_credit"] | NON_DEPENDANT_BENEFIT_BITS["income_related_legacy"]
CARE = AA | AFIP | DLA_CARE | PIP_DAILY_LIVING


def _national_insurance(seen: Outcome) -> Flag:
    """Someone with gross pay has reached a woman's pension age, and would not have reached a man's (reading 4)."""
    adults, date = seen.adults, seen.homes.date
    asked = adults.pay_is_gross & seen.over & (adults.pension_age <= date)
    return anybody(asked & (date < seen.pension_age_of_men[1])) if asked.any() else anybody(asked)


def _of_mixed_age(seen: Outcome) -> Flag:
    """Whether one of a couple under the rules for working age is over pension age."""
    return seen.couple & (seen.over[0] != seen.over[1]) & seen.by_month


def _mixed_age_choice(seen: Outcome) -> Flag:
    return (seen.homes.date < seen.day(MIXED_AGE_COUPLES)) & _of_mixed_age(seen)


def _mixed_age_protection(seen: Outcome) -> Flag:
    """A mixed-age couple could have had Pension Credit or Housing Benefit on 14 May 2019, and so be protected."""
    closed = seen.day(MIXED_AGE_COUPLES)
    reached = anybody(seen.over & (seen.pension_age[0] < closed))
    return (seen.homes.date >= closed) & _of_mixed_age(seen) & reached


def _family_premium(seen: Outcome) -> Flag:
    """Income lowers the award, and a child was in the family before the family premium closed."""
    closed = seen.day(FAMILY_PREMIUM_CLOSED)
    then = seen.births_of_children[0] < seen.spread(closed, seen.children)
    with_child = seen.any_child(seen.own_children & seen.children.counts_on_date & then)
    lowered = seen.has("applies.housing_benefit") & seen.has("housing_benefit.taper_reduction")
    return lowered & (seen.homes.date >= closed) & ~seen.homes.family_premium_protection & with_child


def _esa_group(seen: Outcome) -> Flag:
    """Someone gets Employment and Support Allowance whose group, or assessment phase, is not stated, and Housing
    Benefit's amounts or the benefit cap could depend on it.
    """
    by_income = seen.has("applies.housing_benefit") & seen.has("housing_benefit.taper_reduction")
    capped = seen.has("universal_credit.benefit_cap_reduction") | seen.has("housing_benefit.benefit_cap_reduction")
    unsaid = (seen.adults.esa == 0) & (seen.adults.work_capability == WorkCapability.NONE)
    return (by_income | capped) & anybody(seen.paid(ESA) & unsaid)


def _weekly_scheme(seen: Outcome) -> Flag:
    return seen.has("applies.housing_benefit") | seen.has("applies.council_tax_reduction")


def _gross_income(seen: Outcome) -> Flag:
    """A deduction is the highest one because nobody has shown the income (HB Regs 2006 reg 74(2))."""
    adults, others = seen.adults, seen.others
    exempt = anybody(adults.severely_sight_impaired | has(adults.disability_benefits, CARE))
    excused = others.student | others.prisoner | others.armed_forces_away | has(others.benefits, EXEMPTING)
    least = seen.spread(seen.count("hb.non_dependant.min_age"), others)
    works = others.works_16_hours & (others.age_on_date >= least)
    return _weekly_scheme(seen) & ~exempt & seen.any_other(works & ~others.has_gross_income & ~excused)


def _hours(seen: Outcome) -> Flag:
    """Someone has pay without hours, which decide how much of the earnings is left out."""
    adults = seen.adults
    job, trade = (adults.pay != 0) & (adults.work_hours == 0), (adults.profit != 0) & (adults.self_employed_hours == 0)
    return _weekly_scheme(seen) & anybody(job | trade) & seen.has("housing_benefit.net_earnings")


def _tenant_since_before_1996(seen: Outcome) -> Flag:
    """There is a bedroom charge in Housing Benefit, at the time when tenants since before 1996 had none."""
    charged = seen.has("applies.housing_benefit") & seen.has("housing.under_occupation_charge")
    protected = seen.by_date(before_1996) != 0
    line = years_later(seen.day("hb.tenants_since_before"), -YOUNGEST_TENANT)
    old_enough = anybody(seen.adults.present & (seen.births_of_adults[0] <= line))
    return charged & protected & old_enough


UNSAID: Mapping[str, Callable[[Outcome], Flag]] = {
    "national_insurance_unsettled": _national_insurance,
    "mixed_age_choice_unsettled": _mixed_age_choice,
    "mixed_age_protection_unsettled": _mixed_age_protection,
    "family_premium_unsettled": _family_premium,
    "esa_group_unsettled": _esa_group,
    "non_dependant_income_unsettled": _gross_income,
    "hours_unsettled": _hours,
    "tenant_since_before_1996_unsettled": _tenant_since_before_1996,
}
"""Each warning of a fact that nobody has stated, with the test that finds the households whose amounts
it could change.
"""


def _award_not_open_to_new_claims(seen: Outcome) -> Flag:
    """There is Housing Benefit under the rules for working age, for an ordinary home, when nobody can claim it anew."""
    working_age = ~seen.by_month & ~seen.has("applies.pension_credit")
    ordinary = seen.homes.tenure < Tenure.EXEMPT_ACCOMMODATION
    closed = ~seen.law("law.housing_benefit.new_claims_at_working_age")
    return seen.has("applies.housing_benefit") & working_age & ordinary & closed


NOT_MOVED: Mapping[str, Callable[[Outcome], Flag]] = {
    "housing_benefit_not_moved": lambda seen: _award_not_open_to_new_claims(seen) & seen.law("law.legacy_benefits"),
    "housing_benefit_after_legacy_ended": lambda seen: (
        _award_not_open_to_new_claims(seen) & ~seen.law("law.legacy_benefits")
    ),
}
"""Warnings of an award that is in payment only if it was not moved to Universal Credit, which the case
does not state.
"""
UNSETTLED = frozenset({"paydays_matter", "savings_credit_unsettled", *UNSAID, *NOT_MOVED})
"""All warnings of a fact that was taken one way; it holds for the months to come as well."""
