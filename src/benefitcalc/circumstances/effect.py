"""Which facts have an effect in the period of a case, and the warning for each fact."""

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
from benefitcalc.rates import Basis, RateBook, Rates
from benefitcalc.schemes.housing_benefit.award import extended_weeks
from benefitcalc.schemes.universal_credit import late_reclaim


def whole_period(reclaim: LateReclaim, case: Case, book: RateBook) -> bool:
    """Whether Universal Credit pays a re-claim for the whole period."""
    return days_from_claim(reclaim, case, book) == (assessment_period_end(case.date) - case.date).days + 1


def days_from_claim(reclaim: LateReclaim, case: Case, book: RateBook) -> int:
    """For how many days of the period Universal Credit pays a re-claim."""
    return late_reclaim.days_from_claim(
        case.date, claimed=reclaim.claimed, job_ended=reclaim.job_ended, good_reason=reclaim.good_reason, book=book
    )


def afforded(rent: RentCouldBeAfforded, case: Case, book: RateBook) -> bool:
    """Whether the 13 weeks are still running."""
    return benefit_week_start(case.date) < rent.award_began + _weeks("hb.rent_could_be_afforded.weeks", case, book)


def before_1996(rates: Rates) -> bool:
    """Whether the law still protects tenants since before 1996."""
    return bool(rates["law.housing_benefit.tenants_since_before_1996_have_no_bedroom_charge"])


def deferred(deferral: DeferredDeduction, case: Case, book: RateBook) -> bool:
    """Whether the change does not count yet: it counts from the first Monday 26 weeks after it."""
    weeks = _weeks("hb.non_dependant.deferred_deduction_weeks", case, book)
    return benefit_week_start(case.date) < deferral.changed + weeks


def extended(extension: ExtendedPayment, case: Case, book: RateBook) -> bool:
    """Whether the benefit week is one of the four weeks of an extended payment."""
    first, last = extended_weeks(extension.qualifying_benefit_ended, book)
    return first <= benefit_week_start(case.date) <= last


def _weeks(key: str, case: Case, book: RateBook) -> dt.timedelta:
    return dt.timedelta(weeks=book.on(case.date, Basis.DAY).count(key))


def codes_of(facts: Circumstances, case: Case, book: RateBook) -> Iterator[str]:
    """The code of a warning for each fact: what was taken into account, or why the fact has no effect in
    this period.
    """
    if facts.surplus_earnings is not None:
        yield "circumstances_surplus_earnings"
    if facts.incomes_for_part_of_period:
        yield "circumstances_incomes_for_part_of_period"
    if facts.course_years:
        yield "circumstances_course_year"
    if facts.late_reclaim is not None:
        in_time = whole_period(facts.late_reclaim, case, book)
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
    yield from _codes_of_housing_benefit(facts, case, book)


def _codes_of_housing_benefit(facts: Circumstances, case: Case, book: RateBook) -> Iterator[str]:
    rent, extension = facts.rent_could_be_afforded, facts.extended_payment
    if rent is not None:
        over = not afforded(rent, case, book)
        yield "circumstances_rent_could_be_afforded_over" if over else "circumstances_rent_could_be_afforded"
    if facts.tenant_on_housing_benefit_since_before_1996:
        over = not before_1996(book.on(case.date, Basis.DAY))
        yield "circumstances_tenant_since_before_1996_over" if over else "circumstances_tenant_since_before_1996"
    if facts.fuel_in_rent is not None:
        yield "circumstances_fuel_in_rent"
    if facts.meals_in_rent is not None:
        yield "circumstances_meals_in_rent"
    for over in sorted({not deferred(deferral, case, book) for deferral in facts.deferred_deductions}):
        yield "circumstances_deferred_deduction_over" if over else "circumstances_deferred_deduction"
    if extension is not None:
        over = not extended(extension, case, book)
        yield "circumstances_extended_payment_over" if over else "circumstances_extended_payment"
