"""Why the one scheme and not the other: each sentence for the households that it is true of."""

import pytest

from benefitcalc import assess

RENTED = {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "100.00", "per": "week"}}


def why(claimant, partner=None, date="2026-06-01", tenancy=RENTED, **more):
    case = {"date": date, "claimant": claimant, "partner": partner, "tenancy": tenancy, **more}
    return " ".join(assess(case).why_this_scheme)


@pytest.mark.parametrize(
    ("words", "household"),
    [
        ("nobody in the claim is over pension age", {"claimant": {"age": 40}}),
        ("one of the couple is under pension age", {"claimant": {"age": 70}, "partner": {"age": 60}}),
        ("Not Universal Credit, because pension age", {"claimant": {"age": 70}}),
        ("does not claim it", {"claimant": {"age": 40}, "universal_credit": {"claimed": False}}),
        (
            "protection from before 15 May 2019 was entered",
            {"claimant": {"age": 70}, "partner": {"age": 60}, "housing_benefit": {"mixed_age_protection": True}},
        ),
        ("through Universal Credit, not Housing Benefit", {"claimant": {"age": 40}}),
        ("supported accommodation", {"claimant": {"age": 40}, "tenancy": {**RENTED, "tenure": "refuge"}}),
        (
            "temporary accommodation",
            {"claimant": {"age": 40}, "tenancy": {**RENTED, "tenure": "temporary_accommodation"}},
        ),
        ("the home is not rented", {"claimant": {"age": 40}, "tenancy": {"tenure": "owner_occupier"}}),
        ("Help with rent comes through Housing Benefit.", {"claimant": {"age": 70}}),
    ],
)
def test_the_reason_is_said(words, household):
    assert words in why(**household)


def test_both_schemes_are_given_with_a_reason_each_in_supported_accommodation():
    said = why({"age": 40}, tenancy={**RENTED, "tenure": "exempt_accommodation"})
    assert "Universal Credit, because nobody" in said
    assert "through Housing Benefit" in said
