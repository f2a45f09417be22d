"""Random households that the two tables of a rent roll can hold, with every fact that a column can say."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st

from benefitcalc import Case, InvalidCase
from benefitcalc.case import IncomeKind
from tests.oracle.random_cases import random_case
from tests.properties.households import seeds

KINDS = [kind.value for kind in IncomeKind]


def tenancy(seed: int, profile: str | None = None, date: str | None = None) -> Case:
    """A random household in a form that a rent roll has columns for."""
    rng = Random(seed)  # noqa: S311 - households, not secrets
    while True:
        case = random_case(rng, profile)
        if date is not None:
            case["date"] = date
        try:
            return Case.model_validate(_as_a_roll_says(case, rng))
        except InvalidCase:
            continue


def tenancies() -> st.SearchStrategy[list[Case]]:
    """A few tenancies of any dates and schemes."""
    return st.lists(seeds.map(tenancy), min_size=1, max_size=12)


def _as_a_roll_says(case: dict[str, Any], rng: Random) -> dict[str, Any]:
    """The household with charges by the rent's period, one income of a kind for a person, and an allowance a week."""
    home = case["tenancy"]
    charges = {one["eligible"]: one for one in home.get("service_charges", ()) if one["amount"] != "0.00"}
    if "rent" in home:
        timing = {name: home["rent"][name] for name in ("per", "rent_free_weeks") if name in home["rent"]}
        home["service_charges"] = [
            {"amount": charges[eligible]["amount"], "eligible": eligible, **timing}
            for eligible in (True, False)
            if eligible in charges
        ]
    if allowance := home.get("local_housing_allowance"):
        allowance["per"] = "week"
    if rng.random() < 0.05:
        kind = rng.choice(["child_tax_credit", "working_tax_credit"])
        case["incomes"].append({"kind": kind, "amount": "30.00", "per": "week", "of": "claimant"})
    incomes = {(income["of"], KINDS.index(income["kind"])): income for income in case["incomes"]}
    case["incomes"] = [incomes[key] for key in sorted(incomes)]
    if rng.random() < 0.1:
        case["council_tax"] = {"annual_liability": "1460.00", "scheme": "pension_age_england"}
    for flag in ("pension_age_before_april_2021", "family_premium_protection"):
        if rng.random() < 0.05:
            case["housing_benefit"] = {**(case.get("housing_benefit") or {}), flag: True}
    if rng.random() < 0.1 and case["universal_credit"] is not None:
        case["universal_credit"]["claimed"] = False
    for person in (case["claimant"], case["partner"]):
        job = (person or {}).get("employment") or {}
        if "pension_contribution" in job:
            job["pension_contribution"]["per"] = job["gross"]["per"]
            if job["pension_contribution"]["amount"] == "0.00":
                del job["pension_contribution"]
    return case
