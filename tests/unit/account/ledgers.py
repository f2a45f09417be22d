"""Small ledgers for the tests, written as rows."""

import pandas as pd

from benefitcalc.account.ledger import Ledger


def accounts(*rows: dict) -> pd.DataFrame:
    """Accounts; an opening balance is 0 where a row says nothing."""
    return pd.DataFrame([{"kind": "current", "opening_balance": 0, **row} for row in rows])


def transactions(*rows: tuple) -> pd.DataFrame:
    """Transactions as (account, day, kind, pence) or (account, day, kind, pence, source)."""
    columns = ["account_ref", "date", "kind", "amount", "source"]
    frame = pd.DataFrame([(*row, None)[:5] for row in rows], columns=columns)
    return frame.assign(date=pd.to_datetime(frame["date"]))


def ledger(accounts_: pd.DataFrame, transactions_: pd.DataFrame, **more) -> Ledger:
    return Ledger.of(accounts_, transactions_, **{"opening_on": "2026-04-06", **more})
