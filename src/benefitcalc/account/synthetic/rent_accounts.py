"""The rent accounts of a made-up ledger: charges, help paid to the landlord, and what tenants pay themselves."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from benefitcalc.account.help_accrued import help_accrued
from benefitcalc.account.how_paid import practice
from benefitcalc.account.synthetic.calendar import Weeks, at_rents_of
from benefitcalc.account.synthetic.lettings import HOUSING_BENEFIT, MANAGED, PAID_TO_TENANT, WAYS, Lettings, habits
from benefitcalc.account.synthetic.lines import Lines
from benefitcalc.columns import Ints
from benefitcalc.money import Flag, Pence, round_half_up
from benefitcalc.periods import assessment_period_start, day_number, from_day_number
from benefitcalc.portfolio.synthetic.draws import Chances, Draws

_WEEK = 7
_FOUR = 4
_EVERY_WEEKS = {"four_weeks": 4, "fortnight": 2, "week": 1}
_PAYMENTS_A_YEAR = {"month": 12, "four_weeks": 13, "fortnight": 26, "week": 52}


@dataclass(frozen=True)
class Rents:
    """The rent accounts, once their transactions are drawn: a row each, as the lettings."""

    opening: Pence
    habit: Ints
    """The place of the tenant's habit among those of ``habits.toml``."""
    help_accrued: Pence
    """Help that accrued and is not yet payable when the ledger ends."""


def add_rent_accounts(
    lines: Lines,
    draws: Draws,
    chances: np.random.Generator,
    lets: Lettings,
    tenancies: pd.DataFrame,
    weeks: Weeks,
) -> Rents:
    """Add the transactions of the rent accounts, numbered as the lettings, which begin with the ``tenancies``."""
    charged = _charged(lets, weeks)
    _add_charges(lines, lets, weeks, charged)
    phase = draws.whole((0, _FOUR - 1))
    _add_housing_benefit(lines, lets, weeks, charged, phase)
    _add_universal_credit(lines, lets, weeks)
    _add_by_four_weeks(lines, lets, weeks)
    habit = _habits(draws, lets)
    _add_own_payments(lines, draws, chances, lets, weeks, habit)
    _add_court_costs(lines, draws, lets, weeks, habit)
    opening_weeks = np.array([each["opening_weeks"] for each in habits()["habits"].values()])[habit]
    opening_weeks = np.where(lets.has_deduction[:, None], habits()["deductions"]["opening_weeks"], opening_weeks)
    at_first = at_rents_of(lets.charge_pw, weeks.rent_year[0], weeks.rent_year[-1], habits()["charges"]["increase"])
    book = _accrued(lets, tenancies, phase, weeks.begin, weeks)
    owed = _whole(at_first * draws.between((opening_weeks[:, 0], opening_weeks[:, 1]))) + book
    return Rents(
        opening=np.where(lets.start > weeks.begin, 0, owed),
        habit=habit,
        help_accrued=_accrued(lets, tenancies, phase, weeks.end, weeks),
    )


def _whole(pence: Chances) -> Pence:
    """Drawn pence in whole ones, half up."""
    whole: Pence = np.floor(pence * 2 + 1).astype(np.int64) // 2
    return whole


def _charged(lets: Lettings, weeks: Weeks) -> Flag:
    """Whether each letting is charged in each week, shape ``(lettings, weeks)``."""
    mondays = weeks.mondays[None, :]
    there = (mondays >= lets.start[:, None]) & (mondays < lets.left_on[:, None])
    return there & ~(lets.fewer_weeks[:, None] & weeks.free[None, :]) & ~lets.monthly[:, None]


def _add_charges(lines: Lines, lets: Lettings, weeks: Weeks, charged: Flag) -> None:
    """Each Monday's charges, or those of the first of the month, at the rents of their year."""
    account = np.arange(len(lets))[:, None]
    for kind, amount in (("rent", lets.rent), ("service_charge", lets.services)):
        lines.add(account, weeks.mondays[None, :], _by_year(amount, weeks.rent_year, weeks), kind=kind, where=charged)
        by_month = (weeks.months >= lets.start[:, None]) & (weeks.months < lets.left_on[:, None])
        years = _years_of(weeks.months, weeks)
        lines.add(
            account, weeks.months[None, :], _by_year(amount, years, weeks), kind=kind,
            where=by_month & lets.monthly[:, None],
        )  # fmt: skip


def _by_year(amount: Pence, years: Ints, weeks: Weeks) -> Pence:
    """The amount at the rents of each of those years, shape ``(lettings, years)``."""
    return at_rents_of(amount[:, None], years[None, :], int(weeks.rent_year[-1]), habits()["charges"]["increase"])


def _years_of(days: Ints, weeks: Weeks) -> Ints:
    """The rent year of the week in which each day lies."""
    place = np.clip((days - weeks.begin) // _WEEK, 0, len(weeks.mondays) - 1)
    return weeks.rent_year[place]


def _add_housing_benefit(lines: Lines, lets: Lettings, weeks: Weeks, charged: Flag, phase: Ints) -> None:
    """Housing Benefit on the Monday after each four weeks, for those of them that were charged."""
    paid_for = charged | (lets.monthly[:, None] & (weeks.mondays >= lets.start[:, None]))
    before = np.broadcast_to((lets.start <= weeks.begin)[:, None], (len(lets), _FOUR))
    counts = np.cumsum(np.concatenate([before, paid_for], axis=1), axis=1)
    in_four_weeks = counts[:, _FOUR:] - counts[:, :-_FOUR]
    number = np.arange(len(weeks.mondays))
    ends = (number[None, :] - phase[:, None]) % _FOUR == _FOUR - 1
    day = weeks.mondays + _WEEK
    amount = in_four_weeks * _by_year(lets.hb_pw, weeks.rent_year, weeks)
    where = ends & (day < weeks.end) & (lets.way == HOUSING_BENEFIT)[:, None]
    lines.add(
        np.arange(len(lets))[:, None], day[None, :], -amount, kind="payment", source="housing_benefit", where=where
    )


def _add_universal_credit(lines: Lines, lets: Lettings, weeks: Weeks) -> None:
    """Universal Credit's payments to the landlord on the tenant's pay day, a week after the end of each period."""
    first_month = weeks.months[:1].astype("datetime64[D]").astype("datetime64[M]")
    before = (first_month - np.arange(2, 0, -1)).astype("datetime64[D]").astype(np.int64)
    months = np.concatenate([before, weeks.months])
    day = _pay_days(lets, months)
    first = lets.start + np.where(lets.start > weeks.begin, 38, 0)  # a month and seven days after a new tenancy
    where = (day >= first[:, None]) & (day < weeks.end) & (lets.way == MANAGED)[:, None]
    amount = _by_year(lets.managed_pm, _years_of(months, weeks), weeks)
    lines.add(np.arange(len(lets))[:, None], day, -amount, kind="payment", source="universal_credit", where=where)


def _pay_days(lets: Lettings, months: Ints) -> Ints:
    """The pay days of the assessment periods that begin in those months, shape ``(lettings, months)``."""
    firsts = [from_day_number(int(first)) for first in months]
    after = practice().payday_after_period - 1
    days = [
        [day_number(assessment_period_start(dt.date(first.year, 1, day), first.month - 1)) + after for first in firsts]
        for day in range(1, 32)
    ]
    return np.array(days)[lets.period_day - 1]


def _add_by_four_weeks(lines: Lines, lets: Lettings, weeks: Weeks) -> None:
    """Deductions from benefit for arrears, and discretionary help."""
    for offset, source, amount in (
        (2, "deduction", round_half_up(lets.deduction_pm * 12, 13)),
        (1, "discretionary", lets.discretionary_pw * _FOUR),
    ):
        days = weeks.mondays[offset::_FOUR] + 1
        where = (days >= lets.start[:, None]) & (days < weeks.end)
        lines.add(
            np.arange(len(lets))[:, None], days[None, :], -amount[:, None], kind="payment", source=source, where=where
        )


def _accrued(lets: Lettings, tenancies: pd.DataFrame, phase: Ints, day: int, weeks: Weeks) -> Pence:
    """Help that accrued and is not yet payable to the landlord at the start of a Monday, at the rents of that time: as
    :func:`benefitcalc.account.help_accrued.help_accrued` works it out. All of the ledger's help has run for years.
    """
    eve, n = from_day_number(day - 1), len(tenancies)
    stock = tenancies.assign(
        uc_flag=tenancies["managed_payment"].fillna(0) > 0, uc_start=tenancies["uc_start"] - pd.DateOffset(years=12)
    )
    accrued = np.zeros(len(lets), dtype=np.int64)
    for place in range(_FOUR):
        paid_on = from_day_number(weeks.begin + _WEEK * place)  # one day of that schedule
        here = np.flatnonzero(phase[:n] == place)
        accrued[here] = help_accrued(stock.iloc[here], eve, housing_benefit_day=paid_on).to_numpy(np.int64)
    year = int(weeks.rent_year[max((day - weeks.begin) // _WEEK - 1, 0)])
    return at_rents_of(accrued, year, int(weeks.rent_year[-1]), habits()["charges"]["increase"])


def _habits(draws: Draws, lets: Lettings) -> Ints:
    shares = habits()["shares"]
    bands = np.array(shares["from"]) * 100 * 52
    band = np.searchsorted(bands, lets.own_pa, side="right") - 1
    weights = [row for way in WAYS for row in shares[way]]
    drawn = draws.pick_by(weights, lets.way * len(bands) + band)
    return np.where(lets.has_deduction, list(habits()["habits"]).index("part"), drawn)


def _add_own_payments(
    lines: Lines, draws: Draws, chances: np.random.Generator, lets: Lettings, weeks: Weeks, habit: Ints
) -> None:
    """What tenants pay themselves: by their habit, and by the month just after Universal Credit is paid."""
    every = list(habits()["every"])
    on_uc = (lets.way == PAID_TO_TENANT) | (lets.way == MANAGED)
    how_often = np.where(on_uc | lets.monthly, every.index("month"), draws.pick(habits()["every"].values()))
    day_of_month = np.where(
        on_uc, 1 + (lets.period_day + practice().payday_after_period - 1) % 28, draws.whole((1, 28))
    )
    weekday, phase = draws.whole((0, 4)), draws.whole((0, _FOUR - 1))
    number = np.arange(len(weeks.mondays))
    day = np.zeros((len(lets), len(number)), dtype=np.int64)
    day[:, : len(weeks.months)] = weeks.months + day_of_month[:, None] - 1
    by_week = how_often != every.index("month")
    day[by_week] = weeks.mondays + weekday[by_week, None]
    apart = np.array([_EVERY_WEEKS.get(each, 1) for each in every])[how_often]
    due_now = np.where(
        by_week[:, None], (number - phase[:, None]) % apart[:, None] == 0, number[None, :] < len(weeks.months)
    )
    due_now &= (day >= lets.start[:, None]) & (day < np.minimum(lets.left_on, weeks.end)[:, None])
    rows = [habits()["habits"][name] for name in habits()["habits"]]
    made = np.array([each["made"] for each in rows])[habit]
    low, high = np.array([each["part"] for each in rows])[habit].T
    catches_up = np.array([each["catches_up"] for each in rows])[habit]
    pays = due_now & (chances.random(day.shape) < made[:, None])
    part = low[:, None] + (high - low)[:, None] * chances.random(day.shape)
    periods = np.where(catches_up[:, None], _since_the_last(due_now, pays), 1)
    year = np.array([_PAYMENTS_A_YEAR[each] for each in every])[how_often]
    due = _by_year(round_half_up(lets.own_pa, year), weeks.rent_year, weeks)
    lines.add(
        np.arange(len(lets))[:, None], day, -_whole(due * periods * part), kind="payment", source="tenant", where=pays
    )  # fmt: skip


def _since_the_last(due: Flag, pays: Flag) -> Ints:
    """How many payments have fallen due since the last one that was made, this one included."""
    number = np.cumsum(due, axis=1)
    made = np.maximum.accumulate(np.where(pays, number, 0), axis=1)
    last = np.concatenate([np.zeros((len(made), 1), dtype=np.int64), made[:, :-1]], axis=1)
    return number - last


def _add_court_costs(lines: Lines, draws: Draws, lets: Lettings, weeks: Weeks, habit: Ints) -> None:
    of = habits()["courts"]
    names = list(habits()["habits"])
    in_debt = np.isin(habit, [names.index("part"), names.index("little")])
    day = weeks.begin + draws.whole((0, weeks.end - weeks.begin - 1))
    where = in_debt & draws.chance(of["costs"]) & (day >= lets.start) & (day < lets.left_on)
    lines.add(np.arange(len(lets)), day, draws.pence(of["pounds"]), kind="court_costs", where=where)
