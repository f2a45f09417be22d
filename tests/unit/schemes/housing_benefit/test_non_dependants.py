"""Deductions for other adults, with the bands of every year."""

import itertools

import pytest

from tests.unit.schemes.housing_benefit.households import (
    PENSIONER,
    SON_AND_COUPLE,
    assessed,
    check,
    household,
    money,
    shown,
)


@pytest.mark.parametrize(
    ("date", "rent", "deduction", "award"),
    [
        ("2016-06-06", "101.60", "94.50", "7.10"),
        ("2024-06-03", "121.00", "113.50", "7.50"),
        ("2026-06-01", "132.75", "119.85", "12.90"),
    ],
)
def test_e5_non_dependant_couple(date, rent, deduction, award):
    case = household(date, rent=rent, partner={"age": 80}, non_dependants=SON_AND_COUPLE, **PENSIONER)
    check(case, {"non_dependant_deductions": deduction, "award": award, "bedrooms_needed": 3}, guarantee="1.00")
    case["partner"]["disability_benefits"] = ["attendance_allowance_lower"]
    check(case, {"non_dependant_deductions": "0.00", "award": rent}, guarantee="1.00")


# Non-dependants (law file 10). ----------------------------------------------------------------------------------------
BANDS = {
    "2013-06-03": ("126 186 242 322 401", "13.60 31.25 42.90 70.20 79.95 87.75"),
    "2014-06-02": ("128 188 245 326 406", "14.15 32.45 44.55 72.95 83.05 91.15"),
    "2015-06-01": ("129 189 246 328 408", "14.55 33.40 45.85 75.05 85.45 93.80"),
    "2016-06-06": ("133 195 253 338 420", "14.65 33.65 46.20 75.60 86.10 94.50"),
    "2017-06-05": ("136 200 259 346 430", "14.80 34.00 46.65 76.35 86.95 95.45"),
    "2018-06-04": ("139 204 265 354 439", "15.25 35.00 48.05 78.65 89.55 98.30"),
    "2019-06-03": ("143 209 272 363 451", "15.60 35.85 49.20 80.55 91.70 100.65"),
    "2020-06-01": ("149 217 283 377 469", "15.85 36.45 50.05 81.90 93.25 102.35"),
    "2021-06-07": ("149 217 283 377 469", "15.95 36.65 50.30 82.30 93.70 102.85"),
    "2022-06-06": ("154 224 292 389 484", "16.45 37.80 51.85 84.85 96.60 106.05"),
    "2023-06-05": ("162 236 308 410 511", "18.10 41.60 57.10 93.40 106.35 116.75"),
    "2024-06-03": ("176 256 334 445 554", "19.30 44.40 60.95 99.65 113.50 124.55"),
    "2025-06-02": ("183 266 348 463 577", "19.65 45.15 62.00 101.35 115.45 126.65"),
    "2026-06-01": ("192 279 365 485 605", "20.40 46.85 64.35 105.20 119.85 131.45"),
}
"""The specification's table, but 70.20 in 2013-14 as SI 2013/574 art 19(3)(f) has it."""


@pytest.mark.parametrize("date", BANDS)
def test_non_dependant_bands_of_every_year(date):
    thresholds, deductions = (line.split() for line in BANDS[date])
    worker = {"age": 30, "works_16_hours": True}
    expected = {}
    for threshold, (below, from_there) in zip(thresholds, itertools.pairwise(deductions), strict=True):
        expected |= {f"{int(threshold) - 1}.99": below, f"{threshold}.00": from_there}
    people = [{**worker, "gross_income": money(gross)} for gross in expected]
    result = assessed([household(date, non_dependants=[person]) for person in [*people, worker]])
    found = [shown(result, "non_dependant_deductions", row) for row in range(len(people) + 1)]
    assert found == [*expected.values(), deductions[-1]]


ON_UC, ON_JSA = ["universal_credit_no_earnings"], ["income_related_legacy"]


@pytest.mark.parametrize(
    ("person", "deduction"),
    [
        ({"age": 17}, "0.00"),
        ({"age": 18}, "20.40"),
        ({"age": 24, "benefits": ON_UC}, "0.00"),
        ({"age": 25, "benefits": ON_UC}, "20.40"),
        ({"age": 24, "benefits": ON_JSA}, "0.00"),
        ({"age": 25, "benefits": ON_JSA}, "20.40"),
        ({"age": 25, "benefits": ON_JSA, "works_16_hours": True}, "20.40"),
        ({"age": 70, "benefits": ["pension_credit"]}, "0.00"),
        ({"age": 70}, "20.40"),
        ({"age": 30, "benefits": ["carers_allowance"]}, "20.40"),
        ({"age": 30, "disability_benefits": ["pip_daily_living_enhanced"]}, "20.40"),
        ({"age": 30, "responsible_for_child_under_5": True}, "20.40"),
        ({"age": 22, "student": True, "works_16_hours": True}, "0.00"),
        ({"age": 22, "prisoner": True}, "0.00"),
        ({"age": 22, "armed_forces_away": True, "works_16_hours": True}, "0.00"),
    ],
)
def test_which_non_dependants_bring_a_deduction(person, deduction):
    check(household(non_dependants=[person]), {"non_dependant_deductions": deduction})


@pytest.mark.parametrize(
    ("claimant", "deduction"),
    [
        ({"disability_benefits": ["dla_care_lowest"]}, "0.00"),
        ({"age": 70, "disability_benefits": ["attendance_allowance_lower"]}, "0.00"),
        ({"disability_benefits": ["pip_daily_living_standard"]}, "0.00"),
        ({"disability_benefits": ["afip"]}, "0.00"),
        ({"severely_sight_impaired": True}, "0.00"),
        ({"disability_benefits": ["pip_mobility_enhanced"]}, "20.40"),
        ({"disability_benefits": ["dla_mobility_higher"]}, "20.40"),
    ],
)
def test_households_without_deductions(claimant, deduction):
    check(household(claimant=claimant, non_dependants=[{"age": 30}]), {"non_dependant_deductions": deduction})


def test_someone_of_18_who_left_school_is_a_non_dependant():
    child = {"age": 18, "sex": "male"}
    check(household(children=[child]), {"non_dependant_deductions": "20.40", "applicable_amount": "95.55"})
    studying = {**child, "in_education": True}
    check(household(children=[studying]), {"non_dependant_deductions": "0.00", "applicable_amount": "183.43"})
    check(household(children=[{**studying, "of_non_dependant": True}]), {"non_dependant_deductions": "0.00"})


def test_a_couple_with_one_exempt_member():
    """Reading 22: each alone, joint income for the bands, the higher amount."""
    couple = [
        {"age": 24, "benefits": ON_UC, "gross_income": money("100.00"), "couple_with": 1},
        {"age": 30, "works_16_hours": True, "gross_income": money("200.00"), "couple_with": 0},
    ]
    check(household(non_dependants=couple), {"non_dependant_deductions": "64.35"})


def test_joint_tenants_share_each_deduction():
    home = {"bedrooms": 5, "people_liable": 3}
    case = household(rent="300.00", home=home, non_dependants=[{"age": 30}, {"age": 31}, {"age": 32}])
    check(case, {"non_dependant_deductions": "20.40", "maximum": "79.60"})
    home = {"bedrooms": 5, "rent_share": "2/3", "people_liable": 3}
    check({**case, "tenancy": {**case["tenancy"], **home}}, {"maximum": "159.20"})
