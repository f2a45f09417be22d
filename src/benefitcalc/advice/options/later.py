"""What changes by itself and is good to know: savings that fall, a birthday that ends the bedroom charge; and discounts
that stand beside the award.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import numpy as np

from benefitcalc.advice.options.altering import with_home
from benefitcalc.advice.options.household import Found, Household
from benefitcalc.case import Child, Country, Sex
from benefitcalc.money import pounds
from benefitcalc.periods import years_later
from benefitcalc.rates.pension_age import pension_age_day
from benefitcalc.schemes.home.size_criteria import bedrooms_for_children

YEARS_AHEAD = 2
"""A birthday so far off is worth waiting for with help for a time."""
OWN_SEX, OWN_ROOM = 10, 16
"""The ages from which a child shares with its own sex only, and with nobody (HB Regs 2006 reg B13(5))."""


def savings(h: Household) -> Iterator[Found]:
    """The next step at which savings count less, or the limit above which there is no help."""
    begin = (
        "hb.capital.pension_age" if h.pension_age else "uc.capital" if h.universal_credit else "hb.capital.working_age"
    )
    found = [h.rates.get(f"{begin}.{name}") for name in ("lower_limit", "tariff_step", "upper_limit")]
    if any(amount is None for amount in found):
        return
    lower, step, upper = (int(amount) for amount in found if amount is not None)
    has = h.case.capital
    if has > upper:
        yield Found("savings_limit", h.case.model_copy(update={"capital": upper}), {"limit": _said(upper)})
    elif has > lower:
        below = lower + (has - lower - 1) // step * step
        yield Found("savings_step", h.case.model_copy(update={"capital": below}), {"below": _said(below)})


def _said(pence: int) -> str:
    return f"£{pounds(pence):,.2f}"


def room_for_child(h: Household) -> Iterator[Found]:
    """The 10th or 16th birthday of a child, from which one more bedroom is needed."""
    children, number = h.case.children, h.case.tenancy.bedrooms
    if not h.charged or not number or any(child.sex is None or child.cannot_share_bedroom for child in children):
        return
    born = [child.born_on(h.case.date) for child in children]
    for place, child in enumerate(children):
        birthday = _next(born[place], h.case.date)
        if birthday is None or _rooms(children, born, birthday) <= _rooms(children, born, birthday - dt.timedelta(1)):
            continue
        when = f"on {birthday.day} {birthday:%B %Y}" if child.born else f"in or before {birthday:%B %Y}"
        words = {"age": str(h.age(child)), "when": when}
        yield Found("room_for_child", with_home(h.case, bedrooms=number - 1), words)


def _next(born: dt.date, date: dt.date) -> dt.date | None:
    """The next birthday that decides who shares, within the years ahead."""
    days = (years_later(born, age) for age in (OWN_SEX, OWN_ROOM))
    return next((day for day in days if date < day <= years_later(date, YEARS_AHEAD)), None)


def _rooms(children: Sequence[Child], born: Sequence[dt.date], day: dt.date) -> int:
    """How many bedrooms the children need on that day."""
    counts = dict.fromkeys(("boys_10_to_15", "girls_10_to_15", "boys_under_10", "girls_under_10"), 0)
    grown = 0
    for child, birth in zip(children, born, strict=True):
        if years_later(birth, OWN_ROOM) <= day:
            grown += 1
            continue
        age = "10_to_15" if years_later(birth, OWN_SEX) <= day else "under_10"
        counts[f"{'boys' if child.sex is Sex.MALE else 'girls'}_{age}"] += 1
    arrays = {name: np.array([count]) for name, count in counts.items()}
    return grown + int(bedrooms_for_children(**arrays)[0])


def pension_age(h: Household) -> Iterator[Found]:
    """Pension age within two years ends the bedroom charge: of one of a couple in Housing Benefit, of both in Universal
    Credit.
    """
    if not h.charged or any(person.born is None or person.over_pension_age is not None for _, person in h.members):
        return
    days = [pension_age_day(person.born_on(h.case.date)) for _, person in h.members]
    day = max(days) if h.universal_credit else min(days)
    if h.case.date < day <= years_later(h.case.date, YEARS_AHEAD):
        charge = f"{_said(h.pence('shortfall.under_occupation'))} a week"
        yield Found("pension_age_ends_charge", None, {"when": f"{day.day} {day:%B %Y}", "amount": charge})


def single_adult(h: Household) -> Iterator[Found]:
    """A quarter off the council tax of somebody who is the only adult."""
    adults = [*h.case.non_dependants, *(child for child in h.case.children if h.age(child) >= 18)]
    alone = h.case.partner is None and not adults
    if alone and h.case.council_tax is not None and h.case.country is not Country.NORTHERN_IRELAND:
        yield Found("single_adult_discount")


def warm_home(h: Household) -> Iterator[Found]:
    """A discount on the electricity bill of households with a means-tested benefit."""
    paid = h.pence("universal_credit.award") or h.pence("pension_credit.award") or h.housing_benefit
    if paid and h.case.country in {Country.ENGLAND, Country.WALES}:
        yield Found("warm_home_discount")


FINDERS = (savings, room_for_child, pension_age, single_adult, warm_home)
