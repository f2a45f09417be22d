"""Ten more errors to plant, from what people and calculators are known to get wrong with rent and Universal Credit.

They come from lists of common mistakes and not from what is looked for: 4.33, 4.35 or 5 weeks in a month, the
year of 53 Mondays, a decimal point, the bedroom charge for joint tenants, a young person without a room, amounts of
before April, two elements for one person, and one child’s limit of childcare for several. Nothing of the package is
imported.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from random import Random

from . import rates
from .common import Case, age_on, penny, pounds, shown

_WEEKS = (Fraction("4.33"), Fraction("4.35"))


def _month_of(weeks: tuple[Fraction, ...]) -> Callable[[Case, Random], Case | None]:
    """A month's rent as so many weeks of it."""

    def plant(case: Case, rng: Random) -> Case | None:
        rent = case["tenancy"].get("rent")
        if not rent or rent["per"] != "week" or case["tenancy"].get("ineligible_in_rent"):
            return None
        case["tenancy"]["rent"] = {"amount": shown(penny(pounds(rent["amount"]) * rng.choice(weeks))), "per": "month"}
        return case

    return plant


def _decimal_point(case: Case, rng: Random) -> Case | None:
    rent = case["tenancy"].get("rent")
    if not rent or case["tenancy"].get("ineligible_in_rent"):
        return None
    rent["amount"] = shown(penny(pounds(rent["amount"]) * rng.choice([10, Fraction(1, 10)])))
    return case


def _joint_tenants_charged(case: Case, _: Random) -> Case | None:
    """Their share as if it were a whole home of their own, which may have a spare bedroom."""
    home = case["tenancy"]
    own, everybody = home.get("people_liable_in_claim", 1), home.get("people_liable", 1)
    if home["tenure"] != "social_rent" or everybody <= own or home.get("rent_share"):
        return None
    for amount in (home.get("rent"), home.get("ineligible_in_rent"), *(home.get("service_charges") or ())):
        if amount:
            amount["amount"] = shown(penny(pounds(amount["amount"]) * own / everybody))
    home["people_liable"] = own
    return case


def _no_room_for_young_person(case: Case, _: Random) -> Case | None:
    """A young person of 16 or over without the room of their own: one more is spare."""
    on = date.fromisoformat(case["date"])
    home = case["tenancy"]
    if home["tenure"] != "social_rent" or not home.get("bedrooms"):
        return None
    if not any(age_on(child, on, on) >= 16 for child in case["children"]):
        return None
    home["bedrooms"] += 1
    return case


def _old_carers_allowance(case: Case, rng: Random) -> tuple[Case, Case] | None:
    """Carer's Allowance as it was before April."""
    on = date.fromisoformat(case["date"])
    before = on.replace(year=on.year - 1, day=min(on.day, 28))
    who = rng.choice(["claimant", "partner"] if case["partner"] else ["claimant"])
    if age_on(case[who], on, on) >= 60 or on < date(2015, 6, 1):
        return None
    right = copy.deepcopy(case)
    right[who]["carer"] = True
    right["incomes"] = [one for one in right["incomes"] if one["kind"] != "carers_allowance"]
    wrong = copy.deepcopy(right)
    for changed, day in ((right, on), (wrong, before)):
        amount = shown(rates.number("carers_allowance.rate", day))
        changed["incomes"].append({"kind": "carers_allowance", "amount": amount, "per": "week", "of": who})
    return right, wrong


def _wage_before_april(case: Case, rng: Random) -> tuple[Case, Case] | None:
    """Pay at the National Living Wage of the year before."""
    on = date.fromisoformat(case["date"])
    before = on.replace(year=on.year - 1, day=min(on.day, 28))
    if not 25 <= age_on(case["claimant"], on, on) < 60 or on < date(2017, 6, 1):
        return None
    hours = rng.randint(8, 35)
    right = copy.deepcopy(case)
    wrong = copy.deepcopy(case)
    for changed, day in ((right, on), (wrong, before)):
        pay = shown(hours * rates.number("nmw.national_living_wage", day))
        changed["claimant"]["employment"] = {"gross": {"amount": pay, "per": "week"}, "hours_per_week": hours}
    return right, wrong


def _both_elements(case: Case, rng: Random) -> tuple[Case, Case] | None:
    """The health element and the carer element for one person, who can have one of them only."""
    on = date.fromisoformat(case["date"])
    right = copy.deepcopy(case)
    right["claimant"]["work_capability"] = rng.choice(["lcwra_standard", "lcwra_protected"])
    right["claimant"]["carer"] = True
    wrong = copy.deepcopy(right)
    award = wrong["universal_credit"] = wrong["universal_credit"] or {}
    more = rates.number("uc.carer_element", on)
    award["transitional_element"] = shown(pounds(award.get("transitional_element") or "0.00") + more)
    return right, wrong


def _one_childs_limit(case: Case, _: Random) -> Case | None:
    """All childcare entered for one child, whose limit is lower."""
    paid = [child for child in case["children"] if child.get("childcare") and not child.get("of_non_dependant")]
    if len(paid) < 2 or len({child["childcare"]["per"] for child in paid}) > 1:
        return None
    first, *others = paid
    first["childcare"]["amount"] = shown(sum((pounds(child["childcare"]["amount"]) for child in paid), Fraction(0)))
    for child in others:
        del child["childcare"]
    return case


MISTAKES: dict[str, Callable[[Case, Random], Case | None]] = {
    "weeks_433": _month_of(_WEEKS),
    "weeks_53": _month_of((Fraction(53, 12),)),
    "month_of_five_weeks": _month_of((Fraction(5),)),
    "decimal_point": _decimal_point,
    "joint_tenants_charged": _joint_tenants_charged,
    "no_room_for_young_person": _no_room_for_young_person,
    "one_childs_limit": _one_childs_limit,
}
MISTAKES_OF_PAIRS: dict[str, Callable[[Case, Random], tuple[Case, Case] | None]] = {
    "old_carers_allowance": _old_carers_allowance,
    "wage_before_april": _wage_before_april,
    "both_elements": _both_elements,
}
"""The kinds that change the right case too."""
