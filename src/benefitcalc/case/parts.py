"""The parts of a household: its people, its home, its money, and what it keeps from earlier awards."""

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
    """A part of a case. It never changes once it is made, and it refuses unknown keys.

    A part that is made alone is checked field by field and raises pydantic's ``ValidationError``. How fields fit
    together is checked once the case is complete.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def __repr_args__(self) -> Iterator[tuple[str, Any]]:
        """What the case says, with money in the pounds that were written; what it leaves out is left out here too."""
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if field.is_required() or value != field.get_default(call_default_factory=True):
                yield name, format_pounds(value) if value is not None and POUNDS_OUT in field.metadata else value


class Money(Part):
    """An amount for a period: ``amount`` in pence, and ``per``, the period."""

    amount: Pence
    per: Period


def payments_a_year(per: Period) -> int:
    """How many payments of that period there are in a year."""
    return int(PAYMENTS_A_YEAR[getattr(Per, per.name)])


class Rent(Money):
    """The core rent, without service charges. ``rent_free_weeks`` are the weeks of a year without a charge."""

    rent_free_weeks: Weeks = 0


class ServiceCharge(Rent):
    """One service charge. ``eligible`` says whether help with rent can cover it; the package never guesses this."""

    label: Text = ""
    eligible: StrictBool


class Income(Money):
    """One income, before any disregard of the law."""

    kind: IncomeKind
    of: Member = Member.CLAIMANT


class Employment(Part):
    """A job: ``net`` pay after tax, National Insurance and pension; or ``gross`` pay, from which net pay is worked out
    (reading 4).

    ``pension_contribution`` goes with ``gross``. Both are None with ``net``. ``paid_on`` is any one payday of pay by
    the week, fortnight or four weeks, before, in or after the assessment period. With it Universal Credit counts the
    paydays in the period; without it, it counts the yearly average of a month (reading 23).
    """

    net: Money | None = None
    gross: Money | None = None
    pension_contribution: Money | None = None
    hours_per_week: Hours = Decimal(0)
    paid_on: Day | None = None

    def paydays(self, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date] | None:
        """The first and the last payday from ``first`` to ``last``, which are four weeks apart or more; None where no
        payday is known.
        """
        if self.paid_on is None or self.weeks_apart is None:
            return None
        return (
            first_payday_from(first, self.paid_on, self.weeks_apart),
            last_payday_by(last, self.paid_on, self.weeks_apart),
        )

    @property
    def weeks_apart(self) -> int | None:
        """How many weeks lie between two paydays; None for pay by the month, quarter or year."""
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
    """A trade: ``net_profit`` is profit after expenses, tax, National Insurance and pension.

    ``minimum_income_floor``: the person is gainfully self-employed, outside the start-up period, with all work
    requirements. ``expected_hours`` a week are 35 unless caring or health lowers them (SI 2013/376 reg 88).
    """

    net_profit: Money = Money(amount=0, per=Period.MONTH)
    hours_per_week: Hours = Decimal(0)
    minimum_income_floor: StrictBool = False
    expected_hours: Hours = Decimal(35)


class Someone(Part):
    """A person with an ``age`` in completed years on the case's date, or with a birth date, or with both
    if they agree.
    """

    age: Years | None = None
    born: BirthDate = None

    def born_on(self, case_date: dt.date) -> dt.date:
        """The birth date. An age without a birth date means a birthday on the case's date (reading 2).

        On a case of 29 February, someone whose year of birth had no such day was born on the 28th, the nearest day that
        gives the age.
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
        """The first and the last birth date that the age allows; the same day twice where ``born`` is given."""
        last = self.born_on(case_date)
        first = last if self.born is not None else years_later(last, -1) + dt.timedelta(days=1)
        return first, last

    def age_on(self, day: dt.date, case_date: dt.date) -> int:
        """The completed years on ``day``; ``case_date`` is the date of the case, for which an ``age`` is given."""
        return completed_years(self.born_on(case_date), day)

    def with_birth_date(self, case_date: dt.date) -> Self:
        """The same person with the birth date alone."""
        return self.model_copy(update={"born": self.born_on(case_date), "age": None})


class Person(Someone):
    """The claimant or the partner.

    ``over_pension_age`` decides over the birth date; with None the birth date decides. ``carer``: the person cares
    regularly and substantially for someone, and may have underlying entitlement to Carer's Allowance only (reading 7).
    ``has_paid_carer``: someone gets a carer's benefit or element for this person. ``student``: the person is a
    full-time student and meets no exception.
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
    following the 16th birthday: in education, Universal Credit counts a young person until 1 September following the
    19th birthday, and Child Benefit and Housing Benefit until the 20th birthday; otherwise the person is an adult in
    the home. Before that day everybody is a child, and ``in_education`` changes nothing (reading 22). ``childcare`` is
    the charge for this child. ``of_non_dependant``: the child lives here, but is a non-dependant's child.
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
    """An adult who lives here and is not the claimant, the partner or a joint tenant.

    ``works_16_hours``: the person works 16 hours a week or more on average. ``gross_income`` None means "not shown",
    which is not the same as nothing. ``couple_with`` is the place of their partner among the non-dependants, counted
    from 0.
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
    """The home and what the household pays for it.

    ``bedrooms`` is the landlord's number, and None when it is not known. For a bedsit give 1 or 0: neither has a room
    to spare. ``ineligible_in_rent`` is the part of ``rent`` that help never covers, for the same period.
    ``shares_home``: the household has no exclusive use of two rooms, or of one with its own kitchen and bathroom;
    Housing Benefit asks this for private rent (reading 24). ``people_liable_in_claim`` are the liable people among
    claimant, partner and the children of the family. A flag of a need (``overnight_carer_bedroom`` …) counts only if
    the law's benefit condition is met too (reading 6).
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
        """The part of the rent that this claim has to pay: the share that was decided for it, or its people among all
        who are liable.
        """
        return self.rent_share or Fraction(self.people_liable_in_claim, self.people_liable)


class UniversalCreditFacts(Part):
    """Facts of an award in payment; the defaults are those of a new claim.

    ``claimed`` False: this household does not claim Universal Credit (reading 10). ``transitional_element``: pence for
    this assessment period. ``benefit_cap_grace_period`` stands for Housing Benefit's 39 weeks too.
    """

    claimed: StrictBool = True
    transitional_element: Pence | None = None
    transitional_capital_disregard: StrictBool = False
    benefit_cap_grace_period: StrictBool = False


class HousingBenefitFacts(Part):
    """What the household keeps from past entitlement. ``pension_age_before_april_2021`` is about claimant or partner,
    and decides over ``born``.
    """

    pension_age_before_april_2021: StrictBool = False
    mixed_age_protection: StrictBool = False
    family_premium_protection: StrictBool = False


class PensionCreditFacts(Part):
    """Who reached pension age before 6 April 2016, and whether savings credit has been in payment since then (readings
    11 and 21).

    The first decides over a birth date where it is true or false; with None the birth dates decide.
    """

    reached_pension_age_before_6_april_2016: StrictBool | None = None
    savings_credit_since_2016: StrictBool = False


class CouncilTax(Part):
    """The council tax of the year after discounts, in pence, and the reduction scheme that applies."""

    annual_liability: Pence
    scheme: CouncilTaxScheme
