"""Households as columns: the same facts as the case file, for one household or a million.

A :class:`Table` is two matrices, one of whole numbers and one of flags, with a name for each row of them: slicing
a batch slices two arrays. People stand in tables of their own, sorted by household, with the index of the
household and the first row of each.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, ClassVar, Self, get_type_hints

import numpy as np
import numpy.typing as npt

from benefitcalc import case as model
from benefitcalc.money import Count, Flag, Pence
from benefitcalc.periods import Per, assessment_period_end, completed_years, day_number
from benefitcalc.rates.lha import areas, find_area
from benefitcalc.rates.pension_age import pension_age_day

Ints = npt.NDArray[np.int64]


class Table:
    """Named rows of one matrix of whole numbers and one of flags; read only.

    The annotations of a subclass name the rows: ``Flag`` rows are flags, all others whole numbers. The last axis
    is the one that is sliced. Of chosen ``places`` a column is gathered when it is first asked for: a scheme asks for
    some of them only.
    """

    numbers_of: ClassVar[tuple[str, ...]]
    flags_of: ClassVar[tuple[str, ...]]

    def __init_subclass__(cls) -> None:
        hints = {name: kind for name, kind in get_type_hints(cls).items() if name not in ("numbers_of", "flags_of")}
        cls.flags_of = tuple(name for name, kind in hints.items() if kind == Flag)
        cls.numbers_of = tuple(name for name, kind in hints.items() if kind != Flag)

    def __init__(self, numbers: Ints, flags: Flag, places: Ints | None = None) -> None:
        numbers.flags.writeable = False
        flags.flags.writeable = False
        self._numbers, self._flags, self._places = numbers, flags, places

    def __getattr__(self, name: str) -> npt.NDArray[Any]:
        """The column of that name, kept from then on."""
        if name in self.numbers_of:
            column: npt.NDArray[Any] = self._numbers[self.numbers_of.index(name)]
        elif name in self.flags_of:
            column = self._flags[self.flags_of.index(name)]
        else:
            raise AttributeError(f"{type(self).__name__} has no column named {name}")
        if self._places is not None:
            column = column.take(self._places, axis=-1)
            column.flags.writeable = False
        self.__dict__[name] = column
        return column

    def __len__(self) -> int:
        return self._numbers.shape[-1] if self._places is None else len(self._places)

    @classmethod
    def from_rows(cls, rows: Sequence[Sequence[int]]) -> Self:
        """A table of ``rows``, each with the whole numbers first and then the flags, in the order of the
        annotations.
        """
        width = len(cls.numbers_of) + len(cls.flags_of)
        matrix = np.ascontiguousarray(np.array(rows, dtype=np.int64).reshape(len(rows), width).T)
        return cls(matrix[: len(cls.numbers_of)], matrix[len(cls.numbers_of) :] != 0)

    @classmethod
    def build(cls, shape: int | tuple[int, ...], **columns: Any) -> Self:
        """A table of that shape from named columns; what is not named is zero or no."""
        whole = (shape,) if isinstance(shape, int) else shape
        if unknown := columns.keys() - {*cls.numbers_of, *cls.flags_of}:
            raise TypeError(f"{cls.__name__} has no column named {', '.join(sorted(unknown))}")
        numbers = np.zeros((len(cls.numbers_of), *whole), dtype=np.int64)
        flags = np.zeros((len(cls.flags_of), *whole), dtype=np.bool_)
        for name, values in columns.items():
            if name in cls.flags_of:
                flags[cls.flags_of.index(name)] = values
            else:
                numbers[cls.numbers_of.index(name)] = values
        return cls(numbers, flags)

    def replaced(self, **columns: Any) -> Self:
        """A copy with those columns."""
        names = (*self.numbers_of, *self.flags_of)
        shape = self._numbers.shape[1:] if self._places is None else (*self._numbers.shape[1:-1], len(self._places))
        return self.build(shape, **{name: getattr(self, name) for name in names} | columns)

    def rows(self, which: slice | Ints) -> Self:
        """Those rows."""
        if self._places is not None:
            return type(self)(self._numbers, self._flags, self._places[which])
        if isinstance(which, slice):
            return type(self)(self._numbers[..., which], self._flags[..., which])
        return type(self)(self._numbers, self._flags, which)


class Tenure:
    """How the home is held; the codes stand in columns. Plain numbers: numpy is slow to compare with an enumeration."""

    SOCIAL_RENT = 0
    PRIVATE_RENT = 1
    SHARED_OWNERSHIP = 2
    OWNER_OCCUPIER = 3
    NO_HOUSING_COSTS = 4
    EXEMPT_ACCOMMODATION = 5
    MANAGED_PROPERTY = 6
    REFUGE = 7
    LOCAL_AUTHORITY_HOSTEL = 8
    TEMPORARY_ACCOMMODATION = 9


class Country:
    """The nation that the home is in."""

    ENGLAND = 0
    SCOTLAND = 1
    WALES = 2
    NORTHERN_IRELAND = 3


class WorkCapability:
    """What was decided about the capability for work, from none to the protected LCWRA element."""

    NONE = 0
    LCW_WITHOUT_ELEMENT = 1
    LCW = 2
    LCWRA_STANDARD = 3
    LCWRA_PROTECTED = 4


class Esa:
    """The group of Employment and Support Allowance."""

    NONE = 0
    WORK_RELATED_ACTIVITY = 1
    SUPPORT = 2


DISABILITY_BITS = {kind.value: 1 << place for place, kind in enumerate(model.DisabilityBenefit)}
NON_DEPENDANT_BENEFIT_BITS = {kind.value: 1 << place for place, kind in enumerate(model.NonDependantBenefit)}
INCOME_KINDS = {kind.value: code for code, kind in enumerate(model.IncomeKind)}


def disability_bits(*codes: str) -> int:
    """The bits of those disability benefit codes together; a code that ends in ``_`` stands for all that begin so."""
    names = [
        name
        for name in DISABILITY_BITS
        if any(name == code or (code.endswith("_") and name.startswith(code)) for code in codes)
    ]
    return sum(DISABILITY_BITS[name] for name in names)


DLA_CARE_MIDDLE_OR_HIGHEST = disability_bits("dla_care_middle", "dla_care_highest")
DLA_CARE = disability_bits("dla_care_")
DLA = disability_bits("dla_")
PIP_DAILY_LIVING = disability_bits("pip_daily_living_")
PIP = disability_bits("pip_")
AFIP = disability_bits("afip")
AA_HIGHER = disability_bits("attendance_allowance_higher")
AA = disability_bits("attendance_allowance_")


def has(benefits: Ints, bits: int) -> Flag:
    """Whether any of those benefits is among each person's."""
    return (benefits & bits) != 0


def income_mask(*kinds: str) -> Flag:
    """A table by income kind code: whether the kind is one of those."""
    mask = np.zeros(len(INCOME_KINDS), dtype=np.bool_)
    mask[[INCOME_KINDS[kind] for kind in kinds]] = True
    return mask


class Households(Table):
    """One row a household. Money in pence of the period that the ``_per`` column names, or a month where the name
    ends ``_pm``.
    """

    date: Ints
    last_day: Ints
    country: Count
    tenure: Count
    bedrooms: Count
    rent: Pence
    rent_per: Count
    rent_free_periods: Count
    ineligible_in_rent: Pence
    brma: Count
    local_housing_allowance: Pence
    local_housing_allowance_per: Count
    people_liable: Count
    people_liable_in_claim: Count
    share_numerator: Count
    share_denominator: Count
    capital: Pence
    transitional_element_pm: Pence
    council_tax_pa: Pence
    greater_london: Flag
    has_rent_share: Flag
    has_local_housing_allowance: Flag
    shared_accommodation_rate_exempt: Flag
    overnight_carer_bedroom: Flag
    foster_bedroom: Flag
    couple_cannot_share_bedroom: Flag
    sanctuary_scheme: Flag
    bereavement_protection: Flag
    universal_credit_claimed: Flag
    transitional_capital_disregard: Flag
    benefit_cap_grace_period: Flag
    pension_age_before_april_2021: Flag
    mixed_age_protection: Flag
    family_premium_protection: Flag
    says_who_reached_pension_age_before_6_april_2016: Flag
    reached_pension_age_before_6_april_2016: Flag
    savings_credit_since_2016: Flag
    has_council_tax: Flag


class Adults(Table):
    """The claimant and the partner: every column has the shape ``(2, n)``, and nothing where there is no partner.

    Hours a week are in hundredths; ``pension_age`` is the day on which it is reached.
    """

    born: Ints
    age: Count
    age_on_date: Count
    pension_age: Ints
    pay: Pence
    pay_per: Count
    pension_contribution: Pence
    work_hours: Count
    profit: Pence
    profit_per: Count
    self_employed_hours: Count
    expected_hours: Count
    work_capability: Count
    esa: Count
    disability_benefits: Ints
    present: Flag
    over_pension_age: Flag
    employed: Flag
    pay_is_gross: Flag
    self_employed: Flag
    minimum_income_floor: Flag
    carer: Flag
    severely_sight_impaired: Flag
    has_paid_carer: Flag
    student: Flag


class Members(Table):
    """People or payments of households, sorted by household."""

    household: Ints

    def starting(self, households: int) -> Ints:
        """Where each household's rows begin, and the end: shape ``(households + 1,)``."""
        starts = np.zeros(households + 1, dtype=np.int64)
        np.cumsum(np.bincount(self.household, minlength=households), out=starts[1:])
        return starts

    def renumbered(self, rows: slice | Ints, household: Ints, shift: Ints | int) -> Self:
        """Those rows as a table of its own: their households' new numbers, and how far row numbers move down."""
        table = self.rows(rows)
        table.household = household
        if "couple_with" in self.numbers_of:
            vars(table)["couple_with"] = self.couple_with[rows] - shift
        return table


class Children(Members):
    """Children and young people, the eldest of a household first."""

    household: Ints
    born: Ints
    age: Count
    age_on_date: Count
    disability_benefits: Ints
    childcare: Pence
    childcare_per: Count
    male: Flag
    severely_sight_impaired: Flag
    cannot_share_bedroom: Flag
    in_education: Flag
    two_child_limit_exception: Flag
    of_non_dependant: Flag


class NonDependants(Members):
    """Other adults who live in the home. ``couple_with`` is the row of the other one, or the person's own row."""

    household: Ints
    age: Count
    age_on_date: Count
    gross_income: Pence
    gross_income_per: Count
    couple_with: Ints
    disability_benefits: Ints
    benefits: Ints
    works_16_hours: Flag
    has_gross_income: Flag
    in_couple: Flag
    severely_sight_impaired: Flag
    student: Flag
    responsible_for_child_under_5: Flag
    armed_forces_away: Flag
    prisoner: Flag


class Incomes(Members):
    """Incomes other than earnings; ``of`` is 0 for the claimant and 1 for the partner."""

    household: Ints
    kind: Count
    amount: Pence
    amount_per: Count
    of: Count


class ServiceCharges(Members):
    """Service charges beside the rent."""

    household: Ints
    amount: Pence
    amount_per: Count
    rent_free_periods: Count
    eligible: Flag


class HouseholdsAcrossPeriods(Table):
    """What a household's other periods bring into this one, one row a household; ``days_from_claim`` go with
    ``reclaimed_late``.
    """

    days_from_claim: Count
    total_legacy_amount_pm: Pence
    disabled_children_before: Count
    award_before_pw: Pence
    reclaimed_late: Flag
    moved_from_legacy_benefits: Flag
    transitional_sdp: Flag
    higher_rate_before: Flag
    enhanced_disability_premium_before: Flag
    disability_premium_before: Flag
    qualifying_period_served: Flag
    rent_could_be_afforded: Flag
    tenant_since_before_1996: Flag
    extended_payment: Flag


class AdultsAcrossPeriods(Table):
    """The same of claimant and partner: every column has the shape ``(2, n)``."""

    surplus_earnings_pm: Pence
    student_income_of_year: Pence
    periods_of_course_year: Count
    student_income_counts: Flag


class IncomesAcrossPeriods(Table):
    """For each row of :class:`Incomes`, whether it is paid for part of the period, and for how many days."""

    days_of_income: Count
    part_of_period: Flag


class NonDependantsAcrossPeriods(Table):
    """For each row of :class:`NonDependants`, whether a deduction is deferred, and the one before it by the week."""

    deduction_before_pw: Pence
    deferred: Flag


@dataclass(frozen=True, slots=True)
class AcrossPeriods:
    """Facts of other periods (:mod:`benefitcalc.circumstances`), in rows beside those of the batch."""

    households: HouseholdsAcrossPeriods
    adults: AdultsAcrossPeriods
    incomes: IncomesAcrossPeriods
    non_dependants: NonDependantsAcrossPeriods

    def take(self, which: slice | Ints, *, incomes: slice | Ints, non_dependants: slice | Ints) -> AcrossPeriods:
        """Those households, incomes and non-dependants."""
        return AcrossPeriods(
            self.households.rows(which),
            self.adults.rows(which),
            self.incomes.rows(incomes),
            self.non_dependants.rows(non_dependants),
        )


@dataclass(frozen=True, slots=True)
class Group:
    """Which household each row of a table belongs to, and how to add rows up."""

    household: Ints
    starts: Ints

    def sum(self, values: Ints) -> Ints:
        """Totals by household, exactly, also where a household has no rows."""
        if not values.any():
            return np.zeros(len(self.starts) - 1, dtype=np.int64)
        running = np.empty(len(values) + 1, dtype=np.int64)
        running[0] = 0
        values.cumsum(dtype=np.int64, out=running[1:])
        at_starts = running[self.starts]
        totals: Ints = at_starts[1:] - at_starts[:-1]
        return totals

    def count(self, which: Flag) -> Count:
        """How many rows of each household are marked: quicker than a sum, as most facts are rare."""
        return np.bincount(self.household[which], minlength=len(self.starts) - 1)

    def any(self, which: Flag) -> Flag:
        """Whether a row of each household is marked."""
        return self.count(which) > 0

    def rank(self, which: Flag) -> Count:
        """For each row, how many marked rows of its household stand before it."""
        marked = which.astype(np.int64)
        before = np.cumsum(marked) - marked
        running = np.concatenate((before, [marked.sum()]))
        return before - running[self.starts[:-1]][self.household]

    def before(self, values: Ints) -> Ints:
        """For each row, the total of the rows of its household that stand before it."""
        running = np.cumsum(values) - values
        return running - np.append(running, 0)[self.starts[:-1]][self.household]

    def spread(self, values: Ints) -> Ints:
        """Each household's value, for each of its rows."""
        return values[self.household]


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything known of ``len(batch)`` households.

    ``across_periods`` is None where nothing of other periods is known of any: a rule that asks for it is not called.
    """

    households: Households
    adults: Adults
    children: Children
    non_dependants: NonDependants
    incomes: Incomes
    service_charges: ServiceCharges
    across_periods: AcrossPeriods | None = None
    _groups: dict[type[Members], Group] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.households)

    def group(self, members: Members) -> Group:
        """How the rows of one of the tables add up by household."""
        kind = type(members)
        if kind not in self._groups:
            self._groups[kind] = Group(members.household, members.starting(len(self)))
        return self._groups[kind]

    def take(self, which: slice | Ints) -> Batch:
        """Those households with their people, as a batch of its own. A slice costs nearly nothing."""
        if isinstance(which, slice):
            first, last, _ = which.indices(len(self))
            if last - first == len(self):
                return self
            parts: list[tuple[slice | Ints, Ints, Ints | int]] = [
                _between(table, first, last) for table in self._members()
            ]
        else:
            parts = [_gathered(self.group(table).starts, which) for table in self._members()]
        members: list[Any] = [table.renumbered(*part) for table, part in zip(self._members(), parts, strict=True)]
        across = self.across_periods
        if across is not None:
            across = across.take(which, incomes=parts[2][0], non_dependants=parts[1][0])
        children, non_dependants, incomes, charges = members
        return replace(
            self,
            households=self.households.rows(which),
            adults=self.adults.rows(which),
            children=children,
            non_dependants=non_dependants,
            incomes=incomes,
            service_charges=charges,
            across_periods=across,
            _groups={},
        )

    def _members(self) -> tuple[Members, ...]:
        return (self.children, self.non_dependants, self.incomes, self.service_charges)


def _between(table: Members, first: int, last: int) -> tuple[slice, Ints, int]:
    begin, end = (int(place) for place in np.searchsorted(table.household, (first, last)))
    return slice(begin, end), table.household[begin:end] - first, begin


def _gathered(starts: Ints, which: Ints) -> tuple[Ints, Ints, Ints]:
    counts = (starts[1:] - starts[:-1])[which]
    new_starts = np.concatenate(([0], np.cumsum(counts)))
    household = np.repeat(np.arange(len(which)), counts)
    shift = starts[which][household] - new_starts[:-1][household]
    return np.arange(new_starts[-1]) + shift, household, shift


@lru_cache(maxsize=65536)
def _pension_age_day(born: dt.date) -> int:
    return day_number(pension_age_day(born))


_PER = {period: getattr(Per, period.name) for period in model.Period}
_TENURE = {tenure: getattr(Tenure, tenure.name) for tenure in model.Tenure}
_COUNTRY = {country: getattr(Country, country.name) for country in model.Country}
_WORK_CAPABILITY = {found: getattr(WorkCapability, found.name) for found in model.WorkCapability}
_ESA = {group: getattr(Esa, group.name) for group in model.Esa}
_WEEKS_IN = {model.Period.WEEK: 1, model.Period.FORTNIGHT: 2, model.Period.FOUR_WEEKS: 4}


def _per(period: model.Period) -> int:
    return _PER[period]


def _rent_free_periods(charge: model.Rent) -> int:
    return charge.rent_free_weeks // _WEEKS_IN[charge.per] if charge.rent_free_weeks else 0


@lru_cache(maxsize=1024)
def area_number(name: str) -> int:
    """The place of a broad rental market area in the columns, from 1; 0 where there is none of that name."""
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
    return (
        day_number(born),
        completed_years(born, last_day),
        completed_years(born, date),
        pension_age,
        0 if pay is None else pay.amount,
        0 if pay is None else _per(pay.per),
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
        trade is not None,
        trade is not None and trade.minimum_income_floor,
        person.carer,
        person.severely_sight_impaired,
        person.has_paid_carer,
        person.student,
    )


_TWO_CHILD_EXCEPTION = len(Children.numbers_of) + Children.flags_of.index("two_child_limit_exception")


def from_cases(cases: Iterable[model.Case]) -> Batch:
    """The facts of the cases as columns, one household a row, in their order.

    What the contract says of ages is done here: an age without a birth date is a birthday on ``date``, and ``age``
    is the one reached by the last day of the assessment period.
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
        _TENURE[home.tenure],
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
