"""What a roll knows of payments, flags and counts, and how well drawn households agree with it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from benefitcalc.columns import Batch
from benefitcalc.columns.table import Columns, Ints
from benefitcalc.money import Flag
from benefitcalc.portfolio.engine.cells import Cells
from benefitcalc.portfolio.unknown.known import COUNTS
from benefitcalc.portfolio.unknown.numbers import Chances
from benefitcalc.portfolio.unknown.priors import Pins

FLAGS = ("uc_flag", "hb_flag", "managed_payment_flag", "bedroom_charge_flag", "cap_flag")
PAYMENTS = {"uc_award": "month", "hb_weekly": "week", "managed_payment": "month"}
PINS = (*FLAGS, *PAYMENTS, *COUNTS)
"""The columns of the tenancies to which draws can be pinned."""
COLUMNS = (
    "universal_credit.award",
    "universal_credit.housing_costs_element",
    "housing_benefit.award",
    "housing.under_occupation_percent",
    "benefit_cap_reduction_pw",
)
"""What the engine is asked for."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """What the roll knows of each tenancy: for each flag and payment which tenancies have it, and the value."""

    known: dict[str, Flag]
    value: dict[str, Ints]
    """Payments in pence, flags 0 or 1."""

    @property
    def any(self) -> Flag:
        """Tenancies of which at least one flag or payment is known."""
        return np.logical_or.reduce(list(self.known.values()))

    @property
    def claims_nothing(self) -> Flag:
        """Tenancies that are known to have neither Universal Credit nor Housing Benefit."""
        return self._none("uc_flag", "uc_award") & self._none("hb_flag", "hb_weekly")

    @property
    def claims(self) -> Flag:
        """Tenancies that are known to have one of them."""
        names = ("uc_flag", "uc_award", "hb_flag", "hb_weekly", "managed_payment", "managed_payment_flag")
        return np.logical_or.reduce([self.known[name] & (self.value[name] > 0) for name in names])

    def _none(self, *names: str) -> Flag:
        there = np.logical_or.reduce([self.known[name] for name in names])
        more = np.logical_or.reduce([self.known[name] & (self.value[name] > 0) for name in names])
        return there & ~more


def pinned(tenancies: pd.DataFrame, pin: Collection[str]) -> Pinned:
    """What the roll knows of the columns named in ``pin``."""
    home = Cells(tenancies[[name for name in pin if name in tenancies]])
    values = {name: home.flags(name).astype(np.int64) for name in FLAGS} | {name: home.ints(name) for name in PAYMENTS}
    return Pinned({name: home.known(name) for name in values}, values)


def payments(columns: Columns) -> dict[str, Ints]:
    """What each household would have of each flag and payment if it claims: money in pence, flags 0 or 1."""
    award, element = columns["universal_credit.award"], columns["universal_credit.housing_costs_element"]
    housing_benefit = columns["housing_benefit.award"]
    helped = (award > 0) | (housing_benefit > 0)
    to_landlord = np.minimum(award, element)
    found: dict[str, Any] = {
        "uc_flag": award > 0,
        "hb_flag": housing_benefit > 0,
        "managed_payment_flag": to_landlord > 0,
        "bedroom_charge_flag": helped & (columns["housing.under_occupation_percent"] > 0),
        "cap_flag": helped & (columns["benefit_cap_reduction_pw"] > 0),
        "uc_award": award,
        "hb_weekly": housing_benefit,
        "managed_payment": to_landlord,
    }
    return {name: values.astype(np.int64) for name, values in found.items()}


def agreement(
    pinned: Pinned, tenancy: Ints, found: dict[str, Ints], widths: Pins, *, claims: bool
) -> Iterator[tuple[str, Chances]]:
    """For each pin, how well each household agrees with it, from 0 to 1; 1 where the roll knows nothing.

    Flags agree or do not. A payment agrees the more the nearer it is (``[pins]`` of the priors). A payment to the
    landlord of nothing, and a flag that says so, tell only who is paid.
    """
    for name in (*FLAGS, *PAYMENTS):
        known = pinned.known[name][tenancy]
        if not known.any():
            continue
        said = pinned.value[name][tenancy]
        if name.startswith("managed_payment"):
            known = known & (said > 0)
        worked_out = found[name] if claims else np.zeros_like(said)
        if name in FLAGS:
            agrees = (worked_out == said).astype(np.float64)
        else:
            width = 100 * (widths.week_width if PAYMENTS[name] == "week" else widths.month_width)
            apart = np.abs(worked_out - said) / width
            near = (apart <= widths.farthest) & ((said > 0) == (worked_out > 0))
            agrees = np.where(near, np.exp(-(apart**2) / 2), 0)
        yield name, np.where(known, agrees, 1)


def take_up_row(batch: Batch) -> Ints:
    """The row of the share ``takes_up``: pension age, in work, out of work."""
    adults = batch.adults
    working = (adults.employed & (adults.pay > 0)) | (adults.self_employed & (adults.profit > 0))
    return np.where(adults.over_pension_age[0], 0, np.where(working.any(axis=0), 1, 2))
