"""The cash that a landlord can expect by the week: a forecast of what is charged and helped with, and a model of what
tenants pay of their share.

What each month brings, and when:

- Universal Credit that is paid to the landlord: each month's help on the tenancy's payday, seven days after the
  assessment period that began in that month. Help of the months before the forecast is taken to be that of its first.
- Housing Benefit: every four weeks in arrears, for the benefit weeks that have ended.
- The tenant's own share, by the :class:`~benefitcalc.account.payments.PaymentModel`: what Housing Benefit or the
  managed payment leaves, or the whole rent where Universal Credit goes to the tenant or nothing helps. Who is paid
  Universal Credit pays on the payday, the month's charge in the month after; everybody else pays with each Monday's
  charge. Where Universal Credit helps, the share is that of the month on average; the 53rd week of a rent year is in
  no share, so it is not expected.

Not in the cash are payments of arrears: plans, deductions, and what former tenants pay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from benefitcalc.account.cash_days import (
    MONTHS_BEFORE,
    InOrder,
    Weeks,
    gather,
    payday_weeks,
    period_days,
    schedule_weeks,
    spread_over,
)
from benefitcalc.account.how_paid import Practice, practice
from benefitcalc.account.payments import Help, PaymentModel
from benefitcalc.assessment.which_schemes import Scheme
from benefitcalc.columns import Ints
from benefitcalc.money import Flag, in_whole_pounds, round_half_up
from benefitcalc.periods import Day, as_date, month_to_week
from benefitcalc.portfolio.unknown.intervals import interval

if TYPE_CHECKING:
    from benefitcalc.portfolio.forecast import Forecast
    from benefitcalc.portfolio.forecast.draw import Drawn

SOURCES = ("universal_credit", "housing_benefit", "tenants")
"""Who pays."""
ENDS = 3
"""Low end, middle and high end of what is paid of the own share."""
ALL = 10_000


@dataclass(frozen=True)
class Shares:
    """The own share of one draw: how help comes, and what is due and paid, in pence by month and tenancy."""

    comes: Ints
    """How help comes, in codes of :class:`~benefitcalc.account.payments.Help`, shape ``(months, n)``."""
    help: Ints
    due: Ints
    """Shape ``(months, n)``."""
    paid: Ints
    """Shape ``(3, months, n)``: low end, middle and high end."""

    @property
    def reaches_landlord(self) -> Ints:
        """What of the months' rent is paid, whenever it comes: managed payments, Housing Benefit, and what tenants pay.
        Shape ``(3, months, n)``.
        """
        return np.where(self.comes >= Help.MANAGED_PAYMENT, self.help, 0) + self.paid


@dataclass(frozen=True)
class ExpectedCash:
    """Expected cash by week, in pence, in every draw of a forecast."""

    weeks: Weeks
    help: Ints = field(repr=False)
    """Universal Credit and Housing Benefit that come to the landlord, shape ``(draws, 2, weeks)``."""
    tenants: Ints = field(repr=False)
    """What tenants pay, shape ``(3, draws, weeks)``: at the low end, the middle and the high end of the model."""
    charged: Ints = field(repr=False)
    """What is charged, shape ``(draws, months)``."""
    not_paid: Ints = field(repr=False)
    """What of the own share is not paid over all months, shape ``(3, draws, n)``: at the low end most."""
    notes: tuple[str, ...] = ()

    def by_week(self) -> pd.DataFrame:
        """A row a week, by its Monday: ``universal_credit``, ``housing_benefit`` and ``tenants`` (the middle draw of
        each), and ``low``, ``median`` and ``high`` of all cash. The interval takes the 10th of a hundred draws at the
        model's low end and the 90th at its high end, so it holds 80% or more; weeks' ends do not add up to those of the
        whole, which :meth:`total` has.
        """
        index = pd.DatetimeIndex(np.array(self.weeks.mondays, dtype="datetime64[s]"), name="week")
        return self._table(self.help, self.tenants, index)

    def total(self) -> pd.DataFrame:
        """One row for all weeks, with the same columns."""
        return self._table(
            self.help.sum(axis=-1, keepdims=True),
            self.tenants.sum(axis=-1, keepdims=True),
            pd.Index(["all weeks"], name="weeks"),
        )

    @staticmethod
    def _table(helped: Ints, tenants: Ints, index: pd.Index) -> pd.DataFrame:
        cash = helped.sum(axis=1)[None] + tenants
        parts = [*np.moveaxis(helped, 1, 0), tenants[1]]
        columns = {name: interval(part).middle for name, part in zip(SOURCES, parts, strict=True)}
        columns |= {
            "low": interval(cash[0]).low,
            "median": interval(cash[1]).middle,
            "high": interval(cash[2]).high,
        }
        return pd.DataFrame(columns, index=index)

    def __repr__(self) -> str:
        row = self.total().iloc[0]
        low, median, high = (in_whole_pounds(int(row[name])) for name in ("low", "median", "high"))
        return f"<ExpectedCash {self.weeks.starts[0]} to {self.weeks.last}: {median} ({low} to {high})>"


def expected_cash(
    forecast: Forecast,
    payment_model: PaymentModel,
    *,
    housing_benefit_day: Day | None = None,
    how_paid: Practice | None = None,
) -> ExpectedCash:
    """The cash of a forecast by week: :meth:`ExpectedCash.by_week` has low, median and high.

    ``payment_model`` says what tenants pay of their share. ``housing_benefit_day`` is any one day of the council's
    four-weekly schedule; the first Monday of the forecast where left out. Who gets Universal Credit for the rent is
    read from the roll (``managed_payment``, ``managed_payment_flag``), and the paydays from ``uc_start``; ``notes`` say
    of how many tenancies each was not known.
    """
    rules = how_paid or practice()
    starts = tuple(day.date() for day in forecast.starts.to_pydatetime())
    weeks = Weeks(starts, forecast.plan.months.last)
    managed, unknown = managed_payments(forecast.labels)
    day_of_period, spread = period_days(forecast.labels)
    paydays = [InOrder.of(week) for week in payday_weeks(weeks, day_of_period, rules)]
    monday = weeks.mondays[0] if starts[0].weekday() == 0 else weeks.mondays[1]
    schedules = list(schedule_weeks(weeks, as_date(housing_benefit_day or monday), rules))
    helped, tenants, charged, not_paid = [], [], [], []
    for drawn in forecast.draws:
        shares = shares_of(drawn, managed, payment_model)
        helped.append(_help_by_week(shares, weeks, paydays, schedules))
        tenants.append(_tenants_by_week(shares, weeks, paydays))
        charged.append(drawn.amount("rent").sum(axis=-1))
        not_paid.append((shares.due[None] - shares.paid).sum(axis=1))
    return ExpectedCash(
        weeks=weeks,
        help=np.stack(helped),
        tenants=np.stack(tenants, axis=1),
        charged=np.stack(charged),
        not_paid=np.stack(not_paid, axis=1),
        notes=tuple(_notes(len(forecast.labels), unknown, spread, payment_model)),
    )


def managed_payments(labels: pd.DataFrame) -> tuple[Flag, int]:
    """Of which tenancies Universal Credit for the rent goes to the landlord, shape ``(n,)``; and of how many nothing is
    known: theirs is taken to go to the tenant, which is the rule.
    """
    nothing = pd.Series(pd.NA, index=labels.index, dtype="boolean")
    flag = labels.get("managed_payment_flag", nothing)
    amount = labels["managed_payment"] > 0 if "managed_payment" in labels else nothing
    known = flag.astype("boolean").fillna(amount.astype("boolean"))
    return known.fillna(False).to_numpy(np.bool_), int(known.isna().sum())


def shares_of(drawn: Drawn, managed: Flag, model: PaymentModel) -> Shares:
    """What of each month's rent is the tenant's own share in one draw, and what is paid of it."""
    helped, rent = drawn.amount("help_with_rent"), drawn.amount("rent")
    scheme = drawn.scheme()
    by_uc = np.where(managed, Help.MANAGED_PAYMENT, Help.PAID_TO_TENANT)
    comes = np.where(
        scheme == int(Scheme.UNIVERSAL_CREDIT), by_uc, np.where(scheme > 0, Help.HOUSING_BENEFIT, Help.NO_HELP)
    )
    shortfall = drawn.amount("shortfall")
    due = np.select(
        [comes == Help.MANAGED_PAYMENT, comes == Help.PAID_TO_TENANT, comes == Help.HOUSING_BENEFIT],
        [shortfall, shortfall + helped, rent - helped],
        rent,
    )
    due = np.maximum(due, 0)
    rates = model.rates(comes.ravel(), month_to_week(due).ravel()).reshape(ENDS, *due.shape)
    return Shares(comes, helped, due, round_half_up(due[None] * rates, ALL))


def _help_by_week(
    shares: Shares, weeks: Weeks, paydays: Sequence[InOrder], schedules: Sequence[tuple[int, range]]
) -> Ints:
    """Universal Credit and Housing Benefit that come to the landlord, shape ``(2, weeks)``."""
    count = len(weeks.mondays)
    found = np.zeros((2, count), dtype=np.int64)
    managed = _with_months_before(np.where(shares.comes == Help.MANAGED_PAYMENT, shares.help, 0))
    for amounts, paid in zip(managed, paydays, strict=True):
        found[0] += gather(amounts, paid, count)
    by_month = np.where(shares.comes == Help.HOUSING_BENEFIT, shares.help, 0).sum(axis=-1)
    by_week = np.zeros(count, dtype=np.int64)
    for month, total in enumerate(by_month):
        by_week += spread_over(total, weeks.charged_in(month), count)
    first = weeks.charged_in(0)
    before = int(by_month[0]) // len(first)
    for week, covered in schedules:
        if 0 <= week < count:
            found[1, week] += sum(int(by_week[place]) if place >= first[0] else before for place in covered)
    return found


def _tenants_by_week(shares: Shares, weeks: Weeks, paydays: Sequence[InOrder]) -> Ints:
    """What tenants pay, shape ``(3, weeks)``."""
    count = len(weeks.mondays)
    on_payday = shares.comes == Help.PAID_TO_TENANT
    found = np.zeros((ENDS, count), dtype=np.int64)
    with_charge = np.where(on_payday, 0, shares.paid).sum(axis=-1)
    for month in range(with_charge.shape[1]):
        found += spread_over(with_charge[:, month], weeks.charged_in(month), count)
    later = _with_months_before(np.moveaxis(np.where(on_payday, shares.paid, 0), 0, 1))
    for amounts, paid in zip(later, paydays, strict=True):
        found += gather(amounts, paid, count)
    return found


def _with_months_before(by_month: Ints) -> Ints:
    """The months of the forecast with those before it, which are taken to be as its first."""
    return np.concatenate((np.repeat(by_month[:1], MONTHS_BEFORE, axis=0), by_month))


def _notes(tenancies: int, unknown: int, spread: int, model: PaymentModel) -> Iterator[str]:
    if unknown:
        yield (
            f"Of {unknown:,} of {tenancies:,} tenancies the roll does not say whether Universal Credit for the rent "
            "goes to the landlord: where they have it, it is taken to go to the tenant."
        )
    if spread:
        yield (
            f"Of {spread:,} of {tenancies:,} tenancies the roll does not say when Universal Credit began: their "
            "paydays are spread evenly over the month."
        )
    yield "Help of the months before the forecast is taken to be that of its first month."
    yield "Payments of arrears are not in the cash: plans, deductions, and what former tenants pay."
    yield f"What tenants pay: {model.said}"
