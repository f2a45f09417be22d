"""What moved on each account in a period: opening, charges, cash, write-offs and the rest, and closing, to the penny.

An account whose tenant left has two rows, one for the time as a current account and one for the time as a former one;
its balance moves from the first to the second at the start of the day on which the tenant became a former one. On every
row opening plus what moved is closing.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from benefitcalc.account.days import rent_year_start
from benefitcalc.account.ledger import Ledger, days_of, summed
from benefitcalc.columns import Ints
from benefitcalc.money import not_below_zero
from benefitcalc.periods import Day, as_date, day_number

GROUPS = ("current", "former", "sundry", "garage", "sub_account", "use_and_occupation")
"""The kinds of account, each counted apart. Only ``current`` accounts are in the rates of rent."""
FLOW_OF = {
    "rent": "charges",
    "service_charge": "charges",
    "court_costs": "other_charges",
    "other_charge": "other_charges",
    "payment": "cash",
    "refund": "cash",
    "write_off": "write_offs",
    "write_back": "write_backs",
    "adjustment": "adjustments",
    "transfer": "transfers",
}
"""Where each kind of transaction is counted. Court costs and recharges are no rent; a refund is cash given back."""
CREDITS_REPAID = "credits_repaid"
FLOWS = (*dict.fromkeys(FLOW_OF.values()), CREDITS_REPAID)
"""What moves on an account. Credits repaid are refunds to former tenants of what they had in credit when they left, or
when the period began: they are no collection of debt with a minus before it.
"""


def period_of(period: tuple[Day, Day], ledger: Ledger) -> tuple[dt.date, dt.date]:
    """First and last day. Raises ``ValueError`` where they are not in that order, or the ledger begins later."""
    first, last = map(as_date, period)
    if last < first:
        raise ValueError(f"the period ends on {last}, before it begins on {first}; give (first day, last day)")
    if first < ledger.complete_from:
        raise ValueError(
            f"the period begins on {first}, but the transactions are complete from {ledger.complete_from} on; "
            "give a later first day, or say complete_from where the ledger goes further back"
        )
    return first, last


def year_to_date(ledger: Ledger) -> tuple[dt.date, dt.date]:
    """The rent year of the ledger's last transaction, as far as the ledger holds it."""
    last = ledger.last_day
    return max(rent_year_start(last), ledger.complete_from), last


def movements(ledger: Ledger, first: dt.date, last: dt.date) -> pd.DataFrame:
    """A row for each account and each state that it was in from ``first`` to ``last``.

    ``place`` is the row in ``ledger.accounts`` and ``group`` one of :data:`GROUPS`. All else is in pence, with
    the sign of what is owed: ``opening``, the columns of :data:`FLOWS` (cash and write-offs negative), ``moved`` (what
    left the current accounts or came to the former ones with the tenant) and ``closing``.
    """
    accounts, n = ledger.accounts, len(ledger.accounts)
    begin, end = day_number(first), day_number(last) + 1
    kind = accounts["kind"].to_numpy(object)
    was_former, dated = kind == "former", accounts["became_former_on"].notna().to_numpy()
    ends = np.where(was_former, days_of(accounts["became_former_on"]), end)
    # Of a former account without a date nothing is known but that it is one.
    ends = np.where(was_former & ~dated, begin - 1, ends)
    left = np.clip(ends, begin, end)
    # Who leaves on the first day was a current tenant when the period opened, as when the one before it closed.
    was_current, is_former = ends >= begin, ends < end
    both = was_current & is_former
    at_left = ledger.balances_at(left)
    opening, closing = ledger.balances_at(first), ledger.balances_at(last + dt.timedelta(days=1))
    flows = _flows(ledger, begin, end, left)
    states = (
        (np.where(was_former, "current", kind), was_current, opening, -at_left, np.where(both, 0, closing)),
        (kind, is_former, np.where(both, 0, opening), at_left, closing),
    )
    parts = []
    for after, (group, there, at_first, moved, at_last) in enumerate(states):
        columns = {
            "group": group,
            "opening": at_first,
            **{name: flows[number, after] for number, name in enumerate(FLOWS)},
            "moved": np.where(both, moved, 0),
            "closing": at_last,
        }
        if after:
            in_credit = not_below_zero(-(columns["opening"] + columns["moved"]))
            columns[CREDITS_REPAID] = np.minimum(not_below_zero(columns["cash"]), in_credit)
            columns["cash"] = columns["cash"] - columns[CREDITS_REPAID]
        parts.append(pd.DataFrame({"place": np.arange(n), **columns})[there])
    return pd.concat(parts, ignore_index=True)


def _flows(ledger: Ledger, begin: int, end: int, left: Ints) -> Ints:
    """What moved by flow, before and after the tenant left, and account: shape (flows, 2, accounts)."""
    n = len(ledger.accounts)
    of_kind = np.array([FLOWS.index(flow) for flow in FLOW_OF.values()], dtype=np.int64)
    within = (ledger.days >= begin) & (ledger.days < end)
    place = ledger.place[within]
    flow = of_kind[pd.Categorical(ledger.transactions["kind"], categories=list(FLOW_OF)).codes[within]]
    cell = (flow * 2 + (ledger.days[within] >= left[place])) * n + place
    return summed(cell, ledger.amounts[within], len(FLOWS) * 2 * n).reshape(len(FLOWS), 2, n)


def debts(balances: Ints) -> Ints:
    """The debit balances alone: a credit on one account pays no debt on another."""
    return not_below_zero(balances)
