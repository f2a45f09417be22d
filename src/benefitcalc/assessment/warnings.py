"""What a reader must know before relying on a result, worked out from the case itself.

A rule that finds something (a flag that failed its condition) gives its warning with its columns. The warnings here
come from what the case leaves open, and from facts that it gives but that no figure counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from operator import attrgetter
from typing import Any

from benefitcalc.assessment.unlikely import unlikely
from benefitcalc.assessment.unsettled import FAMILY_PREMIUM_CLOSED, unsettled
from benefitcalc.case import (
    SOCIAL_LANDLORD,
    SPECIFIED_ACCOMMODATION,
    Case,
    Child,
    Country,
    IncomeKind,
    Member,
    Person,
    Tenure,
    WorkCapability,
)
from benefitcalc.case.ages import Standing, over_pension_age, standing
from benefitcalc.circumstances import Circumstances, codes_of
from benefitcalc.periods import assessment_period_end
from benefitcalc.rates import Basis, RateBook, Rates, rate_year
from benefitcalc.rates.lha import find_area, is_weak
from benefitcalc.rates.pension_age import pension_age_day, pension_age_day_of_a_man
from benefitcalc.rates.starts import first_day_of

BESIDE_UNIVERSAL_CREDIT = "law.universal_credit.last_period_beside_pension_age_benefits"
"""Whether pension age lets Housing Benefit and Pension Credit begin in the last assessment period."""
LEGACY_BENEFITS = "law.legacy_benefits"
LEGACY = frozenset(
    {
        IncomeKind.INCOME_SUPPORT,
        IncomeKind.INCOME_BASED_JSA,
        IncomeKind.INCOME_RELATED_ESA,
        IncomeKind.CHILD_TAX_CREDIT,
        IncomeKind.WORKING_TAX_CREDIT,
    }
)
INCAPACITY = frozenset({IncomeKind.INCAPACITY_BENEFIT, IncomeKind.SEVERE_DISABLEMENT_ALLOWANCE})
UPRATED = LEGACY | {
    IncomeKind.STATE_PENSION,
    IncomeKind.NEW_STYLE_JSA,
    IncomeKind.NEW_STYLE_ESA,
    IncomeKind.CARERS_ALLOWANCE,
    IncomeKind.MATERNITY_ALLOWANCE,
    IncomeKind.INDUSTRIAL_INJURIES,
    IncomeKind.WIDOWED_PARENTS_ALLOWANCE,
    IncomeKind.WIDOWS_PENSION,
    IncomeKind.BEREAVEMENT_ALLOWANCE,
    IncomeKind.WAR_PENSION,
    IncomeKind.SEVERE_DISABLEMENT_ALLOWANCE,
    IncomeKind.INCAPACITY_BENEFIT,
}
"""Benefits whose amounts go up each April, some days later than Housing Benefit's do."""
YOUNG_CHILD = "law.universal_credit.young_child_below"
"""While a child is below this age, its main carer need not look for work (WRA 2012 ss 19-21)."""
WEAK_UNTIL = dt.date(2017, 4, 1)
"""Many rates before this day are weak; of each day, its own confidence says so."""


def warnings_of(case: Case, row: Mapping[str, Any], book: RateBook, basis: Basis) -> Iterator[str]:
    """The codes of the warnings of this case, in order; ``row`` is its row of the columns, ``basis`` is the basis of
    the rates that help with its rent.
    """
    rates = book.on(case.date, Basis.DAY)
    if birth_date_matters(case, row, rates):
        yield "birth_date_matters"
    if case.date < WEAK_UNTIL or _allowance_is_weak(case, basis):
        yield "weak_rates"
    if _has_legacy_benefit(case) and not rates[LEGACY_BENEFITS]:
        yield "legacy_benefit_ended"
    if row["applies.universal_credit"] and _pension_age_inside(case, book):
        yield "pension_age_in_this_period"
    if _before_the_benefits_go_up(case, row, basis):
        yield "benefits_not_yet_uprated"
    yield from unsettled(case, row, rates)
    yield from _beyond_the_rules(case, row, rates)
    yield from _not_counted(case, row, rates)
    yield from unlikely(case, row)
    if book.replaced:
        yield "rate_overridden"
    if row["projected"]:
        yield "rates_projected"


def _allowance_is_weak(case: Case, basis: Basis) -> bool:
    """A private rent is limited to the allowance of an area that nobody has seen in a table of the year."""
    tenancy = case.tenancy
    if tenancy.tenure is not Tenure.PRIVATE_RENT or tenancy.local_housing_allowance is not None:
        return False
    return tenancy.brma is not None and is_weak(tenancy.brma, case.date, basis)


def _has_legacy_benefit(case: Case) -> bool:
    return any(income.kind in LEGACY for income in case.incomes)


def _beyond_the_rules(case: Case, row: Mapping[str, Any], rates: Rates) -> Iterator[str]:
    """Rules that are in no figure, for the households that they could be about."""
    universal_credit, tenure = row["applies.universal_credit"], case.tenancy.tenure
    if tenure is Tenure.OWNER_OCCUPIER and case.tenancy.service_charges:
        yield "owner_service_charges_not_modelled" if universal_credit else "owner_in_pension_credit_not_modelled"
    supported = tenure in SPECIFIED_ACCOMMODATION and tenure is not Tenure.EXEMPT_ACCOMMODATION
    if universal_credit and supported and not rates["law.universal_credit.no_rent_in_specified_accommodation"]:
        yield "supported_accommodation_before_november_2014"
    temporary = tenure is Tenure.TEMPORARY_ACCOMMODATION
    if universal_credit and temporary and not rates["law.universal_credit.no_rent_in_temporary_accommodation"]:
        yield "temporary_accommodation_before_2018"
    if universal_credit and _has_legacy_benefit(case) and rates[LEGACY_BENEFITS]:
        yield "legacy_benefit_beside_universal_credit"
    if universal_credit and any(_floor_is_unlikely(person, case, rates) for person in case.adults):
        yield "minimum_income_floor_unlikely"
    aged_18_to_21 = all(18 <= person.age_on(case.date, case.date) < 22 for person in case.adults)
    no_help = rates["law.universal_credit.no_rent_from_18_to_21"]
    if row["universal_credit.housing_costs_element"] and aged_18_to_21 and no_help:
        yield "rent_from_18_to_21_not_modelled"
    if row["applies.housing_benefit"] and any(person.student for person in case.adults) and not any(_over(case)):
        yield "student_in_housing_benefit_not_modelled"
    if row["applies.pension_credit"] and row["housing_benefit.net_earnings"] and _disabled_worker(case, rates):
        yield "disabled_worker_disregard_not_modelled"
    if case.country is Country.NORTHERN_IRELAND and not rates["law.northern_ireland.all_in_force"]:
        yield "northern_ireland_later_start_not_modelled"
    area = None if case.tenancy.brma is None else find_area(case.tenancy.brma)
    if area is not None and area.region == "London" and not case.greater_london and row["applies.benefit_cap"]:
        yield "greater_london_not_said"


def _pension_age_inside(case: Case, book: RateBook) -> bool:
    """Whether the claim comes to an end because pension age is reached inside the assessment period, so that Housing
    Benefit and Pension Credit can begin beside it.
    """
    reached = [pension_age_day(person.born_on(case.date)) for person in case.adults if person.over_pension_age is None]
    if not reached or any(person.over_pension_age is False for person in case.adults):
        return False
    day = min(reached) if case.housing_benefit.mixed_age_protection else max(reached)
    inside = case.date < day <= assessment_period_end(case.date)
    return inside and bool(book.on(min(day, book.last_day), Basis.HB_OTHER_RENT)[BESIDE_UNIVERSAL_CREDIT])


def _disabled_worker(case: Case, rates: Rates) -> bool:
    """Someone is sick or disabled and works 16 hours, in a household that has the additional disregard for no other
    reason (HB (SPC) Regs 2006 Sch 4 para 9(2)).
    """
    with_child = bool(_own_children(case, attrgetter("on_date")))
    hours = rates.count("hb.earnings_disregard.additional.hours")
    age = rates.count("hb.earnings_disregard.additional.age")
    for_30_hours = any(_hours(person) >= hours and person.age_on(case.date, case.date) >= age for person in case.adults)
    if with_child or for_30_hours:
        return False
    sick = {income.of for income in case.incomes if income.kind in INCAPACITY and income.amount}
    return any(
        _hours(person) >= rates.count("hb.non_dependant.remunerative_work_hours")
        and (
            bool(person.disability_benefits)
            or person.severely_sight_impaired
            or person.esa is not None
            or person.work_capability is not WorkCapability.NONE
            or whose in sick
        )
        for whose, person in zip(Member, case.adults, strict=False)
    )


def _hours(person: Person) -> Decimal:
    return sum((job.hours_per_week for job in (person.employment, person.self_employment) if job), Decimal(0))


def _floor_is_unlikely(person: Person, case: Case, rates: Rates) -> bool:
    """A minimum income floor is entered for someone who does not have all work requirements, and so has none (UC Regs
    2013 reg 62(1); WRA 2012 ss 19-22).
    """
    floored = person.self_employment is not None and person.self_employment.minimum_income_floor
    excused = person.work_capability is not WorkCapability.NONE or person.carer
    return floored and (excused or over_pension_age(person, case.date) or _lone_parent_of_a_young_child(case, rates))


def _lone_parent_of_a_young_child(case: Case, rates: Rates) -> bool:
    """A lone parent of a young child. Of a couple either may be the one who is responsible for the child (WRA 2012
    s 19(6)).
    """
    last_day = assessment_period_end(case.date)
    ages = [child.age_on(last_day, case.date) for child in case.children if not child.of_non_dependant]
    return case.partner is None and any(age < rates.count(YOUNG_CHILD) for age in ages)


def _before_the_benefits_go_up(case: Case, row: Mapping[str, Any], basis: Basis) -> bool:
    """Housing Benefit has its new rates already, and other benefits do not have theirs yet (readings 13)."""
    if not row["applies.housing_benefit"] or row["housing_benefit.passported"]:
        return False
    others_go_up = first_day_of(rate_year(case.date, basis), Basis.DAY)
    return case.date < others_go_up and any(income.kind in UPRATED and income.amount for income in case.incomes)


def birth_date_matters(case: Case, row: Mapping[str, Any], rates: Rates) -> bool:
    """Whether someone with an age and no birth date could stand on either side of a line, so that an amount would
    change (contract, reading 2).
    """
    return (
        any(_adult_on_a_line(person, case, row, rates) for person in case.adults)
        or _child_on_a_line(case, row, rates)
        or any(_young_person_on_a_line(child, case, row) for child in case.children)
    )


def _adult_on_a_line(person: Person, case: Case, row: Mapping[str, Any], rates: Rates) -> bool:
    """The age of an adult leaves open pension age, or one of the two cohorts, where a scheme in question needs it and
    the case does not state it.
    """
    reached = [pension_age_day(day) for day in person.births(case.date)]
    lines = [] if person.over_pension_age is not None else [case.date + dt.timedelta(days=1)]
    if person.over_pension_age is not False and reached[0] <= case.date:
        savings_credit = case.pension_credit.reached_pension_age_before_6_april_2016 is None
        allowance = not case.housing_benefit.pension_age_before_april_2021
        if savings_credit and row["applies.pension_credit"]:
            cohort = rates.date("pension_credit.savings_credit.reached_spa_before")
            lines.append(cohort)
            as_men = [pension_age_day_of_a_man(day) for day in person.births(case.date)]
            if as_men[0] < cohort <= as_men[1]:
                return True
        if allowance and not _no_pension_age_allowance(row):
            lines.append(rates.date("hb.pension_age.personal_allowance.reached_before"))
    return any(reached[0] < line <= reached[1] for line in lines if line <= case.date + dt.timedelta(days=1))


def _no_pension_age_allowance(row: Mapping[str, Any]) -> bool:
    return not (row["applies.housing_benefit"] or row["applies.council_tax_reduction"])


def _child_on_a_line(case: Case, row: Mapping[str, Any], rates: Rates) -> bool:
    """The age leaves open whether the eldest child has the first child's rate, or whether the two-child limit leaves a
    child out.
    """
    weekly = "in_pension_credit" if row["applies.pension_credit"] else "on_date"
    own = _own_children(case, attrgetter("in_universal_credit" if row["applies.universal_credit"] else weekly))
    births = [child.births(case.date) for child in own]
    line = rates.date("law.children_born_before")
    eldest = min((first for first, _ in births), default=line), min((last for _, last in births), default=None)
    has_first_child_rate = row["applies.universal_credit"] or row["applies.pension_credit"]
    if has_first_child_rate and eldest[1] is not None and eldest[0] < line <= eldest[1]:
        return True
    most = rates.get("uc.child_limit.max_children")
    return most is not None and any(
        first < line <= last
        and not child.two_child_limit_exception
        and sum(other[0] <= last for other in births) > int(most)
        for child, (first, last) in zip(own, births, strict=True)
    )


def _young_person_on_a_line(child: Child, case: Case, row: Mapping[str, Any]) -> bool:
    """The age leaves open on which side of a 1 September someone is, and so whether they are a child (reading 22)."""
    first, last = (_standing(child, born, case) for born in child.births(case.date))
    return not child.of_non_dependant and (
        first.on_date is not last.on_date
        or (row["applies.universal_credit"] and first.in_universal_credit is not last.in_universal_credit)
        or (row["applies.pension_credit"] and first.in_pension_credit is not last.in_pension_credit)
    )


def _standing(child: Child, born: dt.date, case: Case) -> Standing:
    """How each scheme would count someone born on that day."""
    return standing(born, case.date, assessment_period_end(case.date), in_education=child.in_education)


def _own_children(case: Case, counted: Callable[[Standing], bool]) -> list[Child]:
    """The claimant's own children and young people, as a scheme counts them."""
    own = [child for child in case.children if not child.of_non_dependant]
    return [child for child in own if counted(_standing(child, child.born_on(case.date), case))]


# --- Facts that no figure counts --------------------------------------------------------------------------------------


def _over(case: Case) -> list[bool]:
    return [over_pension_age(person, case.date) for person in case.adults]


def _not_of_mixed_age(case: Case, _: Mapping[str, Any], __: Rates) -> bool:
    return sum(_over(case)) != 1 or case.partner is None


def _nobody_over_pension_age(case: Case, _: Mapping[str, Any], __: Rates) -> bool:
    return not any(_over(case))


def _no_family_premium_to_keep(case: Case, row: Mapping[str, Any], rates: Rates) -> bool:
    young = _own_children(case, attrgetter("on_date"))
    return case.date < rates.date(FAMILY_PREMIUM_CLOSED) or not young or _no_housing_benefit(case, row, rates)


def _no_housing_benefit(_: Case, row: Mapping[str, Any], __: Rates) -> bool:
    return not row["applies.housing_benefit"]


def _no_universal_credit(_: Case, row: Mapping[str, Any], __: Rates) -> bool:
    return not row["applies.universal_credit"]


def _no_benefit_cap(_: Case, row: Mapping[str, Any], __: Rates) -> bool:
    return not (row["applies.universal_credit"] or row["applies.benefit_cap"])


def _no_bedroom_charge_to_lift(case: Case, _: Mapping[str, Any], rates: Rates) -> bool:
    return case.tenancy.tenure not in SOCIAL_LANDLORD or not rates["law.sanctuary_scheme"]


def _no_allowance_by_the_week(case: Case, row: Mapping[str, Any], rates: Rates) -> bool:
    return case.tenancy.tenure is not Tenure.PRIVATE_RENT or _no_housing_benefit(case, row, rates)


NOT_COUNTED: Mapping[str, Callable[[Case, Mapping[str, Any], Rates], bool]] = {
    "tenancy.shares_home": _no_allowance_by_the_week,
    "tenancy.sanctuary_scheme": _no_bedroom_charge_to_lift,
    "tenancy.bereavement_protection": _no_housing_benefit,
    "universal_credit.transitional_element": _no_universal_credit,
    "universal_credit.transitional_capital_disregard": _no_universal_credit,
    "universal_credit.benefit_cap_grace_period": _no_benefit_cap,
    "housing_benefit.pension_age_before_april_2021": _nobody_over_pension_age,
    "housing_benefit.mixed_age_protection": _not_of_mixed_age,
    "housing_benefit.family_premium_protection": _no_family_premium_to_keep,
    "pension_credit.reached_pension_age_before_6_april_2016": _nobody_over_pension_age,
    "pension_credit.savings_credit_since_2016": _nobody_over_pension_age,
}
"""Each flag of the case by its path, with what removes the facts that the flag is about. The last name of the path is
the warning's code.
"""


def _not_counted(case: Case, row: Mapping[str, Any], rates: Rates) -> Iterator[str]:
    for path, facts_are_missing in NOT_COUNTED.items():
        code = path.rpartition(".")[2]
        if attrgetter(path)(case) and facts_are_missing(case, row, rates):
            yield code


def codes_of_warnings(
    case: Case, row: Mapping[str, Any], book: RateBook, basis: Basis, circumstances: Circumstances | None
) -> Iterator[str]:
    """The codes of what the case leaves open and the circumstances do not answer, and of what the circumstances brought
    in.
    """
    if circumstances is None:
        yield from warnings_of(case, row, book, basis)
        return
    answered = circumstances.service_charges_qualifying_period_served is not None
    for code in warnings_of(case, row, book, basis):
        if not (answered and code == "owner_service_charges_not_modelled"):
            yield code
    yield from codes_of(circumstances, case, book)
