"""Which tenancies are surely valid, for whole tables at once.

A row that passes here needs no further look; any other is written as a case, and the case itself decides
(:mod:`benefitcalc.portfolio.engine.check`). So nothing here refuses a row, and where a check of the case looks further
than a column, this one is the stricter of the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from benefitcalc.case import SOCIAL_LANDLORD, Case, IncomeKind
from benefitcalc.columns import (
    AA,
    DISABILITY_BITS,
    PIP,
    Country,
    Ints,
    Tenure,
    area_number,
    has,
    tenure_mask,
)
from benefitcalc.columns.dates import of_each_day, years_later
from benefitcalc.errors import InvalidCase
from benefitcalc.money import Flag
from benefitcalc.periods import WEEKS, day_number
from benefitcalc.portfolio.engine.batches import (
    CAPABILITIES,
    COUNTRIES,
    ESA_GROUPS,
    HOURS_EXPECTED,
    PERIODS,
    TENURES,
    Someone,
    Tables,
    free_weeks_of,
    income_given,
)
from benefitcalc.portfolio.engine.cells import Cells
from benefitcalc.portfolio.tables import Column, tables_of_the_roll
from benefitcalc.portfolio.written import is_of, says_nothing
from benefitcalc.rates import Basis, RateBook, first_day
from benefitcalc.rates.lha import areas
from benefitcalc.rates.pension_age import pension_age_days

MOST = 999_999_999
"""The largest amount that a case can have, in pence."""
WEEK = 168_00
"""The hours of a week, in hundredths."""
MANY = 100
BAD = -9
"""Stands for a code that is none."""


def surely_valid(tables: Tables, book: RateBook) -> Flag:
    """Which tenancies every check of the case accepts, and the rates of the book reach."""
    fine = np.logical_and.reduce([*_of_homes(tables, book), *_of_households(tables)])
    for someone, checks in (
        (tables.adults, (*_of_anybody(tables.adults, 16, 120), *_of_adults(tables))),
        (tables.children, (*_of_anybody(tables.children, 0, 19), *_of_children(tables.children))),
        (tables.others, (*_of_anybody(tables.others, 16, 120), *_of_others(tables.others))),
    ):
        doubtful = ~np.logical_and.reduce([np.broadcast_to(check, len(someone.rows)) for check in checks])
        fine[someone.household[doubtful]] = False
    return fine


def _amount(cells: Cells, name: str) -> Flag:
    return _between(cells.ints(name), 0, MOST)


def _between(values: Ints, lowest: int, highest: int) -> Flag:
    flag: Flag = (values >= lowest) & (values <= highest)
    return flag


def _period(cells: Cells, name: str, where: Flag) -> Flag:
    """Whether there is a period wherever it is needed."""
    return ~where | (cells.codes(name, PERIODS, missing=BAD, unknown=BAD) != BAD)


# --- The home --------------------------------------------------------------------------------------------------------


def _of_homes(tables: Tables, book: RateBook) -> Iterator[Flag]:
    home = tables.home
    yield tables.first_of_its_reference
    yield _between(tables.date, day_number(first_day(Basis.HB_OTHER_RENT)), day_number(book.last_day))
    country = home.codes("country", COUNTRIES, unknown=BAD)
    yield (country == Country.ENGLAND) | ((country != BAD) & ~home.flags("greater_london"))
    tenure = home.codes("tenure", TENURES, missing=BAD, unknown=BAD)
    yield tenure != BAD
    yield home.known("bedrooms") | ~tenure_mask(SOCIAL_LANDLORD)[np.maximum(tenure, 0)]
    yield _between(home.ints("bedrooms"), 0, 20)
    for name in ("capital", "transitional_element", "council_tax", "local_housing_allowance"):
        yield _amount(home, name)
    liable, in_claim = home.ints("people_liable", 1), home.ints("people_liable_in_claim", 1)
    family = 1 + np.bincount(tables.adults.household[tables.partner == 1], minlength=len(home))
    own = ~tables.children.cells.flags("of_non_dependant")
    family += np.bincount(tables.children.household[own], minlength=len(home))
    yield _between(liable, 1, 50) & (in_claim >= 1) & (in_claim <= np.minimum(liable, family))
    yield home.texts("rent_share", _is_share, 1) == 1
    yield from _of_rents(home)
    yield _area(home, country, tenure)


def _is_share(text: str) -> int:
    return _accepted(tenancy={"tenure": "no_housing_costs", "rent_share": text})


def _accepted(**facts: Any) -> int:
    """Whether a case with those facts and nothing odd besides is valid: 1 or 0."""
    usual = {"date": "2026-06-01", "claimant": {"age": 40}, "tenancy": {"tenure": "no_housing_costs"}}
    try:
        Case.model_validate(usual | facts)
    except InvalidCase:
        return 0
    return 1


def _of_rents(home: Cells) -> Iterator[Flag]:
    charges = ("eligible_service_charge", "ineligible_service_charge")
    for name in ("rent", *charges):
        yield _amount(home, name)
    yield _between(home.ints("ineligible_in_rent"), 0, MOST) & (home.ints("ineligible_in_rent") <= home.ints("rent"))
    free, said = free_weeks_of(home), home.known("rent_free_weeks") & home.known("chargeable_weeks")
    yield _between(free, 0, 51)
    yield ~said | (np.maximum(52 - home.ints("chargeable_weeks"), 0) == free)
    charged = np.logical_or.reduce([home.known(name) for name in ("rent", "rent_per", "ineligible_in_rent", *charges)])
    yield _period(home, "rent_per", charged | (free != 0))
    weeks = WEEKS[np.maximum(home.codes("rent_per", PERIODS, unknown=BAD), 0)]
    yield (free == 0) | ((weeks > 0) & (free % np.maximum(weeks, 1) == 0))


def _area(home: Cells, country: Ints, tenure: Ints) -> Flag:
    nations = [getattr(Country, area.country.upper().replace(" ", "_")) for area in areas()]
    area = home.texts("brma", lambda name: area_number(name) or BAD, 0)
    told = home.known("local_housing_allowance")
    in_nation = np.array([BAD, *nations])[np.maximum(area, 0)] == country
    needless = (area == 0) & (told | (tenure != Tenure.PRIVATE_RENT))
    return needless | ((area > 0) & (in_nation | told))


# --- The household ---------------------------------------------------------------------------------------------------


def _of_households(tables: Tables) -> Iterator[Flag]:
    homes = len(tables.date)
    adults = tables.adults.household
    yield np.bincount(adults[tables.partner == 0], minlength=homes) == 1
    yield np.bincount(adults[tables.partner == 1], minlength=homes) <= 1
    for someone in (tables.children, tables.others):
        yield np.bincount(someone.household, minlength=homes) <= MANY
    without_role = np.ones(homes, dtype=np.bool_)
    without_role[tables.household[(tables.role == -1) & (tables.household >= 0)]] = False
    yield without_role
    children = tables.children
    young = children.age_on_date < 16

    def any_young(which: Flag) -> Flag:
        return np.bincount(children.household[young & which], minlength=homes) > 0

    several = np.bincount(children.household[young], minlength=homes) > 1
    yield ~(several & any_young(children.age >= 10) & any_young(~children.cells.known("sex")))


# --- People ----------------------------------------------------------------------------------------------------------


def _of_anybody(someone: Someone, youngest: int, oldest: int) -> Iterator[Flag]:
    cells, age = someone.cells, someone.age_on_date
    known = cells.known("age")
    yield known | someone.born_known
    yield _between(age, youngest, oldest) & (someone.born <= someone.date)
    yield ~known | (cells.ints("age") == age)
    yield cells.texts("disability_benefits", _go_together, 1) == 1


def _go_together(text: str) -> int:
    """Whether the disability benefits of a cell can be paid together."""
    return _accepted(claimant={"age": 40, "disability_benefits": text.split()})


def _says_only(someone: Someone, role: str) -> Flag:
    """Whether the rows say nothing that is no fact of that role."""
    fine = np.ones(len(someone.rows), dtype=np.bool_)
    for column in tables_of_the_roll()["people"].values():
        if column.name in someone.cells and not (says_nothing(column) or is_of(role, column)):
            fine &= ~_says(someone.cells, column)
    return fine


def _says(cells: Cells, column: Column) -> Flag:
    if column.kind in {"money", "whole", "hours"}:
        return cells.ints(column.name) != 0
    if column.kind == "flag":
        return cells.flags(column.name)
    if column.kind == "date":
        return cells.known(column.name)
    return cells.texts(column.name, lambda text: int(text not in {"", "none"}), 0) == 1


def _of_adults(tables: Tables) -> Iterator[Flag]:
    adults, one = tables.adults, tables.adults.cells
    net, gross = one.known("net_pay"), one.known("gross_pay")
    paid, pension = net | gross, one.ints("pension_contribution")
    for name in ("net_pay", "gross_pay", "net_profit"):
        yield _amount(one, name)
    yield ~(net & gross) & _period(one, "pay_per", paid)
    hours, of_trade = one.ints("hours"), one.ints("self_employed_hours")
    yield _between(hours, 0, WEEK) & (paid | (hours == 0))
    yield _between(pension, 0, MOST) & ((pension == 0) | (gross & (pension <= one.ints("gross_pay"))))
    weeks = WEEKS[np.maximum(one.codes("pay_per", PERIODS, unknown=BAD), 0)]
    yield ~one.known("paid_on") | (paid & (weeks > 0) & _between(one.days("paid_on"), -100_000, 100_000))
    yield _period(one, "profit_per", one.known("net_profit"))
    yield _between(of_trade, 0, WEEK) & (hours + of_trade <= WEEK)
    yield _between(one.ints("expected_hours", HOURS_EXPECTED), 0, WEEK)
    yield one.codes("work_capability", CAPABILITIES, unknown=BAD) != BAD
    yield one.codes("esa", ESA_GROUPS, unknown=BAD) != BAD
    yield _says_only(adults, "claimant")
    of_all = one.codes("incomes_per", PERIODS, missing=BAD, unknown=BAD)
    for kind in (kind.value for kind in IncomeKind):
        if kind in one:
            given = income_given(one, kind)
            own = one.codes(f"{kind}_per", PERIODS, missing=-1, unknown=BAD)
            yield ~given | (_amount(one, kind) & (np.where(own == -1, of_all, own) != BAD))
    pensioner = one.ints(IncomeKind.STATE_PENSION.value) != 0
    first = np.where(adults.born_known, adults.born, years_later(adults.born, -1) + 1)
    said = one.known("over_pension_age")
    by_age = of_each_day(pension_age_days, first) <= adults.last_day
    yield ~pensioner | np.where(said, one.flags("over_pension_age"), by_age)


def _of_children(children: Someone) -> Iterator[Flag]:
    one = children.cells
    benefits = one.bits("disability_benefits", DISABILITY_BITS, unknown=-1)
    yield (children.age >= 16) | ~has(np.maximum(benefits, 0), AA | PIP)
    yield _amount(one, "childcare") & _period(one, "childcare_per", one.ints("childcare") != 0)
    yield one.codes("sex", {"female": 0, "male": 1}, unknown=BAD) != BAD
    yield _says_only(children, "child")


def _given_once(text: str) -> int:
    """Whether the benefits of another adult's cell are codes, each given once."""
    return _accepted(non_dependants=[{"age": 40, "benefits": text.split()}])


def _of_others(others: Someone) -> Iterator[Flag]:
    one = others.cells
    yield _amount(one, "gross_income") & _period(one, "gross_income_per", one.known("gross_income"))
    yield one.texts("benefits", _given_once, 1) == 1
    yield _says_only(others, "non_dependant")
    partnered, place = one.known("couple_with"), one.ints("couple_with")
    first = np.searchsorted(others.household, others.household)
    last = np.searchsorted(others.household, others.household, side="right")
    own = np.arange(len(first))
    there = _between(place, 0, 99) & (place < last - first)
    other = np.where(there, first + np.clip(place, 0, 99), own)
    mutual = partnered[other] & (first + np.clip(place, 0, 99)[other] == own)
    yield ~partnered | (there & (other != own) & mutual)
