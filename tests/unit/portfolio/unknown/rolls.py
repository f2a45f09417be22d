"""Small rolls for the tests: typed tables as the package has them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from benefitcalc.portfolio.tables import tables_of_the_roll

ON = "2026-06-01"
_DTYPES = {
    "money": "Int64",
    "whole": "Int64",
    "hours": "Int64",
    "flag": "boolean",
    "date": "datetime64[s]",
}


def frame(table: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """The rows as a table with its canonical types; columns that no row has are left out."""
    columns = tables_of_the_roll()[table]
    names = [name for name in columns if any(name in row for row in rows)] or ["tenancy_ref", "role"]
    return pd.DataFrame(
        {
            name: pd.Series([row.get(name) for row in rows]).astype(_DTYPES.get(columns[name].kind, "string"))
            for name in names
        }
    )


def home(ref: str, bedrooms: int | None = 1, rent: int = 100_00, **more: Any) -> dict[str, Any]:
    """A tenancy at a social rent, by default with one bedroom for 100 pounds a week."""
    return {
        "tenancy_ref": ref,
        "country": "england",
        "tenure": "social_rent",
        "bedrooms": bedrooms,
        "rent": rent,
        "rent_per": "week",
        **more,
    }


def person(ref: str, role: str = "claimant", **more: Any) -> dict[str, Any]:
    """A person of the tenancy."""
    return {"tenancy_ref": ref, "role": role, **more}


NOT_WORKING = {"gross_pay": 0, "pay_per": "month", "hours": 0, "work_capability": "none", "state_pension": 0}
"""Everything is known of the person: no work, fit for it, no pension."""


def nobody_known(homes: int, seed: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Homes of one to four bedrooms of whose tenants nothing is known."""
    bedrooms = np.random.default_rng(seed).choice([1, 2, 3, 4], homes, p=[0.3, 0.35, 0.3, 0.05])
    rows = [home(f"T{place:05d}", int(beds), 80_00 + 15_00 * int(beds)) for place, beds in enumerate(bedrooms)]
    return frame("tenancies", rows), frame("people", [])
