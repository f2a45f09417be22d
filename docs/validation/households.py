"""Random households of social tenants, each as a case file and as the peers want to be told of it.

    python docs/validation/households.py FOLDER [--number 1500] [--seed 2034]

writes FOLDER/households.json. Every fact of a household is one that the case file and policyengine-uk can both say, but
for those listed in README.md as their known limits (bedrooms, for one), which are kept because their effect is known.

policyengine-uk works with years: it reads rates at 30 April and ages on 6 October. So the date is 1 June, nobody's
birthday falls between June and 6 October, and each yearly amount is exactly 12 or 52 of the case's.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

Case = dict[str, Any]
WEEKS = {"week": 52, "fortnight": 26, "four_weeks": 13, "month": 12}
REGIONS = {"england": "NORTH_WEST", "wales": "WALES", "scotland": "SCOTLAND"}
# Names of the case file's incomes in policyengine-uk.
PEER_INCOMES = {
    "carers_allowance": "carers_allowance",
    "new_style_jsa": "jsa_contrib",
    "new_style_esa": "esa_contrib",
    "maternity_allowance": "maternity_allowance",
    "industrial_injuries": "iidb",
    "widowed_parents_allowance": "widowed_parents_allowance",
    "occupational_pension": "private_pension_income",
    "spousal_maintenance": "spousal_maintenance_income",
    "state_pension": "state_pension",
    "child_maintenance": "maintenance_income",
}
DISABILITY = {
    "pip_daily_living_standard": ("pip_dl_category", "STANDARD"),
    "pip_daily_living_enhanced": ("pip_dl_category", "ENHANCED"),
    "pip_mobility_standard": ("pip_m_category", "STANDARD"),
    "pip_mobility_enhanced": ("pip_m_category", "ENHANCED"),
    "dla_care_lowest": ("dla_sc_category", "LOWER"),
    "dla_care_middle": ("dla_sc_category", "MIDDLE"),
    "dla_care_highest": ("dla_sc_category", "HIGHER"),
    "dla_mobility_lower": ("dla_m_category", "LOWER"),
    "dla_mobility_higher": ("dla_m_category", "HIGHER"),
    "attendance_allowance_lower": ("aa_category", "LOWER"),
    "attendance_allowance_higher": ("aa_category", "HIGHER"),
}
# policyengine-uk takes a missing input for nobody's: each variable is given for every person.
NOBODYS: dict[str, Any] = {
    **dict.fromkeys(PEER_INCOMES.values(), 0.0),
    **{variable: "NONE" for variable, _ in DISABILITY.values()},
    "employment_income": 0.0,
    "self_employment_income": 0.0,
    "employee_pension_contributions": 0.0,
    "hours_worked": 0.0,
    "childcare_expenses": 0.0,
    "is_claimant_or_partner": False,
    "is_parent": False,
    "is_household_head": False,
    "is_blind": False,
    "is_disabled_for_benefits": False,
    "is_carer_for_benefits": False,
    "is_entitled_to_carer_benefit": False,
    "uc_limited_capability_for_WRA": False,
    "uc_limited_capability_for_work": False,
    "esa_includes_support_component": False,
    "uc_child_limit_exception": False,
    "uc_mif_applies": False,
    "uc_expected_hours": 35.0,
    "uc_work_related_group_apart_from_earnings": "ALL_REQUIREMENTS",
    "would_claim_marriage_allowance": False,
    "current_education": "NOT_IN_EDUCATION",
    "age_started_or_accepted_current_education_or_training": 1000.0,
    "is_before_universal_credit_qualifying_young_person_terminal_date": False,
}


@dataclass
class Household:
    """A household while it is being made: the case and the peer's people, unit by unit."""

    rng: Random
    year: int
    case: Case
    people: list[dict[str, Any]] = field(default_factory=list)
    others: list[list[dict[str, Any]]] = field(default_factory=list)
    home: dict[str, Any] = field(default_factory=dict)
    claim: dict[str, Any] = field(default_factory=dict)

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def pounds(self, low: int, high: int) -> Decimal:
        return Decimal(self.rng.randrange(low * 100, high * 100)) / 100

    def born(self, age: int) -> date:
        """A birth date with this age both in June and on 6 October."""
        first = date(self.year - 1 - age, 10, 7)
        return first + timedelta(days=self.rng.randrange((date(self.year - age, 5, 31) - first).days))

    def person(self, age: int, **facts: Any) -> tuple[Case, dict[str, Any]]:
        born = self.born(age)
        peer = NOBODYS | {"age": age, "date_of_birth": int(born.strftime("%Y%m%d"))} | facts
        return {"born": born.isoformat()}, peer


def money(amount: Decimal, per: str) -> Case:
    """An amount as the case file writes it."""
    return {"amount": f"{amount:.2f}", "per": per}


def yearly(amount: Decimal, per: str, free: int = 0) -> float:
    """An amount by the year: 12 months, or 52 weeks less those without rent."""
    return float(amount * (WEEKS[per] - free))


def add_disability(case: Case, peer: dict[str, Any], codes: list[str]) -> None:
    """Disability benefits of one person, on both sides."""
    case["disability_benefits"] = codes
    for code in codes:
        variable, value = DISABILITY[code]
        peer[variable] = value


def add_income(home: Household, peer: dict[str, Any], kind: str, amount: Decimal, of: str) -> None:
    """An income by the week, on both sides."""
    home.case["incomes"].append({"kind": kind, **money(amount, "week"), "of": of})
    peer[PEER_INCOMES[kind]] += yearly(amount, "week")


def add_work(home: Household, case: Case, peer: dict[str, Any], gross: bool) -> None:
    """Employment: gross, for the peer's own tax; or net, which the peer takes as an input."""
    monthly = home.pounds(150, 1047) if home.chance(0.45) else home.pounds(1047, 2600)
    hours = home.rng.choice([8, 16, 24, 35])
    work: Case = {"hours_per_week": hours}
    if gross:
        work["gross"] = money(monthly, "month")
        if home.chance(0.3):
            contribution = (monthly * Decimal("0.05")).quantize(Decimal("0.01"))
            work["pension_contribution"] = money(contribution, "month")
            peer["employee_pension_contributions"] = yearly(contribution, "month")
        peer["employment_income"] = yearly(monthly, "month")
    else:
        work["net"] = money(monthly, "month")
        peer["uc_individual_earned_income_before_mif"] = yearly(monthly, "month")
    peer["hours_worked"] = hours * 52.0
    case["employment"] = work


def add_trade(home: Household, case: Case, peer: dict[str, Any]) -> None:
    """Self-employment below the tax threshold, with or without the minimum income floor."""
    profit = home.pounds(100, 1047)
    floor = home.chance(0.6)
    case["self_employment"] = {
        "net_profit": money(profit, "month"),
        "hours_per_week": 30,
        "minimum_income_floor": floor,
        "expected_hours": 35,
    }
    peer |= {"self_employment_income": yearly(profit, "month"), "hours_worked": 1560.0, "uc_mif_applies": floor}


def add_adult(home: Household, who: str, age: int, gross: bool) -> None:
    """The claimant or the partner of a working-age household."""
    case, peer = home.person(age, is_claimant_or_partner=True, is_household_head=who == "claimant")
    capability = home.rng.choices(
        ["none", "lcw_without_element", "lcw", "lcwra_standard", "lcwra_protected"], [76, 3, 2, 9, 10]
    )[0]
    case["work_capability"] = capability
    peer["uc_limited_capability_for_WRA"] = capability.startswith("lcwra")
    peer["uc_limited_capability_for_work"] = capability != "none"
    if home.chance(0.12):
        codes = [
            ["pip_daily_living_standard"],
            ["pip_daily_living_enhanced", "pip_mobility_standard"],
            ["pip_mobility_enhanced"],
            ["dla_care_middle"],
            ["dla_care_lowest"],
        ]
        add_disability(case, peer, home.rng.choice(codes))
    if home.chance(0.03):
        case["severely_sight_impaired"] = peer["is_blind"] = True
    if home.chance(0.18):
        case["carer"] = peer["is_carer_for_benefits"] = True
        if home.chance(0.6):
            add_income(home, peer, "carers_allowance", Decimal("86.45" if home.year == 2026 else "83.30"), who)
            peer["is_entitled_to_carer_benefit"] = True
    if home.chance(0.5):
        add_work(home, case, peer, gross)
    elif gross and home.chance(0.15):
        add_trade(home, case, peer)
    elif not gross and home.chance(0.3):
        add_unearned(home, case, peer, who)
    home.case[who] = case
    home.people.append(peer)


def add_unearned(home: Household, case: Case, peer: dict[str, Any], who: str) -> None:
    """An income that is not earnings."""
    kind = home.rng.choice(
        [
            "new_style_jsa",
            "new_style_esa",
            "maternity_allowance",
            "industrial_injuries",
            "widowed_parents_allowance",
            "occupational_pension",
            "spousal_maintenance",
            "child_maintenance",
        ]
    )
    if kind == "new_style_esa":
        support = home.chance(0.5)
        case["esa"] = "support" if support else "work_related_activity"
        peer["esa_includes_support_component"] = support
    add_income(home, peer, kind, home.pounds(20, 180), who)


def add_child(home: Household, age: int, of_two_child_limit: bool, working: bool) -> None:
    """A child or qualifying young person of the family."""
    case, peer = home.person(age)
    case["sex"] = home.rng.choice(["male", "female"])
    if age >= 16:
        case["in_education"] = True
        peer |= {
            "current_education": "POST_SECONDARY",
            "age_started_or_accepted_current_education_or_training": 16.0,
            "is_before_universal_credit_qualifying_young_person_terminal_date": True,
        }
    if home.chance(0.15):
        dla = [["dla_care_lowest"], ["dla_care_middle", "dla_mobility_lower"], ["dla_care_highest"]]
        pip = [["pip_daily_living_standard"], ["pip_daily_living_enhanced"], ["pip_mobility_standard"]]
        add_disability(case, peer, home.rng.choice(pip if age >= 16 else dla))
        peer["is_disabled_for_benefits"] = True
    if home.chance(0.02):
        case["severely_sight_impaired"] = peer["is_blind"] = peer["is_disabled_for_benefits"] = True
    if of_two_child_limit and home.chance(0.3):
        case["two_child_limit_exception"] = peer["uc_child_limit_exception"] = True
    if working and age < 15 and home.chance(0.4):
        charge = home.pounds(40, 900)
        case["childcare"] = money(charge, "month")
        peer["childcare_expenses"] = yearly(charge, "month")
    home.case["children"].append(case)
    home.people.append(peer)


def add_non_dependants(home: Household, *, pension_age: bool) -> None:
    """Other adults of the home, each (or each couple) a unit of their own to the peer."""
    for _ in range(home.rng.choice([1, 1, 2])):
        members = [home.person(home.rng.choice([18, 20, 21, 23, 26, 34, 51]), is_claimant_or_partner=True)]
        case, peer = members[0]
        place = len(home.case["non_dependants"])
        if home.chance(0.15):
            add_disability(case, peer, ["pip_daily_living_standard"])
        if home.chance(0.1) and not pension_age:
            case["benefits"] = ["carers_allowance"]
            peer |= {"carers_allowance": 4000.0, "is_entitled_to_carer_benefit": True}
        elif home.chance(0.6):
            weekly = home.pounds(60, 700)
            works = home.chance(0.8)
            case |= {"works_16_hours": works, "gross_income": money(weekly, "week")}
            peer |= {"employment_income": yearly(weekly, "week"), "hours_worked": 1820.0 if works else 416.0}
        else:
            case["benefits"] = ["universal_credit_no_earnings"]
        if home.chance(0.15):
            members.append(home.person(home.rng.choice([22, 30]), is_claimant_or_partner=True))
            case["couple_with"], members[1][0]["couple_with"] = place + 1, place
        elif home.chance(0.15) and not pension_age:
            case["responsible_for_child_under_5"] = True
            child, child_peer = home.person(home.rng.randrange(4))
            home.case["children"].append(child | {"sex": "female", "of_non_dependant": True})
            members.append(({}, child_peer))
        home.case["non_dependants"] += [one for one, _ in members if one]
        home.others.append([one for _, one in members])


def add_home(home: Household, *, rooms: int, free_weeks: bool = True) -> None:
    """The tenancy: rent and service charges, which reach the peer as one yearly eligible rent."""
    per = home.rng.choices(["week", "fortnight", "four_weeks", "month"], [70, 5, 10, 15])[0]
    scale = {"week": 1, "fortnight": 2, "four_weeks": 4, "month": 4}[per]
    free = home.rng.choice([0, 0, 2, 4]) if per == "week" and free_weeks else 0
    rent = home.pounds(70 * scale, 190 * scale)
    total = yearly(rent, per, free)
    charges = []
    for label in home.rng.sample(["cleaning", "lift", "garden", "heating"], home.rng.choice([0, 0, 1, 3])):
        charge = home.pounds(1, 12) * scale
        eligible = label != "heating"
        charges.append({"label": label, **money(charge, per), "rent_free_weeks": free, "eligible": eligible})
        total += yearly(charge, per, free) if eligible else 0.0
    home.case["tenancy"] = {
        "tenure": "social_rent",
        "bedrooms": rooms,
        "rent": {**money(rent, per), "rent_free_weeks": free},
        "service_charges": charges,
    }
    tenure = home.rng.choice(["RENT_FROM_COUNCIL", "RENT_FROM_HA"])
    home.home |= {"rent": total, "tenure_type": tenure, "num_bedrooms": rooms}


def start(rng: Random, number: int) -> Household:
    """The date, the place and the capital."""
    year = rng.choice([2025, 2026])
    country = rng.choices(list(REGIONS), [80, 8, 12])[0]
    london = country == "england" and rng.random() < 0.25
    case: Case = {
        "id": f"h{number}",
        "date": f"{year}-06-01",
        "country": country,
        "greater_london": london,
        "children": [],
        "non_dependants": [],
        "incomes": [],
    }
    home = Household(rng, year, case)
    home.home["region"] = "LONDON" if london else REGIONS[country]
    return home


def working_age(rng: Random, number: int) -> tuple[Household, str]:
    """A household of working age on Universal Credit, and how its pay is told."""
    home = start(rng, number)
    gross = home.chance(0.5)
    add_adult(home, "claimant", rng.choice([18, 21, 23, 24, 25, 29, 33, 38, 44, 52, 63]), gross)
    if home.chance(0.4):
        add_adult(home, "partner", rng.choice([19, 22, 24, 25, 31, 36, 41, 57]), gross)
    without_floor_where_less_is_required(home)
    working = any(peer["hours_worked"] for peer in home.people)
    adults = len(home.people)
    number_of_children = rng.choices([0, 1, 2, 3, 4, 5], [32, 22, 22, 13, 7, 4])[0]
    ages = sorted((rng.choices(range(20), [5] * 16 + [4, 4, 2, 1])[0] for _ in range(number_of_children)), reverse=True)
    for place, age in enumerate(ages):
        add_child(home, age, place >= 2 and home.year == 2025, working)
    for peer in home.people[:adults]:
        peer["is_parent"] = bool(ages)
    if home.chance(0.2):
        add_non_dependants(home, pension_age=False)
    add_home(home, rooms=rng.choices([1, 2, 3, 4, 5], [30, 30, 25, 10, 5])[0])
    capital = rng.choice([0, 0, 0, 0, 5999, 6000, 6001, 7250, 9876, 15999, 16000, 16001])
    home.case["capital"] = f"{capital}.00"
    home.claim |= {
        "uc_reported_capital": float(capital),
        "partners_care_for_same_severely_disabled_person": False,
        "uc_receives_new_claimant_health_element": not any(
            home.case.get(who, {}).get("work_capability") == "lcwra_protected" for who in ("claimant", "partner")
        ),
    }
    return home, "gross" if gross else "net"


def without_floor_where_less_is_required(home: Household) -> None:
    """A minimum income floor needs all work requirements: nobody ill or caring."""
    cases = [home.case[who] for who in ("claimant", "partner") if who in home.case]
    if any(case["work_capability"] != "none" or case.get("carer") for case in cases):
        for case, peer in zip(cases, home.people, strict=True):
            peer["uc_mif_applies"] = False
            case.get("self_employment", {}).pop("minimum_income_floor", None)


def pension_age(rng: Random, number: int) -> tuple[Household, str]:
    """A household over pension age: Pension Credit and Housing Benefit."""
    home = start(rng, number)
    older = home.chance(0.6)
    for who in ("claimant", "partner")[: rng.choice([1, 1, 2])]:
        before_2016 = older if home.chance(0.85) else not older
        # Nobody is of the ages at which a man's and a woman's pension age fall on two sides of 6 April 2016.
        age = rng.choice([77, 81, 86, 92] if before_2016 else [68, 70, 71])
        case, peer = home.person(age, is_claimant_or_partner=True, is_household_head=who == "claimant")
        add_income(home, peer, "state_pension", home.pounds(90, 245), who)
        if home.chance(0.5):
            add_income(home, peer, "occupational_pension", home.pounds(5, 150), who)
        if home.chance(0.25):
            codes = ["attendance_allowance_lower", "attendance_allowance_higher", "pip_daily_living_standard"]
            add_disability(case, peer, [rng.choice(codes)])
        if home.chance(0.08):
            case["carer"] = peer["is_entitled_to_carer_benefit"] = True
        if home.chance(0.08):
            add_income(home, peer, "industrial_injuries", home.pounds(30, 120), who)
        home.case[who] = case
        home.people.append(peer)
    before = [int(peer["date_of_birth"]) < 19510406 for peer in home.people]
    since = len(before) == 2 and any(before) and not all(before) and home.chance(0.5)
    home.case["pension_credit"] = {
        "reached_pension_age_before_6_april_2016": any(before),
        "savings_credit_since_2016": since,
    }
    if home.chance(0.2):
        add_non_dependants(home, pension_age=True)
    # The peer spreads a year's rent over 52 weeks and cannot say a rent-free week, which scales Housing Benefit.
    add_home(home, rooms=rng.choice([1, 2, 3]), free_weeks=False)
    capital = rng.choice([0, 0, 0, 6000, 9999, 10000, 10001, 12345, 15999, 16000, 16001, 21000])
    home.case["capital"] = f"{capital}.00"
    # The peer's Housing Benefit shares the household's savings between all its adults, others than the claimants too.
    adults = len(home.people) + sum(len(members) for members in home.others)
    home.home["savings"] = float(capital) * adults / len(home.people)
    home.claim |= {
        "benunit_reported_capital": float(capital),
        "partners_care_for_same_severely_disabled_person": False,
    }
    return home, "pension_age"


def main() -> None:
    """Write the households."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--number", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=2034)
    options = parser.parse_args()
    rng = Random(options.seed)  # noqa: S311 - households, not secrets
    made = []
    for number in range(options.number):
        make = pension_age if number % 3 == 2 else working_age
        home, kind = make(rng, number)
        peer = {
            "claimants": home.people,
            "non_dependants": home.others,
            "household": home.home,
            "claim": home.claim,
        }
        made.append({"kind": kind, "year": home.year, "case": home.case, "peer": peer})
    options.folder.mkdir(parents=True, exist_ok=True)
    (options.folder / "households.json").write_text(json.dumps(made, indent=1))


if __name__ == "__main__":
    main()
