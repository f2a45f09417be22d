"""What the tables of a ledger have to do with each other: rows that contradict the accounts are set aside.

What is wrong within one table the reader of tables finds (:mod:`benefitcalc.portfolio.reading`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping as MappingOf
from decimal import Decimal, InvalidOperation
from typing import Any

import numpy as np
import pandas as pd

from benefitcalc.account.definitions import definitions
from benefitcalc.account.tables import tables_of_the_ledger
from benefitcalc.money import Flag, in_pounds
from benefitcalc.portfolio.reading.doctor import Doctored, Spec, each_once, essentials
from benefitcalc.portfolio.reading.findings import READ
from benefitcalc.portfolio.reading.mapping import Mapping
from benefitcalc.portfolio.reading.tables import finished

ESSENTIAL = {
    "accounts": ("account_ref", "kind"),
    "transactions": ("account_ref", "date", "kind", "amount"),
    "arrangements": ("account_ref", "made_on", "outcome"),
    "targets": ("kpi", "target"),
}
"""The columns without which a row says nothing."""
STAKE = {"accounts": "opening_balance", "transactions": "amount", "arrangements": "amount", "targets": None}
"""The money that is at stake in a row with a problem."""
ENDED = ("kept", "broken", "cancelled")
_TYPES: dict[str, Any] = {
    "text": "string",
    "code": "string",
    "codes": "string",
    "money": "Int64",
    "hours": "Int64",
    "whole": "Int64",
    "flag": "boolean",
    "date": "datetime64[s]",
}


def spec_of(table: str) -> Spec:
    """What the reader has to know of a table."""
    return Spec(table, tables_of_the_ledger()[table], ESSENTIAL[table], "account_ref" if table == "accounts" else None)


def of_typed(table: str, frame: pd.DataFrame | None) -> Doctored:
    """A frame in canonical columns as a table that was read. Raises ``ValueError`` for a column that is not known."""
    spec = spec_of(table)
    rows = 0 if frame is None else len(frame)
    if frame is not None and (strange := [str(name) for name in frame if name not in spec.columns]):
        raise ValueError(
            f"{table} has columns that are not known: {', '.join(strange)}; known: {', '.join(spec.columns)}"
        )
    there = pd.DataFrame(index=range(rows)) if frame is None else frame.reset_index(drop=True)
    found = Doctored(
        spec,
        there,
        np.full(rows, "", dtype=object),
        np.arange(1, rows + 1, dtype=np.int64),
        np.zeros(rows, dtype=np.bool_),
    )
    complete_columns(found)
    essentials(found)
    if spec.key is not None:
        each_once(found, spec.key)
    return found


def complete_columns(table: Doctored) -> None:
    """Give the frame every column of the table with its type; a column that it lacks is missing throughout."""
    frame = table.frame
    cells = {
        name: frame[name].astype(_TYPES[column.kind])
        if name in frame
        else pd.Series(pd.NA, index=frame.index, dtype=_TYPES[column.kind])
        for name, column in table.spec.columns.items()
    }
    table.frame = pd.DataFrame(cells, index=frame.index)


def with_stake(table: Doctored) -> pd.DataFrame:
    """The problems of a table that was no file, with the money at stake in each row."""
    name = table.spec.table
    return finished(table, [], [], [], Mapping(), stake=STAKE[name]).problems


def check(tables: MappingOf[str, Doctored], opening_on: dt.date) -> None:
    """Set aside what contradicts the accounts, and move balances brought forward from transactions to accounts.

    Raises ``ValueError`` where the payments raise what is owed: then the sign of the amounts is the other one.
    """
    _openings(tables["accounts"], tables["transactions"], opening_on)
    _of_accounts(tables["accounts"])
    refs = tables["accounts"].good()["account_ref"]
    for name in ("transactions", "arrangements"):
        table = tables[name]
        table.set_aside("no_such_account", "account_ref", _flags(~table.frame["account_ref"].isin(refs)))
    _of_arrangements(tables["arrangements"])
    _of_targets(tables["targets"])
    _refuse_other_sign(tables["transactions"].good())


def _flags(series: pd.Series[bool]) -> Flag:
    return series.fillna(value=False).to_numpy(dtype=np.bool_)


def _openings(accounts: Doctored, transactions: Doctored, opening_on: dt.date) -> None:
    """Transactions of the kind ``opening`` are balances of their accounts, where these have none of their own."""
    moves = transactions.frame
    opening = _flags(moves["kind"] == "opening")
    days = [pd.Timestamp(opening_on), pd.Timestamp(opening_on) - pd.Timedelta(days=1)]
    transactions.set_aside("opening_on_another_day", "date", opening & ~_flags(moves["date"].isin(days)))
    own = accounts.frame["opening_balance"]
    given = set(accounts.frame.loc[own.notna(), "account_ref"].dropna())
    transactions.set_aside("opening_given_twice", "account_ref", opening & _flags(moves["account_ref"].isin(given)))
    brought = moves[opening & ~transactions.aside].groupby("account_ref")["amount"].sum(min_count=1)
    accounts.frame["opening_balance"] = own.fillna(accounts.frame["account_ref"].map(brought).astype("Int64"))


def _of_accounts(accounts: Doctored) -> None:
    frame = accounts.frame
    accounts.set_aside("no_opening_balance", "account_ref", _flags(frame["opening_balance"].isna()))
    tenancy = frame["tenancy_ref"].where(_flags(frame["kind"] == "current") & ~accounts.aside)
    _tell(accounts, "two_current_accounts", "tenancy_ref", _flags(tenancy.duplicated(keep=False) & tenancy.notna()))
    dated = frame["became_former_on"].notna() & (frame["kind"] != "former")
    _tell(accounts, "not_former", "became_former_on", _flags(dated) & ~accounts.aside)


def _tell(table: Doctored, code: str, column: str, where: Flag) -> None:
    """A problem of rows that go on all the same."""
    rows = np.flatnonzero(where)
    found = table.frame[column].astype("string").fillna("").to_numpy(dtype=object)[rows]
    table.findings.add(code, column, rows, found, outcome=READ)


def _of_arrangements(arrangements: Doctored) -> None:
    frame = arrangements.frame
    ended = _flags(frame["outcome"].isin(ENDED))
    arrangements.set_aside("ended_without_a_day", "outcome", ended & _flags(frame["ended_on"].isna()))
    arrangements.set_aside("ended_before_it_was_made", "ended_on", _flags(frame["ended_on"] < frame["made_on"]))


def _of_targets(targets: Doctored) -> None:
    frame = targets.frame
    targets.set_aside("no_such_figure", "kpi", _flags(~frame["kpi"].isin(list(definitions()))))
    numbers = frame["target"].map(target_parts, na_action="ignore")
    targets.set_aside("no_target", "target", _flags(numbers.isna()))


def target_parts(text: str) -> int | None:
    """The hundredths of a target, or None where it is no number with at most two decimals."""
    try:
        hundredths = Decimal(text.strip().removesuffix("%").removeprefix("£").replace(",", "")).scaleb(2)
    except InvalidOperation:
        return None
    return int(hundredths) if hundredths.is_finite() and hundredths == hundredths.to_integral_value() else None


def _refuse_other_sign(transactions: pd.DataFrame) -> None:
    """Payments lower what is owed; where they raise it on the whole, the answer about the sign was wrong."""
    paid = int(transactions.loc[_flags(transactions["kind"] == "payment"), "amount"].sum())
    if paid > 0:
        raise ValueError(
            f"the payments of the transactions add up to +{in_pounds(paid)}, which raises what is owed; give the other "
            "amount_sign: what lowers the debt is below nothing"
        )
