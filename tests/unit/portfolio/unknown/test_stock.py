"""A stock: what is drawn, what stays, and that draws agree with what the roll knows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from benefitcalc import assess_columns
from benefitcalc.columns import Batch, Ints
from benefitcalc.portfolio.engine import batch_of
from benefitcalc.portfolio.rent_roll import RentRoll
from benefitcalc.portfolio.stock import Stock, stock_of
from benefitcalc.portfolio.synthetic import synthetic_roll
from benefitcalc.portfolio.unknown.intervals import interval
from benefitcalc.portfolio.unknown.pins import COLUMNS, payments
from benefitcalc.portfolio.unknown.priors import Priors
from tests.unit.portfolio.unknown.rolls import NOT_WORKING, ON, frame, home, nobody_known, person

PRIORS = Priors.default()
HELP = "help_with_rent"


def same(one: Batch, other: Batch) -> bool:
    """Whether two batches have the same facts."""
    return all(
        np.array_equal(getattr(table, name), getattr(theirs, name))
        for table, theirs in (
            (one.households, other.households), (one.adults, other.adults), (one.children, other.children),
            (one.non_dependants, other.non_dependants), (one.incomes, other.incomes),
            (one.service_charges, other.service_charges),
        )
        for name in table.names()
    )  # fmt: skip


def help_in(stock: Stock, draw: int) -> Ints:
    """The help with rent that is claimed, in pence a week."""
    return assess_columns(stock.batch(draw), only=(HELP,))[HELP] * stock.claims(draw)


def mixed_roll(**more: Any) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A family of which everything is known but the pay and the children's sex, a pensioner whose age is not, and a
    home of whose tenant nothing is known.
    """
    tenancies = [home("A", 3, **more), home("B", 2, capital=7_000_00), home("C", None)]
    people = [
        person("A", age=35, hours=2000),
        person("A", "partner", age=33, **NOT_WORKING),
        person("A", "child", born="2019-05-05"),
        person("A", "child", born="2015-02-03", sex="male"),
        person("A", "non_dependant", age=21, works_16_hours=True, gross_income=300_00, gross_income_per="week"),
        person("B", state_pension=180_00, incomes_per="week"),
    ]
    return frame("tenancies", tenancies), frame("people", people)


def test_only_what_is_missing_is_drawn() -> None:
    stock = stock_of(*mixed_roll(), ON, unknown=PRIORS, draws=30, pin=())
    facts = stock.drawn.set_index("tenancy_ref")
    assert facts.loc["C"].all()
    in_a = {"pay", "health", "sex_of_children", "capital", "uc_claimed", "takes_up"}  # the health of the children
    assert set(facts.columns[facts.loc["A"]]) == in_a
    roll = batch_of(*mixed_roll(), ON)
    for draw in range(30):
        batch = stock.batch(draw)
        assert batch.households.rent.tolist() == [100_00] * 3
        assert batch.households.bedrooms[:2].tolist() == [3, 2]
        assert batch.households.capital[1] == 7_000_00
        assert batch.adults.present[1, :2].tolist() == [True, False]
        assert batch.adults.born[:, 0].tolist() == roll.adults.born[:, 0].tolist()
        assert batch.adults.work_hours[0, 0] == 2000
        assert batch.adults.pay[1, 0] == 0
        in_a = batch.children.household == 0
        assert batch.children.born[in_a].tolist() == roll.children.born.tolist()
        assert batch.children.male[in_a][0]
        assert batch.non_dependants.gross_income[0] == 300_00
        pension = (batch.incomes.household == 1) & (batch.incomes.amount == 180_00)
        assert pension.sum() == 1
        assert batch.adults.over_pension_age[0, 1]


def test_hours_that_are_known_leave_the_pay_to_be_drawn() -> None:
    """Twenty hours a week for at least the living wage of April 2026, 12.21 grown by 4%, make at least 1,100 a month:
    20 × 12.70 × 52 ÷ 12 is 1,100.67.
    """
    stock = stock_of(*mixed_roll(), ON, unknown=PRIORS, draws=40, pin=())
    pay = [stock.batch(draw).adults.pay[0, 0] for draw in range(40)]
    assert min(pay) > 1_000_00
    assert len(set(pay)) > 10


def test_a_draw_depends_on_the_seed_its_number_and_the_tenancy_alone() -> None:
    tenancies, people = nobody_known(60)
    stock = stock_of(tenancies, people, ON, unknown=PRIORS, draws=5, seed=4)
    fewer = stock_of(tenancies.head(20), people, ON, unknown=PRIORS, draws=3, seed=4)
    assert same(stock.batch(2).take(np.arange(20)), fewer.batch(2))
    assert (stock.claims(2)[:20] == fewer.claims(2)).all()
    again = stock_of(tenancies, people, ON, unknown=PRIORS, draws=5, seed=4)
    assert same(again.batch(2), stock.batch(2))
    assert not same(stock.batch(1), stock.batch(2))
    assert not same(stock_of(tenancies, people, ON, unknown=PRIORS, draws=5, seed=5).batch(2), stock.batch(2))


def test_a_complete_roll_has_one_version_and_nothing_is_drawn() -> None:
    tenancies = frame("tenancies", [home("A", 2), home("B", 1, uc_flag=False, hb_flag=False)])
    people = frame("people", [person("A", age=30), person("A", "child", age=4, sex="male"), person("B", age=70)])
    stock = stock_of(tenancies, people, ON)
    assert stock.draws == 1
    assert not stock.drawn.drop(columns="tenancy_ref").to_numpy().any()
    assert stock.contradictions().empty
    figures, single = (assess_columns(batch) for batch in (stock.batch(0), batch_of(tenancies, people, ON)))
    assert all(np.array_equal(figures[name], single[name]) for name in single)
    assert stock.claims(0).tolist() == [True, False]
    with pytest.raises(IndexError, match="draw 1 is not there"):
        stock.batch(1)


def pinned_to_a_draw(homes: int) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, Ints]]:
    """A roll that knows the flags and payments of one draw, and what that draw has of each."""
    tenancies, people = nobody_known(homes)
    truth = stock_of(tenancies, people, ON, unknown=PRIORS, draws=1, seed=77)
    batch, claims = truth.batch(0), truth.claims(0)
    found = {name: values * claims for name, values in payments(assess_columns(batch, only=COLUMNS)).items()}
    for name in ("uc_flag", "hb_flag", "bedroom_charge_flag", "cap_flag"):
        tenancies[name] = pd.array(found[name] > 0, dtype="boolean")
    tenancies["hb_weekly"] = pd.array(found["hb_weekly"], dtype="Int64")
    tenancies["managed_payment"] = pd.array(np.where(np.arange(homes) % 2, found["managed_payment"], 0), dtype="Int64")
    tenancies["children"] = pd.array(np.bincount(batch.children.household, minlength=homes), dtype="Int64")
    return tenancies, people, found


def test_draws_agree_with_every_flag_payment_and_count() -> None:
    tenancies, people, found = pinned_to_a_draw(150)
    stock = stock_of(tenancies, people, ON, unknown=PRIORS, draws=8, seed=5)
    listed = tenancies["tenancy_ref"].isin(stock.contradictions()["tenancy_ref"]).to_numpy()
    assert listed.mean() < 0.05
    for draw in range(8):
        batch = stock.batch(draw)
        claims = stock.claims(draw)
        theirs = {name: values * claims for name, values in payments(assess_columns(batch, only=COLUMNS)).items()}
        for name in ("uc_flag", "hb_flag", "bedroom_charge_flag", "cap_flag"):
            assert (theirs[name] == found[name])[~listed].all(), name
        apart = np.abs(theirs["hb_weekly"] - found["hb_weekly"])[~listed]
        assert apart.max() <= 100 * PRIORS.pins.week_width * PRIORS.pins.farthest
        known = tenancies["managed_payment"].to_numpy(dtype=np.int64)
        apart = np.abs(theirs["managed_payment"] - known)[(known > 0) & ~listed]
        assert apart.max() <= 100 * PRIORS.pins.month_width * PRIORS.pins.farthest
        children = np.bincount(batch.children.household, minlength=len(stock))
        assert (children == tenancies["children"].to_numpy(dtype=np.int64)).all()


def test_pinned_intervals_are_narrower() -> None:
    tenancies, people, _ = pinned_to_a_draw(150)
    widths = []
    for pin in ((), None):
        stock = stock_of(tenancies, people, ON, unknown=PRIORS, draws=40, pin=pin, seed=6)
        by_tenancy = np.stack([help_in(stock, draw) for draw in range(40)])
        total, each = interval(by_tenancy.sum(axis=1)), interval(by_tenancy)
        widths.append((int(total.high - total.low), int((each.high - each.low).sum())))
    assert 2 * widths[1][0] < widths[0][0]
    assert 2 * widths[1][1] < widths[0][1]


def test_pinned_draws_come_as_often_as_those_that_agree_among_unpinned_ones() -> None:
    """Both kinds of draws have the same parameters in each draw. So among tenancies alike, as many have a pensioner or
    a tenant in work as among the unpinned ones that have no Universal Credit.
    """
    tenancies = frame("tenancies", [home(f"T{place:05d}", 2) for place in range(2_000)])
    people = frame("people", [])
    free = stock_of(tenancies, people, ON, unknown=PRIORS, draws=4, seed=8)
    tenancies["uc_flag"] = pd.array([False] * len(tenancies), dtype="boolean")
    bound = stock_of(tenancies, people, ON, unknown=PRIORS, draws=4, seed=8)
    for draw in range(4):
        batch = free.batch(draw)
        award = assess_columns(batch, only=COLUMNS)["universal_credit.award"] * free.claims(draw)
        agrees = np.flatnonzero(award == 0)
        for fact in ("over_pension_age", "employed"):
            among_free = getattr(batch.adults, fact)[0][agrees].mean()
            among_bound = getattr(bound.batch(draw).adults, fact)[0].mean()
            assert among_bound == pytest.approx(among_free, abs=0.06), (draw, fact)


def test_a_tenancy_that_is_known_to_claim_nothing_claims_in_no_draw() -> None:
    tenancies, people = nobody_known(40)
    tenancies["uc_flag"] = pd.array([False] * 20 + [None] * 20, dtype="boolean")
    tenancies["hb_flag"] = pd.array([False] * 20 + [True] * 10 + [None] * 10, dtype="boolean")
    stock = stock_of(tenancies, people, ON, unknown=PRIORS, draws=20)
    claims = np.stack([stock.claims(draw) for draw in range(20)])
    assert not claims[:, :20].any()
    assert claims[:, 20:30].all()
    assert 0.5 < claims[:, 30:].mean() < 1
    assert stock.drawn["takes_up"].tolist() == [False] * 30 + [True] * 10


def test_a_payment_that_the_facts_cannot_reach_is_listed_with_what_they_allow() -> None:
    """A pensioner of 80 with a state pension of 150.00 a week has less than the guarantee, so Housing Benefit meets the
    whole rent of 100.00, and no more. One bedroom, so no charge; an unknown saving cannot lift it.
    """
    tenancies = frame(
        "tenancies",
        [
            home("A", hb_flag=True, hb_weekly=250_00, capital=0),
            home("B", hb_flag=True, hb_weekly=100_00, capital=0, adults=3),
            home("C", adults=9, children=2),
        ],
    )
    pensioner = {"age": 80, **NOT_WORKING, "state_pension": 150_00, "incomes_per": "week"}
    people = frame("people", [person("A", **pensioner), person("B", **pensioner)])
    stock = stock_of(tenancies, people, ON, unknown=PRIORS, draws=2)
    listed = stock.contradictions()
    assert listed["tenancy_ref"].tolist() == ["A", "B", "C", "C"]
    assert listed["column"].tolist() == ["hb_weekly", "adults", "adults", "children"]
    assert listed["known"].tolist() == ["250.00", "3", "9", "2"]
    assert listed["lowest"].tolist() == ["100.00", "1", "1", "0"]
    assert listed["highest"].tolist() == ["100.00", "1", "5", "6"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"pin": ("uc_flag",)}, "pin names uc_flag, and the roll has no such column"),
        ({"pin": ("rent",)}, "pin names rent; draws can be pinned to uc_flag"),
        ({"draws": 0}, "draws is 0; give 1 or more"),
        ({"draws": 2, "unknown": None}, "nothing is drawn without priors"),
        ({"unknown": None}, r"1 of 3 tenancies lack people or ages|2 of 3 tenancies lack people or ages \(B, C\)"),
    ],
)
def test_wrong_questions_are_answered(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        stock_of(*mixed_roll(), ON, **{"unknown": PRIORS, **given})


def test_a_roll_gives_its_stock() -> None:
    roll = RentRoll(*mixed_roll())
    stock = roll.stock(ON, unknown=PRIORS, draws=3, seed=9)
    assert same(stock.batch(2), stock_of(*mixed_roll(), ON, unknown=PRIORS, draws=3, seed=9).batch(2))
    assert stock.labels["tenancy_ref"].tolist() == ["A", "B", "C"]


def test_a_bad_tenancy_is_set_aside_and_said_so_and_stops_nothing() -> None:
    """Two claimants, or a home for which nobody is liable, make no case; people and ages that are missing are drawn."""
    tenancies = frame("tenancies", [home("A"), home("B"), home("C", people_liable=0), home("D")])
    people = frame("people", [person("A"), person("B", age=40), person("B", age=41)])
    stock = stock_of(tenancies, people, ON, unknown=PRIORS, draws=2)
    assert stock.labels["tenancy_ref"].tolist() == ["A", "D"]
    assert len(stock.batch(1)) == 2
    assert set(stock.set_aside["ref"]) == {"B", "C"}
    assert stock.set_aside["valid"].str.len().min() > 0
    with pytest.raises(ValueError, match="no tenancy can be worked out"):
        stock_of(tenancies[1:3], people, ON, unknown=PRIORS)


def test_of_a_whole_roll_nothing_is_drawn_and_every_payment_agrees() -> None:
    """The generator knows every fact, and works its flags and payments out from them."""
    tenancies, people = synthetic_roll(250, seed=3, on=ON)
    stock = stock_of(tenancies, people, ON, unknown=PRIORS, draws=2)
    drawn = stock.drawn.drop(columns=["tenancy_ref", "uc_claimed"])
    assert not drawn.to_numpy().any()
    assert stock.contradictions().empty
    told = np.flatnonzero(~stock.drawn["uc_claimed"])
    assert len(told) > 200
    figures = assess_columns(stock.batch(1).take(told))
    single = assess_columns(batch_of(tenancies, people, ON).take(told))
    assert all(np.array_equal(figures[name], single[name]) for name in single)


def test_two_who_are_liable_in_the_claim_are_a_couple() -> None:
    tenancies = frame(
        "tenancies", [home(f"T{place}", 2, people_liable=2, people_liable_in_claim=2) for place in range(20)]
    )
    stock = stock_of(tenancies, frame("people", []), ON, unknown=PRIORS, draws=5)
    assert stock.set_aside.empty
    for draw in range(5):
        assert stock.batch(draw).adults.present.all()
