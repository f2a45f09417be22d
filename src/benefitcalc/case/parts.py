"""The parts of a household: its people, its home, its money, and what earlier awards keep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, StrictBool

from benefitcalc.case.kinds import (
    CouncilTaxScheme,
    DisabilityBenefit,
    Esa,
    IncomeKind,
    Member,
    NonDependantBenefit,
    Period,
    Sex,
    Tenure,
    WorkCapability,
)
from benefitcalc.case.values import (
    POUNDS_OUT,
    BirthDate,
    Codes,
    Day,
    Hours,
    Pence,
    People,
    Several,
    Share,
    Text,
    Weeks,
    Years,
    null_as,
    whole,
)
from benefitcalc.money import format_pounds
from benefitcalc.periods import (
    PAYMENTS_A_YEAR,
    Per,
    completed_years,
    first_payday_from,
    last_payday_by,
    years_later,
)


class Part(BaseModel):
    """A part of a case: fixed once made, and closed to unknown keys.

    Made on its own it is checked field by field and raises pydantic's ``ValidationError``; how the fields fit together
    is checked once the case is whole.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def __repr_args__(self) -> Iterator[tuple[str, Any]]:
        """What was said, money as the pounds that were written; what was left out stays out."""
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if field.is_required() or value != field.get_default(call_default_factory=True):
                yield name, format_pounds(value) if value is not None and POUNDS_OUT in field.metadata else value


class Money(Part):
    """An amount for a period: ``amount`` in pence, ``per`` the period it is for."""

    amount: Pence
    per: Period


def payments_a_year(per: Period) -> int:
    """How many payments of that period a year has."""
    return int(PAYMENTS_A_YEAR[getattr(Per, per.name)])


class Rent(Money):
    """Core rent, without service charges. ``rent_free_weeks`` are those of a year in which nothing is charged."""

    rent_free_weeks: Weeks = 0


class ServiceCharge(Rent):
    """One service charge. ``eligible`` says whether help with rent can cover it, and is never guessed."""

    label: Text = ""
    eligible: StrictBool


class Income(Money):
    """One income before any disregard of the law."""

    kind: IncomeKind
    of: Member = Member.CLAIMANT


class Employment(Part):
    """A job: ``net`` after tax, National Insurance and pension; or ``gross``, and net is worked out (reading 4).

    ``pension_contribution`` goes with ``gross``. Both are None with ``net``. ``paid_on`` is any one payday of pay by
    the week, fortnight or four weeks, before, in or after the assessment period: Universal Credit then counts the
    paydays in the period, and without it the yearly average of a month (reading 23).
    """

    net: Money | None = None
    gross: Money | None = None
    pension_contribution: Money | None = None
    hours_per_week: Hours = Decimal(0)
    paid_on: Day | None = None

    def paydays(self, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date] | None:
        """The first and the last payday from ``first`` to ``last``, which are four weeks or more; None where no payday
        is known.
        """
        if self.paid_on is None or self.weeks_apart is None:
            return None
        return (
            first_payday_from(first, self.paid_on, self.weeks_apart),
            last_payday_by(last, self.paid_on, self.weeks_apart),
        )

    @property
    def weeks_apart(self) -> int | None:
        """The weeks from one payday to the next; None where pay comes by the month, quarter or year."""
        pay = self.net or self.gross
        return None if pay is None else pay.per.weeks

    @property
    def pension_in_pay_period(self) -> int:
        """The pension contribution in pence for the period of the gross pay, to the nearest penny (reading 4)."""
        if self.pension_contribution is None or self.gross is None:
            return 0
        of_pension, of_pay = (payments_a_year(money.per) for money in (self.pension_contribution, self.gross))
        return (self.pension_contribution.amount * of_pension + of_pay // 2) // of_pay


class SelfEmployment(Part):
    """A trade: ``net_profit`` after expenses, tax, National Insurance and pension.

    ``minimum_income_floor``: gainfully self-employed, outside the start-up period, with all work requirements.
    ``expected_hours`` a week: 35 unless caring or health brings it down (SI 2013/376 reg 88).
    """

    net_profit: Money = Money(amount=0, per=Period.MONTH)
    hours_per_week: Hours = Decimal(0)
    minimum_income_floor: StrictBool = False
    expected_hours: Hours = Decimal(35)


class Someone(Part):
    """A person with an ``age`` in completed years on the case's date, or a birth date, or both where they agree."""

    age: Years | None = None
    born: BirthDate = None

    def born_on(self, case_date: dt.date) -> dt.date:
        """The birth date. An age without one is a birthday on the case's date (reading 2).

        On 29 February, someone whose birth year had none was born on the 28th: the nearest day that gives the age.
        """
        if self.born is not None:
            return self.born
        if self.age is None:
            raise ValueError("neither age nor born is known")
        year = case_date.year - self.age
        try:
            return case_date.replace(year=year)
        except ValueError:
            return dt.date(year, 2, 28)

    def births(self, case_date: dt.date) -> tuple[dt.date, dt.date]:
        """The first and the last birth date that the age leaves open: the same day twice where ``born`` is given."""
        last = self.born_on(case_date)
        first = last if self.born is not None else years_later(last, -1) + dt.timedelta(days=1)
        return first, last

    def age_on(self, day: dt.date, case_date: dt.date) -> int:
        """Completed years on ``day``; ``case_date`` is the date of the case, which an ``age`` is read on."""
        return completed_years(self.born_on(case_date), day)

    def with_birth_date(self, case_date: dt.date) -> Self:
        """The same person, known by the birth date alone."""
        return self.model_copy(update={"born": self.born_on(case_date), "age": None})


class Person(Someone):
    """The claimant or their partner.

    ``over_pension_age`` overrides what birth date and date say; None lets them decide. ``carer`` is regular and
    substantial caring, underlying entitlement to Carer's Allowance included (reading 7). ``has_paid_carer``: someone
    gets a carer's benefit or element for this person. ``student``: full-time, and excluded unless an exception is met.
    """

    over_pension_age: StrictBool | None = None
    employment: Employment | None = None
    self_employment: SelfEmployment | None = None
    work_capability: WorkCapability = WorkCapability.NONE
    esa: Esa | None = None
    carer: StrictBool = False
    disability_benefits: Codes[DisabilityBenefit] = ()
    severely_sight_impaired: StrictBool = False
    has_paid_carer: StrictBool = False
    student: StrictBool = False


class Child(Someone):
    """A child or qualifying young person who lives here, up to 19.

    ``sex`` may be left out where it cannot change who shares a bedroom. ``in_education`` decides from 1 September
    following the 16th birthday on: with it, Universal Credit counts a young person until 1 September following the 19th
    birthday, Child Benefit and Housing Benefit until the 20th birthday; otherwise the person is an adult in the home.
    Before that day everybody is a child, and it does nothing (reading 22). ``childcare`` is the charge for this child.
    ``of_non_dependant``: lives here, but is a non-dependant's child.
    """

    sex: Sex | None = None
    disability_benefits: Codes[DisabilityBenefit] = ()
    severely_sight_impaired: StrictBool = False
    cannot_share_bedroom: StrictBool = False
    in_education: StrictBool = False
    two_child_limit_exception: StrictBool = False
    childcare: Money | None = None
    of_non_dependant: StrictBool = False


class NonDependant(Someone):
    """An adult who lives here and is neither claimant, partner, nor a joint tenant.

    ``works_16_hours``: 16 or more a week on average. ``gross_income`` None is "not shown", which is not nil.
    ``couple_with`` is the place, counted from 0, of their partner among the non-dependants.
    """

    works_16_hours: StrictBool = False
    gross_income: Money | None = None
    couple_with: Annotated[int, whole(0, 99)] | None = None
    disability_benefits: Codes[DisabilityBenefit] = ()
    severely_sight_impaired: StrictBool = False
    benefits: Codes[NonDependantBenefit] = ()
    student: StrictBool = False
    responsible_for_child_under_5: StrictBool = False
    armed_forces_away: StrictBool = False
    prisoner: StrictBool = False


class Tenancy(Part):
    """The home and what is paid for it.

    ``bedrooms`` is the landlord's number, and None when it is not known. A bedsit is 1 or 0: neither has a room to
    spare. ``ineligible_in_rent`` is the part of ``rent`` that help never covers, for the same period.
    ``shares_home``: no exclusive use of two rooms, nor of one with its own kitchen and bathroom, which Housing Benefit
    asks in private rent (reading 24). ``people_liable_in_claim`` are those liable among claimant, partner and the
    children of the family. Flags of need (``overnight_carer_bedroom`` …) still have the law's benefit condition to meet
    (reading 6).
    """

    tenure: Tenure
    bedrooms: Annotated[int, whole(0, 20)] | None = None
    rent: Annotated[Rent, null_as({"amount": "0.00", "per": "week"})] = Rent(amount=0, per=Period.WEEK)
    service_charges: Several[ServiceCharge] = ()
    ineligible_in_rent: Money | None = None
    brma: Text | None = None
    local_housing_allowance: Money | None = None
    shared_accommodation_rate_exempt: StrictBool = False
    shares_home: StrictBool = False
    people_liable: People = 1
    people_liable_in_claim: People = 1
    rent_share: Share | None = None
    overnight_carer_bedroom: StrictBool = False
    foster_bedroom: StrictBool = False
    couple_cannot_share_bedroom: StrictBool = False
    sanctuary_scheme: StrictBool = False
    bereavement_protection: StrictBool = False

    @property
    def share_of_rent(self) -> Fraction:
        """The part of the rent that falls to this claim: the share decided for it, or its share of those liable."""
        return self.rent_share or Fraction(self.people_liable_in_claim, self.people_liable)


class UniversalCreditFacts(Part):
    """An award in payment; the defaults are a new claim.

    ``claimed`` False: this household does not claim Universal Credit (reading 10). ``transitional_element``: pence for
    this assessment period. ``benefit_cap_grace_period`` is Housing Benefit's 39 weeks too.
    """

    claimed: StrictBool = True
    transitional_element: Pence | None = None
    transitional_capital_disregard: StrictBool = False
    benefit_cap_grace_period: StrictBool = False


class HousingBenefitFacts(Part):
    """What past entitlement keeps. ``pension_age_before_april_2021``: claimant or partner; it decides over ``born``."""

    pension_age_before_april_2021: StrictBool = False
    mixed_age_protection: StrictBool = False
    family_premium_protection: StrictBool = False


class PensionCreditFacts(Part):
    """Who reached pension age before 6 April 2016, and savings credit in payment since then (readings 11 and 21).

    The first decides over a birth date where it is given, true or false; None lets the birth dates decide.
    """

    reached_pension_age_before_6_april_2016: StrictBool | None = None
    savings_credit_since_2016: StrictBool = False


class CouncilTax(Part):
    """The year's council tax after discounts, in pence, and the reduction scheme to apply."""

    annual_liability: Pence
    scheme: CouncilTaxScheme
