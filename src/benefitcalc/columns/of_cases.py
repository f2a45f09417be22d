"""How the facts of cases become columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

import numpy as np

from benefitcalc import case as model
from benefitcalc.case.ages import standing
from benefitcalc.columns.batch import Batch
from benefitcalc.columns.codes import (
    DISABILITY_BITS,
    INCOME_KINDS,
    NON_DEPENDANT_BENEFIT_BITS,
    TENURES,
    Country,
    Esa,
    WorkCapability,
)
from benefitcalc.columns.facts import Adults, Children, Households, Incomes, NonDependants, ServiceCharges
from benefitcalc.periods import Per, assessment_period_end, completed_years, day_number
from benefitcalc.rates.lha import areas, find_area
from benefitcalc.rates.pension_age import pension_age_day


@lru_cache(maxsize=65536)
def _pension_age_day(born: dt.date) -> int:
    return day_number(pension_age_day(born))


_PER = {period: getattr(Per, period.name) for period in model.Period}
_COUNTRY = {country: getattr(Country, country.name) for country in model.Country}
_WORK_CAPABILITY = {found: getattr(WorkCapability, found.name) for found in model.WorkCapability}
_ESA = {group: getattr(Esa, group.name) for group in model.Esa}


def _per(period: model.Period) -> int:
    return _PER[period]


def _rent_free_periods(charge: model.Rent) -> int:
    weeks = charge.per.weeks
    return charge.rent_free_weeks // weeks if charge.rent_free_weeks and weeks else 0


@lru_cache(maxsize=1024)
def area_number(name: str) -> int:
    """The number of a broad rental market area in the columns, from 1; 0 where no area has that name."""
    area = find_area(name)
    return 0 if area is None else areas().index(area) + 1


def _hundredths(hours: Decimal) -> int:
    return int(hours * 100)


def _adult_row(person: model.Person | None, date: dt.date, last_day: dt.date) -> tuple[int, ...]:
    if person is None:
        return (0,) * (len(Adults.numbers_of) + len(Adults.flags_of))
    born = person.born_on(date)
    pension_age = _pension_age_day(born)
    job, trade = person.employment, person.self_employment
    pay = None if job is None else (job.net or job.gross)
    over = person.over_pension_age
    paydays = None if job is None else job.paydays(date, last_day)
    return (
        day_number(born),
        completed_years(born, last_day),
        completed_years(born, date),
        pension_age,
        0 if pay is None else pay.amount,
        0 if pay is None else _per(pay.per),
        0 if paydays is None else day_number(paydays[0]),
        0 if paydays is None else day_number(paydays[1]),
        0 if job is None else job.pension_in_pay_period,
        0 if job is None else _hundredths(job.hours_per_week),
        0 if trade is None else trade.net_profit.amount,
        0 if trade is None else _per(trade.net_profit.per),
        0 if trade is None else _hundredths(trade.hours_per_week),
        0 if trade is None else _hundredths(trade.expected_hours),
        _WORK_CAPABILITY[person.work_capability],
        0 if person.esa is None else _ESA[person.esa],
        sum(DISABILITY_BITS[benefit.value] for benefit in set(person.disability_benefits)),
        True,
        over if over is not None else pension_age <= day_number(date),
        job is not None,
        job is not None and job.gross is not None,
        paydays is not None,
        trade is not None,
        trade is not None and trade.minimum_income_floor,
        person.carer,
        person.severely_sight_impaired,
        person.has_paid_carer,
        person.student,
    )


_TWO_CHILD_EXCEPTION = len(Children.numbers_of) + Children.flags_of.index("two_child_limit_exception")


def from_cases(cases: Iterable[model.Case]) -> Batch:
    """The facts of the cases as columns, one household in each row, in their order.

    Here the readings of ages are applied: an age without a birth date means a birthday on ``date``, and ``age`` is the
    one reached by the last day of the assessment period. So is the reading of who is a child or young person (reading
    22).
    """
    households: list[tuple[int, ...]] = []
    adults: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    children: list[tuple[int, ...]] = []
    non_dependants: list[tuple[int, ...]] = []
    incomes: list[tuple[int, ...]] = []
    charges: list[tuple[int, ...]] = []
    for index, case in enumerate(cases):
        date, last_day = case.date, assessment_period_end(case.date)
        households.append(_household_row(case, last_day))
        adults.append((_adult_row(case.claimant, date, last_day), _adult_row(case.partner, date, last_day)))
        rows = [_child_row(index, child, date, last_day) for child in case.children]
        # Unflagged before flagged of one birth date: which of twins takes the last place is the claimant's
        # choice (UC Regs 2013 reg 24B).
        children.extend(sorted(rows, key=lambda row: (row[1], row[_TWO_CHILD_EXCEPTION])))
        first = len(non_dependants)
        non_dependants.extend(
            _non_dependant_row(index, first, place, one, date, last_day)
            for place, one in enumerate(case.non_dependants)
        )
        incomes.extend(
            (index, INCOME_KINDS[i.kind.value], i.amount, _per(i.per), i.of is model.Member.PARTNER)
            for i in case.incomes
        )
        charges.extend(
            (index, c.amount, _per(c.per), _rent_free_periods(c), c.eligible) for c in case.tenancy.service_charges
        )
    width = len(Adults.numbers_of) + len(Adults.flags_of)
    both = np.ascontiguousarray(np.array(adults, dtype=np.int64).reshape(len(households), 2, width).transpose(2, 1, 0))
    split = len(Adults.numbers_of)
    return Batch(
        Households.from_rows(households),
        Adults(both[:split], both[split:] != 0),
        Children.from_rows(children),
        NonDependants.from_rows(non_dependants),
        Incomes.from_rows(incomes),
        ServiceCharges.from_rows(charges),
    )


def _household_row(case: model.Case, last_day: dt.date) -> tuple[int, ...]:
    home, facts = case.tenancy, case.universal_credit
    rent, allowance, share = home.rent, home.local_housing_allowance, home.share_of_rent
    hb, pc, tax = case.housing_benefit, case.pension_credit, case.council_tax
    return (
        day_number(case.date),
        day_number(last_day),
        _COUNTRY[case.country],
        TENURES[home.tenure],
        home.bedrooms or 0,
        rent.amount,
        _per(rent.per),
        _rent_free_periods(rent),
        0 if home.ineligible_in_rent is None else home.ineligible_in_rent.amount,
        0 if home.brma is None else area_number(home.brma),
        0 if allowance is None else allowance.amount,
        0 if allowance is None else _per(allowance.per),
        home.people_liable,
        home.people_liable_in_claim,
        share.numerator,
        share.denominator,
        case.capital,
        0 if facts.transitional_element is None else facts.transitional_element,
        0 if tax is None else tax.annual_liability,
        case.greater_london,
        home.rent_share is not None,
        allowance is not None,
        home.shared_accommodation_rate_exempt,
        home.shares_home,
        home.overnight_carer_bedroom,
        home.foster_bedroom,
        home.couple_cannot_share_bedroom,
        home.sanctuary_scheme,
        home.bereavement_protection,
        facts.claimed,
        facts.transitional_capital_disregard,
        facts.benefit_cap_grace_period,
        hb.pension_age_before_april_2021,
        hb.mixed_age_protection,
        hb.family_premium_protection,
        pc.reached_pension_age_before_6_april_2016 is not None,
        bool(pc.reached_pension_age_before_6_april_2016),
        pc.savings_credit_since_2016,
        tax is not None,
    )


def _child_row(index: int, child: model.Child, date: dt.date, last_day: dt.date) -> tuple[int, ...]:
    born, care = child.born_on(date), child.childcare
    return (
        index,
        day_number(born),
        completed_years(born, last_day),
        completed_years(born, date),
        sum(DISABILITY_BITS[benefit.value] for benefit in set(child.disability_benefits)),
        0 if care is None else care.amount,
        0 if care is None else _per(care.per),
        child.sex is model.Sex.MALE,
        child.severely_sight_impaired,
        child.cannot_share_bedroom,
        child.in_education,
        *standing(born, date, last_day, in_education=child.in_education),
        child.two_child_limit_exception,
        child.of_non_dependant,
    )


def _non_dependant_row(
    index: int, first: int, place: int, person: model.NonDependant, date: dt.date, last_day: dt.date
) -> tuple[int, ...]:
    born, income = person.born_on(date), person.gross_income
    return (
        index,
        completed_years(born, last_day),
        completed_years(born, date),
        0 if income is None else income.amount,
        0 if income is None else _per(income.per),
        first + (place if person.couple_with is None else person.couple_with),
        sum(DISABILITY_BITS[benefit.value] for benefit in set(person.disability_benefits)),
        sum(NON_DEPENDANT_BENEFIT_BITS[benefit.value] for benefit in set(person.benefits)),
        person.works_16_hours,
        income is not None,
        person.couple_with is not None,
        person.severely_sight_impaired,
        person.student,
        person.responsible_for_child_under_5,
        person.armed_forces_away,
        person.prisoner,
    )
