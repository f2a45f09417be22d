"""What a reader of the key figures has to know: what was left out of them, and what makes a period unlike others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np
import pandas as pd

from benefitcalc.account.ledger import Ledger
from benefitcalc.account.measures import current_on, flags_of_accounts, of_roll
from benefitcalc.account.movements import debts
from benefitcalc.columns import Ints
from benefitcalc.money import in_pounds
from benefitcalc.periods import day_number, from_day_number
from benefitcalc.portfolio.reading.findings import SET_ASIDE


def notes(
    ledger: Ledger,
    first: dt.date,
    last: dt.date,
    year_before: tuple[dt.date, dt.date],
    moved: pd.DataFrame,
    tenancies: pd.DataFrame | None,
    results: pd.DataFrame | None,
) -> Iterator[str]:
    """The sentences, each with its figures."""
    yield from _of_weeks(ledger, first, last, year_before)
    yield from _of_later_payments(ledger, last)
    yield from _of_transfers(moved)
    yield from _of_accounts(ledger, current_on(last, ledger, moved), tenancies)
    if tenancies is not None:
        yield from _of_roll(tenancies, last, results)
    rows = sum(len(aside) for aside in ledger.set_aside.values())
    if rows:
        problems = ledger.problems()
        stake = int(problems.loc[problems["outcome"] == SET_ASIDE, "pence_at_stake"].sum())
        yield f"{rows:,} rows of the ledger were set aside, with {in_pounds(stake)} on them: see its problems."


def weeks_charged(ledger: Ledger, first: dt.date, last: dt.date) -> tuple[int, list[dt.date]] | None:
    """In how many weeks of the period rent was charged, and the first days of those in which it was not.

    A week counts as charged where at least half as many current accounts were charged as in the middle one of the
    weeks. None where rent is not charged by the week, or the ledger does not go back so far.
    """
    begin, end = day_number(first), day_number(last) + 1
    if first < ledger.complete_from or end <= begin:
        return None
    current = ledger.accounts["kind"].isin(["current", "former"]).to_numpy(np.bool_)[ledger.place]
    rent = (ledger.transactions["kind"] == "rent").to_numpy(np.bool_) & (ledger.amounts > 0) & current
    days = ledger.days[rent & (ledger.days >= begin) & (ledger.days < end)]
    counts: Ints = np.bincount((days - begin) // 7, minlength=-(-(end - begin) // 7))
    there = np.sort(counts[counts > 0])
    if not len(there) or 2 * len(there) < len(counts):
        return None
    charged = 2 * counts >= there[len(there) // 2]
    whole = (end - begin) // 7  # a few days at the end without a charge are no rent-free week
    return int(charged.sum()), [from_day_number(begin + 7 * int(week)) for week in np.flatnonzero(~charged[:whole])]


def _of_weeks(ledger: Ledger, first: dt.date, last: dt.date, year_before: tuple[dt.date, dt.date]) -> Iterator[str]:
    found, before = weeks_charged(ledger, first, last), weeks_charged(ledger, *year_before)
    if found is None:
        return
    weeks, free = found
    if before is not None and before[0] != weeks:
        yield f"Rent was charged in {weeks} weeks of the period, and in {before[0]} of the same period a year before."
    elif weeks > 52:
        yield f"Rent was charged in {weeks} weeks of the period; Universal Credit pays for 52 weeks a year."
    if free:
        yield (
            f"No rent was charged in {len(free)} weeks (from {', '.join(f'{day:%a %-d %b %Y}' for day in free)}): "
            "receipts of those weeks stand against no charge, so that arrears are lower and the rates higher for them."
        )


def _of_later_payments(ledger: Ledger, last: dt.date) -> Iterator[str]:
    later = (ledger.days > day_number(last)) & (ledger.transactions["kind"] == "payment").to_numpy(np.bool_)
    if later.any():
        yield (
            f"{int(later.sum()):,} payments of {in_pounds(-int(ledger.amounts[later].sum()))} are dated after the "
            "period and are not counted."
        )


def _of_transfers(moved: pd.DataFrame) -> Iterator[str]:
    net = int(moved["transfers"].sum())
    if net:
        yield f"Transfers do not balance: {in_pounds(net)} came from or went to no account of the ledger."


def _of_accounts(ledger: Ledger, current: pd.DataFrame, tenancies: pd.DataFrame | None) -> Iterator[str]:
    flags = flags_of_accounts(ledger, tenancies).loc[current["place"]]
    unknown = int(flags["universal_credit"].isna().sum())
    if unknown:
        yield f"Whether {unknown:,} current accounts have Universal Credit is not known: they are in neither part."
    owed = debts(current["closing"].to_numpy(np.int64))
    silent = flags["help_accrued"].isna().to_numpy(np.bool_) & (owed > 0)
    if silent.any() and flags["help_accrued"].notna().any():
        yield (
            f"Help accrued is not known of {int(silent.sum()):,} accounts with {in_pounds(int(owed[silent].sum()))} of "
            "arrears: nothing is taken off there."
        )


def _of_roll(tenancies: pd.DataFrame, last: dt.date, results: pd.DataFrame | None) -> Iterator[str]:
    sums, unknown = of_roll(tenancies, last)
    if unknown.any():
        yield (
            f"The year's charges of {int(unknown.sum()):,} of {int(sums['tenancies'].sum()):,} tenancies are not known "
            "(rent, rent_per, chargeable_weeks): the annual rent roll is without them."
        )
    if results is not None:
        assessed = int(results["rent_to_pay"].notna().sum())
        if assessed < len(tenancies):
            yield f"{assessed:,} of {len(tenancies):,} tenancies could be assessed: the rent at risk is of those alone."
