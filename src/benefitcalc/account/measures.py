"""The sums from which the key figures are made: by patch, by officer and for all, in whole pence and whole numbers.

A sum of which nothing is known is left out, so that a figure that needs it is missing and never zero.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from benefitcalc.account.ledger import Ledger
from benefitcalc.account.movements import GROUPS, debts
from benefitcalc.columns import Ints
from benefitcalc.money import Flag
from benefitcalc.periods import day_number
from benefitcalc.portfolio.reading.control import year_of_charges

ALL = "all"
"""How the sums of the whole stock are named among those by patch and officer."""


def by_groups(rows: pd.DataFrame, keys: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """The columns of ``rows`` added up for all and by each column of ``keys``: index ``(by, group)``, whole numbers.

    What has no patch or officer is added under an empty one, so that the groups add up to all.
    """
    tables = {ALL: rows.sum().to_frame("").T}
    for name in by:
        tables[name] = rows.groupby(keys[name].fillna("").to_numpy(object)).sum()
    return pd.concat(tables, names=["by", "group"]).astype("Int64")


def keys_of_accounts(ledger: Ledger, tenancies: pd.DataFrame | None, by: Sequence[str]) -> pd.DataFrame:
    """The patch and officer of each account: its own, or those of its tenancy in the roll."""
    keys = pd.DataFrame(index=ledger.accounts.index)
    for name in by:
        own = ledger.accounts[name] if name in ledger.accounts else pd.Series(pd.NA, index=keys.index, dtype="string")
        keys[name] = own.fillna(of_tenancy(ledger, tenancies, name).astype("string"))
    return keys


def of_tenancy(ledger: Ledger, tenancies: pd.DataFrame | None, column: str) -> pd.Series:
    """A column of the roll for each account, by its tenancy; missing where there is none."""
    if tenancies is None or column not in tenancies:
        return pd.Series(pd.NA, index=ledger.accounts.index, dtype="object")
    known = tenancies.dropna(subset="tenancy_ref").drop_duplicates("tenancy_ref").set_index("tenancy_ref")[column]
    return ledger.accounts["tenancy_ref"].map(known)


def of_movements(moved: pd.DataFrame) -> pd.DataFrame:
    """The sums of money by kind of account, a row for each row of ``moved``."""
    of_all = {
        "opening_arrears": debts(moved["opening"].to_numpy()),
        "closing_arrears": debts(moved["closing"].to_numpy()),
        "charges": moved["charges"].to_numpy(),
        "other_charges": moved["other_charges"].to_numpy(),
        "cash": -moved["cash"].to_numpy(),
        "transfers": moved["transfers"].to_numpy(),
    }
    group = moved["group"].to_numpy(object)
    columns = {f"{name}.{one}": np.where(group == one, sums, 0) for one in GROUPS for name, sums in of_all.items()}
    columns["leavers"] = np.where(group == "former", debts(moved["moved"].to_numpy()), 0)
    columns["write_offs"] = -moved["write_offs"].to_numpy()
    columns["write_backs"] = moved["write_backs"].to_numpy()
    return pd.DataFrame(columns)


def current_on(last: dt.date, ledger: Ledger, moved: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``moved`` that are current accounts at the end of ``last``: the tenant has not left, and the account
    has an opening balance or a transaction by then.
    """
    opened = ledger.accounts["opening_balance"].to_numpy(np.int64) != 0
    opened[ledger.place[ledger.days <= day_number(last)]] = True
    left = moved["place"].isin(moved.loc[moved["group"] == "former", "place"])
    return moved[(moved["group"] == "current") & ~left & opened[moved["place"]]]


def flags_of_accounts(ledger: Ledger, tenancies: pd.DataFrame | None) -> pd.DataFrame:
    """What is known of each account on the last day: the ledger's own columns, or those of its tenancy in the roll."""
    accounts = ledger.accounts
    in_roll = {
        "universal_credit": of_tenancy(ledger, tenancies, "uc_flag"),
        "managed_payment": of_tenancy(ledger, tenancies, "managed_payment_flag"),
        "deduction": of_tenancy(ledger, tenancies, "deduction").astype("Int64") > 0,
    }
    flags = {name: accounts[name].fillna(found.astype("boolean")) for name, found in in_roll.items()}
    accrued = of_tenancy(ledger, tenancies, "help_accrued").astype("Int64")
    return pd.DataFrame({**flags, "help_accrued": accounts["help_accrued"].fillna(accrued)})


def of_accounts(closing: Ints, flags: pd.DataFrame) -> pd.DataFrame:
    """The counts and sums of current accounts on the last day, a row an account, with the balances ``closing``."""
    owed, in_arrears = debts(closing), closing > 0
    known, uc = flags["universal_credit"].notna().to_numpy(np.bool_), _true(flags["universal_credit"])
    rest = known & ~uc
    columns: dict[str, Any] = {"current_accounts": np.ones(len(owed), dtype=np.int64)}
    if known.any():
        for name, part in (("uc", uc), ("rest", rest)):
            columns |= {f"{name}_accounts": part, f"{name}_in_arrears": part & in_arrears}
            columns[f"{name}_arrears"] = np.where(part, owed, 0)
    for flag, counted, of_known in (
        ("managed_payment", "uc_managed", "uc_managed_known"),
        ("deduction", "uc_with_deduction", "uc_deduction_known"),
    ):
        there = uc & flags[flag].notna().to_numpy(np.bool_)
        # Where only those who have it are written down, nobody knows of how many.
        if (there & ~_true(flags[flag])).any() or (there.any() and (there == uc).all()):
            columns |= {counted: there & _true(flags[flag]), of_known: there}
            if flag == "deduction":
                columns["uc_arrears_with_deduction"] = np.where(columns[counted], owed, 0)
                columns["uc_arrears_without_deduction"] = np.where(there & ~columns[counted], owed, 0)
    accrued = flags["help_accrued"]
    if accrued.notna().any():
        columns["help_accrued_in_arrears"] = np.minimum(owed, accrued.fillna(0).to_numpy(np.int64))
    return pd.DataFrame(columns).astype(np.int64)


def _true(flags: pd.Series) -> Flag:
    return flags.fillna(value=False).to_numpy(np.bool_)


def of_roll(tenancies: pd.DataFrame, last: dt.date) -> tuple[pd.DataFrame, Flag]:
    """The year's charges of each tenancy that is current on ``last``; and of which tenancies they are not known."""
    charges = year_of_charges(tenancies)
    day, none = pd.Timestamp(last), pd.Series(pd.NaT, index=tenancies.index, dtype="datetime64[s]")
    start, end = tenancies.get("tenancy_start", none), tenancies.get("tenancy_end", none)
    current = ((start.isna() | (start <= day)) & (end.isna() | (end > day))).to_numpy(np.bool_)
    year = np.where(current, charges.pence, 0)
    sums = pd.DataFrame({"annual_rent_roll": year, "tenancies": current.astype(np.int64)})
    return sums, current & ~charges.known


def of_results(results: pd.DataFrame) -> pd.DataFrame:
    """What each assessed tenancy has to pay in a week, by cause; a row that was not assessed adds nothing."""
    money = {
        "rent_to_pay": "rent_to_pay",
        "under_occupation": "shortfall.under_occupation",
        "non_dependants": "shortfall.non_dependants",
        "ineligible_charges": "shortfall.ineligible_charges",
        "benefit_cap_on_rent": "shortfall.benefit_cap",
        "benefit_cap_reduction": "benefit_cap_reduction_pw",
    }
    columns = {name: results[column].fillna(0).to_numpy(np.int64) for name, column in money.items()}
    capped = columns["benefit_cap_reduction"] > 0
    columns["capped_households"] = capped.astype(np.int64)
    columns["capped_with_rent_met"] = (capped & (columns["benefit_cap_on_rent"] == 0)).astype(np.int64)
    return pd.DataFrame(columns)


def of_arrangements(arrangements: pd.DataFrame, first: dt.date, last: dt.date) -> pd.DataFrame:
    """How many were made, kept and broken in the period, and the days that those kept took: a row an arrangement."""
    begin, end = pd.Timestamp(first), pd.Timestamp(last)
    ended = arrangements["ended_on"].between(begin, end).to_numpy(np.bool_)
    kept = ended & (arrangements["outcome"] == "kept").to_numpy(np.bool_)
    broken = ended & (arrangements["outcome"] == "broken").to_numpy(np.bool_)
    days = (arrangements["ended_on"] - arrangements["made_on"]).dt.days
    return pd.DataFrame(
        {
            "arrangements_made": arrangements["made_on"].between(begin, end).to_numpy(np.int64),
            "arrangements_kept": kept.astype(np.int64),
            "arrangements_broken": broken.astype(np.int64),
            "days": days.where(kept).astype("Int64"),
        }
    )


def medians(days: pd.Series, keys: pd.DataFrame, by: Sequence[str]) -> Mapping[tuple[str, str], tuple[int, int]]:
    """The median of ``days`` by group as an exact fraction of days: the middle one over 1, or the middle two over 2."""
    there = days.notna().to_numpy(np.bool_)
    found = {}
    for name, group, rows in _groups(keys[there], by):
        ordered = np.sort(days[there].to_numpy(np.int64)[rows])
        middle = ordered[(len(ordered) - 1) // 2 : len(ordered) // 2 + 1]
        if len(middle):
            found[name, group] = (int(middle.sum()), len(middle))
    return found


def _groups(keys: pd.DataFrame, by: Sequence[str]) -> Iterator[tuple[str, str, Ints]]:
    yield ALL, "", np.arange(len(keys))
    for name in by:
        for group, rows in keys[name].fillna("").reset_index(drop=True).groupby(keys[name].fillna("").to_numpy(object)):
            yield name, str(group), rows.index.to_numpy(np.int64)
