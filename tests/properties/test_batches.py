"""What a household gets does not depend on its neighbours, on the order of anything, or on how a run is cut up."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from benefitcalc import assess_many
from benefitcalc.assessment import groups
from tests.oracle.random_cases import random_case
from tests.properties.households import columns_of, households, portfolios, quick, seeds, unlike


@quick
@given(portfolios())
def test_a_row_of_a_batch_is_the_single_case(cases: list[dict[str, Any]]) -> None:
    together = columns_of(cases)
    for row, case in enumerate(cases):
        alone = columns_of([case])
        assert not unlike({name: column[row : row + 1] for name, column in together.items()}, alone), case


@quick
@given(portfolios(), seeds)
def test_permuted_rows_give_permuted_results(cases: list[dict[str, Any]], seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(cases))
    permuted = columns_of([cases[row] for row in order])
    assert not unlike({name: column[order] for name, column in columns_of(cases).items()}, permuted)


def shuffled(case: dict[str, Any], seed: int) -> dict[str, Any]:
    """The same household with its lists in another order."""
    rng, other = Random(seed), copy.deepcopy(case)  # noqa: S311 - an order, not a secret
    for name in ("children", "incomes"):
        rng.shuffle(other[name])
    rng.shuffle(other["tenancy"].get("service_charges", []))
    order = list(range(len(case["non_dependants"])))
    rng.shuffle(order)
    other["non_dependants"] = [other["non_dependants"][place] for place in order]
    for person in other["non_dependants"]:
        if "couple_with" in person:
            person["couple_with"] = order.index(person["couple_with"])
    return other


@quick
@given(households(), seeds)
def test_the_order_of_people_and_payments_changes_nothing(case: dict[str, Any], seed: int) -> None:
    assert not unlike(columns_of([case]), columns_of([shuffled(case, seed)]))


@pytest.mark.parametrize(("chunk", "workers"), [(1, 1), (7, 2), (64, 3)])
def test_how_a_run_is_cut_up_changes_nothing(monkeypatch: pytest.MonkeyPatch, chunk: int, workers: int) -> None:
    rng = Random(7)  # noqa: S311 - households, not secrets
    cases = [random_case(rng) for _ in range(100)]
    whole = columns_of(cases)
    monkeypatch.setattr(groups, "CHUNK", chunk)
    assert not unlike(whole, columns_of(cases, workers=workers))


def test_no_household_is_no_result() -> None:
    assert assess_many([]) == []


@quick
@given(portfolios())
def test_columns_asked_for_alone_are_the_same(cases: list[dict[str, Any]]) -> None:
    whole = columns_of(cases)
    some = columns_of(cases, only=["rent_to_pay", "shortfall.", "reason.", "universal_credit.award", "projected"])
    assert set(some) == {name for name in whole if name in some or name.startswith(("shortfall.", "reason."))}
    assert not unlike({name: whole[name] for name in some}, some)
    left = columns_of(cases, only=["left_after_rent", "weeks_basis"])
    assert set(left) == {"left_after_rent", "weeks_basis"}
    assert not unlike({name: whole[name] for name in left}, left)


def test_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'universal_credit\.awards' or begins so"):
        columns_of([random_case(Random(1))], only=["universal_credit.awards"])  # noqa: S311 - a household
