"""A made-up ledger: accounts, transactions, arrangements and targets, which tie to the penny."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import numpy as np
import pandas as pd

from benefitcalc.account.synthetic.arrangements import add_arrangements
from benefitcalc.account.synthetic.calendar import Weeks, weeks_before
from benefitcalc.account.synthetic.lettings import Lettings, habits, lettings_of
from benefitcalc.account.synthetic.lines import Lines
from benefitcalc.account.synthetic.other_accounts import add_former_debts, add_garages, add_sundry_debts
from benefitcalc.account.synthetic.rent_accounts import Rents, add_rent_accounts
from benefitcalc.account.tables import tables_of_the_ledger
from benefitcalc.columns import Ints
from benefitcalc.money import Flag, Pence
from benefitcalc.periods import Day, as_date, from_day_number
from benefitcalc.portfolio.synthetic.draws import Draws
from benefitcalc.portfolio.synthetic.facts import Texts, references

_CHANCES = 80
"""Numbers kept for one account; none uses all of them."""
_MONDAY = 0


class SyntheticLedger(NamedTuple):
    """The four tables of a ledger, typed, and the roll that goes with it."""

    accounts: pd.DataFrame
    transactions: pd.DataFrame
    arrangements: pd.DataFrame
    targets: pd.DataFrame
    tenancies: pd.DataFrame
    """The roll with the balances that its rent accounts have when the ledger ends."""
    opening_on: dt.date
    """The day at whose start the opening balances stood."""


def synthetic_ledger(tenancies: pd.DataFrame, *, seed: int, on: Day, years: int = 1) -> SyntheticLedger:
    """The ledger of the 52 or 104 weeks before ``on``, a Monday, for the tenancies of a made-up roll of that day.

    Opening balance plus transactions is the closing balance of every account, to the penny. Beside the tenants of the
    roll there are those who left their homes within these weeks or before, sundry debts and garages. Rents of earlier
    rent years are today's less what rents rose by since, and help with them is lower by as much, which is an estimate.
    Raises ``ValueError`` for a day that is no Monday, for other numbers of years, and for tenancies that are charged
    neither by the week nor by the month.
    """
    end = as_date(on)
    if end.weekday() != _MONDAY:
        raise ValueError(f"on is {end}, a {end:%A}; a ledger ends with a week, so give a Monday")
    if years not in {1, 2}:
        raise ValueError(f"years is {years}; a ledger has 1 or 2")
    weeks = weeks_before(end, years)
    by_row, by_grid = (np.random.default_rng((seed, part)) for part in range(2))
    homes = Draws(by_row.random((len(tenancies), _CHANCES)))
    lets = lettings_of(homes, tenancies, weeks)
    draws, lines = Draws(by_row.random((len(lets), _CHANCES))), Lines()
    rents = add_rent_accounts(lines, draws, by_grid, lets, tenancies, weeks)
    arrangements = add_arrangements(lines, draws, lets, rents.habit, references("A", np.arange(len(lets)) + 1), weeks)
    accounts, openings = _others(lines, by_row, homes, lets, rents, weeks)
    closing = openings + lines.moved(len(openings))
    refs = references("A", np.arange(len(openings)) + 1)
    return SyntheticLedger(
        accounts=_accounts(refs, tenancies, accounts, lets, rents, openings),
        transactions=lines.frame(refs),
        arrangements=arrangements,
        targets=_targets(),
        tenancies=tenancies.assign(balance=pd.array(closing[: len(tenancies)], dtype="Int64")),
        opening_on=from_day_number(weeks.begin),
    )


class _Accounts(NamedTuple):
    """All accounts: those of the lettings, and then the others."""

    home: Ints
    kind: Ints
    former_on: Ints
    """The day on which it became a former tenant's; 0 where it is none."""


def _others(
    lines: Lines, chances: np.random.Generator, homes: Draws, lets: Lettings, rents: Rents, weeks: Weeks
) -> tuple[_Accounts, Pence]:
    """Add what happens on all other accounts; all accounts and their opening balances."""
    kinds = tables_of_the_ledger()["accounts"]["kind"].of
    left = np.flatnonzero(lets.left_on < weeks.end)
    owed = rents.opening + lines.moved(len(lets), before=lets.left_on)
    add_former_debts(lines, _drawn(chances, len(left)), left, owed[left], lets.left_on[left], weeks)
    of = habits()
    older, sundry, garage = (
        np.flatnonzero(homes.chance(of[name][share]))
        for name, share in (("former", "older"), ("sundry", "share"), ("garages", "share"))
    )
    first = len(lets)
    of_older, of_sundry, of_garage = np.split(
        np.arange(first, first + len(older) + len(sundry) + len(garage)), np.cumsum([len(older), len(sundry)])
    )
    draws = _drawn(chances, len(older))
    old_debt = draws.pence(of["former"]["older_debt"], skew=2)
    since = np.full(len(older), weeks.begin)
    gone_on = weeks.begin - draws.whole((10, 700))
    add_former_debts(lines, draws, of_older, old_debt, since, weeks)
    of_sundries = add_sundry_debts(lines, _drawn(chances, len(sundry)), of_sundry, weeks)
    of_garages = add_garages(lines, _drawn(chances, len(garage)), of_garage, weeks)
    names = ["former", "sundry", "garage"]
    each = [len(older), len(sundry), len(garage)]
    of_lets = np.where(lets.left_on < weeks.end, kinds.index("former"), kinds.index("current"))
    accounts = _Accounts(
        home=np.concatenate([lets.home, older, sundry, garage]),
        kind=np.concatenate([of_lets, np.repeat([kinds.index(name) for name in names], each)]),
        former_on=np.concatenate(
            [np.where(lets.left_on < weeks.end, lets.left_on, 0), gone_on, np.zeros(sum(each[1:]), dtype=np.int64)]
        ),
    )
    return accounts, np.concatenate([rents.opening, old_debt, of_sundries, of_garages])


def _drawn(chances: np.random.Generator, rows: int) -> Draws:
    return Draws(chances.random((rows, _CHANCES)))


def _accounts(
    refs: Texts, tenancies: pd.DataFrame, accounts: _Accounts, lets: Lettings, rents: Rents, openings: Pence
) -> pd.DataFrame:
    """The typed table of accounts."""
    columns = tables_of_the_ledger()["accounts"]
    kinds = columns["kind"].of
    former = accounts.kind == kinds.index("former")
    roll = np.arange(len(accounts.home)) < len(tenancies)
    of_roll = tenancies["tenancy_ref"].array.take(accounts.home)
    earlier = references("L", accounts.home + 1)
    former_on = accounts.former_on.astype("datetime64[D]").astype("datetime64[s]")
    return pd.DataFrame(
        {
            "account_ref": refs,
            "tenancy_ref": pd.Series(of_roll).where(~former, pd.Series(earlier)),
            "kind": pd.Categorical.from_codes(
                accounts.kind, categories=pd.Index(pd.array(list(kinds), dtype="string"))
            ),
            "patch": tenancies["patch"].array.take(accounts.home),
            "officer": tenancies["officer"].array.take(accounts.home),
            "universal_credit": _flags(lets.on_uc, roll),
            "managed_payment": _flags(lets.managed_pm > 0, roll),
            "deduction": _flags(lets.has_deduction, roll),
            "help_accrued": pd.arrays.IntegerArray(_longer(rents.help_accrued, len(roll)), ~roll),
            "opening_balance": pd.array(openings, dtype="Int64"),
            "became_former_on": np.where(former, former_on, np.datetime64("NaT", "s")),
        }
    )


def _flags(flags: Flag, roll: Flag) -> pd.arrays.BooleanArray:
    return pd.arrays.BooleanArray(_longer(flags.astype(np.int64), len(roll)) != 0, ~roll)


def _longer(values: Ints, accounts: int) -> Ints:
    """The values of the lettings, with nil for all accounts behind them."""
    return np.concatenate([values, np.zeros(accounts - len(values), dtype=np.int64)])


def _targets() -> pd.DataFrame:
    targets = habits()["targets"]
    return pd.DataFrame(
        {
            "kpi": pd.array(list(targets), dtype="string"),
            "patch": pd.array([None] * len(targets), dtype="string"),
            "target": pd.array(list(targets.values()), dtype="string"),
        }
    )
