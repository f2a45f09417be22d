"""The arrangements of a made-up ledger: what was agreed beside the rent, and whether it was paid."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benefitcalc.account.synthetic.calendar import Weeks
from benefitcalc.account.synthetic.lettings import Lettings, habits
from benefitcalc.account.synthetic.lines import Lines
from benefitcalc.account.tables import tables_of_the_ledger
from benefitcalc.columns import Ints
from benefitcalc.periods import week_to_month
from benefitcalc.portfolio.synthetic.draws import Draws
from benefitcalc.portfolio.synthetic.facts import Texts

_A_MONTH, _FIRST_AFTER = 30, 14
_NOT_ENDED = np.datetime64("NaT", "s")


def add_arrangements(
    lines: Lines, draws: Draws, lets: Lettings, habit: Ints, references: Texts, weeks: Weeks
) -> pd.DataFrame:
    """Add what tenants pay under arrangements; the typed table of arrangements."""
    of, columns = habits()["arrangements"], tables_of_the_ledger()["arrangements"]
    outcomes = columns["outcome"].of
    drawn = np.array([outcomes.index(name) for name in of["outcomes"]])[draws.pick(of["outcomes"].values())]
    made_on = weeks.begin + draws.whole((0, weeks.end - weeks.begin - 2 * _A_MONTH))
    amount = week_to_month(draws.pence(of["beside_the_rent"]))
    months = draws.whole(of["months"])
    stays = (made_on >= lets.start) & (lets.left_on >= weeks.end)
    on_time = list(habits()["habits"]).index("on_time")
    there = stays & (habit != on_time) & draws.chance(of["made"])
    broken, cancelled = drawn == outcomes.index("broken"), drawn == outcomes.index("cancelled")
    payments = np.where(broken, of["broken_after_payments"], np.where(cancelled, 1, months))
    number = np.arange(of["months"][1])
    day = made_on[:, None] + _FIRST_AFTER + _A_MONTH * number
    paid = there[:, None] & (number < payments[:, None]) & (day < weeks.end)
    account = np.arange(len(lets))
    lines.add(account[:, None], day, -amount[:, None], kind="payment", source="tenant", where=paid)
    ended = made_on + _FIRST_AFTER + _A_MONTH * payments
    runs = (ended >= weeks.end) | (drawn == outcomes.index("running"))
    outcome = np.where(runs, outcomes.index("running"), drawn)[there]
    words = pd.Index(pd.array(list(outcomes), dtype="string"))
    return pd.DataFrame(
        {
            "account_ref": references.take(account[there]),
            "made_on": _days(made_on[there]),
            "ended_on": np.where(runs[there], _NOT_ENDED, _days(ended[there])),
            "amount": pd.array(amount[there], dtype="Int64"),
            "per": pd.array(["month"] * int(there.sum()), dtype="string"),
            "first_payment": _days((made_on + _FIRST_AFTER)[there]),
            "outcome": pd.Categorical.from_codes(outcome, categories=words),
        }
    )


def _days(numbers: Ints) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    return numbers.astype("datetime64[D]").astype("datetime64[s]")
