"""Last year's forecast against what happened: the forecast made on last year's roll beside the ledger of the same
months, and the error by cause.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from benefitcalc.account.cash import managed_payments, shares_of
from benefitcalc.account.cash_days import MONTHS_BEFORE, Weeks, payday_weeks, period_days, schedule_weeks
from benefitcalc.account.how_paid import Practice, practice
from benefitcalc.account.ledger import Ledger, days_of, summed
from benefitcalc.account.payments import Help, PaymentModel
from benefitcalc.columns import Ints
from benefitcalc.money import Flag, round_half_up
from benefitcalc.periods import Day, as_date, day_number

if TYPE_CHECKING:
    from benefitcalc.portfolio.forecast import Forecast

CAUSES = {
    "tenancies_left": "Tenancies that ended, or that the ledger does not have",
    "other_tenancies": "Accounts that the forecast did not have: new tenancies, and tenants who left before it",
    "rent_charged": "More or less was charged",
    "universal_credit": "Universal Credit that came to the landlord",
    "housing_benefit": "Housing Benefit",
    "discretionary": "Discretionary help, which the forecast leaves out",
    "deductions": "Deductions for arrears, which the forecast leaves out",
    "share_due": "The tenants' own share was another, and so what the model has them pay",
    "payment": "Tenants paid another part of their share, arrears too",
}
"""The causes of an error, in order."""
_OF_ACCOUNTS = ("current", "former")


@dataclass(frozen=True)
class _Sides:
    """What was forecast or happened, in pence by tenancy."""

    charged: Ints
    universal_credit: Ints
    housing_benefit: Ints
    tenants: Ints
    discretionary: Ints
    deductions: Ints

    @property
    def cash(self) -> Ints:
        return self.universal_credit + self.housing_benefit + self.tenants + self.discretionary + self.deductions


def against(
    forecast: Forecast,
    payment_model: PaymentModel,
    ledger: Ledger,
    *,
    housing_benefit_day: Day | None = None,
    how_paid: Practice | None = None,
) -> pd.DataFrame:
    """What a forecast expected, what the ledger has for its months, and the error by cause.

    A row for each of ``charged`` and ``cash`` and cause (:data:`CAUSES`), and one for the whole, ``all``: ``forecast``,
    ``actual`` and ``error`` (actual less forecast), in pence. The causes add up to the whole to the penny, and the
    whole is what the ledger has: rent and service charges, and payments less refunds, of the accounts of current
    tenants and those who left. The forecast's side is the mean of its draws, each tenancy rounded, at the model's
    middle and on the days on which it is paid (:func:`~benefitcalc.account.cash.expected_cash`). Of tenants'
    payments, ``share_due`` is what another own share changes at the model's rate, and ``payment`` all the rest.

    Raises ``ValueError`` where the ledger does not hold all of the forecast's months.
    """
    first, last = forecast.plan.months.starts[0], forecast.plan.months.last
    if first < ledger.complete_from or ledger.last_day < forecast.plan.months.mondays[-1][-1]:
        raise ValueError(
            f"the forecast is for {first} to {last}, and the ledger is complete from {ledger.complete_from} to "
            f"{ledger.last_day}; give the ledger of the same months"
        )
    expected, due, part = _expected(forecast, payment_model, housing_benefit_day, how_paid or practice())
    refs = forecast.labels["tenancy_ref"].astype("string")
    place, actual, left = _actual(ledger, pd.Index(refs), first, last)
    n = len(refs)
    ended = np.ones(n, dtype=np.bool_)
    ended[place[(place >= 0) & ~left]] = False
    here = {name: summed(place[place >= 0], getattr(actual, name)[place >= 0], n) for name in _NAMES}
    new = {name: int(getattr(actual, name)[place < 0].sum()) for name in _NAMES}
    rows = [*_charged(expected, here, new, ended), *_cash(expected, here, new, ended, due, part)]
    frame = pd.DataFrame(rows, columns=["what", "cause", "forecast", "actual"])
    wholes = frame.groupby("what", sort=False)[["forecast", "actual"]].sum().reset_index()
    frame = pd.concat([frame, wholes.assign(cause="all")], ignore_index=True)
    frame["error"] = frame["actual"] - frame["forecast"]
    return frame.set_index(["what", "cause"]).sort_index(level="what", sort_remaining=False, kind="stable")


_NAMES = ("charged", "universal_credit", "housing_benefit", "tenants", "discretionary", "deductions")


def _charged(
    expected: _Sides, here: dict[str, Ints], new: dict[str, int], ended: Flag
) -> Iterator[tuple[str, str, int, int]]:
    stay = ~ended
    yield "charged", "tenancies_left", int(expected.charged[ended].sum()), int(here["charged"][ended].sum())
    yield "charged", "other_tenancies", 0, new["charged"]
    yield "charged", "rent_charged", int(expected.charged[stay].sum()), int(here["charged"][stay].sum())


def _cash(
    expected: _Sides, here: dict[str, Ints], new: dict[str, int], ended: Flag, due: Ints, part: Ints
) -> Iterator[tuple[str, str, int, int]]:
    stay, of_all = ~ended, _NAMES[1:]
    yield (
        "cash",
        "tenancies_left",
        int(expected.cash[ended].sum()),
        sum(int(here[name][ended].sum()) for name in of_all),
    )
    yield "cash", "other_tenancies", 0, sum(new[name] for name in of_all)
    for name in ("universal_credit", "housing_benefit", "discretionary", "deductions"):
        yield "cash", name, int(getattr(expected, name)[stay].sum()), int(here[name][stay].sum())
    came = here["universal_credit"] + here["housing_benefit"] + here["discretionary"]
    other_share = np.maximum(here["charged"] - came, 0) - due
    size = round_half_up(np.abs(other_share) * part, 10_000)
    at_the_rate = np.where(other_share < 0, -size, size)
    forecast, actual = int(expected.tenants[stay].sum()), int(here["tenants"][stay].sum())
    changed = forecast + int(at_the_rate[stay].sum())
    yield "cash", "share_due", forecast, changed
    yield "cash", "payment", 0, actual - changed


def _expected(
    forecast: Forecast, model: PaymentModel, housing_benefit_day: Day | None, rules: Practice
) -> tuple[_Sides, Ints, Ints]:
    """What was forecast by tenancy; the own share that was due; and the part of it that was paid, in 10,000ths."""
    weeks = Weeks(forecast.plan.months.starts, forecast.plan.months.last)
    managed, _ = managed_payments(forecast.labels)
    paydays = payday_weeks(weeks, period_days(forecast.labels)[0], rules) >= 0
    monday = weeks.mondays[0] if weeks.starts[0].weekday() == 0 else weeks.mondays[1]
    covered = _weeks_covered(weeks, as_date(housing_benefit_day or monday), rules)
    in_month = np.array([len(weeks.charged_in(month)) for month in range(len(weeks.starts))])[:, None]
    sums = np.zeros((5, len(forecast.labels)), dtype=np.int64)
    for drawn in forecast.draws:
        shares = shares_of(drawn, managed, model)
        by_uc = np.where(shares.comes == Help.MANAGED_PAYMENT, shares.help, 0)
        by_hb = np.where(shares.comes == Help.HOUSING_BENEFIT, shares.help, 0)
        by_hb = round_half_up(by_hb * covered[:, None], in_month)
        on_payday = np.where(shares.comes == Help.PAID_TO_TENANT, shares.paid[1], 0)
        paid = (shares.paid[1] - on_payday).sum(axis=0) + _on_paydays(on_payday, paydays)
        sums += np.stack(
            [drawn.amount("rent").sum(axis=0), _on_paydays(by_uc, paydays), by_hb.sum(axis=0), paid,
             shares.due.sum(axis=0)]
        )  # fmt: skip
    count = len(forecast.draws)
    charged, by_uc, by_hb, tenants, due = round_half_up(sums, count)
    nothing = np.zeros_like(charged)
    part = np.where(due > 0, round_half_up(tenants * 10_000, np.maximum(due, 1)), 0)
    return _Sides(charged, by_uc, by_hb, tenants, nothing, nothing), due, part


def _on_paydays(by_month: Ints, paydays: Flag) -> Ints:
    """What comes within the forecast; the months before it are as its first."""
    whole = np.concatenate((np.repeat(by_month[:1], MONTHS_BEFORE, axis=0), by_month))
    total: Ints = np.where(paydays, whole, 0).sum(axis=0)
    return total


def _weeks_covered(weeks: Weeks, any_day: dt.date, rules: Practice) -> Ints:
    """How many weeks of each month the schedules in the forecast pay for, those before it counted with the first."""
    month_of = {place: month for month in range(len(weeks.starts)) for place in weeks.charged_in(month)}
    found = np.zeros(len(weeks.starts), dtype=np.int64)
    for _, places in schedule_weeks(weeks, any_day, rules):
        for place in places:
            found[month_of.get(place, 0)] += 1
    return found


def _actual(ledger: Ledger, refs: pd.Index, first: dt.date, last: dt.date) -> tuple[Ints, _Sides, Flag]:
    """For each account of a tenant its place among the forecast's tenancies, -1 for none; what happened; and whether
    the tenant had left by the end.
    """
    accounts = ledger.accounts
    of_tenants = accounts["kind"].isin(_OF_ACCOUNTS).to_numpy(np.bool_)
    left = (days_of(accounts["became_former_on"]) <= day_number(last)) | (accounts["kind"] == "former").to_numpy(
        np.bool_
    )
    began = (ledger.days >= day_number(first)) & (ledger.days <= day_number(last))
    kind, source = ledger.transactions["kind"], ledger.transactions["source"].fillna("tenant")
    is_cash = began & kind.isin(["payment", "refund"]).to_numpy(np.bool_)

    def cash_from(*names: str) -> Ints:
        return -ledger.summed(is_cash & source.isin(names).to_numpy(np.bool_))[of_tenants]

    sides = _Sides(
        charged=ledger.summed(began & kind.isin(["rent", "service_charge"]).to_numpy(np.bool_))[of_tenants],
        universal_credit=cash_from("universal_credit"),
        housing_benefit=cash_from("housing_benefit"),
        tenants=cash_from("tenant", "other"),
        discretionary=cash_from("discretionary"),
        deductions=cash_from("deduction"),
    )
    place = refs.get_indexer(pd.Index(accounts["tenancy_ref"].astype("string"))).astype(np.int64)[of_tenants]
    return place, sides, left[of_tenants]
