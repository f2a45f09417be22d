"""The facts as people write them: a model for each kind, and :class:`Circumstances` for all of them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, LiteralString, Self, TypeAlias

from pydantic import BeforeValidator, Field, ModelWrapValidatorHandler, StrictBool, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from benefitcalc.case import Day, Member, Pence
from benefitcalc.case.parts import Part
from benefitcalc.case.reading import Format, path_of, problems_of, read_whole
from benefitcalc.case.values import Several, printable, whole
from benefitcalc.errors import InvalidCase
from benefitcalc.schemes.council_tax.local_scheme_file import Scheme, scheme_from
from benefitcalc.schemes.universal_credit.income import periods_of_course_year

SCHEMA = "benefitcalc.circumstances/1"
"""The format that this package reads and writes."""
CIRCUMSTANCES_FILE = Format(
    schema=SCHEMA,
    whole="circumstances",
    path="circumstances",
    wanted={"amount": "give pounds with at most two decimals, such as 112.45"},
)

Place: TypeAlias = Annotated[int, whole(0, 99)]
"""The place of something in a list of the case, counted from 0; or another small number."""


class SurplusEarnings(Part):
    """The surplus earnings that this claim takes over from an award that earnings ended (UC Regs 2013 reg 54A(2)-(3)).

    ``amount`` is in pence for this assessment period; :mod:`benefitcalc.schemes.universal_credit.surplus_earnings`
    works it out. ``of`` says whose it is, which matters only beside a minimum income floor. The surplus counts as
    earned income everywhere: before the floor (ADM H3314), in the exception of the benefit cap for earnings, and for
    the service charges of an owner.
    """

    amount: Pence
    of: Member = Member.CLAIMANT


class IncomeForPartOfPeriod(Part):
    """An income that begins or ends inside the assessment period (UC Regs 2013 reg 73(2A)); for Housing Benefit's week
    it stays as the case has it.

    ``income`` is its place in the case's ``incomes``; ``first_day`` and ``last_day`` are the days that it is paid for.
    """

    income: Place
    first_day: Day | None = None
    last_day: Day | None = None


class CourseYear(Part):
    """Student income of a course year, which replaces a ``student_income`` of the case (UC Regs 2013 regs 68-71).

    ``amount`` is the part of the year's loan or grant that counts, in pence. ``first_period`` is the first day of an
    assessment period of the award, or of the same cycle, that begins no later than the year. ``year_ends`` is the last
    day of the course, or of the long vacation; a last year has no long vacation.
    """

    amount: Pence
    of: Member = Member.CLAIMANT
    first_period: Day
    year_begins: Day
    year_ends: Day
    long_vacation_begins: Day | None = None

    @property
    def in_order(self) -> bool:
        """Whether the days follow one another in time."""
        vacation = self.long_vacation_begins or self.year_begins
        return self.first_period <= self.year_begins <= vacation <= self.year_ends

    @property
    def periods(self) -> tuple[dt.date, ...]:
        """The first days of the assessment periods in which it counts."""
        return periods_of_course_year(
            first_period=self.first_period,
            year_begins=self.year_begins,
            year_ends=self.year_ends,
            long_vacation_begins=self.long_vacation_begins,
        )


class LateReclaim(Part):
    """A re-claim within six months of an old award, more than 7 days after a job ended (UC Regs 2013 reg 22A).

    The case is for the assessment period, in the cycle of the old award, that holds the day ``claimed``. With
    ``good_reason`` for the delay, or within the 7 days, Universal Credit pays the whole period.
    """

    claimed: Day
    job_ended: Day
    good_reason: StrictBool = False


class MoveFromLegacyBenefits(Part):
    """The first assessment period after a migration notice (UC (TP) Regs 2014 regs 52-55).

    ``total_legacy_amount`` is what the benefits before came to on the migration day, in pence a month, after any
    benefit cap and without Housing Benefit for specified or temporary accommodation that goes on (reg 53). The
    indicative amount is the award of the case itself without a transitional element.
    """

    total_legacy_amount: Pence


class TransitionalSdp(Part):
    """The first assessment period after an award that had a severe disability premium (UC (TP) Regs 2014 Schs 2, 3).

    ``higher_rate`` is the rate of the premium for a couple; the other fields say what else the old award had. Whether
    LCWRA is included is worked out from the case.
    """

    higher_rate: StrictBool = False
    enhanced_disability_premium: StrictBool = False
    disability_premium: StrictBool = False
    disabled_children: Place = 0


class HousingBenefitBeforeTheMove(Part):
    """Housing Benefit that goes on for two weeks from the first day of Universal Credit, which is the date of the case.
    Universal Credit does not count it, and nobody recovers it (UC (TP) Regs 2014 regs 8, 8A). ``award`` is by the week,
    in pence.
    """

    award: Pence


class RentCouldBeAfforded(Part):
    """A rent that someone without Housing Benefit in the 52 weeks before could afford when they took it on: for the
    first 13 weeks from the day the ``award_began`` there is no bedroom charge (HB Regs 2006 reg 12BA).
    """

    award_began: Day


class FuelInRent(Part):
    """The uses of fuel that the rent includes without a separate charge: the standard weekly amount of each comes off
    the rent (HB Regs 2006 Sch 1 para 6). ``one_room``: the household lives in one room, with smaller amounts for
    heating, hot water and lighting.
    """

    heating: StrictBool = False
    hot_water: StrictBool = False
    lighting: StrictBool = False
    cooking: StrictBool = False
    one_room: StrictBool = False


class MealsInRent(Part):
    """For how many people the rent includes meals: three a day or more, fewer, or only breakfast. The standard weekly
    amount for each comes off the rent, whatever the landlord charges (HB Regs 2006 Sch 1 para 2).
    """

    all_meals_16_or_over: Place = 0
    all_meals_under_16: Place = 0
    some_meals_16_or_over: Place = 0
    some_meals_under_16: Place = 0
    breakfast_only: Place = 0


class DeferredDeduction(Part):
    """A deduction for a non-dependant that is new or has gone up, at pension age: it waits for 26 weeks (HB (SPC) Regs
    2006 reg 59(10)-(13)).

    ``non_dependant`` is the place in the case's ``non_dependants``. ``changed`` is the day on which the person moved in
    or the change took place. ``deduction_before`` is the weekly amount until then, in pence, before a joint tenant's
    share and rent-free weeks; it is nothing for a new deduction. Enter both of a couple, or neither.
    """

    non_dependant: Place
    changed: Day
    deduction_before: Pence = 0


class ExtendedPayment(Part):
    """Housing Benefit for four benefit weeks after work ended a qualifying benefit (HB Regs 2006 regs 72-73E; HB (SPC)
    Regs 2006 reg 53).

    ``qualifying_benefit_ended`` is the first day without the benefit. ``award_before`` is the award of the last week
    before, in pence, before the benefit cap.
    """

    qualifying_benefit_ended: Day
    award_before: Pence


def _scheme(given: object) -> object:
    try:
        return scheme_from(given)
    except ValidationError as error:
        found = error.errors(include_url=False)
        told = [printable(f"{path_of(each['loc'])}: {each['msg']}", 200) for each in found[:10]]
        faults = "; ".join(told if len(found) == len(told) else [*told, f"and {len(found) - len(told):,} more"])
        message: LiteralString = "is not a council's scheme ({faults})"
        raise PydanticCustomError("not_a_scheme", message, {"faults": faults}) from None


class WorkingAgeCouncilTax(Part):
    """The council's own scheme of Council Tax Reduction (LGFA 1992 Sch 1A para 2).

    ``scheme`` is a scheme that :func:`benefitcalc.schemes.council_tax.local_scheme_file.read_scheme` has read, or the
    same as an object of JSON. ``protected``: the household is in a group that a banded scheme protects.
    """

    scheme: Annotated[Scheme, BeforeValidator(_scheme)]
    protected: StrictBool = False


class Circumstances(Part):
    """Facts of one household for which the case file has no field. Money is in pence, as in a case.

    However you make them, facts that cannot be read raise :class:`~benefitcalc.errors.InvalidCase` with every problem.
    Whether they fit a case is checked when the two are assessed together.

    ``service_charges_qualifying_period_served``: an owner has been on Universal Credit without earnings for nine
    assessment periods in a row (UC Regs 2013 Sch 5 para 5). ``tenant_on_housing_benefit_since_before_1996``: without a
    break and in the same home, so that there was no bedroom charge until 3 March 2014.
    """

    schema_: Literal["benefitcalc.circumstances/1"] = Field(default="benefitcalc.circumstances/1", alias="schema")
    surplus_earnings: SurplusEarnings | None = None
    incomes_for_part_of_period: Several[IncomeForPartOfPeriod] = ()
    course_years: Several[CourseYear] = ()
    late_reclaim: LateReclaim | None = None
    move_from_legacy_benefits: MoveFromLegacyBenefits | None = None
    transitional_sdp: TransitionalSdp | None = None
    housing_benefit_before_the_move: HousingBenefitBeforeTheMove | None = None
    service_charges_qualifying_period_served: StrictBool | None = None
    rent_could_be_afforded: RentCouldBeAfforded | None = None
    tenant_on_housing_benefit_since_before_1996: StrictBool = False
    fuel_in_rent: FuelInRent | None = None
    meals_in_rent: MealsInRent | None = None
    deferred_deductions: Several[DeferredDeduction] = ()
    extended_payment: ExtendedPayment | None = None
    working_age_council_tax: WorkingAgeCouncilTax | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _all_problems_at_once(cls, data: Any, read: ModelWrapValidatorHandler[Circumstances]) -> Circumstances:
        if isinstance(data, cls):
            return data
        try:
            return read(data)
        except ValidationError as error:
            faults = error.errors(include_url=False)
            raise InvalidCase(*problems_of(faults, cls, CIRCUMSTANCES_FILE)) from None

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read the facts from JSON. Numbers keep every digit that was written. A key that is given twice
        is a problem.
        """
        return read_whole(cls, text, CIRCUMSTANCES_FILE)

    def to_dict(self) -> dict[str, Any]:
        """The facts as people write them, ready for JSON; what was left out stays out."""
        return {"schema": SCHEMA, **self.model_dump(mode="json", by_alias=True, exclude_defaults=True)}
