"""Facts that nobody has stated, that are taken one way, and that would change an amount. Each has a warning.

Savings credit of people of whom nobody knows when they reached pension age has its own warning among the columns of its
rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from benefitcalc.assessment.which_schemes import MIXED_AGE_COUPLES
from benefitcalc.case import (
    SPECIFIED_ACCOMMODATION,
    Case,
    IncomeKind,
    Member,
    NonDependant,
    NonDependantBenefit,
    Person,
    Tenure,
    WorkCapability,
)
from benefitcalc.case.ages import child_or_young_person, over_pension_age
from benefitcalc.circumstances.effect import before_1996
from benefitcalc.periods import years_later
from benefitcalc.rates import Rates
from benefitcalc.rates.pension_age import pension_age_day, pension_age_day_of_a_man

FAMILY_PREMIUM_CLOSED = "hb.premium.family.closed_to_new_from"
"""Before this day every household with a child has the family premium; from this day only those who keep it."""
YOUNGEST_TENANT = 16
ESA = frozenset({IncomeKind.NEW_STYLE_ESA, IncomeKind.INCOME_RELATED_ESA})
EXEMPTING = frozenset({NonDependantBenefit.PENSION_CREDIT, NonDependantBenefit.INCOME_RELATED_LEGACY})


def _national_insurance(case: Case, _: Mapping[str, Any], __: Rates) -> bool:
    """Someone with gross pay has reached a woman's pension age, and would not have reached a man's (reading 4)."""
    return any(
        person.employment is not None
        and person.employment.gross is not None
        and over_pension_age(person, case.date)
        and pension_age_day(person.born_on(case.date))
        <= case.date
        < pension_age_day_of_a_man(person.born_on(case.date))
        for person in case.adults
    )


def _of_mixed_age(case: Case, row: Mapping[str, Any]) -> list[Person]:
    """The one over pension age of a couple under the rules for working age; nobody in any other household."""
    over = [person for person in case.adults if over_pension_age(person, case.date)]
    return over if case.partner is not None and len(over) == 1 and row["applies.universal_credit"] else []


def _mixed_age_choice(case: Case, row: Mapping[str, Any], rates: Rates) -> bool:
    return case.date < rates.date(MIXED_AGE_COUPLES) and bool(_of_mixed_age(case, row))


def _mixed_age_protection(case: Case, row: Mapping[str, Any], rates: Rates) -> bool:
    """A mixed-age couple could have had Pension Credit or Housing Benefit on 14 May 2019, and so be protected."""
    reached = [pension_age_day(person.births(case.date)[0]) for person in _of_mixed_age(case, row)]
    closed = rates.date(MIXED_AGE_COUPLES)
    return case.date >= closed and any(day < closed for day in reached)


def _family_premium(case: Case, row: Mapping[str, Any], rates: Rates) -> bool:
    """Income lowers the award, and a child was in the family before the family premium closed."""
    if not row["applies.housing_benefit"] or not row["housing_benefit.taper_reduction"]:
        return False
    closed = rates.date(FAMILY_PREMIUM_CLOSED)
    if case.date < closed or case.housing_benefit.family_premium_protection:
        return False
    return any(
        child.births(case.date)[0] < closed
        for child in case.children
        if not child.of_non_dependant
        and child_or_young_person(child.born_on(case.date), case.date, in_education=child.in_education)
    )


def _esa_group(case: Case, row: Mapping[str, Any], __: Rates) -> bool:
    """Someone gets Employment and Support Allowance whose group, or assessment phase, is not stated, and Housing
    Benefit's amounts or the benefit cap could depend on it.
    """
    by_income = row["applies.housing_benefit"] and row["housing_benefit.taper_reduction"]
    capped = row["universal_credit.benefit_cap_reduction"] or row["housing_benefit.benefit_cap_reduction"]
    paid = {income.of for income in case.incomes if income.kind in ESA and income.amount}
    return bool(by_income or capped) and any(
        whose in paid and person.esa is None and person.work_capability is WorkCapability.NONE
        for whose, person in zip(Member, case.adults, strict=False)
    )


def _gross_income(case: Case, row: Mapping[str, Any], rates: Rates) -> bool:
    """A deduction is the highest one because nobody has shown the income (HB Regs 2006 reg 74(2))."""
    if not (row["applies.housing_benefit"] or row["applies.council_tax_reduction"]):
        return False
    exempt = any(person.severely_sight_impaired or _gets_care(person) for person in case.adults)
    return not exempt and any(_at_the_highest_rate(person, case, rates) for person in case.non_dependants)


def _gets_care(person: Person) -> bool:
    return any(
        benefit.allowance in {"attendance_allowance", "afip"} or benefit.component in _CARE
        for benefit in person.disability_benefits
    )


_CARE = frozenset({"dla_care", "pip_daily_living"})


def _at_the_highest_rate(person: NonDependant, case: Case, rates: Rates) -> bool:
    excused = person.student or person.prisoner or person.armed_forces_away or EXEMPTING & set(person.benefits)
    works = person.works_16_hours and person.age_on(case.date, case.date) >= rates.count("hb.non_dependant.min_age")
    return works and person.gross_income is None and not excused


def _hours(case: Case, row: Mapping[str, Any], __: Rates) -> bool:
    """Someone has pay without hours, which decide how much of the earnings is left out."""
    if not (row["applies.housing_benefit"] or row["applies.council_tax_reduction"]):
        return False
    jobs = [
        (job.hours_per_week, job.net or job.gross) for person in case.adults if (job := person.employment) is not None
    ]
    jobs += [
        (trade.hours_per_week, trade.net_profit)
        for person in case.adults
        if (trade := person.self_employment) is not None
    ]
    without = any(not hours and pay is not None and pay.amount for hours, pay in jobs)
    return bool(without and row["housing_benefit.net_earnings"])


def _tenant_since_before_1996(case: Case, row: Mapping[str, Any], rates: Rates) -> bool:
    """There is a bedroom charge in Housing Benefit, at the time when tenants since before 1996 had none."""
    charged = row["applies.housing_benefit"] and row["housing.under_occupation_charge"] and before_1996(rates)
    line = years_later(rates.date("hb.tenants_since_before"), -YOUNGEST_TENANT)
    return bool(charged) and any(person.births(case.date)[0] <= line for person in case.adults)


UNSAID: Mapping[str, Callable[[Case, Mapping[str, Any], Rates], bool]] = {
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
NOT_MOVED = frozenset({"housing_benefit_not_moved", "housing_benefit_after_legacy_ended"})
"""Warnings of an award that is in payment only if it was not moved to Universal Credit, which the case
does not state.
"""
UNSETTLED = frozenset({"paydays_matter", "savings_credit_unsettled", *UNSAID, *NOT_MOVED})
"""All warnings of a fact that was taken one way; it holds for the months to come as well."""


def unsettled(case: Case, row: Mapping[str, Any], rates: Rates) -> Iterator[str]:
    """The codes of the facts that nobody has stated; ``row`` is the household's row of the columns, ``rates`` are those
    of the date.
    """
    if _award_at_working_age(case, row) and not rates["law.housing_benefit.new_claims_at_working_age"]:
        yield "housing_benefit_not_moved" if rates["law.legacy_benefits"] else "housing_benefit_after_legacy_ended"
    yield from (code for code, could_change in UNSAID.items() if could_change(case, row, rates))


def _award_at_working_age(case: Case, row: Mapping[str, Any]) -> bool:
    """There is Housing Benefit under the rules for working age, for an ordinary home."""
    of_its_own = SPECIFIED_ACCOMMODATION | {Tenure.TEMPORARY_ACCOMMODATION}
    working_age = not row["applies.universal_credit"] and not row["applies.pension_credit"]
    return row["applies.housing_benefit"] and working_age and case.tenancy.tenure not in of_its_own
