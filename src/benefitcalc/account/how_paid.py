"""How help and deductions reach a rent account: days and schedules that are practice and not law, read from data."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Practice:
    """The values of ``how_paid.toml``, which has what each means and its source; days are whole numbers of days.

    A landlord whose council or office does otherwise replaces one: ``dataclasses.replace(practice(),
    deduction_days_behind=7)``.
    """

    payday_after_period: int
    early_before_weekend: bool
    managed_payment_on_payday_from: dt.date
    managed_payment_schedule: int
    deduction_schedule: int
    deduction_days_behind: int
    housing_benefit_schedule: int


@cache
def written() -> Mapping[str, Mapping[str, Any]]:
    """The file as it stands: each value with its unit, what it means, its source and how sure it is."""
    return tomllib.loads(files(__package__).joinpath("how_paid.toml").read_text(encoding="utf-8"))


@cache
def practice() -> Practice:
    """The values of the file."""
    return Practice(**{field.name: written()[field.name]["value"] for field in fields(Practice)})
