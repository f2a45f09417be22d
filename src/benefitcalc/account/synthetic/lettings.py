"""The lettings of a made-up ledger: who rents, from when to when, what is charged, and who pays the landlord."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import pandas as pd

from benefitcalc.account.synthetic.calendar import Weeks
from benefitcalc.columns import Ints
from benefitcalc.money import Flag, Pence, not_below_zero, round_half_up
from benefitcalc.portfolio.engine.cells import Cells
from benefitcalc.portfolio.synthetic.draws import Draws

NO_HELP, PAID_TO_TENANT, MANAGED, HOUSING_BENEFIT, LEFT = range(5)
WAYS = ("no_help", "paid_to_tenant", "managed_payment", "housing_benefit", "left")
_MONTHS, _WEEKS = 12, 52


@cache
def habits() -> Mapping[str, Any]:
    """The shares and levels that a made-up ledger is drawn from, all of them rough estimates."""
    written: Mapping[str, Any] = tomllib.loads(files(__package__).joinpath("habits.toml").read_text(encoding="utf-8"))
    return written


@dataclass(frozen=True)
class Lettings:
    """One row for each rent account: the tenants of the roll, and then those who left their homes within the ledger.

    Money is in pence at the rents of the ledger's last day.
    """

    home: Ints
    """The row of the home in the roll."""
    start: Ints
    """The first day of the tenancy, or of the ledger."""
    left_on: Ints
    """The day on which the tenant had left; the day after the ledger where nobody did."""
    monthly: Flag
    fewer_weeks: Flag
    rent: Pence
    """Of one charge, the month's where ``monthly``."""
    services: Pence
    way: Ints
    """How help comes, as in :data:`WAYS`."""
    hb_pw: Pence
    """What Housing Benefit pays the landlord for a charged week."""
    discretionary_pw: Pence
    managed_pm: Pence
    deduction_pm: Pence
    period_day: Ints
    """The day of the month on which Universal Credit's assessment periods begin, from 1 to 31."""
    on_uc: Flag
    has_deduction: Flag

    def __len__(self) -> int:
        return len(self.home)

    @property
    def charges_a_year(self) -> Ints:
        """How many charges the year has."""
        return np.where(self.monthly, _MONTHS, np.where(self.fewer_weeks, 48, _WEEKS))

    @property
    def own_pa(self) -> Pence:
        """What has to come from the tenant in a year: what is charged, less the help that the landlord is paid."""
        charged = (self.rent + self.services) * self.charges_a_year
        weeks = np.where(self.monthly, _WEEKS, self.charges_a_year)
        helped = self.hb_pw * weeks + self.discretionary_pw * _WEEKS + self.managed_pm * _MONTHS
        return not_below_zero(charged - helped)

    @property
    def charge_pw(self) -> Pence:
        """Rent and service charges by the week."""
        return round_half_up((self.rent + self.services) * self.charges_a_year, _WEEKS)


def lettings_of(draws: Draws, tenancies: pd.DataFrame, weeks: Weeks) -> Lettings:
    """The tenants of the roll, and those before them where the tenancy began within the ledger."""
    cells = Cells(tenancies)
    per = cells.codes("rent_per", {"week": 0, "month": 1}, missing=-1, unknown=-1)
    if (per < 0).any():
        raise ValueError(
            "some tenancies are charged neither by the week nor by the month, which a made-up ledger needs"
        )
    start = cells.days("tenancy_start")
    on_uc, on_hb = cells.flags("uc_flag"), cells.flags("hb_flag")
    managed = cells.ints("managed_payment")
    way = np.where(on_hb, HOUSING_BENEFIT, np.where(managed > 0, MANAGED, np.where(on_uc, PAID_TO_TENANT, NO_HELP)))
    empty = draws.whole(habits()["former"]["empty_days"])
    left_on = start - empty
    there = np.arange(len(tenancies))
    before = np.flatnonzero(left_on > weeks.begin)
    home = np.concatenate([there, before])
    of_roll = np.arange(len(home)) < len(there)

    def of_tenant(values: Ints, missing: int = 0) -> Ints:
        return np.where(of_roll, values[home], missing)

    return Lettings(
        home=home,
        start=np.maximum(of_tenant(start, weeks.begin), weeks.begin),
        left_on=np.where(of_roll, weeks.end, left_on[home]),
        monthly=(per == 1)[home],
        fewer_weeks=(cells.ints("chargeable_weeks", 52) == 48)[home],
        rent=cells.ints("rent")[home],
        services=(cells.ints("eligible_service_charge") + cells.ints("ineligible_service_charge"))[home],
        way=of_tenant(way, LEFT),
        hb_pw=of_tenant(cells.ints("hb_weekly")),
        discretionary_pw=of_tenant(cells.ints("dhp_weekly")),
        managed_pm=of_tenant(managed),
        deduction_pm=of_tenant(cells.ints("deduction")),
        period_day=tenancies["uc_start"].dt.day.fillna(1).to_numpy(np.int64)[home],
        on_uc=of_roll & on_uc[home],
        has_deduction=of_roll & cells.known("deduction")[home],
    )
