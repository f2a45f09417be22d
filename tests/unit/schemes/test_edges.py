"""Edges that no figure of a result shows: of a warning, of days, of counts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from benefitcalc import assess
from benefitcalc.schemes.universal_credit.income import days_of_income

PERIOD = dt.date(2026, 6, 10)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (None, None, 30),
        (dt.date(2026, 6, 10), dt.date(2026, 7, 9), 30),
        (dt.date(2026, 6, 11), None, 29),
        (None, dt.date(2026, 6, 10), 1),
        (dt.date(2026, 7, 9), dt.date(2026, 7, 20), 1),
        (dt.date(2026, 7, 10), None, 0),
        (dt.date(2026, 8, 10), None, 0),
        (None, dt.date(2026, 6, 9), 0),
        (None, dt.date(2026, 5, 1), 0),
    ],
)
def test_the_days_of_an_income_in_a_period(first: dt.date | None, last: dt.date | None, days: int) -> None:
    assert days_of_income(PERIOD, first_day=first, last_day=last) == days


@pytest.mark.parametrize(
    ("date", "net", "warned"),
    [
        ("2026-04-01", "845.99", False),
        ("2026-04-01", "846.00", True),  # at the threshold until 5 April, of 16 hours at 12.21
        ("2026-04-01", "880.99", True),
        ("2026-04-01", "881.00", False),  # at 16 hours at the wage of 1 April, 12.71
        ("2026-03-31", "860.00", False),
        ("2026-04-05", "860.00", True),
        ("2026-04-06", "860.00", False),
    ],
)
def test_earnings_between_two_thresholds_of_the_cap_are_warned_about(date: str, net: str, warned: bool) -> None:
    case: dict[str, Any] = {
        "date": date,
        "claimant": {"age": 40, "employment": {"net": {"amount": net, "per": "month"}}},
        "tenancy": {"tenure": "no_housing_costs"},
    }
    codes = {warning.code for warning in assess(case).warnings}
    assert ("benefit_cap_earnings_threshold" in codes) is warned
