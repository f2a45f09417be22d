"""Parts of the law files' worked examples that stand inside a result: each is rounded by itself, and the next sum takes
the rounded one.
"""

from decimal import Decimal

import numpy as np
import pytest

from benefitcalc import Case, assess
from benefitcalc.assessment.household import trace

LAW = "Project law specification, Universal Credit"


def case(date="2026-06-01", **facts):
    return {"schema": "benefitcalc.case/1", "date": date, "country": "england", "claimant": {"age": 52}} | facts


def charged(tenure, rent, service=None):
    charges = [] if service is None else [{"label": "services", "amount": service, "per": "week", "eligible": True}]
    return {
        "tenure": tenure,
        "bedrooms": 3,
        "rent": {"amount": rent, "per": "week"},
        "service_charges": charges,
    }


def steps(facts):
    """The first figure of each rule that was worked out, by its name: pence."""
    return {
        step.rule.name: int(np.ravel(step.value)[0])
        for step in trace(Case.model_validate(facts))
        if np.size(step.value)
    }


W3 = case(
    partner={"age": 50},
    non_dependants=[{"age": 24, "works_16_hours": True}],
    tenancy=charged("social_rent", "118.62", "4.75"),
)
W23 = case(partner={"age": 40}, tenancy=charged("shared_ownership", "62.30", "18.40"))


@pytest.mark.parametrize(
    ("source", "facts", "figures"),
    [
        (
            f"{LAW}, W3",
            W3,
            {
                "rent_pm": 51402,  # 118.62 x 52 / 12
                "service_charge_pm": 2058,  # 4.75 x 52 / 12 = 20.5833
                "eligible_rent_pm": 53460,
                "under_occupation_charge_pm": 7484,  # 14% of 534.60 = 74.844
                "tenants_share_pm": 45976,
                "housing_cost_contributions_pm": 9655,
                "housing_costs_element_pm": 36321,
            },
        ),
        (
            f"{LAW}, W23",
            W23,
            {
                "rent_pm": 26997,  # 62.30 x 52 / 12 = 269.9667
                "service_charge_pm": 7973,  # 18.40 x 52 / 12 = 79.7333
                "eligible_rent_pm": 34970,
                "housing_costs_element_pm": 34970,
            },
        ),
    ],
    ids=["W3", "W23"],
)
def test_each_payment_by_the_month_is_rounded_by_itself(source, facts, figures):
    assert source
    found = steps(facts)
    assert {name: found[name] for name in figures} == figures


def test_parts_that_would_differ_if_they_were_rounded_together():
    """By hand: 100.01 and 4.73 a week are 433.38 (433.3767) and 20.50 (20.4967), together 453.88; their sum, 104.74, is
    453.87 (453.8733).
    """
    found = steps(case(tenancy=charged("social_rent", "100.01", "4.73")))
    assert (found["rent_pm"], found["service_charge_pm"], found["eligible_rent_pm"]) == (43338, 2050, 45388)


@pytest.mark.parametrize(
    ("date", "threshold"),
    [
        ("2024-06-03", 173500),  # 11.44 x 35 x 52 / 12 = 1,735.07
        ("2025-06-02", 185100),  # 12.21 x 35 x 52 / 12 = 1,851.85
        ("2026-06-01", 192700),  # 12.71 x 35 x 52 / 12 = 1,927.68
    ],
)
def test_the_earnings_expected_of_the_self_employed_are_whole_pounds(date, threshold):
    """Section 7.4."""
    profit = {"net_profit": {"amount": "800.00", "per": "month"}, "minimum_income_floor": True, "expected_hours": 35}
    claimant = {"age": 36, "self_employment": {**profit, "hours_per_week": 35}}
    facts = case(date, claimant=claimant, tenancy={"tenure": "no_housing_costs"})
    assert steps(facts)["individual_threshold_pm"] == threshold


def test_a_year_of_53_rent_days_is_short_of_a_week_less_the_rounding():
    """W2b: 476.67 x 12 = 5,720.04; 53 x 110.00 = 5,830.00; 109.96 that nothing meets."""
    result = assess(case(tenancy=charged("shared_ownership", "110.00")))
    year = result.universal_credit.housing_costs_element * 12
    assert year == Decimal("5720.04")
    assert 53 * Decimal("110.00") - year == Decimal("109.96")
