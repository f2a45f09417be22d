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
    """An amount of money, and the period that it is for."""

    amount: Pence
    """The pounds of one period, 0.00 or more."""
    per: Period
    """How often this amount is paid or charged."""


def payments_a_year(per: Period) -> int:
    """How many payments of that period there are in a year."""
    return int(PAYMENTS_A_YEAR[getattr(Per, per.name)])


class Rent(Money):
    """What is charged for a period, apart from the weeks of the year without a charge."""

    rent_free_weeks: Weeks = 0
    """How many weeks of a year have no charge. They go with a charge by the week, fortnight or four weeks, in whole
    periods of it.
    """


class ServiceCharge(Rent):
    """One service charge, beside the rent."""

    label: Text = ""
    """What the charge is for, such as communal cleaning. It changes no figure."""
    eligible: StrictBool
    """Whether help with rent can cover this charge. It must be said for each; nothing is assumed."""


class Income(Money):
    """One income, before any disregard of the law. Earnings, Universal Credit and Housing Benefit are none."""

    kind: IncomeKind
    """What the income is; the law's disregards go by it."""
    of: Member = Member.CLAIMANT
    """Whose income it is."""


class Employment(Part):
    """A job. It has net pay, or gross pay from which net pay is worked out (reading 4)."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["net"]}, {"required": ["gross"]}]})

    net: Money | None = None
    """Pay after tax, National Insurance and pension contributions. Give this or ``gross``."""
    gross: Money | None = None
    """Pay before tax, National Insurance and pension contributions, which are then worked out."""
    pension_contribution: Money | None = None
    """What the person pays into a pension, for its own period. It goes with ``gross`` only."""
    hours_per_week: Hours = Decimal(0)
    """Hours of work a week."""
    paid_on: Day | None = None
    """Any one payday of pay by the week, fortnight or four weeks, before, in or after the assessment period. With it
    Universal Credit counts the paydays in the period; without it, the yearly average of a month (reading 23). It is
    refused for pay by the month, quarter or year.
    """

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
    """A trade of one's own."""

    net_profit: Money = Money(amount=0, per=Period.MONTH)
    """Profit after expenses, tax, National Insurance and pension contributions."""
    hours_per_week: Hours = Decimal(0)
    """Hours of work a week."""
    minimum_income_floor: StrictBool = False
    """Whether Universal Credit counts at least a minimum of earnings: the person is gainfully self-employed, outside
    the start-up period, and has all work requirements.
    """
    expected_hours: Hours = Decimal(35)
    """Hours a week for which the minimum is counted: 35 unless caring or health lowers them (UC Regs 2013 reg 88)."""


class Someone(Part):
    """A person with an ``age`` in completed years on the case's date, or with a birth date, or with both
    if they agree.
    """

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": ["age"]}, {"required": ["born"]}]})

    age: Years | None = None
    """Completed years on the date of the case. Without ``born`` it means a birthday on that date, and a warning says
    where another birth date of the same age would change an amount (reading 2).
    """
    born: BirthDate = None
    """The birth date, ``YYYY-MM-DD``, or ``YYYY-MM`` for the first of the month. It may stand in place of ``age``, and
    a timeline needs it; given together, the two must agree.
    """

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
    """The claimant or the partner."""

    over_pension_age: StrictBool | None = None
    """Whether the person is over State Pension age. Left out, the age decides; given, it stands over the age."""
    employment: Employment | None = None
    """The person's job; null when there is none."""
    self_employment: SelfEmployment | None = None
    """The person's trade; null when there is none."""
    work_capability: WorkCapability = WorkCapability.NONE
    """What was decided about the capability for work."""
    esa: Esa | None = None
    """The group of a contributory or new style Employment and Support Allowance in its main phase; null where there is
    none, or before a group is decided.
    """
    carer: StrictBool = False
    """Whether the person cares for someone with a qualifying disability benefit, 35 hours a week or more. Underlying
    entitlement to Carer's Allowance is enough. Two carers care for different people (reading 7).
    """
    disability_benefits: Codes[DisabilityBenefit] = ()
    """The disability benefits in payment to this person, each with its rate. A Scottish one is entered as the PIP, DLA
    or Attendance Allowance that it corresponds to.
    """
    severely_sight_impaired: StrictBool = False
    """Whether the person is certified as severely sight impaired (blind)."""
    has_paid_carer: StrictBool = False
    """Whether somebody gets a carer's benefit, or Universal Credit's carer element, for this person. There is no severe
    disability premium then.
    """
    student: StrictBool = False
    """Whether the person is a full-time student who meets no exception from the rule that leaves students out."""


class Child(Someone):
    """A child or qualifying young person who lives here, up to 19."""

    sex: Sex | None = None
    """The child's sex, which decides from the age of ten who can share a bedroom. It may be left out where it cannot
    change that.
    """
    disability_benefits: Codes[DisabilityBenefit] = ()
    """The disability benefits in payment for this child, each with its rate."""
    severely_sight_impaired: StrictBool = False
    """Whether the child is certified as severely sight impaired (blind)."""
    cannot_share_bedroom: StrictBool = False
    """Whether a disability keeps the child from sharing a bedroom. It counts only with the benefit that the rule asks
    for (reading 6).
    """
    in_education: StrictBool = False
    """Whether the young person is in non-advanced education or training. It decides from 1 September following the 16th
    birthday, and nothing before. In education, Universal Credit counts a young person until 1 September following the
    19th birthday, Child Benefit and Housing Benefit until the 20th birthday; otherwise the person is an adult in the
    home (reading 22).
    """
    two_child_limit_exception: StrictBool = False
    """Whether an exception from the two-child limit is for this child. On a first or second child it uses up a place
    (reading 8).
    """
    childcare: Money | None = None
    """What is paid for the childcare of this child; null when nothing is."""
    of_non_dependant: StrictBool = False
    """Whether this is the child of another adult in the home: it needs a room and brings no allowance here."""


class NonDependant(Someone):
    """An adult who lives here and is not the claimant, the partner or a joint tenant."""

    works_16_hours: StrictBool = False
    """Whether the person works 16 hours a week or more on average. Housing Benefit's deductions go by it."""
    gross_income: Money | None = None
    """All the person's income before tax. Null means that it was not shown, which is not the same as none: the highest
    deduction is then made for someone who works 16 hours.
    """
    couple_with: Annotated[int, whole(0, 99)] | None = None
    """The place of this person's partner among the non-dependants, counted from 0; null when the person is single."""
    disability_benefits: Codes[DisabilityBenefit] = ()
    """The disability benefits in payment to this person, each with its rate."""
    severely_sight_impaired: StrictBool = False
    """Whether the person is certified as severely sight impaired (blind)."""
    benefits: Codes[NonDependantBenefit] = ()
    """The benefits of this person that end or lower what the law expects them to pay towards the rent."""
    student: StrictBool = False
    """Whether the person is a full-time student."""
    responsible_for_child_under_5: StrictBool = False
    """Whether the person is responsible for a child under 5. Universal Credit then expects nothing of them."""
    armed_forces_away: StrictBool = False
    """Whether the person is away on operations with the armed forces. A room is kept, and nothing is expected."""
    prisoner: StrictBool = False
    """Whether the person is in prison. Nothing is expected of them."""


class Tenancy(Part):
    """The home and what the household pays for it.

    A flag of a need (``overnight_carer_bedroom`` …) counts only if the law's benefit condition is met too (reading 6).
    """

    tenure: Tenure
    """On what terms the household has the home. It decides which housing rules of which scheme apply."""
    bedrooms: Annotated[int, whole(0, 20)] | None = None
    """The landlord's number of bedrooms; 1 or 0 for a bedsit. Required for ``social_rent``, ``managed_property``,
    ``refuge`` and ``local_authority_hostel``; null where it is not known.
    """
    rent: Annotated[Rent, null_as({"amount": "0.00", "per": "week"}, Rent)] = Rent(amount=0, per=Period.WEEK)
    """The core rent, without service charges."""
    service_charges: Several[ServiceCharge] = ()
    """The service charges beside the rent."""
    ineligible_in_rent: Money | None = None
    """The part of ``rent`` that help never covers (water, fuel, support), for the same period as the rent."""
    brma: Text | None = None
    """The broad rental market area: its name, or its key in the rates. Private rent needs this or
    ``local_housing_allowance``.
    """
    local_housing_allowance: Money | None = None
    """The Local Housing Allowance, in place of the one in the rates."""
    shared_accommodation_rate_exempt: StrictBool = False
    """Whether the law excepts the household from the rate for shared accommodation."""
    shares_home: StrictBool = False
    """Whether the household has the exclusive use of fewer than two rooms, and of none with its own kitchen and
    bathroom. Housing Benefit asks this for private rent; Universal Credit does not (reading 24).
    """
    people_liable: People = 1
    """How many people are liable for the rent, in the claim or not."""
    people_liable_in_claim: People = 1
    """How many of them are in this claim: claimant, partner, and the children or young people of the family."""
    rent_share: Share | None = None
    """The share of the rent decided for this claim, such as ``"2/3"``; null where it is the share by heads."""
    overnight_carer_bedroom: StrictBool = False
    """Whether someone in the home needs a room for carers who stay overnight. It counts only with the benefit that the
    rule asks for (reading 6).
    """
    foster_bedroom: StrictBool = False
    """Whether the household needs a room as foster carers or adopters."""
    couple_cannot_share_bedroom: StrictBool = False
    """Whether a disability keeps the couple from sharing a bedroom. It counts only with the benefit that the rule asks
    for (reading 6).
    """
    sanctuary_scheme: StrictBool = False
    """Whether the home was adapted by a sanctuary scheme for a victim of domestic violence. There is no bedroom charge
    from 1 October 2021.
    """
    bereavement_protection: StrictBool = False
    """Housing Benefit: whether the rent is protected in the 12 months after a death in the household."""

    @property
    def share_of_rent(self) -> Fraction:
        """The part of the rent that this claim has to pay: the share that was decided for it, or its people among all
        who are liable.
        """
        return self.rent_share or Fraction(self.people_liable_in_claim, self.people_liable)


class UniversalCreditFacts(Part):
    """Facts of an award of Universal Credit in payment. Left out or null, it is a new claim."""

    claimed: StrictBool = True
    """Whether the household claims Universal Credit. False at working age in a general-needs home means an existing
    award of Housing Benefit (reading 10).
    """
    transitional_element: Pence | None = None
    """The transitional element in payment, in pounds a month, for this assessment period; null when there is none."""
    transitional_capital_disregard: StrictBool = False
    """Whether savings above the limit are still left out after a move from tax credits."""
    benefit_cap_grace_period: StrictBool = False
    """Whether the nine months after work run in which the benefit cap does not apply. For Housing Benefit it stands for
    the 39 weeks.
    """


class HousingBenefitFacts(Part):
    """What the household keeps from past entitlement to Housing Benefit."""

    pension_age_before_april_2021: StrictBool = False
    """Whether claimant or partner reached pension age before 1 April 2021, which keeps a higher allowance. It is worked
    out from ``born``; true stands over that.
    """
    mixed_age_protection: StrictBool = False
    """Whether a couple of whom one is over pension age keeps pension-age help because it had it on 14 May 2019 and ever
    since.
    """
    family_premium_protection: StrictBool = False
    """Whether the family premium is kept, which new claims have not had since 1 May 2016."""


class PensionCreditFacts(Part):
    """What decides whether there is savings credit (readings 11, 21 and 25)."""

    reached_pension_age_before_6_april_2016: StrictBool | None = None
    """Whether the claimant, or either of a couple, reached pension age before 6 April 2016. True or false stands over a
    birth date. Left out, savings credit is given only where the birth date settles it for both sexes; where it does
    not, a warning says what ``true`` would add.
    """
    savings_credit_since_2016: StrictBool = False
    """Whether savings credit has been in payment ever since. It is needed when only one of a couple reached pension age
    before that day.
    """


class CouncilTax(Part):
    """The council tax of the home, and the reduction scheme that applies."""

    annual_liability: Pence
    """The council tax of the year after discounts, in pounds."""
    scheme: CouncilTaxScheme
    """The scheme of Council Tax Reduction; a council's own scheme stands beside the case, in the circumstances."""
