"""Mistakes to check: what the figures would be if something was entered wrongly."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from benefitcalc.advice.options.altering import with_another_child, with_home, with_rent, without_other
from benefitcalc.advice.options.household import Found, Household
from benefitcalc.case import SOCIAL_LANDLORD, Case, Child, IncomeKind, Money, Period, Sex
from benefitcalc.case.parts import payments_a_year
from benefitcalc.money import format_pounds, parse_pounds

PERIODS = {Period.WEEK: "week", Period.FOUR_WEEKS: "four weeks", Period.MONTH: "month"}
"""The periods that are mixed up, in words."""
FREE_WEEKS = 4
"""Of a rent year of 48 weeks."""
CHILDS_AGE = 5
"""The age that a missing child is taken to have."""


@cache
def plausible_rent() -> tuple[int, int]:
    """The lowest and the highest usual social rent, in pence a week (``plausible.toml``)."""
    given = tomllib.loads(files(__package__).joinpath("plausible.toml").read_text(encoding="utf-8"))["social_rent"]
    return parse_pounds(given["lowest"]), parse_pounds(given["highest"])


def rent_period(h: Household) -> Iterator[Found]:
    """The rent is unlike a social rent for the period that was entered, and like one for another period."""
    rent = h.case.tenancy.rent
    if not h.social_rent or rent.per not in PERIODS or _plausible(rent, rent.per):
        return
    for per, words in PERIODS.items():
        if per is not rent.per and _plausible(rent, per):
            weeks = rent.rent_free_weeks if per.weeks and rent.rent_free_weeks % per.weeks == 0 else 0
            after = with_rent(h.case, per=per, rent_free_weeks=weeks)
            amount = f"£{format_pounds(rent.amount)}"
            yield Found("rent_period", after, {"amount": amount, "entered": PERIODS[rent.per], "per": words})


def _plausible(rent: Money, per: Period) -> bool:
    lowest, highest = plausible_rent()
    return 52 * lowest <= rent.amount * payments_a_year(per) <= 52 * highest


def rent_weeks(h: Household) -> Iterator[Found]:
    """52 weeks of rent in a year, or 48."""
    home = h.case.tenancy
    rent = home.rent
    if home.tenure not in SOCIAL_LANDLORD or not rent.per.weeks or not rent.amount:
        return
    free = 0 if rent.rent_free_weeks else FREE_WEEKS
    charges = tuple(
        one.model_copy(update={"rent_free_weeks": free}) if one.per.weeks else one for one in home.service_charges
    )
    after = with_home(with_rent(h.case, rent_free_weeks=free), service_charges=charges)
    words = {"weeks": str(52 - free), "entered": str(52 - rent.rent_free_weeks)}
    yield Found("rent_weeks", after, words)


def missing_child(h: Household) -> Iterator[Found]:
    """Child Benefit is entered for more children than the case has."""
    entered = [one for one in h.case.incomes if one.kind is IncomeKind.CHILD_BENEFIT]
    own = sum(not child.of_non_dependant for child in h.case.children)
    if not entered:
        return
    eldest, other = (int(h.rates.money(f"child_benefit.{which}")) for which in ("eldest", "other"))
    paid = sum(one.amount * payments_a_year(one.per) for one in entered)
    due = eldest + (own - 1) * other if own else 0
    more = other if own else eldest
    if 2 * paid >= 52 * (2 * due + more):
        sex = next((child.sex for child in h.case.children if child.sex), Sex.FEMALE)
        after = with_another_child(h.case, Child(age=CHILDS_AGE, sex=sex))
        yield Found("missing_child", after, {"children": _children(own), "age": str(CHILDS_AGE)})


def _children(number: int) -> str:
    return "no child" if not number else "one child" if number == 1 else f"{number} children"


def old_rent(h: Household) -> Iterator[Found]:
    """In the three months from April on, the rent entered may be that of before the increase."""
    on = h.case.date
    if h.case.tenancy.tenure not in SOCIAL_LANDLORD or not h.case.tenancy.rent.amount:
        return
    if not dt.date(on.year, 4, 1) <= on < dt.date(on.year, 7, 1):
        return
    rise = h.assumed.rent_rise
    if rise is None:
        yield Found("old_rent", None, {"rise": ""})
        return
    amount = h.case.tenancy.rent.amount
    parts = rise.as_integer_ratio()
    more = (2 * amount * parts[0] + 100 * parts[1]) // (2 * 100 * parts[1])
    yield Found("old_rent", with_rent(h.case, amount=amount + more), {"rise": f", {rise}% more"})


def moved_out(h: Household) -> Iterator[Found]:
    """Another adult for whom something is taken off may have moved out."""
    if h.others_contribute:
        for place, other in enumerate(h.case.non_dependants):
            yield Found("other_adult_moved_out", without_other(h.case, place), {"age": str(h.age(other))})


def bedrooms(h: Household) -> Iterator[Found]:
    """A bedroom charge for a room that may be no bedroom."""
    number = h.case.tenancy.bedrooms
    if h.charged and number:
        after: Case = with_home(h.case, bedrooms=number - 1)
        yield Found("bedrooms", after, {"number": str(number), "fewer": str(number - 1)})


FINDERS = (rent_period, rent_weeks, missing_child, old_rent, moved_out, bedrooms)
