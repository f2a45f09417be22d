"""Why a figure of a scheme is nothing: for each reason that a rule can give, a household for which it is true."""

from typing import Any

import pytest

from benefitcalc import assess

Written = dict[str, Any]
WEEKLY = {"amount": "100.00", "per": "week"}
HOME = {"tenure": "social_rent", "bedrooms": 1, "rent": WEEKLY}
NOTHING_ELIGIBLE = {**HOME, "ineligible_in_rent": WEEKLY}
TENANT: Written = {"date": "2026-06-01", "claimant": {"age": 40}, "tenancy": HOME}
ON_HB: Written = {**TENANT, "universal_credit": {"claimed": False}}
CHILD = {"children": [{"age": 9}]}
PIP = {"disability_benefits": ["pip_mobility_standard"]}
CARE = {"disability_benefits": ["pip_daily_living_standard"]}


def working(net: str, hours: int = 0, **more: Any) -> Written:
    return {
        "claimant": {"age": 40, "employment": {"net": {"amount": net, "per": "week"}, "hours_per_week": hours}, **more}
    }


def paid_gross(amount: str, age: int = 40) -> Written:
    return {"claimant": {"age": age, "employment": {"gross": {"amount": amount, "per": "month"}}}}


def income(kind: str, amount: str) -> Written:
    return {"incomes": [{"kind": kind, "amount": amount, "per": "week"}]}


def reasons(case: Written, name: str) -> list[str | None]:
    """Of every line of that name, the reason for nothing; None where there is something."""
    return [line.nil_reason for line in assess(case).explanation.lines if line.name == name]


@pytest.mark.parametrize(
    ("case", "name", "reason"),
    [
        # Universal Credit
        (
            TENANT | {"tenancy": {**NOTHING_ELIGIBLE, "bedrooms": 2}},
            "under_occupation_charge",
            "nothing is charged that help can cover",
        ),
        (TENANT, "under_occupation_charge", "there is no percentage for under-occupation"),
        (TENANT, "housing_cost_contributions", "no other adult in the home has to contribute"),
        (TENANT | working("900.00"), "award_before_cap", "income takes away the whole amount"),
        (TENANT | {"capital": "16000.01"}, "award_before_cap", "a condition of entitlement is not met"),
        (TENANT | {"capital": "16000.01"}, "award", "nothing is left before the benefit cap"),
        (TENANT | {"capital": "16000.01"}, "tariff_income", "savings are above the limit, so that there is no award"),
        (TENANT | {"capital": "6000.00"}, "tariff_income", "savings are no more than the lower limit"),
        (TENANT, "health_element_of_each", "this person has no limited capability for work that brings an element"),
        (
            TENANT | {"claimant": {"age": 40, "work_capability": "lcw_without_element"}},
            "health_element_of_each",
            "this person has no limited capability for work that brings an element",
        ),
        (TENANT, "work_capability_element", "nobody has a limited capability for work that brings an element"),
        (
            TENANT | {"claimant": {"age": 40, "work_capability": "lcw", "carer": True}},
            "work_capability_element",
            "the carer element is more, and one person cannot have both",
        ),
        (TENANT, "carer_element", "nobody cares for a severely disabled person"),
        (
            TENANT | {"claimant": {"age": 40, "work_capability": "lcwra_protected", "carer": True}},
            "carer_element",
            "the carer has the health element instead",
        ),
        (TENANT, "childcare_charges", "no childcare charge was given"),
        (
            TENANT | {"children": [{"age": 9, "childcare": WEEKLY}]},
            "childcare_charges",
            "the claimant must be in paid work, and of a couple both, unless one cannot care for the children",
        ),
        (
            TENANT,
            "benefit_cap_reduction",
            "the household counts no more than the limit and the childcare element together",
        ),
        (TENANT | {"claimant": {"age": 40, **PIP}}, "benefit_cap_reduction", "the household is exempt"),
        # Housing Benefit
        (ON_HB | {"tenancy": NOTHING_ELIGIBLE}, "maximum_housing_benefit", "nothing is charged that help can cover"),
        (
            ON_HB | {"non_dependants": [{"age": 40, "works_16_hours": True}]},
            "maximum_housing_benefit",
            "the deductions for other adults take away the rent that counts",
        ),
        (
            ON_HB | {"tenancy": {**NOTHING_ELIGIBLE, "bedrooms": 2}},
            "under_occupation_charge",
            "nothing is charged that help can cover",
        ),
        (
            ON_HB | working("50.00"),
            "additional_disregard",
            "somebody must work 30 hours, or 16 with a child or a disability premium",
        ),
        (
            ON_HB | working("22.09", 30),
            "additional_disregard",
            "earnings are less than this disregard and all others together",
        ),
        (ON_HB | working("22.10", 30), "additional_disregard", None),
        (
            ON_HB | working("22.10", 29),
            "additional_disregard",
            "somebody must work 30 hours, or 16 with a child or a disability premium",
        ),
        (ON_HB | working("5.00"), "net_earnings", "earnings are no more than the disregards"),
        (ON_HB, "housing_benefit_cap_reduction", "the household counts no more than the limit"),
        (ON_HB | {"claimant": {"age": 40, **PIP}}, "housing_benefit_cap_reduction", "the household is exempt"),
        (ON_HB | income("war_pension", "10.00"), "counted_income", "it is no more than its disregard"),
        (ON_HB | income("child_maintenance", "10.00"), "counted_income", "this kind of income does not count"),
        (ON_HB, "housing_benefit_tariff_income", "savings are no more than is ignored"),
        (ON_HB | {"capital": "16000.01"}, "housing_benefit_tariff_income", "savings are above the limit"),
        (ON_HB | CHILD, "family_premium", "it closed on 1 May 2016, and no protection was entered"),
        (ON_HB, "family_premium", "no child or young person in the family"),
        (
            ON_HB,
            "disability_premium",
            "nobody under pension age has a disability benefit or is severely sight impaired",
        ),
        (
            ON_HB | {"claimant": {"age": 40, **PIP, "work_capability": "lcw_without_element"}},
            "disability_premium",
            "the claimant has limited capability for work, which brings a component instead",
        ),
        (ON_HB, "esa_component", "nobody is in a group of Employment and Support Allowance that brings a component"),
        (
            ON_HB | {"partner": {"age": 40, "esa": "support"}, "claimant": {"age": 40, **PIP}},
            "esa_component",
            "there is a disability premium",
        ),
        # Asked by both
        (TENANT | paid_gross("900.00"), "national_insurance", "pay is no more than the primary threshold"),
        (TENANT | paid_gross("2000.00", 70) | {"partner": {"age": 40}}, "national_insurance", "pension age is reached"),
        (TENANT, "bedrooms_spare", "the home has no more bedrooms than the household needs"),
        (
            TENANT | {"tenancy": {"tenure": "private_rent", "rent": WEEKLY, "brma": "Leeds"}},
            "bedrooms_spare",
            "no number of bedrooms was given",
        ),
        (TENANT, "child_benefit", "no child or young person in the family"),
        (TENANT | CHILD | income("child_benefit", "0.00"), "child_benefit", "an amount of nothing was entered"),
        (
            TENANT | CHILD | income("child_benefit", "0.00"),
            "child_benefit_for_the_cap",
            "an amount of nothing was entered",
        ),
        (TENANT, "child_benefit_for_the_cap", "no child or young person in the family"),
    ],
)
def test_the_reason_is_the_true_one(case: Written, name: str, reason: str | None) -> None:
    assert reasons(case, name)[:1] == [reason]
