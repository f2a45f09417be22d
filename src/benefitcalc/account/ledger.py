"""The ledger beside a rent roll: accounts, their transactions, arrangements and targets, read and checked.

    ledger = Ledger.read("accounts.csv", "transactions.csv", opening_on="2026-04-06", balance_sign="owed_positive", …)
    print(ledger.control_total(closing_balance="1234567.89"))
    ledger.problems()

Rows that cannot be used are set aside, each with its problem; the rest goes on. This module loads pandas.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from benefitcalc.account.control import control_total
from benefitcalc.account.doctor import check, of_typed, with_stake
from benefitcalc.account.reading import read_ledger
from benefitcalc.columns import Ints
from benefitcalc.money import Count, Flag, Pence
from benefitcalc.periods import Day, as_date, day_number
from benefitcalc.portfolio.reading.control import ControlTotal
from benefitcalc.portfolio.reading.doctor import Doctored
from benefitcalc.portfolio.reading.findings import in_order
from benefitcalc.portfolio.reading.mapping import Mapping
from benefitcalc.portfolio.reading.roll import not_counted
from benefitcalc.portfolio.reading.sources import Source


@dataclass(frozen=True, eq=False)
class Ledger:
    """The good rows of the four tables, in canonical columns and types: :meth:`read` and :meth:`of` make one."""

    accounts: pd.DataFrame
    transactions: pd.DataFrame
    """Without balances brought forward: those stand beside the accounts."""
    arrangements: pd.DataFrame
    targets: pd.DataFrame
    opening_on: dt.date
    """The day at whose start the accounts had their opening balances."""
    complete_from: dt.date
    """The first day from which the transactions are complete: no figure is given of a day before it."""
    set_aside: MappingOf[str, pd.DataFrame]
    """The other rows of each table, with what could be read of them."""
    mapping: Mapping = field(default_factory=Mapping)
    """What was recognised and answered: save it, and the next export needs no word."""
    unmapped: MappingOf[str, tuple[str, ...]] = field(default_factory=dict)
    """For each table the headings that were not used."""
    _problems: pd.DataFrame = field(default_factory=lambda: in_order([]))
    _not_counted: MappingOf[str, int] = field(default_factory=dict)

    @classmethod
    def read(
        cls,
        accounts: Source,
        transactions: Source | None = None,
        arrangements: Source | None = None,
        targets: Source | None = None,
        mapping: Mapping | MappingOf[str, Any] | str | os.PathLike[str] | bytes | None = None,
        **answers: Any,
    ) -> Ledger:
        """Read a ledger from frames, or from CSV, XLSX or Parquet files (paths, bytes or open files).

        A table that is left out may be a sheet of its name in the workbook of the accounts. Amounts are in pounds.
        ``mapping`` says what the headings and codes mean that are not recognised.

        Answers, as keywords or in the mapping, each asked only where it is needed:

        - ``opening_on``: the day at whose start the opening balances stood, such as "2026-04-06"
        - ``complete_from``: the first day from which the transactions are complete; the same day where left out
        - ``balance_sign``: "owed_positive" or "owed_negative", the sign of an opening balance that is owed
        - ``amount_sign``: the same of an amount that raises what is owed
        - ``date_order``: "day_first" or "month_first", where no date tells
        - ``money``: "pounds" or "pence", of whole numbers in a frame or a Parquet file
        - any column that a table lacks, with one value for every row (``per="week"``)

        Raises AnswersMissing with every question that is open, UnreadableTable for a file that is no table, OSError for
        one that is not there, and ValueError where the payments raise what is owed: then the sign is the other one.
        """
        sources = {
            "accounts": accounts, "transactions": transactions, "arrangements": arrangements, "targets": targets,
        }  # fmt: skip
        found = read_ledger(sources, mapping, answers)
        return cls(
            **_rows(found.tables),
            opening_on=found.opening_on,
            complete_from=found.complete_from,
            mapping=found.mapping,
            unmapped=found.unmapped,
            _problems=found.problems,
        )

    @classmethod
    def of(
        cls,
        accounts: pd.DataFrame,
        transactions: pd.DataFrame,
        arrangements: pd.DataFrame | None = None,
        targets: pd.DataFrame | None = None,
        *,
        opening_on: Day,
        complete_from: Day | None = None,
    ) -> Ledger:
        """The ledger of typed frames in canonical columns (``account/tables.toml``): pence; what is owed is positive.

        Their rows are checked as :meth:`read` checks them. Raises ``ValueError`` for a column that is not known, and
        where the payments raise what is owed.
        """
        given = {"accounts": accounts, "transactions": transactions, "arrangements": arrangements, "targets": targets}
        tables = {name: of_typed(name, frame) for name, frame in given.items()}
        first = as_date(opening_on)
        check(tables, first)
        return cls(
            **_rows(tables),
            opening_on=first,
            complete_from=first if complete_from is None else as_date(complete_from),
            _problems=in_order([with_stake(table) for table in tables.values()]),
        )

    def problems(self) -> pd.DataFrame:
        """What is wrong or odd, worst first: ``table``, ``sheet``, ``row`` (as the file counts), ``ref``, ``column``,
        ``code``, ``found``, ``valid``, ``outcome`` ("set_aside", "not_known", "read"), ``cells`` (how many the line is
        for) and ``pence_at_stake``.
        """
        return self._problems.copy()

    def control_total(self, *, closing_balance: Decimal | int | str | None = None) -> ControlTotal:
        """Rows and pounds that came in = kept + set aside, and opening balances + transactions = closing balances.

        ``closing_balance`` is the landlord's own total of all balances at the end of the ledger, in pounds, credits
        netted; the result says whether it ties.
        """
        whole = None if closing_balance is None else Decimal(closing_balance)
        good = {name: getattr(self, name) for name in self.set_aside}
        return control_total(good, self.set_aside, self._not_counted, whole)

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


def _rows(tables: MappingOf[str, Doctored]) -> dict[str, Any]:
    """The good rows of each table, those set aside, and what was not counted among either."""
    good = {name: table.good() for name, table in tables.items()}
    brought = (good["transactions"]["kind"] == "opening").to_numpy(dtype=np.bool_)
    good["transactions"] = good["transactions"][~brought].reset_index(drop=True)
    aside = {name: table.frame[table.aside].reset_index(drop=True) for name, table in tables.items()}
    apart = {"balances brought forward as transactions": int(brought.sum()), **not_counted(tables.values())}
    return {**good, "set_aside": aside, "_not_counted": apart}
