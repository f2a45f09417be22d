"""Pairs of households that differ in one thing, and what must not fall by it.

``python -m tests.properties.relations [PAIRS] [SEED]`` tries that many of each relation and says what was met.
"""

from __future__ import annotations

import copy
import datetime as dt
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from benefitcalc import Case, InvalidCase
from tests.oracle.__main__ import random_cases
from tests.properties.falls import EXPLAINS, ROUNDING, Household, Written, yearly
from tests.properties.households import columns_of

Pair = tuple[Written, Written]
Change = Callable[[Written, Random], Pair | None]
Measure = Callable[[Household], int]
STEPS = (100, 500, 2000, 10000, 50000)
ON_ESA = 0.15
"""Of so many who work Housing Benefit's permitted work is made likely."""


@dataclass(frozen=True)
class Relation:
    """``change`` makes of a household two, of which ``measure`` is not less in the second, but for ``cliffs``."""

    says: str
    change: Change
    measure: Measure
    cliffs: tuple[str, ...]
    profiles: tuple[str | None, ...]


RELATIONS: dict[str, Relation] = {}


def relation(
    says: str, measure: Measure, *cliffs: str, profiles: tuple[str | None, ...] = (None,)
) -> Callable[[Change], Change]:
    def put(change: Change) -> Change:
        RELATIONS[change.__name__] = Relation(says, change, measure, cliffs, profiles)
        return change

    return put


# --- What is measured -------------------------------------------------------------------------------------------------


def awards(one: Household) -> int:
    return one.awards


def in_all(one: Household) -> int:
    return one.awards + one.pay + sum(yearly(each) for each in one.case["incomes"] if each["kind"] != "child_benefit")


def help_with_rent(one: Household) -> int:
    return one.help_with_rent


def maximum_amount(one: Household) -> int:
    return one["universal_credit.maximum_amount"] * 12


# --- What is changed --------------------------------------------------------------------------------------------------


def both(case: Written) -> Pair:
    return copy.deepcopy(case), copy.deepcopy(case)


def pounds(pence: int) -> str:
    return f"{Decimal(pence) / 100:.2f}"


def raised(money: Written, rng: Random) -> Written:
    return {**money, "amount": pounds(int(Decimal(money["amount"]) * 100) + rng.choice(STEPS))}


def age_of(case: Written, person: Written) -> int:
    if "born" not in person:
        return int(person["age"])
    born, on = dt.date.fromisoformat(person["born"]), dt.date.fromisoformat(case["date"])
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def some_adult(case: Written, rng: Random) -> str:
    return rng.choice(["claimant", "partner"]) if case.get("partner") else "claimant"


def with_net_pay(case: Written) -> Written:
    """The case with take-home pay in place of gross, and averaged over the year, so that what the household has can be
    added up: with paydays a month can count more or less than a twelfth.
    """
    case = copy.deepcopy(case)
    for who in ("claimant", "partner"):
        job = (case.get(who) or {}).get("employment") or {}
        job.pop("paid_on", None)
        if "gross" in job:
            case[who]["employment"] = {
                "net": {"amount": "600.00", "per": "month"},
                "hours_per_week": job["hours_per_week"],
            }
    return case


def changed(case: Written, group: str, rng: Random, change: Callable[[Written], Written | None]) -> Pair | None:
    """One person of a group, or the claimant or partner, changed."""
    less, more = both(case)
    people = more[group] if group in {"children", "non_dependants"} else [more[group]]
    if not people:
        return None
    place = rng.randrange(len(people))
    new = change(people[place])
    if new is None:
        return None
    if group in {"children", "non_dependants"}:
        more[group][place] = new
    else:
        more[group] = new
    return less, more


def flagged(case: Written, group: str, rng: Random, flag: str, value: Any = True) -> Pair | None:
    return changed(case, group, rng, lambda person: None if person.get(flag) else {**person, flag: value})


def the_other_way(pair: Pair | None) -> Pair | None:
    return pair and pair[::-1]


@relation("More pay leaves the household with no less", in_all, "full_help_ends", "permitted_work", "smallest_award")
def more_pay(case: Written, rng: Random) -> Pair | None:
    who = some_adult(case, rng)
    case = with_net_pay(case)
    job = case[who].get("employment")
    if not job:
        return None
    if rng.random() < ON_ESA:
        case[who] |= {"esa": "support", "employment": job | {"hours_per_week": 8}}
    less, more = both(case)
    more[who]["employment"]["net"] = raised(job["net"], rng)
    return less, more


@relation("More profit leaves the household with no less", in_all, "full_help_ends", "permitted_work", "smallest_award")
def more_profit(case: Written, rng: Random) -> Pair | None:
    who = some_adult(case, rng)
    case = with_net_pay(case)
    work = case[who].get("self_employment")
    if not work:
        return None
    less, more = both(case)
    more[who]["self_employment"]["net_profit"] = raised(work["net_profit"], rng)
    return less, more


@relation("More of another income leaves the household with no less", in_all, "full_help_ends", "smallest_award")
def more_other_income(case: Written, rng: Random) -> Pair | None:
    less, more = both(with_net_pay(case))
    places = [place for place, income in enumerate(case["incomes"]) if income["kind"] != "child_benefit"]
    if not places:
        return None
    place = rng.choice(places)
    more["incomes"][place] = raised(more["incomes"][place], rng)
    return less, more


@relation(
    "More hours of work lower no award", awards, "sixteen_hours_of_permitted_work", profiles=(None, "housing_benefit")
)
def more_hours(case: Written, rng: Random) -> Pair | None:
    who = some_adult(case, rng)
    if not case[who].get("employment"):
        return None
    case = copy.deepcopy(case)
    if rng.random() < ON_ESA:
        pay = {"amount": "400.00", "per": "month"}
        case[who] |= {"esa": "support", "employment": {"net": pay, "hours_per_week": 12}}
    less, more = both(case)
    more[who]["employment"]["hours_per_week"] += rng.choice([1, 4, 8, 20])
    return less, more


@relation("A higher rent brings no less help with it", help_with_rent)
def higher_rent(case: Written, rng: Random) -> Pair | None:
    less, more = both(case)
    rent = more["tenancy"].get("rent")
    if not rent:
        return None
    more["tenancy"]["rent"] = raised(rent, rng)
    return less, more


@relation("A higher rent lowers no award", awards, "first_rent")
def higher_rent_and_awards(case: Written, rng: Random) -> Pair | None:
    return higher_rent(case, rng)


@relation("A first rent lowers no award", awards, "first_rent")
def first_rent(case: Written, rng: Random) -> Pair | None:
    less, more = both(case)
    for one, rent in ((less, 0), (more, rng.choice([1, 100, 1000, 10000, 50000]))):
        one["tenancy"] = {"tenure": "social_rent", "bedrooms": 2, "rent": {"amount": pounds(rent), "per": "month"}}
    return less, more


@relation("A service charge that is eligible lowers no award", awards, "first_rent")
def eligible_charge(case: Written, rng: Random) -> Pair | None:
    less, more = both(case)
    charges = [charge for charge in more["tenancy"].get("service_charges", []) if not charge["eligible"]]
    if not charges:
        return None
    rng.choice(charges)["eligible"] = True
    return less, more


@relation("A bedroom fewer lowers no award", awards, "first_rent")
def bedroom_fewer(case: Written, _: Random) -> Pair | None:
    less, more = both(case)
    if less["tenancy"].get("bedrooms", 1) < 2:
        return None
    more["tenancy"]["bedrooms"] -= 1
    return less, more


@relation("Less savings lower no award", awards)
def less_savings(case: Written, rng: Random) -> Pair | None:
    less, more = both(case)
    savings = int(Decimal(case["capital"]) * 100)
    more["capital"] = pounds(rng.choice([0, savings // 2, max(0, savings - 1), max(0, savings - 25000)]))
    return less, more


def a_child(rng: Random) -> Written:
    return {"age": rng.randrange(16), "sex": rng.choice(["male", "female"])}


@relation("One more child lowers no maximum amount", maximum_amount)
def one_more_child(case: Written, rng: Random) -> Pair | None:
    less, more = both(case)
    more["children"].append(a_child(rng))
    return less, more


@relation("One more child leaves the household with no less", in_all, "additional_disregard")
def one_more_child_in_all(case: Written, rng: Random) -> Pair | None:
    case = with_net_pay(case)
    case["incomes"] = [income for income in case["incomes"] if income["kind"] != "child_benefit"]
    return one_more_child(case, rng)


@relation("An exception from the two-child limit lowers no award", awards)
def excepted_child(case: Written, rng: Random) -> Pair | None:
    return flagged(case, "children", rng, "two_child_limit_exception")


@relation("Charges for childcare lower no award", awards, "additional_disregard")
def childcare(case: Written, rng: Random) -> Pair | None:
    return flagged(
        case, "children", rng, "childcare", {"amount": pounds(rng.choice([1000, 10000, 80000])), "per": "month"}
    )


@relation("A disability benefit of claimant or partner lowers no award", awards, "first_rent", "additional_disregard")
def disability_benefit(case: Written, rng: Random) -> Pair | None:
    who = some_adult(case, rng)
    over = age_of(case, case[who]) >= 68
    codes = OVER_PENSION_AGE if over else UNDER_PENSION_AGE
    return flagged(case, who, rng, "disability_benefits", [rng.choice(codes)])


OVER_PENSION_AGE = ("attendance_allowance_lower", "attendance_allowance_higher")
UNDER_PENSION_AGE = (
    "pip_daily_living_standard", "pip_daily_living_enhanced", "pip_mobility_standard", "pip_mobility_enhanced",
    "dla_care_lowest", "dla_care_middle", "dla_care_highest", "dla_mobility_lower", "dla_mobility_higher", "afip",
)  # fmt: skip


@relation("A disability benefit of a child lowers no award", awards, "first_rent")
def disabled_child(case: Written, rng: Random) -> Pair | None:
    code = rng.choice(["dla_care_lowest", "dla_care_middle", "dla_care_highest", "dla_mobility_higher"])
    return flagged(case, "children", rng, "disability_benefits", [code])


@relation("A disability benefit of another adult lowers no award", awards, "first_rent")
def disabled_other_adult(case: Written, rng: Random) -> Pair | None:
    code = rng.choice(["pip_daily_living_standard", "dla_care_middle", "pip_mobility_standard"])
    return flagged(case, "non_dependants", rng, "disability_benefits", [code])


@relation("Severe sight impairment lowers no award", awards, "first_rent", "additional_disregard")
def severe_sight_impairment(case: Written, rng: Random) -> Pair | None:
    groups = [some_adult(case, rng), *(name for name in ("children", "non_dependants") if case[name])]
    return flagged(case, rng.choice(groups), rng, "severely_sight_impaired")


@relation("Caring for somebody lowers no award", awards, "additional_disregard")
def carer(case: Written, rng: Random) -> Pair | None:
    return flagged(case, some_adult(case, rng), rng, "carer")


@relation("Care for which nobody is paid any more lowers no award", awards)
def no_paid_carer(case: Written, rng: Random) -> Pair | None:
    return the_other_way(flagged(case, some_adult(case, rng), rng, "has_paid_carer"))


@relation(
    "Limited capability lowers no award", awards, "component_in_place_of_premium", "additional_disregard",
    profiles=(None, "housing_benefit"),
)  # fmt: skip
def limited_capability(case: Written, rng: Random) -> Pair | None:
    found = rng.choice(["lcwra_standard", "lcwra_protected", "lcw", "lcw_without_element"])
    return flagged(case, some_adult(case, rng), rng, "work_capability", found)


@relation("The benefit cap of Greater London lowers no award", awards)
def greater_london(case: Written, _: Random) -> Pair | None:
    if case["country"] != "england" or case["greater_london"]:
        return None
    less, more = both(case)
    more["greater_london"] = True
    return less, more


def of_the_award(case: Written, name: str, value: Any) -> Pair:
    less, more = both(case)
    more["universal_credit"] = {**(more["universal_credit"] or {}), name: value}
    return less, more


@relation("A grace period lowers no award", awards)
def grace_period(case: Written, _: Random) -> Pair | None:
    return of_the_award(case, "benefit_cap_grace_period", True)


@relation("A higher transitional element lowers no award", awards)
def transitional_element(case: Written, rng: Random) -> Pair | None:
    was = int(Decimal((case["universal_credit"] or {}).get("transitional_element") or "0") * 100)
    return of_the_award(case, "transitional_element", pounds(was + rng.choice(STEPS)))


@relation("Another adult who moves out lowers no award", awards, "bedroom_left_spare", "first_rent")
def other_adult_moves_out(case: Written, rng: Random) -> Pair | None:
    there, gone = both(case)
    person: Written = {"age": rng.choice([18, 20, 21, 25, 40, 70])}
    if rng.random() < 0.5:
        person |= {
            "works_16_hours": True,
            "gross_income": {"amount": pounds(rng.randrange(0, 70000)), "per": "week"},
        }
    there["non_dependants"].append(person)
    return there, gone


@relation("Another adult who earns less lowers no award", awards, profiles=(None, "housing_benefit", "pension_age"))
def other_adult_earns_less(case: Written, rng: Random) -> Pair | None:
    def more(person: Written) -> Written | None:
        pay = person.get("gross_income")
        return {**person, "gross_income": raised(pay, rng)} if pay else None

    return the_other_way(changed(case, "non_dependants", rng, more))


@relation(
    "Another adult who no longer works 16 hours lowers no award", awards,
    profiles=(None, "housing_benefit", "pension_age"),
)  # fmt: skip
def other_adult_works_less(case: Written, rng: Random) -> Pair | None:
    return the_other_way(flagged(case, "non_dependants", rng, "works_16_hours"))


@relation("Another adult who has a child under 5 lowers no award", awards, "first_rent")
def other_adults_child(case: Written, rng: Random) -> Pair | None:
    return flagged(case, "non_dependants", rng, "responsible_for_child_under_5")


def a_year_older(case: Written, group: str, rng: Random) -> Pair | None:
    case = with_net_pay(case)

    def known_by_age(person: Written, more: int) -> Written:
        return {name: value for name, value in person.items() if name != "born"} | {"age": age_of(case, person) + more}

    for child in case["children"]:  # an exception goes by the order of the children, which one's age alone can change
        child.pop("two_child_limit_exception", None)
    people = case[group] if group in {"children", "non_dependants"} else [case[group]]
    if not people:
        return None
    place = rng.randrange(len(people))
    pair, stays = both(case), rng.random() < 0.5
    for one, more in zip(pair, (0, 1), strict=True):
        person = known_by_age(people[place], more)
        if group == "children" and person["age"] >= 16:
            person["in_education"] = stays
        if group in {"children", "non_dependants"}:
            one[group][place] = person
        else:
            one[group] = person
    return pair


@relation(
    "A year more of claimant or partner leaves the household with no less", in_all, "pension_age",
    "minimum_income_floor", "full_help_ends",
)  # fmt: skip
def older_adult(case: Written, rng: Random) -> Pair | None:
    return a_year_older(case, some_adult(case, rng), rng)


@relation(
    "A year more of a child leaves the household with no less", in_all, "child_grows_up", "childcare_ends",
    "full_help_ends", "other_adult_turns_18", "other_adult_turns_21",
)  # fmt: skip
def older_child(case: Written, rng: Random) -> Pair | None:
    return a_year_older(case, "children", rng)


@relation(
    "A year more of another adult leaves the household with no less", in_all, "other_adult_turns_18",
    "other_adult_turns_21",
)  # fmt: skip
def older_other_adult(case: Written, rng: Random) -> Pair | None:
    return a_year_older(case, "non_dependants", rng)


@relation(
    "A partner without income who moves in lowers no award", awards, "partner_under_pension_age",
    "partner_not_in_work", "partner_of_a_severely_disabled_person", "full_help_ends",
)  # fmt: skip
def partner_moves_in(case: Written, rng: Random) -> Pair | None:
    less, more = both(case)
    if less.get("partner"):
        return None
    for one in (less, more):  # a couple that is new has no protection from before
        one["housing_benefit"] = {**(one.get("housing_benefit") or {}), "mixed_age_protection": False}
    more["partner"] = {"age": rng.choice([18, 24, 25, 40, 60, 70])}
    return less, more


# --- Pairs and falls --------------------------------------------------------------------------------------------------


def written_pairs(relation: Relation, count: int, seed: int) -> list[Pair]:
    """So many pairs of households that can be; fewer where a relation is about few."""
    rng = Random(seed)  # noqa: S311 - households, not secrets
    found: list[Pair] = []
    for _ in range(20):
        for profile in relation.profiles:
            for case in random_cases(max(20, count // len(relation.profiles)), rng.randrange(2**32), profile):
                pair = relation.change(case, rng)
                if pair is not None and all(map(can_be, pair)):
                    found.append(pair)
        if len(found) >= count:
            break
    return found[:count]


def can_be(case: Written) -> bool:
    try:
        Case.model_validate(case)
    except InvalidCase:
        return False
    return True


def pairs_of(relation: Relation, count: int, seed: int) -> Iterator[tuple[Household, Household]]:
    """The pairs with their results, but for those whose rates of the area are not known."""
    pairs = written_pairs(relation, count, seed)
    cases = [case for pair in pairs for case in pair]
    columns = columns_of(cases)
    rows = zip(*(column.tolist() for column in columns.values()), strict=True)
    households = [Household(case, dict(zip(columns, row, strict=True))) for case, row in zip(cases, rows, strict=True)]
    for before, after in zip(households[::2], households[1::2], strict=True):
        if not (before.unknown or after.unknown):
            yield before, after


@dataclass(frozen=True)
class Fall:
    """What a household lost in a year, and what of it each cliff is worth to it."""

    before: Household
    after: Household
    pence: int
    explained_by: dict[str, int]

    @property
    def is_explained(self) -> bool:
        return self.pence <= sum(self.explained_by.values()) + ROUNDING


def falls_of(relation: Relation, pairs: list[tuple[Household, Household]]) -> list[Fall]:
    """The pairs in which the measure falls by more than rounding can."""
    found = []
    for before, after in pairs:
        fall = relation.measure(before) - relation.measure(after)
        if fall > ROUNDING:
            worth = {code: EXPLAINS[code](before, after) for code in relation.cliffs}
            found.append(Fall(before, after, fall, {code: pence for code, pence in worth.items() if pence > 0}))
    return found


def main(count: int = 1000, seed: int = 1) -> int:
    """Every relation by hand, with what was met."""
    tried, unexplained = 0, 0
    for name, each in RELATIONS.items():
        pairs = list(pairs_of(each, count, seed))
        falls = falls_of(each, pairs)
        met = Counter(code for fall in falls for code in fall.explained_by)
        wrong = [fall for fall in falls if not fall.is_explained]
        tried, unexplained = tried + len(pairs), unexplained + len(wrong)
        print(f"{name:28} {len(pairs):6} pairs, {len(falls):5} falls, {len(wrong)} unexplained  {dict(met) or ''}")  # noqa: T201
        for fall in wrong[:2]:
            print(f"    £{fall.pence / 100:.2f} {fall.before.case} -> {fall.after.case}")  # noqa: T201
    print(f"{tried} pairs, {unexplained} unexplained falls")  # noqa: T201
    return 1 if unexplained else 0


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
