"""The accounts of a made-up ledger beside those of the rent: what former tenants owe, sundry debts and garages."""

from __future__ import annotations

import numpy as np

from benefitcalc.account.synthetic.calendar import Weeks
from benefitcalc.account.synthetic.lettings import habits
from benefitcalc.account.synthetic.lines import Lines
from benefitcalc.columns import Ints
from benefitcalc.money import Flag, Pence, not_below_zero
from benefitcalc.portfolio.synthetic.draws import Draws

_A_MONTH = 30


def add_former_debts(lines: Lines, draws: Draws, account: Ints, owed: Pence, left_on: Ints, weeks: Weeks) -> None:
    """What happens to the balances of tenants who left: some pay, some debts are written off, credits are paid out.

    ``owed`` is the balance with which each account became a former one, ``left_on`` the day, or the ledger's first.
    """
    of = habits()["former"]
    debt = not_below_zero(owed)
    pays = (debt > 0) & draws.chance(of["pays"])
    _add_payments(lines, account, debt, draws.pence(of["pays_each_month"]), left_on, weeks, pays)
    gone = (debt > 0) & ~pays & draws.chance(of["written_off"])
    off = left_on + draws.whole(of["written_off_after_days"])
    gone &= off < weeks.end
    lines.add(account, off, -debt, kind="write_off", where=gone)
    found = gone & draws.chance(of["written_back"]) & (off + _A_MONTH < weeks.end)
    lines.add(account, off + _A_MONTH, debt // 2, kind="write_back", where=found)
    lines.add(account, off + _A_MONTH, -(debt // 2), kind="payment", source="tenant", where=found)
    repaid = (owed < 0) & draws.chance(of["refunded"]) & (left_on + _A_MONTH < weeks.end)
    lines.add(account, left_on + _A_MONTH, -owed, kind="refund", source="tenant", where=repaid)


def _add_payments(
    lines: Lines, account: Ints, owed: Pence, each: Pence, since: Ints, weeks: Weeks, where: Flag
) -> None:
    """Equal payments every 30 days until nothing is owed; the last one is what is left."""
    number = np.arange((weeks.end - weeks.begin) // _A_MONTH)
    amount = np.clip(owed[:, None] - each[:, None] * number, 0, each[:, None])
    day = since[:, None] + _A_MONTH * (number + 1)
    lines.add(account[:, None], day, -amount, kind="payment", source="tenant", where=where[:, None] & (day < weeks.end))


def add_sundry_debts(lines: Lines, draws: Draws, account: Ints, weeks: Weeks) -> Pence:
    """A recharge on each account, and what is paid of it; the opening balances."""
    of = habits()["sundry"]
    opening, charge = draws.pence(of["opening"]), draws.pence(of["pounds"])
    day = weeks.begin + draws.whole((0, weeks.end - weeks.begin - 1))
    lines.add(account, day, charge, kind="other_charge")
    pays, each = draws.chance(of["pays"]), draws.pence(of["pays_each_month"])
    _add_payments(lines, account, opening + charge, each, day, weeks, pays)
    return opening


def add_garages(lines: Lines, draws: Draws, account: Ints, weeks: Weeks) -> Pence:
    """The weekly rent of a garage, paid by the month; the opening balances are nil."""
    of = habits()["garages"]
    rent = draws.pence(of["week"])
    lines.add(account[:, None], weeks.mondays[None, :], rent[:, None], kind="rent")
    for month in weeks.months:
        pays = draws.chance(of["made"])
        lines.add(
            account, int(month) + draws.whole((0, 27)), -(rent * 52 // 12), kind="payment", source="tenant", where=pays
        )
    return np.zeros(len(account), dtype=np.int64)
