"""Households of one day under a scenario."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from benefitcalc import assess_columns, rate_book
from benefitcalc.columns import from_cases
from benefitcalc.portfolio.forecast import forecast
from benefitcalc.portfolio.growth import rise_of
from benefitcalc.portfolio.rents import RentIncrease
from benefitcalc.portfolio.scenario import Scenario
from benefitcalc.portfolio.supposed import supposed_on, with_incomes
from tests.unit.portfolio.forecast.stocks import rented, small_stock, three_tenancies

DAY = "2026-06-01"


def _help(**supposed: Any) -> list[int]:
    """The help of three tenancies by the month, or by the week for the second, on 1 June 2026."""
    batch = from_cases([case.on(DAY) for case in three_tenancies()])
    batch, book = supposed_on(batch, DAY, Scenario(name="Supposed", **supposed))
    found = assess_columns(batch, book)
    return [int(found["help_with_rent" if week else "month.help_with_rent"][row]) for row, week in enumerate([0, 1, 0])]


# 424.90 + 520.00 - 55% of 1,600.00.
def test_nothing_supposed() -> None:
    assert _help() == [433_33, 90_00, 64_90]


def test_rents_and_pay_rise_once() -> None:
    assert _help(rent="3.8%", pay=("3.4%", "9%")) == [449_80, 93_42, 424_90 + 539_76 - 909_92]
    assert _help(rent=RentIncrease(percent="CPI+1%", cpi="2.8%"))[0] == 449_80
    with pytest.raises(ValueError, match="convergence"):
        _help(rent=RentIncrease(percent="CPI+1%", cpi="2.8%", convergence=True))


def test_rates_and_facts_hold_from_their_day() -> None:
    reform = {"rates": {"uc.taper": "50%"}}
    assert _help(**reform)[2] == 424_90 + 520_00 - 800_00
    assert _help(**reform, begins="2026-06-02")[2] == 64_90


def test_rates_of_another_year() -> None:
    assert _help(rate_year="2025-26") == [433_33, 90_00, 400_14 + 520_00 - 880_00]


def test_a_move_to_universal_credit() -> None:
    batch = from_cases([rented(DAY, "100.00", universal_credit={"claimed": False})])
    moved, book = supposed_on(batch, DAY, Scenario(name="Moved", facts={"universal_credit.claimed": True}))
    assert assess_columns(batch)["housing.weekly"].all()
    assert assess_columns(moved, book)["universal_credit.housing_costs_element"].tolist() == [433_33]


def test_incomes_rise_with_the_uprating_of_their_household() -> None:
    """April 2026: prices 3.8%, State Pension 4.8%. Universal Credit has the new rates from May, Housing Benefit from
    Monday 6 April.
    """
    incomes = [
        {"kind": "state_pension", "amount": "150.00", "per": "week"},
        {"kind": "occupational_pension", "amount": "83.30", "per": "week"},
        {"kind": "spousal_maintenance", "amount": "40.00", "per": "week"},
    ]
    case = rented("2026-03-30", "100.00", claimant={"born": "1946-01-15"}, incomes=incomes)
    plan = forecast(small_stock([case])).plan
    assert plan.by_month.uprated.tolist() == [0] + [1] * 11
    assert plan.by_week.uprated.tolist() == [1] * 12
    # 83.30 x 1.038 is 86.4654.
    amounts = with_incomes(from_cases([case]), plan.income_rises).incomes.amount
    assert amounts.tolist() == [157_20, 86_47, 40_00]


def test_increases_of_years_that_are_over() -> None:
    book = rate_book()
    assert rise_of(2025, book) == (Fraction(17, 1000), Fraction(41, 1000))
    assert rise_of(2026, book) == (Fraction(38, 1000), Fraction(48, 1000))
    with pytest.raises(ValueError, match="April 2020 is not known"):
        rise_of(2020, book)
    with pytest.raises(ValueError, match="default_assumptions"):
        rise_of(2027, book)
