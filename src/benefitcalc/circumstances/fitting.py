"""Whether the facts fit a case. A fact that does not fit is a problem, so that no fact is left out of the figures in
silence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from benefitcalc.case import NOT_RENTED, SOCIAL_LANDLORD, SPECIFIED_ACCOMMODATION, Case, IncomeKind, Member, Tenure
from benefitcalc.circumstances.facts import Circumstances, FuelInRent, MealsInRent
from benefitcalc.columns import INCOME_KINDS
from benefitcalc.errors import Problem
from benefitcalc.periods import (
    assessment_period_end,
    assessment_period_number,
    assessment_period_start,
    benefit_week_start,
)
from benefitcalc.rates import RateBook
from benefitcalc.schemes.universal_credit.income import COUNTED_IN_FULL
from benefitcalc.schemes.universal_credit.transitional_protection import RUN_ON_WEEKS


@dataclass(frozen=True, slots=True)
class Question:
    """What is worked out for a household: the schemes, whether Housing Benefit is under the regulations for pension
    age, and whether someone is over pension age, so that there is no bedroom charge.
    """

    universal_credit: bool
    housing_benefit: bool
    pension_age: bool
    anyone_over_pension_age: bool


_Misfit: TypeAlias = tuple[str, str, str]
_Check: TypeAlias = Callable[[Circumstances, Case], Iterator[_Misfit]]

_OF_UNIVERSAL_CREDIT = (
    "surplus_earnings",
    "incomes_for_part_of_period",
    "course_years",
    "late_reclaim",
    "move_from_legacy_benefits",
    "transitional_sdp",
    "housing_benefit_before_the_move",
    "service_charges_qualifying_period_served",
)
_OF_HOUSING_BENEFIT = (
    "rent_could_be_afforded",
    "tenant_on_housing_benefit_since_before_1996",
    "fuel_in_rent",
    "meals_in_rent",
    "deferred_deductions",
    "extended_payment",
)
_ANSWERS = ("service_charges_qualifying_period_served",)
"""Facts for which "no" is an answer too, and not the absence of an answer."""
_BEGAN_WITH = {
    "surplus_earnings": "uc.surplus_earnings.de_minimis",
    "move_from_legacy_benefits": "law.managed_migration",
    "housing_benefit_before_the_move": RUN_ON_WEEKS,
}
"""Facts that count from the first day that has a rate for them."""
_OF_BEDROOM_CHARGE = ("rent_could_be_afforded", "tenant_on_housing_benefit_since_before_1996")


def problems_with(facts: Circumstances, case: Case, question: Question, book: RateBook) -> Iterator[Problem]:
    """Every fact that does not fit the case, so that no fact is left out of the figures in silence."""
    given = facts.model_fields_set
    for names, asked, scheme in (
        (_OF_UNIVERSAL_CREDIT, question.universal_credit, "Universal Credit"),
        (_OF_HOUSING_BENEFIT, question.housing_benefit, "Housing Benefit"),
    ):
        for name in names if not asked else ():
            if name in given and getattr(facts, name) not in (None, (), *(() if name in _ANSWERS else (False,))):
                message = f"{name} is a fact of {scheme}, which is not in question for this household; leave it out."
                yield Problem(f"circumstances.{name}", "scheme_not_in_question", message)
    for name in _OF_BEDROOM_CHARGE if question.housing_benefit and question.anyone_over_pension_age else ():
        if getattr(facts, name):
            message = f"{name} is about the bedroom charge, which nobody over pension age has; leave it out."
            yield Problem(f"circumstances.{name}", "no_bedroom_charge", message)
    if facts.deferred_deductions and question.housing_benefit and not question.pension_age:
        message = "deferred_deductions are for Housing Benefit at pension age; leave them out."
        yield Problem("circumstances.deferred_deductions", "scheme_not_in_question", message)
    for name, key in _BEGAN_WITH.items():
        if getattr(facts, name) is not None and case.date < (since := book.begins(key)):
            message = f"{name} counts since {since}, and the case is for {case.date}; leave it out."
            yield Problem(f"circumstances.{name}", "before_the_law", message)
    for check in _CHECKS:
        for path, code, message in check(facts, case):
            yield Problem(f"circumstances.{path}", code, message)


def _has_a_day(case: Case, first: dt.date | None, last: dt.date | None) -> bool:
    """Whether any day from the first to the last lies in the assessment period."""
    return (first is None or first <= assessment_period_end(case.date)) and (last is None or last >= case.date)


def _period(case: Case) -> str:
    return f"the assessment period from {case.date} to {assessment_period_end(case.date)}"


def _surplus_fits(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    surplus = facts.surplus_earnings
    if surplus is not None and surplus.of is Member.PARTNER and case.partner is None:
        yield "surplus_earnings.of", "no_partner", "of is partner, but the case has no partner; say claimant."


def _incomes_fit(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    seen: set[int] = set()
    for number, part in enumerate(facts.incomes_for_part_of_period):
        path = f"incomes_for_part_of_period[{number}]"
        if part.income >= len(case.incomes):
            yield f"{path}.income", "no_such_income", _no_such("income", part.income, "incomes", len(case.incomes))
        elif not COUNTED_IN_FULL[INCOME_KINDS[case.incomes[part.income].kind.value]]:
            kind = case.incomes[part.income].kind
            message = f"income {part.income} is {kind}, which Universal Credit does not count by days; leave it out."
            yield f"{path}.income", "not_counted_by_days", message
        if part.income in seen:
            message = f"income {part.income} is given twice; give it once, with its first and last day."
            yield f"{path}.income", "given_twice", message
        seen.add(part.income)
        if part.first_day is None and part.last_day is None:
            yield path, "missing", "first_day and last_day are missing; give the one that lies in the period, or both."
        elif part.first_day and part.last_day and part.last_day < part.first_day:
            message = f"last_day {part.last_day} is before first_day {part.first_day}; give them in the order of time."
            yield f"{path}.last_day", "out_of_order", message
        elif not _has_a_day(case, part.first_day, part.last_day):
            message = f"no day of income {part.income} lies in {_period(case)}; leave it out, or correct the days."
            yield path, "outside_the_period", message


def _no_such(name: str, place: int, where: str, count: int) -> str:
    there = f"they are counted from 0 to {count - 1}" if count else f"there are no {where}"
    return f"{name} {place} is not in the case's {where}; {there}."


def _course_years_fit(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    for number, year in enumerate(facts.course_years):
        path = f"course_years[{number}]"
        if year.of is Member.PARTNER and case.partner is None:
            yield f"{path}.of", "no_partner", "of is partner, but the case has no partner; say claimant."
        if any(other.of is year.of for other in facts.course_years[:number]):
            yield f"{path}.of", "given_twice", f"the {year.of} has two course years; give the one of this period."
        if any(income.kind is IncomeKind.STUDENT_INCOME and income.of is year.of for income in case.incomes):
            message = f"the case has a student_income of the {year.of} already; give it here or there."
            yield path, "given_twice", message
        if not year.in_order:
            message = "first_period, year_begins, long_vacation_begins and year_ends are not in the order of time."
            yield path, "out_of_order", message
        elif (
            assessment_period_start(year.first_period, assessment_period_number(year.first_period, case.date))
            != case.date
        ):
            message = (
                f"first_period {year.first_period} is not the first day of an assessment period in the same cycle as "
                f"the case's, {case.date}; give one that is."
            )
            yield f"{path}.first_period", "not_in_the_cycle", message


def _reclaim_fits(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    reclaim = facts.late_reclaim
    if reclaim is None:
        return
    if not case.date <= reclaim.claimed <= assessment_period_end(case.date):
        message = f"claimed {reclaim.claimed} is not in {_period(case)}; give the case of the period that holds it."
        yield "late_reclaim.claimed", "outside_the_period", message
    if reclaim.job_ended > reclaim.claimed:
        message = f"job_ended {reclaim.job_ended} is after claimed {reclaim.claimed}; give the job that ended before."
        yield "late_reclaim.job_ended", "out_of_order", message


def _transition_fits(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    first = [name for name in ("move_from_legacy_benefits", "transitional_sdp") if getattr(facts, name) is not None]
    for name in first:
        if case.universal_credit.transitional_element is not None:
            message = f"the case has a transitional_element already, and {name} is of the first period; keep one."
            yield name, "given_twice", message
        if facts.late_reclaim is not None:
            message = f"{name} is of the first period after a move, and late_reclaim of a later one; keep one."
            yield name, "cannot_both_be", message
    if len(first) > 1:
        message = "an award has a transitional element or a transitional SDP element, never both; keep one."
        yield "transitional_sdp", "cannot_both_be", message
    if facts.transitional_sdp is not None and facts.transitional_sdp.higher_rate and case.partner is None:
        message = "higher_rate is the premium's for a couple, but the case has no partner; say false."
        yield "transitional_sdp.higher_rate", "no_partner", message


def _run_on_fits(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    name = "housing_benefit_before_the_move"
    if facts.housing_benefit_before_the_move is None:
        return
    if case.tenancy.tenure in {*SPECIFIED_ACCOMMODATION, Tenure.TEMPORARY_ACCOMMODATION}:
        message = f"{name} goes on without an end in {case.tenancy.tenure}; leave it out."
        yield name, "goes_on_anyway", message


def _owner_fits(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    path = "service_charges_qualifying_period_served"
    if facts.service_charges_qualifying_period_served is None:
        return
    if case.tenancy.tenure is not Tenure.OWNER_OCCUPIER:
        message = f"{path} is a fact of an owner_occupier, but tenure is {case.tenancy.tenure}; leave it out."
        yield path, "not_an_owner", message
    elif not case.tenancy.service_charges:
        yield path, "no_service_charges", f"{path} is given, but the case has no service_charges; enter them."


def _bedroom_charge_fits(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    rented_otherwise = case.tenancy.tenure not in SOCIAL_LANDLORD | NOT_RENTED
    for name in _OF_BEDROOM_CHARGE if rented_otherwise else ():
        if getattr(facts, name):
            message = f"{name} is about the bedroom charge, which {case.tenancy.tenure} never has; leave it out."
            yield name, "no_bedroom_charge", message
    if facts.rent_could_be_afforded is not None and facts.rent_could_be_afforded.award_began > _last_day(case):
        began = facts.rent_could_be_afforded.award_began
        message = f"award_began {began} is after the benefit week of the case; give the first day of the award."
        yield "rent_could_be_afforded.award_began", "in_the_future", message


def _rent_includes(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    """A deduction needs a rent that it comes off, and a fact that deducts nothing is a slip of the pen."""
    for name, nothing in (("fuel_in_rent", FuelInRent()), ("meals_in_rent", MealsInRent())):
        given = getattr(facts, name)
        if given is None:
            continue
        if given in (nothing, FuelInRent(one_room=True)):
            message = f"{name} does not say what the rent includes; say what, or leave it out."
            yield name, "nothing_included", message
        elif case.tenancy.tenure is Tenure.PRIVATE_RENT:
            message = f"{name} does not come off a private_rent, which the allowance for the area limits; leave it out."
            yield name, "local_housing_allowance", message
        elif not case.tenancy.rent.amount:
            yield name, "no_rent", f"{name} comes off the rent, but the case has none; enter the rent."


def _one_room_is_heated(facts: Circumstances, _: Case) -> Iterator[_Misfit]:
    fuel = facts.fuel_in_rent
    if fuel is not None and fuel.one_room and not fuel.heating and (fuel.hot_water or fuel.lighting):
        message = "one_room has an amount only where the room is heated; enter the fuel as ineligible_in_rent instead."
        yield "fuel_in_rent.one_room", "not_modelled", message


def _last_day(case: Case) -> dt.date:
    return benefit_week_start(case.date) + dt.timedelta(days=6)


def _deferrals_fit(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    places = [deferral.non_dependant for deferral in facts.deferred_deductions]
    for number, deferral in enumerate(facts.deferred_deductions):
        path, place = f"deferred_deductions[{number}]", deferral.non_dependant
        if place >= len(case.non_dependants):
            there = _no_such("non_dependant", place, "non_dependants", len(case.non_dependants))
            yield f"{path}.non_dependant", "no_such_person", there
        else:
            other = case.non_dependants[place].couple_with
            if other is not None and other not in places:
                message = f"non_dependant {place} is one of a couple with {other}; give both, or neither."
                yield f"{path}.non_dependant", "one_of_a_couple", message
        if place in places[:number]:
            yield f"{path}.non_dependant", "given_twice", f"non_dependant {place} is given twice; give it once."
        if deferral.changed > _last_day(case):
            message = f"changed {deferral.changed} is after the benefit week of the case; give the day of the change."
            yield f"{path}.changed", "in_the_future", message


def _extension_fits(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    extension = facts.extended_payment
    if extension is not None and extension.qualifying_benefit_ended > _last_day(case):
        message = (
            f"qualifying_benefit_ended {extension.qualifying_benefit_ended} is after the benefit week of the case; "
            "give the first day without the benefit."
        )
        yield "extended_payment.qualifying_benefit_ended", "in_the_future", message


def _council_tax_fits(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    if facts.working_age_council_tax is not None and case.council_tax is None:
        message = "working_age_council_tax is given, but the case has no council_tax; enter the year's council tax."
        yield "working_age_council_tax", "no_council_tax", message


_CHECKS: tuple[_Check, ...] = (
    _surplus_fits,
    _incomes_fit,
    _course_years_fit,
    _reclaim_fits,
    _transition_fits,
    _run_on_fits,
    _owner_fits,
    _bedroom_charge_fits,
    _rent_includes,
    _one_room_is_heated,
    _deferrals_fit,
    _extension_fits,
    _council_tax_fits,
)
