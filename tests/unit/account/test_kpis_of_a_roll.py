"""Key figures of a made-up roll and its ledger: the roll is assessed, and its parts add up."""

import datetime as dt

import numpy as np
import pytest

from benefitcalc.account import Ledger, kpis
from benefitcalc.account.movements import FLOWS, movements
from benefitcalc.account.synthetic import synthetic_ledger
from benefitcalc.portfolio import RentRoll
from benefitcalc.portfolio.synthetic import synthetic_roll

ON = dt.date(2026, 3, 30)
PERIOD = ("2025-03-31", "2026-03-29")


@pytest.fixture(scope="module")
def made():
    tenancies, people = synthetic_roll(300, seed=4, on=ON)
    book = synthetic_ledger(tenancies, seed=7, on=ON, years=2)
    return RentRoll(book.tenancies, people), Ledger.of(*book[:4], opening_on=book.opening_on)


@pytest.fixture(scope="module")
def figures(made):
    return kpis(*made, period=PERIOD)


def test_the_rent_at_risk_is_what_the_roll_was_assessed_at(made, figures):
    results = made[0].assess(on="2026-03-29")
    for kpi, column in (
        ("exposure_under_occupation", "shortfall.under_occupation"),
        ("exposure_benefit_cap", "benefit_cap_reduction_pw"),
        ("rent_to_pay", "rent_to_pay"),
    ):
        assert figures.value(kpi) == int(results[column].sum())
        by_patch = results.groupby("patch")[column].sum()
        assert [figures.value(kpi, "patch", patch) for patch in by_patch.index] == by_patch.tolist()


def test_the_causes_make_up_the_rent_that_is_left(made, figures):
    names = ["under_occupation", "non_dependants", "ineligible_charges", "other_causes"]
    cap_on_rent = int(made[0].assess(on="2026-03-29")["shortfall.benefit_cap"].sum())
    assert sum(figures.value(f"exposure_{name}") for name in names) + cap_on_rent == figures.value("rent_to_pay")


def test_last_year_is_worked_out_from_the_same_ledger(made, figures):
    year_before = kpis(None, made[1], period=("2024-04-01", "2025-03-30"))
    for kpi in ("collected_excluding_arrears", "former_arrears", "weeks_to_clear", "points_lost"):
        assert figures.value(kpi, column="last_year") == year_before.value(kpi)
    assert figures.value("collected_at_last_years_rates") is not None


def test_the_ledger_is_the_bridge_to_the_penny(made, figures):
    moved = movements(made[1], figures.first, figures.last)
    assert (moved["opening"] + moved[[*FLOWS, "moved"]].sum(axis=1) == moved["closing"]).all()
    owed = np.maximum(made[1].balances_at(ON), 0).sum()
    assert figures.bridge["all"]["closing"] == owed
    assert (figures.bridge.drop(index="closing").sum() == figures.bridge.loc["closing"]).all()
