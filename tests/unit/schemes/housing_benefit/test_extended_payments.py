"""The four benefit weeks of an extended payment (HB Regs 2006 reg 73A)."""

import pytest

from benefitcalc.schemes.housing_benefit.award import extended_weeks
from tests.unit.schemes.across_periods import D


@pytest.mark.parametrize(
    ("ended", "first", "last"),
    [
        ("2026-06-01", "2026-06-08", "2026-07-05"),  # a Monday
        ("2026-06-07", "2026-06-08", "2026-07-05"),  # the Sunday of that week
        ("2026-06-08", "2026-06-15", "2026-07-12"),
    ],
)
def test_an_extended_payment_is_the_four_benefit_weeks_after(ended, first, last):
    assert extended_weeks(D(ended)) == (D(first), D(last))
