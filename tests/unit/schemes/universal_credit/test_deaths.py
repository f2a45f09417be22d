"""How long a household is counted as it was before a death (reg 37)."""

import pytest

from benefitcalc.schemes.universal_credit.award import counted_until_after_death
from tests.unit.schemes.across_periods import D


@pytest.mark.parametrize(
    ("first", "died", "last"),
    [
        ("2026-05-20", "2026-06-02", "2026-08-19"),  # W22: the periods from 20 May, 20 June and 20 July
        ("2024-11-20", "2026-06-02", "2026-08-19"),
        ("2026-08-20", "2026-06-02", "2026-08-19"),  # a death before the period that is worked from
        ("2026-05-20", "2026-05-20", "2026-08-19"),
        ("2026-05-20", "2026-06-19", "2026-08-19"),
        ("2026-05-20", "2026-06-20", "2026-09-19"),
        ("2025-12-31", "2026-02-28", "2026-05-30"),
        ("2025-12-30", "2026-02-26", "2026-04-29"),
    ],
)
def test_the_household_is_as_it_was_for_three_periods(first, died, last):
    assert counted_until_after_death(D(died), first_period=D(first)) == D(last)
