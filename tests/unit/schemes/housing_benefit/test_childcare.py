"""Childcare that is taken off earnings."""

import pytest

from tests.unit.schemes.housing_benefit.households import MOBILITY, check, income, job, with_childcare

ON_LEAVE = {"incomes": [income("maternity_allowance", "190.00", of="partner")]}


@pytest.mark.parametrize(
    ("case", "net"),
    [
        (with_childcare("100.00"), "257.90"),
        (with_childcare("200.00"), "182.90"),
        (with_childcare("200.00", "90.00"), "67.90"),
        (with_childcare("200.00", "190.00"), "57.90"),
        (with_childcare("100.00", hours=15), "375.00"),
        (with_childcare("100.00", partner={}), "372.90"),
        ({**with_childcare("100.00", partner={}), **ON_LEAVE}, "272.90"),  # reg 28(14): both are then in work
        (with_childcare("100.00", partner={"work_capability": "lcwra_standard"}), "262.90"),
        (with_childcare("100.00", partner=MOBILITY), "262.90"),
        (with_childcare("100.00", partner={"employment": job("0.00", 16)}), "272.90"),
        (with_childcare("100.00", born=["2011-06-15"], date="2026-08-31"), "257.90"),
        (with_childcare("100.00", born=["2011-06-15"], date="2026-09-07"), "357.90"),
        (with_childcare("100.00", born=["2011-09-07"], date="2026-09-07"), "257.90"),
        (with_childcare("100.00", born=["2010-09-08"], date="2026-08-31"), "257.90"),
        (
            with_childcare("100.00", born=["2010-06-15"], date="2026-08-31", disability_benefits=["dla_care_lowest"]),
            "257.90",
        ),
        (
            with_childcare("100.00", born=["2010-06-15"], date="2026-09-07", disability_benefits=["dla_care_lowest"]),
            "357.90",
        ),
    ],
)
def test_childcare(case, net):
    for child in case["children"]:
        child["in_education"] = True
    check(case, {"net_earnings": net})
