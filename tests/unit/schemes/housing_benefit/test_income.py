"""Income that counts, and the income that savings are taken to bring."""

import pytest

from tests.unit.schemes.housing_benefit.households import KIDS, check, household, income


@pytest.mark.parametrize(
    ("kind", "older", "younger", "with_child"),
    [
        ("carers_allowance", "100.00", "100.00", "100.00"),
        ("widowed_parents_allowance", "85.00", "85.00", "85.00"),
        ("war_pension", "90.00", "90.00", "90.00"),
        ("spousal_maintenance", "100.00", "100.00", "85.00"),
        ("lodger", "80.00", "80.00", "80.00"),
        ("boarder", "40.00", "40.00", "40.00"),
        ("student_income", "90.00", "90.00", "90.00"),
        ("child_tax_credit", "0.00", "100.00", "100.00"),
        ("working_tax_credit", "0.00", "100.00", "100.00"),
        ("child_benefit", "0.00", "0.00", "0.00"),
        ("child_maintenance", "0.00", "0.00", "0.00"),
        ("guardians_allowance", "0.00", "0.00", "0.00"),
        ("bereavement_support_payment", "0.00", "0.00", "0.00"),
        ("scottish_child_payment", "0.00", "0.00", "0.00"),
        ("fostering_allowance", "0.00", "0.00", "0.00"),
        ("discretionary_housing_payment", "0.00", "0.00", "0.00"),
        ("other_disregarded", "0.00", "0.00", "0.00"),
    ],
)
def test_other_income(kind, older, younger, with_child):
    entered = [income(kind, "100.00")]
    check(household(claimant={"age": 70}, incomes=entered), {"other_income": older})
    check(household(incomes=entered), {"other_income": younger})
    check(household(incomes=entered, **KIDS), {"other_income": with_child})


def test_a_state_pension_counts_whole():
    pensioner = {"claimant": {"age": 70}, "incomes": [income("state_pension", "100.00")]}
    for others in ({}, {"partner": {"age": 40}}, {"partner": {"age": 40}, **KIDS}):
        check(household(**pensioner, **others), {"other_income": "100.00"})


def test_half_of_a_boarders_payment_above_twenty_pounds_counts_to_the_nearest_penny():
    check(household(incomes=[income("boarder", "50.01")]), {"other_income": "15.01"})


def test_student_income_has_its_disregard_once_a_person():
    entered = [
        income("student_income", "30.00"),
        income("student_income", "8.00"),
        income("student_income", "9.00", "partner"),
    ]
    check(household(partner={"age": 40}, incomes=entered), {"other_income": "28.00"})


@pytest.mark.parametrize(
    ("age", "capital", "tariff", "award"),
    [
        (40, "6000.00", "0.00", "200.00"),
        (40, "6000.01", "1.00", "199.35"),
        (40, "6250.00", "1.00", "199.35"),
        (40, "6250.01", "2.00", "198.70"),
        (40, "16000.00", "40.00", "174.00"),
        (40, "16000.01", "0.00", "0.00"),
        (70, "10000.00", "0.00", "200.00"),
        (70, "10500.00", "1.00", "199.35"),
        (70, "10500.01", "2.00", "198.70"),
        (70, "16000.00", "12.00", "192.20"),
        (70, "16000.01", "0.00", "0.00"),
    ],
)
def test_capital(age, capital, tariff, award):
    pension = {40: "95.55", 70: "238.00"}[age]
    case = household(claimant={"age": age}, capital=capital, incomes=[income("occupational_pension", pension)])
    check(case, {"tariff_income": tariff, "award": award})


def test_a_benefit_that_brings_full_help_opens_any_capital():
    rich = household(claimant={"age": 70}, capital="50000.00", incomes=[income("state_pension", "300.00")])
    check(rich, {"passported": True, "award": "200.00", "income": "0.00"}, guarantee="0.01")
    check(household(capital="50000.00"), {"passported": True, "award": "200.00"}, uc="0.01")
    legacy = household("2026-03-30", capital="50000.00", incomes=[income("income_support", "80.00")])
    check(legacy, {"passported": True, "award": "200.00"})
