"""What is left at each number of hours, the same as one assessment at a time."""

from decimal import Decimal

import pytest

from benefitcalc import assess
from benefitcalc.advice.options import by_hours

# A single tenant of 30: £424.90 and £450.67 for the rent of £104.00 a week. Nothing of pay is left out without a child.
ALONE = {
    "date": "2026-06-01",
    "claimant": {"age": 30},
    "tenancy": {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "104.00", "per": "week"}},
}


def test_each_point_is_the_assessment_of_its_case():
    curve = by_hours(ALONE, up_to=40)
    assert curve.values == tuple(range(41))
    results = [assess(case) for case in curve.cases]
    assert curve["left_after_rent"] == tuple(result.left_after_rent for result in results)
    assert curve["help_with_rent"] == tuple(result.help_with_rent for result in results)
    assert curve["rent_to_pay"] == tuple(result.rent_to_pay for result in results)


def test_by_hand_at_the_minimum_wage():
    # 16 hours at £12.71 are £203.36 a week, £881.23 a month: 55% of it, £484.68, comes off £875.57, so that £390.89 a
    # month is left. In a year: 12 × £390.89 + 52 × £203.36 − 52 × £104.00 = £9,857.40, which is £189.57 a week.
    curve = by_hours(ALONE)
    assert curve.label == "Hours a week at £12.71"
    assert curve["earnings"][16] == Decimal("203.36")
    assert curve["universal_credit.award"][16] == Decimal("390.89")
    assert curve["left_after_rent"][16] == Decimal("189.57")


def test_the_table_has_headers_in_words():
    curve = by_hours(ALONE, hourly_wage=Decimal("15.00"), up_to=2)
    assert curve.headers() == [
        "Hours a week at £15.00",
        "Left after rent, over the year",
        "Universal Credit a month",
        "Rent covered a week",
        "Rent to pay a week",
    ]
    assert [row[0] for row in curve.rows()] == [0, 1, 2]


def test_a_partner_who_is_not_there_is_said():
    with pytest.raises(LookupError, match="no partner"):
        by_hours(ALONE, of="partner")
