"""Small stocks for tests of forecasts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from benefitcalc import Case
from benefitcalc.columns import Batch, from_cases
from benefitcalc.money import Flag


@dataclass(frozen=True)
class SmallStock:
    """Households on a day; each draw has cases of its own."""

    on: str
    versions: tuple[tuple[Case, ...], ...]
    labels: pd.DataFrame
    claimed: tuple[tuple[bool, ...], ...]

    @property
    def draws(self) -> int:
        return len(self.versions)

    @property
    def drawn(self) -> pd.DataFrame:
        return pd.DataFrame({"tenancy_ref": self.labels["tenancy_ref"], "pay": self.draws > 1})

    def batch(self, draw: int) -> Batch:
        return from_cases(self.versions[draw])

    def claims(self, draw: int) -> Flag:
        return np.array(self.claimed[draw], dtype=np.bool_)


def small_stock(*versions: Sequence[Case], claims: Any = None, **labels: Any) -> SmallStock:
    """A stock of those households in one draw or several, with those columns of labels beside the reference."""
    first = versions[0]
    refs = pd.array([f"T{place}" for place in range(1, len(first) + 1)], dtype="string")
    return SmallStock(
        on=str(first[0].date),
        versions=tuple(map(tuple, versions)),
        labels=pd.DataFrame({"tenancy_ref": refs, **labels}),
        claimed=claims or tuple((True,) * len(first) for _ in versions),
    )


def rented(date: str, rent: str, *, per: str = "week", free: int = 0, **more: Any) -> Case:
    """A single tenant of 40 in a one-bedroom home, with more of the case file's keys."""
    charge = {"amount": rent, "per": per} | ({"rent_free_weeks": free} if free else {})
    home = {"tenure": "social_rent", "bedrooms": 1, "rent": charge} | more.pop("tenancy", {})
    return Case.model_validate({"date": date, "claimant": {"born": "1986-01-15"}, "tenancy": home, **more})


DAY = "2026-03-30"
"""The Monday before the rent year of 2026-27, whose rates are known."""


def three_tenancies() -> list[Case]:
    """One whose rent Universal Credit covers, a pensioner with four rent-free weeks, and one with a job."""
    return [
        rented(DAY, "100.00"),
        rented(
            DAY,
            "90.00",
            free=4,
            claimant={"born": "1946-01-15"},
            incomes=[{"kind": "state_pension", "amount": "150.00", "per": "week"}],
        ),
        rented(
            DAY,
            "120.00",
            claimant={
                "born": "1986-01-15",
                "employment": {"net": {"amount": "1600.00", "per": "month"}, "hours_per_week": 37},
            },
        ),
    ]
