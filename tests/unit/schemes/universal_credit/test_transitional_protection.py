"""How a transitional element wears away, and Housing Benefit that runs on for a fortnight."""

from decimal import Decimal

import pytest

from benefitcalc.schemes.universal_credit.transitional_protection import (
    RunOn,
    transitional_element_left,
    two_week_run_on,
)
from tests.unit.schemes.across_periods import W15, D

# --- Transitional element ---------------------------------------------------------------------------------------------


def test_an_element_included_for_the_first_time_ends_w15s():
    now = {**W15["elements_now"], "work_capability_element": "429.80"}
    left = transitional_element_left("172.69", W15["elements_now"], now, period=D("2026-05-10"))
    assert left == 0
    assert transitional_element_left(left, now, {}, period=D("2026-06-10")) == 0


def test_a_decrease_makes_up_for_no_increase():
    before, now = {"carer_element": "209.34"}, {"standard_allowance": "10.00"}
    assert transitional_element_left(100, before, now, period=D("2026-05-10")) == 90


def test_a_health_element_that_goes_up_counts_its_difference():
    before, now = {"work_capability_element": "158.76"}, {"work_capability_element": "217.26"}
    assert transitional_element_left(100, before, now, period=D("2026-05-10")) == Decimal("41.50")


def test_childcare_is_not_among_the_elements():
    with pytest.raises(ValueError, match="childcare_element"):
        transitional_element_left(100, {}, {"childcare_element": 50}, period=D("2026-05-10"))


@pytest.mark.parametrize(
    ("period", "ended", "before", "left"),
    [
        ("2026-05-10", "2026-04-11", 0, "500.00"),
        ("2026-05-10", "2026-04-10", 0, "100.00"),  # a month
        ("2026-05-10", "2026-05-20", 0, "500.00"),
        ("2025-06-01", "2025-05-20", 0, "500.00"),
        ("2025-05-31", "2025-05-20", 0, "100.00"),  # before regulation 55(5A)
        ("2026-05-10", "2026-04-11", 350, "450.00"),  # the element is not new
        ("2026-05-10", None, 0, "100.00"),
    ],
)
def test_a_move_from_supported_housing_takes_nothing_away(period, ended, before, left):
    found = transitional_element_left(
        500,
        {"housing_costs_element": before},
        {"housing_costs_element": 400},
        period=D(period),
        housing_benefit_ended=ended and D(ended),
    )
    assert found == Decimal(left)


# --- After a death, and Housing Benefit that goes on ------------------------------------------------------------------


def test_housing_benefit_runs_on_for_a_fortnight_since_11_april_2018():
    found = two_week_run_on(universal_credit_began=D("2018-04-11"), award_before=100)
    assert found == RunOn(D("2018-04-11"), D("2018-04-24"), Decimal("100.00"), Decimal("200.00"))
    assert two_week_run_on(universal_credit_began=D("2018-04-10"), award_before=100) is None


# --- Money ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("amount", ["317.825", "-1", "£10", None, Decimal("0.001")])
def test_what_is_no_money_is_refused(amount):
    with pytest.raises(ValueError, match="validation error"):
        two_week_run_on(universal_credit_began=D("2026-06-10"), award_before=amount)


@pytest.mark.parametrize("amount", [317, "317", "317.00", Decimal(317), Decimal("317.00")])
def test_pounds_however_they_are_written(amount):
    found = two_week_run_on(universal_credit_began=D("2026-06-10"), award_before=amount)
    assert found.weekly == Decimal("317.00")
