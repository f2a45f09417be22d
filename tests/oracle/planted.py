"""Errors planted in random households: a right case, and what somebody else holds of it by mistake.

``planted(rng)`` gives the right case, the wrong one, the kind of error and the amount that the oracle works out from
the wrong one. It imports nothing of `benefitcalc`; whoever looks for the error sees the right case and the amount.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from . import household, rates
from .common import Case, age_on, assessment_period_end, first_monday, paydays, penny, pounds, shown
from .net_pay import net_pay
from .planted_mistakes import MISTAKES, MISTAKES_OF_PAIRS
from .random_cases import random_case

Plant = Callable[[Case, Random], "Case | None"]
"""Changes a copy of the right case into the wrong one; None where it has no place in that household."""
AMOUNTS = ("award", "paid_to_landlord", "housing_element", "hb_weekly")
_RENTED = {"social_rent", "private_rent", "shared_ownership", "exempt_accommodation", "temporary_accommodation"}


@dataclass(frozen=True)
class Planted:
    """A right case, the wrong one, and by the oracle: an amount of the right one and the same of the wrong one."""

    kind: str
    right: Case
    wrong: Case
    amount: str
    right_amount: str
    wrong_amount: str


def planted(rng: Random, kinds: tuple[str, ...] | None = None) -> Planted:
    """One household with an error that moves an amount. Which one is drawn of all kinds alike."""
    while True:
        kind = rng.choice(kinds or tuple(PLANTS))
        right = random_case(rng, rng.choices(["universal_credit", "housing_benefit", "pension_age"], [70, 15, 15])[0])
        if kind in SPECIAL:
            pair = SPECIAL[kind](right, rng)
        else:
            wrong = PLANTS[kind](copy.deepcopy(right), rng)
            pair = None if wrong is None else (right, wrong)
        if pair is None:
            continue
        before, after = amounts_of(pair[0]), amounts_of(pair[1])
        moved = [name for name in AMOUNTS if name in before and name in after and before[name] != after[name]]
        if moved:
            name = rng.choice(moved)
            return Planted(kind, *pair, name, before[name], after[name])


@dataclass(frozen=True)
class PlantedTwice:
    """A right case and one with two errors, of which each moves the amount and neither makes it alone."""

    kinds: tuple[str, str]
    right: Case
    wrong: Case
    amount: str
    wrong_amount: str


def planted_twice(rng: Random) -> PlantedTwice:
    """One household with two errors of different kinds."""
    kinds = sorted(PLANTS.keys() - SPECIAL.keys())
    while True:
        one = planted(rng, tuple(kinds))
        kind = rng.choice(kinds)
        alone, both = (PLANTS[kind](copy.deepcopy(case), rng) for case in (one.right, one.wrong))
        if kind == one.kind or alone is None or both is None:
            continue
        by_other, by_both = amounts_of(alone).get(one.amount), amounts_of(both).get(one.amount)
        if by_both is not None and by_both not in {one.right_amount, one.wrong_amount, by_other}:
            return PlantedTwice((one.kind, kind), one.right, both, one.amount, by_both)


def amounts_of(case: Case) -> dict[str, str]:
    """What somebody could be told of the household's help, by the names that `why_different` has."""
    result = household.assess(case)
    credit, benefit = result.get("universal_credit"), result.get("housing_benefit")
    found = {}
    if credit and "award" in credit:
        found["award"] = credit["award"]
        found["housing_element"] = credit["housing_costs_element"]
        found["paid_to_landlord"] = min(credit["award"], credit["housing_costs_element"], key=Fraction)
    if benefit:
        found["hb_weekly"] = benefit["award"]
    return found


# --- The home ---------------------------------------------------------------------------------------------------------


def _rent_per(per: str) -> Plant:
    def plant(case: Case, _: Random) -> Case | None:
        rent = case["tenancy"].get("rent")
        if not rent or rent["per"] == per or rent["per"] not in {"week", "fortnight", "four_weeks", "month"}:
            return None
        if case["tenancy"].get("ineligible_in_rent"):
            case["tenancy"]["ineligible_in_rent"]["per"] = per
        rent["per"] = per
        rent.pop("rent_free_weeks", None)
        return case

    return plant


def _four_weeks_a_month(case: Case, _: Random) -> Case | None:
    rent = case["tenancy"].get("rent")
    if not rent or rent["per"] != "week" or case["tenancy"].get("ineligible_in_rent"):
        return None
    case["tenancy"]["rent"] = {"amount": shown(pounds(rent["amount"]) * 4), "per": "month"}
    return case


def _weeks(case: Case, rng: Random) -> Case | None:
    rent = case["tenancy"].get("rent")
    if not rent or rent["per"] not in {"week", "fortnight"}:
        return None
    free = rng.choice([0, 2, 4])
    if free == (rent.get("rent_free_weeks") or 0):
        return None
    rent["rent_free_weeks"] = free
    return case


RISES = {2019: "-1", 2020: "2.7", 2021: "1.5", 2022: "4.1", 2023: "7", 2024: "7.7", 2025: "2.7", 2026: "4.8"}


def _old_rent(case: Case, _: Random) -> tuple[Case, Case] | None:
    """The rent of the random case is the old one; the right case has it raised."""
    rent = case["tenancy"].get("rent")
    on = date.fromisoformat(case["date"])
    rise = RISES.get(on.year if on.month >= 4 else on.year - 1)
    if not rent or rise is None or case["tenancy"]["tenure"] != "social_rent":
        return None
    right = copy.deepcopy(case)
    right["tenancy"]["rent"]["amount"] = shown(penny(pounds(rent["amount"]) * (1 + Fraction(rise) / 100)))
    return right, case


def _charge(*, eligible: bool) -> Plant:
    def plant(case: Case, rng: Random) -> Case | None:
        charges = [charge for charge in case["tenancy"].get("service_charges") or [] if charge["eligible"] is eligible]
        if not charges:
            return None
        if eligible:
            case["tenancy"]["service_charges"].remove(rng.choice(charges))
        else:
            rng.choice(charges)["eligible"] = True
        return case

    return plant


def _water_counted(case: Case, _: Random) -> Case | None:
    return case if case["tenancy"].pop("ineligible_in_rent", None) else None


def _bedroom(case: Case, rng: Random) -> Case | None:
    rooms = case["tenancy"].get("bedrooms")
    if not rooms or case["tenancy"]["tenure"] != "social_rent":
        return None
    case["tenancy"]["bedrooms"] = max(0, rooms + rng.choice([-1, 1]))
    return case


def _carers_room(case: Case, _: Random) -> Case | None:
    return case if case["tenancy"].pop("overnight_carer_bedroom", None) else None


def _heads(case: Case, rng: Random) -> Case | None:
    tenancy = case["tenancy"]
    if tenancy["tenure"] not in _RENTED or tenancy.get("rent_share"):
        return None
    own = tenancy.get("people_liable_in_claim", 1)
    if tenancy.get("people_liable", 1) > own:
        tenancy["people_liable"] = own
    else:
        tenancy["people_liable"] = own + rng.choice([1, 2])
    return case


def _no_rent(case: Case, _: Random) -> Case | None:
    if case["tenancy"]["tenure"] not in _RENTED:
        return None
    case["tenancy"] = {"tenure": "no_housing_costs"}
    return case


def _digits(case: Case, rng: Random) -> Case | None:
    rent = case["tenancy"].get("rent")
    if not rent:
        return None
    text = f"{pounds(rent['amount']) * 100}"
    first = rng.randrange(len(text) - 1)
    turned = [*text]
    turned[first], turned[first + 1] = turned[first + 1], turned[first]
    rent["amount"] = shown(Fraction(int("".join(turned)), 100))
    part = case["tenancy"].get("ineligible_in_rent")
    return None if part and pounds(part["amount"]) > pounds(rent["amount"]) else case


def _charges_twice(case: Case, _: Random) -> Case | None:
    rent = case["tenancy"].get("rent")
    charges = [one for one in case["tenancy"].get("service_charges") or [] if one["eligible"]]
    if not rent or not charges or any(one["per"] != rent["per"] for one in charges):
        return None
    rent["amount"] = shown(pounds(rent["amount"]) + sum(pounds(one["amount"]) for one in charges))
    return case


# --- The people -------------------------------------------------------------------------------------------------------


def _own(case: Case) -> list[Case]:
    return [child for child in case["children"] if not child.get("of_non_dependant")]


def _child_missing(case: Case, rng: Random) -> Case | None:
    if not _own(case):
        return None
    case["children"].remove(rng.choice(_own(case)))
    return case


def _baby(case: Case, rng: Random) -> Case | None:
    case["children"].append({"age": 0, "sex": rng.choice(["male", "female"])})
    return case


def _sex(case: Case, rng: Random) -> Case | None:
    if not case["children"]:
        return None
    child = rng.choice(case["children"])
    child["sex"] = {"male": "female", "female": "male"}[child["sex"]]
    return case


def _exception(case: Case, rng: Random) -> Case | None:
    if not _own(case):
        return None
    child = rng.choice(_own(case))
    child["two_child_limit_exception"] = not child.get("two_child_limit_exception", False)
    return case


def _education(case: Case, rng: Random) -> Case | None:
    old = [child for child in case["children"] if child.get("in_education") is not None]
    if not old:
        return None
    child = rng.choice(old)
    child["in_education"] = not child["in_education"]
    return case


def _disabled_child(case: Case, rng: Random) -> Case | None:
    ill = [child for child in _own(case) if child.get("disability_benefits")]
    if ill:
        rng.choice(ill)["disability_benefits"] = []
        return case
    young = [child for child in _own(case) if _age(case, child) < 15]
    if not young:
        return None
    rng.choice(young)["disability_benefits"] = [rng.choice(["dla_care_middle", "dla_care_highest"])]
    return case


def _age(case: Case, person: Case) -> int:
    on = date.fromisoformat(case["date"])
    return age_on(person, on, on)


def _childcare(case: Case, rng: Random) -> Case | None:
    cared = [child for child in _own(case) if child.get("childcare")]
    if not cared:
        return None
    del rng.choice(cared)["childcare"]
    return case


def _lodged(case: Case, _: Random) -> Case | None:
    case["non_dependants"].append({"age": 30})
    return case


def _left(case: Case, _: Random) -> Case | None:
    if not case["non_dependants"]:
        return None
    gone = len(case["non_dependants"]) - 1
    case["non_dependants"].pop()
    for person in case["non_dependants"]:
        if person.get("couple_with") == gone:
            del person["couple_with"]
    return case


def _exempt(case: Case, rng: Random) -> Case | None:
    if not case["non_dependants"]:
        return None
    person = rng.choice(case["non_dependants"])
    reasons = ("disability_benefits", "benefits", "student", "responsible_for_child_under_5", "armed_forces_away")
    held = [reason for reason in reasons if person.get(reason)]
    if held:
        for reason in held:
            del person[reason]
    else:
        person["benefits"] = [rng.choice(["carers_allowance", "universal_credit_no_earnings"])]
    return case


def _adult(case: Case, rng: Random) -> Case:
    return rng.choice([person for person in (case["claimant"], case["partner"]) if person])


def _carer(case: Case, rng: Random) -> Case | None:
    person = _adult(case, rng)
    person["carer"] = not person.get("carer", False)
    return case


def _health(case: Case, rng: Random) -> Case | None:
    person = _adult(case, rng)
    kinds = ["none", "lcwra_standard", "lcwra_protected"] + ["lcw"] * ("work_capability" in person)
    person["work_capability"] = rng.choice([kind for kind in kinds if kind != person.get("work_capability", "none")])
    return case


def _disability(case: Case, rng: Random) -> Case | None:
    person = _adult(case, rng)
    if person.get("disability_benefits"):
        person["disability_benefits"] = []
    elif _age(case, person) < 64:
        person["disability_benefits"] = ["pip_daily_living_standard"]
    else:
        return None
    return case


def _single(case: Case, _: Random) -> Case | None:
    if not case["partner"]:
        return None
    case["partner"] = None
    case["incomes"] = [income for income in case["incomes"] if income.get("of") != "partner"]
    if case["tenancy"].get("people_liable_in_claim") == 2:
        case["tenancy"]["people_liable_in_claim"] -= 1
        case["tenancy"]["people_liable"] -= 1
    return case


def _couple(case: Case, _: Random) -> Case | None:
    if case["partner"] or _age(case, case["claimant"]) < 18:
        return None
    case["partner"] = {"age": _age(case, case["claimant"])}
    return case


def _birthday_25(case: Case, _: Random) -> Case | None:
    claimant = case["claimant"]
    if _age(case, claimant) not in {24, 25, 26} or case["partner"]:
        return None
    claimant["age"] = 24 if _age(case, claimant) >= 25 else 25
    claimant.pop("born", None)
    return case


# --- Money ------------------------------------------------------------------------------------------------------------


def _worker(case: Case, rng: Random) -> Case | None:
    found = [person for person in (case["claimant"], case["partner"]) if person and person.get("employment")]
    return rng.choice(found) if found else None


def _no_pay(case: Case, rng: Random) -> Case | None:
    person = _worker(case, rng)
    if person is None:
        return None
    del person["employment"]
    return case


def _gross_as_net(case: Case, rng: Random) -> Case | None:
    person = _worker(case, rng)
    if person is None or "gross" not in person["employment"]:
        return None
    job = person["employment"]
    job["net"] = job.pop("gross")
    job.pop("pension_contribution", None)
    return case


def _two_paydays(case: Case, rng: Random) -> Case | None:
    person = _worker(case, rng)
    if person is None:
        return None
    job = person["employment"]
    pay = job.get("net") or job["gross"]
    if pay["per"] != "month":
        return None
    if "gross" in job:
        on = date.fromisoformat(case["date"])
        over = household.over_pension_age(case, person)
        taxed = net_pay(job, on=on, country=case["country"], over_pension_age=over).for_universal_credit
        job.pop("gross")
        job.pop("pension_contribution", None)
    else:
        taxed = pounds(pay["amount"])
    job["net"] = {"amount": shown(taxed * 2), "per": "month"}
    return case


def _payday_more_or_fewer(case: Case, rng: Random) -> Case | None:
    person = _worker(case, rng)
    if person is None or not person["employment"].get("paid_on"):
        return None
    job = person["employment"]
    per = (job.get("net") or job["gross"])["per"]
    first = date.fromisoformat(case["date"])
    last = assessment_period_end(first)
    has = paydays(date.fromisoformat(job["paid_on"]), per, first, last)
    other = [day for day in (first + timedelta(days=n) for n in range(28)) if paydays(day, per, first, last) != has]
    if not other:
        return None
    job["paid_on"] = rng.choice(other).isoformat()
    return case


def _averaged(case: Case, rng: Random) -> Case | None:
    person = _worker(case, rng)
    return case if person is not None and person["employment"].pop("paid_on", None) else None


def _income_missing(case: Case, rng: Random) -> Case | None:
    if not case["incomes"]:
        return None
    case["incomes"].remove(rng.choice(case["incomes"]))
    return case


def _income_counted(case: Case, rng: Random) -> Case | None:
    left_out = {"child_maintenance", "fostering_allowance", "bereavement_support_payment", "other_disregarded"}
    found = [income for income in case["incomes"] if income["kind"] in left_out]
    if not found:
        return None
    rng.choice(found)["kind"] = "other_taxable"
    return case


def _savings_unknown(case: Case, _: Random) -> Case | None:
    if pounds(case["capital"]) <= 6000:
        return None
    case["capital"] = "0.00"
    return case


def _savings_wrong(case: Case, rng: Random) -> Case | None:
    case["capital"] = f"{rng.randint(6001, 15999)}.00"
    return case


def _floor(case: Case, rng: Random) -> Case | None:
    found = [person for person in (case["claimant"], case["partner"]) if person and person.get("self_employment")]
    if not found:
        return None
    trade = rng.choice(found)["self_employment"]
    trade["minimum_income_floor"] = not trade["minimum_income_floor"]
    return case


def _grace(case: Case, _: Random) -> Case | None:
    award = case["universal_credit"] = case["universal_credit"] or {}
    award["benefit_cap_grace_period"] = not award.get("benefit_cap_grace_period", False)
    return case


def _london(case: Case, _: Random) -> Case | None:
    if case["country"] != "england":
        return None
    case["greater_london"] = not case["greater_london"]
    return case


def _transition(case: Case, _: Random) -> Case | None:
    return case if (case["universal_credit"] or {}).pop("transitional_element", None) else None


def _last_years_rates(case: Case, _: Random) -> Case | None:
    on = date.fromisoformat(case["date"])
    if on < date(2019, 6, 1) or household.housing_benefit_is_worked_out(case):
        return None
    began = first_monday(on.year, 4, 6)
    began = began if on >= began else first_monday(on.year - 1, 4, 6)
    eve = (began - timedelta(days=1)).isoformat()
    everybody = [case["claimant"], case["partner"], *case["children"], *case["non_dependants"]]
    if any(person and "born" in person for person in everybody) or any(
        (person or {}).get("employment", {}).get("paid_on") for person in everybody[:2]
    ):
        return None
    case["date"] = eve
    return case


PLANTS: dict[str, Plant] = {
    "rent_as_weekly": _rent_per("week"),
    "rent_as_four_weekly": _rent_per("four_weeks"),
    "rent_as_monthly": _rent_per("month"),
    "month_of_four_weeks": _four_weeks_a_month,
    "number_of_weeks": _weeks,
    "charge_left_out": _charge(eligible=True),
    "ineligible_charge_counted": _charge(eligible=False),
    "water_counted": _water_counted,
    "bedroom": _bedroom,
    "carers_room": _carers_room,
    "heads": _heads,
    "digits": _digits,
    "charges_twice": _charges_twice,
    "sex": _sex,
    "no_rent": _no_rent,
    "child_missing": _child_missing,
    "baby": _baby,
    "exception": _exception,
    "education": _education,
    "disabled_child": _disabled_child,
    "childcare": _childcare,
    "other_adult_more": _lodged,
    "other_adult_left": _left,
    "other_adult_exempt": _exempt,
    "carer": _carer,
    "health": _health,
    "disability": _disability,
    "single": _single,
    "couple": _couple,
    "birthday_25": _birthday_25,
    "no_pay": _no_pay,
    "gross_as_net": _gross_as_net,
    "two_paydays": _two_paydays,
    "payday": _payday_more_or_fewer,
    "averaged": _averaged,
    "income_missing": _income_missing,
    "income_counted": _income_counted,
    "savings_unknown": _savings_unknown,
    "savings_wrong": _savings_wrong,
    "floor": _floor,
    "grace": _grace,
    "london": _london,
    "transition": _transition,
    "last_years_rates": _last_years_rates,
    **MISTAKES,
    **dict.fromkeys(("old_rent", *MISTAKES_OF_PAIRS), lambda case, _: case),
}
SPECIAL = {"old_rent": _old_rent, **MISTAKES_OF_PAIRS}
"""The kinds that change the right case too."""


# --- Gaps that nothing explains ---------------------------------------------------------------------------------------


def unexplained(rng: Random) -> tuple[Case, str, str]:
    """A right case, the name of an amount, and an amount by chance: from a penny to £400 away, and not less by what may
    be taken for debts.
    """
    while True:
        case = random_case(rng)
        amounts = amounts_of(case)
        name = rng.choice(sorted(amounts)) if amounts else "award"
        if not amounts or Fraction(amounts[name]) == 0:
            continue
        right = int(Fraction(amounts[name]) * 100)
        off = rng.choice([-1, 1]) * rng.randint(1, 40_000)
        if 0 > off >= -_debts(case, name) or right + off <= 0:
            continue
        return case, name, shown(Fraction(right + off, 100))


def _debts(case: Case, name: str) -> Fraction:
    """The most in pence that an amount falls by what is taken for debts."""
    if name == "housing_element":
        return Fraction(0)
    if name == "hb_weekly":
        return Fraction(2400)
    on = date.fromisoformat(case["date"])
    allowance = Fraction(household.assess(case)["universal_credit"]["standard_allowance"])
    return 100 * penny(allowance * rates.number("uc.deductions.overall_cap", on))
