"""What holds for the forecast of any stock."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefitcalc import Case, assess, default_assumptions, rate_book
from benefitcalc.periods import as_date
from benefitcalc.portfolio.forecast import CHANGES, Forecast, forecast
from benefitcalc.portfolio.forecast.draw import ALL_CAUSES, draw_of
from benefitcalc.portfolio.forecast.plan import plan_of
from benefitcalc.portfolio.forecast.totals import PARTS, SUMS, expected
from benefitcalc.portfolio.rents import RentIncrease
from benefitcalc.portfolio.scenario import Scenario
from benefitcalc.portfolio.supposed import with_incomes
from tests.properties.households import seeds
from tests.rolls import tenancy
from tests.unit.portfolio.forecast.stocks import SmallStock, small_stock

DAYS = ("2026-03-30", "2026-06-15", "2027-03-29")


def random_stock(first: int, count: int = 12, draws: int = 1, on: str = "2026-03-30") -> SmallStock:
    """A stock of random households with random labels; its draws have nothing in common."""
    versions = [[tenancy(first + 1000 * draw + place, date=on) for place in range(count)] for draw in range(draws)]
    rng = np.random.default_rng(first)
    days = [as_date("2026-08-03"), as_date("2026-05-13"), None]
    return small_stock(
        *versions,
        claims=tuple(tuple(rng.random(count) < 0.8) for _ in range(draws)),
        patch=pd.array(rng.choice(["North", "South"], count), dtype="string"),
        rent_increase_on=np.array([days[place] for place in rng.integers(0, 3, count)], dtype="datetime64[s]"),
        new_rent=pd.array(np.where(rng.random(count) < 0.2, rng.integers(50_00, 900_00, count), None), dtype="Int64"),
    )


SCENARIOS = (
    Scenario(),
    Scenario(name="Reform", rates={"uc.taper": "50%", "hb.taper": "50%"}, begins="2026-11-01"),
    Scenario(name="Moved", facts={"universal_credit.claimed": True}, pay=("1%", "2%")),
    Scenario(name="Settlement", rent=RentIncrease(percent="CPI+1%"), rate_year="2025-26"),
)


@settings(max_examples=12, deadline=None)
@given(seeds, st.sampled_from(DAYS), st.sampled_from(SCENARIOS), st.integers(1, 26), st.integers(2, 9))
def test_only_what_changed_gives_the_figures_of_a_full_run(
    seed: int, on: str, scenario: Scenario, months: int, number: int
) -> None:
    """Of the forecast, and of the stages of its bridge."""
    stock = random_stock(seed, on=on)
    plan = plan_of(stock, months=months, rent="3.8%", pay="3.4%", project=default_assumptions(), scenario=scenario)
    batch, claims = stock.batch(0), stock.claims(0)
    stage = plan.only(*CHANGES[:number])
    some, whole = draw_of(batch, claims, stage), draw_of(batch, claims, stage, every_row=True)
    assert len(some.weekly) <= len(whole.weekly)
    for name in ("rent", *PARTS):
        assert np.array_equal(some.amount(name), whole.amount(name)), name
    assert np.array_equal(some.scheme(), whole.scheme())


@settings(max_examples=4, deadline=None)
@given(seeds, st.sampled_from(SCENARIOS))
def test_tables_add_up_to_the_penny(seed: int, scenario: Scenario) -> None:
    made = forecast(
        random_stock(seed, draws=3),
        months=14,
        rent="3.8%",
        pay="3.4%",
        project=default_assumptions(),
        scenario=scenario,
    )
    total = made.total.iloc[0]
    for frame in (made.months, made.by("patch"), made.by("scheme", "patch"), made.by("household")):
        assert (frame["rent"] == frame["help_with_rent"] + frame["rent_to_pay"]).all()
        assert (frame["rent_to_pay"] == frame[list(ALL_CAUSES)].sum(axis=1)).all()
        assert (frame["shortfall"] == frame["rent_to_pay"] - frame["calendar"]).all()
        assert (frame[list(SUMS)].sum() == total[list(SUMS)]).all()
    assert made.by("cause")["rent_to_pay"].sum() == total["rent_to_pay"]
    for name in SUMS:
        assert (made.months[f"{name}_low"] <= made.months[f"{name}_median"]).all()
        assert (made.months[f"{name}_median"] <= made.months[f"{name}_high"]).all()
    for draw in range(3):
        assert np.array_equal(
            made.cube("rent")[draw], made.cube("help_with_rent")[draw] + made.cube("rent_to_pay")[draw]
        )


@settings(max_examples=4, deadline=None)
@given(seeds, st.sampled_from(SCENARIOS))
def test_the_bridge_sums_to_the_penny(seed: int, scenario: Scenario) -> None:
    made = forecast(random_stock(seed, draws=2), months=13, rent="3.8%", pay="3.4%", project=default_assumptions(),
                    scenario=scenario)  # fmt: skip
    bridge = made.bridge()
    sums = list(SUMS)
    assert (bridge[sums].iloc[:-1].sum() == bridge[sums].iloc[-1]).all()
    assert (bridge[sums].iloc[-1] == made.total[sums].iloc[0]).all()
    assert (bridge["rent"] == bridge["help_with_rent"] + bridge["rent_to_pay"]).all()


@settings(max_examples=10, deadline=None)
@given(seeds)
def test_a_month_is_the_assessment_of_its_day(seed: int) -> None:
    """Of the single case, moved to the first of the month, or to its first Monday where Housing Benefit helps."""
    case, book = tenancy(seed, date="2026-03-30"), rate_book().project()
    made = forecast(small_stock([case]), months=15, project=default_assumptions())
    drawn = made.draws[0]
    for month, (start, mondays) in enumerate(zip(made.plan.months.starts, made.plan.months.mondays, strict=True)):
        by_week = made.draws[0].weekly[drawn.place[month, 0]]
        result = assess(
            _with_incomes_of(case, made, month, by_week=by_week).on(mondays[0] if by_week else start), book=book
        )
        help_with_rent = drawn.amount("help_with_rent")[month, 0]
        if by_week:
            assert result.universal_credit is None or result.housing_benefit is not None
            assert help_with_rent == result.help_with_rent * 100 * int(drawn.weeks[month, 0])
        elif result.universal_credit is not None:
            award = result.universal_credit
            assert help_with_rent == min(award.housing_costs_element, award.award) * 100


def _with_incomes_of(case: Case, made: Forecast, month: int, *, by_week: bool) -> Case:
    """The case with the incomes that the forecast takes in that month."""
    track = made.plan.by_week if by_week else made.plan.by_month
    times = int(track.uprated[month])
    amounts = with_incomes(made.stock.batch(0), made.plan.income_rises[:times]).incomes.amount
    incomes = tuple(
        income.model_copy(update={"amount": int(amount)}) for income, amount in zip(case.incomes, amounts, strict=True)
    )
    return case.model_copy(update={"incomes": incomes})


def test_draws_are_the_same_in_two_processes() -> None:
    stock = random_stock(5, draws=3)
    alone, shared = (forecast(stock, months=3, workers=workers) for workers in (1, 2))
    pd.testing.assert_frame_equal(alone.months, shared.months)
    assert np.array_equal(alone.cube("rent_to_pay"), shared.cube("rent_to_pay"))


@settings(max_examples=30)
@given(st.integers(1, 9), st.integers(1, 5), st.integers(1, 4), seeds)
def test_what_is_expected_is_the_mean_of_the_draws(draws: int, rows: int, parts: int, seed: int) -> None:
    cells = np.random.default_rng(seed).integers(-500, 5000, (draws, rows, parts))
    found = expected(cells)
    for axis in (0, 1):
        for one, of_draws in zip(np.moveaxis(found, axis, 0), np.moveaxis(cells, axis + 1, 0), strict=True):
            assert abs(draws * int(one.sum()) - int(of_draws.sum())) <= draws
    whole = int(cells.sum())
    assert int(found.sum()) == (2 * whole + draws) // (2 * draws)


@pytest.mark.parametrize("on", DAYS)
def test_months_follow_one_another(on: str) -> None:
    made = forecast(random_stock(1, on=on), months=13, project=default_assumptions())
    starts = made.plan.months.starts
    assert starts[0] >= as_date(on)
    assert all((later - earlier).days in {28, 29, 30, 31} for earlier, later in pairwise(starts))
    assert {start.day for start in starts} == {1}
