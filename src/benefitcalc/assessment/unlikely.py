"""Facts that hardly go together, or that lie far outside the usual. The figures take them as entered, and a warning
says what would fit.

A household that cannot exist at all is refused when the case is read. The limits of amounts here are not law: they lie
far above what a household on these benefits has, so that they find a wrong period or a slipped decimal point.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from benefitcalc.case import (
    NOT_RENTED,
    Case,
    Child,
    Country,
    IncomeKind,
    Member,
    Money,
    NonDependant,
    NonDependantBenefit,
    Person,
    Tenure,
)
from benefitcalc.case.ages import may_be_over_pension_age, over_pension_age
from benefitcalc.case.parts import payments_a_year
from benefitcalc.periods import years_later
from benefitcalc.rates import rates_on
from benefitcalc.rates.lha import find_area
from benefitcalc.rates.pension_age import pension_age_day, pension_age_day_of_a_man

Row: TypeAlias = Mapping[str, Any]

YOUNGEST_PARENT = 12
HOURS_OF_WORK = 100
HOURS_EXPECTED = 35
"""The most hours that a minimum income floor takes (UC Regs 2013 reg 88(1))."""
REMUNERATIVE = 16
RENT, PAY, INCOME, CHILDCARE = 1_000_00, 3_000_00, 1_000_00, 700_00
"""Pence a week: rent with service charges; one job or trade; one other income; one child's childcare."""
COUNCIL_TAX = 8_000_00
NEAR_LONDON = frozenset({"London", "South East", "East Of England"})
CARE = frozenset({"dla_care", "pip_daily_living", "attendance_allowance", "afip"})
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


def _child_age(case: Case, _: Row) -> bool:
    """A child is older than every adult who could be the parent, or less than 12 years younger than the
    oldest of them.
    """
    own: list[Person | NonDependant] = list(case.adults)
    others: list[Person | NonDependant] = list(case.non_dependants)
    return any(
        years_later(min(adult.births(case.date)[0] for adult in adults), YOUNGEST_PARENT) > child.births(case.date)[1]
        for child in case.children
        if (adults := others if child.of_non_dependant else own)
    )


def _over_pension_age(case: Case, _: Row) -> bool:
    """The case puts someone on one side of pension age, and every birth date of that age is on the other."""
    for person in case.adults:
        first, last = (pension_age_day(born) <= case.date for born in person.births(case.date))
        if (person.over_pension_age is True and not first) or (person.over_pension_age is False and last):
            return True
    return False


def _day(key: str, case: Case) -> dt.date:
    """A day that the law names."""
    return rates_on(case.date, allow_unchecked=True).date(key)


def _pension_age_by_2016(case: Case, _: Row) -> bool:
    """The case says that somebody had reached pension age by then, or that nobody had, and the ages say otherwise."""
    told = case.pension_credit.reached_pension_age_before_6_april_2016
    births = [person.births(case.date) for person in case.adults]
    cohort = _day("pension_credit.savings_credit.reached_spa_before", case)
    if told is None or not any(over_pension_age(person, case.date) for person in case.adults):
        return False
    could = any(pension_age_day(first) < cohort for first, _ in births)
    must = any(pension_age_day_of_a_man(last) < cohort for _, last in births)
    return not could if told else must


def _pension_age_by_2021(case: Case, _: Row) -> bool:
    over = [person for person in case.adults if over_pension_age(person, case.date)]
    cohort = _day("hb.pension_age.personal_allowance.reached_before", case)
    could = any(pension_age_day(person.births(case.date)[0]) < cohort for person in case.adults)
    return case.housing_benefit.pension_age_before_april_2021 and bool(over) and not could


def _working_age_benefit(case: Case, _: Row) -> bool:
    """Someone who is surely over pension age has a benefit that ends at pension age."""
    paid = {income.of for income in case.incomes if income.kind in OF_WORKING_AGE and income.amount}
    return any(
        (whose in paid or person.esa is not None)
        and over_pension_age(person, case.date)
        and pension_age_day(person.births(case.date)[1]) <= case.date
        for whose, person in zip(Member, case.adults, strict=False)
    )


def _attendance_allowance(case: Case, people: tuple[Person | Child | NonDependant, ...]) -> bool:
    """Someone under pension age has Attendance Allowance; it can only mean Constant Attendance Allowance, which is
    entered so.
    """
    return any(
        any(benefit.allowance == "attendance_allowance" for benefit in person.disability_benefits)
        and not may_be_over_pension_age(person, case.date)
        for person in people
    )


def _non_dependant_pension_credit(case: Case, _: Row) -> bool:
    """A non-dependant under pension age has Pension Credit; it can be the claim of a partner who is over
    pension age.
    """
    everyone = case.non_dependants
    for person in everyone:
        partner = () if person.couple_with is None else (everyone[person.couple_with],)
        old_enough = any(may_be_over_pension_age(one, case.date) for one in (person, *partner))
        if NonDependantBenefit.PENSION_CREDIT in person.benefits and not old_enough:
            return True
    return False


# --- The home ---------------------------------------------------------------------------------------------------------


def _charges(case: Case) -> bool:
    home = case.tenancy
    return bool(home.rent.amount) or any(charge.amount for charge in home.service_charges)


def _no_rent(case: Case, _: Row) -> bool:
    return case.tenancy.tenure not in NOT_RENTED and not _charges(case)


def _greater_london(case: Case, _: Row) -> bool:
    area = None if case.tenancy.brma is None else find_area(case.tenancy.brma)
    return case.greater_london and area is not None and area.region not in NEAR_LONDON


def _child_of_nobody(case: Case, _: Row) -> bool:
    return any(child.of_non_dependant for child in case.children) and not case.non_dependants


def _non_dependants_child(case: Case, _: Row) -> bool:
    """A non-dependant is responsible for a child under 5 who is not entered, so that the child has no bedroom."""
    young = any(child.of_non_dependant and child.age_on(case.date, case.date) < 5 for child in case.children)
    return any(person.responsible_for_child_under_5 for person in case.non_dependants) and not young


# --- Work and money ---------------------------------------------------------------------------------------------------


def _hours(person: Person) -> Decimal:
    return sum((job.hours_per_week for job in (person.employment, person.self_employment) if job), Decimal(0))


def _paid_to(case: Case, *kinds: IncomeKind) -> set[Member]:
    return {income.of for income in case.incomes if income.kind in kinds and income.amount}


def _carers_allowance(case: Case, row: Row) -> bool:
    """Universal Credit counts Carer's Allowance as income, without the carer element that goes with it."""
    paid = _paid_to(case, IncomeKind.CARERS_ALLOWANCE)
    not_said = any(whose in paid and not person.carer for whose, person in zip(Member, case.adults, strict=False))
    return bool(row["applies.universal_credit"]) and not_said


def _bereaved_couple(case: Case, _: Row) -> bool:
    return case.partner is not None and bool(_paid_to(case, *OF_THE_BEREAVED))


def _no_child(case: Case, _: Row) -> bool:
    return bool(_paid_to(case, *OF_CHILDREN)) and all(child.of_non_dependant for child in case.children)


def _scottish_payment(case: Case, _: Row) -> bool:
    return case.country is not Country.SCOTLAND and bool(_paid_to(case, IncomeKind.SCOTTISH_CHILD_PAYMENT))


def _entered_twice(case: Case, _: Row) -> bool:
    paid = [(income.kind, income.of) for income in case.incomes if income.kind in ONE_AT_A_TIME and income.amount]
    return any(times > 1 for times in Counter(paid).values())


def _jobseeker(case: Case, _: Row) -> bool:
    """Someone has New Style JSA and 16 hours of work, or New Style JSA and Employment and Support Allowance."""
    jobseekers = _paid_to(case, IncomeKind.NEW_STYLE_JSA)
    sick = _paid_to(case, IncomeKind.NEW_STYLE_ESA)
    return any(
        whose in jobseekers and (whose in sick or _hours(person) >= REMUNERATIVE)
        for whose, person in zip(Member, case.adults, strict=False)
    )


def _works_without_earnings(case: Case, _: Row) -> bool:
    without = NonDependantBenefit.UNIVERSAL_CREDIT_NO_EARNINGS
    return any(person.works_16_hours and without in person.benefits for person in case.non_dependants)


def _paid_carer(case: Case, _: Row) -> bool:
    """Someone has a paid carer but no care benefit; a carer's benefit is paid only for someone with a care benefit."""
    return any(
        person.has_paid_carer and not any(benefit.component in CARE for benefit in person.disability_benefits)
        for person in case.adults
    )


def _expected_hours(case: Case, _: Row) -> bool:
    trades = [person.self_employment for person in case.adults if person.self_employment is not None]
    return any(trade.minimum_income_floor and trade.expected_hours > HOURS_EXPECTED for trade in trades)


def _weekly(money: Money | None) -> int:
    return 0 if money is None else money.amount * payments_a_year(money.per) // 52


def _rent_amount(case: Case, _: Row) -> bool:
    return _weekly(case.tenancy.rent) + sum(map(_weekly, case.tenancy.service_charges)) > RENT


def _pay_amount(case: Case, _: Row) -> bool:
    jobs = [person.employment for person in case.adults if person.employment is not None]
    trades = [person.self_employment for person in case.adults if person.self_employment is not None]
    return any(
        _weekly(money) > PAY
        for money in (*(job.net for job in jobs), *(job.gross for job in jobs), *(trade.net_profit for trade in trades))
    )


Test: TypeAlias = Callable[[Case, Row], bool]

OF_INCOMES: Mapping[str, Test] = {
    "carers_allowance_without_carer": _carers_allowance,
    "bereavement_benefit_of_couple": _bereaved_couple,
    "income_without_child": _no_child,
    "scottish_payment_elsewhere": _scottish_payment,
    "income_entered_twice": _entered_twice,
    "jobseeker_unlikely": _jobseeker,
    "income_unlikely": lambda case, _: any(_weekly(income) > INCOME for income in case.incomes),
}
OF_OTHER_ADULTS: Mapping[str, Test] = {
    "non_dependant_pension_credit_under_pension_age": _non_dependant_pension_credit,
    "non_dependant_attendance_allowance_under_pension_age": lambda case, _: _attendance_allowance(
        case, case.non_dependants
    ),
    "non_dependant_works_without_earnings": _works_without_earnings,
    "child_of_non_dependant_missing": _non_dependants_child,
}
OF_THE_FAMILY: Mapping[str, Test] = {
    "child_age_unlikely": _child_age,
    "over_pension_age_unlikely": _over_pension_age,
    "pension_age_before_2016_unlikely": _pension_age_by_2016,
    "pension_age_before_2021_unlikely": _pension_age_by_2021,
    "working_age_benefit_over_pension_age": _working_age_benefit,
    "attendance_allowance_under_pension_age": lambda case, _: _attendance_allowance(
        case, (*case.adults, *case.children)
    ),
    "child_of_nobody": _child_of_nobody,
    "paid_carer_without_benefit": _paid_carer,
    "hours_unlikely": lambda case, _: any(_hours(person) > HOURS_OF_WORK for person in case.adults),
    "expected_hours_unlikely": _expected_hours,
    "pay_unlikely": _pay_amount,
    "childcare_unlikely": lambda case, _: any(_weekly(child.childcare) > CHILDCARE for child in case.children),
}
OF_THE_HOME: Mapping[str, Test] = {
    "rent_without_housing_costs": lambda case, _: case.tenancy.tenure is Tenure.NO_HOUSING_COSTS and _charges(case),
    "rent_of_owner": lambda case, _: case.tenancy.tenure is Tenure.OWNER_OCCUPIER and bool(case.tenancy.rent.amount),
    "no_rent_entered": _no_rent,
    "greater_london_unlikely": _greater_london,
    "rent_unlikely": _rent_amount,
    "council_tax_unlikely": lambda case, _: (
        case.council_tax is not None and case.council_tax.annual_liability > COUNCIL_TAX
    ),
}
UNLIKELY: Mapping[str, Test] = {**OF_THE_FAMILY, **OF_OTHER_ADULTS, **OF_INCOMES, **OF_THE_HOME}
"""Each warning of something unlikely, with the test that finds its households."""


def unlikely(case: Case, row: Row) -> Iterator[str]:
    """The codes of what is unlikely about a household; ``row`` is the household's row of the columns."""
    for tests, asked in (
        (OF_THE_FAMILY, True),
        (OF_OTHER_ADULTS, bool(case.non_dependants)),
        (OF_INCOMES, bool(case.incomes)),
        (OF_THE_HOME, True),
    ):
        if asked:
            yield from (code for code, is_so in tests.items() if is_so(case, row))
