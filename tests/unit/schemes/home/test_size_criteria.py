"""Bedrooms needed, as Housing Benefit counts them."""

import pytest

from tests.unit.schemes.housing_benefit.households import SON_AND_COUPLE, check, household, income


# Size criteria: Housing Benefit's own differences (law file 4.1, 4.2; contract reading 12). ---------------------------
@pytest.mark.parametrize(
    ("extra", "needed"),
    [
        ({}, 1),
        ({"incomes": [income("lodger", "60.00")]}, 2),
        ({"incomes": [income("lodger", "60.00"), income("boarder", "60.00")]}, 3),
        ({"non_dependants": SON_AND_COUPLE}, 3),
        ({"home": {"bedrooms": 4, "people_liable": 3}}, 3),
        ({"partner": {"age": 40}, "home": {"bedrooms": 4, "people_liable": 2, "people_liable_in_claim": 2}}, 1),
        ({"children": [{"age": 16, "sex": "male", "in_education": True}, {"age": 12, "sex": "male"}]}, 3),
    ],
)
def test_rooms_of_other_people(extra, needed):
    check(household(**{"home": {"bedrooms": 4}, **extra}), {"bedrooms_needed": needed})


@pytest.mark.parametrize(
    ("date", "benefit", "needed"),
    [
        ("2026-06-01", "attendance_allowance_higher", 2),
        ("2026-06-01", "attendance_allowance_lower", 1),
        ("2026-06-01", "pip_daily_living_standard", 2),
        ("2017-03-27", "pip_daily_living_standard", 1),
    ],
)
def test_a_couple_who_cannot_share(date, benefit, needed):
    home = {"bedrooms": 3, "couple_cannot_share_bedroom": True}
    case = household(date, home=home, claimant={"age": 70, "disability_benefits": [benefit]}, partner={"age": 40})
    check(case, {"bedrooms_needed": needed})


@pytest.mark.parametrize(("date", "needed"), [("2013-12-02", 2), ("2013-12-04", 3)])
def test_a_child_who_cannot_share_since_december_2013(date, needed):
    children = [{"age": 8, "sex": "male"}, {"age": 6, "sex": "male"}]
    children[0] |= {"cannot_share_bedroom": True, "disability_benefits": ["dla_care_middle"]}
    check(household(date, home={"bedrooms": 3}, children=children), {"bedrooms_needed": needed})
