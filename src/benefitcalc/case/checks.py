"""The checks of how the fields of a case fit together.

A check takes one part and its case, and yields (field, code, message) for whatever does not fit. In a case with fields
that could not be read, those fields are missing: a check that needs one of them stops there with AttributeError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any, TypeAlias

from benefitcalc.case.ages import may_be_over_pension_age
from benefitcalc.case.kinds import SOCIAL_LANDLORD, Country, DisabilityBenefit, IncomeKind, Member, Tenure
from benefitcalc.case.parts import Child, Income, NonDependant, Part, Person, Rent, Someone, Tenancy
from benefitcalc.case.shape import Household
from benefitcalc.case.values import HOURS_IN_A_WEEK, show
from benefitcalc.errors import Problem
from benefitcalc.money import format_pounds
from benefitcalc.periods import assessment_period_end, completed_years
from benefitcalc.rates import Basis, first_day, rate_book
from benefitcalc.rates.lha import areas, find_area

_Misfit: TypeAlias = tuple[str, str, str]
_Check: TypeAlias = Callable[[Any, Household], Iterator[_Misfit]]


def _pounds(pence: int) -> str:
    return f"£{format_pounds(pence)}"


AFTER_CHECKED_RATES = "after_checked_rates"


def _date_in_range(_: Household, case: Household) -> Iterator[_Misfit]:
    first = first_day(Basis.HB_OTHER_RENT)
    if case.date < first:
        yield "date", "before_first_rate", f"date {case.date} is before the first rates; give {first} or later."
    if sentence := rate_book().beyond(case.date):
        yield "date", AFTER_CHECKED_RATES, sentence


def _london_in_england(_: Household, case: Household) -> Iterator[_Misfit]:
    if case.greater_london and case.country is not Country.ENGLAND:
        message = f"greater_london is true but country is {case.country}; say false, or country england."
        yield "greater_london", "london_outside_england", message


def _sexes_where_they_matter(_: Household, case: Household) -> Iterator[_Misfit]:
    """Sex matters from the age of ten: from then on children under 16 share only with their own sex."""
    ageless = any(child.born is None and child.age is None for child in case.children)
    if ageless or all(child.sex for child in case.children):
        return
    young = [(i, child) for i, child in enumerate(case.children) if child.age_on(case.date, case.date) < 16]
    end = assessment_period_end(case.date)
    if len(young) > 1 and any(child.age_on(end, case.date) >= 10 for _, child in young):
        for i, child in young:
            if child.sex is None:
                message = (
                    "sex is missing; say male or female, for it decides who can share a bedroom from the age of 10."
                )
                yield f"children[{i}].sex", "missing", message


def _age_and_birth(part: Someone, case: Household) -> Iterator[_Misfit]:
    if part.born is None:
        if part.age is None:
            message = "age is missing; give age (completed years on the case's date) or born (YYYY-MM-DD)."
            yield "age", "missing", message
        return
    if part.born > case.date:
        yield (
            "born",
            "born_after_date",
            f"born {part.born} is after the case's date, {case.date}; correct it, or leave the person out.",
        )
        return
    years = completed_years(part.born, case.date)
    if years > 120:
        yield "born", "out_of_range", f"born {part.born} makes an age of {years}; give a date at most 120 years back."
    elif part.age not in {None, years}:
        message = (
            f"age {part.age} does not agree with born {part.born}, which makes {years} on {case.date}; correct one."
        )
        yield "age", "age_and_born_differ", message


def _age(part: Someone, case: Household) -> int | None:
    """The completed years on the case's date; None where another check reports a problem with the age."""
    if part.born is None:
        return part.age
    return completed_years(part.born, case.date) if part.born <= case.date else None


def _given(part: Someone) -> str:
    """The name of the field that gives the age."""
    return "age" if part.born is None else "born"


def _as_given(part: Someone, age: int) -> str:
    """The age as the case gives it."""
    return f"age {age}" if part.born is None else f"born {part.born} (age {age})"


def _pension_age_as_given(part: Someone, age: int) -> str:
    """The words that say what puts someone on one side of pension age."""
    if isinstance(part, Person) and part.over_pension_age is not None:
        return f"over_pension_age {show(part.over_pension_age)}"
    return _as_given(part, age)


def _sixteen_or_over(part: Person, case: Household) -> Iterator[_Misfit]:
    age = _age(part, case)
    if age is not None and age < 16:
        yield (
            _given(part),
            "too_young",
            f"{_as_given(part, age)} is too young for a claimant or partner; it must be 16 or over.",
        )


def _non_dependant_age(part: NonDependant, case: Household) -> Iterator[_Misfit]:
    age = _age(part, case)
    if age is not None and age < 16:
        message = f"{_as_given(part, age)} is too young for a non-dependant; enter those under 16 among the children."
        yield _given(part), "too_young", message


def _child_age(part: Child, case: Household) -> Iterator[_Misfit]:
    age = _age(part, case)
    if age is not None and age > 19:
        yield (
            _given(part),
            "too_old",
            f"{_as_given(part, age)} is too old for a child; from 20 on, enter a non-dependant.",
        )


def _hours_in_a_week(part: Person, _: Household) -> Iterator[_Misfit]:
    if part.employment is None or part.self_employment is None:
        return
    job, trade = part.employment.hours_per_week, part.self_employment.hours_per_week
    if job + trade > HOURS_IN_A_WEEK:
        message = (
            f"hours_per_week {trade} and the {job} of employment make {job + trade} together; a week has "
            f"{HOURS_IN_A_WEEK} hours, so give at most {HOURS_IN_A_WEEK - job} here, or correct the other."
        )
        yield "self_employment.hours_per_week", "more_hours_than_a_week", message


def _one_rate_each(part: Person | Child | NonDependant, _: Household) -> Iterator[_Misfit]:
    seen: dict[str, DisabilityBenefit] = {}
    for i, benefit in enumerate(part.disability_benefits):
        first = seen.setdefault(benefit.component, benefit)
        where = f"disability_benefits[{i}]"
        if first is not benefit:
            yield (
                where,
                "conflicting_rates",
                f"{benefit} and {first} are two rates of one benefit; keep the one in payment.",
            )
        elif benefit in part.disability_benefits[:i]:
            yield where, "repeated_value", f"{benefit} is given twice; give it once."


def _no_attendance_allowance_of_a_child(part: Child, case: Household) -> Iterator[_Misfit]:
    """A child cannot have Attendance Allowance. From 16 on it may mean Constant Attendance Allowance, which is entered
    so and can be paid at any working age.
    """
    for i, benefit in enumerate(part.disability_benefits):
        if benefit.allowance != "attendance_allowance" or (age := _age(part, case)) is None:
            continue
        if part.age_on(assessment_period_end(case.date), case.date) < 16:
            message = (
                f"disability_benefits {benefit} does not go with {_as_given(part, age)}: Attendance Allowance is for "
                "people over pension age; give dla_care_middle or dla_care_highest if DLA is what is in payment."
            )
            yield f"disability_benefits[{i}]", "attendance_allowance_of_a_child", message


def _pip_from_sixteen(part: Child, case: Household) -> Iterator[_Misfit]:
    """PIP begins at 16. A 16th birthday counts for the whole of the assessment period (reading 3)."""
    for i, benefit in enumerate(part.disability_benefits):
        if benefit.allowance != "pip" or (age := _age(part, case)) is None:
            continue
        if part.age_on(assessment_period_end(case.date), case.date) < 16:
            message = (
                f"disability_benefits {benefit} does not go with {_as_given(part, age)}: PIP is for people of 16 or "
                "over; give the DLA code, for Child Disability Payment too."
            )
            yield f"disability_benefits[{i}]", "pip_under_16", message


def _benefits_that_go_together(part: Person | Child, _: Household) -> Iterator[_Misfit]:
    told: set[frozenset[str]] = set()
    for i, benefit in enumerate(part.disability_benefits):
        for other in part.disability_benefits[:i]:
            both = frozenset({benefit.allowance, other.allowance})
            if _exclude_each_other(benefit, other) and both not in told:
                told.add(both)
                message = f"disability_benefits {other} and {benefit} are never paid together; keep the one in payment."
                yield f"disability_benefits[{i}]", "conflicting_benefits", message


def _exclude_each_other(one: DisabilityBenefit, other: DisabilityBenefit) -> bool:
    """Some benefits exclude each other. Beside Attendance Allowance only DLA's mobility component can stand (SSCBA 1992
    s 64).
    """
    if {one.allowance, other.allowance} == {"attendance_allowance", "dla"}:
        return "dla_care" in {one.component, other.component}
    return one.allowance != other.allowance


def _benefits_once(part: NonDependant, _: Household) -> Iterator[_Misfit]:
    for i, benefit in enumerate(part.benefits):
        if benefit in part.benefits[:i]:
            yield f"benefits[{i}]", "repeated_value", f"{benefit} is given twice; give it once."


def _net_or_gross(part: Person, _: Household) -> Iterator[_Misfit]:
    if part.employment is None:
        return
    net, gross = part.employment.net, part.employment.gross
    if net is None and gross is None:
        yield "employment.net", "missing", "net is missing; give pay as net, or as gross."
    if net is not None and gross is not None:
        message = f"net {_pounds(net.amount)} and gross {_pounds(gross.amount)} are both given; keep one of them."
        yield "employment.net", "net_and_gross", message


def _pension_from_gross(part: Person, _: Household) -> Iterator[_Misfit]:
    if part.employment is None or (pension := part.employment.pension_contribution) is None:
        return
    gross, where = part.employment.gross, "employment.pension_contribution"
    if gross is None:
        message = (
            "pension_contribution goes only with gross; leave it out with net, which is after pension contributions."
        )
        yield where, "pension_without_gross", message
    elif part.employment.pension_in_pay_period > gross.amount:
        message = (
            f"pension_contribution {_pounds(pension.amount)} per {pension.per} is above gross {_pounds(gross.amount)} "
            f"per {gross.per}; correct one."
        )
        yield f"{where}.amount", "more_than_whole", message


def _payday_of_weekly_pay(part: Person, _: Household) -> Iterator[_Misfit]:
    job = part.employment
    pay = None if job is None else (job.net or job.gross)
    if job is not None and pay is not None and job.paid_on is not None and pay.per.weeks is None:
        message = (
            f"paid_on {job.paid_on} does not go with pay per {pay.per}; it goes only with week, fortnight or "
            "four_weeks. Leave it out."
        )
        yield "employment.paid_on", "payday_needs_weeks", message


def _couple_both_ways(part: NonDependant, case: Household) -> Iterator[_Misfit]:
    other = part.couple_with
    if other is None:
        return
    everyone = case.non_dependants
    here = next(i for i, someone in enumerate(everyone) if someone is part)
    if other >= len(everyone):
        message = f"couple_with {other} is no non-dependant; they are counted from 0 to {len(everyone) - 1}."
        yield "couple_with", "no_such_person", message
    elif other == here:
        yield "couple_with", "couple_with_self", f"couple_with {other} is this person; give the place of the other one."
    elif everyone[other].couple_with != here:
        message = f"couple_with {other} is not returned; non_dependants[{other}] needs couple_with {here}."
        yield "couple_with", "couple_not_mutual", message


def _bedrooms_known(part: Tenancy, _: Household) -> Iterator[_Misfit]:
    if part.bedrooms is None and part.tenure in SOCIAL_LANDLORD:
        message = f"bedrooms is missing; tenure {part.tenure} needs the landlord's number of bedrooms (a bedsit is 1)."
        yield "bedrooms", "missing", message


def _allowance_known(part: Tenancy, _: Household) -> Iterator[_Misfit]:
    if part.tenure is Tenure.PRIVATE_RENT and part.brma is None and part.local_housing_allowance is None:
        message = "brma is missing; private_rent needs the broad rental market area, or local_housing_allowance."
        yield "brma", "missing", message
    if part.brma is not None and find_area(part.brma) is None:
        near = get_close_matches(part.brma.casefold(), (area.name.casefold() for area in areas()), n=1)
        hint = next((f" Did you mean {area.name}?" for area in areas() if near and area.name.casefold() == near[0]), "")
        message = f"brma {show(part.brma)} is not a broad rental market area; give its name or its key.{hint}"
        yield "brma", "unknown_area", message


def _part_of_rent(part: Tenancy, _: Household) -> Iterator[_Misfit]:
    inside, rent = part.ineligible_in_rent, part.rent
    if inside is None:
        return
    if inside.per is not rent.per:
        message = f"ineligible_in_rent is per {inside.per} but rent is per {rent.per}; give both for the same period."
        yield "ineligible_in_rent.per", "period_differs", message
    elif inside.amount > rent.amount:
        message = (
            f"ineligible_in_rent {_pounds(inside.amount)} is above rent {_pounds(rent.amount)}; it can be at most that."
        )
        yield "ineligible_in_rent.amount", "more_than_whole", message


def _free_weeks_of_rent(part: Tenancy, case: Household) -> Iterator[_Misfit]:
    for field, code, message in _free_weeks(part.rent, case):
        yield f"rent.{field}", code, message


def _free_weeks(part: Rent, _: Household) -> Iterator[_Misfit]:
    if not part.rent_free_weeks:
        return
    weeks, given = part.per.weeks, f"rent_free_weeks {part.rent_free_weeks}"
    if weeks is None:
        message = f"{given} does not go with per {part.per}; it goes only with week, fortnight or four_weeks."
        yield "rent_free_weeks", "rent_free_weeks_need_weeks", message
    elif part.rent_free_weeks % weeks:
        message = f"{given} is not in whole periods of per {part.per}; give a multiple of {weeks}."
        yield "rent_free_weeks", "rent_free_weeks_in_part", message


def _liable_in_claim(part: Tenancy, _: Household) -> Iterator[_Misfit]:
    if part.people_liable_in_claim > part.people_liable:
        message = (
            f"people_liable_in_claim {part.people_liable_in_claim} is more than people_liable {part.people_liable}; "
            "it can be at most that."
        )
        yield "people_liable_in_claim", "more_than_whole", message


def _liable_in_family(part: Tenancy, case: Household) -> Iterator[_Misfit]:
    family = len(case.adults) + sum(not child.of_non_dependant for child in case.children)
    if part.people_liable_in_claim > family:
        message = f"people_liable_in_claim {part.people_liable_in_claim} is more than the {family} of this family."
        yield "people_liable_in_claim", "more_than_family", message


def _area_in_nation(part: Tenancy, case: Household) -> Iterator[_Misfit]:
    used = part.brma is not None and part.local_housing_allowance is None
    area = find_area(part.brma) if part.brma is not None and used else None
    nation = case.country if area is None else Country[area.country.upper().replace(" ", "_")]
    if nation is not case.country:
        message = f"brma {show(part.brma)} is in {nation} but country is {case.country}; correct one."
        yield "brma", "area_in_another_nation", message


def _pension_at_pension_age(part: Income, case: Household) -> Iterator[_Misfit]:
    if part.kind is not IncomeKind.STATE_PENSION or not part.amount:
        return
    whose = case.claimant if part.of is Member.CLAIMANT else case.partner
    age = None if whose is None else _age(whose, case)
    if (
        whose is not None
        and age is not None
        and not may_be_over_pension_age(whose, case.date, by=assessment_period_end(case.date))
    ):
        given = f"kind {part.kind} does not go with the {part.of}'s {_pension_age_as_given(whose, age)}"
        message = f"{given}: it is for people over pension age; give another kind, or correct the age."
        yield "kind", "state_pension_under_pension_age", message


def _partner_exists(part: Income, case: Household) -> Iterator[_Misfit]:
    if part.of is Member.PARTNER and case.partner is None:
        yield "of", "no_partner", "of is partner, but the case has no partner; say claimant, or enter the partner."


_CASE_CHECKS: tuple[_Check, ...] = (_date_in_range, _london_in_england, _sexes_where_they_matter)
_PERSON_CHECKS: tuple[_Check, ...] = (
    _age_and_birth,
    _sixteen_or_over,
    _net_or_gross,
    _pension_from_gross,
    _hours_in_a_week,
    _payday_of_weekly_pay,
    _one_rate_each,
    _benefits_that_go_together,
)
_CHILD_CHECKS: tuple[_Check, ...] = (
    _age_and_birth,
    _child_age,
    _one_rate_each,
    _no_attendance_allowance_of_a_child,
    _pip_from_sixteen,
    _benefits_that_go_together,
)
_INCOME_CHECKS: tuple[_Check, ...] = (_partner_exists, _pension_at_pension_age)
_NON_DEPENDANT_CHECKS: tuple[_Check, ...] = (
    _age_and_birth,
    _non_dependant_age,
    _couple_both_ways,
    _one_rate_each,
    _benefits_once,
)
_TENANCY_CHECKS: tuple[_Check, ...] = (
    _bedrooms_known,
    _allowance_known,
    _area_in_nation,
    _free_weeks_of_rent,
    _part_of_rent,
    _liable_in_claim,
    _liable_in_family,
)


def _parts(case: Household) -> Iterator[tuple[str, Part | Household, tuple[_Check, ...]]]:
    """Each part of the case that can be read, with its path and its checks."""
    have = vars(case)
    yield "", case, _CASE_CHECKS
    for name in ("claimant", "partner"):
        if (person := have.get(name)) is not None:
            yield name, person, _PERSON_CHECKS
    for i, child in enumerate(have.get("children", ())):
        yield f"children[{i}]", child, _CHILD_CHECKS
    for i, adult in enumerate(have.get("non_dependants", ())):
        yield f"non_dependants[{i}]", adult, _NON_DEPENDANT_CHECKS
    if (tenancy := have.get("tenancy")) is not None:
        yield "tenancy", tenancy, _TENANCY_CHECKS
        for i, charge in enumerate(vars(tenancy).get("service_charges", ())):
            yield f"tenancy.service_charges[{i}]", charge, (_free_weeks,)
    for i, income in enumerate(have.get("incomes", ())):
        yield f"incomes[{i}]", income, _INCOME_CHECKS


def misfits(case: Household, unread: type[Exception] | tuple[()] = ()) -> list[Problem]:
    """All problems of fields that do not fit together. A check that raises ``unread`` says no more."""
    problems: list[Problem] = []
    for path, part, checks in _parts(case):
        for check in checks:
            try:
                for field, code, message in check(part, case):
                    problems.append(Problem(f"{path}.{field}" if path else field, code, message))
            except unread:
                continue
    return problems
