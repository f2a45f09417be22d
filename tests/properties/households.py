"""Random households for hypothesis: a seed is drawn, and the oracle's own maker does the rest.

Hypothesis picks and shrinks the seed only, so that a failure names one household; the examples are the same on every
machine and in every run, and nothing is kept between runs.
"""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from benefitcalc import Case
from benefitcalc.assessment.household import Columns, assess_columns
from benefitcalc.columns import from_cases
from tests.oracle.random_cases import random_case

quick = settings(
    max_examples=40,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow],
)

seeds = st.integers(min_value=0, max_value=2**32 - 1)


def households(profile: str | None = None) -> st.SearchStrategy[dict[str, Any]]:
    """One household in the case file's form."""
    return seeds.map(lambda seed: random_case(Random(seed), profile))  # noqa: S311 - households, not secrets


def portfolios(profile: str | None = None) -> st.SearchStrategy[list[dict[str, Any]]]:
    """A few households of any dates and schemes."""
    return st.lists(households(profile), min_size=1, max_size=12)


def columns_of(cases: list[dict[str, Any]], **options: Any) -> Columns:
    """The result columns of those cases as one batch."""
    return assess_columns(from_cases([Case.model_validate(case) for case in cases]), **options)


def unlike(one: Columns, other: Columns) -> list[str]:
    """Names of the columns that differ.

    A column that one of the two has no need of is nothing there, and the columns of a block say nothing where the
    block is not in the result.
    """
    nothing = np.zeros(len(next(iter(one.values()))), dtype=np.int64)
    names = sorted(one.keys() | other.keys())
    return [name for name in names if not np.array_equal(*(shown(columns, name, nothing) for columns in (one, other)))]


def shown(columns: Columns, name: str, nothing: Any) -> Any:
    """The column as it reaches the result: a block's amounts, reasons and exemptions only where the block does."""
    first, _, rest = name.partition(".")
    block = {"exempt": "benefit_cap", "reason": rest.partition(".")[0]}.get(first, first)
    applies = columns.get(f"applies.{block}", True)
    return np.where(applies, columns.get(name, nothing), 0)
