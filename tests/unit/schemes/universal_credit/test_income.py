"""Income for a part of the period, and student income by the course year."""

import numpy as np
import pytest

from benefitcalc.schemes.universal_credit.income import (
    days_of_income,
    income_for_part_of_period_pm,
    periods_of_course_year,
)
from tests.unit.schemes.across_periods import D

W12 = {
    "first_period": D("2026-09-10"),
    "year_begins": D("2026-09-21"),
    "long_vacation_begins": D("2027-06-19"),
    "year_ends": D("2027-09-19"),
}


@pytest.mark.parametrize(
    ("first_day", "last_day", "days"),
    [
        (None, None, 30),
        ("2026-06-10", "2026-07-09", 30),
        ("2026-05-01", "2026-08-01", 30),
        ("2026-06-11", None, 29),
        (None, "2026-07-08", 29),
        ("2026-07-09", None, 1),
        ("2026-06-20", "2026-06-20", 1),
        ("2026-07-10", None, 0),
        (None, "2026-06-09", 0),
    ],
)
def test_the_days_of_an_income_in_the_period(first_day, last_day, days):
    ends = {"first_day": first_day and D(first_day), "last_day": last_day and D(last_day)}
    assert days_of_income(D("2026-06-10"), **ends) == days


def test_income_counts_for_its_days_and_whole_for_a_whole_period():
    # 50,000 pence for 29, 1 and 0 of the days; all of it in a whole February, though 28 days of it are less.
    amounts = income_for_part_of_period_pm(
        income_pm=np.array([50000] * 5),
        days_of_income=np.array([30, 29, 1, 0, 28]),
        days_in_period=np.array([30, 30, 30, 30, 28]),
    )
    assert amounts.tolist() == [50000, 47671, 1644, 0, 50000]


def test_w12s_nine_periods():
    periods = periods_of_course_year(**W12)
    assert (len(periods), periods[0], periods[-1]) == (9, D("2026-09-10"), D("2027-05-10"))


@pytest.mark.parametrize(
    ("changed", "last"),
    [
        ({"long_vacation_begins": D("2027-06-09")}, "2027-04-10"),  # the last day of the period from 10 May
        ({"long_vacation_begins": D("2027-06-10")}, "2027-05-10"),  # the first day of the next
        ({"long_vacation_begins": None, "year_ends": D("2027-06-18")}, "2027-05-10"),  # a last year
        ({"long_vacation_begins": None, "year_ends": D("2026-10-01")}, "2026-09-10"),  # it begins and ends in one
    ],
)
def test_the_period_in_which_vacation_begins_or_the_course_ends_does_not_count(changed, last):
    assert periods_of_course_year(**{**W12, **changed})[-1] == D(last)


def test_a_year_out_of_order_is_refused():
    with pytest.raises(ValueError, match="order of time"):
        periods_of_course_year(**{**W12, "year_begins": D("2026-09-09")})
