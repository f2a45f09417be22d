"""What moved on each account: closing is opening plus what moved, and a leaver moves once."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefitcalc.account.movements import FLOW_OF, FLOWS, movements, period_of
from tests.unit.account.ledgers import accounts, ledger, transactions

FIRST, LAST = dt.date(2026, 4, 6), dt.date(2026, 5, 3)


def by_group(book, first=FIRST, last=LAST):
    return movements(book, first, last).drop(columns="place").groupby("group").sum().to_dict("index")


def test_a_leaver_moves_from_current_to_former_on_the_day():
    book = ledger(
        accounts({"account_ref": "A", "kind": "former", "opening_balance": 1000, "became_former_on": "2026-04-20"}),
        transactions(
            ("A", "2026-04-13", "rent", 500),
            ("A", "2026-04-20", "payment", -300),
            ("A", "2026-05-10", "payment", -100),
        ),
    )
    got = by_group(book)
    none = dict.fromkeys(FLOWS, 0)
    assert got["current"] == {**none, "opening": 1000, "charges": 500, "moved": -1500, "closing": 0}
    assert got["former"] == {**none, "opening": 0, "cash": -300, "moved": 1500, "closing": 1200}
    # Before the day it is a current account, and after it a former one.
    assert list(by_group(book, FIRST, dt.date(2026, 4, 19))) == ["current"]
    assert by_group(book, dt.date(2026, 4, 21), LAST)["former"]["opening"] == 1200


def test_who_leaves_on_the_first_day_is_a_leaver_of_that_period():
    row = {"account_ref": "A", "kind": "former", "opening_balance": 1000, "became_former_on": "2026-04-20"}
    book = ledger(accounts(row), transactions())
    before, after = by_group(book, FIRST, dt.date(2026, 4, 19)), by_group(book, dt.date(2026, 4, 20), LAST)
    assert before["current"]["closing"] == after["current"]["opening"] == 1000
    assert (after["current"]["closing"], after["former"]["moved"], after["former"]["closing"]) == (0, 1000, 1000)


def test_a_former_account_without_a_date_was_one_all_along():
    book = ledger(accounts({"account_ref": "A", "kind": "former", "opening_balance": 1000}), transactions())
    assert list(by_group(book)) == ["former"]


def test_a_period_before_the_ledger_is_refused():
    book = ledger(accounts({"account_ref": "A"}), transactions())
    with pytest.raises(ValueError, match="complete from 2026-04-06"):
        period_of(("2026-04-05", "2026-05-03"), book)
    with pytest.raises(ValueError, match="before it begins"):
        period_of(("2026-05-05", "2026-05-03"), book)


days = st.dates(dt.date(2026, 4, 6), dt.date(2026, 5, 31))
rows = st.tuples(st.integers(0, 3), days, st.sampled_from(sorted(FLOW_OF)), st.integers(-10_000, 10_000))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(rows, max_size=30),
    st.lists(st.none() | days, min_size=4, max_size=4),
    st.lists(days, min_size=3, max_size=3),
)
def test_periods_join_and_every_row_adds_up(moves, left, bounds):
    kinds = [("former", day) if day else ("current", None) for day in left]
    table = accounts(
        *(
            {"account_ref": str(i), "kind": kind, "became_former_on": day, "opening_balance": 50 * i}
            for i, (kind, day) in enumerate(kinds)
        )
    )
    # The sign of a payment does not matter here.
    book = ledger(
        table, transactions(*((str(a), day, "rent" if kind == "payment" else kind, p) for a, day, kind, p in moves))
    )
    first, middle, last = sorted(bounds)
    one, two = (
        movements(book, first, middle),
        movements(book, middle + dt.timedelta(days=1), max(last, middle + dt.timedelta(days=1))),
    )
    for part in (one, two):
        assert (part["opening"] + part[[*FLOWS, "moved"]].sum(axis=1) == part["closing"]).all()
        assert part["moved"].sum() == 0
        assert all(part[name].dtype == np.int64 for name in ("opening", *FLOWS, "moved", "closing"))
    assert one.groupby("group")["closing"].sum().loc[lambda s: s != 0].to_dict() == (
        two.groupby("group")["opening"].sum().loc[lambda s: s != 0].to_dict()
    )
