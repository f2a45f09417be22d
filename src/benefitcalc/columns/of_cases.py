"""How the facts of cases become columns."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter

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
from benefitcalc.columns.table import Table
from benefitcalc.periods import Per, assessment_period_end, completed_years, day_number
from benefitcalc.rates.lha import areas, find_area
from benefitcalc.rates.pension_age import pension_age_day


@lru_cache(maxsize=65536)
def _pension_age_day(born: dt.date) -> int:
    return day_number(pension_age_day(born))


_TABLES: tuple[type[Table], ...] = (Households, Adults, Children, NonDependants, Incomes, ServiceCharges)
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
        return _NOBODY
    born = person.born_on(date)
    pension_age = _pension_age_day(born)
    job, trade = person.employment, person.self_employment
    pay = None if job is None else (job.net or job.gross)
    over = person.over_pension_age
    paydays = None if job is None else job.paydays(date, last_day)
    return Adults.row(
        born=day_number(born),
        age=completed_years(born, last_day),
        age_on_date=completed_years(born, date),
        pension_age=pension_age,
        pay=0 if pay is None else pay.amount,
        pay_per=0 if pay is None else _per(pay.per),
        first_payday=0 if paydays is None else day_number(paydays[0]),
        last_payday=0 if paydays is None else day_number(paydays[1]),
        pension_contribution=0 if job is None else job.pension_in_pay_period,
        work_hours=0 if job is None else _hundredths(job.hours_per_week),
        profit=0 if trade is None else trade.net_profit.amount,
        profit_per=0 if trade is None else _per(trade.net_profit.per),
        self_employed_hours=0 if trade is None else _hundredths(trade.hours_per_week),
        expected_hours=0 if trade is None else _hundredths(trade.expected_hours),
        work_capability=_WORK_CAPABILITY[person.work_capability],
        esa=0 if person.esa is None else _ESA[person.esa],
        disability_benefits=sum(DISABILITY_BITS[benefit.value] for benefit in set(person.disability_benefits)),
        present=True,
        birth_date_known=person.born is not None,
        over_pension_age=over if over is not None else pension_age <= day_number(date),
        over_pension_age_said=over is not None,
        employed=job is not None,
        pay_is_gross=job is not None and job.gross is not None,
        payday_known=paydays is not None,
        self_employed=trade is not None,
        minimum_income_floor=trade is not None and trade.minimum_income_floor,
        carer=person.carer,
        severely_sight_impaired=person.severely_sight_impaired,
        has_paid_carer=person.has_paid_carer,
        student=person.student,
    )


_NOBODY = Adults.row(*[0] * len(Adults.names()))
"""The row of a partner where there is none."""


def from_cases(cases: Iterable[model.Case]) -> Batch:
    """The facts of the cases as columns, one household in each row, in their order.

    Here the readings of ages are applied: an age without a birth date means a birthday on ``date``, and ``age`` is the
    one reached by the last day of the assessment period. So is the reading of who is a child or young person (reading
    22).
    """
    rows: dict[type[Table], array[int]] = {kind: array("q") for kind in _TABLES}
    count = people = 0
    for index, case in enumerate(cases):
        date, last_day = case.date, assessment_period_end(case.date)
        rows[Households].extend(_household_row(case, last_day))
        for person in (case.claimant, case.partner):
            rows[Adults].extend(_adult_row(person, date, last_day))
        # Unflagged before flagged of one birth date: which of twins takes the last place is the claimant's
        # choice (UC Regs 2013 reg 24B).
        of_case = [_child_row(index, child, date, last_day) for child in case.children]
        for row in sorted(of_case, key=attrgetter("born", "two_child_limit_exception")):
            rows[Children].extend(row)
        for place, one in enumerate(case.non_dependants):
            rows[NonDependants].extend(_non_dependant_row(index, people, place, one, date, last_day))
        people += len(case.non_dependants)
        for i in case.incomes:
            rows[Incomes].extend(
                Incomes.row(
                    household=index,
                    kind=INCOME_KINDS[i.kind.value],
                    amount=i.amount,
                    amount_per=_per(i.per),
                    of=i.of is model.Member.PARTNER,
                )
            )
        for c in case.tenancy.service_charges:
            rows[ServiceCharges].extend(
                ServiceCharges.row(
                    household=index,
                    amount=c.amount,
                    amount_per=_per(c.per),
                    rent_free_periods=_rent_free_periods(c),
                    eligible=c.eligible,
                )
            )
        count += 1
    width, split = len(Adults.names()), len(Adults.numbers_of)
    both = np.frombuffer(rows[Adults], dtype=np.int64) if count else np.zeros(0, dtype=np.int64)
    adults = np.ascontiguousarray(both.reshape(count, 2, width).transpose(2, 1, 0))
    return Batch(
        Households.from_flat(rows[Households]),
        Adults(adults[:split], adults[split:] != 0),
        Children.from_flat(rows[Children]),
        NonDependants.from_flat(rows[NonDependants]),
        Incomes.from_flat(rows[Incomes]),
        ServiceCharges.from_flat(rows[ServiceCharges]),
    )


def _household_row(case: model.Case, last_day: dt.date) -> tuple[int, ...]:
    home, facts = case.tenancy, case.universal_credit
    rent, allowance, share = home.rent, home.local_housing_allowance, home.share_of_rent
    hb, pc, tax = case.housing_benefit, case.pension_credit, case.council_tax
    return Households.row(
        date=day_number(case.date),
        last_day=day_number(last_day),
        country=_COUNTRY[case.country],
        tenure=TENURES[home.tenure],
        bedrooms=home.bedrooms or 0,
        rent=rent.amount,
        rent_per=_per(rent.per),
        rent_free_periods=_rent_free_periods(rent),
        ineligible_in_rent=0 if home.ineligible_in_rent is None else home.ineligible_in_rent.amount,
        brma=0 if home.brma is None else area_number(home.brma),
        local_housing_allowance=0 if allowance is None else allowance.amount,
        local_housing_allowance_per=0 if allowance is None else _per(allowance.per),
        people_liable=home.people_liable,
        people_liable_in_claim=home.people_liable_in_claim,
        share_numerator=share.numerator,
        share_denominator=share.denominator,
        capital=case.capital,
        transitional_element_pm=0 if facts.transitional_element is None else facts.transitional_element,
        council_tax_pa=0 if tax is None else tax.annual_liability,
        greater_london=case.greater_london,
        has_rent_share=home.rent_share is not None,
        has_local_housing_allowance=allowance is not None,
        shared_accommodation_rate_exempt=home.shared_accommodation_rate_exempt,
        shares_home=home.shares_home,
        overnight_carer_bedroom=home.overnight_carer_bedroom,
        foster_bedroom=home.foster_bedroom,
        couple_cannot_share_bedroom=home.couple_cannot_share_bedroom,
        sanctuary_scheme=home.sanctuary_scheme,
        bereavement_protection=home.bereavement_protection,
        universal_credit_claimed=facts.claimed,
        transitional_capital_disregard=facts.transitional_capital_disregard,
        benefit_cap_grace_period=facts.benefit_cap_grace_period,
        pension_age_before_april_2021=hb.pension_age_before_april_2021,
        mixed_age_protection=hb.mixed_age_protection,
        family_premium_protection=hb.family_premium_protection,
        says_who_reached_pension_age_before_6_april_2016=pc.reached_pension_age_before_6_april_2016 is not None,
        reached_pension_age_before_6_april_2016=bool(pc.reached_pension_age_before_6_april_2016),
        savings_credit_since_2016=pc.savings_credit_since_2016,
        has_council_tax=tax is not None,
    )


def _child_row(index: int, child: model.Child, date: dt.date, last_day: dt.date) -> tuple[int, ...]:
    born, care = child.born_on(date), child.childcare
    stands = standing(born, date, last_day, in_education=child.in_education)
    return Children.row(
        household=index,
        born=day_number(born),
        age=completed_years(born, last_day),
        age_on_date=completed_years(born, date),
        disability_benefits=sum(DISABILITY_BITS[benefit.value] for benefit in set(child.disability_benefits)),
        childcare=0 if care is None else care.amount,
        childcare_per=0 if care is None else _per(care.per),
        birth_date_known=child.born is not None,
        male=child.sex is model.Sex.MALE,
        severely_sight_impaired=child.severely_sight_impaired,
        cannot_share_bedroom=child.cannot_share_bedroom,
        in_education=child.in_education,
        counts=stands.in_universal_credit,
        counts_on_date=stands.on_date,
        counts_in_pension_credit=stands.in_pension_credit,
        of_school_age=stands.of_school_age,
        two_child_limit_exception=child.two_child_limit_exception,
        of_non_dependant=child.of_non_dependant,
    )


def _non_dependant_row(
    index: int, first: int, place: int, person: model.NonDependant, date: dt.date, last_day: dt.date
) -> tuple[int, ...]:
    born, income = person.born_on(date), person.gross_income
    return NonDependants.row(
        household=index,
        born=day_number(born),
        age=completed_years(born, last_day),
        age_on_date=completed_years(born, date),
        gross_income=0 if income is None else income.amount,
        gross_income_per=0 if income is None else _per(income.per),
        couple_with=first + (place if person.couple_with is None else person.couple_with),
        disability_benefits=sum(DISABILITY_BITS[benefit.value] for benefit in set(person.disability_benefits)),
        benefits=sum(NON_DEPENDANT_BENEFIT_BITS[benefit.value] for benefit in set(person.benefits)),
        birth_date_known=person.born is not None,
        works_16_hours=person.works_16_hours,
        has_gross_income=income is not None,
        in_couple=person.couple_with is not None,
        severely_sight_impaired=person.severely_sight_impaired,
        student=person.student,
        responsible_for_child_under_5=person.responsible_for_child_under_5,
        armed_forces_away=person.armed_forces_away,
        prisoner=person.prisoner,
    )
