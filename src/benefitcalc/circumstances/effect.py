"""Which facts have effect in the period of a case, and the warning that each one has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from benefitcalc.case import Case
from benefitcalc.circumstances.facts import (
    Circumstances,
    DeferredDeduction,
    ExtendedPayment,
    LateReclaim,
    RentCouldBeAfforded,
)
from benefitcalc.periods import assessment_period_end, benefit_week_start
from benefitcalc.schemes.housing_benefit.award import extended_weeks
from benefitcalc.schemes.universal_credit import late_reclaim

TENANTS_SINCE_1996_UNTIL = dt.date(2014, 3, 3)
"""The first day on which they have the bedroom charge (SI 2014/212)."""
WEEKS_AFFORDED = 13
WEEKS_DEFERRED = 26


def whole_period(reclaim: LateReclaim, case: Case) -> bool:
    """Whether a re-claim is paid for the whole period."""
    return days_from_claim(reclaim, case) == (assessment_period_end(case.date) - case.date).days + 1


def days_from_claim(reclaim: LateReclaim, case: Case) -> int:
    """The days of the period that a re-claim is paid for."""
    return late_reclaim.days_from_claim(
        case.date, claimed=reclaim.claimed, job_ended=reclaim.job_ended, good_reason=reclaim.good_reason
    )


def afforded(rent: RentCouldBeAfforded, case: Case) -> bool:
    """Whether the 13 weeks are not over."""
    return benefit_week_start(case.date) < rent.award_began + dt.timedelta(weeks=WEEKS_AFFORDED)


def before_1996(case: Case) -> bool:
    """Whether tenants since before 1996 are still protected."""
    return case.date < TENANTS_SINCE_1996_UNTIL


def deferred(deferral: DeferredDeduction, case: Case) -> bool:
    """Whether the first Monday 26 weeks after the change, from which it counts, has not come."""
    return benefit_week_start(case.date) < deferral.changed + dt.timedelta(weeks=WEEKS_DEFERRED)


def extended(extension: ExtendedPayment, case: Case) -> bool:
    """Whether the benefit week is one of the four."""
    first, last = extended_weeks(extension.qualifying_benefit_ended)
    return first <= benefit_week_start(case.date) <= last


def codes_of(facts: Circumstances, case: Case) -> Iterator[str]:
    """The code of a warning for each fact: what was taken into account, or why it has no effect in this period."""
    if facts.surplus_earnings is not None:
        yield "circumstances_surplus_earnings"
    if facts.incomes_for_part_of_period:
        yield "circumstances_incomes_for_part_of_period"
    if facts.course_years:
        yield "circumstances_course_year"
    if facts.late_reclaim is not None:
        in_time = whole_period(facts.late_reclaim, case)
        yield "circumstances_reclaim_in_time" if in_time else "circumstances_late_reclaim"
    if facts.move_from_legacy_benefits is not None:
        yield "circumstances_move_from_legacy_benefits"
    if facts.transitional_sdp is not None:
        yield "circumstances_transitional_sdp"
    if facts.housing_benefit_before_the_move is not None:
        yield "circumstances_two_week_run_on"
    if facts.service_charges_qualifying_period_served is not None:
        served = facts.service_charges_qualifying_period_served
        yield "circumstances_owner_service_charges" if served else "circumstances_owner_qualifying_period"
    yield from _codes_of_housing_benefit(facts, case)


def _codes_of_housing_benefit(facts: Circumstances, case: Case) -> Iterator[str]:
    rent, extension = facts.rent_could_be_afforded, facts.extended_payment
    if rent is not None:
        over = not afforded(rent, case)
        yield "circumstances_rent_could_be_afforded_over" if over else "circumstances_rent_could_be_afforded"
    if facts.tenant_on_housing_benefit_since_before_1996:
        over = not before_1996(case)
        yield "circumstances_tenant_since_before_1996_over" if over else "circumstances_tenant_since_before_1996"
    if facts.fuel_in_rent is not None:
        yield "circumstances_fuel_in_rent"
    if facts.meals_in_rent is not None:
        yield "circumstances_meals_in_rent"
    for over in sorted({not deferred(deferral, case) for deferral in facts.deferred_deductions}):
        yield "circumstances_deferred_deduction_over" if over else "circumstances_deferred_deduction"
    if extension is not None:
        over = not extended(extension, case)
        yield "circumstances_extended_payment_over" if over else "circumstances_extended_payment"
