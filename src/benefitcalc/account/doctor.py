"""The checks of a ledger: each row that cannot be used is set aside with its problem, and nothing is lost unseen.

A check is a mask over the rows of a table with a code, the column, and what would be valid. Checks of one table come
first, then those that need the accounts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import numpy as np
import pandas as pd

from benefitcalc.money import Flag, format_pounds

ENDED = ("kept", "broken", "cancelled")
_MONEY = {"accounts": "opening_balance", "transactions": "amount", "arrangements": "amount"}
"""Which column of a table a control total adds."""


@dataclass(frozen=True, slots=True)
class Check:
    """Which rows of a table have a problem, and what it is."""

    rows: Flag
    column: str
    code: str
    valid: str
    sets_aside: bool = True


def checked(
    tables: Mapping[str, pd.DataFrame], opening_on: dt.date
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame, pd.DataFrame]:
    """The good rows of each table, the problems, and the control total."""
    tables = dict(tables)
    checks: dict[str, list[Check]] = {}
    opening = _opening_balances(tables["transactions"], opening_on)
    accounts = tables["accounts"]
    of_transactions = accounts["account_ref"].map(opening).astype("Int64")
    given = accounts["opening_balance"].notna() & of_transactions.notna()
    tables["accounts"] = accounts.assign(opening_balance=accounts["opening_balance"].fillna(of_transactions))
    checks["accounts"] = list(_of_accounts(tables["accounts"]))
    good = tables["accounts"][_kept(checks["accounts"], len(accounts))]
    twice = set(accounts.loc[given, "account_ref"])
    checks["transactions"] = list(_of_transactions(tables["transactions"], good, opening_on, twice))
    checks["arrangements"] = list(_of_arrangements(tables["arrangements"], good))
    checks["targets"] = list(_of_targets(tables["targets"]))
    kept = {name: _kept(checks[name], len(tables[name])) for name in tables}
    found = pd.concat([_problems(name, tables[name], checks[name]) for name in tables], ignore_index=True)
    total = pd.DataFrame([_total(name, tables[name], kept[name]) for name in tables]).set_index("table")
    rows = {name: frame[kept[name]].reset_index(drop=True) for name, frame in tables.items()}
    moves = rows["transactions"]["kind"] != "opening"
    rows["transactions"] = rows["transactions"].loc[moves].reset_index(drop=True)
    _refuse_other_sign(rows["transactions"])
    return rows, found, total


def _kept(checks: list[Check], rows: int) -> Flag:
    out = np.zeros(rows, dtype=np.bool_)
    for check in checks:
        if check.sets_aside:
            out |= check.rows
    return ~out


def _mask(series: pd.Series) -> Flag:
    return series.fillna(False).to_numpy(np.bool_)


def _opening_balances(transactions: pd.DataFrame, opening_on: dt.date) -> pd.Series:
    """What transactions of the kind ``opening`` on the opening day, or the day before, say of each account."""
    rows = transactions.loc[_mask(transactions["kind"] == "opening") & _on_opening_day(transactions, opening_on)]
    return rows.groupby("account_ref")["amount"].sum(min_count=1)


def _on_opening_day(transactions: pd.DataFrame, opening_on: dt.date) -> Flag:
    days = [pd.Timestamp(opening_on), pd.Timestamp(opening_on) - pd.Timedelta(days=1)]
    return transactions["date"].isin(days).to_numpy(np.bool_)


def _missing(frame: pd.DataFrame, *columns: str) -> Iterator[Check]:
    for column in columns:
        yield Check(frame[column].isna().to_numpy(np.bool_), column, "missing", "a value in every row")


def _of_accounts(accounts: pd.DataFrame) -> Iterator[Check]:
    yield from _missing(accounts, "account_ref", "kind")
    ref = accounts["account_ref"]
    yield Check(
        (ref.duplicated(keep=False) & ref.notna()).to_numpy(np.bool_),
        "account_ref", "duplicate", "a reference that stands once",
    )  # fmt: skip
    yield Check(
        accounts["opening_balance"].isna().to_numpy(np.bool_),
        "opening_balance", "missing",
        "the balance brought forward, 0.00 for a new account, or a transaction of the kind opening on the opening day",
    )  # fmt: skip
    current = _mask(accounts["kind"] == "current")
    tenancy = accounts["tenancy_ref"].where(current)
    yield Check(
        (tenancy.duplicated(keep=False) & tenancy.notna()).to_numpy(np.bool_),
        "tenancy_ref", "two_current_accounts",
        "one account of the kind current for a tenancy, and sub_account for the others", sets_aside=False,
    )  # fmt: skip
    yield Check(
        ~_mask(accounts["kind"] == "former") & accounts["became_former_on"].notna().to_numpy(np.bool_),
        "became_former_on", "not_former", "a date only for an account of the kind former", sets_aside=False,
    )  # fmt: skip


def _of_transactions(
    transactions: pd.DataFrame, accounts: pd.DataFrame, opening_on: dt.date, twice: set[str]
) -> Iterator[Check]:
    yield from _missing(transactions, "account_ref", "date", "kind", "amount")
    yield _orphans(transactions, accounts)
    opening = _mask(transactions["kind"] == "opening")
    yield Check(
        opening & ~_on_opening_day(transactions, opening_on),
        "date", "opening_on_another_day", f"{opening_on.isoformat()} or the day before",
    )  # fmt: skip
    yield Check(
        opening & transactions["account_ref"].isin(twice).to_numpy(np.bool_),
        "kind", "opening_given_twice", "the opening balance in the accounts or as a transaction, not both",
    )  # fmt: skip


def _orphans(frame: pd.DataFrame, accounts: pd.DataFrame) -> Check:
    known = frame["account_ref"].isin(accounts["account_ref"]) | frame["account_ref"].isna()
    return Check(
        (~known).to_numpy(np.bool_), "account_ref", "no_such_account", "the reference of a good row of accounts"
    )


def _of_arrangements(arrangements: pd.DataFrame, accounts: pd.DataFrame) -> Iterator[Check]:
    yield from _missing(arrangements, "account_ref", "made_on", "outcome")
    yield _orphans(arrangements, accounts)
    ended = _mask(arrangements["outcome"].isin(ENDED))
    yield Check(
        ended & arrangements["ended_on"].isna().to_numpy(np.bool_),
        "ended_on", "missing", "the day on which an arrangement that was kept, broken or cancelled ended",
    )  # fmt: skip
    yield Check(
        _mask(arrangements["ended_on"] < arrangements["made_on"]),
        "ended_on", "before_it_was_made", "a day on or after made_on",
    )  # fmt: skip


def _of_targets(targets: pd.DataFrame) -> Iterator[Check]:
    yield from _missing(targets, "kpi", "target")
    numbers = targets["target"].map(target_parts, na_action="ignore")
    yield Check(
        (numbers.isna() & targets["target"].notna()).to_numpy(np.bool_),
        "target", "no_number", "a number with at most two decimals, such as 98.5 or 120000.00",
    )  # fmt: skip


def target_parts(text: str) -> int | None:
    """The hundredths of a target, or None where it is no number with at most two decimals."""
    try:
        hundredths = Decimal(text.strip().removesuffix("%").removeprefix("£").replace(",", "")).scaleb(2)
    except InvalidOperation:
        return None
    return int(hundredths) if hundredths.is_finite() and hundredths == hundredths.to_integral_value() else None


def _problems(name: str, frame: pd.DataFrame, checks: list[Check]) -> pd.DataFrame:
    parts = []
    for check in checks:
        rows = np.flatnonzero(check.rows)
        value = frame[check.column].iloc[rows]
        money = frame[_MONEY[name]].iloc[rows] if name in _MONEY else pd.Series(pd.NA, index=value.index)
        parts.append(
            pd.DataFrame(
                {
                    "table": name,
                    "row": rows + 1,
                    "column": check.column,
                    "code": check.code,
                    "found": value.astype("string").to_numpy(),
                    "valid": check.valid,
                    "pence_at_stake": money.abs().astype("Int64").to_numpy(),
                    "set_aside": check.sets_aside,
                }
            )
        )
    return pd.concat(parts, ignore_index=True).sort_values(["table", "row"], kind="stable", ignore_index=True)


def _total(name: str, frame: pd.DataFrame, kept: Flag) -> dict[str, object]:
    money = frame[_MONEY[name]].fillna(0).to_numpy(np.int64) if name in _MONEY else np.zeros(len(frame), dtype=np.int64)
    return {
        "table": name,
        "rows_in": len(frame),
        "rows_taken": int(kept.sum()),
        "rows_set_aside": int((~kept).sum()),
        "pence_in": int(money.sum()),
        "pence_taken": int(money[kept].sum()),
        "pence_set_aside": int(money[~kept].sum()),
    }


def _refuse_other_sign(transactions: pd.DataFrame) -> None:
    """Payments lower what is owed; where they raise it on the whole, the answer about the sign was wrong."""
    paid = int(transactions.loc[_mask(transactions["kind"] == "payment"), "amount"].sum())
    if paid > 0:
        raise ValueError(
            f"the payments of the transactions add up to +{format_pounds(paid)}, which raises what is owed; amounts of "
            "payments are negative here: turn the sign of the column amount"
        )
