"""Where the bedroom charge applies."""

import pytest

from tests.unit.schemes.housing_benefit.households import check, household


@pytest.mark.parametrize(
    ("tenure", "extra", "percent"),
    [
        ("social_rent", {}, 25),
        ("managed_property", {}, 25),
        ("refuge", {}, 25),
        ("local_authority_hostel", {}, 25),
        ("exempt_accommodation", {}, 0),
        ("temporary_accommodation", {}, 0),
        ("shared_ownership", {}, 0),
        ("social_rent", {"partner": {"age": 70}}, 0),
        ("social_rent", {"claimant": {"age": 70}, "partner": {"age": 40}}, 0),
        ("social_rent", {"claimant": {"age": 70}}, 0),
        ("social_rent", {"home": {"bedrooms": 3, "bereavement_protection": True}}, 0),
        ("social_rent", {"home": {"bedrooms": 3, "sanctuary_scheme": True}}, 0),
        ("social_rent", {"home": {"bedrooms": 2}}, 14),
    ],
)
def test_where_the_bedroom_charge_applies(tenure, extra, percent):
    check(household(tenure=tenure, **{"home": {"bedrooms": 3}, **extra}), {"under_occupation_percent": percent})


def test_a_sanctuary_scheme_before_october_2021():
    case = household("2021-09-27", home={"bedrooms": 3, "sanctuary_scheme": True})
    check(case, {"under_occupation_percent": 25})


def test_what_is_left_after_the_charge_is_rounded():
    """R2: 87.75 x 86% = 75.465, so 75.47 is left and 12.28 is off; 14% alone would round to 12.29."""
    check(household(rent="87.75", home={"bedrooms": 2}), {"under_occupation_charge": "12.28", "award": "75.47"})
