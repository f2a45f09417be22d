"""The households through policyengine-uk and policyengine-uk-compiled, in the peers' own environment.

    PEER/bin/python docs/validation/run_policyengine.py FOLDER

reads FOLDER/households.json and writes FOLDER/policyengine-uk.json and FOLDER/policyengine-uk-compiled.json: each
household's figures by the year. It knows nothing of benefitcalc. Households of one year and kind are one simulation.

policyengine-uk-compiled has no net pay to be told: only the households whose pay is gross go through it.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pandas as pd
from policyengine_uk import Simulation
from policyengine_uk_compiled import Simulation as CompiledSimulation
from policyengine_uk_compiled.engine import BENUNIT_DEFAULTS, HOUSEHOLD_DEFAULTS, PERSON_DEFAULTS

UNIVERSAL_CREDIT = [
    "uc_standard_allowance",
    "uc_child_element",
    "uc_LCWRA_element",
    "uc_disability_elements",
    "uc_carer_element",
    "uc_childcare_element",
    "uc_housing_costs_element",
    "uc_non_dep_deductions",
    "uc_maximum_amount",
    "uc_work_allowance",
    "uc_earned_income_before_work_allowance",
    "uc_earned_income",
    "uc_unearned_income",
    "uc_tariff_income",
    "universal_credit_pre_benefit_cap",
    "uc_benefit_cap_reduction_after_floor",
    "benefit_cap_welfare_benefits",
    "is_uc_benefit_cap_exempt",
    "universal_credit",
    "child_benefit",
]
PENSION_AGE = [
    "standard_minimum_guarantee",
    "minimum_guarantee",
    "pension_credit_income",
    "guarantee_credit",
    "savings_credit",
    "pension_credit",
    "housing_benefit_applicable_amount",
    "housing_benefit_applicable_income",
    "housing_benefit_tariff_income",
    "housing_benefit_non_dep_deductions",
    "housing_benefit",
]
# The case's incomes are net: the peer is told that no tax is due on them.
UNTAXED = [
    "income_tax",
    "income_tax_before_winter_fuel_payment_charge",
    "national_insurance",
    "ni_class_1_employee",
    "ni_class_2",
    "ni_class_4",
]


def situation(homes: list[dict[str, Any]], kind: str, year: int) -> dict[str, Any]:
    """All those households as one situation."""
    people: dict[str, Any] = {}
    units: dict[str, Any] = {}
    households: dict[str, Any] = {}
    for home in homes:
        name = home["case"]["id"]
        everyone = []
        for place, members in enumerate([home["peer"]["claimants"], *home["peer"]["non_dependants"]]):
            names = [f"{name}p{place}.{number}" for number in range(len(members))]
            for one, facts in zip(names, members, strict=True):
                people[one] = {key: {year: value} for key, value in (facts | more(facts, kind)).items()}
            claim = home["peer"]["claim"] if place == 0 else dict.fromkeys(home["peer"]["claim"], 0)
            units[f"{name}u{place}"] = {"members": names} | {key: {year: value} for key, value in claim.items()}
            everyone += names
        facts = {key: {year: value} for key, value in home["peer"]["household"].items()}
        households[name] = {"members": everyone} | facts
    return {"people": people, "benunits": units, "households": households}


def more(facts: dict[str, Any], kind: str) -> dict[str, Any]:
    """What has to be told of everyone in a simulation of that kind."""
    if kind == "net":
        net = facts.get("uc_individual_earned_income_before_mif", 0.0)
        return {"uc_individual_earned_income_before_mif": net}
    return dict.fromkeys(UNTAXED, 0.0) if kind == "pension_age" else {}


COMPILED = [
    "universal_credit",
    "benefit_cap_reduction",
    "child_benefit",
    "uc_standard_allowance",
    "uc_child_element",
    "uc_disabled_child_element",
    "uc_lcwra_element",
    "uc_carer_element",
    "uc_housing_element",
]
REGIONS = {"NORTH_WEST": "North West", "LONDON": "London", "WALES": "Wales", "SCOTLAND": "Scotland"}


def compiled_person(facts: dict[str, Any], region: str) -> dict[str, Any]:
    """One person in the words of policyengine-uk-compiled."""
    care = {"STANDARD": 4000.0, "ENHANCED": 6000.0, "LOWER": 1500.0, "MIDDLE": 4000.0, "HIGHER": 6000.0, "NONE": 0.0}
    child = not facts["is_claimant_or_partner"]
    severe = facts["is_blind"] or "HIGHER" in facts["dla_sc_category"] or facts["pip_dl_category"] == "ENHANCED"
    return {
        "age": facts["age"],
        "employment_income": facts["employment_income"],
        "self_employment_income": facts["self_employment_income"],
        "employee_pension_contributions": facts["employee_pension_contributions"],
        "hours_worked_annual": facts["hours_worked"],
        "childcare_expenses": facts["childcare_expenses"],
        "carers_allowance": facts["carers_allowance"],
        "has_lcwra": facts["uc_limited_capability_for_WRA"],
        "is_carer": facts["is_carer_for_benefits"],
        "is_disabled": child and facts["is_disabled_for_benefits"],
        "is_severely_disabled": child and facts["is_disabled_for_benefits"] and severe,
        "pip_daily_living": care[facts["pip_dl_category"]],
        "pip_mobility": care[facts["pip_m_category"]],
        "dla_care": care[facts["dla_sc_category"]],
        "dla_mobility": care[facts["dla_m_category"]],
        "is_in_scotland": region == "SCOTLAND",
    }


def compiled(homes: list[dict[str, Any]], year: int) -> dict[str, dict[str, float]]:
    """Those households through policyengine-uk-compiled."""
    people: list[dict[str, Any]] = []
    units: list[dict[str, Any]] = []
    households: list[dict[str, Any]] = []
    first = {}
    for number, home in enumerate(homes):
        facts = home["peer"]["household"]
        begin, begun = len(people), len(units)
        first[home["case"]["id"]] = begun
        sexes = [None] * len(home["peer"]["claimants"])
        children = [child for child in home["case"]["children"] if not child.get("of_non_dependant")]
        sexes[len(sexes) - len(children) :] = [child["sex"] for child in children]
        for place, members in enumerate([home["peer"]["claimants"], *home["peer"]["non_dependants"]]):
            numbers = range(len(people), len(people) + len(members))
            for one, person in zip(numbers, members, strict=True):
                head = {"is_benunit_head": one == numbers[0], "is_household_head": one == begin}
                keys = {"person_id": one, "benunit_id": len(units), "household_id": number}
                sex = sexes[one - begin] if place == 0 else None
                more = {"gender": sex or "male"} | compiled_person(person, facts["region"])
                people.append(PERSON_DEFAULTS | keys | head | more)
            couples = sum(person["is_claimant_or_partner"] for person in members)
            unit = {"benunit_id": len(units), "household_id": number, "person_ids": ";".join(map(str, numbers))}
            unit |= {
                "rent_monthly": 0.0 if place else facts["rent"] / 12,
                "is_lone_parent": couples == 1 < len(members),
            }
            units.append(BENUNIT_DEFAULTS | unit)
        households.append(
            HOUSEHOLD_DEFAULTS
            | {
                "household_id": number,
                "person_ids": ";".join(map(str, range(begin, len(people)))),
                "benunit_ids": ";".join(map(str, range(begun, len(units)))),
                "region": REGIONS[facts["region"]],
                "rent_annual": facts["rent"],
                "tenure_type": 2 if facts["tenure_type"] == "RENT_FROM_COUNCIL" else 3,
                "num_bedrooms": facts["num_bedrooms"],
                "savings": home["peer"]["claim"]["uc_reported_capital"],
            }
        )
    frames = [pd.DataFrame(rows) for rows in (people, units, households)]
    simulation = CompiledSimulation(year=year, persons=frames[0], benunits=frames[1], households=frames[2])
    found = simulation.run_microdata().benunits.set_index("benunit_id")
    return {one: {name: float(found.loc[unit, name]) for name in COMPILED} for one, unit in first.items()}


def main() -> None:
    """Write the peers' figures."""
    folder = Path(sys.argv[1])
    groups: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for home in json.loads((folder / "households.json").read_text()):
        groups[home["kind"], home["year"]].append(home)
    figures: dict[str, dict[str, float]] = {}
    for (kind, year), homes in groups.items():
        simulation = Simulation(situation=situation(homes, kind, year))
        place, places = 0, []
        for home in homes:
            places.append(place)
            place += 1 + len(home["peer"]["non_dependants"])
        for variable in PENSION_AGE if kind == "pension_age" else UNIVERSAL_CREDIT:
            values = simulation.calculate(variable, year)
            for home, at in zip(homes, places, strict=True):
                figures.setdefault(home["case"]["id"], {})[variable] = float(values[at])
    (folder / "policyengine-uk.json").write_text(json.dumps(figures, indent=1))
    others: dict[str, dict[str, float]] = {}
    for (kind, year), homes in groups.items():
        if kind == "gross":
            others |= compiled(homes, year)
    (folder / "policyengine-uk-compiled.json").write_text(json.dumps(others, indent=1))


if __name__ == "__main__":
    main()
