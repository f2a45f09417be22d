"""Amounts as people read them."""

import pytest

from benefitcalc.money import in_pounds, in_whole_pounds


@pytest.mark.parametrize(
    ("pence", "written", "whole"),
    [
        (0, "£0.00", "£0"),
        (49, "£0.49", "£0"),
        (50, "£0.50", "£1"),
        (150, "£1.50", "£2"),
        (250, "£2.50", "£3"),  # half up, not to the even pound
        (1_234_56, "£1,234.56", "£1,235"),
        (100_000_000_09, "£100,000,000.09", "£100,000,000"),
        (-5, "−£0.05", "£0"),
        (-250, "−£2.50", "−£3"),
        (-1_234_56, "−£1,234.56", "−£1,235"),
    ],
)
def test_amounts_have_commas_and_the_minus_before_the_pound_sign(pence: int, written: str, whole: str) -> None:
    assert in_pounds(pence) == written
    assert in_whole_pounds(pence) == whole
