"""The case file: one household on one date, read, checked, and written back.

``Case`` mirrors the public format ``benefitcalc.case/1`` name for name. Whatever is left out means none, no or zero,
so the smallest case is a date, a claimant and a tenancy::

    Case(date="2026-06-01", claimant={"age": 34}, tenancy={"tenure": "no_housing_costs"})

A case that cannot be read raises :class:`~benefitcalc.errors.InvalidCase` with every problem at once: first what each
field says on its own, then how the fields fit together, as far as the readable ones allow. No field takes a name, an
address or a reference number, and a refusal never repeats what an unknown field held.

Money is written in pounds and held as whole pence. "Reading 3" and the like are the numbered readings of the contract.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum, StrEnum, auto
from fractions import Fraction
from functools import cache
from operator import index
from typing import Annotated, Any, Literal, LiteralString, Self, TypeAlias, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PlainSerializer,
    PlainValidator,
    StrictBool,
    StrictStr,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from benefitcalc.errors import InvalidCase, Problem
from benefitcalc.money import format_pounds
from benefitcalc.periods import assessment_period_end, completed_years
from benefitcalc.rates.lha import areas, find_area

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "SCHEMA",
    "Case",
    "Child",
    "CouncilTax",
    "CouncilTaxScheme",
    "Country",
    "DisabilityBenefit",
    "Employment",
    "Esa",
    "HousingBenefitFacts",
    "Income",
    "IncomeKind",
    "Member",
    "Money",
    "NonDependant",
    "NonDependantBenefit",
    "Pence",
    "PensionCreditFacts",
    "Period",
    "Person",
    "Rent",
    "SelfEmployment",
    "ServiceCharge",
    "Sex",
    "Tenancy",
    "Tenure",
    "UniversalCreditFacts",
    "WorkCapability",
]

SCHEMA = "benefitcalc.case/1"
"""The format that is read and written here."""
FIRST_DAY = dt.date(2013, 4, 1)
"""The first day with rates (reading 1): Housing Benefit's; Universal Credit begins four weeks later."""
LAST_DAY = dt.date(2027, 3, 31)
"""The last day that the rates are checked for (reading 1)."""


# --- What one value may be -------------------------------------------------------------------------------------------
# Each reader takes what JSON or Python gives, and raises an error whose text completes "<field> <value> …".

_WRITTEN_NUMBER = re.compile(r"-?[0-9]{1,20}(?:\.([0-9]{1,20}))?")
_LARGEST = Decimal("9999999.99")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHARE = re.compile(r"[0-9]{1,4}(?:/[0-9]{1,4})?")


def _number(value: object) -> Decimal | None:
    """The exact number that was written; None for text, true, false, NaN and infinity."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        value = Decimal(float.__repr__(value + 0.0))  # no -0.0
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    try:
        return Decimal(index(value))  # type: ignore[arg-type]  # numpy's integers too; TypeError for all else
    except TypeError:
        return None


def _pence(value: object) -> int:
    """Pence, from pounds as text or as a number."""
    written = _WRITTEN_NUMBER.fullmatch(value) if isinstance(value, str) else None
    number = Decimal(written[0]) if written else _number(value)
    if number is None:
        message: LiteralString = "is not an amount in pounds; write digits with at most two decimals, such as 1200.50"
        raise PydanticCustomError("not_money", message)
    if number.is_signed():
        raise PydanticCustomError("negative_amount", "is below zero; an amount is 0.00 or more")
    if number > _LARGEST:
        raise PydanticCustomError("amount_too_large", "is too large; the most that can be entered is 9999999.99")
    if number != round(number, 2) or (written and len(written[1] or "") > 2):
        raise PydanticCustomError("too_many_decimals", "has more than two decimals; give pounds and pence")
    return int(number * 100)


def _whole(lowest: int, highest: int) -> BeforeValidator:
    """A whole number between two limits, both allowed."""
    limits = {"lowest": lowest, "highest": highest}

    def read(value: object) -> int:
        number = _number(value)
        if number is not None and not lowest <= number <= highest:
            message: LiteralString = "is out of range; give a whole number from {lowest} to {highest}"
            raise PydanticCustomError("out_of_range", message, limits)
        if number is None or number != int(number):
            raise PydanticCustomError("not_a_whole_number", "is not a whole number from {lowest} to {highest}", limits)
        return int(number)

    return BeforeValidator(read)


def _hours(value: object) -> Decimal:
    """Hours a week, exact."""
    number = _number(value)
    if number is not None and not 0 <= number <= 168:
        raise PydanticCustomError("out_of_range", "is out of range; a week has from 0 to 168 hours")
    if number is None or number != round(number, 2):
        message: LiteralString = "is not a number of hours; give one with at most two decimals, such as 16 or 37.5"
        raise PydanticCustomError("not_hours", message)
    return number


def _day(value: object) -> dt.date:
    """A day, from ``YYYY-MM-DD`` or a date."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("no_such_day", "is not a day in the calendar; write YYYY-MM-DD") from None
    raise PydanticCustomError("not_a_date", "is not a date; write YYYY-MM-DD, such as 2026-06-01")


def _born(value: object) -> dt.date | None:
    """A birth date, from ``YYYY-MM-DD``, ``YYYY-MM`` (the first of the month) or a date."""
    if value is None:
        return None
    return _day(f"{value}-01" if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}", value) else value)


def _share(value: object) -> Fraction:
    """A share of the rent, from ``"2/3"`` or a Fraction."""
    if isinstance(value, str) and _SHARE.fullmatch(value) and not re.search(r"/0+$", value):
        value = Fraction(value)
    if not isinstance(value, Fraction):
        raise PydanticCustomError("not_a_share", 'is not a share; write one as text, such as "2/3"')
    if not 0 < value <= 1:
        raise PydanticCustomError("out_of_range", "is out of range; a share is above 0 and at most 1")
    return value


def _label(value: object) -> object:
    """A case's label; a National Insurance number is refused, wherever it came from."""
    if isinstance(value, str) and re.fullmatch(r"(?i)\s*[a-z]{2}(\s*[0-9]){6}\s*[a-d]?\s*", value):
        raise PydanticCustomError("personal_detail", "looks like a National Insurance number; use a label of your own")
    return value


def _null_as(empty: Mapping[str, object]) -> BeforeValidator:
    """Read null as the object that stands when the field is left out."""
    return BeforeValidator(lambda value: empty if value is None else value)


def _plain_hours(hours: Decimal) -> int | float:
    return int(hours) if hours == int(hours) else float(hours)


_POUNDS_OUT = PlainSerializer(format_pounds, return_type=str)

Pence: TypeAlias = Annotated[
    int,
    BeforeValidator(_pence),
    _POUNDS_OUT,
    WithJsonSchema({"type": ["string", "number"], "description": "pounds, at most two decimals"}),
]
"""Whole pence; written and read as pounds: ``"112.45"``, ``112.45``, ``112`` or ``Decimal("112.45")``."""
Hours: TypeAlias = Annotated[
    Decimal,
    BeforeValidator(_hours),
    PlainSerializer(_plain_hours),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 168}),
]
"""Hours a week, 0 to 168, with at most two decimals."""
Day: TypeAlias = Annotated[dt.date, BeforeValidator(_day)]
Share: TypeAlias = Annotated[
    Fraction, PlainValidator(_share), PlainSerializer(str, return_type=str), WithJsonSchema({"type": "string"})
]
Years: TypeAlias = Annotated[int, _whole(0, 120)]
People: TypeAlias = Annotated[int, _whole(1, 50)]
Weeks: TypeAlias = Annotated[int, _whole(0, 51)]


class Country(StrEnum):
    """The nation that the home is in."""

    ENGLAND = auto()
    SCOTLAND = auto()
    WALES = auto()
    NORTHERN_IRELAND = auto()


class Period(StrEnum):
    """How often an amount is paid or charged."""

    WEEK = auto()
    FORTNIGHT = auto()
    FOUR_WEEKS = auto()
    MONTH = auto()
    QUARTER = auto()
    YEAR = auto()


class Sex(StrEnum):
    """A child's sex, which decides who can share a bedroom from the age of ten."""

    FEMALE = auto()
    MALE = auto()


class Member(StrEnum):
    """Whose an income is."""

    CLAIMANT = auto()
    PARTNER = auto()


class Tenure(StrEnum):
    """What the home is held as, and which scheme's housing rules that brings in."""

    SOCIAL_RENT = auto()
    PRIVATE_RENT = auto()
    SHARED_OWNERSHIP = auto()
    OWNER_OCCUPIER = auto()
    NO_HOUSING_COSTS = auto()
    EXEMPT_ACCOMMODATION = auto()
    MANAGED_PROPERTY = auto()
    REFUGE = auto()
    LOCAL_AUTHORITY_HOSTEL = auto()
    TEMPORARY_ACCOMMODATION = auto()


class WorkCapability(StrEnum):
    """What was decided about the capability for work, and which element it carries."""

    NONE = auto()
    LCW_WITHOUT_ELEMENT = auto()
    LCW = auto()
    LCWRA_STANDARD = auto()
    LCWRA_PROTECTED = auto()


class Esa(StrEnum):
    """The group of a contributory or new style Employment and Support Allowance, in its main phase."""

    WORK_RELATED_ACTIVITY = auto()
    SUPPORT = auto()


class DisabilityBenefit(StrEnum):
    """A disability benefit and its rate. Scotland's are entered as the one that they correspond to."""

    PIP_DAILY_LIVING_STANDARD = auto()
    PIP_DAILY_LIVING_ENHANCED = auto()
    PIP_MOBILITY_STANDARD = auto()
    PIP_MOBILITY_ENHANCED = auto()
    DLA_CARE_LOWEST = auto()
    DLA_CARE_MIDDLE = auto()
    DLA_CARE_HIGHEST = auto()
    DLA_MOBILITY_LOWER = auto()
    DLA_MOBILITY_HIGHER = auto()
    ATTENDANCE_ALLOWANCE_LOWER = auto()
    ATTENDANCE_ALLOWANCE_HIGHER = auto()
    AFIP = auto()

    @property
    def component(self) -> str:
        """The benefit without its rate: a person gets one rate of each at a time."""
        return self.value if self is DisabilityBenefit.AFIP else self.value.rpartition("_")[0]


class NonDependantBenefit(StrEnum):
    """A benefit of a non-dependant that ends or lowers what they are expected to pay."""

    UNIVERSAL_CREDIT_NO_EARNINGS = auto()
    PENSION_CREDIT = auto()
    INCOME_RELATED_LEGACY = auto()
    CARERS_ALLOWANCE = auto()


class IncomeKind(StrEnum):
    """Income that is neither earnings nor Universal Credit or Housing Benefit itself."""

    # Counted by Universal Credit, Housing Benefit or both.
    STATE_PENSION = auto()
    OCCUPATIONAL_PENSION = auto()
    NEW_STYLE_JSA = auto()
    NEW_STYLE_ESA = auto()
    CARERS_ALLOWANCE = auto()
    MATERNITY_ALLOWANCE = auto()
    INDUSTRIAL_INJURIES = auto()
    WIDOWED_PARENTS_ALLOWANCE = auto()
    WIDOWS_PENSION = auto()
    BEREAVEMENT_ALLOWANCE = auto()
    SPOUSAL_MAINTENANCE = auto()
    STUDENT_INCOME = auto()
    INSURANCE = auto()
    OTHER_TAXABLE = auto()
    # Earnings, though paid as a benefit.
    STATUTORY_SICK_PAY = auto()
    STATUTORY_MATERNITY_PAY = auto()
    # Legacy benefits.
    INCOME_SUPPORT = auto()
    INCOME_BASED_JSA = auto()
    INCOME_RELATED_ESA = auto()
    CHILD_TAX_CREDIT = auto()
    WORKING_TAX_CREDIT = auto()
    SEVERE_DISABLEMENT_ALLOWANCE = auto()
    INCAPACITY_BENEFIT = auto()
    # Ignored by the means tests, in whole or in part.
    CHILD_BENEFIT = auto()
    CHILD_MAINTENANCE = auto()
    GUARDIANS_ALLOWANCE = auto()
    BEREAVEMENT_SUPPORT_PAYMENT = auto()
    WAR_PENSION = auto()
    SCOTTISH_CHILD_PAYMENT = auto()
    FOSTERING_ALLOWANCE = auto()
    LODGER = auto()
    BOARDER = auto()
    DISCRETIONARY_HOUSING_PAYMENT = auto()
    OTHER_DISREGARDED = auto()


class CouncilTaxScheme(StrEnum):
    """The Council Tax Reduction scheme to apply."""

    PENSION_AGE_ENGLAND = auto()


# --- The household ---------------------------------------------------------------------------------------------------


class _Part(BaseModel):
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
                yield name, format_pounds(value) if value is not None and _POUNDS_OUT in field.metadata else value


class Money(_Part):
    """An amount for a period: ``amount`` in pence, ``per`` the period it is for."""

    amount: Pence
    per: Period


class Rent(Money):
    """Core rent, without service charges. ``rent_free_weeks`` are those of a year in which nothing is charged."""

    rent_free_weeks: Weeks = 0


class ServiceCharge(Rent):
    """One service charge. ``eligible`` says whether help with rent can cover it, and is never guessed."""

    label: StrictStr = ""
    eligible: StrictBool


class Income(Money):
    """One income before any disregard of the law."""

    kind: IncomeKind
    of: Member = Member.CLAIMANT


class Employment(_Part):
    """A job: ``net`` after tax, National Insurance and pension; or ``gross``, and net is worked out (reading 4).

    ``pension_contribution`` goes with ``gross`` and is for the same period. Both are None with ``net``.
    """

    net: Money | None = None
    gross: Money | None = None
    pension_contribution: Money | None = None
    hours_per_week: Hours = Decimal(0)


class SelfEmployment(_Part):
    """A trade: ``net_profit`` after expenses, tax, National Insurance and pension.

    ``minimum_income_floor``: gainfully self-employed, outside the start-up period, with all work requirements.
    ``expected_hours`` a week: 35 unless caring or health brings it down (SI 2013/376 reg 88).
    """

    net_profit: Money = Money(amount=0, per=Period.MONTH)
    hours_per_week: Hours = Decimal(0)
    minimum_income_floor: StrictBool = False
    expected_hours: Hours = Decimal(35)


class _Someone(_Part):
    """A person with an ``age`` in completed years on the case's date, or a birth date, or both where they agree."""

    age: Years | None = None
    born: Annotated[dt.date | None, BeforeValidator(_born)] = None

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

    def age_on(self, day: dt.date, case_date: dt.date) -> int:
        """Completed years on ``day``; ``case_date`` is the date of the case, which an ``age`` is read on."""
        return completed_years(self.born_on(case_date), day)

    def with_birth_date(self, case_date: dt.date) -> Self:
        """The same person, known by the birth date alone."""
        return self.model_copy(update={"born": self.born_on(case_date), "age": None})


class Person(_Someone):
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
    disability_benefits: tuple[DisabilityBenefit, ...] = ()
    severely_sight_impaired: StrictBool = False
    has_paid_carer: StrictBool = False
    student: StrictBool = False


class Child(_Someone):
    """A child or qualifying young person who lives here, up to 19.

    ``sex`` may be left out where it cannot change who shares a bedroom. ``in_education`` (on the case's date) is what
    makes someone from 16 to 19 a young person, and not a non-dependant. ``childcare`` is the charge for this child.
    ``of_non_dependant``: lives here, but is a non-dependant's child.
    """

    sex: Sex | None = None
    disability_benefits: tuple[DisabilityBenefit, ...] = ()
    severely_sight_impaired: StrictBool = False
    cannot_share_bedroom: StrictBool = False
    in_education: StrictBool = False
    two_child_limit_exception: StrictBool = False
    childcare: Money | None = None
    of_non_dependant: StrictBool = False


class NonDependant(_Someone):
    """An adult who lives here and is neither claimant, partner, nor a joint tenant.

    ``works_16_hours``: 16 or more a week on average. ``gross_income`` None is "not shown", which is not nil.
    ``couple_with`` is the place, counted from 0, of their partner among the non-dependants.
    """

    works_16_hours: StrictBool = False
    gross_income: Money | None = None
    couple_with: Annotated[int, _whole(0, 99)] | None = None
    disability_benefits: tuple[DisabilityBenefit, ...] = ()
    severely_sight_impaired: StrictBool = False
    benefits: tuple[NonDependantBenefit, ...] = ()
    student: StrictBool = False
    responsible_for_child_under_5: StrictBool = False
    armed_forces_away: StrictBool = False
    prisoner: StrictBool = False


class Tenancy(_Part):
    """The home and what is paid for it.

    ``bedrooms`` is the landlord's number, and None when it is not known. A bedsit is 1 or 0: neither has a room to
    spare. ``ineligible_in_rent`` is the part of ``rent`` that help never covers, for the same period.
    ``people_liable_in_claim`` are those liable among claimant, partner and the children of the family.
    Flags of need (``overnight_carer_bedroom`` …) still have the law's benefit condition to meet (reading 6).
    """

    tenure: Tenure
    bedrooms: Annotated[int, _whole(0, 20)] | None = None
    rent: Annotated[Rent, _null_as({"amount": "0.00", "per": "week"})] = Rent(amount=0, per=Period.WEEK)
    service_charges: tuple[ServiceCharge, ...] = ()
    ineligible_in_rent: Money | None = None
    brma: StrictStr | None = None
    local_housing_allowance: Money | None = None
    shared_accommodation_rate_exempt: StrictBool = False
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


class UniversalCreditFacts(_Part):
    """An award in payment; the defaults are a new claim.

    ``claimed`` False: this household does not claim Universal Credit (reading 10). ``transitional_element``: pence for
    this assessment period. ``benefit_cap_grace_period`` is Housing Benefit's 39 weeks too.
    """

    claimed: StrictBool = True
    transitional_element: Pence | None = None
    transitional_capital_disregard: StrictBool = False
    benefit_cap_grace_period: StrictBool = False


class HousingBenefitFacts(_Part):
    """What past entitlement keeps. ``pension_age_before_april_2021``: claimant or partner; it decides over ``born``."""

    pension_age_before_april_2021: StrictBool = False
    mixed_age_protection: StrictBool = False
    family_premium_protection: StrictBool = False


class PensionCreditFacts(_Part):
    """Who reached pension age before 6 April 2016, and savings credit in payment since then (readings 11 and 21).

    The first decides over a birth date where it is given, true or false; None lets the birth dates decide.
    """

    reached_pension_age_before_6_april_2016: StrictBool | None = None
    savings_credit_since_2016: StrictBool = False


class CouncilTax(_Part):
    """The year's council tax after discounts, in pence, and the reduction scheme to apply."""

    annual_liability: Pence
    scheme: CouncilTaxScheme


class Case(_Part):
    """One household on one date: the first day of an assessment period, or a day in the HB benefit week.

    However it is made (``Case(...)``, ``Case.model_validate(dict)``, ``Case.from_json(text)``), an invalid one raises
    :class:`~benefitcalc.errors.InvalidCase` with every problem. ``capital`` is in pence, ``id`` an optional label that
    results echo.
    """

    schema_: Literal["benefitcalc.case/1"] = Field(default="benefitcalc.case/1", alias="schema")
    id: Annotated[StrictStr | None, BeforeValidator(_label)] = None
    date: Day
    country: Country = Country.ENGLAND
    greater_london: StrictBool = False
    claimant: Person
    partner: Person | None = None
    children: tuple[Child, ...] = ()
    non_dependants: tuple[NonDependant, ...] = ()
    tenancy: Tenancy
    incomes: tuple[Income, ...] = ()
    capital: Pence = 0
    universal_credit: Annotated[UniversalCreditFacts, _null_as({})] = UniversalCreditFacts()
    housing_benefit: Annotated[HousingBenefitFacts, _null_as({})] = HousingBenefitFacts()
    pension_credit: Annotated[PensionCreditFacts, _null_as({})] = PensionCreditFacts()
    council_tax: CouncilTax | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _all_problems_at_once(cls, data: Any, read: ModelWrapValidatorHandler[Case]) -> Case:
        if isinstance(data, cls):
            return data
        try:
            case = read(data)
        except ValidationError as error:
            raise InvalidCase(_problems_of_unreadable(data, error.errors(include_url=False))) from None
        if problems := _misfits(case):
            raise InvalidCase(_in_file_order(problems))
        return case

    @classmethod
    def from_json(cls, text: str | bytes) -> Case:
        """Read a case from JSON. Numbers keep every digit that was written, and a key given twice is a problem."""
        repeated: list[str] = []

        def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            found = dict(pairs)
            if len(found) < len(pairs):
                keys = [key for key, _ in pairs]
                repeated.extend(key for key in found if keys.count(key) > 1)
            return found

        try:
            data = json.loads(text, parse_float=Decimal, object_pairs_hook=once)
        except (ValueError, RecursionError) as error:
            raise InvalidCase([Problem("", "not_json", f"This is not JSON: {error}.")]) from None
        twice = [
            Problem("", "repeated_key", f"{_show(key)} is given twice in one object; keep the one that is right.")
            for key in repeated
        ]
        try:
            case = cls.model_validate(data)
        except InvalidCase as error:
            raise InvalidCase([*twice, *error.problems]) from None
        if twice:
            raise InvalidCase(twice)
        return case

    def to_dict(self) -> dict[str, Any]:
        """The case as the contract writes it, ready for JSON; defaults are left out, and it reads back the same."""
        return {"schema": SCHEMA, **self.model_dump(mode="json", by_alias=True, exclude_defaults=True)}

    def to_json(self, *, indent: int | None = None) -> str:
        """:meth:`to_dict` as text, the same bytes for equal cases."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    def replace(self, **changes: Any) -> Case:
        """The case with whole top-level fields replaced, checked afresh: ``case.replace(capital="7000.00")``."""
        return Case.model_validate({**self.to_dict(), **changes})

    def on(self, day: dt.date) -> Case:
        """The same household on another day, everyone with the birth date that they have now.

        For timelines and projections: the day may lie beyond the checked rates, and nothing is checked again.
        """
        moved = {
            "claimant": self.claimant.with_birth_date(self.date),
            "partner": self.partner and self.partner.with_birth_date(self.date),
            "children": tuple(child.with_birth_date(self.date) for child in self.children),
            "non_dependants": tuple(adult.with_birth_date(self.date) for adult in self.non_dependants),
        }
        return self.model_copy(update={"date": day, **moved})

    @property
    def adults(self) -> tuple[Person, ...]:
        """The claimant, and the partner where there is one."""
        return (self.claimant,) if self.partner is None else (self.claimant, self.partner)


# --- How the fields fit together -------------------------------------------------------------------------------------
# A check takes one part and its case, and yields (field, code, message) for what does not fit. On a case with fields
# that could not be read, those fields are absent: a check that needs one stops there with AttributeError.

_Misfit: TypeAlias = tuple[str, str, str]
_Check: TypeAlias = Callable[[Any, Case], Iterator[_Misfit]]

_NEEDS_BEDROOMS = frozenset({Tenure.SOCIAL_RENT, Tenure.MANAGED_PROPERTY, Tenure.REFUGE, Tenure.LOCAL_AUTHORITY_HOSTEL})
_WEEKS_IN = {Period.WEEK: 1, Period.FORTNIGHT: 2, Period.FOUR_WEEKS: 4}


def _pounds(pence: int) -> str:
    return f"£{format_pounds(pence)}"


def _date_in_range(_: Case, case: Case) -> Iterator[_Misfit]:
    if case.date < FIRST_DAY:
        yield "date", "before_first_rate", f"date {case.date} is before the first rates; give {FIRST_DAY} or later."
    if case.date > LAST_DAY:
        message = f"date {case.date} is after the last day that the rates are checked for; give {LAST_DAY} or earlier."
        yield "date", "after_checked_rates", message


def _london_in_england(_: Case, case: Case) -> Iterator[_Misfit]:
    if case.greater_london and case.country is not Country.ENGLAND:
        message = f"greater_london is true but country is {case.country}; say false, or country england."
        yield "greater_london", "london_outside_england", message


def _sexes_where_they_matter(_: Case, case: Case) -> Iterator[_Misfit]:
    """From ten on, children under 16 share only with their own sex; below that, sex changes nothing."""
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


def _age_and_birth(part: _Someone, case: Case) -> Iterator[_Misfit]:
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


def _age(part: _Someone, case: Case) -> int | None:
    """Completed years on the case's date; None where another check speaks about the age."""
    if part.born is None:
        return part.age
    return completed_years(part.born, case.date) if part.born <= case.date else None


def _given(part: _Someone) -> str:
    """The field that holds the age."""
    return "age" if part.born is None else "born"


def _as_given(part: _Someone, age: int) -> str:
    """The age as it was given."""
    return f"age {age}" if part.born is None else f"born {part.born} (age {age})"


def _sixteen_or_over(part: Person, case: Case) -> Iterator[_Misfit]:
    age = _age(part, case)
    if age is not None and age < 16:
        yield (
            _given(part),
            "too_young",
            f"{_as_given(part, age)} is too young for a claimant or partner; it must be 16 or over.",
        )


def _non_dependant_age(part: NonDependant, case: Case) -> Iterator[_Misfit]:
    age = _age(part, case)
    if age is not None and age < 16:
        message = f"{_as_given(part, age)} is too young for a non-dependant; enter those under 16 among the children."
        yield _given(part), "too_young", message


def _child_age(part: Child, case: Case) -> Iterator[_Misfit]:
    age = _age(part, case)
    if age is not None and age > 19:
        yield (
            _given(part),
            "too_old",
            f"{_as_given(part, age)} is too old for a child; from 20 on, enter a non-dependant.",
        )


def _one_rate_each(part: Person | Child | NonDependant, _: Case) -> Iterator[_Misfit]:
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


def _benefits_once(part: NonDependant, _: Case) -> Iterator[_Misfit]:
    for i, benefit in enumerate(part.benefits):
        if benefit in part.benefits[:i]:
            yield f"benefits[{i}]", "repeated_value", f"{benefit} is given twice; give it once."


def _net_or_gross(part: Person, _: Case) -> Iterator[_Misfit]:
    if part.employment is None:
        return
    net, gross = part.employment.net, part.employment.gross
    if net is None and gross is None:
        yield "employment.net", "missing", "net is missing; give pay as net, or as gross."
    if net is not None and gross is not None:
        message = f"net {_pounds(net.amount)} and gross {_pounds(gross.amount)} are both given; keep one of them."
        yield "employment.net", "net_and_gross", message


def _pension_from_gross(part: Person, _: Case) -> Iterator[_Misfit]:
    if part.employment is None or (pension := part.employment.pension_contribution) is None:
        return
    gross, where = part.employment.gross, "employment.pension_contribution"
    if gross is None:
        message = (
            "pension_contribution goes only with gross; leave it out with net, which is after pension contributions."
        )
        yield where, "pension_without_gross", message
    elif pension.per is not gross.per:
        message = (
            f"pension_contribution is per {pension.per} but gross is per {gross.per}; give both for the same period."
        )
        yield f"{where}.per", "period_differs", message
    elif pension.amount > gross.amount:
        message = f"pension_contribution {_pounds(pension.amount)} is above gross {_pounds(gross.amount)}; correct one."
        yield f"{where}.amount", "more_than_whole", message


def _couple_both_ways(part: NonDependant, case: Case) -> Iterator[_Misfit]:
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


def _bedrooms_known(part: Tenancy, _: Case) -> Iterator[_Misfit]:
    if part.bedrooms is None and part.tenure in _NEEDS_BEDROOMS:
        message = f"bedrooms is missing; tenure {part.tenure} needs the landlord's number of bedrooms (a bedsit is 1)."
        yield "bedrooms", "missing", message


def _allowance_known(part: Tenancy, _: Case) -> Iterator[_Misfit]:
    if part.tenure is Tenure.PRIVATE_RENT and part.brma is None and part.local_housing_allowance is None:
        message = "brma is missing; private_rent needs the broad rental market area, or local_housing_allowance."
        yield "brma", "missing", message
    if part.brma is not None and find_area(part.brma) is None:
        near = get_close_matches(part.brma.casefold(), (area.name.casefold() for area in areas()), n=1)
        hint = next((f" Did you mean {area.name}?" for area in areas() if near and area.name.casefold() == near[0]), "")
        message = f"brma {_show(part.brma)} is not a broad rental market area; give its name or its key.{hint}"
        yield "brma", "unknown_area", message


def _part_of_rent(part: Tenancy, _: Case) -> Iterator[_Misfit]:
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


def _free_weeks_of_rent(part: Tenancy, case: Case) -> Iterator[_Misfit]:
    for field, code, message in _free_weeks(part.rent, case):
        yield f"rent.{field}", code, message


def _free_weeks(part: Rent, _: Case) -> Iterator[_Misfit]:
    if not part.rent_free_weeks:
        return
    weeks, given = _WEEKS_IN.get(part.per), f"rent_free_weeks {part.rent_free_weeks}"
    if weeks is None:
        message = f"{given} does not go with per {part.per}; it goes only with week, fortnight or four_weeks."
        yield "rent_free_weeks", "rent_free_weeks_need_weeks", message
    elif part.rent_free_weeks % weeks:
        message = f"{given} is not in whole periods of per {part.per}; give a multiple of {weeks}."
        yield "rent_free_weeks", "rent_free_weeks_in_part", message


def _liable_in_claim(part: Tenancy, _: Case) -> Iterator[_Misfit]:
    if part.people_liable_in_claim > part.people_liable:
        message = (
            f"people_liable_in_claim {part.people_liable_in_claim} is more than people_liable {part.people_liable}; "
            "it can be at most that."
        )
        yield "people_liable_in_claim", "more_than_whole", message


def _liable_in_family(part: Tenancy, case: Case) -> Iterator[_Misfit]:
    family = len(case.adults) + sum(not child.of_non_dependant for child in case.children)
    if part.people_liable_in_claim > family:
        message = f"people_liable_in_claim {part.people_liable_in_claim} is more than the {family} of this family."
        yield "people_liable_in_claim", "more_than_family", message


def _partner_exists(part: Income, case: Case) -> Iterator[_Misfit]:
    if part.of is Member.PARTNER and case.partner is None:
        yield "of", "no_partner", "of is partner, but the case has no partner; say claimant, or enter the partner."


_CASE_CHECKS: tuple[_Check, ...] = (_date_in_range, _london_in_england, _sexes_where_they_matter)
_PERSON_CHECKS: tuple[_Check, ...] = (
    _age_and_birth,
    _sixteen_or_over,
    _net_or_gross,
    _pension_from_gross,
    _one_rate_each,
)
_CHILD_CHECKS: tuple[_Check, ...] = (_age_and_birth, _child_age, _one_rate_each)
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
    _free_weeks_of_rent,
    _part_of_rent,
    _liable_in_claim,
    _liable_in_family,
)


def _parts(case: Case) -> Iterator[tuple[str, _Part, tuple[_Check, ...]]]:
    """Each readable part of the case with its path and its checks."""
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
        yield f"incomes[{i}]", income, (_partner_exists,)


def _misfits(case: Case, unread: type[Exception] | tuple[()] = ()) -> list[Problem]:
    """All problems of fields that do not fit together; a check that raises ``unread`` says no more."""
    problems: list[Problem] = []
    for path, part, checks in _parts(case):
        for check in checks:
            try:
                for field, code, message in check(part, case):
                    problems.append(Problem(f"{path}.{field}" if path else field, code, message))
            except unread:
                continue
    return problems


# --- What cannot be read ---------------------------------------------------------------------------------------------

_Loc: TypeAlias = tuple[int | str, ...]

_CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown_key",
    "invalid_key": "unknown_key",
    "enum": "unknown_value",
    "literal_error": "unknown_schema",
    "bool_type": "not_true_or_false",
    "string_type": "not_text",
    "tuple_type": "not_a_list",
    "model_type": "not_an_object",
    "model_attributes_type": "not_an_object",
}
_FAULTS = {
    "invalid_key": "is not a key; write keys as text",
    "literal_error": f'is not a format that is read here; write "{SCHEMA}" or leave it out',
    "bool_type": "is not an answer to yes or no; write true or false, without quotes",
    "string_type": "is not text; write it in quotes",
    "tuple_type": "is not a list; write one in square brackets, [] when there is none",
}
_WANTED = {
    "date": "give the first day of the assessment period or a day in the benefit week, such as 2026-06-01",
    "claimant": 'give at least an age, such as {"age": 34}',
    "tenancy": 'give at least a tenure, such as {"tenure": "social_rent", "bedrooms": 2}',
    "tenure": f"give one of {', '.join(Tenure)}",
    "amount": "give pounds with at most two decimals, such as 112.45",
    "per": f"give one of {', '.join(Period)}",
    "eligible": "say true when help with rent can cover this charge, false when it cannot",
    "kind": "give the kind of income, such as state_pension",
    "annual_liability": "give the year's council tax in pounds",
    "scheme": f"give one of {', '.join(CouncilTaxScheme)}",
}
_PERSONAL = re.compile(
    r"(^|_)(fore|first|middle|last|sur|full)?_?name$|(^|_)(address|street|postcode|phone|telephone|mobile|email|nino|"
    r"ref|reference|uprn|crn)(_|$)|national_insurance|ni_number"
)
_SAME_AS = {"dob": "born", "date_of_birth": "born", "birth_date": "born", "birthday": "born"}


def _problems_of_unreadable(data: object, errors: list[ErrorDetails]) -> tuple[Problem, ...]:
    """What each unreadable field says, and then what does not fit among the fields that can be read."""
    problems = [_problem(error) for error in errors]
    if isinstance(data, Mapping):
        told = tuple(problem.path for problem in problems)
        case = _readable(Case, data, frozenset(error["loc"] for error in errors))
        problems += [late for late in _misfits(case, AttributeError) if not _below(late.path, told)]
    return _in_file_order(problems)


def _in_file_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorted by the top-level field that each is about, in the order of the contract."""
    order = {field.alias or name: i for i, (name, field) in enumerate(Case.model_fields.items())}
    return tuple(sorted(problems, key=lambda problem: order.get(re.split(r"[.\[]", problem.path)[0], -1)))


def _below(path: str, told: Iterable[str]) -> bool:
    return any(path == start or path.startswith((f"{start}.", f"{start}[")) for start in told)


def _problem(error: ErrorDetails) -> Problem:
    """Pydantic's error in our words."""
    loc, kind, value = error["loc"], error["type"], error["input"]
    path = _path(loc)
    name = path.rpartition(".")[2] or "The case"
    code = _CODES.get(kind, kind)
    if kind == "missing":
        sentence = f"{name} is missing; {_WANTED.get(name, 'it must be given')}."
    elif kind == "extra_forbidden":
        code, sentence = _unknown_key(str(loc[-1]), _model_at(loc[:-1]))
    elif kind == "enum":
        sentence = f"{name} {_show(value)} is not a valid value; {_nearest(value, error['ctx']['expected'])}."
    elif code == "not_an_object":
        sentence = f"{name} {_show(value)} is not an object; {_object_wanted(_model_at(loc))}."
    elif kind == "personal_detail":
        sentence = f"{name} {error['msg']}."
    else:
        sentence = f"{name} {_show(value)} {_FAULTS.get(kind, error['msg'])}."
    return Problem(path, code, sentence)


def _unknown_key(key: str, model: type[_Part] | None) -> tuple[str, str]:
    """The code and the sentence for a key that the contract does not have; its value is never repeated."""
    if _PERSONAL.search(key.lower()):
        message = f"{_show(key)} is not a field; no field takes a name, an address or a reference number. Leave it out."
        return "personal_detail", message
    valid = [field.alias or name for name, field in (model or Case).model_fields.items()]
    close = [name for name in (_SAME_AS.get(key.lower()),) if name in valid] or get_close_matches(key.lower(), valid, 1)
    advice = f"did you mean {close[0]}?" if close else f"the fields here are {', '.join(valid)}."
    return "unknown_key", f"{_show(key)} is not a field; {advice}"


def _nearest(value: object, expected: str) -> str:
    """The valid values of an enumeration; when they are many, those nearest to the one given."""
    valid = re.findall(r"'([^']+)'", expected)
    if len(valid) > 10 and isinstance(value, str) and value:
        text = value.lower().replace(" ", "_")
        valid = [name for name in valid if text in name] or get_close_matches(text, valid, 4, 0.5) or valid
    return f"give one of {', '.join(valid)}"


def _object_wanted(model: type[_Part] | None) -> str:
    if model is not None and issubclass(model, Money):
        return 'write it as {"amount": "112.45", "per": "week"}'
    return "write its fields in curly brackets"


def _show(value: object) -> str:
    """The value as JSON would have it, short enough for a sentence."""
    match value:
        case Enum():
            shown = str(value.value)
        case None | bool():
            shown = json.dumps(value)
        case str():
            shown = json.dumps(value, ensure_ascii=False)
        case Mapping():
            shown = "{…}"
        case list() | tuple():
            shown = "[…]"
        case int():
            shown = str(Decimal(value))
        case dt.date() | float() | Decimal() | Fraction():
            shown = str(value)
        case _:
            shown = f"of type {type(value).__name__}"
    return shown if len(shown) <= 60 else f"{shown[:59]}…"


def _path(loc: _Loc) -> str:
    """``("children", 2, "age")`` as ``children[2].age``."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc).removeprefix(".")


def _model_in(annotation: Any) -> type[_Part] | None:
    """The model in an annotation: itself, optional, or the items of a tuple."""
    for inner in get_args(annotation):
        if found := _model_in(inner):
            return found
    return annotation if isinstance(annotation, type) and issubclass(annotation, _Part) else None


def _model_at(loc: _Loc) -> type[_Part] | None:
    """The model that a location in the case holds."""
    model: type[_Part] | None = Case
    for step in loc:
        if isinstance(step, str) and model is not None:
            field = model.model_fields.get(step)
            model = _model_in(field.annotation) if field else None
    return model


@cache
def _reader(model: type[_Part], name: str) -> TypeAdapter[Any]:
    """What reads one field alone."""
    field = model.model_fields[name]
    annotation: Any = field.annotation
    return TypeAdapter(Annotated[annotation, *field.metadata] if field.metadata else annotation)


def _readable(model: type[_Part], data: Mapping[str, Any], bad: frozenset[_Loc], at: _Loc = ()) -> Any:
    """The part with every field that can be read; the others are absent, and using one raises AttributeError."""
    values: dict[str, Any] = {}
    absent: list[str] = []
    for name, field in model.model_fields.items():
        key = name if name in data else field.alias or name
        loc = (*at, key)
        inner = _model_in(field.annotation)
        if loc in bad:
            absent.append(name)
        elif key not in data:
            continue
        elif not any(fault[: len(loc)] == loc for fault in bad):
            values[name] = _reader(model, name).validate_python(data[key])
        elif inner is None:
            absent.append(name)
        else:
            values[name] = _readable_parts(inner, data[key], bad, loc)
    part = model.model_construct(**values)
    for name in absent:
        vars(part).pop(name, None)
    return part


def _readable_parts(model: type[_Part], data: Any, bad: frozenset[_Loc], at: _Loc) -> Any:
    """One object, or a list of them in their places, as far as each can be read."""
    if isinstance(data, model):
        return data
    if isinstance(data, Mapping):
        return _readable(model, data, bad, at)
    if at in bad:  # an item that is no object at all: nothing about it is known
        part = model.model_construct()
        vars(part).clear()
        return part
    return tuple(_readable_parts(model, item, bad, (*at, i)) for i, item in enumerate(data))
