"""Facts for which the case file has no field, because they are of other periods: ``benefitcalc.circumstances/1``.

A case is one household in one period. What an earlier period, a course year, or the benefits before Universal Credit
bring into this one stands here, beside the case::

    assess(case, {"surplus_earnings": {"amount": "1043.64"}})

Everything is optional, and what is left out changes nothing. A key that is not known, a value that cannot be read, and
a fact that does not fit the case (an income that is not there, a scheme that is not in question) raise
:class:`~benefitcalc.errors.InvalidCase` with every problem at once, each path beginning ``circumstances``. A fact that
fits and has no effect in this period, because its time is over, is said in a warning. Each fact that is taken into
account has a warning of its own too, so that nobody takes the figures for those of the case alone.

Not covered:

- whether the conditions of a fact are met: that a surplus is carried, that a late re-claim is within 6 months of the
  old award, that a qualifying benefit was in payment for 26 weeks (UC Regs 2013 regs 21(3C), 54A(1); HB Regs 2006
  regs 72, 73)
- facts of the migration day that differ from those of the case, such as earnings of a tax credit's year, or a rent with
  no Housing Benefit on that day (UC (TP) Regs 2014 reg 54)
- an extended payment of someone who moves to another council's area (HB Regs 2006 regs 72C, 73C)
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, Literal, LiteralString, Self, TypeAlias

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    StrictBool,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from benefitcalc import across_periods as across
from benefitcalc.case import Case, Day, IncomeKind, Member, Pence, Tenure
from benefitcalc.columns import (
    INCOME_KINDS,
    AcrossPeriods,
    AdultsAcrossPeriods,
    HouseholdsAcrossPeriods,
    IncomesAcrossPeriods,
    NonDependantsAcrossPeriods,
)
from benefitcalc.council_tax_working_age import Scheme, scheme_from
from benefitcalc.errors import InvalidCase, Problem
from benefitcalc.money import pounds
from benefitcalc.periods import assessment_period_end, assessment_period_start, benefit_week_start
from benefitcalc.universal_credit import COUNTED_IN_FULL

if TYPE_CHECKING:
    from benefitcalc.result import Assessment

__all__ = [
    "SCHEMA",
    "Circumstances",
    "CourseYear",
    "DeferredDeduction",
    "ExtendedPayment",
    "IncomeForPartOfPeriod",
    "LateReclaim",
    "MoveFromLegacyBenefits",
    "RentCouldBeAfforded",
    "SurplusEarnings",
    "TransitionalSdp",
    "WorkingAgeCouncilTax",
]

SCHEMA = "benefitcalc.circumstances/1"
"""The format that is read and written here."""
SURPLUS_FROM = dt.date(2018, 4, 11)
"""SI 2015/345, as SI 2018/65 brings it in."""
TENANTS_SINCE_1996_UNTIL = dt.date(2014, 3, 3)
"""The first day on which they have the bedroom charge (SI 2014/212)."""
WEEKS_AFFORDED = 13
WEEKS_DEFERRED = 26


# --- The facts --------------------------------------------------------------------------------------------------------


class _Part(BaseModel):
    """A part of the facts: fixed once made, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


Place: TypeAlias = Annotated[int, Field(strict=True, ge=0, le=99)]
"""The place of something in a list of the case, counted from 0."""


class SurplusEarnings(_Part):
    """What this claim takes over from an award that earnings ended (UC Regs 2013 reg 54A(2)-(3)).

    ``amount`` is in pence for this assessment period, as :func:`benefitcalc.across_periods.surplus_earnings` finds it;
    ``of`` says whose, which only matters beside a minimum income floor. It counts as earned income throughout: before
    the floor (ADM H3314), in the benefit cap's exception for earnings, and for an owner's service charges.
    """

    amount: Pence
    of: Member = Member.CLAIMANT


class IncomeForPartOfPeriod(_Part):
    """An income that begins or ends inside the assessment period (UC Regs 2013 reg 73(2A)); Housing Benefit's week is
    as the case has it.

    ``income`` is its place in the case's ``incomes``; ``first_day`` and ``last_day`` are those it is paid for.
    """

    income: Place
    first_day: Day | None = None
    last_day: Day | None = None


class CourseYear(_Part):
    """Student income of a course year, in place of a ``student_income`` of the case (UC Regs 2013 regs 68-71).

    ``amount`` is the loan or grant of the year that counts, in pence. ``first_period`` is the first day of an
    assessment period of the award or of the same cycle, not after the year begins. ``year_ends`` is the last day of the
    course, or of the long vacation, which a last year does not have.
    """

    amount: Pence
    of: Member = Member.CLAIMANT
    first_period: Day
    year_begins: Day
    year_ends: Day
    long_vacation_begins: Day | None = None

    @property
    def in_order(self) -> bool:
        """Whether the days come in the order of time."""
        vacation = self.long_vacation_begins or self.year_begins
        return self.first_period <= self.year_begins <= vacation <= self.year_ends

    @property
    def periods(self) -> tuple[dt.date, ...]:
        """The first days of the assessment periods in which it counts."""
        return across.periods_of_course_year(
            first_period=self.first_period,
            year_begins=self.year_begins,
            year_ends=self.year_ends,
            long_vacation_begins=self.long_vacation_begins,
        )


class LateReclaim(_Part):
    """A re-claim within six months of an old award, more than 7 days after a job (UC Regs 2013 reg 22A).

    The case is for the assessment period, in the old award's cycle, that holds the day ``claimed``. With
    ``good_reason`` for the delay, or within the 7 days, the whole period is paid.
    """

    claimed: Day
    job_ended: Day
    good_reason: StrictBool = False


class MoveFromLegacyBenefits(_Part):
    """The first assessment period after a migration notice (UC (TP) Regs 2014 regs 52-55).

    ``total_legacy_amount`` is what the benefits before came to on the migration day, in pence a month, without Housing
    Benefit for specified or temporary accommodation that goes on, and after any benefit cap (reg 53). The indicative
    amount is the award of the case itself without a transitional element.
    """

    total_legacy_amount: Pence


class TransitionalSdp(_Part):
    """Severe disability premium in the award before Universal Credit, in its first assessment period (UC (TP) Regs 2014
    Schs 2, 3).

    ``higher_rate`` is the premium's for a couple; the others say what else the old award had. Whether LCWRA is included
    is worked out from the case.
    """

    higher_rate: StrictBool = False
    enhanced_disability_premium: StrictBool = False
    disability_premium: StrictBool = False
    disabled_children: Place = 0


class RentCouldBeAfforded(_Part):
    """A rent that could be afforded when it was taken on, by someone with no Housing Benefit in the 52 weeks before:
    the first 13 weeks from the day the ``award_began`` have no bedroom charge (HB Regs 2006 reg 12BA).
    """

    award_began: Day


class DeferredDeduction(_Part):
    """A deduction for a non-dependant that is new or has gone up, at pension age: it waits for 26 weeks (HB (SPC) Regs
    2006 reg 59(10)-(13)).

    ``non_dependant`` is the place in the case's ``non_dependants``, ``changed`` the day on which the person moved in or
    the change took place, ``deduction_before`` the amount a week until then, in pence: nil for a new one. Both of a
    couple are entered, or neither.
    """

    non_dependant: Place
    changed: Day
    deduction_before: Pence = 0


class ExtendedPayment(_Part):
    """Housing Benefit for four benefit weeks after a qualifying benefit ended with work (HB Regs 2006 regs 72-73E; HB
    (SPC) Regs 2006 reg 53).

    ``qualifying_benefit_ended`` is the first day without it, ``award_before`` that of the last week before, in pence,
    before the benefit cap.
    """

    qualifying_benefit_ended: Day
    award_before: Pence


def _scheme(given: object) -> object:
    try:
        return scheme_from(given)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_url=False))
        message: LiteralString = "is not a council's scheme ({faults})"
        raise PydanticCustomError("not_a_scheme", message, {"faults": faults}) from None


class WorkingAgeCouncilTax(_Part):
    """The council's own scheme of Council Tax Reduction (LGFA 1992 Sch 1A para 2).

    ``scheme`` is one that :func:`benefitcalc.council_tax_working_age.read_scheme` has read, or the same as an object of
    JSON. ``protected``: the household is in a group that a banded scheme protects.
    """

    scheme: Annotated[Scheme, BeforeValidator(_scheme)]
    protected: StrictBool = False


class Circumstances(_Part):
    """Facts of one household for which the case file has no field; money in pence, as in a case.

    However it is made, facts that cannot be read raise :class:`~benefitcalc.errors.InvalidCase` with every problem.
    How they fit a case is checked when the two are assessed together.

    ``service_charges_qualifying_period_served``: an owner has been on Universal Credit without earnings for nine
    assessment periods in a row (UC Regs 2013 Sch 5 para 5). ``tenant_on_housing_benefit_since_before_1996``: without a
    break and in the same home, so that there was no bedroom charge until 3 March 2014.
    """

    schema_: Literal["benefitcalc.circumstances/1"] = Field(default="benefitcalc.circumstances/1", alias="schema")
    surplus_earnings: SurplusEarnings | None = None
    incomes_for_part_of_period: tuple[IncomeForPartOfPeriod, ...] = ()
    course_years: tuple[CourseYear, ...] = ()
    late_reclaim: LateReclaim | None = None
    move_from_legacy_benefits: MoveFromLegacyBenefits | None = None
    transitional_sdp: TransitionalSdp | None = None
    service_charges_qualifying_period_served: StrictBool | None = None
    rent_could_be_afforded: RentCouldBeAfforded | None = None
    tenant_on_housing_benefit_since_before_1996: StrictBool = False
    deferred_deductions: tuple[DeferredDeduction, ...] = ()
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
            raise InvalidCase(map(_problem, error.errors(include_url=False))) from None

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read the facts from JSON. Numbers keep every digit that was written, and a key given twice is a problem."""
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
            raise InvalidCase([Problem("circumstances", "not_json", f"This is not JSON: {error}.")]) from None
        if repeated:
            raise InvalidCase(
                Problem("circumstances", "repeated_key", f'"{key}" is given twice in one object; keep the right one.')
                for key in repeated
            )
        return cls.model_validate(data)

    def to_dict(self) -> dict[str, Any]:
        """The facts as they are written, ready for JSON; what was left out stays out."""
        return {"schema": SCHEMA, **self.model_dump(mode="json", by_alias=True, exclude_defaults=True)}


# --- What cannot be read ----------------------------------------------------------------------------------------------

_CODES = {
    "extra_forbidden": "unknown_key",
    "enum": "unknown_value",
    "literal_error": "unknown_schema",
    "bool_type": "not_true_or_false",
    "tuple_type": "not_a_list",
    "model_type": "not_an_object",
    "model_attributes_type": "not_an_object",
    "int_type": "not_a_whole_number",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
}
_FAULTS = {
    "enum": f"is not a valid value; give one of {', '.join(Member)}",
    "literal_error": f'is not a format that is read here; write "{SCHEMA}" or leave it out',
    "bool_type": "is not an answer to yes or no; write true or false, without quotes",
    "tuple_type": "is not a list; write one in square brackets",
    "model_type": "is not an object; write its fields in curly brackets",
    "model_attributes_type": "is not an object; write its fields in curly brackets",
    "int_type": "is not a whole number from 0 to 99",
    "greater_than_equal": "is not a whole number from 0 to 99",
    "less_than_equal": "is not a whole number from 0 to 99",
}


def _problem(error: ErrorDetails) -> Problem:
    """Pydantic's error in our words; what an unknown key held is never repeated."""
    loc, kind, value = error["loc"], error["type"], error["input"]
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc)
    name = str(loc[-1]) if loc else "circumstances"
    shown = json.dumps(value, ensure_ascii=False) if isinstance(value, str | bool | int | None) else "given"
    shown = str(value) if isinstance(value, Decimal | float | dt.date) else shown
    if kind == "missing":
        sentence = f"{name} is missing; it must be given."
    elif kind == "extra_forbidden":
        valid = [field.alias or key for key, field in _model_at(loc[:-1]).model_fields.items()]
        near = get_close_matches(name.lower(), valid, 1)
        hint = f"did you mean {near[0]}?" if near else f"the fields here are {', '.join(valid)}."
        sentence = f'"{name[:60]}" is not a field; {hint}'
    else:
        sentence = f"{name} {shown[:60]} {_FAULTS.get(kind, error['msg'])}."
    return Problem(f"circumstances{steps}", _CODES.get(kind, kind), sentence)


def _model_at(loc: tuple[int | str, ...]) -> type[BaseModel]:
    """The model in which a key stands."""
    model: type[BaseModel] = Circumstances
    for step in loc:
        field = model.model_fields.get(str(step))
        text = str(field.annotation) if field else ""
        model = next((part for part in _Part.__subclasses__() if f".{part.__name__}" in text), model)
    return model


# --- How the facts fit a case -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Question:
    """What is worked out for a household: the schemes, and whether Housing Benefit is under pension age's rules; and
    whether someone is over pension age, so that there is no bedroom charge in it.
    """

    universal_credit: bool
    housing_benefit: bool
    pension_age: bool
    anyone_over_pension_age: bool


_Misfit: TypeAlias = tuple[str, str, str]
_Check: TypeAlias = Callable[[Circumstances, Case], Iterator[_Misfit]]

_OF_UNIVERSAL_CREDIT = (
    "surplus_earnings",
    "incomes_for_part_of_period",
    "course_years",
    "late_reclaim",
    "move_from_legacy_benefits",
    "transitional_sdp",
    "service_charges_qualifying_period_served",
)
_OF_HOUSING_BENEFIT = (
    "rent_could_be_afforded",
    "tenant_on_housing_benefit_since_before_1996",
    "deferred_deductions",
    "extended_payment",
)
_OF_BEDROOM_CHARGE = ("rent_could_be_afforded", "tenant_on_housing_benefit_since_before_1996")
_NOT_RENTED = {Tenure.OWNER_OCCUPIER, Tenure.NO_HOUSING_COSTS}
_BEDROOMS_COUNT = {Tenure.SOCIAL_RENT, Tenure.MANAGED_PROPERTY, Tenure.REFUGE, Tenure.LOCAL_AUTHORITY_HOSTEL}


def problems_with(facts: Circumstances, case: Case, question: Question) -> Iterator[Problem]:
    """Every fact that does not fit the case: nothing is left out of the figures unsaid."""
    given = facts.model_fields_set
    for names, asked, scheme in (
        (_OF_UNIVERSAL_CREDIT, question.universal_credit, "Universal Credit"),
        (_OF_HOUSING_BENEFIT, question.housing_benefit, "Housing Benefit"),
    ):
        for name in names if not asked else ():
            if name in given and getattr(facts, name) not in {None, (), False}:
                message = f"{name} is a fact of {scheme}, which is not in question for this household; leave it out."
                yield Problem(f"circumstances.{name}", "scheme_not_in_question", message)
    for name in _OF_BEDROOM_CHARGE if question.housing_benefit and question.anyone_over_pension_age else ():
        if getattr(facts, name):
            message = f"{name} is about the bedroom charge, which nobody over pension age has; leave it out."
            yield Problem(f"circumstances.{name}", "no_bedroom_charge", message)
    if facts.deferred_deductions and question.housing_benefit and not question.pension_age:
        message = "deferred_deductions are for Housing Benefit at pension age; leave them out."
        yield Problem("circumstances.deferred_deductions", "scheme_not_in_question", message)
    for check in _CHECKS:
        for path, code, message in check(facts, case):
            yield Problem(f"circumstances.{path}", code, message)


def problems_with_result(facts: Circumstances, result: Assessment) -> Iterator[Problem]:
    """What only shows once the household is worked out."""
    uc, hb = result.universal_credit, result.housing_benefit
    if facts.move_from_legacy_benefits is not None and uc is not None:
        for reason in [code for code in uc.reasons if code != "income_too_high"]:
            message = f"There is no Universal Credit ({reason}), and so no transitional element; leave it out."
            yield Problem("circumstances.move_from_legacy_benefits", "not_entitled", message)
    extension = facts.extended_payment
    if extension is not None and hb is not None and pounds(extension.award_before) > hb.weekly_rent:
        message = (
            f"award_before {pounds(extension.award_before)} is more than the rent of {hb.weekly_rent} a week; give the "
            "award for this home."
        )
        yield Problem("circumstances.extended_payment.award_before", "more_than_the_rent", message)


def _period(case: Case) -> str:
    return f"the assessment period from {case.date} to {assessment_period_end(case.date)}"


def _surplus_fits(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    surplus = facts.surplus_earnings
    if surplus is not None and surplus.of is Member.PARTNER and case.partner is None:
        yield "surplus_earnings.of", "no_partner", "of is partner, but the case has no partner; say claimant."
    if surplus is not None and case.date < SURPLUS_FROM:
        message = f"surplus_earnings are carried from {SURPLUS_FROM}, and the case is for {case.date}; leave them out."
        yield "surplus_earnings", "before_the_law", message


def _incomes_fit(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    seen: set[int] = set()
    for number, part in enumerate(facts.incomes_for_part_of_period):
        path = f"incomes_for_part_of_period[{number}]"
        if part.income >= len(case.incomes):
            yield f"{path}.income", "no_such_income", _no_such("income", part.income, "incomes", len(case.incomes))
        elif not COUNTED_IN_FULL[INCOME_KINDS[case.incomes[part.income].kind.value]]:
            kind = case.incomes[part.income].kind
            message = f"income {part.income} is {kind}, which Universal Credit counts by no days; leave it out."
            yield f"{path}.income", "not_counted_by_days", message
        if part.income in seen:
            message = f"income {part.income} is given twice; give it once, with its first and last day."
            yield f"{path}.income", "given_twice", message
        seen.add(part.income)
        if part.first_day is None and part.last_day is None:
            yield path, "missing", "first_day and last_day are missing; give the one that lies in the period, or both."
        elif part.first_day and part.last_day and part.last_day < part.first_day:
            message = f"last_day {part.last_day} is before first_day {part.first_day}; give them in the order of time."
            yield f"{path}.last_day", "out_of_order", message


def _no_such(name: str, place: int, where: str, count: int) -> str:
    there = f"they are counted from 0 to {count - 1}" if count else f"there are no {where}"
    return f"{name} {place} is not in the case's {where}; {there}."


def _course_years_fit(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    for number, year in enumerate(facts.course_years):
        path = f"course_years[{number}]"
        if year.of is Member.PARTNER and case.partner is None:
            yield f"{path}.of", "no_partner", "of is partner, but the case has no partner; say claimant."
        if any(other.of is year.of for other in facts.course_years[:number]):
            yield f"{path}.of", "given_twice", f"the {year.of} has two course years; give the one of this period."
        if any(income.kind is IncomeKind.STUDENT_INCOME and income.of is year.of for income in case.incomes):
            message = f"the case has a student_income of the {year.of} already; give it here or there."
            yield path, "given_twice", message
        if not year.in_order:
            message = "first_period, year_begins, long_vacation_begins and year_ends are not in the order of time."
            yield path, "out_of_order", message
        elif assessment_period_start(year.first_period, across.place(year.first_period, case.date)) != case.date:
            message = (
                f"first_period {year.first_period} is not the first day of an assessment period in the same cycle as "
                f"the case's, {case.date}; give one that is."
            )
            yield f"{path}.first_period", "not_in_the_cycle", message


def _reclaim_fits(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    reclaim = facts.late_reclaim
    if reclaim is None:
        return
    if not case.date <= reclaim.claimed <= assessment_period_end(case.date):
        message = f"claimed {reclaim.claimed} is not in {_period(case)}; give the case of the period that holds it."
        yield "late_reclaim.claimed", "outside_the_period", message
    if reclaim.job_ended > reclaim.claimed:
        message = f"job_ended {reclaim.job_ended} is after claimed {reclaim.claimed}; give the job that ended before."
        yield "late_reclaim.job_ended", "out_of_order", message


def _transition_fits(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    first = [name for name in ("move_from_legacy_benefits", "transitional_sdp") if getattr(facts, name) is not None]
    for name in first:
        if case.universal_credit.transitional_element is not None:
            message = f"the case has a transitional_element already, and {name} is of the first period; keep one."
            yield name, "given_twice", message
        if facts.late_reclaim is not None:
            message = f"{name} is of the first period after a move, and late_reclaim of a later one; keep one."
            yield name, "cannot_both_be", message
    if len(first) > 1:
        message = "an award has a transitional element or a transitional SDP element, never both; keep one."
        yield "transitional_sdp", "cannot_both_be", message
    if facts.transitional_sdp is not None and facts.transitional_sdp.higher_rate and case.partner is None:
        message = "higher_rate is the premium's for a couple, but the case has no partner; say false."
        yield "transitional_sdp.higher_rate", "no_partner", message


def _owner_fits(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    path = "service_charges_qualifying_period_served"
    if facts.service_charges_qualifying_period_served is None:
        return
    if case.tenancy.tenure is not Tenure.OWNER_OCCUPIER:
        message = f"{path} is a fact of an owner_occupier, but tenure is {case.tenancy.tenure}; leave it out."
        yield path, "not_an_owner", message
    elif not case.tenancy.service_charges:
        yield path, "no_service_charges", f"{path} is given, but the case has no service_charges; enter them."


def _bedroom_charge_fits(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    rented_otherwise = case.tenancy.tenure not in _BEDROOMS_COUNT | _NOT_RENTED
    for name in _OF_BEDROOM_CHARGE if rented_otherwise else ():
        if getattr(facts, name):
            message = f"{name} is about the bedroom charge, which {case.tenancy.tenure} never has; leave it out."
            yield name, "no_bedroom_charge", message
    if facts.rent_could_be_afforded is not None and facts.rent_could_be_afforded.award_began > _last_day(case):
        began = facts.rent_could_be_afforded.award_began
        message = f"award_began {began} is after the benefit week of the case; give the first day of the award."
        yield "rent_could_be_afforded.award_began", "in_the_future", message


def _last_day(case: Case) -> dt.date:
    return benefit_week_start(case.date) + dt.timedelta(days=6)


def _deferrals_fit(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    places = [deferral.non_dependant for deferral in facts.deferred_deductions]
    for number, deferral in enumerate(facts.deferred_deductions):
        path, place = f"deferred_deductions[{number}]", deferral.non_dependant
        if place >= len(case.non_dependants):
            there = _no_such("non_dependant", place, "non_dependants", len(case.non_dependants))
            yield f"{path}.non_dependant", "no_such_person", there
        else:
            other = case.non_dependants[place].couple_with
            if other is not None and other not in places:
                message = f"non_dependant {place} is one of a couple with {other}; give both, or neither."
                yield f"{path}.non_dependant", "one_of_a_couple", message
        if place in places[:number]:
            yield f"{path}.non_dependant", "given_twice", f"non_dependant {place} is given twice; give it once."
        if deferral.changed > _last_day(case):
            message = f"changed {deferral.changed} is after the benefit week of the case; give the day of the change."
            yield f"{path}.changed", "in_the_future", message


def _extension_fits(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    extension = facts.extended_payment
    if extension is not None and extension.qualifying_benefit_ended > _last_day(case):
        message = (
            f"qualifying_benefit_ended {extension.qualifying_benefit_ended} is after the benefit week of the case; "
            "give the first day without the benefit."
        )
        yield "extended_payment.qualifying_benefit_ended", "in_the_future", message


def _council_tax_fits(facts: Circumstances, case: Case) -> Iterator[_Misfit]:
    if facts.working_age_council_tax is not None and case.council_tax is None:
        message = "working_age_council_tax is given, but the case has no council_tax; enter the year's council tax."
        yield "working_age_council_tax", "no_council_tax", message


_CHECKS: tuple[_Check, ...] = (
    _surplus_fits,
    _incomes_fit,
    _course_years_fit,
    _reclaim_fits,
    _transition_fits,
    _owner_fits,
    _bedroom_charge_fits,
    _deferrals_fit,
    _extension_fits,
    _council_tax_fits,
)


# --- What has effect in the period of a case --------------------------------------------------------------------------


def _whole_period(reclaim: LateReclaim, case: Case) -> bool:
    return _days_from_claim(reclaim, case) == (assessment_period_end(case.date) - case.date).days + 1


def _days_from_claim(reclaim: LateReclaim, case: Case) -> int:
    return across.days_from_claim(
        case.date, claimed=reclaim.claimed, job_ended=reclaim.job_ended, good_reason=reclaim.good_reason
    )


def _afforded(rent: RentCouldBeAfforded, case: Case) -> bool:
    return benefit_week_start(case.date) < rent.award_began + dt.timedelta(weeks=WEEKS_AFFORDED)


def _before_1996(case: Case) -> bool:
    return case.date < TENANTS_SINCE_1996_UNTIL


def _deferred(deferral: DeferredDeduction, case: Case) -> bool:
    """Whether the first Monday 26 weeks after the change, from which it counts, has not come."""
    return benefit_week_start(case.date) < deferral.changed + dt.timedelta(weeks=WEEKS_DEFERRED)


def _extended(extension: ExtendedPayment, case: Case) -> bool:
    first, last = across.extended_weeks(extension.qualifying_benefit_ended)
    return first <= benefit_week_start(case.date) <= last


def codes_of(facts: Circumstances, case: Case) -> Iterator[str]:
    """The code of a warning for each fact: what was taken into account, or why it has no effect in this period."""
    if facts.surplus_earnings is not None:
        yield "circumstances_surplus_earnings"
    if facts.incomes_for_part_of_period:
        yield "circumstances_incomes_for_part_of_period"
    if facts.course_years:
        yield "circumstances_course_year"
    if facts.late_reclaim is not None:
        in_time = _whole_period(facts.late_reclaim, case)
        yield "circumstances_reclaim_in_time" if in_time else "circumstances_late_reclaim"
    if facts.move_from_legacy_benefits is not None:
        yield "circumstances_move_from_legacy_benefits"
    if facts.transitional_sdp is not None:
        yield "circumstances_transitional_sdp"
    if facts.service_charges_qualifying_period_served is not None:
        served = facts.service_charges_qualifying_period_served
        yield "circumstances_owner_service_charges" if served else "circumstances_owner_qualifying_period"
    yield from _codes_of_housing_benefit(facts, case)


def _codes_of_housing_benefit(facts: Circumstances, case: Case) -> Iterator[str]:
    rent, extension = facts.rent_could_be_afforded, facts.extended_payment
    if rent is not None:
        over = not _afforded(rent, case)
        yield "circumstances_rent_could_be_afforded_over" if over else "circumstances_rent_could_be_afforded"
    if facts.tenant_on_housing_benefit_since_before_1996:
        over = not _before_1996(case)
        yield "circumstances_tenant_since_before_1996_over" if over else "circumstances_tenant_since_before_1996"
    for over in sorted({not _deferred(deferral, case) for deferral in facts.deferred_deductions}):
        yield "circumstances_deferred_deduction_over" if over else "circumstances_deferred_deduction"
    if extension is not None:
        over = not _extended(extension, case)
        yield "circumstances_extended_payment_over" if over else "circumstances_extended_payment"


def columns_of(pairs: Sequence[tuple[Case, Circumstances | None]]) -> AcrossPeriods:
    """The facts as columns beside those of the cases, in their order; nothing where there are none."""
    facts = [given or Circumstances() for _, given in pairs]
    cases = [case for case, _ in pairs]
    adults = [
        [_adult(fact, case, member) for case, fact in zip(cases, facts, strict=True)]
        for member in (Member.CLAIMANT, Member.PARTNER)
    ]
    return AcrossPeriods(
        HouseholdsAcrossPeriods.build(
            len(cases), **_named(_household(fact, case) for case, fact in zip(cases, facts, strict=True))
        ),
        AdultsAcrossPeriods.build(
            (2, len(cases)), **{name: [[row[name] for row in one] for one in adults] for name in adults[0][0]}
        ),
        _incomes(cases, facts),
        _non_dependants(cases, facts),
    )


def _named(rows: Iterable[Mapping[str, int]]) -> dict[str, list[int]]:
    found = list(rows)
    return {name: [row[name] for row in found] for name in found[0]}


def _household(facts: Circumstances, case: Case) -> dict[str, int]:
    reclaim, move, sdp = facts.late_reclaim, facts.move_from_legacy_benefits, facts.transitional_sdp
    rent, extension = facts.rent_could_be_afforded, facts.extended_payment
    extended = extension is not None and _extended(extension, case)
    return {
        "days_from_claim": 0 if reclaim is None else _days_from_claim(reclaim, case),
        "reclaimed_late": reclaim is not None and not _whole_period(reclaim, case),
        "total_legacy_amount_pm": 0 if move is None else move.total_legacy_amount,
        "moved_from_legacy_benefits": move is not None,
        "transitional_sdp": sdp is not None,
        "higher_rate_before": sdp is not None and sdp.higher_rate,
        "enhanced_disability_premium_before": sdp is not None and sdp.enhanced_disability_premium,
        "disability_premium_before": sdp is not None and sdp.disability_premium,
        "disabled_children_before": 0 if sdp is None else sdp.disabled_children,
        "qualifying_period_served": bool(facts.service_charges_qualifying_period_served),
        "rent_could_be_afforded": rent is not None and _afforded(rent, case),
        "tenant_since_before_1996": facts.tenant_on_housing_benefit_since_before_1996 and _before_1996(case),
        "extended_payment": extended,
        "award_before_pw": extension.award_before if extension is not None and extended else 0,
    }


def _adult(facts: Circumstances, case: Case, member: Member) -> dict[str, int]:
    surplus = facts.surplus_earnings
    year = next((year for year in facts.course_years if year.of is member), None)
    return {
        "surplus_earnings_pm": surplus.amount if surplus is not None and surplus.of is member else 0,
        "student_income_of_year": 0 if year is None else year.amount,
        "periods_of_course_year": 0 if year is None else len(year.periods),
        "student_income_counts": year is not None and case.date in year.periods,
    }


def _incomes(cases: Sequence[Case], facts: Sequence[Circumstances]) -> IncomesAcrossPeriods:
    days = [
        next(
            (
                (across.days_of_income(case.date, first_day=part.first_day, last_day=part.last_day), True)
                for part in fact.incomes_for_part_of_period
                if part.income == place
            ),
            (0, False),
        )
        for case, fact in zip(cases, facts, strict=True)
        for place in range(len(case.incomes))
    ]
    return IncomesAcrossPeriods.from_rows(days)


def _non_dependants(cases: Sequence[Case], facts: Sequence[Circumstances]) -> NonDependantsAcrossPeriods:
    rows = [
        next(
            (
                (deferral.deduction_before, _deferred(deferral, case))
                for deferral in fact.deferred_deductions
                if deferral.non_dependant == place
            ),
            (0, False),
        )
        for case, fact in zip(cases, facts, strict=True)
        for place in range(len(case.non_dependants))
    ]
    return NonDependantsAcrossPeriods.from_rows(rows)
