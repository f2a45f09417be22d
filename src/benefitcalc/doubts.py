"""What a reader must know about a result before relying on it, worked out from the case itself.

Warnings that a rule finds (a flag that failed its condition) come with the rule's columns; these come from what
the case leaves open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from benefitcalc.case import Case, IncomeKind, Person, Tenure
from benefitcalc.rates import RateBook
from benefitcalc.rates.pension_age import pension_age_day

FIRST_CHILD = dt.date(2017, 4, 6)
TWO_CHILD_LIMIT_ENDED = dt.date(2026, 4, 6)
COHORTS = (dt.date(2016, 4, 6), dt.date(2021, 4, 1))
"""Days by which someone reached pension age or did not: the savings credit's, and the higher pension-age
allowance's.
"""
LEGACY_ENDED = dt.date(2026, 4, 1)
"""Income Support, income-based JSA and income-related ESA ended for the remaining cases; tax credits a year before."""
LEGACY = frozenset(
    {
        IncomeKind.INCOME_SUPPORT,
        IncomeKind.INCOME_BASED_JSA,
        IncomeKind.INCOME_RELATED_ESA,
        IncomeKind.CHILD_TAX_CREDIT,
        IncomeKind.WORKING_TAX_CREDIT,
    }
)
WEAK_UNTIL = dt.date(2017, 4, 1)


def warnings_of(case: Case, book: RateBook) -> Iterator[str]:
    """Codes of the warnings of this case, in order."""
    if birth_date_matters(case):
        yield "birth_date_matters"
    if case.date < WEAK_UNTIL:
        yield "weak_rates"
    if case.date >= LEGACY_ENDED and any(income.kind in LEGACY for income in case.incomes):
        yield "legacy_benefit_ended"
    if case.tenancy.tenure is Tenure.OWNER_OCCUPIER and case.tenancy.service_charges:
        yield "owner_service_charges_not_modelled"
    if case.tenancy.tenure is Tenure.TEMPORARY_ACCOMMODATION and case.date < dt.date(2018, 4, 11):
        yield "temporary_accommodation_before_2018"
    if book.replaced:
        yield "rate_overridden"
    if book.assumptions is not None and case.date > book.checked_until:
        yield "rates_projected"


def birth_date_matters(case: Case) -> bool:
    """Whether someone of a given age, but no birth date, could be on either side of a line that changes an amount
    (contract, reading 2).
    """
    return any(_adult_on_a_line(person, case) for person in case.adults) or _child_on_a_line(case)


def _adult_on_a_line(person: Person, case: Case) -> bool:
    reached = [pension_age_day(day) for day in person.births(case.date)]
    lines = [] if person.over_pension_age is not None else [case.date + dt.timedelta(days=1)]
    if person.over_pension_age is not False and reached[0] <= case.date:
        lines += [line for line in COHORTS if line <= case.date]
    return any(reached[0] < line <= reached[1] for line in lines)


def _child_on_a_line(case: Case) -> bool:
    """The eldest, whose rate may be the first child's; and those whom the two-child limit could leave out."""
    own = sorted((child for child in case.children if not child.of_non_dependant), key=lambda c: c.born_on(case.date))
    limited = FIRST_CHILD <= case.date < TWO_CHILD_LIMIT_ENDED
    for child in own[:1] + (own[2:] if limited else []):
        first, last = child.births(case.date)
        if first < FIRST_CHILD <= last:
            return True
    return False
