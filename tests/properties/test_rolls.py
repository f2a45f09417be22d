"""A tenancy in the two tables of a rent roll is the household of its case."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefitcalc import Case
from benefitcalc.columns import Batch, from_cases
from benefitcalc.portfolio.engine import batch_of, cases_of, frames_of, moved
from benefitcalc.portfolio.tables import tables_of_the_roll
from tests.properties.households import quick, seeds
from tests.rolls import tenancies, tenancy

TABLES = ("households", "adults", "children", "non_dependants", "incomes", "service_charges")


def unlike(one: Batch, other: Batch) -> list[str]:
    """The columns that differ, of all tables."""
    assert len(one) == len(other)
    return [
        f"{table}.{name}"
        for table in TABLES
        for name in getattr(one, table).names()
        if not np.array_equal(getattr(getattr(one, table), name), getattr(getattr(other, table), name))
    ]


@quick
@given(tenancies())
def test_a_tenancy_in_the_tables_is_its_case(cases: list[Case]) -> None:
    homes, people = frames_of(cases)
    assert list(cases_of(homes, people)) == cases
    assert unlike(batch_of(homes, people), from_cases(cases)) == []


@quick
@given(tenancies(), seeds)
def test_the_order_of_people_in_their_table_changes_nothing(cases: list[Case], seed: int) -> None:
    """Only people of one household who are born on one day keep the order of the table."""
    homes, people = frames_of(cases)
    order = people.sample(frac=1, random_state=seed % 1000).index
    roles = people.loc[order].sort_values(["role"], kind="stable")
    in_the_order_of_their_role = pd.concat([roles[roles.role == role].sort_index() for role in roles.role.unique()])
    assert unlike(batch_of(homes, in_the_order_of_their_role), batch_of(homes, people)) == []


@quick
@given(tenancies(), st.dates(dt.date(2014, 1, 1), dt.date(2040, 1, 1)))
def test_households_moved_are_the_cases_on_that_day(cases: list[Case], day: dt.date) -> None:
    assert unlike(moved(from_cases(cases), day), from_cases([case.on(day) for case in cases])) == []


@pytest.mark.parametrize("dtype", ["category", "string", "string[pyarrow]"])
def test_codes_may_be_categories_or_arrows(dtype: str) -> None:
    homes, people = frames_of([tenancy(seed) for seed in range(20)])
    other = [
        frame.astype({name: dtype for name in frame.columns if frame[name].dtype == "string" and name != "tenancy_ref"})
        for frame in (homes, people)
    ]
    assert unlike(batch_of(*other), batch_of(homes, people)) == []


def test_every_fact_of_a_column_is_among_the_random_tenancies() -> None:
    homes, people = frames_of([tenancy(seed) for seed in range(1_000)])
    tables = tables_of_the_roll()
    facts = {name for name, column in tables["tenancies"].items() if column.field}
    assert facts <= set(homes)
    assert set(tables["people"]) - {"incomes_per"} <= set(people)
