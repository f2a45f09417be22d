"""The forecast of a made-up rent roll, as an analyst asks for it."""

from __future__ import annotations

import numpy as np
import pytest

from benefitcalc import default_assumptions
from benefitcalc.portfolio import Forecast, Priors, RentRoll
from benefitcalc.portfolio.reading.control import year_of_charges
from benefitcalc.portfolio.synthetic import synthetic_roll


@pytest.fixture(scope="module")
def roll() -> RentRoll:
    return RentRoll(*synthetic_roll(60, seed=3))


@pytest.fixture(scope="module")
def made(roll: RentRoll) -> Forecast:
    stock = roll.stock("2027-03-29", unknown=Priors.default(), draws=4)
    return stock.forecast(12, rent="3.8%", pay="3.4%", project=default_assumptions())


def test_a_year_without_a_rise_is_what_the_roll_charges(roll: RentRoll) -> None:
    made = roll.stock("2027-03-29", unknown=Priors.default()).forecast(project=default_assumptions())
    charged = year_of_charges(roll.tenancies)
    assert np.array_equal(made.cube("rent").sum(axis=(0, 1)), charged.pence)


def test_columns_of_the_roll_make_groups(made: Forecast) -> None:
    assert made.by("patch", "scheme")["rent"].sum() == made.total["rent"].item()
    assert set(made.by("housing_scheme").index) == set(made.labels["housing_scheme"].dropna())
    with pytest.raises(ValueError, match="'colour' is no column to group by"):
        made.by("colour")


def test_the_worst_tenancies_stand_first(made: Forecast) -> None:
    shortfall = made.cube("shortfall").sum(axis=(0, 1))
    worst = made.worst(5)
    assert worst["tenancy_ref"].iloc[0] == made.labels["tenancy_ref"].iloc[int(np.argmax(shortfall))]
    assert worst["shortfall_a_month"].is_monotonic_decreasing
    assert (worst["shortfall_a_month_low"] <= worst["shortfall_a_month_high"]).all()
    assert made.worst(5, of="rise")["rise_a_month"].is_monotonic_decreasing


def test_it_says_what_was_drawn(made: Forecast) -> None:
    assert set(made.drawn()["fact"]) >= {"pay", "health"}
