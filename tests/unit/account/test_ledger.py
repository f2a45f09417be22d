"""The ledger: what is set aside and why, the control total, and balances on any day."""

import datetime as dt

import pandas as pd
import pytest

from benefitcalc.account.ledger import Ledger
from benefitcalc.account.tables import tables_of_the_ledger
from tests.unit.account.ledgers import accounts, ledger, transactions


def codes(book):
    return sorted(tuple(row) for row in book.problems()[["table", "row", "column", "code"]].to_numpy())


def test_bad_rows_are_set_aside_and_good_rows_go_on():
    book = ledger(
        accounts(
            {"account_ref": "A", "opening_balance": 1000},
            {"account_ref": "B", "opening_balance": None},
            {"account_ref": "C"},
            {"account_ref": "C", "opening_balance": 20},
            {"account_ref": "D", "kind": None},
        ),
        transactions(
            ("A", "2026-04-06", "rent", 10000),
            ("Z", "2026-04-06", "rent", 500),
            ("A", None, "payment", -300),
            ("A", "2026-04-10", "payment", -4000),
            ("C", "2026-04-06", "rent", 100),
        ),
    )
    assert list(book.accounts["account_ref"]) == ["A"]
    assert list(book.transactions["amount"]) == [10000, -4000]
    assert codes(book) == [
        ("accounts", 2, "account_ref", "no_opening_balance"),
        ("accounts", 3, "account_ref", "duplicate_reference"),
        ("accounts", 4, "account_ref", "duplicate_reference"),
        ("accounts", 5, "kind", "missing"),
        ("transactions", 2, "account_ref", "no_such_account"),
        ("transactions", 3, "date", "missing"),
        ("transactions", 5, "account_ref", "no_such_account"),
    ]
    problems = book.problems().set_index(["table", "row"])["pence_at_stake"]
    assert [problems["transactions", row] for row in (2, 3, 5)] == [500, 300, 100]
    total = book.control_total()
    lines = total.lines.set_index("what")[["came_in", "kept", "set_aside"]]
    assert list(lines.loc["accounts"]) == [5, 1, 4]
    assert list(lines.loc["transactions"]) == [5, 2, 3]
    assert list(lines.loc["transactions that raise the debt"]) == [10600, 10000, 600]
    assert list(lines.loc["transactions that lower it"]) == [-4300, -4000, -300]
    assert list(lines.loc["closing balances"]) == [7320, 7000, 320]
    assert total.sums


def test_the_control_total_ties_to_the_landlords_own():
    book = ledger(
        accounts({"account_ref": "A", "opening_balance": 1000}), transactions(("A", "2026-04-06", "rent", 500))
    )
    assert book.control_total(closing_balance="15.00").ties
    assert "closing balances: your total is £0.05 more" in str(book.control_total(closing_balance="15.05"))


def test_an_opening_balance_can_be_a_transaction_but_not_both():
    rows = transactions(
        ("A", "2026-04-05", "opening", 700), ("B", "2026-04-06", "opening", 900), ("C", "2026-05-01", "opening", 5)
    )
    book = ledger(
        accounts(
            {"account_ref": "A", "opening_balance": None},
            {"account_ref": "B", "opening_balance": 900},
            {"account_ref": "C"},
        ),
        rows,
    )
    assert list(book.accounts["opening_balance"]) == [700, 900, 0]
    assert codes(book) == [
        ("transactions", 2, "account_ref", "opening_given_twice"),
        ("transactions", 3, "date", "opening_on_another_day"),
    ]
    assert list(book.balances_at(dt.date(2026, 6, 1))) == [700, 900, 0]
    assert "balances brought forward as transactions: 1, not counted as rows" in str(book.control_total())


def test_balances_go_forward_and_back_from_the_opening_day():
    book = ledger(
        accounts({"account_ref": "A", "opening_balance": 1000}),
        transactions(
            ("A", "2026-03-30", "rent", 300), ("A", "2026-04-06", "rent", 200), ("A", "2026-04-13", "payment", -450)
        ),
        complete_from="2026-03-30",
    )
    # 10.00 at the start of 6 April; a week before there was no charge of 3.00 yet.
    days = [(3, 30), (3, 31), (4, 6), (4, 7), (4, 13), (4, 14)]
    at = [int(book.balances_at(dt.date(2026, *day))[0]) for day in days]
    assert at == [700, 1000, 1000, 1200, 1200, 750]


def test_payments_with_the_wrong_sign_are_refused():
    with pytest.raises(ValueError, match=r"add up to \+£40\.00.*give the other amount_sign"):
        ledger(accounts({"account_ref": "A"}), transactions(("A", "2026-04-06", "payment", 4000)))


def test_a_column_that_is_not_known_is_named():
    with pytest.raises(ValueError, match="accounts has columns that are not known: balance; known: account_ref"):
        ledger(accounts({"account_ref": "A", "balance": 3}), transactions())


def test_arrangements_and_targets_are_checked():
    book = ledger(
        accounts({"account_ref": "A"}),
        transactions(),
        arrangements=pd.DataFrame(
            {
                "account_ref": ["A", "A", "A"],
                "made_on": pd.to_datetime(["2026-05-01"] * 3),
                "ended_on": pd.to_datetime(["2026-04-01", None, "2026-06-01"]),
                "outcome": ["kept", "broken", "kept"],
            }
        ),
        targets=pd.DataFrame({"kpi": ["uc_share", "uc_share", "uc_shares"], "target": ["98.5", "many", "1"]}),
    )
    assert codes(book) == [
        ("arrangements", 1, "ended_on", "ended_before_it_was_made"),
        ("arrangements", 2, "outcome", "ended_without_a_day"),
        ("targets", 2, "target", "no_target"),
        ("targets", 3, "kpi", "no_such_figure"),
    ]
    assert len(book.arrangements) == len(book.targets) == 1


def test_two_current_accounts_of_a_tenancy_are_told_but_kept():
    rows = [{"account_ref": ref, "tenancy_ref": "T"} for ref in "AB"]
    book = ledger(accounts(*rows, {"account_ref": "C", "tenancy_ref": "T", "kind": "garage"}), transactions())
    assert [code for *_, code in codes(book)] == ["two_current_accounts"] * 2
    assert set(book.problems()["outcome"]) == {"read"}
    assert len(book.accounts) == 3


def test_every_column_of_the_ledger_says_what_it_means():
    for table in tables_of_the_ledger().values():
        assert [name for name, column in table.items() if not column.means.endswith(".")] == []


def test_an_empty_ledger_is_read():
    book = Ledger.of(pd.DataFrame(), pd.DataFrame(), opening_on="2026-04-06")
    assert not book.control_total().lines["came_in"].any()
