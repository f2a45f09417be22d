"""Edges that no figure of a result shows: of a warning, of days, of counts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from benefitcalc import RatesNotKnown, assess
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


def test_an_allowance_that_is_not_known_is_refused_and_not_made_up() -> None:
    home = {"tenure": "private_rent", "brma": "Belfast", "rent": {"amount": "100.00", "per": "week"}}
    case = {"date": "2020-06-01", "country": "northern_ireland", "claimant": {"age": 40}, "tenancy": home}
    with pytest.raises(RatesNotKnown, match="The allowance of Belfast on 2020-06-01 is not known"):
        assess(case)


SHARED = {"tenure": "private_rent", "rent": {"amount": "100.00", "per": "week"}, "shares_home": True}
IN_LEEDS, ENTERED = {"brma": "Leeds"}, {"local_housing_allowance": {"amount": "80.00", "per": "week"}}


@pytest.mark.parametrize(
    ("home", "warned"),
    [
        ({**IN_LEEDS, "shared_accommodation_rate_exempt": True}, True),
        (IN_LEEDS, False),  # no exception
        ({**ENTERED, "shared_accommodation_rate_exempt": True}, False),  # the allowance was entered
        ({**IN_LEEDS, "shared_accommodation_rate_exempt": True, "foster_bedroom": True}, False),  # two bedrooms
        ({**IN_LEEDS, "shared_accommodation_rate_exempt": True, "shares_home": False}, False),
    ],
)
def test_an_exception_that_a_shared_home_is_not_given_is_said(home: dict[str, Any], warned: bool) -> None:
    case = {
        "date": "2026-06-01",
        "claimant": {"age": 40},
        "tenancy": {**SHARED, **home},
        "universal_credit": {"claimed": False},
    }
    assert ("shares_home_excepted" in {warning.code for warning in assess(case).warnings}) is warned


def test_student_income_of_a_year_and_of_a_month_has_its_disregard_once_a_person() -> None:
    """The claimant's year is 9,118.00 in nine parts, 1,013.11, less 110.00; the partner's month 200.00 less 110.00."""
    case = {
        "date": "2026-10-10",
        "claimant": {"age": 40},
        "partner": {"age": 40},
        "tenancy": {"tenure": "no_housing_costs"},
        "incomes": [{"kind": "student_income", "amount": "200.00", "per": "month", "of": "partner"}],
    }
    year = {
        "amount": "9118.00",
        "of": "claimant",
        "first_period": "2026-09-10",
        "year_begins": "2026-09-21",
        "long_vacation_begins": "2027-06-19",
        "year_ends": "2027-09-19",
    }
    found = assess(case, {"course_years": [year]}).universal_credit
    assert found is not None
    assert found.unearned_income == Decimal("903.11") + Decimal("90.00")
