"""A row of a rent roll's results is the result of its case, in every figure, code and type."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from pandas.testing import assert_frame_equal

from benefitcalc import Case, assess_many, to_frame
from benefitcalc.portfolio.engine import Options, assess_tables, cases_of, check, frames_of
from benefitcalc.portfolio.engine.results import lists_of
from benefitcalc.portfolio.synthetic import synthetic_roll
from tests.properties.households import quick, seeds
from tests.properties.test_rolls_checked import spoilt
from tests.rolls import tenancies

HOME = {"tenure": "social_rent", "bedrooms": 1, "rent": {"amount": "100.00", "per": "week"}}
OF_THE_ROLL_ALONE = ["tenancy_ref", "scheme", "problems"]


def alone(cases: list[Case], **options: str) -> pd.DataFrame:
    """The frame of the results of single cases."""
    return to_frame(assess_many(cases, errors="collect"), **options).drop(columns=["id", "problems"])


@quick
@given(tenancies())
def test_a_row_of_the_results_is_the_single_case(cases: list[Case]) -> None:
    for money in ("pence", "decimal"):
        found = assess_tables(*frames_of(cases), options=Options(money=money))
        assert_frame_equal(found.drop(columns=OF_THE_ROLL_ALONE), alone(cases, money=money), check_exact=True)


@quick
@given(seeds)
def test_bad_rows_stay_in_their_places_and_stop_no_other(seed: int) -> None:
    homes, people = spoilt(seed)
    found = assess_tables(homes, people, "2026-06-01")
    checked = check(homes, people, "2026-06-01")
    assert found["tenancy_ref"].tolist() == homes["tenancy_ref"].tolist()
    assert found["problems"].notna()[~checked.valid].all()
    bad = found[found["problems"].notna()].drop(
        columns=["tenancy_ref", "problems", *found.columns.intersection(homes.columns)]
    )
    assert bad.isna().all(axis=None)
    rows = found.index[checked.valid]
    good = homes.loc[rows].reset_index(drop=True)
    expected = alone(list(cases_of(good, people, "2026-06-01")))
    got = found.loc[rows, expected.columns].reset_index(drop=True)
    assert_frame_equal(got, expected, check_exact=True)


def test_a_row_of_a_made_up_roll_is_the_single_case() -> None:
    homes, people = synthetic_roll(250, seed=8, on="2026-06-01")
    found = assess_tables(homes, people, "2026-06-01")
    expected = alone(list(cases_of(homes, people, "2026-06-01")))
    assert_frame_equal(found[expected.columns], expected, check_exact=True)


def test_which_scheme_helps_is_said() -> None:
    cases = [
        {"claimant": {"age": 40}},
        {"claimant": {"age": 40}, "universal_credit": {"claimed": False}},
        {"claimant": {"age": 80}},
        {"claimant": {"age": 40}, "capital": "20000.00"},
    ]
    made = [Case.model_validate({"date": "2026-06-01", "tenancy": HOME, **case}) for case in cases]
    found = assess_tables(*frames_of(made))
    assert found["scheme"].tolist() == ["universal_credit", "housing_benefit", "housing_benefit", "none"]


def test_without_warnings_the_frame_has_no_such_column() -> None:
    case = Case.model_validate({"date": "2026-06-01", "claimant": {"age": 40}, "tenancy": {"tenure": "owner_occupier"}})
    tables = frames_of([case])
    found = assess_tables(*tables, options=Options(warnings=False))
    assert_frame_equal(found, assess_tables(*tables).drop(columns="warnings"))


@quick
@given(tenancies())
def test_columns_asked_for_alone_are_the_same(cases: list[Case]) -> None:
    whole = assess_tables(*frames_of(cases))
    some = assess_tables(
        *frames_of(cases), options=Options(columns=("housing.", "universal_credit.award"), warnings=False)
    )
    assert_frame_equal(some, whole[some.columns])
    assert {"housing.bedrooms_spare", "universal_credit.award", "rent_to_pay", "reasons"} <= set(some.columns)
    assert "housing_benefit.award" not in some


def test_a_column_that_is_no_figure_is_refused() -> None:
    with pytest.raises(ValueError, match=r"columns: universal_credit\.awards is no figure"):
        Options(columns=("universal_credit.awards",))


def test_no_valid_tenancy_is_a_frame_of_problems() -> None:
    homes, people = frames_of([Case.model_validate({"date": "2026-06-01", "claimant": {"age": 40}, "tenancy": HOME})])
    expected = assess_tables(homes, people)
    homes["rent"] = pd.array([-1], dtype="Int64")
    found = assess_tables(homes, people)
    assert found.dtypes.equals(expected.dtypes)
    assert found.drop(columns=["tenancy_ref", "problems"]).isna().all(axis=None)
    assert assess_tables(homes[:0], people[:0], "2026-06-01").dtypes.equals(expected.dtypes)


@pytest.mark.parametrize("codes", [1, 3, 70, 130])
def test_lists_of_codes_are_told_apart_however_many_codes_there_are(codes: int) -> None:
    import numpy as np

    flags = np.random.default_rng(codes).random((codes, 50)) < 0.3
    numbers, texts = lists_of([(f"c{place}", flag) for place, flag in enumerate(flags)], 50)
    expected = [" ".join(f"c{place}" for place in range(codes) if flags[place, row]) for row in range(50)]
    assert [texts[number] for number in numbers] == expected
