"""What a roll knows of payments, flags and counts, and how well drawn households agree with it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from benefitcalc.columns import Batch
from benefitcalc.columns.table import Columns, Ints
from benefitcalc.money import Flag
from benefitcalc.portfolio.engine.cells import Cells
from benefitcalc.portfolio.unknown.known import COUNTS

FLAGS = ("uc_flag", "hb_flag", "managed_payment_flag", "bedroom_charge_flag", "cap_flag")
PAYMENTS = {"uc_award": "month", "hb_weekly": "week", "managed_payment": "month"}
PINS = (*FLAGS, *PAYMENTS, *COUNTS)
"""The columns of the tenancies to which draws can be pinned."""
COLUMNS = (
    "universal_credit.award",
    "universal_credit.housing_costs_element",
    "housing_benefit.award",
    "applies.housing_benefit",
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
    def status(self) -> Flag:
        """Of which tenancies the roll says whether Universal Credit and Housing Benefit are in payment: ``(2, n)``."""
        known = self.known
        to_landlord = known["managed_payment"] & (self.value["managed_payment"] > 0)
        return np.stack([known["uc_flag"] | known["uc_award"] | to_landlord, known["hb_flag"] | known["hb_weekly"]])

    @property
    def claims_nothing(self) -> Flag:
        """Tenancies that are known to have neither Universal Credit nor Housing Benefit."""
        return self._none("uc_flag", "uc_award") & self._none("hb_flag", "hb_weekly")

    @property
    def universal_credit(self) -> Flag:
        """Tenancies that are known to have Universal Credit."""
        names = ("uc_flag", "uc_award", "managed_payment", "managed_payment_flag")
        return np.logical_or.reduce([self.known[name] & (self.value[name] > 0) for name in names])

    @property
    def claims(self) -> Flag:
        """Tenancies that are known to have one of them."""
        housing_benefit = [self.known[name] & (self.value[name] > 0) for name in ("hb_flag", "hb_weekly")]
        return np.logical_or.reduce([self.universal_credit, *housing_benefit])

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
    """What each household would have of each flag and payment if it claims: money in pence, flags 0 or 1.

    The bedroom charge and the cap are those of the scheme that helps with the rent.
    """
    award, element = columns["universal_credit.award"], columns["universal_credit.housing_costs_element"]
    housing_benefit = columns["housing_benefit.award"]
    helped = np.where(columns["applies.housing_benefit"], housing_benefit, award) > 0
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


def take_up_row(batch: Batch) -> Ints:
    """The row of the share ``takes_up``: pension age, in work, out of work."""
    adults = batch.adults
    working = (adults.employed & (adults.pay > 0)) | (adults.self_employed & (adults.profit > 0))
    return np.where(adults.over_pension_age[0], 0, np.where(working.any(axis=0), 1, 2))
