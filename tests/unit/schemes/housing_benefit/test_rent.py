"""Rent by the week, rent-free weeks, joint tenants and the allowance for private rent."""

import pytest

from benefitcalc.case import Case
from benefitcalc.columns import from_cases
from benefitcalc.schemes.housing_benefit.rent import rent_weeks
from tests.unit.schemes.housing_benefit.households import check, free_weeks, household, income, money


def test_e4e_percentage_before_the_joint_tenants_share():
    case = household(rent="150.00", home={"bedrooms": 3, "people_liable": 2})
    check(case, {"bedrooms_needed": 2, "under_occupation_percent": 14, "award": "64.50"})


@pytest.mark.parametrize(
    ("rent", "per", "weekly"),
    [("612.40", "month", "141.32"), ("461.20", "four_weeks", "115.30"), ("90.05", "fortnight", "45.03")],
)
def test_e8_rent_by_the_week(rent, per, weekly):
    check(household(home={"rent": money(rent, per)}), {"weekly_rent": weekly, "award": weekly})


def test_e8_rent_free_weeks():
    case = free_weeks(4, incomes=[income("occupational_pension", "182.34")])
    expected = {"applicable_amount": "103.51", "income": "197.54", "taper_reduction": "61.12", "award": "88.88"}
    check(case, expected)
    adult = [{"age": 30, "works_16_hours": False}]
    check(free_weeks(4, non_dependants=adult), {"non_dependant_deductions": "22.10", "eligible_rent": "150.00"})


@pytest.mark.parametrize(("weeks", "deduction"), [(4, "15.76"), (6, "16.45"), (0, "14.55")])
def test_rent_free_weeks_as_councils_print_them(weeks, deduction):
    """Anglia Revenues' table for 2015-16: 14.55 in 48 and 46 weeks."""
    case = free_weeks(weeks, "2015-06-01", non_dependants=[{"age": 30}])
    check(case, {"non_dependant_deductions": deduction})


@pytest.mark.parametrize(
    ("date", "in_year"),
    [
        ("2013-04-01", 53),
        ("2014-04-06", 53),
        ("2014-04-07", 52),
        ("2019-04-01", 53),
        ("2020-04-05", 53),
        ("2020-04-06", 52),
        ("2024-03-31", 52),
        ("2024-04-01", 53),
        ("2025-04-06", 53),
        ("2025-04-07", 52),
        ("2026-06-01", 52),
    ],
)
def test_weeks_of_the_rent_year(date, in_year):
    weeks = rent_weeks(from_cases([Case.model_validate(free_weeks(4, date))]))
    assert (weeks.in_year.tolist(), weeks.charged.tolist()) == ([in_year], [in_year - 4])


def test_local_housing_allowance_comes_before_deductions_and_the_taper():
    """Section 22, item 1: rent 200, allowance 150, taper 30 leaves 120."""
    home = {"local_housing_allowance": money("150.00")}
    case = household(tenure="private_rent", home=home, incomes=[income("occupational_pension", "141.70")])
    expected = {"local_housing_allowance_restriction": "50.00", "taper_reduction": "30.00", "award": "120.00"}
    check(case, expected)
