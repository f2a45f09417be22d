"""A first period that is paid from the day of a late re-claim (reg 22A)."""

import numpy as np
import pytest

from benefitcalc.schemes.universal_credit.late_reclaim import days_from_claim, deductions_of_first_period_pm
from tests.unit.schemes.across_periods import D


@pytest.mark.parametrize(
    ("claimed", "job_ended", "good_reason", "days"),
    [
        ("2026-06-19", "2026-06-12", False, 30),
        ("2026-06-19", "2026-06-11", False, 21),
        ("2026-06-19", "2026-06-11", True, 30),
        ("2026-06-10", "2026-05-01", False, 30),
        ("2026-07-09", "2026-05-01", False, 1),
    ],
)
def test_a_claim_within_a_week_of_the_job_has_a_whole_period(claimed, job_ended, good_reason, days):
    dates = {"claimed": D(claimed), "job_ended": D(job_ended)}
    assert days_from_claim(D("2026-06-10"), **dates, good_reason=good_reason) == days


def test_the_deductions_of_a_first_period_are_one_sum():
    by_day = deductions_of_first_period_pm(
        deductions_pm=np.array([[5500, 5500], [10000, 10000], [435, 435]]),
        days_from_claim=np.array([21, 30]),
        days_in_period=np.array([30, 30]),
    )
    assert by_day.tolist() == [[3797, 5500], [6904, 10000], [301, 435]]
    assert by_day.sum(axis=0).tolist() == [11002, 15935]
