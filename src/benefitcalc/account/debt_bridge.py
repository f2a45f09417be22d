"""One bridge of all debt: what it was, what changed it, and what it is, by kind of account, to the penny.

Leavers' debts leave the current accounts and come to the former ones: current arrears fall without a penny collected,
and the total stays the same. The column of former accounts is the bridge of former tenant arrears: opening plus leavers
less cash less write-offs is closing, with a line of its own for whatever else moved.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from benefitcalc.account.ledger import Ledger
from benefitcalc.account.movements import CREDITS_REPAID, FLOWS, GROUPS, debts, movements, period_of
from benefitcalc.money import in_pounds, not_below_zero
from benefitcalc.periods import Day

LINES = {
    "opening": "Debt at the start",
    "charges": "Rent and service charges",
    "other_charges": "Court costs, recharges and other charges",
    "leavers": "Leavers: debt moved from current to former",
    "transfers": "Moved between accounts",
    "cash": "Cash received, less refunds",
    "write_offs": "Written off",
    "write_backs": "Written back",
    "adjustments": "Adjustments",
    "credits": "Credits, not netted: their change and repayment",
    "closing": "Debt at the end",
}
"""The lines of the bridge in their order: what each is called."""
TOTAL = "all"


def combined_debt(ledger: Ledger, period: tuple[Day, Day]) -> pd.DataFrame:
    """The bridge of the debit balances from the start of the first day to the end of the last: a line a row.

    Columns are the kinds of account and ``all``, in whole pence; in each, the lines from ``opening`` on add up to
    ``closing``. Raises ``ValueError`` where the ledger begins after the period.
    """
    return bridge_of(movements(ledger, *period_of(period, ledger)))


def bridge_of(moved: pd.DataFrame) -> pd.DataFrame:
    """The bridge of what :func:`~benefitcalc.account.movements.movements` gave."""
    opening, closing, left = (moved[name].to_numpy(np.int64) for name in ("opening", "closing", "moved"))
    # A debt that leaves the current accounts is below nothing there, and above nothing where it comes to.
    is_former = (moved["group"] == "former").to_numpy(np.bool_)
    debt_moved = np.where(is_former, debts(left), -debts(-left))
    credits_grew = not_below_zero(-closing) - not_below_zero(-opening)
    lines = {
        **{name: moved[name].to_numpy(np.int64) for name in FLOWS},
        "opening": debts(opening),
        "leavers": debt_moved,
        "credits": credits_grew + left - debt_moved + moved[CREDITS_REPAID].to_numpy(np.int64),
        "closing": debts(closing),
    }
    sums = pd.DataFrame({name: lines[name] for name in LINES}).groupby(moved["group"].to_numpy(object)).sum()
    bridge = sums.reindex(list(GROUPS), fill_value=0).T.astype(np.int64)
    bridge[TOTAL] = bridge.sum(axis=1)
    return bridge.rename_axis("line")


def of_leavers(bridge: pd.DataFrame) -> str:
    """What leavers did to the current arrears, in a sentence."""
    moved = int(bridge["former"]["leavers"])
    if not moved:
        return "No debt moved to former accounts in the period."
    before, after = (int(bridge["current"][line]) for line in ("opening", "closing"))
    return (
        f"Leavers took {in_pounds(moved)} of debt from current to former accounts: without a penny collected, current "
        f"arrears are {in_pounds(after)} and not {in_pounds(after + moved)} ({in_pounds(before)} at the start)."
    )
