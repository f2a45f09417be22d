"""From the two tables of a rent roll to columns, without an object of Python for a row."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from benefitcalc.case import Country as CountryOfCase
from benefitcalc.case import Esa as EsaOfCase
from benefitcalc.case import Period
from benefitcalc.case import Tenure as TenureOfCase
from benefitcalc.case import WorkCapability as CapabilityOfCase
from benefitcalc.columns import (
    DISABILITY_BITS,
    INCOME_KINDS,
    NON_DEPENDANT_BENEFIT_BITS,
    Adults,
    Batch,
    Children,
    Country,
    Esa,
    Households,
    Incomes,
    Ints,
    NonDependants,
    ServiceCharges,
    Tenure,
    WorkCapability,
    area_number,
)
from benefitcalc.columns.dates import born_of_age, completed_years, last_days, paydays, pension_ages, standings
from benefitcalc.money import Count, Flag
from benefitcalc.periods import WEEKS, Day, Per, as_date, day_number
from benefitcalc.portfolio.engine.cells import Cells, places_of
from benefitcalc.portfolio.written import KEPT_AT_NOTHING, ROLES, WEEKS_OF_A_YEAR

# A period may hold anything where no amount stands beside it, so no code of a period is refused here.
PERIODS = {period.value: getattr(Per, period.name) for period in Period}
COUNTRIES = {country.value: getattr(Country, country.name) for country in CountryOfCase}
TENURES = {tenure.value: getattr(Tenure, tenure.name) for tenure in TenureOfCase}
CAPABILITIES = {found.value: getattr(WorkCapability, found.name) for found in CapabilityOfCase}
ESA_GROUPS = {group.value: getattr(Esa, group.name) for group in EsaOfCase}
HOURS_EXPECTED = 35_00


class Tables:
    """The two tables of a rent roll, with who lives where: what a batch is made of, and what is checked before.

    ``on`` is the date of the rows that have none of their own. Raises ``ValueError`` where neither is there.
    """

    def __init__(self, tenancies: pd.DataFrame, people: pd.DataFrame, on: Day | None) -> None:
        self.tenancies, self.people, self.on = tenancies, people, on
        self.home, self.cells = Cells(tenancies), Cells(people)
        self.date = dates_of(self.home, on)
        self.last_day = last_days(self.date)
        self.household = places_of(people["tenancy_ref"], tenancies["tenancy_ref"])
        """Of each person the row of the tenancy; -1 where it is not there."""
        self.role = self.cells.codes("role", ROLES, missing=-1, unknown=-1)
        grouped = (self.household[1:] >= self.household[:-1]).all()
        self._order = None if grouped else np.argsort(self.household, kind="stable")
        claimants, partners = self.rows_of("claimant"), self.rows_of("partner")
        self.adults = self.someone(np.concatenate((claimants, partners)))
        self.partner: Ints = (np.arange(len(self.adults.cells)) >= len(claimants)).astype(np.int64)
        """Of each adult, whether it is a partner: 0 or 1."""
        self.others = self.someone(self.rows_of("non_dependant"))

    @cached_property
    def first_of_its_reference(self) -> Flag:
        """Whether each tenancy has a reference, and no tenancy before it has the same."""
        references = self.tenancies["tenancy_ref"]
        return ~(references.isna() | references.duplicated()).to_numpy(dtype=np.bool_)

    def rows_of(self, role: str) -> Ints:
        """The rows of the people with that role, by household and in the order of their table."""
        there = (self.role == ROLES[role]) & (self.household >= 0)
        return np.flatnonzero(there) if self._order is None else self._order[there[self._order]]

    def someone(self, rows: Ints) -> Someone:
        """The people in those rows."""
        home = self.household[rows]
        return Someone(self.cells.rows(rows), rows, home, self.date[home], self.last_day[home])

    @cached_property
    def children(self) -> Someone:
        """Children, the eldest of a household first; of twins the one without an exception from the two-child limit."""
        children = self.someone(self.rows_of("child"))
        excepted = children.cells.flags("two_child_limit_exception")
        order = _in_order(children.household, children.born, excepted)
        return children if isinstance(order, slice) else self.someone(children.rows[order])

    def of(self, rows: Ints) -> Tables:
        """The tables of those tenancies, which stand in the order of the table."""
        if len(rows) == len(self.tenancies):
            return self
        people = self.people[np.isin(self.household, rows)]
        return Tables(self.tenancies.iloc[rows].reset_index(drop=True), people.reset_index(drop=True), self.on)

    def batch(self) -> Batch:
        """The households as columns; every row is valid."""
        return Batch(
            _households(self),
            _adults(self),
            _children(self.children),
            _non_dependants(self.others),
            _incomes(self),
            _service_charges(self.home),
        )


@dataclass(frozen=True)
class Someone:
    """People of one role, a row each: their cells and rows in the table, and for each the household, its date and the
    last day of its period.
    """

    cells: Cells
    rows: Ints
    household: Ints
    date: Ints
    last_day: Ints

    @cached_property
    def born_known(self) -> Flag:
        """Whether the birth date is known, or a birthday on the date stands for it (reading 2)."""
        return self.cells.known("born")

    @cached_property
    def born(self) -> Ints:
        """The birth date."""
        if not len(self.rows) or self.born_known.all():
            return self.cells.days("born")
        return np.where(self.born_known, self.cells.days("born"), born_of_age(self.date, self.cells.ints("age")))

    @cached_property
    def age(self) -> Count:
        """Completed years on the last day of the period."""
        return completed_years(self.born, self.last_day)

    @cached_property
    def age_on_date(self) -> Count:
        """Completed years on the date."""
        return completed_years(self.born, self.date)


def batch_of(tenancies: pd.DataFrame, people: pd.DataFrame, on: Day | None = None) -> Batch:
    """The households of the two tables as columns, a row a tenancy in its order; people stand as ``from_cases`` puts
    them.

    The frames are those of :mod:`benefitcalc.portfolio.tables`, and every row is valid
    (:func:`benefitcalc.portfolio.engine.check` says which are not). ``on`` is the date of the rows that have none of
    their own. Raises ``ValueError`` where neither is there.
    """
    return Tables(tenancies, people, on).batch()


def dates_of(home: Cells, on: Day | None) -> Ints:
    """The date of each tenancy's case: its own, or the day of the run. Raises ``ValueError`` where neither is there."""
    known = home.known("date")
    if on is None and not known.all():
        raise ValueError("no date of the case; give the day of the run, or a date in every row")
    return np.where(known, home.days("date"), 0 if on is None else day_number(as_date(on)))


def free_weeks_of(home: Cells) -> Ints:
    """The weeks of a year without a charge; a 53rd week is none less."""
    charged = np.maximum(WEEKS_OF_A_YEAR - home.ints("chargeable_weeks", WEEKS_OF_A_YEAR), 0)
    return np.where(home.known("rent_free_weeks"), home.ints("rent_free_weeks"), charged)


_SAME_NAME = (
    "greater_london",
    "shared_accommodation_rate_exempt",
    "shares_home",
    "overnight_carer_bedroom",
    "foster_bedroom",
    "couple_cannot_share_bedroom",
    "sanctuary_scheme",
    "bereavement_protection",
    "transitional_capital_disregard",
    "benefit_cap_grace_period",
    "pension_age_before_april_2021",
    "mixed_age_protection",
    "family_premium_protection",
    "reached_pension_age_before_6_april_2016",
    "savings_credit_since_2016",
)
"""Flags of a tenancy that the columns of a batch call the same."""


def _households(tables: Tables) -> Households:
    home = tables.home
    per = home.codes("rent_per", PERIODS, unknown=0)
    liable, in_claim = home.ints("people_liable", 1), home.ints("people_liable_in_claim", 1)
    told = home.known("rent_share")
    divisor = np.gcd(in_claim, liable)
    columns: dict[str, Any] = {name: home.flags(name) for name in _SAME_NAME if name in home}
    return Households.build(
        len(home),
        date=tables.date,
        last_day=tables.last_day,
        country=home.codes("country", COUNTRIES),
        tenure=home.codes("tenure", TENURES),
        bedrooms=home.ints("bedrooms"),
        rent=home.ints("rent"),
        rent_per=per,
        rent_free_periods=free_weeks_of(home) // np.maximum(WEEKS[per], 1),
        ineligible_in_rent=home.ints("ineligible_in_rent"),
        brma=home.texts("brma", area_number, 0),
        local_housing_allowance=home.ints("local_housing_allowance"),
        people_liable=liable,
        people_liable_in_claim=in_claim,
        share_numerator=np.where(told, _share(home, "numerator"), in_claim // divisor),
        share_denominator=np.where(told, _share(home, "denominator"), liable // divisor),
        capital=home.ints("capital"),
        transitional_element_pm=home.ints("transitional_element"),
        council_tax_pa=home.ints("council_tax"),
        has_rent_share=told,
        has_local_housing_allowance=home.known("local_housing_allowance"),
        universal_credit_claimed=home.flags("uc_claimed", missing=True),
        says_who_reached_pension_age_before_6_april_2016=home.known("reached_pension_age_before_6_april_2016"),
        has_council_tax=home.known("council_tax"),
        **columns,
    )


def _share(home: Cells, part: str) -> Ints:
    return home.texts("rent_share", lambda text: int(getattr(Fraction(text), part)), 1)


_OF_ADULTS = ("minimum_income_floor", "carer", "severely_sight_impaired", "has_paid_carer", "student")


def _adults(tables: Tables) -> Adults:
    adults = tables.adults
    one, born, date = adults.cells, adults.born, adults.date
    said = one.known("over_pension_age")
    pension_age = pension_ages(born)
    net, gross = one.known("net_pay"), one.known("gross_pay")
    employed, pay_per = net | gross, one.codes("pay_per", PERIODS, unknown=0)
    payday_known = employed & one.known("paid_on") & (WEEKS[pay_per] > 0)
    first_payday, last_payday = paydays(date, adults.last_day, one.days("paid_on"), pay_per)
    profit, hours_of_trade = one.known("net_profit"), one.ints("self_employed_hours")
    trade = profit | (hours_of_trade > 0) | one.flags("minimum_income_floor")
    columns: dict[str, Any] = {name: one.flags(name) for name in _OF_ADULTS if name in one}
    columns |= {
        "born": born,
        "age": adults.age,
        "age_on_date": adults.age_on_date,
        "pension_age": pension_age,
        "pay": np.where(net, one.ints("net_pay"), one.ints("gross_pay")),
        "pay_per": pay_per * employed,
        "first_payday": first_payday * payday_known,
        "last_payday": last_payday * payday_known,
        "pension_contribution": one.ints("pension_contribution") * gross,
        "work_hours": one.ints("hours") * employed,
        "profit": one.ints("net_profit"),
        "profit_per": np.where(profit, one.codes("profit_per", PERIODS, unknown=0), Per.MONTH) * trade,
        "self_employed_hours": hours_of_trade,
        "expected_hours": one.ints("expected_hours", HOURS_EXPECTED) * trade,
        "work_capability": one.codes("work_capability", CAPABILITIES),
        "esa": one.codes("esa", ESA_GROUPS),
        "disability_benefits": one.bits("disability_benefits", DISABILITY_BITS),
        "present": np.True_,
        "birth_date_known": adults.born_known,
        "over_pension_age": np.where(said, one.flags("over_pension_age"), pension_age <= date),
        "over_pension_age_said": said,
        "employed": employed,
        "pay_is_gross": gross,
        "payday_known": payday_known,
        "self_employed": trade,
    }
    households = len(tables.date)
    numbers = np.zeros((len(Adults.numbers_of), 2, households), dtype=np.int64)
    flags = np.zeros((len(Adults.flags_of), 2, households), dtype=np.bool_)
    places = adults.household + tables.partner * households
    for name, values in columns.items():
        into, names = (flags, Adults.flags_of) if name in Adults.flags_of else (numbers, Adults.numbers_of)
        into[names.index(name)].reshape(-1)[places] = values
    return Adults(numbers, flags)


_OF_CHILDREN = ("severely_sight_impaired", "cannot_share_bedroom", "of_non_dependant")


def _children(children: Someone) -> Children:
    one, born = children.cells, children.born
    in_education = one.flags("in_education")
    counts = standings(born, children.date, children.last_day, in_education=in_education)
    care, paid = one.ints("childcare"), one.known("childcare")
    columns: dict[str, Any] = {name: one.flags(name) for name in _OF_CHILDREN if name in one}
    return Children.build(
        len(one),
        household=children.household,
        born=born,
        age=children.age,
        age_on_date=children.age_on_date,
        disability_benefits=one.bits("disability_benefits", DISABILITY_BITS),
        childcare=care,
        childcare_per=one.codes("childcare_per", PERIODS, unknown=0) * (paid & (care != 0)),
        birth_date_known=children.born_known,
        male=one.codes("sex", {"female": 0, "male": 1}) == 1,
        in_education=in_education,
        counts=counts.in_universal_credit,
        counts_on_date=counts.on_date,
        counts_in_pension_credit=counts.in_pension_credit,
        of_school_age=counts.of_school_age,
        two_child_limit_exception=one.flags("two_child_limit_exception"),
        **columns,
    )


def _in_order(*keys: Any) -> Ints | slice:
    """The order of rows by those keys, the first of which counts most; nothing moves where they are in it already."""
    key = keys[0].astype(np.int64)
    for further in keys[1:]:
        lowest = int(further.min()) if len(further) else 0
        key = key * (int(further.max()) - lowest + 1 if len(further) else 1) + (further - lowest)
    return slice(None) if (key[1:] >= key[:-1]).all() else np.argsort(key, kind="stable")


_OF_OTHERS = (
    "works_16_hours",
    "severely_sight_impaired",
    "student",
    "responsible_for_child_under_5",
    "armed_forces_away",
    "prisoner",
)


def _non_dependants(others: Someone) -> NonDependants:
    one, home = others.cells, others.household
    income_known, partnered = one.known("gross_income"), one.known("couple_with")
    own = np.arange(len(one))
    first = np.searchsorted(home, home) if partnered.any() else own
    columns: dict[str, Any] = {name: one.flags(name) for name in _OF_OTHERS if name in one}
    return NonDependants.build(
        len(one),
        household=home,
        born=others.born,
        age=others.age,
        age_on_date=others.age_on_date,
        gross_income=one.ints("gross_income"),
        gross_income_per=one.codes("gross_income_per", PERIODS, unknown=0) * income_known,
        couple_with=np.where(partnered, first + one.ints("couple_with"), own),
        disability_benefits=one.bits("disability_benefits", DISABILITY_BITS),
        benefits=one.bits("benefits", NON_DEPENDANT_BENEFIT_BITS),
        birth_date_known=others.born_known,
        has_gross_income=income_known,
        in_couple=partnered,
        **columns,
    )


def income_given(someone: Cells, kind: str) -> Any:
    """Whether each person has that income: an amount above nothing, or a Child Benefit that is not claimed."""
    known = someone.known(kind)
    return known if kind == KEPT_AT_NOTHING else known & (someone.ints(kind) != 0)


def _incomes(tables: Tables) -> Incomes:
    """The incomes of claimant and partner, of a household together and of a person in the order of the kinds."""
    one, home = tables.adults.cells, tables.adults.household
    parts: dict[str, list[Any]] = {"household": [], "kind": [], "amount": [], "amount_per": [], "of": []}
    of_all = one.codes("incomes_per", PERIODS, unknown=0)
    for kind, number in INCOME_KINDS.items():
        if kind not in one:
            continue
        rows = np.flatnonzero(income_given(one, kind))
        own = one.codes(f"{kind}_per", PERIODS, missing=-1, unknown=0)
        parts["household"].append(home[rows])
        parts["kind"].append(np.full(len(rows), number))
        parts["amount"].append(one.ints(kind)[rows])
        parts["amount_per"].append(np.where(own < 0, of_all, own)[rows])
        parts["of"].append(tables.partner[rows])
    if not parts["household"]:
        return Incomes.build(0)
    columns = {name: np.concatenate(values) for name, values in parts.items()}
    order = _in_order(columns["household"], columns["of"], columns["kind"])
    return Incomes.build(len(columns["kind"]), **{name: values[order] for name, values in columns.items()})


def _service_charges(home: Cells) -> ServiceCharges:
    """Of each tenancy the charges that help can cover, and then those that it never covers."""
    amounts = np.stack([home.ints("eligible_service_charge"), home.ints("ineligible_service_charge")], axis=1)
    household, ineligible = np.nonzero(amounts)
    per = home.codes("rent_per", PERIODS, unknown=0)
    periods = free_weeks_of(home) // np.maximum(WEEKS[per], 1)
    return ServiceCharges.build(
        len(household),
        household=household,
        amount=amounts[household, ineligible],
        amount_per=per[household],
        rent_free_periods=periods[household],
        eligible=ineligible == 0,
    )
