"""The ledger beside a rent roll: accounts, their transactions, arrangements and targets, read and checked.

Rows that cannot be used are set aside, each with its problem; the rest goes on. :meth:`Ledger.control_total` shows that
nothing is lost: rows and pence in are those taken and those set aside. This module loads pandas.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from benefitcalc.account.doctor import checked
from benefitcalc.account.tables import tables_of_the_ledger
from benefitcalc.columns import Ints
from benefitcalc.money import Count, Flag, Pence
from benefitcalc.periods import Day, as_date, day_number
from benefitcalc.portfolio.tables import Column

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


@dataclass(frozen=True, eq=False)
class Ledger:
    """The good rows of the four tables, in canonical columns and types; see :meth:`read`."""

    accounts: pd.DataFrame
    transactions: pd.DataFrame
    arrangements: pd.DataFrame
    targets: pd.DataFrame
    opening_on: dt.date
    """The day at whose start the accounts had their opening balances."""
    complete_from: dt.date
    """The first day from which the transactions are complete: no figure is given of a day before it."""
    found: pd.DataFrame
    counted: pd.DataFrame

    @classmethod
    def read(
        cls,
        accounts: pd.DataFrame,
        transactions: pd.DataFrame,
        arrangements: pd.DataFrame | None = None,
        targets: pd.DataFrame | None = None,
        *,
        opening_on: Day,
        complete_from: Day | None = None,
    ) -> Ledger:
        """The ledger of these frames, in canonical columns (``account/tables.toml``); what is owed is positive.

        ``opening_on`` is the day at whose start the opening balances stood. ``complete_from`` is the first day from
        which the transactions are complete, by default the same day. Raises ``ValueError`` for a column that is not
        known, and where payments raise what is owed: then the amounts have the other sign.
        """
        given = {"accounts": accounts, "transactions": transactions, "arrangements": arrangements, "targets": targets}
        tables = tables_of_the_ledger()
        typed = {name: _typed(name, frame, tables[name]) for name, frame in given.items()}
        first = as_date(opening_on)
        good, problems, counted = checked(typed, first)
        return cls(
            **good,
            opening_on=first,
            complete_from=first if complete_from is None else as_date(complete_from),
            found=problems,
            counted=counted,
        )

    def problems(self) -> pd.DataFrame:
        """What was wrong, a row a problem: ``table``, ``row`` (counted from 1 below the heads), ``column``, ``code``,
        what was ``found``, what would be ``valid``, the ``pence_at_stake``, and whether the row was ``set_aside``.
        """
        return self.found.copy()

    def control_total(self) -> pd.DataFrame:
        """For each table: rows and pence in, taken, and set aside. In is always taken plus set aside."""
        return self.counted.copy()

    # --- Columns by account, from which all figures are made ----------------------------------------------------------

    @cached_property
    def place(self) -> Ints:
        """For each transaction the row of its account in :attr:`accounts`."""
        return pd.Index(self.accounts["account_ref"]).get_indexer(self.transactions["account_ref"]).astype(np.int64)

    @cached_property
    def days(self) -> Ints:
        """The day number of each transaction."""
        return days_of(self.transactions["date"])

    @cached_property
    def amounts(self) -> Pence:
        """The pence of each transaction; what raises the debt is positive."""
        return self.transactions["amount"].to_numpy(np.int64)

    @property
    def last_day(self) -> dt.date:
        """The day of the last transaction."""
        return dt.date.fromisoformat(str(self.transactions["date"].max().date()))

    def balances_at(self, day: dt.date | Ints) -> Pence:
        """What is owed on each account at the start of ``day`` (one for all, or one each); a credit is negative."""
        opened = day_number(self.opening_on)
        on = np.broadcast_to(np.asarray(day_number(day) if isinstance(day, dt.date) else day), len(self.accounts))
        of_account = on[self.place]
        since = (self.days >= opened) & (self.days < of_account)
        before = (self.days < opened) & (self.days >= of_account)
        opening = self.accounts["opening_balance"].to_numpy(np.int64)
        return opening + self.summed(since) - self.summed(before)

    def summed(self, wanted: Flag) -> Pence:
        """The amounts of the transactions that are ``wanted``, added by account."""
        return summed(self.place[wanted], self.amounts[wanted], len(self.accounts))


def summed(place: Ints, amounts: Ints, n: int) -> Ints:
    """``amounts`` added by ``place``, in whole numbers: shape ``(n,)``."""
    total: Ints = np.zeros(n, dtype=np.int64)
    np.add.at(total, place, amounts)
    return total


def days_of(dates: pd.Series) -> Count:
    """The day numbers of dates; a missing date is later than every day."""
    days = dates.to_numpy("datetime64[D]")
    return np.where(np.isnat(days), np.iinfo(np.int64).max, days.astype(np.int64))


def _typed(name: str, frame: pd.DataFrame | None, columns: dict[str, Column]) -> pd.DataFrame:
    """The frame in canonical types; a column that it lacks is missing throughout."""
    rows = 0 if frame is None else len(frame)
    cells = {
        column.name: pd.Series(pd.NA, index=range(rows), dtype=_TYPES[column.kind])
        if frame is None or column.name not in frame
        else frame[column.name].reset_index(drop=True).astype(_TYPES[column.kind])
        for column in columns.values()
    }
    if frame is not None and (strange := [str(column) for column in frame if column not in columns]):
        raise ValueError(f"{name} has columns that are not known: {', '.join(strange)}; known are {', '.join(columns)}")
    return pd.DataFrame(cells, index=range(rows))
